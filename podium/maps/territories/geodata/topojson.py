"""TopoJSON: GeoJSON whose shapes share their edges as arcs.

In: a topology. Out: its features as those of GeoJSON. Raises BadFile. The specification is that of version 1.0.0.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from podium.maps.territories.geodata.sources import BadFile

_DEEPEST = 20


def features(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """The features of the object with the most areas."""
    try:
        arcs = _arcs(topology)
        collections = [_flat(found, 0) for found in topology["objects"].values()]
        chosen = max(collections, key=lambda c: sum("Polygon" in str(g.get("type")) for g in c), default=[])
        return [_feature(geometry, arcs) for geometry in chosen]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        raise BadFile("it is TopoJSON whose arcs do not fit its objects", "download or export it again") from None


def _flat(found: dict[str, Any], depth: int) -> list[dict[str, Any]]:
    """The geometries of an object."""
    if found["type"] != "GeometryCollection" or depth > _DEEPEST:
        return [found]
    return [one for part in found["geometries"] for one in _flat(part, depth + 1)]


def _arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    """The arcs in the units of the coordinates: those of a quantised topology are differences."""
    arcs = [np.array([position[:2] for position in arc], dtype=float).reshape(-1, 2) for arc in topology["arcs"]]
    change = topology.get("transform")
    if change is None:
        return arcs
    scale, move = np.array(change["scale"], float), np.array(change["translate"], float)
    with np.errstate(all="ignore"):  # what is no number is found among the coordinates
        return [np.cumsum(arc, axis=0) * scale + move for arc in arcs]


def _feature(geometry: dict[str, Any], arcs: list[NDArray[np.float64]]) -> dict[str, Any]:
    feature: dict[str, Any] = {"type": "Feature", "properties": geometry.get("properties"), "geometry": None}
    if "id" in geometry:
        feature["id"] = geometry["id"]
    if geometry["type"] == "Polygon":
        made: Any = [_ring(ring, arcs) for ring in geometry["arcs"]]
    elif geometry["type"] == "MultiPolygon":
        made = [[_ring(ring, arcs) for ring in polygon] for polygon in geometry["arcs"]]
    else:
        return feature
    return feature | {"geometry": {"type": geometry["type"], "coordinates": made}}


def _ring(numbers: list[int], arcs: list[NDArray[np.float64]]) -> list[Any]:
    """The arcs of a ring, one after the other; ~n is arc n backwards."""
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    joined: list[Any] = np.concatenate([p if k == 0 else p[1:] for k, p in enumerate(pieces)]).tolist()
    return joined
