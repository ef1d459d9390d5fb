"""The time axis of line and area charts, on which dates are spaced to scale.

In: the names of the categories. Out: a `TimeAxis`, or None if they are not dates or are evenly spaced in any case;
`in_time_order` sorts a table by its dates, with a warning. A native date axis counts whole days, and the programs know
no day before 1900. Whole years are therefore their own day numbers (the year 1848 is day 1848, shown as "1848"), months
and days from March 1900 on are true dates, and for any others the axis counts days (or years) from its first tick, and
podium writes the labels. Months are named in the deck's language, whatever the language of the program.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from podium.languages.tags import language
from podium.outline.dates.format import format_date, format_fields
from podium.outline.dates.model import CalendarDate, Day, Precision, day_number, day_of
from podium.outline.dates.parse import DateError, HistoricalDate, parse_date
from podium.scene.charts import TimeScale
from podium.series.advice import Advice
from podium.series.table import Table

_LEAST = 3  # dates on a time axis
_FIRST_REAL: Day = (1900, 3, 1)  # spreadsheets take 1900 for a leap year
_EPOCH = day_number((1899, 12, 30))  # day 0 of spreadsheets; right from March 1900 on
_LAST_REAL = 9999
_EVEN = 0.02  # intervals that differ by less than this share are equal
_YEAR = 365.2425
_MOST_DAYS = 2_900_000  # that spreadsheets can count
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, *(n * 10**p for p in (3, 4, 5, 6) for n in (1, 2, 5)))
_MONTHS = (1, 2, 3, 6, 12)
_LONG = 3.0 * _YEAR  # days; a longer axis shows years only
_SHORT = 62  # days; a shorter axis shows days
_GAP = 14.0  # pt between two labels
_NAMED = 3  # dates that a warning names
Ruler = Callable[[str, float, bool], float]
# Number formats in which the programs show a month and a day in the deck's language rather than their own: the Windows
# number of the language, and the order of the fields. For any other language podium writes the labels.
_NATIVE = {
    "en": ("409", "mmm yyyy", "d mmm"),
    "de": ("407", "mmm yyyy", "d. mmm"),
    "fr": ("40C", "mmm yyyy", "d mmm"),
    "es": ("C0A", "mmm yyyy", "d mmm"),
    "it": ("410", "mmm yyyy", "d mmm"),
    "el": ("408", "mmm yyyy", "d mmm"),
    "tr": ("41F", "mmm yyyy", "d mmm"),
}


class TimeAxis(NamedTuple):
    """`positions` are those of the categories, as shares of the axis; `labels` are the labels that podium writes, each
    with its position; `last_label` is the one at the end of the axis. `minimum` and `maximum` are day numbers.
    """

    scale: TimeScale
    positions: tuple[float, ...]
    minimum: int
    maximum: int
    number_format: str
    labels: tuple[tuple[float, str], ...]
    last_label: str

    @property
    def least_distance(self) -> float:
        """The smallest distance between two categories, as a share of the axis."""
        return min(b - a for a, b in pairwise(self.positions))


class _LabelRoom(NamedTuple):
    """The room for labels of `size` pt: an axis `width` pt long."""

    width: float
    size: float
    measure: Ruler
    lang: str

    def step(self, units: float, steps: Sequence[int], *texts: str) -> int:
        """The smallest step at which such labels do not touch on an axis of `units`."""
        wide = max(self.measure(t, self.size, False) for t in texts)
        most = max(1.0, self.width / (wide + _GAP))
        return next((s for s in steps if units / s + 1 <= most), steps[-1])

    def label(self, day: Day, precision: Precision) -> str:
        """The label of a tick: a year, month or day."""
        year, month, number = day
        if precision == "year":
            return format_fields(CalendarDate("year", year), "y", self.lang)
        if precision == "month":
            return format_fields(CalendarDate("month", year, month), "My", self.lang)
        return format_fields(CalendarDate("day", year, month, number), "dM", self.lang)


def time_axis(categories: Sequence[str], width: float, size: float, measure: Ruler, lang: str) -> TimeAxis | None:
    """The axis for `width` pt with labels of `size` pt; None if the categories must be evenly spaced."""
    found = _spaced_dates(categories, lang)
    if found is None:
        return None
    dates, days = [d for d, _ in found], [n for _, n in found]
    room = _LabelRoom(width, size, measure, lang)
    whole, far = all(map(_is_years, dates)), days[-1] - days[0] > _MOST_DAYS
    years = [(d.earliest[0] + d.latest[0]) // 2 for d in dates]
    if (whole or far) and all(b > a for a, b in pairwise(years)):
        return _year_axis(years, room)
    if far:
        return None
    is_real = min(d.earliest for d in dates) >= _FIRST_REAL and dates[-1].latest[0] < _LAST_REAL
    if is_real and (days[-1] - days[0] >= _LONG or language(lang) in _NATIVE):
        return _date_axis(days, room)
    return _day_count_axis(days, room)


# ------------------------------------------------------------------------------------------- order


def in_time_order(table: Table, lang: str) -> tuple[Table, list[Advice]]:
    """The table in chronological order if its categories are dates, and warnings about dates that make no time axis."""
    dates = _dates(table.categories, lang)
    if dates is None:
        return table, _not_dates(table.categories, lang)
    if len(dates) < 2 or _days_of(dates) is not None:
        return table, []
    advice: list[Advice] = []
    order = sorted(range(len(dates)), key=lambda n: (dates[n].earliest, _middle(dates[n])))
    late = [f"'{table.categories[b]}' comes after '{table.categories[a]}'"
            for a, b in pairwise(range(len(dates))) if order.index(b) < order.index(a)]  # fmt: skip
    if late:
        more = f" and {len(late) - _NAMED} more" if len(late) > _NAMED else ""
        message = f"the dates are not in order: {', '.join(late[:_NAMED])}{more}; they are drawn in chronological order"
        advice.append((message, "date-order", "sort them, or use 'axis: even' to keep this order"))
    same = [(a, b) for a, b in pairwise(order) if _bounds(dates[a]) == _bounds(dates[b])]
    if same:
        named = ", ".join(f"'{table.categories[a]}' and '{table.categories[b]}'" for a, b in same[:_NAMED])
        more = f" and {len(same) - _NAMED} more" if len(same) > _NAMED else ""
        message = f"the same date occurs twice: {named}{more}; all dates are therefore evenly spaced"
        advice.append((message, "same-date", "keep one of them, or give each a date of its own"))
    sources = tuple(table.sources[n] for n in order) if table.sources else ()
    return replace(
        table,
        categories=tuple(table.categories[n] for n in order),
        cells=tuple(table.cells[n] for n in order),
        sources=sources,
    ), advice


def _not_dates(categories: Sequence[str], lang: str) -> list[Advice]:
    """A warning if a few categories are not dates, since all of them are then evenly spaced."""
    dates = [c for c in categories if _dates([c], lang)]
    others = [f"'{c}'" for c in categories if not _dates([c], lang)]
    if len(dates) < _LEAST or 2 * len(others) > len(dates) or _is_regular(dates, lang):
        return []
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    verb = "is not a date" if len(others) == 1 else "are not dates"
    message = f"{', '.join(others[:_NAMED])}{more} {verb}; all categories are therefore evenly spaced"
    return [(message, "no-date", "write dates such as 'AD 14' or 'c. 1905', or use 'axis: even'")]


def _is_regular(categories: Sequence[str], lang: str) -> bool:
    """Whether the dates are evenly spaced in any case."""
    return len(categories) >= _LEAST and _spaced_dates(categories, lang) is None


def with_formatted_dates(table: Table, lang: str) -> Table:
    """The table with its dates in the deck's language, as on a time axis; without a time axis, the table unchanged."""
    dates = _spaced_dates(table.categories, lang)
    return replace(table, categories=tuple(format_date(d, lang) for d, _ in dates)) if dates else table


def _dates(categories: Sequence[str], lang: str) -> list[HistoricalDate] | None:
    """The categories as dates; None if one of them is not a date."""
    found = []
    for text in categories:
        try:
            found.append(parse_date(text, lang))
        except DateError:
            return None
    return found


def _spaced_dates(categories: Sequence[str], lang: str) -> list[tuple[HistoricalDate, int]] | None:
    """The dates with their day numbers; None if they are not dates, not in order, or evenly spaced."""
    dates = _dates(categories, lang)
    days = _days_of(dates) if dates and len(dates) >= _LEAST else None
    return None if dates is None or days is None or _is_even(dates, days) else list(zip(dates, days, strict=True))


def _bounds(d: HistoricalDate) -> tuple[Day, Day]:
    return d.earliest, d.latest


def _middle(d: HistoricalDate) -> int:
    return (day_number(d.earliest) + day_number(d.latest)) // 2


def _days_of(dates: Sequence[HistoricalDate]) -> list[int] | None:
    """The day number of each date: its middle, or its first day if only that keeps the order (1905, 1905-06); None if
    the dates are not in order.
    """
    for place in (_middle, lambda d: day_number(d.earliest)):
        days = [place(d) for d in dates]
        if all(b > a for a, b in pairwise(days)):
            return days
    return None


def _is_years(d: HistoricalDate) -> bool:
    """Whether the date covers whole years."""
    return d.earliest[1:] == (1, 1) and d.latest[1:] == (12, 31)


def _is_even(dates: Sequence[HistoricalDate], days: Sequence[int]) -> bool:
    """Whether the dates are evenly spaced; months are, whatever their lengths."""
    months = [12 * d.earliest[0] + d.earliest[1] for d in dates]
    if all(d.earliest[2] == 1 for d in dates) and len({b - a for a, b in pairwise(months)}) == 1:
        return True
    steps = [b - a for a, b in pairwise(days)]
    return max(steps) - min(steps) <= _EVEN * max(steps)


# -------------------------------------------------------------------------------------------- axes


def _year_axis(years: Sequence[int], room: _LabelRoom) -> TimeAxis:
    """An axis of years, each of which is a day to the program: its own number or, BC, counted from the first tick."""
    first, last = years[0], years[-1]
    written = [room.label((year, 1, 1), "year") for year in (first, last)]
    step = room.step(last - first, _STEPS, *written)
    if first >= 1:
        low, high = math.floor(first / step) * step, math.ceil(last / step) * step
        return _axis(years, low, high, TimeScale(tuple(years), "days", step, "0"), "0", str(high))
    ticks = _round_years(first, last, step)
    base = ticks[0] - 1
    texts = [(year - base, room.label((year, 1, 1), "year")) for year in ticks]
    serials = tuple(year - base for year in years)
    return _axis(serials, 1, ticks[-1] - base, TimeScale(serials, "days", step, "0"), "0", texts=texts)


def _round_years(first: int, last: int, step: int) -> list[int]:
    """The round years from before `first` to after `last`; BC, a year is round as it is written: 500 BC is the
    astronomical year -499.
    """

    def year(n: int) -> int:
        return n * step if n > 0 else 1 + n * step

    start = math.floor(first / step) if first > 0 else math.floor((first - 1) / step)
    found = [year(start)]
    while found[-1] < last or len(found) < 2:
        start += 1
        if year(start) > found[-1]:  # at a step of one the year 1 comes twice
            found.append(year(start))
    return found


def _date_axis(days: Sequence[int], room: _LabelRoom) -> TimeAxis:
    """An axis of true dates, as spreadsheets count them."""
    precision, ticks, step = _ticks(days, room)
    serials = tuple(day - _EPOCH for day in days)
    number, month, day = _NATIVE.get(language(room.lang), ("", "", ""))
    shown = {"year": "yyyy", "month": f"[$-{number}]{month}", "day": f"[$-{number}]{day}"}[precision]
    unit = {"year": "years", "month": "months", "day": "days"}[precision]
    scale = TimeScale(serials, unit, step, "yyyy-mm-dd")  # type: ignore[arg-type]
    low, high = (day_number(tick) - _EPOCH for tick in (ticks[0], ticks[-1]))
    return _axis(serials, low, high, scale, shown, room.label(ticks[-1], precision))


def _day_count_axis(days: Sequence[int], room: _LabelRoom) -> TimeAxis:
    """An axis of days counted from the first tick, with labels that podium writes."""
    precision, ticks, step = _ticks(days, room)
    base = day_number(ticks[0]) - 1
    texts = [(day_number(tick) - base, room.label(tick, precision)) for tick in ticks]
    serials = tuple(day - base for day in days)
    between = max(1, round(step * {"year": _YEAR, "month": _YEAR / 12, "day": 1}[precision]))
    scale = TimeScale(serials, "days", between, "0")
    return _axis(serials, 1, texts[-1][0], scale, "0", texts=texts)


def _ticks(days: Sequence[int], room: _LabelRoom) -> tuple[Precision, list[Day], int]:
    """The ticks (years, months or days) from before the first date to after the last, and the step between them."""
    first, last, long = day_of(days[0]), day_of(days[-1]), days[-1] - days[0]
    year, month, _ = first
    if long >= _LONG:
        after = last[0] + (last[1:] > (1, 1))
        step = room.step(after - year, _STEPS, *(room.label((y, 1, 1), "year") for y in (year, after)))
        return "year", [(y, 1, 1) for y in _round_years(year, after, step)], step
    if long > _SHORT:
        months = 12 * (last[0] - year) + last[1] - month + 1
        step = room.step(months, _MONTHS, room.label((year, 9, 1), "month"), room.label((year, 12, 1), "month"))
        counted = (month - 1 + n * step for n in range(math.ceil(months / step) + 1))
        return "month", [(year + m // 12, m % 12 + 1, 1) for m in counted], step
    step = room.step(long, _STEPS, room.label((year, 9, 30), "day"), room.label((year, 12, 30), "day"))
    return "day", [day_of(days[0] + n * step) for n in range(math.ceil(long / step) + 1)], step


def _axis(
    serials: Sequence[int],
    low: int,
    high: int,
    scale: TimeScale,
    shown: str,
    last: str = "",
    texts: Sequence[tuple[int, str]] = (),
) -> TimeAxis:
    """The axis from day `low` to day `high`."""
    high = max(high, low + 1)
    placed = tuple(((serial - low) / (high - low), text) for serial, text in texts)
    positions = tuple((s - low) / (high - low) for s in serials)
    return TimeAxis(scale, positions, low, high, shown, placed, last or texts[-1][1])
