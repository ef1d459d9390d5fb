"""Entries with a date, a title and a text, which `timeline`, `causes`, `steps`, `terms` and `people` share.

In: the outline's tree. An entry is `{when, title, text, …}`, `1905: Title`, `Title: text` or a plain title; a list of
entries may also be a mapping `{1905: Title, …}`. Out: models that know their place in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError

from podium.diagnostics import did_you_mean
from podium.outline import inline
from podium.outline.dates.format import Style, format_date
from podium.outline.dates.parse import DateError, parse_date
from podium.outline.fields import TextField, reading_language
from podium.outline.models import Model, Path, Problem, explain, is_empty, mistake, mistakes
from podium.outline.nodes import Mapping

E = TypeVar("E", bound=Model)
Halves = tuple[str, str]  # the keys for the two halves of `key: value`


class Entry(Model):
    """What happened, in a few words, and a sentence about it."""

    about: ClassVar[dict[str, str]] = {
        "title": "what happened, in a few words",
        "text": "a sentence about it",
    }

    title: TextField = ""
    text: TextField = ""

    def subject(self) -> str:
        """A few words for the selection pane and for messages."""
        return inline.plain(self.title or self.text)[:50]


def read_entries(data: Any, model: type[E], halves: Halves | None = None) -> tuple[E, ...]:
    """The entries of a list or mapping; `halves`: what `key: value` stands for, by default date, title or text.

    Raises the error of `mistakes` with every problem.
    """
    pairs: list[tuple[Path, Any]]
    if _is_one(data, model):
        pairs = [((), data)]
    elif isinstance(data, dict):
        pairs = [((key,), _renamed(data, key, halves or _date_key(model, key))) for key in data]
    elif isinstance(data, (list, tuple)):
        pairs = [((n,), data[n]) for n in _filled(data)]
    else:
        raise mistake("expected a list", "shape", "begin each line with '- '")
    entries, problems = [], []
    for path, entry in pairs:
        try:
            entries.append(model.model_validate(_in_full(entry, model, halves)))
        except ValidationError as e:
            problems += [p.under(*path) for p in explain(e, model.label)]
    if problems:
        raise mistakes(problems)
    return tuple(entries)


def _in_full(entry: Any, model: type[Model], halves: Halves | None) -> Any:
    """An entry in a short form, with its keys written out."""
    if isinstance(entry, (str, int, float)):
        return {halves[0] if halves else "title": entry if isinstance(entry, str) else str(entry)}
    if isinstance(entry, dict) and len(entry) == 1 and next(iter(entry)) not in model.model_fields:
        return _renamed(entry, next(iter(entry)), halves or _date_key(model, next(iter(entry))))
    return entry


def _date_key(model: type[Model], key: Any) -> Halves:
    """The keys for the two halves of `key: value`: date and title, or title and text."""
    return ("when", "title") if is_date(str(key)) else ("title", "text")


def _renamed(data: Any, key: Any, names: Halves) -> Mapping:
    """`key: value` of a mapping as an entry with places in the file; if the value is a mapping, its keys are added."""
    value = data[key]
    entry = Mapping(data.keys_at.get(key, data.place) if isinstance(data, Mapping) else (0, 0))
    entry[names[0]] = str(key)
    entry.keys_at[names[0]] = entry.values_at[names[0]] = entry.place
    if isinstance(value, dict):
        entry.update(value)
        if isinstance(value, Mapping):
            entry.keys_at.update(value.keys_at)
            entry.values_at.update(value.values_at)
    elif isinstance(value, (list, tuple)):
        raise mistakes([Problem((), "expected text, not a list", "type")])
    else:
        entry[names[1]] = value
        entry.keys_at[names[1]] = entry.place
        entry.values_at[names[1]] = data.values_at.get(key, entry.place) if isinstance(data, Mapping) else entry.place
    return entry


def _is_one(data: Any, model: type[Model]) -> bool:
    """Whether a mapping is a single entry, not several by their dates."""
    return isinstance(data, dict) and any(key in model.model_fields for key in data)


def _filled(data: Sequence[Any]) -> list[int]:
    """The numbers of the entries that are not empty."""
    return [n for n, entry in enumerate(data) if not is_empty(entry) and entry not in ({}, [])]


def paths_of(data: Any, model: type[Model]) -> list[Path]:
    """The path of each entry of `read_entries` in its list or mapping."""
    if _is_one(data, model):
        return [()]
    return [(key,) for key in data] if isinstance(data, dict) else [(n,) for n in _filled(data)]


def no_date(data: Any, path: Path, model: type[Entry]) -> Problem:
    """The problem of an entry that has no date but needs one; for `key: text`, that the key is not a date."""
    key = path[0] if path else ""
    if isinstance(key, int):
        entry = data[key]
        key = next(iter(entry)) if isinstance(entry, dict) and len(entry) == 1 else ""
        key = "" if key in model.model_fields else key
        path = (*path, key) if key else path
    if key and key not in model.model_fields:
        try:
            parse_date(key, reading_language.get())
        except DateError as e:
            near = did_you_mean(key, model.model_fields)
            hint = f"if a key was meant: {near}" if near.startswith("did you mean") else ""
            return Problem(path, str(e), "date", hint, True)
    hint = "write '1935: What happened', or 'date: 1935'"
    return Problem(path, f"{model.label} needs a date", "missing", hint)


def is_date(text: str, lang: str = "") -> bool:
    """Whether the text is a date in English or in a language ("": that of the outline being read)."""
    try:
        parse_date(text, lang or reading_language.get(), abroad=False)
    except DateError:
        return False
    return True


def shown_when(text: str, lang: str, style: Style = "long") -> str:
    """A date in the deck's language; any other text (`5:45 AM`) as it is written."""
    return format_date(parse_date(text, lang, abroad=False), lang, style) if is_date(text, lang) else text


def sentence(start: str, parts: Sequence[str]) -> str:
    """An alt text: what is shown, and its parts in order."""
    return f"{start}: {'; '.join(parts)}." if parts else start
