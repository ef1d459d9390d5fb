"""Historical dates: reading them as historians write them, and showing them again.

In: a text such as `11 May 1939`, `late June 1937`, `c. 1935`, `44 BC`, `1935/1939` or EDTF (`193X`, `1935~`).
Out: `parse_date` gives a `HistoricalDate` or raises `DateError`; `format_date` gives the reader's text.

Reading has four steps: the words of other languages into English (`translate`), text to tokens, the tokens
of each end of a span to slots (year, month, day…), and the slots to a `CalendarDate`, an end borrowing what it
shares with the other (`11 May – 15 September 1939`).
Conventions, where usage differs:
- with a hyphen ISO wins (`1904-05` is May 1904, `1921-22` summer 1921), with a dash it is a span (`1904–05`);
- a year of one or two digits needs an era or zeros (`AD 70`, `0070`), since `39` could be 1939;
- `19th century` is 1801-1900, `1800s` and `18XX` are 1800-1899;
- a winter begins in December of its year and ends in the following February.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, NamedTuple, cast

from podium import languages
from podium.languages.en import MONTHS as ENGLISH_MONTHS
from podium.languages.tags import language
from podium.outline.dates.format import format_date
from podium.outline.dates.model import (
    EDTF_SEASON_BASE,
    WINTER,
    YEARS_IN,
    CalendarDate,
    DateError,
    Day,
    Form,
    HistoricalDate,
    Part,
    Precision,
)

__all__ = ["CalendarDate", "DateError", "Day", "HistoricalDate", "Precision", "format_date", "parse_date"]

MAX_LENGTH: Final = 120
LONGEST_PLAIN: Final = 4  # digits of a year that needs no era
EXAMPLES: Final = "write, for example, 1939, 1939-05-11, 11 May 1939, late June 1937, c. 1935 or 1935/1939"
_IN_NO_DATE: Final = re.compile(r"[^\w\s.,–'/?~%<>≤≥…\[\]-]")

# Folded words: lower case, without accents. The value is a slot and its content.
_WORD_LISTS: Final[dict[tuple[str, object], str]] = {
    ("season", 1): "spring",
    ("season", 2): "summer",
    ("season", 3): "autumn fall",
    ("season", 4): "winter",
    ("part", "early"): "early beginning start",
    ("part", "mid"): "mid middle",
    ("part", "late"): "late end",
    ("era", "BCE"): "bc bce",
    ("era", "CE"): "ad ce",
    ("approximate", True): "c ca circa about around approximately approx ~",
    ("uncertain", True): "probably possibly perhaps ?",
    ("doubtful", True): "%",
    ("separator", True): "to through / – -",
    ("filler", True): "of the in de del г года , .",
}
_FORM_PREFIXES: Final[dict[str, Form]] = {
    "before": "before",
    "by": "by",
    "until": "until",
    "till": "until",
    "up to": "until",
    "after": "after",
    "since": "since",
    "from": "since",
}
# A minus before a year is a sign only where a date can begin; elsewhere it is the dash of a span.
_TOKEN: Final = r"""
    (?P<winter>   winter\ (?:of\ )?(?P<begins>\d{4})\s?[-–/]\s?(?P<ends>\d{4}|\d{2})(?!\d) )
  | (?P<iso>      (?: (?:(?<![^/–.~])-)?\d{4} | y-?\d{5,6} )
                  - (?: \d\d-\d\d(?!\d) | (?:0[1-9]|1[0-2]|2[1-4])(?![\d-]) ) )
  | (?P<european> \d{1,2}\.\s?\d{1,2}\.\s?\d{3,4}(?!\d) )
  | (?P<masked>   \d\d(?:\dx|xx)(?!\w) )
  | (?P<decade>   \d{1,4}0'?s(?!\w) )
  | (?P<century>  \d{1,3}(?:st|nd|rd|th)[\s-](?:century|centuries|cent\.|c\.) )
  | (?P<ordinal>  \d{1,2}(?:st|nd|rd|th|er)(?!\w) | \d{1,2}\.(?![.\d]) )
  | (?P<signed>   (?<![^/–.~])-\d{4}(?!\d) | y-?\d{5,6}(?!\d) )
  | (?P<number>   \d{1,3}(?:,\d{3})+(?!\d) | \d{1,6}(?!\d) )
  | (?P<part>     (?:early|mid|late)- )
  | (?P<initials> [^\W\d_](?:\.[^\W\d_])+(?!\w)\.? )
  | (?P<word>     [^\W\d_]+\.? | [~?%/–,.-] )
  | (?P<space>    \s+ )
  | (?P<other>    . )
"""


_Meaning = tuple[Form, CalendarDate, CalendarDate]


class _Token(NamedTuple):
    kind: str
    text: str


@dataclass(slots=True)
class _Slots:
    """What one end of a date states by itself, before it borrows from the other end."""

    numbers: list[str] = field(default_factory=list)  # still undecided between day, year and century
    year: int | None = None  # counted in `era`
    era: str | None = None  # "BCE", "CE", or "astronomical" for ISO dates
    era_leads: bool = False  # it stands before its year: `AD 66`, `MÖ 44`
    month: int | None = None
    day: int | None = None
    season: int | None = None
    part: Part | None = None
    scale: str | None = None  # "decade" or "century"
    century: int | None = None  # 19 of the 19th century
    round: int | None = None  # 1930 of the 1930s
    approximate: bool | None = None
    uncertain: bool | None = None

    def put(self, **values: object) -> None:
        """Fills slots. Raises DateError if one is already filled with something else."""
        for slot, value in values.items():
            if getattr(self, slot) not in (None, value):
                raise DateError(f"it names more than one {slot}; {EXAMPLES}")
            setattr(self, slot, value)

    @property
    def has_date(self) -> bool:
        """Whether it states anything besides a doubt and an era."""
        return bool(self.has_year or self.numbers or self.month or self.season or self.day or self.part)

    @property
    def has_year(self) -> bool:
        return any(value is not None for value in (self.year, self.century, self.round))


def parse_date(text: str, lang: str = "en", *, abroad: bool = True) -> HistoricalDate:
    """The date that a text in a language names, with `text` kept as written (without surrounding space).

    English is understood everywhere; with `abroad`, so is any other language that podium reads, where only one thing
    can be meant (a text that is not a date is then looked up in all of them). Raises DateError, and nothing else, for
    a text that is no date.
    """
    return _parsed(text.strip(), lang, abroad)


@lru_cache(maxsize=1024)  # the same dates stand in many places, and are asked for several times
def _parsed(written: str, lang: str, abroad: bool) -> HistoricalDate:
    if not written:
        raise DateError(f"the date is empty; {examples(lang)}")
    if len(written) > MAX_LENGTH:
        raise DateError(f"a date has at most {MAX_LENGTH} characters; {examples(lang)}")
    from podium.outline.dates.translate import fold, in_english

    folded = fold(written)
    try:
        meant = _read_form(in_english(folded, lang))
    except DateError as error:
        elsewhere = _meant_elsewhere(folded) if abroad else set()
        if len(elsewhere) > 1:
            why = "its meaning depends on the language; set 'lang:' at the top of the outline, or write it with numbers"
            raise DateError(f"{written!r} can be two dates: {why}") from None
        if not elsewhere:
            why = str(error).replace(EXAMPLES, examples(lang))
            for word in re.findall(r"[^\W\d_]+\.?", written):  # as it was written, not folded
                why = why.replace(f"'{fold(word)}'", f"'{word}'")
            raise DateError(f"{written!r} is not a date: {why}") from None
        (meant,) = elsewhere
    form, first, last = meant
    return HistoricalDate(written, first, last, form)


def examples(lang: str) -> str:
    """The examples in an error message, with words of a language."""
    if language(lang) == "en":
        return EXAMPLES
    day, part = CalendarDate("day", 1939, 5, 11), CalendarDate("month", 1937, 6, part="late")
    about = CalendarDate("year", 1935, approximate=True)
    shown = [format_date(HistoricalDate("", date, date), lang) for date in (day, part, about)]
    return f"write, for example, 1939, 1939-05-11, {', '.join(shown)} or 1935/1939"


def _meant_elsewhere(text: str) -> set[_Meaning]:
    """What a folded text means in the languages in which it is a date."""
    from podium.outline.dates.translate import in_english

    meanings = set()
    if re.search(r"\d", text) and not _IN_NO_DATE.search(text):
        for other, known in languages.date_spellings().items():
            if not _scripts(known.bc) & _scripts(text):
                continue
            try:
                meanings.add(_read_form(in_english(text, other)))
            except DateError:
                continue
    return meanings


def _scripts(text: str) -> set[str]:
    """The scripts of a text's letters: LATIN, GREEK, CYRILLIC, CJK, HANGUL…"""
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()}


def _read_form(text: str) -> _Meaning:
    """How the dates of a folded text are meant, and its first and last date."""
    for prefix, form in _FORM_PREFIXES.items():
        if text.startswith(prefix + " "):
            rest = text[len(prefix) :].strip()
            if prefix == "from" and _split(_tokens(rest))[1]:
                return _read_ends(rest)
            return form, *_read_ends(rest)[1:]
    between = re.fullmatch(r"between (.+) and (.+)|\[(.+)\.\.(.+)\]", text)
    if between:
        first, last = (_slots(_tokens(end)) for end in between.groups() if end)
        return "between", *_resolve_pair(first, last)
    limits: tuple[tuple[Form, str], ...] = (
        ("by", r"\[\.\.(.+)\]"),
        ("since", r"\[(.+)\.\.\]"),
        ("until", r"(?:(?:\.\.)?/|–)(.+)"),
        ("since", r"(.+?)(?:/(?:\.\.)?|–)"),
    )
    for form, pattern in limits:
        limit = re.fullmatch(pattern, text)
        if limit:
            return form, *_read_ends(limit[1])[1:]
    return _read_ends(text)


def _read_ends(text: str) -> _Meaning:
    first, last = _split(_tokens(text))
    if not last:
        date = _resolve(_slots(first))
        return "date", date, date
    return "span", *_resolve_pair(_slots(first), _slots(last))


def _tokens(text: str) -> list[_Token]:
    """The tokens of a folded text, without space."""
    matches = re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL)
    return [_Token(str(match.lastgroup), match[0]) for match in matches if match.lastgroup != "space"]


def _split(tokens: list[_Token]) -> tuple[list[_Token], list[_Token]]:
    """The tokens before and after the separator of a span; none after it if there is no separator."""
    places = [i for i, token in enumerate(tokens) if _vocabulary().get(token.text) == ("separator", True)]
    if not places:
        return tokens, []
    slashes = [place for place in places if tokens[place].text == "/"]
    if len(slashes) == 2:
        raise DateError("day and month cannot be told apart; write 1939-05-11 or 11 May 1939")
    if len(places) > 1 or places[0] in (0, len(tokens) - 1):
        raise DateError("a span is two dates joined by one dash; write, for example, 1935/1939")
    return tokens[: places[0]], tokens[places[0] + 1 :]


def _slots(tokens: list[_Token]) -> _Slots:
    """The slots that the tokens of one end fill. Raises DateError for an unknown word or sign."""
    slots = _Slots()
    for kind, text in tokens:
        if kind == "iso":
            slots.put(**_iso_slots(text))
        elif kind == "european":
            day, month, year = re.findall(r"\d+", text)
            slots.put(day=int(day), month=int(month), year=int(year))
        elif kind == "masked":
            scale = "century" if text.endswith("xx") else "decade"
            slots.put(scale=scale, round=int(text.rstrip("x")) * YEARS_IN[scale])
        elif kind == "decade":
            start = int(text.rstrip("s'"))
            slots.put(scale="decade" if start % 100 else "century", round=start)
        elif kind == "century":
            slots.put(scale="century", century=int(re.findall(r"\d+", text)[0]))
        elif kind == "winter":
            slots.put(season=WINTER, year=_winter_year(text))
        elif kind == "signed":
            slots.put(year=int(text.lstrip("y")), era="astronomical")
        elif kind in ("number", "ordinal"):
            slots.numbers.append("".join(digit for digit in text if digit.isdecimal()))
        else:
            _put_word(slots, text)
    _decide_numbers(slots)
    return slots


def _iso_slots(text: str) -> dict[str, object]:
    year, month, *day = (int(number) for number in re.findall(r"\d+", text))
    year = -year if text.lstrip("y").startswith("-") else year
    found: dict[str, object] = {"year": year, "era": "astronomical"}
    if not day and month > EDTF_SEASON_BASE:
        return found | {"season": month - EDTF_SEASON_BASE}
    return found | {"month": month} | ({"day": day[0]} if day else {})


def _winter_year(text: str) -> int:
    begins, ends = re.findall(r"\d+", text)
    if int(ends) % 100 != (int(begins) + 1) % 100 or int(ends) > int(begins) + 1:
        raise DateError(f"a winter lasts from one year to the next; write winter {begins}/{int(begins) + 1}")
    return int(begins)


def _put_word(slots: _Slots, text: str) -> None:
    word = text.replace(".", "") if len(text) > 1 else text
    entry = _vocabulary().get(word.rstrip("-") or word)
    if entry is None or entry[0] == "separator":
        raise DateError(f"{text!r} is not understood; {EXAMPLES}")
    slot, value = entry
    if slot == "era":
        slots.era_leads = not (slots.numbers or slots.has_year)
    if slot == "doubtful":
        slots.put(approximate=True, uncertain=True)
    elif slot != "filler":
        slots.put(**{slot: value})


def _decide_numbers(slots: _Slots) -> None:
    """Moves numbers to the slots that they must mean. The rest can only be decided by the other end."""
    numbers = slots.numbers
    if len(numbers) == 2:
        # The day comes first, except after a long number: `1939 May 11`.
        year_first = len(numbers[0]) > 2
        day, year = reversed(numbers) if year_first else numbers
        if len(day) > 2:
            raise DateError(f"it names more than one year; {EXAMPLES}")
        slots.put(day=int(day))
        slots.numbers = [year]
    elif len(numbers) > 2:
        raise DateError(f"it has too many numbers; {EXAMPLES}")
    elif len(numbers) == 1 and len(numbers[0]) <= 2 and slots.month and slots.day is None and not slots.era:
        slots.put(day=int(numbers.pop()))
    if len(slots.numbers) == 1 and (slots.era or 2 < len(slots.numbers[0]) <= LONGEST_PLAIN):
        _take_year(slots, slots.numbers.pop())


def _take_year(slots: _Slots, digits: str) -> None:
    year = int(digits)
    if slots.era and year == 0:
        raise DateError("there is no year 0 in an era; 1 BC is followed by AD 1")
    slots.put(year=year)


def _resolve_pair(first: _Slots, last: _Slots) -> tuple[CalendarDate, CalendarDate]:
    """The two dates of a span, each completed from the other: `11 May – 15 September 1939`."""
    has_own_eras = first.era is not None and last.era is not None  # `220s BC – 50s BC`, but `1930s–40s`
    if not has_own_eras and first.round and last.round is not None and last.round < 100 <= first.round:
        last.round += first.round // 100 * 100
    if first.era is None and last.era != "astronomical":
        first.era = last.era
    elif last.era is None and (first.era == "CE" or _leads_into(first, last)):
        last.era = first.era
    _lend_number_meaning(first, last)
    _lend_number_meaning(last, first)
    if last.numbers and not last.era and first.year and len(last.numbers[0]) <= LONGEST_PLAIN:
        _take_year(last, _unabbreviated(first.year, last.numbers.pop()))
    for borrower, lender in ((first, last), (last, first)):
        if not borrower.has_date:
            raise DateError(f"a span is two dates joined by one dash; {EXAMPLES}")
        if not borrower.has_year and not borrower.numbers:
            if borrower.month is None and borrower.season is None:
                borrower.month, borrower.season = lender.month, lender.season
            borrower.era, borrower.year = lender.era, lender.year
            borrower.scale, borrower.century, borrower.round = lender.scale, lender.century, lender.round
    return _resolve(first), _resolve(last)


def _leads_into(first: _Slots, last: _Slots) -> bool:
    """Whether an era before the first year also applies to the last: `MÖ 44–30`, but not `MÖ 44 – 1930`."""
    number = last.year if last.year is not None else int(last.numbers[0]) if last.numbers else None
    return first.era_leads and first.year is not None and number is not None and number <= first.year


def _lend_number_meaning(borrower: _Slots, lender: _Slots) -> None:
    """Decides what a short number of one end means, such as the 11 of `11–15 May 1939`, from the other end."""
    if borrower.month is None and borrower.season is None and lender.month and lender.day:
        if borrower.day is not None:
            borrower.month = lender.month
        elif borrower.numbers and len(borrower.numbers[0]) <= 2:
            borrower.put(month=lender.month, day=int(borrower.numbers.pop()))
    if borrower.numbers and lender.century and borrower.scale is None:
        borrower.put(scale="century", century=int(borrower.numbers.pop()))
    if borrower.numbers and borrower.era:
        _take_year(borrower, borrower.numbers.pop())


def _unabbreviated(year: int, digits: str) -> str:
    """The year that an abbreviated one means after a full one: 1939 for the 39 of `1935–39`."""
    full = f"{year:04d}"
    meant = full[: len(full) - len(digits)] + digits
    if int(meant) < year:
        raise DateError(f"{digits} after {year} is neither a month (01 to 12) nor a later year")
    return meant


def _resolve(slots: _Slots) -> CalendarDate:
    """The date that the slots mean. Raises DateError if they are incomplete or contradictory."""
    if slots.numbers:
        number = slots.numbers[0]
        if len(number) > LONGEST_PLAIN:
            raise DateError(f"the year {number} has more than four digits; write {number} BC, AD {number} or Y{number}")
        raise DateError(f"the year {number!r} is ambiguous; write it with four digits, as AD {number} or BC")
    if not slots.has_year:
        raise DateError(f"it has no year; {EXAMPLES}")
    if slots.day is not None and (slots.part or slots.month is None):
        raise DateError(f"a day needs a whole month; {EXAMPLES}")
    if sum(unit is not None for unit in (slots.month, slots.season, slots.scale)) > 1:
        raise DateError(f"it mixes a month, a season, a decade or a century; {EXAMPLES}")
    units: dict[Precision, object] = {"day": slots.day, "month": slots.month, "season": slots.season}
    precision = next((unit for unit, value in units.items() if value is not None), "year")
    return CalendarDate(
        precision=cast(Precision, slots.scale or precision),
        year=_first_year(slots),
        month=slots.month or 0,
        day=slots.day or 0,
        season=slots.season or 0,
        part=slots.part or "",
        approximate=bool(slots.approximate),
        uncertain=bool(slots.uncertain),
    )


def _first_year(slots: _Slots) -> int:
    """The astronomical number of the (first) year that the slots name."""
    before_christ = slots.era == "BCE"
    if slots.scale is None:
        year = cast(int, slots.year)
        return 1 - year if before_christ else year
    if slots.year is not None or 0 in (slots.century, slots.round):
        raise DateError(f"its {slots.scale} is ambiguous; write, for example, 1930s or 19th century")
    if slots.century is not None:
        return 1 - 100 * slots.century if before_christ else 100 * slots.century - 99
    start = cast(int, slots.round)
    if start < 100 and slots.era is None:
        raise DateError(f"the decade {start}s is ambiguous; write it with four digits, or AD {start}s")
    return 2 - start - YEARS_IN[slots.scale] if before_christ else start


@cache
def _vocabulary() -> dict[str, tuple[str, object]]:
    """The slot and its content for every English word and sign."""
    words = {word: entry for entry, listed in _WORD_LISTS.items() for word in listed.split()}
    months = {form: ("month", i) for i, name in enumerate(ENGLISH_MONTHS, 1) for form in (name, name[:3])}
    return words | {form.lower(): entry for form, entry in months.items()} | {"sept": ("month", 9)}
