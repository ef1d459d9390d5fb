"""How a picture is cropped: never more than a quarter of it, never through its focus.

In: the proportions of a picture and of its frame, and the focus. Out: the largest frame that a crop may fill, and the
fractions of the picture that are not shown at its left, top, right and bottom.
"""

from __future__ import annotations

from podium.outline.focus import Focus
from podium.scene.units import Rect

MOST = 0.25  # of a picture, that may be cropped away
WHOLE = (0.0, 0.0, 0.0, 0.0)
Crop = tuple[float, float, float, float]


def proportions(aspect: float) -> tuple[float, float]:
    """The narrowest and the widest frame (width / height) that a picture of this `aspect` can fill."""
    return aspect * (1 - MOST), aspect / (1 - MOST)


def filled(rect: Rect, aspect: float) -> Rect:
    """The largest part of `rect`, in its middle, that the picture can fill."""
    low, high = proportions(aspect)
    return rect if low <= rect.w / max(1, rect.h) <= high else rect.fit(low if rect.w < low * rect.h else high)


def crop(aspect: float, frame: Rect, focus: Focus) -> Crop:
    """What of a picture is not shown in `frame`; what is shown has the focus as near to its middle as it can be."""
    shape = frame.w / max(1, frame.h)
    if shape >= aspect:
        top, bottom = _cut(aspect / shape, focus[1])
        return 0.0, top, 0.0, bottom
    left, right = _cut(shape / aspect, focus[0])
    return left, 0.0, right, 0.0


def _cut(shown: float, focus: float) -> tuple[float, float]:
    """What is cut off before and after the part of a side that is `shown`."""
    hidden = 1 - min(1.0, shown)
    before = min(hidden, max(0.0, focus - shown / 2))
    return before, hidden - before
