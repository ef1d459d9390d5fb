"""Advance widths of characters, in em, for each face.

In: a `Face` (family, bold, italic). Out: a dict of advance widths in em, which has every character and never raises. No
font needs to be installed: the numbers come from `podium/data/widths.bin`, derived from open fonts by
`podium/data/derive_widths.py`. Widths err on the wide side, because text must not overflow:

- a family with a metric-compatible open twin (Calibri = Carlito, Cambria = Caladea, Arial = Liberation Sans,
  Times New Roman = Liberation Serif) has the twin's widths;
- Calibri Light has Carlito's, which are on the wide side: in PDF files that Word has written, its blanks and figures
  are as wide as those of Calibri, each of the 18 letters in them is 0.4 to 4 % narrower, and none wider;
- a character missing from the face (Caladea has no Greek or Cyrillic, Cambria has), and any character of an unknown
  family, has the greater of its widths in DejaVu Sans and DejaVu Serif: the widest common text fonts, and those that
  LibreOffice falls back on;
- a character missing from those too has an estimate for its script, see `_ESTIMATES`;
- spaces, punctuation and numbers among letters that are missing from the face are set in the font of these letters.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
_WIDTHS_FILE = Path(__file__).parent.parent / "data" / "widths.bin"

# Known families (in lower case) and the family in `widths.bin` whose widths they have.
_TWINS = {
    "calibri": "Carlito",
    "calibri light": "Carlito",
    "carlito": "Carlito",
    "cambria": "Caladea",
    "caladea": "Caladea",
    "arial": "Liberation Sans",
    "liberation sans": "Liberation Sans",
    "times new roman": "Liberation Serif",
    "liberation serif": "Liberation Serif",
    "dejavu sans": "DejaVu Sans",
    "dejavu serif": "DejaVu Serif",
}
_FALLBACKS = ("DejaVu Sans", "DejaVu Serif")

# (first code point, last, width in em) for characters that `widths.bin` lacks: estimates near the wide end of the
# script, not measured; ligatures and joined forms make real text narrower.
_ESTIMATES = (
    (0x0600, 0x08FF, 0.95),  # Arabic, Syriac, Thaana: isolated forms, which are the widest
    (0x0900, 0x0DFF, 0.95),  # Devanagari to Sinhala
    (0x0E00, 0x0EFF, 0.75),  # Thai, Lao
    (0xFB1D, 0xFB4F, 0.80),  # Hebrew presentation forms
    (0x12000, 0x1254F, 2.0),  # cuneiform: signs are wider than they are high
    (0x13000, 0x1345F, 1.4),  # Egyptian hieroglyphs
    (0x1F000, 0x1FAFF, 1.4),  # emoji
)
_UNKNOWN = 1.0
_FULL_WIDTH = 1.0
_HALF_WIDTH = 0.5
_TAB = 4.0  # a tab reaches to the next stop, up to 1 inch away: no width is right, so this one is generous
_EMOJI_SELECTOR = 0.5  # U+FE0F widens the text symbol before it (DejaVu: 0.84 em and up) to an emoji


class Face(NamedTuple):
    """A face of a font family; the case of the family's name does not matter."""

    family: str
    bold: bool = False
    italic: bool = False


class Widths(dict[str, float]):
    """Character -> advance width in em; a missing character is worked out once and kept."""

    def __init__(self, known: dict[str, float], work_out: Callable[[str], float]) -> None:
        super().__init__(known)
        self.own = frozenset(known)
        self._work_out = work_out

    def __missing__(self, char: str) -> float:
        width = self[char] = self._work_out(char)
        return width


_added: dict[tuple[str, bool, bool], dict[str, float]] = {}  # faces of a template's fonts, read from their files


def is_known(family: str) -> bool:
    """Whether a family has widths of its own here."""
    return family.casefold() in _TWINS or (family.casefold(), False, False) in _added


def twin(family: str) -> str:
    """The family whose widths stand for those of another, "" if there is none."""
    return _TWINS.get(family.casefold(), "")


def add(family: str, bold: bool, italic: bool, table: dict[str, float]) -> None:
    """From now on, a face that has no widths here has these (em)."""
    _added[family.casefold(), bold, italic] = table
    widths.cache_clear()
    widths_beside_cjk.cache_clear()
    widths_among_others.cache_clear()


@cache
def widths(face: Face) -> Widths:
    """The advance widths of a face in em: one shared table for each face, to be read only."""
    family = _TWINS.get(face.family.casefold())
    bold, italic = bool(face.bold), bool(face.italic)
    own = _load(family, bold, italic) if family else _added.get((face.family.casefold(), bold, italic), {})
    return Widths(own, lambda char: _substitute(char, bold, italic))


@cache
def widths_beside_cjk(face: Face) -> Widths:
    """The advance widths of a face in em for a text with Chinese, Japanese or Korean characters.

    In such a text, renderers may set quotation marks, dashes, the ellipsis and other symbols that Unicode calls
    ambiguous (Standard Annex 11) in the East Asian font, where they are full-width. Letters do not change.
    """
    own = widths(face)

    def widest(char: str) -> float:
        ambiguous = (
            unicodedata.east_asian_width(char) == "A" and not char.isalpha() and not _is_invisible(char)
        )
        return max(own[char], _FULL_WIDTH) if ambiguous else own[char]

    return Widths({}, widest)


@cache
def widths_among_others(face: Face) -> Widths:
    """The advance widths of a face in em for a text with letters that it lacks: what is no letter may be set in the
    font of these."""
    own = widths(face)

    def widest(char: str) -> float:
        return own[char] if char.isalpha() else max(own[char], _substitute(char, face.bold, face.italic))

    return Widths({}, widest)


def lacks_letters(text: str, face: Face) -> bool:
    """Whether a text has letters that a face with widths of its own lacks."""
    own = widths(face).own
    return bool(own) and not own.issuperset(text) and any(c.isalpha() and c not in own for c in text)


def among_letters(text: str, of_each: Sequence[T]) -> list[T]:
    """What is said `of_each` character, but of one that is no letter what is said of the letter before it; of the one
    after it if it opens (a bracket, a quotation mark) or if there is none before."""
    letters = [n for n, c in enumerate(text) if c.isalpha()]
    if not letters:
        return list(of_each)
    out, last = [], letters[0]
    following = iter([*letters, letters[-1]])
    ahead = next(following)
    for n, c in enumerate(text):
        if c.isalpha():
            last, ahead = n, next(following)
        out.append(of_each[ahead if unicodedata.category(c) in ("Ps", "Pi") else last])
    return out


def _substitute(char: str, bold: bool, italic: bool) -> float:
    """The width in em of a character missing from the face."""
    if _is_invisible(char):
        return {"\t": _TAB, "\ufe0f": _EMOJI_SELECTOR}.get(char, 0.0)
    found = [table[char] for family in _FALLBACKS if char in (table := _load(family, bold, italic))]
    if found:
        return max(found)
    code = ord(char)
    for first, last, width in _ESTIMATES:
        if first <= code <= last:
            return width
    if unicodedata.east_asian_width(char) == "H":
        return _HALF_WIDTH
    return _FULL_WIDTH if unicodedata.east_asian_width(char) in "WF" else _UNKNOWN


def _is_invisible(char: str) -> bool:
    """Whether a character takes no width of its own: marks, format and control characters."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc")


@cache
def _load(family: str, bold: bool, italic: bool) -> dict[str, float]:
    """The widths in em of one face in `widths.bin`. Raises KeyError if the file does not have it."""
    units, start, length = _index()[family, bold, italic]
    with _WIDTHS_FILE.open("rb") as file:
        file.seek(start)
        numbers = array("H", zlib.decompress(file.read(length)))
    if sys.byteorder == "big":
        numbers.byteswap()
    half = len(numbers) // 2
    return {
        chr(code): width / units
        for code, width in zip(accumulate(numbers[:half]), numbers[half:], strict=True)
    }


@cache
def _index() -> dict[tuple[str, bool, bool], tuple[int, int, int]]:
    """(family, bold, italic) -> (units per em, offset of its blob in `widths.bin`, length of the blob)."""
    entries = []
    with _WIDTHS_FILE.open("rb") as file:
        while line := file.readline().strip():
            family, bold, italic, units, offset, length = line.decode("ascii").split("\t")
            entries.append((family, bold == "1", italic == "1", int(units), int(offset), int(length)))
        blobs = file.tell()
    return {
        (family, bold, italic): (units, blobs + offset, length)
        for family, bold, italic, units, offset, length in entries
    }
