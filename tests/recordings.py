"""Recordings made by code: a WAV that can be heard, MP4 and M4A files of headers and an index only."""

from __future__ import annotations

import io
import struct
import wave


def wav(seconds: float = 1.0, rate: int = 8000) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\x10\x20" * int(seconds * rate))
    return data.getvalue()


def mp3() -> bytes:
    return b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\0" + b"\0" * 413


def _box(name: bytes, *inside: bytes) -> bytes:
    data = b"".join(inside)
    return struct.pack(">I4s", 8 + len(data), name) + data


def _track(handler: bytes, codec: bytes, width: int, height: int) -> bytes:
    head = _box(b"tkhd", b"\0" * 76, struct.pack(">II", width << 16, height << 16))
    kind = _box(b"hdlr", b"\0" * 8, handler, b"\0" * 13)
    table = _box(b"stsd", b"\0" * 4, struct.pack(">I", 1), struct.pack(">I4s", 16, codec), b"\0" * 8)
    return _box(b"trak", head, _box(b"mdia", kind, _box(b"minf", _box(b"stbl", table))))


def mp4(
    seconds: float = 84.0,
    size: tuple[int, int] = (640, 360),
    brand: bytes = b"isom",
    codec: bytes = b"avc1",
    *,
    video: bool = True,
    payload: int = 5000,
) -> bytes:
    head = _box(b"mvhd", b"\0" * 12, struct.pack(">II", 1000, round(seconds * 1000)), b"\0" * 80)
    tracks = [_track(b"vide", codec, *size)] if video else []
    index = _box(b"moov", head, *tracks, _track(b"soun", b"mp4a", 0, 0))
    return _box(b"ftyp", brand, b"\0\0\2\0", brand) + _box(b"mdat", b"\7" * payload) + index
