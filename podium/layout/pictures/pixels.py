"""What lies under words that stand on a picture: how bright it is at most, and how restless.

In: the pixels of a picture, laid on a ground where it is transparent, and a part of it. Out: the least opacity of a
scrim over that part at which words on it have a contrast, and a measure of restlessness. Pillow only.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

_SIDE = 800  # pixels: finer than the strokes of letters
_CALM_SIDE = 96
_TOP = 0.35  # luminance: brighter is as bad
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_STEPS = 100
Part = tuple[float, float, float, float]  # left, top, right, bottom as fractions of the picture


class Pixels:
    """An image in RGB, and what was measured on it: a preview looks at its pictures again and again."""

    def __init__(self, image: Any) -> None:
        self.image = image
        self.measured: dict[tuple[Any, ...], float] = {}


@lru_cache(maxsize=32)  # 2 MB each at most
def read(data: bytes, ground: str) -> Pixels:
    """The picture in a size that is fast to measure, on a ground (`RRGGBB`)."""
    from PIL import Image

    image: Any = Image.open(io.BytesIO(data))
    image.draft("RGB", (_SIDE, _SIDE))
    image.load()
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        on_ground = Image.new("RGBA", image.size, f"#{ground}")
        image = Image.alpha_composite(on_ground, image)
    image = image.convert("RGB")
    if max(image.size) > _SIDE:
        image.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return Pixels(image)


def _cropped(image: Any, part: Part) -> Any:
    """The pixels of a part, at least one."""
    width, height = image.size
    left, top = min(width - 1, int(part[0] * width)), min(height - 1, int(part[1] * height))
    right, bottom = max(left + 1, round(part[2] * width + 0.5)), max(top + 1, round(part[3] * height + 0.5))
    return image.crop((left, top, min(width, right), min(height, bottom)))


def opacity(pixels: Pixels, part: Part, scrim: str, most: float) -> float:
    """The least opacity (0 to 1) of a scrim (`RRGGBB`) at which nothing in the part is brighter than `most`
    (relative luminance)."""
    key = (part, scrim, most)
    if key not in pixels.measured:
        pixels.measured[key] = _opacity(_cropped(pixels.image, part), scrim, most)
    return pixels.measured[key]


def _opacity(cropped: Any, scrim: str, most: float) -> float:
    colour = tuple(int(scrim[n : n + 2], 16) / 255 for n in (0, 2, 4))
    low, high = 0, _STEPS
    if _brightest(cropped, colour, 0.0) <= most:
        return 0.0
    while high - low > 1:
        middle = (low + high) // 2
        if _brightest(cropped, colour, middle / _STEPS) <= most:
            high = middle
        else:
            low = middle
    return high / _STEPS


def _brightest(pixels: Any, scrim: tuple[float, ...], alpha: float) -> float:
    """The luminance of the brightest pixel under a scrim; `_TOP` if it is brighter than that."""
    from PIL import ImageChops

    lit: Any = None
    for band, colour, weight in zip(pixels.split(), scrim, _WEIGHTS, strict=True):
        part = band.point(_lit(colour, weight, alpha))
        lit = part if lit is None else ImageChops.add(lit, part)
    return float(lit.getextrema()[1]) / 255 * _TOP


@lru_cache(maxsize=1024)
def _lit(colour: float, weight: float, alpha: float) -> list[int]:
    """What each value of a band adds to the luminance under a scrim, 255 for `_TOP`."""
    shares = [_linear((1 - alpha) * v / 255 + alpha * colour) * weight / _TOP for v in range(256)]
    return [min(255, round(255 * share + 0.3)) for share in shares]


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def restlessness(pixels: Pixels, part: Part) -> float:
    """How much the brightness of a part changes from place to place: 0 for a plain wall, about 60 for a crowd."""
    if (part,) not in pixels.measured:
        pixels.measured[part,] = _restlessness(_cropped(pixels.image, part))
    return pixels.measured[part,]


def _restlessness(cropped: Any) -> float:
    from PIL import Image, ImageFilter, ImageStat

    grey = cropped.convert("L")
    grey.thumbnail((_CALM_SIDE, _CALM_SIDE), Image.Resampling.BOX)
    if min(grey.size) < 3:
        return 0.0
    edges = grey.filter(ImageFilter.FIND_EDGES).crop((1, 1, grey.width - 1, grey.height - 1))
    return float(ImageStat.Stat(edges).mean[0])
