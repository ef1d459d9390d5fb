"""Draws figures: alone, side by side in equal columns, one below the other, or in rows with their words at the right.

In: what is shown of each figure and a rectangle. Out: boxes; all numbers in one size, on level lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from podium.blocks.number import plan
from podium.blocks.number.plan import Setting, Shown
from podium.layout.stage import Stage
from podium.scene.boxes import Align, Box, Paragraph, Text
from podium.scene.grid import OPTICAL_MIDDLE
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import Draft

_COLUMN_GAP = points(30)
_RULE_GAP = 10.0  # pt from a rule to what is under it
_LONGEST_LINE = inches(9.6)  # of a sentence
_ABOVE = 0.4  # of the spare height
_NARROWEST_COLUMN = inches(2.2)
_ROW_NUMBER = 0.62  # of the width, at most, for the numbers of rows
_ROW_GAP = 24.0
_MIDDLE, _BODY = 0.46, 1.16  # of the size, from the top of its line: the middle of the digits, the end of the font
_ENDLESS = 1e6  # pt
_MOST_OF_A_WORD = 120  # pt of "unknown"
_ROW_WIDTH = inches(6.5)  # in less there is no room for words at the right


class Arrangement(NamedTuple):
    """Where the figures stand; `rows`: words at the right of the numbers."""

    cells: list[Rect]
    setting: Setting
    rows: bool = False


def alone(shown: Shown, rect: Rect, stage: Stage, role: str = "body") -> list[Box]:
    """One figure, a little above the middle of `rect`."""
    most = plan.LARGEST if any(map(str.isdigit, shown.parts.number)) else _MOST_OF_A_WORD
    found = plan.setting([shown], rect.width_pt, rect.height_pt, most, stage)
    found = found or plan.forced([shown], rect.width_pt, rect.height_pt, stage)
    if found is None:
        return [_as_text(shown, rect, stage, role)]
    if rect.w > _LONGEST_LINE >= points(plan.line_width(shown, found.size, stage)):
        narrow = plan.measured([shown], _LONGEST_LINE / EMU_PER_PT, found.size, found.sentence, stage)
        if narrow.height <= rect.height_pt:
            found, rect = narrow, rect._replace(w=_LONGEST_LINE)
    spare = max(0, rect.h - points(found.height))
    top = rect.y + round(spare * _ABOVE)
    return _cell(shown, Rect(rect.x, top, rect.w, rect.bottom - top), found, stage, role)


def together(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> list[Box]:
    """Two or three figures in the arrangement that shows them largest; columns if these are large enough."""
    tried = (arrange(all_shown, rect, stage) for arrange in (_columns, _rows, _stack))
    found = [arrangement for arrangement in tried if arrangement]
    best = next((a for a in found if a.setting.size >= plan.LEAST), None)
    best = best or max(found, key=lambda a: a.setting.size, default=None)
    if best is None:
        return _crowded(all_shown, rect, stage)
    if best.rows:
        return [b for n, s in enumerate(all_shown) for b in _row(s, best.cells[n], best.setting, n == 0, stage)]
    return _in_cells(all_shown, best, stage)


def _in_cells(all_shown: Sequence[Shown], best: Arrangement, stage: Stage) -> list[Box]:
    """The figures in columns or one below the other, each under a hairline."""
    side_by_side = best.cells[0].y == best.cells[-1].y
    spare = max(0.0, best.cells[0].height_pt - best.setting.height - _RULE_GAP) if side_by_side else 0.0
    down = points(_RULE_GAP + spare * OPTICAL_MIDDLE)
    boxes: list[Box] = []
    for n, (shown, cell) in enumerate(zip(all_shown, best.cells, strict=True)):
        colour = "rule" if n == 0 or side_by_side else "hairline"
        boxes.append(stage.rule(cell.x, cell.y, cell.w, colour, step=shown.step))
        boxes += _cell(shown, cell.below(down), best.setting, stage, ("body", "second", "")[min(n, 2)])
    return boxes


def _crowded(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> list[Box]:
    """The figures where no arrangement has room for all words: these are cut, and go on on another slide."""
    cells = stage.grid.split(rect, [1] * len(all_shown), _COLUMN_GAP)
    if cells[0].w < _NARROWEST_COLUMN:
        cells = _stacked(all_shown, rect)
    found = plan.forced(all_shown, cells[0].width_pt, cells[0].height_pt - 2 * _RULE_GAP, stage)
    if found is not None:
        return _in_cells(all_shown, Arrangement(cells, found), stage)
    boxes: list[Box] = []
    for shown, cell in zip(all_shown, cells, strict=True):
        boxes.append(stage.rule(cell.x, cell.y, cell.w, step=shown.step))
        inner = cell.below(points(_RULE_GAP))
        boxes.append(_as_text(shown, inner._replace(h=inner.h - points(_RULE_GAP)), stage, ""))
    return boxes


def _as_text(shown: Shown, rect: Rect, stage: Stage, role: str) -> Text:
    return stage.text(f"Figure: {shown.parts}", rect, plan.as_text(shown), role=role, step=shown.step)


def _stacked(all_shown: Sequence[Shown], rect: Rect) -> list[Rect]:
    """Cells of equal height, one below the other."""
    height = rect.h // len(all_shown)
    return [Rect(rect.x, rect.y + n * height, rect.w, height) for n in range(len(all_shown))]


def _columns(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> Arrangement | None:
    cells = stage.grid.split(rect, [1] * len(all_shown), _COLUMN_GAP)
    if cells[0].w < _NARROWEST_COLUMN:
        return None
    room = rect.height_pt - _RULE_GAP
    found = plan.setting(all_shown, cells[0].width_pt, room, plan.LARGEST_IN_ROW, stage)
    return Arrangement(cells, found) if found else None


def _stack(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> Arrangement | None:
    cells = _stacked(all_shown, rect)
    room = cells[0].height_pt - 2 * _RULE_GAP
    found = plan.setting(all_shown, rect.width_pt, room, plan.LARGEST_IN_ROW, stage)
    return Arrangement(cells, found) if found else None


def _rows(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> Arrangement | None:
    """Numbers flush right in one column, their words at the right of them."""
    if rect.w < _ROW_WIDTH:
        return None
    cells = _stacked(all_shown, rect)
    room = cells[0].height_pt - _RULE_GAP / 2
    most = min(plan.LARGEST_IN_ROW, int(room / _BODY))
    for size, sentence in plan.sizes(plan.widest(all_shown, rect.width_pt * _ROW_NUMBER, most, stage)):
        numbers = max(_led_width(s, size, stage) for s in all_shown)
        words = rect.width_pt - numbers - _ROW_GAP
        if numbers <= rect.width_pt * _ROW_NUMBER and all(
            stage.compose.height(_row_words(s, size, sentence), words) <= 2 * _level(room, size)[1] for s in all_shown
        ):
            return Arrangement(cells, Setting(float(size), sentence, beside=False, words=words), rows=True)
    return None


def _led_width(shown: Shown, size: float, stage: Stage) -> float:
    """The width (pt) of the number with its lead before it."""
    lead = stage.compose.width(plan.lead_draft(shown, size)) + plan.blank_width(size) if shown.parts.lead else 0.0
    return lead + plan.number_width(shown, size, stage)


def _row_words(shown: Shown, size: float, sentence: float) -> list[Draft]:
    unit = [plan.unit_draft(shown, size)] if shown.parts.unit else []
    return [*unit, *plan.sentence_drafts(shown, sentence)]


def _row(shown: Shown, cell: Rect, setting: Setting, first: bool, stage: Stage) -> list[Box]:
    """A hairline, the number and its words."""
    inner = cell.below(points(_RULE_GAP / 2))
    top, centre = _level(inner.height_pt, setting.size)
    words_w = points(setting.words)
    number = Text(
        name=f"Figure: {shown.parts}",
        rect=Rect(cell.x, inner.y + points(top), cell.w - words_w - points(_ROW_GAP), points(setting.size * _BODY)),
        paragraphs=(_number_line(shown, setting, stage, lead=True, align="right"),),
        step=shown.step,
    )
    boxes: list[Box] = [stage.rule(cell.x, cell.y, cell.w, "rule" if first else "hairline", step=shown.step), number]
    words = _row_words(shown, setting.size, setting.sentence)
    if words:
        place = Rect(cell.right - words_w, inner.y, words_w, points(2 * centre))
        boxes.append(stage.text(f"Words: {shown.parts}", place, words, anchor="middle", step=shown.step))
    return boxes


def _level(height: float, size: float) -> tuple[float, float]:
    """The top of a number's box in a row, and the middle of its digits (pt): half-way down where there is room."""
    top = max(0.0, min(height / 2 - size * _MIDDLE, height - size * _BODY))
    return top, top + size * _MIDDLE


def _cell(shown: Shown, rect: Rect, setting: Setting, stage: Stage, role: str) -> list[Box]:
    """Lead, number, unit, sentence and note in one box."""
    paragraphs: list[Paragraph] = []
    width = rect.width_pt
    if shown.parts.lead:
        paragraphs += stage.compose.set([plan.lead_draft(shown, setting.size)], width)
    paragraphs.append(_number_line(shown, setting, stage))
    if shown.parts.unit and not setting.beside:
        paragraphs += stage.compose.set([plan.unit_draft(shown, setting.size)], width)
    used = fsum(p.lines * p.pitch for p in paragraphs[1 if shown.parts.lead else 0 :])
    name = f"Figure: {shown.parts}"
    drafts = plan.sentence_drafts(shown, setting.sentence)
    if drafts:
        room = points(setting.words - plan.WORDS_GAP) + 1
        words = stage.text(name, rect._replace(h=room), drafts).paragraphs
        gap = setting.size + setting.unit - used + plan.WORDS_GAP  # sentences are level, whatever the units take
        paragraphs += [words[0]._replace(before=round(gap, 1)), *words[1:]]
    missing = 0 if shown.parts.lead else points(setting.lead)
    place = Rect(rect.x, rect.y + missing, rect.w, points(setting.height) + 2 - missing)
    return [Text(name=name, rect=place, paragraphs=tuple(paragraphs), role=role, step=shown.step)]


def _number_line(shown: Shown, setting: Setting, stage: Stage, lead: bool = False, align: Align = "left") -> Paragraph:
    """Sign and number in one line; with the lead before them if `lead`, with the unit if it stands beside."""
    drafts = plan.number_drafts(shown, setting.size)
    set_drafts = [stage.compose.set([d], _ENDLESS)[0] for d in drafts]
    runs = [r for p in set_drafts for r in p.runs]
    blank = runs[-1]._replace(text="\u00a0", size=round(setting.size * plan.BLANK), tracking=0.0)
    if lead and shown.parts.lead:
        runs = [*stage.compose.set([plan.lead_draft(shown, setting.size)], _ENDLESS)[0].runs, blank, *runs]
    if setting.beside and shown.parts.unit:
        runs += [blank, *stage.compose.set([plan.unit_draft(shown, setting.size)], _ENDLESS)[0].runs]
    return set_drafts[-1]._replace(runs=tuple(runs), pitch=setting.size, align=align, place=shown.place)
