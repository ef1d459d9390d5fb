"""map: the block under a headline, or with `full: true` the whole slide, its headline on a panel over open sea.

In: the keys of the block and of a slide. Out: boxes; a full-slide map ends above the foot of the slide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from podium.kinds._block import slide_of_block
from podium.layout.stage import Sheets, Stage
from podium.scene.grid import FOOTER_Y
from podium.scene.units import Rect, inches

if TYPE_CHECKING:
    from podium.blocks.map import MapBlock
    from podium.kinds._block import BlockSlide

    class _Slide(BlockSlide, MapBlock):
        """What `slide_of_block` makes, for type checkers."""
else:
    _Slide = slide_of_block("map")

_FOOT = inches(0.12)  # between a full-slide map and the foot of the slide


class MapSlide(_Slide):
    """A map as a slide; a full-slide map ends above the foot, so that source and number stay readable."""

    layout: ClassVar[str] = "map"

    def own_title(self) -> bool:
        return self.full and not self.years

    def in_a_frame(self) -> Self:
        return self.model_copy(update={"full": False})

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.own_title():
            return super().lay_out(rect, stage)
        from podium.maps.drawing.cache import draw

        return [draw(self, rect.top(FOOTER_Y - _FOOT), stage, self.headline)]


MODEL = MapSlide
