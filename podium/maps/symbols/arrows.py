"""Arrows, front lines and borders along waypoints.

In: waypoints on the page in EMU (y down), a colour role, a name. Out: scene boxes: native freeforms of a few Bézier
segments that a lecturer can recolour and bend. Each function returns one box, a group if it has several parts, so that
it appears with one click. With `bounds` (the map's frame) nothing reaches beyond it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import shapely

from podium.layout.discs import numbered_disc
from podium.layout.stage import Stage
from podium.maps.symbols.curves import LEFT, RIGHT, Bezier, Path, Point, Spine, freeform, group, path_of, polygon, trace
from podium.scene.boxes import Box, Fill, Line
from podium.scene.units import Rect, points

Teeth = Literal["none", "left", "right"]
BorderStyle = Literal["border", "claimed", "former", "truce"]

TAIL = 0.22  # the tail's share of the width at the neck
HEAD_WIDTH, HEAD_LENGTH = 2.3, 2.1  # width and length of the head, in widths of the neck
MOST_HEAD = 0.45  # greatest length of the head, as a share of the arrow's
_NOTCH = 0.14  # how far the barbs are swept back, as a share of the head's length
_SLIMMER = (1.0, 0.8, 0.62, 0.46, 0.32)  # shares of the width, tried in turn where a bend is too tight
_PIECES = 3  # segments of each side between two waypoints
_CASING = 1.0
_COLOURED = 2.25  # pt, of a border in the colour of the side that draws it so

BORDERS: dict[BorderStyle, Line] = {
    "border": Line("ink2", 1.25),
    "claimed": Line("ink", 1.75, "dash-dot"),
    "former": Line("ink2", 1.25, "dash"),
    "truce": Line("ink", 1.75, "dot"),
}


# ------------------------------------------------------------------------------------------------ arrows


def arrow(
    waypoints: Sequence[Point],
    width: int,
    colour: str,
    name: str,
    *,
    step: int = 0,
    number: str = "",
    number_at: float = 0.5,
    planned: bool = False,
    stage: Stage | None = None,
    bounds: Rect | None = None,
    alt: str = "",
) -> list[Box]:
    """A tapered arrow whose tip is the last waypoint; `width` (EMU) is that of the body where the head begins.

    It is slimmer where it is short, or where the waypoints bend so sharply that the body would cross itself. A `number`
    stands on it in a disc, at the share `number_at` of its length (this needs a stage). A `planned` arrow is pale and
    dashed. What lies beyond `bounds` is cut off; an arrow entirely outside gives no box. Raises ValueError for fewer
    than two different waypoints.
    """
    spine = Spine(waypoints)
    stretches = spine.inside(bounds)
    if not stretches:
        return []
    start, end = stretches[-1]
    fill: Fill = f"{colour}.tint" if planned else colour
    line = Line(f"{colour}.deep", 1.25, "dash") if planned else Line("ground", _CASING)
    body = freeform(name, [_outline(spine, start, end, width)], fill=fill, line=line, step=step, alt=alt, bounds=bounds)
    if not number or stage is None:
        return [body]
    centre = spine.at(start + (end - start) * number_at)[0]
    disc = numbered_disc(round(centre.real), round(centre.imag), number, stage, bounds=bounds)
    return [group(name, [body, *disc], step, alt)]


def badge_places(waypoints: Sequence[Point], bounds: Rect | None = None) -> list[tuple[float, int, int]]:
    """Possible places of an arrow's number: the distance from the arrow's middle (a share of its length), x and y."""
    spine = Spine(waypoints)
    stretches = spine.inside(bounds)
    if not stretches:
        return []
    start, end = stretches[-1]
    shares = sorted((n / 32 for n in range(3, 28)), key=lambda share: abs(share - 0.5))
    places = [(abs(share - 0.5), spine.at(start + (end - start) * share)[0]) for share in shares]
    return [(off, round(z.real), round(z.imag)) for off, z in places]


def _outline(spine: Spine, start: float, end: float, width: float) -> Path:
    """The outline between two arc lengths, as wide as possible without crossing itself."""
    widest = min(width, (end - start) * MOST_HEAD / HEAD_LENGTH)
    outlines = (_outline_of(spine, start, end, widest * share) for share in _SLIMMER)
    return next((path for path in outlines if _is_simple(path)), _outline_of(spine, start, end, widest))


def _outline_of(spine: Spine, start: float, end: float, width: float) -> Path:
    head = HEAD_LENGTH * width
    neck = end - head * (1 - _NOTCH)
    tip = spine.at(end)[0]
    to_tip = tip - spine.at(neck)[0]
    ahead = to_tip / abs(to_tip)
    barbs = [tip - ahead * head + side * ahead * width * HEAD_WIDTH / 2 for side in (LEFT, RIGHT)]

    def side_of(side: complex, s: float) -> complex:
        point, tangent = spine.at(s)
        turned = max(0.0, 1 - (neck - s) / head) ** 2  # the body meets the head squarely
        tangent += (ahead - tangent) * turned
        grown = TAIL + (1 - TAIL) * (s - start) / (neck - start)
        return point + side * tangent / abs(tangent) * grown * width / 2

    pieces = max(2, round(_PIECES * len(spine.segments) * (neck - start) / spine.length))
    left = trace(lambda s: side_of(LEFT, s), start, neck, pieces)
    right = trace(lambda s: side_of(RIGHT, s), start, neck, pieces)
    path = path_of(left)
    path += polygon([barbs[0], tip, barbs[1], right[-1].d], start=False)
    path += path_of([segment.back for segment in reversed(right)], start=False)
    return [*path, ("Z",)]


def _is_simple(path: Path) -> bool:
    """Whether an outline never crosses itself."""
    found: list[complex] = []
    for command in path[:-1]:
        numbers = command[1:]
        z = [complex(numbers[n], numbers[n + 1]) for n in range(0, len(numbers), 2)]
        if command[0] == "C":
            segment = Bezier(found[-1], *z)
            found += [segment.at(n / 8) for n in range(1, 9)]
        else:
            found += z
    return bool(shapely.is_simple(shapely.LinearRing([(p.real, p.imag) for p in found])))


# ------------------------------------------------------------------------------------------- front lines


def front(
    waypoints: Sequence[Point],
    colour: str,
    name: str,
    *,
    teeth: Teeth = "none",
    width: float = 2.5,
    tooth: int = points(8),
    step: int = 0,
    bounds: Rect | None = None,
    alt: str = "",
) -> list[Box]:
    """A smooth line `width` pt wide, with triangles on one side of its direction (they point at the enemy).

    `tooth` is the length (EMU) of a triangle's foot. Parts beyond `bounds` are left out. Raises ValueError for fewer
    than two different waypoints.
    """
    spine = Spine(waypoints)
    stretches = spine.inside(bounds)
    if not stretches:
        return []
    lines = [_stretch(spine, *ends) for ends in stretches]
    casing = freeform(f"{name}: casing", lines, line=Line("ground", width + 1.5), bounds=bounds)
    drawn = freeform(name if teeth == "none" else f"{name}: line", lines, line=Line(colour, width), bounds=bounds)
    boxes: list[Box] = [casing, drawn]
    if teeth != "none":
        side = LEFT if teeth == "left" else RIGHT
        triangles = [_triangle(spine, s, tooth, side) for ends in stretches for s in _places(*ends, tooth)]
        if triangles:
            boxes.append(freeform(f"{name}: teeth", triangles, fill=colour, bounds=bounds))
    return [group(name, boxes, step, alt)]


def border(
    waypoints: Sequence[Point],
    name: str,
    style: BorderStyle = "border",
    *,
    colour: str = "",
    straight: bool = True,
    step: int = 0,
    bounds: Rect | None = None,
    alt: str = "",
) -> list[Box]:
    """A border in one of the `BORDERS`, on a casing of the ground's colour; `colour` overrides the style's, and the
    line is broader.

    `straight`: through the points as they are (surveyed or from a data set), else smoothed. Parts beyond `bounds` are
    left out.
    """
    look = BORDERS[style]
    look = look._replace(colour=colour, width=_COLOURED) if colour else look
    if straight:
        lines = _cut([complex(x, y) for x, y in waypoints], bounds)
    else:
        spine = Spine(waypoints)
        lines = [_stretch(spine, *ends) for ends in spine.inside(bounds)]
    if not lines:
        return []
    casing = freeform(f"{name}: casing", lines, line=Line("ground", look.width + 1.75), bounds=bounds)
    return [group(name, [casing, freeform(f"{name}: line", lines, line=look, bounds=bounds)], step, alt)]


def _stretch(spine: Spine, start: float, end: float) -> Path:
    if (start, end) == (0.0, spine.length):
        return path_of(spine.segments)
    pieces = max(1, round(2 * len(spine.segments) * (end - start) / spine.length))
    return path_of(trace(lambda s: spine.at(s)[0], start, end, pieces))


def _cut(line: list[complex], bounds: Rect | None) -> list[Path]:
    """The parts of a straight-edged line within bounds."""
    whole = shapely.LineString([(z.real, z.imag) for z in line])
    if bounds is not None:
        whole = whole.intersection(shapely.box(bounds.x, bounds.y, bounds.right, bounds.bottom))
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "LineString" and part.length > 0]
    return [[("M" if n == 0 else "L", x, y) for n, (x, y) in enumerate(part.coords)] for part in parts]


def _places(start: float, end: float, tooth: float) -> list[float]:
    """Where the teeth stand: evenly spaced, about two teeth apart, never at the very ends."""
    room = end - start - tooth
    count = int(room // (2.6 * tooth)) + 1 if room > 0 else 0
    return [start + (end - start) * (n + 0.5) / count for n in range(count)]


def _triangle(spine: Spine, s: float, tooth: float, side: complex) -> Path:
    first, last = spine.at(s - tooth / 2)[0], spine.at(s + tooth / 2)[0]
    point, tangent = spine.at(s)
    return polygon([first, point + side * tangent * tooth * 0.8, last])
