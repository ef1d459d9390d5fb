"""number: a figure as a slide; without `figure` the headline is the figure, and there is no other headline.

In: the keys of the block, and `beside`: another block, at the right of the figure, or `picture`: one under it. Out: the
slide's boxes.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from podium.blocks.base import BlockField
from podium.blocks.number import draw
from podium.blocks.number.block import NumberBlock
from podium.blocks.number.figures import read_figure
from podium.blocks.portrait import PortraitBlock
from podium.kinds import _full_height as full_height
from podium.kinds.base import SlideModel
from podium.layout.backdrop import in_light, there, under
from podium.layout.headline import headline
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.models import Problem, mistakes
from podium.outline.picture import PictureField
from podium.scene.boxes import Box
from podium.scene.grid import CONTENT_BOTTOM
from podium.scene.units import Rect, inches

_TOP = inches(0.9)
_WIDE = 6  # columns (of twelve) of a block beside the figure, at most


class NumberSlide(SlideModel, NumberBlock):
    """One figure, or two or three."""

    label: ClassVar[str] = "a 'number' slide"
    summary: ClassVar[str] = NumberBlock.summary
    layout: ClassVar[str] = "quote"
    about: ClassVar[dict[str, str]] = {
        "beside": "one block at its right",
        "picture": "a picture under the whole slide",
    }

    beside: BlockField | None = None
    picture: PictureField = None

    @model_validator(mode="after")
    def _has_room(self) -> Any:
        if self.picture is not None and self.beside is not None:
            raise mistakes(
                [Problem(("picture",), "'number' has both 'picture' and 'beside'", "value", "keep one of them")]
            )
        return self

    def page_layout(self, stage: Stage) -> str:
        if self.picture is not None and stage.pictures.has(self.picture.file):
            return "picture"
        return full_height.LAYOUT if self._person(stage) else super().page_layout(stage)

    def _person(self, stage: Stage) -> PortraitBlock | None:
        """The portrait beside the figure, if it stands over the whole height."""
        block = self.beside
        return block if isinstance(block, PortraitBlock) and full_height.fills(block, stage) else None

    def is_titled(self) -> bool:
        return not self.own_title()

    def in_a_frame(self) -> Self:
        if not isinstance(self.beside, PortraitBlock):
            return self
        return self.model_copy(update={"beside": self.beside.model_copy(update={"full": False})})

    def names_figure(self) -> bool:
        try:
            read_figure(inline.plain(self.headline))
        except PydanticCustomError:
            return False
        return True

    def own_title(self) -> bool:
        return self.figure is None and not self.items

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if there(self.picture, stage):
            area = stage.grid.columns(1, 12, _TOP, CONTENT_BOTTOM - _TOP)
            title, top = headline(self.headline, stage)
            boxes = self._column(area, title, stage.grid.content(top), stage)
            return [under(in_light(boxes, stage), self.picture, stage)]
        if not stage.framed and (person := self._person(stage)):
            title, room = full_height.title(self.headline, stage)
            area = full_height.column(stage.grid)
            notes, free = full_height.under_words(person, area if self.own_title() else room, stage)
            boxes = self._column(free, title, free, stage)
            return [[*full_height.at_side(person, stage, words=True), *boxes, *notes]]
        if not self.own_title():
            return self._with_block(rect, stage)
        area = rect if stage.framed else stage.grid.columns(1, 12, _TOP, CONTENT_BOTTOM - _TOP)
        role = "body" if stage.framed else "title"
        figure = read_figure(inline.plain(self.headline))
        shown = self.shown(figure, stage, self.place("headline"))
        if self.beside is None:
            return [draw.alone(shown, area, stage, role=role)]
        left, right = self._halves(area, stage)
        first, *more = self.beside.lay_out(right, stage)
        return [[*draw.alone(shown, left, stage, role=role), *first], *more]

    def _column(self, area: Rect, title: Box, room: Rect, stage: Stage) -> list[Box]:
        """The figure in `area` if it is the headline, else the headline and the figure in the room below it."""
        if not self.own_title():
            return [title, *NumberBlock.lay_out(self, room, stage)[0]]
        figure = read_figure(inline.plain(self.headline))
        return draw.alone(self.shown(figure, stage, self.place("headline")), area, stage, role="title")

    def _with_block(self, rect: Rect, stage: Stage) -> Sheets:
        """The figure under a headline, alone or with the block at its right."""
        if self.beside is None:
            return NumberBlock.lay_out(self, rect, stage)
        left, right = self._halves(rect, stage)
        first, *more = self.beside.lay_out(right, stage)
        stage.locate(first, self.beside)
        return [[*NumberBlock.lay_out(self, left, stage)[0], *first], *more]

    def _halves(self, rect: Rect, stage: Stage) -> tuple[Rect, Rect]:
        """The columns of figure and block."""
        wide = min(_WIDE, type(self.beside).shares[1]) if self.beside else _WIDE
        return stage.grid.columns(1, 11 - wide, rect.y, rect.h), stage.grid.columns(13 - wide, 12, rect.y, rect.h)


MODEL = NumberSlide
