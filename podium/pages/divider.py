"""The divider of a section: title and question over its colour, its picture or its map, and its time enlarged.

In: the section, its number and all numbered sections. Out: a sheet. A picture or a map fills the page; over a picture
there are gradients from the side of the words and from the foot. While it is missing, the page is as without it.
"""

from __future__ import annotations

from dataclasses import replace

from podium.layout.backdrop import Backdrop, backdrop, gold, inked, lightest, shade, there
from podium.layout.headline import balanced
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.dates.format import format_date
from podium.outline.deck import Section
from podium.outline.nodes import Scalar
from podium.pages import section_colour
from podium.pages.foot import source_words
from podium.pages.lens import ABOVE, lens
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Shape, Text
from podium.scene.grid import FOOTER_HEIGHT, FOOTER_Y, GUTTER, OPTICAL_MIDDLE
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import draft, plain_draft, title_draft

_TOP, _ABOVE_TIME = inches(0.6), inches(0.4)  # free above the words, and between them and the time
_DOWN = inches(0.35)  # how far below that the words begin, if there is room
_LINES = (inches(5.5), inches(5.15), inches(4.8))  # with events below the line: the first at which they fit
_LINE_ALONE = inches(6.3)  # if no section has any
_EVENTS_END = inches(6.76)
_ROW = inches(6.2)  # of all sections, on a page without time
_KICKER, _NUMERAL = inches(0.4), inches(2.75)
_NUMERAL_UP = inches(0.23)  # its digits are as high as the title's capitals
_QUESTION_GAP = inches(0.16)
_BRIGHT, _OVER_LINES = 4.5, 5.5  # contrast of words in gold with the page; with the lines of a map on it
_STRIP = 0.62  # opacity of the gradient under the time, at least: lines and dots are thin
_SMALL = scale.AXIS.but(size=16.0, floor=16.0, colour="on")


def lay_out(part: Section, number: int, numbered: list[Section], band: Band | None, stage: Stage) -> Sheet:
    """The divider's sheet; `band` is the lecture's time."""
    words = part.headline or part.title or f"{stage.words.part} {number}"
    if not (part.title or part.headline):
        stage.warn("this section has no title", part, "title", "empty", f"'{words}' is used instead")
    ground = section_colour.ground(number, stage)
    found = there(part.picture, stage)
    needed = _OVER_LINES if part.ground else _BRIGHT
    bright = gold(stage) if found or stage.theme.contrast(gold(stage), ground) >= needed else "on"
    line, time = _time(part, any(p.events for p in numbered), band, bright, stage)
    below = time or _all_sections(number, numbered, stage)
    end = (line.y - ABOVE if time else _ROW if below else FOOTER_Y) - _ABOVE_TIME
    under, cited, data = list[Box](), tuple[str, ...](), tuple[str, ...]()
    if part.ground and not found:
        from podium.pages.map_ground import map_ground

        under, cited, data = map_ground(part, section_colour.shadow(ground), stage)
    said = _words(part, words, number, end, bright, stage, numeral=not (under or found), over_time=bool(time))
    credits: tuple[str, ...] = ()
    if found and part.picture:
        below = [*below, *_credit(part.picture.credit, stage, part.picture.place("credit"))]
        under, credits = _picture(part, said, below, stage), (part.picture.credit,)
    elif cited:
        below = [*below, *_credit(source_words(cited, stage), stage)]
    boxes = [*under, *said, *below]
    name = ids.divider(number)
    return Sheet(
        name, "section", inline.plain(words), boxes, notes=part.notes,
        sources=cited, data=data, credits=credits, ground=ground,
    )  # fmt: skip


def _time(part: Section, events: bool, whole: Band | None, bright: str, stage: Stage) -> tuple[Rect, list[Box]]:
    """The line of the section's time with all that belongs to it; higher on the page if its events need the room."""
    line = stage.grid.columns(1, 12, _LINES[0] if events else _LINE_ALONE)
    waiting = list(stage.leftovers)
    time = lens(part, whole, line, _EVENTS_END, bright, stage)
    for y in _LINES[1:] if len(stage.leftovers) > len(waiting) else ():
        with stage.silent():
            higher = line._replace(y=y)
            made = lens(part, whole, higher, _EVENTS_END, bright, stage)
            fits = not stage.leftovers
        if fits:
            stage.leftovers = waiting
            return higher, made
    return line, time


def _picture(part: Section, said: list[Box], below: list[Box], stage: Stage) -> list[Box]:
    """The section's picture over the slide, and the gradients under the words and under what stands `below` them."""
    picture = part.picture
    assert picture is not None
    alt = inline.plain(picture.alt)
    ground = backdrop(picture, stage.grid.slide, stage, subject=alt[:60], alt=alt)
    letters = [b for b in said if isinstance(b, Text)]
    side = ground.rect._replace(w=max(inked(b).right for b in letters) + points(8))
    top = ground.rect.top(max(b.rect.bottom for b in letters) + points(8))
    scrims = lightest(ground, {"left": side, "top": top}, letters, stage) + _foot(ground, below, stage)
    return [*ground.boxes, *scrims]


def _foot(ground: Backdrop, below: list[Box], stage: Stage) -> list[Box]:
    """The gradient from the lower edge, under the time and the row at the foot."""
    letters = [b for b in below if isinstance(b, Text)]
    row = stage.grid.columns(1, 12, FOOTER_Y, FOOTER_HEIGHT)
    foot = Text(name="Foot", rect=row, paragraphs=())
    rect = ground.rect.below(min((b.rect.y for b in below), default=FOOTER_Y) - points(8))
    return shade(ground, rect, "bottom", stage, letters=[*letters, foot], name="Foot scrim", least=_STRIP)


def _credit(text: str, stage: Stage, where: tuple[int, int] | None = None) -> list[Box]:
    """Whose the picture is, or the borders are, at the foot of the page."""
    if not inline.plain(text).strip():
        return []
    place = stage.grid.columns(4, 11, FOOTER_Y, points(17))
    box = stage.text("Credit", place, [draft(text, scale.CREDIT.but(colour="on"), align="right")])
    box.place = where
    return [box]


def _words(
    part: Section, words: str, number: int, bottom: int, bright: str, stage: Stage, *, numeral: bool, over_time: bool
) -> list[Box]:
    """Part and time in small type, title and question; with a large `numeral`, or with the number in small type. They
    are centred to the eye above `bottom`, or stand at one height on all dividers that have the time below."""
    grid = stage.grid
    titled = bool(part.title or part.headline)  # otherwise the number is the title
    numeral = numeral and titled
    area = grid.columns(4 if numeral else 1, 12 if numeral else 9, _TOP, bottom - _TOP)
    small = [] if numeral or not titled else [f"{stage.words.part} {number}"]
    small += [format_date(part.span, stage.lang)] if part.span else []
    boxes: list[Box] = []
    down = 0
    if small:
        kicker = plain_draft(" · ".join(small).upper(), scale.KICKER.but(colour=bright))
        boxes.append(_hugging(stage.text("Kicker", area.top(_KICKER), [kicker]), stage.compose.width(kicker)))
        down = _KICKER
    room = area.below(down)
    title, _ = balanced(
        stage,
        room.top(round(room.h * (0.7 if part.question else 1.0))),
        title_draft(words, scale.DIVIDER_TITLE),
        max_lines=4,
        name="Section title",
    )
    boxes.append(title)
    if part.question:
        top = title.rect.bottom + _QUESTION_GAP
        asked = title_draft(part.question, scale.DIVIDER_QUESTION)
        place = Rect(area.x, top, area.w, bottom - top)
        boxes.append(balanced(stage, place, asked, name="Question", role="body")[0])
    free = bottom - boxes[-1].rect.bottom
    boxes = _moved(boxes, min(_DOWN, max(0, free)) if over_time else round(free * OPTICAL_MIDDLE))
    if numeral:
        style = scale.DIVIDER_NUMERAL.but(size=190.0 if number < 10 else 150.0, floor=100.0)
        top = next(b.rect.y for b in boxes if b.name == "Section title") - _NUMERAL_UP
        place = Rect(grid.columns(1, 1).x - inches(0.06), top, grid.columns(1, 3).w, _NUMERAL)
        boxes.append(stage.text("Numeral", place, [plain_draft(str(number), style)]))
    return boxes


def _hugging(text: Text, width: float) -> Text:
    """The line with an inset at its right, so that its width (pt) is known."""
    return replace(text, inset=(0, 0, max(0, text.rect.w - points(width * 1.05 + 4)), 0))


def _moved(boxes: list[Box], down: int) -> list[Box]:
    """The boxes further down by so many EMU."""
    return [replace(b, rect=b.rect._replace(y=b.rect.y + down)) for b in boxes]


def _all_sections(number: int, numbered: list[Section], stage: Stage) -> list[Box]:
    """Where in the lecture this is, for a page that has no time to show: a bar for each section, this one's bright."""
    if len(numbered) < 2:
        return []
    places = stage.grid.split(stage.grid.columns(1, 12, _ROW, points(6)), [1] * len(numbered), GUTTER)
    titles = [p.short or p.title for p in numbered]
    names = [Scalar.of(f"{n} {inline.plain(title)}".strip(), title) for n, title in enumerate(titles, 1)]
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
