"""Land heights for shaded relief.

In: a bounding box in degrees. Out: a grid of heights in metres.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from podium.data import MAPS
from podium.maps.atlas.bounding_box import Bounds


@dataclasses.dataclass(frozen=True)
class ElevationGrid:
    """Heights: (rows, columns) metres, sea 0, row 0 northernmost; bounds: edges of the grid in degrees; cell: its size
    in degrees."""

    heights: NDArray[np.float32]
    bounds: Bounds
    cell: float


@functools.cache
def _relief_file(name: str) -> tuple[dict[str, Any], memoryview]:
    data = (MAPS / name).read_bytes()
    (length,) = struct.unpack_from("<I", data)
    return json.loads(zlib.decompress(data[4 : 4 + length])), memoryview(data)[4 + length :]


def elevations(bounds: Bounds | None = None, *, coarse: bool = False) -> ElevationGrid:
    """The heights of at least the box, in cells of 4 arc minutes (16 if `coarse`); 0 beyond 84° N, where there are no
    data.

    The grid consists of whole cells. For a box across the 180th meridian its bounds run past 180.
    """
    file = "relief-world.bin" if coarse else "relief.bin"
    head, _ = _relief_file(file)
    rows, columns = head["shape"]
    cell, north, size = head["cell"], head["north"], head["tile"]
    west, south, east, top = bounds or (-180.0, north - rows * cell, 180.0, north)
    east = east + 360 if east < west else east
    first_row, last_row = (int(np.clip((north - v) // cell, 0, rows - 1)) for v in (top, south))
    first_column, last_column = math.floor((west + 180) / cell + 1e-6), math.ceil((east + 180) / cell - 1e-6) - 1
    grid = np.zeros((last_row - first_row + 1, last_column - first_column + 1), np.float32)
    for row, column, offset, length, high, wide in head["tiles"]:
        for shift in (0, columns, -columns):
            y, x = row * size - first_row, column * size + shift - first_column
            if y + high <= 0 or y >= grid.shape[0] or x + wide <= 0 or x >= grid.shape[1]:
                continue
            tile = _tile(file, offset, length, high, wide)
            y0, y1, x0, x1 = max(y, 0), min(y + high, grid.shape[0]), max(x, 0), min(x + wide, grid.shape[1])
            grid[y0:y1, x0:x1] = tile[y0 - y : y1 - y, x0 - x : x1 - x]
    edges = (
        first_column * cell - 180,
        north - (last_row + 1) * cell,
        (last_column + 1) * cell - 180,
        north - first_row * cell,
    )
    return ElevationGrid(grid, edges, cell)


def _tile(file: str, offset: int, length: int, high: int, wide: int) -> NDArray[np.float32]:
    head, body = _relief_file(file)
    planes = np.frombuffer(zlib.decompress(body[offset : offset + length]), np.uint8).reshape(2, -1)
    code = np.ascontiguousarray(planes.T).reshape(-1).view("<u2").astype(np.int32)
    delta = ((code >> 1) ^ -(code & 1)).reshape(high, wide)
    return (delta.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32) * head["step"]).astype(np.float32)
