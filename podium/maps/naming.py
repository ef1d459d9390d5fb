"""The names on a map: territories, towns, seas, lakes and rivers.

In: a `Request`, its looks, the `Labels` of the map. Out: labels that want a place, and town signs; a warning for a name
that the outline asks for and that finds no place. What the program chose itself is left out silently: a name too many
is no help. Territories of about equal size on the map have names of equal size."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.blocks._map_parts import City
from podium.layout.scene import Box
from podium.layout.type_scale import Style
from podium.layout.units import EMU_PER_PT, Rect, points
from podium.maps import atlas, placing, spots, symbols
from podium.maps import seas as known_seas
from podium.maps.ground import REST, Area, Water, asked_waters
from podium.maps.labels import ASKED, CHOSEN, CITY, KEY, WATER, Form, Labels, Land, split
from podium.maps.looks import EVERYTHING, Looks
from podium.maps.names import did_you_mean, plain
from podium.maps.placing import Offers
from podium.maps.projection import Frame
from podium.maps.request import Request
from podium.maps.room import CELL, Mask, Room, integral
from podium.maps.seas import Sea
from podium.maps.spots import Ground
from podium.outline import inline

_APART, _CAPITALS_APART = points(62), points(28)  # between towns of the program's choice, capitals on filled land
_LEAST_LAND = 15  # cells: below it an unfilled territory goes without a name
_SLIVER = points(22)  # across: what the frame leaves of a land must be broader to be named unasked
_OWN_SEA = 80.0  # pt: how far the name of water spreads that the outline gives a place to
_MOSTLY = 0.5  # of the name of a narrow sea had better be on water
_LEADER_AT_SEA = 60.0  # what it costs that such a name stands ashore
_LARGE_LAKE = 120  # cells: a name may run over a smaller one, at a price
_TIERS = (0.05, 0.014, 0.005)  # shares of the map above which a name has the first, second, third size
CHOICE, ON_FILLED, ON_THE_WAY = -1, -2, -3  # why a town is there that the outline does not list
_MISSED = {CHOICE: CHOSEN, ON_FILLED: 105.0, ON_THE_WAY: 200.0}  # what it costs to leave out its name
LEADING, FIRST, SECOND, THIRD, FOURTH, LAST = range(-1, 5)  # who is served first
_LARGE = 0.0022  # share of the map above which a land that nobody asks for is worth a name over its border
_MAIN = 0.34  # of its largest part must have any other part of a land on or beside which its name may stand
# Cities whose name has not changed and that mattered before 1950; modern counts of people say little of old maps.
OLD_CITIES = frozenset("""
Shanghai|Hong Kong|Tokyo|Osaka|Hanoi|Vladivostok|Moscow|London|Paris|Berlin|Madrid|Rome|Vienna|Budapest|Warsaw
Prague|Bucharest|Sofia|Belgrade|Athens|Istanbul|Cairo|Baghdad|Tehran|Delhi|Manila|Singapore|Bangkok|New York City
Chicago|Los Angeles|San Francisco|Washington|Mexico City|Havana|Rio de Janeiro|Buenos Aires|Lima|Santiago|Sydney
Melbourne|Cape Town|Lagos|Nairobi|Algiers|Tunis|Helsinki|Stockholm|Oslo|Copenhagen|Riga|Tallinn|Minsk|Odessa|Irkutsk
Chita|Khabarovsk|Novosibirsk|Omsk|Tashkent|Baku|Tbilisi|Yerevan|Ankara|Damascus|Beirut|Jerusalem|Lisbon|Dublin
Amsterdam|Brussels|Milan|Munich|Hamburg|Cologne|Krakow|Poznań|Łódź
""".strip().replace("\n", "|").split("|"))  # fmt: skip

# Those of them, and some under older names, that governed a state: shown before larger towns.
CAPITALS = frozenset("""
Tokyo|Hanoi|Moscow|London|Paris|Berlin|Madrid|Rome|Vienna|Budapest|Warsaw|Prague|Bucharest|Sofia|Belgrade|Athens
Istanbul|Constantinople|Ankara|Saint Petersburg|Petrograd|Cairo|Baghdad|Tehran|Delhi|Manila|Bangkok|Washington
Mexico City|Havana|Rio de Janeiro|Buenos Aires|Lima|Santiago|Helsinki|Stockholm|Oslo|Christiania|Copenhagen|Riga
Tallinn|Lisbon|Dublin|Amsterdam|Brussels|Peking|Beijing|Nanking|Hsinking|Keijo|Ulan Bator|Damascus|Jerusalem
""".strip().replace("\n", "|").split("|"))  # fmt: skip


class Scale(NamedTuple):
    """Sizes (pt) by the map's width: names of states by tiers, towns, key towns, water; how many towns; the dot."""

    states: tuple[float, ...]
    city: float
    key: float
    water: float
    towns: int
    dot: float


def scale_of(width_pt: float) -> Scale:
    """The sizes for a map of that width."""
    if width_pt >= 780:
        return Scale((24, 19, 15, 12), 14, 15, 16, 14, 7)
    if width_pt >= 470:
        return Scale((19, 16, 13, 12), 13, 14, 14, 9, 6.5)
    return Scale((16, 14, 12), 12, 13, 13, 5, 6) if width_pt >= 300 else Scale((14, 12), 12, 12, 12, 3, 5.5)


# ---- territories -------------------------------------------------------------------------------------------


class _Sums(NamedTuple):
    """open_water: of free water off the coast; nobodys: of water and land without a name; calm: of what is free of
    that."""

    open_water: NDArray[np.int32]
    nobodys: NDArray[np.int32]
    calm: NDArray[np.int32]


class Lands:
    """Whose land is whose on the page, seas and lakes taken out: what names of territories ask of the ground."""

    def __init__(self, request: Request, looks: Looks, room: Room, later: Sequence[Area]) -> None:
        self.request, self.looks, self.room = request, looks, room
        base = [a for a in request.ground.areas if not a.overlay]
        owners = [*base, *(a for a in later if not a.overlay)]
        room.share_out([request.view.points(a.shape) for a in owners])
        self.numbers = {a.id: n + 1 for n, a in enumerate(owners)}  # the last state of a territory that grows
        for n, area in enumerate(owners):
            room.owner[room.owner == n + 1] = self.numbers[area.id]
        self.over = np.zeros_like(room.taken)  # what lies over territories and has, or needs, words of its own
        for area in (*request.ground.areas, *later):
            if area.overlay and area.id in looks.by_id:
                self.over |= self.mask(area)
        self.lakes = np.zeros_like(room.taken)
        for lake in request.ground.lakes:
            cells = room.mask(request.view.points(lake.shape))
            if cells.sum() > _LARGE_LAKE:
                self.lakes |= cells
        self.wet = room.owner == 0
        if request.ground.globe is not None:
            self.wet &= room.mask(request.view.points(request.ground.globe))
        self.wet_sums, self.dry_sums = integral(self.wet), integral(room.owner > 0)

    def mask(self, area: Area) -> Mask:
        """The cells of an area."""
        if not area.overlay and area.id in self.numbers:
            found: Mask = self.room.owner == self.numbers[area.id]
            return found
        return self.room.mask(self.request.view.points(area.shape))

    def ground(self, area: Area) -> tuple[Ground, Any]:
        """The main parts of an area, and where on them its name may stand; the same in points. Islands and far-off
        possessions have no part in it."""
        shape = _main(self.request.view.points(area.shape))
        window = self.room.window(shape)
        part = np.s_[window[0] : window[2], window[1] : window[3]]
        cells = self.room.mask(shape, window)
        if not area.overlay and area.id in self.numbers:
            cells &= self.room.owner[part] == self.numbers[area.id]
        clear = cells & ~self.lakes[part]
        if not area.overlay:
            clear &= ~self.over[part]
        return Ground(self.room, cells, clear if clear.sum() > cells.sum() / 3 else cells, window[:2]), shape

    def sums(self, named: set[int]) -> _Sums:
        """What names need to know of all water and of the land of others. named: the numbers of lands with a name."""
        free = ~self.room.taken
        nobodys = self.wet | ((self.room.owner > 0) & ~np.isin(self.room.owner, list(named)))
        return _Sums(integral(self.wet & free & ~self.room.lines("coast")), integral(nobodys), integral(nobodys & free))

    def is_sliver(self, ground: Ground) -> bool:
        """Whether the frame leaves so little of a land that nobody would look for its name."""
        across, (top, left), (high, wide) = _SLIVER // CELL, ground.at, ground.cells.shape
        rows, columns = np.flatnonzero(ground.cells.any(axis=1)), np.flatnonzero(ground.cells.any(axis=0))
        if (
            top + rows[0] > 0
            and left + columns[0] > 0
            and top + rows[-1] < self.room.rows - 1
            and left + columns[-1] < self.room.columns - 1
        ):
            return False
        if min(high, wide) <= across:
            return True
        sums = integral(ground.cells)
        full = sums[across:, across:] - sums[:-across, across:] - sums[across:, :-across] + sums[:-across, :-across]
        return bool(full.max() < across * across)


def _main(shape: Any) -> Any:
    """The largest part of an area and those that are not much smaller."""
    parts = shapely.get_parts(shape)
    sizes = shapely.area(parts)
    return shape if len(parts) < 2 else shapely.MultiPolygon(list(parts[sizes >= _MAIN * sizes.max()]))


def territories(
    request: Request, looks: Looks, labels: Labels, sizes: Scale, areas: Sequence[tuple[Area, int]], lands: Lands
) -> list[str]:
    """The names of areas, each with the click that it appears with; the larger first.

    Returns a list that will hold, once places are chosen, the names of unfilled areas without one, for the alt text;
    what is filled is told there anyway.
    """
    choice = request.block.names
    unnamed: list[str] = []
    if choice.on is False:
        return unnamed
    own = dict(choice.entries)
    for key in own:
        if key not in request.known:
            request.error(
                f"no territory '{key}'", "names", key, code="unknown-territory", hint=did_you_mean(key, request.known)
            )
    _absent(request, own, {a.id for a in request.ground.areas} | {a.id for a, _ in areas})
    page, least = lands.room.taken.size, sizes.states[-1]
    worded = [(a, n, inline.plain((own[a.id] or "") if a.id in own else a.name)) for a, n in areas if a.id != REST]
    found: list[_Named] = []
    for area, step, words in worded:
        asked, filled = bool(own.get(area.id)), area.id in looks.by_id
        if not words or (area.overlay and not asked):
            continue
        ground, shape = lands.ground(area)
        if not ground.size or not (asked or (not lands.is_sliver(ground) and (ground.size >= _LEAST_LAND or filled))):
            continue
        lang = request.stage.lang if asked else ""  # what an atlas calls a land is no word of the deck's language
        lost = _lost_name(request, area.id, words, asked, None if filled else unnamed)
        fits = asked or filled or labels.fits(words, ground, least)
        if fits or ground.size > _LARGE * page:
            found.append(_Named(area, step, words, ground, shape, asked, filled, fits, lang, lost))
        else:
            lost()
    sums = lands.sums({lands.numbers[n.area.id] for n in found if n.area.id in lands.numbers})
    loose = lands.sums({lands.numbers[n.area.id] for n in found if n.fits and n.area.id in lands.numbers})
    for name in sorted(found, key=lambda s: (s.area.overlay, -s.ground.size)):
        area, ground, filled = name.area, name.ground, name.filled
        tier = next((n for n, share in enumerate(_TIERS) if ground.open.sum() > share * page), len(_TIERS))
        coast = not area.overlay
        labels.land(
            f"name: {area.name}",
            name.words,
            Land(
                ground,
                name.shape,
                sums.open_water if coast else None,
                lands.wet_sums if coast else np.zeros_like(lands.wet_sums),
                (sums if name.asked or filled else loose).nobodys if coast else np.zeros_like(lands.wet_sums),
                lands.dry_sums,
                sums.calm if name.asked else sums.open_water,
                lands.wet,
                name.fits,
                name.asked or filled,
                ground.size > _LARGE * page,
                (name.asked or filled) and sizes.towns > 3,
            ),
            sizes.states[min(tier, len(sizes.states) - 1) :],
            name.lang,
            step=name.step,
            rank=LEADING if filled and not area.overlay else SECOND,
            missing=ASKED if name.asked else 220.0 if filled else 120.0 if ground.size > _LARGE * page else 76.0,
            lost=name.lost,
        )
    return unnamed


class _Named(NamedTuple):
    """A territory that wants its name. shape: its main parts in points; lang: whose capitals the name takes."""

    area: Area
    step: int
    words: str
    ground: Ground
    shape: Any
    asked: bool
    filled: bool
    fits: bool
    lang: str
    lost: Callable[[], None]


def _absent(request: Request, own: dict[str, str], present: set[str]) -> None:
    """A warning for each name that the outline asks for of a territory without land on the map."""
    for key, words in own.items():
        if words and key in request.known and key not in present:
            request.warn(
                f"'{inline.plain(words)}' has no land on this map",
                "names",
                key,
                code="outside-frame",
                hint="widen the frame, change the date, or take it out",
            )


def _lost_name(request: Request, id: str, words: str, asked: bool, unnamed: list[str] | None) -> Callable[[], None]:
    """What is to be said when a territory's name finds no place."""

    def lost() -> None:
        if unnamed is not None:
            unnamed.append(words)
        if asked:
            request.warn(
                f"the name '{words}' finds no room on this map",
                "names",
                id,
                code="no-room",
                hint="shorten it, or make the map larger",
            )

    return lost


# ---- towns -------------------------------------------------------------------------------------------------


class Town(NamedTuple):
    """A town on the page: x and y of its dot (EMU); the outline's entry, or why it is there without one."""

    words: str
    x: int
    y: int
    capital: bool
    step: int
    number: int


def towns(request: Request, looks: Looks, sizes: Scale) -> list[Town]:
    """The towns that the outline names, else those on the way of its arrows and fronts and a few that fit the frame."""
    cities = request.block.cities
    if cities is None:
        return _chosen(request, sizes)
    found = []
    for n, city in enumerate(cities):
        at = _city_at(request, city, n)
        if at is not None:
            step = request.step(city.step, *city_path(request, n), "step")
            found.append(Town(inline.plain(city.shown), *at, city.capital, step, n))
    return found


def dots(request: Request, sizes: Scale) -> list[tuple[int, int]]:
    """Where the dots of towns will be, without a word of what is wrong with them."""
    if request.block.cities is None:
        return [(t.x, t.y) for t in _chosen(request, sizes)]
    return _quietly(request, [c.at or c.name for c in request.block.cities])


def _quietly(request: Request, places: Sequence[Any]) -> list[tuple[int, int]]:
    """Those of the places that are known and in the frame, in EMU."""
    found = []
    for place in places:
        known = place if isinstance(place, tuple) else request.own_places.get(str(place or "").casefold())
        if known is None and isinstance(place, str) and place:
            named = atlas.find_places(place)
            inside = [(p.lon, p.lat) for p in named if request.ground.frame.contains(p.lon, p.lat)]
            known = inside[0] if inside else None
        at = request.view.place(known) if known is not None else None
        if at is not None:
            found.append(at)
    return found


def city_path(request: Request, n: int) -> tuple[str | int, ...]:
    """Where the n-th of `cities` stands in the outline."""
    cities = request.block.cities or ()
    node = getattr(request.block, "_node", None)
    mapped = isinstance(node, dict) and isinstance(node.get("cities"), dict) and cities[n].name in node["cities"]
    return ("cities", cities[n].name) if mapped else ("cities", n)


def _city_at(request: Request, city: City, n: int) -> tuple[int, int] | None:
    where = city_path(request, n)
    if city.at is not None:
        return request.at(city.at, f"'{city.shown}'", *where)
    return request.at(city.name, f"'{city.name}'", *where) if city.name else None


def _chosen(request: Request, sizes: Scale) -> list[Town]:
    """Towns on the way of arrows and fronts, then others under the names of the map's year, well apart: those on
    filled land first."""
    frame, day, block = request.ground.frame, request.ground.day, request.block
    chosen = _on_the_way(request)
    if frame.metres < 40_000 or frame.metres > 20_000_000:
        return chosen
    if day and int(day[:4]) < 9000:
        year = int(day[:4])
        found = atlas.historical_places(frame.window, year, OLD_CITIES)
    else:
        found = atlas.places(frame.window, population=100_000)
    filled = {id for _, ids in (*block.fill, *block.hatch) for id in ids}
    held = [a.shape for a in request.ground.areas if not a.overlay and (a.id in filled or EVERYTHING in filled)]
    units = frame.project(np.array([(p.lon, p.lat) for p in found]).reshape(-1, 2))
    on_side = (
        shapely.contains_xy(shapely.MultiPolygon([p for s in held for p in shapely.get_parts(s)]), units)
        if held
        else np.zeros(len(found), bool)
    )
    busy = _quietly(request, [*(u.at for u in block.units), *(e.at or e.named or e.title for e in block.events)])
    weights = [_weight(p) * (8 if own else 1) for p, own in zip(found, on_side, strict=True)]
    for _, place, own in sorted(zip(weights, found, on_side, strict=True), key=lambda w: -w[0]):
        if len(chosen) >= sizes.towns:
            break
        at = request.view.place((place.lon, place.lat))
        if at is None or _to_edge(request.view.rect, at) < points(sizes.dot):
            continue
        why = ON_FILLED if own and place.name in CAPITALS else CHOICE
        apart = [_CAPITALS_APART if why == t.number == ON_FILLED else _APART for t in chosen]
        if any(abs(at[0] - t.x) + abs(at[1] - t.y) < gap for t, gap in zip(chosen, apart, strict=True)):
            continue
        if not any(abs(at[0] - x) + abs(at[1] - y) < _APART / 2 for x, y in busy):
            chosen.append(Town(place.name, *at, False, 0, why))
    return chosen


def _to_edge(r: Rect, at: tuple[int, int]) -> int:
    """How far within a rectangle a place lies."""
    return min(at[0] - r.x, r.right - at[0], at[1] - r.y, r.bottom - at[1])


def _weight(place: atlas.Place) -> float:
    """How much a town matters on an old map: today's people, and that it governed a state."""
    return place.population * (6 if place.name in CAPITALS else 1)


def _on_the_way(request: Request) -> list[Town]:
    """The towns that arrows and fronts name as places on their way, each once."""
    block = request.block
    places: list[Any] = [*(p for a in block.arrows for p in a.waypoints), *(p for f in block.fronts for p in f.path)]
    places += [e.at for e in block.events if isinstance(e.at, str) and plain(e.at) not in plain(e.title)]
    found: dict[str, Town] = {}
    for place in places:
        if isinstance(place, str) and place.casefold() not in request.own_places:
            for at in _quietly(request, [place]):
                found.setdefault(plain(place), Town(place, *at, False, 0, ON_THE_WAY))
    return list(found.values())


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
    """Their names. Returns a set that will hold the indexes of towns without one, whose dots had better go too."""
    without: set[int] = set()

    def lost(n: int) -> None:
        without.add(n)
        if found[n].number >= 0:
            request.warn(
                f"the name '{found[n].words}' finds no room on this map",
                *city_path(request, found[n].number),
                code="no-room",
                hint="take out a town near it, or make the map larger",
            )

    for n, town in enumerate(found):
        asked = town.number >= 0 or town.number == ON_THE_WAY
        labels.point(
            f"city name: {town.words}",
            [town.words],
            KEY.but(size=sizes.key) if town.capital else CITY.but(size=sizes.city),
            (town.x, town.y),
            points(sizes.dot) / 2,
            reach=points(70 if asked else 26),
            small=asked,
            step=town.step,
            rank=THIRD if asked else LAST,
            missing=ASKED if town.number >= 0 else _MISSED[town.number],
            lost=functools.partial(lost, n),
        )
    return without


# ---- water -------------------------------------------------------------------------------------------------


def entry(request: Request, kind: str, key: str) -> tuple[str | int, ...]:
    """Where an entry of `rivers`, `lakes`, `seas` or `cities` stands in the outline: in a list, or under its key."""
    node = getattr(request.block, "_node", None)
    listed = node.get(kind) if isinstance(node, dict) else None
    if isinstance(listed, (list, tuple)) and key in listed:
        return kind, listed.index(key)
    return kind, key


def seas(request: Request, labels: Labels, sizes: Scale, lands: Lands) -> None:
    """Names of seas in italics, on water only, in the deck's language."""
    choice, lang = request.block.seas, request.stage.lang
    if choice.on is False or (choice.on is None and not known_seas.has_names(lang)):
        return
    known = known_seas.by_name(lang)
    wanted: list[tuple[Sea, str, str]] = []
    for name, value in choice.entries:
        if isinstance(value, (list, tuple)):
            place = request.lonlat(tuple(float(v) for v in value) if len(value) == 2 else None, "seas", name)
            if place is not None:
                wanted.append((Sea(name, name, *place, 0.0), name, name))
        elif plain(name) in known:
            sea = known[plain(name)]
            said = sea.name if plain(name) == plain(sea.english) else name
            wanted.append((sea, said if str(value) == name else str(value), name))
        else:
            names = [n for sea in known.values() for n in (sea.name, sea.english)]
            request.error(
                f"no sea '{name}' in the atlas",
                *entry(request, "seas", name),
                code="unknown-place",
                hint=did_you_mean(name, names) or "give its place: [longitude, latitude]",
            )
    if not choice.entries:
        wanted = [(s, s.name, "") for s in known_seas.all_seas(lang)]
    for sea, words, key in sorted(wanted, key=lambda w: -w[0].km):
        _sea(request, labels, sizes, lands, sea, words, key)


def _sea(request: Request, labels: Labels, sizes: Scale, lands: Lands, sea: Sea, words: str, key: str) -> None:
    wide = sea.km * 1000 / request.ground.frame.metres * request.view.rect.width_pt or _OWN_SEA
    r, reach = request.view.rect, points(max(30.0, wide * 0.45))
    found = request.view.places([(sea.lon, sea.lat)])
    beyond = _beyond(r, found[0]) if found else float("inf")

    def lost() -> None:
        if key:
            why = "finds no room on its water" if near else "finds no room: it belongs outside the map's frame"
            code = "no-room" if near else "outside-frame"
            request.warn(f"the name '{words}' {why}", *entry(request, "seas", key), code=code)

    near = beyond <= (points(wide) if key and sea.km else reach / 2 if sea.km else 0)
    if not near or (not key and wide < 44):
        return lost()
    x, y = found[0]
    at = [(min(max(x, r.x), r.right), min(max(y, r.y), r.bottom))] if key else found  # of a large sea that is cut off
    style = WATER.but(size=min(sizes.water, max(12.0, round(wide / 14))), floor=12.0, tracking=0.4)
    if key and not _roomy(labels, words, style, at[0], lands, reach):
        return _narrow(labels, f"sea: {sea.english}", words, style, at[0], lands, lost)
    labels.sea(
        f"sea: {sea.english}",
        _in_lines(words),
        style,
        at[0],
        integral(lands.wet & ~labels.room.lines("coast")),
        reach,
        rank=FOURTH,
        missing=ASKED if key else CHOSEN,
        lost=lost,
    )


def _roomy(labels: Labels, words: str, style: Style, at: tuple[float, float], lands: Lands, reach: int) -> bool:
    """Whether open water has room for a sea's name."""
    wet = integral(lands.wet & ~labels.room.lines("coast"))
    sizes = [labels.size(lines, style) for lines in _in_lines(words)]
    return any(spots.afloat(labels.room, w, h, at, wet, reach, 0).many for w, h in sizes)


def _narrow(
    labels: Labels, name: str, words: str, style: Style, at: tuple[float, float], lands: Lands, lost: Callable[[], None]
) -> None:
    """The name of a sea that is too narrow for it: over its coast, or at the end of a leader."""
    room, small = labels.room, style.but(size=12.0, floor=12.0, colour="ink")
    forms: list[Form] = []
    parts: list[Offers] = []
    for lines in _in_lines(words):
        w, h = labels.size(lines, small)
        over = spots.around(room, w, h, at, points(10))
        found, _ = room.windows(over.rects)
        wet = found.total(lands.wet_sums) / np.maximum(found.size, 1)
        over = over._replace(prices=over.prices + 90 * (1 - wet), forms=over.forms * 0 + len(forms))
        far = spots.led(room, w, h, at, points(2), points(90), _LEADER_AT_SEA)
        parts += [_some(over, wet >= _MOSTLY), far._replace(forms=far.forms * 0 + len(forms))]
        forms.append(Form(lines, small))
    labels.want(name, forms, placing.joined(parts).cheapest(160), rank=FOURTH, lost=lost)


def _some(found: Offers, which: NDArray[np.bool_]) -> Offers:
    return Offers(found.rects[which], found.prices[which], found.leaders[which], found.forms[which])


def _beyond(r: Rect, at: tuple[float, float]) -> float:
    """How far (EMU) a place lies outside a rectangle."""
    return max(r.x - at[0], at[0] - r.right, r.y - at[1], at[1] - r.bottom, 0.0)


def _in_lines(words: str) -> list[list[str]]:
    """One line, and two or three for as many words and more."""
    return [lines for n in (1, 2, 3) if (lines := split(words, n)) is not None]


def waters(request: Request, labels: Labels, found: Sequence[Water], kind: str, sizes: Scale) -> None:
    """The names of lakes or rivers that the outline lists."""
    choice = getattr(request.block, kind)
    by_name = {plain(w.name): w for w in found}
    said = {plain(inline.plain(e.title)) for e in request.block.events}
    for key, value in choice.entries:
        known, near = _in_atlas(kind, key)
        water = by_name.get(plain(key)) or by_name.get(plain(known))
        if water is None:
            request.warn(
                f"the {kind[:-1]} '{key}' {'does not reach this frame' if known else 'is not in the atlas'}",
                *entry(request, kind, key),
                code="outside-frame" if known else "unknown-place",
                hint=near or "give its places: a list of [longitude, latitude]",
            )
            continue
        if water.shape.is_empty:
            request.warn(f"'{key}' lies outside the map's frame", *entry(request, kind, key), code="outside-frame")
            continue
        words = key if isinstance(value, (list, tuple)) else str(value)
        if plain(words) in said:
            continue  # a battle there says the name already
        lost = functools.partial(
            request.warn, f"the name '{words}' finds no room on this map", *entry(request, kind, key), code="no-room"
        )
        if water.shape.geom_type in ("Polygon", "MultiPolygon"):
            _lake_name(request, labels, water, words, sizes, lost)
        else:
            _river_name(request, labels, water, words, sizes, lost)


def _lake_name(
    request: Request, labels: Labels, water: Water, words: str, sizes: Scale, lost: Callable[[], None]
) -> None:
    """On the lake if it is large enough, else beside it."""
    style = WATER.but(size=max(12.0, sizes.water - 2))
    rect, shape = request.view.rect, request.view.points(water.shape)
    cells = labels.room.mask(shape)
    ground, forms, parts = Ground(labels.room, cells, cells), [], []
    for n, lines in enumerate(_in_lines(words)):
        found = ground.inside(*labels.size(lines, style))
        parts.append(found._replace(prices=found.prices + 6 * n, forms=found.forms + n))
        forms.append(Form(lines, style))
    name = f"lake name: {water.name}"
    if any(p.many for p in parts):
        labels.want(name, forms, placing.joined(parts), rank=FOURTH, lost=lost)
        return
    course = _places(shapely.boundary(shape), rect)
    x, y = course.mean(axis=0).tolist()
    ink = style.but(colour="ink")
    labels.line(name, [words], ink, course, points(3), seat=(x, y, 0.1), own=cells, rank=FOURTH, lost=lost)


def _river_name(
    request: Request, labels: Labels, water: Water, words: str, sizes: Scale, lost: Callable[[], None]
) -> None:
    """On one side of the river, along its longest stretch."""
    style = WATER.but(size=max(12.0, sizes.water - 2), colour="ink")
    shape = request.view.points(water.shape)
    course = _places(shape, request.view.rect)
    x, y = course[len(course) // 2].tolist()
    labels.line(
        f"river name: {water.name}",
        [words],
        style,
        course,
        points(3),
        seat=(x, y, 0.04),
        own=labels.room.trace(shape),
        rank=FOURTH,
        lost=lost,
    )


def _places(shape: Any, rect: Rect) -> NDArray[np.float64]:
    """Sixty places along the longest of lines that are given in points, in EMU."""
    line = max(shapely.get_parts(shape), key=lambda part: part.length)
    along = shapely.line_interpolate_point(line, np.linspace(0.03, 0.97, 60), normalized=True)
    found: NDArray[np.float64] = shapely.get_coordinates(along) * EMU_PER_PT + (rect.x, rect.y)
    return found


def _in_atlas(kind: str, name: str) -> tuple[str, str | None]:
    """The name that the atlas has for a lake or river, "" if it has none; and what may have been meant."""
    try:
        return (atlas.lake_name if kind == "lakes" else atlas.river_name)(name), None
    except atlas.UnknownName as e:
        return "", e.suggestion


def named_waters(request: Request, kind: str) -> tuple[Water, ...]:
    """Lakes or rivers that the outline names and that a map of this scale leaves out unasked."""
    drawn = {w.name for w in getattr(request.ground, kind)}
    entries = getattr(request.block, kind).entries
    names = {_in_atlas(kind, key)[0] for key, value in entries if not isinstance(value, (list, tuple))} - drawn - {""}
    return asked_waters(request.ground.frame, request.ground.day, kind, names) if names else ()


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
