"""steps: events in order, as cards that fill the page.

In: events, each with a title, perhaps `when` and `text`; one may be marked as the turning point. Out: cards under
plates with large dates (or numbers, if an event has no date), in one row or two, or one below the other, whichever
allows the largest type. What does not fit goes on, evenly shared out, and numbers continue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar, NamedTuple

from pydantic import WithJsonSchema

from podium.blocks._chain import TEXT, TITLE, WHEN, Link, least_shrink
from podium.blocks.base import Block
from podium.layout.shares import shares
from podium.layout.stage import Sheets, Stage
from podium.outline.entries import read_entries, shown_when
from podium.outline.models import ReadWith, Switch
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group, Shape
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Column, Draft, draft, plain_draft

_UPRIGHT_WIDTH = 440.0  # pt; in a narrower rectangle, cards are one below the other
_MOST_IN_ROW, _MOST_UPRIGHT = 6, 8
_TWO_ROWS = 4  # steps, at least
_GAP = points(9)
_PAD, _PLATE_PAD = points(12), points(9)
_TIP = 12.0  # pt of a plate that are its point
_PLATE_SHARE, _PLATE_SHARE_LOW = 0.36, 0.3  # of the height of a card, in one row and in two
_UPRIGHT_SHARE, _UPRIGHT_MOST = 0.3, points(230)  # of the width, for the plates of upright cards
_BIG = scale.FIGURE.but(size=80.0, floor=36.0, colour="on")
_SMALL = scale.LABEL.but(size=26.0, floor=18.0, colour="on", bold=False)
_WHOLE = scale.FIGURE.but(size=54.0, floor=18.0, pitch=1.05, colour="on")
_FLOOR = 18.0  # pt of all words on the cards
_BETTER = 3  # pt by which type must be larger for the cards to stand otherwise
_LEADING = re.compile(r"(\d{1,4}\.?(?:[–-]\d{1,4}\.?)?)\s+(\D.*)")  # 25 August
_TRAILING = re.compile(r"(\D+?)\s+(\d{3,4})")  # April 1941


class Step(Link):
    """A step, perhaps the one that turned everything."""

    label: ClassVar[str] = "a step"
    highlight: Switch = False


StepsField = Annotated[
    tuple[Step, ...],
    ReadWith(lambda data: read_entries(data, Step)),
    WithJsonSchema({"type": ["array", "object"]}),
]


class _Card(NamedTuple):
    """A step on the page: the whole card, its plate, and the room for its words."""

    whole: Rect
    plate: Rect
    words: Rect
    points_on: bool  # the plate is an arrow towards the next card


class _Plan(NamedTuple):
    """Cards with the drafts of their plates and words; `shrink` is that of the words, `dated` says what stands on the
    plates."""

    cards: list[_Card]
    plates: list[list[Draft]]
    words: list[list[Draft]]
    shrink: int
    dated: bool


class StepsBlock(Block):
    """Events in order."""

    label: ClassVar[str] = "steps"
    summary: ClassVar[str] = "events in order, as cards under large dates or numbers"
    shares: ClassVar[tuple[int, int]] = (3, 9)

    events: StepsField = ()

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
            if plan is not None and (best is None or plan.shrink <= best.shrink - _BETTER):
                best = plan
        return best

    def _fitted(self, first: int, cards: list[_Card], stage: Stage, force: bool) -> _Plan | None:
        """The steps from `first` on in these cards, as large as they fit; None if they do not, unless `force`."""
        steps = self.events[first : first + len(cards)]
        dated = all(e.when for e in self.events)
        plates = _plates(
            [shown_when(e.when, stage.lang, "long") if dated else str(first + n) for n, e in enumerate(steps, 1)],
            [
                Column(
                    c.plate.width_pt - 2 * _PLATE_PAD / EMU_PER_PT - (_TIP if c.points_on else 0),
                    c.plate.height_pt - 12,
                )
                for c in cards
            ],
            stage,
        )
        words = [_words(step, dated, stage) for step in steps]
        rooms = [card.words.height_pt for card in cards]
        shrink = least_shrink(
            words,
            [card.words.width_pt for card in cards],
            stage,
            lambda heights: all(h <= room for h, room in zip(heights, rooms, strict=True)),
        )
        if force and plates is None:
            dated, plates = False, [[plain_draft(str(first + n), _WHOLE)] for n in range(1, len(steps) + 1)]
            words = [_words(step, False, stage) for step in steps]
        if force and shrink is None:
            shrink = stage.compose.shrink_range([d for w in words for d in w])
        return None if plates is None or shrink is None else _Plan(cards, plates, words, shrink, dated)

    def _drawn(self, before: int, plan: _Plan, stage: Stage) -> list[Box]:
        """The boxes of a sheet."""
        boxes: list[Box] = []
        for n, (card, plate, words) in enumerate(zip(plan.cards, plan.plates, plan.words, strict=True)):
            step = self.events[before + n]
            click = n + 1 if getattr(self, "reveal", False) else 0
            sized = stage.compose.sized(words, plan.shrink)
            boxes.append(_card(step, (before + n + 1, plan.dated), card, plate, sized, stage, click))
        return boxes


def _words(step: Step, dated: bool, stage: Stage) -> list[Draft]:
    """Title and text of a step; also its date if that does not stand on its plate."""
    colour = "on" if step.highlight else "ink"
    when, title, text = (s.but(colour=colour, floor=_FLOOR) for s in (WHEN.but(size=30.0), TITLE, TEXT))
    drafts = [] if dated or not step.when else [plain_draft(shown_when(step.when, stage.lang, "long"), when)]
    drafts += [draft(step.title, title, before=3.0)] if step.title else []
    return drafts + ([draft(step.text, text, before=5.0)] if step.text else [])


def _in_rows(count: int, rows: int, rect: Rect, stage: Stage) -> list[_Card]:
    """Cards in rows, plates at their tops; the cards of each row fill its width."""
    height = (rect.h - _GAP * (rows - 1)) // rows
    cards: list[_Card] = []
    for row in range(rows):
        in_row = round((row + 1) * count / rows) - round(row * count / rows)
        area = Rect(rect.x, rect.y + row * (height + _GAP), rect.w, height)
        for whole in stage.grid.split(area, [1] * in_row, _GAP):
            plate = whole.top(round(height * (_PLATE_SHARE if rows == 1 else _PLATE_SHARE_LOW)))
            words = whole.below(plate.h).inset(_PAD, _PAD * 3 // 4)
            cards.append(_Card(whole, plate, words, len(cards) < count - 1))
    return cards


def _upright(count: int, rect: Rect) -> list[_Card]:
    """Cards one below the other, plates at their left."""
    height = (rect.h - _GAP * (count - 1)) // count
    wide = min(_UPRIGHT_MOST, round(rect.w * _UPRIGHT_SHARE))
    cards: list[_Card] = []
    for n in range(count):
        whole = Rect(rect.x, rect.y + n * (height + _GAP), rect.w, height)
        words = Rect(whole.x + wide + _PAD, whole.y + points(4), whole.w - wide - 2 * _PAD, whole.h - points(8))
        cards.append(_Card(whole, whole._replace(w=wide), words, False))
    return cards


def _plates(dates: Sequence[str], rooms: Sequence[Column], stage: Stage) -> list[list[Draft]] | None:
    """What stands on the plates, in the same sizes on all: the figures of the dates large and their words small, else
    the dates in one size; None if they do not fit."""
    for made in ([_divided(d) for d in dates], [[plain_draft(d, _WHOLE)] for d in dates]):
        fits = [stage.compose.fit(drafts, room) for drafts, room in zip(made, rooms, strict=True)]
        shrinks = [f for f in fits if f is not None]
        if len(shrinks) < len(fits):
            continue
        shrink = max(shrinks)
        if any(stage.compose.breaks_words(m, r.width, shrink) for m, r in zip(made, rooms, strict=True)):
            continue
        return [stage.compose.sized(drafts, shrink) for drafts in made]
    return None


def _divided(date: str) -> list[Draft]:
    """The figure of a date and its words: "25", "August"; "April", "1941". Other dates and numbers are large."""
    if found := _LEADING.fullmatch(date):
        return [plain_draft(found[1], _BIG), plain_draft(found[2], _SMALL)]
    if found := _TRAILING.fullmatch(date):
        return [plain_draft(found[1], _SMALL), plain_draft(found[2], _BIG)]
    return [plain_draft(date, _BIG)]


def _card(
    step: Step,
    numbered: tuple[int, bool],
    card: _Card,
    plate: list[Draft],
    words: list[Draft],
    stage: Stage,
    click: int,
) -> Group:
    """The card of a step; one that is marked is a plate in the accent."""
    number, dated = numbered
    dark = "accent.dark" if stage.theme.reads("on", "accent.dark") else "accent.plate"
    fill, top = ("accent.plate", dark) if step.highlight else ("panel", "grey.plate")
    tip = round(100_000 * points(_TIP) / max(1, min(card.plate.w, card.plate.h)))
    room = card.plate.inset(_PLATE_PAD, points(3))
    boxes: list[Box] = [
        Shape(name=f"Card {number}", rect=card.whole, fill=fill),
        Shape(
            name=f"Plate {number}",
            rect=card.plate,
            geometry="homePlate" if card.points_on else "rect",
            adjust=(("adj", tip),) if card.points_on else (),
            fill=top,
        ),
        stage.text(
            f"{'Date' if dated else 'Number'} {number}",
            room._replace(w=room.w - (points(_TIP) if card.points_on else 0)),
            plate,
            anchor="middle",
        ),
    ]
    if words:
        upright = card.words.y < card.plate.bottom
        boxes.append(stage.text(f"Words {number}", card.words, words, anchor="middle" if upright else "top"))
    return Group(name=f"Step {number}: {step.subject() or step.when}", rect=card.whole, boxes=tuple(boxes), step=click)


MODEL = StepsBlock
