"""Where slides and sections stand in a text.

In: the text of an outline, or of a file that one includes. Out: its lists of slides with the lines of each slide, the
comments above and below it included; which lines belong to a place. Lines are counted from 0 here and end before `end`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from podium.files import Unreadable, read
from podium.outline.nodes import Mapping, Sequence
from podium.outline.source import MAX_BYTES
from podium.outline.spans import Node, comments_end, dash_of, dashes_of, indent_of, lines_of, nodes_of

TreePath = tuple[str | int, ...]
"""The keys and numbers that lead to a value in a tree."""


class Lines(NamedTuple):
    """Lines of a text, from `start` to before `end`."""

    start: int
    end: int


class Slide(NamedTuple):
    """A slide: all its lines, and where its dash and its last value are. `path` leads to it in the tree."""

    lines: Lines
    dash: int
    last: int
    node: Node
    path: TreePath


class SlideList(NamedTuple):
    """A list of slides. `key` is the line of its key, -1 if the file has none; `whole` are the lines of its section;
    `column` is that of its dashes; `until` is the line of what follows it. Its slides are known only if each begins a
    line of its own (`is_plain`)."""

    title: str
    key: int
    whole: Lines
    column: int
    until: int
    slides: tuple[Slide, ...]
    path: TreePath
    is_plain: bool = True


class Structure(NamedTuple):
    """What a browser has to know of a text: its digest, and the lines of its sections, from 1."""

    digest: str
    sections: tuple[tuple[int, int, str], ...]


NOTHING = Structure("", ())


def digest_of(text: str) -> str:
    """A short name for exactly this text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def text_of(path: Path) -> str | None:
    """The text of a file with its line ends and byte-order mark; None if it cannot be read."""
    try:
        return read(path, MAX_BYTES).decode("utf-8")
    except (Unreadable, OSError, UnicodeDecodeError):
        return None


def structure_of(text: str, tree: Mapping | None = None) -> Structure:
    """The structure of a text; quickly, if its `tree` has been read already and its sections are plain."""
    plain = _plain_sections(text, tree) if tree is not None else None
    if plain is not None:
        return Structure(digest_of(text), plain)
    found = [(s.whole.start + 1, s.whole.end, s.title) for s in lists_of(text) if s.path[:1] == ("sections",)]
    return Structure(digest_of(text), tuple(found))


def _plain_sections(text: str, tree: Mapping) -> tuple[tuple[int, int, str], ...] | None:
    """The lines of the sections, from 1, and their titles; None unless all are block mappings in a block list."""
    lines, parts = lines_of(text), tree.get("sections")
    if not isinstance(parts, Sequence) or tree.place != next(iter(tree.keys_at.values())):
        return None
    keys = [at[0] for at in tree.keys_at.values()]
    end = min((line - 1 for line in keys if line > tree.keys_at["sections"][0]), default=len(lines))
    starts, titles = list[int](), list[str]()
    for part in parts:
        title = part.get("title", "") if isinstance(part, Mapping) else None
        if not isinstance(title, str) or not part or part.place != next(iter(part.keys_at.values())):
            return None
        line, column = part.place
        if not re.fullmatch(" *- +", lines[line - 1][: column - 1]):
            return None
        starts, titles = [*starts, line], [*titles, str(title)]
    return tuple(zip(starts, [*(line - 1 for line in starts[1:]), end], titles, strict=True)) if starts else None


def lists_of(text: str) -> list[SlideList]:
    """The lists of slides of a text, [] if it is not YAML."""
    root = _root(text)
    return [] if root is None else list(_lists(root, lines_of(text)))


def slide_at(text: str, line: int) -> tuple[SlideList, Slide] | None:
    """The slide to which a line belongs."""
    return slide_in(lists_of(text), line)


def slide_in(lists: list[SlideList], line: int) -> tuple[SlideList, Slide] | None:
    """The same, in the lists of a text."""
    for part in lists:
        for slide in part.slides:
            if slide.lines.start <= line < slide.lines.end:
                return part, slide
    return None


def lines_at(text: str, line: int) -> Lines:
    """The lines in which somebody changes what stands on a line: those of its slide, else of its key, else all."""
    if found := slide_at(text, line):
        return found[1].lines
    lines, root = lines_of(text), _root(text)
    node, end = root, len(lines)
    while node is not None:
        inner: Node | None = None
        parts = [(item, item) for item in node.items or []] or (node.pairs or [])
        for n, (key, value) in enumerate(parts):
            until = parts[n + 1][0].line if n + 1 < len(parts) else end
            if key.line <= line < until:
                items = value.items or [] if key.text in ("sections", "slides") else []
                if key is value or (items and line >= items[0].line):
                    inner, end = value, until
                elif line <= max(value.last, key.line):
                    return Lines(key.line, max(value.last, key.line) + 1)
                break
        node = inner
    return Lines(0, len(lines))


def _root(text: str) -> Node | None:
    try:
        return nodes_of(text)
    except yaml.YAMLError:
        return None


def _lists(root: Node, lines: list[str]) -> Iterator[SlideList]:
    end = len(lines)
    if root.items is not None:  # a file for others to include
        if any(key.text == "slides" for item in root.items for key, _ in item.pairs or ()):
            yield from _sections(root, lines, end, ())
        else:
            yield _list("", -1, Lines(0, end), root, lines, end, ())
        return
    pairs = root.pairs or []
    for n, (key, value) in enumerate(pairs):
        until = pairs[n + 1][0].line if n + 1 < len(pairs) else end
        if key.text == "slides":
            yield _list("", key.line, Lines(0, end), value, lines, until, ("slides",))
        elif key.text == "sections" and value.items:
            yield from _sections(value, lines, until, ("sections",))


def _sections(node: Node, lines: list[str], until: int, path: TreePath) -> Iterator[SlideList]:
    items = node.items or []
    starts = [dash_of(lines, item) for item in items]
    for n, item in enumerate(items):
        end = starts[n + 1] if n + 1 < len(items) else until
        pairs = item.pairs or []
        title = next((value.text or "" for key, value in pairs if key.text == "title"), "")
        for m, (key, value) in enumerate(pairs):
            if key.text == "slides":
                after = pairs[m + 1][0].line if m + 1 < len(pairs) else end
                yield _list(title, key.line, Lines(starts[n], end), value, lines, after, (*path, n, "slides"))
                break
        else:
            if pairs:
                whole, column = Lines(starts[n], end), pairs[0][0].column
                yield SlideList(title, -1, whole, column + 2, item.last + 1, (), (*path, n, "slides"))


def _list(
    title: str, key: int, whole: Lines, node: Node, lines: list[str], until: int, path: TreePath
) -> SlideList:
    """A list of slides; one between brackets, or whose dashes share lines with other things, is not plain."""
    items = node.items or []
    dashes = dashes_of(lines, node)
    plain = node.items is not None or (node.text == "" and node.line >= key)
    column = node.column if items else indent_of(lines[key]) + 2 if key >= 0 else 0
    plain &= len(dashes) == len(items)
    slides: list[Slide] = []
    if not plain:
        return SlideList(title, key, whole, column, until, (), path, False)
    before = key + 1
    for n, (item, dash) in enumerate(zip(items, dashes, strict=True)):
        after = dashes[n + 1] if n + 1 < len(items) else until
        start = dash
        while start > before and lines[start - 1].lstrip(" ").startswith("#"):
            start -= 1
        end = comments_end(lines, item.last + 1, after, column)
        slides.append(Slide(Lines(start, end), dash, item.last, item, (*path, n)))
        before = end
    return SlideList(title, key, whole, column, until, tuple(slides), path)
