"""images: one to four pictures or blocks, each at its place, with captions below them or in a rail at the right."""

from __future__ import annotations

from itertools import chain
from math import fsum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from podium import registry
from podium.blocks.base import PACKAGE as BLOCKS
from podium.blocks.base import names as block_names
from podium.blocks.image import CAPTION_GAP, ImageBlock
from podium.diagnostics import did_you_mean
from podium.kinds.base import SlideModel
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import TextField
from podium.outline.models import Model, Problem, ReadWith, is_empty, mistake, mistakes, read
from podium.outline.source import Mapping, Place, Sequence
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.grid import GUTTER
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft, title_draft

PLACES = ("full", "centre", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left", "bottom-right")
_DEFAULT_PLACES = {
    1: ("full",),
    2: ("left", "right"),
    3: ("top-left", "top-right", "bottom"),
    4: ("top-left", "top-right", "bottom-left", "bottom-right"),
}
_TOP_SHARE = 0.56  # of the height, for the upper of two rows
_MOST = 4
_RAIL_GAP = points(7)


class Placed(Model):
    """One item: a place, a caption, and a picture or block."""

    label: ClassVar[str] = "'images' item"
    at: str = ""
    caption: TextField = ""
    block: Any = None


class ItemPicture(ImageBlock):
    """A picture as an item; it differs only in its name in messages."""

    label: ClassVar[str] = "'images' item"


def _read_placed(data: Any, place: Place | None) -> Placed:
    """`{at: top-left, file: …, caption: …}`, or with a block's name in place of the picture's keys."""
    if isinstance(data, Placed):
        return data
    if isinstance(data, str):
        data = _file_at(data, place)
    if not isinstance(data, dict):
        raise mistake("an item is 'key: value' lines: at, file, caption…", "shape")
    at = str(data.get("at") or "").strip().replace("center", "centre").replace("middle", "centre")
    problems = []
    if at and at not in PLACES:
        problems.append(Problem(("at",), f"there is no place '{at}'", "choice", did_you_mean(at, PLACES)))
    inner = [k for k in data if k in block_names() and isinstance(data[k], dict)]
    caption = data.get("caption")
    if inner and isinstance(caption, (dict, list)):
        hint = "put text that contains ': ' in quotes"
        problems.append(Problem(("caption",), "expected text", "type", hint))
    try:
        if inner:
            problems += [
                Problem(
                    (k,),
                    f"unknown key '{k}' in 'images' item",
                    "unknown-key",
                    "an item with a block takes only 'at' and 'caption'",
                    True,
                )
                for k in data
                if k not in (inner[0], "at", "caption")
            ]
            block = read(registry.load(BLOCKS, inner[0]), data[inner[0]], inner[0])
        else:
            block = read(ItemPicture, _without(data, "at"))
    except PydanticCustomError as e:
        problems += (e.context or {})["problems"]
    if problems:
        raise mistakes(problems)
    return Placed.model_construct(at=at, caption="" if is_empty(caption) else str(caption), block=block)


def _file_at(name: str, place: Place | None) -> dict[str, Any]:
    """`{file: name}` as if it stood at `place`."""
    if place is None:
        return {"file": name}
    made = Mapping(place)
    made["file"], made.values_at["file"] = name, place
    return made


def _without(data: dict[str, Any], key: str) -> dict[str, Any]:
    """The mapping without a key, places kept."""
    rest = Mapping(getattr(data, "place", (0, 0)))
    rest.update({k: v for k, v in data.items() if k != key})
    if isinstance(data, Mapping):
        rest.keys_at, rest.values_at = data.keys_at, data.values_at
    return rest


def _read_all(data: Any) -> tuple[Placed, ...]:
    """One to four items, each at its own place."""
    entries = [data] if isinstance(data, (dict, str)) else data
    if not isinstance(entries, (list, tuple)):
        raise mistake("'items' must be a list", "shape", "begin each item with '- '")
    items, problems = [], []
    places = data.values_at if isinstance(data, Sequence) else ()
    for n, entry in enumerate(entries):
        if is_empty(entry) or entry in ({}, []):
            continue
        try:
            items.append(_read_placed(entry, places[n] if n < len(places) else None))
        except PydanticCustomError as e:
            problems += [p.under(n) for p in (e.context or {})["problems"]]
            continue
        if items[-1].at and items[-1].at in [i.at for i in items[:-1]]:
            problems.append(Problem((n, "at"), f"two items are at '{items[-1].at}'", "place"))
    if len(items) > _MOST:
        problems.append(
            Problem((), f"{len(items)} items; a slide shows at most {_MOST}", "value", "spread them over two slides")
        )
    if problems:
        raise mistakes(problems)
    free = [p for p in _DEFAULT_PLACES.get(len(items), ()) if p not in {i.at for i in items}]
    return tuple(i if i.at else i.model_copy(update={"at": free.pop(0) if free else "full"}) for i in items)


class ImagesSlide(SlideModel):
    """Pictures at their places."""

    label: ClassVar[str] = "an 'images' slide"
    summary: ClassVar[str] = "one to four pictures or blocks at their places, with captions"

    items: Annotated[
        tuple[Placed, ...], ReadWith(_read_all), WithJsonSchema({"type": "array", "maxItems": _MOST})
    ] = ()
    captions: Literal["below", "rail"] = "below"

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.items:
            stage.warn("this slide has no pictures", self, "", "empty", "add 'items:'")
            return [[]]
        if self.captions == "rail":
            return self._with_rail(rect, stage)
        placed = cells(self.items, rect)
        heights = [
            ImageBlock.caption_height(_caption_drafts(item, stage), cell, stage)
            for item, cell in zip(self.items, placed, strict=True)
        ]
        boxes: list[Box] = []
        rest: Sheets = []
        for item, cell in zip(self.items, placed, strict=True):  # frames in one row end at the same height
            row = max(h for h, c in zip(heights, placed, strict=True) if c.bottom == cell.bottom)
            first, *more = _draw(item, cell, row, stage)
            boxes += first
            rest += more
        return [boxes, *rest]

    def _with_rail(self, rect: Rect, stage: Stage) -> Sheets:
        """The frames in eight columns, the captions in the last four at the height of their frames."""
        frames = stage.grid.columns(1, 8, rect.y, rect.h)
        rail = stage.grid.columns(9, 12, rect.y, rect.h)
        rail = Rect(rail.x + inches(0.083), rail.y, rail.w - inches(0.083), rail.h)
        boxes: list[Box] = []
        rest: Sheets = []
        placed = cells(self.items, frames)
        for item, cell in zip(self.items, placed, strict=True):
            first, *more = (
                [item.block.draw(cell, stage)]
                if isinstance(item.block, ImageBlock)
                else item.block.lay_out(cell, stage)
            )
            stage.locate(chain(first, *more), item.block)
            boxes += first
            rest += more
        rooms = self._rail_rooms(placed, rail)
        size = _rail_size(rooms, stage)
        for item, room in rooms:
            boxes += _rail_entry(item, room, size, stage)
        return [boxes, *rest]

    def _rail_rooms(self, placed: list[Rect], rail: Rect) -> list[tuple[Placed, Rect]]:
        """The rectangle of each caption in the rail: those of one row of frames share its height."""
        rooms = []
        rows = sorted({cell.y for cell in placed})
        for y in rows:
            entries = [(i, c) for i, c in zip(self.items, placed, strict=True) if c.y == y and _caption(i)]
            entries.sort(key=lambda e: e[1].x)
            end = min([r for r in rows if r > y], default=rail.bottom + GUTTER) - GUTTER
            share = (end - y) // max(1, len(entries))
            for n, (item, _) in enumerate(entries):
                gap = points(8) if n < len(entries) - 1 else 0
                rooms.append((item, Rect(rail.x, y + n * share, rail.w, share - gap)))
        return rooms


def _caption(item: Placed) -> str:
    return item.caption or (item.block.caption if isinstance(item.block, ImageBlock) else "")


def _rail_drafts(item: Placed, size: float, stage: Stage) -> list[Draft]:
    """The place in words, the caption, the credit."""
    drafts = [
        plain_draft(stage.words.places.name(item.at), scale.RAIL_LABEL),
        title_draft(_caption(item), scale.RAIL.but(size=size), before=2.0),
    ]
    credit = item.block.credit if isinstance(item.block, ImageBlock) else ""
    return [*drafts, draft(credit, scale.CAPTION.but(size=12.0, italic=True), before=2.0)] if credit else drafts


def _rail_size(rooms: list[tuple[Placed, Rect]], stage: Stage) -> float:
    """The largest size (pt) at which every caption fits its rectangle, so that all look alike."""
    size = scale.RAIL.size
    while size > scale.RAIL.floor and any(
        stage.line_height(_rail_drafts(item, size, stage), room.w) > room.h - _RAIL_GAP for item, room in rooms
    ):
        size -= 1
    return size


def _rail_entry(item: Placed, rect: Rect, size: float, stage: Stage) -> list[Box]:
    """A hairline and the words under it."""
    return [
        stage.rule(rect.x, rect.y, rect.w, "rule"),
        stage.text(f"Caption: {item.at}", rect.below(_RAIL_GAP), _rail_drafts(item, size, stage)),
    ]


def _caption_drafts(item: Placed, stage: Stage) -> list[Draft]:
    if isinstance(item.block, ImageBlock):
        return item.block.caption_drafts(stage)
    return [title_draft(item.caption, scale.CAPTION)] if item.caption else []


def _draw(item: Placed, rect: Rect, height: int, stage: Stage) -> Sheets:
    """A picture or block over its caption, which is `height` EMU high; a block may go on to further sheets."""
    drafts = _caption_drafts(item, stage)
    if isinstance(item.block, ImageBlock):
        framed = item.block.framed(rect, drafts, stage, height)
        stage.locate(framed, item.block)
        return [framed]
    inner = rect._replace(h=rect.h - height - CAPTION_GAP) if height else rect
    place = Rect(rect.x, inner.bottom + CAPTION_GAP, rect.w, height)
    first, *more = item.block.lay_out(inner, stage)
    stage.locate(chain(first, *more), item.block)
    return [[*first, *([stage.text(f"Caption: {item.at}", place, drafts)] if drafts else [])], *more]


def cells(items: tuple[Placed, ...], rect: Rect) -> list[Rect]:
    """The rectangle of each item: up to two rows between a full-height column at the left and one at the right."""
    by_row: dict[str, list[int]] = {"left": [], "top": [], "bottom": [], "right": []}
    for n, item in enumerate(items):
        row = item.at.split("-")[0]
        by_row[row if row in by_row else "top"].append(n)
    for row in ("top", "bottom"):
        by_row[row].sort(key=lambda n: {"left": 0, "right": 2}.get(items[n].at.partition("-")[2], 1))
    columns = [
        k for k in ("left", "middle", "right") if (by_row["top"] or by_row["bottom"] if k == "middle" else by_row[k])
    ]
    weights = [max(_weight(items[n]) for n in by_row[k]) if k != "middle" else 1.2 for k in columns]
    if columns in (["left", "right"], ["middle"]):
        weights = [_weight(items[by_row[k][0]]) for k in columns] if columns != ["middle"] else [1.0]
    result: dict[int, Rect] = {}
    for name, column in zip(columns, _shared(rect, weights), strict=True):
        if name != "middle":
            result[by_row[name][0]] = column
            continue
        rows = [r for r in ("top", "bottom") if by_row[r]]
        heights = [_TOP_SHARE, 1 - _TOP_SHARE] if len(rows) == 2 else [1.0]
        y = column.y
        for row, share in zip(rows, heights, strict=True):
            h = round((column.h - GUTTER * (len(rows) - 1)) * share)
            line = Rect(column.x, y, column.w, h)
            for n, cell in zip(by_row[row], _shared(line, [_weight(items[n]) for n in by_row[row]]), strict=True):
                result[n] = cell
            y += h + GUTTER
    return [result[n] for n in range(len(items))]


def _weight(item: Placed) -> float:
    """A map or chart needs twice the width of a portrait, any other picture one and a half times."""
    if not isinstance(item.block, ImageBlock):
        return 2.0
    return 1.0 if item.block.life or item.block.name else 1.5


def _shared(rect: Rect, weights: list[float]) -> list[Rect]:
    """`rect` divided from left to right by weight, with gutters between."""
    free, x, cut = rect.w - GUTTER * (len(weights) - 1), rect.x, []
    for weight in weights:
        w = round(free * weight / fsum(weights))
        cut.append(Rect(x, rect.y, w, rect.h))
        x += w + GUTTER
    return cut


MODEL = ImagesSlide
