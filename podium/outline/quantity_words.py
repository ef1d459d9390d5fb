"""How languages write numbers and say that they are uncertain.

In: a language code such as "en" or "zh-Hans". Out: `quantity_words` gives its `QuantityWords`. A language
that is not listed has signs for words (`≤20`), and the separators of Babel (CLDR), or else the English ones.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

from podium.outline.languages import language

Kind = Literal["exact", "about", "range", "at-most", "at-least", "more-than", "less-than", "unknown"]


class QuantityWords(NamedTuple):
    """Separators, and templates for the number and its unit."""

    thousands: str = ","
    decimal: str = "."
    percent: str = "{}%"
    about: str = "~{}"
    at_most: str = "≤{}"
    at_least: str = "≥{}"
    more_than: str = ">{}"
    less_than: str = "<{}"
    unknown: str = "?"
    currency_first: bool = False

    def template(self, kind: Kind) -> str:
        """The template of a kind; "{}" where the number alone says it."""
        return "{}" if kind in ("exact", "range") else str(getattr(self, kind.replace("-", "_")))


_NARROW_SPACE: Final = "\u202f"
_NO_BREAK_SPACE: Final = "\u00a0"

_WORDS: Final[dict[str, QuantityWords]] = {
    "en": QuantityWords(
        at_most="up to {}",
        at_least="at least {}",
        more_than="more than {}",
        less_than="less than {}",
        unknown="unknown",
        currency_first=True,
    ),
    "de": QuantityWords(
        thousands=".",
        decimal=",",
        percent=f"{{}}{_NO_BREAK_SPACE}%",
        at_most="bis zu {}",
        at_least="mindestens {}",
        more_than="mehr als {}",
        less_than="weniger als {}",
        unknown="unbekannt",
    ),
    "fr": QuantityWords(
        thousands=_NARROW_SPACE,
        decimal=",",
        percent=f"{{}}{_NARROW_SPACE}%",
        at_most="jusqu’à {}",
        at_least="au moins {}",
        more_than="plus de {}",
        less_than="moins de {}",
        unknown="inconnu",
    ),
    "ru": QuantityWords(
        thousands=_NO_BREAK_SPACE,
        decimal=",",
        percent=f"{{}}{_NO_BREAK_SPACE}%",
        at_most="до {}",
        at_least="не менее {}",
        more_than="более {}",
        less_than="менее {}",
        unknown="неизвестно",
    ),
    "el": QuantityWords(
        thousands=".",
        decimal=",",
        at_most="έως {}",
        at_least="τουλάχιστον {}",
        more_than="πάνω από {}",
        less_than="κάτω από {}",
        unknown="άγνωστο",
    ),
    "zh": QuantityWords(
        about="约{}",
        at_most="最多{}",
        at_least="至少{}",
        more_than="超过{}",
        less_than="不足{}",
        unknown="不详",
        currency_first=True,
    ),
    "tr": QuantityWords(
        thousands=".",
        decimal=",",
        percent="%{}",
        at_most="en fazla {}",
        at_least="en az {}",
        more_than="{} üzeri",
        less_than="{} altı",
        unknown="bilinmiyor",
        currency_first=True,
    ),
    "es": QuantityWords(
        thousands=".",
        decimal=",",
        percent=f"{{}}{_NO_BREAK_SPACE}%",
        at_most="hasta {}",
        at_least="al menos {}",
        more_than="más de {}",
        less_than="menos de {}",
        unknown="desconocido",
    ),
    "it": QuantityWords(
        thousands=".",
        decimal=",",
        at_most="fino a {}",
        at_least="almeno {}",
        more_than="più di {}",
        less_than="meno di {}",
        unknown="sconosciuto",
    ),
}


@cache
def quantity_words(lang: str) -> QuantityWords:
    """The separators and templates of a language."""
    return _WORDS.get(language(lang)) or _babel_words(lang)


def _babel_words(lang: str) -> QuantityWords:
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(lang.replace("-", "_")).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return QuantityWords()
    return QuantityWords(thousands=str(symbols["group"]), decimal=str(symbols["decimal"]))
