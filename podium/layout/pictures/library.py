"""The pictures of a deck: looked up by name, prepared, and carried once.

In: a file name from the outline. Out: a `Found` (media key and size in pixels); None with a warning for a missing file,
for which a plate is drawn; None with an error for a file that cannot be shown. Each picture is opened once; `file`
prepares its content.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from podium import files
from podium.diagnostics import Report, Span
from podium.outline.deck import Outline
from podium.outline.models import Model
from podium.outline.project import NotThere, Refused
from podium.scene.boxes import Media, placeless
from podium.scene.units import EMU_PER_INCH, Rect

if TYPE_CHECKING:
    from podium.layout.pictures.file import Carried, Unusable
    from podium.scene.figures import Figure

MAX_BYTES = 60_000_000
_SMALL = 2_000_000
_FILMS = frozenset(
    [
        ".mp4",
        ".m4v",
        ".mov",
        ".avi",
        ".mkv",
        ".webm",
        ".wmv",
        ".mpg",
        ".mpeg",
        ".ogv",
        ".flv",
        ".3gp",
        ".mp3",
        ".wav",
        ".m4a",
        ".aac",
        ".ogg",
        ".oga",
        ".flac",
        ".wma",
    ]
)
PICTURE_ENDINGS = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".webp",
        ".gif",
        ".tif",
        ".tiff",
        ".bmp",
        ".jp2",
        ".j2k",
        ".pgm",
        ".ppm",
        ".pbm",
        ".avif",
        ".mpo",
    ]
)
_COARSE = 75  # pixels per inch, below which single pixels show; no picture is shown with fewer
_ONE_PICTURE = "save the one you want as a separate file"


class Found(NamedTuple):
    """A picture that can be shown: its media key, its size in pixels, and a remark on what is not shown."""

    key: str
    width: int
    height: int
    remark: str = ""

    @property
    def aspect(self) -> float:
        return self.width / self.height

    @property
    def most(self) -> float:
        """The greatest height (EMU) at which it is sharp."""
        return self.height * EMU_PER_INCH / _COARSE

    def sharp(self, wanted: Rect, part: float = 1.0) -> float:
        """By what a rectangle that shows `part` of its width is to be multiplied so that it is sharp; at most 1."""
        return min(1.0, self.width * part * EMU_PER_INCH / _COARSE / max(1, wanted.w))


class Pictures:
    """The pictures of one deck; `media` collects the files that it carries."""

    def __init__(self, outline: Outline, report: Report) -> None:
        project = outline.project
        self.outline, self.report = outline, report
        self.folders = tuple(dict.fromkeys((project.folder / "images", project.root / "images", project.folder)))
        self.media: dict[str, Media] = {}
        self._known: dict[str, Found | NotThere | Refused | Unusable] = {}
        self._notes: dict[str, str] = {}  # what the outline should write instead of a name
        self._coarse: set[tuple[str, Span]] = set()  # pictures that had the warning on too few pixels, and where
        self._pixels: dict[tuple[str, str], Any] = {}
        self.figures: dict[str, Figure] = {}  # to be painted when all pages are known

    def find(
        self, file: str, owner: Model, key: str = "file", meanwhile: str = "the slide shows a plate"
    ) -> Found | None:
        """The picture named `file`, or None, with a finding at `key` of `owner` that says what is done `meanwhile`."""
        if not file:
            return None
        span = self.outline.span(owner.place(key))
        if Path(file).suffix.lower() in _FILMS:
            hint = f"show it with 'media': the kind 'media', or the block 'media: {{file: {file}}}'"
            self.report.error(f"'{file}' is not a picture, but video or sound", span, "bad-picture", hint)
            return None
        known = self._lookup(file)
        if isinstance(known, NotThere):
            self.report.warn(
                f"the picture '{file}' is not there yet",
                span,
                "missing-picture",
                known.hint or f"put the file in images/; until then {meanwhile}",
            )
            return None
        if not isinstance(known, Found):
            self.report.error(f"the picture '{file}' {known}", span, "bad-picture", known.hint)
            return None
        if note := self._notes.get(file):
            self.report.warn(f"the name of the picture '{file}' is spelled differently", span, "file-name", note)
        if known.remark:
            self.report.warn(f"the picture '{file}': {known.remark}", span, "picture-part", _ONE_PICTURE)
        return known

    def has(self, file: str) -> bool:
        """Whether the picture is there and can be shown; makes no finding."""
        return self.look(file) is not None

    def look(self, file: str) -> Found | None:
        """The picture, if it is there and can be shown; makes no finding."""
        if not file or Path(file).suffix.lower() in _FILMS:
            return None
        known = self._lookup(file)
        return known if isinstance(known, Found) else None

    def _lookup(self, file: str) -> Found | NotThere | Refused | Unusable:
        """The picture, or why there is none; each file is looked up once."""
        from podium.layout.pictures.file import Unusable

        if file not in self._known:
            try:
                self._known[file] = self._found(file)
            except (NotThere, Refused, Unusable) as e:
                self._known[file] = e
        return self._known[file]

    def warn_if_coarse(
        self, found: Found, wanted: Rect, file: str, owner: Model, part: float = 1.0, key: str = "file"
    ) -> None:
        """Warns if the picture, of whose width `part` is shown, has too few pixels for the rectangle that it could
        fill, once for each place in the outline."""
        inches, span = wanted.w / EMU_PER_INCH, self.outline.span(owner.place(key))
        needed = 10 * ceil(inches * _COARSE / part / 10)
        if found.sharp(wanted, part) == 1.0 or (file, span) in self._coarse:
            return
        self._coarse.add((file, span))
        self.report.warn(
            f"the picture '{file}' has {found.width} × {found.height} pixels, too few for {inches:.1f} inches",
            span,
            "coarse-picture",
            f"use a copy that is at least {needed:,} pixels wide",
        )

    def pixels(self, found: Found, ground: str) -> Any:
        """The picture's pixels on a ground (`RRGGBB`), in a size for `pixels.opacity`; read once."""
        from podium.layout.pictures.pixels import read

        if (found.key, ground) not in self._pixels:
            self._pixels[found.key, ground] = read(self.media[found.key].data, ground)
        return self._pixels[found.key, ground]

    def carry(self, data: bytes, ending: str) -> str:
        """The media key of the picture; equal pictures are carried once."""
        key = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:16]
        self.media.setdefault(key, Media(key, data, ending))
        return key

    def promise(self, figure: Figure) -> str:
        """Registers a figure to be painted later. Returns the media key under which a back-end then carries it, which
        depends only on what the figure looks like."""
        from podium.scene.figures import Drawing

        if isinstance(figure, Drawing):
            figure = replace(figure, boxes=tuple(placeless(box) for box in figure.boxes))
        key = figure.key()
        self.figures[key] = figure
        return key

    def _found(self, file: str) -> Found:
        """The picture of that name. Raises NotThere, Refused, Unusable."""
        where = self.outline.project.find(file, self.folders, PICTURE_ENDINGS)
        self._notes[file] = where.note
        return self._opened(where.path)

    def _opened(self, path: Path) -> Found:
        from podium.layout.pictures.file import Unusable, too_large

        try:
            data = files.read(path, MAX_BYTES)
        except files.Unreadable as e:
            if "larger" in str(e):
                with path.open("rb") as file:
                    raise too_large(file.read(4096), MAX_BYTES // 1_000_000) from None
            raise Unusable(str(e), "name a picture file") from None
        except FileNotFoundError:
            raise NotThere from None
        picture = _prepared(data)
        return Found(self.carry(picture.data, picture.ending), picture.width, picture.height, picture.remark)


def _prepared(data: bytes) -> Carried:
    """The picture in the bytes of a file; small ones are remembered, for a preview prepares them again and again.
    Raises Unusable."""
    from podium.layout.pictures.file import prepare

    return _remembered(data) if len(data) < _SMALL else prepare(data)


@lru_cache(maxsize=64)
def _remembered(data: bytes) -> Carried:
    from podium.layout.pictures.file import prepare

    return prepare(data)
