"""What a page says, for those who do not see it: the tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8).

In: elements that a painter makes, with the marked parts of its drawing. Out: the structure tree of the file and its
parent tree, by which a reader finds the element of each mark and link.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, Pdf, String

Box = tuple[float, float, float, float]


class Sheet:
    """A stream with marks: `parents` are their elements, by number. `page` and `stream` are known when it is written;
    there is no `stream` if it is the page's own."""

    def __init__(self) -> None:
        self.parents: list[Element] = []
        self.page: Any = None
        self.stream: Any = None

    def mark(self, element: Element) -> int:
        """The number of the next mark, which shows a part of the element."""
        self.parents.append(element)
        element.kids.append(Mark(self, len(self.parents) - 1))
        return len(self.parents) - 1


class Mark(NamedTuple):
    """A marked part of a sheet."""

    sheet: Sheet
    number: int


class Link:
    """A place on a sheet (points from its lower left corner) that leads somewhere: an address, or `#id` of a page."""

    def __init__(self, place: Box, target: str, sheet: Sheet) -> None:
        self.place, self.target, self.sheet = place, target, sheet
        self.annotation: Any = None


class Element:
    """An element with what is in it, in reading order. `place` is that of a figure, `scope` what a cell heads, `numbers`
    how a list is numbered, `summary` what a table says: an alternative text would be read in the place of its cells."""

    def __init__(
        self,
        tag: str,
        *,
        alt: str = "",
        title: str = "",
        place: Box | None = None,
        scope: str = "",
        numbers: str = "",
        summary: str = "",
    ) -> None:
        self.tag, self.alt, self.title, self.place = tag, alt, title, place
        self.scope, self.numbers, self.summary = scope, numbers, summary
        self.kids: list[Element | Mark | Link] = []
        self.written: Any = None

    def add(self, tag: str, **about: Any) -> Element:
        """A new element at its end."""
        element = Element(tag, **about)
        self.kids.append(element)
        return element

    def moved(self, x: float, y: float, scale: float) -> None:
        """Its place and that of all in it, links too, on a larger sheet that has theirs at (x, y), scaled."""
        for kid in self.kids:
            if isinstance(kid, Element):
                kid.moved(x, y, scale)
            elif isinstance(kid, Link):
                kid.place = _scaled(kid.place, x, y, scale)
        self.place = _scaled(self.place, x, y, scale) if self.place else None

    def is_empty(self) -> bool:
        return not any(not isinstance(kid, Element) or not kid.is_empty() for kid in self.kids)


def write_tree(pdf: Pdf, document: Element, sheets: list[Sheet], links: list[Link]) -> Any:
    """The structure tree; sheets get the numbers of their entries in the parent tree, and so do links."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([_written(pdf, document, root)])
    numbers: list[Any] = []
    for number, sheet in enumerate(sheets):
        (sheet.page if sheet.stream is None else sheet.stream).StructParents = number
        numbers += [number, pdf.make_indirect(Array([element.written for element in sheet.parents]))]
    owners = {id(kid): element for element in _all(document) for kid in element.kids if isinstance(kid, Link)}
    for number, link in enumerate(links, len(sheets)):
        link.annotation.StructParent = number
        numbers += [number, owners[id(link)].written]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(sheets) + len(links)
    return root


def _all(element: Element) -> list[Element]:
    """The element and all below it."""
    return [element, *(e for kid in element.kids if isinstance(kid, Element) for e in _all(kid))]


def _written(pdf: Pdf, element: Element, parent: Any) -> Any:
    """An element with all that is in it."""
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
    element.written = made
    if element.alt:
        made.Alt = String(element.alt)
    if element.title:
        made.T = String(element.title)
    if attributes := _attributes(element):
        made.A = attributes
    kids: list[Any] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if not kid.is_empty():
                kids.append(_written(pdf, kid, made))
        elif isinstance(kid, Link):
            kids.append(Dictionary(Type=Name.OBJR, Obj=kid.annotation, Pg=kid.sheet.page))
        else:
            kids.append(_reference(kid, made))
    made.K = Array(kids)
    return made


def _reference(mark: Mark, element: Any) -> Any:
    """How an element refers to a mark: by its number alone, if it is on the element's page itself."""
    sheet = mark.sheet
    if sheet.stream is None and Name.Pg not in element:
        element.Pg = sheet.page
    if sheet.stream is None and element.Pg.objgen == sheet.page.objgen:
        return mark.number
    reference = Dictionary(Type=Name.MCR, Pg=sheet.page, MCID=mark.number)
    if sheet.stream is not None:
        reference.Stm = sheet.stream
    return reference


def _scaled(place: Box, x: float, y: float, scale: float) -> Box:
    left, bottom, right, top = (v * scale for v in place)
    return x + left, y + bottom, x + right, y + top


def _attributes(element: Element) -> Any:
    if element.summary:
        return Dictionary(O=Name.Table, Summary=String(element.summary))
    if element.place:
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(v, 2) for v in element.place]))
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.numbers:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbers}"))
    return None
