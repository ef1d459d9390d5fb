"""Word documents: headings, paragraphs, lists, tables, pictures, notes, in order.

In: the package of a .docx. Out: running text with headings. All letters are read: text boxes, equations, inserted
changes, notes at the foot; headers, footers, deleted text and comments are
not. The format is read as it is (ECMA-376): the readers that there are leave some of these out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from podium import PodiumError
from podium.diagnostics import Report, Span
from podium.importing import rich
from podium.importing.model import (
    Block,
    Document,
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
from podium.importing.shelf import ending_of
from podium.ooxml import Package
from podium.outline.inline import Piece

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
_STRICT = "http://purl.oclc.org/ooxml/"
_OF_STRICT = {  # namespaces of documents that are saved as strict
    f"{_STRICT}wordprocessingml/main": W[1:-1],
    f"{_STRICT}drawingml/main": A[1:-1],
    f"{_STRICT}officeDocument/relationships": R[1:-1],
}
_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|заголовок)\s*(\d)$", re.IGNORECASE)
_LIST = re.compile(r"^list (?:bullet|number|paragraph)|^compact$", re.IGNORECASE)
_UNSHOWN = {".emf": "EMF", ".wmf": "WMF", ".svg": "SVG", ".bin": "an unknown kind"}
_DEEPEST = 200
_LONG = 200  # letters; a longer "title" is a text


@dataclass
class _Style:
    name: str = ""
    level: int = 0  # of a heading, from 1
    is_list: bool = False
    base: str = ""
    bold: bool = False


@dataclass
class _References:
    """What the document refers to."""

    file: Package
    styles: dict[str, _Style] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)


def read(file: Package, path: Path, report: Report) -> Document:
    """The document in a Word file. Raises PodiumError for what is none, Unusable for what is damaged."""
    main = file.main_part
    package = _References(file, _styles(file), {r.id: r.target or r.written for r in file.relations(main)})
    for kind in ("footnote", "endnote"):
        name = next((n for n in file.names() if n.endswith(f"{kind}s.xml")), "")
        for note in _xml(file, name).iter(f"{W}{kind}") if name else ():
            if note.get(f"{W}type") in (None, "normal"):
                package.notes[kind, str(note.get(f"{W}id"))] = note
    body = _xml(file, main).find(f"{W}body") if main else None
    if body is None:
        raise PodiumError(f"{path}: is no Word document")
    reader = _Body(package)
    reader.blocks_of(body)
    flow = reader.finished()
    for thing in (b for b in flow if isinstance(b, Lost)):
        report.warn(f"{thing.what} has no counterpart in an outline", Span(path.name), "no-counterpart", thing.kept)
    return _titled(Document("document", flow=tuple(flow), **_properties(file)), reader)


def _titled(document: Document, reader: _Body) -> Document:
    """The document with the title, subtitle, author and date that it begins with."""
    from dataclasses import replace

    found = {key: rich.together(texts) for key, texts in reader.front.items()}
    document = replace(
        document,
        title=found.get("title") or document.title,
        subtitle=found.get("subtitle", ()),
        author=rich.text_of(found.get("author", ())) or document.author,
        date=rich.text_of(found.get("date", ())),
    )
    first = document.flow[0] if document.flow else None
    levels = [b.level for b in document.flow if isinstance(b, Heading)]
    if "title" not in found and isinstance(first, Heading) and levels.count(first.level) == 1 and len(levels) > 1:
        return replace(document, title=first.text, flow=document.flow[1:])
    return document


class _Body:
    """Reads paragraphs and tables in order; entries of lists are collected until another paragraph follows."""

    def __init__(self, package: _References) -> None:
        self.package = package
        self.made: list[Block] = []
        self.entries: list[tuple[int, Rich]] = []
        self.front: dict[str, list[Rich]] = {}
        self.pictures: list[Block] = []
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
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"):
                self.blocks_of(child, depth + 1)

    def paragraph(self, p: Any, depth: int) -> None:
        self.number += 1
        style = self.style_of(p)
        text = rich.joined(self.runs(p, ""))
        if style.level or _HEADING.match(style.name):
            text = tuple(piece._replace(bold=False) for piece in text)
        self.put(p, style, rich.joined(text))
        pictures, self.pictures = self.pictures, []
        if pictures:
            self.settle()
            self.made += pictures
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks_of(box, depth + 1)

    def put(self, p: Any, style: _Style, text: Rich) -> None:
        """Puts a text where its style wants it."""
        name = style.name.lower()
        if not text:
            return
        if name in ("title", "subtitle", "author", "date") and len(self.made) < 4 and len(rich.text_of(text)) < _LONG:
            self.front.setdefault(name, []).append(text)
            return
        if style.level:
            self.settle()
            self.made.append(Heading(style.level, text, self.origin))
        elif (level := self.list_level(p, style)) is not None:
            self.entries.append((level, text))
        elif name in ("quote", "intense quote", "block text"):
            self.settle()
            self.made.append(Quotation(text, origin=self.origin))
        elif name in ("caption", "image caption", "table caption") and self.made and isinstance(self.made[-1], Picture):
            self.settle()
            self.made[-1] = self.made[-1]._replace(caption=text)
        else:
            self.settle()
            self.made.append(Paragraph(text, self.origin))

    def style_of(self, p: Any) -> _Style:
        """The style of a paragraph, with what it has from those it is based on."""
        at = p.find(f"{W}pPr/{W}pStyle")
        own = p.find(f"{W}pPr/{W}outlineLvl")
        found = _Style()
        style = self.package.styles.get(str(at.get(f"{W}val"))) if at is not None else None
        seen = 0
        while style is not None and seen < 12:
            found.name = found.name or style.name
            found.level = found.level or style.level
            found.is_list = found.is_list or style.is_list
            style, seen = self.package.styles.get(style.base), seen + 1
        if own is not None and str(own.get(f"{W}val", "")).isdigit() and int(own.get(f"{W}val")) < 9:
            found.level = found.level or int(own.get(f"{W}val")) + 1
        return found

    def list_level(self, p: Any, style: _Style) -> int | None:
        """The level of an entry of a list; None for any other paragraph."""
        number = p.find(f"{W}pPr/{W}numPr")
        if number is not None:
            level, which = number.find(f"{W}ilvl"), number.find(f"{W}numId")
            if which is not None and which.get(f"{W}val") == "0":
                return None
            value = str(level.get(f"{W}val", "0")) if level is not None else "0"
            return int(value) if value.isdigit() else 0
        if style.is_list or (_LIST.match(style.name) and style.name.lower() not in ("list paragraph", "compact")):
            deeper = re.search(r"(\d)$", style.name)
            return int(deeper[1]) - 1 if deeper else 0
        return None

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
                yield from self.runs(child, anchor if re.match(r"(?:https?|mailto|tel):", anchor) else "", depth + 1)
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
                return found[1] if re.match(r"(?:https?|mailto|tel):", found[1]) else ""
        for mark in run.iter(f"{W}fldChar"):
            if mark.get(f"{W}fldCharType") == "end":
                return ""
        return before

    def run(self, run: Any, link: str, depth: int) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        bold, italic = (_is_on(properties, name) for name in ("b", "i"))
        if _is_on(properties, "vanish"):
            return
        place = properties.find(f"{W}vertAlign") if properties is not None else None
        raised = {"superscript": "super", "subscript": "sub"}.get(
            str(place.get(f"{W}val")) if place is not None else "", ""
        )
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                yield Piece(child.text or "", bold, italic, link, raised)  # type: ignore[arg-type]
            elif tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                yield Piece(" ")
            elif tag == f"{W}noBreakHyphen":
                yield Piece("-")
            elif tag == f"{W}sym":
                code = str(child.get(f"{W}char", ""))
                yield Piece(
                    chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) and code[0] not in "fFdD" else ""
                )
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield from self.note(tag.removeprefix(W).removesuffix("Reference"), str(child.get(f"{W}id")))
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self.drawing(child)
            elif tag == f"{MC}AlternateContent":
                chosen = child.find(f"{MC}Choice")
                for inner in chosen if chosen is not None else ():
                    if inner.tag in (f"{W}drawing", f"{W}pict"):
                        self.drawing(inner)
            elif tag == f"{W}ruby":
                yield Piece("".join(t.text or "" for t in child.iter(f"{W}t")), bold, italic, link)

    def note(self, kind: str, number: str) -> list[Piece]:
        """A note at the foot, where it is referred to."""
        found = self.package.notes.get((kind, number))
        if found is not None:
            inner = _Body(_References(self.package.file, self.package.styles, self.package.relations))
            inner.blocks_of(found)
            texts = [t for b in inner.finished() for t in texts_in(b)]
            if text := rich.text_of(rich.together(texts)):
                return [rich.note(text)]
        return []

    def drawing(self, element: Any) -> None:
        """Keeps the pictures and text boxes of a drawing."""
        boxes = list(element.iter(f"{W}txbxContent"))
        self.boxes += boxes
        described = next((d for d in element.iter(f"{WP}docPr")), None)
        alt = rich.clean(str((described.get("descr") or "") if described is not None else "")).strip()
        ids = [blip.get(f"{R}embed") for blip in element.iter(f"{A}blip")]
        ids += [image.get(f"{R}id") for image in element.iter(f"{V}imagedata")]
        for relation in filter(None, ids):
            name = self.package.relations.get(str(relation), "")
            if name not in self.package.file:
                continue
            data = self.package.file.data(name)
            ending = ending_of(data, name)
            if ending in _UNSHOWN:
                words = (rich.plain(alt),) if alt else ()
                kept = "export it as PNG and put it in"
                self.pictures.append(Lost(f"a picture of the format {_UNSHOWN[ending]}", words, self.origin, kept))
            else:
                stem = alt[:60] or posixpath.splitext(posixpath.basename(name))[0]
                self.pictures.append(Picture(f"{stem}{ending}", data, alt=alt, origin=self.origin))
        if not ids and not boxes and any("chart" in str(g.get("uri")) for g in element.iter(f"{A}graphicData")):
            self.pictures.append(Lost("a chart of Word", (rich.plain(alt),) if alt else (), self.origin))

    # ---- tables -----------------------------------------------------------------------------------------

    def table(self, table: Any, depth: int) -> None:
        """A table; one of a single column is a frame around paragraphs."""
        rows: list[tuple[Rich, ...]] = []
        found: list[Block] = []
        for row in table.iter(f"{W}tr"):
            cells: list[Rich] = []
            for cell in row.iter(f"{W}tc"):
                inner = _Body(self.package)
                inner.number = self.number
                inner.blocks_of(cell, depth + 1)
                blocks = inner.finished()
                self.number = inner.number
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                is_continued = merged is not None and merged.get(f"{W}val") in (None, "continue")
                text = rich.together(t for b in blocks for t in texts_in(b))
                cells.append(() if is_continued and not text else text)
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                width = str(span.get(f"{W}val", "1")) if span is not None else "1"
                cells += [()] * (min(int(width), 60) - 1 if width.isdigit() else 0)
                found += [b for b in blocks if isinstance(b, (Picture, Lost, Grid))]
            if any(cells):
                rows.append(tuple(cells))
        if rows and max(map(len, rows)) > 1:
            self.made.append(Grid(tuple(rows), len(rows) > 1, self.origin))
        else:
            self.made += [Paragraph(cell, self.origin) for row in rows for cell in row if cell]
        self.made += found


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "none")


# ---- the package ----------------------------------------------------------------------------------------


def _xml(file: Package, name: str) -> Any:
    """The root of a part; strict documents have the names of all others."""
    return file.xml(name, _OF_STRICT)


def _styles(file: Package) -> dict[str, _Style]:
    name = next((n for n in file.names() if n.endswith("/styles.xml")), "")
    styles = {}
    for style in _xml(file, name).iter(f"{W}style") if name else ():
        named, base = style.find(f"{W}name"), style.find(f"{W}basedOn")
        made = _Style(str(named.get(f"{W}val", "")) if named is not None else "")
        made.base = str(base.get(f"{W}val", "")) if base is not None else ""
        if found := _HEADING.match(made.name):
            made.level = int(found[1])
        level = style.find(f"{W}pPr/{W}outlineLvl")
        value = str(level.get(f"{W}val", "")) if level is not None else ""
        if value.isdigit() and int(value) < 9:
            made.level = made.level or int(value) + 1
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        made.is_list = number is not None and number.get(f"{W}val") != "0" and not made.level
        styles[str(style.get(f"{W}styleId"))] = made
    return styles


def _properties(file: Package) -> dict[str, Any]:
    """Title and author that the file says of itself."""
    if "docProps/core.xml" not in file:
        return {}
    root = _xml(file, "docProps/core.xml")
    dc = "{http://purl.org/dc/elements/1.1/}"
    title, author = (rich.clean(root.findtext(f"{dc}{key}") or "").strip() for key in ("title", "creator"))
    is_person = author and not re.match(r"(?i)microsoft|user|admin|unknown|python-docx|.*@", author)
    return {"title": rich.plain(title), "author": author if is_person else ""}
