"""The shipped sets: a valid coverage on every day, areas near the known figures, the right states in each
year."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from map_sets import EAST_ASIA, EASTERN_EUROPE, KHASAN, State, shreds
from thorough import some

from podium.maps.atlas import admin_units, gazetteer
from podium.maps.atlas.geodesy import area_km2, distance_km
from podium.maps.atlas.names import UnknownName
from podium.maps.territories import evaluation, geojson, recipe_files

YEARS = [
    *((EAST_ASIA, year) for year in range(1931, 1942)),
    *((EAST_ASIA, day) for day in ("1932-06", "1937-12-31", "1938-12", "1939-12-31")),
    *((EASTERN_EUROPE, when) for when in (1939, "1939-08", "1939-10", "1939-11", "1940-04", 1940, 1941)),
    *((EASTERN_EUROPE, day) for day in ("1940-09-30", "1941-07-20", "1941-08-15", "1941-09-10", "1941-12-31")),
]

AREAS = {  # km² as published, and how near the recipe must come
    # As the yearbooks of the Japanese government and the handbooks after them give them.
    (EAST_ASIA, 1939, "mongolia"): (1_564_100, 0.005),
    (EAST_ASIA, 1939, "korea"): (220_800, 0.005),
    # 36,090 in the yearbooks rests on an old survey: Natural Earth gives 33,500, GSHHG 33,000.
    (EAST_ASIA, 1939, "karafuto"): (33_500, 0.02),
    (EAST_ASIA, 1939, "taiwan"): (35_960, 0.01),
    (EAST_ASIA, 1939, "kwantung"): (3_462, 0.02),
    (EAST_ASIA, 1939, "manchukuo"): (1_303_000, 0.02),
    # The sum of today's Xilin Gol, Ulanqab, Hohhot, Baotou, Zhangjiakou, Datong, Shuozhou and Yanqing.
    (EAST_ASIA, 1939, "mengjiang"): (365_800, 0.01),
    (EAST_ASIA, 1939, "tuva"): (170_500, 0.02),
    (EAST_ASIA, 1939, "disputed_halha"): (970, 0.05),
    (EAST_ASIA, 1939, "kwangchowan"): (850, 0.2),
    # What Thailand gained in 1941 is given as 54,000 to 69,000.
    (EAST_ASIA, 1941, "thailand"): (513_100 + 61_500, 0.02),
    # Polish statistical yearbook (Mały Rocznik Statystyczny) 1939, with Teschen.
    (EASTERN_EUROPE, 1939, "poland"): (389_700, 0.005),
    (EASTERN_EUROPE, 1939, "danzig"): (1_893, 0.02),
    # The yearbooks of the League of Nations.
    (EASTERN_EUROPE, 1939, "latvia"): (65_790, 0.01),
    (EASTERN_EUROPE, 1939, "estonia"): (47_550, 0.01),
    (EASTERN_EUROPE, 1939, "lithuania"): (52_820, 0.01),
    (EASTERN_EUROPE, 1939, "romania"): (295_050, 0.005),
    (EASTERN_EUROPE, 1939, "finland"): (382_800, 0.01),
    (EASTERN_EUROPE, 1939, "slovakia"): (38_000, 0.02),
    (EASTERN_EUROPE, 1939, "protectorate_land"): (48_960, 0.02),
    (EASTERN_EUROPE, 1939, "dodecanese"): (2_680, 0.06),
    (EASTERN_EUROPE, "1939-11", "lithuania"): (52_820 + 6_660, 0.015),
    (EASTERN_EUROPE, "1939-10-15", "soviet_poland"): (201_000, 0.015),
    (EASTERN_EUROPE, "1939-11", "general_government_land"): (95_700, 0.04),
    # 35,084 of land and small lakes, and the Finnish part of Lake Ladoga.
    (EASTERN_EUROPE, "1940-04", "finland_ceded_1940"): (35_084 + 8_290, 0.03),
    (EASTERN_EUROPE, 1940, "lithuanian_ssr"): (65_300 - 2_850, 0.01),
    (EASTERN_EUROPE, 1940, "bessarabia"): (50_760, 0.01),
    (EASTERN_EUROPE, 1940, "hungary"): (160_200, 0.01),
    (EASTERN_EUROPE, 1940, "bulgaria"): (110_840, 0.025),
    (EASTERN_EUROPE, 1940, "vichy"): (246_600, 0.02),
    (EASTERN_EUROPE, 1939, "france"): (551_000, 0.01),
    ("turkey-1923", 1923, "turkey"): (783_562 - 5_400, 0.005),
}


def test_no_mistake_on_any_day(trees: dict[str, Any]) -> None:
    assert evaluation.check(trees["turkey-1923"]) == []  # those of the shipped sets: test_sets


@pytest.mark.cases(4, same=True)
@pytest.mark.parametrize(("name", "when"), some(YEARS))
def test_every_state_is_a_valid_coverage_with_no_gap(state: State, name: str, when: Any) -> None:
    borders = state(name, when)
    shapes = np.array([t.geometry for t in borders.coverage()] + [g for _, g in borders.remainder], object)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.is_valid(shapes).all()
    units = admin_units.units(sorted(borders.covered_units)).geometries
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
        if not shape.dwithin(shapely.Point(gazetteer.place(n).lon, gazetteer.place(n).lat), 0.05)
    ]
    assert away == []


TOWNS = {  # on both sides of lines by hand, where the border ran between neighbours
    (EASTERN_EUROPE, "1939-08-31"): {
        "poland": [
            (17.40, 53.99),
            (17.56, 53.70),
            (16.57, 52.90),
            (18.78, 54.09),
            (18.46, 51.05),
            (24.93, 54.64),
            (23.97, 54.02),
            (25.06, 54.87),
            (26.32, 55.52),
            (19.75, 53.50),
            (18.08, 54.83),
        ],  # Lipnica … Maišiagala, Dukszty, Lubawa, Dębki
        "germany": [
            (17.36, 53.67),
            (17.49, 54.17),
            (16.74, 53.15),
            (19.57, 53.60),
            (19.36, 53.50),
            (19.03, 54.04),
            (14.32, 48.81),
            (16.05, 48.86),
            (13.55, 50.33),
            (18.01, 49.59),
            (16.47, 49.76),
        ],  # Człuchów … Krumlov, Znojmo, Saaz, Zwittau
        "protectorate_land": [
            (14.47, 48.97),
            (12.93, 49.44),
            (13.80, 50.36),
            (16.16, 50.42),
            (17.25, 49.59),
            (18.29, 49.83),
        ],
        "lithuania": [(24.53, 54.58), (24.66, 54.67), (25.26, 55.08), (25.42, 55.23), (24.41, 54.21), (26.25, 55.73)],
        "danzig": [(18.56, 54.44), (18.64, 54.26), (19.1, 54.22)],
        "finland": [(26.98, 60.06), (27.83, 60.0)],  # Hogland, Lavansaari
        "dodecanese": [(26.55, 37.31), (26.35, 36.55), (28.22, 36.44)],  # Patmos, Astypalaia, Rhodes
    },
    (EASTERN_EUROPE, "1940-09-30"): {
        "lithuanian_ssr": [(25.28, 54.69), (25.0, 54.17)],
        "soviet_poland": [(25.67, 54.20), (26.16, 55.13)],  # Dieveniškės and Švenčionys followed in November
        "vichy": [(3.42, 46.13), (5.72, 45.19), (1.44, 43.6)],
        "france_occupied": [(2.4, 47.08), (5.04, 47.32), (-0.58, 44.84), (0.34, 46.58)],
    },
    (EAST_ASIA, "1939-12-31"): {
        "occupied": [
            (111.51, 36.09),
            (114.35, 34.80),
            (117.05, 30.53),
            (113.13, 29.37),
            (115.89, 28.68),
            (117.28, 31.86),
            (116.68, 23.35),
            (110.35, 20.03),
            (118.09, 24.47),
            (116.97, 39.95),
        ],  # Linfen … Amoy, Sanho
        "china": [
            (113.65, 34.76),
            (112.97, 28.20),
            (110.94, 36.69),
            (111.67, 35.30),
            (115.03, 31.17),
            (119.3, 26.08),
            (121.55, 29.88),
        ],
        "mengjiang": [
            (115.97, 40.46),
            (114.57, 39.84),
            (116.48, 42.2),
            (111.65, 39.92),
        ],  # Yenking, Yü, Dolonnor, Tsingshuiho
        "manchukuo": [(118.94, 40.41), (117.5, 40.42), (121.51, 39.57)],  # Tsinglung, Hinglung, Changhing island
        "kwantung": [(121.97, 39.40), (122.7, 39.2)],  # Pulantien, the Elliot Islands
    },
}


@pytest.mark.parametrize(("key", "territory"), [(k, t) for k, v in TOWNS.items() for t in v])
def test_towns_lie_on_their_side_of_the_line(state: State, key: tuple[str, str], territory: str) -> None:
    shape = state(*key).territory(territory).geometry
    assert [town for town in TOWNS[key][territory] if not shape.dwithin(shapely.Point(town), 0.03)] == []


@pytest.mark.cases(4, same=True)
@pytest.mark.parametrize(("name", "when"), some(YEARS))
def test_no_slivers_and_no_holes(state: State, name: str, when: Any) -> None:
    """No shred between two borders, and in no state a hole that is neither another state nor water."""
    borders = state(name, when)
    parts = [(t.id, p) for t in borders.coverage() for p in shapely.get_parts(t.geometry)]
    assert shreds(parts) == []

    enclosed = {
        (id, round(area_km2(shapely.Polygon(ring))))
        for id, part in parts
        for ring in part.interiors
        if area_km2(shapely.Polygon(ring)) < 1_000
    }
    assert {id for id, _ in enclosed} <= {"italy", "france", "vichy"}  # San Marino is Italy's here, Llivia is Spanish


def test_states_that_must_touch(state: State) -> None:
    def touch(name: str, when: Any, *pair: str) -> bool:
        a, b = (state(name, when).territory(id).geometry for id in pair)
        return bool(shapely.length(shapely.intersection(a.boundary, b.boundary)) > 0)

    for a, b in (
        ("manchukuo", "mengjiang"),
        ("manchukuo", "korea"),
        ("manchukuo", "kwantung"),
        ("manchukuo", "occupied"),
    ):
        assert touch(EAST_ASIA, 1939, a, b)
    for a, b in (
        ("poland", "danzig"),
        ("danzig", "germany"),
        ("poland", "romania"),
        ("poland", "latvia"),
        ("hungary", "poland"),
    ):
        assert touch(EASTERN_EUROPE, "1939-08-31", a, b)
    assert not touch(EASTERN_EUROPE, "1939-08-31", "slovakia", "romania")
    main = max(shapely.get_parts(state(EAST_ASIA, 1939).territory("occupied").geometry), key=shapely.area)
    for place in ("Peking", "Hankow", "Nanking", "Taiyuan"):  # one piece: joined along the Yangtze
        found = gazetteer.place(place)
        assert main.dwithin(shapely.Point(found.lon, found.lat), 0.05)


def test_the_ring_south_east_of_vilnius_comes_only_with_the_border_of_november_1940(state: State) -> None:
    pocket = shapely.box(25.55, 54.12, 25.85, 54.28)
    before, after = (
        state(EASTERN_EUROPE, day).territory("lithuanian_ssr").geometry.intersection(pocket).area
        for day in ("1940-11-05", "1940-11-06")
    )
    assert before == 0 < after


def test_the_fronts_are_no_polygons_of_a_few_points(state: State) -> None:
    """Where occupied China meets China, no straight stretch is longer than 90 km, and most are far shorter."""
    occupied, china = (state(EAST_ASIA, "1939-12-31").territory(id).geometry for id in ("occupied", "china"))
    front = shapely.line_merge(shapely.intersection(occupied.boundary, china.boundary))
    lengths = []
    for line in shapely.get_parts(front):
        points = shapely.get_coordinates(shapely.simplify(line, 0.001))
        lengths += [distance_km(tuple(a), tuple(b)) for a, b in itertools.pairwise(points)]
    assert max(lengths) < 90
    assert float(np.median(lengths)) < 40


def test_the_claims_at_lake_khasan() -> None:
    found, mistakes = evaluation.borders_on(recipe_files.read(KHASAN), 1938)
    assert not mistakes
    assert found is not None
    lands = {t.id: t for t in found.territories}
    hill, east, river = shapely.Point(130.590, 42.440), shapely.Point(130.65, 42.45), shapely.Point(130.55, 42.45)
    assert lands["manchukuo"].geometry.contains(hill)
    assert lands["ussr"].geometry.contains(east)
    assert lands["korea"].geometry.contains(river)
    assert {id for id, t in lands.items() if t.overlay} == {"disputed", "soviet_claim"}
    for claim in ("disputed", "soviet_claim"):
        assert lands[claim].geometry.contains(hill)
        assert lands[claim].confidence == "schematic"
    assert lands["manchukuo"].geometry.covers(lands["soviet_claim"].geometry)
    assert 5 < lands["soviet_claim"].area_km2 < 40
    # Manchukuo's tongue parts Korea from the Soviet Union down to the tripoint, below which they meet on the river.
    meet = shapely.intersection(lands["korea"].geometry.boundary, lands["ussr"].geometry.boundary)
    assert shapely.bounds(meet)[3] < 42.42


def test_two_dates_share_the_borders_that_did_not_change(state: State) -> None:
    for a, b in itertools.pairwise([1933, 1937, 1941]):
        assert (
            state(EAST_ASIA, a)
            .territory("korea")
            .geometry.equals_exact(state(EAST_ASIA, b).territory("korea").geometry, 0)
        )


@pytest.mark.parametrize("name", ["turkey-1923", "khasan"])
def test_every_territory_says_where_it_comes_from(trees: dict[str, Any], name: str) -> None:
    tree = recipe_files.read(KHASAN) if name == "khasan" else trees[name]
    shown = {id: node for id, node in tree["territories"].items() if str(node.get("hidden")) != "true"}
    assert [id for id, node in shown.items() if not {"name", "source", "confidence"} <= set(node)] == []


GEOJSON = [
    (EAST_ASIA, 1931),
    (EAST_ASIA, 1939),
    (EASTERN_EUROPE, 1939),
    (EASTERN_EUROPE, "1941-12-31"),
    ("turkey-1923", 1923),
]


@pytest.mark.parametrize(("name", "when"), GEOJSON)
def test_geojson_follows_the_standard(trees: dict[str, Any], cache: Path, name: str, when: Any) -> None:
    """RFC 7946: rings closed and wound rightly (3.1.6), nothing across the antimeridian (3.1.9), all shapes valid."""
    found, mistakes = geojson.feature_collection(trees[name], when, cache=cache)
    assert not mistakes
    assert found is not None
    for feature in found["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for number, ring in ((n, r) for polygon in polygons for n, r in enumerate(polygon)):
            points = np.array(ring)
            assert ring[0] == ring[-1]
            assert shapely.is_ccw(shapely.LinearRing(points)) == (number == 0), feature["id"]
            assert np.abs(points[:, 0]).max() <= 180
            assert np.abs(np.diff(points[:, 0])).max() < 180
        assert shapely.from_geojson(json.dumps(shape)).is_valid, feature["id"]


def test_the_rest_of_the_world_fits_the_borders(state: State) -> None:
    borders = state("turkey-1923", 1923)
    window = (20, 30, 50, 46)
    rest = borders.rest(window)
    assert "ROU" in dict(rest)
    assert shapely.coverage_is_valid(np.array([t.geometry for t in borders.coverage()] + [g for _, g in rest], object))


def test_listings() -> None:
    assert set(recipe_files.shipped()) >= {EAST_ASIA, EASTERN_EUROPE}
    listing = recipe_files.listing(EAST_ASIA, recipe_files.read(recipe_files.find(EAST_ASIA)))
    assert ("manchukuo", "Manchukuo", "1932-03-01", "1945-08-18") in listing.territories
    assert "1932-03-01" in listing.changes
    with pytest.raises(UnknownName) as caught:
        recipe_files.find("east-asia-1931-1942")
    assert EAST_ASIA in (caught.value.suggestion or "")
