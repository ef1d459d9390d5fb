"""Map frames: from degrees on the Earth to numbers on the page.

In: a frame (by corners, by what it should hold, or by a place and a radius) and geometries in degrees.
Out: shapes in frame units: x from 0 at the left edge to 1 at the right, y from 0 at the top down to
`Frame.height`.

The way of a coverage through here, in this order, so that neighbours keep the same edges to the end:
segmentize (straight lines in degrees bend on the page) -> clip in degrees -> project -> simplify as a
coverage -> clip to the frame -> drop tiny islands. Projections: PROJ; the choice of parallels follows
Snyder (1987), Map Projections: A Working Manual, p. 99."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from podium.maps.atlas import bounding_box
from podium.maps.atlas.bounding_box import Bounds
from podium.maps.atlas.geodesy import MEAN_KM
from podium.maps.atlas.names import did_you_mean

_PROJ_NAMES = {
    "lcc": "lcc",
    "albers": "aea",
    "laea": "laea",
    "equal-earth": "eqearth",
    "robinson": "robin",
    "mercator": "merc",
    "plate-carree": "eqc",
}
PROJECTIONS = tuple(_PROJ_NAMES)
DETAIL = 0.0006
"""Default tolerance in frame widths: about half a point on a full slide."""
ISLAND = 0.0025
"""Default side, in frame widths, of the smallest island that is drawn."""
MERCATOR_END = 85.0
"""Degrees from the equator at which a map in Mercator ends: towards the poles its scale grows without end."""
_LAID_FLAT = ("equal-earth", "robinson", "mercator", "plate-carree")  # about the equator, wherever their frame lies
_WORLD_SPAN, _LOCAL_KM = 150.0, 1500.0
_WORLD_SHOWN = 140.0  # degrees of the equator, once widened, beyond which the edges of an azimuthal map are smeared
_SNAP = 1e7
CLEAR = 0.28
"""Share of a map's width that a panel with its margins takes."""
_BACK = 1e-5  # degrees left out behind the Earth, where rounding throws a place from one side to the other
_AT_SEAM = 1e-6  # degrees from the 180th meridian within which a part was split there


class BadFrame(ValueError):
    """A frame that cannot be drawn; `suggestion` says what would do, or is None."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


@dataclasses.dataclass(frozen=True)
class Frame:
    """A rectangle of the projected Earth.

    projection: its name; proj: the PROJ text; extent: left, bottom, right, top in metres; centre:
    longitude and latitude that the projection is about. Frames with equal fields show equal places at
    equal spots, so two dates of one frame line up exactly."""

    projection: str
    proj: str
    extent: tuple[float, float, float, float]
    centre: tuple[float, float]

    @property
    def metres(self) -> float:
        """Width of the frame in metres, which is one frame unit."""
        return self.extent[2] - self.extent[0]

    @property
    def height(self) -> float:
        """Height of the frame in frame units."""
        return (self.extent[3] - self.extent[1]) / self.metres

    @functools.cached_property
    def _proj(self) -> pyproj.Proj:
        return pyproj.Proj(self.proj)

    def project(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) degrees to (n, 2) frame units; points that the projection cannot show become inf."""
        x, y = self._proj(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack([(x - self.extent[0]) / self.metres, (self.extent[3] - y) / self.metres])

    def unproject(self, units: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) frame units to (n, 2) degrees; inf where there is no Earth."""
        x, y = self.extent[0] + units[:, 0] * self.metres, self.extent[3] - units[:, 1] * self.metres
        return np.column_stack(self._proj(x, y, inverse=True))

    def contains(self, lon: float, lat: float) -> bool:
        """Whether a place is in the frame."""
        x, y = self.project(np.array([[lon, lat]]))[0]
        return bool(0 <= x <= 1 and 0 <= y <= self.height)

    def km(self, units: float, at: tuple[float, float] | None = None) -> float:
        """Kilometres on the ground of an east-west length in frame units, at a place (the frame's middle
        by default)."""
        middle = self.project(np.array([at]))[0] if at else np.array([0.5, self.height / 2])
        ends = self.unproject(middle + np.array([[-5e-4, 0], [5e-4, 0]]))
        _, _, metres = pyproj.Geod(ellps="WGS84").inv(*ends[0], *ends[1])
        return float(metres) / 1000 / 1e-3 * units

    @functools.cached_property
    def window(self) -> Bounds:
        """The box in degrees that holds all the frame shows, a little larger; west > east when it crosses
        the 180th meridian."""
        west, south, east, north = self._span()
        if east - west >= 359:
            return -180.0, south, 180.0, north
        return _wrap(west), south, _wrap(east), north

    @property
    def surroundings(self) -> Bounds:
        """The window with half as much again on every side of it."""
        west, south, east, north = self.window
        wide, high = (east - west) % 360 or 360.0, north - south
        south, north = max(-90.0, south - high / 2), min(90.0, north + high / 2)
        if wide >= 180:
            return -180.0, south, 180.0, north
        return _wrap(west - wide / 2), south, _wrap(east + wide / 2), north

    def _span(self) -> Bounds:
        """The window with longitudes counted on from the projection's own middle, so west < east always."""
        side = np.linspace(0, 1, 41)
        grid = np.array([[x, y * self.height] for x in side for y in side])
        found = self.unproject(grid)
        good = np.isfinite(found).all(axis=1)
        if not good.any():
            return -180.0 + self.centre[0], -90.0, 180.0 + self.centre[0], 90.0
        lon = self.centre[0] + (found[good, 0] - self.centre[0] + 180) % 360 - 180
        lat = found[good, 1]
        west, south, east, north = lon.min(), lat.min(), lon.max(), lat.max()
        pad_x, pad_y = 0.03 * (east - west) + 0.01, 0.03 * (north - south) + 0.01
        for pole in (90.0, -90.0):
            x, y = self.project(np.array([[self.centre[0], pole]]))[0]
            if 0 <= x <= 1 and 0 <= y <= self.height:
                west, east = self.centre[0] - 180, self.centre[0] + 180
                south, north = min(south, pole), max(north, pole)
        reach = 180.0 if self.projection == "laea" else 180.0 - _BACK
        west, east = max(west - pad_x, self.centre[0] - reach), min(east + pad_x, self.centre[0] + reach)
        return float(west), max(float(south - pad_y), -90.0), float(east), min(float(north + pad_y), 90.0)

    # -- geometries ------------------------------------------------------------------------------------------

    def coverage(self, geometries: Sequence[Any], *, detail: float = DETAIL, island: float = ISLAND) -> list[Any]:
        """Areas of a coverage as polygons in frame units, in the same order; empty where nothing of one is
        in the frame.

        detail: tolerance in frame units (0: every vertex); island: side of the smallest island kept, but
        the largest part of each area in the frame is always kept. Neighbours share their edges exactly
        afterwards too."""
        clipped = np.array([_polygons(g) for g in self._to_page(np.array(geometries, object))], object)
        if detail > 0:
            clipped = shapely.coverage_simplify(clipped, detail)
        frame = shapely.box(0, 0, 1, self.height)
        inside = [_polygons(g if frame.covers(g) else shapely.make_valid(g).intersection(frame)) for g in clipped]
        return _drop_islands(inside, island)

    def areas(self, geometries: Sequence[Any], *, detail: float = DETAIL) -> list[Any]:
        """Areas that are no coverage (lakes, overlays) as polygons in frame units, each simplified by
        itself."""
        frame = shapely.box(0, 0, 1, self.height)
        page = shapely.make_valid(shapely.simplify(self._to_page(np.array(geometries, object)), detail))
        return [_polygons(shape) for shape in shapely.intersection(page, frame)]

    def lines(self, geometries: Sequence[Any], *, detail: float = DETAIL) -> list[Any]:
        """Lines (rivers, fronts) as MultiLineStrings in frame units."""
        frame = shapely.box(0, 0, 1, self.height)
        page = shapely.intersection(shapely.simplify(self._to_page(np.array(geometries, object)), detail), frame)
        parts = [[p for p in shapely.get_parts(g) if p.geom_type == "LineString" and not p.is_empty] for g in page]
        return [
            shapely.line_merge(shapely.MultiLineString(found)) if found else shapely.MultiLineString()
            for found in parts
        ]

    def _to_page(self, geometries: NDArray[Any]) -> NDArray[Any]:
        """Wrap about the frame's middle, segmentize, clip in degrees, project."""
        west, south, east, north = self._span()
        window = shapely.box(west, south, east, north)
        near = np.array([_rewrap(g, west, east) for g in geometries], object)
        inside = shapely.covers(window, near)
        step = max((east - west) / 120, 1e-3)
        near = shapely.segmentize(near, step)
        # Both neighbours of an edge must get the same new vertices, whichever way round each of them runs.
        near = shapely.transform(near, lambda c: np.rint(c * _SNAP) / _SNAP)
        if not inside.all():
            near[~inside] = shapely.intersection(near[~inside], window)
        return np.asarray(shapely.transform(near, self.project))


def rings(geometry: Any) -> list[NDArray[np.float64]]:
    """All rings of a polygon or multipolygon as closed (n, 2) arrays: outer rings and holes, to be filled
    even-odd."""
    return [
        shapely.get_coordinates(ring)
        for part in shapely.get_parts(geometry)
        for ring in (part.exterior, *part.interiors)
    ]


def _wrap(lon: float) -> float:
    return (lon + 180) % 360 - 180 if not -180 <= lon <= 180 else lon


def _rewrap(geometry: Any, west: float, east: float) -> Any:
    """The copies of a geometry, 360 degrees apart, that reach into a window; halves split at 180 degrees
    grow together again."""
    left, _, right, _ = geometry.bounds if not geometry.is_empty else (0, 0, 0, 0)
    turns = range(math.ceil((west - right) / 360), math.floor((east - left) / 360) + 1)
    copies = [
        shapely.transform(geometry, lambda c, t=turn: c + np.array([360.0 * t, 0.0])) if turn else geometry
        for turn in turns
    ]
    if len(copies) == 1:
        return copies[0]
    parts = np.array(
        [p for copy in copies for p in shapely.get_parts(copy) if p.bounds[0] <= east and p.bounds[2] >= west],
        object,
    )
    if not len(parts):
        return shapely.Polygon()
    # Only what was split at 180 degrees has to grow together; a union of all parts costs a hundred times that.
    beyond = (shapely.bounds(parts)[:, [0, 2]] - 180) % 360
    split = (np.minimum(beyond, 360 - beyond) < _AT_SEAM).any(axis=1)
    joined = [*parts[~split], *shapely.get_parts(shapely.union_all(parts[split]))]
    areas = shapely.get_dimensions(geometry) == 2
    return shapely.MultiPolygon(joined) if areas else shapely.MultiLineString(joined)


def _polygons(geometry: Any) -> Any:
    """Only the areas of a geometry, as Polygon or MultiPolygon."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    # What lies side by side in one geometry needs no union, which may fail once it is projected.
    return shapely.MultiPolygon([p for p in _flat(geometry) if p.geom_type == "Polygon" and not p.is_empty])


def _flat(geometry: Any) -> list[Any]:
    """The simple geometries in a collection, however deep."""
    if not hasattr(geometry, "geoms"):
        return [geometry]
    return [simple for part in geometry.geoms for simple in _flat(part)]


def _drop_islands(areas: list[Any], side: float) -> list[Any]:
    """Leave out parts smaller than a square of this side that touch no other part (others would leave a
    gap)."""
    parts, owner = shapely.get_parts(np.array(areas, object), return_index=True)
    size = shapely.area(parts)
    largest = np.zeros(len(areas))
    np.maximum.at(largest, owner, size)
    small = np.flatnonzero((size < side * side) & (size < largest[owner]))
    keep = np.ones(len(parts), bool)
    keep[small] = False
    if len(small):
        mine, other = shapely.STRtree(parts).query(parts[small], predicate="intersects")
        keep[small[mine[small[mine] != other]]] = True
    out = []
    for number in range(len(areas)):
        own = parts[(owner == number) & keep]
        out.append(own[0] if len(own) == 1 else shapely.MultiPolygon(list(own)) if len(own) else shapely.Polygon())
    return out


# ---- frames ------------------------------------------------------------------------------------------------


def by_box(
    west: float,
    south: float,
    east: float,
    north: float,
    *,
    aspect: float | None = None,
    projection: str | None = None,
) -> Frame:
    """The frame that holds a box in degrees; west > east crosses the 180th meridian. aspect: width over
    height to widen it to.

    Raises BadFrame for a box without area, off the Earth, or an unknown projection.
    """
    wrong = bounding_box.fault(west, south, east, north)
    if wrong:
        raise BadFrame(*wrong)
    east = east + 360 if east < west else east
    side = np.linspace(0, 1, 181)
    edge = [np.column_stack([west + side * (east - west), np.full(181, lat)]) for lat in np.linspace(south, north, 9)]
    return _frame(np.concatenate(edge), (west, south, east, north), 0.0, aspect, projection)


def around(lon: float, lat: float, km: float, *, aspect: float | None = None, projection: str | None = None) -> Frame:
    """The frame about a place that shows at least `km` kilometres each way. Raises BadFrame."""
    if not 0 < km <= 9000:
        raise BadFrame(f"a radius of {km:g} km cannot be drawn", "between 1 and 9000 km")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise BadFrame(f"[{lon:g}, {lat:g}] is not on the Earth")
    name = _known(projection) if projection else "laea"
    proj = _proj_text(name, (lon, lat), lat - math.degrees(km / MEAN_KM), lat + math.degrees(km / MEAN_KM))
    projected = pyproj.Proj(proj)
    x, y = projected(lon, lat)
    wide = high = km * 1e3
    if name in _LAID_FLAT:
        reach = math.degrees(km / MEAN_KM)
        if abs(lat) + reach > MERCATOR_END:
            raise BadFrame(f"the land about latitude {lat:g} cannot be drawn in '{name}'", "use laea")
        wide *= projected.get_factors(lon, lat).parallel_scale
        high = max(abs(projected(lon, lat + away)[1] - y) for away in (-reach, reach))
    return Frame(name, proj, _fit_aspect((x - wide, y - high, x + wide, y + high), aspect), (lon, lat))


def to_fit(
    geometries: Sequence[Any],
    *,
    margin: float = 0.05,
    aspect: float | None = None,
    projection: str | None = None,
    clear: str = "",
) -> Frame:
    """The frame that holds these geometries, with a margin (share of the longer side); with `clear` ("left" or
    "right") they leave that side of it free for a panel. Raises BadFrame if there is nothing."""
    coords = shapely.get_coordinates(np.array(geometries, object))
    if not len(coords):
        raise BadFrame("there is nothing to fit the frame to")
    lon = np.sort(coords[:, 0] % 360)
    gaps = np.diff(lon, append=lon[0] + 360)
    # The widest empty stretch of longitude is what the frame leaves out: so lands on both sides of 180
    # degrees stay together.
    west = lon[(int(gaps.argmax()) + 1) % len(lon)]
    turned = np.column_stack([west + (coords[:, 0] - west) % 360, coords[:, 1]])
    shift = -360 if west > 180 else 0
    turned[:, 0] += shift
    box = (west + shift, coords[:, 1].min(), turned[:, 0].max(), coords[:, 1].max())
    if not clear or aspect is None or aspect < 1:
        return _frame(turned, box, margin, aspect, projection)
    found = _frame(turned, box, margin, aspect * (1 - CLEAR), projection)
    left, bottom, right, top = found.extent
    more = (right - left) * CLEAR / (1 - CLEAR)
    extent = (left - more, bottom, right, top) if clear == "left" else (left, bottom, right + more, top)
    return dataclasses.replace(found, extent=extent)


def without_giants(geometries: list[Any]) -> list[Any]:
    """The geometries without those, a third of them at most, that make the box of all more than twice as wide or high
    as that of the rest: neighbours the size of a continent, which a map of the others shows only in part."""
    bounds = shapely.bounds(np.array(geometries, object))
    size = np.maximum(bounds[:, 2] - bounds[:, 0], 1.8 * (bounds[:, 3] - bounds[:, 1]))
    kept = list(np.argsort(size))
    while len(kept) > max(1, 2 * len(geometries) / 3):
        whole, rest = (_box_size(bounds[rows]) for rows in (kept, kept[:-1]))
        if max(whole[0] / max(rest[0], 1e-9), whole[1] / max(rest[1], 1e-9)) < 2:
            break
        kept.pop()
    return [geometries[n] for n in sorted(kept)]


def _box_size(bounds: NDArray[np.float64]) -> tuple[float, float]:
    west, south, _, _ = bounds.min(axis=0)
    _, _, east, north = bounds.max(axis=0)
    return float(east - west), float(north - south)


def _frame(
    points: NDArray[np.float64], box: Bounds, margin: float, aspect: float | None, projection: str | None
) -> Frame:
    west, south, east, north = map(float, box)
    centre = (_wrap((west + east) / 2), (south + north) / 2)
    name = _known(projection) if projection else choose(west, south, east, north, aspect)
    proj = _proj_text(name, centre, south, north)
    lat = points[:, 1]
    if name == "mercator":
        if south >= MERCATOR_END or north <= -MERCATOR_END:
            raise BadFrame(f"Mercator ends at {MERCATOR_END:g} degrees, this frame begins beyond", "use laea")
        lat = np.clip(lat, -MERCATOR_END, MERCATOR_END)
    x, y = pyproj.Proj(proj)(points[:, 0], lat)
    good = np.isfinite(x) & np.isfinite(y)
    if not good.any():
        raise BadFrame(f"the projection '{name}' cannot show this frame", "leave 'projection' out to have one chosen")
    left, bottom, right, top = x[good].min(), y[good].min(), x[good].max(), y[good].max()
    pad = margin * max(right - left, top - bottom, 1000.0)
    return Frame(name, proj, _fit_aspect((left - pad, bottom - pad, right + pad, top + pad), aspect), centre)


def _fit_aspect(extent: tuple[float, float, float, float], aspect: float | None) -> tuple[float, float, float, float]:
    """Widen or heighten a rectangle about its middle to a ratio of width to height."""
    left, bottom, right, top = map(float, extent)
    if aspect is None:
        return left, bottom, right, top
    if not 0.05 <= aspect <= 20:
        raise BadFrame(f"a frame cannot be {aspect:g} times as wide as high")
    width, height = max(right - left, (top - bottom) * aspect), max(top - bottom, (right - left) / aspect)
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def choose(west: float, south: float, east: float, north: float, aspect: float | None = None) -> str:
    """The projection for a box (west < east) that is widened to a ratio of width to height: the world in Equal
    Earth, wide mid-latitude lands in Lambert's conformal conic, battlefields, high latitudes, the tropics and tall
    frames in Lambert's azimuthal equal-area."""
    wide, high, middle = east - west, north - south, (south + north) / 2
    shown = max(wide * math.cos(math.radians(middle)), high * (aspect or 0.0))
    if wide >= _WORLD_SPAN or high >= 110 or shown >= _WORLD_SHOWN:
        return "laea" if south >= 30 or north <= -30 else "equal-earth"
    kilometres = wide * 111.2 * math.cos(math.radians(middle)), high * 111.2
    if max(kilometres) <= _LOCAL_KM or abs(middle) > 65 or abs(middle) < 15 or south * north < 0:
        return "laea"
    return "lcc" if kilometres[0] >= 0.8 * kilometres[1] else "laea"


def _known(name: str) -> str:
    if name not in PROJECTIONS:
        raise BadFrame(
            f"unknown projection '{name}'",
            did_you_mean(name, PROJECTIONS) or f"one of {', '.join(PROJECTIONS)}",
        )
    return name


def _proj_text(name: str, centre: tuple[float, float], south: float, north: float) -> str:
    lon, lat = centre
    about = f"+lon_0={lon:.6f} +ellps=WGS84"
    if name in ("lcc", "albers"):
        # A sixth of the height in from each edge; kept off the equator and the poles, where a cone is none.
        low, high = south + (north - south) / 6, north - (north - south) / 6
        if abs(low + high) < 2 or max(abs(low), abs(high)) > 89:
            raise BadFrame(f"a frame about latitude {lat:.0f} cannot be drawn in '{name}'", "use laea")
        return f"+proj={_PROJ_NAMES[name]} +lat_1={low:.6f} +lat_2={high:.6f} +lat_0={lat:.6f} {about}"
    if name == "laea":
        return f"+proj=laea +lat_0={lat:.6f} {about}"
    return f"+proj={_PROJ_NAMES[name]} {about}"
