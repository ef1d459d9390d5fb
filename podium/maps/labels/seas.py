"""The seas that podium knows by name.

In: a language. Out: seas with their names in it, the place of each name, the width of the open water. Both files are
written by hand: `seas.tsv` (places) and `sea-names.tsv` (names by language).
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from podium.data import MAPS
from podium.languages.tags import language
from podium.maps.atlas.names import fold


class Sea(NamedTuple):
    """A sea: its English name (also the name of its shape), its name in the deck's language, the middle of its open
    water in degrees, the width of that (km)."""

    english: str
    name: str
    lon: float
    lat: float
    km: float


def _rows(file: str) -> list[list[str]]:
    lines = (MAPS / file).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@functools.cache
def all_seas(lang: str) -> tuple[Sea, ...]:
    """All seas, under their names in a language (`de`, `de-AT`), or under the English ones if it has none."""
    head, *rows = _rows("sea-names.tsv")
    column = head.index(language(lang)) if language(lang) in head else 0
    names = {row[0]: row[column] for row in rows}
    return tuple(
        Sea(english, names[english], float(lon), float(lat), float(km)) for english, lon, lat, km in _rows("seas.tsv")
    )


def has_names(lang: str) -> bool:
    """Whether the seas have names in a language."""
    return language(lang) in _rows("sea-names.tsv")[0]


def by_name(lang: str) -> dict[str, Sea]:
    """Each sea by its name in the language and by its English one, folded as `podium.maps.atlas.names.fold` does."""
    return {fold(name): sea for sea in all_seas(lang) for name in (sea.name, sea.english)}


def in_all_languages() -> list[tuple[Sea, ...]]:
    """Each sea under its English name, then under those in the other languages."""
    head = _rows("sea-names.tsv")[0]
    return list(zip(*(all_seas(lang) for lang in head), strict=True))
