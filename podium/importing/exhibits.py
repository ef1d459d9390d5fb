"""Pictures, tables, charts and recordings as blocks of an outline.

In: exhibits of the model. Out: `{kind: keys}` and items of an 'images' slide; files are handed to the shelf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from podium.importing import rich
from podium.importing.model import Chart, Grid, Picture, Recording, Rich
from podium.importing.shelf import Shelf
from podium.importing.writer import Flow, may_be_key
from podium.outline import footnotes, variables

_PERCENT = "%"
_GAP = "unknown"  # a number that is not there
_NUMBERED = re.compile(r"(?:Series \d+)?")  # the name of one that has none


def as_block(exhibit: Picture | Recording | Grid | Chart, shelf: Shelf) -> dict[str, Any]:
    """`{kind: keys}` of one exhibit."""
    if isinstance(exhibit, Picture):
        return {"image": picture(exhibit, shelf)}
    if isinstance(exhibit, Recording):
        return {"media": recording(exhibit, shelf)}
    if isinstance(exhibit, Chart):
        named = _named(exhibit)
        if all(map(may_be_key, _keys(named))):
            return {"chart": chart(named)}
        exhibit = as_table(exhibit)
    return {"table": table(exhibit)}


def as_item(exhibit: Picture | Recording | Grid | Chart, shelf: Shelf) -> dict[str, Any]:
    """An item of an 'images' slide, with its place."""
    if not isinstance(exhibit, Picture):
        return as_block(exhibit, shelf)
    return ({"at": exhibit.at} if exhibit.at else {}) | picture(exhibit, shelf)


def picture(of: Picture, shelf: Shelf) -> dict[str, Any]:
    """The keys of a picture; one without bytes has the name for which the outline waits."""
    file = shelf.put(of.name, of.data) if of.data is not None else shelf.wanted(of.name) if of.name else ""
    keys = {"file": file, "caption": rich.written(of.caption), "alt": described(of.alt)}
    return {key: text for key, text in keys.items() if text}


def described(alt: str) -> str:
    """An alternative text, as an outline has it."""
    return variables.escaped(rich.clean(alt).strip().replace(footnotes.SIGN, "[ ^"))


def recording(of: Recording, shelf: Shelf) -> dict[str, Any]:
    """The keys of a recording."""
    keys = {"file": shelf.put(of.name, of.data, "media")}
    if of.poster is not None and of.poster.data is not None:
        keys["poster"] = shelf.put(of.poster.name, of.poster.data)
    if of.alt:
        keys["alt"] = described(of.alt)
    return keys


def table(of: Grid) -> dict[str, Any]:
    """The keys of a table, its rows as long as the longest."""
    width = max((len(row) for row in of.rows), default=0)
    rows = [[*map(rich.written, row), *[""] * (width - len(row))] for row in of.rows]
    keys: dict[str, Any] = {}
    if of.has_head and len(rows) > 1:
        keys["columns"] = Flow(rows.pop(0))
    keys["rows"] = [Flow(row) for row in rows]
    if of.alt:
        keys["alt"] = described(of.alt)
    return keys


def _named(of: Chart) -> Chart:
    """The chart with names as an outline has them, no two the same."""
    names = [name for name, _ in of.series]
    new = unique(map(_name, names))
    series = tuple((name, values) for name, (_, values) in zip(new, of.series, strict=True))
    line = tuple(new[names.index(name)] for name in of.line)
    return of._replace(series=series, line=line, categories=tuple(unique(map(_name, of.categories))))


def _keys(of: Chart) -> list[str]:
    """All that is a key in the chart's data."""
    return [*of.categories, *(name for name, _ in of.series)]


def as_table(of: Chart) -> Grid:
    """The numbers of a chart that podium has not, or whose names can be no keys; title and unit stand in the corner,
    the names of axes above the points."""

    def row(*cells: object) -> tuple[Rich, ...]:
        return tuple(rich.plain(cell if isinstance(cell, str) else cell_of(cell, of.unit)) for cell in cells)

    corner = rich.together((of.title, rich.plain("" if of.unit == _PERCENT else of.unit)), ", ")
    if of.type in ("scatter", "bubble"):
        rows = [row(name, *point) for name, values in of.series for point in values]  # type: ignore[misc]
        head = (corner, (), *row(*of.axes))
        return Grid((head, *rows) if any(head) else tuple(rows), any(head), of.origin, of.alt)
    body = (row(c, *(values[n] for _, values in of.series)) for n, c in enumerate(of.categories))
    return Grid(((corner, *row(*(name for name, _ in of.series))), *body), origin=of.origin, alt=of.alt)


def cell_of(value: object, unit: str) -> str:
    """A number of a chart as people read it, "" where it is missing; of units only per cent stands behind it."""
    return f"{number(value)} {_PERCENT}" if unit == _PERCENT and value is not None else number(value, "")


def chart(of: Chart) -> dict[str, Any]:
    """The keys of a chart with its numbers, its names being as `_named` has them."""
    keys: dict[str, Any] = {"type": of.type}
    if of.title:
        keys["title"] = rich.written(of.title)
    if of.unit:
        keys["unit"] = described(of.unit)
    if of.line:
        keys["line"] = Flow([*of.line])
    for key, axis in zip(("x", "y"), of.axes, strict=True):
        if axis:
            keys[key] = _name(axis)
    if of.type in ("scatter", "bubble"):
        points = [(n, {p[0]: Flow([*map(number, p[1:])]) for p in values}) for n, values in of.series]  # type: ignore[index,misc]
        keys["data"] = dict(points)
    elif len(of.series) == 1 and (not of.title or _says_nothing(of)):
        name, values = of.series[0]
        if not of.title and not _says_nothing(of):  # programs show it as the title then
            keys = {"type": of.type, "title": name, **keys}
        keys["data"] = {c: number(v) for c, v in zip(of.categories, values, strict=True)}
    else:
        keys["data"] = {
            c: Flow({name: number(values[n]) for name, values in of.series}) for n, c in enumerate(of.categories)
        }
    if of.alt:
        keys["alt"] = described(of.alt)
    return keys


def _says_nothing(of: Chart) -> bool:
    """Whether the name of the only series is no more than a number, or stands in the title or the unit."""
    name = rich.text_of(rich.plain(of.series[0][0]))
    return bool(_NUMBERED.fullmatch(name)) or name in rich.text_of(of.title) or name == of.unit


def _name(text: str) -> str:
    return rich.written(rich.plain(text)) or "–"


def unique(names: Iterable[str]) -> list[str]:
    """The names, those that stand there once more with a number behind them: "1848 (2)"."""
    made: dict[str, None] = {}
    last: dict[str, int] = {}
    for name in names:
        count, tried = last.get(name, 1), name
        while tried in made:
            count += 1
            tried = f"{name} ({count})"
        last[name] = count
        made[tried] = None
    return [*made]


def number(value: object, gap: str = _GAP) -> str:
    """A number as the outline reads it: 12, 12.5; `gap` where it is missing."""
    if value is None:
        return gap
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
