"""Columns and a line: two measures over the same categories, each with its axis.

In: a `Job` whose `drawn` names the series drawn as lines and whose `second` names their axis. Out: its `Plan`. Both
axes have zero and every grid line in the same place. The axes' names stand over them, in the colour of their series
where each has one: then no key is needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from podium.blocks.chart.bars import category_axis, column_frame
from podium.blocks.chart.drawing import (
    AXIS_SIZE,
    CAPTION_HEIGHT,
    HIGHEST,
    LEGEND_SIZE,
    NAMED,
    Caption,
    Job,
    Plan,
    axis_texts,
    clear,
    legend_room,
    series_of,
    span_of,
)
from podium.blocks.chart.lines import line_series
from podium.scene.charts import Axis, ChartSpec, PlotArea
from podium.series.colours import deep
from podium.series.number_formats import axis_format
from podium.series.table import Table
from podium.series.ticks import nice_step
from podium.series.values import is_unit_sign


def combined(job: Job) -> Plan:
    """Columns first, then the lines, over one axis of categories."""
    table, height = job.table, min(job.height, HIGHEST)
    lines = [n for n, s in enumerate(table.series) if s in job.drawn]
    columns = [n for n in range(len(table.series)) if n not in lines]
    own = bool(job.second)
    first = _numbers(job, columns if own else [*columns, *lines])
    axis, second = _axes(job, first, _numbers(job, lines) if own else [])
    left = axis_texts(job, first) + 8
    right = axis_texts(replace(job, unit=""), _numbers(job, lines)) + 8 if own else 12.0
    left, right = clear(job.width, left, right)
    inner = job.width - left - right
    frame = column_frame(replace(job, table=_only(job, columns), kind="column", width=inner), False)
    inner = frame.width
    width = left + inner + right
    alone = own and len(lines) == len(columns) == 1
    captions = _captions(job, columns, lines, width)
    above = max((c.y + CAPTION_HEIGHT + 2 for c in captions), default=0.0)
    legend = legend_room(job, job.width) if len(table.series) > NAMED else 0.0
    top, bottom = clear(height, legend + above + 8, frame.category_room)
    plot = PlotArea(left / width, top / height, inner / width, (height - top - bottom) / height)
    bars = [series_of(job, s, lambda q, c: None) for s in columns]
    drawn = [replace(line_series(job, s, False, 0.0), drawn="line") for s in lines]
    drawn = [replace(s, points=tuple(replace(p, label=None) for p in s.points)) for s in drawn]
    spec = ChartSpec(
        "combined",
        table.categories,
        (*bars, *drawn),
        category_axis(frame, False, axis.minimum or 0.0),
        axis,
        plot,
        gap_width=round((frame.pitch / frame.thick - len(bars)) * 100),
        legend_size=LEGEND_SIZE if legend else 0.0,
        second_axis=second if own else None,
    )
    captions = tuple(c._replace(y=c.y + legend) for c in captions)
    return Plan(spec, width, height, keyed=not alone, warnings=frame.warnings, captions=captions)


def _only(job: Job, series: Sequence[int]) -> Table:
    """The table of some series."""
    table = job.table
    return replace(
        table,
        series=tuple(table.series[n] for n in series),
        cells=tuple(tuple(row[n] for n in series) for row in table.cells),
    )


def _numbers(job: Job, series: Sequence[int]) -> list[float]:
    """All numbers of some series, with the ends of their whiskers."""
    found: list[float] = []
    for n in series:
        for q in job.table.column(n):
            if q is not None and q.best is not None:
                found += [q.best, *(span_of(q, job.kind) or ())]
    return found


def _axes(job: Job, first: Sequence[float], second: Sequence[float]) -> tuple[Axis, Axis]:
    """Both axes, with as many steps above zero and below it."""
    ends = [(min([0.0, *numbers]), max([0.0, *numbers])) for numbers in (first, second)]
    steps = [nice_step(low, high or 1.0) for low, high in ends]
    ups = max(1, *(math.ceil(high / step - 1e-9) for (_, high), step in zip(ends, steps, strict=True)))
    downs = max(math.ceil(-low / step - 1e-9) for (low, _), step in zip(ends, steps, strict=True))
    axes = []
    for unit, step in zip((job.unit, ""), steps, strict=True):
        axes.append(
            Axis(
                line=False,
                minimum=-downs * step,
                maximum=ups * step,
                step=step,
                colour="ink2",
                size=AXIS_SIZE,
                number_format=axis_format(job.lang, unit, -downs * step),
            )
        )
    return replace(axes[0], grid=True), axes[1]


def _captions(job: Job, columns: Sequence[int], lines: Sequence[int], width: float) -> tuple[Caption, ...]:
    """The names of the axes: beside each other, or below each other where they are too long for that."""
    names = job.table.series
    unit = "" if is_unit_sign(job.unit) else job.unit
    if not job.second:
        return (Caption(unit, 0.0, 0.0, width),) if unit else ()
    alone = len(lines) == len(columns) == 1
    left = names[columns[0]] if alone else unit
    if alone and unit.casefold() not in left.casefold():
        left = f"{left}, {unit}"
    colours = [deep(job.colours.series[n]) for n in (columns[0], lines[0])] if alone else ["ink2", "ink2"]
    needed = [job.measure(text, AXIS_SIZE, True) + 4 for text in (left, job.second)]
    if fsum(needed) + 24 <= width or not left:
        return (
            Caption(left, 0.0, 0.0, needed[0], colour=colours[0]),
            Caption(job.second, width - needed[1], 0.0, needed[1], "right", colours[1]),
        )[not left :]
    return (
        Caption(left, 0.0, 0.0, width, colour=colours[0]),
        Caption(job.second, 0.0, CAPTION_HEIGHT, width, "right", colours[1]),
    )
