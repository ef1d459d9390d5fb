"""Other files in an outline: `include: common.yaml` wherever keys or entries stand, `use: other.yaml#id` for a slide.

In: the tree of an outline. Out: the tree in which they are written out. In a mapping, or in a list other than of
slides, what a file has is put there as if it had been typed there. Slides and sections come from a list of their own or
from another lecture, with what that lecture says of them: its variables (where the including outline has none of that
name), its defaults, its sides, and the sources that they cite. Every value keeps the place in its own file. Files
outside the project and files that include themselves are refused (`project`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from podium.diagnostics import Report, did_you_mean
from podium.outline import footnotes, source
from podium.outline.kind_defaults import Defaults
from podium.outline.nodes import Elsewhere, Mapping, Place, Scalar, Sequence
from podium.outline.project import NotThere, Project, Refused
from podium.outline.slide import Reader
from podium.outline.variables import Files, TooLarge, Variables
from podium.outline.variants import Variants

MAX_INCLUDED = 1_000
MAX_VALUES = 100_000
INCLUDE, USE = "include", "use"
_ENDINGS = frozenset({".yaml", ".yml"})
_LISTS = ("slides", "sections")
_BY_NAME = ("vars", "sides", "sources", "defaults")  # of these, single entries are taken; else whole keys
_OWN = ("title", "slides", "sections", "for")  # of an outline, which it has from no other
_NOT_OF_SECTIONS = frozenset(
    ("subtitle", "author", "date", "cover", "lang", "theme", "accent", "logo", "size", "minutes", "agenda", "credits")
) | {"for", "source", INCLUDE, *_BY_NAME}
Chain = tuple[Path, ...]  # the files that include one another, the outline first
Entry = tuple[Any, Place]


class Scope(NamedTuple):
    """What a file says of the slides in it."""

    variables: Variables
    variants: Variants
    chain: Chain


class Includer:
    """Writes out what the files of one outline include. `sides` and `sources` came along with slides."""

    def __init__(self, project: Project, files: Files, report: Report, slides: Reader) -> None:
        self.project, self.files, self.report, self.reader = project, files, report, slides
        self.trees: dict[Path, Any] = {}
        self.done: dict[int, Any] = {}
        self.brought: dict[str, dict[str, tuple[str, Any, Place, Place]]] = {"sides": {}, "sources": {}}
        self.included = self.values = 0

    # ---- as if it had been typed there --------------------------------------------------------------------

    def deck(self, tree: Mapping, chain: Chain) -> Mapping:
        """The tree of a file, with everything that it includes but slides and sections."""
        common = self._named(tree, INCLUDE) if INCLUDE in tree else []
        tree = self._mapping(without(tree, INCLUDE) if common else tree, chain)
        for name, at in common:
            content = self._content(name, at, "", chain)
            if isinstance(content, Mapping):
                tree = with_lacking(tree, without(content, *_OWN))
            elif content is not None:
                self._refuse(name, at, "has no 'key: value' lines")
        return tree

    def _node(self, node: Any, under: str, chain: Chain) -> Any:
        if isinstance(node, Mapping):
            if not self._is_include(node):
                return self._mapping(node, chain)
            made = self._mapping(without(node, INCLUDE), chain)
            for name, at in self._named(node, INCLUDE):
                content = self._content(name, at, under, chain)
                if isinstance(content, Mapping):
                    made = with_lacking(made, content)
                elif content is not None and (made or len(self._named(node, INCLUDE)) > 1):
                    self._refuse(name, at, "has no 'key: value' lines to add to these")
                elif content is not None:
                    return content
            return made
        if isinstance(node, Sequence):
            return self._sequence(node, under, chain)
        return node

    def _mapping(self, node: Mapping, chain: Chain) -> Mapping:
        entries = []
        for key, value, key_at, value_at in node.entries():
            is_list = key in _LISTS and isinstance(value, Sequence)
            made = self._list(value, chain) if is_list else self._node(value, key, chain)
            entries.append((key, made, key_at, value_at))
        return Mapping.of(node.place, entries)

    def _list(self, node: Sequence, chain: Chain) -> Sequence:
        """A list of slides or sections; what it takes from other files waits for `lists`."""
        made = [value if _takes(value) else self._node(value, "", chain) for value in node]
        return Sequence.of(node.place, zip(made, node.values_at, strict=True))

    def _sequence(self, node: Sequence, under: str, chain: Chain) -> Sequence:
        made: list[Entry] = []
        for value, at in zip(node, node.values_at, strict=True):
            if not (isinstance(value, Mapping) and self._is_include(value) and len(value) == 1):
                made.append((self._node(value, "", chain), at))
                continue
            for name, place in self._named(value, INCLUDE):
                content = self._content(name, place, under, chain)
                if isinstance(content, Sequence):
                    made += zip(content, content.values_at, strict=True)
                elif content is not None:
                    made.append((content, place))
        return Sequence.of(node.place, made)

    def _is_include(self, node: Mapping) -> bool:
        """Whether `include` of a mapping names files; it might be an entry of a lecturer's table."""
        return INCLUDE in node and any(_is_file(name) for name, _ in self._named(node, INCLUDE))

    def _named(self, node: Mapping, key: str) -> list[Entry]:
        """What `include` or `use` names, with places."""
        value, at = node[key], node.values_at[key]
        return list(zip(value, value.values_at, strict=True)) if isinstance(value, Sequence) else [(value, at)]

    def _content(self, name: Any, at: Place, under: str, chain: Chain) -> Any:
        """What a file has for the key that it stands under: that key's value, else all of it; or the part after #."""
        opened = self._open(name, at, chain)
        if opened is None:
            return None
        tree, chain, part = opened
        if not part and isinstance(tree, Mapping) and under in tree:
            part = under
        for step in part.split(".") if part else ():
            if not isinstance(tree, Mapping) or step not in tree:
                hint = did_you_mean(step, tree) if isinstance(tree, Mapping) else ""
                self._refuse(name, at, f"has no '{step}'", hint, "unknown-part")
                return None
            tree = tree[step]
        self._count(tree, at)
        return self._sequence(tree, under, chain) if isinstance(tree, Sequence) else tree

    # ---- slides and sections ------------------------------------------------------------------------------

    def lists(self, tree: Mapping, scope: Scope) -> Mapping:
        """The tree with the slides and sections that its lists take from other files."""
        entries = []
        for key, value, key_at, value_at in tree.entries():
            if key in _LISTS and isinstance(value, Sequence):
                taken = [self._taken(entry, key, scope) for entry in zip(value, value.values_at, strict=True)]
                value = Sequence.of(value.place, (entry for found in taken for entry in found))
            entries.append((key, value, key_at, value_at))
        return Mapping.of(tree.place, entries)

    def _taken(self, entry: Entry, key: str, scope: Scope) -> list[Entry]:
        """An entry of a list of slides or sections, or those that it stands for."""
        node, at = entry
        if not isinstance(node, Mapping):
            return [entry]
        if not (how := _takes(node)):
            is_section = key == "sections" and id(node) not in self.done
            return [(self.lists(node, scope), at) if is_section else entry]
        found: list[Entry] = []
        for name, place in self._named(node, how):
            if how == USE and (not isinstance(name, str) or not name.partition("#")[2]):
                hint = "write, for example, 'use: other.yaml#map-1939'"
                self._refuse(name, place, "is no slide of another lecture", hint, "unknown-part")
            else:
                found += self._of_file(name, place, key, scope)
        changes = without(node, how)
        if (changes or how == USE) and len(found) == 1 and isinstance(found[0][0], Mapping):
            made = _changed(found[0][0], changes, node.place)
            if not changes and id(found[0][0]) in self.done:
                self.done[id(made)] = made
            return [(made, found[0][1])]
        if changes and found:
            message = f"{len(found)} {key} have no keys in common that could differ"
            self.report.error(message, self.files.span(node.keys_at[next(iter(changes))]), "shape")
        return found

    def _of_file(self, name: Any, at: Place, key: str, scope: Scope) -> list[Entry]:
        """The slides or sections of a file, or those of its part, with all that it says of them."""
        opened = self._open(name, at, scope.chain)
        if opened is None:
            return []
        tree, chain, part = opened
        if isinstance(tree, Sequence):
            tree = Mapping.of(tree.place, [(key, tree, tree.place, tree.place)])
        if not isinstance(tree, Mapping):
            self._refuse(name, at, f"has no {key}")
            return []
        pick = _sections if key == "sections" else _slides
        was_empty = not pick(tree, "")
        variants = scope.variants.within(tree)
        tree = variants.of_deck(tree)
        variables = Variables(self.files, self.report, scope.variables, self.done)
        variables.define(tree.get("vars"), tree.values_at.get("vars", tree.place))
        tree = self.lists(without(tree, "vars"), Scope(variables, variants, chain))
        found = pick(tree, part)
        if not found and (part or was_empty):
            names = [s.get("id") for s, _ in _every_slide(tree) if isinstance(s, Mapping)]
            names += [s.get("title") for s in _entries(tree, "sections")]
            message = f"has no {key[:-1]} '{part}'" if part else f"has no {key}"
            hint = did_you_mean(part, [n for n in names if isinstance(n, str)]) if part else ""
            self._refuse(name, at, message, hint, "unknown-part")
        return self._finished(found, tree, variables, key)

    def _finished(self, found: list[Entry], tree: Mapping, variables: Variables, key: str) -> list[Entry]:
        """The slides or sections as their own file means them, and what else they need of it."""
        around = variables.expanded(Mapping.of(tree.place, (e for e in tree.entries() if e[0] not in _LISTS)))
        given = around.get("defaults")
        defaults = Defaults(given, around.values_at.get("defaults", tree.place), self.files, self.report)
        defaults.check(self.reader, str(around.get("lang") or "en"))
        made: list[Entry] = []
        for node, at in found:
            self._count(node, at)
            node = variables.expanded(node)
            if isinstance(node, Mapping) and id(node) not in self.done:
                whole = Mapping.of(node.place, [("slides", Sequence.of(at, [(node, at)]), at, at)])
                if key == "sections":
                    whole = node
                whole = _citing(defaults.of_deck(whole), around)
                node = whole if key == "sections" else whole["slides"][0]
                self._finish(node)
            made.append((node, at))
        cited = {name for node, _ in made for name in cited_in(node)}
        for what in self.brought:
            if isinstance(around.get(what), Mapping):
                for entry in around[what].entries():
                    if what == "sides" or entry[0] in cited:
                        self._finish(entry[1])
                        self.brought[what].setdefault(entry[0], entry)
        return made

    def _finish(self, node: Any) -> None:
        """Marks a node as expanded: the including file's variables do not apply to it."""
        self.done[id(node)] = node
        for value in node.values() if isinstance(node, Mapping) else ():
            self.done[id(value)] = value

    # ---- files --------------------------------------------------------------------------------------------

    def _open(self, name: Any, at: Place, chain: Chain) -> tuple[Any, Chain, str] | None:
        """A file's tree with what it includes, the chain of files to it, and its part after #; None after an error."""
        if not isinstance(name, str):
            self._refuse(name, at, "is not the name of a file", "write, for example, 'include: parts/maps.yaml'")
            return None
        file, _, part = name.strip().partition("#")
        try:
            found = self.project.find(file, [chain[-1].parent, self.project.folder], _ENDINGS)
        except Refused as e:
            self._refuse(file, at, str(e), e.hint, "outside")
            return None
        except NotThere as e:
            hint = e.hint or "name it as it is called from this file's folder"
            self._refuse(file, at, str(e), hint, "missing-file")
            return None
        if found.note:
            message = f"the name of '{file}' is spelled differently"
            self.report.warn(message, self.files.span(at), "file-name", found.note)
        path = found.path
        if path.is_dir():
            self._refuse(file, at, "is a folder", "name a text file in it", "missing-file")
            return None
        if path in chain:
            circle = " → ".join(p.name for p in (*chain[chain.index(path) :], path))
            self._refuse(file, at, f"includes itself: {circle}", "", "include-circle")
            return None
        chain = (*chain, path)
        self.included += 1
        if self.included > MAX_INCLUDED:
            raise TooLarge(f"more than {MAX_INCLUDED:,} files are included", self.files.span(at))
        tree = self._tree(path, chain)
        return None if tree is None else (tree, chain, part)

    def _tree(self, path: Path, chain: Chain) -> Any:
        """The tree of an included file, read once; None if it cannot be read."""
        if path not in self.trees:
            shown = self.project.shown(path, self.files.name)
            read = source.load(path, shown, self.report)
            self.files.texts[shown] = read[1] if read else ""
            tree = _elsewhere(read[0], shown) if read else None
            if isinstance(tree, Sequence):
                tree = self._list(tree, chain)
            self.trees[path] = self.deck(tree, chain) if isinstance(tree, Mapping) else tree
            if read and tree is None and not read[2]:
                self.report.error("this file is empty", self.files.span(Elsewhere(1, 1, shown)), "shape")
        return self.trees[path]

    def _count(self, node: Any, at: Place) -> None:
        self.values += _size(node, MAX_VALUES)
        if self.values > MAX_VALUES:
            raise TooLarge(f"included files have more than {MAX_VALUES:,} values", self.files.span(at))

    def _refuse(self, name: Any, at: Place, why: str, hint: str = "", code: str = "shape") -> None:
        said = f"'{name}'" if isinstance(name, str) else "this"
        self.report.error(f"{said} {why}", self.files.span(at), code, hint)


def without(tree: Mapping, *keys: str) -> Mapping:
    """The mapping without these keys."""
    return Mapping.of(tree.place, (e for e in tree.entries() if e[0] not in keys)) if {*keys} & tree.keys() else tree


def with_lacking(tree: Mapping, other: Mapping) -> Mapping:
    """The mapping with the entries of another that it lacks, single ones of what is kept by name."""
    entries = {entry[0]: entry for entry in tree.entries()}
    for key, value, key_at, value_at in other.entries():
        mine = entries.get(key)
        if mine is None:
            entries[key] = (key, value, key_at, value_at)
        elif key in _BY_NAME and isinstance(mine[1], Mapping) and isinstance(value, Mapping):
            entries[key] = (key, with_lacking(mine[1], value), mine[2], mine[3])
    return Mapping.of(tree.place, entries.values())


def _takes(node: Any) -> str:
    """`use` or `include` if an entry of a list of slides or sections is one, else ""."""
    first = next(iter(node), "") if isinstance(node, Mapping) else ""
    return str(first) if first in (USE, INCLUDE) else ""


def _is_file(name: Any) -> bool:
    return isinstance(name, str) and os.path.splitext(name.partition("#")[0].strip())[1].lower() in _ENDINGS


def _changed(node: Mapping, changes: Mapping, entry: Place) -> Mapping:
    """The mapping of a file with the values that an entry of a list has for some keys; its first key stays first."""
    new = {entry[0]: entry for entry in changes.entries()}
    own = [new.pop(entry[0], entry) for entry in node.entries()]
    return Mapping.of(Elsewhere(*node.place, getattr(node.place, "file", ""), entry), [*own, *new.values()])


def _entries(tree: Mapping, key: str) -> list[Mapping]:
    found = tree.get(key)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, Sequence) else []


def _every_slide(tree: Mapping) -> Iterator[Entry]:
    """The slides of a file, also those in its sections; a file that has neither is a slide itself."""
    if not any(key in tree for key in _LISTS):
        yield tree, tree.place
    for part in (tree, *_entries(tree, "sections")):
        if isinstance(slides := part.get("slides"), Sequence):
            yield from zip(slides, slides.values_at, strict=True)


def _slides(tree: Mapping, part: str) -> list[Entry]:
    """All slides of a file; or the one with the id `part`, or those of the section with that title."""
    slides = list(_every_slide(tree))
    if not part:
        return slides
    by_id = [(s, at) for s, at in slides if isinstance(s, Mapping) and s.get("id") == part]
    return by_id[:1] or [slide for section, _ in _sections(tree, part) for slide in _every_slide(section)]


def _sections(tree: Mapping, part: str) -> list[Entry]:
    """All sections of a file, or the one with the title `part`; a file that has none is a section itself."""
    if "sections" not in tree:
        section = without(tree, *_NOT_OF_SECTIONS)
        return [(section, tree.place)] if not part else []
    found = tree["sections"]
    entries = zip(found, found.values_at, strict=True) if isinstance(found, Sequence) else ()
    wanted = part.casefold()
    return [
        (section, at)
        for section, at in entries
        if not part or (isinstance(section, Mapping) and str(section.get("title")).casefold() == wanted)
    ]


def _citing(tree: Mapping, around: Mapping) -> Mapping:
    """The mapping whose slides name the source that their own deck has for all."""
    if "source" not in around or not isinstance(slides := tree.get("slides"), Sequence):
        return tree
    (entry,) = (e for e in around.entries() if e[0] == "source")
    made = [
        Mapping.of(slide.place, [*slide.entries(), entry])
        if isinstance(slide, Mapping) and "source" not in slide
        else slide
        for slide in slides
    ]
    cited = Sequence.of(slides.place, zip(made, slides.values_at, strict=True))
    return Mapping.of(tree.place, ((k, cited if k == "slides" else v, a, b) for k, v, a, b in tree.entries()))


def cited_in(node: Any) -> Iterator[str]:
    """The texts of every `source` below a node, and what its footnotes name."""
    if isinstance(node, str):
        yield from footnotes.names_in(node)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from footnotes.names_in(key)
            if key == "source":
                for text in map(str, value if isinstance(value, Sequence) else [value]):
                    yield from (text, footnotes.named(text))
            else:
                yield from cited_in(value)
    elif isinstance(node, Sequence):
        for value in node:
            yield from cited_in(value)


def _elsewhere(node: Any, file: str) -> Any:
    """The tree with the name of its file in every place."""
    if isinstance(node, Mapping):
        entries = (
            (_elsewhere(Scalar.at(k, k_at), file), _elsewhere(v, file), Elsewhere(*k_at, file), Elsewhere(*v_at, file))
            for k, v, k_at, v_at in node.entries()
        )
        return Mapping.of(Elsewhere(*node.place, file), entries)
    if isinstance(node, Sequence):
        places = (Elsewhere(*at, file) for at in node.values_at)
        return Sequence.of(Elsewhere(*node.place, file), zip((_elsewhere(v, file) for v in node), places, strict=True))
    return Scalar.at(node, Elsewhere(*node.place, file)) if isinstance(node, Scalar) else node


def _size(node: Any, most: int) -> int:
    """The number of values below a node, counted up to `most`."""
    size, todo = 0, [node]
    while todo and size <= most:
        one = todo.pop()
        size += 1
        values: Iterable[Any] = one.values() if isinstance(one, Mapping) else one if isinstance(one, Sequence) else ()
        todo.extend(values)
    return size
