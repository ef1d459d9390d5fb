"""Lakes and rivers. In: Natural Earth, WDB-II and GSHHG. Out: lakes.map and rivers.map.

Natural Earth's rivers (1:50 million) carry names and a rank and suit a map of a continent; WDB-II's are
accurate to about 100 m but nameless. A named local river is traced through the WDB-II network as the
shortest way between places on it (`LOCAL_RIVERS`)."""

from __future__ import annotations

import heapq
import itertools
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.derive.sources import Sources, read_vector, read_wdb
from podium.maps.packing import pack

Way = list[tuple[float, float]]

LOCAL_RIVERS: dict[str, Way] = {
    "Halha|Khalkhin Gol|Khalkha|Halhin Gol": [
        (117.82, 47.94),
        (118.45, 47.98),
        (118.98, 47.53),
        (120.5, 47.26),
    ],
    "Tumen|Tuman|Tumangang": [(130.69, 42.3), (129.9, 43.0), (128.9, 42.03), (128.12, 41.97)],
    "Yalu|Amnok|Amnokkang": [(124.35, 39.95), (126.9, 41.75), (128.1, 41.95)],
    "Amur|Heilong": [(140.7, 53.05), (135.1, 48.5), (127.5, 50.25), (121.48, 53.33)],
    "Argun|Ergun|Hailar": [(121.48, 53.33), (119.9, 51.3), (117.9, 49.5)],
    "Ussuri|Wusuli": [(135.05, 48.45), (133.1, 45.1)],
    "Sungari|Songhua": [(132.5, 47.7), (126.6, 45.8), (124.7, 45.4)],
    "Bug|Western Bug": [(21.0, 52.5), (23.6, 52.1), (24.0, 50.85), (25.1, 49.85)],
    "Narew|Narva (Poland)": [(20.7, 52.43), (21.9, 53.22), (24.35, 52.82)],
    "Pisa|Pissa": [(21.88, 53.23), (21.8, 53.6)],
    "San": [(21.85, 50.73), (22.8, 49.85), (22.85, 49.02)],
    "Vistula|Weichsel|Wisła": [(18.95, 54.3), (21.03, 52.25), (21.85, 50.73), (19.9, 50.05)],
    "Niemen|Neman|Memel River|Nemunas": [(21.3, 55.3), (23.9, 54.9), (23.85, 53.65), (27.3, 53.45)],
    "Dniester|Nistru": [(30.3, 46.35), (27.6, 48.45), (26.0, 48.6), (23.0, 49.35)],
    "Prut|Pruth": [(28.2, 45.47), (27.5, 47.3), (26.0, 48.25)],
    "Oder|Odra": [(14.55, 53.4), (14.7, 52.1), (17.05, 51.1), (18.2, 50.05)],
    "Dvina|Düna|Daugava|Western Dvina": [(24.1, 57.0), (26.5, 55.9), (30.2, 55.2)],
    "Sakarya|Sangarius": [(30.65, 41.12), (30.5, 40.0), (31.9, 39.6)],
    "Maritsa|Evros|Meriç": [(26.05, 40.75), (26.55, 41.65), (24.75, 42.15)],
    "Aras|Araxes": [(48.4, 40.0), (44.5, 39.8), (43.4, 40.1)],
    "Yellow|Huang He|Hwang Ho": [(111.1, 39.3), (111.2, 40.1), (107.0, 40.5), (106.2, 38.3)],
}
"""Names (the first is the river's own here, the rest are other names) and places along it, mouth first, in
degrees."""

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

SNAP = 0.012
"""Degrees: ends of WDB-II lines that lie this close are the same junction."""
BRIDGE, BRIDGE_COST = 0.5, 5.0
"""Degrees: a gap between two ends up to this long is crossed straight (rivers stop at reservoirs), at so
many times its length."""
LAKE_TOLERANCE = 0.003


def river_graph(
    lines: list[NDArray[np.float32]],
) -> tuple[NDArray[np.float64], dict[int, list[tuple[int, float]]]]:
    """Vertices of all lines and, for each, its neighbours with the distance in degrees (east-west narrowed
    by latitude)."""
    points = np.concatenate(lines).astype(float)
    starts = np.cumsum([0] + [len(line) for line in lines])
    graph: dict[int, list[tuple[int, float]]] = defaultdict(list)

    def join(a: int, b: int, weight: float = 1.0) -> None:
        lon, lat = points[a] - points[b]
        length = weight * math.hypot(lon * math.cos(math.radians(points[a, 1])), lat)
        graph[a].append((b, length))
        graph[b].append((a, length))

    for start, end in itertools.pairwise(starts):
        for a in range(start, end - 1):
            join(a, a + 1)
    tree = shapely.STRtree(shapely.points(points))
    ends = np.concatenate([starts[:-1], starts[1:] - 1])
    for at, near in tree.query(shapely.points(points[ends]), predicate="dwithin", distance=SNAP).T:
        if int(ends[at]) != int(near):
            join(int(ends[at]), int(near))
    for a, b in (
        shapely.STRtree(shapely.points(points[ends]))
        .query(shapely.points(points[ends]), predicate="dwithin", distance=BRIDGE)
        .T
    ):
        if a < b:
            join(int(ends[a]), int(ends[b]), BRIDGE_COST)
    return points, graph


def shortest(graph: dict[int, list[tuple[int, float]]], start: int, goal: int) -> list[int]:
    """Vertices of the shortest way (Dijkstra). Raises ValueError when there is none."""
    best, came, queue = {start: 0.0}, {start: start}, [(0.0, start)]
    while queue:
        length, node = heapq.heappop(queue)
        if node == goal:
            way = [node]
            while came[way[-1]] != way[-1]:
                way.append(came[way[-1]])
            return way[::-1]
        if length > best[node]:
            continue
        for other, step in graph[node]:
            if length + step < best.get(other, math.inf):
                best[other], came[other] = length + step, node
                heapq.heappush(queue, (length + step, other))
    raise ValueError("no way between the places")


def trace(folder: Path, name: str, way: Way) -> shapely.LineString:
    """One named river through the WDB-II network. Raises ValueError, naming it, when a place is not on the
    network."""
    lon, lat = np.array(way).T
    box = (lon.min() - 1.5, lat.min() - 1.5, lon.max() + 1.5, lat.max() + 1.5)
    points, graph = river_graph([line for _, line in read_wdb(folder, "rivers", box)])
    stops = []
    for place in way:
        distance = np.hypot(*(points - place).T)
        if distance.min() > 0.15:
            raise ValueError(f"{name}: {place} is {distance.min():.2f} degrees from any river")
        stops.append(int(distance.argmin()))
    try:
        path = [node for a, b in itertools.pairwise(stops) for node in shortest(graph, a, b)]
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    line = shapely.remove_repeated_points(shapely.LineString(points[path]))
    return shapely.simplify(line, 0.0005)


def derive_rivers(sources: Sources, out: Path) -> None:
    """Write rivers.map: columns name, other (names, "|" between), rank (0 greatest), detail ("world" or
    "local")."""
    features = json.loads((sources.world / "rivers-50m.geojson").read_text("utf-8"))["features"]
    shapes = [shapely.geometry.shape(f["geometry"]) for f in features]
    names = [" ".join((f["properties"]["name"] or "").split()) for f in features]
    ranks = [int(f["properties"]["scalerank"]) for f in features]
    other, detail = [""] * len(names), ["world"] * len(names)
    for label, way in LOCAL_RIVERS.items():
        name, _, rest = label.partition("|")
        shapes.append(trace(sources.hires, name, way))
        names.append(name)
        other.append(rest)
        ranks.append(6)
        detail.append("local")
    columns: dict[str, list[Any]] = {"name": names, "other": other, "rank": ranks, "detail": detail}
    (out / "rivers.map").write_bytes(pack(shapes, columns, detail, kind="line"))


def derive_lakes(sources: Sources, out: Path) -> None:
    """Write lakes.map: columns name, rank, built (year that a reservoir's dam closed, 0 for a natural
    lake)."""
    columns, shapes = read_vector(sources.natural_earth / "physical/ne_10m_lakes.shp")
    shapes = shapely.make_valid(shapely.simplify(shapes, LAKE_TOLERANCE))
    names = [str(a or b or "") for a, b in zip(columns["name_en"], columns["name"], strict=True)]
    ranks = [int(r) for r in columns["scalerank"]]
    # A reservoir without a year is taken for recent: nearly all that the source shows date from after 1950.
    built = [
        0 if kind != "Reservoir" else int(year) if year and int(year) > 0 else 1950
        for kind, year in zip(columns["featurecla"], columns["year"], strict=True)
    ]
    rows = [(n, r, b, s) for n, r, b, s in zip(names, ranks, built, shapes, strict=True) if n != "Buir"]
    buir = [
        shapely.Polygon(line)
        for kind, line in read_wdb(sources.hires, "gshhs", (117.4, 47.6, 117.9, 48.0))
        if kind == 2
    ]
    rows.append(("Buir", 5, 0, max(buir, key=lambda shape: shape.area)))
    rows.append(("Khasan", 9, 0, shapely.Polygon(KHASAN)))
    polygons = [
        shapely.union_all([p for p in shapely.get_parts(s) if p.geom_type == "Polygon"]) for *_, s in rows
    ]
    packed = pack(
        polygons,
        {"name": [r[0] for r in rows], "rank": [r[1] for r in rows], "built": [r[2] for r in rows]},
        ["large" if r[1] < 5 else "small" for r in rows],
        kind="polygon",
    )
    (out / "lakes.map").write_bytes(packed)
