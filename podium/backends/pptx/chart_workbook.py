"""The workbook behind a native chart: what "Edit data" opens.

In: a `ChartSpec`. Out: python-pptx's chart data, which knows the cells that the chart's references name, and
the bytes of the .xlsx. A column holds one series, with the number that is drawn; a value that is not known is
an empty cell, a sum is a formula. To the right of all series stand, as text, the figures in the words of the
source, so that no cell makes an uncertain figure look exact. Texts stay texts: "=1+1" in an outline is no
formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from podium.layout.charts import ChartSpec

if TYPE_CHECKING:
    from pptx.chart.data import CategoryChartData

_CREATED = datetime(1980, 1, 1)  # in every build; XlsxWriter takes it as UTC
_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CATEGORY_WIDTH, _SOURCE_WIDTH = 24, 22  # of columns, in characters


def workbook(spec: ChartSpec) -> tuple[CategoryChartData, bytes]:
    """python-pptx's data of the chart, and its workbook."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format="General")
    data.categories = spec.categories
    for series in spec.series:
        data.add_series(series.name, [_plain(p.number) for p in series.points])
    return data, _writer()(data, spec).xlsx_blob


def _plain(number: float | None) -> float | int | None:
    """Whole numbers without their ".0"."""
    return int(number) if number is not None and number == int(number) else number


@cache
def _writer() -> type[Any]:
    """The class is made on demand, for python-pptx is imported only when there is something to write."""
    from pptx.chart.xlsx import CategoryWorkbookWriter
    from xlsxwriter import Workbook

    class Writer(CategoryWorkbookWriter):  # type: ignore[misc]
        """python-pptx's sheet with fixed dates, with sums, and with the source's words."""

        def __init__(self, data: CategoryChartData, spec: ChartSpec) -> None:
            super().__init__(data)
            self.spec = spec

        @contextmanager
        def _open_worksheet(self, xlsx_file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
            book = Workbook(xlsx_file, _AS_TEXT)
            book.set_properties({"created": _CREATED})
            yield book, book.add_worksheet("Sheet1")
            book.close()

        def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
            super()._populate_worksheet(workbook, worksheet)
            worksheet.set_column(0, 0, _CATEGORY_WIDTH)
            self._write_sums(worksheet)
            self._write_source(worksheet)

        def _write_sums(self, worksheet: Any) -> None:
            """A sum adds up the series to its left, so that it follows when they are edited."""
            for column, series in enumerate(self.spec.series, start=1):
                if not series.total:
                    continue
                first, last = self._column_reference(2), self._column_reference(column)
                for row, point in enumerate(series.points, start=1):
                    if point.number is not None:
                        formula = f"=SUM({first}{row + 1}:{last}{row + 1})"
                        worksheet.write_formula(row, column, formula, None, _plain(point.number))

        def _write_source(self, worksheet: Any) -> None:
            """One text column for each series that has an uncertain value."""
            column = len(self.spec.series) + 1
            for series in self.spec.series:
                if series.total or all(v is None or v.is_exact for v in series.values):
                    continue
                worksheet.set_column(column, column, _SOURCE_WIDTH)
                worksheet.write_string(0, column, self.spec.source_heading.format(series.name))
                for row, value in enumerate(series.values, start=1):
                    if value is not None and value.text:
                        worksheet.write_string(row, column, value.text)
                column += 1

    return Writer
