"""A statement: one sentence that has the whole slide, with its proof under it.

In: a text and its proof. Out: one text box in the optical middle under a short accent rule, or none if the words are
too long to be a statement.
"""

from __future__ import annotations

from podium.layout.stage import Stage
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Shape
from podium.scene.grid import ACCENT_RULE, OPTICAL_MIDDLE
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting import measure
from podium.typesetting.text import Column, Draft, draft

_CLAIM = scale.QUESTION.but(size=66.0, floor=40.0, pitch=1.12, colour="ink", tracking=-0.5, stress="accent.deep")
_PROOF = scale.BODY.but(size=32.0, floor=22.0)
_PARAGRAPH = scale.QUESTION.but(bold=False, size=66.0, floor=30.0, pitch=1.2, colour="ink", stress="accent.deep")
_WORD, _WORD_SHARE = 96.0, 0.6  # pt, of a text of a word or two; of the width, at most
_GAP = points(20)  # from the accent rule to the text
_MORE = points(10)  # LibreOffice counts the large first line's ascent in full


def statement(
    text: str, proof: str, rect: Rect, stage: Stage, *, reveal: bool = False, long: bool = False
) -> list[Box]:
    """The boxes in `rect`; [] if the text does not fit at 40 pt. `long`: it may go down to 30 pt."""
    style = _PARAGRAPH if long else _CLAIM
    if stage.compose.count(draft(text, style.but(size=_WORD)), rect.width_pt * _WORD_SHARE, 0) == 1:
        style = style.but(size=_WORD)
    claim = draft(text, style)
    drafts = [claim, draft(proof, _PROOF, before=14.0)] if proof else [claim]
    head = _GAP + ACCENT_RULE[1]
    room = rect.height_pt - (head + _MORE) / EMU_PER_PT
    shrink = stage.compose.fit(drafts, Column(rect.width_pt, room))
    if shrink is None or stage.compose.breaks_a_word(claim, rect.width_pt, shrink):
        return []
    height = points(stage.compose.height(drafts, rect.width_pt, shrink))
    top = rect.y + round((rect.h - head - height) * OPTICAL_MIDDLE)
    step = 1 if reveal else 0
    accent = Shape(name="Accent", rect=Rect(rect.x, top, *ACCENT_RULE), fill="accent", step=step)
    sized = stage.compose.sized(drafts, shrink)
    inset = (0, 0, _inset(sized, rect, stage), 0)
    words = stage.text(
        "Text", Rect(rect.x, top + head, rect.w, height + _MORE), sized, role="body", step=step, inset=inset
    )
    return [accent, words]


def _inset(sized: list[Draft], rect: Rect, stage: Stage) -> int:
    """The right inset (EMU) at which the lines of the statement are balanced and no text takes a line more."""
    width = rect.width_pt
    if stage.compose.count(sized[0], width, 0) < 2:
        return 0
    narrow = measure.balanced_width(stage.compose.spans(sized[0], 0), width)
    if any(stage.compose.count(d, narrow, 0) > stage.compose.count(d, width, 0) for d in sized):
        return 0
    return max(0, points(width - narrow))
