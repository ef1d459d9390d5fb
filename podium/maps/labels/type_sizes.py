"""The type sizes of a map's labels, and the order in which labels are placed.

In: the width of a map (pt). Out: sizes (pt); priorities. Events stand out, and names are set at 16 pt or more where
they fit. One that would else be left out, or struck by a line, is set smaller (`SMALLER`); a town or a land that the
outline asks for as small as `LEAST`: a map with a small name tells more than one without it.
"""

from __future__ import annotations

from typing import NamedTuple

LEADING, FIRST, SECOND, THIRD, FOURTH, LAST = range(-1, 5)  # the lower, the earlier it is placed

SMALLER = (14.0,)
LEAST = 12.0


class TypeSizes(NamedTuple):
    """Sizes (pt): names of states by tier, towns, key towns, events, water; the number of towns; the diameter of their
    dots."""

    states: tuple[float, ...]
    city: float
    key: float
    event: float
    water: float
    towns: int
    dot: float


def type_sizes(width_pt: float) -> TypeSizes:
    """The sizes for a map of that width."""
    if width_pt >= 780:
        return TypeSizes((24, 19, 16, *SMALLER), 16, 17, 20, 16, 14, 7)
    if width_pt >= 470:
        return TypeSizes((19, 16, *SMALLER), 16, 16, 18, 15, 9, 6.5)
    least = (16, *SMALLER)
    return TypeSizes(least, 16, 16, 17, 14, 5, 6) if width_pt >= 300 else TypeSizes(least, 14, 14, 16, 14, 3, 5.5)
