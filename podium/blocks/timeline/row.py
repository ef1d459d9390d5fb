"""The plan of the form "row": a few events in columns of equal width.

In: lanes with two to seven events and few words, room, colours by unit. Out: a `Row`, or None if the events do not
fit. Where every bar on a scale is near its column, the columns hang from the scale; elsewhere leaders would lead the
eye astray, so the columns stand on a rule with a dot for each, in equal steps, and their dates say when in words.
Figures, names, dates and texts each begin at one height in all columns.
Unless every event has a figure, the dates are large instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from podium.blocks._large_figures import largest_figure
from podium.blocks.timeline.axis import Axis, make_axis
from podium.blocks.timeline.draw import colour_of
from podium.blocks.timeline.events import Event, Lane, stretch
from podium.blocks.timeline.plan import bar_height, bars_of, extent
from podium.blocks.timeline.scale import STRIP, tick_width
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.dates.format import format_fields
from podium.outline.dates.parse import HistoricalDate
from podium.scene import type_scale
from podium.scene.units import Rect
from podium.typesetting.text import Draft, draft, plain_draft

_MOST = 7  # columns
_GAP = (40.0, 24.0, 16.0)  # pt between columns: of up to 3, of up to 5, of more
RULE = 4.0  # pt: the coloured rule over a column
UNDER_RULE = 10.0  # pt
_LEADER, _MOST_LEADER, _LEADER_SHARE = 26.0, 80.0, 0.4  # pt from bars to columns; of the height left free
_NARROWEST = 84.0  # pt: a column
_FOR_LINES = 3  # steps by which type is smaller for one line of a date, of a name on a rule, of a figure and its unit
_LEAD_PITCH, _TITLE_PITCH = 1.05, 1.12
BAR_GAP = 2.0  # pt between two rows of bars
_ABOVE_TITLE, _MOST_ABOVE, _SHARE_ABOVE = 6.0, 30.0, 0.2  # pt, and of the height left free
_ABOVE_TEXT, _MOST_ABOVE_TEXT, _SHARE_ABOVE_TEXT = 4.0, 22.0, 0.18
_LARGER = 1.1  # times, at least, that a figure is larger with its unit under it
_REACH = 0.5  # of a column: how far a leader may go sideways
_OVER, _MOST_OVER, _SHARE_OVER = 12.0, 16.0, 0.12  # pt from what stands on the rule of equal steps to the rule
_UNDER, _MOST_UNDER, _SHARE_UNDER = 22.0, 16.0, 0.12  # pt from the rule to the titles
_DOWN, _MOST_DOWN = 0.25, 40.0  # of the height left free, over equal steps; pt
_FIGURE_MOST, _LEAD_MOST, _SHARE_FIGURE = 120.0, 60.0, 0.6  # pt to which figures grow, by this share of it
BEFORE, FIGURE, UNIT, TITLE, DATE, TEXT = range(6)
"""The parts of a column, from the top."""


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
    `beside`: units stand beside their figures; `scaled`: the columns hang from a scale, else they stand on a rule."""

    rect: Rect
    lanes: tuple[Lane, ...]
    events: tuple[tuple[Event, Lane], ...]
    axis: Axis
    bars: tuple[tuple[float, float, int], ...]
    sizes: _Sizes
    columns: tuple[tuple[Draft | None, ...], ...]
    heights: tuple[float, ...]
    beside: bool
    scaled: bool

    @property
    def text_size(self) -> float:
        """The size (pt) of the events' texts."""
        return self.sizes.text

    @property
    def width(self) -> float:
        """The width (pt) of a column."""
        return _width(self.rect, len(self.events))

    @property
    def lefts(self) -> list[float]:
        """Where the columns begin, in pt from the left end of the row."""
        return _lefts(self.rect, len(self.events))

    @property
    def free(self) -> float:
        """The height (pt) that words, and scale or rule, leave free."""
        return self.rect.height_pt - _frame(self.bars, self.scaled) - _high(self.heights)

    @property
    def top(self) -> float:
        """Where the columns begin, in pt below the top of the row."""
        if not self.scaled:
            return min(_MOST_DOWN, max(0.0, self.free * _DOWN))
        return _least_top(self.bars) + min(_MOST_LEADER - _LEADER, max(0.0, self.free * _LEADER_SHARE))

    @property
    def rule(self) -> float:
        """Where the middle of the rule of equal steps is, in pt below the top of the columns."""
        return fsum(self.heights[:TITLE]) + _OVER + self._part(_SHARE_OVER, _MOST_OVER)

    @property
    def tops(self) -> list[float]:
        """Where each part begins: in pt below the rule over its column, or below the top of the columns."""
        title = self.rule + _UNDER + self._part(_SHARE_UNDER, _MOST_UNDER)
        if self.scaled:
            title = fsum(self.heights[:TITLE]) + _ABOVE_TITLE + self._part(_SHARE_ABOVE, _MOST_ABOVE)
        text = _ABOVE_TEXT + self._part(_SHARE_ABOVE_TEXT, _MOST_ABOVE_TEXT)
        before = accumulate(self.heights[:UNIT], initial=0.0)
        below = accumulate(self.heights[TITLE:TEXT], initial=title)
        return [*before, *(y + text * (n == TEXT) for n, y in enumerate(below, TITLE))]

    def _part(self, share: float, most: float) -> float:
        """A share of what is free, at most so many pt."""
        return min(most, max(0.0, self.free * share))


def leader_ends(row: Row, n: int) -> tuple[float, float]:
    """The x (pt) of a leader at its bar, and at its column: straight down, if the column is under the bar."""
    return _ends(row.bars[n], row.lefts[n], row.width)


def _ends(bar: tuple[float, float, int], left: float, width: float) -> tuple[float, float]:
    x0, x1, _ = bar
    first, last = max(x0, left), min(x1, left + width)
    at = (first + last) / 2 if first < last else (x0 + x1) / 2
    return at, min(max(at, left), left + width)


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
    ends = (span.start, span.end) if span else None
    stretches = [stretch(d, length) for d in dates]
    axis = make_axis(stretches, ends, rect.width_pt, stage.lang, tick_width(stage), may_break)
    bars = tuple(bars_of([e for e, _ in events], axis, rect.width_pt, length))
    leaders = [_ends(bar, left, width) for bar, left in zip(bars, _lefts(rect, len(events)), strict=True)]
    scaled = max(abs(foot - at) for at, foot in leaders) <= width * _REACH
    room = rect.height_pt - _frame(bars, scaled)
    with_figures = all(e.figure_parts(stage.lang)[1] for e, _ in events)
    said = _Dates(with_figures, *_years([e for e, _ in events], scaled or with_figures, stage))
    found: Row | None = None
    for n, sizes in enumerate(_SIZES):
        columns = [
            _parts(event, lane, colour_of(event, lane, colours, stage), sizes, said.but_first(k), width, stage)
            for k, (event, lane) in enumerate(events)
        ]
        if stage.compose.breaks_words((d for column in columns for d in column if d), width, 0):
            continue
        beside = (with_figures or bool(said.year)) and all(_stand_beside(column, width, stage) for column in columns)
        heights = [max(_height(d, width, stage) if d else 0.0 for d in part) for part in zip(*columns, strict=True)]
        heights[UNIT] *= not beside
        whole = not with_figures or heights[FIGURE] <= sizes.figure + 0.01  # no figure takes two lines
        if whole and _high(heights) <= room:
            made = Row(rect, tuple(lanes), events, axis, bars, sizes, tuple(columns), tuple(heights), beside, scaled)
            grown = _largest(made, with_figures, room, stage)
            if _on_one_line(made, with_figures):
                return grown
            found = found or grown
        if found and n + 1 - _SIZES.index(found.sizes) > _FOR_LINES:
            break
    return found


def _on_one_line(row: Row, with_figures: bool) -> bool:
    """Whether what should stand on one line does: dates in the place of figures; on a rule the titles, under a scale
    figures with their units."""
    if not with_figures and row.heights[FIGURE] > row.sizes.lead * _LEAD_PITCH + 0.1:
        return False
    if row.scaled:
        return row.beside or not with_figures
    return row.heights[TITLE] <= row.sizes.title * _TITLE_PITCH + 0.1


class _Dates(NamedTuple):
    """How dates are said: small, since there are `figures`, and `with_year`; if not, the first with `year` beside."""

    figures: bool
    with_year: bool
    year: str

    def but_first(self, n: int) -> _Dates:
        """The same for the column `n`."""
        return self if n == 0 else self._replace(year="")


def _years(events: Sequence[Event], told: bool, stage: Stage) -> tuple[bool, str]:
    """Whether all dates have their years; if not, the one that all of them have, unless it is `told` elsewhere."""
    ends = [end for e in events for end in (e.at.first, e.at.last)]
    if len({end.year for end in ends}) > 1 or any(end.precision not in ("day", "month") for end in ends):
        return True, ""
    if told:
        return False, ""
    worded = any(e.figure is not None for e in events)  # such a figure has the place of the year
    return worded, "" if worded else format_fields(ends[0], "y", stage.lang)


def _largest(row: Row, with_figures: bool, room: float, stage: Stage) -> Row:
    """The row with its figures as large as they can be; on a rule, units stand under them if they are larger then."""
    grown = _grown(row, with_figures, stage)
    if row.scaled or not row.beside:
        return grown
    units = max((_height(d, row.width, stage) for d in (column[UNIT] for column in row.columns) if d), default=0.0)
    heights = (*row.heights[:UNIT], units, *row.heights[TITLE:])
    below = row._replace(heights=heights, beside=False)
    if _high(heights) > room:
        return grown
    below = _grown(below, with_figures, stage)
    return below if below.heights[FIGURE] > grown.heights[FIGURE] * _LARGER else grown


def _grown(row: Row, with_figures: bool, stage: Stage) -> Row:
    """The row with figures, or dates in their place, as large as their columns and the free height allow."""
    old, most = (row.sizes.figure, _FIGURE_MOST) if with_figures else (row.sizes.lead, _LEAD_MOST)
    size = min(most, old + row.free * _SHARE_FIGURE)
    for column in row.columns:
        figure, unit = column[FIGURE], column[UNIT]
        if figure:
            beside = stage.compose.width(spaced(unit)) if unit and row.beside else 0.0
            wide = stage.compose.width(figure) / old  # at 1 pt
            size = min(size, largest_figure(wide, row.width - beside, _gap(len(row.events))))
    size = float(int(size))
    if size <= old:
        return row
    columns = tuple(
        tuple(
            d.but(style=d.style.but(size=size, floor=size)) if d and part == FIGURE else d
            for part, d in enumerate(column)
        )
        for column in row.columns
    )
    high = max(_height(d, row.width, stage) for d in (column[FIGURE] for column in columns) if d)
    return row._replace(columns=columns, heights=(row.heights[0], high, *row.heights[2:]))


def _stand_beside(column: Sequence[Draft | None], width: float, stage: Stage) -> bool:
    """Whether a figure and its unit fit on one line."""
    figure, unit = column[FIGURE], column[UNIT]
    if not figure or not unit:
        return True
    return stage.compose.width(figure) + stage.compose.width(spaced(unit)) <= width


def spaced(unit: Draft) -> Draft:
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


def _lefts(rect: Rect, count: int) -> list[float]:
    """Where so many columns begin, in pt from the left end."""
    return [n * (_width(rect, count) + _gap(count)) for n in range(count)]


def bars_high(bars: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """The height (pt) of a bar, and of all rows of bars."""
    rows = 1 + max(row for _, _, row in bars)
    return bar_height(rows), rows * (bar_height(rows) + BAR_GAP) - BAR_GAP


def _frame(bars: Sequence[tuple[float, float, int]], scaled: bool) -> float:
    """The height (pt) of all that is not words, closely set: scale and leaders, or the rule of equal steps."""
    return _least_top(bars) + RULE + UNDER_RULE if scaled else _OVER + _UNDER - _ABOVE_TITLE


def _least_top(bars: Sequence[tuple[float, float, int]]) -> float:
    """The height (pt) of scale, bars and the shortest leaders."""
    return STRIP + bars_high(bars)[1] + _LEADER


def _parts(
    event: Event,
    lane: Lane,
    colour: str,
    sizes: _Sizes,
    said: _Dates,
    width: float,
    stage: Stage,
) -> tuple[Draft | None, ...]:
    """The words of a column of that width (pt) from top to bottom."""
    with_figures, with_year, year = said
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
        parts[BEFORE] = plain_draft(before, second)
    if number:
        parts[FIGURE] = plain_draft(number, lead.but(size=sizes.figure, floor=sizes.figure, pitch=1.0))
    else:
        parts[FIGURE] = plain_draft(date, lead.but(size=sizes.lead, floor=sizes.lead, pitch=_LEAD_PITCH))
    when_and_where = [*([date] if number else []), *([inline.plain(lane.name)] if lane.name else [])]
    if when_and_where:
        parts[DATE] = plain_draft("\v".join(when_and_where), small)
    if after:
        parts[UNIT] = draft(after, second if number else second.but(colour="ink", bold=True))
    elif year:
        parts[UNIT] = plain_draft(year, second)
    if event.title:
        parts[TITLE] = draft(event.title, label.but(size=sizes.title, floor=sizes.title, pitch=_TITLE_PITCH))
    if event.text:
        parts[TEXT] = draft(event.text, type_scale.ROW.but(size=sizes.text, floor=sizes.text))
    return tuple(d.but(before=0.0) if d else None for d in parts)
