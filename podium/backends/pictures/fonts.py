"""Letters that the deck's fonts lack: which other installed font has them, for painted pictures.

In: a text and the families that should set it. Out: the families to add, and the letters that no installed font has,
which a picture shows as boxes.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from podium.backends.drawing.installed import others

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


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
    for family, file in others():
        found = _covered(wanted, file)
        if found:
            families.append(family)
            wanted -= found
        if not wanted:
            break
    return Letters(tuple(families), "".join(sorted(wanted)))


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
            FontProperties(family=family, weight="bold" if bold else "normal", style="italic" if italic else "normal")
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
