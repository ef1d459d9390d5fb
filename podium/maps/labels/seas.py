"""The seas that podium knows by name.

In: a language. Out: seas with their names in it, the place of each name, the width of the open water. The places are
written by hand in `seas.tsv`, the names in the languages' files.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from podium import languages
from podium.data import MAPS
from podium.maps.atlas.names import fold


class Sea(NamedTuple):
    """A sea: its English name (also the name of its shape), its name in the deck's language, the middle of its open
    water in degrees, the width of that (km); the same of other parts of a large sea."""

    english: str
    name: str
    lon: float
    lat: float
    km: float
    elsewhere: tuple[tuple[float, float, float], ...] = ()

    @property
    def parts(self) -> list[Sea]:
        """The sea in each of the places where its name may stand, the main one first."""
        return [self, *(self._replace(lon=lon, lat=lat, km=km, elsewhere=()) for lon, lat, km in self.elsewhere)]


@functools.cache
def all_seas(lang: str) -> tuple[Sea, ...]:
    """All seas, under their names in a language (`de`, `de-AT`), or under the English ones if it has none."""
    names = languages.of(lang).seas
    lines = (MAPS / "seas.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    found = []
    for english, *numbers in rows:
        lon, lat, km = map(float, numbers[:3])
        others = [(float(x), float(y), float(w)) for x, y, w in zip(*(numbers[n::3] for n in (3, 4, 5)), strict=True)]
        found.append(Sea(english, names.get(english, english), lon, lat, km, tuple(others)))
    return tuple(found)


def has_names(lang: str) -> bool:
    """Whether the seas have names in a language."""
    return languages.has_file(lang)


def by_name(lang: str) -> dict[str, Sea]:
    """Each sea by its name in the language and by its English one, folded as `podium.maps.atlas.names.fold` does."""
    return {fold(name): sea for sea in all_seas(lang) for name in (sea.name, sea.english)}


def in_all_languages() -> list[tuple[Sea, ...]]:
    """Each sea under its English name, then under those of the other languages."""
    others = [name for name in languages.names() if name != "en"]
    return list(zip(*(all_seas(lang) for lang in ("en", *others)), strict=True))
