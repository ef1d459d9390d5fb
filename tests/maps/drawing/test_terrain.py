"""Hills, roads, woods and works on a map, drawn by the outline or read from files of a GIS."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely
from border_files import collection, feature, write
from map_scenes import bare, check, drawn, labels, overlap, text_of, within

from podium.maps.symbols import terrain_signs as signs
from podium.scene.boxes import Box, Freeform, Group, Text, every_box
from podium.scene.units import points

WATERLOO = """  - map: Wellington held the ridge
    around: {at: [4.412, 50.675], km: 3}
    names: false
    hills:
      - {name: The ridge, path: [[4.391, 50.678], [4.411, 50.681], [4.436, 50.6835]], km: 0.4, height: 132}
      - {name: Lion's Mound, at: [4.4047, 50.6785], height: 226 ft}
    woods: [{name: Bois de Paris, outline: [[4.448, 50.668], [4.462, 50.672], [4.470, 50.664], [4.456, 50.657]]}]
    marsh: [{name: Fen, at: [4.38, 50.665], km: 0.5}]
    water: [{name: Pond, at: [4.40, 50.665], km: 0.2}]
    built-up: [{name: La Haye Sainte, at: [4.4122, 50.6786]}, {name: Plancenoit, at: [4.431, 50.6617], km: 0.3}]
    roads:
      - {name: to Brussels, path: [[4.4148, 50.668], La Haye Sainte, [4.4065, 50.691], [4.399, 50.715]]}
      - {name: Sunken lane, kind: track, path: [[4.391, 50.678], [4.436, 50.6835]]}
    railways: [{name: Line 124, path: [[4.36, 50.69], [4.37, 50.66]]}]
    bridges: [{name: Old bridge, at: La Haye Sainte}]
    fortifications: [{name: Redoubt, kind: redoubt, at: [4.45, 50.68], side: blue},
      {name: Works, path: [[4.44, 50.685], [4.46, 50.69]], side: red}]
"""
FORMS = ["", "    full: true\n", "    items: [One thing, Another]\n", "    legend: false\n"]
THEMES = ["atlas", "night", "signal", "archive"]


def mistakes(tmp_path: Path, slide: str) -> str:
    try:
        return "\n".join(drawn(tmp_path, bare(slide)).findings)
    except AssertionError as e:
        return str(e)


def native(boxes: Any) -> list[Freeform]:
    return [b for b in every_box(boxes) if isinstance(b, Freeform)]


def named(result: Any, start: str) -> list[Box]:
    return [b for b in every_box(result.boxes) if b.name.startswith(start) and "sign: " not in b.name]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("how", FORMS)
def test_terrain_is_drawn_with_names_that_meet_nothing(tmp_path: Path, how: str, theme: str) -> None:
    result = drawn(tmp_path, WATERLOO + how, theme=theme)
    check(result)
    assert not [f for f in result.findings if "error" in f]
    starts = ("High ground: The ridge 132 m", "High ground: Lion", "Woods: ", "Marsh: ", "Water: ", "Built-up area: ")
    for start in (*starts, "Road: to Brussels", "Railway: Line 124", "Bridge: ", "Fortification: Redoubt"):
        found = named(result, start)
        assert found, start
        assert all(isinstance(b, Freeform) and within(b.rect, result.frame) for b in found), start
    names = labels(result)
    for a, b in itertools.combinations(names, 2):
        assert not overlap(a.rect, b.rect), (a.name, b.name)
    works = [b for b in named(result, "Fortification: Redoubt") if b.name.endswith("Redoubt")]
    assert not [(n.name, w.name) for n, w in itertools.product(names, works) if overlap(n.rect, w.rect)]


def test_lines_and_strokes_stop_behind_words(tmp_path: Path) -> None:
    result = drawn(tmp_path, WATERLOO)
    fine = [b for b in native(result.boxes) if ": hachures" in b.name or b.name.startswith(("Road", "Railway"))]
    assert len(fine) >= 5
    single = [b for b in labels(result) if "\v" not in text_of(b)]
    assert len(single) >= 5
    for label, box in itertools.product(single, fine):
        size, r = label.paragraphs[0].runs[0].size, label.rect.inset(points(1.5), 0)
        foot = r.bottom - points(0.21 * size)  # the baseline
        words = shapely.box(r.x, foot - points(0.45 * size), r.right, foot)
        for path in box.paths:
            corners = [(box.rect.x + c[1], box.rect.y + c[2]) for c in path if c[0] != "Z"]
            assert not shapely.intersects(words, shapely.LineString(corners)), (label.name, box.name)


def test_the_legend_explains_the_signs_that_are_there(tmp_path: Path) -> None:
    def words(more: str) -> str:
        (legend,) = drawn(tmp_path, WATERLOO + more).named("Legend")
        return legend.alt

    every = "High ground; Woods; Marsh; Built-up area; Road; Railway; Bridge; Fortification"
    assert words("") == every
    assert words("    legend: {woods: Beeches, roads: }\n") == every.replace("Woods", "Beeches").replace("Road; ", "")
    said = mistakes(tmp_path, WATERLOO + "    legend: {forest: Trees}\n")
    assert "'forest' in the legend is not a key of 'fill' or 'hatch' and no kind of terrain on this map" in said


@pytest.mark.parametrize(("lang", "said"), [("de", "Wald"), ("fr", "Bois"), ("zh", "树林"), ("uk", "Ліс")])
def test_the_signs_are_named_in_the_language_of_the_deck(tmp_path: Path, lang: str, said: str) -> None:
    result = drawn(tmp_path, WATERLOO, lang=lang)
    assert said in result.named("Legend")[0].alt
    assert named(result, said)


def test_terrain_comes_with_its_click_and_its_place_is_a_name(tmp_path: Path) -> None:
    slide = """  - map: H
    around: {at: [4.412, 50.675], km: 3}
    steps: [Then]
    hills: [{name: Hill, at: [4.40, 50.67], step: Then}]
    roads: [{name: Road, path: [Hill, [4.43, 50.68]], step: Then}]
    arrows: [{from: Hill, to: [4.42, 50.68]}]
"""
    result = drawn(tmp_path, slide)
    assert not [f for f in result.findings if "Then" in f or "Hill" in f]
    found = [*named(result, "High ground: Hill"), *named(result, "Road: Road"), *result.named("label: ")]
    assert {b.step for b in found} == {1}


def test_uncertain_and_schematic_terrain_is_told(tmp_path: Path) -> None:
    more = "    positions: {source: Siborne, confidence: low}\n"
    result = drawn(tmp_path, WATERLOO + more)
    assert "Uncertain on this map: The ridge, Lion’s Mound, Pond, Bois de Paris, Fen," in result.scene.pages[1].notes
    assert "(Siborne)" in result.scene.pages[1].notes

    slide = WATERLOO.replace("{name: Redoubt,", "{name: Redoubt, confidence: schematic,")
    assert drawn(tmp_path, slide).named("note: ")


def test_the_alt_text_names_the_terrain(tmp_path: Path) -> None:
    ground = next(b for b in drawn(tmp_path, WATERLOO).boxes if b.name == "map")
    assert "Terrain: Pond, Bois de Paris, Fen, La Haye Sainte, Plancenoit, The ridge 132 m" in ground.alt


def test_sizes_are_in_kilometres(tmp_path: Path) -> None:
    def width(km: float) -> int:
        slide = f"  - map: H\n    around: {{at: [4.412, 50.675], km: 3}}\n    marsh: {{at: [4.41, 50.67], km: {km}}}\n"
        return next(b for b in drawn(tmp_path, slide).boxes if b.name == "Marsh").rect.w

    assert width(1.0) == pytest.approx(2 * width(0.5), rel=0.03)
    slide = (
        "  - map: H\n    around: {at: [4.412, 50.675], km: 3}\n    marsh: {at: [4.41, 50.67], km: 1}\n    scale: true\n"
    )
    result = drawn(tmp_path, slide)
    marsh = next(b for b in result.boxes if b.name == "Marsh")
    assert marsh.rect.h / result.frame.h == pytest.approx(2 / 6, rel=0.25)  # the frame is six kilometres high


@pytest.mark.parametrize("kind", ["hills", "roads", "railways", "fortifications"])
@pytest.mark.parametrize("lon", [4.3205, 4.32, 4.33, 4.319])
def test_a_line_at_the_very_edge_is_drawn_or_told(tmp_path: Path, kind: str, lon: float) -> None:
    path = f"[[{lon - 0.004}, 50.60], [{lon}, 50.675], [{lon - 0.004}, 50.75]]"
    slide = f"  - map: H\n    around: {{at: [4.412, 50.675], km: 3}}\n    {kind}: [{{name: Edge, path: {path}}}]\n"
    result = drawn(tmp_path, slide)
    assert result.words("label: Edge") or any("'Edge'" in f for f in result.findings)


def test_the_name_of_a_ridge_stands_on_it(tmp_path: Path) -> None:
    slide = "  - map: H\n    around: {at: [4.412, 50.675], km: 3}\n    cities: false\n"
    slide += "    hills: [{name: The ridge, path: [[4.391, 50.678], [4.436, 50.6835]], km: 0.4}]\n"
    result = drawn(tmp_path, slide)
    (label,) = result.named("label: The ridge")
    (slopes,) = named(result, "High ground: The ridge")
    assert within(label.rect, slopes.rect)


def test_the_hill_of_the_headline_is_larger(tmp_path: Path) -> None:
    def size(headline: str) -> float:
        result = drawn(tmp_path, WATERLOO.replace("Wellington held the ridge", headline))
        label = next(b for b in result.named("label: Plancenoit") if isinstance(b, Text))
        return max(run.size for p in label.paragraphs for run in p.runs)

    assert size("The Prussians took Plancenoit") > size("Wellington held on") >= 14


BAD = [
    ("roads: [{label: A, path: [[4.4, 50.67], [4.42, 50.68]]}]", "unknown key 'label' in a road; did you mean 'name'?"),
    ("hills: [{name: A}]", "a hill needs a place; at: "),
    ("hills: [{at: [50.675, 4.412]}]", "outside the map's frame; longitude comes first: perhaps [4.412, 50.675]"),
    ("woods: [{at: [10, 10], km: 1}]", "warning: an area of water, woods, marsh or buildings lies outside the map's"),
    ("hills: [{at: [4.4, 50.67], height: tall}]", "'tall' is no height; metres, or a number with its unit"),
    ("hills: [{at: [4.4, 50.67], height: 12000}]", "no hill is 12000 m high"),
    ("hills: [{at: [4.4, 50.67], km: 0}]", "0 km is no size"),
    ("hills: [{at: [4.4, 50.67], hieght: 3}]", "unknown key 'hieght' in a hill; did you mean 'height'?"),
    ("hills: [{at: [4.4, 50.67], slopes: left}]", "'slopes' has no effect without a 'path'"),
    ("hills: [{at: Zzyzx Nowhere}]", "no place 'Zzyzx Nowhere' in the atlas"),
    ("woods: [{name: A}]", "an area needs its outline"),
    ("woods: [{at: [4.4, 50.67]}]", "an area needs its outline"),
    ("woods: [{outline: [[4.4, 50.67], [4.41, 50.67]]}]", "an area needs three places or more"),
    ("marsh: [{outline: [[0, 0], [1, 0], [1, 1]]}]", "outside the map's frame; widen the frame"),
    ("roads: [{name: A}]", "a road needs a path"),
    ("roads: [{path: [[4.4, 50.67], [4.4, 50.67]]}]", "two different places; name the places in order"),
    ("roads: [{path: [[4.4, 50.67], [4.42, 50.68]], kind: motorway}]", "'motorway' is not a value of 'kind'"),
    ("roads: [{path: [[4.4, 50.67], [4.42, 50.68]], side: red}]", "a road cannot have the colour of a side"),
    ("fortifications: [{at: [4.4, 50.67], side: mauve}]", "'mauve'"),
    ("fortifications: [{path: [[4.4, 50.67], [4.42, 50.68]], kind: bunker}]", "'kind' has no effect with a 'path'"),
    ("layers: {coast: nothing.geojson, credit: I}", "there is no file 'nothing.geojson'"),
    ("layers: {woods: forest.txt}", "'forest.txt' is no file of a GIS; GeoJSON"),
    ("layers: {rivers: x.geojson}", "unknown key 'rivers' in 'layers'"),
    ("layers: {woods: good.geojson}", "whose data 'good.geojson' is must be on the map: 'credit' is missing"),
    ("layers: {woods: {file: good.geojson, credits: I}}", "unknown key 'credits' in a layer; did you mean 'credit'?"),
    ("layers: {roads: good.geojson, credit: I}", "good.geojson: its only feature is not a line; export lines"),
    ("layers: {woods: empty.geojson, credit: I}", "empty.geojson: it is empty"),
    ("layers: {woods: bare.geojson, credit: I}", "bare.geojson: it has no features"),
    ("layers: {woods: far.geojson, credit: I}", "nothing of this file is in the map's frame; choose another frame"),
    ("layers: {woods: turned.geojson, credit: I}", "longitude and latitude are the wrong way round in it"),
    ("layers: {coast: far.geojson, credit: I}", "nothing of this file is in the map's frame"),
    ("layers: {roads: letters.geojson, credit: I}", "feature 1 has a line that is no list of [longitude, latitude]"),
]


@pytest.mark.parametrize(("keys", "said"), BAD)
def test_what_is_wrong_is_said(tmp_path: Path, keys: str, said: str) -> None:
    files = {
        "good": collection(feature(shapely.box(4.40, 50.67, 4.41, 50.68))),
        "far": collection(feature(shapely.box(10, 10, 11, 11))),
        "turned": collection(feature(shapely.box(50.67, 4.40, 50.68, 4.41))),
        "letters": {"type": "LineString", "coordinates": [[4.4, 50.67], ["a", "b"]]},
        "bare": collection(),
        "empty": " ",
    }
    for name, tree in files.items():
        write(tmp_path / f"{name}.geojson", tree)
    assert said in mistakes(tmp_path, f"  - map: H\n    around: {{at: [4.412, 50.675], km: 3}}\n    {keys}\n")


# ---- files -------------------------------------------------------------------------------------------------

HELLES = """  - map: Helles
    around: {at: [26.27, 40.11], km: 12}
    names: false
    cities: false
"""


def projected(shape: Any, crs: str = "EPSG:32635") -> dict[str, Any]:
    """A collection of one feature, in a projection that it declares."""
    turn = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform
    moved = shapely.transform(shape, lambda c: np.column_stack(turn(c[:, 0], c[:, 1])))
    name = f"urn:ogc:def:crs:{crs.replace(':', '::')}"
    return collection(feature(moved), crs={"type": "name", "properties": {"name": name}})


LAND = shapely.union_all([shapely.box(26.16, 40.04, 26.24, 40.30), shapely.box(26.34, 39.9, 26.9, 40.3)])


def test_a_coast_of_ones_own_takes_the_place_of_the_atlas(tmp_path: Path) -> None:
    coarse = drawn(tmp_path, HELLES)
    assert any("more detailed than the atlas" in f and "layers: {coast:" in f for f in coarse.findings)
    write(tmp_path / "land.geojson", projected(LAND))
    result = drawn(tmp_path, HELLES + "    layers: {coast: land.geojson, credit: A survey}\n")
    assert not result.findings
    lands = [b for b in native(result.boxes) if b.name.startswith(("territory: ", "other land"))]
    assert {b.name for b in lands} == {"territory: Turkey"}
    frame = result.frame
    rows = [[(b.rect.x + c[1], b.rect.y + c[2]) for c in p if c[0] != "Z"] for b in lands for p in b.paths]
    shown = shapely.union_all([shapely.Polygon(r) for r in rows])
    # In the frame's own projection the strait, 0.1 degrees wide, is open sea; the atlas has land there.
    xs = [frame.x + frame.w * s for s in np.linspace(0.02, 0.98, 60)]
    wet = [x for x in xs if not shown.contains(shapely.Point(x, frame.y + frame.h / 2))]
    dry = len(xs) - len(wet)
    assert 0.2 < dry / len(xs) < 0.8
    assert any(a.name == "coast" for a in result.boxes)
    assert "A survey" in "".join(p.text for b in result.boxes if isinstance(b, Text) for p in b.paragraphs)


def test_layers_are_drawn_and_cited_by_their_makers(tmp_path: Path) -> None:
    write(
        tmp_path / "woods.geojson",
        collection(feature(shapely.box(26.2, 40.08, 26.25, 40.12)), attribution="Woods by me"),
    )
    write(tmp_path / "roads.geojson", collection(feature(shapely.LineString([(26.19, 40.04), (26.35, 40.2)]))))
    write(tmp_path / "rails.geojson", projected(shapely.LineString([(26.3, 40.04), (26.3, 40.2)])))
    files = "woods: woods.geojson, railways: rails.geojson, contours: rails.geojson, water: roads.geojson"
    roads = "roads: [{file: roads.geojson, credit: Roads by him}]"
    layers = f"    layers: {{{files}, {roads}, credit: All the rest by her}}\n"
    result = drawn(tmp_path, HELLES + layers)
    assert not [f for f in result.findings if "coast" not in f]
    there = {b.name for b in native(result.boxes)}
    assert {"Woods", "Woods: trees", "Road", "Railway", "Railway: ticks", "Contour line", "Water"} <= there
    cited = " ".join(p.text for b in result.boxes if isinstance(b, Text) for p in b.paragraphs)
    assert "All the rest by her; Roads by him" in cited
    write(tmp_path / "roads.geojson", collection(feature(shapely.LineString([(26.19, 40.04), (26.2, 40.2)]))))
    moved = drawn(tmp_path, HELLES + layers)
    road = [next(b.rect for b in native(r.boxes) if b.name == "Road") for r in (result, moved)]
    assert road[0] != road[1]  # a changed file is drawn anew


# ---- signs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("crest", [shapely.Point(100, 80), shapely.LineString([(20, 50), (120, 90)])])
@pytest.mark.parametrize("reach", [9.0, 30.0, 90.0])
def test_hachures_run_down_from_the_crest(crest: Any, reach: float) -> None:
    wedges = signs.hachures(crest, reach)
    assert len(wedges) >= 6
    for wedge in wedges:
        head, foot = (wedge[0] + wedge[3]) / 2, (wedge[1] + wedge[2]) / 2
        assert crest.distance(shapely.Point(head)) < crest.distance(shapely.Point(foot)) <= reach * 1.45
        assert np.hypot(*(wedge[0] - wedge[3])) > np.hypot(*(wedge[1] - wedge[2])) * 0.9


def test_a_bluff_has_one_slope() -> None:
    crest = shapely.LineString([(0, 0), (100, 0)])
    left, right = (signs.hachures(crest, 20.0, side) for side in ("left", "right"))  # type: ignore[arg-type]
    assert all(w[:, 1].mean() < 0 for w in left)
    assert all(w[:, 1].mean() > 0 for w in right)


def test_trees_and_dashes_stay_in_their_area_and_off_words() -> None:
    area, words = shapely.Point(50, 50).buffer(40), shapely.box(30, 40, 80, 60)
    trees = signs.trees(area, words)
    assert len(trees) > 8
    assert all(area.contains(shapely.Point(p)) and words.distance(shapely.Point(p)) > 3 for p in trees)
    assert area.contains(signs.marsh(area))
    assert signs.trees(shapely.Point(0, 0).buffer(5), shapely.Polygon())
    assert signs.trees(shapely.Point(0, 0).buffer(1), shapely.Polygon()) == []


def test_a_large_area_has_no_more_signs_than_can_be_drawn() -> None:
    page = shapely.box(0, 0, 940, 530)
    assert 300 < len(signs.trees(page, shapely.Polygon())) < 700
    assert len(signs.marsh(page).geoms) < 2400
    assert len(signs.hachures(shapely.LineString([(0, 0), (940, 530)]), 400.0)) < 4000


def test_blocks_leave_streets_between_them() -> None:
    area = shapely.box(0, 0, 90, 60)
    blocks = signs.blocks(area)
    assert len(blocks) > 20
    assert all(area.buffer(0.01).contains(b) for b in blocks)
    assert all(not a.intersects(b) for a, b in itertools.combinations(blocks, 2))


def test_a_bridge_follows_the_road_over_it(tmp_path: Path) -> None:
    def rails(path: str) -> Box:
        slide = "  - map: H\n    around: {at: [4.412, 50.675], km: 3}\n    cities: false\n    legend: false\n"
        slide += f"    roads: [{{path: {path}}}]\n    bridges: {{at: [4.412, 50.675]}}\n"
        return next(b for b in drawn(tmp_path, slide).boxes if b.name == "Bridge")

    across, up = rails("[[4.40, 50.675], [4.43, 50.675]]"), rails("[[4.412, 50.66], [4.412, 50.69]]")
    assert across.rect.w > across.rect.h
    assert up.rect.h > up.rect.w


def test_terrain_is_no_group_of_pictures(tmp_path: Path) -> None:
    boxes = [b for b in drawn(tmp_path, WATERLOO).boxes if b.name.startswith(("Woods", "High ground", "Railway"))]
    assert boxes
    assert not [b for b in boxes if isinstance(b, Group)]
    assert len(boxes) <= 14  # a wood is three shapes, however many trees it has
