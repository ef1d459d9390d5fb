"""Areas and distances on the Earth.

In: geometries or points in degrees (WGS 84). Out: square kilometres, kilometres. Areas are exact on the ellipsoid for
edges that are straight in longitude and the sine of the authalic latitude (Lambert's cylindrical equal-area projection,
Snyder 1987, Map Projections: A Working Manual, eq. 3-12 and 10-15); the borders of the atlas are fine enough for errors
below 0.01 %.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

EQUATOR_KM, FLATTENING, MEAN_KM = 6378.137, 1 / 298.257223563, 6371.0088
_E2 = FLATTENING * (2 - FLATTENING)
_E = float(np.sqrt(_E2))


def _equal_area(coords: NDArray[np.float64]) -> NDArray[np.float64]:
    sine = np.sin(np.radians(coords[:, 1]))
    q = (1 - _E2) * (sine / (1 - _E2 * sine**2) + np.arctanh(_E * sine) / _E)
    return np.column_stack([np.radians(coords[:, 0]) * EQUATOR_KM, q * EQUATOR_KM / 2])


def area_km2(geometry: Any) -> float:
    """Area of a polygon or multipolygon given in degrees."""
    return float(areas_km2(np.array([geometry], object))[0])


def areas_km2(geometries: NDArray[Any]) -> NDArray[np.float64]:
    """The areas of several."""
    sizes: NDArray[np.float64] = shapely.area(shapely.transform(shapely.segmentize(geometries, 0.5), _equal_area))
    return sizes


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points (lon, lat) on the mean sphere (haversine)."""
    (lon1, lat1), (lon2, lat2) = np.radians(a), np.radians(b)
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return float(2 * MEAN_KM * np.arcsin(np.sqrt(half)))


def circle(centre: tuple[float, float], km: float, points: int = 72) -> shapely.Polygon:
    """A circle of this radius on the mean sphere, as a polygon in degrees (not for circles over a pole)."""
    lon, lat = np.radians(centre)
    angle = km / MEAN_KM
    turn = np.linspace(0, 2 * np.pi, points, endpoint=False)
    north = np.arcsin(np.sin(lat) * np.cos(angle) + np.cos(lat) * np.sin(angle) * np.cos(turn))
    east = lon + np.arctan2(np.sin(turn) * np.sin(angle) * np.cos(lat), np.cos(angle) - np.sin(lat) * np.sin(north))
    return shapely.Polygon(np.degrees(np.column_stack([east, north])))
