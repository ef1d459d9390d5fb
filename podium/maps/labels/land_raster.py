"""Whose land is whose on the collision grid: what the names of areas need to know of it.

In: a `Request`, its looks, the grid. Out: masks and sums of cells.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.basemap.record import Area
from podium.maps.labels.area_candidates import Ground
from podium.maps.labels.collision_grid import CELL, Mask, Room, integral
from podium.maps.spec import Request
from podium.maps.symbols.fills import Looks
from podium.scene.units import points

_SLIVER = points(22)  # across: what the frame leaves of a land must be broader to be named unasked
_LARGE_LAKE = 120  # cells: a name may run over a smaller one, at a price
_MAIN = 0.34  # of its largest part must have any other part of a land on or beside which its name may stand


class Sums(NamedTuple):
    """open_water: of free water off the coast; nobodys: of water and land without a name; calm: of what is free of
    that."""

    open_water: NDArray[np.int32]
    nobodys: NDArray[np.int32]
    calm: NDArray[np.int32]


class Lands:
    """Whose land is whose on the page, seas and lakes taken out: what names of territories ask of the ground."""

    def __init__(self, request: Request, looks: Looks, room: Room, later: Sequence[Area]) -> None:
        self.request, self.looks, self.room = request, looks, room
        base = [a for a in request.ground.areas if not a.overlay]
        owners = [*base, *(a for a in later if not a.overlay)]
        room.share_out([request.view.points(a.shape) for a in owners], len(base))
        self.numbers = {a.id: n + 1 for n, a in enumerate(owners)}  # the last state of a territory that grows
        for n, area in enumerate(owners):
            room.owner[room.owner == n + 1] = self.numbers[area.id]
        self.over = np.zeros_like(room.taken)  # what lies over territories and has, or needs, words of its own
        for area in (*request.ground.areas, *later):
            if area.overlay and area.id in looks.by_id:
                self.over |= self.mask(area)
        self.lakes = np.zeros_like(room.taken)
        for lake in request.ground.lakes:
            cells = room.mask(request.view.points(lake.shape))
            if cells.sum() > _LARGE_LAKE:
                self.lakes |= cells
        self.wet = room.owner == 0
        if request.ground.globe is not None:
            self.wet &= room.mask(request.view.points(request.ground.globe))
        self.wet_sums, self.dry_sums = integral(self.wet), integral(room.owner > 0)

    @functools.cached_property
    def open_sums(self) -> NDArray[np.int32]:
        """Sums over open water, without the cells that the coast touches."""
        found: NDArray[np.int32] = integral(self.wet & ~self.room.lines("coast"))
        return found

    def mask(self, area: Area) -> Mask:
        """The cells of an area."""
        if not area.overlay and area.id in self.numbers:
            found: Mask = self.room.owner == self.numbers[area.id]
            return found
        return self.room.mask(self.request.view.points(area.shape))

    def ground(self, area: Area) -> tuple[Ground, Any]:
        """The main parts of an area, and where on them its name may stand; the same in points. Islands and far-off
        possessions have no part in it."""
        shape = _main(self.request.view.points(area.shape))
        window = self.room.window(shape)
        part = np.s_[window[0] : window[2], window[1] : window[3]]
        cells = self.room.mask(shape, window)
        if not area.overlay and area.id in self.numbers:
            cells &= self.room.owner[part] == self.numbers[area.id]
        clear = cells & ~self.lakes[part]
        if not area.overlay:
            clear &= ~self.over[part]
        return Ground(self.room, cells, clear if clear.sum() > cells.sum() / 3 else cells, window[:2]), shape

    def sums(self, named: set[int]) -> Sums:
        """What names need to know of all water and of the land of others. named: the numbers of lands with a name."""
        free = ~self.room.taken
        nobodys = self.wet | ((self.room.owner > 0) & ~np.isin(self.room.owner, list(named)))
        return Sums(integral(self.wet & free & ~self.room.lines("coast")), integral(nobodys), integral(nobodys & free))

    def is_sliver(self, ground: Ground) -> bool:
        """Whether the frame leaves so little of a land that nobody would look for its name."""
        across, (top, left), (high, wide) = _SLIVER // CELL, ground.at, ground.cells.shape
        rows, columns = np.flatnonzero(ground.cells.any(axis=1)), np.flatnonzero(ground.cells.any(axis=0))
        if (
            top + rows[0] > 0
            and left + columns[0] > 0
            and top + rows[-1] < self.room.rows - 1
            and left + columns[-1] < self.room.columns - 1
        ):
            return False
        if min(high, wide) <= across:
            return True
        sums = integral(ground.cells)
        full = sums[across:, across:] - sums[:-across, across:] - sums[across:, :-across] + sums[:-across, :-across]
        return bool(full.max() < across * across)


def _main(shape: Any) -> Any:
    """The largest part of an area and those that are not much smaller."""
    parts = shapely.get_parts(shape)
    sizes = shapely.area(parts)
    return shape if len(parts) < 2 else shapely.MultiPolygon(list(parts[sizes >= _MAIN * sizes.max()]))
