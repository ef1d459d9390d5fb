"""What a slide kind is: a headline and an arrangement of blocks and texts under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from podium.outline.slide import Slide
from podium.scene.boxes import Box
from podium.scene.units import Rect

if TYPE_CHECKING:
    from podium.layout.stage import Stage


class SlideModel(Slide):
    """Base of all kinds. `summary` is what `podium list kinds` prints, `layout` the template layout that it fills."""

    summary: ClassVar[str] = ""
    layout: ClassVar[str] = "content"

    def lay_out(self, rect: Rect, stage: Stage) -> list[list[Box]]:
        """The boxes below the headline, one list for each slide that they need (at least one)."""
        raise NotImplementedError

    def page_layout(self, stage: Stage) -> str:
        """The template layout of a slide that draws the title itself; "" if there is a headline above it."""
        return self.layout if self.own_title() else ""

    def own_title(self) -> bool:
        """True if the kind draws the title itself, on the whole slide (`rect` is then the slide)."""
        return False
