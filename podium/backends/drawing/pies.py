"""Pies and rings of a chart as shapes and texts.

In: a pie or doughnut chart. Out: its slices from twelve o'clock on, with names and values around a pie, values in a
ring.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from math import fsum

from podium.backends.drawing.chart_drawing import OFF_POINT, ChartDrawing
from podium.scene.boxes import Align, Box, Line, Text
from podium.scene.charts import Label

_SLICE_GAP = 1.5  # pt
_HOLE = 0.58  # of a ring's diameter
_NAMED = 1.18  # of a pie's radius, from its middle to the middle of a name


class PieDrawing(ChartDrawing):
    """Slices of a circle."""

    def boxes(self) -> list[Box]:
        """All boxes in drawing order."""
        return [*self._pie(), *self.legend()]

    def _pie(self) -> Iterator[Box]:
        """Slices from twelve o'clock, or rings of them."""
        ring = self.spec.type == "doughnut"
        x, y = self.left + self.width / 2, self.top + self.height / 2
        outer = min(self.width, self.height) / 2
        count = len(self.spec.series)
        labels: list[Box] = []
        for s, series in enumerate(self.spec.series):
            inside = outer * (_HOLE + (1 - _HOLE) * s / count) if ring else 0.0
            beyond = outer * (_HOLE + (1 - _HOLE) * (s + 1) / count) if ring else outer
            whole = fsum(p.number or 0.0 for p in series.points) or 1.0
            turn = 0.0
            for n, point in enumerate(series.points):
                share = (point.number or 0.0) / whole
                if share > 0:
                    name = f"Slice: {self.spec.categories[n]}"
                    fill = point.fill if point.fill is not None else series.fill
                    path = _slice(x, y, inside, beyond, turn, turn + share)
                    yield self.path(name, path, fill, Line("ground", _SLICE_GAP))
                    if point.label:
                        labels.append(self._slice_label(point.label, x, y, inside, beyond, turn + share / 2, ring))
                turn += share
        yield from labels

    def _slice_label(
        self, label: Label, x: float, y: float, inside: float, beyond: float, turn: float, ring: bool
    ) -> Text:
        """The value within its part of a ring, or the name and value around a pie."""
        angle = 2 * math.pi * turn
        reach = (inside + beyond) / 2 if ring else beyond * _NAMED
        at = x + reach * math.sin(angle), y - reach * math.cos(angle)
        align: Align = "centre" if ring or abs(math.sin(angle)) < 0.3 else "left" if math.sin(angle) > 0 else "right"
        if not ring and align != "centre":
            at = x + (beyond + OFF_POINT) * math.sin(angle), at[1]
        return self.label("Value", label, *at, align)


def _slice(x: float, y: float, inside: float, beyond: float, start: float, end: float) -> list[tuple[object, ...]]:
    """A part of a disc or ring between two turns (1 is a whole one), clockwise from twelve o'clock."""
    if end - start >= 1 - 1e-9:
        end = start + 1 - 1e-6
    outer, back = _arc(x, y, beyond, start, end), _arc(x, y, inside, end, start)
    if inside <= 0:
        return [("M", x, y), ("L", *outer[0][1:]), *outer[1:], ("Z",)]
    return [*outer, ("L", *back[0][1:]), *back[1:], ("Z",)]


def _arc(x: float, y: float, radius: float, start: float, end: float) -> list[tuple[object, ...]]:
    """Curves along a circle, one for each eighth of a turn at most."""
    pieces = max(1, math.ceil(abs(end - start) * 8))
    step = 2 * math.pi * (end - start) / pieces
    handle = 4 / 3 * math.tan(step / 4) * radius
    path: list[tuple[object, ...]] = []
    leaving = (0.0, 0.0)
    for n in range(pieces + 1):
        a = 2 * math.pi * start + n * step
        sin, cos = math.sin(a), math.cos(a)
        at = (x + radius * sin, y - radius * cos)
        if n == 0:
            path.append(("M", *at))
        else:
            path.append(("C", *leaving, at[0] - handle * cos, at[1] - handle * sin, *at))
        leaving = (at[0] + handle * cos, at[1] + handle * sin)
    return path
