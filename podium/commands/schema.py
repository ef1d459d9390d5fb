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
    from podium.outline.schema import outline_schema

    models = {name: kinds.model_of(name) for name in kinds.names()}
    click.echo(json.dumps(outline_schema(models), ensure_ascii=False, indent=1))
