"""The text of a Word document in order: paragraphs, headings, lists, tables, and what stands between them.

In: a body, cell, note or text box. Out: blocks of the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from podium.importing import rich
from podium.importing.model import (
    Block,
    Grid,
    Heading,
    Listing,
    Lost,
    Paragraph,
    Picture,
    Quotation,
    Rich,
    nested,
    texts_in,
)
from podium.importing.quotations import by_of
from podium.importing.readers.word import drawings
from podium.importing.readers.word.drawings import R
from podium.importing.readers.word.styles import References, Style, W, style_of, value
from podium.importing.rich import whole
from podium.outline.inline import Form, Piece

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DEEPEST = 200
_LONG = 200  # letters; a longer "title" is a text
_OPENING = 4  # blocks at the top among which title, subtitle, author and date stand
_FRONT = ("title", "subtitle", "author", "date")
_QUOTED = ("quote", "intense quote", "block text", "quotations")
_CAPTIONS = re.compile(r"caption|(?:image|table) caption|figure|illustration|drawing", re.IGNORECASE)
_CONTENTS = re.compile(
    r"toc (?:\d|heading)|contents (?:\d|heading)|table of (?:figures|authorities)|index (?:\d|heading)", re.IGNORECASE
)
_INNER = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"))
_DRAWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
_WIDEST = 60  # columns of a cell
_ADDRESS = re.compile(r"(?:https?|mailto|tel):")


class Body:
    """Reads paragraphs and tables in order; entries of lists are collected until another paragraph follows. Title,
    subtitle, author and date go to `front` by their names; where it is None, they are paragraphs."""

    def __init__(self, package: References, front: dict[str, list[Rich]] | None = None) -> None:
        self.package, self.front = package, front
        self.made: list[Block] = []
        self.entries: list[tuple[int, Rich]] = []
        self.shown: list[Block] = []
        self.boxes: list[Any] = []
        self.number = 0

    def finished(self) -> list[Block]:
        self.settle()
        return self.made

    def settle(self) -> None:
        if self.entries:
            self.made.append(Listing(nested(self.entries), self.origin))
            self.entries = []

    @property
    def origin(self) -> str:
        return f"paragraph {self.number}"

    def blocks_of(self, parent: Any, depth: int = 0) -> None:
        """The paragraphs and tables of a body, a cell or a text box."""
        if depth > _DEEPEST:
            raise RecursionError("nested too deep")
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self.settle()
                self.table(child, depth)
            elif child.tag == f"{W}altChunk":
                self.settle()
                self.made.append(Lost("a document within the document", (), self.origin))
            elif child.tag == f"{MC}AlternateContent":
                chosen = child.find(f"{MC}Choice")
                self.blocks_of(chosen if chosen is not None else child, depth + 1)
            elif child.tag in _INNER:
                self.blocks_of(child, depth + 1)

    def paragraph(self, p: Any, depth: int) -> None:
        self.number += 1
        style = style_of(p, self.package.styles)
        text = rich.joined(self.runs(p, ""))
        if style.is_heading:
            text = rich.joined(piece._replace(bold=False) for piece in text)
        self.put(style, text)
        shown, self.shown = self.shown, []
        if shown:
            self.settle()
            self.made += shown
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks_of(box, depth + 1)

    def put(self, style: Style, text: Rich) -> None:
        """Puts a text where its style wants it."""
        name = style.name.lower()
        if not text:
            return
        if _CONTENTS.fullmatch(name):
            self.package.left_out["lines of a table of contents"] += 1
        elif self.front is not None and name in _FRONT and self.is_opening and len(rich.text_of(text)) < _LONG:
            self.front.setdefault(name, []).append(text)
        elif style.number not in ("", "0") and not style.level:
            sign = self.package.sign(style.number, style.depth)
            self.entries.append((style.depth, (Piece(sign), *text) if sign else text))
        elif style.level:
            self.settle()
            self.made.append(Heading(style.level, text, self.origin))
        elif name in _QUOTED:
            self.settle()
            self.quote(text)
        elif _CAPTIONS.fullmatch(name) and self.captions(text):
            return
        else:
            self.settle()
            self.made.append(Paragraph(text, self.origin))

    def quote(self, text: Rich) -> None:
        """Puts a paragraph of a quotation to the one right above; the last one may say who said it."""
        last = self.made[-1] if self.made else None
        if not isinstance(last, Quotation) or last.by:
            self.made.append(Quotation(text, origin=self.origin))
        elif by := by_of(text):
            self.made[-1] = last._replace(by=by)
        else:
            self.made[-1] = last._replace(text=rich.together((last.text, text)))

    @property
    def is_opening(self) -> bool:
        return len(self.made) < _OPENING

    def captions(self, text: Rich) -> bool:
        """Puts a text below the last picture, if there is one without words right above."""
        last = self.made[-1] if self.made and not self.entries else None
        if not isinstance(last, Picture) or last.caption:
            return False
        self.made[-1] = last._replace(caption=text)
        return True

    # ---- runs -------------------------------------------------------------------------------------------

    def runs(self, parent: Any, link: str, depth: int = 0) -> Iterator[Piece]:
        """The pieces of a paragraph; pictures, text boxes and notes are kept for after it."""
        if depth > _DEEPEST:
            raise RecursionError("nested too deep")
        field_link = ""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                field_link = self.field(child, field_link)
                yield from self.run(child, link or field_link.removeprefix("\0"), depth)
            elif tag == f"{W}hyperlink":
                anchor = self.package.relations.get(str(child.get(f"{R}id")), "")
                yield from self.runs(child, anchor if _ADDRESS.match(anchor) else "", depth + 1)
            elif tag == f"{MC}AlternateContent":
                chosen = child.find(f"{MC}Choice")
                yield from self.runs(chosen if chosen is not None else child, link, depth + 1)
            elif str(tag).startswith(M):
                yield Piece("".join(t.text or "" for t in child.iter(f"{M}t")) + " ")
            elif tag in (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr"):
                continue
            elif len(child):
                yield from self.runs(child, link, depth + 1)

    def field(self, run: Any, before: str) -> str:
        """The address of a field `HYPERLINK "…"` that is open after the run."""
        for code in run.iter(f"{W}instrText"):
            if found := re.search(r'HYPERLINK\s+"([^"]+)"', code.text or ""):
                return found[1] if _ADDRESS.match(found[1]) else ""
        for mark in run.iter(f"{W}fldChar"):
            if mark.get(f"{W}fldCharType") == "end":
                return ""
        return before

    def run(self, run: Any, link: str, depth: int) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        bold, italic = (_is_on(properties, name) for name in ("b", "i"))
        if _is_on(properties, "vanish"):
            self.package.left_out["pieces of hidden text"] += any(t.text for t in run.findall(f"{W}t"))
            return
        place = value(properties.find(f"{W}vertAlign")) if properties is not None else ""
        raised: Form = "super" if place == "superscript" else "sub" if place == "subscript" else ""
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                yield Piece(rich.seen(child.text or ""), bold, italic, link, raised)
            elif tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                yield Piece(" ")
            elif tag == f"{W}noBreakHyphen":
                yield Piece("-")
            elif tag == f"{W}sym":
                code = str(child.get(f"{W}char", ""))
                is_sign = re.fullmatch("[0-9A-Fa-f]{4}", code) and code[0] not in "fFdD"
                yield Piece(chr(int(code, 16)) if is_sign else "")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield from self.note(tag.removeprefix(W).removesuffix("Reference"), str(child.get(f"{W}id")))
            elif tag in _DRAWN:
                self.drawing(child)
            elif tag == f"{MC}AlternateContent":
                for part in (child.find(f"{MC}Choice"), child.find(f"{MC}Fallback")):
                    if found := [inner for inner in part if inner.tag in _DRAWN] if part is not None else []:
                        for inner in found:
                            self.drawing(inner)
                        break
            elif tag == f"{W}ruby":
                base, reading = (_letters(child.find(f"{W}{part}")) for part in ("rubyBase", "rt"))
                yield Piece(f"{base} ({reading})" if reading else base, bold, italic, link)

    def note(self, kind: str, number: str) -> list[Piece]:
        """A note at the foot, where it is referred to."""
        found = self.package.notes.get((kind, number))
        if found is None:
            return []
        inner = Body(replace(self.package, notes={}))
        inner.blocks_of(found)
        blocks = inner.finished()
        self.shown += [block for block in blocks if not texts_in(block)]
        text = rich.text_of(rich.together(t for block in blocks for t in texts_in(block)))
        return [rich.note(text)] if text else []

    def drawing(self, element: Any) -> None:
        """Keeps what a drawing shows, and its text boxes."""
        boxes, shown = list(drawings.boxes(element)), drawings.read(element, self.package, self.origin)
        if not (boxes or shown):
            self.package.left_out["drawn shapes without words"] += 1
        self.boxes += boxes
        self.shown += shown

    # ---- tables -----------------------------------------------------------------------------------------

    def table(self, table: Any, depth: int) -> None:
        """A table; one of a single column is a frame around what stands in it."""
        rows: list[tuple[Rich, ...]] = []
        found: list[Block] = []
        every: list[Block] = []
        for row in _children(table, f"{W}tr"):
            cells: list[Rich] = []
            for cell in _children(row, f"{W}tc"):
                blocks = self.cell(cell, depth + 1)
                cells.append(rich.together(t for b in blocks for t in texts_in(b)))
                cells += [()] * (min(whole(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1), _WIDEST) - 1)
                found += [b for b in blocks if not texts_in(b)]
                every += blocks
            if any(cells):
                rows.append(tuple(cells))
        if rows and max(map(len, rows)) > 1:
            self.made += [Grid(tuple(rows), len(rows) > 1, self.origin), *found]
        else:
            self.made += every

    def cell(self, cell: Any, depth: int) -> list[Block]:
        """The blocks of a cell; where the text has not begun, it may have the title in it."""
        inner = Body(self.package, self.front if self.is_opening else None)
        inner.number = self.number
        inner.blocks_of(cell, depth)
        blocks = inner.finished()
        self.number = inner.number
        return blocks


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The children of that tag, those within controls for content too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _INNER:
            yield from _children(child, tag)


def _letters(element: Any) -> str:
    return rich.seen("".join(t.text or "" for t in element.iter(f"{W}t"))) if element is not None else ""


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "none")
