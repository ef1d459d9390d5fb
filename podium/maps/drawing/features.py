"""The features of a map while they are drawn: boxes, occupied space, labels to place.

In: a `MapSpec`. Out: a `FeatureLayer`, which `line_features` and `point_features` fill, and which adds its labels once
all symbols are known.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.names import did_you_mean
from podium.maps.labels import candidates, towns
from podium.maps.labels.candidates import LEADER
from podium.maps.labels.collision_grid import CollisionGrid, flattened
from podium.maps.labels.labeller import ASKED, Labeller
from podium.maps.labels.line_breaks import split
from podium.maps.labels.placement import Candidates, merged
from podium.maps.labels.type_sizes import FIRST, SECOND, TypeSizes
from podium.maps.model.parts import Sourced
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import colour_of
from podium.outline import inline
from podium.scene.boxes import Box, Freeform, Group
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.themes._map_colours import SIDES

_AT_TIP = 20.0  # price of a label beyond the tip of an arrow that is longer than the label
_SMALLER = 30.0  # price of each smaller size of what the lecturer has put on the map: other names move first
_LED = 9.0  # pt: a leader ends this far from the middle of an arrow
_SYNONYMS = (  # a field, another with the same meaning, and the key of that
    ("at", "named", "place"),
    ("date", "when", "when"),
    ("path", "start", "from"),
    ("path", "via", "via"),
    ("path", "end", "to"),
)
_OFF_LINE = points(4)  # from the edge of an arrow or a front to its label


class LabelRequest(NamedTuple):
    """A label to place: lines, style, what it belongs to, the key to warn at.

    It belongs to a symbol of twice `half` EMU around `at`, to a course, or (with neither) to the place itself. way: the
    middle line of an arrow, beyond whose tip it may stand.
    """

    name: str
    lines: list[str]
    style: Style
    at: tuple[float, float]
    half: float
    step: int
    path: tuple[str | int, ...]
    course: NDArray[np.float64] | None = None
    way: NDArray[np.float64] | None = None


class CircleScale(NamedTuple):
    """The number of the largest circle and its diameter (EMU): areas are in proportion to numbers."""

    largest: float
    wide: int


class FeatureLayer:
    """Boxes and label requests of a map's features; `described` lists the features for the alt text."""

    def __init__(self, spec: MapSpec, sizes: TypeSizes, grid: CollisionGrid) -> None:
        self.spec, self.sizes, self.grid = spec, sizes, grid
        self.lines: list[Box] = []  # fronts, borders, arrows: under the symbols
        self.symbols: list[Box] = []
        self.label_requests: list[LabelRequest] = []
        self.courses: list[tuple[int, str, list[tuple[float, float]]]] = []  # of arrows: number, colour, course
        self.outlines: dict[tuple[str | int, ...], Any] = {}  # arrows and fronts by their path in the outline
        self.symbol_grid = CollisionGrid(grid.rect)  # what units and the numbers of arrows must not cover
        self.described: dict[str, list[str]] = {
            key: [] for key in ("events", "arrows", "fronts", "units", "circles", "flows", "terrain")
        }
        self.covered: list[Rect] = []  # by circles and bands: no town of podium's choice is under them
        self.circles: CircleScale | None = None
        self.schematic = False
        self.numbered: set[str] = set()  # the numbers that stand on arrows
        self._keep_off_towns()

    @property
    def bounds(self) -> Rect:
        """The map's rectangle."""
        return self.spec.view.rect

    def label_size(self, key: str, number: int) -> float:
        """The size of a feature's label: larger for what the headline is about."""
        return self.sizes.hero if self.spec.hero == (key, number) else self.sizes.city

    def add_labels(self, labeller: Labeller) -> None:
        """Adds the labels of all features, those of events first; a warning for those that do not fit."""
        for w in self.label_requests:
            events = w.path[0] == "events"
            rest: dict[str, Any] = {
                "step": w.step,
                "priority": FIRST if events else SECOND,
                "on_omitted": functools.partial(self._warn_of_omission, w),
                "omission_cost": ASKED + (60 if events else 0),
            }
            if w.course is not None:
                labeller.add_line(w.name, w.lines, w.style, w.course, _OFF_LINE, anchor=(*w.at, 0.15), **rest)
                label = labeller.pending[-1]
                if w.path in self.outlines:
                    size = labeller.size(w.lines, w.style)
                    far = candidates.with_leader(labeller.grid, *size, w.at, points(_LED), points(80), 2 * LEADER)
                    found = [label.candidates, far]
                    if w.way is not None:
                        longer = size[0] > float(np.hypot(*np.diff(w.way, axis=0).T).sum())
                        price = 0.0 if longer else _AT_TIP
                        found.append(candidates.beyond_tip(labeller.grid, *size, w.way, price))
                    label.candidates = self._by_its_own(merged(found), w.path)
            elif w.half:
                base = 70.0 if events else LEADER  # a battle and its name belong together
                labeller.add_point(
                    w.name,
                    w.lines,
                    w.style,
                    w.at,
                    w.half,
                    reach=points(150),
                    base=base,
                    small=_SMALLER * (2 if self.spec.hero == w.path else 1),
                    **rest,
                )
            else:
                labeller.add_text(w.name, w.lines, w.style, w.at, points(22), **rest)

    @functools.cached_property
    def _outline_index(self) -> shapely.STRtree:
        """A spatial index of all arrows and fronts."""
        return shapely.STRtree(list(self.outlines.values()))

    def _by_its_own(self, found: Candidates, path: tuple[str | int, ...]) -> Candidates:
        """The candidates of a line's label that are nearer to that line than to any other arrow or front."""
        places = shapely.box(*found.rects.T)
        reach = shapely.distance(places, self.outlines[path])
        place, body = self._outline_index.query(places, predicate="dwithin", distance=reach)
        near = np.ones(len(places), bool)
        near[place[body != list(self.outlines).index(path)]] = False
        return Candidates(found.rects[near], found.prices[near], found.leaders[near], found.forms[near])

    def _warn_of_omission(self, w: LabelRequest) -> None:
        self.spec.warn(
            f"'{' '.join(w.lines)}' does not fit on this map",
            *w.path,
            code="no-room",
            hint="shorten it, or make the map larger",
        )

    def begin(self, part: Any, *path: str | int) -> tuple[int, str]:
        """The click of a feature and its colour; "" for a feature without a side, or with a wrong one."""
        for used, other, key in _SYNONYMS:
            if getattr(part, used, None) and getattr(part, other, None):
                said = f"'{key}' is ignored: there is '{used}'"
                self.spec.warn(said, *path, key, code="unused", hint="keep one of them")
        colour = colour_of(part.side, self.spec) if part.side else ""
        if part.side and not colour:
            known = [*self.spec.stage.deck.sides, *SIDES]
            self.spec.error(
                f"'{part.side}' is neither a side of this deck nor a colour",
                *path,
                "side",
                code="unknown-side",
                hint=did_you_mean(part.side, known) or f"known: {', '.join(known)}",
            )
        return self.click(part, *path), colour

    def click(self, part: Sourced, *path: str | int) -> int:
        """The click of a feature, 0 for none."""
        self.schematic |= self.spec.provenance(part).confidence == "schematic"
        return self.spec.step(part.step, *path, "step")

    def _keep_off_towns(self) -> None:
        """Occupies the dots of towns, which no unit and no arrow's number may cover."""
        model = self.spec.model
        if model.units or any(a.number or a.step for a in model.arrows):
            half = points(self.sizes.dot * 0.75)
            for x, y in towns.town_dots(self.spec, self.sizes):
                self.symbol_grid.occupy(Rect(x - half, y - half, 2 * half, 2 * half))


def label_lines(text: str, most: int) -> list[str]:
    """A label's words on as few lines of about `most` characters as possible."""
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
