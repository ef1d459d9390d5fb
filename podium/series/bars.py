"""Bars as native shapes: solid where a number is certain, hatched where it is not.

In: quantities, colour roles, a `Scale`. Out: scene boxes in EMU, and the text of each value. The length of a bar is its
value on the scale, rounded to the EMU; no bar is lengthened to make it visible.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from podium import languages
from podium.layout.stage import Stage
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.boxes import Fill, Hatch, Line, Shape
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect
from podium.series.values import is_doubtful
from podium.typesetting.text import Draft, plain_draft

UNKNOWN = Quantity("unknown", None, None, None, "unknown")
OUTLINE = 1.25  # pt
END_GAP = 7.0  # pt from a bar's end to its value


# ------------------------------------------------------------------------------------------ lengths


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar for `end` is `length` long. A logarithmic scale begins at `start` > 0, a linear one at zero."""

    length: float
    end: float
    start: float = 0.0

    def emu(self, value: float) -> int:
        """The length of a bar for a value, in EMU."""
        return round(self.length * self.share(value))

    def share(self, value: float) -> float:
        """The length of a bar as a share of the whole scale."""
        if value <= self.start or self.end <= self.start:
            return 0.0
        if self.start:
            return math.log10(value / self.start) / math.log10(self.end / self.start)
        return value / self.end


def reach(q: Quantity) -> float:
    """The value at which the bar of a quantity ends: its upper bound, else the number to draw; 0 if unknown."""
    return (q.high if q.high is not None else q.best) or 0.0


def decades(values: Iterable[float]) -> tuple[float, float]:
    """The powers of ten around all values above zero; the smallest value is clearly above the first."""
    positive = [v for v in values if v > 0] or [1.0]
    low, high = math.floor(math.log10(min(positive))), math.ceil(math.log10(max(positive)))
    if min(positive) < 1.5 * 10.0**low:
        low -= 1
    return 10.0**low, 10.0 ** max(high, low + 1)


def longest(scale_: Scale, labelled: Sequence[tuple[float, float]], room: float) -> float:
    """The greatest length of a scale at which each (value, width of its label in pt) fits `room` pt."""
    lengths = [(room - END_GAP - width) / scale_.share(value) for value, width in labelled if scale_.share(value)]
    return min([room, *lengths])


# ------------------------------------------------------------------------------------------- shapes


def shade(colour: str, n: int, of: int) -> str:
    """The colour role of the n-th of up to three stacked parts: full, light, hollow ("ground")."""
    return colour if n == 0 or of == 1 else f"{colour}.tint" if n == 1 else "ground"


def _hatch(colour: str, role: str) -> Hatch:
    """The hatch of a part: in the party's colour on a wash of it, with thinner lines on the lighter parts."""
    return Hatch(colour, f"{colour}.wash") if role == colour else Hatch(colour, role, "ltUpDiag")


def bar(
    name: str,
    q: Quantity,
    colour: str,
    at: Rect,
    scale_: Scale,
    *,
    leftward: bool = False,
    role: str = "",
    before: float = 0.0,
) -> list[Shape]:
    """The bar of a quantity, from the left edge of `at` (if `leftward`, its right edge) and as thick as `at` is high.

    A range is solid up to its lower bound and hatched from there; any other number that is not exact is hatched as a
    whole. `before` is the sum of the parts stacked before it. Zero and unknown have no bar.
    """
    role = role or colour
    end = reach(q)
    sure = end if not is_doubtful(q) else (q.low or 0.0) if q.kind == "range" else 0.0
    edges = [scale_.emu(before + v) for v in (0.0, sure, end)]
    pieces: list[tuple[str, Fill, Line | None, int, int]] = []
    if edges[1] > edges[0]:
        whole = sure == end
        hollow = Line(colour, OUTLINE) if role == "ground" else None
        pieces.append((name if whole else f"{name} (at least)", role, hollow, edges[0], edges[1]))
    if edges[2] > edges[1]:
        pieces.append((name, _hatch(colour, role), Line(colour, OUTLINE), edges[1], edges[2]))
    boxes = []
    for called, fill, line, start, stop in pieces:
        x = at.right - stop if leftward else at.x + start
        boxes.append(Shape(name=called, rect=Rect(x, at.y, stop - start, at.h), fill=fill, line=line))
    return boxes


def stacked_edges(values: Sequence[Quantity]) -> list[float]:
    """The value at which each of the stacked parts begins."""
    return [0.0, *accumulate(reach(q) for q in values)][:-1]


# ------------------------------------------------------------------------------------------- words


def number_text(q: Quantity, unit: str, lang: str) -> str:
    """The quantity in the language, without the common unit `unit`; zero written as a word is "none"."""
    if q.is_exact and q.best == 0 and not any(c.isdigit() for c in q.text):
        return languages.of(lang).bars.none
    return format_quantity(replace(q, unit="") if q.unit == unit else q, lang)


def has_number(q: Quantity) -> bool:
    """Whether it is shown as a number, not as the word "none" or "unknown"."""
    return q.is_known and not (q.best == 0 and not any(c.isdigit() for c in q.text))


def value_draft(q: Quantity, unit: str, style: Style, stage: Stage, **more: object) -> Draft:
    """The value beside its bar: bold, or in second ink if there is no number."""
    style = style.but(bold=True) if has_number(q) else style.but(bold=False, colour="ink2")
    return plain_draft(number_text(q, unit, stage.lang), style, **more)


def width_emu(d: Draft, stage: Stage) -> int:
    """The width (EMU) of a draft on one line, with a little to spare."""
    return round((stage.compose.width(d) + 2) * EMU_PER_PT)
