"""Few events as an even row of cards under a thin scale: their words are large, and time stays true.

In: lanes with few events, a rectangle (EMU). Out: a `Row` with the largest sizes at which every card has room, None if
none does; and its boxes. On the scale each event has a bar as long as its date is vague, and a leader to its card.
Figures, names, dates and texts each begin at one height in all cards. Unless every event has a figure, the dates are
large instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from podium.blocks.timeline.axis import Axis, make_axis
from podium.blocks.timeline.draw import colour_of
from podium.blocks.timeline.events import Event, Lane, stretch
from podium.blocks.timeline.plan import bar_height, bars_of, extent, is_doubtful
from podium.blocks.timeline.scale import STRIP, Scale, tick_width
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.dates.parse import HistoricalDate
from podium.scene import type_scale
from podium.scene.boxes import Box, Fill, Hatch, Line, Shape, Text
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Draft, draft, plain_draft

_MOST = 7  # cards
_GAP, _PAD = (16.0, 12.0, 8.0), (20.0, 14.0, 10.0)  # pt between cards and in them: of up to 3, of up to 5, of more
_EDGE = 5.0  # pt: the coloured upper edge of a card
_LEADER = 28.0  # pt from the bars to the cards
_NARROWEST = 84.0  # pt: the words of a card
_ABOVE_TITLE, _MOST_ABOVE, _SHARE_ABOVE = 6.0, 40.0, 0.3  # pt, and of the height left free
_ABOVE_TEXT = 4.0
_LANE, _BEFORE, _FIGURE, _UNIT, _TITLE, _DATE, _TEXT = range(7)  # the parts of a card, from the top


class _Sizes(NamedTuple):
    """Sizes in pt: of a figure, of a date in its place, of unit, title, date and text."""

    figure: float
    lead: float
    unit: float
    title: float
    date: float
    text: float


_SIZES = (
    _Sizes(96, 48, 26, 32, 24, 28),
    _Sizes(88, 44, 24, 30, 22, 26),
    _Sizes(80, 40, 22, 28, 20, 24),
    _Sizes(72, 36, 20, 26, 20, 22),
    _Sizes(64, 34, 20, 24, 18, 22),
    _Sizes(60, 32, 18, 22, 18, 20),
    _Sizes(54, 30, 18, 20, 18, 20),
    _Sizes(44, 26, 16, 20, 16, 18),
)


class Row(NamedTuple):
    """The plan of a row. `cards`: the parts of each at final sizes, None where it has none; `heights` of parts (pt)."""

    rect: Rect
    lanes: tuple[Lane, ...]
    events: tuple[tuple[Event, Lane], ...]
    axis: Axis
    bars: tuple[tuple[float, float, int], ...]
    sizes: _Sizes
    cards: tuple[tuple[Draft | None, ...], ...]
    heights: tuple[float, ...]

    @property
    def text_size(self) -> float:
        """The size (pt) of the events' texts."""
        return self.sizes.text


def make_row(
    lanes: Sequence[Lane],
    span: HistoricalDate | None,
    may_break: bool,
    rect: Rect,
    colours: Mapping[str, str],
    stage: Stage,
) -> Row | None:
    """The row with the largest words that fit; see the module's contract."""
    events = tuple(sorted(((e, lane) for lane in lanes for e in lane.events), key=lambda pair: pair[0].at))
    width = _card_width(rect, len(events)) - 2 * _of_count(_PAD, len(events))
    if not 2 <= len(events) <= _MOST or width < _NARROWEST:
        return None
    dates = [e.at for e, _ in events]
    length = (span.end - span.start) if span else extent(dates)
    axis = make_axis(
        [stretch(d, length) for d in dates],
        (span.start, span.end) if span else None,
        rect.width_pt,
        stage.lang,
        tick_width(stage),
        may_break,
    )
    bars = tuple(bars_of([e for e, _ in events], axis, rect.width_pt, length))
    room = rect.height_pt - _above_cards(bars) - _EDGE - 2 * _of_count(_PAD, len(events))
    with_figures = all(e.figure_parts(stage.lang)[1] for e, _ in events)
    ends = [end for d in dates for end in (d.first, d.last)]
    with_year = len({end.year for end in ends}) > 1 or any(end.precision not in ("day", "month") for end in ends)
    for sizes in _SIZES:
        cards = [
            _parts(event, lane, colour_of(event, lane, colours, stage), sizes, with_figures, with_year, stage)
            for event, lane in events
        ]
        if stage.compose.breaks_words((d for card in cards for d in card if d), width, 0):
            continue
        heights = tuple(max(_height(d, width, stage) if d else 0.0 for d in part) for part in zip(*cards, strict=True))
        whole = not with_figures or heights[_FIGURE] <= sizes.figure + 0.01  # no figure takes two lines
        if whole and fsum(heights) + _ABOVE_TITLE + _ABOVE_TEXT <= room:
            return Row(rect, tuple(lanes), events, axis, bars, sizes, tuple(cards), heights)
    return None


def _height(d: Draft, width: float, stage: Stage) -> float:
    """The height (pt) of its lines; what large type has below its last line reaches into the part below."""
    return stage.compose.count(d, width, 0) * stage.compose.pitch(d, 0)


def _of_count(values: tuple[float, float, float], count: int) -> float:
    return values[0 if count <= 3 else 1 if count <= 5 else 2]


def _card_width(rect: Rect, count: int) -> float:
    """The width of each of so many cards in pt."""
    return (rect.width_pt - (count - 1) * _of_count(_GAP, count)) / max(1, count)


def _above_cards(bars: Sequence[tuple[float, float, int]]) -> float:
    """The height (pt) of scale, bars and leaders."""
    rows = 1 + max(row for _, _, row in bars)
    return STRIP + rows * bar_height(rows) + _LEADER


def _parts(
    event: Event, lane: Lane, colour: str, sizes: _Sizes, with_figures: bool, with_year: bool, stage: Stage
) -> tuple[Draft | None, ...]:
    """The words of a card from top to bottom."""
    before, number, after = event.figure_parts(stage.lang)
    date = event.shown_date(stage.lang, sizes.title < 24, with_year)
    label, lead = type_scale.LABEL, type_scale.FIGURE.but(colour=f"{colour}.deep")
    second = type_scale.NOTE.but(size=sizes.unit, floor=sizes.unit, pitch=1.15)
    if not with_figures:
        before, number, after = "", "", " ".join(filter(None, (before, number, after)))
    parts: list[Draft | None] = [None] * 7
    if lane.name:
        parts[_LANE] = plain_draft(inline.plain(lane.name), label.but(size=16.0, colour=f"{colour}.deep"))
    if before:
        parts[_BEFORE] = plain_draft(before, second)
    if number:
        parts[_FIGURE] = plain_draft(number, lead.but(size=sizes.figure, floor=sizes.figure, pitch=1.0))
        parts[_DATE] = plain_draft(date, second.but(size=sizes.date, floor=sizes.date))
    else:
        parts[_FIGURE] = plain_draft(date, lead.but(size=sizes.lead, floor=sizes.lead, pitch=1.05))
    if after:
        parts[_UNIT] = draft(after, second if number else second.but(colour="ink", bold=True))
    if event.title:
        parts[_TITLE] = draft(event.title, label.but(size=sizes.title, floor=sizes.title, pitch=1.12))
    if event.text:
        parts[_TEXT] = draft(event.text, type_scale.ROW.but(size=sizes.text, floor=sizes.text))
    return tuple(d.but(before=0.0) if d else None for d in parts)


# ------------------------------------------------------------------------------------------------ boxes


def boxes(row: Row, colours: Mapping[str, str], alt: str, reveal: bool, stage: Stage) -> list[Box]:
    """The scale, and for each event its bar, leader and card; with reveal, one for each click."""
    rect = row.rect
    scale = Scale(row.axis, rect.x / EMU_PER_PT, rect.y / EMU_PER_PT, rect.width_pt, stage)
    found = scale.boxes(inline.plain(alt) or scale.in_words([], [e for e, _ in row.events]))
    for n, (event, lane) in enumerate(row.events):
        found += _event(row, n, colour_of(event, lane, colours, stage), scale, n + 1 if reveal else 0, stage)
    return found


def _event(row: Row, n: int, colour: str, scale: Scale, step: int, stage: Stage) -> list[Box]:
    """The bar of an event, the leader to its card, the card and its words."""
    event, (x0, x1, level), count = row.events[n][0], row.bars[n], len(row.events)
    name = event.subject() or event.at.text
    thick = bar_height(1 + max(r for _, _, r in row.bars))
    bar_y = scale.top + STRIP + level * thick
    fill: Fill = Hatch(colour, f"{colour}.tint") if is_doubtful(event.at) else colour
    outline = Line(colour, 1.0) if isinstance(fill, Hatch) else None
    top = scale.top + _above_cards(row.bars)
    width, pad = _card_width(row.rect, count), _of_count(_PAD, count)
    left = n * (width + _of_count(_GAP, count))
    first, last = max(x0, left + pad), min(x1, left + width - pad)  # where the card is under the bar
    at = (first + last) / 2 if first < last else (x0 + x1) / 2
    foot = min(max(at, left + pad), left + width - pad)
    card = scale.rect(left, top, width, row.rect.bottom / EMU_PER_PT - top)
    return [
        Shape(name=f"Bar: {name}", rect=scale.rect(x0, bar_y, x1 - x0, thick), fill=fill, line=outline, step=step),
        scale.line(f"Leader: {name}", at, bar_y + thick, foot, top, Line(colour, 1.5), step),
        Shape(name=f"Card: {name}", rect=card, fill="panel", step=step),
        Shape(name=f"Card edge: {name}", rect=card.top(points(_EDGE)), fill=colour, step=step),
        _words(row, n, card.below(points(_EDGE)).inset(points(pad)), f"Event: {name}", step, stage),
    ]


def _words(row: Row, n: int, inner: Rect, name: str, step: int, stage: Stage) -> Text:
    """The words of a card, each part where the same part begins on the others."""
    width = inner.width_pt
    free = inner.height_pt - fsum(row.heights) - _ABOVE_TITLE - _ABOVE_TEXT
    lift = _ABOVE_TITLE + min(_MOST_ABOVE, max(0.0, free * _SHARE_ABOVE))
    tops = list(accumulate(row.heights[:-1], initial=0.0))
    tops = [t + lift * (part >= _TITLE) + _ABOVE_TEXT * (part >= _TEXT) for part, t in enumerate(tops)]
    drafts: list[Draft] = []
    first = end = 0.0
    for part, d in enumerate(row.cards[n]):
        if d is None:
            continue
        if not drafts:
            first = end = tops[part]
        drafts.append(d.but(before=round(tops[part] - end, 1)))
        end = tops[part] + _height(d, width, stage)
    place = inner.below(points(first))
    return Text(name=name, rect=place, paragraphs=stage.compose.set(drafts, width), step=step)
