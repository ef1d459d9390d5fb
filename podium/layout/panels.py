"""Words on colour fields: lists side by side, in rows that share out the height of their panels.

In: drafts, row by row, and the rectangles for them. Out: one text box for each list, with a hairline above every row
but the first; and the colours of fields and of the words on them. All lists have the same type, as large as fits. Rows
side by side begin at one height, so a shorter list ends earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from math import fsum

from podium.layout.stage import Sheets, Stage
from podium.outline.fields import Item
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Shape, Text
from podium.scene.units import Rect, points
from podium.themes import Theme
from podium.typesetting.text import Draft, draft

Row = list[Draft]
CLAIM = scale.POINT.but(size=34.0, floor=18.0, pitch=1.12)
PLAIN = scale.POINT_PLAIN.but(size=38.0, floor=16.0, pitch=1.17)
PROOF = scale.BODY.but(size=29.0, floor=16.0, pitch=1.2)
_ABOVE, _BELOW = 9.0, 12.0  # pt from a hairline to the words under it, from words to the next hairline
_MORE_GAP = 40.0  # pt, at most, that spare room adds between two rows
_FEW, _LARGER, _PART = 2, 8, 0.75  # so few rows are larger by so many pt while they leave the rest of the height
_OUT_OF_STEP = 4  # pt by which type must be larger for rows not to be in step
_GRADE = 4  # pt from one size to the next, so that slides of one deck have few of them
_LEAST_CLAIM = 26.0  # pt: so far a claim shrinks by a grade to stand on one line
_DESCENT = 4.0  # pt that a text box reaches below its last line
_PLAINLY = 1.3  # contrast of two neutral fields
_INDENT = 20.0
_SLIGHTLY = 0.2
_BULLETS = ("•", "–")


def text_on(role: str, theme: Theme) -> str:
    """The colour role of words on a field of that colour: the one that is clearest."""
    return max(("on", "ink", "ground"), key=lambda word: round(theme.contrast(role, word), 1))


def neutral(number: int, theme: Theme, taken: Sequence[str] = ()) -> str:
    """The colour of the `number`th field (from 0) that belongs to no side: by turns dark and pale."""
    dark = "grey.plate"
    pale = next((r for r in ("grey.tint", "panel") if theme.contrast(r, dark) >= _PLAINLY), "panel")
    tones = [role for role in (dark, pale) if role not in taken] or [pale]
    return tones[number % len(tones)]


def field(name: str, rect: Rect, colour: str, step: int = 0) -> Shape:
    """A field of colour; it may reach the edges of the slide."""
    return Shape(name=f"bleed {name}", rect=rect, fill=colour, bleed=True, step=step)


def rows_of(text: str, items: Sequence[Item], colour: str) -> list[Row]:
    """A lead paragraph and items as rows in one colour."""
    place = getattr(text, "place", None)
    lead = [draft(p, PLAIN.but(colour=colour), before=10.0, place=place) for p in text.split("\n\n") if p.strip()]
    return ([lead] if lead else []) + [_row(item, colour) for item in items]


def _row(item: Item, colour: str) -> Row:
    """An item with its proof and the lists below it."""
    headed = bool(item.proof or item.below)
    row = [draft(item.text, (CLAIM if headed else PLAIN).but(colour=colour))]
    if item.proof:
        row.append(draft(item.proof, PROOF.but(colour=colour), before=3.0))
    for below in item.below:
        row += _bulleted(below, 0, colour)
    return row


def _bulleted(item: Item, level: int, colour: str) -> Row:
    """An indented item and those below it."""
    indent, style = _INDENT * (level + 1), PROOF.but(colour=colour)
    head = draft(
        item.text,
        style.but(bold=bool(item.proof)),
        before=3.0,
        indent=indent,
        hanging=_INDENT,
        bullet=_BULLETS[min(level, 1)],
        bullet_colour=colour,
        level=min(level + 1, 8),
    )
    rest = [draft(item.proof, style, before=2.0, indent=indent, level=min(level + 1, 8))] if item.proof else []
    return [head, *rest, *(d for below in item.below for d in _bulleted(below, level + 1, colour))]


def _fitting(lists: Sequence[Sequence[Row]], rects: Sequence[Rect], stage: Stage) -> int | None:
    """The least shrink (pt) at which the rows of each list fit its rectangle with all words whole; or None.

    It is negative where few words leave much free. Rows in step take more room; they are not if the type can be plainly
    larger without. Claims are a grade smaller if all of them then stand on one line.
    """
    shrink = _largest(lists, rects, stage)
    claims = [(row[0], r.width_pt) for rows, r in zip(lists, rects, strict=True) for row in rows if len(row) > 1]
    if shrink is None or not claims or CLAIM.size - shrink - _GRADE < _LEAST_CLAIM:
        return shrink
    now, smaller = (
        max(stage.compose.count(claim, width, s) for claim, width in claims) for s in (shrink, shrink + _GRADE)
    )
    return shrink + _GRADE if smaller == 1 < now else shrink


def _largest(lists: Sequence[Sequence[Row]], rects: Sequence[Rect], stage: Stage) -> int | None:
    """The least shrink (pt) by whole grades, or to the floor, at which the rows fit, perhaps not in step; or None."""
    everything = [d for rows in lists for row in rows for d in row]
    loose: int | None = None
    short = max(map(len, lists)) <= _FEW
    floor = stage.compose.shrink_range(everything)
    for shrink in sorted({*range(-_LARGER if short else 0, floor, _GRADE), floor}):
        if loose is not None and shrink >= loose + _OUT_OF_STEP:
            break
        if any(
            stage.compose.breaks_words(row, rect.width_pt, shrink)
            for rows, rect in zip(lists, rects, strict=True)
            for row in rows
        ):
            continue
        heights = _all_heights(lists, rects, shrink, False, stage)
        if not _fit(lists, heights, rects if shrink >= 0 else [r._replace(h=round(r.h * _PART)) for r in rects]):
            continue
        loose = shrink if loose is None else loose
        if _fit(lists, _in_step(heights), rects):
            return shrink
    return loose


def _fit(lists: Sequence[Sequence[Row]], heights: Sequence[Sequence[float]], rects: Sequence[Rect]) -> bool:
    return all(fsum(h) + _gaps(r) <= rect.height_pt for r, h, rect in zip(lists, heights, rects, strict=True))


def _all_heights(
    lists: Sequence[Sequence[Row]], rects: Sequence[Rect], shrink: int, in_step: bool, stage: Stage
) -> list[list[float]]:
    """The heights (pt) of the rows of each list; `in_step`: rows side by side are as high as the highest of them."""
    heights = [
        [stage.compose.height(row, rect.width_pt, shrink) for row in rows]
        for rows, rect in zip(lists, rects, strict=True)
    ]
    return _in_step(heights) if in_step else heights


def _in_step(heights: Sequence[Sequence[float]]) -> list[list[float]]:
    """The heights of rows, each as high as the highest at its side."""
    level = [max(row) for row in zip_longest(*heights, fillvalue=0.0)]
    return [level[: len(h)] for h in heights]


def _gaps(rows: Sequence[Row]) -> float:
    """The least room (pt) between the rows, and under the last."""
    return (_ABOVE + _BELOW) * max(0, len(rows) - 1) + _DESCENT


def _columns(
    lists: Sequence[Sequence[Row]], rects: Sequence[Rect], names: Sequence[str], shrink: int, stage: Stage, placed: bool
) -> list[list[Box]]:
    """The boxes of each list at that shrink; if `placed`, the first two fill the placeholders `body` and `second`."""
    heights = _all_heights(lists, rects, shrink, True, stage)
    if not _fit(lists, heights, rects):
        heights = _all_heights(lists, rects, shrink, False, stage)
    spare = (
        (rect.height_pt - fsum(h) - _gaps(rows)) / len(rows)
        for rows, h, rect in zip(lists, heights, rects, strict=True)
        if rows
    )
    more = max(0.0, min([_MORE_GAP, *spare]))
    return [
        _column(rows, h, more, rect, name, ("body", "second", "")[min(n, 2)] if placed else "", shrink, stage)
        for n, (rows, h, rect, name) in enumerate(zip(lists, heights, rects, names, strict=True))
    ]


def _column(
    rows: Sequence[Row],
    heights: Sequence[float],
    more: float,
    rect: Rect,
    name: str,
    role: str,
    shrink: int,
    stage: Stage,
) -> list[Box]:
    """One list with its hairlines, `more` pt between its rows."""
    if not rows:
        return []
    page: Row = []
    rules: list[Box] = []
    y = end = 0.0  # pt from the top of the box to the row, and to the end of the words before it
    for row, height in zip(rows, heights, strict=True):
        settled = [stage.compose.settled(d, rect.width_pt, shrink) for d in row]
        if page:
            colour = row[0].style.colour
            rules.append(stage.rule(rect.x, rect.y + points(y - max(_ABOVE, (more + _ABOVE) / 2)), rect.w, colour))
        page += [settled[0].but(before=y - end), *settled[1:]]
        end = y + fsum(stage.compose.count(d, rect.width_pt, shrink) * stage.compose.pitch(d, shrink) for d in settled)
        end += fsum(d.before for d in settled[1:])
        y += height + more + _ABOVE + _BELOW
    paragraphs = stage.compose.set(page, rect.width_pt, shrink)
    box = Rect(rect.x, rect.y, rect.w, max(points(12), min(rect.h, points(end + _DESCENT))))
    return [*rules, Text(name=name, rect=box, paragraphs=paragraphs, role=role)]


def shared_out(
    lists: list[list[Row]],
    rooms: Sequence[Rect],
    rests: Sequence[Rect],
    names: Sequence[str],
    stage: Stage,
    placed: bool = True,
) -> list[Sheets] | None:
    """The lists on as few sheets as they fit, in one size on all of them; None if a single row is too long."""
    longest = max(len(rows) for rows in lists)
    if longest == 0:
        return [[[]] for _ in lists]
    for sheets in range(1, longest + 1):
        parts = [
            [rows[a:b] for rows, (a, b) in zip(lists, cut, strict=True)]
            for cut in _shares([len(rows) for rows in lists], sheets)
        ]
        areas = [rooms, *[rests] * (sheets - 1)]
        found = [_fitting(part, area, stage) for part, area in zip(parts, areas, strict=True)]
        shrinks = [f for f in found if f is not None]
        if len(shrinks) == sheets:
            drawn = [_columns(p, a, names, max(shrinks), stage, placed) for p, a in zip(parts, areas, strict=True)]
            return [[sheet[n] for sheet in drawn] for n in range(len(lists))]
    return None


def _shares(counts: Sequence[int], sheets: int) -> list[list[tuple[int, int]]]:
    """Which rows (from, to) of each list stand on each of so many sheets, as evenly as possible."""
    edges = [[-(-n * count // sheets) for count in counts] for n in range(sheets + 1)]  # the longer part comes first
    return [list(zip(first, last, strict=True)) for first, last in pairwise(edges)]


def one_size(drafts: Sequence[Draft], widths: Sequence[float], stage: Stage, lines: int) -> list[Draft]:
    """The drafts, each alone in its width (pt), in one size: the largest at which none takes more than `lines`.

    If they can stand on a single line in type that is at most a fifth smaller, they do.
    """
    floor = stage.compose.shrink_range(drafts)
    slightly = min((round(d.style.size * _SLIGHTLY) for d in drafts), default=0)
    tries = [(shrink, 1) for shrink in range(min(slightly, floor) + 1)] + [(s, lines) for s in range(floor + 1)]
    for shrink, most in tries:
        if all(
            stage.compose.count(d, w, shrink) <= most and not stage.compose.breaks_a_word(d, w, shrink)
            for d, w in zip(drafts, widths, strict=True)
        ):
            break
    return stage.compose.sized(drafts, shrink)
