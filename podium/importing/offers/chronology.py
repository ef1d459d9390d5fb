"""Dates in a text, offered as a timeline.

In: paragraphs in any language that podium reads dates in. Out: an offer with three to ten events, each with the date
and a piece of the sentence that it stands in. A day without a year has the last year of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from podium.importing import rich
from podium.importing.model import Rich
from podium.importing.sentences import cut, sentences
from podium.outline.dates.parse import DateError, parse_date

_YEAR = re.compile(r"(?<![\d.,])(1\d{3}|20\d\d)(?!\d|,\d|\.\d)")
_SPAN = re.compile(r"\d{4}\s?[-–]\s?\d{4}(?!\d)")
_JOINS = re.compile(r"^(?:and|but|so|which|who|that|und|aber|et|y|e|и|а)\s+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_DAY = re.compile(
    r"(?<![\w-])([A-ZÀ-Þ][a-zà-þ]{2,9} \d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.? (?:de )?[A-Za-zÀ-þ]{3,10})(?![\w])"
)
_FILLER = re.compile(
    r"^(?:of|in|by|until|till|the|on|from|at|since|im|am|en|le|von|vom|du|de|del|в|с|на)\s+", re.IGNORECASE
)
_NAMED = re.compile(r"\b[Tt]he $")  # before a year that is part of a name: "the 1860 Treaty of Peking"
_BREAKS = re.compile(r"[,;:(]\s|\)|\s[–—-]\s|\s+(?=(?:and|but|when|while|which|following|after|before|until)\b)")
_MOST_WORDS = 4  # of a date, before its year
_FEWEST, _MOST = 3, 10  # events
_TITLE = 64  # letters
_CHECK = "check: dates of this part; days without a year have that of their paragraph"


def timeline(notes: Sequence[Rich], lang: str) -> list[tuple[str, dict[str, Any]]]:
    """An offer of a timeline; [] if there are too few dates."""
    found: dict[str, tuple[Any, str, Rich]] = {}
    for note in notes:
        year = ""
        for sentence in sentences(note):
            date, text, at, year = _date_in(rich.text_of(sentence), year, lang)
            if date is not None and text not in found:
                found[text] = (date, text, _event(sentence, *at))
    events = sorted(found.values(), key=lambda event: event[0])
    if len(events) < _FEWEST:
        return []
    if len(events) > _MOST:
        events = [events[round(n * (len(events) - 1) / (_MOST - 1))] for n in range(_MOST)]
    rows = [{"date": text, "title": rich.written(title)} for _, text, title in events]
    return [(_CHECK, {"timeline": f"{events[0][1]} – {events[-1][1]}", "events": rows})]


def _date_in(letters: str, year: str, lang: str) -> tuple[Any, str, tuple[int, int], str]:
    """The first date of a sentence, as written, where it is; and the last year up to there."""
    found = [m for m in _YEAR.finditer(letters) if not _is_name(letters, m) and not _is_of_book(letters, m)]
    if found:
        first = found[0]
        span = _SPAN.match(letters, first.start())
        if span and (date := _read(span[0], lang)) is not None:
            return date, span[0], span.span(), found[-1][1]
        words = [m.start() for m in _WORD.finditer(letters, 0, first.start())]
        for start in [*words[-_MOST_WORDS:], first.start()]:
            text = letters[start : first.end()]
            bare = _FILLER.sub("", _FILLER.sub("", text))
            if (date := _read(bare, lang)) is not None:
                return date, bare, (start, first.end()), found[-1][1]
        return None, "", (0, 0), found[-1][1]
    day = _DAY.search(letters)
    if day and year:
        text = f"{re.sub('(?:st|nd|rd|th)$', '', day[1])} {year}"
        return _read(text, lang), text, day.span(), year
    return None, "", (0, 0), year


def _is_name(letters: str, year: re.Match[str]) -> bool:
    """Whether a year is part of a name."""
    return bool(_NAMED.search(letters[: year.start()]) and re.match(r" [A-ZÀ-Þ]", letters[year.end() :]))


def _is_of_book(letters: str, year: re.Match[str]) -> bool:
    """Whether a year stands alone in brackets, as that of a book or of somebody's birth does."""
    return letters[: year.start()].endswith("(") and letters[year.end() :].startswith(")")


def _read(text: str, lang: str) -> Any:
    try:
        return parse_date(text.strip(" ,("), lang, abroad=False)
    except DateError:
        return None


def _event(sentence: Rich, start: int, end: int) -> Rich:
    """What happened: the clause in which the date stands, without it; the next one if nothing else is in it."""
    letters = rich.text_of(sentence)
    edges = [0, *(m.end() for m in _BREAKS.finditer(letters) if not start <= m.start() < end), len(letters)]
    clauses = [(a, b) for a, b in pairwise(edges) if letters[a:b].strip(" ,;:()")]
    own = next((n for n, (a, b) in enumerate(clauses) if a <= start < b), 0)
    for first, last in (clauses[own], *clauses[own + 1 : own + 2]):
        text = rich.sliced(sentence, first, last)
        if first <= start < last:
            before = re.sub(
                r"\s*\b(?:in|on|by|of|at|until|since|from|the|im|am|en)\s*$", "", letters[first:start], flags=re.I
            )
            parts = [rich.sliced(sentence, first, first + len(before)), rich.sliced(sentence, min(end, last), last)]
            text = rich.together(filter(None, parts), " ") if not all(parts) else text
        bare = _JOINS.sub("", rich.text_of(text).strip(" ,;:()"))
        if len(bare.split()) >= 2:
            at = rich.text_of(text).find(bare)
            return cut(rich.sliced(text, at, at + len(bare)), _TITLE)
    return cut(sentence, _TITLE)
