"""What a file that cannot be shown really is, from its content.

In: the bytes of the file. Out: what it is and what helps, in a lecturer's words. Its name does not matter: a web page
saved as `tank.jpg` is a web page.
"""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple


class Kind(NamedTuple):
    """How the message "the picture 'x.jpg' …" continues, and what helps."""

    is_: str
    hint: str


_AS_PICTURE = "save it as JPEG or PNG"
_VECTOR = "export it as PNG"
_PLAY = "play it with the kind or block 'media', or save a still from it as JPEG"
_PAGE = Kind("is a web page, not a picture", "open the picture itself in the browser and save that")
_SVG = Kind("is an SVG drawing, which podium cannot place yet", _VECTOR)
_VIDEO = Kind("is a video", _PLAY)
_SOUND = Kind("is a sound recording", "play it with the kind or block 'media'")
_RAW = Kind("is a camera's raw file", "export it as JPEG")
_HEIC = Kind("is a HEIC photo, as taken by phones", "export it as JPEG")
_AVIF = Kind("is an AVIF picture, which needs Pillow 11.3 or newer", "update Pillow, or save it as JPEG or PNG")
_OFFICE = Kind("is an Office document", "save the picture inside as JPEG or PNG")
_TEXT = Kind("is a text file", "name a picture file: JPEG or PNG")
_EMPTY = Kind("is an empty file", "copy or download it again")
_DAMAGED = Kind("is damaged", "copy or download it again, or save it as JPEG or PNG")
_RARE = Kind("is damaged, or a rare kind of TIFF", "save it as PNG, or copy it again")
_UNKNOWN = Kind("is not a picture that podium can read", _AS_PICTURE)

_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\x0a", Kind("is a JPEG XL picture", _AS_PICTURE)),
    (b"\0\0\0\x0cJXL ", Kind("is a JPEG XL picture", _AS_PICTURE)),
    (b"8BPS", Kind("is a Photoshop file", _AS_PICTURE)),
    (b"gimp xcf", Kind("is a GIMP file", _AS_PICTURE)),
    (b"%!PS", Kind("is a PostScript drawing, which podium cannot place yet", _VECTOR)),
    (b"\xc5\xd0\xd3\xc6", Kind("is a PostScript drawing, which podium cannot place yet", _VECTOR)),
    (b"\xd7\xcd\xc6\x9a", Kind("is a WMF drawing, which podium cannot place yet", _VECTOR)),
    (b"AT&TFORM", Kind("is a DjVu document", "save the page as PNG")),
    (b"FUJIFILMCCD-RAW", _RAW),
    (b"IIU\0", _RAW),
    (b"IIRO", _RAW),
    (b"\x1aE\xdf\xa3", _VIDEO),
    (b"\0\0\x01\xba", _VIDEO),
    (b"\0\0\x01\xb3", _VIDEO),
    (b"FLV\x01", _VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", _VIDEO),
    (b"OggS", _SOUND),
    (b"ID3", _SOUND),
    (b"fLaC", _SOUND),
    (b"\xff\xfb", _SOUND),
    (b"\xd0\xcf\x11\xe0", _OFFICE),
    (b"{\\rtf", _OFFICE),
    (b"\0\0\x01\0", Kind("is an icon", _AS_PICTURE)),
    (b"Rar!", Kind("is an archive", "unpack it and name the picture inside")),
    (b"7z\xbc\xaf", Kind("is an archive", "unpack it and name the picture inside")),
    (b"version https://git-lfs", Kind("is only a Git LFS pointer to the picture", "fetch it with 'git lfs pull'")),
    (b"[InternetShortcut]", Kind("is a link, not a picture", "save the picture itself")),
)
_PICTURES = {
    b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png", b"GIF8": ".gif", b"BM": ".bmp", b"\0\0\0\x0cjP  ": ".jp2",
    b"\xff\x4f\xff\x51": ".j2k",
}  # fmt: skip
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_HTML = re.compile(r"<!doctype\s+html|<(html|head|body|title|script|meta|div)\b", re.IGNORECASE)
_HEAD = 4096  # bytes that are examined


def kind_of(data: bytes, format: str = "") -> Kind:
    """What the file is. A picture in a format that podium reads must be damaged, or it would not be here.

    `format` is the name that a decoder gives it, "" if none knows it.
    """
    head = data[:_HEAD]
    if not head.strip(b"\0 \r\n\t"):
        return _EMPTY
    if head[4:8] == b"ftyp":
        return _film(head)
    if head.startswith(b"RIFF"):
        return {b"AVI ": _VIDEO, b"WAVE": _SOUND}.get(head[8:12], _DAMAGED)
    if head.startswith((*_PICTURES, *_TIFF)):
        return _RARE if head.startswith(_TIFF) else _DAMAGED
    if b"%PDF-" in head[:1024]:
        return Kind("is a PDF document, which podium cannot place yet", "export the page as PNG")
    if head.startswith(b"PK\x03\x04"):
        office = any(mark in data for mark in (b"word/", b"ppt/", b"xl/", b"opendocument"))
        return _OFFICE if office else Kind("is an archive", "unpack it and name the picture inside")
    if head[40:44] == b" EMF":
        return Kind("is an EMF drawing, which podium cannot place yet", _VECTOR)
    found = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)
    if found or format:
        return found or Kind(f"is a {format} picture, which podium does not read", _AS_PICTURE)
    return _text(head) or _UNKNOWN


def is_no_picture(head: bytes) -> bool:
    """Whether a file with this beginning is certainly not a picture that podium reads."""
    return kind_of(head) not in (_DAMAGED, _RARE, _UNKNOWN, _EMPTY)


def begins_as_picture(head: bytes) -> bool:
    """Whether a file with this beginning is meant as a picture in a format that podium reads."""
    return kind_of(head) in (_DAMAGED, _RARE)


def ending_of(head: bytes) -> str:
    """The ending of a file name for a picture with this beginning, "" for any other file."""
    if head.startswith(_TIFF):
        return ".tif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return ".webp"
    return next((ending for beginning, ending in _PICTURES.items() if head.startswith(beginning)), "")


def _film(head: bytes) -> Kind:
    """What a file of the MP4 family is; it includes the photographs of phones."""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[n : n + 4] for n in range(16, length, 4))]
    if any(b in (b"avif", b"avis") for b in brands):
        return _DAMAGED if _reads_avif() else _AVIF
    if any(b in _HEIC_BRANDS for b in brands):
        return _HEIC
    if brands[0] == b"crx ":
        return _RAW
    return _SOUND if brands[0].startswith(b"M4A") else _VIDEO


def _reads_avif() -> bool:
    from PIL import Image

    Image.init()
    return "AVIF" in Image.OPEN


def _text(head: bytes) -> Kind | None:
    """What a text file is; None if it is not text."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, _HEAD)
        except zlib.error:
            return None
        return _SVG if b"<svg" in head else Kind("is a compressed file", "unpack it and name the picture inside")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "ignore" if wide or len(head) == _HEAD else "replace")
    if re.search(r"<(\w+:)?svg\b", text) and not _HTML.search(text.partition("<svg")[0]):
        return _SVG
    if _HTML.search(text):
        return _PAGE
    odd = sum((not c.isprintable() and not c.isspace()) or c == "\ufffd" for c in text)
    return _TEXT if odd * 20 <= len(text) else None
