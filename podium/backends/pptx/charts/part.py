"""Native charts: a `ChartSpec` becomes the XML of a chart part and the workbook behind it.

In: a spec and the theme that resolves its colour roles. Out: the part's bytes, which refer to the workbook as
`rId1`, and the workbook's bytes; always the same bytes for the same spec. Nothing is decided here. Colours are always
theme slots, so that a change of theme recolours the chart. Templates replace python-pptx, whose axes have negative ids
and which takes half a millisecond for each chart; the sheet has the same layout as python-pptx's. The order of elements
is that of CT_* in dml-chart.xsd.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from podium.backends.pptx.charts.points import xy_data, xy_spans, xy_workbook
from podium.backends.pptx.charts.workbook import Cells, number_reference, series_data, spans, workbook
from podium.backends.pptx.xml import HEADER, A, Painter, R, attribute, text
from podium.scene.chart_types import ChartType
from podium.scene.charts import Axis, ChartSpec, Fill, Hatch, Label, PlotArea, Point, Series, TimeScale
from podium.scene.units import EMU_PER_PT
from podium.themes import Theme

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SPACES = f'xmlns:c="{_C}" xmlns:a="{A}" xmlns:r="{R}"'
# Positive, as the schema requires, and one pair for each pair of axes.
_CATEGORY_AXIS, _VALUE_AXIS, _SECOND_CATEGORY_AXIS, _SECOND_VALUE_AXIS = range(500_000_001, 500_000_005)
_HATCH_OUTLINE = 1.25  # pt
_MARKER = 9  # pt
_DOT = 11  # pt, a marker without a line
_WHISKER = 1.5  # pt
_SLICE_GAP = 1.5  # pt of ground between the slices of a pie


class _Plot(NamedTuple):
    """How a type is written: its plot element, as `bar` for `c:barChart`; how the bars or areas of several series stand
    to each other; and what the schema allows.

    `placed`: a label may have a position. `signed`: a series may say how negative values look. `flat`: its points may
    say that they are not three-dimensional. `between`: whether a category is a slot of its own or a point of the axis.
    """

    element: str
    grouping: str = ""
    placed: bool = True
    signed: bool = False
    flat: bool = True
    between: str = "between"


_PLOTS: Mapping[ChartType, _Plot] = {
    "column": _Plot("bar", "clustered", signed=True),
    "column-stacked": _Plot("bar", "stacked", signed=True),
    "column-100": _Plot("bar", "percentStacked", signed=True),
    "bar": _Plot("bar", "clustered", signed=True),
    "bar-stacked": _Plot("bar", "stacked", signed=True),
    "bar-100": _Plot("bar", "percentStacked", signed=True),
    "line": _Plot("line", "standard"),
    "area": _Plot("area", "stacked", placed=False, flat=False, between="midCat"),
    "pie": _Plot("pie"),
    "doughnut": _Plot("doughnut", placed=False),
    "combined": _Plot("bar", "clustered", signed=True),
    "scatter": _Plot("scatter", between="midCat"),
    "bubble": _Plot("bubble", signed=True, between="midCat"),
}
_PLACES = {
    "outside": "outEnd",
    "inside-end": "inEnd",
    "inside-base": "inBase",
    "centre": "ctr",
    "above": "t",
    "right": "r",
    "below": "b",
    "left": "l",
}


def chart_part(spec: ChartSpec, theme: Theme) -> tuple[bytes, bytes]:
    """The chart part's XML and the bytes of the .xlsx that its relationship `rId1` has to lead to."""
    pen = _Pen(theme, spec.lang)
    return _space(spec, pen).encode(), xy_workbook(spec) if spec.traits.points else workbook(spec)


class _Pen(Painter):
    """The painter of slides, extended for charts."""

    def stroke(self, role: str, width: float, cap: str = "flat") -> str:
        """`a:ln` of a width in pt, with round joins."""
        colour = self.fill(role)
        return f'<a:ln w="{round(width * EMU_PER_PT)}" cap="{cap}">{colour}<a:round/></a:ln>'

    def area(self, fill: Fill, outline: str = "") -> str:
        """`c:spPr` of a filled shape; `outline` is the role of a line round it (a hatch brings its own)."""
        if outline:
            border = self.stroke(outline, _SLICE_GAP)
        elif isinstance(fill, Hatch):
            border = self.stroke(fill.colour, _HATCH_OUTLINE)
        else:
            border = "<a:ln><a:noFill/></a:ln>"
        return f"<c:spPr>{self.fill(fill)}{border}</c:spPr>"

    def properties(self, tag: str, size: float, colour: str, bold: bool = False) -> str:
        """Character properties as `a:defRPr` or `a:rPr`."""
        return (
            f'<a:{tag} lang="{self.language}" sz="{round(size * 100)}" b="{int(bold)}">{self.fill(colour)}'
            f'<a:latin typeface="+mn-lt"/></a:{tag}>'
        )

    def text_look(self, size: float, colour: str, bold: bool = False, body: str = "<a:bodyPr/>") -> str:
        """`c:txPr`."""
        return (
            f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{self.properties('defRPr', size, colour, bold)}</a:pPr>"
            f'<a:endParaRPr lang="{self.language}"/></a:p></c:txPr>'
        )


# --------------------------------------------------------------------------------------- whole chart


def _space(spec: ChartSpec, pen: _Pen) -> str:
    """The whole part."""
    return (
        f'{HEADER}<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:lang val="{spec.lang}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(spec.plot)}{_plots(spec, pen)}{_axes(spec, pen)}'
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(spec, pen)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{pen.text_look(14, 'ink')}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(plot: PlotArea | None) -> str:
    if plot is None:
        return "<c:layout/>"
    numbers = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in zip("xywh", plot, strict=True))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{numbers}</c:manualLayout></c:layout>"
    )


def _legend(spec: ChartSpec, pen: _Pen) -> str:
    """A legend above the plot, without the sums."""
    if not spec.legend_size:
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
        for n, s in enumerate(spec.series)
        if s.total
    )
    look = pen.text_look(spec.legend_size, "ink")
    return f'<c:legend><c:legendPos val="t"/>{hidden}<c:overlay val="0"/>{look}</c:legend>'


# ---------------------------------------------------------------------------------------------- axes


def _axes(spec: ChartSpec, pen: _Pen) -> str:
    if spec.traits.pie:
        return ""
    across, along = ("l", "b") if spec.traits.horizontal else ("b", "l")
    category, value = spec.category_axis, spec.value_axis
    crosses = "min" if value.log else "autoZero"
    between = _PLOTS[spec.type].between
    if spec.traits.points:
        low = "min" if category.log else "autoZero"
        return _value_axis(category, _CATEGORY_AXIS, "b", _VALUE_AXIS, crosses, between, pen) + _value_axis(
            value, _VALUE_AXIS, "l", _CATEGORY_AXIS, low, between, pen
        )
    if spec.time is not None:
        between = "midCat"
        axes = _date_axis(category, spec.time, crosses, pen)
    else:
        axes = _category_axis(category, _CATEGORY_AXIS, across, _VALUE_AXIS, crosses, pen)
    axes += _value_axis(value, _VALUE_AXIS, along, _CATEGORY_AXIS, "autoZero", between, pen)
    if spec.second_axis is None:
        return axes
    hidden = Axis(labels=False, line=False)
    axes += _value_axis(spec.second_axis, _SECOND_VALUE_AXIS, "r", _SECOND_CATEGORY_AXIS, "max", between, pen)
    return axes + _category_axis(hidden, _SECOND_CATEGORY_AXIS, "b", _SECOND_VALUE_AXIS, "autoZero", pen)


def _category_axis(axis: Axis, own: int, position: str, other: int, crosses: str, pen: _Pen) -> str:
    skip = f'<c:tickLblSkip val="{axis.every}"/>' if axis.every > 1 else ""
    return (
        f'<c:catAx><c:axId val="{own}"/>{_axis_look(axis, position, pen)}<c:crossAx val="{other}"/>'
        f'<c:crosses val="{crosses}"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{skip}'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _date_axis(axis: Axis, time: TimeScale, crosses: str, pen: _Pen) -> str:
    """An axis on which days are spaced to scale."""
    return (
        f'<c:dateAx><c:axId val="{_CATEGORY_AXIS}"/>{_axis_look(axis, "b", pen)}<c:crossAx val="{_VALUE_AXIS}"/>'
        f'<c:crosses val="{crosses}"/><c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/>'
        f'<c:majorUnit val="{time.step}"/><c:majorTimeUnit val="{time.unit}"/></c:dateAx>'
    )


def _value_axis(axis: Axis, own: int, position: str, other: int, crosses: str, between: str, pen: _Pen) -> str:
    step = f'<c:majorUnit val="{axis.step:g}"/>' if axis.step else ""
    return (
        f'<c:valAx><c:axId val="{own}"/>{_axis_look(axis, position, pen)}<c:crossAx val="{other}"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>{step}</c:valAx>'
    )


def _axis_look(axis: Axis, position: str, pen: _Pen) -> str:
    """What both kinds of axis share, from scaling to texts."""
    bounds = "".join(
        f'<c:{name} val="{value:.12g}"/>'
        for name, value in (("max", axis.maximum), ("min", axis.minimum))
        if value is not None
    )
    hidden = int(not (axis.labels or axis.line or axis.grid))
    log = '<c:logBase val="10"/>' if axis.log else ""
    grid = f"<c:majorGridlines><c:spPr>{pen.stroke('hairline', 0.75)}</c:spPr></c:majorGridlines>" if axis.grid else ""
    shown = "none" if not axis.labels else "low" if axis.low else "nextTo"
    # At exactly 0, LibreOffice breaks texts between letters instead of omitting some; at this value it does not.
    upright = f'<a:bodyPr rot="{int(axis.every > 1)}" vert="horz"/>'
    line = pen.stroke("ink", 1.0) if axis.line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:scaling>{log}<c:orientation val="{"maxMin" if axis.reverse else "minMax"}"/>{bounds}</c:scaling>'
        f'<c:delete val="{hidden}"/><c:axPos val="{position}"/>{grid}'
        f'<c:numFmt formatCode="{attribute(axis.number_format)}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{shown}"/>'
        f"<c:spPr><a:noFill/>{line}</c:spPr>" + pen.text_look(axis.size, axis.colour, body=upright)
    )


# --------------------------------------------------------------------------------- series and points


def _plots(spec: ChartSpec, pen: _Pen) -> str:
    """The plot element (`c:barChart`…) with its series in their colours, and a second one for those drawn as lines."""
    written = [_series(n, s, spec, pen) for n, s in enumerate(spec.series)]
    series = "".join(x for x, s in zip(written, spec.series, strict=True) if not s.drawn)
    lines = "".join(x for x, s in zip(written, spec.series, strict=True) if s.drawn)
    ids = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    element, grouping = _PLOTS[spec.type][:2]
    head = f'<c:grouping val="{grouping}"/>' if grouping else ""
    if element == "bar":
        head = f'<c:barDir val="{"bar" if spec.traits.horizontal else "col"}"/>{head}'
    elif element == "scatter":
        head = '<c:scatterStyle val="lineMarker"/>'
    tail = {
        "bar": f'<c:gapWidth val="{spec.gap_width}"/><c:overlap val="{spec.overlap}"/>{ids}',
        "line": f'<c:marker val="1"/>{ids}',
        "pie": '<c:firstSliceAng val="0"/>',
        "doughnut": '<c:firstSliceAng val="0"/><c:holeSize val="58"/>',
        "bubble": f'<c:bubbleScale val="100"/><c:showNegBubbles val="0"/><c:sizeRepresents val="area"/>{ids}',
    }.get(element, ids)
    vary = f'<c:varyColors val="{int(spec.traits.pie)}"/>'
    plot = f"<c:{element}Chart>{head}{vary}{series}{tail}</c:{element}Chart>"
    if not lines:
        return plot
    if spec.second_axis is not None:
        ids = f'<c:axId val="{_SECOND_CATEGORY_AXIS}"/><c:axId val="{_SECOND_VALUE_AXIS}"/>'
    return (
        f'{plot}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}<c:marker val="1"/>{ids}'
        "</c:lineChart>"
    )


def _series(n: int, s: Series, spec: ChartSpec, pen: _Pen) -> str:
    """One `c:ser`: its formatting is between its name and its data."""
    name, data = xy_data(spec, n) if spec.traits.points else series_data(spec, n)
    element = s.drawn or _PLOTS[spec.type].element
    line = element == "line"
    if line or element == "scatter":
        look, after = _line_look(s, pen, joined=line), '<c:smooth val="0"/>' if line else ""
    else:
        look, after = _area_look(s, spec, pen), '<c:bubble3D val="0"/>' if element == "bubble" else ""
    return (
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/>{name}{look}{_labels(s, spec, pen)}{_whiskers(n, s, spec, pen)}'
        f"{data}{after}</c:ser>"
    )


def _whiskers(n: int, s: Series, spec: ChartSpec, pen: _Pen) -> str:
    """`c:errBars` for the spans of the points, with their lengths in the workbook."""
    if spec.traits.points:
        across = _error_bars("x", xy_spans(spec, n, True), s, pen) if any(p.x_span for p in s.points) else ""
        return across + (_error_bars("y", xy_spans(spec, n, False), s, pen) if any(p.span for p in s.points) else "")
    return _error_bars("", spans(spec, n), s, pen) if any(p.span for p in s.points) else ""


def _error_bars(direction: str, lengths: tuple[Cells, Cells], s: Series, pen: _Pen) -> str:
    """Whiskers in one direction, "" where the chart has only one."""
    plus, minus = map(number_reference, lengths)
    way = f'<c:errDir val="{direction}"/>' if direction else ""
    return (
        f'<c:errBars>{way}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{plus}</c:plus><c:minus>{minus}</c:minus>"
        f"<c:spPr>{pen.stroke(s.whiskers, _WHISKER)}</c:spPr></c:errBars>"
    )


def _area_look(s: Series, spec: ChartSpec, pen: _Pen) -> str:
    """Fill of the series and of the points that differ."""
    plot, outline = _PLOTS[spec.type], "ground" if spec.traits.pie else ""
    no_flip = '<c:invertIfNegative val="0"/>' if plot.signed else ""
    bubble = '<c:bubble3D val="0"/>' if plot.flat else ""
    points = "".join(
        f'<c:dPt><c:idx val="{n}"/>{no_flip}{bubble}{pen.area(p.fill, outline)}</c:dPt>'
        for n, p in enumerate(s.points)
        if p.fill is not None and p.fill != s.fill
    )
    return pen.area(s.fill, outline) + no_flip + points


def _line_look(s: Series, pen: _Pen, joined: bool) -> str:
    """Line (if the points are joined) and markers; the marker of an uncertain value is hollow or pale."""
    colour = s.fill.colour if isinstance(s.fill, Hatch) else s.fill or "ink"
    line = f"<c:spPr>{pen.stroke(colour, s.line_width, 'rnd') if joined else '<a:ln><a:noFill/></a:ln>'}</c:spPr>"
    size, inside = (_MARKER, "ground") if joined else (_DOT, "")
    none = '<c:marker><c:symbol val="none"/></c:marker>'
    marker = _marker(colour, colour, size, pen) if s.markers else none
    # LibreOffice uses a point's own fill only for a marker of another size, and never draws its outline.
    points = "".join(
        f'<c:dPt><c:idx val="{n}"/>{_marker(own, (inside or _pale(own)) if p.open else own, size + p.open, pen)}'
        f'<c:bubble3D val="0"/>{line}</c:dPt>'
        for n, p in enumerate(s.points)
        for own in [p.fill if isinstance(p.fill, str) else colour]
        if p.open or own != colour
    )
    return f"{line}{marker}{points}"


def _marker(colour: str, fill: str, size: float, pen: _Pen) -> str:
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>'
        f"<c:spPr>{pen.fill(fill)}{pen.stroke(colour, 2.0)}</c:spPr></c:marker>"
    )


# -------------------------------------------------------------------------------------------- labels


def _labels(s: Series, spec: ChartSpec, pen: _Pen) -> str:
    """`c:dLbls`: the most common format for all, and an entry for each point that differs."""
    looks = [_look(p.label) for p in s.points if p.label]
    if not looks:
        return ""
    common = Counter(looks).most_common(1)[0][0]  # of equal counts, the first
    entries = "".join(_entry(n, p, common, spec, pen) for n, p in enumerate(s.points))
    shared = next(p.label for p in s.points if p.label and _look(p.label) == common)
    fixed = not shared.number_format and shared.shows == "value"  # only fixed texts, each with its entry
    rest = _shows(None) if fixed else _label_look(shared, spec, pen)
    leaders = '<c:showLeaderLines val="0"/>' if spec.traits.pie else ""
    return f"<c:dLbls>{entries}{rest}{leaders}</c:dLbls>"


def _look(label: Label) -> tuple[Any, ...]:
    """What two labels must have in common to be written once."""
    return label.number_format, label.shows, label.place, label.colour, label.size, label.bold, label.ground, label.lead


def _entry(n: int, point: Point, common: tuple[Any, ...], spec: ChartSpec, pen: _Pen) -> str:
    """`c:dLbl` of one point, "" if the labels of the series suit it."""
    label = point.label
    if label is None:
        return f'<c:dLbl><c:idx val="{n}"/><c:delete val="1"/></c:dLbl>' if point.number is not None else ""
    fixed = not label.number_format and label.shows == "value"
    moved = label.nudge or label.shift
    if _look(label) == common and not fixed and not moved:
        return ""
    layout = (
        f'<c:layout><c:manualLayout><c:x val="{label.shift:.5f}"/><c:y val="{label.nudge:.5f}"/></c:manualLayout>'
        "</c:layout>"
        if moved
        else ""
    )
    rich = ""
    if fixed:
        look = pen.properties("rPr", label.size, label.colour, label.bold)
        lines = "".join(
            f"<a:p><a:r>{look}<a:t>{text(label.lead + line)}</a:t></a:r></a:p>" for line in label.text.split("\n")
        )
        rich = f"<c:tx><c:rich>{_body(label)}<a:lstStyle/>{lines}</c:rich></c:tx>"
    return f'<c:dLbl><c:idx val="{n}"/>{layout}{rich}{_label_look(label, spec, pen)}</c:dLbl>'


def _label_look(label: Label, spec: ChartSpec, pen: _Pen) -> str:
    """From `c:numFmt` to `c:separator`."""
    number = (
        f'<c:numFmt formatCode="{attribute(label.number_format)}" sourceLinked="0"/>' if label.number_format else ""
    )
    place = f'<c:dLblPos val="{_PLACES[label.place]}"/>' if _PLOTS[spec.type].placed else ""
    plate = pen.fill(label.ground) if label.ground else "<a:noFill/>"
    return (
        number
        + f"<c:spPr>{plate}<a:ln><a:noFill/></a:ln></c:spPr>"
        + pen.text_look(label.size, label.colour, label.bold, _body(label))
        + place
        + _shows(label)
    )


def _body(label: Label) -> str:
    """Keeps a number on one line, where PowerPoint would break it after a fifth of the chart's width.

    LibreOffice ignores insets here; the space needed in both programs is part of the label's text."""
    wrap = "square" if label.shows == "category-value" else "none"
    insets = 'lIns="38100" tIns="19050" rIns="38100" bIns="19050"'
    return f'<a:bodyPr rot="0" vert="horz" wrap="{wrap}" {insets} anchor="ctr"/>'


def _shows(label: Label | None) -> str:
    """The switches for the contents of a label."""
    shows = label.shows if label else ""
    on: Sequence[bool] = (
        False,
        shows in ("value", "category-value"),
        shows == "category-value",
        shows == "series",
        False,
        False,
    )
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    switches = "".join(f'<c:show{name} val="{int(value)}"/>' for name, value in zip(names, on, strict=True))
    return switches + ("<c:separator>\n</c:separator>" if shows == "category-value" else "")


def _pale(colour: str) -> str:
    """The pale shade of a colour; a pale one is its own."""
    return colour if colour.endswith(".tint") else f"{colour}.tint"
