"""Pictures of a source: those that podium can show, what the others are, and files beside a text or a page.

In: bytes with a name; names of files. Out: a `Picture`, or a `Lost` that says what it is. Of the files beside a source
only those are taken that begin as a picture, and those of a known other kind are named: a text may name any file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from podium import files
from podium.importing import rich
from podium.importing.model import Lost, Picture, Rich
from podium.importing.shelf import ending_of
from podium.layout.pictures import formats

_MOST = 60_000_000  # bytes of a picture
_UNSHOWN = {
    ".emf": "an EMF drawing", ".wmf": "a WMF drawing", ".svg": "an SVG drawing", ".pdf": "a PDF document",
    ".pict": "a PICT drawing", ".wdp": "a JPEG XR picture", ".bin": "a picture of an unknown kind",
}  # fmt: skip
_KEPT = "export it as PNG and put it in"

Find = Callable[[str], bytes | None]
"""The bytes of a picture by the address that a source has for it, None if they are not at hand."""


def unshown(data: bytes, name: str) -> str:
    """What a file is that podium cannot show, as a phrase ("an SVG drawing"); "" for a picture that it can."""
    if known := _UNSHOWN.get(ending_of(data, name), ""):
        return known
    return formats.kind_of(data).is_.partition(",")[0].removeprefix("is ") if formats.is_no_picture(data) else ""


def picture(
    name: str, data: bytes, *, alt: str = "", caption: Rich = (), url: str = "", origin: str = ""
) -> Picture | Lost:
    """A picture with these bytes, or what it is instead, with its words."""
    if what := unshown(data, name):
        return Lost(what, tuple(text for text in (rich.plain(alt), caption) if text), origin, _KEPT)
    return Picture(name, data, caption, alt, url, origin=origin)


def beside(path: Path, below: Sequence[str] = ("",)) -> Find:
    """Looks for pictures in the folder of a file, and in those `below` it; finds none that is of no known kind."""
    folder = path.resolve().parent

    def find(source: str) -> bytes | None:
        try:
            parts = urlsplit(source)
            if parts.scheme or parts.netloc:
                return None
            for base in below:
                target = (folder / base / unquote(parts.path).lstrip("/\\")).resolve()
                if folder in target.parents and target.is_file():
                    data = files.read(target, _MOST)
                    return data if formats.begins_as_picture(data) or unshown(data, target.name) else None
        except (OSError, ValueError, files.Unreadable):
            return None
        return None

    return find
