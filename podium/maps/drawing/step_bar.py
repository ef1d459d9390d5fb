"""Below a map: number and name of each step, and the caption.

In: a map's keys and its rectangle. Out: the rectangle left for the map, and the boxes below it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from podium.layout.discs import DISC, numbered_disc
from podium.layout.stage import Stage
from podium.maps.model.findings import MapWarning
from podium.maps.model.keys import MapModel
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting import measure
from podium.typesetting.text import Draft, draft

_STEP_ROW = inches(0.46)  # with names on one line
_NAME = scale.LABEL.but(size=20.0)
_GAP, _AFTER_DISC = points(16), points(7)
_NUMBER = DISC + _AFTER_DISC
_SLACK = 2.0  # pt beside a name
_LINES = 2  # of a name that is not too long


class _Form(NamedTuple):
    """How the names stand: the shrink of their type; width (EMU) and number of lines of each; cap: the width (EMU) that
    the long ones have, None if no name is too long."""

    shrink: int
    widths: Sequence[int]
    lines: int
    cap: int | None = None


class StepBar:
    """What stands below a map. keyed: the steps have their names elsewhere; edge: the margin at both sides."""

    def __init__(self, model: MapModel, rect: Rect, stage: Stage, *, keyed: bool = False, edge: int = 0) -> None:
        self.model, self.rect, self.stage, self.edge = model, rect, stage, edge
        self._caption = [draft(model.caption, scale.CAPTION)] if model.caption else []
        self._room = stage.line_height(self._caption, rect.w, rect.h // 4) + points(6) if self._caption else 0
        self._names = [draft(s.name, _NAME) for s in model.steps]
        self._row = self._row_height() if model.steps and not keyed and rect.h > inches(2.2) else 0

    @property
    def place(self) -> Rect:
        """The rectangle left for the map."""
        return self.rect._replace(h=self.rect.h - self._room - self._row)

    def boxes(self, numbered: Collection[str]) -> list[Box]:
        """Steps and caption. numbered: the numbers on the map; the steps have theirs too if no other is there."""
        made, rect = list[Box](), self.rect
        if self._row:
            bars = Rect(rect.x, self.place.bottom + points(6), rect.w, self._row - points(6)).inset(self.edge, 0)
            made += self._steps(bars, self._head(numbered))
        if self._caption:
            words = Rect(rect.x, rect.bottom - self._room + points(6), rect.w, self._room - points(6))
            made.append(self.stage.text("Caption: map", words, self._caption, means="caption"))
        return made

    def warnings(self, numbered: Collection[str]) -> list[MapWarning]:
        """A warning for each name that is too long for two lines, with the length that would fit. numbered: as in
        `boxes`."""
        form = self._form(self._head(numbered)) if self._row else None
        if form is None or form.cap is None:
            return []
        said: list[MapWarning] = []
        least = self._form(_NUMBER)  # a shorter name may make room for numbers
        for n, d in enumerate(self._names):
            if self._folded(d, form.shrink) > form.cap:
                words = f"the name of step {n + 1} is too long to stand below the map on two lines"
                hint = f"shorten it from {len(d.text)} to about {self._length(d, least)} characters, or use fewer steps"
                said.append(MapWarning(words, ("steps", n), "no-room", hint))
        return said

    def _head(self, numbered: Collection[str]) -> int:
        """The width of the number before each name."""
        own = {str(n) for n in range(1, len(self._names) + 1)}
        return _NUMBER if numbered and own.issuperset(numbered) and self._form(_NUMBER).cap is None else 0

    def _row_height(self) -> int:
        """The height of the row of steps, which have numbers for all that is known before the map is drawn."""
        form = self._form(_NUMBER)
        more = points((form.lines - 1) * self.stage.compose.pitch(self._names[0], form.shrink))
        return min(_STEP_ROW + more, max(_STEP_ROW, self.rect.h // 4))

    def _form(self, head: int) -> _Form:
        """On one line, if need be in smaller type; else on two; else in the least type on as many as are needed."""
        compose, names = self.stage.compose, self._names
        room = self.rect.w - 2 * self.edge - _GAP * (len(names) - 1) - head * len(names)
        shrinks = range(compose.shrink_range(names) + 1)
        for shrink in shrinks:
            widths = [self._whole(d, shrink) for d in names]
            if sum(widths) <= room:
                return _Form(shrink, widths, 1)
        for shrink in shrinks:
            widths = [self._folded(d, shrink) for d in names]
            if sum(widths) <= room:
                return _Form(shrink, _unfolded(widths, [self._whole(d, shrink) for d in names], room), _LINES)
        shrink = shrinks[-1]
        folded = [self._folded(d, shrink) for d in names]
        cap = _cap(folded, room)
        widths = [min(wide, cap) for wide in folded]
        lines = max(compose.count(d, w / EMU_PER_PT, shrink) for d, w in zip(names, widths, strict=True))
        return _Form(shrink, widths, lines, cap)

    def _whole(self, d: Draft, shrink: int) -> int:
        """The width of a name on one line."""
        return points(self.stage.compose.width(d, shrink) + _SLACK)

    def _folded(self, d: Draft, shrink: int) -> int:
        """The width of a name on two lines of about equal length; of a single word, that of the word."""
        compose = self.stage.compose
        enough = (compose.width(d, shrink) + compose.longest_word(d, shrink)) / 2  # whatever the words, for two lines
        return points(measure.balanced_width(compose.spans(d, shrink), enough) + _SLACK)

    def _length(self, d: Draft, form: _Form) -> int:
        """How many characters of such words fit on two lines, wherever they can be broken."""
        compose, cap = self.stage.compose, (form.cap or 0) / EMU_PER_PT - _SLACK
        each = compose.width(d, form.shrink) / max(1, len(d.text))
        return max(1, int(max(2 * cap - compose.longest_word(d, form.shrink), cap) / each))

    def _steps(self, rect: Rect, head: int) -> list[Box]:
        """A numbered disc, as on the map, and a name for each step, which appear with it; with the next click its name
        turns pale, so that the darkest is always that of the step on the map. All names have one size."""
        stage, steps, form = self.stage, self.model.steps, self._form(head)
        columns = [wide + head for wide in form.widths]
        even = (rect.w - _GAP * (len(steps) - 1)) // len(steps)
        if max(columns) <= even:
            columns = [even] * len(steps)
        gap = (rect.w - sum(columns)) // max(1, len(steps) - 1)
        boxes, x = list[Box](), rect.x
        for n, (step, column) in enumerate(zip(steps, columns, strict=True), 1):
            if head:
                disc = numbered_disc(x + DISC // 2, rect.y + rect.h // 2, str(n), stage)
                boxes.append(Group(name=f"step {n}: number", rect=disc[0].rect, boxes=tuple(disc), step=n))
            wide = column - head if form.lines == 1 else form.widths[n - 1]  # in which lines are of equal length
            sized = stage.compose.sized([self._names[n - 1]], form.shrink)
            words = stage.text(f"step {n}: {step.name}", Rect(x + head, rect.y, wide, rect.h), sized, anchor="middle")
            words.steps, words.pale = (n,) * len(words.paragraphs), "grey"
            boxes.append(words)
            x += column + gap
        return boxes


def _unfolded(folded: Sequence[int], whole: Sequence[int], room: int) -> list[int]:
    """The widths of names on two lines, but on one line those, shortest first, for which there is room."""
    widths, free = list(folded), room - sum(folded)
    for n in sorted(range(len(widths)), key=lambda n: whole[n]):
        if whole[n] - folded[n] <= free:
            free -= whole[n] - folded[n]
            widths[n] = whole[n]
    return widths


def _cap(widths: Sequence[int], room: int) -> int:
    """The width to which the widest have to be cut so that all are `room` wide; those below keep theirs."""
    for n, wide in enumerate(sorted(widths)):
        if wide * (len(widths) - n) >= room:
            return max(1, room // (len(widths) - n))
        room -= wide
    return max(widths)
