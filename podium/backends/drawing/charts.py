"""Native charts as shapes and texts, for painters that have no charts.

In: a `Chart` of the scene. Out: boxes in drawing order: grid, bars, lines or areas, axes, labels, legend. Everything
stands where the specification puts it; what it leaves to the program looks as in LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import fsum

from podium.backends.drawing.chart_drawing import OFF_AXIS, ChartDrawing
from podium.backends.drawing.number_formats import formatted
from podium.backends.drawing.pies import PieDrawing
from podium.backends.drawing.point_charts import PointDrawing
from podium.backends.drawing.scales import Scale, scale_of
from podium.scene.boxes import Align, Anchor, Box, Chart, Hatch, Line, Text
from podium.scene.charts import Axis, Label, Series
from podium.themes import Theme

_MARKER = 9.0  # pt, on a line
_OFF_BAR, _OFF_COLUMN = 8.0, 3.0  # pt from the end of a bar or column to its value


def chart_boxes(chart: Chart, theme: Theme) -> list[Box]:
    """The chart as boxes that any painter draws."""
    traits = chart.spec.traits
    if traits.pie:
        return PieDrawing(chart, theme).boxes()
    return (PointDrawing if traits.points else CategoryDrawing)(chart, theme).boxes()


class CategoryDrawing(ChartDrawing):
    """Bars, columns, lines and areas."""

    def boxes(self) -> list[Box]:
        """All boxes in drawing order."""
        spec, flat = self.spec, self.spec.traits.horizontal
        bars = [s for s in spec.series if not s.drawn and not s.total]
        scale = scale_of(spec.value_axis, self._sums(bars), from_zero=spec.type not in ("line",))
        if spec.traits.percent:
            scale = Scale(0.0, 1.0, 0.1 if spec.value_axis.step is None else spec.value_axis.step)
        boxes = [*self.value_axis(spec.value_axis, scale, flat)]
        if spec.type == "area":
            boxes += self._areas(scale)
        elif spec.type == "line":
            boxes += self._courses(spec.series, scale)
        else:
            boxes += self._bars(bars, scale, flat)
            boxes += self._totals(scale, flat)
        drawn = [s for s in spec.series if s.drawn]
        if drawn:
            second = scale
            if spec.second_axis is not None:
                numbers = [n for s in drawn for p in s.points if (n := p.number) is not None]
                second = scale_of(spec.second_axis, numbers)
                boxes += self.value_axis(spec.second_axis, second, False, at_right=True)
            boxes += self._courses(drawn, second)
        return [*boxes, *self._category_axis(scale, flat), *self.legend()]

    def _sums(self, bars: Sequence[Series]) -> list[float]:
        """The numbers that the value axis holds: those of the points, or of stacks and their sums."""
        traits = self.spec.traits
        columns = list(zip(*([p.number or 0.0 for p in s.points] for s in bars), strict=True))
        if traits.stacked or self.spec.type == "area":
            return [fsum(v for v in column if v > 0) for column in columns] + [
                fsum(v for v in column if v < 0) for column in columns
            ]
        own = [n for s in bars for p in s.points if (n := p.number) is not None]
        spans = [v for s in bars for p in s.points if p.span for v in (p.span.low, p.span.high)]
        shared = [n for s in self.spec.series if s.drawn and not self.spec.second_axis for p in s.points
                  if (n := p.number) is not None]  # fmt: skip
        return [*own, *spans, *shared]

    def _slot(self, n: int, flat: bool) -> tuple[float, float]:
        """Where the slot of a category begins, and how long it is."""
        count = max(1, len(self.spec.categories))
        length = (self.height if flat else self.width) / count
        first = self.top if flat else self.left
        turned = flat != self.spec.category_axis.reverse
        return first + (count - 1 - n if turned else n) * length, length

    def _bars(self, bars: Sequence[Series], scale: Scale, flat: bool) -> Iterator[Box]:
        """The bars of all series, then their labels."""
        spec = self.spec
        stacked = spec.traits.stacked
        side = 1 if stacked else len(bars)
        labels: list[Box] = []
        for n in range(len(spec.categories)):
            start, slot = self._slot(n, flat)
            thick = slot / (side + spec.gap_width / 100)
            whole = fsum(abs(s.points[n].number or 0.0) for s in bars) or 1.0
            up = down = 0.0
            for s, series in enumerate(bars):
                point = series.points[n]
                if (number := point.number) is None:
                    continue
                value = number / whole if spec.traits.percent else number
                base = (up if value >= 0 else down) if stacked else 0.0
                up, down = (up + value, down) if value >= 0 else (up, down + value)
                place = (len(bars) - 1 - s if flat and not spec.category_axis.reverse else s) if not stacked else 0
                at = start + (slot - side * thick) / 2 + place * thick
                a, b = (self.along(scale.share(v), flat) for v in (max(base, scale.low), base + value))
                name = f"Bar: {spec.categories[n]} {series.name}".strip()
                fill = point.fill if point.fill is not None else series.fill
                yield self.rect(name, a, at, b - a, thick, fill) if flat else self.rect(name, at, a, thick, b - a, fill)
                if point.span:
                    yield from self.whisker(point.span, scale, at + thick / 2, flat, series.whiskers)
                if point.label:
                    labels.append(self._bar_label(name, point.label, a, b, at + thick / 2, flat, value < 0))
        yield from labels

    def _bar_label(self, name: str, label: Label, a: float, b: float, across: float, flat: bool, below: bool) -> Text:
        """The value of a bar from `a` to `b`, at its end or within it."""
        name = f"Value: {name[5:]}"
        if label.place in ("centre", "inside-end", "inside-base"):
            middle = (a + b) / 2 if label.place == "centre" else b if label.place == "inside-end" else a
            if flat:
                align: Align = (
                    "centre" if label.place == "centre" else "right" if label.place == "inside-end" else "left"
                )
                return self.label(name, label, middle, across, align)
            anchor: Anchor = "middle" if label.place == "centre" else "top" if label.place == "inside-end" else "bottom"
            return self.label(name, label, across, middle, "centre", anchor)
        if flat:
            return self.label(name, label, b + (-_OFF_BAR if below else _OFF_BAR), across, "right" if below else "left")
        return self.label(
            name, label, across, b + (_OFF_COLUMN if below else -_OFF_COLUMN), "centre", "top" if below else "bottom"
        )

    def _totals(self, scale: Scale, flat: bool) -> Iterator[Box]:
        """The sums at the ends of the stacks."""
        for series in self.spec.series:
            for n, point in enumerate(series.points if series.total else ()):
                if point.label is None or point.number is None:
                    continue
                start, slot = self._slot(n, flat)
                at = self.along(scale.share(point.number), flat)
                yield self._bar_label(
                    f"Sum: {self.spec.categories[n]}", _outside(point.label), at, at, start + slot / 2, flat, False
                )

    def _at(self, n: int) -> float:
        """The x of a category on a line or an area."""
        spec = self.spec
        if spec.time is not None:
            low, high = spec.category_axis.minimum, spec.category_axis.maximum
            first = min(spec.time.serials) if low is None else low
            last = max(spec.time.serials) if high is None else high
            return self.left + self.width * (spec.time.serials[n] - first) / ((last - first) or 1)
        if spec.type == "area":
            return self.left + self.width * n / max(1, len(spec.categories) - 1)
        start, slot = self._slot(n, False)
        return start + slot / 2

    def _courses(self, drawn: Sequence[Series], scale: Scale) -> list[Box]:
        """Lines through the points, their markers, whiskers and labels."""
        boxes: list[Box] = []
        labels: list[Box] = []
        for series in drawn:
            colour = series.fill.colour if isinstance(series.fill, Hatch) else series.fill or "ink"
            places = [(n, p, self._at(n), self.along(scale.share(p.number), False))
                      for n, p in enumerate(series.points) if p.number is not None]  # fmt: skip
            path: list[tuple[object, ...]] = []
            for k, (n, _, x, y) in enumerate(places):
                joined = k > 0 and places[k - 1][0] == n - 1
                path.append(("L" if joined else "M", x, y))
            if path:
                boxes.append(self.path(f"Line: {series.name}", path, None, Line(colour, series.line_width)))
            for _, point, x, y in places:
                if point.span:
                    boxes += self.whisker(point.span, scale, x, False, series.whiskers)
                own = point.fill if isinstance(point.fill, str) else colour
                if series.markers or point.open:
                    boxes.append(self.disc(series.name, x, y, _MARKER / 2, "ground" if point.open else own, own))
                if point.label:
                    labels.append(self.point_label(point.label, series.name, x, y, _MARKER / 2))
        return [*boxes, *labels]

    def _areas(self, scale: Scale) -> Iterator[Box]:
        """Areas on top of each other."""
        below = [0.0] * len(self.spec.categories)
        for series in self.spec.series:
            above = [b + (p.number or 0.0) for b, p in zip(below, series.points, strict=True)]
            up = [(self._at(n), self.along(scale.share(v), False)) for n, v in enumerate(above)]
            back = [(self._at(n), self.along(scale.share(v), False)) for n, v in enumerate(below)]
            path: list[tuple[object, ...]] = [
                ("M", *up[0]),
                *(("L", *p) for p in up[1:]),
                *(("L", *p) for p in reversed(back)),
                ("Z",),
            ]
            yield self.path(f"Area: {series.name}", path, series.fill, None)
            below = above

    def _category_axis(self, scale: Scale, flat: bool) -> Iterator[Box]:
        """The line at zero and the names of the categories."""
        axis, spec = self.spec.category_axis, self.spec
        zero = self.along(min(1.0, max(0.0, scale.share(max(0.0, scale.low)))), flat)
        if axis.line:
            ends = (
                (zero, self.top, zero, self.top + self.height)
                if flat
                else (self.left, zero, self.left + self.width, zero)
            )
            yield self.line("Category axis", *ends, Line("ink", 1.0))
        if not axis.labels:
            return
        bottom = self.top + self.height if axis.low else max(zero, self.top)
        if spec.time is not None:
            yield from self._days(axis)
            return
        for n in range(0, len(spec.categories), axis.every):
            start, slot = self._slot(n, flat)
            if flat:
                edge = self.left if axis.low else zero
                room = edge - OFF_AXIS - self.x
                yield self.words(f"Category: {spec.categories[n]}", spec.categories[n], edge - OFF_AXIS, start + slot / 2,
                                  axis.size, axis.colour, False, "right", width=room)  # fmt: skip
            else:
                middle = self._at(n) if spec.type in ("line", "area") else start + slot / 2
                yield self.words(f"Category: {spec.categories[n]}", spec.categories[n], middle, bottom + OFF_AXIS, axis.size,
                                  axis.colour, False, "centre", anchor="top", width=slot * axis.every)  # fmt: skip

    def _days(self, axis: Axis) -> Iterator[Box]:
        """The labels of an axis of days."""
        time = self.spec.time
        assert time is not None
        first, last = (round(v or 0) for v in (axis.minimum, axis.maximum))
        for day in _stepped(first, last, time.unit, time.step):
            x = self.left + self.width * (day - first) / max(1, last - first)
            text = formatted(day, axis.number_format, self.spec.lang)
            yield self.words(
                "Day", text, x, self.top + self.height + OFF_AXIS, axis.size, axis.colour, False, "centre", anchor="top"
            )


def _outside(label: Label) -> Label:
    """The label of a sum, which has a bar without length to stand at."""
    return replace(label, place="outside")


def _stepped(first: int, last: int, unit: str, step: int) -> Iterator[int]:
    """The days of an axis that have labels."""
    if unit == "days":
        yield from range(first, last + 1, step)
        return
    epoch = date(1899, 12, 30)
    day, months = epoch + timedelta(days=first), step * (12 if unit == "years" else 1)
    year, month = day.year, day.month
    while (number := (date(year, month, 1) - epoch).days) <= last:
        if number >= first:
            yield number
        month += months
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
