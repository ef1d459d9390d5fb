"""compare: two or three columns side by side, each with a title and words or one block."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import Annotated, ClassVar

from pydantic import Field

from podium.blocks.base import BlockField
from podium.kinds.base import SlideModel
from podium.layout.columns import aligned_stories, story
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import ItemsField, TextField
from podium.outline.models import Model
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import draft

_GAP = inches(0.33)  # by which a column ends before the grid line of the next
_TITLE_MOST = inches(1.1)


class CompareColumn(Model):
    """One column: its title, the side whose colour it takes, and its contents."""

    label: ClassVar[str] = "a column of 'compare'"
    title: TextField = ""
    side: TextField = ""
    items: ItemsField = ()
    text: TextField = ""
    block: BlockField | None = None


class CompareSlide(SlideModel):
    """Columns to be compared."""

    label: ClassVar[str] = "a 'compare' slide"
    summary: ClassVar[str] = "two or three columns side by side"

    columns: Annotated[tuple[CompareColumn, ...], Field(max_length=3)] = ()

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.columns:
            stage.warn("this slide has nothing to compare", self, "", "empty", "add 'columns:'")
            return [[]]
        heads = [
            [draft(c.title, scale.SUMMARY_CLAIM.but(size=28.0, floor=20.0, colour=self._colour(c, stage)))]
            if c.title
            else []
            for c in self.columns
        ]
        exhibits = any(c.block for c in self.columns)  # two maps with the same frame line up only in equal rectangles
        areas = (
            stage.grid.split(rect, [1] * len(self.columns), _GAP)
            if exhibits
            else _areas(len(self.columns), rect, stage)
        )
        head_h = max(
            (stage.line_height(h, a.w, _TITLE_MOST) for h, a in zip(heads, areas, strict=True) if h), default=0
        )
        top = points(12) + head_h + points(14)
        aligned = (
            aligned_stories(
                [c.items for c in self.columns], [a.below(top) for a in areas], [c.title for c in self.columns], stage
            )
            if not any(c.block or c.text for c in self.columns)
            else []
        )
        parts: list[Sheets] = []
        for n, (column, area) in enumerate(zip(self.columns, areas, strict=True)):
            inner = area.below(top)
            if column.block is not None:
                parts.append(column.block.lay_out(inner, stage))
                stage.locate(chain.from_iterable(parts[-1]), column.block)
            else:
                role, name = ("body", "second", "")[n], inline.plain(column.title) or f"Column {n + 1}"
                alone = len(self.columns) == 1
                words = aligned[n] if aligned else None
                parts.append(words or story(column.text, column.items, inner, stage, role=role, name=name, grow=alone))
        sheets: Sheets = []
        for boxes in zip_longest(*parts, fillvalue=None):
            sheet: list[Box] = []
            for head, column, area, part in zip(heads, self.columns, areas, boxes, strict=True):
                if part is None:
                    continue
                colour = stage.side(column.side) or stage.side(column.title) or "ink"
                sheet.append(stage.rule(area.x, area.y, area.w, colour, 2.5))
                if head:
                    with stage.repeating(bool(sheets)):
                        name = f"Title: {inline.plain(column.title)}"[:60]
                        sheet.append(stage.text(name, Rect(area.x, area.y + points(12), area.w, head_h), head))
                sheet += part
            sheets.append(sheet)
        return sheets

    @staticmethod
    def _colour(column: CompareColumn, stage: Stage) -> str:
        side = stage.side(column.side) or stage.side(column.title)
        return f"{side}.deep" if side else "ink"


def _areas(count: int, rect: Rect, stage: Stage) -> list[Rect]:
    """The columns on the grid: halves or thirds of twelve."""
    each = 12 // count
    areas = [stage.grid.columns(n * each + 1, (n + 1) * each, rect.y, rect.h) for n in range(count)]
    return [a if n == count - 1 else a._replace(w=a.w - _GAP) for n, a in enumerate(areas)]


MODEL = CompareSlide
