"""Shared by the map tests: a cache of their own, one for all workers, and the shipped sets read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from map_sets import TURKEY, State
from talk import shared_folder

from podium.maps.territories import evaluation, recipe_files
from podium.maps.territories.evaluation import Borders


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_folder(tmp_path_factory, "maps-cache")


@pytest.fixture(scope="session")
def trees() -> dict[str, Any]:
    found = {name: recipe_files.read(path) for name, path in recipe_files.shipped().items()}
    return found | {"turkey-1923": recipe_files.read(TURKEY)}


@pytest.fixture(scope="session")
def state(trees: dict[str, Any], cache: Path) -> State:
    """The borders of a shipped set on a date; fails with the mistakes if there are any."""

    def get(name: str, when: Any) -> Borders:
        found, mistakes = evaluation.borders_on(trees[name], when, cache=cache)
        assert not mistakes
        assert found is not None
        return found

    return get


@pytest.fixture(autouse=True)
def _not_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(cache))
