"""Areas of files of borders in recipes: cut, mixed with units, credited; and what is wrong with them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely
from border_files import collection, feature, write
from map_scenes import drawn, text_of

from podium.diagnostics import Report
from podium.maps.atlas import admin_units
from podium.maps.territories import evaluation, export, geometry_cache, recipe_files
from podium.maps.territories.borders import Borders
from podium.outline.project import Project
from podium.preview.watching import folders_of

ROOT = Path(__file__).parents[3]
PORTUGAL = shapely.union_all(admin_units.units(sorted(admin_units.find_units("PRT/*"))).geometries)
MAINLAND = max(shapely.get_parts(PORTUGAL), key=shapely.area)
SPAIN = shapely.union_all(admin_units.units(sorted(admin_units.find_units("ESP/*"))).geometries)
ROUGH = MAINLAND.simplify(0.02)
"""Portugal without its islands, its borders and coasts about a kilometre off."""
WEST = shapely.box(-9.6, 35.9, -4, 43.5).difference(ROUGH)
EAST = shapely.box(-4, 35.95, 2.9, 42.9)
FILES = "files:\n  old: {file: old.geojson, credit: A. Cartographer (CC BY)}\n"
RECIPE = f"""title: Iberia
{FILES}lines:
  tagus: [[-8, 39.5], [-3, 39.9]]
territories:
  portugal: {{name: Portugal, build: [old/Portugal], source: Treaty of Alcañices}}
  north: {{name: North, build: [{{part: old/West, cut: tagus, holding: Valladolid}}]}}
  south: {{name: South, build: [old/West, {{minus: north}}, {{minus: [FRA/*, MAR/*, GIB/*, DZA/*]}}]}}
  spain: {{name: Spain, build: [ESP/*, {{minus: [portugal, north, south]}}]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "slides_src/territories"
    found.mkdir(parents=True)
    write(
        found / "old.geojson",
        collection(
            feature(ROUGH, NAME="Portugal", CODE=1),
            feature(WEST, NAME="West", CODE=2),
            feature(EAST, NAME="East", CODE=3),
        ),
    )
    return found


def state(folder: Path, text: str, when: Any = 1900) -> Borders:
    path = folder / "r.yaml"
    path.write_text(text, encoding="utf-8")
    found, mistakes = evaluation.borders_on(recipe_files.read(path), when)
    assert found is not None, mistakes
    return found


def mistakes_of(folder: Path, text: str) -> list[str]:
    """The mistakes of a recipe as `territories` tells them."""
    path = folder / "r.yaml"
    path.write_text(text, encoding="utf-8")
    report = Report()
    assert export.territories_of(str(path), report) is None
    return [str(line).partition("r.yaml:")[2] for line in report]


def test_areas_are_cut_and_mixed_with_units_in_one_coverage(folder: Path) -> None:
    found = state(folder, RECIPE)
    lands = {t.id: t.geometry for t in found.territories}
    assert list(lands) == ["portugal", "north", "south", "spain"]
    assert shapely.coverage_is_valid(list(lands.values()))
    assert shapely.contains_xy(lands["north"], -4.73, 41.65)  # Valladolid
    assert shapely.contains_xy(lands["south"], -6, 37.4)  # Seville
    assert shapely.contains_xy(lands["spain"], 2.1, 41.5)  # Barcelona
    assert shapely.area(shapely.intersection(lands["north"], lands["south"])) == 0
    left = {unit for unit, _ in found.remainder if unit.startswith(("PRT", "ESP"))}
    assert not left, left  # no slivers between the file's borders and the units'


def test_borders_and_coasts_near_those_of_units_become_these(folder: Path) -> None:
    portugal = state(folder, RECIPE).territory("portugal").geometry
    main = max(shapely.get_parts(portugal), key=shapely.area)
    assert shapely.area(shapely.symmetric_difference(main, MAINLAND)) < 1e-9
    assert shapely.area(shapely.symmetric_difference(ROUGH, MAINLAND)) > 0.01


def test_an_enclave_in_the_file_stays_and_a_missing_island_goes_with_its_province(folder: Path) -> None:
    tiny = shapely.box(-6.0, 40.0, -5.99, 40.008)
    around = shapely.box(-9.6, 35.9, -4, 43.5).difference(ROUGH).difference(tiny)
    write(folder / "old.geojson", collection(feature(tiny, NAME="Enclave"), feature(around, NAME="Around")))
    build = "territories:\n  enclave: {build: [old/Enclave]}\n  around: {build: [old/Around]}\n"
    found = state(folder, f"{FILES}{build}")
    assert shapely.area(found.territory("enclave").geometry) == pytest.approx(shapely.area(tiny))
    mallorca = shapely.box(2.2, 39.2, 3.6, 40)
    write(folder / "old.geojson", collection(feature(mallorca, NAME="Mallorca")))
    found = state(folder, f"{FILES}territories:\n  m: {{build: [old/Mallorca]}}\n")
    land = found.territory("m").geometry
    assert shapely.contains_xy(land, [2.9, 4.1, 1.43], [39.6, 39.95, 38.98]).tolist() == [True, True, False]
    assert [unit for unit, _ in found.remainder if unit.startswith("ESP")]  # Ibiza is too far away


def test_areas_follow_the_days_of_the_file(folder: Path) -> None:
    tree = collection(
        feature(ROUGH, name="Land", start="1900", end="1910"),
        feature(shapely.union(ROUGH, WEST), name="Land", start="1905", end="1910"),
    )
    write(folder / "old.geojson", tree)
    text = f"{FILES}territories:\n  land: {{build: [old/Land]}}\n  france: {{build: [FRA/*, {{minus: land}}]}}\n"
    early, late = state(folder, text, 1901).territory("land"), state(folder, text, 1906).territory("land")
    assert early.area_km2 < 95_000 < late.area_km2
    assert [t.id for t in state(folder, text, 1920).territories] == ["france"]
    assert evaluation.changes(recipe_files.read(folder / "r.yaml")) == ["1900-01-01", "1905-01-01", "1911-01-01"]


def test_other_ids_all_areas_and_years_with_a_file_each(folder: Path) -> None:
    files = "files:\n  old: {file: old.geojson, credit: C, id: CODE, name: NAME}\n"
    by_id = state(folder, f"{files}territories:\n  p: {{build: [old/1]}}\n").territory("p")
    by_name = state(folder, f"{files}territories:\n  p: {{build: [old/portugal]}}\n").territory("p")
    assert shapely.equals(by_id.geometry, by_name.geometry)
    everything = state(folder, f"{files}territories:\n  p: {{build: [old/*]}}\n").territory("p")
    assert everything.area_km2 > 500_000
    write(folder / "later.geojson", collection(feature(EAST, NAME="Portugal")))
    files = "files:\n  old: {1900: old.geojson, 1920: later.geojson, credit: C}\n"
    text = f"{files}territories:\n  p: {{build: [old/Portugal]}}\n"
    assert state(folder, text, 1919).territory("p").area_km2 < 95_000
    assert state(folder, text, 1920).territory("p").area_km2 > 150_000


def test_the_credit_is_on_the_map_and_in_the_geojson(folder: Path) -> None:
    found = state(folder, RECIPE)
    assert found.territory("portugal").source == "Treaty of Alcañices; A. Cartographer (CC BY)"
    assert found.territory("spain").source == "A. Cartographer (CC BY)"
    text = export.feature_collection(str(folder / "r.yaml"), "1900", Report())
    assert text is not None
    assert json.loads(text)["features"][1]["properties"]["source"] == "A. Cartographer (CC BY)"
    frame = "    relief: false\n    frame: [-12, 35, 5, 45]\n    fill: {soviet: [portugal], japan: [north]}\n"
    slide = f"  - map: Iberia\n    territories: r\n{frame}"
    outline = folder.parent
    for _ in range(2):  # the second time from the cache
        map_ = drawn(outline, slide)
        assert not map_.failed, map_.findings
        assert [text_of(b) for b in map_.named("Source")] == ["Source: A. Cartographer (CC BY)"]
        assert any("'old': taken from the file: name: NAME" in line for line in map_.findings)
        assert {"territory: Portugal", "territory: North"} <= {b.name for b in map_.boxes}


def test_a_changed_file_changes_the_map(folder: Path) -> None:
    outline = folder.parent
    (folder / "r.yaml").write_text(RECIPE, encoding="utf-8")
    before = geometry_cache.key(recipe_files.read(folder / "r.yaml"), (1900, 1, 1))
    slide = "  - map: Iberia\n    territories: r\n    relief: false\n    frame: [-12, 35, 5, 45]\n    names: false\n"
    assert "territory: North" in {b.name for b in drawn(outline, slide).boxes}
    kept = json.loads((folder / "old.geojson").read_text("utf-8"))
    kept["features"][1]["properties"]["NAME"] = "Elsewhere"
    write(folder / "old.geojson", kept)
    assert geometry_cache.key(recipe_files.read(folder / "r.yaml"), (1900, 1, 1)) != before
    said = drawn(outline, slide).findings
    assert any("r.yaml:8:39" in line and "no area 'West' in the file of borders 'old'" in line for line in said), said


def test_all_mistakes_are_told_in_one_run(folder: Path) -> None:
    write(folder.parents[2] / "outside.geojson", collection(feature(WEST, NAME="W")))
    write(folder / "bad.geojson", "<html>")
    text = """files:
  missing: {file: old.geojsn.geojson, credit: C}
  outside: {file: ../../../outside.geojson, credit: C}
  bad: {file: bad.geojson, credit: C}
  bare: old.geojson
  uncredited: {file: old.geojson}
  POL: {file: old.geojson, credit: C}
  two words: {file: old.geojson, credit: C}
  typo: {file: old.geojson, credit: C, nmae: NAME}
  other: {file: old.geojson, credit: C, name: TITLE}
  table: {file: old.xls, credit: C}
  nothing: {credit: C}
  old: {file: old.geojson, credit: C}
territories:
  a: {build: [old/Portugl, old, old/, bad/Anything, ESP/Madri]}
"""
    said = mistakes_of(folder, text)
    for start, message in (
        ("2:19", "there is no file 'old.geojsn.geojson'; did you mean 'old.geojson'"),
        ("3:19", "the file '../../../outside.geojson' is outside the project; copy it into"),
        ("4:15", "bad.geojson: it is not JSON"),
        ("5:9", "'credit' is missing"),
        ("6:15", "'credit' is missing; add credit:"),
        ("7:8", "'POL' is a country"),
        ("8:14", "the name 'two words' of a file contains a slash or spaces"),
        ("9:46", "unknown key 'nmae' for a file of borders; did you mean 'name'"),
        ("10:47", "no feature has the property 'TITLE' ('name')"),
        ("11:17", "'old.xls' is no file of borders; GeoJSON"),
        ("12:12", "a file of borders needs one 'file'"),
        ("15:15", "no area 'Portugl' in the file of borders 'old'; did you mean 'Portugal'"),
        ("15:28", "'old' is a file of borders; write one of its areas"),
        ("15:33", "no area '' in the file of borders 'old'"),
        ("15:53", "no unit 'Madri' in Spain"),
    ):
        assert any(line.startswith(f"{start}: error: ") and message in line for line in said), (start, message, said)
    assert len(said) == 15, said
    assert all("--allow-outside" not in line for line in said)


def test_a_line_that_does_not_cut_an_area_through_is_a_mistake(folder: Path) -> None:
    build = "[{part: old/West, cut: [[-7, 41], [-6, 41]], holding: Madrid}]"
    said = mistakes_of(folder, f"{FILES}territories:\n  b: {{build: {build}}}\n")
    assert [line.partition(": error: ")[2].partition(";")[0] for line in said] == [
        "this line does not cut old/West in two",
        "Madrid (-3.70, 40.42) is not in old/West",
    ]


@pytest.mark.parametrize("files", ["3", "[1, 2]", "{a: [1]}", "{a: {file: [x]}}", "{1: {1: 2}}", "{a: }", "x"])
def test_nonsense_under_files_is_a_mistake(folder: Path, files: str) -> None:
    assert mistakes_of(folder, f"files: {files}\nterritories:\n  a: {{build: [PRT/*]}}\n")


def test_an_area_in_the_open_sea_is_a_mistake(folder: Path) -> None:
    write(folder / "old.geojson", collection(feature(shapely.box(-40, 30, -39, 31), NAME="Atlantis")))
    said = mistakes_of(folder, f"{FILES}territories:\n  a: {{build: [old/Atlantis]}}\n")
    assert [line for line in said if "'old/Atlantis' has no land where the atlas has land" in line] == said


def test_a_recipe_in_a_deck_finds_files_beside_the_outline_and_none_outside_the_project(folder: Path) -> None:
    outline = folder.parent
    (folder / "old.geojson").rename(outline / "old.geojson")
    (folder / "r.yaml").write_text(RECIPE, encoding="utf-8")
    slide = "  - map: Iberia\n    territories: r\n    relief: false\n    frame: [-12, 35, 5, 45]\n"
    assert not drawn(outline, slide).failed
    write(folder.parents[2] / "far.geojson", collection(feature(WEST, NAME="W")))
    (folder / "r.yaml").write_text(RECIPE.replace("old.geojson", "../../../far.geojson"), encoding="utf-8")
    said = drawn(outline, slide).findings
    assert any("r.yaml:3:15: error" in line and "is outside the project" in line for line in said), said


def test_the_example_in_the_documentation_is_built(folder: Path) -> None:
    text = (ROOT / "docs/territories.md").read_text("utf-8").partition("\n## Areas from a file\n")[2]
    block = re.match(r"\n((?:    .*\n|\n)+)", text)
    assert block is not None
    serbia = shapely.union_all(admin_units.units(_units("SRB/*", "MKD/*", "KOS/*")).geometries).simplify(0.03)
    montenegro = shapely.union_all(admin_units.units(_units("MNE/*")).geometries).simplify(0.03)
    tree = collection(feature(serbia, NAME="Serbia"), feature(montenegro, NAME="Montenegro"))
    write(folder / "world_1914.geojson", tree)
    found = state(folder, re.sub(r"(?m)^    ", "", block[1]))
    lands = {t.id: t for t in found.territories}
    assert set(lands) == {"serbia", "macedonia", "montenegro"}
    assert shapely.contains_xy(lands["macedonia"].geometry, 21.43, 42.0)  # Skopje
    assert lands["montenegro"].area_km2 == pytest.approx(13_800, rel=0.03)


def _units(*names: str) -> list[str]:
    return sorted(unit for name in names for unit in admin_units.find_units(name))


def test_the_preview_watches_the_folders_of_recipes(tmp_path: Path) -> None:
    class Opened:
        files = (tmp_path / "slides_src/course/talk.yaml",)
        project = Project(tmp_path / "slides_src/course", tmp_path)

    (tmp_path / "slides_src/course").mkdir(parents=True)
    (tmp_path / "slides_src/territories").mkdir()
    (tmp_path / "images").mkdir()
    assert tmp_path / "slides_src/territories" in folders_of(Opened())  # type: ignore[arg-type]
