"""Lakes. In: Natural Earth, GSHHG, and by hand lake_names.tsv, lake_years.tsv and former_waters.tsv. Out: lakes.map."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import shapely

from podium.maps.atlas import admin_units
from podium.maps.atlas.packing import pack
from podium.maps.derive.sources import Sources, read_vector, read_wdb

KHASAN = [
    (130.5905, 42.4665),
    (130.5945, 42.4660),
    (130.5985, 42.4600),
    (130.6035, 42.4540),
    (130.6085, 42.4470),
    (130.6135, 42.4400),
    (130.6175, 42.4330),
    (130.6165, 42.4300),
    (130.6120, 42.4310),
    (130.6085, 42.4370),
    (130.6035, 42.4435),
    (130.5980, 42.4495),
    (130.5935, 42.4560),
    (130.5900, 42.4620),
]
"""Lake Khasan's shore by hand, about 4.5 km by 0.6 km east of Changkufeng: no source carries it. Good to
about 300 m."""

LAKE_TOLERANCE = 0.003


@dataclasses.dataclass
class _Water:
    """A row of lakes.map."""

    name: str
    rank: int
    since: int
    until: int
    shape: Any
    sea: bool = False


def other_names(path: Path) -> dict[str, str]:
    """The names in lake_names.tsv by the lake's own name."""
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line.strip() and not line.startswith("#"))


def _table(name: str) -> list[list[str]]:
    """The rows of a table beside this module."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def _number(text: str) -> int:
    return int(text or 0)


def _points(text: str) -> list[tuple[float, ...]]:
    return [tuple(float(number) for number in point.split()) for point in text.split(",")]


def _polygons(shape: Any) -> Any:
    """The polygons of what may be a collection."""
    parts = shapely.get_parts(shapely.make_valid(shape))
    return shapely.union_all([p for part in parts for p in shapely.get_parts(part) if p.geom_type == "Polygon"])


def _at(waters: list[_Water], place: tuple[float, ...], name: str) -> _Water:
    """The lake nearest to a place, which must be within 0.02 degrees and have this name. Raises ValueError."""
    point = shapely.Point(place)
    nearest = min(waters, key=lambda water: float(shapely.distance(water.shape, point)))
    if nearest.name != name or shapely.distance(nearest.shape, point) > 0.02:
        raise ValueError(f"no lake '{name}' at {place}, but '{nearest.name}'")
    return nearest


def natural_earth(sources: Sources) -> list[_Water]:
    """Today's lakes with the years of lake_years.tsv; `since` is the year in which a reservoir's dam was closed. Raises
    ValueError for a row without its lake, and for a reservoir without a year."""
    columns, shapes = read_vector(sources.natural_earth / "physical/ne_10m_lakes.shp")
    shapes = shapely.make_valid(shapely.simplify(shapes, LAKE_TOLERANCE))
    names = [str(a or b or "") for a, b in zip(columns["name_en"], columns["name"], strict=True)]
    years = [
        0 if kind != "Reservoir" else max(int(year or 0), 0) or None
        for kind, year in zip(columns["featurecla"], columns["year"], strict=True)
    ]
    ranks = [int(r) for r in columns["scalerank"]]
    waters = [_Water(n, r, y or 0, 0, s) for n, r, y, s in zip(names, ranks, years, shapes, strict=True)]
    unknown = {id(water) for water, year in zip(waters, years, strict=True) if year is None}
    for place, name, since, until, *_ in _table("lake_years.tsv"):
        water = _at(waters, _points(place)[0], name)
        water.since, water.until = _number(since), _number(until)
        unknown.discard(id(water))
    missing = [f"{w.name} {w.shape.representative_point()}" for w in waters if id(w) in unknown]
    if missing:
        raise ValueError(f"reservoirs without a year: {missing}")
    return waters


def former(sources: Sources, today: list[_Water]) -> list[_Water]:
    """The waters of former_waters.tsv."""
    found = []
    for name, since, until, rank, kind, text, *_ in _table("former_waters.tsv"):
        shape = _polygons(_former(text, sources, today))
        found.append(_Water(name, int(rank), _number(since), _number(until), shape, kind == "sea"))
    return found


def _former(text: str, sources: Sources, today: list[_Water]) -> Any:
    """A shape as former_waters.tsv writes it."""
    head, _, numbers = text.partition(": ")
    kind, _, what = head.partition(" ")
    if kind == "outline":
        return shapely.Polygon(_points(numbers))
    if kind == "unit":
        units = admin_units.units(admin_units.find_units(what))
        return shapely.intersection(shapely.union_all(units.geometries), shapely.Polygon(_points(numbers)))
    place = _points(what)[0]
    if kind == "part":
        lake = min(today, key=lambda water: float(shapely.distance(water.shape, shapely.Point(place))))
        return shapely.intersection(lake.shape, shapely.box(*_points(numbers)[0]))
    x, y = place
    lines = read_wdb(sources.hires, "gshhs", (x - 0.01, y - 0.01, x + 0.01, y + 0.01))
    lakes = [shapely.Polygon(line) for kind, line in lines if kind == 2]
    lake = shapely.make_valid(next(lake for lake in lakes if shapely.contains_xy(lake, x, y)))
    islands = [shapely.Polygon(line) for kind, line in read_wdb(sources.hires, "gshhs", lake.bounds) if kind == 3]
    return shapely.simplify(shapely.difference(lake, shapely.union_all(islands)), LAKE_TOLERANCE)


def derive_lakes(sources: Sources, out: Path) -> None:
    """Writes lakes.map: columns name, other (names separated by "|"), rank, since and until (the first and the last
    year in which it is drawn, 0: always), sea (1: not a lake, but sea where today is land). Raises ValueError for names
    of unknown lakes."""
    other = other_names(Path(__file__).with_name("lake_names.tsv"))
    today = natural_earth(sources)
    waters = [water for water in today if water.name != "Buir"]
    buir = [
        shapely.Polygon(line)
        for kind, line in read_wdb(sources.hires, "gshhs", (117.4, 47.6, 117.9, 48.0))
        if kind == 2
    ]
    waters.append(_Water("Buir", 5, 0, 0, max(buir, key=lambda shape: shape.area)))
    waters.append(_Water("Khasan", 9, 0, 0, shapely.Polygon(KHASAN)))
    waters += former(sources, today)
    packed = pack(
        [_polygons(water.shape) for water in waters],
        {
            "name": ["" if water.sea else water.name for water in waters],
            "other": [other.get(water.name, "") for water in waters],
            "rank": [water.rank for water in waters],
            "since": [water.since for water in waters],
            "until": [water.until for water in waters],
            "sea": [int(water.sea) for water in waters],
        },
        ["large" if water.rank < 5 else "small" for water in waters],
        kind="polygon",
    )
    (out / "lakes.map").write_bytes(packed)
