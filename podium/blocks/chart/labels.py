"""The labels of charts: values, category names, the legend, and the points that carry them.

In: a `ChartDraft`. Out: scene labels and series, and lengths in points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from podium.blocks.chart.draft import LEGEND_SIZE, LINE_PITCH, ChartDraft, whisker_span
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.charts import Label, LabelPlace, Point, Series
from podium.series.colours import fill_of
from podium.series.number_formats import label_format
from podium.series.values import drawn_value, is_doubtful

_LEAD = "\u00a0"  # between a bar and its value, in addition to the little that programs leave


def value_label(
    q: Quantity | None, chart: ChartDraft, size: float, colour: str, place: LabelPlace = "outside", ground: str = ""
) -> Label | None:
    """The label of a value; None for a gap, and if values have no labels (size 0)."""
    if q is None or q.best is None or not size:
        return None
    lead = _LEAD if chart.traits.horizontal and place == "outside" else ""
    return Label(
        format_quantity(q, chart.lang),
        label_format(q, chart.lang, lead),
        "value",
        place,
        colour,
        float(size),
        ground=ground,
        lead=lead,
    )


def value_texts(chart: ChartDraft) -> list[list[str]]:
    """The values as texts, by series."""
    return [
        [format_quantity(q, chart.lang) for q in chart.scale.column(s) if q is not None and q.best is not None]
        for s in range(len(chart.scale.series))
    ]


def category_names(chart: ChartDraft) -> tuple[str, ...]:
    """The category names; in a single series, a category without a value says so, since a gap has no label."""
    if len(chart.scale.series) > 1 or chart.traits.gaps:
        return chart.table.categories
    unknown = format_quantity(Quantity("", None, None, None, "unknown"), chart.lang)
    return tuple(
        f"{name} ({unknown})" if row[0] is None or row[0].best is None else name
        for name, row in zip(chart.table.categories, chart.table.cells, strict=True)
    )


def legend_room(chart: ChartDraft, width: float) -> float:
    """The height of a legend in rows above the plot."""
    row, rows = 0.0, 1
    for name in chart.table.series:
        needed = chart.measure(name, LEGEND_SIZE, False) + 40
        if row and row + needed > width * 0.9:
            row, rows = 0.0, rows + 1
        row += needed
    return rows * LEGEND_SIZE * LINE_PITCH + 14


def series_of(chart: ChartDraft, s: int, label: Callable[[Quantity | None, str], Label | None]) -> Series:
    """Series `s` with the colours of its points; `label` returns the label for a value and a colour."""
    points = []
    for row, roles in zip(chart.table.cells, chart.colours.points, strict=True):
        q, colour = row[s], roles[s]
        span = whisker_span(q, chart.kind)
        points.append(Point(drawn_value(q), label(q, colour), fill_of(colour, q), is_doubtful(q), span))
    name = chart.table.series[s] or chart.unit or chart.words.value
    return Series(name, tuple(points), chart.colours.series[s])


def is_sequence(names: Sequence[str]) -> bool:
    """Whether the names follow from one another, as years do, so that some can be left out."""
    return all(len(name) <= 12 and any(c.isdigit() for c in name) for name in names)
