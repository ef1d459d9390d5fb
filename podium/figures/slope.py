"""slope: the change of each category between two dates.

In: numbers of two dates by category. Out: a line for each category from one axis to the other, with its name and number
at both ends. Names that would overlap move apart, with a thin leader. A line with a number that is not exact is dashed,
and that end is hollow; a range is a bar along the axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import fsum

from podium.figures.base import (
    PITCH,
    SIZES,
    Drawn,
    Fault,
    FigureDraft,
    FigurePlan,
    FigureType,
    colour_of,
    dot,
    label,
    spread,
    stroke,
)
from podium.outline.quantities import Quantity
from podium.scene.boxes import Box, Line
from podium.series.advice import Advice
from podium.series.colours import deep
from podium.series.table import Table
from podium.series.values import is_doubtful

_HEAD = 30.0  # pt for the dates above the axes
_LEADER = 24.0  # pt from an axis to its labels
_LABEL_SHARE = 0.36  # of the width, at most, for the labels at either side
_HIGHEST = 340.0


class _Slope:
    """The layout that all lines share."""

    def __init__(self, draft: FigureDraft) -> None:
        self.draft, self.table = draft, draft.table
        limit = draft.width * _LABEL_SHARE - _LEADER
        for self.size in map(float, SIZES):
            self.wide = [
                max((draft.measure(t, self.size, True) for t in self._texts(end)), default=0.0) for end in (0, 1)
            ]
            if max(self.wide) <= limit:
                break
        self.named_twice = self.wide[1] <= limit
        if not self.named_twice:  # long names are only at the left, where they may take more of the width
            limit = draft.width * 0.42 - _LEADER
            self.wide[1] = max((draft.measure(t, self.size, True) for t in self._texts(1)), default=0.0)
        self.wide = [min(w + 2, limit) for w in self.wide]
        rows = range(len(draft.table.categories))
        self.heights = [[self._lines(end, n) * self.size * PITCH for n in rows] for end in (0, 1)]
        highest = max(*self.heights[0], *self.heights[1]) + 3
        self.fits = max(1, int((draft.height - _HEAD) / highest))
        ends = [v for q in draft.table.values for v in (q.low, q.high, q.best) if v is not None]
        self.low, self.high = min([0.0, *ends]), max([0.0, *ends])

    def _texts(self, end: int) -> list[str]:
        return [self._text(end, n) for n in range(len(self.table.categories))]

    def _text(self, end: int, n: int) -> str:
        """The label at one end of a line: name and number at the left, number and name at the right."""
        name, value = self.table.categories[n], self.draft.says(self.table.cells[n][end])
        if end == 0:
            return f"{name}  {value}"
        return f"{value}  {name}" if getattr(self, "named_twice", True) else value

    def _lines(self, end: int, n: int) -> int:
        return self.draft.lines(self._text(end, n), self.size, self.wide[end], True)

    def draw(self, rows: range) -> Drawn:
        draft = self.draft
        height = min(
            draft.height, max(_HIGHEST, _HEAD + fsum(max(self.heights[0][n], self.heights[1][n]) + 3 for n in rows))
        )
        left, right = self.wide[0] + _LEADER, draft.width - self.wide[1] - _LEADER
        top, bottom = _HEAD + self.size, height - self.size * 0.8
        boxes: list[Box] = list(self._axes(left, right, height))
        lines: list[Box] = []
        labels: list[Box] = []
        for end, x in ((0, left), (1, right)):
            wanted = [self._y(self.table.cells[n][end], self.table.cells[n][1 - end], top, bottom) for n in rows]
            places = spread(wanted, [self.heights[end][n] for n in rows], _HEAD, height)
            for n, at, y in zip(rows, places, wanted, strict=True):
                labels += self._label(end, n, x, y, at)
        for n in rows:
            lines += self._line(n, left, right, top, bottom)
        return Drawn([*boxes, *lines, *labels], draft.width, height)

    def _y(self, q: Quantity | None, other: Quantity | None, top: float, bottom: float) -> float:
        """The y of a number; an unknown one has that of the other end of its line."""
        q = q if q is not None and q.best is not None else other
        value = q.best if q is not None and q.best is not None else self.low
        return self._at(value, top, bottom)

    def _at(self, value: float, top: float, bottom: float) -> float:
        return bottom - (value - self.low) / ((self.high - self.low) or 1.0) * (bottom - top)

    def _axes(self, left: float, right: float, height: float) -> Iterator[Box]:
        """The two axes, with their dates above them as centred as the other date allows."""
        middle = (left + right) / 2
        for name, x, (start, end) in zip(
            self.table.series, (left, right), ((0.0, middle - 6), (middle + 6, self.draft.width)), strict=True
        ):
            yield stroke(f"Axis {name}", x, _HEAD - 4, x, height, Line("rule", 1.0))
            size = next((s for s in SIZES if self.draft.measure(name, s, True) < end - start), SIZES[-1])
            width = min(self.draft.measure(name, size, True) + 2, end - start)
            at = min(max(start, x - width / 2), end - width)
            yield label(self.draft, f"Date {name}", (at, _HEAD / 2 - 4, width), name, size, align="centre", bold=True)

    def _label(self, end: int, n: int, x: float, y: float, at: float) -> Iterator[Box]:
        q, colour = self.table.cells[n][end], colour_of(self.draft, self.table.categories[n])
        known = q is not None and q.best is not None
        side = -1 if end == 0 else 1
        if known and abs(at - y) > 3:
            yield stroke("Leader", x + side * 9, y, x + side * (_LEADER - 5), at, Line(colour, 0.75))
        start = x - _LEADER - self.wide[0] if end == 0 else x + _LEADER
        yield label(
            self.draft,
            self._text(end, n),
            (start, at, self.wide[end]),
            self._text(end, n),
            self.size,
            colour=deep(colour),
            bold=True,
            align="right" if end == 0 else "left",
        )

    def _line(self, n: int, left: float, right: float, top: float, bottom: float) -> Iterator[Box]:
        pair, name = self.table.cells[n], self.table.categories[n]
        colour = colour_of(self.draft, name)
        ys = [self._y(q, None, top, bottom) if q is not None and q.best is not None else None for q in pair]
        if ys[0] is not None and ys[1] is not None:
            doubtful = any(is_doubtful(q) for q in pair)
            yield stroke(name, left, ys[0], right, ys[1], Line(colour, 3.0, "dash" if doubtful else "solid"))
        for q, x, y in zip(pair, (left, right), ys, strict=True):
            if y is None or q is None:
                continue
            if q.kind == "range" and q.low is not None and q.high is not None:
                yield stroke(
                    f"{name} range",
                    x,
                    self._at(q.low, top, bottom),
                    x,
                    self._at(q.high, top, bottom),
                    Line(colour, 6.0),
                )
            yield dot(f"{name} {self.draft.says(q)}", x, y, 7, colour, hollow=is_doubtful(q))


def _plan(draft: FigureDraft) -> FigurePlan:
    figure = _Slope(draft)
    notes = [draft.words.dashed] if any(is_doubtful(q) for q in draft.table.values) else []
    warnings: list[Advice] = []
    if draft.width - fsum(figure.wide) - 2 * _LEADER < draft.width / 6:
        warnings.append(
            ("the names leave no room for the lines", "crowded", "shorten them, or give the figure more space")
        )
    return FigurePlan(len(draft.table.categories), figure.fits, figure.draw, tuple(notes), tuple(warnings))


def _check(table: Table, lang: str) -> Iterable[Fault]:
    if len(table.series) != 2:
        yield Fault(
            -1,
            -1,
            f"a slope chart compares two dates, not {len(table.series)}",
            "write 'Japan: {1938: 7300, 1939: 38000}'" if len(table.series) < 2 else "use a chart of 'type: line'",
        )


MODEL = FigureType("a line for each category from one date to another", lambda w: w.slope, _plan, _check)
