"""Pictures: found, checked, turned upright, made as small as they need to be.

In: a file name of the outline. Out: a `Found` (media key and size in pixels), None for a file that is not there
(a warning; the plate stands in), or None with an error for one that cannot be shown. A picture is opened once a
deck; what is done with its content is in `picture_file`.
"""

from __future__ import annotations

import hashlib
import os
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from podium.diagnostics import Report, Span
from podium.layout.picture_file import Unusable, prepare, too_large
from podium.layout.scene import Media
from podium.layout.units import EMU_PER_INCH, Rect
from podium.outline.deck import Outline
from podium.outline.models import Model

MAX_BYTES = 60_000_000
_COARSE = 75  # pixels an inch, below which a picture is seen to be made of them
_ONE_PICTURE = "save the one that you want as a file of its own"


class Found(NamedTuple):
    """A picture that can be shown: its key in the scene's media, its size in pixels, what of its file is not shown."""

    key: str
    width: int
    height: int
    remark: str = ""

    @property
    def aspect(self) -> float:
        return self.width / self.height


class Pictures:
    """The pictures of one deck; `media` collects what the deck carries."""

    def __init__(self, outline: Outline, report: Report) -> None:
        folder = outline.path.parent
        self.outline, self.report = outline, report
        self.folders = (folder / "images", folder.parent / "images", folder)
        self.media: dict[str, Media] = {}
        self._known: dict[str, Found | None] = {}
        self._coarse: set[tuple[str, Span]] = set()  # pictures that were said to have too few pixels, and where
        self.waiting: list[str] = []
        self.promised: dict[str, Any] = {}  # what is drawn once it is known which pages there are

    def find(self, file: str, owner: Model, subject: str = "", key: str = "file") -> Found | None:
        """The picture named `file`, or None; then the finding names the place of `key` in `owner`.

        `subject` is what the credits call a picture that is not there yet.
        """
        if not file:
            return None
        span = self.outline.span(owner.place(key))
        path = self._path(file)
        if path is None:
            self.report.warn(
                f"the picture '{file}' is not there yet",
                span,
                "missing-picture",
                "put the file into images/; a plate stands in for it",
            )
            if (what := subject or file) not in self.waiting:
                self.waiting.append(what)
            return None
        if file not in self._known:
            self._known[file] = None
            try:
                self._known[file] = found = self._take(path)
                if found.remark:
                    self.report.warn(f"of the picture '{file}' {found.remark}", span, "picture-part", _ONE_PICTURE)
            except Unusable as e:
                self.report.error(f"the picture '{file}' {e}", span, "bad-picture", e.hint)
        return self._known[file]

    def has(self, file: str) -> bool:
        """True if the picture is there and can be shown; says nothing of one that is not."""
        return bool(file) and (self._known[file] is not None if file in self._known else self._path(file) is not None)

    def warn_if_coarse(self, found: Found, shown: Rect, file: str, owner: Model, key: str = "file") -> None:
        """A warning where the picture has too few pixels for the rectangle that it fills, once for each place."""
        inches, span = shown.w / EMU_PER_INCH, self.outline.span(owner.place(key))
        needed = 10 * ceil(inches * _COARSE / 10)
        if found.width >= inches * _COARSE or (file, span) in self._coarse:
            return
        self._coarse.add((file, span))
        self.report.warn(
            f"the picture '{file}' has {found.width} × {found.height} pixels, too few for {inches:.1f} inches",
            span,
            "coarse-picture",
            f"use a copy that is at least {needed:,} pixels wide",
        )

    def carry(self, data: bytes, ending: str) -> str:
        """The key of a picture that podium made itself: equal pictures are carried once."""
        key = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:16]
        self.media.setdefault(key, Media(key, data, ending))
        return key

    def promise(self, key: str, work: Any) -> None:
        """Notes that a picture is to be drawn; `podium.backends.figure_pictures.fulfil` carries it under that key."""
        self.promised[key] = work

    def _path(self, file: str) -> Path | None:
        """Where the file is; names that lead out of the project are as good as absent."""
        project = os.path.abspath(self.folders[-1].parent)
        try:
            return next(
                (
                    p
                    for p in (folder / file for folder in self.folders)
                    if p.exists() and os.path.commonpath([project, os.path.abspath(p)]) == project
                ),
                None,
            )
        except (OSError, ValueError):  # a name too long or with a NUL
            return None

    def _take(self, path: Path) -> Found:
        if path.is_dir():
            raise Unusable("is a directory", "name a picture file")
        try:
            if path.stat().st_size > MAX_BYTES:
                with path.open("rb") as file:
                    raise too_large(file.read(4096), MAX_BYTES // 1_000_000)
            data = path.read_bytes()
        except OSError as e:
            raise Unusable(f"cannot be read: {e.strerror or e}") from None
        made = prepare(data)
        return Found(self.carry(made.data, made.ending), made.width, made.height, made.remark)
