"""Outlines for the picture back-end.

In: paths in EMU (commands M, L, C, Z). Out: matplotlib paths in points. matplotlib fills by winding
number, a slide by the even-odd rule: `even_odd` turns the rings so that both give the same result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from podium.backends.drawing.outlines import Commands
from podium.backends.drawing.strokes import stripes
from podium.scene.units import EMU_PER_PT


def codes_of(paths: Sequence[Commands]) -> Any:
    """The paths as one matplotlib path in points."""
    from matplotlib.path import Path

    codes: list[Any] = []
    points: list[tuple[float, float]] = []
    for path in paths:
        for command in path:
            kind, numbers = command[0], [v / EMU_PER_PT for v in command[1:]]
            if kind == "Z":
                codes.append(Path.CLOSEPOLY)
                points.append((0.0, 0.0))
                continue
            count = len(numbers) // 2
            codes += [{"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4}[kind]] * count
            points += zip(numbers[::2], numbers[1::2], strict=True)
    return Path(points or [(0.0, 0.0)], codes or [Path.MOVETO])


def even_odd(paths: Sequence[Commands]) -> list[Commands]:
    """The rings, with outer ones turning one way and holes the other, so that every fill rule leaves holes empty."""
    outlines = [codes_of([path]) for path in paths]
    boxes = [outline.get_extents() for outline in outlines]
    turned = []
    for n, path in enumerate(paths):
        start = outlines[n].vertices[0]
        others = (outlines[m] for m, outer in enumerate(boxes) if m != n and _holds(outer, boxes[n]))
        around = sum(outline.contains_point(start) for outline in others)
        turned.append(path if (_area(outlines[n]) > 0) == (around % 2 == 0) else _backwards(path))
    return turned


def _holds(outer: Any, inner: Any) -> bool:
    """Whether one extent is inside the other."""
    return bool((outer.min <= inner.min).all() and (outer.max >= inner.max).all())


def _area(outline: Any) -> float:
    """The signed area of a ring."""
    return sum(float((p[:-1, 0] * p[1:, 1] - p[1:, 0] * p[:-1, 1]).sum()) / 2 for p in outline.to_polygons())


def _backwards(path: Commands) -> Commands:
    """The ring in reverse."""
    drawn = [c for c in path if c[0] != "Z"]
    out: Commands = [("M", *drawn[-1][-2:])]
    for before, command in zip(reversed(drawn[:-1]), reversed(drawn[1:]), strict=True):
        pen = before[-2:]
        out.append(("C", *command[3:5], *command[1:3], *pen) if command[0] == "C" else ("L", *pen))
    return [*out, ("Z",)] if path[-1][0] == "Z" else out


def hatch_lines(pattern: str, extent: Any) -> tuple[Any, float]:
    """The stripes of a pattern over an extent, and their breadth in points; they continue from shape to shape."""
    from matplotlib.path import Path

    look = stripes(pattern)
    step = look.step * (1.0 if pattern.endswith(("Horz", "Vert")) else math.sqrt(2))  # along a row
    x0, y0, x1, y1 = extent.x0, extent.y0, extent.x1, extent.y1
    if pattern.endswith("Horz"):
        lines = [((x0, y), (x1, y)) for y in _steps(y0, y1, step)]
    elif pattern.endswith("Vert"):
        lines = [((x, y0), (x, y1)) for x in _steps(x0, x1, step)]
    elif "Dn" in pattern:
        lines = [((y0 + c, y0), (y1 + c, y1)) for c in _steps(x0 - y1, x1 - y0, step)]
    else:
        lines = [((c - y0, y0), (c - y1, y1)) for c in _steps(x0 + y0, x1 + y1, step)]
    points = [point for line in lines for point in line]
    return Path(points or [(x0, y0)], [Path.MOVETO, Path.LINETO] * len(lines) or [Path.MOVETO]), look.breadth


def _steps(first: float, last: float, step: float) -> list[float]:
    return [n * step for n in range(math.floor(first / step), math.ceil(last / step) + 1)]
