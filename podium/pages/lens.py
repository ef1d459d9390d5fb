"""A section's time under a lens: its stretch of the lecture, enlarged over the whole width, with its events.

In: the section, the lecture's time band, where the enlarged bar stands. Out: boxes in the colours of a full page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from podium.layout.stage import Stage
from podium.outline.dates.format import format_date
from podium.outline.dates.model import HistoricalDate
from podium.outline.deck import Section
from podium.pages.foot import place
from podium.pages.stretch import round_dates, stretch
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Freeform, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import Column, Draft, draft, plain_draft

BAR = inches(0.38)
ABOVE = inches(0.82)  # what stands over the bar: the lecture's line, its years, the beam
_LINE = inches(0.46)  # from the lecture's line to the bar
_STEM, _GAP = inches(0.16), points(20)
_IN_MONTHS = 2.0  # years of a stretch whose round dates are months
_ALL = 0.97  # a section with more of the lecture needs no lens
_LABEL = scale.AXIS.but(size=20.0, floor=16.0, colour="on")
_WHOLE = scale.AXIS.but(size=16.0, floor=16.0, colour="on")
_WIDEST = 0.24  # of the bar: the longest line of an event


def lens(part: Section, whole: Band | None, bar: Rect, bottom: int, ground: str, stage: Stage) -> list[Box]:
    """The boxes: nothing without span and events. `bottom` is where the events' labels end; `ground` is the page's."""
    events = _within(part, whole, stage)
    own = stretch([*([part.span] if part.span else []), *(date for date, _ in events)], stage.lang, whole)
    if own is None:
        return []
    boxes = _beam(own, whole, bar, stage) if whole is not None else []
    boxes.append(Shape(name="Time band", rect=bar, line=Line("on", 1)))  # longer than the span if events lie outside
    covered = stretch([part.span], stage.lang, whole) if part.span else None
    x0, x1 = (place(own, covered.start, bar), place(own, covered.end, bar)) if covered else (bar.x, bar.right)
    span = Rect(x0, bar.y, max(x1 - x0, points(4)), bar.h)
    boxes.append(Shape(name="Span", rect=span, fill="on"))
    dates = _dates(own, bar, span, events, ground, stage)
    return [*boxes, *dates, *_events(events, own, bar, bottom, ground, stage, dates)]


def _within(part: Section, whole: Band | None, stage: Stage) -> list[tuple[HistoricalDate, str]]:
    """The section's events, without those outside the lecture's time band, which are a mistake of the outline."""
    if whole is None:
        return list(part.events)
    inside = [(d, t) for d, t in part.events if d.end >= whole.start and d.start <= whole.end]
    for date in {d.text for d, _ in part.events} - {d.text for d, _ in inside}:
        stage.warn(f"the event of {date} lies outside the lecture's time band", part, "events", "outside-span")
    return inside


def _beam(own: Band, whole: Band, bar: Rect, stage: Stage) -> list[Box]:
    """The whole lecture as a thin line with the section's stretch on it, and a beam from there to the bar."""
    if own.end - own.start >= _ALL * (whole.end - whole.start):
        return []
    y = bar.y - _LINE
    line = Rect(bar.x, y, bar.w, 0)
    x0, x1 = place(whole, own.start, line), place(whole, own.end, line)
    x0 = min(x0, line.right - points(4))
    x1 = max(x1, x0 + points(4))
    thick, h = points(6), bar.y - y
    at = (x0 - bar.x, x1 - bar.x)
    beam = (("M", at[0], 0), ("L", at[1], 0), ("L", bar.w, h), ("L", 0, h), ("Z",))
    boxes: list[Box] = [
        Shape(name="Lecture", rect=line, geometry="line", line=Line("on", 1), alpha=0.6),
        Freeform(name="Beam", rect=Rect(bar.x, y, bar.w, h), paths=(beam,), fill="on", alpha=0.14),
        Shape(name="Stretch", rect=Rect(x0, y - thick // 2, x1 - x0, thick), fill="on"),
    ]
    for name, text, align in (("First year", whole.first, "left"), ("Last year", whole.last, "right")):
        if text == (own.first if align == "left" else own.last):  # the bar says it right below
            continue
        w = points(stage.compose.width(plain_draft(text, _WHOLE)) + 4)
        rect = Rect(line.x if align == "left" else line.right - w, y - points(24), w, points(20))
        boxes.append(stage.text(name, rect, [plain_draft(text, _WHOLE, align=align)]))
    return boxes


def _dates(
    own: Band, bar: Rect, span: Rect, events: list[tuple[HistoricalDate, str]], ground: str, stage: Stage
) -> list[Box]:
    """The ends of the stretch, bold, and round dates between them, all in the bar; none touches another, and none is
    said again that an event has."""
    boxes: list[Box] = []
    pad = points(8)
    taken: list[Rect] = []
    last = own.end - (1 / 11 if own.end - own.start <= _IN_MONTHS else 0.0)  # the last month has its name at the end
    told = {format_date(date, stage.lang) for date, _ in events}
    said = told | {own.last}
    inner = [(at, text, "centre") for at, text in round_dates(own, stage.lang) if text not in said and at < last]
    first, _, year = own.first.rpartition(" ")
    if not (first and year.isdigit() and year == own.last.split(" ")[-1]):  # "Jan … Dec 1939": the year once is enough
        first = own.first
    ends = [(own.start, first, "left"), (own.end, own.last, "right")]
    for at, text, align in [*(end for end in ends if end[1] not in told), *inner]:
        bold = align != "centre"
        style = scale.AXIS.but(size=18.0 if bold else 16.0, floor=16.0, bold=bold)
        w = points(stage.compose.width(plain_draft(text, style)) + 4)
        left = {"left": bar.x + pad, "right": bar.right - w - pad}.get(align, place(own, at, bar) - w // 2)
        rect = Rect(left, bar.y, w, bar.h)
        outside = left >= span.right or rect.right <= span.x
        on_edge = not bold and not outside and (left < span.x or rect.right > span.right)
        crowded = any(left < t.right + 2 * pad and rect.right > t.x - 2 * pad for t in taken)
        if not text or crowded or on_edge:
            continue
        taken.append(rect)
        words = plain_draft(text, style.but(colour="on" if outside else ground), align=align)
        fill = None if outside else "on"
        boxes.append(stage.text(f"Date {text}", rect, [words], anchor="middle", fill=fill))
    return boxes


class _Event(NamedTuple):
    """An event to place: its x on the bar, its drafts, the width that they would like and that of their longest word
    (EMU)."""

    x: int
    label: list[Draft]
    width: int
    least: int
    name: str


def _events(
    events: list[tuple[HistoricalDate, str]],
    own: Band,
    bar: Rect,
    bottom: int,
    ground: str,
    stage: Stage,
    dates: list[Box],
) -> list[Box]:
    """Each event's date over its words, below the bar, and a line from there to its place on the bar, notched where it
    strikes none of the `dates`."""
    made = [_event(date, text, own, bar, stage) for date, text in events]
    if not made:
        return []
    widths = shared(_to_the_next(made), bar.w - _GAP * (len(made) - 1))
    lefts = spread([e.x for e in made], widths, bar)
    top = bar.bottom + _STEM
    size = _one_size(made, widths, bottom - top, stage)
    boxes: list[Box] = []
    for event, left, width in zip(made, lefts, widths, strict=True):
        foot = min(max(event.x, left), left + width)
        align = "right" if event.x - left > width * 0.6 else "left"
        low, high = min(event.x, foot), max(event.x, foot)
        stem = Rect(low, bar.bottom, high - low, _STEM - points(2))
        notch = Rect(event.x - points(1), bar.bottom - points(5), points(2), points(5))
        if not any(date.rect.x < notch.right and notch.x < date.rect.right for date in dates):
            boxes.append(Shape(name=f"Notch {event.name}", rect=notch, fill=ground))
        boxes += [
            Shape(name=f"Stem {event.name}", rect=stem, geometry="line", line=Line("on", 1.25), flip=foot < event.x),
            stage.text(
                f"Event {event.name}",
                Rect(left, top, width, bottom - top),
                [d.but(align=align, style=d.style.but(size=size)) for d in event.label],
            ),
        ]
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


def _event(date: HistoricalDate, text: str, own: Band, bar: Rect, stage: Stage) -> _Event:
    label = [plain_draft(format_date(date, stage.lang), _LABEL.but(bold=True))]
    if text.strip():
        label.append(draft(text, _LABEL))
    width = max(stage.compose.width(d) for d in label)
    wide = min(points(width + 6), round(bar.w * _WIDEST))
    least = points(max(stage.compose.width(label[0]), *(stage.compose.longest_word(d, 0) for d in label)) + 6)
    return _Event(place(own, date.start, bar), label, wide, least, date.text)


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
    """The left edges, in order and as near to those wished as they can be without touching or leaving `rect`."""
    lefts: list[int] = []
    for wish, _ in zip(wishes, widths, strict=True):
        lefts.append(max(wish, lefts[-1] + widths[len(lefts) - 1] + _GAP) if lefts else max(wish, rect.x))
    end = rect.right
    for n in reversed(range(len(lefts))):
        lefts[n] = min(lefts[n], end - widths[n])
        end = lefts[n] - _GAP
    return lefts
