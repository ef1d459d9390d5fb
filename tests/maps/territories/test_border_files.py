"""Borders from files of others: those that lecturers download work as they are, and whatever a file contains, there is
one clear line."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from pathlib import Path
from typing import Any

import border_files as files
import numpy as np
import pytest
import shapely
from border_files import EAST, WEST, collection, feature, write
from map_sets import State

from podium import PodiumError
from podium.diagnostics import Report
from podium.maps.territories import evaluation, export, recipe_files
from podium.maps.territories.borders import Borders
from podium.maps.territories.geodata.features import features_of
from podium.maps.territories.geodata.sources import BadFile, BorderFiles, FileSet, file_set, year_in


def opened(path: Path, **keys: str) -> FileSet:
    return file_set(BorderFiles((("", str(path)),), **keys), None)


def borders(source: FileSet, when: Any) -> Borders:
    found, mistakes = evaluation.borders_on(source, when)
    assert found is not None, mistakes
    return found


def lands(source: FileSet, when: Any) -> dict[str, float]:
    """The areas of the territories on a day in square degrees, by id."""
    return {t.id: round(t.geometry.area, 1) for t in borders(source, when).territories}


# ---- what is downloaded ----------------------------------------------------------------------------------------


def test_the_known_collections_work_as_they_are(tmp_path: Path) -> None:
    basemaps = opened(files.historical_basemaps(tmp_path))
    assert lands(basemaps, 1914) == {"Lusitania": 36, "Tarraconensis": 36}
    assert (basemaps.year, features_of(basemaps).notes) == (
        "1914",
        ("taken from the file: name: NAME", "feature 3 without 'NAME' is drawn as other land"),
    )
    assert lands(opened(tmp_path / "world_1914.geojson", id="SUBJECTO"), 1914) == {"Lusitania": 36, "Rome": 36}
    cshapes = opened(files.cshapes(tmp_path))
    assert lands(cshapes, "1940-06-30") == {"Portugal": 36, "Spain": 36}
    assert lands(cshapes, "1940-07") == {"Portugal": 72}
    assert evaluation.changes(cshapes) == ["1886-01-01", "1940-07-01", "2020-01-01"]
    assert lands(opened(tmp_path / "CShapes-2.0.geojson", id="gwcode", first="gwsyear", last="gweyear"), 1939) == {
        "235": 36,
        "230": 36,
    }
    clio = opened(files.cliopatria(tmp_path))
    assert lands(clio, -250) == {"Carthage": 36}
    assert lands(clio, -205) == {"Carthage": 36, "Rome": 36}
    assert lands(clio, 100) == {"Rome": 36}  # what began last has the name
    ohm = opened(files.openhistoricalmap(tmp_path))
    assert lands(ohm, "1914-12-31") == {"Alpha": 36, "Beta": 36}
    assert lands(ohm, 1911) == {"Alpha": 36}
    assert lands(ohm, 1915) == {"Beta": 36}
    assert lands(opened(files.topojson(tmp_path)), 2000) == {"West": 36, "East": 36}


def test_a_shapefile_in_any_projection_and_encoding_alone_or_packed(tmp_path: Path) -> None:
    pytest.importorskip("shapefile")
    path = files.shapefile(tmp_path)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for ending in (".shp", ".dbf", ".prj", ".cpg", ".shx"):
            archive.write(path.with_suffix(ending), f"iberia/iberia{ending}")
    for source in (path, tmp_path / "all.zip"):
        found = borders(opened(source, name="NOMBRE", first="DESDE"), 1950).territories
        assert {t.name for t in found} == {"León", "Aragón"}
        assert found[0].first == "1901-02-03"
        assert shapely.union_all([t.geometry for t in found]).symmetric_difference(WEST.union(EAST)).area < 0.05
    path.with_suffix(".prj").unlink()
    with pytest.raises(BadFile, match=r"iberia\.shp: feature 1 has the position \[\d.*, which is no longitude"):
        features_of(opened(path))
    path.with_suffix(".dbf").unlink()
    with pytest.raises(BadFile, match=r"the \.dbf with its properties is missing"):
        features_of(opened(path))


def test_other_formats_are_read_by_gdal(tmp_path: Path) -> None:
    raw = pytest.importorskip("pyogrio").raw
    wkb = shapely.to_wkb(np.array([WEST, EAST], object))
    raw.write(
        *(tmp_path / "b.gpkg", wkb, [np.array(["West", "East"], object), np.array([1900, 1910])], ["name", "from"]),
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    assert lands(opened(tmp_path / "b.gpkg"), 1905) == {"West": 36}
    placemark = "<Placemark><name>P</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0,9 4,0,9 4,4,9 0,0,9"
    kml = f"<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'><Document>{placemark}"
    kml += "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"
    assert lands(opened(write(tmp_path / "p.kml", kml)), 1905) == {"P": 8}


def test_without_gdal_its_formats_say_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyogrio", None)
    write(tmp_path / "p.kml", "<kml></kml>")
    with pytest.raises(PodiumError, match=r"need pyogrio; install it with pip install 'podium\[gis\]'") as e:
        export.territories_of(str(tmp_path / "p.kml"), Report())
    assert e.value.exit_code == 3


def test_a_file_a_year_holds_until_the_next(tmp_path: Path) -> None:
    first, second = files.historical_basemaps(tmp_path), tmp_path / "later.geojson"
    write(second, collection(feature(WEST.union(EAST), NAME="Iberia")))
    years = file_set(BorderFiles((("1914", str(first)), ("1920", str(second)))), None)
    assert lands(years, "1919-12-31") == {"Lusitania": 36, "Tarraconensis": 36}
    assert lands(years, 1920) == {"Iberia": 72}
    assert evaluation.changes(years) == ["1914-01-01", "1920-01-01"]
    found, mistakes = evaluation.borders_on(years, 1913)
    assert found is None
    assert str(mistakes[0].suggestion).startswith("the files have 1914-01-01 to")
    assert [year_in(n) for n in ("world_bc500", "world_1914", "ne_110m_admin", "1914_1918", "borders-1939-v2")] == [
        *("-500", "1914", "", "", "1939")
    ]


# ---- repairs -----------------------------------------------------------------------------------------------------


def test_shapes_are_repaired_and_fit_one_another_and_the_atlas(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[30, 10], [34, 14], [34, 10], [30, 14], [30, 10]]]}
    fiji = {"type": "Polygon", "coordinates": [[[177, -19, 5], [-178, -19, 5], [-178, -16, 5], [177, -16, 5]]]}
    beyond = {
        "type": "GeometryCollection",
        "geometries": [json.loads(shapely.to_geojson(shapely.box(170, 60, 190, 70)))],
    }
    gap = shapely.Polygon([(-3, 37), (3, 37), (3, 43), (-3, 43), (-2.99, 40)])
    over = shapely.box(-7, 38, -5, 40)
    tree = collection(
        *(
            feature(bow, name="Bow"),
            feature(fiji, name="Fiji"),
            feature(beyond, name="Chukotka"),
            feature(None, name="N"),
        ),
        *(feature(WEST, name="West"), feature(gap, name="East"), feature(over, name="Over", start=1900)),
    )
    source = opened(write(tmp_path / "b.json", tree))
    assert "feature 1 crosses itself, repaired" in features_of(source).notes
    state = borders(source, 1950)
    by_id = {t.id: t.geometry for t in state.territories}
    assert by_id["Bow"].area == pytest.approx(8)
    assert by_id["Fiji"].area == pytest.approx(15)
    assert by_id["Fiji"].bounds == (-180, -19, 180, -16)
    assert by_id["Chukotka"].area == pytest.approx(200)
    found, remarks = state.side_by_side()
    shapes = {t.id: t.geometry for t in found}
    assert shapely.coverage_is_valid(np.array([*shapes.values()], object))
    assert (shapes["Over"].area, shapes["West"].area) == (pytest.approx(4), pytest.approx(32, abs=0.1))
    assert shapes["West"].union(shapes["East"]).union(shapes["Over"]).area == pytest.approx(72)  # the gap is closed
    assert [r.partition(" near")[0] for r in remarks] == ["'Over' and 'West' overlap by 38,466 km²"]
    lands, rest, _ = state.on_land((-12, 35, 5, 45), 0.001, False)
    fitted = {t.id: t.geometry for t in lands}
    algarve, atlantic, toulouse = ((-7.91, 36.975), (-8.95, 41), (1.4, 43.6))
    assert fitted["West"].intersects(shapely.Point(algarve))  # a strip that the file leaves out
    assert not fitted["West"].intersects(shapely.Point(atlantic))  # water that it takes in
    assert rest[0].intersects(shapely.Point(toulouse))
    assert shapely.coverage_is_valid(np.array([*fitted.values(), *rest], object))


def test_islands_go_with_the_coast_of_their_own_land_only(tmp_path: Path) -> None:
    turkey, greece = shapely.box(26.75, 36.5, 30, 40.5), shapely.box(20, 36, 24.5, 41)
    source = opened(write(tmp_path / "b.json", collection(feature(turkey, name="T"), feature(greece, name="G"))))
    lands, rest, _ = borders(source, 1914).on_land((19, 34, 31, 42), 0.001, False)
    holder = {t.id: t.geometry for t in lands}
    lesbos, euboea = shapely.Point(26.3, 39.2), shapely.Point(24.4, 38.1)
    assert not holder["T"].intersects(lesbos)
    assert rest[0].intersects(lesbos)
    assert holder["G"].intersects(euboea)


def test_a_rough_outline_can_end_at_the_coast(tmp_path: Path) -> None:
    rough = shapely.segmentize(shapely.box(-20, 30, 8, 46), 0.5)
    path = write(tmp_path / "b.json", collection(feature(rough, name="R")))
    own, atlas = (
        borders(opened(path, coast=coast), 1914).on_land((-18, 34, 6, 45), 0.001, False)[0][0].geometry
        for coast in ("own", "atlas")
    )
    atlantic, madrid = shapely.Point(-15, 42), shapely.Point(-3.7, 40.4)
    assert own.intersects(atlantic)
    assert not atlas.intersects(atlantic)
    assert atlas.intersects(madrid)


# ---- mistakes ----------------------------------------------------------------------------------------------------

_SQUARE = [[0, 0], [9, 0], [9, 9], [0, 0]]
_FAULTS: dict[str, tuple[Any, str]] = {
    "empty": ("", "it is empty"),
    "cut off": ('{"type": "FeatureCollection", "features": [', "it is not JSON: .* (the file ends too early)"),
    "a page": ("<!DOCTYPE html><title>404</title>", "it is not JSON"),
    "deep": ("[" * 100_000, "it is nested too deeply"),
    "a list": ([1, 2], "neither GeoJSON nor TopoJSON"),
    "no features": (collection(), "it has no features"),
    "features of nothing": ({"type": "FeatureCollection", "features": [3]}, "feature 1 is no feature"),
    "points": (collection(feature(shapely.Point(0, 0), name="a")), "none of its 1 features is an area"),
    "no names": (
        collection(feature(WEST, population=3)),
        "none of its properties is known to hold names; .*population",
    ),
    "metres": (
        collection(feature(shapely.box(5e5, 4e6, 6e5, 5e6), name="a")),
        "feature 1 has the position .*EPSG:4326",
    ),
    "unknown system": (
        collection(feature(WEST, name="a"), crs={"properties": {"name": "EPSG:999999"}}),
        "its coordinate system 'EPSG:999999' is not known",
    ),
    "NaN": (
        collection(
            feature(WEST, name="a"), feature({"type": "Polygon", "coordinates": [[[0, float("nan")]] * 4]}, name="b")
        ),
        "feature 2 has coordinates that are no numbers",
    ),
    "words": (collection(feature({"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}, name="a")), "no list of"),
    "a number": (collection(feature({"type": "Polygon", "coordinates": 3}, name="a")), "feature 1 has no list of"),
    "a curve": (
        collection(feature({"type": "Curve", "coordinates": [_SQUARE]}, name="a")),
        "no geometry that is known",
    ),
    "arcs": ({"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[7]]}}}, "arcs do not fit"),
}


@pytest.mark.parametrize("what", _FAULTS)
def test_junk_is_one_line(tmp_path: Path, what: str) -> None:
    tree, message = _FAULTS[what]
    with pytest.raises(PodiumError, match=message.replace("(", r"\(").replace(")", r"\)")) as e:
        export.territories_of(str(write(tmp_path / "b.geojson", tree)), Report())
    assert "\n" not in str(e.value)


def test_archives_and_binary_junk_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(name: str, data: bytes | dict[str, bytes]) -> str:
        path = tmp_path / name
        if isinstance(data, dict):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for member, content in data.items():
                    archive.writestr(member, content)
        else:
            path.write_bytes(data)
        with pytest.raises(BadFile) as e:
            features_of(opened(path))
        return str(e.value)

    assert "no zip archive" in fault("a.zip", b"PK\3\4" + b"\0" * 40)
    assert "holds 0 files of borders" in fault("b.zip", {"readme.txt": b"x"})
    assert "holds 2 files of borders: a.geojson, b.shp" in fault("c.zip", {"a.geojson": b"{}", "b.shp": b""})
    monkeypatch.setattr("podium.maps.territories.geodata.formats.MOST", 1000)
    assert "is larger than" in fault("d.zip", {"../../bomb.geojson": b" " * 100_000})
    assert "it is not UTF-8 text" in fault("e.geojson", b"\xff\xfe\x00{")
    assert "it is no GPKG file" in fault("f.gpkg", b"<OGRVRTDataSource/>")
    assert "it is no KML file" in fault("g.kml", b"<OGRVRTDataSource><!--<kml--></OGRVRTDataSource>")
    assert not [*tmp_path.parent.glob("bomb*")]


def test_dates_and_ids_that_are_doubtful_are_told(tmp_path: Path) -> None:
    tree = collection(
        feature(WEST, name="A", start="soon", end=1950),
        feature(EAST, name="A", start=1900, end=1890),
        feature(EAST, name="B", start=19000101, end="31.12.1950"),
        feature(shapely.box(3, 37, 4, 43), name="B", start="1900-01-01", end=1950.0),
        feature(WEST, name="C", start=1910),
        feature(EAST, name="C", start=1920),
    )
    report = Report()
    rows = export.territories_of(str(write(tmp_path / "b.geojson", tree)), report)
    report.make_strict()
    said = [str(d).partition("b.geojson: ")[2] for d in report]
    assert rows is not None
    assert "error: feature 1: 'soon' is no date; it is drawn without" in said
    assert "error: feature 2 ends before it begins" in said
    assert "note: taken from the file: name: name, from: start, to: end" in said
    assert ("B", "B (1900-01-01 to 1950-12-31)") in rows
    assert any("overlap by" in line and "near" in line for line in said)
    assert lands(opened(tmp_path / "b.geojson"), 1930)["B"] == 42  # two features of one id are one territory
    assert lands(opened(tmp_path / "b.geojson"), 1930)["C"] == 36  # the later one


def test_a_file_can_be_listed_and_exported_like_a_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slides_src/territories").mkdir(parents=True)
    files.historical_basemaps(tmp_path / "slides_src/territories")
    monkeypatch.chdir(tmp_path)
    path = "world_1914.geojson"
    assert (path, "a file of borders") in export.sets()
    found = export.feature_collection(path, "1914", Report())
    assert found is not None
    assert [f["properties"]["id"] for f in json.loads(found)["features"]] == ["Lusitania", "Tarraconensis"]
    assert recipe_files.listing("x", opened(export.OWN / path)).territories[0][0] == "Lusitania"
    with pytest.raises(PodiumError, match=r"there is no file 'none\.geojson'"):
        export.territories_of("none.geojson", Report())


def test_what_cannot_be_seen_is_left_out_before_borders_are_fitted(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With thrice as many vertices as are seen: the same land, whose edges still fit one another."""
    found = state("korea-1945-1953", 1950)
    rows = [dataclasses.replace(t, geometry=shapely.segmentize(t.geometry, 0.01)) for t in found.coverage()]
    own = Borders("T", found.day, tuple(rows), (), frozenset(), foreign=True)
    grain, made = 0.005, dict[int, list[Any]]()
    for most in (0, 10**9):
        monkeypatch.setattr("podium.maps.territories.borders.MANY", most)
        lands, rest, _ = own.on_land((122.0, 32.0, 132.0, 44.0), grain, False)
        made[most] = [t.geometry for t in lands]
        assert shapely.coverage_is_valid(np.array([*made[most], *rest], object))
    thin, whole = made[0], made[10**9]
    assert len(thin) > 2
    for one, other in zip(thin, whole, strict=True):
        assert shapely.symmetric_difference(one, other).area < grain * shapely.length(other)
    assert sum(map(shapely.get_num_coordinates, thin)) < sum(map(shapely.get_num_coordinates, whole)) / 3
