"""chart: a native PowerPoint chart with its title, a key where one is needed, and a note.

In: the keys of an outline's `chart`, with data in the outline or in a CSV file. Out: a title, the chart with every
decision made (`podium.scene.charts.ChartSpec`) or a small chart for each series, a hairline and the note. The chart is
only as high as it needs to be. Whatever cannot be read well is one warning, at the key that would change it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from podium import languages
from podium.blocks.base import Block
from podium.blocks.chart.alt_text import scatter_alt, table_alt
from podium.blocks.chart.axes import is_log
from podium.blocks.chart.draft import MOST_KEYED, ChartDraft, ChartPlan, whisker_span
from podium.blocks.chart.frame import CRAMPED, Frame, Note, key_line
from podium.blocks.chart.multiples import Panel, make_panels, one_series, place_rows
from podium.blocks.chart.plan import plan_chart, plan_points
from podium.blocks.chart.points import PointsDraft
from podium.blocks.chart.time_axis import in_time_order, with_formatted_dates
from podium.blocks.chart.types import drawn_as, lines_of
from podium.diagnostics import did_you_mean
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import TextField, TextsField
from podium.outline.models import Model, Problem, Switch, mistake, mistakes
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Chart, Paragraph, Text
from podium.scene.chart_types import TRAITS, ChartType, Traits
from podium.scene.charts import ChartSpec
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.series.advice import Advice
from podium.series.colours import ChartColours, chart_colours, point_colours
from podium.series.points import ChartDataField, ScatterData, read_scatter_file
from podium.series.table import Table, read_file, warn_of_only
from podium.series.units import check_units
from podium.series.values import common_unit, is_doubtful, is_unit_sign, with_unit
from podium.typesetting.text import draft, plain_draft

_DWARF = 0.02  # of the highest value: smaller bars can hardly be seen
_LEAST_WIDTH = 110.0  # pt of one of several charts
# What a point needs, and how it is written.
_POINT = ("two numbers", "write 'Suifenho: [41, 6]': first across, then up")
_WEIGHTED_POINT = ("three numbers", "write 'Suifenho: [41, 50, 6]': across, up, and what the area shows")
# The keys that only some types use, and these types.
_KEYS = {key: [t for t, other in TRAITS.items() if key in other.keys] for own in TRAITS.values() for key in own.keys}


class SecondAxis(Model):
    """The axis of the lines in a combined chart."""

    label = "'second'"
    about: ClassVar[dict[str, str]] = {
        "title": "what the second axis is",
        "unit": "its unit",
    }

    title: TextField = ""
    unit: TextField = ""


class ChartBlock(Block):
    """A chart of exact and uncertain numbers."""

    label = "a chart"
    summary = "a native chart: columns, bars, lines, pies, points; uncertain values are hatched or have whiskers"
    about: ClassVar[dict[str, str]] = {
        "type": (
            "`column`, `bar`, `line`, `area`, `pie`, `doughnut`, `scatter`, `bubble`, `combined`; `-stacked`, "
            "`-100`"
        ),
        "title": "a line over the chart",
        "unit": "of all values",
        "data": "`{category: value}`, or `{category: {series: value}}`",
        "file": "a CSV or TSV file in place of `data`",
        "only": "the series that are shown, in this order",
        "highlight": "a category or series that keeps its colour while the rest turn grey",
        "line": "the series of a `combined` chart that are lines",
        "second": "an axis of their own: `{title: …, unit: …}`",
        "multiples": "`true`: a small chart for each series",
        "columns": "how many small charts stand side by side",
        "x": "what the horizontal axis of a `scatter` is",
        "y": "what the vertical axis is",
        "area": "what the bubbles' area is",
        "axis": "`even`: categories evenly spaced, though they are dates",
        "note": "a line under the chart",
        "alt": "the alt text",
    }

    type: ChartType = "column"
    title: TextField = ""
    unit: TextField = ""
    data: ChartDataField = None
    file: TextField = ""
    only: TextsField = ()
    highlight: TextField = ""
    line: TextsField = ()
    second: SecondAxis | None = None
    multiples: Switch = False
    columns: int | None = None
    x: TextField = ""
    y: TextField = ""
    area: TextField = ""
    axis: Literal["", "even"] = ""
    note: TextField = ""
    alt: TextField = ""

    @model_validator(mode="after")
    def _one_table(self) -> Any:
        problems = []
        if self.data is None and not self.file:
            hint = "add 'data:' with 'category: value' lines, or 'file: numbers.csv'"
            raise mistake("the chart has no numbers", "missing", hint)
        if self.data is not None and self.file:
            raise mistake("the chart has both 'data' and 'file'", "value", "keep one of them")
        if self._traits.points and isinstance(self.data, Table):
            numbers, hint = _WEIGHTED_POINT if self._traits.weighted else _POINT
            message = f"a {self.type} chart needs {numbers} for each point"
            problems.append(Problem(("data",), message, "shape", hint))
        if not self._traits.points and isinstance(self.data, ScatterData):
            message = f"'{self.type}' takes one number for each category, not a list"
            problems.append(Problem(("data",), message, "shape", "use 'type: scatter' for points"))
        if self.columns is not None and not 1 <= self.columns <= 8:
            problems.append(Problem(("columns",), "'columns' must be a number from 1 to 8", "value"))
        if problems:
            raise mistakes(problems)
        return self

    @property
    def _traits(self) -> Traits:
        """Those of the type that the author wants; another one may be drawn (`_drawn_as`)."""
        return TRAITS[self.type]

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        data = self.data or self._from_file(stage)
        if data is None:
            return [[]]
        self._check(data, stage)
        if isinstance(data, ScatterData):
            return [self._lay_out_points(data, rect, stage)]
        return [self._lay_out_table(data, rect, stage)]

    # -------------------------------------------------------------------------------------- reading

    def _from_file(self, stage: Stage) -> Table | ScatterData | None:
        """The data in `file`; None, with an error for each mistake in it."""
        if self._traits.points:
            return stage.read_file(self, lambda path: read_scatter_file(path, stage.lang))
        return stage.read_file(self, lambda path: read_file(path, stage.lang, self.only))

    @property
    def _source_key(self) -> str:
        """The key under which the numbers are."""
        return "data" if self.data else "file"

    def _check(self, data: Table | ScatterData, stage: Stage) -> None:
        """Warns of keys that do not go together or have no effect."""
        traits = self._traits
        rows = [p.name for p in data.points] if isinstance(data, ScatterData) else data.categories
        names = [*rows, *data.series]
        if self.highlight and self.highlight not in names:
            self._unknown(self.highlight, "highlight", "is neither a category nor a series", names, stage)
        for name in self.line:
            if name not in data.series and traits.combined:
                self._unknown(name, "line", "is not a series", list(data.series), stage)
        warn_of_only(self, stage, isinstance(data, ScatterData))
        for key, types in _KEYS.items():
            if getattr(self, key) and self.type not in types:
                hint = f"remove it, or use 'type: {types[0]}'"
                stage.warn(f"a '{self.type}' chart does not use '{key}'", self, key, "unused", hint)
        if self.unit and traits.points:
            hint = "put it in 'x' and 'y', the names of the axes"
            stage.warn(f"a '{self.type}' chart does not use 'unit'", self, "unit", "unused", hint)
        if isinstance(data, Table):
            check_units(data, self._axes(data), self, stage)
        if not data.values:
            stage.warn("no value of this chart is known", self, self._source_key, "no-values")
        elif traits.sum and not any(q.best for q in data.values):
            message = "all values of this chart are zero, so there are no shares to show"
            stage.warn(message, self, self._source_key, "no-values", "leave the chart out")
        if self.is_multiple and not traits.multiples:
            message = f"'{self.type}' is drawn as one chart, not as one for each series"
            stage.warn(message, self, "multiples" if self.multiples else "columns", "chart-type")

    def _unknown(self, name: str, key: str, what: str, names: list[str], stage: Stage) -> None:
        stage.warn(f"'{name}' in '{key}' {what}", self, key, "unknown-name", did_you_mean(name, names))

    @property
    def is_multiple(self) -> bool:
        """Whether every series has a chart of its own."""
        return self.multiples or self.columns is not None

    def _advise(self, advice: tuple[Advice, ...], key: str, stage: Stage) -> None:
        for message, code, hint in dict.fromkeys(advice):
            stage.warn(message, self, key, code, hint)

    def _drawn_as(self, table: Table, several: bool, stage: Stage) -> ChartType:
        """The chart's type, or the one that can show these numbers."""
        kind, advice = drawn_as(self.type, one_series(table, 0) if several else table)
        self._advise((advice,) if advice else (), "type", stage)
        return kind

    # ---------------------------------------------------------------------------------------- tables

    def _lay_out_table(self, table: Table, rect: Rect, stage: Stage) -> list[Box]:
        unit = common_unit(table, self.unit)
        several = self.is_multiple and len(table.series) > 1 and self._traits.multiples
        kind = self._drawn_as(table, several, stage)
        if TRAITS[kind].dated and self.axis != "even":
            table, advice = in_time_order(table, stage.lang)
            self._advise(tuple(advice), self._source_key, stage)
        table = with_unit(table, unit)
        lines = lines_of(table, self.line) if TRAITS[kind].combined else frozenset()
        colours = chart_colours(table, kind, self.highlight, stage.side, stage.theme.free())
        second = self._second(table, lines)
        by_axes = bool(second) and len(table.series) == 2  # the axes name the series
        keyed = not several and not by_axes and TRAITS[kind].key
        frame = Frame(rect, self._heading(unit, kind), None, tuple(self._notes(table, kind, lines, stage)), stage)
        if keyed:
            frame = replace(frame, key=_key(table, colours, lines, inline.plain(self.title), rect, stage))
        frame = frame.fitted(int(bool(self.note)))
        room = frame.room
        chart = ChartDraft(
            kind,
            table,
            colours,
            room.width_pt,
            room.height_pt,
            *_ruler(stage),
            stage.theme,
            stage.lang,
            languages.of(stage.lang).charts,
            unit,
            self.highlight,
            drawn=lines,
            second=second,
            even=self.axis == "even",
        )
        if several:
            return frame.around(self._each(chart, room, stage))
        self._warn_of_size(room.width_pt, room.height_pt, stage)
        plan = plan_chart(chart)
        self._advise(plan.warnings, self._source_key, stage)
        words = languages.of(stage.lang).charts
        described = self._with_formatted_dates(table, kind, stage)
        alt = inline.plain(self.alt) or table_alt(described, kind, inline.plain(frame.title), words, stage.lang)
        return (frame if plan.keyed else replace(frame, key=None)).around(
            [self._chart(plan, room, alt), *_captions(plan, room, stage)]
        )

    def _with_formatted_dates(self, table: Table, kind: ChartType, stage: Stage) -> Table:
        """The table for texts about the chart: with dates as the time axis writes them."""
        return with_formatted_dates(table, stage.lang) if TRAITS[kind].dated and self.axis != "even" else table

    def _axes(self, table: Table) -> list[list[int]]:
        """The numbers of the series on each axis."""
        lines = lines_of(table, self.line) if self._traits.combined and self.second is not None else ()
        return [[n for n, s in enumerate(table.series) if (s in lines) is own] for own in (False, True)]

    def _second(self, table: Table, lines: frozenset[str]) -> str:
        """The title of the second axis, "" if there is none."""
        if self.second is None or not lines:
            return ""
        units = {q.unit for n, s in enumerate(table.series) if s in lines for q in table.column(n) if q is not None}
        unit = self.second.unit or (units.pop() if len(units) == 1 else "")
        title = inline.plain(self.second.title) or next(s for s in table.series if s in lines)
        return f"{title}, {unit}" if unit and unit.casefold() not in title.casefold() else title

    def _each(self, chart: ChartDraft, room: Rect, stage: Stage) -> list[Box]:
        """A small chart for every series, under its name, all on one scale."""
        panels = make_panels(chart, self.columns, room, stage)
        self._warn_of_size(panels[0].room.width_pt, panels[0].room.height_pt, stage, _LEAST_WIDTH)
        plans = [plan_chart(panel.chart) for panel in panels]
        self._warn_of_dwarfs(chart.kind, chart.table, stage)
        self._advise(tuple(w for plan in plans for w in plan.warnings), self._source_key, stage)
        given = inline.plain(self.alt)
        subject, boxes = inline.plain(self.title), []
        for panel, plan in zip(place_rows(panels, plans), plans, strict=True):
            title = f"{subject}, {panel.name}" if subject else panel.name
            alt = f"{given} ({panel.name})" if given else ""
            described = self._with_formatted_dates(panel.chart.table, panel.chart.kind, stage)
            alt = alt or table_alt(described, panel.chart.kind, title, panel.chart.words, stage.lang)
            boxes += [
                panel.heading(stage),
                self._chart(plan, panel.room, alt, panel),
                *_captions(plan, panel.room, stage),
            ]
        return boxes

    def _warn_of_dwarfs(self, kind: ChartType, table: Table, stage: Stage) -> None:
        """A warning if a series can hardly be seen on the scale of the others."""
        tops = [max((abs(q.best or 0.0) for q in table.column(n) if q), default=0.0) for n in range(len(table.series))]
        small = [s for s, top in zip(table.series, tops, strict=True) if 0 < top < max(tops) * _DWARF]
        if small and not is_log(kind, table.numbers):
            message = f"too small to see on the scale of the other series: {', '.join(small[:4])}"
            hint = "give them a chart of their own, or use 'forces', where each row has its own scale"
            stage.warn(message, self, self._source_key, "scale", hint)

    # ---------------------------------------------------------------------------------------- points

    def _lay_out_points(self, data: ScatterData, rect: Rect, stage: Stage) -> list[Box]:
        words = languages.of(stage.lang).charts
        shown, lost = _with_area(data) if self._traits.weighted else (data, 0)
        if lost:
            message = f"{lost} of {len(data.points)} points have no area and are not drawn"
            stage.warn(message, self, self._source_key, "no-values", "give each point a third number above zero")
        if not shown.points:
            return []
        given = (self.x, self.y, self.area)
        names = tuple(inline.plain(own) or read for own, read in zip(given, data.headings, strict=True))
        notes: list[Note] = [("", draft(self.note, scale.NOTE))] if self.note else []
        if self._traits.weighted and names[2]:
            notes.append(("", plain_draft(words.circle.format(names[2]), scale.NOTE)))
        notes += self._doubts(shown.values, self.type, stage)
        colours = point_colours(shown, self.highlight, stage.side, stage.theme.free())
        entries = [
            (s, list(dict.fromkeys(c for p, c in zip(shown.points, colours, strict=True) if p.series == n)), "●")
            for n, s in enumerate(shown.series)
        ]
        key = key_line(entries, rect, stage) if 1 < len(entries) <= MOST_KEYED else None
        frame = Frame(rect, self.title, key, tuple(notes), stage).fitted(int(bool(self.note)))
        room = frame.room
        self._warn_of_size(room.width_pt, room.height_pt, stage)
        plan = plan_points(
            PointsDraft(
                self.type,
                shown,
                colours,
                room.width_pt,
                room.height_pt,
                _ruler(stage)[0],
                stage.theme,
                stage.lang,
                words,
                (names[0], names[1], names[2]),
            )
        )
        self._advise(plan.warnings, self._source_key, stage)
        title = inline.plain(self.title)
        alt = inline.plain(self.alt) or scatter_alt(shown, self.type, title, names, words, stage.lang)
        return frame.around([self._chart(plan, room, alt), *_captions(plan, room, stage)])

    # ---------------------------------------------------------------------------------------- words

    def _heading(self, unit: str, kind: ChartType) -> str:
        """The title with the unit, unless the numbers, the title or an axis have it already."""
        if TRAITS[kind].combined or not unit or is_unit_sign(unit):
            return self.title
        if unit.casefold() in inline.plain(self.title).casefold():
            return self.title
        return f"{self.title}, {unit}" if self.title else unit

    def _notes(self, table: Table, kind: ChartType, lines: frozenset[str], stage: Stage) -> list[Note]:
        """The lines under the chart."""
        words = languages.of(stage.lang).charts
        notes: list[Note] = [("", draft(self.note, scale.NOTE))] if self.note else []
        drawn = [q for n, s in enumerate(table.series) if s in lines for q in table.column(n) if q is not None]
        notes += self._doubts([q for q in table.values if not any(q is d for d in drawn)], kind, stage)
        if drawn:
            notes += [n for n in self._doubts(drawn, "line", stage) if n not in notes]
        if is_log(kind, table.numbers):
            notes.append(("", plain_draft(words.log, scale.NOTE)))
        gaps = [
            f"{c}, {s}" if len(table.series) > 1 else c
            for c, row in zip(self._with_formatted_dates(table, kind, stage).categories, table.cells, strict=True)
            for s, q in zip(table.series, row, strict=True)
            if q is None or q.best is None
        ]
        if gaps and (len(table.series) > 1 or TRAITS[kind].gaps):
            named = "; ".join(gaps[:4]) + (f" {words.more.format(len(gaps) - 4)}" if len(gaps) > 4 else "")
            notes.append(("", plain_draft(words.missing.format(named), scale.NOTE)))
        return notes

    def _doubts(self, values: list[Any], kind: ChartType, stage: Stage) -> list[Note]:
        """The notes that explain how uncertain values are drawn: hatched, hollow or pale, with whiskers."""
        words, notes = languages.of(stage.lang).charts, []
        if any(is_doubtful(q) for q in values):
            doubt = TRAITS[kind].doubt
            sample = "hatch" if doubt == "hatched" else ""
            notes.append((sample, plain_draft(getattr(words, doubt), scale.NOTE)))
        if any(whisker_span(q, kind) for q in values):
            notes.append(("", plain_draft(words.whisker, scale.NOTE)))
        return notes

    def _warn_of_size(self, width: float, height: float, stage: Stage, least: float = 0.0) -> None:
        if height < CRAMPED or width < least:
            hint = "show fewer series, or change 'columns'" if least else "give it more space, or a slide of its own"
            stage.warn("the space is too small for this chart", self, "", "crowded", hint)

    def _chart(self, plan: ChartPlan, room: Rect, alt: str, panel: Panel | None = None) -> Chart:
        """The chart at the top left of its room."""
        spec: ChartSpec = plan.spec
        subject = inline.plain(self.title) or inline.plain(getattr(self, "headline", ""))
        if panel:
            subject = f"{panel.name}, {subject}" if subject else panel.name
        rect = Rect(room.x, room.y, points(plan.width), points(plan.height))
        return Chart(name=f"Chart: {subject[:60]}" if subject else "Chart", rect=rect, alt=alt, spec=spec)


def _captions(plan: ChartPlan, room: Rect, stage: Stage) -> list[Text]:
    """The titles of the axes above the chart, and labels that an axis cannot have itself."""
    return [
        stage.text(
            c.name,
            Rect(room.x + points(c.x), room.y + points(c.y), points(c.width), points(c.height)),
            [plain_draft(c.text, scale.LABEL.but(size=c.size, colour=c.colour, bold=c.bold), align=c.align)],
        )
        for c in plan.captions
    ]


def _ruler(stage: Stage) -> tuple[Any, Any]:
    """`measure` and `lines` of a `ChartDraft`, in the fonts of the theme."""
    compose = stage.compose

    def measure(text: str, size: float, bold: bool) -> float:
        return compose.width(plain_draft(text, Style(size, size, bold=bold)))

    def lines(text: str, size: float, width: float) -> int:
        return compose.count(plain_draft(text, Style(size, size)), width, 0)

    return measure, lines


def _with_area(data: ScatterData) -> tuple[ScatterData, int]:
    """The points that have an area, and the number of the others."""
    kept = tuple(p for p in data.points if p.weight is not None and (p.weight.best or 0.0) > 0)
    return replace(data, points=kept), len(data.points) - len(kept)


def _key(
    table: Table, colours: ChartColours, lines: frozenset[str], title: str, rect: Rect, stage: Stage
) -> Paragraph | None:
    """A line that names the series beside squares (for lines, dots) in their colours; None if the title names them or a
    legend does."""
    if not 1 < len(table.series) <= MOST_KEYED or all(s.casefold() in title.casefold() for s in table.series):
        return None
    entries = []
    for n, name in enumerate(table.series):
        shown = list(dict.fromkeys(row[n] for row in colours.points)) if colours.by_category else [colours.series[n]]
        entries.append((name, shown, "●" if name in lines else "■"))
    return key_line(entries, rect, stage)


MODEL = ChartBlock
