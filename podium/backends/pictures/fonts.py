"""Letters that the deck's fonts lack: which other installed font has them, for painted pictures.

In: a text and the families that should set it. Out: the families to add, and the letters that no installed font has,
which a picture shows as boxes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_NO_LETTERS = re.compile(r"last ?resort|adobe ?blank|notdef", re.IGNORECASE)  # fonts with a box for every letter
_COARSE = re.compile(r"unifont|mono\b", re.IGNORECASE)  # used if there is nothing else
_REGULAR = frozenset({"400", "normal", "regular", "book"})


class Letters(NamedTuple):
    """Families needed in addition to the usual ones, and the letters that none has."""

    families: tuple[str, ...]
    missing: str


@lru_cache(maxsize=8192)
def beyond(text: str, families: tuple[str, ...], bold: bool, italic: bool) -> Letters:
    """What the text needs beyond these families, which are tried in order."""
    letters = {c for c in text if c > "~" and unicodedata.category(c) not in _UNSEEN}
    for family in families:
        if not letters:
            return Letters((), "")
        letters -= _covered(letters, _file(family, bold, italic))
    return _elsewhere("".join(sorted(letters))) if letters else Letters((), "")


@lru_cache(maxsize=256)
def _elsewhere(letters: str) -> Letters:
    """Finds the letters with as few of the installed fonts as possible."""
    wanted, families = set(letters), []
    for family, file in _fonts():
        found = _covered(wanted, file)
        if found:
            families.append(family)
            wanted -= found
        if not wanted:
            break
    return Letters(tuple(families), "".join(sorted(wanted)))


def _fonts() -> Iterator[tuple[str, str]]:
    """(family, file) of the upright fonts of normal weight, suitable ones first; then recently installed ones."""
    from matplotlib.font_manager import findSystemFonts, fontManager

    def rank(font: Any) -> tuple[bool, bool, str]:
        return bool(_COARSE.search(font.name)), not font.name.startswith("Noto Sans"), font.name

    def upright(fonts: list[Any]) -> list[Any]:
        plain = (f for f in fonts if f.style == "normal" and str(f.weight) in _REGULAR)
        return sorted((f for f in plain if not _NO_LETTERS.search(f.name)), key=rank)

    known = list(fontManager.ttflist)
    yield from ((font.name, font.fname) for font in upright(known))
    for file in sorted({*findSystemFonts()} - {font.fname for font in known}):  # matplotlib keeps its list for months
        try:
            fontManager.addfont(file)
        except Exception:  # what looks like a font but is not one
            continue
    yield from ((font.name, font.fname) for font in upright(fontManager.ttflist[len(known) :]))


def _covered(letters: set[str], file: str) -> set[str]:
    """The letters that the font has."""
    has = _characters(file)
    return {c for c in letters if ord(c) in has}


@cache
def _file(family: str, bold: bool, italic: bool) -> str:
    """The file of an installed family."""
    from matplotlib.font_manager import FontProperties, findfont

    return str(
        findfont(
            FontProperties(
                family=family, weight="bold" if bold else "normal", style="italic" if italic else "normal"
            )
        )
    )


@cache
def _characters(file: str) -> frozenset[int]:
    """The characters that a font can draw as outlines, none for a font that cannot be read."""
    from matplotlib.font_manager import get_font

    try:
        font = get_font(file)
        return frozenset(font.get_charmap()) if font.scalable else frozenset()
    except Exception:  # fonts can be damaged in many ways
        return frozenset()
