"""Text in two columns, for prose and long lists: lines short enough to be read, both columns equally full.

In: a text of paragraphs, items, a rectangle. Out: sheets of two columns each, in type as large as fits; what does not
fit in readable type goes on, evenly shared.
"""

from __future__ import annotations

from collections.abc import Sequence

from podium.layout.columns import boxes_of, drafts_of
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import Item
from podium.scene.boxes import Box
from podium.scene.units import Rect, inches
from podium.typesetting.text import Column, Draft

_GAP = inches(0.5)  # between the columns
_LARGEST = 30  # pt, the size of paragraphs in few words
_ROUNDS = 8  # of halving the height that the columns need


def text_columns(text: str, items: Sequence[Item], rect: Rect, stage: Stage, *, reveal: bool = False) -> Sheets:
    """The text and the items with bullets in two columns."""
    drafts = drafts_of(text, items, bullets=True)
    if not drafts:
        return [[]]
    width = (rect.w - _GAP) // 2
    sides = [rect._replace(w=width), Rect(rect.right - width, rect.y, width, rect.h)]
    column = Column(sides[0].width_pt, rect.height_pt)
    drafts, shrink = _sized(drafts, column, stage)
    pages = _even(drafts, column, shrink, stage)
    sheets: list[list[Box]] = []
    step = 0
    for n, page in enumerate(pages):
        if n % 2 == 0:
            sheets.append([])
            step = 0
        name = "Text" if n % 2 == 0 else "Second column"
        boxes = boxes_of(page, shrink, sides[n % 2], stage, role="body" if n % 2 == 0 else "", name=name)
        if reveal:
            boxes[0].steps = tuple(step + s for s in steps_of(page, pages[n - 1] if n % 2 else []))
            step = max(boxes[0].steps, default=step)
        sheets[-1] += boxes
    return sheets


def steps_of(page: list[Draft], before: list[Draft]) -> list[int]:
    """The click of each paragraph after those of the column before; what goes on from it needs none of its own."""
    goes_on = before[-1].group if before and before[-1].group >= 0 else None
    groups = [g for g in dict.fromkeys(d.group for d in page) if g >= 0 and g != goes_on]
    return [groups.index(d.group) + 1 if d.group in groups else 0 for d in page]


def _sized(drafts: list[Draft], column: Column, stage: Stage) -> tuple[list[Draft], int]:
    """The drafts, perhaps set tighter, and the least shrink (pt, negative in few words) at which two columns hold them,
    or as few sheets as possible."""
    compose = stage.compose
    largest = max(d.style.size for d in drafts)
    for tried in (drafts, compose.tighter(drafts)):
        for shrink in range(round(largest) - _LARGEST, compose.shrink_range(tried) + 1):
            whole = not compose.breaks_words(tried, column.width, shrink)
            if whole and len(compose.fill(tried, column, column, shrink)) <= 2:
                return tried, shrink
    floor = compose.shrink_range(drafts)
    needed = _sheets(drafts, column, floor, stage)
    return drafts, next(s for s in range(floor + 1) if _sheets(drafts, column, s, stage) == needed)


def _sheets(drafts: list[Draft], column: Column, shrink: int, stage: Stage) -> int:
    return -(-len(stage.compose.fill(drafts, column, column, shrink)) // 2)


def _even(drafts: list[Draft], column: Column, shrink: int, stage: Stage) -> list[list[Draft]]:
    """The columns, as low as possible for as many sheets as are needed."""
    sheets = _sheets(drafts, column, shrink, stage)
    low, high = 0.0, 1.0  # the least share of the height that gives the same number of sheets
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if _sheets(drafts, Column(column.width, column.height * middle), shrink, stage) <= sheets:
            high = middle
        else:
            low = middle
    lower = Column(column.width, column.height * high)
    return stage.compose.fill(drafts, lower, lower, shrink)
