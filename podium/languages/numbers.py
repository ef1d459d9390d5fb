"""How a language writes numbers: its separators and where its percent and currency signs stand.

In: a language tag. Out: `Numbers`, from Babel (CLDR). English is built in, so that it costs no import; a language that
Babel does not know writes numbers as English does.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from podium import languages
from podium.languages.tags import language


class Numbers(NamedTuple):
    """`percent` has a {} for the number."""

    thousands: str = ","
    decimal: str = "."
    percent: str = "{}%"
    currency_first: bool = False


@cache
def numbers(tag: str) -> Numbers:
    """The number forms of a language. The region counts only where the language has no file."""
    name = language(tag)
    if name == "en":
        return Numbers(currency_first=True)
    from babel import Locale, UnknownLocaleError

    has_file = languages.has_file(name)
    try:
        locale = Locale.parse(name if has_file else tag.replace("-", "_"))
        symbols = locale.number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return Numbers()
    separators = Numbers(str(symbols["group"]), str(symbols["decimal"]))
    if not has_file:
        return separators
    percent = str(locale.percent_formats[None].pattern).replace("#,##0", "{}")
    return separators._replace(
        percent=languages.of(name).quantities.percent or percent,
        currency_first=str(locale.currency_formats["standard"].pattern).startswith("¤"),
    )
