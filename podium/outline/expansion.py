"""What an outline says once and means in many places, put where it is meant, before the models read it.

In: the tree of a file as it was written. Out: the tree of the chosen variant, with what it takes from other files, the
values of variables, slides that have the defaults of their kind, and numbers for their footnotes. Its keys `for`,
`vars`, `defaults`, `include` and `use` are gone; every value keeps the place where it was written. An outline that has
none of them is not looked at.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from podium.diagnostics import Report
from podium.outline import footnotes, source
from podium.outline.includes import Includer, Scope, cited_in, with_lacking, without
from podium.outline.kind_defaults import Defaults
from podium.outline.nodes import Mapping
from podium.outline.project import Project
from podium.outline.slide import Reader
from podium.outline.variables import Files, TooLarge, Variables
from podium.outline.variants import Variants


class Written(NamedTuple):
    """A file as it was written: its tree and text, its path, the name that messages give it, and its project."""

    tree: Mapping
    text: str
    path: Path
    name: str
    project: Project


def expanded(written: Written, report: Report, slides: Reader, wanted: str = "") -> Mapping | None:
    """The whole tree; None if it grows without end. `wanted` is the variant that the user chose."""
    try:
        return _expanded(written, report, slides, wanted)
    except TooLarge as e:
        report.error(str(e), e.span, "too-large")
        return None


def _expanded(written: Written, report: Report, slides: Reader, wanted: str) -> Mapping:
    files = Files(written.name, written.text)
    chain = (Path(os.path.realpath(written.path)),)
    includer = Includer(written.project, files, report, slides)
    tree = includer.deck(written.tree, chain)
    variants = Variants(tree, wanted, files, report)
    cited = set(cited_in(tree)) if variants.chosen else set()
    tree = variants.of_deck(tree)
    variables = Variables(files, report, done=includer.done)
    variables.define(tree.get("vars"), tree.values_at.get("vars", tree.place))
    variables.check()
    tree = includer.lists(without(tree, "vars"), Scope(variables, variants, chain))
    for what, brought in includer.brought.items():
        if brought:
            place = next(iter(brought.values()))[2]
            other = Mapping.of(place, [(what, Mapping.of(place, brought.values()), place, place)])
            tree = with_lacking(tree, other)
    tree = variables.expanded(tree)
    defaults = Defaults(tree.get("defaults"), tree.values_at.get("defaults", tree.place), files, report)
    defaults.check(slides, str(tree.get("lang") or "en"))
    tree = defaults.of_deck(without(tree, "defaults"))
    if lost := cited - set(cited_in(tree)):
        tree = _without_sources(tree, lost)
    return footnotes.of_deck(tree) if footnotes.SIGN in "".join(files.texts.values()) else tree


def _without_sources(tree: Mapping, ids: set[str]) -> Mapping:
    """The tree without sources that only slides of other variants cite: the credits would tell them."""
    sources = tree.get("sources")
    if not isinstance(sources, Mapping):
        return tree
    kept = Mapping.of(sources.place, [entry for entry in sources.entries() if entry[0] not in ids])
    entries = ((k, kept if k == "sources" else v, a, b) for k, v, a, b in tree.entries())
    return Mapping.of(tree.place, entries)


def variants_in(path: Path) -> list[str]:
    """The names of the variants that the outline in `path` declares, the one that is made by default first."""
    try:
        text = source.read_text(path, str(path))
        tree = source.read(text, str(path))[0] if source.may_abbreviate(text) else None
    except source.SourceError:
        return []
    given = tree.get("for") if isinstance(tree, Mapping) else None
    return [n for n in given if isinstance(n, str)] if isinstance(given, (Mapping, list)) else []
