"""A chart before its layout and after it.

In: a table, colours and the room (`ChartDraft`). Out: the finished chart and the room that it takes (`ChartPlan`), with
the sizes that all chart types share. All lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from podium.languages.catalogue import ChartWords
from podium.outline.quantities import Quantity
from podium.scene.boxes import Align
from podium.scene.chart_types import TRAITS, ChartType, Traits
from podium.scene.charts import ChartSpec, Span
from podium.series.advice import Advice
from podium.series.colours import ChartColours
from podium.series.table import Table
from podium.themes import Theme

# Sizes of category names and values in pt; smaller ones cannot be read.
SIZES = (18, 17, 16)
LARGE_SIZES = (20, 19, *SIZES)
AXIS_SIZE = 16
LEGEND_SIZE = 16
MOST_KEYED = 4  # series in the key line above the chart; more have a legend
LINE_PITCH = 1.22  # of both renderers, as a multiple of the size
GAP = 10.0  # pt between a category name and the axis, and from a bar to its value
_WIDE, _TALL_ROW = 600.0, 60.0  # pt from which texts take the larger sizes: of the chart, of a row of bars


@dataclass(frozen=True, slots=True)
class ChartDraft:
    """What to draw, and the room in pt. `measure(text, size, bold)` is the width of a text in pt, `lines(text, size,
    width)` the number of its lines.

    `peers`: in small multiples the table of all series, which share one scale. `drawn`: the series that a combined
    chart draws as lines; `second`: the title of their axis, "" if they share the first. `even`: dates are evenly
    spaced.
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
    def traits(self) -> Traits:
        """What distinguishes its type from others."""
        return TRAITS[self.kind]

    @property
    def scale(self) -> Table:
        """The values that the axis must cover and for whose labels there must be room."""
        return self.peers or self.table

    @property
    def extent(self) -> list[float]:
        """The numbers of `scale` with the ends of their whiskers."""
        ends = [end for q in self.scale.values for end in whisker_span(q, self.kind) or ()]
        return [*self.scale.numbers, *ends]

    @property
    def is_fixed(self) -> bool:
        """Whether the axis must have fixed ends: for peers, and for whiskers, which labels must clear."""
        return self.peers is not None or any(whisker_span(q, self.kind) for q in self.table.values)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes (pt) for texts, the largest first; a chart with much room starts with larger ones."""
        tall = self.traits.horizontal and self.height >= _TALL_ROW * len(self.table.categories)
        return LARGE_SIZES if self.width >= _WIDE or tall else SIZES


class Caption(NamedTuple):
    """The title of an axis, in a text box over the chart: LibreOffice breaks the lines of a chart's own axis titles.

    `x`, `y`, `width` in pt from the chart's top left corner; one line of `size`, in the role `colour`.
    """

    text: str
    x: float
    y: float
    width: float
    align: Align = "left"
    colour: str = "ink2"
    bold: bool = True
    size: float = AXIS_SIZE
    name: str = "Axis"

    @property
    def height(self) -> float:
        """The height (pt) of its line."""
        return self.size * LINE_PITCH + 2.0


CAPTION_HEIGHT = AXIS_SIZE * LINE_PITCH + 2.0  # pt


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A finished chart and the room (pt) that it takes; `keyed`: it needs a key above it."""

    spec: ChartSpec
    width: float
    height: float
    keyed: bool = False
    warnings: tuple[Advice, ...] = ()
    captions: tuple[Caption, ...] = ()


def whisker_span(q: Quantity | None, kind: ChartType) -> Span | None:
    """The whisker of a value: the range that the outline gives for it."""
    if not TRAITS[kind].whiskers or q is None or q.kind != "range" or q.low is None or q.high is None:
        return None
    return Span(q.low, q.high)
