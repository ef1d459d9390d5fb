"""The handout for students: slides with lines to write on, or with words beside them.

In: a scene and how many slides stand on a page, or `text`: the slide at the left and at its right what the outline
gives students to read (`handout`), which flows on. Out: leaves, filled evenly, with lines where they are free.
Full-slide maps and documents are as wide as the page; the cover, dividers and hidden slides are left out; the credits
come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from podium.backends.pdf.paper import Leaf
from podium.layout.shares import evenly
from podium.outline.ids import CREDITS
from podium.paper import Kind
from podium.paper.sheets import HEADLINE, SECTION, SMALL, Format, Sheets, head_of, plain
from podium.scene.boxes import Page, Scene
from podium.scene.type_scale import Style
from podium.typesetting.text import Draft

_LARGE = ("map", "document")  # layouts of pages that are as wide as the paper
_BODY = Style(10.5, 10.5, 1.36)
_GAP = 18.0
_NUMBER_GAP = 1.5  # between a slide and its number
_BESIDE, _WORDS = 0.58, 0.46  # of the width: a slide beside lines, and beside words
_LINES = 2 * 19.0  # the least height of lines under a slide as wide as the paper
_TITLE = SECTION.size * SECTION.pitch + 8  # of a section, with the space below it


class _Row(NamedTuple):
    """What stands side by side, and the section that begins with it. `draw` puts it at a height (pt from the upper
    edge) into as much room as there is, `least` pt or more; only rows with lines grow."""

    least: float
    draw: Callable[[float, float], None]
    section: str = ""
    grows: bool = True

    @property
    def height(self) -> float:
        """The least height in pt, with the section's title."""
        return self.least + (_TITLE if self.section else 0.0)


def leaves(scene: Scene, size: tuple[float, float], kind: Kind) -> list[Leaf]:
    """The leaves of the handout."""
    sheets = Sheets(scene, Format(*size), head_of(scene))
    slides = list(_slides(sheets))
    rows = list(_with_words(slides, sheets) if kind == "text" else _with_lines(slides, int(kind), sheets))
    for start, end in evenly([row.height for row in rows], sheets.form.room, [_GAP] * len(rows)):
        if not sheets.is_empty:
            sheets.new()
        _leaf(rows[start:end], sheets)
    return sheets.finished()


def _slides(sheets: Sheets) -> Iterator[tuple[Page, str]]:
    """The slides of the handout, each with the title of the section that it begins."""
    section = -1
    for page in sheets.scene.pages:
        if page.slide == CREDITS:
            yield page, ""
        elif not (page.hidden or page.generated):
            yield page, sheets.begun(page.section, section)
            section = page.section


def _leaf(rows: list[_Row], sheets: Sheets) -> None:
    """The rows below one another; those with lines share what is free."""
    free = sheets.form.room - sum(row.height for row in rows) - _GAP * (len(rows) - 1)
    more = max(0.0, free) / max(1, sum(row.grows for row in rows))
    for row in rows:
        if row.section:
            sheets.put([plain(row.section, SECTION)], sheets.form.margin, sheets.y, sheets.form.inner)
            sheets.y += _TITLE
        height = row.least + (more if row.grows else 0.0)
        row.draw(sheets.y, height)
        sheets.y += height + _GAP


def _with_lines(slides: list[tuple[Page, str]], count: int, sheets: Sheets) -> Iterator[_Row]:
    """So many slides on a page: one or two with lines below them, three beside lines, four or six in two columns."""
    inner, x = sheets.form.inner, sheets.form.margin
    across = 2 if count > 3 else 1
    down = count // across
    width = {1: inner, 2: inner, 3: inner * _BESIDE}.get(count, (inner - _GAP) / 2)
    ratio = sheets.scene.grid.height / sheets.scene.grid.width
    width = min(width, ((sheets.form.room + _GAP - 2 * _TITLE) / down - _GAP) / ratio)
    height = width * ratio
    least = max(height, (sheets.form.room + _GAP) / (down + 1) - _GAP + 1)  # one row more has no room
    while slides:
        (page, section), *slides = slides
        if _is_large(page) or count < 3:
            wide, high = (inner, inner * ratio) if _is_large(page) else (width, height)
            yield _Row(max(least, high + _LINES), _above_lines(page, x, wide, sheets), section)
        elif across == 1:
            yield _Row(least, _beside_lines(page, width, sheets), section)
        else:
            row = [page]
            if slides and not (slides[0][1] or _is_large(slides[0][0])):
                row.append(slides.pop(0)[0])
            yield _Row(least, _side_by_side(row, width, sheets), section)


def _is_large(page: Page) -> bool:
    return page.layout in _LARGE


def _slide(page: Page, x: float, y: float, width: float, sheets: Sheets) -> float:
    """Puts a slide at its place, and its number below it, which is too small to read on it. Returns the height of the
    slide."""
    height = sheets.slide(page, x, y, width)
    number = str(sheets.scene.pages.index(page) + 1)
    sheets.put([plain(number, SMALL).but(align="right")], x, y + height + _NUMBER_GAP, width)
    return height


def _above_lines(page: Page, x: float, width: float, sheets: Sheets) -> Callable[[float, float], None]:
    def draw(y: float, height: float) -> None:
        high = _slide(page, x, y, width, sheets)
        sheets.lines(x, y + high, width, y + height)

    return draw


def _beside_lines(page: Page, width: float, sheets: Sheets, title: str = "") -> Callable[[float, float], None]:
    """The slide at the left, at its right lines, perhaps below its title."""

    def draw(y: float, height: float) -> None:
        form = sheets.form
        _slide(page, form.margin, y, width, sheets)
        x = form.margin + width + _GAP
        column = form.margin + form.inner - x
        high = sheets.put([plain(title, SMALL.but(bold=True))], x, y, column) if title else -6.0
        sheets.lines(x, y + high, column, y + height)

    return draw


def _side_by_side(pages: list[Page], width: float, sheets: Sheets) -> Callable[[float, float], None]:
    """One or two slides above lines; one alone has lines at its right too."""

    def draw(y: float, height: float) -> None:
        form = sheets.form
        right = form.margin + form.inner - width
        for page, x in zip(pages, (form.margin, right), strict=False):
            _above_lines(page, x, width, sheets)(y, height)
        if len(pages) == 1:
            sheets.lines(right, y - 6, width, y + height)

    return draw


def _with_words(slides: list[tuple[Page, str]], sheets: Sheets) -> Iterator[_Row]:
    """The slide at the left, at its right what students may read; without such words, the slide beside lines."""
    form = sheets.form
    ratio = sheets.scene.grid.height / sheets.scene.grid.width
    for page, section in slides:
        large = _is_large(page)
        width = form.inner if large else form.inner * _WORDS
        high = width * ratio
        if not page.handout:
            if large:
                yield _Row(high + _LINES, _above_lines(page, form.margin, width, sheets), section)
            else:
                yield _Row(high, _beside_lines(page, width, sheets, page.title), section)
            continue
        x, below = (form.margin, high + 14) if large else (form.margin + width + _GAP, 0.0)
        column = form.margin + form.inner - x
        first = form.room - below - (_TITLE if section else 0.0)
        part, *rest = sheets.divided(_read(page), column, first)
        least = max(high, below + sheets.compose.height(part, column))
        yield _Row(least, _words(part, x, column, sheets, (page, width, below)), section, grows=False)
        for part in rest:
            yield _Row(sheets.compose.height(part, column), _words(part, x, column, sheets), grows=False)


def _read(page: Page) -> list[Draft]:
    """What students read: the headline and paragraphs."""
    lines = filter(str.strip, page.handout.split("\n"))
    return [plain(page.title, HEADLINE), *(plain(line, _BODY, 5.0 if n else 3.0) for n, line in enumerate(lines))]


def _words(
    drafts: list[Draft], x: float, column: float, sheets: Sheets, slide: tuple[Page, float, float] | None = None
) -> Callable[[float, float], None]:
    """Words in a column, with a slide of some width at their left or so many pt above them."""

    def draw(y: float, height: float) -> None:
        if slide is not None:
            page, width, above = slide
            _slide(page, sheets.form.margin, y, width, sheets)
            y += above
        sheets.put(drafts, x, y, column)

    return draw
