"""What was written into the files of an outline, each of which edits can be undone.

In: files with their texts before and after an edit. Out: the files, or `Refused` with the reason: a file that was
changed by another program is left alone. An edit of several files is written and undone as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from podium import PodiumError, files
from podium.editing.edits import Refused
from podium.editing.entries import text_of

_MOST_STEPS = 100


class Change(NamedTuple):
    """A file, and its text before and after an edit."""

    path: Path
    before: str
    after: str


class _Step(NamedTuple):
    changes: tuple[Change, ...]
    what: str


class Journal:
    """The edits of one session. One thread at a time."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def write(self, changes: Sequence[Change], what: str) -> bool:
        """Writes an edit; `what` is what was done. Returns whether there was anything to write."""
        real = tuple(change for change in changes if change.before != change.after)
        if not real:
            return False
        _put(real)
        self._done = [*self._done, _Step(real, what)][-_MOST_STEPS:]
        self._undone = []
        return True

    def undo(self, again: bool = False) -> str:
        """Takes back the last edit, or does `again` what was taken back. Returns what was done."""
        return self.turn(again)[1]

    def merge(self) -> None:
        """Makes one edit of all, which is then taken back as a whole or not at all."""
        first, last = dict[Path, str](), dict[Path, str]()
        for path, before, after in (change for step in self._done for change in step.changes):
            first.setdefault(path, before)
            last[path] = after
        if self._done:
            changes = tuple(Change(path, first[path], last[path]) for path in first)
            self._done = [_Step(changes, self._done[-1].what)]

    def turn(self, again: bool = False) -> tuple[tuple[Change, ...], str]:
        """The same; what it changed, too."""
        source, target = (self._undone, self._done) if again else (self._done, self._undone)
        if not source:
            raise Refused("there is nothing to do again" if again else "there is nothing to undo")
        changes, what = source[-1]
        turned = changes if again else tuple(Change(path, after, before) for path, before, after in changes)
        for path, now, _ in turned:
            if text_in(path) != now:
                source.clear()
                raise Refused("{} was changed since, in another program; nothing was undone", path.name)
        _put(turned)
        target.append(source.pop())
        return turned, what


def file_named(name: str, outline: Path, others: Iterable[Path]) -> Path:
    """The file that messages call so, "" for the outline itself. Raises Refused if it is none of the outline's."""
    if not name or name == str(outline):
        return outline
    real = os.path.realpath(name)
    for path in others:
        if os.path.realpath(path) == real:
            return path
    raise Refused(f"{name} is no file of this outline")


def text_in(path: Path) -> str:
    """The text of a file. Raises Refused."""
    found = text_of(path)
    if found is None:
        raise Refused("{} cannot be read as text", path.name)
    return found


def _put(changes: Sequence[Change]) -> None:
    """Writes all of the files, or none. Raises Refused, and PodiumError."""
    for path, _, _ in changes:
        if files.held(path) is not None and files.held(path) != _saved(path):
            raise Refused("{} is not saved in your editor; save it there first", path.name)
    for n, (path, _, after) in enumerate(changes):
        try:
            _write(path, after)
        except PodiumError:
            for written, before, _ in changes[:n]:
                _write(written, before)
            raise


def _write(path: Path, new: str) -> None:
    with files.replacing(path) as file:
        file.write(new.encode("utf-8", "surrogatepass"))


def _saved(path: Path) -> bytes | None:
    """What is in a file; None if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
