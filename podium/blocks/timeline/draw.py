"""Draws the plan of a timeline as native shapes: lanes, axis, periods, and the bar, stem and label of each event.

In: a `Plan`. Out: boxes in reading order, events by date; with reveal, an event for each click.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from podium.blocks.timeline.events import Event, Lane
from podium.blocks.timeline.labels import STEM_GAP, measured
from podium.blocks.timeline.plan import (
    LANE_PAD,
    LEADERS,
    LEVEL_GAP,
    NAME,
    NAME_INSIDE,
    NAME_LINE,
    PERIOD,
    PERIOD_ROW,
    LanePlan,
    Plan,
    bar_height,
    is_doubtful,
)
from podium.blocks.timeline.scale import STRIP, Scale
from podium.layout.stage import Stage
from podium.outline import inline
from podium.scene.boxes import Align, Box, Fill, Hatch, Line, Shape, Text
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.typesetting.text import plain_draft

_PERIOD_COLOURS = ("green", "blue", "ochre", "violet")
_MOST_LIFT = 40.0  # pt added between the bars and the lowest labels, at most
_MOST_LEVEL_GAP = 30.0


def colour_of(event: Event, lane: Lane, colours: Mapping[str, str], stage: Stage) -> str:
    """The colour of the event's side, else of its lane, else of the unit of its figure."""
    unit = event.figure_parts("en")[2] if event.figure is not None else ""
    return stage.side(event.side) or lane.colour or colours.get(unit, "accent")


class Drawing:
    """One sheet of a timeline."""

    def __init__(self, plan: Plan, colours: Mapping[str, str], alt: str, reveal: bool, stage: Stage) -> None:
        self.plan, self.colours, self.alt, self.reveal, self.stage = plan, colours, inline.plain(alt), reveal, stage
        self.lane_tops = self._lane_tops()
        self.scale = Scale(plan.axis, plan.axis_x, self.strip_top, plan.length, stage)

    def boxes(self) -> list[Box]:
        """All boxes of the sheet."""
        boxes: list[Box] = []
        for lane, top in zip(self.plan.lane_plans, self.lane_tops, strict=True):
            boxes += self._lane(lane, top)
        boxes += [*self.scale.boxes(self._alt_text()), *self._periods()]
        return boxes + self._events()

    # ------------------------------------------------------------------ places

    def _lane_tops(self) -> list[float]:
        """The top of each lane (pt); also sets the top of the axis between them."""
        tops, y = [], self.plan.top
        self.strip_top = y + fsum(p.height for p in self.plan.lane_plans if p.lane.upper)
        for lane in self.plan.lane_plans:
            if not lane.lane.upper and y <= self.strip_top + 0.01:
                y = self.strip_top + STRIP + self.plan.period_rows * PERIOD_ROW
            tops.append(y)
            y += lane.height
        return tops

    def _rect(self, x: float, y: float, w: float, h: float) -> Rect:
        return self.scale.rect(x, y, w, h)

    def _line(self, name: str, x0: float, y0: float, x1: float, y1: float, line: Line, step: int = 0) -> Shape:
        return self.scale.line(name, x0, y0, x1, y1, line, step)

    # ------------------------------------------------------------- lanes and periods

    def _lane(self, lane: LanePlan, top: float) -> list[Box]:
        """The panel of a lane, and its name in the column at the left or at the outer edge."""
        name = inline.plain(lane.lane.name)
        boxes: list[Box] = [
            Shape(
                name=f"Lane: {name}" if name else "Lane",
                rect=self._rect(0, top, self.plan.length, lane.height),
                fill="panel",
            )
        ]
        if not name:
            return boxes
        if self.plan.names_inside:
            y = top + 3 if lane.lane.upper else top + lane.height - NAME_LINE + 1
            rect = self._rect(8, y, self.plan.length - 16, NAME_LINE - 3)
            return [*boxes, self.stage.text(f"Lane name: {name}", rect, [plain_draft(name, NAME_INSIDE)])]
        left = self.plan.rect.x / EMU_PER_PT
        rect = Rect(
            self.plan.rect.x,
            points(top + LANE_PAD),
            points(self.plan.axis_x - left - 14),
            points(max(24.0, lane.height - LANE_PAD)),
        )
        return [*boxes, self.stage.text(f"Lane name: {name}", rect, [plain_draft(name, NAME)])]

    def _periods(self) -> list[Box]:
        """The bars of the periods, in rows below the strip."""
        boxes: list[Box] = []
        for n, p in enumerate(self.plan.periods):
            y = self.strip_top + STRIP + 3 + p.row * PERIOD_ROW
            free = self.stage.theme.free(_PERIOD_COLOURS)
            colour = self.stage.side(p.period.side) or free[n % len(free)]
            name = p.period.subject() or p.period.at.text
            fill: Fill = Hatch(colour, f"{colour}.tint") if is_doubtful(p.period.at) else f"{colour}.plate"
            boxes.append(
                Shape(name=f"Period: {name}", rect=self._rect(p.x0, y, p.x1 - p.x0, PERIOD_ROW - 4), fill=fill)
            )
            words = plain_draft(inline.plain(p.period.title), PERIOD.but(colour="on" if p.inside else "ink"))
            boxes.append(
                self.stage.text(
                    f"Period label: {name}",
                    self._rect(p.label_x, y, p.label_width, PERIOD_ROW - 4),
                    [words],
                    anchor="middle",
                )
            )
        return boxes

    # ------------------------------------------------------------------- events

    def _events(self) -> list[Box]:
        """Bar, stem and label of each event, by date across all lanes."""
        entries = [
            (label.event.at, lane, top, n)
            for lane, top in zip(self.plan.lane_plans, self.lane_tops, strict=True)
            for n, label in enumerate(lane.labels)
        ]
        boxes: list[Box] = []
        for step, (_, lane, top, n) in enumerate(sorted(entries, key=lambda e: e[0]), 1):
            boxes += self._event(lane, top, n, step if self.reveal else 0)
        return boxes

    def _event(self, lane: LanePlan, top: float, n: int, step: int) -> list[Box]:
        label, spot, (x0, x1, row) = lane.labels[n], lane.spots[n], lane.bars[n]
        event = label.event
        colour = self._colour(event, lane)
        name = event.subject() or event.at.text
        rows = 1 + max(r for _, _, r in lane.bars)
        thick = bar_height(rows)
        up = lane.lane.upper
        edge = top + lane.height if up else top  # where the lane meets the axis
        bar_y = edge - (row + 1) * thick if up else edge + row * thick
        fill: Fill = Hatch(colour, f"{colour}.tint") if is_doubtful(event.at) else colour
        outline = Line(colour, 1.0) if isinstance(fill, Hatch) else None
        boxes: list[Box] = [
            Shape(name=f"Bar: {name}", rect=self._rect(x0, bar_y, x1 - x0, thick), fill=fill, line=outline, step=step)
        ]
        y = self._label_top(lane, top, spot.level)
        far = y if up else y + label.height
        near = bar_y
        line = Line(colour, 1.0)
        if lane.has_leaders:
            near = edge - rows * thick - LEADERS if up else edge + rows * thick + LEADERS
            boxes.append(self._line(f"Leader: {name}", spot.x, bar_y, spot.stem, near, line, step))
        boxes.append(self._line(f"Stem: {name}", spot.stem, near, spot.stem, far, line, step))
        boxes.append(self._label(event, label.width, label.height, spot.stem, spot.left, y, colour, name, step))
        return boxes

    def _label(
        self,
        event: Event,
        width: float,
        height: float,
        stem: float,
        left: bool,
        y: float,
        colour: str,
        name: str,
        step: int,
    ) -> Text:
        align: Align = "right" if left else "left"
        shown = measured(event, self.plan.form, f"{colour}.deep", self.plan.length - STEM_GAP, self.stage)
        x = stem - STEM_GAP - width if left else stem + STEM_GAP
        return Text(
            name=f"Event: {name}",
            rect=self._rect(x, y, width, height),
            paragraphs=shown.paragraphs(align, self.stage),
            step=step,
        )

    def _label_top(self, lane: LanePlan, top: float, level: int) -> float:
        """The top of a label on a level; spare room goes between the levels, then between bars and labels."""
        free = lane.height - lane.need
        gap = LEVEL_GAP + (min(_MOST_LEVEL_GAP, free / lane.levels) if lane.levels > 1 else 0.0)
        free -= (gap - LEVEL_GAP) * (lane.levels - 1)
        pitch = lane.level_height + gap
        if lane.lane.upper:
            return top + lane.height - lane.base - min(_MOST_LIFT, free / 2) - level * pitch - lane.level_height
        return top + lane.base + min(_MOST_LIFT, free / 4) + level * pitch

    def _colour(self, event: Event, lane: LanePlan) -> str:
        return colour_of(event, lane.lane, self.colours, self.stage)

    def _alt_text(self) -> str:
        """The author's alt text, or a sentence with all periods and events."""
        events = [label.event for lane in self.plan.lane_plans for label in lane.labels]
        return self.alt or self.scale.in_words([p.period for p in self.plan.periods], events)
