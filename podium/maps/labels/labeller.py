"""The labeller: places every label of a map so that it touches nothing else.

In: words, what they belong to (an area, a symbol, a line, a sea), the `CollisionGrid` of the map. Out, after
`place_all`: text boxes and leader lines; a label that does not fit calls its `on_omitted`. Every label first collects
candidate positions, then all positions are chosen together (`placement`). A label is measured before it is placed and
its box is exactly as large as its words, so no label ever touches another, a symbol or the frame.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from podium.layout.stage import Stage
from podium.maps.labels import candidates, letters, placement
from podium.maps.labels.collision_grid import CollisionGrid, Mask
from podium.maps.labels.line_breaks import split
from podium.maps.labels.placement import Candidates, PlacementItem
from podium.maps.labels.type_sizes import LEAST
from podium.outline.inline import Piece
from podium.scene.boxes import Align, Box, Line, Shape, Text
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting import measure
from podium.typesetting.text import BASELINE, Draft

STATE = Style(20, LEAST, 1.08, "ink", bold=True)
CITY = Style(16, LEAST, 1.15, "ink")
KEY = Style(16, LEAST, 1.15, "ink", bold=True)
NOTE = Style(16, LEAST, 1.15, "ink")
WATER = Style(16, LEAST, 1.1, "map.name", major=True, italic=True)
ASKED = 400.0  # price of omitting a label that the outline asks for
CHOSEN = 62.0  # and one of podium's choice: better none than one on a border
CHOICES = 80  # candidates of a town's name
_DOUBT = points(5)  # a label that is nearer to its own symbol than to another by less than this may belong to either
_WRONG = 70.0  # price of a label that seems to belong to another symbol
_SMALL = 12.0  # price of each size by which a label is smaller than it should be
_NARROW, _SHORT = 9.0, 8  # price of breaking a line of more characters than that
_PLAIN, _BELOW_PLAIN = 16.0, 60.0  # pt: no label that should stand out is smaller than the others, or it costs this
_LARGE = 20.0  # pt: of an event
UNDER = 125.0  # and on a map that fills the slide it costs this: more than the names that podium adds by itself
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
    first; at and half: the symbol that it belongs to; unasked: the id of the land that it names though the outline does
    not ask for it, "" for others."""

    name: str
    forms: Sequence[LabelForm]
    candidates: Candidates
    omission_cost: float
    step: int = 0
    until: int = 0
    priority: int = 0
    gap: int = _STANDING
    at: tuple[float, float] | None = None
    half: float = 0.0
    on_omitted: Callable[[], None] | None = None
    draw: Callable[[Rect, int], None] | None = None
    unasked: str = ""


class Labeller:
    """Places the labels of one map; `boxes` are those that were placed, in the order in which they were added."""

    def __init__(self, stage: Stage, grid: CollisionGrid, least: float = LEAST) -> None:
        self.stage, self.grid, self.least = stage, grid, least
        self.pending: list[PendingLabel] = []
        self.boxes: list[Box] = []
        self.of_the_whole: list[Box] = []  # what is said of the whole map, in its corners
        self.halos: list[Rect] = []  # letters: lines of the map make room for them
        self.nameless: set[str] = set()  # land that would be named unasked, but whose name fits nowhere
        self._sizes: dict[tuple[tuple[str, ...], Style], tuple[int, int]] = {}
        self._chosen: dict[int, int] | None = None  # the candidate that each pending label takes
        self._penalised = False

    def place_all(self) -> None:
        """Places all pending labels."""
        chosen = self._choice()
        for n, label in enumerate(self.pending):
            if chosen[n] >= 0:
                self._put(label, chosen[n])
            elif label.on_omitted is not None:
                label.on_omitted()
        self.pending, self._chosen, self._penalised = [], None, False

    def lacking(self) -> set[str]:
        """The ids of the land that is named unasked wherever there is room, and that stays nameless as it is now."""
        chosen = self._choice()
        return self.nameless | {p.unasked for n, p in enumerate(self.pending) if p.unasked and chosen[n] < 0}

    def named(self) -> set[str]:
        """The ids of the land that has its name unasked as it is now."""
        chosen = self._choice()
        return {p.unasked for n, p in enumerate(self.pending) if p.unasked and chosen[n] >= 0}

    def insist_on(self, lands: Collection[str], omission_cost: float) -> None:
        """Gives the names of land that are placed unasked another price of omission."""
        for label in self.pending:
            if label.unasked in lands:
                label.omission_cost, self._chosen = omission_cost, None

    def leave_out(self, lands: Collection[str]) -> None:
        """Leaves out the names of land that would be placed unasked; others may stand in their room."""
        for n, label in enumerate(self.pending):
            if label.unasked in lands:
                if self._chosen is not None and self._chosen[n] >= 0:
                    self._chosen = None
                label.candidates = placement.merged([])

    def _choice(self) -> dict[int, int]:
        """The candidate that each pending label takes as it is now, -1 for none."""
        if self._chosen is None:
            self._chosen = self._choose()
        return self._chosen

    def _choose(self) -> dict[int, int]:
        if not self._penalised:
            self._penalise_ambiguity()
            self._penalised = True
        order = sorted(range(len(self.pending)), key=lambda n: self.pending[n].priority)
        items = [
            PlacementItem(self.pending[n].candidates, self.pending[n].omission_cost, self.pending[n].gap) for n in order
        ]
        return dict(zip(order, placement.place(items), strict=True))

    def _penalise_ambiguity(self) -> None:
        """Makes positions dearer that are nearer to another label's symbol than to the label's own."""
        found = [(*w.at, w.half) for w in self.pending if w.at is not None]
        symbols = np.array(found).reshape(-1, 3)
        for label in self.pending:
            if label.at is not None and len(symbols) > 1 and label.candidates.size:
                others = symbols[(symbols[:, :2] != label.at).any(axis=1)]
                mine = _gaps(label.candidates.rects, np.array([[*label.at, label.half]]))[:, 0]
                wrong = (_gaps(label.candidates.rects, others) < mine[:, None] + _DOUBT).any(axis=1)
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
            self.boxes[-1].until = label.until
        lines, style, align = label.forms[form]
        words = Draft((Piece("\v".join(lines)),), style.but(floor=style.size), align=align)
        box: Text = self.stage.text(label.name, rect, [words], anchor="middle", step=label.step)
        box.until = label.until
        self.boxes.append(box)
        self.keep_clear(*self.letters(rect, lines, style, align))

    def letters(self, rect: Rect, lines: Sequence[str], style: Style, align: Align = "left") -> list[Rect]:
        """Rectangles around the letters of a label in its place."""
        found: list[Rect] = []
        face = self.stage.compose.spans(Draft((Piece(lines[0]),), style), 0)[0].face
        pitch = style.size * style.pitch
        foot = (rect.y + rect.h / 2) / EMU_PER_PT - pitch * len(lines) / 2 - BASELINE * style.size
        for n, line in enumerate(lines, 1):
            spare = rect.width_pt - measure.text_width(line, face, style.size, style.tracking)
            left = rect.x / EMU_PER_PT + {"left": 0.0, "centre": spare / 2, "right": spare}[align]
            found += letters.rectangles(line, style, face, left, foot + n * pitch)
        return found

    def keep_clear(self, *words: Rect) -> None:
        """Cuts out the lines of the base map behind words: a halo in the colour of whatever ground they stand on."""
        self.halos += words

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
        small: float = _SMALL,
        **rest: Any,
    ) -> None:
        """Adds a label around a symbol that is 2 × `half` EMU wide, or within `reach` at the end of a leader, which
        costs `base`. small: the price of each smaller size."""

        def around(lines: Sequence[str], variant: Style) -> Candidates:
            w, h = self.size(lines, variant)
            found = candidates.around_symbol(self.grid, w, h, at, half)
            if not reach or variant.size not in (style.size, _LARGE, _PLAIN, LEAST):
                return found.cheapest(CHOICES)
            far = candidates.with_leader(self.grid, w, h, at, half, reach + (w + h) / 4, base)
            return placement.merged([found, far]).cheapest(CHOICES)

        variants = [lines, *([narrow] if (narrow := _narrower(lines)) else [])]
        forms = self._at_sizes(variants, style, around, rest.get("omission_cost", ASKED), small)
        self.add(name, *forms, at=at, half=half, **rest)
        self._add_tick(name, at, rest.get("step", 0))

    def _at_sizes(
        self,
        variants: Sequence[Sequence[str]],
        style: Style,
        find: Callable[[Sequence[str], Style], Candidates],
        omission_cost: float,
        small: float = _SMALL,
    ) -> tuple[list[LabelForm], Candidates]:
        """The forms and candidates of a label on lines of each variant, in its own size and in smaller ones, each
        dearer than the one before."""
        forms: list[LabelForm] = []
        parts: list[Candidates] = []
        smaller = (_LARGE, _PLAIN, LEAST) if omission_cost >= ASKED else (_PLAIN,)
        for n, size in enumerate((style.size, *(s for s in smaller if s < style.size))):
            sized = style.but(size=size, floor=size)
            for m, lines in enumerate(variants):
                found = find(lines, sized)
                below = UNDER if size < self.least else _BELOW_PLAIN if style.size > _PLAIN > size else 0.0
                price = small * n + _NARROW * m + below
                parts.append(found._replace(prices=found.prices + price, forms=found.forms + len(forms)))
                forms += [LabelForm(lines, sized, align) for align in _ALIGNS]
        return forms, placement.merged(parts)

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
        """Adds words on a place without a symbol, or as near to it as possible."""

        def around(lines: Sequence[str], variant: Style) -> Candidates:
            return candidates.around_place(self.grid, *self.size(lines, variant), at, reach, led=True)

        self.add(name, *self._at_sizes([lines], style, around, rest.get("omission_cost", ASKED)), **rest)

    def add_line(
        self,
        name: str,
        lines: Sequence[str],
        style: Style,
        course: NDArray[np.float64],
        clear: float,
        *,
        anchor: tuple[float, float, float],
        own: Mask | None = None,
        **rest: Any,
    ) -> None:
        """Adds a label beside a course ((n, 2), EMU), at least `clear` EMU from it; `anchor` and `own` as in
        `candidates.beside_line`."""

        def beside(lines: Sequence[str], variant: Style) -> Candidates:
            w, h = self.size(lines, variant)
            return candidates.beside_line(self.grid, w, h, course, clear=clear, anchor=anchor, own=own)

        self.add(name, *self._at_sizes([lines], style, beside, rest.get("omission_cost", ASKED)), **rest)

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
        """Adds a label on open water around a place, well away from the coast, the frame and everything else."""
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
        """Adds a label with its candidates."""
        self.pending.append(PendingLabel(name, forms, candidate_set, omission_cost, **rest))


def _narrower(lines: Sequence[str]) -> list[str]:
    """The same words with the longest line broken in two; [] if that makes them no narrower."""
    longest = max(lines, key=len)
    parts = split(longest, 2) if len(longest) > _SHORT else None
    at = lines.index(longest)
    found = [*lines[:at], *parts, *lines[at + 1 :]] if parts else []
    return found if found and max(map(len, found)) < len(longest) else []


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
