"""The names that an outline defines and refers to: sides, sources, ids, variables, files, territories.

In: the tree of an outline and its project. Out: names with what they are; where each is defined.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as File
from typing import Any, NamedTuple

from podium.assist.cursor import Path
from podium.layout.pictures.library import PICTURE_ENDINGS
from podium.outline import inline, nodes
from podium.outline.project import NotThere, Project, Refused

_MOST_FILES = 500
_RECORDINGS = frozenset({".mp4", ".m4a", ".mp3", ".wav"})
_TABLES = frozenset({".csv", ".tsv", ".txt"})
OUTLINES = frozenset({".yaml", ".yml"})
_OF_PICTURES = ("file", "picture", "before", "after", "logo", "poster", "cover")
_WITH_NUMBERS = ("chart", "figure", "forces", "losses", "table")


class Defined(NamedTuple):
    """A name, what it is in a few words, and the place (line, column, from 1) where it is defined."""

    name: str
    about: str
    place: tuple[int, int]


def sides(tree: Any) -> list[Defined]:
    """The sides of a deck."""
    return _entries(tree, "sides", "name")


def sources(tree: Any) -> list[Defined]:
    """The sources of a deck."""
    return _entries(tree, "sources", "title")


def variables(tree: Any) -> list[Defined]:
    """The variables of a deck."""
    found = tree.get("vars") if isinstance(tree, nodes.Mapping) else None
    if not isinstance(found, nodes.Mapping):
        return []
    return [Defined(k, v if isinstance(v, str) else "", at) for k, v, at, _ in found.entries()]


def variants(tree: Any) -> list[str]:
    """The names of the variants of a deck."""
    found = tree.get("for") if isinstance(tree, nodes.Mapping) else None
    return [str(name) for name in found] if isinstance(found, (dict, list)) else []


def ids(tree: Any) -> list[Defined]:
    """The ids of the slides, with their headlines; the place is that of the id."""
    return [
        Defined(str(slide["id"]), inline.plain(headline_of(slide)), slide.values_at["id"])
        for _, slide in slides(tree)
        if isinstance(slide.get("id"), str)
    ]


def slides(tree: Any) -> Iterator[tuple[Path, nodes.Mapping]]:
    """Each slide with the path to it."""
    if isinstance(tree, nodes.Sequence):
        for n, entry in enumerate(tree):
            if isinstance(entry, nodes.Mapping) and isinstance(entry.get("slides"), nodes.Sequence):
                yield from _below(entry["slides"], (n, "slides"))
        if not any(isinstance(entry, nodes.Mapping) and "slides" in entry for entry in tree):
            yield from _below(tree, ())
    elif isinstance(tree, nodes.Mapping):
        yield from _below(tree.get("slides"), ("slides",))
        for n, section in enumerate(sections(tree)):
            yield from _below(section.get("slides"), ("sections", n, "slides"))


def sections(tree: Any) -> list[nodes.Mapping]:
    """The sections of a deck; what is none is an empty mapping."""
    found = tree.get("sections") if isinstance(tree, nodes.Mapping) else None
    entries = found if isinstance(found, nodes.Sequence) else []
    return [e if isinstance(e, nodes.Mapping) else nodes.Mapping((1, 1)) for e in entries]


def headline_of(slide: nodes.Mapping) -> str:
    """The headline of a slide; what it takes, if it is taken from elsewhere."""
    first = next(iter(slide.values()), "")
    return first if isinstance(first, str) else ""


# ---- files ---------------------------------------------------------------------------------------------------


def files(project: Project, key: str, kind: str) -> list[str]:
    """The files that the value of a key may name, for a slide or block of that kind."""
    if key in ("include", "use"):
        return sorted(listed(project.folder, OUTLINES))
    if key == "territories":
        from podium.maps.territories.recipe_files import folders_of, known

        return sorted(known(folders_of(project))) + _borders(project)
    if key == "file" and kind in _WITH_NUMBERS:
        return sorted(listed(project.folder, _TABLES))
    if key == "file" and kind == "map":
        return _borders(project)
    if key == "file" and kind == "media":
        return sorted({name for folder in project.media for name in listed(folder, _RECORDINGS)})
    if key in _OF_PICTURES:
        return sorted({name for folder in project.media for name in listed(folder, PICTURE_ENDINGS)})
    return []


def file_of(project: Project, key: str, value: str) -> File | None:
    """The file that a value names; None if there is none, or the outline may not read it."""
    name = value.partition("#")[0]
    try:
        if key == "territories":
            from podium.maps.atlas.names import UnknownName
            from podium.maps.territories.recipe_files import find, folders_of

            try:
                return find(name, folders_of(project), project)
            except UnknownName:
                return None
        if key in ("include", "use", "script", *_OF_PICTURES):
            return project.find(name, [project.folder, *project.media, project.root]).path
    except (NotThere, Refused):
        pass
    return None


def territories(project: Project, asked: Any) -> list[tuple[str, str]]:
    """The territories of a recipe, or of files of borders: their ids and names; [] if they cannot be read."""
    from podium.maps.model.values import read_territories
    from podium.maps.territories.recipe_files import borders_of, folders_of, names

    try:
        value = read_territories(asked)
        if isinstance(value, str):
            found = file_of(project, "territories", value) if value else None
            return list(_territories(found, found.stat().st_mtime_ns)) if found is not None else []
        return list(names(borders_of(value, folders_of(project), project)[0]).items())
    except Exception:  # whatever is wrong with it is a finding of its own
        return []


@lru_cache(maxsize=16)
def _territories(path: File, changed: int) -> tuple[tuple[str, str], ...]:
    from podium.maps.territories.recipe_files import listing, read

    try:
        return tuple((id, name) for id, name, _, _ in listing(path.stem, read(path)).territories)
    except Exception:  # a recipe with mistakes has its own findings
        return ()


def columns(project: Project, name: str) -> list[str]:
    """The headings of a file of numbers but the first; [] if it cannot be read."""
    from podium.outline.tables import read_rows

    try:
        rows, _ = read_rows(project.find(name, [project.folder]).path)
    except Exception:  # whatever is wrong with it is a finding of its own
        return []
    return [cell.strip() for cell in rows[0][1][1:] if cell.strip()] if rows else []


def _borders(project: Project) -> list[str]:
    """The files that may hold borders."""
    from podium.maps.territories.geodata.sources import SUFFIXES
    from podium.maps.territories.recipe_files import folders_of

    folders = dict.fromkeys((project.folder, *folders_of(project)))
    return sorted({name for folder in folders for name in listed(folder, frozenset(SUFFIXES))})


def listed(folder: File, endings: frozenset[str]) -> list[str]:
    """The files below a folder, with its subfolders, by names relative to it."""
    found: list[str] = []
    for where, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in names:
            if os.path.splitext(name)[1].lower() in endings and not name.startswith("."):
                found.append(os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/"))
        if len(found) > _MOST_FILES:
            break
    return found[:_MOST_FILES]


# ---- parts of a tree -----------------------------------------------------------------------------------------


def _entries(tree: Any, key: str, label: str) -> list[Defined]:
    found = tree.get(key) if isinstance(tree, nodes.Mapping) else None
    if not isinstance(found, nodes.Mapping):
        return []
    about = {k: v.get(label) if isinstance(v, nodes.Mapping) else v for k, v in found.items()}
    return [
        Defined(k, said if isinstance(said := about[k], str) else "", at)
        for k, _, at, _ in found.entries()
        if k != "include"
    ]


def _below(entries: Any, path: Path) -> Iterator[tuple[Path, nodes.Mapping]]:
    for n, slide in enumerate(entries if isinstance(entries, nodes.Sequence) else []):
        if isinstance(slide, nodes.Mapping) and slide:
            yield (*path, n), slide
