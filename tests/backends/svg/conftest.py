"""Chromium for the tests of this folder, and the talk as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from room import Room, written


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("room"))


@pytest.fixture
def room(chromium: Any, talk: Path) -> Iterator[Callable[..., Room]]:
    """`room(fragment)`: a browser in which the talk is open."""
    made: list[Room] = []

    def make(fragment: str = "", file: Path = talk, **options: Any) -> Room:
        made.append(Room(chromium, file, fragment, **options))
        return made[-1]

    yield make
    for one in made:
        one.end()
