"""preview: a deck in the browser that follows every save, and in which the outline can be edited."""

from __future__ import annotations

from pathlib import Path

import click

from podium import console
from podium.commands._arguments import allow_outside, allow_scripts, no_open, port, variant


@click.command(
    epilog="""\b
Examples:
  python generate.py preview slides_src/night-sampler.yaml
  python generate.py preview slides_src/night-sampler.yaml --no-open
"""
)
@click.argument("outline", type=click.Path(path_type=Path))
@no_open
@port
@variant
@allow_scripts
@allow_outside
def command(
    outline: Path,
    no_open: bool,
    port: int | None,
    variant: str,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
) -> None:
    """Show OUTLINE in a browser, and again whenever it is saved; Ctrl-C ends it.

    A click on a word, a bar or an arrow opens its lines; in the overview (o), slides are moved, hidden, duplicated and
    deleted. Only this machine can reach the page. Nothing is written but what is edited, dropped or built there.
    """
    if not outline.is_file():
        from podium.outline.project import no_such_file

        raise no_such_file(outline)
    from podium.preview.run import run

    run(
        outline, port=port, opens=not no_open, variant=variant, allow_scripts=allow_scripts, allowed=allowed,
        say=console.tell,
    )  # fmt: skip
