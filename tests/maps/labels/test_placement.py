"""Labels placed together never overlap, as few as possible are left out, and the cost is no higher than one by one."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from podium.maps.labels import placement
from podium.maps.labels.placement import (
    Candidates,
    PlacementItem,
    candidate_set,
    place,
    rects_meet,
    segments_cross,
    segments_meet_rects,
)

corner = st.tuples(st.integers(0, 90), st.integers(0, 90))
an_offer = st.tuples(corner, st.integers(0, 60), st.booleans())
a_wish = st.lists(an_offer, min_size=1, max_size=8)


def made(rows: list[tuple[tuple[int, int], int, bool]]) -> PlacementItem:
    rects = np.array([(x, y, x + 20, y + 10) for (x, y), _, _ in rows], float)
    leaders = np.array([(x, y - 1, x - 15, y - 15) if led else (np.nan,) * 4 for (x, y), _, led in rows], float)
    return PlacementItem(candidate_set(rects, np.array([p for _, p, _ in rows], float), 0, leaders), 100.0)


def of(*rows: tuple[float, float, float]) -> Candidates:
    """Candidates 20 wide and 10 high by corner and price."""
    return candidate_set(
        np.array([(x, y, x + 20, y + 10) for x, y, _ in rows], float), np.array([p for *_, p in rows], float)
    )


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(a_wish, min_size=1, max_size=9))
def test_no_two_places_or_leaders_meet(rows: list[list[tuple[tuple[int, int], int, bool]]]) -> None:
    items = [made(r) for r in rows]
    taken = [
        (w.candidates.rects[[n]], w.candidates.leaders[[n]]) for w, n in zip(items, place(items), strict=True) if n >= 0
    ]
    assert taken
    for (a, line), (b, other) in itertools.combinations(taken, 2):
        assert not rects_meet(a, b).any()
        assert not segments_meet_rects(line, b).any()
        assert not segments_meet_rects(other, a).any()
        assert not segments_cross(line, other).any()


def test_a_leader_keeps_the_gap_from_another() -> None:
    across = candidate_set(np.array([[20.0, 0, 40, 10]]), np.zeros(1), 0, np.array([[20.0, 5, 1, 5]]))
    down = candidate_set(np.array([[-10.0, 20, 10, 30]]), np.zeros(1), 0, np.array([[0.0, 20, 0, 0]]))
    assert place([PlacementItem(across, 100.0), PlacementItem(down, 100.0)]) == [0, 0]
    assert place([PlacementItem(across, 100.0, 3.0), PlacementItem(down, 100.0, 3.0)]) == [0, -1]


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(a_wish, min_size=1, max_size=9))
def test_together_they_cost_no_more_than_one_after_the_other(
    rows: list[list[tuple[tuple[int, int], int, bool]]],
) -> None:
    items = [made(r) for r in rows]

    def cost(n: int, at: int) -> float:
        return items[n].omission_cost if at < 0 else float(items[n].candidates.prices[at])

    greedy: list[int] = []
    for item in items:
        found = -1
        for at in np.argsort(item.candidates.prices, kind="stable"):
            fixed = [
                w._replace(candidates=_one(w.candidates, g)) for w, g in zip(items, greedy, strict=False) if g >= 0
            ]
            if place([*fixed, item._replace(candidates=_one(item.candidates, int(at)))]).count(-1) == 0:
                found = int(at)
                break
        greedy.append(found)
    together = place(items)
    assert sum(cost(n, at) for n, at in enumerate(together)) <= sum(cost(n, at) for n, at in enumerate(greedy)) + 0.02


def _one(found: Candidates, at: int) -> Candidates:
    return Candidates(*(column[[at]] for column in found))


def test_leaders_on_one_line_cut_only_where_they_meet() -> None:
    line = np.array([[0.0, 0.0, 10.0, 10.0]])
    others = np.array([[20, 20, 30, 30], [5, 5, 30, 30], [0, 10, 10, 0], [1, 0, 11, 10]], float)
    assert segments_cross(line, others).tolist() == [[False, True, True, False]]


def test_one_that_has_a_choice_makes_room_for_one_that_has_none() -> None:
    first, second = PlacementItem(of((0, 0, 0), (40, 0, 5)), 100.0), PlacementItem(of((10, 0, 0)), 100.0)
    assert place([first, second]) == [1, 0]


def test_three_move_on_so_that_the_fourth_is_not_left_out() -> None:
    row = [PlacementItem(of((30 * n, 0, 0), (30 * (n + 1), 0, 5)), 100.0) for n in range(3)]
    assert place([*row, PlacementItem(of((0, 0, 0)), 100.0)]) == [1, 1, 1, 0]


def test_two_in_the_way_of_one_that_has_no_other_place_both_move() -> None:
    small = [PlacementItem(of((22 * n, 0, 0), (22 * n, 40, 5)), 100.0) for n in range(2)]
    large = PlacementItem(candidate_set(np.array([(0, 0, 42, 10)], float), np.array([0.0])), 100.0)
    assert place([*small, large]) == [1, 1, 0]


def test_a_place_that_costs_more_than_none_is_not_taken() -> None:
    assert place([PlacementItem(of((0, 0, 50)), 40.0)]) == [-1]


def test_labels_keep_the_air_that_either_of_them_wants() -> None:
    a, b = PlacementItem(of((0, 0, 0)), 100.0, 8.0), PlacementItem(of((25, 0, 0), (40, 0, 9)), 100.0)
    assert place([a, b]) == [0, 1]


def test_the_work_grows_with_the_number_of_labels_however_crowded_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """160 towns once took three quarters of a minute: all moves of all labels are beyond counting."""
    searches = 0
    put = placement._Placement._put

    def counted(*args: Any) -> float:
        nonlocal searches
        searches += 1
        return put(*args)

    monkeypatch.setattr(placement._Placement, "_put", counted)
    for many in (150, 300):
        searches, random = 0, np.random.default_rng(1)
        places = random.uniform(0, 200, (many, 40, 2))
        rows = [np.column_stack([at, random.uniform(0, 60, 40)]) for at in places]
        taken = place([PlacementItem(of(*map(tuple, row)), 400.0) for row in rows])
        assert searches < 40 * many
        assert sum(at >= 0 for at in taken) > 60  # of about a hundred for which there is room
