"""The script: every slide small, when it comes and how long it takes, and all that is to be said.

In: a scene. Out: leaves. Three columns: time, slide, notes; long notes flow on down the further leaves.
"""

from __future__ import annotations

from podium import languages
from podium.backends.pdf.paper import Leaf
from podium.pages.running_time import estimate
from podium.paper.notes import spoken
from podium.paper.sheets import SECTION, SMALL, Format, Sheets, head_of, plain
from podium.scene.boxes import Page, Scene
from podium.scene.speech import clock, length
from podium.scene.type_scale import Style
from podium.typesetting.text import Draft

_SPEECH = Style(12.0, 12.0, 1.42)
_TITLE = Style(13.0, 13.0, 1.2, bold=True)
_CLOCK = Style(13.0, 13.0, 1.2, bold=True)
_TIME, _SLIDE, _GAP = 50.0, 128.0, 14.0  # widths of the columns of times and slides; between columns
_CAPITAL = 3.0  # from the top of a title's line to that of its capitals
_BETWEEN = 20.0  # between two slides, with a rule in the middle
_LEAST = 3 * _SPEECH.size * _SPEECH.pitch  # of notes that begin at the foot of a leaf


def leaves(scene: Scene, size: tuple[float, float]) -> list[Leaf]:
    """The leaves of the script."""
    sheets = Sheets(scene, Format(*size, margin=44.0), head_of(scene, _whole(scene)))
    section = -1
    for number, page in enumerate(scene.pages, 1):
        _slide(page, number, sheets.begun(page.section, section), sheets)
        section = page.section
    return sheets.finished()


def _whole(scene: Scene) -> str:
    """The length of the lecture."""
    times = (estimate(scene).minutes, scene.minutes)
    return " / ".join(length(minutes * 60) for minutes in times if minutes)


def _slide(page: Page, number: int, section: str, sheets: Sheets) -> None:
    """Time and slide at the left of the notes, below the title of the `section` that begins; what does not fit goes on
    at the top of the next leaf."""
    form = sheets.form
    small = _SLIDE * sheets.scene.grid.height / sheets.scene.grid.width + _CAPITAL
    x = form.margin + _TIME + _SLIDE + _GAP
    width = form.width - form.margin - x
    words = [plain(page.title, _TITLE), *spoken(page.notes, _SPEECH, sheets.scene.lang)]
    high = sheets.compose.height(words, width)
    title = SECTION.size * SECTION.pitch + 8 if section else 0.0
    sheets.need(title + min(max(small, high), max(small, _LEAST + _TITLE.size * _TITLE.pitch)))
    if not sheets.is_empty:
        sheets.rule(form.margin, sheets.y - _BETWEEN / 2, form.inner)
    if section:
        sheets.put([plain(section, SECTION)], form.margin, sheets.y, form.inner)
        sheets.y += title
    top = sheets.y
    which = f"{languages.of(sheets.scene.lang).slides.slide} {number}"
    sheets.put([*_times(page), plain(which, SMALL)], form.margin, top, _TIME)
    sheets.slide(page, form.margin + _TIME, top + _CAPITAL, _SLIDE)
    columns = sheets.divided(words, width, sheets.room)
    for n, column in enumerate(columns):
        if n:
            sheets.new()
            sheets.put([plain(f"… {which}", SMALL)], form.margin, sheets.y + _CAPITAL, _TIME + _SLIDE)
        sheets.y += sheets.put(column, x, sheets.y, width)
    sheets.y = max(sheets.y, top + small if len(columns) == 1 else 0.0) + _BETWEEN


def _times(page: Page) -> list[Draft]:
    """When a slide comes, and how long it takes."""
    if page.hidden:
        return [plain("–", _CLOCK)]
    return [plain(clock(page.starts), _CLOCK), plain(length(page.seconds), SMALL)]
