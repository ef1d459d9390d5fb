"""Reading CSV and TSV: rows of texts, or what is wrong with the file.

In: a path. Out: the rows that are not blank, with their numbers as in a spreadsheet, and the column separator; or
`TableError` with every finding. UTF-8 with or without a byte-order mark; the column separator is found in the first
row.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from podium import files
from podium.outline.source import UNPRINTABLE

MAX_BYTES = 5_000_000
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
_DECLARED = re.compile(r"\s*\"?sep=(.)\"?\s*(?:\r\n|\n|\r|$)", re.IGNORECASE)
DELIMITERS = {"\t": "tabs", ";": "semicolons", ",": "commas"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake in a file; its message names row and column. `asked` is the outline's text that the file does not
    answer, if that is where it is to be mended."""

    message: str
    code: str
    hint: str = ""
    asked: str = ""


class TableError(Exception):
    """What is wrong with a file; `findings` have a message, a code and a hint each."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f.message for f in findings))
        self.findings = findings


def read_rows(path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows with their numbers, and the column separator. Raises TableError."""
    text = _text(path)
    declared = _DECLARED.match(text)  # a first line for spreadsheets: sep=;
    delimiter = declared[1] if declared else _delimiter(text)
    try:
        rows = _rows(text, delimiter, skip=1 if declared else 0)
    except csv.Error as e:
        raise TableError(Finding(f"cannot be read as CSV: {e}", "csv", "look for an unclosed quotation mark")) from None
    if not rows:
        raise TableError(Finding("is empty", "no-rows", "the first row names the columns"))
    return rows, delimiter


def ragged(rows: list[tuple[int, list[str]]], delimiter: str) -> list[Finding]:
    """The rows whose number of columns differs from that of the first."""
    width = len(rows[0][1])
    hint = 'put a value with a comma in quotes: "38,000"' if delimiter == "," else ""
    return [
        Finding(f"row {n}: {len(row)} columns, but the first row has {width}", "ragged", hint)
        for n, row in rows
        if len(row) != width
    ]


def _text(path: Path) -> str:
    """The file's text: UTF-8, or UTF-16 with a byte-order mark, which spreadsheets call "Unicode text"."""
    try:
        data = files.read(path, MAX_BYTES)
    except files.Unreadable as e:
        hint = "a slide needs only the rows that it shows" if "larger" in str(e) else "name a .csv or .tsv file"
        raise TableError(Finding(str(e), "bad-file", hint)) from None
    except FileNotFoundError:
        raise TableError(Finding("is not there", "missing-file", "put it beside the outline")) from None
    try:
        text = data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as e:
        row = data.count(b"\n", 0, e.start) + 1
        raise TableError(Finding(f"row {row}: not UTF-8 text", "encoding", "save the file as 'CSV UTF-8'")) from None
    if re.search(UNPRINTABLE, text):
        raise TableError(Finding("is not a text file", "encoding", "export the sheet as 'CSV UTF-8'"))
    return text


def _delimiter(text: str) -> str:
    """The column separator: the most frequent candidate in the first row that is not blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def _rows(text: str, delimiter: str, skip: int) -> list[tuple[int, list[str]]]:
    """Rows that are not blank, each with the number that a spreadsheet shows for it; without the blank columns at the
    right that spreadsheets leave behind."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = [(n, [cell.strip() for cell in row]) for n, row in enumerate(reader, start=1) if n > skip]
    rows = [(n, row) for n, row in rows if any(row)]
    filled = max((len(row) - next(k for k, c in enumerate(reversed(row)) if c) for _, row in rows), default=0)
    return [(n, row[:filled] if len(row) > filled else row) for n, row in rows]
