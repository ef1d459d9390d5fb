"""losses: what each party lost, as bars on a common axis, hatched where a number is not exact.

In: a quantity for each party, or its parts (killed, wounded, captured…), which are stacked. Out: sheets of boxes: rows
in groups under an axis with few grid lines, an axis for each unit (men, tanks), and a key if there is a hatch. Parts
have a sum only if all of them are known, and it is as uncertain as they are.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import WithJsonSchema, model_validator

from podium.blocks.base import Block, heading
from podium.blocks.losses.data import MOST_STACKED, PartyLosses, most_parts, panels_of, party_losses
from podium.blocks.losses.draw import Drawing
from podium.diagnostics import did_you_mean
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.fields import TextField, TextsField
from podium.outline.models import Problem, ReadWith, is_empty, mistake, mistakes
from podium.outline.nodes import Scalar
from podium.scene.units import Rect
from podium.series.parties import parties
from podium.series.table import DataField, Table, read_file, warn_of_only

Grouping = tuple[tuple[str, tuple[str, ...]], ...]


def _read_groups(data: Any) -> Grouping:
    """`{Lost the battle: [Japan, Manchukuo], …}`."""
    if isinstance(data, tuple):
        return data
    if not isinstance(data, dict):
        raise mistake(
            "'groups' must be 'heading: [parties]' lines", "shape", "write 'Lost the battle: [Japan, Manchukuo]'"
        )
    groups, problems = [], []
    for title, members in data.items():
        names = [members] if isinstance(members, str) else members
        if not isinstance(names, (list, tuple)) or any(isinstance(n, (list, dict)) for n in names):
            problems.append(Problem((title,), f"'{title}' must be a list of parties", "shape"))
            continue
        groups.append((str(title), tuple(str(n) for n in names if not is_empty(n))))
    if problems:
        raise mistakes(problems)
    return tuple(groups)


class LossesBlock(Block):
    """Losses by party."""

    label: ClassVar[str] = "'losses'"
    summary: ClassVar[str] = "losses of each party on one axis; parts are stacked, “up to” is hatched"
    about: ClassVar[dict[str, str]] = {
        "rows": "a number for each party, or its parts: `Japan: {Killed: 526, Wounded: 913}`",
        "data": "the same as `rows`",
        "file": "a CSV file in place of rows",
        "only": "the parties that are shown",
        "groups": "headings over some of the parties: `Lost the battle: [Japan, Manchukuo]`",
        "title": "a line over the bars",
        "unit": "of all numbers",
        "note": "a line under the bars",
        "alt": "the alt text",
    }

    rows: DataField = None
    data: DataField = None
    file: TextField = ""
    only: TextsField = ()
    groups: Annotated[Grouping, ReadWith(_read_groups), WithJsonSchema({"type": "object"})] = ()
    title: TextField = ""
    unit: TextField = ""
    note: TextField = ""
    alt: TextField = ""

    @model_validator(mode="after")
    def _checked(self) -> Any:
        given = [key for key in ("rows", "data", "file") if getattr(self, key)]
        if not given:
            raise mistake("'losses' has no numbers", "missing", "add 'rows:' with lines like 'Japan: up to 20000'")
        if len(given) > 1:
            raise mistake(f"'losses' has both '{given[0]}' and '{given[1]}'", "value", "keep one of them")
        table = self.rows or self.data
        if table is not None:
            problems = [
                Problem((given[0], c), f"'{c}' has a loss below zero", "value", "write losses without a minus sign")
                for c, row in zip(table.categories, table.cells, strict=True)
                if _is_negative(row)
            ]
            if problems:
                raise mistakes(problems)
        return self

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        table = self.rows or self.data or self._from_file(stage)
        if table is None:
            return [[]]
        warn_of_only(self, stage)
        if not table.values:
            stage.warn("no number of these losses is known", self, self._key, "no-values")
        sides = parties([(name, "") for name in table.categories], stage)
        if stage.deck.sides and not any(stage.side(name) for name in table.categories):
            sides = [p._replace(colour="grey") for p in sides]  # places or years, not parties: no side's colour
        entries = party_losses(table, sides)
        self._check_groups(entries, stage)
        groups = tuple(
            (inline.plain(heading), tuple(self._member(m, entries, stage) for m in members))
            for heading, members in self.groups
        )
        self._check_sums(entries, stage)
        panels = panels_of(entries, groups, inline.plain(self.unit))
        unit = panels[0].unit if self.title and len(panels) == 1 else ""
        title, below = heading(_with_unit(self.title, unit), rect, stage)
        alt, reveal = inline.plain(self.alt), bool(getattr(self, "reveal", False))
        sheets = Drawing(panels, self.note, alt, reveal, below, stage, told=bool(unit)).sheets()
        return [[*title, *sheet] for sheet in sheets]

    @property
    def _key(self) -> str:
        return next(key for key in ("rows", "data", "file") if getattr(self, key))

    def _from_file(self, stage: Stage) -> Table | None:
        """The table in a CSV file, whose first column names the parties and whose first row the parts."""
        table = stage.read_file(self, lambda path: read_file(path, stage.lang, self.only))
        if table is None:
            return None
        negative = [c for c, row in zip(table.categories, table.cells, strict=True) if _is_negative(row)]
        for name in negative:
            stage.error(f"the data file '{self.file}': '{name}' has a loss below zero", self, "file", "value")
        return None if negative else table

    def _check_groups(self, entries: list[PartyLosses], stage: Stage) -> None:
        """Warns of members of groups that have no losses."""
        names = [e.key for e in entries]
        for _, members in self.groups:
            for member in members:
                if self._member(member, entries, stage) not in names:
                    stage.warn(
                        f"'{member}' in 'groups' has no losses here",
                        self,
                        "groups",
                        "unknown-name",
                        did_you_mean(member, names),
                    )

    def _check_sums(self, entries: list[PartyLosses], stage: Stage) -> None:
        """Warns of parties whose parts are not summed, because others have more of them."""
        usual = inline.plain(self.unit)
        for unit in dict.fromkeys(p.value.unit or usual for e in entries for p in e.parts):
            most = most_parts(entries, unit, usual)
            for entry in entries:
                own = [p.name for p in entry.parts if (p.value.unit or usual) == unit]
                if 1 < len(own) < most <= MOST_STACKED:
                    message = f"no sum for '{entry.key}': it has {len(own)} parts ({', '.join(own)}), others {most}"
                    hint = "write 'unknown' or 'none' for the missing part"
                    stage.warn(message, self, self._key, "no-sum", hint)

    @staticmethod
    def _member(name: str, entries: list[PartyLosses], stage: Stage) -> str:
        """The party's key in `rows`, by its own name or by that of the deck's side."""
        (party,) = parties([(name, "")], stage)
        return next(
            (e.key for e in entries if e.key.casefold() == name.strip().casefold() or e.party.name == party.name), name
        )


def _is_negative(row: Any) -> bool:
    return any(v is not None and v < 0 for q in row if q is not None for v in (q.low, q.high, q.best))



def _with_unit(title: str, unit: str) -> str:
    """The title with the unit of all numbers, unless it says it; it keeps its place in the outline."""
    said = re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", inline.plain(title), re.IGNORECASE)
    return Scalar.of(f"{title}, {unit}", title) if unit and not said else title


MODEL = LossesBlock
