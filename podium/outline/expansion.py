"""What an outline says once and means in many places, put where it is meant, before the models read it.

In: the tree of a file as it was written. Out: the tree of the chosen variant, with the values of variables, and slides
that have the defaults of their kind. Its keys `for`, `vars` and `defaults` are gone; every value keeps the place where
it was written. An outline without them is not looked at.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from podium.diagnostics import Report
from podium.outline.source import Mapping

if TYPE_CHECKING:
    from podium.outline.slide import Reader


def expanded(tree: Mapping, text: str, name: str, report: Report, slides: Reader, wanted: str = "") -> Mapping | None:
    """The whole tree; None if it grows without end. `wanted` is the variant that the user chose."""
    from podium.outline.kind_defaults import Defaults
    from podium.outline.variables import Files, TooLarge, Variables
    from podium.outline.variants import Variants

    files = Files(name, text)
    variants = Variants(tree, wanted, files, report)
    tree = variants.of_deck(tree)
    variables = Variables(files, report)
    variables.define(tree.get("vars"), tree.values_at.get("vars", tree.place))
    try:
        tree = variables.expanded(_without(tree, "vars"))
    except TooLarge as e:
        report.error(str(e), e.span, "too-large")
        return None
    defaults = Defaults(tree.get("defaults"), tree.values_at.get("defaults", tree.place), files, report)
    defaults.check(slides, str(tree.get("lang") or "en"))
    return defaults.of_deck(_without(tree, "defaults"))


def variants_in(path: Path) -> list[str]:
    """The names of the variants that the outline in `path` declares, the one that is made by default first."""
    from podium.outline import source

    try:
        text = source.read_text(path, str(path))
        tree = source.read(text, str(path))[0] if source.may_abbreviate(text) else None
    except source.SourceError:
        return []
    given = tree.get("for") if isinstance(tree, Mapping) else None
    return [n for n in given if isinstance(n, str)] if isinstance(given, (Mapping, list)) else []


def _without(tree: Mapping, key: str) -> Mapping:
    return Mapping.of(tree.place, (entry for entry in tree.entries() if entry[0] != key)) if key in tree else tree
