"""The base map: land, water and borders in frame units, from a recipe, a date and a frame; cached.

In: a `BaseMapQuery`, everything that the base map depends on. Out: a `BaseMap`, or the recipe's mistakes. The key in
the cache covers the query, the atlas's data and the code of this room, so a record is never stale; labels, colours and
sizes are no part of it. Neighbours share their edges exactly, so each border is one line.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import PIL
import pyproj
import shapely

from podium import cache as podium_cache
from podium.maps.atlas import admin_units, hydrography, layers
from podium.maps.basemap import frames, own_coast, shaded_relief, story
from podium.maps.basemap.linework import linework
from podium.maps.basemap.projection import DETAIL, ORTHOGRAPHIC, RADIUS, Frame
from podium.maps.basemap.record import REST, Area, BaseMap, as_areas, from_record, joined, to_record
from podium.maps.basemap.waters import waters_in
from podium.maps.territories import dates, evaluation, geometry_cache
from podium.maps.territories.borders import Borders, Territory
from podium.maps.territories.geodata.sources import Layer
from podium.maps.territories.recipe import Mistake

_CODE = ("maps/basemap",)
_NO_YEAR = 9999


class AbsentTerritory(LookupError):
    """A territory without land on the date; its id is the message."""


@dataclasses.dataclass(frozen=True)
class BaseMapQuery:
    """What a base map depends on. tree: the recipe, None for today's countries; when: the date as the outline writes
    it; framing: how the frame is given, and its numbers (of a "story": the set's own box or (), places, ids, the dates
    of steps); aspect: width over height; relief: width of its picture in pixels, 0 for none; keep_clear: the side,
    "left" or "right", that a frame fitted to territories leaves free for a panel; units: ids of today's units that are
    areas of their own on a map without a recipe; coast: files with the land whose coast is drawn in place of the
    atlas'."""

    tree: Any
    when: str
    framing: tuple[Any, ...]
    aspect: float
    projection: str = ""
    relief: int = 0
    tones: tuple[tuple[str, str], ...] = ()
    keep_clear: str = ""
    units: tuple[str, ...] = ()
    coast: tuple[Layer, ...] = ()

    def key(self) -> str:
        """The key of its record in the cache."""
        parts = [
            geometry_cache.canonical(self.tree),
            repr(dataclasses.replace(self, tree=None)),
            layers.version(),
            _code(),
        ]
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=20).hexdigest()


@functools.cache
def _code() -> str:
    digest = hashlib.blake2b(geometry_cache.key(None, (0, 0, 0)).encode())
    digest.update(f"{pyproj.__version__} {pyproj.proj_version_str} {PIL.__version__}".encode())
    digest.update(podium_cache.code(*_CODE))
    return digest.hexdigest()


def base_map(query: BaseMapQuery, cache: Path | None = None) -> tuple[BaseMap | None, list[Mistake]]:
    """The base map, from the cache if it is there; None, with the mistakes, for a recipe that has some.

    Raises frames.BadFrame, and AbsentTerritory for a territory that the frame should fit and that has no land on the
    date.
    """
    key = query.key()
    record = geometry_cache.load(key, cache)
    if record is not None:
        return from_record(record), []
    state, mistakes = (None, []) if query.tree is None else evaluation.borders_on(query.tree, query.when, cache=cache)
    if mistakes:
        return None, mistakes
    built = _build(query, state)
    geometry_cache.save(key, to_record(built), cache)
    return built, []


def _modern(window: Any, coarse: bool = False, apart: Collection[str] = ()) -> list[Territory]:
    """Today's countries, and the units `apart` from them, for a map without a recipe; `coarse` for a map of the
    world."""
    units = admin_units.countries_in(window) if coarse and not apart else admin_units.units_in(window)
    rows: dict[str, list[Any]] = {}
    for unit, shape in zip(units.ids, units.geometries, strict=True):
        rows.setdefault(unit if unit in apart else unit[:3], []).append(shape)
    return [
        Territory(id, admin_units.name_of(id), joined(np.array(shapes, object)), None, None, None, "high", None, False)
        for id, shapes in sorted(rows.items())
    ]


def _frame(query: BaseMapQuery, lands: list[Territory]) -> Frame:
    """The frame that the outline asks for. Raises as `base_map` does."""
    form, *numbers = query.framing
    more: dict[str, Any] = {"aspect": query.aspect, "projection": query.projection or None}
    if form == "box":
        return frames.by_box(*numbers, **more)
    if form == "around":
        return frames.around(*numbers, **more)
    by_id = {t.id: t.geometry for t in lands or _modern(None, True, query.units)}
    if form == "story":
        own, places, ids, later = numbers
        told = story.frame_of(own, places, _on_days(query, by_id, ids, later), query.keep_clear, **more)
        if told is not None or own:
            return told if told is not None else frames.by_box(*own, **more)
        numbers = []
    gone = next((name for name in numbers if name not in by_id), None)
    if gone is not None:
        raise AbsentTerritory(gone)
    wanted = [by_id[name] for name in numbers] if numbers else frames.without_giants(list(by_id.values()))
    return frames.to_fit(wanted, clear=query.keep_clear, **more)


def _on_days(query: BaseMapQuery, by_id: Mapping[str, Any], ids: Collection[str], later: Collection[str]) -> list[Any]:
    """The land of some territories, on the day of a map and on later ones; of dates with mistakes, none."""
    found = [by_id[id] for id in ids if id in by_id]
    for when in later if query.tree is not None else ():
        state, _ = evaluation.borders_on(query.tree, when)
        found += [t.geometry for t in (state.territories if state else ()) if t.id in ids]
    return found


def on_land(
    state: Borders, frame: Frame, coast: tuple[Layer, ...] = ()
) -> tuple[list[Territory], list[Any], list[str]]:
    """A state's territories in a frame, the land around them, and what is to be said of them."""
    grain = frame.metres / 111_200 * DETAIL / 3
    lands, others, remarks = state.on_land(frame.window, grain, frame.metres > shaded_relief.COARSE_FROM)
    if coast:
        lands, others = own_coast.fitted(lands, others, own_coast.land_of(coast), frame)
    return *without_sea(lands, others, frame, state.day), remarks


def without_sea(
    lands: Sequence[Territory], others: Sequence[Any], frame: Frame, day: str
) -> tuple[list[Territory], list[Any]]:
    """The land of a day, without what was sea then and has been diked in since."""
    seas = hydrography.former_seas(frame.window, dates.parse(day)[0]) if day else []
    if not seas:
        return list(lands), list(others)
    sea = shapely.union_all(seas)
    lands = [dataclasses.replace(t, geometry=shapely.difference(t.geometry, sea)) for t in lands]
    return lands, [shapely.difference(shape, sea) for shape in others]


def _build(query: BaseMapQuery, state: Borders | None) -> BaseMap:
    """The base map of a state; None for today's countries."""
    title, day = (state.title, state.day) if state else ("", "")
    frame = _frame(query, list(state.territories) if state else [])
    others: list[Any] = []
    remarks: list[str] = []
    if state is None:
        lands = _modern(frame.window, frame.metres > shaded_relief.COARSE_FROM, query.units)
        present = tuple(t.id for t in lands)
        if query.coast:
            lands, others = own_coast.fitted(lands, others, own_coast.land_of(query.coast), frame)
    else:
        lands, others, remarks = on_land(state, frame, query.coast)
        present = tuple(t.id for t in state.territories)
    plain, overlays = [t for t in lands if not t.overlay], [t for t in lands if t.overlay]
    rest = [joined(np.array(others, object))] if others else []  # joined first, as its inner borders are not needed
    shapes = frame.coverage([*(t.geometry for t in plain), *rest])
    areas = [*as_areas(plain, shapes[: len(plain)]), *(Area(REST, "", shape) for shape in shapes[len(plain) :])]
    areas += as_areas(overlays, frame.areas([t.geometry for t in overlays])) if overlays else []
    areas = [a for a in areas if not a.shape.is_empty]
    lines = linework([a for a in areas if not a.overlay], frame.height)
    borders = shapely.MultiLineString([*shapely.get_parts(lines.borders), *shapely.get_parts(lines.uncertain)])
    globe = _globe(frame)
    solid = np.array([a.shape for a in areas if not a.overlay], object)
    land = shapely.make_valid(joined(solid)) if len(solid) else shapely.Polygon()
    year = dates.parse(day)[0] if day else _NO_YEAR
    km = frame.metres / 1000
    lakes, rivers = waters_in(frame, km, year)
    page = shapely.box(0, 0, 1, frame.height) if globe is None else globe
    halos = tuple(_halo(land, page, reach) for reach in (0.011, 0.0055))
    relief = b""
    if query.relief:
        relief = shaded_relief.draw(frame, land, query.relief, dict(query.tones), globe)
    return BaseMap(
        *(frame, day, title, tuple(areas), borders, lines.coast, halos, lakes, rivers, globe, relief, present),
        tuple(remarks),
    )


def _halo(land: Any, page: Any, reach: float) -> Any:
    """The sea within `reach` of the land, and the land under it; rounded, so that it has few points."""
    return shapely.intersection(
        shapely.simplify(shapely.buffer(shapely.simplify(land, reach / 4), reach, quad_segs=3), reach / 12), page
    )


def _globe(frame: Frame) -> Any:
    """The outline of the Earth where the frame reaches beyond it, else None."""
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, frame.height], [1.0, frame.height]])
    if np.isfinite(frame.unproject(corners)).all() and frame.projection not in ("equal-earth", "robinson"):
        return None
    if frame.projection == ORTHOGRAPHIC:
        middle = frame.project(np.array([frame.centre]))[0]
        disc = shapely.buffer(shapely.Point(middle), RADIUS / frame.metres, quad_segs=90)
        return shapely.intersection(disc, shapely.box(0, 0, 1, frame.height))
    middle, lats = frame.centre[0], np.linspace(-90, 90, 91)
    edge = [
        np.column_stack([np.full(91, middle + side), lats[::turn]]) for side, turn in ((-179.999, 1), (179.999, -1))
    ]
    outline = frame.project(np.concatenate(edge))
    if not np.isfinite(outline).all():
        return None
    return shapely.intersection(shapely.make_valid(shapely.Polygon(outline)), shapely.box(0, 0, 1, frame.height))


def relief_tones(tokens: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The theme's colours for the relief."""
    return (
        *((role, tokens[f"map.{role}"]) for role in ("sea", "halo", "shade", "light")),
        ("ground", tokens["ground"]),
    )
