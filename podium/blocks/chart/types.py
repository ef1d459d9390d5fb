"""Another chart type, if the one in the outline cannot show the numbers.

In: the type in the outline, and the table. Out: the type to draw, and a warning if it is another one.
"""

from __future__ import annotations

from podium.scene.charts import ChartType
from podium.series.advice import Advice
from podium.series.table import Table
from podium.series.values import is_doubtful


def drawn_as(wanted: ChartType, table: Table) -> tuple[ChartType, Advice | None]:
    """The chart's type, or the one that can show these numbers."""
    count, negative = len(table.series), any(v < 0 for v in table.numbers)
    if wanted in ("pie", "doughnut") and negative:
        return "bar", _instead(f"a {wanted} cannot show negative values; drawn as bars", "bar")
    if wanted == "pie" and count > 1:
        return "bar-100", _instead(f"a pie shows one series, not {count}; drawn as 100% bars", "bar-100")
    if wanted in ("area", "column-100", "bar-100") and negative:
        other: ChartType = "line" if wanted == "area" else "bar" if wanted == "bar-100" else "column"
        return other, _instead(f"'{wanted}' cannot show negative values; drawn as '{other}'", other)
    if wanted == "area" and any(is_doubtful(q) for q in table.values):
        return "line", _instead("an area chart cannot show that a value is uncertain; drawn as a line", "line")
    if wanted == "combined" and count == 1:
        return "column", _instead("a combined chart needs two series, not one; drawn as columns", "column")
    if wanted.endswith("-stacked") and count == 1:
        return ("bar" if wanted.startswith("bar") else "column"), None
    return wanted, None


def _instead(message: str, kind: str) -> Advice:
    return message, "chart-type", f"use 'type: {kind}'"
