"""The panels of a map: legend, scale bar, locator, and on a full-slide map the title panel.

In: a `MapSpec`, its fill styles, the grid with the symbols on it. Out: boxes in the corners where they cover least, or
along an edge if every corner is crowded. The price of a place is what lies under it: open sea is free, land costs
something, filled land, borders and coasts cost more, and a symbol rules it out. Scale bar and note are placed together
with the labels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from podium import languages
from podium.layout.headline import balanced
from podium.layout.stage import Stage
from podium.maps.atlas import hydrography
from podium.maps.atlas.names import did_you_mean
from podium.maps.basemap import frames
from podium.maps.basemap.view import View
from podium.maps.drawing import furniture
from podium.maps.drawing.furniture import Corner, Entry
from podium.maps.labels import candidates
from podium.maps.labels.collision_grid import CollisionGrid, summed_area
from podium.maps.labels.labeller import NOTE, Labeller
from podium.maps.labels.land_raster import LandRaster
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import EVERYTHING, STATUSES, FillStyle, FillStyles, colour_of, side_of
from podium.outline import inline
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Hatch, Line, Shape
from podium.scene.grid import MARGIN
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import draft, title_draft

CORNERS: tuple[Corner, ...] = ("bottom-right", "top-right", "bottom-left", "top-left")
_EDGE, _FULL_EDGE = points(9), (MARGIN, points(18))  # from the edge of the map, and of a full slide
_AIR = points(4)  # free space around a scale bar and a note
_TOUCH = 12  # cells of a symbol that a panel may cover
_SHARES = (0.42, 0.6, 0.86)  # shares of the map's height that a legend may take, tried in turn
_LEAST_HEIGHT = points(215)  # of a map that has a legend by default
_ASIDE = 1.3  # price of a place along an edge, in those of a corner
_MOST_UNDER = 0.25  # of the height, that a legend under its map takes at most
_LISTED = 60  # characters: names of territories in a legend
_NAMEABLE = 0.012  # share of a map from which a territory surely has room for its name
_SPECK = 2e-6  # in squared map widths: land too small for a legend
_NOTE_STYLE = NOTE.but(italic=True)
_NEXT_CORNER = 120.0  # price (pt) of the scale bar in another corner than the lower left
_NO_SCALE = 300.0  # and of a map without one
_TITLE = scale.HEADLINE.but(size=28.0, floor=24.0)


def edges(spec: MapSpec) -> tuple[int, int]:
    """The distance of panels and scale bar from the sides of a map, and from its top and bottom; on a map that fills
    the slide they keep its margins."""
    return _FULL_EDGE if spec.full else (_EDGE, _EDGE)


class Corners:
    """The corners of a map and their prices."""

    def __init__(
        self, spec: MapSpec, fill_styles: FillStyles, grid: CollisionGrid, lands: LandRaster, later: set[str]
    ) -> None:
        self.spec, self.grid, self.later = spec, grid, later  # territories that appear with a click
        importance = np.where(grid.owner > 0, 1.0, 0.15)
        for area in spec.base_map.areas:
            if area.id in fill_styles.by_id:
                importance[lands.mask(area)] = 9.0
        for name, layer in grid.layers.items():
            if name != "hatch":
                importance[layer.cells] += 6.0
        self.sums = summed_area(importance)

    def best(self, w: int, h: int, among: Sequence[Corner] = CORNERS) -> tuple[Corner, Rect, bool]:
        """The cheapest place for a panel of that size; and whether it covers a symbol, as every other place would."""
        places = [(corner, self.rect(corner, w, h)) for corner in among]
        if len(among) > 1:
            places += [(corner, r) for corner, r in self._between(w, h) if self._beside(among, r)]
        found, _ = self.grid.windows(np.array([(r.x, r.y, r.right, r.bottom) for _, r in places], float))
        inner = self.grid.occupied.copy()  # what is occupied, without the margin
        inner[:3], inner[-3:], inner[:, :3], inner[:, -3:] = False, False, False, False
        symbols = found.total(summed_area(inner))
        symbols[symbols <= _TOUCH] = 0
        price = found.total(self.sums).astype(float) + np.arange(len(places))
        price[len(among) :] = price[len(among) :] * _ASIDE + 400
        n = int(np.lexsort((price, symbols))[0])
        return places[n][0], places[n][1], bool(symbols[n] > 0)

    def _between(self, w: int, h: int) -> list[tuple[Corner, Rect]]:
        """Places along the edges, each with its nearest corner."""
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
        """Whether a place along an edge lies on the side that the given corners share, if they share one."""
        if len({c.partition("-")[2] for c in among}) > 1:
            return True
        return any(self.rect(c, place.w, place.h).x == place.x for c in among)

    def rect(self, corner: Corner, w: int, h: int) -> Rect:
        """A rectangle of that size in a corner."""
        r, (across, down) = self.grid.rect, edges(self.spec)
        x = r.x + across if corner.endswith("left") else r.right - across - w
        y = r.y + down if corner.startswith("top") else r.bottom - down - h
        return Rect(x, y, min(w, r.w - 2 * across), min(h, r.h - 2 * down))


# ---- legend ------------------------------------------------------------------------------------------------


def entries(spec: MapSpec, fill_styles: FillStyles, later: set[str], *, every: bool = False) -> list[Entry]:
    """The entries of the legend: one for each key of `fill` and `hatch` with land on the map, now or `later`; only
    with `every`, or where the outline writes it, one that would repeat names on the map."""
    own = dict(spec.model.legend.entries)
    for key in own:
        if key not in fill_styles.keys:
            spec.error(
                f"'{key}' in the legend is not a key of 'fill' or 'hatch'",
                "legend",
                key,
                code="unknown-key",
                hint=did_you_mean(key, fill_styles.keys),
            )
    groups = dict([*spec.model.fill, *spec.model.hatch])
    made = []
    there = {a.id for a in spec.base_map.areas if a.shape.area > _SPECK} | later
    for key, fill_style in fill_styles.keys.items():
        ids = tuple(spec.territory_names) if EVERYTHING in groups[key] else groups[key]
        shown = tuple(id for id in ids if id in there)
        if not shown:
            continue  # a legend explains what is visible
        said = own.get(key) or _wording(spec, key, shown)
        if not (every or own.get(key) or fill_style.hatch or key in spec.explain) and _says_the_map(spec, said, shown):
            spec.named_instead.setdefault(key, shown)
            continue
        if said and not (spec.model.legend.entries and key in own and not own[key]):
            made.append(Entry(inline.plain(said), *_swatch(spec, fill_styles, fill_style, groups[key])))
    return made + (_side_entries(spec, fill_styles) if spec.model.legend == (True, ()) else [])


def _says_the_map(spec: MapSpec, said: str, shown: tuple[str, ...]) -> bool:
    """Whether an entry consists of the names that its territories bear on the map."""
    own, names = dict(spec.model.names.entries), _names(spec, shown)
    large = {a.id for a in spec.base_map.areas if a.shape.area > _NAMEABLE * spec.base_map.frame.height}
    bare = spec.model.names.on is False or any(id not in large or not own.get(id, id) for id in shown)
    return not bare and said in (_listed(names), *names[:1])


def _side_entries(spec: MapSpec, fill_styles: FillStyles) -> list[Entry]:
    """Entries for the sides whose arrows, fronts and units are on a map that shows none of their land."""
    model, sides = spec.model, spec.stage.deck.sides
    landed = {side_of(key) for key in fill_styles.keys}
    there = dict.fromkeys(p.side for parts in (model.arrows, model.fronts, model.units) for p in parts)
    return [
        Entry(inline.plain(sides[side].name), line=Line(colour_of(side, spec), 5.0))
        for side in there
        if side in sides and side not in landed
    ]


def _swatch(
    spec: MapSpec, fill_styles: FillStyles, fill_style: FillStyle, ids: tuple[str, ...]
) -> tuple[str | Hatch | None, Line | None]:
    if fill_style.dashed:
        return None, Line("ink", 1.75, "dash-dot")
    return (
        (Hatch(fill_style.hatch, fill_style.fill or _fill_under_hatch(spec, fill_styles, ids)), None)
        if fill_style.hatch
        else (fill_style.fill, None)
    )


def _fill_under_hatch(spec: MapSpec, fill_styles: FillStyles, ids: tuple[str, ...]) -> str:
    """The fill under most of a hatch."""
    base = [a for a in spec.base_map.areas if not a.overlay]
    seen: dict[str, float] = {}
    for over in [a for a in spec.base_map.areas if a.overlay and a.id in ids]:
        for area in base:
            shared = shapely.intersection(shapely.make_valid(area.shape), shapely.make_valid(over.shape)).area
            fill = fill_styles.of(area.id, area.overlay).fill
            seen[fill] = seen.get(fill, 0.0) + shared
    return max(seen, key=lambda f: seen[f], default="map.land")


def _wording(spec: MapSpec, key: str, shown: tuple[str, ...]) -> str:
    """The words for a key: the side's name for the only key of a side, else its territories on the map."""
    sides = spec.stage.deck.sides
    names = _names(spec, shown)
    owner = sides.get(side_of(key))
    status = next((w for w in key.split() if w in STATUSES), "")
    if status:
        said: str = getattr(languages.of(spec.stage.lang).maps, status)
        return f"{said} ({owner.name})" if owner else said
    alone = sum(side_of(k) == side_of(key) for k, _ in spec.model.fill) == 1
    if owner is not None and ((alone and key.strip() == side_of(key)) or not names):
        return owner.name
    return _listed(names)


def _names(spec: MapSpec, ids: tuple[str, ...]) -> list[str]:
    """The names of territories as the map shows them, each once, without the part in brackets."""
    own = dict(spec.model.names.entries)
    written = [own.get(id) or spec.territory_names[id].partition(" (")[0] for id in ids if id in spec.territory_names]
    return list(dict.fromkeys(inline.plain(name) for name in written))


def _listed(names: Sequence[str]) -> str:
    """As many names as fill a line or two, then "…"; the first is always there, however long it is."""
    count = len(names)
    while count > 1 and len(", ".join(names[:count])) > _LISTED:
        count -= 1
    return ", ".join(names[:count]) + (" …" if count < len(names) else "")


def legend(spec: MapSpec, fill_styles: FillStyles, corners: Corners) -> list[Box]:
    """The legend in its corner; none on a small map unless it is asked for. A warning for a title that then has no
    place."""
    made = _legend(spec, fill_styles, corners)
    if spec.model.title and spec.model.alt and not made:  # without an alt text of its own the title is used there
        message = "a map's title is shown above its legend, but this map has no legend"
        spec.warn(message, "title", code="unused", hint="write 'legend: true', or make it a 'caption'")
    return made


def _wanted(spec: MapSpec, fill_styles: FillStyles, later: set[str]) -> list[Entry]:
    """The entries of the legend; none on a small map, or for a single one, unless it is asked for."""
    choice, rect = spec.model.legend, spec.view.rect
    if choice.on is False or (choice.on is None and (rect.width_pt < 470 or rect.h < _LEAST_HEIGHT)):
        return []
    lines = entries(spec, fill_styles, later, every=True)
    if choice.on is None and len(lines) < 2 and not any(isinstance(e.fill, Hatch) for e in lines):
        return []
    return lines if choice == (True, ()) else entries(spec, fill_styles, later)


def legend_under(spec: MapSpec, fill_styles: FillStyles, later: set[str]) -> tuple[Rect, list[Box]] | None:
    """The rectangle left for a map and the legend under it, where it hides nothing; None if it would take too much
    height, or if the outline names a corner in which it fits."""
    rect, stage = spec.view.rect, spec.stage
    lines = _wanted(spec, fill_styles, later)
    if not lines or (spec.model.panel and _in_corner(spec, lines)):
        return None
    waiting = len(stage.leftovers)
    with stage.repeating():
        _, height = furniture.legend_rows(spec.model.title, lines, rect, stage)
        whole = len(stage.leftovers) == waiting
    if not whole or height > rect.h * _MOST_UNDER:
        return None
    left = rect._replace(h=rect.h - height - points(8))
    boxes, _ = furniture.legend_rows(spec.model.title, lines, rect.below(rect.h - height), stage)
    return left, boxes


def _legend(spec: MapSpec, fill_styles: FillStyles, corners: Corners) -> list[Box]:
    choice, stage = spec.model.legend, spec.stage
    lines = _wanted(spec, fill_styles, corners.later)
    if not lines:
        return []
    if (size := _in_corner(spec, lines)) is not None:
        corner, place, covers = corners.best(*size, _allowed_corners(spec))
        if not covers or choice.on:
            return furniture.legend(spec.model.title, lines, place, stage, corner=corner)
    elif choice.on:
        spec.warn(
            "the legend does not fit on this map",
            "legend",
            code="no-room",
            hint="shorten its texts, or leave some out of 'fill'",
        )
    return []


def _in_corner(spec: MapSpec, lines: list[Entry]) -> tuple[int, int] | None:
    """Width and height of the legend in a corner, None if it does not fit."""
    rect = spec.view.rect
    for share in _SHARES:
        room = Rect(rect.x, rect.y, min(round(rect.w * 0.34), inches(3.3)), round(rect.h * share))
        if (size := _full_size(spec.model.title, lines, room, spec.stage)) is not None:
            return size
    return None


def _allowed_corners(spec: MapSpec, full: bool = False) -> tuple[Corner, ...]:
    """The corners that the outline names, or those of the side that a `full` map fitted to territories keeps clear;
    else all."""
    query = spec.query
    asked: str = spec.model.panel
    if not asked and full and query.framing[0] == "fit":
        asked = query.keep_clear
    return tuple(c for c in CORNERS if asked in (c, c.partition("-")[2])) or CORNERS


def _full_size(title: str, lines: list[Entry], room: Rect, stage: Stage) -> tuple[int, int] | None:
    """Width and height of the legend, None if it does not fit as a whole."""
    waiting = len(stage.leftovers)
    with stage.repeating():
        made = furniture.legend(title, lines, room, stage, corner="top-left")
        whole = bool(made) and len(stage.leftovers) == waiting
    return (made[0].rect.w, made[0].rect.h) if whole else None


# ---- scale and locator -------------------------------------------------------------------------------------


def scale_bar(spec: MapSpec, labeller: Labeller, corners: list[Box]) -> None:
    """Adds a scale bar to a map that is large enough and has about the same scale all over; its box goes to
    `corners`."""
    rect, frame, stage = spec.view.rect, spec.base_map.frame, spec.stage
    wanted = spec.model.scale
    if wanted is False or (wanted is None and (rect.width_pt < 300 or frame.metres > 9_000_000)):
        return
    room = Rect(rect.x, rect.y, min(points(130), round(rect.w * 0.3)), furniture.SCALE_BAR_HEIGHT + points(2))
    found = furniture.scale_bar(room, spec.view.km_per_emu, stage)
    if not found:
        return
    size = found[0].rect

    def draw(place: Rect, form: int) -> None:
        moved = room._replace(x=room.x + place.x - size.x, y=room.y + place.y - size.y)
        corners.extend(furniture.scale_bar(moved, spec.view.km_per_emu, stage))
        labeller.keep_clear(place)

    def on_omitted() -> None:
        if wanted:
            spec.warn("the scale bar does not fit on this map", "scale", code="no-room")

    positions = candidates.at_corner(labeller.grid, size.w, size.h, edges(spec), _NEXT_CORNER, air=_AIR)
    labeller.add(
        "scale", (), positions, omission_cost=_NO_SCALE, priority=1, gap=2 * _AIR, draw=draw, on_omitted=on_omitted
    )


def note(spec: MapSpec, labeller: Labeller, text: str) -> None:
    """Adds a short note on the map as a whole, in a corner."""
    w, h = labeller.size([text], _NOTE_STYLE)

    def draw(place: Rect, form: int) -> None:
        words = labeller.stage.text("note: schematic", place, [draft(text, _NOTE_STYLE)], anchor="middle")
        labeller.boxes.append(words)
        labeller.keep_clear(place)

    found = candidates.at_corner(labeller.grid, w, h, edges(spec), _NEXT_CORNER / 4, air=_AIR)
    labeller.add("note: schematic", (), found, omission_cost=250.0, priority=1, gap=_AIR, draw=draw)


def locator(spec: MapSpec, corners: Corners) -> list[Box]:
    """A small map of a wider area with the frame in red."""
    asked = spec.model.inset
    if not asked:
        return []
    frame, rect = spec.base_map.frame, spec.view.rect
    size = min(round(rect.w * 0.22), inches(1.9))
    _, place, covers = corners.best(size, round(size * 0.75), ("top-left", "top-right", "bottom-left", "bottom-right"))
    if covers:
        spec.warn(
            "there is no free corner for the inset",
            "inset",
            code="no-room",
            hint="leave it out, or clear a corner",
        )
        return []
    aspect = place.w / place.h
    if isinstance(asked, tuple):
        wide = frames.by_box(*asked, aspect=aspect)
    else:
        middle = frame.unproject(np.array([[0.5, frame.height / 2]]))[0]
        wide = frames.around(
            float(middle[0]), float(middle[1]), min(9000.0, max(1400.0, frame.metres / 1000 * 2.5)), aspect=aspect
        )
    view = View(wide, place)
    shapes = wide.areas(list(shapely.make_valid(hydrography.land(wide.window))), detail=0.004)
    land = view.area(
        "land", shapely.union_all(shapely.make_valid(shapes)), fill="map.land", line=Line("map.coast", 0.5)
    )
    side = np.linspace(0, 1, 9)
    edge = np.concatenate([np.column_stack([side, np.full(9, y)]) for y in (0, frame.height)])
    corners_of = view.places([tuple(p) for p in frame.unproject(edge)])
    xs, ys = [x for x, _ in corners_of], [y for _, y in corners_of]
    shown = Rect(round(min(xs)), round(min(ys)), round(max(xs) - min(xs)), round(max(ys) - min(ys)))
    name = languages.of(spec.stage.lang).maps.inset
    return [furniture.inset(f"inset: {name}", place, [land] if land else [], shown=shown, ground="map.sea", alt=name)]


# ---- the panel of a full-slide map -------------------------------------------------------------------------


def title_panel(spec: MapSpec, fill_styles: FillStyles, corners: Corners, headline: str) -> list[Box]:
    """The slide's title and the legend on a panel in the corner where it covers least."""
    stage, rect = spec.stage, spec.view.rect
    choice = spec.model.legend
    lines = entries(spec, fill_styles, corners.later, every=choice == (True, ())) if choice.on is not False else []
    pad = points(13)
    inner, style = _title_room(headline, rect, pad, stage)
    wide = inner + 2 * pad
    small = [draft(spec.model.title, scale.CAPTION.but(bold=True))] if spec.model.title else []
    small_h = stage.line_height(small, inner) + points(3) if small else 0
    with stage.repeating():
        title, _ = balanced(stage, Rect(0, 0, inner, inches(2.2)), title_draft(headline, style), max_lines=4)
    key_room = Rect(0, 0, inner + 2 * points(10), rect.h)
    sizes = (
        [_full_size("", lines, key_room._replace(h=round(rect.h * share)), stage) for share in (0.3, 0.36, 0.5, 0.7)]
        if lines
        else []
    )
    key = next((s for s in sizes if s is not None), None)
    key_h = key[1] - points(6) if key else 0
    tall = pad + small_h + title.rect.h + (points(7) + key_h if key else 0) + pad // 2
    _, place, _ = corners.best(wide, tall, _allowed_corners(spec, full=True))
    boxes: list[Box] = [Shape(name="Panel", rect=place, fill="ground", line=Line("hairline", 0.75))]
    y = place.y + pad
    if small:
        boxes.append(stage.text("Map title", Rect(place.x + pad, y, inner, small_h), small))
        y += small_h
    title, _ = balanced(stage, Rect(place.x + pad, y, inner, inches(2.2)), title_draft(headline, style), max_lines=4)
    boxes.append(title)
    y += title.rect.h + points(7)
    if key:
        boxes.append(stage.rule(place.x + pad, y, inner, "hairline"))
        drawn = furniture.legend(
            "", lines, Rect(place.x + pad - points(10), y, key_room.w, key[1]), stage, corner="top-left"
        )
        boxes += [_without_panel(b) for b in drawn]
    return boxes


def _title_room(headline: str, rect: Rect, pad: int, stage: Stage) -> tuple[int, Style]:
    """The width (EMU) for the words of the panel and the style of the title: the narrowest that keeps them whole."""
    for style in (_TITLE, _TITLE.but(size=24.0, floor=20.0)):
        words = title_draft(headline, style)
        for wide in (3.3, 4.0, 4.8):
            inner = min(inches(wide), round(rect.w * 0.4)) - 2 * pad
            floor = stage.compose.shrink_range([words])
            whole = not stage.compose.breaks_a_word(words, inner / EMU_PER_PT, floor)
            if whole and stage.compose.count(words, inner / EMU_PER_PT, floor) <= 4:
                return inner, style
    return inner, style


def _without_panel(box: Box) -> Box:
    """A legend without its own panel, to stand on another."""
    from dataclasses import replace

    from podium.scene.boxes import Group

    assert isinstance(box, Group)
    inner = tuple(b for b in box.boxes if not b.name.endswith(": panel"))
    return replace(box, boxes=inner)
