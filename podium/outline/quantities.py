"""Uncertain numbers: reading them as historians write them, and showing them again.

In: a number, or a text such as `38,000`, `~40`, `70-90`, `up to 20000`, `>500`, `1.5 million t`, `unknown`.
Out: `parse_quantity` gives a `Quantity` or raises `QuantityError`; `format_quantity` gives the reader's text.

A text is read from the outside in: the word that qualifies it (about, up to…), then one number or
the two of a range, each with its digits and magnitude (million), then the unit. Conventions:
- whether `38.000` is 38 or 38,000 depends on the language; spaces and apostrophes always separate thousands;
- `3.5` is a decimal everywhere, since that is how YAML writes it;
- `70-90` is a range, `-3` a negative number; `30-40 thousand` means thousands at both ends;
- a currency sign before the number (`£5`) is the beginning of its unit, and is shown there again;
- the qualifiers are understood in English and in the language given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from podium import languages
from podium.languages.catalogue import Kind
from podium.languages.numbers import numbers
from podium.languages.tags import language

__all__ = ["Kind", "Quantity", "QuantityError", "format_quantity", "magnitudes", "parse_quantity"]

MAX_LENGTH: Final = 200
MAX_DIGITS: Final = 40
MAX_VALUE: Final = 1e15  # above it, a float no longer distinguishes neighbouring integers and halves
MIN_VALUE: Final = 1e-12
EXAMPLES: Final = "write, for example, 40, 38,000, ~40, 70-90, up to 20000, >500, 12 km or unknown"
CURRENCIES: Final = "£$€¥₽₺"

_SIGNS: Final[dict[str, Kind]] = {
    "~": "about", "≈": "about", "≤": "at-most", "<=": "at-most", "≥": "at-least", ">=": "at-least",
    ">": "more-than", "<": "less-than",
}  # fmt: skip
_KINDS: Final[tuple[Kind, ...]] = ("about", "at-most", "at-least", "more-than", "less-than")  # those with a word
_ZERO: Final = frozenset({"none", "nil"})
_MAGNITUDES: Final = {
    "thousand": 3, "k": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12,
    "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
    "mio.": 6, "mio": 6, "mrd.": 9, "mrd": 9, "тыс.": 3, "тыс": 3, "млн": 6, "млрд": 9,
}  # fmt: skip
# Only before a number does a dash or "to" make a range: `12 t-34`, `5 to` (tonnes) have none.
_RANGE: Final = rf"(?:[-–—]|(?:%s)\s?)(?=\s?[%%{CURRENCIES}]?\s?-?[.,]?\d)"


class QuantityError(ValueError):
    """A text is not a quantity; the message says what is wrong and how to correct it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as far as it is known, in `unit` ("" for a plain count).

    `low` and `high` bound it, None where a bound is not known; `best` is the number to draw: the value, the
    middle of a range, the limit of "up to" or "more than", None if it is unknown. For "about" all three are
    the number given, since nobody says how far off it may be. Sorted by `best`, the unknown last.
    """

    text: str
    low: float | None
    high: float | None
    best: float | None
    kind: Kind
    unit: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it is one number without doubt."""
        return self.kind == "exact"

    @property
    def is_known(self) -> bool:
        """Whether there is a number at all."""
        return self.kind != "unknown"

    @property
    def _order(self) -> tuple[float, float, float, str, str, str]:
        best = math.inf if self.best is None else self.best
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return best, low, high, self.kind, self.unit, self.text

    def __lt__(self, other: Quantity) -> bool:
        return self._order < other._order

    def __le__(self, other: Quantity) -> bool:
        return self._order <= other._order

    def __gt__(self, other: Quantity) -> bool:
        return self._order > other._order

    def __ge__(self, other: Quantity) -> bool:
        return self._order >= other._order


def parse_quantity(text: str | int | float, lang: str = "en") -> Quantity:
    """The quantity that a number or a text in a language means, with `text` kept as it was written.

    Raises QuantityError, and nothing else, for a text that is not a quantity, for NaN and for infinity.
    """
    if not isinstance(text, str):
        return _from_number(text)
    return _from_text(text.strip(), lang)


@lru_cache(maxsize=1024)  # the same numbers stand in many places
def _from_text(written: str, lang: str) -> Quantity:
    if not written:
        raise QuantityError(_in_words_of(lang, f"the quantity is empty; {EXAMPLES}"))
    if len(written) > MAX_LENGTH:
        raise QuantityError(_in_words_of(lang, f"a quantity has at most {MAX_LENGTH} characters; {EXAMPLES}"))
    try:
        return _read(written, " ".join(written.split()).replace("−", "-"), lang)
    except QuantityError as error:
        raise QuantityError(f"{written!r} is not a quantity: {_in_words_of(lang, str(error))}") from None


def _in_words_of(lang: str, message: str) -> str:
    """A message with its examples as the language writes them: in German, 38,000 is not 38 thousand."""
    many, most = _quantity("", "exact", [38000.0], ""), _quantity("", "at-most", [20000.0], "")
    examples = [format_quantity(many, lang), "~40", "70-90", format_quantity(most, lang), ">500"]
    words = f"write, for example, 40, {', '.join(examples)}, 12 km or {languages.of(lang).quantities.unknown}"
    return message if language(lang) == "en" else message.replace(EXAMPLES, words)


def _from_number(number: int | float) -> Quantity:
    if isinstance(number, bool) or not abs(number) <= MAX_VALUE:  # NaN compares as false
        raise QuantityError(f"a finite number up to {MAX_VALUE:.0e} is expected; {EXAMPLES}")
    return _quantity(str(number), "exact", [_checked(float(number))], "")


def _quantity(text: str, kind: Kind, values: list[float], unit: str) -> Quantity:
    """The quantity of a kind with its one value, or two for a range, or none if it is unknown."""
    if not values:
        return Quantity(text, None, None, None, kind, unit)
    low, high = values[0], values[-1]
    return Quantity(
        text,
        low=None if kind in ("at-most", "less-than") else low,
        high=None if kind in ("at-least", "more-than") else high,
        best=low if low == high else low + (high - low) / 2,
        kind=kind,
        unit=unit,
    )


def _checked(value: float) -> float:
    if abs(value) > MAX_VALUE or 0 < abs(value) < MIN_VALUE:
        raise QuantityError(f"a number must lie between {MIN_VALUE:.0e} and {MAX_VALUE:.0e}; change its unit")
    return value + 0.0  # makes -0.0 plain zero


class _Reader:
    """A text that is consumed from both ends."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, pattern: str) -> re.Match[str] | None:
        """Removes and returns what the pattern matches at the beginning, with the space after it; None if nothing."""
        match = re.match(pattern, self.rest, re.IGNORECASE)
        if match:
            self.rest = self.rest[match.end() :].lstrip()
        return match

    def take_sign(self) -> str:
        """Removes and returns a currency or percent sign at the beginning; "" if there is none."""
        match = self.take(rf"[%{CURRENCIES}]")
        return match[0] if match else ""

    def take_word(self, words: Iterable[str]) -> str | None:
        """Removes and returns the longest of some lower-case words or signs at the beginning."""
        for word in sorted(words, key=len, reverse=True):
            following = self.rest[len(word) : len(word) + 1]
            if self.rest[: len(word)].lower() == word and not (word[-1].isalpha() and following.isalpha()):
                self.rest = self.rest[len(word) :].lstrip()
                return word
        return None

    def take_last_word(self, words: Iterable[str]) -> str | None:
        """Removes and returns the longest of some lower-case words or signs at the end, after a space."""
        for word in sorted(words, key=len, reverse=True):
            if self.rest.lower().endswith(" " + word):
                self.rest = self.rest[: -len(word)].rstrip()
                return word
        return None


def _read(written: str, text: str, lang: str) -> Quantity:
    """The quantity that a text, with plain spaces and minus signs, means in a language."""
    if text.lower() in {"?", languages.of(lang).quantities.unknown.lower(), *_spellings(lang, "unknown")}:
        return _quantity(written, "unknown", [], "")
    if text.lower() in _ZERO:
        return _quantity(written, "exact", [0.0], "")
    reader, (before, after) = _Reader(text), _kinds_by_word(lang)
    kinds: list[Kind] = []
    between = _spellings(lang, "between")
    is_range = re.search(_range_sign(lang), text, re.IGNORECASE) is not None
    while word := reader.take_word(w for w in before if not (is_range and w in between)):
        kinds.append(before[word])
    is_between = reader.take_word(between) is not None
    sign = reader.take_sign()
    amounts = [_take_amount(reader, lang)]
    if reader.take(_range_sign(lang)):
        reader.take(re.escape(sign))
        amounts.append(_take_amount(reader, lang))
        kinds.append("range")
    elif is_between:
        raise QuantityError("the second number is missing; write, for example, 70-90")
    # `500+ %` and `500 % or more`: the sign and the words after the number may be in any order.
    while (word := reader.take_word(after) or reader.take_last_word(after)) or not sign:
        if word:
            kinds.append(after[word])
        elif not (sign := reader.take_sign()):
            break
    return _quantity(written, _main_kind(kinds), _values(amounts), _unit(sign, reader.rest, lang))


@cache
def _range_sign(lang: str) -> str:
    """The pattern of the dash or word between the two numbers of a range."""
    return _RANGE % "|".join(map(re.escape, _spellings(lang, "to")))


def _spellings(lang: str, meaning: str) -> list[str]:
    """The words for a kind of figure, or for "between" and "to": in English and, last, in the language."""
    return [word for name in ("en", lang) for word in languages.of(name).quantity_spellings.of(meaning)]


@cache
def magnitudes(lang: str) -> dict[str, int]:
    """The powers of ten that words after a number stand for: those understood everywhere, and the language's."""
    own = languages.of(lang).quantity_spellings
    return _MAGNITUDES | {w: p for kind, p in (("thousand", 3), ("million", 6), ("billion", 9)) for w in own.of(kind)}


@cache
def _kinds_by_word(lang: str) -> tuple[dict[str, Kind], dict[str, Kind]]:
    """The meaning of the words before and after a number, in lower case: in English and in the language."""
    before, after = dict(_SIGNS), dict[str, Kind]()
    for name in ("en", lang):  # where both have a word, the language decides
        catalogue = languages.of(name)
        for kind in _KINDS:
            for phrase in (catalogue.quantities.template(kind).lower(), *catalogue.quantity_spellings.of(kind)):
                head, _, tail = (part.strip() for part in phrase.partition("{}"))
                before |= {head: kind} if head else {}
                after |= {tail: kind} if tail else {}
    return before, after


def _main_kind(kinds: list[Kind]) -> Kind:
    """What several qualifiers mean together: "up to about 500" is a limit."""
    said = list(dict.fromkeys(kind for kind in kinds if kind != "about"))
    if len(said) > 1:
        raise QuantityError(f"{said[0]} and {said[1]} contradict each other; {EXAMPLES}")
    return said[0] if said else "about" if kinds else "exact"


def _take_amount(reader: _Reader, lang: str) -> tuple[Decimal, int]:
    """A number as written, and the power of ten of the word after it: 6 for million, 0 without a word."""
    forms = numbers(lang)
    gap, decimal = f"[{re.escape(forms.thousands)}'’ ]", re.escape(forms.decimal)
    groups = r"(?:\d{3}(?:\3\d{3})*|(?:\d\d\3)+\d{3})"  # 7,200,000, and as in India 72,00,000
    grouped = rf"(-?)([1-9]\d{{0,2}}({gap}){groups})(?:{decimal}(\d+))?"
    plain = rf"(-?)((?=[.,]?\d)\d*)()(?:[{decimal}.](\d+))?"
    ending = r"(?![.,'’]?\d|e[-+]?\d)"  # the number is complete: neither 38,5 in English nor 1e5
    match = reader.take(grouped + ending) or reader.take(plain + ending)
    if match is None:
        raise QuantityError(f"expected a number in place of {reader.rest[:20]!r}; {EXAMPLES}")
    whole = re.sub(gap, "", match[2])
    if len(match[0]) > MAX_DIGITS:
        raise QuantityError(f"a number has at most {MAX_DIGITS} digits")
    powers = magnitudes(lang)
    magnitude = reader.take_word(powers)
    return Decimal(f"{match[1]}{whole}.{match[4] or 0}"), powers[magnitude] if magnitude else 0


def _values(amounts: list[tuple[Decimal, int]]) -> list[float]:
    """The numbers of one or two amounts; in `30-40 thousand` both are thousands, in `500-1.5 million` one."""
    powers = [power for _, power in amounts]
    if powers[0] == 0 and amounts[0][0] < amounts[-1][0]:
        powers[0] = powers[-1]
    numbers = [number for number, _ in amounts]
    values = [_checked(float(n.scaleb(power))) for n, power in zip(numbers, powers, strict=True)]
    if values[-1] < values[0]:
        raise QuantityError("its range goes downwards; write the smaller number first")
    return values


def _unit(sign: str, rest: str, lang: str) -> str:
    """The unit of a currency or percent sign and the words that follow. A digit is only its power: km2."""
    if rest and not (rest[0].isalpha() or rest[0] in "‰°("):
        raise QuantityError(f"{rest[:20]!r} is not a unit; {EXAMPLES}")
    if re.search(r"(?<![^\W\d_])\d|\d\w", rest) or _Reader(rest).take_word(magnitudes(lang)):
        raise QuantityError(f"the unit {rest[:20]!r} contains a number; {EXAMPLES}")
    return f"{sign} {rest}".strip()


def format_quantity(q: Quantity, lang: str = "en", decimals: int | None = None) -> str:
    """The text of a quantity in a language, with thousands separators and at most `decimals` decimals."""
    words = languages.of(lang).quantities
    if not q.is_known or q.best is None:
        return words.unknown
    text = _number(q.best, lang, decimals)
    if q.kind == "range" and q.low is not None and q.high is not None:
        dash = " – " if q.low < 0 else "–"
        text = _number(q.low, lang, decimals) + dash + _number(q.high, lang, decimals)
    return words.template(q.kind).format(_with_unit(text, q.unit, lang))


def _number(value: float, lang: str, decimals: int | None) -> str:
    forms = numbers(lang)
    exact = Decimal(repr(float(value)))  # repr gives the shortest decimals that mean this number
    if decimals is not None:
        exact = round(exact, max(decimals, 0))
    whole, _, fraction = f"{abs(exact):,f}".partition(".")
    fraction = fraction.rstrip("0") if decimals is None else fraction
    minus = "−" if exact < 0 else ""
    return minus + whole.replace(",", forms.thousands) + (forms.decimal + fraction if fraction else "")


def _with_unit(number: str, unit: str, lang: str) -> str:
    """A number and its unit, with a percent or currency sign where the language puts it."""
    forms = numbers(lang)
    sign = unit[:1] if unit[:1] in tuple("%" + CURRENCIES) else ""
    if sign == "%":
        number = forms.percent.format(number)
    elif sign:
        number = sign + number if forms.currency_first else f"{number} {sign}"
    return f"{number} {unit[len(sign) :].strip()}".strip()
