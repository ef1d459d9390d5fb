"""The axis of `losses`: a line at zero, and where not every bar has its value, a few grid lines with numbers.

In: `Panel`s and a rectangle. Out: the height above the first bar and the distance between grid lines, in pt; boxes.
"""

from __future__ import annotations

from podium.blocks.losses.data import Panel
from podium.layout.stage import Stage
from podium.outline.quantities import Quantity, format_quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Shape
from podium.scene.units import Rect, points
from podium.series.bars import Scale, reach, width_emu
from podium.series.ticks import step_for
from podium.typesetting.text import Draft, plain_draft

_GAP = 6.0  # pt below the numbers
_TICK_GAP = 18.0  # pt between two numbers
_MOST_TICKS = 4
_UNIT_SHARE = 0.2  # of the width, for the first number with the unit
_WORDS_SHARE = 0.7  # of the width, at least right of the axis


class ValueAxis:
    """See the module's contract. `numbered`: some bar has no value at its end, so that the axis has to show it;
    `told`: the title has the unit."""

    def __init__(self, panels: list[Panel], rect: Rect, stage: Stage, told: bool) -> None:
        self.panels, self.rect, self.stage, self.compose, self.told = panels, rect, stage, stage.compose, told
        rows = [row for panel in panels for row in panel.rows]
        self.numbered = any(row.total is None and any(reach(p.value) for p in row.parts) for row in rows)

    @property
    def height(self) -> float:
        """The height (pt) above the first bar: the unit and the numbers."""
        numbers = self.compose.height([self._number(0, "")], 1e6) + _GAP if self.numbered else 0.0
        return self._unit_height() + numbers

    def step(self, unit: Scale, end: float, first: str) -> float:
        """The distance between grid lines at which their numbers do not touch; `first` is the unit of the panel."""
        zero = self.compose.width(self._number(0, self._unit_at_zero(first)))
        for most in range(_MOST_TICKS, 1, -1):
            step = step_for(end, most)
            widest = self.compose.width(self._number(step * int(end / step + 1e-9), ""))
            if unit.length * step / end >= max(widest, zero + widest / 2) + _TICK_GAP:
                return step
        return step_for(end, 1)

    def boxes(self, panel: Panel, x: int, unit: Scale, step: float, y: float, height: float) -> list[Box]:
        """Unit, zero line, grid lines and numbers of a panel; `x` in EMU, `y` and the `height` of its bars in pt."""
        above = self.rect.y + points(y)
        foot, top = above + points(self.height + height + 2), above + points(self._unit_height())
        boxes: list[Box] = []
        if self._unit_line(panel):
            at = Rect(x, above, self.rect.right - x, top - above)
            name, words = f"Unit: {panel.unit}"[:60], plain_draft(panel.unit, scale.AXIS)
            boxes.append(self.stage.text(name, at, [words], anchor="bottom"))
        numbers = self.height - self._unit_height()
        value = 0.0
        while value <= panel.end * (1 + 1e-9):
            place = x + points(unit.length * unit.share(value))
            words = self._number(value, self._unit_at_zero(panel.unit) if value == 0 else "")
            if self.numbered:
                width = width_emu(words, self.stage)
                left = x - points(1) if value == 0 else min(place - width // 2, self.rect.right - width)
                at = Rect(left, top, width, points(numbers - _GAP) + 1)
                aligned = words.but(align="left" if value == 0 else "centre")
                boxes.append(self.stage.text(f"Axis: {words.text}", at, [aligned]))
            start = top + points(max(0.0, numbers - _GAP + 3))
            line = Line("ink", 1.0) if value == 0 else Line("hairline", 0.75)
            name = "Axis" if value == 0 else f"Line: {words.text}"
            boxes.append(Shape(name=name, rect=Rect(place, start, 0, foot - start), geometry="line", line=line))
            if not self.numbered:
                break
            value += step
        return boxes

    def _unit_line(self, panel: Panel) -> bool:
        """Whether the unit has a line of its own."""
        return bool(panel.unit) and not self.told and not self._unit_at_zero(panel.unit)

    def _unit_at_zero(self, unit: str) -> str:
        """The unit if it is beside the zero: short, and there are numbers."""
        width = self.compose.width(self._number(0, unit))
        return unit if self.numbered and not self.told and width <= _UNIT_SHARE * self.rect.width_pt else ""

    def _unit_height(self) -> float:
        """The height (pt) of the line, two at most, of units that are not beside the zero; 0 without any."""
        drafts = [plain_draft(p.unit, scale.AXIS) for p in self.panels if self._unit_line(p)]
        width = self.rect.width_pt * _WORDS_SHARE
        return max((min(self.compose.height([d], width), 2 * self.compose.pitch(d, 0)) for d in drafts), default=0.0)

    def _number(self, value: float, unit: str) -> Draft:
        text = format_quantity(Quantity("", value, value, value, "exact", unit), self.stage.lang)
        return plain_draft(text, scale.AXIS)
