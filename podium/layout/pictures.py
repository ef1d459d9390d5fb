"""Pictures: found, checked, turned upright, made as small as they need to be.

In: a file name of the outline. Out: a `Found` (media key and size in pixels), None for a file that is not there
(a warning; the plate stands in), or None with an error for one that cannot be shown. A picture is opened once a
deck. JPEG and PNG pass through untouched unless they must be turned or are larger than a screen needs.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from podium.diagnostics import Report
from podium.layout.scene import Media
from podium.outline.deck import Outline
from podium.outline.models import Model

MAX_PIXELS = 100_000_000  # a decoded picture of this size takes 400 MB
MAX_SIDE = 3840  # twice the 1,920 pixels of a full-slide picture on a projector
MAX_BYTES = 60_000_000
_KEPT = {"JPEG": "jpg", "PNG": "png"}
_CONVERTED = frozenset({"WEBP", "GIF", "TIFF", "BMP", "JPEG2000", "PPM", "MPO"})
_UPRIGHT = 1
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
        folder = outline.path.parent
        self.outline, self.report = outline, report
        self.folders = (folder / "images", folder.parent / "images", folder)
        self.media: dict[str, Media] = {}
        self._known: dict[str, Found | None] = {}
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
                self._known[file] = self._take(path)
            except _Unusable as e:
                self.report.error(f"the picture '{file}' {e}", span, "bad-picture", e.hint)
        return self._known[file]

    def has(self, file: str) -> bool:
        """True if the picture is there and can be shown; says nothing of one that is not."""
        return bool(file) and (self._known[file] is not None if file in self._known else self._path(file) is not None)

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
            raise _Unusable("is a directory", "name a picture file")
        if path.suffix.lower() in (".svg", ".svgz", ".emf", ".wmf", ".pdf"):
            raise _Unusable("is a vector file, which podium cannot place yet", "export it as PNG")
        try:
            if path.stat().st_size > MAX_BYTES:
                raise _Unusable(f"is larger than {MAX_BYTES // 1_000_000} MB", "save a smaller copy")
            data = path.read_bytes()
        except OSError as e:
            raise _Unusable(f"cannot be read: {e.strerror or e}") from None
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
