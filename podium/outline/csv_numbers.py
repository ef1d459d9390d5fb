"""The numbers in a column of a CSV file, and which of its signs is the decimal and which the thousands separator.

In: columns as texts with their rows. Out: quantities, None for a gap; a finding for each column with cells that are not
numbers; and notes on columns that can be read in two ways. A column is decided by its own cells: "5,5" has a decimal
comma, and so has "1.234.567". If no cell decides, the other columns, the column separator and the deck's language do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from podium.languages.numbers import numbers
from podium.outline.quantities import Quantity, QuantityError, format_quantity, parse_quantity
from podium.outline.tables import Finding

Sign = Literal[",", "."]
Cells = Sequence[tuple[int, str]]  # row and text
_PLACES = 3  # named by a finding about a column
# How statistics offices mark a missing number.
_GAPS = "na|n/a|n.a.|nan|null|#n/a|..|...|…|-|--|–|—|−|.|:|x|*"
UNKNOWN_CELLS = frozenset(_GAPS.split("|"))
_GROUP = r"['’\s]"  # between thousands in any language; Python counts the no-break spaces among \s
_NUMBER = re.compile(rf"\d+(?:(?:[.,]|{_GROUP}(?=\d{{3}}(?!\d)))\d+)*")
_EITHER = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_DECIMAL = {
    sign: re.compile(
        rf"\d{{1,3}}(?:[{other}]\d{{3}}){{2,}}(?:{re.escape(sign)}\d+)?|\d{{1,3}}[{other}]\d{{3}}{re.escape(sign)}\d+"
        rf"|(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+){re.escape(sign)}\d+"
    )
    for sign, other in ((",", "."), (".", ","))
}


class Column(NamedTuple):
    """A column with the number and the name that a spreadsheet shows."""

    number: int
    name: str
    cells: Cells

    @property
    def label(self) -> str:
        return f"column {self.number}" + (f" ({self.name})" if self.name else "")


class Numbers(NamedTuple):
    """The result: a list for each column, and the findings about it."""

    columns: list[list[Quantity | None]]
    findings: list[Finding]
    notes: list[Finding]


class _Signs(NamedTuple):
    """A column's decimal sign; `either` is the cell that could also mean something else, with its row."""

    decimal: Sign | None
    either: tuple[int, str] | None = None
    findings: tuple[Finding, ...] = ()


def is_gap(cell: str) -> bool:
    """Whether a cell marks a missing number."""
    return not cell or cell.casefold() in UNKNOWN_CELLS


def read_columns(columns: Sequence[Column], delimiter: str, lang: str) -> Numbers:
    """The numbers of all columns of a file, the signs decided column by column."""
    made = Numbers([], [], [])
    own = [_own_sign(column.cells) for column in columns]
    known = {sign for sign, *_ in own if sign}
    others = known.pop() if len(known) == 1 else None
    for column, evidence in zip(columns, own, strict=True):
        signs = _signs(column, evidence, others, delimiter, lang)
        made.findings.extend(signs.findings)
        made.columns.append(_read(column, signs.decimal, lang, made.findings) if not signs.findings else [])
        if signs.either and not signs.findings:
            made.notes.append(_note(column, *signs.either, signs.decimal, lang))
    return made


def is_number(cell: str, decimal: Sign | None, lang: str) -> bool:
    """Whether a cell is a quantity, given the column's decimal sign."""
    try:
        _quantity(cell, decimal, lang)
    except QuantityError:
        return False
    return True


def decimal_sign(cells: Cells, delimiter: str, lang: str) -> Sign | None:
    """The decimal sign of a column, None if no number has one."""
    return _signs(Column(0, "", cells), _own_sign(cells), None, delimiter, lang).decimal


# ----------------------------------------------------------------------------------------- the signs


class _Evidence(NamedTuple):
    """What a column's cells say: its decimal sign if they agree, the first cell for each sign, and the first that
    could be read with either."""

    sign: Sign | None
    first: dict[Sign, tuple[int, str]]
    either: tuple[int, str] | None


def _own_sign(cells: Cells) -> _Evidence:
    first: dict[Sign, tuple[int, str]] = {}
    either = None
    for row, cell in cells:
        for found in _NUMBER.findall(cell) if "," in cell or "." in cell else ():
            if _EITHER.fullmatch(found):
                either = either or (row, found)
                continue
            for sign, pattern in _DECIMAL.items():
                if pattern.fullmatch(found):
                    first.setdefault(sign, (row, cell))  # type: ignore[arg-type]
    return _Evidence(next(iter(first)) if len(first) == 1 else None, first, either)


def _signs(column: Column, evidence: _Evidence, others: Sign | None, delimiter: str, lang: str) -> _Signs:
    """The decimal sign of a column, from its own cells or, failing that, from the context."""
    if len(evidence.first) > 1:
        (row, comma), (row2, point) = evidence.first[","], evidence.first["."]
        message = f"{column.label}: '{comma}' in row {row} has a decimal comma, '{point}' in row {row2} a decimal point"
        return _Signs(None, None, (Finding(message, "separators", "write all numbers of a column in the same way"),))
    if evidence.sign or not evidence.either:
        return _Signs(evidence.sign)
    sign: Sign = "," if "," in evidence.either[1] else "."
    whole = _other(sign)  # the decimal sign if this one divides thousands
    words = numbers(lang)
    spoken = {words.decimal: sign, words.thousands: whole}.get(sign)
    file: Sign | None = {";": ",", ",": "."}.get(delimiter)  # type: ignore[assignment]
    hints = [hint for hint in (others, file, spoken) if hint]
    if len(hints) > 1 and len(set(hints)) == 1:
        return _Signs(hints[0])
    # Three digits after the sign suggest thousands; if the file agrees, that outweighs the language.
    chosen = others or (whole if file == whole else spoken or file or whole)
    return _Signs(chosen, evidence.either)


def _other(sign: Sign) -> Sign:
    return "." if sign == "," else ","


def _note(column: Column, row: int, number: str, decimal: Sign | None, lang: str) -> Finding:
    """How a column with numbers like 12,345 was read, and how to write it unambiguously."""
    whole = re.sub(r"[.,]", "", number)
    as_whole, as_part = (_shown(float(n), lang) for n in (whole, number.replace(",", ".")))
    read, other = (as_part, as_whole) if str(decimal) in number else (as_whole, as_part)
    message = f"{column.label}, row {row}: '{number}' is read as {read}, but could be {other}"
    return Finding(message, "separators", f"write '{whole}', or '{number}0' for {as_part}: these are unambiguous")


def _shown(value: float, lang: str) -> str:
    return format_quantity(Quantity("", value, value, value, "exact"), lang)


# ----------------------------------------------------------------------------------------- the cells


def _read(column: Column, decimal: Sign | None, lang: str, findings: list[Finding]) -> list[Quantity | None]:
    """The quantities of a column; all cells that are not quantities become one finding."""
    read: list[Quantity | None] = []
    wrong: list[tuple[int, str, str]] = []
    for row, cell in column.cells:
        try:
            read.append(None if is_gap(cell) else _quantity(cell, decimal, lang))
        except QuantityError as e:
            read.append(None)
            wrong.append((row, cell, str(e)))
    if len(wrong) == 1:
        row, _, message = wrong[0]
        findings.append(Finding(f"row {row}, {column.label}: {message}", "quantity"))
    elif wrong:
        filled = sum(not is_gap(cell) for _, cell in column.cells)
        places = ", ".join(f"'{cell[:30]}' in row {row}" for row, cell, _ in wrong[:_PLACES])
        more = f" and {len(wrong) - _PLACES} more" if len(wrong) > _PLACES else ""
        message = f"{column.label}: {len(wrong)} of {filled} cells are not numbers: {places}{more}"
        reason = wrong[0][2].partition(" is not a quantity: ")[2] or wrong[0][2]
        findings.append(Finding(message, "quantity", reason))
    return read


def _quantity(cell: str, decimal: Sign | None, lang: str) -> Quantity:
    """The quantity in a cell, whatever separators the language has."""
    if decimal is None:
        return parse_quantity(cell, lang)
    written = _NUMBER.sub(lambda m: _plain(m[0], decimal, lang), cell)
    try:
        return replace(parse_quantity(written, lang), text=cell)
    except QuantityError as e:
        raise QuantityError(str(e).replace(repr(written), repr(cell))) from None


def _plain(number: str, decimal: Sign, lang: str) -> str:
    """A number with the language's decimal sign and nothing between thousands; as it is if it cannot be one."""
    if not _EITHER.fullmatch(number) and not _DECIMAL[decimal].fullmatch(number):
        return number
    whole, _, part = re.sub(_GROUP, "", number).replace(_other(decimal), "").partition(decimal)
    return f"{whole}{numbers(lang).decimal}{part}" if part else whole
