"""figure: a picture of what PowerPoint has no native form for, or of what the lecturer's own script draws.

In: a `type` with data in the outline or in a CSV file, or a `script`. Out: title, picture and notes. The figure is laid
out here (by `podium.figures`), so that whatever does not fit is a finding at its line; it is painted later, by
`podium.backends.figures`, and only if it has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import WithJsonSchema, model_validator

from podium import registry
from podium.blocks.base import Block, heading
from podium.diagnostics import did_you_mean
from podium.figures import _icons
from podium.figures.base import PACKAGE, Fault, FigureDraft, FigurePlan, FigureType
from podium.layout.missing_letters import warn_of
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import DateError, parse_date
from podium.outline.fields import TextField, TextsField, reading_language
from podium.outline.models import Problem, ReadWith, mistake, mistakes
from podium.outline.project import NotThere, Refused
from podium.outline.quantities import Quantity
from podium.outline.quantity_field import QuantityField
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Picture
from podium.scene.figures import Drawing, Script, svg_key
from podium.scene.units import EMU_PER_INCH, Rect, points
from podium.series.table import Table, read_data, read_file, warn_of_only
from podium.series.units import check_units
from podium.series.values import common_unit, is_unit_sign, with_unit
from podium.typesetting.text import Draft, draft, plain_draft

_NOTE_GAP = points(10)
_NOTE_SHARE = 0.25  # of the height, at most
_LEAST = points(90)  # of a figure's height
_ALT_LENGTH = 400
_ONE = Quantity("1", 1.0, 1.0, 1.0, "exact")
_PERSON = "person"
Icons = tuple[tuple[str, str], ...]  # category ("" for all) and icon


def _read_data(data: Any) -> Table:
    """The data of a chart, or a list of dates that count one each."""
    if not isinstance(data, (list, tuple)):
        return read_data(data)
    texts = [str(d) if isinstance(d, (str, int, float)) else "" for d in data]
    wrong = [
        Problem((n,), "expected a date", "shape", "write, for example, 1935-10 or October 1935")
        for n, t in enumerate(texts)
        if not t.strip()
    ]
    if wrong:
        raise mistakes(wrong)
    return Table(tuple(texts), ("",), tuple((_ONE,) for _ in texts))


def _read_icons(data: Any) -> Icons:
    """The icon of all categories ("") or of each. Raises the error of `mistakes` for an unknown icon."""
    if isinstance(data, list):
        hint = "write, for example, 'icon: tank' or 'icon: {Armour: tank}'"
        raise mistake("expected an icon, not a list", "type", hint)
    given = data if isinstance(data, dict) else {"": data}
    problems = [
        Problem((key,) if key else (), f"there is no icon '{name}'", "choice", did_you_mean(str(name), _icons.names()))
        for key, name in given.items()
        if name not in _icons.names()
    ]
    if problems:
        raise mistakes(problems)
    return tuple((inline.plain(str(k)), str(v)) for k, v in given.items())


def _read_type(data: Any) -> str:
    known = registry.names(PACKAGE)
    if data not in known:
        raise mistake(f"there is no figure type '{data}'", "choice", did_you_mean(str(data), known))
    return str(data)


_TYPE = {"enum": list(registry.names(PACKAGE))}
_ICONS = {"anyOf": [{"enum": list(_icons.names())}, {"type": "object"}]}
TypeField = Annotated[str, ReadWith(_read_type), WithJsonSchema(_TYPE)]
TableField = Annotated[Table | None, ReadWith(_read_data), WithJsonSchema({"type": ["object", "array"]})]
IconField = Annotated[Icons, ReadWith(_read_icons), WithJsonSchema(_ICONS)]


class FigureBlock(Block):
    """A figure of numbers, or a script that draws one."""

    label = "a figure"
    summary = "what PowerPoint cannot draw: range-dots, slope, pictogram, calendar, waffle, or your own script"
    shares: ClassVar[tuple[int, int]] = (4, 8)
    about: ClassVar[dict[str, str]] = {
        "type": "`range-dots`, `slope`, `pictogram`, `calendar` or `waffle`",
        "script": "your own Python script, with --allow-scripts",
        "title": "a line over the figure",
        "unit": "of all values",
        "data": "as in a chart; dates for a `calendar`",
        "file": "a CSV or TSV file in place of `data`",
        "only": "the series that are shown",
        "highlight": "what keeps its colour",
        "icon": "`person`, `tank`, `aircraft` …, or one for each category",
        "each": "the number that one icon stands for",
        "note": "a line under the figure",
        "alt": "the alt text",
    }

    type: TypeField = ""
    script: TextField = ""
    title: TextField = ""
    unit: TextField = ""
    data: TableField = None
    file: TextField = ""
    only: TextsField = ()
    highlight: TextField = ""
    icon: IconField = ()
    each: QuantityField = None
    note: TextField = ""
    alt: TextField = ""

    @model_validator(mode="after")
    def _one_source(self) -> Any:
        if self.script:
            if self.type or self.data is not None:
                raise mistake(
                    "a figure takes either a 'script' or a 'type' with data", "value", "keep one of them"
                )
            return self
        if not self.type:
            raise mistake(
                "the figure has no 'type'",
                "missing",
                f"known: {', '.join(registry.names(PACKAGE))}; or 'script: my_figure.py'",
            )
        if self.data is None and not self.file:
            raise mistake(
                "the figure has no numbers",
                "missing",
                "add 'data:' with 'category: value' lines, or 'file: numbers.csv'",
            )
        if self.data is not None and self.file:
            raise mistake("the figure has both 'data' and 'file'", "value", "keep one of them")
        if self.each is not None and (self.each.best or 0.0) <= 0:
            raise mistakes([Problem(("each",), "'each' must be above zero", "value")])
        if self.data is not None and (faults := list(self._faults(self.data, reading_language.get()))):
            raise mistakes(_problem(f, self.data) for f in faults)
        return self

    @property
    def model(self) -> FigureType:
        """The figure's type."""
        found: FigureType = registry.load(PACKAGE, self.type)
        return found

    def _faults(self, table: Table, lang: str) -> Iterator[Fault]:
        if not table.categories:
            yield Fault(-1, -1, "the figure has no numbers")
        if _is_list(table) and not self.model.dated:
            yield Fault(-1, -1, "a list of dates is for 'type: calendar'", "write 'category: value' lines")
            return
        yield from self.model.check(table, lang)

    # ----------------------------------------------------------------------------------- laying out

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if self.script:
            return [self._scripted(rect, stage)]
        table = self.data or self._from_file(stage)
        if table is None:
            return [[]]
        self._check(table, stage)
        unit = common_unit(table, self.unit)
        named, room = heading(self._heading(unit), rect, stage)
        shown = with_unit(table, unit)
        plan = self._plan(shown, unit, room, stage)
        notes = self._notes(plan, rect, stage)
        room = room._replace(h=room.h - self._height(notes, rect, stage))
        if room.h < _LEAST:
            stage.warn(
                "the space is too small for this figure",
                self,
                "",
                "crowded",
                "give it more space, or a slide of its own",
            )
            room = room._replace(h=_LEAST)
        plan = self._plan(shown, unit, room, stage)
        for message, code, hint in plan.warnings:
            stage.warn(message, self, "data" if self.data else "file", code, hint)
        sheets = -(-plan.rows // max(1, plan.fits))
        per = -(-plan.rows // max(1, sheets))
        pages = []
        for n in range(0, plan.rows, per):
            boxes = named if not n else heading(self._heading(unit), rect, stage)[0]
            pages.append([*boxes, *self._drawn(plan, range(n, min(n + per, plan.rows)), room, shown, notes, stage)])
        return pages

    def _plan(self, table: Table, unit: str, room: Rect, stage: Stage) -> FigurePlan:
        each = (self.each.best or 0.0) if self.each else 0.0
        return self.model.plan(
            FigureDraft(
                table,
                room.width_pt,
                room.height_pt,
                stage.compose,
                stage.side,
                stage.lang,
                unit,
                self.highlight,
                self._icon,
                each,
                stage.theme.free(),
            )
        )

    def _icon(self, category: str) -> str:
        icons = dict(self.icon)
        return icons.get(category, icons.get("", _PERSON))

    def _drawn(
        self, plan: FigurePlan, rows: range, room: Rect, table: Table, notes: list[Draft], stage: Stage
    ) -> list[Box]:
        """The picture of some rows, and the notes below it."""
        drawn = plan.draw(rows)
        place = Rect(room.x, room.y, points(drawn.width), points(drawn.height))
        lacks = partial(warn_of, self, stage)
        key = stage.pictures.promise(
            Drawing(tuple(drawn.boxes), Rect(0, 0, place.w, place.h), stage.theme, lacks)
        )
        picture = Picture(
            name=f"Figure: {self._subject(stage)}",
            rect=place,
            alt=self._alt(table, plan, stage),
            media=key,
            svg=svg_key(key),
        )
        return [picture, *self._below(notes, place.bottom, room, stage)]

    def _scripted(self, rect: Rect, stage: Stage) -> list[Box]:
        """Title, the script's picture, and the note; no picture, but an error, if the script may not or cannot run."""
        boxes, room = heading(self.title, rect, stage)
        notes = [draft(self.note, scale.NOTE)] if self.note else []
        room = room._replace(h=max(_LEAST, room.h - self._height(notes, rect, stage)))
        path, data = self._file(self.script, "script", stage), self._file(self.file, "file", stage)
        below = self._below(notes, room.bottom, room, stage)
        if path is None or (self.file and data is None):
            return [*boxes, *below]
        if not stage.allow_scripts:
            stage.error(
                f"the script '{self.script}' is not allowed to run",
                self,
                "script",
                "script-not-allowed",
                "if you trust it, build with --allow-scripts",
            )
            return [*boxes, *below]
        if not self.alt:
            stage.warn(
                "the figure has no 'alt' text, and podium cannot see what the script draws",
                self,
                "script",
                "no-alt",
                "describe in a sentence what it shows",
            )

        def failed(message: str, hint: str) -> None:
            stage.error(f"the script '{self.script}' {message}", self, "script", "script-failed", hint)

        def warned(message: str, hint: str) -> None:
            stage.warn(f"the script '{self.script}' {message}", self, "script", "script-svg", hint)

        size = room.w / EMU_PER_INCH, room.h / EMU_PER_INCH
        key = stage.pictures.promise(
            Script(path, stage.outline.project.folder, *size, stage.theme, failed, warned, data)
        )
        alt = inline.plain(self.alt or self.title) or stage.words.placeholder
        return [
            *boxes,
            Picture(name=f"Figure: {self._subject(stage)}", rect=room, alt=alt, media=key, svg=svg_key(key)),
            *below,
        ]

    def _file(self, name: str, key: str, stage: Stage) -> Path | None:
        """The file of that name; None without a name, or with an error."""
        what, project = "script" if key == "script" else "data file", stage.outline.project
        if not name:
            return None
        try:
            found = project.find(name, [project.folder])
            if key == "script" and project.folder not in found.path.parents:
                raise NotThere
            if found.path.is_file():
                if found.note:
                    message = f"the name of the {what} '{name}' is spelled differently"
                    stage.warn(message, self, key, "file-name", found.note)
                return found.path
            raise NotThere
        except NotThere as e:
            hint = e.hint or "put it beside the outline"
            stage.error(f"the {what} '{name}' is not there", self, key, "missing-file", hint)
        except Refused as e:
            stage.error(f"the {what} '{name}' {e}", self, key, "outside", e.hint)
        return None

    # --------------------------------------------------------------------------------------- words

    def _heading(self, unit: str) -> str:
        """The title with the unit, unless the numbers or the title have it already."""
        if not unit or is_unit_sign(unit) or unit.casefold() in inline.plain(self.title).casefold():
            return self.title
        return f"{self.title}, {unit}" if self.title else unit

    def _subject(self, stage: Stage) -> str:
        return (inline.plain(self.title) or inline.plain(getattr(self, "headline", "")) or self.type or self.script)[
            :60
        ]

    def _notes(self, plan: FigurePlan, rect: Rect, stage: Stage) -> list[Draft]:
        """The author's note, and the key to uncertain values, on one line if it fits."""
        notes = [draft(self.note, scale.NOTE)] if self.note else []
        return notes + ([plain_draft("  ·  ".join(plan.notes), scale.NOTE)] if plan.notes else [])

    def _height(self, notes: list[Draft], rect: Rect, stage: Stage) -> int:
        return stage.line_height(notes, rect.w, round(rect.h * _NOTE_SHARE)) + _NOTE_GAP if notes else 0

    def _below(self, notes: list[Draft], y: int, room: Rect, stage: Stage) -> list[Box]:
        if not notes:
            return []
        height = self._height(notes, room, stage) - _NOTE_GAP
        return [stage.text("Figure note", Rect(room.x, y + _NOTE_GAP, room.w, height), notes)]

    def _alt(self, table: Table, plan: FigurePlan, stage: Stage) -> str:
        """The author's alt text, else the type of the figure, and as much of its data as a listener can follow."""
        if self.alt:
            return inline.plain(self.alt)
        figure = FigureDraft(table, 0, 0, stage.compose, stage.side, stage.lang)
        subject = inline.plain(self.title) or inline.plain(getattr(self, "headline", ""))
        start = f"{self.model.name(figure.words)}: {subject}. " if subject else f"{self.model.name(figure.words)}: "
        text, left = start, len(table.categories)
        for category, row in zip(table.categories, table.cells, strict=True):
            spoken = self._spoken(category, row, table, figure, stage)
            if len(text) + len(spoken) > _ALT_LENGTH - 30 and left < len(table.categories):
                text += figure.chart_words.more.format(left)
                break
            text += spoken + ("; " if left > 1 else "")
            left -= 1
        return text.removesuffix(".") + "."  # Ukrainian dates end with one

    def _spoken(
        self, category: str, row: tuple[Quantity | None, ...], table: Table, figure: FigureDraft, stage: Stage
    ) -> str:
        """A category with its values in words."""
        if self.model.dated:
            try:
                category = format_date(parse_date(category, stage.lang), stage.lang)
            except DateError:
                return category
            if all(r == (_ONE,) for r in table.cells):  # a date that counts one needs no number
                return category
        values = [f"{s} {figure.says(q)}" if s else figure.says(q) for s, q in zip(table.series, row, strict=True)]
        return f"{category} {', '.join(values)}"

    # ------------------------------------------------------------------------------------- reading

    def _from_file(self, stage: Stage) -> Table | None:
        """The table in `file`; None, with an error for each mistake in it."""
        table = stage.read_file(self, lambda path: read_file(path, stage.lang, self.only))
        if table is None:
            return None
        faults = list(self._faults(table, stage.lang))
        for fault in faults:
            source = table.sources[fault.category] if fault.category >= 0 else ()
            row, column = source[min(fault.series + 1, len(source) - 1)] if source else (0, 0)
            place = f"row {row}, column {column}: " if source else ""
            stage.error(f"the data file '{self.file}' {place}{fault.message}", self, "file", "figure-data", fault.hint)
        return None if faults else table

    def _check(self, table: Table, stage: Stage) -> None:
        """Warns of keys that do not go together or have no effect."""
        warn_of_only(self, stage)
        names = [*table.categories, *table.series]
        if self.highlight and self.highlight not in names:
            stage.warn(
                f"'{self.highlight}' in 'highlight' is neither a category nor a series",
                self,
                "highlight",
                "unknown-name",
                did_you_mean(self.highlight, names),
            )
        for name, _ in self.icon:
            if name and name not in table.categories:
                stage.warn(
                    f"'{name}' in 'icon' is not a category",
                    self,
                    "icon",
                    "unknown-name",
                    did_you_mean(name, table.categories),
                )
        check_units(table, [range(len(table.series))], self, stage)
        if not table.values:
            stage.warn("no value of this figure is known", self, "data" if self.data else "file", "no-values")


def _is_list(table: Table) -> bool:
    """Whether the data were a plain list of dates."""
    return bool(table.cells) and all(row[0] is _ONE for row in table.cells)


def _problem(fault: Fault, table: Table) -> Problem:
    """A fault in data of the outline, with its place: the key of a category, or its value."""
    if fault.category < 0:
        return Problem(("data",), fault.message, "figure-data", fault.hint)
    listed = _is_list(table)
    step = fault.category if listed else table.categories[fault.category]
    return Problem(("data", step), fault.message, "figure-data", fault.hint, fault.series < 0 and not listed)


MODEL = FigureBlock
