"""The numbers of a chart: from the outline's `data`, or from a CSV or TSV file.

In: the tree under `data`, or a path. Out: a `Table`, in which every category has a value or None for every series; or
all mistakes at once: `Problem`s with their paths in the outline, or a `TableError` with rows and columns of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import WithJsonSchema

from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.csv_numbers import Column, Numbers, read_columns
from podium.outline.csv_shape import Shape, shape_of
from podium.outline.fields import reading_language
from podium.outline.models import Problem, ReadWith, is_empty, mistake, mistakes
from podium.outline.quantities import Quantity, QuantityError, parse_quantity
from podium.outline.tables import DELIMITERS, Finding, TableError, ragged, read_rows

MAX_CATEGORIES, MAX_SERIES = 2_000, 60
_MAX_ERRORS = 10  # of one file, in which a wrong separator makes every row wrong


@dataclass(frozen=True, slots=True)
class Table:
    """`cells[c][s]` is the value of category c in series s. A single series may have the name "". `notes` are warnings
    about numbers that can be read in two ways; `sources` has the rows and columns of each category of a file: first
    those of its name, then those of its values.
    """

    categories: tuple[str, ...]
    series: tuple[str, ...]
    cells: tuple[tuple[Quantity | None, ...], ...]
    notes: tuple[Finding, ...] = ()
    sources: tuple[tuple[tuple[int, int], ...], ...] = ()

    def column(self, s: int) -> tuple[Quantity | None, ...]:
        """The values of one series."""
        return tuple(row[s] for row in self.cells)

    @property
    def values(self) -> list[Quantity]:
        """All values that have a number."""
        return [q for row in self.cells for q in row if q is not None and q.best is not None]

    @property
    def numbers(self) -> list[float]:
        """The numbers of all values."""
        return [q.best for q in self.values if q.best is not None]


# ------------------------------------------------------------------------------------- the outline


def read_data(data: Any) -> Table:
    """The table under `data`. Raises the error of `podium.outline.models.mistakes`, with every problem."""
    if isinstance(data, Table):
        return data
    if not isinstance(data, dict):
        raise mistake(
            "'data' must be 'category: value' lines", "shape", "write 'Japan: 526', one category on each line"
        )
    if not data:
        raise mistake("'data' is empty", "missing", "write 'Japan: 526', one category on each line")
    problems: list[Problem] = []
    nested = [c for c, v in data.items() if isinstance(v, dict)]
    names: dict[str, None] = {}
    rows: list[dict[str, Quantity | None]] = []
    for category, value in data.items():
        if nested and not isinstance(value, dict) and not is_empty(value):
            problems.append(
                Problem(
                    (category,),
                    f"'{category}' has one value, '{nested[0]}' has several",
                    "shape",
                    f"give it the same series: '{category}: {{{next(iter(data[nested[0]]), 'Series')}: …}}'",
                )
            )
            continue
        row = ({} if is_empty(value) else value) if nested else {"": value}
        names.update(dict.fromkeys(row))
        rows.append({s: outline_cell(v, (category, s) if s else (category,), problems) for s, v in row.items()})
    if nested and not names and not problems:
        for name in nested:
            hint = f"write '{name}: {{Series: 526}}', or '{name}: unknown'"
            problems.append(Problem((name,), f"'{name}' has no values", "missing", hint))
    for path, name, other in [*_same_names([((c,), c) for c in data]), *_same_names(_first_paths(data, names))]:
        hint = "give one of them another name"
        problems.append(Problem(path, f"'{name}' is the same name as '{other}'", "duplicate", hint, of_key=True))
    if len(data) > MAX_CATEGORIES or len(names) > MAX_SERIES:
        problems.append(Problem((), f"more than {MAX_CATEGORIES:,} categories or {MAX_SERIES} series", "size"))
    if problems:
        raise mistakes(problems)
    cells = tuple(tuple(row.get(s) for s in names) for row in rows)
    return Table(tuple(map(inline.plain, data)), tuple(map(inline.plain, names)), cells)


def _same_names(names: Sequence[tuple[tuple[str, ...], str]]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """(path, name, earlier name) of each name that equals an earlier one without Markdown."""
    seen: dict[str, str] = {}
    for path, name in names:
        other = seen.setdefault(inline.plain(name), name)
        if other != name:
            yield path, name, other


def _first_paths(data: dict[str, Any], series: Iterable[str]) -> list[tuple[tuple[str, ...], str]]:
    """(path, name) of each series; the path is that of its first value."""
    rows = [(c, v) for c, v in data.items() if isinstance(v, dict)]
    return [((next(c for c, v in rows if s in v), s), s) for s in series if s]


def outline_cell(value: Any, path: tuple[str, ...], problems: list[Problem]) -> Quantity | None:
    """A value; None if it is empty, or (with a problem) if it is wrong."""
    if is_empty(value):
        return None
    if isinstance(value, (dict, list)):
        problems.append(Problem(path, "expected a number, or text such as '~40'", "shape"))
        return None
    try:
        return parse_quantity(value, reading_language.get())
    except QuantityError as e:
        problems.append(Problem(path, str(e), "quantity"))
        return None


NUMBER_SCHEMA = {"type": ["string", "number", "null"]}
DataField = Annotated[
    Table | None,
    ReadWith(read_data),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [NUMBER_SCHEMA, {"type": "object", "additionalProperties": NUMBER_SCHEMA}]
            },
        }
    ),
]


# ------------------------------------------------------------------------------------------- files


def read_file(path: Path, lang: str, only: Sequence[str] = ()) -> Table:
    """The table in a CSV or TSV file, in which the first row names the series and the first column the categories; or a
    long table (see `podium.outline.csv_shape`). `only` chooses series, and their order. Raises TableError.
    """
    rows, delimiter = read_rows(path)
    (first, header), body = rows[0], rows[1:]
    findings = [] if len(header) > 1 else [_one_column(header, first, delimiter)]
    if not body:
        findings.append(Finding("has a row of names but no rows of values", "no-rows"))
    if findings:
        raise TableError(*findings)
    uneven = ragged([(0, header), *body], delimiter)
    try:
        shape = shape_of(header, body, only, MAX_SERIES, lang)
    except TableError as e:
        raise TableError(*e.findings, *at_most(uneven)) from None
    findings = _name_findings(header, shape, first) + uneven
    categories: dict[str, list[int]] = {}
    for n, (_, row) in enumerate(shape.rows):
        categories.setdefault(row[shape.category], []).append(n)
    if len(categories) > MAX_CATEGORIES:
        message = f"has {len(categories):,} rows; a chart takes {MAX_CATEGORIES:,} at most"
        findings.append(Finding(message, "size", "add up some of them first"))
    if shape.entity is None:
        findings += _repeated(categories, shape)
    columns = [Column(n + 1, header[n], [(row, cells[n]) for row, cells in shape.rows]) for n in shape.values]
    read = read_columns(columns, delimiter, lang)
    if findings or read.findings:
        raise TableError(*at_most([*findings, *read.findings]))
    return _table(shape, categories, read)


def warn_of_only(block: Any, stage: Stage, points: bool = False) -> None:
    """Warns if a block has `only` without a file, or (`points`) with a file of points: it then has no effect."""
    if block.only and (not block.file or points):
        message = "'only' has no effect here; it chooses series of a file that has one number for each category"
        stage.warn(message, block, "only", "unused", "remove it")


def _table(shape: Shape, categories: dict[str, list[int]], read: Numbers) -> Table:
    """The table. `categories` has the rows of each category: one, or in a long table one for each entity."""
    cells, sources = [], []
    for rows in categories.values():
        if shape.entity is None:
            found = [(rows[0], k) for k in range(len(shape.values))]
        else:
            by_name = {shape.rows[n][1][shape.entity]: n for n in rows}
            found = [(by_name.get(name, -1), 0) for name in shape.names]
        cells.append(tuple(read.columns[k][n] if n >= 0 else None for n, k in found))
        places = [(shape.rows[n][0], shape.values[k] + 1) for n, k in found if n >= 0]
        sources.append(((shape.rows[rows[0]][0], shape.category + 1), *places))
    names = tuple(map(inline.plain, shape.names))
    return Table(tuple(map(inline.plain, categories)), names, tuple(cells), tuple(read.notes), tuple(sources))


def _one_column(header: Sequence[str], row: int, delimiter: str) -> Finding:
    """The finding on a file with a single column, and the separator that it may have instead."""
    found = next((name for sign, name in DELIMITERS.items() if sign != delimiter and sign in header[0]), "commas")
    signs = DELIMITERS.get(delimiter, f"'{delimiter}'")
    hint = f"write the categories, then a column for each series, separated by {found}"
    return Finding(f"row {row}: only one column, separated by {signs}", "csv", hint)


def _name_findings(header: Sequence[str], shape: Shape, row: int) -> list[Finding]:
    """Findings on series without a name, or with the name of another series."""
    findings, seen = [], dict[str, int]()
    for n in shape.values if shape.entity is None else ():
        name = header[n]
        if not name and len(header) > 2:
            findings.append(Finding(f"row {row}, column {n + 1}: the series has no name", "csv"))
        if name and name in seen:
            message = f"row {row}, column {n + 1}: the series '{name}' is already in column {seen[name]}"
            findings.append(Finding(message, "csv"))
        seen.setdefault(name, n + 1)
    return findings


def _repeated(categories: dict[str, list[int]], shape: Shape) -> list[Finding]:
    """One finding on all categories that are in several rows."""
    twice = [(name, rows) for name, rows in categories.items() if len(rows) > 1]
    if not twice:
        return []
    name, rows = twice[0]
    message = f"row {shape.rows[rows[1]][0]}, column 1: '{name}' is already in row {shape.rows[rows[0]][0]}"
    if len(twice) > 1:
        message += f"; likewise {', '.join(repr(n) for n, _ in twice[1:3])}"
        message += f" and {len(twice) - 3} more" if len(twice) > 3 else ""
    hint = "a long table also needs a column of years, such as 'Year', with one value for each name and year"
    return [Finding(message, "duplicate", hint if len(shape.values) > 1 else "")]


def at_most(findings: list[Finding]) -> list[Finding]:
    """The first ten findings, and one that counts the others."""
    more = len(findings) - _MAX_ERRORS
    rest = [Finding(f"and {more} more mistakes like these", "csv")] if more > 0 else []
    return [*findings[:_MAX_ERRORS], *rest]
