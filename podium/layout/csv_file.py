"""Reading CSV and TSV: rows of texts, or problems with their file, row and column.

In: a file name of the outline. Out: rows of equal length. The separator is found in the first line; the file is
UTF-8 with or without a byte-order mark. A ragged row is an error, never padded in silence.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

MAX_BYTES = 5_000_000
_SEPARATORS = "\t;,"


class CsvError(Exception):
    """What is wrong with a data file; `row` and `column` count from 1, 0 where they do not apply."""

    def __init__(self, message: str, row: int = 0, column: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.row, self.column, self.hint = message, row, column, hint


def read_rows(path: Path) -> list[list[str]]:
    """The non-empty rows of the file, all of one length. Raises CsvError."""
    text = _text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count) if first else ","
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator, strict=True)]
    except csv.Error as e:
        raise CsvError(f"is not well-formed: {e}") from None
    numbered = [(n, row) for n, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        raise CsvError("has no rows", hint="the first row names the columns")
    width = len(numbered[0][1])
    for n, row in numbered:
        if len(row) != width:
            raise CsvError(f"row {n} has {len(row)} cells, the first row {width}", n, min(len(row), width) + 1,
                           "put a text that contains the separator in quotes")
    return [row for _, row in numbered]


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise CsvError("is a directory", hint="name a CSV file")
        if path.stat().st_size > MAX_BYTES:
            raise CsvError(f"is larger than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise CsvError("is not there") from None
    except OSError as e:
        raise CsvError(f"cannot be read: {e.strerror or e}") from None
    if b"\0" in data:
        raise CsvError("is no text file", hint="save it as CSV (UTF-8)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise CsvError("is not UTF-8 text", data.count(b"\n", 0, e.start) + 1, hint="save it as CSV UTF-8") from None
