"""Places of the atlas that a text names, offered as a map.

In: paragraphs. Out: an offer with the places that lie near one another, in a frame about them, with the shipped borders
of that time and part of the world, if there are any. A name counts after a word that goes with places.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from podium.data import MAPS
from podium.importing import rich
from podium.importing.model import Rich
from podium.importing.writer import Flow

_NAME = r"[A-ZÀ-ÞА-Я][\w’'-]+(?:[ -][A-ZÀ-ÞА-Я][\w’'-]+){0,2}"
_AFTER = re.compile(
    rf"\b(?:in|at|near|from|to|of|towards?|around|reached|took|captured|entered|as|in der|bei|nach|von|aus|à|de|vers"
    rf"|en|a|da|в|под|у|из)\s+({_NAME})"
)
_FEWEST, _MOST = 3, 10  # places
_LARGE = 50_000  # inhabitants of a town that is meant, not a village of the same name
_FAR = 25.0  # degrees from the middle of all places
_MARGIN = 0.25  # of the extent of the places, around them
_LEAST = 4.0  # degrees of a frame
_CHECK = "check: places of this part, as the atlas knows them; some may be others of the same name"


class _Place(NamedTuple):
    name: str
    lon: float
    lat: float


class Places:
    """Looks for the places of texts; the atlas is read once."""

    @cached_property
    def known(self) -> frozenset[str]:
        """All names of the atlas, folded."""
        from podium.maps.atlas import gazetteer

        return gazetteer.known_names()

    def map_of(self, notes: Sequence[Rich], lang: str) -> list[tuple[str, dict[str, Any]]]:
        """An offer of a map; [] if there are too few places."""
        text = " ".join(rich.text_of(note) for note in notes)
        found = _near_one_another(self.places(text))
        if len(found) < _FEWEST:
            return []
        west, east = min(p.lon for p in found), max(p.lon for p in found)
        south, north = min(p.lat for p in found), max(p.lat for p in found)
        wide, high = max(east - west, _LEAST) * _MARGIN, max(north - south, _LEAST / 2) * _MARGIN
        frame = [max(-179.0, west - wide), max(-80.0, south - high), min(179.0, east + wide), min(84.0, north + high)]
        names = ", ".join(p.name for p in found[:4])
        keys: dict[str, Any] = {"map": f"{names} …" if len(found) > 4 else names}
        keys |= _borders(text, found)
        keys["frame"] = Flow([f"{edge:.1f}" for edge in frame])
        keys["cities"] = Flow([p.name for p in found])
        return [(_CHECK, keys)]

    def places(self, text: str) -> list[_Place]:
        """The places in a text, the most frequent first."""
        from podium.maps.atlas import gazetteer
        from podium.maps.atlas.names import fold

        counts: Counter[str] = Counter()
        for found in _AFTER.finditer(text):
            words = found[1].split(" ")
            names = (" ".join(words[:n]) for n in range(len(words), 0, -1))
            name = next((re.sub("['’]s$", "", n) for n in names if fold(n) in self.known), "")
            if len(name) > 3:
                counts[name] += 1
        made: dict[tuple[float, float], _Place] = {}
        for name, _ in counts.most_common(60):
            best = next(iter(gazetteer.find_places(name)), None)
            if best is None:
                continue
            own = best.by_hand or fold(best.modern) == fold(name)  # not another name of a town, such as Manchuria
            if (own and (best.by_hand or best.population >= _LARGE)) or best.population >= 10 * _LARGE:
                made.setdefault((best.lon, best.lat), _Place(name, best.lon, best.lat))
        return list(made.values())[: 2 * _MOST]


def _near_one_another(found: list[_Place]) -> list[_Place]:
    """The places without those far from the middle of all."""
    if not found:
        return []
    lon, lat = statistics.median(p.lon for p in found), statistics.median(p.lat for p in found)
    return [p for p in found if abs(p.lon - lon) <= _FAR * 1.4 and abs(p.lat - lat) <= _FAR][:_MOST]


def _borders(text: str, found: list[_Place]) -> dict[str, Any]:
    """The shipped set of borders for the years of the text, if most of the places lie in it."""
    years = [int(y) for y in re.findall(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", text)]
    if not years:
        return {}
    year = round(statistics.median(years))
    for file in sorted(MAPS.glob("*.yaml")):
        span = re.search(r"(\d{4})-(\d{4})$", file.stem)
        with file.open(encoding="utf-8") as opened:
            frame = re.search(r"^frame: \[([^\]]+)\]", opened.read(4_000), re.MULTILINE)
        if not span or not frame or not int(span[1]) <= year <= int(span[2]):
            continue
        west, south, east, north = map(float, frame[1].split(","))
        inside = sum(west <= p.lon <= east and south <= p.lat <= north for p in found)
        if inside >= 0.7 * len(found):
            return {"territories": file.stem, "year": str(year)}
    return {}
