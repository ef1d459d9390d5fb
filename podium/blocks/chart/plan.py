"""Where everything in a chart stands: room for texts, thickness of bars, which labels fit, which axis is
needed.

In: a `Job`: the table, its colours and the room in points. Out: a `Plan`: the `ChartSpec`, the room that it
really takes, and what the author of the outline should know. Shares of the room are computed from measured
texts, so that PowerPoint and LibreOffice draw the same picture.
"""

from __future__ import annotations

from dataclasses import replace

from podium import languages
from podium.blocks.chart.bars import bars
from podium.blocks.chart.combined import combined
from podium.blocks.chart.drawing import Job, Plan
from podium.blocks.chart.lines import line
from podium.blocks.chart.pies import round_chart

_MAX_KEYED = 6  # colours that can be told apart in a key


def plan(job: Job) -> Plan:
    """The plan of any chart."""
    made = (
        round_chart(job)
        if job.kind in ("pie", "doughnut")
        else combined(job)
        if job.kind == "combined"
        else line(job)
        if job.kind in ("line", "area")
        else bars(job)
    )
    spec = replace(made.spec, lang=languages.proofing(job.lang), source_heading=job.words.as_in_source)
    shown = sum(not s.total for s in spec.series)
    made = replace(made, spec=spec)
    if shown <= _MAX_KEYED or job.highlight in job.table.series:
        return made
    many = (
        f"{shown} series can hardly be told apart by colour",
        "crowded",
        "leave some out, or name one in 'highlight'",
    )
    return replace(made, warnings=(*made.warnings, many))
