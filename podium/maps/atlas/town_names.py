"""Towns that maps name by themselves, under the names of a day in a language.

In: a day, a language tag. Out: towns with their rank and names. All of it is written by hand in `towns.tsv`; a test
holds its places against the gazetteer's.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import NamedTuple

from podium.data import MAPS
from podium.languages.tags import language

Day = tuple[int, int, int]
"""Year, month, day."""
TODAY: Day = (9999, 12, 31)
OTHER_SCRIPTS = frozenset({"el", "ru", "uk", "zh"})
"""Languages in which a foreign name is not written as it is in its own Latin letters."""


class OldName(NamedTuple):
    """Names of other times: their first and last day; the names by language; where these days are from."""

    first: Day
    last: Day
    names: Mapping[str, str]
    source: str


@dataclasses.dataclass(frozen=True)
class Town:
    """A town of note. name: as the gazetteer has it; population: today's; rank: 1 (greatest) to 3; since: the year from
    which it is of note; names: today's by language."""

    name: str
    country: str
    lon: float
    lat: float
    population: int
    rank: int
    since: int
    names: Mapping[str, str]
    old: tuple[OldName, ...] = ()

    def on(self, day: Day, lang: str) -> str:
        """Its name on a day in a language. Without one of that day, a language in Latin letters has the English name of
        that day, another one today's; a language without any has the English name."""
        code = language(lang)
        then = next((old for old in self.old if old.first <= day <= old.last), None)
        if then is None:
            return self.names.get(code) or self.names.get("en") or self.name
        if code in then.names:
            return then.names[code]
        return (self.names.get(code) if code in OTHER_SCRIPTS else None) or then.names["en"]


def read_span(text: str) -> tuple[Day, Day]:
    """The first and the last day of `1914-08-31/1924-01-25`, `1898/1905`, `/1930`: either may be open."""
    first, _, last = text.partition("/")
    return _day(first, (-9999, 1, 1)), _day(last, TODAY)


def _day(text: str, missing: Day) -> Day:
    """A day, or the end of the time for which `missing` stands, of a month or year."""
    year, month, day = [*(int(part) for part in text.split("-") if part), 0, 0, 0][:3]
    early = missing < TODAY
    return (year, month or (1 if early else 12), day or (1 if early else 31)) if text else missing


def _names(cell: str) -> dict[str, str]:
    return dict(entry.split(" ", 1) for entry in cell.split("|") if entry)  # type: ignore[misc]


@functools.cache
def towns() -> dict[tuple[str, str], Town]:
    """All towns of the table by name and country."""
    found: dict[tuple[str, str], Town] = {}
    for line in (MAPS / "towns.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, country, at, thousands, rank, days, names, source = line.split("\t")
        key = name, country
        first, last = read_span(days)
        if at:
            lon, lat = map(float, at.split())
            found[key] = Town(name, country, lon, lat, 1000 * int(thousands), int(rank), first[0], _names(names))
        else:
            old = OldName(first, last, _names(names), source)
            found[key] = dataclasses.replace(found[key], old=(*found[key].old, old))
    return found
