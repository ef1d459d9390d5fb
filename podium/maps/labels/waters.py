"""The names of seas, lakes and rivers; and the lakes and rivers that only the outline asks for.

In: a `MapSpec`, the `Labeller` of the map. Out: pending labels in the deck's language; a warning for a name that the
outline asks for and that does not fit or has no water.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas import hydrography
from podium.maps.atlas.names import UnknownName, did_you_mean, fold
from podium.maps.basemap.record import Water
from podium.maps.basemap.waters import waters_by_name
from podium.maps.labels import candidates, placement
from podium.maps.labels import seas as sea_names
from podium.maps.labels.area_candidates import AreaCells
from podium.maps.labels.labeller import ASKED, CHOSEN, WATER, LabelForm, Labeller
from podium.maps.labels.land_raster import LandRaster
from podium.maps.labels.line_breaks import split
from podium.maps.labels.placement import Candidates
from podium.maps.labels.seas import Sea
from podium.maps.labels.type_sizes import FOURTH, TypeSizes
from podium.maps.spec import MapSpec
from podium.maps.symbols.curves import smoothed
from podium.outline import inline
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points

_OWN_SEA = 80.0  # pt: the width of a sea that the outline itself places
_MOSTLY = 0.5  # share of a narrow sea's name that must be on water
_SMOOTH = 0.003  # of the map's width: between the points of a smooth river
_LEADER_AT_SEA = 60.0  # price of such a name ashore


def name_seas(spec: MapSpec, labeller: Labeller, sizes: TypeSizes, lands: LandRaster) -> None:
    """Adds the names of seas in italics, on water only, in the deck's language."""
    choice, lang = spec.model.seas, spec.stage.lang
    if choice.on is False or (choice.on is None and not sea_names.has_names(lang)):
        return
    known = sea_names.by_name(lang)
    wanted: list[tuple[Sea, str, str]] = []
    for name, value in choice.entries:
        if isinstance(value, tuple):
            lon, lat = value
            wanted.append((Sea(name, name, lon, lat, 0.0), name, name))
        elif fold(name) in known:
            sea = known[fold(name)]
            said = sea.name if fold(name) == fold(sea.english) else name
            wanted.append((sea, said if value == name else value, name))
        else:
            names = [n for sea in known.values() for n in (sea.name, sea.english)]
            spec.error(
                f"no sea '{name}' in the atlas",
                "seas",
                name,
                code="unknown-place",
                hint=did_you_mean(name, names) or "give its place: [longitude, latitude]",
            )
    if not choice.entries:
        wanted = [(_part_shown(spec, s), s.name, "") for s in sea_names.all_seas(lang)]
    for sea, words, key in sorted(wanted, key=lambda w: -w[0].km):
        _add_sea(spec, labeller, sizes, lands, sea, words, key)


def _part_shown(spec: MapSpec, sea: Sea) -> Sea:
    """A sea in the first of its places that the map shows, else in its main one."""
    r = spec.view.rect
    for part in sea.parts if sea.elsewhere else ():
        at = spec.view.places([(part.lon, part.lat)])
        if at and not _beyond(r, at[0]):
            return part
    return sea


def _add_sea(
    spec: MapSpec, labeller: Labeller, sizes: TypeSizes, lands: LandRaster, sea: Sea, words: str, key: str
) -> None:
    wide = sea.km * 1000 / spec.base_map.frame.metres * spec.view.rect.width_pt or _OWN_SEA
    r, reach = spec.view.rect, points(max(30.0, wide * 0.45))
    found = spec.view.places([(sea.lon, sea.lat)])
    beyond = _beyond(r, found[0]) if found else float("inf")

    def on_omitted() -> None:
        if key:
            why = "does not fit on open water" if near else "lies outside the map's frame"
            code = "no-room" if near else "outside-frame"
            spec.warn(f"the name '{words}' {why}", "seas", key, code=code)

    near = beyond <= (points(wide) if key and sea.km else reach / 2 if sea.km else 0)
    if not near or (not key and wide < 44):
        return on_omitted()
    x, y = found[0]
    at = (
        [(min(max(x, r.x), r.right), min(max(y, r.y), r.bottom))] if key else found
    )  # the frame may cut off a large sea
    style = WATER.but(size=min(sizes.water, max(sizes.least, round(wide / 14))), floor=sizes.least, tracking=0.4)
    if key and not _fits_on_water(labeller, words, style, at[0], lands, reach):
        return _add_narrow(labeller, f"sea: {sea.english}", words, style, at[0], lands, on_omitted)
    labeller.add_sea(
        f"sea: {sea.english}",
        _in_lines(words),
        style,
        at[0],
        lands.open_sums,
        reach,
        priority=FOURTH,
        omission_cost=ASKED if key else CHOSEN,
        on_omitted=on_omitted,
    )


def _fits_on_water(
    labeller: Labeller, words: str, style: Style, at: tuple[float, float], lands: LandRaster, reach: int
) -> bool:
    """Whether the name of a sea fits on open water."""
    sizes = [labeller.size(lines, style) for lines in _in_lines(words)]
    return any(candidates.on_water(labeller.grid, w, h, at, lands.open_sums, reach, 0).size for w, h in sizes)


def _add_narrow(
    labeller: Labeller,
    name: str,
    words: str,
    style: Style,
    at: tuple[float, float],
    lands: LandRaster,
    on_omitted: Callable[[], None],
) -> None:
    """Adds the name of a sea that is too narrow for it: across its coast, or at the end of a leader."""
    grid, small = labeller.grid, style.but(size=labeller.least, floor=labeller.least, colour="ink")
    forms: list[LabelForm] = []
    parts: list[Candidates] = []
    for lines in _in_lines(words):
        w, h = labeller.size(lines, small)
        over = candidates.around_place(grid, w, h, at, points(10))
        found, _ = grid.windows(over.rects)
        wet = found.total(lands.wet_sums) / np.maximum(found.size, 1)
        over = over._replace(prices=over.prices + 90 * (1 - wet), forms=over.forms * 0 + len(forms))
        far = candidates.with_leader(grid, w, h, at, points(2), points(90), _LEADER_AT_SEA)
        parts += [_selected(over, wet >= _MOSTLY), far._replace(forms=far.forms * 0 + len(forms))]
        forms.append(LabelForm(lines, small))
    labeller.add(name, forms, placement.merged(parts).cheapest(160), priority=FOURTH, on_omitted=on_omitted)


def _selected(found: Candidates, which: NDArray[np.bool_]) -> Candidates:
    return Candidates(found.rects[which], found.prices[which], found.leaders[which], found.forms[which])


def _beyond(r: Rect, at: tuple[float, float]) -> float:
    """How far (EMU) a place lies outside a rectangle."""
    return max(r.x - at[0], at[0] - r.right, r.y - at[1], at[1] - r.bottom, 0.0)


def _in_lines(words: str) -> list[list[str]]:
    """The words on one line, and on two or three if there are enough of them."""
    return [lines for n in (1, 2, 3) if (lines := split(words, n)) is not None]


def name_waters(spec: MapSpec, labeller: Labeller, found: Sequence[Water], kind: str, sizes: TypeSizes) -> None:
    """Adds the names of the lakes or rivers that the outline lists."""
    choice = getattr(spec.model, kind)
    by_name = {fold(w.name): w for w in found}
    said = {fold(inline.plain(e.title)) for e in spec.model.events}
    for key, value in choice.entries:
        known, near = _in_atlas(kind, key)
        water = by_name.get(fold(key)) or by_name.get(fold(known))
        if water is None:
            spec.warn(
                f"the {kind[:-1]} '{key}' {'does not reach this frame' if known else 'is not in the atlas'}",
                kind,
                key,
                code="outside-frame" if known else "unknown-place",
                hint=near or "give its places: a list of [longitude, latitude]",
            )
            continue
        if water.shape.is_empty:
            spec.warn(f"'{key}' lies outside the map's frame", kind, key, code="outside-frame")
            continue
        words = key if isinstance(value, tuple) else value
        if kind == "rivers" and words == key == known:  # the atlas' name; another spelling is as the outline has it
            words = hydrography.river_in_language(known, spec.stage.lang)
        if fold(words) in said:
            continue  # the title of a battle there is the name already
        on_omitted = functools.partial(
            spec.warn, f"the name '{words}' does not fit on this map", kind, key, code="no-room"
        )
        if water.shape.geom_type in ("Polygon", "MultiPolygon"):
            _lake_name(spec, labeller, water, words, sizes, on_omitted)
        else:
            _river_name(spec, labeller, water, words, sizes, on_omitted)


def _lake_name(
    spec: MapSpec, labeller: Labeller, water: Water, words: str, sizes: TypeSizes, on_omitted: Callable[[], None]
) -> None:
    """On the lake if it fits, else beside it."""
    style = WATER.but(size=max(sizes.least, sizes.water - 2))
    rect, shape = spec.view.rect, spec.view.points(water.shape)
    cells = labeller.grid.mask(shape)
    area_cells, forms, parts = AreaCells(labeller.grid, cells, cells), [], []
    for n, lines in enumerate(_in_lines(words)):
        found = area_cells.inside(*labeller.size(lines, style))
        parts.append(found._replace(prices=found.prices + 6 * n, forms=found.forms + n))
        forms.append(LabelForm(lines, style))
    name = f"lake name: {water.name}"
    if any(p.size for p in parts):
        labeller.add(name, forms, placement.merged(parts), priority=FOURTH, on_omitted=on_omitted)
        return
    course = _places(shapely.boundary(shape), rect)
    x, y = course.mean(axis=0).tolist()
    ink = style.but(colour="ink")
    labeller.add_line(
        name, [words], ink, course, points(3), anchor=(x, y, 0.1), own=cells, priority=FOURTH, on_omitted=on_omitted
    )


def _river_name(
    spec: MapSpec, labeller: Labeller, water: Water, words: str, sizes: TypeSizes, on_omitted: Callable[[], None]
) -> None:
    """On one side of the river, along its longest stretch."""
    style = WATER.but(size=max(sizes.least, sizes.water - 2), colour="ink")
    shape = spec.view.points(water.shape)
    course = _places(shape, spec.view.rect)
    x, y = course[len(course) // 2].tolist()
    labeller.add_line(
        f"river name: {water.name}",
        [words],
        style,
        course,
        points(3),
        anchor=(x, y, 0.04),
        own=labeller.grid.trace(shape),
        priority=FOURTH,
        on_omitted=on_omitted,
    )


def _places(shape: Any, rect: Rect) -> NDArray[np.float64]:
    """Sixty places (EMU) along the longest of some lines in points."""
    line = max(shapely.get_parts(shape), key=lambda part: part.length)
    along = shapely.line_interpolate_point(line, np.linspace(0.03, 0.97, 60), normalized=True)
    found: NDArray[np.float64] = shapely.get_coordinates(along) * EMU_PER_PT + (rect.x, rect.y)
    return found


def _in_atlas(kind: str, name: str) -> tuple[str, str | None]:
    """The name that the atlas has for a lake or river, "" if it has none; and a suggestion."""
    try:
        return (hydrography.lake_name if kind == "lakes" else hydrography.river_name)(name), None
    except UnknownName as e:
        return "", e.suggestion


def listed_waters(spec: MapSpec, kind: str) -> tuple[Water, ...]:
    """Lakes or rivers that the outline names and that a map of this scale would otherwise leave out."""
    drawn = {w.name for w in getattr(spec.base_map, kind)}
    entries = getattr(spec.model, kind).entries
    names = {_in_atlas(kind, key)[0] for key, value in entries if not isinstance(value, tuple)} - drawn - {""}
    return waters_by_name(spec.base_map.frame, spec.base_map.day, kind, names) if names else ()


def outline_waters(spec: MapSpec, kind: str) -> tuple[Water, ...]:
    """Lakes or rivers whose course the outline gives itself."""
    frame = spec.base_map.frame
    own = [(key, value) for key, value in getattr(spec.model, kind).entries if isinstance(value, tuple)]
    if kind == "lakes":
        shapes = [frame.areas([shapely.Polygon(places)], detail=0.0001)[0] for _, places in own]
    else:
        shapes = [_smooth(frame.lines([shapely.LineString(places)], detail=0.0001)[0]) for _, places in own]
    return tuple(Water(key, 0, shape) for (key, _), shape in zip(own, shapes, strict=True))


def _smooth(course: Any) -> Any:
    """A river through the places that the outline gives, as a smooth line."""
    parts = [line for line in shapely.get_parts(course) if line.length > _SMOOTH]
    return shapely.MultiLineString([smoothed(line.coords, _SMOOTH) for line in parts])
