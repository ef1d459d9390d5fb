"""All shipped sets: valid coverages in every tenth year, with sources; towns and areas of those in `set_cases`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from map_sets import State, shreds
from set_cases import AREAS, HOLDERS, SMALL, Town
from thorough import some

from podium.maps.atlas import admin_units, gazetteer
from podium.maps.territories import evaluation, recipe_files

SETS = sorted(recipe_files.shipped())
DAYS = [(name, when) for name in HOLDERS for when in HOLDERS[name]]


def years_of(tree: Any) -> list[int]:
    """Every tenth year from before the first change of a set to after its last, without those in whose ten years
    nothing changed."""
    changes = [int(day[: day.index("-", 1)]) for day in evaluation.changes(tree)] or [2000]
    first, *decades = range(changes[0] // 10 * 10, changes[-1] + 1, 10)
    years = [first, *(year for year in decades if any(year - 10 <= change <= year for change in changes))]
    return [*years, changes[-1] + 1]


def point(town: Town) -> Any:
    town = SMALL.get(town, town) if isinstance(town, str) else town
    if not isinstance(town, str):
        return shapely.Point(town)
    place = gazetteer.place(town)
    return shapely.Point(place.lon, place.lat)


@pytest.mark.cases(4)
@pytest.mark.parametrize("name", SETS)
def test_no_mistake_on_any_day(trees: dict[str, Any], name: str) -> None:
    assert evaluation.check(trees[name]) == []


@pytest.mark.cases(3)
@pytest.mark.parametrize("name", SETS)
def test_every_tenth_year_is_a_coverage_without_gaps_or_shreds(trees: dict[str, Any], state: State, name: str) -> None:
    *years, last = years_of(trees[name])
    for when in (*some(years), last):
        borders = state(name, when)
        shapes = np.array([t.geometry for t in borders.coverage()] + [g for _, g in borders.remainder], object)
        assert shapely.coverage_is_valid(shapes), when
        assert shapely.is_valid(shapes).all(), when
        units = admin_units.units(sorted(borders.covered_units)).geometries
        assert shapely.area(shapes).sum() == pytest.approx(shapely.area(units).sum(), rel=1e-9)
        parts = [(t.id, p) for t in borders.coverage() for p in shapely.get_parts(t.geometry)]
        assert shreds(parts) == [], when


def test_a_shred_between_two_states_is_seen_and_an_island_is_none() -> None:
    shred = shapely.Polygon([(11, 50), (11.0005, 50), (11, 50.001)])
    east = shapely.difference(shapely.box(11, 50, 12, 51), shred)
    lands = [("west", shapely.box(10, 50, 11, 51)), ("east", east), ("island", shapely.box(0, 0, 0.001, 0.001))]
    assert shreds(lands) == []
    assert [id for id, _ in shreds([*lands, ("shred", shred)])] == ["shred"]


@pytest.mark.parametrize(("name", "when"), DAYS)
def test_towns_lie_in_the_right_state(state: State, name: str, when: Any) -> None:
    # A harbour may lie in the water of a generalised coast: a place within 3 km or so counts.
    lands = {t.id: t.geometry for t in state(name, when).territories}
    away = [
        (id, town)
        for id, towns in HOLDERS[name][when].items()
        for town in towns
        if not lands[id].dwithin(point(town), 0.03)
    ]
    assert away == []


@pytest.mark.parametrize("key", AREAS, ids=lambda key: "-".join(map(str, key)))
def test_areas_are_near_the_figures_of_the_time(state: State, key: tuple[str, str, str]) -> None:
    name, when, territory = key
    figure, tolerance = AREAS[key]
    assert state(name, when).territory(territory).area_km2 == pytest.approx(figure, rel=tolerance)


@pytest.mark.parametrize("name", SETS)
def test_every_territory_says_where_it_comes_from(trees: dict[str, Any], name: str) -> None:
    shown = {id: node for id, node in trees[name]["territories"].items() if str(node.get("hidden")) != "true"}
    assert [id for id, node in shown.items() if not {"name", "source", "confidence"} <= set(node)] == []
