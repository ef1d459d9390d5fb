"""Where names are defined and used: ids of slides, sides, sources, variables, files.

In: an outline, or a file that one includes, and a place in it. Out: where what stands there is defined; every use of
it in all files that belong together, for renaming.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path as File
from typing import Any, Literal, NamedTuple

from podium.assist import names
from podium.assist.cursor import path_at, value_of
from podium.assist.lecture import Part, parts_of, together
from podium.outline import nodes, source
from podium.outline.ids import AGENDA, COVER, CREDITS
from podium.outline.project import Project
from podium.outline.slide import ALWAYS, NO_SOURCE
from podium.outline.spans import lines_of
from podium.themes import SIDE_COLOURS

What = Literal["side", "source", "id", "variable"]
_DEFINED: dict[What, Callable[[Any], list[names.Defined]]] = {
    "side": names.sides, "source": names.sources, "id": names.ids, "variable": names.variables,
}
_RESERVED: dict[What, frozenset[str]] = {  # names that mean something else
    "side": frozenset({"include", *SIDE_COLOURS}),
    "source": frozenset({"include", NO_SOURCE, ALWAYS}),
    "id": frozenset({COVER, AGENDA, CREDITS}),
    "variable": frozenset({"include"}),
}
_IN_TEXTS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("id", re.compile(r"\]\(#([^)\s]+)\)")),
    ("id", re.compile(r"\.ya?ml#([\w-]+)")),
    ("variable", re.compile(r"(?<!\$)\$\{([^{}]+)\}")),
    ("source", re.compile(r"\[\^([\w-]+)(?=[\],])")),
)
_TONE = re.compile(r"(?P<side>.+?)(?: strong| pale)?$")
_NAME = re.compile(r"[^\W\d_][\w-]*")


class Target(NamedTuple):
    """A place (line, column from 0) in a file."""

    file: File
    line: int
    column: int


class Use(NamedTuple):
    """A name where it is defined or used: its place (from 0) and how many letters it has."""

    line: int
    column: int
    length: int


class Named(NamedTuple):
    """A name of that sort, and a place where it stands."""

    what: What
    name: str
    use: Use


class Occurrences(NamedTuple):
    """A name where it was asked for, where it is defined, and everywhere that it stands, in all files that mean the
    same by it; `taken` are the names of its sort in their lectures."""

    named: Named
    defined: Target
    uses: dict[File, list[Use]]
    taken: frozenset[str]


def definition(path: File, line: int, column: int, project: Project) -> Target | None:
    """Where what stands at a place of a file is defined."""
    if found := occurrences(path, line, column, project):
        return found.defined
    try:
        tree, _ = source.read(source.read_text(path, path.name), "")
    except source.SourceError:
        return None
    found_path = path_at(tree, line, column)
    if found_path is None:
        return None
    steps, is_key = found_path
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    value = value_of(tree, steps)
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


def occurrences(path: File, line: int, column: int, project: Project) -> Occurrences | None:
    """The name at a place of a file; None if none is there that is defined."""
    path = File(os.path.realpath(path))
    parts = parts_of(path, project)
    in_file = {file: list(names_in(part)) for file, part in parts.items()}
    for named in in_file[path]:
        use = named.use
        if use.line != line or not use.column <= column <= use.column + use.length:
            continue
        uses = {file: [n.use for n in found if n[:2] == named[:2]] for file, found in in_file.items()}
        same, near = together(path, parts, lambda part, uses=uses: bool(uses[part.path]))  # type: ignore[misc]
        defined = [(part.path, d) for part in near for d in _DEFINED[named.what](part.tree)]
        for file, found in defined:
            if found.name == named.name:
                target = Target(file, found.place[0] - 1, found.place[1] - 1)
                taken = frozenset(d.name for _, d in defined)
                return Occurrences(named, target, {part.path: uses[part.path] for part in same}, taken)
    return None


def why_not(found: Occurrences, new: str) -> str:
    """Why a name cannot become another, as a sentence; "" if it can."""
    if not _NAME.fullmatch(new):
        return f"'{new}' is no name: it begins with a letter, and has letters, digits, - and _"
    what = found.named.what
    if new.lower() == "null" or new in _RESERVED[what] or (what == "id" and re.fullmatch(r"section-\d+", new)):
        return f"'{new}' means something else in an outline; choose another name"
    if new in found.taken and new != found.named.name:
        return f"there is a {found.named.what} '{new}' already; choose another name"
    return ""


def names_in(part: Part) -> Iterator[Named]:
    """What may be a name in a file, with its sort and its place."""
    rows = lines_of(part.text)
    seen: set[tuple[What, int, int]] = set()
    for what, name, place in [*_in_tree(part.tree), *_in_rows(rows)]:
        row = rows[place[0]] if place[0] < len(rows) else ""
        column = place[1] + (row[place[1] : place[1] + 1] in ("'", '"'))
        if row.startswith(name, column) and (what, place[0], column) not in seen:
            seen.add((what, place[0], column))
            yield Named(what, name, Use(place[0], column, len(name)))


def _in_rows(rows: list[str]) -> Iterator[tuple[What, str, tuple[int, int]]]:
    for line, row in enumerate(rows):
        for what, pattern in _IN_TEXTS:
            for found in pattern.finditer(row):
                yield what, found[1], (line, found.start(1))


def _in_tree(tree: object) -> Iterator[tuple[What, str, tuple[int, int]]]:
    """Names at the places where they are defined, and as values of the keys that refer to them."""
    for what, defined in _DEFINED.items():
        for name, _, place in defined(tree):
            yield what, name, (place[0] - 1, place[1] - 1)
    yield from _below(tree, "", 0)


def _below(node: object, key: str, depth: int) -> Iterator[tuple[What, str, tuple[int, int]]]:
    if isinstance(node, nodes.Mapping):
        for name, value, key_at, value_at in node.entries():
            if key in ("fill", "hatch", "sides", "rows") and depth > 1:
                side = _TONE.match(name)
                yield "side", side["side"] if side else name, (key_at[0] - 1, key_at[1] - 1)
            of_row = key == "rows" and name not in _REFERRING
            yield from _value(key if of_row else name, value, value_at, depth)
    elif isinstance(node, nodes.Sequence):
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
