"""The names of territories.

In: a `MapSpec`, its fill styles, the `Labeller` of the map. Out: pending labels; a warning for a name that the outline
asks for and that does not fit. Territories of about equal size on the map have names of equal size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from podium.maps.basemap.record import REST, Area
from podium.maps.labels import area_forms
from podium.maps.labels.area_candidates import AreaCells
from podium.maps.labels.area_forms import AreaContext
from podium.maps.labels.labeller import ASKED, Labeller
from podium.maps.labels.land_raster import LandRaster, Sums
from podium.maps.labels.type_sizes import LEADING, LEAST, SECOND, TypeSizes
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyles
from podium.outline import inline

FILLED = 220.0
"""The price of omitting the name of filled land."""
_LEAST_LAND = 15  # cells: a smaller unfilled territory gets no name
_TIERS = (0.05, 0.014, 0.005)  # shares of the map from which a name has the first, second, third size
_LARGE = 0.0022  # share of the map from which a name may cross the border even if nobody asks for it


def name_areas(
    spec: MapSpec,
    fill_styles: FillStyles,
    labeller: Labeller,
    sizes: TypeSizes,
    areas: Sequence[tuple[Area, int, int]],
    lands: LandRaster,
) -> list[str]:
    """Adds the names of areas, each with the clicks with which it appears and leaves (0: never); larger areas first.

    Returns a list that will hold, once labels are placed, the names of unfilled areas without one, for the alt text;
    filled areas are listed there anyway.
    """
    unnamed: list[str] = []
    if spec.model.names.on is False:
        return unnamed
    own = dict(spec.model.names.entries)
    for key in own:
        if key not in spec.territory_names:
            spec.no_territory(key, "names", key)
    _warn_of_absent(spec, own, {a.id for a in spec.base_map.areas} | {a.id for a, _, _ in areas})
    found = _nameable(spec, fill_styles, labeller, sizes, areas, lands, unnamed)
    sums = lands.sums({lands.numbers[n.area.id] for n in found if n.area.id in lands.numbers})
    loose = lands.sums({lands.numbers[n.area.id] for n in found if n.fits and n.area.id in lands.numbers})
    for name in sorted(found, key=lambda s: (s.area.overlay, -s.area_cells.size)):
        _add(labeller, name, sums if name.asked or name.filled else loose, sums, lands, sizes)
    return unnamed


def _nameable(
    spec: MapSpec,
    fill_styles: FillStyles,
    labeller: Labeller,
    sizes: TypeSizes,
    areas: Sequence[tuple[Area, int, int]],
    lands: LandRaster,
    unnamed: list[str],
) -> list[_AreaName]:
    """The areas that get a name: those that are asked for, filled, or large enough."""
    own = dict(spec.model.names.entries)
    page, least = lands.grid.occupied.size, sizes.states[-1]
    worded = [
        (a, n, until, inline.plain((own[a.id] or "") if a.id in own else a.name))
        for a, n, until in areas
        if a.id != REST
    ]
    found: list[_AreaName] = []
    for area, step, until, words in worded:
        asked, filled = bool(own.get(area.id)), area.id in fill_styles.by_id and area.id not in fill_styles.valued
        if not words or (area.overlay and not asked):
            continue
        area_cells, shape = lands.area_cells(area, ends=until > 0)
        on_omitted = _on_omitted(spec, area.id, words, asked, None if filled else unnamed)
        if asked and not area_cells.size:
            on_omitted()
        if not area_cells.size or not (
            asked or (not lands.is_sliver(area_cells) and (area_cells.size >= _LEAST_LAND or filled))
        ):
            continue
        lang = spec.stage.lang if asked else area.lang
        fits = asked or filled or area_forms.fits(labeller, words, area_cells, least)
        if fits or area_cells.size > _LARGE * page:
            found.append(_AreaName(area, step, until, words, area_cells, shape, asked, filled, fits, lang, on_omitted))
        else:
            labeller.nameless.add(area.id)
            on_omitted()
    return found


def _add(labeller: Labeller, name: _AreaName, others: Sums, sums: Sums, lands: LandRaster, sizes: TypeSizes) -> None:
    """Adds one name. others: sums in which neighbours that may end up nameless count as such."""
    area, area_cells, wanted = name.area, name.area_cells, name.asked or name.filled
    page = lands.grid.occupied.size
    tier = next((n for n, share in enumerate(_TIERS) if area_cells.open.sum() > share * page), len(_TIERS))
    coast, large = not area.overlay, area_cells.size > _LARGE * page
    none = np.zeros_like(lands.wet_sums)
    area_forms.add_area(
        labeller,
        f"name: {area.name}",
        name.words,
        AreaContext(
            area_cells,
            name.shape,
            sums.open_water if coast else None,
            lands.wet_sums if coast else none,
            others.nameless if coast else none,
            lands.dry_sums,
            sums.calm if name.asked else sums.open_water,
            lands.wet,
            name.fits,
            wanted,
            large,
            wanted and sizes.towns > 3,
        ),
        (*sizes.states[min(tier, len(sizes.states) - 1) :], *((LEAST,) if wanted else ())),
        name.lang,
        step=name.step,
        until=name.until,
        priority=LEADING if name.filled and not area.overlay else SECOND,
        omission_cost=ASKED if name.asked else FILLED if name.filled else 120.0 if large else 76.0,
        on_omitted=name.on_omitted,
        unasked="" if wanted else area.id,
    )


class _AreaName(NamedTuple):
    """An area that gets a name. shape: its main parts in points; lang: the language whose rules its capitals follow."""

    area: Area
    step: int
    until: int
    words: str
    area_cells: AreaCells
    shape: Any
    asked: bool
    filled: bool
    fits: bool
    lang: str
    on_omitted: Callable[[], None]


def _warn_of_absent(spec: MapSpec, own: dict[str, str], present: set[str]) -> None:
    """A warning for each name that the outline gives to a territory without land on the map."""
    for key, words in own.items():
        if words and key in spec.territory_names and key not in present:
            spec.warn(
                f"'{inline.plain(words)}' has no land on this map",
                "names",
                key,
                code="outside-frame",
                hint="widen the frame, change the date, or remove it",
            )


def _on_omitted(spec: MapSpec, id: str, words: str, asked: bool, unnamed: list[str] | None) -> Callable[[], None]:
    """What happens when a territory's name does not fit."""

    def on_omitted() -> None:
        if unnamed is not None:
            unnamed.append(words)
        if asked:
            spec.warn(
                f"the name '{words}' does not fit on this map",
                "names",
                id,
                code="no-room",
                hint="shorten it, or make the map larger",
            )

    return on_omitted
