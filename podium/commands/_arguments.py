"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from podium import PodiumError, console

OUTLINES = Path("slides_src")
OUTPUT = Path("output")

outlines = click.argument("outlines", nargs=-1, type=click.Path(path_type=Path))
strict = click.option("--strict", is_flag=True, help="Treat warnings as errors: a missing picture stops the build.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
allow_scripts = click.option(
    "--allow-scripts", is_flag=True, help="Run the scripts that figures name: they can do whatever you can."
)
allow_outside = click.option(
    "--allow-outside",
    "allowed",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Also let outlines read files in this folder, outside their project.",
)
variant = click.option(
    "--for", "variant", default="", metavar="NAME", help="The variant to make, one of those that the outline names."
)
no_open = click.option("--no-open", is_flag=True, help="Print the page's address, and open no browser.")
port = click.option(
    "--port", type=click.IntRange(1, 65535), help="The page's port; default: that of the last time, or any."
)


def all_outlines() -> tuple[Path, ...]:
    """Every outline in slides_src/. Raises PodiumError if there is none."""
    found = sorted(p for ending in ("*.yaml", "*.yml") for p in OUTLINES.glob(ending))
    if not found:
        raise PodiumError(
            f"{OUTLINES}/: no outlines here; name one, or start with: {console.called()} new {OUTLINES}/lecture.yaml", 2
        )
    return tuple(found)
