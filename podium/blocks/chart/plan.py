"""The plan of a chart: the room for texts, thickness of bars, labels that fit, axes that are needed.

In: a `ChartDraft`: the table, its colours and the room in points; or the `PointsDraft` of a chart of points. Out: a
`ChartPlan`: the `ChartSpec`, the room that it takes, and warnings for the author. The plot area is computed from
measured texts, so that PowerPoint and LibreOffice draw the same chart. Each type has its plan in `PLANS` or in
`POINT_PLANS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from podium import languages
from podium.blocks.chart.bars import bar_chart
from podium.blocks.chart.combined import combined_chart
from podium.blocks.chart.draft import ChartDraft, ChartPlan
from podium.blocks.chart.lines import line_chart
from podium.blocks.chart.pies import pie_chart
from podium.blocks.chart.points import PointsDraft, points_chart
from podium.scene.chart_types import ChartType

_MAX_COLOURS = 6  # series that can be told apart by colour

PLANS: Mapping[ChartType, Callable[[ChartDraft], ChartPlan]] = {
    "column": bar_chart,
    "column-stacked": bar_chart,
    "column-100": bar_chart,
    "bar": bar_chart,
    "bar-stacked": bar_chart,
    "bar-100": bar_chart,
    "line": line_chart,
    "area": line_chart,
    "pie": pie_chart,
    "doughnut": pie_chart,
    "combined": combined_chart,
}
POINT_PLANS: Mapping[ChartType, Callable[[PointsDraft], ChartPlan]] = {"scatter": points_chart, "bubble": points_chart}


def plan_chart(chart: ChartDraft) -> ChartPlan:
    """The plan of a chart with categories, in the language of the deck; a warning if it has too many colours.

    A type without a plan is a mistake in podium: `NotImplementedError`.
    """
    if chart.kind not in PLANS:
        raise _no_plan(chart.kind, "PLANS")
    plan = PLANS[chart.kind](chart)
    spec = replace(plan.spec, lang=languages.proofing(chart.lang), source_heading=chart.words.as_in_source)
    shown = sum(not s.total for s in spec.series)
    plan = replace(plan, spec=spec)
    if shown <= _MAX_COLOURS or chart.highlight in chart.table.series:
        return plan
    many = (
        f"{shown} series are too many to tell apart by colour",
        "crowded",
        "leave some out, or name one in 'highlight'",
    )
    return replace(plan, warnings=(*plan.warnings, many))


def plan_points(chart: PointsDraft) -> ChartPlan:
    """The plan of a chart whose points have an x and a y; `NotImplementedError` as in `plan_chart`."""
    if chart.kind not in POINT_PLANS:
        raise _no_plan(chart.kind, "POINT_PLANS")
    return POINT_PLANS[chart.kind](chart)


def _no_plan(kind: str, where: str) -> NotImplementedError:
    return NotImplementedError(f"the chart type '{kind}' has no plan in {where} of podium.blocks.chart.plan")
