"""The files of a project that belong together, because one takes something from another.

In: a file and its project. Out: `Part`s: the outlines and what they include, as they are in the editor. A name that two
lectures share by a file that both include is one name, even if only one of them is open.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from podium.assist.names import OUTLINES, listed
from podium.assist.names import slides as slides_of
from podium.outline import nodes, source
from podium.outline.project import OUTLINES as FOLDER
from podium.outline.project import NotThere, Project, Refused

_BY_NAME = ("sides", "sources", "vars")


class Part(NamedTuple):
    """A file: its text, and its tree as an outline has it: what others include as their sides stands below `sides`.
    `takes` are the files that it names, each with the key below which it does."""

    path: Path
    text: str
    tree: Any
    takes: tuple[tuple[Path, str], ...]


def together(path: Path, parts: dict[Path, Part], has: Callable[[Part], bool]) -> tuple[list[Part], list[Part]]:
    """The parts that mean the same as `path` by a name: those which have it, of which an outline takes one with the
    other. And all parts of these outlines."""
    reached = [_reached(start, parts) for start in parts]
    found = {path}
    while True:
        near = {file for files in reached if files & found for file in files}
        more = {file for file in near if has(parts[file])}
        if more <= found:
            return [parts[file] for file in sorted(found)], [parts[file] for file in sorted(near)]
        found |= more


def with_names(tree: Any, path: Path, project: Project) -> nodes.Mapping:
    """A tree with all that has a name in the lectures of the file at `path`, of which `tree` is that of the moment:
    sides, sources, variables, slides; and with their variants and defaults."""
    path = Path(os.path.realpath(path))
    _, near = together(path, parts_of(path, project), lambda part: False)
    trees = [tree, *(part.tree for part in near if part.path != path)]
    decks = [t for t in trees if isinstance(t, nodes.Mapping)]
    made = nodes.Mapping((1, 1))
    for key in (*_BY_NAME, "defaults"):
        found = [deck[key] for deck in reversed(decks) if isinstance(deck.get(key), nodes.Mapping)]
        entries = (entry for mapping in found for entry in mapping.entries() if entry[0] != "include")
        made[key] = nodes.Mapping.of((1, 1), entries)
    made["for"] = next((deck["for"] for deck in decks if "for" in deck), None)
    slides = [(slide, slide.place) for t in trees for _, slide in slides_of(t)]
    made["slides"] = nodes.Sequence.of((1, 1), slides)
    return made


def parts_of(path: Path, project: Project) -> dict[Path, Part]:
    """All outlines of the project with what they take, and the file at `path`, by their real paths."""
    folder = project.root / FOLDER
    folder = folder if path.is_relative_to(folder) else project.folder
    outlines = (name for name in listed(folder, OUTLINES) if not name.startswith("territories/"))  # recipes
    waiting = [path, *(folder / name for name in outlines)]
    found: dict[Path, Part] = {}
    for file in waiting:  # it grows
        if file not in found:
            found[file] = part = _part(file, folder, project)
            waiting += [taken for taken, _ in part.takes]
    below = {(taken, key) for part in found.values() for taken, key in part.takes if key in _BY_NAME}
    keys = {file: sorted(key for taken, key in below if taken == file) for file in found}
    return {file: part._replace(tree=_under(part.tree, keys[file])) for file, part in found.items()}


def _part(file: Path, folder: Path, project: Project) -> Part:
    try:
        text = source.read_text(file, file.name)
    except source.SourceError:
        text = ""
    tree = _read(text)
    return Part(file, text, tree, tuple(_taken(tree, [file.parent, folder], project)))


@lru_cache(maxsize=64)
def _read(text: str) -> Any:
    return source.read(text, "")[0]


def _taken(tree: Any, folders: list[Path], project: Project) -> Iterator[tuple[Path, str]]:
    """The files that a tree names, and the keys below which it does."""
    waiting: list[tuple[Any, str]] = [(tree, "")]
    while waiting:
        node, under = waiting.pop()
        if isinstance(node, nodes.Mapping):
            waiting += [(value, key if key not in ("include", "use") else under) for key, value in node.items()]
            named = [node.get("include"), node.get("use")]
            for name in (n for given in named for n in (given if isinstance(given, nodes.Sequence) else [given])):
                if isinstance(name, str) and (found := _file(name, folders, project)):
                    yield found, under
        elif isinstance(node, nodes.Sequence):
            waiting += [(value, under) for value in node]


def _file(name: str, folders: list[Path], project: Project) -> Path | None:
    try:
        found = project.find(name.partition("#")[0], folders).path
    except (NotThere, Refused):
        return None
    return found if found.suffix.lower() in OUTLINES else None


def _under(tree: Any, keys: list[str]) -> Any:
    """The tree of a file that others include below some keys; if it has none of these, all of it is meant."""
    for key in keys:
        if isinstance(tree, nodes.Mapping) and key not in tree:
            return nodes.Mapping.of(tree.place, [(key, tree, tree.place, tree.place)])
    return tree


def _reached(start: Path, parts: dict[Path, Part]) -> set[Path]:
    """The file, and all that it takes something from, by way of others too."""
    found, waiting = {start}, [start]
    while waiting:
        for file, _ in parts[waiting.pop()].takes:
            if file in parts and file not in found:
                found.add(file)
                waiting.append(file)
    return found
