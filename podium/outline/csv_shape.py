"""The shape of a CSV file: names at the left and series side by side, or a long table with one value in a row.

In: the rows of a file, and the names that the outline chose (`only`). Out: a `Shape`, which says where category, series
and values are; or one finding that explains why there is none. A long table (Our World in Data, Eurostat, Gapminder)
has a column of times, one or more of names (of countries, codes, units) and one or more of numbers; the names that vary
become the series. Columns may be in any order, and columns with a single value are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from podium.diagnostics import did_you_mean
from podium.outline.csv_numbers import is_gap
from podium.outline.dates.parse import DateError, parse_date
from podium.outline.tables import Finding, TableError

Rows = list[tuple[int, list[str]]]
_TIME_WORDS = (  # in the languages of the decks
    "year years date day month quarter time period time_period jahr jahre datum tag monat zeit année annee années an"
    " date mois temps période año año fecha mes anno data mese tempo год дата месяц время έτος ημερομηνία yıl tarih ay"
    " 年 年份 日期 ano rok data rik рік ref_date"
)
_TIMES = frozenset(_TIME_WORDS.split())
_ENTITY_WORDS = (
    "entity country geo location region area land pays pais país paese страна χώρα ülke 国家 地区 side name nation"
    " state countryname referencearea"
)
_ENTITIES = frozenset(_ENTITY_WORDS.split())
_REMARKS = ("flag", "note", "source", "comment", "remark", "footnote", "annotation", "status", "quelle", "anmerkung")
_YEAR = re.compile(r"-?\d{3,4}(?:-\d\d(?:-\d\d)?)?")
_QUARTER = re.compile(r"\d{4}[-\s]?[QMWSqm]\d{1,2}")
_NUMBER = re.compile(r"[-−+~≈<>≤≥$€£¥\s]*[.,]?\d[\d.,'’\s]*(?:%|[^\W\d]+\.?)?")
_SHOWN = 4  # names that a finding lists


class Shape(NamedTuple):
    """`category` is the column of the categories, `values` those of the numbers. In a long table `entity` names the
    series; None where each column of numbers is a series, called `names`. Columns count from 0."""

    rows: Rows
    category: int
    values: tuple[int, ...]
    names: tuple[str, ...]
    entity: int | None = None


def shape_of(header: Sequence[str], body: Rows, only: Sequence[str], limit: int, lang: str) -> Shape:
    """Where a file's categories, series and values stand; `limit` series at most. Raises TableError."""
    time = _time_column(header, body, lang)
    rows = [(n, row) for n, row in body if len(row) == len(header)]
    if time is not None and len(header) > 2 and (shape := _long(header, rows, time, only, limit)):
        return shape._replace(rows=_in_order(shape.rows, time, lang))
    return _wide(header, rows, only, limit)


def _in_order(rows: Rows, time: int, lang: str) -> Rows:
    """The rows in chronological order; unchanged if some of their times are not dates."""
    texts = {row[time] for _, row in rows}
    keys: dict[str, tuple[float, float] | str] = {}
    try:
        dates = {t: parse_date(t, lang) for t in texts}
        keys = {t: (d.start, d.end) for t, d in dates.items()}
    except DateError:
        if not all(map(_QUARTER.fullmatch, texts)):
            return rows
        keys = {t: t for t in texts}
    return sorted(rows, key=lambda r: keys[r[1][time]])


# --------------------------------------------------------------------------------- side by side


def _wide(header: Sequence[str], rows: Rows, only: Sequence[str], limit: int) -> Shape:
    """The first column names the categories, every other is a series; `only` chooses some, in its order."""
    columns = {name: n for n, name in reversed(list(enumerate(header))) if n}
    unknown = [name for name in only if name not in columns]
    if unknown:
        raise TableError(*(_unknown(name, columns) for name in unknown))
    chosen = [columns[name] for name in dict.fromkeys(only)] or list(range(1, len(header)))
    if len(chosen) > limit:
        hint = _choose(header[1:3])
        if all(_YEAR.fullmatch(header[n]) for n in chosen):
            hint = "its columns are years: transpose the table so that each year is a row and each name a column"
        raise TableError(Finding(f"has {len(chosen)} series; a chart takes {limit} at most", "size", hint))
    return Shape(rows, 0, tuple(chosen), tuple(header[n] for n in chosen))


def _unknown(name: str, known: Iterable[str]) -> Finding:
    message = f"has nothing called '{name}', which 'only' asks for"
    known = [name for name in known if name]
    hint = did_you_mean(name, known) or f"known: {_listed(known)}"
    return Finding(message, "unknown-name", hint, name)


def _choose(names: Sequence[str]) -> str:
    return f"choose some, as in 'only: [{', '.join(names)}]'"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


# --------------------------------------------------------------------------------- long tables


def _time_column(header: Sequence[str], body: Rows, lang: str) -> int | None:
    """The column of times: by its name, or by its years where the first column cannot name the rows."""
    for n, name in enumerate(header):
        if name.strip().casefold() in _TIMES and _all_times(body, n, lang):
            return n
    first = [row[0] for _, row in body if row]
    if len(set(first)) == len(first):
        return None
    return next((n for n in range(len(header)) if all(_YEAR.fullmatch(c) for c in _cells(body, n) or ["?"])), None)


def _cells(body: Rows, n: int) -> set[str]:
    return {row[n] for _, row in body if len(row) > n}


def _all_times(body: Rows, n: int, lang: str) -> bool:
    """Whether a column holds dates with a year; "Day" may also stand over the planes of a day."""
    return all(re.search(r"\d{3}", cell) and _is_date(cell, lang) for cell in _cells(body, n) or ["?"])


def _is_date(text: str, lang: str) -> bool:
    try:
        parse_date(text, lang)
    except DateError:
        return _QUARTER.fullmatch(text) is not None
    return True


def _long(header: Sequence[str], rows: Rows, time: int, only: Sequence[str], limit: int) -> Shape | None:
    """A long table's shape, None for any other table."""
    labels, values = _roles(header, rows, time)
    if not labels or not values or not _repeats(rows, time, labels):
        return None
    rows, taken = _chosen(rows, labels, only)
    picked = [n for n in values if header[n] in only]
    unknown = [name for name in only if name not in taken and all(header[n] != name for n in picked)]
    if unknown:
        known = [*_names(rows, labels[0]), *(header[n] for n in values)]
        raise TableError(*(_unknown(name, known) for name in unknown))
    values = picked or values
    entity, extra = _entity(header, rows, labels)
    if len({(row[entity], row[time]) for _, row in rows}) != len(rows):
        raise TableError(*_twice(header, rows, time, entity, extra))
    found = _names(rows, entity)
    names = [name for name in dict.fromkeys(only) if name in found] or found
    if len(names) > 1 and len(values) > 1:
        columns = [header[n] for n in values]
        described = f"{len(columns)} columns of numbers ({_listed(columns)})"
        message = f"has {described} for {len(names)} names in '{header[entity]}'"
        raise TableError(Finding(message, "long-table", f"choose one, as in 'only: [{columns[0]}]'"))
    if len(names) > limit:
        message = f"has {len(names)} names in '{header[entity]}' ({_listed(names)}); a chart takes {limit} at most"
        raise TableError(Finding(message, "size", _choose(names[:2])))
    if len(values) > 1:
        return Shape(rows, time, tuple(values), tuple(header[n] for n in values))
    return Shape(rows, time, tuple(values), tuple(names), entity)


def _names(rows: Rows, column: int) -> list[str]:
    return list(dict.fromkeys(row[column] for _, row in rows))


def _roles(header: Sequence[str], rows: Rows, time: int) -> tuple[list[int], list[int]]:
    """The columns that name something in every row, and those of numbers. Remarks, which name something here and there,
    are neither."""
    labels, values = [], []
    for n, name in enumerate(header):
        cells = [row[n] for _, row in rows]
        filled = [c for c in cells if not is_gap(c)]
        if n == time or any(word in name.casefold() for word in _REMARKS):
            continue
        if _plain_name(name) not in _ENTITIES and 2 * sum(bool(_NUMBER.fullmatch(c)) for c in filled) >= len(filled):
            if filled:
                values.append(n)
        elif len(filled) == len(cells):
            labels.append(n)
    return labels, values


def _plain_name(name: str) -> str:
    return re.sub(r"[\s_.]", "", name.casefold())


def _repeats(rows: Rows, time: int, labels: Sequence[int]) -> bool:
    """Whether a time or a name is in more than one row; if not, each row is its own category."""
    return any(len(_names(rows, n)) < len(rows) for n in (time, *labels))


def _chosen(rows: Rows, labels: Sequence[int], only: Sequence[str]) -> tuple[Rows, set[str]]:
    """The rows that hold what `only` names in the columns that have such names, and which names those are."""
    taken: set[str] = set()
    for n in labels:
        wanted = set(only) & {row[n] for _, row in rows}
        if wanted:
            taken |= wanted
            rows = [(number, row) for number, row in rows if row[n] in wanted]
    return rows, taken


def _entity(header: Sequence[str], rows: Rows, labels: Sequence[int]) -> tuple[int, list[int]]:
    """The column whose names become the series, and those that vary beside it. A code goes with its land."""
    varying = [n for n in labels if len(_names(rows, n)) > 1]
    named = [n for n in labels if _plain_name(header[n]) in _ENTITIES]
    candidates = [n for n in named if n in varying] or varying or named or list(labels)
    entity = max(candidates, key=lambda n: (sum(len(t) for t in _names(rows, n)) / len(_names(rows, n)), -n))
    if not _goes_with(rows, candidates[0], entity):  # the longest names only among those that say the same
        entity = candidates[0]
    return entity, [n for n in varying if n != entity and not _goes_with(rows, entity, n)]


def _goes_with(rows: Rows, one: int, other: int) -> bool:
    """Whether each name in a column has one and the same beside it in the other."""
    return len({(row[one], row[other]) for _, row in rows}) == len({row[one] for _, row in rows})


def _twice(header: Sequence[str], rows: Rows, time: int, entity: int, extra: Sequence[int]) -> list[Finding]:
    """Why a land has two values at one time: a column that tells them apart, or a real duplicate."""
    first: dict[tuple[str, str], int] = {}
    pairs = []
    for number, row in rows:
        key = row[entity], row[time]
        if key in first:
            pairs.append((key, first[key], number))
        first.setdefault(key, number)
    (name, when), row1, row2 = pairs[0]
    message = f"row {row2}: '{name}' already has a value for {when} in row {row1}"
    if len(pairs) > 1:
        others = ", ".join(f"'{n}' {t} in row {b}" for (n, t), _, b in pairs[1 : _SHOWN - 1])
        more = f" and {len(pairs) - _SHOWN + 1} more" if len(pairs) >= _SHOWN else ""
        message += f"; likewise {others}{more}"
    if not extra:
        return [Finding(message, "duplicate", "keep one of the two rows")]
    names = _names(rows, extra[0])
    columns = f"column {extra[0] + 1} ({header[extra[0]]})"
    hint = f"{columns} has {_listed(names)}; {_choose(names[:1]).replace('some', 'one')}"
    return [Finding(message, "duplicate", hint)]
