"""Draws the form "row" as native shapes.

In: a `Row`. Out: boxes in reading order. Over columns that hang from a scale time stays true: a bar is as long as its
date is vague, and a leader goes straight down to its column, or there by two right angles. Columns on a rule have a
dot each, hollow where the date is doubtful.
"""

from __future__ import annotations

from collections.abc import Mapping

from podium.blocks.timeline.draw import colour_of
from podium.blocks.timeline.events import Event
from podium.blocks.timeline.plan import is_doubtful
from podium.blocks.timeline.row import (
    BAR_GAP,
    FIGURE,
    RULE,
    TITLE,
    UNDER_RULE,
    UNIT,
    Row,
    bars_high,
    leader_ends,
    spaced,
)
from podium.blocks.timeline.scale import STRIP, Scale
from podium.layout.stage import Stage
from podium.outline import inline
from podium.scene.boxes import Box, Fill, Freeform, Hatch, Line, Paragraph, Shape, Text
from podium.scene.units import EMU_PER_PT, Rect, points

_DOT, _HOLLOW = 15.0, 3.0  # pt: a dot, and the ring of a hollow one
_DOT_AIR = 4.0  # pt between a dot and the rule
_LINE = 3.0  # pt: the rule of equal steps


def boxes(row: Row, colours: Mapping[str, str], alt: str, reveal: bool, stage: Stage) -> list[Box]:
    """The scale or the rule, and for each event what joins it to that, and its column; with reveal, one for each
    click."""
    rect = row.rect
    scale = Scale(row.axis, rect.x / EMU_PER_PT, rect.y / EMU_PER_PT, rect.width_pt, stage)
    events = [e for e, _ in row.events]
    said = inline.plain(alt) or scale.in_words([], events)
    found = scale.boxes(said) if row.scaled else _rule(row, scale, said)
    for n, (event, lane) in enumerate(row.events):
        colour, step = colour_of(event, lane, colours, stage), n + 1 if reveal else 0
        found += (_hanging if row.scaled else _standing)(row, n, colour, scale, step, stage)
    return found


def _name(event: Event) -> str:
    return event.subject() or event.at.text


def _rule(row: Row, scale: Scale, alt: str) -> list[Box]:
    """The rule of equal steps, with room for the dots, and the alt text."""
    y = scale.top + row.top + row.rule
    strip = scale.rect(0, y - _DOT / 2, scale.length, _DOT)
    found: list[Box] = [Shape(name="Timeline", rect=strip, fill="ground", alt=alt)]
    for n, (left, end) in enumerate(zip(row.lefts, [*row.lefts[1:], scale.length + _DOT_AIR], strict=True)):
        start, end = left + _DOT + _DOT_AIR, end - _DOT_AIR
        rect = scale.rect(start, y - _LINE / 2, end - start, _LINE)
        found.append(Shape(name=f"Axis {n + 1}" if n else "Axis", rect=rect, fill="ink"))
    return found


def _standing(row: Row, n: int, colour: str, scale: Scale, step: int, stage: Stage) -> list[Box]:
    """What stands on the rule, the dot, and the words under it."""
    event, left, top = row.events[n][0], row.lefts[n], scale.top + row.top
    name = _name(event)
    hollow = is_doubtful(event.at)
    inset = _HOLLOW / 2 if hollow else 0.0
    dot = scale.rect(left + inset, top + row.rule - _DOT / 2 + inset, _DOT - 2 * inset, _DOT - 2 * inset)
    fill, line = ("ground", Line(colour, _HOLLOW)) if hollow else (colour, None)
    above = scale.rect(left, top, row.width, row.rule - _DOT / 2)
    below = scale.rect(left, top, row.width, row.rect.bottom / EMU_PER_PT - top)
    words = [_words(row, n, place, range(*parts), name, step, stage) for place, name, parts in (
        (above, f"Event: {name}", (0, TITLE)), (below, f"Words: {name}", (TITLE, len(row.heights)))
    )]  # fmt: skip
    shown = Shape(name=f"Dot: {name}", rect=dot, geometry="ellipse", fill=fill, line=line, step=step)
    return [words[0], shown, *(w for w in words[1:] if w.paragraphs)]


def _hanging(row: Row, n: int, colour: str, scale: Scale, step: int, stage: Stage) -> list[Box]:
    """The bar of an event, the leader to its column, the rule over the column and its words."""
    event, (x0, x1, level) = row.events[n][0], row.bars[n]
    name = _name(event)
    thick, high = bars_high(row.bars)
    bar_y = scale.top + STRIP + level * (thick + BAR_GAP)
    fill: Fill = Hatch(colour, f"{colour}.tint") if is_doubtful(event.at) else colour
    outline = Line(colour, 1.0) if isinstance(fill, Hatch) else None
    top = scale.top + row.top
    column = scale.rect(row.lefts[n], top, row.width, row.rect.bottom / EMU_PER_PT - top)
    at, foot = leader_ends(row, n)
    return [
        Shape(name=f"Bar: {name}", rect=scale.rect(x0, bar_y, x1 - x0, thick), fill=fill, line=outline, step=step),
        _leader(f"Leader: {name}", (at, bar_y + thick), scale.top + STRIP + high, (foot, top), colour, scale, step),
        Shape(name=f"Rule: {name}", rect=column.top(points(RULE)), fill=colour, step=step),
        _words(row, n, column.below(points(RULE + UNDER_RULE)), range(len(row.heights)), f"Event: {name}", step, stage),
    ]


def _leader(
    name: str, at: tuple[float, float], below: float, foot: tuple[float, float], colour: str, scale: Scale, step: int
) -> Box:
    """From a bar straight down to its column, or by two right angles half-way between all bars and it (pt)."""
    line = Line(colour, 1.25)
    left, right = min(at[0], foot[0]), max(at[0], foot[0])
    if right - left < 0.1:
        return scale.line(name, *at, *foot, line, step)
    turn = (below + foot[1]) / 2
    path = [(points(x - left), points(y - at[1])) for x, y in (at, (at[0], turn), (foot[0], turn), foot)]
    moves = tuple(("M" if n == 0 else "L", *point) for n, point in enumerate(path))
    rect = scale.rect(left, at[1], right - left, foot[1] - at[1])
    return Freeform(name=name, rect=rect, paths=(moves,), line=line, step=step)


def _words(row: Row, n: int, place: Rect, parts: range, name: str, step: int, stage: Stage) -> Text:
    """Some parts of a column, each where the same part begins in the others."""
    width = place.width_pt
    paragraphs: list[Paragraph] = []
    first = end = 0.0
    for part in parts:
        d, unit = row.columns[n][part], row.columns[n][UNIT]
        if d is None or (part == UNIT and row.beside):
            continue
        if not paragraphs:
            first = end = row.tops[part]
        (made,) = stage.compose.set([d], width)
        if part == FIGURE and row.beside and unit:
            (after,) = stage.compose.set([spaced(unit)], width)
            made = made._replace(runs=(*made.runs, *after.runs))
        paragraphs.append(made._replace(before=round(row.tops[part] - end, 1)))
        end = row.tops[part] + stage.compose.count(d, width, 0) * stage.compose.pitch(d, 0)
    return Text(name=name, rect=place.below(points(first)), paragraphs=tuple(paragraphs), step=step)
