"""summary: the finale: one to six claims to take home, large on a page in full colour.

In: claims, each perhaps with its proof. Out: a card for each over the whole height, in one row or two, with a large
numeral; the type is as large as all of them allow. More claims, and lists, go on in rows below one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import ClassVar, NamedTuple

from podium.kinds.base import SlideModel
from podium.layout import panels
from podium.layout.columns import story
from podium.layout.headline import headline
from podium.layout.stage import Sheets, Stage
from podium.outline.fields import ItemsField
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Shape, Text
from podium.scene.grid import GUTTER, OPTICAL_MIDDLE
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Column, Draft, descent, draft, plain_draft

_ROWS: dict[int, tuple[tuple[int, ...], ...]] = {
    1: ((1,),),
    2: ((2,), (1, 1)),
    3: ((3,), (1, 1, 1)),
    4: ((4,), (2, 2), (1, 1, 1, 1)),
    5: ((3, 2), (2, 2, 1)),
    6: ((3, 3), (2, 2, 2)),
}
"""How many cards may stand in each row, in order of preference."""
_PAD, _LOW_PAD = points(20), points(12)  # the latter above and below the words of cards in several rows
_LARGEST = {1: 66.0, 2: 54.0, 3: 44.0}  # pt of a claim, by the number of cards in a row
_CLAIM = scale.SUMMARY_CLAIM.but(size=40.0, floor=22.0, pitch=1.1)
_ALONE = 96.0  # pt of a single claim
_PROOF = scale.BODY.but(size=26.0, floor=18.0)
_NUMERAL_LEAST, _NUMERAL_MOST = 66.0, 150.0  # pt
_NUMERAL_GAP = 2.0  # pt from the end of its line to the words
_TALL = 1 + descent(100) / 100  # of a numeral's size: its line with what its box must hold below it
_SIDE_NUMERAL = 72.0  # pt, at the left of the words of a low card
_ABOVE_PROOF = 8.0
_MANY_LINES = 2
_FEWER_LINES = 0.25  # of its size: how far a claim shrinks to take a line less
_LARGER_PROOF = 4  # pt by which a proof is larger where there is room
_PROOF_SHARE = 0.72  # of the size of its claim, at most
_BETTER = 4  # pt by which type must shrink less for the cards to stand otherwise


class _Plan(NamedTuple):
    """Cards and how their words fit; `beside`: numerals stand at the left of the words."""

    cards: list[Rect]
    words: list[list[Draft]]
    shrink: int
    beside: bool


class SummarySlide(SlideModel):
    """Numerals, claims, and one sentence each."""

    label: ClassVar[str] = "a 'summary' slide"
    summary: ClassVar[str] = "one to six claims to take home, large on a page in full colour"
    layout: ClassVar[str] = "summary"
    about: ClassVar[dict[str, str]] = {
        "items": "one to six claims, best with their proof",
    }

    items: ItemsField = ()

    def own_title(self) -> bool:
        return True

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if stage.framed:
            plan = self._plan(rect, stage)
            return self._list(rect, stage, "ink") if plan is None else [self._cards(_refined(plan, stage), stage)]
        title, top = headline(self.headline, stage, colour="on")
        area = stage.grid.content(top)
        plan = self._plan(area, stage)
        if plan is not None:
            return [[title, *self._cards(_refined(plan, stage), stage)]]
        return [[title, *boxes] for boxes in self._list(area, stage)]

    def _list(self, area: Rect, stage: Stage, ink: str = "on") -> Sheets:
        """Many claims, or lists, in one column or two, in the colour `ink`."""
        half = (len(self.items) + 1) // 2 if len(self.items) > 1 else 1
        lists = [panels.rows_of("", part, ink) for part in (self.items[:half], self.items[half:]) if part]
        areas = stage.grid.split(area, [1] * len(lists), 3 * GUTTER) if lists else []
        names = [f"Claims {n + 1}" for n in range(len(lists))]
        made = panels.shared_out(lists, areas, areas, names, stage, placed=False) if lists else [[[]]]
        if made is None:
            return story("", self.items, area, stage, role="", colour=ink, reveal=self.reveal)
        if not self.reveal:
            return [list(chain.from_iterable(parts)) for parts in zip(*made, strict=True)]
        return [
            [replace(box, step=n) for n, part in enumerate(parts, 1) for box in part]
            for parts in zip(*made, strict=True)
        ]

    def _plan(self, area: Rect, stage: Stage) -> _Plan | None:
        """The best arrangement of the cards; None if there are too many claims, or too long ones."""
        if any(i.below for i in self.items):
            return None
        best: _Plan | None = None
        for rows in _ROWS.get(len(self.items), ()):
            plan = self._arranged(rows, area, stage)
            if plan is not None and (best is None or plan.shrink <= best.shrink - _BETTER):
                best = plan
        return best

    def _arranged(self, rows: Sequence[int], area: Rect, stage: Stage) -> _Plan | None:
        """The cards in rows of so many each; None if the words do not fit."""
        height = (area.h - GUTTER * (len(rows) - 1)) // len(rows)
        cards = [
            card
            for n, count in enumerate(rows)
            for card in stage.grid.split(
                Rect(area.x, area.y + n * (height + GUTTER), area.w, height), [1] * count, GUTTER
            )
        ]
        words = [self._words(n, max(rows)) for n in range(len(self.items))]
        beside = len(rows) > 1
        fits = [
            stage.compose.fit(drafts, _room(card, beside, len(cards)))
            for drafts, card in zip(words, cards, strict=True)
        ]
        shrinks = [f for f in fits if f is not None]
        broken = any(
            stage.compose.breaks_words(drafts, _room(card, beside, len(cards)).width, max(shrinks, default=0))
            for drafts, card in zip(words, cards, strict=True)
        )
        return _Plan(cards, words, max(shrinks), beside) if len(shrinks) == len(cards) and not broken else None

    def _words(self, n: int, across: int) -> list[Draft]:
        """Claim and proof."""
        item = self.items[n]
        claim = [
            draft(
                item.text,
                _CLAIM.but(size=_LARGEST.get(across, _CLAIM.size) if len(self.items) > 1 else _ALONE, colour="on"),
            )
        ]
        proof = _PROOF.but(size=32.0 if across == 1 else _PROOF.size, colour="on")
        return [*claim, draft(item.proof, proof, before=_ABOVE_PROOF)] if item.proof else claim

    def _cards(self, plan: _Plan, stage: Stage) -> list[Box]:
        """Cards, numerals and words; in a row, claims begin at one height and so do proofs."""
        boxes: list[Box] = []
        many = len(plan.cards) > 1
        dark = f"{stage.page}.dark"
        fill = dark if stage.theme.reads("on", dark) else None
        words, heights = _levelled(plan, stage)
        for n, (card, drafts, height) in enumerate(zip(plan.cards, words, heights, strict=True)):
            step = n + 1 if self.reveal and many else 0
            numeral, place = _placed(card, height, plan.beside, many)
            boxes.append(Shape(name=f"Card {n + 1}", rect=card, fill=fill, step=step))
            if numeral is not None:
                size = float(int(numeral.height_pt / _TALL + 0.01))
                style = scale.CLAIM_NUMERAL.but(size=size, floor=size, pitch=1.0, colour="on")
                figure = stage.compose.set([plain_draft(str(n + 1), style)], numeral.width_pt)
                boxes.append(Text(name=f"Numeral {n + 1}", rect=numeral, paragraphs=figure, step=step))
            sized = stage.compose.sized(drafts, plan.shrink)
            boxes.append(stage.text(f"Claim {n + 1}", place, sized, role=f"claim{n}", step=step))
        return boxes


def _room(card: Rect, beside: bool, count: int) -> Column:
    """The room for the words of a card, next to its numeral or under it."""
    inner = card.inset(_PAD, _LOW_PAD if beside else _PAD)
    if count == 1:
        return Column(inner.width_pt, inner.height_pt)
    if beside:
        return Column(inner.width_pt - _SIDE_NUMERAL * 0.8, inner.height_pt)
    return Column(inner.width_pt, inner.height_pt - _NUMERAL_LEAST * _TALL - _NUMERAL_GAP)


def _placed(card: Rect, height: float, beside: bool, many: bool) -> tuple[Rect | None, Rect]:
    """The places of a numeral and of words that are `height` pt high: side by side in the middle, or the words right
    under a numeral as large as there is room, both in the optical middle."""
    inner = card.inset(_PAD, _LOW_PAD if beside else _PAD)
    tall = points(height) + 1
    if not many:
        return None, inner.place(inner.w, min(inner.h, tall))
    if beside:
        side = points(_SIDE_NUMERAL * 0.8)
        words = Rect(inner.x + side, inner.y, inner.w - side, inner.h).place(inner.w - side, min(inner.h, tall))
        high = min(inner.h, points(_SIDE_NUMERAL * _TALL) + 1)
        return Rect(inner.x, min(max(inner.y, words.y - points(4)), inner.bottom - high), side, high), words
    spare = inner.h / EMU_PER_PT - height - _NUMERAL_GAP
    size = max(_NUMERAL_LEAST, min(_NUMERAL_MOST, int(spare / _TALL))) * _TALL
    inner = inner.below(points(max(0.0, spare - size) * OPTICAL_MIDDLE))
    words = inner.below(points(size + _NUMERAL_GAP))
    return inner.top(points(size) + 1), words.top(min(words.h, tall))


def _refined(plan: _Plan, stage: Stage) -> _Plan:
    """The plan with claims of many lines a little smaller if they then take fewer, and proofs as large as the room
    allows; all at their final sizes."""
    compose, claims = stage.compose, [drafts[0] for drafts in plan.words]
    rooms = [_room(card, plan.beside, len(plan.cards)) for card in plan.cards]

    def lines(shrink: int) -> int:
        return max(compose.count(d, room.width, shrink) for d, room in zip(claims, rooms, strict=True))

    most, size = lines(plan.shrink), compose.size(claims[0], plan.shrink)
    smaller = int(size * _FEWER_LINES) + 1 if most > _MANY_LINES else 0
    shrink = next((s for s in range(plan.shrink, plan.shrink + smaller) if lines(s) < most), plan.shrink)
    height = max(compose.height([d], room.width, shrink) for d, room in zip(claims, rooms, strict=True))
    proofs = [(drafts[1], room) for drafts, room in zip(plan.words, rooms, strict=True) if len(drafts) > 1]
    largest = _PROOF_SHARE * compose.size(claims[0], shrink)
    sizes = (
        s
        for s in range(-_LARGER_PROOF, plan.shrink)
        if all(
            compose.size(d, s) <= largest
            and height + _ABOVE_PROOF + compose.height([d], room.width, s) <= room.height
            and not compose.breaks_a_word(d, room.width, s)
            for d, room in proofs
        )
    )
    proof_shrink = next(sizes, plan.shrink)
    words = [
        [*compose.sized(drafts[:1], shrink), *compose.sized(drafts[1:], proof_shrink)] for drafts in plan.words
    ]
    return plan._replace(words=words, shrink=0)


def _levelled(plan: _Plan, stage: Stage) -> tuple[list[list[Draft]], list[float]]:
    """The words of the cards, proofs as far down as the longest claim in their row needs; and the height (pt) of the
    highest words in each card's row."""
    rooms = [_room(card, plan.beside, len(plan.cards)) for card in plan.cards]
    lines: dict[int, int] = {}
    for card, drafts, room in zip(plan.cards, plan.words, rooms, strict=True):
        lines[card.y] = max(lines.get(card.y, 0), stage.compose.count(drafts[0], room.width, plan.shrink))
    words: list[list[Draft]] = []
    heights = dict.fromkeys(lines, 0.0)
    for card, drafts, room in zip(plan.cards, plan.words, rooms, strict=True):
        missing = lines[card.y] - stage.compose.count(drafts[0], room.width, plan.shrink)
        if len(drafts) > 1 and missing:
            before = _ABOVE_PROOF + missing * stage.compose.pitch(drafts[0], plan.shrink)
            drafts = [drafts[0], drafts[1].but(before=before)]
        height = stage.compose.height(drafts, room.width, plan.shrink)
        if height > room.height:  # a long proof under a short claim stays where it fits
            drafts = plan.words[len(words)]
            height = stage.compose.height(drafts, room.width, plan.shrink)
        heights[card.y] = max(heights[card.y], height)
        words.append(drafts)
    return words, [heights[card.y] for card in plan.cards]


MODEL = SummarySlide
