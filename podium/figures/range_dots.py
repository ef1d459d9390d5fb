"""range-dots: a dot for each number, and a bar as far as the number may reach.

In: numbers by category, of one or several series. Out: a row for each category with a lane for each series. An exact
number is a full dot. Any other is a hollow dot: on a bar from low to high for a range, at the end of a bar from zero
for "up to", with an arrow for "more than". An unknown number is a word, not a place on the axis.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from podium.figures.base import (
    AXIS_SIZE,
    SIZES,
    Drawn,
    FigureDraft,
    FigurePlan,
    FigureType,
    at_once,
    bar,
    dot,
    label,
    row_names,
    stroke,
)
from podium.outline.quantities import Quantity
from podium.scene.boxes import Box, Hatch, Line, Text
from podium.scene.units import points
from podium.series.colours import chart_colours, deep
from podium.series.ticks import needs_log, nice_step
from podium.series.values import is_doubtful, is_unit_sign

_NAMES_SHARE = 0.32  # of the width, at most
_GAP = 14.0  # pt between names, plot and values
_ROW, _LANE = (25.0, 58.0), 22.0  # pt: the lowest and the highest row, the lowest lane
_AXIS, _KEY = 24.0, 26.0  # pt of height
_ARROW, _DOT = 30.0, 7.0  # pt: length of an arrow, radius of a dot
_VALUE_GAP = 9.0  # pt between a dot and its value


class _Scale(NamedTuple):
    """The scale of the axis; `log` if the numbers lie too far apart for a linear one."""

    low: float
    high: float
    left: float
    right: float
    log: bool

    def x(self, value: float) -> float:
        a, b, v = (
            (math.log10(n) for n in (self.low, self.high, max(value, self.low)))
            if self.log
            else (self.low, self.high, value)
        )
        return self.left + (v - a) / (b - a) * (self.right - self.left)

    def ticks(self) -> Iterator[float]:
        if self.log:
            yield from (10.0**n for n in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1))
            return
        step = nice_step(self.low, self.high)
        yield from (n * step for n in range(math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9) + 1))


class _RangeDots:
    """The layout that all rows share."""

    def __init__(self, draft: FigureDraft) -> None:
        self.draft, self.table = draft, draft.table
        self.colours = chart_colours(draft.table, "bar", draft.highlight, draft.side, draft.free)
        self.count = len(draft.table.series)
        self.size, self.names, name_heights = row_names(draft, draft.table.categories, _NAMES_SHARE)
        lanes = self.count * _LANE
        self.heights = [max(_ROW[0], lanes + 3, h + 3) for h in name_heights]
        self.key = _KEY if self.count > 1 else 0.0
        self.room = draft.height - _AXIS - self.key
        self.fits = at_once(self.heights, self.room)
        self.value_size = next((s for s in SIZES if self._values_width(s) < draft.width * 0.3), SIZES[-1])
        self.scale = self._scale()

    def _values_width(self, size: float) -> float:
        return max(
            (self.draft.measure(self.draft.says(q), size, True) for row in self.table.cells for q in row), default=0.0
        )

    def _scale(self) -> _Scale:
        ends = [v for q in self.table.values for v in (q.low, q.high, q.best) if v is not None]
        left = self.names + _GAP
        beyond = _ARROW if any(q.kind in ("at-least", "more-than") for q in self.table.values) else _DOT
        right = max(self.draft.width - self._values_width(self.value_size) - beyond - _VALUE_GAP - 4, left + 40.0)
        low, high = min(ends, default=0.0), max(ends, default=1.0)
        if needs_log(low, high):
            return _Scale(
                10.0 ** math.floor(math.log10(low) + 1e-9),
                10.0 ** math.ceil(math.log10(high) - 1e-9),
                left,
                right,
                True,
            )
        low, high = min(low, 0.0), max(high, 0.0)
        return _Scale(low, high if high > low else low + 1.0, left, right, False)

    def draw(self, rows: range) -> Drawn:
        """Key, grid, rows and axis."""
        heights = [self.heights[n] for n in rows]
        spare = max(0.0, self.room - fsum(heights)) / max(len(heights), 1)
        heights = [h + max(0.0, min(spare, max(_ROW[1], self.count * 30.0) - h)) for h in heights]
        bottom = self.key + fsum(heights)
        boxes = [*self._key(), *self._axis(bottom)]
        y = self.key
        for n, height in zip(rows, heights, strict=True):
            if y > self.key:
                boxes.append(stroke("Rule", 0, y, self.draft.width, y, Line("hairline", 0.75)))
            row = list(self._row(n, y, height))
            boxes += [*self._grid(y, height, [b for b in row if isinstance(b, Text)]), *row]
            y += height
        return Drawn(boxes, self.draft.width, bottom + _AXIS)

    def _key(self) -> Iterator[Box]:
        """A dot and a name for each series, if there are several."""
        x = self.scale.left
        if self.count < 2:
            return
        for name, colour in zip(self.table.series, self.colours.series, strict=True):
            width = self.draft.measure(name, 16, True)
            yield dot(f"Key: {name}", x + 6, _KEY / 2 - 4, 6, colour)
            yield label(
                self.draft, f"Key: {name}", (x + 18, _KEY / 2 - 4, width + 2), name, 16, colour=deep(colour), bold=True
            )
            x += width + 42

    def _axis(self, bottom: float) -> Iterator[Box]:
        draft, last = self.draft, -math.inf
        unit = draft.unit if is_unit_sign(draft.unit) else ""
        for value in self.scale.ticks():
            x = self.scale.x(value)
            text = draft.number(round(value, 9), unit)
            width = draft.measure(text, AXIS_SIZE) + 2
            if x - width / 2 > last:
                yield label(
                    draft,
                    f"Axis {text}",
                    (x - width / 2, bottom + _AXIS / 2 + 2, width),
                    text,
                    AXIS_SIZE,
                    colour="ink2",
                    align="centre",
                )
                last = x + width / 2 + 10

    def _grid(self, y: float, height: float, texts: list[Text]) -> Iterator[Box]:
        """The grid lines behind a row, without those that would cross a number."""
        for value in self.scale.ticks():
            x = self.scale.x(value)
            if all(not (t.rect.x - points(4) < points(x) < t.rect.right + points(4)) for t in texts):
                line = Line("rule", 1.0) if value == 0 else Line("hairline", 0.75)
                yield stroke("Grid", x, y, x, y + height, line)

    def _row(self, n: int, y: float, height: float) -> Iterator[Box]:
        name, middle = self.table.categories[n], y + height / 2
        yield label(self.draft, name, (0, middle, self.names + 1), name, self.size, bold=True)
        lane = min(height - 4, self.count * 30.0) / self.count
        for s, q in enumerate(self.table.cells[n]):
            at = middle + (s - (self.count - 1) / 2) * lane
            yield from self._value(q, self.colours.points[n][s], at, f"{name} {self.table.series[s]}".strip())

    def _value(self, q: Quantity | None, colour: str, y: float, name: str) -> Iterator[Box]:
        draft, scale, text = self.draft, self.scale, self.draft.says(q)
        width = draft.measure(text, self.value_size, True) + 2
        if q is None and self.count > 1:
            return  # the outline has no such number
        if q is None or q.best is None:
            at = (scale.left + 8, y, draft.measure(text, self.value_size) + 4)
            yield label(draft, f"{name}: {text}", at, text, self.value_size, colour="ink2", italic=True)
            return
        x = scale.x(q.best)
        end = max(x, scale.x(q.high) if q.high is not None else x)
        if q.kind in ("range", "at-most", "less-than"):
            start = (
                scale.x(q.low) if q.kind == "range" and q.low is not None else scale.x(scale.low if scale.log else 0.0)
            )
            stem = colour.removesuffix(".tint")
            low, high = min(start, end), max(start, end)
            yield bar(f"{name}: {text}", low, y - 5, high - low, 10, Hatch(stem, f"{stem}.tint"), Line(colour, 1.0))
        if q.kind in ("at-least", "more-than"):
            yield stroke(f"{name}: {text}", x, y, x + _ARROW, y, Line(colour, 2.25, tail=True))
            end = x + _ARROW
        yield dot(f"{name}: {text}", x, y, _DOT, colour, hollow=is_doubtful(q))
        place = (max(end, x + _DOT) + _VALUE_GAP, y, width)
        yield label(draft, f"{name} value", place, text, self.value_size, colour=deep(colour), bold=True)


def _plan(draft: FigureDraft) -> FigurePlan:
    figure = _RangeDots(draft)
    notes = []
    kinds = {q.kind for q in draft.table.values}
    if kinds & {"range", "at-most", "less-than"}:
        notes.append(draft.words.bars)
    elif kinds - {"exact"}:
        notes.append(draft.chart_words.hollow)
    if figure.scale.log:
        notes.append(draft.chart_words.log)
    warnings = []
    if draft.width - figure.names - _GAP < draft.width / 4 or figure.scale.right - figure.scale.left < 60:
        warnings.append(
            ("the space is too narrow for this figure", "crowded", "give it more space, or shorten the names")
        )
    return FigurePlan(len(draft.table.categories), figure.fits, figure.draw, tuple(notes), tuple(warnings))


MODEL = FigureType("a dot for each number, with a bar over its possible range", lambda w: w.range_dots, _plan)
