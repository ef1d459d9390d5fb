"""A map that shows less than was meant says so: frames, steps, arrows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from talk import Talk, text_of

RECIPE = """\
title: Czechoslovakia
territories:
  czechoslovakia:
    {name: Czechoslovakia, from: 1918, to: 1939-03-14, source: S, confidence: high, build: [CZE/*, SVK/*]}
  protectorate: {name: Protectorate, from: 1939-03-15, source: S, confidence: high, build: [CZE/*]}
  slovakia: {name: Slovakia, from: 1939-03-15, source: S, confidence: high, build: [SVK/*]}
"""
BOTH = "fill: {green: [czechoslovakia, slovakia], grey: [protectorate]}"
Slide = Callable[..., Talk]


@pytest.fixture
def said(slide: Slide, tmp_path: Path) -> Callable[[str], list[str]]:
    """`said(keys of a map)`: its warnings, without their places."""
    folder = tmp_path / "slides_src" / "territories"
    folder.mkdir(parents=True)
    (folder / "czech.yaml").write_text(RECIPE, "utf-8")

    def run(keys: str) -> list[str]:
        made = slide(f"map: A map\nrelief: false\n{keys}")
        assert not made.report.failed, made.messages
        return [m.partition("warning: ")[2] for m in made.messages]

    return run


def czech(frame: str, more: str = BOTH, date: str = "1938-09-30") -> str:
    return f"territories: czech\ndate: {date}\nframe: {frame}\n{more}"


# ---- frames ------------------------------------------------------------------------------------------------


def test_a_frame_with_latitude_first_shows_nothing_of_what_is_filled(said: Callable[[str], list[str]]) -> None:
    assert said(czech("[48, 11, 51, 23]", "fill: {green: [czechoslovakia]}")) == [
        "no part of 'Czechoslovakia' is in this map's frame; longitude comes first: perhaps [11, 48, 23, 51]"
    ]
    assert said("frame: [48, 14, 56, 26]\nfill: {red: [POL]}") == [
        "no part of 'Poland' is in this map's frame; longitude comes first: perhaps [14, 48, 26, 56]"
    ]


def test_a_frame_elsewhere_is_named_at_what_it_does_not_show(said: Callable[[str], list[str]]) -> None:
    elsewhere = "choose another frame, or remove it"
    found = said(czech("[-80, 20, -60, 40]", "hatch: {occupied green: [czechoslovakia]}"))
    assert found == [f"no part of 'Czechoslovakia' is in this map's frame; {elsewhere}"]
    found = said(czech("[-80, 20, -60, 40]", "cities: false"))
    assert found == [f"no part of these territories is in this map's frame; {elsewhere}"]


def test_of_several_lands_of_one_colour_one_in_the_frame_will_do(said: Callable[[str], list[str]]) -> None:
    assert said("frame: [14, 48, 26, 56]\nfill: {red: [POL, BRA]}") == []


def test_a_frame_of_other_proportions_than_its_place_says_how_much_more_is_shown(
    said: Callable[[str], list[str]],
) -> None:
    (found,) = said("frame: [14, 46, 26.5, 62]\nfill: {red: [POL]}\ncities: false")
    assert found.startswith("this map shows 4.")
    assert "times the land of its frame: its place is 2." in found
    assert said("frame: [4, 46, 36, 57]\nfill: {red: [POL]}\ncities: false") == []


def test_so_does_one_that_is_fitted_and_that_of_a_set(said: Callable[[str], list[str]], tmp_path: Path) -> None:
    tall = "fit: [GBR, IRL]\nfill: {red: [GBR]}\ncities: false"
    (found,) = said(tall)
    assert found.startswith("this map shows 3.")
    assert "times the land that it fits: its place is 2." in found
    assert said("fit: [CZE, SVK]\nfill: {red: [CZE]}\ncities: false") == []
    path = tmp_path / "slides_src" / "territories" / "czech.yaml"
    path.write_text(RECIPE.replace("territories:", "frame: [11, 40, 23, 60]\nterritories:", 1), "utf-8")
    (found,) = said("territories: czech\ndate: 1938-09-30\ncities: false")
    assert "times the land of its set's frame" in found
    (found,) = said("cities: false\nfill: {red: [CHL]}")
    assert "times the land that it tells of" in found
    assert said("cities: false\nfill: {red: [CZE, SVK]}") == []
    (found,) = said("fit: [CHL]\nfill: {red: [CHL]}\ncities: false\nfull: true")
    assert "that it fits" in found


def test_the_numbers_of_a_frame_that_is_none_are_turned_where_that_makes_one(slide: Slide) -> None:
    made = slide("map: A map\nframe: [30, 100, 50, 150]\n")
    assert "longitude comes first: perhaps [100, 30, 150, 50]" in made.messages[0]


# ---- steps -------------------------------------------------------------------------------------------------


def stepped(*steps: str, more: str = BOTH, date: str = "1938-09-30") -> str:
    listed = ", ".join(f"{{name: {name}, date: {day}}}" for name, _, day in (s.partition(" ") for s in steps))
    return czech("[8, 46, 26, 53]", f"{more}\nnames: false\nsteps: [{listed}]", date)


def test_steps_in_order_at_which_something_grows_are_fine(said: Callable[[str], list[str]]) -> None:
    assert said(stepped("a 1939-03-15")) == []


@pytest.mark.parametrize("date", ["1939", "1939-03-20"])
def test_a_map_that_begins_after_its_steps_says_so(said: Callable[[str], list[str]], date: str) -> None:
    assert said(stepped("a 1938-10-01", "b 1939-03-15", date=date))[0] == (
        f"'a' shows 1938-10-01, but the map has already reached {date}; "
        "start from the earliest 'date' and list the steps in order of date"
    )


def test_a_step_at_which_nothing_grows_says_so(said: Callable[[str], list[str]]) -> None:
    assert said(stepped("a 1938-10-01", "b 1939-03-15")) == [
        "the step 'a' shows nothing: no territory here gains land from 1938-09-30 to 1938-10-01; "
        "change its date, or remove the step"
    ]
    more = f"{BOTH}\nremarks: [{{text: R, at: Prague, step: a}}]"
    assert said(stepped("a 1938-10-01", "b 1939-03-15", more=more)) == []


def test_what_changes_hands_without_a_colour_is_named(said: Callable[[str], list[str]]) -> None:
    nothing = "the step 'b' shows nothing: the land gained by then is not filled; fill Protectorate or Slovakia"
    assert said(stepped("b 1939-03-15", more="")) == [f"{nothing}, or remove the step"]
    lost = said(stepped("b 1939-03-15", more="fill: {green: [czechoslovakia]}"))  # it loses its colour
    assert [m for m in lost if "says what the colour of 'green' means" not in m] == []


def test_a_dated_step_without_a_recipe_says_what_is_missing(said: Callable[[str], list[str]]) -> None:
    assert said("frame: [8, 46, 26, 53]\nsteps: [{name: a, date: 1938}]") == [
        "without 'territories' no border changes by 1938; name a recipe with 'territories'"
    ]


# ---- arrows, fronts, places --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("arrows: [{from: [30, 52], to: [30.1, 52]}]", "this arrow is too short to be seen on this map"),
        ("arrows: [{from: [30, 52], to: [31, 52], number: 1}]", "this arrow is so short that its number covers it"),
        ("fronts: [{path: [[30, 52], [30.1, 52]]}]", "this line is too short to be seen on this map"),
        ("claims: [{path: [[30, 52], [30.1, 52]]}]", "this line is too short to be seen on this map"),
        ("arrows: [{from: [16, 52], to: [23, 52], side: grey}]", "this arrow has almost the same colour as the land"),
        ("arrows: [{from: [16, 52], to: [23, 52]}]", "this arrow has almost the same colour as the land"),
    ],
)
def test_what_can_hardly_be_seen_says_so(said: Callable[[str], list[str]], keys: str, message: str) -> None:
    found = said(f"frame: [10, 45, 40, 60]\ncities: false\nfill: {{grey: [POL]}}\n{keys}")
    assert len(found) == 1
    assert found[0].startswith(message)


def test_what_can_be_seen_says_nothing(said: Callable[[str], list[str]]) -> None:
    arrows = "arrows: [{from: [16, 52], to: [23, 52], side: red, number: 1}, {from: [30, 52], to: [35, 52], number: 2}]"
    front = "fronts: [{path: [[30, 50], [33, 48]]}]"
    assert said(f"frame: [10, 45, 40, 60]\ncities: false\nfill: {{grey: [POL]}}\n{arrows}\n{front}") == []


def test_the_place_that_a_map_is_about_has_its_name(slide: Slide) -> None:
    made = slide("map: A map\nrelief: false\naround: {place: Suomussalmi, km: 45}\n")
    assert "Suomussalmi" in text_of(made.slides()[0])
    made = slide("map: A map\nrelief: false\naround: {place: Suomussalmi, km: 45}\ncities: false\n")
    assert "Suomussalmi" not in text_of(made.slides()[0])


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("cities: [{name: Here, at: [20, 50], side: red}]", "a city cannot have the colour of a side"),
        ("remarks: [{text: Here, at: [20, 50], side: red}]", "a remark cannot have the colour of a side"),
    ],
)
def test_a_side_that_is_not_shown_is_told(said: Callable[[str], list[str]], part: str, message: str) -> None:
    assert [s.partition(";")[0] for s in said(f"frame: [10, 45, 40, 60]\n{part}")] == [message]


@pytest.mark.parametrize(("legend", "lost"), [("legend: false", True), ("legend: true", False), ("", True)])
def test_a_title_without_a_legend_to_stand_over_is_told(
    said: Callable[[str], list[str]], legend: str, lost: bool
) -> None:
    found = said(f"frame: [10, 45, 40, 60]\ntitle: Poland\nalt: A map\nfill: {{red: [POL]}}\n{legend}")
    assert [s.partition(";")[0] for s in found] == [
        "a map's title is shown above its legend, but this map has no legend"
    ] * lost
