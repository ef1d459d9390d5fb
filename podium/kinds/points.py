"""points: two to four claims with their proof, alone or beside one exhibit."""

from __future__ import annotations

from podium.blocks.base import BlockField
from podium.kinds.base import SlideModel
from podium.layout.columns import beside, story
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import ItemsField, TextField
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.units import Rect, points
from podium.typesetting.text import draft

_ROWS = 4
_ROW_MIN = 2
_PAD = points(13)
_FEW_FIGURES = 2  # items of a slide that may be one of figures
_EARLY = 24  # characters in which a figure begins


class PointsSlide(SlideModel):
    """Claims and proofs; what does not fit goes on a continuation slide."""

    label = "a 'points' slide"
    summary = "claims with their proof, beside a picture, chart, table or any block"

    items: ItemsField = ()
    text: TextField = ""
    beside: BlockField | None = None

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if self.beside is not None:
            block = self.beside
            return beside(self.text, self.items, block.lay_out, rect, stage, reveal=self.reveal, room=block.room)
        if not self.text and 1 <= len(self.items) <= _FEW_FIGURES:
            self._suggest_number(stage)
        return self._rows(rect, stage) or story(self.text, self.items, rect, stage, reveal=self.reveal)

    def _suggest_number(self, stage: Stage) -> None:
        """A warning if the one or two claims begin with figures: large, they are remembered."""
        if not all(any(map(str.isdigit, i.text[:_EARLY])) for i in self.items):
            return
        from podium.blocks.number.hint import claimed_figure

        found = claimed_figure(self.items, stage.lang)
        if found is None:
            return
        keys = f"for 'items' 'figure: {found.figure}' and 'text: {found.rest}'"
        if len(self.items) > 1:
            keys = f"items like '- {found.figure}: {found.rest}'"
        message = f"'{found.figure}' could be the largest thing on this slide"
        stage.warn(message, self, "items", "number-in-words", f"write 'number' in place of 'points', and {keys}")

    def _rows(self, rect: Rect, stage: Stage) -> Sheets:
        """Two to four claims, each in a row with its proof at the right; [] if of another form or too long."""
        items = self.items
        if self.text or not _ROW_MIN <= len(items) <= _ROWS or not all(i.proof for i in items):
            return []
        claim, proof = scale.POINT.but(size=26.0, floor=22.0), scale.BODY.but(size=24.0, floor=20.0)
        claims = [draft(i.text, claim) for i in items]
        proofs = [draft(i.proof, proof) for i in items]
        left, right = stage.grid.columns(1, 5), stage.grid.columns(6, 12)
        for shrink in range(stage.compose.shrink_range([*claims, *proofs]) + 1):
            heights = [
                2 * _PAD
                + points(
                    max(
                        stage.compose.height([c], left.width_pt, shrink),
                        stage.compose.height([p], right.width_pt, shrink),
                    )
                )
                for c, p in zip(claims, proofs, strict=True)
            ]
            if sum(heights) <= rect.h:
                break
        else:
            return []
        more = min((rect.h - sum(heights)) // len(heights), points(40))
        boxes: list[Box] = []
        y = rect.y
        for n, height in enumerate(heights):
            step = n + 1 if self.reveal else 0
            top, room = y + _PAD, height + more - _PAD
            boxes.append(stage.rule(rect.x, y, rect.w, "rule" if n == 0 else "hairline", step=step))
            for role, column, drafts in ((f"claim{n}", left, claims[n]), (f"proof{n}", right, proofs[n])):
                sized = drafts.but(style=drafts.style.but(size=stage.compose.size(drafts, shrink)))
                boxes.append(
                    stage.text(
                        f"{role[:-1].capitalize()} {n + 1}",
                        Rect(column.x, top, column.w, room),
                        [sized],
                        role=role,
                        step=step,
                    )
                )
            y += height + more
        return [boxes]


MODEL = PointsSlide
