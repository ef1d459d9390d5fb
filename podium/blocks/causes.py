"""causes: a staircase from cause to effect, with a verb on every connector.

In: events in order, each with the verb by which it leads to the next. Out: one sheet of stairs, or several, each of
which begins with the last stair of the one before. If all events have a kind, there is a stair for each kind: long-term
and short-term causes, trigger, event, effects. Connectors are glued to the rules of the stairs; only the last stair is
red.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from podium.blocks._chain import TEXT, TITLE, WHEN, Link, LinksField, least_shrink, split_evenly
from podium.blocks._entries import shown_when
from podium.blocks.base import Block
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Connector, Group, Line, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft, plain_draft

_KINDS = ("long-term", "short-term", "trigger", "event", "effect")
_MOST = 7
_LEAST_PITCH = 96.0  # pt from stair to stair
_GAP = 12.0  # between two rules
_RULE = 2.5
_LANDING = 22.0  # from the left end of a rule to the connector
_RULE_TO_TEXT = 8.0
_TEXT_TOP = _RULE + _RULE_TO_TEXT  # from the top of a rule to the words under it
_VERB = scale.SUMMARY_CLAIM.but(size=16.0, floor=16.0, italic=True, pitch=1.15, colour="ink2")
_VERB_GAP = 9.0
_DROP_LEAST, _DROP_MOST = 30.0, 60.0
_TOP, _RIGHT = 0, 3  # connection sites of a rectangle


@dataclass(frozen=True, slots=True)
class _Stair:
    """The words under a rule, and the verb that leads on."""

    name: str
    drafts: tuple[Draft, ...]
    verb: str


class CausesBlock(Block):
    """A chain of cause and effect, not merely of before and after."""

    label: ClassVar[str] = "causes"
    summary: ClassVar[str] = "a staircase from cause to effect, with a verb on every connector"
    shares: ClassVar[tuple[int, int]] = (3, 9)

    events: LinksField = ()
    arrange: Literal["", "stairs", "groups"] = ""

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
        stairs = self._groups(stage) if grouped else self._stairs(stage)
        if self.events[-1].verb and not grouped:
            stage.warn("nothing follows the last event, so its 'verb' is not shown", self.events[-1], "verb", "unused")
        most = max(2, min(_MOST, int(rect.width_pt / _LEAST_PITCH)))
        for limit in range(min(most, len(stairs)), 0, -1):
            runs = split_evenly(len(stairs), max(2, limit))
            drawn = [
                _draw(stairs[a : b + 1], b == len(stairs) - 1, rect, self, stage, force=limit == 1)
                for a, b in runs or [(0, 0)]
            ]
            if all(boxes is not None for boxes in drawn):
                return [boxes for boxes in drawn if boxes is not None]
        return [[]]

    def _stairs(self, stage: Stage) -> list[_Stair]:
        """A stair for each event."""
        last = len(self.events) - 1
        return [
            _Stair(
                e.subject() or e.when,
                tuple(e.drafts(stage, "accent.deep" if n == last else "ink")),
                e.verb if n < last else "",
            )
            for n, e in enumerate(self.events)
        ]

    def _groups(self, stage: Stage) -> list[_Stair]:
        """A stair for each kind, with its events one below the other."""
        kinds = [k for k in _KINDS if any(e.kind == k for e in self.events)]
        stairs = []
        for n, kind in enumerate(kinds):
            name = stage.words.causes[_KINDS.index(kind)]
            last = n == len(kinds) - 1
            drafts = [plain_draft(name, WHEN.but(size=24.0, floor=18.0, colour="accent.deep" if last else "ink"))]
            members = [e for e in self.events if e.kind == kind]
            for member in members:
                drafts += _member(member, stage)
            verbs = dict.fromkeys(e.verb for e in members if e.verb)
            stairs.append(_Stair(name, tuple(drafts), "" if last else "; ".join(verbs)))
        return stairs


def _member(link: Link, stage: Stage) -> list[Draft]:
    """An event in the stair of its kind."""
    drafts = []
    if link.when:
        drafts.append(plain_draft(shown_when(link.when, stage.lang, "short"), scale.NOTE, before=8.0))
    if link.title:
        drafts.append(draft(link.title, TITLE, before=0.0 if link.when else 8.0))
    if link.text:
        drafts.append(draft(link.text, TEXT, before=1.0))
    return drafts


class _Measures(NamedTuple):
    """The measures of one sheet of stairs: pt from stair to stair, width and heights of the words, and their shrink."""

    pitch: float
    drop: float
    width: float
    heights: list[float]
    shrink: int


def _draw(
    stairs: list[_Stair], ends: bool, rect: Rect, causes: CausesBlock, stage: Stage, force: bool
) -> list[Box] | None:
    """The stairs on one sheet; None if they do not fit, unless `force`. `ends`: the chain ends with the last stair."""
    sizes = _measured(stairs, rect, stage, force)
    if sizes is None:
        return None
    boxes: list[Box] = []
    for n, stair in enumerate(stairs):
        click = n + 1 if getattr(causes, "reveal", False) else 0
        down = points(n * sizes.drop)
        place = Rect(rect.x + points(n * sizes.pitch), rect.y + down, points(sizes.width), rect.h - down)
        height = min(sizes.heights[n], rect.height_pt - n * sizes.drop - _TEXT_TOP)
        colour = "accent" if ends and n == len(stairs) - 1 else "ink"
        boxes.append(_stair(stair, place, height, sizes.shrink, colour, _key(rect, n), stage, click))
        if n:
            keys = _key(rect, n - 1), _key(rect, n)
            boxes += _connection(stairs[n - 1], stair, place, points(sizes.drop), keys, stage, click)
    return boxes


def _measured(stairs: list[_Stair], rect: Rect, stage: Stage, force: bool) -> _Measures | None:
    """The measures at the largest type that fits; None if none fits, unless `force`."""
    count = len(stairs)
    pitch = (rect.width_pt + _GAP) / max(2, count)
    width = pitch - _GAP
    verbs = [draft(s.verb, _VERB) for s in stairs[:-1] if s.verb]
    verb_width = width - _LANDING - _VERB_GAP
    drop = max(_DROP_LEAST, max((stage.compose.height([v], verb_width) for v in verbs), default=0.0) + 12)

    def fits(heights: list[float]) -> bool:
        return all(n * drop + _TEXT_TOP + h <= rect.height_pt for n, h in enumerate(heights))

    shrink = least_shrink([s.drafts for s in stairs], width, stage, fits)
    if shrink is None:
        if not force:
            return None
        shrink = stage.compose.shrink_range([d for s in stairs for d in s.drafts])
    heights = [stage.compose.height(s.drafts, width, shrink) for s in stairs]
    rooms = [(rect.height_pt - _TEXT_TOP - h) / n for n, h in enumerate(heights) if n]
    drop = max(min(drop, rect.height_pt / count), min([_DROP_MOST, *rooms]))
    return _Measures(pitch, drop, width, heights, shrink)


def _key(rect: Rect, n: int) -> str:
    """The key of a rule, unique on its page even with several chains."""
    return f"stair {rect.x} {rect.y} {n}"


def _stair(
    stair: _Stair, place: Rect, height: float, shrink: int, colour: str, key: str, stage: Stage, step: int
) -> Group:
    """The rule and the words under it.

    A connector leaves at the right end of a rule. It arrives near the left end, where a rectangle has no connection
    site, so a short piece on top of the rule has one in its middle.
    """
    line = Rect(place.x, place.y, place.w, points(_RULE))
    rule = Shape(name=f"Rule: {stair.name}", rect=line, fill=colour, key=key)
    landing = Shape(
        name=f"Landing: {stair.name}", rect=line._replace(w=points(2 * _LANDING)), fill=colour, key=f"{key} landing"
    )
    drafts = [d.but(style=d.style.but(size=stage.compose.size(d, shrink))) for d in stair.drafts]
    words = stage.text(
        f"Stair: {stair.name}",
        Rect(place.x, place.y + points(_TEXT_TOP), place.w, points(height) + 1),
        drafts,
    )
    return Group(
        name=stair.name,
        rect=Rect(place.x, place.y, place.w, words.rect.bottom - place.y),
        boxes=(rule, landing, words),
        step=step,
    )


def _connection(
    before: _Stair, after: _Stair, place: Rect, drop: int, keys: tuple[str, str], stage: Stage, step: int
) -> list[Box]:
    """The elbow connector from the rule before, and its verb above this rule."""
    verb = inline.plain(before.verb)
    x = place.x - points(_GAP)
    y = place.y - drop + points(_RULE) // 2
    elbow = Connector(
        name=f"{before.name} → {after.name}",
        rect=Rect(x, y, points(_GAP + _LANDING), place.y - y),
        start=(keys[0], _RIGHT),
        end=(f"{keys[1]} landing", _TOP),
        geometry="bentConnector2",
        line=Line("ink2", 1.0, tail=True),
        alt=f"{before.name} {verb or '→'} {after.name}",
        step=step,
    )
    if not verb:
        return [elbow]
    left = place.x + points(_LANDING + _VERB_GAP)
    words = draft(before.verb, _VERB)
    room = Rect(left, y + points(4), place.right - left, drop - points(8))
    height = min(room.h, stage.line_height([words], room.w))
    return [
        elbow,
        stage.text(
            f"Verb: {verb}"[:60], Rect(left, room.y + (room.h - height) // 2, room.w, height), [words], step=step
        ),
    ]


MODEL = CausesBlock
