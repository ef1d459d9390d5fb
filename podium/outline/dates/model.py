"""What a historical date is: the values that parsing returns and that layout and formatting use.

In: nothing but numbers; `podium.outline.dates.parse` reads text. Out: `CalendarDate` (one date at one precision)
and `HistoricalDate` (one date, a span or an open date), both frozen, with their bounds, their place on an
axis in decimal years, and their EDTF form (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/).

Years are astronomical: 1 is AD 1, 0 is 1 BC, -43 is 44 BC. Lengths of months and years follow the proleptic
Gregorian calendar (a leap year divides by 4, but not by 100 unless by 400).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Day = tuple[int, int, int]  # (astronomical year, month, day)
Precision = Literal["day", "month", "season", "year", "decade", "century"]
Part = Literal["", "early", "mid", "late"]
Form = Literal["date", "span", "between", "before", "by", "until", "after", "since"]

PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "year", "decade", "century")
OPEN_START_FORMS: tuple[Form, ...] = ("before", "by", "until")
OPEN_END_FORMS: tuple[Form, ...] = ("after", "since")
YEARS_IN = {"decade": 10, "century": 100}
SPRING, SUMMER, AUTUMN, WINTER = 1, 2, 3, 4
EDTF_SEASON_BASE = 20  # EDTF writes spring as month 21, winter as month 24
MAX_YEAR = 999_999

# The last day, month or year (counted from 1) of the early and of the middle part; late is the rest.
_PART_ENDS = {"month": (10, 20), "season": (1, 2), "year": (4, 8), "decade": (4, 7), "century": (33, 67)}


class DateError(ValueError):
    """A text is not a date; the message says what is wrong and how to correct it."""


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month (1-12) of an astronomical year, proleptic Gregorian."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def days_before(day: Day) -> int:
    """The number of days of its year that lie before a day: 0 for 1 January."""
    year, month, day_of_month = day
    return sum(days_in_month(year, earlier) for earlier in range(1, month)) + day_of_month - 1


def decimal_year(day: Day, *, end: bool = False) -> float:
    """The start (or the end) of a day as a decimal year: 1 January 1939 starts at 1939.0."""
    length = 337 + days_in_month(day[0], 2)
    return day[0] + (days_before(day) + end) / length


def day_number(day: Day) -> int:
    """The number of a day in the proleptic Gregorian calendar, counted from 1 March of the year 0 as day 0."""
    year, month, number = day
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)  # years that end with their leap day
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + number - 1


def day_of(number: int) -> Day:
    """The day with that number."""
    era, rest = divmod(number, 146_097)  # days in 400 years
    year = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153
    day = rest - (153 * month + 2) // 5 + 1
    return (400 * era + year + (month > 9), month + 3 if month < 10 else month - 9, day)


def previous_day(day: Day) -> Day:
    """The day before."""
    year, month, day_of_month = day
    if day_of_month > 1:
        return year, month, day_of_month - 1
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return year, month, days_in_month(year, month)


def next_day(day: Day) -> Day:
    """The day after."""
    year, month, day_of_month = day
    if day_of_month < days_in_month(year, month):
        return year, month, day_of_month + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def _months(year: int, first: int, last: int) -> tuple[Day, Day]:
    """The first and last day of a run of months; months over 12 lie in the following year."""
    start_year, start = year + (first - 1) // 12, (first - 1) % 12 + 1
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return (start_year, start, 1), (end_year, end, days_in_month(end_year, end))


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One date at one precision, such as a day, a summer, the late part of a month, or a century.

    `year` is the first year of a decade or century. `month`, `day` and `season` (1 spring to 4 winter) are 0
    where the precision does not need them. A winter belongs to the year in which it begins, as in EDTF.
    Raises DateError for a day that the calendar does not have.
    """

    precision: Precision
    year: int
    month: int = 0
    day: int = 0
    season: int = 0
    part: Part = ""
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        if abs(self.year) > MAX_YEAR:
            raise DateError(f"the year {self.year} is out of range: use years up to {MAX_YEAR}")
        if self.precision not in ("day", "month"):
            return
        if not 1 <= self.month <= 12:
            raise DateError(f"there is no month {self.month}: months are 01 to 12")
        length = days_in_month(self.year, self.month)
        if self.precision == "day" and not 1 <= self.day <= length:
            raise DateError(
                f"there is no day {self.day} in month {self.month} of the year {self.year}: its days are 1 to {length}"
            )

    @property
    def bounds(self) -> tuple[Day, Day]:
        """The first and the last day that this date can be."""
        if self.precision == "day":
            return (self.year, self.month, self.day), (self.year, self.month, self.day)
        length = self._length()
        first, last = 1, length
        if self.part:
            early_end, mid_end = _PART_ENDS[self.precision]
            first = {"early": 1, "mid": early_end + 1, "late": mid_end + 1}[self.part]
            last = {"early": early_end, "mid": mid_end, "late": length}[self.part]
        if self.precision == "month":
            return (self.year, self.month, first), (self.year, self.month, last)
        if self.precision in YEARS_IN:
            return (self.year + first - 1, 1, 1), (self.year + last - 1, 12, 31)
        before = 3 * self.season - 1 if self.precision == "season" else 0  # spring follows February
        return _months(self.year, before + first, before + last)

    def _length(self) -> int:
        """How many of the next smaller units (days, months or years) the whole of this date has."""
        if self.precision == "month":
            return days_in_month(self.year, self.month)
        return {"season": 3, "year": 12, "decade": 10, "century": 100}[self.precision]

    @property
    def edtf_qualifier(self) -> str:
        """The EDTF mark of doubt: `~` approximate, `?` uncertain, `%` both."""
        return ("", "~", "?", "%")[self.approximate + 2 * self.uncertain]

    @property
    def edtf(self) -> str:
        """The EDTF form, or "" where EDTF has no single date for it (late June, the 19th century)."""
        if self.part:
            return ""
        year = edtf_year(self.year)
        if self.precision in YEARS_IN:
            size = YEARS_IN[self.precision]
            aligned = 0 < self.year <= 9999 and self.year % size == 0
            digits = 3 if size == 10 else 2
            return year[:digits] + "X" * (4 - digits) + self.edtf_qualifier if aligned else ""
        smaller = [self.month, self.day]
        if self.precision == "season":
            smaller = [EDTF_SEASON_BASE + self.season]
        return year + "".join(f"-{number:02d}" for number in smaller if number) + self.edtf_qualifier


def edtf_year(year: int) -> str:
    """An astronomical year in EDTF: four digits, or `Y` and the number beyond them."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def edtf_bounds(first: Day, last: Day) -> tuple[str, str]:
    """Two days in EDTF, as years or months where they bound whole ones."""
    whole_months = first[2] == 1 and last[2] == days_in_month(last[0], last[1])
    whole_years = whole_months and first[1] == 1 and last[1] == 12
    shown = 0 if whole_years else 1 if whole_months else 2

    def written(day: Day) -> str:
        return edtf_year(day[0]) + "".join(f"-{number:02d}" for number in day[1 : shown + 1])

    return written(first), written(last)


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as a historian gives it.

    `form` says how `first` and `last` (the same object unless there are two) are meant:
    "date" one date, perhaps vaguely known; "span" from `first` to `last`; "between" one date somewhere from
    `first` to `last`; "before", "by", "until" (open start) and "after", "since" (open end).
    Sorted by start, then end, then text. Raises DateError if it would end before it starts.
    """

    text: str
    first: CalendarDate
    last: CalendarDate
    form: Form = "date"

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise DateError(f"{self.text!r} ends before it starts: write the earlier date first")

    @property
    def earliest(self) -> Day:
        """The first day it can be. Where the start is open: the first day of the limit that is known."""
        if self.form == "before":
            return self.latest
        if self.form == "after":
            return next_day(self.last.bounds[1])
        return self.first.bounds[0]

    @property
    def latest(self) -> Day:
        """The last day it can be. Where the end is open: the last day of the limit that is known."""
        if self.form == "before":
            return previous_day(self.first.bounds[0])
        if self.form == "after":
            return self.earliest
        return self.last.bounds[1]

    @property
    def start(self) -> float:
        """The start of the earliest day in decimal years: 1939.0 for `1939`."""
        return decimal_year(self.earliest)

    @property
    def end(self) -> float:
        """The end of the latest day in decimal years: 1940.0 for `1939`."""
        return decimal_year(self.latest, end=True)

    @property
    def approximate(self) -> bool:
        """Whether a date in it is approximate (`c. 1935`)."""
        return self.first.approximate or self.last.approximate

    @property
    def uncertain(self) -> bool:
        """Whether a date in it is uncertain (`1935?`)."""
        return self.first.uncertain or self.last.uncertain

    @property
    def is_span(self) -> bool:
        """Whether it lasts from one date to another, rather than being one vaguely known date."""
        return self.form == "span"

    @property
    def open_start(self) -> bool:
        """Whether it has no known start (`before 1939`)."""
        return self.form in OPEN_START_FORMS

    @property
    def open_end(self) -> bool:
        """Whether it has no known end (`1939/..`)."""
        return self.form in OPEN_END_FORMS

    @property
    def precision(self) -> Precision:
        """The precision of its dates: the coarser one if there are two."""
        return max(self.first.precision, self.last.precision, key=PRECISIONS.index)

    @property
    def edtf(self) -> str:
        """The EDTF string; a date for which EDTF has no form is a set of dates: `[1937-06-21..1937-06-30]`."""
        qualifiers = self.first.edtf_qualifier, self.last.edtf_qualifier
        if self.form == "date" and self.first.edtf:
            return self.first.edtf
        first, last = edtf_bounds(self.earliest, self.latest)
        if self.form in ("before", "after"):
            first = last = edtf_bounds(self.earliest, self.earliest)[0]
        first, last = first + qualifiers[0], last + qualifiers[1]
        if self.form in ("span", "until", "since"):
            first, last = self.first.edtf or first, self.last.edtf or last
        elif self.form in ("between", "by") and self.first.edtf and self.last.edtf:
            first, last = self.first.edtf, self.last.edtf
        first, last = "" if self.open_start else first, "" if self.open_end else last
        if self.form in ("span", "until", "since"):
            return f"{first or '..'}/{last or '..'}"
        return f"[{first}..{last}]"

    @property
    def _order(self) -> tuple[float, float, str]:
        return self.start, self.end, self.text

    def __lt__(self, other: HistoricalDate) -> bool:
        return self._order < other._order

    def __le__(self, other: HistoricalDate) -> bool:
        return self._order <= other._order

    def __gt__(self, other: HistoricalDate) -> bool:
        return self._order > other._order

    def __ge__(self, other: HistoricalDate) -> bool:
        return self._order >= other._order
