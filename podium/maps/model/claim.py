"""The one thing on a map that the slide's headline is about.

In: a map's keys, a headline. Out: the key and number of an event, town, unit, arrow, front, hill, village or work, or
None. A map of one event is about that event; else the headline must name exactly one thing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podium.maps.atlas.names import fold
from podium.maps.model.keys import MapModel
from podium.outline import inline

_FEWEST = 3  # letters of a name that is looked for


class Hero(NamedTuple):
    """The entry that a map is about: its key and its number in the list."""

    key: str
    number: int


def hero_of(model: MapModel, claim: str) -> Hero | None:
    """The entry that leads the map."""
    said = _words(claim)
    for key in ("events", "units", "arrows", "fronts", "cities", "hills", "built_up", "fortifications"):
        names = [_name(part) for part in getattr(model, key) or ()]
        told = [n for n, name in enumerate(names) if len(name) >= _FEWEST and f" {name} " in f" {said} "]
        if len(told) == 1:
            return Hero(key, told[0])
        if key == "events" and len(names) == 1 and names[0]:
            return Hero(key, 0)
    return None


def _name(part: object) -> str:
    """The words of a feature."""
    return _words(next((t for key in ("title", "words", "name") if (t := getattr(part, key, ""))), ""))


def _words(text: str) -> str:
    """A text without marks, accents and case, its words with single spaces."""
    return " ".join(word for part in re.findall(r"\w+", inline.plain(text)) if (word := fold(part)))
