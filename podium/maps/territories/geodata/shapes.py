"""Polygons from coordinates, repaired.

In: geometries as GeoJSON writes them, and the coordinate system that their file declares. Out: valid polygons in
degrees (WGS 84), none of which crosses the 180th meridian. Raises BadFile with the number of the feature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.polygons import polygons_of
from podium.maps.territories.geodata.sources import BadFile

_DEEPEST = 20  # geometry collections in one another
_ROUND_OFF = 1e-6  # degrees
_WGS84 = ("EPSG:4326", "OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326")


def areas(geometries: Sequence[Any], crs: str = "") -> tuple[NDArray[Any], list[int]]:
    """The polygons of each geometry as one Polygon or MultiPolygon, empty for one without any; the numbers, from 0, of
    those that cross themselves and are repaired. crs: as the file declares it; "" for WGS 84."""
    rings: list[NDArray[np.float64]] = []
    polygon_of_ring: list[int] = []
    owner_of_polygon: list[int] = []
    for n, geometry in enumerate(geometries):
        for polygon in _polygons(geometry, n):
            kept = [ring for ring in (_ring(r, n) for r in polygon) if len(ring) > 3]
            rings += kept
            polygon_of_ring += [len(owner_of_polygon)] * len(kept)
            owner_of_polygon += [n] * bool(kept)
    if not rings:
        return np.full(len(geometries), shapely.MultiPolygon()), []
    coords = _in_degrees(np.concatenate(rings), crs)
    sizes = [len(ring) for ring in rings]
    owner = np.array(owner_of_polygon)
    _check_range(coords, np.repeat(owner[polygon_of_ring], sizes), bool(crs))
    lines = shapely.linearrings(coords, indices=np.repeat(np.arange(len(rings)), sizes))
    polygons = shapely.polygons(lines, indices=np.array(polygon_of_ring))
    wrong = ~shapely.is_valid(polygons)
    bounds = shapely.bounds(polygons)
    for i in np.flatnonzero((bounds[:, 2] - bounds[:, 0] > 180) | (bounds[:, 2] > 180) | (bounds[:, 0] < -180)):
        polygons[i] = _at_antimeridian(polygons[i])
    invalid = ~shapely.is_valid(polygons)
    for i in np.flatnonzero(invalid):
        polygons[i] = polygons_of(shapely.make_valid(polygons[i], method="structure", keep_collapsed=False))
    parts, index = shapely.get_parts(polygons, return_index=True)
    found = np.full(len(geometries), shapely.MultiPolygon())
    numbers, place = np.unique(owner[index], return_inverse=True)
    found[numbers] = shapely.multipolygons(parts, indices=place)
    for i in np.flatnonzero(~shapely.is_valid(found)):  # parts that lie over one another
        found[i] = polygons_of(shapely.union_all(shapely.get_parts(found[i])))
    return found, sorted({int(n) for n in owner[wrong & invalid]})


def lines_in(geometries: Sequence[Any], crs: str = "") -> Any:
    """The lines of all geometries as one MultiLineString in degrees; areas and points fall away. crs: as in `areas`."""
    found = [part for n, geometry in enumerate(geometries) for part in _lines(geometry, n)]
    if not found:
        return shapely.MultiLineString()
    coords = _in_degrees(np.concatenate([part for _, part in found]), crs)
    sizes = [len(part) for _, part in found]
    _check_range(coords, np.repeat([n for n, _ in found], sizes), bool(crs))
    return shapely.multilinestrings(shapely.linestrings(coords, indices=np.repeat(np.arange(len(found)), sizes)))


def _lines(geometry: Any, number: int, depth: int = 0) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """The lines in a geometry, each with the number of its feature."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and depth < _DEEPEST:
        for part in _list(geometry.get("geometries"), number):
            yield from _lines(part, number, depth + 1)
    elif kind in ("LineString", "MultiLineString"):
        own = _list(geometry.get("coordinates"), number)
        for line in [own] if kind == "LineString" else own:
            found = _positions(line, number)
            if len(found) > 1:
                yield number, found


def _polygons(geometry: Any, number: int, depth: int = 0) -> Iterator[list[Any]]:
    """The rings of each polygon in a geometry."""
    if geometry is None:
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and depth < _DEEPEST:
        for part in _list(geometry.get("geometries"), number):
            yield from _polygons(part, number, depth + 1)
    elif kind == "Polygon":
        yield _list(geometry.get("coordinates"), number)
    elif kind == "MultiPolygon":
        for polygon in _list(geometry.get("coordinates"), number):
            yield _list(polygon, number)
    elif kind not in ("Point", "MultiPoint", "LineString", "MultiLineString"):
        raise BadFile(f"feature {number + 1} has no geometry that is known, but '{str(kind)[:40]}'", "export it anew")


def _list(value: Any, number: int) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise BadFile(f"feature {number + 1} has no list of coordinates", "export it anew")
    return list(value)


def _ring(positions: Any, number: int) -> NDArray[np.float64]:
    """A closed ring, (n, 2)."""
    ring = _positions(positions, number)
    return ring if not len(ring) or (ring[0] == ring[-1]).all() else np.concatenate([ring, ring[:1]])


def _positions(positions: Any, number: int) -> NDArray[np.float64]:
    """Positions, (n, 2); heights and measures fall away."""
    try:
        ring = np.array(positions, dtype=float)
        flat = ring.ndim == 2 and ring.shape[1] >= 2
    except (TypeError, ValueError):
        try:  # some of the positions have a height
            ring, flat = np.array([position[:2] for position in positions], dtype=float), True
            flat = ring.ndim == 2 and ring.shape[1] == 2
        except (TypeError, ValueError, IndexError, KeyError):
            flat = False
    if not flat:
        if isinstance(positions, (list, tuple)) and not positions:
            return np.empty((0, 2))
        raise BadFile(f"feature {number + 1} has a line that is no list of [longitude, latitude]", "export it anew")
    ring = ring[:, :2]
    if not np.isfinite(ring).all():
        raise BadFile(f"feature {number + 1} has coordinates that are no numbers", "repair or remove it")
    return ring


def _in_degrees(coords: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    """The coordinates in WGS 84; longitude first."""
    if not crs or crs in _WGS84:
        return coords
    import pyproj
    from pyproj.exceptions import CRSError, ProjError

    try:
        declared = pyproj.CRS.from_user_input(crs)
        if declared.equals("EPSG:4326", ignore_axis_order=True):
            return coords
        x, y = pyproj.Transformer.from_crs(declared, "EPSG:4326", always_xy=True).transform(coords[:, 0], coords[:, 1])
    except (CRSError, ProjError):
        name = " ".join(crs.split())[:60]
        raise BadFile(f"its coordinate system '{name}' is not known", "export it as WGS 84 (EPSG:4326)") from None
    return np.column_stack([x, y])


def _check_range(coords: NDArray[np.float64], owner: NDArray[np.int64], declared: bool) -> None:
    """Raises BadFile for coordinates that are no degrees."""
    far = ~np.isfinite(coords).all(axis=1) | (np.abs(coords[:, 0]) > 360) | (np.abs(coords[:, 1]) > 90 + _ROUND_OFF)
    if not far.any():
        return
    first = int(np.flatnonzero(far)[0])
    where = f"feature {owner[first] + 1}"
    if declared:
        raise BadFile(f"{where} lies outside the coordinate system that the file declares", "export it as WGS 84")
    x, y = coords[first]
    raise BadFile(
        f"{where} has the position [{x:g}, {y:g}], which is no longitude and latitude",
        "the file does not say in which projection it is: export it as WGS 84 (EPSG:4326), or add its .prj",
    )


def _at_antimeridian(polygon: Any) -> Any:
    """A polygon that jumps from 180 to -180 degrees, or runs on beyond them, in parts on both sides."""
    whole = shapely.Polygon(*_unwrapped(polygon))
    left, _, right, _ = whole.bounds
    if left >= -180 and right <= 180:
        return whole
    if not whole.is_valid:
        whole = polygons_of(shapely.make_valid(whole, method="structure", keep_collapsed=False))
    parts = []
    for turn in (-360, 0, 360):
        part = polygons_of(shapely.intersection(whole, shapely.box(-180 + turn, -90, 180 + turn, 90)))
        parts += list(shapely.get_parts(shapely.transform(part, lambda c, by=turn: c - (by, 0))))
    return shapely.MultiPolygon([p for p in parts if not p.is_empty])


def _unwrapped(polygon: Any) -> tuple[Any, list[Any]]:
    """Its rings without jumps by 360 degrees, holes in the shell. A ring around a pole stays as it is."""
    rings = []
    for ring in (polygon.exterior, *polygon.interiors):
        coords = shapely.get_coordinates(ring)
        turns = np.concatenate([[0], np.cumsum(np.rint(-np.diff(coords[:, 0]) / 360))]) * 360
        rings.append(coords + np.column_stack([turns, np.zeros(len(turns))]) if turns[-1] == 0 else coords)
    shell, *holes = rings
    middle = (shell[:, 0].min() + shell[:, 0].max()) / 2
    return shell, [h - (360 * np.rint((h[:, 0].mean() - middle) / 360), 0.0) for h in holes]
