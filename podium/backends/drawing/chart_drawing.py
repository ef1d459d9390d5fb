"""What all native charts share when they are drawn as shapes and texts: places, labels, value axes, whiskers, legends.

In: a `Chart` of the scene. Out: boxes in points from the slide's corner, as LibreOffice draws them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from podium.backends.drawing.number_formats import formatted
from podium.backends.drawing.scales import Scale
from podium.scene.boxes import Align, Anchor, Box, Chart, Fill, Freeform, Hatch, Line, Paragraph, Run, Shape, Text
from podium.scene.charts import Axis, ChartSpec, Label, PlotArea, Span
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.themes import Theme
from podium.typesetting import measure
from podium.typesetting.fonts import Face

HATCH_OUTLINE = 1.25  # pt
OFF_AXIS, OFF_POINT = 4.0, 5.0  # pt from an axis or a point to its words
PITCH = 1.2  # of lines of labels, as a multiple of their size
_MARKER_LINE = 2.0  # pt
_WHISKER, _CAP = 1.5, 3.5  # pt: the width of a whisker, and half of its end
_KEY = (8.0, 6.0, 18.0)  # pt: a legend's square, from it to its words, and from there to the next
_PLOT = PlotArea(0.1, 0.1, 0.8, 0.8)  # where a specification has none


class ChartDrawing:
    """One chart; lengths are points from the slide's corner."""

    def __init__(self, chart: Chart, theme: Theme) -> None:
        self.spec: ChartSpec = chart.spec
        self.chart, self.theme = chart, theme
        r, plot = chart.rect, self.spec.plot or _PLOT
        self.x, self.y, self.w, self.h = (v / EMU_PER_PT for v in r)
        self.left, self.top = self.x + plot.x * self.w, self.y + plot.y * self.h
        self.width, self.height = plot.w * self.w, plot.h * self.h

    # --------------------------------------------------------------------------------------- helpers

    def rect(self, name: str, x: float, y: float, w: float, h: float, fill: Fill, line: Line | None = None) -> Shape:
        if line is None and isinstance(fill, Hatch):
            line = Line(fill.colour, HATCH_OUTLINE)
        left, top = points(min(x, x + w)), points(min(y, y + h))
        return Shape(name=name, rect=Rect(left, top, points(abs(w)), points(abs(h))), fill=fill, line=line)

    def path(self, name: str, path: Sequence[tuple[object, ...]], fill: Fill, line: Line | None) -> Freeform:
        """A path in points from the slide's corner."""
        scaled = tuple((c[0], *(points(v) for v in c[1:])) for c in path)  # type: ignore[arg-type]
        return Freeform(name=name, rect=Rect(0, 0, 1, 1), paths=(scaled,), fill=fill, line=line)

    def line(self, name: str, x0: float, y0: float, x1: float, y1: float, line: Line) -> Freeform:
        return self.path(name, [("M", x0, y0), ("L", x1, y1)], None, line)

    def _text_width(self, text: str, size: float, bold: bool) -> float:
        return measure.natural_width([measure.Span(text, Face(self.theme.minor, bold, False), size)])

    def words(
        self, name: str, text: str, x: float, y: float, size: float, colour: str, bold: bool, align: Align,
        ground: str = "", anchor: Anchor = "middle", width: float = 0.0,
    ) -> Text:  # fmt: skip
        """Lines of text whose left end, middle or right end is at `x`, and whose `anchor` is at `y`."""
        lines = text.split("\n")
        if width:
            face = Face(self.theme.minor, bold, False)
            lines = [
                part[line.start : line.end]
                for part in lines
                for line in measure.wrap([measure.Span(part, face, size)], width * measure.SAFETY)
            ]
        wide = max(self._text_width(line, size, bold) for line in lines) * measure.SAFETY + 1.0
        high = len(lines) * size * PITCH
        left = x - {"left": 0.0, "centre": wide / 2, "right": wide}[align]
        top = y - {"top": 0.0, "middle": high / 2, "bottom": high}[anchor]
        rect = Rect(points(left), points(top), points(wide), points(high))
        set_lines = tuple(Paragraph((Run(line, size, colour, bold),), size * PITCH, align=align) for line in lines)
        return Text(name=name, rect=rect, paragraphs=set_lines, fill=ground or None)

    def label(self, name: str, label: Label, x: float, y: float, align: Align, anchor: Anchor = "middle") -> Text:
        """The label of a point, moved as it says."""
        x, y = x + label.shift * self.w, y + label.nudge * self.h
        return self.words(name, label.text, x, y, label.size, label.colour, label.bold, align, label.ground, anchor)

    def along(self, share: float, flat: bool) -> float:
        """The x (of flat charts) or y of a share of the value axis."""
        return self.left + share * self.width if flat else self.top + (1 - share) * self.height

    def whisker(self, span: Span, scale: Scale, across: float, flat: bool, colour: str) -> Iterator[Box]:
        """A line from the low to the high end of a span, with caps."""
        low, high = (self.along(scale.share(v), flat) for v in (span.low, span.high))
        line = Line(colour, _WHISKER)
        for a, b, c, d in ((low, 0.0, high, 0.0), (low, -_CAP, low, _CAP), (high, -_CAP, high, _CAP)):
            if flat:
                yield self.line("Whisker", a, across + b, c, across + d, line)
            else:
                yield self.line("Whisker", across + b, a, across + d, c, line)

    def disc(self, name: str, x: float, y: float, radius: float, fill: str, line: str) -> Shape:
        rect = Rect(points(x - radius), points(y - radius), points(2 * radius), points(2 * radius))
        return Shape(name=f"Point: {name}", rect=rect, geometry="ellipse", fill=fill, line=Line(line, _MARKER_LINE))

    def point_label(self, label: Label, name: str, x: float, y: float, radius: float) -> Text:
        """The label on its side of a point."""
        off = radius + OFF_POINT
        if label.place in ("left", "right"):
            side = -off if label.place == "left" else off
            return self.label(f"Label: {name}", label, x + side, y, "right" if label.place == "left" else "left")
        if label.place == "below":
            return self.label(f"Label: {name}", label, x, y + radius + 1, "centre", "top")
        if label.place == "centre":
            return self.label(f"Label: {name}", label, x, y, "centre")
        return self.label(f"Label: {name}", label, x, y - radius - 1, "centre", "bottom")

    # ------------------------------------------------------------------------------------------- axes

    def value_axis(self, axis: Axis, scale: Scale, flat: bool, at_right: bool = False) -> Iterator[Box]:
        """Grid lines and labels of a value axis."""
        for value in scale.ticks() if axis.grid or axis.labels else ():
            at = self.along(scale.share(value), flat)
            if axis.grid and not at_right:
                ends = (
                    (at, self.top, at, self.top + self.height) if flat else (self.left, at, self.left + self.width, at)
                )
                yield self.line("Grid line", *ends, Line("hairline", 0.75))
            if not axis.labels:
                continue
            text = formatted(value, axis.number_format, self.spec.lang)
            if flat:
                yield self.words(
                    "Axis", text, at, self._under(axis), axis.size, axis.colour, False, "centre", anchor="top"
                )
            elif at_right:
                yield self.words(
                    "Axis", text, self.left + self.width + OFF_AXIS, at, axis.size, axis.colour, False, "left"
                )
            else:
                yield self.words("Axis", text, self.left - OFF_AXIS, at, axis.size, axis.colour, False, "right")

    def _under(self, axis: Axis) -> float:
        """The top of the labels of a flat chart's value axis: above the plot if its first category is at the top."""
        if self.spec.category_axis.reverse and self.spec.traits.horizontal:
            return self.top - OFF_AXIS - axis.size * PITCH
        return self.top + self.height + OFF_AXIS

    def legend(self) -> Iterator[Box]:
        """The names of the series, or of the slices of rings, in a line above the plot."""
        size = self.spec.legend_size
        if not size:
            return
        if self.spec.traits.pie:
            first = self.spec.series[0]
            fills = [p.fill if p.fill is not None else first.fill for p in first.points]
            entries = list(zip(self.spec.categories, fills, strict=True))
        else:
            entries = [(s.name, s.fill) for s in self.spec.series if not s.total]
        square, gap, apart = _KEY
        widths = [square + gap + self._text_width(text, size, False) * measure.SAFETY for text, _ in entries]
        x = self.x + (self.w - fsum(widths) - apart * (len(entries) - 1)) / 2
        y = self.y + size * PITCH / 2 + 4.0
        for (text, fill), width in zip(entries, widths, strict=True):
            yield self.rect(f"Key: {text}", x, y - square / 2, square, square, fill)
            yield self.words(f"Legend: {text}", text, x + square + gap, y, size, "ink", False, "left")
            x += width + apart
