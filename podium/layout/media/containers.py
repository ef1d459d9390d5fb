"""What a video or sound file is, from its content: MP4 and M4A, MP3, WAV; others are refused with what would work.

In: an open file and its size. Out: `Contents`: the ending it should have, length, proportion, codec. Only the headers
and the index (`moov`) are read, never more than `_INDEX` bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_HEAD = 64
_INDEX = 64_000_000  # bytes of an index, at most: hours of video have a few megabytes
_BOXES = 10_000  # at the top of a file, at most
_DEPTH = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
_AS_VIDEO = "convert it to MP4 (H.264), for example with HandBrake or 'ffmpeg -i FILE -pix_fmt yuv420p NEW.mp4'"
_AS_SOUND = "convert it to M4A or MP3, for example with Audacity or 'ffmpeg -i FILE NEW.m4a'"
_AS_PICTURE = "use 'image' for it"
_AGAIN = "copy or download it again"
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1aE\xdf\xa3", "is a WebM or Matroska video, which PowerPoint does not play", _AS_VIDEO),
    (b"OggS", "is an Ogg recording, which PowerPoint does not play", _AS_SOUND),
    (b"fLaC", "is a FLAC recording, which PowerPoint does not play everywhere", _AS_SOUND),
    (b"FLV\x01", "is a Flash video, which PowerPoint does not play", _AS_VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", "is a Windows Media file, which only Windows plays", _AS_VIDEO),
    (b"\0\0\x01\xba", "is an MPEG-1 or MPEG-2 video, which PowerPoint does not play everywhere", _AS_VIDEO),
    (b"\0\0\x01\xb3", "is an MPEG-1 or MPEG-2 video, which PowerPoint does not play everywhere", _AS_VIDEO),
    (b"FORM", "is an AIFF recording, which only a Mac plays", _AS_SOUND),
    (b"\xff\xd8\xff", "is a picture", _AS_PICTURE),
    (b"\x89PNG", "is a picture", _AS_PICTURE),
    (b"GIF8", "is a picture", _AS_PICTURE),
    (b"version https://git-lfs", "is only a Git LFS pointer to the file", "fetch it with 'git lfs pull'"),
)
_UNKNOWN = "is neither a video nor a sound recording that podium knows"
_RARE_CODECS = {b"hvc1": "H.265", b"hev1": "H.265", b"dvh1": "H.265", b"av01": "AV1", b"vp09": "VP9", b"vp08": "VP8"}
_PICTURES = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1")
_PCM = (1, 3, 0xFFFE)


class Unplayable(Exception):
    """Why a file cannot be in a deck, with what would work."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint


class Contents(NamedTuple):
    """`ending` says what the file is: mp4, m4a, mp3, wav. `seconds` 0: unknown. `aspect` (width / height) 0: no video.

    `codec` names one that many computers cannot play, "" for the usual ones.
    """

    ending: str
    seconds: float = 0.0
    aspect: float = 0.0
    codec: str = ""


def contents(file: BinaryIO, size: int) -> Contents:
    """What the file is. Raises Unplayable."""
    head = file.read(_HEAD)
    if not head.strip(b"\0 \r\n\t"):
        raise Unplayable("is empty", _AGAIN)
    if head[4:8] == b"ftyp":
        return _film(file, size, head)
    if head[:4] == b"RIFF":
        return _riff(file, size, head)
    if head[:3] == b"ID3" or (head[0] == 0xFF and head[1] & 0xE6 == 0xE2):  # layer III
        return Contents("mp3")
    if head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        raise Unplayable("is a bare AAC stream, which PowerPoint does not play everywhere", _AS_SOUND)
    why, hint = next(((w, h) for start, w, h in _REFUSED if head.startswith(start)), (_UNKNOWN, _AS_VIDEO))
    raise Unplayable(why, hint)


def _riff(file: BinaryIO, size: int, head: bytes) -> Contents:
    """A WAV file; its length from its header."""
    if head[8:12] != b"WAVE":
        raise Unplayable("is an AVI video, which only Windows plays" if head[8:11] == b"AVI" else _UNKNOWN, _AS_VIDEO)
    rate, at = 0, 12
    for _ in range(_BOXES):
        file.seek(at)
        chunk = file.read(8)
        if len(chunk) < 8:
            break
        name, length = struct.unpack("<4sI", chunk)
        if name == b"fmt ":
            form = file.read(16)
            if len(form) < 16:
                break
            kind, _, _, rate = struct.unpack("<HHII", form[:12])
            if kind not in _PCM:
                raise Unplayable("is a compressed WAV file, which PowerPoint does not play everywhere", _AS_SOUND)
        elif name == b"data" and rate:
            return Contents("wav", min(length, size - at - 8) / rate)
        at += 8 + length + length % 2
    raise Unplayable("is a damaged WAV file", _AGAIN)


# ------------------------------------------------------------------------------------------- the MP4 family


def _film(file: BinaryIO, size: int, head: bytes) -> Contents:
    """A file of the MP4 family, by what is in it: one without a picture is sound."""
    if head[8:12] in _PICTURES:
        raise Unplayable("is a picture", _AS_PICTURE)
    if head[8:12] == b"qt  ":
        raise Unplayable("is a QuickTime video, which PowerPoint does not play everywhere", _AS_VIDEO)
    index = _index(file, size)
    seconds, aspect, codec, sound = 0.0, 0.0, "", False
    handler = b""
    for name, data in _inside(index):
        if name == b"mvhd":
            seconds = _length(data)
        elif name == b"tkhd" and len(data) >= 8:
            width, height = (n / 65536 for n in struct.unpack(">II", data[-8:]))
            track = width / height if width and height else 0.0
        elif name == b"hdlr":
            handler = data[8:12]
            sound = sound or handler == b"soun"
            if handler == b"vide":
                aspect = aspect or track or 16 / 9
        elif name == b"stsd" and handler == b"vide":
            codec = codec or _RARE_CODECS.get(data[12:16], "")
    if not aspect and not sound:
        raise Unplayable("has neither picture nor sound that podium can find", _AS_VIDEO)
    return Contents("mp4" if aspect else "m4a", seconds, aspect, codec)


def _index(file: BinaryIO, size: int) -> bytes:
    """The contents of the file's `moov`. Raises Unplayable if it is missing or the file is cut off."""
    at = 0
    for _ in range(_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            break
        length, name = struct.unpack(">I4s", head[:8])
        start = 8
        if length == 1 and len(head) == 16:
            length, start = struct.unpack(">Q", head[8:])[0], 16
        elif length == 0:  # to the end of the file
            length = size - at
        if length < start or at + length > size:
            raise Unplayable("is cut off or damaged", _AGAIN)
        if name == b"moov":
            if length > _INDEX:
                raise Unplayable("has an index that is too large", _AS_VIDEO)
            file.seek(at + start)
            return file.read(length - start)
        at += length
    raise Unplayable("has no index ('moov'): it was cut off, or is one of many pieces of a stream", _AGAIN)


def _inside(data: bytes, depth: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """The boxes in an index with their contents, those that only hold others opened."""
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        if length < 8 or at + length > len(data):
            return
        inner = data[at + 8 : at + length]
        if name in _DEPTH and depth < len(_DEPTH):
            yield from _inside(inner, depth + 1)
        else:
            yield name, inner
        at += length


def _length(data: bytes) -> float:
    """The seconds that `mvhd` gives, 0 if they are unknown."""
    form, at = (">IQ", 20) if data[:1] == b"\1" else (">II", 12)
    if len(data) < at + struct.calcsize(form):
        return 0.0
    scale, length = struct.unpack_from(form, data, at)
    unknown = 0xFFFFFFFFFFFFFFFF if at == 20 else 0xFFFFFFFF
    return length / scale if scale and length != unknown else 0.0
