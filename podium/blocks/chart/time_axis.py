"""The time axis of lines and areas: years and dates stand as far apart as they are.

In: the categories' texts. Out: a `TimeAxis`, or None where they are no dates, or where equal steps tell the truth. A
native date axis counts whole days, and programs know no day before 1900. So whole years are their own numbers (the year
1848 is day 1848, shown as "1848"), months and days from March 1900 on are real dates, and for all else the axis counts
days from the first date and podium writes the years beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from podium.outline.dates.format import format_date
from podium.outline.dates.model import edtf_year
from podium.outline.dates.parse import DateError, HistoricalDate, parse_date
from podium.scene.charts import TimeScale

_LEAST = 3  # dates that make an axis
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets; right from March 1900 on, for they take 1900 for a leap year
_FIRST_REAL = 1900 + 2 / 12
_EVEN = 0.02  # steps that differ by less than this share are equal
_YEAR = 365.2425
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)
_MONTHS = (1, 2, 3, 6)
_LONG = 3.0  # years from which an axis shows years only
_GAP = 14.0  # pt between two texts at the axis
Ruler = Callable[[str, float, bool], float]


class TimeAxis(NamedTuple):
    """`scale` is what the chart gets, `places` are the categories' shares of the axis, `texts` those that podium writes
    itself, each with its share of the axis."""

    scale: TimeScale
    places: tuple[float, ...]
    minimum: int
    maximum: int
    number_format: str
    texts: tuple[tuple[float, str], ...] = ()

    @property
    def closest(self) -> float:
        """The smallest distance of two neighbours, as a share of the axis."""
        return min(b - a for a, b in pairwise(self.places))


def time_axis(categories: Sequence[str], width: float, size: float, measure: Ruler, lang: str) -> TimeAxis | None:
    """The axis for `width` pt with texts of `size` pt; None if the categories are better spaced evenly."""
    dates = _dates(categories, lang)
    if dates is None:
        return None
    at = [(d.start + d.end) / 2 for d in dates]
    if any(b <= a for a, b in pairwise(at)) or _is_even(dates, at):
        return None
    whole = all(_is_years(d) for d in dates)
    if whole and at[0] >= 1:
        return _years(at, width, size, measure)
    if at[0] >= _FIRST_REAL and at[-1] < 9999:
        return _days(dates, at, width, size, measure)
    return _counted(at, width, size, measure, lang)


def _dates(categories: Sequence[str], lang: str) -> list[HistoricalDate] | None:
    if len(categories) < _LEAST:
        return None
    found = []
    for text in categories:
        try:
            found.append(parse_date(text, lang))
        except DateError:
            return None
    return found if all(math.isfinite(d.start) and math.isfinite(d.end) for d in found) else None


def _is_years(d: HistoricalDate) -> bool:
    """Whether it is made of whole years."""
    return d.earliest[1:] == (1, 1) and d.latest[1:] == (12, 31)


def _is_even(dates: Sequence[HistoricalDate], at: Sequence[float]) -> bool:
    """Whether the steps are equal; months are, whatever their lengths."""
    months = [12 * d.earliest[0] + d.earliest[1] for d in dates]
    if all(d.earliest[2] == 1 for d in dates) and len({b - a for a, b in pairwise(months)}) == 1:
        return True
    steps = [b - a for a, b in pairwise(at)]
    return max(steps) - min(steps) <= _EVEN * max(steps)


def _step(first: float, last: float, room: float, wide: float, steps: Sequence[int]) -> int:
    """The smallest step at which texts of that width stand clear of one another."""
    most = max(1.0, room / (wide + _GAP))
    return next((s for s in steps if (last - first) / s + 1 <= most), steps[-1])


def _years(at: Sequence[float], width: float, size: float, measure: Ruler) -> TimeAxis:
    """Whole years, counted as days."""
    serials = [math.floor(year) for year in at]
    step = _step(serials[0], serials[-1], width, measure(str(serials[-1]), size, False), _STEPS)
    low, high = _ends(serials[0], serials[-1], step)
    return _made(serials, low, high, TimeScale(tuple(serials), "days", step, "0"), "0")


def _ends(first: float, last: float, step: int) -> tuple[int, int]:
    return math.floor(first / step) * step, math.ceil(last / step) * step


def _days(dates: Sequence[HistoricalDate], at: Sequence[float], width: float, size: float, measure: Ruler) -> TimeAxis:
    """Real dates, as spreadsheets count them."""
    serials = [_serial(year) for year in at]
    first, last = math.floor(at[0]), math.ceil(at[-1])
    if at[-1] - at[0] >= _LONG:
        step = _step(first, last, width, measure("1939", size, False), _STEPS)
        low, high = _ends(first, last, step)
        scale = TimeScale(tuple(serials), "years", step, "yyyy-mm-dd")
        return _made(serials, _day(low, 1), _day(high, 1), scale, "yyyy")
    start, end = dates[0].earliest, dates[-1].latest
    months = 12 * (end[0] - start[0]) + end[1] - start[1] + 1
    if months > 2:
        step = _step(0, months, width, measure("Sep 1939", size, False), _MONTHS)
        many = math.ceil(months / step) * step
        high = _day(start[0] + (start[1] - 1 + many) // 12, (start[1] - 1 + many) % 12 + 1)
        scale = TimeScale(tuple(serials), "months", step, "yyyy-mm-dd")
        return _made(serials, _day(*start[:2]), high, scale, "mmm yyyy")
    step = _step(serials[0], serials[-1], width, measure("30 Sep", size, False), _STEPS)
    scale = TimeScale(tuple(serials), "days", step, "yyyy-mm-dd")
    return _made(serials, serials[0], serials[0] + math.ceil((serials[-1] - serials[0]) / step) * step, scale, "d mmm")


def _serial(year: float) -> int:
    """The day of a decimal year as spreadsheets count it."""
    whole = math.floor(year)
    start, end = date(whole, 1, 1), date(whole + 1, 1, 1)
    return (start - _EPOCH).days + math.floor((year - whole) * (end - start).days)


def _day(year: int, month: int) -> int:
    return (date(max(1, min(9999, year)), month, 1) - _EPOCH).days


def _counted(at: Sequence[float], width: float, size: float, measure: Ruler, lang: str) -> TimeAxis:
    """Days from before the first date, with the years written beside the axis."""
    per, steps = (1, _STEPS) if at[-1] - at[0] >= _LONG else (12, _MONTHS)  # parts of a year that a text names
    first, last = math.floor(at[0] * per), math.ceil(at[-1] * per)
    wide = max(measure(_written(part, per, lang), size, False) for part in (first, last))
    step = _step(first, last, width, wide, steps)
    parts = _round_parts(first, last, step, per)
    low, high = parts[0], parts[-1]
    serials = [1 + round((year - low / per) * _YEAR) for year in at]
    end = 1 + round((high - low) / per * _YEAR)
    texts = [((part - low) / (high - low), _written(part, per, lang)) for part in parts]
    scale = TimeScale(tuple(serials), "days", max(1, round(step / per * _YEAR)), "0")
    return _made(serials, 1, end, scale, "0")._replace(texts=tuple(texts))


def _round_parts(first: int, last: int, step: int, per: int) -> list[int]:
    """The years (or months) at round numbers from before `first` to after `last`; before our era 500 BC is round, which
    is the astronomical year -499."""

    def part(n: int) -> int:
        return n * step if n > 0 or per > 1 else 1 + n * step

    start = math.floor(first / step) if first > 0 or per > 1 else math.floor((first - 1) / step)
    found = [part(start)]
    while found[-1] < last or len(found) < 2:
        start += 1
        found.append(part(start))
    return found


def _written(part: int, per: int, lang: str) -> str:
    """An astronomical year, or a month of one counted from the year 0, as people write it."""
    year, month = divmod(part, per)
    return format_date(parse_date(edtf_year(year) + (f"-{month + 1:02d}" if per == 12 else "")), lang, "short")


def _made(serials: Sequence[int], low: int, high: int, scale: TimeScale, shown: str) -> TimeAxis:
    high = max(high, low + 1)
    return TimeAxis(scale, tuple((s - low) / (high - low) for s in serials), low, high, shown)
