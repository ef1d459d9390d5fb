"""Where a label could stand: about a symbol, along a line, on land, on water, at the frame's edge.

In: the size of a label (EMU) and what it belongs to. Out: `Offers` with a price in points: how far off it stands, how
unusual the position is, what it would cover (`Room.judge`). Only free places are offered; that labels keep off one
another is the business of `placing`."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.labels.collision_grid import CELL, Mask, Room, Windows, integral
from podium.maps.labels.placement import Numbers, Offers, offers
from podium.scene.units import EMU_PER_PT, points

GAP = points(3)
LEADER = 36.0  # what the need of a leader costs,
_LONG, _TOO_LONG = 30.0, 200.0  # and of one longer than so many pt: more than to cross a border, a coast and a hatch
_NEAR = 64.0  # pt from a land to its name with a leader, at most
_ABROAD = 9.0  # for each end and the middle of a label that lies on another's land
_MOST = 64  # offers of one kind
_LOOKED_AT = 700  # places in an area
_NEAREST = 400  # places by an area that are looked at for a leader
_TILES = 7  # each way: the cheapest of each tile of an area stays, so that there is a choice
INK = points(3)  # above and below the letters of a name in capitals, and between its lines
BEFORE = points(2)  # from the first and the last letter of a name to the border of its land
_SHORTEST = 7.0  # pt: below it a name beside its land needs no leader
_RING = (10, 14, 20, 28, 37, 50, 66, 86, 110, 140)  # pt from a symbol to a label with a leader


def _rects(x: Numbers, y: Numbers, w: float, h: float) -> Numbers:
    """Rectangles of one size by their upper left corners."""
    return np.column_stack([x, y, x + w, y + h])


# ---- about a symbol ----------------------------------------------------------------------------------------

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


def about(room: Room, w: int, h: int, at: tuple[float, float], half: float) -> Offers:
    """Two dozen places about a symbol, and the same a little further off. The forms are alignments."""
    x, y = at
    found, prices, aligns = [], [], []
    for more, dear in ((0, 0.0), (points(3.5), 6.0), (points(8), 14.0), (points(11), 22.0)):
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
    return priced(room, np.array(found), np.array(prices), np.array(aligns), at)


def priced(
    room: Room,
    rects: Numbers,
    prices: Numbers,
    forms: NDArray[np.int64] | int,
    at: tuple[float, float] | None,
    leaders: Numbers | None = None,
) -> Offers:
    """The free ones of the rectangles with all that they cost; a label that lies abroad costs more."""
    free, cover = room.judge(rects)
    total = prices + cover
    if at is not None:
        total = total + abroad(room, rects, at)
    forms = np.broadcast_to(np.asarray(forms, np.int64), (len(rects),))
    return offers(rects[free], total[free], forms[free], None if leaders is None else leaders[free])


def abroad(room: Room, rects: Numbers, at: tuple[float, float]) -> Numbers:
    """What it costs that parts of labels lie on land that is not that of the place; water belongs to all."""
    home = int(room.owners(np.array([at[0]]), np.array([at[1]]))[0])
    price = np.zeros(len(rects))
    y = (rects[:, 1] + rects[:, 3]) / 2
    for share in (0.08, 0.5, 0.92):
        owner = room.owners(rects[:, 0] + share * (rects[:, 2] - rects[:, 0]), y)
        price += _ABROAD * ((owner != home) & (owner != 0) & (home != 0))
    return price


def led(room: Room, w: int, h: int, at: tuple[float, float], half: float, reach: float, base: float) -> Offers:
    """Rings about a symbol, each place with a leader that runs over no other symbol."""
    turns = np.arange(24) * np.pi / 12
    away = np.array([points(d) for d in _RING if points(d) <= reach] or [points(_RING[0])])
    turn, d = (a.ravel() for a in np.meshgrid(turns, away))
    out = np.minimum(w / 2 / np.maximum(np.abs(np.cos(turn)), 1e-9), h / 2 / np.maximum(np.abs(np.sin(turn)), 1e-9))
    x, y = at[0] + np.cos(turn) * (half + d + out), at[1] + np.sin(turn) * (half + d + out)
    rects = _rects(x - w / 2, y - h / 2, w, h)
    leaders = _leaders(rects, at, half)
    prices = base + 0.9 * d / EMU_PER_PT + _TOO_LONG * (d > points(_LONG)) + _off_land(room, leaders)
    clear, over = _unbroken(room, leaders)
    prices += 40.0 * over
    return priced(room, rects[clear], prices[clear], CENTRE, at, leaders[clear])


def _leaders(rects: Numbers, at: tuple[float, float], half: float) -> Numbers:
    """From the edge of each label to the edge of a symbol."""
    air = points(1)
    x0 = np.clip(at[0], rects[:, 0] - air, rects[:, 2] + air)
    y0 = np.clip(at[1], rects[:, 1] - air, rects[:, 3] + air)
    away = np.maximum(np.hypot(x0 - at[0], y0 - at[1]), 1.0)
    share = np.minimum(half / away, 1.0)
    return np.column_stack([x0, y0, at[0] + (x0 - at[0]) * share, at[1] + (y0 - at[1]) * share])


def _off_land(room: Room, leaders: Numbers) -> Numbers:
    """What it costs that leaders run from the land (or water) of their symbol to another."""
    home = room.owners(leaders[:, 2], leaders[:, 3])
    price = np.zeros(len(leaders))
    for share in (0.0, 0.3, 0.6):
        x, y = (leaders[:, n] + share * (leaders[:, n + 2] - leaders[:, n]) for n in (0, 1))
        price += 6.0 * (room.owners(x, y) != home)
    return price


def _unbroken(room: Room, leaders: Numbers) -> tuple[Mask, Mask]:
    """Which leaders run over nothing that is taken, until near their own symbol; and which run over something there."""
    clear, over = np.ones(len(leaders), bool), np.zeros(len(leaders), bool)
    for share in np.linspace(0.0, 0.8, 9):
        x = leaders[:, 0] + share * (leaders[:, 2] - leaders[:, 0])
        y = leaders[:, 1] + share * (leaders[:, 3] - leaders[:, 1])
        off = np.hypot(x - leaders[:, 2], y - leaders[:, 3])
        rows = np.clip((y - room.rect.y) / CELL, 0, room.rows - 1).astype(int)
        columns = np.clip((x - room.rect.x) / CELL, 0, room.columns - 1).astype(int)
        taken = room.taken[rows, columns]
        clear &= (off < points(24)) | ~taken
        over |= (off >= points(5)) & taken
    return clear, over


def around(room: Room, w: int, h: int, at: tuple[float, float], reach: float) -> Offers:
    """Places over and about a spot without a symbol."""
    steps = np.linspace(-1, 1, 15)
    dx, dy = (a.ravel() for a in np.meshgrid(steps * (w / 2 + reach), steps * (h / 2 + reach)))
    rects = _rects(at[0] + dx - w / 2, at[1] + dy - h / 2, w, h)
    prices = np.hypot(dx, dy) / EMU_PER_PT * 0.6
    return priced(room, rects, prices, CENTRE, at).cheapest(_MOST)


# ---- along a line ------------------------------------------------------------------------------------------


def along(
    room: Room,
    w: int,
    h: int,
    course: Numbers,
    *,
    clear: float,
    seat: tuple[float, float, float],
    own: Mask | None = None,
) -> Offers:
    """Places beside a course ((n, 2), EMU), `clear` EMU and a little more off it.

    seat: x and y near which the label should stand, and what each point (pt) from there costs; own: cells of the line
    itself, which the label must not cross.
    """
    step = max(CELL, round(min(w, h) / 4))
    low, high = course.min(axis=0) - np.array([w + clear, h + clear]), course.max(axis=0) + clear
    xs = np.arange(max(low[0], room.rect.x), min(high[0], room.rect.right - w) + 1, step)
    ys = np.arange(max(low[1], room.rect.y), min(high[1], room.rect.bottom - h) + 1, step)
    if not len(xs) or not len(ys):
        return offers(np.empty((0, 4)), np.empty(0))
    x, y = (a.ravel() for a in np.meshgrid(xs, ys))
    rects = _rects(x, y, w, h)
    dx = np.maximum(np.maximum(x[:, None] - course[None, :, 0], course[None, :, 0] - x[:, None] - w), 0)
    dy = np.maximum(np.maximum(y[:, None] - course[None, :, 1], course[None, :, 1] - y[:, None] - h), 0)
    away = np.hypot(dx, dy)
    gap = away.min(axis=1)
    keep = (gap >= clear) & (gap <= clear + points(14))
    if own is not None:
        found, _ = room.windows(rects)
        keep &= found.total(integral(own)) == 0
    rects, gap = rects[keep], gap[keep]
    hugs = (away[keep] <= clear + points(14)).mean(axis=1)  # how much of the line runs beside the label
    dx = np.maximum(np.maximum(rects[:, 0] - seat[0], seat[0] - rects[:, 2]), 0)
    dy = np.maximum(np.maximum(rects[:, 1] - seat[1], seat[1] - rects[:, 3]), 0)
    prices = (0.8 * (gap - clear) + seat[2] * np.hypot(dx, dy)) / EMU_PER_PT - 12 * np.minimum(hugs, 0.5) + 6
    return priced(room, rects, np.maximum(prices, 0.0), CENTRE, None).cheapest(2 * _MOST)


# ---- in areas ----------------------------------------------------------------------------------------------


class Ground:
    """Cells of an area with their sums, and where its middle is. clear: the cells where nothing else lies; at: the row
    and column where both begin, if they are no whole grids."""

    def __init__(self, room: Room, cells: Mask, clear: Mask, at: tuple[int, int] = (0, 0)) -> None:
        self.room, self.cells, self.clear, self.at = room, cells, clear, at
        use = clear if clear.any() else cells
        self.rows, self.columns = np.flatnonzero(use.any(axis=1)) + at[0], np.flatnonzero(use.any(axis=0)) + at[1]
        self.size = int(use.sum())
        self.open = clear & ~room.taken[at[0] : at[0] + cells.shape[0], at[1] : at[1] + cells.shape[1]]
        inner = self.open if self.open.any() else use
        self.spread = inner.sum(axis=1)  # cells in each row
        self.width = int(self.spread.max()) * CELL
        self.middle = (0.0, 0.0)
        if self.size:
            column, row = _middle(inner)
            self.middle = (column + at[1], row + at[0])

    def inside(self, w: int, h: int) -> Offers:
        """Free places on clear own land."""
        wide = w + 2 * BEFORE
        if wide > self.width:
            return offers(np.empty((0, 4)), np.empty(0))
        found = self._own((wide,), h)
        rects, price, cover = self.priced(found, w, h, at_home=True)
        about = found.grown(3)
        price += cover + 14 * (1 - self._count(about) / about.size)
        return _spread_out(offers(rects, price), self.rows, self.columns, found)

    def snug(self, w: int, h: int, widths: Sequence[int], air: int = BEFORE) -> Offers:
        """The same where only the letters stand on own land, line by line; widths: of the lines."""
        if max(widths) + 2 * air > self.width:
            return offers(np.empty((0, 4)), np.empty(0))
        found = self._own([v + 2 * air for v in widths], h - 2 * INK)
        rects, price, cover = self.priced(found, w, h, at_home=True)
        free = self.room.judge(rects)[0]
        return _spread_out(offers(rects[free], (price + cover)[free]), self.rows, self.columns, found.only(free))

    def fits(self, h: int, widths: Sequence[int]) -> bool:
        """Whether letters of that size stand anywhere on clear own land."""
        wide = [v + 2 * BEFORE for v in widths]
        return max(wide) <= self.width and bool(len(self._own(wide, h - 2 * INK).top))

    def beside(self, w: int, h: int, water: NDArray[np.int32], dry: NDArray[np.int32]) -> Offers:
        """Places on open water (sums) beside the own coast; dry: sums over all land, which should be further off."""
        found = self.about(w, h, max(w, h) // CELL + 8, 4 * _LOOKED_AT, water)
        about = found.grown(4)
        own = about.total(self.sums)
        found = _thin(found.only((own >= 12) & (own >= 0.7 * about.total(dry))), _LOOKED_AT)
        rects, price, cover = self.priced(found, w, h)
        price *= 2  # by the main part of the land, not by an island of it far off
        for by in (12, 26):
            about = found.grown(by)
            price += 16 * (1 - about.total(self.sums) / np.maximum(about.total(dry), 1))
        return _spread_out(offers(rects, price + cover), self.rows, self.columns, found)

    def across(self, w: int, h: int, others: NDArray[np.int32], own: float, *, among: bool = False) -> Offers:
        """Places whose letters stand with `own` of their cells on clear own land, the rest on `others` (sums), `among`
        which the own land may be counted."""
        grow, whole = w // CELL // 2, others if among else self.clear_sums + others
        found = self.about(w, h - 2 * INK, grow, _LOOKED_AT, whole, self.clear_sums, own)
        rects, price, cover = self.priced(found, w, h)
        mine = found.total(self.clear_sums) / np.maximum(found.size, 1)
        free = self.room.judge(rects)[0]
        out = offers(rects[free], (price + cover / 2 + 60 * (1 - mine))[free])
        return _spread_out(out, self.rows, self.columns, found.only(free))

    def _own(self, widths: Sequence[int], h: int) -> Windows:
        """Windows of that height in which lines of those widths, one below the other, stand on clear own free land."""
        sums, lines = self.open_sums, len(widths)
        rows, columns = -(-h // CELL), -(-max(widths) // CELL)
        grid = (self.room.rows, self.room.columns)
        high, wide = sums.shape[0] - rows, sums.shape[1] - columns  # how many windows there are
        if high <= 0 or wide <= 0:
            return _no_windows(grid)
        good = np.ones((high, wide), bool)
        for n, width in enumerate(widths):
            top, bottom = n * rows // lines, max(n * rows // lines + 1, -(-(n + 1) * rows // lines))
            cells = -(-width // CELL)
            left = (columns - cells) // 2
            whole = _slid(sums, bottom - top, cells) == (bottom - top) * cells
            good &= whole[top : top + high, left : left + wide]
        y, x = np.nonzero(good)
        y, x = y + self.at[0], x + self.at[1]
        return _thin(Windows(y, x, y + rows, x + columns, grid), _LOOKED_AT)

    def _count(self, found: Windows) -> NDArray[np.int32]:
        """How many cells of windows are clear own land that is free."""
        (top, left), (high, wide) = self.at, self.cells.shape
        return Windows(
            np.clip(found.top - top, 0, high),
            np.clip(found.left - left, 0, wide),
            np.clip(found.bottom - top, 0, high),
            np.clip(found.right - left, 0, wide),
            (high, wide),
        ).total(self.open_sums)

    def about(
        self,
        w: int,
        h: int,
        grow: int,
        most: int,
        sums: NDArray[np.int32],
        mine: NDArray[np.int32] | None = None,
        share: float = 0.0,
    ) -> Windows:
        """Windows of that size about the area whose cells all count in `sums`, and a `share` of them in `mine`."""
        room, rows, columns = self.room, -(-h // CELL), -(-w // CELL)
        grid = (room.rows, room.columns)
        if not self.size:
            return _no_windows(grid)
        top, bottom = max(0, int(self.rows[0]) - grow), min(room.rows, int(self.rows[-1]) + 1 + grow)
        left, right = max(0, int(self.columns[0]) - grow), min(room.columns, int(self.columns[-1]) + 1 + grow)
        if bottom - top < rows or right - left < columns:
            return _no_windows(grid)
        part = np.s_[top : bottom + 1, left : right + 1]
        good = _slid(sums[part], rows, columns) == rows * columns
        if mine is not None:
            good &= _slid(mine[part], rows, columns) >= share * rows * columns
        y, x = np.nonzero(good)
        y, x = y + top, x + left
        return _thin(Windows(y, x, y + rows, x + columns, grid), most)

    def priced(self, found: Windows, w: int, h: int, at_home: bool = False) -> tuple[Numbers, Numbers, Numbers]:
        """The rectangles, what their distance from the middle costs, and what they cover."""
        x, y = (found.left + found.right) / 2, (found.top + found.bottom) / 2
        far = np.hypot(x - self.middle[0], y - self.middle[1]) * CELL / EMU_PER_PT
        rects = _rects(self.room.rect.x + x * CELL - w / 2, self.room.rect.y + y * CELL - h / 2, w, h)
        return rects, far * 0.16, self.room.judge(rects, at_home=at_home)[1]

    def whole(self, cells: Mask) -> Mask:
        """Cells of the area on the whole grid."""
        out = np.zeros((self.room.rows, self.room.columns), bool)
        out[self.at[0] : self.at[0] + cells.shape[0], self.at[1] : self.at[1] + cells.shape[1]] = cells
        return out

    @functools.cached_property
    def open_sums(self) -> NDArray[np.int32]:
        """Sums over the clear cells that are free, from `at`."""
        return integral(self.open)

    @functools.cached_property
    def clear_sums(self) -> NDArray[np.int32]:
        """Sums over the cells where nothing else lies, on the whole grid."""
        return integral(self.whole(self.clear))

    @functools.cached_property
    def sums(self) -> NDArray[np.int32]:
        """Sums over all its cells, on the whole grid."""
        return integral(self.whole(self.cells))

    def width_at(self, found: Offers) -> Numbers:
        """How wide (EMU) the area is where each place stands."""
        middle = ((found.rects[:, 1] + found.rects[:, 3]) / 2 - self.room.rect.y) // CELL - self.at[0]
        out: Numbers = self.spread[np.clip(middle.astype(int), 0, len(self.spread) - 1)].astype(float) * CELL
        return out


def away(
    room: Room,
    w: int,
    h: int,
    ground: Ground,
    calm: NDArray[np.int32],
    dry: NDArray[np.int32],
    home: Mask,
    shape: Any,
) -> Offers:
    """Places on calm ground (sums) near an area, each with a short leader into it; at sea rather than on land (`dry`).

    home: where a leader may run as well; shape: in points.
    """
    reach = points(_NEAR) // CELL + max(w, h) // CELL
    found = ground.about(w, h - 2 * INK, reach, 6 * _NEAREST, calm)
    rects, off, cover = ground.priced(found, w, h)
    free = np.flatnonzero(room.judge(rects)[0])
    free = free[:: max(1, len(free) // _NEAREST)]
    rects, off, cover = rects[free], off[free], cover[free]
    if not len(rects):
        return offers(np.empty((0, 4)), np.empty(0))
    outline = shapely.simplify(shape, 1.5)
    core = shapely.buffer(outline, -4.0, quad_segs=1)
    core = outline if core.is_empty else core
    corner = np.array([room.rect.x, room.rect.y, room.rect.x, room.rect.y])
    boxes = shapely.box(*((rects - corner) / EMU_PER_PT + np.array([-1, -1, 1, 1])).T)
    far = shapely.distance(boxes, core)
    order = np.argsort(far, kind="stable")
    order = order[far[order] < _NEAR][:: max(1, int((far < _NEAR * 0.7).sum()) // _MOST)][: 2 * _MOST]
    lines = shapely.get_coordinates(shapely.shortest_line(boxes[order], core)).reshape(-1, 4) * EMU_PER_PT + corner
    unbroken, over = _unbroken(room, lines)
    clear = unbroken & ~over
    prices = LEADER + 34 + far[order] * 1.1 + off[order] + cover[order]
    prices += _foreign(room, lines, ground.whole(ground.cells) | home)
    among, _ = room.windows(rects[order])
    ashore = among.total(dry) / np.maximum(among.size, 1)
    prices += 90.0 * ashore
    lines[(far[order] < _SHORTEST) & (ashore == 0)] = np.nan
    return offers(rects[order][clear], prices[clear], 0, lines[clear])


def _foreign(room: Room, lines: Numbers, home: Mask) -> Numbers:
    """What it costs that leaders run over the land of others."""
    price = np.zeros(len(lines))
    for share in np.linspace(0.1, 0.9, 7):
        x, y = (lines[:, n] + share * (lines[:, n + 2] - lines[:, n]) for n in (0, 1))
        rows = np.clip((y - room.rect.y) / CELL, 0, room.rows - 1).astype(int)
        columns = np.clip((x - room.rect.x) / CELL, 0, room.columns - 1).astype(int)
        price += 40.0 * ~home[rows, columns]
    return price


def _middle(cells: Mask) -> tuple[float, float]:
    """The middle of an area (column, row), as far inside its broad parts as its form allows."""
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    across, down = cells.sum(axis=0)[columns], cells.sum(axis=1)[rows]
    return float((columns * across).sum() / across.sum()), float((rows * down).sum() / down.sum())


def _no_windows(grid: tuple[int, int]) -> Windows:
    none = np.empty(0, np.int64)
    return Windows(none, none, none, none, grid)


def _slid(sums: NDArray[np.int32], rows: int, columns: int) -> NDArray[np.int32]:
    """What the cells under a window sum up to, wherever it may stand."""
    return sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]


def _thin(found: Windows, most: int) -> Windows:
    """Every so many of them, if they are too many."""
    many = len(found.top)
    return found if many <= most else found.only(np.linspace(0, many - 1, most).astype(np.int64))


def _spread_out(found: Offers, rows: NDArray[np.int64], columns: NDArray[np.int64], at: Windows) -> Offers:
    """The cheapest of all and of each part of the area."""
    if found.many <= _MOST:
        return found
    high, wide = max(1, rows[-1] - rows[0] + 1), max(1, columns[-1] - columns[0] + 1)
    tile = np.clip((at.top - rows[0]) * _TILES // high, -1, _TILES) * 100 + np.clip(
        (at.left - columns[0]) * _TILES // wide, -1, _TILES
    )
    order = np.argsort(found.prices, kind="stable")
    _, first = np.unique(tile[order], return_index=True)
    kept = np.unique(np.concatenate([order[:16], order[first]]))
    return Offers(found.rects[kept], found.prices[kept], found.leaders[kept], found.forms[kept])


# ---- on water ----------------------------------------------------------------------------------------------


def afloat(
    room: Room, w: int, h: int, at: tuple[float, float], wet: NDArray[np.int32], reach: float, air: int
) -> Offers:
    """Places on water about a spot, `air` EMU from whatever is taken; the further from the coast, the better."""
    xs = np.arange(max(at[0] - reach, room.rect.x + w / 2), min(at[0] + reach, room.rect.right - w / 2), points(5))
    ys = np.arange(max(at[1] - reach, room.rect.y + h / 2), min(at[1] + reach, room.rect.bottom - h / 2), points(5))
    if not len(xs) or not len(ys):
        return offers(np.empty((0, 4)), np.empty(0))
    x, y = (a.ravel() for a in np.meshgrid(xs, ys))
    rects = _rects(x - w / 2, y - h / 2, w, h)
    found, inside = room.windows(rects)
    roomy = found.grown(air // CELL)
    keep = inside & (roomy.total(room.sums) == 0) & (found.total(wet) == found.size)
    far = np.hypot(x - at[0], y - at[1])
    keep &= far <= reach
    rects, far, found = rects[keep], far[keep], found.only(keep)
    price = far / EMU_PER_PT * 0.06
    for by, dear in ((5, 24.0), (9, 20.0), (14, 16.0), (22, 12.0)):
        about = found.grown(by)
        whole = (found.bottom - found.top + 2 * by) * (found.right - found.left + 2 * by)
        price += dear * (1 - (about.total(wet) - about.total(room.sums)) / whole)  # beyond the frame is no water
    return offers(rects, price).cheapest(_MOST)


# ---- furniture ---------------------------------------------------------------------------------------------


def edges(room: Room, w: int, h: int, edge: int, *, air: int = points(4)) -> Offers:
    """Places along the frame's edge, the corners first; forms: 1 where lines lie under them, so that they need a panel.

    Each has `air` EMU about it in which nothing stands.
    """
    r = room.rect
    x0, y0, x1, y1 = r.x + edge, r.y + edge, r.right - edge - w, r.bottom - edge - h
    if x1 < x0 or y1 < y0:
        return offers(np.empty((0, 4)), np.empty(0))
    xs, ys = np.append(np.arange(x0, x1, points(6)), x1), np.append(np.arange(y0, y1, points(6)), y1)
    spots = np.array(
        [*((x, y1) for x in xs), *((x, y0) for x in xs), *((x0, y) for y in ys), *((x1, y) for y in ys)], float
    )
    rects = _rects(spots[:, 0], spots[:, 1], w, h)
    roomy = rects + np.array([-air, -air, air, air])
    wide = np.clip(roomy, (r.x, r.y, r.x, r.y), (r.right, r.bottom, r.right, r.bottom))
    edge_free = np.clip(
        roomy,
        (r.x + 3 * CELL, r.y + 3 * CELL, 0, 0),
        (2**40, 2**40, r.right - 3 * CELL, r.bottom - 3 * CELL),
    )
    free, _ = room.judge(edge_free)
    found, _ = room.windows(wide)
    lines = np.zeros(len(rects))
    for name, layer in room.layers.items():
        if name != "hatch":
            lines += found.total(layer.sums)
    land = found.total(integral(room.owner > 0)) / np.maximum(found.size, 1)
    off = np.minimum.reduce(
        [
            np.hypot(spots[:, 0] - (x0 if "left" in c else x1), spots[:, 1] - (y0 if "top" in c else y1)) / EMU_PER_PT
            + 4 * n
            for n, c in enumerate(("bottom-left", "bottom-right", "top-left", "top-right"))
        ]
    )
    price = 0.9 * lines + 45 * land + 0.12 * off  # land is what the map is about: rather the sea than a corner
    return offers(rects[free], price[free], (lines > 0)[free].astype(np.int64))
