"""The agenda: the sections under a time axis to scale, each linked to its divider.

In: the numbered sections. Out: one sheet, or more for many sections.
"""

from __future__ import annotations

import math

from podium.layout.headline import headline
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.dates.format import format_date
from podium.outline.deck import Agenda, Section
from podium.pages.foot import place, source_line, time_band
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Band, Box, Line, Shape
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import draft, plain_draft

_ROWS = 8
_ROW_MOST = inches(1.42)
_BAR = inches(0.3)
_AXIS_HEIGHT = inches(0.36)
_BOTTOM = inches(6.62)


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
            whole = stage.deck.every_slide()[0].model_copy(update={"source": (), "foot": ""})
            sheet.foot = source_line(whole, stage, stage.layouts["overview"], always=True)[1]
        sheets.append(sheet)
    return sheets


def _rows(group: list[Section], before: int, top: int, stage: Stage) -> list[Box]:
    """The rows of a sheet's sections; `before` sections are on earlier sheets."""
    grid = stage.grid
    band = time_band(stage) if any(p.span for p in group) else None
    start = top + (_AXIS_HEIGHT if band else 0)
    height = min(_ROW_MOST, (_BOTTOM - start) // len(group))
    left = grid.columns(2, 6) if band else grid.columns(2, 12)
    axis = grid.columns(7, 12)
    boxes: list[Box] = []
    if band:
        boxes += _axis(band, axis, start, start + height * len(group), stage)
    whole = grid.columns(1, 12)
    for n, part in enumerate(group):
        number = before + n + 1
        y = start + n * height
        boxes.append(stage.rule(whole.x, y, whole.w, "rule"))
        numeral = plain_draft(
            str(number),
            scale.FIGURE.but(
                size=48.0 if height > inches(1) else 36.0,
                floor=24.0,
                colour="ink",
            ),
        )
        num_h = points(60)
        boxes.append(
            stage.text(
                f"Number {number}",
                Rect(whole.x, y + (height - num_h) // 2, grid.columns(1, 1).w + points(8), num_h),
                [numeral],
                anchor="middle",
            )
        )
        words = [draft(part.title or part.headline or f"{stage.words.part} {number}", scale.POINT.but(floor=16.0))]
        if part.question:
            words.append(draft(part.question, scale.BODY.but(size=20.0, floor=16.0), before=2.0))
        link = f"#{ids.divider(number)}" if part.divider else ""
        with stage.repeating(part.divider):  # the divider has the full words
            boxes.append(
                stage.text(
                    f"Part {number}",
                    Rect(left.x, y + points(3), left.w, height - points(6)),
                    words,
                    anchor="middle",
                    link=link,
                )
            )
        if band and part.span:
            boxes += _bar(part, number, band, Rect(axis.x, y, axis.w, height), stage)
    boxes.append(stage.rule(whole.x, start + height * len(group), whole.w, "rule"))
    return boxes


def _axis(band: Band, axis: Rect, top: int, bottom: int, stage: Stage) -> list[Box]:
    """Grid lines at round years with their labels above."""
    boxes: list[Box] = []
    years = [band.start, *_round_years(band), band.end]
    taken: list[tuple[int, int]] = []
    named: set[str] = set()
    for year in sorted(years, key=lambda y: (y not in (band.start, band.end), y)):
        x = place(band, year, axis)
        text = band.first if year == band.start else band.last if year == band.end else str(int(year))
        if text in named:  # the end is named after its last year, which may be a round one
            continue
        align = "left" if year == band.start else "right" if year == band.end else "centre"
        words = plain_draft(text, scale.AXIS, align=align)
        w = round(stage.compose.width(words) * EMU_PER_PT) + points(4)
        left = x if align == "left" else x - w if align == "right" else x - w // 2
        if any(left < b + points(6) and left + w > a - points(6) for a, b in taken):
            continue
        taken.append((left, left + w))
        named.add(text)
        boxes.append(
            Shape(
                name=f"Grid {text}",
                rect=Rect(x, top - points(3), 0, bottom - top + points(3)),
                geometry="line",
                line=Line("hairline", 0.75),
            )
        )
        boxes.append(stage.text(f"Year {text}", Rect(left, top - points(25), w, points(21)), [words]))
    return boxes


def _round_years(band: Band) -> list[float]:
    """Up to five round years between the ends, such as 1910, 1920, 1930."""
    length = band.end - band.start
    step = next((s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000) if length / s <= 5), 1000)
    first = math.ceil(band.start / step) * step
    return [float(y) for y in range(first, math.ceil(band.end), step) if band.start < y < band.end and y > 0]


def _bar(part: Section, number: int, band: Band, row: Rect, stage: Stage) -> list[Box]:
    """The section's bar on the axis, its years inside or beside it; grey, as colours are those of sides."""
    assert part.span is not None
    x0, x1 = place(band, part.span.start, row), place(band, part.span.end, row)
    x1 = max(x1, x0 + points(6))
    bar = Rect(x0, row.y + (row.h - _BAR) // 2, x1 - x0, _BAR)
    boxes: list[Box] = [Shape(name=f"Bar {number}", rect=bar, fill="grey.plate")]
    text = format_date(part.span, stage.lang)
    inside = plain_draft(text, scale.LABEL.but(size=18.0, floor=18.0, colour="on"))
    w = round(stage.compose.width(inside) * EMU_PER_PT) + points(4)
    label = Rect(bar.x + points(8), bar.y, min(w, bar.w), bar.h)
    if w + points(16) <= bar.w:
        return [*boxes, stage.text(f"Span {number}", label, [inside], anchor="middle")]
    words = plain_draft(text, scale.LABEL.but(size=18.0, floor=16.0))
    gap = points(8)
    if bar.x - row.x >= w + gap:
        where = Rect(bar.x - w - gap, bar.y, w, bar.h)
    elif row.right - bar.right >= w + gap:
        where = Rect(bar.right + gap, bar.y, w, bar.h)
    else:  # no room on either side: above the bar
        where = Rect(min(bar.x, row.right - w), bar.y - bar.h, w, bar.h)
    return [*boxes, stage.text(f"Span {number}", where, [words], anchor="middle")]
