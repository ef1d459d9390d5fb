"""The plan of a chart with categories: the room for texts, thickness of bars, labels that fit, axes that are needed.

In: a `ChartDraft`: the table, its colours and the room in points. Out: a `ChartPlan`: the `ChartSpec`, the room that it
takes, and warnings for the author. The plot area is computed from measured texts, so that PowerPoint and LibreOffice
draw the same chart.
"""

from __future__ import annotations

from dataclasses import replace

from podium import languages
from podium.blocks.chart.bars import bar_chart
from podium.blocks.chart.combined import combined_chart
from podium.blocks.chart.draft import ChartDraft, ChartPlan
from podium.blocks.chart.lines import line_chart
from podium.blocks.chart.pies import pie_chart

_MAX_COLOURS = 6  # series that can be told apart by colour


def plan_chart(chart: ChartDraft) -> ChartPlan:
    """The plan of a chart of any type but scatter and bubble."""
    plan = (
        pie_chart(chart)
        if chart.kind in ("pie", "doughnut")
        else combined_chart(chart)
        if chart.kind == "combined"
        else line_chart(chart)
        if chart.kind in ("line", "area")
        else bar_chart(chart)
    )
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
