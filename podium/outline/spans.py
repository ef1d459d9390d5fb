"""Which lines of a file belong to which key: for commands that move or replace lines and never write YAML themselves.

In: a text that YAML accepts. Out: `Node`s with the lines of each value and key, counted from 0, as an editor splits
them (`lines_of`). Comments and blank lines between two values belong to neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from podium.outline import yaml_mistakes

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_KEEP = re.compile(r"(?:[&!]\S+\s+)*[|>][0-9]*\+")  # a block scalar to which the blank lines below it belong


@dataclass(slots=True)
class Node:
    """A value: `line` and `column` where it begins, `last` the last line with something of it, all from 0.

    `text` is that of a scalar; a block mapping has `pairs`, a block sequence `items`, and what stands between braces
    has neither. `names` are the anchors and aliases in it. If it `keeps`, a blank line put below it would be
    part of it.
    """

    line: int
    column: int
    last: int
    text: str | None = None
    pairs: list[tuple[Node, Node]] | None = None
    items: list[Node] | None = None
    names: set[str] = field(default_factory=set)
    keeps: bool = False


def lines_of(text: str) -> list[str]:
    """The lines with their ends, which may differ; together they are the text."""
    return [line for line in _LINE.findall(text) if line]


def nodes_of(text: str) -> Node | None:
    """The value of the whole document, None if it is empty. Raises yaml.YAMLError."""
    text = yaml_mistakes.normalised(text)
    loader = _Loader(text)
    builder = _Builder(lines_of(text))
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            builder.take(event)
    finally:
        loader.dispose()
    return builder.root


def dash_of(lines: list[str], item: Node, column: int | None = None) -> int:
    """The line with an item's dash: its own, or one above it if an anchor, a comment or a dash of the item's own stands
    between them. `column` is that of the dash, if it begins its line."""
    dash = "-" if column is None else " " * column + "-"
    line = min(item.line, len(lines) - 1)
    while line > 0 and not (lines[line].lstrip(" ") if column is None else lines[line]).startswith(dash):
        line -= 1
    return line


def dashes_of(lines: list[str], node: Node) -> list[int]:
    """The line of each item's dash; [] unless every item of a block sequence begins a line of its own."""
    found = [dash_of(lines, item, node.column) for item in node.items or []]
    plain = all(lines[dash].startswith(" " * node.column + "-") for dash in found)
    return found if plain and len(set(found)) == len(found) else []


def comments_end(lines: list[str], start: int, until: int, column: int) -> int:
    """The line after the comments from `start` on that are indented deeper than `column`, and so belong to what is
    above them."""
    end = start
    for number in range(start, min(until, len(lines))):
        if lines[number].strip():
            if indent_of(lines[number]) <= column or not lines[number].lstrip(" ").startswith("#"):
                break
            end = number + 1
    return end


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


class _Builder:
    """Nodes from libyaml's events, with a stack of its own: the depth of a file is not that of Python's."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.root: Node | None = None
        self.open: list[tuple[Node, list[Node], bool]] = []  # a collection, its values so far, whether a mapping

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            start = _start(event)
            keeps = event.style in ("|", ">") and bool(_KEEP.match(self.lines[start[0]][start[1] :]))
            self._put(Node(*start, self._last_of(event, keeps), event.value, names=_names(event), keeps=keeps))
        elif isinstance(event, yaml.AliasEvent):
            self._put(Node(*_start(event), _start(event)[0], names=_names(event)))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            node = Node(*_start(event), _start(event)[0], names=_names(event))
            self.open.append((node, [], isinstance(event, yaml.MappingStartEvent) and not event.flow_style))
            if isinstance(event, yaml.SequenceStartEvent) and not event.flow_style:
                node.items = []
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            node, values, is_block_mapping = self.open.pop()
            node.names.update(*(value.names for value in values))
            if is_block_mapping:
                node.pairs = list(zip(values[::2], values[1::2], strict=True))
                if values:  # an anchor may stand on a line of its own above the keys
                    node.line, node.column = values[0].line, values[0].column
            elif node.items is not None:
                node.items = values
            in_block = is_block_mapping or node.items is not None
            end: Any = event.end_mark
            node.keeps = in_block and bool(values) and values[-1].keeps
            node.last = max((v.last for v in values), default=node.line) if in_block else end.line
            self._put(node)

    def _put(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node

    def _last_of(self, event: Any, keeps: bool) -> int:
        """The last line of a scalar. libyaml ends a block scalar only where something else begins."""
        start, end = event.start_mark, event.end_mark
        if event.style not in ("|", ">"):
            return int(end.line)
        last = int(end.line if end.column and end.line < len(self.lines) else end.line - 1)
        while not keeps and last > start.line and not self.lines[min(last, len(self.lines) - 1)].strip():
            last -= 1
        return max(start.line, min(last, len(self.lines) - 1))


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column


def _names(event: Any) -> set[str]:
    """The anchor that the event defines, or the one that it refers to."""
    return {event.anchor} if event.anchor else set()
