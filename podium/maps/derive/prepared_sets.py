"""The borders of the shipped sets on all their days: what drawing a map of one would have to work out.

In: the recipes in `podium/data/maps/` and the finished atlas. Out: `sets.faces`. Made anew by
`python -m podium.maps.derive.prepared_sets` whenever a recipe, the atlas or `maps/territories` has changed; without it
maps are drawn all the same, only slower. Needs no other sources.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shapely

from podium.data import MAPS
from podium.maps.territories import dates, evaluation, geometry_cache, prepared, recipe_files
from podium.maps.territories.borders import Territory
from podium.maps.territories.prepared import State


def derive_prepared_sets(out: Path) -> None:
    """Writes sets.faces into `out`. Raises ValueError for a recipe with mistakes."""
    trees = [recipe_files.read(path) for path in recipe_files.shipped().values()]
    sets = {prepared.digest(geometry_cache.canonical(tree)): prepared_set(tree) for tree in trees}
    (out / prepared.FILE).write_bytes(prepared.bundle(sets))


def prepared_set(tree: Any) -> bytes:
    """A set, packed. Raises ValueError for a recipe with mistakes."""
    mistakes = evaluation.check(tree)
    if mistakes:
        raise ValueError(f"{tree.get('title')}: {mistakes[0].message}")
    at_work = evaluation.Evaluator(*evaluation.read(tree)[:2])
    names = [name.span for spec in at_work.recipe.territories.values() for name in spec.names]
    renamed = {first for first, _ in names} | {dates.next_day(last) for _, last in names if last < dates.ALWAYS[1]}
    days = sorted({dates.ALWAYS[0], *at_work.recipe.changes(), *renamed})
    empty = shapely.MultiPolygon()
    states = []
    for day in days:
        lands = [(Territory(geometry=empty, **at_work.facts(spec, day)), ids) for spec, ids in at_work.drawn(day)]
        at_work.borders_on(day)  # which looks whether they fit together
        states.append(State(day, tuple(lands)))
    if at_work.mistakes:
        raise ValueError(f"{tree.get('title')}: {next(iter(at_work.mistakes.values())).message}")
    return prepared.pack(at_work.recipe.title, at_work.faces.by_unit, at_work.faces.geometries, states)


if __name__ == "__main__":
    derive_prepared_sets(MAPS)
