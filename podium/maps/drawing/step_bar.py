"""Below a map: number and name of each step, and the caption.

In: a map's keys and its rectangle. Out: the rectangle left for the map, and the boxes below it.
"""

from __future__ import annotations

from podium.layout.stage import Stage
from podium.maps.model.keys import MapModel
from podium.maps.symbols.arrows import DISC, numbered_disc
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import draft

_STEP_ROW = inches(0.46)
_NAME = scale.LABEL.but(size=20.0)


def divide(model: MapModel, rect: Rect, stage: Stage, edge: int) -> tuple[Rect, list[Box]]:
    """The rectangle left for the map, and the boxes below it, `edge` EMU from its sides: steps and caption."""
    below: list[Box] = []
    caption = [draft(model.caption, scale.CAPTION)] if model.caption else []
    room = stage.line_height(caption, rect.w, rect.h // 4) + points(6) if caption else 0
    row = _STEP_ROW if model.steps and rect.h > inches(2.2) else 0
    place = rect._replace(h=rect.h - room - row)
    if row:
        bars = Rect(rect.x, place.bottom + points(6), rect.w, row - points(6))
        below += _step_row(model, bars.inset(edge, 0), stage)
    if caption:
        below.append(
            stage.text("Caption: map", Rect(rect.x, rect.bottom - room + points(6), rect.w, room - points(6)), caption)
        )
    return place, below


def _step_row(model: MapModel, rect: Rect, stage: Stage) -> list[Box]:
    """A numbered disc, as on the map's arrows, and a name for each step, which appear with it; with the next click its
    name turns pale, so that the darkest is always that of the step on the map."""
    gap = points(9)
    wide = (rect.w - gap * (len(model.steps) - 1)) // len(model.steps)
    boxes: list[Box] = []
    for n, step in enumerate(model.steps, 1):
        x = rect.x + (n - 1) * (wide + gap)
        disc = numbered_disc(x + DISC // 2, rect.y + rect.h // 2, str(n), stage)
        area = disc[0].rect
        left = area.right - x + points(7)
        boxes.append(Group(name=f"step {n}: number", rect=area, boxes=tuple(disc), step=n))
        place = Rect(x + left, rect.y, wide - left, rect.h)
        words = stage.text(f"step {n}: {step.name}", place, [draft(step.name, _NAME)], anchor="middle")
        words.steps, words.pale = (n,) * len(words.paragraphs), "grey"
        boxes.append(words)
    return boxes
