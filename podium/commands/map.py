"""map: the maps of an outline as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium import console
from podium.commands._arguments import OUTPUT, allow_outside, quiet, variant

if TYPE_CHECKING:
    from podium.diagnostics import Report
    from podium.outline.deck import Outline


@click.command(
    "map",
    epilog="""\b
Examples:
  python generate.py map slides_src/soviet-japanese-border-war.yaml --slide pincer -o khalkhin-gol.png
  python generate.py map slides_src/night-sampler.yaml -o maps.svg
""",
)
@click.argument("outline", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The picture to write, .png or .svg; default output/NAME.png.",
)
@click.option("--slide", default="", help="Only the maps of this slide: its number in the deck, or its id.")
@click.option(
    "--width", type=click.IntRange(100, 6000), help="Width of a PNG in pixels; default 2560 (16:9) or 1920 (4:3)."
)
@variant
@allow_outside
@quiet
@click.option("--force", is_flag=True, help="Replace a picture that podium did not write.")
def command(
    outline: Path,
    output: Path | None,
    slide: str,
    width: int | None,
    variant: str,
    allowed: tuple[Path, ...],
    quiet: bool,
    force: bool,
) -> None:
    """Paint the maps of OUTLINE, a lecture or a small file with one `map:`, as pictures.

    Several maps are written to separate pictures: maps.png becomes maps-SLIDE.png.
    """
    from podium.backends.pictures.paint import FORMS
    from podium.diagnostics import Report
    from podium.pages import map_pages

    target = output or OUTPUT / f"{outline.stem}.png"
    form = next((f for f in FORMS if target.suffix.lower() == f".{f}"), None)
    if form is None:
        raise click.UsageError(f"-o needs a name that ends in .png or .svg, not '{target.name}'")
    if width and form == "svg":
        raise click.UsageError("--width is for PNG: an SVG scales to any size")
    report = Report()
    read = map_pages.load(outline, report, allowed, variant)
    write(read, target, report, slide=slide, width=width or 0, quiet=quiet, force=force, called=outline)


def write(
    read: Outline | None,
    target: Path,
    report: Report,
    *,
    slide: str = "",
    width: int = 0,
    quiet: bool = False,
    force: bool,
    called: Path,
) -> None:
    """Writes the maps of an outline as pictures, and prints the findings; ends the run after mistakes. target: its
    ending says the form; width: of a PNG, in pixels, or 0; called: what the findings are of."""
    from podium.backends.drawing import matplotlib_start
    from podium.backends.pictures.paint import FORMS, paint
    from podium.backends.pictures.text import Setter
    from podium.pages import map_pages
    from podium.scene.boxes import lasting

    form = next(f for f in FORMS if target.suffix.lower() == f".{f}")
    found = map_pages.maps_of(read, slide) if read is not None else []
    painted = []
    matplotlib_start.start()
    for page in map_pages.laid_out(found, read, report) if read is not None else ():
        drawing = page.drawing
        if letters := Setter(drawing.theme).lacking(drawing.boxes):
            drawing.lacks(letters)
        boxes = lasting(drawing.boxes)
        painted.append(paint(boxes, drawing.rect, drawing.theme, page.media, form, pixels=width, title=page.title))
    console.print_findings(report, quiet)
    if report.failed:
        console.print_summary(called, report)
        raise click.exceptions.Exit(1)
    for name, data in zip(map_pages.file_names(found, target), painted, strict=True):
        console.write_file(name, data, quiet, force)
