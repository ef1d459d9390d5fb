"""What the commands for paper share: their arguments, and the way from an outline to a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podium import PodiumError, console
from podium.commands._arguments import OUTPUT, allow_outside, allow_scripts, quiet, variant
from podium.commands._results import name_of, require_scene

if TYPE_CHECKING:
    from podium.backends.pdf.paper import Leaf
    from podium.scene.boxes import Scene

size = click.option(
    "--paper", "size", type=click.Choice(["a4", "letter"]), default="a4", help="The size of the paper; default a4."
)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that all of them have."""
    output = click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="The PDF to write; default output/NAME-WHAT.pdf."
    )
    force = click.option("--force", is_flag=True, help="Replace a file that podium did not write.")
    outline = click.argument("outline", type=click.Path(path_type=Path))
    for option in (force, quiet, allow_outside, allow_scripts, variant, output, outline):
        command = option(command)
    return command


def print_pdf(
    outline: Path,
    what: str,
    leaves: Callable[[Scene], list[Leaf]],
    paper: tuple[float, float],
    *,
    output: Path | None,
    variant: str,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
    force: bool,
    for_students: bool = False,
    lacking: str = "no slide is shown",
) -> None:
    """Writes the leaves as PDF. `for_students`: without answers and notes; `lacking`: why there may be none."""
    from podium.backends.figures.painting import paint_scripts
    from podium.pipeline import scene_of

    if output is not None and output.suffix.lower() != ".pdf":
        raise click.UsageError(f"-o names a PDF, not '{output.name}'; write {output.with_suffix('.pdf')}")
    report, scene = scene_of(
        outline, allow_scripts=allow_scripts, allowed=allowed, variant=variant, paint=paint_scripts, paper=True,
        for_students=for_students,
    )  # fmt: skip
    scene = require_scene(outline, report, scene, quiet)
    made = leaves(scene)
    if not made:
        raise PodiumError(f"{outline}: there is nothing to print: {lacking}")
    from podium.backends.pdf.paper import leaves_pdf

    data = leaves_pdf(scene, made, paper).data
    console.write_file(output or OUTPUT / f"{name_of(outline, variant)}-{what}.pdf", data, quiet, force)
    if not quiet:
        console.tell(f"{console.plural(len(made), 'page')} for {console.plural(len(scene.pages), 'slide')}")
