"""steps: events in order, on a line with a dot for each.

In: events, each with a title, perhaps `when` and `text`; one may be marked as the turning point. Out: columns under
large dates (or numbers, if an event has no date) and a line, in one row or two, or rows one below the other, whichever
allows the largest type. What does not fit goes on, evenly shared out, and numbers continue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Annotated, ClassVar, NamedTuple

from podium.blocks._chain import TEXT, TITLE, WHEN, Link, is_dated, least_shrink
from podium.blocks._large_figures import largest_figure
from podium.blocks._step_dates import Date, number
from podium.blocks._step_dates import dates as dated_as
from podium.blocks.base import Block
from podium.layout.shares import shares
from podium.layout.stage import Sheets, Stage
from podium.outline.entries import read_entries, shown_when
from podium.outline.models import ListOf, ReadWith, Switch
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group, Shape
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import BASELINE, Column, Draft, descent, draft, plain_draft

_UPRIGHT_WIDTH = 440.0  # pt; in a narrower rectangle, cards are one below the other
_MOST_IN_ROW, _MOST_UPRIGHT = 6, 8
_TWO_ROWS = 4  # steps, at least
_GAP = points(22)
_LINE, _TURN = 2.5, 6.0  # pt: the line, and its stretch over the turning point
_DOT, _TURN_DOT = points(14), points(20)
_DOT_AIR = 3.0  # pt between a dot and the line
_UNDER_LINE, _UNDER_LINE_LOW = points(16), points(4)  # from the line to the dates, in one row and in two
_ROW_GAP = points(10)  # between two rows
_PAD = points(12)  # between a date and the words beside it
_DATE_SHARE, _DATE_SHARE_LOW = 0.34, 0.3  # of the height of a card, for its date, in one row and in two
_UPRIGHT_SHARE, _UPRIGHT_MOST = 0.3, points(230)  # of the width, for the dates of upright cards
_BIG = scale.FIGURE.but(size=112.0, floor=36.0)
_SMALL = scale.LABEL.but(size=28.0, floor=18.0, bold=False)
_INTERVAL, _LEAST_INTERVAL = 0.6, 32.0  # the type of an interval: of that of the figures, pt
_WHOLE = scale.FIGURE.but(size=54.0, floor=18.0, pitch=1.05)
_FLOOR = 18.0  # pt of all words on the cards
_DATES_PART, _DATE_MOST = 0.5, 0.45  # of the height that words leave free, for dates; of that of a card, at most
_BETTER = 3  # pt by which type must be larger for cards to stand otherwise


class Step(Link):
    """A step, perhaps the one that turned everything."""

    label: ClassVar[str] = "a step"
    about: ClassVar[dict[str, str]] = {
        "highlight": "`true`: set apart, such as the turning point",
    }
    highlight: Switch = False


StepsField = Annotated[
    tuple[Step, ...],
    ReadWith(lambda data: read_entries(data, Step)),
    ListOf(Step, "steps-event"),
]


class _Card(NamedTuple):
    """A step on the page: all of it, its stretch of the line (from the dot before it in its row to its own), the room
    for its date, and that for its words. `upright`: the line goes down, at the left."""

    whole: Rect
    line: Rect
    date: Rect
    words: Rect
    upright: bool = False


class _Stamp(NamedTuple):
    """The words of a date; they begin `down` pt below the top of a block `tall` pt high in its middle, so that all
    figures have one baseline."""

    drafts: list[Draft]
    down: float = 0.0
    tall: float = 0.0


class _Plan(NamedTuple):
    """Cards with their dates and the drafts of their words; `shrink` is that of the words, `dated` says whether the
    cards have dates or numbers."""

    cards: list[_Card]
    stamps: list[_Stamp]
    words: list[list[Draft]]
    shrink: int
    dated: bool


class StepsBlock(Block):
    """Events in order."""

    label: ClassVar[str] = "steps"
    summary: ClassVar[str] = "events in order, on a line, under large dates or numbers"
    shares: ClassVar[tuple[int, int]] = (3, 9)
    about: ClassVar[dict[str, str]] = {
        "events": "in order: `{when, title, text, highlight}`",
    }

    events: StepsField = ()

    def tells_time(self, lang: str) -> bool:
        return any(is_dated(event.when, lang) for event in self.events if event.when)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.events:
            stage.warn(
                "this slide has no steps",
                self,
                "",
                "empty",
                "add 'events:', as '- {when: 20 August, title: The attack begins}'",
            )
            return [[]]
        for event in self.events:
            for key in ("verb", "kind"):
                if getattr(event, key):
                    hint = "remove it, or make the slide 'causes'"
                    stage.warn(f"steps do not show '{key}'", event, key, "unused", hint)
        count = len(self.events)
        for sheets in range(1, count + 1):
            parts = shares(count, sheets)
            tried = (self._plan(a, b, rect, stage, force=sheets == count) for a, b in parts)
            plans = [plan for plan in tried if plan is not None]
            if len(plans) == sheets:
                return [self._drawn(a, plan, stage) for (a, _), plan in zip(parts, plans, strict=True)]
        return [[]]

    def _plan(self, first: int, end: int, rect: Rect, stage: Stage, force: bool) -> _Plan | None:
        """The best arrangement of steps `first` to `end` on one sheet; None if they do not fit, unless `force`."""
        count, best = end - first, None
        arranged: list[list[_Card]] = []
        if rect.width_pt >= _UPRIGHT_WIDTH:
            if count <= _MOST_IN_ROW:
                arranged.append(_in_rows(count, 1, rect, stage))
            if _TWO_ROWS <= count <= 2 * _MOST_IN_ROW:
                arranged.append(_in_rows(count, 2, rect, stage))
        if count <= _MOST_UPRIGHT:
            arranged.append(_upright(count, rect))
        for cards in arranged:
            plan = self._fitted(first, cards, stage, force and cards is arranged[-1] and best is None)
            if plan is not None and (best is None or max(0, plan.shrink) <= best.shrink - _BETTER):
                best = plan
        return best

    def _fitted(self, first: int, cards: list[_Card], stage: Stage, force: bool) -> _Plan | None:
        """The steps from `first` on in these cards, as large as they fit; None if they do not, unless `force`."""
        steps = self.events[first : first + len(cards)]
        dated = all(e.when for e in self.events)
        dates = (
            dated_as([e.when for e in steps], stage.lang)
            if dated
            else [number(first + n) for n in range(1, len(steps) + 1)]
        )
        words = [_words(step, dated, stage) for step in steps]
        rooms = [card.words.height_pt for card in cards]
        widths = [card.words.width_pt for card in cards]
        shrink = least_shrink(
            words, widths, stage, lambda heights: all(h <= room for h, room in zip(heights, rooms, strict=True))
        )
        if shrink is not None:
            words, shrink = _levelled(words, cards, shrink, stage)
            heights = [stage.compose.height(w, width, shrink) for w, width in zip(words, widths, strict=True)]
            cards = _with_taller_dates(cards, min(room - h for room, h in zip(rooms, heights, strict=True)))
        stamps = _stamps(dates, [_date_room(card) for card in cards], stage)
        if force and stamps is None:
            dated, stamps = False, [_Stamp([plain_draft(str(first + n), _WHOLE)]) for n in range(1, len(steps) + 1)]
            words = [_words(step, False, stage) for step in steps]
        if force and shrink is None:
            shrink = stage.compose.shrink_range([d for w in words for d in w])
        return None if stamps is None or shrink is None else _Plan(cards, stamps, words, shrink, dated)

    def _drawn(self, before: int, plan: _Plan, stage: Stage) -> list[Box]:
        """The boxes of a sheet."""
        boxes: list[Box] = []
        for n, (card, stamp, words) in enumerate(zip(plan.cards, plan.stamps, plan.words, strict=True)):
            step = self.events[before + n]
            click = n + 1 if getattr(self, "reveal", False) else 0
            sized = stage.compose.sized(words, plan.shrink)
            left = _dot(self.events[before + n - 1]) if n else 0
            boxes.append(_card(step, (before + n + 1, plan.dated), card, stamp, sized, (click, left), stage))
        return boxes


def _words(step: Step, dated: bool, stage: Stage) -> list[Draft]:
    """Title and text of a step; also its date if a number stands in its place."""
    when, title, text = (s.but(floor=_FLOOR) for s in (WHEN.but(size=30.0), TITLE, TEXT))
    drafts = [] if dated or not step.when else [plain_draft(shown_when(step.when, stage.lang, "long"), when)]
    drafts += [draft(step.title, title, before=3.0)] if step.title else []
    return drafts + ([draft(step.text, text, before=5.0)] if step.text else [])


def _levelled(
    words: Sequence[list[Draft]], cards: Sequence[_Card], shrink: int, stage: Stage
) -> tuple[list[list[Draft]], int]:
    """The words with their texts as far down as the longest title beside them needs, and the shrink: a little more
    where all titles beside one another then have the same lines; if they have to be much smaller, as they are."""
    compose, found = stage.compose, None
    for smaller in range(shrink, shrink + _BETTER):
        lines: dict[int, int] = {}
        counts = [compose.count(w[0], c.words.width_pt, smaller) if w else 0 for w, c in zip(words, cards, strict=True)]
        for card, count in zip(cards, counts, strict=True):
            lines[card.whole.y] = max(lines.get(card.whole.y, 0), count)
        level = []
        for w, card, count in zip(words, cards, counts, strict=True):
            missing = lines[card.whole.y] - count
            down = missing * compose.pitch(w[0], smaller) if w else 0.0
            level.append([w[0], w[1].but(before=w[1].before + down), *w[2:]] if missing and len(w) > 1 else w)
        fits = (
            compose.height(w, c.words.width_pt, smaller) <= c.words.height_pt
            and not compose.breaks_words(w, c.words.width_pt, smaller)
            for w, c in zip(level, cards, strict=True)
        )
        if not all(fits):
            continue
        found = found or (level, smaller)
        if all(lines[card.whole.y] == count for card, count in zip(cards, counts, strict=True)):
            return level, smaller
    return found or (list(words), shrink)


def _date_room(card: _Card) -> Column:
    """The room for the date of a card."""
    return Column(card.date.width_pt, card.date.height_pt - 12)


def _with_taller_dates(cards: list[_Card], spare: float) -> list[_Card]:
    """The cards with rooms for dates at their tops taller by what the words leave free (pt)."""
    if any(card.words.y < card.date.bottom for card in cards):  # dates at the left
        return cards
    return [
        card._replace(date=card.date._replace(h=card.date.h + more), words=card.words.below(more))
        for card in cards
        for more in [max(0, min(points(spare * _DATES_PART), round(card.whole.h * _DATE_MOST) - card.date.h))]
    ]


def _in_rows(count: int, rows: int, rect: Rect, stage: Stage) -> list[_Card]:
    """Cards in rows, dates at their tops; the cards of each row fill its width."""
    height = (rect.h - _ROW_GAP * (rows - 1)) // rows
    under = _UNDER_LINE if rows == 1 else _UNDER_LINE_LOW
    cards: list[_Card] = []
    for row in range(rows):
        in_row = round((row + 1) * count / rows) - round(row * count / rows)
        area = Rect(rect.x, rect.y + row * (height + _ROW_GAP), rect.w, height)
        for whole in stage.grid.split(area, [1] * in_row, _GAP):
            before = whole.w + _GAP if whole.x > area.x else 0
            line = Rect(whole.x - before, whole.y + _TURN_DOT // 2, before, 0)
            below = whole.below(_TURN_DOT // 2 + under)
            stamp = below.top(round(height * (_DATE_SHARE if rows == 1 else _DATE_SHARE_LOW)))
            cards.append(_Card(whole, line, stamp, below.below(stamp.h)))
    return cards


def _upright(count: int, rect: Rect) -> list[_Card]:
    """Cards one below the other, dates at their left, and the line left of all."""
    height = (rect.h - _GAP * (count - 1)) // count
    wide = min(_UPRIGHT_MOST, round(rect.w * _UPRIGHT_SHARE))
    cards: list[_Card] = []
    for n in range(count):
        whole = Rect(rect.x, rect.y + n * (height + _GAP), rect.w, height)
        left = _TURN_DOT + _PAD
        stamp = Rect(whole.x + left, whole.y, wide - left, height)
        middle, before = whole.y + height // 2, height + _GAP if n else 0
        line = Rect(whole.x + _TURN_DOT // 2, middle - before, 0, before)
        words = Rect(whole.x + wide + _PAD, whole.y, whole.w - wide - _PAD, height)
        cards.append(_Card(whole, line, stamp, words, upright=True))
    return cards


def _stamps(dates: Sequence[Date], rooms: Sequence[Column], stage: Stage) -> list[_Stamp] | None:
    """What stands under the line: the figures of the dates large on one baseline, the words above or below them small,
    an interval smaller on the same lines; else all dates in one size. None if they do not fit."""
    dates = [Date(d.text) if _is_long(d, room, stage) else d for d, room in zip(dates, rooms, strict=True)]
    if any(d.figure for d in dates) and (made := _large(dates, rooms, stage)):
        return made
    whole = [[plain_draft(d.text, _WHOLE)] for d in dates]
    shrink = _one_shrink(whole, rooms, stage)
    return None if shrink is None else [_Stamp(stage.compose.sized(drafts, shrink)) for drafts in whole]


def _is_long(date: Date, room: Column, stage: Stage) -> bool:
    """Whether the words of a date do not stand on one line."""
    most = _SMALL.size - _SMALL.floor
    return any(_one_line(plain_draft(w, _SMALL), room.width, stage) > most for w in date[1::2] if w)


def _large(dates: Sequence[Date], rooms: Sequence[Column], stage: Stage) -> list[_Stamp] | None:
    """The dates with their figures as large as they fit; None if they do not."""
    compose, height = stage.compose, min(room.height for room in rooms)
    small = [(plain_draft(w, _SMALL), room.width) for d, room in zip(dates, rooms, strict=True) for w in d[1::2] if w]
    shrink = max((_one_line(d, width, stage) for d, width in small), default=0)
    if shrink > _SMALL.size - _SMALL.floor:
        return None
    line = _SMALL.but(size=_SMALL.size - shrink)
    line_h = compose.pitch(plain_draft("", line), 0)
    above, below = (line_h if any(d[at] for d in dates) else 0.0 for at in (1, 3))
    pairs = zip(dates, rooms, strict=True)
    wide = [(compose.width(plain_draft(d.figure, _BIG)) / _BIG.size, r) for d, r in pairs if d.figure]
    size = min(largest_figure(w, r.width, _GAP / EMU_PER_PT) for w, r in wide)
    size = float(int(min(size, _BIG.size, (height - above - below) / (_BIG.pitch + descent(100) / 100))))
    if size < _BIG.floor:
        return None
    big = _BIG.but(size=size, floor=size)
    tall = above + size * big.pitch + (below or descent(size))
    other = [(d.text, room) for d, room in zip(dates, rooms, strict=True) if not d.figure]
    interval = _WHOLE.but(size=min(_WHOLE.size, max(_LEAST_INTERVAL, float(int(size * _INTERVAL)))))
    intervals = _intervals(other, interval, (big, line), stage) if below else None
    if intervals is None:
        whole = [[plain_draft(text, interval)] for text, _ in other]
        smaller = _one_shrink(whole, [room for _, room in other], stage)
        if smaller is None:
            return None
        intervals = [_Stamp(compose.sized(drafts, smaller)) for drafts in whole]
    else:
        intervals = [_Stamp(s.drafts, above + s.down, tall) for s in intervals]
    waiting = iter(intervals)
    stamps = []
    for date in dates:
        if not date.figure:
            stamps.append(next(waiting))
            continue
        styles = zip(date[1:], (line, big, line), strict=True)
        words = [plain_draft(text, style) for text, style in styles if text]
        stamps.append(_Stamp(words, 0.0 if date.above else above, tall))
    return stamps


def _intervals(
    texts: Sequence[tuple[str, Column]], style: Style, beside: tuple[Style, Style], stage: Stage
) -> list[_Stamp] | None:
    """Intervals on the two lines of the dates `beside` them: what there is room for on the baseline of the figures, in
    one size, the rest with the months. None if their words do not allow it."""
    big, line = beside
    parted, size = [], style.size
    for text, room in texts:
        words = text.split(" ")
        for n in range(len(words), 0, -1):
            head, rest = " ".join(words[:n]), " ".join(words[n:])
            most = style.size * room.width / stage.compose.width(plain_draft(head, style))
            if most >= _LEAST_INTERVAL and (not rest or not _one_line(plain_draft(rest, line), room.width, stage)):
                parted.append((head, rest))
                size = min(size, float(int(most)))
                break
        else:
            return None
    first = style.but(size=size, floor=size)
    down = (big.pitch - BASELINE) * big.size - (first.pitch - BASELINE) * size
    gap = round(BASELINE * (big.size - size), 1)
    return [
        _Stamp([plain_draft(head, first), *([plain_draft(rest, line, before=gap)] if rest else [])], down)
        for head, rest in parted
    ]


def _one_line(d: Draft, width: float, stage: Stage) -> int:
    """The shrink at which a short text stands on one line."""
    return max(0, ceil(d.style.size - d.style.size * width / stage.compose.width(d)))


def _one_shrink(columns: Sequence[list[Draft]], rooms: Sequence[Column], stage: Stage) -> int | None:
    """The least shrink at which each fits its room with all words whole; None if there is none."""
    fits = [stage.compose.fit(drafts, room) for drafts, room in zip(columns, rooms, strict=True)]
    shrinks = [f for f in fits if f is not None]
    shrink = max(shrinks, default=0)
    broken = any(stage.compose.breaks_words(m, r.width, shrink) for m, r in zip(columns, rooms, strict=True))
    return None if broken or len(shrinks) < len(fits) else shrink


def _card(
    step: Step,
    numbered: tuple[int, bool],
    card: _Card,
    stamp: _Stamp,
    words: list[Draft],
    led: tuple[int, int],
    stage: Stage,
) -> Group:
    """A step with its stretch of the line; the turning point has a heavier one, in the colour of the section. `led`:
    the click that shows it, and the size (EMU) of the dot from which the line comes."""
    (number, dated), (click, left) = numbered, led
    upright = card.upright
    colour = f"{stage.highlight}.deep" if step.highlight else "ink"
    dates = [d.but(style=d.style.but(colour=colour)) for d in stamp.drafts]
    room = card.date
    if stamp.tall:
        room = room.below((room.h - points(stamp.tall)) // 2 * upright + points(stamp.down))
    boxes = [*_line(step, number, card, left, stage)]
    name = f"{'Date' if dated else 'Number'} {number}"
    boxes.append(stage.text(name, room, dates, anchor="top" if stamp.tall else "middle"))
    if words:
        boxes.append(stage.text(f"Words {number}", card.words, words, anchor="middle" if upright else "top"))
    return Group(name=f"Step {number}: {step.subject() or step.when}", rect=card.whole, boxes=tuple(boxes), step=click)


def _dot(step: Step) -> int:
    """The size (EMU) of a step's dot."""
    return _TURN_DOT if step.highlight else _DOT


def _line(step: Step, number: int, card: _Card, left: int, stage: Stage) -> Iterator[Box]:
    """The stretch of the line that leads to a step from the dot before it, and the step's own dot: over the date, or
    left of it. A dot has some air before and after it."""
    colour, thick, dot = ("rule", _LINE, _dot(step))
    if step.highlight:
        colour, thick = stage.highlight, _TURN
    half, stretch = points(thick) // 2, card.line
    start, end = left + points(_DOT_AIR), points(_DOT_AIR)
    rect = Rect(stretch.x + start, stretch.y - half, stretch.w - start - end, 2 * half)
    if card.upright:
        start, end = left // 2 + points(_DOT_AIR), dot // 2 + points(_DOT_AIR)
        rect = Rect(stretch.x - half, stretch.y + start, 2 * half, stretch.h - start - end)
    if left and min(rect.w, rect.h) > 0:
        yield Shape(name=f"Line {number}", rect=rect, fill=colour)
    x, y = (stretch.x, stretch.bottom) if card.upright else (stretch.right + dot // 2, stretch.y)
    fill = colour if step.highlight else "ink"
    yield Shape(name=f"Dot {number}", rect=Rect(x - dot // 2, y - dot // 2, dot, dot), geometry="ellipse", fill=fill)


MODEL = StepsBlock
