"""The numbers of a chart: from the outline's `data`, or from a CSV or TSV file.

In: the tree under `data`, or a path. Out: a `Table` in which every category has a value or None for every
series; or all mistakes at once, as `Problem`s with their path in the outline, as `TableError` with row and
column of a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import WithJsonSchema

from podium.outline import inline
from podium.outline.fields import reading_language
from podium.outline.models import Problem, ReadWith, is_empty, mistake, mistakes
from podium.outline.quantities import Quantity, QuantityError, format_quantity, parse_quantity
from podium.outline.tables import DELIMITERS, Finding, TableError, ragged, read_rows

MAX_CATEGORIES, MAX_SERIES = 2_000, 60
_MAX_ERRORS = 10  # of one file: a wrong separator makes every row wrong


@dataclass(frozen=True, slots=True)
class Table:
    """`cells[c][s]` is the value of category c in series s. One nameless series has the name "". `notes` say how what
    could be read in two ways was read."""

    categories: tuple[str, ...]
    series: tuple[str, ...]
    cells: tuple[tuple[Quantity | None, ...], ...]
    notes: tuple[str, ...] = ()

    def column(self, s: int) -> tuple[Quantity | None, ...]:
        """The values of one series."""
        return tuple(row[s] for row in self.cells)

    @property
    def values(self) -> list[Quantity]:
        """All values that have a number."""
        return [q for row in self.cells for q in row if q is not None and q.best is not None]

    @property
    def numbers(self) -> list[float]:
        return [q.best for q in self.values if q.best is not None]


# ------------------------------------------------------------------------------------- the outline


def read_data(data: Any) -> Table:
    """The table under `data`. Raises the error of `podium.outline.models.mistakes` with every problem."""
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
    if len(data) > MAX_CATEGORIES or len(names) > MAX_SERIES:
        problems.append(Problem((), f"more than {MAX_CATEGORIES:,} categories or {MAX_SERIES} series", "size"))
    if problems:
        raise mistakes(problems)
    cells = tuple(tuple(row.get(s) for s in names) for row in rows)
    return Table(tuple(map(inline.plain, data)), tuple(map(inline.plain, names)), cells)


def outline_cell(value: Any, path: tuple[str, ...], problems: list[Problem]) -> Quantity | None:
    """A value, None for an empty one or (with its problem) for a wrong one."""
    if is_empty(value):
        return None
    if isinstance(value, (dict, list)):
        problems.append(Problem(path, "a number is expected here, or a text such as '~40'", "shape"))
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


def read_file(path: Path, lang: str) -> Table:
    """The table in a CSV or TSV file: the first row names the series, the first column the categories."""
    rows, delimiter = read_rows(path)
    header, body = pivoted(rows[0][1], rows[1:])
    findings = _header_findings(header, rows[0][0], delimiter)
    if not body:
        findings.append(Finding("has a row of names but no rows of values", "no-rows"))
    if len(body) > MAX_CATEGORIES:
        findings.append(
            Finding(
                f"has {len(body):,} rows; a chart takes {MAX_CATEGORIES:,} at most",
                "size",
                "sum them up first",
            )
        )
    if findings:
        raise TableError(*findings)
    theirs, example = separators_of(body, delimiter, lang)
    table = _table(header, body, delimiter, theirs)
    if not example:
        return table
    read = format_quantity(parse_quantity(example, theirs), lang)
    return replace(table, notes=(f"'{example}' is read as {read}, for semicolons divide the columns",))


def pivoted(header: list[str], body: list[tuple[int, list[str]]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """A long table (entity, perhaps a code, year, value, as Our World in Data gives it) with a row for each year and a
    column for each entity; any other table as it is."""
    names = [name.strip().casefold() for name in header]
    year = next((n for n, name in enumerate(names) if name in _YEAR_NAMES), None)
    if year is None or len(header) not in (3, 4) or year != len(header) - 2:
        return header, body
    keys = [(row[year], row[0]) for _, row in body if len(row) == len(header)]
    if len(keys) != len(body) or len(set(keys)) != len(keys) or len({y for y, _ in keys}) == len(keys):
        return header, body
    entities = list(dict.fromkeys(e for _, e in keys))
    cells: dict[str, dict[str, str]] = {}
    first: dict[str, int] = {}
    for number, row in body:
        cells.setdefault(row[year], {})[row[0]] = row[-1]
        first.setdefault(row[year], number)
    years = sorted(cells, key=lambda y: (not y.lstrip("-").isdigit(), int(y) if y.lstrip("-").isdigit() else 0))
    return [header[year], *entities], [(first[y], [y, *(cells[y].get(e, "") for e in entities)]) for y in years]


def separators_of(body: list[tuple[int, list[str]]], delimiter: str, lang: str) -> tuple[str, str]:
    """The language whose separators the file's numbers have: the deck's, unless all of them say otherwise; and a number
    that could mean either, where only the sign that divides the columns decides ("" for none).

    "5,5" and "1.234.567" are continental, "5.5" and "1,234,567" English. Semicolons divide the columns where the comma
    is the decimal sign, so "1.234" is 1,234 there.
    """
    cells = [cell for _, row in body for cell in row[1:] if _PLAIN_NUMBER.fullmatch(cell)]
    continental = [c for c in cells if _CONTINENTAL.fullmatch(c)]
    english = [c for c in cells if _ENGLISH.fullmatch(c)]
    if continental and not english:
        return "de", ""
    if english and not continental:
        return "en", ""
    either = next((c for c in cells if _EITHER.fullmatch(c)), "")
    if delimiter == ";" and either and parse_quantity(either, lang).best != parse_quantity(either, "de").best:
        return "de", either
    return lang, ""


def _header_findings(header: list[str], row: int, delimiter: str) -> list[Finding]:
    if len(header) < 2:
        found = next((name for sign, name in DELIMITERS.items() if sign != delimiter and sign in header[0]), "commas")
        return [
            Finding(
                f"row {row}: only one column, divided by {DELIMITERS[delimiter]}",
                "csv",
                f"first the categories, then a column for each series, divided by {found}",
            )
        ]
    if len(header) - 1 > MAX_SERIES:
        return [Finding(f"row {row}: {len(header) - 1} series; a chart takes {MAX_SERIES} at most", "size")]
    findings = [
        Finding(f"row {row}, column {n}: the series has no name", "csv")
        for n, name in enumerate(header[1:], start=2)
        if not name and len(header) > 2
    ]
    seen: dict[str, int] = {}
    for n, name in enumerate(header[1:], start=2):
        if name and name in seen:
            findings.append(
                Finding(f"row {row}, column {n}: the series '{name}' stands already in column {seen[name]}", "csv")
            )
        seen.setdefault(name, n)
    return findings


_YEAR_NAMES = frozenset({"year", "jahr", "année", "annee", "año", "anno", "год", "έτος", "yıl", "年", "ano", "рік"})
_PLAIN_NUMBER = re.compile(r"-?[\d.,'\u00a0\u202f ]+")
_CONTINENTAL = re.compile(r"-?(?:\d{1,3}(?:[. \u00a0\u202f]\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2})")
_ENGLISH = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2}|\d+\.\d{4,})")
_EITHER = re.compile(r"-?\d{1,3}\.\d{3}")
UNKNOWN_CELLS = frozenset(["na", "n/a", "n.a.", "nan", "null", "..", "...", "…", "-", "–", "—", ".", ":", "x", "*"])


def _table(header: list[str], body: list[tuple[int, list[str]]], delimiter: str, lang: str) -> Table:
    """The values, or every wrong cell up to `_MAX_ERRORS`."""
    findings = ragged([(0, header), *body], delimiter)
    cells: list[tuple[Quantity | None, ...]] = []
    seen: dict[str, int] = {}
    for number, row in body:
        if len(row) != len(header):
            continue
        if row[0] in seen:
            findings.append(
                Finding(f"row {number}, column 1: '{row[0]}' stands already in row {seen[row[0]]}", "duplicate")
            )
        seen.setdefault(row[0], number)
        cells.append(
            tuple(file_cell(v, number, n, header[n - 1], lang, findings) for n, v in enumerate(row[1:], start=2))
        )
    if findings:
        raise TableError(*at_most(findings))
    return Table(tuple(map(inline.plain, seen)), tuple(map(inline.plain, header[1:])), tuple(cells))


def at_most(findings: list[Finding]) -> list[Finding]:
    """The first of many findings, and how many more there are."""
    more = len(findings) - _MAX_ERRORS
    rest = [Finding(f"and {more} more mistakes like these", "csv")] if more > 0 else []
    return [*findings[:_MAX_ERRORS], *rest]


def file_cell(value: str, row: int, column: int, name: str, lang: str, findings: list[Finding]) -> Quantity | None:
    """The value of a file's cell, None for an empty one or (with its finding) for a wrong one."""
    if not value or value.casefold() in UNKNOWN_CELLS:  # how statistics offices write that there is no number
        return None
    try:
        return parse_quantity(value, lang)
    except QuantityError as e:
        named = f" ({name})" if name else ""
        findings.append(Finding(f"row {row}, column {column}{named}: {e}", "quantity"))
        return None
