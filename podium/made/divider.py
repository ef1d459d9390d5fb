"""The divider of a part: full colour, its numeral, its question, and the time band on which it is lit.

In: the part, its number and all numbered parts. Out: a sheet.
"""

from __future__ import annotations

from podium.layout import type_scale as scale
from podium.layout.foot import place, time_band
from podium.layout.headline import balanced
from podium.layout.scene import Band, Box, Line, Shape
from podium.layout.sheet import Sheet
from podium.layout.stage import Stage
from podium.layout.text import draft, plain_draft
from podium.layout.units import EMU_PER_PT, Rect, inches, points
from podium.outline import inline
from podium.outline.date_format import format_date
from podium.outline.deck import Section

_BAND_TOP, _BAND_HEIGHT = inches(5.5), inches(0.3)
_LABEL = scale.AXIS.but(size=18.0, floor=14.0, colour="on")
_TICK = inches(0.06)
_LEADER = inches(0.42)  # from a label's foot to the band
_LABEL_GAP = points(10)


def lay_out(part: Section, number: int, numbered: list[Section], stage: Stage) -> Sheet:
    """The divider's sheet."""
    grid = stage.grid
    words = part.headline or part.title or f"{stage.words.part} {number}"
    if not (part.title or part.headline):
        stage.warn("this section has no title", part, "title", "empty", f"'{words}' stands in for it")
    area = grid.columns(4, 12, inches(0.95), inches(2.6))
    title, _ = balanced(stage, area, draft(words, scale.DIVIDER_TITLE), max_lines=4, name="Section title")
    numeral = plain_draft(str(number), scale.DIVIDER_NUMERAL.but(size=190.0 if number < 10 else 150.0, floor=100.0))
    width = grid.columns(1, 3).w
    boxes: list[Box] = [
        title,
        stage.text("Numeral", Rect(grid.columns(1, 1).x - inches(0.06), inches(0.72), width, inches(2.75)), [numeral]),
    ]
    if part.question:
        top = title.rect.bottom + inches(0.14)
        place_ = Rect(area.x, top, area.w, (inches(4.15) if part.events else inches(5.2)) - top)
        boxes.append(
            balanced(stage, place_, draft(part.question, scale.DIVIDER_QUESTION), name="Question", role="body")[0]
        )
    band = time_band(stage)
    if band is not None and part.span is not None:
        boxes += _band(part, numbered, band, stage)
    return Sheet(f"section-{number}", "section", inline.plain(words), boxes, notes=part.notes)


def _band(part: Section, numbered: list[Section], band: Band, stage: Stage) -> list[Box]:
    """All parts on the whole span, this one light, with its events above and the years below."""
    line = stage.grid.columns(1, 12, _BAND_TOP, _BAND_HEIGHT)
    boxes: list[Box] = [Shape(name="Time band", rect=line, fill="red.dark", alpha=0.55)]
    years: dict[int, str] = {line.x: band.first, line.right: band.last}
    own = (line.x, line.right)
    spans = [(n, p) for n, p in enumerate(numbered, 1) if p.span is not None]
    bars: list[tuple[int, Section, Rect]] = []
    for n, p in sorted(spans, key=lambda s: s[1] is part):  # this part last, over its neighbours
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
                fill="on" if mine else "red.dark",
                line=None if mine else Line("on", 0.5),
                alpha=1 if mine else 0.8,
            )
        )
        bars.append((n, p, rect))
        years.setdefault(x0, str(p.span.earliest[0]) if p.span.earliest[0] > 0 else "")
        own = (x0, x1) if mine else own
    boxes += _span_labels(bars, stage)
    boxes += _years(years, line, own, stage)
    return boxes + _events(part, band, line, stage)


def _span_labels(bars: list[tuple[int, Section, Rect]], stage: Stage) -> list[Box]:
    """ "1 Background" inside the last bar, this part's; the number in the others if there is room that no bar before took."""
    boxes: list[Box] = []
    taken: list[Rect] = []
    for number, part, rect in reversed(bars):
        mine = not taken
        style = scale.AXIS.but(size=16.0, floor=16.0, bold=True, colour="red.plate" if mine else "on")
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
    """Ticks and years under the band, those that would touch left out."""
    boxes: list[Box] = []
    taken: list[tuple[int, int]] = []
    rank = {x: n for n, x in enumerate((line.x, line.right, *own))}  # these are kept before others
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


def _events(part: Section, band: Band, line: Rect, stage: Stage) -> list[Box]:
    """Up to four events in a row above the band, each tied to its true place on it by a leader.

    A label stands over its place where it can; where events crowd, labels move aside in their order, so that
    neither labels nor leaders cross.
    """
    shown = []
    for date, text in part.events:
        if date.end < band.start or date.start > band.end:
            stage.warn(f"the event of {date.text} lies outside the lecture's time band", part, "events", "outside-span")
            continue
        label = [plain_draft(format_date(date, stage.lang), _LABEL.but(bold=True)), draft(text, _LABEL)]
        wanted = max(stage.compose.width(d) for d in label) + 16
        shown.append(
            (place(band, date.start, line), label, min(round(wanted * EMU_PER_PT), line.w // 4 - _LABEL_GAP), date.text)
        )
    lefts = _spread([x for x, *_ in shown], [w for _, _, w, _ in shown], line)
    height = max((stage.line_height(label, w - points(8)) for _, label, w, _ in shown), default=0)
    top = line.y - _LEADER - height
    boxes: list[Box] = []
    for left, (x, label, width, name) in zip(lefts, shown, strict=True):
        boxes.append(
            Shape(
                name=f"Stem {name}", rect=Rect(left, top, 0, height + points(2)), geometry="line", line=Line("on", 0.75)
            )
        )
        foot = top + height + points(2)
        boxes.append(
            Shape(
                name=f"Leader {name}",
                rect=Rect(min(left, x), foot, abs(x - left), line.y - foot),
                geometry="line",
                line=Line("on", 0.75),
                flip=x < left,
            )
        )
        boxes.append(stage.text(f"Event {name}", Rect(left + points(7), top, width - points(7), height), label))
    return boxes


def _spread(wanted: list[int], widths: list[int], line: Rect) -> list[int]:
    """Left edges near the wanted ones, in order, `_LABEL_GAP` apart, within the line."""
    lefts: list[int] = []
    for x, _ in zip(wanted, widths, strict=True):
        lefts.append(max(x, lefts[-1] + widths[len(lefts) - 1] + _LABEL_GAP) if lefts else max(x, line.x))
    limit = line.right
    for n in range(len(lefts) - 1, -1, -1):
        lefts[n] = min(lefts[n], limit - widths[n])
        limit = lefts[n] - _LABEL_GAP
    return lefts
