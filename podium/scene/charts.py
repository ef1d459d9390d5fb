"""A native chart, decided to the last label: the type of `podium.scene.boxes.Chart.spec`.

Blocks make a `ChartSpec`; back-ends write it down. Colours are roles that the theme resolves, sizes are points, and
positions are shares of the chart's rectangle. A label has its text and, where a number format gives the same text, that
format too, so that the label follows when the data are edited.

A combined chart is a column chart in which some series are `drawn` as lines and, if they have another unit, have a
second value axis. Scatter and bubble charts have no categories: their points have an `x` (and a `weight`), and
`category_axis` is the x axis. What distinguishes the types is in `podium.scene.chart_types`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from podium.scene.boxes import Fill, Hatch
from podium.scene.chart_types import TRAITS, ChartType, Traits

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
    """The ends of a whisker: the value lies between `low` and `high`."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Label:
    """The text at a point. `size` in pt, `colour` a role.

    `number_format` (in Excel's syntax) turns the number into `text`; "" if only a fixed text can ("70–90"). `shows`
    says what an editing program builds the text from. `nudge` moves it down by a share of the chart's height, `shift`
    to the right by a share of its width. `ground` is the colour role behind the text, "" for none. `lead` is the space
    between a bar and a fixed text (a number format has its own).
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
    """One value and its style; without a value it is a gap. `fill` None: that of the series.

    `open`: the value is not exact, so its marker is hollow on a line and pale in a scatter chart. `span` and `x_span`
    are whiskers along the value axis and the x axis. Only points of scatter and bubble charts have a `name`, an `x` and
    a `weight` (shown by the area of the bubble).
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
    """Points in one colour, one for each category.

    `total`: an unfilled series on top of a stack that carries the label of the sum; its numbers are the sums of the
    series before it (formulas in the workbook). `markers`: dots on a line. `drawn`: as a line in a combined chart.
    `whiskers`: the colour role of the whiskers.
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
    """The style and range of an axis. `labels`: it has tick labels; `grid`: hairlines across the plot; `line`: a line
    along the axis.

    `minimum`, `maximum` None: left to the program, which then follows edited data. `reverse`: the first category at the
    top. `low`: labels at the edge of the plot, not beside the zero line. `every`: only each n-th label is shown.
    `step`: the distance between ticks, None to leave it to the program.
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
    size: float = 16.0
    colour: str = "ink"
    step: float | None = None


class TimeScale(NamedTuple):
    """A date axis, on which categories are as far apart as their dates: the day number of each (from 1), the distance
    between labels as `step` units, and the cell format of a day."""

    serials: tuple[int, ...]
    unit: Literal["days", "months", "years"]
    step: int
    cell_format: str


class PlotArea(NamedTuple):
    """The inner plot area, without axis labels, as shares of the chart's width and height."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart without its title, which is a text box above it.

    `gap_width`: the space between bars in percent of a bar; `overlap`: -100 to 100; `legend_size`: in pt, 0 for no
    legend. `second_axis`: the axis at the right for the series drawn as lines, None if they share the first.
    `headings`: those of the workbook of a scatter or bubble chart, for points, x, values, weights. `source_heading`:
    the heading over the source's own words, as "{}, as in the source". `time`: makes the category axis a date axis
    from the `minimum` to the `maximum` of `category_axis`. `lang`: the proofing language (`en-GB`).
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
    def traits(self) -> Traits:
        """What distinguishes its type from others."""
        return TRAITS[self.type]
