"""Removes the metadata of a picture file without touching a pixel.

In: the bytes of a JPEG or PNG. Out: the same picture without camera, place, names, comments, thumbnails and appended
data. Only what decides how the pixels look is kept: JFIF, the colour profile, Adobe's colour transform. A file without
metadata comes back byte for byte. Raises ValueError for a file that is not built as its format says.
"""

from __future__ import annotations

import re

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS bKGD sBIT hIST pHYs gAMA cHRM sRGB iCCP cICP mDCV cLLI".split(),
)
_SOS, _EOI = 0xDA, 0xD9
_LOWEST = 0xC0
_APPLICATIONS = range(0xE0, 0x100)  # with reserved markers and comments
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_JFIF = slice(0, 5)
_JFIF_HEAD = 14  # bytes before the thumbnail that a JFIF segment may carry
_AFTER_SCAN = re.compile(rb"\xff\xff*[^\x00\xff\x01\xd0-\xd7]")  # `\xff+` has no first letter to look for, and is slow


def stripped(data: bytes, kind: str) -> bytes:
    """The file of that kind (`JPEG` or `PNG`) without metadata. Raises ValueError."""
    return _jpeg(data) if kind == "JPEG" else _png(data)


def _png(data: bytes) -> bytes:
    """The chunks that matter, without the further frames of an animation: a slide shows the first."""
    if not data.startswith(_PNG):
        raise ValueError("no PNG")
    kept, at = [_PNG], len(_PNG)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if len(name) < 4 or end > len(data):
            raise ValueError("a chunk is cut short")
        if name in _PNG_KEPT:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _jpeg(data: bytes) -> bytes:
    """The segments that matter, up to the end of the first picture in the file."""
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept, at = [data[:2]], 2
    while True:
        start = at
        while data[at : at + 1] == b"\xff":
            at += 1
        if at == start or at >= len(data):
            raise ValueError("a marker is missing")
        marker, at = data[at], at + 1
        if marker == _EOI:
            return b"".join([*kept, b"\xff\xd9"])
        if marker in _ALONE:
            continue
        if marker < _LOWEST:
            raise ValueError("no marker of a JPEG")
        length = int.from_bytes(data[at : at + 2], "big")
        end = at + length
        if length < 2 or end > len(data):
            raise ValueError("a segment is cut short")
        kept.append(_segment(marker, data[at + 2 : end], data[start:end]))
        if marker == _SOS:
            after = _AFTER_SCAN.search(data, end)
            if after is None:
                raise ValueError("the picture is cut short")
            kept.append(data[end : after.start()])
            end = after.start()
        at = end


def _segment(marker: int, body: bytes, whole: bytes) -> bytes:
    """The segment as it is kept, b"" if it is dropped."""
    if marker == 0xE0 and body[_JFIF] == b"JFIF\0":
        if len(body) <= _JFIF_HEAD:
            return whole
        return b"\xff\xe0\x00\x10" + body[: _JFIF_HEAD - 2] + b"\0\0"  # without its thumbnail
    if marker == 0xE2:
        return whole if body.startswith(b"ICC_PROFILE\0") else b""
    if marker == 0xEE:
        return whole if body.startswith(b"Adobe") else b""
    return b"" if marker in _APPLICATIONS else whole
