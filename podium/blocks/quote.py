"""quote: a quotation, with who said it and where.

In: the quotation, `by`, `context`, `aside`. Out: the quotation beside a large quotation mark, and its foot: in two
columns under a hairline, or over a picture in one, with nothing that cuts the picture.
"""

from __future__ import annotations

from typing import ClassVar

from podium.blocks.base import Block
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import TextField
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.grid import OPTICAL_MIDDLE
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting import measure
from podium.typesetting.text import BASELINE, Column, Draft, draft, plain_draft, title_draft

MARK = scale.CLAIM_NUMERAL.but(size=150.0, floor=150.0, colour="accent.deep")
# Signs that stand on the first line: their share of the size, and how many em below its baseline theirs is.
_LOW = {"„": (1.0, 0.0), "«": (0.8, 0.09)}
_RISE = 6.0  # pt, of the mark above the quotation
_MARK_WIDTH = inches(0.75)
_GAP, _FOOT_PAD = points(26), points(10)
_LARGEST, _SMALLEST = 54, 26  # pt, of a quotation under a headline or beside other things
_SHARE = 0.62  # of the height of its place, at most


class QuoteBlock(Block):
    """A quotation with its speaker and outcome."""

    label: ClassVar[str] = "a quote"
    summary: ClassVar[str] = "a quotation with its author, its context and what came of it"
    about: ClassVar[dict[str, str]] = {
        "text": "the quotation, if `quote` is the headline; `*stress*` stands out",
        "by": "who said it",
        "context": "a second line under the name",
        "aside": "what came of it",
    }

    text: TextField = ""
    by: TextField = ""
    context: TextField = ""
    aside: TextField = ""

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        return [self.draw(rect, stage, self._words(rect, stage))]

    def _words(self, rect: Rect, stage: Stage) -> Draft:
        """The quotation at the largest size at which it leaves some of `rect` free."""
        for size in range(_LARGEST, _SMALLEST, -2):
            words = title_draft(self.text, scale.QUOTATION.but(size=float(size), floor=20.0))
            if stage.compose.height([words], rect.width_pt * 0.88) <= _SHARE * rect.height_pt:
                return words
        return title_draft(self.text, scale.QUOTATION.but(size=float(_SMALLEST), floor=20.0))

    def over_picture(self, rect: Rect, stage: Stage) -> list[Box]:
        """What stands below the headline of a page with a picture under it."""
        return self.draw(rect, stage, self._words(rect, stage), in_one=True)

    def draw(self, rect: Rect, stage: Stage, words: Draft, role: str = "body", *, in_one: bool = False) -> list[Box]:
        """Quotation mark, quotation and foot, in the optical middle of `rect`; `in_one`: the foot is one column."""
        indent = min(_MARK_WIDTH + inches(0.25), rect.w // 8)
        inner = Rect(rect.x + indent, rect.y, rect.w - indent, rect.h)
        feet = self._feet(inner, stage, in_one)
        feet_h = max((stage.line_height(d, r.w) for d, r in feet), default=0)
        feet_room = min(feet_h + _GAP + _FOOT_PAD, rect.h // 2) if feet else 0
        room = inner.h - feet_room
        shrink = stage.compose.fit([words], Column(inner.width_pt, room / EMU_PER_PT))
        used = room if shrink is None else points(stage.compose.height([words], inner.width_pt, shrink))
        top = rect.y + max(0, round((rect.h - used - feet_room) * OPTICAL_MIDDLE))
        mark = min(MARK.size, indent / EMU_PER_PT * 2, (rect.bottom - top) / EMU_PER_PT)
        narrow = (
            measure.balanced_width(stage.compose.spans(words, shrink or 0), inner.width_pt)
            if shrink is not None
            else inner.width_pt
        )
        inset = (0, 0, max(0, inner.w - points(narrow)), 0)
        place = Rect(inner.x, top, inner.w, used)
        quotation = stage.text("Quotation", place, [words], role=role, inset=inset, means="quotation")
        boxes: list[Box] = [quotation]
        sign = stage.words.quotation_mark
        pitch = MARK.pitch
        if sign in _LOW and (runs := quotation.paragraphs[0].runs):
            share, drop = _LOW[sign]
            mark *= share
            first = quotation.paragraphs[0].pitch - BASELINE * runs[0].size
            pitch = (_RISE + first) / mark + drop + BASELINE
        style = MARK.but(size=mark, floor=mark, pitch=pitch)
        place = Rect(rect.x, top - points(_RISE), indent, points(mark * pitch))
        boxes.append(stage.text("Quotation mark", place, [plain_draft(sign, style)]))
        y = top + used + _GAP
        if feet and not in_one:
            boxes.append(stage.rule(inner.x, y, inner.w, "rule"))
        for n, (drafts, area) in enumerate(feet):
            boxes.append(
                stage.text(
                    "By" if n == 0 else "Aside",
                    Rect(area.x, y + _FOOT_PAD, area.w, feet_room - _GAP - _FOOT_PAD),
                    drafts,
                )
            )
        return boxes

    def _feet(self, inner: Rect, stage: Stage, in_one: bool) -> list[tuple[list[Draft], Rect]]:
        """Speaker and context at the left, outcome at the right; or all `in_one` column."""
        left = [title_draft(self.by, scale.LABEL.but(size=22.0, floor=18.0, pitch=scale.BODY.pitch))] if self.by else []
        if self.context:
            left.append(draft(self.context, scale.BODY.but(size=22.0, colour="ink2"), before=1.0))
        right = [draft(self.aside, scale.BODY.but(size=22.0))] if self.aside else []
        if in_one and left:
            left += [d.but(before=1.0) for d in right]
            right = []
        halves = stage.grid.split(inner, [6, 5], inches(0.25))
        if left and right:
            return [(left, halves[0]), (right, halves[1])]
        return [(left or right, inner)] if left or right else []


MODEL = QuoteBlock
