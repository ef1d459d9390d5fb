"""Cards of A6 to hold in the hand: for each slide its time, its headline and the notes in large type.

In: a scene. Out: leaves, one for each slide with notes; long notes go on on a second card.
"""

from __future__ import annotations

from podium.backends.pdf.paper import Leaf
from podium.paper.sheets import A6, CLOCK, PARAGRAPH, SMALL, Format, Sheets, plain, spoken
from podium.scene.boxes import Page, Scene
from podium.scene.speech import clock, length
from podium.scene.type_scale import Style
from podium.typesetting.text import Draft

_HEADLINE = Style(13.0, 13.0, 1.2, bold=True)
_SIZES = (12.0, 11.5, 11.0, 10.5)  # of notes: smaller ones only if the card then takes all of them
_FORM = Format(*A6, 26.0, 58.0, 40.0)


def leaves(scene: Scene) -> list[Leaf]:
    """The cards."""
    sheets = Sheets(scene, _FORM, scene.title)
    width = _FORM.inner
    for number, page in enumerate(scene.pages, 1):
        if not page.notes.strip():
            continue
        time = "–" if page.hidden else f"{clock(page.starts)}  ·  {length(page.seconds)}"
        if not sheets.is_empty:
            sheets.new()
        sheets.about[len(sheets.leaves) - 1] = page.id
        sheets.put([plain(time, CLOCK)], _FORM.margin, sheets.y, width)
        sheets.put([plain(str(number), SMALL).but(align="right")], _FORM.margin, sheets.y + 2, width)
        sheets.y += CLOCK.size * CLOCK.pitch + 4
        choices = (_words(page, size) for size in _SIZES)
        fitting = (words for words in choices if sheets.compose.height(words, width) <= sheets.room)
        words = next(fitting, None) or _words(page, _SIZES[0])
        for n, column in enumerate(sheets.divided(words, width, sheets.room)):
            if n:
                sheets.new()
                more = plain(f"{number} · {n + 1}", SMALL).but(align="right")
                sheets.put([more], _FORM.margin, sheets.y - 12, width)
            sheets.put(column, _FORM.margin, sheets.y, width)
    return sheets.finished()


def _words(page: Page, size: float) -> list[Draft]:
    """Headline and notes."""
    notes = spoken(page.notes, Style(size, size, 1.34))
    return [plain(page.title, _HEADLINE, 4.0), *(d.but(before=PARAGRAPH) for d in notes)]
