"""The borders of the shipped sets, worked out beforehand: what `evaluation` would find, without its work.

In: the tree of a recipe as text, and a day. Out: the borders, None for every other recipe, or if the file was made of
another atlas. `podium.maps.derive` makes the file (`pack`, `bundle`) by evaluating the recipes; a test compares them.

A file is: MAGIC | uint32 length of index | index | sets. The index is zlib-compressed JSON: the version of the atlas,
and for each set, by the digest of its tree, its place in the file. A set is uint32 length of head | head | faces. Its
head is zlib-compressed JSON: for each stretch of days its territories and their faces. A face is a unit of the atlas, a
part of one, or a polygon of its own, which is kept to the last bit: in quanta of the atlas, and in full where a line
has cut it.
"""

from __future__ import annotations

import bisect
import functools
import hashlib
import itertools
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.data import MAPS
from podium.maps.atlas import admin_units, layers
from podium.maps.atlas.packing import from_planes, to_planes, unzigzag, zigzag
from podium.maps.territories import dates
from podium.maps.territories.borders import Borders, Territory
from podium.maps.territories.dates import Day

FILE = "sets.faces"
MAGIC = b"podset1\n"
_QUANTUM = 1e-4  # degrees, as in the atlas
_WHOLE, _OWN = -1, -2  # a face that is a whole unit, or that is none nor a part of one
_FIELDS = ("id", "name", "first", "last", "source", "confidence", "note", "overlay")


class State(NamedTuple):
    """The territories from a day on, each with its faces; their geometry is not looked at."""

    first: Day
    territories: tuple[tuple[Territory, frozenset[int]], ...]


class _Set(NamedTuple):
    """A set that has been read."""

    head: dict[str, Any]
    faces: NDArray[Any]
    of_unit: dict[str, frozenset[int]]


def digest(text: str) -> str:
    """The name of a recipe in the file: of its tree as text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def borders_on(text: str, day: Day) -> Borders | None:
    """The borders of a shipped set on a day, from the text of its tree (`geometry_cache.canonical`)."""
    name = digest(text)
    if name not in _index():
        return None
    head, faces, of_unit = _read(name)
    state = head["states"][bisect.bisect_right(head["days"], list(day)) - 1]
    lands = [(dict(zip(_FIELDS, head["rows"][row], strict=True)), _numbers(head["sets"][n])) for row, n in state]
    territories = tuple(Territory(geometry=_union(faces, ids), **fields) for fields, ids in lands)
    claimed = frozenset().union(*(ids for fields, ids in lands if not fields["overlay"]))
    rest = ((unit, own - claimed) for unit, own in sorted(of_unit.items()))
    remainder = tuple((unit, _union(faces, ids)) for unit, ids in rest if ids)
    return Borders(head["title"], dates.write(day), territories, remainder, frozenset(of_unit))


def _union(faces: NDArray[Any], ids: frozenset[int]) -> Any:
    return shapely.coverage_union_all(faces[sorted(ids)])


@functools.cache
def _index() -> dict[str, tuple[int, int]]:
    """Where each set begins and ends; nothing, if there is no file of this atlas."""
    try:
        with (MAPS / FILE).open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return {}
            (length,) = struct.unpack("<I", file.read(4))
            head = json.loads(zlib.decompress(file.read(length)))
    except (OSError, ValueError, struct.error, zlib.error):
        return {}
    start = len(MAGIC) + 4 + length
    sets = {name: (start + a, start + b) for name, (a, b) in head["sets"].items()}
    return sets if head["atlas"] == layers.version() else {}


@functools.lru_cache(maxsize=4)
def _read(name: str) -> _Set:
    begin, end = _index()[name]
    with (MAPS / FILE).open("rb") as file:
        file.seek(begin)
        data = file.read(end - begin)
    (length,) = struct.unpack_from("<I", data)
    head = json.loads(zlib.decompress(data[4 : 4 + length]))
    own = iter(_polygons(zlib.decompress(data[4 + length :])))
    units: list[str] = head["units"]
    shapes = admin_units.units(units).geometries
    faces, of_unit = np.empty(len(head["faces"]), object), dict[str, set[int]]()
    for number, (unit, part) in enumerate(head["faces"]):
        whole = shapes[unit]
        faces[number] = next(own) if part == _OWN else whole if part == _WHOLE else shapely.get_geometry(whole, part)
        of_unit.setdefault(units[unit], set()).add(number)
    return _Set(head, faces, {unit: frozenset(ids) for unit, ids in of_unit.items()})


def _numbers(runs: list[int]) -> frozenset[int]:
    """Numbers from runs of them: skipped, taken, skipped, taken …"""
    ends = list(itertools.accumulate(runs))
    return frozenset(n for a, b in zip(ends[::2], ends[1::2], strict=True) for n in range(a, b))


def _polygons(data: bytes) -> NDArray[Any]:
    """The polygons that `_encoded` wrote."""
    polygons, rings, points, cut, table = struct.unpack_from("<5I", data)
    at = 20
    arrays = []
    for length in (polygons, rings, 2 * points, cut, cut):
        arrays.append(from_planes(data[at : at + 4 * length]))
        at += 4 * length
    ring_counts, point_counts, deltas, skips, rows = arrays
    coords = np.cumsum(unzigzag(deltas).reshape(2, -1), axis=1).T * _QUANTUM
    exact = np.frombuffer(data, "<f8", 2 * table, at).reshape(-1, 2)
    coords[np.cumsum(skips, dtype=np.int64)] = exact[rows]
    offsets = tuple(np.concatenate([[0], np.cumsum(c, dtype=np.int64)]) for c in (point_counts, ring_counts))
    return np.asarray(shapely.from_ragged_array(shapely.GeometryType.POLYGON, np.ascontiguousarray(coords), offsets))


# ---- making the file ---------------------------------------------------------------------------------------


def pack(title: str, of_unit: Mapping[str, set[int]], faces: NDArray[Any], states: Sequence[State]) -> bytes:
    """A set. of_unit: the faces of each unit; states: one for each stretch of days, in order."""
    unit_of = {number: unit for unit, numbers in of_unit.items() for number in numbers}
    units = sorted(of_unit)
    shapes, at = admin_units.units(units).geometries, {unit: n for n, unit in enumerate(units)}
    kinds = [(at[unit_of[n]], _part(face, shapes[at[unit_of[n]]])) for n, face in enumerate(faces)]
    rows: dict[tuple[Any, ...], int] = {}
    sets: dict[tuple[int, ...], int] = {}
    listed = []
    for state in states:
        listed.append(
            [
                (
                    rows.setdefault(tuple(getattr(land, field) for field in _FIELDS), len(rows)),
                    sets.setdefault(_runs(ids), len(sets)),
                )
                for land, ids in state.territories
            ]
        )
    head = {
        **{"title": title, "units": units, "faces": kinds, "rows": list(rows), "sets": list(sets)},
        **{"days": [state.first for state in states], "states": listed},
    }
    text = zlib.compress(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    own = np.array([face for face, (_, part) in zip(faces, kinds, strict=True) if part == _OWN], object)
    return struct.pack("<I", len(text)) + text + zlib.compress(_encoded(own), 9)


def _part(face: Any, unit: Any) -> int:
    """Which part of its unit a face is, `_WHOLE` or `_OWN`; the same vertices in the same order, or none."""
    if shapely.equals_exact(face, unit, 0):
        return _WHOLE
    same = np.flatnonzero(shapely.equals_exact(shapely.get_parts(unit), face, 0))
    return int(same[0]) if len(same) else _OWN


def _runs(ids: frozenset[int]) -> tuple[int, ...]:
    """The inverse of `_numbers`."""
    runs, end = list[int](), 0
    for n in sorted(ids):
        if runs and n == end:
            runs[-1] += 1
        else:
            runs += [n - end, 1]
        end = n + 1
    return tuple(runs)


def _encoded(polygons: NDArray[Any]) -> bytes:
    _, coords, (point_ends, ring_ends) = shapely.to_ragged_array(polygons, include_z=False)
    quanta = np.rint(coords / _QUANTUM).astype(np.int64)
    cut = np.flatnonzero((quanta * _QUANTUM != coords).any(axis=1))
    table, rows = np.unique(coords[cut], axis=0, return_inverse=True)
    skips = np.diff(cut, prepend=0)
    deltas = zigzag(np.diff(quanta, axis=0, prepend=np.zeros((1, 2), np.int64)).T.reshape(-1))
    counts = [np.diff(ring_ends).astype(np.uint32), np.diff(point_ends).astype(np.uint32)]
    arrays = [*counts, deltas, skips.astype(np.uint32), rows.reshape(-1).astype(np.uint32)]
    head = struct.pack("<5I", len(counts[0]), len(counts[1]), len(coords), len(cut), len(table))
    return b"".join([head, *map(to_planes, arrays), table.astype("<f8").tobytes()])


def bundle(sets: Mapping[str, bytes]) -> bytes:
    """The file, from packed sets by the digests of their trees."""
    ends = list(itertools.accumulate((len(data) for data in sets.values()), initial=0))
    places = dict(zip(sets, itertools.pairwise(ends), strict=True))
    text = json.dumps({"atlas": layers.version(), "sets": places}, separators=(",", ":")).encode()
    index = zlib.compress(text, 9)
    return b"".join([MAGIC, struct.pack("<I", len(index)), index, *sets.values()])
