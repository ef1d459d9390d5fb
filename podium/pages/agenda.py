"""The agenda: the sections under a time axis to scale, each linked to its divider.

In: the numbered sections. Out: one sheet, or more for many sections.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import NamedTuple

from podium.layout.headline import headline
from podium.layout.panels import text_on
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.dates.format import format_date
from podium.outline.dates.model import HistoricalDate
from podium.outline.deck import Section
from podium.outline.deck_parts import Agenda
from podium.pages import section_colour
from podium.pages.foot import place, source_line, time_band
from podium.pages.sheet import Sheet
from podium.pages.stretch import round_dates
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Line, Shape, Text
from podium.scene.grid import BAND_Y, CONTENT_BOTTOM
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import Draft, draft, plain_draft

_ROWS = 8
_BAR, _BAR_MOST = inches(0.42), inches(0.6)
_LINES = 7  # of the axis, between its ends
_AXIS_HEIGHT = inches(0.36)
_LABEL_LINE = points(24)
_LEAST = 0.7  # of its columns, that an axis keeps if years over its ends take the rest
_SEEN = 3.0  # contrast of a bar with its strip (WCAG 2.2, 1.4.11)
_SPAN = scale.LABEL.but(size=18.0, floor=16.0)


class _Sizes(NamedTuple):
    """The type (pt) of rows that are at least so high (EMU)."""

    height: int
    numeral: float
    title: float
    question: float


_SIZES = (
    _Sizes(inches(2), 110, 44, 28),
    _Sizes(inches(1.4), 80, 34, 24),
    _Sizes(inches(1), 64, 28, 20),
    _Sizes(inches(0.7), 44, 26, 20),
    _Sizes(0, 36, 24, 20),
    _Sizes(0, 36, 20, 18),
    _Sizes(0, 36, 18, 16),
)
_BETWEEN = points(6)  # at least, from the words of a row to those of the next


def lay_out(agenda: Agenda, parts: list[Section], stage: Stage) -> list[Sheet]:
    """The agenda's sheets."""
    title_text = agenda.headline or stage.words.overview
    count = -(-len(parts) // math.ceil(len(parts) / _ROWS))
    groups = [parts[n : n + count] for n in range(0, len(parts), count)]
    sheets = []
    for n, group in enumerate(groups):
        mark = f"({n + 1}/{len(groups)})" if len(groups) > 1 else ""
        with stage.repeating(n > 0):
            title, top = headline(title_text, stage, mark)
        boxes: list[Box] = [title, *_rows(group, n * count, top, stage)]
        sheet = Sheet(
            ids.AGENDA,
            "overview",
            f"{inline.plain(title_text)} {mark}".strip(),
            boxes,
            notes=agenda.notes if n == 0 else "",
            footer=stage.words.overview,
        )
        if n == 0 and stage.deck.every_slide() and stage.deck.source:
            whole = stage.deck.every_slide()[0].model_copy(update={"source": (), "foot": "", "footnotes": ()})
            sheet.foot = source_line(whole, "", stage, stage.layouts["overview"], always=True)[1]
        sheets.append(sheet)
    return sheets


def _rows(group: list[Section], before: int, top: int, stage: Stage) -> list[Box]:
    """The rows of a sheet's sections, which share its height; `before` sections are on earlier sheets."""
    grid = stage.grid
    band = time_band(stage) if any(p.span for p in group) else None
    start = top + (_AXIS_HEIGHT if band else 0)
    end = BAND_Y if stage.template is None else CONTENT_BOTTOM
    axis, whole = _columns(stage), grid.columns(1, 12)
    for sizes in (s for s in _SIZES if (end - start) // len(group) >= s.height):
        widest = plain_draft(str(before + len(group)), scale.FIGURE.but(size=sizes.numeral))
        first = 2 if points(stage.compose.width(widest)) < grid.columns(1, 1).w else 3
        words = grid.columns(first, 7 if band else 12)
        texts = [_words(part, before + n, sizes, stage) for n, part in enumerate(group, 1)]
        rows = _heights(texts, words.w, start, end, stage)
        if rows:
            break
    else:
        height = (end - start) // len(group)
        rows = [(start + n * height, height) for n in range(len(group))]
    above = band is not None and _labels_above(group, band, axis.w, rows, stage)
    if band and above:
        axis = _with_room(group, band, axis, stage)
    boxes: list[Box] = _axis(band, axis, start, whole.right, stage) if band else []
    for n, (part, (y, height)) in enumerate(zip(group, rows, strict=True), before + 1):
        boxes.append(stage.rule(whole.x, y, whole.w, "rule"))
        boxes.append(_numeral(n, Rect(whole.x, y, words.x - whole.x, height), sizes.numeral, stage))
        boxes.append(_text(part, n, Rect(words.x, y + points(3), words.w, height - points(6)), sizes, stage))
        if band and part.span:
            boxes += _bar(part, n, band, Rect(axis.x, y, axis.w, height), above, stage)
    if stage.template is not None:
        boxes.append(stage.rule(whole.x, end, whole.w, "rule"))
    return boxes  # the rule at the foot ends the last row


def _columns(stage: Stage) -> Rect:
    """Where the axis and the bars are."""
    return stage.grid.columns(8, 12)


def _heights(words: list[list[Draft]], width: int, start: int, end: int, stage: Stage) -> list[tuple[int, int]]:
    """Top and height (EMU) of each row down to `end`: the same space about all words; [] if there is too little."""
    needs = [stage.line_height(drafts, width, end - start) for drafts in words]
    spare = (end - start - sum(needs)) // len(needs)
    if spare < _BETWEEN:
        return []
    tops = accumulate((need + spare for need in needs), initial=start)
    return [(y, need + spare) for y, need in zip(tops, needs, strict=False)]


def _labels_above(group: list[Section], band: Band, width: int, rows: list[tuple[int, int]], stage: Stage) -> bool:
    """Whether the years of all sections stand above their bars: they are not all short enough to stand in them, and
    the rows are high enough."""
    spans = [part.span for part in group if part.span]
    per_year = width / (band.end - band.start)
    inside = all((span.end - span.start) * per_year >= _label_width(span, stage) + points(16) for span in spans)
    return not inside and min(h for _, h in rows) >= _BAR + _LABEL_LINE + points(12)


def _with_room(group: list[Section], band: Band, axis: Rect, stage: Stage) -> Rect:
    """The axis, shorter by what the years over its first and last bars need to stand over their middles."""
    found = axis
    for _ in range(4):  # what one end gives up moves the other
        left = right = 0
        for span in (part.span for part in group if part.span):
            half, middle = _label_width(span, stage) // 2, place(band, (span.start + span.end) / 2, found)
            left, right = max(left, axis.x - middle + half), max(right, middle + half - axis.right)
        found = found._replace(x=found.x + left, w=found.w - left - right)
    return found if found.w > axis.w * _LEAST else axis


def _label_width(span: HistoricalDate, stage: Stage) -> int:
    """The width (EMU) of a section's years."""
    return points(stage.compose.width(plain_draft(format_date(span, stage.lang), _SPAN)) + 4)


def _numeral(number: int, cell: Rect, size: float, stage: Stage) -> Text:
    """The section's number, in the middle of its cell."""
    numeral = plain_draft(str(number), scale.FIGURE.but(size=size, floor=24.0, colour="ink"))
    high = min(cell.h, points(size * 1.25))
    place = Rect(cell.x, cell.y + (cell.h - high) // 2, cell.w, high)
    return stage.text(f"Number {number}", place, [numeral], anchor="middle")


def _words(part: Section, number: int, sizes: _Sizes, stage: Stage) -> list[Draft]:
    """The section's title and question."""
    style = scale.POINT.but(size=sizes.title, floor=16.0)
    words = [draft(part.title or part.headline or f"{stage.words.part} {number}", style)]
    if part.question:
        words.append(draft(part.question, scale.BODY.but(size=sizes.question, floor=16.0), before=2.0))
    return words


def _text(part: Section, number: int, place: Rect, sizes: _Sizes, stage: Stage) -> Text:
    """The section's words, linked to its divider."""
    words = _words(part, number, sizes, stage)
    link = f"#{ids.divider(number)}" if part.divider else ""
    with stage.repeating(part.divider):  # the divider has the full words
        return stage.text(f"Part {number}", place, words, anchor="middle", link=link)


def _axis(band: Band, axis: Rect, top: int, right: int, stage: Stage) -> list[Box]:
    """Ticks where the first and the last year, or month, and round ones between them begin, each with its label."""
    marks = [(band.start, band.first), *round_dates(band, stage.lang, _LINES)]
    if band.last and band.last not in {text for _, text in marks}:
        marks.insert(1, (band.last_from, band.last))
    boxes: list[Box] = []
    taken: list[tuple[int, int]] = []
    for at, text in marks:
        words, x = plain_draft(text, scale.AXIS.but(size=16.0)), place(band, at, axis)
        w = points(stage.compose.width(words) + 4)
        left = min(x, right - w)
        if any(left < b + points(6) and left + w > a - points(6) for a, b in taken):
            continue
        taken.append((left, left + w))
        tick = Rect(x, top - points(5), 0, points(5))
        boxes.append(Shape(name=f"Tick {text}", rect=tick, geometry="line", line=Line("rule", 1.0)))
        boxes.append(stage.text(f"Year {text}", Rect(left, top - points(27), w, points(21)), [words]))
    return boxes


def _bar(part: Section, number: int, band: Band, row: Rect, above: bool, stage: Stage) -> list[Box]:
    """The section's bar on a strip as long as the axis, in the colour of its divider, its years on, beside or, if
    `above` or where there is no other room, over it."""
    assert part.span is not None
    x0, x1 = place(band, part.span.start, row), place(band, part.span.end, row)
    x0 = min(x0, row.right - points(6))
    x1 = max(x1, x0 + points(6))
    high = min(_BAR_MOST, max(_BAR, row.h // 4))
    bar = Rect(x0, row.y + (row.h - high) // 2, x1 - x0, high)
    words = plain_draft(format_date(part.span, stage.lang), _SPAN)
    w, gap = _label_width(part.span, stage), points(8)
    if not above and w + 2 * gap <= bar.w:
        inside = words.but(style=_SPAN.but(colour=text_on(_colour(number, stage), stage.theme)), align="centre")
        label = stage.text(f"Span {number}", bar, [inside], anchor="middle")
        return [*_strip(bar, number, row, stage), label]
    y = bar.y + (high - _LABEL_LINE) // 2
    if not above and bar.x - row.x >= w + gap:
        where = Rect(bar.x - w - gap, y, w, _LABEL_LINE)
    elif not above and row.right - bar.right >= w + gap:
        where = Rect(bar.right + gap, y, w, _LABEL_LINE)
    else:
        y = row.y + (row.h - _LABEL_LINE - high) // 2
        room = _columns(stage)
        w = min(w, room.w)
        where = Rect(max(room.x, min(bar.x + (bar.w - w) // 2, room.right - w)), y, w, _LABEL_LINE)  # over its middle
        words = words.but(align="centre")
        bar = bar._replace(y=y + _LABEL_LINE)
    return [*_strip(bar, number, row, stage), stage.text(f"Span {number}", where, [words], anchor="middle")]


def _strip(bar: Rect, number: int, row: Rect, stage: Stage) -> list[Box]:
    """The bar on its strip."""
    return [
        Shape(name=f"Strip {number}", rect=Rect(row.x, bar.y, row.w, bar.h), fill="panel"),
        Shape(name=f"Bar {number}", rect=bar, fill=_colour(number, stage)),
    ]


def _colour(number: int, stage: Stage) -> str:
    """The colour of a section's bar: its divider's, or a clearer shade where that is hard to see on the strip."""
    plate = section_colour.ground(number, stage)
    return plate if stage.theme.contrast(plate, "panel") >= _SEEN else plate.removesuffix(".plate")
