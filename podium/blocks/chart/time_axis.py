"""The time axis of lines and areas: years and dates stand as far apart as they are.

In: the categories' texts. Out: a `TimeAxis`, or None where they are no dates, or where equal steps tell the truth;
`in_order` sorts a table whose dates are not in order, and says so. A native date axis counts whole days, and programs
know no day before 1900. So whole years are their own numbers (the year 1848 is day 1848, shown as "1848"), months and
days from March 1900 on are real dates, and for all else the axis counts days (or years) from its first tick and podium
writes the dates beside it. Months are named in the deck's language, whatever the program's own.
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

_LEAST = 3  # dates that make an axis
_FIRST_REAL: Day = (1900, 3, 1)  # spreadsheets take 1900 for a leap year
_EPOCH = day_number((1899, 12, 30))  # day 0 of spreadsheets; right from March 1900 on
_LAST_REAL = 9999
_EVEN = 0.02  # steps that differ by less than this share are equal
_YEAR = 365.2425
_MOST_DAYS = 2_900_000  # that spreadsheets can count
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, *(n * 10**p for p in (3, 4, 5, 6) for n in (1, 2, 5)))
_MONTHS = (1, 2, 3, 6, 12)
_LONG = 3.0 * _YEAR  # days from which an axis shows years only
_SHORT = 62  # days up to which it shows days
_GAP = 14.0  # pt between two texts at the axis
_NAMED = 3  # dates that a finding names
Ruler = Callable[[str, float, bool], float]
# How programs show a month and a day in the deck's language rather than in their own: Windows' number of the language
# and the order of the parts. For any other language podium writes the texts.
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
    """`scale` is what the chart gets, `places` are the categories' shares of the axis, `texts` those that podium writes
    itself, each with its share of the axis; `last` is the text at its end."""

    scale: TimeScale
    places: tuple[float, ...]
    minimum: int
    maximum: int
    number_format: str
    texts: tuple[tuple[float, str], ...]
    last: str

    @property
    def closest(self) -> float:
        """The smallest distance of two neighbours, as a share of the axis."""
        return min(b - a for a, b in pairwise(self.places))


class _Room(NamedTuple):
    """What texts must fit in."""

    width: float
    size: float
    measure: Ruler
    lang: str

    def step(self, many: float, steps: Sequence[int], *texts: str) -> int:
        """The smallest step at which such texts stand clear of one another on an axis of `many` units."""
        wide = max(self.measure(t, self.size, False) for t in texts)
        most = max(1.0, self.width / (wide + _GAP))
        return next((s for s in steps if many / s + 1 <= most), steps[-1])

    def written(self, day: Day, precision: Precision) -> str:
        """A year, month or day as the ticks of an axis show it."""
        year, month, number = day
        if precision == "year":
            return format_fields(CalendarDate("year", year), "y", self.lang)
        if precision == "month":
            return format_fields(CalendarDate("month", year, month), "My", self.lang)
        return format_fields(CalendarDate("day", year, month, number), "dM", self.lang)


def time_axis(categories: Sequence[str], width: float, size: float, measure: Ruler, lang: str) -> TimeAxis | None:
    """The axis for `width` pt with texts of `size` pt; None if the categories are better spaced evenly."""
    timed = _timed(categories, lang)
    if timed is None:
        return None
    dates, days = [d for d, _ in timed], [n for _, n in timed]
    room = _Room(width, size, measure, lang)
    whole, far = all(map(_is_years, dates)), days[-1] - days[0] > _MOST_DAYS
    years = [(d.earliest[0] + d.latest[0]) // 2 for d in dates]
    if (whole or far) and all(b > a for a, b in pairwise(years)):
        return _years(years, room)
    if far:
        return None
    is_real = min(d.earliest for d in dates) >= _FIRST_REAL and dates[-1].latest[0] < _LAST_REAL
    if is_real and (days[-1] - days[0] >= _LONG or language(lang) in _NATIVE):
        return _real(days, room)
    return _counted(days, room)


# ------------------------------------------------------------------------------------------- order


def in_order(table: Table, lang: str) -> tuple[Table, list[Advice]]:
    """The table in order of time if its categories are dates, and what is to be said about them."""
    dates = _dates(table.categories, lang)
    if dates is None:
        return table, _no_dates(table.categories, lang)
    if len(dates) < 2 or _days_of(dates) is not None:
        return table, []
    advice: list[Advice] = []
    order = sorted(range(len(dates)), key=lambda n: (dates[n].earliest, _middle(dates[n])))
    late = [f"'{table.categories[b]}' stands after '{table.categories[a]}'"
            for a, b in pairwise(range(len(dates))) if order.index(b) < order.index(a)]  # fmt: skip
    if late:
        more = f" and {len(late) - _NAMED} more" if len(late) > _NAMED else ""
        message = f"the dates are not in order: {', '.join(late[:_NAMED])}{more}; they are drawn in order of time"
        advice.append((message, "date-order", "sort them, or write 'axis: even' to keep them as they stand"))
    same = [(a, b) for a, b in pairwise(order) if _bounds(dates[a]) == _bounds(dates[b])]
    if same:
        named = ", ".join(f"'{table.categories[a]}' and '{table.categories[b]}'" for a, b in same[:_NAMED])
        more = f" and {len(same) - _NAMED} more" if len(same) > _NAMED else ""
        message = f"the same date stands here twice: {named}{more}; so all dates stand at equal steps"
        advice.append((message, "same-date", "keep one of them, or give each its own day"))
    sources = tuple(table.sources[n] for n in order) if table.sources else ()
    return replace(
        table,
        categories=tuple(table.categories[n] for n in order),
        cells=tuple(table.cells[n] for n in order),
        sources=sources,
    ), advice


def _no_dates(categories: Sequence[str], lang: str) -> list[Advice]:
    """A warning if a few texts among dates are none, for then all dates lose their distances."""
    dates = [c for c in categories if _dates([c], lang)]
    others = [f"'{c}'" for c in categories if not _dates([c], lang)]
    if len(dates) < _LEAST or 2 * len(others) > len(dates) or _is_regular(dates, lang):
        return []
    message = f"{', '.join(others[:_NAMED])} among dates is no date; so all stand at equal steps"
    return [(message, "no-date", "write it as a date (AD 14, c. 1905), or 'axis: even' if equal steps are meant")]


def _is_regular(categories: Sequence[str], lang: str) -> bool:
    return len(categories) >= _LEAST and _timed(categories, lang) is None


def spoken(table: Table, lang: str) -> Table:
    """The table with its dates as the deck's language writes them, as an axis of time does; else as it is."""
    dates = _timed(table.categories, lang)
    return replace(table, categories=tuple(format_date(d, lang) for d, _ in dates)) if dates else table


def _dates(categories: Sequence[str], lang: str) -> list[HistoricalDate] | None:
    """The categories as dates, None if one is none."""
    found = []
    for text in categories:
        try:
            found.append(parse_date(text, lang))
        except DateError:
            return None
    return found


def _timed(categories: Sequence[str], lang: str) -> list[tuple[HistoricalDate, int]] | None:
    """The dates with their days; None where these are no dates in order, or stand at equal steps."""
    dates = _dates(categories, lang)
    days = _days_of(dates) if dates and len(dates) >= _LEAST else None
    return None if dates is None or days is None or _is_even(dates, days) else list(zip(dates, days, strict=True))


def _bounds(d: HistoricalDate) -> tuple[Day, Day]:
    return d.earliest, d.latest


def _middle(d: HistoricalDate) -> int:
    return (day_number(d.earliest) + day_number(d.latest)) // 2


def _days_of(dates: Sequence[HistoricalDate]) -> list[int] | None:
    """The day at which each date stands: its middle, or its first where only that keeps the order (1905, 1905-06); None
    if they are not in order."""
    for place in (_middle, lambda d: day_number(d.earliest)):
        days = [place(d) for d in dates]
        if all(b > a for a, b in pairwise(days)):
            return days
    return None


def _is_years(d: HistoricalDate) -> bool:
    """Whether it is made of whole years."""
    return d.earliest[1:] == (1, 1) and d.latest[1:] == (12, 31)


def _is_even(dates: Sequence[HistoricalDate], days: Sequence[int]) -> bool:
    """Whether the steps are equal; months are, whatever their lengths."""
    months = [12 * d.earliest[0] + d.earliest[1] for d in dates]
    if all(d.earliest[2] == 1 for d in dates) and len({b - a for a, b in pairwise(months)}) == 1:
        return True
    steps = [b - a for a, b in pairwise(days)]
    return max(steps) - min(steps) <= _EVEN * max(steps)


# -------------------------------------------------------------------------------------------- axes


def _years(years: Sequence[int], room: _Room) -> TimeAxis:
    """Whole years, counted as days: as their own numbers, or before our era from the first tick on."""
    first, last = years[0], years[-1]
    written = [room.written((year, 1, 1), "year") for year in (first, last)]
    step = room.step(last - first, _STEPS, *written)
    if first >= 1:
        low, high = math.floor(first / step) * step, math.ceil(last / step) * step
        return _made(years, low, high, TimeScale(tuple(years), "days", step, "0"), "0", str(high))
    ticks = _round_years(first, last, step)
    base = ticks[0] - 1
    texts = [(year - base, room.written((year, 1, 1), "year")) for year in ticks]
    serials = tuple(year - base for year in years)
    return _made(serials, 1, ticks[-1] - base, TimeScale(serials, "days", step, "0"), "0", texts=texts)


def _round_years(first: int, last: int, step: int) -> list[int]:
    """The round years from before `first` to after `last`; before our era 500 BC is round, the astronomical year
    -499."""

    def year(n: int) -> int:
        return n * step if n > 0 else 1 + n * step

    start = math.floor(first / step) if first > 0 else math.floor((first - 1) / step)
    found = [year(start)]
    while found[-1] < last or len(found) < 2:
        start += 1
        if year(start) > found[-1]:  # at a step of one the year 1 comes twice
            found.append(year(start))
    return found


def _real(days: Sequence[int], room: _Room) -> TimeAxis:
    """Real dates, as spreadsheets count them."""
    precision, ticks, step = _ticks(days, room)
    serials = tuple(day - _EPOCH for day in days)
    number, month, day = _NATIVE.get(language(room.lang), ("", "", ""))
    shown = {"year": "yyyy", "month": f"[$-{number}]{month}", "day": f"[$-{number}]{day}"}[precision]
    unit = {"year": "years", "month": "months", "day": "days"}[precision]
    scale = TimeScale(serials, unit, step, "yyyy-mm-dd")  # type: ignore[arg-type]
    low, high = (day_number(tick) - _EPOCH for tick in (ticks[0], ticks[-1]))
    return _made(serials, low, high, scale, shown, room.written(ticks[-1], precision))


def _counted(days: Sequence[int], room: _Room) -> TimeAxis:
    """Days from the first tick on, with the dates written beside the axis."""
    precision, ticks, step = _ticks(days, room)
    base = day_number(ticks[0]) - 1
    texts = [(day_number(tick) - base, room.written(tick, precision)) for tick in ticks]
    serials = tuple(day - base for day in days)
    between = max(1, round(step * {"year": _YEAR, "month": _YEAR / 12, "day": 1}[precision]))
    scale = TimeScale(serials, "days", between, "0")
    return _made(serials, 1, texts[-1][0], scale, "0", texts=texts)


def _ticks(days: Sequence[int], room: _Room) -> tuple[Precision, list[Day], int]:
    """The years, months or days to be named at the axis, from before the first date to after the last, and their
    distance."""
    first, last, long = day_of(days[0]), day_of(days[-1]), days[-1] - days[0]
    year, month, _ = first
    if long >= _LONG:
        after = last[0] + (last[1:] > (1, 1))
        step = room.step(after - year, _STEPS, *(room.written((y, 1, 1), "year") for y in (year, after)))
        return "year", [(y, 1, 1) for y in _round_years(year, after, step)], step
    if long > _SHORT:
        many = 12 * (last[0] - year) + last[1] - month + 1
        step = room.step(many, _MONTHS, room.written((year, 9, 1), "month"), room.written((year, 12, 1), "month"))
        months = (month - 1 + n * step for n in range(math.ceil(many / step) + 1))
        return "month", [(year + m // 12, m % 12 + 1, 1) for m in months], step
    step = room.step(long, _STEPS, room.written((year, 9, 30), "day"), room.written((year, 12, 30), "day"))
    return "day", [day_of(days[0] + n * step) for n in range(math.ceil(long / step) + 1)], step


def _made(
    serials: Sequence[int],
    low: int,
    high: int,
    scale: TimeScale,
    shown: str,
    last: str = "",
    texts: Sequence[tuple[int, str]] = (),
) -> TimeAxis:
    """The axis from `low` to `high`, which its texts stand on."""
    high = max(high, low + 1)
    placed = tuple(((serial - low) / (high - low), text) for serial, text in texts)
    places = tuple((s - low) / (high - low) for s in serials)
    return TimeAxis(scale, places, low, high, shown, placed, last or texts[-1][1])
