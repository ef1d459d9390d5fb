"""The features of a map while they are drawn: their boxes, the room they occupy, the labels they still need.

In: a `Request`. Out: a `FeatureLayer`, which `line_features` and `point_features` fill; it places the labels once all
symbols are known.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.labels import candidates as spots
from podium.maps.labels import towns
from podium.maps.labels.candidates import LEADER
from podium.maps.labels.collision_grid import Room, flattened
from podium.maps.labels.labeller import ASKED, Labels
from podium.maps.labels.line_breaks import split
from podium.maps.labels.placement import Offers, joined
from podium.maps.labels.type_sizes import FIRST, THIRD, Scale
from podium.maps.spec import Request
from podium.maps.symbols.fills import colour_of
from podium.outline import inline
from podium.scene.boxes import Box, Freeform, Group
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points

_LED = 9.0  # pt from the middle of an arrow to the end of a label's leader
_TWINS = (  # a field, another that says the same, and what the outline calls that
    ("at", "named", "place"),
    ("date", "when", "when"),
    ("path", "start", "from"),
    ("path", "via", "via"),
    ("path", "end", "to"),
)
_OFF_LINE = points(4)  # from the edge of an arrow or a front to its label


class Waiting(NamedTuple):
    """A label that waits for its place: lines, style, what it belongs to, where to warn.

    It belongs to a symbol of twice `half` EMU about `at`, to a course, or (with neither) to the place itself.
    """

    name: str
    lines: list[str]
    style: Style
    at: tuple[float, float]
    half: float
    step: int
    path: tuple[str | int, ...]
    course: NDArray[np.float64] | None = None


class FeatureLayer:
    """Boxes and waiting labels of a map's features; `said` lists the features for the map's description."""

    def __init__(self, request: Request, sizes: Scale, room: Room) -> None:
        self.request, self.sizes, self.room = request, sizes, room
        self.lines: list[Box] = []  # fronts, borders, arrows: under the symbols
        self.symbols: list[Box] = []
        self.waiting: list[Waiting] = []
        self.courses: list[tuple[int, str, list[tuple[float, float]]]] = []  # of arrows: number, colour, course
        self.bodies: dict[tuple[str | int, ...], Any] = {}  # arrows and fronts by their path in the outline
        self.busy = Room(room.rect)  # what units and the numbers of arrows keep off
        self.said: dict[str, list[str]] = {"events": [], "arrows": [], "fronts": [], "units": []}
        self.schematic = False
        self._keep_off_towns()

    @property
    def bounds(self) -> Rect:
        """The map's rectangle."""
        return self.request.view.rect

    def want_labels(self, labels: Labels) -> None:
        """The labels of everything, those of events first; a warning for those that find no place."""
        for w in self.waiting:
            events = w.path[0] == "events"
            rest: dict[str, Any] = {
                "step": w.step,
                "rank": FIRST if events else THIRD,
                "lost": functools.partial(self._lost, w),
                "missing": ASKED + (60 if events else 0),
            }
            if w.course is not None:
                labels.line(w.name, w.lines, w.style, w.course, _OFF_LINE, seat=(*w.at, 0.15), **rest)
                want = labels.wants[-1]
                if w.path in self.bodies:
                    size = labels.size(w.lines, w.style)
                    far = spots.led(labels.room, *size, w.at, points(_LED), points(80), 2 * LEADER)
                    want.offers = self._by_its_own(joined([want.offers, far]), w.path)
            elif w.half:
                base = 110.0 if events else LEADER  # a battle and its name belong together
                labels.point(w.name, w.lines, w.style, w.at, w.half, reach=points(150), base=base, **rest)
            else:
                labels.spot(w.name, w.lines, w.style, w.at, points(22), **rest)

    @functools.cached_property
    def _bodies(self) -> shapely.STRtree:
        """All arrows and fronts, to look for those near a place."""
        return shapely.STRtree(list(self.bodies.values()))

    def _by_its_own(self, found: Offers, path: tuple[str | int, ...]) -> Offers:
        """The places of a line's label that lie nearer to that line than to any other arrow or front."""
        places = shapely.box(*found.rects.T)
        reach = shapely.distance(places, self.bodies[path])
        place, body = self._bodies.query(places, predicate="dwithin", distance=reach)
        near = np.ones(len(places), bool)
        near[place[body != list(self.bodies).index(path)]] = False
        return Offers(found.rects[near], found.prices[near], found.leaders[near], found.forms[near])

    def _lost(self, w: Waiting) -> None:
        self.request.warn(
            f"'{' '.join(w.lines)}' finds no room on this map",
            *w.path,
            code="no-room",
            hint="shorten it, or make the map larger",
        )

    def begin(self, part: Any, *path: str | int) -> tuple[int, str]:
        """The click of a part and its colour; "" for one that names no side, or a wrong one."""
        self.schematic |= self.request.trust(part).confidence == "schematic"
        for used, other, key in _TWINS:
            if getattr(part, used, None) and getattr(part, other, None):
                said = f"'{key}' is not used: there is '{used}'"
                self.request.warn(said, *path, key, code="unused", hint="keep one of them")
        colour = colour_of(part.side, self.request) if part.side else ""
        if part.side and not colour:
            known = list(self.request.stage.deck.sides)
            self.request.error(
                f"'{part.side}' is neither a side of this deck nor a colour",
                *path,
                "side",
                code="unknown-side",
                hint=f"known: {', '.join(known)}",
            )
        return self.request.step(part.step, *path, "step"), colour

    def _keep_off_towns(self) -> None:
        """Takes the dots of towns, which no unit and no number of an arrow may cover."""
        block = self.request.block
        if block.units or any(a.number for a in block.arrows):
            half = points(self.sizes.dot * 0.75)
            for x, y in towns.dots(self.request, self.sizes):
                self.busy.take(Rect(x - half, y - half, 2 * half, 2 * half))


def label_lines(text: str, most: int) -> list[str]:
    """A label's words on as few lines of about `most` characters as they need."""
    words = inline.plain(text)
    if not words:
        return []
    for count in (1, 2, 3):
        lines = split(words, count)
        if lines is None:
            break
        best = lines
        if max(map(len, lines)) <= most:
            return lines
    return best


def outlines(box: Box) -> list[list[tuple[float, float]]]:
    if isinstance(box, Group):
        return [c for inner in box.boxes for c in outlines(inner)]
    if isinstance(box, Freeform):
        return [[(x + box.rect.x, y + box.rect.y) for x, y in flattened(path)] for path in box.paths]
    return []
