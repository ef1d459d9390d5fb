"""The towns of a map: those that the outline lists, or those on the way of its arrows and a few of podium's choice.

In: a `MapSpec`. Out: towns on the page, their symbols, pending labels; a warning for a listed town that does not fit.
Towns of podium's own choice are left out silently.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from podium.maps.atlas import gazetteer, town_names
from podium.maps.atlas.bounding_box import split_at_antimeridian
from podium.maps.atlas.geodesy import distance_km
from podium.maps.atlas.names import fold
from podium.maps.basemap.record import REST, Area
from podium.maps.labels.labeller import ASKED, CHOSEN, CITY, KEY, Labeller
from podium.maps.labels.type_sizes import LAST, THIRD, TypeSizes
from podium.maps.model.parts import City
from podium.maps.spec import MapSpec
from podium.maps.symbols import point_symbols
from podium.maps.symbols.fills import EVERYTHING
from podium.maps.territories import naming
from podium.outline import inline
from podium.scene.boxes import Box
from podium.scene.units import Rect, points

_KNOWN_SINCE = 1500  # the gazetteer's towns are today's: before that, too many of them were not there yet
_APART, _CAPITALS_APART = points(62), points(28)  # between towns of podium's choice; between capitals on filled land
_LARGE_TOWN = 300_000  # inhabitants from which on a town of no note may be named on a map of today
_OURS = 0.85  # share of the towns for which those in the land that the map is about come first
_SUBURB_KM = 30.0  # nearer to a greater town a town is one of its suburbs
_ONE_DOT = points(1.5)  # nearer to one another two dots are one
_FILLED = 8  # how much more a town on filled land counts
_STRESSED = 6  # towns that the outline lists: more of them in bold would stress nothing
CHOICE, ON_FILLED, ON_THE_WAY = -1, -2, -3  # why an unlisted town is there
_MISSED = {CHOICE: CHOSEN, ON_FILLED: 105.0, ON_THE_WAY: 200.0}  # price of omitting its name


class Town(NamedTuple):
    """A town on the page. x, y: its dot (EMU); number: the outline's entry, or why it is there without one."""

    words: str
    x: int
    y: int
    capital: bool
    step: int
    number: int


def towns(spec: MapSpec, sizes: TypeSizes) -> list[Town]:
    """The towns that the outline lists, with those where its arrows begin and end; else those on the way of its arrows
    and fronts and a few that suit the frame."""
    cities = spec.model.cities
    if cities is None:
        return _chosen(spec, sizes)
    found: list[Town] = []
    stations = [s for f in spec.model.flows for s in f.stations], [s for r in spec.model.routes for s in r.stations]
    named = {fold(str(s.words or s.at)) for along in stations for s in along}
    for n, city in enumerate(cities):
        at = _city_at(spec, city, n)
        if city.side:
            hint = "remove it; 'fill' colours the land"
            spec.warn("a city cannot have the colour of a side", "cities", n, "side", code="unused", hint=hint)
        if fold(inline.plain(city.shown)) in named:
            continue  # the name and the dot of a station
        if at is not None:
            town = Town(inline.plain(city.shown), *at, city.capital, spec.step(city.step, "cities", n, "step"), n)
            twin = next((t for t in found if _same_place(t, town.x, town.y) and t.step == town.step), None)
            if twin is None:
                found.append(town)
                continue
            said = f"'{town.words}' is the town that is on this map as '{twin.words}'"
            hint = "keep one of them; 'label' may have both names"
            spec.warn(said, "cities", n, code="duplicate", hint=hint)
    return [*found, *_ends(spec, found)] if cities else []


def _same_place(town: Town, x: int, y: int) -> bool:
    """Whether a town's dot would lie under another one there."""
    return abs(town.x - x) + abs(town.y - y) < _ONE_DOT


def _ends(spec: MapSpec, listed: Sequence[Town]) -> list[Town]:
    """The towns where arrows begin or end, unless one that is listed, or a sign of another kind, stands there."""
    ends = [place for a in spec.model.arrows if a.waypoints for place in (a.waypoints[0], a.waypoints[-1])]
    signs = _counted(spec)
    return [
        town
        for town in _named_towns(spec, ends)
        if not any(_same_place(t, town.x, town.y) for t in listed)
        and not any(_same_place(town, x, y) for x, y in signs)
    ]


def town_dots(spec: MapSpec, sizes: TypeSizes) -> list[tuple[int, int]]:
    """Where the dots of towns will be; nothing is reported."""
    if spec.model.cities is None:
        return [(t.x, t.y) for t in _chosen(spec, sizes)]
    return _quietly(spec, [c.at or c.name for c in spec.model.cities])


def _quietly(spec: MapSpec, places: Sequence[Any]) -> list[tuple[int, int]]:
    """Those of the places that are known and in the frame, in EMU."""
    found = []
    for place in places:
        known = place if isinstance(place, tuple) else spec.outline_places.get(str(place or "").casefold())
        if known is None and isinstance(place, str) and place:
            named = gazetteer.find_places(place)
            inside = [(p.lon, p.lat) for p in named if spec.base_map.frame.contains(p.lon, p.lat)]
            known = inside[0] if inside else None
        at = spec.view.place(known) if known is not None else None
        if at is not None:
            found.append(at)
    return found


def _city_at(spec: MapSpec, city: City, n: int) -> tuple[int, int] | None:
    if city.at is not None:
        return spec.at(city.at, f"'{city.shown}'", "cities", n)
    return spec.at(city.name, f"'{city.name}'", "cities", n) if city.name else None


def _chosen(spec: MapSpec, sizes: TypeSizes) -> list[Town]:
    """Towns on the way of arrows and fronts, then others under the names of the map's day, well apart, those of the
    land that the map is about first."""
    frame = spec.base_map.frame
    chosen = _on_the_way(spec)
    if not 40_000 <= frame.metres <= 20_000_000 or spec.day[0] < _KNOWN_SINCE:
        return chosen
    busy, left, greater = _counted(spec), _ranked(spec, _of_note(spec)), list[_Candidate]()
    crowded = [a for a in spec.base_map.areas if a.id in spec.without_towns]
    while left and len(chosen) < sizes.towns:
        ours = len(chosen) < sizes.towns * _OURS
        town, own = left.pop(next((n for n, (_, own) in enumerate(left) if own), 0) if ours else 0)
        at = spec.view.place((town.lon, town.lat))
        if at is not None and any(is_on(spec, a, at) for a in crowded):
            continue
        if at is None or _to_edge(spec.view.rect, at) < points(sizes.dot) or frame.is_at_the_limb(town.lon, town.lat):
            continue
        suburb = any(distance_km((town.lon, town.lat), (g.lon, g.lat)) < _SUBURB_KM for g in greater)
        greater.append(town)
        why = ON_FILLED if own and town.rank == 1 else CHOICE
        apart = [_CAPITALS_APART if why == t.number == ON_FILLED else _APART for t in chosen]
        if suburb or any(abs(at[0] - t.x) + abs(at[1] - t.y) < gap for t, gap in zip(chosen, apart, strict=True)):
            continue
        if not any(abs(at[0] - x) + abs(at[1] - y) < _APART / 2 for x, y in busy):
            chosen.append(Town(town.words, *at, False, 0, why))
    return chosen


def is_on(spec: MapSpec, area: Area, at: tuple[int, int]) -> bool:
    """Whether a place (EMU) is on the land of an area."""
    r = spec.view.rect
    return bool(shapely.contains_xy(area.shape, (at[0] - r.x) / r.w, (at[1] - r.y) / r.w))


def _ranked(spec: MapSpec, found: Sequence[_Candidate]) -> list[tuple[_Candidate, bool]]:
    """Towns with whether they are in the land that the map is about, by weight."""
    about = _about(spec)
    held = [
        a.shape
        for a in spec.base_map.areas
        if a.id != REST and (not a.overlay if about is None else a.id in about)
    ]
    units = spec.base_map.frame.project(np.array([(t.lon, t.lat) for t in found]).reshape(-1, 2))
    land = shapely.MultiPolygon([p for s in held for p in shapely.get_parts(s)])
    own = shapely.contains_xy(land, units) if held else np.zeros(len(found), bool)
    pairs = [(town, bool(ours)) for town, ours in zip(found, own, strict=True)]
    return sorted(pairs, key=lambda pair: -pair[0].weight * (_FILLED if pair[1] else 1))


def _about(spec: MapSpec) -> frozenset[str] | None:
    """The ids of the land that a map is about: what it fills, else what it fits, else what has a number; None: all of
    its set."""
    model = spec.model
    filled = {id for _, ids in (*model.fill, *model.hatch) for id in ids}
    if EVERYTHING in filled or (spec.query.tree is not None and not (filled or model.fit or spec.numbers)):
        return None
    return frozenset(filled or model.fit or spec.numbers)


def _counted(spec: MapSpec) -> list[tuple[int, int]]:
    """Where circles, stations, units and events stand (EMU), which have names of their own."""
    model, circles = spec.model, spec.model.circles
    counted = (*(c.at for c in circles.places), *(circles.data.categories if circles.data else ())) if circles else ()
    stations = [s.at for f in model.flows for s in f.stations] + [s.at for r in model.routes for s in r.stations]
    named = [*stations, *(u.at for u in model.units), *(e.at or e.named or e.title for e in model.events), *counted]
    return _quietly(spec, named)


class _Candidate(NamedTuple):
    """A town that podium may name. rank: 1 (greatest) to 3, 4 for one that is not of note."""

    words: str
    lon: float
    lat: float
    rank: int
    weight: float


def _of_note(spec: MapSpec) -> list[_Candidate]:
    """The towns in the frame: those of note on the day of the map and those that its recipe names; today also large
    ones."""
    window, lang, own = spec.base_map.frame.window, spec.stage.lang, spec.recipe_towns
    of_note, today = town_names.towns(), spec.day == town_names.TODAY
    found: dict[tuple[str, str], _Candidate] = {}
    if today:
        for place in gazetteer.places(window, population=_LARGE_TOWN):
            found[place.modern, place.country] = _candidate(place.modern, place, 4)
    there = split_at_antimeridian(window)
    for key, town in of_note.items():
        if town.since <= spec.day[0] and any(w <= town.lon <= e and s <= town.lat <= n for w, s, e, n in there):
            found[key] = _candidate(town.on(spec.day, lang), town, town.rank)
    for key, named in own.items():
        name = naming.on_day(named.names, spec.day)
        if name is not None:
            rank = of_note[key].rank if key in of_note else 2
            found[key] = _candidate(naming.said(name.words, lang)[0], named.place, rank)
    return list(found.values())


def _candidate(words: str, place: gazetteer.Place | town_names.Town, rank: int) -> _Candidate:
    """Rank counts most, then the number of inhabitants today."""
    return _Candidate(words, place.lon, place.lat, rank, 10.0 ** (4 - rank) * (1 + place.population / 1e7))


def _to_edge(r: Rect, at: tuple[int, int]) -> int:
    """The distance of a place from the edge of a rectangle."""
    return min(at[0] - r.x, r.right - at[0], at[1] - r.y, r.bottom - at[1])


def _on_the_way(spec: MapSpec) -> list[Town]:
    """The towns that arrows and fronts pass, and the place that the map is centred on, each once."""
    model = spec.model
    places: list[Any] = [*(p for a in model.arrows for p in a.waypoints), *(p for f in model.fronts for p in f.path)]
    places += [e.at for e in model.events if isinstance(e.at, str) and fold(e.at) not in fold(e.title)]
    if model.around is not None and model.around.at is None:
        said = [fold(text) for e in model.events for text in (e.title, e.at or e.named) if isinstance(text, str)]
        centre = model.around.named
        places += [centre] if isinstance(centre, str) and not any(fold(centre) in text for text in said) else []
    return _named_towns(spec, places)


def _named_towns(spec: MapSpec, places: Sequence[Any]) -> list[Town]:
    """Those of the places that the atlas knows by the names they have here, each once, whatever it is called."""
    found: list[Town] = []
    for place in places:
        if isinstance(place, str) and place.casefold() not in spec.outline_places:
            for at in _quietly(spec, [place]):
                if not any(_same_place(t, *at) for t in found):
                    found.append(Town(place, *at, False, 0, ON_THE_WAY))
    return found


def town_symbols(found: Sequence[Town], sizes: TypeSizes) -> list[Box]:
    """The dots of towns."""
    return [
        box
        for t in found
        for box in point_symbols.city(
            t.x, t.y, points(sizes.dot * (1.25 if t.capital else 1)), t.capital, f"city: {t.words}", step=t.step
        )
    ]


def name_towns(spec: MapSpec, found: Sequence[Town], labeller: Labeller, sizes: TypeSizes) -> set[int]:
    """Adds the names of towns. Returns a set that will hold the indexes of towns without one, whose dots are then left
    out too."""
    without: set[int] = set()

    def on_omitted(n: int) -> None:
        without.add(n)
        if found[n].number >= 0:
            spec.warn(
                f"the name '{found[n].words}' does not fit on this map",
                "cities",
                found[n].number,
                code="no-room",
                hint="remove a town near it, or make the map larger",
            )

    stressed = sum(t.number >= 0 for t in found) <= _STRESSED
    for n, town in enumerate(found):
        asked = town.number >= 0 or town.number == ON_THE_WAY
        leads = town.number >= 0 and spec.hero == ("cities", town.number)
        style = KEY.but(size=sizes.hero if leads else sizes.key) if town.capital or leads else CITY.but(size=sizes.city)
        style = style.but(bold=style.bold or (town.number >= 0 and stressed))
        labeller.add_point(
            f"city name: {town.words}",
            [town.words],
            style,
            (town.x, town.y),
            points(sizes.dot) / 2,
            reach=points(70 if asked else 26),
            step=town.step,
            priority=THIRD if asked else LAST,
            omission_cost=ASKED if town.number >= 0 else _MISSED[town.number],
            on_omitted=functools.partial(on_omitted, n),
        )
    return without
