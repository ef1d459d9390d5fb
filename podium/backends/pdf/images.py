"""Pictures in a PDF.

In: a picture of the scene. Out: an image: a JPEG as it is, the compressed pixels of a PNG as they are, with its
opacity as a mask.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from podium.scene.boxes import Media

_SIGNATURE = 8  # bytes at the beginning of a PNG
_GREY, _RGB, _INDEXED = 0, 2, 3  # its kinds of colour without opacity
_SPACES = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}


def image_of(pdf: Pdf, media: Media) -> Any:
    """The picture as an image object. Raises OSError if it is damaged."""
    return _jpeg(pdf, media.data) if media.ending == "jpg" else _png(pdf, media.data)


def _jpeg(pdf: Pdf, data: bytes) -> Any:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as found:
        (width, height), bands, inverted = found.size, len(found.getbands()), "adobe" in found.info
    image = pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=_SPACES[bands],
        BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    if bands == 4 and inverted:  # as Adobe's programs write it
        image.Decode = Array([1, 0] * 4)
    return image


def _png(pdf: Pdf, data: bytes) -> Any:
    chunks = _chunks(data)
    _, _, _, kind, _, _, interlaced = struct.unpack(">2I5B", chunks[b"IHDR"])
    if kind in (_GREY, _RGB, _INDEXED) and not interlaced and b"tRNS" not in chunks:
        return _passed_on(pdf, chunks)
    from PIL import Image

    with Image.open(io.BytesIO(data)) as found:
        seen = found.convert("RGBA")
    image = _passed_on(pdf, _chunks(_saved(seen.convert("RGB"))))
    opacity = seen.getchannel("A")
    if opacity.getextrema() != (255, 255):
        image.SMask = _passed_on(pdf, _chunks(_saved(opacity)))
    return image


def _passed_on(pdf: Pdf, chunks: dict[bytes, bytes]) -> Any:
    """A PNG without opacity; its rows are compressed in the way that PDF has too."""
    width, height, depth, kind, *_ = struct.unpack(">2I5B", chunks[b"IHDR"])
    colours = 3 if kind == _RGB else 1
    space: Any = _SPACES[colours]
    if kind == _INDEXED:
        palette = chunks[b"PLTE"]
        space = Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, pdf.make_stream(palette)])
    parameters = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=depth, Columns=width)
    return pdf.make_stream(
        chunks[b"IDAT"], Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=space,
        BitsPerComponent=depth, Filter=Name.FlateDecode, DecodeParms=parameters,
    )  # fmt: skip


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG by type, those of the pixels joined."""
    found: dict[bytes, bytes] = {}
    at = _SIGNATURE
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        found[kind] = found.get(kind, b"") + data[at + 8 : at + 8 + length]
        at += 12 + length
    return found


def _saved(image: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
