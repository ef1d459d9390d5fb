"""How far to trust a map: what the notes say of it.

In: a `Request`, and the territories that the outline fills or hatches. Out: one paragraph for the slide's
notes that names what is uncertain and what is only schematic on the map, with the source where one is given; "" where
nothing is. A lecturer who is asked "was it really there?" finds the answer under the slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podium import languages
from podium.maps.basemap.basemap import DOUBTFUL, Area
from podium.maps.spec import Request
from podium.outline import inline

_PARTS = ("cities", "events", "units", "fronts", "arrows", "borders", "claims", "remarks")


def note(request: Request, areas: Iterable[Area]) -> str:
    """The paragraph, in the deck's language."""
    w = languages.of(request.stage.lang).maps
    labels = dict(zip(DOUBTFUL, (w.uncertain, w.drawn_schematic), strict=True))
    said: dict[str, dict[str, list[str]]] = {level: {} for level in labels}
    for level, what, source in (*_lands(areas), *_parts(request)):
        names = said[level].setdefault(source, []) if level in said else []
        names += [what] if what not in names else []
    return " ".join(f"{labels[level]}{w.colon}{_listed(groups)}." for level, groups in said.items() if groups)


def _listed(groups: dict[str, list[str]]) -> str:
    """What has the same source stands together."""
    return "; ".join(", ".join(names) + (f" ({source})" if source else "") for source, names in groups.items())


def _lands(areas: Iterable[Area]) -> Iterator[tuple[str, str, str]]:
    """Confidence, name and source of territories."""
    for area in areas:
        yield area.confidence, area.name, _phrase(area.source)


def _parts(request: Request) -> Iterator[tuple[str, str, str]]:
    """Confidence, name and source of what stands on the map; parts without a name go by what they are, once."""
    sources, w = request.stage.deck.sources, languages.of(request.stage.lang).maps
    kinds = {"arrows": w.movements, "fronts": w.fronts, "units": w.units, "events": w.events}
    for kind in _PARTS:
        for part in getattr(request.block, kind) or ():
            name = next((t for key in ("title", "words", "text", "name") if (t := getattr(part, key, ""))), "")
            what, trust = inline.plain(name) or kinds.get(kind, ""), request.trust(part)
            named = sources.get(trust.source)
            if what and (kind != "cities" or part.at is not None):
                yield trust.confidence, what, _phrase(inline.plain(named.citation if named else trust.source))


def _phrase(sentence: str) -> str:
    """A source as it stands in brackets."""
    return sentence.strip().rstrip(".")
