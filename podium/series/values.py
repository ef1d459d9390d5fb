"""Values of a chart or figure: what is drawn of a quantity, the units, and the sums.

In: `Quantity`s and `Table`s. Out: scene `Value`s, the unit that all values share, tables with the unit that labels
show, and sums that are as uncertain as their parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from podium.outline.quantities import Quantity
from podium.scene.charts import Value
from podium.series.table import Table

_UNIT_SIGNS = "%‰°£$€¥₽₺"  # shown with every number; other units only once, in the title


def drawn_value(q: Quantity | None) -> Value | None:
    """The quantity as the scene has it; None stays None."""
    return None if q is None else Value(q.best, q.text, q.is_exact)


def is_doubtful(value: Quantity | None) -> bool:
    """Whether the value has a number that is not exact."""
    return value is not None and value.is_known and not value.is_exact


def is_unit_sign(unit: str) -> bool:
    """Whether a unit is a sign that is shown with every number, such as % and £, perhaps with a word (£ million)."""
    return unit[:1] != "" and unit[0] in _UNIT_SIGNS and len(unit[1:].split()) < 2


def common_unit(table: Table, unit: str) -> str:
    """The unit of all values: `unit` if there is one, else the one that they are written with; "" if they differ."""
    found = {q.unit for q in table.values}
    return unit or (found.pop() if len(found) == 1 else "")


def with_unit(table: Table, unit: str) -> Table:
    """The table with the units that labels show: signs with every number, the common unit in words with none."""
    shown = unit if is_unit_sign(unit) else ""

    def one(q: Quantity | None) -> Quantity | None:
        return replace(q, unit=shown) if q is not None and q.unit in ("", unit) else q

    return Table(table.categories, table.series, tuple(tuple(map(one, row)) for row in table.cells))


def total(values: Sequence[Quantity | None]) -> Quantity | None:
    """The sum; None if a value is missing or the qualifiers ("up to", "about") do not add up to a single one."""
    known = [q for q in values if q is not None and q.best is not None]
    kinds = {q.kind for q in known} - {"exact"}
    if len(known) != len(values) or len(kinds) > 1 or len({q.unit for q in known}) > 1:
        return None
    low, high = _sum([q.low for q in known]), _sum([q.high for q in known])
    best = _sum([q.best for q in known])
    return Quantity("", low, high, best, kinds.pop() if kinds else "exact", known[0].unit if known else "")


def _sum(values: Sequence[float | None]) -> float | None:
    numbers = [v for v in values if v is not None]
    return round(fsum(numbers), 9) if len(numbers) == len(values) else None
