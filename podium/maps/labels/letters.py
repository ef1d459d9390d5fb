"""The outline of words: what lines of a map make room for.

In: a line of text, its face, its place. Out: rectangles around its letters, each as high as its letter, and between
letters that are near to one another, so that a line of the map ends beside a word and does not run on within it. As on
a printed map, lines pass close above small letters and below those without a tail.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from typing import NamedTuple

from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.typesetting import fonts
from podium.typesetting.fonts import Face

# Heights above and below the baseline in em: those of Carlito and Caladea, rounded up.
_SMALL, _CAPITAL, _TALL, _MARK = 0.5, 0.66, 0.74, 0.2
_BELOW, _DESCENDER = 0.02, 0.22
_WHOLE = (0.88, 0.3)  # of a script that is neither Latin, Greek nor Cyrillic
_LOW = frozenset("acegmnopqrsuvwxyzæœøıαγεηικμνοπρςστυχωавгежзиклмнопрстухцчшщъыьэюя")
_DESCENDING = frozenset("gjpqyQJ,;()[]ßçşţγημρφχψβζξруцщфҐЦЩД")
_BENEATH = 220  # combining class of marks below a letter; those above it have higher ones
_FLAT = frozenset("-–—~·.,…")
_GAP = 9.0  # pt: between the letters of a word in the widest type


class Extent(NamedTuple):
    """How far (em) a letter reaches above its baseline and below it."""

    above: float
    below: float


@functools.cache
def extent(letter: str) -> Extent:
    """The extent of a letter, about right for the text faces of all themes."""
    apart = unicodedata.normalize("NFD", letter)
    base, marks = apart[0], apart[1:]
    if ord(base) >= 0x0530:
        return Extent(*_WHOLE)
    above = _SMALL if base in _LOW or base in _FLAT else _TALL if base.islower() else _CAPITAL
    below = _DESCENDER if base in _DESCENDING else _BELOW
    for mark in marks:
        over = unicodedata.combining(mark) > _BENEATH
        above, below = (above + _MARK, below) if over else (above, max(below, _DESCENDER))
    return Extent(above, below)


def rectangles(line: str, style: Style, face: Face, left: float, baseline: float) -> list[Rect]:
    """Rectangles (EMU) around the letters of a line that begins at `left` on a `baseline` (pt)."""
    widths, size, x = fonts.widths(face), style.size, left
    inked: list[tuple[float, float, Extent]] = []
    for letter in line:
        wide = widths[letter] * size
        if not letter.isspace() and wide:
            inked.append((x, x + wide, extent(letter)))
        x += wide + style.tracking
    found = [_rectangle(start, end, baseline, e, size) for start, end, e in inked]
    for (_, end, one), (start, _, other) in itertools.pairwise(inked):
        if 0 < start - end <= _GAP:
            both = Extent(min(one.above, other.above), min(one.below, other.below))
            found.append(_rectangle(end, start, baseline, both, size))
    return found


def _rectangle(start: float, end: float, baseline: float, e: Extent, size: float) -> Rect:
    top = baseline - e.above * size
    return Rect(points(start), points(top), points(end - start), points(baseline + e.below * size - top))
