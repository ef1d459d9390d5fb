"""Provenance: what the notes say about the reliability of a map.

In: a `MapSpec`, and the territories that the outline fills or hatches. Out: one paragraph for the slide's notes that
names what is uncertain and what is only schematic, with the source where one is given; "" if nothing is. A lecturer who
is asked "was it really there?" finds the answer under the slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podium import languages
from podium.maps.basemap.record import UNCERTAIN, Area
from podium.maps.model.terrain import DRAWN
from podium.maps.spec import MapSpec
from podium.outline import inline

_PARTS = (
    "cities",
    "events",
    "units",
    "fronts",
    "arrows",
    "borders",
    "claims",
    "remarks",
    "flows",
    "routes",
    "callouts",
    *DRAWN,
)
_LOOKED_UP = ("cities", "circles")  # which stand where the atlas knows them to be, unless they say where


def note(spec: MapSpec, areas: Iterable[Area]) -> str:
    """The paragraph, in the deck's language."""
    w = languages.of(spec.stage.lang).maps
    labels = dict(zip(UNCERTAIN, (w.uncertain, w.drawn_schematic), strict=True))
    said: dict[str, dict[str, list[str]]] = {level: {} for level in labels}
    for level, what, source in (*_lands(areas), *_parts(spec)):
        names = said[level].setdefault(source, []) if level in said else []
        names += [what] if what not in names else []
    return " ".join(f"{labels[level]}{w.colon}{_listed(groups)}." for level, groups in said.items() if groups)


def _listed(groups: dict[str, list[str]]) -> str:
    """Names with the same source together."""
    return "; ".join(", ".join(names) + (f" ({source})" if source else "") for source, names in groups.items())


def _lands(areas: Iterable[Area]) -> Iterator[tuple[str, str, str]]:
    """Confidence, name and source of territories."""
    for area in areas:
        yield area.confidence, area.name, _phrase(area.source)


def _parts(spec: MapSpec) -> Iterator[tuple[str, str, str]]:
    """Confidence, name and source of the features; features without a name go by their kind, once."""
    sources, w = spec.stage.deck.sources, languages.of(spec.stage.lang).maps
    kinds = {
        "arrows": w.movements,
        "flows": w.movements,
        "routes": w.movements,
        "fronts": w.fronts,
        "units": w.units,
        "events": w.events,
    }
    kinds |= {kind: getattr(w, kind) for kind in DRAWN}
    model = spec.model
    parts = [(kind, part) for kind in _PARTS for part in getattr(model, kind) or ()]
    parts += [("routes", stop) for route in model.routes for stop in route.stations if stop.source or stop.confidence]
    parts += [("circles", part) for part in (model.circles.places if model.circles else ())]
    for kind, part in parts:
        name = next((t for key in ("title", "words", "text", "name") if (t := getattr(part, key, ""))), "")
        if kind == "circles" and not name and isinstance(part.at, str):
            name = part.at
        what, trust = inline.plain(name) or kinds.get(kind, ""), spec.provenance(part)
        named = sources.get(trust.source)
        if what and (kind not in _LOOKED_UP or isinstance(part.at, tuple) or part.confidence):
            yield trust.confidence, what, _phrase(inline.plain(named.citation if named else trust.source))


def _phrase(sentence: str) -> str:
    """A source as it appears in brackets."""
    return sentence.strip().rstrip(".")
