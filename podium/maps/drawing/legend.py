"""The legend of a map: what its colours mean, where the names on it do not say so.

In: a `MapSpec`, its fill styles, the corners. Out: entries; the legend in a corner or under the map.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from podium import languages
from podium.layout.stage import Stage
from podium.maps.atlas.names import did_you_mean
from podium.maps.drawing import furniture, terrain_legend
from podium.maps.drawing.corners import Corners, allowed_corners, corner_place
from podium.maps.drawing.furniture import Entry
from podium.maps.drawing.number_key import heading, value_entries
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import EVERYTHING, STATUSES, FillStyle, FillStyles, colour_of, side_of
from podium.outline import inline
from podium.scene.boxes import Box, Hatch, Line
from podium.scene.units import Rect, inches, points

_SHARES = (0.42, 0.6, 0.86)  # shares of the map's height that a legend may take, tried in turn
_LEAST_HEIGHT = points(215)  # of a map that has a legend by default
_MOST_UNDER = 0.25  # of the height, that a legend under its map takes at most …
_MOST_UNDER_ALL = 0.45  # … and where it would hide too much in a corner
_MOST_LAND = 0.12  # of the land in view, that a legend in a corner covers at most
_LISTED = 60  # characters: names of territories in a legend
_NAMEABLE = 0.012  # share of a map from which a territory surely has room for its name
_SPECK = 2e-6  # in squared map widths: land too small for a legend


def entries(spec: MapSpec, fill_styles: FillStyles, later: set[str], *, every: bool = False) -> list[Entry]:
    """The entries of the legend: one for each key of `fill` and `hatch` with land on the map, now or `later`; only
    with `every`, or where the outline writes it, one that would repeat names on the map."""
    own = dict(spec.model.legend.entries)
    known = [*fill_styles.keys, *terrain_legend.keys(spec)]
    for key in own:
        if key not in known:
            more = " and no kind of terrain on this map" if len(known) > len(fill_styles.keys) else ""
            what = f"'{key}' in the legend is not a key of 'fill' or 'hatch'{more}"
            spec.error(what, "legend", key, code="unknown-key", hint=did_you_mean(key, known))
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
            spec.explained.add(key)
    made = [*value_entries(spec, fill_styles), *made, *terrain_legend.entries(spec)]
    return made + (_side_entries(spec, fill_styles) if spec.model.legend == (True, ()) else [])


def _says_the_map(spec: MapSpec, said: str, shown: tuple[str, ...]) -> bool:
    """Whether an entry consists of the names that its territories bear on the map."""
    own, names = dict(spec.model.names.entries), _names(spec, shown)
    large = {a.id for a in spec.base_map.areas if a.shape.area > _NAMEABLE * spec.base_map.frame.height}
    bare = spec.model.names.on is False or any(id not in large or not own.get(id, id) for id in shown)
    return not bare and said in (_listed(names, spec.stage.lang), *names[:1])


def _side_entries(spec: MapSpec, fill_styles: FillStyles) -> list[Entry]:
    """Entries for the sides whose arrows, fronts and units are on a map that shows none of their land."""
    model, sides = spec.model, spec.stage.deck.sides
    landed = {side_of(key) for key in fill_styles.keys}
    there = dict.fromkeys(p.side for parts in (model.arrows, model.routes, model.fronts, model.units) for p in parts)
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
    return _listed(names, spec.stage.lang)


def _names(spec: MapSpec, ids: tuple[str, ...]) -> list[str]:
    """The names of territories as the map shows them, each once, without the part in brackets."""
    own = dict(spec.model.names.entries)
    written = [own.get(id) or spec.territory_names[id].partition(" (")[0] for id in ids if id in spec.territory_names]
    return list(dict.fromkeys(inline.plain(name) for name in written))


def _listed(names: Sequence[str], lang: str) -> str:
    """As many names as fill a line or two, then how many more there are; the first is always there, however long it
    is. One more is named."""
    count = len(names)
    while count > 1 and len(", ".join(names[:count])) > _LISTED:
        count -= 1
    more = len(names) - count
    if more < 2:
        return ", ".join(names)
    return f"{', '.join(names[:count])} {languages.of(lang).charts.more.format(more)}"


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
    needed = choice.on or fill_styles.classes  # without a legend the colours of numbers mean nothing
    if choice.on is False or (not needed and (rect.width_pt < 470 or rect.h < _LEAST_HEIGHT)):
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
        _, height = furniture.legend_rows(heading(spec), lines, rect, stage)
        whole = len(stage.leftovers) == waiting
    if not whole or height > rect.h * (_MOST_UNDER_ALL if _hides_land(spec, lines) else _MOST_UNDER):
        return None
    left = rect._replace(h=rect.h - height - points(8))
    boxes, _ = furniture.legend_rows(heading(spec), lines, rect.below(rect.h - height), stage)
    return left, boxes


def _legend(spec: MapSpec, fill_styles: FillStyles, corners: Corners) -> list[Box]:
    choice, stage = spec.model.legend, spec.stage
    lines = _wanted(spec, fill_styles, corners.later)
    if not lines:
        return []
    if (size := _in_corner(spec, lines)) is not None:
        corner, place, covers = corners.best(*size, allowed_corners(spec))
        if not covers or choice.on:
            return furniture.legend(heading(spec), lines, place, stage, corner=corner)
    elif choice.on:
        spec.warn(
            "the legend does not fit on this map",
            "legend",
            code="no-room",
            hint="shorten its texts, or leave some out of 'fill'",
        )
    return []


def _hides_land(spec: MapSpec, lines: list[Entry]) -> bool:
    """Whether the legend would cover much of the land in view in every corner."""
    size, land, r = _in_corner(spec, lines), spec.base_map.land, spec.view.rect
    if size is None or not land.area:
        return size is None
    places = [corner_place(spec, corner, *size) for corner in allowed_corners(spec)]
    boxes = [(p.x - r.x, p.y - r.y, p.right - r.x, p.bottom - r.y) for p in places]
    covered = [shapely.clip_by_rect(land, *(v / r.w for v in box)).area for box in boxes]
    return min(covered) > _MOST_LAND * land.area


def _in_corner(spec: MapSpec, lines: list[Entry]) -> tuple[int, int] | None:
    """Width and height of the legend in a corner, None if it does not fit."""
    rect = spec.view.rect
    for share in _SHARES:
        room = Rect(rect.x, rect.y, min(round(rect.w * 0.34), inches(3.3)), round(rect.h * share))
        if (size := full_size(heading(spec), lines, room, spec.stage)) is not None:
            return size
    return None


def full_size(title: str, lines: list[Entry], room: Rect, stage: Stage) -> tuple[int, int] | None:
    """Width and height of the legend, None if it does not fit as a whole."""
    waiting = len(stage.leftovers)
    with stage.repeating():
        made = furniture.legend(title, lines, room, stage, corner="top-left")
        whole = bool(made) and len(stage.leftovers) == waiting
    return (made[0].rect.w, made[0].rect.h) if whole else None
