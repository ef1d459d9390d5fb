"""The points of a scatter or bubble chart: from the outline's `data`, or from a CSV or TSV file.

In: `{point: [x, y]}` or `{series: {point: [x, y]}}`, with a third number for bubbles; or a file whose first column
names the points and whose first row names the axes, with the series in a column headed `series`. Out: `ScatterData`, or
all mistakes at once. `read_chart_data` tells such data from a table by its lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import WithJsonSchema

from podium.outline import inline
from podium.outline.csv_numbers import Column, read_columns
from podium.outline.models import Problem, ReadWith, mistakes
from podium.outline.quantities import Quantity
from podium.outline.tables import Finding, TableError, ragged, read_rows
from podium.series.table import MAX_CATEGORIES, MAX_SERIES, NUMBER_SCHEMA, Table, at_most, outline_cell, read_data

_SERIES_HEADINGS = ("series", "side", "group")


class DataPoint(NamedTuple):
    """A point: its name, the index of its series, and two or three numbers; the third is the area of a bubble."""

    name: str
    series: int
    x: Quantity
    y: Quantity
    weight: Quantity | None = None


@dataclass(frozen=True, slots=True)
class ScatterData:
    """Series of points. A single series may have the name "". `headings` are the names of x, y and weight, "" for those
    without one; `notes` as in `Table`.
    """

    series: tuple[str, ...]
    points: tuple[DataPoint, ...]
    headings: tuple[str, str, str] = ("", "", "")
    notes: tuple[Finding, ...] = ()

    @property
    def values(self) -> list[Quantity]:
        """All numbers of all points."""
        return [q for p in self.points for q in (p.x, p.y, p.weight) if q is not None]


def read_chart_data(data: Any) -> Table | ScatterData:
    """A table, or points if there are lists under `data`. Raises as `read_data` does."""
    if isinstance(data, (Table, ScatterData)):
        return data
    if not isinstance(data, dict):
        return read_data(data)
    if any(isinstance(v, list) for v in data.values()):
        return _read_points({"": data})
    if any(isinstance(v, dict) and any(isinstance(w, list) for w in v.values()) for v in data.values()):
        return _read_points(data, nested=True)
    return read_data(data)


def _read_points(data: dict[str, Any], nested: bool = False) -> ScatterData:
    """The points of all series. Raises the error of `mistakes` with every problem."""
    problems: list[Problem] = []
    points: list[DataPoint] = []
    for n, (series, of_series) in enumerate(data.items()):
        if not isinstance(of_series, dict):
            problems.append(Problem((series,), "expected points", "shape", "write, for example, 'Suifenho: [41, 6]'"))
            continue
        for name, numbers in of_series.items():
            path = (series, name) if nested else (name,)
            if (point := _read_point(name, n, numbers, path, problems)) is not None:
                points.append(point)
    if len(points) > MAX_CATEGORIES or len(data) > MAX_SERIES:
        problems.append(Problem((), f"more than {MAX_CATEGORIES:,} points or {MAX_SERIES} series", "size"))
    if problems:
        raise mistakes(problems)
    return ScatterData(tuple(map(inline.plain, data)), tuple(points))


def _read_point(
    name: str, series: int, numbers: Any, path: tuple[str, ...], problems: list[Problem]
) -> DataPoint | None:
    """A point; None, with its problems, if that is not clear."""
    if not isinstance(numbers, (list, tuple)) or not 2 <= len(numbers) <= 3:
        hint = f"write, for example, '{name}: [41, 6]': x, y and, for a bubble, its area"
        problems.append(Problem(path, f"'{name}' must have two or three numbers", "shape", hint))
        return None
    read = [outline_cell(number, path, problems) for number in numbers]
    if any(q is None or q.best is None for q in read[:2]):
        if not any(p.path == path for p in problems):
            problems.append(Problem(path, f"'{name}' has no position: both numbers must be known", "missing"))
        return None
    return _data_point(name, series, read)


def _data_point(name: str, series: int, numbers: list[Quantity | None]) -> DataPoint:
    """A point whose x and y are known."""
    x, y, *weight = numbers
    assert x is not None
    assert y is not None
    return DataPoint(inline.plain(name), series, x, y, weight[0] if weight else None)


ChartDataField = Annotated[
    Table | ScatterData | None,
    ReadWith(read_chart_data),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    NUMBER_SCHEMA,
                    {"type": "array", "items": NUMBER_SCHEMA, "minItems": 2, "maxItems": 3},
                    {"type": "object"},
                ]
            },
        }
    ),
]


# ------------------------------------------------------------------------------------------- files


def read_scatter_file(path: Path, lang: str) -> ScatterData:
    """The points in a CSV or TSV file. Raises TableError with every mistake."""
    rows, delimiter = read_rows(path)
    (_, header), body = rows[0], rows[1:]
    found = [n for n, name in enumerate(header) if n and name.casefold() in _SERIES_HEADINGS]
    of_series = found[0] if found else 0
    columns = [n for n in range(1, len(header)) if n != of_series]
    findings = ragged(rows, delimiter)
    if not 2 <= len(columns) <= 3:
        needed = "names, x, y and, optionally, an area and a column 'series'"
        findings.append(Finding(f"has {len(header)} columns, but points need {needed}", "csv"))
    if not body or len(body) > MAX_CATEGORIES:
        findings.append(Finding(f"has {len(body):,} rows of points; a chart takes 1 to {MAX_CATEGORIES:,}", "no-rows"))
    if findings:
        raise TableError(*at_most(findings))
    read = read_columns([Column(n + 1, header[n], [(r, row[n]) for r, row in body]) for n in columns], delimiter, lang)
    if read.findings:
        raise TableError(*at_most(read.findings))
    names: dict[str, int] = {}
    points = []
    for (number, row), cells in zip(body, zip(*read.columns, strict=True), strict=True):
        series = names.setdefault(row[of_series] if of_series else "", len(names))
        if all(q is not None and q.best is not None for q in cells[:2]):
            points.append(_data_point(row[0], series, list(cells)))
        else:
            findings.append(Finding(f"row {number}: '{row[0]}' has no position: both numbers must be known", "missing"))
    if findings:
        raise TableError(*at_most(findings))
    x, y, *weight = (header[n] for n in columns)
    headings = (x, y, weight[0] if weight else "")
    return ScatterData(tuple(map(inline.plain, names)), tuple(points), headings, tuple(read.notes))
