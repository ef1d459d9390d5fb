"""Callouts: words about a place in a box on empty land or sea, joined to the place by a line.

In: a map's `callouts`, the features of the map, the labeller. Out: pending boxes, placed together with the labels; a
warning for one that does not fit. A box covers no symbol and no words; the price of a position is what of the map lies
under it, and how far it is from its place.
"""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from podium.layout.pictures.crop import crop
from podium.layout.pictures.library import Found
from podium.maps.drawing.corners import FILLED, Corners, edges
from podium.maps.drawing.features import FeatureLayer
from podium.maps.drawing.terrain_features import TerrainFeatures
from podium.maps.labels import candidates, towns
from podium.maps.labels.labeller import ASKED, Labeller
from podium.maps.labels.placement import Candidates, candidate_set, merged
from podium.maps.labels.type_sizes import FIRST
from podium.maps.model.callouts import Callout
from podium.maps.symbols.curves import freeform
from podium.outline import inline
from podium.outline.focus import CENTRE
from podium.outline.models import is_empty
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Picture, Shape
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Draft, draft, title_draft

_TEXT = scale.CAPTION.but(size=scale.READABLE, floor=scale.READABLE, colour="ink")
_TITLE = _TEXT.but(size=18.0, bold=True)
_PAD, _BAR, _AIR = points(9), points(4), points(5)
_WIDTHS = (210, 270, 160, 330)  # pt, of the words, the best first
_DEARER = 14.0  # price (pt) of each width after the first
_MOST_WIDE, _MOST_HIGH = 0.46, 0.62  # shares of the map that a box may take
_PICTURE = 0.62  # height of a picture in the widths of its box, at most
_STEP = points(10)  # from position to position
_TILE = points(46)  # of the positions in a tile only the cheapest are kept
_KEPT = 3
_FAR, _COVERED = 0.32, 340.0  # price of a point of distance; of a box that lies on filled land and lines alone
_DOT = points(5)
_DEAR = 2.0  # times the price of a label that is left out


class _Form(NamedTuple):
    """One way to set a callout: its size, and the height of its picture (EMU)."""

    width: int
    height: int
    picture: int


@dataclasses.dataclass
class _Placed:
    """A callout whose place is known. half: of the symbol there."""

    callout: Callout
    number: int
    at: tuple[int, int]
    half: float
    step: int
    colour: str
    found: Found | None


class Callouts:
    """The callouts of one map."""

    def __init__(self, layer: FeatureLayer, terrain: TerrainFeatures, labeller: Labeller) -> None:
        self.terrain, self.dots = terrain, towns.town_dots(layer.spec, layer.sizes)
        self.layer, self.spec, self.labeller, self.stage = layer, layer.spec, labeller, layer.spec.stage
        self.boxes: list[Box] = []
        self.placed = [p for n, c in enumerate(self.spec.model.callouts) if (p := self._read(c, n)) is not None]
        for placed in self.placed:
            if not placed.half:
                labeller.grid.occupy(_around(placed.at, _DOT), points(1))

    def _read(self, callout: Callout, n: int) -> _Placed | None:
        step, colour = self.layer.begin(callout, "callouts", n)
        if callout.at is None:
            hint = "at: the name of a place, or [longitude, latitude]"
            self.spec.error("a callout needs a place", "callouts", n, code="missing", hint=hint)
            return None
        if is_empty(callout.text) and is_empty(callout.title) and callout.picture is None:
            hint = "text: what is to be said of the place"
            self.spec.error("a callout needs words", "callouts", n, code="missing", hint=hint)
            return None
        at = self.spec.at(callout.at, f"'{_name(callout)}'", "callouts", n, "at")
        found = None
        if callout.picture is not None:
            meanwhile = "the callout is without it"
            found = self.stage.pictures.find(callout.picture.file, callout.picture, meanwhile=meanwhile)
        return None if at is None else _Placed(callout, n, at, self._half(at), step, colour, found)

    def _half(self, at: tuple[int, int]) -> float:
        """Half the size of the symbol that stands at a place, 0 if none does."""
        around = [max(b.rect.w, b.rect.h) / 2 for b in self.layer.symbols if _holds(b.rect, at)]
        dot = points(self.layer.sizes.dot) / 2
        around += [dot + points(1) for x, y in self.dots if abs(x - at[0]) < dot and abs(y - at[1]) < dot]
        return max((*around, self.terrain.half_at(at)), default=0.0)

    # ---- positions -----------------------------------------------------------------------------------------

    def add(self, corners: Corners) -> None:
        """Adds all callouts to the labeller. corners: what the land is worth."""
        for placed in self.placed:
            forms = [form for wide in _WIDTHS if (form := self._form(placed, wide)) is not None]
            parts = [self._positions(placed, form, n, corners) for n, form in enumerate(forms)]
            self.labeller.add(
                f"callout: {_name(placed.callout)}",
                (),
                merged(parts),
                omission_cost=ASKED * _DEAR,
                step=placed.step,
                priority=FIRST,
                gap=_AIR,
                draw=lambda rect, form, p=placed, f=forms: self._draw(p, rect, f[form]),
                on_omitted=lambda p=placed: self._omitted(p),
            )

    def _omitted(self, placed: _Placed) -> None:
        said = f"the callout '{_name(placed.callout)}' does not fit on this map"
        hint = "shorten it, show a larger area, or give the map the whole slide with 'full'"
        self.spec.warn(said, "callouts", placed.number, code="no-room", hint=hint)

    def _form(self, placed: _Placed, wide: int) -> _Form | None:
        """The size of a callout with lines that wide; None if it would take too much of the map."""
        drafts, r = _drafts(placed.callout), self.layer.bounds
        inner = points(wide)
        if placed.found is None:
            inner = min(inner, max((points(self.stage.compose.width(d)) + points(2) for d in drafts), default=inner))
        picture = 0 if placed.found is None else min(round(inner / placed.found.aspect), round(inner * _PICTURE))
        words = self.stage.line_height(drafts, inner) if drafts else 0
        gap = _PAD // 2 if picture and words else 0
        form = _Form(inner + 2 * _PAD, words + picture + gap + 2 * _PAD + (_BAR if placed.colour else 0), picture)
        return form if form.width <= r.w * _MOST_WIDE and form.height <= r.h * _MOST_HIGH else None

    def _positions(self, placed: _Placed, form: _Form, number: int, corners: Corners) -> Candidates:
        """The free positions of a form, the cheapest of each part of the map."""
        grid, r = self.labeller.grid, self.layer.bounds
        across, down = edges(self.spec)
        xs = np.arange(r.x + across, r.right - across - form.width + 1, _STEP)
        ys = np.arange(r.y + down, r.bottom - down - form.height + 1, _STEP)
        if not len(xs) or not len(ys):
            return candidate_set(np.empty((0, 4)), np.empty(0))
        x, y = (a.ravel().astype(float) for a in np.meshgrid(xs, ys))
        rects = candidates.rects_at(x, y, form.width, form.height)
        free, _ = grid.assess(rects + np.array([-_AIR, -_AIR, _AIR, _AIR]))
        rects = rects[free & (_gap(rects, placed.at) > placed.half + _AIR)]
        leaders = _leaders(rects, placed.at, placed.half)
        clear, over = candidates.clear_leaders(grid, leaders)
        rects, leaders, over = rects[clear], leaders[clear], over[clear]
        found, _ = grid.windows(rects)
        covered = found.total(corners.sums) / np.maximum(found.size, 1) / FILLED
        far = _gap(rects, placed.at) / EMU_PER_PT
        prices = _FAR * far + _COVERED * covered + _DEARER * number + 40.0 * over
        made = candidate_set(rects, prices, number, leaders)
        return _spread(made, (r.x, r.y))

    # ---- boxes ---------------------------------------------------------------------------------------------

    def _draw(self, placed: _Placed, rect: Rect, form: _Form) -> None:
        callout, step = placed.callout, placed.step
        name = f"callout: {_name(callout)}"
        x0, y0, x1, y1 = _leaders(np.array([[rect.x, rect.y, rect.right, rect.bottom]], float), placed.at, placed.half)[
            0
        ]
        ends = [[("M", x0, y0), ("L", x1, y1)]]
        self.boxes += [
            freeform(f"{name}: leader casing", ends, line=Line("ground", 3.5), step=step),
            freeform(f"{name}: leader", ends, line=Line("ink", 1.5), step=step),
        ]
        if not placed.half:
            dot = _around(placed.at, _DOT)
            edge = Line("ground", 0.75)
            self.boxes.append(
                Shape(name=f"{name}: place", rect=dot, geometry="ellipse", fill="ink", line=edge, step=step)
            )
        panel = Shape(name=f"{name}: panel", rect=rect, fill="ground", line=Line("rule", 1.0), step=step)
        self.boxes.append(panel)
        inner = Rect(rect.x + _PAD, rect.y + _PAD, rect.w - 2 * _PAD, rect.h - 2 * _PAD)
        if placed.colour:
            bar = rect.top(_BAR)
            self.boxes.append(Shape(name=f"{name}: side", rect=bar, fill=placed.colour, step=step))
            inner = inner.below(_BAR)
        if placed.found is not None and callout.picture is not None and form.picture:
            place = inner.top(form.picture)
            cut = crop(placed.found.aspect, place, callout.picture.focus or CENTRE)
            alt = inline.plain(callout.picture.alt or callout.title or callout.text)
            self.boxes.append(
                Picture(name=f"{name}: picture", rect=place, media=placed.found.key, crop=cut, alt=alt, step=step)
            )
            inner = inner.below(form.picture + _PAD // 2)
        drafts = _drafts(callout)
        if drafts:
            self.boxes.append(self.stage.text(name, inner, drafts, step=step))

    def credits(self) -> tuple[str, ...]:
        """Whose the pictures are."""
        pictures = [p.callout.picture for p in self.placed if p.found is not None]
        return tuple(dict.fromkeys(inline.plain(p.credit) for p in pictures if p is not None and p.credit))


def _name(callout: Callout) -> str:
    """What a callout is called: its title, or the first words of its text."""
    words = inline.plain(callout.title or callout.text)
    return words if len(words) <= 40 else f"{words[:40].rsplit(' ', 1)[0]} …"


def _drafts(callout: Callout) -> list[Draft]:
    drafts = [title_draft(callout.title, _TITLE)] if callout.title else []
    return [*drafts, *([draft(callout.text, _TEXT, before=2.0 if drafts else 0.0)] if callout.text else [])]


def _around(at: tuple[int, int], size: int) -> Rect:
    return Rect(at[0] - size // 2, at[1] - size // 2, size, size)


def _holds(rect: Rect, at: tuple[int, int]) -> bool:
    return rect.x <= at[0] <= rect.right and rect.y <= at[1] <= rect.bottom


def _gap(rects: NDArray[np.float64], at: tuple[int, int]) -> Any:
    """The distances (EMU) of rectangles from a place."""
    dx = np.maximum(np.maximum(rects[:, 0] - at[0], at[0] - rects[:, 2]), 0)
    dy = np.maximum(np.maximum(rects[:, 1] - at[1], at[1] - rects[:, 3]), 0)
    return np.hypot(dx, dy)


def _leaders(rects: NDArray[np.float64], at: tuple[int, int], half: float) -> NDArray[np.float64]:
    """Lines from the nearest point of each rectangle to the edge of the symbol at a place."""
    x, y = np.clip(at[0], rects[:, 0], rects[:, 2]), np.clip(at[1], rects[:, 1], rects[:, 3])
    away = np.maximum(np.hypot(x - at[0], y - at[1]), 1.0)
    share = np.minimum(half / away, 1.0)
    return np.column_stack([x, y, at[0] + (x - at[0]) * share, at[1] + (y - at[1]) * share])


def _spread(found: Candidates, corner: tuple[int, int]) -> Candidates:
    """The cheapest positions in each tile of the map, so that there is a choice."""
    kept: dict[tuple[int, int], int] = {}
    chosen: list[int] = []
    for n in np.argsort(found.prices, kind="stable").tolist():
        tile = int((found.rects[n, 0] - corner[0]) // _TILE), int((found.rects[n, 1] - corner[1]) // _TILE)
        if kept.get(tile, 0) < _KEPT:
            kept[tile] = kept.get(tile, 0) + 1
            chosen.append(n)
    rows = np.array(chosen, np.int64)
    return Candidates(found.rects[rows], found.prices[rows], found.leaders[rows], found.forms[rows])
