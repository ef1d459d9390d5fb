"""The map block as its author and its audience see it: land, names, legend, steps, mistakes, no overlaps."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
from colour_vision import contrast
from map_scenes import Drawn, bare, check, drawn, labels, overlap, symbols, text_of
from shapely import affinity
from thorough import mixed, some

from podium import themes
from podium.maps.labels.collision_grid import flattened
from podium.maps.territories import evaluation, recipe_files
from podium.scene.boxes import Box, Freeform, Picture, Shape, Text
from podium.scene.units import points
from podium.themes import _map_colours as colours

OWN = Path(__file__).parents[3] / "slides_src" / "territories"

EAST = "    territories: east-asia-1931-1941\n"
ASIA = (
    "  - map: A headline\n" + EAST + "    year: {year}\n    frame: [92, 20, 146, 53]\n"
    "    fill:\n      soviet: [ussr]\n      soviet strong: [mongolia, tuva]\n      japan: [manchukuo, mengjiang]\n"
    "      japan strong: [japan, korea, taiwan]\n    hatch: {{occupied japan: [occupied]}}\n"
)
BATTLE = """  - map: A headline
    territories: east-asia-1931-1941
    date: 1939-08-20
    around: {at: [118.75, 47.72], km: 15}
    fill: {soviet pale: [mongolia], japan pale: [manchukuo]}
    hatch: {disputed: [disputed_halha]}
    rivers: {Halha: Khalkhin Gol}
    cities: [{name: Nomonhan, at: [119.02, 47.76]}]
    units:
      - {kind: infantry, echelon: corps, side: soviet, at: [118.60, 47.69], label: Centre}
      - {kind: armour, echelon: brigade, side: soviet, at: [118.60, 47.69], label: North}
      - {kind: infantry, echelon: division, side: japan, at: [118.86, 47.735], label: 23rd Division}
    fronts: [{path: [[118.66, 47.80], [118.70, 47.74], [118.80, 47.66]], side: japan, teeth: right, label: Line}]
    arrows:
      - {from: [118.62, 47.70], to: [118.72, 47.72], side: soviet, number: 1, label: Pin, step: First,
         confidence: schematic}
      - {from: [118.60, 47.62], via: [[118.8, 47.62]], to: Nomonhan, side: soviet, label: Southern wing, step: Second}
    events: [{title: Fui Heights, at: [118.72, 47.83], date: 24 August 1939}]
    remarks: [{text: Supply road, at: [118.55, 47.78]}]
    steps: [First, Second]
"""
OTHERS = {
    "turkey": """  - map: A headline
    territories: turkey-1923
    year: {year}
    frame: [23, 34.5, 46, 43]
    fill: {{soviet: [turkey], japan: [greece], ochre: [syria, lebanon, alexandretta]}}
    cities: [{{name: Ankara, capital: true}}, Constantinople, Smyrna, Bursa, Adana, Athens, Sivas, Erzurum, Eskişehir]
    arrows:
      - {{from: Smyrna, via: [[29.0, 38.6], [30.5, 39.2]], to: [31.9, 39.6], side: japan, label: Advance 1919–1921}}
    events:
      - {{title: Sakarya, at: [31.8, 39.55], date: 1921}}
      - {{title: Dumlupınar, at: [30.0, 38.85], date: August 1922}}
""",
    "habsburg": """  - map: A headline
    territories: habsburg
    fit: [austria_hungary]
    fill: {{ochre: [austria_hungary], grey: [germany]}}
    inset: true
""",
    "world": """  - map: A headline
    frame: [-180, -58, 180, 84]
    fill: {{soviet: [RUS, CHN], japan: [USA, GBR]}}
""",
    "dateline": "  - map: A headline\n    frame: [150, 45, -140, 72]\n    fill: {{soviet: [RUS], japan: [USA]}}\n",
    "south": ASIA.replace("[92, 20, 146, 53]", "[95, -11, 150, 50]").replace("{year}", "1941"),
    "full": ASIA.replace("{year}", "1939") + "    full: true\n    title: East Asia\n",
    "beside": ASIA.replace("{year}", "1938") + "    items: [One thing, Another]\n",
}


# ---- what never happens ------------------------------------------------------------------------------------


@pytest.mark.cases(2)
@pytest.mark.parametrize("year", some(range(1931, 1942)))
def test_no_label_meets_anything_on_east_asia_in_any_year(tmp_path: Path, year: int) -> None:
    check(drawn(tmp_path, ASIA.format(year=year)))


@pytest.mark.cases(3)
@pytest.mark.parametrize("name", OTHERS)
def test_no_label_meets_anything_on_maps_of_other_lands(tmp_path: Path, name: str) -> None:
    check(drawn(tmp_path, OTHERS[name].format(year=1923)))


@pytest.mark.parametrize(("theme", "size"), mixed(themes.names(), ["16:9", "4:3"]))
def test_a_battlefield_keeps_its_labels_off_its_symbols(tmp_path: Path, theme: str, size: str) -> None:
    result = drawn(tmp_path, BATTLE, theme=theme, size=size)
    check(result)
    units = [b for b in symbols(result) if b.name.startswith("unit: ")]
    assert len(units) == 3
    assert not any(overlap(a.rect, b.rect) for n, a in enumerate(units) for b in units[:n])


@pytest.mark.parametrize("lang", ["ru", "el", "zh", "de", "tr"])
def test_long_names_in_other_languages_stay_clear_of_one_another(tmp_path: Path, lang: str) -> None:
    names = {
        "ru": "Монгольская Народная Республика",
        "el": "Λαϊκή Δημοκρατία της Μογγολίας",
        "zh": "蒙古人民共和国",
        "de": "Mongolische Volksrepublik",
        "tr": "Moğolistan Halk Cumhuriyeti",
    }
    result = drawn(tmp_path, ASIA.format(year=1939) + f"    names: {{mongolia: {names[lang]}}}\n", lang=lang)
    check(result)
    shown = " ".join(result.words(f"name: {names[lang]}")).replace(" ", "")
    assert (
        shown.casefold() == names[lang].replace("i", "İ" if lang == "tr" else "i").replace(" ", "").upper().casefold()
    )


def test_every_fill_carries_ink_with_a_contrast_of_four_and_a_half() -> None:
    for name in themes.names():
        tokens = themes.load(name).tokens
        fills = [f"map.{c}{s}" for c in colours.SIDES for s in ("", ".strong", ".pale")] + [
            "map.land",
            "map.rest",
            "map.sea",
        ]
        assert min(contrast(tokens[role], tokens["ink"]) for role in fills) >= 4.5
        assert contrast(tokens["map.sea"], tokens["map.name"]) >= 4.5
        assert contrast(tokens["map.lake"], tokens["map.name"]) >= 4.5


# ---- shapes ------------------------------------------------------------------------------------------------


def test_every_territory_is_a_named_shape_of_its_side(tmp_path: Path) -> None:
    result = drawn(tmp_path, bare(ASIA.format(year=1939)))
    fills = {b.name: b.fill for b in result.named("territory: ") if isinstance(b, Freeform)}
    assert fills["territory: Manchukuo"] == "map.blue"
    assert fills["territory: Mongolian People's Republic"] == "map.red.strong"
    assert fills["territory: Republic of China"] == "map.land"
    assert "hatch: Japanese-occupied China" in {b.name for b in result.boxes}


def test_the_relief_is_one_small_picture_under_everything(tmp_path: Path) -> None:
    result = drawn(tmp_path, ASIA.format(year=1939) + "    full: true\n")
    pictures = [b for b in result.boxes if isinstance(b, Picture)]
    assert [p.name for p in pictures] == ["relief"]
    media = result.scene.media[pictures[0].media]
    assert media.ending == "jpg"
    assert 10_000 < len(media.data) < 250_000
    assert not [
        b for b in drawn(tmp_path, ASIA.format(year=1939) + "    relief: false\n").boxes if isinstance(b, Picture)
    ]


def test_hatch_lines_keep_off_the_words_on_them(tmp_path: Path) -> None:
    result = drawn(tmp_path, ASIA.format(year=1939) + "    names: {occupied: Occupied}\n")
    name = next(b for b in labels(result) if b.name == "name: Japanese-occupied China").rect
    above, beside = points(4), points(1)  # the line is larger than its letters, which a hatch keeps off
    letters = shapely.box(name.x + beside, name.y + above, name.right - beside, name.bottom - above)
    hatch = next(b for b in result.named("hatch: ") if isinstance(b, Freeform))
    for path in hatch.paths:
        line = shapely.LineString((hatch.rect.x + x, hatch.rect.y + y) for x, y in flattened(path))
        assert not line.crosses(letters)


def test_the_outline_of_a_claim_leaves_the_coast_alone(tmp_path: Path) -> None:
    slide = "  - map: H\n    territories: roman-empire-117\n    frame: [-10, 30, 45, 55]\n    fill: {red: [empire]}\n"
    result = drawn(tmp_path, slide)
    (outline,) = [b for b in result.named("outline: ") if isinstance(b, Freeform)]
    (border,) = [b for b in result.named("border: ") if isinstance(b, Freeform)]
    (coast,) = [b for b in result.named("coast") if isinstance(b, Freeform)]
    assert outline.line is not None
    assert border.line is not None
    assert (outline.line.dash, border.line.dash) == ("dash", "solid"), "where the border is known it is drawn as one"
    dashed, solid, shore = (
        shapely.MultiLineString([[(b.rect.x + x, b.rect.y + y) for x, y in flattened(path)] for path in b.paths])
        for b in (outline, border, coast)
    )
    edge = shapely.union(dashed, solid)
    along = shapely.intersection(edge, shapely.buffer(shore, points(0.4))).length
    assert edge.length > points(100)
    assert along < 0.1 * edge.length


def test_a_hatch_without_a_side_has_a_colour_of_its_own(tmp_path: Path) -> None:
    slide = ASIA.format(year=1939) + "    hatch: {ochre: [occupied], disputed: [disputed_halha]}\n"
    result = drawn(tmp_path, slide.replace("    hatch: {occupied japan: [occupied]}\n", "", 1))
    colours = {b.line.colour for b in result.named("hatch: ") if isinstance(b, Freeform) and b.line}
    assert len(colours) == 2


def test_land_that_is_a_speck_has_no_border_unless_it_has_a_colour(tmp_path: Path) -> None:
    def corners(fill: str) -> int:
        slide = f"  - map: H\n    frame: [-10, 36, 30, 56]\n    fill: {{blue: [{fill}]}}\n    names: false\n"
        found = [b for b in drawn(tmp_path, slide).boxes if isinstance(b, Freeform) and b.name.startswith("borders")]
        return sum(len(path) for box in found for path in box.paths)

    assert corners("ITA, SMR") > corners("ITA")


def test_two_dates_of_one_frame_line_up_exactly(tmp_path: Path) -> None:
    inner = "territories: east-asia-1931-1941, frame: [100, 22, 145, 52], fill: {japan: [japan]}"
    slide = f"""  - compare: A headline
    columns:
      - {{title: "1931", block: {{map: {{{inner}, year: 1931}}}}}}
      - {{title: "1939", block: {{map: {{{inner}, year: 1939}}}}}}
"""
    first, second = drawn(tmp_path, slide).named("territory: Empire of Japan")
    maps = [b.rect for b in drawn(tmp_path, slide).boxes if b.name.startswith("map") and b.name in ("map", "map 2")]
    assert (first.rect.x - maps[0].x, first.rect.y - maps[0].y) == (
        second.rect.x - maps[1].x,
        second.rect.y - maps[1].y,
    )
    assert isinstance(first, Freeform)
    assert isinstance(second, Freeform)
    assert first.paths == second.paths


# ---- names stand where they belong ---------------------------------------------------------------------------


def _land(result: Drawn, name: str) -> Any:
    """A territory as a shape on the page, None for one that is not filled."""
    rings = [
        shapely.make_valid(shapely.Polygon([(x + b.rect.x, y + b.rect.y) for x, y in flattened(path)]))
        for b in result.named(f"territory: {name}")
        if isinstance(b, Freeform) and b.name == f"territory: {name}"
        for path in b.paths
    ]
    return functools.reduce(shapely.symmetric_difference, rings) if rings else None


@pytest.mark.parametrize("slide", ["south", "full", "beside", "turkey", "habsburg"])
def test_the_middle_of_a_territorys_name_lies_on_its_own_land_unless_a_leader_runs_there(
    tmp_path: Path, slide: str
) -> None:
    result = drawn(tmp_path, OTHERS[slide].format(year=1923))
    led = {b.name for b in result.boxes if b.name.endswith(": leader")}
    seen = 0
    for label in labels(result):
        land = _land(result, label.name.removeprefix("name: ")) if label.name.startswith("name: ") else None
        if land is None or f"{label.name}: leader" in led:
            continue
        seen += 1
        r = label.rect
        middle = shapely.Point(r.x + r.w / 2, r.y + r.h / 2)
        beside = land.distance(shapely.box(r.x, r.y, r.right, r.bottom))  # a leader too short to draw
        assert land.buffer(points(2.5)).contains(middle) or 0 < beside < points(10), label.name
    assert seen >= 2


@pytest.mark.cases(2)
@pytest.mark.parametrize("frame", ["[92, 20, 146, 53]", "[88, 19, 164, 53]", "[98, 20, 146, 53]", "[92, -10, 150, 50]"])
def test_no_leader_runs_through_a_label(tmp_path: Path, frame: str) -> None:
    towns = "    cities: [Mukden, Harbin, Hsinking, Dairen, Kalgan, Peking, Nanking, Shanghai, Hankow, Keijo, Kyzyl]\n"
    slide = ASIA.format(year=1939).replace("[92, 20, 146, 53]", frame) + towns
    result = drawn(tmp_path, slide)
    for leader in (b for b in result.boxes if isinstance(b, Shape) and b.name.endswith(": leader")):
        r = leader.rect
        ys = (r.bottom, r.y) if leader.flip else (r.y, r.bottom)
        line = shapely.LineString([(r.x, ys[0]), (r.right, ys[1])])
        crossed = [b.name for b in labels(result) if line.intersects(shapely.box(*_edges(b)))]
        assert crossed == [], leader.name


def _edges(box: Box) -> tuple[int, int, int, int]:
    above = points(2.5)  # and below the letters, which leaders begin at
    return box.rect.x, box.rect.y + above, box.rect.right, box.rect.bottom - above


def test_a_battle_on_a_border_keeps_its_label_beside_its_star(tmp_path: Path) -> None:
    event = "    events: [{title: Khalkhin Gol, at: [118.6, 47.75], date: 1939}]\n"
    result = drawn(tmp_path, ASIA.format(year=1939) + event)
    names = [b.name for b in result.boxes]
    assert "label: Khalkhin Gol" in names
    assert "label: Khalkhin Gol: leader" not in names


# ---- steps -------------------------------------------------------------------------------------------------


def test_what_carries_a_step_appears_with_that_click_and_the_rest_is_there_from_the_start(tmp_path: Path) -> None:
    result = drawn(tmp_path, BATTLE)
    steps = {b.name: b.step for b in result.boxes}
    assert steps["arrow: Pin"] == 1
    assert steps["arrow: Southern wing"] == steps["label: Southern wing"] == 2
    assert steps["unit: Centre"] == steps["territory: Manchukuo"] == 0
    named = [(b.name, text_of(b)) for b in result.boxes if isinstance(b, Text) and b.name.startswith("step ")]
    assert named == [("step 1: First", "First"), ("step 2: Second", "Second")]
    numbers = [b for b in result.boxes if b.name in ("step 1: number", "step 2: number")]
    assert [b.step for b in numbers] == [1, 2]


def test_a_dated_step_shows_the_land_that_has_come_since(tmp_path: Path) -> None:
    slide = ASIA.format(year=1931) + "    steps: [{name: Manchukuo, date: 1932-03-01}, {name: China, date: 1939}]\n"
    result = drawn(tmp_path, slide)
    check(result)
    steps = {b.name: b.step for b in result.boxes}
    assert steps["territory: Manchukuo"] == 1
    assert steps["name: Manchukuo"] == 1
    assert steps["territory: Mengjiang"] == 2
    assert steps["hatch: Japanese-occupied China"] == 2
    assert steps["territory: Empire of Japan"] == 0
    assert steps["name: Burma"] == 2  # its own state since 1937


def test_a_note_that_finds_no_room_is_told(tmp_path: Path) -> None:
    result = drawn(tmp_path, BATTLE + f"    schematic: {'All of this is schematic. ' * 12}\n")
    assert not result.words("note: ")
    assert len([said for said in result.findings if "does not fit on this map" in said]) == 1


def test_schematic_positions_are_called_so_on_the_map(tmp_path: Path) -> None:
    assert drawn(tmp_path, BATTLE).words("note: ") == ["Positions schematic"]
    assert drawn(tmp_path, BATTLE, lang="de").words("note: ") == ["Stellungen schematisch"]
    assert not drawn(tmp_path, BATTLE.replace("confidence: schematic", "confidence: low")).words("note: ")


# ---- words -------------------------------------------------------------------------------------------------


def test_the_alt_text_says_who_holds_what_and_what_happens(tmp_path: Path) -> None:
    alt = next(b.alt for b in drawn(tmp_path, BATTLE).boxes if b.name == "map")
    for part in (
        "20 August 1939",
        "Soviet Union: Mongolian People's Republic",
        "Japan: Manchukuo",
        "Fui Heights (24 August 1939)",
        "Southern wing",
    ):
        assert part in alt


def test_the_legend_says_sides_by_name_and_leaves_out_what_is_not_on_the_map(tmp_path: Path) -> None:
    slide = ASIA.format(year=1939).replace("      soviet: [ussr]\n", "      soviet: [ussr]\n      violet: [ceylon]\n")
    legend = next(b for b in drawn(tmp_path, slide).boxes if b.name == "Legend")
    assert "Mongolian People’s Republic, Tannu Tuva" in legend.alt
    assert "Occupied (Japan)" in legend.alt
    assert "Ceylon" not in legend.alt


@pytest.mark.parametrize("relief", ["true", "false"])
def test_filled_land_in_a_filled_overlay_lies_over_it_and_no_two_colours_mix(tmp_path: Path, relief: str) -> None:
    frame = "    frame: [-11, 22, 49, 56.5]\n"
    slide = f"  - map: H\n    territories: roman-empire-117\n    relief: {relief}\n    legend: false\n{frame}"
    result = drawn(tmp_path, bare(slide + "    fill: {soviet: [empire], ochre: [dacia, armenia]}\n"))
    empire, *lands = (
        shapely.union_all([p for b in result.named(f"territory: {name}") for p in filled(b)])
        for name in ("Roman Empire", "Dacia", "Armenia")
    )
    for land in lands:
        assert not land.is_empty
        assert shapely.intersection(empire, land).area < 0.002 * land.area
    under = drawn(tmp_path, bare(slide + "    fill: {soviet: [empire]}\n"))
    whole = shapely.union_all([p for b in under.named("territory: Roman Empire") for p in filled(b)])
    assert sum(land.area for land in (empire, *lands)) == pytest.approx(whole.area, rel=0.002)


def test_an_overlay_lies_over_the_larger_land_that_it_is_a_part_of(tmp_path: Path) -> None:
    fills = "{ochre: [china], japan: [occupied]}"
    slide = f"  - map: H\n    territories: east-asia-1931-1941\n    date: 1940-01-01\n    fill: {fills}\n"
    result = drawn(tmp_path, bare(slide))
    china, occupied = (
        shapely.union_all([p for b in result.named(f"territory: {name}") for p in filled(b)])
        for name in ("Republic of China", "Japanese-occupied")
    )
    assert shapely.intersection(china, occupied).area < 0.01 * occupied.area


def filled(box: Box) -> list[Any]:
    """The area that a shape fills, even-odd, on the page."""
    assert isinstance(box, Freeform)
    rings = [shapely.make_valid(shapely.Polygon(r)) for path in box.paths for r in rings_of(path) if len(r) > 3]
    whole = functools.reduce(shapely.symmetric_difference, rings)
    return [affinity.translate(shapely.make_valid(whole), box.rect.x, box.rect.y)]


def rings_of(path: Any) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    for op, *at in path:
        if op == "M":
            found.append([])
        if at:
            found[-1].append((at[0], at[1]))
    return found


def test_cities_stand_under_their_names_of_the_year(tmp_path: Path) -> None:
    early, late = (drawn(tmp_path, ASIA.format(year=year)).words("city name: ") for year in (1931, 1939))
    assert "Keijō" in early + late
    assert not {"Beijing", "Seoul", "Shenzhen"} & {*early, *late}


def test_a_deck_without_maps_imports_no_map_library(tmp_path: Path) -> None:
    path = tmp_path / "plain.yaml"
    path.write_text("title: T\nslides:\n  - points: H\n    items: [a, b]\n", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from podium.diagnostics import Report;"
        "from podium.pages.page_pass import lay_out;"
        "from podium import kinds; r = Report(); lay_out(kinds.load(Path(sys.argv[1]), r), r);"
        "print([m for m in ('numpy', 'shapely', 'pyproj') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# ---- mistakes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[manchukuo]", "[manchuko]", "9:11: error: no territory 'manchuko'; did you mean"),
        (
            "{soviet pale",
            "{sovjet pale",
            "error: 'sovjet' is neither a side of this deck nor a colour; did you mean 'soviet'?",
        ),
        ("to: Nomonhan", "to: Nomonhann", "error: no place 'Nomonhann' in the atlas"),
        ("step: Second}", "step: Secund}", "error: there is no step 'Secund' in this map; did you mean 'Second'?"),
        ("{Halha: Khalkhin Gol}", "{Halhaa: Khalkhin Gol}", "warning: the river 'Halhaa' is not in the atlas"),
        ("at: [119.02, 47.76]", "at: [135.0, 47.76]", "warning: 'Nomonhan' lies outside the map's frame"),
        ("east-asia-1931-1941", "east-asia", "error: no recipe of territories 'east-asia'; did you mean"),
        ("    date: 1939-08-20\n", "", "error: these territories change over time: the map needs 'year' or 'date'"),
        ("km: 15}", "km: 15000}", "error: a radius of 15000 km cannot be drawn; between 1 and 9000 km"),
    ],
)
def test_a_mistake_is_named_at_its_place_with_what_would_be_right(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in BATTLE
    findings = drawn(tmp_path, bare(BATTLE.replace(old, new))).findings
    assert any(said.removeprefix("9:11: ") in f for f in findings), findings
    assert all(f.split("map.yaml:")[1][0].isdigit() for f in findings)


def test_a_mistake_in_a_recipe_is_named_at_the_recipes_own_line(tmp_path: Path) -> None:
    folder = tmp_path / "territories"
    folder.mkdir()
    (folder / "own.yaml").write_text(
        "title: Own\nterritories:\n  poland:\n    build: [POL/*, POL/Masovia2]\n", encoding="utf-8"
    )
    result = drawn(tmp_path, "  - map: H\n    territories: own\n    frame: [13, 48, 25, 56]\n")
    assert result.failed
    assert any("own.yaml:4:" in f and "Masovia2" in f for f in result.findings)


@pytest.mark.parametrize("recipe", sorted(OWN.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_recipes_of_the_lectures_have_no_mistakes(recipe: Path) -> None:
    assert evaluation.check(recipe_files.read(recipe)) == []


def test_a_name_that_finds_no_room_is_a_warning_and_never_an_overlap(tmp_path: Path) -> None:
    crowd = ", ".join(f"{{name: Town number {n}, at: [{118.700 + n / 9000}, 47.72]}}" for n in range(60))
    slide = f"  - map: H\n    around: {{at: [118.7, 47.72], km: 4}}\n    names: false\n    cities: [{crowd}]\n"
    result = drawn(tmp_path, slide)
    check(result)
    assert any("does not fit" in f for f in result.findings)
