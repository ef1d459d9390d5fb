"""The areas in a geometry.

In: any geometry, such as the intersection of two areas, which may hold lines. Out: its polygons.
"""

from __future__ import annotations

from typing import Any

import shapely


def polygons_of(geometry: Any) -> Any:
    """The polygons of a geometry, as Polygon or MultiPolygon."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    # The parts of one geometry lie side by side and need no union, which may fail after projection.
    return shapely.MultiPolygon([p for p in _flat(geometry) if p.geom_type == "Polygon" and not p.is_empty])


def _flat(geometry: Any) -> list[Any]:
    """The simple geometries in a collection, however deep."""
    if not hasattr(geometry, "geoms"):
        return [geometry]
    return [simple for part in geometry.geoms for simple in _flat(part)]
