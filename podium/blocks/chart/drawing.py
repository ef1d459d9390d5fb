"""What the plans of all charts share: the task, the result, and the decisions that do not depend on the type.

Values stand at their bars and points as long as they can be read there; where they cannot, an axis with a
grid says them. Whatever is measured here is in points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from podium.languages.chart_words import ChartWords
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.boxes import Align
from podium.scene.charts import Axis, ChartSpec, ChartType, Label, LabelPlace, Point, Series, Span
from podium.series.colours import ChartColours, fill_of
from podium.series.number_formats import axis_format, label_format
from podium.series.table import Table
from podium.series.ticks import needs_log, nice_step
from podium.series.values import drawn_value, is_doubtful, is_unit_sign
from podium.themes import Theme

# Sizes of categories and values in pt; below the smallest nobody reads them.
SIZES = (18, 17, 16, 15, 14, 13, 12)
LARGE_SIZES = (20, 19, *SIZES)
AXIS_SIZE = 14
LEGEND_SIZE = 14
NAMED = 4  # series that a line of text names above the chart; more have a legend
LINE_PITCH = 1.22  # of both renderers, as a multiple of the size
GAP = 10.0  # pt between a category's text and the axis, and from a bar to its value
HIGHEST = 330.0  # pt of a chart with columns or lines
_WIDE = 600.0  # pt from which texts take the larger sizes
_WHISKERED = ("bar", "column", "line", "combined", "scatter")
_LEAD = "\u00a0"  # what keeps a value off the end of its bar, beside the little that programs leave
_PLOT_SHARE = 1 / 3  # of a chart's width and height, at least, belong to the plot itself

Advice = tuple[str, str, str]  # message, code, hint


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be drawn, and the room in pt. `measure(text, size, bold)` is a text's width in pt,
    `lines(text, size, width)` how many lines it takes.

    `peers`: in small multiples the table of all series, for they share one scale. `drawn`: the series that a combined
    chart draws as lines; `second`: the name of their own axis, "" if they share the first. `even`: dates stand at equal
    steps.
    """

    kind: ChartType
    table: Table
    colours: ChartColours
    width: float
    height: float
    measure: Callable[[str, float, bool], float]
    lines: Callable[[str, float, float], int]
    theme: Theme
    lang: str
    words: ChartWords
    unit: str = ""
    highlight: str = ""
    peers: Table | None = None
    drawn: frozenset[str] = frozenset()
    second: str = ""
    even: bool = False

    @property
    def scale(self) -> Table:
        """The values that the axis must hold and whose texts must find room."""
        return self.peers or self.table

    @property
    def extent(self) -> list[float]:
        """The numbers of `scale` with the ends of their whiskers."""
        ends = [end for q in self.scale.values for end in span_of(q, self.kind) or ()]
        return [*self.scale.numbers, *ends]

    @property
    def is_fixed(self) -> bool:
        """Whether the axis must have known ends: for whiskers, that labels keep clear of, and for peers."""
        return self.peers is not None or any(span_of(q, self.kind) for q in self.table.values)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes (pt) that texts may have, the largest first: a chart on a whole slide speaks louder."""
        return LARGE_SIZES if self.width >= _WIDE else SIZES


class Caption(NamedTuple):
    """The name of an axis, in a box of its own over the chart: LibreOffice breaks those that a chart has itself.

    `x`, `y`, `width` in pt from the chart's top left corner; one line of `AXIS_SIZE`, in the role `colour`.
    """

    text: str
    x: float
    y: float
    width: float
    align: Align = "left"
    colour: str = "ink2"
    bold: bool = True


CAPTION_HEIGHT = AXIS_SIZE * LINE_PITCH + 2.0  # pt


@dataclass(frozen=True, slots=True)
class Plan:
    """A finished chart and the room (pt) that it takes; `keyed`: its series must be named above it."""

    spec: ChartSpec
    width: float
    height: float
    keyed: bool = False
    warnings: tuple[Advice, ...] = ()
    captions: tuple[Caption, ...] = ()


def span_of(q: Quantity | None, kind: ChartType) -> Span | None:
    """What the whisker of a value spans: the range that it was given as."""
    if kind not in _WHISKERED or q is None or q.kind != "range" or q.low is None or q.high is None:
        return None
    return Span(q.low, q.high)


def is_log(kind: ChartType, numbers: Sequence[float]) -> bool:
    """Whether the values lie so far apart that only a logarithmic axis shows them all."""
    plain = kind in ("bar", "column", "line")
    return plain and bool(numbers) and needs_log(min(numbers), max(numbers))


def value_axis(job: Job, numbers: Sequence[float], shown: bool) -> Axis:
    """The axis of values, with texts and grid only if it is `shown`."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    axis = Axis(labels=False, line=False, minimum=0.0 if low >= 0 else None, colour="ink2", size=AXIS_SIZE)
    if is_log(job.kind, numbers):
        bottom, top = math.floor(math.log10(low) - 1e-9), math.ceil(math.log10(high) - 1e-9)
        axis = replace(axis, log=True, minimum=10.0**bottom, maximum=10.0**top)
        shown = True
    if not shown:
        return axis
    number_format = "0%" if job.kind.endswith("-100") else axis_format(job.lang, job.unit, low)
    return replace(axis, labels=True, grid=True, number_format=number_format)


def fixed_axis(axis: Axis, low: float, high: float) -> Axis:
    """The axis with ends of its own for numbers from `low` to `high`, at grid lines if it shows some."""
    if axis.log or high <= low:
        return axis
    if not axis.labels:
        return replace(axis, minimum=low, maximum=high)
    step = nice_step(low, high)
    return replace(axis, minimum=math.floor(low / step) * step, maximum=math.ceil(high / step) * step, step=step)


def way(axis: Axis, start: float, end: float) -> float:
    """The distance between two values as a share of an axis with known ends."""
    if axis.minimum is None or axis.maximum is None:
        return 0.0
    if axis.log:
        if min(start, end) <= 0:
            return 0.0
        return math.log10(end / start) / math.log10(axis.maximum / axis.minimum)
    return (end - start) / (axis.maximum - axis.minimum)


def axis_texts(job: Job, numbers: Sequence[float]) -> float:
    """The width in pt of the longest text that the axis of values may have."""
    high = max((abs(v) for v in numbers), default=1.0)
    step = nice_step(0.0, high)
    top = math.ceil(high / step) * step
    longest = Quantity("", top, top, round(top, 6), "exact", job.unit if is_unit_sign(job.unit) else "")
    return job.measure(
        format_quantity(longest, job.lang) + ("–" if min(numbers, default=0.0) < 0 else ""), AXIS_SIZE, False
    )


def bounds(low: float, high: float, room: float, before: float, after: float) -> tuple[float, float]:
    """Axis ends for values from `low` to `high` that leave `before` and `after` pt free of `room` pt."""
    unit = (high - low) / max(room - before - after, room * 0.3)
    return low - before * unit, high + after * unit


def clear(room: float, before: float, after: float) -> tuple[float, float]:
    """The texts' room before and after a plot, made smaller where less than a third of `room` would stay between."""
    shrink = min(1.0, room * (1 - _PLOT_SHARE) / max(before + after, 1.0))
    return before * shrink, after * shrink


def value_label(
    q: Quantity | None, job: Job, size: float, colour: str, place: LabelPlace = "outside", ground: str = ""
) -> Label | None:
    """The value as text; None for a gap, and where nothing is to be read (size 0)."""
    if q is None or q.best is None or not size:
        return None
    lead = _LEAD if job.kind == "bar" and place == "outside" else ""
    return Label(
        format_quantity(q, job.lang),
        label_format(q, job.lang, lead),
        "value",
        place,
        colour,
        float(size),
        ground=ground,
        lead=lead,
    )


def value_texts(job: Job) -> list[list[str]]:
    """The values as texts, by series."""
    return [
        [format_quantity(q, job.lang) for q in job.scale.column(s) if q is not None and q.best is not None]
        for s in range(len(job.scale.series))
    ]


def category_names(job: Job) -> tuple[str, ...]:
    """The categories; in a single series one without a value says so itself, for a gap has no label."""
    if len(job.scale.series) > 1 or job.kind in ("line", "area"):
        return job.table.categories
    unknown = format_quantity(Quantity("", None, None, None, "unknown"), job.lang)
    return tuple(
        f"{name} ({unknown})" if row[0] is None or row[0].best is None else name
        for name, row in zip(job.table.categories, job.table.cells, strict=True)
    )


def legend_room(job: Job, width: float) -> float:
    """The height of a legend in rows above the plot."""
    row, rows = 0.0, 1
    for name in job.table.series:
        needed = job.measure(name, LEGEND_SIZE, False) + 40
        if row and row + needed > width * 0.9:
            row, rows = 0.0, rows + 1
        row += needed
    return rows * LEGEND_SIZE * LINE_PITCH + 14


def series_of(job: Job, s: int, label: Callable[[Quantity | None, str], Label | None]) -> Series:
    """Series `s` with the colours of its points; `label` makes a point's text from its value and colour."""
    points = []
    for row, roles in zip(job.table.cells, job.colours.points, strict=True):
        q, colour = row[s], roles[s]
        points.append(Point(drawn_value(q), label(q, colour), fill_of(colour, q), is_doubtful(q), span_of(q, job.kind)))
    name = job.table.series[s] or job.unit or job.words.value
    return Series(name, tuple(points), job.colours.series[s])


def is_course(names: Sequence[str]) -> bool:
    """Whether the names go on regularly, as years do, so that some may be left out."""
    return all(len(name) <= 12 and any(c.isdigit() for c in name) for name in names)
