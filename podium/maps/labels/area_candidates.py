"""Candidate positions for the name of an area: on its land, beside its coast, across its border, at a leader's end.

In: the cells of an area, the size of a label (EMU). Out: `Candidates` with a price in points.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.layers import distinct
from podium.maps.labels.candidates import LEADER, MOST, clear_leaders, rects_at
from podium.maps.labels.collision_grid import CELL, CellWindows, CollisionGrid, Mask, summed_area
from podium.maps.labels.placement import Candidates, Numbers, candidate_set
from podium.scene.units import EMU_PER_PT, points

_NEAR = 64.0  # pt: the longest way from an area to its name at the end of a leader
_LOOKED_AT = 700  # positions in an area that are priced
_NEAREST = 400  # positions near an area that are priced for a leader
_TILES = 7  # each way: the cheapest candidate of each tile is kept, so that there is a choice
INK = points(3)  # above and below the letters of a name in capitals, and between its lines
BEFORE = points(2)  # from the first and the last letter of a name to the border
_ASHORE = 170.0  # price of a name at the end of a leader on land that is not its own, and seems to be named by it
_INTO = (10.0, 7.0, 4.0)  # pt: how far a leader reaches into its area, the first that it is large enough for
_SHORTEST = 13.0  # pt: a name nearer to its area than this needs no leader


class AreaCells:
    """The cells of an area, their sums and their middle. clear: the cells with nothing else on them; at: the row and
    column at which both masks begin where they do not cover the whole grid."""

    def __init__(self, grid: CollisionGrid, cells: Mask, clear: Mask, at: tuple[int, int] = (0, 0)) -> None:
        self.grid, self.cells, self.clear, self.at = grid, cells, clear, at
        use = clear if clear.any() else cells
        self.rows, self.columns = np.flatnonzero(use.any(axis=1)) + at[0], np.flatnonzero(use.any(axis=0)) + at[1]
        self.size = int(use.sum())
        self.open = clear & ~grid.occupied[at[0] : at[0] + cells.shape[0], at[1] : at[1] + cells.shape[1]]
        inner = self.open if self.open.any() else use
        self.spread = inner.sum(axis=1)  # cells in each row
        self.width = int(self.spread.max()) * CELL
        self.middle = (0.0, 0.0)
        if self.size:
            column, row = _middle(inner)
            self.middle = (column + at[1], row + at[0])

    def inside(self, w: int, h: int) -> Candidates:
        """Free positions on the area's own clear land."""
        wide = w + 2 * BEFORE
        if wide > self.width:
            return candidate_set(np.empty((0, 4)), np.empty(0))
        found = self._own((wide,), h)
        rects, price, cover = self.priced(found, w, h, at_home=True)
        about = found.grown(3)
        price += cover + 14 * (1 - self._count(about) / about.size)
        return _cheapest_by_tile(candidate_set(rects, price), self.rows, self.columns, found)

    def snug(self, w: int, h: int, widths: Sequence[int], air: int = BEFORE) -> Candidates:
        """The same where only the letters must stand on the area's own land, line by line. widths: of the lines; air:
        left and right of the letters."""
        if max(widths) + 2 * air > self.width:
            return candidate_set(np.empty((0, 4)), np.empty(0))
        found = self._own([v + 2 * air for v in widths], h - 2 * INK)
        rects, price, cover = self.priced(found, w, h, at_home=True)
        free = self.grid.assess(rects)[0]
        return _cheapest_by_tile(
            candidate_set(rects[free], (price + cover)[free]), self.rows, self.columns, found.only(free)
        )

    def fits(self, h: int, widths: Sequence[int]) -> bool:
        """Whether letters of that size fit anywhere on the area's own clear land."""
        wide = [v + 2 * BEFORE for v in widths]
        return max(wide) <= self.width and bool(len(self._own(wide, h - 2 * INK).top))

    def beside(self, w: int, h: int, water: NDArray[np.int32], dry: NDArray[np.int32]) -> Candidates:
        """Positions on open water (sums) beside the area's own coast. dry: sums over all land, which should be further
        away."""
        found = self.about(w, h, max(w, h) // CELL + 8, 4 * _LOOKED_AT, water)
        about = found.grown(4)
        own = about.total(self.sums)
        found = _thinned(found.only((own >= 12) & (own >= 0.7 * about.total(dry))), _LOOKED_AT)
        rects, price, cover = self.priced(found, w, h)
        price *= 2  # near the main part of the area, not near one of its far islands
        for by in (12, 26):
            about = found.grown(by)
            price += 16 * (1 - about.total(self.sums) / np.maximum(about.total(dry), 1))
        return _cheapest_by_tile(candidate_set(rects, price + cover), self.rows, self.columns, found)

    def across(self, w: int, h: int, others: NDArray[np.int32], own: float, *, among: bool = False) -> Candidates:
        """Positions whose letters have the share `own` of their cells on the area's own clear land and the rest on
        `others` (sums). among: `others` includes the own land."""
        grow, whole = w // CELL // 2, others if among else self.clear_sums + others
        found = self.about(w, h - 2 * INK, grow, _LOOKED_AT, whole, self.clear_sums, own)
        rects, price, cover = self.priced(found, w, h)
        mine = found.total(self.clear_sums) / np.maximum(found.size, 1)
        free = self.grid.assess(rects)[0]
        out = candidate_set(rects[free], (price + cover / 2 + 60 * (1 - mine))[free])
        return _cheapest_by_tile(out, self.rows, self.columns, found.only(free))

    def _own(self, widths: Sequence[int], h: int) -> CellWindows:
        """Windows of that height in which lines of those widths, one below the other, stand on the area's own clear,
        free land."""
        sums, lines = self.open_sums, len(widths)
        rows, columns = -(-h // CELL), -(-max(widths) // CELL)
        extent = (self.grid.rows, self.grid.columns)
        high, wide = sums.shape[0] - rows, sums.shape[1] - columns  # numbers of windows
        if high <= 0 or wide <= 0:
            return _no_windows(extent)
        good = np.ones((high, wide), bool)
        for n, width in enumerate(widths):
            top, bottom = n * rows // lines, max(n * rows // lines + 1, -(-(n + 1) * rows // lines))
            cells = -(-width // CELL)
            left = (columns - cells) // 2
            whole = _window_sums(sums, bottom - top, cells) == (bottom - top) * cells
            good &= whole[top : top + high, left : left + wide]
        y, x = np.nonzero(good)
        y, x = y + self.at[0], x + self.at[1]
        return _thinned(CellWindows(y, x, y + rows, x + columns, extent), _LOOKED_AT)

    def _count(self, found: CellWindows) -> NDArray[np.int32]:
        """How many cells of each window are free and on the area's own clear land."""
        (top, left), (high, wide) = self.at, self.cells.shape
        return CellWindows(
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
    ) -> CellWindows:
        """Windows of that size around the area whose cells all count in `sums`, and a `share` of them in `mine`."""
        grid, rows, columns = self.grid, -(-h // CELL), -(-w // CELL)
        extent = (grid.rows, grid.columns)
        if not self.size:
            return _no_windows(extent)
        top, bottom = max(0, int(self.rows[0]) - grow), min(grid.rows, int(self.rows[-1]) + 1 + grow)
        left, right = max(0, int(self.columns[0]) - grow), min(grid.columns, int(self.columns[-1]) + 1 + grow)
        if bottom - top < rows or right - left < columns:
            return _no_windows(extent)
        part = np.s_[top : bottom + 1, left : right + 1]
        good = _window_sums(sums[part], rows, columns) == rows * columns
        if mine is not None:
            good &= _window_sums(mine[part], rows, columns) >= share * rows * columns
        y, x = np.nonzero(good)
        y, x = y + top, x + left
        return _thinned(CellWindows(y, x, y + rows, x + columns, extent), most)

    def priced(self, found: CellWindows, w: int, h: int, at_home: bool = False) -> tuple[Numbers, Numbers, Numbers]:
        """The rectangles, what their distance from the middle costs, and what they cover."""
        x, y = (found.left + found.right) / 2, (found.top + found.bottom) / 2
        far = np.hypot(x - self.middle[0], y - self.middle[1]) * CELL / EMU_PER_PT
        rects = rects_at(self.grid.rect.x + x * CELL - w / 2, self.grid.rect.y + y * CELL - h / 2, w, h)
        return rects, far * 0.16, self.grid.assess(rects, at_home=at_home)[1]

    def whole(self, cells: Mask) -> Mask:
        """Cells of the area on the whole grid."""
        out = np.zeros((self.grid.rows, self.grid.columns), bool)
        out[self.at[0] : self.at[0] + cells.shape[0], self.at[1] : self.at[1] + cells.shape[1]] = cells
        return out

    @functools.cached_property
    def open_sums(self) -> NDArray[np.int32]:
        """Sums over the clear cells that are free, starting from `at`."""
        return summed_area(self.open)

    @functools.cached_property
    def clear_sums(self) -> NDArray[np.int32]:
        """Sums over the clear cells, on the whole grid."""
        return summed_area(self.whole(self.clear))

    @functools.cached_property
    def sums(self) -> NDArray[np.int32]:
        """Sums over all cells of the area, on the whole grid."""
        return summed_area(self.whole(self.cells))

    def width_at(self, found: Candidates) -> Numbers:
        """The width (EMU) of the area at each position."""
        middle = ((found.rects[:, 1] + found.rects[:, 3]) / 2 - self.grid.rect.y) // CELL - self.at[0]
        out: Numbers = self.spread[np.clip(middle.astype(int), 0, len(self.spread) - 1)].astype(float) * CELL
        return out


def with_leader(
    grid: CollisionGrid,
    w: int,
    h: int,
    area_cells: AreaCells,
    calm: NDArray[np.int32],
    dry: NDArray[np.int32],
    home: Mask,
    shape: Any,
) -> Candidates:
    """Positions on calm ground (sums) near an area, each with a short leader into it; at sea rather than on land
    (`dry`).

    home: cells that a leader may cross; shape: the area in points.
    """
    reach = points(_NEAR) // CELL + max(w, h) // CELL
    found = area_cells.about(w, h - 2 * INK, reach, 6 * _NEAREST, calm)
    rects, off, cover = area_cells.priced(found, w, h)
    some = np.flatnonzero(grid.assess(rects)[0])
    some = some[:: max(1, len(some) // _NEAREST)]
    rects, off, cover = rects[some], off[some], cover[some]
    if not len(rects):
        return candidate_set(np.empty((0, 4)), np.empty(0))
    outline = shapely.simplify(shape, 1.5)
    cores = [core for into in _INTO if not (core := shapely.buffer(outline, -into, quad_segs=1)).is_empty] or [outline]
    corner = np.array([grid.rect.x, grid.rect.y, grid.rect.x, grid.rect.y])
    above = INK / EMU_PER_PT - 1
    boxes = shapely.box(*((rects - corner) / EMU_PER_PT + np.array([-1, above, 1, -above])).T)
    far = shapely.distance(boxes, outline) + _INTO[-1]
    order = np.argsort(far, kind="stable")
    order = order[far[order] < _NEAR][:: max(1, int((far < _NEAR * 0.7).sum()) // MOST)][: 2 * MOST]
    lines, clear = np.zeros((len(order), 4)), np.zeros(len(order), bool)
    for core in cores:  # as deep into it as nothing is in the way
        ways = shapely.get_coordinates(shapely.shortest_line(boxes[order], core)).reshape(-1, 4) * EMU_PER_PT + corner
        free, over = clear_leaders(grid, ways)
        free &= ~over & ~clear
        lines[free] = ways[free]
        clear |= free
    prices = LEADER + 34 + far[order] * 1.1 + off[order] + cover[order]
    prices += _foreign_price(grid, lines, area_cells.whole(area_cells.cells) | home)
    among, _ = grid.windows(rects[order])
    ashore = among.total(dry) / np.maximum(among.size, 1)
    prices += _ASHORE * ashore
    lines[(far[order] < _SHORTEST) & (ashore == 0)] = np.nan
    return candidate_set(rects[order][clear], prices[clear], 0, lines[clear])


def _foreign_price(grid: CollisionGrid, lines: Numbers, home: Mask) -> Numbers:
    """The price of leaders that cross other areas."""
    price = np.zeros(len(lines))
    for share in np.linspace(0.1, 0.9, 7):
        x, y = (lines[:, n] + share * (lines[:, n + 2] - lines[:, n]) for n in (0, 1))
        rows = np.clip((y - grid.rect.y) / CELL, 0, grid.rows - 1).astype(int)
        columns = np.clip((x - grid.rect.x) / CELL, 0, grid.columns - 1).astype(int)
        price += 40.0 * ~home[rows, columns]
    return price


def _middle(cells: Mask) -> tuple[float, float]:
    """The centroid of an area (column, row)."""
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    across, down = cells.sum(axis=0)[columns], cells.sum(axis=1)[rows]
    return float((columns * across).sum() / across.sum()), float((rows * down).sum() / down.sum())


def _no_windows(extent: tuple[int, int]) -> CellWindows:
    none = np.empty(0, np.int64)
    return CellWindows(none, none, none, none, extent)


def _window_sums(sums: NDArray[np.int32], rows: int, columns: int) -> NDArray[np.int32]:
    """The sum of the cells under a window, for every place of the window."""
    return sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]


def _thinned(found: CellWindows, most: int) -> CellWindows:
    """An even selection of at most `most` windows."""
    many = len(found.top)
    return found if many <= most else found.only(np.linspace(0, many - 1, most).astype(np.int64))


def _cheapest_by_tile(
    found: Candidates, rows: NDArray[np.int64], columns: NDArray[np.int64], at: CellWindows
) -> Candidates:
    """The cheapest candidates of all and of each tile of the area."""
    if found.size <= MOST:
        return found
    high, wide = max(1, rows[-1] - rows[0] + 1), max(1, columns[-1] - columns[0] + 1)
    tile = np.clip((at.top - rows[0]) * _TILES // high, -1, _TILES) * 100 + np.clip(
        (at.left - columns[0]) * _TILES // wide, -1, _TILES
    )
    order = np.argsort(found.prices, kind="stable")
    _, first = np.unique(tile[order], return_index=True)
    kept = distinct(np.concatenate([order[:16], order[first]]))
    return Candidates(found.rects[kept], found.prices[kept], found.leaders[kept], found.forms[kept])
