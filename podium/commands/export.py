"""export: a deck for browsers, as PDF, as pictures of lines or of pixels."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium import PodiumError, console
from podium.commands._arguments import OUTPUT, allow_outside, allow_scripts, quiet, variant
from podium.commands._results import name_of, require_scene

if TYPE_CHECKING:
    from podium.diagnostics import Report
    from podium.scene.boxes import Scene

_FILES = {"html": (".html", ".htm"), "pdf": (".pdf",)}  # the others are folders
_FORMS = (*_FILES, "svg", "png")
_WIDTH = 1920  # pixels


@click.command(
    epilog="""\b
Examples:
  python generate.py export slides_src/soviet-japanese-border-war.yaml
  python generate.py export slides_src/soviet-japanese-border-war.yaml --notes
  python generate.py export slides_src/soviet-japanese-border-war.yaml --to pdf
  python generate.py export slides_src/night-sampler.yaml --to png --width 1280 -o output/night
"""
)
@click.argument("outline", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(_FORMS),
    help="html, pdf: one file with all slides; svg, png: a folder with one for each. Default: as -o ends, or html.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file or folder; default output/NAME.html (NAME-notes.html with notes), NAME.pdf, or the folder NAME.",
)
@click.option("--notes", is_flag=True, help="Put the notes into the HTML file, for its presenter's window.")
@click.option("--width", type=click.IntRange(100, 6000), help=f"Width of a PNG in pixels; default {_WIDTH}.")
@variant
@allow_scripts
@allow_outside
@quiet
@click.option("--force", is_flag=True, help="Replace files that podium did not write.")
def command(
    outline: Path,
    form: str | None,
    output: Path | None,
    width: int | None,
    notes: bool,
    variant: str,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
    force: bool,
) -> None:
    """Write the slides of OUTLINE for those without PowerPoint: they look the same on any machine, without a network.

    Fonts and pictures are inside, the notes only with --notes. The HTML file presents by itself: f fills the screen,
    p opens the presenter's window, and ? lists the keys; with #read in its address it is an article. The PDF has
    bookmarks, and is tagged for screen readers.
    """
    from podium.backends.figures.painting import paint_scripts
    from podium.pipeline import scene_of

    form = _form(form, output, width)
    if notes and form != "html":
        raise click.UsageError("--notes is for the HTML file; pictures of slides have none")
    painted = form in ("pdf", "png")
    report, scene = scene_of(
        outline, allow_scripts=allow_scripts, allowed=allowed, variant=variant, paint=paint_scripts if painted else None
    )
    stem = name_of(outline, variant)
    pdf = b""
    if painted and scene is not None and not report.failed:
        pdf = _pdf(scene, report)
    scene = require_scene(outline, report, scene, quiet)
    if form == "pdf":
        console.write_file(output or OUTPUT / f"{stem}.pdf", pdf, quiet, force)
    elif form == "html":
        from podium.backends.svg.html import deck_html
        from podium.backends.svg.recordings import too_large

        text = deck_html(scene, notes)
        named = OUTPUT / f"{stem}{'-notes' if notes else ''}.html"  # not that which students get
        if size := too_large(scene):
            console.say(f"{outline}: the recordings have {size / 1e6:,.0f} MB, too many for a file: they are left out")
        console.write_file(output or named, text.encode(), quiet, force)
    elif form == "svg":
        from podium.backends.svg.files import page_files

        drawn = ((name, text.encode()) for name, text in page_files(scene))
        _write_folder(output or OUTPUT / stem, drawn, quiet, force)
    else:
        from podium.backends.drawing.names import page_names
        from podium.backends.pdf.raster import page_pngs

        pictures = zip(page_names(scene, "png"), page_pngs(pdf, width or _WIDTH), strict=True)
        _write_folder(output or OUTPUT / stem, pictures, quiet, force)


def _pdf(scene: Scene, report: Report) -> bytes:
    """The slides as PDF; letters that no font has are reported."""
    from podium.backends.pdf.document import deck_pdf
    from podium.backends.pdf.lacking import warn_of

    pdf, lacking = deck_pdf(scene)
    if lacking:
        warn_of(scene, lacking, report)
    return pdf


def _form(form: str | None, output: Path | None, width: int | None) -> str:
    """The form that is asked for. Raises UsageError if the output is named as another."""
    ending = output.suffix.lower() if output is not None else ""
    form = form or next((f for f, endings in _FILES.items() if ending in endings), "html")
    if output is not None and form in _FILES and ending not in _FILES[form]:
        right, what = output.with_suffix(_FILES[form][0]), {"html": "an HTML file", "pdf": "a PDF"}[form]
        raise click.UsageError(f"-o names {what}, not '{output.name}'; write {right}")
    if output is not None and form not in _FILES and output.suffix:
        raise click.UsageError(f"-o names a folder for the slides, not '{output.name}'; write {output.with_suffix('')}")
    if width and form != "png":
        raise click.UsageError("--width is for PNG: HTML, PDF and SVG scale to any size")
    return form


def _write_folder(folder: Path, files: Iterable[tuple[str, bytes]], quiet: bool, force: bool) -> None:
    """A file for each slide."""
    if folder.exists() and not folder.is_dir():
        raise PodiumError(f"{folder}: is a file; name a folder with -o", 2)
    written = 0
    for name, data in files:
        console.write_file(folder / name, data, True, force)
        written += 1
    if not quiet:
        console.tell(f"{folder}: {console.plural(written, 'slide')} written")
