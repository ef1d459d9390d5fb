"""template: what podium finds in a PowerPoint template, and a specimen deck on it."""

from __future__ import annotations

from pathlib import Path

import click

from podium import PodiumError, console


@click.command(
    epilog="""\b
Examples:
  python generate.py template check university.potx
  python generate.py template check university.potx -o specimen.pptx
"""
)
@click.argument("action", type=click.Choice(["check"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Also build a deck with a slide of every kind here."
)
@click.option("--force", is_flag=True, help="Replace a deck that another program has changed.")
def command(action: str, file: Path, output: Path | None, force: bool) -> None:
    """Say what is in FILE, a .potx or .pptx, before a deck is built on it, and what of it each page takes.

    Layouts, free room in cm, fonts, colours with their contrast, and what a lecturer should know.
    """
    from podium import files
    from podium.templates import described, fitting
    from podium.templates.package import MOST, Unusable

    if output is not None and output.suffix.lower() != ".pptx":
        raise click.UsageError(f"-o needs a name that ends in .pptx, not '{output.name}'")
    try:
        template = fitting.load(files.read(file, MOST), file.name, {}, "", frozenset())
    except FileNotFoundError:
        raise PodiumError(f"{file}: is not there") from None
    except (files.Unreadable, Unusable) as e:
        raise PodiumError(f"{file}: {e}" + (f"; {e.hint}" if e.hint else "")) from None
    for n, part in enumerate(described.described(template)):
        if n:
            console.tell("")
        console.tell(part.heading)
        console.print_table([(f"  {name}", what) for name, what in part.rows])
    for note in template.notes:
        console.say(f"{file}: {console.yellow('warning')}: {note.message}" + (f"; {note.hint}" if note.hint else ""))
    if output is not None:
        _specimen(file, output, force)


def _specimen(file: Path, output: Path, force: bool) -> None:
    """Builds a deck with a slide of every kind on the template."""
    from podium import files
    from podium.commands.build import build_one
    from podium.kinds._examples import specimen

    outline = file.parent / "podium-specimen.yaml"  # which is never written
    files.hold(outline, specimen(file.name).encode())
    try:
        made = build_one(
            outline, output, strict=False, force=force, quiet=True, allow_scripts=False, allowed=(), variant="",
            auto=False, loop=False, start="",
        )  # fmt: skip
    finally:
        files.hold(outline, None)
    if not made:
        raise click.exceptions.Exit(1)
    console.tell(f"{output}: a slide of every kind")
