"""handout: slides on paper for students."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from podium.commands._paper import common, print_pdf, size
from podium.paper import KINDS


@click.command(
    epilog="""\b
Examples:
  python generate.py handout slides_src/soviet-japanese-border-war.yaml
  python generate.py handout slides_src/night-sampler.yaml --slides text --paper letter
"""
)
@click.option(
    "--slides",
    "kind",
    type=click.Choice(KINDS),
    default="3",
    help="How many on a page, with lines to write on; or text: each beside what students may read. Default 3.",
)
@size
@common
def command(outline: Path, kind: Any, size: str, **how: Any) -> None:
    """Write a handout of OUTLINE as PDF: slides with lines, or with the words of their key 'handout'.

    Solutions of quizzes and notes are not in it; a dark theme becomes a light one; the credits come last.
    """
    from podium.paper import handout
    from podium.paper.sheets import SIZES

    paper = SIZES[size]

    print_pdf(outline, "handout", lambda scene: handout.leaves(scene, paper, kind), paper, for_students=True, **how)
