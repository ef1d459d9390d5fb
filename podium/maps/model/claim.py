"""The one thing on a map that the slide's headline is about.

In: a map's keys, a headline. Out: the key and number of an event, town, unit, arrow, front, hill, village or work, or
None. A map of one event is about that event, unless the headline names another thing; else it must name exactly one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podium.maps.atlas.names import fold
from podium.maps.model.keys import MapModel
from podium.outline import inline

_FEWEST = 3  # letters of a name that is looked for; of Chinese or Japanese characters, one less
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")  # scripts without spaces


class Hero(NamedTuple):
    """The entry that a map is about: its key and its number in the list."""

    key: str
    number: int


def hero_of(model: MapModel, claim: str) -> Hero | None:
    """The entry that leads the map."""
    said = _words(claim)
    found: dict[str, list[Hero]] = {}  # by name: what happened at a town may be called as the town is
    for key in ("events", "units", "arrows", "fronts", "cities", "hills", "built_up", "fortifications"):
        for n, part in enumerate(getattr(model, key) or ()):
            name = _name(part)
            if _names(said, name):
                found.setdefault(name, []).append(Hero(key, n))
    parts = {name for name in found for other in found if name != other and _names(other, name)}
    told = [heroes for name, heroes in found.items() if name not in parts]
    if len(told) == 1 and (len(told[0]) == 1 or told[0][0].key != told[0][1].key):
        return told[0][0]
    return Hero("events", 0) if len(model.events) == 1 and _name(model.events[0]) else None


def _names(said: str, name: str) -> bool:
    """Whether a text says a name, as whole words if its script has spaces."""
    if _UNSPACED.search(name):
        return len(name) >= _FEWEST - 1 and name.replace(" ", "") in said.replace(" ", "")
    return len(name) >= _FEWEST and f" {name} " in f" {said} "


def _name(part: object) -> str:
    """The words of a feature."""
    return _words(next((t for key in ("title", "words", "name") if (t := getattr(part, key, ""))), ""))


def _words(text: str) -> str:
    """A text without marks, accents and case, its words with single spaces."""
    return " ".join(word for part in re.findall(r"\w+", inline.plain(text)) if (word := fold(part)))
