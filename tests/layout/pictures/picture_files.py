"""Files for the tests of pictures: colour profiles, what cameras write around a photograph; and what a deck carries."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, PngImagePlugin

SECRETS = (b"SERIAL-4711", b"Ana Kovacs", b"GPSLatitude-48.2", b"a private remark", b"X-THUMBNAIL-X")


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _text(kind: bytes, text: bytes) -> bytes:
    body = kind + bytes(4) + text + b"\0"
    return body + bytes(-len(body) % 4)


def profile(space: bytes = b"RGB ") -> bytes:
    """A profile with the primaries of Display P3 and gamma 2.2; for b"GRAY", one of gamma 1.0."""
    gamma = 1.0 if space == b"GRAY" else 2.2
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, int(gamma * 256)) + bytes(2)
    description = struct.pack(">I", 5) + b"Test\0" + bytes(78)
    tags = [(b"desc", _text(b"desc", description)), (b"cprt", _text(b"text", b"none"))]
    tags.append((b"wtpt", b"XYZ \0\0\0\0" + _fixed(0.9642) + _fixed(1) + _fixed(0.8249)))
    if space == b"GRAY":
        tags.append((b"kTRC", curve))
    else:
        primaries = (0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)
        for name, xyz in zip((b"r", b"g", b"b"), primaries, strict=True):
            tags += [(name + b"XYZ", b"XYZ \0\0\0\0" + b"".join(map(_fixed, xyz))), (name + b"TRC", curve)]
    return _assembled(b"mntr" + space + b"XYZ ", tags)


def print_profile(corners: dict[tuple[int, ...], tuple[int, int, int]]) -> bytes:
    """A profile of a printer: what the corners of its four inks look like in Lab of eight bits, else white."""
    straight = bytes(range(256))
    colours = b"".join(bytes(corners.get(inks, (255, 128, 128))) for inks in itertools.product((0, 1), repeat=4))
    matrix = b"".join(_fixed(float(n in (0, 4, 8))) for n in range(9))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + straight * 4 + colours + straight * 3
    description = struct.pack(">I", 5) + b"Inks\0" + bytes(78)
    white = b"XYZ \0\0\0\0" + _fixed(0.9642) + _fixed(1) + _fixed(0.8249)
    tags = [(b"desc", _text(b"desc", description)), (b"wtpt", white)]
    tags += [(name, table + bytes(-len(table) % 4)) for name in (b"A2B0", b"A2B1")]
    return _assembled(b"prtr" + b"CMYK" + b"Lab ", tags)


def _assembled(kind: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    """A profile of its head and its tags."""
    table, body, offset = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        table += name + struct.pack(">II", offset + len(body), len(data))
        body += data
    head = struct.pack(">I", offset + len(body)) + bytes(4) + b"\x02\x10\0\0" + kind
    head += struct.pack(">6H", 2020, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(0.9642) + _fixed(1) + _fixed(0.8249)
    return head + bytes(128 - len(head)) + table + body


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def encoded(image: Any, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def telling_jpeg(image: Any, **options: Any) -> bytes:
    """A JPEG with everything that a camera, a phone and an editor write into it; nothing turned."""
    exif = Image.Exif()
    exif[0x010F], exif[0xA431], exif[0x013B] = "Maker", SECRETS[0].decode(), SECRETS[1].decode()
    data = encoded(image, "JPEG", exif=exif, comment=SECRETS[3], **options)
    more = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRETS[2] + b"</x:xmpmeta>")
    more += segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + SECRETS[1])
    more += segment(0xE0, b"JFXX\0\x10" + SECRETS[4]) + segment(0xE2, b"FPXR\0" + SECRETS[3])
    return data[:2] + more + data[2:] + b"trailer of a phone: " + SECRETS[0]


def telling_png(image: Any, **options: Any) -> bytes:
    """A PNG with names, places and remarks in every kind of chunk that can hold them."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRETS[1].decode())
    info.add_text("Comment", SECRETS[3].decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", SECRETS[2].decode())
    exif = Image.Exif()
    exif[0xA431] = SECRETS[0].decode()
    data = encoded(image, "PNG", pnginfo=info, exif=exif, **options)
    return data[:-12] + chunk(b"tIME", b"\x07\xe7\x01\x01\0\0\0") + chunk(b"prVt", SECRETS[0]) + data[-12:] + SECRETS[0]


def put(folder: Path, name: str, data: bytes) -> None:
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / name).write_bytes(data)


def in_deck(deck: Callable[..., Any], name: str) -> tuple[bytes, Any]:
    """The file in the deck that shows `name`, and that decoded."""
    made = deck(f"title: T\ncredits: false\nslides:\n  - {{image: A, file: '{name}', alt: x}}\n")
    with zipfile.ZipFile(made.path) as package:
        (media,) = (n for n in package.namelist() if n.startswith("ppt/media/"))
        data = package.read(media)
    return data, Image.open(io.BytesIO(data))


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        if found[-1][0] == b"IEND":
            break
        at += 12 + length
    return found
