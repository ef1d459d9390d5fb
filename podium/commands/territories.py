"""territories: historical borders as GeoJSON, or as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium import console

if TYPE_CHECKING:
    from podium.diagnostics import Report

_PICTURES = (".png", ".svg")


@click.command(
    epilog="""\b
Examples:
  python generate.py territories
  python generate.py territories east-asia-1931-1941 --year 1939 -o 1939.geojson
  python generate.py territories my-recipe.yaml --year 1923-07-24 > turkey.geojson
  python generate.py territories europe-1871-1914 --year 1900 -o 1900.png
"""
)
@click.argument("recipe", default="")
@click.option("--year", default="", help="The date whose borders to write: 1939, 1939-09 or 1939-09-01.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write: .geojson, .png or .svg; default GeoJSON on standard output.",
)
@click.option("--force", is_flag=True, help="Replace a file that podium did not write.")
def command(recipe: str, year: str, output: Path | None, force: bool) -> None:
    """Write the borders of RECIPE on a date as GeoJSON (WGS 84), for QGIS or a web map, or draw them with their names.

    RECIPE is a shipped set, one in slides_src/territories/, or a file. Without --year, the whole recipe is checked and
    its territories are listed; without RECIPE, the sets are listed.
    """
    from podium.diagnostics import Report
    from podium.maps.territories import export

    if output is not None and not (recipe and year):
        raise click.UsageError("-o needs a recipe and a --year")
    if output is not None and output.suffix.lower() not in (".geojson", ".json", *_PICTURES):
        raise click.UsageError(f"-o needs a name that ends in .geojson, .json, .png or .svg, not '{output.name}'")
    if not (recipe and year):
        console.print_table(rows_of(recipe))
        return
    report = Report()
    if output is not None and output.suffix.lower() in _PICTURES:
        _draw(recipe, year, output, report, force)
        return
    written = export.feature_collection(recipe, year, report)
    console.print_findings(report)
    if written is None:
        raise click.exceptions.Exit(1)
    if output is None:
        click.echo(written, nl=False)
    else:
        console.write_file(output, written.encode(), quiet=False, force=force)


def _draw(recipe: str, year: str, output: Path, report: Report, force: bool) -> None:
    """Writes a map of all territories of a set on a date; ends the run after mistakes."""
    from podium.commands.map import write
    from podium.maps.territories import export
    from podium.pages import map_pages

    asked = export.for_a_map(recipe, year, report)
    outline = map_pages.of_set(asked[0], year, asked[2], asked[1], report) if asked is not None else None
    write(outline, output, report, force=force, called=Path(recipe))


def rows_of(recipe: str) -> list[tuple[str, str]]:
    """The sets of territories, or the territories of one; ends the run after mistakes in its recipe."""
    from podium.diagnostics import Report
    from podium.maps.territories import export

    if not recipe:
        return export.sets()
    report = Report()
    rows = export.territories_of(recipe, report)
    console.print_findings(report)
    if rows is None:
        raise click.exceptions.Exit(1)
    return rows
