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
from podium.ooxml import Package, Unusable

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPES = {"sp": "shape", "pic": "picture", "graphicFrame": "frame", "grpSp": "group", "cxnSp": "shape"}
_TITLES = ("title", "ctrTitle")
_TIMED = re.compile(r"\d+:\d\d · \d+ (?:s|min)$")  # the line that podium puts above the notes
_MOST_DEPTH = 40  # groups in groups


class Shape(NamedTuple):
    """One shape. `id` and `name` are those of the selection pane; `role` is the type of a placeholder; `rect` is what
    the shape itself says, in EMU, None if it inherits it. `paragraphs` are its words, those of a table by cells;
    `styled` are the words in bold and in italics; `content` identifies a picture or the numbers of a chart; `counted`:
    its words are a field, such as the number of the slide. `fill` is the colour that the shape itself names."""

    id: int
    name: str
    kind: str
    role: str = ""
    rect: tuple[int, int, int, int] | None = None
    paragraphs: tuple[str, ...] = ()
    styled: tuple[str, str] = ("", "")
    content: str = ""
    counted: bool = False
    fill: str = ""

    @property
    def text(self) -> str:
        """All words, by single blanks."""
        return " ".join(" ".join(self.paragraphs).split())

    @property
    def is_headline(self) -> bool:
        """Whether it is the title of its slide."""
        return self.role in _TITLES


class Slide(NamedTuple):
    """One slide. `number` is the presentation's for it, which stays when slides are moved; `notes` are paragraphs."""

    number: int
    shapes: tuple[Shape, ...]
    notes: tuple[str, ...] = ()
    hidden: bool = False

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
    targets = _targets(package, package.main_part)
    slides = []
    for entry in package.xml(package.main_part).iter(f"{_P}sldId"):
        part = targets.get(entry.get(f"{_R}id", ""), "")
        number = entry.get("id", "")
        if part in package:
            slides.append(_slide(package, part, int(number) if number.isdecimal() else 0))
    return Deck(tuple(slides), _record(package))


def _targets(package: Package, part: str) -> dict[str, str]:
    """The parts that a part leads to, by the ids of its relationships."""
    return {relation.id: relation.target for relation in package.relations(part)}


def _record(package: Package) -> record.Record | None:
    for name in package.names():
        if re.fullmatch(r"customXml/item\d+\.xml", name) and record.NAMESPACE.encode() in package.data(name):
            return record.read(package.xml(name))
    return None


def _slide(package: Package, part: str, number: int) -> Slide:
    root, targets = package.xml(part), _targets(package, part)
    tree = root.find(f"{_P}cSld/{_P}spTree")
    shapes = tuple(_shapes(tree, package, targets)) if tree is not None else ()
    notes: tuple[str, ...] = ()
    for target in package.related(part, "notesSlide"):
        notes = _notes(package.xml(target))
    return Slide(number, shapes, notes, root.get("show") in ("0", "false"))


def _notes(root: Element) -> tuple[str, ...]:
    for shape in root.iter(f"{_P}sp"):
        holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if holder is not None and holder.get("type") == "body":
            words = tuple(p for p in _paragraphs(shape) if p.strip())
            return words[1:] if words and _TIMED.match(words[0].strip()) else words
    return ()


def _shapes(tree: Element, package: Package, targets: dict[str, str], depth: int = 0) -> Iterator[Shape]:
    for element in tree:
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag == "AlternateContent":
            choice = element.find(f"{_MC}Choice")
            if choice is not None and depth < _MOST_DEPTH:
                yield from _shapes(choice, package, targets, depth + 1)
        elif tag in _SHAPES:
            yield _shape(element, tag, package, targets)
            if tag == "grpSp" and depth < _MOST_DEPTH:
                yield from _shapes(element, package, targets, depth + 1)


def _shape(element: Element, tag: str, package: Package, targets: dict[str, str]) -> Shape:
    head = next((e for e in element[0] if e.tag == f"{_P}cNvPr"), None) if len(element) else None
    id, name = (head.get("id", ""), head.get("name", "")) if head is not None else ("", "")
    holder = element.find(f"./*/{_P}nvPr/{_P}ph")
    role = "" if holder is None else holder.get("type", "body")
    paragraphs: tuple[str, ...] = ()
    content = ""
    kind = _SHAPES[tag]
    if tag == "sp":
        paragraphs = tuple(_paragraphs(element))
    elif tag == "pic":
        blip = element.find(f"{_P}blipFill/{_A}blip")
        target = targets.get("" if blip is None else blip.get(f"{_R}embed", ""), "")
        content = f"{package.checksum(target):x}"
    elif tag == "graphicFrame":
        kind, paragraphs, content = _frame(element, package, targets)
    counted = any(field.get("type") == "slidenum" for field in element.iter(f"{_A}fld")) if tag == "sp" else False
    styled = _styled(element) if paragraphs else ("", "")
    return Shape(
        int(id) if id.isdecimal() else 0, name, kind, role, _rect(element), paragraphs, styled, content,
        counted or role == "sldNum", _fill(element) if tag == "sp" else "",
    )  # fmt: skip


def _frame(element: Element, package: Package, targets: dict[str, str]) -> tuple[str, tuple[str, ...], str]:
    """The kind, the words and the content of a table, a chart, or something else in a frame."""
    if (table := element.find(f".//{_A}tbl")) is not None:
        return "table", tuple(_paragraphs(table)), ""
    if (chart := element.find(f".//{_C}chart")) is not None:
        part = targets.get(chart.get(f"{_R}id", ""), "")
        return "chart", (), _numbers(package.xml(part)) if part in package else ""
    return "frame", (), ""


def _numbers(root: Element) -> str:
    """The values that a chart shows, series by series, to seven digits."""
    rows = []
    for series in root.iter(f"{_C}ser"):
        for tag in ("val", "yVal", "xVal"):
            found = [v.text or "" for v in series.iterfind(f"{_C}{tag}//{_C}v")]
            if found:
                rows.append(",".join(_rounded(v) for v in found))
    return ";".join(rows)


def _rounded(text: str) -> str:
    try:
        return f"{float(text):.7g}"
    except ValueError:
        return text


def _paragraphs(element: Element) -> Iterator[str]:
    """The words of each paragraph; a break inside one is a vertical tab."""
    for paragraph in element.iter(f"{_A}p"):
        parts = []
        for child in paragraph:
            if child.tag in (f"{_A}r", f"{_A}fld"):
                parts.append(child.findtext(f"{_A}t") or "")
            elif child.tag == f"{_A}br":
                parts.append("\v")
        yield "".join(parts)


def _styled(element: Element) -> tuple[str, str]:
    """The words in bold, and those in italics."""
    found: dict[str, list[str]] = {"b": [], "i": []}
    for run in element.iter(f"{_A}r"):
        properties = run.find(f"{_A}rPr")
        for key, words in found.items():
            if properties is not None and properties.get(key) in ("1", "true"):
                words.append(run.findtext(f"{_A}t") or "")
    return "".join("".join(found["b"]).split()), "".join("".join(found["i"]).split())


def _rect(element: Element) -> tuple[int, int, int, int] | None:
    ways = (f"{_P}spPr/{_A}xfrm", f"{_P}grpSpPr/{_A}xfrm", f"{_P}xfrm")
    place = next((found for way in ways if (found := element.find(way)) is not None), None)
    if place is None:
        return None
    values = []
    for tag, key in (("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy")):
        side = place.find(f"{_A}{tag}")
        value = side.get(key, "") if side is not None else ""
        if not re.fullmatch(r"-?\d{1,18}", value):
            return None
        values.append(int(value))
    return values[0], values[1], values[2], values[3]


def _fill(element: Element) -> str:
    """The colour of a shape's own, as it is named there."""
    colour = element.find(f"{_P}spPr/{_A}solidFill")
    return "" if colour is None or not len(colour) else f"{colour[0].tag.rpartition('}')[2]}:{colour[0].get('val', '')}"
