"""A section's time under a lens: its stretch of the lecture over the whole width, as a thin line with its events.

In: the section, the lecture's time band, where the line stands. Out: boxes in the colours of a full page.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from podium.layout.stage import Stage
from podium.outline.dates.format import format_date
from podium.outline.dates.model import HistoricalDate
from podium.outline.deck import Section
from podium.pages.foot import capital_date, place
from podium.pages.stretch import round_dates, stretch
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting import measure
from podium.typesetting.text import Column, Draft, draft, plain_draft

ABOVE = inches(0.45)  # what stands over the line: its dates
_DATE, _DATE_UP = points(22), points(30)  # their height, and how far their top is above the line
_THICK, _DOT, _TICK = points(5), points(13), points(7)
_DROP, _GAP = inches(0.2), points(20)  # from the line to the words of an event, and between these
_SAME = 1 / 1000  # of a year
_LABEL = scale.AXIS.but(size=20.0, floor=16.0, colour="on")
_WIDEST = 0.24  # of the line: the longest line of an event


def lens(part: Section, whole: Band | None, line: Rect, bottom: int, bright: str, stage: Stage) -> list[Box]:
    """The boxes: nothing without span and events. `bottom` is where the events' words end; `bright` is the role of
    their dots."""
    events = _within(part, whole, stage)
    own = stretch([*([part.span] if part.span else []), *(date for date, _ in events)], stage.lang, whole)
    if own is None:
        return []
    boxes: list[Box] = [
        Shape(name="Time band", rect=line, geometry="line", line=Line("on", 1.25))  # longer than the span if events are
    ]
    covered = stretch([part.span], stage.lang, whole) if part.span else None
    x0, x1 = (place(own, covered.start, line), place(own, covered.end, line)) if covered else (line.x, line.right)
    span = Rect(x0, line.y - _THICK // 2, max(x1 - x0, points(4)), _THICK)
    boxes.append(Shape(name="Span", rect=span, fill="on"))
    boxes += _dates(own, line, events, stage)
    return [*boxes, *_events(events, own, line, bottom, bright, stage)]


def _within(part: Section, whole: Band | None, stage: Stage) -> list[tuple[HistoricalDate, str]]:
    """The section's events, without those outside the lecture's time band, which are a mistake of the outline."""
    if whole is None:
        return list(part.events)
    inside = [(d, t) for d, t in part.events if d.end >= whole.start and d.start <= whole.end]
    for date in {d.text for d, _ in part.events} - {d.text for d, _ in inside}:
        stage.warn(f"the event of {date} lies outside the lecture's time band", part, "events", "outside-span")
    return inside


def _dates(own: Band, line: Rect, events: list[tuple[HistoricalDate, str]], stage: Stage) -> list[Box]:
    """The first and the last date of the stretch, bold, and round dates between them, all above the line, each with a
    tick where it begins; none touches another. No round date is said again that an event or an end has."""
    boxes: list[Box] = []
    taken: list[Rect] = []
    told = {format_date(date, stage.lang) for date, _ in events}
    said = told | {own.last}
    between = ((at, text) for at, text in round_dates(own, stage.lang) if abs(at - own.last_from) > _SAME)
    inner = [(at, text, False) for at, text in between if text not in said]
    first, _, year = own.first.rpartition(" ")
    if not (first and year.isdigit() and year == own.last.split(" ")[-1]):  # "Jan … Dec 1939": the year once is enough
        first = own.first
    for at, text, bold in [(own.start, first, True), (own.last_from, own.last, True), *inner]:
        style = scale.AXIS.but(size=18.0 if bold else 16.0, floor=16.0, bold=bold, colour="on")
        w = points(stage.compose.width(plain_draft(text, style)) + 4)
        x = place(own, at, line)
        rect = Rect(min(x, line.right - w), line.y - _DATE_UP, w, _DATE)
        if not text or any(rect.x < t.right + _GAP and rect.right > t.x - _GAP for t in taken):
            continue
        taken.append(rect)
        tick = Rect(x, line.y - _TICK, 0, _TICK)
        boxes.append(Shape(name=f"Tick {text}", rect=tick, geometry="line", line=Line("on", 1)))
        boxes.append(stage.text(f"Date {text}", rect, [plain_draft(text, style)]))
    return boxes


class _Event(NamedTuple):
    """An event to place: its x on the line, its drafts, the width that they would like and that of their longest word
    (EMU)."""

    x: int
    label: list[Draft]
    width: int
    least: int
    name: str


def _events(
    events: list[tuple[HistoricalDate, str]], own: Band, line: Rect, bottom: int, bright: str, stage: Stage
) -> list[Box]:
    """A dot for each event on the line, and below it the date over the words; a stem where they stand further right or
    left."""
    made = [_event(date, text, own, line, stage) for date, text in events]
    if not made:
        return []
    widths = shared(_to_the_next(made), line.w - _GAP * (len(made) - 1))
    lefts = spread([e.x - _DOT // 2 for e in made], widths, line)
    top = line.y + _DROP
    size = _one_size(made, widths, bottom - top, stage)
    boxes: list[Box] = []
    for event, left, width in zip(made, lefts, widths, strict=True):
        align = "right" if event.x - left > width * 0.6 else "left"
        if not left <= event.x <= left + width:  # otherwise it stands right below its dot
            foot = left if event.x < left else left + width
            stem = Rect(min(event.x, foot), line.y, abs(foot - event.x), _DROP)
            down = Shape(name=f"Stem {event.name}", rect=stem, geometry="line", line=Line("on", 1.25))
            boxes.append(replace(down, flip=foot < event.x))
        dot = Rect(min(max(line.x, event.x - _DOT // 2), line.right - _DOT), line.y - _DOT // 2, _DOT, _DOT)
        boxes.append(Shape(name=f"Dot {event.name}", rect=dot, geometry="ellipse", fill=bright))
        words = [d.but(align=align, style=d.style.but(size=size)) for d in event.label]
        boxes.append(stage.text(f"Event {event.name}", Rect(left, top, width, bottom - top), words))
    return boxes


def _to_the_next(events: list[_Event]) -> list[int]:
    """The widths of labels that break before the next event, if their words allow it, so that it has its own at its
    place."""
    rooms = [b.x - a.x - _GAP for a, b in pairwise(events)] + [events[-1].width]
    return [room if e.least <= room < e.width else e.width for e, room in zip(events, rooms, strict=True)]


def _one_size(made: list[_Event], widths: list[int], height: int, stage: Stage) -> float:
    """The size at which every label fits; that of the floor if there is none."""
    columns = [Column(w / EMU_PER_PT, height / EMU_PER_PT) for w in widths]
    shrinks = [stage.compose.fit(event.label, column) for event, column in zip(made, columns, strict=True)]
    return max(_LABEL.floor, _LABEL.size - max(_LABEL.size if s is None else s for s in shrinks))


def _event(date: HistoricalDate, text: str, own: Band, line: Rect, stage: Stage) -> _Event:
    label = [plain_draft(capital_date(date, stage.lang), _LABEL.but(bold=True))]
    if text.strip():
        label.append(draft(text, _LABEL))
    middle = (max(date.start, own.start) + min(date.end, own.end)) / 2
    width = max(stage.compose.width(d) for d in label)
    if points(width + 6) > line.w * _WIDEST:
        width = max(_widest_line(d, line.w * _WIDEST / EMU_PER_PT - 6, stage) for d in label)
    wide = points(width + 6)
    least = points(max(stage.compose.width(label[0]), *(stage.compose.longest_word(d, 0) for d in label)) + 6)
    return _Event(place(own, middle, line), label, wide, least, date.text)


def _widest_line(d: Draft, width: float, stage: Stage) -> float:
    """The width (pt) of its widest line if its lines are evenly long and none is longer than `width`."""
    even = measure.balanced_width(stage.compose.spans(d, 0), width)
    return max(line.width for line in stage.compose.lines(d, even, 0)) * measure.SAFETY


def shared(wishes: list[int], room: int) -> list[int]:
    """The widths that are wished, the largest of them cut to one width where the room is too small for all."""
    cap = max(wishes)
    left, few = room, len(wishes)
    for wish in sorted(wishes):
        if wish * few > left:
            cap = left // few
            break
        left, few = left - wish, few - 1
    return [min(w, cap) for w in wishes]


def spread(wishes: list[int], widths: list[int], rect: Rect) -> list[int]:
    """The left edges, in order and as near to those wished as they can be without touching or leaving `rect`: one that
    is in the way of the next goes to the left as long as it still reaches to its place, then others to the right."""
    wanted = list(wishes)
    for n in reversed(range(len(wanted) - 1)):
        nearest = max(rect.x, wishes[n] + _DOT - widths[n])
        wanted[n] = min(wanted[n], max(nearest, wanted[n + 1] - _GAP - widths[n]))
    lefts: list[int] = []
    for wish in wanted:
        lefts.append(max(wish, lefts[-1] + widths[len(lefts) - 1] + _GAP) if lefts else max(wish, rect.x))
    end = rect.right
    for n in reversed(range(len(lefts))):
        lefts[n] = min(lefts[n], end - widths[n])
        end = lefts[n] - _GAP
    return lefts
