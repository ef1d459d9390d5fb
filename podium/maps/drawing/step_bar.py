"""Below a map: number and name of each step, and the caption.

In: a map's keys and its rectangle. Out: the rectangle left for the map, and the boxes below it.
"""

from __future__ import annotations

from collections.abc import Collection
from math import fsum

from podium.layout.discs import DISC, numbered_disc
from podium.layout.stage import Stage
from podium.maps.model.keys import MapModel
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import Draft, draft

_STEP_ROW = inches(0.46)
_NAME = scale.LABEL.but(size=20.0)
_GAP, _AFTER_DISC = points(16), points(7)


class StepBar:
    """What stands below a map. keyed: the steps have their names elsewhere; edge: the margin at both sides."""

    def __init__(self, model: MapModel, rect: Rect, stage: Stage, *, keyed: bool = False, edge: int = 0) -> None:
        self.model, self.rect, self.stage, self.edge = model, rect, stage, edge
        self._caption = [draft(model.caption, scale.CAPTION)] if model.caption else []
        self._room = stage.line_height(self._caption, rect.w, rect.h // 4) + points(6) if self._caption else 0
        self._row = _STEP_ROW if model.steps and not keyed and rect.h > inches(2.2) else 0

    @property
    def place(self) -> Rect:
        """The rectangle left for the map."""
        return self.rect._replace(h=self.rect.h - self._room - self._row)

    def boxes(self, numbered: Collection[str]) -> list[Box]:
        """Steps and caption. numbered: the numbers that stand on the map; without all of them no step has one here."""
        made, rect = list[Box](), self.rect
        if self._row:
            bars = Rect(rect.x, self.place.bottom + points(6), rect.w, self._row - points(6)).inset(self.edge, 0)
            made += self._steps(bars, all(str(n) in numbered for n in range(1, len(self.model.steps) + 1)))
        if self._caption:
            words = Rect(rect.x, rect.bottom - self._room + points(6), rect.w, self._room - points(6))
            made.append(self.stage.text("Caption: map", words, self._caption, means="caption"))
        return made

    def _steps(self, rect: Rect, numbered: bool) -> list[Box]:
        """A numbered disc, as on the map, and a name for each step, which appear with it; with the next click its name
        turns pale, so that the darkest is always that of the step on the map. All names have one size."""
        stage, steps, head = self.stage, self.model.steps, DISC + _AFTER_DISC if numbered else 0
        names, room = [draft(s.name, _NAME) for s in steps], (rect.w - _GAP * (len(steps) - 1)) / EMU_PER_PT
        fits = (k for k in range(stage.compose.shrink_range(names) + 1) if self._width(names, k, head) <= room)
        shrink = next(fits, stage.compose.shrink_range(names))
        widths = [points(stage.compose.width(d, shrink) + 2) + head for d in names]
        even = (rect.w - _GAP * (len(steps) - 1)) // len(steps)
        if max(widths) <= even or sum(widths) + _GAP * (len(steps) - 1) > rect.w:
            widths = [even] * len(steps)
        gap = (rect.w - sum(widths)) // max(1, len(steps) - 1)
        boxes, x = list[Box](), rect.x
        for n, (step, wide) in enumerate(zip(steps, widths, strict=True), 1):
            if numbered:
                disc = numbered_disc(x + DISC // 2, rect.y + rect.h // 2, str(n), stage)
                boxes.append(Group(name=f"step {n}: number", rect=disc[0].rect, boxes=tuple(disc), step=n))
            place, sized = Rect(x + head, rect.y, wide - head, rect.h), stage.compose.sized([names[n - 1]], shrink)
            words = stage.text(f"step {n}: {step.name}", place, sized, anchor="middle")
            words.steps, words.pale = (n,) * len(words.paragraphs), "grey"
            boxes.append(words)
            x += wide + gap
        return boxes

    def _width(self, names: list[Draft], shrink: int, head: int) -> float:
        return fsum(self.stage.compose.width(d, shrink) + 2 + head / EMU_PER_PT for d in names)
