"""A figure as it is read and shown: the words that qualify it, the number itself, and its unit.

In: a figure of the outline ("up to 35,000 men"), the deck's language. Out: `Figure`, and its `Parts`: "up to" is set
small, "35,000" large, "men" small. The number has the separators of the language; the words stay as they are written
where the language has them, and become its own where they are English. Nothing uncertain becomes exact. Four digits
without a separator stay together, since they may be a year; "1.5 million" stays "million".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import WithJsonSchema

from podium import languages
from podium.languages.numbers import numbers
from podium.outline.fields import reading_language
from podium.outline.models import ReadWith, mistake
from podium.outline.quantities import (
    CURRENCIES,
    Quantity,
    QuantityError,
    format_quantity,
    magnitudes,
    parse_quantity,
)

_GAP = "\u00a0"
_SIGNS = "%" + CURRENCIES
_ATTACHED = ("°", "‰")  # units that are set in the size of the number
_SHARE = re.compile(r"\d[\d.,]*\s*(?:[:/]|[^\W\d_]+(?: [^\W\d_]+)?)\s*\d[\d.,]*")  # 4:1, 1/3, 9 out of 10, 8 May 1945
_LONGEST_SHARE = 24
_BEFORE_DIGITS = re.compile(rf"[\s{_SIGNS}−-]*\.?$")
_PLAIN_THOUSAND = re.compile(r"(?<![\d.,'’])(?<!\d\s)[1-9]\d{3}(?!\d)(?![.,'’\s]\d{3})")


class Figure(NamedTuple):
    """A figure as written, and what it means; None if it is a ratio or a date, which is shown as written."""

    text: str
    quantity: Quantity | None

    @property
    def is_number(self) -> bool:
        """Whether it has digits; "unknown" has none."""
        return any(map(str.isdigit, self.text))


class Parts(NamedTuple):
    """What is shown of a figure: `lead` and `sign` before the number, `unit` after it."""

    lead: str
    sign: str
    number: str
    unit: str

    def __str__(self) -> str:
        words = f"{self.lead} {self.sign}{self.number} {self.unit}"
        return " ".join(words.replace(_GAP, " ").split())


def read_figure(data: Any) -> Figure:
    """A figure of the outline. Raises the error of `mistake`."""
    if isinstance(data, Figure):
        return data
    if isinstance(data, bool) or not isinstance(data, (str, int, float)):
        raise mistake("expected a figure, not 'key: value' lines or a list", "type")
    text = " ".join(str(data).split())
    try:
        return Figure(text, parse_quantity(text, reading_language.get()))
    except QuantityError as e:
        if len(text) <= _LONGEST_SHARE and _SHARE.fullmatch(text):
            return Figure(text, None)
        raise mistake(str(e), "quantity") from None


FigureField = Annotated[Figure | None, ReadWith(read_figure), WithJsonSchema({"type": ["string", "number"]})]


def parts_of(figure: Figure, unit: str, lang: str) -> Parts:
    """The parts of a figure in a language; `unit` stands after the unit that the figure itself has."""
    q = figure.quantity
    if q is None:
        return Parts("", "", figure.text.replace(" ", _GAP), unit)
    if not figure.is_number:
        return Parts("", "", _word(figure.text, q, lang).replace(" ", _GAP), _joined(q.unit, unit))
    if unit and unit in _SIGNS and not q.unit:
        q, unit = replace(q, unit=unit), ""
    lead, sign, end = _qualifier(figure.text, q, lang)
    number, words = _number(figure.text, q, lang)
    words = _joined(words, unit)
    if words.startswith(_ATTACHED):
        attached, _, words = words.partition(" ")
        number = f"{number}{_GAP}{attached}"
    plus = "+" if re.search(r"\d\s*\+", figure.text) else ""
    return Parts(lead, sign, number + plus, _joined(words, end))


def _joined(*words: str) -> str:
    return " ".join(w for w in words if w)


def _word(written: str, q: Quantity, lang: str) -> str:
    """The word in place of a number: as written if the language has it, else its own."""
    words = languages.of(lang)
    if q.is_known or written.lower() in {words.quantities.unknown.lower(), *words.quantity_spellings.of("unknown")}:
        return written  # "none" is known
    return words.quantities.unknown


def _number(written: str, q: Quantity, lang: str) -> tuple[str, str]:
    """The number, with a sign of per cent or currency, and the words after it: ("1.5", "million men")."""
    sign = q.unit[:1] if q.unit[:1] in tuple(_SIGNS) else ""
    words, (name, power) = q.unit.removeprefix(sign).strip(), _magnitude(written, lang)
    if power and q.kind == "range" and q.low is not None and abs(q.low) < 10**power:
        name, power = "", 0  # 500-1.5 million
    if power:
        q = replace(q, low=_scaled(q.low, power), high=_scaled(q.high, power), best=_scaled(q.best, power))
        words = _joined(name, words)
        if sign and sign != "%" and not numbers(lang).currency_first:
            sign, words = "", _joined(name, sign, q.unit.removeprefix(sign).strip())
    kind = "range" if q.kind == "range" else "exact"
    text = format_quantity(replace(q, kind=kind, unit=sign), lang)  # type: ignore[arg-type]
    if _PLAIN_THOUSAND.search(written) and not power and all(abs(v) < 10_000 for v in (q.low, q.high, q.best) if v):
        text = text.replace(numbers(lang).thousands, "")
    return text.replace(" ", _GAP), words


def _scaled(value: float | None, power: int) -> float | None:
    return None if value is None else float(Decimal(repr(value)).scaleb(-power))


def _magnitude(written: str, lang: str) -> tuple[str, int]:
    """The word for a power of ten after the last digit, as written: ("million", 6); ("", 0) if there is none."""
    after = re.split(r"\d", written)[-1].lstrip()
    for word, power in sorted(magnitudes(lang).items(), key=lambda w: -len(w[0])):
        following = after[len(word) : len(word) + 1]
        if after[: len(word)].lower() == word and not (word[-1].isalpha() and following.isalpha()):
            return after[: len(word)], power
    return "", 0


def _qualifier(written: str, q: Quantity, lang: str) -> tuple[str, str, str]:
    """What says how well the number is known: words and sign before it, words after it."""
    first = re.search(r"\d", written)
    head = _BEFORE_DIGITS.sub("", written[: first.start() if first else 0])
    if q.kind == "range":
        head = re.sub(_any_of(_phrases("between", ("en", lang))), "", head, flags=re.IGNORECASE).strip()
    if re.fullmatch(_any_of(_own(lang)), head, re.IGNORECASE) and head:
        return head, "", ""
    if head and not any(c.isalpha() for c in head):
        return "", head.replace("<=", "≤").replace(">=", "≥").replace("≈", "~"), ""
    kind = "about" if q.kind == "range" and head else q.kind
    if re.search(r"\d\s*\+", written):
        return "", "", ""
    before, _, after = (part.strip() for part in languages.of(lang).quantities.template(kind).partition("{}"))
    is_word = any(c.isalpha() for c in before)
    return (before, "", after) if is_word else ("", before, after)


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for one or more of the phrases, whole words."""
    ordered = sorted(phrases, key=len, reverse=True)
    return rf"(?:(?:{'|'.join(map(re.escape, ordered))})(?![^\W\d_])\s*)+" if ordered else r"(?!)"


def _phrases(meaning: str, langs: Iterable[str]) -> list[str]:
    return [w for name in langs for w in languages.of(name).quantity_spellings.of(meaning) if "{}" not in w]


@cache
def _own(lang: str) -> tuple[str, ...]:
    """The words before a number that qualify it in the language itself."""
    found = []
    for kind in ("about", "at-most", "at-least", "more-than", "less-than"):
        found += _phrases(kind, (lang,))
        head = languages.of(lang).quantities.template(kind).partition("{}")[0].strip().lower()  # type: ignore[arg-type]
        found += [head] if any(c.isalpha() for c in head) else []
    return tuple(found)
