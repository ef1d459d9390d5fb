"""Recipes: what the language means, every mistake at once and at its place, and never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thorough import examples

from podium.maps.atlas import admin_units, gazetteer, hydrography
from podium.maps.territories import dates, evaluation, recipe_files, reuse
from podium.maps.territories.noding import Cut, Faces
from podium.maps.territories.recipe import Mistake
from podium.maps.territories.recipe_reader import read_recipe
from podium.outline import nodes, source


def tree(text: str) -> Any:
    return source.parse(text, "test.yaml")


def only(build: str, extra: str = "") -> Any:
    return tree(f"{extra}\nterritories:\n  a:\n    name: A\n    build: {build}\n")


def borders(recipe: Any, tmp_path: Path, when: Any = 1939) -> evaluation.Borders:
    found, mistakes = evaluation.borders_on(recipe, when, cache=tmp_path)
    assert mistakes == []
    assert found is not None
    return found


def mistake(recipe: Any) -> Mistake:
    found = evaluation.check(recipe)
    assert len(found) == 1, found
    return found[0]


# ---- what the language means ---------------------------------------------------------------------


def test_north_and_south_of_a_parallel_make_up_the_whole(tmp_path: Path) -> None:
    recipe = tree(
        "territories:\n"
        "  south: {name: S, build: [{part: RUS/Sakhalin, south_of: 50}]}\n"
        "  north: {name: N, build: [{part: RUS/Sakhalin, north_of: 50}]}\n"
    )
    state = borders(recipe, tmp_path)
    south, north = (state.territory(name).geometry for name in ("south", "north"))
    assert south.bounds[3] == pytest.approx(50)
    assert south.area + north.area == pytest.approx(admin_units.units(["RUS/Sakhalin"]).geometries[0].area)
    assert shapely.coverage_is_valid(np.array([south, north], object))


def test_a_place_can_stand_for_a_parallel(tmp_path: Path) -> None:
    state = borders(only("[{part: FRA/*, south_of: Lyon, north_of: 42.5, east_of: 0}]"), tmp_path)
    assert state.territory("a").geometry.bounds[3] == pytest.approx(gazetteer.place("Lyon").lat, abs=1e-6)


def test_a_cut_by_city_names_keeps_the_piece_that_holds_a_place(tmp_path: Path) -> None:
    lines = "lines:\n  l: [Stettin, Piła, Płock, Białystok, Grodno]\n"
    halves = tree(
        lines + "territories:\n"
        "  n: {name: N, build: [{part: POL/*, cut: l, holding: Danzig}]}\n"
        "  s: {name: S, build: [{part: POL/*, cut: l, holding: Cracow}]}\n"
    )
    state = borders(halves, tmp_path)
    north, south = (state.territory(name).geometry for name in ("n", "s"))
    whole = shapely.area(admin_units.units(admin_units.find_units("POL/*")).geometries).sum()
    assert north.area + south.area == pytest.approx(whole)
    assert south.contains(shapely.Point(21.0, 52.0))


def test_a_river_cuts_and_its_line_is_the_river(tmp_path: Path) -> None:
    state = borders(only("[{part: MNG/*, cut: {river: Khalkhin Gol}, holding: [[118.8, 47.7]]}]"), tmp_path)
    wedge = state.territory("a")
    assert wedge.area_km2 == pytest.approx(970, rel=0.05)
    assert wedge.geometry.distance(hydrography.river("Halha")) == 0


def test_islands_go_with_the_nearest_piece(tmp_path: Path) -> None:
    line = "lines:\n  l: [[20, 39.2], [26, 39.2]]\n"
    state = borders(only("[{part: GRC/*, cut: l, holding: Athens}]", line), tmp_path)
    assert state.territory("a").geometry.bounds[1] < 35.5  # Crete came along


def test_inside_and_outside_divide(tmp_path: Path) -> None:
    recipe = tree(
        "areas:\n  ring: {around: Madrid, km: 100}\n"
        "territories:\n"
        "  near: {name: Near, build: [{part: ESP/*, inside: ring}]}\n"
        "  far: {name: Far, build: [{part: ESP/*, outside: ring}]}\n"
    )
    state = borders(recipe, tmp_path)
    assert state.territory("near").area_km2 == pytest.approx(31_400, rel=0.01)
    assert shapely.coverage_is_valid(np.array([t.geometry for t in state.territories], object))


def test_territories_build_on_one_another_and_on_their_dates(tmp_path: Path) -> None:
    recipe = tree(
        "territories:\n"
        "  all: {hidden: true, build: [AUT/*, HUN/*]}\n"
        "  east: {name: East, from: 1918-11, build: [HUN/*]}\n"
        "  west: {name: West, build: [all, {minus: east}, {add: CZE/*, to: 1918-10-27}]}\n"
    )
    before, after = (borders(recipe, tmp_path, when) for when in ("1918-10-01", "1918-11"))
    assert [t.id for t in before.territories] == ["west"]
    assert [t.id for t in after.territories] == ["east", "west"]
    assert before.territory("west").area_km2 > 2 * after.territory("west").area_km2
    assert evaluation.changes(recipe) == ["1918-10-28", "1918-11-01"]


@pytest.mark.parametrize(
    ("when", "day"),
    [(1939, "1939-09-01"), ("1940", "1940-12-31"), ("1940-02", "1940-02-29"), ("1940-02-03", "1940-02-03")],
)
def test_what_a_date_means(tmp_path: Path, when: Any, day: str) -> None:
    recipe = tree("years: {1939: 1939-09-01}\nterritories:\n  a: {name: A, build: [MNG/*]}\n")
    assert borders(recipe, tmp_path, when).day == day


def test_numbers_may_be_numbers_or_text(tmp_path: Path) -> None:
    typed = {"territories": {"a": {"name": "A", "build": [{"part": "RUS/Sakhalin", "south_of": 50}]}}}
    text = only("[{part: RUS/Sakhalin, south_of: 50}]")
    shapes = [borders(recipe, tmp_path).territory("a").geometry for recipe in (typed, text)]
    assert shapes[0].equals_exact(shapes[1], 0)


# ---- mistakes ------------------------------------------------------------------------------------


def test_all_mistakes_come_at_once_each_at_its_line() -> None:
    recipe = tree(
        "lines:\n"
        "  l: [[10, 50], Praguee]\n"
        "territories:\n"
        "  a:\n"
        "    name: A\n"
        "    from: 1940\n"
        "    to: 1939\n"
        "    bild: x\n"
        "    build:\n"
        "      - CHN/Jiln\n"
        "      - {part: CHN/Jilin, cut: l, holding: Harbin}\n"
        "      - {part: CHN/Jilin, cut: [[125, 43], [126, 43]], holding: Hsinking}\n"
        "  b: {name: B, confidence: sure, build: [{part: MNG/*}]}\n"
    )
    found = {recipe_files.place(recipe, m)[0]: m for m in evaluation.check(recipe)}
    assert sorted(found) == [2, 6, 8, 10, 11, 12, 13]
    assert "Prague" in (found[2].suggestion or "")
    assert "after" in found[6].message
    assert found[8].suggestion == "did you mean 'build'?"
    assert "'Jilin'" in (found[10].suggestion or "")
    assert "has a mistake" in found[11].message
    assert "does not cut" in found[12].message


@pytest.mark.parametrize(
    ("build", "words"),
    [
        ("[CHN/Nowhere]", "no unit 'Nowhere' in China"),
        ("[{part: CHN/Jilin, cut: nix, holding: Harbin}]", "no line or area 'nix'"),
        ("[{part: CHN/Jilin, inside: nix}]", "no area 'nix'"),
        ("[{part: CHN/Jilin}]", "does not say which part"),
        ("[{part: CHN/Jilin, cut: [[120, 43.5], [132, 43.5]]}]", "needs 'holding'"),
        (
            "[{part: CHN/Jilin, cut: [[120, 43.5], [132, 43.5]], holding: Tokyo}]",
            "Tokyo (139.69, 35.69) is not in",
        ),
        (
            "[{part: CHN/Jilin, cut: [[10, 43.5], [12, 43.5]], holding: Jilin}]",
            "does not cut CHN/Jilin in two",
        ),
        ("[{part: CHN/Jilin, south_of: 10}]", "nothing is left"),
        ("[{part: CHN/Jilin, south_of: Nirgendwo}]", "takes degrees or a place"),
        ("[{add: CHN/Jilin, minus: CHN/Jilin}]", "exactly one of"),
        ("[{add: CHN/Jilin, from: 1939-13}]", "no month 13"),
        ("[{add: CHN/Jilin, from: c. 1935}]", "is not a date"),
        ("[{part: MNG/*, cut: {river: Halhaa}, holding: [118, 47]}]", "no river 'Halhaa'"),
        ("[{part: MNG/*, cut: {river: Halha, to: Paris}, holding: [118, 47]}]", "does not come near 'Paris'"),
        ("[{part: MNG/*, cut: [[47.7, 118.8], [47, 118]], holding: [118, 47]}]", "is not on the Earth"),
        ("[{part: MNG/*, inside: {around: Urga, km: -3}}]", "{around: a place, km: a radius}"),
        ("[{part: MNG/*, inside: [[100, 45], [110, 50], [110, 45], [100, 50]]}]", "crosses itself"),
        ("[a]", "built from itself"),
        ("MNG/*", "needs 'build': a list"),
        ("[{add: [[1, 2]]}]", "is not the name of a unit"),
    ],
)
def test_one_mistake(build: str, words: str) -> None:
    assert words in mistake(only(build)).message


def test_coordinates_the_wrong_way_round_are_noticed() -> None:
    found = mistake(only("[{part: MNG/*, cut: [[47.7, 118.8], [100, 40]], holding: [118, 47]}]"))
    assert "[118.8, 47.7]" in (found.suggestion or "")


def test_overlapping_territories_are_named_once() -> None:
    recipe = tree(
        "territories:\n"
        "  a: {name: A, from: 1900, to: 1930, build: [CHN/Jilin]}\n"
        "  b: {name: B, build: [CHN/Jilin, CHN/Liaoning]}\n"
        "  c: {name: C, overlay: true, build: [CHN/Jilin]}\n"
    )
    found = mistake(recipe)
    assert found.path == ("territories", "b")
    assert "overlaps 'a' by 19" in found.message
    assert "minus" in (found.suggestion or "")
    assert [m.path for m in evaluation.borders_on(recipe, 1905)[1]] == [found.path]
    assert evaluation.borders_on(recipe, 1950)[1] == []


def test_a_long_chain_of_territories_is_a_mistake_not_a_crash() -> None:
    chain = "".join(f"  t{n}: {{name: T, hidden: true, build: [t{n + 1}]}}\n" for n in range(3000))
    recipe = tree("territories:\n" + chain + "  t3000: {name: Z, build: [MNG/*]}\n")
    assert "more than 60" in evaluation.check(recipe)[0].message


@pytest.mark.parametrize("bad", ["x", 1939.5, "1939-02-30", None, [1939], True, "1939-9"])
def test_a_bad_date_is_a_mistake(bad: Any) -> None:
    found, mistakes = evaluation.borders_on(only("[MNG/*]"), bad)
    assert found is None
    assert len(mistakes) == 1


words = st.sampled_from(
    [
        "MNG/*",
        "CHN/Jilin",
        "a",
        "b",
        "l",
        "Harbin",
        "1939",
        "-1",
        "50",
        "true",
        "",
        "Halha",
        "x/y",
        "build",
        "cut",
        "*/*",
    ]
)
keys = st.sampled_from(
    [
        "territories",
        "lines",
        "areas",
        "years",
        "a",
        "b",
        "l",
        "name",
        "build",
        "add",
        "part",
        "minus",
        "cut",
        "km",
    ]
)
more_keys = st.sampled_from(
    ["holding", "inside", "outside", "south_of", "from", "to", "around", "river", "hidden", "1939"]
)
leaves = st.one_of(st.none(), st.booleans(), st.integers(-200, 2000), st.floats(-200, 200), words)
anything = st.recursive(
    leaves,
    lambda c: st.one_of(st.lists(c, max_size=3), st.dictionaries(keys | more_keys, c, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_no_tree_whatever_makes_a_traceback(nonsense: Any) -> None:
    assert isinstance(read_recipe(nonsense)[1], list)
    evaluation.check(nonsense)
    evaluation.check(
        {
            "lines": {"l": nonsense},
            "territories": {
                "a": {
                    "name": "A",
                    "build": [
                        nonsense,
                        {"part": "MNG/Dornod", **(nonsense if isinstance(nonsense, dict) else {})},
                    ],
                }
            },
        }
    )


# ---- atoms ---------------------------------------------------------------------------------------

coordinate = st.floats(0.05, 3.95).map(lambda v: round(v, 3))


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=5, unique=True))
def test_atoms_are_a_coverage_whatever_the_line(points: list[tuple[float, float]]) -> None:
    squares = np.array([shapely.box(x, y, x + 1, y + 1) for x in range(4) for y in range(4)], object)
    names = [f"u{number}" for number in range(16)]
    faces = Faces(names, squares, {"l": Cut(shapely.LineString(points), frozenset(names))})
    assert shapely.coverage_is_valid(faces.geometries)
    assert shapely.area(faces.geometries).sum() == pytest.approx(16)
    assert set(faces.by_unit) == set(names)


# ---- dates ---------------------------------------------------------------------------------------


@given(st.integers(-3000, 3000), st.integers(1, 12), st.integers(1, 28))
def test_days_are_written_and_read_back(year: int, month: int, day: int) -> None:
    assert dates.first_day(dates.write((year, month, day))) == (year, month, day)
    assert dates.next_day((year, month, day)) > (year, month, day)


def test_ends_of_months_and_years() -> None:
    assert dates.last_day("1940-02") == (1940, 2, 29)
    assert dates.next_day((1939, 12, 31)) == (1940, 1, 1)
    assert dates.next_day((1900, 2, 28)) == (1900, 3, 1)


# ---- the documentation ---------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["A first recipe", "Example: Turkey after Lausanne"])
def test_the_recipes_of_the_documentation_work(heading: str, tmp_path: Path) -> None:
    text = (Path(__file__).parents[3] / "docs" / "territories.md").read_text("utf-8")
    section = text.split(f"## {heading}")[1].split("\n## ")[0]
    recipe = tree("\n".join(line[4:] for line in section.splitlines() if line.startswith("    ")))
    assert evaluation.check(recipe) == []
    assert len(borders(recipe, tmp_path, 1930).territories) >= 2


def test_a_part_that_holds_a_place_needs_a_cut() -> None:
    tree = {"territories": {"m": {"name": "M", "build": [{"part": "TUR/Bolu", "holding": "Bolu"}]}}}
    (mistake,) = read_recipe(tree)[1]
    assert mistake.message == "'part' does not say which part"


def test_an_id_with_spaces_is_a_mistake_with_a_better_one() -> None:
    (mistake,) = read_recipe({"territories": {"new  land": {"name": "M", "build": ["MNG/*"]}}})[1]
    assert "'new_land'" in str(mistake.suggestion)


def test_a_unit_that_nothing_resembles_points_to_the_list() -> None:
    (mistake,) = read_recipe({"territories": {"v": {"name": "V", "build": ["SRB/Vojvodina"]}}})[1]
    assert mistake.suggestion == "'podium list units SRB' lists them"


@pytest.mark.parametrize("frame", [[1, 2, 3], "here", [1, 2, 3, 2], [0, 0, 500, 10]])
def test_a_frame_that_is_none_is_a_mistake(frame: Any) -> None:
    recipe, mistakes = read_recipe({"frame": frame, "territories": {"m": {"name": "M", "build": ["MNG/*"]}}})
    assert recipe.frame is None
    assert [m.path for m in mistakes] == [("frame",)]


# ---- extending a shipped set -------------------------------------------------------------------------------

MEMEL = """title: Memel
extends: eastern-europe-1939-1941
territories:
  vilnius: {name: Vilnius, source: S, confidence: low, overlay: true, build: [LTU/Vilniaus]}
  estonia: {name: Eesti, to: 1940-06-16, source: S, confidence: high, build: [EST/*]}
"""


def test_a_shipped_set_is_extended_by_territories_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "memel.yaml"
    path.write_text(MEMEL, "utf-8")
    tree = recipe_files.read(path)
    found, mistakes = evaluation.borders_on(tree, "1939-08-31")
    assert found is not None, mistakes
    shipped = recipe_files.read(recipe_files.shipped()["eastern-europe-1939-1941"])
    whole, _ = evaluation.borders_on(shipped, "1939-08-31")
    assert whole is not None
    assert {t.id for t in found.territories} == {t.id for t in whole.territories} | {"vilnius"}
    assert (found.title, found.territory("estonia").name) == ("Memel", "Eesti")
    assert nodes.locate(tree, ("territories", "poland", "build")) == (2, 10)  # where the set is named
    assert nodes.locate(tree, ("territories", "vilnius", "name")) == (4, 19)


TAKES = """title: Two lands
takes:
  eastern-europe-1939-1941: [danzig, polish_lithuania]
  east-asia-1931-1941: korea
territories:
  lithuania: {source: S, confidence: low, build: [LTU/*, {minus: polish_lithuania}]}
"""


def test_a_recipe_takes_parts_of_shipped_sets_with_what_they_need(tmp_path: Path) -> None:
    path = tmp_path / "lands.yaml"
    path.write_text(TAKES, "utf-8")
    tree = recipe_files.read(path)
    assert list(tree["lines"]) == ["danzig_west", "nogat", "vilnius"]
    assert list(tree["territories"]) == ["polish_lithuania", "danzig", "korea", "lithuania"]
    found, mistakes = evaluation.borders_on(tree, 1938)
    assert found is not None, mistakes
    assert [t.id for t in found.territories] == ["danzig", "korea", "lithuania"]
    assert found.territory("danzig").source == "Treaty of Versailles"
    assert nodes.locate(tree, ("territories", "korea", "build")) == (4, 3)  # where the set is named


def test_what_a_taken_territory_needs_comes_hidden(tmp_path: Path) -> None:
    path = tmp_path / "vichy.yaml"
    path.write_text("title: T\ntakes: {eastern-europe-1939-1941: france_occupied}\nterritories: {}\n", "utf-8")
    found, _ = evaluation.borders_on(recipe_files.read(path), 1940)
    assert found is not None
    assert [t.id for t in found.territories] == ["france_occupied"]


def test_what_is_needed_does_not_hide_what_was_taken_and_two_lands_of_a_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lands.yaml"
    war, congo = "eastern-europe-1939-1941", "africa-1884-1914"
    path.write_text(f"title: T\ntakes:\n  {congo}: [algeria, french]\n  {war}: danzig\nterritories: {{}}\n", "utf-8")
    tree = recipe_files.read(path)
    assert "hidden" not in tree["territories"]["algeria"]
    assert nodes.locate(tree, ("territories", "algeria", "build")) == (3, 3)
    assert nodes.locate(tree, ("territories", "danzig", "build")) == (4, 3)

    text = f"title: T\ntakes: {{africa-1945-1975: [algeria], {congo}: [french]}}\nterritories: {{}}\n"
    path.write_text(text, "utf-8")
    with pytest.raises(source.SourceError) as refused:
        recipe_files.read(path)
    assert str(refused.value).startswith("'africa-1884-1914' has another 'algeria' than 'africa-1945-1975'")
    assert (refused.value.span.line, refused.value.span.column) == (2, 38)
    path.write_text(text.replace("{}", "{algeria: {name: A, source: S, confidence: low, build: [DZA/*]}}"), "utf-8")
    assert recipe_files.read(path)["territories"]["algeria"]["name"] == "A"


def test_the_same_land_taken_from_two_sets_is_there_once_and_shown() -> None:
    land = {"name": "X", "build": ["FRA/*"]}
    sets = {"a": {"territories": {"x": land}}, "b": {"territories": {"x": land, "y": {"build": ["x"]}}}}
    for names in ("a: [x]\nb: [y]\n", "b: [y]\na: [x]\n"):
        tree = nodes.Mapping.of((1, 1), [("takes", source.parse(names, "f"), (1, 1), (1, 1))])
        found = reuse.joined(tree, "f", [*sets], sets.__getitem__)["territories"]["x"]
        assert found == land | {"name": {"en": "X"}}  # shipped names are English


@pytest.mark.parametrize(
    ("takes", "at", "message", "hint"),
    [
        ("eastern-europe", (2, 8), "'takes' is a shipped set and what to take from it", "for example"),
        ("{eastern-europe: [danzig]}", (2, 9), "no shipped set 'eastern-europe' to take from", "did you mean"),
        ("{east-asia-1931-1941: [koera]}", (2, 31), "'east-asia-1931-1941' has no 'koera'", "did you mean 'korea'"),
        ("{east-asia-1931-1941: [[korea]]}", (2, 31), "'east-asia-1931-1941' has no '['korea']'", "did you mean"),
    ],
)
def test_what_no_shipped_set_has_cannot_be_taken(
    tmp_path: Path, takes: str, at: tuple[int, int], message: str, hint: str
) -> None:
    path = tmp_path / "lands.yaml"
    path.write_text(f"title: T\ntakes: {takes}\nterritories: {{korea: {{build: [KOR/*]}}}}\n", "utf-8")
    with pytest.raises(source.SourceError) as refused:
        recipe_files.read(path)
    assert (refused.value.span.line, refused.value.span.column) == at
    assert str(refused.value).startswith(message)
    assert hint in refused.value.hint


def test_a_set_that_is_not_shipped_cannot_be_extended(tmp_path: Path) -> None:
    path = tmp_path / "memel.yaml"
    path.write_text(MEMEL.replace("europe-1939-1941", "europe"), "utf-8")
    with pytest.raises(source.SourceError) as refused:
        recipe_files.read(path)
    assert (refused.value.span.line, refused.value.span.column) == (2, 10)
    assert "did you mean 'eastern-europe-1939-1941'?" in refused.value.hint
