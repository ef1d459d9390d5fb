"""The lines of a recipe.

In: a list of points, or a river. Out: a shapely LineString in degrees. A point is `[longitude, latitude]` or the name
of a place; a list may also hold `{river: Bug, from: Brest, to: [24.0, 50.8]}`, the course of the river between the
points nearest to two places. `{river: Halha}` alone is the whole river.
"""

from __future__ import annotations

import math
from math import fsum
from typing import Any

import numpy as np
import shapely
import shapely.ops
from numpy.typing import NDArray

from podium.maps.atlas import gazetteer, hydrography
from podium.maps.atlas.names import UnknownName

REACH = 0.5
"""Degrees: a place on a river must be this close to it."""


class BadLine(ValueError):
    """A mistake in a line: its path below the line's own, what is wrong, a suggestion."""

    def __init__(self, message: str, suggestion: str | None = None, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.suggestion = suggestion
        self.path = path


def number(value: Any) -> float | None:
    """A finite number, also from text (the outline's reader has no types); None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def is_pair(node: Any) -> bool:
    """Whether this is `[longitude, latitude]`."""
    return isinstance(node, list) and len(node) == 2 and all(number(v) is not None for v in node)


def read_point(node: Any, path: tuple[str | int, ...] = ()) -> tuple[str, float, float]:
    """Name (empty for coordinates), longitude, latitude. Raises BadLine."""
    if isinstance(node, str):
        try:
            place = gazetteer.place(node)
        except UnknownName as error:
            raise BadLine(str(error), error.suggestion, path) from None
        return node, place.lon, place.lat
    if not is_pair(node):
        raise BadLine(f"'{node}' is not a point", "write [longitude, latitude] or the name of a place", path)
    lon, lat = (float(v) for v in node)
    if not -180 <= lon <= 180 or not -90 <= lat <= 90:
        hint = (
            f"[longitude, latitude], so perhaps [{node[1]}, {node[0]}]" if abs(lon) <= 90 and abs(lat) <= 180 else None
        )
        raise BadLine(f"[{node[0]}, {node[1]}] is not on the Earth", hint, path)
    return "", lon, lat


def read_line(node: Any) -> shapely.LineString:
    """The line of a node. Raises BadLine for anything but a line of at least two different points."""
    if isinstance(node, dict):
        return shapely.LineString(river_course(node, ()))
    if not isinstance(node, list):
        raise BadLine("a line is a list of points or {river: name}")
    parts: list[NDArray[np.float64]] = []
    for number, entry in enumerate(node):
        if isinstance(entry, dict):
            parts.append(river_course(entry, (number,)))
        else:
            _, lon, lat = read_point(entry, (number,))
            parts.append(np.array([[lon, lat]]))
    coords = np.concatenate(parts) if parts else np.empty((0, 2))
    if len(coords) < 2:
        raise BadLine("a line needs at least two points")
    if (coords == coords[0]).all():
        raise BadLine("all points of the line are the same")
    return shapely.remove_repeated_points(shapely.LineString(coords))


def river_course(node: dict[Any, Any], path: tuple[str | int, ...]) -> NDArray[np.float64]:
    """Coordinates (n, 2) of a river, or of the stretch between `from` and `to`, in that direction. Raises BadLine."""
    if "river" not in node or not set(node) <= {"river", "from", "to"}:
        raise BadLine("a stretch of river is {river: name, from: place, to: place}", None, path)
    name = str(node["river"])
    try:
        course = hydrography.river(name)
    except UnknownName as error:
        raise BadLine(str(error), error.suggestion, (*path, "river")) from None
    ends = [read_point(node[key], (*path, key)) if key in node else None for key in ("from", "to")]
    stops = [None if end is None else shapely.Point(end[1:]) for end in ends]
    line = _nearest_part(course, [stop for stop in stops if stop is not None])
    for key, stop in zip(("from", "to"), stops, strict=True):
        if stop is not None and line.distance(stop) > REACH:
            raise BadLine(f"the {name} does not come near '{node[key]}'", None, (*path, key))
    first = 0.0 if stops[0] is None else shapely.line_locate_point(line, stops[0])
    last = line.length if stops[1] is None else shapely.line_locate_point(line, stops[1])
    if first == last:
        raise BadLine(f"the stretch of the {name} has no length", None, path)
    return shapely.get_coordinates(shapely.ops.substring(line, first, last))


def _nearest_part(course: Any, stops: list[Any]) -> Any:
    parts = list(shapely.get_parts(course))
    return min(parts, key=lambda part: (fsum(part.distance(stop) for stop in stops), -part.length))
