"""Claims that begin with a figure, which `number` would show larger.

In: the items of a slide of points. Out: the figure and the rest of the first claim, or None: if in doubt, none, for a
date, a time, a regiment or a year is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from podium.outline import inline
from podium.outline.fields import Item

if TYPE_CHECKING:
    from podium.outline.quantities import Quantity

_WORDS = 6  # of a figure, at most
_LEAST = 10  # a smaller number is hardly a claim
_GROUPED = re.compile(r"\d[.,'’\s\u00a0\u202f]\d{3}(?!\d)")


class Found(NamedTuple):
    """A figure, and the rest of its sentence."""

    figure: str
    rest: str


def claimed_figure(items: Sequence[Item], lang: str) -> Found | None:
    """The figure of the first claim, if every item begins with one."""
    if any(i.below for i in items):
        return None
    found = []
    for item in items:
        figure = leading_figure(inline.plain(item.text), lang)
        if figure is None:
            return None
        found.append(Found(figure.figure, " ".join(t for t in (figure.rest, inline.plain(item.proof)) if t)))
    return found[0]


def leading_figure(text: str, lang: str) -> Found | None:
    """The figure that a text begins with, and its rest; None if it begins with none, or is nothing else."""
    from podium.outline.entries import is_date
    from podium.outline.quantities import CURRENCIES, QuantityError, parse_quantity

    words = text.split()
    starts = [" ".join(words[:n]).rstrip(",:;") for n in (2, 3, 4)]
    if any(is_date(start, lang) and not _GROUPED.search(start) for start in starts):
        return None
    best: tuple[int, Quantity] | None = None
    for n in range(1, min(_WORDS, len(words)) + 1):
        try:
            q = parse_quantity(" ".join(words[:n]), lang)
        except QuantityError:
            continue
        if q.is_known and q.unit in ("", *("%" + CURRENCIES)) and re.search(r"\d", " ".join(words[:n])):
            best = n, q
    if best is None or best[0] == len(words):
        return None
    count, q = best
    written = " ".join(words[:count])
    is_counted = bool(_GROUPED.search(written)) or (_is_amount(written, q) and words[count][:1].islower())
    return Found(written, " ".join(words[count:])) if q.unit or is_counted else None


def _is_amount(written: str, q: Quantity) -> bool:
    """Whether a number can hardly be a year or count the claims."""
    is_large = not q.is_exact or abs(q.best or 0.0) >= _LEAST
    return is_large and not re.search(r"(?<!\d)[12]\d{3}(?!\d)", written)
