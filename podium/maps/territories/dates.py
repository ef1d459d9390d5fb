"""The dates of a recipe.

In: `1939`, `1939-09`, `1939-09-01` as text or whole number. Out: comparable days, as (year, month, day). Only the order
of days matters here, so days are plain tuples and any year works (also -43 or 800). Uncertain dates ("c. 1935") belong
to the outline; borders are drawn for one day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Day = tuple[int, int, int]
"""Year, month, day."""

ALWAYS: tuple[Day, Day] = ((-9999, 1, 1), (9999, 12, 31))
_FORM = re.compile(r"(-?\d{1,4})(?:-(\d{2}))?(?:-(\d{2}))?")


class BadDate(ValueError):
    """A date that a recipe cannot use."""


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def parse(value: Any) -> tuple[int, int | None, int | None]:
    """Year, month and day as far as they are given. Raises BadDate with a message for users."""
    found = (
        _FORM.fullmatch(str(value).strip()) if isinstance(value, int | str) and not isinstance(value, bool) else None
    )
    if not found:
        return _in_words(str(value).strip())
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is not None and not 1 <= month <= 12:
        raise BadDate(f"'{value}' has no month {month}")
    if day is not None and month is not None and not 1 <= day <= _length(year, month):
        raise BadDate(f"'{value}' has no day {day}")
    return year, month, day


def _in_words(text: str) -> tuple[int, int | None, int | None]:
    """The same for a date in words, such as `44 BC` or `1 September 1939`."""
    from podium.outline.dates.parse import DateError, parse_date

    try:
        meant = parse_date(text)
    except DateError:
        meant = None
    date = meant.first if meant and meant.form == "date" and not (meant.approximate or meant.uncertain) else None
    if date is None or date.part or date.precision not in ("day", "month", "year"):
        raise BadDate(f"'{text}' is not a date; write 1939, 1939-09 or 1939-09-01") from None
    return date.year, date.month or None, date.day or None


def first_day(value: Any) -> Day:
    """The first day of a year or month, or the day itself."""
    year, month, day = parse(value)
    return year, month or 1, day or 1


def last_day(value: Any) -> Day:
    """The last day of a year or month, or the day itself."""
    year, month, day = parse(value)
    return year, month or 12, day or _length(year, month or 12)


def span(node: Mapping[Any, Any]) -> tuple[tuple[Day, Day], list[tuple[str, str, str | None]]]:
    """The first and the last day of `from` and `to`, either of which may be missing; the keys that are wrong, each with
    a message and a hint. After mistakes the days are `ALWAYS`."""
    ends = list(ALWAYS)
    wrong: list[tuple[str, str, str | None]] = []
    for place, (key, reader) in enumerate((("from", first_day), ("to", last_day))):
        if node.get(key) is not None:
            try:
                ends[place] = reader(node[key])
            except BadDate as error:
                wrong.append((key, str(error), None))
    if not wrong and ends[0] > ends[1]:
        wrong.append(("from", f"'from' ({node['from']}) is after 'to' ({node['to']})", "swap the two dates"))
    return ALWAYS if wrong else (ends[0], ends[1]), wrong


def next_day(day: Day) -> Day:
    """The day after."""
    year, month, number = day
    if number < _length(year, month):
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def write(day: Day) -> str:
    """The day as `1939-09-01`."""
    year, month, number = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"
