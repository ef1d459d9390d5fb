"""summary: two to four claims to take home, with large numbers."""

from __future__ import annotations

from typing import ClassVar

from podium.kinds.base import SlideModel
from podium.layout.columns import story
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import ItemsField
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Column, Draft, draft, plain_draft

_MOST = 4
_APART = points(18)  # between the texts of neighbouring columns, in addition to the gutter


class SummarySlide(SlideModel):
    """Numerals, claims, and one sentence each."""

    label: ClassVar[str] = "a 'summary' slide"
    summary: ClassVar[str] = "two to four claims to take home, with large numbers"

    items: ItemsField = ()

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not 1 <= len(self.items) <= _MOST or any(i.below for i in self.items):
            return story("", self.items, rect, stage, reveal=self.reveal)
        columns = stage.grid.split(rect, [1] * max(2, len(self.items)))[: len(self.items)]
        numeral_h = points(scale.CLAIM_NUMERAL.size * 1.15)
        top = points(10) + numeral_h + points(10)
        room = rect.h - top
        texts = [self._words(n) for n in range(len(self.items))]
        width = columns[0].width_pt - _APART / EMU_PER_PT
        fits = [stage.compose.fit(t, Column(width, room / EMU_PER_PT)) for t in texts]
        if None in fits:
            return story("", self.items, rect, stage, reveal=self.reveal)
        shrink = max(f for f in fits if f is not None)
        claim_lines = max(stage.compose.count(t[0], width, shrink) for t in texts)
        boxes: list[Box] = []
        for n, (column, words) in enumerate(zip(columns, texts, strict=True)):
            step = n + 1 if self.reveal else 0
            boxes.append(stage.rule(column.x, column.y, column.w, "ink", 1.5, step))
            boxes.append(
                stage.text(
                    f"Numeral {n + 1}",
                    Rect(column.x, column.y + points(10), column.w, numeral_h),
                    [plain_draft(str(n + 1), scale.CLAIM_NUMERAL)],
                    step=step,
                )
            )
            boxes.append(
                stage.text(
                    f"Claim {n + 1}",
                    column.below(top)._replace(w=column.w - _APART),
                    self._level(words, claim_lines, width, shrink, stage),
                    role=f"claim{n}" if n else "claim0",
                    step=step,
                )
            )
        return [boxes]

    def _words(self, n: int) -> list[Draft]:
        item = self.items[n]
        claim = [draft(item.text, scale.SUMMARY_CLAIM)]
        return [*claim, draft(item.proof, scale.BODY, before=6.0)] if item.proof else claim

    @staticmethod
    def _level(words: list[Draft], lines: int, width: float, shrink: int, stage: Stage) -> list[Draft]:
        """The drafts at their final size, with the proofs at the same height although the claims differ in lines."""
        sized = [d.but(style=d.style.but(size=stage.compose.size(d, shrink))) for d in words]
        missing = lines - stage.compose.count(words[0], width, shrink)
        if len(sized) > 1 and missing:
            sized[1] = sized[1].but(before=6.0 + missing * stage.compose.pitch(words[0], shrink))
        return sized


MODEL = SummarySlide
