"""Territories as GeoJSON.

In: a recipe and a date. Out: a FeatureCollection (RFC 7946: WGS 84, degrees), as a dict. Every feature has the
properties id, name, from, to, source, confidence, overlay and day; those that the recipe does not give are null. Rings
are wound as the standard requires (outer rings counter-clockwise); coordinates have six decimals, about 10 cm.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely

from podium.maps.territories.borders import Borders, Territory
from podium.maps.territories.evaluation import borders_on
from podium.maps.territories.recipe import Mistake

DECIMALS = 6


def feature_collection(
    tree: Any, when: Any, *, cache: Path | None = None
) -> tuple[dict[str, Any] | None, list[Mistake]]:
    """The territories of a recipe on a date; None, with the mistakes, if it has some. Arguments as for
    `evaluation.borders_on`."""
    found, mistakes = borders_on(tree, when, cache=cache)
    return (None if found is None else collection(found)), mistakes


def collection(state: Borders) -> dict[str, Any]:
    """A FeatureCollection of computed borders."""
    return {
        "type": "FeatureCollection",
        "generator": "podium",
        "title": state.title,
        "features": [_feature(territory, state.day) for territory in state.side_by_side()[0]],
    }


def _feature(territory: Territory, day: str) -> dict[str, Any]:
    properties = {
        "id": territory.id,
        "name": territory.name,
        "from": territory.first,
        "to": territory.last,
        "source": territory.source,
        "confidence": territory.confidence,
        "overlay": territory.overlay,
        "day": day,
    }
    shape = shapely.orient_polygons(territory.geometry, exterior_cw=False)
    geometry = _rounded(json.loads(shapely.to_geojson(shape)))
    return {"type": "Feature", "id": territory.id, "properties": properties, "geometry": geometry}


def _rounded(node: Any) -> Any:
    if isinstance(node, float):
        return round(node, DECIMALS)
    if isinstance(node, list):
        return [_rounded(item) for item in node]
    return {key: _rounded(value) for key, value in node.items()} if isinstance(node, dict) else node
