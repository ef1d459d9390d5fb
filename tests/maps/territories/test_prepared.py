"""What the shipped sets carry with them is what their recipes say, to the last bit."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import shapely

from podium.maps.atlas import layers
from podium.maps.territories import dates, evaluation, geometry_cache, prepared, recipe_files
from podium.maps.territories.borders import Borders

MADE_WITH = "3.14.1"  # the GEOS with which the file was made
RENEW = "python -m podium.maps.derive.prepared_sets"


def facts(found: Borders) -> Any:
    return (
        *(found.title, found.day, found.covered_units, [unit for unit, _ in found.remainder]),
        [dataclasses.replace(land, geometry=None) for land in found.territories],
    )


def lands(found: Borders) -> list[Any]:
    return [*(land.geometry for land in found.territories), *(shape for _, shape in found.remainder)]


def test_every_shipped_recipe_as_it_is_now_has_its_borders_there(trees: dict[str, Any]) -> None:
    there = prepared._index()
    digests = {name: prepared.digest(geometry_cache.canonical(trees[name])) for name in recipe_files.shipped()}
    assert [name for name, digest in digests.items() if digest not in there] == [], RENEW


@pytest.mark.cases(3)
@pytest.mark.parametrize("name", recipe_files.shipped())
def test_the_borders_are_those_of_the_recipe(name: str, trees: dict[str, Any]) -> None:
    tree = trees[name]
    text = geometry_cache.canonical(tree)
    evaluator = evaluation.Evaluator(*evaluation.read(tree)[:2])
    is_same = same if shapely.geos_version_string == MADE_WITH else nearly_same
    days = [(-5000, 1, 1), *evaluator.recipe.changes(), (5000, 1, 1)]
    head = prepared._read(prepared.digest(text)).head
    for day in days:
        known = [(head["rows"][row][:2], prepared._numbers(head["sets"][n])) for row, n in state_on(head, day)]
        now = [([spec.id, spec.name_on(day)], ids) for spec, ids in evaluator.drawn(day)]
        assert [row for row, _ in known] == [row for row, _ in now], (day, RENEW)
        assert known == now or is_same is nearly_same, (day, RENEW)
    for day in {days[0], days[len(days) // 3], days[-2], dates.last_day(1914)}:
        there, made = prepared.borders_on(text, day), evaluator.borders_on(day)
        assert there is not None
        assert facts(there) == facts(made), RENEW
        assert all(map(is_same, lands(there), lands(made))), RENEW


def state_on(head: dict[str, Any], day: tuple[int, int, int]) -> list[tuple[int, int]]:
    found = [state for first, state in zip(head["days"], head["states"], strict=True) if tuple(first) <= day]
    return found[-1]  # type: ignore[no-any-return]


def same(one: Any, other: Any) -> bool:
    return shapely.to_wkb(one) == shapely.to_wkb(other)


def nearly_same(one: Any, other: Any) -> bool:
    """Another GEOS may number faces and round cuts otherwise."""
    return bool(shapely.symmetric_difference(one, other).area < 1e-6)


def test_a_set_needs_no_evaluation(trees: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "Evaluator", None)
    found, mistakes = evaluation.borders_on(trees["east-asia-1931-1941"], 1939, cache=tmp_path)
    assert mistakes == []
    assert found is not None
    assert found.territory("manchukuo").area_km2 > 1_000_000
    again, _ = evaluation.borders_on(trees["east-asia-1931-1941"], 1939, cache=tmp_path)  # from the cache
    assert again is not None
    assert facts(again) == facts(found)


def test_a_changed_recipe_and_another_atlas_are_evaluated(
    trees: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = geometry_cache.canonical(trees["korea-1945-1953"])
    assert prepared.borders_on(text, (1950, 1, 1)) is not None
    assert prepared.borders_on(text.replace("Korea", "Corea"), (1950, 1, 1)) is None
    prepared._index.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(layers, "version", lambda: "other")
        assert prepared.borders_on(text, (1950, 1, 1)) is None
    prepared._index.cache_clear()


@pytest.mark.parametrize("damage", [None, b"", b"junk", prepared.MAGIC, prepared.MAGIC + b"\4\0\0\0junk"])
def test_without_the_file_recipes_are_evaluated(
    damage: bytes | None, trees: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if damage is not None:
        (tmp_path / prepared.FILE).write_bytes(damage)
    monkeypatch.setattr(prepared, "MAPS", tmp_path)
    prepared._index.cache_clear()
    found, mistakes = evaluation.borders_on(trees["korea-1945-1953"], 1950, cache=tmp_path / "cache")
    prepared._index.cache_clear()
    assert mistakes == []
    assert found is not None
