"""steps: events in order, as numbered nodes on a line.

In: events, each with a title, perhaps `when` and `text`. Out: nodes from left to right in one or two rows, or from top
to bottom in a narrow rectangle; on further sheets the numbers continue. Connectors are glued to the nodes.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from math import fsum
from typing import ClassVar, NamedTuple

from podium.blocks._chain import Link, LinksField, least_shrink
from podium.blocks.base import Block
from podium.layout.stage import Sheets, Stage
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Connector, Group, Line, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, plain_draft

_NODE = 36.0  # pt across
_NUMBER = scale.LABEL.but(size=18.0, floor=16.0, colour="on")
_LEAST_WIDTH = 94.0  # pt for the words of a step
_COLUMN_GAP = 18.0
_NODE_TO_TEXT = 10.0
_ROW_GAP = 30.0
_UPRIGHT_WIDTH = 440.0  # pt; in a narrower rectangle, steps are one below the other
_UPRIGHT_GAP = 14.0
_MOST_IN_ROW = 6
_TOP, _LEFT, _BOTTOM, _RIGHT = 0, 2, 4, 6  # connection sites of an ellipse
_ARROW = Line("rule", 1.5, tail=True)
_DOT = 6.0  # where the line turns towards the next row
_LARGER = 4.0  # pt by which the type of few short steps may be larger


class _Placed(NamedTuple):
    """The node of a step, the rectangle of its words, and its row."""

    node: Rect
    words: Rect
    row: int


class StepsBlock(Block):
    """Events in order."""

    label: ClassVar[str] = "steps"
    summary: ClassVar[str] = "events in order as numbered nodes on a line"
    shares: ClassVar[tuple[int, int]] = (3, 9)

    events: LinksField = ()

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.events:
            stage.warn(
                "this slide has no steps",
                self,
                "",
                "empty",
                "add 'events:', as '- {when: 20 August, title: The attack begins}'",
            )
            return [[]]
        for event in self.events:
            for key in ("verb", "kind"):
                if getattr(event, key):
                    hint = "remove it, or make the slide 'causes'"
                    stage.warn(f"steps do not show '{key}'", event, key, "unused", hint)
        count = len(self.events)
        for sheets in range(1, count + 1):
            edges = [round(n * count / sheets) for n in range(sheets + 1)]
            drawn = [
                self._sheet(self.events[a:b], a, rect, stage, force=sheets == count)
                for a, b in itertools.pairwise(edges)
            ]
            if all(drawn):
                return drawn
        return [[]]

    def _sheet(self, links: Sequence[Link], before: int, rect: Rect, stage: Stage, force: bool) -> list[Box]:
        """The steps on one sheet, numbered from `before` + 1; [] if they do not fit, unless `force`."""
        arrange = _upright if rect.width_pt < _UPRIGHT_WIDTH else _in_rows
        columns = [link.drafts(stage, larger=_LARGER) for link in links]
        found = arrange(columns, rect, stage, False)
        if (
            found is None
            or found[1]
            or not _as_short(columns, [link.drafts(stage) for link in links], found[0][0].words.width_pt, stage)
        ):
            columns = [link.drafts(stage) for link in links]
            found = arrange(columns, rect, stage, force)
        if found is None:
            return []
        placed, shrink = found
        boxes: list[Box] = []
        for n, (link, drafts, place) in enumerate(zip(links, columns, placed, strict=True)):
            step = n + 1 if getattr(self, "reveal", False) else 0
            sized = [d.but(style=d.style.but(size=stage.compose.size(d, shrink))) for d in drafts]
            boxes.append(_step(link, before + n + 1, place, sized, rect, stage, step))
            if n:
                boxes += _connectors(before + n, placed[n - 1], place, rect, step)
        return boxes


def _as_short(large: Sequence[list[Draft]], plain: Sequence[list[Draft]], width: float, stage: Stage) -> bool:
    """Whether the larger type takes no more lines."""
    return all(
        stage.compose.count(a, width, 0) <= stage.compose.count(b, width, 0)
        for ours, theirs in zip(large, plain, strict=True)
        for a, b in zip(ours, theirs, strict=True)
    )


def _in_rows(columns: Sequence[list[Draft]], rect: Rect, stage: Stage, force: bool) -> tuple[list[_Placed], int] | None:
    """Nodes from left to right, in one row or two rows of equal length."""
    count = len(columns)
    for rows in (1, 2):
        per_row = max(2, -(-count // rows))
        turn = 2 * _DOT if rows == 2 else 0.0
        width = (rect.width_pt - turn + _COLUMN_GAP) / per_row - _COLUMN_GAP
        forced = force and rows == 2
        if (width < _LEAST_WIDTH or per_row > _MOST_IN_ROW or (rows == 2 and count < 4)) and not forced:
            continue
        shrink = least_shrink(columns, width, stage, partial(_fits, per_row=per_row, room=rect.height_pt))
        if shrink is None and forced:
            shrink = _floor(columns, stage)
        if shrink is not None:
            heights = [stage.compose.height(c, width, shrink) for c in columns]
            return _rows_placed(heights, per_row, width, rect), shrink
    return None


def _floor(columns: Sequence[list[Draft]], stage: Stage) -> int:
    """The shrink at which all type is at its floor."""
    return stage.compose.shrink_range([d for column in columns for d in column])


def _fits(heights: list[float], per_row: int, room: float) -> bool:
    """Whether rows of words of these heights fit `room` pt."""
    return _bottoms(heights, per_row)[-1] <= room


def _bottoms(heights: list[float], per_row: int) -> list[float]:
    """The bottom (pt from the top) of each row, without spare room; `heights` are those of the words."""
    rows = [_NODE + _NODE_TO_TEXT + max(heights[n : n + per_row]) for n in range(0, len(heights), per_row)]
    return [fsum(rows[: n + 1]) + n * _ROW_GAP for n in range(len(rows))]


def _rows_placed(heights: list[float], per_row: int, width: float, rect: Rect) -> list[_Placed]:
    """Nodes and words in their rows; spare room goes above the first row and between the two."""
    bottoms = _bottoms(heights, per_row)
    spare = max(0.0, rect.height_pt - bottoms[-1])
    more = min(24.0, spare / (len(bottoms) + 1)) if len(bottoms) > 1 else 0.0
    top = (spare - more) / 3
    placed = []
    for n, height in enumerate(heights):
        row, column = divmod(n, per_row)
        y = top + (bottoms[row - 1] + _ROW_GAP + more if row else 0.0)
        room = min(height, rect.height_pt - y - _NODE - _NODE_TO_TEXT)
        left = rect.x + points(column * (width + _COLUMN_GAP))
        node = Rect(left, rect.y + points(y), points(_NODE), points(_NODE))
        placed.append(
            _Placed(node, Rect(left, node.bottom + points(_NODE_TO_TEXT), points(width), points(room) + 1), row)
        )
    return placed


def _upright(columns: Sequence[list[Draft]], rect: Rect, stage: Stage, force: bool) -> tuple[list[_Placed], int] | None:
    """Nodes one below the other, with words at their right; a short text is centred on its node."""
    indent = _NODE + 14
    width = rect.width_pt - indent
    room = rect.height_pt - _UPRIGHT_GAP * (len(columns) - 1)
    shrink = least_shrink(columns, width, stage, lambda heights: fsum(max(_NODE, h) for h in heights) <= room)
    if shrink is None and not force:
        return None
    shrink = _floor(columns, stage) if shrink is None else shrink
    heights = [stage.compose.height(c, width, shrink) for c in columns]
    more = max(0.0, min(16.0, (room - fsum(max(_NODE, h) for h in heights)) / len(columns)))
    placed, y = [], 0.0
    for height in heights:
        node = Rect(rect.x, rect.y + points(y), points(_NODE), points(_NODE))
        lift = max(0.0, (_NODE - height) / 2)
        below = min(height, rect.height_pt - y - lift)
        placed.append(
            _Placed(node, Rect(rect.x + points(indent), node.y + points(lift), points(width), points(below) + 1), 0)
        )
        y += max(_NODE, height) + _UPRIGHT_GAP + more
    return placed, shrink


def _key(rect: Rect, number: int) -> str:
    """The key of a node, unique on its page even with several blocks of steps."""
    return f"node {rect.x} {rect.y} {number}"


def _step(
    link: Link, number: int, place: _Placed, drafts: Sequence[Draft], rect: Rect, stage: Stage, step: int
) -> Group:
    """Node, number and words as a group."""
    name = f"Step {number}: {link.subject() or link.when}"
    node = Shape(name=f"Node {number}", rect=place.node, geometry="ellipse", fill="ink", key=_key(rect, number))
    figure = stage.text(
        f"Number {number}",
        place.node,
        [plain_draft(str(number), _NUMBER.but(colour="ground"), align="centre")],
        anchor="middle",
    )
    words = stage.text(f"Words {number}", place.words, drafts)
    right, bottom = max(node.rect.right, words.rect.right), max(node.rect.bottom, words.rect.bottom)
    return Group(
        name=name,
        rect=Rect(place.node.x, place.node.y, right - place.node.x, bottom - place.node.y),
        boxes=(node, figure, words),
        step=step,
    )


def _connectors(before: int, first: _Placed, second: _Placed, rect: Rect, step: int) -> list[Box]:
    """The line from node `before` to the next: straight, or between the rows to the beginning of the next row."""
    name = f"From {before} to {before + 1}"
    a, b = first.node, second.node
    keys = _key(rect, before), _key(rect, before + 1)
    if first.row != second.row:
        return _to_next_row(name, a, b, keys, rect, step)
    if a.x == b.x:
        place = Rect(a.x + a.w // 2, a.bottom, 0, b.y - a.bottom)
        return [Connector(name=name, rect=place, start=(keys[0], _BOTTOM), end=(keys[1], _TOP), line=_ARROW, step=step)]
    place = Rect(a.right, a.y + a.h // 2, b.x - a.right, 0)
    return [Connector(name=name, rect=place, start=(keys[0], _RIGHT), end=(keys[1], _LEFT), line=_ARROW, step=step)]


def _to_next_row(name: str, a: Rect, b: Rect, keys: tuple[str, str], rect: Rect, step: int) -> list[Box]:
    """Two elbow connectors that meet at a dot: down at the right edge, back between the rows.

    A single connector with more corners would do, but LibreOffice routes a glued one in its own way.
    """
    size = points(_DOT)
    dot = Rect(rect.right - size, b.y - points(_ROW_GAP / 2) - size // 2, size, size)
    key = f"{keys[0]} turn"
    x, y, middle = dot.x + size // 2, dot.y + size // 2, a.y + a.h // 2
    return [
        Shape(name=f"Turn after {name}", rect=dot, geometry="ellipse", fill=_ARROW.colour, key=key, step=step),
        Connector(
            name=name,
            rect=Rect(a.right, middle, x - a.right, dot.y - middle),
            start=(keys[0], _RIGHT),
            end=(key, _TOP),
            geometry="bentConnector2",
            line=Line(_ARROW.colour, _ARROW.width),
            step=step,
        ),
        Connector(
            name=f"{name}, next row",
            rect=Rect(b.x + b.w // 2, y, dot.x - b.x - b.w // 2, b.y - y),
            start=(key, _LEFT),
            end=(keys[1], _TOP),
            geometry="bentConnector2",
            line=_ARROW,
            mirror=True,
            step=step,
        ),
    ]


MODEL = StepsBlock
