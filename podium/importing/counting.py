"""Numbers and letters of lists: an outline has no lists that count, so what counts them becomes part of the texts.

In: how a list counts, in the words of the formats (Office Open XML, HTML). Out: "3. ", "c. ", "iii. " before a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from podium.importing.model import Entry, Rich
from podium.outline.inline import Piece

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STYLES = (
    (re.compile(r"lowerLetter|alphaLc|^a$"), "a"), (re.compile(r"upperLetter|alphaUc|^A$"), "A"),
    (re.compile(r"lowerRoman|romanLc|^i$"), "i"), (re.compile(r"upperRoman|romanUc|^I$"), "I"),
)  # fmt: skip
_MOST_ROMAN = 3_999


def sign(number: int, style: str = "") -> str:
    """What stands before an entry, with a blank behind it; `style` is the format's word, decimal if it is none of the
    known ones."""
    kind = next((kind for known, kind in _STYLES if known.search(style)), "")
    made = ""
    if kind in ("a", "A") and number > 0:
        while number:
            number, rest = divmod(number - 1, 26)
            made = chr(ord("a") + rest) + made
    elif kind and 0 < number <= _MOST_ROMAN:
        for value, letters in _ROMAN:
            made += letters * (number // value)
            number %= value
    made = made or str(number)
    return f"{made.upper() if kind in ('A', 'I') else made}. "


def counted(text: Rich, number: int, style: str = "") -> Rich:
    """The text of an entry behind its number."""
    return (Piece(sign(number, style)), *text)


def numbered(entries: Iterable[Entry], first: int = 1, style: str = "") -> list[Entry]:
    """The entries of a list behind their numbers."""
    return [e._replace(text=counted(e.text, n, style)) for n, e in enumerate(entries, first)]
