"""portrait: a person's picture over the whole height of the slide, with the headline and words beside it.

In: the keys of the block and of a slide. Out: boxes; a picture with too few pixels, or `full: false`, stands under the
headline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from podium.kinds import _full_height as full_height
from podium.kinds._block import slide_of_block
from podium.layout.columns import story
from podium.layout.stage import Sheets, Stage
from podium.scene.units import Rect

if TYPE_CHECKING:
    from podium.blocks.portrait import PortraitBlock
    from podium.kinds._block import BlockSlide

    class _Slide(BlockSlide, PortraitBlock):
        """What `slide_of_block` makes, for type checkers."""
else:
    _Slide = slide_of_block("portrait")


class PortraitSlide(_Slide):
    """A person as a slide."""

    layout: ClassVar[str] = full_height.LAYOUT

    def page_layout(self, stage: Stage) -> str:
        return self.layout if full_height.fills(self, stage) else ""

    def in_a_frame(self) -> Self:
        return self.model_copy(update={"full": False})

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.page_layout(stage):
            return super().lay_out(rect, stage)
        if not (self.text or self.items):
            return [[*full_height.at_side(self, stage, words=False), *full_height.alone(self, self.headline, stage)]]
        side = full_height.at_side(self, stage, words=True)
        title, room = full_height.title(self.headline, stage)
        notes, inner = full_height.under_words(self, room, stage)
        first, *rest = story(self.text, self.items, inner, stage, reveal=self.reveal, alone=True)
        return [[*side, title, *first, *notes], *([*side, title, *boxes] for boxes in rest)]


MODEL = PortraitSlide
