"""Names of the shipped sets, for the map tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from podium.maps.atlas.geodesy import area_km2
from podium.maps.territories.evaluation import Borders

EAST_ASIA, EASTERN_EUROPE = "east-asia-1931-1941", "eastern-europe-1939-1941"
OWN = Path(__file__).parents[2] / "slides_src" / "territories"
TURKEY, KHASAN = OWN / "turkey-1923.yaml", OWN / "lake-khasan-1938.yaml"

State = Callable[[str, Any], Borders]
SHRED = 0.2  # km²: what lies beside another state and is smaller is left over between two borders


def shreds(parts: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Ids and places of the shreds among these polygons in degrees."""
    pieces = np.array([p for _, p in parts], object)
    tiny = np.flatnonzero(shapely.area(pieces) < 1e-3)  # in square degrees; SHRED is less up to 89° north
    tiny = tiny[[area_km2(p) < SHRED for p in pieces[tiny]]] if len(tiny) else tiny
    first, second = shapely.STRtree(pieces).query(pieces[tiny], predicate="touches")
    shared = shapely.intersection(shapely.boundary(pieces[tiny][first]), shapely.boundary(pieces[second]))
    beside = sorted(set(tiny[first[shapely.length(shared) > 0]].tolist()))
    return [(parts[i][0], parts[i][1].centroid.coords[0]) for i in beside]
