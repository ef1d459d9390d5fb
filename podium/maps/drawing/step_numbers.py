"""The numbers of steps on the map: what a numbered key names must be found there.

In: a `MapSpec`, its features, the territories that appear. Out: a pending disc for each step without a numbered arrow:
beside the words that appear with it, else on the land that is gained.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Sequence

from podium.layout.discs import DISC, numbered_disc
from podium.maps.drawing.features import FeatureLayer
from podium.maps.drawing.land_steps import LandGain
from podium.maps.labels import candidates
from podium.maps.labels.area_candidates import AreaCells
from podium.maps.labels.collision_grid import CELL
from podium.maps.labels.labeller import ASKED, Labeller
from podium.maps.labels.placement import Candidates
from podium.maps.labels.towns import Town
from podium.maps.labels.type_sizes import FIRST
from podium.maps.spec import MapSpec
from podium.maps.symbols.curves import group
from podium.scene.units import Rect, points

_ROOM = 2.0  # times the area of a disc: smaller gains get no number


def add_step_numbers(
    spec: MapSpec,
    labeller: Labeller,
    features: FeatureLayer,
    towns: Sequence[Town],
    gains: Sequence[LandGain],
    filled: Container[str],
) -> set[str]:
    """Adds the discs. Returns a set that will hold, once labels are placed, the numbers that stand on the map."""
    placed = set(features.numbered)

    def draw(number: int, place: Rect, form: int) -> None:
        disc = numbered_disc(place.x + place.w // 2, place.y + place.h // 2, str(number), spec.stage)
        labeller.boxes.append(group(f"step {number}: number on the map", disc, number))
        placed.add(str(number))

    for n in range(1, len(spec.model.steps) + 1):
        if str(n) in placed:
            continue
        for found in _beside_features(labeller, features, towns, n) or _on_land(spec, labeller, n, gains, filled):
            draw_it = functools.partial(draw, n)
            labeller.add(f"step {n}: number", (), found, omission_cost=ASKED, priority=FIRST, step=n, draw=draw_it)
    return placed


def _on_land(
    spec: MapSpec, labeller: Labeller, number: int, gains: Sequence[LandGain], filled: Container[str]
) -> list[Candidates]:
    """Positions on the largest filled land that a step gains, else on the largest of all, and on filled land without a
    name."""
    own = dict(spec.model.names.entries)
    mine = [g for g in gains if g.click == number]
    mine = [g for g in mine if g.area.id in filled] or mine
    gained = [(g.land, bool(own.get(g.area.id, not g.area.overlay)) or g.area.id not in filled) for g in mine]
    grid, found = labeller.grid, []
    for n, (shape, named) in enumerate(sorted(gained, key=lambda gain: -gain[0].area)):
        places = spec.view.points(shape)
        window = grid.window(places)
        cells = grid.mask(places, window)
        if (n == 0 or not named) and cells.sum() * CELL * CELL > _ROOM * DISC * DISC:
            found.append(AreaCells(grid, cells, cells, window[:2]).inside(DISC, DISC))
    return [f for f in found if f.size]


def _beside_features(
    labeller: Labeller, features: FeatureLayer, towns: Sequence[Town], number: int
) -> list[Candidates]:
    """Positions beside the first event, unit, remark or line that appears with a step, else beside the first town."""
    for w in features.label_requests:
        if w.step == number:
            if w.course is None:
                found = candidates.around_symbol(labeller.grid, DISC, DISC, w.at, w.half)
            else:
                found = candidates.beside_line(labeller.grid, DISC, DISC, w.course, clear=0, anchor=(*w.at, 0.15))
            if found.size:
                return [found]
    half = points(features.sizes.dot) / 2
    dots = (candidates.around_symbol(labeller.grid, DISC, DISC, (t.x, t.y), half) for t in towns if t.step == number)
    return [found for found in dots if found.size][:1]
