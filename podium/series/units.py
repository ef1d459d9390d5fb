"""One unit on one axis: a bar of 5 km beside one of 6 t says nothing, however it is drawn.

In: a table, and the series on each axis. Out: a finding at the first value on an axis whose unit is not that of the
values before it: an error if both are signs of measures, a warning if they may be other words for one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.nodes import Mapping, locate
from podium.outline.quantities import Quantity
from podium.series.table import Table

_HINT = "give all values in the same unit, or show them where each row has its own scale: 'forces'"
_SIGNS = frozenset({
    *("%", "‰", "mm", "cm", "m", "km", "mi", "ha", "km2", "m2", "mg", "g", "kg", "t", "kt", "l", "hl"),
    *("s", "min", "h", "$", "£", "€", "¥", "₽", "₹", "kw", "mw", "gw", "kwh"),
})  # fmt: skip
"""Units of measure, as `_plain` writes them: two of these are surely two."""
_LEAST = 3  # characters from which on a unit is a word and no sign


def check_units(table: Table, axes: Sequence[Sequence[int]], model: Any, stage: Stage) -> None:
    """Reports values with different units on one axis; `axes` has the numbers of the series on each. The numbers are
    those under `data` of the model, or in its `file`."""
    for columns in axes:
        cells = ((c, s, row[s]) for c, row in enumerate(table.cells) for s in columns)
        values = [(c, s, value) for c, s, value in cells if value is not None and value.unit]
        others = (place for place in values if not _is_same(values[0][2].unit, place[2].unit))
        if other := next(others, None):
            _tell(values[0][2], *other, table, model, stage)


def _is_same(one: str, other: str) -> bool:
    """Whether two units may be one. Signs must be the same; of words, which are inflected in many ways (tank and tanks,
    man and men, Haus and Häuser, танк and танков), only those that begin with different letters are likely two."""
    one, other = _plain(one), _plain(other)
    if one in _SIGNS and other in _SIGNS:
        return one == other
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (len(short) >= _LEAST and one[0] == other[0] and one[0].isalpha())


def _plain(unit: str) -> str:
    return unicodedata.normalize("NFKD", unit.casefold().rstrip("."))


def _tell(first: Quantity, c: int, s: int, value: Quantity, table: Table, model: Any, stage: Stage) -> None:
    said = f"'{value.text}' has another unit than '{first.text}': one axis cannot show both"
    surely = all(_plain(q.unit) in _SIGNS for q in (first, value))
    if table.sources:
        row, column = table.sources[c][min(s + 1, len(table.sources[c]) - 1)]
        message = f"the data file '{model.file}' row {row}, column {column}: {said}"
        (stage.error if surely else stage.warn)(message, model, "file", "units", _HINT)
        return
    path: list[str] = ["data"]
    for name in (table.categories[c], table.series[s]):
        node = model.tree
        for step in path:
            node = node[step]
        if isinstance(node, Mapping):
            path.append(next((key for key in node if inline.plain(key) == name), name))
    tell = stage.report.error if surely else stage.report.warn
    tell(said, stage.outline.span(locate(model.tree, path)), "units", _HINT)
