"""Reading YAML: a file becomes a tree of mappings, lists and texts in which every value knows its place.

In: a path or a text. Out: `Mapping` / `Sequence` / `str` / `None`, or `SourceError` with line and column.
Every scalar stays the text that was written (`1939-05-11`, `12:30`, `no`, `0044`, `1.10`); only an empty plain
scalar, `~` and `null` become None. The models decide what is a number. The reader works on libyaml's events and
keeps its own stack, because the usual loaders recurse (100,000 brackets end in a segmentation fault) and expand
aliases without limit; it refuses duplicate keys, tags, several documents, characters that no document can hold, and
what is too large or too deep.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from collections.abc import Sequence as AnySequence
from pathlib import Path
from typing import Any

import yaml

from podium.diagnostics import Span

MAX_BYTES = 16_000_000
MAX_DEPTH = 40
MAX_NODES = 2_000_000
MAX_ALIAS_NODES = 50_000

Place = tuple[int, int]
_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STRING_TAGS = ("!", "tag:yaml.org,2002:str")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # no document can hold them


class SourceError(Exception):
    """A file that cannot be read as an outline; carries its place."""

    def __init__(self, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.span, self.hint = message, span, hint


class Mapping(dict[str, Any]):
    """A YAML mapping. `place` is its own (line, column); `keys_at` and `values_at` hold those of its entries."""

    __slots__ = ("keys_at", "place", "values_at")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}


class Sequence(list[Any]):
    """A YAML sequence. `place` is its own (line, column); `values_at` holds those of its items."""

    __slots__ = ("place", "values_at")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.values_at: list[Place] = []


def locate(tree: Any, path: AnySequence[Hashable], of_key: bool = False) -> Place:
    """(line, column) of the deepest known step of `path` in `tree`; of the key instead of its value on demand."""
    place: Place = getattr(tree, "place", (1, 1))
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(tree, Mapping) and step in tree:
            place = (tree.keys_at if of_key and last else tree.values_at)[str(step)]
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree):
            place = tree.values_at[step]
        else:
            continue  # a step that exists only in the model (a union's tag)
        tree = tree[step]
    return place


def every_text(node: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every text below a node of the file, with its place; keys count too, for items and rows are named by them."""
    if isinstance(node, str):
        yield node, place
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield key, node.keys_at[key]
            yield from every_text(value, node.values_at[key])
    elif isinstance(node, Sequence):
        for value, at in zip(node, node.values_at, strict=True):
            yield from every_text(value, at)


def read_text(path: Path, name: str) -> str:
    """The file's text (UTF-8, a byte-order mark is taken off). Raises SourceError for anything else."""
    span = Span(name)
    try:
        if path.is_dir():
            raise SourceError("this is a directory", span, "name an outline, a .yaml file")
        if not path.is_file() and path.exists():
            raise SourceError("is no file but a device or a pipe", span, "name an outline, a .yaml file")
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"larger than {MAX_BYTES // 1_000_000} MB", span, "an outline is a text file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("no such file", span) from None
    except OSError as e:
        raise SourceError(f"cannot be read: {e.strerror or e}", span) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        column = e.start - data.rfind(b"\n", 0, e.start)
        raise SourceError("not UTF-8 text", Span(name, line, column), "save the file as UTF-8") from None


def parse(text: str, name: str) -> Any:
    """The tree of one YAML document (None if it is empty). Raises SourceError."""
    loader = _Loader(text)
    try:
        return _Reader(loader, name).run()
    except yaml.MarkedYAMLError as e:
        raise _explain(e, name, text) from None
    except yaml.reader.ReaderError as e:
        line = text.count("\n", 0, e.position) + 1 if isinstance(e.position, int) else 1
        character = e.character if isinstance(e.character, int) else ord(e.character)
        raise SourceError(_not_allowed(character), Span(name, line, 1)) from None
    finally:
        loader.dispose()


def _not_allowed(character: int) -> str:
    return f"the character U+{character:04X} is not allowed here"


def _explain(error: yaml.MarkedYAMLError, name: str, text: str) -> SourceError:
    """libyaml's complaint in a lecturer's words, with what would be right."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or "cannot be read as YAML"
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    hint = ""
    if "mapping values are not allowed" in problem:
        problem, hint = "a second ': ' in one line", "put the text in quotes"
    elif "cannot start any token" in problem and "\t" in written:
        problem, hint = "a tab character", "indent with spaces"
    elif "did not find expected" in problem and "indicator" not in problem:
        problem, hint = "the indentation or a bracket does not fit here", "compare with the lines above"
    elif "unexpected end of stream" in problem and "quoted" in (error.context or ""):
        if error.context_mark:
            line, column = error.context_mark.line + 1, error.context_mark.column + 1
        problem, hint = "this quotation mark is never closed", "close it, or double an apostrophe inside '…'"
    elif error.context and error.context not in problem:
        problem = f"{problem} ({error.context})"
    return SourceError(problem, Span(name, line, column), hint)


class _Reader:
    """Builds the tree from parser events with an explicit stack; see the module's contract."""

    def __init__(self, loader: Any, name: str) -> None:
        self.loader, self.name = loader, name
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[str | None] = []  # the key that waits for its value, one per open collection
        self.opened: list[tuple[str | None, int]] = []  # anchor and node count when a collection began
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0
        self.alias_nodes = 0
        self.root: Any = None
        self.documents = 0

    def fail(self, message: str, place: Place, hint: str = "") -> SourceError:
        return SourceError(message, Span(self.name, *place), hint)

    def run(self) -> Any:
        get = self.loader.get_event
        while True:
            event = get()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open(event, kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    raise self.fail("a second document", _place(event), "one outline per file: remove the '---'")
            elif kind is yaml.StreamEndEvent:
                return self.root

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None and event.tag not in _STRING_TAGS:
            raise self.fail(f"the tag {event.tag} is not allowed", _place(event))
        if unprintable := UNPRINTABLE.search(event.value):
            raise self.fail(_not_allowed(ord(unprintable[0])), _place(event))
        plain = not event.style and event.tag is None  # libyaml says "", the Python parser None
        value = None if plain and event.value in _NULLS else event.value
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self.count(1, event)
        self.put(value, _place(event))

    def open(self, event: Any, is_mapping: bool) -> None:
        place = _place(event)
        if event.tag is not None:
            raise self.fail(f"the tag {event.tag} is not allowed", place)
        if len(self.stack) >= MAX_DEPTH:
            raise self.fail(f"nested deeper than {MAX_DEPTH} levels", place)
        self.count(1, event)
        node: Mapping | Sequence = Mapping(place) if is_mapping else Sequence(place)
        self.put(node, place)
        self.stack.append(node)
        self.keys.append(None)
        self.opened.append((event.anchor, self.nodes))

    def close(self) -> None:
        node = self.stack.pop()
        self.keys.pop()
        anchor, before = self.opened.pop()
        if anchor:
            self.anchors[anchor] = (node, self.nodes - before + 1)

    def alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.anchors:  # also an alias inside its own anchor
            raise self.fail(f"nothing above is named &{event.anchor}", _place(event))
        value, size = self.anchors[event.anchor]
        self.alias_nodes += size
        if self.alias_nodes > MAX_ALIAS_NODES:
            raise self.fail(f"aliases stand for more than {MAX_ALIAS_NODES:,} values", _place(event))
        self.count(size, event)
        self.put(value, _place(event))

    def count(self, more: int, event: Any) -> None:
        self.nodes += more
        if self.nodes > MAX_NODES:
            raise self.fail(f"more than {MAX_NODES:,} values", _place(event))

    def put(self, value: Any, place: Place) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top, Sequence):
            top.append(value)
            top.values_at.append(place)
            return
        key = self.keys[-1]
        if key is not None:
            top[key] = value
            top.values_at[key] = place
            self.keys[-1] = None
            return
        if isinstance(value, (Mapping, Sequence)):
            raise self.fail("a key must be a plain text", place)
        name = "null" if value is None else value
        if name in top.keys_at:
            line = top.keys_at[name][0]
            raise self.fail(f"the key '{name}' stands here twice (first on line {line})", place)
        top.keys_at[name] = place
        self.keys[-1] = name


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
