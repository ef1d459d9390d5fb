"""Label placement: one candidate position for each label, chosen together so that the total price is least.

In: `PlacementItem`s, each with its `Candidates` (rectangles, prices, perhaps leader lines) and the price of omitting
it. Out: the index of the candidate that each item takes, -1 for none; no two chosen positions or leaders touch. The
items first take their cheapest free position one after the other; then those that pay more than their minimum search
again, alone or by moving up to three labels in their way, while the total falls. The number of searches is limited by
the number of items, so that a crowded map stays fast.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_ROUNDS = 5
_TRIED = 6  # blocked candidates that an item may try to clear
_MOVED = 3  # labels that may be moved out of the way at once
_SLACK = 0.01
_SEARCHES, _SEARCHES_EACH = 2000, 6  # searches in all; on a crowded map, for each item
_LEAST_SHARE = 8  # searches that an item has in a round, at least
_DEAR = 100.0  # an item that costs so much to omit may move labels to a depth of three


class Candidates(NamedTuple):
    """Candidate positions of one label. rects: (n, 4) x, y, right, bottom; prices: (n,); leaders: (n, 4) from x, y to
    x, y, nan for none; forms: (n,) indexes into the caller's list of forms."""

    rects: Numbers
    prices: Numbers
    leaders: Numbers
    forms: NDArray[np.int64]

    @property
    def size(self) -> int:
        """The number of candidates."""
        return len(self.prices)

    def cheapest(self, most: int) -> Candidates:
        """The `most` cheapest, cheapest first."""
        order = np.argsort(self.prices, kind="stable")[:most]
        return Candidates(self.rects[order], self.prices[order], self.leaders[order], self.forms[order])


def candidate_set(
    rects: Numbers, prices: Numbers, forms: NDArray[np.int64] | int = 0, leaders: Numbers | None = None
) -> Candidates:
    """Candidates; without leaders unless some are given."""
    n = len(prices)
    lines = np.full((n, 4), np.nan) if leaders is None else leaders
    return Candidates(rects.reshape(n, 4), prices, lines, np.broadcast_to(np.asarray(forms, np.int64), (n,)))


def merged(parts: Sequence[Candidates]) -> Candidates:
    """The candidates of several kinds as one set."""
    if not parts:
        return candidate_set(np.empty((0, 4)), np.empty(0))
    return Candidates(*(np.concatenate(column) for column in zip(*parts, strict=True)))


class PlacementItem(NamedTuple):
    """A label to place. omission_cost: the price of leaving it out; gap: free space around it, and at the
    ends of its leader."""

    candidates: Candidates
    omission_cost: float
    gap: float = 0.0


def place(items: Sequence[PlacementItem]) -> list[int]:
    """The candidate that each item takes, -1 for none. Items are placed in order, so the important ones come first."""
    return _Placement(items).settle()


class _Placement:
    """The items and the candidates chosen so far."""

    def __init__(self, items: Sequence[PlacementItem]) -> None:
        self.orders = [np.argsort(w.candidates.prices, kind="stable") for w in items]
        self.items = [
            w._replace(candidates=w.candidates.cheapest(w.candidates.size))._replace(
                omission_cost=float(w.omission_cost)
            )
            for w in items
        ]
        self.prices = [w.candidates.prices.tolist() for w in self.items]
        self.with_leaders = [np.flatnonzero(~np.isnan(w.candidates.leaders[:, 0])) for w in self.items]
        self.chosen = np.full(len(items), -1)
        self.gaps = [w.gap for w in items]
        bounds = np.array([_bounds(w) for w in self.items]).reshape(-1, 4)
        near = rects_meet(bounds, bounds)
        np.fill_diagonal(near, False)
        self.near = [np.flatnonzero(row) for row in near]
        # Which candidates of an item touch what each neighbour had chosen when they were last compared.
        self.met = [np.zeros((len(p), len(m)), bool) for p, m in zip(self.prices, self.near, strict=True)]
        self.seen = [np.full(len(m), -1) for m in self.near]
        self.comparisons: dict[tuple[int, int, int], NDArray[np.bool_]] = {}
        self.searches, self.search_limit = 0, 0  # searches so far; the search with which the present turn ends

    def settle(self) -> list[int]:
        """The choice, as indexes into the candidates in their original order."""
        for n in range(len(self.items)):
            self._put(n, 0)
        for _ in range(_ROUNDS):
            improvable = [n for n in range(len(self.items)) if self._cost(n) > self._least(n) + _SLACK]
            if not improvable:
                break
            # A crowded map has too many moves to try them all: each label has its share of the searches that are left.
            left = max(_SEARCHES, _SEARCHES_EACH * len(self.items)) - self.searches
            if left <= 0 or not sum(self._improve(n, max(_LEAST_SHARE, left // len(improvable))) for n in improvable):
                break
        return [int(order[t]) if t >= 0 else -1 for order, t in zip(self.orders, self.chosen, strict=True)]

    # ---- prices --------------------------------------------------------------------------------------------

    def _cost(self, n: int) -> float:
        """What an item pays for its position."""
        at = int(self.chosen[n])
        return self.items[n].omission_cost if at < 0 else self.prices[n][at]

    def _least(self, n: int) -> float:
        prices, omission_cost = self.prices[n], self.items[n].omission_cost
        return min(omission_cost, prices[0]) if prices else omission_cost

    # ---- choice --------------------------------------------------------------------------------------------

    def _meets(self, n: int) -> NDArray[np.bool_]:
        """Which candidates of an item touch what its neighbours have chosen: (candidates, neighbours)."""
        met, near = self.met[n], self.near[n]
        chosen = self.chosen[near]
        changed = np.flatnonzero(chosen != self.seen[n]).tolist()
        unknown = [k for k in changed if chosen[k] >= 0 and (n, int(near[k]), int(chosen[k])) not in self.comparisons]
        if unknown:
            found = self._compared(n, near[unknown].tolist())
            for column, k in enumerate(unknown):
                self.comparisons[n, int(near[k]), int(chosen[k])] = found[:, column]
        for k in changed:
            met[:, k] = self.comparisons[n, int(near[k]), int(chosen[k])] if chosen[k] >= 0 else False
        self.seen[n] = chosen
        return met

    def _compared(self, n: int, others: list[int]) -> NDArray[np.bool_]:
        """Which candidates of an item touch what some others have chosen: (candidates, others)."""
        found, mine = self.items[n].candidates, self.with_leaders[n]
        rects = np.array([self.items[m].candidates.rects[self.chosen[m]] for m in others])
        leaders = np.array([self.items[m].candidates.leaders[self.chosen[m]] for m in others])
        out = rects_meet(found.rects, rects, np.array([max(self.gaps[m], self.gaps[n]) for m in others]))
        theirs = np.flatnonzero(~np.isnan(leaders[:, 0]))
        if len(theirs):
            out[:, theirs] |= segments_meet_rects(leaders[theirs], found.rects).T
        if len(mine):
            out[mine] |= segments_meet_rects(found.leaders[mine], rects)
            if len(theirs):
                out[np.ix_(mine, theirs)] |= segments_cross(
                    _longer(found.leaders[mine], self.gaps[n]),
                    _longer(leaders[theirs], np.array([[self.gaps[others[k]]] for k in theirs])),
                )
        return out

    def _put(self, n: int, depth: int, moved: frozenset[int] = frozenset()) -> float:
        """Places an item where it costs least, if need be by moving the labels that stand there, to a depth of `depth`;
        returns the price, with what the others pay more."""
        self.searches += 1
        meets, prices = self._meets(n), self.prices[n]
        count = meets.sum(axis=1)
        free = int((count == 0).argmax()) if len(count) else 0
        best, at = self.items[n].omission_cost, -1
        if len(count) and not count[free] and prices[free] < best:
            best, at = prices[free], free
        self.chosen[n] = at
        if not depth:
            return best
        found, tried, groups = self.chosen.copy(), 0, dict[tuple[int, ...], int]()
        for candidate, others in self._in_the_way(n, meets, count, best):
            if prices[candidate] >= best - _SLACK or tried >= _TRIED or self.searches >= self.search_limit:
                break
            groups[others] = groups.get(others, 0) + 1
            if groups[others] > 2 or moved.intersection(others):
                continue
            old = fsum(self._cost(m) for m in others)
            if prices[candidate] + fsum(self._least(m) for m in others) - old >= best - _SLACK:
                continue
            tried, before = tried + 1, self.chosen.copy()
            self.chosen[n] = candidate
            self.chosen[list(others)] = -1
            total = prices[candidate] - old
            for m in others:
                total += self._put(m, depth - 1, moved | {n, *others})
            if total < best - _SLACK:
                best, found = total, self.chosen.copy()
            self.chosen = before
        self.chosen = found
        return best

    def _in_the_way(
        self, n: int, meets: NDArray[np.bool_], count: NDArray[np.int64], best: float
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The candidates for less than `best` that few others block, cheapest first, and those others."""
        worth = count[: bisect.bisect_left(self.prices[n], best - _SLACK)]
        found = np.flatnonzero((worth > 0) & (worth <= _MOVED))
        others = self.near[n][np.nonzero(meets[found])[1]].tolist()
        first = 0
        for candidate, many in zip(found.tolist(), worth[found].tolist(), strict=True):
            yield candidate, tuple(others[first : first + many])
            first += many

    def _improve(self, n: int, searches: int) -> bool:
        """Whether an item, and those in its way, can be placed more cheaply than now, within about so many searches."""
        self.search_limit = self.searches + searches
        now, before = self._cost(n), self.chosen.copy()
        depth = 3 if self.chosen[n] < 0 and self.items[n].omission_cost >= _DEAR else 2
        self.chosen[n] = -1
        if self._put(n, depth) < now - _SLACK:
            return True
        self.chosen = before
        return False


def _bounds(item: PlacementItem) -> tuple[float, float, float, float]:
    """The box that holds an item's candidates and leaders, with its gap."""
    found = item.candidates
    if not found.size:
        return (np.inf, np.inf, -np.inf, -np.inf)
    both = np.concatenate([found.rects, found.leaders[:, [0, 1, 0, 1]], found.leaders[:, [2, 3, 2, 3]]])
    low, high = np.nanmin(both[:, :2], axis=0) - item.gap - 1, np.nanmax(both[:, 2:], axis=0) + item.gap + 1
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


# ---- geometry ----------------------------------------------------------------------------------------------


def rects_meet(a: Numbers, b: Numbers, gap: Numbers | float = 0.0) -> NDArray[np.bool_]:
    """Which of n rectangles are nearer than `gap` to which of m: (n, m)."""
    out: NDArray[np.bool_] = (
        (a[:, None, 0] < b[None, :, 2] + gap)
        & (b[None, :, 0] < a[:, None, 2] + gap)
        & (a[:, None, 1] < b[None, :, 3] + gap)
        & (b[None, :, 1] < a[:, None, 3] + gap)
    )
    return out


def segments_meet_rects(lines: Numbers, rects: Numbers) -> NDArray[np.bool_]:
    """Which of n segments touch which of m rectangles: (n, m)."""
    first, last = np.zeros((len(lines), len(rects))), np.ones((len(lines), len(rects)))
    out = np.ones((len(lines), len(rects)), bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        for axis in (0, 1):
            start = lines[:, axis][:, None]
            run = (lines[:, axis + 2] - lines[:, axis])[:, None]
            low, high = (rects[None, :, axis] - start) / run, (rects[None, :, axis + 2] - start) / run
            level = run == 0
            within = (start >= rects[None, :, axis]) & (start <= rects[None, :, axis + 2])
            out &= np.where(level, within, True)
            first = np.where(level, first, np.maximum(first, np.minimum(low, high)))
            last = np.where(level, last, np.minimum(last, np.maximum(low, high)))
        found: NDArray[np.bool_] = out & (first <= last)
    return found


def _longer(lines: Numbers, by: Numbers | float) -> Numbers:
    """Segments longer by that at both ends, so that those that nearly touch do."""
    way = lines[:, 2:] - lines[:, :2]
    more = by * way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1.0)[:, None]
    found: Numbers = lines + np.concatenate([-more, more], axis=1)
    return found


def segments_cross(a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Which of n segments cross which of m: (n, m)."""

    def side(p: Numbers, q: Numbers, r: Numbers) -> Numbers:
        found: Numbers = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )
        return found

    p, q, r, s = a[:, None, :2], a[:, None, 2:], b[None, :, :2], b[None, :, 2:]
    # Collinear segments pass both tests wherever they lie: their boxes must touch too.
    boxes = (np.minimum(p, q) <= np.maximum(r, s)) & (np.minimum(r, s) <= np.maximum(p, q))
    found: NDArray[np.bool_] = (
        (side(p, q, r) * side(p, q, s) <= 0) & (side(r, s, p) * side(r, s, q) <= 0) & boxes.all(axis=-1)
    )
    return found
