"""Where labels go, decided jointly: each has many possible places with a price; the choice that costs least together.

In: `Wish`es, each with the `Offers` it could take (rectangles, prices, perhaps leader lines) and the price of leaving
it out. Out: the index of the offer that each wish takes, -1 for none; no two chosen places or leaders ever meet. First
one wish after the other takes its cheapest free place; then those that pay more than they need to look again, alone or
by moving the one label in their way, while the total falls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_ROUNDS = 5
_TRIED = 5  # places of a neighbour's that a wish may try to clear
_SLACK = 0.01
_DEAR = 100.0  # whose absence costs so much may move three others


class Offers(NamedTuple):
    """Places of one label. rects: (n, 4) x, y, right, bottom; prices: (n,); leaders: (n, 4) from x, y to x, y, nan for
    none; forms: (n,) what the caller makes of it."""

    rects: Numbers
    prices: Numbers
    leaders: Numbers
    forms: NDArray[np.int64]

    @property
    def many(self) -> int:
        """How many there are."""
        return len(self.prices)

    def cheapest(self, most: int) -> Offers:
        """The `most` cheapest, the cheapest first."""
        order = np.argsort(self.prices, kind="stable")[:most]
        return Offers(self.rects[order], self.prices[order], self.leaders[order], self.forms[order])


def offers(
    rects: Numbers, prices: Numbers, forms: NDArray[np.int64] | int = 0, leaders: Numbers | None = None
) -> Offers:
    """Offers without leaders unless there are some."""
    n = len(prices)
    lines = np.full((n, 4), np.nan) if leaders is None else leaders
    return Offers(rects.reshape(n, 4), prices, lines, np.broadcast_to(np.asarray(forms, np.int64), (n,)))


def joined(parts: Sequence[Offers]) -> Offers:
    """All offers of several kinds."""
    if not parts:
        return offers(np.empty((0, 4)), np.empty(0))
    return Offers(*(np.concatenate(column) for column in zip(*parts, strict=True)))


class Wish(NamedTuple):
    """A label that wants a place. missing: what it costs to leave it out; gap: air that it wants about it."""

    offers: Offers
    missing: float
    gap: float = 0.0


def place(wishes: Sequence[Wish]) -> list[int]:
    """The offer that each wish takes, -1 for none. Wishes are served first to last, so the important come first."""
    return _Board(wishes).settle()


class _Board:
    """The wishes and what they have taken so far."""

    def __init__(self, wishes: Sequence[Wish]) -> None:
        ordered = [w.offers.cheapest(w.offers.many) for w in wishes]
        self.orders = [np.argsort(w.offers.prices, kind="stable") for w in wishes]
        self.wishes = [w._replace(offers=o) for w, o in zip(wishes, ordered, strict=True)]
        self.taken = [-1] * len(wishes)
        self.rects = np.full((len(wishes), 4), np.nan)  # of the offers taken; nan meets nothing
        self.leaders = np.full((len(wishes), 4), np.nan)
        self.gaps = np.array([w.gap for w in wishes])

    def settle(self) -> list[int]:
        """The choice, as indexes into the offers as they came."""
        for n in range(len(self.wishes)):
            self._settled(n, 0)
        for _ in range(_ROUNDS):
            dear = [n for n in range(len(self.wishes)) if self._cost(n) > self._least(n) + _SLACK]
            if not sum(self._improve(n) for n in dear):
                break
        return [int(order[t]) if t >= 0 else -1 for order, t in zip(self.orders, self.taken, strict=True)]

    # ---- prices --------------------------------------------------------------------------------------------

    def _cost(self, n: int) -> float:
        """What a wish pays for its offer."""
        at = self.taken[n]
        return self.wishes[n].missing if at < 0 else float(self.wishes[n].offers.prices[at])

    def _least(self, n: int) -> float:
        prices = self.wishes[n].offers.prices
        return min(self.wishes[n].missing, float(prices[0])) if len(prices) else self.wishes[n].missing

    def _take(self, n: int, offer: int) -> None:
        self.taken[n] = offer
        found = self.wishes[n].offers
        self.rects[n] = found.rects[offer] if offer >= 0 else np.nan
        self.leaders[n] = found.leaders[offer] if offer >= 0 else np.nan

    # ---- choice --------------------------------------------------------------------------------------------

    def _meets(self, n: int) -> NDArray[np.bool_]:
        """Which of the wish's offers meet what each other wish has taken: (offers, wishes)."""
        found = self.wishes[n].offers
        out = np.zeros((found.many, len(self.wishes)), bool)
        there = np.flatnonzero(~np.isnan(self.rects[:, 0]))
        out[:, there] = meet(found.rects, self.rects[there], np.maximum(self.gaps[there], self.gaps[n]))
        theirs = there[~np.isnan(self.leaders[there, 0])]
        if len(theirs):
            out[:, theirs] |= crosses(self.leaders[theirs], found.rects).T
        mine = np.flatnonzero(~np.isnan(found.leaders[:, 0]))
        if len(mine):
            out[np.ix_(mine, there)] |= crosses(found.leaders[mine], self.rects[there])
            if len(theirs):
                out[np.ix_(mine, theirs)] |= cut(found.leaders[mine], self.leaders[theirs])
        out[:, n] = False
        return out

    def _settled(self, n: int, depth: int, moved: frozenset[int] = frozenset()) -> float:
        """Puts a wish where it costs least, if need be by moving the one label that stands there, and so on `depth`
        times; the price of that, with what the others pay more."""
        meets, prices = self._meets(n), self.wishes[n].offers.prices
        count = meets.sum(axis=1)
        free = np.flatnonzero(count == 0)
        best, at = self.wishes[n].missing, -1
        if len(free) and prices[free[0]] < best:
            best, at = float(prices[free[0]]), int(free[0])
        self._take(n, at)
        found = self._state()
        cleared = np.flatnonzero((count == 1) & (prices < best - _SLACK))[:_TRIED] if depth else ()
        for offer in cleared:
            other, price = int(meets[offer].argmax()), float(prices[offer])
            if other in moved or price >= best - _SLACK:
                continue
            before, old = self._state(), self._cost(other)
            self._take(n, int(offer))
            self._take(other, -1)
            total = price + self._settled(other, depth - 1, moved | {n}) - old
            if total < best - _SLACK:
                best, found = total, self._state()
            self._restore(before)
        self._restore(found)
        return best

    def _improve(self, n: int) -> bool:
        """Whether a wish, and those in its way, can stand cheaper than now."""
        now, before = self._cost(n), self._state()
        depth = 3 if self.taken[n] < 0 and self.wishes[n].missing >= _DEAR else 1
        self._take(n, -1)
        if self._settled(n, depth) < now - _SLACK:
            return True
        self._restore(before)
        return False

    def _state(self) -> tuple[list[int], Numbers, Numbers]:
        return self.taken.copy(), self.rects.copy(), self.leaders.copy()

    def _restore(self, state: tuple[list[int], Numbers, Numbers]) -> None:
        self.taken, self.rects, self.leaders = state[0].copy(), state[1].copy(), state[2].copy()


# ---- geometry ----------------------------------------------------------------------------------------------


def meet(a: Numbers, b: Numbers, gap: Numbers | float = 0.0) -> NDArray[np.bool_]:
    """Which of n rectangles come nearer than `gap` to which of m: (n, m)."""
    out: NDArray[np.bool_] = (
        (a[:, None, 0] < b[None, :, 2] + gap)
        & (b[None, :, 0] < a[:, None, 2] + gap)
        & (a[:, None, 1] < b[None, :, 3] + gap)
        & (b[None, :, 1] < a[:, None, 3] + gap)
    )
    return out


def crosses(lines: Numbers, rects: Numbers) -> NDArray[np.bool_]:
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


def cut(a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Which of n segments cut which of m: (n, m)."""

    def side(p: Numbers, q: Numbers, r: Numbers) -> Numbers:
        found: Numbers = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )
        return found

    p, q, r, s = a[:, None, :2], a[:, None, 2:], b[None, :, :2], b[None, :, 2:]
    found: NDArray[np.bool_] = (side(p, q, r) * side(p, q, s) <= 0) & (side(r, s, p) * side(r, s, q) <= 0)
    return found
