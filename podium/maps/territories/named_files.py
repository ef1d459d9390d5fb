"""The files of borders that a recipe names under `files`.

In: the tree of a recipe, and where it lies. Out: the tree with each of its files found, so that the text of the tree
covers their digests. What is wrong with a file is kept with it, for the recipe's reader to tell with all other
mistakes. Imports no map library, as `geodata.sources`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from podium.maps.atlas.names import did_you_mean
from podium.maps.territories.geodata import sources
from podium.maps.territories.geodata.sources import BadFile, BorderFiles, FileSet, file_set
from podium.outline import nodes
from podium.outline.project import Project

_KEYS = ("file", "id", "name", "from", "to", "credit")
_EXAMPLE = 'for example {file: world_1914.geojson, credit: "who made it, and its licence"}'


class Wrong(NamedTuple):
    """A mistake in an entry of `files`. path: below the entry."""

    path: tuple[str | int, ...]
    message: str
    hint: str = ""


class NamedFiles(nodes.Mapping):
    """An entry of `files`, with the `FileSet` that it stands for, or what is wrong with it."""

    __slots__ = ("found", "wrong")

    found: FileSet | None
    wrong: tuple[Wrong, ...]

    def __repr__(self) -> str:
        return f"{super().__repr__()} {self.found!r} {self.wrong!r}"


def with_files(tree: nodes.Mapping, path: Path, project: Project | None, folders: Sequence[Path]) -> nodes.Mapping:
    """The recipe with the files under `files` found: beside it, beside the outline, or in one of the folders, and
    always within the project. path: the recipe's."""
    listed = tree.get("files")
    if not isinstance(listed, nodes.Mapping):
        return tree
    rows = [(key, _named(node, at, path, project, folders), key_at, at) for key, node, key_at, at in listed.entries()]
    found = nodes.Mapping.of(listed.place, rows)
    entries = ((key, found if key == "files" else node, key_at, at) for key, node, key_at, at in tree.entries())
    return nodes.Mapping.of(tree.place, entries)


def _named(node: Any, at: nodes.Place, path: Path, project: Project | None, folders: Sequence[Path]) -> NamedFiles:
    if isinstance(node, str):
        node = nodes.Mapping.of(at, [("file", node, at, at)])
    made = NamedFiles.of(at, node.entries() if isinstance(node, nodes.Mapping) else ())
    assert isinstance(made, NamedFiles)
    made.found, made.wrong = None, ()
    asked, wrong = _asked(made)
    if not wrong:
        own = project or Project.of(path)
        try:
            made.found = file_set(asked, own, [path.parent, *folders])
        except BadFile as e:
            hint = e.hint if project else e.hint.partition(", or allow")[0]  # a command has no such option
            wrong = [Wrong(e.path, str(e), hint)]
    made.wrong = tuple(wrong)
    return made


def _asked(node: nodes.Mapping) -> tuple[BorderFiles, list[Wrong]]:
    """The files that an entry names, and the mistakes in it."""
    found = {key: "" if value is None else str(value).strip() for key, value in node.items()}
    years = sorted((key for key in found if key.lstrip("-").isdigit()), key=int)
    wrong = [
        Wrong((key,), f"unknown key '{key}' for a file of borders", did_you_mean(key, _KEYS) or "")
        for key in found
        if key not in _KEYS and key not in years
    ]
    if bool(years) == bool(found.get("file")):
        wrong.append(Wrong((), "a file of borders needs one 'file', or years with a file each", _EXAMPLE))
    named = [(year, found[year]) for year in years] if years else [("", found.get("file", ""))]
    for year, name in named:
        if name and not sources.is_file(name):
            hint = f"GeoJSON, TopoJSON, shapefiles, or {', '.join(sources.GDAL)}"
            wrong.append(Wrong((year or "file",), f"'{name}' is no file of borders", hint))
    return BorderFiles(tuple(named), *(found.get(key, "") for key in _KEYS[1:])), wrong
