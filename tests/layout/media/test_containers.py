"""What a recording is, by its content, and what is refused."""

from __future__ import annotations

import io
import struct
from contextlib import suppress

import pytest
from recordings import mp3, mp4, wav

from podium.layout.media.containers import Unplayable, contents

COMPRESSED = b"RIFF(\0\0\0WAVEfmt \x10\0\0\0" + struct.pack("<HHIIHH", 0x55, 1, 8000, 1000, 1, 0)


def read(data: bytes) -> object:
    return contents(io.BytesIO(data), len(data))


def test_an_mp4_tells_its_length_and_proportion() -> None:
    found = contents(io.BytesIO(mp4(84.0, (640, 360))), len(mp4(84.0, (640, 360))))
    assert (found.ending, found.seconds, round(found.aspect, 3), found.codec) == ("mp4", 84.0, 1.778, "")


def test_an_mp4_without_a_picture_is_sound() -> None:
    data = mp4(30, video=False)
    assert contents(io.BytesIO(data), len(data))[:3] == ("m4a", 30.0, 0.0)


def test_wav_and_mp3_are_known_by_their_beginning() -> None:
    assert contents(io.BytesIO(wav(2)), len(wav(2)))[:2] == ("wav", 2.0)
    assert contents(io.BytesIO(mp3()), len(mp3()))[:2] == ("mp3", 0.0)


@pytest.mark.parametrize(("codec", "name"), [(b"hvc1", "H.265"), (b"av01", "AV1"), (b"vp09", "VP9")])
def test_rare_codecs_are_named(codec: bytes, name: str) -> None:
    data = mp4(codec=codec)
    assert contents(io.BytesIO(data), len(data)).codec == name


@pytest.mark.parametrize(
    ("data", "why", "hint"),
    [
        (b"\x1aE\xdf\xa3" + b"\0" * 60, "WebM", "MP4 (H.264)"),
        (b"RIFF\0\0\0\0AVI LIST" + b"\1" * 60, "AVI", "MP4 (H.264)"),
        (mp4(brand=b"qt  "), "QuickTime", "MP4 (H.264)"),
        (b"0&\xb2u\x8ef\xcf\x11" + b"\1" * 60, "Windows Media", "MP4 (H.264)"),
        (b"OggS" + b"\1" * 60, "Ogg", "M4A"),
        (b"\xff\xf1" + b"\1" * 60, "AAC", "M4A"),
        (b"\xff\xd8\xff\xe0" + b"\1" * 60, "picture", "image"),
        (b"<!doctype html>", "neither", "MP4"),
        (b"", "empty", "again"),
        (mp4()[:3000], "cut off", "again"),
        (mp4()[:24], "no index", "again"),
        (COMPRESSED, "compressed", "M4A"),
    ],
)  # fmt: skip
def test_what_powerpoint_cannot_play_is_refused_with_what_would_work(data: bytes, why: str, hint: str) -> None:
    with pytest.raises(Unplayable, match=why) as caught:
        read(data)
    assert hint in caught.value.hint


@pytest.mark.parametrize("cut", range(0, 700, 23))
def test_damaged_files_are_refused_and_never_break_podium(cut: int) -> None:
    data = bytearray(mp4(payload=10))
    end = len(data)
    for at in range(cut, min(cut + 4, end)):
        data[at] ^= 0xFF
    for broken in (bytes(data), bytes(data[: end - cut]), wav()[: cut + 1]):
        with suppress(Unplayable):
            read(broken)
