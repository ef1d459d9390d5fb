"""The atlas: the modern world that every map starts from, read from the package's own files (no network,
no GDAL).

In: nothing, or a bounding box (west, south, east, north in degrees) to load only what a map shows. Out:
units (admin-1 areas, a valid coverage), land, lakes, rivers, places, relief. Coordinates are longitude and
latitude in degrees (WGS 84); a box may cross the 180th meridian by having west > east. Every file is
opened once in a process and kept. Where the data come from: podium/maps/derive and the NOTICE."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import math
import struct
import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.data import MAPS as FOLDER
from podium.maps.atlas.names import UnknownName, did_you_mean, plain
from podium.maps.atlas.packing import Bounds, Layer

_FILES = (
    "units.map",
    "countries.map",
    "land.map",
    "lakes.map",
    "rivers.map",
    "aliases.json.z",
    "places.tsv.z",
    "places.keys.z",
    "relief.bin",
    "relief-world.bin",
)


@dataclasses.dataclass(frozen=True)
class Units:
    """Some admin-1 units: ids (`ADM0/Name`) and geometries (MultiPolygon), row by row."""

    ids: tuple[str, ...]
    geometries: NDArray[Any]


@dataclasses.dataclass(frozen=True)
class Lake:
    """A lake. rank: 0 (greatest) to 12; built: the year a reservoir was dammed, 0 for a natural lake; other_names: in
    other languages and of other times."""

    name: str
    rank: int
    built: int
    geometry: Any
    other_names: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class River:
    """A river. rank: 1 (greatest) to 8; local: traced accurately (about 100 m) rather than for a map of
    the world; other_names: in other languages and of other times."""

    name: str
    other_names: tuple[str, ...]
    rank: int
    local: bool
    geometry: Any


@dataclasses.dataclass(frozen=True)
class Place:
    """A town or other named point. `name` is the name asked for or, without one, the modern name; `modern`
    always that.

    years: when a historical name held, as (first, last); None where it is open. by_hand: a name from the
    hand-made table."""

    name: str
    modern: str
    country: str
    lon: float
    lat: float
    population: int
    years: tuple[int | None, int | None] = (None, None)
    by_hand: bool = False


@dataclasses.dataclass(frozen=True)
class Relief:
    """Land heights. heights: (rows, columns) metres, sea 0, row 0 the northernmost; bounds: edges of the
    grid, degrees."""

    heights: NDArray[np.float32]
    bounds: Bounds
    cell: float


@functools.cache
def version() -> str:
    """A short hash of the carried data: part of every cache key, so that new data never meets an old map."""
    digest = hashlib.sha256()  # most processors have it built in
    for name in _FILES:
        digest.update((FOLDER / name).read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def _layer(name: str) -> Layer:
    return Layer(FOLDER / name)


def boxes(bounds: Bounds) -> list[Bounds]:
    """The box as one box, or as two when it crosses the 180th meridian (west > east)."""
    west, south, east, north = bounds
    return [(west, south, east, north)] if west <= east else [(west, south, 180.0, north), (-180.0, south, east, north)]


def _rows(layer: Layer, bounds: Bounds | None) -> NDArray[np.int64]:
    if bounds is None:
        return layer.rows_in(None)
    return np.unique(np.concatenate([layer.rows_in(box) for box in boxes(bounds)]))


# ---- units -------------------------------------------------------------------------------------------------


@functools.cache
def unit_ids() -> tuple[str, ...]:
    """All unit ids in file order."""
    return tuple(_layer("units.map").columns["id"])


@functools.cache
def _unit_rows() -> dict[str, int]:
    return {unit: row for row, unit in enumerate(unit_ids())}


@functools.cache
def countries() -> dict[str, str]:
    """Country names by ADM0 code ("MNG": "Mongolia")."""
    layer = _layer("units.map")
    return {unit[:3]: name for unit, name in zip(layer.columns["id"], layer.columns["country"], strict=True)}


def units(ids: Iterable[str]) -> Units:
    """These units, in the order asked. Raises KeyError for an id that is not in `unit_ids()` (see
    `find_units`)."""
    wanted = tuple(ids)
    return Units(wanted, _layer("units.map").geometries([_unit_rows()[unit] for unit in wanted]))


def units_in(bounds: Bounds | None = None) -> Units:
    """The units whose own box touches `bounds` (the whole world for None)."""
    layer = _layer("units.map")
    rows = _rows(layer, bounds)
    return Units(tuple(layer.columns["id"][row] for row in rows), layer.geometries(rows))


def countries_in(bounds: Bounds | None = None) -> Units:
    """Today's countries by code whose own box touches `bounds`, simplified for maps of the world: a coverage of its
    own, whose edges are not those of the units."""
    layer = _layer("countries.map")
    rows = _rows(layer, bounds)
    return Units(tuple(layer.columns["id"][row] for row in rows), layer.geometries(rows))


@functools.cache
def _aliases() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Units by other name ("CHN/Nei Mongol"), and by code and any name as `plain` writes it
    ("chn/neimongol")."""
    found = json.loads(zlib.decompress((FOLDER / "aliases.json.z").read_bytes()))
    return found["names"], found["keys"]


@functools.cache
def _country_codes() -> dict[str, str]:
    """Country codes by code or name as `plain` writes them."""
    return {plain(n): code for code, name in countries().items() for n in (code, name)}


@functools.cache
def _members() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in unit_ids():
        groups[unit[:3]].append(unit)
    return {code: tuple(ids) for code, ids in groups.items()}


def find_units(name: str) -> tuple[str, ...]:
    """Ids that a name in a recipe stands for: `TUR/Ankara`, `TUR/*`, `Turkey/Ankara`, another spelling, or
    an alias.

    Raises UnknownName, with the nearest names as suggestion.
    """
    country, slash, unit = name.partition("/")
    aliases, keys = _aliases()
    if name in aliases:
        return tuple(u for part in aliases[name] for u in (find_units(part) if part.endswith("/*") else (part,)))
    code = _country_codes().get(plain(country))
    if not slash:
        hint = f"did you mean '{code}/*' (the whole country)?" if code else _suggest_unit(name)
        raise UnknownName(
            f"'{name}' is neither a territory of this recipe nor a unit (units are written 'CHN/Jilin')", hint
        )
    if code is None:
        raise UnknownName(
            f"no country '{country}' in '{name}'",
            did_you_mean(country, [*countries(), *countries().values()]),
        )
    if unit == "*":
        return _members()[code]
    found = keys.get(f"{code.lower()}/{plain(unit)}")
    if not found:
        known = [u[4:] for u in _members()[code]] + [a[4:] for a in aliases if a[:3] == code]
        hint = did_you_mean(unit, known) or f"'podium list units {code}' names them"
        raise UnknownName(f"no unit '{unit}' in {countries()[code]} ({code})", hint)
    return tuple(found)


def _suggest_unit(name: str) -> str | None:
    by_name = {unit[4:]: unit for unit in reversed(unit_ids())}
    near = did_you_mean(name, by_name)
    exact = by_name.get(name)
    return f"did you mean '{exact}'?" if exact else near


# ---- land and water ----------------------------------------------------------------------------------------


def land(bounds: Bounds | None = None) -> NDArray[Any]:
    """Land polygons at about 2 km, for coast halos and maps of the world; closer maps take the coast from
    the units."""
    layer = _layer("land.map")
    return np.asarray(shapely.get_parts(layer.geometries(_rows(layer, bounds))))


def lakes(
    bounds: Bounds | None = None, *, year: int | None = None, rank: int = 12, names: Container[str] | None = None
) -> list[Lake]:
    """Lakes down to `rank`; with `year`, without the reservoirs that were not yet dammed; with `names`, only the lakes
    of these names (as `lake_name` gives them)."""
    layer = _layer("lakes.map")
    known, other, ranks, built = (layer.columns[c] for c in ("name", "other", "rank", "built"))
    rows = [
        r
        for r in _rows(layer, bounds)
        if ranks[r] <= rank and (year is None or built[r] <= year) and (names is None or known[r] in names)
    ]
    return [
        Lake(known[r], ranks[r], built[r], g, _split(other[r]))
        for r, g in zip(rows, layer.geometries(rows), strict=True)
    ]


def rivers(
    bounds: Bounds | None = None, *, rank: int = 8, local: bool = False, names: Container[str] | None = None
) -> list[River]:
    """Rivers down to `rank`. local: their accurate courses, for a close map; names: only the rivers of these names (as
    `river_name` gives them)."""
    layer = _layer("rivers.map")
    c = layer.columns
    details = ("local", "all") if local else ("world", "all")
    rows = [
        int(r)
        for r in _rows(layer, bounds)
        if c["detail"][r] in details and c["rank"][r] <= rank and (names is None or c["name"][r] in names)
    ]
    return [
        River(c["name"][r], _split(c["other"][r]), c["rank"][r], c["detail"][r] == "local", g)
        for r, g in zip(rows, layer.geometries(rows), strict=True)
    ]


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))


@functools.cache
def _waters(file: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The name in the atlas of each name as `plain` writes it; a water's own name goes before another's other name, and
    a greater water's before a lesser one's. And all names as they are written."""
    c = _layer(file).columns
    rows = sorted(range(len(c["name"])), key=lambda r: (c["rank"][r], c["name"][r]))
    found: dict[str, str] = {}
    written: dict[str, None] = {}
    for names in ([(c["name"][r],) for r in rows], [_split(c["other"][r]) for r in rows]):
        for row, spellings in zip(rows, names, strict=True):
            for spelling in filter(None, spellings):
                found.setdefault(plain(spelling), c["name"][row])
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
    key = plain(name)
    if key not in found:
        raise UnknownName(f"no {kind} '{name}' in the atlas", did_you_mean(name, written))
    return found[key]


def river(name: str) -> Any:
    """The course of one river (LineString or MultiLineString), the accurate one if there is one. Raises
    UnknownName."""
    layer = _layer("rivers.map")
    c, own = layer.columns, river_name(name)
    rows = [row for row, known in enumerate(c["name"]) if known == own and c["detail"][row] != "world"]
    local = [row for row in rows if c["detail"][row] == "local"]
    courses = layer.geometries(local or rows)
    return shapely.line_merge(courses[0] if len(courses) == 1 else shapely.union_all(courses))


# ---- places ------------------------------------------------------------------------------------------------

_GIVE = "give its place: [longitude, latitude]"
_TIMELESS = "*"  # in place of years: a name that is found but never shown unasked


@functools.cache
def _gazetteer() -> tuple[list[str], str]:
    """The rows of the gazetteer, and of the same rows the names as `plain` writes them, "|" around each."""
    rows, keys = (zlib.decompress((FOLDER / name).read_bytes()).decode() for name in ("places.tsv.z", "places.keys.z"))
    return rows.split("\n"), keys


def _read_place(row: str) -> Place:
    name, country, lon, lat, population, _, _ = row.split("\t")
    return Place(name, name, country, float(lon), float(lat), int(population))


def _spelled(row: str, key: str) -> Place | None:
    """The place of this row under the name that `key` spells; None if the row has no such name."""
    place = _read_place(row)
    *_, other, historical = row.split("\t")
    for entry in filter(None, historical.split("|")):
        spelling, _, years = entry.rpartition("@")
        if plain(spelling) == key:
            first, _, last = years.strip(_TIMELESS).partition("/")
            span = (int(first) if first else None, int(last) if last else None)
            return dataclasses.replace(place, name=spelling, years=span, by_hand=True)
    for spelling in [place.name, *other.split("|")]:
        if plain(spelling) == key:
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
    # A place's own name counts more than another's other name: Venice, not the Dayton that is also called so.
    return tuple(sorted(found, key=lambda p: (not p.by_hand, -p.population * (10 if plain(p.modern) == key else 1))))


@functools.cache
def _all_places() -> tuple[Place, ...]:
    return tuple(sorted(map(_read_place, _gazetteer()[0]), key=lambda p: (-p.population, p.name)))


def _historical_names() -> Iterator[str]:
    """The names of the hand-made table."""
    for row in _gazetteer()[0]:
        for entry in filter(None, row.rpartition("\t")[2].split("|")):
            yield entry.rpartition("@")[0]


def find_places(name: str) -> list[Place]:
    """Places of this name, modern or historical, best first: a historical name given by hand, then the
    most populous.

    "Name, CC" asks for one in a country by its two-letter code ("Brest, BY"). An empty list if there is none.
    """
    found = _lookup(plain(name))
    head, comma, country = name.rpartition(",")
    if not found and comma:
        found = tuple(p for p in _lookup(plain(head)) if p.country == country.strip().upper())
    return list(found)


def place(name: str, *, near: tuple[float, float] | None = None) -> Place:
    """The best place of this name; with `near` (lon, lat) the closest one. Raises UnknownName with a
    suggestion."""
    found = find_places(name)
    if not found:
        modern = (p.name for p in _all_places() if p.population > 100_000 or not p.population)
        raise UnknownName(f"no place '{name}' in the atlas", place_hint(name, [*_historical_names(), *modern]))
    if near is None:
        return found[0]
    lon, lat = near
    return min(found, key=lambda p: (p.lon - lon) ** 2 + (p.lat - lat) ** 2)


def place_hint(name: str, known: Iterable[str]) -> str:
    """What to do about a place that the atlas lacks: most are villages, not slips in the names of others."""
    near = did_you_mean(name, known, close=True)
    return f"{near} If not, {_GIVE}" if near else _GIVE


def place_names(bounds: Bounds) -> list[str]:
    """All names, modern and historical, of the places in a box."""
    areas, found = boxes(bounds), []
    for row in _gazetteer()[0]:
        place = _read_place(row)
        if any(w <= place.lon <= e and s <= place.lat <= n for w, s, e, n in areas):
            _, other, historical = row.rsplit("\t", 2)
            entries = filter(None, historical.split("|"))
            found += [place.name, *filter(None, other.split("|")), *(entry.rpartition("@")[0] for entry in entries)]
    return found


def places(bounds: Bounds, *, population: int = 0) -> list[Place]:
    """Places of at least this population in a box, most populous first."""
    areas = boxes(bounds)
    return [
        p
        for p in _all_places()
        if p.population >= population and any(w <= p.lon <= e and s <= p.lat <= n for w, s, e, n in areas)
    ]


def historical_places(bounds: Bounds, year: int, also: frozenset[str] = frozenset()) -> list[Place]:
    """Places in a box under the name that the hand-made table gives them for that year, most populous first.

    Of several names the one with the shorter span is meant: Hsinking in 1939, not Changchun. also: modern names under
    which places are wanted whatever the table says."""
    areas = boxes(bounds)
    found = []
    for row in _gazetteer()[0]:
        if row.endswith("\t") and row[: row.index("\t")] not in also:
            continue
        place = _read_place(row)
        if not any(w <= place.lon <= e and s <= place.lat <= n for w, s, e, n in areas):
            continue
        if place.name in also:
            found.append(place)
            continue
        spans = []
        for entry in filter(None, row.rpartition("\t")[2].split("|")):
            spelling, _, years = entry.rpartition("@")
            if years == _TIMELESS:
                continue
            first, _, last = years.partition("/")
            since, until = int(first) if first else -9999, int(last) if last else 9999
            if since <= year <= until:
                spans.append((until - since, spelling))
        if spans:
            found.append(dataclasses.replace(place, name=min(spans)[1], by_hand=True))
    return sorted(found, key=lambda p: -p.population)


# ---- relief ------------------------------------------------------------------------------------------------


@functools.cache
def _relief_file(name: str) -> tuple[dict[str, Any], memoryview]:
    data = (FOLDER / name).read_bytes()
    (length,) = struct.unpack_from("<I", data)
    return json.loads(zlib.decompress(data[4 : 4 + length])), memoryview(data)[4 + length :]


def relief(bounds: Bounds | None = None, *, coarse: bool = False) -> Relief:
    """Land heights of at least the box (4 arc minutes a cell, 16 if `coarse`; south of 90 S and north of 84 N there
    are none: 0).

    The grid is cut at whole cells. A box across the 180th meridian gives a grid whose bounds run past 180.
    """
    file = "relief-world.bin" if coarse else "relief.bin"
    head, _ = _relief_file(file)
    rows, columns = head["shape"]
    cell, north, size = head["cell"], head["north"], head["tile"]
    west, south, east, top = bounds or (-180.0, north - rows * cell, 180.0, north)
    east = east + 360 if east < west else east
    first_row, last_row = (int(np.clip((north - v) // cell, 0, rows - 1)) for v in (top, south))
    first_column, last_column = math.floor((west + 180) / cell + 1e-6), math.ceil((east + 180) / cell - 1e-6) - 1
    grid = np.zeros((last_row - first_row + 1, last_column - first_column + 1), np.float32)
    for row, column, offset, length, high, wide in head["tiles"]:
        for shift in (0, columns, -columns):
            y, x = row * size - first_row, column * size + shift - first_column
            if y + high <= 0 or y >= grid.shape[0] or x + wide <= 0 or x >= grid.shape[1]:
                continue
            tile = _tile(file, offset, length, high, wide)
            y0, y1, x0, x1 = max(y, 0), min(y + high, grid.shape[0]), max(x, 0), min(x + wide, grid.shape[1])
            grid[y0:y1, x0:x1] = tile[y0 - y : y1 - y, x0 - x : x1 - x]
    edges = (
        first_column * cell - 180,
        north - (last_row + 1) * cell,
        (last_column + 1) * cell - 180,
        north - first_row * cell,
    )
    return Relief(grid, edges, cell)


def _tile(file: str, offset: int, length: int, high: int, wide: int) -> NDArray[np.float32]:
    head, body = _relief_file(file)
    planes = np.frombuffer(zlib.decompress(body[offset : offset + length]), np.uint8).reshape(2, -1)
    code = np.ascontiguousarray(planes.T).reshape(-1).view("<u2").astype(np.int64)
    delta = ((code >> 1) ^ -(code & 1)).reshape(high, wide)
    return (np.cumsum(np.cumsum(delta, axis=0), axis=1) * head["step"]).astype(np.float32)
