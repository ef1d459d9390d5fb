"""list: what an outline can name."""

from __future__ import annotations

from typing import Any

import click

from podium import console
from podium.commands.territories import rows_of


class _What(click.Choice):
    """One of the lists, or a slide kind."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from podium import kinds

        if value in self.choices or value in kinds.names():
            return str(value)
        from podium.diagnostics import did_you_mean

        hint = did_you_mean(str(value), [*self.choices, *kinds.names()])
        self.fail(f"there is no list and no slide kind '{value}'; {hint or 'list kinds shows them'}", param, ctx)


@click.command(
    "list",
    epilog="""\b
Examples:
  python generate.py list kinds
  python generate.py list quote
  python generate.py list territories east-asia-1931-1941
  python generate.py list units TUR
  python generate.py list places Mukden
""",
)
@click.argument(
    "what",
    type=_What(["kinds", "blocks", "themes", "languages", "territories", "units", "rivers", "lakes", "seas", "places"]),
)
@click.argument("name", default="")
def command(what: str, name: str) -> None:
    """List what an outline can name: slide kinds, blocks, themes and languages; for maps, the sets of historical
    territories, today's units, rivers, lakes, seas and places. With the name of a slide kind: its keys and an example.

    NAME narrows the list: the territories of a set, the units of a country, rivers that begin with NAME, places called
    NAME.
    """
    from podium import languages, registry, themes

    plain = ("kinds", "blocks", "themes", "languages")
    others = ("territories", "units", "rivers", "lakes", "seas", "places")
    if name and what not in others:
        raise click.UsageError(f"'list {what}' takes no name")
    if what not in (*plain, *others):
        _tell_of_kind(what)
        return
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


def _tell_of_kind(kind: str) -> None:
    """What a kind of slide is, its keys, and an example to copy."""
    from podium import kinds
    from podium.kinds._examples import example
    from podium.outline.models import about_keys
    from podium.outline.slide import Slide

    model = kinds.model_of(kind)
    console.tell(f"{kind}: {model.summary}")
    console.tell("")
    console.print_table([row for row in about_keys(model).items() if row[0] not in Slide.model_fields])
    common = [name for name in Slide.model_fields if name != "headline"]
    console.tell("")
    console.tell(f"as every slide: {', '.join(common)}, for")
    console.tell("")
    for line in example(kind).splitlines():
        console.tell(line)
