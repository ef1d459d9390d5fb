"""table: a native table with hairlines; it goes on to further slides with its heading repeated."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from podium.blocks.base import Block
from podium.diagnostics import did_you_mean
from podium.layout.shares import evenly
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.csv_numbers import decimal_sign, is_number
from podium.outline.entries import is_date
from podium.outline.fields import TextField, TextsField
from podium.outline.models import Problem, ReadWith, is_empty, mistake, mistakes
from podium.outline.tables import TableError, ragged, read_rows
from podium.scene import type_scale as scale
from podium.scene.boxes import Anchor, Box, Cell, Table
from podium.scene.grid import BAND_Y, CONTENT_BOTTOM
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting import measure
from podium.typesetting.text import Column, Draft, draft

_MARGIN_X, _MARGIN_Y = 10.0, 6.0  # pt inside a cell
_HEAD = scale.LABEL.but(size=18.0, colour="ink2")
_CELL = scale.ROW.but(size=22.0, floor=18.0)
_LARGER = (18, 14, 10, 8, 6, 4, 2)  # pt by which the cells of a table that says little are enlarged
_FULL = 0.8  # of the room, at most, for enlarged text
_DASHES = frozenset("-–—")
_MOSTLY = 0.7  # of a column's cells must be numbers for it to stand right
_ALIGN = {
    "left": "left",
    "l": "left",
    "right": "right",
    "r": "right",
    "centre": "centre",
    "center": "centre",
    "c": "centre",
}
_SIDES = "known: left, right, centre"
_WORD = {"type": ["string", "number"]}
_WORDS = WithJsonSchema({"anyOf": [_WORD, {"type": "array", "items": _WORD}]})
_GAP = points(8)
_NEAR_FOOT = points(4)  # a table that ends so near to its room's foot ends on the rule below it
_MORE_AIR = 70.0  # pt that a row may gain on a page with room to spare

Rows = tuple[tuple[str, ...], ...]


def _cell_text(value: Any) -> str:
    if is_empty(value):
        return ""
    if isinstance(value, (dict, list)):
        raise mistake("a table cell must be a text", "type")
    return str(value)


def _read_rows(data: Any) -> Rows:
    """Rows as lists, or as `{first cell: [others]}`, or `{first cell: second}`."""
    if isinstance(data, dict):
        data = [{k: v} for k, v in data.items()]
    if not isinstance(data, (list, tuple)):
        raise mistake("'rows' must be a list", "shape", "begin each row with '- ' and put its cells in [ ]")
    rows, problems = [], []
    for n, row in enumerate(data):
        try:
            if isinstance(row, dict):
                rows += [
                    (str(k), *([_cell_text(c) for c in v] if isinstance(v, (list, tuple)) else [_cell_text(v)]))
                    for k, v in row.items()
                ]
            elif isinstance(row, (list, tuple)):
                rows += [tuple(_cell_text(c) for c in row)] if row else []
            elif not is_empty(row):
                rows.append((_cell_text(row),))
        except PydanticCustomError as e:
            problems += [Problem((n,), p.message, p.code) for p in (e.context or {})["problems"]]
    if problems:
        raise mistakes(problems)
    return tuple(rows)


def _read_aligns(data: Any) -> tuple[str, ...]:
    """How columns stand; an empty word keeps its place."""
    words = data if isinstance(data, (list, tuple)) else [data]
    read = ["" if is_empty(word) else str(word).strip().lower() for word in words]
    wrong = [(n, word) for n, word in enumerate(read) if word and word not in _ALIGN]
    if wrong:
        hints = [did_you_mean(word, _ALIGN) or _SIDES for _, word in wrong]
        raise mistakes(
            Problem((n,) if words is data else (), f"'{word}' is not a value of 'align'", "choice", hint)
            for (n, word), hint in zip(wrong, hints, strict=True)
        )
    return tuple(read)


class TableBlock(Block):
    """Rows and columns; numbers stand right."""

    label: ClassVar[str] = "a table"
    summary: ClassVar[str] = "rows and columns, from the outline or a CSV file"
    about: ClassVar[dict[str, str]] = {
        "columns": "the headings",
        "rows": "lists, or `{first cell: [others]}`",
        "file": "a CSV or TSV file in place of rows",
        "align": "a word for each column: `left`, `right`, `centre`",
        "caption": "the words below it",
        "alt": "the alt text",
    }

    columns: TextsField = ()
    rows: Annotated[Rows, ReadWith(_read_rows), WithJsonSchema({"type": ["array", "object"]})] = ()
    file: TextField = ""
    align: Annotated[tuple[str, ...], ReadWith(_read_aligns), _WORDS] = ()
    caption: TextField = ""
    alt: TextField = ""

    def tells_time(self, lang: str) -> bool:
        """Whether each row begins with its date."""
        return len(self.rows) > 1 and all(is_date(inline.plain(row[0]), lang) for row in self.rows)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        heading, rows = self._content(stage)
        if not rows and not heading:
            if not self.file:  # of a file that cannot be read the error is enough
                stage.warn("this table has no rows", self, "", "empty", "add 'rows:' or 'file:'")
            return [[]]
        if not rows:
            stage.warn("this table has headings but no rows", self, "file" if self.file else "columns", "empty")
        caption = [draft(self.caption, scale.CAPTION)] if self.caption else []
        caption_h = stage.line_height(caption, rect.w, rect.h // 4) if caption else 0
        room = rect.h - (caption_h + _GAP if caption else 0)
        grid = _Grid(heading, rows, self._aligns(heading, rows, stage), rect.w, stage)
        sheets: Sheets = []
        pages = grid.pages(room)
        while len(pages) > 1 and grid.smaller():  # rather a little smaller than on two slides
            smaller = grid.pages(room)
            if len(smaller) == 1:
                pages = smaller
        if len(pages) > 1:
            grid.full_size()
            pages = grid.pages(room)
        elif grid.larger(round(room * _FULL)):
            pages = grid.pages(room)
        ends_at_foot = not caption and stage.template is None and rect.bottom == CONTENT_BOTTOM
        for n, page in enumerate(pages):
            table = grid.table(page, rect._replace(h=room), self._alt(heading, rows), self.caption or "Table")
            if ends_at_foot and table.rect.bottom > rect.bottom - _NEAR_FOOT:  # of two rules one is too many
                table = grid.table(page, rect._replace(h=BAND_Y - rect.y), table.alt, table.name)
            boxes: list[Box] = [table]
            if caption and n == len(pages) - 1:
                boxes.append(
                    stage.text("Table caption", Rect(rect.x, table.rect.bottom + _GAP, rect.w, caption_h), caption)
                )
            sheets.append(boxes)
        return sheets

    def _content(self, stage: Stage) -> tuple[tuple[str, ...], Rows]:
        """Heading and rows of equal length."""
        heading, rows = self.columns, self.rows
        if self.file:
            numbered = stage.read_file(self, _even_rows, called="")
            if numbered is None:
                return heading, rows
            read = [tuple(row) for _, row in numbered]
            heading, rows = (heading or read[0]), (tuple(read[1:]) if not heading else tuple(read))
        width = max(len(heading), *(len(r) for r in rows)) if rows else len(heading)
        if 0 < len(self.columns) < width:
            message = f"'columns' names {len(self.columns)} columns, the table has {width}"
            stage.warn(message, self, "columns", "ragged-row", "write one heading for each column")
        for n, row in enumerate(rows, 1):
            if len(row) != width and len(row) != 1:
                stage.warn(
                    f"row {n} of this table has {len(row)} cells, others have {width}", self, "rows", "ragged-row"
                )
        return _padded(heading, width) if heading else (), tuple(_padded(r, width) for r in rows)

    def _aligns(self, heading: Sequence[str], rows: Rows, stage: Stage) -> list[str]:
        """As the outline says, else numbers right and texts left."""
        width = len(heading) or len(rows[0])
        if len(self.align) > width:
            message = f"'align' names {len(self.align)} columns, the table has {width}"
            stage.warn(message, self, "align", "unused", "write one word for each column")
        said = [_ALIGN.get(word, "left") for word in self.align]
        auto = []
        for n in range(width):
            column = [inline.plain(r[n]) for r in rows if r[n]]
            decimal = decimal_sign([(0, c) for c in column], "", stage.lang)
            numbers = sum(c in _DASHES or is_number(c, decimal, stage.lang) for c in column)
            auto.append("right" if n and column and numbers >= _MOSTLY * len(column) else "left")
        return [*said[:width], *auto[len(said) :]]

    def _alt(self, heading: Sequence[str], rows: Rows) -> str:
        if self.alt:
            return inline.plain(self.alt)
        what = inline.plain(self.caption) + ": " if self.caption else ""
        names = ", ".join(inline.plain(h) for h in heading if h)
        return f"{what}table of {len(rows)} rows" + (f" with the columns {names[:200]}" if names else "")


def _even_rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of a file, all of one length. Raises TableError."""
    numbered, delimiter = read_rows(path)
    if faults := ragged(numbered, delimiter):
        raise TableError(*faults)
    return numbered


class _Grid:
    """A table's cells measured: column widths, row heights, rows cut where they are too tall."""

    def __init__(self, heading: Sequence[str], rows: Rows, aligns: list[str], width: int, stage: Stage) -> None:
        self.stage, self.width, self.headed = stage, width, bool(heading)
        head = [heading] if heading else []
        self.drafts = [[self._draft(c, _HEAD, a) for c, a in zip(r, aligns, strict=True)] for r in head]
        self.drafts += [
            [self._draft(c, _CELL.but(bold=n == 0), a) for n, (c, a) in enumerate(zip(r, aligns, strict=True))]
            for r in rows
        ]
        self.shrink = self._shrink()
        self.widths = self._widths(self.shrink)

    @staticmethod
    def _draft(text: str, style: Style, align: str) -> list[Draft]:
        return [draft(text, style, align=align)]

    def _shrink(self) -> int:
        """Smaller type if the words of some column would else be broken."""
        for shrink in range(5):
            if fsum(self._needs(shrink)[0]) <= self.width / EMU_PER_PT:
                return shrink
        return 4

    def _needs(self, shrink: int) -> tuple[list[float], list[float]]:
        """Per column, in pt: the widest word, and the widest cell on one line."""
        compose = self.stage.compose
        least, most = [], []
        for column in zip(*self.drafts, strict=True):
            spans = [compose.spans(d[0], self._own(n, shrink)) for n, d in enumerate(column)]
            least.append(2 * _MARGIN_X + max(measure.longest_word(s) for s in spans) * 1.03)
            most.append(2 * _MARGIN_X + max(measure.natural_width(s) for s in spans) * 1.03)
        return least, most

    def _widths(self, shrink: int) -> tuple[int, ...]:
        """Column widths in EMU: at least the widest word, the rest shared by need; as narrow as it can be."""
        least, most = self._needs(shrink)
        room = self.width / EMU_PER_PT
        if fsum(most) <= room:
            spare = (room - fsum(most)) / len(most)
            widths = [m + spare for m in most]
        elif fsum(least) <= room:
            widths = _shared(least, most, room)
        else:  # words must be broken: every column gets its share, none less than a few letters
            floor = min(48.0, room / len(least))
            total = fsum(max(floor, n) for n in least)
            widths = [max(floor, n) * room / total for n in least]
            widths = [w * room / fsum(widths) for w in widths]
        cut = [int(w * EMU_PER_PT) for w in widths]
        cut[-1] += self.width - sum(cut)
        return tuple(cut)

    def _own(self, row: int, shrink: int) -> int:
        """The shrink of a row: that of the table, but the heading does not grow with the cells."""
        return max(shrink, 0) if row == 0 and self.headed else shrink

    def larger(self, room: int) -> bool:
        """Enlarges the cells as far as each stays on one line and all rows in `room` EMU; False if they cannot."""
        if self.shrink:
            return False
        for grow in _LARGER:
            if fsum(self._needs(-grow)[1]) <= self.width / EMU_PER_PT:
                self.shrink, self.widths = -grow, self._widths(-grow)
                if sum(self._height(row) for row in self.drafts) <= room:
                    return True
        self.full_size()
        return False

    def smaller(self) -> bool:
        """Sets the table a point smaller; False if it is at its floor."""
        if self.shrink >= _CELL.size - _CELL.floor:
            return False
        self.shrink += 1
        self.widths = self._widths(self.shrink)
        return True

    def full_size(self) -> None:
        """Takes the steps of `smaller` back."""
        self.shrink = self._shrink()
        self.widths = self._widths(self.shrink)

    def _height(self, row: list[list[Draft]]) -> int:
        inner = [w / EMU_PER_PT - 2 * _MARGIN_X for w in self.widths]
        shrink = self._own(0 if row is self.drafts[0] else 1, self.shrink)
        text = max(self.stage.compose.height(d, w, shrink) for d, w in zip(row, inner, strict=True))
        return points(text + 2 * _MARGIN_Y) + 1

    def pages(self, room: int) -> list[list[list[list[Draft]]]]:
        """Body rows dealt out to pages of `room` EMU, evenly; a row taller than a page is cut.

        A heading that would take more than a third of every page stands once, as the first row.
        """
        self.heading = self.headed and self._height(self.drafts[0]) <= room // 3
        head = self._height(self.drafts[0]) if self.heading else 0
        rows = [part for row in self.drafts[1 if self.heading else 0 :] for part in self._cut(row, room - head)]
        heights = [self._height(r) for r in rows]
        out = [rows[start:end] for start, end in evenly(heights, room - head)]
        return out or [[]]

    def _cut(self, row: list[list[Draft]], room: int) -> list[list[list[Draft]]]:
        if self._height(row) <= room:
            return [row]
        inner = [w / EMU_PER_PT - 2 * _MARGIN_X for w in self.widths]
        height = room / EMU_PER_PT - 2 * _MARGIN_Y - 1
        cells = [
            self.stage.compose.fill(d, Column(w, height), Column(w, height), self.shrink)
            for d, w in zip(row, inner, strict=True)
        ]
        empty = [d[0].but(pieces=(inline.Piece(""),)) for d in row]
        return [
            [c[n] if n < len(c) else [e] for c, e in zip(cells, empty, strict=True)]
            for n in range(max(map(len, cells)))
        ]

    def table(self, rows: list[list[list[Draft]]], rect: Rect, alt: str, name: str) -> Table:
        """The scene's table of these body rows under the heading, at the top of `rect`."""
        shown = [*(self.drafts[:1] if self.heading else []), *rows]
        spare = rect.h - sum(self._height(r) for r in shown)
        more = max(0, min(points(_MORE_AIR), spare // max(1, len(rows))))  # a short table fills its room
        headed = len(shown) - len(rows)
        heights = tuple(self._height(r) + (more if n >= headed else 0) for n, r in enumerate(shown))
        inner = [w / EMU_PER_PT - 2 * _MARGIN_X for w in self.widths]
        anchor: Anchor = "middle" if more else "top"
        last = len(self.widths) - 1
        cells = tuple(
            tuple(
                Cell(
                    self.stage.compose.set(d, w, self._own(0 if row is self.drafts[0] else 1, self.shrink)),
                    anchor=anchor,
                    first=n == 0,
                    last=n == last,
                )
                for n, (d, w) in enumerate(zip(row, inner, strict=True))
            )
            for row in shown
        )
        margin = (points(_MARGIN_X), points(_MARGIN_Y)) * 2
        return Table(
            name=inline.plain(name)[:60],
            rect=Rect(rect.x, rect.y, self.width, sum(heights)),
            alt=alt,
            widths=self.widths,
            heights=heights,
            rows=cells,
            margin=margin,
        )  # type: ignore[arg-type]


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The row with empty cells up to `width`."""
    return (*row, *[""] * (width - len(row)))


def _shared(least: list[float], most: list[float], room: float) -> list[float]:
    """Widths that add up to `room`: narrow columns stay on one line, the wide ones share what is left by need."""
    widths = list(least)
    open_ = set(range(len(least)))
    for n in sorted(open_, key=lambda n: most[n] - least[n]):
        fair = (room - fsum(widths)) / len(open_)
        if most[n] - least[n] > fair:
            break
        widths[n] = most[n]
        open_.discard(n)
    free, want = room - fsum(widths), fsum(most[n] - least[n] for n in open_) or 1
    for n in open_:
        widths[n] += free * (most[n] - least[n]) / want
    return widths


MODEL = TableBlock
