"""quote: a quotation that fills the slide; without `text` the headline is the quotation."""

from __future__ import annotations

from typing import ClassVar

from podium.blocks.quote import QuoteBlock
from podium.kinds.base import SlideModel
from podium.layout.backdrop import in_light, there, under
from podium.layout.headline import headline
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import TextField
from podium.outline.picture import PictureField
from podium.scene import type_scale as scale
from podium.scene.grid import CONTENT_BOTTOM
from podium.scene.type_scale import Style
from podium.scene.units import Rect, inches
from podium.typesetting.text import title_draft

_TOP = inches(0.9)
_LARGE, _TWO_LINES = (96.0, 80.0, 66.0, 60.0, 54.0, 48.0), 66.0  # pt; larger ones only on a single line
_LONG, _LINES = (44.0, 40.0), 5  # pt, of a quotation that takes no more lines


class QuoteSlide(SlideModel):
    """A quotation, its author and context; stressed words are red."""

    label: ClassVar[str] = "a 'quote' slide"
    summary: ClassVar[str] = QuoteBlock.summary
    layout: ClassVar[str] = "quote"
    about: ClassVar[dict[str, str]] = {
        **QuoteBlock.about,
        "picture": "a picture under the whole slide",
    }

    text: TextField = ""
    by: TextField = ""
    context: TextField = ""
    aside: TextField = ""
    picture: PictureField = None

    def own_title(self) -> bool:
        return not self.text or self.picture is not None

    def page_layout(self, stage: Stage) -> str:
        return "picture" if self.picture and stage.pictures.has(self.picture.file) else super().page_layout(stage)

    def is_titled(self) -> bool:
        return bool(self.text)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        block = QuoteBlock.model_construct(
            text=self.text or self.headline, by=self.by, context=self.context, aside=self.aside
        )
        if not self.own_title() or stage.framed:
            return block.lay_out(rect, stage)
        found = there(self.picture, stage)
        if self.text:
            title, top = headline(self.headline, stage)
            room = stage.grid.content(top)
            boxes = [title, *(block.over_picture(room, stage) if found else block.lay_out(room, stage)[0])]
        else:
            area = stage.grid.columns(1, 12, _TOP, CONTENT_BOTTOM - _TOP)
            words = title_draft(self.headline, self._style(area, stage))
            boxes = block.draw(area, stage, words, role="title", in_one=found)
        if not found:
            return [boxes]
        return [under(in_light(boxes, stage), self.picture, stage)]

    def _style(self, area: Rect, stage: Stage) -> Style:
        """The style of the quotation: a short one is larger, until it takes two lines; others are as large as five
        lines allow."""
        for size in (*_LARGE, *_LONG):
            style = scale.QUOTATION.but(size=size, **({"pitch": 1.15} if size in _LARGE else {}))
            words = title_draft(self.headline, style)
            most = _LINES if size in _LONG else 1 if size > _TWO_LINES else 2
            if stage.compose.count(words, area.width_pt * 0.9, 0) <= most:
                return style
        return scale.QUOTATION


MODEL = QuoteSlide
