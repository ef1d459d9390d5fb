"""Classes of numbers, for land that is coloured by a number.

In: numbers, how many classes, the method. Out: the bounds between the classes; a number that is a bound belongs to the
class above it. Imports neither numpy nor shapely.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

LEAST, MOST = 2, 6  # classes that a reader can tell apart by the lightness of one colour
_MANY = 400  # different numbers: of more, neighbours are drawn together before natural breaks are sought


def bounds(numbers: Sequence[float], count: int, method: str) -> tuple[float, ...]:
    """The bounds between at most `count` classes; fewer where there are fewer different numbers.

    method: `natural` (least squared deviations from the means of the classes: Fisher, "On Grouping for Maximum
    Homogeneity", JASA 53, 1958, known as Jenks' breaks), `quantiles` (as many numbers in each), `equal` (intervals).
    """
    found = sorted(numbers)
    different = sorted(set(found))
    count = min(count, len(different))
    if count < 2:
        return ()
    if method == "equal":
        step = (found[-1] - found[0]) / count
        return tuple(found[0] + step * n for n in range(1, count))
    if method == "quantiles":
        return tuple(sorted({found[len(found) * n // count] for n in range(1, count)} - {found[0]}))
    return _natural(found, count)


def class_of(number: float, between: Sequence[float]) -> int:
    """The class of a number, from 0."""
    return bisect_right(between, number)


def _natural(found: Sequence[float], count: int) -> tuple[float, ...]:
    """Fisher's optimal classes of sorted numbers, by dynamic programming over the different ones."""
    groups: list[list[float]] = []
    for number in found:
        if groups and groups[-1][0] == number:
            groups[-1].append(number)
        else:
            groups.append([number])
    if len(groups) > _MANY:
        size = -(-len(groups) // _MANY)
        groups = [[v for g in groups[n : n + size] for v in g] for n in range(0, len(groups), size)]
    middle = sum(found) / len(found)  # less is lost of numbers that are large and close together
    counts = [0, *accumulate(len(g) for g in groups)]
    sums = [0.0, *accumulate(sum(v - middle for v in g) for g in groups)]
    squares = [0.0, *accumulate(sum((v - middle) ** 2 for v in g) for g in groups)]

    def spread(first: int, last: int) -> float:
        """The squared deviations of the groups from `first` to before `last`."""
        total = sums[last] - sums[first]
        return squares[last] - squares[first] - total * total / (counts[last] - counts[first])

    many = len(groups)
    cost = [0.0, *(spread(0, n) for n in range(1, many + 1))]
    cuts: list[list[int]] = []
    for k in range(2, count + 1):
        best = [
            (min((cost[m] + spread(m, n), m) for m in range(k - 1, n)) if n >= k else (0.0, 0)) for n in range(many + 1)
        ]
        cost, cut = [b[0] for b in best], [b[1] for b in best]
        cuts.append(cut)
    at, made = many, []
    for cut in reversed(cuts):
        at = cut[at]
        made.append(groups[at][0])
    return tuple(reversed(made))
