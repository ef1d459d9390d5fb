"""Pictures: found, checked, turned upright, made as small as they need to be.

In: a file name of the outline. Out: a `Found` (media key and size in pixels), None for a file that is not there
(a warning; the plate stands in), or None with an error for one that cannot be shown. A picture is opened once a
deck. JPEG and PNG pass through untouched unless they must be turned or are larger than a screen needs.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from podium import files
from podium.diagnostics import Report
from podium.layout.scene import Media
from podium.outline.deck import Outline
from podium.outline.models import Model
from podium.outline.project import NotThere, Refused

MAX_PIXELS = 100_000_000  # a decoded picture of this size takes 400 MB
MAX_SIDE = 3840  # twice the 1,920 pixels of a full-slide picture on a projector
MAX_BYTES = 60_000_000
_KEPT = {"JPEG": "jpg", "PNG": "png"}
_CONVERTED = frozenset({"WEBP", "GIF", "TIFF", "BMP", "JPEG2000", "PPM", "MPO"})
_UPRIGHT = 1
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
_EXIF_ORIENTATION = 0x0112


class Found(NamedTuple):
    """A picture that can be shown: its key in the scene's media, its size in pixels."""

    key: str
    width: int
    height: int

    @property
    def aspect(self) -> float:
        return self.width / self.height


class _Unusable(Exception):
    """Why a file cannot be shown, and what would help."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


class Pictures:
    """The pictures of one deck; `media` collects what the deck carries."""

    def __init__(self, outline: Outline, report: Report) -> None:
        project = outline.project
        self.outline, self.report = outline, report
        self.folders = tuple(dict.fromkeys((project.folder / "images", project.root / "images", project.folder)))
        self.media: dict[str, Media] = {}
        self._known: dict[str, Found | NotThere | Refused | _Unusable] = {}
        self._notes: dict[str, str] = {}  # what should be written instead of a name
        self.waiting: list[str] = []
        self.promised: dict[str, Any] = {}  # what is drawn once it is known which pages there are

    def find(self, file: str, owner: Model, subject: str = "", key: str = "file") -> Found | None:
        """The picture named `file`, or None; then the finding names the place of `key` in `owner`.

        `subject` is what the credits call a picture that is not there yet.
        """
        if not file:
            return None
        span = self.outline.span(owner.place(key))
        if Path(file).suffix.lower() in _FILMS:
            self.report.error(f"'{file}' is no picture: a deck carries no video or sound", span, "bad-picture",
                              "link to where it is on the web: '[clip](https://…)' in a text")  # fmt: skip
            return None
        known = self._look(file)
        if isinstance(known, NotThere):
            self.report.warn(
                f"the picture '{file}' is not there yet",
                span,
                "missing-picture",
                known.hint or "put the file into images/; a plate stands in for it",
            )
            if (what := subject or file) not in self.waiting:
                self.waiting.append(what)
            return None
        if not isinstance(known, Found):
            self.report.error(f"the picture '{file}' {known}", span, "bad-picture", known.hint)
            return None
        if note := self._notes.get(file):
            self.report.warn(f"the picture '{file}' has another name", span, "file-name", note)
        return known

    def has(self, file: str) -> bool:
        """True if the picture is there and can be shown; says nothing of one that is not."""
        return bool(file) and Path(file).suffix.lower() not in _FILMS and isinstance(self._look(file), Found)

    def _look(self, file: str) -> Found | NotThere | Refused | _Unusable:
        """The picture, or why there is none; looked for once a deck."""
        if file not in self._known:
            try:
                self._known[file] = self._found(file)
            except (NotThere, Refused, _Unusable) as e:
                self._known[file] = e
        return self._known[file]

    def carry(self, data: bytes, ending: str) -> str:
        """The key of a picture that podium made itself: equal pictures are carried once."""
        key = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:16]
        self.media.setdefault(key, Media(key, data, ending))
        return key

    def promise(self, key: str, work: Any) -> None:
        """Notes that a picture is to be drawn; `podium.backends.figure_pictures.fulfil` carries it under that key."""
        self.promised[key] = work

    def _found(self, file: str) -> Found:
        """The picture of that name as the deck carries it. Raises NotThere, Refused, _Unusable."""
        where = self.outline.project.find(file, self.folders, PICTURE_ENDINGS)
        self._notes[file] = where.note
        return self._take(where.path)

    def _take(self, path: Path) -> Found:
        if path.suffix.lower() in (".svg", ".svgz", ".emf", ".wmf", ".pdf"):
            raise _Unusable("is a vector file, which podium cannot place yet", "export it as PNG")
        try:
            data = files.read(path, MAX_BYTES)
        except files.Unreadable as e:
            raise _Unusable(str(e), "save a smaller copy" if "larger" in str(e) else "name a picture file") from None
        except FileNotFoundError:
            raise NotThere from None
        data, ending, width, height = _prepare(data)
        return Found(self.carry(data, ending), width, height)


def _prepare(data: bytes) -> tuple[bytes, str, int, int]:
    """Bytes, ending and size in pixels of the picture as the deck carries it."""
    import io
    import warnings

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own pixel warning: the limit here is stricter
            image: Any = Image.open(io.BytesIO(data))
            kind = image.format or ""
            width, height = image.size
            if kind not in _KEPT and kind not in _CONVERTED:
                raise _Unusable(f"is a {kind or 'file of an unknown kind'}", "save it as JPEG or PNG")
            if width * height > MAX_PIXELS:
                raise _Unusable(
                    f"has {width:,} × {height:,} pixels, more than {MAX_PIXELS // 1_000_000} million",
                    f"save a copy of at most {MAX_SIDE} pixels a side",
                )
            upright = (image.getexif().get(_EXIF_ORIENTATION, _UPRIGHT) or _UPRIGHT) == _UPRIGHT
            if kind in _KEPT and upright and max(width, height) <= MAX_SIDE and image.mode != "CMYK":
                _check_end(image, data, kind)
                return data, _KEPT[kind], width, height
            if kind == "JPEG":
                image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            image = ImageOps.exif_transpose(image)
            image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
            return _saved(image, kind)
    except _Unusable:
        raise
    except Image.DecompressionBombError:
        raise _Unusable(
            f"has more than {MAX_PIXELS // 1_000_000} million pixels",
            f"save a copy of at most {MAX_SIDE} pixels a side",
        ) from None
    except Exception as e:  # Pillow's plugins raise nearly anything on broken files
        raise _Unusable(f"is damaged or no picture ({e.__class__.__name__})", "save it again as JPEG or PNG") from None


def _check_end(image: Any, data: bytes, kind: str) -> None:
    """Refuses a file that was cut short, by its end mark; a JPEG without is decoded, for cameras append things."""
    whole = (b"\xff\xd9" if kind == "JPEG" else b"IEND") in data[-4096:]
    if not whole and kind == "JPEG":
        with suppress(OSError):
            image.load()
            whole = True
    if not whole:
        raise _Unusable("is cut short", "copy or download it again")


def _saved(image: Any, kind: str) -> tuple[bytes, str, int, int]:
    """The picture written anew: photographs as JPEG, what has transparency or flat colours as PNG."""
    import io

    out = io.BytesIO()
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if kind in ("JPEG", "MPO") or (kind in ("WEBP", "TIFF", "JPEG2000") and not transparent):
        image.convert("RGB").save(out, "JPEG", quality=90, optimize=True)
        return out.getvalue(), "jpg", *image.size
    image.convert("RGBA" if transparent else "RGB").save(out, "PNG", optimize=True)
    return out.getvalue(), "png", *image.size
