"""A family tree or a chain of command: boxes on levels, with connectors glued to them.

In: persons who name whom they stand below or beside. Out: sheets, as `_tree_plan` plans them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from podium.kinds import _faces as faces
from podium.kinds._persons import Person, Unit, forest
from podium.kinds._tree_plan import PAD, SIZES, Plan, Planner
from podium.layout.stage import Sheets, Stage
from podium.scene.boxes import Align, Anchor, Box, Connector, Group, Line, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft

_LINE = Line("ink2", 1.25)
_DOT = 5.0  # where lines meet


def draw(persons: Sequence[Person], rect: Rect, stage: Stage, reveal: bool) -> Sheets:
    """The tree of the persons."""
    roots, cut = forest(persons)
    for n in cut:
        stage.warn(
            f"'{persons[n].who()}' stands beside another family's child, so the line to their own parents is not drawn",
            persons[n],
            "of",
            "two-families",
        )
    planner = Planner(persons, rect, stage)
    return [_Drawing(plan, persons, rect, stage, reveal).boxes() for plan in planner.pages(roots)]


class _Drawing:
    """The boxes of one plan, level by level, each level with the lines that lead to it."""

    def __init__(self, plan: Plan, persons: Sequence[Person], rect: Rect, stage: Stage, reveal: bool) -> None:
        self.plan, self.persons, self.rect, self.stage, self.reveal = plan, persons, rect, stage, reveal
        self.places: dict[int, Rect] = {}
        self.bonds: dict[tuple[int, float], tuple[str, Rect]] = {}  # what lines leave from: key and place

    def boxes(self) -> list[Box]:
        made: list[Box] = []
        units = sorted(self.plan.units, key=lambda u: u[1])
        for member, (x, y, w, h) in self.plan.boxes.items():
            self.places[member] = Rect(self.rect.x + points(x), self.rect.y + points(y), points(w), points(h))
        for unit, level in units:
            step = level + 1 if self.reveal else 0
            made += [self._person(m, self.places[m], step) for m in unit.members]
            for n in range(len(unit.members) - 1):
                made += self._pair(unit, n, step)
        for unit, level in units:
            step = level + 2 if self.reveal else 0
            for child, bond in zip(unit.children, unit.bonds, strict=True):
                made.append(self._line_down(unit, child, bond, step))
        return made

    def _person(self, member: int, place: Rect, step: int) -> Box:
        """A panel with the picture and the words."""
        plan, person, stage = self.plan, self.persons[member], self.stage
        look, pad = plan.look, points(PAD)
        panel = Shape(
            name=f"Box: {person.who()}", rect=place, fill="panel", line=Line("hairline", 0.75), key=_key(place)
        )
        inside: list[Box] = [panel]
        area = place.inset(pad, points(look.pad))
        if plan.picture and look.stacked:
            high = points(plan.picture)
            wide = min(place.w, round(high * 1.1))
            frame = Rect(place.x + (place.w - wide) // 2, place.y, wide, high)
            inside += faces.picture(person, frame, stage)
            area = Rect(area.x, frame.bottom + pad, area.w, place.bottom - frame.bottom - 2 * pad)
        elif plan.picture:
            frame = Rect(place.x, place.y, points(plan.picture), place.h)
            inside += faces.picture(person, frame, stage)
            area = Rect(frame.right + 2 * pad, area.y, place.right - frame.right - 3 * pad, area.h)
        inside += faces.bar(person, place, stage)
        align: Align = "centre" if look.stacked else "left"
        drafts = self._sized(faces.words(person, SIZES, align, one_line=look.one_line))
        anchor: Anchor = "top" if plan.picture and look.stacked else "middle"
        inside.append(stage.text(f"Words: {person.who()}", area, drafts, anchor=anchor))
        stage.locate(inside, person)
        return Group(name=person.who(), rect=place, boxes=tuple(inside), step=step)

    def _sized(self, drafts: list[Draft]) -> list[Draft]:
        return self.stage.compose.sized(drafts, self.plan.shrink)

    # ------------------------------------------------------------------------------------------------ lines

    def _pair(self, unit: Unit, n: int, step: int) -> list[Box]:
        """The line between two partners, and the dot beside them from which lines to their children leave."""
        a, b = (self.places[m] for m in unit.members[n : n + 2])
        first, second = (self.persons[m].who() for m in unit.members[n : n + 2])
        alt = f"{first} – {second}"
        if n + 0.5 not in unit.bonds:
            return [self._connector(alt, (_key(a), self._after), (_key(b), self._before), *self._ends(a, b), step)]
        size = points(_DOT)
        if self.plan.look.upright:
            dot = Rect((a.right + b.x - size) // 2, a.y + (a.h - size) // 2, size, size)
            end = dot._replace(y=a.bottom - size)
        else:
            dot = Rect(a.x + (a.w - size) // 2, (a.bottom + b.y - size) // 2, size, size)
            end = dot._replace(x=a.right - size)
        keys = [f"{_key(a)} bond", f"{_key(a)} trunk"]
        self.bonds[id(unit), n + 0.5] = keys[1], end
        dots: list[Box] = [
            Shape(name=f"Dot: {alt}", rect=r, geometry="ellipse", fill=_LINE.colour, key=key, step=step)
            for r, key in zip((dot, end), keys, strict=True)
        ]
        return [
            *dots,
            self._connector(alt, (_key(a), self._after), (keys[0], self._before * 2), *self._ends(a, dot), step),
            replace(
                self._connector(alt, (keys[0], self._after * 2), (_key(b), self._before), *self._ends(dot, b), step),
                alt="",
            ),
            replace(
                self._connector(alt, (keys[0], self._out * 2), (keys[1], self._in * 2), *self._along(dot, end), step),
                alt="",
            ),
        ]

    # The connection sites of a rectangle are numbered from its top against the clock; an ellipse has twice as many.
    @property
    def _after(self) -> int:
        """The site towards the next partner."""
        return 3 if self.plan.look.upright else 2

    @property
    def _before(self) -> int:
        return 1 if self.plan.look.upright else 0

    @property
    def _out(self) -> int:
        """The site towards the next level."""
        return 2 if self.plan.look.upright else 3

    @property
    def _in(self) -> int:
        return 0 if self.plan.look.upright else 1

    def _ends(self, a: Rect, b: Rect) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the line from `a` to the next partner `b` begins and ends."""
        if self.plan.look.upright:
            return (a.right, a.y + a.h // 2), (b.x, a.y + a.h // 2)
        return (a.x + a.w // 2, a.bottom), (a.x + a.w // 2, b.y)

    def _along(self, a: Rect, b: Rect) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the line from `a` to `b` on the next level begins and ends."""
        if self.plan.look.upright:
            return (a.x + a.w // 2, a.bottom), (b.x + b.w // 2, b.y)
        return (a.right, a.y + a.h // 2), (b.x, b.y + b.h // 2)

    def _line_down(self, unit: Unit, child: Unit, bond: float, step: int) -> Box:
        """The line from what the child hangs from to the member at whom it arrives."""
        whole = bond == int(bond)
        if whole:
            origin = self.places[unit.members[int(bond)]]
            key, site = _key(origin), self._out
            names = self.persons[unit.members[int(bond)]].who()
        else:
            key, origin = self.bonds[id(unit), bond]
            site = self._out * 2
            names = " – ".join(self.persons[m].who() for m in unit.members[int(bond) : int(bond) + 2])
        place = self.places[child.head]
        alt = f"{names} → {self.persons[child.head].who()}"
        return self._connector(alt, (key, site), (_key(place), self._in), *self._along(origin, place), step)

    def _connector(
        self,
        alt: str,
        start: tuple[str, int],
        end: tuple[str, int],
        a: tuple[int, int],
        b: tuple[int, int],
        step: int,
    ) -> Connector:
        """A straight line, or an elbow that leaves and arrives along the levels."""
        (x1, y1), (x2, y2) = a, b
        straight = abs(x1 - x2) < points(1) or abs(y1 - y2) < points(1)
        return Connector(
            name=alt,
            alt=alt,
            rect=Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2)),
            start=start,
            end=end,
            geometry="straightConnector1" if straight else "bentConnector3",
            line=_LINE,
            mirror=x2 < x1,
            rising=y2 < y1,
            upright=not straight and self.plan.look.upright,
            step=step,
        )


def _key(place: Rect) -> str:
    """The key of a person's box, unique on its page."""
    return f"person {place.x} {place.y}"
