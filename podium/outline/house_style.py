"""House style of an outline: the order of keys, and the blank lines between slides and sections.

In: the text of an outline, and the names of the kinds. Out: the text in house style, or `Refused` with the reason.
Whole lines are moved by their spans (`spans`), and YAML is never written: every value, comment and quotation mark stays
as the lecturer typed it. What a slide's kind adds to the common keys stays in the lecturer's order. Before a text is
returned, it is read again: its values and its lines must be those of the old one, and it must be in house style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from podium.outline import nodes, source, spans
from podium.outline.spans import Node

_REST = "…"  # stands for all keys without a place of their own
DECK_KEYS = (
    "title", "subtitle", "author", "date", "cover", "logo", "lang", "theme", "accent", "size", "transition", "band",
    "minutes", "span", "agenda", "source", _REST, "include", "for", "vars", "defaults", "sides", "sources", "credits",
    "slides", "sections",
)  # fmt: skip
SECTION_KEYS = (
    "include", "title", "for", "short", "headline", "span", "picture", "ground", "question", "events", "divider",
    "band", "transition", _REST, "notes", "slides",
)  # fmt: skip
SLIDE_KEYS = (
    *("id", "for", "when", "source", "minutes", "hidden", "spare", "band", "transition", "reveal"), _REST, "notes"
)
# Keys of a deck with a blank line above them, if they have several lines.
_SET_APART = frozenset({"for", "vars", "defaults", "sides", "sources", "credits", "slides", "sections"})


Part = tuple[list[str], bool]
"""Lines, and whether a blank line put below them would be part of their last text."""


class Refused(Exception):
    """Why a text is left alone, as a sentence; `mistakes` are those for which it cannot be read."""

    def __init__(self, why: str, mistakes: Sequence[source.SourceError] = ()) -> None:
        super().__init__(why)
        self.mistakes = tuple(mistakes)


def in_house_style(text: str, name: str, kinds: Collection[str]) -> str:
    """The text in house style; the same text if it is. Raises Refused."""
    tree, errors = source.read(text, name)
    if errors:
        raise Refused(errors[0].message, errors)
    if not isinstance(tree, (nodes.Mapping, nodes.Sequence)):
        raise Refused("this is no outline")
    made = _styled(text, kinds)
    if made != text:
        if not text.endswith(("\n", "\r")):  # else the text on an unfinished last line would seem to change
            tree, _ = source.read(text + "\n", name)
        _require_same(text, tree, made, name, kinds)
    return made


def _require_same(text: str, tree: Any, made: str, name: str, kinds: Collection[str]) -> None:
    """Raises Refused unless the new text has the values and the lines of the old one, and stays as it is."""
    again, errors = source.read(made, name)
    if errors or _values(tree) != _values(again):
        raise Refused("its keys cannot be moved without changing a value")
    if Counter(_lines(text)) != Counter(_lines(made)):
        raise Refused("its keys cannot be moved without changing a comment")
    if _styled(made, kinds) != made:
        raise Refused("its keys have no order that stays")


def _lines(text: str) -> list[str]:
    """All lines without the dash that the first key of an item has."""
    return [bare for line in re.split(r"\r\n|\r|\n", text) if (bare := line.lstrip(" -"))]


def _values(node: Any, depth: int = -1) -> Any:
    """The values for comparison: in mappings the order counts, except in those whose keys are ordered."""
    depth = depth if depth >= 0 else int(isinstance(node, nodes.Sequence))
    if isinstance(node, nodes.Mapping):
        pairs = [(key, _values(value, depth + 1)) for key, value in node.items()]
        return sorted(pairs, key=lambda pair: pair[0]) if depth in (0, 2, 4) else pairs
    if isinstance(node, nodes.Sequence):
        return [_values(value, depth + 1) for value in node]
    return node


def _styled(text: str, kinds: Collection[str]) -> str:
    root = spans.nodes_of(text)
    if root is None or (root.pairs is None and not root.items):
        return text
    return "".join(_Styler(text, kinds).file(root))


class _Styler:
    """Puts the lines of one text in order."""

    def __init__(self, text: str, kinds: Collection[str]) -> None:
        self.lines = spans.lines_of(text)
        self.end = Counter(re.findall(r"\r\n|\r|\n", text) or ["\n"]).most_common(1)[0][0]
        self.kinds = {*kinds, "use", "include"}  # they begin an entry too
        if self.lines and not self.lines[-1].endswith(("\r", "\n")):
            self.lines[-1] += self.end

    def file(self, root: Node) -> list[str]:
        """All lines of the file: an outline, or a list of slides or sections for others to include."""
        rest: list[str] = []
        if root.items is not None:
            is_sections = any(key.text == "slides" for item in root.items for key, _ in item.pairs or ())
            made, _ = (self.sections if is_sections else self.slides)(root, len(self.lines))
            while made and not made[-1].strip() and not root.keeps:
                made.pop()
        else:
            slides = {"slides": self.slides, "sections": self.sections}
            made, after, _ = self.mapping(root, DECK_KEYS, slides, len(self.lines), most=2)
            rest = self.lines[after:]
        while rest and not rest[-1].strip():
            rest.pop()
        return [*self.lines[: root.line], *made, *rest]

    def sections(self, node: Node, until: int) -> Part:
        """A list of sections."""
        return self.sequence(node, until, SECTION_KEYS, {"slides": self.slides}, most=2)

    def slides(self, node: Node, until: int) -> Part:
        """A list of slides."""
        return self.sequence(node, until, SLIDE_KEYS, {}, most=1)

    def sequence(self, node: Node, until: int, order: Sequence[str], below: Mapping[str, Any], most: int) -> Part:
        """A list from its first dash to the line `until`, with blank lines between what is longer than one line,
        at most `most`."""
        items = node.items or []
        dashes = spans.dashes_of(self.lines, node)
        if len(dashes) != len(items) or any(self.lines[i.line][: i.column].count("-") > 1 for i in items):
            return self.lines[node.line : until], node.keeps
        made: list[str] = []
        lead: list[str] = []
        was_long = keeps = False
        for item, dash, limit in zip(items, dashes, [*dashes[1:], until], strict=True):
            if item.pairs is not None:
                body, after, ends_kept = self.mapping(item, order, below, limit)
            else:
                body, after, ends_kept = self.lines[item.line : item.last + 1], item.last + 1, item.keeps
            body = [*self.lines[dash : item.line], *body]
            is_long = len(body) > 1
            if made:
                made += self.gap(lead, node.column, 0 if keeps else int(was_long or is_long), 0 if keeps else most)
            made += body
            lead, was_long, keeps = self.lines[after:limit], is_long, ends_kept
        return [*made, *lead], keeps and not lead

    def mapping(
        self, node: Node, order: Sequence[str], below: Mapping[str, Any], until: int, most: int = 1
    ) -> tuple[list[str], int, bool]:
        """A mapping from its first key on, its keys in order; the line after the last of them, and whether they end
        with a text that keeps blank lines. `until` is the line of what follows the mapping."""
        pairs = node.pairs or []
        if not self.can_move(node, pairs):
            return self.lines[node.line : node.last + 1], node.last + 1, node.keeps
        ends = [value.last + 1 for _, value in pairs]
        nexts = [*(key.line for key, _ in pairs[1:]), until]
        column = node.column
        tails = [spans.comments_end(self.lines, e, n, column) for e, n in zip(ends, nexts, strict=True)]
        bodies = [self.body(pair, below, tail) for pair, tail in zip(pairs, tails, strict=True)]
        leads = [[], *(self.lines[t : k.line] for t, (k, _) in zip(tails, pairs[1:], strict=False))]
        placed = self.placed(pairs, order)
        made: list[str] = []
        keeps = False
        for i in placed:
            body, ends_kept = bodies[i]
            if placed[0] != 0 and i in (0, placed[0]):  # the dash stands before the first key
                start = self.lines[node.line][: node.column]
                body = [(" " * node.column if i == 0 else start) + body[0][node.column :], *body[1:]]
            apart = order is DECK_KEYS and len(body) > 1 and pairs[i][0].text in _SET_APART
            if made:
                made += self.gap(leads[i], -1, int(apart and not keeps), 0 if keeps else most)
            else:
                made += _clamped(leads[i], 0)
            made += body
            keeps = ends_kept
        return made, tails[-1], keeps

    def can_move(self, node: Node, pairs: list[tuple[Node, Node]]) -> bool:
        """Whether every key begins a line of its own, and all in the same column."""
        blank = " " * node.column
        return (
            all(key.column == node.column and key.text is not None for key, _ in pairs)
            and all(k.line > value.last for (_, value), (k, _) in pairwise(pairs))
            and all(self.lines[key.line].startswith(blank) for key, _ in pairs[1:])
            and pairs[0][0].line == node.line
        )

    def placed(self, pairs: list[tuple[Node, Node]], order: Sequence[str]) -> list[int]:
        """The numbers of the pairs in house order; as they stand if that would part an alias from its anchor."""
        keys = [key.text or "" for key, _ in pairs]
        ranks = [order.index(key if key in order else _REST) for key in keys]
        if order is SLIDE_KEYS:
            kinds = [n for n, key in enumerate(keys) if key in self.kinds]
            ranks[kinds[0] if kinds and (kinds[0] == 0 or len(kinds) == 1) else 0] = -1
        placed = sorted(range(len(pairs)), key=lambda n: ranks[n])
        return list(range(len(pairs))) if _parts_aliases(pairs, placed) else placed

    def body(self, pair: tuple[Node, Node], below: Mapping[str, Any], tail: int) -> Part:
        """A key, its value and the comments that are indented below it."""
        key, value = pair
        if (inner := below.get(key.text or "")) and value.items and value.line > key.line:
            first = [*self.lines[key.line : key.line + 1], *_clamped(self.lines[key.line + 1 : value.line], 1)]
            lines, keeps = inner(value, tail)
            return [*first, *lines], keeps
        return self.lines[key.line : tail], value.keeps and tail == value.last + 1

    def gap(self, lead: list[str], column: int, least: int, most: int) -> list[str]:
        """The lines between two keys or items: blank ones, at least and at most so many, and the comments on what
        follows. Comments indented deeper than `column` belong to what is before."""
        start = 0
        for number, line in enumerate(lead):
            if line.strip() and spans.indent_of(line) <= column:
                break
            start = number + 1 if line.strip() and column >= 0 else start
        before, rest = lead[:start], lead[start:]
        comments = 0
        while comments < len(rest) and rest[len(rest) - 1 - comments].strip():
            comments += 1
        above, own = rest[: len(rest) - comments], rest[len(rest) - comments :]
        above = _clamped(above, most) or [self.end] * least
        return [*_clamped(before, most), *above, *own]


def _parts_aliases(pairs: list[tuple[Node, Node]], placed: list[int]) -> bool:
    """Whether the new order moves an alias away from its anchor: it must stay below it."""
    latest: dict[str, int] = {}
    for i in placed:
        for name in pairs[i][0].names | pairs[i][1].names:
            if latest.get(name, -1) > i:
                return True
            latest[name] = i
    return False


def _clamped(lines: list[str], most: int) -> list[str]:
    """The lines with at most so many blank ones in a row."""
    made: list[str] = []
    blanks = 0
    for line in lines:
        blanks = 0 if line.strip() else blanks + 1
        if blanks <= most:
            made.append(line)
    return made
