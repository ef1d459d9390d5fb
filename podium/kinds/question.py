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
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, title_draft

_TITLE_TOP, _TITLE_HEIGHT = inches(1.05), inches(3.0)
_RULE_TOP = inches(4.5)
_APART = points(22)  # between the texts of neighbouring columns, in addition to the gutter
_ALONE_HEIGHT = inches(4.9)  # of a question without items: it stands in the optical middle of the page
_LARGE = ((110.0, 1), (88.0, 1), (66.0, 2))  # pt, and lines at most
_LABEL = scale.LABEL.but(size=22.0, floor=18.0, colour="on")
_TEXT = scale.BODY.but(size=20.0, floor=18.0, colour="on")


class QuestionSlide(SlideModel):
    """A blue page with one question."""

    label: ClassVar[str] = "a 'question' slide"
    summary: ClassVar[str] = "one question on a full-colour page, with the task below"
    layout: ClassVar[str] = "question"

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
        area = grid.columns(1, 12, _TITLE_TOP, _TITLE_HEIGHT if items else _ALONE_HEIGHT)
        style = self._style(area, stage)
        title, _ = balanced(
            stage, area, title_draft(self.headline, style), max_lines=5, name="Question", anchor="middle"
        )
        boxes: list[Box] = [title]
        if not items:
            return boxes
        top = max(_RULE_TOP, title.rect.bottom + inches(0.4))
        boxes.append(stage.rule(area.x, top, area.w, "on"))
        columns = grid.split(
            Rect(area.x, top + points(12), area.w, inches(6.75) - top - points(12)), [1] * max(3, len(items))
        )
        for n, (drafts, column) in enumerate(zip(items, columns, strict=False)):
            column = column._replace(w=column.w - _APART)
            step = n + 1 if self.reveal else 0
            boxes.append(stage.text(f"Answer {n + 1}", column, drafts, role="body" if n == 0 else "", step=step))
        return boxes

    def _style(self, area: Rect, stage: Stage) -> Style:
        """The largest style at which the question takes one line, or two at 66 pt."""
        for size, lines in _LARGE:
            style = scale.QUESTION.but(size=size)
            if stage.compose.count(title_draft(self.headline, style), area.width_pt, 0) <= lines:
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


MODEL = QuestionSlide
