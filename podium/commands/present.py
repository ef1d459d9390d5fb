"""present: a deck in the browser, with the presenter's window and its notes; no file is written."""

from __future__ import annotations

from pathlib import Path

import click

from podium import console
from podium.commands._arguments import allow_outside, allow_scripts, no_open, port, quiet, variant
from podium.commands._results import require_scene


@click.command(
    epilog="""\b
Examples:
  python generate.py present slides_src/soviet-japanese-border-war.yaml
  python generate.py present slides_src/night-sampler.yaml --no-open
"""
)
@click.argument("outline", type=click.Path(path_type=Path))
@no_open
@port
@variant
@allow_scripts
@allow_outside
@quiet
def command(
    outline: Path,
    no_open: bool,
    port: int | None,
    variant: str,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Present OUTLINE in a browser, notes included; Ctrl-C ends it.

    It is the file of export --notes, without the file: f fills the screen, p opens the presenter's window, ? lists the
    keys. Only this machine can reach the page.
    """
    from podium.backends.svg.html import deck_html
    from podium.backends.svg.recordings import too_large
    from podium.pipeline import scene_of

    report, scene = scene_of(outline, allow_scripts=allow_scripts, allowed=allowed, variant=variant)
    scene = require_scene(outline, report, scene, quiet)
    if size := too_large(scene):
        console.say(f"{outline}: the recordings have {size / 1e6:,.0f} MB, too many for a page: they are left out")
    page = deck_html(scene, notes=True).encode("utf-8", "replace")
    _serve(page, outline, port, opens=not no_open)


def _serve(page: bytes, path: Path, port: int | None, opens: bool) -> None:
    """Serves the page until it is interrupted. Raises PodiumError if the port is taken."""
    from podium.local_server import LocalHandler, LocalServer

    class Handler(LocalHandler):
        policy = "frame-ancestors 'none'"  # the page has its own, which allows nothing from anywhere

        def do_GET(self) -> None:
            rest = self.allowed()
            if rest == "":
                self.send(200, page, "text/html; charset=utf-8")
            elif rest is not None:
                self.say(404, "there is nothing here")

    server = LocalServer(path, "present", Handler, port)
    console.tell(f"{path}: presented at {server.address} (p opens the notes, Ctrl-C ends it)")
    server.run(opens)
