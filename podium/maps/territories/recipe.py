"""A recipe of territories, read: lines, areas, and territories with the steps of which they are built.

Out: frozen records. `recipe_reader` makes them from the tree of a file, `evaluation` turns them into borders.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from podium.maps.atlas.bounding_box import Bounds
from podium.maps.territories import dates
from podium.maps.territories.dates import Day
from podium.maps.territories.naming import Name, TownNames, on_day, plain

Path = tuple[str | int, ...]
IN_PLACE = "at "
"""Prefix of the generated names of lines and areas that are written inside a step."""


@dataclasses.dataclass(frozen=True)
class Mistake:
    """A mistake in a recipe: where in the tree (the caller adds line and column), what is wrong, what to do
    about it; `of_key`: the key is the mistake, not its value."""

    path: Path
    message: str
    suggestion: str | None = None
    of_key: bool = False


@dataclasses.dataclass(frozen=True)
class Step:
    """One step of a build: units and territories that are added or taken away, in whole or in part, for a span
    of days."""

    path: Path
    minus: bool
    names: tuple[str, ...]
    cuts: tuple[str, ...] = ()
    holding: tuple[tuple[str, float, float], ...] = ()
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    limits: tuple[tuple[str, float], ...] = ()
    span: tuple[Day, Day] = dates.ALWAYS


@dataclasses.dataclass(frozen=True)
class TerritorySpec:
    """A territory as the recipe describes it. names: all its names, of which `name` is the plain one; hidden: only an
    aid for others; overlay: may lie over others (claims, occupation)."""

    id: str
    name: str
    steps: tuple[Step, ...]
    span: tuple[Day, Day] = dates.ALWAYS
    first: str | None = None
    last: str | None = None
    source: str | None = None
    confidence: str = "medium"
    note: str | None = None
    hidden: bool = False
    overlay: bool = False
    names: tuple[Name, ...] = ()

    def name_on(self, day: Day) -> str:
        """Its plain name on a day."""
        name = on_day(self.names, day)
        return plain((name,)) if name else self.name


@dataclasses.dataclass(frozen=True)
class Recipe:
    """A recipe: lines (LineString) and areas (Polygon) by name, territories by id, in the order of the file. frame:
    west, south, east, north of a map without a frame of its own; towns: names for towns that maps name by
    themselves; of_files: areas of files of borders in its steps, with the days of their features."""

    title: str
    years: dict[int, Day]
    lines: dict[str, Any]
    areas: dict[str, Any]
    territories: dict[str, TerritorySpec]
    frame: Bounds | None = None
    towns: tuple[TownNames, ...] = ()
    of_files: dict[str, tuple[tuple[Day, Day], ...]] = dataclasses.field(default_factory=dict)

    def day(self, when: Any) -> Day:
        """The day that a date means. Raises BadDate."""
        return day_of(self.years, when)

    def changes(self) -> list[Day]:
        """All days on which borders change, in order."""
        spans = [spec.span for spec in self.territories.values()]
        spans += [step.span for spec in self.territories.values() for step in spec.steps]
        spans += [span for own in self.of_files.values() for span in own]
        days = {first for first, _ in spans} | {dates.next_day(last) for _, last in spans if last < dates.ALWAYS[1]}
        return sorted(day for day in days if day > dates.ALWAYS[0])


def day_of(years: Mapping[int, Day], when: Any) -> Day:
    """The day that a date means: for a bare year the one in `years`, else its last day; for a bare month its last day.
    Raises BadDate."""
    year, month, _ = dates.parse(when)
    return years[year] if month is None and year in years else dates.last_day(when)
