"""How much is tried: `make test` samples what takes long, and PODIUM_THOROUGH=1, as in CI, tries everything."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Sequence
from typing import Any

THOROUGH = os.environ.get("PODIUM_THOROUGH", "") not in ("", "0")


def some(cases: Iterable[Any], step: int = 2) -> list[Any]:
    """All cases in a thorough run; otherwise every second, or `step`-th, from the first on."""
    return list(cases)[:: 1 if THOROUGH else step]


def mixed(*values: Iterable[Any], rounds: int = 1) -> list[tuple[Any, ...]]:
    """All combinations in a thorough run; otherwise so few that each value occurs, `rounds` times with different others
    if there are as many."""
    lists: list[Sequence[Any]] = [list(some_values) for some_values in values]
    everything = list(itertools.product(*lists))
    if THOROUGH:
        return everything
    longest = max(map(len, lists))
    taken = {
        tuple((n + turn * place) % len(known) for place, known in enumerate(lists))
        for turn in range(rounds)
        for n in range(longest)
    }
    return [tuple(known[n] for known, n in zip(lists, index, strict=True)) for index in sorted(taken)]


def examples(count: int) -> int:
    """How many of `count` random examples are tried: all in a thorough run, otherwise one of five."""
    return count if THOROUGH else max(1, count // 5)
