"""What the commands that write something of a deck share: whether there is one, and what it is called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium import console

if TYPE_CHECKING:
    from podium.diagnostics import Report
    from podium.scene.boxes import Scene


def require_scene(outline: Path, report: Report, scene: Scene | None, quiet: bool) -> Scene:
    """The scene, with the findings printed. Ends the command with 1 if the outline has errors."""
    console.print_findings(report, quiet)
    if scene is None or report.failed:
        console.print_summary(outline, report)
        raise click.exceptions.Exit(1)
    return scene


def name_of(outline: Path, variant: str) -> str:
    """The name of what is made of an outline, without an ending."""
    return f"{outline.stem}-{variant}" if variant else outline.stem
