"""Lists divided among several sheets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from podium.layout.shares import evenly


@given(st.lists(st.floats(5, 60), max_size=60), st.floats(60, 400))
def test_rows_are_on_as_few_sheets_as_hold_them(rows: list[float], room: float) -> None:
    parts = evenly(rows, room)
    assert [n for a, b in parts for n in range(a, b)] == list(range(len(rows)))
    assert all(sum(rows[a:b]) <= room + 0.1 for a, b in parts)
    fewest, used = 0, room + 1
    for row in rows:
        used = used + row if used + row <= room else row
        fewest += used == row
    assert len(parts) <= max(fewest, 1 if rows else 0)


def test_sheets_are_filled_evenly_the_first_rather_more() -> None:
    assert evenly([1] * 7, 3) == [(0, 3), (3, 5), (5, 7)]
    assert evenly([1, 1, 9, 1], 4) == [(0, 2), (2, 3), (3, 4)]  # what is higher than a sheet has one
    assert evenly([2, 2, 2], 5, [1, 1, 1]) == [(0, 2), (2, 3)]
    assert evenly([2, 2, 2], 5, [2, 2, 2]) == [(0, 1), (1, 2), (2, 3)]
    assert evenly([], 5) == []
    assert all(b == c for (_, b), (c, _) in pairwise(evenly([3.0] * 50, 10)))
