"""Where names are defined and used: ids of slides, sides, sources, variables, files.

In: the text of an outline and a place in it. Out: where what stands there is defined; every use of it, for renaming.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as File
from typing import Literal, NamedTuple

from podium.assist import names
from podium.assist.cursor import path_at, value_of
from podium.outline import source
from podium.outline.project import Project
from podium.outline.spans import lines_of

What = Literal["side", "source", "id", "variable"]
_LINK = re.compile(r"\]\(#(?P<id>[^)\s]+)\)")
_VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>[^{}]+)\}")
_NOTE = re.compile(r"\[\^(?P<source>[\w-]+)(?=[\],])")
_TONE = re.compile(r"(?P<side>.+?)(?: strong| pale)?$")
_NAME = re.compile(r"[\w][\w.-]*$")


class Target(NamedTuple):
    """A place (line, column from 0) in a file; `file` is None for the text itself."""

    file: File | None
    line: int
    column: int


class Use(NamedTuple):
    """A name where it is defined or used: its place (from 0) and how many letters it has."""

    line: int
    column: int
    length: int


class Named(NamedTuple):
    """A name of that sort; `use` is where it was asked for."""

    what: What
    name: str
    use: Use


def definition(text: str, line: int, column: int, project: Project) -> Target | None:
    """Where what stands at a place is defined."""
    tree, _ = source.read(text, "")
    if named := name_at(text, line, column):
        known = {"side": names.sides, "source": names.sources, "variable": names.variables, "id": names.ids}
        for found in known[named.what](tree):
            if found.name == named.name:
                return Target(None, found.place[0] - 1, found.place[1] - 1)
    found_path = path_at(tree, line, column)
    if found_path is None:
        return None
    path, is_key = found_path
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    value = value_of(tree, path)
    if is_key or not isinstance(value, str):
        return None
    file = names.file_of(project, key, value)
    return Target(file, *_part(file, value.partition("#")[2])) if file is not None else None


def _part(file: File, part: str) -> tuple[int, int]:
    """Where a part of another outline is, named after `#`: the slide with that id, the section with that title."""
    if not part:
        return 0, 0
    try:
        tree, _ = source.read(source.read_text(file, file.name), "")
    except source.SourceError:
        return 0, 0
    for found in names.ids(tree):
        if found.name == part:
            return found.place[0] - 1, found.place[1] - 1
    for section in names.sections(tree):
        if section.get("title") == part:
            return section.place[0] - 1, section.place[1] - 1
    return 0, 0


def name_at(text: str, line: int, column: int) -> Named | None:
    """The name that can be renamed at a place."""
    for what, name, use in _uses(text):
        if use.line == line and use.column <= column <= use.column + use.length:
            return Named(what, name, use)
    return None


def uses(text: str, named: Named) -> list[Use]:
    """Every place where a name is defined or used."""
    return [use for what, name, use in _uses(text) if (what, name) == (named.what, named.name)]


def is_name(text: str) -> bool:
    """Whether a text can be a name."""
    return _NAME.fullmatch(text) is not None


def _uses(text: str) -> Iterator[Named]:
    """Every name in a text with its sort and its place."""
    tree, _ = source.read(text, "")
    rows = lines_of(text)
    known: dict[What, set[str]] = {
        "side": {d.name for d in names.sides(tree)},
        "source": {d.name for d in names.sources(tree)},
        "id": {d.name for d in names.ids(tree)},
        "variable": {d.name for d in names.variables(tree)},
    }
    seen: set[tuple[What, int, int]] = set()
    for what, name, place in [*_in_tree(tree), *_in_rows(rows)]:
        row = rows[place[0]] if place[0] < len(rows) else ""
        column = place[1] + (row[place[1] : place[1] + 1] in ("'", '"'))
        if name in known[what] and row.startswith(name, column) and (what, place[0], column) not in seen:
            seen.add((what, place[0], column))
            yield Named(what, name, Use(place[0], column, len(name)))


def _in_rows(rows: list[str]) -> Iterator[tuple[What, str, tuple[int, int]]]:
    patterns: tuple[tuple[What, re.Pattern[str]], ...] = (("id", _LINK), ("variable", _VARIABLE), ("source", _NOTE))
    for line, row in enumerate(rows):
        for what, pattern in patterns:
            for found in pattern.finditer(row):
                yield what, found[1], (line, found.start(1))


def _in_tree(tree: object) -> Iterator[tuple[What, str, tuple[int, int]]]:
    """Names at the places where they are defined, and as values of the keys that refer to them."""
    for defined in (names.sides, names.sources, names.variables, names.ids):
        what: What = {"sides": "side", "sources": "source", "variables": "variable", "ids": "id"}[defined.__name__]  # type: ignore[assignment]
        for name, _, place in defined(tree):
            yield what, name, (place[0] - 1, place[1] - 1)
    yield from _below(tree, "", 0)


def _below(node: object, key: str, depth: int) -> Iterator[tuple[What, str, tuple[int, int]]]:
    if isinstance(node, source.Mapping):
        for name, value, key_at, value_at in node.entries():
            if key in ("fill", "hatch", "sides", "rows") and depth > 1:
                side = _TONE.match(name)
                yield "side", side["side"] if side else name, (key_at[0] - 1, key_at[1] - 1)
            of_row = key == "rows" and name not in _REFERRING
            yield from _value(key if of_row else name, value, value_at, depth)
    elif isinstance(node, source.Sequence):
        for value, at in zip(node, node.values_at, strict=True):
            yield from _value(key, value, at, depth)


_REFERRING = ("side", "sides", "source", "fill", "hatch", "rows")


def _value(key: str, value: object, at: tuple[int, int], depth: int) -> Iterator[tuple[What, str, tuple[int, int]]]:
    if isinstance(value, str):
        what: What | None = "side" if key in ("side", "sides") else "source" if key == "source" else None
        if what:
            yield what, str(value), (at[0] - 1, at[1] - 1)
    else:
        yield from _below(value, key, depth + 1)
