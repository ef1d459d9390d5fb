"""One slide as the drawing of a PDF.

In: a page and its scene. Out: its drawing, what it says as an element with everything in reading order (the headline
first), and its links. A page is shown as after its last click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Any

from podium.backends.drawing.outlines import moved, preset, rectangle
from podium.backends.drawing.plain import plain
from podium.backends.drawing.strokes import heads, within_heads
from podium.backends.drawing.tables import table_boxes
from podium.backends.drawing.words import PlacedLine, face_of, placed_lines, rise
from podium.backends.pdf.canvas import DECORATION, PAGINATION, Canvas, Stroke, rgb, width_of
from podium.backends.pdf.fonts import Piece
from podium.backends.pdf.resources import Resources
from podium.backends.pdf.tags import Box as Place
from podium.backends.pdf.tags import Element, Link, Sheet
from podium.scene.boxes import (
    Box,
    Fade,
    Fill,
    Freeform,
    Group,
    Hatch,
    Line,
    Page,
    Paragraph,
    Picture,
    Run,
    Scene,
    Shape,
    Table,
    Text,
    lasting,
)
from podium.scene.figures import Drawing
from podium.scene.masters import fixed_boxes, layouts_of
from podium.scene.units import EMU_PER_PT, Rect

_FEET = ("footer", "number")
_OVER, _UNDER = 0.95, 0.25  # em: how far the ground of words, or a link's place, reaches from their baseline


@dataclass(slots=True)
class Painted:
    """A slide: its stream, the names in it, what it says and where its links are; `blended`: it has opacities."""

    content: bytes
    names: set[str]
    sheet: Sheet
    element: Element
    links: list[Link]
    blended: bool


class PageWriter:
    """Paints the pages of one scene; `known` says whether a link leads somewhere. `height` (pt) is that of another
    paper than a slide."""

    def __init__(self, scene: Scene, resources: Resources, known: Callable[[str], bool], height: float = 0.0) -> None:
        self.scene, self.theme, self.resources, self.known = scene, scene.theme, resources, known
        self.layouts = layouts_of(scene)
        self.height = height or scene.grid.height / EMU_PER_PT

    def start(self, title: str) -> None:
        """An empty page."""
        self.canvas = Canvas(self.resources, self.height)
        self.section = self.parent = Element("Sect", title=title)
        self.headline = self.section.add("H1")
        self.links: list[Link] = []

    def finished(self) -> Painted:
        """The page with all that was painted on it."""
        content = self.canvas.content()
        return Painted(content, self.canvas.names, self.canvas.sheet, self.section, self.links, self.canvas.blended)

    def painted(self, page: Page) -> Painted:
        """The page of a slide."""
        self.start(page.title)
        layout = self.layouts[page.layout]
        self.canvas.marked(DECORATION)
        ground = self._colour(page.ground or layout.ground or "ground")
        self.canvas.rectangle(0, 0, self.scene.grid.width / EMU_PER_PT, self.height, ground)
        for box in fixed_boxes(self.scene.logo, layout, self.scene.grid):
            self.box(box if layout.name == "cover" else replace(box, alt=""))  # the logo is named once
        for box in lasting(page.boxes):
            self.box(box)
        return self.finished()

    # ------------------------------------------------------------------------------------------ boxes

    def box(self, box: Box) -> None:
        """A box, as part of what it says: a text, a table, a figure, or decoration."""
        if isinstance(box, Text):
            self._text(box)
            return
        before = self.parent
        holder = before.add("P").add("Link") if box.link and self.known(box.link) else None
        self.parent = holder or before
        if isinstance(box, Table):
            self._table(box)
        elif box.alt:
            figure = self.parent.add("Figure", alt=box.alt, place=self._place(box.rect))
            self.parent = figure
            with self.canvas.held(figure):
                self._drawn(plain([box], self.theme)[0])
        elif isinstance(box, Group):
            for part in box.boxes:
                self.box(part)
        elif isinstance(drawn := plain([box], self.theme)[0], Group):  # a chart that says nothing of itself
            for part in drawn.boxes:
                self.box(part)
        else:
            self.canvas.marked(DECORATION)
            self._drawn(drawn)
        self.parent = before
        if holder is not None:
            self._link(holder, box.link, self._place(box.rect))

    def _drawn(self, box: Box) -> None:
        """The drawing of a plain box."""
        if isinstance(box, Text):
            self._text(box)
        elif isinstance(box, Shape):
            self._outline(preset(box), box.fill, box.line, box.alpha, box.geometry != "line", box.rect)
        elif isinstance(box, Freeform):
            closed = all(p[-1][0] == "Z" for p in box.paths)
            self._outline([moved(path, box.rect) for path in box.paths], box.fill, box.line, box.alpha, closed, box.rect)
        elif isinstance(box, Picture):
            self._picture(box)
        elif isinstance(box, Group):
            for part in box.boxes:
                self._drawn(part)
        else:
            raise TypeError(f"no painter draws {type(box).__name__}")

    def _picture(self, box: Picture) -> None:
        """The picture; a figure of podium's own as its boxes, so that its words are words."""
        figure = self.scene.figures.get(box.media)
        if isinstance(figure, Drawing):
            across, down = (a / b if b else 1.0 for a, b in ((box.rect.w, figure.rect.w), (box.rect.h, figure.rect.h)))
            x, y = (box.rect.x - figure.rect.x * across) / EMU_PER_PT, (box.rect.y - figure.rect.y * down) / EMU_PER_PT
            before, self.theme = self.theme, figure.theme
            with self.canvas.held(DECORATION), self.canvas.moved(x, y, across, down, box.rect):
                for part in plain(figure.boxes, self.theme):
                    self._drawn(part)
            self.theme = before
        else:
            self.canvas.image(box.media, box.rect, box.crop)
        if box.line:
            self._outline([rectangle(box.rect)], None, box.line, 1.0, True, box.rect)

    def _table(self, table: Table) -> None:
        """The cells, as rows of a table of which the first is its heading, then the rules."""
        element = self.parent.add("Table", summary=table.alt)
        before, boxes = self.parent, iter(table_boxes(table))
        for n, row in enumerate(table.rows):
            line = element.add("TR")
            for _, box in zip(row, boxes, strict=False):
                assert isinstance(box, Text)
                self.parent = line.add("TH", scope="Column") if n == 0 else line.add("TD")
                self._text(box, self.parent)
        self.parent = before
        for box in boxes:
            self.box(box)

    # ------------------------------------------------------------------------------------------ texts

    def _text(self, box: Text, whole: Element | None = None) -> None:
        """The ground of a text, then its lines; all of it is said by `whole`, if there is one."""
        if box.fill is not None or box.line is not None:
            self.canvas.marked(DECORATION)
            self._outline([rectangle(box.rect)], box.fill, box.line, 1.0, True, box.rect)
        if box.role == "title":
            whole = self.headline
        lines = list(placed_lines(box, self.theme))
        spaced = _spaced(lines, box.paragraphs)
        target = box.link if box.link and self.known(box.link) else ""
        if box.role in _FEET and not target:
            with self.canvas.held(PAGINATION):
                for line, space in zip(lines, spaced, strict=True):
                    self._line(line, space, None)
            return
        said = _Said(self.parent, box.paragraphs, whole)
        linked: Element | None = None
        for line, space in zip(lines, spaced, strict=True):
            element = said.element(line)
            if target:
                linked = linked or element.add("Link")
                element = linked if not element.kids or element.kids[-1] is linked else element
            self._line(line, space, element)
        if linked is not None:
            self._link(linked, target, self._place(box.rect))

    def _line(self, line: PlacedLine, space: bool, element: Element | None) -> None:
        """A line of text; `space` stands between its last word and the next line's."""
        shaped = [(run, self.resources.fonts.pieces(run.text, face_of(run, self.theme))) for run in line.runs]
        widths = [fsum(width_of(piece, run.size, run.tracking) for piece in pieces) for run, pieces in shaped]
        free = line.width - fsum(widths)
        x = line.left + {"left": 0.0, "centre": free / 2, "right": free}[line.align]
        self._grounds(line, x, widths)
        if space and shaped:
            run, pieces = shaped[-1]
            shaped[-1] = (run, [*pieces, *self.resources.fonts.pieces(" ", face_of(run, self.theme))])
        for (run, pieces), width in zip(shaped, widths, strict=True):
            self._run(run, pieces, x, line.baseline, width, element)
            x += width

    def _run(self, run: Run, pieces: Sequence[Piece], x: float, baseline: float, width: float, element: Element | None) -> None:
        holder = element
        if element is not None:
            if run.link and element.tag != "Link" and self.known(run.link):
                last = element.kids[-1] if element.kids else None
                again = isinstance(last, Element) and last.tag == "Link" and _target(last) == run.link
                holder = last if again and isinstance(last, Element) else element.add("Link")
                place = (x, self.height - baseline - _UNDER * run.size, x + width, self.height - baseline + _OVER * run.size)
                self._link(holder, run.link, place)
            assert holder is not None
            self.canvas.marked(holder)
        y = baseline - rise(run)
        self.canvas.words(pieces, x, y, run.size, run.tracking, self._colour(run.colour), run.lang)

    def _grounds(self, line: PlacedLine, x: float, widths: list[float]) -> None:
        """The grounds of highlighted words."""
        for run, width in zip(line.runs, widths, strict=True):
            if run.marked:
                self.canvas.marked(DECORATION)
                top, high = line.baseline - _OVER * run.size, (_OVER + _UNDER) * run.size
                self.canvas.rectangle(x, top, width, high, self._colour(run.marked))
            x += width

    def _link(self, holder: Element, target: str, place: Place) -> None:
        link = Link(place, target, self.canvas.sheet)
        holder.kids.append(link)
        self.links.append(link)

    # ----------------------------------------------------------------------------------------- shapes

    def _outline(
        self, paths: Sequence[Any], fill: Fill | Fade, line: Line | None, alpha: float, closed: bool, rect: Rect
    ) -> None:
        drawn = line is not None and line.width > 0
        stroke = Stroke(self._colour(line.colour), line.width, line.dash, line.round) if line and drawn else None
        paths = [path for path in paths if len(path) > 1]
        whole, headed = paths, line is not None and not closed and (line.head or line.tail)
        if line is not None and headed:
            paths = [within_heads(path, line) for path in paths]
        if isinstance(fill, Hatch):
            self.canvas.hatch(paths, self._colour(fill.colour), self._colour(fill.ground), fill.pattern, alpha)
            self.canvas.path(paths, "", stroke, alpha)
        elif isinstance(fill, Fade):
            state = self.resources.fade(fill, *(v / EMU_PER_PT for v in rect))
            self.canvas.path(paths, self._colour(fill.colour), None, alpha, state)
            self.canvas.path(paths, "", stroke, alpha)
        else:
            self.canvas.path(paths, self._colour(fill) if fill else "", stroke, alpha)
        if line is not None and headed:
            for path in whole:
                for corners in heads(path, line):
                    self.canvas.polygon(corners, self._colour(line.colour), alpha)

    def _place(self, rect: Rect) -> Place:
        """A rectangle in points from the lower left corner."""
        x, y, right, bottom = (v / EMU_PER_PT for v in (rect.x, rect.y, rect.right, rect.bottom))
        return x, self.height - bottom, right, self.height - y

    def _colour(self, role: str) -> str:
        return rgb(self.theme.rgb(role))


class _Said:
    """The elements of the paragraphs of a text: paragraphs, and lists of those with a bullet."""

    def __init__(self, parent: Element, paragraphs: tuple[Paragraph, ...], whole: Element | None) -> None:
        self.parent, self.paragraphs, self.whole = parent, paragraphs, whole
        self._made: dict[int, list[Element]] = {}  # of a paragraph: what its next lines are part of
        self._lists: list[tuple[int, Element, Element]] = []  # level, list, body of its last item

    def element(self, line: PlacedLine) -> Element:
        """What the line is part of; called for all lines in their order."""
        if self.whole is not None:
            return self.whole
        n = line.paragraph
        if n not in self._made:
            p = self.paragraphs[n]
            self._made[n] = self._item(p) if p.bullet else self._paragraph(p)
        parts = self._made[n]
        return parts.pop(0) if len(parts) > 1 else parts[0]

    def _paragraph(self, p: Paragraph) -> list[Element]:
        """A paragraph of its own, or the proof of the item above it."""
        if self._lists and p.indent > 0:
            return [self._lists[-1][2].add("P")]
        self._lists = []
        return [self.parent.add("P")]

    def _item(self, p: Paragraph) -> list[Element]:
        """The label and the body of an item."""
        while self._lists and self._lists[-1][0] > p.level:
            self._lists.pop()
        if self._lists and self._lists[-1][0] == p.level:
            _, items, _ = self._lists.pop()
        else:
            above = self._lists[-1][2] if self._lists else self.parent
            items = above.add("L", numbers="Decimal" if p.bullet[:1].isdigit() else "Disc")
        item = items.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        self._lists.append((p.level, items, body))
        return [label, body]


def _spaced(lines: Sequence[PlacedLine], paragraphs: tuple[Paragraph, ...]) -> list[bool]:
    """Whether a space comes after each line: that at which it was broken, or one before the next paragraph."""
    out, at = [], dict.fromkeys(range(len(paragraphs)), 0)
    bulleted = {n for n, p in enumerate(paragraphs) if p.bullet}
    for line in lines:
        n = line.paragraph
        if n in bulleted:  # the bullet comes first
            bulleted.remove(n)
            out.append(False)
            continue
        text = paragraphs[n].text
        end = at[n] + sum(len(run.text) for run in line.runs)
        at[n] = end + len(text[end:]) - len(text[end:].lstrip())
        out.append(end < at[n] < len(text) or (at[n] >= len(text) and n + 1 < len(paragraphs)))
    return out


def _target(element: Element) -> str:
    """Where a link leads."""
    return next((kid.target for kid in element.kids if isinstance(kid, Link)), "")
