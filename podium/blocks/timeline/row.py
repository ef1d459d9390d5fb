"""The form "row": a few events in columns of equal width under a thin scale.

In: lanes with two to seven events and few words, room, colours by unit. Out: a `Row`, or None if the events do not
fit, and its boxes. On the scale, time stays true and a bar is as long as its date is vague; a straight leader goes from
each bar to its column, and since both are in the order of time, none crosses another. Figures, names, dates and texts
each begin at one height in all columns.
Unless every event has a figure, the dates are large instead.
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
from podium.scene.boxes import Box, Fill, Freeform, Hatch, Line, Paragraph, Shape, Text
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import Draft, draft, plain_draft

_MOST = 7  # columns
_GAP = (40.0, 24.0, 16.0)  # pt between columns: of up to 3, of up to 5, of more
_RULE = 4.0  # pt: the coloured rule over a column
_UNDER_RULE = 10.0  # pt
_LEADER, _MOST_LEADER, _LEADER_SHARE = 26.0, 80.0, 0.4  # pt from bars to columns; of the height left free
_NARROWEST = 84.0  # pt: a column
_FOR_LINES = 3  # steps by which type is smaller for units to stand beside figures, and large dates on one line
_LEAD_PITCH = 1.05
_BAR_GAP = 2.0  # pt between two rows of bars
_ABOVE_TITLE, _MOST_ABOVE, _SHARE_ABOVE = 6.0, 30.0, 0.2  # pt, and of the height left free
_ABOVE_TEXT, _MOST_ABOVE_TEXT, _SHARE_ABOVE_TEXT = 4.0, 22.0, 0.18
_BEFORE, _FIGURE, _UNIT, _TITLE, _DATE, _TEXT = range(6)  # the parts of a column, from the top


class _Sizes(NamedTuple):
    """Sizes in pt: of a figure, of a date in its place, of unit, title, date and text."""

    figure: float
    lead: float
    unit: float
    title: float
    date: float
    text: float


_SIZES = (
    _Sizes(96, 48, 26, 32, 22, 28),
    _Sizes(88, 44, 24, 30, 20, 26),
    _Sizes(80, 40, 22, 28, 20, 24),
    _Sizes(72, 36, 20, 26, 18, 22),
    _Sizes(64, 34, 20, 24, 18, 22),
    _Sizes(60, 32, 18, 22, 18, 20),
    _Sizes(54, 30, 18, 20, 18, 20),
    _Sizes(44, 26, 16, 20, 16, 18),
)


class Row(NamedTuple):
    """The plan of a row. `columns`: the parts of each at final sizes, None where it has none; `heights` of parts (pt);
    `beside`: units stand beside their figures."""

    rect: Rect
    lanes: tuple[Lane, ...]
    events: tuple[tuple[Event, Lane], ...]
    axis: Axis
    bars: tuple[tuple[float, float, int], ...]
    sizes: _Sizes
    columns: tuple[tuple[Draft | None, ...], ...]
    heights: tuple[float, ...]
    beside: bool

    @property
    def text_size(self) -> float:
        """The size (pt) of the events' texts."""
        return self.sizes.text

    @property
    def width(self) -> float:
        """The width (pt) of a column."""
        return _width(self.rect, len(self.events))

    @property
    def free(self) -> float:
        """The height (pt) that scale and words leave free."""
        return self.rect.height_pt - _least_top(self.bars) - _RULE - _UNDER_RULE - _high(self.heights)

    @property
    def top(self) -> float:
        """Where the columns begin, in pt below the top of the scale."""
        return _least_top(self.bars) + min(_MOST_LEADER - _LEADER, max(0.0, self.free * _LEADER_SHARE))


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
    width = _width(rect, len(events))
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
    room = rect.height_pt - _least_top(bars) - _RULE - _UNDER_RULE
    with_figures = all(e.figure_parts(stage.lang)[1] for e, _ in events)
    ends = [end for d in dates for end in (d.first, d.last)]
    with_year = len({end.year for end in ends}) > 1 or any(end.precision not in ("day", "month") for end in ends)
    found: Row | None = None
    for n, sizes in enumerate(_SIZES):
        columns = [
            _parts(event, lane, colour_of(event, lane, colours, stage), sizes, with_figures, with_year, width, stage)
            for event, lane in events
        ]
        if stage.compose.breaks_words((d for column in columns for d in column if d), width, 0):
            continue
        beside = with_figures and all(_stand_beside(column, width, stage) for column in columns)
        heights = [max(_height(d, width, stage) if d else 0.0 for d in part) for part in zip(*columns, strict=True)]
        heights[_UNIT] *= not beside
        whole = not with_figures or heights[_FIGURE] <= sizes.figure + 0.01  # no figure takes two lines
        if whole and _high(heights) <= room:
            made = Row(rect, tuple(lanes), events, axis, bars, sizes, tuple(columns), tuple(heights), beside)
            if beside if with_figures else heights[_FIGURE] <= sizes.lead * _LEAD_PITCH + 0.1:
                return made
            found = found or made
        if found and n + 1 - _SIZES.index(found.sizes) > _FOR_LINES:
            break
    return found


def _stand_beside(column: Sequence[Draft | None], width: float, stage: Stage) -> bool:
    """Whether a figure and its unit fit on one line."""
    figure, unit = column[_FIGURE], column[_UNIT]
    if not figure or not unit:
        return True
    return stage.compose.width(figure) + stage.compose.width(_spaced(unit)) <= width


def _spaced(unit: Draft) -> Draft:
    """A unit with the space before it."""
    return plain_draft(f"\u00a0{unit.text}", unit.style)


def _high(heights: Sequence[float]) -> float:
    """The height (pt) of a column's words, closely set."""
    return fsum(heights) + _ABOVE_TITLE + _ABOVE_TEXT


def _height(d: Draft, width: float, stage: Stage) -> float:
    """The height (pt) of its lines; what large type has below its last line reaches into the part below."""
    return stage.compose.count(d, width, 0) * stage.compose.pitch(d, 0)


def _gap(count: int) -> float:
    """The gap (pt) between so many columns."""
    return _GAP[0 if count <= 3 else 1 if count <= 5 else 2]


def _width(rect: Rect, count: int) -> float:
    """The width (pt) of each of so many columns."""
    return (rect.width_pt - (count - 1) * _gap(count)) / max(1, count)


def _bars_high(bars: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """The height (pt) of a bar, and of all rows of bars."""
    rows = 1 + max(row for _, _, row in bars)
    return bar_height(rows), rows * (bar_height(rows) + _BAR_GAP) - _BAR_GAP


def _least_top(bars: Sequence[tuple[float, float, int]]) -> float:
    """The height (pt) of scale, bars and the shortest leaders."""
    return STRIP + _bars_high(bars)[1] + _LEADER


def _parts(
    event: Event,
    lane: Lane,
    colour: str,
    sizes: _Sizes,
    with_figures: bool,
    with_year: bool,
    width: float,
    stage: Stage,
) -> tuple[Draft | None, ...]:
    """The words of a column of that width (pt) from top to bottom."""
    before, number, after = event.figure_parts(stage.lang)
    label, lead = type_scale.LABEL, type_scale.FIGURE.but(colour=f"{colour}.deep")
    second = type_scale.NOTE.but(size=sizes.unit, floor=sizes.unit, pitch=1.15)
    if not with_figures:
        before, number, after = "", "", " ".join(filter(None, (before, number, after)))
    parts: list[Draft | None] = [None] * 6
    small = second.but(size=sizes.date, floor=sizes.date, pitch=1.2)
    date = event.shown_date(stage.lang, sizes.title < 24, with_year)
    if with_figures and stage.compose.width(plain_draft(date, small)) > width:
        start, dash, end = event.shown_date(stage.lang, True, with_year).partition(" – ")
        date = f"{start}\u00a0– " + end.replace(" ", "\u00a0") if dash else start
    if before:
        parts[_BEFORE] = plain_draft(before, second)
    if number:
        parts[_FIGURE] = plain_draft(number, lead.but(size=sizes.figure, floor=sizes.figure, pitch=1.0))
    else:
        parts[_FIGURE] = plain_draft(date, lead.but(size=sizes.lead, floor=sizes.lead, pitch=_LEAD_PITCH))
    when_and_where = [*([date] if number else []), *([inline.plain(lane.name)] if lane.name else [])]
    if when_and_where:
        parts[_DATE] = plain_draft("\v".join(when_and_where), small)
    if after:
        parts[_UNIT] = draft(after, second if number else second.but(colour="ink", bold=True))
    if event.title:
        parts[_TITLE] = draft(event.title, label.but(size=sizes.title, floor=sizes.title, pitch=1.12))
    if event.text:
        parts[_TEXT] = draft(event.text, type_scale.ROW.but(size=sizes.text, floor=sizes.text))
    return tuple(d.but(before=0.0) if d else None for d in parts)


# ------------------------------------------------------------------------------------------------ boxes


def boxes(row: Row, colours: Mapping[str, str], alt: str, reveal: bool, stage: Stage) -> list[Box]:
    """The scale, and for each event its bar, leader and column; with reveal, one for each click."""
    rect = row.rect
    scale = Scale(row.axis, rect.x / EMU_PER_PT, rect.y / EMU_PER_PT, rect.width_pt, stage)
    found = scale.boxes(inline.plain(alt) or scale.in_words([], [e for e, _ in row.events]))
    for n, (event, lane) in enumerate(row.events):
        colour, step = colour_of(event, lane, colours, stage), n + 1 if reveal else 0
        found += _event(row, n, colour, scale, step, stage)
    return found


def _leader_ends(row: Row, n: int) -> tuple[float, float]:
    """The x (pt) of a leader at its bar, and at its column: straight down, if the column is under the bar."""
    (x0, x1, _), width = row.bars[n], row.width
    left = n * (width + _gap(len(row.events)))
    first, last = max(x0, left), min(x1, left + width)
    at = (first + last) / 2 if first < last else (x0 + x1) / 2
    return at, min(max(at, left), left + width)


def _event(row: Row, n: int, colour: str, scale: Scale, step: int, stage: Stage) -> list[Box]:
    """The bar of an event, the leader to its column, the rule over the column and its words."""
    event, (x0, x1, level) = row.events[n][0], row.bars[n]
    name = event.subject() or event.at.text
    thick, high = _bars_high(row.bars)
    bar_y = scale.top + STRIP + level * (thick + _BAR_GAP)
    fill: Fill = Hatch(colour, f"{colour}.tint") if is_doubtful(event.at) else colour
    outline = Line(colour, 1.0) if isinstance(fill, Hatch) else None
    top = scale.top + row.top
    column = scale.rect(n * (row.width + _gap(len(row.events))), top, row.width, row.rect.bottom / EMU_PER_PT - top)
    at, foot = _leader_ends(row, n)
    return [
        Shape(name=f"Bar: {name}", rect=scale.rect(x0, bar_y, x1 - x0, thick), fill=fill, line=outline, step=step),
        _leader(f"Leader: {name}", (at, bar_y + thick), scale.top + STRIP + high, (foot, top), colour, scale, step),
        Shape(name=f"Rule: {name}", rect=column.top(points(_RULE)), fill=colour, step=step),
        _words(row, n, column.below(points(_RULE + _UNDER_RULE)), f"Event: {name}", step, stage),
    ]


def _leader(
    name: str, at: tuple[float, float], below: float, foot: tuple[float, float], colour: str, scale: Scale, step: int
) -> Box:
    """From a bar down to `below` all bars, and from there straight to the column (pt)."""
    line = Line(colour, 1.25)
    left, right = min(at[0], foot[0]), max(at[0], foot[0])
    if at[1] >= below - 0.1 or right - left < 0.1:
        return scale.line(name, *at, *foot, line, step)
    path = [(points(x - left), points(y - at[1])) for x, y in (at, (at[0], below), foot)]
    moves = tuple(("M" if n == 0 else "L", *point) for n, point in enumerate(path))
    rect = scale.rect(left, at[1], right - left, foot[1] - at[1])
    return Freeform(name=name, rect=rect, paths=(moves,), line=line, step=step)


def _words(row: Row, n: int, place: Rect, name: str, step: int, stage: Stage) -> Text:
    """The words of a column, each part where the same part begins in the others."""
    width = place.width_pt
    lift = _ABOVE_TITLE + min(_MOST_ABOVE, max(0.0, row.free * _SHARE_ABOVE))
    tops = list(accumulate(row.heights[:-1], initial=0.0))
    lower = _ABOVE_TEXT + min(_MOST_ABOVE_TEXT, max(0.0, row.free * _SHARE_ABOVE_TEXT))
    tops = [t + lift * (part >= _TITLE) + lower * (part >= _TEXT) for part, t in enumerate(tops)]
    paragraphs: list[Paragraph] = []
    first = end = 0.0
    for part, d in enumerate(row.columns[n]):
        if d is None or (part == _UNIT and row.beside):
            continue
        if not paragraphs:
            first = end = tops[part]
        (made,) = stage.compose.set([d], width)
        unit = row.columns[n][_UNIT]
        if part == _FIGURE and row.beside and unit:
            (after,) = stage.compose.set([_spaced(unit)], width)
            made = made._replace(runs=(*made.runs, *after.runs))
        paragraphs.append(made._replace(before=round(tops[part] - end, 1)))
        end = tops[part] + _height(d, width, stage)
    return Text(name=name, rect=place.below(points(first)), paragraphs=tuple(paragraphs), step=step)
