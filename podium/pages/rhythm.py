"""Whether the pages of a deck differ: a warning where many slides in a row look alike.

In: the deck's sheets. Out: findings in the stage's report, one for each run of slides with the same skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.layout.stage import Stage
from podium.pages.sheet import Sheet

_MOST = 3  # slides in a row that may share a skeleton
_LOOKS = {"content": "words alone", "claims": "claims with their proofs", "two": "words beside an exhibit"}
_COMPARED = "things compared"
_NUMBER = r"\d[\d.,\u00a0 ]*\s*(%|million|billion|\d{3})|\d{5}"
_HINTS = {
    "claims": "try 'compare', a full-page 'image', or 'map' for one of them",
    "two": "let one exhibit fill its slide ('image' or 'map'), or try 'quote', 'number' or 'compare'",
}


def check(sheets: Sequence[Sheet], stage: Stage) -> None:
    """Warns at the fourth slide in a row with one skeleton. Hidden and continuation pages do not count, pages that
    podium makes end a run, and maps that turn into one another are the steps of one."""
    run, look, before = 0, "", None
    for sheet in sheets:
        slide = sheet.slide
        if slide is None:
            run, look, before = 0, "", None
            continue
        if sheet.hidden or slide is before:
            continue
        before = slide
        found = _look(sheet)
        run, look = (run + 1 if found and found == look else 1), found
        if run == _MOST + 1:
            message = f"this is the fourth slide in a row that looks the same: {found}"
            stage.warn(message, slide, "headline", "monotony", _hint(sheet, found))


def _look(sheet: Sheet) -> str:
    """What the audience sees; "" for the steps of a map, and for a block that fills the slide: each looks its own."""
    slide = sheet.slide
    if slide is None or slide.transition == "morph":
        return ""
    if slide.label == "a 'points' slide":
        return _LOOKS.get(sheet.layout, "")
    return _COMPARED if slide.label == "a 'compare' slide" else ""


def _hint(sheet: Sheet, look: str) -> str:
    """The kinds that could say it better."""
    if look == _COMPARED:
        return "try 'table', 'number', or 'points' beside a picture"
    if sheet.layout in _HINTS:
        return _HINTS[sheet.layout]
    if re.search(_NUMBER, sheet.title):
        return "the headline has a figure: try 'number' or 'chart'"
    return "try 'quote', 'number', 'compare', 'steps', or an 'image' or 'map' of its own"
