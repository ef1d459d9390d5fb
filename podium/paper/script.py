"""The script: every slide small, when it comes and how long it takes, and all that is to be said.

In: a scene. Out: leaves. Three columns: time, slide, notes; long notes flow on down the further leaves.
"""

from __future__ import annotations

from podium import languages
from podium.backends.pdf.paper import Leaf
from podium.pages.running_time import estimate
from podium.paper.sheets import BODY, CLOCK, HEADLINE, SECTION, SMALL, Format, Sheets, head_of, plain, spoken
from podium.scene.boxes import Page, Scene
from podium.scene.speech import clock, length
from podium.typesetting.text import Draft

_TIME, _SLIDE, _GAP = 46.0, 132.0, 14.0  # widths of the columns of times and slides; between columns
_BETWEEN = 14.0  # between two slides
_LEAST = 3 * BODY.size * BODY.pitch  # of notes that begin at the foot of a leaf


def leaves(scene: Scene, size: tuple[float, float]) -> list[Leaf]:
    """The leaves of the script."""
    sheets = Sheets(scene, Format(*size), head_of(scene, _whole(scene)))
    section = -1
    for number, page in enumerate(scene.pages, 1):
        if page.section != section and page.section >= 0:
            _heading(scene.sections[page.section], sheets)
        section = page.section
        _slide(page, number, sheets)
    return sheets.finished()


def _whole(scene: Scene) -> str:
    """The length of the lecture."""
    times = (estimate(scene).minutes, scene.minutes)
    return " / ".join(length(minutes * 60) for minutes in times if minutes)


def _heading(title: str, sheets: Sheets) -> None:
    height = SECTION.size * SECTION.pitch + 8
    sheets.need(height + 90)
    sheets.y += 0 if sheets.is_empty else 6
    sheets.put([plain(title, SECTION)], sheets.form.margin, sheets.y, sheets.form.inner)
    sheets.y += height


def _slide(page: Page, number: int, sheets: Sheets) -> None:
    """Time and slide at the left of the notes; what does not fit goes on at the top of the next leaf."""
    form = sheets.form
    small = _SLIDE * sheets.scene.grid.height / sheets.scene.grid.width
    x = form.margin + _TIME + _SLIDE + _GAP
    width = form.width - form.margin - x
    words = [plain(page.title, HEADLINE), *(d.but(before=max(d.before, 2.0)) for d in spoken(page.notes, BODY))]
    high = sheets.compose.height(words, width)
    sheets.need(min(max(small, high), max(small, _LEAST + HEADLINE.size * HEADLINE.pitch)))
    top = sheets.y
    sheets.put(_times(page, f"{languages.of(sheets.scene.lang).slides.slide} {number}"), form.margin, top, _TIME)
    sheets.slide(page, form.margin + _TIME, top, _SLIDE)
    fits = sheets.flow(words, x, width)
    sheets.y = max(sheets.y, top + small if fits else 0.0) + _BETWEEN


def _times(page: Page, number: str) -> list[Draft]:
    """When a slide comes, how long it takes, and its number."""
    if page.hidden:
        return [plain("–", CLOCK), plain(number, SMALL)]
    return [plain(clock(page.starts), CLOCK), plain(length(page.seconds), SMALL), plain(number, SMALL)]
