"""Historical territories: from a recipe and a date to borders.

In: the tree of a recipe (docs/territories.md) or a `FileSet`, and a date (`1939`, `1939-09`, `1939-09-01`). Out:
`Borders`, whose territories share their edges exactly (those of files do so `on_land`), or a list of all `Mistake`s;
never a traceback, whatever a recipe contains. The same recipe and date always give the same borders. Results are cached
(`geometry_cache`).
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from podium.maps.atlas import admin_units
from podium.maps.atlas.geodesy import area_km2
from podium.maps.territories import dates, foreign, geometry_cache, prepared
from podium.maps.territories.borders import Borders, Territory
from podium.maps.territories.dates import Day
from podium.maps.territories.foreign import OwnFile
from podium.maps.territories.geodata import features
from podium.maps.territories.geodata.sources import BadFile, FileSet
from podium.maps.territories.noding import Cut, Faces
from podium.maps.territories.recipe import IN_PLACE, Mistake, Recipe, Step, TerritorySpec
from podium.maps.territories.recipe_reader import read_recipe, read_years

EVALUATORS_KEPT = 4
"""Recipes whose faces are kept in memory, so that another date of a recipe takes a fifth of the time of the first."""
LEAST_OVERLAP_KM2 = 0.01
"""A smaller overlap comes from rounding, not from the recipe."""


class Evaluator:
    """Evaluates the steps of a recipe on sets of faces. Mistakes that need geometry are collected in `mistakes`."""

    def __init__(self, recipe: Recipe, files: Mapping[str, OwnFile | None]) -> None:
        self.recipe = recipe
        self.foreign = foreign.Areas(files, recipe.of_files)
        self.mistakes: dict[tuple[Any, ...], Mistake] = {}
        self._leaves = functools.cache(self._find_leaves)
        self._ids = functools.cache(self._evaluate)
        self._part_of = functools.cache(self._part)  # most steps choose from the same faces day after day
        mentioned = {unit for name in recipe.territories for unit in self._leaves(name)}
        cuts = self._cuts()
        units = admin_units.units(sorted(mentioned | self._neighbours(cuts)))
        self.faces = Faces(units.ids, units.geometries, cuts)
        self.foreign.lie_on(self.faces)
        for step in self._steps():
            for name in step.names:
                if name in recipe.of_files and not self.foreign.units(name):
                    self._report(step.path, f"'{name}' has no land where the atlas has land", "look at it in QGIS")

    def _neighbours(self, cuts: dict[Any, Cut]) -> frozenset[str]:
        """Units that touch one that is cut: they need the vertices where a line meets a common border."""
        found: set[str] = set()
        named = admin_units.units(sorted({unit for cut in cuts.values() for unit in cut.units}))
        number = {unit: n for n, unit in enumerate(named.ids)}
        for cut in cuts.values():
            own = np.array(sorted(number[unit] for unit in cut.units), int)
            found.update(named.ids[n] for n in own[shapely.intersects(named.geometries[own], cut.line)])
        touched = admin_units.units(sorted(found))
        if not found:
            return frozenset()
        world = admin_units.units_in(tuple(shapely.total_bounds(touched.geometries)))
        near = shapely.STRtree(world.geometries).query(touched.geometries, predicate="intersects")[1]
        return frozenset(world.ids[i] for i in np.unique(near))

    def _find_leaves(self, name: str) -> frozenset[str]:
        """All units that a name can ever stand for, including those that are taken away (they may be cut)."""
        spec = self.recipe.territories.get(name)
        if spec is None:
            return self.foreign.units(name) if name in self.recipe.of_files else frozenset([name])
        return frozenset(unit for step in spec.steps for part in step.names for unit in self._leaves(part))

    def _steps(self) -> Iterator[Step]:
        return itertools.chain.from_iterable(spec.steps for spec in self.recipe.territories.values())

    def _line(self, name: str) -> Any:
        found = self.recipe.lines.get(name)
        return found if found is not None else self.recipe.areas[name].exterior

    def _cuts(self) -> dict[Any, Cut]:
        """Every line, area edge, parallel and meridian of the recipe, with the units of the steps that use
        it."""
        lines: dict[Any, Any] = {}
        units: dict[Any, set[str]] = defaultdict(set)
        for step in self._steps():
            own = {unit for name in step.names for unit in self._leaves(name)}
            for name in (*step.cuts, *step.inside, *step.outside):
                lines[name] = self._line(name)
                units[name] |= own
            for side, degrees in step.limits:
                level = side in ("north_of", "south_of")
                ends = [(-180, degrees), (180, degrees)] if level else [(degrees, -90), (degrees, 90)]
                lines[level, degrees] = shapely.LineString(ends)
                units[level, degrees] |= own
        cuts = {key: Cut(line, frozenset(units[key])) for key, line in lines.items()}
        return cuts | {("file", name): self.foreign.cut(name) for name in self.recipe.of_files}

    def ids(self, name: str, day: Day) -> frozenset[int]:
        """The faces of a territory (none outside its dates) or a unit on a day."""
        return self._ids(name, day)

    def _evaluate(self, name: str, day: Day) -> frozenset[int]:
        spec = self.recipe.territories.get(name)
        if spec is None:
            return self.foreign.on(name, day) if name in self.recipe.of_files else self.faces.of(name)
        if not spec.span[0] <= day <= spec.span[1]:
            return frozenset()
        result: frozenset[int] = frozenset()
        for step in spec.steps:
            if step.span[0] <= day <= step.span[1]:
                chosen = self._select(step, day)
                result = result - chosen if step.minus else result | chosen
        return result

    def _select(self, step: Step, day: Day) -> frozenset[int]:
        chosen = frozenset().union(*(self.ids(name, day) for name in step.names))
        return self._part_of(step, chosen) if chosen else chosen

    def _part(self, step: Step, chosen: frozenset[int]) -> frozenset[int]:
        """What a step takes of the faces of its names."""
        if step.inside:
            chosen = frozenset().union(*(self.faces.inside(chosen, self.recipe.areas[name]) for name in step.inside))
        for name in step.outside:
            chosen -= self.faces.inside(chosen, self.recipe.areas[name])
        for side, degrees in step.limits:
            chosen = self.faces.beyond(chosen, side, degrees)
        if (step.inside or step.outside or step.limits) and not chosen:
            self._report(
                step.path,
                f"nothing is left of {_list(step.names)} here",
                "check the area, parallel or meridian",
            )
        return self._pieces_holding(step, chosen) if step.holding and chosen else chosen

    def _pieces_holding(self, step: Step, chosen: frozenset[int]) -> frozenset[int]:
        """The pieces of `chosen` that hold the places of the step."""
        label, severs = self.faces.pieces(chosen, [self.faces.lines[name] for name in step.cuts])
        for name, severed in zip(step.cuts, severs, strict=True):
            if not severed:
                own = "this line" if name.startswith(IN_PLACE) else f"'{name}'"
                advice = "its ends must reach the border or the coast; both ends may run past it"
                self._report((*step.path, "cut"), f"{own} does not cut {_list(step.names)} in two", advice)
        keep = set()
        for place, lon, lat in step.holding:
            face = self.faces.at(chosen, lon, lat)
            if face is None:
                where = f"{place} ({lon:.2f}, {lat:.2f})" if place else f"[{lon:g}, {lat:g}]"
                hint = "name another place, or give coordinates" if place else None
                self._report((*step.path, "holding"), f"{where} is not in {_list(step.names)}", hint)
            else:
                keep.add(label[face])
        return frozenset(face for face, piece in label.items() if piece in keep)

    def _report(self, path: tuple[Any, ...], message: str, suggestion: str | None = None) -> None:
        self.mistakes.setdefault((path, message), Mistake(path, message, suggestion))

    def drawn(self, day: Day) -> list[tuple[TerritorySpec, frozenset[int]]]:
        """The territories that exist on a day, in the order of the recipe."""
        specs = [spec for spec in self.recipe.territories.values() if not spec.hidden]
        found = [(spec, self.ids(spec.id, day)) for spec in specs if spec.span[0] <= day <= spec.span[1]]
        return [(spec, ids) for spec, ids in found if ids]

    def overlaps(self, day: Day) -> None:
        """Reports territories that lie over one another without being overlays."""
        coverage = [(spec, ids) for spec, ids in self.drawn(day) if not spec.overlay]
        for (first, a), (second, b) in itertools.combinations(coverage, 2):
            common = a & b
            size = area_km2(self.faces.union(common)) if common else 0.0
            if size > LEAST_OVERLAP_KM2 and (("territories", second.id), first.id) not in self._reported:
                self._reported.add((("territories", second.id), first.id))
                message = f"'{second.id}' overlaps '{first.id}' by {size:,.0f} km² (on {dates.write(day)})"
                hint = f"add {{minus: {second.id}}} to '{first.id}' or mark one of them 'overlay: true'"
                self._report(("territories", second.id), message, hint)

    @functools.cached_property
    def _reported(self) -> set[tuple[Any, str]]:
        return set()

    def borders_on(self, day: Day) -> Borders:
        """The state on a day. Mistakes are in `mistakes` afterwards."""
        drawn = self.drawn(day)
        claimed = frozenset().union(*(ids for spec, ids in drawn if not spec.overlay))
        lands = ((self.facts(spec, day), self.faces.union(ids)) for spec, ids in drawn)
        territories = tuple(Territory(geometry=shape, **facts) for facts, shape in lands)
        self._check_coverage([t.geometry for t in territories if not t.overlay])
        remainder = {unit: self.faces.of(unit) - claimed for unit in self.faces.by_unit}
        rest = tuple((unit, self.faces.union(ids)) for unit, ids in sorted(remainder.items()) if ids)
        return Borders(self.recipe.title, dates.write(day), territories, rest, frozenset(self.faces.by_unit))

    def facts(self, spec: TerritorySpec, day: Day) -> dict[str, Any]:
        """All that a territory is on a day but its land."""
        kept = ("id", "first", "last", "confidence", "note", "overlay")
        return {name: getattr(spec, name) for name in kept} | {"name": spec.name_on(day), "source": self._source(spec)}

    def _source(self, spec: TerritorySpec) -> str | None:
        """Where its border comes from: what the recipe says, and who made the files it is built from."""
        made = [self.foreign.credit(name) for name in sorted(self._files_in(spec.id))]
        return "; ".join(dict.fromkeys(text for text in (spec.source, *made) if text)) or None

    def _files_in(self, name: str) -> frozenset[str]:
        """The areas of files in a territory's steps, and in those of the territories that it is built from."""
        spec = self.recipe.territories.get(name)
        if spec is None:
            return frozenset([name]) & self.recipe.of_files.keys()
        return frozenset(area for step in spec.steps for part in step.names for area in self._files_in(part))

    def _check_coverage(self, geometries: list[Any]) -> None:
        if geometries and not shapely.coverage_is_valid(np.array(geometries, object)):
            self._report(("territories",), "the borders do not fit together exactly; please report this recipe")


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


_evaluators: dict[str, Evaluator] = {}
"""Evaluators by recipe, most recently used last; none with mistakes, which belong to one day."""


def recipe_of(tree: Any) -> tuple[Recipe, list[Mistake]]:
    """A recipe and its mistakes; for files, the one that says when what exists."""
    if not isinstance(tree, FileSet):
        recipe, _, mistakes = read(tree)
        return recipe, mistakes
    try:
        return features.as_recipe(tree), []
    except BadFile as e:
        return Recipe(tree.title, {}, {}, {}, {}), [Mistake(e.path, str(e), e.hint)]


def read(tree: Any) -> tuple[Recipe, dict[str, OwnFile | None], list[Mistake]]:
    """A recipe, its files of borders, and the mistakes in both."""
    files, wrong = foreign.files_of(tree)
    recipe, mistakes = read_recipe(tree, {key: own.names if own else None for key, own in files.items()})
    return recipe, files, [*wrong, *mistakes]


def check(tree: Any) -> list[Mistake]:
    """All mistakes of a recipe on all the days that it describes; empty if there are none."""
    recipe, files, mistakes = read(tree)
    evaluator = Evaluator(recipe, files)
    days = [dates.ALWAYS[0], *recipe.changes()]
    for day in days:
        for name in recipe.territories:
            evaluator.ids(name, day)
    if not mistakes and not evaluator.mistakes:
        for day in days:
            evaluator.overlaps(day)
    return [*mistakes, *evaluator.mistakes.values()]


def borders_on(tree: Any, when: Any, *, cache: Path | None = None) -> tuple[Borders | None, list[Mistake]]:
    """The state of a recipe at a date, from the cache if it is there. Without mistakes there are borders;
    with mistakes, None.

    when: `1939`, `1939-09`, `1939-09-01`, text or number. A bare year means the day that the recipe's
    `years` gives it, else its last day; a bare month its last day. cache: another folder than the user's."""
    try:
        day = Recipe("", read_years(tree), {}, {}, {}).day(when)
    except dates.BadDate as error:
        return None, [Mistake((), str(error))]
    if isinstance(tree, FileSet):
        try:
            return features.borders_on(tree, day)
        except BadFile as error:
            return None, [Mistake(error.path, str(error), error.hint)]
    key = geometry_cache.key(tree, day)
    kept = geometry_cache.load(key, cache)
    if kept is not None:
        return _from_record(kept), []
    text = geometry_cache.canonical(tree)
    if (known := prepared.borders_on(text, day)) is not None:
        geometry_cache.save(key, _to_record(known), cache)
        return known, []
    evaluator = _evaluators.pop(text, None)
    if evaluator is None:
        recipe, files, mistakes = read(tree)
        evaluator = Evaluator(recipe, files)
    else:
        mistakes = []
    evaluator.drawn(day)
    if not mistakes and not evaluator.mistakes:
        evaluator.overlaps(day)
    result = None if mistakes or evaluator.mistakes else evaluator.borders_on(day)
    if result is None or evaluator.mistakes:
        return None, [*mistakes, *evaluator.mistakes.values()]
    _evaluators[text] = evaluator
    while len(_evaluators) > EVALUATORS_KEPT:
        del _evaluators[next(iter(_evaluators))]
    geometry_cache.save(key, _to_record(result), cache)
    return result, []


def changes(tree: Any) -> list[str]:
    """The days on which the borders of a recipe change, as `1939-09-01`, in order."""
    return [dates.write(day) for day in recipe_of(tree)[0].changes()]


def _to_record(result: Borders) -> geometry_cache.Record:
    fields = [f.name for f in dataclasses.fields(Territory) if f.name != "geometry"]
    head = {
        "title": result.title,
        "day": result.day,
        "territories": [{name: getattr(t, name) for name in fields} for t in result.territories],
        "left": [unit for unit, _ in result.remainder],
        "taken": sorted(result.covered_units),
    }
    return head, [t.geometry for t in result.territories] + [geometry for _, geometry in result.remainder]


def _from_record(record: geometry_cache.Record) -> Borders:
    head, geometries = record
    rows = head["territories"]
    territories = tuple(Territory(geometry=g, **row) for row, g in zip(rows, geometries, strict=False))
    remainder = tuple(zip(head["left"], geometries[len(rows) :], strict=True))
    return Borders(head["title"], head["day"], territories, remainder, frozenset(head["taken"]))
