"""The fonts of this machine.

In: nothing, or a family and a style. Out: font files, by matplotlib's list of them, which is imported when it is asked
for; no other part of podium needs fonts to be installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podium.backends.drawing import matplotlib_start

_NO_LETTERS = re.compile(r"last ?resort|adobe ?blank|notdef", re.IGNORECASE)  # fonts with a box for every letter
_COARSE = re.compile(r"unifont|mono\b", re.IGNORECASE)  # used if there is nothing else
_REGULAR = frozenset({"400", "normal", "regular", "book"})


def others() -> Iterator[tuple[str, str]]:
    """(family, file) of the upright fonts of normal weight, suitable ones first; then recently installed ones."""
    matplotlib_start.start()
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


def file_of(family: str, bold: bool, italic: bool) -> str | None:
    """The file of an installed family, the nearest to that style; None if it is not installed."""
    matplotlib_start.start()
    from matplotlib.font_manager import FontProperties, findfont

    wanted = FontProperties(family=family, weight="bold" if bold else "normal", style="italic" if italic else "normal")
    try:
        return str(findfont(wanted, fallback_to_default=False))
    except ValueError:
        return None
