"""Slides on sheets of paper: at any size, with words beside them.

In: a scene, and for each sheet what stands on it in reading order: slides at their places, and boxes as on a page, in
EMU from the sheet's upper left corner. Out: a PDF in which each slide is a drawing of its own; its text, links and tags
are those of the slide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pikepdf import Name, Pdf

from podium.backends.pdf.document import Deck, add_page, finish, saved
from podium.backends.pdf.page import PageWriter, Painted
from podium.backends.pdf.resources import Resources
from podium.backends.pdf.tags import Element
from podium.scene.boxes import Box, Page, Scene
from podium.scene.units import EMU_PER_PT

A4, LETTER = (595.28, 841.89), (612.0, 792.0)
"""Sizes of paper: width and height in pt."""


class Slide(NamedTuple):
    """A slide on a sheet: its id, its upper left corner and its width, in pt from the sheet's upper left corner."""

    id: str
    x: float
    y: float
    width: float


class Leaf(NamedTuple):
    """A sheet of paper: what stands on it, in reading order, and what it is called in the tree. `about` is the id of a
    slide whose bookmark leads to it, though the slide does not stand on it."""

    items: tuple[Slide | Box, ...]
    title: str = ""
    about: str = ""


class _Placed(NamedTuple):
    """A slide that was painted for a sheet, under a name that its drawing will have."""

    page: Page
    drawn: Painted
    name: str


def leaves_pdf(scene: Scene, leaves: Sequence[Leaf], size: tuple[float, float] = A4) -> Deck:
    """The sheets, white. A link to a slide that is on none of them is no link; of a slide that is on several, the first
    is its place. Raises KeyError for a slide that is not in the scene."""
    pdf = Pdf.new()
    resources = Resources(pdf, scene.media)
    there = {f"#{item.id}" for leaf in leaves for item in leaf.items if isinstance(item, Slide)}
    painter = _Painter(scene, resources, there, size[1])
    sheets = [painter.leaf(leaf) for leaf in leaves]
    fonts = resources.fonts.embedded(pdf)
    shown: dict[str, tuple[Page, Any]] = {}
    painted: list[Painted] = []
    for leaf, (sheet, slides) in zip(leaves, sheets, strict=True):
        forms = [_form(resources, placed, fonts, painter.slide) for placed in slides]
        add_page(pdf, sheet, resources.dictionary(sheet.names, fonts), size)
        for placed, form in zip(slides, forms, strict=True):
            placed.drawn.sheet.page, placed.drawn.sheet.stream = sheet.sheet.page, form
            shown.setdefault(placed.page.id, (placed.page, sheet.sheet.page))
        if leaf.about:
            shown.setdefault(leaf.about, (painter.pages[leaf.about], sheet.sheet.page))
        painted += [sheet, *(placed.drawn for placed in slides)]
    document = Element("Document")
    document.kids += [sheet.element for sheet, _ in sheets]
    finish(pdf, scene, document, painted, [shown[page.id] for page in scene.pages if page.id in shown])
    return Deck(saved(pdf), "".join(sorted(resources.fonts.lacking)))


class _Painter:
    """Paints sheets; `slide` is the size of a slide in pt."""

    def __init__(self, scene: Scene, resources: Resources, there: set[str], height: float) -> None:
        def known(target: str) -> bool:
            return not target.startswith("#") or target in there

        self.resources, self.height = resources, height
        self.pages = {page.id: page for page in scene.pages}
        self.slide = (scene.grid.width / EMU_PER_PT, scene.grid.height / EMU_PER_PT)
        self.slides = PageWriter(scene, resources, known)
        self.paper = PageWriter(scene, resources, known, self.height)

    def leaf(self, leaf: Leaf) -> tuple[Painted, list[_Placed]]:
        """A sheet, and the slides on it."""
        self.paper.start(leaf.title)
        placed = []
        for item in leaf.items:
            if isinstance(item, Slide):
                placed.append(self._placed(item))
            else:
                self.paper.box(item)
        return self.paper.finished(), placed

    def _placed(self, item: Slide) -> _Placed:
        page, name = self.pages[item.id], self.resources.promised()
        drawn = self.slides.painted(page)
        wide, high = self.slide
        scale = item.width / wide
        self.paper.canvas.slide(name, item.x, item.y, scale, high)
        drawn.element.moved(item.x, self.height - item.y - scale * high, scale)
        self.paper.section.kids.append(drawn.element)
        self.paper.canvas.blended |= drawn.blended
        return _Placed(page, drawn, name)


def _form(resources: Resources, placed: _Placed, fonts: dict[str, Any], size: tuple[float, float]) -> Any:
    """The drawing of a slide; its parts are blended with one another before it is drawn."""
    drawn = placed.drawn
    names = resources.dictionary(drawn.names, fonts)
    form = resources.form(drawn.content, (0, 0, *size), names, Name.DeviceRGB if drawn.blended else None)
    resources.keep(placed.name, form)
    return form
