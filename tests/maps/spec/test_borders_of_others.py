"""Maps of the lecturer's own borders, and of today's units: drawn as others are, with their source; mistakes at their
keys."""

from __future__ import annotations

from pathlib import Path

import border_files as files
import pytest
from border_files import EAST, WEST, collection, feature, write
from map_scenes import check, drawn, text_of

from podium.assist import names
from podium.outline.project import Project

SLIDE = "  - map: Iberia\n    relief: false\n"


def test_files_of_borders_are_drawn_named_and_credited(tmp_path: Path) -> None:
    files.historical_basemaps(tmp_path)
    write(tmp_path / "later.geojson", collection(feature(WEST.union(EAST), NAME="Iberia")))
    years = "1914: world_1914.geojson, 1920: later.geojson"
    territories = f"    territories: {{{years}, coast: atlas, credit: A. Cartographer (CC BY)}}\n"
    slide = SLIDE + territories + "    year: 1914\n    frame: [-12, 35, 5, 45]\n    fill: {soviet: [lusitania]}\n"
    for _ in range(2):  # the second time from the cache
        found = drawn(tmp_path, slide)
        check(found)
        assert not found.failed
        assert {"territory: Lusitania", "territory: Tarraconensis", "other land"} <= {b.name for b in found.boxes}
        assert {"LUSITANIA", "TARRACONENSIS"} <= {*found.words("name: ")}
        assert [text_of(b) for b in found.named("Source")] == ["Source: A. Cartographer (CC BY)"]
        severities = {line.split(": ")[1] for line in found.findings}
        assert severities == {"note"}, found.findings
    stepped = slide + '    steps: [{name: "1920", date: 1920}]\n    hatch: {occupied japan: [Iberia]}\n'
    assert "territory: Iberia" in {b.name for b in drawn(tmp_path, stepped).boxes}


@pytest.mark.parametrize(
    ("territories", "place", "message"),
    [
        ("world_1914.geojson", "13:18", "'credit' is missing; write territories: {file: world_1914.geojson, credit:"),
        ("{file: world_1914.geojson}", "13:18", "'credit' is missing"),
        ("{file: nothing.geojson, credit: C}", "13:25", "there is no file 'nothing.geojson'"),
        ("{file: ../outside.geojson, credit: C}", "13:25", "the file '../outside.geojson' is outside the project"),
        ("{credit: C}", "13:18", "'territories' needs one 'file', or years with a file each"),
        ("{file: world_1914.geojson, credit: C, nmae: NAME}", "13:56", "unknown key 'nmae' in 'territories'; did you"),
        ("{file: world_1914.geojson, credit: C, name: TITLE}", "13:62", "no feature has the property 'TITLE' ('name')"),
        ("{1914: world_1914.geojson, 1920: bad.geojson, credit: C}", "13:51", "bad.geojson: it is not JSON"),
        ("{file: world_1914.xls, credit: C}", "13:25", "'world_1914.xls' is no file of borders; GeoJSON, TopoJSON"),
        ("[world_1914.geojson]", "13:18", "'territories' is one recipe or file; write {1914: one.geojson"),
        ("{file: CShapes-2.0.geojson, credit: C}", "13:18", "these territories change over time: the map needs 'year'"),
        ("{file: CShapes-2.0.geojson, credit: C}\n    year: 1700", "14:11", "none of these territories exists on 1700"),
        ("{file: world_1914.geojson, credit: C}\n    year: 1920", "14:11", "the file shows 1914, as its name says"),
        (
            "{file: world_1914.geojson, credit: C}\n    fill: {soviet: [Lusitani]}",
            "14:21",
            "no territory 'Lusitani'; did you mean 'Lusitania'",
        ),
    ],
)
def test_mistakes_are_at_their_keys(tmp_path: Path, territories: str, place: str, message: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    files.historical_basemaps(project)
    files.cshapes(project)
    write(tmp_path / "outside.geojson", collection(feature(WEST, name="W")))
    write(project / "bad.geojson", "<html>")
    try:
        said = drawn(project, SLIDE + f"    territories: {territories}\n").findings
    except AssertionError as e:  # mistakes that the outline's reader finds
        said = [str(e)]
    assert any(f"map.yaml:{place}: " in line and message in line for line in said), said


def test_units_and_names_of_countries_stand_in_fill_without_a_recipe(tmp_path: Path) -> None:
    slide = SLIDE + "    frame: [-92, 28, -78, 40]\n    fill: {soviet: [USA/Alabama, USA/Georgia], japan: [Japan]}\n"
    found = drawn(tmp_path, slide + "    names: {United States: Union}\n")
    assert {"territory: Alabama", "territory: Georgia", "territory: United States of America"} <= {
        b.name for b in found.boxes
    }
    assert "UNION" in found.words("name: ")
    assert [line.partition(": ")[2] for line in found.findings] == [
        "warning: no part of 'Japan' is in this map's frame; choose another frame, or remove it"
    ]
    by_name = drawn(tmp_path, SLIDE + "    fit: [Poland]\n    fill: {soviet: [poland/*], japan: [DEU, Atlantis]}\n")
    assert "territory: Poland" in {b.name for b in by_name.boxes}
    assert ["14:45: error: no territory 'Atlantis'" in line for line in by_name.findings] == [True]
    recipe = drawn(tmp_path, SLIDE + "    territories: habsburg\n    fill: {soviet: [German Empire]}\n")
    assert not recipe.failed


def test_the_language_server_offers_files_and_their_territories(tmp_path: Path) -> None:
    files.historical_basemaps(tmp_path)
    project = Project.of(tmp_path / "map.yaml")
    assert "world_1914.geojson" in names.files(project, "territories", "map")
    assert names.files(project, "file", "map") == ["world_1914.geojson"]
    assert names.territories(project, {"file": "world_1914.geojson", "credit": "C"}) == [
        ("Lusitania", "Lusitania"),
        ("Tarraconensis", "Tarraconensis"),
    ]
    assert names.territories(project, {"file": "none.geojson"}) == []
