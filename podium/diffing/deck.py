"""A deck as plain data: its slides, their shapes and words, the notes.

In: a package. Out: `Deck`. What programs write differently without changing it (runs, ids of placeholders, kinds of
blanks) is the same here. Shapes are in the order of the part, each group before what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from podium.backends.pptx import record
from podium.diffing.looks import Fill, Look, Reader, Schemes
from podium.ooxml import Package, Unusable
from podium.templates.package import A, P, R
from podium.templates.values import whole

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPES = {"sp": "shape", "pic": "picture", "graphicFrame": "frame", "grpSp": "group", "cxnSp": "shape"}
_TITLES = ("title", "ctrTitle")
_TIMED = re.compile(r"\d+:\d\d · \d+ (?:s|min)$")  # the line that podium puts above the notes
_MOST_DEPTH = 40  # groups in groups


class Shape(NamedTuple):
    """One shape. `id` and `name` are those of the selection pane; `role` is the type of a placeholder; `rect` is what
    the shape itself says, in EMU, None if it inherits it. `paragraphs` are its words, those of a table by cells;
    `content` identifies a picture or the numbers of a chart; `said` are the words of a chart; `counted`: its words are
    a field, such as the number of the slide."""

    id: int
    name: str
    kind: str
    role: str = ""
    rect: tuple[int, int, int, int] | None = None
    paragraphs: tuple[str, ...] = ()
    content: str = ""
    counted: bool = False
    said: tuple[str, ...] = ()
    look: Look = Look()

    @property
    def text(self) -> str:
        """All words, by single blanks."""
        return " ".join(" ".join(self.paragraphs).split())

    @property
    def is_headline(self) -> bool:
        """Whether it is the title of its slide."""
        return self.role in _TITLES


class Slide(NamedTuple):
    """One slide. `number` is the presentation's for it, which stays when slides are moved; `notes` are paragraphs;
    `ground` is a background of its own; `theme` tells the colours and fonts of one theme from those of another."""

    number: int
    shapes: tuple[Shape, ...]
    notes: tuple[str, ...] = ()
    hidden: bool = False
    ground: Fill = Fill()
    theme: str = ""

    @property
    def title(self) -> str:
        """The headline, else the first words."""
        said = [s for s in self.shapes if s.text and not s.counted]
        return next((s.text for s in said if s.is_headline), said[0].text if said else "")


class Deck(NamedTuple):
    """The slides in order, and what podium noted in the deck, None if it is not there."""

    slides: tuple[Slide, ...]
    record: record.Record | None


def read(package: Package) -> Deck:
    """The deck in a package. Raises Unusable."""
    if "presentationml" not in package.type_of(package.main_part):
        raise Unusable("is no PowerPoint deck", "name a .pptx file")
    targets = {relation.id: relation.target for relation in package.relations(package.main_part)}
    order = []
    for n, entry in enumerate(package.xml(package.main_part).iter(f"{P}sldId"), 1):
        part = targets.get(entry.get(f"{R}id", ""), "")
        if part not in package:
            raise Unusable(f"is damaged: the part of slide {n} is missing")
        order.append((part, _id(entry)))
    pages = {part: n for n, (part, _) in enumerate(order)}
    schemes = Schemes(package)
    return Deck(tuple(_slide(package, part, number, pages, schemes) for part, number in order), _record(package))


def _id(element: Element | None) -> int:
    """That of a slide or a shape; 0, which no program gives, for anything else."""
    return whole(element.get("id"), 0, 0, 2**32 - 1) if element is not None else 0


def _record(package: Package) -> record.Record | None:
    for name in package.names():
        if re.fullmatch(r"customXml/item\d+\.xml", name) and record.NAMESPACE.encode() in package.data(name):
            return record.read(package.xml(name))
    return None


class _Parts(NamedTuple):
    """What the shapes of a slide lead to, and the reader of their looks."""

    package: Package
    targets: dict[str, str]
    looks: Reader


def _slide(package: Package, part: str, number: int, pages: dict[str, int], schemes: Schemes) -> Slide:
    root, relations = package.xml(part), package.relations(part)
    looks = Reader(schemes.of(part, root), relations, pages)
    tree = root.find(f"{P}cSld/{P}spTree")
    parts = _Parts(package, {relation.id: relation.target for relation in relations}, looks)
    shapes = tuple(_shapes(tree, parts)) if tree is not None else ()
    notes: tuple[str, ...] = ()
    for target in package.related(part, "notesSlide"):
        notes = _notes(package.xml(target))
    return Slide(number, shapes, notes, root.get("show") in ("0", "false"), looks.ground(root), looks.theme)


def _notes(root: Element) -> tuple[str, ...]:
    for shape in root.iter(f"{P}sp"):
        holder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if holder is not None and holder.get("type") == "body":
            words = tuple(p for p in _paragraphs(shape) if p.strip())
            return words[1:] if words and _TIMED.match(words[0].strip()) else words
    return ()


def _shapes(tree: Element, parts: _Parts, depth: int = 0) -> Iterator[Shape]:
    for element in tree:
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag == "AlternateContent":
            choice = element.find(f"{_MC}Choice")
            if choice is not None and depth < _MOST_DEPTH:
                yield from _shapes(choice, parts, depth + 1)
        elif tag in _SHAPES:
            yield _shape(element, tag, parts)
            if tag == "grpSp" and depth < _MOST_DEPTH:
                yield from _shapes(element, parts, depth + 1)


def _shape(element: Element, tag: str, parts: _Parts) -> Shape:
    head = next((e for e in element[0] if e.tag == f"{P}cNvPr"), None) if len(element) else None
    name = head.get("name", "") if head is not None else ""
    holder = element.find(f"./*/{P}nvPr/{P}ph")
    role = "" if holder is None else holder.get("type", "body")
    paragraphs: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    look = parts.looks.shape(element, tag)
    content = ""
    kind = _SHAPES[tag]
    if element.find(f"*/{P}cNvCxnSpPr/{A}stCxn") is not None:
        kind = "connector"
    if tag == "sp":
        paragraphs = tuple(_paragraphs(element))
    elif tag == "pic":
        blip = element.find(f"{P}blipFill/{A}blip")
        target = parts.targets.get("" if blip is None else blip.get(f"{R}embed", ""), "")
        content = f"{parts.package.checksum(target):x}"
    elif tag == "graphicFrame":
        kind = "frame"
        if (table := element.find(f".//{A}tbl")) is not None:
            kind, paragraphs = "table", tuple(_paragraphs(table))
        elif (chart := element.find(f".//{_C}chart")) is not None:
            kind, part = "chart", parts.targets.get(chart.get(f"{R}id", ""), "")
            root = parts.package.xml(part) if part in parts.package else Element("none")
            content, said = _numbers(root), tuple(_words_of_chart(root))
            look = look._replace(cells=parts.looks.series(root), drawn=_type_of_chart(root))
    counted = any(field.get("type") == "slidenum" for field in element.iter(f"{A}fld")) if tag == "sp" else False
    return Shape(
        _id(head), name, kind, role, _rect(element), paragraphs, content, counted or role == "sldNum", said, look,
    )  # fmt: skip


def _numbers(root: Element) -> str:
    """The values that a chart shows, series by series, to seven digits."""
    rows = []
    for series in root.iter(f"{_C}ser"):
        for tag in ("val", "yVal", "xVal"):
            found = [v.text or "" for v in series.iterfind(f"{_C}{tag}//{_C}v")]
            if found:
                rows.append(",".join(_rounded(v) for v in found))
    return ";".join(rows)


def _words_of_chart(root: Element) -> Iterator[str]:
    """The names of its series and of what they count, and its titles; a name that stays for all series once."""
    rows: list[tuple[str, ...]] = []
    for series in root.iter(f"{_C}ser"):
        yield " ".join(" ".join(v.text or "" for v in series.iterfind(f"{_C}tx//{_C}v")).split())
        row = tuple(_rounded(" ".join((v.text or "").split())) for v in series.iterfind(f"{_C}cat//{_C}v"))
        if row and row not in rows:
            rows.append(row)
    for row in rows:
        yield from row
    for words in root.iter(f"{_C}rich"):
        yield from (" ".join(p.split()) for p in _paragraphs(words) if p.strip())


def _type_of_chart(root: Element) -> str:
    """Its types, with the direction and the grouping of bars."""
    types = [e for area in root.iter(f"{_C}plotArea") for e in area if e.tag.endswith("Chart")]
    said = [[e.tag.removeprefix(_C), *(k.get("val", "") for k in e if k.tag in (f"{_C}barDir", f"{_C}grouping"))]
            for e in types]  # fmt: skip
    return " ".join(word for words in said for word in words)


def _rounded(text: str) -> str:
    try:
        return f"{float(text):.7g}"
    except ValueError:
        return text


def _paragraphs(element: Element) -> Iterator[str]:
    """The words of each paragraph; a break inside one is a vertical tab."""
    for paragraph in element.iter(f"{A}p"):
        parts = []
        for child in paragraph:
            if child.tag in (f"{A}r", f"{A}fld"):
                parts.append(child.findtext(f"{A}t") or "")
            elif child.tag == f"{A}br":
                parts.append("\v")
        yield "".join(parts)


def _rect(element: Element) -> tuple[int, int, int, int] | None:
    ways = (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm")
    place = next((found for way in ways if (found := element.find(way)) is not None), None)
    if place is None:
        return None
    values = []
    for tag, key in (("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy")):
        side = place.find(f"{A}{tag}")
        value = side.get(key, "") if side is not None else ""
        if not re.fullmatch(r"-?\d{1,18}", value):
            return None
        values.append(int(value))
    return values[0], values[1], values[2], values[3]

