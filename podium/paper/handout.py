"""The handout for students: slides with lines to write on, or with words beside them.

In: a scene and how many slides stand on a page, or `text`: the slide at the left and at its right what the outline
gives students to read (`handout`), which flows on. Out: leaves. Full-slide maps and documents are as wide as the page;
the cover, dividers and hidden slides are left out; the credits come last.
"""

from __future__ import annotations

from podium.backends.pdf.paper import Leaf
from podium.outline.ids import CREDITS
from podium.paper import Kind
from podium.paper.sheets import BODY, HEADLINE, SECTION, SMALL, Format, Sheets, head_of, plain, shown, spoken
from podium.scene.boxes import Page, Scene

_LARGE = ("map", "document")  # layouts of pages that are as wide as the paper
_GAP = 18.0
_LEFT = 0.46  # of the width: a slide beside lines or words
_LINES = 4 * 19.0  # the least height for lines under a slide


def leaves(scene: Scene, size: tuple[float, float], kind: Kind) -> list[Leaf]:
    """The leaves of the handout."""
    sheets = Sheets(scene, Format(*size), head_of(scene))
    pages = [p for p in shown(scene.pages) if not p.generated or p.slide == CREDITS]
    if kind == "text":
        _with_words(pages, sheets)
    elif kind in ("1", "3"):
        _with_lines(pages, sheets, int(kind))
    else:
        _grid(pages, sheets, int(kind))
    return sheets.finished()


def _height(width: float, sheets: Sheets) -> float:
    return width * sheets.scene.grid.height / sheets.scene.grid.width


def _section(page: Page, before: Page | None, sheets: Sheets, need: float) -> None:
    """The title of the section that a page begins, with room below it: `need`, or a slide as wide as the paper."""
    if page.section < 0 or (before is not None and before.section == page.section) or page.slide == CREDITS:
        return
    high = SECTION.size * SECTION.pitch + 8
    sheets.need(high + (max(need, _height(sheets.form.inner, sheets)) if _is_large(page) else need))
    sheets.put([plain(sheets.scene.sections[page.section], SECTION)], sheets.form.margin, sheets.y, sheets.form.inner)
    sheets.y += high


def _wide(page: Page, sheets: Sheets) -> None:
    """A slide as wide as the page."""
    sheets.need(_height(sheets.form.inner, sheets))
    sheets.y += sheets.slide(page, sheets.form.margin, sheets.y, sheets.form.inner) + _GAP


def _is_large(page: Page) -> bool:
    return page.layout in _LARGE


def _with_lines(pages: list[Page], sheets: Sheets, count: int) -> None:
    """One slide a page with lines below it, or three with lines beside them."""
    form, before = sheets.form, None
    for page in pages:
        if count == 1:
            if not sheets.is_empty:
                sheets.new()
            _section(page, before, sheets, 0.0)
            _wide(page, sheets)
            sheets.lines(form.margin, sheets.y, form.inner, form.low)
            sheets.y = form.low
        else:
            width = form.inner * _LEFT
            height = _height(width, sheets)
            _section(page, before, sheets, height)
            if _is_large(page):
                _wide(page, sheets)
            else:
                each = (form.low - form.top - 2 * _GAP) / 3
                sheets.need(min(each, height))
                sheets.slide(page, form.margin, sheets.y, width)
                x = form.margin + width + _GAP
                low = min(sheets.y + max(height, each - _GAP), form.low)
                sheets.lines(x, sheets.y - 6, form.margin + form.inner - x, low)
                sheets.y = low + _GAP
        before = page


def _grid(pages: list[Page], sheets: Sheets, count: int) -> None:
    """Two slides one below the other, four or six in two columns; under four there are lines."""
    form, before = sheets.form, None
    across = 1 if count == 2 else 2
    width = (form.inner - _GAP * (across - 1)) / across
    height = _height(width, sheets)
    rows = count // across
    each = max(height + _GAP, (form.low - form.top + _GAP) / rows)
    lined = each - height - _GAP >= _LINES
    need = height + (_LINES if lined else 0.0)
    column = 0
    for page in pages:
        new = before is None or before.section != page.section or _is_large(page) or _is_large(before)
        if column and new:
            sheets.y, column = sheets.y + each, 0
        if column == 0:
            _section(page, before, sheets, need)
            if _is_large(page) and across > 1:
                _wide(page, sheets)
                before = page
                continue
            sheets.need(need)
        x = form.margin + column * (width + _GAP)
        sheets.slide(page, x, sheets.y, width)
        if lined:
            sheets.lines(x, sheets.y + height, width, min(form.low, sheets.y + each - _GAP))
        column += 1
        if column == across:
            sheets.y, column = sheets.y + each, 0
        before = page


def _with_words(pages: list[Page], sheets: Sheets) -> None:
    """The slide at the left, at its right what students may read; without such words, the slide beside lines."""
    form, before = sheets.form, None
    width = form.inner * _LEFT
    height = _height(width, sheets)
    x = form.margin + width + _GAP
    column = form.margin + form.inner - x
    for page in pages:
        _section(page, before, sheets, height)
        before = page
        if _is_large(page):
            _wide(page, sheets)
            if not page.handout:
                continue
            sheets.y -= _GAP - 8
            words = [plain(page.title, HEADLINE), *spoken(page.handout, BODY)]
            sheets.flow(words, form.margin, form.inner)
            sheets.y += _GAP
            continue
        sheets.need(height)
        top = sheets.y
        sheets.slide(page, form.margin, top, width)
        if not page.handout:
            sheets.put([plain(page.title, SMALL.but(bold=True))], x, top, column)
            sheets.lines(x, top + 12, column, top + height)
            sheets.y = top + height + _GAP
            continue
        words = [plain(page.title, HEADLINE), *(d.but(before=max(d.before, 3.0)) for d in spoken(page.handout, BODY))]
        fits = sheets.flow(words, x, column)
        sheets.y = max(sheets.y, top + height if fits else 0.0) + _GAP
