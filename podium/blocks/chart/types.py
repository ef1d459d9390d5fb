"""Another chart type, if the one in the outline cannot show the numbers.

In: the type in the outline, and the table. Out: the type to draw, and a warning if it is another one; of a combined
chart, the series that are lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from podium.scene.chart_types import TRAITS, ChartType
from podium.series.advice import Advice
from podium.series.table import Table
from podium.series.values import is_doubtful


def lines_of(table: Table, named: Sequence[str]) -> frozenset[str]:
    """The series that a combined chart draws as lines: those that are named, else the last; never all."""
    found = frozenset(s for s in table.series if s in named)
    return found if 0 < len(found) < len(table.series) else frozenset(table.series[-1:])


def drawn_as(wanted: ChartType, table: Table) -> tuple[ChartType, Advice | None]:
    """The chart's type, or the one that can show these numbers."""
    traits, count = TRAITS[wanted], len(table.series)
    noun = traits.noun or f"'{wanted}'"
    if traits.if_negative and any(v < 0 for v in table.numbers):
        other = traits.if_negative
        if traits.pie:
            return other, _instead(f"{noun} cannot show negative values", other)
        return other, (f"'{wanted}' cannot show negative values; drawn as '{other}'", *_use(other))
    if traits.if_several and count > 1:
        return traits.if_several, _instead(f"{noun} shows one series, not {count}", traits.if_several)
    if traits.if_doubtful and any(is_doubtful(q) for q in table.values):
        return traits.if_doubtful, _instead(f"{noun} cannot show that a value is uncertain", traits.if_doubtful)
    if traits.if_single and count == 1:
        if traits.stacked:  # a stack of one looks the same
            return traits.if_single, None
        return traits.if_single, _instead(f"{noun} needs two series, not one", traits.if_single)
    return wanted, None


def _instead(why: str, other: ChartType) -> Advice:
    plural = TRAITS[other].plural or f"'{other}'"
    return (f"{why}; drawn as {plural}", *_use(other))


def _use(other: ChartType) -> tuple[str, str]:
    return "chart-type", f"use 'type: {other}'"
