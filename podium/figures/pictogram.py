"""pictogram: rows of equal signs, each of which stands for the same number (Isotype).

In: numbers by category, of one or several series. Out: a row of signs for each number; the last sign is cut where the
number ends. The signs of a number that is not exact are hatched; those of a range are solid up to its lower end.
Unknown and none are words. All rows have the same scale, so that their lengths can be compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from podium.figures import _icons
from podium.figures.base import (
    SIZES,
    Drawn,
    FigureDraft,
    FigurePlan,
    FigureType,
    at_once,
    box,
    label,
    no_negatives,
    row_names,
    stroke,
)
from podium.outline.quantities import Quantity
from podium.scene.boxes import Box, Fill, Freeform, Hatch, Line
from podium.scene.units import points
from podium.series.advice import Advice
from podium.series.colours import chart_colours, deep
from podium.series.ticks import count_step
from podium.series.values import is_doubtful

_NAMES_SHARE, _VALUES_SHARE = 0.3, 0.3  # of the width, at most
_NARROW = 560.0  # pt of width, below which category names are above their rows, not beside them
_GAP = 14.0  # pt between names, signs and values
_SIGN = (20.0, 52.0)  # pt: the lowest and the highest sign
_LEAN = 0.1  # of a sign's width between signs
_FEWEST = 12  # signs for which the longest row must have room before signs become larger
_MOST = 24  # signs in a row that can be taken in at a glance
_LEAST = 0.06  # of a sign: the least that is drawn of a positive number


class _Row(NamedTuple):
    """A row of signs: the numbers of its category and series, and its value."""

    c: int
    s: int
    value: Quantity | None


class _Pictogram:
    """The layout that all rows share."""

    def __init__(self, draft: FigureDraft) -> None:
        self.draft, self.table = draft, draft.table
        self.colours = chart_colours(draft.table, "bar", draft.highlight, draft.side, draft.free)
        self.several = len(draft.table.series) > 1
        self.size, self.names, self.name_heights = row_names(draft, draft.table.categories, _NAMES_SHARE)
        self.series, self.headed = 0.0, self.several and draft.width < _NARROW
        if self.several:
            self.size, self.names, self.name_heights = row_names(
                draft, draft.table.categories, 1.0 if self.headed else 0.24
            )
            self.series_size, self.series, _ = row_names(
                draft, draft.table.series, _NAMES_SHARE if self.headed else 0.2
            )
        self.value_size = next((s for s in SIZES if self._values(s) < draft.width * _VALUES_SHARE), SIZES[-1])
        self.indent = 0.0 if self.headed or not self.several else self.names + _GAP
        self.left = (self.indent + self.series if self.several else self.names) + _GAP
        self.room = max(60.0, draft.width - self.left - self._values(self.value_size) - _GAP)
        per = len(draft.table.series)
        least = [max(per * (_SIGN[0] + 6), 0.0 if self.headed else h + 6) + self._extra(h) for h in self.name_heights]
        self.fits = at_once(least, draft.height)
        rows = min(self.fits, len(least))
        self.sign = self._sign(rows, fsum(sorted(map(self._extra, self.name_heights))[-rows:]))
        self.each = self._each()

    def _extra(self, name_height: float) -> float:
        """The height of a category name above its rows, if it has no room beside them."""
        return name_height + 8 if self.headed else 0.0

    def _values(self, size: float) -> float:
        texts = (self.draft.says(q) for row in self.table.cells for q in row)
        return max((self.draft.measure(t, size, True) for t in texts), default=0.0)

    def _sign(self, rows: int, extra: float) -> float:
        """The height of a sign for so many categories."""
        room = (self.draft.height - extra) / max(rows * len(self.table.series), 1)
        wide = self.room / _FEWEST / self._step(1.0)
        return min(_SIGN[1], max(_SIGN[0], min(room - 14, wide)))

    def _each(self) -> float:
        """The number that a sign stands for: the one asked for if the signs fit, else a round one."""
        longest = self._longest()
        if self.draft.each and longest / self.draft.each <= self.room / self._step(_SIGN[0]):
            return self.draft.each
        wanted = longest / max(3, min(_MOST, int(self.room / self._step(self.sign))))
        return count_step(wanted)

    def _longest(self) -> float:
        return max([q.high or q.best or 0.0 for q in self.table.values], default=0.0)

    def _step(self, height: float) -> float:
        """The pitch of the signs, the same in all rows."""
        return max(_icons.icon(self.draft.icon(c)).width for c in self.table.categories) / 100 * height * (1 + _LEAN)

    def draw(self, rows: range) -> Drawn:
        """The rows of some categories, as high as the room allows."""
        draft, per = self.draft, len(self.table.series)
        extra = [self._extra(self.name_heights[n]) for n in rows]
        room = (draft.height - fsum(extra)) / max(len(rows) * per, 1)
        sign = min(self.sign, self.room / max(self._longest() / self.each, 1) / self._step(1.0))
        pitch = min(room, max(sign * 1.32, sign + 12))
        boxes: list[Box] = []
        y = 0.0
        for n, above in zip(rows, extra, strict=True):
            name = self.table.categories[n]
            height = max(pitch * per, 0.0 if self.headed else self.name_heights[n] + 6) + above
            if y:
                boxes.append(stroke("Rule", 0, y, draft.width, y, Line("hairline", 0.75)))
            middle = y + (above / 2 + 2 if self.headed else height / 2)
            boxes.append(label(draft, name, (0, middle, self.names + 1), name, self.size, bold=True))
            for s, q in enumerate(self.table.cells[n]):
                middle = y + above + (s + 0.5) * (height - above) / per
                boxes += self._row(_Row(n, s, q), middle, sign)
            y += height
        return Drawn(boxes, draft.width, y)

    def _row(self, row: _Row, middle: float, sign: float) -> Iterator[Box]:
        draft, name = self.draft, self.table.categories[row.c]
        colour = self.colours.points[row.c][row.s]
        if self.several:
            series = self.table.series[row.s]
            yield label(
                draft,
                f"{name} {series}",
                (self.indent, middle, self.series + 1),
                series,
                self.series_size,
                colour=deep(colour),
            )
        text, end = draft.says(row.value), self.left
        unknown = row.value is None or row.value.best is None
        if row.value is not None and row.value.best:
            signs = list(self._signs(row.value, name, colour, middle + sign / 2, sign))
            yield from signs
            full = max(row.value.high or 0.0, row.value.best) / self.each
            end = self.left + max(full, _LEAST) * self._step(sign) + 8
        width = draft.measure(text, self.value_size, True) + 4
        yield label(
            draft,
            f"{name} value",
            (end, middle, width),
            text,
            self.value_size,
            colour="ink2" if unknown else deep(colour),
            bold=not unknown,
            italic=unknown,
        )

    def _signs(self, q: Quantity, name: str, colour: str, foot: float, sign: float) -> Iterator[Box]:
        """The certain signs solid, the others hatched; the last of each is cut."""
        sure = {"exact": q.best, "range": q.low, "at-least": q.best, "more-than": q.best}.get(q.kind) or 0.0
        most = max(q.high or 0.0, q.best or 0.0)
        if sure:
            yield self._run(f"{name}: {self.draft.says(q)}", 0.0, sure / self.each, name, (foot, sign), colour, None)
        if most > sure and is_doubtful(q):
            stem = colour.removesuffix(".tint")
            hatch, line = Hatch(stem, f"{stem}.tint", "ltUpDiag" if sign < 30 else "wdUpDiag"), Line(stem, 1.0)
            yield self._run(
                f"{name}: {self.draft.says(q)}", sure / self.each, most / self.each, name, (foot, sign), hatch, line
            )

    def _run(
        self, title: str, start: float, end: float, name: str, place: tuple[float, float], fill: Fill, line: Line | None
    ) -> Freeform:
        """The signs from `start` to `end` (counted in signs) as one shape."""
        drawn, (foot, sign) = _icons.icon(self.draft.icon(name)), place
        end = max(end, start + _LEAST)
        foot -= min(y for ring in drawn.rings for _, y in ring) / 200 * sign  # low icons are centred in their row
        rect = box(self.left, foot - sign, self._step(sign) * math.ceil(end), sign)
        paths = []
        for n in range(int(start), math.ceil(end - 1e-9)):
            rings = drawn.rings
            if n < start:
                rings = tuple(
                    _mirrored(_icons.cut(_mirrored(rings, drawn.width), drawn.width * (n + 1 - start)), drawn.width)
                )
            if n + 1 > end:
                rings = _icons.cut(rings, drawn.width * (end - n))
            for ring in rings:
                at = [(points(n * self._step(sign) + x * sign / 100), points(y * sign / 100)) for x, y in ring]
                paths.append((("M", *at[0]), *(("L", *p) for p in at[1:]), ("Z",)))
        return Freeform(name=title, rect=rect, paths=tuple(paths), fill=fill, line=line)


def _mirrored(rings: tuple[_icons.Ring, ...], width: float) -> tuple[_icons.Ring, ...]:
    return tuple(tuple((width - x, y) for x, y in ring) for ring in rings)


def _plan(draft: FigureDraft) -> FigurePlan:
    figure = _Pictogram(draft)
    unit = draft.unit or ""
    notes = [draft.words.each_sign.format(draft.number(figure.each, unit))]
    if any(is_doubtful(q) for q in draft.table.values):
        notes.append(draft.chart_words.hatched)
    warnings: list[Advice] = []
    if draft.each and figure.each != draft.each:
        warnings.append(
            (
                f"there are too many icons for 'each: {draft.each:g}'; each icon stands for {figure.each:g}",
                "crowded",
                f"use 'each: {figure.each:g}' or more",
            )
        )
    if draft.width - figure.left - figure._values(figure.value_size) < 60:
        warnings.append(
            ("the space is too narrow for this figure", "crowded", "give it more space, or shorten the names")
        )
    if draft.table.values and not figure._longest():
        warnings.append(("all numbers are zero, so there are no icons to draw", "no-values", "leave the figure out"))
    return FigurePlan(len(draft.table.categories), figure.fits, figure.draw, tuple(notes), tuple(warnings))


MODEL = FigureType("rows of identical icons, each for the same number", lambda w: w.pictogram, _plan, no_negatives)
