"""The carried data: complete, valid, found under the names that historians use."""

from __future__ import annotations

import subprocess
import sys

import pytest
import shapely

from podium.maps import atlas
from podium.maps.measure import area_km2, circle, distance_km
from podium.maps.names import did_you_mean, nearest, plain


def test_the_data_stay_under_six_megabytes() -> None:
    assert sum(path.stat().st_size for path in atlas.FOLDER.iterdir()) < 6_000_000


def test_a_deck_without_maps_imports_none_of_it() -> None:
    code = "import sys, podium.maps; print([m for m in ('numpy', 'shapely', 'pyproj') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_units_are_a_valid_coverage_with_ids_of_their_own() -> None:
    world = atlas.units_in()
    assert len(world.ids) == len(set(world.ids)) == 4556
    assert shapely.coverage_is_valid(world.geometries)
    assert shapely.is_valid(world.geometries).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CHN/Jilin", ("CHN/Jilin",)),
        ("CHN/Inner Mongolia", ("CHN/Inner Mongol",)),
        ("UKR/Lviv", ("UKR/L'viv",)),
        ("POL/Lodz", ("POL/Łódź",)),
        ("Turkey/Ankara", ("TUR/Ankara",)),
        ("RUS/Magadan", ("RUS/Maga Buryatdan",)),
        ("RUS/Transbaikal", ("RUS/Chita",)),
        ("AFG/Panjshir", ("AFG/Panjshir",)),
        ("CHN/Manchuria", ("CHN/Heilongjiang", "CHN/Jilin", "CHN/Liaoning")),
    ],
)
def test_units_are_found_by_other_spellings(name: str, expected: tuple[str, ...]) -> None:
    assert atlas.find_units(name) == expected


def test_whole_countries_and_lost_ones() -> None:
    assert len(atlas.find_units("TUR/*")) == 81
    assert {unit[:3] for unit in atlas.find_units("YUG/*")} == {
        "SVN",
        "HRV",
        "BIH",
        "SRB",
        "MNE",
        "MKD",
        "KOS",
    }


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("CHN/Jiln", "'Jilin'"), ("Jilin", "'CHN/Jilin'"), ("TUR", "'TUR/*'"), ("Turky/Ankara", "'Turkey'")],
)
def test_unknown_units_come_with_a_suggestion(name: str, suggestion: str) -> None:
    with pytest.raises(atlas.UnknownName) as caught:
        atlas.find_units(name)
    assert suggestion in (caught.value.suggestion or "")


HISTORICAL = {
    "Hsinking": (125.3, 43.9), "Mukden": (123.4, 41.8), "Peking": (116.4, 39.9), "Keijo": (127.0, 37.6),
    "Port Arthur": (121.3, 38.8), "Ryojun": (121.3, 38.8), "Dairen": (121.6, 38.9), "Urga": (106.9, 47.9),
    "Danzig": (18.6, 54.4), "Breslau": (17.0, 51.1), "Lwów": (24.0, 49.8), "Lemberg": (24.0, 49.8),
    "Wilno": (25.3, 54.7), "Constantinople": (29.0, 41.0), "Smyrna": (27.1, 38.4), "Königsberg": (20.5, 54.7),
    "Stalingrad": (44.5, 48.7), "Viipuri": (28.8, 60.7), "Toyohara": (142.7, 47.0), "Kalgan": (114.9, 40.8),
    "Nomonhan": (119.1, 47.7), "Changkufeng": (130.6, 42.4), "Saigon": (106.7, 10.8),
    "Christiania": (10.7, 59.9),
    "Brest, FR": (-4.5, 48.4), "Brest-Litovsk": (23.7, 52.1), "Salonika": (22.9, 40.6), "Batum": (41.6, 41.6),
}  # fmt: skip


@pytest.mark.parametrize("name", HISTORICAL)
def test_places_by_historical_name(name: str) -> None:
    place = atlas.place(name)
    assert distance_km((place.lon, place.lat), HISTORICAL[name]) < 20
    assert atlas.place(name).modern


def test_a_historical_name_knows_its_years() -> None:
    assert atlas.place("Hsinking").years == (1932, 1945)
    assert atlas.place("hsinking").name == "Hsinking"


def test_an_unknown_place_comes_with_a_suggestion() -> None:
    with pytest.raises(atlas.UnknownName) as caught:
        atlas.place("Varsaw")
    assert "Warsaw" in (caught.value.suggestion or "")


def test_the_nearest_of_places_that_share_a_name() -> None:
    assert atlas.place("Brest", near=(-4, 48)).country == "FR"


def test_places_in_a_box() -> None:
    found = atlas.places((138, 34, 141, 37), population=1_000_000)
    assert found[0].name == "Tokyo"
    assert all(p.population >= 1_000_000 for p in found)


def test_rivers_by_any_name_and_in_detail() -> None:
    halha = atlas.river("Khalkhin Gol")
    assert halha.equals(atlas.river("Halha"))
    assert halha.bounds == pytest.approx((117.81, 47.25, 120.6, 48.06), abs=0.1)
    names = {river.name for river in atlas.rivers((117, 47, 120, 48.5), local=True) if river.local}
    assert names == {"Halha"}
    assert "Halha" not in {river.name for river in atlas.rivers((117, 47, 120, 48.5))}
    with pytest.raises(atlas.UnknownName):
        atlas.river("Styx of nowhere")


def test_lakes_of_the_campaigns_and_of_their_time() -> None:
    assert area_km2(
        next(x for x in atlas.lakes((117, 47, 118, 48.5)) if x.name == "Buir").geometry
    ) == pytest.approx(615, rel=0.05)
    khasan = next(x for x in atlas.lakes((130.4, 42.3, 130.8, 42.6)) if x.name == "Khasan")
    assert 1 < area_km2(khasan.geometry) < 4
    all_of_them, of_1939 = (len(atlas.lakes(year=year)) for year in (None, 1939))
    assert of_1939 < all_of_them


def test_land_and_relief() -> None:
    assert sum(area_km2(p) for p in atlas.land()) == pytest.approx(148e6, rel=0.02)
    tibet = atlas.relief((85, 30, 90, 34))
    assert tibet.heights.mean() > 4500
    assert atlas.relief((-150, 0, -140, 10)).heights.max() == 0
    bering = atlas.relief((170, 60, -170, 70))
    assert bering.bounds[0] <= 170
    assert bering.bounds[2] >= 190
    assert bering.heights.shape[1] == pytest.approx(300, abs=2)


def test_areas_and_circles() -> None:
    assert area_km2(shapely.box(0, 0, 1, 1)) == pytest.approx(12_309, rel=1e-3)
    assert area_km2(circle((20, 50), 100)) == pytest.approx(31_400, rel=0.01)


def test_names_compare_without_accents_and_punctuation() -> None:
    assert plain("L'viv") == plain("LVIV") == "lviv"
    assert plain("Łódź") == "lodz"
    assert nearest("Manchuko", ["Mongolia", "Manchukuo"]) == ["Manchukuo"]
    assert did_you_mean("xyzzy", ["Mongolia"]) is None
