"""question: one question on a full-colour page, and below it the task and an argument for each answer."""

from __future__ import annotations

from typing import ClassVar

from podium.kinds.base import SlideModel
from podium.layout.backdrop import TINT, there, under
from podium.layout.headline import balanced
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import ItemsField, TextField
from podium.outline.picture import PictureField
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting import measure
from podium.typesetting.text import Column, Draft, draft, title_draft

_TITLE_TOP, _TITLE_LEAST = inches(0.85), inches(2.8)
_BOTTOM = inches(6.7)
_RULE_GAP = inches(0.35)  # between the question and the rule
_APART = points(22)  # between the texts of neighbouring columns, in addition to the gutter
_ALONE_HEIGHT = inches(4.9)  # of a question without items: it stands in the optical middle of the page
_LARGE = ((110.0, 1), (88.0, 1), (80.0, 2), (66.0, 3), (56.0, 3), (50.0, 3), (44.0, 3))  # pt, and lines at most
_EVEN = 0.55
_LABEL = scale.LABEL.but(size=28.0, floor=18.0, colour="on")
_TEXT = scale.BODY.but(size=26.0, floor=18.0, pitch=1.2, colour="on")


class QuestionSlide(SlideModel):
    """A blue page with one question."""

    label: ClassVar[str] = "a 'question' slide"
    summary: ClassVar[str] = "one question on a full-colour page, with the task below"
    layout: ClassVar[str] = "question"
    about: ClassVar[dict[str, str]] = {
        "items": "one to four short texts below, best as `Label: text`",
        "text": "a paragraph below",
        "picture": "a picture under the whole slide",
    }

    items: ItemsField = ()
    text: TextField = ""
    picture: PictureField = None

    def own_title(self) -> bool:
        return True

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        boxes = self._boxes(stage)
        if not there(self.picture, stage):
            return [boxes]
        return [under(boxes, self.picture, stage, scrim="question", least=TINT)]

    def _boxes(self, stage: Stage) -> list[Box]:
        grid = stage.grid
        items = self._items()
        columns, height = self._columns(items, stage)
        rule = _BOTTOM - height - points(12)
        area = grid.columns(1, 12, _TITLE_TOP, rule - _RULE_GAP - _TITLE_TOP if items else _ALONE_HEIGHT)
        style = self._style(area, stage)
        title, _ = balanced(
            stage, area, title_draft(self.headline, style), max_lines=5, name="Question", anchor="middle"
        )
        boxes: list[Box] = [title]
        if not items:
            return boxes
        boxes.append(stage.rule(area.x, rule, area.w, "on"))
        for n, (drafts, column) in enumerate(zip(items, columns, strict=True)):
            step = n + 1 if self.reveal else 0
            boxes.append(stage.text(f"Answer {n + 1}", column, drafts, role="body" if n == 0 else "", step=step))
        return boxes

    def _columns(self, items: list[list[Draft]], stage: Stage) -> tuple[list[Rect], int]:
        """The columns of the items at the foot of the page, all as large as fit under the question; and their height
        (EMU)."""
        area = stage.grid.columns(1, 12 if len(items) > 1 else 8)
        columns = [c._replace(w=c.w - _APART) for c in stage.grid.split(area, [1] * len(items))] if items else []
        most = _BOTTOM - points(12) - _RULE_GAP - _TITLE_TOP - _TITLE_LEAST
        compose = stage.compose
        rooms = [Column(c.width_pt, most / EMU_PER_PT) for c in columns]
        fits = [compose.fit(drafts, room) for drafts, room in zip(items, rooms, strict=True)]
        shrink = max((f for f in fits if f is not None), default=0)
        shrink = compose.shrink_range([d for drafts in items for d in drafts]) if None in fits else shrink
        items[:] = [compose.sized(drafts, shrink) for drafts in items]
        heights = (stage.line_height(drafts, c.w, most) for drafts, c in zip(items, columns, strict=True))
        height = max(heights, default=0)
        return [c._replace(y=_BOTTOM - height, h=height) for c in columns], height

    def _style(self, area: Rect, stage: Stage) -> Style:
        """The largest style at which the question takes few lines and fits."""
        for size, lines in _LARGE:
            style = scale.QUESTION.but(size=size)
            question = title_draft(self.headline, style)
            count = stage.compose.count(question, area.width_pt, 0)
            fits = count <= lines and count * stage.compose.pitch(question, 0) <= area.height_pt
            if fits and (count < 3 or _is_even(question, area.width_pt, stage)):
                return style
        return scale.QUESTION

    def _items(self) -> list[list[Draft]]:
        """One text for each column; with more than four items, the rest share the last."""
        texts = [
            [
                draft(i.text, _LABEL if i.proof else _TEXT),
                *([draft(i.proof, _TEXT, before=3.0)] if i.proof else []),
                *(draft(inline.plain(w), _TEXT, before=3.0) for b in i.below for w in b.words()),
            ]
            for i in self.items
        ]
        if self.text:
            texts.insert(0, [draft(self.text, _TEXT)])
        return texts if len(texts) <= 4 else [*texts[:3], [d for t in texts[3:] for d in t]]


def _is_even(question: Draft, width: float, stage: Stage) -> bool:
    """Whether no balanced line is much shorter than another."""
    spans = stage.compose.spans(question, 0)
    widths = [line.width for line in measure.wrap(spans, measure.balanced_width(spans, width))]
    return min(widths) >= _EVEN * max(widths)


MODEL = QuestionSlide
