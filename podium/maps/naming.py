"""The names on a map: territories, towns, seas, lakes and rivers.

In: a `Request`, its looks, the `Labels` of the map. Out: labels that are placed, and town signs; a warning for a name
that the outline asks for and that finds no place. What the program chose itself is left out silently: a name too many
is no help."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely

from podium.blocks._map_parts import City
from podium.layout.scene import Box
from podium.layout.units import EMU_PER_PT, points
from podium.maps import atlas, symbols
from podium.maps.ground import REST, Area, Water
from podium.maps.labels import CITY, KEY, WATER, Labels
from podium.maps.looks import Looks, side_of
from podium.maps.names import did_you_mean, plain
from podium.maps.projection import Frame
from podium.maps.request import Request
from podium.maps.room import Mask
from podium.outline import inline

_SEAS = Path(__file__).parents[1] / "data" / "maps" / "seas.tsv"
_APART = points(62)  # between towns of the program's choice
_LEAST_LAND = 60.0  # square points: below it an unfilled territory goes without a name
# Cities whose name has not changed and that mattered before 1950; modern counts of people say little of old maps.
OLD_CITIES = frozenset("""
Shanghai|Hong Kong|Tokyo|Osaka|Hanoi|Vladivostok|Moscow|London|Paris|Berlin|Madrid|Rome|Vienna|Budapest|Warsaw
Prague|Bucharest|Sofia|Belgrade|Athens|Istanbul|Cairo|Baghdad|Tehran|Delhi|Manila|Singapore|Bangkok|New York City
Chicago|Los Angeles|San Francisco|Washington|Mexico City|Havana|Rio de Janeiro|Buenos Aires|Lima|Santiago|Sydney
Melbourne|Cape Town|Lagos|Nairobi|Algiers|Tunis|Helsinki|Stockholm|Oslo|Copenhagen|Riga|Tallinn|Minsk|Odessa|Irkutsk
Chita|Khabarovsk|Novosibirsk|Omsk|Tashkent|Baku|Tbilisi|Yerevan|Ankara|Damascus|Beirut|Jerusalem|Lisbon|Dublin
Amsterdam|Brussels|Milan|Munich|Hamburg|Cologne|Krakow|Poznań|Łódź
""".strip().replace("\n", "|").split("|"))  # fmt: skip


class Scale(NamedTuple):
    """Sizes (pt) by the map's width: names of states at most, towns, key towns, water; how many towns; the dot."""

    state: float
    city: float
    key: float
    water: float
    towns: int
    dot: float


def scale_of(width_pt: float) -> Scale:
    """The sizes for a map of that width."""
    if width_pt >= 780:
        return Scale(26, 14, 15, 16, 14, 7)
    if width_pt >= 470:
        return Scale(20, 13, 14, 14, 9, 6.5)
    return Scale(16, 12, 13, 13, 5, 6) if width_pt >= 300 else Scale(14, 12, 12, 12, 3, 5.5)


# ---- territories -------------------------------------------------------------------------------------------


def territories(
    request: Request, looks: Looks, labels: Labels, sizes: Scale, areas: Sequence[tuple[Area, int]], sea: Mask
) -> list[str]:
    """The names of areas, each with the click that it appears with; the larger first.

    Returns the names of unfilled areas that find no place, for the alt text; what is filled is told there anyway.
    """
    choice = request.block.names
    if choice.on is False:
        return []
    unnamed: list[str] = []
    own = dict(choice.entries)
    for key in own:
        if key not in request.known:
            request.error(
                f"no territory '{key}'", "names", key, code="unknown-territory", hint=did_you_mean(key, request.known)
            )
    over = [request.view.points(a.shape) for a, _ in areas if a.overlay and a.id in looks.by_id]
    over += [request.view.points(w.shape) for w in request.ground.lakes]
    foreign = shapely.union_all([shapely.make_valid(s) for s in over])
    friends = _friends(request, looks, labels)
    spots = [(request.view.points(area.shape), area, step) for area, step in areas if area.id != REST]
    for shape, area, step in sorted(spots, key=lambda s: (s[1].overlay, -s[0].area)):
        words = own.get(area.id, area.name) if area.id not in own or own[area.id] else ""
        wanted = area.id in own or area.id in looks.by_id
        if not words or (shape.area < _LEAST_LAND and area.id not in own) or (area.overlay and area.id not in own):
            continue
        most = sizes.state if area.id in looks.by_id else max(12.0, sizes.state * 0.7)
        calm = shape if area.overlay else shapely.difference(shapely.make_valid(shape), foreign)
        placed = labels.land(
            f"name: {area.name}",
            inline.plain(words),
            shape,
            most,
            calm=calm,
            sea=sea,
            step=step,
            leader=wanted and sizes.towns > 3,
            wanted=wanted,
            friends=friends.get(side_of(looks.by_id[area.id].key)) if area.id in looks.by_id else None,
        )
        if not placed and area.id not in looks.by_id:
            unnamed.append(inline.plain(words))
        if not placed and area.id in own:
            request.warn(
                f"the name '{words}' finds no room on this map",
                "names",
                area.id,
                code="no-room",
                hint="shorten it, or make the map larger",
            )
    return unnamed


def _friends(request: Request, looks: Looks, labels: Labels) -> dict[str, Mask]:
    """The land of each side, where a name of one of its territories may stand with a leader."""
    found: dict[str, Mask] = {}
    for area in request.ground.areas:
        if area.id in looks.by_id and not area.overlay:
            side, cells = side_of(looks.by_id[area.id].key), labels.room.mask(request.view.points(area.shape))
            found[side] = found[side] | cells if side in found else cells
    return found


# ---- towns -------------------------------------------------------------------------------------------------


class Town(NamedTuple):
    """A town on the page: x and y of its dot (EMU); the outline's entry, -1 for the program's own choice."""

    words: str
    x: int
    y: int
    capital: bool
    step: int
    number: int


def towns(request: Request, looks: Looks, sizes: Scale) -> list[Town]:
    """The towns that the outline names, else a few that fit the frame."""
    cities = request.block.cities
    if cities is None:
        return _chosen(request, looks, sizes)
    found = []
    for n, city in enumerate(cities):
        at = _city_at(request, city, n)
        if at is not None:
            found.append(
                Town(inline.plain(city.shown), *at, city.capital, request.step(city.step, "cities", n, "step"), n)
            )
    return found


def _city_at(request: Request, city: City, n: int) -> tuple[int, int] | None:
    if city.at is not None:
        return request.at(city.at, f"'{city.shown}'", "cities", n)
    return request.at(city.name, f"'{city.name}'", "cities", n) if city.name else None


def _chosen(request: Request, looks: Looks, sizes: Scale) -> list[Town]:
    """Towns under the names of the map's year, well apart; those on land of the sides first."""
    frame, day = request.ground.frame, request.ground.day
    if frame.metres < 40_000 or frame.metres > 20_000_000:
        return []
    if day and int(day[:4]) < 9000:
        year = int(day[:4])
        found = atlas.historical_places(frame.window, year, OLD_CITIES)
    else:
        found = atlas.places(frame.window, population=100_000)
    held = [a.shape for a in request.ground.areas if a.id in looks.by_id and not a.overlay]
    units = frame.project(np.array([(p.lon, p.lat) for p in found]).reshape(-1, 2))
    on_side = (
        shapely.contains_xy(shapely.MultiPolygon([p for s in held for p in shapely.get_parts(s)]), units)
        if held
        else np.zeros(len(found), bool)
    )
    weights = [p.population * (8 if own else 1) for p, own in zip(found, on_side, strict=True)]
    chosen: list[Town] = []
    for _, place in sorted(zip(weights, found, strict=True), key=lambda w: -w[0]):
        at = request.view.place((place.lon, place.lat))
        if at is None or any(abs(at[0] - t.x) + abs(at[1] - t.y) < _APART for t in chosen):
            continue
        chosen.append(Town(place.name, *at, False, 0, -1))
        if len(chosen) >= sizes.towns:
            break
    return chosen


def town_signs(found: Sequence[Town], sizes: Scale) -> list[Box]:
    """The dots."""
    return [
        box
        for t in found
        for box in symbols.city(
            t.x, t.y, points(sizes.dot * (1.25 if t.capital else 1)), t.capital, f"city: {t.words}", step=t.step
        )
    ]


def town_names(request: Request, found: Sequence[Town], labels: Labels, sizes: Scale) -> set[int]:
    """Their names; returns the indexes of towns without one, whose dots had better go too."""
    without = set()
    for n, town in enumerate(found):
        style = KEY.but(size=sizes.key) if town.capital else CITY.but(size=sizes.city)
        half = points(sizes.dot) // 2
        lines = [town.words]
        placed = labels.beside(f"city name: {town.words}", lines, style, [(town.x, town.y)], half, step=town.step)
        if not placed and town.number >= 0:
            placed = any(
                labels.near(
                    f"city name: {town.words}",
                    lines,
                    style.but(size=size),
                    (town.x, town.y),
                    half,
                    step=town.step,
                    reach=reach,
                )
                for size, reach in ((style.size, points(34)), (12.0, points(60)))
            )
            if not placed:
                request.warn(
                    f"the name '{town.words}' finds no room on this map",
                    "cities",
                    town.number,
                    code="no-room",
                    hint="take out a town near it, or make the map larger",
                )
        if not placed:
            without.add(n)
    return without


# ---- water -------------------------------------------------------------------------------------------------


class Sea(NamedTuple):
    """A sea: where its name belongs, and how wide its open water is (km)."""

    name: str
    lon: float
    lat: float
    km: float


@functools.cache
def all_seas() -> tuple[Sea, ...]:
    """The seas that podium knows."""
    rows = [line.split("\t") for line in _SEAS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(Sea(name, float(lon), float(lat), float(km)) for name, lon, lat, km in rows)


def sea_mask(request: Request, labels: Labels) -> Mask:
    """Open water: the cells without land."""
    view = request.view
    wet: Mask = ~labels.room.mask(view.points(request.ground.land))
    if request.ground.globe is not None:
        wet &= labels.room.mask(view.points(request.ground.globe))
    return wet


def seas(request: Request, labels: Labels, sizes: Scale, wet: Mask) -> None:
    """Names of seas in italics, on water only."""
    choice = request.block.seas
    english = request.stage.lang.startswith("en")
    if choice.on is False or (choice.on is None and not english):
        return
    known = {plain(s.name): s for s in all_seas()}
    wanted: list[tuple[Sea, str, str]] = []
    for name, value in choice.entries:
        if isinstance(value, (list, tuple)):
            place = request.lonlat(tuple(float(v) for v in value) if len(value) == 2 else None, "seas", name)
            if place is not None:
                wanted.append((Sea(name, *place, 800.0), name, name))
        elif plain(name) in known:
            wanted.append((known[plain(name)], str(value), name))
        else:
            request.error(
                f"no sea '{name}' in the atlas",
                "seas",
                name,
                code="unknown-place",
                hint=did_you_mean(name, [s.name for s in all_seas()]) or "give its place: [longitude, latitude]",
            )
    if not choice.entries:
        wanted = [(s, s.name, "") for s in all_seas()]
    for sea, words, key in sorted(wanted, key=lambda w: -w[0].km):
        _sea(request, labels, sizes, wet, sea, words, key)


def _sea(request: Request, labels: Labels, sizes: Scale, wet: Mask, sea: Sea, words: str, key: str) -> None:
    frame = request.ground.frame
    wide = sea.km * 1000 / frame.metres * request.view.rect.width_pt
    at = request.view.places([(sea.lon, sea.lat)])
    if not at or (not key and wide < 44):
        return
    x, y = at[0]
    r = request.view.rect
    reach = points(max(30.0, wide * 0.45))
    if not (r.x - reach / 2 <= x <= r.right + reach / 2 and r.y - reach / 2 <= y <= r.bottom + reach / 2):
        return
    size = min(sizes.water, max(12.0, round(wide / 14)))
    style = WATER.but(size=size, floor=12.0, tracking=0.4)
    for lines in _in_lines(words):
        w, h = labels.size(lines, style)
        rect = labels.room.best(w, h, (x, y), within=wet, reach=reach, weight=0.2)
        if rect is not None:
            labels.put(f"sea: {sea.name}", lines, style, rect)
            return
    if key:
        request.warn(f"the name '{words}' finds no room on its water", "seas", key, code="no-room")


def _in_lines(words: str) -> list[list[str]]:
    """One line, and two for two words and more."""
    from podium.maps.labels import split

    return [lines for n in (1, 2, 3) if (lines := split(words, n)) is not None]


def waters(request: Request, labels: Labels, found: Sequence[Water], kind: str, sizes: Scale) -> None:
    """The names of lakes or rivers that the outline lists."""
    choice = getattr(request.block, kind)
    by_name = {plain(w.name): w for w in found}
    said = {plain(inline.plain(e.title)) for e in request.block.events}
    for key, value in choice.entries:
        water = by_name.get(plain(key))
        if water is None:
            request.warn(
                f"there is no {kind[:-1]} '{key}' in this frame",
                kind,
                key,
                code="unknown-place",
                hint=did_you_mean(key, [w.name for w in found]) or "give its places: a list of [longitude, latitude]",
            )
            continue
        if water.shape.is_empty:
            request.warn(f"'{key}' lies outside the map's frame", kind, key, code="outside-frame")
            continue
        words = key if isinstance(value, (list, tuple)) else str(value)
        if plain(words) in said:
            continue  # a battle there says the name already
        if not _water_name(request, labels, water, words, sizes):
            request.warn(f"the name '{words}' finds no room on this map", kind, key, code="no-room")


def _water_name(request: Request, labels: Labels, water: Water, words: str, sizes: Scale) -> bool:
    """On the lake if it is large enough, else beside it; beside the river's longest stretch."""
    style = WATER.but(size=max(12.0, sizes.water - 2))
    on_land = style.but(colour="ink")
    shape = request.view.points(water.shape)
    rect = request.view.rect
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        circle = shapely.maximum_inscribed_circle(shape, tolerance=1.0)
        x, y = shapely.get_coordinates(circle)[0] * EMU_PER_PT + (rect.x, rect.y)
        for lines in _in_lines(words):
            w, h = labels.size(lines, style)
            place = labels.room.best(w, h, (x, y), within=labels.room.mask(shape), weight=0.0)
            if place is not None:
                labels.put(f"lake name: {water.name}", lines, style, place)
                return True
        return labels.near(
            f"lake name: {water.name}", [words], on_land, (x, y), points(circle.length), reach=points(70)
        )
    line = max(shapely.get_parts(shape), key=lambda part: part.length)
    along = shapely.line_interpolate_point(line, np.linspace(0.06, 0.94, 23), normalized=True)
    spots = [(x * EMU_PER_PT + rect.x, y * EMU_PER_PT + rect.y) for x, y in shapely.get_coordinates(along)]
    return labels.beside(f"river name: {water.name}", [words], on_land, spots, points(2))


def own_waters(request: Request, kind: str) -> tuple[Water, ...]:
    """Lakes or rivers that the outline draws itself, from places."""
    found = []
    for key, value in getattr(request.block, kind).entries:
        if isinstance(value, (list, tuple)):
            shape = _own_shape(request.ground.frame, kind, value)
            if shape is None:
                request.error(
                    f"'{key}' needs a list of at least three places: [longitude, latitude]", kind, key, code="map-line"
                )
            else:
                found.append(Water(key, 0, shape))
    return tuple(found)


def _own_shape(frame: Frame, kind: str, value: Any) -> Any:
    try:
        places = [(float(lon), float(lat)) for lon, lat in value]
    except (TypeError, ValueError):
        return None
    if len(places) < 3:
        return None
    return (
        frame.areas([shapely.Polygon(places)], detail=0.0001)[0]
        if kind == "lakes"
        else frame.lines([shapely.LineString(places)], detail=0.0001)[0]
    )
