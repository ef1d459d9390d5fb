"""The words of `document`: a source and its translation in two columns, or one above the other.

In: the texts. Out: for each sheet the boxes of each column. A text of several lines keeps them, and they can be
numbered; lines of source and translation stand beside each other if they are as many. What goes on further sheets is
divided evenly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from podium.layout.shares import evenly
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.inline import Piece
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Paragraph, Run, Text
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Column, Draft, plain_draft

_SOURCE = scale.QUOTATION.but(size=28.0, floor=16.0, pitch=1.27, stress="", marker="accent.tint")
_TRANSLATION = scale.ROW.but(size=28.0, floor=16.0, pitch=1.27, marker="accent.tint")
_HEADING = scale.RAIL_LABEL.but(size=16.0, floor=16.0)
_HANGING = 16.0  # of a line of the source that takes two
_PARAGRAPH_GAP = 9.0
_HEAD_GAP = 6.0  # from a heading to its text
_STACK_GAP = 20.0  # between two texts one above the other
_GAP = 26.0  # between columns
_MARGIN = 8.0  # from a number to its line
_NUMBERED = 5  # lines, from which on every fifth has its number
_STEPS = 8
_LARGER, _LARGER_NUMBERED = 38, 6  # pt by which the type of a short text is larger, without and with numbers
_SHORT = 0.8  # of the room: a text that leaves more free is short
_SMALLER = 8  # pt by which type may be smaller than at best, so that lines stay whole
_Cost = tuple[bool, int, bool, bool, int]


class Source(NamedTuple):
    """A text with its heading and the tag of its language; `every` n-th line has its number (0: none, None: the
    fifth if there are that many), counted from `first`."""

    heading: str
    text: str
    lang: str = ""
    every: int | None = 0
    first: int = 1

    @property
    def is_source(self) -> bool:
        """Whether it is the text of the source, not its translation."""
        return self.every != 0 or bool(self.lang)


class _Flow(NamedTuple):
    """The drafts of a text; `group` is the number of each in the text. `step`: every n-th line is numbered."""

    source: Source
    drafts: list[Draft]
    step: int

    @property
    def margin(self) -> float:
        """The room (pt) for numbers at the left."""
        digits = len(str(self.source.first + len(self.drafts)))
        return digits * 0.52 * (_SOURCE.size + _LARGER_NUMBERED) + _MARGIN if self.step else 0.0


class _Page(NamedTuple):
    """A part of a text: its drafts and the numbers of its lines ("" for none), and the height (pt) from the top."""

    flow: _Flow
    drafts: list[Draft]
    top: float
    place: Rect


class Setting(NamedTuple):
    """The pages in one arrangement, the shrink (pt) at which they are set, how many lines of the source take more than
    one, and whether each text has its heading."""

    pages: list[list[_Page]]
    shrink: int
    broken: int
    headed: bool

    def cost(self) -> tuple[int, bool, bool]:
        """Fewer pages are better, then type of a good size, then lines of the source that stay whole."""
        return len(self.pages), self.shrink > _SMALLER, self.broken > 0

    def lowered(self, down: int) -> Setting:
        """The same, so far (EMU) down the page."""
        moved = [[part._replace(place=part.place.below(down)) for part in page] for page in self.pages]
        return self._replace(pages=moved)


def arrange(sources: Sequence[Source], rect: Rect, stage: Stage, headed: bool) -> Setting:
    """The texts in the arrangement with the fewest pages, then with the largest type."""
    flows = [_flow(source, n == 0) for n, source in enumerate(sources)]
    settings = [_beside(flows, rect, stage, headed)]
    if len(flows) > 1:
        settings.append(_stacked(flows, rect, stage))
    return min(settings, key=lambda s: (*s.cost(), s.shrink))


def draw(setting: Setting, stage: Stage) -> list[list[list[Box]]]:
    """For each sheet the boxes of each text."""
    seen: set[tuple[str, int]] = set()
    return [[_boxes(part, setting.shrink, stage, setting.headed, seen) for part in page] for page in setting.pages]


def _flow(source: Source, first: bool) -> _Flow:
    """The drafts of a text: its lines, or its paragraphs if it has no lines of its own."""
    blocks = [_lines(block) for block in re.split(r"\n\s*\n", source.text.strip())]
    lined = any(len(block) > 1 for block in blocks)
    style = (_SOURCE if first else _TRANSLATION).but(lang=source.lang)
    place = getattr(source.text, "place", None)
    hanging = _HANGING if lined else 0.0
    drafts: list[Draft] = []
    for block in blocks:
        for n, line in enumerate(block):
            before = _PARAGRAPH_GAP if n == 0 and drafts else 0.0
            drafts.append(Draft(line, style, before, hanging, hanging, group=len(drafts), place=place))
    every = source.every
    if every is None:
        every = 5 if lined and len(drafts) >= _NUMBERED else 0
    return _Flow(source, drafts, every)


def _lines(block: str) -> list[tuple[Piece, ...]]:
    """The lines of a part of the text; mark-up may go on from one to the next."""
    lines: list[list[Piece]] = [[]]
    for piece in inline.parse(inline.with_lines(block)):
        first, *more = piece.text.split("\v")
        lines[-1].append(piece._replace(text=first))
        lines += [[piece._replace(text=text)] for text in more]
    return [kept for line in lines if (kept := tuple(p for p in line if p.text))]


def _range(flows: Sequence[_Flow], used: float, room: float, stage: Stage) -> range:
    """The sizes to try, as shrinks: negative ones too for texts that leave much of the room free (pt)."""
    larger = _LARGER_NUMBERED if any(flow.step for flow in flows) else _LARGER
    least = -larger if used < _SHORT * room else 0
    return range(least, stage.compose.shrink_range([d for flow in flows for d in flow.drafts]) + 1)


def _heading_height(headed: bool) -> float:
    return _HEADING.size * _HEADING.pitch + _HEAD_GAP if headed else 0.0


def _cost(pages: int, flows: Sequence[_Flow], widths: Sequence[float], shrink: int, stage: Stage) -> _Cost:
    """Words and, down to a good size, lines of the source stay whole; then larger type is better."""
    cut = any(stage.compose.breaks_words(flow.drafts, width, shrink) for flow, width in zip(flows, widths, strict=True))
    return cut, pages, shrink > _SMALLER, _broken(flows, widths, shrink, stage) > 0, shrink


def _broken(flows: Sequence[_Flow], widths: Sequence[float], shrink: int, stage: Stage) -> int:
    """How many lines of the source do not fit one line."""
    return sum(
        stage.compose.count(d, width, shrink) > 1
        for flow, width in zip(flows, widths, strict=True)
        for d in flow.drafts
        if d.hanging
    )


# ------------------------------------------------------------------------------------------- side by side


def _beside(flows: list[_Flow], rect: Rect, stage: Stage, headed: bool) -> Setting:
    """The texts in columns, line beside line if they can be."""
    column = (rect.width_pt + _GAP) / len(flows) - _GAP
    places = [Rect(rect.x + points(n * (column + _GAP)), rect.y, points(column), rect.h) for n in range(len(flows))]
    widths = [column - flow.margin for flow in flows]
    room = rect.height_pt - _heading_height(headed)
    best: tuple[_Cost, int, list[list[list[Draft]]]] | None = None
    for shrink in _range(flows, max(_heights(flows, widths, 0, stage)), room, stage):
        parts = _aligned(flows, widths, room, shrink, stage) or _flowing(flows, widths, room, shrink, stage)
        cost = _cost(len(parts), flows, widths, shrink, stage)
        if best is None or cost < best[0]:
            best = cost, shrink, parts
    assert best is not None
    pages = [
        [_Page(flow, drafts, 0.0, place) for flow, drafts, place in zip(flows, part, places, strict=True)]
        for part in best[2]
    ]
    return Setting(pages, best[1], _broken(flows, widths, best[1], stage), headed)


def _aligned(
    flows: list[_Flow], widths: list[float], room: float, shrink: int, stage: Stage
) -> list[list[list[Draft]]]:
    """For each page the drafts of each column, rows at one height; [] if the texts are not alike."""
    count = len(flows[0].drafts)
    if len(flows) < 2 or count < 2 or any(len(flow.drafts) != count for flow in flows):
        return []
    high = [
        [stage.compose.height([d], width, shrink) for d in flow.drafts]
        for flow, width in zip(flows, widths, strict=True)
    ]
    rows = [max(column[n] for column in high) for n in range(count)]
    gaps = [max(flow.drafts[n].before for flow in flows) for n in range(count)]
    if max(rows) > room:
        return []
    pages = []
    for a, b in evenly(rows, room, gaps):
        page = []
        for flow, column in zip(flows, high, strict=True):
            missing = [0.0, *(rows[n] - column[n] for n in range(a, b))]
            page.append([d.but(before=gaps[a + n] + missing[n] if n else 0.0) for n, d in enumerate(flow.drafts[a:b])])
        pages.append(page)
    return pages


def _flowing(
    flows: Sequence[_Flow], widths: Sequence[float], room: float, shrink: int, stage: Stage
) -> list[list[list[Draft]]]:
    """For each page the drafts of each column, each column divided evenly among all pages."""

    def filled(flow: _Flow, width: float, share: float) -> list[list[Draft]]:
        part = Column(width, room * share)
        return stage.compose.fill(flow.drafts, part, part, shrink)

    needed = max(len(filled(flow, width, 1.0)) for flow, width in zip(flows, widths, strict=True))
    columns = []
    for flow, width in zip(flows, widths, strict=True):
        low, high = 0.0 if needed > 1 else 1.0, 1.0
        for _ in range(_STEPS if needed > 1 else 0):
            middle = (low + high) / 2
            low, high = (low, middle) if len(filled(flow, width, middle)) <= needed else (middle, high)
        pages = filled(flow, width, high)
        columns.append(pages + [[] for _ in range(needed - len(pages))])
    return [[column[n] for column in columns] for n in range(needed)]


# -------------------------------------------------------------------------------------- one above the other


def _stacked(flows: list[_Flow], rect: Rect, stage: Stage) -> Setting:
    """Each text over the whole width; on every page, both have the share of the height that they need."""
    widths = [rect.width_pt - flow.margin for flow in flows]
    room = rect.height_pt - _heading_height(True) * len(flows) - _STACK_GAP * (len(flows) - 1)
    best: tuple[_Cost, int] | None = None
    for shrink in _range(flows, fsum(_heights(flows, widths, 0, stage)), room, stage):
        high = _heights(flows, widths, shrink, stage)
        pages = 1
        while pages < 500 and fsum(_page_height(h, pages) for h in high) > room:
            pages += 1
        cost = _cost(pages, flows, widths, shrink, stage)
        if best is None or cost < best[0]:
            best = cost, shrink
    assert best is not None
    return _stacked_at(flows, widths, room, rect, best[1], stage)


def _heights(flows: Sequence[_Flow], widths: Sequence[float], shrink: int, stage: Stage) -> list[float]:
    return [stage.compose.height(flow.drafts, width, shrink) for flow, width in zip(flows, widths, strict=True)]


def _page_height(height: float, pages: int) -> float:
    """The height of a text's part of each page; a line may have to go to the next."""
    return height / pages + (30.0 if pages > 1 else 0.0)


def _stacked_at(flows: list[_Flow], widths: list[float], room: float, rect: Rect, shrink: int, stage: Stage) -> Setting:
    """The pages at one shrink: the height is divided in proportion to the texts."""
    high = _heights(flows, widths, shrink, stage)
    whole = fsum(high)
    shares = [h if whole <= room else room * h / whole for h in high]
    parts = [
        stage.compose.fill(flow.drafts, Column(width, share), Column(width, share), shrink)
        for flow, width, share in zip(flows, widths, shares, strict=True)
    ]
    pages = []
    for n in range(max(map(len, parts))):
        page, top = [], 0.0
        for flow, part, share, width in zip(flows, parts, shares, widths, strict=True):
            drafts = part[n] if n < len(part) else []
            place = Rect(rect.x, rect.y, rect.w, rect.h)
            page.append(_Page(flow, drafts, top, place))
            used = stage.compose.height(drafts, width, shrink) if drafts else share
            top += _heading_height(True) + (used if whole <= room else share) + _STACK_GAP
        pages.append(page)
    return Setting(pages, shrink, _broken(flows, widths, shrink, stage), True)


# --------------------------------------------------------------------------------------------------- boxes


def _boxes(page: _Page, shrink: int, stage: Stage, headed: bool, seen: set[tuple[str, int]]) -> list[Box]:
    """The heading, the numbers and the words of a part; `seen` are the lines that have had their numbers."""
    flow, drafts = page.flow, page.drafts
    if not drafts:
        return []
    place = page.place.below(points(page.top))
    boxes: list[Box] = []
    if headed:
        heading = plain_draft(flow.source.heading, _HEADING)
        boxes.append(stage.text(f"Heading: {flow.source.heading}", place.top(points(_HEADING.size * 1.25)), [heading]))
        place = place.below(points(_heading_height(True)))
    margin = points(flow.margin)
    words = place._replace(x=place.x + margin, w=place.w - margin)
    width = words.w / EMU_PER_PT
    drafts = [stage.compose.settled(d, width, shrink) for d in drafts]  # numbers stand beside its lines
    paragraphs = stage.compose.set(drafts, width, shrink)
    height = points(fsum(p.before + p.lines * p.pitch for p in paragraphs) + 4.0)
    if flow.step and (numbers := _numbers(flow, drafts, paragraphs, seen)):
        top = points(numbers[0].before)  # what stands before the first paragraph of a box is ignored
        box = Rect(place.x, place.y + top, margin - points(_MARGIN), height - top)
        numbers[0] = numbers[0]._replace(before=0.0)
        boxes.append(Text(name="Line numbers", rect=box, paragraphs=tuple(numbers)))
    boxes.append(Text(name=flow.source.heading, rect=words._replace(h=height), paragraphs=paragraphs))
    return boxes


def _numbers(
    flow: _Flow, drafts: Sequence[Draft], paragraphs: Sequence[Paragraph], seen: set[tuple[str, int]]
) -> list[Paragraph]:
    """The numbers of the lines, each beside the first of its line."""
    found: list[Paragraph] = []
    y = bottom = 0.0
    for d, p in zip(drafts, paragraphs, strict=True):
        y += p.before
        number = flow.source.first + d.group
        key = flow.source.heading, d.group
        if key not in seen and number % flow.step == 0:
            run = Run(str(number), p.runs[0].size, "ink2", major=True)
            found.append(Paragraph((run,), p.pitch, round(y - bottom, 1), "right"))
            bottom = y + p.pitch
        seen.add(key)
        y += p.lines * p.pitch
    return found
