"""export: a deck for browsers, as pictures of lines."""

from __future__ import annotations

from pathlib import Path

import click

from podium import PodiumError, console
from podium.commands._arguments import OUTPUT, allow_outside, allow_scripts, quiet, variant

_FORMS = ("html", "svg")


@click.command(
    epilog="""\b
Examples:
  python generate.py export slides_src/soviet-japanese-border-war.yaml
  python generate.py export slides_src/soviet-japanese-border-war.yaml --notes
  python generate.py export slides_src/night-sampler.yaml --to svg -o output/night
"""
)
@click.argument("outline", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(_FORMS),
    help="html: one file with all slides; svg: a folder with a file for each. Default: what -o ends in, else html.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file or folder; default output/NAME.html (with notes NAME-notes.html), or the folder output/NAME.",
)
@click.option("--notes", is_flag=True, help="Put the notes into the HTML file, for its presenter's window.")
@variant
@allow_scripts
@allow_outside
@quiet
@click.option("--force", is_flag=True, help="Replace files that podium did not write.")
def command(
    outline: Path,
    form: str | None,
    output: Path | None,
    notes: bool,
    variant: str,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    quiet: bool,
    force: bool,
) -> None:
    """Write the slides of OUTLINE for browsers: they look as in PowerPoint on any machine, without a network.

    Fonts and pictures are inside, the notes only with --notes. The HTML file presents by itself: f fills the screen,
    p opens the presenter's window, and ? lists the keys.
    """
    from podium.pipeline import scene_of

    form = form or (output.suffix[1:].lower() if output is not None and output.suffix[1:].lower() in _FORMS else "html")
    if output is not None and form == "html" and output.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"-o names an HTML file, not '{output.name}'; write {output.with_suffix('.html')}")
    if output is not None and form == "svg" and output.suffix:
        raise click.UsageError(f"-o names a folder for the slides, not '{output.name}'; write {output.with_suffix('')}")
    if notes and form == "svg":
        raise click.UsageError("--notes is for the HTML file; pictures of slides have none")
    report, scene = scene_of(outline, allow_scripts=allow_scripts, allowed=allowed, variant=variant)
    console.print_findings(report, quiet)
    if scene is None or report.failed:
        console.print_summary(outline, report)
        raise click.exceptions.Exit(1)
    stem = f"{outline.stem}-{variant}" if variant else outline.stem
    if form == "html":
        from podium.backends.svg.html import deck_html
        from podium.backends.svg.recordings import too_large

        text = deck_html(scene, notes)
        named = OUTPUT / f"{stem}{'-notes' if notes else ''}.html"  # not that which students get
        if size := too_large(scene):
            console.say(f"{outline}: the recordings have {size / 1e6:,.0f} MB, too many for a file: they are left out")
        console.write_file(output or named, text.encode(), quiet, force)
        return
    from podium.backends.svg.files import page_files

    folder = output or OUTPUT / stem
    if folder.exists() and not folder.is_dir():
        raise PodiumError(f"{folder}: is a file; name a folder with -o", 2)
    written = 0
    for name, text in page_files(scene):
        console.write_file(folder / name, text.encode(), True, force)
        written += 1
    if not quiet:
        console.tell(f"{folder}: {console.plural(written, 'slide')} written")
