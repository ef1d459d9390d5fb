"""What a quick run of the tests leaves out: combinations, but no value."""

from __future__ import annotations

import itertools

import pytest
import thorough


@pytest.mark.parametrize("rounds", [1, 2, 4])
@pytest.mark.parametrize("lengths", [(1, 1), (4, 4), (10, 3), (3, 10), (5, 4, 2), (2, 2, 7)])
def test_every_value_occurs_in_few_combinations(
    lengths: tuple[int, ...], rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = [range(n) for n in lengths]
    monkeypatch.setattr(thorough, "THOROUGH", False)
    found = thorough.mixed(*values, rounds=rounds)
    assert len(set(found)) == len(found) <= rounds * max(lengths)
    assert [{row[n] for row in found} for n in range(len(lengths))] == list(map(set, values))
    monkeypatch.setattr(thorough, "THOROUGH", True)
    assert thorough.mixed(*values, rounds=rounds) == list(itertools.product(*values))


def test_some_of_many_begin_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough, "THOROUGH", False)
    assert thorough.some("abcdefg", 3) == ["a", "d", "g"]
    assert [thorough.examples(n) for n in (1, 100)] == [1, 20]
    monkeypatch.setattr(thorough, "THOROUGH", True)
    assert thorough.some("abc") == ["a", "b", "c"]
    assert thorough.examples(100) == 100
