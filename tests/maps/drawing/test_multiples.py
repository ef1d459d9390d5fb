"""Small multiples: one frame, one scale, one legend."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from map_scenes import Drawn, bare, drawn, within
from thorough import mixed

from podium.scene.boxes import Freeform, Group, Text

POLAND = """  - map: H
    territories: eastern-europe-1939-1941
    years: [1939-08-31, 1939-10-30, 1941-07-01]
    frame: [12, 46, 34, 60]
    fill: {ochre: [poland], soviet: [ussr, soviet_poland], japan: [germany]}
"""


def mistakes(tmp_path: Path, slide: str) -> str:
    try:
        return "\n".join(drawn(tmp_path, bare(slide)).findings)
    except AssertionError as e:
        return str(e)


def land(result: Drawn, name: str) -> list[Freeform]:
    return [b for b in result.boxes if isinstance(b, Freeform) and re.fullmatch(rf"territory: {name}( \d)?", b.name)]


@pytest.mark.parametrize(
    ("how", "theme"),
    mixed(["", "    items: [One thing, Another]\n", "    caption: After the treaties\n"], ["atlas", "night"]),
)
def test_every_year_has_its_map_in_the_same_frame_under_one_legend(tmp_path: Path, how: str, theme: str) -> None:
    result = drawn(tmp_path, POLAND + how, theme=theme)
    maps = [b.rect for b in result.boxes if re.fullmatch(r"map( \d)?", b.name)]
    assert len(maps) == 3
    assert len({(r.w, r.h, r.y) for r in maps}) == 1
    assert all(a.right < b.x for a, b in itertools.pairwise(maps))
    heads = [b for b in result.boxes if b.name.startswith("Map ")]
    assert [p.text for b in heads if isinstance(b, Text) for p in b.paragraphs] == [
        "31 August 1939", "30 October 1939", "1 July 1941"
    ]  # fmt: skip
    (legend,) = result.named("Legend")
    assert isinstance(legend, Group)
    assert legend.rect.y > max(r.bottom for r in maps)
    said = {p.text for b in legend.boxes if isinstance(b, Text) for p in b.paragraphs}
    assert said == {"Poland", "Soviet Union", "Japan"}
    assert not [f for f in result.findings if "does not fit" in f]


def test_land_that_has_not_changed_is_the_same_on_all_of_them(tmp_path: Path) -> None:
    result = drawn(tmp_path, POLAND)
    maps = [b.rect for b in result.boxes if re.fullmatch(r"map( \d)?", b.name)]
    assert len(land(result, "Poland")) == 1
    assert within(land(result, "Poland")[0].rect, maps[0])
    sweden = land(result, "Sweden")
    assert len({(b.rect.x - m.x, b.rect.y - m.y, b.paths) for b, m in zip(sweden, maps, strict=True)}) == 1


def test_what_is_fitted_to_land_that_is_gone_later_has_the_frame_of_the_first(tmp_path: Path) -> None:
    result = drawn(tmp_path, POLAND.replace("frame: [12, 46, 34, 60]", "fit: [poland]"))
    slovakia, maps = land(result, "Slovakia"), [b.rect for b in result.boxes if re.fullmatch(r"map( \d)?", b.name)]
    assert len({(b.rect.x - m.x, b.rect.y - m.y) for b, m in zip(slovakia, maps, strict=True)}) == 1


def test_what_does_not_exist_in_the_first_year_is_fitted_in_the_first_in_which_it_does(tmp_path: Path) -> None:
    slide = "  - map: H\n    territories: east-asia-1931-1941\n    years: [1931, 1939]\n    fit: [manchukuo]\n"
    result = drawn(tmp_path, slide)
    first, second = (b.rect for b in result.boxes if re.fullmatch(r"map( \d)?", b.name))
    (manchukuo,) = land(result, "Manchukuo")
    assert within(manchukuo.rect, second)
    assert manchukuo.rect.w > second.w / 3
    korea, later = land(result, r"Korea \(Chosen\)")
    assert (korea.rect.x - first.x, korea.rect.y - first.y) == (later.rect.x - second.x, later.rect.y - second.y)


def there_and_named(result: Drawn) -> list[tuple[set[str], set[str]]]:
    """The names of the land on each map, and of those that stand on it."""
    found: list[tuple[set[str], set[str]]] = []
    for frame in (b.rect for b in result.boxes if re.fullmatch(r"map( \d)?", b.name)):
        there, named = (
            {re.sub(r" \d$", "", b.name.partition(": ")[2]) for b in result.named(kind) if within(b.rect, frame)}
            for kind in ("territory: ", "name: ")
        )
        found.append((there, named))
    return found


@pytest.mark.parametrize(
    ("slide", "names", "filled"),
    [
        (
            "eastern-europe-1939-1941\n    years: [1939-08-31, 1939-10-30, 1940-09-30, 1941-07-01]\n"
            "    frame: [8, 43, 36, 61]\n    fill: {soviet: [ussr]}\n",
            {"Germany", "Hungary", "Romania"},
            {"Soviet Union"},
        ),
        (
            "east-asia-1931-1941\n    years: [1931, 1933, 1937, 1941]\n    frame: [92, 20, 146, 53]\n"
            "    fill: {japan: [manchukuo, japan]}\n",
            {"Republic of China"},
            {"Manchukuo", "Empire of Japan"},
        ),
    ],
)
def test_land_that_podium_names_has_its_name_in_all_years_or_in_none(
    tmp_path: Path, slide: str, names: set[str], filled: set[str]
) -> None:
    maps = there_and_named(drawn(tmp_path, "  - map: H\n    territories: " + slide))
    assert all(names <= there for there, _ in maps)
    for land in set[str]().union(*(named for _, named in maps)) - filled:
        assert len({land in named for there, named in maps if land in there}) == 1, land


def test_a_name_that_is_asked_for_stays_where_it_fits(tmp_path: Path) -> None:
    slide = POLAND.replace(
        "    frame: [12, 46, 34, 60]\n", "    frame: [8, 43, 36, 61]\n    names: {romania: Romania}\n"
    )
    maps = there_and_named(drawn(tmp_path, slide))
    assert {"Romania" in named for _, named in maps} == {True}


def test_many_years_stand_in_rows_and_too_many_are_told(tmp_path: Path) -> None:
    years = "[1939-06, 1939-08-31, 1939-10-30, 1940-03-30, 1940-09-30, 1941-07-01]"
    result = drawn(tmp_path, POLAND.replace("[1939-08-31, 1939-10-30, 1941-07-01]", years))
    maps = [b.rect for b in result.boxes if re.fullmatch(r"map( \d)?", b.name)]
    assert len(maps) == 6
    assert len({r.y for r in maps}) == 2
    assert not [f for f in result.findings if "no room to be read" in f]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[1939-08-31, 1939-10-30, 1941-07-01]", "[1939]", "2 to 9 years"),
        ("[1939-08-31, 1939-10-30, 1941-07-01]", "1939", "2 to 9 years"),
        ("[1939-08-31, 1939-10-30, 1941-07-01]", "[1939, 1939]", "'1939' is there twice"),
        ("[1939-08-31, 1939-10-30, 1941-07-01]", "[1939-08-31, 1939-02-30]", "1939-02-30"),
        ("[1939-08-31, 1939-10-30, 1941-07-01]", "[1939-08-31, {a: 1}]", "a year or a day"),
        ("    frame:", "    steps: [One]\n    frame:", "'steps' or 'years'"),
        ("    frame:", "    year: 1939\n    frame:", "'year' is ignored"),
        ("    frame:", "    full: true\n    frame:", "'full' is ignored"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = mistakes(tmp_path, POLAND.replace(old, new))
    assert said in found
    assert found.count(said) == 1 or "02-30" in said


def test_land_outside_the_frame_is_told_once_and_not_where_another_year_has_it(tmp_path: Path) -> None:
    elsewhere = POLAND.replace("[12, 46, 34, 60]", "[-80, 20, -60, 40]")
    findings = [f for f in drawn(tmp_path, elsewhere).findings if "is in this map's frame" in f]
    assert len(findings) == 3
    within_one = POLAND.replace("japan: [germany]", "japan: [soviet_poland]").replace(", soviet_poland]", "]")
    assert not [f for f in drawn(tmp_path, within_one).findings if "frame" in f]


def test_fitted_to_tall_land_the_years_say_how_much_more_they_show(tmp_path: Path) -> None:
    (tmp_path / "territories").mkdir()
    lands = "{chile: {name: Chile, from: 1902, build: [CHL/*]}, bolivia: {name: Bolivia, from: 1902, build: [BOL/*]}}"
    recipe = f"title: The Andes\nterritories: {lands}\n"
    (tmp_path / "territories" / "andes.yaml").write_text(recipe, encoding="utf-8")
    slide = "  - map: H\n    years: [1910, 1920]\n    territories: andes\n    cities: false\n    fit: [%s]\n"
    for land, count in (("chile", 1), ("bolivia", 0)):
        findings = drawn(tmp_path, slide % land).findings
        assert len([f for f in findings if "times the land that it fits" in f]) == count


def test_notes_and_warnings_stand_once(tmp_path: Path) -> None:
    slide = POLAND.replace("ochre: [poland]", "green: [poland]").replace("soviet:", "red:", 1)
    findings = drawn(tmp_path, slide).findings
    assert len(findings) == len(set(findings))
