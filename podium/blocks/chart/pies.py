"""Pie charts, with names and values around them, and doughnut charts, with values inside and a legend.

In: a `ChartDraft`. Out: its `ChartPlan`.
"""

from __future__ import annotations

from dataclasses import replace

from podium.blocks.chart.draft import LEGEND_SIZE, ChartDraft, ChartPlan
from podium.blocks.chart.labels import category_names, series_of, value_label
from podium.outline.quantities import Quantity
from podium.scene.charts import ChartSpec, Label, PlotArea, Point
from podium.series.advice import Advice
from podium.series.colours import text_on
from podium.series.values import is_doubtful

_SLICES = 6


def pie_chart(chart: ChartDraft) -> ChartPlan:
    """The plan of a pie or doughnut chart."""
    ring = chart.kind == "doughnut"
    height = chart.height
    width = min(chart.width, height * 1.9)
    warnings: tuple[Advice, ...] = ()
    n = len(chart.table.categories)
    if n > _SLICES:
        warnings = ((f"{n} slices are too many to compare", "crowded", "use 'type: bar', or add up the smallest"),)
    legend = 30.0 if ring else 0.0
    side = min((height - legend) * (0.94 if ring else 0.74), width * 0.5)
    plot = PlotArea(
        (width - side) / 2 / width,
        (legend + (height - legend - side) / 2) / height,
        side / width,
        side / height,
    )

    def label(q: Quantity | None, colour: str) -> Label | None:
        doubtful = is_doubtful(q)
        if ring:
            return value_label(
                q,
                chart,
                16,
                "ink" if doubtful else text_on(colour, chart.theme),
                "centre",
                "ground" if doubtful else "",
            )
        named = value_label(q, chart, 16, "ink")
        return replace(named, shows="category-value") if named and named.number_format else named

    series = tuple(series_of(chart, s, label) for s in range(len(chart.table.series)))
    if not ring:
        series = tuple(
            replace(s, points=tuple(_named(p, c) for p, c in zip(s.points, chart.table.categories, strict=True)))
            for s in series
        )
    spec = ChartSpec(chart.kind, category_names(chart), series, plot=plot, legend_size=LEGEND_SIZE if ring else 0.0)
    return ChartPlan(spec, width, height, warnings=warnings)


def _named(point: Point, category: str) -> Point:
    """The point with its category above its value in the label."""
    if point.label is None:
        return point
    return replace(point, label=replace(point.label, text=f"{category}\n{point.label.text}"))
