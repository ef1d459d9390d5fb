"""Variants: one outline for a lecture of 50 minutes and one of 20, for teachers and for students.

In: the tree of an outline, and the name that `--for` chose. Out: the tree of that variant, without `for` keys. The
deck's `for` names the variants, the first of which is made if none is chosen, and may give keys that differ in one of
them. A section or slide has `for: short`, `for: [short, students]`, or `for: {short: {notes: …}, students: false}`: the
keys that differ, or `false` where it is left out.
"""

from __future__ import annotations

import re
from typing import Any

from podium.diagnostics import Report, Span, did_you_mean
from podium.outline.models import is_empty
from podium.outline.nodes import Mapping, Place, Sequence
from podium.outline.variables import Files

KEY = "for"
_NAME = re.compile(r"\w[\w-]*")
_CODE = "unknown-variant"
_EXAMPLE = "write, for example, 'for: {long: {minutes: 50}, short: {minutes: 20}}'"


class Variants:
    """The variants that an outline declares, and the one that is made; `chosen` is "" if there are none."""

    def __init__(self, tree: Mapping, wanted: str, files: Files, report: Report) -> None:
        self.files, self.report = files, report
        self.changes = self._declared(tree)
        self.names = list(self.changes)
        self.chosen = wanted or next(iter(self.names), "")
        if wanted and wanted not in self.changes:
            span = files.span(tree.keys_at[KEY]) if KEY in tree else Span(files.name, 1, 1)
            hint = did_you_mean(wanted, self.names) or f"name them first: {_EXAMPLE}"
            report.error(f"the outline has no variant '{wanted}'", span, _CODE, hint)

    def _declared(self, tree: Mapping) -> dict[str, Any]:
        """The names with the keys that differ."""
        given = tree.get(KEY)
        if is_empty(given):
            return {}
        if isinstance(given, Mapping):
            places, found = given.keys_at, dict(given)
        elif isinstance(given, Sequence) and all(isinstance(name, str) for name in given):
            places, found = dict(zip(given, given.values_at, strict=True)), dict.fromkeys(given)
        else:
            span = self.files.span(tree.values_at[KEY])
            self.report.error("'for' names the variants of the deck", span, "shape", _EXAMPLE)
            return {}
        for name in [name for name in found if not _NAME.fullmatch(name)]:
            hint = "names have letters, digits, - and _: decks are called after them"
            self.report.error(f"'{name}' cannot be the name of a variant", self.files.span(places[name]), _CODE, hint)
        return found

    def within(self, tree: Any) -> Variants:
        """The variants of an included file: its own if it declares any, else these."""
        if not isinstance(tree, Mapping) or KEY not in tree:
            return self
        its = Variants(tree, "", self.files, self.report)
        its.chosen = self.chosen if self.chosen in its.changes else its.chosen
        return its

    def of_deck(self, tree: Mapping) -> Mapping:
        """The tree of the chosen variant."""
        if KEY in tree:
            tree = self._changed(tree, self.changes.get(self.chosen), tree.values_at[KEY])
        return self._with(self._with(tree, "sections", self.of_sections), "slides", self.of_list)

    def of_sections(self, sections: Any) -> Any:
        """The sections of the chosen variant with their slides."""
        kept = self.of_list(sections)
        if not isinstance(kept, Sequence):
            return kept
        made = [self._with(s, "slides", self.of_list) if isinstance(s, Mapping) else s for s in kept]
        return Sequence.of(kept.place, zip(made, kept.values_at, strict=True))

    def of_list(self, entries: Any) -> Any:
        """The slides or sections of a list that belong to the chosen variant."""
        if not isinstance(entries, Sequence):
            return entries
        made = []
        for entry, at in zip(entries, entries.values_at, strict=True):
            if not isinstance(entry, Mapping) or KEY not in entry:
                made.append((entry, at))
            elif (kept := self._of_entry(entry)) is not None:
                made.append((kept, at))
        return Sequence.of(entries.place, made)

    def _with(self, tree: Mapping, key: str, change: Any) -> Mapping:
        if key not in tree:
            return tree
        changed = ((k, change(v) if k == key else v, k_at, v_at) for k, v, k_at, v_at in tree.entries())
        return Mapping.of(tree.place, changed)

    def _of_entry(self, entry: Mapping) -> Mapping | None:
        """A slide or section as it is in the chosen variant; None if it is not in it."""
        given, at = entry[KEY], entry.values_at[KEY]
        if isinstance(given, Mapping):
            for name in given:
                self._require(name, given.keys_at[name])
            change = given.get(self.chosen)
            if isinstance(change, str) and change.strip().lower() == "false":
                return None
            return self._changed(entry, change, given.values_at.get(self.chosen, at))
        named = given if isinstance(given, Sequence) else [] if is_empty(given) else [given]
        places = given.values_at if isinstance(given, Sequence) else [at]
        known = [self._require(name, place) for name, place in zip(named, places, strict=False)]
        kept = not named or self.chosen in named or not all(known)  # else its other mistakes would not be found
        return self._changed(entry, None, at) if kept else None

    def _require(self, name: Any, place: Place) -> bool:
        """Whether a variant is declared; an error if not."""
        if not isinstance(name, str):
            hint = "write, for example, 'for: [short, students]'"
            self.report.error("'for' takes the names of variants", self.files.span(place), "shape", hint)
        elif name not in self.changes:
            hint = did_you_mean(name, self.names) or f"name the variants at the top: {_EXAMPLE}"
            self.report.error(f"the outline has no variant '{name}'", self.files.span(place), _CODE, hint)
        return isinstance(name, str) and name in self.changes

    def _changed(self, tree: Mapping, change: Any, at: Place) -> Mapping:
        """The mapping without `for`, with the keys that differ."""
        new: dict[str, tuple[str, Any, Place, Place]] = {}
        if isinstance(change, Mapping):
            new = {entry[0]: entry for entry in change.entries()}
        elif not is_empty(change):
            hint = "write, for example, 'for: {short: {notes: …}}', or 'false' where it is left out"
            self.report.error("a variant has 'key: value' lines that differ", self.files.span(at), "shape", hint)
        if "vars" in new and isinstance(new["vars"][1], Mapping) and isinstance(tree.get("vars"), Mapping):
            key, value, key_at, value_at = new["vars"]
            merged = {entry[0]: entry for entry in (*tree["vars"].entries(), *value.entries())}
            new["vars"] = (key, Mapping.of(value.place, merged.values()), key_at, value_at)
        own = [new.pop(entry[0], entry) for entry in tree.entries() if entry[0] != KEY]
        return Mapping.of(tree.place, [*own, *new.values()])
