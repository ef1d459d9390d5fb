"""The shipped sets: a valid coverage on every day, areas near the known figures, the right states in each
year."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import shapely
from map_sets import EAST_ASIA, EASTERN_EUROPE, State

from podium.maps import atlas, recipe_files, territories

YEARS = [(EAST_ASIA, year) for year in range(1931, 1942)] + [
    (EASTERN_EUROPE, when) for when in (1939, "1939-08", "1939-10", "1939-11", "1940-04", 1940, 1941)
]

AREAS = {  # km², as handbooks give them, and how near the recipe must come
    (EAST_ASIA, 1939, "mongolia"): (1_564_000, 0.01),
    (EAST_ASIA, 1939, "korea"): (220_800, 0.02),
    (EAST_ASIA, 1939, "karafuto"): (36_090, 0.08),
    (EAST_ASIA, 1939, "taiwan"): (35_960, 0.02),
    (EAST_ASIA, 1939, "manchukuo"): (1_303_000, 0.03),
    (EAST_ASIA, 1939, "kwantung"): (3_462, 0.1),
    (EAST_ASIA, 1939, "tuva"): (170_500, 0.02),
    (EAST_ASIA, 1939, "disputed_halha"): (970, 0.05),
    (EASTERN_EUROPE, 1939, "poland"): (389_700, 0.015),
    (EASTERN_EUROPE, 1939, "danzig"): (1_950, 0.2),
    (EASTERN_EUROPE, 1939, "latvia"): (65_800, 0.02),
    (EASTERN_EUROPE, 1939, "estonia"): (47_500, 0.02),
    (EASTERN_EUROPE, 1939, "romania"): (295_000, 0.01),
    (EASTERN_EUROPE, 1939, "finland"): (382_800, 0.02),
    (EASTERN_EUROPE, 1939, "slovakia"): (38_000, 0.03),
    (EASTERN_EUROPE, 1939, "protectorate_land"): (49_400, 0.03),
    (EASTERN_EUROPE, "1939-10", "soviet_poland"): (201_000, 0.03),
    (EASTERN_EUROPE, 1940, "bessarabia"): (50_800, 0.02),
    (EASTERN_EUROPE, 1940, "hungary"): (162_700, 0.03),
    ("turkey-1923", 1923, "turkey"): (783_000 - 5_400, 0.01),
}


@pytest.mark.parametrize("name", [EAST_ASIA, EASTERN_EUROPE, "turkey-1923"])
def test_no_mistake_on_any_day(trees: dict[str, Any], name: str) -> None:
    assert territories.check(trees[name]) == []


@pytest.mark.parametrize(("name", "when"), YEARS)
def test_every_state_is_a_valid_coverage_with_no_gap(state: State, name: str, when: Any) -> None:
    borders = state(name, when)
    shapes = np.array([t.geometry for t in borders.coverage()] + [g for _, g in borders.left], object)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.is_valid(shapes).all()
    units = atlas.units(sorted(borders.taken)).geometries
    assert shapely.area(shapes).sum() == pytest.approx(shapely.area(units).sum(), rel=1e-9)


@pytest.mark.parametrize("key", AREAS)
def test_areas_are_near_the_known_figures(state: State, key: tuple[str, Any, str]) -> None:
    name, when, territory = key
    figure, tolerance = AREAS[key]
    assert state(name, when).territory(territory).area_km2 == pytest.approx(figure, rel=tolerance)


def ids(state: State, name: str, when: Any) -> set[str]:
    return {t.id for t in state(name, when).territories}


def test_east_asia_year_by_year(state: State) -> None:
    assert "manchukuo" not in ids(state, EAST_ASIA, 1931)
    assert "manchuria_occupied" in ids(state, EAST_ASIA, "1931-12")
    of_1932, of_1933 = (state(EAST_ASIA, year).territory("manchukuo") for year in (1932, 1933))
    assert of_1933.area_km2 - of_1932.area_km2 > 100_000
    assert "occupied" not in ids(state, EAST_ASIA, 1936)
    sizes = [state(EAST_ASIA, year).territory("occupied").area_km2 for year in (1937, 1938, 1939, 1940)]
    assert sizes == sorted(sizes)
    assert "mengjiang" in ids(state, EAST_ASIA, 1939)
    assert "burma" in ids(state, EAST_ASIA, 1938)
    assert "burma" not in ids(state, EAST_ASIA, 1936)


def test_the_partition_of_eastern_europe(state: State) -> None:
    august, october, later, of_1940 = (
        ids(state, EASTERN_EUROPE, when) for when in (1939, "1939-10-15", "1939-11", 1940)
    )
    assert {"poland", "danzig", "estonia", "latvia", "lithuania"} <= august
    assert {"german_poland", "soviet_poland"} <= october
    assert "poland" not in october
    assert "general_government_land" in later
    assert {"estonian_ssr", "latvian_ssr", "lithuanian_ssr", "bessarabia", "finland_ceded_1940"} <= of_1940
    vilnius = shapely.Point(25.28, 54.69)
    holders = [
        next(t.id for t in state(EASTERN_EUROPE, when).coverage() if t.geometry.contains(vilnius))
        for when in ("1939-08-31", "1939-10-01", "1939-11-01", "1940-12-31")
    ]
    assert holders == ["poland", "soviet_poland", "lithuania", "lithuanian_ssr"]


PLACES = {
    (EAST_ASIA, 1939): {
        "manchukuo": ["Hsinking", "Mukden", "Harbin", "Hailar", "Chengde", "Tongliao", "Chifeng"],
        "kwantung": ["Dairen", "Port Arthur"],
        "mengjiang": ["Kalgan", "Hohhot", "Datong", "Baotou", "Xilinhot"],
        "occupied": ["Peking", "Tientsin", "Nanking", "Shanghai", "Hankow", "Canton", "Taiyuan", "Tsinan"],
        "china": ["Chungking", "Kunming", "Changsha", "Sian", "Lanchow"],
        "mongolia": ["Ulan Bator", "Tamsagbulag"],
        "korea": ["Keijo", "Heijo"],
        "karafuto": ["Toyohara"],
        "ussr": ["Vladivostok", "Chita", "Khabarovsk", "Blagoveshchensk"],
    },
    (EASTERN_EUROPE, 1939): {
        "poland": [
            "Warsaw",
            "Wilno",
            "Lwów",
            "Brest",
            "Katowice",
            "Poznań",
            "Gdynia",
            "Grodno",
            "Działdowo",
            "Teschen",
        ],
        "germany": [
            "Königsberg",
            "Breslau",
            "Memel",
            "Vienna",
            "Lyck",
            "Gliwice",
            "Bytom",
            "Piła",
            "Malbork",
            "Bytów",
        ],
        "danzig": ["Danzig", "Sopot"],
        "lithuania": ["Kovno", "Šiauliai"],
        "latvia": ["Riga", "Abrene", "Dünaburg"],
        "estonia": ["Tallinn", "Petseri", "Narva"],
        "finland": ["Helsinki", "Viipuri", "Sortavala", "Petsamo"],
        "romania": ["Bucharest", "Kishinev", "Cernăuți", "Cluj", "Ismail"],
        "hungary": ["Budapest", "Kassa", "Ungvár"],
        "slovakia": ["Bratislava", "Žilina"],
        "protectorate_land": ["Prague", "Brno", "Ostrava", "Plzeň"],
        "ussr": ["Minsk", "Kiev", "Leningrad", "Tiraspol", "Pskov"],
    },
}


@pytest.mark.parametrize(("key", "territory"), [(k, t) for k, v in PLACES.items() for t in v])
def test_cities_lie_in_the_right_state(state: State, key: tuple[str, int], territory: str) -> None:
    # A harbour may lie in the water of a generalised coast: a place within 5 km or so counts.
    shape = state(*key).territory(territory).geometry
    away = [
        n
        for n in PLACES[key][territory]
        if not shape.dwithin(shapely.Point(atlas.place(n).lon, atlas.place(n).lat), 0.05)
    ]
    assert away == []


def test_two_dates_share_the_borders_that_did_not_change(state: State) -> None:
    for a, b in itertools.pairwise([1933, 1937, 1941]):
        assert (
            state(EAST_ASIA, a)
            .territory("korea")
            .geometry.equals_exact(state(EAST_ASIA, b).territory("korea").geometry, 0)
        )


def test_every_territory_says_where_it_comes_from(state: State) -> None:
    for name, when in ((EAST_ASIA, 1939), (EASTERN_EUROPE, 1940), ("turkey-1923", 1923)):
        assert [t.id for t in state(name, when).territories if not t.source or not t.name] == []


def test_the_rest_of_the_world_fits_the_borders(state: State) -> None:
    borders = state("turkey-1923", 1923)
    window = (20, 30, 50, 46)
    rest = borders.rest(window)
    assert "ROU" in dict(rest)
    assert shapely.coverage_is_valid(
        np.array([t.geometry for t in borders.coverage()] + [g for _, g in rest], object)
    )


def test_listings() -> None:
    assert set(recipe_files.shipped()) == {EAST_ASIA, EASTERN_EUROPE}
    listing = recipe_files.listing(EAST_ASIA, recipe_files.read(recipe_files.find(EAST_ASIA)))
    assert ("manchukuo", "Manchukuo", "1932-03-01", "1945-08-18") in listing.territories
    assert "1932-03-01" in listing.changes
    with pytest.raises(atlas.UnknownName) as caught:
        recipe_files.find("east-asia-1931-1942")
    assert EAST_ASIA in (caught.value.suggestion or "")
