"""Names in recipes: in several languages, for some days, for towns; their mistakes, at their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from map_scenes import drawn

from podium.maps.territories import evaluation, naming, recipe_files
from podium.maps.territories.recipe_reader import read_recipe
from podium.outline import source

OWN = """title: Own
territories:
  germany:
    name:
      - {name: {en: German Empire, de: Deutsches Reich}, to: 1918-11-08}
      - {name: {en: German Republic, de: Deutsche Republik}, from: 1918-11-09}
    build: [DEU/*]
  poland: {name: Polska, build: [POL/*]}
  france: {name: {en: France}, build: [FRA/*]}
towns:
  Gdańsk: {name: {en: Dantsic, de: Danzig}, to: 1919}
  Toruń: Thorn
"""
SLIDE = "  - map: H\n    territories: own\n    date: {day}\n    frame: [14, 51, 24, 55.5]\n    full: true\n"
WIDE = (
    "  - map: H\n    territories: europe-1919-1938\n    date: 1938-09-15\n    frame: [5, 45, 25, 54]\n    full: true\n"
)


def test_a_name_of_the_day_in_a_language(tmp_path: Path) -> None:
    tree = source.parse(OWN, "own.yaml")
    recipe, mistakes = read_recipe(tree)
    assert not mistakes
    assert recipe.territories["germany"].name == "German Empire"
    early, late = (recipe_files.said(tree, "own.yaml", (year, 1, 1), "de") for year in (1914, 1919))
    assert [said["germany"] for said in (early, late)] == [("Deutsches Reich", True), ("Deutsche Republik", True)]
    assert early["poland"] == ("Polska", True), "a name without a language stays as it was typed"
    assert early["france"] == ("Frankreich", True), "an English one is looked up"
    assert recipe_files.said(tree, "own.yaml", (1914, 1, 1), "ja")["germany"] == ("German Empire", False)


@pytest.mark.parametrize(
    ("lang", "day", "lands", "towns"),
    [
        ("en", "1914-01-01", {"GERMAN EMPIRE", "POLSKA"}, {"Dantsic", "Thorn", "Warsaw"}),
        ("de", "1919-06-01", {"DEUTSCHE REPUBLIK", "POLSKA"}, {"Danzig", "Thorn", "Warschau"}),
        ("fr", "1930-06-01", {"GERMAN REPUBLIC", "POLSKA"}, {"Danzig", "Thorn", "Varsovie"}),
    ],
)
def test_maps_have_these_names(tmp_path: Path, lang: str, day: str, lands: set[str], towns: set[str]) -> None:
    (tmp_path / "territories").mkdir()
    (tmp_path / "territories" / "own.yaml").write_text(OWN, "utf-8")
    result = drawn(tmp_path, SLIDE.format(day=day), lang=lang)
    assert lands <= set(result.words("name: "))
    assert towns <= set(result.words("city name: "))


def test_carried_sets_have_names_in_the_language_of_the_deck(tmp_path: Path) -> None:
    result = drawn(tmp_path, WIDE + "    fill: {red: [Pologne]}\n", lang="fr")
    assert {"POLOGNE", "ALLEMAGNE", "TCHÉCOSLOVAQUIE"} <= set(result.words("name: "))
    assert not [f for f in result.findings if "Pologne" in f], "and are known by it"
    assert {"Prague", "Varsovie"} <= set(result.words("city name: "))
    assert not {"Brünn", "Kaschau", "Pilsen"} & set(result.words("city name: "))


def test_what_the_outline_lists_stays_as_it_was_typed(tmp_path: Path) -> None:
    slide = WIDE + "    cities: [Brünn, Warschau, Kraków]\n"
    assert set(drawn(tmp_path, slide).words("city name: ")) == {"Brünn", "Warschau", "Kraków"}


def test_names_of_a_set_that_is_extended_are_english(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "title: M\nextends: europe-1919-1938\nterritories:\n  poland: {name: Lechia, build: [POL/*]}\n", "utf-8"
    )
    said = recipe_files.said(recipe_files.read(path), str(path), (1938, 9, 1), "de")
    assert said["france"] == ("Frankreich", True)
    assert said["poland"] == ("Lechia", True)


MISTAKES = [
    ("{name: A, until: 1919}", "unknown key 'until' in a name"),
    ("{from: 1919}", "'from' needs a 'name' beside it"),
    ("{deutsch: A}", "'deutsch' is not a language"),
    ("{de: ''}", "the name in 'de' is missing"),
    ("{name: {de: [A]}}", "the name in 'de' is missing"),
    ("[]", "there is no name in this list"),
    ("[[A]]", "this is not a name"),
    ("''", "the name is missing"),
    ("{name: A, from: 1920, to: 1919}", "'from' (1920) is after 'to' (1919)"),
    ("{name: A, from: soon}", "'soon' is not a date; write 1939, 1939-09 or 1939-09-01"),
]


@pytest.mark.parametrize(("name", "message"), MISTAKES)
def test_mistakes_in_names(name: str, message: str) -> None:
    for text in (f"territories:\n  a: {{name: {name}, build: [DEU/*]}}\n",
                 f"territories:\n  a: {{build: [DEU/*]}}\ntowns:\n  Berlin: {name}\n"):  # fmt: skip
        found = evaluation.check(source.parse(text, "own.yaml"))
        assert [m.message for m in found] == [message]


def test_both_days_of_a_name_may_be_wrong() -> None:
    text = "territories:\n  a: {name: {name: A, from: soon, to: later}, build: [DEU/*]}\n"
    found = evaluation.check(source.parse(text, "own.yaml"))
    assert [m.path[-1] for m in found] == ["from", "to"]


def test_an_unknown_town() -> None:
    (found,) = evaluation.check(
        source.parse("territories:\n  a: {build: [DEU/*]}\ntowns:\n  Bratislafa: B\n", "own.yaml")
    )
    assert found.path == ("towns", "Bratislafa")
    assert "Bratislava" in (found.suggestion or "")


def test_borders_and_lists_have_the_plain_names(tmp_path: Path) -> None:
    tree = source.parse(OWN, "own.yaml")
    found, _ = evaluation.borders_on(tree, 1930, cache=tmp_path)
    assert found is not None
    assert found.territory("germany").name == "German Republic"
    listed = {id: name for id, name, _, _ in recipe_files.listing("own", tree).territories}
    assert listed == {"germany": "German Empire / German Republic", "poland": "Polska", "france": "France"}


def test_of_several_names_the_shorter_lived_holds() -> None:
    names = naming.read_names(["Always", {"name": "Then", "from": 1940, "to": 1941}], (), lambda *_: None)
    assert naming.on_day(names, (1940, 6, 1)) == names[1]
    assert naming.plain(names) == "Always"
