"""Line charts, with lines named at their ends, and area charts.

In: a `ChartDraft`. Out: its `ChartPlan`. A single short line has its values at its points; any other chart has an axis
with a grid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from podium.blocks.chart.axes import axis_label_width, axis_share, fixed_axis, is_log, margins, value_axis
from podium.blocks.chart.draft import (
    LEGEND_SIZE,
    LINE_PITCH,
    MOST_KEYED,
    Caption,
    ChartDraft,
    ChartPlan,
    whisker_span,
)
from podium.blocks.chart.labels import is_sequence, legend_room, value_label, value_texts
from podium.blocks.chart.time_axis import TimeAxis, time_axis
from podium.scene.charts import Axis, ChartSpec, Label, PlotArea, Point, Series
from podium.series.advice import Advice
from podium.series.colours import deep
from podium.series.ticks import nice_step
from podium.series.values import drawn_value, is_doubtful

_DIRECT_POINTS = 12  # a single line with more points has an axis instead of labels
_MARKED_POINTS = 25


def line_chart(chart: ChartDraft) -> ChartPlan:
    """The plan of a line or area chart."""
    n, k, area = len(chart.table.categories), len(chart.table.series), chart.kind == "area"
    numbers = (
        chart.extent if not area or chart.peers else [fsum(q.best or 0 for q in row if q) for row in chart.table.cells]
    )
    texts = [t for row in value_texts(chart) for t in row]
    widest = max((chart.measure(t, 16, True) for t in texts), default=0.0)
    height = chart.height
    time = None if chart.even else time_axis(chart.table.categories, chart.width * 0.9, 16.0, chart.measure, chart.lang)
    apart = (chart.width - widest) * (time.least_distance if time else 1 / max(n, 1))
    direct = k == 1 and not area and n <= _DIRECT_POINTS and widest + 6 <= apart
    axis = value_axis(chart, numbers, shown=not direct)
    left = axis_label_width(chart, numbers) + 8 if axis.labels else widest / 2 + 2
    right = (
        max(chart.measure(s, 16, True) for s in chart.table.series) + 16
        if k > 1 and not area
        else max(widest / 2, 12.0)
    )
    if time:
        last = max(chart.measure(text, 16.0, False) for text in (time.last_label, *(t for _, t in time.labels)))
        left, right = max(left, last / 2), max(right, last / 2)
    left, right = margins(chart.width, left, right)
    size, every, warnings = (16.0, 1, ()) if time else _course_labels(chart, (chart.width - left - right) / n)
    legend = legend_room(chart, chart.width) if area and k > MOST_KEYED else 0.0
    top, bottom = margins(height, legend + (16 * LINE_PITCH + 6 if direct else 10.0), size * LINE_PITCH + 8)
    inner = height - top - bottom
    plot = PlotArea(left / chart.width, top / height, (chart.width - left - right) / chart.width, inner / height)
    nudges = _nudges(chart, numbers, inner) if k > 1 and not area and numbers else [0.0] * k
    if chart.is_fixed:
        axis = fixed_axis(axis, min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0))
    if k > 1 and not area and k * 16 * LINE_PITCH > inner + 16 * LINE_PITCH:
        hint = "choose a few series (in a file, with 'only: […]'), or use 'multiples: true'"
        warnings = (*warnings, (f"the names of {k} lines overlap", "crowded", hint))
    series = tuple(line_series(chart, s, direct, nudges[s] / height) for s in range(k))
    series = tuple(replace(s, points=tuple(_above_whisker(p, axis, plot) for p in s.points)) for s in series)
    spec = ChartSpec(
        chart.kind,
        chart.table.categories,
        series,
        _dated(time) if time else Axis(size=size, every=every, low=min(numbers, default=0) < 0),
        axis,
        plot,
        legend_size=LEGEND_SIZE if legend else 0.0,
        time=time.scale if time else None,
    )
    captions = _axis_texts(time, chart, plot, height) if time else ()
    return ChartPlan(spec, chart.width, height, keyed=area and k > 1, warnings=warnings, captions=captions)


def _dated(time: TimeAxis) -> Axis:
    """The date axis; podium writes the labels that a number format cannot produce."""
    return Axis(
        labels=not time.labels,
        minimum=float(time.minimum),
        maximum=float(time.maximum),
        low=True,
        number_format=time.number_format,
    )


def _axis_texts(time: TimeAxis, chart: ChartDraft, plot: PlotArea, height: float) -> tuple[Caption, ...]:
    """The labels of an axis that cannot show them itself."""
    y = (plot.y + plot.h) * height + 3.0
    placed = []
    for share, text in time.labels:
        wide = chart.measure(text, 16.0, False) + 4.0
        x = (plot.x + share * plot.w) * chart.width - wide / 2
        placed.append(Caption(text, x, y, wide, "centre", "ink", bold=False))
    return tuple(placed)


def _course_labels(chart: ChartDraft, slot: float) -> tuple[float, int, tuple[Advice, ...]]:
    """The size of the category names on one line, n if only every nth is shown, and a warning if names are lost."""
    for size in (18, 16):
        widest = max(chart.measure(t, size, False) for t in chart.table.categories) + 8
        if widest <= slot:
            return float(size), 1, ()
    every = math.ceil(widest / slot)
    lost = not is_sequence(chart.table.categories)
    hint = "shorten them, or use 'type: bar'"
    return (
        16.0,
        every,
        (("the category names do not fit under the line", "crowded", hint),) if lost else (),
    )


def _above_whisker(point: Point, axis: Axis, plot: PlotArea) -> Point:
    """The point with its value above the end of the whisker, not on it."""
    label, span, number = point.label, point.span, point.number
    if label is None or label.place != "above" or span is None or number is None:
        return point
    return replace(point, label=replace(label, nudge=-axis_share(axis, number, span.high) * plot.h))


def line_series(chart: ChartDraft, s: int, direct: bool, nudge: float) -> Series:
    """A line with its values (`direct`) or with its name at its last point, moved down by `nudge`."""
    colour, values = chart.colours.series[s], chart.table.column(s)
    last = max((n for n, q in enumerate(values) if q is not None and q.best is not None), default=-1)
    name = chart.table.series[s] or chart.unit or chart.words.value
    area, many = chart.kind == "area", len(chart.table.series) > 1
    points = []
    for n, q in enumerate(values):
        label = None
        if direct:
            label = value_label(q, chart, 16, deep(colour), "above")
        elif n == last and many and not area:
            label = Label(name, "", "series", "right", deep(colour), 16.0, nudge=nudge)
        elif n == last and not area:
            label = value_label(q, chart, 16, deep(colour), "above")
        points.append(Point(drawn_value(q), label, None, is_doubtful(q) and not area, whisker_span(q, chart.kind)))
    marked = len(values) <= _MARKED_POINTS or any(p.number is None for p in points)
    width = 2.5 if len(chart.table.series) < 8 else 2.0
    return Series(name, tuple(points), colour, markers=marked, line_width=width, whiskers=deep(colour))


def _nudges(chart: ChartDraft, numbers: Sequence[float], inner: float) -> list[float]:
    """How far (pt) the name of each line moves down so that no two names touch."""
    low, high = min(0.0, *numbers), max(numbers)
    step = nice_step(low, high)
    bottom, top = math.floor(low / step) * step, max(math.ceil(high * 1.02 / step), 1) * step
    wanted = []
    for s in range(len(chart.table.series)):
        known = [q.best for q in chart.table.column(s) if q is not None and q.best is not None]
        last = known[-1] if known else bottom
        if is_log(chart.kind, numbers):
            share = math.log10(max(numbers) / last) / math.log10(max(numbers) / min(numbers) * 10)
        else:
            share = (top - last) / (top - bottom)
        wanted.append(share * inner)
    return [placed - at for placed, at in zip(spread(wanted, 16 * LINE_PITCH, inner), wanted, strict=True)]


def spread(wanted: Sequence[float], apart: float, limit: float) -> list[float]:
    """Positions as near as possible to those wanted, at least `apart` from each other and not beyond `limit`."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    apart = min(apart, limit / max(1, len(wanted) - 1))
    groups: list[list[float]] = []  # [centre, members]: neighbours that touch move as one
    for n in order:
        groups.append([wanted[n], 1])
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < apart * (groups[-1][1] + groups[-2][1]) / 2:
            (c2, m2), (c1, m1) = groups.pop(), groups.pop()
            groups.append([(c1 * m1 + c2 * m2) / (m1 + m2), m1 + m2])
    places = [centre + (i - (members - 1) / 2) * apart for centre, members in groups for i in range(int(members))]
    shift = max(0.0, -places[0]) if places else 0.0
    shift -= max(0.0, places[-1] + shift - limit) if places else 0.0
    result = [0.0] * len(wanted)
    for n, place in zip(order, places, strict=True):
        result[n] = place + shift
    return result
