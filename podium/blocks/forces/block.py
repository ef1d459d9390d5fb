"""forces: the strengths of two to four sides, row by row, with their ratio in words.

In: sides, and rows with a quantity for each side (or a CSV file). Out: two sides as bars left and right of the labels;
more sides, or two in a narrow place, as groups of bars. Bars are hatched where a number is not exact. Rows that do not
fit at a readable size continue on further sheets.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import WithJsonSchema, model_validator

from podium import languages
from podium.blocks.base import Block, heading
from podium.blocks.forces.comparison import Comparison, Row
from podium.blocks.forces.groups import Groups
from podium.blocks.forces.mirror import Mirror
from podium.blocks.forces.ratio import compare, verdict_text
from podium.diagnostics import did_you_mean
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import TextField, TextsField, reading_language
from podium.outline.models import Problem, ReadWith, Switch, is_empty, mistake, mistakes
from podium.outline.quantities import Quantity, QuantityError, parse_quantity
from podium.scene.units import Rect
from podium.series.bars import UNKNOWN
from podium.series.parties import parties
from podium.series.table import read_file, warn_of_only

_MOST_SIDES = 4
_HINT = "write 'Infantry: [38000, 74000]', one number for each side"


class ForceRow(NamedTuple):
    """A row of the outline: pairs of (side, quantity), with the side "" if the order says whose number it is."""

    label: str
    cells: tuple[tuple[str, Quantity], ...]


def read_strength(value: Any, lang: str) -> Quantity:
    """A quantity that is not negative; an empty one is unknown, and "none" in the deck's language is zero.

    Raises QuantityError.
    """
    if is_empty(value):
        return UNKNOWN
    if isinstance(value, str) and value.strip().casefold() == languages.of(lang).bars.none.casefold():
        value = "none"
    q = parse_quantity(value, lang)
    if any(v is not None and v < 0 for v in (q.low, q.high, q.best)):
        raise QuantityError(f"{value!r} is below zero; strengths and losses cannot be negative")
    return q


def _read_rows(data: Any) -> tuple[ForceRow, ...]:
    """`{Infantry: [38000, up to 74000]}`, or `{Infantry: {japan: 38000, soviet: up to 74000}}`."""
    if isinstance(data, tuple):
        return data
    if not isinstance(data, dict):
        raise mistake("'rows' must be 'label: [numbers]' lines", "shape", _HINT)
    rows: list[ForceRow] = []
    problems: list[Problem] = []
    for label, value in data.items():
        if not isinstance(value, (list, tuple, dict)):
            problems.append(Problem((label,), f"'{label}' needs a number for each side", "shape", _HINT))
            continue
        named = list(value.items()) if isinstance(value, dict) else [("", v) for v in value]
        cells = []
        for n, (side, cell) in enumerate(named):
            path = (label, side or n)
            if isinstance(cell, (list, tuple, dict)):
                problems.append(Problem(path, "expected a number, or text such as 'up to 74000'", "shape"))
                continue
            try:
                cells.append((str(side), read_strength(cell, reading_language.get())))
            except QuantityError as e:
                problems.append(Problem(path, str(e), "quantity"))
        rows.append(ForceRow(inline.plain(str(label)), tuple(cells)))
    if problems:
        raise mistakes(problems)
    return tuple(rows)


def _read_sides(data: Any) -> tuple[tuple[str, str], ...]:
    """`[japan, soviet]`, or `{japan: Japan and Manchukuo, soviet: …}` with headings for the columns."""
    if isinstance(data, dict):
        return tuple((str(k), "" if is_empty(v) else str(v)) for k, v in data.items())
    if isinstance(data, (list, tuple)) and not any(isinstance(d, (list, dict)) for d in data):
        return tuple((str(d), "") for d in data if not is_empty(d))
    raise mistake("'sides' must be a list", "shape", "write 'sides: [japan, soviet]'")


_NUMBERS = {"type": ["array", "object"]}


class ForcesBlock(Block):
    """Strengths of the sides, compared."""

    label: ClassVar[str] = "'forces'"
    summary: ClassVar[str] = "strengths of two to four sides, bar against bar, with the ratio in words"
    about: ClassVar[dict[str, str]] = {
        "sides": "two to four sides: `[japan, soviet]`, or `{japan: Japan and Manchukuo, …}`",
        "rows": "a number for each side: `Infantry: [38000, up to 74000]`",
        "file": "a CSV file in place of rows",
        "only": "the sides that are shown",
        "scale": "`row`: each row has its own; `shared` or `log`",
        "words": "`false`: without the ratio in words",
        "title": "a line over the bars",
        "unit": "of all numbers",
        "note": "a line under the bars",
        "alt": "the alt text",
    }

    sides: Annotated[
        tuple[tuple[str, str], ...], ReadWith(_read_sides), WithJsonSchema({"type": ["array", "object"]})
    ] = ()
    rows: Annotated[
        tuple[ForceRow, ...],
        ReadWith(_read_rows),
        WithJsonSchema({"type": "object", "additionalProperties": _NUMBERS}),
    ] = ()
    file: TextField = ""
    only: TextsField = ()
    scale: Literal["row", "shared", "log"] = "row"
    words: Switch = True
    title: TextField = ""
    unit: TextField = ""
    note: TextField = ""
    alt: TextField = ""

    @model_validator(mode="after")
    def _counts(self) -> Any:
        """Checks that each row has a number for each side."""
        if self.rows and self.file:
            raise mistake("'forces' has both 'rows' and 'file'", "value", "keep one of them")
        problems = []
        if self.sides and not 2 <= len(self.sides) <= _MOST_SIDES:
            problems.append(
                Problem(("sides",), f"'forces' compares two to {_MOST_SIDES} sides, not {len(self.sides)}", "value")
            )
        for row in self.rows:
            positional = sum(not side for side, _ in row.cells)
            if self.sides and positional and positional != len(self.sides):
                problems.append(
                    Problem(
                        ("rows", row.label),
                        f"'{row.label}' has {positional} numbers for {len(self.sides)} sides",
                        "count",
                        "write 'none' or 'unknown' where there is no number",
                    )
                )
        if problems:
            raise mistakes(problems)
        return self

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        comparison = self._comparison(stage)
        if comparison is None:
            return [[]]
        title, below = heading(self.title, rect, stage)
        sheets = Mirror(comparison, below, stage).sheets() if len(comparison.parties) == 2 else []
        return [[*title, *sheet] for sheet in sheets or Groups(comparison, below, stage).sheets()]

    # ------------------------------------------------------------------------------------------- reading

    def _comparison(self, stage: Stage) -> Comparison | None:
        """What to draw; None, with a finding, if that is not clear."""
        warn_of_only(self, stage)
        rows = self._from_file(stage) if self.file else self.rows
        if not rows:
            if not self.file:
                stage.warn("'forces' has no rows", self, "", "empty", f"add 'rows:': {_HINT}")
            return None
        named = self.sides or self._implied(rows, stage)
        if not named:
            return None
        sides = parties(named, stage)
        keys = [
            {name.casefold(), p.name.casefold(), p.short.casefold()} | _ids(p.short, stage)
            for (name, _), p in zip(named, sides, strict=True)
        ]
        resolved = [Row(row.label, self._values(row, keys, [n for n, _ in named], stage)) for row in rows]
        if not any(q.is_known for row in resolved for q in row.values):
            stage.warn("no number in this 'forces' is known", self, "rows", "no-values")
        return self._judged(
            resolved,
            Comparison(
                sides,
                resolved,
                self.scale,
                inline.plain(self.unit),
                self.note,
                inline.plain(self.alt),
                bool(getattr(self, "reveal", False)),
            ),
            stage,
        )

    def _from_file(self, stage: Stage) -> tuple[ForceRow, ...]:
        """The rows of a CSV file, whose first row names the sides; (), with an error for each mistake in it."""
        table = stage.read_file(self, lambda path: read_file(path, stage.lang, self.only))
        if table is None:
            return ()
        return tuple(
            ForceRow(c, tuple((s, q or UNKNOWN) for s, q in zip(table.series, row, strict=True)))
            for c, row in zip(table.categories, table.cells, strict=True)
        )

    def _implied(self, rows: tuple[ForceRow, ...], stage: Stage) -> tuple[tuple[str, str], ...]:
        """The sides if the outline does not list them: those named in the rows, else all of the deck."""
        named = tuple(dict.fromkeys(side for row in rows for side, _ in row.cells if side))
        sides = named or tuple(stage.deck.sides)
        if 2 <= len(sides) <= _MOST_SIDES and all(
            len(row.cells) == len(sides) or row.cells[0][0] for row in rows if row.cells
        ):
            return tuple((s, "") for s in sides)
        stage.error(
            "it is not clear whose numbers these are",
            self,
            "rows",
            "missing",
            "add 'sides: [japan, soviet]', with two to four sides",
        )
        return ()

    def _values(self, row: ForceRow, keys: list[set[str]], names: list[str], stage: Stage) -> tuple[Quantity, ...]:
        """The row's quantity for each side, unknown if there is none."""
        values = [UNKNOWN] * len(keys)
        for n, (side, q) in enumerate(row.cells):
            place = n if not side else next((k for k, known in enumerate(keys) if side.strip().casefold() in known), -1)
            if 0 <= place < len(values):
                values[place] = q
            else:
                stage.error(
                    f"these forces have no side '{side}'",
                    self,
                    "rows",
                    "unknown-side",
                    did_you_mean(side, names),
                )
        return tuple(values)

    def _judged(self, rows: list[Row], comparison: Comparison, stage: Stage) -> Comparison:
        """The comparison with its verdicts, if there are two sides: who has more in each row, and in most rows."""
        if len(comparison.parties) != 2:
            return comparison
        verdicts = [compare(*row.values) for row in rows]
        wins = [sum(v.leader == n for v in verdicts) for n in (0, 1)]
        usual = None if wins[0] == wins[1] else wins.index(max(wins))
        names = (comparison.parties[0].short, comparison.parties[1].short)
        comparison.usual, comparison.leaders = usual, [v.leader for v in verdicts]
        if self.words:
            comparison.verdicts = [verdict_text(v, names, usual, stage.lang) for v in verdicts]
        return comparison


def _ids(short: str, stage: Stage) -> set[str]:
    """The id of the deck's side of that name."""
    return {
        key.casefold()
        for key, side in stage.deck.sides.items()
        if short in (inline.plain(side.short), inline.plain(side.name))
    }


MODEL = ForcesBlock
