"""Converts a decoded picture to eight bits per channel and sRGB.

In: a Pillow image of any mode. Out: one of mode 1, L, LA, P, RGB or RGBA. Greys of more than eight bits are scaled by
their bit depth, never by the contrast of the picture. Colours are converted with the picture's own profile. numpy and
littleCMS are loaded only for pictures that need them.
"""

from __future__ import annotations

import io
from typing import Any

_DEEP = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})
_BITS = (8, 10, 12, 16, 24, 31, 32)  # bit depths of scanners and cameras
_HEADROOM = 2.0  # a float picture of 0 to 1 may have brighter highlights
# Tags of TIFF
_PHOTOMETRIC, _MAXIMUM, _SAMPLE_FORMAT, _BITS_PER_SAMPLE = 262, 281, 339, 258
_WHITE_IS_ZERO, _UNSIGNED = 0, 1
_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}


def shallow(image: Any) -> Any:
    """A grey picture of 10 to 32 bits, or in floats, in eight bits; any other picture as it is."""
    if image.mode not in _DEEP:
        return image
    import numpy as np
    from PIL import Image

    tags = getattr(image, "tag_v2", {})
    values = np.asarray(image)
    if image.mode == "I" and tags and _first(tags, _SAMPLE_FORMAT, _UNSIGNED) == _UNSIGNED:
        values = values.view(np.uint32)  # Pillow reads them as signed
    if image.mode == "F":
        values = np.nan_to_num(values, posinf=0.0, neginf=0.0)
    low = min(0.0, float(values.min()))  # with negative numbers, the lowest is black
    white = _white(image, tags, float(values.max()))
    scaled = values.astype(np.float32)
    scaled -= low
    scaled *= 255.0 / ((white - low) or 1.0)
    scaled += 0.5
    grey = np.clip(scaled, 0, 255, out=scaled).astype(np.uint8)
    if _first(tags, _PHOTOMETRIC, 1) == _WHITE_IS_ZERO:
        grey = 255 - grey
    return Image.fromarray(grey)


def _white(image: Any, tags: Any, highest: float) -> float:
    """The value of white: 65,535 in PNG, PGM and JPEG 2000; in a TIFF from its tags, or from its highest value."""
    if image.format in ("PNG", "PPM", "JPEG2000") and image.mode != "F":
        return 65_535.0
    if image.mode == "F" and highest <= _HEADROOM:
        return 1.0
    stated = float(_first(tags, _MAXIMUM, 0))
    if stated >= highest > 0:
        return stated
    depth = _first(tags, _BITS_PER_SAMPLE, 0)
    if image.mode != "F" and depth in (10, 12, 14):
        return 2.0**depth - 1
    return next((2.0**bits - 1 for bits in _BITS if highest <= 2.0**bits - 1), highest)


def _first(tags: Any, tag: int, otherwise: int) -> int:
    """The number of a tag, or the first of several."""
    value = tags.get(tag, otherwise)
    return int(value[0] if isinstance(value, tuple) else value)


def as_srgb(image: Any, profile: bytes | None) -> Any:
    """The picture in sRGB; `profile` is its colour profile, None if it is in sRGB already.

    A profile that is damaged or belongs to another colour space is ignored.
    """
    if image.mode in ("RGBX", "YCbCr", "HSV"):
        image = image.convert("RGB")
    elif image.mode in ("RGBa", "La", "PA"):
        image = image.convert("LA" if image.mode == "La" else "RGBA")
    if profile or image.mode == "LAB":
        image = _converted(image, profile)
    return image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else image.convert("RGB")


def _converted(image: Any, profile: bytes | None) -> Any:
    """The picture converted with its profile, transparency kept."""
    from PIL import ImageCms

    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    colours = image if alpha is None else image.convert(image.mode[:-1])
    grey = colours.mode in ("L", "1")
    lab = ImageCms.createProfile("LAB")
    try:
        source: Any = ImageCms.ImageCmsProfile(io.BytesIO(profile) if profile and image.mode != "LAB" else lab)
        if source.profile.xcolor_space != _SPACES.get(colours.mode):
            return image
        converted: Any = ImageCms.profileToProfile(
            colours,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    converted = converted.convert("L") if grey else converted
    if alpha is not None:
        converted.putalpha(alpha)
    return converted
