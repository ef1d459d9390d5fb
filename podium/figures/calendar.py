"""calendar: what happened in which month of which year.

In: dates with numbers, or a plain list of dates that count one each. Out: a row for each year with a square for each
month, darker for higher numbers, with the number in it. What lasted several months is in each of them. A date known
only to a season, or to several months, is hatched in all of them; one known only to its year is in a note below the
figure. The sum at the end of a row counts everything once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import fsum

from podium.figures.base import (
    Drawn,
    Fault,
    FigureDraft,
    FigurePlan,
    FigureType,
    bar,
    bars,
    label,
    stroke,
)
from podium.outline.dates.format import format_date, format_fields
from podium.outline.dates.model import CalendarDate, HistoricalDate
from podium.outline.dates.parse import DateError, parse_date
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.boxes import Box, Hatch, Line
from podium.series.advice import Advice
from podium.series.colours import colour_of_none, text_on_rgb
from podium.series.table import Table
from podium.series.values import is_doubtful

_MONTHS = 12
_HEAD = 26.0  # pt for the names of the months
_ROW = (22.0, 46.0)  # pt: the lowest and the highest row
_MOST_YEARS = 400
_SHORT_GAP = 3  # up to so many years without events have a row each
_SHADES = (0.28, 0.5, 0.75, 1.0)  # of the colour, from little to much
_NAME_SIZE, _VALUE_SIZE = 16.0, 16.0


@dataclass(slots=True)
class _Cell:
    """A month: the numbers that certainly belong there, and whether others may."""

    values: list[Quantity] = field(default_factory=list)
    perhaps: bool = False


def _months(date: HistoricalDate) -> tuple[int, int]:
    """The first and last month in which the date can be, counted from the year 0."""
    (y, m, _), (z, n, _) = date.earliest, date.latest
    return y * _MONTHS + m - 1, z * _MONTHS + n - 1


def _lasted(date: HistoricalDate) -> bool:
    """Whether the date is a period of all its months, not a day in one of them."""
    known = ("day", "month")
    return date.form == "span" and date.first.precision in known and date.last.precision in known


class _Calendar:
    """The layout that all years share."""

    def __init__(self, draft: FigureDraft) -> None:
        self.draft = draft
        self.cells: dict[int, _Cell] = {}
        self.years: dict[int, list[Quantity]] = {}
        self.unplaced: list[str] = []
        for name, row in zip(draft.table.categories, draft.table.cells, strict=True):
            self._take(parse_date(name, draft.lang), row[0])
        self.first, self.last = min(self.years), max(self.years)
        self.total = {c: _sum(cell.values) for c, cell in self.cells.items() if cell.values}
        self.most = max((q.best or 0.0 for q in self.total.values()), default=1.0) or 1.0
        taken = {draft.side(c) for c in draft.table.series}
        plain = "ochre" if "ochre" in draft.free else colour_of_none(draft.free)
        self.colour = next((c for c in taken if c), plain)
        self.rows = list(_stretches(sorted(self.years)))
        self.names = max(draft.measure(self._year(y), _NAME_SIZE, True) for y in (self.first, self.last)) + 14
        gaps = [self._years(a, b) for a, b in self.rows if a != b]
        self.names = max([self.names, *(draft.measure(text, 16.0) + 14 for text in gaps)])
        self.sums = (
            max(
                [draft.measure(self._said(_sum(v)), _VALUE_SIZE, True) for v in self.years.values()]
                + [draft.measure(draft.chart_words.total, 16.0)]
            )
            + 16
        )
        self.cell = max(8.0, (draft.width - self.names - self.sums) / _MONTHS)
        self.fits = max(1, int((draft.height - _HEAD) / _ROW[0]))

    def _take(self, date: HistoricalDate, q: Quantity | None) -> None:
        first, last = _months(date)
        q = q or Quantity("", None, None, None, "unknown")
        self.years.setdefault(first // _MONTHS, []).append(q)
        self.years.setdefault(last // _MONTHS, [])
        sure = (first == last or _lasted(date)) and not (date.approximate or date.uncertain)
        if not sure and last - first >= _MONTHS - 1:
            self.unplaced.append(f"{format_date(date, self.draft.lang)} ({self.draft.says(q)})")
            return
        for month in range(first, last + 1):
            cell = self.cells.setdefault(month, _Cell())
            if sure:
                cell.values.append(q)
            else:
                cell.perhaps = True

    def _year(self, year: int) -> str:
        return format_fields(CalendarDate("year", year), "y", self.draft.lang)

    def _years(self, first: int, last: int) -> str:
        span = HistoricalDate("", CalendarDate("year", first), CalendarDate("year", last), "span")
        return format_date(span, self.draft.lang, "short")

    def _said(self, q: Quantity) -> str:
        return format_quantity(q, self.draft.lang)

    def draw(self, rows: range) -> Drawn:
        """The heading with the months, and the years."""
        draft = self.draft
        height = max(_ROW[0], min(_ROW[1], (draft.height - _HEAD) / max(len(rows), 1)))
        boxes: list[Box] = list(self._head())
        for n, row in enumerate(rows):
            first, last = self.rows[row]
            made = self._row if first == last else self._gap
            boxes += made(first, last, _HEAD + n * height, height)
        return Drawn(boxes, draft.width, _HEAD + len(rows) * height)

    def _head(self) -> Iterator[Box]:
        draft = self.draft
        months = [
            format_fields(CalendarDate("month", 2000, m), "M", draft.lang).rstrip(".") for m in range(1, _MONTHS + 1)
        ]
        if max(draft.measure(m, 16.0) for m in months) > self.cell - 4:
            months = [str(m) for m in range(1, _MONTHS + 1)]
        widest = max(draft.measure(m, 16.0) for m in months) + 2
        every = next((n for n in (1, 2, 3) if widest < n * self.cell), 6)
        for n, month in list(enumerate(months))[::every]:
            place = (self.names + (n + 0.5) * self.cell - widest / 2, _HEAD / 2 - 2, widest)
            yield label(draft, f"Month {month}", place, month, 16.0, colour="ink2", align="centre")
        x = self.names + _MONTHS * self.cell
        yield label(
            draft, "Total", (x, _HEAD / 2 - 2, self.sums), draft.chart_words.total, 16.0, colour="ink2", align="right"
        )

    def _gap(self, first: int, last: int, y: float, height: float) -> Iterator[Box]:
        """Years without events as one row: a rule instead of squares."""
        text, middle = self._years(first, last), y + height / 2
        yield label(self.draft, f"Years {text}", (0, middle, self.names), text, 16.0, colour="ink2")
        end = self.names + _MONTHS * self.cell
        yield stroke(f"Nothing in {text}", self.names + 1.5, middle, end - 1.5, middle, Line("hairline", 1.0, "dot"))

    def _row(self, year: int, last: int, y: float, height: float) -> Iterator[Box]:
        draft, middle = self.draft, y + height / 2
        yield label(draft, f"Year {year}", (0, middle, self.names), self._year(year), _NAME_SIZE, bold=True)
        months = [(year * _MONTHS + n, self.names + n * self.cell) for n in range(_MONTHS)]
        empty = [(x + 1.5, y + 1.5, self.cell - 3, height - 3) for at, x in months if at not in self.cells]
        if empty:
            yield bars(f"Nothing in {self._year(year)}", empty, "panel")
        for at, x in months:
            if at in self.cells:
                yield from self._month(at, x, y, height)
        happened = self.years.get(year)
        elsewhere = any(at in self.cells for at, _ in months)  # an event that began in another year is counted there
        text = self._said(_sum(happened)) if happened else "" if elsewhere else "–"
        if text:
            place = (self.names + _MONTHS * self.cell, middle, self.sums)
            ink = "ink" if happened else "ink2"
            yield label(
                draft, f"Total {year}", place, text, _VALUE_SIZE, colour=ink, bold=bool(happened), align="right"
            )

    def _month(self, at: int, x: float, y: float, height: float) -> Iterator[Box]:
        draft, cell = self.draft, self.cells[at]
        place = (x + 1.5, y + 1.5, self.cell - 3, height - 3)
        year, month = divmod(at, _MONTHS)
        name = f"{self._year(year)}-{month + 1:02}"
        q = self.total.get(at)
        doubtful = cell.perhaps or (q is not None and (is_doubtful(q) or not q.is_known))
        if doubtful:
            yield bar(name, *place, Hatch(self.colour, f"{self.colour}.tint"), Line(self.colour, 1.0))
        else:
            shade = self._shade(q)
            yield bar(name, *place, "panel")
            made = bar(name, *place, self.colour)
            made.alpha = shade
            yield made
        if q is None:
            return
        text, size = self._said(q), _VALUE_SIZE
        width = draft.measure(text, size, True)
        if width > self.cell - 6:
            size, width = 16.0, draft.measure(text, 16.0, True)
        if width > self.cell - 2:
            return  # the sum of the row includes it, and the plan warns
        if doubtful:  # text needs a plain ground
            yield bar(
                f"{name} ground",
                x + self.cell / 2 - width / 2 - 2,
                y + height / 2 - 9,
                width + 4,
                18,
                f"{self.colour}.tint",
            )
        colour = self._ink(self._shade(q)) if not doubtful else "ink"
        yield label(
            draft, f"{name} value", (x, y + height / 2, self.cell), text, size, colour=colour, bold=True, align="centre"
        )

    def _shade(self, q: Quantity | None) -> float:
        """The strength of a month's colour; if all months have the same number, a medium one."""
        if q is None or not q.best:
            return _SHADES[0]
        if all(other.best == q.best for other in self.total.values()):
            return _SHADES[2]
        return _SHADES[min(3, int(q.best / self.most * 4 - 1e-9))]

    def _ink(self, shade: float) -> str:
        """The colour role of text on the colour at that strength: ink or ground, whichever has more contrast."""
        theme = self.draft.compose.theme
        mixed = "".join(
            f"{round(shade * a + (1 - shade) * b):02X}"
            for a, b in zip(*(bytes.fromhex(theme.rgb(r)) for r in (self.colour, "panel")), strict=True)
        )
        return text_on_rgb(mixed, theme)

    def hidden(self) -> int:
        """How many numbers do not fit their squares."""
        return sum(self.draft.measure(self._said(q), 16.0, True) > self.cell - 2 for q in self.total.values())


def _stretches(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The rows as (first, last) years: one for each year, but a single one for a longer gap without events."""
    for before, year in zip((years[0] - 1, *years[:-1]), years, strict=True):
        between = range(before + 1, year)
        if len(between) > _SHORT_GAP:
            yield between[0], between[-1]
        else:
            yield from ((y, y) for y in between)
        yield year, year


def _sum(values: Sequence[Quantity]) -> Quantity:
    """The sum of what is known: exact only if all parts are, unknown if none is known."""
    known = [q for q in values if q.best is not None]
    if not known:
        return Quantity("", None, None, None, "unknown")
    if len(known) == 1 == len(values):
        return known[0]
    best = fsum(q.best or 0.0 for q in known)
    kinds = {q.kind for q in known} - {"exact"}
    kind = (
        "at-least"
        if len(known) < len(values)
        else "exact"
        if not kinds
        else kinds.pop()
        if len(kinds) == 1
        else "about"
    )
    if kind == "range":
        return Quantity(
            "", fsum(q.low or 0.0 for q in known), fsum(q.high or 0.0 for q in known), best, "range", known[0].unit
        )
    return Quantity("", best, best, best, kind, known[0].unit)


def _plan(draft: FigureDraft) -> FigurePlan:
    figure = _Calendar(draft)
    notes = [draft.words.some_month] if any(c.perhaps for c in figure.cells.values()) else []
    if any(is_doubtful(q) for q in figure.total.values()):
        notes.append(draft.chart_words.hatched)
    notes += [draft.words.no_month.format("; ".join(figure.unplaced))] if figure.unplaced else []
    warnings: list[Advice] = []
    if hidden := figure.hidden():
        warnings.append((f"{hidden} numbers do not fit in their months", "crowded", "give the figure more space"))
    return FigurePlan(len(figure.rows), figure.fits, figure.draw, tuple(notes), tuple(warnings))


def _check(table: Table, lang: str) -> Iterable[Fault]:
    if len(table.series) != 1:
        yield Fault(
            -1,
            -1,
            f"a calendar shows one number for each date, not {len(table.series)}",
            "write '1935-10: 6', or a list of dates",
        )
    years = []
    for n, name in enumerate(table.categories):
        try:
            date = parse_date(name, lang)
        except DateError as e:
            yield Fault(n, -1, str(e))
            continue
        if date.open_start or date.open_end:
            yield Fault(n, -1, f"'{name}' has no start or no end", "write the months it lasted")
            continue
        years += [date.earliest[0], date.latest[0]]
    if years and max(years) - min(years) >= _MOST_YEARS:
        yield Fault(-1, -1, f"{min(years)} to {max(years)} is more than {_MOST_YEARS} years", "use a timeline")


MODEL = FigureType("a square for each month of each year", lambda w: w.calendar, _plan, _check, dated=True)
