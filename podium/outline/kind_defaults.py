"""Defaults: `defaults: {map: {territories: east-asia-1931-1941}}` gives every slide of a kind the keys that it lacks.

In: the `defaults` of an outline, and slides. Out: the slides with those keys; a key that a slide has stays, even empty.
Each kind's defaults are read once for themselves, so that their mistakes are reported where they are defined, whether a
slide uses them or not.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

from podium.diagnostics import Report
from podium.outline.fields import reading_language
from podium.outline.nodes import Mapping, Place, Sequence, locate
from podium.outline.slide import Reader
from podium.outline.variables import Files

_EXAMPLE = "write, for example, 'defaults: {map: {relief: false}}'"


class Defaults:
    """The defaults of a file, by kind."""

    def __init__(self, given: Any, place: Place, files: Files, report: Report) -> None:
        self.kinds: dict[str, Mapping] = {}
        self.files, self.report = files, report
        if given is None:
            return
        if not isinstance(given, Mapping):
            report.error("'defaults' must be 'kind: {keys}' lines", files.span(place), "shape", _EXAMPLE)
            return
        for kind, keys, _, at in given.entries():
            if isinstance(keys, Mapping):
                self.kinds[kind] = Mapping.of(at, [(kind, "…", given.keys_at[kind], at), *keys.entries()])
            elif keys is not None:
                message = f"the defaults of '{kind}' must be 'key: value' lines"
                report.error(message, files.span(at), "shape", _EXAMPLE)

    def check(self, reader: Reader, language: str) -> None:
        """Reports the mistakes in the defaults of each kind; what a slide must have may be missing."""
        token = reading_language.set(language)
        try:
            for trial in self.kinds.values():
                self._try(trial, reader)
        finally:
            reading_language.reset(token)

    def _try(self, trial: Mapping, reader: Reader) -> None:
        try:
            reader(trial)
        except PydanticCustomError as e:
            for p in (e.context or {})["problems"]:
                if p.path and p.path[0] in trial and p.code != "missing":
                    span = self.files.span(locate(trial, p.path, p.of_key))
                    self.report.error(p.message, span, p.code, p.hint)

    def of_deck(self, tree: Mapping) -> Mapping:
        """The tree in which every slide has its defaults."""
        return self._each(tree, "slides", self.of_slide, "sections")

    def _each(self, tree: Any, key: str, change: Any, around: str = "") -> Any:
        """The mapping with every entry of the list under `key` changed, also in the mappings of the list `around`."""
        if not isinstance(tree, Mapping):
            return tree
        entries = []
        for name, value, key_at, value_at in tree.entries():
            if isinstance(value, Sequence) and name in (key, around):
                made = [change(v) if name == key else self._each(v, key, change) for v in value]
                value = Sequence.of(value.place, zip(made, value.values_at, strict=True))
            entries.append((name, value, key_at, value_at))
        return Mapping.of(tree.place, entries)

    def of_slide(self, slide: Any) -> Any:
        """A slide with the keys that it lacks."""
        kind = next(iter(slide), "") if isinstance(slide, Mapping) else ""
        if kind not in self.kinds:
            return slide
        lacking = [entry for entry in self.kinds[kind].entries() if entry[0] not in slide]
        return Mapping.of(slide.place, [*slide.entries(), *lacking]) if lacking else slide
