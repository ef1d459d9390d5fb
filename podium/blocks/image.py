"""image: a picture with its words, or a plate if the picture is missing.

In: a file name and texts. Out: the picture as large as it fits and stays sharp, undistorted, whole or cropped about its
focus; its words below it at its own left edge, or beside it on a card. What is known of a person is shown with the
picture as it is on the plate.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, ClassVar, Literal

from podium.blocks.base import Block
from podium.layout import rows
from podium.layout.pictures.crop import WHOLE, Crop, crop, filled, proportions
from podium.layout.plate import PlateWords, monogram, plate
from podium.layout.rows import CAPTION_GAP, Entry
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.fields import DateField, LifeField, TextField
from podium.outline.focus import CENTRE, FocusField
from podium.outline.models import Switch
from podium.outline.picture import ABOUT_PICTURE
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Picture, Shape
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import Draft, draft, title_draft

if TYPE_CHECKING:
    from podium.layout.pictures.library import Found

_CAPTION_SHARE = 0.3  # of the block's height, at most, for caption and credit
_PERSON, _VIEW = 0.75, 1.5  # width / height of the pictures that plates stand for
_PLATE = 1.2  # width / height of a person's plate in a row
_SLIM_PLATE = 0.6  # width / height, the least
_NARROWEST_PLATE = inches(1.5)
_NARROWEST_ROOM = inches(2.8)  # beside a column of words
_PANORAMA = 2.4  # width / height, from which on words stand below it: beside it, it would be half as high
_UPRIGHT = 1.1  # width / height of a portrait, at most
_SHARP_CARD = inches(2.5)  # a picture with fewer pixels is not shown on a card
_PAD = inches(0.25)  # between a picture on a card and its words
_BAR = points(4)  # in the colour of a person's side
_CARD_CAPTION = 0.75  # of a person's name
_CARD_WORDS = (inches(1.7), inches(2.7))


class ImageBlock(Block):
    """A picture. A person's also has `name`, `life` and `role`."""

    label = "a picture"
    summary = "one picture with caption, alt text and credit"
    about: ClassVar[dict[str, str]] = {
        **ABOUT_PICTURE,
        "full": "`true`: from edge to edge, with the headline on it",
        "fit": "`contain`: the whole picture; `cover`: cropped to fill its place",
        "caption": "the words below it",
        "short": "the words on the plate while the file is missing",
        "side": "the colour of the plate",
        "when": "a date below the words on the plate",
        "name": "a person's name",
        "life": "years of birth and death: `1906–1967`",
        "role": "the person's office",
    }
    name_style: ClassVar[Style] = scale.CAPTION.but(size=18.0, floor=16.0, colour="ink", bold=True)
    line_style: ClassVar[Style] = scale.CAPTION
    words_most: ClassVar[int] = inches(2.4)  # EMU; a picture that is narrower has words below it in a column so wide

    file: TextField = ""
    full: Switch = False
    fit: Literal["contain", "cover", ""] = ""
    focus: FocusField | None = None
    caption: TextField = ""
    alt: TextField = ""
    credit: TextField = ""
    short: TextField = ""
    side: TextField = ""
    when: DateField | None = None
    name: TextField = ""
    life: LifeField = ""
    role: TextField = ""

    # ---------------------------------------------------------------------------------- where it stands

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        self.warn_of_full(stage)
        entry = self.entry(stage)
        if entry.beside and rect.w >= entry.aspect * rect.h + entry.beside:
            self.warn_if_coarse(rect, stage)
            return [self.card(rect, stage)]
        return [self.framed(rect, stage)]

    def warn_of_full(self, stage: Stage) -> None:
        """Warns that a picture beside other things cannot fill the slide."""
        if self.full and "full" in self.model_fields_set:
            stage.warn("'full' has no effect on a picture that is not alone", self, "full", "no-effect",
                       "give it a slide of its own: 'image:'")  # fmt: skip

    def room(self, rect: Rect, stage: Stage) -> Rect:
        """The right part of `rect` that the picture with its words below can use."""
        entry = self.entry(stage)
        missing = not stage.pictures.has(self.file)
        if (missing and not self.is_person()) or entry.most < rect.h // 2:
            return rect
        aspect = _PERSON if missing else entry.high
        drafts, width = self.caption_drafts(stage), rect.w
        for _ in range(3):
            height = self._caption_height(drafts, width, rect, stage)
            shown = min(rect.h - height, entry.most) * aspect
            width = min(rect.w, max(round(shown), entry.least, _NARROWEST_ROOM))
        return rect._replace(x=rect.right - width, w=width)

    def height_across(self, rect: Rect, stage: Stage) -> int:
        """That of a panorama with its words below."""
        found = stage.pictures.look(self.file)
        if found is None or found.aspect < _PANORAMA or found.most * found.aspect < rect.w:
            return 0
        return round(rect.w / found.aspect) + self._caption_height(self.caption_drafts(stage), rect.w, rect, stage)

    def framed(self, rect: Rect, stage: Stage) -> list[Box]:
        """The picture above its words, both inside `rect`: in the middle of a slide, else at the upper left."""
        whole = rect.w >= stage.grid.columns(1, 12).w
        across, down = (0.5, 0.5) if whole else (0.0, 0.0)
        drafts = self.caption_drafts(stage)
        if not drafts:
            self.warn_if_coarse(rect, stage)
            return self.draw(rect, stage, across, down)
        least, width, height = words_width(drafts, self.words_most, stage), rect.w, 0
        for _ in range(4):
            needed = self._caption_height(drafts, width, rect, stage)
            if needed <= height:
                break
            height = needed
            shown, _ = self._shown(rect._replace(h=rect.h - height), stage, across, down)
            width = min(rect.w, max(shown.w, least))
        self.warn_if_coarse(rect._replace(h=rect.h - height), stage)
        group = Rect(rect.x + int((rect.w - width) * across), rect.y, width, rect.h - height)
        boxes = self.draw(group, stage, 0.0, down)
        place = Rect(group.x, boxes[0].rect.bottom + CAPTION_GAP, width, height - CAPTION_GAP)
        return [*boxes, self._words(place, drafts, stage)]

    def in_row(self, frame: rows.Frame, stage: Stage, *, words: bool = True) -> list[Box]:
        """The picture at the foot of its frame, with its `words` below it, or beside it on a card."""
        if frame.beside:
            return self.card(frame.rect, stage)
        boxes = self.draw(frame.rect, stage, 0.0, 1.0)
        drafts = self.caption_drafts(stage) if words else []
        if not drafts:
            return boxes
        r = frame.rect
        place = Rect(r.x, r.bottom + CAPTION_GAP, r.w, frame.caption - CAPTION_GAP)
        return [*boxes, self._words(place, drafts, stage)]

    def card(self, rect: Rect, stage: Stage) -> list[Box]:
        """The picture at the left, its words at the right of it: on a panel those of a person, under a rule others."""
        shown, _ = self._shown(rect, stage, 0.0, 0.5)
        person, inside = self.is_person(), rect
        if person and shown.h < rect.h - points(1):  # all its pixels are used: it does not reach the panel's edges
            inside = rect._replace(x=rect.x + _PAD, w=rect.w - _PAD)
            shown, _ = self._shown(inside, stage, 0.0, 0.5)
        name = self.subject(stage)
        place = Rect(shown.right + _PAD, rect.y + _PAD // 2, rect.right - shown.right - 2 * _PAD, rect.h - _PAD)
        if not person:
            place = Rect(place.x, shown.y + _PAD // 2, rect.right - place.x, shown.h - _PAD // 2)
        drafts = self._card_drafts(rect, stage)
        anchor: Literal["top", "middle"] = "middle" if person else "top"
        words = stage.text(f"Caption: {name}", place, drafts, anchor=anchor, means="caption")
        boxes: list[Box] = [Shape(name=f"{name} card", rect=rect, fill="panel")] if person else []
        boxes += self.draw(inside, stage, 0.0, 0.5)
        if colour := stage.side(self.side) if self.side else "":  # over the picture, too: the whole card is the side's
            bar = rect._replace(h=_BAR) if person else place._replace(y=shown.y, h=_BAR)
            boxes.append(Shape(name=f"{name} side", rect=bar, fill=colour))
        elif not person:
            boxes.append(stage.rule(place.x, shown.y, place.w))
        return [*boxes, words]

    def entry(self, stage: Stage, *, words: bool = True) -> Entry:
        """What its frame in a row is made for; `words`: they stand with the picture."""
        found = stage.pictures.look(self.file)
        drafts = self.caption_drafts(stage) if words else []
        least = words_width(drafts, self.words_most, stage)
        below = below_of(drafts, stage)
        if found is None:
            aspect = _PLATE if self.is_person() else _VIEW
            return Entry(aspect, _SLIM_PLATE, inf, least=max(least, _NARROWEST_PLATE), below=below)
        aspect = found.aspect
        if self._covers():
            low, high = proportions(aspect)
            return Entry(aspect, low, high, found.most * low / aspect, least, below)
        beside = 0
        tall = aspect < rows.TOWER or (aspect <= _UPRIGHT and self.is_person())
        if drafts and tall and found.most >= _SHARP_CARD:
            natural = max(points(stage.compose.width(d)) for d in self._card_drafts(Rect(0, 0, 0, 0), stage))
            beside = min(_CARD_WORDS[1], max(_CARD_WORDS[0], natural)) + 2 * _PAD
        return Entry(aspect, aspect, aspect, found.most, least, below, beside)

    # --------------------------------------------------------------------------------------- the picture

    def draw(self, rect: Rect, stage: Stage, across: float = 0.5, down: float = 0.5) -> list[Box]:
        """The picture as large as `rect` allows, or its plate."""
        found = stage.pictures.find(self.file, self)
        alt = self.alt_text(stage)
        if self.focus is not None and self.fit == "contain":
            stage.warn("the focus has no effect on a picture that is shown whole", self, "focus", "no-effect",
                       "write 'fit: cover', or leave the focus out")  # fmt: skip
        if found is None:
            return plate(self._plate_words(stage), rect, alt, self.subject(stage), stage)
        shown, cut = self._shown(rect, stage, across, down)
        line = Line("rule", 0.5)
        return [Picture(name=self.subject(stage), rect=shown, alt=alt, media=found.key, line=line, crop=cut)]

    def warn_if_coarse(self, rect: Rect, stage: Stage) -> None:
        """Warns if the picture has too few pixels to fill its place."""
        if found := stage.pictures.look(self.file):
            wanted, cut = self._wanted(found, rect)
            stage.pictures.warn_if_coarse(found, wanted, self.file, self, 1 - cut[0] - cut[2])

    def _shown(self, rect: Rect, stage: Stage, across: float, down: float) -> tuple[Rect, Crop]:
        """Where in `rect` the picture is, and what of it is cropped away."""
        found = stage.pictures.look(self.file)
        if found is None:
            return rect, WHOLE
        wanted, cut = self._wanted(found, rect)
        sharp = found.sharp(wanted, 1 - cut[0] - cut[2])
        return rect.place(max(1, round(wanted.w * sharp)), max(1, round(wanted.h * sharp)), across, down), cut

    def _wanted(self, found: Found, rect: Rect) -> tuple[Rect, Crop]:
        """The rectangle that the picture would fill if it had pixels enough, and its crop."""
        if not self._covers():
            return rect.fit(found.aspect), WHOLE
        frame = filled(rect, found.aspect)
        return frame, crop(found.aspect, frame, self.focus or CENTRE)

    def _covers(self) -> bool:
        """Whether the picture may be cropped; a focus says so too."""
        return self.fit == "cover" or (self.focus is not None and not self.fit)

    # ----------------------------------------------------------------------------------------- its words

    def subject(self, stage: Stage) -> str:
        """What the picture shows, in a few words."""
        words = self.short or self.name or self.caption or self.alt or stage.words.picture
        return inline.plain(words)[:60]

    def alt_text(self, stage: Stage) -> str:
        """The author's alt text, else caption and name; never empty, never a file name."""
        texts = (self.alt, self.caption, ", ".join(t for t in (self.name, self.life, self.role) if t), self.short)
        return inline.plain(next((t for t in texts if t), "")) or stage.words.picture_alt

    def caption_drafts(self, stage: Stage) -> list[Draft]:
        """Name, life dates and role of a person, caption and credit: what is not on the plate, if there is one."""
        if stage.pictures.has(self.file):
            return self.spoken(self.name_style, self.line_style)
        on_plate = self.caption == self._plate_words(stage).subject
        return [*([] if on_plate else self._caption()), *self._credit()]

    def has_words(self, stage: Stage) -> bool:
        """Whether there is more than a credit to be said in a rail; dates and role alone are on the plate."""
        return bool(self.caption or self.name or (self.is_person() and stage.pictures.has(self.file)))

    def rail_drafts(self, style: Style, stage: Stage) -> list[Draft]:
        """The words for a rail: those of `caption_drafts`, and the caption even if it is on the plate."""
        if stage.pictures.has(self.file):
            smaller = style.but(size=16.0, floor=16.0, colour="ink2")
            return self.spoken(style.but(bold=True), smaller if self.is_person() else style)
        caption = self.caption or self.name
        return [*([title_draft(caption, style, before=2.0)] if caption else []), *self._credit(2.0)]

    def plate_role(self, stage: Stage) -> str:
        """The role of its plate's ground, "" for one that no side has."""
        colour = stage.side(self.side) if self.side else ""
        return f"{colour}.plate" if colour else ""

    def spoken(self, name: Style, line: Style, between: str = ", ") -> list[Draft]:
        """All the words that stand with a picture; those of a caption that is the person's name only once. `between`
        stands between a person's dates and role: a line break in a card."""
        if not self.is_person():
            return [*self._caption(line), *self._credit()]
        who = self.name or self.caption
        drafts = [title_draft(who, name)] if who else []
        about = between.join(t for t in (self.life, self.role) if t)
        drafts += [draft(t, line, before=2.0) for t in about.split("\v") if t]
        if self.caption and _plain(self.caption) != _plain(who):
            drafts += [d.but(before=3.0) for d in self._caption()]
        return [*drafts, *self._credit()]

    def _caption(self, style: Style = scale.CAPTION) -> list[Draft]:
        return [title_draft(self.caption, style)] if self.caption else []

    def _credit(self, before: float = 1.0) -> list[Draft]:
        return [draft(self.credit, scale.CREDIT, before=before)] if self.credit else []

    def _card_drafts(self, rect: Rect, stage: Stage) -> list[Draft]:
        size = 40.0 if rect.h > inches(3.5) and rect.w > 2 * rect.h else 34.0 if rect.w > 4 * rect.h else 28.0
        if not self.is_person():
            return self.spoken(self.name_style, scale.ROW.but(size=size * _CARD_CAPTION))
        name = scale.SUMMARY_CLAIM.but(size=size, floor=18.0)
        return self.spoken(name, scale.ROW.but(size=22.0, colour="ink2"), "\v")

    def is_person(self) -> bool:
        """Whether it has a person's name, dates or role."""
        return bool(self.name or self.life or self.role)

    def _words(self, place: Rect, drafts: list[Draft], stage: Stage) -> Box:
        return stage.text(f"Caption: {self.subject(stage)}", place, drafts, means="caption")

    @staticmethod
    def _caption_height(drafts: list[Draft], width: int, rect: Rect, stage: Stage) -> int:
        """The height (EMU) of words below a picture in `rect`, with the gap above them; 0 if there are none."""
        return stage.line_height(drafts, width, round(rect.h * _CAPTION_SHARE)) + CAPTION_GAP if drafts else 0

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


def _plain(text: str) -> str:
    return " ".join(inline.plain(text).casefold().split())


def words_width(drafts: list[Draft], most: int, stage: Stage) -> int:
    """The narrowest column (EMU) for words below a picture: that of their longest line, or `most`."""
    widest = max((stage.compose.width(d) for d in drafts), default=0.0)
    return min(most, points(widest * 1.03 + 1))


def below_of(drafts: list[Draft], stage: Stage) -> rows.Below | None:
    """The height (EMU) of words in a column, measured in steps of 6 pt; None if there are none."""
    if not drafts:
        return None
    known: dict[int, int] = {}

    def below(width: int) -> int:
        step = int(width / EMU_PER_PT) // 6 * 6
        if step not in known:
            known[step] = stage.line_height(drafts, points(max(6, step)))
        return known[step]

    return below


MODEL = ImageBlock
