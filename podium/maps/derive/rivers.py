"""Rivers.

In: Natural Earth, WDB-II, and rivers.tsv by hand. Out: rivers.map. Natural Earth's rivers (1:50 million) have names and
ranks and suit a map of a continent; WDB-II's are accurate to about 100 m and show the rivers as they ran before most of
their dams, but have no names. The rivers of the table are traced through WDB-II (`tracing`) and stored twice: in full
for close maps, coarse for wide ones.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import shapely

from podium.maps.atlas.names import fold
from podium.maps.atlas.packing import pack
from podium.maps.derive.gazetteer import read_cities
from podium.maps.derive.sources import Sources, read_wdb
from podium.maps.derive.tracing import Network, Stop

FINE, GOOD, COARSE = 0.0005, 0.0012, 0.015
"""Degrees to which traced rivers are simplified: those of `CLOSE`, the others, and all of them for wide maps."""
_CLOSE = "Halha Tumen Yalu Amur Argun Ussuri Bug Narew Pisa San Vistula Niemen Dniester Prut Yellow Sakarya"
CLOSE = frozenset(_CLOSE.split())
"""Rivers of battlefields, and those that the carried recipes cut lands along."""
NEAR = 0.35
"""Degrees: a line of Natural Earth's of the same name that is mostly this close to the traced one is that river."""
AREA = (-12.0, 5.0, 180.0, 75.0)
"""What of WDB-II is read."""


class Row(NamedTuple):
    """A river of the table. kind: "whole", "part" or "names"."""

    name: str
    other: tuple[str, ...]
    rank: int
    kind: str
    way: tuple[Stop, ...]


class Towns:
    """Places of the gazetteer by name and country."""

    def __init__(self, path: Path) -> None:
        self._rows, self._by_name = read_cities(path)

    def at(self, text: str) -> tuple[float, float]:
        """Longitude and latitude of "Szeged,HU". Raises ValueError for a place that is not there."""
        name, _, country = text.rpartition(",")
        found = self._by_name.get((fold(name), country), [])
        if not found:
            raise ValueError(f"no place {text!r} in the gazetteer")
        row = self._rows[max(found, key=lambda n: self._rows[n][4])]
        return float(row[2]), float(row[3])


def read_table(path: Path, towns: Towns) -> list[Row]:
    """The rows of rivers.tsv. Raises ValueError, naming all of them, for places that are not known."""
    rows, lost = [], []
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, other, rank, kind, way = line.split("\t")
        stops = []
        for text in filter(None, way.split(";")):
            if text[0] in "~-0123456789":
                lon, lat = map(float, text.removeprefix("~").split())
                stops.append(Stop(lon, lat, text[0] == "~"))
                continue
            try:
                stops.append(Stop(*towns.at(text)))
            except ValueError as e:
                lost.append(f"{name}: {e}")
        rows.append(Row(name, tuple(filter(None, other.split("|"))), int(rank), kind, tuple(stops)))
    if lost:
        raise ValueError("; ".join(lost))
    return rows


class Line(NamedTuple):
    """A row of the result. detail: "local" (a close map), "world" (the same for a wide one) or "all"."""

    name: str
    other: tuple[str, ...]
    rank: int
    detail: str
    shape: Any


def _world(path: Path) -> list[Line]:
    features = json.loads(path.read_text("utf-8"))["features"]
    return [
        Line(
            " ".join((f["properties"]["name"] or "").split()), (), int(f["properties"]["scalerank"]), "all",
            shapely.geometry.shape(f["geometry"]),
        )
        for f in features
    ]  # fmt: skip


def merge(world: list[Line], rows: list[Row], traced: dict[str, Any]) -> list[Line]:
    """Natural Earth's lines and the traced ones; where both have a river, the traced one is kept."""
    by_name = defaultdict(list)
    for row in rows:
        for name in (row.name, *row.other):
            by_name[fold(name)].append(row)
    kept: list[Line] = []
    for line in world:
        same = _same_river(line, by_name[fold(line.name)], traced)
        if same is None:
            kept.append(line)
        elif same.kind != "whole":
            rest = line.shape
            if same.name in traced:
                rest = shapely.difference(rest, shapely.buffer(traced[same.name], NEAR / 2, quad_segs=2))
            if rest.length > 1.0 or same.name not in traced:
                kept.append(line._replace(name=same.name, other=same.other, shape=rest))
    for row in rows:
        if row.name in traced:
            fine = FINE if row.name in CLOSE else GOOD
            for detail, tolerance in (("local", fine), ("world", COARSE)):
                kept.append(Line(row.name, row.other, row.rank, detail, shapely.simplify(traced[row.name], tolerance)))
    return kept


def guide(row: Row, world: list[Line]) -> Any:
    """Natural Earth's line of a river of the table, None without one."""
    names = {fold(name) for name in (row.name, *row.other)}
    way = shapely.buffer(shapely.LineString([s[:2] for s in row.way]), 1.5, quad_segs=1)
    found = [line.shape for line in world if fold(line.name) in names and line.shape.intersects(way)]
    return shapely.line_merge(shapely.union_all(found)) if found else None


def _same_river(line: Line, rows: list[Row], traced: dict[str, Any]) -> Row | None:
    """The row for this line of Natural Earth's; rivers that merely share a name lie elsewhere."""
    for row in rows:
        if row.name not in traced:
            return row
        near = shapely.intersection(line.shape, shapely.buffer(traced[row.name], NEAR, quad_segs=2))
        if near.length > (0.3 if row.kind == "whole" else 0.02) * line.shape.length:
            return row
        if row.kind == "part" and shapely.distance(line.shape, traced[row.name]) < 2:
            return row
    return None


def derive_rivers(sources: Sources, out: Path) -> None:
    """Writes rivers.map: columns name, other (names separated by "|"), rank (1 largest to 8), detail (see `Line`)."""
    rows = read_table(Path(__file__).with_name("rivers.tsv"), Towns(sources.cities))
    ways = {row.name: row.way for row in rows if row.way}
    network = Network([line for _, line in read_wdb(sources.hires, "rivers", AREA)], ways)
    world = _world(sources.world / "rivers-50m.geojson")
    traced = {row.name: network.trace(row.way, guide(row, world)) for row in rows if row.way}
    lines = merge(world, rows, traced)
    columns: dict[str, list[Any]] = {
        "name": [line.name for line in lines],
        "other": ["|".join(line.other) for line in lines],
        "rank": [line.rank for line in lines],
        "detail": [line.detail for line in lines],
    }
    (out / "rivers.map").write_bytes(pack([line.shape for line in lines], columns, columns["detail"], kind="line"))
