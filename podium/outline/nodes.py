"""The tree of an outline: mappings, lists and texts in which every value knows its place.

In: what `source` reads. Out: `Mapping` / `Sequence` / `Scalar` / `None`, with (line, column) of every key and value.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from collections.abc import Sequence as AnySequence
from typing import Any

from podium.diagnostics import Span

Place = tuple[int, int]


class Elsewhere(tuple[int, int]):
    """A place in another file than the outline's own; `file` is its name for messages. Of a slide, `entry` is the place
    where keys of its own stand in the list that takes it from there, None if it has none there."""

    file: str
    entry: Place | None

    def __new__(cls, line: int, column: int, file: str, entry: Place | None = None) -> Elsewhere:
        made = super().__new__(cls, (line, column))
        made.file, made.entry = file, entry
        return made

    def __getnewargs__(self) -> tuple[int, int, str, Place | None]:  # type: ignore[override]  # for copies and pickles
        return self[0], self[1], self.file, self.entry

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Elsewhere) and tuple(self) == tuple(other) and self.file == other.file

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((*self, self.file))


def span_of(name: str, place: Place) -> Span:
    """The place as a diagnostic has it, in the file `name` unless it is elsewhere."""
    return Span(getattr(place, "file", name), *place)


class Scalar(str):
    """A text of the file that knows its `place`, for as long as it is handed on as it is."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, text: str, place: Place) -> Scalar:
        """The text with its place."""
        made = cls(text)
        made.place = place
        return made

    @staticmethod
    def of(text: str, origin: str) -> str:
        """A text that is made of another, at its place."""
        place = getattr(origin, "place", None)
        return text if place is None else Scalar.at(text, place)


class Mapping(dict[str, Any]):
    """A YAML mapping. `place` is its own (line, column); `keys_at` and `values_at` hold those of its entries."""

    __slots__ = ("keys_at", "place", "values_at")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}

    def entries(self) -> Iterator[tuple[str, Any, Place, Place]]:
        """(key, value, place of the key, place of the value) of each entry."""
        for key, value in self.items():
            yield key, value, self.keys_at[key], self.values_at[key]

    @classmethod
    def of(cls, place: Place, entries: Iterable[tuple[str, Any, Place, Place]]) -> Mapping:
        """A mapping of entries as `entries` gives them."""
        made = cls(place)
        for key, value, key_at, value_at in entries:
            made[key], made.keys_at[key], made.values_at[key] = value, key_at, value_at
        return made


class Sequence(list[Any]):
    """A YAML sequence. `place` is its own (line, column); `values_at` holds those of its items."""

    __slots__ = ("place", "values_at")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.values_at: list[Place] = []

    @classmethod
    def of(cls, place: Place, items: Iterable[tuple[Any, Place]]) -> Sequence:
        """A sequence of values with their places."""
        made = cls(place)
        for value, at in items:
            made.append(value)
            made.values_at.append(at)
        return made


def locate(tree: Any, path: AnySequence[Hashable], of_key: bool = False) -> Place:
    """(line, column) of the deepest known step of `path` in `tree`; optionally of the key instead of its value."""
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


def every_text(node: object, place: Place) -> list[tuple[str, Place]]:
    """Every text below a node of the file, with its place; also keys, which can be texts of items and rows."""
    found: list[tuple[str, Place]] = []
    _collect(node, place, found)
    return found


def _collect(node: object, place: Place, found: list[tuple[str, Place]]) -> None:
    if isinstance(node, str):
        found.append((node, place))
    elif isinstance(node, Mapping):
        for key, value in node.items():
            found.append((key, node.keys_at[key]))
            _collect(value, node.values_at[key], found)
    elif isinstance(node, Sequence):
        for value, at in zip(node, node.values_at, strict=True):
            _collect(value, at, found)
