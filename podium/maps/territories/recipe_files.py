"""Recipe files: the shipped ones and the lecturer's own.

In: the name of a shipped set, or a path. Out: the tree of the file, for `evaluation`, `geojson` and `recipe`. The
outline's own reader reads it, so its values know their lines: `place(tree, mistake)` gives line and column.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podium import files
from podium.data import MAPS
from podium.diagnostics import Span
from podium.maps.atlas.names import UnknownName, did_you_mean
from podium.maps.territories import naming
from podium.maps.territories.dates import Day
from podium.maps.territories.geodata.sources import BorderFiles, FileSet, file_set
from podium.maps.territories.named_files import with_files
from podium.maps.territories.reuse import joined
from podium.outline import nodes, source
from podium.outline.nodes import Mapping
from podium.outline.project import NotThere, Project

if TYPE_CHECKING:
    from podium.maps.territories.recipe import Mistake, TerritorySpec


@dataclasses.dataclass(frozen=True)
class Listing:
    """The contents of a set. changes: days on which its borders change, as `1939-09-01`; territories: (id, name, from,
    to)."""

    name: str
    title: str
    changes: tuple[str, ...]
    territories: tuple[tuple[str, str, str | None, str | None], ...]


def shipped() -> dict[str, Path]:
    """The sets that come with podium, by name."""
    return {path.stem: path for path in sorted(MAPS.glob("*.yaml"))}


def folders_of(project: Project) -> list[Path]:
    """The folders in which the recipes of an outline are looked for."""
    return list(dict.fromkeys((project.folder / "territories", project.root / "slides_src" / "territories")))


def find(name: str, folders: Sequence[Path] = (), project: Project | None = None) -> Path:
    """The file of a recipe: a path, a name in one of the folders (a lecturer's own comes first), or a shipped set.

    With a project a path begins at the outline's folder and stays within the project; without one it is the user's own.
    Raises UnknownName with a suggestion, and podium.outline.project.Refused.
    """
    is_path = Path(name).suffix in (".yaml", ".yml")
    if is_path and project is None and Path(name).is_file():
        return Path(name)
    near = ""
    if is_path and project is not None:
        try:
            return project.find(name, [project.folder, *folders]).path
        except NotThere as e:
            near = e.hint
    stem = Path(name).stem if is_path else name
    there = known(folders)
    if stem not in there:
        raise UnknownName(f"no recipe of territories '{name}'", near or did_you_mean(stem, there))
    if project is not None and there[stem].parent in folders:
        try:
            return project.find(there[stem].name, [there[stem].parent]).path
        except NotThere as e:
            raise UnknownName(f"the recipe '{there[stem].name}' {e}", e.hint) from None
    return there[stem]


def known(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """All recipes by name: a lecturer's own hides a shipped one of the same name."""
    files.note(_own, tuple(folders))
    return shipped() | {path.stem: path for path in _own(folders)}


def _own(folders: Sequence[Path]) -> list[Path]:
    """The lecturer's own recipes."""
    found = (path for folder in reversed(folders) for path in sorted(folder.glob("*.y*ml")))
    return [path for path in found if not path.name.startswith(".")]


def borders_of(asked: str | BorderFiles, folders: Sequence[Path], project: Project) -> tuple[Any, str]:
    """What the value of `territories` stands for: the tree of a recipe and its path, or a `FileSet`.

    Raises as `find` and `read` do, and BadFile.
    """
    if isinstance(asked, BorderFiles):
        return file_set(asked, project, folders), ""
    path = find(asked, folders, project)
    return read(path, project), str(path)


def names(tree: Any) -> dict[str, str]:
    """The names of the territories that can be drawn on some day, by id. Raises BadFile."""
    if isinstance(tree, FileSet):
        from podium.maps.territories.geodata.features import as_recipe

        return {id: spec.name for id, spec in as_recipe(tree).territories.items()}
    shown = [(id, node) for id, node in _nodes(tree) if str(node.get("hidden")) != "true"]
    return {id: naming.plain(_names(node.get("name"))) or id for id, node in shown}


def said(tree: Any, file: str, day: Day, lang: str) -> dict[str, tuple[str, bool]]:
    """By id, the names of the territories of a recipe on a day, each with whether it is in the language asked for; no
    mistakes are told. file: that of the recipe; the names of a carried one are English."""
    found = {}
    for id, names in _all_names(tree, file):
        if names:
            name = naming.on_day(names, day) or naming.undated(names)
            found[id] = naming.said(name.words, lang)
    return found


def spellings(tree: Any, file: str, lang: str) -> list[tuple[str, str]]:
    """The ids of a recipe's territories with each of their names, in all their languages and in the one asked for."""
    found = []
    for id, names in _all_names(tree, file):
        for name in names:
            found += [(id, words) for words in (*name.words.values(), naming.said(name.words, lang)[0])]
    return found


def _all_names(tree: Any, file: str) -> Iterator[tuple[str, tuple[naming.Name, ...]]]:
    """The territories of a recipe with all their names; none of a file of borders."""
    for id, node in () if isinstance(tree, FileSet) else _nodes(tree):
        yield id, _names(naming.in_english(node.get("name")) if _is_carried(file) else node.get("name"))


def _is_carried(file: str) -> bool:
    """Whether podium carries the recipe in a file, whose names are English."""
    return Path(file).parent == MAPS


def towns(tree: Any, file: str) -> tuple[naming.TownNames, ...]:
    """The towns to which a recipe gives names; no mistakes are told."""
    node = tree.get("towns") if isinstance(tree, dict) else None
    if not isinstance(node, dict):
        return ()
    rows = {key: naming.in_english(value) for key, value in node.items()} if _is_carried(file) else node
    return naming.read_towns(rows, (), _silent)


def _names(value: Any) -> tuple[naming.Name, ...]:
    return naming.read_names(value, (), _silent) if value is not None else ()


def _silent(path: naming.Path, message: str, suggestion: str | None) -> None:
    """The recipe's reader tells its mistakes."""


def spans(tree: Any) -> dict[str, tuple[str, str]]:
    """The first and the last day of each territory as the recipe writes them, "" for none, by id. Raises BadFile."""
    if isinstance(tree, FileSet):
        from podium.maps.territories.geodata.features import as_recipe

        return {id: (spec.first or "", spec.last or "") for id, spec in as_recipe(tree).territories.items()}
    return {id: (str(node.get("from") or ""), str(node.get("to") or "")) for id, node in _nodes(tree)}


def _nodes(tree: Any) -> list[tuple[str, dict[str, Any]]]:
    """The territories of a recipe's tree, as far as they are mappings."""
    listed = tree.get("territories") if isinstance(tree, dict) else None
    nodes = listed.items() if isinstance(listed, dict) else ()
    return [(str(id), node) for id, node in nodes if isinstance(node, dict)]


def read(path: Path, project: Project | None = None) -> Any:
    """The tree of a recipe file, with its files of borders found. Raises podium.outline.source.SourceError for an empty
    file or one that is not YAML."""
    tree = source.parse(source.read_text(path, str(path)), str(path))
    if not tree:
        raise source.SourceError(
            "this recipe is empty", Span(str(path), 1, 1), "list its territories under 'territories:'"
        )
    if not isinstance(tree, Mapping):
        return tree
    if tree.keys() & {"extends", "takes"}:
        sets = shipped()
        tree = joined(tree, str(path), sets, lambda name: read(sets[name]))
    folders = [project.folder, *folders_of(project)] if project else []
    return with_files(tree, path, project, folders)


def place(tree: Any, mistake: Mistake) -> tuple[int, int]:
    """Line and column, from 1, of a mistake."""
    return nodes.locate(tree, mistake.path, mistake.of_key)


def listing(name: str, tree: Any) -> Listing:
    """The contents of a set, for `list territories`."""
    from podium.maps.territories import dates
    from podium.maps.territories.evaluation import recipe_of

    recipe, _ = recipe_of(tree)

    def row(spec: TerritorySpec) -> tuple[str, str, str | None, str | None]:
        names = dict.fromkeys(naming.plain((name,)) for name in spec.names)
        return spec.id, " / ".join(names) or spec.name, spec.first, spec.last

    rows = tuple(row(spec) for spec in recipe.territories.values() if not spec.hidden)
    return Listing(name, recipe.title, tuple(dates.write(day) for day in recipe.changes()), rows)
