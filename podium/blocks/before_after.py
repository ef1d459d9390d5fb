"""before-after: two pictures of one place in one frame; a click wipes the second over the first.

In: two pictures with their dates and captions. Out: both cropped to the same frame; beside it, or below a wide frame, a
date and a caption for each. With the click the second picture, its words and, beside the frame, a small copy of the
first appear; no words ever lie under others, so that print, where every click has been made, shows all of them. `form:
side` stands the pictures side by side, without a click, as the plates do while the first file is missing.
"""

from __future__ import annotations

from math import sqrt
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from podium.blocks.base import Block
from podium.blocks.image import ImageBlock
from podium.layout.pictures.crop import MOST, crop, proportions
from podium.layout.stage import Sheets, Stage
from podium.outline.dates.format import format_date
from podium.outline.fields import TextField
from podium.outline.focus import CENTRE
from podium.outline.models import OrShort, ReadWith, read
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group, Line, Picture, Text
from podium.scene.grid import GUTTER
from podium.scene.type_scale import Style
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Column, Draft, draft, plain_draft, title_draft

_LABEL = Style(36, 20, 1.1, major=True)
_WORDS = scale.CAPTION.but(size=20.0, floor=16.0, colour="ink")
_NARROWEST = inches(2.7)  # column of words beside the frame
_BELOW = 0.26  # of the height, for the words below the frame
_COPY = (inches(1.9), inches(1.4))  # the small copy of the first picture, at most
_RATHER_BELOW = 1.1  # how much larger the frame must be for its words to stand beside it
_WIDE = 0.6  # of the width: a frame to whose edges the words below it are set
_RULE_GAP = points(9)
_APART = GUTTER * 3 // 2  # frame and column
_VIEW = 1.5  # width / height of a picture that is missing
_CLICK = 1


class Moment(ImageBlock):
    """One of the two pictures: the keys of a picture, and `date`, the words above its caption."""

    label: ClassVar[str] = "a picture of 'before-after'"
    about: ClassVar[dict[str, str]] = {
        "date": "the words above its caption",
    }

    date: TextField = ""

    def words(self, otherwise: str, stage: Stage) -> list[Draft]:
        """Its date, or `otherwise`, large above caption and credit."""
        date = self.date or (format_date(self.when, stage.lang) if self.when else "") or otherwise
        drafts = [plain_draft(date, _LABEL)]
        if self.caption:
            drafts.append(title_draft(self.caption, _WORDS, before=3.0))
        if self.credit:
            drafts.append(draft(self.credit, scale.CREDIT, before=3.0))
        return drafts


def _read_moment(data: Any) -> Moment:
    """The keys of a picture, or only its file."""
    return read(Moment, {"file": data} if isinstance(data, str) else data)


MomentField = Annotated[Moment | None, ReadWith(_read_moment), OrShort(Moment, "before-after-picture")]


class _Places(NamedTuple):
    """Where the common frame is, and where the words of each moment are."""

    frame: Rect
    words: tuple[Rect, Rect]


class BeforeAfterBlock(Block):
    """Two pictures of one place at different times."""

    label: ClassVar[str] = "'before-after'"
    summary: ClassVar[str] = "two pictures of one place in one frame; a click wipes the second over the first"
    shares: ClassVar[tuple[int, int]] = (4, 7)
    about: ClassVar[dict[str, str]] = {
        "before": "the earlier picture: a file, or the keys of a picture and `date`",
        "after": "the later picture",
        "form": "`wipe`: a click wipes the second over the first; `side`: side by side",
    }

    before: MomentField = None
    after: MomentField = None
    form: Literal["wipe", "side"] = "wipe"

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if self.before is None or self.after is None:
            missing = "before" if self.before is None else "after"
            stage.warn(f"'{missing}' is missing", self, "", "empty", "give both 'before:' and 'after:' a picture")
            only = self.before or self.after
            return only.lay_out(rect, stage) if only else [[]]
        pair = self.before, self.after
        # A plate must not lie under another picture: its words are needed while the file is missing.
        apart = self.form == "side" or not stage.pictures.has(self.before.file)
        return [self._side(pair, rect, stage) if apart else self._wipe(pair, rect, stage)]

    # ------------------------------------------------------------------------------------------ two forms

    def _wipe(self, pair: tuple[Moment, Moment], rect: Rect, stage: Stage) -> list[Box]:
        """The second picture over the first, and their words."""
        first, second = pair
        aspect = self._aspect(pair, stage)
        frame, rooms = _places(aspect, rect)
        frame = self._sharp(pair, frame, stage)
        (rule, words), later = self._words(pair, rooms, (0, _CLICK), stage)
        boxes = [*_shown(first, frame, stage), rule, words]
        over = _appearing(_shown(second, frame, stage), frame, second.subject(stage))
        small = _small_copy(first, aspect, rooms[0], words, stage)
        return [*boxes, over, *small, *later]

    def _side(self, pair: tuple[Moment, Moment], rect: Rect, stage: Stage) -> list[Box]:
        """The pictures side by side, each above its words."""
        width = (rect.w - GUTTER) // 2
        room = round(rect.h * _BELOW)
        frame = Rect(rect.x, rect.y, width, rect.h - room).fit(self._aspect(pair, stage))
        frame = self._sharp(pair, frame._replace(x=rect.x, y=rect.y), stage)
        apart = frame.w + GUTTER
        start = rect.x + max(0, rect.w - 2 * frame.w - GUTTER) // 2
        places = [frame._replace(x=start + n * apart) for n in (0, 1)]
        gap = points(8)
        rooms = [Rect(p.x, p.bottom + gap, p.w, rect.bottom - p.bottom - gap) for p in places]
        words = self._words(pair, (rooms[0], rooms[1]), (0, 0), stage)
        shown = [_shown(moment, place, stage) for moment, place in zip(pair, places, strict=True)]
        return [*shown[0], *words[0], *shown[1], *words[1]]

    # --------------------------------------------------------------------------------------- their frame

    def _aspect(self, pair: tuple[Moment, Moment], stage: Stage) -> float:
        """The proportion of the common frame, at which both lose equally much; a warning if that is too much."""
        found = [stage.pictures.look(m.file) for m in pair]
        aspects = [f.aspect for f in found if f is not None] or [_VIEW]
        aspect = sqrt(aspects[0] * aspects[-1])
        low, high = proportions(aspects[0])
        if not low <= aspect <= high:
            lost = 1 - min(aspect / aspects[0], aspects[0] / aspect)
            message = f"the pictures differ in their proportions: each loses {lost:.0%} (more than {MOST:.0%})"
            hint = "crop them alike, set 'focus', or write 'form: side' with pictures of one proportion"
            stage.warn(message, self, "after", "unlike-pictures", hint)
        return aspect

    def _sharp(self, pair: tuple[Moment, Moment], frame: Rect, stage: Stage) -> Rect:
        """The frame, smaller if the pixels of a picture do not suffice, with a warning."""
        least = 1.0
        for moment in pair:
            if found := stage.pictures.look(moment.file):
                cut = crop(found.aspect, frame, moment.focus or CENTRE)
                part = 1 - cut[0] - cut[2]
                stage.pictures.warn_if_coarse(found, frame, moment.file, moment, part)
                least = min(least, found.sharp(frame, part))
        return frame._replace(w=max(1, round(frame.w * least)), h=max(1, round(frame.h * least)))

    # --------------------------------------------------------------------------------------------- words

    def _words(
        self, pair: tuple[Moment, Moment], rooms: tuple[Rect, Rect], steps: tuple[int, int], stage: Stage
    ) -> tuple[tuple[Box, Text], tuple[Box, Text]]:
        """For each moment a rule, and below it label, caption and credit, in the same sizes for both."""
        words = stage.words.before, stage.words.after
        below = [room.below(_RULE_GAP) for room in rooms]
        drafts = [moment.words(word, stage) for moment, word in zip(pair, words, strict=True)]
        shrink = 0
        for own, room in zip(drafts, below, strict=True):
            fits = stage.compose.fit(own, Column(room.width_pt, room.height_pt))
            shrink = max(shrink, stage.compose.shrink_range(own) if fits is None else fits)
        made = []
        for own, room, place, step, word in zip(drafts, rooms, below, steps, words, strict=True):
            sized = stage.compose.sized(own, shrink)
            rule = stage.rule(room.x, room.y, room.w, *(("accent", 2.5) if step else ("rule", 1.0)), step=step)
            made.append((rule, stage.text(f"Caption: {word}", place, sized, step=step, means="caption")))
        return made[0], made[1]


def _places(aspect: float, rect: Rect) -> _Places:
    """The frame with a column at its right, or, for a wide one, with two columns below it."""
    beside = _at_corner(rect._replace(w=rect.w - _NARROWEST - _APART), aspect)
    row = round(rect.h * _BELOW)
    above = _at_corner(rect._replace(h=rect.h - row - GUTTER // 2), aspect)
    if beside.h * beside.w > above.h * above.w * _RATHER_BELOW:
        x = beside.right + _APART
        half = (beside.h - GUTTER) // 2
        upper = Rect(x, rect.y, rect.right - x, half)
        return _Places(beside, (upper, upper._replace(y=rect.y + half + GUTTER)))
    width = above.w if above.w > rect.w * _WIDE else rect.w
    x = rect.x + (rect.w - width) // 2
    half = (width - GUTTER) // 2
    first = Rect(x, above.bottom + GUTTER // 2, half, rect.bottom - above.bottom - GUTTER // 2)
    return _Places(above._replace(x=x), (first, first._replace(x=x + half + GUTTER)))


def _at_corner(rect: Rect, aspect: float) -> Rect:
    fitted = rect.fit(aspect)
    return fitted._replace(x=rect.x, y=rect.y)


def _shown(moment: Moment, frame: Rect, stage: Stage) -> list[Box]:
    """The picture cropped to the frame, or its plate."""
    found = stage.pictures.look(moment.file)
    if found is None:
        return moment.draw(frame, stage)
    stage.pictures.find(moment.file, moment)
    cut = crop(found.aspect, frame, moment.focus or CENTRE)
    name, alt = moment.subject(stage), moment.alt_text(stage)
    return [Picture(name=name, rect=frame, alt=alt, media=found.key, line=Line("rule", 0.5), crop=cut)]


def _appearing(boxes: list[Box], frame: Rect, name: str) -> Box:
    """The boxes as one, which a click wipes in from the left."""
    if len(boxes) == 1:
        boxes[0].step, boxes[0].effect = _CLICK, "wipe"
        return boxes[0]
    return Group(name=name, rect=frame, boxes=tuple(boxes), step=_CLICK, effect="wipe")


def _small_copy(moment: Moment, aspect: float, room: Rect, words: Text, stage: Stage) -> list[Box]:
    """The first picture small below its words, if there is room; it appears when the second covers it."""
    found = stage.pictures.look(moment.file)
    used = words.rect.y + points(sum(p.before + p.lines * p.pitch for p in words.paragraphs) + 10)
    height = min(_COPY[1], room.bottom - used, round(_COPY[0] / aspect), round(room.w / aspect))
    if found is None or height < inches(0.6):
        return []
    place = Rect(room.x, used, round(height * aspect), height)
    cut = crop(found.aspect, place, moment.focus or CENTRE)
    line = Line("rule", 0.5)
    return [
        Picture(name=f"Copy: {moment.subject(stage)}", rect=place, media=found.key, line=line, crop=cut, step=_CLICK)
    ]


MODEL = BeforeAfterBlock
