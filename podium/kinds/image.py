"""image: the block under a headline, or with `full: true` a picture from edge to edge with the headline on it.

In: the keys of the block and of a slide. Out: boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from podium.kinds import _full_picture
from podium.kinds._block import slide_of_block
from podium.layout.stage import Sheets, Stage
from podium.scene.units import Rect

if TYPE_CHECKING:
    from podium.blocks.image import ImageBlock
    from podium.kinds._block import BlockSlide

    class _Slide(BlockSlide, ImageBlock):
        """What `slide_of_block` makes, for type checkers."""
else:
    _Slide = slide_of_block("image")


class ImageSlide(_Slide):
    """A picture as a slide."""

    layout: ClassVar[str] = _full_picture.LAYOUT

    def own_title(self) -> bool:
        return bool(self.full)

    def in_a_frame(self) -> Self:
        return self.model_copy(update={"full": False})

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.full:
            return super().lay_out(rect, stage)
        return _full_picture.full_picture(self, self.headline, stage, self.text, self.items, self.reveal)


MODEL = ImageSlide
