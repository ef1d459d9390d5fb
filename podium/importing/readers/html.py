"""HTML as blocks: paragraphs, lists, tables, quotations, pictures; all that only looks like something is passed over.

In: a node of a page that selectolax has read. Out: blocks of the model, in order. The tree is walked with a stack of
our own: pages may be nested deeper than Python can recurse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from podium.importing import rich
from podium.importing.counting import counted
from podium.importing.model import (
    DEEPEST_LIST,
    Block,
    Entry,
    Grid,
    Heading,
    Listing,
    Lost,
    Paragraph,
    Picture,
    Quotation,
    Rich,
    texts_in,
)
from podium.importing.quotations import parted
from podium.importing.rich import whole
from podium.outline.inline import Piece

DEEPEST = 20_000  # elements within one another; the time to read a page grows with the square of it


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _named("area base br col embed hr img input link meta param source track wbr")
_ENDS_ITSELF = _named("p li dt dd option tr td th thead tbody tfoot colgroup rp rt html body head")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)|(<!--)|(-->)")
_PASSED = _named("script style noscript template button select textarea input svg head nav canvas -comment -cdata")
_PLAYED = {"video": "a video", "audio": "a sound recording", "iframe": "a frame", "object": "an embedded object"}
_APART = _named(
    "form p div section article main header footer aside center address figure figcaption fieldset details summary dl"
    " dt dd body pre hr tr td th table tbody thead tfoot caption"
)
_HEADING = re.compile(r"h([1-6])")
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em", "cite", "dfn"))
_ADDRESS = 200  # letters of an address that is shown
_SPANNED = {"colspan": 50, "rowspan": 1_000}  # columns and rows of a cell, at most
_WIDEST = 200  # columns of a row into which cells of rows above may reach
_SMALLEST = 40  # pixels: a smaller picture is a smiley or an icon
_FACE = re.compile(r"[:;=8xX]['’]?-?[()\[\]DPpOo0/\\|*3$sS@]+|:[\w+-]+:")  # what stands for a smiley in letters
_SAID = re.compile(r"^(.{1,100}?)\s*(?:said|wrote|schrieb|hat geschrieben|a écrit|escribió|написал\w*)\s*:\s*[↑»]?$")
_SMILEY = re.compile(r"smil(?:ie|ey)|emoji|emoticon|avatar|icon|spacer|clear\.gif|reaction", re.IGNORECASE)

NO_NOTES: Mapping[str, str] = MappingProxyType({})
Keep = Callable[[Any], Picture | Lost | None]


@dataclass
class _Style:
    bold: int = 0
    italic: int = 0
    link: str = ""
    form: Any = ""


@dataclass
class _Open:
    """A list or quotation that is being read: what stands in it, and what was read before it."""

    kind: str
    before: list[Block]
    entries: list[Entry] = field(default_factory=list)
    number: int = 1  # of the next entry of a list that counts
    step: int = 1
    style: str = ""


def is_too_deep(text: str) -> bool:
    """Whether elements are nested so deeply that reading the page would take minutes."""
    depth = 0
    for found in _TAG.finditer(text):
        name = (found[2] or "").lower()
        if not name or name in _VOID or name in _ENDS_ITSELF:
            continue
        depth += -1 if found[1] else 1
        if depth > DEEPEST:
            return True
        depth = max(depth, 0)
    return False


class Walker:
    """Reads one node; `passed` says which elements are left out, `picture` makes a picture of an `img`. `notes` are
    those at the foot of the page, by their ids."""

    def __init__(
        self, passed: Callable[[Any], bool], picture: Keep, origin: str = "", notes: Mapping[str, str] = NO_NOTES
    ) -> None:
        self.passed, self.picture, self.origin, self.notes = passed, picture, origin, notes
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.style = _Style()
        self.opened: list[_Open] = []
        self.number = 0

    def read(self, node: Any) -> list[Block]:
        """The blocks below a node."""
        for entering, child in _walk(node, self.leaves_out):
            (self.enter if entering else self.leave)(child)
        self.settle()
        while self.opened:
            self.close()
        return self.blocks

    def leaves_out(self, node: Any) -> bool:
        if node.tag in _PLAYED:
            self.lose(node)
            return True
        attributes = node.attributes if node.is_element_node else {}
        if node.tag == "a" and (text := self.notes.get((attributes.get("href") or "")[1:])):
            self.pieces.append(rich.note(text))
            return True
        if (attributes.get("id") or "") in self.notes:  # it stands where it is referred to
            return True
        if _is_code(node):
            self.settle()
            lines = filter(None, map(rich.plain, node.text(deep=True).split("\n")))
            self.blocks.append(Lost("a piece of code", tuple(lines), self.origin))
            return True
        if node.tag == "table" and _is_data(node):
            self.settle()
            self.table(node)
            return True
        return node.tag in _PASSED or (node.is_element_node and self.passed(node))

    def enter(self, node: Any) -> None:
        tag, style = node.tag, self.style
        if node.is_text_node:
            self.pieces.append(
                Piece(rich.seen(node.text_content or ""), style.bold > 0, style.italic > 0, style.link, style.form)
            )
        elif tag == "br":
            self.pieces.append(Piece("\v"))
        elif tag == "img":
            self.image(node)
        elif tag in _BOLD:
            style.bold += 1
        elif tag in _ITALIC:
            style.italic += 1
        elif tag in ("sup", "sub"):
            style.form = "super" if tag == "sup" else "sub"
        elif tag == "a":
            style.link = (node.attributes.get("href") or "").strip()
        elif tag in ("ul", "ol", "blockquote"):
            self.settle()
            self.opened.append(_opened(node, self.blocks))
            self.blocks = []
        elif tag in _APART or tag == "li" or _HEADING.fullmatch(tag or ""):
            self.settle()

    def leave(self, node: Any) -> None:
        tag, style = node.tag, self.style
        if tag in _BOLD:
            style.bold = max(0, style.bold - 1)
        elif tag in _ITALIC:
            style.italic = max(0, style.italic - 1)
        elif tag in ("sup", "sub"):
            style.form = ""
        elif tag == "a":
            style.link = ""
        elif tag == "li" and self.opened and self.opened[-1].kind != "blockquote":
            self.entry(_value(node))
        elif tag in ("ul", "ol", "blockquote") and self.opened:
            self.settle()
            self.close()
        elif level := _HEADING.fullmatch(tag or ""):
            self.settle(int(level[1]))
        elif tag in _APART or tag == "li":
            self.settle()

    def lose(self, node: Any) -> None:
        """Names what the page plays or has from elsewhere."""
        inner = node.css_first("source[src], embed[src]")
        given = [node.attributes.get("src"), node.attributes.get("data"), inner and inner.attributes.get("src")]
        address = rich.clean(next(filter(None, given), "")).strip()[:_ADDRESS]
        words = rich.plain(node.text(deep=True)) if node.tag == "object" else ()
        if address or words:
            self.settle()
            what = f"{_PLAYED[node.tag]} of the page{f' ({address})' if address else ''}"
            self.blocks.append(Lost(what, (words,) if words else (), self.origin))

    def settle(self, level: int = 0) -> None:
        """Makes paragraphs of what was read since the last one: a line break begins a new one."""
        line: list[Piece] = []
        for piece in [*self.pieces, Piece("\v")]:
            if piece.text != "\v":
                line.append(piece)
                continue
            if text := rich.joined(line):
                self.number += 1
                where = f"{self.origin}, paragraph {self.number}" if self.origin else ""
                self.blocks.append(Heading(level, text, where) if level else Paragraph(text, where))
            line = []
        self.pieces = []

    def entry(self, value: int | None = None) -> None:
        """Makes an entry of the innermost list of what was read since it began; `value` is its own number, if any."""
        self.settle()
        opened = self.opened[-1]
        number = opened.number if value is None else value
        opened.number = number + opened.step
        texts = [b.text for b in self.blocks if isinstance(b, (Paragraph, Heading))]
        below = tuple(e for b in self.blocks if isinstance(b, Listing) for e in b.entries)
        others: list[Block] = [b for b in self.blocks if not isinstance(b, (Paragraph, Heading, Listing))]
        if texts or below:
            too_deep = len(self.opened) > DEEPEST_LIST
            text = rich.together(texts)
            text = counted(text, number, opened.style) if opened.kind == "ol" else text
            opened.entries.append(Entry(text, () if too_deep else below))
            opened.entries += below if too_deep else ()
        opened.before.extend(others)
        self.blocks = []

    def close(self) -> None:
        """Ends the innermost list or quotation."""
        if self.opened[-1].kind != "blockquote" and self.blocks:  # text in a list, but in no entry of it
            self.entry()
        opened = self.opened.pop()
        inner, self.blocks = self.blocks, opened.before
        if opened.kind == "blockquote":
            if texts := [b.text for b in inner if isinstance(b, (Paragraph, Heading))]:
                self.blocks.append(_quotation(texts, self.origin))
            self.blocks += [b for b in inner if not isinstance(b, (Paragraph, Heading))]
        elif opened.entries:
            self.blocks.append(Listing(tuple(opened.entries), self.origin))

    def image(self, node: Any) -> None:
        attributes = node.attributes
        source = attributes.get("data-src") or attributes.get("data-url") or attributes.get("src") or ""
        known = f"{source} {attributes.get('class') or ''}"
        given = ((attributes.get(key) or "").strip("px ") for key in ("width", "height"))
        sizes = [size for text in given if (size := whole(text, -1)) >= 0]
        alt = rich.clean(attributes.get("alt") or "").strip()
        if _SMILEY.search(known.rpartition("/")[2]) or (sizes and max(sizes) < _SMALLEST):
            if alt and not _FACE.fullmatch(alt):
                self.pieces.append(Piece(alt))
            return
        if (made := self.picture(node)) is not None:
            self.settle()
            self.blocks.append(made)

    def table(self, node: Any) -> None:
        """A table of data, below its caption."""
        caption = node.css_first("caption")
        self.blocks += self.inside(caption) if caption is not None else ()
        lost: list[Block] = []
        held: dict[int, int] = {}
        rows = [row for row in (self.cells(row, held, lost) for row in node.css("tr")) if any(row)]
        if rows:
            self.blocks.append(Grid(tuple(rows), bool(node.css("tr:first-child th")), self.origin))
        self.blocks += lost

    def cells(self, row: Any, held: dict[int, int], lost: list[Block]) -> tuple[Rich, ...]:
        """The texts of the cells of a row; what is no text goes to `lost`. `held` are the columns into which cells of
        rows above reach, with the number of rows that they still do."""
        cells: list[Rich] = []

        def skip() -> None:
            held[len(cells)] -= 1
            cells.append(())

        for cell in row.css("td, th"):
            while held.get(len(cells)) and len(cells) < _WIDEST:
                skip()
            blocks = self.inside(cell)
            width, height = (_spanned(cell, key) for key in ("colspan", "rowspan"))
            held |= dict.fromkeys(range(len(cells), len(cells) + width), height - 1)
            cells.append(rich.together(text for block in blocks for text in texts_in(block)))
            lost += [block for block in blocks if not texts_in(block)]
            cells += [()] * (width - 1)
        while held.get(len(cells)) and len(cells) < _WIDEST:
            skip()
        return tuple(cells)

    def inside(self, node: Any) -> list[Block]:
        return Walker(self.passed, self.picture, self.origin, self.notes).read(node)


def _opened(node: Any, before: list[Block]) -> _Open:
    """A list or quotation that begins; one that counts backwards ends with 1, if it says nothing else."""
    is_reversed = "reversed" in node.attributes
    count = sum(child.tag == "li" for child in node.iter()) if is_reversed else 1
    first = whole((node.attributes.get("start") or "").strip(), count)
    return _Open(node.tag, before, number=first, step=-1 if is_reversed else 1, style=node.attributes.get("type") or "")


def _value(entry: Any) -> int | None:
    """The number that an entry of a list says it has."""
    value = whole((entry.attributes.get("value") or "").strip(), -1)
    return None if value < 0 else value


def _spanned(cell: Any, key: str) -> int:
    """How many columns or rows a cell takes."""
    return max(1, min(whole((cell.attributes.get(key) or "").strip(), 1), _SPANNED[key]))


def _is_code(node: Any) -> bool:
    """Whether an element is a piece of a program, which stands in a frame of its own."""
    parent = node.parent.tag if node.tag == "code" and node.parent is not None else ""
    return parent == "dd" or (node.tag == "pre" and node.css_first("code") is not None)


def _quotation(texts: list[Rich], origin: str) -> Quotation:
    """A quotation, with who said it: "Zook said:" above it, "— Zook" below."""
    above, by = parted(texts)
    if not by and len(texts) > 1 and (said := _SAID.match(rich.text_of(texts[0]))):
        first, *above = texts
        by = rich.sliced(first, 0, said.end(1))
    return Quotation(rich.together(above), by, origin)


def _is_data(table: Any) -> bool:
    """Whether a table has rows and columns of texts; one that only arranges things is read as if it were not there."""
    if table.css_first("table table, table img") is not None:
        return False
    widths = [len(row.css("td, th")) for row in table.css("tr") if row.text(deep=True).strip()]
    return len(widths) > 1 and max(widths) > 1


def _walk(root: Any, leaves_out: Callable[[Any], bool]) -> Iterator[tuple[bool, Any]]:
    """Every node below the root twice: on the way in and on the way out."""
    stack = [(root.child, False)]
    while stack:
        node, done = stack.pop()
        if node is None:
            continue
        if done:
            yield False, node
            continue
        stack.append((node.next, False))
        if leaves_out(node):
            continue
        yield True, node
        stack.append((node, True))
        stack.append((node.child, False))
