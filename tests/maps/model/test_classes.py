"""Classes of numbers: against definitions, and against every other way of cutting."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from podium.maps.model.classes import bounds, class_of


def groups(numbers: Sequence[float], between: Sequence[float]) -> list[list[float]]:
    made: list[list[float]] = [[] for _ in range(len(between) + 1)]
    for number in sorted(numbers):
        made[class_of(number, between)].append(number)
    return made


def spread(parts: Sequence[Sequence[float]]) -> float:
    return sum(sum((v - sum(p) / len(p)) ** 2 for v in p) for p in parts if p)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(6))
def test_natural_breaks_have_the_least_spread_of_all(count: int, seed: int) -> None:
    rng = random.Random(seed)
    numbers = [round(rng.lognormvariate(2, 1), 1) for _ in range(11)]
    found = spread(groups(numbers, bounds(numbers, count, "natural")))
    different = sorted(set(numbers))
    others = (spread(groups(numbers, cut)) for cut in itertools.combinations(different[1:], count - 1))
    assert found == pytest.approx(min(others))


def test_quantiles_have_as_many_in_each_and_equal_intervals_are_equal() -> None:
    numbers = [float(n) ** 2 for n in range(1, 13)]
    assert [len(g) for g in groups(numbers, bounds(numbers, 4, "quantiles"))] == [3, 3, 3, 3]
    assert bounds([0.0, 3.0, 8.0, 20.0], 4, "equal") == (5.0, 10.0, 15.0)


@pytest.mark.parametrize("method", ["natural", "quantiles", "equal"])
@pytest.mark.parametrize("numbers", [[], [5.0], [5.0, 5.0, 5.0], [1.0, 1.0, 2.0]])
def test_few_numbers_make_few_classes_and_none_is_lost(numbers: list[float], method: str) -> None:
    between = bounds(numbers, 4, method)
    assert len(between) <= max(0, len(set(numbers)) - 1)
    assert sorted(v for g in groups(numbers, between) for v in g) == sorted(numbers)


def test_large_numbers_close_together_are_cut_where_the_gap_is() -> None:
    numbers = [1e12 + d for d in (0, 1, 2, 1000, 1001, 1002)]
    assert bounds(numbers, 2, "natural") == (1e12 + 1000,)


def test_a_thousand_numbers_are_cut_without_delay() -> None:
    rng = random.Random(1)
    numbers = [rng.random() for _ in range(3000)]
    between = bounds(numbers, 6, "natural")
    assert len(between) == 5
    assert all(groups(numbers, between))
