"""Labels: every name at a place where it runs into nothing.

In: words, what they belong to (an area, a symbol, a line, a sea), the `Room` of the map. Out, after `settle`: text
boxes and leader lines; a label that finds no place calls its `lost`. First every label says where it could stand
(`spots`), then all places are chosen together (`placing`). A label is measured before it is placed and its box is
exactly as large as its words, so no two labels ever meet, nor a label and a symbol or the frame."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from podium.layout.scene import Align, Box, Line, Shape, Text
from podium.layout.stage import Stage
from podium.layout.text import Draft
from podium.layout.type_scale import Style
from podium.layout.units import Rect, points
from podium.maps import placing, spots
from podium.maps.placing import Offers, Wish
from podium.maps.room import Mask, Room
from podium.maps.spots import Ground
from podium.outline.inline import Piece

STATE = Style(20, 12, 1.08, "ink", bold=True)
CITY = Style(14, 12, 1.15, "ink")
KEY = Style(15, 13, 1.15, "ink", bold=True)
NOTE = Style(13, 12, 1.15, "ink")
WATER = Style(15, 12, 1.1, "map.name", major=True, italic=True)
ASKED = 400.0  # what it costs to leave out a label that the outline asks for,
CHOSEN = 62.0  # and one of the program's choice: rather none than one on a border
_CHOICE = 80  # places of a town's name
_MANY_WORDS = 40  # of a label
_SPREAD = (0.08, 0.2, 0.34)  # between the letters of a state's name, in sizes
_CLOSE = (0.03,)  # where there is little room
_FULL = 0.6  # of its land's width is what a name had better span
_RUNG = 40.0  # the price of one size less than would fit,
_LESS = 8.0  # of one size less than the land's because no more fits,
_SMALL = 34.0  # of a town's name at the smallest size,
_LINE = 9.0  # of one line more,
_SHORT = 14.0  # of the name without what stands in brackets,
_SEA = 26.0  # of standing on the sea beside the coast,
_OVER = 46.0  # of reaching over the coast,
_ABROAD = 80.0  # and of reaching over a neighbour
_AIR = points(8)  # between a sea's name and whatever else
_STANDING = points(1.5)  # between labels
_LEADER = Line("ink", 0.75)
_ALIGNS: tuple[Align, ...] = ("left", "centre", "right")


def split(words: str, lines: int) -> list[str] | None:
    """The words on that many lines of nearly equal length, None if there are fewer words than lines."""
    parts = words.split()
    if lines == 1 or not words:
        return [words]
    if len(parts) < lines:
        return None
    if len(parts) > _MANY_WORDS:  # too long for any label: where it is cut no longer matters, the time does
        each = -(-len(parts) // lines)
        return [" ".join(parts[n : n + each]) for n in range(0, len(parts), each)]
    best: list[str] | None = None
    for cut in range(1, len(parts) - lines + 2):
        rest = split(" ".join(parts[cut:]), lines - 1)
        if rest is not None:
            candidate = [" ".join(parts[:cut]), *rest]
            if best is None or max(map(len, candidate)) < max(map(len, best)):
                best = candidate
    return best


def capitals(words: str, lang: str) -> str:
    """A name in capitals; Turkish has its own of i."""
    return (words.replace("i", "İ") if lang.startswith("tr") else words).upper()


class Form(NamedTuple):
    """One way to write a label."""

    lines: Sequence[str]
    style: Style
    align: Align = "centre"


@dataclasses.dataclass
class Want:
    """A label that waits for its place. make: what is drawn there instead of words; rank: who is served first."""

    name: str
    forms: Sequence[Form]
    offers: Offers
    missing: float
    step: int = 0
    rank: int = 0
    gap: int = _STANDING
    lost: Callable[[], None] | None = None
    make: Callable[[Rect, int], None] | None = None


class Labels:
    """Places labels on one map; `boxes` are those that found a place, in the order in which they were asked for."""

    def __init__(self, stage: Stage, room: Room) -> None:
        self.stage, self.room = stage, room
        self.wants: list[Want] = []
        self.boxes: list[Box] = []

    def settle(self) -> None:
        """Places everything that waits."""
        order = sorted(range(len(self.wants)), key=lambda n: self.wants[n].rank)
        wishes = [Wish(self.wants[n].offers, self.wants[n].missing, self.wants[n].gap) for n in order]
        taken = dict(zip(order, placing.place(wishes), strict=True))
        for n, want in enumerate(self.wants):
            if taken[n] >= 0:
                self._put(want, taken[n])
            elif want.lost is not None:
                want.lost()
        self.wants = []

    def _put(self, want: Want, at: int) -> None:
        x, y, right, bottom = (round(v) for v in want.offers.rects[at])
        rect, form = Rect(x, y, right - x, bottom - y), int(want.offers.forms[at])
        if want.make is not None:
            want.make(rect, form)
            return
        if not np.isnan(want.offers.leaders[at, 0]):
            self.boxes.append(_leader(f"{want.name}: leader", want.offers.leaders[at], want.step))
        lines, style, align = want.forms[form]
        words = Draft((Piece("\v".join(lines)),), style.but(floor=style.size), align=align)
        box: Text = self.stage.text(want.name, rect, [words], anchor="middle", step=want.step)
        self.boxes.append(box)

    def size(self, lines: Sequence[str], style: Style) -> tuple[int, int]:
        """Width and height (EMU) that the lines need."""
        width = max(self.stage.compose.width(Draft((Piece(line),), style)) for line in lines) + 1.5
        return points(width), points(self.stage.compose.height([Draft((Piece("\v".join(lines)),), style)], width) + 0.5)

    # ---- names of points and lines ---------------------------------------------------------------------------

    def point(
        self,
        name: str,
        lines: Sequence[str],
        style: Style,
        at: tuple[float, float],
        half: float,
        *,
        reach: int = 0,
        base: float = spots.LEADER,
        small: bool = False,
        **rest: Any,
    ) -> None:
        """About a symbol that is 2 × `half` EMU wide; within `reach` at the end of a leader, which costs `base`.

        small: if need be at the smallest size.
        """
        sizes = [style, style.but(size=12.0, floor=12.0)] if small and style.size > 12 else [style]
        forms: list[Form] = []
        parts: list[Offers] = []
        for n, look in enumerate(sizes):
            if n and _cheap(parts, _SMALL):
                break
            w, h = self.size(lines, look)
            found = spots.about(self.room, w, h, at, half)
            parts.append(found._replace(prices=found.prices + _SMALL * n, forms=found.forms + 3 * n))
            if reach:
                far = spots.led(self.room, w, h, at, half, reach + (w + h) / 4, base)
                parts.append(far._replace(prices=far.prices + _SMALL * n, forms=far.forms + 3 * n))
            forms += [Form(lines, look, align) for align in _ALIGNS]
        self.want(name, forms, placing.joined(parts).cheapest(_CHOICE), **rest)

    def spot(
        self, name: str, lines: Sequence[str], style: Style, at: tuple[float, float], reach: float, **rest: Any
    ) -> None:
        """Words over a place without a symbol, or as near to it as can be."""
        w, h = self.size(lines, style)
        forms = [Form(lines, style, align) for align in _ALIGNS]
        self.want(name, forms, spots.around(self.room, w, h, at, reach), **rest)

    def line(
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
        """Beside a course ((n, 2), EMU), at least `clear` EMU off it; `seat` and `own` as `spots.along` has them."""
        w, h = self.size(lines, style)
        forms = [Form(lines, style, align) for align in _ALIGNS]
        self.want(name, forms, spots.along(self.room, w, h, course, clear=clear, seat=seat, own=own), **rest)

    def sea(
        self,
        name: str,
        ways: Sequence[Sequence[str]],
        style: Style,
        at: tuple[float, float],
        wet: NDArray[np.int32],
        reach: float,
        **rest: Any,
    ) -> None:
        """On open water about a spot, well off the coast, the frame and whatever stands there."""
        forms, parts = [], []
        for n, lines in enumerate(ways):
            w, h = self.size(lines, style)
            found = spots.afloat(self.room, w, h, at, wet, reach, _AIR)
            parts.append(found._replace(prices=found.prices + 6 * n, forms=found.forms + n))
            forms.append(Form(lines, style))
        self.want(name, forms, placing.joined(parts), gap=_AIR, **rest)

    def want(self, name: str, forms: Sequence[Form], offers: Offers, *, missing: float = ASKED, **rest: Any) -> None:
        """A label with its offers."""
        self.wants.append(Want(name, forms, offers, missing, **rest))

    # ---- names of land ---------------------------------------------------------------------------------------

    def land(self, name: str, words: str, land: Land, sizes: Sequence[float], **rest: Any) -> None:
        """The name of an area in spaced capitals, at the first of `sizes` at which it fits, at best.

        It stands on the area's own land; on the sea beside its coast; with its middle on it, over the coast; if it
        is `wanted` over a neighbour by a little, or out at the end of a leader.
        """
        shorter = words.partition(" (")[0]
        texts = [capitals(w, self.stage.lang) for w in dict.fromkeys((words, shorter))]
        forms: list[Form] = []
        parts: list[Offers] = []
        first = len(sizes)
        for rung, size in enumerate(sizes):
            if rung > first + 1:  # one size less than fits is a choice, two are not
                break
            made = [p for n, text in enumerate(texts) for p in self._ashore(forms, text, size, land, _SHORT * n)]
            first = min(first, rung) if made else first
            parts += [p._replace(prices=p.prices + _RUNG * (rung - first) + _LESS * first) for p in made]
        if land.sea is not None and land.wanted and not _cheap(parts, _SEA):
            parts += self._beside(forms, texts, sizes, land, _SEA if not parts else 2 * _SEA)
        if not parts:
            parts += self._over_bays(forms, texts[-1], sizes[-1], land)
        if land.wanted and not _cheap(parts, _OVER + _RUNG):
            parts += self._abroad(forms, texts[-1], sizes[-1], land)
        self.want(name, forms, placing.joined(parts).cheapest(2 * _CHOICE), **rest)

    def _ashore(self, forms: list[Form], text: str, size: float, land: Land, more: float) -> list[Offers]:
        """At one size on its own land."""
        parts: list[Offers] = []
        for count in (1, 2, 3):
            lines = split(text, count)
            if lines is None or (count == 3 and parts):
                break
            for spread in _SPREAD if count == 1 else _SPREAD[: 3 - count]:
                style = _spaced(size, spread)
                w, h = self.size(lines, style)
                found = land.ground.inside(w, h)
                if found.many:
                    fills = np.abs(w / np.maximum(land.ground.width_at(found), 1) - _FULL)
                    parts.append(self._made(forms, found, lines, style, more + _LINE * (count - 1) + 14 * fills))
        return parts

    def _beside(
        self, forms: list[Form], texts: Sequence[str], sizes: Sequence[float], land: Land, base: float
    ) -> list[Offers]:
        """On the sea beside its coast, at the first size at which there is room."""
        assert land.sea is not None
        for rung, size in enumerate(sizes):
            parts = []
            for n, text in enumerate(texts):
                for count in (1, 2, 3):
                    lines = split(text, count)
                    if lines is None:
                        break
                    style = _spaced(size, _SPREAD[0])
                    found = land.ground.beside(*self.size(lines, style), land.sea, land.dry)
                    price = base + _LESS * rung + _SHORT * n + _LINE * (count - 1)
                    parts.append(self._made(forms, found, lines, style, price))
            if any(p.many for p in parts):
                return parts
        return []

    def _over_bays(self, forms: list[Form], text: str, size: float, land: Land) -> list[Offers]:
        """At the least size on its own land, a fifth of it perhaps on water."""
        style, parts = _spaced(size, _SPREAD[0]), []
        for count in (1, 2):
            lines = split(text, count)
            if lines is not None:
                found = land.ground.across(*self.size(lines, style), land.wet, 0.8, 1.0)
                parts.append(self._made(forms, found, lines, style, _LINE * (count - 1)))
        return [p for p in parts if p.many]

    def _abroad(self, forms: list[Form], text: str, size: float, land: Land) -> list[Offers]:
        """At the least size: closely set at home, over the coast, over a neighbour, at the end of a leader."""
        parts = []
        for count in (1, 2, 3):
            lines = split(text, count)
            if lines is None:
                break
            for spread in (*_SPREAD[:1], *_CLOSE):
                style = _spaced(size, spread)
                w, h = self.size(lines, style)
                more = _LINE * (count - 1) + (4 if spread in _CLOSE else 0)
                inside = land.ground.inside(w, h)
                over = land.ground.across(w, h, land.wet, 0.5, 1.0)
                nearly = land.ground.across(w, h, land.wet, 0.5, 0.86)
                parts.append(self._made(forms, inside, lines, style, _RUNG + more))
                parts.append(self._made(forms, over, lines, style, _OVER + more))
                parts.append(self._made(forms, nearly, lines, style, _ABROAD + more))
                if land.asked and not (nearly.many or over.many or inside.many):  # rather so than not at all
                    for own, share in ((0.5, 0.66), (0.25, 1.0)):
                        mostly = land.ground.across(w, h, land.wet, own, share)
                        parts.append(self._made(forms, mostly, lines, style, _ABROAD + 24 + more))
            if land.leader:
                style = _spaced(size, _SPREAD[0])
                w, h = self.size(lines, style)
                away = spots.away(self.room, w, h, land.ground, land.calm, land.dry, land.shape)
                parts.append(self._made(forms, away, lines, style, _LINE * (count - 1)))
        return [p for p in parts if p.many]

    def _made(self, forms: list[Form], found: Offers, lines: Sequence[str], style: Style, price: Any) -> Offers:
        """Offers of one form."""
        forms.append(Form(lines, style))
        return found._replace(prices=found.prices + price, forms=np.full(found.many, len(forms) - 1))


class Land(NamedTuple):
    """What the name of an area needs to know of it. sea: sums of free open water, None without a coast; wet: of all
    water, zeros without; dry: of all land; calm: where a name may stand with a leader; shape: in points."""

    ground: Ground
    shape: Any
    sea: NDArray[np.int32] | None
    wet: NDArray[np.int32]
    dry: NDArray[np.int32]
    calm: Mask
    asked: bool
    wanted: bool
    leader: bool


def _leader(name: str, ends: NDArray[np.float64], step: int) -> Shape:
    x0, y0, x1, y1 = (float(v) for v in ends)
    box = Rect(round(min(x0, x1)), round(min(y0, y1)), round(abs(x1 - x0)), round(abs(y1 - y0)))
    return Shape(name=name, rect=box, geometry="line", line=_LEADER, step=step, flip=(x1 - x0) * (y1 - y0) < 0)


def _cheap(parts: Sequence[Offers], price: float) -> bool:
    """Whether one of the offers costs less than that."""
    return any(p.many and p.prices.min() < price for p in parts)


def _spaced(size: float, spread: float) -> Style:
    return STATE.but(size=size, floor=size, tracking=round(size * spread, 1))
