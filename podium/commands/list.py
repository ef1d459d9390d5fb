"""list: what an outline can name."""

from __future__ import annotations

import click

from podium import console
from podium.commands.territories import rows_of


@click.command(
    "list",
    epilog="""\b
Examples:
  python generate.py list kinds
  python generate.py list territories east-asia-1931-1941
  python generate.py list units TUR
  python generate.py list places Mukden
""",
)
@click.argument(
    "what",
    type=click.Choice(
        ["kinds", "blocks", "themes", "languages", "territories", "units", "rivers", "lakes", "seas", "places"]
    ),
)
@click.argument("name", default="")
def command(what: str, name: str) -> None:
    """List what an outline can name: slide kinds, blocks, themes and languages; for maps, the sets of historical
    territories, today's units, rivers, lakes, seas and places.

    NAME narrows the list: the territories of a set, the units of a country, rivers that begin with NAME, places called
    NAME.
    """
    from podium import languages, registry, themes

    plain = ("kinds", "blocks", "themes", "languages")
    if name and what in plain:
        raise click.UsageError(f"'list {what}' takes no name")
    if what == "territories":
        rows = rows_of(name)
    elif what not in plain:
        from podium.maps import catalogue

        rows = catalogue.KINDS[what](name)
    elif what == "themes":
        rows = [(name, themes.summary(name)) for name in themes.names()]
    elif what == "languages":
        rows = [(name, languages.summary(name)) for name in languages.names()]
    elif what == "blocks":
        from podium.blocks import base as blocks

        rows = [(name, registry.load(blocks.PACKAGE, name).summary) for name in blocks.names()]
    else:
        from podium import kinds

        rows = [(name, kinds.model_of(name).summary) for name in kinds.names()]
    console.print_table(rows)
