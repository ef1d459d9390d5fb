"""What stands in the corners of a map: legend, scale bar, locator, on a full-slide map the panel with the title.

In: a `Request`, its looks, the room that symbols have taken. Out: boxes in the corners where they cover least, or along
an edge where every corner is busy. A place's price is what lies under it: open sea is free, land costs, coloured land,
borders and coasts cost more, a symbol forbids. Scale bar and note are placed together with the names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from podium import languages
from podium.layout.headline import balanced
from podium.layout.stage import Stage
from podium.maps.atlas import data as atlas
from podium.maps.atlas.names import did_you_mean
from podium.maps.basemap import projection
from podium.maps.basemap.view import View
from podium.maps.drawing import furniture
from podium.maps.drawing.furniture import Corner, Entry
from podium.maps.labels import candidates as spots
from podium.maps.labels.collision_grid import Room, integral
from podium.maps.labels.labels import NOTE, Labels
from podium.maps.labels.territories import Lands
from podium.maps.spec import Request
from podium.maps.symbols.fills import EVERYTHING, MANNERS, Look, Looks, colour_of, side_of
from podium.outline import inline
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Hatch, Line, Shape
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import draft, title_draft

CORNERS: tuple[Corner, ...] = ("bottom-right", "top-right", "bottom-left", "top-left")
_EDGE = points(9)
_AIR = points(4)  # about a scale bar and a note
_TOUCH = 12  # cells of a symbol that a panel may cover
_SHARES = (0.42, 0.6, 0.86)  # of the map's height that a legend may take, if less is too little
_LEAST_HEIGHT = points(215)  # of a map that has a legend without being asked
_ASIDE = 1.3  # how much dearer a place along an edge is than a corner
_LISTED = 60  # characters of the names of territories in a legend
_SPECK = 2e-6  # of the map's width, squared: land too small to be looked up in a legend
_NOTE_STYLE = NOTE.but(size=12.0, italic=True)
_TITLE = scale.HEADLINE.but(size=28.0, floor=24.0)


class Corners:
    """The corners of a map, and what they cost. `importance`: a number for every cell of the room."""

    def __init__(self, request: Request, looks: Looks, room: Room, lands: Lands, later: set[str]) -> None:
        self.request, self.room, self.later = request, room, later  # territories that appear with a click
        importance = np.where(room.owner > 0, 1.0, 0.15)
        for area in request.ground.areas:
            if area.id in looks.by_id:
                importance[lands.mask(area)] = 9.0
        for name, layer in room.layers.items():
            if name != "hatch":
                importance[layer.cells] += 6.0
        self.sums = integral(importance)

    def best(self, w: int, h: int, among: Sequence[Corner] = CORNERS) -> tuple[Corner, Rect, bool]:
        """The cheapest place for a panel of that size; and whether it covers a symbol, as every other place would."""
        places = [(corner, self.rect(corner, w, h)) for corner in among]
        if len(among) > 1:
            places += [(corner, r) for corner, r in self._between(w, h) if self._beside(among, r)]
        found, _ = self.room.windows(np.array([(r.x, r.y, r.right, r.bottom) for _, r in places], float))
        inner = self.room.taken.copy()  # what stands there by now, without the margin
        inner[:3], inner[-3:], inner[:, :3], inner[:, -3:] = False, False, False, False
        symbols = found.total(integral(inner))
        symbols[symbols <= _TOUCH] = 0
        price = found.total(self.sums).astype(float) + np.arange(len(places))
        price[len(among) :] = price[len(among) :] * _ASIDE + 400
        n = int(np.lexsort((price, symbols))[0])
        return places[n][0], places[n][1], bool(symbols[n] > 0)

    def _between(self, w: int, h: int) -> list[tuple[Corner, Rect]]:
        """Places along the edges, each with the corner that it is nearest to."""
        first, last = self.rect("top-left", w, h), self.rect("bottom-right", w, h)
        shares = [n / 8 for n in range(1, 8)]
        across = [(round(first.x + (last.x - first.x) * s), y) for s in shares for y in (first.y, last.y)]
        down = [(x, round(first.y + (last.y - first.y) * s)) for s in shares for x in (first.x, last.x)]
        middle = ((first.x + last.x) / 2, (first.y + last.y) / 2)

        def nearest(x: int, y: int) -> Corner:
            if y > middle[1]:
                return "bottom-left" if x < middle[0] else "bottom-right"
            return "top-left" if x < middle[0] else "top-right"

        return [(nearest(x, y), first._replace(x=x, y=y)) for x, y in across + down]

    def _beside(self, among: Sequence[Corner], place: Rect) -> bool:
        """Whether a place along an edge lies at the side that all of some corners share, if they share one."""
        if len({c.partition("-")[2] for c in among}) > 1:
            return True
        return any(self.rect(c, place.w, place.h).x == place.x for c in among)

    def rect(self, corner: Corner, w: int, h: int) -> Rect:
        """A rectangle of that size in a corner."""
        r = self.room.rect
        x = r.x + _EDGE if corner.endswith("left") else r.right - _EDGE - w
        y = r.y + _EDGE if corner.startswith("top") else r.bottom - _EDGE - h
        return Rect(x, y, min(w, r.w - 2 * _EDGE), min(h, r.h - 2 * _EDGE))


# ---- legend ------------------------------------------------------------------------------------------------


def entries(request: Request, looks: Looks, later: set[str]) -> list[Entry]:
    """The lines of the legend: one for each key of `fill` and `hatch` that has land on the map, now or `later`."""
    own = dict(request.block.legend.entries)
    for key in own:
        if key not in looks.keys:
            request.error(
                f"the legend's '{key}' is no key of 'fill' or 'hatch'",
                "legend",
                key,
                code="unknown-key",
                hint=did_you_mean(key, looks.keys),
            )
    groups = dict([*request.block.fill, *request.block.hatch])
    made = []
    there = {a.id for a in request.ground.areas if a.shape.area > _SPECK} | later
    for key, look in looks.keys.items():
        ids = tuple(request.known) if EVERYTHING in groups[key] else groups[key]
        shown = tuple(id for id in ids if id in there)
        if not shown:
            continue  # a legend explains what can be seen
        said = own.get(key) or _said(request, key, shown)
        if said and not (request.block.legend.entries and key in own and not own[key]):
            made.append(Entry(inline.plain(said), *_swatch(request, looks, look, groups[key])))
    return made + (_movers(request, looks) if request.block.legend == (True, ()) else [])


def _movers(request: Request, looks: Looks) -> list[Entry]:
    """The sides whose arrows, fronts and units stand on a map that shows none of their land."""
    block, sides = request.block, request.stage.deck.sides
    landed = {side_of(key) for key in looks.keys}
    there = dict.fromkeys(p.side for parts in (block.arrows, block.fronts, block.units) for p in parts)
    return [
        Entry(inline.plain(sides[side].name), line=Line(colour_of(side, request), 5.0))
        for side in there
        if side in sides and side not in landed
    ]


def _swatch(request: Request, looks: Looks, look: Look, ids: tuple[str, ...]) -> tuple[str | Hatch | None, Line | None]:
    if look.dashed:
        return None, Line("ink", 1.75, "dash-dot")
    return (Hatch(look.hatch, look.fill or _under(request, looks, ids)), None) if look.hatch else (look.fill, None)


def _under(request: Request, looks: Looks, ids: tuple[str, ...]) -> str:
    """The fill of the land that lies under a hatch for the most part."""
    base = [a for a in request.ground.areas if not a.overlay]
    seen: dict[str, float] = {}
    for over in [a for a in request.ground.areas if a.overlay and a.id in ids]:
        for area in base:
            shared = shapely.intersection(shapely.make_valid(area.shape), shapely.make_valid(over.shape)).area
            fill = looks.of(area.id, area.overlay).fill
            seen[fill] = seen.get(fill, 0.0) + shared
    return max(seen, key=lambda f: seen[f], default="map.land")


def _said(request: Request, key: str, shown: tuple[str, ...]) -> str:
    """What a key stands for: the only key of a side for the side, any other for its territories on the map."""
    sides = request.stage.deck.sides
    names = _names(request, shown)
    owner = sides.get(side_of(key))
    manner = next((w for w in key.split() if w in MANNERS), "")
    if manner:
        said: str = getattr(languages.of(request.stage.lang).maps, manner)
        return f"{said} ({owner.name})" if owner else said
    alone = sum(side_of(k) == side_of(key) for k, _ in request.block.fill) == 1
    if owner is not None and ((alone and key.strip() == side_of(key)) or not names):
        return owner.name
    return _listed(names)


def _names(request: Request, ids: tuple[str, ...]) -> list[str]:
    """The names of territories as the map shows them, each once: what stands in brackets is no part of a short name."""
    own = dict(request.block.names.entries)
    written = [own.get(id) or request.known[id].partition(" (")[0] for id in ids if id in request.known]
    return list(dict.fromkeys(inline.plain(name) for name in written))


def _listed(names: Sequence[str]) -> str:
    """As many names as make a line or two, "…" for the others; the first stands there however long it is."""
    count = len(names)
    while count > 1 and len(", ".join(names[:count])) > _LISTED:
        count -= 1
    return ", ".join(names[:count]) + (" …" if count < len(names) else "")


def legend(request: Request, looks: Looks, corners: Corners) -> list[Box]:
    """The legend in its corner; none on a small map unless it is asked for. A warning for a title
    that is then nowhere."""
    made = _legend(request, looks, corners)
    if request.block.title and request.block.alt and not made:  # without an alt text of its own the title is said there
        message = "the title of a map stands over its legend, and this map has none"
        request.warn(message, "title", code="unused", hint="write 'legend: true', or make it a 'caption'")
    return made


def _legend(request: Request, looks: Looks, corners: Corners) -> list[Box]:
    choice, rect, stage = request.block.legend, request.view.rect, request.stage
    if choice.on is False or (choice.on is None and (rect.width_pt < 470 or rect.h < _LEAST_HEIGHT)):
        return []
    lines = entries(request, looks, corners.later)
    if not lines or (choice.on is None and len(lines) < 2 and not any(isinstance(e.fill, Hatch) for e in lines)):
        return []
    for share in _SHARES:
        room = Rect(rect.x, rect.y, min(round(rect.w * 0.34), inches(3.3)), round(rect.h * share))
        size = _whole(request.block.title, lines, room, stage)
        if size is not None:
            corner, place, covers = corners.best(*size, _wanted(request))
            if not covers or choice.on:
                return furniture.legend(request.block.title, lines, place, stage, corner=corner)
            break
    if choice.on:
        request.warn(
            "the legend finds no room on this map",
            "legend",
            code="no-room",
            hint="shorten its texts, or leave some out of 'fill'",
        )
    return []


def _wanted(request: Request, full: bool = False) -> tuple[Corner, ...]:
    """The corners that the outline names, or those of the side that a `full` map fitted to territories keeps clear;
    else all."""
    question = request.question
    asked: str = request.block.panel
    if not asked and full and question.way[0] == "fit":
        asked = question.clear
    return tuple(c for c in CORNERS if asked in (c, c.partition("-")[2])) or CORNERS


def _whole(title: str, lines: list[Entry], room: Rect, stage: Stage) -> tuple[int, int] | None:
    """Width and height of the legend if all of it fits into the room."""
    waiting = len(stage.leftovers)
    with stage.repeating():
        made = furniture.legend(title, lines, room, stage, corner="top-left")
        whole = bool(made) and len(stage.leftovers) == waiting
    return (made[0].rect.w, made[0].rect.h) if whole else None


# ---- scale and locator -------------------------------------------------------------------------------------


def scale_bar(request: Request, labels: Labels, corners: list[Box]) -> None:
    """A scale bar on a map that is large enough for one and whose scale is the same all over; it joins the corners."""
    rect, frame, stage = request.view.rect, request.ground.frame, request.stage
    wanted = request.block.scale
    if wanted is False or (wanted is None and (rect.width_pt < 300 or frame.metres > 9_000_000)):
        return
    room = Rect(rect.x, rect.y, min(points(150), round(rect.w * 0.3)), furniture.SCALE_BAR_HEIGHT + points(2))
    found = furniture.scale_bar(room, request.view.km_per_emu, stage)
    if not found:
        return
    size = found[0].rect

    def draw(place: Rect, busy: int) -> None:
        moved = room._replace(x=room.x + place.x - size.x, y=room.y + place.y - size.y)
        bar = furniture.scale_bar(moved, request.view.km_per_emu, stage)[0]
        corners.append(furniture.on_panel(bar, _AIR) if busy else bar)

    def lost() -> None:
        if wanted:
            request.warn("the scale bar finds no room on this map", "scale", code="no-room")

    spots_there = spots.edges(labels.room, size.w, size.h, _EDGE + _AIR, air=_AIR)
    labels.want("scale", (), spots_there, missing=150.0, rank=1, gap=2 * _AIR, make=draw, lost=lost)


def note(labels: Labels, text: str) -> None:
    """A few words on the map as a whole, at its edge."""
    w, h = labels.size([text], _NOTE_STYLE)
    pad = points(3)

    def draw(place: Rect, busy: int) -> None:
        box = labels.stage.text(
            "note: schematic", place, [draft(text, _NOTE_STYLE.but(floor=12.0), align="centre")], anchor="middle"
        )
        if busy:
            box.fill = "ground"
        labels.boxes.append(box)

    found = spots.edges(labels.room, w + 2 * pad, h + pad, _EDGE, air=_AIR)
    labels.want("note: schematic", (), found, missing=250.0, rank=1, gap=_AIR, make=draw)


def locator(request: Request, corners: Corners) -> list[Box]:
    """A small map of a wider land with the frame in red."""
    asked = request.block.inset
    if not asked:
        return []
    frame, rect = request.ground.frame, request.view.rect
    size = min(round(rect.w * 0.22), inches(1.9))
    _, place, covers = corners.best(size, round(size * 0.75), ("top-left", "top-right", "bottom-left", "bottom-right"))
    if covers:
        request.warn(
            "the inset finds no free corner",
            "inset",
            code="no-room",
            hint="leave it out, or move what stands in the corners",
        )
        return []
    aspect = place.w / place.h
    if isinstance(asked, tuple):
        wide = projection.by_box(*asked, aspect=aspect)
    else:
        middle = frame.unproject(np.array([[0.5, frame.height / 2]]))[0]
        wide = projection.around(
            float(middle[0]), float(middle[1]), min(9000.0, max(1400.0, frame.metres / 1000 * 2.5)), aspect=aspect
        )
    view = View(wide, place)
    shapes = wide.areas(list(shapely.make_valid(atlas.land(wide.window))), detail=0.004)
    land = view.area(
        "land", shapely.union_all(shapely.make_valid(shapes)), fill="map.land", line=Line("map.coast", 0.5)
    )
    side = np.linspace(0, 1, 9)
    edge = np.concatenate([np.column_stack([side, np.full(9, y)]) for y in (0, frame.height)])
    corners_of = view.places([tuple(p) for p in frame.unproject(edge)])
    xs, ys = [x for x, _ in corners_of], [y for _, y in corners_of]
    shown = Rect(round(min(xs)), round(min(ys)), round(max(xs) - min(xs)), round(max(ys) - min(ys)))
    name = languages.of(request.stage.lang).maps.inset
    return [furniture.inset(f"inset: {name}", place, [land] if land else [], shown=shown, ground="map.sea", alt=name)]


# ---- the panel of a full-slide map -------------------------------------------------------------------------


def title_panel(request: Request, looks: Looks, corners: Corners, headline: str) -> list[Box]:
    """The slide's title and the legend on a panel in the corner where it covers least."""
    stage, rect = request.stage, request.view.rect
    lines = entries(request, looks, corners.later) if request.block.legend.on is not False else []
    wide, pad = min(inches(3.3), round(rect.w * 0.4)), points(13)
    inner = wide - 2 * pad
    small = [draft(request.block.title, scale.CAPTION.but(size=14.0, bold=True))] if request.block.title else []
    small_h = stage.line_height(small, inner) + points(3) if small else 0
    with stage.repeating():
        title, _ = balanced(stage, Rect(0, 0, inner, inches(2.2)), title_draft(headline, _TITLE), max_lines=4)
    key_room = Rect(0, 0, inner + 2 * points(10), rect.h)
    sizes = (
        [_whole("", lines, key_room._replace(h=round(rect.h * share)), stage) for share in (0.3, 0.36, 0.5, 0.7)]
        if lines
        else []
    )
    key = next((s for s in sizes if s is not None), None)
    key_h = key[1] - points(6) if key else 0
    tall = pad + small_h + title.rect.h + (points(7) + key_h if key else 0) + pad // 2
    _, place, _ = corners.best(wide, tall, _wanted(request, full=True))
    boxes: list[Box] = [Shape(name="Panel", rect=place, fill="ground", line=Line("hairline", 0.75))]
    y = place.y + pad
    if small:
        boxes.append(stage.text("Map title", Rect(place.x + pad, y, inner, small_h), small))
        y += small_h
    title, _ = balanced(stage, Rect(place.x + pad, y, inner, inches(2.2)), title_draft(headline, _TITLE), max_lines=4)
    boxes.append(title)
    y += title.rect.h + points(7)
    if key:
        boxes.append(stage.rule(place.x + pad, y, inner, "hairline"))
        drawn = furniture.legend(
            "", lines, Rect(place.x + pad - points(10), y, key_room.w, key[1]), stage, corner="top-left"
        )
        boxes += [_without_panel(b) for b in drawn]
    return boxes


def _without_panel(box: Box) -> Box:
    """A legend's group without its own panel: it stands on another."""
    from dataclasses import replace

    from podium.scene.boxes import Group

    assert isinstance(box, Group)
    inner = tuple(b for b in box.boxes if not b.name.endswith(": panel"))
    return replace(box, boxes=inner)
