"""Relief.

In: GMTED2010 mean elevation at 4 arc minutes (16-bit PNG, metres + 1000). Out: relief.bin, land heights in tiles, and
relief-world.bin, the same at 16 minutes for maps of the world. Heights are stored in steps of 20 m, the sea as 0 (a
map's sea is not shaded), in tiles of 10 by 10 degrees, so that a map only unpacks what it shows. A tile is coded as
two-dimensional differences, which zlib packs to about a byte for four cells.
"""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from podium.maps.atlas.packing import zigzag
from podium.maps.derive.sources import Sources

STEP, TILE, NORTH, CELL = 20, 150, 84.0, 1 / 15
"""Metres a step, cells a tile's side, northern edge in degrees, cell size in degrees (4 minutes)."""
COARSE = 4
"""Cells of relief.bin along the side of a cell of relief-world.bin."""


def derive_relief(sources: Sources, out: Path) -> None:
    """Writes both files."""
    metres = np.asarray(Image.open(sources.world / "elevation-4arcmin.png")).astype(np.int64) - 1000
    steps = np.clip((metres + STEP // 2) // STEP, 0, None)
    (out / "relief.bin").write_bytes(_packed(steps, CELL))
    (out / "relief-world.bin").write_bytes(_packed(coarser(steps), CELL * COARSE))


def coarser(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """The mean of every `COARSE` by `COARSE` cells; cells beyond the last whole one are left out."""
    rows, columns = (n // COARSE for n in steps.shape)
    blocks = steps[: rows * COARSE, : columns * COARSE].reshape(rows, COARSE, columns, COARSE)
    return np.asarray(np.rint(blocks.mean(axis=(1, 3))).astype(np.int64))


def _packed(steps: NDArray[np.int64], cell: float) -> bytes:
    """uint32 index length, zlib JSON index, tiles (row, column in tile units; empty tiles left out)."""
    tiles, body, offset = [], [], 0
    for row in range(0, steps.shape[0], TILE):
        for column in range(0, steps.shape[1], TILE):
            tile = steps[row : row + TILE, column : column + TILE]
            if not tile.any():
                continue
            delta = np.diff(np.diff(tile, axis=0, prepend=0), axis=1, prepend=0)
            planes = zigzag(delta.reshape(-1)).astype("<u2").view(np.uint8).reshape(-1, 2).T.tobytes()
            data = zlib.compress(planes, 9)
            tiles.append([row // TILE, column // TILE, offset, len(data), *tile.shape])
            body.append(data)
            offset += len(data)
    index = {"step": STEP, "tile": TILE, "north": NORTH, "cell": cell, "shape": steps.shape, "tiles": tiles}
    packed = zlib.compress(json.dumps(index, separators=(",", ":")).encode(), 9)
    return b"".join([struct.pack("<I", len(packed)), packed, *body])
