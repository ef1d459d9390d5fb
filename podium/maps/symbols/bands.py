"""Bands whose width is a number, as on Minard's map of 1812: a body of people or goods on its way, with its losses.

In: places on the page in EMU (y down) with the width of the band from each on, a colour role, a name. Out: one native
freeform; points along its middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely

from podium.maps.symbols.curves import LEFT, RIGHT, Path, Point, Spine, freeform
from podium.scene.boxes import Freeform, Line
from podium.scene.units import Rect, points

_STEP = points(5)  # between the points of a band
_TIP = 0.9  # length of the point at its end, in its last width
_LEAST_TIP = points(7)
_FINE = points(0.25)


class Band(NamedTuple):
    """A band: its area; the points of its middle line, with the direction and the width there (EMU)."""

    area: shapely.Geometry
    middle: list[tuple[complex, complex, float]]


def band(waypoints: Sequence[Point], widths: Sequence[float], bounds: Rect) -> Band:
    """The band through the waypoints, `widths[n]` wide from the n-th on, with a point at its end; what lies beyond the
    bounds is cut off. Raises ValueError for fewer than two different waypoints."""
    spine = Spine(waypoints)
    stations = spine.stations
    middle: list[tuple[complex, complex, float]] = []
    parts = []
    for start, end, wide in zip(stations, stations[1:], widths, strict=False):
        count = max(3, round((end - start) / _STEP))
        line = [spine.at(float(s)) for s in np.linspace(start, end, count + 1)]
        middle += [(at, ahead, wide) for at, ahead in line]
        sides = [[at + turn * ahead * wide / 2 for at, ahead in line] for turn in (LEFT, RIGHT)]
        parts.append(_area([*sides[0], *reversed(sides[1])]))
    tip, ahead = spine.at(spine.length)
    wide = widths[len(stations) - 2]
    length = max(_LEAST_TIP, wide * _TIP)
    barb = max(wide, length * 0.8) / 2
    corners = (tip + LEFT * ahead * barb, tip + ahead * length, tip + RIGHT * ahead * barb)
    parts.append(_area(corners))
    whole = shapely.union_all(parts).simplify(_FINE)
    frame = shapely.box(bounds.x, bounds.y, bounds.right, bounds.bottom)
    return Band(whole.intersection(frame), middle)


def _area(corners: Sequence[complex]) -> shapely.Geometry:
    """The area within corners; where a bend is so tight that a side crosses itself, what it covers."""
    return shapely.make_valid(shapely.Polygon([(z.real, z.imag) for z in corners])).buffer(0)


def drawn(shape: shapely.Geometry, colour: str, name: str, *, step: int = 0, alt: str = "") -> list[Freeform]:
    """A band's area as a box; [] if nothing of it is left."""
    paths: list[Path] = []
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors) if part.geom_type == "Polygon" and not part.is_empty else ():
            corners = list(ring.coords)[:-1]
            paths.append([("M", *corners[0]), *(("L", *c) for c in corners[1:]), ("Z",)])
    if not paths:
        return []
    return [freeform(name, paths, fill=colour, line=Line("ground", 1.0), step=step, alt=alt)]
