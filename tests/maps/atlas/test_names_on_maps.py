"""Names that maps give by themselves: of the day, in the deck's language, at the right places."""

from __future__ import annotations

import itertools

import pytest

from podium import languages
from podium.maps.atlas import admin_units, gazetteer, hydrography, land_names, town_names
from podium.maps.atlas.geodesy import distance_km
from podium.maps.atlas.town_names import OTHER_SCRIPTS, Day, Town
from podium.maps.territories import recipe_files

TOWNS = town_names.towns()
LANGUAGES = languages.names()


def named(town: str, country: str, day: Day, lang: str = "en") -> str:
    return TOWNS[town, country].on(day, lang)


@pytest.mark.parametrize("town", TOWNS.values(), ids=lambda t: t.name)
def test_towns_lie_where_the_gazetteer_has_them(town: Town) -> None:
    found = [p for p in gazetteer.find_places(town.name) if (p.modern, p.country) == (town.name, town.country)]
    assert found
    assert distance_km((town.lon, town.lat), (found[0].lon, found[0].lat)) < 2
    assert town.population == pytest.approx(found[0].population, abs=500)
    assert town.rank in (1, 2, 3)


@pytest.mark.parametrize("town", TOWNS.values(), ids=lambda t: t.name)
def test_names_of_other_times_follow_one_another_with_a_source(town: Town) -> None:
    for old in town.old:
        assert old.first <= old.last
        assert old.source
        assert "en" in old.names
        assert set(old.names) <= {*LANGUAGES, "hu"}
    spans = sorted((old.first, old.last) for old in town.old)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(spans))
    assert set(town.names) <= set(LANGUAGES)
    assert set(town.names) >= OTHER_SCRIPTS, "a name in each script"


RENAMED = [
    ("Saint Petersburg", "RU", [((1914, 8, 30), "St Petersburg"), ((1914, 8, 31), "Petrograd"),
                                ((1924, 1, 26), "Leningrad"), ((1991, 9, 6), "St Petersburg")]),
    ("Volgograd", "RU", [((1925, 4, 9), "Tsaritsyn"), ((1942, 11, 19), "Stalingrad"), ((1961, 11, 10), "Volgograd")]),
    ("Istanbul", "TR", [((1453, 5, 29), "Constantinople"), ((1930, 3, 27), "Constantinople"),
                        ((1930, 3, 28), "Istanbul")]),
    ("Izmir", "TR", [((1922, 9, 9), "Smyrna"), ((1931, 1, 1), "Izmir")]),
    ("Lviv", "UA", [((1914, 9, 3), "Lemberg"), ((1939, 9, 1), "Lwów"), ((1939, 10, 1), "Lvov"),
                    ((1942, 1, 1), "Lemberg"), ((1950, 1, 1), "Lvov"), ((1992, 1, 1), "Lviv")]),
    ("Gdańsk", "PL", [((1939, 9, 1), "Danzig"), ((1946, 1, 1), "Gdańsk")]),
    ("Wrocław", "PL", [((1945, 5, 5), "Breslau"), ((1945, 5, 6), "Wrocław")]),
    ("Kaliningrad", "RU", [((1946, 7, 3), "Königsberg"), ((1946, 7, 4), "Kaliningrad")]),
    ("Vilnius", "LT", [((1914, 1, 1), "Vilna"), ((1930, 1, 1), "Wilno"), ((1940, 1, 1), "Vilnius")]),
    ("Bratislava", "SK", [((1919, 3, 5), "Pressburg"), ((1919, 3, 6), "Bratislava")]),
    ("Košice", "SK", [((1914, 1, 1), "Kassa"), ((1938, 9, 29), "Košice"), ((1940, 1, 15), "Kassa"),
                      ((1946, 1, 1), "Košice")]),
    ("Brno", "CZ", [((1914, 1, 1), "Brünn"), ((1938, 9, 29), "Brno")]),
    ("Oslo", "NO", [((1924, 12, 31), "Christiania"), ((1925, 1, 1), "Oslo")]),
    ("Ho Chi Minh City", "VN", [((1975, 4, 30), "Saigon"), ((1976, 7, 2), "Ho Chi Minh City")]),
    ("Kinshasa", "CD", [((1960, 6, 30), "Léopoldville"), ((1967, 1, 1), "Kinshasa")]),
    ("Harare", "ZW", [((1982, 4, 17), "Salisbury"), ((1982, 4, 18), "Harare")]),
    ("Maputo", "MZ", [((1975, 6, 25), "Lourenço Marques"), ((1977, 1, 1), "Maputo")]),
    ("Seoul", "KR", [((1910, 8, 1), "Seoul"), ((1911, 1, 1), "Keijō"), ((1945, 9, 9), "Seoul")]),
    ("Changchun", "CN", [((1931, 9, 18), "Changchun"), ((1939, 1, 1), "Hsinking"), ((1946, 1, 1), "Changchun")]),
    ("Jakarta", "ID", [((1930, 1, 1), "Batavia"), ((1948, 1, 1), "Batavia"), ((1950, 1, 1), "Djakarta"),
                       ((1980, 1, 1), "Jakarta")]),
    ("Mumbai", "IN", [((1947, 8, 15), "Bombay"), ((1996, 1, 1), "Mumbai")]),
]  # fmt: skip


@pytest.mark.parametrize(("town", "country", "days"), RENAMED, ids=[row[0] for row in RENAMED])
def test_towns_have_the_name_of_the_day(town: str, country: str, days: list[tuple[Day, str]]) -> None:
    assert [(day, named(town, country, day)) for day, _ in days] == days


def test_a_german_deck_has_german_names_and_no_other_has() -> None:
    autumn = (1938, 9, 15)
    towns = (("Brno", "CZ"), ("Pilsen", "CZ"), ("Košice", "SK"))
    assert [named(*town, autumn, "de") for town in towns] == ["Brünn", "Pilsen", "Kaschau"]
    assert [named(*town, autumn) for town in towns] == ["Brno", "Plzeň", "Košice"]
    assert named("Kraków", "PL", autumn) == named("Kraków", "PL", town_names.TODAY) == "Kraków"


def test_names_in_other_scripts_and_in_languages_without_any() -> None:
    assert named("Saint Petersburg", "RU", (1943, 1, 1), "ru") == "Ленинград"
    assert named("Beijing", "CN", (1939, 1, 1), "zh_Hans") == "北平"
    assert named("Vienna", "AT", town_names.TODAY, "el") == "Βιέννη"
    assert named("Vienna", "AT", town_names.TODAY, "nl") == "Vienna"
    assert named("Kraków", "PL", (1900, 1, 1), "fr-CA") == "Cracovie"
    assert named("Bratislava", "SK", (1900, 1, 1), "hu") == "Pozsony"


def test_lands_have_names_in_every_language() -> None:
    english = {spec for tree in map(recipe_files.read, recipe_files.shipped().values())
               for spec in recipe_files.names(tree).values()}  # fmt: skip
    for name in ("Germany", "Soviet Union", "Ottoman Empire", "Turkey", "Burma"):
        assert name in english
        assert None not in [land_names.in_language(name, lang) for lang in LANGUAGES if lang != "en"]
    assert land_names.in_language("Germany", "pl") == "Niemcy"
    assert land_names.in_language("Soviet Union", "pl") is None
    assert land_names.in_language("Germany", "en-GB") is None
    assert land_names.in_language("Algeria (France)", "de-AT") == "Algerien (Frankreich)"
    assert land_names.in_language("Latvia (annexed by the Soviet Union)", "fr") == "Lettonie"


def test_the_countries_of_today_have_names() -> None:
    small = {name for name in admin_units.countries().values() if land_names.in_language(name, "de") is None}
    assert len(small) < 20
    assert not small & {"China", "United States of America", "Russia", "S. Sudan", "Ivory Coast", "Hong Kong S.A.R."}


def test_rivers_have_names_in_other_languages() -> None:
    said = {lang: hydrography.river_in_language("Danube", lang) for lang in ("en", "de", "it", "zh-Hans", "nl")}
    assert said == {"en": "Danube", "de": "Donau", "it": "Danubio", "zh-Hans": "多瑙河", "nl": "Danube"}
    assert hydrography.river_in_language("Halha", "de") == "Halha"
