"""Bar and column charts: clustered, stacked, and 100% stacked.

In: a `ChartDraft`. Out: its `ChartPlan`. Bars fill the height; if the names of their categories would leave them less
than 60% of a narrow chart's width, the names stand above the bars. A stack has the values of its parts inside and, if
every part is known, its sum at the end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from podium.blocks.chart.axes import axis_label_width, axis_share, fixed_axis, margins, padded_range, value_axis
from podium.blocks.chart.draft import (
    AXIS_SIZE,
    GAP,
    LEGEND_SIZE,
    LINE_PITCH,
    MOST_KEYED,
    Caption,
    ChartDraft,
    ChartPlan,
)
from podium.blocks.chart.labels import category_names, is_sequence, legend_room, series_of, value_label, value_texts
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.charts import Axis, ChartSpec, PlotArea, Point, Series
from podium.series.advice import Advice
from podium.series.colours import deep, fill_of, text_on
from podium.series.values import drawn_value, is_doubtful, total

_SHARE = 0.42  # of the width, at most, for the categories of a bar chart
# Between the bars of two categories, in bars: at least, and if there is room.
_LEAST_GAP, _WIDEST_GAP = 0.6, 1.4
# The thickest bar and the thickest column, in pt, and where several stand side by side.
_THICKEST, _THICKEST_OF_MANY = (72.0, 110.0), (56.0, 64.0)
# A few columns share the whole width, and are thicker for it.
_WIDEST_SLOT, _COLUMN_SHARE = 440.0, 0.42
# Names are above their bars in a chart narrower than this (pt) whose bars would else have less than this share of it.
_NARROW, _LONG = 600.0, 0.6
_THINNEST = 12.0  # pt, of a bar under a name
_OVER, _AIR = 8.0, 6.0  # pt from a name to the bar under it, and from a bar to the name under it


@dataclass(frozen=True, slots=True)
class BarSlots:
    """The slots of the categories, in pt: `pitch` from one category to the next, `thick` the thickness of a bar."""

    width: float
    height: float
    pitch: float
    thick: float
    category_size: float
    category_room: float
    every: int
    warnings: tuple[Advice, ...]
    above: float = 0.0  # the height of a name above its bar; 0 if it is beside it


def bar_chart(chart: ChartDraft) -> ChartPlan:
    """The plan of a bar or column chart."""
    flat, stacked = chart.traits.horizontal, chart.traits.stacked
    legend = 0.0 if len(chart.table.series) <= MOST_KEYED else legend_room(chart, chart.width)
    if flat:
        slots = _bar_slots(replace(chart, height=max(chart.height - legend, chart.height / 2)), stacked)
        slots = replace(slots, height=slots.height + legend)
    else:
        slots = column_slots(chart, stacked)
    plan = _stack(chart, slots, flat, legend) if stacked else _cluster(chart, slots, flat, legend)
    captions = _names_above(chart, slots, plan) if slots.above else ()
    return replace(
        plan, keyed=len(chart.table.series) > 1, warnings=(*slots.warnings, *plan.warnings), captions=captions
    )


def _names_above(chart: ChartDraft, slots: BarSlots, plan: ChartPlan) -> tuple[Caption, ...]:
    """The names of the categories, each above its bars."""
    plot = plan.spec.plot
    if plot is None:
        return ()
    top, pitch = plot.y * plan.height, plot.h * plan.height / len(chart.table.categories)
    bars = slots.thick * (1 if chart.traits.stacked else len(chart.table.series)) * pitch / slots.pitch
    size = slots.category_size
    return tuple(
        Caption(
            text,
            plot.x * plan.width + _OVER,
            top + (n + 0.5) * pitch - bars / 2 - size * LINE_PITCH - _OVER,
            plan.width - plot.x * plan.width - _OVER,
            colour="ink",
            bold=False,
            size=size,
            name=f"Category: {text}"[:60],
        )
        for n, text in enumerate(category_names(chart))
    )


def _thickest(chart: ChartDraft, stacked: bool) -> float:
    one = stacked or len(chart.table.series) == 1
    bar, column = _THICKEST if one else _THICKEST_OF_MANY
    return bar if chart.traits.horizontal else column


def _bar(chart: ChartDraft, stacked: bool, pitch: float) -> float:
    """The thickness of a bar in a slot of `pitch` pt."""
    k = 1 if stacked else len(chart.table.series)
    most = _thickest(chart, stacked)
    if not chart.traits.horizontal:
        most = max(most, pitch * _COLUMN_SHARE / k)
    return min(most, pitch / (k + _LEAST_GAP))


def _bar_slots(chart: ChartDraft, stacked: bool) -> BarSlots:
    """Rows that share the height, with the category names at the left or above the bars."""
    if over := _slots_under_names(chart, stacked):
        return over
    n, k = len(chart.table.categories), 1 if stacked else len(chart.table.series)
    pitch = min(chart.height / n, _thickest(chart, stacked) * (k + _WIDEST_GAP))
    names, limit = category_names(chart), chart.width * _SHARE
    warnings: tuple[Advice, ...] = ()
    for size in chart.sizes:
        room = min(max(chart.measure(t, size, False) for t in names), limit)
        if max(chart.lines(t, size, room) for t in names) * size * LINE_PITCH <= pitch * 0.97:
            break
    every = max(1, math.ceil(size * LINE_PITCH / pitch))
    if every > 1:
        warnings = (_crowded(n, pitch),)
    elif max(chart.lines(t, size, room) for t in names) * size * LINE_PITCH > pitch:
        warnings = (
            (
                "the category names are too long for their rows",
                "crowded",
                "shorten them, or show fewer categories",
            ),
        )
    return BarSlots(
        chart.width, pitch * n, pitch, _bar(chart, stacked, pitch), float(size), room + GAP, every, warnings
    )


def _slots_under_names(chart: ChartDraft, stacked: bool) -> BarSlots | None:
    """The rows with each name above its bars; None if there is room enough for them at the left, or too little here."""
    n, k, first = len(chart.table.categories), 1 if stacked else len(chart.table.series), chart.sizes[0]
    names, texts = category_names(chart), [t for row in value_texts(chart) for t in row]
    beside = min(max(chart.measure(t, first, False) for t in names), chart.width * _SHARE) + GAP
    value = max((chart.measure(t, first, True) for t in texts), default=0.0) + GAP
    is_roomy = chart.width >= _NARROW or chart.width - beside - value >= _LONG * chart.width
    if is_roomy or min(chart.extent, default=0) < 0:
        return None
    for size in chart.sizes:
        above = size * LINE_PITCH + _OVER + _AIR
        pitch = min(chart.height / n, _thickest(chart, stacked) * (k + _WIDEST_GAP) + above)
        thick = min(_thickest(chart, stacked), (pitch - above) / k)
        least = _THINNEST if k == 1 else size * LINE_PITCH
        if thick >= least and all(chart.measure(t, size, False) <= chart.width - _OVER for t in names):
            return BarSlots(chart.width, pitch * n, pitch, thick, float(size), 0.0, 1, (), above)
    return None


def _crowded(n: int, pitch: float) -> Advice:
    return (
        f"{n} categories leave {pitch:.0f} pt each, too little for their names",
        "crowded",
        "show the largest and add up the rest, or use 'type: line' for a time series",
    )


def column_slots(chart: ChartDraft, stacked: bool) -> BarSlots:
    """Columns that share the width, with the category names below in up to three lines."""
    n = len(chart.table.categories)
    pitch = min(chart.width / n, _WIDEST_SLOT)
    names, every = category_names(chart), 1
    warnings: tuple[Advice, ...] = ()
    lines, limit = 1, max(1, int(chart.height * 0.3 / 20))
    for size in chart.sizes:
        lines = max(chart.lines(t, size, pitch - 6) for t in names)
        longest = max(chart.measure(word, size, False) for t in names for word in t.split() or [""])
        if lines <= min(3, limit) and longest <= pitch - 6:
            break
    else:
        if is_sequence(chart.table.categories):
            every, lines = math.ceil((max(chart.measure(t, size, False) for t in names) + 8) / pitch), 1
        else:
            lines = min(lines, 4)
            hint = "use 'type: bar', or shorten them"
            warnings = (("the category names do not fit under the columns", "crowded", hint),)
    return BarSlots(
        pitch * n,
        chart.height,
        pitch,
        _bar(chart, stacked, pitch),
        float(size),
        lines * size * LINE_PITCH + 8,
        every,
        warnings,
    )


def category_axis(slots: BarSlots, flat: bool, low: float) -> Axis:
    """The axis of the categories; `flat`: at the left, from the top down; `low`: the lowest value or an axis' end."""
    return Axis(labels=not slots.above, reverse=flat, size=slots.category_size, low=low < 0, every=slots.every)


def _cluster(chart: ChartDraft, slots: BarSlots, flat: bool, legend: float) -> ChartPlan:
    """Bars side by side, each with its value at its end if all values fit."""
    numbers = chart.extent
    low, high = min(0.0, *numbers) if numbers else 0.0, max(0.0, *numbers) if numbers else 0.0
    texts = [t for row in value_texts(chart) for t in row]
    size = _value_size(chart, slots, flat, texts)
    axis = value_axis(chart, numbers, shown=not size)
    widest = max((chart.measure(t, size, True) for t in texts), default=0.0) + GAP if size else 12.0
    after = widest if flat else (size or 10) * LINE_PITCH + 4
    plot, room = _plot(chart, slots, flat, legend, axis, after)
    if low < 0 and size:
        bottom, top = padded_range(low, high, room + after, after, after)
        axis = replace(axis, minimum=bottom, maximum=top)
        plot = _plot(chart, slots, flat, legend, axis, 0.0)[0]
    elif chart.is_fixed:
        axis = fixed_axis(axis, low, high)
    series = tuple(
        series_of(chart, s, lambda q, c: value_label(q, chart, size, deep(c))) for s in range(len(chart.table.series))
    )
    series = tuple(replace(s, points=tuple(_beyond_whisker(p, axis, plot, flat) for p in s.points)) for s in series)
    spec = ChartSpec(
        chart.kind,
        category_names(chart),
        series,
        category_axis(slots, flat, low),
        axis,
        plot,
        gap_width=round((slots.pitch / slots.thick - len(series)) * 100),
        legend_size=LEGEND_SIZE if legend else 0.0,
    )
    return ChartPlan(spec, slots.width, slots.height)


def _beyond_whisker(point: Point, axis: Axis, plot: PlotArea, flat: bool) -> Point:
    """The point with its value at the end of the whisker, not on it."""
    if point.label is None or point.span is None or point.number is None:
        return point
    share = axis_share(axis, point.number, point.span.low if point.number < 0 else point.span.high)
    moved = replace(point.label, shift=share * plot.w) if flat else replace(point.label, nudge=-share * plot.h)
    return replace(point, label=moved)


def _value_size(chart: ChartDraft, slots: BarSlots, flat: bool, texts: Sequence[str]) -> int:
    """The largest size at which every value fits its bar, 0 if there is none."""
    k = len(chart.table.series)
    for size in chart.sizes:
        if flat and size * LINE_PITCH <= (slots.pitch if k == 1 else slots.thick * 1.05):
            return size
        widest = max((chart.measure(t, size, True) for t in texts), default=0.0)
        if not flat and widest <= (slots.pitch - 4 if k == 1 else slots.thick):
            return size
    return 0


def _plot(
    chart: ChartDraft, slots: BarSlots, flat: bool, legend: float, axis: Axis, after: float
) -> tuple[PlotArea, float]:
    """The plot area, and its length in pt along the value axis; `after` pt stay free at the ends of the bars."""
    w, h = slots.width, slots.height
    if flat:
        top = legend + (AXIS_SIZE * LINE_PITCH + 8 if axis.labels else 0.0)
        if slots.above:  # the name of the first category needs more than half a gap
            k = 1 if chart.traits.stacked else len(chart.table.series)
            top += max(0.0, slots.above - _AIR - (slots.pitch - k * slots.thick) / 2)
        left, right = margins(w, slots.category_room, after)
        top, _ = margins(h, top, 0.0)
        length = w - left - right
        return PlotArea(left / w, top / h, length / w, (h - top) / h), length
    left = axis_label_width(chart, chart.extent) + 8 if axis.labels else 0.0
    left, _ = margins(w, left, 0.0)
    top, bottom = margins(h, legend + after, slots.category_room)
    length = h - top - bottom
    return PlotArea(left / w, top / h, (w - left) / w, length / h), length


# ------------------------------------------------------------------------------------------ stacks


def _stack(chart: ChartDraft, slots: BarSlots, flat: bool, legend: float) -> ChartPlan:
    """Stacked parts with their values inside, and the sum at the end if it is known."""
    whole = chart.traits.percent
    ups, downs = [], []
    for row in chart.table.cells:
        numbers = [q.best for q in row if q is not None and q.best is not None]
        ups.append(fsum(v for v in numbers if v > 0))
        downs.append(fsum(v for v in numbers if v < 0))
    low, high = min(downs, default=0.0), max(ups, default=0.0)
    sums = [total(row) for row in chart.table.cells]
    summed = not whole and low == 0 and high > 0 and len(chart.table.series) > 1 and all(sums)
    size = next((z for z in chart.sizes if not flat or z * LINE_PITCH <= slots.thick), 16)
    after = 4.0
    if summed:
        widest = max(chart.measure(format_quantity(q, chart.lang), size, True) for q in sums if q)
        after = widest + GAP if flat else size * LINE_PITCH + 6
    plot, room = _plot(chart, slots, flat, legend, Axis(labels=False), 4.0)
    scales = [
        (1.0 / (up - down) if whole else 1.0 / ((high - low) or 1.0)) * (room - after) if up - down else 0.0
        for up, down in zip(ups, downs, strict=True)
    ]
    inner, complete = _part_labels(chart, slots, flat, scales)
    axis = value_axis(chart, [low, high], shown=not complete)
    if summed:
        axis = replace(axis, maximum=padded_range(0.0, high, room, 0.0, after)[1])
    if axis.labels:
        plot = _plot(chart, slots, flat, legend, axis, 4.0)[0]
    series = [replace(series_of(chart, s, lambda q, c: None), points=inner[s]) for s in range(len(chart.table.series))]
    if summed:
        points = tuple(Point(drawn_value(q), value_label(q, chart, size, "ink", "inside-base")) for q in sums)
        series.append(Series(chart.words.total, points, None, total=True))
    spec = ChartSpec(
        chart.kind,
        category_names(chart),
        tuple(series),
        category_axis(slots, flat, low),
        axis,
        plot,
        gap_width=round((slots.pitch / slots.thick - 1) * 100),
        overlap=100,
        legend_size=LEGEND_SIZE if legend else 0.0,
    )
    return ChartPlan(spec, slots.width, slots.height)


def _part_labels(
    chart: ChartDraft, slots: BarSlots, flat: bool, scales: Sequence[float]
) -> tuple[list[tuple[Point, ...]], bool]:
    """The points of every series, with labels in the parts that have room for them, and whether all have.

    `scales`: pt along the value axis for 1, for each category. All labels have one size, the largest at which the most
    of them fit.
    """
    parts = [
        (q, scale)
        for row, scale in zip(chart.table.cells, scales, strict=True)
        for q in row
        if q is not None and q.best
    ]

    def fits(q: Quantity, scale: float, size: int) -> bool:
        length, text = abs(q.best or 0) * scale, chart.measure(format_quantity(q, chart.lang), size, True) + 8
        along, across = (text, size * LINE_PITCH) if flat else (size * LINE_PITCH, text)
        return along <= length and across <= slots.thick + (0 if flat else 2)

    size = max((18, 17, 16), key=lambda z: sum(fits(q, scale, z) for q, scale in parts))
    complete = all(fits(q, scale, size) for q, scale in parts)
    series = []
    for s in range(len(chart.table.series)):
        points = []
        for row, roles, scale in zip(chart.table.cells, chart.colours.points, scales, strict=True):
            q, colour = row[s], roles[s]
            doubtful = is_doubtful(q)
            inside = q is not None and bool(q.best) and fits(q, scale, size)
            role = "ink" if doubtful else text_on(colour, chart.theme)
            label = value_label(q, chart, size, role, "centre", "ground" if doubtful else "") if inside else None
            points.append(Point(drawn_value(q), label, fill_of(colour, q), doubtful))
        series.append(tuple(points))
    return series, complete
