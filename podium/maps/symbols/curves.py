"""Smooth curves through waypoints, and freeforms from them.

In: points on the page in EMU, y down. Out: Bézier segments through them, and scene freeforms whose rectangle is
exactly what their paths cover. Inside, a point is a complex number (x + yi): a turn by 90° is then a product.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from podium.scene.boxes import Box, Fill, Freeform, Group, Line
from podium.scene.units import Rect

Point = tuple[float, float]
Path = list[tuple[Any, ...]]  # commands as a scene freeform has them, in the slide's own EMU
LEFT, RIGHT = -1j, 1j  # factors that turn a direction to its left or right (y grows downwards)
CIRCLE = 0.5522847498  # handle of a quarter circle as a cubic Bézier, in radii
_FINE = 300.0  # the length to which `smoothed` scales its step: points nearer than 1 count as one
_SAMPLES = 32  # of a segment, to measure its length: within 0.01 % for the bends of a map's arrows


class Bezier(NamedTuple):
    """A cubic segment: start, two handles, end."""

    a: complex
    b: complex
    c: complex
    d: complex

    def at(self, t: float) -> complex:
        s = 1 - t
        return s * s * s * self.a + 3 * s * s * t * self.b + 3 * s * t * t * self.c + t * t * t * self.d

    def speed(self, t: float) -> complex:
        """The derivative at `t`."""
        s = 1 - t
        return 3 * (s * s * (self.b - self.a) + 2 * s * t * (self.c - self.b) + t * t * (self.d - self.c))

    @property
    def back(self) -> Bezier:
        """The same segment in the other direction."""
        return Bezier(self.d, self.c, self.b, self.a)


def smooth(points: Sequence[Point]) -> list[Bezier]:
    """A centripetal Catmull-Rom spline through the points, its ends bent like arcs; repeated points count once.

    Centripetal: it has no loops or cusps where points lie unevenly. Raises ValueError for fewer than two points.
    """
    p: list[complex] = []
    for x, y in points:
        if not p or abs(complex(x, y) - p[-1]) >= 1:
            p.append(complex(x, y))
    if len(p) < 2:
        raise ValueError("a line needs two different points")
    handles = [_handles(*p[n - 1 : n + 2]) for n in range(1, len(p) - 1)]  # before and after each inner point
    segments = []
    for n, (start, end) in enumerate(pairwise(p)):
        after = handles[n - 1][1] if n else None
        before = handles[n][0] if n < len(handles) else None
        chord = end - start
        if after is None:
            after = start + (chord / 3 if before is None else _mirrored(before - end, chord))
        if before is None:
            before = end + _mirrored(after - start, chord)
        segments.append(Bezier(start, after, before, end))
    return segments


def _handles(before: complex, at: complex, after: complex) -> tuple[complex, complex]:
    """The handles on both sides of an inner point."""
    d1, d2 = abs(at - before) ** 0.5, abs(after - at) ** 0.5
    tangent = (at - before) / d1 - (after - before) / (d1 + d2) + (after - at) / d2
    return at - tangent * d1 / 3, at + tangent * d2 / 3


def _mirrored(handle: complex, chord: complex) -> complex:
    """A handle at one end of a chord, mirrored at the chord's perpendicular bisector."""
    unit = chord / abs(chord)
    return -(handle / unit).conjugate() * unit


class Spine:
    """A smooth line parametrised by arc length. `length` in EMU."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.segments = smooth(points)
        self._lengths = [0.0]
        for segment in self.segments:
            previous = segment.a
            for n in range(1, _SAMPLES + 1):
                here = segment.at(n / _SAMPLES)
                self._lengths.append(self._lengths[-1] + abs(here - previous))
                previous = here
        self.length = self._lengths[-1]

    def at(self, s: float) -> tuple[complex, complex]:
        """The point at arc length `s` and the unit tangent there."""
        s = min(max(s, 0.0), self.length)
        n = min(bisect_right(self._lengths, s), len(self._lengths) - 1) - 1
        step = self._lengths[n + 1] - self._lengths[n]
        segment, sample = divmod(n, _SAMPLES)
        t = (sample + ((s - self._lengths[n]) / step if step else 0.0)) / _SAMPLES
        found = self.segments[segment]
        speed = found.speed(t) or found.d - found.a or 1
        return found.at(t), speed / abs(speed)

    @property
    def stations(self) -> list[float]:
        """The arc lengths at the waypoints."""
        return self._lengths[::_SAMPLES]

    def inside(self, bounds: Rect | None) -> list[tuple[float, float]]:
        """The stretches (arc lengths) that lie within a rectangle, each at least a thousandth of the whole.

        Without a rectangle it is the whole line.
        """
        if bounds is None:
            return [(0.0, self.length)]
        steps = 64 * len(self.segments)
        stations = [self.length * n / steps for n in range(steps + 1)]
        found: list[tuple[float, float]] = []
        begun: float | None = 0.0 if _within(self.at(0.0)[0], bounds) else None
        for s0, s1 in pairwise(stations):
            if _within(self.at(s1)[0], bounds) != (begun is not None):
                edge = self._crossing(s0, s1, bounds)
                if begun is not None:
                    found.append((begun, edge))
                begun = edge if begun is None else None
        if begun is not None:
            found.append((begun, self.length))
        return [(s0, s1) for s0, s1 in found if s1 - s0 > self.length / 1000]

    def _crossing(self, s0: float, s1: float, bounds: Rect) -> float:
        """Where between two stations the line crosses the rectangle's edge: the last place inside."""
        first = _within(self.at(s0)[0], bounds)
        for _ in range(24):
            middle = (s0 + s1) / 2
            if _within(self.at(middle)[0], bounds) == first:
                s0 = middle
            else:
                s1 = middle
        return s0 if first else s1


def _within(point: complex, bounds: Rect) -> bool:
    return bounds.x <= point.real <= bounds.right and bounds.y <= point.imag <= bounds.bottom


def trace(line: Callable[[float], complex], start: float, end: float, pieces: int) -> list[Bezier]:
    """`pieces` Bézier segments along a parametric line; the tangents are measured."""
    step = (end - start) / pieces
    tiny = step / 50
    places = [start + step * n for n in range(pieces + 1)]
    points = [line(s) for s in places]
    around_places = [(max(s - tiny, start), min(s + tiny, end)) for s in places]
    slopes = [(line(s1) - line(s0)) / (s1 - s0) for s0, s1 in around_places]
    return [
        Bezier(points[n], points[n] + slopes[n] * step / 3, points[n + 1] - slopes[n + 1] * step / 3, points[n + 1])
        for n in range(pieces)
    ]


def path_of(segments: Iterable[Bezier], start: bool = True) -> Path:
    """Segments as commands of a path, with a move to their start unless the pen is already there."""
    path: Path = []
    for segment in segments:
        if start and not path:
            path.append(("M", segment.a.real, segment.a.imag))
        path.append(("C", *[part for z in segment[1:] for part in (z.real, z.imag)]))
    return path


def polygon(points: Iterable[complex], start: bool = True) -> Path:
    """Straight lines through the points; closed if they begin a path."""
    path: Path = [("L", z.real, z.imag) for z in points]
    return [("M", *path[0][1:]), *path[1:], ("Z",)] if start else path


def circle(centre: complex, radius: float) -> Path:
    """A circle as a closed path of four segments."""
    turns = (1, 1j, -1, -1j, 1)
    quarters = ((a, a + CIRCLE * b, b + CIRCLE * a, b) for a, b in pairwise(turns))
    arcs = [Bezier(*(centre + radius * z for z in quarter)) for quarter in quarters]
    return [*path_of(arcs), ("Z",)]


def freeform(
    name: str,
    paths: Sequence[Path],
    *,
    fill: Fill = None,
    line: Line | None = None,
    step: int = 0,
    alt: str = "",
    bounds: Rect | None = None,
) -> Freeform:
    """A freeform whose rectangle is exactly what its paths cover.

    With `bounds` every point and handle outside is moved to the nearest place inside: a curve lies in the hull of its
    points, so nothing remains outside.
    """
    whole = [[(c[0], *(round(v) for v in _kept(c[1:], bounds))) for c in path] for path in paths]
    x0, y0, x1, y1 = _extent(whole)
    corner = (x0, y0)
    moved = tuple(tuple((c[0], *(v - corner[n % 2] for n, v in enumerate(c[1:]))) for c in path) for path in whole)
    rect = Rect(x0, y0, x1 - x0, y1 - y0)
    return Freeform(name=name, rect=rect, paths=moved, fill=fill, line=line, step=step, alt=alt)


def bounding_rect(boxes: Sequence[Box]) -> Rect:
    """The rectangle that holds all of the boxes."""
    x, y = min(b.rect.x for b in boxes), min(b.rect.y for b in boxes)
    return Rect(x, y, max(b.rect.right for b in boxes) - x, max(b.rect.bottom for b in boxes) - y)


def group(name: str, boxes: Sequence[Box], step: int = 0, alt: str = "") -> Group:
    """The boxes as one group, which appears with one click."""
    return Group(name=name, rect=bounding_rect(boxes), boxes=tuple(boxes), step=step, alt=alt)


def _kept(numbers: Sequence[float], bounds: Rect | None) -> Sequence[float]:
    if bounds is None:
        return numbers
    least, most = (bounds.x, bounds.y), (bounds.right, bounds.bottom)
    return [min(max(v, least[n % 2]), most[n % 2]) for n, v in enumerate(numbers)]


def _extent(paths: Sequence[Path]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of paths, exact for curves."""
    xs: list[float] = []
    ys: list[float] = []
    pen: Sequence[float] = (0, 0)
    for path in paths:
        for command in path:
            if command[0] == "Z":
                continue
            if command[0] == "C":
                xs += _extremes(pen[0], *command[1::2])
                ys += _extremes(pen[1], *command[2::2])
            pen = command[-2:]
            xs.append(pen[0])
            ys.append(pen[1])
    return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))


def _extremes(a: float, b: float, c: float, d: float) -> list[float]:
    """The extreme values of a cubic between its ends."""
    p, q, r = d - a + 3 * (b - c), 2 * (a - 2 * b + c), b - a
    if abs(p) < 1e-9:
        roots = [-r / q] if abs(q) > 1e-9 else []
    else:
        root = q * q - 4 * p * r
        roots = [(-q + sign * math.sqrt(root)) / (2 * p) for sign in (1, -1)] if root >= 0 else []
    inside = (t for t in roots if 0 < t < 1)
    return [(1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t**3 * d for t in inside]


def smoothed(places: Sequence[Point], step: float) -> list[Point]:
    """Points on a smooth line through these, about `step` apart in their own unit."""
    fine = _FINE / step
    spine = Spine([(x * fine, y * fine) for x, y in places])
    count = max(2, round(spine.length / _FINE))
    found = (spine.at(spine.length * n / count)[0] / fine for n in range(count + 1))
    return [(z.real, z.imag) for z in found]
