"""The scale of a timeline as boxes: the axis with its ticks, and its breaks.

In: an `Axis` and its place in points. Out: a strip of `STRIP` pt, the labels of its ticks above the line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from podium.blocks.timeline.axis import Axis, day_at
from podium.blocks.timeline.events import Event, Period
from podium.layout.stage import Stage
from podium.outline.dates.format import format_date, format_fields
from podium.outline.dates.model import CalendarDate
from podium.outline.entries import sentence
from podium.scene import type_scale
from podium.scene.boxes import Box, Freeform, Line, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import plain_draft

STRIP = 27.0  # pt: the height of the axis with its years
_YEAR = type_scale.AXIS.but(size=16.0, bold=True, colour="ink")


def tick_width(stage: Stage) -> Callable[[str], float]:
    """How wide (pt) the label of a tick is."""
    return lambda text: stage.compose.width(plain_draft(text, _YEAR)) + 5


class Scale:
    """An axis whose left end is at `left`, `top` pt from the slide's corner."""

    def __init__(self, axis: Axis, left: float, top: float, length: float, stage: Stage) -> None:
        self.axis, self.left, self.top, self.length, self.stage = axis, left, top, length, stage

    def rect(self, x: float, y: float, w: float, h: float) -> Rect:
        """A rectangle whose x (pt) counts from the left end of the axis."""
        left = points(self.left + x)
        return Rect(left, points(y), points(self.left + x + w) - left, points(y + h) - points(y))

    def line(self, name: str, x0: float, y0: float, x1: float, y1: float, line: Line, step: int = 0) -> Shape:
        """A straight line; x counts from the left end of the axis."""
        rect = self.rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        return Shape(name=name, rect=rect, geometry="line", line=line, flip=(x1 - x0) * (y1 - y0) < 0, step=step)

    def boxes(self, alt: str) -> list[Box]:
        """The strip, which has the alt text, with line, ticks and breaks."""
        top, bottom = self.top, self.top + STRIP
        boxes: list[Box] = [Shape(name="Timeline", rect=self.rect(0, top, self.length, STRIP), fill="ground", alt=alt)]
        for n, part in enumerate(self.axis.parts):
            name = f"Axis {n + 1}" if n else "Axis"
            boxes.append(self.line(name, part.x0, bottom, part.x1, bottom, Line("ink", 1.0)))
        for left, right in self.axis.breaks:
            boxes.append(self._break(left.x1, right.x0, bottom, f"Break: {self.left_out(left.end, right.start)}"))
        for tick in self.axis.ticks:
            if not tick.label:
                boxes.append(self.line("Tick", tick.x, bottom - 4, tick.x, bottom, Line("rule", 0.75)))
                continue
            boxes.append(self.line(f"Tick {tick.label}", tick.x, top, tick.x, bottom, Line("ink", 1.25)))
            words = plain_draft(tick.label, _YEAR)
            place = self.rect(tick.x + 5, top + 2, self.stage.compose.width(words) + 2, 20)
            boxes.append(self.stage.text(f"Time {tick.label}", place, [words]))
        return boxes

    def _break(self, x0: float, x1: float, y: float, name: str) -> Freeform:
        """The zigzag where time is left out of the axis."""
        w, h = points(x1 - x0), points(12)
        steps = 6
        path: list[tuple[object, ...]] = [("M", 0, h // 2)]
        path += [("L", round(w * (n - 0.5) / steps), 0 if n % 2 else h) for n in range(1, steps + 1)]
        path.append(("L", w, h // 2))
        rect = Rect(points(self.left + x0), points(y) - h // 2, w, h)
        return Freeform(name=name, rect=rect, paths=(tuple(path),), line=Line("ink", 1.0))

    def left_out(self, start: float, end: float) -> str:
        """ "1906–1938 left out" in the deck's language: whole years, or months of a shorter gap."""
        first, last, fields = math.ceil(start - 1e-6), math.floor(end + 1e-6) - 1, "y"
        days = ((first, 1, 1), (last, 1, 1))
        if last < first:
            days, fields = (day_at(start), day_at(end)), "My"
        shown = dict.fromkeys(format_fields(CalendarDate("day", *day), fields, self.stage.lang) for day in days)  # type: ignore[arg-type]
        return self.stage.words.left_out.format("–".join(shown))

    def in_words(self, periods: Sequence[Period], events: Sequence[Event]) -> str:
        """All periods and events in a sentence, for the alt text."""
        lang = self.stage.lang
        entries = [f"{format_date(p.at, lang)}: {p.subject()}" for p in periods]
        entries += [e.in_words(lang) for e in sorted(events, key=lambda e: e.at)]
        gaps = [self.left_out(a.end, b.start) for a, b in self.axis.breaks]
        return sentence(self.stage.words.timeline + (f" ({', '.join(gaps)})" if gaps else ""), entries)
