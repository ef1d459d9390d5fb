"""Shares: a list that one sheet cannot hold, divided evenly among several.

In: how many entries and how many parts. Out: where each part begins and ends.
"""

from __future__ import annotations

from itertools import pairwise


def shares(count: int, parts: int) -> list[tuple[int, int]]:
    """The slices (from, to) of `count` entries in so many parts, whose lengths differ by one at most."""
    return list(pairwise(round(n * count / parts) for n in range(parts + 1)))
