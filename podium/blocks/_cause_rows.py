"""Causes in level rows: where a staircase of many stairs would need small type.

In: stairs in order. Out: cards in rows that are read as words are, each with its verb on an arrow along its foot that
points at the next; from the end of a row a line returns to the first card of the next. The last is a plate in the
colour of the section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from podium.blocks._chain import Stair, least_shrink
from podium.layout.shares import shares
from podium.layout.stage import Stage
from podium.outline import inline
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Freeform, Group, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft

_GAP, _ROW_GAP = 14.0, 20.0  # pt between cards, and between rows
_LEAST_WIDTH = 190.0  # pt of a card
_EDGE = 4.0  # the bar along the top of a card
_PAD, _TOP, _FOOT = 14.0, 9.0, 6.0
_VERB = scale.SUMMARY_CLAIM.but(size=24.0, floor=18.0, bold=False, italic=True, pitch=1.12)
_VERB_PAD, _TIP = 5.0, 12.0
_BAND = "grey.tint"
_TURN, _TURN_IN, _HEAD = 4.0, 40.0, 7.0  # pt: a return line, how far in it begins and ends, and its head


def draw(
    stairs: Sequence[Stair], ends: bool, rect: Rect, stage: Stage, reveal: bool, most: int | None = None
) -> list[Box] | None:
    """The cards on one sheet, in as few rows as their widths allow; None if the words do not fit at a shrink of `most`.
    `ends`: the chain ends with the last card."""
    for rows in range(1, len(stairs) + 1):
        places = _places(len(stairs), rows, rect)
        if min(place.width_pt for place in places) < _LEAST_WIDTH:
            continue
        verbs = [draft(stair.verb, _VERB) for stair in stairs]
        shown = [verb for verb, stair in zip(verbs, stairs, strict=True) if stair.verb]
        smaller = _verb_shrink(shown, min(p.width_pt for p in places) - 2 * _PAD - _TIP, stage)
        if smaller is None:
            return None
        band = max((stage.compose.pitch(verb, smaller) + 2 * _VERB_PAD for verb in shown), default=0.0)
        room = min(p.height_pt for p in places) - _EDGE - _TOP - _FOOT - band
        shrink = least_shrink(
            [stair.drafts for stair in stairs],
            [place.width_pt - 2 * _PAD for place in places],
            stage,
            partial(_within, room),
        )
        if shrink is None or (most is not None and shrink > most):
            return None
        boxes: list[Box] = []
        for n, (stair, verb, place) in enumerate(zip(stairs, verbs, places, strict=True), 1):
            before = places[n - 2] if n > 1 else place
            if before.y < place.y:
                boxes.append(_return(before, place, n * reveal))
            end = ends and n == len(stairs)
            boxes.append(_card(stair, verb, place, rect, (shrink, smaller, band), end, stage, n * reveal))
        return boxes
    return None


def _return(before: Rect, after: Rect, step: int) -> Group:
    """The line from the end of a row to the first card of the next, with its head."""
    x0, x1, middle = before.right - points(_TURN_IN), after.x + points(_TURN_IN), (before.bottom + after.y) // 2
    half = points(_TURN / 2)
    high, wide = points(_HEAD), points(_HEAD * 1.3)
    name = "Return"
    lines = (
        Rect(x0 - half, before.bottom, 2 * half, middle + half - before.bottom),
        Rect(x1 - half, middle - half, x0 - x1 + 2 * half, 2 * half),
        Rect(x1 - half, middle - half, 2 * half, after.y - high - middle + half),
    )
    boxes: list[Box] = [Shape(name=f"{name} line", rect=line, fill="rule") for line in lines]
    head = Rect(x1 - wide // 2, after.y - high, wide, high)
    path = (("M", 0, 0), ("L", wide, 0), ("L", wide // 2, high), ("Z",))
    boxes.append(Freeform(name=f"{name} head", rect=head, paths=(path,), fill="rule"))
    whole = Rect(x1 - wide // 2, before.bottom, x0 - x1 + wide // 2 + half, after.y - before.bottom)
    return Group(name=name, rect=whole, boxes=tuple(boxes), step=step)


def _within(room: float, heights: Sequence[float]) -> bool:
    return max(heights) <= room


def _places(count: int, rows: int, rect: Rect) -> list[Rect]:
    """Cards of one height in so many rows, those of a row of one width; the last rows have the fewer."""
    runs = [b - a for a, b in shares(count, rows)]
    gap, row_gap = points(_GAP), points(_ROW_GAP)
    height = (rect.h - row_gap * (rows - 1)) // rows
    places = []
    for row, across in enumerate(sorted(runs, reverse=True)):
        width = (rect.w - gap * (across - 1)) // across
        places += [
            Rect(rect.x + n * (width + gap), rect.y + row * (height + row_gap), width, height) for n in range(across)
        ]
    return places


def _verb_shrink(verbs: Sequence[Draft], room: float, stage: Stage) -> int | None:
    """The shrink at which each verb stands on one line of `room` pt, None if one does not."""
    for shrink in range(stage.compose.shrink_range(verbs) + 1):
        if all(stage.compose.count(verb, room, shrink) == 1 for verb in verbs):
            return shrink
    return None


def _card(
    stair: Stair,
    verb: Draft,
    place: Rect,
    rect: Rect,
    sizes: tuple[int, int, float],
    end: bool,
    stage: Stage,
    step: int,
) -> Group:
    """A card: its plate, the bar along its top, its words, and the arrow with its verb along its foot."""
    shrink, smaller, band = sizes
    boxes: list[Box] = [
        Shape(name=f"Card: {stair.name}", rect=place, fill=f"{stage.page}.plate" if end else "panel"),
        Shape(name=f"Edge: {stair.name}", rect=place.top(points(_EDGE)), fill=stage.highlight if end else "ink"),
    ]
    inner = Rect(place.x + points(_PAD), place.y + points(_EDGE + _TOP), place.w - points(2 * _PAD), 0)
    inner = inner._replace(h=place.bottom - inner.y - points(band + _FOOT) + 1)
    boxes.append(stage.text(f"Words: {stair.name}"[:60], inner, stage.compose.sized(stair.drafts, shrink)))
    if stair.verb:
        turns = place.right + points(_GAP) > rect.right  # the return line goes on
        wide, tall = place.w + (0 if turns else points(_GAP)), points(band)
        foot = Rect(place.x, place.bottom - tall, wide, tall)
        name, alt = f"Arrow: {stair.name}"[:60], f"{stair.name}: {inline.plain(stair.verb)} →"
        arrow = Shape(name=name, rect=foot, fill=_BAND, alt=alt)
        if not turns:
            arrow = replace(
                arrow, geometry="homePlate", adjust=(("adj", round(100_000 * points(_TIP) / max(1, tall))),)
            )
        boxes.append(arrow)
        words = foot._replace(x=inner.x, w=inner.w)
        boxes.append(
            stage.text(f"Verb: {stair.name}"[:60], words, stage.compose.sized([verb], smaller), anchor="middle")
        )
    return Group(name=stair.name, rect=place, boxes=tuple(boxes), step=step)
