"""cards: the notes on cards to hold in the hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from podium.commands._paper import common, print_pdf


@click.command(
    epilog="""\b
Examples:
  python generate.py cards slides_src/soviet-japanese-border-war.yaml
"""
)
@common
def command(outline: Path, **how: Any) -> None:
    """Write cards of A6 for OUTLINE as PDF: for each slide with notes its time, its headline and the notes."""
    from podium.paper import cards
    from podium.paper.sheets import A6

    print_pdf(outline, "cards", cards.leaves, A6, lacking="no slide has notes", **how)
