"""How languages write numbers and say that they are uncertain.

In: a language code such as "en" or "zh-Hans". Out: `quantity_words` gives its `QuantityWords`. A language
that is not listed has signs for words (`≤20`), and the separators of Babel (CLDR), or else the English ones.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

from podium.languages.tags import language

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


# What people write besides, by what it means; only for reading. "between" stands before a range, "to" in it.
_SPELLINGS: Final[dict[str, dict[str, str]]] = {
    "de": {
        "about": "etwa|ungefähr|rund|zirka|gegen|knapp|gut",
        "at-most": "höchstens|maximal|bis",
        "at-least": "wenigstens|minimal",
        "more-than": "über|mehr als",
        "less-than": "unter|weniger als",
        "unknown": "nicht bekannt|keine Angabe|k. A.",
        "between": "zwischen|von",
        "to": "bis|und",
    },
    "fr": {
        "about": "environ|env.|près de|autour de|quelque|à peu près",
        "at-most": "au plus|au maximum",
        "at-least": "au minimum",
        "more-than": "au-dessus de|plus de",
        "less-than": "au-dessous de",
        "unknown": "inconnue|non connu|pas connu",
        "between": "entre|de",
        "to": "à|et",
    },
    "es": {
        "about": "unos|unas|alrededor de|cerca de|aproximadamente|aprox.|en torno a",
        "at-most": "como máximo|a lo sumo",
        "at-least": "por lo menos|como mínimo",
        "more-than": "por encima de",
        "less-than": "por debajo de",
        "unknown": "desconocida|no se sabe",
        "between": "entre|de",
        "to": "a|y",
    },
    "it": {
        "about": "circa|quasi|all’incirca|intorno a",
        "at-most": "al massimo|al più",
        "at-least": "come minimo",
        "more-than": "oltre",
        "less-than": "sotto",
        "unknown": "sconosciuta|ignoto|non noto",
        "between": "tra|fra|da",
        "to": "a|e",
    },
    "ru": {
        "about": "около|примерно|приблизительно|порядка|ок.",
        "at-most": "не более|максимум",
        "at-least": "минимум|как минимум|от",
        "more-than": "свыше|больше",
        "less-than": "меньше",
        "unknown": "не известно|нет данных|н/д",
        "between": "от|между",
        "to": "до|и",
    },
    "el": {
        "about": "περίπου|γύρω στους|γύρω στα",
        "at-most": "το πολύ|μέχρι",
        "at-least": "το λιγότερο",
        "more-than": "περισσότερα από|περισσότεροι από",
        "less-than": "λιγότερα από|λιγότεροι από",
        "unknown": "άγνωστος|άγνωστη",
        "between": "μεταξύ|από",
        "to": "έως|και",
    },
    "zh": {
        "about": "大约|大約|約",
        "at-most": "至多|多达",
        "more-than": "逾",
        "less-than": "少于",
        "unknown": "未知",
        "to": "至|到",
    },
    "tr": {
        "about": "yaklaşık|takriben|aşağı yukarı",
        "at-most": "en çok|azami",
        "at-least": "asgari",
        "unknown": "bilinmeyen",
        "to": "ile|ila",
    },
    "pl": {
        "about": "około|ok.|mniej więcej",
        "at-most": "do|najwyżej|co najwyżej",
        "at-least": "co najmniej|przynajmniej",
        "more-than": "ponad|powyżej|więcej niż",
        "less-than": "poniżej|mniej niż",
        "unknown": "nieznana|nieznane|brak danych",
        "between": "od|między",
        "to": "do|a|i",
    },
}  # fmt: skip


def spellings(lang: str, meaning: str) -> list[str]:
    """What people write in a language for a kind of quantity, or for "between" and "to", in lower case."""
    written = _SPELLINGS.get(language(lang), {}).get(meaning, "")
    return written.lower().split("|") if written else []


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
