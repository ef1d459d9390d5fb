"""The minutes that a rehearsal took, written into the outline.

In: a laid-out outline, and the minutes of its slides by their ids. Out: its files, in which these slides have these
`minutes`, or `Refused` with the reason: a file that was changed since it was laid out is left alone, and then all are.
A slide has them where it stands, also in an included file; one that is taken with keys of its own (`use`), below them.
"""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from podium.editing.edits import Refused, timed
from podium.editing.entries import TreePath, lists_of, slide_in, text_of
from podium.editing.journal import Change, Journal, file_named, text_in
from podium.outline.fields import MOST_MINUTES
from podium.scene.boxes import Scene

_CHANGED = "{} was changed since it was laid out; start 'present' again"
_WRITTEN, _LEFT = "Written into {} (slides: {}).", "Left as it is: {}: {}."
_KNOWN = "The outline has these minutes already."
_TOO_LONG, _NO_LINE = "it was shown for more than {} minutes", "it does not begin a line of its own"
SENTENCES = (
    _CHANGED, _WRITTEN, _LEFT, _KNOWN, _TOO_LONG, _NO_LINE,
    "its minutes differ by variant, below 'for'", "the outline has mistakes; mend line {} first",
    "the outline has mistakes; mend them first",
    "this cannot be done by moving whole lines; open the lines and edit them", "there is nothing to undo",
    "{} was changed since, in another program; nothing was undone", "{} cannot be read as text",
    "{} is not saved in your editor; save it there first",
)  # fmt: skip
"""All that is said here, or comes of what is done here, for `languages/presenter`."""
Said = tuple[Any, ...]
"""A sentence, and a value for each of its braces, which may be such a sentence too."""


class Written(NamedTuple):
    """What was done, as sentences, and whether anything was changed."""

    said: list[Said]
    changed: bool


class Rehearsal:
    """The slides of one outline. Used by several threads; one edit at a time."""

    def __init__(self, outline: Path, files: Iterable[Path], scene: Scene, began: float) -> None:
        """`began` is when the layout began: a file that is newer may not be what was laid out."""
        self._files = tuple(dict.fromkeys((outline, *files)))
        self._texts = {path: text for path in self._files if (text := _text_since(path, began)) is not None}
        self._journal, self._lock = Journal(), threading.Lock()
        lists = {path: lists_of(text) for path, text in self._texts.items()}
        self._places: dict[str, tuple[Path, TreePath | None]] = {}
        for page in scene.pages:
            if not page.generated and page.place and page.slide not in self._places:
                place = getattr(page.place, "entry", None) or page.place
                path = file_named(getattr(place, "file", ""), outline, self._files)
                found = slide_in(lists.get(path, []), place[0] - 1)
                self._places[page.slide] = path, found[1].path if found else None  # it begins no line of its own

    def write(self, minutes: Mapping[str, float]) -> Written:
        """Writes the minutes of slides, by their ids. Raises Refused and ValueError; then nothing is written."""
        if unknown := [id for id, value in minutes.items() if id not in self._places or not 0 < value < math.inf]:
            raise ValueError(f"no slide, or no minutes: {unknown}")
        with self._lock:
            wanted: dict[Path, dict[TreePath, str]] = defaultdict(dict)
            left: list[Said] = []
            for id in sorted(minutes, key=minutes.__getitem__):  # of a slide that is shown twice, the longer time holds
                path, way = self._places[id]
                if self._texts.get(path) != text_in(path):
                    raise Refused(_CHANGED, path.name)
                if minutes[id] > MOST_MINUTES:
                    left.append((_LEFT, id, (_TOO_LONG, MOST_MINUTES)))
                elif way is None:
                    left.append((_LEFT, id, (_NO_LINE,)))
                else:
                    wanted[path][way] = id
            changes, said = list[Change](), list[Said]()
            for path, slides in wanted.items():
                text, count = _with_each(self._texts[path], slides, minutes, left)
                changes.append(Change(path, self._texts[path], text))
                said += [(_WRITTEN, path.name, count)] if count else []
            changed = self._journal.write(changes, "rehearsed")
            self._keep(changes)
        if len(left) < len(minutes) and not changed:
            said = [(_KNOWN,)]
        return Written([*said, *left], changed)

    def undo(self) -> None:
        """Takes back all that was written. Raises Refused."""
        with self._lock:
            self._journal.merge()
            self._keep(self._journal.turn()[0])

    def _keep(self, changes: Iterable[Change]) -> None:
        """What was written here is no change by others."""
        self._texts |= {path: after for path, _, after in changes}


def _with_each(
    text: str, slides: Mapping[TreePath, str], minutes: Mapping[str, float], left: list[Said]
) -> tuple[str, int]:
    """The text in which all slides that can have them have their minutes, and how many had others; those that cannot
    are `left`, with reasons."""
    try:
        return timed(text, {way: minutes[id] for way, id in slides.items()})
    except Refused:
        count = 0
        for way, id in slides.items():
            try:
                text, more = timed(text, {way: minutes[id]})
                count += more
            except Refused as e:
                left.append((_LEFT, id, e.reason))
        return text, count


def _text_since(path: Path, began: float) -> str | None:
    """The text of a file, None if it cannot be read or was written since."""
    try:
        return text_of(path) if path.stat().st_mtime < began else None
    except OSError:
        return None
