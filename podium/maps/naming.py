"""The names on a map: territories, towns, seas, lakes and rivers.

In: a `Request`, its looks, the `Labels` of the map. Out: labels that want a place, and town signs; a warning for a name
that the outline asks for and that finds no place. What the program chose itself is left out silently: a name too many
is no help. Territories of about equal size on the map have names of equal size."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.blocks._map_parts import City
from podium.layout.scene import Box
from podium.layout.units import EMU_PER_PT, Rect, points
from podium.maps import atlas, placing, symbols
from podium.maps.ground import REST, Area, Water
from podium.maps.labels import ASKED, CHOSEN, CITY, KEY, WATER, Form, Labels, Land, split
from podium.maps.looks import Looks, side_of
from podium.maps.names import did_you_mean, plain
from podium.maps.projection import Frame
from podium.maps.request import Request
from podium.maps.room import CELL, Mask, Room, integral
from podium.maps.spots import Ground
from podium.outline import inline

_SEAS = Path(__file__).parents[1] / "data" / "maps" / "seas.tsv"
_APART = points(62)  # between towns of the program's choice
_LEAST_LAND = 15  # cells: below it an unfilled territory goes without a name
_SLIVER = points(22)  # across: what the frame leaves of a land must be broader to be named unasked
_LARGE_LAKE = 120  # cells: a name may run over a smaller one, at a price
_TIERS = (0.05, 0.014, 0.005)  # shares of the map above which a name has the first, second, third size
FIRST, SECOND, THIRD, FOURTH, LAST = range(5)  # who is served first
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

    def ground(self, area: Area) -> Ground:
        """An area's cells, and those where its name may stand."""
        cells = self.mask(area)
        clear = cells & ~self.lakes if area.overlay else cells & ~self.lakes & ~self.over
        return Ground(self.room, cells, clear if clear.sum() > cells.sum() / 3 else cells)

    def sides(self) -> dict[str, Mask]:
        """The land of each side, where a name of one of its territories may stand with a leader."""
        found: dict[str, Mask] = {}
        for area in self.request.ground.areas:
            if area.id in self.looks.by_id and not area.overlay:
                side, cells = side_of(self.looks.by_id[area.id].key), self.mask(area)
                found[side] = found[side] | cells if side in found else cells
        return found

    def is_sliver(self, ground: Ground) -> bool:
        """Whether the frame leaves so little of a land that nobody would look for its name."""
        cells, across = ground.cells, _SLIVER // CELL
        if not (cells[0].any() or cells[-1].any() or cells[:, 0].any() or cells[:, -1].any()):
            return False
        if min(cells.shape) <= across:
            return True
        sums = ground.sums
        full = sums[across:, across:] - sums[:-across, across:] - sums[across:, :-across] + sums[:-across, :-across]
        return bool(full.max() < across * across)


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
    sides, page = lands.sides(), lands.room.taken.size
    water = integral(lands.wet & ~lands.room.taken & ~lands.room.lines("coast"))
    worded = [(a, n, inline.plain((own[a.id] or "") if a.id in own else a.name)) for a, n in areas if a.id != REST]
    spots = [(lands.ground(a), a, n, words) for a, n, words in worded if words and (a.id in own or not a.overlay)]
    for ground, area, step, words in sorted(spots, key=lambda s: (s[1].overlay, -s[0].size)):
        asked, filled = area.id in own, area.id in looks.by_id
        if not ground.size:
            continue
        if not asked and (lands.is_sliver(ground) or (ground.size < _LEAST_LAND and not filled)):
            continue
        seen = int((ground.cells & ~lands.room.taken).sum())
        tier = next((n for n, share in enumerate(_TIERS) if seen > share * page), len(_TIERS))
        coast = not area.overlay
        calm = lands.wet | sides.get(side_of(looks.by_id[area.id].key), lands.wet) if filled else lands.wet
        labels.land(
            f"name: {area.name}",
            words,
            Land(
                ground,
                request.view.points(area.shape),
                water if coast else None,
                lands.wet_sums if coast else np.zeros_like(lands.wet_sums),
                lands.dry_sums,
                calm,
                asked,
                asked or filled,
                (asked or filled) and sizes.towns > 3,
            ),
            sizes.states[min(tier, len(sizes.states) - 1) :],
            step=step,
            rank=SECOND,
            missing=ASKED if asked else 130.0 if filled else 76.0,
            lost=_lost_name(request, area.id, words, asked, None if filled else unnamed),
        )
    return unnamed


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
    """Their names. Returns a set that will hold the indexes of towns without one, whose dots had better go too."""
    without: set[int] = set()

    def lost(n: int) -> None:
        without.add(n)
        if found[n].number >= 0:
            request.warn(
                f"the name '{found[n].words}' finds no room on this map",
                "cities",
                found[n].number,
                code="no-room",
                hint="take out a town near it, or make the map larger",
            )

    for n, town in enumerate(found):
        asked = town.number >= 0
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
            missing=ASKED if asked else CHOSEN,
            lost=functools.partial(lost, n),
        )
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


def seas(request: Request, labels: Labels, sizes: Scale, lands: Lands) -> None:
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
        _sea(request, labels, sizes, lands, sea, words, key)


def _sea(request: Request, labels: Labels, sizes: Scale, lands: Lands, sea: Sea, words: str, key: str) -> None:
    wide = sea.km * 1000 / request.ground.frame.metres * request.view.rect.width_pt
    at = request.view.places([(sea.lon, sea.lat)])

    def lost() -> None:
        if key:
            request.warn(f"the name '{words}' finds no room on its water", "seas", key, code="no-room")

    r, reach = request.view.rect, points(max(30.0, wide * 0.45))
    near = bool(at) and _beyond(r, at[0]) <= reach / 2
    if not near or (not key and wide < 44):
        return lost()
    style = WATER.but(size=min(sizes.water, max(12.0, round(wide / 14))), floor=12.0, tracking=0.4)
    labels.sea(
        f"sea: {sea.name}",
        _in_lines(words),
        style,
        at[0],
        integral(lands.wet & ~labels.room.lines("coast")),
        reach,
        rank=FOURTH,
        missing=ASKED if key else CHOSEN,
        lost=lost,
    )


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
        lost = functools.partial(
            request.warn, f"the name '{words}' finds no room on this map", kind, key, code="no-room"
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
