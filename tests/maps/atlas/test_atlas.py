"""The included data: complete, valid, found under the names that historians use."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import zlib

import numpy as np
import pytest
import shapely

from podium.data import MAPS
from podium.maps.atlas import admin_units, bounding_box, elevation, gazetteer, hydrography, layers
from podium.maps.atlas.geodesy import area_km2, circle, distance_km
from podium.maps.atlas.names import UnknownName, did_you_mean, fold, nearest


def test_the_data_stay_under_eight_megabytes() -> None:
    assert sum(path.stat().st_size for path in MAPS.iterdir()) < 8_000_000


def test_a_deck_without_maps_imports_none_of_it() -> None:
    code = "import sys, podium.maps; print([m for m in ('numpy', 'shapely', 'pyproj') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_units_are_a_valid_coverage_with_ids_of_their_own() -> None:
    world = admin_units.units_in()
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
    assert admin_units.find_units(name) == expected


def test_whole_countries_and_lost_ones() -> None:
    assert len(admin_units.find_units("TUR/*")) == 81
    assert {unit[:3] for unit in admin_units.find_units("YUG/*")} == {
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
    with pytest.raises(UnknownName) as caught:
        admin_units.find_units(name)
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
    place = gazetteer.place(name)
    assert distance_km((place.lon, place.lat), HISTORICAL[name]) < 20
    assert gazetteer.place(name).modern


SITES = {
    "Mudanya": (28.883, 40.376), "Mudania": (28.883, 40.376), "Wake": (166.65, 19.28), "Guam": (144.75, 13.47),
    "Dutch Harbor": (-166.54, 53.89), "Rabaul": (152.17, -4.2), "Kwajalein": (167.73, 8.72), "Truk": (151.8, 7.43),
    "Corregidor": (120.57, 14.385), "Guadalcanal": (160.05, -9.43), "Apia": (-171.76, -13.83),
    "Port Stanley": (-57.85, -51.695), "Midway": (-177.37, 28.21), "Saipan": (145.75, 15.19), "Tarawa": (172.98, 1.33),
    "Port Moresby": (147.18, -9.45), "Rawa Ruska": (23.63, 50.23), "Cattaro": (18.77, 42.42), "Cilli": (15.26, 46.23),
    "Peterwardein": (19.88, 45.25), "Meran": (11.16, 46.67), "Trient": (11.12, 46.07), "Görz": (13.62, 45.94),
    "Karfreit": (13.58, 46.25), "Spalato": (16.44, 43.51), "Haymana": (32.5, 39.43), "Inönü": (30.14, 39.82),
    "Dumlupinar": (30.0, 38.86), "Gordion": (31.99, 39.65), "Sögüt": (30.18, 40.02), "Pandirma": (27.97, 40.35),
    "Chanak": (26.41, 40.15), "Gallipoli": (26.67, 40.41), "Sedd el Bahr": (26.18, 40.04), "Kum Kale": (26.21, 40.0),
    "Mudros": (25.27, 39.87), "Sèvres": (2.21, 48.82), "Ushak": (29.4, 38.68), "Marash": (36.93, 37.58),
    "Adalia": (30.7, 36.89), "Alexandretta": (36.17, 36.59), "Verdun": (5.385, 49.16), "Ypern": (2.885, 50.85),
    "Gorlice": (21.16, 49.66), "Tannenberg": (20.13, 53.5), "Prokhorovka": (36.73, 51.03), "El Alamein": (28.95, 30.83),
    "Bastogne": (5.715, 50.0), "Kohima": (94.11, 25.67), "Taierzhuang": (117.73, 34.56), "Suifenho": (131.15, 44.4),
    "Austerlitz": (16.87, 49.15), "Waterloo": (4.4, 50.68), "Borodino": (35.82, 55.52), "Lepanto": (21.83, 38.39),
    "Manzikert": (42.54, 39.14), "Agincourt": (2.14, 50.46), "Cannae": (16.15, 41.3), "Marathon": (23.97, 38.11),
    "Thermopylae": (22.53, 38.8), "Gaugamela": (43.25, 36.56), "Actium": (20.73, 38.95), "Nicaea": (29.72, 40.43),
    "Cologne": (6.95, 50.93), "Köln": (6.95, 50.93), "Venice": (12.33, 45.44), "Sevilla": (-5.98, 37.38),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_places_of_history_are_where_they_are(name: str) -> None:
    place = gazetteer.place(name)
    assert distance_km((place.lon, place.lat), SITES[name]) < 5


def test_no_two_places_by_hand_are_one() -> None:
    text = zlib.decompress((MAPS / "places.tsv.z").read_bytes()).decode()
    by_hand = [row.split("\t") for row in text.split("\n") if row.rpartition("\t")[2]]
    assert len({(row[0], row[1]) for row in by_hand}) == len(by_hand)


def test_a_name_with_several_meanings_offers_all() -> None:
    assert {p.country for p in gazetteer.find_places("Ragusa")} == {"HR", "IT"}
    assert {p.country for p in gazetteer.find_places("Nicaea")} == {"TR", "FR"}


def test_european_cities_have_their_diacritics() -> None:
    names = {p.name for p in gazetteer.places((-10, 35, 45, 60), population=100_000)}
    assert {"Kraków", "Gdańsk", "Łódź", "Zürich", "Málaga", "Düsseldorf", "Timișoara", "Iași", "Brașov"} <= names
    assert gazetteer.place("Krakow") == gazetteer.place("Kraków")


def test_cities_have_english_names_and_keep_their_own() -> None:
    names = {p.name for p in gazetteer.places((-10, 35, 45, 60), population=400_000)}
    assert {"Cologne", "Munich", "Izmir", "Istanbul"} <= names
    assert not names & {"Köln", "İzmir"}
    assert gazetteer.place("İzmir").modern == gazetteer.place("Smyrna").modern == "Izmir"


@pytest.mark.parametrize("file", ["places.tsv.z", "aliases.json.z"])
def test_no_text_was_decoded_wrongly(file: str) -> None:
    text = zlib.decompress((MAPS / file).read_bytes()).decode()
    # Capitals that begin a two-byte letter in UTF-8, before what its second byte looks like.
    assert not re.search("[\u0080-\u009f]|[ÂÃÄÅ][\u00a0-\u00bf‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—˜™›œŸ]", text)
    assert "�" not in text


def test_a_historical_name_knows_its_years() -> None:
    assert gazetteer.place("Hsinking").years == (1932, 1945)
    assert gazetteer.place("hsinking").name == "Hsinking"


def test_an_unknown_place_comes_with_a_suggestion() -> None:
    with pytest.raises(UnknownName) as caught:
        gazetteer.place("Varsaw")
    assert "Warsaw" in (caught.value.suggestion or "")


def test_the_nearest_of_places_that_share_a_name() -> None:
    assert gazetteer.place("Brest", near=(-4, 48)).country == "FR"


def test_places_in_a_box() -> None:
    found = gazetteer.places((138, 34, 141, 37), population=1_000_000)
    assert found[0].name == "Tokyo"
    assert all(p.population >= 1_000_000 for p in found)


def test_rivers_by_any_name_and_in_detail() -> None:
    halha = hydrography.river("Khalkhin Gol")
    assert halha.equals(hydrography.river("Halha"))
    assert halha.bounds == pytest.approx((117.81, 47.25, 120.6, 48.06), abs=0.1)
    close, wide = (
        {r.name: r for r in hydrography.rivers((117, 47, 120, 48.5), local=local)}["Halha"] for local in (True, False)
    )
    assert close.local
    assert not wide.local
    assert len(shapely.get_coordinates(wide.geometry)) < len(shapely.get_coordinates(close.geometry)) / 4
    assert "Halha" not in {river.name for river in hydrography.rivers((117, 47, 120, 48.5), rank=6)}
    with pytest.raises(UnknownName):
        hydrography.river("Styx of nowhere")


RIVERS = {
    "Donau": "Danube", "Дунай": "Danube", "Ister": "Danube", "Theiß": "Tisza", "Drau": "Drava", "Save": "Sava",
    "Moldau": "Vltava", "Weichsel": "Vistula", "Dnjestr": "Dniester", "Fırat": "Euphrates", "Dicle": "Tigris",
    "Kızılırmak": "Kizilirmak", "Halys": "Kizilirmak", "Maros": "Mureș", "Meander": "Büyük Menderes", "Tejo": "Tagus",
    "长江": "Yangtze", "Fleuve Jaune": "Yellow", "Волга": "Volga", "Νείλος": "Nile", "Nen": "Nonni", "Soča": "Isonzo",
    "Songhua": "Sungari", "Evros": "Maritsa", "Axios": "Vardar", "Maas": "Meuse", "Escaut": "Scheldt",
    "Oxus": "Amu Darya",
}  # fmt: skip


@pytest.mark.parametrize("name", RIVERS)
def test_rivers_in_other_languages_and_times(name: str) -> None:
    assert hydrography.river_name(name) == RIVERS[name]
    assert not hydrography.river(name).is_empty


def test_many_rivers_have_other_names() -> None:
    rivers = {river.name: river for river in hydrography.rivers()}
    assert sum(len(river.other_names) >= 3 for river in rivers.values()) > 150
    with pytest.raises(UnknownName) as caught:
        hydrography.river_name("Donnau")
    assert "Donau" in (caught.value.suggestion or "")


COURSES = {
    "Sakarya": [(30.64, 41.13), (30.40, 40.78), (30.30, 40.51), (31.97, 39.62), (32.0, 39.25)],
    "Porsuk": [(30.52, 39.78), (29.98, 39.42)], "Kizilirmak": [(37.02, 39.75), (34.7, 38.72), (33.5, 39.85)],
    "Gediz": [(27.43, 38.61)], "Büyük Menderes": [(27.84, 37.85)], "Drava": [(15.65, 46.56), (13.85, 46.61)],
    "Mur": [(15.44, 47.07)], "Mureș": [(21.31, 46.19)], "Vltava": [(14.42, 50.09), (14.47, 48.97)],
    "Inn": [(11.39, 47.27), (13.46, 48.57)], "Sava": [(15.98, 45.8), (20.45, 44.82)], "Tisza": [(20.15, 46.25)],
    "Dniester": [(29.63, 46.84)], "Prut": [(25.93, 48.29)], "San": [(22.78, 49.79)], "Bug": [(23.69, 52.1)],
    "Narew": [(21.57, 53.08)], "Niemen": [(23.9, 54.9), (23.83, 53.68)], "Dvina": [(24.11, 56.95), (30.2, 55.2)],
    "Warta": [(16.93, 52.41)], "Marne": [(3.4, 49.04)], "Somme": [(2.3, 49.9), (2.93, 49.93)], "Aisne": [(3.32, 49.38)],
    "Meuse": [(5.38, 49.16), (5.57, 50.63)], "Oise": [(2.83, 49.42)], "Seine": [(2.35, 48.86), (1.1, 49.44)],
    "Piave": [(12.22, 46.14)], "Isonzo": [(13.62, 45.95), (13.58, 46.25)], "Sambre": [(4.44, 50.41)],
    "Berezina": [(28.5, 54.23)], "Don": [(39.72, 47.23), (43.52, 48.68), (39.2, 51.66)], "Donets": [(37.3, 49.2)],
    "Kuban": [(38.98, 45.03)], "Terek": [(44.68, 43.03)], "Volga": [(44.52, 48.71), (49.1, 55.78), (35.9, 56.86)],
    "Dnieper": [(30.52, 50.45), (35.05, 48.46), (32.05, 54.78)], "Vardar": [(21.43, 42.0)], "Struma": [(23.1, 42.01)],
    "Maritsa": [(24.75, 42.15), (26.56, 41.67)], "Jordan": [(35.55, 31.84)], "Tigris": [(44.4, 33.34), (43.13, 36.34)],
    "Euphrates": [(38.48, 37.56), (40.15, 35.33), (39.5, 39.75)], "Karun": [(48.67, 31.32)],
    "Orontes": [(36.75, 35.13)],
    "Yalu": [(124.39, 40.12)], "Tumen": [(129.85, 42.96)], "Sungari": [(126.63, 45.77)], "Nonni": [(123.95, 47.34)],
    "Liao": [(122.75, 41.4)], "Ussuri": [(134.9, 48.35)], "Hai": [(117.2, 39.12)], "Wei": [(108.95, 34.42)],
    "Han": [(112.14, 32.03), (114.28, 30.57)], "Huai": [(117.38, 32.95)], "Gan": [(115.87, 28.68)],
    "Xiang": [(112.96, 28.2)], "Kerulen": [(114.53, 48.08)], "Orkhon": [(102.82, 47.2)], "Selenge": [(107.6, 51.83)],
    "Argun": [(119.9, 51.33)], "Shilka": [(116.05, 51.85)], "Onon": [(115.7, 50.92)], "Yongding": [(116.21, 39.85)],
    "Rhine": [(7.6, 47.56), (6.96, 50.94)], "Danube": [(16.38, 48.23), (20.45, 44.83), (28.0, 45.3)],
    "Aras": [(44.0, 39.95)], "Kura": [(44.8, 41.7)], "Tagus": [(-4.02, 39.86)], "Ebro": [(-0.88, 41.66)],
    "Yangtze": [(114.3, 30.56), (118.75, 32.08), (106.57, 29.57)], "Yellow": [(109.9, 40.53), (103.83, 36.06)],
}  # fmt: skip


@pytest.mark.parametrize("name", COURSES)
def test_rivers_pass_the_towns_that_lie_on_them(name: str) -> None:
    wide = shapely.union_all([r.geometry for r in hydrography.rivers(names={name})])
    for town in COURSES[name]:
        for course in (hydrography.river(name), wide):
            at = shapely.get_coordinates(shapely.shortest_line(shapely.Point(town), course))[1]
            assert distance_km(town, (float(at[0]), float(at[1]))) < 12, town


def test_the_drava_does_not_pass_graz_and_the_sakarya_has_no_chord() -> None:
    assert hydrography.river("Drava").distance(shapely.Point(15.44, 47.07)) > 0.3
    steps = shapely.get_coordinates(hydrography.river("Sakarya"))
    assert max(distance_km(tuple(a), tuple(b)) for a, b in itertools.pairwise(steps)) < 17


def test_only_rivers_of_these_names() -> None:
    found = hydrography.rivers((10, 44, 25, 52), names={"Danube", "Tisza"})
    assert {river.name for river in found} == {"Danube", "Tisza"}


def test_lakes_in_other_languages() -> None:
    assert hydrography.lake_name("Bodensee") == "Constance"
    assert hydrography.lake_name("Lake Van") == "Van"
    assert hydrography.lake_name("Plattensee") == "Balaton"
    balaton = hydrography.lakes((17, 46, 19, 47.5), names={"Balaton"})
    assert [lake.name for lake in balaton] == ["Balaton"]
    assert "Balaton" in hydrography.lake_name("Lac Balaton")
    with pytest.raises(UnknownName):
        hydrography.lake_name("Loch Nowhere")


def test_lakes_of_the_campaigns_and_of_their_time() -> None:
    assert area_km2(
        next(x for x in hydrography.lakes((117, 47, 118, 48.5)) if x.name == "Buir").geometry
    ) == pytest.approx(615, rel=0.05)
    khasan = next(x for x in hydrography.lakes((130.4, 42.3, 130.8, 42.6)) if x.name == "Khasan")
    assert 1 < area_km2(khasan.geometry) < 4
    all_of_them, of_1939 = (len(hydrography.lakes(year=year)) for year in (None, 1939))
    assert of_1939 < all_of_them


@pytest.mark.parametrize(
    ("place", "there", "absent"),
    [
        ((10.82, 60.76), (1814, 1905, 2000), ()),  # Mjøsa, which Natural Earth calls a reservoir
        ((76.04, 32.02), (1974,), (1947, 1973)),  # Pong, which it calls a lake
        ((32.39, 30.31), (1869, None), (117, 1868)),  # the Great Bitter Lake and the Suez Canal
        ((34.07, 47.34), (1955, 2022), (1943, 2023, None)),  # Kakhovka
        ((59.2, 44.4), (117, 1939, 1988), (1989, None)),  # the east of the Aral Sea
        ((4.7, 52.3), (1815,), (117, 1852, None)),  # Haarlemmermeer
        ((31.5, 61.0), (-43, 117, None), ()),  # Lake Ladoga, before the Common Era too
        ((5.35, 52.8), (1932, None), (1931,)),  # IJsselmeer, sea before
        ((5.75, 52.7), (1932, 1941), (1931, 1942, None)),  # Noordoostpolder
    ],
)
def test_lakes_are_there_in_their_years(
    place: tuple[float, float], there: tuple[int | None, ...], absent: tuple[int | None, ...]
) -> None:
    x, y = place
    for year in (*there, *absent):
        found = hydrography.lakes((x - 0.1, y - 0.1, x + 0.1, y + 0.1), year=year)
        wet = any(shapely.contains_xy(lake.geometry, x, y) for lake in found)
        assert wet is (year in there), year


def test_canals_are_there_when_they_are_open() -> None:
    near_suez = (32.2, 29.9, 32.7, 31.3)
    assert "Suez Canal" in {river.name for river in hydrography.rivers(near_suez, year=1869)}
    assert "Suez Canal" in {river.name for river in hydrography.rivers(near_suez)}
    of_antiquity = {river.name for river in hydrography.rivers(near_suez, year=117)}
    assert "Nile" in of_antiquity
    assert not of_antiquity & set(hydrography.CANALS)
    assert set(hydrography.CANALS) <= {river.name for river in hydrography.rivers()}


def test_shores_that_have_changed() -> None:
    (aral,) = hydrography.lakes((58, 43, 62, 47), year=1960, names={"Aral Sea"})
    assert area_km2(aral.geometry) == pytest.approx(67_500, rel=0.03)
    assert [lake.name for lake in hydrography.lakes((58, 43, 62, 47), names={"Aral Sea"})] == ["Aral Sea"]
    (sea,) = hydrography.former_seas((4, 52, 7, 54), 1914)
    assert 3_000 < area_km2(sea) < 4_500
    assert not hydrography.former_seas((4, 52, 7, 54), 1932)
    assert not hydrography.former_seas((4, 52, 7, 54), 117)  # it was broken in by floods of the Middle Ages
    assert not hydrography.former_seas(None, None)
    assert "Zuiderzee" not in {lake.name for lake in hydrography.lakes_of_all_times()}


def test_land_and_relief() -> None:
    assert sum(area_km2(p) for p in hydrography.land()) == pytest.approx(148e6, rel=0.02)
    tibet = elevation.elevations((85, 30, 90, 34))
    assert tibet.heights.mean() > 4500
    assert elevation.elevations((-150, 0, -140, 10)).heights.max() == 0
    bering = elevation.elevations((170, 60, -170, 70))
    assert bering.bounds[0] <= 170
    assert bering.bounds[2] >= 190
    assert bering.heights.shape[1] == pytest.approx(300, abs=2)


def test_areas_and_circles() -> None:
    assert area_km2(shapely.box(0, 0, 1, 1)) == pytest.approx(12_309, rel=1e-3)
    assert area_km2(circle((20, 50), 100)) == pytest.approx(31_400, rel=0.01)


def test_names_compare_without_accents_and_punctuation() -> None:
    assert fold("L'viv") == fold("LVIV") == "lviv"
    assert fold("Łódź") == "lodz"
    assert nearest("Manchuko", ["Mongolia", "Manchukuo"]) == ["Manchukuo"]
    assert did_you_mean("xyzzy", ["Mongolia"]) is None


def test_nothing_is_suggested_for_a_short_name_rather_than_a_silly_one() -> None:
    assert nearest("Guam", ["Guna", "Guangzhou", "Gujrat"]) == []
    assert nearest("Wake", ["Waco", "Warsaw"]) == []
    assert nearest("Leyt", ["Leyte"]) == ["Leyte"]
    assert nearest("form", ["from", "farm", "to"]) == ["from", "farm"]
    assert nearest("yeer", ["year"]) == ["year"]
    assert nearest("Paris", ["Pariss", "Patis"])[0] == "Pariss"


def test_every_sea_has_a_place_and_a_width() -> None:
    rows = [
        line.split("\t") for line in (MAPS / "seas.tsv").read_text("utf-8").splitlines() if line[:1] not in "#"
    ]
    assert all(len(row) % 3 == 1 and len(row) >= 4 for row in rows)
    assert {"Dardanelles", "Bosporus", "Strait of Gibraltar", "Gulf of Saros", "Solomon Sea", "Bismarck Sea"} <= {
        row[0] for row in rows
    }


@pytest.mark.parametrize("numbers", [[], [3], [5, -2, 5, 5, 0, -2], list(range(9, 0, -1))])
def test_numbers_each_once_are_those_of_numpy(numbers: list[int]) -> None:
    given = np.array(numbers, np.int64)
    assert layers.distinct(given).tolist() == np.unique(given).tolist()


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("47.8, 118.7", (118.7, 47.8)),
        ("118.7 47.8", (118.7, 47.8)),
        ("47.63N 118.6E", (118.6, 47.63)),
        ("118.6°E, 47.63°N", (118.6, 47.63)),
        ("47°38′24″N 118°36′E", (118.6, 47.64)),
        ("(34°36'S; 58°22'W)", (-58.36667, -34.6)),
        ("-34.6, -58.4", (-58.4, -34.6)),
        ("118.6, 47.63N", (118.6, 47.63)),
        ("47.63, 118.6E", (118.6, 47.63)),
        ("47°75′N 118°36′E", None),
        ("47.8, 218.7", None),
        ("47.8N 48.7N", None),
        ("Paris, FR", None),
        ("1914", None),
        ("Highway 61, 12", None),
    ],
)
def test_a_position_in_words_is_read_with_latitude_first(text: str, position: tuple[float, float] | None) -> None:
    assert bounding_box.position_in(text) == position


def test_a_position_in_place_of_a_name_gets_the_right_form() -> None:
    with pytest.raises(UnknownName) as error:
        gazetteer.place("47.8N 118.7E")
    assert error.value.suggestion == "longitude comes first: [118.7, 47.8]"
