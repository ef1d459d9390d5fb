"""The slide of a block that stands alone: headline, block and, if the outline has words, a column beside it.

In: a block's name. Out: a slide model with the keys of the block and of a slide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import create_model

from podium import registry
from podium.blocks.base import PACKAGE as BLOCKS
from podium.kinds._across import across
from podium.kinds.base import BESIDE, Exhibit, SlideModel
from podium.layout.columns import beside
from podium.outline.fields import ItemsField, TextField
from podium.scene.boxes import Box
from podium.scene.units import Rect

if TYPE_CHECKING:
    from podium.layout.stage import Stage


class BlockSlide(SlideModel):
    """The slide of a block that stands alone, with a column of words beside it if the outline has some."""

    block: ClassVar[str] = ""
    shares: ClassVar[tuple[int, int]] = (4, 7)
    about: ClassVar[dict[str, str]] = {
        "items": "a column of words beside the exhibit: texts, or `Claim: its proof`",
        "text": "a paragraph beside the exhibit",
        "exhibit": "`left` or `right` of the words",
    }
    items: ItemsField = ()
    text: TextField = ""
    exhibit: Exhibit | None = None

    def has_sides(self) -> bool:
        return bool(self.items or self.text) and not self.own_title()

    def look(self, layout: str) -> str:
        return BESIDE if self.has_sides() else super().look(layout)

    def tells_time(self, lang: str) -> bool:
        told: bool = registry.load(BLOCKS, self.block).tells_time(self, lang)
        return told

    def lay_out(self, rect: Rect, stage: Stage) -> list[list[Box]]:
        if not (self.items or self.text):
            return self._draw(rect, stage)
        high: int = registry.load(BLOCKS, self.block).height_across(self, rect, stage)
        if boxes := across(high, self._draw, self.text, self.items, rect, stage, reveal=self.reveal):
            return [boxes]
        return beside(
            self.text,
            self.items,
            self._draw,
            rect,
            stage,
            shares=self.shares,
            reveal=self.reveal,
            room=self._room,
            mirrored=self.exhibit == "left",
            numbered=self._is_keyed(),
        )

    def _is_keyed(self) -> bool:
        keyed: bool = registry.load(BLOCKS, self.block).is_keyed_by(self, self.items)
        return keyed

    def _room(self, rect: Rect, stage: Stage) -> Rect:
        room: Rect = registry.load(BLOCKS, self.block).room(self, rect, stage)
        return room

    def _draw(self, rect: Rect, stage: Stage) -> list[list[Box]]:
        block = registry.load(BLOCKS, self.block)
        drawn: list[list[Box]] = (block.lay_out_keyed if self._is_keyed() else block.lay_out)(self, rect, stage)
        return drawn


def slide_of_block(kind: str) -> type[SlideModel]:
    """The model of a block's slide."""
    block = registry.load(BLOCKS, kind)
    own = {
        name: (f.annotation if not f.metadata else Annotated[f.annotation, *f.metadata], f)  # type: ignore[valid-type]
        for name, f in block.model_fields.items()
        if name not in BlockSlide.model_fields
    }
    made = create_model(f"{block.__name__}Slide", __base__=(BlockSlide, block), **own)  # type: ignore[call-overload]
    made.block, made.summary, made.shares = kind, block.summary, block.shares
    made.label = f"{'an' if kind[0] in 'aeiou' else 'a'} '{kind}' slide"
    slide: type[SlideModel] = made
    return slide
