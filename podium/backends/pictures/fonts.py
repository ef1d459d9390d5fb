"""Letters that the deck's fonts lack, in painted pictures: which other installed font has them.

In: a text and the families that should set it. Out: the families to add, and the letters that no installed font has,
in whose place a picture has boxes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_NO_LETTERS = re.compile(r"last ?resort|adobe ?blank|notdef", re.IGNORECASE)  # fonts that have a box for everything
_COARSE = re.compile(r"unifont|mono\b", re.IGNORECASE)  # taken when nothing else is there
_REGULAR = frozenset({"400", "normal", "regular", "book"})


class Letters(NamedTuple):
    """Families that are needed besides the usual ones, and the letters that none has."""

    families: tuple[str, ...]
    missing: str


@lru_cache(maxsize=8192)
def beyond(text: str, families: tuple[str, ...], bold: bool, italic: bool) -> Letters:
    """What the text needs beyond these families, which are tried in their order."""
    letters = {c for c in text if c > "~" and unicodedata.category(c) not in _UNSEEN}
    for family in families:
        if not letters:
            return Letters((), "")
        letters -= _covered(letters, _file(family, bold, italic))
    return _elsewhere("".join(sorted(letters))) if letters else Letters((), "")


@lru_cache(maxsize=256)
def _elsewhere(letters: str) -> Letters:
    """The fewest steps through the installed fonts that find the letters."""
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
    """(family, file) of the upright fonts of usual weight, those first that fit; then what was installed lately."""
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
        except Exception:  # what looks like a font and is none
            continue
    yield from ((font.name, font.fname) for font in upright(fontManager.ttflist[len(known) :]))


def _covered(letters: set[str], file: str) -> set[str]:
    """Those of the letters that the font has."""
    has = _characters(file)
    return {c for c in letters if ord(c) in has}


@cache
def _file(family: str, bold: bool, italic: bool) -> str:
    """The file of a family that is installed."""
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
    except Exception:  # fonts are damaged in many ways
        return frozenset()
