"""Room on the page: which parts of a map are taken, and where a label still fits.

In: rectangles and outlines that are taken, in EMU. Out: free rectangles. The page is a grid of cells of two points;
a cell that anything touches is taken whole, so what is found free is free exactly. Cells also have a cost (a border
or a river under a label makes it harder to read), and the cheapest place near a target wins. A question costs a
millisecond whatever stands on the map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from podium.layout.scene import Box, Freeform, Group
from podium.layout.units import Rect, points

CELL = points(2)
Mask = NDArray[np.bool_]


class Room:
    """The cells of one map. `margin` (EMU) along the edge is never given away."""

    def __init__(self, rect: Rect, margin: int = points(3)) -> None:
        self.rect = rect
        self.rows, self.columns = max(1, rect.h // CELL), max(1, rect.w // CELL)
        self.taken: Mask = np.zeros((self.rows, self.columns), bool)
        self.cost = np.zeros((self.rows, self.columns), np.float32)
        edge = -(-margin // CELL)
        self.taken[:edge], self.taken[-edge:], self.taken[:, :edge], self.taken[:, -edge:] = True, True, True, True
        self._sum: NDArray[np.int32] | None = None
        self._costs: NDArray[np.float32] | None = None

    # ---- taking --------------------------------------------------------------------------------------------

    def take(self, rect: Rect, pad: int = 0) -> None:
        """A rectangle is taken, and `pad` EMU about it."""
        r = rect.inset(-pad)
        top, left = max(0, (r.y - self.rect.y) // CELL), max(0, (r.x - self.rect.x) // CELL)
        bottom, right = -(-(r.bottom - self.rect.y) // CELL), -(-(r.right - self.rect.x) // CELL)
        self.taken[top : max(top, bottom), left : max(left, right)] = True
        self._sum = None

    def take_line(self, rect: Rect, rises: bool) -> None:
        """A straight line across a rectangle is taken: from its upper left, or `rises` from its lower left."""
        y0, y1 = (rect.bottom, rect.y) if rises else (rect.y, rect.bottom)
        image = Image.new("L", (self.columns, self.rows))
        ends = [((x - self.rect.x) / CELL, (y - self.rect.y) / CELL) for x, y in ((rect.x, y0), (rect.right, y1))]
        ImageDraw.Draw(image).line(ends, fill=1, width=2)
        self.taken |= np.asarray(image) > 0
        self._sum = None

    def take_boxes(self, boxes: Iterable[Box], pad: int = points(1)) -> None:
        """Symbols and arrows are taken: freeforms by their outline, all else by its rectangle."""
        for box in boxes:
            if isinstance(box, Group):
                self.take_boxes(box.boxes, pad)
            elif isinstance(box, Freeform):
                self.taken |= self._outline(box, pad)
                self._sum = None
            else:
                self.take(box.rect, pad)

    def _outline(self, box: Freeform, pad: int) -> Mask:
        """The cells that a freeform's fill or line touches."""
        image = Image.new("L", (self.columns, self.rows))
        pen = ImageDraw.Draw(image)
        wide = max(1, round(((box.line.width if box.line else 0) * 12700 + 2 * pad) / CELL) + 1)
        for path in box.paths:
            corners = [
                ((x + box.rect.x - self.rect.x) / CELL, (y + box.rect.y - self.rect.y) / CELL)
                for x, y in flattened(path)
            ]
            if len(corners) < 2:
                continue
            if box.fill is not None and len(corners) > 2:
                pen.polygon(corners, fill=1)
            pen.line(corners, fill=1, width=wide)
        return np.asarray(image) > 0

    def prefer_off(self, geometry: Any, weight: float) -> None:
        """Lines, in points from the map's corner, that labels had better not cross."""
        image = Image.new("L", (self.columns, self.rows))
        pen = ImageDraw.Draw(image)
        cell = CELL / 12700
        for part in shapely.get_parts(geometry):
            if part.geom_type == "LineString" and not part.is_empty:
                pen.line([(x / cell, y / cell) for x, y in shapely.get_coordinates(part)], fill=1)
        self.cost += np.asarray(image, np.float32) * weight
        self._costs = None

    def mask(self, geometry: Any) -> Mask:
        """The cells whose middle lies in an area given in points from the map's corner."""
        image = Image.new("L", (self.columns, self.rows))
        pen = ImageDraw.Draw(image)
        cell = CELL / 12700
        for part in shapely.get_parts(geometry):
            if part.geom_type == "Polygon" and not part.is_empty:
                for number, ring in enumerate((part.exterior, *part.interiors)):
                    pen.polygon(
                        [(x / cell, y / cell) for x, y in shapely.get_coordinates(ring)], fill=0 if number else 1
                    )
        return np.asarray(image) > 0

    @staticmethod
    def grown(cells: Mask, by: int) -> Mask:
        """Cells and those up to `by` cells beside them."""
        out = cells.copy()
        for _ in range(by):
            more = out.copy()
            more[1:] |= out[:-1]
            more[:-1] |= out[1:]
            more[:, 1:] |= out[:, :-1]
            more[:, :-1] |= out[:, 1:]
            out = more
        return out

    # ---- asking --------------------------------------------------------------------------------------------

    def inside(self, rect: Rect) -> bool:
        """Whether a rectangle lies within the map."""
        return (
            rect.x >= self.rect.x
            and rect.y >= self.rect.y
            and rect.right <= self.rect.right
            and rect.bottom <= self.rect.bottom
        )

    def free(self, rect: Rect) -> bool:
        """Whether nothing stands on a rectangle."""
        return self.inside(rect) and not self.taken[self.cells(rect)].any()

    def price(self, rect: Rect) -> float:
        """What it costs to stand there."""
        return float(self.cost[self.cells(rect)].sum())

    def cells(self, rect: Rect) -> tuple[slice, slice]:
        """The rows and columns that a rectangle touches."""
        return (
            slice((rect.y - self.rect.y) // CELL, -(-(rect.bottom - self.rect.y) // CELL)),
            slice((rect.x - self.rect.x) // CELL, -(-(rect.right - self.rect.x) // CELL)),
        )

    def best(
        self,
        w: int,
        h: int,
        target: tuple[float, float],
        *,
        within: Mask | None = None,
        reach: float = math.inf,
        weight: float = 1.0,
        partly: tuple[Mask, float] | None = None,
        centre: Mask | None = None,
    ) -> Rect | None:
        """The free rectangle of that size whose middle costs least: distance from `target` (EMU) and what it covers.

        within: cells that it must not leave; partly: cells, and which share of it must lie on them; centre: cells that
        its middle must lie on; reach: how far its middle (EMU) may lie from the target; weight: how much the cost of
        the cells counts.
        """
        rows, columns = -(-h // CELL), -(-w // CELL)
        top, left, bottom, right = self._extent(within, target, reach + max(w, h))
        if bottom - top <= rows or right - left <= columns:
            return None
        if self._sum is None:
            self._sum = _integral(self.taken)
        if self._costs is None:
            self._costs = _integral(self.cost)
        part, edges = (slice(top, bottom), slice(left, right)), (slice(top, bottom + 1), slice(left, right + 1))
        good = _windows(self._sum[edges], rows, columns) == 0
        if within is not None:
            good &= _windows(_integral(within[part]), rows, columns) == rows * columns
        if partly is not None:
            good &= _windows(_integral(partly[0][part]), rows, columns) >= max(1.0, partly[1] * rows * columns)
        if centre is not None:
            high, wide = good.shape
            good &= centre[part][rows // 2 : rows // 2 + high, columns // 2 : columns // 2 + wide]
        if not good.any():
            return None
        y = (np.arange(good.shape[0]) + top + rows / 2) * CELL + self.rect.y - target[1]
        x = (np.arange(good.shape[1]) + left + columns / 2) * CELL + self.rect.x - target[0]
        far = np.hypot(y[:, None], x[None, :])
        price = far / CELL + weight * _windows(self._costs[edges], rows, columns)
        price[~good | (far > reach)] = np.inf
        row, column = divmod(int(price.argmin()), good.shape[1])
        if not np.isfinite(price[row, column]):
            return None
        x0 = self.rect.x + (left + column) * CELL + (columns * CELL - w) // 2
        y0 = self.rect.y + (top + row) * CELL + (rows * CELL - h) // 2
        return Rect(x0, y0, w, h)

    def _extent(self, within: Mask | None, target: tuple[float, float], reach: float) -> tuple[int, int, int, int]:
        """The cells that can matter: top, left, bottom, right."""
        top, left, bottom, right = 0, 0, self.rows, self.columns
        if within is not None:
            rows, columns = np.flatnonzero(within.any(axis=1)), np.flatnonzero(within.any(axis=0))
            if not len(rows):
                return 0, 0, 0, 0
            top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
        if math.isfinite(reach):
            x, y, far = (target[0] - self.rect.x) / CELL, (target[1] - self.rect.y) / CELL, reach / CELL
            top, bottom = max(top, math.floor(y - far)), min(bottom, math.ceil(y + far))
            left, right = max(left, math.floor(x - far)), min(right, math.ceil(x + far))
        return top, left, bottom, right


def _integral(cells: NDArray[Any]) -> NDArray[Any]:
    kind = np.int32 if cells.dtype == bool else np.float32
    out = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), kind)
    np.cumsum(np.cumsum(cells, axis=0, dtype=kind), axis=1, out=out[1:, 1:])
    return out


def _windows(sums: NDArray[Any], rows: int, columns: int) -> NDArray[Any]:
    """The sum in every window of that size, by its upper left cell."""
    return np.asarray(sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns])


def flattened(path: Sequence[tuple[Any, ...]]) -> list[tuple[float, float]]:
    """A path of the scene as corners, curves as eight chords each."""
    corners: list[tuple[float, float]] = []
    for command in path:
        if command[0] == "C":
            a, (b, c, d) = corners[-1], [(command[n], command[n + 1]) for n in (1, 3, 5)]
            for n in range(1, 9):
                t, s = n / 8, 1 - n / 8
                corners.append(
                    (
                        s**3 * a[0] + 3 * s * s * t * b[0] + 3 * s * t * t * c[0] + t**3 * d[0],
                        s**3 * a[1] + 3 * s * s * t * b[1] + 3 * s * t * t * c[1] + t**3 * d[1],
                    )
                )
        elif command[0] != "Z":
            corners.append((command[1], command[2]))
    if path and path[-1][0] == "Z" and corners:
        corners.append(corners[0])
    return corners
