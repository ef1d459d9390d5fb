"""Draws figures: alone, side by side in equal columns, one below the other, or in rows with their words at the right.

In: what is shown of each figure and a rectangle. Out: boxes; all numbers in one size, on level lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podium.blocks.number import plan
from podium.blocks.number.plan import Setting, Shown
from podium.layout.stage import Stage
from podium.scene.boxes import Align, Box, Paragraph, Text
from podium.scene.units import Rect, inches, points

_COLUMN_GAP = points(30)
_RULE_GAP = 10.0  # pt from a rule to what is under it
_LONGEST_LINE = inches(9.6)  # of a sentence
_ABOVE = 0.4  # of the spare height
_NARROWEST_COLUMN = inches(2.2)
_ROW_NUMBER = 0.62  # of the width, at most, for the numbers of rows
_ROW_GAP = 24.0
_ROW_WIDTH = inches(6.5)  # in less there is no room for words at the right


class Arrangement(NamedTuple):
    """Where the figures stand; `rows`: words at the right of the numbers."""

    cells: list[Rect]
    setting: Setting
    rows: bool = False


def alone(shown: Shown, rect: Rect, stage: Stage, role: str = "") -> list[Box]:
    """One figure, a little above the middle of `rect`."""
    inner = rect._replace(w=min(rect.w, _LONGEST_LINE))
    found = plan.setting([shown], rect.width_pt, rect.height_pt, plan.LARGEST, stage)
    if found is not None:  # a sentence takes no more than its own lines
        found = plan.measured([shown], inner.width_pt, found.size, found.sentence, stage)._replace(
            beside=found.beside, unit=found.unit
        )
    if found is None or found.height > rect.height_pt:
        found = plan.forced([shown], rect.width_pt, rect.height_pt, stage)
    spare = max(0, rect.h - points(found.height))
    top = rect.y + round(spare * _ABOVE)
    return _cell(shown, Rect(rect.x, top, rect.w, rect.bottom - top), found, stage, role or "body", role)


def together(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> list[Box]:
    """Two or three figures in the arrangement that shows them largest; columns if these are large enough."""
    found = [
        a for a in (_columns(all_shown, rect, stage), _rows(all_shown, rect, stage), _stack(all_shown, rect, stage)) if a
    ]
    best = next((a for a in found if a.setting.size >= plan.LEAST), None)
    best = best or max(found, key=lambda a: a.setting.size, default=None)
    if best is None:
        cells = stage.grid.split(rect, [1] * len(all_shown), _COLUMN_GAP)
        room = cells[0].height_pt - _RULE_GAP
        best = Arrangement(cells, plan.forced(all_shown, cells[0].width_pt, room, stage))
    if best.rows:
        return [b for n, s in enumerate(all_shown) for b in _row(s, best.cells[n], best.setting, n == 0, stage)]
    side_by_side = best.cells[0].y == best.cells[-1].y
    used = points(best.setting.height + _RULE_GAP)
    boxes: list[Box] = []
    for n, (shown, cell) in enumerate(zip(all_shown, best.cells, strict=True)):
        lift = round(max(0, cell.h - used) * _ABOVE) if side_by_side else 0
        place = cell.below(lift)
        colour = shown.colour if side_by_side or n == 0 else "hairline"
        boxes.append(stage.rule(place.x, place.y, place.w, "rule" if n == 0 or side_by_side else colour, 0.75, shown.step))
        boxes += _cell(shown, place.below(points(_RULE_GAP)), best.setting, stage, ("body", "second", "")[min(n, 2)])
    return boxes


def _columns(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> Arrangement | None:
    cells = stage.grid.split(rect, [1] * len(all_shown), _COLUMN_GAP)
    if cells[0].w < _NARROWEST_COLUMN:
        return None
    room = rect.height_pt - _RULE_GAP
    found = plan.setting(all_shown, cells[0].width_pt, room, plan.LARGEST_IN_ROW, stage)
    return Arrangement(cells, found) if found else None


def _stack(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> Arrangement | None:
    height = rect.h // len(all_shown)
    cells = [Rect(rect.x, rect.y + n * height, rect.w, height) for n in range(len(all_shown))]
    room = cells[0].height_pt - 2 * _RULE_GAP
    found = plan.setting(all_shown, rect.width_pt, room, plan.LARGEST_IN_ROW, stage)
    return Arrangement(cells, found) if found else None


def _rows(all_shown: Sequence[Shown], rect: Rect, stage: Stage) -> Arrangement | None:
    """Numbers flush right in one column, their words at the right of them."""
    if rect.w < _ROW_WIDTH:
        return None
    height = rect.h // len(all_shown)
    cells = [Rect(rect.x, rect.y + n * height, rect.w, height) for n in range(len(all_shown))]
    room = cells[0].height_pt - _RULE_GAP
    most = min(plan.LARGEST_IN_ROW, int(room))
    for size, sentence in plan.sizes(plan.widest(all_shown, rect.width_pt * _ROW_NUMBER, most, stage)):
        numbers = max(_led_width(s, size, stage) for s in all_shown)
        words = rect.width_pt - numbers - _ROW_GAP
        if numbers <= rect.width_pt * _ROW_NUMBER and all(
            stage.compose.height(_row_words(s, size, sentence), words) <= room for s in all_shown
        ):
            return Arrangement(cells, Setting(float(size), sentence, beside=False, words=words), rows=True)
    return None


def _led_width(shown: Shown, size: float, stage: Stage) -> float:
    """The width (pt) of the number with its lead before it."""
    lead = stage.compose.width(plan.lead_draft(shown, size)) + size * 0.24 if shown.parts.lead else 0.0
    return lead + plan.number_width(shown, size, stage)


def _row_words(shown: Shown, size: float, sentence: float) -> list:  # type: ignore[type-arg]
    unit = [plan.unit_draft(shown, size)] if shown.parts.unit else []
    return [*unit, *plan.sentence_drafts(shown, sentence)]


def _row(shown: Shown, cell: Rect, setting: Setting, first: bool, stage: Stage) -> list[Box]:
    """A hairline, the number and its words."""
    inner = cell.below(points(_RULE_GAP / 2))
    words_w = points(setting.words)
    number = Text(
        name=f"Figure: {shown.parts}",
        rect=inner._replace(w=cell.w - words_w - points(_ROW_GAP)),
        paragraphs=(_number_line(shown, setting, stage, lead=True, align="right"),),
        anchor="middle",
        step=shown.step,
    )
    boxes: list[Box] = [stage.rule(cell.x, cell.y, cell.w, "rule" if first else "hairline", step=shown.step), number]
    words = _row_words(shown, setting.size, setting.sentence)
    if words:
        place = Rect(cell.right - words_w, inner.y, words_w, inner.h)
        boxes.append(stage.text(f"Words: {shown.parts}", place, words, anchor="middle", step=shown.step))
    return boxes


def _cell(
    shown: Shown, rect: Rect, setting: Setting, stage: Stage, words_role: str, number_role: str = ""
) -> list[Box]:
    """Lead, number and unit in one box, sentence and note in another below it."""
    paragraphs: list[Paragraph] = []
    width = rect.width_pt
    if shown.parts.lead:
        paragraphs += stage.compose.set([plan.lead_draft(shown, setting.size)], width)
    paragraphs.append(_number_line(shown, setting, stage))
    if shown.parts.unit and not setting.beside:
        paragraphs += stage.compose.set([plan.unit_draft(shown, setting.size)], width)
    missing = 0 if shown.parts.lead else points(setting.lead)
    head = Rect(rect.x, rect.y + missing, rect.w, points(setting.head) - missing)
    boxes: list[Box] = [
        Text(name=f"Figure: {shown.parts}", rect=head, paragraphs=tuple(paragraphs), role=number_role, step=shown.step)
    ]
    words = plan.sentence_drafts(shown, setting.sentence)
    if words:
        place = Rect(rect.x, head.bottom, min(rect.w, _LONGEST_LINE), points(setting.words) + 1)
        role = "" if words_role == "title" else words_role
        boxes.append(stage.text(f"Words: {shown.parts}", place, words, role=role, step=shown.step))
    return boxes


def _number_line(
    shown: Shown, setting: Setting, stage: Stage, lead: bool = False, align: Align = "left"
) -> Paragraph:
    """Sign and number in one line; with the lead before them if `lead`, with the unit if it stands beside."""
    drafts = plan.number_drafts(shown, setting.size)
    set_drafts = [stage.compose.set([d], 1e6)[0] for d in drafts]
    runs = [r for p in set_drafts for r in p.runs]
    if lead and shown.parts.lead:
        before = stage.compose.set([plan.lead_draft(shown, setting.size)], 1e6)[0].runs
        runs = [*before, runs[-1]._replace(text="\u00a0"), *runs]
    if setting.beside and shown.parts.unit:
        runs[-1] = runs[-1]._replace(text=runs[-1].text + "\u00a0")
        runs += stage.compose.set([plan.unit_draft(shown, setting.size)], 1e6)[0].runs
    return set_drafts[-1]._replace(runs=tuple(runs), align=align, place=shown.place)
