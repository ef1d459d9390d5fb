"""The divider of a section: full colour, its numeral, its question, and the time band with its span highlighted.

In: the section, its number and all numbered sections. Out: a sheet.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from podium.layout.backdrop import TINT, under
from podium.layout.headline import balanced
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import HistoricalDate, parse_date
from podium.outline.deck import Section
from podium.pages.foot import place, time_band
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft, title_draft

_BAND_TOP, _BAND_HEIGHT = inches(5.5), inches(0.3)
_LABEL = scale.AXIS.but(size=18.0, floor=14.0, colour="on")
_TICK = inches(0.06)
_MONTHS_UP_TO = 6  # years of a band whose sections are labelled with their months


def lay_out(part: Section, number: int, numbered: list[Section], stage: Stage) -> Sheet:
    """The divider's sheet."""
    grid = stage.grid
    words = part.headline or part.title or f"{stage.words.part} {number}"
    if not (part.title or part.headline):
        stage.warn("this section has no title", part, "title", "empty", f"'{words}' is used instead")
    area = grid.columns(4, 12, inches(0.95), inches(2.2) if part.question and part.events else inches(2.6))
    title, _ = balanced(stage, area, title_draft(words, scale.DIVIDER_TITLE), max_lines=4, name="Section title")
    numeral = plain_draft(str(number), scale.DIVIDER_NUMERAL.but(size=190.0 if number < 10 else 150.0, floor=100.0))
    width = grid.columns(1, 3).w
    boxes: list[Box] = [title]
    if part.title or part.headline:  # otherwise the number is the title
        place_ = Rect(grid.columns(1, 1).x - inches(0.06), inches(0.72), width, inches(2.75))
        boxes.append(stage.text("Numeral", place_, [numeral]))
    band = time_band(stage)
    below = _band(part, numbered, band, stage) if band is not None and part.span is not None else []
    if part.events and not below:
        stage.warn("this section has events but no time band to show them on", part, "events", "no-span", "add 'span:'")
    if part.question:
        top = title.rect.bottom + inches(0.14)
        end = min((b.rect.y for b in below if b.name.startswith("Event")), default=inches(5.2))
        place_ = Rect(area.x, top, area.w, end - top)
        boxes.append(
            balanced(stage, place_, title_draft(part.question, scale.DIVIDER_QUESTION), name="Question", role="body")[0]
        )
    boxes += below
    credits: tuple[str, ...] = ()
    if part.ground and part.picture is None:
        from podium.pages.map_ground import map_ground

        boxes = [*map_ground(part, stage), *boxes]
    if part.picture is not None:
        boxes = under(boxes, part.picture, stage, scrim="accent.plate", least=TINT, subject=words)
        credits = (part.picture.credit,)
    return Sheet(ids.divider(number), "section", inline.plain(words), boxes, notes=part.notes, credits=credits)


def _band(part: Section, numbered: list[Section], band: Band, stage: Stage) -> list[Box]:
    """All sections on the whole span, this one highlighted, with its events above and the years below."""
    line = stage.grid.columns(1, 12, _BAND_TOP, _BAND_HEIGHT)
    boxes: list[Box] = [Shape(name="Time band", rect=line, fill="accent.dark", alpha=0.55)]
    years: dict[int, str] = {line.x: band.first, line.right: band.last}
    own = (line.x, line.right)
    spans = [(n, p) for n, p in enumerate(numbered, 1) if p.span is not None]
    bars: list[tuple[int, Section, Rect]] = []
    for n, p in sorted(spans, key=lambda s: s[1] is part):  # this section last, over its neighbours
        if p.span is None:
            continue
        x0, x1 = place(band, p.span.start, line), place(band, p.span.end, line)
        x1 = max(x1, x0 + inches(0.1))
        mine = p is part
        rect = Rect(x0, line.y, x1 - x0, line.h)
        boxes.append(
            Shape(
                name=f"Span {n}",
                rect=rect,
                fill="on" if mine else "accent.dark",
                line=None if mine else Line("on", 0.5),
                alpha=1 if mine else 0.8,
            )
        )
        bars.append((n, p, rect))
        years.setdefault(x0, _start_label(p.span, band, stage))
        own = (x0, x1) if mine else own
    boxes += _span_labels(bars, stage)
    boxes += _years(years, line, own, stage)
    return boxes + _events(part, band, line, stage)


def _start_label(span: HistoricalDate, band: Band, stage: Stage) -> str:
    """The year in which a span begins, with the month if the whole band covers few years."""
    year, month, _ = span.earliest
    if year <= 0:
        return ""
    if month == 1 or band.end - band.start > _MONTHS_UP_TO:
        return str(year)
    return format_date(parse_date(f"{year:04}-{month:02}"), stage.lang, "short")


def _span_labels(bars: list[tuple[int, Section, Rect]], stage: Stage) -> list[Box]:
    """The label inside the last bar, this section's ("1 Background"); numbers in the others where they fit."""
    boxes: list[Box] = []
    taken: list[Rect] = []
    for number, part, rect in reversed(bars):
        mine = not taken
        style = scale.AXIS.but(size=16.0, floor=16.0, bold=True, colour="accent.plate" if mine else "on")
        for text in ([f"{number} {inline.plain(part.short or part.title)}"] if mine else []) + [str(number)]:
            words = plain_draft(text, style, align="left" if mine else "centre")
            width = round(stage.compose.width(words) * EMU_PER_PT) + points(10)
            room = rect if mine else Rect(rect.x + (rect.w - width) // 2, rect.y, width, rect.h)
            if width <= rect.w and not any(room.x < t.right and t.x < room.right for t in taken):
                boxes.append(stage.text(f"Span label {number}", room.inset(points(5), 0), [words], anchor="middle"))
                taken.append(room)
                break
        if mine:
            taken = [rect]
    return boxes


def _years(years: dict[int, str], line: Rect, own: tuple[int, int], stage: Stage) -> list[Box]:
    """Ticks and years under the band, without those that would touch."""
    boxes: list[Box] = []
    taken: list[tuple[int, int]] = []
    rank = {x: n for n, x in enumerate((line.x, line.right, *own))}  # these take precedence
    for x, year in sorted(years.items(), key=lambda y: (rank.get(y[0], len(rank)), y[0])):
        words = plain_draft(
            year,
            scale.AXIS.but(size=14.0, colour="on"),
            align="left" if x == line.x else "right" if x == line.right else "centre",
        )
        w = round(stage.compose.width(words) * EMU_PER_PT) + points(3)
        left = x if x == line.x else x - w if x == line.right else x - w // 2
        if not year or any(left < b + points(8) and left + w > a - points(8) for a, b in taken):
            continue
        taken.append((left, left + w))
        boxes.append(
            Shape(name=f"Tick {year}", rect=Rect(x, line.bottom, 0, _TICK), geometry="line", line=Line("on", 0.75))
        )
        boxes.append(stage.text(f"Year {year}", Rect(left, line.bottom + _TICK + points(3), w, points(18)), [words]))
    return boxes


class _Event(NamedTuple):
    """An event to place: its x on the band, its drafts, their width (EMU)."""

    x: int
    label: list[Draft]
    width: int
    name: str


def _events(part: Section, band: Band, line: Rect, stage: Stage) -> list[Box]:
    """Up to four events, each on a vertical stem over its position on the band."""
    dates = [(d, t) for d, t in part.events if d.end >= band.start and d.start <= band.end]
    for date in {d.text for d, _ in part.events} - {d.text for d, _ in dates}:
        stage.warn(f"the event of {date} lies outside the lecture's time band", part, "events", "outside-span")
    height, places = points(46), []
    for high in (False, True):  # date over text on two levels, else both in one line with one level for each event
        events = [_event(date, text, band, line, high, stage) for date, text in dates]
        places = _levels(events, line, len(events) if high else 2)
        height = points(26 if high else 46)
        if places:
            break
    else:  # each on its own level, although a stem may cross a label
        places = [(n, e.x + e.width > line.right) for n, e in reversed(list(enumerate(events)))]
    return [
        b
        for event, place_ in zip(events, places, strict=True)
        for b in _event_boxes(event, place_, height, line, stage)
    ]


def _event(date: HistoricalDate, text: str, band: Band, line: Rect, in_line: bool, stage: Stage) -> _Event:
    when = format_date(date, stage.lang)
    bold = _LABEL.but(bold=True)
    label = [draft(f"**{when}** {text}", _LABEL)] if in_line else [plain_draft(when, bold), draft(text, _LABEL)]
    width = round(max(stage.compose.width(d) for d in label) * EMU_PER_PT) + points(12)
    return _Event(place(band, date.start, line), label, min(width, line.w * 2 // 5), date.text)


def _levels(events: list[_Event], line: Rect, levels: int) -> list[tuple[int, bool]]:
    """(level, leans left) of each event, so that no label meets a label or a stem; [] if that is impossible.

    Four events on four levels, either side of the stem, are 4,096 ways: all are tried, the lowest one wins.
    """
    best: list[tuple[int, bool]] = []
    least = 10**9
    choices = [(level, left) for level in range(levels) for left in (False, True)]
    for way in product(choices, repeat=len(events)):
        cost = sum(level * 3 + left for level, left in way)
        if cost < least and _is_clear(events, way, line):
            best, least = list(way), cost
    return best


def _is_clear(events: list[_Event], way: tuple[tuple[int, bool], ...], line: Rect) -> bool:
    spans = [(e.x - e.width, e.x) if left else (e.x, e.x + e.width) for e, (_, left) in zip(events, way, strict=True)]
    if any(a < line.x - points(2) or b > line.right for a, b in spans):
        return False
    gap = points(6)  # between a label and its own stem, and at least between labels
    for n, (a, b) in enumerate(spans):
        left = way[n][1]
        for k, (c, d) in enumerate(spans):
            same_level = k > n and way[n][0] == way[k][0] and a < d + gap and c < b + gap
            crossed = a + (0 if left else gap - 1) < events[k].x < b - (gap - 1 if left else 0)
            under_stem = k != n and way[k][0] > way[n][0] and crossed
            if same_level or under_stem:
                return False
    return True


def _event_boxes(event: _Event, where: tuple[int, bool], height: int, line: Rect, stage: Stage) -> list[Box]:
    level, left = where
    top = line.y - points(8) - height * (level + 1)
    x = event.x - event.width if left else event.x + points(6)
    stem = Rect(event.x, top + points(3), 0, line.y - top - points(3))
    label = [d.but(align="right" if left else "left") for d in event.label]
    return [
        Shape(name=f"Stem {event.name}", rect=stem, geometry="line", line=Line("on", 0.75)),
        stage.text(f"Event {event.name}", Rect(x, top, event.width - points(6), height - points(4)), label),
    ]
