"""The divider of a section: a page in the section's colour, with its numeral, its question, and its time enlarged.

In: the section, its number and all numbered sections. Out: a sheet.
"""

from __future__ import annotations

from podium.layout.backdrop import under
from podium.layout.headline import balanced
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.deck import Section
from podium.pages import section_colour
from podium.pages.foot import time_band
from podium.pages.lens import ABOVE, BAR, lens
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Shape
from podium.scene.grid import GUTTER
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import plain_draft, title_draft

_TOP = inches(0.95)
_BAR_TOP, _BAR_ALONE = inches(5.2), inches(6.1)  # with events below the bar; if no section has any
_EVENTS_END = inches(6.96)
_ROW = inches(6.2)  # of all sections, on a page without time
_TINT = 0.5  # least opacity of the section's colour over a picture
_SMALL = scale.AXIS.but(size=16.0, floor=16.0, colour="on")


def lay_out(part: Section, number: int, numbered: list[Section], stage: Stage) -> Sheet:
    """The divider's sheet."""
    words = part.headline or part.title or f"{stage.words.part} {number}"
    if not (part.title or part.headline):
        stage.warn("this section has no title", part, "title", "empty", f"'{words}' is used instead")
    ground = section_colour.ground(number, stage)
    top = _BAR_TOP if any(p.events for p in numbered) else _BAR_ALONE
    bar = stage.grid.columns(1, 12, top, BAR)
    time = lens(part, time_band(stage), bar, _EVENTS_END, ground, stage)
    below = time or _all_sections(number, numbered, stage)
    boxes = [*_words(part, words, number, (bar.y - ABOVE if time else _ROW) - inches(0.12), stage), *below]
    credits: tuple[str, ...] = ()
    if part.ground and part.picture is None:
        from podium.pages.map_ground import map_ground

        boxes = [*map_ground(part, section_colour.shadow(ground), stage), *boxes]
    if part.picture is not None:
        boxes = under(boxes, part.picture, stage, scrim=ground, least=_TINT)
        credits = (part.picture.credit,)
    name = ids.divider(number)
    return Sheet(name, "section", inline.plain(words), boxes, notes=part.notes, credits=credits, ground=ground)


def _words(part: Section, words: str, number: int, bottom: int, stage: Stage) -> list[Box]:
    """Title, numeral and question, above `bottom`."""
    grid = stage.grid
    room = bottom - _TOP
    area = grid.columns(4, 12, _TOP, round(room * 0.66) if part.question else room)
    title, _ = balanced(stage, area, title_draft(words, scale.DIVIDER_TITLE), max_lines=4, name="Section title")
    boxes: list[Box] = [title]
    if part.title or part.headline:  # otherwise the number is the title
        style = scale.DIVIDER_NUMERAL.but(size=190.0 if number < 10 else 150.0, floor=100.0)
        place = Rect(grid.columns(1, 1).x - inches(0.06), inches(0.72), grid.columns(1, 3).w, inches(2.75))
        boxes.append(stage.text("Numeral", place, [plain_draft(str(number), style)]))
    if part.question:
        top = title.rect.bottom + inches(0.16)
        asked = title_draft(part.question, scale.DIVIDER_QUESTION)
        place = Rect(area.x, top, area.w, bottom - top)
        boxes.append(balanced(stage, place, asked, name="Question", role="body")[0])
    return boxes


def _all_sections(number: int, numbered: list[Section], stage: Stage) -> list[Box]:
    """Where in the lecture this is, for a page that has no time to show: a bar for each section, this one's bright."""
    if len(numbered) < 2:
        return []
    places = stage.grid.split(stage.grid.columns(1, 12, _ROW, points(6)), [1] * len(numbered), GUTTER)
    names = [f"{n} {inline.plain(p.short or p.title)}".strip() for n, p in enumerate(numbered, 1)]
    boxes: list[Box] = []
    for labels in (names, [str(n) for n in range(1, len(numbered) + 1)]):
        words = [plain_draft(t, _SMALL.but(bold=n == number)) for n, t in enumerate(labels, 1)]
        if all(points(stage.compose.width(w) + 2) <= r.w for w, r in zip(words, places, strict=True)):
            below = [Rect(r.x, r.bottom + points(6), r.w, points(22)) for r in places]
            boxes = [stage.text(f"Name {n}", r, [w]) for n, (r, w) in enumerate(zip(below, words, strict=True), 1)]
            break
    bars = [
        Shape(name=f"Section {n}", rect=r, fill="on", alpha=1.0 if n == number else 0.35)
        for n, r in enumerate(places, 1)
    ]
    return [*bars, *boxes]
