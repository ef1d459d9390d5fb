"""schema: the JSON Schema of the outline."""

from __future__ import annotations

import click


@click.command(
    epilog="""\b
Examples:
  python generate.py schema > docs/outline.schema.json
"""
)
def command() -> None:
    """Print the JSON Schema of the outline, for completion in editors."""
    import json

    from podium import kinds

    click.echo(json.dumps(kinds.schema(), ensure_ascii=False, indent=1))
