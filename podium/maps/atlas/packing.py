"""The file format of map layers: small on disk, quick to load, loadable by bounding box.

In: shapely geometries (longitude/latitude, degrees), one row of text columns for each, a block number for each. Out:
bytes; and from bytes a `Layer`, which decodes only the blocks that a bounding box touches.

A file is: MAGIC | uint32 length of index | index | blocks. The index is zlib-compressed JSON: the quantum in degrees,
the kind ("polygon" or "line"), the columns, and for each block its offset, length, bounds and the numbers of its
features. A block is zlib-compressed and holds shapely's ragged arrays: counts and, for each vertex, the difference from
the previous one in whole quanta, zigzag coded and split into byte planes (the high planes are nearly all zero and take
almost no space).

Vertices are snapped one by one, so equal vertices stay equal: neighbours still share their edges exactly.
"""

from __future__ import annotations

import functools
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.bounding_box import Bounds, touches

MAGIC = b"podmap1\n"

_TYPES = {"polygon": shapely.GeometryType.MULTIPOLYGON, "line": shapely.GeometryType.MULTILINESTRING}


def zigzag(values: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Signed to unsigned (0, -1, 1, -2 ... to 0, 1, 2, 3 ...), so that small numbers have empty high
    bytes."""
    return ((values << 1) ^ (values >> 63)).astype(np.uint32)


def unzigzag(values: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The inverse of `zigzag`."""
    wide = values.astype(np.int64)
    return (wide >> 1) ^ -(wide & 1)


def to_planes(values: NDArray[np.uint32]) -> bytes:
    """uint32 array as four byte planes, lowest byte first."""
    return values.astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()


def from_planes(data: bytes) -> NDArray[np.uint32]:
    """The inverse of `to_planes`; the length of `data` must be a multiple of four."""
    planes = np.frombuffer(data, np.uint8).reshape(4, -1)
    return np.ascontiguousarray(planes.T).reshape(-1).view("<u4")


def pack(
    geometries: Sequence[Any],
    columns: Mapping[str, Sequence[Any]],
    blocks: Sequence[Any],
    *,
    kind: str,
    quantum: float = 1e-4,
) -> bytes:
    """Packs multi-geometries of one kind ("polygon" or "line"). `blocks` names the block of each feature; the file
    keeps the features block by block. Raises ValueError if the columns differ in length."""
    for name, column in columns.items():
        if len(column) != len(geometries):
            raise ValueError(f"column {name!r} has {len(column)} rows for {len(geometries)} geometries")
    names = sorted(set(blocks))
    order = [i for name in names for i, block in enumerate(blocks) if block == name]
    body, index = [], []
    offset = first = 0
    for name in names:
        members = np.array([geometries[i] for i, block in enumerate(blocks) if block == name], object)
        data = zlib.compress(_encode(members, kind, quantum), 9)
        bounds = [float(v) for v in shapely.total_bounds(members)]
        index.append([offset, len(data), first, len(members), *(round(v, 4) for v in bounds)])
        body.append(data)
        offset += len(data)
        first += len(members)
    head = {
        "kind": kind, "quantum": quantum, "blocks": index,
        "columns": {name: [column[i] for i in order] for name, column in columns.items()},
    }  # fmt: skip
    packed = zlib.compress(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return b"".join([MAGIC, struct.pack("<I", len(packed)), packed, *body])


def _encode(geometries: NDArray[Any], kind: str, quantum: float) -> bytes:
    multi = shapely.multipolygons if kind == "polygon" else shapely.multilinestrings
    whole = np.array([multi(shapely.get_parts(g)) for g in geometries], object)
    _, coords, offsets = shapely.to_ragged_array(whole, include_z=False)
    quanta = np.rint(coords / quantum).astype(np.int64)
    deltas = np.diff(quanta, axis=0, prepend=np.zeros((1, 2), np.int64))
    counts = [np.diff(o) for o in offsets]
    head = struct.pack("<BI", len(counts), len(coords)) + b"".join(struct.pack("<I", len(c)) for c in counts)
    arrays = [to_planes(c.astype(np.uint32)) for c in counts]
    return head + b"".join(arrays) + to_planes(zigzag(deltas.T.reshape(-1)))


def _decode(data: bytes, kind: str, quantum: float) -> NDArray[Any]:
    levels, points = struct.unpack_from("<BI", data)
    lengths = struct.unpack_from(f"<{levels}I", data, 5)
    at = 5 + 4 * levels
    offsets = []
    for length in lengths:
        counts = from_planes(data[at : at + 4 * length])
        offsets.append(np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]))
        at += 4 * length
    deltas = unzigzag(from_planes(data[at : at + 8 * points])).reshape(2, -1)
    coords = np.cumsum(deltas, axis=1).T * quantum
    return np.asarray(shapely.from_ragged_array(_TYPES[kind], np.ascontiguousarray(coords), tuple(offsets)))


class Layer:
    """An open packed file: its columns at once, its geometries block by block on demand.

    columns: text or number columns by name, one row for each feature, in file order. Raises ValueError for a file in
    another format.
    """

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path.name} is not a packed map layer")
        (length,) = struct.unpack_from("<I", data, len(MAGIC))
        start = len(MAGIC) + 4
        head = json.loads(zlib.decompress(data[start : start + length]))
        self._body = memoryview(data)[start + length :]
        self._kind: str = head["kind"]
        self._quantum: float = head["quantum"]
        self._blocks: list[list[float]] = head["blocks"]
        self.columns: dict[str, list[Any]] = head["columns"]
        self._block = functools.cache(self._load_block)

    def __len__(self) -> int:
        return int(sum(block[3] for block in self._blocks))

    def _load_block(self, number: int) -> NDArray[Any]:
        offset, length = int(self._blocks[number][0]), int(self._blocks[number][1])
        return _decode(zlib.decompress(self._body[offset : offset + length]), self._kind, self._quantum)

    def rows_in(self, bounds: Bounds | None) -> NDArray[np.int64]:
        """Numbers of the features whose own box touches `bounds` (all for None)."""
        found = []
        for number, block in enumerate(self._blocks):
            if bounds is not None and not touches(block[4:8], bounds):
                continue
            first, count = int(block[2]), int(block[3])
            rows = np.arange(first, first + count)
            if bounds is not None:
                west, south, east, north = shapely.bounds(self._block(number)).T
                hit = (west <= bounds[2]) & (east >= bounds[0]) & (south <= bounds[3]) & (north >= bounds[1])
                rows = rows[hit]
            found.append(rows)
        return np.concatenate(found) if found else np.array([], np.int64)

    def geometries(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[Any]:
        """The geometries of these features, in the order given; only their blocks are decoded."""
        wanted = np.asarray(rows, np.int64)
        out = np.empty(len(wanted), object)
        for number, block in enumerate(self._blocks):
            first, count = int(block[2]), int(block[3])
            here = (wanted >= first) & (wanted < first + count)
            if here.any():
                out[here] = self._block(number)[wanted[here] - first]
        return out
