"""The drawn poster of a recording: a plate with contour lines and a play sign, as a picture.

In: a proportion, a seed, colours as hex. Out: a PNG. A poster must be a picture: programs that play the recording put
nothing else in its place, and draw a transparent one black.
"""

from __future__ import annotations

import io
from typing import Any

from podium.layout.plate import contour_boxes
from podium.scene.boxes import Freeform
from podium.scene.units import Rect

_WIDTH, _FINER = 960, 2  # pixels; drawn larger by this factor, and then made smooth
_SIGN = 0.17  # of the shorter side: radius of the ring
_TRIANGLE = ((-0.30, -0.46), (-0.30, 0.46), (0.52, 0.0))  # in radii
_CURVE = 8  # pieces of a Bézier curve
_FAINT, _COLOURS = 0.2, 16


def drawn_poster(aspect: float, seed: str, ground: str, ink: str) -> bytes:
    """A poster of that proportion; the same for the same arguments."""
    from PIL import Image, ImageDraw

    width = _WIDTH * _FINER
    height = max(1, round(width / aspect))
    picture = Image.new("RGB", (width, height), f"#{ground}")
    pen = ImageDraw.Draw(picture)
    for box in contour_boxes(Rect(0, 0, width, height), seed, ""):
        for path in box.paths if isinstance(box, Freeform) else ():
            pen.line(_flattened(path), fill=_mixed(ground, ink), width=2 * _FINER, joint="curve")
    x, y, radius = width / 2, height / 2, min(width, height) * _SIGN
    ring = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse(ring, fill=f"#{ground}", outline=f"#{ink}", width=max(3, round(radius / 16)))
    pen.polygon([(x + a * radius, y + b * radius) for a, b in _TRIANGLE], fill=f"#{ink}")
    picture = picture.resize((_WIDTH, max(1, round(_WIDTH / aspect))), Image.Resampling.LANCZOS).quantize(_COLOURS)
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def _mixed(ground: str, ink: str) -> tuple[int, ...]:
    """The colour of the ink, faint on the ground."""
    a, b = bytes.fromhex(ground), bytes.fromhex(ink)
    return tuple(round(x + (y - x) * _FAINT) for x, y in zip(a, b, strict=True))


def _flattened(path: tuple[tuple[Any, ...], ...]) -> list[tuple[float, float]]:
    """The points of a path whose curves are short straight pieces."""
    points: list[tuple[float, float]] = []
    for command, *at in path:
        if command == "C":
            (x0, y0), (x1, y1, x2, y2, x3, y3) = points[-1], at
            for n in range(1, _CURVE + 1):
                t = n / _CURVE
                s = 1 - t
                a, b, c, d = s**3, 3 * s * s * t, 3 * s * t * t, t**3
                points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        elif command in "ML":
            points.append((at[0], at[1]))
    return points
