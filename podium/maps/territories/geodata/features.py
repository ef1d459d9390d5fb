"""The territories of files on every day.

In: a `FileSet`. Out: `Features`, read once and kept in the cache of geometries; from them the borders on a day, and a
`Recipe` that says when what exists. Raises BadFile, which names the file.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections import Counter
from typing import Any, NamedTuple

import numpy as np
import shapely

from podium import files
from podium.maps.territories import dates, geometry_cache
from podium.maps.territories.borders import Borders, Territory
from podium.maps.territories.dates import ALWAYS, BadDate, Day
from podium.maps.territories.geodata import formats, properties
from podium.maps.territories.geodata.sources import MOST, BadFile, FileSet
from podium.maps.territories.recipe import Mistake, Recipe, Step, TerritorySpec

_KEPT = 16_000_000  # bytes of geometries up to which a file is kept in the cache
_SHOWN = 3  # names that a remark lists


class Feature(NamedTuple):
    """A feature with an area and a name. number: in its file, from 1; first, last: its days, None for none."""

    id: str
    name: str
    first: Day | None
    last: Day | None
    layer: int
    number: int

    @property
    def span(self) -> tuple[Day, Day]:
        """Its first and last day."""
        return self.first or ALWAYS[0], self.last or ALWAYS[1]


@dataclasses.dataclass(frozen=True)
class Features:
    """The features of a set of files. shapes: their land; notes: what was guessed and repaired; doubts: what may be a
    mistake in the files; credit: what the files say of their makers."""

    rows: tuple[Feature, ...]
    shapes: Any
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    credit: str


@functools.lru_cache(maxsize=4)
def features_of(source: FileSet) -> Features:
    """The features, from the cache if they are there."""
    key = geometry_cache.key(dataclasses.replace(source, asked=source.asked._replace(credit="", coast="")), (0, 0, 0))
    kept = geometry_cache.load(key)
    if kept is not None:
        head, shapes = kept
        rows = tuple(Feature(*_days(row)) for row in head["rows"])
        notes, doubts = tuple(head["notes"]), tuple(head["doubts"])
        return Features(rows, np.array(shapes, object), notes, doubts, head["credit"])
    found = _read_all(source)
    if sum(shapely.get_num_coordinates(found.shapes)) * 16 < _KEPT:
        head = {"rows": found.rows, "notes": found.notes, "doubts": found.doubts, "credit": found.credit}
        geometry_cache.save(key, (head, list(found.shapes)))
    return found


def _days(row: list[Any]) -> tuple[Any, ...]:
    """A row of the cache, its days as tuples again."""
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


def _read_all(source: FileSet) -> Features:
    rows: list[Feature] = []
    shapes: list[Any] = []
    notes: list[str] = []
    doubts: list[str] = []
    credits: list[str] = []
    starts = sorted((dates.first_day(layer.since), n) for n, layer in enumerate(source.layers) if layer.since)
    ends = {n: _day_before(following) for (_, n), (following, _) in itertools.pairwise(starts)}
    for n, layer in enumerate(source.layers):
        try:
            contents = formats.read({ending: files.read(path, MOST) for ending, path in layer.parts.items()})
            own, said, doubted = _rows(contents, n, source)
        except BadFile as e:
            path = (layer.since,) if layer.since and e.path == ("file",) else e.path
            raise type(e)(f"{layer.name}: {e}", e.hint, path) from None
        for feature, shape in own:
            if layer.since:
                feature = _within(feature, dates.first_day(layer.since), ends.get(n))
            if feature.first is None or feature.last is None or feature.first <= feature.last:
                rows.append(feature)
                shapes.append(shape)
        prefix = f"{layer.name}: " if len(source.layers) > 1 else ""
        notes += [prefix + text for text in said]
        doubts += [prefix + text for text in doubted]
        credits += [contents.credit] * bool(contents.credit)
    return Features(
        tuple(rows), np.array(shapes, object), tuple(notes), tuple(doubts), "; ".join(dict.fromkeys(credits))
    )


def _day_before(day: Day) -> Day:
    """The last day of the time before a year's first day."""
    return day[0] - 1, 12, 31


def _within(feature: Feature, first: Day, last: Day | None) -> Feature:
    """A feature of a file that holds for some years only."""
    start = max(first, feature.first) if feature.first else first
    ends = [day for day in (feature.last, last) if day]
    return feature._replace(first=start, last=min(ends) if ends else None)


def _rows(
    contents: formats.Contents, layer: int, source: FileSet
) -> tuple[list[tuple[Feature, Any]], list[str], list[str]]:
    """The features of a file that have land and a name; notes; doubts."""
    asked = source.asked
    used = properties.columns(contents.rows, asked.id, asked.name, asked.first, asked.last)
    found: list[tuple[Feature, Any]] = []
    nameless, undated = [], []
    for n, (row, shape) in enumerate(zip(contents.rows, contents.shapes, strict=True)):
        if shape.is_empty:
            continue
        id = properties.text(row.get(used.id)) or properties.text(row.get(used.name))
        if not id:
            nameless.append(n + 1)
            continue
        ends: list[Day | None] = []
        for key, last in ((used.first, False), (used.last, True)):
            try:
                ends.append(properties.day(row, key, last))
            except BadDate:
                undated.append((n + 1, properties.text(row.get(key))))
                ends.append(None)
        feature = Feature(id, properties.text(row.get(used.name)) or id, ends[0], ends[1], layer, n + 1)
        found.append((feature, shape))
    if not found:
        raise BadFile(f"none of its areas has a '{used.id}'", "name another property with 'id'")
    notes = [f"taken from the file: {used.guessed}"] if used.guessed else []
    if nameless:
        notes.append(f"{_counted(nameless)} without '{used.id}' {_are(nameless)} drawn as other land")
    if contents.repaired:
        crossing = [n + 1 for n in contents.repaired]
        notes.append(f"{_counted(crossing)} {_are(crossing, 'crosses itself', 'cross themselves')}, repaired")
    doubts = [f"feature {n}: '{said}' is no date; it is drawn without" for n, said in undated[:_SHOWN]]
    backward = [f.number for f, _ in found if f.first and f.last and f.first > f.last]
    if backward:
        doubts.append(f"{_counted(backward)} {_are(backward, 'ends before it begins', 'end before they begin')}")
    return found, notes, doubts


def _counted(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
    return f"{len(numbers)} features ({shown})" if len(numbers) > 1 else f"feature {shown}"


def _are(numbers: list[int], one: str = "is", several: str = "are") -> str:
    return several if len(numbers) > 1 else one


# ---- days ----------------------------------------------------------------------------------------------------


def credit_of(source: FileSet) -> str:
    """Whose borders they are: what the outline says, else the files themselves; "" if neither does."""
    return source.asked.credit or features_of(source).credit


def as_recipe(source: FileSet) -> Recipe:
    """When which territory exists, as a recipe tells it: a dated step for each feature."""
    steps: dict[str, list[Step]] = {}
    names: dict[str, str] = {}
    for feature in features_of(source).rows:
        names.setdefault(feature.id, feature.name)
        step = Step(("file",), False, (str(feature.number),), span=feature.span)
        steps.setdefault(feature.id, []).append(step)
    specs = {id: _spec(id, names[id], tuple(own), source) for id, own in steps.items()}
    return Recipe(source.title, {}, {}, {}, specs)


def _spec(id: str, name: str, steps: tuple[Step, ...], source: FileSet) -> TerritorySpec:
    span = min(s.span[0] for s in steps), max(s.span[1] for s in steps)
    first, last = (dates.write(day) if day != end else None for day, end in zip(span, ALWAYS, strict=True))
    return TerritorySpec(id, name, steps, span, first, last, source.asked.credit or None)


def borders_on(source: FileSet, day: Day) -> tuple[Borders | None, list[Mistake]]:
    """The state on a day; None, with the mistake, if nothing exists then."""
    found = features_of(source)
    there = [n for n, feature in enumerate(found.rows) if feature.span[0] <= day <= feature.span[1]]
    if not there:
        first = min(f.span[0] for f in found.rows)
        last = max(f.span[1] for f in found.rows)
        message = f"none of these territories exists on {dates.write(day)}"
        return None, [Mistake((), message, f"the files have {dates.write(first)} to {dates.write(last)}")]
    groups: dict[str, list[int]] = {}
    for n in there:
        groups.setdefault(found.rows[n].id, []).append(n)
    chosen = [newest(group, found.rows) for group in groups.values()]
    credit = credit_of(source) or None
    lands = [(own, _joined(found.shapes[own])) for own in chosen]
    lands.sort(key=lambda land: shapely.area(land[1]))
    lands.sort(key=lambda land: found.rows[land[0][0]].span[0], reverse=True)
    everywhere = source.asked.coast == "atlas"
    territories = tuple(_territory(found.rows[own[0]], shape, credit) for own, shape in lands)
    return Borders(source.title, dates.write(day), territories, (), frozenset(), True, everywhere), []


def newest(group: list[int], rows: tuple[Feature, ...]) -> list[int]:
    """Of the features with one id on a day, those that begin last."""
    start = max(rows[n].span[0] for n in group)
    return [n for n in group if rows[n].span[0] == start]


def _joined(shapes: Any) -> Any:
    return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)


def _territory(feature: Feature, shape: Any, credit: str | None) -> Territory:
    first, last = (dates.write(day) if day else None for day in (feature.first, feature.last))
    return Territory(feature.id, feature.name, shape, first, last, credit, "medium", None, False)


def doubles(source: FileSet, day: Day) -> list[str]:
    """What is said of ids that several features have on a day."""
    found = features_of(source)
    groups: dict[str, list[int]] = {}
    for n, feature in enumerate(found.rows):
        if feature.span[0] <= day <= feature.span[1]:
            groups.setdefault(feature.id, []).append(n)
    joined = Counter({id: len(g) for id, g in groups.items() if len(g) > 1 and len(newest(g, found.rows)) == len(g)})
    said = []
    if joined:
        listed = ", ".join(f"'{id}' ({count})" for id, count in joined.most_common(_SHOWN))
        more = f" and {len(joined) - _SHOWN} more" if len(joined) > _SHOWN else ""
        said.append(f"several features have one id, and are drawn as one territory: {listed}{more}")
    for id, group in groups.items():
        kept = newest(group, found.rows)
        if len(kept) < len(group) and len(said) <= _SHOWN:
            numbers = ", ".join(str(found.rows[n].number) for n in group)
            chosen = ", ".join(str(found.rows[n].number) for n in kept)
            when = dates.write(day)
            said.append(f"'{id}' is there twice on {when} (features {numbers}): the later one, {chosen}, is drawn")
    return said
