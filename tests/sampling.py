"""What a quick run of whole folders leaves to the thorough one: cases of tests that have many, and tests so marked.

A test that writes files builds, draws or starts something with each of its cases, and of those a quick run takes a
quarter and at least `KEPT`, of maps `KEPT_MAPS` (or n where the test is marked `cases(n)`): every value of several
parameters in turn, and other cases of one list in each test that goes through it, or the `same` ones where tests share
what is drawn for a case. Which these are depends on nothing but their names. A test that only computes is tried with
all its cases. Tests marked `thorough` take long: they need what all cases of others draw, or see in another program
what others see. A run that names files or tests leaves out nothing.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import pytest
from thorough import THOROUGH

KEPT = 5
KEPT_MAPS = 2  # one takes as long as some thirty slides of words
MAPS = Path(__file__).parent / "maps"
MARKERS = (
    "thorough: takes long, and is only in a thorough run",
    "cases(n, same=False): so many of its cases are tried in a quick run; the same ones as by other tests, if so asked",
)
_left = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    config.stash[_left] = 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if THOROUGH or not all(Path(config.invocation_params.dir, name).is_dir() for name in config.args):
        return
    left = left_out(items)
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left])
    items[:] = [item for item in items if item.nodeid not in left]
    config.stash[_left] = len(left)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left"] = len(left)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A worker ended: each has left out the same."""
    node.config.stash[_left] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if left := config.stash[_left]:
        terminalreporter.write_line(f"{left} more in a thorough run: PODIUM_THOROUGH=1 make test")


def left_out(items: Iterable[pytest.Item]) -> set[str]:
    """The names of those that a quick run leaves out."""
    left = set()
    tests: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("thorough"):
            left.add(item.nodeid)
        elif hasattr(item, "callspec"):
            tests[item.nodeid.partition("[")[0]].append(item)
    for cases in tests.values():
        if kept := _kept(cases[0], len(cases)):
            values = {case.nodeid: set(case.callspec.indices.items()) for case in cases}  # type: ignore[attr-defined]
            left |= {*values} - few(values, kept, same=_same(cases[0]))
    return left


def _kept(item: pytest.Item, count: int) -> int:
    """How many of so many cases of a test a quick run takes; 0: all."""
    if marker := item.get_closest_marker("cases"):
        return int(marker.args[0])
    least = KEPT_MAPS if item.path.is_relative_to(MAPS) else KEPT
    return max(least, count // 4) if "tmp_path" in getattr(item, "fixturenames", ()) else 0


def _same(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("cases")
    return bool(marker and marker.kwargs.get("same"))


def few(cases: dict[str, set[Hashable]], kept: int, *, same: bool = False) -> set[str]:
    """So many of these cases: each next one has as many values as possible that none before it had."""
    chance = {name: zlib.crc32((name.partition("[")[2] if same else name).encode()) for name in cases}
    todo = sorted(cases, key=lambda name: (chance[name], name))
    found: list[str] = []
    seen: set[Hashable] = set()
    while todo and len(found) < kept:
        best = max(todo, key=lambda name: len(cases[name] - seen))
        todo.remove(best)
        found.append(best)
        seen |= cases[best]
    return {*found}
