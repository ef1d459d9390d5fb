"""Scatter and bubble charts: their sheet, and the XML of the chart that refers to it.

In: a `ChartSpec` whose points have an x. Out: the bytes of the .xlsx, and the parts of a chart's XML that refer to
its cells.

The sheet has a row for every point: its name, x, one column of values for each series, then weights, the lengths of
whiskers, and the words of the source. A series owns the rows of its points.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from podium.backends.pptx.charts.workbook import (
    CATEGORY_WIDTH,
    SOURCE_WIDTH,
    Cells,
    new_book,
    number_reference,
    series_name,
    write_numbers,
)
from podium.scene.charts import ChartSpec, Point, Span, Value

_NAMES, _X, _FIRST = 0, 1, 2  # columns: names, x, the first series


class _Sheet(NamedTuple):
    """Positions on the sheet of a spec: columns from 0, rows from 0 with the headings in row 0."""

    spec: ChartSpec

    @property
    def weights(self) -> int:
        """The column of weights, if there are any."""
        return _FIRST + len(self.spec.series)

    @property
    def whiskers(self) -> int:
        """The first of the columns of whiskers: up, down, right, left."""
        return self.weights + (self.spec.traits.weighted)

    def rows(self, series: int) -> tuple[int, int]:
        """The first and the last row of a series."""
        first = 1 + sum(len(s.points) for s in self.spec.series[:series])
        return first, first + len(self.spec.series[series].points) - 1

    def cells(self, column: int, series: int, values: Sequence[float | None]) -> Cells:
        """The values of a series in a column."""
        return Cells(column, *self.rows(series), tuple(values))


def xy_data(spec: ChartSpec, n: int) -> tuple[str, str]:
    """`c:tx` of series `n`, and its data with references and caches."""
    sheet, points = _Sheet(spec), spec.series[n].points
    parts = {
        "xVal": sheet.cells(_X, n, [_number(p.x) for p in points]),
        "yVal": sheet.cells(_FIRST + n, n, [p.number for p in points]),
    }
    if spec.traits.weighted:
        parts["bubbleSize"] = sheet.cells(sheet.weights, n, [_number(p.weight) for p in points])
    data = "".join(f"<c:{name}>{number_reference(cells)}</c:{name}>" for name, cells in parts.items())
    return series_name(_FIRST + n, spec.series[n].name), data


def xy_spans(spec: ChartSpec, n: int, across: bool) -> tuple[Cells, Cells]:
    """The whiskers of series `n`: their lengths up and down, or (`across`) to the right and to the left."""
    sheet, points = _Sheet(spec), spec.series[n].points
    column = sheet.whiskers + 2 * across
    return (
        sheet.cells(column, n, [_length(p, across, 1) for p in points]),
        sheet.cells(column + 1, n, [_length(p, across, -1) for p in points]),
    )


def _length(point: Point, across: bool, way: int) -> float | None:
    """The length of a whisker from its point, None without one."""
    span: Span | None = point.x_span if across else point.span
    at = _number(point.x) if across else point.number
    if span is None or at is None:
        return None
    return round(span.high - at if way > 0 else at - span.low, 9)


def _number(value: Value | None) -> float | None:
    return value.number if value is not None else None


# ---------------------------------------------------------------------------------------- workbook


def xy_workbook(spec: ChartSpec) -> bytes:
    """The sheet as .xlsx."""
    sheet, out = _Sheet(spec), io.BytesIO()
    with new_book(out) as (_, page):
        page.set_column(_NAMES, _NAMES, CATEGORY_WIDTH)
        names, x, y, weight = spec.headings
        headings = {_NAMES: names, _X: x} | {_FIRST + n: s.name for n, s in enumerate(spec.series)}
        if spec.traits.weighted:
            headings[sheet.weights] = weight
        points = [p for s in spec.series for p in s.points]
        for row, point in enumerate(points, start=1):
            page.write_string(row, _NAMES, point.name)
        columns = chain.from_iterable(_columns(sheet, n) for n in range(len(spec.series)))
        for cells in columns:
            write_numbers(page, cells)
        last = sheet.whiskers
        if any(p.span or p.x_span for p in points):
            headings |= {last: f"{y} +", last + 1: f"{y} −", last + 2: f"{x} +", last + 3: f"{x} −"}
            last += 4
        for name, values in ((x, [p.x for p in points]), (y, [p.value for p in points]),
                             (weight, [p.weight for p in points])):  # fmt: skip
            if any(v is not None and not v.is_exact for v in values):
                headings[last] = spec.source_heading.format(name)
                page.set_column(last, last, SOURCE_WIDTH)
                for row, value in enumerate(values, start=1):
                    if value is not None:
                        page.write_string(row, last, value.source)
                last += 1
        for column, heading in headings.items():
            page.write_string(0, column, heading)
    return out.getvalue()


def _columns(sheet: _Sheet, n: int) -> Iterator[Cells]:
    """All numbers in the rows of a series."""
    points = sheet.spec.series[n].points
    yield sheet.cells(_X, n, [_number(p.x) for p in points])
    yield sheet.cells(_FIRST + n, n, [p.number for p in points])
    if sheet.spec.traits.weighted:
        yield sheet.cells(sheet.weights, n, [_number(p.weight) for p in points])
    for across in (False, True):
        yield from xy_spans(sheet.spec, n, across)
