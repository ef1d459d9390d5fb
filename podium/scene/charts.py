"""What a native chart is, decided to the last label: the data of `podium.scene.boxes.Chart.spec`.

Blocks make a `ChartSpec`, back-ends only write it down. Colours are roles that the theme resolves, sizes are
points, positions are shares of the chart's own rectangle. A label has its text as people read it and, where a
number format can say the same from the cell's number, that format too, so that the label follows when the
data is edited.

A combined chart is one of columns with series that are `drawn` as lines and, if they have another unit, a second
value axis. Scatter and bubble charts have no categories: their points have an `x` (and a `weight`), and
`category_axis` is the axis of the x values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from podium.scene.boxes import Fill, Hatch

ChartType = Literal[
    "column",
    "column-stacked",
    "column-100",
    "bar",
    "bar-stacked",
    "bar-100",
    "line",
    "area",
    "pie",
    "doughnut",
    "scatter",
    "bubble",
    "combined",
]
LabelPlace = Literal["outside", "inside-end", "inside-base", "centre", "above", "below", "left", "right"]
LabelContent = Literal["value", "series", "category-value"]

__all__ = [
    "Axis",
    "ChartSpec",
    "ChartType",
    "Fill",
    "Hatch",
    "Label",
    "LabelContent",
    "LabelPlace",
    "PlotArea",
    "Point",
    "Series",
    "Span",
    "TimeScale",
    "Value",
]


class Value(NamedTuple):
    """The number to draw, None if it is unknown, and how the source puts it ("up to 20,000").

    If a number is not exact, the workbook has a column with the source's words.
    """

    number: float | None
    source: str = ""
    is_exact: bool = True


class Span(NamedTuple):
    """What a whisker spans: a value lies somewhere from `low` to `high`."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Label:
    """The text at a point. `size` in pt, `colour` a role.

    `number_format` (Excel's language) shows `text` from the number; "" if only a fixed text can ("70–90").
    `shows` says what an editing program shall build the text from. `nudge` moves it down by a share of the
    chart's height, `shift` to the right by a share of its width. `ground` is the role of a plate under the text,
    "" for none. `lead` is the white space before a fixed text that keeps it off the end of its bar (a number format
    brings its own).
    """

    text: str
    number_format: str = ""
    shows: LabelContent = "value"
    place: LabelPlace = "outside"
    colour: str = "ink"
    size: float = 18.0
    bold: bool = True
    nudge: float = 0.0
    ground: str = ""
    shift: float = 0.0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One value and its look; without a value it is a gap. `fill` None: as the series.

    `open` says that the marker is hollow on a line and pale in a scatter chart, as a bar is hatched: the value is not
    known exactly. `span` and
    `x_span` are whiskers along the value and the x axis. Only points of a scatter or bubble chart have a `name`, an
    `x` and a `weight` (what the bubble's area stands for).
    """

    value: Value | None
    label: Label | None = None
    fill: Fill = None
    open: bool = False
    span: Span | None = None
    x_span: Span | None = None
    name: str = ""
    x: Value | None = None
    weight: Value | None = None

    @property
    def number(self) -> float | None:
        """The number to draw, None for a gap."""
        return self.value.number if self.value else None


@dataclass(frozen=True, slots=True)
class Series:
    """A row of points, one for each category, in one colour.

    `total`: an unfilled series on top of a stack that only carries the label of the sum; its numbers are the
    sums of the series before it (in the workbook as formulas). `markers`: dots on a line. `drawn`: as a line in a
    combined chart. `whiskers`: the colour role of the points' spans.
    """

    name: str
    points: tuple[Point, ...]
    fill: Fill
    total: bool = False
    markers: bool = False
    line_width: float = 2.5
    drawn: Literal["", "line"] = ""
    whiskers: str = "ink"

    @property
    def values(self) -> tuple[Value | None, ...]:
        return tuple(p.value for p in self.points)


@dataclass(frozen=True, slots=True)
class Axis:
    """How an axis looks. `labels`: its texts are shown; `grid`: hairlines across the plot; `line`: a line
    along it.

    `minimum` and `maximum` None: left to the program, which then follows edited data. `reverse`: the first
    category at the top. `low`: texts at the plot's edge, not beside the zero line. `every`: only each n-th
    text is shown. `step`: the distance of its texts, None if the program finds one.
    """

    labels: bool = True
    line: bool = True
    grid: bool = False
    minimum: float | None = None
    maximum: float | None = None
    log: bool = False
    reverse: bool = False
    low: bool = False
    every: int = 1
    number_format: str = "General"
    size: float = 14.0
    colour: str = "ink"
    step: float | None = None


class TimeScale(NamedTuple):
    """Categories that stand as far apart as their dates are: the day of each (whole numbers from 1 on), the distance of
    the axis's texts in `step` units, and how a spreadsheet shows a day."""

    serials: tuple[int, ...]
    unit: Literal["days", "months", "years"]
    step: int
    cell_format: str


class PlotArea(NamedTuple):
    """Where the bars themselves stand, without axis texts: shares of the chart's width and height."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart without its title, which is a text box above it.

    `gap_width` (space between bars in percent of a bar), `overlap` (-100 to 100), `legend_size` in pt, 0 for
    none. `second_axis` is that of the series drawn as lines, at the right; None if they share the first. `headings`
    name the workbook's columns of a scatter or bubble chart: points, x, values, weights. `source_heading` heads those
    with the figures in the source's words, as "{}, as in the source". `time` makes the
    category axis one of dates, between the `minimum` and `maximum` of `category_axis`. `lang` is the proofing language
    (`en-GB`).
    """

    type: ChartType
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    category_axis: Axis = Axis()
    value_axis: Axis = Axis(labels=False, line=False)
    plot: PlotArea | None = None
    gap_width: int = 60
    overlap: int = 0
    legend_size: float = 0.0
    second_axis: Axis | None = None
    time: TimeScale | None = None
    headings: tuple[str, str, str, str] = ("", "x", "y", "")
    lang: str = "en-GB"
    source_heading: str = "{}, as in the source"

    @property
    def is_horizontal(self) -> bool:
        """Whether the values run from left to right."""
        return self.type.startswith("bar")

    @property
    def is_round(self) -> bool:
        return self.type in ("pie", "doughnut")

    @property
    def is_cloud(self) -> bool:
        """Whether its points stand by two numbers."""
        return self.type in ("scatter", "bubble")
