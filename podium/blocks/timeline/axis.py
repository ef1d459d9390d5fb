"""The axis of a timeline: its scale, its ticks and its breaks.

In: stretches of time in decimal years, and a length in points. Out: an `Axis`. It is to scale; a gap that would leave
hardly any room for the rest is left out between two parts, which have the same scale. All x are points from the left
end of the axis.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from podium.outline.dates.format import format_fields
from podium.outline.dates.model import CalendarDate, Day, days_in_month, decimal_year

BREAK_WIDTH = 26.0  # pt between two parts of a broken axis
_BREAK_RATIO = 8.0  # a gap is left out if it is so many times as long as the room for each further entry…
_BREAK_SHARE = 0.33  # …and takes at least this share of the axis
_MOST_BREAKS = 3
_MOST_MAJOR = 8
_MINOR_SPACE = 5.5  # pt between minor ticks, at least
_LABEL_SPACE = 12.0  # pt between a label and the next major tick, at least
_EPSILON = 1e-7

Stretch = tuple[float, float]  # start and end in decimal years


@dataclass(frozen=True, slots=True)
class Unit:
    """A tick every `count` days, months or years."""

    kind: Literal["day", "month", "year"]
    count: int

    @property
    def years(self) -> float:
        """Its length, roughly."""
        return self.count * {"day": 1 / 365, "month": 1 / 12, "year": 1.0}[self.kind]


_UNITS = (
    *(Unit("day", n) for n in (1, 5, 10)),
    *(Unit("month", n) for n in (1, 3, 6)),
    *(Unit("year", n * 10**p) for p in range(6) for n in (1, 2, 5)),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the axis between breaks: its decimal years and its x."""

    start: float
    end: float
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick; a minor tick has no label."""

    x: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """See the module's contract."""

    parts: tuple[Part, ...]
    ticks: tuple[Tick, ...]

    def x(self, year: float) -> float:
        """The x of a decimal year; for a time outside all parts, that of the nearest end of a part."""
        for part in self.parts:
            if year <= part.end:
                return part.x0 + (part.x1 - part.x0) * max(0.0, year - part.start) / (part.end - part.start)
        return self.parts[-1].x1

    @property
    def breaks(self) -> list[tuple[Part, Part]]:
        """The parts before and after each break."""
        return list(zip(self.parts, self.parts[1:], strict=False))


def make_axis(
    stretches: Sequence[Stretch],
    span: Stretch | None,
    length: float,
    lang: str,
    width: Callable[[str], float],
    may_break: bool = True,
) -> Axis:
    """The axis of `length` pt for the stretches; `width` measures the label of a tick in pt."""
    start, end = span or (min(s for s, _ in stretches), max(e for _, e in stretches))
    if span is None and len({round((s + e) / 2, 6) for s, e in stretches}) == 1 and end - start < 1:
        start, end = float(math.floor(start)), float(math.floor(start) + 1)  # a single date: its whole year
    pieces = _broken(stretches, start, end) if may_break else [(start, end)]
    free = length - BREAK_WIDTH * (len(pieces) - 1)
    major, minor = _units(pieces, free, lang, width)
    if span is None:
        pieces = _rounded(pieces, minor or major)
    else:
        inner = _rounded(pieces, minor or major)
        pieces = [(start if n == 0 else a, end if n == len(pieces) - 1 else b) for n, (a, b) in enumerate(inner)]
    scale = free / fsum(e - s for s, e in pieces)
    parts, x = [], 0.0
    for s, e in pieces:
        parts.append(Part(s, e, x, x + (e - s) * scale))
        x += (e - s) * scale + BREAK_WIDTH
    return Axis(tuple(parts), tuple(t for p in parts for t in _ticks(p, major, minor, lang, width)))


def _broken(stretches: Sequence[Stretch], start: float, end: float) -> list[Stretch]:
    """The time from start to end without the gaps to be left out."""
    covered = sorted(stretches)
    gaps: list[Stretch] = []
    reach = start
    for s, e in covered:
        if s > reach + _EPSILON:
            gaps.append((reach, s))
        reach = max(reach, e)
    if gaps and gaps[0][0] == start:
        gaps = gaps[1:] if covered[0][0] > start else gaps
    out: list[Stretch] = []
    while len(out) < _MOST_BREAKS and gaps and len(stretches) > 2:
        longest = max(gaps, key=lambda g: g[1] - g[0])
        size, total = longest[1] - longest[0], end - start - fsum(b - a for a, b in out)
        rest = total - size
        if size < _BREAK_SHARE * total or size < _BREAK_RATIO * rest / (len(stretches) - 2):
            break
        out.append(longest)
        gaps.remove(longest)
    edges = [start, *(t for gap in sorted(out) for t in gap), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _rounded(pieces: Sequence[Stretch], unit: Unit) -> list[Stretch]:
    """The pieces extended to whole units, if they do not meet then."""
    rounded = [
        (
            max((t for t, _ in _marks(unit, s - 2 * unit.years, s + _EPSILON)), default=s),
            min((t for t, _ in _marks(unit, e - _EPSILON, e + 2 * unit.years)), default=e),
        )
        for s, e in pieces
    ]
    return list(pieces) if any(a[1] >= b[0] for a, b in itertools.pairwise(rounded)) else rounded


def _units(
    pieces: Sequence[Stretch], length: float, lang: str, width: Callable[[str], float]
) -> tuple[Unit, Unit | None]:
    """The units of major and minor ticks: the smallest at which all can be read."""
    total = fsum(e - s for s, e in pieces)
    per_year = length / total
    major = _UNITS[-1]
    for unit in _UNITS:
        if total / unit.years > _MOST_MAJOR or (unit.kind == "month" and unit.count > 1 and total > 2):
            continue
        sample = max(
            width(_label(d, unit, "", lang)) for _, d in [*_marks(unit, *pieces[0]), (0.0, day_at(pieces[-1][0]))]
        )
        if sample + _LABEL_SPACE <= unit.years * per_year:
            major = unit
            break
    minor = next((u for u in _UNITS if _divides(u, major) and u.years * per_year >= _MINOR_SPACE), None)
    return major, minor


def _divides(small: Unit, large: Unit) -> bool:
    """Whether every tick of the large unit is also one of the small unit."""
    if small.kind != large.kind:
        return large.count == 1 and (small.kind, large.kind) in (("day", "month"), ("month", "year"))
    return small.count < large.count and large.count % small.count == 0


def _ticks(part: Part, major: Unit, minor: Unit | None, lang: str, width: Callable[[str], float]) -> Iterator[Tick]:
    """The ticks of a part; if it begins between two major ticks, its beginning has a label, if there is room."""
    scale = (part.x1 - part.x0) / (part.end - part.start)
    large = {round(part.x0 + (t - part.start) * scale, 2): d for t, d in _marks(major, part.start, part.end)}
    begin = _label(day_at(part.start), major, "first", lang)
    taken = -math.inf  # where the last label ends
    if min(large, default=part.x1) - part.x0 >= width(begin) + _LABEL_SPACE / 2:
        yield Tick(part.x0, begin)
        taken = part.x0 + width(begin)
    for x in sorted(large):
        label = _label(large[x], major, "" if math.isfinite(taken) else "first", lang)
        free = taken + _LABEL_SPACE / 2 <= x and x + width(label) + _LABEL_SPACE / 2 <= part.x1
        yield Tick(x, label if free else "")
        taken = x + width(label) if free else taken
    for t, _ in _marks(minor, part.start, part.end) if minor else ():
        x = round(part.x0 + (t - part.start) * scale, 2)
        if x not in large:
            yield Tick(x)


def _label(day: Day, unit: Unit, place: str, lang: str) -> str:
    """The label of a tick: a year; or a month or day, with the month and year if the labels before it have not."""
    date = CalendarDate("day", *day)
    if unit.kind == "year":
        return format_fields(date, "y", lang)
    if unit.kind == "month":
        if day[1] == 1:
            return format_fields(date, "y", lang)
        return format_fields(date, "My" if place == "first" else "M", lang)
    return format_fields(date, "dMy" if place == "first" else "dM" if day[2] == 1 else "d", lang)


def _marks(unit: Unit, start: float, end: float) -> Iterator[tuple[float, Day]]:
    """The unit's ticks from start to end, ends included: decimal year and day."""
    year = math.floor(start)
    if unit.kind == "year":
        first = year - year % unit.count - unit.count
        for y in range(first, math.ceil(end) + unit.count + 1, unit.count):
            tick = y if y > 0 or unit.count == 1 else y + 1  # round in years BCE as people count them: 100 BCE is -99
            if start - _EPSILON <= tick <= end + _EPSILON:
                yield float(tick), (tick, 1, 1)
        return
    for y in range(year, math.floor(end) + 2):
        for day in _days(unit, y):
            at = decimal_year(day)
            if start - _EPSILON <= at <= end + _EPSILON:
                yield at, day


def _days(unit: Unit, year: int) -> Iterator[Day]:
    """The days of a year on which a unit of days or months has a tick."""
    for month in range(1, 13):
        if unit.kind == "month":
            if (month - 1) % unit.count == 0:
                yield year, month, 1
            continue
        length = days_in_month(year, month)
        for day in range(1, length + 1):
            if unit.count == 1 or day == 1 or (day % unit.count == 0 and day <= length - unit.count / 2):
                yield year, month, day


def day_at(year: float) -> Day:
    """The day on which a decimal year falls."""
    whole = math.floor(year + _EPSILON)
    number = int((year - whole + _EPSILON) * (337 + days_in_month(whole, 2)))
    for month in range(1, 13):
        if number < days_in_month(whole, month):
            return whole, month, number + 1
        number -= days_in_month(whole, month)
    return whole, 12, 31
