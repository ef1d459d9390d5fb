"""A picture file made ready for the deck: upright, in sRGB, no larger than a screen needs.

In: the bytes of a file, whose content decides what it is. Out: the bytes for the deck, without metadata, and a remark
on what the deck does not show. `Unusable` says why a file cannot be shown and what helps. The pixels of a JPEG or PNG
stay as they are, unless the picture must be rotated, is larger than a screen needs, or is in CMYK.
"""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from typing import Any, NamedTuple

MAX_PIXELS = 40_000_000  # decoded at 4 bytes a pixel, and once more while it is converted
MAX_JPEG = 120_000_000  # a JPEG can be decoded at a half, a quarter or an eighth of its size
MAX_PROGRESSIVE = 64_000_000  # but a progressive one is held in memory as a whole
MAX_SIDE = 3840  # twice the 1,920 pixels of a full-slide picture on a projector
_READ = frozenset({"JPEG", "PNG", "MPO", "WEBP", "AVIF", "GIF", "TIFF", "BMP", "JPEG2000", "PPM"})
_KEPT = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}
_PHOTOGRAPHS = frozenset({"JPEG", "MPO", "WEBP", "AVIF", "TIFF", "JPEG2000"})
_MOVING = frozenset({"GIF", "WEBP", "AVIF", "PNG"})
_FEW, _PALETTE = 16, 256
_MANY = 1000  # pages are counted no further
_EXIF_ORIENTATION, _TIFF_KIND, _REDUCED = 0x0112, 254, 1
_UPRIGHT = 1


class Carried(NamedTuple):
    """A picture as it is in the deck, its size in pixels, and a `remark` on what is not shown, "" for none."""

    data: bytes
    ending: str
    width: int
    height: int
    remark: str = ""


class Unusable(Exception):
    """Why a file cannot be shown, with a hint on what helps."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


def too_large(head: bytes, megabytes: int) -> Unusable:
    """Why a file over the size limit cannot be shown: it is not a picture, or it is too large."""
    from podium.layout.pictures.formats import is_no_picture

    if is_no_picture(head):
        return _named(head)
    return Unusable(f"is larger than {megabytes} MB", "save a smaller copy")


def prepare(data: bytes) -> Carried:
    """The picture in the bytes of a file. Raises Unusable."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warnings on sizes and tags: the limits here are stricter
            return _prepared(Image.open(io.BytesIO(data)), data)
    except Unusable:
        raise
    except Image.DecompressionBombError:
        raise _too_large(f"has more than {MAX_JPEG // 1_000_000} million pixels") from None
    except Exception:  # Pillow's plug-ins raise nearly anything for broken files
        raise _named(data) from None


def _prepared(image: Any, data: bytes) -> Carried:
    """The opened picture, passed on as it is or re-encoded."""
    kind = image.format or ""
    if kind not in _READ:
        raise _named(data, kind)
    _check_size(image, kind)
    remark = _not_shown(image, kind)
    width, height = image.size
    upright = (image.getexif().get(_EXIF_ORIENTATION, _UPRIGHT) or _UPRIGHT) == _UPRIGHT
    if kind in _KEPT and upright and max(width, height) <= MAX_SIDE and image.mode != "CMYK":
        from podium.layout.pictures.metadata import stripped

        _check_end(image, data, kind)
        with suppress(ValueError):  # not built as its format says: re-encoded
            return Carried(stripped(data, "PNG" if kind == "PNG" else "JPEG"), _KEPT[kind], width, height, remark)
    image = _for_the_screen(image, kind)
    data, ending = _saved(image, kind)
    return Carried(data, ending, image.width, image.height, remark)


def _check_size(image: Any, kind: str) -> None:
    """Raises Unusable for a picture that would take too much memory."""
    width, height = image.size
    most = MAX_PIXELS
    if kind in ("JPEG", "MPO"):
        most = MAX_PROGRESSIVE if image.info.get("progressive") else MAX_JPEG
    if width * height > most:
        raise _too_large(f"has {width:,} × {height:,} pixels, more than {most // 1_000_000} million")


def _too_large(why: str) -> Unusable:
    return Unusable(why, f"save a copy with at most {MAX_SIDE} pixels on each side")


def _for_the_screen(image: Any, kind: str) -> Any:
    """The picture decoded: no larger than a screen needs, upright, in eight bits and sRGB."""
    from PIL import Image

    from podium.layout.pictures.colours import as_srgb, shallow

    profile = image.info.get("icc_profile")
    if kind in ("JPEG", "MPO"):
        smaller = _draft_scale(*image.size)
        image.draft(None, (image.width // smaller, image.height // smaller))
    image.load()
    orientation = image.getexif().get(_EXIF_ORIENTATION, _UPRIGHT)
    before = image.mode
    image = _with_alpha(shallow(image))
    if max(image.size) > MAX_SIDE:
        image = _smooth(image)
        image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    turn = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270"}
    turn |= {7: "TRANSVERSE", 8: "ROTATE_90"}
    if orientation in turn:
        image = image.transpose(Image.Transpose[turn[orientation]])
    return _in_few_colours(as_srgb(image, profile), before)


def _draft_scale(width: int, height: int) -> int:
    """By which of 1, 2, 4, 8 a JPEG is scaled down while decoded: still sharp on a screen, and within the limits."""
    sharp = max((s for s in (1, 2, 4, 8) if max(width, height) >= s * MAX_SIDE), default=1)
    return max(sharp, next((s for s in (1, 2, 4, 8) if width * height <= MAX_PIXELS * s * s), 8))


def _with_alpha(image: Any) -> Any:
    """The picture with an alpha channel, if one of its colours is transparent."""
    if "transparency" not in image.info or image.mode not in ("1", "L", "RGB"):
        return image
    return image.convert("RGBA" if image.mode == "RGB" else "LA")


def _smooth(image: Any) -> Any:
    """The picture in a mode in which pixels can be averaged."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    return image


def _named(data: bytes, kind: str = "") -> Unusable:
    """Why the file cannot be shown, from what it is; `kind` is Pillow's name of the format."""
    from podium.layout.pictures.formats import kind_of

    return Unusable(*kind_of(data, kind))


def _check_end(image: Any, data: bytes, kind: str) -> None:
    """Raises Unusable for an incomplete file: one without an end mark. A JPEG without one is decoded to find out,
    because cameras append data."""
    whole = (b"IEND" if kind == "PNG" else b"\xff\xd9") in data[-4096:]
    if not whole and kind != "PNG":
        with suppress(OSError):
            image.load()
            whole = True
    if not whole:
        raise Unusable("is incomplete", "copy or download it again")


# ----------------------------------------------------------------------------------- several pictures in one


def _not_shown(image: Any, kind: str) -> str:
    """The remark on what a slide does not show: later frames, further pages; "" for nothing."""
    if kind in _MOVING:
        frames = getattr(image, "n_frames", 1)
        return f"only the first of {frames} frames is shown" if frames > 1 else ""
    pages = _pages(image) if kind in ("TIFF", "MPO") else 1
    many = f"{pages:,}" if pages < _MANY else f"more than {_MANY - 1:,}"
    return f"only page 1 of {many} is shown" if pages > 1 else ""


def _pages(image: Any) -> int:
    """How many pictures a TIFF or MPO holds, at most `_MANY`; previews and the depth maps of phones do not count."""
    size, pages = image.size, 1
    with suppress(Exception):  # the end, or a damaged page, which is not shown anyway
        for n in range(1, _MANY):
            image.seek(n)
            if image.format == "TIFF":
                pages += not image.tag_v2.get(_TIFF_KIND, 0) & _REDUCED
            else:
                pages += image.size == size
    image.seek(0)
    return pages


# -------------------------------------------------------------------------------------------------- saving


def _in_few_colours(image: Any, before: str) -> Any:
    """A drawing or scanned text in as few colours as it had, so that it stays small; `before`: its mode in the file."""
    if image.mode in ("1", "P") or (image.mode in ("LA", "RGBA") and before != "P"):
        return image
    if before == "P":
        return image.quantize(_PALETTE)
    if image.mode == "L" and (before == "1" or image.getcolors(_FEW)):
        levels = sorted(grey for _, grey in image.getcolors(_FEW) or ((0, n * 17) for n in range(_FEW)))
        steps = [min(range(len(levels)), key=lambda n: abs(levels[n] - grey)) for grey in range(256)]
        image = image.point(steps)
        image.putpalette([channel for grey in levels for channel in (grey, grey, grey)])
    return image


def _saved(image: Any, kind: str) -> tuple[bytes, str]:
    """The picture re-encoded, without metadata: photographs as JPEG, transparent or few colours as PNG."""
    out = io.BytesIO()
    image.info = {key: value for key, value in image.info.items() if key == "transparency" and image.mode == "P"}
    if kind in _PHOTOGRAPHS and image.mode in ("L", "RGB"):
        image.save(out, "JPEG", quality=90, optimize=True)
        return out.getvalue(), "jpg"
    image.save(out, "PNG", optimize=True)
    return out.getvalue(), "png"
