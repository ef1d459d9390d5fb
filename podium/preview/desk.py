"""Edits of the files of an outline, each of which can be undone.

In: what somebody did in the page. Out: the file with the edit, or `Refused` with the reason. A file that was changed
since the page was made is not edited by line numbers of the old one.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from podium import files
from podium.outline.spans import lines_of
from podium.preview import edits
from podium.preview.edits import Refused
from podium.preview.entries import Lines, digest_of, lines_at, text_of
from podium.preview.session import Session

_MOST_STEPS = 100
_OPERATIONS: dict[str, tuple[str, Callable[..., str]]] = {
    "move": ("moved", edits.moved),
    "hide": ("hidden", edits.hidden),
    "duplicate": ("duplicated", edits.duplicated),
    "delete": ("deleted", edits.deleted),
}


class Step(NamedTuple):
    """One edit: the file, its text before and after it, and what it did."""

    path: Path
    before: str
    after: str
    what: str


class Desk:
    """The files of one session. Used by several threads; one edit at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._lock = threading.Lock()
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def lines(self, file: str, line: int) -> dict[str, Any]:
        """The lines in which somebody changes what stands on a line (from 1) of a file, and where they are."""
        path = self.path(file)
        text = self._text(path)
        line = self._line_now(path, text, line)
        return self._excerpt(file, text, lines_at(text, line - 1), line)

    def save(self, file: str, start: int, old: str, new: str) -> dict[str, Any]:
        """Puts `new` where `old` stands, from line `start` (from 1) on or where it is now; and how it stands then.
        Raises edits.Changed."""
        with self._lock:
            path = self.path(file)
            text = self._text(path)
            lines = Lines(start - 1, start - 1 + len(lines_of(old)))
            made, now = edits.replaced(text, lines, old, new)
            self._write(path, text, made, "edited")
            return self._excerpt(file, made, now, now.start + 1)

    def typed(self, file: str, start: int, old: str, new: str) -> tuple[str, int]:
        """The text of a file as it would be with `new` saved, and the line (from 0) on which `new` begins."""
        made, now = edits.replaced(self.text(file), Lines(start - 1, start - 1), old, new)
        return made, now.start

    def apply(self, operation: str, digest: str, line: int, **how: Any) -> bool:
        """An operation of the overview on the outline itself; `digest` is that of the text whose lines are meant.
        Returns whether it changed anything."""
        with self._lock:
            path = self.session.path
            text = self._text(path)
            if digest != digest_of(text):
                raise Refused("the outline was changed meanwhile; look again and repeat it")
            what, function = _OPERATIONS[operation]
            return self._write(path, text, function(text, line, **how), what)

    def undo(self, again: bool = False) -> str:
        """Takes back the last edit, or does `again` what was taken back. Returns what was done."""
        with self._lock:
            source, target = (self._undone, self._done) if again else (self._done, self._undone)
            if not source:
                raise Refused("there is nothing to do again" if again else "there is nothing to undo")
            step = source[-1]
            now, then = (step.before, step.after) if again else (step.after, step.before)
            if self._text(step.path) != now:
                source.clear()
                raise Refused(f"{step.path.name} was changed since, in another program; nothing was undone")
            self._put(step.path, then)
            target.append(source.pop())
            return step.what

    # ---- files --------------------------------------------------------------------------------------------

    def path(self, file: str) -> Path:
        """A file of the outline by its name in messages, "" for the outline itself."""
        if not file or file == self.session.name:
            return self.session.path
        real = os.path.realpath(file)
        for path in self.session.files:
            if os.path.realpath(path) == real:
                return path
        raise Refused(f"{file} is no file of this outline")

    def text(self, file: str) -> str:
        """The text of a file of the outline as it is now."""
        return self._text(self.path(file))

    def _text(self, path: Path) -> str:
        text = text_of(path)
        if text is None:
            raise Refused(f"{path.name} cannot be read as text")
        return text

    def _line_now(self, path: Path, text: str, line: int) -> int:
        """Where a line of the text of which the pages were made is now."""
        old = self.session.texts.get(path)
        if old is None or old == text:
            return line
        was, now = lines_of(old), lines_of(text)
        same = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
        if line <= same:
            return line
        pairs = zip(reversed(was[same:]), reversed(now[same:]), strict=False)
        rest = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(was), len(now)) - same)
        if line > len(was) - rest:
            return line + len(now) - len(was)
        return min(line, len(now) - rest, len(now)) or 1

    def _excerpt(self, file: str, text: str, lines: Lines, line: int) -> dict[str, Any]:
        shown = "".join(lines_of(text)[lines.start : lines.end])
        name = file or self.session.name
        return {"file": file, "name": name, "start": lines.start + 1, "end": lines.end, "line": line, "text": shown}

    def _write(self, path: Path, before: str, after: str, what: str) -> bool:
        """Returns whether there was anything to write."""
        if before == after:
            return False
        self._put(path, after)
        self._done = [*self._done, Step(path, before, after, what)][-_MOST_STEPS:]
        self._undone = []
        return True

    def _put(self, path: Path, text: str) -> None:
        if files.held(path) is not None and files.held(path) != _saved(path):
            raise Refused(f"{path.name} is not saved in your editor; save it there first")
        with files.replacing(path) as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        self.session.touch()


def _saved(path: Path) -> bytes | None:
    """What is in a file; None if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
