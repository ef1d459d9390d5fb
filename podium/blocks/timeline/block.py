"""timeline: few events as a row of cards under a scale; more, and periods, on one axis with lanes above and below it.

In: dated events and periods. Out: one sheet, or several with consecutive parts of the axis if one is too small. The
bar of an event is as long as its date is vague. If labels are crowded, they are set smaller, on several levels and with
leaders; next their texts are left out, then their dates, with a warning. The alt text has all of them.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from podium.blocks.base import Block
from podium.blocks.timeline import row, row_boxes
from podium.blocks.timeline.draw import Drawing
from podium.blocks.timeline.events import Event, EventsField, Period, PeriodsField, check_order, in_lanes, within_span
from podium.blocks.timeline.plan import Plan, make_plan
from podium.layout.stage import Sheets, Stage
from podium.outline.dates.format import format_date
from podium.outline.fields import DateField, TextField, TextsField
from podium.outline.models import Switch
from podium.scene import type_scale as scale
from podium.scene.boxes import Text
from podium.scene.units import Rect
from podium.typesetting.text import draft

_MOST_SHEETS = 8
_LARGE = 20.0  # pt: the words for which few events leave their lanes
_UNIT_COLOURS = ("ochre", "green", "violet", "blue")


class TimelineBlock(Block):
    """Events and periods on an axis."""

    label: ClassVar[str] = "a timeline"
    summary: ClassVar[str] = "events and periods to scale on one axis, in lanes"
    shares: ClassVar[tuple[int, int]] = (3, 9)
    about: ClassVar[dict[str, str]] = {
        "events": "`{date: title}` lines, or a list of `{date, title, text, side, lane, figure}`",
        "periods": "bars below the axis: `{1935/1939: Border war}`",
        "lanes": "the names of the lanes, from top to bottom",
        "span": "the period to show: `1935/1939`",
        "unit": "the unit of all figures",
        "breaks": "`false`: long gaps are not cut out of the axis",
        "form": "`row` of columns, or `lanes`",
        "alt": "the alt text",
    }

    events: EventsField = ()
    periods: PeriodsField = ()
    lanes: Annotated[TextsField, Field(max_length=6)] = ()
    span: DateField | None = None
    unit: TextField = ""
    breaks: Switch = True
    form: Literal["row", "lanes"] | None = None
    alt: TextField = ""

    def tells_time(self, lang: str) -> bool:
        return bool(self.events or self.periods)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        check_order(self.events, stage)
        events: list[Event] = sorted(within_span(self.events, self.span, stage), key=lambda e: e.at)
        periods: list[Period] = sorted(within_span(self.periods, self.span, stage), key=lambda p: p.at)
        for period in periods:
            if period.text:
                hint = "put it in the title, or make the period an event"
                message = "a timeline shows only the title of a period, not its 'text'"
                stage.warn(message, period, "text", "unused", hint)
        if not events and not periods:
            stage.warn("this timeline has no events", self, "", "empty", "add 'events:', as '1905: What happened'")
            return [[]]
        events = [e if e.unit or not self.unit else e.model_copy(update={"unit": self.unit}) for e in events]
        colours, reveal = self._colours(events, stage), getattr(self, "reveal", False)
        if (in_a_row := self._row(events, periods, rect, colours, stage)) is not None:
            return [row_boxes.boxes(in_a_row, colours, self.alt, reveal, stage)]
        plans = self._plans(events, periods, rect, stage)
        if not plans:
            return [[self._as_text(events, periods, rect, stage)]]
        self._warn_of_dropped(plans, stage)
        return [Drawing(plan, colours, self.alt, reveal, stage).boxes() for plan in plans]

    def _row(
        self, events: list[Event], periods: list[Period], rect: Rect, colours: dict[str, str], stage: Stage
    ) -> row.Row | None:
        """The events as a row of cards, if that was asked for or gives them large words; None for lanes."""
        if self.form == "lanes" or (periods and not self.form):
            return None
        lanes = in_lanes(events, self.lanes, stage)
        found = None if periods else row.make_row(lanes, self.span, self.breaks, rect, colours, stage)
        if self.form == "row" and found is None:
            hint = "a row has no periods" if periods else "a row takes two to seven events with few words"
            stage.warn("these events do not fit the form 'row'", self, "form", "form-room", hint)
        return found if found is None or self.form or found.text_size >= _LARGE else None

    def _plans(self, events: list[Event], periods: list[Period], rect: Rect, stage: Stage) -> list[Plan]:
        """As few plans as the events need, each with a part of the axis; [] if the rectangle is too small for any."""
        for count in range(1, min(_MOST_SHEETS, max(1, len(events))) + 1):
            plans = []
            parts = _parts(events, count)
            starts = [-math.inf, *(part[0].at.start for part in parts[1:]), math.inf]
            for part, window in zip(parts, itertools.pairwise(starts), strict=True):
                beside = [p for p in periods if p.at.start < window[1] and p.at.end > window[0]]
                lanes = in_lanes(part, self.lanes, stage)
                plan = make_plan(lanes, beside, self.span if count == 1 else None, window, self.breaks, rect, stage)
                if plan is None:
                    break
                plans.append(plan)
            else:
                return plans
        return []

    def _colours(self, events: Sequence[Event], stage: Stage) -> dict[str, str]:
        """The colours of events without a side, by the unit of their figures: the most frequent has the accent."""
        units = Counter(e.figure_parts("en")[2] for e in events if e.figure is not None)
        theme = stage.theme
        free = theme.free(_UNIT_COLOURS)
        palette = ("accent", *(c for c in free if not theme.like_accent(c) and theme.rgb(c) != theme.rgb("accent")))
        last = len(palette) - 1
        return {"": "accent", **{unit: palette[min(n, last)] for n, (unit, _) in enumerate(units.most_common())}}

    def _warn_of_dropped(self, plans: list[Plan], stage: Stage) -> None:
        texts = sum(bool(e.text) for p in plans if not p.form.text for lane in p.lanes for e in lane.events)
        if texts:
            stage.warn(
                f"no room for the texts of {texts} events on this timeline; they are only in its alt text",
                self,
                "events",
                "crowded",
                "split the timeline in two, shorten the titles, or move the texts to the notes",
            )
        elif any(not p.form.date for p in plans):
            stage.warn(
                "no room for the dates of the events on this timeline; only the axis shows them",
                self,
                "events",
                "crowded",
                "split the timeline in two, or shorten the titles",
            )

    def _as_text(self, events: Sequence[Event], periods: Sequence[Period], rect: Rect, stage: Stage) -> Text:
        """The events as lines of text, if the rectangle is too small for an axis."""
        message = "there is no room for a timeline here; its events are shown as a list"
        stage.warn(message, self, "", "crowded", "give it a slide of its own")
        lines = [e.in_words(stage.lang) for e in events]
        lines += [f"{format_date(p.at, stage.lang)}: {p.subject()}" for p in periods]
        return stage.text("Timeline", rect, [draft(line, scale.NOTE, before=3.0) for line in lines])


def _parts(events: list[Event], count: int) -> list[list[Event]]:
    """The events by date in `count` runs of similar length, divided where the time between neighbours is longest."""
    if count == 1:
        return [events]
    size = len(events) / count
    cuts = [0]
    for n in range(1, count):
        near = [k for k in range(round(n * size) - 2, round(n * size) + 3) if cuts[-1] < k < len(events)]
        if near:
            cuts.append(max(near, key=lambda k: (events[k].at.start - events[k - 1].at.start, -abs(k - n * size))))
    return [events[a:b] for a, b in zip(cuts, [*cuts[1:], len(events)], strict=True)]


MODEL = TimelineBlock
