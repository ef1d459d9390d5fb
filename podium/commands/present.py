"""present: a deck in the browser, with the presenter's window and its notes; no file is written."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from podium import console
from podium.commands._arguments import allow_outside, allow_scripts, no_open, port, quiet, variant
from podium.commands._results import require_scene


class _Command(click.Command):
    """Takes `--lan` also without an address, before the name of an outline too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        after = [*args[1:], ""]
        bare = [arg == "--lan" and not re.fullmatch(r"[\d.]+", value) for arg, value in zip(args, after, strict=True)]
        return super().parse_args(ctx, ["--lan=" if is_bare else arg for arg, is_bare in zip(args, bare, strict=True)])


@click.command(
    cls=_Command,
    epilog="""\b
Examples:
  python generate.py present slides_src/soviet-japanese-border-war.yaml
  python generate.py present slides_src/night-sampler.yaml --no-open
  python generate.py present slides_src/night-sampler.yaml --lan
""",
)
@click.argument("outline", type=click.Path(path_type=Path))
@no_open
@port
@click.option(
    "--lan", metavar="[ADDRESS]", help="Let phones in this network follow and drive, by secret links; off by default."
)
@variant
@allow_scripts
@allow_outside
@quiet
def command(
    outline: Path,
    no_open: bool,
    port: int | None,
    lan: str | None,
    variant: str,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Present OUTLINE in a browser, notes included; Ctrl-C ends it.

    It is the file of export --notes, without the file: f fills the screen, p opens the presenter's window, ? lists the
    keys. Only this machine can reach the page; with --lan, phones can reach one of their own.
    """
    import time

    from podium.backends.svg.html import deck_html
    from podium.backends.svg.recordings import too_large
    from podium.pipeline import scene_of
    from podium.presenting.hub import Hub
    from podium.presenting.lan import PhoneServer, chosen
    from podium.presenting.rehearsal import Rehearsal
    from podium.presenting.server import Server

    host = None if lan is None else chosen(lan)
    began = time.time()
    report, scene = scene_of(outline, allow_scripts=allow_scripts, allowed=allowed, variant=variant)
    scene = require_scene(outline, report, scene, quiet)
    if size := too_large(scene):
        console.say(f"{outline}: the recordings have {size / 1e6:,.0f} MB, too many for a page: they are left out")
    phones = None
    if host:
        phones = PhoneServer(outline, host, Hub(), port)
        phones.page = deck_html(scene, notes=True, server={}, is_phone=True).encode("utf-8", "replace")
    server = Server(outline, Rehearsal(outline, report.files, scene, began), port, phones)
    server.page = deck_html(scene, notes=True, server=server.told()).encode("utf-8", "replace")
    console.tell(f"{outline}: presented at {server.address} (p opens the notes, Ctrl-C ends it)")
    if phones:
        for line in phones.described(with_code=sys.stdout.isatty()):
            console.tell(line)
        phones.start()
    server.run(opens=not no_open)
