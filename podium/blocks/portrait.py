"""portrait: a picture of a person, with name, life dates and role below it.

In: the keys of a picture, and those of a person. Out: as `image`.
"""

from __future__ import annotations

from podium.blocks.image import ImageBlock
from podium.layout.stage import Sheets, Stage
from podium.scene import type_scale as scale
from podium.scene.units import Rect
from podium.typesetting.text import Draft, draft


class PortraitBlock(ImageBlock):
    """A picture of a person; the plate has a monogram."""

    label = "a portrait"
    summary = "a person: picture, name, life dates, role"
    shares = (6, 5)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if stage.pictures.find(self.file, self, self.subject(stage)) is None:
            return [self.framed(rect, self.caption_drafts(stage), stage)]  # the plate has the rest
        return [self.framed(rect, [*self._person(), *self.caption_drafts(stage)], stage)]

    def _person(self) -> list[Draft]:
        """Name, life dates and role as lines below the picture."""
        drafts = [draft(self.name, scale.SUMMARY_CLAIM.but(size=24.0, floor=18.0))] if self.name else []
        line = ", ".join(t for t in (self.life, self.role) if t)
        return [*drafts, *([draft(line, scale.ROW.but(colour="ink2"), before=2.0)] if line else [])]


MODEL = PortraitBlock
