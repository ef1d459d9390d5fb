"""Places by their modern and historical names.

In: a name ("Mukden", "Brest, BY"), a bounding box, a year. Out: places with longitude and latitude in degrees. Raises
UnknownName with the nearest names.
"""

from __future__ import annotations

import dataclasses
import functools
import zlib
from collections.abc import Iterable, Iterator

from podium.data import MAPS
from podium.maps.atlas.bounding_box import Bounds, position_in, split_at_antimeridian
from podium.maps.atlas.names import UnknownName, did_you_mean, fold


@dataclasses.dataclass(frozen=True)
class Place:
    """A town or other named point. `name` is the name asked for, else the modern one; `modern` is always the modern
    one.

    years: first and last year of a historical name, None for an open end. by_hand: the name is from the hand-made
    table.
    """

    name: str
    modern: str
    country: str
    lon: float
    lat: float
    population: int
    years: tuple[int | None, int | None] = (None, None)
    by_hand: bool = False


_GIVE = "give its place: [longitude, latitude]"
_TOWN = 30_000  # inhabitants
_TIMELESS = "*"  # in place of years: a name that can be looked up but is never shown unasked


@functools.cache
def _gazetteer() -> tuple[list[str], str]:
    """The rows of the gazetteer, and their folded names, with "|" around each."""
    rows, keys = (zlib.decompress((MAPS / name).read_bytes()).decode() for name in ("places.tsv.z", "places.keys.z"))
    return rows.split("\n"), keys


@functools.cache
def known_names() -> frozenset[str]:
    """All names of places, folded."""
    return frozenset(_gazetteer()[1].replace("\n", "|").split("|"))


def _read_place(row: str) -> Place:
    name, country, lon, lat, population, _, _ = row.split("\t")
    return Place(name, name, country, float(lon), float(lat), int(population))


def _spelled(row: str, key: str) -> Place | None:
    """The place of this row under the name that folds to `key`; None if the row has no such name."""
    place = _read_place(row)
    *_, other, historical = row.split("\t")
    for entry in filter(None, historical.split("|")):
        spelling, _, years = entry.rpartition("@")
        if fold(spelling) == key:
            first, _, last = years.strip(_TIMELESS).partition("/")
            span = (int(first) if first else None, int(last) if last else None)
            return dataclasses.replace(place, name=spelling, years=span, by_hand=True)
    for spelling in [place.name, *other.split("|")]:
        if fold(spelling) == key:
            return dataclasses.replace(place, name=spelling)
    return None


@functools.lru_cache(maxsize=4096)
def _lookup(key: str) -> tuple[Place, ...]:
    rows, keys = _gazetteer()
    numbers = set()
    at = keys.find(f"|{key}|") if key else -1
    while at >= 0:
        numbers.add(keys.count("\n", 0, at))
        at = keys.find(f"|{key}|", at + 1)
    found = [place for number in sorted(numbers) if (place := _spelled(rows[number], key))]
    # A place's own name counts more than an alternative name: Venice, not a Dayton with that alias.
    return tuple(sorted(found, key=lambda p: (not p.by_hand, -p.population * (10 if fold(p.modern) == key else 1))))


@functools.cache
def _all_places() -> tuple[Place, ...]:
    return tuple(sorted(map(_read_place, _gazetteer()[0]), key=lambda p: (-p.population, p.name)))


def _historical_names() -> Iterator[str]:
    """The names of the hand-made table."""
    for row in _gazetteer()[0]:
        for entry in filter(None, row.rpartition("\t")[2].split("|")):
            yield entry.rpartition("@")[0]


def find_places(name: str) -> list[Place]:
    """Places of this name, modern or historical, best first: a hand-made historical name, then the most populous.

    "Name, CC" restricts it to a country by its two-letter code ("Brest, BY"). An empty list if there is none.
    """
    found = _lookup(fold(name))
    head, comma, country = name.rpartition(",")
    if not found and comma:
        found = tuple(p for p in _lookup(fold(head)) if p.country == country.strip().upper())
    return list(found)


def beginning_with(text: str) -> list[Place]:
    """The places with a name, modern or historical, that begins with a text, the most populous first."""
    rows, keys = _gazetteer()
    key, numbers = fold(text), set()
    at = keys.find(f"|{key}") if key else -1
    while at >= 0:
        numbers.add(keys.count("\n", 0, at))
        at = keys.find(f"|{key}", at + 1)
    found = []
    for number in numbers:
        place = _read_place(rows[number])
        *_, other, historical = rows[number].split("\t")
        spellings = [*(e.rpartition("@")[0] for e in filter(None, historical.split("|"))), *other.split("|")]
        name = next((n for n in [place.name, *spellings] if fold(n).startswith(key)), place.name)
        found.append(dataclasses.replace(place, name=name))
    return sorted(found, key=lambda p: (-p.population, p.name))


def place(name: str, *, near: tuple[float, float] | None = None) -> Place:
    """The best place of this name; with `near` (lon, lat) the closest. Raises UnknownName with a suggestion."""
    found = find_places(name)
    if not found:
        modern = (p.name for p in _all_places() if p.population > 100_000 or not p.population)
        raise UnknownName(f"no place '{name}' in the atlas", place_hint(name, [*_historical_names(), *modern]))
    if near is None:
        return found[0]
    lon, lat = near
    return min(found, key=lambda p: (p.lon - lon) ** 2 + (p.lat - lat) ** 2)


def place_hint(name: str, known: Iterable[str]) -> str:
    """What to do about a place that the atlas lacks: most are villages, not misspelt names."""
    if position := position_in(name):
        return f"longitude comes first: [{position[0]:g}, {position[1]:g}]"
    if "," in name:
        return f"several places are a list: [{name}]"
    near = did_you_mean(name, known, close=True)
    return f"{near} If not, {_GIVE}" if near else _GIVE


def place_names(bounds: Bounds) -> list[str]:
    """All names, modern and historical, of the places in a box."""
    areas, found = split_at_antimeridian(bounds), []
    for row in _gazetteer()[0]:
        name, _, lon, lat, _, other, historical = row.split("\t")
        x, y = float(lon), float(lat)
        if any(w <= x <= e and s <= y <= n for w, s, e, n in areas):
            entries = filter(None, historical.split("|"))
            found += [name, *filter(None, other.split("|")), *(entry.rpartition("@")[0] for entry in entries)]
    return found


def places(bounds: Bounds, *, population: int = 0) -> list[Place]:
    """Places of at least this population in a box, most populous first."""
    areas = split_at_antimeridian(bounds)
    return [
        p
        for p in _all_places()
        if p.population >= population and any(w <= p.lon <= e and s <= p.lat <= n for w, s, e, n in areas)
    ]


def nearest(lon: float, lat: float) -> Place | None:
    """The nearest town within two degrees, None if there is none."""
    box = max(lon - 2, -180.0), max(lat - 2, -90.0), min(lon + 2, 180.0), min(lat + 2, 90.0)
    found = places(box, population=_TOWN)
    return min(found, key=lambda p: (p.lon - lon) ** 2 + (p.lat - lat) ** 2, default=None)
