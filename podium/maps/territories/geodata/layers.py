"""Files of a GIS that show one kind of thing: a coast, woods, roads.

In: a `Layer`. Out: its areas and lines in degrees, and what it says of its makers. Raises BadFile.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import numpy as np
import shapely

from podium import files
from podium.maps.territories.geodata import formats, shapes
from podium.maps.territories.geodata.sources import MOST, BadFile, Layer

_KINDS = {"areas": ("Polygon",), "lines": ("Line",), "both": ("Polygon", "Line")}
_WANTED = {"areas": "an area", "lines": "a line", "both": "an area or a line"}


class LayerShapes(NamedTuple):
    """areas: a MultiPolygon; lines: a MultiLineString, both in degrees; credit: what the file says of its makers."""

    areas: Any
    lines: Any
    credit: str


@functools.lru_cache(maxsize=16)
def read(layer: Layer, form: str) -> LayerShapes:
    """What a file holds. form: `areas`, `lines` or `both`: the other falls away, and without any the file is wrong."""
    found = formats.read_raw({ending: files.read(path, MOST) for ending, path in layer.parts.items()}, *_KINDS[form])
    areas, lines = shapely.MultiPolygon(), shapely.MultiLineString()
    if form != "lines":
        own, _ = shapes.areas(found.geometries, found.crs)
        areas = shapely.union_all(own[~shapely.is_empty(own)]) if not shapely.is_empty(own).all() else areas
    if form != "areas":
        lines = shapes.lines_in(found.geometries, found.crs)
    if areas.is_empty and lines.is_empty:
        count = len(found.rows)
        said = "its only feature is not" if count == 1 else f"none of its {count} features is"
        raise BadFile(f"{said} {_WANTED[form]}", f"export {'lines' if form == 'lines' else 'polygons'}")
    return LayerShapes(areas, lines, found.credit)


def swapped(shape: Any) -> Any:
    """The same with longitude and latitude changed over; what lies beyond the poles then is left out."""
    turned = shapely.transform(shape, lambda c: c[:, ::-1])
    coords = shapely.get_coordinates(turned)
    return turned if len(coords) and np.abs(coords[:, 1]).max() <= 90 else type(shape)()
