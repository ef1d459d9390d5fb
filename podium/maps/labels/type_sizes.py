"""The type sizes of a map's labels, and the order in which labels are placed.

In: the width of a map (pt). Out: sizes (pt); priorities. Events stand out, states are set at 18 pt and towns at 16
where they fit. What the outline asks for may be as small as `LEAST` before it is left out; on a map that fills the
slide, other names are left out before that. What podium adds by itself is left out if it does not fit at the size at
which it can be read.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.scene.type_scale import READABLE

LEADING, FIRST, SECOND, THIRD, FOURTH, LAST = range(-1, 5)  # the lower, the earlier it is placed

STATE_SIZE, LEAST = 18.0, 14.0  # of a state where there is room; of any label


class TypeSizes(NamedTuple):
    """Sizes (pt): names of states by tier, towns, key towns, events, water; the number of towns; the diameter of their
    dots; the size that a label has if others can give way; that of what the headline is about."""

    states: tuple[float, ...]
    city: float
    key: float
    event: float
    water: float
    towns: int
    dot: float
    least: float = LEAST
    hero: float = 20


def type_sizes(width_pt: float) -> TypeSizes:
    """The sizes for a map of that width."""
    if width_pt >= 780:
        return TypeSizes((24, 20, STATE_SIZE, READABLE), READABLE, 17, 20, 16, 14, 7, READABLE, 24)
    if width_pt >= 470:
        return TypeSizes((20, STATE_SIZE, READABLE), READABLE, READABLE, 18, 15, 9, 6.5, hero=22)
    if width_pt >= 300:
        return TypeSizes((STATE_SIZE, READABLE), READABLE, READABLE, 17, LEAST, 5, 6)
    return TypeSizes((READABLE,), READABLE, READABLE, READABLE, LEAST, 3, 5.5)
