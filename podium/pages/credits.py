"""The credits: what comes from where, and on which slides.

In: all sheets before it. Out: what they credit (`rows_of`), and as many sheets as the table of hairlines needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podium.layout.headline import headline
from podium.layout.stage import Stage
from podium.outline import ids, inline
from podium.outline.deck_parts import Credits
from podium.outline.models import Model
from podium.outline.slide import ALWAYS, NO_SOURCE
from podium.pages.sheet import Sheet
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.grid import BAND_Y
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import BASELINE, Column, Draft, draft, plain_draft

_PAD, _GAP = points(8), points(20)
_BOTTOM = inches(6.7)
_MORE_AIR = points(40)  # that a row may gain


class _Placed(NamedTuple):
    """A row on its page: the drafts of its cells, its top and its least height (EMU)."""

    cells: list[list[Draft]]
    y: int
    height: int


class Row(NamedTuple):
    """A row of the credits: what, from where, on which slides."""

    what: str
    source: str
    where: str = ""


def lay_out(credits: Credits, rows: list[Row], section: int, stage: Stage) -> list[Sheet]:
    """The credits' sheets in the `section` of that number, [] if there is nothing to credit."""
    if not rows:
        return []
    title_text = credits.headline or stage.words.credits
    with stage.repeating():  # rows are as tall as their text, and the headline is set again below
        pages = min(
            (_pages(rows, title_text, stage, size) for size in (24.0, 22.0, 20.0, 18.0, 16.0)), key=len
        )  # the largest size unless it costs a slide
    made = []
    for n, boxes in enumerate(pages):
        mark = f"({n + 1}/{len(pages)})" if len(pages) > 1 else ""
        with stage.repeating(n > 0):
            title, _ = headline(title_text, stage, mark)
        made.append(
            Sheet(
                ids.CREDITS,
                "overview",
                f"{inline.plain(title_text)} {mark}".strip(),
                [title, *boxes],
                notes=credits.notes if n == 0 else "",
                section=section,
                footer=stage.words.credits,
            )
        )
    return made


def rows_of(credits: Credits, sheets: list[Sheet], stage: Stage) -> list[Row]:
    """Sources in the order of their slides, pictures with a credit, data of maps, own rows."""
    rows: list[Row] = []
    used_on = {key: [n for n, s in enumerate(sheets, 1) if key in s.sources] for key in stage.deck.sources}
    for key in sorted(used_on, key=lambda key: used_on[key][:1] or [len(sheets) + 1]):
        source = stage.deck.sources[key]
        text = source.full + (f", {source.link}" if source.url else "")
        rows.append(Row(stage.words.texts if not rows else "", text, _slides(used_on[key], stage)))
    for text in dict.fromkeys(stage.deck.source):
        if stage.deck.source_in(text) not in stage.deck.sources and text not in (NO_SOURCE, ALWAYS):
            used = [n for n, s in enumerate(sheets, 1) if text in s.sources]
            rows.append(Row(stage.words.texts if not rows else "", text, _slides(used, stage)))
    credited: dict[str, list[int]] = {}
    for n, sheet in enumerate(sheets, 1):
        for text in _picture_credits(sheet):
            credited.setdefault(text, []).append(n)
    rows += [
        Row(stage.words.pictures if i == 0 else "", text, _slides(ns, stage))
        for i, (text, ns) in enumerate(credited.items())
    ]
    shown: dict[str, list[int]] = {}
    for n, sheet in enumerate(sheets, 1):
        for text in sheet.data:
            shown.setdefault(text, []).append(n)
    rows += [
        Row(stage.words.maps if i == 0 else "", text, _slides(ns, stage)) for i, (text, ns) in enumerate(shown.items())
    ]
    rows += [Row(i.text, " ".join([i.proof, *(w for b in i.below for w in b.words())]).strip()) for i in credits.items]
    return rows


def _picture_credits(sheet: Sheet) -> list[str]:
    """The credits of the pictures on a sheet (on its first, if it is continued)."""
    if sheet.credits:
        return [c for c in sheet.credits if c]
    if sheet.slide is None or (not sheet.notes and sheet.id != (sheet.slide.id or sheet.id)):
        return []
    return list(dict.fromkeys(_credits_in(sheet.slide)))


def _credits_in(value: Any) -> Iterator[str]:
    """The credits of all pictures in a model, but for those that it cites as sources."""
    if isinstance(value, Model) and not value.cites_makers:
        if credit := getattr(value, "credit", ""):
            yield credit
        for key in type(value).model_fields:
            yield from _credits_in(getattr(value, key))
    elif isinstance(value, tuple):
        for entry in value:
            yield from _credits_in(entry)


def _slides(numbers: list[int], stage: Stage) -> str:
    """ "Slides 2–11, 13", runs joined."""
    if not numbers:
        return ""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    text = ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" if len(r) > 2 else f"{r[0]}, {r[1]}" for r in runs)
    return f"{stage.words.slide if len(numbers) == 1 else stage.words.slides} {text}"


def _pages(rows: list[Row], title: str, stage: Stage, size: float) -> list[list[Box]]:
    """Rows under hairlines, as many on a page as fit; a long row is continued."""
    _, top = headline(title, stage, "(9/9)")
    columns = _columns(rows, stage)
    pages: list[list[_Placed]] = [[]]
    y = top
    todo = [_drafts(r, size) for r in reversed(rows)]
    while todo:
        cells = todo.pop()
        heights = [stage.compose.height(c, col.width_pt) if c else 0.0 for c, col in zip(cells, columns, strict=True)]
        height = points(max(heights)) + 2 * _PAD
        if y + height > _BOTTOM and y > top:
            pages.append([])
            y = top
        if y + height > _BOTTOM:  # taller than a page
            room = (_BOTTOM - y - 2 * _PAD) / EMU_PER_PT
            cut: list[list[list[Draft]]] = [
                stage.compose.fill(c, Column(col.width_pt, room), Column(col.width_pt, 1e9), 0) if c else [[]]
                for c, col in zip(cells, columns, strict=True)
            ]
            cells = [c[0] for c in cut]
            todo.append([[d for part in c[1:] for d in part] for c in cut])
            height = _BOTTOM - y
        pages[-1].append(_Placed(cells, y, height))
        y += height
    return [_drawn(page, columns, stage) for page in pages]


def _drawn(page: list[_Placed], columns: tuple[Rect, ...], stage: Stage) -> list[Box]:
    """The rows of a page, a little higher each if there is room; the rule at the foot ends the last one."""
    spare = (BAND_Y - page[-1].y - page[-1].height) // len(page)
    more, boxes = max(0, min(_MORE_AIR, spare)), list[Box]()
    for n, row in enumerate(page):
        boxes += _row_boxes(row.cells, columns, row.y + n * more, row.height, more // 2, n == 0, stage)
    return boxes


def _columns(rows: list[Row], stage: Stage) -> tuple[Rect, Rect, Rect]:
    """The columns: the last as wide as its words, up to a quarter of the page."""
    grid, widest = stage.grid, stage.grid.columns(10, 12)
    need = max((stage.compose.width(plain_draft(r.where, scale.NOTE)) for r in rows if r.where), default=0.0)
    last = widest._replace(x=max(widest.x, widest.right - points(need + 4)))
    last = last._replace(w=widest.right - last.x)
    source = grid.columns(4, 12)
    return grid.columns(1, 3), source._replace(w=last.x - _GAP - source.x), last


def _drafts(row: Row, size: float) -> list[list[Draft]]:
    return [
        [draft(row.what, scale.LABEL.but(size=size, pitch=scale.ROW.pitch))] if row.what else [],
        [draft(row.source, scale.ROW.but(size=size))] if row.source else [],
        [plain_draft(row.where, scale.NOTE, align="right")] if row.where else [],
    ]


def _row_boxes(
    cells: list[list[Draft]], columns: tuple[Rect, ...], y: int, height: int, above: int, first: bool, stage: Stage
) -> list[Box]:
    """A rule, and `above` EMU and the usual air below it the words, on one baseline."""
    whole = stage.grid.columns(1, 12)
    boxes: list[Box] = [stage.rule(whole.x, y, whole.w, "rule" if cells[0] or first else "hairline")]
    y += above
    base = max((_first_baseline(cell) for cell in cells if cell), default=0.0)
    for name, cell, column in zip(("What", "Source", "Where"), cells, columns, strict=True):
        if cell:
            down = _PAD + points(base - _first_baseline(cell))
            boxes.append(stage.text(name, Rect(column.x, y + down, column.w, height - down), cell))
    return boxes


def _first_baseline(cell: list[Draft]) -> float:
    """How far (pt) the baseline of the first line is below the top of the words."""
    return (cell[0].style.pitch - BASELINE) * cell[0].style.size
