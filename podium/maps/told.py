"""What a map tells of: the places that it names and the land that it fills, for a frame where the outline gives none.

In: a map's keys, with ids for territories. Out: places in degrees, ids. Names that the atlas lacks are passed over
here; they are reported where they are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from podium.maps.atlas import gazetteer
from podium.maps.atlas.bounding_box import Bounds, split_at_antimeridian, touches
from podium.maps.model.keys import MapModel
from podium.maps.model.terrain import DRAWN, PLACED

Place = tuple[float, float]


def own_names(model: MapModel) -> dict[str, Place]:
    """Places to which the map itself gives coordinates, by their names as the outline writes them: its cities, events,
    remarks, units, and terrain. The first of a name counts."""
    found: dict[str, Place] = {}
    named: list[tuple[str, Any]] = [
        *((c.name, c.at) for c in model.cities or ()),
        *((c.shown, c.at) for c in model.cities or ()),
        *((e.title, e.at or e.named) for e in model.events),
        *((r.text, r.at) for r in model.remarks),
        *((u.words, u.at) for u in model.units),
        *((p.name, p.at) for kind in PLACED for p in getattr(model, kind)),
    ]
    for name, at in named:
        if name and isinstance(at, tuple):
            found.setdefault(name, at)
    return found


def land_of(model: MapModel, numbers: Sequence[str] = ()) -> tuple[str, ...] | None:
    """The ids of the land that a map fills, hatches or gives a number; None if it fills all of its set."""
    ids = dict.fromkeys([*(id for _, own in (*model.fill, *model.hatch) for id in own), *numbers])
    return None if "*" in ids else tuple(ids)


def places_of(model: MapModel, own: Bounds | None) -> tuple[Place, ...]:
    """All places that a map names, in degrees. own: the box of its set; of several places of a name that in it counts,
    else the largest."""
    at_home = {name.casefold(): at for name, at in reversed(own_names(model).items())}
    found: dict[Place, None] = {}
    for place in _named(model):
        if isinstance(place, tuple):
            found.setdefault(place)
        elif isinstance(place, str) and place:
            known = at_home.get(place.casefold()) or _in_atlas(place, own)
            if known is not None:
                found.setdefault(known)
    return tuple(found)


def _named(model: MapModel) -> Iterator[Any]:
    """Places as the outline writes them; stretches of rivers are left out."""
    yield from (c.at or c.name for c in model.cities or ())
    yield from (e.at or e.named or e.title for e in model.events)
    yield from (r.at for r in model.remarks)
    yield from (u.at for u in model.units)
    yield from (c.at for c in model.callouts)
    yield from (c.at for c in (model.circles.places if model.circles else ()))
    yield from model.circles.data.categories if model.circles and model.circles.data else ()
    for arrow in model.arrows:
        yield from arrow.waypoints
    for path in (*(f.path for f in model.fronts), *(b.path for b in (*model.borders, *model.claims))):
        yield from path
    for stations in (*(f.stations for f in model.flows), *(r.stations for r in model.routes)):
        for station in stations:
            yield station.at
            yield from station.via
    for part in (part for kind in DRAWN for part in getattr(model, kind)):
        yield getattr(part, "at", None)
        yield from getattr(part, "path", ()) or ()


def _in_atlas(name: str, own: Bounds | None) -> Place | None:
    found = [(p.lon, p.lat) for p in gazetteer.find_places(name)]
    if own is None:
        return found[0] if found else None
    boxes = split_at_antimeridian(own)
    return next((at for at in found if any(touches((*at, *at), box) for box in boxes)), None)
