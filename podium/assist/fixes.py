"""Quick fixes: what a finding says would be right, as an edit.

In: the text of an outline and a finding on it. Out: `Fix`es, each with the edit of a few letters or a new line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from podium.assist.cursor import path_at, value_of
from podium.outline import source
from podium.outline.spans import lines_of

_INSTEAD = (
    re.compile(r"did you mean '(?P<right>[^']+)'\?"),
    re.compile(r"write '(?P<right>[^'…]+)': other systems would not find"),
    re.compile(r"write (?P<right>(?:mailto:|https://)\S+)$"),
    re.compile(r"write '(?P<right>[^'…]+)' and its keys below"),
)


class Fix(NamedTuple):
    """An edit from a place (line, column from 0) of so many letters to a text."""

    title: str
    line: int
    column: int
    length: int
    text: str
    is_best: bool = True


def fixes(text: str, line: int, column: int, code: str, hint: str, is_warning: bool) -> Iterator[Fix]:
    """The fixes of a finding at a place (from 0)."""
    rows = [row.rstrip("\r\n") for row in lines_of(text)]
    if line >= len(rows):
        return
    for pattern in _INSTEAD:
        if found := pattern.search(hint):
            start, length = _word_at(text, rows[line], line, column)
            right = found["right"].removeprefix("- ") if rows[line][:start].rstrip().endswith("-") else found["right"]
            if length:
                yield Fix(f"Write '{right}'", line, start, length, right)
            break
    if is_warning and code:
        indent = re.match(r" *", rows[line])
        blank = indent[0] if indent else ""
        yield Fix(f"Ignore '{code}' here", line, 0, 0, f"{blank}# podium: ignore {code}\n", False)


def _word_at(text: str, row: str, line: int, column: int) -> tuple[int, int]:
    """Where the word begins that a finding at a place means, and its length."""
    tree, _ = source.read(text, "")
    found = path_at(tree, line, column)
    word = ""
    if found is not None:
        path, is_key = found
        value = str(path[-1]) if is_key else value_of(tree, path)
        word = value if isinstance(value, str) else ""
    start = column + (row[column : column + 1] in ("'", '"'))
    if word and row.startswith(word, start):
        return start, len(word)
    plain = re.match(r"""[^\s:,\[\]{}"'#]+""", row[start:])
    return (start, len(plain[0])) if plain else (start, 0)
