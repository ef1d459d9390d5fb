"""The rows of `losses` in order (groups, parties, parts), and sums that are as uncertain as their parts.

In: a `Table` of parties and parts. Out: a `Panel` of `Row`s for each unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from podium.languages.catalogue import Kind
from podium.outline.quantities import Quantity
from podium.series.bars import reach
from podium.series.parties import Party
from podium.series.table import Table

MOST_STACKED = 3  # parts in one bar; more have a bar each, under the party's name


class Part(NamedTuple):
    """A part of a loss: "Killed"; "" if there is only one number."""

    name: str
    value: Quantity


class PartyLosses(NamedTuple):
    """A party and its parts; `key` is its name in the outline."""

    key: str
    party: Party
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: its label, its party, its parts, and its sum if that is known."""

    label: str
    party: Party
    parts: tuple[Part, ...]
    total: Quantity | None


class RowGroup(NamedTuple):
    """Rows under a heading ("" for none)."""

    heading: str
    rows: tuple[Row, ...]

    @property
    def total(self) -> Quantity | None:
        """The sum of its rows, None if that of a row is not known, if it has only one, or if it has no heading."""
        totals = [row.total for row in self.rows if row.total]
        known = bool(self.heading) and 1 < len(totals) == len(self.rows)
        return total(totals) if known else None


class Panel(NamedTuple):
    """Groups of rows that share an axis and a unit."""

    unit: str
    blocks: tuple[RowGroup, ...]

    @property
    def rows(self) -> list[Row]:
        return [row for block in self.blocks for row in block.rows]

    @property
    def end(self) -> float:
        """The value at which the longest bar ends."""
        return max((fsum(reach(p.value) for p in row.parts) for row in self.rows), default=0.0)

    @property
    def values(self) -> list[Quantity]:
        return [p.value for row in self.rows for p in row.parts]


def party_losses(table: Table, sides: Sequence[Party]) -> list[PartyLosses]:
    """The parties of a table, each with the parts that it has."""
    losses = []
    for key, party, cells in zip(table.categories, sides, table.cells, strict=True):
        parts = tuple(Part(name, q) for name, q in zip(table.series, cells, strict=True) if q is not None)
        if not parts:
            parts = (Part("", Quantity("unknown", None, None, None, "unknown")),)
        losses.append(PartyLosses(key, party, parts))
    return losses


def panels_of(entries: Sequence[PartyLosses], groups: Sequence[tuple[str, tuple[str, ...]]], unit: str) -> list[Panel]:
    """A panel for each unit, in the order in which units appear."""
    units = list(dict.fromkeys(p.value.unit or unit for e in entries for p in e.parts if p.value.is_known)) or [unit]
    return [Panel(u, tuple(_blocks(entries, groups, u, unit if unit else units[0]))) for u in units]


def _blocks(
    entries: Sequence[PartyLosses], groups: Sequence[tuple[str, tuple[str, ...]]], unit: str, usual: str
) -> list[RowGroup]:
    """The blocks of a panel: the parties in no group, then the groups."""
    listed = {key for _, members in groups for key in members}
    ordered = [("", [e for e in entries if e.key not in listed])]
    ordered += [(heading, [e for key in members for e in entries if e.key == key]) for heading, members in groups]
    most = most_parts(entries, unit, usual)
    blocks = []
    for heading, members in ordered:
        rows: list[Row] = []
        for entry in members:
            parts = tuple(p for p in entry.parts if (p.value.unit or usual) == unit)
            if len(parts) > MOST_STACKED:
                if rows:
                    blocks.append(RowGroup(heading, tuple(rows)))
                single = tuple(Row(p.name, entry.party, (Part("", p.value),), p.value) for p in parts)
                blocks.append(RowGroup(entry.party.name, single))
                rows, heading = [], ""
            elif parts:
                whole = len(parts) == most  # no other party has a part that this one lacks, whatever it is called
                rows.append(
                    Row(entry.party.name, entry.party, parts, total([p.value for p in parts]) if whole else None)
                )
        if rows:
            blocks.append(RowGroup(heading, tuple(rows)))
    return blocks


def most_parts(entries: Sequence[PartyLosses], unit: str, usual: str) -> int:
    """The number of parts in which the losses of a party are given, at most."""
    return max((sum((p.value.unit or usual) == unit for p in e.parts) for e in entries), default=0)


def total(values: Sequence[Quantity]) -> Quantity | None:
    """The sum, as uncertain as its parts; None if one is unknown or their qualifiers have none in common."""
    if len(values) == 1:
        return values[0]
    if any(q.best is None for q in values) or len({q.unit for q in values}) > 1:
        return None
    kind = _common_kind({q.kind for q in values} - {"exact"})
    if kind is None:
        return None
    lows, highs = [q.low for q in values], [q.high for q in values]
    low = None if None in lows else round(fsum(v for v in lows if v is not None), 9)
    high = None if None in highs else round(fsum(v for v in highs if v is not None), 9)
    best = {
        "range": None if low is None or high is None else (low + high) / 2,
        "at-most": high,
        "less-than": high,
        "at-least": low,
        "more-than": low,
    }.get(kind)
    if best is None:
        best = round(fsum(q.best for q in values if q.best is not None), 9)
    return Quantity("", low, high, best, kind, values[0].unit)


def _common_kind(doubts: set[Kind]) -> Kind | None:
    """The qualifier of a sum whose parts have these qualifiers."""
    if len(doubts) <= 1:
        return doubts.pop() if doubts else "exact"
    if doubts <= {"at-most", "less-than", "range"}:
        return "at-most"
    if doubts <= {"at-least", "more-than", "range"}:
        return "at-least"
    return None
