"""The names of countries and of historical lands in the languages of podium.

In: an English name, a language tag. Out: the name in that language: from `states.tsv`, written by hand, else from the
Unicode CLDR (by way of Babel), which has today's countries.
"""

from __future__ import annotations

import functools

from podium.data import MAPS
from podium.languages.tags import language

_COLUMNS = ("en", "de", "fr", "es", "it", "pt", "tr", "ru", "uk", "el", "zh")
_ATLAS = {  # names of the atlas' countries for which CLDR has another English one
    "United States of America": "US", "United Republic of Tanzania": "TZ", "Republic of Serbia": "RS", "Serbia": "RS",
    "Bosnia and Herzegovina": "BA", "Democratic Republic of the Congo": "CD", "Republic of the Congo": "CG",
    "Republic of Congo": "CG", "Czech Republic": "CZ", "East Timor": "TL", "São Tomé and Príncipe": "ST",
    "Sao Tome and Principe": "ST", "The Bahamas": "BS", "Trinidad and Tobago": "TT", "Antigua and Barbuda": "AG",
    "Saint Lucia": "LC", "Saint Kitts and Nevis": "KN", "Saint Vincent and the Grenadines": "VC", "eSwatini": "SZ",
    "Guinea Bissau": "GW", "Myanmar": "MM", "Vatican": "VA", "Aland": "AX", "Palestine": "PS", "Brunei": "BN",
    "Cabo Verde": "CV", "Federated States of Micronesia": "FM", "Faroe Islands": "FO", "Falkland Islands": "FK",
    "S. Sudan": "SS", "Saint Barthelemy": "BL", "Saint Martin": "MF", "Saint Helena": "SH", "Wallis and Futuna": "WF",
    "Saint Pierre and Miquelon": "PM", "Turks and Caicos Islands": "TC", "United States Virgin Islands": "VI",
    "South Georgia and the Islands": "GS",
}  # fmt: skip


def in_language(name: str, lang: str) -> str | None:
    """The name of a land in a language; None for English, or if it is not known there. "Algeria (France)" is put
    together from its parts, and what is in brackets is left out if it is not known; "Prussia, 1772" keeps its year."""
    code = language(lang)
    if code == "en" or not name:
        return None
    whole = _one(name, code)
    if whole:
        return whole
    land, comma, year = name.rpartition(", ")
    if comma and year.isdigit():
        known = in_language(land, lang)
        return f"{known}, {year}" if known else None
    head, _, tail = name.partition(" (")
    first, second = (_one(head, code), _one(tail[:-1], code)) if tail.endswith(")") else (None, None)
    return f"{first} ({second})" if first and second else first


def _one(name: str, code: str) -> str | None:
    name = name.removesuffix(".").removesuffix(" S.A.R")
    row = _table().get(name)
    if row is not None and code in row:
        return row[code]
    country = _ATLAS.get(name) or _english().get(name)
    return _cldr(code).get(country) if country else None


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    """The rows of `states.tsv` by English name."""
    lines = (MAPS / "states.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in rows}


@functools.cache
def _english() -> dict[str, str]:
    """The codes of today's countries by their English names."""
    return {name: code for code, name in _cldr("en").items() if code.isalpha()}


@functools.cache
def _cldr(code: str) -> dict[str, str]:
    """The names of today's countries by code (ISO 3166, two letters); none for a language that CLDR lacks."""
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(code).territories)
    except (UnknownLocaleError, ValueError):
        return {}
