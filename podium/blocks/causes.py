"""causes: a staircase from cause to effect, with a verb on every step up.

In: events in order, each with the verb by which it leads to the next. Out: one sheet of stairs, or several, each of
which begins with the last stair of the one before. Stairs stand on the ground and rise to the right, so that the
effect is the highest; it is a plate in the colour of the section. On each stair, an arrow with the verb points at the
next. If all events have a kind, there is a stair for each kind: long-term and short-term causes, trigger, event,
effects. Where stairs would be so narrow that their type is small, they lie in rows instead (`_cause_rows`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum
from typing import ClassVar, Literal, NamedTuple

from podium.blocks import _cause_rows as level
from podium.blocks._chain import LARGER, TEXT, TITLE, WHEN, LinksField, Stair, is_dated, split_evenly
from podium.blocks.base import Block
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft, plain_draft

_KINDS = ("long-term", "short-term", "trigger", "event", "effect")
_MOST = 7
_MOST_IN_ROWS = 9
_LEAST_PITCH = 112.0  # pt from stair to stair
_CLEAR = 22.0  # pt: texts of stairs that are smaller lie in rows, if they are larger there
_GAP = 8.0  # between two stairs
_FOR_EQUAL = 4  # pt by which type may be smaller for stairs to be equally wide
_NARROWEST = 0.93  # of its usual width: how far a stair makes room for the long word of another
_EDGE = 4.0  # the tread: a bar along the top of a stair
_PAD = 8.0
_TEXT_TOP, _TEXT_BOTTOM = _EDGE + 9.0, 8.0
_VERB = scale.SUMMARY_CLAIM.but(size=28.0, floor=16.0, bold=False, italic=True, pitch=1.12)
_VERB_FIRST = 6  # pt by which verbs are smaller, unless there is room to spare
_VERB_LINES = 2
_VERB_PAD = 5.0
_TIP = 14.0  # pt of an arrow that are its point
_RISE_LEAST, _RISE_MOST = 36.0, 80.0


class CausesBlock(Block):
    """A chain of cause and effect, not merely of before and after."""

    label: ClassVar[str] = "causes"
    summary: ClassVar[str] = "a staircase from cause to effect, with a verb on every step up"
    shares: ClassVar[tuple[int, int]] = (3, 9)
    about: ClassVar[dict[str, str]] = {
        "events": "in order: `{when, title, text, verb, kind}`",
        "arrange": "`stairs`: a stair for each event; `groups`: for each kind; `rows`: level, as cards",
    }

    events: LinksField = ()
    arrange: Literal["", "stairs", "groups", "rows"] = ""

    def tells_time(self, lang: str) -> bool:
        return any(is_dated(event.when, lang) for event in self.events if event.when)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.events:
            stage.warn(
                "this chain of causes has no events", self, "", "empty", "add 'events:' with 'when', 'title', 'verb'"
            )
            return [[]]
        grouped = self.arrange == "groups" or (not self.arrange and all(e.kind for e in self.events))
        if grouped and (bare := [e for e in self.events if not e.kind]):
            stage.warn(
                f"'{bare[0].subject()}' has no 'kind', so each event has its own stair",
                bare[0],
                "",
                "no-kind",
                f"known: {', '.join(_KINDS)}",
            )
            grouped = False
        if self.events[-1].verb:
            stage.warn("nothing follows the last event, so its 'verb' is not shown", self.events[-1], "verb", "unused")
        stairs = self._groups(stage) if grouped else self._stairs(stage)
        reveal = bool(getattr(self, "reveal", False))
        if (self.arrange or "rows") == "rows" and (made := _in_rows(stairs, rect, stage, reveal, self.arrange)):
            return made
        most = max(2, min(_MOST, int(rect.width_pt / _LEAST_PITCH)))
        return _sheets(stairs, most, lambda run, ends, force: _draw(run, ends, rect, reveal, stage, force))

    def _stairs(self, stage: Stage) -> list[Stair]:
        """A stair for each event."""
        last = len(self.events) - 1
        return [
            Stair(
                e.subject() or e.when,
                tuple(e.drafts(stage, "on" if n == last else "ink")),
                e.verb if n < last else "",
            )
            for n, e in enumerate(self.events)
        ]

    def _groups(self, stage: Stage) -> list[Stair]:
        """A stair for each kind, with its events one below the other."""
        kinds = [k for k in _KINDS if any(e.kind == k for e in self.events)]
        return [self._group(kind, kind == kinds[-1], stage) for kind in kinds]

    def _group(self, kind: str, last: bool, stage: Stage) -> Stair:
        """The stair of a kind. A verb that leads to the next event of the same stair stands between the two; one that
        leads on is that of the stair, unless its events lead on in several ways: then each keeps its own."""
        name, colour = stage.words.causes[_KINDS.index(kind)], "on" if last else "ink"
        drafts = [plain_draft(name, WHEN.but(size=30.0, floor=18.0, colour=colour))]
        follower = {n: e.kind for n, e in enumerate(self.events[1:])}
        members = [(n, e) for n, e in enumerate(self.events) if e.kind == kind]
        leading_on = dict.fromkeys(e.verb for n, e in members if e.verb and follower.get(n, kind) != kind)
        alone = len(leading_on) == 1 and not last
        for n, event in members:
            own = event.drafts(stage, colour, smaller=4.0)
            drafts += [own[0].but(before=10.0), *own[1:]] if own else []
            inside = follower.get(n) == kind
            if event.verb and n in follower and (inside or not alone):
                style = _VERB.but(colour=colour, size=20.0)
                drafts.append(draft(f"{'↓' if inside else '→'} {event.verb}", style, before=4.0))
        return Stair(name, tuple(drafts), next(iter(leading_on)) if alone else "")


def _sheets(stairs: list[Stair], most: int, draw: Callable[[list[Stair], bool, bool], list[Box] | None]) -> Sheets:
    """The stairs on as few sheets as possible, `most` on one; `draw` is handed a run of them, whether the chain ends
    with it, and whether it has to be drawn."""
    for limit in range(min(most, len(stairs)), 0, -1):
        runs = split_evenly(len(stairs), max(2, limit)) or [(0, 0)]
        drawn = [draw(stairs[a : b + 1], b == len(stairs) - 1, limit == 1) for a, b in runs]
        if all(boxes is not None for boxes in drawn):
            return [boxes for boxes in drawn if boxes is not None]
    return [[]]


def _in_rows(stairs: list[Stair], rect: Rect, stage: Stage, reveal: bool, arrange: str) -> Sheets:
    """The same, level in rows: if they are asked for, or if type is larger there and all stands on one sheet; [] if
    not."""
    if arrange:
        made = _sheets(stairs, _MOST_IN_ROWS, lambda run, ends, _: level.draw(run, ends, rect, stage, reveal))
        return [] if made == [[]] else made
    stepped = _measured(stairs, rect, stage, False) if len(stairs) <= _MOST else None
    if stepped and TEXT.size - stepped.shrink >= _CLEAR:
        return []
    if len(stairs) > _MOST_IN_ROWS:
        return []
    boxes = level.draw(stairs, True, rect, stage, reveal, most=stepped.shrink - 1 if stepped else None)
    return [boxes] if boxes else []


class _Measures(NamedTuple):
    """The measures of one sheet of stairs, in pt: widths, the heights of their words, rise from one to the next, and
    the shrinks of the words and of the verbs."""

    widths: list[float]
    heights: list[float]
    rise: float
    shrink: int
    verb_shrink: int


def _draw(stairs: list[Stair], ends: bool, rect: Rect, reveal: bool, stage: Stage, force: bool) -> list[Box] | None:
    """The stairs on one sheet; None if they do not fit, unless `force`. `ends`: the chain ends with the last stair."""
    sizes = _measured(stairs, rect, stage, force)
    if sizes is None:
        return None
    boxes: list[Box] = []
    left = 0.0
    places = []
    for n, width in enumerate(sizes.widths):
        up = points(sizes.rise * (len(stairs) - 1 - n))
        places.append(Rect(rect.x + points(left), rect.y + up, points(width), rect.h - up))
        left += width + _GAP
    for n, (stair, place) in enumerate(zip(stairs, places, strict=True)):
        click = n + 1 if reveal else 0
        if n:
            boxes.append(_arrow(stairs[n - 1], stair, places[n - 1], place, sizes, stage, click))
        boxes.append(_stair(stair, place, sizes.shrink, ends and n == len(stairs) - 1, stage, click))
    return boxes


def _measured(stairs: list[Stair], rect: Rect, stage: Stage, force: bool) -> _Measures | None:
    """The measures at the largest type that fits; None if none fits, unless `force`. Stairs are equally wide if their
    type is not much smaller then."""
    equal, made = (_fitted(stairs, rect, stage, force and not level, level) for level in (True, False))
    made = equal if equal and (not made or equal.shrink <= made.shrink + _FOR_EQUAL) else made
    if made is None:
        return None
    count = len(stairs)
    free = [(_room(rect, 0.0, 0) - h) / (count - 1 - n) for n, h in enumerate(made.heights[:-1])]
    rise = max(made.rise, min([_RISE_MOST, *free]))
    verbs, room = _verbs(stairs), _verb_room(made.widths)
    smaller = _larger_verbs(verbs, room, rise - 2 * _VERB_PAD, made.verb_shrink, made.shrink, stage)
    return made._replace(rise=rise, verb_shrink=smaller)


def _fitted(stairs: list[Stair], rect: Rect, stage: Stage, force: bool, equal: bool) -> _Measures | None:
    """The measures with the least rise; None if the words do not fit, unless `force`, or not in `equal` widths."""
    count = len(stairs)
    columns, verbs = [s.drafts for s in stairs], _verbs(stairs)
    total = rect.width_pt - _GAP * (count - 1)
    floor = stage.compose.shrink_range([d for c in columns for d in c])
    made = None
    for shrink in range(-LARGER, floor + 1):
        widths = _widths(columns, total, shrink, stage, equal)
        if widths is None and not (force and shrink == floor):
            continue
        widths = widths or [total / count] * count
        room = _verb_room(widths)
        verb_shrink = _verb_shrink(verbs, room, stage)  # what the words need comes first
        high = max((stage.compose.height([v], room, verb_shrink) for v in verbs), default=0.0)
        least = max(_RISE_LEAST, high + 2 * _VERB_PAD)
        heights = [stage.compose.height(c, w - 2 * _PAD, shrink) for c, w in zip(columns, widths, strict=True)]
        made = _Measures(widths, heights, least, shrink, verb_shrink)
        if all(h <= _room(rect, least, count - 1 - n) for n, h in enumerate(heights)):
            return made
    return made._replace(rise=min(made.rise, rect.height_pt / count)) if force and made else None


def _verbs(stairs: list[Stair]) -> list[Draft]:
    """The verbs on the arrows."""
    return [draft(s.verb, _VERB) for s in stairs[:-1] if s.verb]


def _verb_room(widths: list[float]) -> float:
    """The width (pt) for a verb on the narrowest arrow."""
    return min(widths[:-1], default=widths[0]) - _PAD - _TIP


def _room(rect: Rect, rise: float, below: int) -> float:
    """The height (pt) for the words of a stair so many stairs `below` the highest."""
    return rect.height_pt - rise * below - _TEXT_TOP - _TEXT_BOTTOM


def _widths(
    columns: Sequence[Sequence[Draft]], total: float, shrink: int, stage: Stage, equal: bool
) -> list[float] | None:
    """The widths (pt) of stairs, equal but where a long word needs more; None if words have to break, or if widths are
    not `equal` though they should be."""
    needs = [
        2 * _PAD + 0.1 + max((stage.compose.longest_word(d, shrink) for d in drafts), default=0.0) for drafts in columns
    ]
    usual = share = total / len(needs)
    if equal:
        return [usual] * len(needs) if max(needs) <= usual else None
    wide: set[int] = set()
    while more := {n for n, need in enumerate(needs) if n not in wide and need > share}:
        wide |= more
        rest = len(needs) - len(wide)
        share = (total - fsum(needs[n] for n in wide)) / rest if rest else 0.0
        if share < usual * _NARROWEST:
            return None
    return [max(share, need) if n in wide else share for n, need in enumerate(needs)]


def _larger_verbs(verbs: Sequence[Draft], room: float, high: float, most: int, shrink: int, stage: Stage) -> int:
    """The shrink of the verbs, less than `most` if the arrows have room to spare; they are no larger than titles."""
    largest = max(_VERB.size - most, TITLE.size - shrink)
    for less in range(most):
        fits = _VERB.size - less <= largest and stage.compose.height(verbs[:1], 1e6, less) <= high
        if fits and all(stage.compose.count(v, room, less) == 1 for v in verbs):
            return less
    return most


def _verb_shrink(verbs: Sequence[Draft], room: float, stage: Stage) -> int:
    """The shrink at which all verbs stand on one line, else on two lines if they can, else that of their floor."""
    floor = stage.compose.shrink_range(verbs)
    for lines in range(1, _VERB_LINES + 1):
        for shrink in range(_VERB_FIRST, floor + 1):
            if all(
                stage.compose.count(v, room, shrink) <= lines and not stage.compose.breaks_a_word(v, room, shrink)
                for v in verbs
            ):
                return shrink
    return floor


def _stair(stair: Stair, place: Rect, shrink: int, end: bool, stage: Stage, step: int) -> Group:
    """A stair from its tread down to the ground, with its words; the last is a plate in the colour of the section."""
    body = Shape(name=f"Stair: {stair.name}", rect=place, fill=f"{stage.page}.plate" if end else "panel")
    tread = Shape(name=f"Tread: {stair.name}", rect=place.top(points(_EDGE)), fill=stage.highlight if end else "ink")
    drafts = stage.compose.sized(stair.drafts, shrink)
    inner = Rect(place.x + points(_PAD), place.y + points(_TEXT_TOP), place.w - points(2 * _PAD), 0)
    room = place.bottom - inner.y - points(_TEXT_BOTTOM) + 1
    words = stage.text(f"Words: {stair.name}"[:60], inner._replace(h=room), drafts)
    return Group(name=stair.name, rect=place, boxes=(body, tread, words), step=step)


def _arrow(
    before: Stair, after: Stair, place: Rect, following: Rect, sizes: _Measures, stage: Stage, step: int
) -> Group:
    """The arrow on the stair `before`, at `place`, that points at the next stair; the verb stands on it."""
    verb = inline.plain(before.verb)
    height = place.y - following.y - points(_VERB_PAD)
    width = place.w if verb else points(2 * _TIP)
    band = Rect(place.right - width, following.y, width, height)
    tip = round(100_000 * min(1.0, points(_TIP) / max(1, min(width, height))))
    arrow = Shape(
        name=f"Arrow: {before.name}"[:60],
        rect=band,
        geometry="homePlate",
        fill="grey.tint",
        adjust=(("adj", tip),),
        alt=f"{before.name} {verb or '→'} {after.name}",
    )
    boxes: list[Box] = [arrow]
    if verb:
        inner = Rect(band.x + points(_PAD), band.y, band.w - points(_PAD + _TIP), band.h)
        size = max(_VERB.floor, _VERB.size - sizes.verb_shrink)
        words = draft(before.verb, _VERB.but(size=size))
        boxes.append(stage.text(f"Verb: {verb}"[:60], inner, [words], anchor="middle"))
    return Group(name=f"{before.name} → {after.name}"[:80], rect=band, boxes=tuple(boxes), step=step)


MODEL = CausesBlock
