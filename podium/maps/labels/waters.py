"""The names of water on a map: seas, lakes, rivers; and the lakes and rivers that only the outline asks for.

In: a `Request`, the `Labels` of the map. Out: labels that want a place, in the deck's language; a warning for a name
that the outline asks for and that finds no place or no water."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas import hydrography
from podium.maps.atlas.names import UnknownName, did_you_mean, plain
from podium.maps.basemap.record import Water
from podium.maps.basemap.waters import asked_waters
from podium.maps.labels import candidates as spots
from podium.maps.labels import placement as placing
from podium.maps.labels import seas as known_seas
from podium.maps.labels.area_candidates import Ground
from podium.maps.labels.labeller import ASKED, CHOSEN, WATER, Form, Labels
from podium.maps.labels.land_raster import Lands
from podium.maps.labels.line_breaks import split
from podium.maps.labels.placement import Offers
from podium.maps.labels.seas import Sea
from podium.maps.labels.type_sizes import FOURTH, Scale
from podium.maps.spec import Request
from podium.outline import inline
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points

_OWN_SEA = 80.0  # pt: how far the name of water spreads that the outline gives a place to
_MOSTLY = 0.5  # of the name of a narrow sea had better be on water
_LEADER_AT_SEA = 60.0  # what it costs that such a name stands ashore


def seas(request: Request, labels: Labels, sizes: Scale, lands: Lands) -> None:
    """Names of seas in italics, on water only, in the deck's language."""
    choice, lang = request.block.seas, request.stage.lang
    if choice.on is False or (choice.on is None and not known_seas.has_names(lang)):
        return
    known = known_seas.by_name(lang)
    wanted: list[tuple[Sea, str, str]] = []
    for name, value in choice.entries:
        if isinstance(value, tuple):
            lon, lat = value
            wanted.append((Sea(name, name, lon, lat, 0.0), name, name))
        elif plain(name) in known:
            sea = known[plain(name)]
            said = sea.name if plain(name) == plain(sea.english) else name
            wanted.append((sea, said if value == name else value, name))
        else:
            names = [n for sea in known.values() for n in (sea.name, sea.english)]
            request.error(
                f"no sea '{name}' in the atlas",
                "seas",
                name,
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
            request.warn(f"the name '{words}' {why}", "seas", key, code=code)

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
        lands.open_sums,
        reach,
        rank=FOURTH,
        missing=ASKED if key else CHOSEN,
        lost=lost,
    )


def _roomy(labels: Labels, words: str, style: Style, at: tuple[float, float], lands: Lands, reach: int) -> bool:
    """Whether open water has room for a sea's name."""
    sizes = [labels.size(lines, style) for lines in _in_lines(words)]
    return any(spots.afloat(labels.room, w, h, at, lands.open_sums, reach, 0).many for w, h in sizes)


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
                kind,
                key,
                code="outside-frame" if known else "unknown-place",
                hint=near or "give its places: a list of [longitude, latitude]",
            )
            continue
        if water.shape.is_empty:
            request.warn(f"'{key}' lies outside the map's frame", kind, key, code="outside-frame")
            continue
        words = key if isinstance(value, tuple) else value
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


def _in_atlas(kind: str, name: str) -> tuple[str, str | None]:
    """The name that the atlas has for a lake or river, "" if it has none; and what may have been meant."""
    try:
        return (hydrography.lake_name if kind == "lakes" else hydrography.river_name)(name), None
    except UnknownName as e:
        return "", e.suggestion


def named_waters(request: Request, kind: str) -> tuple[Water, ...]:
    """Lakes or rivers that the outline names and that a map of this scale leaves out unasked."""
    drawn = {w.name for w in getattr(request.ground, kind)}
    entries = getattr(request.block, kind).entries
    names = {_in_atlas(kind, key)[0] for key, value in entries if not isinstance(value, tuple)} - drawn - {""}
    return asked_waters(request.ground.frame, request.ground.day, kind, names) if names else ()


def own_waters(request: Request, kind: str) -> tuple[Water, ...]:
    """Lakes or rivers that the outline draws itself, from places."""
    frame = request.ground.frame
    own = [(key, value) for key, value in getattr(request.block, kind).entries if isinstance(value, tuple)]
    if kind == "lakes":
        shapes = [frame.areas([shapely.Polygon(places)], detail=0.0001)[0] for _, places in own]
    else:
        shapes = [frame.lines([shapely.LineString(places)], detail=0.0001)[0] for _, places in own]
    return tuple(Water(key, 0, shape) for (key, _), shape in zip(own, shapes, strict=True))
