"""Where everything in a chart stands: room for texts, thickness of bars, which labels fit, which axis is
needed.

In: a `Job`: the table, its colours and the room in points. Out: a `Plan`: the `ChartSpec`, the room that it
really takes, and what the author of the outline should know. Shares of the room are computed from measured
texts, so that PowerPoint and LibreOffice draw the same picture.
"""

from __future__ import annotations

from dataclasses import replace

from podium.blocks.chart.bars import bar_chart
from podium.blocks.chart.combined import combined_chart
from podium.blocks.chart.draft import ChartDraft, ChartPlan
from podium.blocks.chart.lines import line_chart
from podium.blocks.chart.pies import pie_chart
from podium.languages.slide_words import proofing_language

_MAX_KEYED = 6  # colours that can be told apart in a key


def plan_chart(chart: ChartDraft) -> ChartPlan:
    """The plan of any chart."""
    plan = (
        pie_chart(chart)
        if chart.kind in ("pie", "doughnut")
        else combined_chart(chart)
        if chart.kind == "combined"
        else line_chart(chart)
        if chart.kind in ("line", "area")
        else bar_chart(chart)
    )
    spec = replace(plan.spec, lang=proofing_language(chart.lang), source_heading=chart.words.as_in_source)
    shown = sum(not s.total for s in spec.series)
    plan = replace(plan, spec=spec)
    if shown <= _MAX_KEYED or chart.highlight in chart.table.series:
        return plan
    many = (
        f"{shown} series are too many to tell apart by colour",
        "crowded",
        "leave some out, or name one in 'highlight'",
    )
    return replace(plan, warnings=(*plan.warnings, many))
