"""image: a picture with its caption and credit, or a plate if the picture is missing.

In: a file name and texts. Out: the picture as large as it fits, undistorted and uncropped, above its caption.
"""

from __future__ import annotations

from podium.blocks.base import Block
from podium.layout.plate import PlateWords, monogram, plate
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.fields import DateField, TextField
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Picture
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft, title_draft

CAPTION_GAP = points(6)
_CAPTION_SHARE = 0.3  # of the block's height, at most, for caption and credit


class ImageBlock(Block):
    """A picture. A person's also has `name`, `life` and `role`."""

    label = "a picture"
    summary = "one picture with caption, alt text and credit"

    file: TextField = ""
    caption: TextField = ""
    alt: TextField = ""
    credit: TextField = ""
    short: TextField = ""
    side: TextField = ""
    when: DateField | None = None
    name: TextField = ""
    life: TextField = ""
    role: TextField = ""

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        drafts = self.caption_drafts(stage)
        return [self.framed(rect, drafts, stage)]

    def framed(self, rect: Rect, drafts: list[Draft], stage: Stage, height: int = 0) -> list[Box]:
        """The picture above its caption, both inside `rect`; `height` (EMU): of the captions of all neighbours."""
        if not drafts and not height:
            return self.draw(rect, stage)
        height = height or self.caption_height(drafts, rect, stage)
        if not drafts:
            return self.draw(rect._replace(h=rect.h - height - CAPTION_GAP), stage)
        frame = rect._replace(h=rect.h - height - CAPTION_GAP)
        boxes = self.draw(frame, stage)
        shown = boxes[0].rect
        place = Rect(rect.x, shown.bottom + CAPTION_GAP, rect.w, height)
        if shown.w >= rect.w // 2:  # the caption is aligned with the left edge of the picture
            place = Rect(shown.x, place.y, rect.right - shown.x, height)
            if stage.line_height(drafts, place.w) > height:
                place = Rect(rect.x, place.y, rect.w, height)
        return [*boxes, stage.text(f"Caption: {self.subject(stage)}", place, drafts)]

    @staticmethod
    def caption_height(drafts: list[Draft], rect: Rect, stage: Stage) -> int:
        """The height (EMU) of caption and credit under a picture in `rect`, 0 if there are none."""
        return stage.line_height(drafts, rect.w, round(rect.h * _CAPTION_SHARE)) if drafts else 0

    def draw(self, rect: Rect, stage: Stage) -> list[Box]:
        """The picture as large as `rect` allows, or its plate."""
        found = stage.pictures.find(self.file, self, self.subject(stage))
        alt = self.alt_text(stage)
        if found is None:
            return plate(self._plate_words(stage), rect, alt, self.subject(stage), stage)
        shown = rect.fit(found.aspect)
        stage.pictures.warn_if_coarse(found, shown, self.file, self)
        return [Picture(name=self.subject(stage), rect=shown, alt=alt, media=found.key, line=Line("rule", 0.5))]

    def subject(self, stage: Stage) -> str:
        """What the picture shows, in a few words."""
        words = self.short or self.name or self.caption or self.alt or stage.words.picture
        return inline.plain(words)[:60]

    def alt_text(self, stage: Stage) -> str:
        """The author's alt text, else caption and name; never empty, never a file name."""
        texts = (self.alt, self.caption, ", ".join(t for t in (self.name, self.life, self.role) if t), self.short)
        return inline.plain(next((t for t in texts if t), "")) or stage.words.picture_alt

    def caption_drafts(self, stage: Stage) -> list[Draft]:
        """Caption and credit; without the caption if the plate has the same words."""
        on_plate = self.caption == self._plate_words(stage).subject and not stage.pictures.has(self.file)
        drafts = [title_draft(self.caption, scale.CAPTION)] if self.caption and not on_plate else []
        if self.credit:
            drafts.append(draft(self.credit, scale.CAPTION.but(size=12.0, italic=True), before=1.0))
        return drafts

    def _plate_words(self, stage: Stage) -> PlateWords:
        person = self.name or (self.caption if self.life else "")
        line = self.life or (format_date(self.when, stage.lang) if self.when else "")
        colour = stage.side(self.side) if self.side else ""
        subject = self.short or person or self.caption or stage.words.placeholder
        return PlateWords(
            subject,
            line,
            self.role,
            monogram(inline.plain(person)) if self.life or self.name else "",
            self.file,
            colour,
        )


MODEL = ImageBlock
