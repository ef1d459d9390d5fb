"""Cards of A6 to hold in the hand: for each slide its time, its headline and the notes in large type.

In: a scene. Out: leaves, one for each slide with notes; long notes go on on further cards, each with the time and the
headline again.
"""

from __future__ import annotations

from podium import languages
from podium.backends.pdf.paper import Leaf
from podium.paper.notes import REMARK, spoken
from podium.paper.sheets import A6, Format, Sheets, plain
from podium.scene.boxes import Page, Scene
from podium.scene.speech import clock, length
from podium.scene.type_scale import Style
from podium.typesetting.text import Draft

_CLOCK = Style(15.0, 15.0, 1.2, bold=True)
_NUMBER = Style(10.0, 10.0, 1.2, "ink2")
_HEADLINE = Style(14.0, 14.0, 1.15, bold=True)
_AGAIN = Style(10.5, 10.5, 1.2, "ink2", bold=True)  # the headline of a further card
# Sizes of speech, and of remarks as a part of it: the first with which a card takes all; on several, 14 pt.
_SIZES = ((16.0, REMARK), (15.0, REMARK), (14.0, REMARK), (14.0, 0.72))
_RULE = 24.0  # from the head of a card to the rule below its time
_FORM = Format(*A6, margin=22.0, top=20.0, bottom=34.0)


def leaves(scene: Scene) -> list[Leaf]:
    """The cards."""
    sheets = Sheets(scene, _FORM, foot=scene.title)
    for number, page in enumerate(scene.pages, 1):
        if page.notes.strip():
            _cards(page, number, sheets)
    return sheets.finished()


def _cards(page: Page, number: int, sheets: Sheets) -> None:
    width, lang = _FORM.inner, sheets.scene.lang
    room = _FORM.room - _RULE - 8
    again = [plain(page.title, _AGAIN)]
    more = sheets.compose.height(again, width) + 6

    def divided(size: float, small: float) -> list[list[Draft]]:
        speech = spoken(page.notes, Style(size, size, 1.28), lang, small)
        return sheets.divided([plain(page.title, _HEADLINE), *speech], width, room, room - more)

    columns = next((cards for how in _SIZES if len(cards := divided(*how)) == 1), []) or divided(14.0, REMARK)
    for n, column in enumerate(columns, 1):
        if not sheets.is_empty:
            sheets.new()
        if n == 1:
            sheets.about[len(sheets.leaves) - 1] = page.id
        which = f"{languages.of(lang).slides.slide} {number}" + (f"  ·  {n}/{len(columns)}" if len(columns) > 1 else "")
        _head(_time(page), which, sheets)
        if n > 1:
            sheets.put(again, _FORM.margin, sheets.y, width)
            sheets.y += more
        sheets.put(column, _FORM.margin, sheets.y, width)


def _head(time: list[Draft], which: str, sheets: Sheets) -> None:
    """The time, the slide's number and a rule."""
    x, width = _FORM.margin, _FORM.inner
    sheets.put(time, x, sheets.y, width / 2)
    sheets.put([plain(which, _NUMBER).but(align="right")], x + width / 2, sheets.y + 5, width / 2)
    sheets.rule(x, sheets.y + _RULE, width, colour="rule")
    sheets.y += _RULE + 8


def _time(page: Page) -> list[Draft]:
    if page.hidden:
        return [plain("–", _CLOCK)]
    return [plain(f"{clock(page.starts)}  ·  {length(page.seconds)}", _CLOCK)]
