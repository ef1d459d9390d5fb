"""images: one to four pictures or blocks, each at its place, with captions below them or in a rail at the right."""

from itertools import chain
from math import inf
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic_core import PydanticCustomError

from podium import registry
from podium.blocks.base import PACKAGE as BLOCKS
from podium.blocks.base import names as block_names
from podium.blocks.image import ImageBlock, below_of
from podium.diagnostics import did_you_mean
from podium.kinds import _full_picture as full_picture
from podium.kinds.base import SlideModel
from podium.layout.rows import CAPTION_GAP, Entry, Frame, arrange
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import TextField
from podium.outline.models import ListOf, Model, Problem, ReadWith, is_empty, mistake, mistakes, read
from podium.outline.nodes import Mapping, Place, Sequence
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.grid import GUTTER
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, plain_draft, title_draft

PLACES = ("full", "centre", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left", "bottom-right")
_AT = {"at": {"enum": list(PLACES), "description": "its place on the slide"}}
_DEFAULT_PLACES = {  # the first are the usual ones
    1: (("full",),),
    2: (("left", "right"), ("top", "bottom")),
    3: (
        ("top-left", "top-right", "bottom"),
        ("left", "centre", "right"),
        ("left", "top-right", "bottom-right"),
        ("top", "bottom-left", "bottom-right"),
    ),
    4: (("top-left", "top-right", "bottom-left", "bottom-right"), ("left", "top", "centre", "right")),
}
_USUAL = 0.05  # in logarithms of the area of each picture: how much smaller they may be at the usual places
_MOST = 4
_EXHIBIT = (1.6, 1.1, inf)  # width / height of a map, chart or table: the best, the least, the most
_EXHIBIT_WEIGHT = 2.0  # it has more to read than a picture
_NARROWEST = inches(2.5)  # frame of such a block
_RAIL_GAP = points(7)
_RAIL_LARGEST = 24.0  # pt
_RAIL_ROOM = inches(1.4)  # that two captions need, at least
_RAIL_INDENT = inches(0.083)  # of the rail, more than the gutter


class Placed(Model):
    """One item: a place, a caption, and a picture or block."""

    label: ClassVar[str] = "'images' item"
    about: ClassVar[dict[str, str]] = {
        "at": "its place: `left`, `top-right`, `bottom`, `centre`, `full` …",
        "caption": "the words below it",
        "block": "any block in place of a picture",
    }
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
    if is_empty(caption):
        caption = ""
    elif not isinstance(caption, str):  # a text stays as it is: it knows its line
        caption = str(caption)
    return Placed.model_construct(at=at, caption=caption, block=block)


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
    if not any(i.at for i in items):
        return tuple(items)
    free = [p for p in _DEFAULT_PLACES[len(items)][0] if p not in {i.at for i in items}]
    return tuple(i if i.at else i.model_copy(update={"at": free.pop(0) if free else "full"}) for i in items)


class ImagesSlide(SlideModel):
    """Pictures at their places."""

    label: ClassVar[str] = "an 'images' slide"
    summary: ClassVar[str] = "one to four pictures or blocks at their places, with captions"
    about: ClassVar[dict[str, str]] = {
        "items": "one to four pictures or blocks, each perhaps with its place: `{at: top-left, file: …, caption: …}`",
        "captions": "`below` the pictures, or in a `rail` at the right",
    }

    items: Annotated[tuple[Placed, ...], ReadWith(_read_all), ListOf(ItemPicture, "images-item", _AT, blocks=True)] = ()
    captions: Literal["below", "rail"] = "below"

    def page_layout(self, stage: Stage) -> str:
        return full_picture.LAYOUT if self._full() else ""

    def in_a_frame(self) -> Self:
        full = self._full()
        if full is None:
            return self
        item = self.items[0].model_copy(update={"block": full.model_copy(update={"full": False})})
        return self.model_copy(update={"items": (item,)})

    def _full(self) -> ImageBlock | None:
        """The only picture, if it is to fill the slide."""
        block = self.items[0].block if len(self.items) == 1 else None
        return block if isinstance(block, ImageBlock) and block.full else None

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if (whole := self._full()) is not None:
            return full_picture.full_picture(whole, self.headline, stage)
        for item in self.items:
            if isinstance(item.block, ImageBlock):
                item.block.warn_of_full(stage)
        if not self.items:
            stage.warn("this slide has no pictures", self, "", "empty", "add 'items:'")
            return [[]]
        if self.captions == "rail" and (sheets := self._with_rail(rect, stage)) is not None:
            return sheets
        items, frames = _framed(self.items, rect, stage)
        boxes: list[Box] = []
        rest: Sheets = []
        for item, frame in zip(items, frames, strict=True):
            first, *more = _draw(item, frame, stage)
            boxes += first
            rest += more
        return [boxes, *rest]

    def _with_rail(self, rect: Rect, stage: Stage) -> Sheets | None:
        """The frames in eight columns, the captions right of them at the height of their frames; None if the captions
        are too long for that."""
        area = stage.grid.columns(1, 8, rect.y, rect.h)
        boxes: list[Box] = []
        rest: Sheets = []
        items, frames = _framed(self.items, area, stage, rail=True)
        unused = min(f.rect.x for f in frames) - area.x
        frames = [f._replace(rect=f.rect._replace(x=f.rect.x - unused)) for f in frames]
        x = max(f.rect.right for f in frames) + GUTTER + _RAIL_INDENT
        rail = Rect(x, rect.y, rect.right - x, rect.h)
        rooms = _rail_rooms(items, [frame.rect for frame in frames], rail, stage)
        if rooms is None:
            hint = "shorten them, or leave out 'captions'"
            stage.warn("the captions are too long for a rail, and stand below", self, "captions", "rail-room", hint)
            return None
        for item, frame in zip(items, frames, strict=True):
            first, *more = (
                [item.block.in_row(frame, stage, words=False)]
                if isinstance(item.block, ImageBlock)
                else item.block.lay_out(frame.rect, stage)
            )
            stage.locate(chain(first, *more), item.block)
            boxes += first
            rest += more
        size = _rail_size(rooms, stage)
        for item, room in rooms:
            boxes += _rail_entry(item, room, size, stage)
        return [boxes, *rest]


def _framed(
    items: tuple[Placed, ...], rect: Rect, stage: Stage, *, rail: bool = False
) -> tuple[list[Placed], list[Frame]]:
    """The items at their places, with their frames; if no item has a place, they stand where they are largest."""
    entries = [_entry(item, stage, rail) for item in items]
    choices = [[item.at for item in items]]
    if not any(item.at for item in items):
        choices = [list(places) for places in _DEFAULT_PLACES[len(items)]]
    tried = choices[:1] if rail else choices
    made = [(*arrange(entries, places, rect, corners=not rail), places) for places in tried]
    _, frames, places = max(made, key=lambda m: m[0] + (_USUAL * len(items) if m is made[0] else 0))
    if any(e.most < rect.h for e in entries):
        _warn_if_coarse(items, entries, places, rect, rail, stage)
    return [item.model_copy(update={"at": at}) for item, at in zip(items, places, strict=True)], frames


def _warn_if_coarse(
    items: tuple[Placed, ...], entries: list[Entry], places: list[str], rect: Rect, rail: bool, stage: Stage
) -> None:
    """Warns of pictures that have too few pixels for the frames that they could have."""
    _, frames = arrange([e._replace(most=inf) for e in entries], places, rect, corners=not rail)
    for item, frame in zip(items, frames, strict=True):
        if isinstance(item.block, ImageBlock):
            item.block.warn_if_coarse(frame.rect, stage)


def _entry(item: Placed, stage: Stage, rail: bool) -> Entry:
    """What the frame of an item is made for."""
    if isinstance(item.block, ImageBlock):
        return item.block.entry(stage, words=not rail)
    drafts = [] if rail else _caption_drafts(item)
    return Entry(*_EXHIBIT, least=_NARROWEST, below=below_of(drafts, stage), weight=_EXHIBIT_WEIGHT)


def _rail_rooms(
    items: list[Placed], frames: list[Rect], rail: Rect, stage: Stage
) -> list[tuple[Placed, Rect]] | None:
    """The room of each caption in the rail: those of one row of frames share its height. If that is too little for one,
    they stand one below the other, each with what it needs; None if the whole rail is too low."""
    rooms = []
    rows: list[int] = []
    for y in sorted(frame.y for frame in frames):
        rows += [y] if not rows or y - rows[-1] >= _RAIL_ROOM else []
    for y in rows:
        entries = [
            (item, frame)
            for item, frame in zip(items, frames, strict=True)
            if _has_words(item, stage) and y == max(row for row in rows if row <= frame.y)
        ]
        entries.sort(key=lambda e: e[1].x)
        end = min([r for r in rows if r > y], default=rail.bottom + GUTTER) - GUTTER
        share = (end - y) // max(1, len(entries))
        for n, (item, _) in enumerate(entries):
            gap = points(8) if n < len(entries) - 1 else 0
            rooms.append((item, Rect(rail.x, y + n * share, rail.w, share - gap)))
    needs = [_rail_height(item, room.w, scale.RAIL.floor, stage) for item, room in rooms]
    if all(need <= room.h for need, (_, room) in zip(needs, rooms, strict=True)):
        return rooms
    spare = rail.h - sum(needs)
    if spare < 0:
        return None
    stacked, y = [], rail.y
    for need, (item, _) in zip(needs, rooms, strict=True):
        stacked.append((item, Rect(rail.x, y, rail.w, need)))
        y += need + spare // len(rooms)
    return stacked


def _rail_height(item: Placed, width: int, size: float, stage: Stage) -> int:
    """The height (EMU) of a rule and of the words under it."""
    return stage.line_height(_rail_drafts(item, size, stage), width) + _RAIL_GAP


def _has_words(item: Placed, stage: Stage) -> bool:
    return item.block.has_words(stage) if isinstance(item.block, ImageBlock) else bool(item.caption)


def _rail_drafts(item: Placed, size: float, stage: Stage) -> list[Draft]:
    """The place in words, and the words of the item."""
    style = scale.RAIL.but(size=size)
    label = plain_draft(stage.words.places.name(item.at), scale.RAIL_LABEL)
    if isinstance(item.block, ImageBlock):
        first, *more = item.block.rail_drafts(style, stage)
        return [label, first.but(before=2.0), *more]
    return [label, title_draft(item.caption, style, before=2.0)]


def _rail_size(rooms: list[tuple[Placed, Rect]], stage: Stage) -> float:
    """The largest size (pt) at which every caption fits its rectangle, so that all look alike."""
    size = _RAIL_LARGEST
    while size > scale.RAIL.floor and any(
        _rail_height(item, room.w, size, stage) > room.h for item, room in rooms
    ):
        size -= 1
    return size


def _rail_entry(item: Placed, rect: Rect, size: float, stage: Stage) -> list[Box]:
    """A hairline and the words under it."""
    return [
        stage.rule(rect.x, rect.y, rect.w, "rule"),
        stage.text(f"Caption: {item.at}", rect.below(_RAIL_GAP), _rail_drafts(item, size, stage), means="caption"),
    ]


def _caption_drafts(item: Placed) -> list[Draft]:
    """The caption of a block."""
    return [title_draft(item.caption, scale.CAPTION)] if item.caption else []


def _draw(item: Placed, frame: Frame, stage: Stage) -> Sheets:
    """A picture with its words, or a block over its caption; a block may go on to further sheets."""
    if isinstance(item.block, ImageBlock):
        boxes = item.block.in_row(frame, stage)
        stage.locate(boxes, item.block)
        return [boxes]
    r, drafts = frame.rect, _caption_drafts(item)
    first, *more = item.block.lay_out(r, stage)
    stage.locate(chain(first, *more), item.block)
    if drafts:
        place = Rect(r.x, r.bottom + CAPTION_GAP, r.w, frame.caption - CAPTION_GAP)
        first = [*first, stage.text(f"Caption: {item.at}", place, drafts, means="caption")]
    return [first, *more]


MODEL = ImagesSlide
