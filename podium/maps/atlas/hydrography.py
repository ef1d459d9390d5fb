"""Land, lakes and rivers of the atlas.

In: a bounding box, a rank, names in any language. Out: geometries in degrees (WGS 84) with their names. Raises
UnknownName with the nearest names.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Container
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.data import MAPS
from podium.languages.tags import language
from podium.maps.atlas.bounding_box import Bounds
from podium.maps.atlas.layers import layer, rows_in
from podium.maps.atlas.names import UnknownName, did_you_mean, fold

CANALS = {"Suez Canal": 1869, "Ismailiya Canal": 1863, "Panama Canal": 1914}
"""The years in which canals were opened; others, such as old watercourses, are always drawn."""


@dataclasses.dataclass(frozen=True)
class Lake:
    """A lake. rank: 0 (largest) to 12; since, until: the first and the last year in which it is there, 0 where it
    always was or still is; other_names: in other languages and of other times."""

    name: str
    rank: int
    since: int
    until: int
    geometry: Any
    other_names: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class River:
    """A river. rank: 1 (largest) to 8; local: traced accurately (about 100 m) rather than for a map of the world;
    other_names: in other languages and of other times."""

    name: str
    other_names: tuple[str, ...]
    rank: int
    local: bool
    geometry: Any


def land(bounds: Bounds | None = None) -> NDArray[Any]:
    """Land polygons, accurate to about 2 km, for coast halos and maps of the world; closer maps take the coast from the
    units."""
    packed = layer("land.map")
    return np.asarray(shapely.get_parts(packed.geometries(rows_in(packed, bounds))))


def lakes(
    bounds: Bounds | None = None, *, year: int | None = None, rank: int = 12, names: Container[str] | None = None
) -> list[Lake]:
    """Lakes down to `rank` as they are today, or as they were in a year: without reservoirs that did not yet exist,
    with lakes that have been drained; with `names`, only the lakes of these names (as `lake_name` gives them), under
    them: the Aral Sea of today is the South Aral Sea."""
    packed = layer("lakes.map")
    c = packed.columns
    rows = [
        r
        for r in rows_in(packed, bounds)
        if not c["sea"][r]
        and _is_there(c, r, year)
        and c["rank"][r] <= rank
        and (names is None or _asked(c, r, names))
    ]
    found = [_lake(c, r, g) for r, g in zip(rows, packed.geometries(rows), strict=True)]
    if names is None:
        return found
    return [dataclasses.replace(lake, name=_asked(c, r, names)) for r, lake in zip(rows, found, strict=True)]


def _asked(columns: dict[str, Any], row: int, names: Container[str]) -> str:
    """The name of these under which a lake is known; "" for none."""
    return next((n for n in (columns["name"][row], *_split(columns["other"][row])) if n in names), "")


def lakes_of_all_times() -> list[Lake]:
    """Every lake of the atlas that has a name, once for each time in which it has a shape of its own."""
    packed = layer("lakes.map")
    c = packed.columns
    rows = [r for r in range(len(c["name"])) if c["name"][r]]
    return [_lake(c, r, g) for r, g in zip(rows, packed.geometries(rows), strict=True)]


def former_seas(bounds: Bounds | None, year: int | None) -> list[Any]:
    """What was sea in a year where the atlas, which is today's, has land or lakes."""
    packed = layer("lakes.map")
    c = packed.columns
    return list(packed.geometries([r for r in rows_in(packed, bounds) if c["sea"][r] and _is_there(c, r, year)]))


def _is_there(columns: dict[str, Any], row: int, year: int | None) -> bool:
    """Whether a water is there in a year, None for today."""
    since, until = columns["since"][row], columns["until"][row]
    return until == 0 if year is None else (since == 0 or since <= year) and (until == 0 or year <= until)


def _lake(c: dict[str, Any], r: int, shape: Any) -> Lake:
    return Lake(c["name"][r], c["rank"][r], c["since"][r], c["until"][r], shape, _split(c["other"][r]))


def rivers(
    bounds: Bounds | None = None,
    *,
    year: int | None = None,
    rank: int = 8,
    local: bool = False,
    names: Container[str] | None = None,
) -> list[River]:
    """Rivers down to `rank`; with `year`, without canals that were opened later. local: their accurate courses, for a
    close map; names: only the rivers of these names (as `river_name` gives them)."""
    packed = layer("rivers.map")
    c = packed.columns
    details = ("local", "all") if local else ("world", "all")
    rows = [
        int(r)
        for r in rows_in(packed, bounds)
        if c["detail"][r] in details
        and c["rank"][r] <= rank
        and (names is None or c["name"][r] in names)
        and (year is None or CANALS.get(c["name"][r], year) <= year)
    ]
    return [
        River(c["name"][r], _split(c["other"][r]), c["rank"][r], c["detail"][r] == "local", g)
        for r, g in zip(rows, packed.geometries(rows), strict=True)
    ]


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))


@functools.cache
def _waters(file: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The atlas's name for each folded name. A water's own name comes before another's other name, and a larger water's
    before a smaller one's. And all names as they are written."""
    c = layer(file).columns
    rows = sorted(range(len(c["name"])), key=lambda r: (c["rank"][r], c["name"][r]))
    found: dict[str, str] = {}
    written: dict[str, None] = {}
    for names in ([(c["name"][r],) for r in rows], [_split(c["other"][r]) for r in rows]):
        for row, spellings in zip(rows, names, strict=True):
            for spelling in filter(None, spellings):
                found.setdefault(fold(spelling), c["name"][row])
                written.setdefault(spelling)
    return found, tuple(written)


def river_name(name: str) -> str:
    """The name in the atlas of a river in any language or time ("Donau": "Danube"). Raises UnknownName."""
    return _water_name("rivers.map", "river", name)


def lake_name(name: str) -> str:
    """The name in the atlas of a lake in any language or time ("Bodensee": "Lake Constance"). Raises UnknownName."""
    return _water_name("lakes.map", "lake", name)


def _water_name(file: str, kind: str, name: str) -> str:
    found, written = _waters(file)
    key = fold(name)
    if key not in found:
        raise UnknownName(f"no {kind} '{name}' in the atlas", did_you_mean(name, written))
    return found[key]


@functools.cache
def _translations() -> dict[str, dict[str, str]]:
    """The names of `river_names.tsv` by language, by atlas name."""
    lines = (MAPS / "river_names.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: dict(_pair(entry) for entry in names.split("|")) for name, names in rows}


def _pair(entry: str) -> tuple[str, str]:
    code, _, name = entry.partition(" ")
    return code, name


def river_in_language(name: str, lang: str) -> str:
    """The name of a river of the atlas in a language, its own where none is known."""
    return _translations().get(name, {}).get(language(lang), name)


def river(name: str) -> Any:
    """The course of one river (LineString or MultiLineString), the accurate one if there is one. Raises
    UnknownName."""
    packed = layer("rivers.map")
    c, own = packed.columns, river_name(name)
    rows = [row for row, known in enumerate(c["name"]) if known == own and c["detail"][row] != "world"]
    local = [row for row in rows if c["detail"][row] == "local"]
    courses = packed.geometries(local or rows)
    return shapely.line_merge(courses[0] if len(courses) == 1 else shapely.union_all(courses))
