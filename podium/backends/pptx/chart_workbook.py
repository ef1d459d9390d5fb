"""The workbook behind a native chart: what "Edit data" opens.

In: a `ChartSpec`. Out: python-pptx's chart data, which knows the cells that the chart's references name, and
the bytes of the .xlsx. A column holds one series, with the number that is drawn; a value that is not known is
an empty cell, a sum is a formula. To the right of all series stand the lengths of their whiskers and, as text, the
figures in the words of the source, so that no cell makes an uncertain figure look exact. Texts stay texts: "=1+1"
in an outline is no formula. (Scatter and bubble charts have a sheet of their own: `chart_cloud`.)
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from podium.layout.charts import ChartSpec, Series

if TYPE_CHECKING:
    from pptx.chart.data import CategoryChartData

_SHEET = "Sheet1"  # as python-pptx calls it in its references
_CREATED = datetime(1980, 1, 1)  # in every build; XlsxWriter takes it as UTC
_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CATEGORY_WIDTH, SOURCE_WIDTH = 24, 22  # of columns, in characters


class Cells(NamedTuple):
    """Numbers under one another: their column and their first and last row, from 0; None is a blank cell."""

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


def number_reference(cells: Cells) -> str:
    """`c:numRef` with its cache."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{plain(v)}</c:v></c:pt>' for n, v in enumerate(cells.values) if v is not None
    )
    return (
        f"<c:numRef><c:f>{cells.reference}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(cells.values)}"/>{points}</c:numCache></c:numRef>'
    )


def spans(spec: ChartSpec, n: int) -> tuple[Cells, Cells]:
    """How far the whiskers of series `n` go up and down, with their cells."""
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
    """A workbook with its sheet, the same bytes for the same cells; it is written into `out` at the end."""
    from xlsxwriter import Workbook

    book = Workbook(out, _AS_TEXT)
    book.set_properties({"created": _CREATED})
    yield book, book.add_worksheet(_SHEET)
    book.close()


def workbook(spec: ChartSpec) -> tuple[CategoryChartData, bytes]:
    """python-pptx's data of the chart, and its workbook."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format="General")
    data.categories = spec.categories
    for series in spec.series:
        data.add_series(series.name, [plain(p.number) for p in series.points])
    return data, _writer()(data, spec).xlsx_blob


def plain(number: float | None) -> float | int | None:
    """The number for a cell: whole numbers without their ".0"."""
    return int(number) if number is not None and number == int(number) else number


@cache
def _writer() -> type[Any]:
    """The class is made on demand, for python-pptx is imported only when there is something to write."""
    from pptx.chart.xlsx import CategoryWorkbookWriter

    class Writer(CategoryWorkbookWriter):  # type: ignore[misc]
        """python-pptx's sheet with fixed dates, with sums, and with the source's words."""

        def __init__(self, data: CategoryChartData, spec: ChartSpec) -> None:
            super().__init__(data)
            self.spec = spec

        @contextmanager
        def _open_worksheet(self, xlsx_file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
            with new_book(xlsx_file) as pair:
                yield pair

        def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
            super()._populate_worksheet(workbook, worksheet)
            worksheet.set_column(0, 0, CATEGORY_WIDTH)
            self._write_sums(worksheet)
            self._write_source(worksheet, self._write_spans(worksheet))

        def _write_sums(self, worksheet: Any) -> None:
            """A sum adds up the series to its left, so that it follows when they are edited."""
            for column, series in enumerate(self.spec.series, start=1):
                if not series.total:
                    continue
                first, last = self._column_reference(2), self._column_reference(column)
                for row, point in enumerate(series.points, start=1):
                    if point.number is not None:
                        formula = f"=SUM({first}{row + 1}:{last}{row + 1})"
                        worksheet.write_formula(row, column, formula, None, plain(point.number))

        def _write_spans(self, worksheet: Any) -> int:
            """Two columns for each series with whiskers; the first column that is free after them."""
            column = len(self.spec.series) + 1
            for n, series in enumerate(self.spec.series):
                if not _has_spans(series):
                    continue
                for sign, cells in zip("+−", spans(self.spec, n), strict=True):
                    column = cells.column + 1
                    worksheet.write_string(0, cells.column, f"{series.name} {sign}")
                    for row, value in enumerate(cells.values, start=1):
                        if value is not None:
                            worksheet.write_number(row, cells.column, plain(value))
            return column

        def _write_source(self, worksheet: Any, column: int) -> None:
            """One text column for each series that has an uncertain value, from `column` on."""
            for series in self.spec.series:
                if series.total or all(v is None or v.is_exact for v in series.values):
                    continue
                worksheet.set_column(column, column, SOURCE_WIDTH)
                worksheet.write_string(0, column, self.spec.source_heading.format(series.name))
                for row, value in enumerate(series.values, start=1):
                    if value is not None and value.text:
                        worksheet.write_string(row, column, value.text)
                column += 1

    return Writer
