"""Names in a recipe: of a territory, of a town.

In: the value of `name`, or of a town under `towns`: a text, `{en: …, de: …}`, `{name: …, from: …, to: …, source: …}`
or a list of these. Out: `Name`s with their days, and the one for a day and a language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from podium.languages.tags import language
from podium.maps.atlas import gazetteer, land_names, town_names
from podium.maps.atlas.names import UnknownName, did_you_mean
from podium.maps.territories import dates
from podium.maps.territories.dates import Day

Path = tuple[str | int, ...]
Fault = Callable[[Path, str, str | None], None]
AS_WRITTEN = ""
"""In place of a language: the name is the same in all of them."""
_KEYS = ("name", "from", "to", "source")
_LANGUAGE = re.compile("[a-z]{2,3}")
_FORMS = "a name is a text, {en: …, de: …}, {name: …, from: …, to: …} or a list of these"


class Name(NamedTuple):
    """A name: by language, or `AS_WRITTEN`; the days on which it holds."""

    words: Mapping[str, str]
    span: tuple[Day, Day] = dates.ALWAYS


class TownNames(NamedTuple):
    """The names that a recipe gives to a town. place: the town in the gazetteer."""

    place: gazetteer.Place
    names: tuple[Name, ...]


def read_towns(node: Mapping[Any, Any], path: Path, fault: Fault) -> tuple[TownNames, ...]:
    """The towns of a recipe that it names; mistakes go to `fault`, and what has one is left out."""
    found = []
    for key, value in node.items():
        try:
            place = gazetteer.place(str(key))
        except UnknownName as error:
            fault((*path, key), str(error), did_you_mean(str(key), _town_names(), close=True))
            continue
        names = read_names(value, (*path, key), fault)
        found += [TownNames(place, names)] if names else []
    return tuple(found)


def _town_names() -> list[str]:
    return [name for name, _ in town_names.towns()]


def read_names(node: Any, path: Path, fault: Fault) -> tuple[Name, ...]:
    """The names that a recipe gives; its mistakes go to `fault`, and what has one is left out."""
    if isinstance(node, list):
        rows = [(entry, (*path, n)) for n, entry in enumerate(node)]
        if not rows:
            fault(path, "there is no name in this list", _FORMS)
        return tuple(name for entry, at in rows for name in _one(entry, at, fault))
    return _one(node, path, fault)


def _one(node: Any, path: Path, fault: Fault) -> tuple[Name, ...]:
    if not isinstance(node, dict):
        words = _words(node, path, fault)
        return (Name(words),) if words else ()
    if "name" not in node:
        stray = [key for key in node if key in _KEYS]
        if stray:
            fault((*path, stray[0]), f"'{stray[0]}' needs a 'name' beside it", _FORMS)
            return ()
        words = _words(node, path, fault)
        return (Name(words),) if words else ()
    for key in node:
        if key not in _KEYS:
            fault((*path, key), f"unknown key '{key}' in a name", did_you_mean(str(key), _KEYS) or _FORMS)
    words, (span, wrong) = _words(node["name"], (*path, "name"), fault), dates.span(node)
    for key, message, hint in wrong:
        fault((*path, key), message, hint)
    return (Name(words, span),) if words and not wrong else ()


def _words(node: Any, path: Path, fault: Fault) -> dict[str, str]:
    if isinstance(node, dict) and node:
        wrong = [key for key in node if not _LANGUAGE.fullmatch(str(key))]
        for key in wrong:
            fault((*path, key), f"'{key}' is not a language", "write its code: en, de, fr …")
        empty = [key for key, text in node.items() if key not in wrong and not _is_text(text)]
        for key in empty:
            fault((*path, key), f"the name in '{key}' is missing", None)
        return {} if wrong or empty else {str(key): str(text).strip() for key, text in node.items()}
    if not _is_text(node):
        fault(path, "the name is missing" if node in (None, "", {}) else "this is not a name", _FORMS)
        return {}
    return {AS_WRITTEN: str(node).strip()}


def _is_text(node: Any) -> bool:
    return not isinstance(node, dict | list) and node is not None and bool(str(node).strip())


def on_day(names: Sequence[Name], day: Day) -> Name | None:
    """The name that holds on a day, of several the one that holds for the shortest time; None if none does."""
    there = [name for name in names if name.span[0] <= day <= name.span[1]]
    return min(there, key=lambda name: _length(name.span), default=None)


def _length(span: tuple[Day, Day]) -> tuple[int, int, int]:
    first, last = span
    return last[0] - first[0], last[1] - first[1], last[2] - first[2]


def undated(names: Sequence[Name]) -> Name:
    """The name of all times, else the first."""
    return next((name for name in names if name.span == dates.ALWAYS), names[0])


def plain(names: Sequence[Name]) -> str:
    """The name without a day and a language: that of all times, else the first; in English, else in its first
    language."""
    if not names:
        return ""
    words = undated(names).words
    return words.get("en") or words.get(AS_WRITTEN) or next(iter(words.values()))


def said(words: Mapping[str, str], lang: str) -> tuple[str, bool]:
    """A name in a language, and whether it is in that language; an English one is looked up among the lands that
    podium knows."""
    code = language(lang)
    if code in words or AS_WRITTEN in words:
        return (words[code] if code in words else words[AS_WRITTEN]), True
    english = words.get("en", "")
    known = land_names.in_language(english, lang)
    return (known, True) if known else (english or next(iter(words.values())), False)


def in_english(node: Any) -> Any:
    """The value of a `name` of a carried recipe, whose texts are English, in the form that says so."""
    if isinstance(node, list):
        return [in_english(entry) for entry in node]
    if isinstance(node, dict):
        return {**node, "name": in_english(node["name"])} if "name" in node else node
    return {"en": str(node)} if node is not None else node
