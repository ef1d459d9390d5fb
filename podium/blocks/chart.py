"""chart: a native PowerPoint chart with its title, a key where one is needed, and a note.

In: the keys of an outline's `chart`, data beside them or in a CSV file. Out: a title, the chart with every
decision made (`podium.layout.charts.ChartSpec`), a hairline and the note. The chart takes the height that its
bars need, not all that there is. What cannot be read well is said in one warning at the key that would change
it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import model_validator

from podium.blocks import _chart_look as look
from podium.blocks._chart_data import DataField, Table, TableError, read_file
from podium.blocks._chart_job import NAMED, Job, Plan, is_log
from podium.blocks._chart_plan import plan
from podium.blocks._chart_words import ChartWords, chart_words
from podium.blocks.base import Block
from podium.diagnostics import did_you_mean
from podium.layout import type_scale as scale
from podium.layout.charts import ChartSpec, ChartType, Hatch
from podium.layout.scene import Box, Chart, Line, Paragraph, Run, Shape, Text
from podium.layout.stage import Sheets, Stage
from podium.layout.text import Draft, draft, plain_draft
from podium.layout.type_scale import Style
from podium.layout.units import Rect, points
from podium.outline import inline
from podium.outline.fields import TextField
from podium.outline.models import mistake
from podium.outline.quantities import Quantity, format_quantity

_TITLE = scale.LABEL.but(size=18.0)
_KEY = scale.NOTE.but(colour="ink")
_RULE_GAP, _TEXT_GAP, _CHART_GAP = 9.0, 4.0, 12.0  # pt
_HEAD_SHARE, _NOTE_SHARE = 0.3, 0.25  # of the height, at most
_LEAST, _CRAMPED = 30.0, 90.0  # pt of height: in which anything of a chart can be seen, in which it can be read
_SWATCH = (22.0, 12.0)  # pt
_ALT_LENGTH = 400
_NAMES = {"bar": "bar", "column": "column", "line": "line", "area": "area", "pie": "pie", "doughnut": "pie"}


class ChartBlock(Block):
    """A chart of numbers, sure or unsure."""

    label = "a chart"
    summary = "a native chart: columns, bars, lines, pies; uncertain values are hatched"

    type: ChartType = "column"
    title: TextField = ""
    unit: TextField = ""
    data: DataField = None
    file: TextField = ""
    highlight: TextField = ""
    note: TextField = ""
    alt: TextField = ""

    @model_validator(mode="after")
    def _one_table(self) -> Any:
        if self.data is None and not self.file:
            raise mistake(
                "the chart has no numbers",
                "missing",
                "add 'data:' with 'category: value' lines, or 'file: numbers.csv'",
            )
        if self.data is not None and self.file:
            raise mistake("the chart has both 'data' and 'file'", "value", "keep one of them")
        return self

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        table = self.data or self._from_file(stage)
        if table is None:
            return [[]]
        unit = look.common_unit(table, self.unit)
        self._check(table, stage)
        kind = self._drawn_as(table, stage)
        table = look.with_unit(table, unit)
        colours = look.colours(table, kind, self.highlight, stage.side)
        words = chart_words(stage.lang)
        title, key = self._heading(unit), _key(table, colours, kind, inline.plain(self.title), rect, stage)
        below = self._notes(table, kind, stage, words)
        head, foot = self._heights(title, key, below, rect, stage)
        if rect.height_pt - head - foot < _CRAMPED:  # what the chart itself shows comes first
            below = below[: int(bool(self.note))]
            head, foot = self._heights(title, key, below, rect, stage)
        room = Rect(rect.x, rect.y + points(head), rect.w, max(points(_LEAST), rect.h - points(head + foot)))
        if room.height_pt < _CRAMPED:
            stage.warn(
                "the place is too small for this chart",
                self,
                "",
                "crowded",
                "give it a larger one, or a slide of its own",
            )
        made = plan(
            Job(
                kind,
                table,
                colours,
                room.width_pt,
                room.height_pt,
                *_ruler(stage),
                stage.theme,
                stage.lang,
                words,
                unit,
                self.highlight,
            )
        )
        for message, code, hint in made.warnings:
            stage.warn(message, self, "data" if self.data else "file", code, hint)
        return [
            self._boxes(
                title,
                key if made.keyed else None,
                below,
                made,
                rect,
                room,
                self._alt(table, made.spec, title, words, stage),
                stage,
            )
        ]

    # -------------------------------------------------------------------------------------- reading

    def _from_file(self, stage: Stage) -> Table | None:
        """The table in `file`, beside the outline; None with an error for each mistake in it."""
        folder = stage.outline.path.parent
        try:
            return read_file(Path(folder) / self.file, stage.lang)
        except TableError as e:
            for finding in e.findings:
                stage.error(f"the data file '{self.file}' {finding.message}", self, "file", finding.code, finding.hint)
            return None

    def _check(self, table: Table, stage: Stage) -> None:
        """What the outline should hear about its own keys."""
        names = [*table.categories, *table.series]
        if self.highlight and self.highlight not in names:
            stage.warn(
                f"'{self.highlight}' in 'highlight' is no category and no series",
                self,
                "highlight",
                "unknown-name",
                did_you_mean(self.highlight, names),
            )
        units = sorted({q.unit for q in table.values} - {""})
        if len(units) > 1:
            stage.warn(
                f"the values have different units: {', '.join(units)}",
                self,
                "data",
                "units",
                "bars can be compared only in one unit",
            )
        if not table.values:
            stage.warn("no value of this chart is known", self, "data" if self.data else "file", "no-values")

    def _drawn_as(self, table: Table, stage: Stage) -> ChartType:
        """The chart's type, or the one that shows what that type cannot."""
        negative = any(v < 0 for v in table.numbers)
        if self.type in ("pie", "doughnut") and negative:
            stage.warn(
                f"a {self.type} cannot show negative values; drawn as bars",
                self,
                "type",
                "chart-type",
                "use 'type: bar'",
            )
            return "bar"
        if self.type == "pie" and len(table.series) > 1:
            stage.warn(
                f"a pie shows one series, here are {len(table.series)}; drawn as bars of 100 %",
                self,
                "type",
                "chart-type",
                "use 'type: bar-100'",
            )
            return "bar-100"
        if self.type in ("area", "column-100", "bar-100") and negative:
            stage.warn(
                f"'{self.type}' cannot show negative values; drawn otherwise",
                self,
                "type",
                "chart-type",
                "use 'type: bar'",
            )
            return "line" if self.type == "area" else "bar" if self.type == "bar-100" else "column"
        if self.type == "area" and any(look.is_doubtful(q) for q in table.values):
            stage.warn(
                "an area cannot show that a value is uncertain; drawn as a line",
                self,
                "type",
                "chart-type",
                "use 'type: line'",
            )
            return "line"
        if self.type.endswith("-stacked") and len(table.series) == 1:
            return "bar" if self.type.startswith("bar") else "column"
        return self.type

    # ---------------------------------------------------------------------------------------- words

    def _heading(self, unit: str) -> str:
        """The title with the unit, unless the numbers or the title already say it."""
        if not unit or look.is_sign(unit) or unit.casefold() in inline.plain(self.title).casefold():
            return self.title
        return f"{self.title}, {unit}" if self.title else unit

    def _notes(self, table: Table, kind: ChartType, stage: Stage, words: ChartWords) -> list[tuple[str, Draft]]:
        """The lines under the chart; ("hatch" for the one that explains a hatch, else "", its text)."""
        lines: list[tuple[str, Draft]] = [("", draft(self.note, scale.NOTE))] if self.note else []
        if any(look.is_doubtful(q) for q in table.values):
            hollow = kind == "line"
            lines.append(
                (
                    "" if hollow else "hatch",
                    plain_draft(words.hollow if hollow else words.hatched, scale.NOTE),
                )
            )
        if is_log(kind, table.numbers):
            lines.append(("", plain_draft(words.log, scale.NOTE)))
        gaps = [
            f"{c}, {s}" if len(table.series) > 1 else c
            for c, row in zip(table.categories, table.cells, strict=True)
            for s, q in zip(table.series, row, strict=True)
            if q is None or q.best is None
        ]
        if gaps and (len(table.series) > 1 or kind in ("line", "area")):
            named = "; ".join(gaps[:4]) + (f" {words.more.format(len(gaps) - 4)}" if len(gaps) > 4 else "")
            lines.append(("", plain_draft(words.missing.format(named), scale.NOTE)))
        return lines

    def _alt(self, table: Table, spec: ChartSpec, title: str, words: ChartWords, stage: Stage) -> str:
        """The author's words, else a sentence with the data and what they show."""
        if self.alt:
            return inline.plain(self.alt)
        kind = str(getattr(words, _NAMES[spec.type.split("-")[0]]))
        named = [s for s in table.series if s]
        subject = inline.plain(title) or _joined(named, words)
        rows = [
            f"{c} {_joined([_spoken(q, stage.lang) for q in row], words)}"
            for c, row in zip(table.categories, table.cells, strict=True)
        ]
        start = f"{kind}: {subject}. " if subject else f"{kind}: "
        if title and len(named) > 1:
            start += f"{_joined(named, words)}: "
        return _shortened(start, rows, _finding(table, spec.type, words), words)

    # ---------------------------------------------------------------------------------------- boxes

    def _heights(
        self, title: str, key: Paragraph | None, below: list[tuple[str, Draft]], rect: Rect, stage: Stage
    ) -> tuple[float, float]:
        """The room (pt) for what stands above the chart and below it."""
        head = foot = 0.0
        if title:
            head += (
                min(stage.compose.height([draft(title, _TITLE)], rect.width_pt), rect.height_pt * _HEAD_SHARE)
                + _RULE_GAP
            )
        if key:
            head += key.lines * key.pitch + (_TEXT_GAP if title else _RULE_GAP)
        if below:
            drafts = [d for _, d in below]
            foot = (
                min(stage.compose.height(drafts, rect.width_pt - _SWATCH[0] - 8), rect.height_pt * _NOTE_SHARE)
                + _RULE_GAP
                + _CHART_GAP
            )
        return head + (_CHART_GAP if head else 0.0), foot

    def _boxes(
        self,
        title: str,
        key: Paragraph | None,
        below: list[tuple[str, Draft]],
        made: Plan,
        rect: Rect,
        room: Rect,
        alt: str,
        stage: Stage,
    ) -> list[Box]:
        """Rule, title, key, chart, rule, notes from top to bottom."""
        boxes: list[Box] = []
        y = rect.y
        if title or key:
            boxes.append(stage.rule(rect.x, y, rect.w))
            y += points(_RULE_GAP)
        if title:
            drafts = [draft(title, _TITLE)]
            height = stage.line_height(drafts, rect.w, round(rect.h * _HEAD_SHARE))
            boxes.append(stage.text("Chart title", Rect(rect.x, y, rect.w, height), drafts))
            y += height + points(_TEXT_GAP)
        if key:
            height = points(key.lines * key.pitch) + 1
            boxes.append(Text(name="Chart key", rect=Rect(rect.x, y, rect.w, height), paragraphs=(key,)))
        place = Rect(room.x, room.y, points(made.width), points(made.height))
        subject = inline.plain(self.title) or inline.plain(getattr(self, "headline", "")) or "Chart"
        boxes.append(
            Chart(
                name=f"Chart: {subject[:60]}" if subject != "Chart" else subject,
                rect=place,
                alt=alt,
                spec=made.spec,
            )
        )
        return [*boxes, *self._foot(below, place.bottom + points(_CHART_GAP), rect, made.spec, stage)]

    def _foot(self, below: list[tuple[str, Draft]], y: int, rect: Rect, spec: ChartSpec, stage: Stage) -> list[Box]:
        """The hairline and the notes under it, with a swatch before the one on hatching."""
        if not below:
            return []
        boxes: list[Box] = [stage.rule(rect.x, y, rect.w)]
        y += points(_RULE_GAP)
        for kind, text in below:
            left = points(_SWATCH[0] + 8) if kind else 0
            height = min(stage.line_height([text], rect.w - left), max(points(14), rect.bottom - y))
            if kind:
                hatch = _first_hatch(spec)
                middle = y + points(stage.compose.pitch(text, 0) / 2 - _SWATCH[1] / 2)
                boxes.append(
                    Shape(
                        name="Key: hatched",
                        rect=Rect(rect.x, middle, points(_SWATCH[0]), points(_SWATCH[1])),
                        fill=hatch,
                        line=Line(hatch.colour, 1.25),
                    )
                )
            boxes.append(stage.text("Chart note", Rect(rect.x + left, y, rect.w - left, height), [text]))
            y += height
        return boxes


def _ruler(stage: Stage) -> tuple[Any, Any]:
    """`measure` and `lines` of a `Job`, in the fonts of the theme."""
    compose = stage.compose

    def measure(text: str, size: float, bold: bool) -> float:
        return compose.width(plain_draft(text, Style(size, size, bold=bold)))

    def lines(text: str, size: float, width: float) -> int:
        return compose.count(plain_draft(text, Style(size, size)), width, 0)

    return measure, lines


def _first_hatch(spec: ChartSpec) -> Hatch:
    found = next((p.fill for s in spec.series for p in s.points if isinstance(p.fill, Hatch)), None)
    return found or Hatch("ink2", "ground")


def _key(
    table: Table, colours: look.Colours, kind: ChartType, title: str, rect: Rect, stage: Stage
) -> Paragraph | None:
    """A line that names the series, with squares in their colours; None if the title does or a legend
    will."""
    count = len(table.series)
    if (
        not 1 < count <= NAMED
        or kind in ("line", "pie", "doughnut")
        or all(s.casefold() in title.casefold() for s in table.series)
    ):
        return None
    runs: list[Run] = []
    for n, name in enumerate(table.series):
        shown = list(dict.fromkeys(row[n] for row in colours.points)) if colours.by_category else [colours.series[n]]
        runs += [Run("■", _KEY.size, colour) for colour in shown[:4]]
        tail = " " * 4 if n < count - 1 else ""
        runs.append(Run(f"\u00a0{name}{tail}", _KEY.size, "ink"))
    text = plain_draft("".join(r.text for r in runs), _KEY)
    return Paragraph(tuple(runs), round(_KEY.size * _KEY.pitch, 1), lines=stage.compose.count(text, rect.width_pt, 0))


def _spoken(q: Quantity | None, lang: str) -> str:
    return format_quantity(q or Quantity("", None, None, None, "unknown"), lang)


def _joined(names: list[str], words: ChartWords) -> str:
    """ "a, b and c"."""
    return words.both.format(", ".join(names[:-1]), names[-1]) if len(names) > 1 else "".join(names)


def _finding(table: Table, kind: ChartType, words: ChartWords) -> str:
    """What is highest, "" if that is not certain: a category or its sum, else the largest value of all
    series."""
    if kind.endswith("-100") or any(q is None or q.best is None for row in table.cells for q in row):
        return ""
    if len(table.series) == 1 or kind.endswith("-stacked") or kind == "area":
        sums = [look.total(row) for row in table.cells]
        named = [(q, c) for q, c in zip(sums, table.categories, strict=True) if q is not None]
        if len(named) < len(sums):
            return ""
    else:
        named = [
            (q, f"{s}, {c}")
            for c, row in zip(table.categories, table.cells, strict=True)
            for s, q in zip(table.series, row, strict=True)
            if q is not None
        ]
    (best, name), *others = sorted(named, key=lambda n: n[0].best or 0.0, reverse=True)
    certain = all(best.low is not None and q.high is not None and best.low > q.high for q, _ in others)
    return f" {words.highest.format(name)}." if others and certain else ""


def _shortened(start: str, rows: list[str], end: str, words: ChartWords) -> str:
    """The rows between start and end, as many as a listener bears; the rest is counted."""
    room = _ALT_LENGTH - len(start) - len(end) - len(words.more) - 8
    kept: list[str] = []
    for row in rows:
        if sum(len(k) + 2 for k in kept) + len(row) > room:
            break
        kept.append(row)
    left = len(rows) - len(kept)
    more = f"; {words.more.format(left)}" if left and kept else words.more.format(left) if left else ""
    return f"{start}{'; '.join(kept)}{more}.{end}"[:_ALT_LENGTH]


MODEL = ChartBlock
