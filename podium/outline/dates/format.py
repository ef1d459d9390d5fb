"""Showing a `HistoricalDate` in the reader's language.

In: a date and a language. Out: `format_date` gives its text, such as `2–9 August 1938` or `c. 1935`; it never
fails. English is built in, so that it costs no import; month names, eras and the order of the fields in other
languages come from Babel (CLDR), the words around a date from `podium.languages`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final, Literal, NamedTuple

from podium import languages
from podium.languages.catalogue import DateWords
from podium.languages.en import MONTHS as ENGLISH_MONTHS
from podium.languages.tags import language
from podium.outline.dates.model import WINTER, YEARS_IN, CalendarDate, Day, HistoricalDate, Precision, days_in_month

Style = Literal["long", "short"]

FIRST_PLAIN_YEAR: Final = 100  # a year of two digits is shown with its era, since 70 could be 1970
LAST_PLAIN_YEAR: Final = 9999
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class _Calendar(NamedTuple):
    """How a language writes dates: CLDR patterns of d, M or L (stand-alone month), y and G (era)."""

    patterns: dict[str, str]  # by the fields that they show: "dMy", "My", "y", "dM" and with G "GdMy"…
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    eras: tuple[str, str]  # before and after the year 1
    words: DateWords
    every_era: tuple[tuple[str, str], ...] = ()  # all that may be written for `eras`
    first_plain_year: int = FIRST_PLAIN_YEAR


def format_date(d: HistoricalDate, lang: str = "en", style: Style = "long", *, with_year: bool = True) -> str:
    """The text of a date in a language (such as "en", "de", "zh-Hans").

    "short" abbreviates months and the second year of a span (`11 May – 3 Sep 1939`, `1935–39`). Days and months
    can be `with_year` or, where the reader knows it, without. A language that Babel does not know is shown in English.
    """
    hidden = "" if with_year else "Gy"
    calendar = calendar_of(lang, style)
    first, last = _nameable(calendar.words, d.first)[0], _nameable(calendar.words, d.last)[1]
    if calendar.patterns["Gy"].startswith("G") and first.year <= 0 < last.year:
        calendar = calendar._replace(first_plain_year=LAST_PLAIN_YEAR + 1)  # `MÖ 167 – 100` would be BCE at both ends
    inflected = d.form in calendar.words.inflected
    texts = [_date(calendar, first, hidden=hidden, inflected=inflected)]
    if d.form == "between":
        texts.append(_date(calendar, last, hidden=hidden, inflected=inflected))
    elif first != last:
        texts = [_span(calendar, first, last, style, hidden)]
    template = "{}" if d.form in ("date", "span") else str(getattr(calendar.words, d.form))
    text = template.format(*texts)
    return text[0].upper() + text[1:] if text.startswith(calendar.words.seasons or "\0") else text


def format_fields(date: CalendarDate, fields: Literal["dMy", "dM", "d", "My", "M", "y"], lang: str = "en") -> str:
    """Some fields of a day, as on the ticks of an axis: months abbreviated, years with their era if needed."""
    calendar = calendar_of(lang, "short")
    era = "G" if "y" in fields and _shows_era(calendar, date) else ""
    return _fill(calendar, calendar.patterns[era + fields], date)


def _nameable(words: DateWords, date: CalendarDate) -> tuple[CalendarDate, CalendarDate]:
    """A date twice if the language has words for it, or else the first and last date of what it covers."""
    has_part = not date.part or bool(getattr(words, date.part))
    if has_part and date.precision == "season" and words.seasons:
        return date, date
    has_name = _age_template(words, date) if date.precision in YEARS_IN else date.precision != "season"
    if has_part and has_name:
        return date, date
    first, last = date.bounds
    whole_months = first[2] == 1 and last[2] == days_in_month(last[0], last[1])
    whole_years = whole_months and first[1] == 1 and last[1] == 12
    precision: Precision = "year" if whole_years else "month" if whole_months else "day"
    return _as_date(date, precision, first), _as_date(date, precision, last)


def _as_date(doubted: CalendarDate, precision: Precision, day: Day) -> CalendarDate:
    year, month, day_of_month = day
    return replace(doubted, precision=precision, year=year, month=month, day=day_of_month, season=0, part="")


def _span(calendar: _Calendar, first: CalendarDate, last: CalendarDate, style: Style, known: str) -> str:
    """Two dates without the `known` fields and a dash, with shared fields written once, on the side of the year."""
    texts = [_date(calendar, first, hidden=known), _date(calendar, last, hidden=known)]
    hidden = _shared_fields(calendar, first, last)
    is_tight = not any(" " in text for text in texts)
    if hidden:
        patterns = calendar.patterns
        shared_leads = patterns["Gy"].startswith("G") if hidden == "G" else patterns["dMy"].startswith("y")
        side = 1 if shared_leads else 0
        texts[side] = _date(calendar, (first, last)[side], hidden=hidden + known)
        is_tight = " " not in texts[side]
    elif style == "short" and calendar.patterns["y"] == "y" and _can_abbreviate(first, last):
        texts[1] = f"{last.year % 100:02d}"
    return ("–" if is_tight else " – ").join(texts)


def _shared_fields(calendar: _Calendar, first: CalendarDate, last: CalendarDate) -> str:
    """The fields that one end of a span can leave to the other: "", "G" (the era), "Gy" or "GMy"."""
    if last.approximate or first.uncertain or last.uncertain or first.precision != last.precision:
        return ""
    if first.part or last.part or first.precision in YEARS_IN or WINTER in (first.season, last.season):
        return ""
    if first.precision == "year":
        return "G" if _shows_era(calendar, last) and (first.year > 0) == (last.year > 0) else ""
    if first.year != last.year:
        return ""
    return "GMy" if first.precision == "day" and first.month == last.month else "Gy"


def _can_abbreviate(first: CalendarDate, last: CalendarDate) -> bool:
    """Whether two digits are enough for the last year of a span: `1935–39`."""
    years = first.precision == last.precision == "year"
    doubtful = first.part or last.part or first.uncertain or last.approximate or last.uncertain
    return years and not doubtful and first.year // 100 == last.year // 100 and first.year >= 1000


def _date(calendar: _Calendar, date: CalendarDate, *, hidden: str = "", inflected: bool = False) -> str:
    """One date with its marks of doubt, without the hidden fields."""
    template = str(getattr(calendar.words, date.part)) if date.part else "{}"
    text = template.format(_whole(calendar, date, hidden, inflected or bool(date.part)))
    text = text + "?" if date.uncertain else text
    return calendar.words.circa.format(text) if date.approximate else text


def _whole(calendar: _Calendar, date: CalendarDate, hidden: str, inflected: bool) -> str:
    """One date without its part and its marks of doubt."""
    if date.precision == "season":
        season = calendar.words.seasons[date.season - 1]
        if hidden:
            return season
        return calendar.words.season.format(season=season, year=_season_year(calendar, date))
    if date.precision in YEARS_IN:
        return _age(calendar, date)
    if date.precision == "year":
        hidden = hidden.replace("y", "")
    fields = {"day": "dMy", "month": "My", "year": "y"}[date.precision]
    if _shows_era(calendar, date):
        fields = "G" + fields
    fields = "".join(letter for letter in fields if letter not in hidden)
    pattern = calendar.patterns[fields]
    return _fill(calendar, pattern.replace("L", "M") if inflected else pattern, date)


def _shows_era(calendar: _Calendar, date: CalendarDate) -> bool:
    return not calendar.first_plain_year <= date.year <= LAST_PLAIN_YEAR


def _season_year(calendar: _Calendar, date: CalendarDate) -> str:
    """The year of a season; a winter shows both of its years."""
    text = _fill(calendar, calendar.patterns["Gy" if _shows_era(calendar, date) else "y"], date)
    if date.season == WINTER and date.year >= 1000:
        return text.replace(str(date.year), f"{date.year}/{(date.year + 1) % 100:02d}")
    return text


def _age_template(words: DateWords, date: CalendarDate) -> str:
    """The template for a decade or century, or "" if the language has none that is not ambiguous."""
    if date.part and not words.parts_of_ages:
        return ""
    if date.precision == "century" and date.year % 100 == 1:
        return words.century
    # `1900s` would be read as the century, so that the decade from 1900 to 1909 has no name.
    is_hundred = _age_label(date) % 100 == 0
    if is_hundred:
        return words.hundred if date.precision == "century" else ""
    return words.decades.get(_age_label(date) % 100, words.decade)


def _age_label(date: CalendarDate) -> int:
    """The year that a decade or century is named after: the smaller number, in both eras."""
    return date.year if date.year > 0 else 2 - date.year - YEARS_IN[date.precision]


def _age(calendar: _Calendar, date: CalendarDate) -> str:
    """A decade or century, with its era where that is needed."""
    number = _age_label(date) // 100 + 1
    text = _age_template(calendar.words, date).format(
        _age_label(date), n=number, ordinal=_ordinal(number), roman=_roman(number)
    )
    if not _shows_era(calendar, date):
        return text
    return _fill(calendar, calendar.patterns["G"], date).format(text)


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _fill(calendar: _Calendar, pattern: str, date: CalendarDate) -> str:
    """A CLDR pattern with the fields of a date."""

    def field(match: re.Match[str]) -> str:
        token = match[0]
        if token.startswith("'"):
            return token[1:-1]
        if token[0] == "M" or token[0] == "L":
            if len(token) < 3:
                return str(date.month)
            return (calendar.months if token[0] == "M" else calendar.months_alone)[date.month - 1]
        year = date.year if date.year > 0 else 1 - date.year
        return {"d": str(date.day), "y": str(year), "G": calendar.eras[date.year > 0]}[token[0]]

    return re.sub(r"'[^']*'|d+|M+|L+|y+|G+", field, pattern)


@cache
def calendar_of(lang: str, style: Style) -> _Calendar:
    """How a language writes dates, from Babel; English if Babel does not know it."""
    return (None if language(lang) == "en" else _babel_calendar(lang, style)) or _english(style)


def _english(style: Style) -> _Calendar:
    months = tuple(name[:3] if style == "short" else name for name in ENGLISH_MONTHS)
    patterns = _patterns("d MMMM y", "MMMM y", "d MMMM", "y", "y G")
    return _Calendar(patterns, months, months, ("BCE", "CE"), languages.of("en").dates)


def _babel_calendar(lang: str, style: Style) -> _Calendar | None:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    words = languages.of(locale.language).dates
    skeletons, is_short = locale.datetime_skeletons, style == "short"
    width = "abbreviated" if is_short else "wide"
    full, month_year, day_month = str(locale.date_formats["long"]), str(skeletons["yMMMM"]), str(skeletons["MMMMd"])
    if is_short:
        full = _with_named_month(str(skeletons["yMMMd"]), full)
        month_year = _with_named_month(str(skeletons["yMMM"]), month_year)
        day_month = _with_named_month(str(skeletons["MMMd"]), day_month)
    patterns = _patterns(
        full,
        month_year,
        day_month,
        str(skeletons["y"]),
        words.era_year or str(skeletons["Gy"]),
    )
    in_date, alone = (
        tuple(str(locale.months[use][width][month]) for month in range(1, 13)) for use in ("format", "stand-alone")
    )
    every_era = tuple((str(names[0]), str(names[1])) for names in locale.eras.values())
    before, after = words.eras or (str(locale.eras["abbreviated"][0]), str(locale.eras["abbreviated"][1]))
    return _Calendar(patterns, in_date, alone, (before, after), words, every_era)


def _with_named_month(short: str, long: str) -> str:
    """The short pattern; the long one abbreviated where the short one is of numbers: 11/5/1939 could be November."""
    return long.replace("MMMM", "MMM").replace("LLLL", "LLL") if "/" in short else short


def _patterns(full: str, month_year: str, day_month: str, year: str, era_year: str) -> dict[str, str]:
    """The patterns by their fields: those given, those with an era, and those of a day or month alone."""
    day = re.search(r"d+[^\sM]*", day_month)
    month = re.search(r"[ML]+[^\sy]*", month_year)
    patterns = {"dMy": full, "My": month_year, "y": year, "dM": day_month}
    patterns |= {"d": day[0] if day else "d", "M": month[0] if month else "LLLL"}
    # The year and its suffix (Chinese 年, Russian г.) are replaced by the same with an era.
    bare_year = re.sub(r"\s*G+\s*", "", era_year)
    for fields in ("dMy", "My"):
        patterns["G" + fields] = patterns[fields].replace(bare_year, era_year)
    return patterns | {"Gy": era_year, "G": era_year.replace(bare_year, "{}")}
