"""The focus of a picture: the point that stays in sight when a picture is cropped; and the region that alone is shown.

In: `[x, y]`, fractions of the picture from its left and top edge, or a word; `[left, top, right, bottom]` for a region.
Out: the fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Annotated, Any

from pydantic import WithJsonSchema

from podium.diagnostics import did_you_mean
from podium.outline.models import Problem, ReadWith, mistake, mistakes, what

Focus = tuple[float, float]
Region = tuple[float, float, float, float]
_LEAST = 0.05  # of the picture's width and height, that a region has
CENTRE: Focus = (0.5, 0.5)
FACE: Focus = (0.5, 1 / 3)  # of a portrait
_WORDS: dict[str, Focus] = {
    "centre": CENTRE,
    "top": (0.5, 0.0),
    "bottom": (0.5, 1.0),
    "left": (0.0, 0.5),
    "right": (1.0, 0.5),
    "top-left": (0.0, 0.0),
    "top-right": (1.0, 0.0),
    "bottom-left": (0.0, 1.0),
    "bottom-right": (1.0, 1.0),
    "face": FACE,
}
_WRITE = "write '[0.5, 0.3]', fractions of its width and height, or a word: " + ", ".join(_WORDS)


def _read_focus(data: Any) -> Focus:
    if isinstance(data, str):
        word = data.strip().casefold().replace("center", "centre").replace("middle", "centre").replace(" ", "-")
        if word in _WORDS:
            return _WORDS[word]
        raise mistake(f"there is no focus '{data}'", "choice", did_you_mean(word, tuple(_WORDS)) or _WRITE)
    if not isinstance(data, (list, tuple)) or len(data) != 2:
        raise mistake("the focus is a point of the picture", "shape", _WRITE)
    x, y = _fractions(data, _WRITE)
    return x, y


def _read_region(data: Any) -> Region:
    write = "write '[left, top, right, bottom]', fractions of the picture: '[0.1, 0, 0.9, 0.5]'"
    if not isinstance(data, (list, tuple)) or len(data) != 4:
        raise mistake("the crop is a region of the picture", "shape", write)
    left, top, right, bottom = _fractions(data, write)
    if right - left < _LEAST or bottom - top < _LEAST:
        raise mistake(
            "this crop shows nothing: its right must be greater than its left, its bottom than its top", "value", write
        )
    return left, top, right, bottom


def _fractions(data: Sequence[Any], write: str) -> list[float]:
    """Numbers from 0 to 1, or percentages. Raises the error of `mistakes` with all that are neither."""
    numbers = [_fraction(value) for value in data]
    problems = [
        Problem((n,), f"{what(value)} is not a fraction from 0 to 1", "value", write)
        for n, (value, number) in enumerate(zip(data, numbers, strict=True))
        if not 0 <= number <= 1
    ]
    if problems:
        raise mistakes(problems)
    return numbers


def _fraction(value: Any) -> float:
    """A number, or a percentage; -1 for anything else."""
    text = str(value).strip()
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return -1.0
    return number if isfinite(number) else -1.0


_FRACTION = {"type": ["number", "string"]}
FocusField = Annotated[
    Focus,
    ReadWith(_read_focus),
    WithJsonSchema(
        {"anyOf": [{"enum": list(_WORDS)}, {"type": "array", "minItems": 2, "maxItems": 2, "items": _FRACTION}]}
    ),
]
RegionField = Annotated[
    Region,
    ReadWith(_read_region),
    WithJsonSchema({"type": "array", "minItems": 4, "maxItems": 4, "items": _FRACTION}),
]
