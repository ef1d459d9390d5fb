"""Large figures and dates in columns side by side: how large they can be.

In: the width of a figure at 1 pt, and its column. Out: a size in pt.
"""

from __future__ import annotations

_APART = 0.4  # of their size, at least, or two of them are read as one


def largest_figure(wide: float, column: float, gap: float) -> float:
    """The size (pt) at which a figure that is `wide` pt at 1 pt fits its column (pt), and stays apart from the next,
    which begins a `gap` (pt) behind it."""
    return min(column / wide, (column + gap) / (wide + _APART))
