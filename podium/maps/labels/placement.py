"""Where labels go, decided jointly: each has many possible places with a price; the choice that costs least together.

In: `PlacementItem`es, each with the `Candidates` it could take (rectangles, prices, perhaps leader lines) and the price of leaving
it out. Out: the index of the offer that each wish takes, -1 for none; no two chosen places or leaders ever meet. First
one wish after the other takes its cheapest free place; then those that pay more than they need to look again, alone or
by moving the labels in their way, up to three, while the total falls. How often is limited by the number of wishes, so
that a map with many labels takes no more than its share."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_ROUNDS = 5
_TRIED = 6  # places of a neighbour's that a wish may try to clear,
_MOVED = 3  # as long as no more than so many stand there
_SLACK = 0.01
_LOOKS, _LOOKS_EACH = 2000, 6  # at places, in all: so many, or on a crowded map so many for each wish
_SHARE = 8  # of them that a wish has in a round, at least
_DEAR = 100.0  # whose absence costs so much may move three others


class Candidates(NamedTuple):
    """Places of one label. rects: (n, 4) x, y, right, bottom; prices: (n,); leaders: (n, 4) from x, y to x, y, nan for
    none; forms: (n,) what the caller makes of it."""

    rects: Numbers
    prices: Numbers
    leaders: Numbers
    forms: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.prices)

    def cheapest(self, most: int) -> Candidates:
        """The `most` cheapest, the cheapest first."""
        order = np.argsort(self.prices, kind="stable")[:most]
        return Candidates(self.rects[order], self.prices[order], self.leaders[order], self.forms[order])


def candidate_set(
    rects: Numbers, prices: Numbers, forms: NDArray[np.int64] | int = 0, leaders: Numbers | None = None
) -> Candidates:
    """Candidates without leaders unless there are some."""
    n = len(prices)
    lines = np.full((n, 4), np.nan) if leaders is None else leaders
    return Candidates(rects.reshape(n, 4), prices, lines, np.broadcast_to(np.asarray(forms, np.int64), (n,)))


def merged(parts: Sequence[Candidates]) -> Candidates:
    """All offers of several kinds."""
    if not parts:
        return candidate_set(np.empty((0, 4)), np.empty(0))
    return Candidates(*(np.concatenate(column) for column in zip(*parts, strict=True)))


class PlacementItem(NamedTuple):
    """A label that wants a place. missing: what it costs to leave it out; gap: air that it wants about it."""

    candidates: Candidates
    omission_cost: float
    gap: float = 0.0


def place(items: Sequence[PlacementItem]) -> list[int]:
    """The offer that each wish takes, -1 for none. Wishes are served first to last, so the important come first."""
    return _Placement(items).settle()


class _Placement:
    """The wishes and what they have taken so far."""

    def __init__(self, items: Sequence[PlacementItem]) -> None:
        self.orders = [np.argsort(w.candidates.prices, kind="stable") for w in items]
        self.items = [
            w._replace(candidates=w.candidates.cheapest(w.candidates.size))._replace(
                omission_cost=float(w.omission_cost)
            )
            for w in items
        ]
        self.prices = [w.candidates.prices.tolist() for w in self.items]
        self.led = [np.flatnonzero(~np.isnan(w.candidates.leaders[:, 0])) for w in self.items]
        self.chosen = np.full(len(items), -1)
        self.gaps = [w.gap for w in items]
        bounds = np.array([_bounds(w) for w in self.items]).reshape(-1, 4)
        near = rects_meet(bounds, bounds)
        np.fill_diagonal(near, False)
        self.near = [np.flatnonzero(row) for row in near]
        # Which offers of a wish meet what each of its neighbours had taken when they were last compared.
        self.met = [np.zeros((len(p), len(m)), bool) for p, m in zip(self.prices, self.near, strict=True)]
        self.seen = [np.full(len(m), -1) for m in self.near]
        self.known: dict[tuple[int, int, int], NDArray[np.bool_]] = {}
        self.looks, self.last = 0, 0  # how often a wish has looked for a place; the look with which its turn ends

    def settle(self) -> list[int]:
        """The choice, as indexes into the offers as they came."""
        for n in range(len(self.items)):
            self._settled(n, 0)
        for _ in range(_ROUNDS):
            dear = [n for n in range(len(self.items)) if self._cost(n) > self._least(n) + _SLACK]
            if not dear:
                break
            # All moves on a crowded map are beyond counting: each label has its share of the looks that are left.
            left = max(_LOOKS, _LOOKS_EACH * len(self.items)) - self.looks
            if left <= 0 or not sum(self._improve(n, max(_SHARE, left // len(dear))) for n in dear):
                break
        return [int(order[t]) if t >= 0 else -1 for order, t in zip(self.orders, self.chosen, strict=True)]

    # ---- prices --------------------------------------------------------------------------------------------

    def _cost(self, n: int) -> float:
        """What a wish pays for its offer."""
        at = int(self.chosen[n])
        return self.items[n].omission_cost if at < 0 else self.prices[n][at]

    def _least(self, n: int) -> float:
        prices, omission_cost = self.prices[n], self.items[n].omission_cost
        return min(omission_cost, prices[0]) if prices else omission_cost

    # ---- choice --------------------------------------------------------------------------------------------

    def _meets(self, n: int) -> NDArray[np.bool_]:
        """Which of the wish's offers meet what its neighbours have taken: (offers, neighbours)."""
        met, near = self.met[n], self.near[n]
        chosen = self.chosen[near]
        changed = np.flatnonzero(chosen != self.seen[n]).tolist()
        unknown = [k for k in changed if chosen[k] >= 0 and (n, int(near[k]), int(chosen[k])) not in self.known]
        if unknown:
            found = self._compared(n, near[unknown].tolist())
            for column, k in enumerate(unknown):
                self.known[n, int(near[k]), int(chosen[k])] = found[:, column]
        for k in changed:
            met[:, k] = self.known[n, int(near[k]), int(chosen[k])] if chosen[k] >= 0 else False
        self.seen[n] = chosen
        return met

    def _compared(self, n: int, others: list[int]) -> NDArray[np.bool_]:
        """Which of the wish's offers meet what some others have taken: (offers, others)."""
        found, mine = self.items[n].candidates, self.led[n]
        rects = np.array([self.items[m].candidates.rects[self.chosen[m]] for m in others])
        leaders = np.array([self.items[m].candidates.leaders[self.chosen[m]] for m in others])
        out = rects_meet(found.rects, rects, np.array([max(self.gaps[m], self.gaps[n]) for m in others]))
        theirs = np.flatnonzero(~np.isnan(leaders[:, 0]))
        if len(theirs):
            out[:, theirs] |= segments_meet_rects(leaders[theirs], found.rects).T
        if len(mine):
            out[mine] |= segments_meet_rects(found.leaders[mine], rects)
            if len(theirs):
                out[np.ix_(mine, theirs)] |= segments_cross(found.leaders[mine], leaders[theirs])
        return out

    def _settled(self, n: int, depth: int, moved: frozenset[int] = frozenset()) -> float:
        """Puts a wish where it costs least, if need be by moving the labels that stand there, and so on `depth`
        times; the price of that, with what the others pay more."""
        self.looks += 1
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
        for offer, others in self._in_the_way(n, meets, count, best):
            if prices[offer] >= best - _SLACK or tried >= _TRIED or self.looks >= self.last:
                break
            groups[others] = groups.get(others, 0) + 1
            if groups[others] > 2 or moved.intersection(others):
                continue
            old = fsum(self._cost(m) for m in others)
            if prices[offer] + fsum(self._least(m) for m in others) - old >= best - _SLACK:
                continue
            tried, before = tried + 1, self.chosen.copy()
            self.chosen[n] = offer
            self.chosen[list(others)] = -1
            total = prices[offer] - old
            for m in others:
                total += self._settled(m, depth - 1, moved | {n, *others})
            if total < best - _SLACK:
                best, found = total, self.chosen.copy()
            self.chosen = before
        self.chosen = found
        return best

    def _in_the_way(
        self, n: int, meets: NDArray[np.bool_], count: NDArray[np.int64], best: float
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The wish's offers for less than `best` on which few others stand, the cheapest first, and those others."""
        worth = count[: bisect.bisect_left(self.prices[n], best - _SLACK)]
        found = np.flatnonzero((worth > 0) & (worth <= _MOVED))
        others = self.near[n][np.nonzero(meets[found])[1]].tolist()
        first = 0
        for offer, many in zip(found.tolist(), worth[found].tolist(), strict=True):
            yield offer, tuple(others[first : first + many])
            first += many

    def _improve(self, n: int, looks: int) -> bool:
        """Whether a wish, and those in its way, can stand cheaper than now; found with about so many looks."""
        self.last = self.looks + looks
        now, before = self._cost(n), self.chosen.copy()
        depth = 3 if self.chosen[n] < 0 and self.items[n].omission_cost >= _DEAR else 2
        self.chosen[n] = -1
        if self._settled(n, depth) < now - _SLACK:
            return True
        self.chosen = before
        return False


def _bounds(item: PlacementItem) -> tuple[float, float, float, float]:
    """Where a wish's offers and leaders lie, with its air."""
    found = item.candidates
    if not found.size:
        return (np.inf, np.inf, -np.inf, -np.inf)
    both = np.concatenate([found.rects, found.leaders[:, [0, 1, 0, 1]], found.leaders[:, [2, 3, 2, 3]]])
    low, high = np.nanmin(both[:, :2], axis=0) - item.gap - 1, np.nanmax(both[:, 2:], axis=0) + item.gap + 1
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


# ---- geometry ----------------------------------------------------------------------------------------------


def rects_meet(a: Numbers, b: Numbers, gap: Numbers | float = 0.0) -> NDArray[np.bool_]:
    """Which of n rectangles come nearer than `gap` to which of m: (n, m)."""
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


def segments_cross(a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Which of n segments cut which of m: (n, m)."""

    def side(p: Numbers, q: Numbers, r: Numbers) -> Numbers:
        found: Numbers = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )
        return found

    p, q, r, s = a[:, None, :2], a[:, None, 2:], b[None, :, :2], b[None, :, 2:]
    # Two that lie on one line pass both tests of sides wherever they lie: their boxes must meet too.
    boxes = (np.minimum(p, q) <= np.maximum(r, s)) & (np.minimum(r, s) <= np.maximum(p, q))
    found: NDArray[np.bool_] = (
        (side(p, q, r) * side(p, q, s) <= 0) & (side(r, s, p) * side(r, s, q) <= 0) & boxes.all(axis=-1)
    )
    return found
