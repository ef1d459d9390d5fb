"""compare: up to three columns as panels in the colours of their sides, each with title, figure, words and block.

In: the columns. Out: sheets. Words stand on colour fields that reach from edge to edge; blocks stand in equal
rectangles on paper under title plates, so that two maps of one frame line up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field

from podium.blocks.base import BlockField
from podium.blocks.number.figures import FigureField, parts_of
from podium.kinds.base import SlideModel
from podium.layout import panels
from podium.layout.columns import story
from podium.layout.panels import Row, field, one_size, rows_of
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import ItemsField, TextField
from podium.outline.models import Model
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Text, every_box
from podium.scene.grid import CONTENT_BOTTOM, FOOTER_Y, MARGIN
from podium.scene.masters import FIELDS
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft

_BOTTOM_OF_FIELDS = FOOTER_Y - inches(0.12)  # as far as a full-slide map
_SEAM = points(4)  # of paper between two fields
_GAP = inches(0.33)  # between columns with blocks
_PAD, _PLATE_PAD = inches(0.4), points(14)  # from the side of a field, of a title plate, to its words
_TOP, _BOTTOM, _UNDER_TITLE = points(20), points(14), points(13)
_TITLE = scale.SUMMARY_CLAIM.but(size=44.0, floor=22.0)
_PLATE_TITLE = 34.0  # pt, above blocks and above more than a few items
_FEW = 3
_TITLE_MOST = inches(1.1)
_FIGURE = scale.FIGURE.but(size=96.0, floor=36.0)
_FIGURE_WORDS = scale.LABEL.but(size=22.0, floor=18.0)
_WORDS_SHARE = 0.42  # of the height, at most, for words below a block
_BLOCK_GAP = points(10)
_NARROW = 0.6  # of a column: words stand beside a block that is no wider


class CompareColumn(Model):
    """One column: its title, the side whose colour it takes, and its contents."""

    label: ClassVar[str] = "a column of 'compare'"
    about: ClassVar[dict[str, str]] = {
        "title": "its heading; the name of a side gives the colour too",
        "side": "whose colour it has",
        "figure": "a figure, large over the words: `up to 38,000 men`",
        "items": "texts, or `Claim: its proof`",
        "text": "a paragraph",
        "block": "one block: `{map: {…}}`",
    }
    title: TextField = ""
    side: TextField = ""
    figure: FigureField = None
    items: ItemsField = ()
    text: TextField = ""
    block: BlockField | None = None


class _Panel(NamedTuple):
    """A column on the page: its field, the room for its words, and the colours of both; `number` from 0."""

    column: CompareColumn
    number: int
    field: Rect
    inner: Rect
    colour: str
    ink: str

    @property
    def name(self) -> str:
        return inline.plain(self.column.title) or f"Column {self.number + 1}"

    @property
    def rows(self) -> list[Row]:
        return rows_of(self.column.text, self.column.items, self.ink)


class CompareSlide(SlideModel):
    """Columns to be compared."""

    label: ClassVar[str] = "a 'compare' slide"
    summary: ClassVar[str] = "up to three columns as panels in the colours of their sides"
    about: ClassVar[dict[str, str]] = {
        "columns": "up to three panels in the colours of their sides",
    }

    columns: Annotated[tuple[CompareColumn, ...], Field(max_length=3)] = ()

    @property
    def filled(self) -> str:
        return FIELDS if self.columns and not any(c.block for c in self.columns) else ""

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.columns:
            stage.warn("this slide has nothing to compare", self, "", "empty", "add 'columns:'")
            return [[]]
        exhibits = any(c.block for c in self.columns)
        if not exhibits and not stage.framed and rect.bottom >= CONTENT_BOTTOM:  # no remark stands under them
            rect = rect._replace(h=_BOTTOM_OF_FIELDS - rect.y)
        made = self._panels(rect, exhibits, stage)
        return self._with_blocks(made, stage) if exhibits else self._fields(made, stage)

    def _panels(self, rect: Rect, exhibits: bool, stage: Stage) -> list[_Panel]:
        """The columns side by side: within the margins, or from edge to edge with their words on the grid."""
        count, found = len(self.columns), []
        if exhibits:
            fields = stage.grid.split(rect, [1] * count, _GAP)
            inners = [f.inset(_PLATE_PAD, 0) for f in fields]
        else:
            bleeds = not stage.framed
            whole = Rect(0, rect.y, stage.grid.width, rect.h) if bleeds else rect
            fields = stage.grid.split(whole, [1] * count, _SEAM)
            inners = []
            for n, f in enumerate(fields):
                left = MARGIN if n == 0 and bleeds else f.x + _PAD
                right = stage.grid.width - MARGIN if n == count - 1 and bleeds else f.right - _PAD
                inners.append(Rect(left, f.y + _TOP, right - left, f.h - _TOP - _BOTTOM))
        colours = _colours(self.columns, stage)
        for n, (column, around, inner, colour) in enumerate(zip(self.columns, fields, inners, colours, strict=True)):
            found.append(_Panel(column, n, around, inner, colour, panels.text_on(colour, stage.theme)))
        return found

    def _fields(self, made: Sequence[_Panel], stage: Stage) -> Sheets:
        """Words on fields of colour."""
        heads, top = _heads(made, stage)
        figures, figures_h = _figures(made, top, stage)
        rooms = [p.inner.below(top + figures_h) for p in made]
        rests = [p.inner.below(top) for p in made]
        lists = [p.rows for p in made]
        contents = panels.shared_out(lists, rooms, rests, [p.name for p in made], stage)
        if contents is None:
            contents = [
                story(p.column.text, p.column.items, room, stage, rest=rest, role=("body", "second", "")[p.number],
                      colour=p.ink, name=p.name, grow=False)
                for p, room, rest in zip(made, rooms, rests, strict=True)
            ]  # fmt: skip
        sheets: Sheets = []
        for parts in zip_longest(*contents, fillvalue=()):
            sheet: list[Box] = [field(f"field {p.number + 1}", p.field, p.colour) for p in made]
            with stage.repeating(bool(sheets)):
                sheet += [box for p, head in zip(made, heads, strict=True) if (box := _head(p, head, top, stage))]
            first = figures if not sheets else [[] for _ in made]
            sheets.append([*sheet, *self._revealed([[*f, *part] for f, part in zip(first, parts, strict=True)])])
        return sheets

    def _with_blocks(self, made: Sequence[_Panel], stage: Stage) -> Sheets:
        """Title plates, blocks on paper, and words on fields below or in place of them."""
        heads, top = _heads(made, stage)
        top += points(6) if top else 0
        figures, figures_h = _figures(made, top, stage)
        bodies = [p.field.below(top + figures_h + (_BLOCK_GAP if top or figures_h else 0)) for p in made]
        parts = [_block_and_words(p, *cut, stage) for p, cut in zip(made, _divided(made, bodies, stage), strict=True)]
        sheets: Sheets = []
        for boxes in zip_longest(*parts, fillvalue=None):
            sheet: list[Box] = []
            shown: list[list[Box]] = []
            with stage.repeating(bool(sheets)):
                for p, head, figure, part in zip(made, heads, figures, boxes, strict=True):
                    if part is None:
                        continue
                    if top or figure:
                        plate = p.field.top(top + figures_h)
                        sheet.append(field(f"plate {p.number + 1}", plate, p.colour))
                    sheet += [box for box in [_head(p, head, top, stage)] if box]
                    shown.append([*([] if sheets else figure), *part])
            sheets.append([*sheet, *self._revealed(shown)])
        return sheets

    def _revealed(self, parts: Sequence[Sequence[Box]]) -> list[Box]:
        """The contents of the columns; if asked for, each column appears with a click, its own clicks after it."""
        if not self.reveal:
            return [box for part in parts for box in part]
        shown, clicks = [], 0
        for part in parts:
            boxes = [_later(box, clicks + 1) for box in part]
            steps = [max([b.step, b.until, *(b.steps if isinstance(b, Text) else ())]) for b in every_box(boxes)]
            clicks = max([clicks, *steps])
            shown += boxes
        return shown


def _later(box: Box, clicks: int) -> Box:
    """The box, so many clicks later."""
    until = box.until + clicks if box.until else 0
    if isinstance(box, Text) and any(box.steps):
        return replace(box, steps=tuple(s + clicks for s in box.steps), until=until)
    return replace(box, step=box.step + clicks, until=until)


def _colours(columns: Sequence[CompareColumn], stage: Stage) -> list[str]:
    """The colour of each field: that of its side; neutral if it has none, or if all are of one colour."""
    sides = [stage.side(c.side) or stage.side(c.title) for c in columns]
    if len(columns) > 1 and len(set(sides)) == 1:
        sides = [""] * len(columns)
    taken = [f"{side}.plate" for side in sides if side]
    found: list[str] = []
    for side in sides:
        colour = f"{side}.plate" if side else panels.neutral(sum(c not in taken for c in found), stage.theme, taken)
        found.append(colour)
    return found


def _heads(made: Sequence[_Panel], stage: Stage) -> tuple[list[Draft | None], int]:
    """The titles in one size, and the height (EMU) that they take at the top of the words."""
    titled = [p for p in made if p.column.title]
    tight = any(p.column.block or len(p.column.items) > _FEW for p in made)
    size = _PLATE_TITLE if tight else _TITLE.size
    sized = one_size(
        [draft(p.column.title, _TITLE.but(colour=p.ink, size=size)) for p in titled],
        [p.inner.width_pt for p in titled],
        stage,
        lines=2 if len(made) < 3 else 3,
    )
    by_number = {p.number: d for p, d in zip(titled, sized, strict=True)}
    tallest = max(
        (stage.line_height([by_number[p.number]], p.inner.w, _TITLE_MOST) for p in titled), default=-_UNDER_TITLE
    )
    return [by_number.get(p.number) for p in made], tallest + _UNDER_TITLE


def _head(p: _Panel, title: Draft | None, top: int, stage: Stage) -> Box | None:
    """The title of a column, in the `top` of its words."""
    if title is None:
        return None
    y = p.inner.y + (points(6) if p.inner.y == p.field.y else 0)
    rect = Rect(p.inner.x, y, p.inner.w, top - _UNDER_TITLE)
    return stage.text(f"Title: {inline.plain(p.column.title)}"[:60], rect, [title], means="title")


def _figures(made: Sequence[_Panel], top: int, stage: Stage) -> tuple[list[list[Box]], int]:
    """The large figures at the top of the columns, in one size and on one line, and the height (EMU) that they take."""
    shown = {p.number: parts_of(p.column.figure, "", stage.lang) for p in made if p.column.figure is not None}
    if not shown:
        return [[] for _ in made], 0
    having = [p for p in made if p.number in shown]
    numbers = one_size(
        [plain_draft(shown[p.number].sign + shown[p.number].number, _FIGURE.but(colour=p.ink)) for p in having],
        [p.inner.width_pt for p in having],
        stage,
        lines=1,
    )
    size = dict(zip([p.number for p in having], numbers, strict=True))
    led = any(parts.lead for parts in shown.values())
    boxes: list[list[Box]] = []
    height = 0
    for p in made:
        parts = shown.get(p.number)
        if parts is None:
            boxes.append([])
            continue
        words = _FIGURE_WORDS.but(colour=p.ink)
        drafts = [plain_draft(parts.lead or "\u00a0", words)] if led else []
        drafts.append(size[p.number].but(place=p.column.place("figure")))
        if parts.unit:
            drafts.append(plain_draft(parts.unit, words, before=4.0))
        tall = stage.line_height(drafts, p.inner.w, p.inner.h // 2)
        place = Rect(p.inner.x, p.inner.y + top, p.inner.w, tall)
        boxes.append([stage.text(f"Figure: {p.name}"[:60], place, drafts)])
        height = max(height, tall)
    return boxes, height + _UNDER_TITLE


def _divided(made: Sequence[_Panel], bodies: Sequence[Rect], stage: Stage) -> list[tuple[Rect, Rect]]:
    """The rooms of block and words in each column: words stand below blocks of one height, or beside narrow ones."""
    both = [(p, body) for p, body in zip(made, bodies, strict=True) if p.column.block is not None and p.rows]
    if not both:
        return list(zip(bodies, bodies, strict=True))
    narrow = [_room(p, body, stage) for p, body in both]
    if all(room.w <= _NARROW * body.w for room, (_, body) in zip(narrow, both, strict=True)):
        width = max(room.w for room in narrow)
        return [
            (body._replace(x=body.right - width, w=width), body._replace(w=body.w - width - _BLOCK_GAP))
            if p.column.block is not None and p.rows
            else (body, body)
            for p, body in zip(made, bodies, strict=True)
        ]
    needed = max(
        points(sum(stage.compose.height(row, body.inset(_PLATE_PAD, 0).width_pt, 8) + 24 for row in p.rows))
        for p, body in both
    )
    height = min(round(_WORDS_SHARE * bodies[0].h), needed + 2 * _UNDER_TITLE)
    return [
        (body._replace(h=body.h - height - _BLOCK_GAP), body._replace(y=body.bottom - height, h=height))
        if p.column.block is not None
        else (body, body)
        for p, body in zip(made, bodies, strict=True)
    ]


def _room(p: _Panel, body: Rect, stage: Stage) -> Rect:
    """The right part of a column that its block can use."""
    return p.column.block.room(body, stage) if p.column.block is not None else body


def _block_and_words(p: _Panel, upper: Rect, room: Rect, stage: Stage) -> Sheets:
    """The block of a column in its room, and its words in theirs."""
    words = _words_on_field(p, room, stage) if p.rows else [[]]
    if p.column.block is None:
        return words
    drawn = p.column.block.lay_out(upper, stage)
    stage.locate(chain.from_iterable(drawn), p.column.block)
    return [[*a, *b] for a, b in zip_longest(drawn, words, fillvalue=())]


def _words_on_field(p: _Panel, room: Rect, stage: Stage) -> Sheets:
    """The words of a column with, or beside columns with, a block."""
    inner = room.inset(_PLATE_PAD, _UNDER_TITLE)
    shared = panels.shared_out([p.rows], [inner], [inner], [p.name], stage)
    role = ("body", "second", "")[p.number]
    sheets = (
        shared[0]
        if shared
        else story(p.column.text, p.column.items, inner, stage, colour=p.ink, name=p.name, role=role, grow=False)
    )
    return [[field(f"words {p.number + 1}", room, p.colour), *sheet] for sheet in sheets]


MODEL = CompareSlide
