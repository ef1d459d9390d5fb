"""format: puts the keys and blank lines of outlines in house order."""

from __future__ import annotations

from pathlib import Path

import click

from podium import console
from podium.commands._arguments import all_outlines, outlines


@click.command(
    epilog="""\b
Examples:
  python generate.py format slides_src/night-sampler.yaml
  python generate.py format --check
"""
)
@outlines
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name the files that would change.")
def command(outlines: tuple[Path, ...], only_check: bool) -> None:
    """Put the keys and blank lines of OUTLINES in house order (default: all of slides_src/).

    Whole lines are moved: no value and no comment changes.
    """
    from podium import kinds
    from podium.diagnostics import Span, shown
    from podium.outline.house_style import Refused
    from podium.outline.source import SourceError

    failed = False
    for path in outlines or all_outlines():
        try:
            changed = _format(path, frozenset(kinds.names()), only_check)
        except (SourceError, Refused) as e:
            alone = SourceError(str(e), Span(str(path)))
            for mistake in [e] if isinstance(e, SourceError) else e.mistakes or [alone]:
                hint = f"; {shown(mistake.hint)}" if mistake.hint else ""
                message = f"not formatted: {shown(mistake.message)}{hint}"
                console.say(f"{shown(str(mistake.span))}: {console.red('error')}: {message}")
            failed = True
            continue
        failed |= changed and only_check
        said = "is in house order" if not changed else "would be changed" if only_check else "formatted"
        console.tell(f"{path}: {said}")
    if failed:
        raise click.exceptions.Exit(1)


def _format(path: Path, kinds: frozenset[str], only_check: bool) -> bool:
    """Formats a file; whether it was not in house order. Raises SourceError, house_style.Refused, PodiumError."""
    from podium.files import replacing
    from podium.outline import house_style, source

    text = source.read_text(path, str(path))
    made = house_style.in_house_style(text, str(path), kinds)
    if made == text:
        return False
    if not only_check:
        mark = "\ufeff" if path.read_bytes().startswith("\ufeff".encode()) else ""
        with replacing(path) as file:
            file.write((mark + made).encode())
    return True
