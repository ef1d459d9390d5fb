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

    def is_titled(self) -> bool:
        return False

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if stage.framed:
            return [self._boxes(stage, rect)]
        boxes = self._boxes(stage)
        if not there(self.picture, stage):
            return [boxes]
        return [under(boxes, self.picture, stage, scrim="question", least=TINT)]

    def _boxes(self, stage: Stage, room: Rect | None = None) -> list[Box]:
        """Question and answers on the whole page, or in the `room` that a template leaves under its title."""
        top, bottom, ink = (_TITLE_TOP, _BOTTOM, "on") if room is None else (room.y, room.bottom, "ink")
        items = self._items(ink)
        least = _TITLE_LEAST if room is None else room.h * 2 // 5
        columns, height = self._columns(items, bottom, bottom - points(12) - _RULE_GAP - top - least, stage)
        rule = bottom - height - points(12)
        alone = _ALONE_HEIGHT if room is None else room.h * 9 // 10
        area = stage.grid.columns(1, 12, top, rule - _RULE_GAP - top if items else alone)
        style = self._style(area, stage).but(colour="on" if room is None else "accent.deep")
        title, _ = balanced(
            stage, area, title_draft(self.headline, style), max_lines=5, name="Question", anchor="middle",
            role="title" if room is None else "",
        )  # fmt: skip
        boxes: list[Box] = [title]
        if not items:
            return boxes
        boxes.append(stage.rule(area.x, rule, area.w, "on" if room is None else "rule"))
        for n, (drafts, column) in enumerate(zip(items, columns, strict=True)):
            step = n + 1 if self.reveal else 0
            boxes.append(stage.text(f"Answer {n + 1}", column, drafts, role="body" if n == 0 else "", step=step))
        return boxes

    def _columns(self, items: list[list[Draft]], bottom: int, most: int, stage: Stage) -> tuple[list[Rect], int]:
        """The columns of the items that end at `bottom`, all as large as fit in `most` EMU under the question; and
        their height (EMU)."""
        area = stage.grid.columns(1, 12 if len(items) > 1 else 8)
        columns = [c._replace(w=c.w - _APART) for c in stage.grid.split(area, [1] * len(items))] if items else []
        compose = stage.compose
        rooms = [Column(c.width_pt, most / EMU_PER_PT) for c in columns]
        fits = [compose.fit(drafts, room) for drafts, room in zip(items, rooms, strict=True)]
        shrink = max((f for f in fits if f is not None), default=0)
        shrink = compose.shrink_range([d for drafts in items for d in drafts]) if None in fits else shrink
        items[:] = [compose.sized(drafts, shrink) for drafts in items]
        heights = (stage.line_height(drafts, c.w, most) for drafts, c in zip(items, columns, strict=True))
        height = max(heights, default=0)
        return [c._replace(y=bottom - height, h=height) for c in columns], height

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

    def _items(self, ink: str) -> list[list[Draft]]:
        """One text in the colour `ink` for each column; with more than four items, the rest share the last."""
        label_style, text_style = _LABEL.but(colour=ink), _TEXT.but(colour=ink)
        texts = [
            [
                draft(i.text, label_style if i.proof else text_style),
                *([draft(i.proof, text_style, before=3.0)] if i.proof else []),
                *(draft(inline.plain(w), text_style, before=3.0) for b in i.below for w in b.words()),
            ]
            for i in self.items
        ]
        if self.text:
            texts.insert(0, [draft(self.text, text_style)])
        return texts if len(texts) <= 4 else [*texts[:3], [d for t in texts[3:] for d in t]]


def _is_even(question: Draft, width: float, stage: Stage) -> bool:
    """Whether no balanced line is much shorter than another."""
    spans = stage.compose.spans(question, 0)
    widths = [line.width for line in measure.wrap(spans, measure.balanced_width(spans, width))]
    return min(widths) >= _EVEN * max(widths)


MODEL = QuestionSlide
