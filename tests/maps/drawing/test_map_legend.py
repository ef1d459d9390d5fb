"""What explains and fills a map: legend and panel, seas in the deck's language, arrows with numbers, units, towns."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import shapely
from map_scenes import Drawn, bare, check, drawn, outlines, overlap, text_of

from podium.scene.boxes import Box, Freeform, Group, Shape, Text
from podium.scene.grid import MARGIN
from podium.scene.units import Rect, points


def legend_of(result: Drawn) -> str:
    return next(b.alt for b in result.boxes if b.name == "Legend").replace("\u00a0", " ")


def said_at(result: Drawn, words: str) -> tuple[int, int]:
    """Line and column of the only finding that says this."""
    (found,) = [f for f in result.findings if words in f]
    line, column = found.split("map.yaml:")[1].split(":")[:2]
    return int(line), int(column)


def column_of(slide: str, words: str) -> int:
    return next(line.index(words) + 1 for line in slide.splitlines() if words in line)


# ---- legend ------------------------------------------------------------------------------------------------

WEST = "  - map: H\n    frame: [-10, 36, 30, 56]\n    legend: true\n"


def test_a_colour_of_many_territories_lists_as_many_names_as_there_is_room_for(tmp_path: Path) -> None:
    slide = WEST + "    fill: {ochre: [FRA, ESP, PRT, ITA, AUT, HUN, CZE, POL, NLD, BEL, CHE, ROU], green: [DEU]}\n"
    long, short = legend_of(drawn(tmp_path, bare(slide))).split("; ")
    assert long.startswith("France, Spain, Portugal, Italy")
    assert long.endswith(" and 6 more")
    assert 40 < len(long) <= 75
    assert short == "Germany"


def test_the_legend_takes_the_names_that_the_outline_gives(tmp_path: Path) -> None:
    slide = WEST + "    fill: {ochre: [FRA, ESP], green: [DEU]}\n    names: {FRA: Frankreich, DEU: Deutsches Reich}\n"
    assert legend_of(drawn(tmp_path, bare(slide))) == "Frankreich, Spain; Deutsches Reich"


def test_the_only_key_of_a_side_stands_for_the_side_several_for_their_lands(tmp_path: Path) -> None:
    fill = "    fill: {soviet: [FRA], soviet pale: [ESP], soviet strong: [PRT], japan pale: [DEU], violet: [ITA]}\n"
    assert legend_of(drawn(tmp_path, bare(WEST + fill))) == "France; Spain; Portugal; Germany; Italy"


@pytest.mark.parametrize(
    ("more", "mute"),
    [
        ("    legend: false\n    names: false\n", ["ochre", "green"]),
        ("    legend: {green: }\n    names: {DEU: }\n", ["green"]),
        ("    legend: {green: }\n", []),  # Germany is named on the map
        ("    legend: {green: Enemies}\n    names: {DEU: }\n", []),
    ],
)
def test_a_colour_of_which_nothing_says_what_it_means_is_told(tmp_path: Path, more: str, mute: list[str]) -> None:
    slide = "  - map: H\n    frame: [-4, 43, 16, 54]\n    fill: {ochre: [FRA, ESP], green: [DEU], red: [LUX]}\n" + more
    found = [f for f in drawn(tmp_path, slide).findings if "says what the colour of" in f]
    assert [f.split("colour of '")[1].split("'")[0] for f in found] == mute


def test_land_outside_the_frame_is_not_in_the_legend(tmp_path: Path) -> None:
    slide = WEST + "    fill: {ochre: [FRA, JPN], green: [DEU], red: [BRA]}\n"
    assert legend_of(drawn(tmp_path, bare(slide))) == "France; Germany"


def test_a_legend_that_is_asked_for_has_a_single_key_too(tmp_path: Path) -> None:
    assert legend_of(drawn(tmp_path, bare(WEST + "    fill: {ochre: '*'}\n"))).startswith("Albania, ")
    assert legend_of(drawn(tmp_path, bare(WEST + "    fill: {soviet: [FRA]}\n"))) == "Soviet Union"


def test_a_legend_that_is_asked_for_names_the_sides_of_arrows_that_have_no_land(tmp_path: Path) -> None:
    slide = WEST + "    fill: {soviet: [FRA]}\n    arrows: [{from: Berlin, to: Paris, side: japan}]\n"
    assert legend_of(drawn(tmp_path, bare(slide))) == "Soviet Union; Japan"
    assert "Japan" not in legend_of(drawn(tmp_path, bare(slide.replace("true", "{soviet: Reds}"))))


BIG = "  - map: H\n    frame: [-10, 36, 30, 56]\n    relief: false\n"


def has_legend(result: Drawn) -> bool:
    return any(b.name == "Legend" for b in result.boxes)


def test_a_legend_does_not_repeat_the_names_on_the_map(tmp_path: Path) -> None:
    fill = "    fill: {ochre: [FRA], green: [DEU, POL], soviet: [ESP]}\n"
    assert legend_of(drawn(tmp_path, BIG + fill)) == "Soviet Union"  # of Spain's colour the map says nothing
    assert legend_of(drawn(tmp_path, BIG + fill + "    names: {POL: null}\n")) == "Germany, Poland; Soviet Union"
    assert not has_legend(drawn(tmp_path, BIG + "    fill: {ochre: [FRA], green: [DEU, POL]}\n"))
    asked = drawn(tmp_path, BIG + fill + "    legend: true\n")
    assert legend_of(asked) == "France; Germany, Poland; Soviet Union"
    told = drawn(tmp_path, BIG + fill + "    legend: {ochre: France}\n")
    assert legend_of(told) == "France; Soviet Union"


def test_a_colour_whose_name_does_not_fit_after_all_is_in_the_legend(tmp_path: Path) -> None:
    event = "    events:\n" + "".join(
        f"      - {{title: A battle of no small length {n}, at: [{x}, {y}]}}\n"
        for n, (x, y) in enumerate([(x, y) for x in (-1, 1, 3, 5) for y in (44, 45.5, 47, 48.5)])
    )
    slide = BIG + "    fill: {ochre: [FRA], green: [DEU, POL], soviet: [ESP]}\n    cities: []\n" + event
    result = drawn(tmp_path, slide)
    named = any(b.name == "name: France" for b in result.boxes)
    assert named == ("France" not in legend_of(result))


def test_a_legend_that_would_hide_much_of_the_land_in_every_corner_stands_under_its_map(tmp_path: Path) -> None:
    lands = ["POL", "DEU", "CZE", "AUT", "HUN", "SVK", "UKR"]
    keys = dict(zip(("red", "blue", "ochre", "green", "violet", "grey", "red pale"), lands, strict=True))
    fills = ", ".join(f"{key}: [{code}]" for key, code in keys.items())
    words = ", ".join(f"{key}: A side of the {n}th of the treaties that ended the war" for n, key in enumerate(keys, 4))
    slide = f"  - map: H\n    frame: [8, 46, 31, 53]\n    cities: false\n    fill: {{{fills}}}\n"
    slide += f"    title: Who signed which of the treaties\n    legend: {{{words}}}\n"
    result = drawn(tmp_path, slide)
    (legend,) = result.named("Legend")
    assert legend.rect.y > result.frame.bottom
    assert not result.findings


def test_a_legend_under_its_map_is_one_row_or_columns_of_one_width(tmp_path: Path) -> None:
    few = drawn(tmp_path, WEST + "    title: Some states\n    fill: {ochre: [FRA], green: [DEU]}\n")
    rows = {b.rect.y for b in parts_of(few)}
    assert len(rows) == 1
    sides = ", ".join(f"{c} {s}: [{i}]" for c, s, i in zip(*MANY, strict=True))
    names = ", ".join(f"{i}: The Republic of {i}" for i in MANY[2])
    words = "    title: A title of some length for a legend\n"
    many = drawn(tmp_path, WEST + words + "    fill: {" + sides + "}\n    names: {" + names + "}\n")
    title, *entries = parts_of(many)
    assert all(b.rect.y > title.rect.y for b in entries)
    lefts, tops = sorted({b.rect.x for b in entries}), {b.rect.y for b in entries}
    assert len(tops) == 2
    assert len(lefts) == -(-len(entries) // 2)
    assert len({b - a for a, b in itertools.pairwise(lefts)}) == 1


MANY = (
    ("ochre", "ochre", "green", "green", "violet", "violet", "grey"),
    ("strong", "pale", "strong", "pale", "strong", "pale", "strong"),
    ("FRA", "DEU", "ESP", "ITA", "POL", "AUT", "HUN"),
)


def parts_of(result: Drawn) -> list[Text]:
    """Title and words of the legend."""
    (legend,) = [b for b in result.boxes if b.name == "Legend"]
    assert isinstance(legend, Group)
    return [b for b in legend.boxes if isinstance(b, Text)]


# ---- the panel of a full-slide map ---------------------------------------------------------------------------

FULL = "  - map: A headline of some length for the panel\n    full: true\n    fill: {soviet: [FRA]}\n"


@pytest.mark.parametrize(
    ("more", "right"),
    [
        ("    fit: [FRA]\n", True),
        ("    fit: [NOR]\n", True),
        ("    fit: [FRA]\n    panel: left\n", False),
        ("    fit: [ITA]\n    panel: bottom-left\n", False),
        ("    frame: [-10, 36, 30, 56]\n    panel: right\n", True),
    ],
)
def test_the_panel_stands_on_the_side_that_is_kept_clear(tmp_path: Path, more: str, right: bool) -> None:
    result = drawn(tmp_path, FULL + more)
    panel = next(b.rect for b in result.boxes if b.name == "Panel")
    assert (panel.right == result.frame.right - MARGIN) == right
    assert (panel.x == result.frame.x + MARGIN) != right


def test_the_inset_does_not_cover_the_panel(tmp_path: Path) -> None:
    result = drawn(tmp_path, FULL + "    frame: [-10, 36, 30, 56]\n    inset: true\n")
    (inset,) = result.named("inset: ")
    (panel,) = result.named("Panel")
    assert not overlap(inset.rect, panel.rect)


# ---- seas --------------------------------------------------------------------------------------------------

NORTH = "  - map: H\n    frame: [-4, 48, 30, 66]\n"


@pytest.mark.parametrize(
    ("lang", "seas", "expected"),
    [
        ("de", "", "Ostsee"),
        ("fr", "", "Mer du Nord"),
        ("de", "    seas: [Ostsee]\n", "Ostsee"),
        ("de", "    seas: [Baltic Sea]\n", "Ostsee"),
        ("de", "    seas: {Baltic Sea: Baltisches Meer}\n", "Baltisches Meer"),
        ("en", "    seas: [Baltic Sea]\n", "Baltic Sea"),
    ],
)
def test_seas_have_their_names_in_the_decks_language(tmp_path: Path, lang: str, seas: str, expected: str) -> None:
    result = drawn(tmp_path, NORTH + seas, lang=lang)
    assert result.findings == []
    shape = "sea: North Sea" if expected == "Mer du Nord" else "sea: Baltic Sea"
    assert expected in result.words(shape)
    check(result)


def test_narrow_seas_that_the_outline_names_find_a_place(tmp_path: Path) -> None:
    slide = "  - map: H\n    frame: [20, 34, 60, 50]\n    seas: [Black Sea, Caspian Sea, Sea of Azov, Sea of Marmara]\n"
    result = drawn(tmp_path, slide, lang="de")
    assert result.findings == []
    found = {w.replace("\n", " ") for w in result.words("sea: ") if w}
    assert found == {"Schwarzes Meer", "Kaspisches Meer", "Asowsches Meer", "Marmarameer"}
    check(result)


def test_a_sea_beyond_the_frame_warns_at_its_own_entry(tmp_path: Path) -> None:
    slide = NORTH + "    seas: [Baltic Sea, North Sea, Yellow Sea]\n"
    said = "the name 'Yellow Sea' lies outside the map's frame"
    line, column = said_at(drawn(tmp_path, slide), said)
    assert (line, column) == (13, column_of(slide, "Yellow Sea"))


# ---- findings at their entries -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("    rivers: [Loire, Nowhere]\n", "river 'Nowhere'"),
        ("    lakes: [Lake Geneva, Nowhere]\n", "lake 'Nowhere'"),
        ("    seas: [North Sea, Nowhere]\n", "no sea 'Nowhere'"),
        ("    cities: [Paris, Nowhere]\n", "no place 'Nowhere'"),
        ("    cities: {Paris: Lutetia, Nowhere: There}\n", "no place 'Nowhere'"),
    ],
)
def test_what_is_wrong_in_a_list_is_named_at_its_entry(tmp_path: Path, key: str, words: str) -> None:
    slide = "  - map: H\n    frame: [-6, 41, 10, 52]\n" + key
    line, column = said_at(drawn(tmp_path, slide), words)
    entry = key.index("There" if "There" in key else "Nowhere") + 1
    assert (line, column) == (13, entry)


def test_a_step_that_shows_nothing_warns(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    frame: [-10, 40, 20, 55]\n    steps: [First, Second]\n"
        "    arrows: [{from: London, to: Paris, side: japan, step: First}]\n"
    )
    assert said_at(drawn(tmp_path, slide), "nothing on this map appears with the step 'Second'")[0] == 13
    assert drawn(tmp_path, slide.replace("First, Second", "First")).findings == []


# ---- arrows, units, towns ------------------------------------------------------------------------------------

CLOSE = """  - map: H
    frame: [24.5, 35.2, 45.5, 42.6]
    cities: [Bursa, Izmir, {name: On the way, at: [29.0, 38.55]}]
    arrows:
      - {from: Izmir, via: [[28.2, 38.6]], to: [30.6, 38.7], side: soviet, label: Summer 1920, number: 1}
      - {from: [30.6, 38.5], via: [[29.2, 38.5]], to: Izmir, side: japan, label: September 1922, number: 2}
      - {from: Bursa, to: [30.5, 39.78], side: soviet, label: January, number: 3}
      - {from: [30.5, 39.78], to: Bursa, side: japan, label: February, number: 4}
    units:
      - {kind: infantry, echelon: army, side: japan, at: [29.4, 38.6], label: Left}
      - {kind: infantry, echelon: corps, side: soviet, at: Bursa, label: Right}
"""


def discs(result: Drawn) -> list[Rect]:
    groups = [b for b in result.named("arrow: ") if b.name.endswith(": number")]
    return [b.rect for g in groups if isinstance(g, Group) for b in g.boxes if b.name.startswith("disc")]


def test_numbers_lie_on_nothing_and_under_no_arrow(tmp_path: Path) -> None:
    result = drawn(tmp_path, CLOSE)
    found = discs(result)
    assert len(found) == 4
    for a, b in itertools.combinations(found, 2):
        assert not overlap(a, b)
    for disc, other in itertools.product(found, [*result.named("unit: "), *result.named("city: ")]):
        assert not overlap(disc, other.rect), other.name
    order = [b.name for b in result.boxes if b.name.startswith("arrow: ")]
    assert [n.endswith(": number") for n in order] == [False] * 4 + [True] * 4
    check(result)


def test_a_unit_covers_no_towns_dot_and_a_tick_leads_to_its_place_if_it_stands_far_off(tmp_path: Path) -> None:
    result = drawn(tmp_path, CLOSE)
    for unit, town in itertools.product(result.named("unit: "), result.named("city: ")):
        assert not overlap(unit.rect, town.rect), (unit.name, town.name)
    more = "".join(f"      - {{kind: infantry, side: soviet, at: Bursa, label: No {n}}}\n" for n in range(5))
    crowd = drawn(tmp_path, CLOSE + more)
    dot = next(b.rect for b in result.boxes if b.name == "city: Bursa")
    ticks = crowd.named("tick of unit: ")
    assert 1 <= len(ticks) < 6
    assert all(overlap(tick.rect.inset(-points(1)), dot) for tick in ticks)
    for a, b in itertools.combinations(crowd.named("unit: "), 2):
        assert not overlap(a.rect, b.rect)


def test_an_arrows_label_stands_nearer_to_it_than_to_any_other(tmp_path: Path) -> None:
    result = drawn(tmp_path, CLOSE)
    bodies = {
        b.name.removeprefix("arrow: "): shapely.union_all(outlines(b))
        for b in result.named("arrow: ")
        if not b.name.endswith(": number")
    }
    labels = {text_of(b).replace("\v", " "): b.rect for b in result.named("label: ") if isinstance(b, Text)}
    placed = bodies.keys() & labels.keys()
    assert len(placed) >= 3
    for name in placed:
        r = labels[name]
        far = {other: body.distance(shapely.box(r.x, r.y, r.right, r.bottom)) for other, body in bodies.items()}
        assert min(far, key=lambda other: far[other]) == name


def parts(box: Box) -> list[str]:
    return [b.name for b in box.boxes] if isinstance(box, Group) else []


def test_an_echelon_over_lines_stands_on_a_plate(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    around: {at: [2.5, 46.8], km: 60}\n    rivers: false\n    cities: false\n"
        "    fronts: [{path: [[2.0, 47.2], [2.5, 46.88], [3.0, 46.6]], side: soviet}]\n"
        "    units:\n      - {kind: infantry, echelon: army, side: soviet, at: [2.5, 46.8], label: On the line}\n"
        "      - {kind: infantry, echelon: army, side: soviet, at: [1.9, 46.6], label: Off it}\n"
    )
    on, off = drawn(tmp_path, slide).named("unit: ")
    assert any(n.endswith(": plate") for n in parts(on))
    assert not any(n.endswith(": plate") for n in parts(off))


def test_towns_on_the_way_of_arrows_are_shown_where_no_cities_are_named(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    frame: [-10, 40, 20, 55]\n"
        "    arrows:\n      - {from: London, to: Paris, side: japan}\n      - {from: Paris, to: Lyon, side: japan}\n"
    )
    names = drawn(tmp_path, slide).words("city name: ")
    assert {"London", "Paris", "Lyon"} <= {*names}
    assert names.count("Paris") == 1
    assert {"Madrid", "London", "Lyon"} <= {*drawn(tmp_path, slide + "    cities: [Madrid]\n").words("city name: ")}
    assert not drawn(tmp_path, slide + "    cities: false\n").words("city name: ")


def test_the_capitals_of_filled_lands_come_before_lesser_towns(tmp_path: Path) -> None:
    slide = (
        "  - map: H\n    territories: habsburg\n    year: 1914\n    frame: [5, 43, 28, 54]\n"
        "    fill: {soviet: [austria_hungary], japan: [germany]}\n"
    )
    names = drawn(tmp_path, slide).words("city name: ")
    assert {"Vienna", "Budapest", "Berlin"} <= {*names}, names


@pytest.mark.parametrize(
    "about",
    [
        "territories: korea-1945-1953\n    date: 1950-06-24\n    fill: {soviet: [north], japan: [south]}",
        "territories: korea-1945-1953\n    date: 1950-06-24\n    fit: [north, south]",
        "fit: [KOR, PRK]",
        "frame: [118, 33, 138, 43]\n    values: {data: {KOR: 3, PRK: 4}}",
    ],
)
def test_the_land_that_a_map_is_about_has_its_capitals_and_its_neighbours_some_towns(
    tmp_path: Path, about: str
) -> None:
    names = drawn(tmp_path, f"  - map: H\n    {about}\n").words("city name: ")
    assert {"Seoul", "Pyongyang"} <= {*names}
    assert {"Peking", "Mukden", "Beijing", "Shenyang", "Tokyo", "Fukuoka", "Dalian"} & {*names}


def test_a_set_without_fills_shows_the_capitals_of_its_land(tmp_path: Path) -> None:
    names = drawn(tmp_path, "  - map: H\n    territories: austria-hungary-1871-1918\n    date: 1910-01-01\n")
    assert {"Vienna", "Budapest", "Prague"} <= {*names.words("city name: ")}


def test_no_label_stands_on_an_arrow_or_a_dark_shape(tmp_path: Path) -> None:
    result = drawn(tmp_path, CLOSE)
    dark = [b for b in result.boxes if b.name.startswith(("arrow: ", "unit: ", "event: "))]
    shapes = [(b.name, shape) for b in dark for shape in outlines(b)]
    for label in result.boxes:
        if isinstance(label, Text) and label.name.startswith(("name: ", "city name: ", "label: ", "sea: ")):
            r = label.rect
            box = shapely.box(r.x, r.y, r.right, r.bottom)
            assert not [name for name, shape in shapes if shape.intersects(box)], label.name


def test_a_legends_swatch_has_the_fill_of_the_map(tmp_path: Path) -> None:
    result = drawn(tmp_path, WEST + "    fill: {soviet pale: [FRA], green: [DEU]}\n")
    legend = next(b for b in result.boxes if b.name == "Legend")
    assert isinstance(legend, Group)
    swatches = [b.fill for b in legend.boxes if isinstance(b, Shape) and b.name.startswith("Legend: ")]
    named = [b for name in ("France", "Germany") for b in result.named(f"territory: {name}")]
    land = [b.fill for b in named if isinstance(b, Freeform)]
    assert sorted(map(str, swatches)) == sorted(map(str, land))
