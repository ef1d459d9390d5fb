"""One slide: its title, and what else stands on it as things with rectangles.

In: a slide of python-pptx. Out: a `Sheet`. Shapes in groups are where the group puts them; what older programs get as a
fallback is passed over where the newer thing can be read. What has no counterpart is named, with its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from podium.importing import rich
from podium.importing.model import Block, Grid, Lost, Paragraph, Rich, texts_in
from podium.importing.readers import charts, smart_art
from podium.importing.readers.deck import pictures, text
from podium.importing.readers.deck.arrangement import Thing
from podium.importing.readers.deck.text import MC, A, R
from podium.importing.rich import whole

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C_URI, DIAGRAM, EXTENDED = "chart", "diagram", "chartex"
_TITLES = ("title", "ctrTitle")
_PASSED = ("dt", "ftr", "sldNum", "hdr", "sldImg")
_CONTENT = ("body", "obj", "subTitle", "")
_MOST_SHAPES = 5_000


class Frame(NamedTuple):
    """How coordinates within a group become those of the slide: scale and offset."""

    sx: float = 1.0
    sy: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def of(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        return x * self.sx + self.dx, y * self.sy + self.dy, w * self.sx, h * self.sy


@dataclass
class Sheet:
    """What stands on a slide. `drawn` counts shapes without words, `footers` are the words that repeat at its foot."""

    title: Rich = ()
    subtitle: list[Rich] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    drawn: int = 0
    footers: list[str] = field(default_factory=list)
    targets: set[int] = field(default_factory=set)  # slides that links on it lead to


class SlideReader:
    """Reads one slide; `numbers` are the slides' numbers by the names of their parts."""

    def __init__(self, slide: Any, number: int, numbers: dict[str, int]) -> None:
        self.slide, self.number, self.numbers = slide, number, numbers
        self.origin = f"slide {number}"
        self.sheet = Sheet()
        self.inherited = {p.placeholder_format.idx: p for p in slide.slide_layout.placeholders}
        self.count = 0

    def read(self) -> Sheet:
        for element, frame in _elements(self.slide.shapes._spTree, Frame()):
            self.count += 1
            if self.count > _MOST_SHAPES:
                self.sheet.lost.append(
                    Lost(f"the rest of a slide of more than {_MOST_SHAPES:,} shapes", (), self.origin)
                )
                break
            self.shape(element, frame)
        return self.sheet

    # ---- kinds of shapes --------------------------------------------------------------------------------

    def shape(self, element: Any, frame: Frame) -> None:
        tag = str(element.tag).removeprefix(P)
        if _is_hidden(element):
            return
        if tag == "pic":
            self.add(element, frame, self.pictured(element))
        elif tag == "graphicFrame":
            self.graphic(element, frame)
        elif tag == "cxnSp":
            self.sheet.drawn += 1
        elif tag == "contentPart":
            self.sheet.lost.append(Lost("handwriting", (), self.origin))
        elif tag == "sp":
            self.autoshape(element, frame)

    def autoshape(self, element: Any, frame: Frame) -> None:
        kind, index = _placeholder(element)
        body = element.find(f"{P}txBody")
        if kind in _PASSED:
            if kind == "ftr" and body is not None:
                self.sheet.footers += [rich.text_of(text.pieces(p, self.link)) for p in body.iterchildren(f"{A}p")]
            return
        if kind in _TITLES and not self.sheet.title:
            lines = [text.pieces(p, self.link) for p in body.iterchildren(f"{A}p")] if body is not None else []
            self.sheet.title = self.clicked(element, rich.together(filter(None, lines)))
            return
        is_content = kind in _CONTENT and kind is not None
        blocks = text.paragraphs(body, self.link, self.bulleted(kind, index)) if body is not None else []
        blocks = [self._clicked_block(element, block) for block in blocks]
        if kind == "subTitle":
            self.sheet.subtitle += [t for b in blocks for t in texts_in(b)]
            return
        filled = element.find(f"{P}spPr/{A}blipFill")
        shown = self.pictured(element) if filled is not None else []
        if blocks or shown:
            self.add(element, frame, [*shown, *blocks], is_content)
        elif kind is None:
            self.sheet.drawn += 1

    def graphic(self, element: Any, frame: Frame) -> None:
        data = element.find(f"{A}graphic/{A}graphicData")
        uri = data.get("uri", "") if data is not None else ""
        alt = pictures.described(element)
        table = data.find(f"{A}tbl") if data is not None else None
        if table is not None:
            self.add(element, frame, [_table(table, self.link, alt)])
        elif uri.endswith(f"/{EXTENDED}"):
            self.chart(element, frame, data, alt, extended=True)
        elif uri.endswith(f"/{C_URI}"):
            self.chart(element, frame, data, alt)
        elif uri.endswith(f"/{DIAGRAM}"):
            self.smart_art(element, frame, data, alt)
        else:
            shown = self.pictured(element) if any(True for _ in element.iter(f"{A}blip")) else []
            if shown:
                self.add(element, frame, shown)
            words = tuple(filter(None, [rich.plain(alt)]))
            program = next((o.get("progId", "") for o in element.iter() if str(o.tag).endswith("}oleObj")), "")
            what = f"an embedded object{f' of {program}' if program else ''}"
            kept = "its picture is kept" if any(not isinstance(s, Lost) for s in shown) else ""
            self.sheet.lost.append(Lost(what, words, self.origin, kept))

    def chart(self, element: Any, frame: Frame, data: Any, alt: str, extended: bool = False) -> None:
        relation = next((child.get(f"{R}id") for child in data), None)
        part = pictures.target_of(self.slide.part, relation)
        root = _root(part)
        if root is None:
            self.sheet.lost.append(
                Lost("a chart without its data", tuple(filter(None, [rich.plain(alt)])), self.origin)
            )
            return
        self.add(element, frame, [*(charts.read_extended if extended else charts.read)(root, alt, self.origin)])

    def smart_art(self, element: Any, frame: Frame, data: Any, alt: str) -> None:
        """The words of SmartArt are points; its drawing is named."""
        ids = data.find(f"{smart_art.DGM}relIds")
        root = _root(pictures.target_of(self.slide.part, ids.get(f"{R}dm") if ids is not None else None))
        self.add(element, frame, smart_art.read(root, alt, self.origin, lambda p: text.pieces(p, self.link)))

    # ---- parts of shapes --------------------------------------------------------------------------------

    def add(self, element: Any, frame: Frame, blocks: list[Any], is_content: bool = False) -> None:
        """Puts a thing on the sheet, without what is lost of it."""
        self.sheet.lost += [b for b in blocks if isinstance(b, Lost)]
        kept = tuple(b for b in blocks if not isinstance(b, Lost))
        if kept:
            self.sheet.things.append(Thing(*self.place(element, frame), kept, is_content))

    def pictured(self, element: Any) -> list[Any]:
        name = rich.text_of(self.sheet.title)[:50] or self.origin
        return pictures.read(element, self.slide.part, name, self.origin)

    def place(self, element: Any, frame: Frame) -> tuple[float, float, float, float]:
        """Where a shape stands; a placeholder without a place of its own has that of its layout."""
        box = next((b for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm") if (b := element.find(path)) is not None), None)
        if box is not None and (found := _rectangle(box)) is not None:
            return frame.of(*found)
        kind, index = _placeholder(element)
        if kind is not None and index in self.inherited:
            parent = self.inherited[index]
            return tuple(float(v or 0) for v in (parent.left, parent.top, parent.width, parent.height))  # type: ignore[return-value]
        return 0.0, 0.0, 0.0, 0.0

    def bulleted(self, kind: str | None, index: int) -> bool:
        """Whether paragraphs of a placeholder have bullets unless they say otherwise."""
        if kind not in ("body", "obj", ""):
            return False
        parent = self.inherited.get(index)
        properties = parent._element.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr") if parent is not None else None
        return properties is None or properties.find(f"{A}buNone") is None

    def clicked(self, element: Any, words: Rich) -> Rich:
        """The words of a shape that is a link as a whole."""
        click = element.find(f"{P}nvSpPr/{P}cNvPr/{A}hlinkClick")
        target = self.link(click) if click is not None else ""
        return tuple(p if p.link else p._replace(link=target) for p in words) if target else words

    def _clicked_block(self, element: Any, block: Block) -> Block:
        return block._replace(text=self.clicked(element, block.text)) if isinstance(block, Paragraph) else block

    def link(self, click: Any) -> str:
        """Where a click leads: an address, or `#slide-7`."""
        relation = click.get(f"{R}id")
        try:
            rel = self.slide.part.rels[relation] if relation else None
        except KeyError:
            return ""
        if rel is None:
            return ""
        if rel.is_external:
            return str(rel.target_ref)
        number = self.numbers.get(str(rel.target_part.partname), 0)
        if number:
            self.sheet.targets.add(number)
        return f"#slide-{number}" if number else ""


def _elements(tree: Any, frame: Frame) -> Iterator[tuple[Any, Frame]]:
    """Every shape of a tree, those of groups too."""
    for child in tree.iterchildren():
        tag = str(child.tag)
        if tag == f"{P}grpSp" and not _is_hidden(child):
            yield from _elements(child, _inner(child, frame))
        elif tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            other = child.find(f"{MC}Fallback")
            known = chosen is not None and any(_is_known(el) for el in chosen)
            yield from _elements(chosen if known else other if other is not None else child, frame)
        else:
            yield child, frame


def _is_known(element: Any) -> bool:
    """Whether what newer programs are given can be read: all but ink and models in three dimensions."""
    tag = str(element.tag)
    data = element.find(f"{A}graphic/{A}graphicData") if tag == f"{P}graphicFrame" else None
    if data is not None:
        return "model3d" not in data.get("uri", "")
    return tag in (f"{P}sp", f"{P}pic", f"{P}grpSp", f"{P}cxnSp")


def _inner(group: Any, frame: Frame) -> Frame:
    box = group.find(f"{P}grpSpPr/{A}xfrm")
    if box is None:
        return frame
    outer, inner = _rectangle(box), _rectangle(box, "chOff", "chExt")
    if outer is None or inner is None:
        return frame
    sx, sy = (o / i if i else 1.0 for o, i in ((outer[2], inner[2]), (outer[3], inner[3])))
    own = Frame(sx, sy, outer[0] - inner[0] * sx, outer[1] - inner[1] * sy)
    x, y, w, h = frame.of(own.dx, own.dy, own.sx, own.sy)
    return Frame(w, h, x, y)


def _rectangle(box: Any, offset: str = "off", extent: str = "ext") -> tuple[float, float, float, float] | None:
    off, ext = box.find(f"{A}{offset}"), box.find(f"{A}{extent}")
    if off is None or ext is None:
        return None
    try:
        return float(off.get("x", 0)), float(off.get("y", 0)), float(ext.get("cx", 0)), float(ext.get("cy", 0))
    except ValueError:
        return None


def _placeholder(element: Any) -> tuple[str | None, int]:
    """Type and index of a placeholder, "" for one of any content; None for what is none."""
    found = next((el for el in element.iterchildren() if str(el.tag).startswith(f"{P}nv")), None)
    ph = found.find(f"{P}nvPr/{P}ph") if found is not None else None
    if ph is None:
        return None, 0
    return ph.get("type", ""), whole(ph.get("idx"))


def _is_hidden(element: Any) -> bool:
    found = next((el for el in element.iterchildren() if str(el.tag).startswith(f"{P}nv")), None)
    properties = found.find(f"{P}cNvPr") if found is not None else None
    return properties is not None and properties.get("hidden") in ("1", "true")


def _table(table: Any, link: text.Link, alt: str) -> Grid:
    rows = []
    for row in table.iterchildren(f"{A}tr"):
        cells: list[Rich] = []
        for cell in row.iterchildren(f"{A}tc"):
            body = cell.find(f"{A}txBody")
            merged = cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true")
            lines = [text.pieces(p, link) for p in body.iterchildren(f"{A}p")] if body is not None else []
            cells.append(() if merged else rich.together(filter(None, lines)))
        if any(cells):
            rows.append(tuple(cells))
    properties = table.find(f"{A}tblPr")
    return Grid(tuple(rows), properties is not None and properties.get("firstRow") in ("1", "true"), alt=alt)


def _root(part: Any) -> Any:
    """The root element of a part; None if it is none of XML."""
    if part is None:
        return None
    if (element := getattr(part, "_element", None)) is not None:
        return element
    from pptx.oxml import parse_xml

    try:
        return parse_xml(part.blob)
    except SyntaxError:  # as lxml's own errors are
        return None
