"""The forms of an area's name: sizes, tracking, line breaks, and where each of them could stand.

In: a `Labeller`, words, the surroundings of the area. Out: a pending label with the candidates of all its forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from podium.maps.labels import area_candidates, placement
from podium.maps.labels.area_candidates import AreaCells
from podium.maps.labels.collision_grid import Mask
from podium.maps.labels.labeller import CHOICES, STATE, UNDER, LabelForm, Labeller
from podium.maps.labels.line_breaks import broken, spellings
from podium.maps.labels.placement import Candidates
from podium.maps.labels.type_sizes import LEAST
from podium.scene.type_scale import Style

_SPREAD = (0.08, 0.2, 0.34)  # tracking of a state's name, in ems
_CLOSE = 0.03  # and in tight places
_FULL = 0.6  # share of its land's width that a name should span
_SIZE_STEP = 44.0  # price of one size less than would fit
_LEADING = 3.0  # times that for a filled area
_LESS = 8.0  # price of one size less than the area's tier
_TIGHT = 14.0  # price of closely set letters
_SNUG = 20.0  # and of having only the letters on the land
_FLUSH = 12.0  # and without any space beside them
_LINE = 9.0  # price of one line more
_SHORT = 14.0  # price of a name without the part in brackets
_SEA = 26.0  # price of a name on the sea beside the coast
_OVER = 40.0  # price of a name across the coast
_ABROAD = 62.0  # and across nameless land
_OWN = (0.76, 0.55)  # share of such a name on its own land


class AreaContext(NamedTuple):
    """The surroundings of an area, for its name. Sums: `sea`, of free open water, None for an area without a coast;
    `wet`, of all water; `nameless`, of water and of nameless land; `dry`, of all land; `calm`, where a name with a
    leader may stand. home: where a leader may run; shape: the area in points; fits: its name fits on it; large: it
    should not be nameless."""

    area_cells: AreaCells
    shape: Any
    sea: NDArray[np.int32] | None
    wet: NDArray[np.int32]
    nameless: NDArray[np.int32]
    dry: NDArray[np.int32]
    calm: NDArray[np.int32]
    home: Mask
    fits: bool
    wanted: bool
    large: bool
    leader: bool


def add_area(
    labeller: Labeller, name: str, words: str, land: AreaContext, sizes: Sequence[float], lang: str = "", **rest: Any
) -> None:
    """Adds the name of an area in spaced capitals (by the rules of `lang`), preferably at the first of `sizes` that
    fits.

    It stands on the area's own land; on the sea beside its coast; across the coast with its middle on the land; or, if
    it is `wanted`, slightly across nameless land or at the end of a short leader.
    """
    texts = spellings(words, lang)
    forms: list[LabelForm] = []
    parts: list[Candidates] = []
    made: list[tuple[int, bool, list[Candidates]]] = []  # size, whether spaced, candidates
    for size_index, size in enumerate(sizes):
        if any(spaced for at, spaced, _ in made if at < size_index - 1):
            break  # one size less than fits is a choice, two are not
        for n, text in enumerate(texts):
            more = _SHORT * n + (UNDER if size < labeller.least else 0.0)
            found, spaced = _on_land(labeller, forms, text, size, land, more)
            made += [(size_index, spaced, found)] if found else []
    parts += _priced_by_size(made, _SIZE_STEP * (_LEADING if land.wanted else 1))
    if land.sea is not None and land.wanted and not _cheap(parts, _SEA):
        parts += _beside(labeller, forms, texts, sizes, land, _SEA if not parts else 2 * _SEA)
    if not parts or (land.wanted and not _cheap(parts, _OVER + _SIZE_STEP)):
        parts += _over(labeller, forms, texts, min(s for s in sizes if s >= labeller.least), land)
        if sizes[-1] < labeller.least:  # the last resort of what is asked for
            small = _over(labeller, forms, texts, sizes[-1], land)
            parts += [found._replace(prices=found.prices + UNDER) for found in small]
    labeller.add(name, forms, placement.merged(parts).cheapest(2 * CHOICES), **rest)


def fits(labeller: Labeller, words: str, area_cells: AreaCells, size: float, lang: str = "") -> bool:
    """Whether a name fits anywhere on its own land at that size, closely set."""
    style = _spaced(size, _CLOSE)
    variants = [broken(text, count) for text in spellings(words, lang) for count in (1, 2, 3)]
    return any(
        area_cells.fits(labeller.size(lines, style)[1], [labeller.size([line], style)[0] for line in lines])
        for lines in variants
        if lines is not None
    )


def _on_land(
    labeller: Labeller, forms: list[LabelForm], text: str, size: float, land: AreaContext, more: float
) -> tuple[list[Candidates], bool]:
    """Candidates of one size on the area's own land: spaced, else closely set, else with only the letters on it;
    and whether they are spaced."""
    variants: tuple[tuple[tuple[float, ...], int | None, float], ...] = (
        (_SPREAD, None, 0.0),
        ((_CLOSE,), None, _TIGHT),
        ((_CLOSE,), area_candidates.BEFORE, _SNUG),
    )
    for spreads, air, dear in (*variants, ((0.0,), 0, _SNUG + _FLUSH)) if size <= LEAST and land.wanted else variants:
        parts: list[Candidates] = []
        for count in (1, 2, 3):
            lines = broken(text, count)
            if lines is None or (count == 3 and parts):
                break
            for spread in spreads if count == 1 else spreads[: 3 - count] or spreads[:1]:
                style = _spaced(size, spread)
                w, h = labeller.size(lines, style)
                if air is None:
                    found = land.area_cells.inside(w, h)
                else:
                    found = land.area_cells.snug(w, h, [labeller.size([v], style)[0] for v in lines], air)
                if found.size:
                    fills = np.abs(w / np.maximum(land.area_cells.width_at(found), 1) - _FULL)
                    price = more + dear + _LINE * (count - 1) + 14 * fills
                    parts.append(_of_form(forms, found, lines, style, price))
        if parts:
            return parts, dear == 0.0
    return [], False


def _beside(
    labeller: Labeller,
    forms: list[LabelForm],
    texts: Sequence[str],
    sizes: Sequence[float],
    land: AreaContext,
    base: float,
) -> list[Candidates]:
    """Candidates on the sea beside the coast, at the first size that fits."""
    assert land.sea is not None
    for size_index, size in enumerate(sizes):
        parts = []
        for n, text in enumerate(texts):
            for count in (1, 2, 3):
                lines = broken(text, count)
                if lines is None:
                    break
                style = _spaced(size, _SPREAD[0])
                found = land.area_cells.beside(*labeller.size(lines, style), land.sea, land.dry)
                price = base + _LESS * size_index + _SHORT * n + _LINE * (count - 1)
                parts.append(_of_form(forms, found, lines, style, price))
        if any(p.size for p in parts):
            return parts
    return []


def _over(
    labeller: Labeller, forms: list[LabelForm], texts: Sequence[str], size: float, land: AreaContext
) -> list[Candidates]:
    """Candidates of the smallest size: across the coast; if wanted across nameless land, or at the end of a
    leader."""
    parts = []
    for n, text in enumerate(texts):
        for count in (1, 2, 3):
            lines = broken(text, count)
            if lines is None:
                break
            style = _spaced(size, _CLOSE)
            w, h = labeller.size(lines, style)
            more = _LINE * (count - 1) + _SHORT * n
            kinds = [(_OVER, land.wet, _OWN[1])]
            if land.wanted or land.large:
                kinds.append((_ABROAD if land.wanted else _OVER / 2, land.nameless, _OWN[0]))
            for base, others, own in kinds:
                among = others is land.nameless and not land.fits  # its own land counts as nameless too
                found = land.area_cells.across(w, h, others, own, among=among)
                parts.append(_of_form(forms, found, lines, style, base + more))
            if land.leader:
                style = _spaced(size, _SPREAD[0])
                w, h = labeller.size(lines, style)
                away = area_candidates.with_leader(
                    labeller.grid, w, h, land.area_cells, land.calm, land.dry, land.home, land.shape
                )
                parts.append(_of_form(forms, away, lines, style, more))
    return [p for p in parts if p.size]


def _of_form(forms: list[LabelForm], found: Candidates, lines: Sequence[str], style: Style, price: Any) -> Candidates:
    """Candidates of one form."""
    forms.append(LabelForm(lines, style))
    return found._replace(prices=found.prices + price, forms=np.full(found.size, len(forms) - 1))


def _priced_by_size(made: Sequence[tuple[int, bool, list[Candidates]]], less: float) -> list[Candidates]:
    """Candidates with the price of their size: the right size is the first at which the name can be spaced, unless
    closely set it could be two sizes larger; each size below that costs `less`."""
    tight = min((size_index for size_index, _, _ in made), default=0)
    right = min((size_index for size_index, spaced, _ in made if spaced), default=tight)
    right = max(tight, right - 1) if right - tight > 1 else right
    return [
        p._replace(
            prices=p.prices
            + _LESS * right
            + (less * (size_index - right) if size_index > right else 4.0 * (right - size_index))
        )
        for size_index, _, found in made
        for p in found
    ]


def _cheap(parts: Sequence[Candidates], price: float) -> bool:
    """Whether a candidate costs less than that."""
    return any(p.size and p.prices.min() < price for p in parts)


def _spaced(size: float, spread: float) -> Style:
    return STATE.but(size=size, floor=size, tracking=round(size * spread, 1))
