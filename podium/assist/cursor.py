"""Where a cursor is in an outline that is being typed.

In: a text, perhaps with mistakes, and a place in it. Out: a `Cursor`: the path to the mapping or list that it is in,
whether a key or a value is being typed there, what there is of it. The text is read with a mark at the cursor; if it
cannot be read so, what follows the line is left out.
"""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from podium.outline import nodes, source
from podium.outline.spans import lines_of

Path = tuple[str | int, ...]
_MARK = "Cursor0mark"
_TYPED = re.compile(r"""[^\s\[\]{},:"'#]*$""")
_BEFORE_VALUE = re.compile(r"""(?:.*(?:(?:^|\s)-\s+|:\s+|[,\[{]\s*))?["']?""")
_REST = re.compile(r"""[^\s\[\]{},:"'#]*""")
_CLOSING = {"{": "}", "[": "]"}


class Cursor(NamedTuple):
    """What is typed at a place. `path` leads to the mapping or list around it, with a value's key; `start` is the
    column where the typed part begins; `node` is the mapping with what is already in it, without the mark; `names`
    is a tree in which all is that may be named."""

    role: Literal["key", "value", "text"]
    path: Path
    typed: str
    start: int
    node: Any
    tree: Any
    names: Any


def cursor_at(text: str, line: int, column: int) -> Cursor | None:
    """The cursor; None in a comment, or where nothing can be read."""
    lines = [row.rstrip("\r\n") for row in lines_of(text)] or [""]
    while len(lines) <= line:
        lines.append("")
    row = lines[line]
    head, tail = row[:column], row[column:]
    if re.match(r"\s*#", head) or re.search(r"\s#\s", head):
        return None
    for marked, start in _marked(head, tail):
        for rows in ([*lines[:line], marked, *lines[line + 1 :]], [*lines[:line], _closed(marked)]):
            tree, _ = source.read("\n".join(rows), "")
            found = _find(tree, ())
            if found is not None:
                role, path, node = found
                plain = _without(tree)
                return Cursor(role, path, head[start:], start, node, plain, plain)
    return None


def _marked(head: str, tail: str) -> list[tuple[str, int]]:
    """The line with the mark in place of what is typed, and the column of that: as a key, as a value."""
    rest = tail[len(_REST.match(tail)[0]) :]  # type: ignore[index]
    start = len(head) - len(_TYPED.search(head)[0])  # type: ignore[index]
    before = head[:start]
    if re.fullmatch(r"\s*(?:- +)*", before):
        colon = "" if rest.lstrip().startswith(":") else ": "
        return [(before + _MARK + colon + rest, start), (before + _MARK + rest, start)]
    value_start = _BEFORE_VALUE.match(head).end()  # type: ignore[union-attr]
    in_brackets = len(_closed(head)) > len(head)
    value_rest = re.sub(r"^[^\[\]{},]*", "", tail) if in_brackets else ""
    return [(head[:value_start] + _MARK + value_rest, value_start), (before + _MARK + rest, start)]


def _closed(row: str) -> str:
    """The line with the braces and brackets closed that it leaves open."""
    open_at: list[str] = []
    for sign in row:
        if sign in _CLOSING:
            open_at.append(_CLOSING[sign])
        elif open_at and sign == open_at[-1]:
            open_at.pop()
    return row + "".join(reversed(open_at))


def _find(node: Any, path: Path) -> tuple[Literal["key", "value", "text"], Path, Any] | None:
    """The role, path and container of the mark."""
    if isinstance(node, nodes.Mapping):
        for key, value in node.items():
            if _MARK in key:
                return "key", path, _without(node)
            if isinstance(value, str) and _MARK in value:
                return ("value" if value == _MARK else "text"), (*path, key), _without(node)
            found = _find(value, (*path, key))
            if found is not None:
                return found
    elif isinstance(node, nodes.Sequence):
        for n, value in enumerate(node):
            if isinstance(value, str) and _MARK in value:
                return ("value" if value == _MARK else "text"), (*path, n), None
            found = _find(value, (*path, n))
            if found is not None:
                return found
    return None


def _without(node: Any) -> Any:
    """The tree without the mark."""
    if isinstance(node, nodes.Mapping):
        entries = [e for e in node.entries() if _MARK not in e[0]]
        return nodes.Mapping.of(node.place, [(k, _without(v), at, v_at) for k, v, at, v_at in entries])
    if isinstance(node, nodes.Sequence):
        pairs = zip(node, node.values_at, strict=True)
        return nodes.Sequence.of(node.place, [(_without(v), at) for v, at in pairs if v != _MARK])
    return None if isinstance(node, str) and node == _MARK else node


def path_at(tree: Any, line: int, column: int) -> tuple[Path, bool] | None:
    """The path to what stands at a place of a text that was read, and whether it is the key; None for nothing."""
    best: tuple[tuple[int, int], Path, bool] | None = None

    def offer(place: tuple[int, int], path: Path, is_key: bool) -> None:
        nonlocal best
        at = (place[0] - 1, place[1] - 1)
        if at <= (line, column) and (best is None or at >= best[0]):
            best = (at, path, is_key)

    def walk(node: Any, path: Path) -> None:
        if isinstance(node, nodes.Mapping):
            for key, value, key_at, value_at in node.entries():
                offer(key_at, (*path, key), True)
                if value is not None:
                    offer(value_at, (*path, key), False)
                walk(value, (*path, key))
        elif isinstance(node, nodes.Sequence):
            for n, (value, at) in enumerate(zip(node, node.values_at, strict=True)):
                offer(at, (*path, n), False)
                walk(value, (*path, n))

    walk(tree, ())
    return (best[1], best[2]) if best else None


def value_of(tree: Any, path: Path) -> Any:
    """What a path leads to; None if it leads nowhere."""
    for step in path:
        if isinstance(tree, nodes.Mapping):
            tree = tree.get(str(step))
        elif isinstance(tree, nodes.Sequence) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree
