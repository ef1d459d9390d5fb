"""Noding: units cut along all the lines of a recipe at once, so that neighbours share every border exactly.

In: units (a valid coverage, degrees) and cuts, each a line with the units that it may cut. Out: `Faces`, polygons that
again form a valid coverage; a territory is a set of face numbers, and the union of a set has exactly the borders of its
neighbours.

Why faces and not polygon clipping: clipping two polygons with the same line gives results that differ by rounding,
which leaves slivers and overlaps. Here all borders and lines are noded together once and polygonized; from then on only
sets are handled.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

OVERSHOOT = 1e-3
"""Degrees by which a line runs past the units it cuts: clipped exactly, it could end a rounding error too early."""
PROLONG = 0.6
"""Degrees, at most, by which a line that ends inside the land it should cut is carried straight on."""
ON_LINE = 1e-6
"""Degrees within which an edge lies on a cut line (noded vertices lie on it to about 1e-13)."""
SHORE = 0.1
"""Degrees: a place this close to a piece counts as in it (coasts are generalised, harbours lie in the water)."""


@dataclasses.dataclass(frozen=True)
class Cut:
    """A line (or the edge of an area), and the units that it may cut."""

    line: Any
    units: frozenset[str]


def prolong(line: Any, lands: NDArray[Any]) -> Any:
    """An open line whose ends, where they lie inside `lands` (a coverage), are carried straight on until they leave
    them (by `PROLONG` at most)."""
    coords = shapely.get_coordinates(line)
    if line.geom_type != "LineString" or (coords[0] == coords[-1]).all():
        return line
    front, back = _run_on(coords[0], coords[1], lands), _run_on(coords[-1], coords[-2], lands)
    return shapely.LineString(np.array([*front, *coords, *back]))


def _run_on(end: NDArray[np.float64], before: NDArray[np.float64], lands: NDArray[Any]) -> list[NDArray[np.float64]]:
    if not shapely.intersects(lands, shapely.Point(end)).any():
        return []
    direction = (end - before) / np.hypot(*(end - before))
    ahead = shapely.LineString([end, end + direction * PROLONG])
    outside = ahead.difference(shapely.coverage_union_all(lands[shapely.intersects(lands, ahead)]))
    length = PROLONG if outside.is_empty else outside.distance(shapely.Point(end)) + 2 * OVERSHOOT
    return [end + direction * length]


class Faces:
    """The faces. geometries: Polygon or MultiPolygon of each; by_unit: face numbers of each unit; lines: the lines of
    the cuts by name, with their ends carried on."""

    def __init__(self, units: Sequence[str], geometries: NDArray[Any], cuts: Mapping[Any, Cut]) -> None:
        ids = np.array(units, object)
        self.lines, touched, lines = _clip(ids, geometries, cuts)
        shapes, owners = list(geometries), list(ids)
        if lines:
            tree = shapely.STRtree(geometries)
            # Neighbours of a cut unit get the new vertices on their shared edges too, or the edges would no
            # longer be the same.
            near = np.unique(tree.query(geometries[touched], predicate="intersects")[1])
            pieces, piece_units = _cut(ids[near], geometries[near], lines)
            rest = np.setdiff1d(np.arange(len(ids)), near)
            shapes = [*geometries[rest], *pieces]
            owners = [*ids[rest], *piece_units]
        shapes, owners = _islands_apart(shapes, owners, cuts)
        self.geometries: NDArray[Any] = np.array(shapes, object)
        self.inner_points: NDArray[Any] = shapely.point_on_surface(self.geometries)
        self.by_unit: dict[str, set[int]] = {}
        for number, unit in enumerate(owners):
            self.by_unit.setdefault(unit, set()).add(number)

    def of(self, unit: str) -> frozenset[int]:
        """Numbers of the faces of a unit. Raises KeyError for a unit that was not given."""
        return frozenset(self.by_unit[unit])

    def union(self, numbers: Iterable[int]) -> Any:
        """The faces as one geometry; their shared edges vanish exactly."""
        chosen = sorted(numbers)
        return shapely.coverage_union_all(self.geometries[chosen]) if chosen else shapely.MultiPolygon()

    def inside(self, numbers: frozenset[int], area: Any) -> frozenset[int]:
        """Those whose inner point lies in `area` (its edge is among the cuts, so a face is entirely inside or
        outside)."""
        chosen = np.array(sorted(numbers), int)
        return (
            frozenset(chosen[shapely.intersects(area, self.inner_points[chosen])].tolist()) if len(chosen) else numbers
        )

    def beyond(self, numbers: frozenset[int], side: str, degrees: float) -> frozenset[int]:
        """Those "north_of", "south_of", "east_of" or "west_of" a parallel or meridian."""
        axis = shapely.get_y if side in ("north_of", "south_of") else shapely.get_x
        sign = 1 if side in ("north_of", "east_of") else -1
        chosen = np.array(sorted(numbers), int)
        return (
            frozenset(chosen[sign * (axis(self.inner_points[chosen]) - degrees) > 0].tolist())
            if len(chosen)
            else numbers
        )

    def at(self, numbers: frozenset[int], lon: float, lat: float) -> int | None:
        """The face that holds a point, or the nearest within `SHORE`; None if there is none."""
        chosen = np.array(sorted(numbers), int)
        if not len(chosen):
            return None
        distance = shapely.distance(self.geometries[chosen], shapely.Point(lon, lat))
        return int(chosen[distance.argmin()]) if distance.min() <= SHORE else None

    def pieces(self, numbers: frozenset[int], lines: Sequence[Any]) -> tuple[dict[int, int], list[bool]]:
        """Connected pieces of some faces when `lines` may not be crossed.

        Returns the piece number of each face, and for each line whether it severs: whether it has different pieces on
        its two sides somewhere. Islands that no line touches join the nearest piece that a line touches.
        """
        chosen = np.array(sorted(numbers), int)
        pairs, starts, ends = shared_edges(self.geometries[chosen])
        middles = shapely.points((starts + ends) / 2)
        on_line = np.zeros((len(lines), len(pairs)), bool)
        for row, line in enumerate(lines):
            shapely.prepare(line)
            on_line[row] = shapely.dwithin(line, middles, ON_LINE)
        blocked = on_line.any(axis=0)
        label = _components(len(chosen), pairs[~blocked])
        severs = [bool((label[pairs[on, 0]] != label[pairs[on, 1]]).any()) for on in on_line]
        _attach_islands(self.geometries[chosen], label, np.unique(label[pairs[blocked]]))
        return dict(zip(chosen.tolist(), label.tolist(), strict=True)), severs


def _clip(
    ids: NDArray[Any], geometries: NDArray[Any], cuts: Mapping[Any, Cut]
) -> tuple[dict[Any, Any], NDArray[np.bool_], list[Any]]:
    """The lines with their ends carried on; which units they cut; their parts in those units (and slightly past the
    edges)."""
    touched = np.zeros(len(ids), bool)
    whole, parts = {}, []
    number = {unit: n for n, unit in enumerate(ids)}
    for name, cut in cuts.items():
        own = np.array(sorted(number[unit] for unit in cut.units if unit in number), int)
        line = whole[name] = (
            cut.line if shapely.is_closed(cut.line) else prolong(cut.line, geometries[own])
        )
        hit = own[shapely.intersects(geometries[own], line)]
        if len(hit):
            inside = shapely.intersection(line, shapely.buffer(geometries[hit], OVERSHOOT, quad_segs=1))
            parts.extend(shapely.get_parts(shapely.union_all(inside)))
            touched[hit] = True
    return whole, touched, [line for line in parts if line.geom_type == "LineString"]


def _cut(ids: NDArray[Any], geometries: NDArray[Any], lines: list[Any]) -> tuple[list[Any], list[str]]:
    borders = shapely.get_parts(shapely.union_all([*shapely.boundary(geometries), *lines]))
    polygons = shapely.get_parts(shapely.polygonize(borders))
    # Polygonizing also closes lakes and gaps between units; those have their inner point in no unit and fall
    # away.
    piece, unit = shapely.STRtree(geometries).query(shapely.point_on_surface(polygons), predicate="within")
    return list(polygons[piece]), list(ids[unit])


def _islands_apart(shapes: list[Any], owners: list[str], cuts: Mapping[Any, Cut]) -> tuple[list[Any], list[str]]:
    """Splits a unit into its islands where a cut passes between them through the sea: otherwise the unit would lie on
    one side as a whole."""
    ids, geometries = np.array(owners, object), np.array(shapes, object)
    several = shapely.get_num_geometries(geometries) > 1
    split = np.zeros(len(ids), bool)
    for cut in cuts.values():
        own = several & ~split & np.array([unit in cut.units for unit in owners], bool)
        split[own] = shapely.intersects(shapely.envelope(geometries[own]), cut.line)
    parts, owner = shapely.get_parts(geometries[split], return_index=True)
    return [*geometries[~split], *parts], [*ids[~split], *ids[split][owner]]


def shared_edges(polygons: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Edges that two of the polygons share, vertex for vertex: (n, 2) polygon numbers, and the two ends of each edge,
    each (n, 2)."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    a, b = coords[:-1][same], coords[1:][same]
    polygon = owner[part[ring[:-1][same]]]
    swap = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    low, high = np.where(swap[:, None], b, a), np.where(swap[:, None], a, b)
    order = np.lexsort((high[:, 1], high[:, 0], low[:, 1], low[:, 0]))
    low, high, polygon = low[order], high[order], polygon[order]
    twin = (low[1:] == low[:-1]).all(axis=1) & (high[1:] == high[:-1]).all(axis=1) & (polygon[1:] != polygon[:-1])
    first = np.flatnonzero(twin)
    pairs = np.column_stack([polygon[first], polygon[first + 1]]).astype(np.int64)
    return pairs, low[first], high[first]


def _components(count: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The component of each of `count` nodes joined by `pairs` (union-find; the least member names its component)."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in np.unique(pairs, axis=0).tolist() if len(pairs) else []:
        a, b = root(a), root(b)
        parent[max(a, b)] = min(a, b)
    return np.array([root(node) for node in range(count)], np.int64)


def _attach_islands(geometries: NDArray[Any], label: NDArray[np.int64], severed: NDArray[np.int64]) -> None:
    """Gives faces of pieces that no line touches the label of the nearest piece in `severed`, in place."""
    main = np.flatnonzero(np.isin(label, severed))
    loose = np.flatnonzero(~np.isin(label, severed))
    if len(main) and len(loose):
        label[loose] = label[main[shapely.STRtree(geometries[main]).nearest(geometries[loose])]]
