"""Scatter and bubble charts as shapes and texts.

In: a chart whose points have an x and a y. Out: axes, whiskers, points or bubbles, names.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from podium.backends.drawing.chart_drawing import HATCH_OUTLINE, OFF_AXIS, ChartDrawing
from podium.backends.drawing.number_formats import formatted
from podium.backends.drawing.scales import Scale, scale_of
from podium.scene.boxes import Box, Hatch, Line, Shape
from podium.scene.charts import Point, Series
from podium.scene.units import Rect, points

_DOT = 11.0  # pt
_LARGEST = 0.25  # of the shorter side of the plot, the diameter of the largest bubble


class PointDrawing(ChartDrawing):
    """Points with an x and a y."""

    def boxes(self) -> list[Box]:
        """All boxes in drawing order."""
        spec = self.spec
        every = [p for s in spec.series for p in s.points]
        numbers = [(p.x.number or 0.0) for p in every if p.x], [p.number or 0.0 for p in every]
        across, along = (
            scale_of(a, n, from_zero=False) for a, n in zip((spec.category_axis, spec.value_axis), numbers, strict=True)
        )
        boxes = [*self._x_axis(across, along), *self.value_axis(spec.value_axis, along, False)]
        heaviest = max((p.weight.number or 0.0 for p in every if p.weight), default=0.0)
        largest = _LARGEST * min(self.width, self.height) / 2
        labels: list[Box] = []
        for series in spec.series:
            for point in series.points:
                if point.number is None or point.x is None or point.x.number is None:
                    continue
                x, y = (
                    self.left + across.share(point.x.number) * self.width,
                    self.along(along.share(point.number), False),
                )
                if point.span:
                    boxes += self.whisker(point.span, along, x, False, series.whiskers)
                if point.x_span:
                    boxes += self.whisker(point.x_span, across, y, True, series.whiskers)
                radius = _DOT / 2
                if point.weight and heaviest:
                    radius = largest * math.sqrt(max(0.0, point.weight.number or 0.0) / heaviest)
                boxes.append(self._marker(series, point, x, y, radius))
                if point.label:
                    labels.append(self.point_label(point.label, point.name or series.name, x, y, radius))
        return [*boxes, *labels, *self.legend()]

    def _marker(self, series: Series, point: Point, x: float, y: float, radius: float) -> Box:
        """A point, pale if it is not exact, or a bubble."""
        fill = point.fill if point.fill is not None else series.fill
        if self.spec.traits.weighted:
            rect = Rect(points(x - radius), points(y - radius), points(2 * radius), points(2 * radius))
            line = Line(fill.colour, HATCH_OUTLINE) if isinstance(fill, Hatch) else None
            return Shape(name=f"Point: {point.name}", rect=rect, geometry="ellipse", fill=fill, line=line)
        colour = fill.colour if isinstance(fill, Hatch) else fill or "ink"
        pale = colour if colour.endswith(".tint") else f"{colour}.tint"
        return self.disc(point.name or series.name, x, y, radius, pale if point.open else colour, colour)

    def _x_axis(self, across: Scale, along: Scale) -> Iterator[Box]:
        """The lower axis of points, and the lines at both zeros."""
        axis, foot = self.spec.category_axis, self.top + self.height
        for value in across.ticks() if axis.grid or axis.labels else ():
            x = self.left + across.share(value) * self.width
            if axis.grid:
                yield self.line("Grid line", x, self.top, x, foot, Line("hairline", 0.75))
            if axis.labels:
                text = formatted(value, axis.number_format, self.spec.lang)
                yield self.words(
                    "Axis", text, x, foot + OFF_AXIS, axis.size, axis.colour, False, "centre", anchor="top"
                )
        if axis.line:
            y = self.along(min(1.0, max(0.0, along.share(max(along.low, 0.0)))), False)
            yield self.line("x axis", self.left, y, self.left + self.width, y, Line("ink", 1.0))
        if self.spec.value_axis.line:
            x = self.left + min(1.0, max(0.0, across.share(max(across.low, 0.0)))) * self.width
            yield self.line("y axis", x, self.top, x, foot, Line("ink", 1.0))
