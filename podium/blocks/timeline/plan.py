"""The plan of a timeline: the form of its labels, and the places of lanes, axis, bars and labels.

In: lanes and periods, a rectangle (EMU). Out: a `Plan` with the fullest form of labels that fits; None if none fits.
Lengths in a plan are points; x counts from the left end of the axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from podium.blocks.timeline.axis import Axis, make_axis
from podium.blocks.timeline.events import Event, Lane, Period, stretch
from podium.blocks.timeline.labels import (
    FORMS,
    LABEL_GAP,
    LEVEL_GAP,
    STEM_GAP,
    Form,
    Label,
    Spot,
    measured,
    moved,
    straight,
)
from podium.blocks.timeline.scale import STRIP, tick_width
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.dates.parse import HistoricalDate
from podium.scene import type_scale as scale
from podium.scene.units import EMU_PER_PT, Rect
from podium.typesetting.text import plain_draft

PERIOD_ROW = 26.0
PERIOD = scale.LABEL.but(size=16.0)
NAME = scale.LABEL
NAME_INSIDE = scale.LABEL.but(size=16.0, colour="ink2")
NAME_LINE = 24.0  # the height of a lane's name inside the lane
LANE_PAD = 10.0  # between the outer edge of a lane and its labels
BAR_PAD = 6.0  # between the bars and the lowest labels
LEADERS = 22.0  # the height of the leaders
_MIN_BAR = 4.0
_MIN_LANE = 30.0
_WIDE = 520.0  # from this width on, the names of lanes are in a column at the left
_NAME_SHARE = 0.155  # of the width, at most, for that column
_MOST_ROWS = 3
_FULLEST = 0.8  # of the room, which labels can fill at best
_REACH = {True: 0.12, False: 0.35}  # how far a leader may run, as a share of the axis: with texts, without


@dataclass(frozen=True, slots=True)
class PlacedPeriod:
    """The bar of a period, its row, and the place of its label; `inside`: the label is on the bar."""

    period: Period
    x0: float
    x1: float
    row: int
    label_x: float
    label_width: float
    inside: bool


@dataclass(frozen=True, slots=True)
class LanePlan:
    """The labels of a lane in the order of its events; `bars` are (x0, x1, row)."""

    lane: Lane
    labels: tuple[Label, ...]
    spots: tuple[Spot, ...]
    bars: tuple[tuple[float, float, int], ...]
    levels: int
    need: float
    height: float = 0.0

    @property
    def level_height(self) -> float:
        return max((label.height for label in self.labels), default=0.0)

    @property
    def has_leaders(self) -> bool:
        return any(abs(s.stem - s.x) > 0.5 for s in self.spots)

    @property
    def base(self) -> float:
        """The distance from the inner edge of the lane to its lowest labels."""
        return base_height(self.bars, self.has_leaders)


@dataclass(frozen=True, slots=True)
class Plan:
    """See the module's contract. `axis_x` and `top` are in points from the slide's corner."""

    rect: Rect
    axis: Axis
    axis_x: float
    length: float
    top: float
    form: Form
    lanes: tuple[Lane, ...]
    lane_plans: tuple[LanePlan, ...]
    periods: tuple[PlacedPeriod, ...]
    names_inside: bool

    @property
    def period_rows(self) -> int:
        return 1 + max((p.row for p in self.periods), default=-1)


def bar_height(rows: int) -> float:
    """The height of a bar if there are so many rows of them."""
    return {1: 10.0, 2: 7.0}.get(rows, 5.0)


def base_height(bars: Sequence[tuple[float, float, int]], leaders: bool) -> float:
    rows = 1 + max((row for _, _, row in bars), default=-1)
    return rows * bar_height(rows) + BAR_PAD + (LEADERS if leaders else 0.0) if bars else 0.0


def make_plan(
    lanes: Sequence[Lane],
    periods: Sequence[Period],
    span: HistoricalDate | None,
    window: tuple[float, float],
    may_break: bool,
    rect: Rect,
    stage: Stage,
) -> Plan | None:
    """The plan on one axis; see the module's contract. `window`: the years to which periods are cut."""
    inside = rect.width_pt < _WIDE
    column = 0.0 if inside else _name_column(lanes, rect, stage)
    length = rect.width_pt - column
    dates = [e.at for lane in lanes for e in lane.events] + [p.at for p in periods]
    whole = (span.end - span.start) if span else extent(dates)
    stretches = [stretch(e.at, whole) for lane in lanes for e in lane.events]
    stretches += [
        (max(start, window[0]), min(end, window[1])) for start, end in (stretch(p.at, whole) for p in periods)
    ]
    whole_span = (span.start, span.end) if span else None
    axis = make_axis(stretches, whole_span, length, stage.lang, tick_width(stage), may_break)
    placed = _placed_periods(periods, axis, length, whole, stage)
    rows = 1 + max((p.row for p in placed), default=-1)
    room = rect.height_pt - STRIP - rows * PERIOD_ROW
    found = _fullest(lanes, [bars_of(lane.events, axis, length, whole) for lane in lanes], length, room, inside, stage)
    if found is None:
        return None
    form, grown = found
    spare = room - fsum(p.height for p in grown)
    return Plan(
        rect,
        axis,
        rect.x / EMU_PER_PT + column,
        length,
        rect.y / EMU_PER_PT + spare / 3,
        form,
        tuple(lanes),
        tuple(grown),
        tuple(placed),
        inside,
    )


def _fullest(
    lanes: Sequence[Lane],
    bars: Sequence[list[tuple[float, float, int]]],
    length: float,
    room: float,
    inside: bool,
    stage: Stage,
) -> tuple[Form, list[LanePlan]] | None:
    """The fullest form in which the labels of all lanes fit, and the lanes with them; None if none fits."""
    tried: set[tuple[tuple[float, float], ...]] = set()
    for form in FORMS:
        labelled = [tuple(measured(e, form, "ink", length - STEM_GAP, stage) for e in lane.events) for lane in lanes]
        sizes = tuple((label.width, label.height) for labels in labelled for label in labels)
        if sizes and sizes in tried:
            continue
        tried.add(sizes)
        planned = _planned(lanes, bars, labelled, _REACH[bool(form.text)] * length, length, room, inside)
        if planned is not None:
            return form, _grown(planned, room)
    return None


def extent(dates: Sequence[HistoricalDate]) -> float:
    """The years from the first date to the last, without the longest gap, which the axis may leave out."""
    reach = gap = 0.0
    for n, date in enumerate(sorted(dates)):
        gap = max(gap, date.start - reach) if n else 0.0
        reach = max(reach, date.end) if n else date.end
    return reach - min(d.start for d in dates) - gap


def _name_column(lanes: Sequence[Lane], rect: Rect, stage: Stage) -> float:
    """The width of the column of lane names with the gap after it, 0 without names."""
    drafts = [plain_draft(word, NAME) for lane in lanes for word in inline.plain(lane.name).split()]
    if not drafts:
        return 0.0
    whole = max(stage.compose.width(plain_draft(inline.plain(lane.name), NAME)) for lane in lanes)
    most = rect.width_pt * _NAME_SHARE
    return min(whole, max(most, min(1.5 * most, max(stage.compose.width(d) for d in drafts)))) + 14


def bars_of(events: Sequence[Event], axis: Axis, length: float, whole: float) -> list[tuple[float, float, int]]:
    """The bar (x0, x1, row) of each event, as long as its date is vague; bars that overlap are in several rows."""
    ends: list[float] = []
    bars = []
    for event in events:
        start, end = stretch(event.at, whole)
        x0, x1 = max(0.0, axis.x(start)), min(length, axis.x(end))
        if x1 - x0 < _MIN_BAR:
            x0 = min(max(0.0, x0), length - _MIN_BAR)
            x1 = x0 + _MIN_BAR
        row = next((n for n, e in enumerate(ends) if e <= x0 + 0.5), len(ends))
        row = min(row, _MOST_ROWS - 1)
        ends[row : row + 1] = [max(x1, ends[row])] if row < len(ends) else [x1]
        bars.append((x0, x1, row))
    return bars


def _planned(
    lanes: Sequence[Lane],
    bars: Sequence[list[tuple[float, float, int]]],
    labelled: Sequence[tuple[Label, ...]],
    reach: float,
    length: float,
    room: float,
    inside: bool,
) -> list[LanePlan] | None:
    """All lanes with these labels, with straight stems if possible; None if they do not fit."""
    area = fsum((label.width + STEM_GAP) * (label.height + LEVEL_GAP) for labels in labelled for label in labels)
    if area > _FULLEST * length * room:
        return None
    for always_aside in (False, True):
        plans = []
        for lane, own, labels in zip(lanes, bars, labelled, strict=True):
            plan = None if always_aside else _lane_plan(lane, own, labels, length, room, inside, None)
            plan = plan or _lane_plan(lane, own, labels, length, room, inside, reach)
            if plan is None:
                return None
            plans.append(plan)
        if fsum(p.need for p in plans) <= room:
            return plans
    return None


def _lane_plan(
    lane: Lane,
    bars: list[tuple[float, float, int]],
    labels: tuple[Label, ...],
    length: float,
    room: float,
    inside: bool,
    reach: float | None,
) -> LanePlan | None:
    """The lane on as few levels as possible, with straight stems or stems moved by up to `reach`; None if none fit."""
    name = NAME_LINE if inside and lane.name else 0.0
    if not labels:
        return LanePlan(lane, (), (), (), 0, _MIN_LANE + name)
    height = max(label.height for label in labels)
    widths = [label.width for label in labels]
    fixed = LANE_PAD + name + base_height(bars, reach is not None)
    most = int((room - fixed + LEVEL_GAP) / (height + LEVEL_GAP))
    least = max(1, -(-int(fsum(w + STEM_GAP + LABEL_GAP for w in widths) - LABEL_GAP) // max(1, int(length + 1))))
    ends = [(x0, x1) for x0, x1, _ in bars]
    for levels in range(min(least, most), most + 1):
        spots = straight(ends, widths, levels, length) if reach is None else moved(ends, widths, levels, length, reach)
        if levels and spots is not None:
            used = 1 + max(s.level for s in spots)
            need = fixed + used * (height + LEVEL_GAP) - LEVEL_GAP
            return LanePlan(lane, labels, tuple(spots), tuple(bars), used, need)
    return None


def _grown(plans: list[LanePlan], room: float) -> list[LanePlan]:
    """The lanes with the spare room shared among them."""
    spare = room - fsum(p.need for p in plans)
    each = spare / len(plans) if plans else 0.0
    return [LanePlan(p.lane, p.labels, p.spots, p.bars, p.levels, p.need, p.need + each) for p in plans]


def _placed_periods(
    periods: Sequence[Period], axis: Axis, length: float, whole: float, stage: Stage
) -> list[PlacedPeriod]:
    """Bars in as few rows as possible, each with its label on it if it fits there, else beside it."""
    ends: list[float] = []
    placed = []
    for period in periods:
        start, end = stretch(period.at, whole)
        x0, x1 = axis.x(start), max(axis.x(end), axis.x(start) + _MIN_BAR)
        width = min(length, stage.compose.width(plain_draft(inline.plain(period.title), PERIOD)) + 2)
        inside = width + 12 <= x1 - x0 and not is_doubtful(period.at)
        label_x = x0 + 6 if inside else x1 + 5 if x1 + 5 + width <= length else max(0.0, x0 - 5 - width)
        left, right = (x0, x1) if inside else (min(x0, label_x), max(x1, label_x + width))
        row = next((n for n, e in enumerate(ends) if e + 4 <= left), len(ends))
        ends[row : row + 1] = [right]
        placed.append(PlacedPeriod(period, x0, x1, row, label_x, width, inside))
    return placed


def is_doubtful(date: HistoricalDate) -> bool:
    """Whether a date is approximate, uncertain or open, and so drawn hatched."""
    return date.approximate or date.uncertain or date.open_start or date.open_end
