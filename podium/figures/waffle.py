"""waffle: a hundred squares, divided among the categories.

In: numbers by category, of up to four series. Out: ten rows of ten squares for each series, filled from the upper left
in the order of the table; the shares add up to a hundred (largest remainder method). Names with number and share are
beside their squares. The squares of a number that is not exact are hatched, and its share is "about" so many percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import fsum

from podium.figures.base import (
    PITCH,
    SIZES,
    Drawn,
    Fault,
    FigureDraft,
    FigurePlan,
    FigureType,
    bars,
    label,
    no_negatives,
    spread,
    stroke,
)
from podium.outline.quantities import Quantity
from podium.scene.boxes import Box, Hatch, Line
from podium.series.advice import Advice
from podium.series.colours import chart_colours, deep, fill_of
from podium.series.table import Table
from podium.series.values import is_doubtful

_SIDE = 10  # squares in a row and in a column
_MOST_WAFFLES, _MOST_NAMES = 4, 8
_GAP = 22.0  # pt between the squares and the names
_TITLE = 26.0
_HIGHEST = 320.0


def _numbers(table: Table, s: int) -> list[float]:
    return [(q.best or 0.0) if q is not None else 0.0 for q in table.column(s)]


def shares(numbers: Sequence[float]) -> list[int]:
    """How many of a hundred squares each number has; none if all are zero."""
    total = fsum(numbers)
    if total <= 0:
        return [0] * len(numbers)
    exact = [n / total * 100 for n in numbers]
    squares = [int(e + 1e-9) for e in exact]
    for n in sorted(range(len(exact)), key=lambda n: squares[n] - exact[n])[: 100 - sum(squares)]:
        squares[n] += 1
    return squares


def _folded(draft: FigureDraft) -> Table:
    """The table with its smallest categories added up as one, if there are too many to tell apart."""
    table = draft.table
    if len(table.categories) <= _MOST_NAMES:
        return table
    order = sorted(range(len(table.categories)), key=lambda n: -fsum(q.best or 0.0 for q in table.cells[n] if q))
    kept = sorted(order[: _MOST_NAMES - 1])
    rest = [n for n in range(len(table.categories)) if n not in kept]
    sums = tuple(_sum([table.cells[n][s] for n in rest]) for s in range(len(table.series)))
    names = (*(table.categories[n] for n in kept), draft.chart_words.more.format(len(rest)))
    return Table(names, table.series, (*(table.cells[n] for n in kept), sums))


def _sum(values: Sequence[Quantity | None]) -> Quantity:
    known = [q for q in values if q is not None and q.best is not None]
    best = fsum(q.best or 0.0 for q in known)
    exact = len(known) == len(values) and all(q.is_exact for q in known)
    return Quantity("", best, best, best, "exact" if exact else "about", known[0].unit if known else "")


class _Waffle:
    """The layout that all squares share."""

    def __init__(self, draft: FigureDraft) -> None:
        self.table = _folded(draft)
        self.draft = replace(draft, table=self.table)
        single = Table(self.table.categories, ("",), tuple((None,) for _ in self.table.categories))
        self.colours = [row[0] for row in chart_colours(single, "pie", draft.highlight, draft.side, draft.free).points]
        self.several = len(self.table.series) > 1
        self.count = len(self.table.series)
        self.title = _TITLE if self.several else 0.0
        height = min(draft.height, _HIGHEST) - self.title
        share = 0.72 if self.several else 0.55
        self.edge = max(40.0, min(height, (draft.width * share - (self.count - 1) * _GAP) / self.count))
        self.names = self.count * (self.edge + _GAP)
        self.width = draft.width - self.names
        self.size, self.heights = self._fitted()

    def _texts(self, n: int) -> list[str]:
        """The name and, if there is only one series, number and share below it."""
        name, q = self.table.categories[n], self.table.cells[n][0]
        if self.several:
            return [name]
        if q is None or q.best is None:
            return [name, self.draft.says(q)]
        total = fsum(_numbers(self.table, 0)) or 1.0
        doubtful = any(is_doubtful(v) for v in self.table.values)
        percent = round(q.best / total * 100)
        share = Quantity("", percent, percent, percent, "about" if doubtful else "exact", "%")
        number = self.draft.says(q)
        same = total == 100 and not doubtful and percent == q.best  # the numbers are shares already
        return [name, self.draft.says(share) if same else f"{number} · {self.draft.says(share)}"]

    def _fitted(self) -> tuple[float, list[float]]:
        for size in (22, 20, *SIZES):
            heights = [
                sum(self.draft.lines(t, size, self.width, k == 0) for k, t in enumerate(self._texts(n))) * size * PITCH
                for n in range(len(self.table.categories))
            ]
            if fsum(heights) + 4 * len(heights) <= self.edge:
                break
        return float(size), heights

    def draw(self, rows: range) -> Drawn:
        """The squares of all series, and the names."""
        boxes: list[Box] = []
        for s in range(self.count):
            x = s * (self.edge + _GAP)
            if self.several:
                boxes.append(
                    label(
                        self.draft,
                        f"Title {self.table.series[s]}",
                        (x, _TITLE / 2 - 4, self.edge),
                        self.table.series[s],
                        16,
                        bold=True,
                    )
                )
            boxes += self._squares(s, x)
        return Drawn([*boxes, *self._labels()], self.draft.width, max(self.title + self.edge, self.bottom))

    def _squares(self, s: int, x: float) -> Iterator[Box]:
        pitch = self.edge / _SIDE
        side, at = pitch * 0.86, 0
        counts = shares(_numbers(self.table, s))
        for n, count in enumerate(counts):
            q, colour = self.table.cells[n][s], self.colours[n]
            fill = fill_of(colour, q)
            line = Line(colour, 0.75) if isinstance(fill, Hatch) else None
            name = f"{self.table.categories[n]} {self.table.series[s]}".strip()
            squares = (divmod(k, _SIDE) for k in range(at, at + count))
            if count:
                places = [(x + column * pitch, self.title + row * pitch, side, side) for row, column in squares]
                yield bars(name, places, fill, line)
            at += count

    def _labels(self) -> Iterator[Box]:
        """Each name at the height of its squares, moved apart if they overlap."""
        counts = shares(_numbers(self.table, self.count - 1))
        wanted, at, pitch = [], 0, self.edge / _SIDE
        for count in counts:
            wanted.append(self.title + (at + count / 2) / _SIDE * pitch)
            at += count
        places = spread(wanted, self.heights, self.title, self.title + self.edge, 4.0)
        self.bottom = max((p + h / 2 for p, h in zip(places, self.heights, strict=True)), default=0.0)
        for n, (middle, height) in enumerate(zip(places, self.heights, strict=True)):
            colour, y = self.colours[n], middle - height / 2
            yield stroke(
                f"Key {self.table.categories[n]}",
                self.names - 10,
                y + 2,
                self.names - 10,
                middle + height / 2 - 2,
                Line(colour, 4.0),
            )
            for k, text in enumerate(self._texts(n)):
                tall = self.draft.lines(text, self.size, self.width, k == 0) * self.size * PITCH
                yield label(
                    self.draft,
                    f"{self.table.categories[n]} {k}",
                    (self.names, y + tall / 2, self.width),
                    text,
                    self.size,
                    colour=deep(colour) if k == 0 else "ink",
                    bold=k == 0,
                )
                y += tall


def _plan(draft: FigureDraft) -> FigurePlan:
    figure = _Waffle(draft)
    notes = [draft.words.each_square.format(draft.number(1, "%"))]
    if any(is_doubtful(q) for q in draft.table.values):
        notes.append(draft.chart_words.hatched)
    warnings: list[Advice] = []
    if len(draft.table.categories) > _MOST_NAMES:
        warnings.append(
            (
                f"{len(draft.table.categories)} shares are too many to tell apart; the smallest are added up",
                "crowded",
                f"keep to {_MOST_NAMES}, or use a chart of 'type: bar'",
            )
        )
    if fsum(figure.heights) + 4 * len(figure.heights) > figure.edge + 1 or figure.width < 80:
        warnings.append(
            ("the names do not fit beside the squares", "crowded", "shorten them, or give the figure more space")
        )
    if any(q.best == 0 for q in draft.table.values) and not any(draft.table.numbers):
        warnings.append(("all numbers are zero, so there are no shares to show", "no-values", "leave the figure out"))
    return FigurePlan(1, 1, figure.draw, tuple(notes), tuple(warnings))


def _check(table: Table, lang: str) -> Iterable[Fault]:
    if len(table.series) > _MOST_WAFFLES:
        yield Fault(
            -1,
            -1,
            f"a waffle shows at most {_MOST_WAFFLES} series, not {len(table.series)}",
            "use a chart of 'type: bar-100'",
        )
    yield from no_negatives(table, lang)


MODEL = FigureType("a hundred squares, divided among the categories", lambda w: w.waffle, _plan, _check)
