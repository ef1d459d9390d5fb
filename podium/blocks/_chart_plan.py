"""Where everything in a chart stands: room for texts, thickness of bars, which labels fit, which axis is needed.

In: a `Job`: the table, its colours and the room in points. Out: a `Plan`: the `ChartSpec`, the room that it really
takes, and what the reader of the outline should know. Values stand at their bars as long as they can be read there;
where they cannot, an axis with a grid says them. Shares of the room are computed from measured texts, so that
PowerPoint and LibreOffice draw the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from podium.blocks import _chart_look as look
from podium.blocks._chart_data import Table
from podium.blocks._chart_look import Colours
from podium.blocks._chart_words import ChartWords
from podium.layout.charts import Axis, ChartSpec, ChartType, Label, LabelPlace, PlotArea, Point, Series
from podium.layout.words import proofing_language
from podium.outline.quantities import Quantity, format_quantity
from podium.themes import Theme

SIZES = (18, 17, 16, 15, 14, 13, 12)
LARGE_SIZES = (20, 19, *SIZES)
AXIS_SIZE = 14
LEGEND_SIZE = 14
LINE_PITCH = 1.22  # of both renderers, as a multiple of the size
_WIDE = 600.0  # pt
_GAP = 10.0  # pt between a category's text and the axis, and from a bar to its value
_SHARE = 0.42  # of the width, at most, for the categories of a bar chart
_BAR_GAP = 0.7  # between the bars of two categories, in bars
_THICKEST = {"bar": 42.0, "column": 110.0}  # pt
_THICKEST_OF_MANY = {"bar": 32.0, "column": 64.0}
_HIGHEST_COLUMN = 330.0
_LOG_FROM = 1000  # the largest value divided by the smallest
_DIRECT_POINTS = 12  # a single line with more points has an axis instead of labels
_MARKED_POINTS = 25
_MAX_KEYED = 6  # colours that can be told apart in a key
_SLICES = 6

Warning_ = tuple[str, str, str]  # message, code, hint


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be drawn, and the room in pt. `measure(text, size, bold)` is a text's width in pt,
    `lines(text, size, width)` how many lines it takes."""

    kind: ChartType
    table: Table
    colours: Colours
    width: float
    height: float
    measure: Callable[[str, float, bool], float]
    lines: Callable[[str, float, float], int]
    theme: Theme
    lang: str
    words: ChartWords
    unit: str = ""

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes (pt) that texts may have, the largest first: a chart on a whole slide speaks louder."""
        return LARGE_SIZES if self.width >= _WIDE else SIZES


@dataclass(frozen=True, slots=True)
class Plan:
    """A finished chart and the room (pt) that it takes; `keyed`: its series must be named above it."""

    spec: ChartSpec
    width: float
    height: float
    keyed: bool = False
    warnings: tuple[Warning_, ...] = ()


def plan(job: Job) -> Plan:
    """The plan of any chart."""
    made = _round(job) if job.kind in ("pie", "doughnut") else _line(job) if job.kind in ("line", "area") else _bars(job)
    spec = replace(made.spec, lang=proofing_language(job.lang), source_heading=job.words.as_in_source)
    shown = sum(not s.total for s in spec.series)
    if made.keyed and shown > _MAX_KEYED:
        hint = "leave some out, name one in 'highlight', or use 'type: line', where names stand at the lines"
        return replace(made, spec=spec, warnings=(*made.warnings, (f"{shown} series can hardly be told apart by colour", "crowded", hint)))
    return replace(made, spec=spec)


# -------------------------------------------------------------------------------------------------- shared decisions


def is_log(kind: ChartType, numbers: Sequence[float]) -> bool:
    """Whether the values lie so far apart that only a logarithmic axis shows them all."""
    plain = kind in ("bar", "column", "line")
    return plain and bool(numbers) and min(numbers) > 0 and max(numbers) / min(numbers) > _LOG_FROM


def nice_step(low: float, high: float) -> float:
    """The distance of grid lines from `low` to `high`: 1, 2 or 5 times a power of ten, about five of them."""
    raw = (high - low) / 5 or 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    return float(next(m for m in (1, 2, 5, 10) if m * power >= raw * 0.999) * power)


def _value_axis(job: Job, numbers: Sequence[float], shown: bool) -> Axis:
    """The axis of values, with texts and grid only if it is `shown`."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    axis = Axis(labels=False, line=False, minimum=0.0 if low >= 0 else None, colour="ink2", size=AXIS_SIZE)
    if is_log(job.kind, numbers):
        bottom, top = math.floor(math.log10(low) - 1e-9), math.ceil(math.log10(high) - 1e-9)
        axis = replace(axis, log=True, minimum=10.0 ** bottom, maximum=10.0 ** top)
        shown = True
    if not shown:
        return axis
    number_format = "0%" if job.kind.endswith("-100") else look.axis_format(job.lang, job.unit)
    return replace(axis, labels=True, grid=True, number_format=number_format)


def _axis_texts(job: Job, numbers: Sequence[float]) -> float:
    """The width in pt of the longest text that the axis of values may have."""
    high = max((abs(v) for v in numbers), default=1.0)
    step = nice_step(0.0, high)
    top = math.ceil(high / step) * step
    longest = Quantity("", top, top, round(top, 6), "exact", job.unit if look.is_sign(job.unit) else "")
    return job.measure(format_quantity(longest, job.lang) + ("–" if min(numbers, default=0.0) < 0 else ""), AXIS_SIZE, False)


def _bounds(low: float, high: float, room: float, before: float, after: float) -> tuple[float, float]:
    """Axis ends for values from `low` to `high` that leave `before` and `after` pt free of `room` pt."""
    unit = (high - low) / max(room - before - after, room * 0.3)
    return low - before * unit, high + after * unit


def _label(q: Quantity | None, job: Job, size: float, colour: str, place: LabelPlace = "outside", ground: str = "") -> Label | None:
    """The value as text; None for a gap, and where nothing is to be read (size 0)."""
    if q is None or q.best is None or not size:
        return None
    return Label(format_quantity(q, job.lang), look.label_format(q, job.lang), "value", place, colour, float(size), ground=ground)


def _texts(job: Job) -> list[list[str]]:
    """The values as texts, by series."""
    return [[format_quantity(q, job.lang) for q in job.table.column(s) if q is not None and q.best is not None]
            for s in range(len(job.table.series))]


def _names(job: Job) -> tuple[str, ...]:
    """The categories; in a single series one without a value says so itself, for a gap has no label."""
    if len(job.table.series) > 1 or job.kind in ("line", "area"):
        return job.table.categories
    unknown = format_quantity(Quantity("", None, None, None, "unknown"), job.lang)
    return tuple(f"{name} ({unknown})" if row[0] is None or row[0].best is None else name
                 for name, row in zip(job.table.categories, job.table.cells, strict=True))


# ------------------------------------------------------------------------------------------------- bars and columns


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot of bars before its labels: everything in pt. `across`: room along the values."""

    width: float
    height: float
    pitch: float
    thick: float
    category_size: float
    category_room: float
    every: int
    warnings: tuple[Warning_, ...]


def _bars(job: Job) -> Plan:
    """Bars and columns: clustered, stacked, or shares of a hundred."""
    flat, stacked = job.kind.startswith("bar"), job.kind.endswith(("-stacked", "-100"))
    frame = _bar_frame(job, stacked) if flat else _column_frame(job, stacked)
    legend = 0.0 if len(job.table.series) <= 4 else _legend_room(job, frame.width)
    frame = replace(frame, height=frame.height + (legend if flat else 0.0))
    made = _stack(job, frame, flat, legend) if stacked else _cluster(job, frame, flat, legend)
    return replace(made, keyed=len(job.table.series) > 1, warnings=(*frame.warnings, *made.warnings))


def _legend_room(job: Job, width: float) -> float:
    """The height of a legend in rows above the plot."""
    row, rows = 0.0, 1
    for name in job.table.series:
        needed = job.measure(name, LEGEND_SIZE, False) + 40
        if row and row + needed > width * 0.9:
            row, rows = 0.0, rows + 1
        row += needed
    return rows * LEGEND_SIZE * LINE_PITCH + 14


def _thickest(job: Job, stacked: bool) -> float:
    one = stacked or len(job.table.series) == 1
    return (_THICKEST if one else _THICKEST_OF_MANY)[job.kind.split("-")[0]]


def _bar_frame(job: Job, stacked: bool) -> _Frame:
    """Rows of equal height, as high as they need to be; the categories' texts at the left."""
    n, k = len(job.table.categories), 1 if stacked else len(job.table.series)
    pitch = min(job.height / n, _thickest(job, stacked) * (k + _BAR_GAP))
    names, limit = _names(job), job.width * _SHARE
    warnings: tuple[Warning_, ...] = ()
    for size in job.sizes:
        room = min(max(job.measure(t, size, False) for t in names), limit)
        if max(job.lines(t, size, room) for t in names) * size * LINE_PITCH <= pitch * 0.97:
            break
    every = max(1, math.ceil(size * LINE_PITCH / pitch))
    if every > 1:
        warnings = (_crowded(n, pitch),)
    elif max(job.lines(t, size, room) for t in names) * size * LINE_PITCH > pitch:
        warnings = (("the categories' names are too long for their rows", "crowded", "shorten them, or show fewer categories"),)
    return _Frame(job.width, pitch * n, pitch, pitch / (k + _BAR_GAP), float(size), room + _GAP, every, warnings)


def _crowded(n: int, pitch: float) -> Warning_:
    return (f"{n} categories leave {pitch:.0f} pt for each, too little for their names", "crowded",
            "show the largest and sum up the rest, or use 'type: line' for a course of time")


def _column_frame(job: Job, stacked: bool) -> _Frame:
    """Slots of equal width, as wide as they need to be; the categories' texts in up to three lines below."""
    n, k = len(job.table.categories), 1 if stacked else len(job.table.series)
    pitch = min(job.width / n, _thickest(job, stacked) * (k + _BAR_GAP))
    names, every = _names(job), 1
    warnings: tuple[Warning_, ...] = ()
    lines, limit = 1, max(1, int(job.height * 0.3 / 20))
    for size in job.sizes:
        lines = max(job.lines(t, size, pitch - 6) for t in names)
        longest = max(job.measure(word, size, False) for t in names for word in t.split() or [""])
        if lines <= min(3, limit) and longest <= pitch - 6:
            break
    else:
        widest = max(job.measure(t, size, False) for t in names)
        every, lines = math.ceil((widest + 8) / pitch), 1
        if not _is_course(job.table.categories):
            warnings = (("the categories' names find no room under the columns", "crowded", "use 'type: bar', or shorten them"),)
    height = min(job.height, _HIGHEST_COLUMN)
    return _Frame(pitch * n, height, pitch, pitch / (k + _BAR_GAP), float(size), lines * size * LINE_PITCH + 8, every, warnings)


def _is_course(names: Sequence[str]) -> bool:
    """Whether the names go on regularly, as years do, so that some may be left out."""
    return all(name[:1].isdigit() or name[-1:].isdigit() for name in names)


def _category_axis(frame: _Frame, flat: bool, low: float) -> Axis:
    return Axis(reverse=flat, size=frame.category_size, low=low < 0, every=frame.every)


def _cluster(job: Job, frame: _Frame, flat: bool, legend: float) -> Plan:
    """Bars side by side, each with its value at its end if all values find room."""
    numbers = job.table.numbers
    low, high = min(0.0, *numbers) if numbers else 0.0, max(0.0, *numbers) if numbers else 0.0
    texts = [t for row in _texts(job) for t in row]
    size = _value_size(job, frame, flat, texts)
    axis = _value_axis(job, numbers, shown=not size)
    widest = max((job.measure(t, size, True) for t in texts), default=0.0) + _GAP if size else 12.0
    after = widest if flat else (size or 10) * LINE_PITCH + 4
    plot, room = _plot(job, frame, flat, legend, axis, after)
    if low < 0 and size:
        bottom, top = _bounds(low, high, room + after, after, after)
        axis = replace(axis, minimum=bottom, maximum=top)
        plot = _plot(job, frame, flat, legend, axis, 0.0)[0]
    series = tuple(_series(job, s, lambda q, c: _label(q, job, size, look.deep(c))) for s in range(len(job.table.series)))
    spec = ChartSpec(job.kind, _names(job), series, _category_axis(frame, flat, low), axis, plot,
                     gap_width=round(_BAR_GAP * 100), legend_size=LEGEND_SIZE if legend else 0.0)
    return Plan(spec, frame.width, frame.height)


def _value_size(job: Job, frame: _Frame, flat: bool, texts: Sequence[str]) -> int:
    """The largest size at which every value finds room at its bar, 0 if none does."""
    k = len(job.table.series)
    for size in job.sizes:
        if flat and size * LINE_PITCH <= (frame.pitch if k == 1 else frame.thick * 1.05):
            return size
        widest = max((job.measure(t, size, True) for t in texts), default=0.0)
        if not flat and widest <= (frame.pitch - 4 if k == 1 else frame.thick):
            return size
    return 0


def _plot(job: Job, frame: _Frame, flat: bool, legend: float, axis: Axis, after: float) -> tuple[PlotArea, float]:
    """The plot as shares of the chart, and its length along the values in pt; `after` pt stay free at their ends."""
    w, h = frame.width, frame.height
    if flat:
        top = legend + (AXIS_SIZE * LINE_PITCH + 8 if axis.labels else 0.0)
        length = w - frame.category_room - after
        return PlotArea(frame.category_room / w, top / h, length / w, (h - top) / h), length
    left = _axis_texts(job, job.table.numbers) + 8 if axis.labels else 0.0
    length = h - legend - after - frame.category_room
    return PlotArea(left / w, (legend + after) / h, (w - left) / w, length / h), length


def _series(job: Job, s: int, label: Callable[[Quantity | None, str], Label | None]) -> Series:
    """Series `s` with the colours of its points; `label` makes a point's text from its value and colour."""
    points = []
    for row, roles in zip(job.table.cells, job.colours.points, strict=True):
        q, colour = row[s], roles[s]
        points.append(Point(q, label(q, colour), look.fill(colour, q), look.is_doubtful(q)))
    name = job.table.series[s] or job.unit or job.words.value
    return Series(name, tuple(points), job.colours.series[s])


# ------------------------------------------------------------------------------------------------------------ stacks


def _stack(job: Job, frame: _Frame, flat: bool, legend: float) -> Plan:
    """Parts on one another, their values inside, the sum at the end where it is known."""
    whole = job.kind.endswith("-100")
    ups, downs = [], []
    for row in job.table.cells:
        numbers = [q.best for q in row if q is not None and q.best is not None]
        ups.append(sum(v for v in numbers if v > 0))
        downs.append(sum(v for v in numbers if v < 0))
    low, high = min(downs, default=0.0), max(ups, default=0.0)
    sums = [look.total(row) for row in job.table.cells]
    summed = not whole and low == 0 and high > 0 and len(job.table.series) > 1 and all(sums)
    size = next((z for z in job.sizes if not flat or z * LINE_PITCH <= frame.thick), 12)
    after = 4.0
    if summed:
        widest = max(job.measure(format_quantity(q, job.lang), size, True) for q in sums if q)
        after = widest + _GAP if flat else size * LINE_PITCH + 6
    plot, room = _plot(job, frame, flat, legend, Axis(labels=False), 4.0)
    scales = [(1.0 / (up - down) if whole else 1.0 / ((high - low) or 1.0)) * (room - after) if up - down else 0.0
              for up, down in zip(ups, downs, strict=True)]
    inner, complete = _part_labels(job, frame, flat, scales)
    axis = _value_axis(job, [low, high], shown=not complete)
    if summed:
        axis = replace(axis, maximum=_bounds(0.0, high, room, 0.0, after)[1])
    if axis.labels:
        plot = _plot(job, frame, flat, legend, axis, 4.0)[0]
    series = [replace(_series(job, s, lambda q, c: None), points=inner[s]) for s in range(len(job.table.series))]
    if summed:
        points = tuple(Point(q, _label(q, job, size, "ink", "inside-base")) for q in sums)
        series.append(Series(job.words.total, points, None, total=True))
    spec = ChartSpec(job.kind, _names(job), tuple(series), _category_axis(frame, flat, low), axis, plot,
                     gap_width=round(_BAR_GAP * 100), overlap=100, legend_size=LEGEND_SIZE if legend else 0.0)
    return Plan(spec, frame.width, frame.height)


def _part_labels(job: Job, frame: _Frame, flat: bool, scales: Sequence[float]) -> tuple[list[tuple[Point, ...]], bool]:
    """The points of every series with labels inside the parts that hold them, and whether all do.

    `scales`: pt along the values for 1, for each category. All labels have one size, the largest at which most fit.
    """
    parts = [(q, scale) for row, scale in zip(job.table.cells, scales, strict=True) for q in row if q is not None and q.best]

    def fits(q: Quantity, scale: float, size: int) -> bool:
        length, text = abs(q.best or 0) * scale, job.measure(format_quantity(q, job.lang), size, True) + 8
        along, across = (text, size * LINE_PITCH) if flat else (size * LINE_PITCH, text)
        return along <= length and across <= frame.thick + (0 if flat else 2)

    size = max((16, 15, 14, 13, 12), key=lambda z: sum(fits(q, scale, z) for q, scale in parts))
    complete = all(fits(q, scale, size) for q, scale in parts)
    series = []
    for s in range(len(job.table.series)):
        points = []
        for row, roles, scale in zip(job.table.cells, job.colours.points, scales, strict=True):
            q, colour = row[s], roles[s]
            doubtful = look.is_doubtful(q)
            inside = q is not None and bool(q.best) and fits(q, scale, size)
            role = "ink" if doubtful else look.text_on(colour, job.theme)
            label = _label(q, job, size, role, "centre", "ground" if doubtful else "") if inside else None
            points.append(Point(q, label, look.fill(colour, q), doubtful))
        series.append(tuple(points))
    return series, complete


# ------------------------------------------------------------------------------------------------- lines and areas


def _line(job: Job) -> Plan:
    """Lines named at their ends, or areas under them; a short single line has its values at its points."""
    n, k, area = len(job.table.categories), len(job.table.series), job.kind == "area"
    numbers = job.table.numbers if not area else [sum(q.best or 0 for q in row if q) for row in job.table.cells]
    texts = [t for row in _texts(job) for t in row]
    widest = max((job.measure(t, 16, True) for t in texts), default=0.0)
    height = min(job.height, _HIGHEST_COLUMN)
    direct = k == 1 and not area and n <= _DIRECT_POINTS and widest + 6 <= (job.width - widest) / max(n, 1)
    axis = _value_axis(job, numbers, shown=not direct)
    left = _axis_texts(job, numbers) + 8 if axis.labels else widest / 2 + 2
    right = max(job.measure(s, 16, True) for s in job.table.series) + 16 if k > 1 and not area else max(widest / 2, 12.0)
    right = min(right, job.width * 0.4)
    size, every, warnings = _course_labels(job, (job.width - left - right) / n)
    top, bottom = (16 * LINE_PITCH + 6 if direct else 10.0), size * LINE_PITCH + 8
    legend = _legend_room(job, job.width) if area and k > 4 else 0.0
    inner = height - top - bottom - legend
    plot = PlotArea(left / job.width, (top + legend) / height, (job.width - left - right) / job.width, inner / height)
    nudges = _nudges(job, numbers, inner) if k > 1 and not area else [0.0] * k
    series = tuple(_line_series(job, s, direct, nudges[s] / height) for s in range(k))
    spec = ChartSpec(job.kind, job.table.categories, series, Axis(size=size, every=every, low=min(numbers, default=0) < 0), axis, plot,
                     legend_size=LEGEND_SIZE if legend else 0.0)
    return Plan(spec, job.width, height, keyed=area and k > 1, warnings=warnings)


def _course_labels(job: Job, slot: float) -> tuple[float, int, tuple[Warning_, ...]]:
    """Size of the categories' texts on one line, every which of them is shown, and a warning if that loses names."""
    for size in (16, 14):
        widest = max(job.measure(t, size, False) for t in job.table.categories) + 8
        if widest <= slot:
            return float(size), 1, ()
    every = math.ceil(widest / slot)
    lost = not _is_course(job.table.categories)
    hint = "shorten them, or use 'type: bar'"
    return 14.0, every, (("the categories' names find no room under the line", "crowded", hint),) if lost else ()


def _line_series(job: Job, s: int, direct: bool, nudge: float) -> Series:
    """A line with its values (`direct`), or with its name at its last point."""
    colour, values = job.colours.series[s], job.table.column(s)
    last = max((n for n, q in enumerate(values) if q is not None and q.best is not None), default=-1)
    name = job.table.series[s] or job.unit or job.words.value
    area, many = job.kind == "area", len(job.table.series) > 1
    points = []
    for n, q in enumerate(values):
        label = None
        if direct:
            label = _label(q, job, 16, look.deep(colour), "above")
        elif n == last and many and not area:
            label = Label(name, "", "series", "right", look.deep(colour), 16.0, nudge=nudge)
        elif n == last and not area:
            label = _label(q, job, 16, look.deep(colour), "above")
        points.append(Point(q, label, None, look.is_doubtful(q) and not area))
    marked = len(values) <= _MARKED_POINTS or any(p.number is None for p in points)
    return Series(name, tuple(points), colour, markers=marked, line_width=2.5 if len(job.table.series) < 8 else 2.0)


def _nudges(job: Job, numbers: Sequence[float], inner: float) -> list[float]:
    """By how many pt each line's name moves down so that no two names touch."""
    low, high = min(0.0, *numbers), max(numbers)
    step = nice_step(low, high)
    bottom, top = math.floor(low / step) * step, math.ceil(high * 1.02 / step) * step
    wanted = []
    for s in range(len(job.table.series)):
        known = [q.best for q in job.table.column(s) if q is not None and q.best is not None]
        last = known[-1] if known else bottom
        if is_log(job.kind, numbers):
            share = math.log10(max(numbers) / last) / math.log10(max(numbers) / min(numbers) * 10)
        else:
            share = (top - last) / (top - bottom)
        wanted.append(share * inner)
    return [placed - at for placed, at in zip(spread(wanted, 16 * LINE_PITCH, inner), wanted, strict=True)]


def spread(wanted: Sequence[float], apart: float, limit: float) -> list[float]:
    """Positions as near to those wanted as they can be when they are `apart` at least and end at `limit`."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    apart = min(apart, limit / max(1, len(wanted) - 1))
    groups: list[list[float]] = []  # [centre, members]: neighbours that touch move as one
    for n in order:
        groups.append([wanted[n], 1])
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < apart * (groups[-1][1] + groups[-2][1]) / 2:
            (c2, m2), (c1, m1) = groups.pop(), groups.pop()
            groups.append([(c1 * m1 + c2 * m2) / (m1 + m2), m1 + m2])
    places = [centre + (i - (members - 1) / 2) * apart for centre, members in groups for i in range(int(members))]
    shift = max(0.0, -places[0]) if places else 0.0
    shift -= max(0.0, places[-1] + shift - limit) if places else 0.0
    result = [0.0] * len(wanted)
    for n, place in zip(order, places, strict=True):
        result[n] = place + shift
    return result


# ------------------------------------------------------------------------------------------------- pies and rings


def _round(job: Job) -> Plan:
    """A pie with names and values round it; a ring with values on it and a legend."""
    ring = job.kind == "doughnut"
    height = min(job.height, _HIGHEST_COLUMN)
    width = min(job.width, height * 1.9)
    warnings: tuple[Warning_, ...] = ()
    n = len(job.table.categories)
    if n > _SLICES:
        warnings = ((f"{n} slices can hardly be compared", "crowded", "use 'type: bar', or sum up the smallest"),)
    legend = 30.0 if ring else 0.0
    side = min((height - legend) * (0.94 if ring else 0.74), width * 0.5)
    plot = PlotArea((width - side) / 2 / width, (legend + (height - legend - side) / 2) / height, side / width, side / height)

    def label(q: Quantity | None, colour: str) -> Label | None:
        doubtful = look.is_doubtful(q)
        if ring:
            return _label(q, job, 16, "ink" if doubtful else look.text_on(colour, job.theme), "centre", "ground" if doubtful else "")
        made = _label(q, job, 16, "ink")
        return replace(made, shows="category-value") if made and made.number_format else made

    series = tuple(_series(job, s, label) for s in range(len(job.table.series)))
    if not ring:
        series = tuple(replace(s, points=tuple(_named(p, c) for p, c in zip(s.points, job.table.categories, strict=True))) for s in series)
    spec = ChartSpec(job.kind, _names(job), series, plot=plot, legend_size=LEGEND_SIZE if ring else 0.0)
    return Plan(spec, width, height, warnings=warnings)


def _named(point: Point, category: str) -> Point:
    """The point with its category before its value in the label."""
    if point.label is None:
        return point
    return replace(point, label=replace(point.label, text=f"{category}\n{point.label.text}"))
