"""The type sizes of a map's labels, and the order in which labels are placed.

In: the width of a map (pt). Out: sizes (pt); priorities.
"""

from __future__ import annotations

from typing import NamedTuple

LEADING, FIRST, SECOND, THIRD, FOURTH, LAST = range(-1, 5)  # the lower, the earlier it is placed


class TypeSizes(NamedTuple):
    """Sizes (pt): names of states by tier, towns, key towns, water; the number of towns; the diameter of their dots."""

    states: tuple[float, ...]
    city: float
    key: float
    water: float
    towns: int
    dot: float


def type_sizes(width_pt: float) -> TypeSizes:
    """The sizes for a map of that width."""
    if width_pt >= 780:
        return TypeSizes((24, 19, 15, 12), 14, 15, 16, 14, 7)
    if width_pt >= 470:
        return TypeSizes((19, 16, 13, 12), 13, 14, 14, 9, 6.5)
    return TypeSizes((16, 14, 12), 12, 13, 13, 5, 6) if width_pt >= 300 else TypeSizes((14, 12), 12, 12, 12, 3, 5.5)
