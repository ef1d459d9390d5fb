"""The axes of charts: whether an axis has labels and a grid, its ends, and the room that its labels take.

In: a `ChartDraft` and numbers. Out: scene axes, and lengths in points. Values are labels at bars and points as long as
they can be read there; otherwise an axis with a grid shows them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from podium.blocks.chart.draft import AXIS_SIZE, ChartDraft
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.chart_types import TRAITS, ChartType
from podium.scene.charts import Axis
from podium.series.number_formats import axis_format
from podium.series.ticks import needs_log, nice_step
from podium.series.values import is_unit_sign

_PLOT_SHARE = 1 / 3  # of a chart's width and height, at least, belong to the plot itself


def is_log(kind: ChartType, numbers: Sequence[float]) -> bool:
    """Whether the chart has a logarithmic axis, because its values lie too far apart for a linear one."""
    return TRAITS[kind].log and bool(numbers) and needs_log(min(numbers), max(numbers))


def value_axis(chart: ChartDraft, numbers: Sequence[float], shown: bool) -> Axis:
    """The value axis, with labels and grid only if it is `shown`."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    axis = Axis(labels=False, line=False, minimum=0.0 if low >= 0 else None, colour="ink2", size=AXIS_SIZE)
    if is_log(chart.kind, numbers):
        bottom, top = math.floor(math.log10(low) - 1e-9), math.ceil(math.log10(high) - 1e-9)
        axis = replace(axis, log=True, minimum=10.0**bottom, maximum=10.0**top)
        shown = True
    if not shown:
        return axis
    number_format = "0%" if chart.traits.percent else axis_format(chart.lang, chart.unit, low)
    return replace(axis, labels=True, grid=True, number_format=number_format)


def fixed_axis(axis: Axis, low: float, high: float) -> Axis:
    """The axis with fixed ends for numbers from `low` to `high`, at grid lines if it has any."""
    if axis.log or high <= low:
        return axis
    if not axis.labels:
        return replace(axis, minimum=low, maximum=high)
    step = nice_step(low, high)
    return replace(axis, minimum=math.floor(low / step) * step, maximum=math.ceil(high / step) * step, step=step)


def axis_share(axis: Axis, start: float, end: float) -> float:
    """The distance between two values as a share of an axis with fixed ends."""
    if axis.minimum is None or axis.maximum is None:
        return 0.0
    if axis.log:
        if min(start, end) <= 0:
            return 0.0
        return math.log10(end / start) / math.log10(axis.maximum / axis.minimum)
    return (end - start) / (axis.maximum - axis.minimum)


def axis_label_width(chart: ChartDraft, numbers: Sequence[float]) -> float:
    """The width in pt of the longest label that the value axis can have."""
    high = max((abs(v) for v in numbers), default=1.0)
    step = nice_step(0.0, high)
    top = math.ceil(high / step) * step
    longest = Quantity("", top, top, round(top, 6), "exact", chart.unit if is_unit_sign(chart.unit) else "")
    return chart.measure(
        format_quantity(longest, chart.lang) + ("–" if min(numbers, default=0.0) < 0 else ""), AXIS_SIZE, False
    )


def padded_range(low: float, high: float, room: float, before: float, after: float) -> tuple[float, float]:
    """Axis ends for values from `low` to `high` that leave `before` and `after` pt free of `room` pt."""
    unit = (high - low) / max(room - before - after, room * 0.3)
    return low - before * unit, high + after * unit


def margins(room: float, before: float, after: float) -> tuple[float, float]:
    """The margins before and after the plot, reduced if they would leave it less than a third of `room`."""
    shrink = min(1.0, room * (1 - _PLOT_SHARE) / max(before + after, 1.0))
    return before * shrink, after * shrink
