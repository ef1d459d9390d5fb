"""What a block is: something that draws itself in any rectangle.

A block is a module or folder of this package with a `MODEL`, a subclass of `Block`. It can be beside points, in
`images`, in a column of `compare`, or the kind of a whole slide, without any code for these combinations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import WithJsonSchema

from podium import registry
from podium.outline.fields import Item
from podium.outline.models import BLOCK, Model, Problem, ReadWith, mistake, mistakes, read
from podium.outline.wordings import hint_for
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.units import Rect, points
from podium.typesetting.text import draft

if TYPE_CHECKING:
    from podium.layout.stage import Stage

PACKAGE = "podium.blocks"
_TITLE = scale.LABEL.but(size=18.0)


class Block(Model):
    """Base of all blocks. `summary` is the line that `podium list blocks` prints."""

    summary: ClassVar[str] = ""
    shares: ClassVar[tuple[int, int]] = (4, 7)  # columns (of twelve) of text and block on its own slide

    def lay_out(self, rect: Rect, stage: Stage) -> list[list[Box]]:
        """Its boxes inside `rect`: on one sheet, or on several if it needs more room."""
        raise NotImplementedError

    def is_keyed_by(self, items: Sequence[Item]) -> bool:
        """Whether items beside it can be its key, each with a number that stands on it."""
        return False

    def lay_out_keyed(self, rect: Rect, stage: Stage) -> list[list[Box]]:
        """Its boxes beside such items; only of a block that can be keyed."""
        raise NotImplementedError

    def tells_time(self, lang: str) -> bool:
        """Whether it shows its dates itself, so that its own slide needs no time band."""
        return False

    def room(self, rect: Rect, stage: Stage) -> Rect:
        """The right part of `rect` that it can use beside a column of words."""
        return rect

    def height_across(self, rect: Rect, stage: Stage) -> int:
        """Its height (EMU) if it should stand across `rect` with the words below; 0 if they should stand beside it."""
        return 0


def names() -> tuple[str, ...]:
    """The names of all blocks."""
    return registry.names(PACKAGE)


def read_block(data: Any) -> Block:
    """A block from `{name: {its keys}}`."""
    if isinstance(data, Block):
        return data
    if not isinstance(data, dict) or len(data) != 1:
        raise mistake("expected one block, for example 'chart: {…}'", "shape", f"known: {', '.join(names())}")
    ((name, value),) = data.items()
    if name not in names():
        hint, meant = hint_for(str(name), names())
        raise mistakes(
            [Problem((name,), f"there is no block '{name}'", "unknown-block", hint, True, meant)]
        )
    return read(registry.load(PACKAGE, name), value or {}, name)


def heading(title: str, rect: Rect, stage: Stage) -> tuple[list[Box], Rect]:
    """A hairline at the top of `rect` with the block's title below it, and the rest of `rect`."""
    if not title:
        return [], rect
    words = [draft(title, _TITLE)]
    height = stage.line_height(words, rect.w, rect.h // 4)
    top = points(8)
    boxes: list[Box] = [
        stage.rule(rect.x, rect.y, rect.w),
        stage.text("Title of the exhibit", Rect(rect.x, rect.y + top, rect.w, height), words),
    ]
    return boxes, rect.below(top + height + points(10))


BlockField = Annotated[Block, ReadWith(read_block), WithJsonSchema(BLOCK)]
