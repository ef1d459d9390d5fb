"""Warnings about what a map leaves out silently: it is drawn as the outline asks, but shows less than was meant.

In: a `MapSpec` and what is about to be drawn. Out: warnings at the keys; nothing is changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from podium.layout.discs import DISC
from podium.maps.atlas import bounding_box
from podium.maps.basemap import build, frames
from podium.maps.basemap.frames import BadFrame
from podium.maps.basemap.record import REST, Area
from podium.maps.drawing.land_steps import LandGain
from podium.maps.model.keys import MapModel
from podium.maps.model.terrain import DRAWN
from podium.maps.resolving import ANYWHERE
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import EVERYTHING, FillStyles
from podium.maps.territories import dates
from podium.maps.territories.dates import BadDate
from podium.maps.territories.recipe import Recipe
from podium.maps.territories.recipe_reader import read_years
from podium.scene.units import Rect, points

_LEAST = points(12)  # least visible length of a line, and of an arrow beside its number
_ALIKE = 1.9  # contrast below which an arrow can hardly be told from the land under it
_MUCH_MORE = 2.5  # times the land that a frame asks for
_SAMPLES = 24  # points along an arrow


# ---- the frame ---------------------------------------------------------------------------------------------


def fills_outside_frame(specs: Sequence[MapSpec], later: Collection[str], fitted: MapSpec | None = None) -> None:
    """Warns about each key of `fill` or `hatch` whose territories exist on the date but lie outside the frame; without
    such keys, about a frame that shows nothing of the recipe; else about one that shows far more than it asks for.
    specs: a map, or one in several years, with the findings at the first; later: ids of what appears with a click;
    fitted: the map whose frame the others have."""
    spec = specs[0]
    tree, known = spec.query.tree, {*spec.territory_names}
    shown, there = _shown(specs, later), _there(specs)
    hint, filled = "", False
    for kind in ("fill", "hatch"):
        for key, ids in getattr(spec.model, kind):
            mine, filled = known if EVERYTHING in ids else known & {*ids}, True
            if mine & there and not mine & shown:
                hint = hint or _frame_hint(spec, mine)
                names = " or ".join(f"'{spec.territory_names[id]}'" for id in sorted(mine & there)[:3])
                message = f"no part of {names} is in this map's frame"
                spec.warn(message, kind, key, code="outside-frame", hint=hint)
    if tree is not None and not filled and not shown and there:
        key = next((key for key in ("frame", "around") if getattr(spec.model, key)), "territories")
        message = "no part of these territories is in this map's frame"
        spec.warn(message, key, code="outside-frame", hint=_frame_hint(spec, there))
    elif not hint:
        _wider_frame(spec, fitted or spec)


def numbers_not_shown(specs: Sequence[MapSpec], later: Collection[str]) -> None:
    """Warns about numbers of `values` whose land does not exist on the date, or lies outside the frame; of a file,
    which may have more than is on the map, only if it is so with all. Arguments as in `fills_outside_frame`."""
    spec = specs[0]
    asked = spec.model.values
    absent = [id for id in spec.numbers if id not in _there(specs) | {*later}]
    outside = [id for id in spec.numbers if id not in _shown(specs, later) | {*absent}]
    if asked is None or (asked.file and len(absent) + len(outside) < len(spec.numbers)):
        return
    where = ("values", "file" if asked.file else "data")
    if absent:
        days = " or ".join(dict.fromkeys(s.base_map.day for s in specs))
        message = f"{_unseen(spec, absent)}: there is no such land on {days}"
        spec.warn(message, *where, code="absent", hint="change 'year' or 'date', or remove it")
    if outside:
        message = f"{_unseen(spec, outside)}: no part of it is in this map's frame"
        hint = "widen the frame, or remove it" if len(outside) < len(spec.numbers) else _frame_hint(spec, outside)
        spec.warn(message, *where, code="outside-frame", hint=hint)


def _unseen(spec: MapSpec, ids: Sequence[str]) -> str:
    names = [f"'{spec.territory_names[id]}'" for id in ids[:3]] + ([f"{len(ids) - 3} more"] if len(ids) > 3 else [])
    return f"the number of {', '.join(names)} is not shown"


def _there(specs: Sequence[MapSpec]) -> set[str]:
    """The ids of what exists on one of the dates."""
    if specs[0].query.tree is None:
        return {*specs[0].territory_names}
    return {id for spec in specs for id in spec.base_map.present}


def _shown(specs: Sequence[MapSpec], later: Collection[str]) -> set[str]:
    """The ids of what is in the frame on one of the dates, or with a click."""
    return {*later}.union(*(_ids(spec.base_map.areas) for spec in specs))


def _wider_frame(spec: MapSpec, fitted: MapSpec) -> None:
    """Warns about a frame that is much enlarged to the proportions of the map's place."""
    form, *asked = fitted.query.framing
    frame, place = fitted.base_map.frame, fitted.view.rect
    hint = "give the map a place of its proportions: 'full', 'items' beside it, a shorter headline"
    if fitted.query.framing == ANYWHERE:
        return  # after a mistake
    if form == "box":
        key, what = ("frame", "of its frame") if fitted.model.frame else ("territories", "of its set's frame")
        times, hint = frame.times(frames.by_box(*asked)), f"widen the frame, or {hint}"
    elif form == "story" and fitted.query.framing[3]:  # places alone need land around them
        key, what = ("territories" if fitted.model.territories else ""), "that it tells of"
        times = _times_the_story(fitted)
    elif form == "fit" and (lands := [a.shape for a in fitted.base_map.areas if a.id in asked]):
        key, what = "fit", "that it fits"
        left, top, right, bottom = shapely.total_bounds(lands)
        margin = 2 * frames.MARGIN * max(right - left, bottom - top)
        free = 1 - frames.CLEAR if fitted.full else 1.0
        times = free * frame.height / ((right - left + margin) * (bottom - top + margin))
    else:
        return
    if times > _MUCH_MORE:
        wide = f"{place.w / place.h:.1f} times as wide as high"
        message = f"this map shows {times:.1f} times the land {what}: its place is {wide}"
        spec.warn(message, key, code="much-more", hint=hint)


def _times_the_story(spec: MapSpec) -> float:
    """How many times as large a frame is as the box of the places and the land that its map tells of."""
    _, places, ids, later = spec.query.framing[1:]
    if later:  # what its steps tell of is not on the base map
        return 1.0
    frame = spec.base_map.frame
    told = [a.shape for a in spec.base_map.areas if a.id in ids]
    told += [shapely.Point(at) for at in frame.project(np.array(places).reshape(-1, 2)) if np.isfinite(at).all()]
    seen = shapely.intersection(np.array(told, object), shapely.box(0, 0, 1, frame.height))
    if shapely.is_empty(seen).all():
        return 1.0
    left, top, right, bottom = shapely.total_bounds(seen)
    margin = 2 * frames.MARGIN * max(right - left, bottom - top)
    free = 1 - frames.CLEAR if spec.full else 1.0
    size = float((right - left + margin) * (bottom - top + margin))
    return free * frame.height / size if size else 1.0


def _frame_hint(spec: MapSpec, wanted: Collection[str]) -> str:
    """The hint; the frame with longitude and latitude swapped, if that shows what is wanted."""
    frame = spec.model.frame
    if frame is not None:
        west, south, east, north = frame
        turned = (south, west, north, east)
        if bounding_box.fault(*turned) is None:
            try:
                found, _ = build.base_map(dataclasses.replace(spec.query, framing=("box", *turned)))
            except BadFrame:
                found = None
            if found is not None and {*wanted} & _ids(found.areas):
                return f"longitude comes first: perhaps {bounding_box.written(*turned)}"
    return "choose another frame, or remove it"


def _ids(areas: Iterable[Area]) -> set[str]:
    return {a.id for a in areas} - {REST}


def mute_fills(spec: MapSpec, keys: Iterable[str]) -> None:
    """Warns about keys of `fill` and `hatch` that colour much of a map that does not say what they mean."""
    for key in keys:
        kind = "fill" if key in dict(spec.model.fill) else "hatch"
        message = f"nothing on this map says what the colour of '{key}' means"
        hint = f"name its land with 'names', or write legend: {{{key}: …}}"
        spec.warn(message, kind, key, code="no-legend", hint=hint)


# ---- steps -------------------------------------------------------------------------------------------------


def used_steps(model: MapModel) -> set[str]:
    """The names of the steps with which something on the map appears."""
    parts = (model.cities or (), model.events, model.arrows, model.fronts, model.units)
    stations = (r.stations for r in model.routes)
    terrain = (part for kind in DRAWN for part in getattr(model, kind))
    counted = (
        model.circles.places if model.circles else (),
        model.flows,
        model.zooms,
        terrain,
        model.callouts,
        model.routes,
    )
    return {p.step for part in (*parts, model.borders, model.claims, model.remarks, *counted, *stations) for p in part}


def unused_steps(spec: MapSpec) -> None:
    """Warns about each undated step with which nothing on the map appears."""
    used = used_steps(spec.model)
    for n, step in enumerate(spec.model.steps):
        if not step.date and step.name not in used:
            hint = f"add 'step: {step.name}' to what it shows, or remove it"
            spec.warn(f"nothing on this map appears with the step '{step.name}'", "steps", n, code="unused", hint=hint)


def unnumbered_steps(spec: MapSpec, numbered: Collection[str]) -> None:
    """Warns about each step whose number stands before words beside the map, but not on it."""
    for n, step in enumerate(spec.model.steps):
        if str(n + 1) not in numbered:
            message = f"the number of the step '{step.name}' stands beside this map, but not on it"
            hint = "give the step an arrow, an event or a remark, or another number of 'items' than of 'steps'"
            spec.warn(message, "steps", n, code="no-number", hint=hint)


def empty_steps(spec: MapSpec, fill_styles: FillStyles, gains: Sequence[LandGain]) -> None:
    """Warns about each dated step that shows nothing of the filled land changing hands."""
    filled = {g.click for g in gains if g.area.id in fill_styles.by_id}
    held = [a.shape for a in spec.base_map.areas if a.id in fill_styles.by_id and not a.overlay]
    held += [g.area.shape for g in gains if g.area.id in fill_styles.by_id and not g.area.overlay]
    shown = filled | {g.click for g in gains if not g.area.overlay and any(shapely.intersects(g.land, held))}
    model, tree = spec.model, spec.query.tree
    used, before = used_steps(model), spec.query.when
    for n, step in enumerate(model.steps, 1):
        if not step.date:
            continue
        if tree is None:
            message = f"without 'territories' no border changes by {step.date}"
            spec.warn(message, "steps", n - 1, code="unused", hint="name a recipe with 'territories'")
            continue
        try:
            first, last = (_day(tree, when) for when in (before, step.date))
        except BadDate:
            return  # reported where the borders of that date are read
        if last < first:
            message = f"'{step.name}' shows {step.date}, but the map has already reached {before}"
            hint = "start from the earliest 'date' and list the steps in order of date"
            spec.warn(message, "steps", n - 1, code="step-order", hint=hint)
        elif n not in shown and step.name not in used:
            names = sorted({g.area.name for g in gains if g.click == n and g.area.name})
            message = f"the step '{step.name}' shows nothing: no territory here gains land from {before} to {step.date}"
            hint = "change its date, or remove the step"
            if names:
                message = f"the step '{step.name}' shows nothing: the land gained by then is not filled"
                hint = f"fill {' or '.join(names[:3])}, or remove the step"
            spec.warn(message, "steps", n - 1, code="unused", hint=hint)
        before = step.date


def _day(tree: Any, when: str) -> dates.Day:
    return Recipe("", read_years(tree), {}, {}, {}).day(when)


# ---- arrows and fronts -------------------------------------------------------------------------------------


def short_line(spec: MapSpec, course: Sequence[tuple[float, float]], number: str, *path: str | int) -> None:
    """Warns about a line (EMU) of which too little is visible, or that is hidden by the disc with its number."""
    r = spec.view.rect
    seen = float(shapely.intersection(shapely.LineString(course), shapely.box(r.x, r.y, r.right, r.bottom)).length)
    if seen < _LEAST:
        hint = "show a smaller area, or remove it"
        what = "arrow" if path[0] == "arrows" else "line"
        spec.warn(f"this {what} is too short to be seen on this map", *path, code="too-small", hint=hint)
    elif number and seen < DISC + _LEAST:
        hint = "show a smaller area, or remove its 'number'"
        spec.warn("this arrow is so short that its number covers it", *path, code="too-small", hint=hint)


def low_contrast(
    spec: MapSpec, fill_styles: FillStyles, colour: str, course: Sequence[tuple[float, float]], *path: str | int
) -> None:
    """Warns about an arrow that lies mostly on land of nearly its own colour."""
    theme, units = spec.stage.theme, _in_frame(spec, course)
    alike = np.zeros(len(units), bool)
    for area in spec.base_map.areas:
        fill = fill_styles.of(area.id, area.overlay).fill
        if fill and not area.overlay and theme.contrast(colour, fill) < _ALIKE:
            alike |= shapely.contains_xy(area.shape, units)
    if alike.mean() > 0.5:
        message = "this arrow has almost the same colour as the land under it"
        spec.warn(message, *path, code="contrast", hint="give it another 'side', or the land another colour")


def _in_frame(spec: MapSpec, course: Sequence[tuple[float, float]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Points along a course (EMU) in frame units."""
    r: Rect = spec.view.rect
    along = shapely.line_interpolate_point(shapely.LineString(course), np.linspace(0, 1, _SAMPLES), normalized=True)
    found: np.ndarray[Any, np.dtype[np.float64]] = (shapely.get_coordinates(along) - (r.x, r.y)) / r.w
    return found
