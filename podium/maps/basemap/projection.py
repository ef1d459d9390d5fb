"""The projection: from degrees on the Earth to numbers on the page.

In: a frame and geometries in degrees. Out: shapes in frame units: x from 0 at the left edge to 1 at the right, y from 0
at the top down to `Frame.height`.

A coverage is processed in this order, so that neighbours keep the same edges to the end: segmentize (straight lines in
degrees bend on the page), clip in degrees, project, simplify as a coverage, clip to the frame, drop tiny islands.
"""

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

from podium.maps.atlas.bounding_box import Bounds
from podium.maps.atlas.polygons import polygons_of

DETAIL = 0.0006
"""Default tolerance in frame widths: about half a point on a full slide."""
ISLAND = 0.0025
"""Default side, in frame widths, of the smallest island that is drawn."""
ORTHOGRAPHIC = "orthographic"
RADIUS = 6_371_008.8
"""Metres: the mean radius of the Earth (IUGG), of the sphere that an orthographic map shows."""
_HORIZON = 89.5  # degrees from the middle of a globe at which its land ends
_LIMB = 0.94  # radii from the middle of a globe, 70 degrees
_SNAP = 1e7
_BACK = 1e-5  # degrees left out at the back of the globe, where rounding moves a place from one side to the other
_AT_SEAM = 1e-6  # degrees: a part this close to the 180th meridian was split there


@dataclasses.dataclass(frozen=True)
class Frame:
    """A rectangle of the projected Earth.

    projection: its name; proj: the PROJ string; extent: left, bottom, right, top in metres; centre: longitude and
    latitude on which the projection is centred. Frames with equal fields show the same place at the same spot, so two
    dates in one frame line up exactly.
    """

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
        """(n, 2) degrees to (n, 2) frame units; inf for points that the projection cannot show."""
        x, y = self._proj(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack([(x - self.extent[0]) / self.metres, (self.extent[3] - y) / self.metres])

    def unproject(self, units: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) frame units to (n, 2) degrees; inf where there is no Earth."""
        x, y = self.extent[0] + units[:, 0] * self.metres, self.extent[3] - units[:, 1] * self.metres
        return np.column_stack(self._proj(x, y, inverse=True))

    def times(self, other: Frame) -> float:
        """How many times as large as another frame it is."""
        return self.metres**2 * self.height / (other.metres**2 * other.height)

    def contains(self, lon: float, lat: float) -> bool:
        """Whether a place is in the frame."""
        x, y = self.project(np.array([[lon, lat]]))[0]
        return bool(0 <= x <= 1 and 0 <= y <= self.height)

    def is_at_the_limb(self, lon: float, lat: float) -> bool:
        """Whether a place is so near the edge of a globe that it is seen from the side."""
        if self.projection != ORTHOGRAPHIC:
            return False
        here, middle = self.project(np.array([(lon, lat), self.centre]))
        return bool(not np.hypot(*(here - middle)) < _LIMB * RADIUS / self.metres)

    def km(self, units: float, at: tuple[float, float] | None = None) -> float:
        """Kilometres on the ground of an east-west length in frame units, at a place (the frame's middle
        by default)."""
        middle = self.project(np.array([at]))[0] if at else np.array([0.5, self.height / 2])
        ends = self.unproject(middle + np.array([[-5e-4, 0], [5e-4, 0]]))
        _, _, metres = pyproj.Geod(ellps="WGS84").inv(*ends[0], *ends[1])
        return float(metres) / 1000 / 1e-3 * units

    @functools.cached_property
    def window(self) -> Bounds:
        """The box in degrees that holds everything in the frame, slightly enlarged; west > east across the 180th
        meridian."""
        west, south, east, north = self._span
        if east - west >= 359:
            return -180.0, south, 180.0, north
        return wrap(west), south, wrap(east), north

    @property
    def surroundings(self) -> Bounds:
        """The window enlarged by half its size on every side."""
        west, south, east, north = self.window
        wide, high = (east - west) % 360 or 360.0, north - south
        south, north = max(-90.0, south - high / 2), min(90.0, north + high / 2)
        if wide >= 180:
            return -180.0, south, 180.0, north
        return wrap(west - wide / 2), south, wrap(east + wide / 2), north

    @functools.cached_property
    def _span(self) -> Bounds:
        """The window with longitudes counted from the projection's own centre, so that always west < east."""
        side = np.linspace(0, 1, 41)
        grid = np.column_stack([np.repeat(side, 41), np.tile(side * self.height, 41)])
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
        reach = 180.0 if self.projection in ("laea", ORTHOGRAPHIC) else 180.0 - _BACK
        west, east = max(west - pad_x, self.centre[0] - reach), min(east + pad_x, self.centre[0] + reach)
        return float(west), max(float(south - pad_y), -90.0), float(east), min(float(north + pad_y), 90.0)

    @functools.cached_property
    def _hemisphere(self) -> Any:
        """What an orthographic map shows of the Earth, in degrees, longitudes counted from its middle.

        By the cosine rule for sides, a place at latitude φ, λ degrees east of the middle (φ₀), is in view if
        sin φ₀ sin φ + cos φ₀ cos φ cos λ is at least the cosine of the horizon's distance.
        """
        lon, lat = self.centre[0], math.radians(self.centre[1])
        turn = np.linspace(-180.0, 180.0, 1441)
        north, up = math.sin(lat), math.cos(lat) * np.cos(np.radians(turn))
        middle = np.arctan2(north, up)
        reach = np.arccos(np.clip(math.cos(math.radians(_HORIZON)) / np.hypot(north, up), -1.0, 1.0))
        low, high = (np.clip(np.degrees(edge), -90.0, 90.0) for edge in (middle - reach, middle + reach))
        ring = [*zip(lon + turn, low, strict=True), *zip(lon + turn[::-1], high[::-1], strict=True)]
        return polygons_of(shapely.make_valid(shapely.Polygon(ring)))

    @property
    def _step(self) -> float:
        """The longest straight stretch (degrees) of a line before it is projected."""
        west, _, east, _ = self._span
        return max((east - west) / 120, 1e-3)

    @functools.cached_property
    def _view(self) -> Any:
        """What the map shows of the Earth, in degrees: the window, and of a globe only its near side."""
        window = shapely.segmentize(shapely.box(*self._span), self._step)  # its sides bend on the page, too
        return shapely.intersection(window, self._hemisphere) if self.projection == ORTHOGRAPHIC else window

    # -- geometries ------------------------------------------------------------------------------------------

    def coverage(self, geometries: Sequence[Any], *, detail: float = DETAIL, island: float = ISLAND) -> list[Any]:
        """The areas of a coverage as polygons in frame units, in the same order; empty for an area outside the frame.

        detail: tolerance in frame units (0: every vertex); island: side of the smallest island kept; the largest part
        of each area in the frame is always kept. Neighbours still share their edges exactly.
        """
        clipped = np.array([polygons_of(g) for g in self._to_page(np.array(geometries, object))], object)
        if detail > 0:
            clipped = shapely.coverage_simplify(clipped, detail)
        frame = shapely.box(0, 0, 1, self.height)
        inside = [polygons_of(g if frame.covers(g) else shapely.make_valid(g).intersection(frame)) for g in clipped]
        return _drop_islands(inside, island)

    def areas(self, geometries: Sequence[Any], *, detail: float = DETAIL) -> list[Any]:
        """Areas that form no coverage (lakes, overlays) as polygons in frame units, each simplified by itself."""
        frame = shapely.box(0, 0, 1, self.height)
        page = shapely.make_valid(shapely.simplify(self._to_page(np.array(geometries, object)), detail))
        return [polygons_of(shape) for shape in shapely.intersection(page, frame)]

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
        """Wraps around the frame's centre, segmentizes, clips in degrees, projects."""
        west, _, east, _ = self._span
        window, step = self._view, self._step
        near = np.array([_rewrap(g, west, east) for g in geometries], object)
        inside = shapely.covers(window, near)
        near = shapely.segmentize(near, step)
        # Both neighbours of an edge must get the same new vertices, whatever their direction.
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


def wrap(lon: float) -> float:
    return (lon + 180) % 360 - 180 if not -180 <= lon <= 180 else lon


def _rewrap(geometry: Any, west: float, east: float) -> Any:
    """The copies of a geometry, 360 degrees apart, that reach into a window; halves split at 180 degrees are joined
    again."""
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
    # Only what was split at 180 degrees must be joined; a union of all parts takes a hundred times as long.
    beyond = (shapely.bounds(parts)[:, [0, 2]] - 180) % 360
    split = (np.minimum(beyond, 360 - beyond) < _AT_SEAM).any(axis=1)
    joined = [*parts[~split], *shapely.get_parts(shapely.union_all(parts[split]))]
    areas = shapely.get_dimensions(geometry) == 2
    return shapely.MultiPolygon(joined) if areas else shapely.MultiLineString(joined)


def _drop_islands(areas: list[Any], side: float) -> list[Any]:
    """Drops parts smaller than a square of this side, unless they touch another part (which would leave a gap)."""
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
