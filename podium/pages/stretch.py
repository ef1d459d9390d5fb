"""A stretch of time at its own scale: its ends with their labels, and round dates between them.

In: dates. Out: a `Band`, whose labels are years, months or days, as its length and its ends ask for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from podium.outline.dates.format import format_fields
from podium.outline.dates.model import CalendarDate, Day, HistoricalDate, decimal_year, next_day
from podium.scene.boxes import Band

_YEARS_FROM, _MONTHS_FROM = 4.0, 0.4  # years of a stretch that is labelled by years or months whatever its ends are
_STEPS = tuple(n * 10**k for k in range(6) for n in (1, 2, 5))
Unit = Literal["y", "My", "dMy"]


def stretch(dates: Sequence[HistoricalDate], lang: str, whole: Band | None = None) -> Band | None:
    """From the first to the last of the dates, None without any; open ones ("before 1905") reach to the ends of
    `whole`."""
    if not dates:
        return None
    first, last = min(d.earliest for d in dates), max(d.latest for d in dates)
    if whole is not None and any(d.open_start for d in dates):
        first = min(first, (math.floor(whole.start), 1, 1))
    if whole is not None and any(d.open_end for d in dates):
        last = max(last, (math.ceil(whole.end) - 1, 12, 31))
    return between(first, last, lang)


def between(first: Day, last: Day, lang: str) -> Band:
    """From one day to another; the label `last` is empty if it would repeat `first`."""
    unit = _unit(first, last)
    ends = (_label(first, unit, lang), _label(last, unit, lang))
    named = {"y": (last[0], 1, 1), "My": (*last[:2], 1), "dMy": last}[unit]
    return Band(
        decimal_year(first),
        decimal_year(last, end=True),
        ends[0],
        ends[1] if ends[1] != ends[0] else "",
        decimal_year(named),
    )


def _unit(first: Day, last: Day) -> Unit:
    length, after = decimal_year(last, end=True) - decimal_year(first), next_day(last)
    if length > _YEARS_FROM or (first[1:] == after[1:] == (1, 1) and after[0] - first[0] > 1):
        return "y"
    whole_months = first[2] == after[2] == 1 and first[:2] != last[:2]
    return "My" if whole_months or length > _MONTHS_FROM else "dMy"


def _label(day: Day, unit: Unit, lang: str) -> str:
    return format_fields(CalendarDate("day", *day), unit, lang)


def round_dates(band: Band, lang: str, most: int = 5) -> list[tuple[float, str]]:
    """Up to `most` round years between the ends (1910, 1920), or months in up to two years, with their labels."""
    length = band.end - band.start
    if length > 2:
        step = next((s for s in _STEPS if length / s <= most), _STEPS[-1])
        counted = range(math.floor(band.start / step) * step, math.ceil(band.end), step)
        years = [y if y > 0 else y + 1 for y in counted if y]  # 600 BC is the year -599
        inner_years = [y for y in years if band.start < y < band.end]
        return [(float(y), format_fields(CalendarDate("year", y), "y", lang)) for y in inner_years]
    months = range(math.ceil(band.start * 12 - 1e-6), math.ceil(band.end * 12 - 1e-6))
    gap = next(g for g in (1, 2, 3, 6, 12) if len(months) / g <= most)
    inner = [(m // 12, m % 12 + 1) for m in months if m % gap == 0 and m / 12 > band.start + 1e-6]
    return [
        (decimal_year((y, m, 1)), format_fields(CalendarDate("month", y, m), "M" if m > 1 else "y", lang))
        for y, m in inner
    ]
