"""What changes hands from one date to a later one.

In: a `BaseMapQuery`, the frame, two dates as the outline writes them. Out: `Changes` in frame units, cached like base
maps; or the recipe's mistakes.
"""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import shapely

from podium.maps.atlas.polygons import polygons_of
from podium.maps.basemap.build import BaseMapQuery, on_land, without_sea
from podium.maps.basemap.projection import DETAIL, Frame
from podium.maps.basemap.record import REST, Area, as_areas, attributes
from podium.maps.territories import evaluation, geometry_cache
from podium.maps.territories.borders import Borders, Territory
from podium.maps.territories.geodata.sources import Layer
from podium.maps.territories.recipe import Mistake

_SLIVER = 1.5 * DETAIL  # half the width of what is no gain


class Gain(NamedTuple):
    """A territory on the later date, and the land that it did not have on the earlier one: all of it for one that is
    new, or lies over others."""

    area: Area
    land: Any


class Changes(NamedTuple):
    """gains: also of the land outside all territories (`REST`), of which only the gain is known; ended: ids of the
    territories that are no more; redrawn: ids of overlays that have another shape."""

    gains: tuple[Gain, ...] = ()
    ended: tuple[str, ...] = ()
    redrawn: tuple[str, ...] = ()


def changes(query: BaseMapQuery, frame: Frame, before: str, after: str) -> tuple[Changes | None, list[Mistake]]:
    """What changes between two dates."""
    when = f"{before}→{after}"
    key = dataclasses.replace(query, when=when, framing=("frame", frame.proj, frame.extent), relief=0, tones=()).key()
    record = geometry_cache.load(key)
    if record is not None:
        return _from_record(record), []
    states = []
    for date in (before, after):
        state, mistakes = evaluation.borders_on(query.tree, date)
        if state is None:
            return None, mistakes
        states.append(state)
    found = _between(states[0], states[1], frame, query.coast)
    geometry_cache.save(key, _to_record(found))
    return found, []


def _between(before: Borders, after: Borders, frame: Frame, coast: tuple[Layer, ...]) -> Changes:
    """Shapes are compared in the frame, where they have a hundredth of their points."""
    (lands_before, _), (lands_after, others) = (_in_frame(s, frame, coast) for s in (before, after))
    old, new = ({t.id: t for t in lands} for lands in (lands_before, lands_after))
    same = {id for id in old.keys() & new.keys() if shapely.equals_exact(old[id].geometry, new[id].geometry)}
    first, last = ([t for t in lands if t.id not in same] for lands in (lands_before, lands_after))
    shapes = frame.areas([t.geometry for t in (*first, *last)]) if first or last else []
    was = {t.id: shape for t, shape in zip(first, shapes, strict=False)}
    areas = as_areas(last, shapes[len(first) :])
    gains = [Gain(a, a.shape if a.overlay else _without(a.shape, was.get(a.id))) for a in areas]
    plain = [[a.shape for a in areas if not a.overlay], [was[t.id] for t in first if not t.overlay]]
    rest = _without(shapely.union_all(plain[1]), shapely.union_all(plain[0]))
    if others is not None and not rest.is_empty:
        rest = polygons_of(shapely.intersection(rest, shapely.union_all(frame.areas(others))))
    made = [*gains, Gain(Area(REST, "", rest), rest)]
    redrawn = tuple(t.id for t in first if t.overlay and t.id in new)
    return Changes(tuple(g for g in made if not g.land.is_empty), tuple(sorted(old.keys() - new.keys())), redrawn)


def _in_frame(state: Borders, frame: Frame, coast: tuple[Layer, ...]) -> tuple[list[Territory], list[Any] | None]:
    """The territories of a state. Those of a file are fitted to one another and to the coast, and all of them to a
    coast of the lecturer's own, as on the base map; with them the other land, outside which there is sea."""
    if not state.foreign and not coast:
        return without_sea(state.territories, [], frame, state.day)[0], None
    lands, others, _ = on_land(state, frame, coast)
    return lands, others


def _without(shape: Any, other: Any) -> Any:
    """A shape without another, and without slivers where both are simplified differently."""
    if other is None:
        return shape
    left = shapely.difference(shape, other)
    core = shapely.buffer(left, -_SLIVER, quad_segs=1)
    return shapely.intersection(shapely.buffer(core, 2 * _SLIVER, quad_segs=1), left)


def _to_record(found: Changes) -> geometry_cache.Record:
    head = {"areas": [attributes(g.area) for g in found.gains], "ended": found.ended, "redrawn": found.redrawn}
    return head, [shape for g in found.gains for shape in (g.area.shape, g.land)]


def _from_record(record: geometry_cache.Record) -> Changes:
    head, shapes = record
    rows = zip(head["areas"], shapes[::2], shapes[1::2], strict=True)
    gains = tuple(Gain(Area(shape=shape, **row), land) for row, shape, land in rows)
    return Changes(gains, tuple(head["ended"]), tuple(head["redrawn"]))
