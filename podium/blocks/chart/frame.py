"""The frame of a chart: title and key above it, a hairline and notes below it.

In: texts, and the boxes of one chart or several. Out: the room left for the charts, and all boxes from top to bottom.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from podium.layout.stage import Stage
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Chart, Line, Paragraph, Run, Shape, Text
from podium.scene.charts import Hatch
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft, plain_draft

_TITLE = scale.LABEL.but(size=18.0)
_KEY = scale.NOTE.but(colour="ink")
_RULE_GAP, _TEXT_GAP, _CHART_GAP = 9.0, 4.0, 12.0  # pt
_HEAD_SHARE, _NOTE_SHARE = 0.3, 0.25  # of the height, at most
_LEAST = 30.0  # pt of height: the chart is no lower
CRAMPED = 90.0  # pt of height, below which a chart cannot be read
_SWATCH = (22.0, 12.0)  # pt

Note = tuple[str, Draft]  # "hatch" for the one that explains a hatch, else "", and its text


@dataclass(frozen=True, slots=True)
class Frame:
    """The texts around a chart in `rect`."""

    rect: Rect
    title: str
    key: Paragraph | None
    notes: tuple[Note, ...]
    stage: Stage

    @property
    def room(self) -> Rect:
        """The room left for the chart."""
        head, foot = self._heights()
        rect = self.rect
        return Rect(rect.x, rect.y + points(head), rect.w, max(points(_LEAST), rect.h - points(head + foot)))

    def fitted(self, kept: int) -> Frame:
        """The frame with only its first `kept` notes, if all of them leave the chart too little room."""
        head, foot = self._heights()
        cramped = self.rect.height_pt - head - foot < CRAMPED
        return replace(self, notes=self.notes[:kept]) if cramped else self

    def _heights(self) -> tuple[float, float]:
        """The heights (pt) of what is above the chart and below it."""
        head = foot = 0.0
        rect, compose = self.rect, self.stage.compose
        if self.title:
            needed = compose.height([draft(self.title, _TITLE)], rect.width_pt)
            head += min(needed, rect.height_pt * _HEAD_SHARE) + _RULE_GAP
        if self.key:
            head += self.key.lines * self.key.pitch + (_TEXT_GAP if self.title else _RULE_GAP)
        if self.notes:
            needed = compose.height([d for _, d in self.notes], rect.width_pt - _SWATCH[0] - 8)
            foot = min(needed, rect.height_pt * _NOTE_SHARE) + _RULE_GAP + _CHART_GAP
        return head + (_CHART_GAP if head else 0.0), foot

    def around(self, charts: list[Box]) -> list[Box]:
        """Rule, title, key, charts, rule, notes from top to bottom."""
        boxes: list[Box] = []
        rect, y = self.rect, self.rect.y
        if self.title or self.key:
            boxes.append(self.stage.rule(rect.x, y, rect.w))
            y += points(_RULE_GAP)
        if self.title:
            drafts = [draft(self.title, _TITLE)]
            height = self.stage.line_height(drafts, rect.w, round(rect.h * _HEAD_SHARE))
            boxes.append(self.stage.text("Chart title", Rect(rect.x, y, rect.w, height), drafts))
            y += height + points(_TEXT_GAP)
        if self.key:
            height = points(self.key.lines * self.key.pitch) + 1
            boxes.append(Text(name="Chart key", rect=Rect(rect.x, y, rect.w, height), paragraphs=(self.key,)))
        bottom = max(b.rect.bottom for b in charts)
        return [*boxes, *charts, *self._foot(bottom + points(_CHART_GAP), first_hatch(charts))]

    def _foot(self, y: int, hatch: Hatch) -> list[Box]:
        """The hairline and the notes below it, with a swatch before the one on hatching."""
        if not self.notes:
            return []
        rect, stage = self.rect, self.stage
        boxes: list[Box] = [stage.rule(rect.x, y, rect.w)]
        y += points(_RULE_GAP)
        for kind, text in self.notes:
            left = points(_SWATCH[0] + 8) if kind else 0
            line = points(stage.compose.pitch(text, 0))
            height = min(stage.line_height([text], rect.w - left), max(line, rect.bottom - y))
            if kind:
                middle = y + points(stage.compose.pitch(text, 0) / 2 - _SWATCH[1] / 2)
                swatch = Rect(rect.x, middle, points(_SWATCH[0]), points(_SWATCH[1]))
                boxes.append(Shape(name="Key: hatched", rect=swatch, fill=hatch, line=Line(hatch.colour, 1.25)))
            boxes.append(stage.text("Chart note", Rect(rect.x + left, y, rect.w - left, height), [text]))
            y += height
        return boxes


def first_hatch(charts: list[Box]) -> Hatch:
    """The hatch to explain: the first one in the charts."""
    specs = [box.spec for box in charts if isinstance(box, Chart)]
    fills = (p.fill for spec in specs for s in spec.series for p in s.points)
    return next((f for f in fills if isinstance(f, Hatch)), Hatch("ink2", "ground"))


def key_line(entries: list[tuple[str, list[str], str]], rect: Rect, stage: Stage) -> Paragraph:
    """Names side by side, each after its signs: (name, colour roles, sign)."""
    runs: list[Run] = []
    for n, (name, colours, sign) in enumerate(entries):
        runs += [Run(sign, _KEY.size, colour) for colour in colours[:4]]
        tail = " " * 4 if n < len(entries) - 1 else ""
        runs.append(Run(f"\u00a0{name}{tail}", _KEY.size, "ink"))
    text = plain_draft("".join(r.text for r in runs), _KEY)
    return Paragraph(tuple(runs), round(_KEY.size * _KEY.pitch, 1), lines=stage.compose.count(text, rect.width_pt, 0))
