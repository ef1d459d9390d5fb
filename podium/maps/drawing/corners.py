"""The corners of a map: where a panel covers least.

In: a `MapSpec`, its fill styles, the grid with the symbols on it. Out: places in the corners, or along an edge if every
corner is crowded. The price of a place is what lies under it: open sea is free, land costs something, filled land,
borders and coasts cost more, and a symbol rules it out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from podium.maps.drawing.furniture import Corner
from podium.maps.labels.collision_grid import CollisionGrid, summed_area
from podium.maps.labels.land_raster import LandRaster
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyles
from podium.scene.grid import MARGIN
from podium.scene.units import Rect, points

CORNERS: tuple[Corner, ...] = ("bottom-right", "top-right", "bottom-left", "top-left")
FILLED = 9.0
"""What a cell of filled land costs."""
_EDGE, _FULL_EDGE = points(9), (MARGIN, points(18))  # from the edge of the map, and of a full slide
_TOUCH = 12  # cells of a symbol that a panel may cover
_ASIDE = 1.3  # price of a place along an edge, in those of a corner


def edges(spec: MapSpec) -> tuple[int, int]:
    """The distance of panels and scale bar from the sides of a map, and from its top and bottom; on a map that fills
    the slide they keep its margins."""
    return _FULL_EDGE if spec.full else (_EDGE, _EDGE)


class Corners:
    """The corners of a map and their prices."""

    def __init__(
        self, spec: MapSpec, fill_styles: FillStyles, grid: CollisionGrid, lands: LandRaster, later: set[str]
    ) -> None:
        self.spec, self.grid, self.later = spec, grid, later  # territories that appear with a click
        importance = np.where(grid.owner > 0, 1.0, 0.15)
        for area in spec.base_map.areas:
            if area.id in fill_styles.by_id:
                importance[lands.mask(area)] = 25.0 if area.id in fill_styles.valued else FILLED
        for name, layer in grid.layers.items():
            if name != "hatch":
                importance[layer.cells] += 6.0
        self.sums = summed_area(importance)

    def best(self, w: int, h: int, among: Sequence[Corner] = CORNERS) -> tuple[Corner, Rect, bool]:
        """The cheapest place for a panel of that size; and whether it covers a symbol, as every other place would."""
        places = [(corner, self.rect(corner, w, h)) for corner in among]
        if len(among) > 1:
            places += [(corner, r) for corner, r in self._between(w, h) if self._beside(among, r)]
        found, _ = self.grid.windows(np.array([(r.x, r.y, r.right, r.bottom) for _, r in places], float))
        inner = self.grid.occupied.copy()  # what is occupied, without the margin
        inner[:3], inner[-3:], inner[:, :3], inner[:, -3:] = False, False, False, False
        symbols = found.total(summed_area(inner))
        symbols[symbols <= _TOUCH] = 0
        price = found.total(self.sums).astype(float) + np.arange(len(places))
        price[len(among) :] = price[len(among) :] * _ASIDE + 400
        n = int(np.lexsort((price, symbols))[0])
        return places[n][0], places[n][1], bool(symbols[n] > 0)

    def _between(self, w: int, h: int) -> list[tuple[Corner, Rect]]:
        """Places along the edges, each with its nearest corner."""
        first, last = self.rect("top-left", w, h), self.rect("bottom-right", w, h)
        shares = [n / 8 for n in range(1, 8)]
        across = [(round(first.x + (last.x - first.x) * s), y) for s in shares for y in (first.y, last.y)]
        down = [(x, round(first.y + (last.y - first.y) * s)) for s in shares for x in (first.x, last.x)]
        middle = ((first.x + last.x) / 2, (first.y + last.y) / 2)

        def nearest(x: int, y: int) -> Corner:
            if y > middle[1]:
                return "bottom-left" if x < middle[0] else "bottom-right"
            return "top-left" if x < middle[0] else "top-right"

        return [(nearest(x, y), first._replace(x=x, y=y)) for x, y in across + down]

    def _beside(self, among: Sequence[Corner], place: Rect) -> bool:
        """Whether a place along an edge lies on the side that the given corners share, if they share one."""
        if len({c.partition("-")[2] for c in among}) > 1:
            return True
        return any(self.rect(c, place.w, place.h).x == place.x for c in among)

    def rect(self, corner: Corner, w: int, h: int) -> Rect:
        """A rectangle of that size in a corner."""
        return corner_place(self.spec, corner, w, h)


def corner_place(spec: MapSpec, corner: Corner, w: int, h: int) -> Rect:
    """A rectangle of that size in a corner of a map."""
    r, (across, down) = spec.view.rect, edges(spec)
    x = r.x + across if corner.endswith("left") else r.right - across - w
    y = r.y + down if corner.startswith("top") else r.bottom - down - h
    return Rect(x, y, min(w, r.w - 2 * across), min(h, r.h - 2 * down))


def allowed_corners(spec: MapSpec, full: bool = False) -> tuple[Corner, ...]:
    """The corners that the outline names, or those of the side that a `full` map fitted to territories keeps clear;
    else all."""
    query = spec.query
    asked: str = spec.model.panel
    if not asked and full and query.framing[0] in ("fit", "story"):
        asked = query.keep_clear
    return tuple(c for c in CORNERS if asked in (c, c.partition("-")[2])) or CORNERS
