"""Scatter charts, and bubble charts, in which the area of a point shows a third number.

In: `ScatterData`, the colours of its points, the room in pt. Out: a `ChartPlan`. The name of a point is on the first of
its four sides on which it touches no other name, point or whisker; names without room are left out with a warning.
A range has whiskers, and a point that is not exact is pale.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from podium import languages
from podium.blocks.chart.axes import axis_share, margins
from podium.blocks.chart.draft import (
    AXIS_SIZE,
    LEGEND_SIZE,
    LINE_PITCH,
    MOST_KEYED,
    Caption,
    ChartPlan,
    whisker_span,
)
from podium.languages.catalogue import ChartWords
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.chart_types import TRAITS, ChartType
from podium.scene.charts import Axis, ChartSpec, Label, LabelPlace, PlotArea, Point, Series
from podium.series.advice import Advice
from podium.series.colours import deep, hatch_of
from podium.series.number_formats import axis_format
from podium.series.points import DataPoint, ScatterData
from podium.series.ticks import needs_log, nice_step
from podium.series.values import drawn_value, is_doubtful
from podium.themes import Theme

_HIGHEST = 380.0  # pt
_SIZES = (18, 17, 16)
_RADIUS, _APART = 7.0, 3.0  # pt: radius of a point with its outline; from the point to its name
_LARGEST = 0.25  # diameter of the largest bubble as a share of the plot's shorter side, in both programs
_PLACES: tuple[LabelPlace, ...] = ("right", "left", "above", "below")


@dataclass(frozen=True, slots=True)
class PointsDraft:
    """What to draw, and the room in pt. `colours` are the colour roles of the points, `names` those of x, y and weight;
    `measure(text, size, bold)` is the width of a text in pt."""

    kind: ChartType
    data: ScatterData
    colours: tuple[str, ...]
    width: float
    height: float
    measure: Callable[[str, float, bool], float]
    theme: Theme
    lang: str
    words: ChartWords
    names: tuple[str, str, str]

    @property
    def weighted(self) -> bool:
        """Whether the area of a point shows a third number."""
        return TRAITS[self.kind].weighted


class _Box(NamedTuple):
    """A rectangle in pt, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: _Box) -> bool:
        """Whether the rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: _Box) -> bool:
        """Whether it is inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def points_chart(chart: PointsDraft) -> ChartPlan:
    """The plan of a scatter or bubble chart."""
    points = chart.data.points
    width, height = chart.width, min(chart.height, _HIGHEST)
    legend = (LEGEND_SIZE * LINE_PITCH + 14) if len(chart.data.series) > MOST_KEYED else 0.0
    row = AXIS_SIZE * LINE_PITCH + 6
    x, y = (_axis(chart, [_ends(p, k) for p in points]) for k in ("x", "y"))
    left, right = margins(width, _texts(chart, y) + 10, _texts(chart, x) / 2 + 10)
    top, bottom = margins(height, legend + 10 + row * bool(chart.names[1]), row + row * bool(chart.names[0]))
    inner = (width - left - right, height - top - bottom)
    plot = PlotArea(left / width, top / height, inner[0] / width, inner[1] / height)
    radii = _radii(chart, min(inner))
    if chart.weighted:
        x, y = (_with_room(axis, points, k, radii, side) for axis, k, side in ((x, "x", inner[0]), (y, "y", inner[1])))
    room = _Box(left, top, width, top + inner[1])
    at = [(left + inner[0] * axis_share(x, x.minimum or 0, p.x.best or 0),
           top + inner[1] * (1 - axis_share(y, y.minimum or 0, p.y.best or 0))) for p in points]  # fmt: skip
    labels, lost = _labels(chart, at, radii, _whisker_boxes(chart, x, y, at, inner), room)
    captions = (
        Caption(chart.names[1], 0.0, legend, width),
        Caption(chart.names[0], 0.0, height - row + 4, left + inner[0], "right"),
    )
    spec = ChartSpec(
        chart.kind,
        (),
        _series(chart, labels),
        x,
        y,
        plot,
        legend_size=LEGEND_SIZE if legend else 0.0,
        lang=languages.proofing(chart.lang),
        source_heading=chart.words.as_in_source,
        headings=(chart.words.point, chart.names[0] or "x", chart.names[1] or "y", chart.names[2] or chart.words.value),
    )
    few = "show fewer points, give the chart more room, or shorten the names"
    advice: Advice = (f"there is no room for the names of {lost} of {len(points)} points", "crowded", few)
    named = tuple(c for c in captions if c.text)
    return ChartPlan(spec, width, height, len(chart.data.series) > 1, (advice,) if lost else (), named)


# -------------------------------------------------------------------------------------------- axes


def _ends(point: DataPoint, which: str) -> list[float]:
    q: Quantity = point.x if which == "x" else point.y
    return [q.best or 0.0, *(whisker_span(q, "scatter") or ())]


def _axis(chart: PointsDraft, numbers: Sequence[Sequence[float]]) -> Axis:
    """An axis for those numbers: it starts at zero unless they are all far from it, and is logarithmic if needed."""
    every = [n for several in numbers for n in several] or [0.0]
    low, high = min(every), max(every)
    axis = Axis(grid=True, line=False, colour="ink2", size=AXIS_SIZE, number_format=axis_format(chart.lang, ""))
    if needs_log(low, high):
        first, last = math.floor(math.log10(low) - 1e-9), math.ceil(math.log10(high) - 1e-9)
        return replace(axis, log=True, minimum=10.0**first, maximum=10.0**last)
    if low > 0 and low < (high - low) * 2:
        low = 0.0
    if low == high:
        low, high = min(0.0, low), max(0.0, high) or 1.0
    whole = all(n == int(n) for n in every)
    step = max(nice_step(low, high), 1.0 if whole else 0.0)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    bottom -= step if bottom == low != 0 else 0.0  # no point on the edge
    top += step / 2 if top == high != 0 else 0.0
    axis = replace(axis, minimum=bottom, maximum=top, step=step, low=bottom < 0)
    years = whole and low >= 1000 and high <= 2100
    return replace(axis, number_format="0" if years else axis_format(chart.lang, "", bottom))


def _texts(chart: PointsDraft, axis: Axis) -> float:
    """The width in pt of the longest label on an axis."""
    ends = [Quantity("", v, v, round(v, 9), "exact") for v in (axis.minimum, axis.maximum) if v is not None]
    fine = [replace(ends[-1], best=round((ends[-1].best or 0) - axis.step, 9))] if axis.step else []
    return max(chart.measure(format_quantity(q, chart.lang), AXIS_SIZE, False) for q in [*ends, *fine])


def _radii(chart: PointsDraft, shorter: float) -> list[float]:
    """The radius of every point in pt."""
    if not chart.weighted:
        return [_RADIUS] * len(chart.data.points)
    weights = [p.weight.best or 0.0 if p.weight else 0.0 for p in chart.data.points]
    most = max(weights, default=0.0) or 1.0
    return [math.sqrt(w / most) * shorter * _LARGEST / 2 for w in weights]


def _with_room(axis: Axis, points: Sequence[DataPoint], which: str, radii: Sequence[float], side: float) -> Axis:
    """The axis extended so that all bubbles are inside it: programs clip what crosses an axis."""
    if axis.log or axis.minimum is None or axis.maximum is None or not axis.step:
        return axis
    low, high, step, values = axis.minimum, axis.maximum, axis.step, [_ends(p, which)[0] for p in points]
    for _ in range(8):
        unit = (high - low) / side
        below = min(v - r * unit for v, r in zip(values, radii, strict=True)) < low
        above = max(v + r * unit for v, r in zip(values, radii, strict=True)) > high
        if not below and not above:
            break
        low, high = low - step * below, high + step * above
    if min(values) >= 0 > low:  # room for a bubble, but no label
        axis = replace(axis, number_format=f'[<0]"";{_without_first(axis.number_format)}')
    step = max(nice_step(low, high), step)
    bottom = math.floor(low / step) * step  # where the grid begins
    return replace(axis, minimum=bottom, maximum=high, step=step, low=bottom < 0)


def _without_first(number_format: str) -> str:
    """The last two sections of a number format, which has at most two conditions."""
    return ";".join(number_format.split(";")[-2:])


# ------------------------------------------------------------------------------------------- names


def _whisker_boxes(
    chart: PointsDraft, x: Axis, y: Axis, at: Sequence[tuple[float, float]], inner: tuple[float, float]
) -> list[_Box]:
    """The rectangles of all whiskers with their caps."""
    found, cap = [], 5.0
    for point, (px, py) in zip(chart.data.points, at, strict=True):
        if span := whisker_span(point.x, chart.kind):
            low, high = (px + inner[0] * axis_share(x, point.x.best or 0, end) for end in span)
            found.append(_Box(low, py - cap, high, py + cap))
        if span := whisker_span(point.y, chart.kind):
            low, high = (py - inner[1] * axis_share(y, point.y.best or 0, end) for end in span)
            found.append(_Box(px - cap, high, px + cap, low))
    return found


def _labels(
    chart: PointsDraft, at: Sequence[tuple[float, float]], radii: Sequence[float], taken: list[_Box], room: _Box
) -> tuple[list[Label | None], int]:
    """The names at the largest size at which the most of them fit, and how many do not fit."""
    taken = [*taken, *(_Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(at, radii, strict=True))]
    best: tuple[int, list[Label | None]] | None = None
    for size in _SIZES:
        labels = _placed(chart, at, radii, taken, room, size)
        lost = sum(label is None and bool(p.name) for label, p in zip(labels, chart.data.points, strict=True))
        if best is None or lost < best[0]:
            best = lost, labels
        if not lost:
            break
    assert best is not None
    return best[1], best[0]


def _placed(
    chart: PointsDraft,
    at: Sequence[tuple[float, float]],
    radii: Sequence[float],
    taken: Sequence[_Box],
    room: _Box,
    size: int,
) -> list[Label | None]:
    """A label for every point with a free side, one after the other."""
    used, labels = list(taken), []
    for n, (point, (x, y), r) in enumerate(zip(chart.data.points, at, radii, strict=True)):
        own = used[len(taken) - len(at) + n]
        text, label = _text(chart, point), None
        w, h = chart.measure(text, size, True) + 4, size * LINE_PITCH
        off = r + _APART
        boxes = {
            "right": _Box(x + off, y - h / 2, x + off + w, y + h / 2),
            "left": _Box(x - off - w, y - h / 2, x - off, y + h / 2),
            "above": _Box(x - w / 2, y - off - h, x + w / 2, y - off),
            "below": _Box(x - w / 2, y + off, x + w / 2, y + off + h),
        }
        for place in _PLACES if text else ():
            box = boxes[place]
            if box.within(room) and not any(box.touches(u) for u in used if u != own):
                label = Label(
                    text, "", "value", place, deep(chart.colours[n]), float(size), bold=False, ground="ground"
                )
                used.append(box)
                break
        labels.append(label)
    return labels


def _text(chart: PointsDraft, point: DataPoint) -> str:
    """The name of a point, in a bubble chart with the number that its area shows."""
    if not chart.weighted or point.weight is None:
        return point.name
    number = format_quantity(point.weight, chart.lang)
    return f"{point.name}: {number}" if point.name else number


# ------------------------------------------------------------------------------------------ series


def _series(chart: PointsDraft, labels: Sequence[Label | None]) -> tuple[Series, ...]:
    """The series with the colours of their points."""
    series = []
    for s, name in enumerate(chart.data.series):
        of = [n for n, p in enumerate(chart.data.points) if p.series == s]
        if not of:
            continue
        colour = chart.colours[of[0]]
        points = tuple(_point(chart, n, labels[n]) for n in of)
        title = name or chart.names[1] or chart.words.value
        series.append(Series(title, points, colour, markers=True, whiskers="ink2"))
    return tuple(series)


def _point(chart: PointsDraft, n: int, label: Label | None) -> Point:
    point, colour = chart.data.points[n], chart.colours[n]
    doubtful = any(is_doubtful(q) for q in (point.x, point.y, point.weight))
    fill = hatch_of(colour) if doubtful and chart.weighted else colour
    return Point(
        drawn_value(point.y),
        label,
        fill,
        doubtful,
        whisker_span(point.y, chart.kind),
        whisker_span(point.x, chart.kind),
        point.name,
        drawn_value(point.x),
        drawn_value(point.weight),
    )
