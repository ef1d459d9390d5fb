"""Numbers on maps: land by number, circles, flows."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import shapely
from map_scenes import Drawn, bare, check, drawn, labels, outlines, within

from podium import themes
from podium.scene.boxes import Box, Freeform, Group, Shape, Text

FRAME = "  - map: H\n    frame: [-11, 35, 32, 60]\n    cities: false\n"
LAND = (
    "    values:\n      title: People who cannot read\n      unit: '%'\n      side: japan\n"
    "      data: {France: 17, Germany: 2, Spain: ~56, Italy: 48, Portugal: 73, Poland: 32, Greece: unknown}\n"
)
CIRCLES = (
    "    names: false\n    circles: {title: Inhabitants, side: soviet, data: {London: 6.4 million, Paris: 1.6 million, "
)
CIRCLES += "Berlin: ~1.9 million, Rome: 0.4 million}}\n"
FLOWS = """  - map: H
    frame: [22, 52, 39, 57.5]
    names: false
    flows:
      - label: There
        side: soviet
        unit: men
        stations: [{at: Kaunas, number: 400000}, {at: Smolensk, number: 100000}, {at: Moscow, number: 100000}]
      - label: Back
        side: grey
        stations: [{at: Moscow, number: 100000}, Smolensk: 40000, {at: [25.3, 54.7], label: Wilna}, Kaunas: 10000]
"""


def every(boxes: tuple[Box, ...]) -> list[Box]:
    return [b for box in boxes for b in ((box, *every(box.boxes)) if isinstance(box, Group) else (box,))]


def fill_of(result: Drawn, land: str) -> str:
    (box,) = [b for b in result.boxes if b.name == f"territory: {land}"]
    assert isinstance(box, (Freeform, Shape))
    assert isinstance(box.fill, str)
    return box.fill


def words(result: Drawn, start: str) -> list[str]:
    found = [b for b in every(result.boxes) if isinstance(b, Text) and b.name.startswith(start)]
    return [p.text.replace("\v", " ") for b in found for p in b.paragraphs]


def mistakes(tmp_path: Path, slide: str) -> str:
    try:
        return "\n".join(drawn(tmp_path, bare(slide)).findings)
    except AssertionError as e:
        return str(e)


# ---- land --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["    full: true\n", "", "    items: [One thing, Another]\n"])
def test_more_is_darker_estimates_are_hatched_and_the_legend_has_the_numbers(tmp_path: Path, how: str) -> None:
    result = drawn(tmp_path, FRAME + LAND + how)
    check(result)
    rgb = themes.load("atlas").rgb
    light = [
        sum(int(rgb(fill_of(result, land))[n : n + 2], 16) for n in (0, 2, 4))
        for land in ("Germany", "France", "Spain", "Portugal")
    ]
    assert light == sorted(light, reverse=True)
    assert len(set(light)) == 4
    assert [b.name for b in result.named("hatch: ")] == ["hatch: Spain"]
    assert fill_of(result, "Greece") == fill_of(result, "Austria")
    said = words(result, "Legend")
    assert [s for s in said if s.endswith("%")] == ["73%", "48–56%", "17–32%", "2%"]
    assert {"Estimate", "Unknown"} <= set(said)
    assert "People who cannot read" in said + words(result, "Map title")


def test_stated_classes_are_those_of_the_legend(tmp_path: Path) -> None:
    result = drawn(tmp_path, FRAME + LAND.replace("side: japan", "classes: [10, 25, 50]"))
    assert [s for s in words(result, "Legend") if "%" in s] == ["at least 50%", "25–50%", "10–25%", "less than 10%"]
    assert fill_of(result, "Italy") == fill_of(result, "Poland") != fill_of(result, "Spain")


def test_the_alt_text_says_which_land_is_in_which_class(tmp_path: Path) -> None:
    (sea,) = [b for b in drawn(tmp_path, FRAME + LAND).boxes if b.name == "map"]
    assert "17–32%: France, Poland" in sea.alt
    assert "73%: Portugal" in sea.alt


def test_fills_and_hatches_lie_over_numbers(tmp_path: Path) -> None:
    grey = drawn(tmp_path, bare(FRAME + LAND + "    fill: {grey: ['*']}\n", "legend"))
    assert fill_of(grey, "France") == fill_of(grey, "Austria") == "map.grey"
    assert "Estimate" not in words(grey, "Legend")
    exact = LAND.replace("~56", "56") + "    hatch: {occupied red: [France], occupied blue: [Spain]}\n"
    result = drawn(tmp_path, bare(FRAME + exact, "legend"))
    assert fill_of(result, "France") != fill_of(result, "Spain") != fill_of(result, "Austria")
    assert "Estimate" not in words(result, "Legend")
    both = drawn(tmp_path, bare(FRAME + LAND + "    hatch: {occupied red: [France]}\n", "legend"))
    (sample,) = [b for b in every(both.boxes) if b.name == "Legend: Estimate: lines"]
    assert isinstance(sample, Freeform)
    assert sample.line
    assert sample.line.colour == "blue.deep"


def test_units_take_numbers_without_a_recipe_and_territories_with_one(tmp_path: Path) -> None:
    units = "{USA/Texas: 30, USA/Georgia: 44, USA/Missouri: 10}"
    result = drawn(tmp_path, bare(f"  - map: H\n    frame: [-107, 24, -74, 42]\n    values: {{data: {units}}}\n"))
    assert len({fill_of(result, land) for land in ("Texas", "Georgia", "Missouri")}) == 3
    recipe = "  - map: H\n    territories: east-asia-1931-1941\n    year: 1939\n"
    recipe += "    values: {data: {manchukuo: 43 million, korea: 24 million, Japan: 71 million}}\n"
    asia = drawn(tmp_path, bare(recipe))
    assert len({fill_of(asia, land) for land in ("Manchukuo", "Korea (Chosen)", "Empire of Japan")}) == 3


def test_a_csv_gives_the_numbers_and_a_changed_file_another_map(tmp_path: Path) -> None:
    slide = bare(FRAME + "    values: {file: numbers.csv, only: '1900'}\n")
    (tmp_path / "numbers.csv").write_text(
        "Country,1850,1900\nFrance,1,10\nGermany,2,20\nSpain,3,30\nWorld,9,99\n", "utf-8"
    )
    first = drawn(tmp_path, slide)
    assert any("row 5: no land is called 'World'" in f for f in first.findings)
    before = fill_of(first, "France")
    (tmp_path / "numbers.csv").write_text("Country,1850,1900\nFrance,1,40\nGermany,2,20\nSpain,3,30\n", "utf-8")
    assert fill_of(drawn(tmp_path, slide), "France") != before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("values: {data: {Frnce: 3, Spain: 4}}", "no territory 'Frnce'"),
        ("values: {unit: '%'}", "'values' needs numbers"),
        ("values: {data: {France: {a: 1, b: 2}}}", "one number for each name"),
        ("values: {data: {France: many}}", "is not a quantity"),
        ("values: {data: {France: 1}, classes: 9}", "no number of classes"),
        ("values: {data: {France: 1}, classes: [3, 2]}", "numbers that rise"),
        ("values: {data: {France: 1}, side: mauve}", "neither a side of this deck nor a colour"),
        ("values: {file: none.csv}", "'none.csv' is not there"),
        ("values: 3", "'values'"),
        ("circles: {data: {Nowhereville: 3}}", "no place 'Nowhereville'"),
        ("circles: {data: {Paris: -3}}", "less than nothing"),
        ("circles: {data: {Paris: unknown}}", "has no number"),
        ("circles: {at: [{number: 3}]}", "a circle needs a place"),
        ("flows: [{stations: [{at: Paris, number: 3}]}]", "two stations or more"),
        ("flows: [{stations: [Paris, Rome: 3]}]", "the first station of a flow needs a number"),
        ("flows: [{stations: [Paris: 3, Nowhereville: 2]}]", "no place 'Nowhereville'"),
        ("flows: [{stations: [Paris: 3, Paris: 2]}]", "two different places"),
        ("flows: [{stations: [Paris: 3, Rome: -2]}]", "less than nothing"),
        ("flows: [{stations: 3}]", "'stations' must be a list"),
        ("flows: [{stations: [{number: 3}, Rome]}]", "a station needs a place"),
        ("flows: [{stations: [{at: Paris, number: 3, step: One}, Rome]}]", "unknown key 'step'"),
        ("flows: [{width: 1e9, stations: [Paris: 3, Rome: 2]}]", "1e+09 pt is no width"),
        ("circles: {largest: -50, data: {Paris: 3}}", "-50 pt is no width"),
        ("arrows: [{from: Paris, to: Rome, width: -3}]", "-3 pt is no width"),
        ("units: [{at: Paris, width: 0}]", "0 pt is no width"),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, line: str, said: str) -> None:
    found = mistakes(tmp_path, FRAME + f"    {line}\n")
    assert said in found
    assert "map.yaml:" in found


def test_land_has_one_number(tmp_path: Path) -> None:
    found = mistakes(tmp_path, FRAME + "    values: {data: {France: 12, Spain: 3, FRA: 30}}\n")
    assert "error: 'FRA' is the land that has a number as 'France'; keep one of them" in found
    (tmp_path / "twice.csv").write_text("land,share\nFrance,12\nSpain,3\nFRA,30\n", encoding="utf-8")
    result = drawn(tmp_path, bare(FRAME + "    values: {file: twice.csv, classes: [10, 20]}\n"))
    (found,) = [f for f in result.findings if "FRA" in f]
    assert "row 4: 'FRA' is the land that has a number as 'France'" in found
    assert fill_of(result, "France").endswith(fill_of(drawn(tmp_path, bare(FRAME + DOZEN)), "France"))


DOZEN = "    values: {data: {France: 12, Spain: 3}, classes: [10, 20]}\n"


def test_a_number_that_is_not_shown_is_told(tmp_path: Path) -> None:
    data = "{France: 12, Spain: 3, Japan: 4, China: 5, Peru: 6, Chile: 7}"
    result = drawn(tmp_path, bare(FRAME + f"    values: {{data: {data}}}\n"))
    (found,) = [f for f in result.findings if "not shown" in f]
    assert "the number of 'Japan', 'China', 'Peru', 1 more is not shown: no part of it is in this map's frame" in found
    asia = "  - map: H\n    territories: east-asia-1931-1941\n    cities: false\n    {}\n"
    asia += "    values: {{data: {{manchukuo: 3, japan: 4, korea: 5}}}}\n"
    (found,) = [f for f in drawn(tmp_path, bare(asia.format("date: 1931-01-01"))).findings if "not shown" in f]
    assert "the number of 'Manchukuo' is not shown: there is no such land on 1931-01-01" in found
    for when in ("date: 1939-01-01", "years: [1931, 1939]", "{date: 1931, steps: [{date: 1939}]}"):
        findings = drawn(tmp_path, bare(asia.format(when.strip("{}").replace(", steps", "\n    steps")))).findings
        assert not [f for f in findings if "not shown" in f]


def test_of_a_file_all_numbers_may_be_elsewhere_but_not_nothing_here(tmp_path: Path) -> None:
    for rows, count in (("Japan,3\nSpain,4", 0), ("Japan,3\nPeru,4", 1)):
        (tmp_path / "far.csv").write_text(f"land,share\n{rows}\n", encoding="utf-8")
        findings = drawn(tmp_path, bare(FRAME + "    values: {file: far.csv}\n")).findings
        assert len([f for f in findings if "not shown" in f]) == count


# ---- circles -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["    full: true\n", "", "    items: [One thing, Another]\n"])
def test_areas_of_circles_are_in_proportion_to_their_numbers(tmp_path: Path, how: str) -> None:
    result = drawn(tmp_path, FRAME + CIRCLES + how)
    check(result)
    wide = {b.name.split(": ")[1]: b.rect.w for b in every(result.boxes) if b.name.endswith(": circle")}
    assert wide["London"] / wide["Paris"] == pytest.approx(2, rel=0.01)
    assert wide["London"] / wide["Rome"] == pytest.approx(4, rel=0.02)
    lines = {
        b.name.split(": ")[1]: b.line
        for b in every(result.boxes)
        if isinstance(b, Shape) and b.name.endswith(": circle")
    }
    assert {name for name, line in lines.items() if line and line.dash != "solid"} == {"Berlin"}
    said = " ".join(words(result, "label: ") + words(result, "circle: "))
    assert all(number in said for number in ("6,400,000", "1,600,000", "~1,900,000", "400,000"))


def test_the_key_shows_circles_at_the_scale_of_the_map(tmp_path: Path) -> None:
    result = drawn(tmp_path, FRAME + CIRCLES + "    full: true\n")
    rings = {
        b.name.removeprefix("Legend: "): b.rect.w
        for b in every(result.boxes)
        if isinstance(b, Shape) and b.name.startswith("Legend: ")
    }
    (london,) = [b.rect.w for b in every(result.boxes) if b.name == "circle: London: circle"]
    number = next(name for name in rings if name == "6,000,000")
    assert rings[number] / london == pytest.approx(math.sqrt(6 / 6.4), rel=0.01)
    off = drawn(tmp_path, FRAME + CIRCLES.replace("side: soviet", "side: soviet, legend: false"))
    assert not off.named("Legend: circles")


def test_the_largest_circle_lies_below_and_one_at_the_edge_stays_on_the_map(tmp_path: Path) -> None:
    circles = "{largest: 90, data: {Paris: 100, London: 20, Brussels: 5}}"
    result = drawn(tmp_path, f"  - map: H\n    frame: [-11, 48, 32, 60]\n    circles: {circles}\n")
    order = [b.name for b in result.boxes if b.name.startswith("circle: ")]
    assert order == ["circle: Paris", "circle: London", "circle: Brussels"]
    for box in every(result.boxes):
        if box.name.endswith(": circle"):
            assert within(box.rect, result.frame.inset(-12700)), box.name


# ---- flows -------------------------------------------------------------------------------------------------


def area_of(result: Drawn, name: str) -> shapely.Geometry:
    (box,) = [b for b in result.boxes if b.name == name]
    return shapely.union_all(outlines(box))


def width_at(band: shapely.Geometry, x: float) -> float:
    _, low, _, high = band.bounds
    return float(shapely.intersection(band, shapely.LineString([(x, low - 1), (x, high + 1)])).length)


def test_a_flow_is_as_wide_as_its_number_and_narrows_where_it_falls(tmp_path: Path) -> None:
    result = drawn(tmp_path, FLOWS + "    full: true\n")
    check(result)
    band, way = area_of(result, "flow: There"), {b.name: b.rect for b in result.named("station: ")}
    kaunas, smolensk, moscow = (way[f"station: {name}"].x for name in ("Kaunas", "Smolensk", "Moscow"))
    first, second = width_at(band, (kaunas + smolensk) / 2), width_at(band, (smolensk + moscow) / 2)
    assert 3.5 < first / second < 4.6  # 4, but for the slant of the way
    back = area_of(result, "flow: Back")
    assert shapely.intersection(band, back).area < 0.12 * back.area


def test_stations_have_names_once_and_all_numbers_with_the_unit_first(tmp_path: Path) -> None:
    result = drawn(tmp_path, FLOWS + "    full: true\n")
    said = words(result, "label: ")
    assert "Kaunas 400,000 men" in said
    assert sum("Smolensk" in s for s in said) == 1
    assert {"40,000", "10,000"} <= set(said)
    assert sum("100,000" in s for s in said) == 2  # at Smolensk and at Moscow, where the way back begins too
    assert any(s == "Wilna" for s in said)


def test_flows_beside_words_and_in_the_dark_keep_their_labels(tmp_path: Path) -> None:
    result = drawn(tmp_path, FLOWS + "    items: [One thing, Another]\n", theme="night")
    check(result)
    assert not [f for f in result.findings if "does not fit" in f]
    assert len(labels(result)) > 6


def test_circles_and_flows_come_with_their_clicks(tmp_path: Path) -> None:
    slide = FRAME + "    steps: [One, Two]\n    circles: {at: [{at: Paris, number: 3, step: One}]}\n"
    slide += "    flows: [{step: Two, label: Way, stations: [Paris: 3, Rome: 2]}]\n"
    result = drawn(tmp_path, slide)
    steps = {b.name: b.step for b in result.boxes if b.name.startswith(("circle: ", "flow: "))}
    assert steps == {"circle: Paris": 1, "flow: Way": 2}
    assert not [f for f in result.findings if "appears with the step" in f]


def test_what_is_said_of_stations_is_said_at_their_places(tmp_path: Path) -> None:
    """What is behind the globe is named by its degrees; the third station is still the third."""
    globe = "  - map: H\n    projection: orthographic\n    around: {at: [30, 40], km: 9000}\n    cities: false\n"
    flow = "    flows:\n      - stations:\n          - {at: Paris, number: 3}\n          - {at: [-120.0, 0.0]}\n"
    flow += "          - {at: Rome, label: A name, number: 2}\n"
    flow += "          - {at: Cairo, number: 1, via: [[-130, 10]]}\n          - Lagos\n"
    result = drawn(tmp_path, globe + flow)
    places = {f.partition(": warning: ")[2]: f.split(":")[1] for f in result.findings}
    assert places["[-120, 0] lies on the far side of the globe; turn the globe"] == "18"
    assert places["[-130, 10] lies on the far side of the globe; turn the globe"] == "20"
    boxes = every(result.boxes)
    assert [b.name for b in boxes if b.name.startswith("station: ")][1].startswith("station: A name")


def test_words_that_end_like_a_disc_lie_on_the_ground(tmp_path: Path) -> None:
    slide = FRAME + "    flows: [{label: 'Losses: number', stations: [Paris: 3, Rome: 2]}]\n"
    slide += "    stamp: true\n    year: 1914\n    schematic: true\n"
    slide += "    arrows: [{from: Paris, to: Berlin, number: 1}]\n"
    result = drawn(tmp_path, slide)
    on_map = {b.name: b.on_map for b in result.boxes}
    assert {v for name, v in on_map.items() if name.startswith("flow: Losses")} == {"ground"}
    assert [v for name, v in on_map.items() if name.startswith("arrow") and name.endswith(": number")] == ["place"]
    assert {v for name, v in on_map.items() if name.startswith(("stamp: ", "note: "))} == {""}
    order = [on_map[b.name] for b in result.boxes if on_map[b.name]]
    assert order == sorted(order)
