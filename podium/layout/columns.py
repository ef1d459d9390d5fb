"""Columns of text: a lead paragraph and items, ruled or bulleted, alone or beside an exhibit.

In: texts and items of the outline, and a rectangle. Out: sheets of boxes; what does not fit one column continues on
further sheets. Items have hairlines above them; a long or nested list has bullets instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import dropwhile
from math import ceil, fsum

from podium.layout.discs import DISC, numbered_disc
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import Item
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group, Paragraph, Text
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Column, Draft, draft

RULE_GAP = 9.0  # pt from a rule to the text under it
GROUP_GAP = 24.0  # pt from the end of an item to the text of the next, a rule between them
_MORE_GAP = 40.0  # pt that may be added to each gap if there is room
_WIDE_GAP = 72.0  # pt, where the words have the slide to themselves
_LEAST_MORE = 8.0  # pt added to each gap beside enlarged text
_MORE_SIZE = 10  # pt by which text beside an exhibit is enlarged, at most
_FULL = 0.97  # of the room, at most, for enlarged text
_DESCENT = 4.0  # pt that a text box reaches below its last line
_FEW_WORDS = 25  # beside an exhibit that takes two thirds of the slide
_GAP = points(32)  # between words and an exhibit
_RULED_ITEMS = 6  # a list with more has bullets
_BULLETS = ("•", "–", "•", "–")
_HANGING = 18.0
_OPTICAL = 0.55  # of a line's height: the middle of its letters
_DISC_ROOM = DISC / EMU_PER_PT + 8.0
Draw = Callable[[Rect, Stage], Sheets]
Room = Callable[[Rect, Stage], Rect]


@lru_cache(maxsize=256)
def _coloured(style: Style, colour: str) -> Style:
    """The style in another colour."""
    return style.but(colour=colour)


def is_ruled(items: Sequence[Item]) -> bool:
    """Whether the items have hairlines above them: they are few, and none has a list below it."""
    return len(items) <= _RULED_ITEMS and not any(i.below for i in items)


def drafts_of(
    text: str, items: Sequence[Item], colour: str = "ink", *, bullets: bool = False, indent: float = 0.0
) -> list[Draft]:
    """The lead paragraph and the items as drafts; each item is one group. `bullets`: even where items are few;
    `indent`: the room (pt) before each claim without a bullet, for its number."""
    lead, place = _coloured(scale.LEAD, colour), getattr(text, "place", None)
    drafts = [draft(p, lead, before=10.0, place=place) for p in text.split("\n\n") if p.strip()]
    if bullets or not is_ruled(items):
        for n, item in enumerate(items):
            drafts += _bulleted(item, 0, n, colour)
        return drafts
    for n, item in enumerate(items):
        style = scale.POINT if item.proof else scale.POINT_PLAIN
        before = GROUP_GAP if n or drafts else 0.0
        keep, claim = bool(item.proof), _coloured(style, colour)
        drafts.append(draft(item.text, claim, before=before, indent=indent, group=n, keep=keep))
        if item.proof:
            drafts.append(draft(item.proof, _coloured(scale.BODY, colour), before=3.0, group=n))
    return drafts


def _bulleted(item: Item, level: int, group: int, colour: str) -> list[Draft]:
    """An item with its bullet, and the indented items below it."""
    indent = _HANGING * (level + 1)
    style = _coloured(scale.BODY, colour)
    drafts = [
        draft(
            item.text,
            style.but(bold=True) if item.proof else style,
            before=12.0 if level == 0 else 4.0,
            indent=indent,
            hanging=_HANGING,
            bullet=_BULLETS[min(level, 3)],
            level=min(level, 8),
            group=group,
            keep=bool(item.below or item.proof),
        )
    ]
    if item.proof:
        drafts.append(draft(item.proof, style, before=2.0, indent=indent, level=min(level, 8), group=group))
    for below in item.below:
        drafts += _bulleted(below, level + 1, group, colour)
    return drafts


def story(
    text: str,
    items: Sequence[Item],
    rect: Rect,
    stage: Stage,
    *,
    rest: Rect | None = None,
    role: str = "body",
    reveal: bool = False,
    colour: str = "ink",
    name: str = "Text",
    grow: bool = True,
    alone: bool = False,
    numbered: bool = False,
) -> Sheets:
    """The text in `rect`; it continues in `rest` (by default the same) on further sheets.

    A short text may `grow`, unless its neighbours must have the same size; `alone` on its slide, until it fills it.
    `numbered`: ruled items have discs with their numbers.
    """
    numbered = numbered and is_ruled(items)
    drafts = drafts_of(text, items, colour, indent=_DISC_ROOM if numbered else 0.0)
    if not drafts:
        return [[]]
    ruled = is_ruled(items) and len(items) > 0
    rest = rest or rect
    head = RULE_GAP if ruled else 0.0
    room = Column(rect.width_pt, rect.height_pt - head)
    larger, shrink = _filling(drafts, room, stage) if alone else (drafts, 0)
    if shrink:
        pages = [larger]
    else:
        pages, shrink = stage.compose.paginate(drafts, room, Column(rest.width_pt, rest.height_pt - head))
        if grow and not alone and len(pages) == 1 and shrink == 0:
            shrink = _grown(pages[0], Column(rect.width_pt, (rect.height_pt - head) * _FULL), stage)
    gap = (_WIDE_GAP, _WIDE_GAP / 2) if alone else (_MORE_GAP, 8.0)
    sheets = []
    for n, page in enumerate(pages):
        most = gap[0 if ruled else 1]
        sheets.append(_page(page, shrink, rect if n == 0 else rest, ruled, stage, role, reveal, name, most))
        if numbered:
            sheets[-1] += _discs(page, sheets[-1], stage)
    return sheets


def _filling(page: list[Draft], room: Column, stage: Stage) -> tuple[list[Draft], int]:
    """A text that has the slide to itself, and the negative shrink by which it is enlarged.

    It grows to 54 pt if it is all paragraphs, to 40 pt if it has items, and to 34 pt if they have proofs.
    """
    proven = any(d.style.bold for d in page)
    largest = 34.0 if proven else 40.0 if any(d.group >= 0 for d in page) else 54.0

    ems = [(stage.compose.width(d) - d.indent) / d.style.size for d in page]

    def may_fit(grow: int) -> bool:  # no line but the last holds more than its width and the space after it
        total = fsum(d.before for d in page[1:])
        for d, em in zip(page, ems, strict=True):
            size = d.style.size - grow
            lines = 1 if em * size <= room.width else max(2, ceil(em * size / (room.width + 0.3 * size)))
            total += lines * size * d.style.pitch
        return total <= room.height + 1

    def fits(grow: int) -> bool:
        return stage.compose.height([_widened(d, grow) for d in page], room.width, grow) <= room.height

    def keeps_words_whole(grow: int) -> bool:
        return not stage.compose.breaks_words((_widened(d, grow) for d in page), room.width, grow)

    sizes = range(-round(largest - max(d.style.size for d in page)), 0)
    likely = sizes[bisect_left(sizes, True, key=may_fit) :]  # what fits at one size fits at every smaller one
    fitting = dropwhile(lambda grow: not fits(grow), likely)
    grow = next(filter(keeps_words_whole, fitting), 0)
    return ([_widened(d, grow) for d in page], grow) if grow else (page, 0)


def _widened(d: Draft, grow: int) -> Draft:
    """The draft with its indents, and a paragraph also with its distance, in proportion to the larger type."""
    if d.group >= 0 and not d.indent and not d.hanging:
        return d
    ratio = 1 - grow / d.style.size
    before = d.before * ratio if d.group < 0 else d.before
    return d.but(indent=d.indent * ratio, hanging=d.hanging * ratio, before=before)


def _grown(page: list[Draft], room: Column, stage: Stage) -> int:
    """The negative shrink by which a short text is enlarged: larger type fills a page better than larger gaps."""
    height = room.height - sum(1 for n in _starts(page) if n) * _LEAST_MORE
    share = height / stage.compose.height(page, room.width)
    largest = int(scale.POINT.size * (share - 1) * 0.6)  # a text of several lines grows faster than its type
    for grow in range(-min(_MORE_SIZE, largest), 0):
        whole = not stage.compose.breaks_words(page, room.width, grow)
        if whole and stage.compose.height(page, room.width, grow) <= height:
            return grow
    return 0


def _page(
    page: list[Draft],
    shrink: int,
    rect: Rect,
    ruled: bool,
    stage: Stage,
    role: str,
    reveal: bool,
    name: str,
    most: float,
) -> list[Box]:
    """One text box, with a hairline above each item; spare room goes between the items, at most `most` pt."""
    starts = _starts(page)
    head = RULE_GAP if ruled else 0.0
    gaps = [n for n in starts if n > 0]
    spare = rect.height_pt - head - stage.compose.height(page, rect.width_pt, shrink)
    if gaps and spare > 0:
        more = round(min(most, spare / (len(gaps) + 1)), 1)
        page = [d.but(before=d.before + more) if n in gaps else d for n, d in enumerate(page)]
    return _boxes(page, shrink, rect, ruled, stage, role, reveal, name)


def _boxes(
    page: list[Draft], shrink: int, rect: Rect, ruled: bool, stage: Stage, role: str, reveal: bool, name: str
) -> list[Box]:
    """The drafts as they are, and their rules."""
    starts = _starts(page)
    if ruled:
        page = [stage.compose.settled(d, rect.width_pt, shrink) for d in page]
    paragraphs = stage.compose.set(page, rect.width_pt, shrink)
    top = rect.y + points(RULE_GAP if ruled else 0.0)
    steps = _steps(page) if reveal else ()
    height = points(fsum(p.before + p.lines * p.pitch for p in paragraphs) + _DESCENT)
    box = Text(
        name=name,
        rect=Rect(rect.x, top, rect.w, max(height, points(12))),
        paragraphs=paragraphs,
        role=role,
        steps=steps,
    )
    rules = _rules(page, paragraphs, starts, rect, top, stage, steps) if ruled else []
    return [*rules, box]


def boxes_of(page: list[Draft], shrink: int, rect: Rect, stage: Stage, *, role: str, name: str) -> list[Text]:
    """The drafts of a column without rules, in one text box."""
    return [box for box in _boxes(page, shrink, rect, False, stage, role, False, name) if isinstance(box, Text)]


def _starts(page: list[Draft]) -> list[int]:
    """The numbers of the drafts with which items begin."""
    return [n for n, d in enumerate(page) if d.group >= 0 and (n == 0 or page[n - 1].group != d.group)]


def _rules(
    page: list[Draft],
    paragraphs: Sequence[Paragraph],
    starts: list[int],
    rect: Rect,
    top: int,
    stage: Stage,
    steps: tuple[int, ...],
) -> list[Box]:
    """The hairlines above the items that begin on this page."""
    rules: list[Box] = []
    y = 0.0
    for n, p in enumerate(paragraphs):
        y += p.before
        if n in starts:
            rules.append(stage.rule(rect.x, top + points(y - RULE_GAP), rect.w, step=steps[n] if steps else 0))
        y += p.lines * p.pitch
    return rules


def _discs(page: list[Draft], boxes: list[Box], stage: Stage) -> list[Box]:
    """The numbers of the items that begin on this page, before their first lines."""
    text = next(box for box in boxes if isinstance(box, Text))
    discs: list[Box] = []
    y = 0.0
    for n, p in enumerate(text.paragraphs):
        y += p.before
        if page[n].indent:  # a claim; the rest of one from the page before has none
            middle = text.rect.y + points(y + p.pitch * _OPTICAL)
            number = str(page[n].group + 1)
            disc = numbered_disc(text.rect.x + DISC // 2, middle, number, stage)
            step = text.steps[n] if text.steps else 0
            discs.append(Group(name=f"item {number}: number", rect=disc[0].rect, boxes=tuple(disc), step=step))
        y += p.lines * p.pitch
    return discs


def _steps(page: list[Draft]) -> tuple[int, ...]:
    """The click at which each paragraph appears, item by item."""
    groups = sorted({d.group for d in page if d.group >= 0})
    return tuple(groups.index(d.group) + 1 if d.group >= 0 else 0 for d in page)


def _words(text: str, items: Sequence[Item]) -> int:
    """The number of words beside an exhibit."""
    return sum(len(words.split()) for words in (text, *(w for item in items for w in item.words())))


def _breaks(text: str, items: Sequence[Item], columns: int, stage: Stage) -> bool:
    """Whether a word at its full size is too long for the text beside an exhibit."""
    grid = stage.grid
    width = (grid.columns(columns + 1, 12).x - _GAP - grid.columns(1, 1).x) / EMU_PER_PT
    return stage.compose.breaks_words(drafts_of(text, items), width, 0)


def beside(
    text: str,
    items: Sequence[Item],
    draw: Draw,
    rect: Rect,
    stage: Stage,
    shares: tuple[int, int] = (5, 7),
    reveal: bool = False,
    room: Room | None = None,
    mirrored: bool = False,
    numbered: bool = False,
) -> Sheets:
    """Text at the left, an exhibit at the right, or `mirrored`; what does not fit continues alone over the whole width.

    `shares` are the columns (of twelve) of text and exhibit. `room` is the part of its columns, at their right, that
    the exhibit can use; the text gets the rest. Beside few words the exhibit has
    two thirds of the slide, unless one of them is too long. `numbered` as in `story`.
    """
    grid = stage.grid
    narrow = min(shares[0], 4), max(shares[1], 8)
    if _words(text, items) <= _FEW_WORDS and not _breaks(text, items, narrow[0], stage):
        shares = narrow
    right = grid.columns(13 - shares[1], 12, rect.y, rect.h)
    right = room(right, stage) if room is not None else right
    left = grid.columns(1, 1, rect.y, rect.h)
    left = left._replace(w=right.x - _GAP - left.x)
    if mirrored:
        left, right = (r._replace(x=rect.x + rect.right - r.right) for r in (left, right))
    exhibits = draw(right, stage)
    words = story(text, items, left, stage, rest=rect, reveal=reveal, numbered=numbered)
    first = [*words[0], *exhibits[0]]
    return [first, *words[1:], *exhibits[1:]]
