"""Frames of maps: by corners, by what they should hold, or by a place and a radius.

In: degrees, a ratio of width to height, optionally a projection. Out: a `Frame`. Raises BadFrame. PROJ projects; the
choice of standard parallels follows Snyder (1987), Map Projections: A Working Manual, p. 99.
"""

from __future__ import annotations

import dataclasses
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
from podium.maps.basemap.projection import ORTHOGRAPHIC, RADIUS, Frame, wrap

_PROJ_NAMES = {
    "lcc": "lcc",
    "albers": "aea",
    "laea": "laea",
    "equal-earth": "eqearth",
    "robinson": "robin",
    "mercator": "merc",
    "plate-carree": "eqc",
    ORTHOGRAPHIC: "ortho",
}
PROJECTIONS = tuple(_PROJ_NAMES)
MERCATOR_END = 85.0
"""Degrees from the equator at which a Mercator map ends: towards the poles its scale grows without limit."""
_LAID_FLAT = (
    "equal-earth",
    "robinson",
    "mercator",
    "plate-carree",
)  # projections centred on the equator, wherever the frame lies
_WORLD_SPAN, _LOCAL_KM = 150.0, 1500.0
_WORLD_SHOWN = (
    140.0  # degrees of the equator, once enlarged, beyond which an azimuthal map is too distorted at its edges
)
_AIR = 1.03  # half the width of a map of the whole globe, in radii
MOST_OF_GLOBE = 10_100  # km: a little more than a quarter of a great circle, at which the globe ends
MARGIN = 0.05
"""Free space around lands that a frame fits, as a share of their longer side."""
CLEAR = 0.32
"""Share of a map's width that a panel with its margins takes."""


class BadFrame(ValueError):
    """A frame that cannot be drawn; `suggestion` says what can, or is None."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def by_box(
    west: float,
    south: float,
    east: float,
    north: float,
    *,
    aspect: float | None = None,
    projection: str | None = None,
) -> Frame:
    """The frame that holds a box in degrees; west > east crosses the 180th meridian. aspect: width over height, to
    which it is enlarged.

    Raises BadFrame for a box without area or off the Earth, or an unknown projection.
    """
    wrong = bounding_box.fault(west, south, east, north)
    if wrong:
        raise BadFrame(*wrong)
    east = east + 360 if east < west else east
    side = np.linspace(0, 1, 181)
    edge = [np.column_stack([west + side * (east - west), np.full(181, lat)]) for lat in np.linspace(south, north, 9)]
    return _frame(np.concatenate(edge), (west, south, east, north), 0.0, aspect, projection)


def around(lon: float, lat: float, km: float, *, aspect: float | None = None, projection: str | None = None) -> Frame:
    """The frame around a place that shows at least `km` kilometres in every direction. Raises BadFrame."""
    most = MOST_OF_GLOBE if projection == ORTHOGRAPHIC else 9000
    if not 0 < km <= most:
        hint = "between 1 and 9000 km; for half of the Earth write projection: orthographic"
        raise BadFrame(f"a radius of {km:g} km cannot be drawn", hint if most == 9000 else f"between 1 and {most} km")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise BadFrame(f"[{lon:g}, {lat:g}] is not on the Earth")
    name = _known(projection) if projection else "laea"
    proj = _proj_text(name, (lon, lat), lat - math.degrees(km / MEAN_KM), lat + math.degrees(km / MEAN_KM))
    projected = pyproj.Proj(proj)
    x, y = projected(lon, lat)
    wide = high = km * 1e3
    if name == ORTHOGRAPHIC:
        angle = min(km * 1e3 / RADIUS, math.pi / 2)
        wide = high = RADIUS * math.sin(angle) * (_AIR if angle == math.pi / 2 else 1.0)
    if name in _LAID_FLAT:
        reach = math.degrees(km / MEAN_KM)
        if abs(lat) + reach > MERCATOR_END:
            raise BadFrame(f"land around latitude {lat:g} cannot be drawn in '{name}'", "use laea")
        wide *= projected.get_factors(lon, lat).parallel_scale
        high = max(abs(projected(lon, lat + away)[1] - y) for away in (-reach, reach))
    return Frame(name, proj, _fit_aspect((x - wide, y - high, x + wide, y + high), aspect), (lon, lat))


def to_fit(
    geometries: Sequence[Any],
    *,
    margin: float = MARGIN,
    aspect: float | None = None,
    projection: str | None = None,
    clear: str = "",
) -> Frame:
    """The frame that holds these geometries, with a margin (share of the longer side); with `clear` ("left" or "right")
    that side is left free for a panel. Raises BadFrame if there is nothing to hold."""
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
    """The geometries without those, at most a third of them, that make the common box more than twice as wide or high
    as that of the rest: neighbours the size of a continent, of which a map of the others shows only a part."""
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
    centre = (wrap((west + east) / 2), (south + north) / 2)
    name = _known(projection) if projection else choose(west, south, east, north, aspect)
    proj = _proj_text(name, centre, south, north)
    lat = points[:, 1]
    if name == "mercator":
        if south >= MERCATOR_END or north <= -MERCATOR_END:
            raise BadFrame(f"Mercator ends at {MERCATOR_END:g} degrees; this frame begins beyond that", "use laea")
        lat = np.clip(lat, -MERCATOR_END, MERCATOR_END)
    x, y = pyproj.Proj(proj)(points[:, 0], lat)
    good = np.isfinite(x) & np.isfinite(y)
    if not good.any():
        raise BadFrame(
            f"the projection '{name}' cannot show this frame", "leave out 'projection', and podium chooses one"
        )
    left, bottom, right, top = x[good].min(), y[good].min(), x[good].max(), y[good].max()
    pad = margin * max(right - left, top - bottom, 1000.0)
    return Frame(name, proj, _fit_aspect((left - pad, bottom - pad, right + pad, top + pad), aspect), centre)


def _fit_aspect(extent: tuple[float, float, float, float], aspect: float | None) -> tuple[float, float, float, float]:
    """Enlarges a rectangle around its middle to a ratio of width to height."""
    left, bottom, right, top = map(float, extent)
    if aspect is None:
        return left, bottom, right, top
    if not 0.05 <= aspect <= 20:
        raise BadFrame(f"a frame cannot be {aspect:g} times as wide as high")
    width, height = max(right - left, (top - bottom) * aspect), max(top - bottom, (right - left) / aspect)
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def choose(west: float, south: float, east: float, north: float, aspect: float | None = None) -> str:
    """The projection for a box (west < east) that is enlarged to a ratio of width to height: Equal Earth for the world,
    Lambert's conformal conic for wide mid-latitude areas, Lambert's azimuthal equal-area for battlefields, high
    latitudes, the tropics and tall frames."""
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
        # A sixth of the height in from each edge; not near the equator or the poles, where the cone degenerates.
        low, high = south + (north - south) / 6, north - (north - south) / 6
        if abs(low + high) < 2 or max(abs(low), abs(high)) > 89:
            raise BadFrame(f"a frame around latitude {lat:.0f} cannot be drawn in '{name}'", "use laea")
        return f"+proj={_PROJ_NAMES[name]} +lat_1={low:.6f} +lat_2={high:.6f} +lat_0={lat:.6f} {about}"
    if name == ORTHOGRAPHIC:  # of the sphere, whose outline is a circle
        return f"+proj=ortho +lat_0={lat:.6f} +lon_0={lon:.6f} +R={RADIUS:.1f}"
    if name == "laea":
        return f"+proj=laea +lat_0={lat:.6f} {about}"
    return f"+proj={_PROJ_NAMES[name]} {about}"
