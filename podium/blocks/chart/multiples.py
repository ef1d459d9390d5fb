"""Small multiples: one small chart for every series, all on one scale.

In: the `ChartDraft` of the whole table, and the room. Out: `Panel`s in rows, each with the draft of its series; and the
same panels in their final places, once the charts have the heights that they need.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from podium.blocks.chart.draft import ChartDraft, ChartPlan
from podium.layout.stage import Stage
from podium.scene import type_scale as scale
from podium.scene.boxes import Text
from podium.scene.units import Rect, points
from podium.series.colours import ChartColours, deep
from podium.series.table import Table
from podium.typesetting.text import Draft, plain_draft

_NAME = scale.LABEL.but(size=16.0, bold=True)
_ACROSS, _DOWN, _UNDER_NAME = 24.0, 14.0, 6.0  # pt between charts, and from a name to its chart
_ASPECT = 1.5  # ideal aspect ratio of a small chart
_EMPTY = 0.3  # cost of an empty place, compared with that of another aspect ratio


@dataclass(frozen=True, slots=True)
class Panel:
    """The place of one chart: the name of its series above `room`."""

    name: str
    colour: str
    row: int
    top: int
    room: Rect
    chart: ChartDraft

    @property
    def words(self) -> Draft:
        """The name of the series as a draft."""
        return plain_draft(self.name, _NAME.but(colour=deep(self.colour)))

    def heading(self, stage: Stage) -> Text:
        """The name of the series above the chart."""
        height = self.room.y - self.top - points(_UNDER_NAME)
        return stage.text("Series", Rect(self.room.x, self.top, self.room.w, height), [self.words])


def one_series(table: Table, n: int) -> Table:
    """The table of one series."""
    return Table(table.categories, table.series[n : n + 1], tuple((row[n],) for row in table.cells))


def make_panels(chart: ChartDraft, wanted: int | None, room: Rect, stage: Stage) -> list[Panel]:
    """A panel for every series, row by row."""
    count = len(chart.table.series)
    across = min(wanted or _columns(count, room), count)
    down = math.ceil(count / across)
    width = (room.w - points(_ACROSS) * (across - 1)) // across
    height = (room.h - points(_DOWN) * (down - 1)) // down
    panels = []
    for n, name in enumerate(chart.table.series):
        row, column = divmod(n, across)
        x, y = room.x + column * (width + points(_ACROSS)), room.y + row * (height + points(_DOWN))
        panels.append(Panel(name, chart.colours.series[n], row, y, Rect(x, y, width, height), chart))
    lines = max(stage.line_height([c.words], width, height // 3) for c in panels) + points(_UNDER_NAME)
    return [_with_chart(panel, n, panel.room.below(lines)) for n, panel in enumerate(panels)]


def _with_chart(panel: Panel, n: int, room: Rect) -> Panel:
    """The panel with the draft of its own series, in the room below its name."""
    chart = panel.chart
    colours = ChartColours(
        chart.colours.series[n : n + 1], tuple((row[n],) for row in chart.colours.points), chart.colours.by_category
    )
    own = replace(
        chart,
        table=one_series(chart.table, n),
        colours=colours,
        width=room.width_pt,
        height=room.height_pt,
        peers=chart.table,
    )
    return replace(panel, room=room, chart=own)


def _columns(count: int, room: Rect) -> int:
    """The number of columns that gives the charts the best aspect ratio."""

    def cost(across: int) -> float:
        down = math.ceil(count / across)
        aspect = room.w / across / (room.h / down)
        return abs(math.log(aspect / _ASPECT)) + _EMPTY * (across * down - count)

    return min(range(1, count + 1), key=cost)


def place_rows(panels: Sequence[Panel], plans: Sequence[ChartPlan]) -> list[Panel]:
    """The panels, moved up if the charts in the rows above are lower than their room."""
    placed, moved = [], 0
    for n, panel in enumerate(panels):
        if n and panel.row != panels[n - 1].row:
            above = [(c, p) for c, p in zip(panels, plans, strict=True) if c.row == panel.row - 1]
            moved += min(c.room.h - points(p.height) for c, p in above)
        room = panel.room
        placed.append(replace(panel, top=panel.top - moved, room=Rect(room.x, room.y - moved, room.w, room.h)))
    return placed
