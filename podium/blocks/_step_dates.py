"""The dates of `steps` in large type: which part of each tells it from the others.

In: the `when` of each step. Out: `Date`s, parted into a figure and the words above and below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from podium.blocks._chain import is_dated
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import HistoricalDate, parse_date
from podium.outline.entries import is_date, shown_when

_LEADING = re.compile(r"(\d{1,4}\.?(?:[–-]\d{1,4}\.?)?)\s+(\D.*)")  # 25 August
_TRAILING = re.compile(r"(\D+?)\s+(\d{3,4})")  # April 1941
_COUNTED = re.compile(r"(\d{1,2}[:.]\d\d|\d{1,4})\s+(\D.*)")  # 4 days more, 5:45 AM


class Date(NamedTuple):
    """What stands under the line: `text`; of a date or a number also its figure and the words above and below it."""

    text: str
    above: str = ""
    figure: str = ""
    below: str = ""


def number(number: int) -> Date:
    """A number in the place of a date."""
    return Date(str(number), "", str(number), "")


def dates(whens: Sequence[str], lang: str) -> list[Date]:
    """The dates of a sheet, with the figures that tell them apart: years if there are several, else days, or months if
    no date has a day."""
    known = {w: parse_date(w, lang, abroad=False) for w in whens if is_date(w, lang)}
    by_year = len({d.first.year for d in known.values()}) > 1
    by_month = not by_year and len(known) > 1 and all(_is_one(d, ("month",)) for d in known.values())
    return [
        _with_year(known[w], lang, by_month)
        if w in known and (by_month or (by_year and _is_one(known[w], ("day", "month"))))
        else _date(w, lang)
        for w in whens
    ]


def _is_one(date: HistoricalDate, precisions: tuple[str, ...]) -> bool:
    """Whether a date is a single one that is known so precisely."""
    return date.form == "date" and date.first.precision in precisions and date.first.year > 0


def _with_year(date: HistoricalDate, lang: str, by_month: bool) -> Date:
    """The figure is the year, or by month what is before it: "April"."""
    text, rest, year = format_date(date, lang), format_date(date, lang, with_year=False), str(date.first.year)
    if by_month:
        return Date(text, "", rest, year)
    return Date(text, "", year, rest) if text.startswith(year) else Date(text, rest, year, "")


def _date(when: str, lang: str) -> Date:
    """A date with its figure apart: "25", "August"; "April", "1941". What is counted ("4", "days more") has one, too;
    other intervals, and words, have none."""
    text = shown_when(when, lang, "long")
    if not is_dated(when, lang):
        counted = _COUNTED.fullmatch(text)
        return Date(text, "", counted[1], counted[2]) if counted else Date(text)
    if found := _LEADING.fullmatch(text):
        return Date(text, "", found[1], found[2])
    if found := _TRAILING.fullmatch(text):
        return Date(text, found[1], found[2], "")
    return Date(text, "", text, "") if text[0].isdigit() else Date(text)
