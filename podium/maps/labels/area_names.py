"""The names of territories on a map, and the sizes that all its names have.

In: a `Request`, its looks, the `Labels` of the map. Out: labels that want a place; a warning for a name that the
outline asks for and that finds none. Territories of about equal size on the map have names of equal size."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.names import did_you_mean
from podium.maps.basemap.record import REST, Area
from podium.maps.labels.area_candidates import Ground
from podium.maps.labels.collision_grid import CELL, Mask, Room, integral
from podium.maps.labels.labeller import ASKED, Labels, Land
from podium.maps.spec import Request
from podium.maps.symbols.fills import Looks
from podium.outline import inline
from podium.scene.units import points

_LEAST_LAND = 15  # cells: below it an unfilled territory goes without a name
_SLIVER = points(22)  # across: what the frame leaves of a land must be broader to be named unasked
_LARGE_LAKE = 120  # cells: a name may run over a smaller one, at a price
_TIERS = (0.05, 0.014, 0.005)  # shares of the map above which a name has the first, second, third size
LEADING, FIRST, SECOND, THIRD, FOURTH, LAST = range(-1, 5)  # who is served first
_LARGE = 0.0022  # share of the map above which a land that nobody asks for is worth a name over its border
_MAIN = 0.34  # of its largest part must have any other part of a land on or beside which its name may stand


class Scale(NamedTuple):
    """Sizes (pt) by the map's width: names of states by tiers, towns, key towns, water; how many towns; the dot."""

    states: tuple[float, ...]
    city: float
    key: float
    water: float
    towns: int
    dot: float


def scale_of(width_pt: float) -> Scale:
    """The sizes for a map of that width."""
    if width_pt >= 780:
        return Scale((24, 19, 15, 12), 14, 15, 16, 14, 7)
    if width_pt >= 470:
        return Scale((19, 16, 13, 12), 13, 14, 14, 9, 6.5)
    return Scale((16, 14, 12), 12, 13, 13, 5, 6) if width_pt >= 300 else Scale((14, 12), 12, 12, 12, 3, 5.5)


# ---- territories -------------------------------------------------------------------------------------------


class _Sums(NamedTuple):
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

    def sums(self, named: set[int]) -> _Sums:
        """What names need to know of all water and of the land of others. named: the numbers of lands with a name."""
        free = ~self.room.taken
        nobodys = self.wet | ((self.room.owner > 0) & ~np.isin(self.room.owner, list(named)))
        return _Sums(integral(self.wet & free & ~self.room.lines("coast")), integral(nobodys), integral(nobodys & free))

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


def territories(
    request: Request, looks: Looks, labels: Labels, sizes: Scale, areas: Sequence[tuple[Area, int]], lands: Lands
) -> list[str]:
    """The names of areas, each with the click that it appears with; the larger first.

    Returns a list that will hold, once places are chosen, the names of unfilled areas without one, for the alt text;
    what is filled is told there anyway.
    """
    choice = request.block.names
    unnamed: list[str] = []
    if choice.on is False:
        return unnamed
    own = dict(choice.entries)
    for key in own:
        if key not in request.known:
            request.error(
                f"no territory '{key}'", "names", key, code="unknown-territory", hint=did_you_mean(key, request.known)
            )
    _absent(request, own, {a.id for a in request.ground.areas} | {a.id for a, _ in areas})
    page, least = lands.room.taken.size, sizes.states[-1]
    worded = [(a, n, inline.plain((own[a.id] or "") if a.id in own else a.name)) for a, n in areas if a.id != REST]
    found: list[_Named] = []
    for area, step, words in worded:
        asked, filled = bool(own.get(area.id)), area.id in looks.by_id
        if not words or (area.overlay and not asked):
            continue
        ground, shape = lands.ground(area)
        lost = _lost_name(request, area.id, words, asked, None if filled else unnamed)
        if asked and not ground.size:
            lost()
        if not ground.size or not (asked or (not lands.is_sliver(ground) and (ground.size >= _LEAST_LAND or filled))):
            continue
        lang = request.stage.lang if asked else ""  # what an atlas calls a land is no word of the deck's language
        fits = asked or filled or labels.fits(words, ground, least)
        if fits or ground.size > _LARGE * page:
            found.append(_Named(area, step, words, ground, shape, asked, filled, fits, lang, lost))
        else:
            lost()
    sums = lands.sums({lands.numbers[n.area.id] for n in found if n.area.id in lands.numbers})
    loose = lands.sums({lands.numbers[n.area.id] for n in found if n.fits and n.area.id in lands.numbers})
    for name in sorted(found, key=lambda s: (s.area.overlay, -s.ground.size)):
        area, ground, filled = name.area, name.ground, name.filled
        tier = next((n for n, share in enumerate(_TIERS) if ground.open.sum() > share * page), len(_TIERS))
        coast = not area.overlay
        labels.land(
            f"name: {area.name}",
            name.words,
            Land(
                ground,
                name.shape,
                sums.open_water if coast else None,
                lands.wet_sums if coast else np.zeros_like(lands.wet_sums),
                (sums if name.asked or filled else loose).nobodys if coast else np.zeros_like(lands.wet_sums),
                lands.dry_sums,
                sums.calm if name.asked else sums.open_water,
                lands.wet,
                name.fits,
                name.asked or filled,
                ground.size > _LARGE * page,
                (name.asked or filled) and sizes.towns > 3,
            ),
            sizes.states[min(tier, len(sizes.states) - 1) :],
            name.lang,
            step=name.step,
            rank=LEADING if filled and not area.overlay else SECOND,
            missing=ASKED if name.asked else 220.0 if filled else 120.0 if ground.size > _LARGE * page else 76.0,
            lost=name.lost,
        )
    return unnamed


class _Named(NamedTuple):
    """A territory that wants its name. shape: its main parts in points; lang: whose capitals the name takes."""

    area: Area
    step: int
    words: str
    ground: Ground
    shape: Any
    asked: bool
    filled: bool
    fits: bool
    lang: str
    lost: Callable[[], None]


def _absent(request: Request, own: dict[str, str], present: set[str]) -> None:
    """A warning for each name that the outline asks for of a territory without land on the map."""
    for key, words in own.items():
        if words and key in request.known and key not in present:
            request.warn(
                f"'{inline.plain(words)}' has no land on this map",
                "names",
                key,
                code="outside-frame",
                hint="widen the frame, change the date, or take it out",
            )


def _lost_name(request: Request, id: str, words: str, asked: bool, unnamed: list[str] | None) -> Callable[[], None]:
    """What is to be said when a territory's name finds no place."""

    def lost() -> None:
        if unnamed is not None:
            unnamed.append(words)
        if asked:
            request.warn(
                f"the name '{words}' finds no room on this map",
                "names",
                id,
                code="no-room",
                hint="shorten it, or make the map larger",
            )

    return lost
