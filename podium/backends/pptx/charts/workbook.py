"""The workbook behind a native chart: what "Edit data" opens.

In: a `ChartSpec`. Out: the bytes of the .xlsx, and the parts of a chart's XML that refer to its cells. Each series has
a column with the numbers that are drawn; an unknown value is an empty cell, a sum is a formula. To the right of all
series are the lengths of their whiskers and, as text, the numbers in the words of the source, so that no cell makes an
uncertain number look exact. Texts stay texts: "=1+1" in an outline is not a formula. (For the sheets of scatter and
bubble charts see `points`.)
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from podium.backends.pptx.xml import text
from podium.scene.charts import ChartSpec, Series

_SHEET = "Sheet1"
_DATES = "yyyy\\-mm\\-dd"
_CREATED = datetime(1980, 1, 1)  # the same in every build; XlsxWriter takes it as UTC
_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CATEGORY_WIDTH, SOURCE_WIDTH = 24, 22  # of columns, in characters


class Cells(NamedTuple):
    """Numbers in a column: the column and the first and last row, from 0; None is a blank cell."""

    column: int
    first: int
    last: int
    values: tuple[float | None, ...]

    @property
    def reference(self) -> str:
        """`Sheet1!$B$2:$B$4`."""
        from xlsxwriter.utility import xl_col_to_name

        column = xl_col_to_name(self.column)
        end = f":${column}${self.last + 1}" if self.last > self.first else ""
        return f"{_SHEET}!${column}${self.first + 1}{end}"


def number_reference(cells: Cells, number_format: str = "General") -> str:
    """`c:numRef` with its cache."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{plain(v)}</c:v></c:pt>' for n, v in enumerate(cells.values) if v is not None
    )
    return (
        f"<c:numRef><c:f>{cells.reference}</c:f><c:numCache><c:formatCode>{number_format}</c:formatCode>"
        f'<c:ptCount val="{len(cells.values)}"/>{points}</c:numCache></c:numRef>'
    )


def spans(spec: ChartSpec, n: int) -> tuple[Cells, Cells]:
    """The lengths of the whiskers of series `n` up and down, with their cells."""
    before = sum(map(_has_spans, spec.series[:n]))
    up, down = [], []
    for point in spec.series[n].points:
        span, number = point.span, point.number or 0.0
        up.append(round(span.high - number, 9) if span else None)
        down.append(round(number - span.low, 9) if span else None)
    column, last = len(spec.series) + 1 + 2 * before, len(spec.categories)
    return Cells(column, 1, last, tuple(up)), Cells(column + 1, 1, last, tuple(down))


def _has_spans(series: Series) -> bool:
    return any(p.span for p in series.points)


@contextmanager
def new_book(out: io.BytesIO) -> Iterator[tuple[Any, Any]]:
    """A new workbook and its sheet, the same bytes for the same cells; it is written into `out` at the end."""
    from xlsxwriter import Workbook

    book = Workbook(out, _AS_TEXT)
    book.set_properties({"created": _CREATED})
    yield book, book.add_worksheet(_SHEET)
    book.close()


def series_data(spec: ChartSpec, n: int) -> tuple[str, str]:
    """`c:tx` of series `n`, and its `c:cat` and `c:val`, with references and caches."""
    last, series = len(spec.categories), spec.series[n]
    values = Cells(n + 1, 1, last, tuple(p.number for p in series.points))
    if spec.time is None:
        categories = text_reference(Cells(0, 1, last, ()), spec.categories)
    else:
        # The cache marks them as dates whatever the format of the cells: LibreOffice spaces only dates by days.
        categories = number_reference(Cells(0, 1, last, spec.time.serials), _DATES)
    return series_name(n + 1, series.name), f"<c:cat>{categories}</c:cat><c:val>{number_reference(values)}</c:val>"


def series_name(column: int, name: str) -> str:
    """`c:tx` for a name at the head of a column."""
    return f"<c:tx>{text_reference(Cells(column, 0, 0, ()), [name])}</c:tx>"


def text_reference(cells: Cells, texts: Sequence[str]) -> str:
    """`c:strRef` with its cache."""
    points = "".join(f'<c:pt idx="{n}"><c:v>{text(t)}</c:v></c:pt>' for n, t in enumerate(texts))
    return (
        f'<c:strRef><c:f>{cells.reference}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
        "</c:strRef>"
    )


def plain(number: float | None) -> float | int | None:
    """The number for a cell: whole numbers without their ".0"."""
    return int(number) if number is not None and number == int(number) else number


def workbook(spec: ChartSpec) -> bytes:
    """The sheet of a chart with categories, as .xlsx."""
    out = io.BytesIO()
    with new_book(out) as (book, page):
        page.set_column(0, 0, CATEGORY_WIDTH)
        if spec.time is None:
            for row, category in enumerate(spec.categories, start=1):
                page.write_string(row, 0, category)
        else:
            look = book.add_format({"num_format": spec.time.cell_format})
            for row, day in enumerate(spec.time.serials, start=1):
                page.write_number(row, 0, day, look)
        for column, series in enumerate(spec.series, start=1):
            page.write_string(0, column, series.name)
            if series.total:
                _write_sums(page, column, series)
            else:
                write_numbers(page, Cells(column, 1, 0, tuple(p.number for p in series.points)))
        free = _write_source(page, spec, _write_spans(page, spec))
        if spec.time is not None and any(str(d) != c for d, c in zip(spec.time.serials, spec.categories, strict=True)):
            page.set_column(free, free, SOURCE_WIDTH)
            page.write_string(0, free, spec.source_heading.format("").strip(" ,"))
            for row, category in enumerate(spec.categories, start=1):
                page.write_string(row, free, category)
    return out.getvalue()


def write_numbers(page: Any, cells: Cells) -> None:
    """The numbers into their cells; None leaves a cell blank."""
    for row, value in enumerate(cells.values, start=cells.first):
        if value is not None:
            page.write_number(row, cells.column, plain(value))


def _write_sums(page: Any, column: int, series: Series) -> None:
    """A sum adds up the series to its left, so that it is updated when they are edited."""
    from xlsxwriter.utility import xl_range

    for row, point in enumerate(series.points, start=1):
        if point.number is not None:
            page.write_formula(row, column, f"=SUM({xl_range(row, 1, row, column - 1)})", None, plain(point.number))


def _write_spans(page: Any, spec: ChartSpec) -> int:
    """Two columns for each series with whiskers; the first column that is free after them."""
    column = len(spec.series) + 1
    for n, series in enumerate(spec.series):
        if not _has_spans(series):
            continue
        for sign, cells in zip("+−", spans(spec, n), strict=True):
            column = cells.column + 1
            page.write_string(0, cells.column, f"{series.name} {sign}")
            write_numbers(page, cells)
    return column


def _write_source(page: Any, spec: ChartSpec, column: int) -> int:
    """One text column for each series that has an uncertain value, from `column` on; the first that is free then."""
    for series in spec.series:
        if series.total or all(v is None or v.is_exact for v in series.values):
            continue
        page.set_column(column, column, SOURCE_WIDTH)
        page.write_string(0, column, spec.source_heading.format(series.name))
        for row, value in enumerate(series.values, start=1):
            if value is not None and value.source:
                page.write_string(row, column, value.source)
        column += 1
    return column
