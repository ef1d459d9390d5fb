"""Edits of the files of an outline, each of which can be undone.

In: what somebody did in the page. Out: the file with the edit, or `Refused` with the reason. A file that was changed
since the page was made is not edited by line numbers of the old one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from podium.editing import edits
from podium.editing.edits import Refused
from podium.editing.entries import Lines, digest_of, lines_at
from podium.editing.journal import Change, Journal, file_named, text_in
from podium.outline.spans import lines_of
from podium.preview.session import Session

_OPERATIONS: dict[str, tuple[str, Callable[..., str]]] = {
    "move": ("moved", edits.moved),
    "hide": ("hidden", edits.hidden),
    "duplicate": ("duplicated", edits.duplicated),
    "delete": ("deleted", edits.deleted),
}


class Desk:
    """The files of one session. Used by several threads; one edit at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._lock = threading.Lock()
        self._journal = Journal()

    def lines(self, file: str, line: int) -> dict[str, Any]:
        """The lines in which somebody changes what stands on a line (from 1) of a file, and where they are."""
        path = self.path(file)
        text = text_in(path)
        line = self._line_now(path, text, line)
        return self._excerpt(file, text, lines_at(text, line - 1), line)

    def save(self, file: str, start: int, old: str, new: str) -> dict[str, Any]:
        """Puts `new` where `old` stands, from line `start` (from 1) on or where it is now; and how it stands then.
        Raises edits.Changed."""
        with self._lock:
            path = self.path(file)
            text = text_in(path)
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
            text = text_in(path)
            if digest != digest_of(text):
                raise Refused("the outline was changed meanwhile; look again and repeat it")
            what, function = _OPERATIONS[operation]
            return self._write(path, text, function(text, line, **how), what)

    def undo(self, again: bool = False) -> str:
        """Takes back the last edit, or does `again` what was taken back. Returns what was done."""
        with self._lock:
            what = self._journal.undo(again)
            self.session.touch()
            return what

    def _write(self, path: Path, before: str, after: str, what: str) -> bool:
        """Returns whether there was anything to write, which is then laid out at once."""
        changed = self._journal.write([Change(path, before, after)], what)
        if changed:
            self.session.touch()
        return changed

    # ---- files --------------------------------------------------------------------------------------------

    def path(self, file: str) -> Path:
        """A file of the outline by its name in messages, "" for the outline itself."""
        return file_named(file, self.session.path, self.session.files)

    def text(self, file: str) -> str:
        """The text of a file of the outline as it is now."""
        return text_in(self.path(file))

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
