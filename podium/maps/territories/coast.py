"""Borders that were drawn elsewhere, made to fit one another and the atlas.

In: polygons in degrees, those that win an overlap first, and the land of the atlas around them. Out: a coverage, in
which neighbours share their edges and coasts are those of the atlas wherever they follow it; and the overlaps.

All edges are noded together once, as for a recipe (`noding`); each face goes to one territory, to the land around them
or to the sea.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.geodesy import areas_km2
from podium.maps.territories.noding import shared_edges

GAP_KM = 2.0
"""Gaps between territories, and overlaps, that are narrower are closed without a word."""
COAST_KM = 15.0
"""A coast that runs within this distance of the atlas' own becomes that one."""
ISLAND_KM = 40.0
"""Islands that a file lacks are looked for within this distance of its coasts."""
_MOST = 0.75  # of the vertices of a stretch of coast
_GRID = 1e-7  # degrees
_TOUCH = 1e-9  # degrees within which a vertex lies on the atlas' coast
_KM = 111.2  # per degree of latitude
_NOBODY, _SEA = -1, -2


class Overlap(NamedTuple):
    """Land that two territories claim, by their ids: the first has it. at: a point in it, in degrees."""

    winner: str
    other: str
    km2: float
    at: tuple[float, float]


class Fitted(NamedTuple):
    """territories: MultiPolygons in the order given; rest: the land around them; overlaps: the largest first; at_sea:
    the square kilometres of each territory where the atlas has sea."""

    territories: list[Any]
    rest: Any
    overlaps: list[Overlap]
    at_sea: list[float]


class Land(NamedTuple):
    """The land of the atlas: whole, and the units of today of which it consists."""

    whole: Any
    units: NDArray[Any]


def fit(shapes: NDArray[Any], ids: Sequence[str], land: Land | None = None, *, everywhere: bool = False) -> Fitted:
    """The coverage. land: None to leave coasts as they are; everywhere: no territory has land where the atlas has sea,
    however far its coast is off."""
    middle = shapely.total_bounds(shapes)[1::2].mean() if len(shapes) else 0.0
    stretch = _Stretch(float(middle))
    own, edges = stretch.on(shapes), [*stretch.on(shapes)]
    ground = None
    if land is not None and not land.whole.is_empty:
        ground = Land(stretch.on(land.whole), stretch.on(land.units))
        edges += [ground.whole, *_strips(own, ground.whole)]
    faces = _faces(edges)
    owner, overlaps = _owners(faces, own)
    dry, shared = np.ones(len(faces), bool), _borders(faces)
    if ground is not None:
        dry = _within(faces, ground.whole)
        owner[(owner == _NOBODY) & ~dry] = _SEA
        _drain(faces, owner, np.flatnonzero((owner >= 0) & ~dry), ground.whole, everywhere)
        _fill_strips(faces, owner, dry, *shared)
        _find_islands(faces, owner, dry, ground.units)
    gaps = np.flatnonzero((owner == _NOBODY) & (_width_km(faces) < GAP_KM))
    _give_away(owner, gaps, *shared)
    found = [stretch.off(_union(faces[owner == n])) for n in range(len(shapes))]
    told = [_overlap(stretch.off(faces[mine]), ids[a], ids[b]) for (a, b), mine in overlaps.items()]
    rest = stretch.off(_union(faces[owner == _NOBODY])) if ground is not None else shapely.MultiPolygon()
    wet = np.flatnonzero(~dry & (owner >= 0))
    at_sea = np.bincount(owner[wet], areas_km2(stretch.off(faces[wet])), len(shapes)).tolist()
    return Fitted(found, rest, sorted(told, key=lambda o: -o.km2), at_sea)


class _Stretch:
    """Degrees of longitude made as long as those of latitude at a parallel, so that distances can be compared."""

    def __init__(self, latitude: float) -> None:
        # In 256ths, so that 180 degrees come back as exactly 180.
        self.factor = max(1, round(256 * np.cos(np.radians(min(abs(latitude), 85.0))))) / 256

    def on(self, shapes: Any) -> Any:
        return shapely.transform(shapes, lambda c: c * (self.factor, 1.0))

    def off(self, shapes: Any) -> Any:
        return shapely.transform(shapes, lambda c: c / (self.factor, 1.0))


def _union(faces: NDArray[Any]) -> Any:
    return shapely.coverage_union_all(faces) if len(faces) else shapely.MultiPolygon()


def _faces(shapes: Sequence[Any]) -> NDArray[Any]:
    """What the edges of areas, and lines, divide the Earth into."""
    edges = [shapely.boundary(s) if shapely.get_dimensions(s) == 2 else s for s in shapes]
    return np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(_robust(shapely.union_all, edges)))))


def _robust(overlay: Callable[..., Any], *shapes: Any) -> Any:
    """An overlay of shapes; those that rounding has made invalid are repaired, and laid on a grid."""
    try:
        return overlay(*shapes)
    except shapely.GEOSException:
        return overlay(*(shapely.make_valid(s) for s in shapes), grid_size=_GRID)


def _strips(own: NDArray[Any], ground: Any) -> list[Any]:
    """Lines that cut strips and capes narrower than `COAST_KM` from the land that nobody claims: otherwise a strip
    between a rough border and the coast would be one face with the land beside it."""
    half = COAST_KM / _KM / 2

    def rough(shapes: Any) -> Any:
        # Without care for topology, which the buffer restores: that is much faster.
        return shapely.buffer(shapely.simplify(shapes, half / 4, preserve_topology=False), 0)

    left = _robust(shapely.difference, rough(ground), _robust(shapely.union_all, rough(own)))
    wide = shapely.buffer(shapely.buffer(left, -half, quad_segs=2), 1.5 * half, quad_segs=2)
    return [] if wide.is_empty else [shapely.boundary(wide)]


def _owners(
    faces: NDArray[Any], own: NDArray[Any]
) -> tuple[NDArray[np.int64], dict[tuple[int, int], NDArray[np.int64]]]:
    """The first shape that holds each face, or `_NOBODY`; and the wide faces that two shapes hold, by the two."""
    # Asked so, each shape is prepared once for all faces.
    shape, face = shapely.STRtree(shapely.point_on_surface(faces)).query(own, predicate="contains")
    order = np.lexsort((shape, face))
    face, shape = face[order], shape[order]
    owner = np.full(len(faces), _NOBODY)
    owner[face[::-1]] = shape[::-1]
    twice = (owner[face] != shape) & (_width_km(faces)[face] > GAP_KM)
    pairs: dict[tuple[int, int], list[int]] = {}
    for f, s in zip(face[twice].tolist(), shape[twice].tolist(), strict=True):
        pairs.setdefault((int(owner[f]), s), []).append(f)
    return owner, {pair: np.array(found) for pair, found in pairs.items()}


def _overlap(faces: NDArray[Any], winner: str, other: str) -> Overlap:
    sizes = areas_km2(faces)
    point = shapely.point_on_surface(faces[sizes.argmax()])
    return Overlap(winner, other, float(sizes.sum()), (float(point.x), float(point.y)))


def _width_km(faces: NDArray[Any]) -> NDArray[np.float64]:
    """The mean width of long and narrow faces."""
    widths: NDArray[np.float64] = 2 * shapely.area(faces) / shapely.length(faces) * _KM
    return widths


def _within(faces: NDArray[Any], ground: Any) -> NDArray[np.bool_]:
    """Whether each face lies on the ground."""
    shapely.prepare(ground)
    inside: NDArray[np.bool_] = shapely.contains(ground, shapely.point_on_surface(faces))
    return inside


def _drain(
    faces: NDArray[Any], owner: NDArray[np.int64], wet: NDArray[np.int64], ground: Any, everywhere: bool
) -> None:
    """Makes sea of the water that a rough coast takes in, in place: of wet faces with most of their own vertices near
    the ground."""
    if not everywhere:
        coords, index = shapely.get_coordinates(faces[wet], return_index=True)
        shapely.prepare(ground)
        points = shapely.points(coords)
        off = ~shapely.dwithin(ground, points, _TOUCH)
        near = off.copy()
        near[off] = shapely.dwithin(ground, points[off], COAST_KM / _KM)
        off_count, near_count = (np.bincount(index[mine], minlength=len(wet)) for mine in (off, near))
        wet = wet[near_count >= _MOST * off_count]
    owner[wet] = _SEA


def _fill_strips(
    faces: NDArray[Any],
    owner: NDArray[np.int64],
    dry: NDArray[np.bool_],
    pairs: NDArray[np.int64],
    lengths: NDArray[np.float64],
) -> None:
    """Gives narrow land that a rough coast leaves out to those behind it, in place. pairs, lengths: `_borders`."""
    free = np.flatnonzero((owner == _NOBODY) & dry)
    free = free[_width_km(faces[free]) < COAST_KM]
    inland = np.zeros(len(faces))
    both = dry[pairs].all(axis=1)
    np.add.at(inland, pairs[both].ravel(), np.repeat(lengths[both], 2))
    _give_away(owner, free[shapely.length(faces[free]) - inland[free] > 1e-6], pairs, lengths)


def _find_islands(faces: NDArray[Any], owner: NDArray[np.int64], dry: NDArray[np.bool_], units: NDArray[Any]) -> None:
    """Gives islands that a rough file lacks to whoever holds the nearest coast, in place; only if the largest part of
    the island's unit of today is theirs, too: Lesbos is not Turkish."""
    free, held = np.flatnonzero((owner == _NOBODY) & dry), np.flatnonzero((owner >= 0) & dry)
    if not len(free) or not len(held):
        return
    island, near = shapely.STRtree(faces[held]).query_nearest(
        faces[free], max_distance=ISLAND_KM / _KM, all_matches=False
    )
    free, near = free[island], owner[held[near]]
    parts, of_unit = shapely.get_parts(units, return_index=True)
    order = np.lexsort((-shapely.area(parts), of_unit))
    main = order[np.unique(of_unit[order], return_index=True)[1]]
    holder = np.full(len(units), _NOBODY)
    unit, face = shapely.STRtree(faces[held]).query(shapely.point_on_surface(parts[main]), predicate="within")
    holder[of_unit[main[unit]]] = owner[held[face]]
    mine, part = shapely.STRtree(parts).query(shapely.point_on_surface(faces[free]), predicate="within")
    # A face on the mainland is no island, wherever the point in it lies.
    within = shapely.area(_robust(shapely.intersection, faces[free[mine]], parts[part]))
    same = (holder[of_unit[part]] == near[mine]) & (within > shapely.area(faces[free[mine]]) / 2)
    owner[free[mine[same]]] = near[mine[same]]


def _borders(faces: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of faces with a common edge, and its length."""
    pairs, starts, ends = shared_edges(faces)
    return pairs, np.hypot(*(ends - starts).T)


def _give_away(
    owner: NDArray[np.int64],
    given: NDArray[np.int64],
    pairs: NDArray[np.int64],
    lengths: NDArray[np.float64],
) -> None:
    """Gives each of some faces to the territory with the longest common border, in place; twice, for those that only
    border on another such face."""
    for _ in range(2):
        waiting = np.zeros(len(owner), bool)
        waiting[given] = owner[given] == _NOBODY
        length: dict[tuple[int, int], float] = {}
        for a, b in ((0, 1), (1, 0)):
            mine = waiting[pairs[:, a]] & (owner[pairs[:, b]] >= 0)
            for face, new, size in zip(pairs[mine, a], owner[pairs[mine, b]], lengths[mine], strict=True):
                length[int(face), int(new)] = length.get((int(face), int(new)), 0.0) + float(size)
        best: dict[int, tuple[float, int]] = {}
        for (face, new), size in length.items():
            best[face] = max(best.get(face, (0.0, _NOBODY)), (size, new))
        for face, (_, new) in best.items():
            owner[face] = new
