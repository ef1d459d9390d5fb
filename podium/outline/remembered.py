"""What was read in the pass before, for a preview: of a text in which one slide changed, only that slide is read again.

In: the texts of one outline, one after the other. Out: for each the tree and the mistakes that `source.read` finds, in
which everything that did not change is the same object as before; and for each tree of a slide the same model.

YAML has no context but the indentation where an item of a block list begins a line of its own, so that a slide can be
read alone, below as many empty lines as there are above it. Where that is not sure (names for aliases, changes in more
than one slide or in the number of lines, mistakes of any kind), the whole text is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podium.outline import source
from podium.outline.fields import reading_language
from podium.outline.nodes import Mapping, Place, Sequence
from podium.outline.slide import Reader, Slide
from podium.outline.source import SourceError

_LONGEST = 1_000_000  # letters: fewer cannot be more values than `source` admits
_DEEPEST = source.MAX_DEPTH - 10  # levels of a slide that is read alone: it stands below some others
_WHOLE = re.compile(r"(?:^|[\s\[{,:])&\S|^%|[\r\x85\u2028\u2029\ufeff]", re.MULTILINE)  # names for aliases, odd lines
_MARKER = re.compile(r"(?:---|\.\.\.|%)")  # at the start of a line: between documents


class Remembered:
    """The latest text of an outline without mistakes, its tree, and the models of its slides."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._tree: Mapping | None = None
        self._before: dict[tuple[int, str], tuple[Any, Slide]] = {}  # by identity of the tree, and by language
        self._now: dict[tuple[int, str], tuple[Any, Slide]] = {}

    def begin(self) -> None:
        """A new pass: slides that the pass before did not read are forgotten after it."""
        self._before, self._now = self._now, {}

    def read(self, text: str, name: str) -> tuple[Any, list[SourceError]]:
        """As `source.read`."""
        lines, whole = text.split("\n"), len(text) > _LONGEST or _WHOLE.search(text) is not None
        tree, errors = None if whole or self._tree is None else self._patched(lines, name), list[SourceError]()
        if tree is None:
            tree, errors = source.read(text, name)
        keep = isinstance(tree, Mapping) and not errors and not whole
        self._lines, self._tree = (lines, tree) if keep else ([], None)
        return tree, errors

    def tree_of(self, text: str) -> Mapping | None:
        """The tree of the latest text, if it was this one and has no mistakes."""
        return self._tree if self._tree is not None and text.split("\n") == self._lines else None

    def reader(self, read: Reader) -> Reader:
        """A reader of slides that gives the model of the pass before for a tree of the pass before."""

        def again(data: Any) -> Slide:
            key = (id(data), reading_language.get())  # the tree is held, so that no other has its identity
            known = self._now.get(key) or self._before.get(key)
            if known is None:
                known = data, read(data)
            self._now[key] = known
            return known[1]

        return again

    def _patched(self, lines: list[str], name: str) -> Mapping | None:
        """The tree of the lines, if they differ from those before only within one slide; else None."""
        tree, old = self._tree, self._lines
        if tree is None or len(lines) != len(old):
            return None
        if lines == old:
            return tree
        differ = [n for n, pair in enumerate(zip(old, lines, strict=True)) if pair[0] != pair[1]]
        found = _slide_around(tree, old, differ[0], differ[-1])
        if found is None:
            return None
        path, start, end, column = found
        part = lines[start:end]
        if not part[0].startswith(" " * column + "- ") or any(map(_MARKER.match, part)):
            return None
        made, errors = source.read("\n" * start + "\n".join([*part, *([""] if end < len(lines) else [])]), name)
        if errors or not isinstance(made, Sequence) or len(made) != 1 or made.place != (start + 1, column + 1):
            return None
        if not isinstance(made[0], Mapping) or _depth(made[0]) > _DEEPEST:
            return None
        patched: Mapping = _with(tree, path, made[0], made.values_at[0])
        return patched


def _slide_around(tree: Mapping, lines: list[str], first: int, last: int) -> tuple[list[Any], int, int, int] | None:
    """The path of the slide in whose lines these are (from 0), its first line, the line behind it, and the column of
    its dash; None if there is none that begins a line of its own, or what follows it does not."""
    begun = sorted(_beginnings(tree), key=lambda found: found[1])
    for (path, (line, column)), (_, (below, at)) in zip(begun, [*begun[1:], ([], (len(lines) + 1, 1))], strict=True):
        if line - 1 <= first and last < below - 1:
            dash = lines[line - 1][: column - 1]
            follows = lines[below - 1][: at - 1] if below <= len(lines) else ""
            if not path or not re.fullmatch(" *- +", dash) or follows.strip(" -"):
                return None
            return path, line - 1, below - 1, dash.index("-")
    return None


def _beginnings(tree: Mapping) -> Iterator[tuple[list[Any], Place]]:
    """Where each key of the deck and of its sections stands, and each slide, the only ones with a path."""
    for key, value, at, _ in tree.entries():
        yield [], at
        if key == "sections" and isinstance(value, Sequence):
            for n, part in enumerate(value):
                yield [], value.values_at[n]
                if isinstance(part, Mapping):
                    for name, inner, here, _ in part.entries():
                        yield [], here
                        yield from _slides([key, n, name], inner) if name == "slides" else ()
        elif key == "slides":
            yield from _slides([key], value)


def _slides(path: list[Any], node: Any) -> Iterator[tuple[list[Any], Place]]:
    if isinstance(node, Sequence):
        for n, (slide, at) in enumerate(zip(node, node.values_at, strict=True)):
            yield ([*path, n] if isinstance(slide, Mapping) else []), at


def _with(node: Any, path: list[Any], value: Any, place: Place) -> Any:
    """A copy of the node with another value at the path; everything beside the path is the same."""
    if not path:
        return value
    step, *rest = path
    made: Mapping | Sequence
    if isinstance(node, Mapping):
        made = Mapping.of(node.place, node.entries())
    else:
        made = Sequence.of(node.place, zip(node, node.values_at, strict=True))
    made[step] = _with(node[step], rest, value, place)
    if not rest:
        made.values_at[step] = place
    return made


def _depth(node: object) -> int:
    inner = node.values() if isinstance(node, Mapping) else node if isinstance(node, Sequence) else ()
    return 1 + max(map(_depth, inner), default=0)
