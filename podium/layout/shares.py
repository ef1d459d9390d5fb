"""Shares: a list that one sheet cannot hold, divided evenly among several.

In: how many entries and how many parts, or the heights of rows and the room of a sheet. Out: where each part begins
and ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def shares(count: int, parts: int) -> list[tuple[int, int]]:
    """The slices (from, to) of `count` entries in so many parts, whose lengths differ by one at most."""
    return list(pairwise(round(n * count / parts) for n in range(parts + 1)))


def evenly(rows: Sequence[float], room: float, gaps: Sequence[float] = ()) -> list[tuple[int, int]]:
    """The slices (from, to) of rows on as few sheets as possible, filled evenly, the first ones rather more.

    `gaps[n]` is the space before a row that does not begin a sheet, if there is any. A row higher than `room` has a
    sheet of its own.
    """
    # For each row only the rows that could share its sheet are tried, so this takes rows × rows of a sheet.
    best = [(0, 0.0, 0)]  # up to each row: the sheets, the squares of what is free on them, less where the last begins
    for end in range(1, len(rows) + 1):
        ways, height = [], 0.0
        for start in reversed(range(end)):
            height += rows[start] + (gaps[start + 1] if gaps and start + 1 < end else 0.0)
            if height > room + 0.01 and start + 1 < end:
                break
            sheets, free, _ = best[start]
            ways.append((sheets + 1, round(free + (room - height) ** 2, 3), -start))
        best.append(min(ways))
    cuts = [len(rows)]
    while cuts[-1]:
        cuts.append(-best[cuts[-1]][2])
    return list(pairwise(reversed(cuts)))
