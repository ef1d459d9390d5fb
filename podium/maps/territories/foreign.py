"""Areas of a recipe's files of borders, on the land of today's units.

In: the files that `named_files` found, and the faces of the units that the edges of their areas cut. Out: the faces of
an area on a day. As with maps of files alone (`coast`), rough borders are drawn to those that they mean: one that runs
within `GAP_KM` of a unit's own, and a coast within `COAST_KM` of the atlas', become these; islands that the file lacks
go with the nearest part of their unit.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas import admin_units
from podium.maps.atlas.names import UnknownName
from podium.maps.territories.coast import COAST_KM, GAP_KM, ISLAND_KM
from podium.maps.territories.dates import Day
from podium.maps.territories.file_areas import FileArea, Names
from podium.maps.territories.geodata import features
from podium.maps.territories.geodata.features import Features
from podium.maps.territories.geodata.sources import BadFile
from podium.maps.territories.named_files import NamedFiles
from podium.maps.territories.noding import Cut, Faces, shared_edges
from podium.maps.territories.recipe import Mistake

_KM = 111.2  # per degree of latitude
_CHAIN = 3  # slivers beside one another
_HINT = "add credit: who made the borders, and their licence; it is printed on the map"


@dataclasses.dataclass(frozen=True)
class OwnFile:
    """A file of borders of a recipe. names: of its areas, by id; credit: who made it."""

    names: Names
    credit: str
    found: Features

    def features(self, id: str) -> list[int]:
        """The features of an area, on all days."""
        return [n for n, row in enumerate(self.found.rows) if row.id == id]

    def on(self, id: str, day: Day) -> list[int]:
        """Those that are drawn on a day."""
        rows = self.found.rows
        there = [n for n in self.features(id) if rows[n].span[0] <= day <= rows[n].span[1]]
        return features.newest(there, rows) if there else []


def files_of(tree: Any) -> tuple[dict[str, OwnFile | None], list[Mistake]]:
    """The files of a recipe by key, None for one that cannot be read; the mistakes in them."""
    listed = tree.get("files") if isinstance(tree, dict) else None
    if listed is None:
        return {}, []
    if not isinstance(listed, dict):
        return {}, [Mistake(("files",), "'files' must be a list of 'name: {file: ..., credit: ...}' lines")]
    found: dict[str, OwnFile | None] = {}
    mistakes: list[Mistake] = []
    for key, node in listed.items():
        found[key], wrong = _read(key, node)
        mistakes += wrong
    return found, mistakes


def _read(key: str, node: Any) -> tuple[OwnFile | None, list[Mistake]]:
    path = ("files", key)
    if not isinstance(node, NamedFiles):
        return None, [Mistake(path, f"the file of borders '{key}' is read only with a recipe's own file")]
    wrong = [Mistake((*path, *w.path), w.message, w.hint or None) for w in node.wrong]
    wrong += _of_key(key)
    if node.found is None:
        return None, wrong
    try:
        own, credit = features.features_of(node.found), features.credit_of(node.found)
    except BadFile as e:
        return None, [*wrong, Mistake((*path, *e.path), str(e), e.hint or None)]
    if not credit:
        wrong.append(Mistake(path, "whose borders these are must be on the map: 'credit' is missing", _HINT))
    areas: dict[str, FileArea] = {}
    for row in own.rows:
        before = areas.get(row.id, FileArea(row.name, ()))
        areas[row.id] = FileArea(before.name, (*before.spans, row.span))
    return OwnFile(areas, credit, own), wrong


def _of_key(key: str) -> list[Mistake]:
    """What is wrong with the name of a file."""
    if "/" in key or len(key.split()) != 1:
        return [Mistake(("files", key), f"the name '{key}' of a file contains a slash or spaces", "write one word")]
    try:
        admin_units.find_units(f"{key}/*")
    except UnknownName:
        return []
    return [Mistake(("files", key), f"'{key}' is a country: '{key}/*' are its units", "give the file another name")]


def credits_of(tree: Any) -> tuple[str, ...]:
    """Whose borders a recipe takes from files."""
    return tuple(dict.fromkeys(own.credit for own in files_of(tree)[0].values() if own is not None and own.credit))


def remarks(tree: Any) -> tuple[list[str], list[str]]:
    """What was guessed of a recipe's files and repaired in them, and what may be wrong with them."""
    notes: list[str] = []
    doubts: list[str] = []
    for key, own in files_of(tree)[0].items():
        notes += [f"'{key}': {text}" for text in own.found.notes] if own else []
        doubts += [f"'{key}': {text}" for text in own.found.doubts] if own else []
    return notes, doubts


class Areas:
    """The areas of files that the steps of a recipe name (`world/Serbia`)."""

    def __init__(self, files: Mapping[str, OwnFile | None], names: Iterable[str]) -> None:
        self.files = {key: own for key, own in files.items() if own is not None}
        self.names = tuple(names)
        self._units = {name: self._units_of(name) for name in self.names}
        self._faces: Faces | None = None
        self._shown: dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    def _of(self, name: str) -> tuple[OwnFile, str]:
        key, _, id = name.partition("/")
        return self.files[key], id

    def credit(self, name: str) -> str:
        """Who made the area."""
        return self._of(name)[0].credit

    def _shapes(self, name: str) -> Any:
        own, id = self._of(name)
        return own.found.shapes[own.features(id)]

    def _units_of(self, name: str) -> frozenset[str]:
        shapes = self._shapes(name)
        near = admin_units.units_in(tuple(shapely.total_bounds(shapes)))
        hit = shapely.STRtree(near.geometries).query(shapes, predicate="intersects")[1]
        return frozenset(near.ids[n] for n in np.unique(hit))

    def units(self, name: str) -> frozenset[str]:
        """The units on which an area lies on any day."""
        return self._units[name]

    def cut(self, name: str) -> Cut:
        """Its edges."""
        edges = shapely.get_parts(shapely.boundary(self._shapes(name)))
        return Cut(shapely.multilinestrings(edges), self.units(name))

    def lie_on(self, faces: Faces) -> None:
        """The faces of which the areas consist, once they are cut."""
        self._faces = faces
        for key in dict.fromkeys(name.partition("/")[0] for name in self.names):
            own = [name for name in self.names if name.partition("/")[0] == key]
            units = sorted({unit for name in own for unit in self.units(name)})
            numbers = np.array(sorted({n for unit in units for n in faces.of(unit)}), np.int64)
            self._shown[key] = numbers, _meant(faces, numbers, self.files[key].found.shapes)

    def on(self, name: str, day: Day) -> frozenset[int]:
        """The faces of an area on a day, none outside its dates."""
        own, id = self._of(name)
        shown = own.on(id, day)
        if not shown or self._faces is None:
            return frozenset()
        numbers, meant = self._shown[name.partition("/")[0]]
        inside = np.zeros(len(numbers), bool)
        for n in shown:
            shape = own.found.shapes[n]
            shapely.prepare(shape)
            inside |= shapely.intersects(shape, self._faces.inner_points[meant])
        return frozenset(numbers[inside].tolist())


def _meant(faces: Faces, numbers: NDArray[np.int64], shapes: NDArray[Any]) -> NDArray[np.int64]:
    """For each of some faces, the one with which it goes: itself, but for slivers and islands that are missing from the
    file's shapes, which go with their neighbour in the same unit."""
    whole = faces.geometries
    unit = _unit_of_face(faces)
    pairs, starts, ends = shared_edges(whole)
    middle = float(shapely.get_y(faces.inner_points[numbers]).mean()) if len(numbers) else 0.0
    factor = float(np.cos(np.radians(middle)))
    lengths = np.hypot((ends - starts)[:, 0] * factor, (ends - starts)[:, 1])
    inland = np.bincount(pairs.ravel(), np.repeat(lengths, 2), len(whole))[numbers] if len(pairs) else 0.0
    level = shapely.transform(whole, lambda c: c * (factor, 1.0))  # degrees of longitude as long as of latitude
    flat = level[numbers]
    width, around = _widths(flat), shapely.length(flat)
    claimed, narrow = _claims(faces.inner_points[numbers], shapes, factor)
    sliver = (width < GAP_KM) & ~narrow | ~claimed & (width < COAST_KM) & (around - inland > 1e-6)
    island = ~claimed & (inland < 1e-9) if len(pairs) else ~claimed
    loose = np.zeros(len(whole), bool)
    loose[numbers[sliver | island]] = True
    target = np.arange(len(whole))
    same = unit[pairs[:, 0]] == unit[pairs[:, 1]] if len(pairs) else np.zeros(0, bool)
    _join(target, loose, pairs[same], lengths[same])
    _join_islands(target, loose, numbers[island], unit, level)
    return target[numbers]


def _widths(shapes: NDArray[Any]) -> NDArray[np.float64]:
    """The mean widths of long and narrow shapes in kilometres."""
    found: NDArray[np.float64] = 2 * shapely.area(shapes) / shapely.length(shapes) * _KM
    return found


def _unit_of_face(faces: Faces) -> NDArray[np.int64]:
    unit = np.zeros(len(faces.geometries), np.int64)
    for n, own in enumerate(faces.by_unit.values()):
        unit[list(own)] = n
    return unit


def _claims(points: NDArray[Any], shapes: NDArray[Any], factor: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each point lies in one of the shapes; and whether in a part of one that is narrow itself, such as an
    enclave."""
    parts = shapely.get_parts(shapes)
    thin = _widths(shapely.transform(parts, lambda c: c * (factor, 1.0))) < GAP_KM
    point, part = shapely.STRtree(parts).query(points, predicate="within")
    claimed, narrow = np.zeros(len(points), bool), np.zeros(len(points), bool)
    claimed[point] = True
    narrow[point[thin[part]]] = True
    return claimed, narrow


def _join(
    target: NDArray[np.int64], loose: NDArray[np.bool_], pairs: NDArray[np.int64], lengths: NDArray[np.float64]
) -> None:
    """Gives loose faces the target of the neighbour with the longest common edge, in place."""
    length: dict[int, dict[int, float]] = {}
    for (a, b), size in zip(pairs.tolist(), lengths.tolist(), strict=True):
        for face, other in ((a, b), (b, a)):
            if loose[face]:
                own = length.setdefault(face, {})
                own[other] = own.get(other, 0.0) + size
    for _ in range(_CHAIN):
        settled = {}
        for face, beside in length.items():
            firm = [(size, -other) for other, size in beside.items() if not loose[other]]
            if loose[face] and firm:
                settled[face] = -max(firm)[1]
        for face, other in settled.items():
            target[face], loose[face] = target[other], False


def _join_islands(
    target: NDArray[np.int64], loose: NDArray[np.bool_], islands: NDArray[np.int64], unit: NDArray[np.int64], level: Any
) -> None:
    """Gives islands the target of the nearest face of their unit, in place."""
    for face in islands[loose[islands]].tolist():
        mates = np.flatnonzero((unit == unit[face]) & ~loose)
        if len(mates):
            away = shapely.distance(level[mates], level[face])
            if away.min() <= ISLAND_KM / _KM:
                target[face] = target[mates[away.argmin()]]
