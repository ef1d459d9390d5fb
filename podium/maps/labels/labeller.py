"""The labeller: places every label of a map so that it touches nothing else.

In: words, what they belong to (an area, a symbol, a line, a sea), the `CollisionGrid` of the map. Out, after
`place_all`: text boxes and leader lines; a label that does not fit calls its `on_omitted`. Every label first collects
candidate positions, then all positions are chosen together (`placement`). A label is measured before it is placed and
its box is exactly as large as its words, so no label ever touches another, a symbol or the frame.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from podium.layout.stage import Stage
from podium.maps.labels import area_candidates, candidates, placement
from podium.maps.labels.area_candidates import AreaCells
from podium.maps.labels.collision_grid import CollisionGrid, Mask
from podium.maps.labels.line_breaks import broken, spellings
from podium.maps.labels.placement import Candidates, PlacementItem
from podium.outline.inline import Piece
from podium.scene.boxes import Align, Box, Line, Shape, Text
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft

STATE = Style(20, 12, 1.08, "ink", bold=True)
CITY = Style(14, 12, 1.15, "ink")
KEY = Style(15, 13, 1.15, "ink", bold=True)
NOTE = Style(13, 12, 1.15, "ink")
WATER = Style(15, 12, 1.1, "map.name", major=True, italic=True)
ASKED = 400.0  # price of omitting a label that the outline asks for
CHOSEN = 62.0  # and one of podium's choice: better none than one on a border
_CHOICE = 80  # candidates of a town's name
_SPREAD = (0.08, 0.2, 0.34)  # tracking of a state's name, in ems
_CLOSE = 0.03  # and in tight places
_FULL = 0.6  # share of its land's width that a name should span
_SIZE_STEP = 44.0  # price of one size less than would fit
_LEADING = 3.0  # times that for a filled area
_LESS = 8.0  # price of one size less than the area's tier
_TIGHT = 14.0  # price of closely set letters
_SNUG = 20.0  # and of having only the letters on the land
_FLUSH = 12.0  # and without any space beside them
_WRONG = 70.0  # price of a label that seems to belong to another symbol
_SMALL = 22.0  # price of a town's name at the smallest size
_LINE = 9.0  # price of one line more
_SHORT = 14.0  # price of a name without the part in brackets
_SEA = 26.0  # price of a name on the sea beside the coast
_OVER = 40.0  # price of a name across the coast
_ABROAD = 62.0  # and across nameless land
_OWN = (0.76, 0.55)  # share of such a name on its own land
_AIR = points(8)  # between a sea's name and anything else
_STANDING = points(1.5)  # between labels
_DOT = points(3)  # size of the dot at the true place of a displaced symbol
_LEADER = Line("ink", 0.75)
_ALIGNS: tuple[Align, ...] = ("left", "centre", "right")


class LabelForm(NamedTuple):
    """One way to write a label."""

    lines: Sequence[str]
    style: Style
    align: Align = "centre"


@dataclasses.dataclass
class PendingLabel:
    """A label that is still to be placed. draw: draws something other than words there; priority: lower ones are placed
    first; at and half: the symbol that it belongs to."""

    name: str
    forms: Sequence[LabelForm]
    candidates: Candidates
    omission_cost: float
    step: int = 0
    priority: int = 0
    gap: int = _STANDING
    at: tuple[float, float] | None = None
    half: float = 0.0
    on_omitted: Callable[[], None] | None = None
    draw: Callable[[Rect, int], None] | None = None


class Labeller:
    """Places the labels of one map; `boxes` are those that were placed, in the order in which they were added."""

    def __init__(self, stage: Stage, grid: CollisionGrid) -> None:
        self.stage, self.grid = stage, grid
        self.pending: list[PendingLabel] = []
        self.boxes: list[Box] = []
        self._sizes: dict[tuple[tuple[str, ...], Style], tuple[int, int]] = {}

    def place_all(self) -> None:
        """Places all pending labels."""
        self._penalise_ambiguity()
        order = sorted(range(len(self.pending)), key=lambda n: self.pending[n].priority)
        items = [
            PlacementItem(self.pending[n].candidates, self.pending[n].omission_cost, self.pending[n].gap) for n in order
        ]
        chosen = dict(zip(order, placement.place(items), strict=True))
        for n, label in enumerate(self.pending):
            if chosen[n] >= 0:
                self._put(label, chosen[n])
            elif label.on_omitted is not None:
                label.on_omitted()
        self.pending = []

    def _penalise_ambiguity(self) -> None:
        """Makes positions dearer that are nearer to another label's symbol than to the label's own."""
        found = [(*w.at, w.half) for w in self.pending if w.at is not None]
        symbols = np.array(found).reshape(-1, 3)
        for label in self.pending:
            if label.at is not None and len(symbols) > 1 and label.candidates.size:
                others = symbols[(symbols[:, :2] != label.at).any(axis=1)]
                mine = _gaps(label.candidates.rects, np.array([[*label.at, label.half]]))[:, 0]
                wrong = (_gaps(label.candidates.rects, others) < mine[:, None] + points(2)).any(axis=1)
                wrong &= np.isnan(label.candidates.leaders[:, 0])
                label.candidates = label.candidates._replace(prices=label.candidates.prices + _WRONG * wrong)

    def _put(self, label: PendingLabel, at: int) -> None:
        x, y, right, bottom = (round(v) for v in label.candidates.rects[at])
        rect, form = Rect(x, y, right - x, bottom - y), int(label.candidates.forms[at])
        if label.draw is not None:
            label.draw(rect, form)
            return
        if not np.isnan(label.candidates.leaders[at, 0]):
            self.boxes.append(_leader(f"{label.name}: leader", label.candidates.leaders[at], label.step))
        lines, style, align = label.forms[form]
        words = Draft((Piece("\v".join(lines)),), style.but(floor=style.size), align=align)
        box: Text = self.stage.text(label.name, rect, [words], anchor="middle", step=label.step)
        self.boxes.append(box)

    def size(self, lines: Sequence[str], style: Style) -> tuple[int, int]:
        """Width and height (EMU) that the lines need."""
        key = (tuple(lines), style)
        if key not in self._sizes:
            width = max(self.stage.compose.width(Draft((Piece(line),), style)) for line in lines) + 1.5
            height = self.stage.compose.height([Draft((Piece("\v".join(lines)),), style)], width) + 0.5
            self._sizes[key] = points(width), points(height)
        return self._sizes[key]

    # ---- names of points and lines ---------------------------------------------------------------------------

    def add_point(
        self,
        name: str,
        lines: Sequence[str],
        style: Style,
        at: tuple[float, float],
        half: float,
        *,
        reach: int = 0,
        base: float = candidates.LEADER,
        small: bool = False,
        **rest: Any,
    ) -> None:
        """A label around a symbol that is 2 × `half` EMU wide, or within `reach` at the end of a leader, which costs
        `base`.

        small: it may shrink to the smallest size.
        """
        sizes = [style, style.but(size=12.0, floor=12.0)] if small and style.size > 12 else [style]
        forms: list[LabelForm] = []
        parts: list[Candidates] = []
        for n, variant in enumerate(sizes):
            w, h = self.size(lines, variant)
            found = candidates.around_symbol(self.grid, w, h, at, half)
            parts.append(found._replace(prices=found.prices + _SMALL * n, forms=found.forms + 3 * n))
            if reach and not n:
                parts.append(candidates.with_leader(self.grid, w, h, at, half, reach + (w + h) / 4, base))
            forms += [LabelForm(lines, variant, align) for align in _ALIGNS]
        self.add(name, forms, placement.merged(parts).cheapest(_CHOICE), at=at, half=half, **rest)
        self._add_tick(name, at, rest.get("step", 0))

    def _add_tick(self, name: str, at: tuple[float, float], step: int) -> None:
        """A line from a displaced symbol to its true place."""
        for displacement in self.grid.displaced:
            dx, dy = (
                displacement.true_place[0] - displacement.drawn_at[0],
                displacement.true_place[1] - displacement.drawn_at[1],
            )
            if max(abs(at[0] - displacement.drawn_at[0]), abs(at[1] - displacement.drawn_at[1])) < points(1):
                share = min(1.0, displacement.half / max(float(np.hypot(dx, dy)), 1.0))
                start = (displacement.drawn_at[0] + share * dx, displacement.drawn_at[1] + share * dy)
                spot = Rect(
                    round(displacement.true_place[0]) - _DOT // 2,
                    round(displacement.true_place[1]) - _DOT // 2,
                    _DOT,
                    _DOT,
                )
                self.boxes.append(
                    Shape(name=f"true place: {name}", rect=spot, geometry="ellipse", fill="ink", step=step)
                )
                self.boxes.append(
                    _leader(f"true place: {name}: leader", np.array([*start, *displacement.true_place]), step)
                )

    def add_text(
        self, name: str, lines: Sequence[str], style: Style, at: tuple[float, float], reach: float, **rest: Any
    ) -> None:
        """Words on a place without a symbol, or as near to it as possible."""
        w, h = self.size(lines, style)
        forms = [LabelForm(lines, style, align) for align in _ALIGNS]
        self.add(name, forms, candidates.around_place(self.grid, w, h, at, reach), **rest)

    def add_line(
        self,
        name: str,
        lines: Sequence[str],
        style: Style,
        course: NDArray[np.float64],
        clear: float,
        *,
        seat: tuple[float, float, float],
        own: Mask | None = None,
        **rest: Any,
    ) -> None:
        """A label beside a course ((n, 2), EMU), at least `clear` EMU from it; `seat` and `own` as in
        `candidates.beside_line`."""
        w, h = self.size(lines, style)
        forms = [LabelForm(lines, style, align) for align in _ALIGNS]
        self.add(name, forms, candidates.beside_line(self.grid, w, h, course, clear=clear, seat=seat, own=own), **rest)

    def add_sea(
        self,
        name: str,
        variants: Sequence[Sequence[str]],
        style: Style,
        at: tuple[float, float],
        wet: NDArray[np.int32],
        reach: float,
        **rest: Any,
    ) -> None:
        """A label on open water around a place, well away from the coast, the frame and everything else."""
        forms, parts = [], []
        for n, lines in enumerate(variants):
            w, h = self.size(lines, style)
            found = candidates.on_water(self.grid, w, h, at, wet, reach, _AIR)
            parts.append(found._replace(prices=found.prices + 6 * n, forms=found.forms + n))
            forms.append(LabelForm(lines, style))
        self.add(name, forms, placement.merged(parts), gap=_AIR, **rest)

    def add(
        self,
        name: str,
        forms: Sequence[LabelForm],
        candidate_set: Candidates,
        *,
        omission_cost: float = ASKED,
        **rest: Any,
    ) -> None:
        """A label with its candidates."""
        self.pending.append(PendingLabel(name, forms, candidate_set, omission_cost, **rest))

    # ---- names of land ---------------------------------------------------------------------------------------

    def add_area(
        self, name: str, words: str, land: AreaContext, sizes: Sequence[float], lang: str = "", **rest: Any
    ) -> None:
        """The name of an area in spaced capitals (by the rules of `lang`), preferably at the first of `sizes` that
        fits.

        It stands on the area's own land; on the sea beside its coast; across the coast with its middle on the land; or,
        if it is `wanted`, slightly across nameless land or at the end of a short leader.
        """
        texts = spellings(words, lang)
        forms: list[LabelForm] = []
        parts: list[Candidates] = []
        made: list[tuple[int, bool, list[Candidates]]] = []  # size, whether spaced, candidates
        for size_index, size in enumerate(sizes):
            if any(spaced for at, spaced, _ in made if at < size_index - 1):
                break  # one size less than fits is a choice, two are not
            for n, text in enumerate(texts):
                found, spaced = self._on_land(forms, text, size, land, _SHORT * n)
                made += [(size_index, spaced, found)] if found else []
        parts += _priced_by_size(made, _SIZE_STEP * (_LEADING if land.wanted else 1))
        if land.sea is not None and land.wanted and not _cheap(parts, _SEA):
            parts += self._beside(forms, texts, sizes, land, _SEA if not parts else 2 * _SEA)
        if not parts or (land.wanted and not _cheap(parts, _OVER + _SIZE_STEP)):
            parts += self._over(forms, texts, sizes[-1], land)
        self.add(name, forms, placement.merged(parts).cheapest(2 * _CHOICE), **rest)

    def fits(self, words: str, area_cells: AreaCells, size: float, lang: str = "") -> bool:
        """Whether a name fits anywhere on its own land at that size, closely set."""
        style = _spaced(size, _CLOSE)
        variants = [broken(text, count) for text in spellings(words, lang) for count in (1, 2, 3)]
        return any(
            area_cells.fits(self.size(lines, style)[1], [self.size([line], style)[0] for line in lines])
            for lines in variants
            if lines is not None
        )

    def _on_land(
        self, forms: list[LabelForm], text: str, size: float, land: AreaContext, more: float
    ) -> tuple[list[Candidates], bool]:
        """Candidates of one size on the area's own land: spaced, else closely set, else with only the letters on it;
        and whether they are spaced."""
        variants: tuple[tuple[tuple[float, ...], int | None, float], ...] = (
            (_SPREAD, None, 0.0),
            ((_CLOSE,), None, _TIGHT),
            ((_CLOSE,), area_candidates.BEFORE, _SNUG),
        )
        for spreads, air, dear in (*variants, ((0.0,), 0, _SNUG + _FLUSH)) if size <= 12 and land.wanted else variants:
            parts: list[Candidates] = []
            for count in (1, 2, 3):
                lines = broken(text, count)
                if lines is None or (count == 3 and parts):
                    break
                for spread in spreads if count == 1 else spreads[: 3 - count] or spreads[:1]:
                    style = _spaced(size, spread)
                    w, h = self.size(lines, style)
                    if air is None:
                        found = land.area_cells.inside(w, h)
                    else:
                        found = land.area_cells.snug(w, h, [self.size([v], style)[0] for v in lines], air)
                    if found.size:
                        fills = np.abs(w / np.maximum(land.area_cells.width_at(found), 1) - _FULL)
                        price = more + dear + _LINE * (count - 1) + 14 * fills
                        parts.append(self._of_form(forms, found, lines, style, price))
            if parts:
                return parts, dear == 0.0
        return [], False

    def _beside(
        self, forms: list[LabelForm], texts: Sequence[str], sizes: Sequence[float], land: AreaContext, base: float
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
                    found = land.area_cells.beside(*self.size(lines, style), land.sea, land.dry)
                    price = base + _LESS * size_index + _SHORT * n + _LINE * (count - 1)
                    parts.append(self._of_form(forms, found, lines, style, price))
            if any(p.size for p in parts):
                return parts
        return []

    def _over(self, forms: list[LabelForm], texts: Sequence[str], size: float, land: AreaContext) -> list[Candidates]:
        """Candidates of the smallest size: across the coast; if wanted across nameless land, or at the end of a
        leader."""
        parts = []
        for n, text in enumerate(texts):
            for count in (1, 2, 3):
                lines = broken(text, count)
                if lines is None:
                    break
                style = _spaced(size, _CLOSE)
                w, h = self.size(lines, style)
                more = _LINE * (count - 1) + _SHORT * n
                kinds = [(_OVER, land.wet, _OWN[1])]
                if land.wanted or land.large:
                    kinds.append((_ABROAD if land.wanted else _OVER / 2, land.nobodys, _OWN[0]))
                for base, others, own in kinds:
                    among = others is land.nobodys and not land.fits  # its own land counts as nameless too
                    found = land.area_cells.across(w, h, others, own, among=among)
                    parts.append(self._of_form(forms, found, lines, style, base + more))
                if land.leader:
                    style = _spaced(size, _SPREAD[0])
                    w, h = self.size(lines, style)
                    away = area_candidates.with_leader(
                        self.grid, w, h, land.area_cells, land.calm, land.dry, land.home, land.shape
                    )
                    parts.append(self._of_form(forms, away, lines, style, more))
        return [p for p in parts if p.size]

    def _of_form(
        self, forms: list[LabelForm], found: Candidates, lines: Sequence[str], style: Style, price: Any
    ) -> Candidates:
        """Candidates of one form."""
        forms.append(LabelForm(lines, style))
        return found._replace(prices=found.prices + price, forms=np.full(found.size, len(forms) - 1))


class AreaContext(NamedTuple):
    """The surroundings of an area, for its name. Sums: `sea`, of free open water, None for an area without a coast;
    `wet`, of all water; `nobodys`, of water and of nameless land; `dry`, of all land; `calm`, where a name with a
    leader may stand. home: where a leader may run; shape: the area in points; fits: its name fits on it; large: it
    should not be nameless."""

    area_cells: AreaCells
    shape: Any
    sea: NDArray[np.int32] | None
    wet: NDArray[np.int32]
    nobodys: NDArray[np.int32]
    dry: NDArray[np.int32]
    calm: NDArray[np.int32]
    home: Mask
    fits: bool
    wanted: bool
    large: bool
    leader: bool


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


def _gaps(rects: NDArray[np.float64], symbols: NDArray[np.float64]) -> NDArray[np.float64]:
    """The distances of rectangles from discs (x, y, half): (rectangles, discs)."""
    dx = np.maximum(np.maximum(rects[:, None, 0] - symbols[None, :, 0], symbols[None, :, 0] - rects[:, None, 2]), 0)
    dy = np.maximum(np.maximum(rects[:, None, 1] - symbols[None, :, 1], symbols[None, :, 1] - rects[:, None, 3]), 0)
    found: NDArray[np.float64] = np.hypot(dx, dy) - symbols[None, :, 2]
    return found


def _leader(name: str, ends: NDArray[np.float64], step: int) -> Shape:
    x0, y0, x1, y1 = (float(v) for v in ends)
    box = Rect(round(min(x0, x1)), round(min(y0, y1)), round(abs(x1 - x0)), round(abs(y1 - y0)))
    return Shape(name=name, rect=box, geometry="line", line=_LEADER, step=step, flip=(x1 - x0) * (y1 - y0) < 0)


def _cheap(parts: Sequence[Candidates], price: float) -> bool:
    """Whether a candidate costs less than that."""
    return any(p.size and p.prices.min() < price for p in parts)


def _spaced(size: float, spread: float) -> Style:
    return STATE.but(size=size, floor=size, tracking=round(size * spread, 1))
