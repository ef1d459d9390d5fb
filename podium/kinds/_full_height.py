"""A person's picture over the whole height of a page, at its right edge, with the words beside it.

In: a portrait. Out: the boxes of the picture (or of its plate), with name, life dates and role at its foot, and whether
the picture has the pixels and the proportions for it.
"""

from __future__ import annotations

from dataclasses import replace

from podium.blocks.image import ImageBlock
from podium.layout.backdrop import backdrop, in_light, is_sharp, shade
from podium.layout.headline import balanced
from podium.layout.stage import Stage
from podium.outline.focus import FACE
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Shape, Text
from podium.scene.grid import ACCENT_RULE, CONTENT_BOTTOM, HEADLINE_TOP, OPTICAL_MIDDLE, Grid
from podium.scene.masters import BESIDE
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, title_draft

LAYOUT = "portrait"
_GAP = inches(0.42)  # between the words and the picture
_SLIM, _WIDE = 0.42, 1.7  # width / height of pictures of which enough is left
_MARGIN, _BELOW = inches(0.4), inches(0.42)  # of the words on the picture
_NAME = scale.SUMMARY_CLAIM.but(size=30.0, floor=20.0)
_LINE = scale.CAPTION.but(size=20.0, floor=16.0, colour="ink")
_HEADLINE = scale.HEADLINE.but(size=36.0)
_ALONE = scale.HEADLINE.but(size=48.0, floor=30.0)
_RULE_GAP = points(18)
_BAR, _NOTE_GAP = points(7), points(10)


def column(grid: Grid) -> Rect:
    """The room for words, from the headline's top to the end of the content."""
    return grid.columns(1, BESIDE, HEADLINE_TOP, CONTENT_BOTTOM - HEADLINE_TOP)


def picture_place(grid: Grid) -> Rect:
    """The right part of the slide, from edge to edge."""
    x = grid.columns(1, BESIDE).right + _GAP
    return Rect(x, 0, grid.width - x, grid.height)


def fills(block: ImageBlock, stage: Stage) -> bool:
    """Whether the picture is to stand over the whole height: if that is asked for, or if it is fit for it."""
    if "full" in block.model_fields_set or not block.full:
        return block.full
    found = stage.pictures.look(block.file)
    if found is None:
        return block.is_person()
    return _SLIM <= found.aspect <= _WIDE and is_sharp(found, picture_place(stage.grid))


def at_side(block: ImageBlock, stage: Stage, *, words: bool) -> list[Box]:
    """The picture or plate; with `words`, its name, life dates, role, caption and credit are on the picture."""
    place = picture_place(stage.grid)
    if not stage.pictures.has(block.file):
        plate = block.draw(place, stage)
        return [replace(b, bleed=True) if isinstance(b, Shape) else b for b in plate]
    subject = block.subject(stage)
    framed = block if block.focus else block.model_copy(update={"focus": FACE})
    ground = backdrop(framed, place, stage, subject=subject, alt=block.alt_text(stage))
    drafts = block.spoken(_NAME, _LINE) if words else []
    if not drafts:
        return [*ground.boxes, *_side(block, place, stage)]
    width = place.w - 2 * _MARGIN
    height = stage.line_height(drafts, width, place.h // 2)
    at = Rect(place.x + _MARGIN, place.bottom - _BELOW - height, width, height)
    name = in_light([stage.text(f"Caption: {subject}", at, drafts, means="caption")], stage)
    return [
        *ground.boxes,
        *shade(ground, at._replace(y=at.y - points(8)), "bottom", stage),
        *name,
        *_side(block, place, stage),
    ]


def _side(block: ImageBlock, place: Rect, stage: Stage) -> list[Box]:
    """A bar along the picture in the colour of the person's side."""
    colour = stage.side(block.side) if block.side else ""
    bar = place._replace(w=_BAR)
    return [Shape(name=f"{block.subject(stage)} side", rect=bar, fill=colour, bleed=True)] if colour else []


def said_beside(block: ImageBlock, stage: Stage) -> list[Draft]:
    """What belongs to the picture and is not on it: all its words, or those that the plate does not have."""
    if stage.pictures.has(block.file):
        return block.spoken(_NAME, _LINE)
    return block.caption_drafts(stage)


def under_words(block: ImageBlock, room: Rect, stage: Stage) -> tuple[list[Box], Rect]:
    """What a plate leaves unsaid, at the foot of the column of words, and the room above it."""
    drafts = [] if stage.pictures.has(block.file) else block.caption_drafts(stage)
    if not drafts:
        return [], room
    height = stage.line_height(drafts, room.w, room.h // 3)
    place = Rect(room.x, room.bottom - height, room.w, height)
    return [stage.text("Caption", place, drafts, means="caption")], room._replace(h=room.h - height - _NOTE_GAP)


def title(text: str, stage: Stage) -> tuple[Text, Rect]:
    """The headline in the column of words, and the room below it."""
    room = column(stage.grid)
    box, _ = balanced(stage, room.top(inches(2.3)), title_draft(text, _HEADLINE), max_lines=4)
    return box, room.below(box.rect.bottom + inches(0.25) - room.y)


def alone(block: ImageBlock, text: str, stage: Stage) -> list[Box]:
    """The headline large, and under a short rule the words of the picture, centred to the eye."""
    room = column(stage.grid)
    drafts = said_beside(block, stage)
    below = stage.line_height(drafts, room.w, room.h // 2) + 2 * _RULE_GAP if drafts else 0
    area = room._replace(h=room.h - below)
    box, _ = balanced(stage, area, title_draft(text, _ALONE), max_lines=5)
    top = room.y + round((area.h - box.rect.h) * OPTICAL_MIDDLE)
    box = replace(box, rect=box.rect._replace(y=top))
    if not drafts:
        return [box]
    y = box.rect.bottom + _RULE_GAP
    words = Rect(room.x, y + _RULE_GAP, room.w, below - 2 * _RULE_GAP)
    rule = Shape(name="Accent", rect=Rect(room.x, y, *ACCENT_RULE), fill=_accent(block, stage))
    return [box, rule, stage.text(f"Caption: {block.subject(stage)}", words, drafts, means="caption")]


def _accent(block: ImageBlock, stage: Stage) -> str:
    return (stage.side(block.side) if block.side else "") or "accent"
