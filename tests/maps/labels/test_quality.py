"""What every map owes the back row and colour-blind viewers, measured over maps and themes."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import shapely
from colour_vision import apart, contrast
from map_scenes import Drawn, bare, check, drawn, labels, text_of
from thorough import mixed

from podium import themes
from podium.maps.labels.collision_grid import flattened
from podium.scene.boxes import Box, Freeform, Group, Hatch, Text
from podium.themes._map_colours import SIDES

EAST = "  - map: {headline}\n    territories: east-asia-1931-1941\n    year: 1939\n"
EUROPE = "  - map: {headline}\n    territories: eastern-europe-1939-1941\n    date: 1940-09-30\n"
MAPS = {
    "asia": EAST + "    frame: [96, 19, 150, 53]\n    full: true\n    fill: {soviet: [ussr], soviet strong: "
    "[mongolia], japan: [manchukuo], japan strong: [japan, korea]}\n    hatch: {occupied japan: [occupied]}\n"
    "    events: [{title: Khalkhin Gol, at: [118.7, 47.7], date: 1939}, {title: Lake Khasan, at: [130.6, 42.45], "
    "date: 1938}]\n    cities: [Hsinking, Mukden, Peking, Nanking, Shanghai, Tokyo]\n",
    "europe": EUROPE + "    frame: [16, 45, 44, 63]\n    full: true\n    fill: {soviet: [ussr], grey: [germany], "
    "green: [hungary, romania], violet: [italy]}\n    cities: [Moscow, Berlin, Warsaw, Leningrad, Helsinki, Kiev]\n",
    "today": "  - map: {headline}\n    frame: [-10, 36, 32, 60]\n    full: true\n    fill: {soviet: [POL], "
    "green: [DEU], blue: [FRA], violet: [ITA], ochre: [ESP], grey: [GBR]}\n"
    "    borders: [{path: [[0, 44], [10, 50]], side: grey, label: A line}]\n    rivers: [Danube, Rhine]\n",
    "beside": EAST + "    frame: [111, 41, 136, 52.5]\n    items: [One thing, Another]\n    fill: {soviet: [ussr, "
    "mongolia], green: [manchukuo]}\n    events: [{title: Khalkhin Gol, at: [118.7, 47.7], date: 1939}]\n"
    "    borders: [{path: [[114, 50], [119, 47], [124, 44]], side: soviet, label: As Moscow reads it}]\n",
}
every_theme = pytest.mark.parametrize("theme", themes.names())


def made(tmp_path: Path, name: str, theme: str = "atlas", headline: str = "H") -> Drawn:
    return drawn(tmp_path, MAPS[name].replace("{headline}", headline), theme=theme)


def shape_of(box: Freeform) -> shapely.Geometry:
    """An area of the map, holes open."""
    found = shapely.Polygon()
    for path in box.paths:
        ring = [(x + box.rect.x, y + box.rect.y) for x, y in flattened(path)]
        if len(ring) > 3:
            found = shapely.symmetric_difference(found, shapely.make_valid(shapely.Polygon(ring)))
    return found


def grounds(result: Drawn, label: Text) -> set[str]:
    """The fills under a label: sea, if no land covers it all."""
    r = label.rect
    rest = place = shapely.box(r.x, r.y, r.right, r.bottom)
    found: set[str] = set()
    for box in result.boxes:
        land = box.name.startswith(("territory", "other", "lake"))
        if land and isinstance(box, Freeform) and isinstance(box.fill, str):
            b = box.rect
            if b.x < r.right and r.x < b.right and b.y < r.bottom and r.y < b.bottom and box.step <= label.step:
                under = shapely.intersection(shape_of(box), place)
                if under.area > 0.02 * place.area:
                    found.add(box.fill)
                    rest = shapely.difference(rest, under)
    return found | ({"map.sea"} if rest.area > 0.02 * place.area else set())


@pytest.mark.parametrize(("name", "theme"), mixed(MAPS, themes.names(), rounds=2))
def test_every_name_has_a_contrast_of_four_and_a_half_with_what_it_stands_on(
    tmp_path: Path, name: str, theme: str
) -> None:
    result, look = made(tmp_path, name, theme), themes.load(theme)
    seen = 0
    for label in labels(result):
        for role in grounds(result, label):
            colours = {run.colour for p in label.paragraphs for run in p.runs}
            for colour in colours:
                assert contrast(look.rgb(colour), look.rgb(role)) >= 4.5, (label.name, colour, role)
                seen += 1
    assert seen > 5


def fills_of(result: Drawn, sides: dict[str, set[str]]) -> dict[str, set[str]]:
    """The roles of the fills of each side's territories, by what the test expects to be whose."""
    found: dict[str, set[str]] = {side: set() for side in sides}
    for box in result.boxes:
        if isinstance(box, Freeform) and box.name.startswith("territory: ") and isinstance(box.fill, str):
            for side, names in sides.items():
                if box.name.removeprefix("territory: ") in names:
                    found[side].add(box.fill)
    return found


@pytest.mark.cases(12)
@every_theme
@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(SIDES, 2)))
def test_two_sides_are_told_apart_without_green_on_every_map(tmp_path: Path, theme: str, one: str, other: str) -> None:
    """Any two colours; a deck has at least these two sides' own colours on its maps."""
    slide = f"  - map: H\n    frame: [12, 50, 20, 54]\n    fill: {{{one}: [DEU], {other}: [POL]}}\n"
    result = drawn(tmp_path, bare(slide), theme=theme)
    fills = fills_of(result, {one: {"Germany"}, other: {"Poland"}})
    look = themes.load(theme)
    (a,), (b,) = fills[one], fills[other]
    assert a.split(".")[1] == one
    assert b.split(".")[1] == other
    assert apart(look.rgb(a), look.rgb(b), "deuteranopia") >= 10, (a, b)
    assert apart(look.rgb(a), look.rgb(b)) >= 8


def test_a_side_has_the_same_shade_on_every_map_and_in_the_legend(tmp_path: Path) -> None:
    slide = "  - map: H\n    frame: [4, 45, 26, 56]\n    legend: true\n    fill: {%s}\n"
    alone = drawn(tmp_path, slide % "green: [POL]")
    both = drawn(tmp_path, slide % "soviet: [DEU], green: [POL]")
    poland = {"green": {"Poland"}}
    assert fills_of(alone, poland) == fills_of(both, poland) != {"green": {"map.green"}}
    swatches = {b.fill for b in every(both.boxes) if b.name.startswith("Legend: ")}
    assert fills_of(both, poland)["green"] <= {s for s in swatches if not isinstance(s, Hatch)}


def every(boxes: tuple[Box, ...]) -> list[Box]:
    return [b for box in boxes for b in ((box, *every(box.boxes)) if isinstance(box, Group) else (box,))]


def test_shades_that_cannot_be_told_apart_without_green_are_noted(tmp_path: Path) -> None:
    fill = "{red: [DEU], red strong: [FRA], green: [POL], green strong: [CZE]}"
    slide = f"  - map: H\n    frame: [4, 45, 26, 56]\n    fill: {fill}\n"
    found = [f for f in drawn(tmp_path, slide).findings if "see no green" in f]
    assert found
    assert all("note" in f for f in found)


# ---- what the lecturer has put on the map ------------------------------------------------------------------


def size_of(result: Drawn, name: str) -> float:
    (label,) = [b for b in result.boxes if isinstance(b, Text) and b.name == name]
    return max(run.size for p in label.paragraphs for run in p.runs)


@pytest.mark.parametrize("name", ["asia", "europe", "today"])
def test_on_a_map_that_fills_the_slide_no_label_is_under_16_pt(tmp_path: Path, name: str) -> None:
    result = made(tmp_path, name)
    small = {b.name: min(r.size for p in b.paragraphs for r in p.runs) for b in labels(result)}
    assert min(small.values()) >= 16, small
    words = [b for b in every(result.boxes) if isinstance(b, Text) and b.name.startswith(("Legend", "Scale"))]
    assert words
    assert min(r.size for b in words for p in b.paragraphs for r in p.runs) >= 16
    check(result)


def test_what_the_headline_names_leads_the_map(tmp_path: Path) -> None:
    told, plain = made(tmp_path, "asia", headline="At Khalkhin Gol the Japanese lost"), made(tmp_path, "asia")
    assert size_of(told, "label: Khalkhin Gol") > size_of(plain, "label: Khalkhin Gol") >= 16
    assert size_of(told, "label: Lake Khasan") <= 20
    large, usual = (next(b.rect.w for b in s.boxes if b.name == "event: Khalkhin Gol") for s in (told, plain))
    assert large > 1.2 * usual
    check(told)


def test_the_only_event_leads_the_map_and_a_listed_town_that_the_headline_names(tmp_path: Path) -> None:
    beside = made(tmp_path, "beside")
    assert size_of(beside, "label: Khalkhin Gol") > 18 or "\v" in text_of(next(iter(labels(beside))))
    named = made(tmp_path, "europe", headline="Kiev was next")
    assert size_of(named, "city name: Kiev") > size_of(named, "city name: Warsaw")


def test_names_of_events_are_bold_and_no_smaller_than_those_of_towns(tmp_path: Path) -> None:
    result = made(tmp_path, "asia")
    events = [b for b in labels(result) if b.name.startswith("label: ")]
    towns = [b for b in labels(result) if b.name.startswith("city name: ")]
    assert all(run.bold for b in events for p in b.paragraphs for run in p.runs)
    smallest = min(r.size for b in events for p in b.paragraphs for r in p.runs)
    assert smallest >= min(r.size for b in towns for p in b.paragraphs for r in p.runs)


def test_a_set_without_dates_is_of_the_year_in_its_name(tmp_path: Path) -> None:
    result = drawn(tmp_path, "  - map: H\n    territories: roman-empire-117\n    fill: {soviet: [aegyptus]}\n")
    assert result.words("city name: ") == []


def test_a_map_of_antiquity_names_no_town_that_nobody_asked_for(tmp_path: Path) -> None:
    rome = "  - map: H\n    territories: roman-empire-117\n    year: 117\n    frame: [-6, 30, 20, 48]\n{}"
    silent = drawn(tmp_path, rome.format(""))
    asked = drawn(tmp_path, rome.format("    cities: [Rome]\n"))
    assert [b.name for b in labels(silent) if b.name.startswith("city name: ")] == []
    assert [b.name for b in labels(asked) if b.name.startswith("city name: ")] == ["city name: Rome"]
