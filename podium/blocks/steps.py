"""steps: events in order, as numbered nodes on a line.

In: events, each with a title, perhaps `when` and `text`. Out: one sheet of nodes from left to right in one row or
two, or from top to bottom where the rectangle is narrow; further sheets go on counting. Connectors are glued to
the nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from podium.blocks._chain import Link, LinksField, least_shrink
from podium.blocks.base import Block
from podium.layout import type_scale as scale
from podium.layout.scene import Box, Connector, Group, Line, Shape
from podium.layout.stage import Sheets, Stage
from podium.layout.text import Draft, plain_draft
from podium.layout.units import Rect, points

_NODE = 36.0  # pt across
_NUMBER = scale.LABEL.but(size=18.0, floor=12.0, colour="on")
_LEAST_PITCH = 112.0
_COLUMN_GAP = 18.0
_NODE_TO_TEXT = 10.0
_ROW_GAP = 30.0
_UPRIGHT_WIDTH = 440.0  # pt; a narrower rectangle has its steps below one another
_UPRIGHT_GAP = 14.0
_MOST_IN_ROW = 6
_TOP, _LEFT, _BOTTOM, _RIGHT = 0, 2, 4, 6  # connection sites of an ellipse
_ARROW = Line("rule", 1.5, tail=True)
_DOT = 6.0  # where the line turns to the next row
_LARGER = 4.0  # pt that few short steps may gain


class _Placed(NamedTuple):
    """A step's node and the room of its words."""

    node: Rect
    words: Rect
    row: int


class StepsBlock(Block):
    """What happened, one after the other."""

    label: ClassVar[str] = "steps"
    summary: ClassVar[str] = "events in order as numbered nodes on a line"
    shares: ClassVar[tuple[int, int]] = (3, 9)

    events: LinksField = ()

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.events:
            stage.warn("this slide has no steps", self, "", "empty", "add 'events:', as '- {when: 20 August, title: The attack begins}'")
            return [[]]
        count = len(self.events)
        for sheets in range(1, count + 1):
            edges = [round(n * count / sheets) for n in range(sheets + 1)]
            drawn = [self._sheet(self.events[a:b], a, rect, stage, force=sheets == count) for a, b in zip(edges, edges[1:], strict=False)]
            if all(drawn):
                return drawn
        return [[]]

    def _sheet(self, links: Sequence[Link], before: int, rect: Rect, stage: Stage, force: bool) -> list[Box]:
        """The steps on one sheet, counting on from `before`; [] if they do not fit, unless that is to be forced."""
        arrange = _upright if rect.width_pt < _UPRIGHT_WIDTH else _in_rows
        columns = [link.drafts(stage, larger=_LARGER) for link in links]
        found = arrange(columns, rect, stage, False)
        if found is None or found[1] or not _as_short(columns, [link.drafts(stage) for link in links], found[0][0].words.width_pt, stage):
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
    return all(stage.compose.count(a, width, 0) <= stage.compose.count(b, width, 0)
               for ours, theirs in zip(large, plain, strict=True) for a, b in zip(ours, theirs, strict=True))


def _in_rows(columns: Sequence[list[Draft]], rect: Rect, stage: Stage, force: bool) -> tuple[list[_Placed], int] | None:
    """Nodes from left to right, in one row or two of equal length."""
    count = len(columns)
    for rows in (1, 2):
        per_row = max(2, -(-count // rows))
        turn = 2 * _DOT if rows == 2 else 0.0
        pitch = (rect.width_pt - turn + _COLUMN_GAP) / per_row
        last_try = force and rows == 2
        if (pitch < _LEAST_PITCH or per_row > _MOST_IN_ROW or (rows == 2 and count < 4)) and not last_try:
            continue
        width = pitch - _COLUMN_GAP
        head = _NODE + _NODE_TO_TEXT
        used = -(-count // per_row)

        def tops(heights: list[float], per_row: int = per_row, used: int = used, head: float = head) -> list[float]:
            """The bottom of each row if they follow one another."""
            rows_h = [head + max(heights[r * per_row: (r + 1) * per_row]) for r in range(used)]
            return [sum(rows_h[: r + 1]) + r * _ROW_GAP for r in range(used)]

        shrink = least_shrink(columns, width, stage, lambda heights: tops(heights)[-1] <= rect.height_pt)
        if shrink is None:
            if not last_try:
                continue
            shrink = stage.compose.shrink_range([d for c in columns for d in c])
        bottoms = tops([stage.compose.height(c, width, shrink) for c in columns])
        more = max(0.0, min(24.0, (rect.height_pt - bottoms[-1]) / (used + 1)))
        offset = (rect.height_pt - bottoms[-1] - more * (used - 1)) / 3 if bottoms[-1] < rect.height_pt else 0.0
        placed = []
        for n in range(count):
            row, column = divmod(n, per_row)
            y = offset + (bottoms[row - 1] + _ROW_GAP + more if row else 0.0)
            end = min(bottoms[row] + offset + (more if row else 0.0), rect.height_pt)
            x = column * pitch
            node = Rect(rect.x + points(x), rect.y + points(y), points(_NODE), points(_NODE))
            words = Rect(node.x, node.bottom + points(_NODE_TO_TEXT), points(width), points(max(14.0, end - y - head)) + 1)
            placed.append(_Placed(node, words, row))
        return placed, shrink
    return None


def _upright(columns: Sequence[list[Draft]], rect: Rect, stage: Stage, force: bool) -> tuple[list[_Placed], int] | None:
    """Nodes below one another, words at their right."""
    indent = _NODE + 14
    width = rect.width_pt - indent
    gaps = _UPRIGHT_GAP * (len(columns) - 1)
    shrink = least_shrink(columns, width, stage, lambda heights: sum(max(_NODE, h) for h in heights) + gaps <= rect.height_pt)
    if shrink is None:
        if not force:
            return None
        shrink = stage.compose.shrink_range([d for c in columns for d in c])
    heights = [max(_NODE, stage.compose.height(c, width, shrink)) for c in columns]
    more = max(0.0, min(16.0, (rect.height_pt - sum(heights) - gaps) / len(columns)))
    placed, y = [], 0.0
    for column, height in zip(columns, heights, strict=True):
        node = Rect(rect.x, rect.y + points(y), points(_NODE), points(_NODE))
        lift = max(0.0, (_NODE - stage.compose.height(column, width, shrink)) / 2)  # a short text stands at the middle of its node
        words = Rect(rect.x + points(indent), node.y + points(lift), points(width), points(min(height - lift, rect.height_pt - y - lift)) + 1)
        placed.append(_Placed(node, words, 0))
        y += height + _UPRIGHT_GAP + more
    return placed, shrink


def _key(rect: Rect, number: int) -> str:
    """What a node is known as on its page, where other steps may stand as well."""
    return f"node {rect.x} {rect.y} {number}"


def _step(link: Link, number: int, place: _Placed, drafts: Sequence[Draft], rect: Rect, stage: Stage, step: int) -> Group:
    """Node, number and words as one group."""
    name = f"Step {number}: {link.subject() or link.when}"
    node = Shape(name=f"Node {number}", rect=place.node, geometry="ellipse", fill="ink", key=_key(rect, number))
    figure = stage.text(f"Number {number}", place.node, [plain_draft(str(number), _NUMBER.but(colour="ground"), align="centre")], anchor="middle")
    words = stage.text(f"Words {number}", place.words, drafts)
    right, bottom = max(node.rect.right, words.rect.right), max(node.rect.bottom, words.rect.bottom)
    return Group(name=name, rect=Rect(place.node.x, place.node.y, right - place.node.x, bottom - place.node.y), boxes=(node, figure, words), step=step)


def _connectors(before: int, first: _Placed, second: _Placed, rect: Rect, step: int) -> list[Box]:
    """The line from node `before` to the next one: straight, or through the gap to the beginning of the next row."""
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
    """Two elbows that meet at a dot: down at the right edge, back between the rows. (LibreOffice draws no longer elbow as it is given.)"""
    size = points(_DOT)
    dot = Rect(rect.right - size, b.y - points(_ROW_GAP / 2) - size // 2, size, size)
    key = f"{keys[0]} turn"
    x, y, middle = dot.x + size // 2, dot.y + size // 2, a.y + a.h // 2
    return [Shape(name=f"Turn after {name}", rect=dot, geometry="ellipse", fill=_ARROW.colour, key=key, step=step),
            Connector(name=name, rect=Rect(a.right, middle, x - a.right, dot.y - middle), start=(keys[0], _RIGHT), end=(key, _TOP),
                      geometry="bentConnector2", line=Line(_ARROW.colour, _ARROW.width), step=step),
            Connector(name=f"{name}, next row", rect=Rect(b.x + b.w // 2, y, dot.x - b.x - b.w // 2, b.y - y), start=(key, _LEFT), end=(keys[1], _TOP),
                      geometry="bentConnector2", line=_ARROW, mirror=True, step=step)]


MODEL = StepsBlock
