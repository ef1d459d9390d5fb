"""The cache is never stale, damaged files do no harm; GeoJSON follows the standard."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import shapely
from map_sets import EASTERN_EUROPE, TURKEY, State

from podium.maps.atlas import layers
from podium.maps.territories import evaluation, geojson, geometry_cache


def recipe(name: str = "Mongolia") -> Any:
    return {
        "title": "T",
        "territories": {"m": {"name": name, "from": "1924", "source": "S", "build": ["MNG/*"]}},
    }


def test_the_second_time_comes_from_the_cache_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = evaluation.borders_on(recipe(), 1939, cache=tmp_path)
    assert len(list(tmp_path.glob("*.map"))) == 1
    monkeypatch.setattr(evaluation, "Evaluator", None)
    second, _ = evaluation.borders_on(recipe(), 1939, cache=tmp_path)
    assert first is not None
    assert second is not None
    assert first.territories[0].geometry.equals_exact(second.territories[0].geometry, 0)
    assert (first.day, first.title, first.covered_units) == (second.day, second.title, second.covered_units)
    assert [unit for unit, _ in first.remainder] == [unit for unit, _ in second.remainder]


def test_another_recipe_day_code_or_data_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    day = (1939, 9, 1)
    keys = {
        geometry_cache.key(recipe(), day),
        geometry_cache.key(recipe("Mongol"), day),
        geometry_cache.key(recipe(), (1939, 9, 2)),
    }
    with monkeypatch.context() as patch:
        patch.setattr(layers, "version", lambda: "other")
        keys.add(geometry_cache.key(recipe(), day))
    monkeypatch.setattr(geometry_cache, "_code_version", lambda: "other")
    keys.add(geometry_cache.key(recipe(), day))
    assert len(keys) == 5


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 64])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    evaluation.borders_on(recipe(), 1939, cache=tmp_path)
    (file,) = tmp_path.glob("*.map")
    whole = file.read_bytes()
    for spoilt in (damage, whole[:-1], whole[:40] + b"?" + whole[41:]):
        file.write_bytes(spoilt)
        found, mistakes = evaluation.borders_on(recipe(), 1939, cache=tmp_path)
        assert (mistakes, found is None) == ([], False)
        assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found, _ = evaluation.borders_on(recipe(), 1939, cache=tmp_path / "file" / "below")
    assert found is not None


def test_parallel_writers_leave_one_good_file(tmp_path: Path) -> None:
    record: geometry_cache.Record = ({"a": 1}, [shapely.box(0, 0, 1, 1)])
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: geometry_cache.save("x", record, tmp_path), range(40)))
    assert [path.name for path in tmp_path.iterdir()] == ["x.map"]
    assert geometry_cache.load("x", tmp_path) == record


def test_the_oldest_files_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geometry_cache, "LIMIT", 1000)
    for number in range(20):
        geometry_cache.save(f"{number:02d}", ({"n": number}, [shapely.box(0, 0, 1, 1)]), tmp_path)
    assert 0 < sum(f.stat().st_size for f in tmp_path.glob("*.map")) <= 1000
    assert geometry_cache.load("19", tmp_path) is not None


def test_the_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path))
    assert geometry_cache.folder() == tmp_path / "maps"
    monkeypatch.delenv("PODIUM_CACHE")
    assert geometry_cache.folder().parts[-2:] == ("podium", "maps")


def test_geojson_of_a_state(state: State) -> None:
    found = json.loads(json.dumps(geojson.collection(state(EASTERN_EUROPE, 1939))))
    poland = next(f for f in found["features"] if f["id"] == "poland")
    assert found["type"] == "FeatureCollection"
    assert poland["properties"] == {
        "id": "poland", "name": "Poland", "from": "1923", "to": "1939-09-27", "confidence": "high",
        "overlay": False, "day": "1939-08-31", "source": poland["properties"]["source"],
    }  # fmt: skip
    shape = shapely.geometry.shape(poland["geometry"])
    assert shape.is_valid
    assert all(p.exterior.is_ccw for p in shapely.get_parts(shape))
    assert shape.contains(shapely.Point(21, 52))


def test_geojson_of_a_recipe_with_a_mistake() -> None:
    bad = recipe()
    bad["territories"]["m"]["build"] = ["MNG/Nix"]
    found, mistakes = geojson.feature_collection(bad, 1939)
    assert found is None
    assert mistakes[0].path == ("territories", "m", "build", 0)


def test_the_recipe_of_a_lecturer_from_the_documentation(trees: dict[str, Any], cache: Path) -> None:
    found, mistakes = geojson.feature_collection(trees["turkey-1923"], 1923, cache=cache)
    assert TURKEY.is_file()
    assert mistakes == []
    assert found is not None
    assert "turkey" in {feature["id"] for feature in found["features"]}
