"""Which area owns which cell of the collision grid: what the names of areas depend on.

In: a `MapSpec`, its fill styles, the grid. Out: masks and summed-area tables.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.basemap.record import Area
from podium.maps.labels.area_candidates import AreaCells
from podium.maps.labels.collision_grid import CELL, CollisionGrid, Mask, summed_area
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyles
from podium.scene.units import points

_SLIVER = points(22)  # an area that the frame cuts must be broader than this to be named unasked
_LARGE_LAKE = 120  # cells: a name may cross a smaller lake, at a price
_MAIN = 0.34  # share of the largest part that another part of an area needs for the name to stand on it


class Sums(NamedTuple):
    """Summed-area tables. open_water: free water away from the coast; nameless: water and nameless land; calm: the free
    part of that."""

    open_water: NDArray[np.int32]
    nameless: NDArray[np.int32]
    calm: NDArray[np.int32]


class LandRaster:
    """The areas of a map on the collision grid, without seas and lakes."""

    def __init__(self, spec: MapSpec, fill_styles: FillStyles, grid: CollisionGrid, later: Sequence[Area]) -> None:
        self.spec, self.fill_styles, self.grid = spec, fill_styles, grid
        base = [a for a in spec.base_map.areas if not a.overlay]
        owners = [*base, *(a for a in later if not a.overlay)]
        grid.assign_owners([spec.view.points(a.shape) for a in owners], len(base))
        self.numbers = {a.id: n + 1 for n, a in enumerate(owners)}  # of a territory that grows, its last state
        for n, area in enumerate(owners):
            grid.owner[grid.owner == n + 1] = self.numbers[area.id]
        self.over = np.zeros_like(grid.occupied)  # overlays that have, or need, names of their own
        for area in (*spec.base_map.areas, *later):
            if area.overlay and area.id in fill_styles.by_id:
                self.over |= self.mask(area)
        self.lakes = np.zeros_like(grid.occupied)
        for lake in spec.base_map.lakes:
            cells = grid.mask(spec.view.points(lake.shape))
            if cells.sum() > _LARGE_LAKE:
                self.lakes |= cells
        self.wet = grid.owner == 0
        if spec.base_map.globe is not None:
            self.wet &= grid.mask(spec.view.points(spec.base_map.globe))
        self.wet_sums, self.dry_sums = summed_area(self.wet), summed_area(grid.owner > 0)

    @functools.cached_property
    def open_sums(self) -> NDArray[np.int32]:
        """Sums over open water, without the cells that the coast touches."""
        found: NDArray[np.int32] = summed_area(self.wet & ~self.grid.lines("coast"))
        return found

    def mask(self, area: Area) -> Mask:
        """The cells of an area."""
        if not area.overlay and area.id in self.numbers:
            found: Mask = self.grid.owner == self.numbers[area.id]
            return found
        return self.grid.mask(self.spec.view.points(area.shape))

    def area_cells(self, area: Area, *, ends: bool = False) -> tuple[AreaCells, Any]:
        """The main parts of an area as cells, and where its name may stand; the same parts in points. Islands and
        distant possessions are left out. ends: the name leaves before others have the land."""
        shape = _main(self.spec.view.points(area.shape))
        window = self.grid.window(shape)
        part = np.s_[window[0] : window[2], window[1] : window[3]]
        cells = self.grid.mask(shape, window)
        if not (area.overlay or ends) and area.id in self.numbers:
            cells &= self.grid.owner[part] == self.numbers[area.id]
        clear = cells & ~self.lakes[part]
        if not area.overlay:
            clear &= ~self.over[part]
        return AreaCells(self.grid, cells, clear if clear.sum() > cells.sum() / 3 else cells, window[:2]), shape

    def sums(self, named: set[int]) -> Sums:
        """Tables of all water and of the land of others. named: the numbers of areas with a name."""
        free = ~self.grid.occupied
        nameless = self.wet | ((self.grid.owner > 0) & ~np.isin(self.grid.owner, list(named)))
        return Sums(
            summed_area(self.wet & free & ~self.grid.lines("coast")),
            summed_area(nameless),
            summed_area(nameless & free),
        )

    def is_sliver(self, area_cells: AreaCells) -> bool:
        """Whether the frame leaves so little of an area that nobody would look for its name."""
        across, (top, left), (high, wide) = _SLIVER // CELL, area_cells.at, area_cells.cells.shape
        rows, columns = np.flatnonzero(area_cells.cells.any(axis=1)), np.flatnonzero(area_cells.cells.any(axis=0))
        if (
            top + rows[0] > 0
            and left + columns[0] > 0
            and top + rows[-1] < self.grid.rows - 1
            and left + columns[-1] < self.grid.columns - 1
        ):
            return False
        if min(high, wide) <= across:
            return True
        sums = summed_area(area_cells.cells)
        full = sums[across:, across:] - sums[:-across, across:] - sums[across:, :-across] + sums[:-across, :-across]
        return bool(full.max() < across * across)


def _main(shape: Any) -> Any:
    """The largest part of an area and those of similar size."""
    parts = shapely.get_parts(shape)
    sizes = shapely.area(parts)
    return shape if len(parts) < 2 else shapely.MultiPolygon(list(parts[sizes >= _MAIN * sizes.max()]))
