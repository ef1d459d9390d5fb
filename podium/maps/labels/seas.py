"""The seas that podium knows by name.

In: a language. Out: seas with their names in it, where each name belongs, and how wide the open water is. Both files
are written by hand: `seas.tsv` (places) and `sea-names.tsv` (the names in the languages that the program speaks)."""

from __future__ import annotations

import functools
from typing import NamedTuple

from podium.data import MAPS
from podium.languages.tags import language
from podium.maps.atlas.names import fold


class Sea(NamedTuple):
    """A sea: its English name, which names its shape, its name in the deck's language, the middle of its open water
    in degrees and how wide that is (km)."""

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
    """All seas, under their names in a language (`de`, `de-AT`); under the English ones in a language without names."""
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
    """Each sea by its name in the language and by its English one, as `podium.maps.atlas.names.fold` writes names."""
    return {fold(name): sea for sea in all_seas(lang) for name in (sea.name, sea.english)}


def in_all_languages() -> list[tuple[Sea, ...]]:
    """Each sea under its English name, then under those of the other languages."""
    head = _rows("sea-names.tsv")[0]
    return list(zip(*(all_seas(lang) for lang in head), strict=True))
