"""The cache of computed geometries on disk: content-addressed, so it can be too large but never wrong.

In: a key that covers everything a result depends on (the recipe's tree, the day, the atlas's data, the code, the
versions of shapely and GEOS) and a record: a JSON head and geometries. Out: the record, or None. A file is written
beside its place and moved there in one step, so that other processes see all of it or nothing. A damaged file counts as
missing. A folder that cannot be written to is no error: the result is simply computed again.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from podium import cache as podium_cache
from podium.maps.atlas import layers
from podium.maps.territories.dates import Day

Record = tuple[dict[str, Any], list[Any]]
LIMIT = 64 * 2**20
"""Bytes that the cache may take; the least recently used files are deleted first."""
_CODE = ("maps/atlas", "maps/territories")


def folder() -> Path:
    """The folder of computed geometries in podium's cache."""
    return podium_cache.folder("maps")


@functools.cache
def _code_version() -> str:
    digest = hashlib.blake2b(f"{shapely.__version__} {shapely.geos_version_string}".encode())
    digest.update(podium_cache.code(*_CODE))
    return digest.hexdigest()


def canonical(tree: Any) -> str:
    """The tree as text: equal for equal trees."""
    return repr(tree)


def key(tree: Any, day: Day) -> str:
    """The key of a record. Equal trees give equal keys; the order of their keys counts, as it orders the
    territories."""
    text = "\n".join([canonical(tree), str(day), layers.version(), _code_version()])
    return hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


def load(name: str, cache: Path | None = None) -> Record | None:
    """The record under this key, or None if there is none or it is damaged."""
    data = podium_cache.load((cache or folder()) / f"{name}.map")
    if data is None:
        return None
    try:
        head_length, count = struct.unpack_from("<II", data)
        lengths = struct.unpack_from(f"<{count}I", data, 8)
        at = 8 + 4 * count
        head = json.loads(data[at : at + head_length])
    except (struct.error, ValueError):
        return None
    ends = np.cumsum([at + head_length, *lengths])
    geometries = shapely.from_wkb([data[a:b] for a, b in itertools.pairwise(ends)])
    return head, list(geometries)


def save(name: str, record: Record, cache: Path | None = None) -> None:
    """Caches a record; does nothing if the folder cannot be written to."""
    head, geometries = record
    text = json.dumps(head, ensure_ascii=False).encode()
    wkb = [bytes(g) for g in shapely.to_wkb(np.array(geometries, object))] if geometries else []
    lengths = struct.pack(f"<{len(wkb)}I", *map(len, wkb))
    body = struct.pack("<II", len(text), len(wkb)) + lengths + text + b"".join(wkb)
    podium_cache.save((cache or folder()) / f"{name}.map", body, LIMIT)
