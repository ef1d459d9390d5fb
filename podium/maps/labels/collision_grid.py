"""The collision grid: which parts of a map are occupied, and where a label still fits.

In: rectangles and outlines that occupy space (EMU); lines and areas that labels should avoid. Out: which of many
rectangles are free, and the price of each. The page is a grid of cells of two points; a cell that anything touches is
occupied as a whole, so a rectangle that is found free is free. All queries use summed-area tables: a thousand
rectangles cost less than a millisecond, whatever the map holds.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from podium.scene.boxes import Box, Freeform, Group
from podium.scene.units import EMU_PER_PT, Rect, points

CELL = points(2)
_CELL_PT = CELL / EMU_PER_PT
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Cells = NDArray[np.int64]
_OWN_EDGE = ("borders", "coast", "edges", "lakes")  # what a name may stand near on its own land


class AvoidLayer(NamedTuple):
    """Something that labels should avoid: the price (pt) of touching it at all, and of each cell of it under a
    label."""

    cells: Mask
    sums: NDArray[np.int32]
    hit: float
    each: float


class Displacement(NamedTuple):
    """A displaced symbol: where it belongs, where it stands, half its width (all EMU)."""

    true_place: tuple[float, float]
    drawn_at: tuple[float, float]
    half: float


class CellWindows:
    """Rectangles as cells: arrays of the first and the last row and column (last exclusive), and the shape of
    the grid."""

    def __init__(self, top: Cells, left: Cells, bottom: Cells, right: Cells, extent: tuple[int, int]) -> None:
        self.top, self.left, self.bottom, self.right, self.extent = top, left, bottom, right, extent

    @property
    def size(self) -> Cells:
        """The number of cells of each."""
        return (self.bottom - self.top) * (self.right - self.left)

    @functools.cached_property
    def _corners(self) -> tuple[Cells, Cells, Cells, Cells]:
        """The indexes of their corners in a flat summed-area table."""
        wide = self.extent[1] + 1
        low, high = self.bottom * wide, self.top * wide
        return low + self.right, high + self.right, low + self.left, high + self.left

    def total(self, sums: NDArray[Any]) -> NDArray[Any]:
        """The sum of the cells in each, of one summed-area table or of several stacked along the last axis."""
        a, b, c, d = self._corners
        flat = sums.reshape(-1, *sums.shape[2:])
        found: NDArray[Any] = flat.take(a, axis=0) - flat.take(b, axis=0) - flat.take(c, axis=0) + flat.take(d, axis=0)
        return found

    def only(self, which: NDArray[Any]) -> CellWindows:
        """A selection of them."""
        return CellWindows(self.top[which], self.left[which], self.bottom[which], self.right[which], self.extent)

    def grown(self, by: int) -> CellWindows:
        """The windows widened by `by` cells on every side, within the grid."""
        rows, columns = self.extent
        return CellWindows(
            np.maximum(self.top - by, 0),
            np.maximum(self.left - by, 0),
            np.minimum(self.bottom + by, rows),
            np.minimum(self.right + by, columns),
            self.extent,
        )


class CollisionGrid:
    """The cells of one map. `margin` (EMU) along the edge is never free."""

    def __init__(self, rect: Rect, margin: int = points(3)) -> None:
        self.rect = rect
        self.rows, self.columns = max(1, rect.h // CELL), max(1, rect.w // CELL)
        self.occupied: Mask = np.zeros((self.rows, self.columns), bool)
        self.layers: dict[str, AvoidLayer] = {}
        self.owner = np.zeros((self.rows, self.columns), np.int32)  # number of the area that owns a cell, 0 for water
        edge = -(-margin // CELL)
        self.occupied[:edge], self.occupied[-edge:], self.occupied[:, :edge], self.occupied[:, -edge:] = (
            True,
            True,
            True,
            True,
        )
        self._sum: NDArray[np.int32] | None = None
        self._sums_of_all: NDArray[np.int32] | None = None
        self.displaced: list[Displacement] = []

    def _changed(self) -> None:
        """Discards the sums over what is occupied."""
        self._sum, self._sums_of_all = None, None

    # ---- occupying -----------------------------------------------------------------------------------------

    def occupy(self, rect: Rect, pad: int = 0) -> None:
        """Occupies a rectangle and `pad` EMU around it."""
        r = rect.inset(-pad)
        top, left = max(0, (r.y - self.rect.y) // CELL), max(0, (r.x - self.rect.x) // CELL)
        bottom, right = -(-(r.bottom - self.rect.y) // CELL), -(-(r.right - self.rect.x) // CELL)
        self.occupied[top : max(top, bottom), left : max(left, right)] = True
        self._changed()

    def occupy_line(self, rect: Rect, rises: bool) -> None:
        """Occupies a straight line across a rectangle, from its upper left corner, or if it `rises` from its lower
        left."""
        y0, y1 = (rect.bottom, rect.y) if rises else (rect.y, rect.bottom)
        image = Image.new("L", (self.columns, self.rows))
        ends = [((x - self.rect.x) / CELL, (y - self.rect.y) / CELL) for x, y in ((rect.x, y0), (rect.right, y1))]
        ImageDraw.Draw(image).line(ends, fill=1, width=2)
        self.occupied |= np.asarray(image) > 0
        self._changed()

    def occupy_boxes(self, boxes: Iterable[Box], pad: int = points(1)) -> None:
        """Occupies symbols and arrows: freeforms by their outline, everything else by its rectangle."""
        for box in boxes:
            if isinstance(box, Group):
                self.occupy_boxes(box.boxes, pad)
            elif isinstance(box, Freeform):
                self.occupied |= self._outline(box, pad)
                self._changed()
            else:
                self.occupy(box.rect, pad)

    def _outline(self, box: Freeform, pad: int) -> Mask:
        """The cells that a freeform's fill or line touches."""
        image = Image.new("L", (self.columns, self.rows))
        pen = ImageDraw.Draw(image)
        wide = max(1, round(((box.line.width if box.line else 0) * EMU_PER_PT + 2 * pad) / CELL) + 1)
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

    def avoid(self, kind: str, geometries: Iterable[Any], hit: float, each: float) -> None:
        """Adds lines (or the cells of a mask), in points from the map's corner, that labels should not cross.

        Where a line runs along one of an earlier kind it counts once.
        """
        cells = np.zeros((self.rows, self.columns), bool)
        for geometry in geometries:
            cells |= geometry if isinstance(geometry, np.ndarray) else self.trace(geometry)
        for layer in self.layers.values():
            cells &= ~_dilated(layer.cells)
        self.layers[kind] = AvoidLayer(cells, summed_area(cells), hit, each)
        self._sums_of_all = None

    def trace(self, geometry: Any) -> Mask:
        """The cells that lines touch."""
        image = Image.new("L", (self.columns, self.rows))
        pen = ImageDraw.Draw(image)
        for part in shapely.get_parts(geometry):
            if part.geom_type in ("LineString", "LinearRing") and not part.is_empty:
                pen.line((shapely.get_coordinates(part) / _CELL_PT).ravel().tolist(), fill=1)
        return np.asarray(image) > 0

    def lines(self, *kinds: str) -> Mask:
        """The cells of some kinds of lines, and those next to them."""
        out = np.zeros((self.rows, self.columns), bool)
        for kind in kinds:
            if kind in self.layers:
                out |= self.layers[kind].cells
        return _dilated(out)

    def assign_owners(self, lands: Sequence[Any], base: int | None = None) -> None:
        """Decides which area owns each cell: the n-th area, in points, owns its cells as n + 1. Areas after the first
        `base` are later states of earlier ones and take the cells that they cover."""
        first = len(lands) if base is None else base
        image = Image.new("I", (self.columns, self.rows))
        _paint(image, [(land, n) for n, land in enumerate(lands[:first], 1)])
        self.owner = np.asarray(image).copy()
        for n, land in enumerate(lands[first:], first + 1):
            self.owner[self.mask(land)] = n

    def mask(self, geometry: Any, window: tuple[int, int, int, int] | None = None) -> Mask:
        """The cells whose centre lies in an area given in points from the map's corner.

        window: limits them to some rows and columns (first row, first column, last row, last column, exclusive).
        """
        top, left, bottom, right = window or (0, 0, self.rows, self.columns)
        image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
        _paint(image, [(geometry, 1)], (left, top))
        return np.asarray(image) > 0

    def window(self, geometry: Any) -> tuple[int, int, int, int]:
        """The rows and columns that an area in points covers, in the form that `mask` takes."""
        if geometry.is_empty:
            return (0, 0, 1, 1)
        x0, y0, x1, y1 = (v / _CELL_PT for v in geometry.bounds)
        top, left = min(max(0, math.floor(y0)), self.rows - 1), min(max(0, math.floor(x0)), self.columns - 1)
        bottom, right = min(self.rows, math.ceil(y1) + 1), min(self.columns, math.ceil(x1) + 1)
        return top, left, max(bottom, top + 1), max(right, left + 1)

    # ---- queries -------------------------------------------------------------------------------------------

    def inside(self, rect: Rect) -> bool:
        """Whether a rectangle lies within the map."""
        return (
            rect.x >= self.rect.x
            and rect.y >= self.rect.y
            and rect.right <= self.rect.right
            and rect.bottom <= self.rect.bottom
        )

    def free(self, rect: Rect) -> bool:
        """Whether a rectangle lies within the map and nothing occupies it."""
        return self.inside(rect) and not self.occupied[self.cells(rect)].any()

    @property
    def sums(self) -> NDArray[np.int32]:
        """Sums over what is occupied."""
        if self._sum is None:
            self._sum = summed_area(self.occupied)
        return self._sum

    def windows(self, rects: Numbers) -> tuple[CellWindows, Mask]:
        """(n, 4) rectangles (x, y, right, bottom in EMU) as cells, clipped to the grid; and which of them lie within
        the map."""
        r = self.rect
        within = (rects[:, :2] >= (r.x, r.y)) & (rects[:, 2:] <= (r.right, r.bottom))
        inside: Mask = within[:, 0] & within[:, 1]
        places, most = rects.astype(np.int64) - (r.x, r.y, r.x, r.y), (self.columns, self.rows)
        first = np.minimum(np.maximum(places[:, :2] // CELL, 0), most)
        last = np.minimum(np.maximum(-(-places[:, 2:] // CELL), 0), most)
        return CellWindows(first[:, 1], first[:, 0], last[:, 1], last[:, 0], (self.rows, self.columns)), inside

    def assess(self, rects: Numbers, *, at_home: bool = False) -> tuple[Mask, Numbers]:
        """Which rectangles are free, and the price (pt) of standing there.

        at_home: they lie within one area, so that its border in their outermost cells is merely near, and its lakes are
        its own.
        """
        found, inside = self.windows(rects)
        counts = found.total(self._stack)
        under = counts[:, 1:]
        each = np.array([v.each * (0.3 if at_home and k in _OWN_EDGE else 1.0) for k, v in self.layers.items()])
        hit = np.array([v.hit * (not (at_home and k in _OWN_EDGE)) for k, v in self.layers.items()])
        return inside & (counts[:, 0] == 0), under @ each + (under > 0) @ hit

    @property
    def _stack(self) -> NDArray[np.int32]:
        """Sums over what is occupied and over all layers, stacked: (rows + 1, columns + 1, layers + 1)."""
        if self._sums_of_all is None:
            self._sums_of_all = np.stack([self.sums, *(layer.sums for layer in self.layers.values())], axis=-1)
        return self._sums_of_all

    def owners(self, x: Numbers, y: Numbers) -> NDArray[np.int32]:
        """The owners of places in EMU."""
        rows = np.clip((y - self.rect.y) / CELL, 0, self.rows - 1).astype(int)
        columns = np.clip((x - self.rect.x) / CELL, 0, self.columns - 1).astype(int)
        found: NDArray[np.int32] = self.owner[rows, columns]
        return found

    def cells(self, rect: Rect) -> tuple[slice, slice]:
        """The rows and columns that a rectangle touches."""
        return (
            slice((rect.y - self.rect.y) // CELL, -(-(rect.bottom - self.rect.y) // CELL)),
            slice((rect.x - self.rect.x) // CELL, -(-(rect.right - self.rect.x) // CELL)),
        )

    def nearest(
        self, w: int, h: int, target: tuple[float, float], reach: float, *, near: float | None = None
    ) -> Rect | None:
        """The free rectangle of that size whose middle is nearest to `target` (EMU), at most `reach` away; None if
        there is none.

        If it is further away than `near` (by default half its width), `displaced` records where it belongs.
        """
        step = CELL
        n = math.ceil(reach / step)
        offsets = np.arange(-n, n + 1) * step
        x, y = (a.ravel() for a in np.meshgrid(target[0] + offsets - w / 2, target[1] + offsets - h / 2))
        free, _ = self.assess(np.column_stack([x, y, x + w, y + h]))
        far = np.hypot(x + w / 2 - target[0], y + h / 2 - target[1])
        far[~free | (far > reach)] = np.inf
        at = int(far.argmin())
        if not np.isfinite(far[at]):
            return None
        rect = Rect(round(x[at]), round(y[at]), w, h)
        if far[at] > (w / 2 if near is None else near):
            drawn_at = (rect.x + w / 2, rect.y + h / 2)
            self.displaced.append(Displacement(target, drawn_at, w / 2))
            x0, x1, y0, y1 = (round(f(a, b)) for a, b in zip(target, drawn_at, strict=True) for f in (min, max))
            self.occupy_line(Rect(x0, y0, x1 - x0, y1 - y0), (drawn_at[0] - target[0]) * (drawn_at[1] - target[1]) < 0)
        return rect


def _dilated(cells: Mask) -> Mask:
    """Cells and their neighbours."""
    out = cells.copy()
    out[1:] |= cells[:-1]
    out[:-1] |= cells[1:]
    wide = out.copy()
    out[:, 1:] |= wide[:, :-1]
    out[:, :-1] |= wide[:, 1:]
    return out


def summed_area(cells: NDArray[Any]) -> NDArray[Any]:
    """The summed-area table of some cells, for `CellWindows.total`."""
    kind = np.int32 if cells.dtype == bool else np.float32
    out = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), kind)
    np.cumsum(np.cumsum(cells, axis=0, dtype=kind), axis=1, out=out[1:, 1:])
    return out


def flattened(path: Sequence[tuple[Any, ...]]) -> list[tuple[float, float]]:
    """A path of the scene as corners, each curve as eight chords."""
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


def _paint(image: Image.Image, areas: Iterable[tuple[Any, int]], corner: tuple[int, int] = (0, 0)) -> None:
    """Fills areas, in points, with their values. corner: the cell at the image's upper left.

    Larger outlines are painted first, so that whatever lies in the hole of a ring is painted after the ring.
    """
    parts = [
        (part, value)
        for area, value in areas
        for part in shapely.get_parts(area)
        if part.geom_type == "Polygon" and not part.is_empty
    ]
    pen = ImageDraw.Draw(image)
    for part, value in sorted(parts, key=lambda p: -float(shapely.area(shapely.Polygon(p[0].exterior)))):
        for n, ring in enumerate((part.exterior, *part.interiors)):
            pen.polygon((shapely.get_coordinates(ring) / _CELL_PT - corner).ravel().tolist(), fill=0 if n else value)
