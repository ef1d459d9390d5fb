"""Where the persons of a tree stand, and on how many sheets.

In: units of persons and a rectangle. Out: `Plan`s. The tree stands upright or lies on its side, with pictures or
without, whichever has the largest type; nothing is set under 16 pt. A tree that is too large is cut below a level, and
each branch goes on, beginning with the person at whom it was cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum, inf
from typing import NamedTuple

from podium.kinds import _faces as faces
from podium.kinds._persons import Person, Unit
from podium.layout.shares import shares
from podium.layout.stage import Stage
from podium.layout.tree import Node, every_node, tidy
from podium.scene.units import Rect
from podium.typesetting.text import Draft

SIZES: faces.Sizes = (26.0, 20.0)
PAD = 8.0  # pt between the edge of a box and its words
_FLAT_PAD = 5.0  # above and below them, if the tree lies on its side


class Look(NamedTuple):
    """A way to draw a tree; lengths in pt. `breadth` is across the levels."""

    upright: bool
    pictures: tuple[float, ...]  # heights of pictures above the words, widths of those beside them; the best first
    stacked: bool  # the picture stands above the words
    one_line: bool  # name, life and role follow each other
    least: float  # width of a box
    most: float
    near: float  # between brothers
    far: float  # between others
    pair: float  # between partners
    level: tuple[float, float]  # between levels, least and most
    penalty: float  # in points of type

    @property
    def pad(self) -> float:
        """Above and below the words of a box."""
        return PAD if self.stacked else _FLAT_PAD


_LOOKS = (
    Look(True, (150.0, 124.0, 100.0, 80.0), True, False, 104.0, 250.0, 14.0, 26.0, 26.0, (26.0, 56.0), 0.0),
    Look(True, (150.0, 132.0, 116.0, 100.0, 84.0), False, False, 240.0, 520.0, 14.0, 26.0, 20.0, (26.0, 56.0), 0.0),
    Look(False, (160.0, 130.0, 104.0), True, False, 130.0, 230.0, 12.0, 20.0, 20.0, (30.0, 60.0), 0.5),
    Look(False, (84.0, 64.0, 54.0), False, False, 150.0, 300.0, 10.0, 18.0, 14.0, (30.0, 70.0), 4.0),
    Look(True, (0.0,), True, False, 100.0, 340.0, 14.0, 26.0, 26.0, (26.0, 64.0), 6.0),
    Look(False, (0.0,), False, False, 120.0, 280.0, 10.0, 18.0, 14.0, (30.0, 70.0), 14.0),
    Look(False, (0.0,), False, True, 110.0, 300.0, 7.0, 12.0, 12.0, (26.0, 60.0), 14.5),
)


@dataclass(slots=True)
class Plan:
    """A tree that fits: its look, shrink and size of pictures, its units with their levels, and the boxes of their
    members: left, top, width and height in pt."""

    look: Look
    shrink: int
    picture: float
    units: list[tuple[Unit, int]]
    boxes: dict[int, tuple[float, float, float, float]]

    def quality(self) -> float:
        return -self.shrink - self.look.penalty


class Planner:
    """Finds the look in which a forest fits, and where to cut one that does not."""

    def __init__(self, persons: Sequence[Person], rect: Rect, stage: Stage) -> None:
        self.persons, self.rect, self.stage = persons, rect, stage
        self.drafts = {flag: [faces.words(p, SIZES, one_line=flag) for p in persons] for flag in (False, True)}
        self._known: dict[tuple[Draft, int], float] = {}
        with_files = any(p.file for p in persons)
        self.looks = [look for look in _LOOKS if with_files or look.pictures == (0.0,)]

    def pages(self, roots: list[Unit]) -> Iterator[Plan]:
        """The forest on as many pages as it needs."""
        if (plan := self.fitted(roots)) is not None:
            yield plan
            return
        for depth in range(_depth(roots) - 1, 0, -1):
            kept = _cut(roots, depth)
            rest = [u for u in _level(roots, depth - 1) if u.children]
            if (depth > 1 or len(roots) > 1) and (plan := self.fitted(kept)) is not None:
                yield plan
                yield from self._branches(rest)
                return
        if len(roots) > 1:
            half = (len(roots) + 1) // 2
            yield from self.pages(roots[:half])
            yield from self.pages(roots[half:])
        elif roots[0].children:
            yield from self._in_parts(roots[0])
        else:
            yield self._forced(roots[0])

    def _branches(self, units: list[Unit]) -> Iterator[Plan]:
        """The branches, as many together on a page as fit."""
        while units:
            count = 1
            while count < len(units) and self.fitted(units[: count + 1]) is not None:
                count += 1
            yield from self.pages(units[:count])
            units = units[count:]

    def _in_parts(self, unit: Unit) -> Iterator[Plan]:
        """A unit with too many units below it: some of them on each page."""
        count = len(unit.children)
        for parts in range(2, count + 1):
            some = [unit.but(unit.children[a:b]) for a, b in shares(count, parts)]
            if all(self.fitted(_cut([u], 2)) is not None for u in some):
                for u in some:
                    yield from self.pages([u])
                return
        yield self._forced(unit)
        for child in unit.children:
            yield from self.pages([child])

    def fitted(self, roots: Sequence[Unit]) -> Plan | None:
        """The forest in the best look, None if it fits in none."""
        best: Plan | None = None
        for look in self.looks:
            enough = -look.penalty - best.quality() if best is not None else inf
            plan = self._planned(roots, look, enough)
            if plan is not None and (best is None or plan.quality() > best.quality()):
                best = plan
        return best

    def _forced(self, unit: Unit) -> Plan:
        """The plan of a unit whose words do not fit its boxes."""
        look = next(look for look in _LOOKS if look.pictures == (0.0,))
        count = len(unit.members)
        width = (self.rect.width_pt - look.pair * (count - 1)) / count
        boxes = {m: (n * (width + look.pair), 0.0, width, self.rect.height_pt) for n, m in enumerate(unit.members)}
        last = self.stage.compose.shrink_range([d for drafts in self.drafts[False] for d in drafts])
        return Plan(look, last, 0.0, [(Unit(unit.members, head=unit.head), 0)], boxes)

    def _planned(self, roots: Sequence[Unit], look: Look, enough: float) -> Plan | None:
        """The forest in one look at the least shrink that it needs, with the largest pictures; None if that shrink
        would be `enough` or more."""
        units = list(_units(roots))
        everything = [d for unit, _ in units for m in unit.members for d in self.drafts[look.one_line][m]]
        last = self.stage.compose.shrink_range(everything)
        widest = _widest(roots, look, self.rect.width_pt) if look.upright else 0.0
        if (look.upright and widest < look.least) or enough <= 0:
            return None
        if self._boxes(roots, units, look, last, look.pictures[-1], widest) is None:  # most that do not fit never do
            return None
        for shrink in range(last + 1):
            if shrink >= enough:
                return None
            for picture in look.pictures:
                if (boxes := self._boxes(roots, units, look, shrink, picture, widest)) is not None:
                    return Plan(look, shrink, picture, units, boxes)
        return None

    def _boxes(
        self,
        roots: Sequence[Unit],
        units: list[tuple[Unit, int]],
        look: Look,
        shrink: int,
        picture: float,
        widest: float,
    ) -> dict[int, tuple[float, float, float, float]] | None:
        """The boxes of all members, None if they do not fit; `widest`: of an upright tree."""
        levels = 1 + max(level for _, level in units)
        widths = [widest] * levels if look.upright else self._widths(units, look, shrink, picture, levels)
        beside = picture + PAD if picture and not look.stacked else 0.0
        size: dict[int, tuple[float, float]] = {}
        for unit, level in units:
            inner = widths[level] - 2 * PAD - beside
            for m in unit.members:
                drafts = self.drafts[look.one_line][m]
                if inner < 20 or self.stage.compose.breaks_words(drafts, inner, shrink):
                    return None
                high = self.stage.compose.height(drafts, inner, shrink) + 2 * look.pad
                high = max(high, picture * 1.1) if not look.stacked else high + picture
                size[m] = widths[level], high
        tallest = [max(size[m][1] for u, n in units if n == level for m in u.members) for level in range(levels)]
        if look.stacked and not look.upright:
            tallest = [max(tallest)] * levels
        even = {m: (widths[level], tallest[level]) for u, level in units for m in u.members}
        depths = tallest if look.upright else widths
        boxes = self._placed(roots, units, look, even, depths)
        if boxes is None and not look.stacked:
            boxes = self._placed(roots, units, look, size, depths)
        return boxes

    def _widths(
        self, units: list[tuple[Unit, int]], look: Look, shrink: int, picture: float, levels: int
    ) -> list[float]:
        """The width of the boxes on each level of a lying tree, as their words need it."""
        room = self.rect.width_pt
        more = 2 * PAD + (picture + PAD if picture and not look.stacked else 0.0) + 1
        drafts = self.drafts[look.one_line]
        natural = [look.least] * levels
        for unit, level in units:
            longest = max(self._width(d, shrink) for m in unit.members for d in drafts[m])
            natural[level] = min(look.most, max(natural[level], longest + more))
        if look.stacked:  # all pictures are of one size
            natural = [max(natural)] * levels
        free = room - look.level[0] * (levels - 1)
        cap = free / levels  # a level that needs less leaves the rest to the others
        for _ in range(levels):
            wide = [n for n in natural if n > cap]
            cap = (free - fsum(n for n in natural if n <= cap)) / len(wide) if wide else cap
        return [min(n, cap) for n in natural]

    def _width(self, d: Draft, shrink: int) -> float:
        """The width (pt) of a draft on one line."""
        if (d, shrink) not in self._known:
            self._known[d, shrink] = self.stage.compose.width(d, shrink)
        return self._known[d, shrink]

    def _placed(
        self,
        roots: Sequence[Unit],
        units: list[tuple[Unit, int]],
        look: Look,
        size: dict[int, tuple[float, float]],
        depths: list[float],
    ) -> dict[int, tuple[float, float, float, float]] | None:
        """The boxes in the middle of the page, None if the tree is too large for it."""
        across = 0 if look.upright else 1  # which side of a box is its breadth
        starts, breadth = _tidied(roots, look, {m: sides[across] for m, sides in size.items()})
        room = self.rect.width_pt, self.rect.height_pt
        spare = room[1 - across] - fsum(depths)
        if breadth > room[across] + 0.01 or spare < look.level[0] * (len(depths) - 1) - 0.01:
            return None
        gap = min(look.level[1], spare / (len(depths) - 1)) if len(depths) > 1 else 0.0
        along = spare - gap * (len(depths) - 1)
        aside, above = ((room[0] - breadth) / 2, along / 3) if look.upright else (along / 2, (room[1] - breadth) / 3)
        boxes = {}
        for (unit, level), start in zip(units, starts, strict=True):
            down = fsum(depths[:level]) + gap * level
            for m in unit.members:
                x, y = (start, down) if look.upright else (down, start)
                boxes[m] = (aside + x, above + y, *size[m])
                start += size[m][across] + look.pair
        return boxes


def _widest(roots: Sequence[Unit], look: Look, room: float) -> float:
    """The greatest width (pt) of a box at which an upright tree is not too wide."""
    members = [m for unit, _ in _units(roots) for m in unit.members]
    low, high = 0.0, 2 * look.most
    while high - low > 0.5:
        middle = (low + high) / 2
        fits = _tidied(roots, look, dict.fromkeys(members, middle))[1] <= room
        low, high = (middle, high) if fits else (low, middle)
    return min(low, look.most)


def _tidied(roots: Sequence[Unit], look: Look, breadth: dict[int, float]) -> tuple[list[float], float]:
    """Where the breadth of each unit begins, and the breadth of all, for such breadths of the members."""

    def made(unit: Unit) -> Node:
        whole = fsum(breadth[m] for m in unit.members) + look.pair * (len(unit.members) - 1)
        return Node(whole, [made(child) for child in unit.children])

    nodes = [made(root) for root in roots]
    whole = tidy(nodes, look.near, look.far)
    return [node.middle - node.breadth / 2 for node, _ in every_node(nodes)], whole


def _units(roots: Sequence[Unit]) -> Iterator[tuple[Unit, int]]:
    """The units with their levels, in the order of `every_node`."""
    todo = [(root, 0) for root in reversed(roots)]
    while todo:
        unit, level = todo.pop()
        yield unit, level
        todo += [(child, level + 1) for child in reversed(unit.children)]


def _depth(roots: Sequence[Unit]) -> int:
    return 1 + max(level for _, level in _units(roots))


def _level(roots: Sequence[Unit], level: int) -> list[Unit]:
    return [unit for unit, n in _units(roots) if n == level]


def _cut(roots: Sequence[Unit], depth: int) -> list[Unit]:
    """The forest without what is below its first `depth` levels."""
    return [
        Unit(u.members, [], [], u.head) if depth == 1 else Unit(u.members, _cut(u.children, depth - 1), u.bonds, u.head)
        for u in roots
    ]
