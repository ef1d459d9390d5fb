"""The facsimile of `document`: a picture of the source, whole or a region of it, with its signature below.

In: the picture keys of the slide. Out: boxes, of which the first is the picture or its plate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from podium.blocks.image import ImageBlock
from podium.layout.pictures.crop import Crop
from podium.layout.stage import Stage
from podium.outline.fields import TextField
from podium.outline.focus import RegionField
from podium.scene import type_scale as scale
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft

if TYPE_CHECKING:
    from podium.layout.pictures.library import Found

SHARES = (0.45, 0.37, 0.3)  # of the slide's width, at most: the first that leaves the words room
_PAGE = 0.72  # width / height of the sheet of paper that a plate stands for


class Facsimile(ImageBlock):
    """The picture of a document."""

    label: ClassVar[str] = "a 'document' slide"
    about: ClassVar[dict[str, str]] = {
        "crop": "a region of the picture: `[left, top, right, bottom]` in fractions or percentages",
        "archive": "the signature",
    }

    crop: RegionField | None = None
    archive: TextField = ""

    def width(self, rect: Rect, share: float, stage: Stage) -> int:
        """The width (EMU) that it takes of a slide's content, at most `share` of it."""
        found = stage.pictures.look(self.file)
        aspect = _PAGE if found is None else found.aspect * self._part(0) / self._part(1)
        words = stage.line_height(self.caption_drafts(stage), round(rect.w * share)) + points(8)
        return min(round(rect.w * share), max(round((rect.h - words) * aspect), self.words_most))

    def caption_drafts(self, stage: Stage) -> list[Draft]:
        """Caption, signature and credit."""
        drafts = super().caption_drafts(stage)
        if self.archive:
            drafts.append(signature(self.archive).but(before=2.0 if drafts else 0.0))
        return drafts

    def _part(self, axis: int) -> float:
        """The share of the picture's width (0) or height (1) that is shown."""
        return 1.0 if self.crop is None else self.crop[axis + 2] - self.crop[axis]

    def _wanted(self, found: Found, rect: Rect) -> tuple[Rect, Crop]:
        if self.crop is None:
            return super()._wanted(found, rect)
        left, top, right, bottom = self.crop
        return rect.fit(found.aspect * self._part(0) / self._part(1)), (left, top, 1 - right, 1 - bottom)


def signature(archive: str) -> Draft:
    """Where the document is kept."""
    return draft(archive, scale.CREDIT)
