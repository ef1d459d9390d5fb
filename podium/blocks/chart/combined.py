"""Combined charts: columns and lines over the same categories, each with its own axis.

In: a `ChartDraft` whose `drawn` has the series drawn as lines and whose `second` is the title of their axis. Out: its
`ChartPlan`. Zero and the grid lines of both axes coincide. The title of an axis is above it; if each axis has only one
series, its title is in the colour of that series, and no key is needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from podium.blocks.chart.axes import axis_label_width, margins
from podium.blocks.chart.bars import category_axis, column_slots
from podium.blocks.chart.draft import (
    AXIS_SIZE,
    CAPTION_HEIGHT,
    LEGEND_SIZE,
    MOST_KEYED,
    Caption,
    ChartDraft,
    ChartPlan,
    whisker_span,
)
from podium.blocks.chart.labels import legend_room, series_of
from podium.blocks.chart.lines import line_series
from podium.scene.charts import Axis, ChartSpec, PlotArea
from podium.series.colours import deep
from podium.series.number_formats import axis_format
from podium.series.table import Table
from podium.series.ticks import nice_step
from podium.series.values import is_unit_sign


def combined_chart(chart: ChartDraft) -> ChartPlan:
    """The plan of a combined chart: columns first, then the lines."""
    table, height = chart.table, chart.height
    lines = [n for n, s in enumerate(table.series) if s in chart.drawn]
    columns = [n for n in range(len(table.series)) if n not in lines]
    own = bool(chart.second)
    first = _numbers(chart, columns if own else [*columns, *lines])
    axis, second = _axes(chart, first, _numbers(chart, lines) if own else [])
    left = axis_label_width(chart, first) + 8
    right = axis_label_width(replace(chart, unit=""), _numbers(chart, lines)) + 8 if own else 12.0
    left, right = margins(chart.width, left, right)
    inner = chart.width - left - right
    slots = column_slots(replace(chart, table=_only(chart, columns), kind="column", width=inner), False)
    inner = slots.width
    width = left + inner + right
    alone = own and len(lines) == len(columns) == 1
    captions = _captions(chart, columns, lines, width)
    above = max((c.y + CAPTION_HEIGHT + 2 for c in captions), default=0.0)
    legend = legend_room(chart, chart.width) if len(table.series) > MOST_KEYED else 0.0
    top, bottom = margins(height, legend + above + 8, slots.category_room)
    plot = PlotArea(left / width, top / height, inner / width, (height - top - bottom) / height)
    bars = [series_of(chart, s, lambda q, c: None) for s in columns]
    drawn = [replace(line_series(chart, s, False, 0.0), drawn="line") for s in lines]
    drawn = [replace(s, points=tuple(replace(p, label=None) for p in s.points)) for s in drawn]
    spec = ChartSpec(
        "combined",
        table.categories,
        (*bars, *drawn),
        category_axis(slots, False, axis.minimum or 0.0),
        axis,
        plot,
        gap_width=round((slots.pitch / slots.thick - len(bars)) * 100),
        legend_size=LEGEND_SIZE if legend else 0.0,
        second_axis=second if own else None,
    )
    captions = tuple(c._replace(y=c.y + legend) for c in captions)
    return ChartPlan(spec, width, height, keyed=not alone, warnings=slots.warnings, captions=captions)


def _only(chart: ChartDraft, series: Sequence[int]) -> Table:
    """The table of some series."""
    table = chart.table
    return replace(
        table,
        series=tuple(table.series[n] for n in series),
        cells=tuple(tuple(row[n] for n in series) for row in table.cells),
    )


def _numbers(chart: ChartDraft, series: Sequence[int]) -> list[float]:
    """The numbers of some series, with the ends of their whiskers."""
    found: list[float] = []
    for n in series:
        for q in chart.table.column(n):
            if q is not None and q.best is not None:
                found += [q.best, *(whisker_span(q, chart.kind) or ())]
    return found


def _axes(chart: ChartDraft, first: Sequence[float], second: Sequence[float]) -> tuple[Axis, Axis]:
    """Both axes, with the same number of steps above and below zero."""
    ends = [(min([0.0, *numbers]), max([0.0, *numbers])) for numbers in (first, second)]
    steps = [nice_step(low, high or 1.0) for low, high in ends]
    ups = max(1, *(math.ceil(high / step - 1e-9) for (_, high), step in zip(ends, steps, strict=True)))
    downs = max(math.ceil(-low / step - 1e-9) for (low, _), step in zip(ends, steps, strict=True))
    axes = []
    for unit, step in zip((chart.unit, ""), steps, strict=True):
        axes.append(
            Axis(
                line=False,
                minimum=-downs * step,
                maximum=ups * step,
                step=step,
                colour="ink2",
                size=AXIS_SIZE,
                number_format=axis_format(chart.lang, unit, -downs * step),
            )
        )
    return replace(axes[0], grid=True), axes[1]


def _captions(chart: ChartDraft, columns: Sequence[int], lines: Sequence[int], width: float) -> tuple[Caption, ...]:
    """The titles of the axes: side by side, or one below the other if they are too long for that."""
    names = chart.table.series
    unit = "" if is_unit_sign(chart.unit) else chart.unit
    if not chart.second:
        return (Caption(unit, 0.0, 0.0, width),) if unit else ()
    alone = len(lines) == len(columns) == 1
    left = names[columns[0]] if alone else unit
    if alone and unit.casefold() not in left.casefold():
        left = f"{left}, {unit}"
    colours = [deep(chart.colours.series[n]) for n in (columns[0], lines[0])] if alone else ["ink2", "ink2"]
    needed = [chart.measure(text, AXIS_SIZE, True) + 4 for text in (left, chart.second)]
    if fsum(needed) + 24 <= width or not left:
        return (
            Caption(left, 0.0, 0.0, needed[0], colour=colours[0]),
            Caption(chart.second, width - needed[1], 0.0, needed[1], "right", colours[1]),
        )[not left :]
    return (
        Caption(left, 0.0, 0.0, width, colour=colours[0]),
        Caption(chart.second, 0.0, CAPTION_HEIGHT, width, "right", colours[1]),
    )
