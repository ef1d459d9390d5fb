"""The signs of terrain as geometry: hachures, trees, the dashes of a marsh, the ticks of a railway, bridges, works.

In: shapes and places in points, y down. Out: triangles, polygons and lines in points. The same input gives the same
signs: what should look irregular depends on the place alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import shapely
import shapely.affinity
from numpy.typing import NDArray

Slopes = Literal["both", "left", "right"]
Numbers = NDArray[np.float64]

_ROW, _OVER = 19.0, 3.0  # length of a hachure, and how far it reaches between those of the next row
_PITCH = 4.0  # from hachure to hachure, half-way down a row
_STROKE, _TIP = 1.7, 0.35  # width at its upper and its lower end
_TOP, _CREST = 7.0, 2.5  # from the middle of a hill, and from the line of a ridge, to the first hachure
_TREES, _ROWS = 12.5, 10.5  # from tree to tree, and from row to row
_CROWN, _TRUNK = 3.1, 3.0  # radius, length
_DASH, _GAP, _LINES = 12.0, 8.0, 7.0  # of a marsh
_BLOCK, _STREET, _LEAST_BLOCK = (7.0, 5.5), 1.7, 5.0  # of a town: width and height; between them; their least area
_OPEN = -0.82  # noise under which a block is a square or a garden
_MOST, _MOST_ROWS = 600, 6  # trees or dashes of an area, hachures of a row; rows of them
_TICKS, _TICK = 9.0, 3.6  # between the ticks of a railway; from its middle to the end of one
_MERLON, _DEPTH = 5.0, 4.6  # width and depth of the teeth of an entrenchment


def _noise(*numbers: float) -> float:
    """A number from -1 to 1 that depends on the numbers in no visible way."""
    mixed = sum(n * f for n, f in zip(numbers, (12.9898, 78.233, 37.719), strict=False))
    return 2.0 * (math.sin(mixed) * 43758.5453 % 1.0) - 1.0


# ---- hills -------------------------------------------------------------------------------------------------


def hachures(crest: Any, reach: float, slopes: Slopes = "both") -> list[Numbers]:
    """Wedges down the slopes of a hill (a Point) or a ridge (a LineString), as corners (4, 2), broad above: after
    Lehmann (1799), strokes stand in rows in the direction of the fall. reach: of the slopes from the crest."""
    first = min(reach * 0.4, _TOP if crest.geom_type == "Point" else _CREST)
    count = min(_MOST_ROWS, max(1, round((reach - first) / _ROW)))
    length = (reach - first) / count
    wedges: list[Numbers] = []
    for row in range(count):
        start = first + row * length
        end = start + length + (_OVER if row + 1 < count else 0.0)
        wedges += _row_of_hachures(crest, start, end, slopes, row)
    return wedges


def _row_of_hachures(crest: Any, start: float, end: float, slopes: Slopes, row: int) -> list[Numbers]:
    middle = (start + end) / 2
    ring = shapely.buffer(crest, middle, quad_segs=16).exterior
    count = min(_MOST, max(6, round(ring.length / _PITCH)))
    wide = min(_STROKE, 0.62 * shapely.buffer(crest, start, quad_segs=16).exterior.length / count)
    wedges = []
    for n in range(count):
        place = shapely.line_interpolate_point(ring, (n + 0.5 * (row % 2)) / count, normalized=True)
        at = _foot(crest, place)
        down = np.array([place.x - at[0], place.y - at[1]]) / middle
        if crest.geom_type == "LineString" and not _on_side(crest, at, down, slopes):
            continue
        grown = _unevenness(crest, at, down) * (1 + 0.1 * _noise(n, row))
        begin = start + (2.4 * _noise(row, n, 3) if row else 0.0)
        head, foot = at + down * begin, at + down * (begin + (end - begin) * grown)
        across = np.array([-down[1], down[0]])
        broad, narrow = across * wide / 2, across * _TIP / 2
        wedges.append(np.array([head + broad, foot + narrow, foot - narrow, head - broad]))
    return wedges


def _foot(crest: Any, place: Any) -> Numbers:
    """The point of the crest from which the ground falls to a place."""
    if crest.geom_type == "Point":
        return np.array([crest.x, crest.y])
    found = shapely.line_interpolate_point(crest, shapely.line_locate_point(crest, place))
    return np.array([found.x, found.y])


def _on_side(crest: Any, at: Numbers, down: Numbers, slopes: Slopes) -> bool:
    """Whether a stroke goes down on a side of a ridge that has a slope; at the ends of a bluff there is none."""
    if slopes == "both":
        return True
    along = shapely.line_locate_point(crest, shapely.Point(at))
    a, b = (shapely.line_interpolate_point(crest, min(max(along + d, 0.0), crest.length)) for d in (-1.0, 1.0))
    ahead = np.array([b.x - a.x, b.y - a.y])
    turn = float(ahead[0] * down[1] - ahead[1] * down[0]) / max(float(np.hypot(*ahead)), 1e-9)
    return turn < -0.6 if slopes == "left" else turn > 0.6


def _unevenness(crest: Any, at: Numbers, down: Numbers) -> float:
    """How long a slope is there, in its mean length: no hill is round."""
    turn = math.atan2(down[1], down[0])
    if crest.geom_type == "Point":
        start = (at[0] * 0.37 + at[1] * 0.91) % math.tau
        return 1.0 + 0.14 * math.cos(2 * turn + start) + 0.08 * math.cos(3 * turn + 2 * start)
    along = shapely.line_locate_point(crest, shapely.Point(at))
    return 1.0 + 0.13 * math.sin(along / 17.0 + turn) + 0.07 * math.sin(along / 7.3)


def peak(at: tuple[float, float], size: float) -> Any:
    """The triangle of a spot height."""
    x, y = at
    return shapely.Polygon([(x, y - size * 0.6), (x + size * 0.55, y + size * 0.4), (x - size * 0.55, y + size * 0.4)])


# ---- what covers an area -----------------------------------------------------------------------------------


def trees(area: Any, avoid: Any) -> list[tuple[float, float]]:
    """The middles of the crowns of trees in an area, clear of `avoid`; one at least where there is room for one."""
    inside = shapely.buffer(area, -_CROWN - 0.6)
    if inside.is_empty:
        return []
    west, north, east, south = inside.bounds
    apart = _thinned(inside, _TREES * _ROWS)
    wide, high = _TREES * apart, _ROWS * apart
    places = []
    for row in range(math.floor(north / high), math.ceil(south / high) + 1):
        for column in range(math.floor(west / wide) - 1, math.ceil(east / wide) + 1):
            x = (column + 0.5 * (row % 2)) * wide + 2.2 * _noise(row, column)
            places.append((x, row * high + 1.8 * _noise(column, row, 5)))
    found = [p for p, ok in zip(places, shapely.contains_xy(inside, np.array(places)), strict=True) if ok]
    if not found:
        middle = inside.representative_point()
        found = [(middle.x, middle.y)]
    clear = ~shapely.dwithin(shapely.points(found), avoid, _CROWN + 1.5) if not avoid.is_empty else np.ones(len(found))
    return [p for p, ok in zip(found, clear, strict=True) if ok]


def _thinned(area: Any, each: float) -> float:
    """By what the distances of signs are multiplied, so that there are no more than `_MOST` of them in an area."""
    return max(1.0, math.sqrt(float(area.area) / each / _MOST))


def tree(at: tuple[float, float]) -> tuple[tuple[float, float, float], Any]:
    """A tree: its crown (x, y, radius), and its trunk."""
    x, y = at
    return (x, y - 1.0, _CROWN), shapely.box(x - 0.5, y + _CROWN - 1.4, x + 0.5, y + _CROWN - 1.4 + _TRUNK)


def marsh(area: Any) -> Any:
    """Dashes in rows with tufts of grass, within an area."""
    west, north, east, south = area.bounds
    strokes = []
    apart = _thinned(area, (_DASH + _GAP) * _LINES)
    pitch, high = _DASH + _GAP * apart, _LINES * apart
    for row in range(math.floor(north / high), math.ceil(south / high) + 1):
        y = row * high
        for column in range(math.floor(west / pitch) - 1, math.ceil(east / pitch) + 1):
            x = column * pitch + (row % 2) * pitch / 2 + 2 * _noise(row, column)
            strokes.append(((x, y), (x + _DASH, y)))
            if (row + column) % 2 == 0:
                m = x + _DASH / 2
                blades = ((0.0, 0.0, 3.6), (-1.6, -3.0, 2.8), (1.6, 3.0, 2.8))
                strokes += [((m + foot, y), (m + tip, y - up)) for foot, tip, up in blades]
    lines = shapely.intersection(shapely.linestrings(strokes), shapely.buffer(area, -1.0))
    parts = [p for p in shapely.get_parts(lines) if p.geom_type == "LineString" and p.length > 1.4]
    return shapely.MultiLineString(parts)


def blocks(area: Any) -> list[Any]:
    """The blocks of a town between its streets, turned as the place has it."""
    middle = area.centroid
    turn = 25.0 * _noise(middle.x, middle.y)
    level = shapely.affinity.rotate(area, -turn, origin=middle)
    west, north, east, south = level.bounds
    found, y, row = [], north - 2.0, 0
    while y < south:
        high = _BLOCK[1] * (1.0 + 0.25 * _noise(row, middle.x))
        x, column = west - 3.0 + 4.0 * _noise(row, 3), 0
        while x < east:
            wide = _BLOCK[0] * (1.0 + 0.45 * _noise(row, column, middle.y))
            if _noise(column, row, 9) > _OPEN:
                found.append(shapely.box(x, y, x + wide, y + high * (1.0 - 0.2 * (_noise(row, column) > 0.5))))
            x, column = x + wide + _STREET * (2.2 if column % 4 == 3 else 1.0), column + 1
        y, row = y + high + _STREET * (1.9 if row % 3 == 2 else 1.0), row + 1
    inside = shapely.intersection(np.array(found, object), shapely.buffer(level, -0.7))
    kept = [shapely.affinity.rotate(b, turn, origin=middle) for b in inside if shapely.area(b) > _LEAST_BLOCK]
    return [p for b in kept for p in shapely.get_parts(b) if p.geom_type == "Polygon"]


_HOUSES = ((-8, -5, 6, 4.5), (0, -7, 5, 5), (-6, 1.5, 4.5, 5), (1, 0.5, 8, 3.5), (2, 5.5, 4, 3))


def houses(at: tuple[float, float]) -> list[Any]:
    """Some houses."""
    x, y = at
    return [shapely.box(x + dx, y + dy, x + dx + w, y + dy + h) for dx, dy, w, h in _HOUSES]


# ---- lines -------------------------------------------------------------------------------------------------


def ticks(line: Any) -> Any:
    """The cross ticks of a railway."""
    return shapely.MultiLineString([
        [tuple(at + across * _TICK), tuple(at - across * _TICK)] for at, across in _stations(line, _TICKS)
    ])  # fmt: skip


def battlement(line: Any, side: Literal["left", "right"]) -> Any:
    """An entrenchment: a line with square teeth towards the enemy."""
    turn = -1.0 if side == "left" else 1.0
    found = []
    for part in shapely.get_parts(line):
        count = max(2, 2 * round(part.length / _MERLON / 2))
        corners: list[tuple[float, ...]] = []
        for n in range(count + 1):
            at, across = _station(part, part.length * n / count)
            out = at + across * turn * _DEPTH
            up = [tuple(at), tuple(out)] if n < count else [tuple(at)]
            corners += up if n % 2 == 0 else [tuple(out), tuple(at)]
        found.append(corners)
    return shapely.MultiLineString(found)


def _stations(line: Any, pitch: float) -> list[tuple[Numbers, Numbers]]:
    """Places along lines, each with the direction to its right."""
    found = []
    for part in shapely.get_parts(line):
        count = max(1, round(part.length / pitch))
        found += [_station(part, part.length * (n + 0.5) / count) for n in range(count)]
    return found


def _station(part: Any, along: float) -> tuple[Numbers, Numbers]:
    a, b, at = (shapely.line_interpolate_point(part, min(max(along + d, 0.0), part.length)) for d in (-0.8, 0.8, 0.0))
    ahead = np.array([b.x - a.x, b.y - a.y]) / max(math.hypot(b.x - a.x, b.y - a.y), 1e-9)
    return np.array([at.x, at.y]), np.array([-ahead[1], ahead[0]])


# ---- works -------------------------------------------------------------------------------------------------


def bridge(at: tuple[float, float], ahead: tuple[float, float]) -> Any:
    """The parapets of a bridge, with their wings. ahead: the unit direction of the way over it."""
    along, across = np.array(ahead), np.array([-ahead[1], ahead[0]])
    rails = []
    for side in (-1.0, 1.0):
        corners = [(-8.6, 7.2), (-5.4, 4.0), (5.4, 4.0), (8.6, 7.2)]
        rails.append([tuple(np.array(at) + along * u + across * side * v) for u, v in corners])
    return shapely.MultiLineString(rails)


def fort(at: tuple[float, float], size: float) -> Any:
    """A square fort with four bastions, as Vauban built them, around its court."""
    half, point, neck = size * 0.31, size * 0.58, size * 0.15
    quarter = [(neck, -half), (half * 0.95, -point), (point, -half * 0.95), (half, -neck)]
    ring: list[tuple[float, float]] = []
    for turn in range(4):
        c, s = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
        ring += [(at[0] + x * c - y * s, at[1] + x * s + y * c) for x, y in quarter]
    return shapely.Polygon(ring, [_square(at, size * 0.12).exterior])


def _square(at: tuple[float, float], half: float) -> Any:
    return shapely.box(at[0] - half, at[1] - half, at[0] + half, at[1] + half)


def redoubt(at: tuple[float, float], size: float) -> Any:
    """A square earthwork with an open court."""
    return shapely.Polygon(_square(at, size * 0.42).exterior, [_square(at, size * 0.2).exterior])


def bunker(at: tuple[float, float], size: float) -> Any:
    """A half disc, its front upwards."""
    turns = np.linspace(math.pi, math.tau, 17)
    x, y, half = *at, size * 0.45
    return shapely.Polygon(np.column_stack([x + half * np.cos(turns), y + half / 2 + half * np.sin(turns)]))


def direction_at(lines: Sequence[Any], at: tuple[float, float], reach: float) -> tuple[float, float] | None:
    """The unit direction of the nearest line within reach of a place, None if there is none."""
    place = shapely.Point(at)
    parts = [p for line in lines for p in shapely.get_parts(line) if p.geom_type == "LineString" and not p.is_empty]
    if not parts:
        return None
    nearest = min(parts, key=lambda p: float(p.distance(place)))
    if nearest.distance(place) > reach:
        return None
    _, across = _station(nearest, shapely.line_locate_point(nearest, place))
    return float(across[1]), -float(across[0])
