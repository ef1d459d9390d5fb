"""script: all that the lecturer says, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from podium.commands._paper import common, print_pdf, size


@click.command(
    epilog="""\b
Examples:
  python generate.py script slides_src/soviet-japanese-border-war.yaml
  python generate.py script slides_src/night-sampler.yaml --paper letter
"""
)
@size
@common
def command(outline: Path, size: str, **how: Any) -> None:
    """Write the script of OUTLINE as PDF: each slide small, when it comes, how long it takes, and its notes in full."""
    from podium.paper import script
    from podium.paper.sheets import SIZES

    paper = SIZES[size]
    print_pdf(outline, "script", lambda scene: script.leaves(scene, paper), paper, **how)
