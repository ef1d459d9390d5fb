"""Labels: every name at a place where it runs into nothing.

In: words, what they belong to (an area, a symbol, a point), the `Room` of the map. Out: text boxes and leader lines, or
False for a label that finds no place. A label is measured before it is placed, its box is exactly as large as its
words and takes its room at once; so no two labels ever meet, nor a label and a symbol or the frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
import shapely.ops

from podium.layout.scene import Box, Line, Shape, Text
from podium.layout.stage import Stage
from podium.layout.text import Draft
from podium.layout.type_scale import Style
from podium.layout.units import EMU_PER_PT, Rect, points
from podium.maps.room import Mask, Room
from podium.outline.inline import Piece

STATE = Style(20, 12, 1.08, "ink", bold=True)
CITY = Style(14, 12, 1.15, "ink")
KEY = Style(15, 13, 1.15, "ink", bold=True)
NOTE = Style(13, 12, 1.15, "ink")
WATER = Style(15, 12, 1.1, "map.name", major=True, italic=True)
GAP = points(3)
_MANY_WORDS = 40  # of a label
_TRACKING = 0.11  # of the size, between the letters of a state's name
_NEARBY = points(22)  # up to here a label needs no leader
_CLEAR = 0.9  # of a name lies on its own land or on the sea; the rest may lie over a neighbour
_TRIES = 8  # places for a label with a leader, before it is given up
_CROWDED = 45.0  # the price from which a label beside its symbol had better move out
_LEADER = Line("ink", 0.75)
_CJK = "\u2e80"


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


class Labels:
    """Places labels on one map; `boxes` are those that found a place, in the order of placing."""

    def __init__(self, stage: Stage, room: Room) -> None:
        self.stage, self.room = stage, room
        self.boxes: list[Box] = []

    # ---- one label -----------------------------------------------------------------------------------------

    def size(self, lines: Sequence[str], style: Style) -> tuple[int, int]:
        """Width and height (EMU) that the lines need."""
        width = max(self.stage.compose.width(Draft((Piece(line),), style)) for line in lines) + 1.5
        return points(width), points(self.stage.compose.height([Draft((Piece("\v".join(lines)),), style)], width) + 0.5)

    def put(
        self,
        name: str,
        lines: Sequence[str],
        style: Style,
        rect: Rect,
        *,
        align: str = "centre",
        step: int = 0,
        link: str = "",
    ) -> None:
        """A label at a place that is known to be free."""
        words = Draft((Piece("\v".join(lines)),), style.but(floor=style.size), align=align)  # type: ignore[arg-type]
        box: Text = self.stage.text(name, rect, [words], anchor="middle", step=step, link=link)
        self.boxes.append(box)
        self.room.take(rect, points(1))

    # ---- names of land -------------------------------------------------------------------------------------

    def land(
        self,
        name: str,
        words: str,
        shape: Any,
        most: float,
        *,
        calm: Any = None,
        sea: Mask | None = None,
        step: int = 0,
        leader: bool = False,
        wanted: bool = True,
        friends: Mask | None = None,
        style: Style = STATE,
    ) -> bool:
        """The name of an area in spaced capitals, as large as the area has room for, at most `most` pt.

        shape: in points from the map's corner; calm: the part of it where nothing else lies. Where the name does not
        fit inside, its middle stays on its own land and it may reach out over the `sea`, over neighbours by a tenth
        at most; with `leader` it may move out to clear sea or to land of its `friends`, to the end of a line. A name
        that is not `wanted` keeps off its neighbours. False if there is no place at all.
        """
        calm = shape if calm is None or calm.area < shape.area / 3 else calm
        largest = max((p for p in shapely.get_parts(calm) if p.geom_type == "Polygon"), key=lambda part: part.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=2.0)
        centre = shapely.get_coordinates(circle)[0]
        target = (self.room.rect.x + centre[0] * EMU_PER_PT, self.room.rect.y + centre[1] * EMU_PER_PT)
        mask = self.room.mask(calm)
        shorter = words.partition(" (")[0]
        forms = [capitals(w, self.stage.lang) for w in dict.fromkeys((words, shorter))]
        first = min(most, max(style.floor, round(0.42 * circle.length + 6)))
        for text in forms:
            if self._inside(name, text, first, style, target, mask, step):
                return True
        text = forms[-1]
        clear = mask if sea is None else mask | sea
        if self._afloat(name, text, style, target, mask, clear, wanted, step):
            return True
        clear = clear if friends is None else clear | friends
        lines = split(text, 1 if len(text) < 16 else 2) or [text]
        return leader and self._outside(name, lines, _spaced(style, style.floor), target, shape, clear, step)

    def _outside(
        self, name: str, lines: list[str], style: Style, target: tuple[float, float], shape: Any, clear: Mask, step: int
    ) -> bool:
        """On clear ground as near to the area as there is room, with a leader to it."""
        r, core = self.room.rect, shapely.buffer(shape, -4.0)

        def end(rect: Rect) -> tuple[float, float]:
            at = shapely.Point((rect.x + rect.w / 2 - r.x) / EMU_PER_PT, (rect.y + rect.h / 2 - r.y) / EMU_PER_PT)
            near, _ = shapely.ops.nearest_points(shape if core.is_empty else core, at)
            return r.x + near.x * EMU_PER_PT, r.y + near.y * EMU_PER_PT

        w, h = self.size(lines, style)
        found = self._led(name, w, h, target, end, 0, points(90), 0.3, step, within=clear)
        if found is None:
            return False
        rect, line = found
        self._put_leader(line)
        self.put(name, lines, style, rect, step=step)
        return True

    def _led(
        self,
        name: str,
        w: int,
        h: int,
        target: tuple[float, float],
        end: Callable[[Rect], tuple[float, float]],
        half: int,
        reach: float,
        weight: float,
        step: int,
        *,
        within: Mask | None = None,
    ) -> tuple[Rect, Shape | None] | None:
        """The nearest place from which a leader to `end(place)` crosses no label, with that leader if it needs one."""
        allowed = np.ones_like(self.room.taken) if within is None else within.copy()
        for _ in range(_TRIES):
            rect = self.room.best(w, h, target, within=allowed, reach=reach, weight=weight)
            if rect is None:
                return None
            line = _leader(f"{name}: leader", rect, end(rect), half, step)
            if line is None or not self._crosses(line):
                return rect, line
            allowed[self.room.cells(rect.inset(rect.w // 4, rect.h // 4))] = False
        return None

    def _crosses(self, leader: Shape) -> bool:
        """Whether a leader runs through a label or another leader."""
        line = _segment(leader)
        return any(
            line.intersects(_segment(box) if box.name.endswith(": leader") else shapely.box(*_corners(box.rect)))
            for box in self.boxes
        )

    def _put_leader(self, line: Shape | None) -> None:
        if line is not None:
            self.boxes.append(line)
            self.room.take_line(line.rect, line.flip)

    def _inside(
        self, name: str, text: str, first: float, style: Style, target: tuple[float, float], mask: Mask, step: int
    ) -> bool:
        """Within the area's own land, as near to its middle as can be."""
        size = float(first)
        while size >= style.floor:
            spaced = _spaced(style, size)
            found: list[tuple[float, Rect, list[str]]] = []
            for count in (1, 2, 3):
                lines = split(text, count)
                if lines is None:
                    break
                w, h = self.size(lines, spaced)
                rect = self.room.best(w, h, target, within=mask, weight=0.1)
                if rect is not None:
                    found.append((_off(rect, target) + points(14) * (count - 1), rect, lines))
            if found:
                _, rect, lines = min(found, key=lambda f: f[0])
                self.put(name, lines, spaced, rect, step=step)
                return True
            size -= 2 if size > 18 else 1
        return False

    def _afloat(
        self,
        name: str,
        text: str,
        style: Style,
        target: tuple[float, float],
        mask: Mask,
        clear: Mask,
        wanted: bool,
        step: int,
    ) -> bool:
        """Its middle on its own land, the rest there or on the sea beside it, hardly any on a neighbour.

        The letters stand closer before the name gives up its land.
        """
        found: list[tuple[float, Rect, list[str]]] = []
        wide, close = _spaced(style, style.floor), style.but(size=style.floor, tracking=0.2)
        for spaced, share in ((wide, 1.0), (close, 1.0), (close, _CLEAR)) if wanted else ((wide, 1.0),):
            for count in (1, 2, 3):
                lines = split(text, count)
                if lines is None:
                    break
                w, h = self.size(lines, spaced)
                rect = self.room.best(w, h, target, weight=0.1, partly=(clear, share), centre=mask)
                if rect is not None:
                    found.append((_off(rect, target), rect, lines))
            if found:
                break
        if not found:
            return False
        _, rect, lines = min(found, key=lambda f: f[0])
        self.put(name, lines, spaced, rect, step=step)
        return True

    # ---- names of points -----------------------------------------------------------------------------------

    def beside(
        self,
        name: str,
        lines: Sequence[str],
        style: Style,
        spots: Sequence[tuple[float, float]],
        half: int,
        *,
        step: int = 0,
    ) -> bool:
        """At the best of eight places about a symbol that is 2 × `half` EMU wide; False if none is free.

        spots: where the symbol is, or several points of a line, of which the best is taken.
        """
        w, h = self.size(lines, style)
        free = [place for spot in spots for place in self._places(w, h, spot, half)]
        if not free:
            return False
        _, rect, align = min(free, key=lambda f: f[0])
        self.put(name, lines, style, rect, align=align, step=step)
        return True

    def _places(self, w: int, h: int, at: tuple[float, float], half: int) -> list[tuple[float, Rect, str]]:
        """The free ones of the eight places about a symbol: (price, place, alignment)."""
        x, y = round(at[0]), round(at[1])
        off, slant = half + GAP, round(half * 0.8) + GAP // 2
        places = [
            (Rect(x + off, y - h // 2, w, h), "left"),
            (Rect(x + slant, y - slant - h * 3 // 4, w, h), "left"),
            (Rect(x + slant, y + slant - h // 4, w, h), "left"),
            (Rect(x - off - w, y - h // 2, w, h), "right"),
            (Rect(x - slant - w, y - slant - h * 3 // 4, w, h), "right"),
            (Rect(x - slant - w, y + slant - h // 4, w, h), "right"),
            (Rect(x - w // 2, y - off - h, w, h), "centre"),
            (Rect(x - w // 2, y + off, w, h), "centre"),
        ]
        return [
            (self.room.price(rect) + 4 * n, rect, align)
            for n, (rect, align) in enumerate(places)
            if self.room.free(rect)
        ]

    def near(
        self,
        name: str,
        lines: Sequence[str],
        style: Style,
        at: tuple[float, float],
        half: int,
        *,
        step: int = 0,
        reach: int = points(120),
        leader: bool = True,
        stay: bool = False,
    ) -> bool:
        """About a symbol if there is room, else as near as there is, at the end of a leader line.

        `stay`: a place about the symbol is taken even where it lies on a border.
        """
        w, h = self.size(lines, style)
        close = self._places(w, h, at, half) if half else []
        cheap = min(close, key=lambda c: c[0], default=None)
        weight, far = 0.3 if cheap is None else 1.0, reach + (w + h) / 4
        line: Shape | None = None
        if leader:
            found = self._led(name, w, h, at, lambda _: at, half, far, weight, step)
            rect, line = found if found is not None else (None, None)
        else:
            rect = self.room.best(w, h, at, reach=far, weight=weight)
        crowded = (
            cheap is not None
            and leader
            and not stay
            and cheap[0] > _CROWDED
            and rect is not None
            and self.room.price(rect) < cheap[0] / 3
        )
        if cheap is not None and not crowded:
            self.put(name, lines, style, cheap[1], align=cheap[2], step=step)
            return True
        if rect is None:
            return False
        gap = max(abs(rect.x + rect.w / 2 - at[0]) - rect.w / 2, abs(rect.y + rect.h / 2 - at[1]) - rect.h / 2)
        if gap > half + _NEARBY and not leader:
            return False
        if gap > half + GAP:
            self._put_leader(line)
        self.put(name, lines, style, rect, step=step)
        return True


def _segment(leader: Box) -> Any:
    """A leader as a line in EMU."""
    x0, y0, x1, y1 = _corners(leader.rect)
    flip = isinstance(leader, Shape) and leader.flip
    return shapely.LineString([(x0, y1), (x1, y0)] if flip else [(x0, y0), (x1, y1)])


def _corners(rect: Rect) -> tuple[int, int, int, int]:
    return rect.x, rect.y, rect.right, rect.bottom


def _spaced(style: Style, size: float) -> Style:
    return style.but(size=size, floor=size, tracking=round(size * _TRACKING, 1))


def _off(rect: Rect, target: tuple[float, float]) -> float:
    return float(((rect.x + rect.w / 2 - target[0]) ** 2 + (rect.y + rect.h / 2 - target[1]) ** 2) ** 0.5)


def _leader(name: str, rect: Rect, at: tuple[float, float], half: int, step: int) -> Shape | None:
    """A line from the edge of a label to the edge of what it names."""
    x1, y1 = at
    edge = rect.inset(-points(1), -points(1))
    x0, y0 = min(max(x1, edge.x), edge.right), min(max(y1, edge.y), edge.bottom)
    away = ((x0 - x1) ** 2 + (y0 - y1) ** 2) ** 0.5
    if away <= half + GAP:
        return None
    x1, y1 = x1 + (x0 - x1) * half / away, y1 + (y0 - y1) * half / away
    box = Rect(round(min(x0, x1)), round(min(y0, y1)), round(abs(x1 - x0)), round(abs(y1 - y0)))
    return Shape(name=name, rect=box, geometry="line", line=_LEADER, step=step, flip=(x1 - x0) * (y1 - y0) < 0)
