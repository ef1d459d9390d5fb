"""The page of a picture from edge to edge: the headline where the picture is calm, caption and credit at the foot.

In: a picture block, the headline, the words beside it. Out: the boxes of the page, or of several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from podium.blocks.image import ImageBlock
from podium.layout.backdrop import Backdrop, Edge, backdrop, calmest, in_light, inked, shade
from podium.layout.columns import story
from podium.layout.headline import balanced
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import Item
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.grid import FOOTER_Y, HEADLINE_TOP, OPTICAL_MIDDLE
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import title_draft

LAYOUT = "picture"
_HEADLINE = scale.HEADLINE.but(size=40.0, colour="on")
_STATEMENT = _HEADLINE.but(size=66.0)  # while the picture is missing
_CAPTION = scale.CAPTION.but(size=20.0, floor=16.0, colour="on")
_NAME = scale.SUMMARY_CLAIM.but(size=26.0, floor=20.0, colour="on")
_FOOT_GAP, _GAP = inches(0.1), points(10)  # above the foot of the slide; between headline and caption
_TITLE = inches(2.2)
_FOOT = inches(2.0)  # the most for caption and credit
_PAD = points(8)


def full_picture(
    block: ImageBlock, headline: str, stage: Stage, text: str = "", items: Sequence[Item] = (), reveal: bool = False
) -> Sheets:
    """The picture over the whole slide with its headline on it; `text` and `items` stand in a column at a side. While
    the picture is missing, the headline is a statement in its place."""
    ground = backdrop(
        block,
        stage.grid.slide,
        stage,
        subject=block.subject(stage),
        alt=block.alt_text(stage),
        colour=block.plate_role(stage),
    )
    caption = _caption(block, stage)
    if text or items:
        return _with_column(block, ground, caption, headline, text, items, reveal, stage)
    if ground.image is None:
        return [[*ground.boxes, *_statement(headline, caption, stage)]]
    top = caption[0].rect.y if caption else FOOTER_Y - _FOOT_GAP
    area = stage.grid.columns(1, 12)
    words = title_draft(headline, _HEADLINE)
    low = area._replace(y=top - _GAP - _TITLE, h=_TITLE)
    high = area._replace(y=HEADLINE_TOP, h=_TITLE)
    lower = balanced(stage, low, words, anchor="bottom")[0]
    with stage.repeating():
        upper = balanced(stage, high, words)[0]
    places: dict[Edge, Rect] = {"bottom": inked(lower), "top": inked(upper)}
    edge = calmest(ground, places, block.focus)
    title = lower if edge == "bottom" else upper
    foot = stage.grid.slide.below((title.rect.y if edge == "bottom" else top) - _PAD)
    scrims = shade(ground, foot, "bottom", stage)
    if edge == "top":
        scrims += shade(ground, stage.grid.slide.top(title.rect.bottom + _PAD), "top", stage, name="Upper scrim")
    return [[*ground.boxes, *scrims, title, *caption]]


def _caption(block: ImageBlock, stage: Stage) -> list[Box]:
    """Name, caption and credit above the foot of the slide."""
    drafts = block.spoken(_NAME, _CAPTION)
    if not drafts:
        return []
    width = stage.grid.columns(1, 10).w
    height = stage.line_height(drafts, width, _FOOT)
    place = stage.grid.columns(1, 10, FOOTER_Y - _FOOT_GAP - height, height)
    made = stage.text(f"Caption: {block.subject(stage)}", place, drafts, means="caption")
    return in_light([made], stage)


def _statement(headline: str, caption: list[Box], stage: Stage) -> list[Box]:
    """The headline large, without the picture, and the caption below it, centred to the eye."""
    below = sum(box.rect.h + 2 * _GAP for box in caption)
    area = stage.grid.columns(1, 11, HEADLINE_TOP, FOOTER_Y - _FOOT_GAP - HEADLINE_TOP - below)
    title, _ = balanced(stage, area, title_draft(headline, _STATEMENT), max_lines=4)
    top = area.y + round((area.h - title.rect.h) * OPTICAL_MIDDLE)
    title = replace(title, rect=title.rect._replace(y=top))
    y = title.rect.bottom + 2 * _GAP
    return [title, *(replace(box, rect=box.rect._replace(y=y)) for box in caption)]


def _with_column(
    block: ImageBlock,
    ground: Backdrop,
    caption: list[Box],
    headline: str,
    text: str,
    items: Sequence[Item],
    reveal: bool,
    stage: Stage,
) -> Sheets:
    """Headline and words in a column at the calmer side, on a gradient from that side."""
    grid, end = stage.grid, caption[0].rect.y if caption else FOOTER_Y - _FOOT_GAP
    columns: dict[Edge, Rect] = {"left": grid.columns(1, 5), "right": grid.columns(8, 12)}
    places = {edge: r._replace(y=HEADLINE_TOP, h=end - _GAP - HEADLINE_TOP) for edge, r in columns.items()}
    edge = calmest(ground, places, block.focus)
    column = places[edge]
    title, _ = balanced(
        stage, column.top(_TITLE), title_draft(headline, _HEADLINE.but(size=36.0, floor=26.0)), max_lines=4
    )
    room = column.below(title.rect.bottom + inches(0.2) - column.y)
    sheets = story(text, items, room, stage, rest=column, reveal=reveal, colour="on")
    side = (
        Rect(0, 0, column.right + _PAD, grid.height)
        if edge == "left"
        else Rect(column.x - _PAD, 0, grid.width - column.x + _PAD, grid.height)
    )
    scrims = shade(ground, side, edge, stage)
    foot = grid.slide.below(end - _PAD)
    scrims += shade(ground, foot, "bottom", stage, name="Foot scrim")
    stage.locate(chain.from_iterable(sheets), block)
    under: list[Box] = [*ground.boxes, *scrims]
    first, *rest = [in_light(boxes, stage) for boxes in sheets]
    return [[*under, title, *first, *caption], *([*under, *boxes] for boxes in rest)]
