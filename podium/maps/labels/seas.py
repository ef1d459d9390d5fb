"""The seas that podium knows by name.

In: a language. Out: seas with their names in it, where each name belongs, and how wide the open water is. The places
are written by hand in `seas.tsv`, the names in the languages' files.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from podium import languages
from podium.data import MAPS
from podium.maps.atlas.names import plain


class Sea(NamedTuple):
    """A sea: its English name, which names its shape, its name in the deck's language, the middle of its open water
    in degrees and how wide that is (km)."""

    english: str
    name: str
    lon: float
    lat: float
    km: float


@functools.cache
def all_seas(lang: str) -> tuple[Sea, ...]:
    """All seas, under their names in a language (`de`, `de-AT`); under the English ones in a language without names."""
    names = languages.of(lang).seas
    lines = (MAPS / "seas.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        Sea(english, names.get(english, english), float(lon), float(lat), float(km)) for english, lon, lat, km in rows
    )


def has_names(lang: str) -> bool:
    """Whether the seas have names in a language."""
    return languages.has_file(lang)


def by_name(lang: str) -> dict[str, Sea]:
    """Each sea by its name in the language and by its English one, as `podium.maps.atlas.names.plain` writes names."""
    return {plain(name): sea for sea in all_seas(lang) for name in (sea.name, sea.english)}


def in_all_languages() -> list[tuple[Sea, ...]]:
    """Each sea under its English name, then under those of the other languages."""
    others = [name for name in languages.names() if name != "en"]
    return list(zip(*(all_seas(lang) for lang in ("en", *others)), strict=True))
