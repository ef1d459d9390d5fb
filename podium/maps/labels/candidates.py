"""Candidate positions of labels: around a symbol, along a line, on water, at the edge of the map.

In: the size of a label (EMU) and what it belongs to. Out: `Candidates` with a price in points: for the distance, for an
unusual position, for what the label would cover (`CollisionGrid.assess`). Only free positions are offered; `placement`
keeps labels off one another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from podium.maps.labels.collision_grid import CELL, CollisionGrid, Mask, summed_area
from podium.maps.labels.placement import Candidates, Numbers, candidate_set
from podium.scene.units import EMU_PER_PT, points

GAP = points(3)
LEADER = 36.0  # price of a leader
_LONG, _TOO_LONG = 30.0, 200.0  # pt, and the price of a longer one: more than to cross a border, a coast and a hatch
_ABROAD = 11.0  # price of each end and the middle of a label on foreign land
MOST = 64  # candidates of one kind
_NEAR = 9.0  # pt: words nearer to their place than this need no leader
_ABOVE = 3.0  # pt: between the edge of a label and its letters, above and below
_RING = (10, 14, 20, 28, 37, 50, 66, 86, 110, 140)  # pt from a symbol to a label with a leader


def rects_at(x: Numbers, y: Numbers, w: float, h: float) -> Numbers:
    """Rectangles of one size by their upper left corners."""
    return np.column_stack([x, y, x + w, y + h])


# ---- around a symbol ---------------------------------------------------------------------------------------

LEFT, CENTRE, RIGHT = 0, 1, 2
# (which side, share of the label's height or width by which it is moved, price, alignment)
_SIDES = (
    *(("E", k, p, LEFT) for k, p in ((0.0, 0.0), (-0.3, 3.0), (0.3, 3.5), (-0.6, 5.0), (0.6, 5.5))),
    *(("W", k, p, RIGHT) for k, p in ((0.0, 5.0), (-0.3, 7.0), (0.3, 7.5), (-0.6, 9.0), (0.6, 9.5))),
    *(("N", k, p, CENTRE) for k, p in ((0.0, 5.0), (-0.2, 7.0), (0.2, 7.0), (-0.38, 8.0), (0.38, 8.0))),
    *(("S", k, p, CENTRE) for k, p in ((0.0, 6.0), (-0.2, 8.0), (0.2, 8.0), (-0.38, 9.0), (0.38, 9.0))),
    ("NE", 0.0, 2.0, LEFT),
    ("SE", 0.0, 3.0, LEFT),
    ("NW", 0.0, 6.0, RIGHT),
    ("SW", 0.0, 7.0, RIGHT),
)


def around_symbol(grid: CollisionGrid, w: int, h: int, at: tuple[float, float], half: float) -> Candidates:
    """Two dozen positions around a symbol, and the same further out, at most 6 pt from it: a name further away seems to
    belong to nothing. Their forms are alignments."""
    x, y = at
    found, prices, aligns = [], [], []
    for more, dear in ((0, 0.0), (points(1.5), 4.0), (points(3), 8.0)):
        off = half + GAP + more
        slant = half * 0.8 + GAP / 2 + more * 0.8
        for side, shift, price, align in _SIDES:
            if len(side) == 2:
                left = x + slant if side[1] == "E" else x - slant - w
                top = y - slant - h * 0.75 if side[0] == "N" else y + slant - h * 0.25
            elif side in "EW":
                left, top = x + off if side == "E" else x - off - w, y - h / 2 + shift * h
            else:
                left, top = x - w / 2 + shift * w, y - off - h if side == "N" else y + off
            found.append((left, top, left + w, top + h))
            prices.append(price + dear)
            aligns.append(align)
    return priced(grid, np.array(found), np.array(prices), np.array(aligns), at)


def priced(
    grid: CollisionGrid,
    rects: Numbers,
    prices: Numbers,
    forms: NDArray[np.int64] | int,
    at: tuple[float, float] | None,
    leaders: Numbers | None = None,
) -> Candidates:
    """The free rectangles with their full price, including what it costs to stand on foreign land."""
    free, cover = grid.assess(rects)
    total = prices + cover
    if at is not None:
        total = total + foreign_price(grid, rects, at)
    forms = np.broadcast_to(np.asarray(forms, np.int64), (len(rects),))
    return candidate_set(rects[free], total[free], forms[free], None if leaders is None else leaders[free])


def foreign_price(grid: CollisionGrid, rects: Numbers, at: tuple[float, float]) -> Numbers:
    """The price of labels that partly stand on land other than their symbol's; water counts as nobody's."""
    home = int(grid.owners(np.array([at[0]]), np.array([at[1]]))[0])
    price = np.zeros(len(rects))
    y = (rects[:, 1] + rects[:, 3]) / 2
    for share in (0.08, 0.5, 0.92):
        owner = grid.owners(rects[:, 0] + share * (rects[:, 2] - rects[:, 0]), y)
        price += _ABROAD * ((owner != home) & (owner != 0) & (home != 0))
    return price


def with_leader(
    grid: CollisionGrid, w: int, h: int, at: tuple[float, float], half: float, reach: float, base: float
) -> Candidates:
    """Rings of positions around a symbol, each with a leader that crosses no other symbol."""
    turns = np.arange(24) * np.pi / 12
    away = np.array([points(d) for d in _RING if points(d) <= reach] or [points(_RING[0])])
    turn, d = (a.ravel() for a in np.meshgrid(turns, away))
    out = np.minimum(w / 2 / np.maximum(np.abs(np.cos(turn)), 1e-9), h / 2 / np.maximum(np.abs(np.sin(turn)), 1e-9))
    x, y = at[0] + np.cos(turn) * (half + d + out), at[1] + np.sin(turn) * (half + d + out)
    rects = rects_at(x - w / 2, y - h / 2, w, h)
    leaders = _leaders(rects, at, half)
    prices = base + 0.9 * d / EMU_PER_PT + _TOO_LONG * (d > points(_LONG)) + _other_land_price(grid, leaders)
    clear, over = clear_leaders(grid, leaders)
    prices += 40.0 * over
    return priced(grid, rects[clear], prices[clear], CENTRE, at, leaders[clear])


def _leaders(rects: Numbers, at: tuple[float, float], half: float) -> Numbers:
    """Leaders from the letters of each label to the edge of its symbol."""
    air, above = points(1), points(_ABOVE - 1)
    x0 = np.clip(at[0], rects[:, 0] - air, rects[:, 2] + air)
    y0 = np.clip(at[1], rects[:, 1] + above, rects[:, 3] - above)
    away = np.maximum(np.hypot(x0 - at[0], y0 - at[1]), 1.0)
    share = np.minimum(half / away, 1.0)
    return np.column_stack([x0, y0, at[0] + (x0 - at[0]) * share, at[1] + (y0 - at[1]) * share])


def _other_land_price(grid: CollisionGrid, leaders: Numbers) -> Numbers:
    """The price of leaders that run from the land (or water) of their symbol to another's."""
    home = grid.owners(leaders[:, 2], leaders[:, 3])
    price = np.zeros(len(leaders))
    for share in (0.0, 0.3, 0.6):
        x, y = (leaders[:, n] + share * (leaders[:, n + 2] - leaders[:, n]) for n in (0, 1))
        price += 12.0 * (grid.owners(x, y) != home)
    return price


def clear_leaders(grid: CollisionGrid, leaders: Numbers) -> tuple[Mask, Mask]:
    """Which leaders cross nothing occupied until they are near their symbol; and which cross something there."""
    clear, over = np.ones(len(leaders), bool), np.zeros(len(leaders), bool)
    for share in np.linspace(0.0, 0.8, 9):
        x = leaders[:, 0] + share * (leaders[:, 2] - leaders[:, 0])
        y = leaders[:, 1] + share * (leaders[:, 3] - leaders[:, 1])
        off = np.hypot(x - leaders[:, 2], y - leaders[:, 3])
        rows = np.clip((y - grid.rect.y) / CELL, 0, grid.rows - 1).astype(int)
        columns = np.clip((x - grid.rect.x) / CELL, 0, grid.columns - 1).astype(int)
        occupied = grid.occupied[rows, columns]
        clear &= (off < points(24)) | ~occupied
        over |= (off >= points(5)) & occupied
    return clear, over


def around_place(
    grid: CollisionGrid, w: int, h: int, at: tuple[float, float], reach: float, *, led: bool = False
) -> Candidates:
    """Positions on and around a place without a symbol. led: those that are not near it have a leader."""
    steps = np.linspace(-1, 1, 15)
    dx, dy = (a.ravel() for a in np.meshgrid(steps * (w / 2 + reach), steps * (h / 2 + reach)))
    rects = rects_at(at[0] + dx - w / 2, at[1] + dy - h / 2, w, h)
    prices = np.hypot(dx, dy) / EMU_PER_PT * 0.6
    if not led:
        return priced(grid, rects, prices, CENTRE, at).cheapest(MOST)
    leaders = _leaders(rects, at, 0.0)
    leaders[np.hypot(leaders[:, 2] - leaders[:, 0], leaders[:, 3] - leaders[:, 1]) < points(_NEAR)] = np.nan
    prices += LEADER * ~np.isnan(leaders[:, 0])
    return priced(grid, rects, prices, CENTRE, at, leaders).cheapest(MOST)


# ---- beside a line -----------------------------------------------------------------------------------------


def beside_line(
    grid: CollisionGrid,
    w: int,
    h: int,
    course: Numbers,
    *,
    clear: float,
    anchor: tuple[float, float, float],
    own: Mask | None = None,
) -> Candidates:
    """Positions beside a course ((n, 2), EMU), `clear` EMU or a little more from it.

    anchor: x and y near which the label should stand, and the price of each point (pt) away from it; own: cells of the
    line itself, which the label must not cross.
    """
    step = max(CELL, round(min(w, h) / 4))
    low, high = course.min(axis=0) - np.array([w + clear, h + clear]), course.max(axis=0) + clear
    xs = np.arange(max(low[0], grid.rect.x), min(high[0], grid.rect.right - w) + 1, step)
    ys = np.arange(max(low[1], grid.rect.y), min(high[1], grid.rect.bottom - h) + 1, step)
    if not len(xs) or not len(ys):
        return candidate_set(np.empty((0, 4)), np.empty(0))
    x, y = (a.ravel() for a in np.meshgrid(xs, ys))
    rects = rects_at(x, y, w, h)
    dx = np.maximum(np.maximum(x[:, None] - course[None, :, 0], course[None, :, 0] - x[:, None] - w), 0)
    dy = np.maximum(np.maximum(y[:, None] - course[None, :, 1], course[None, :, 1] - y[:, None] - h), 0)
    away = np.hypot(dx, dy)
    gap = away.min(axis=1)
    keep = (gap >= clear) & (gap <= clear + points(14))
    if own is not None:
        found, _ = grid.windows(rects)
        keep &= found.total(summed_area(own)) == 0
    rects, gap = rects[keep], gap[keep]
    hugs = (away[keep] <= clear + points(14)).mean(axis=1)  # share of the line that runs beside the label
    dx = np.maximum(np.maximum(rects[:, 0] - anchor[0], anchor[0] - rects[:, 2]), 0)
    dy = np.maximum(np.maximum(rects[:, 1] - anchor[1], anchor[1] - rects[:, 3]), 0)
    prices = (0.8 * (gap - clear) + anchor[2] * np.hypot(dx, dy)) / EMU_PER_PT - 12 * np.minimum(hugs, 0.5) + 6
    return priced(grid, rects, np.maximum(prices, 0.0), CENTRE, None).cheapest(2 * MOST)


def beyond_tip(grid: CollisionGrid, w: int, h: int, course: Numbers, price: float) -> Candidates:
    """Positions straight ahead of the end of a course ((n, 2), EMU), and a little to its sides."""
    tip = course[-1]
    way = tip - course[-2]
    ahead = way / max(float(np.hypot(*way)), 1.0)
    out = GAP + abs(ahead[0]) * w / 2 + abs(ahead[1]) * h / 2
    aside = np.array([0.0, 0.3, -0.3, 0.6, -0.6])
    middle = tip + ahead * out + aside[:, None] * np.array([-ahead[1], ahead[0]]) * (h if abs(ahead[0]) > 0.5 else w)
    rects = rects_at(middle[:, 0] - w / 2, middle[:, 1] - h / 2, w, h)
    return priced(grid, rects, price + 10 * np.abs(aside), CENTRE, None)


# ---- on water ----------------------------------------------------------------------------------------------


def on_water(
    grid: CollisionGrid, w: int, h: int, at: tuple[float, float], wet: NDArray[np.int32], reach: float, air: int
) -> Candidates:
    """Positions on water around a place, `air` EMU from anything occupied; the further from the coast, the cheaper."""
    xs = np.arange(max(at[0] - reach, grid.rect.x + w / 2), min(at[0] + reach, grid.rect.right - w / 2), points(5))
    ys = np.arange(max(at[1] - reach, grid.rect.y + h / 2), min(at[1] + reach, grid.rect.bottom - h / 2), points(5))
    if not len(xs) or not len(ys):
        return candidate_set(np.empty((0, 4)), np.empty(0))
    x, y = (a.ravel() for a in np.meshgrid(xs, ys))
    rects = rects_at(x - w / 2, y - h / 2, w, h)
    found, inside = grid.windows(rects)
    roomy = found.grown(air // CELL)
    keep = inside & (roomy.total(grid.sums) == 0) & (found.total(wet) == found.size)
    far = np.hypot(x - at[0], y - at[1])
    keep &= far <= reach
    rects, far, found = rects[keep], far[keep], found.only(keep)
    price = far / EMU_PER_PT * 0.06
    for by, dear in ((5, 24.0), (9, 20.0), (14, 16.0), (22, 12.0)):
        about = found.grown(by)
        whole = (found.bottom - found.top + 2 * by) * (found.right - found.left + 2 * by)
        price += dear * (1 - (about.total(wet) - about.total(grid.sums)) / whole)  # outside the frame there is no water
    return candidate_set(rects, price).cheapest(MOST)


# ---- at the edge of the map --------------------------------------------------------------------------------


_CORNERS = (("bottom", "left"), ("bottom", "right"), ("top", "left"), ("top", "right"))


def at_corner(
    grid: CollisionGrid, w: int, h: int, edge: tuple[int, int], dear: float, *, air: int, cell: float = 0.0
) -> Candidates:
    """The corners of the map, lower left first and each `dear` pt dearer than the one before it, where nothing occupies
    the position and `air` EMU around it. edge: the distance from the sides, and from top and bottom; cell: the price of
    each cell of a line that would be under it."""
    r = grid.rect
    x = {"left": r.x + edge[0], "right": r.right - edge[0] - w}
    y = {"top": r.y + edge[1], "bottom": r.bottom - edge[1] - h}
    places = np.array([(x[across], y[down]) for down, across in _CORNERS], float)
    found = rects_at(places[:, 0], places[:, 1], w, h)
    rects = found[(found[:, 0] >= r.x) & (found[:, 1] >= r.y)]
    roomy = rects + np.array([-air, -air, air, air])
    inside = (r.x + 3 * CELL, r.y + 3 * CELL), (r.right - 3 * CELL, r.bottom - 3 * CELL)
    inner = np.clip(roomy, (*inside[0], 0, 0), (2**40, 2**40, *inside[1]))
    free, _ = grid.assess(inner)
    under, _ = grid.windows(rects)
    lines = np.zeros(len(rects))
    for name, layer in grid.layers.items():
        if name != "hatch":
            lines += under.total(layer.sums)
    return candidate_set(rects[free], (dear * np.arange(len(rects)) + cell * lines)[free])
