"""The files of the atlas, each opened once in a process.

In: the name of a file in podium/data/maps. Out: packed layers, the rows of them that touch a bounding box, and the
version of all the data. For the sources of the data see podium/maps/derive and the NOTICE.
"""

from __future__ import annotations

import functools
import hashlib

import numpy as np
from numpy.typing import NDArray

from podium.data import MAPS
from podium.maps.atlas.bounding_box import Bounds, split_at_antimeridian
from podium.maps.atlas.packing import Layer

_FILES = (
    "units.map",
    "countries.map",
    "land.map",
    "lakes.map",
    "rivers.map",
    "aliases.json.z",
    "places.tsv.z",
    "places.keys.z",
    "relief.bin",
    "relief-world.bin",
)


@functools.cache
def version() -> str:
    """A short hash of the data: part of every cache key, so that new data never meets an old map."""
    digest = hashlib.sha256()  # most processors have it built in
    for name in _FILES:
        digest.update((MAPS / name).read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def layer(name: str) -> Layer:
    """The packed layer in a file."""
    return Layer(MAPS / name)


def rows_in(of: Layer, bounds: Bounds | None) -> NDArray[np.int64]:
    """The rows of a layer whose own box touches `bounds` (all of them for None)."""
    if bounds is None:
        return of.rows_in(None)
    return distinct(np.concatenate([of.rows_in(box) for box in split_at_antimeridian(bounds)]))


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers in order, each once. `numpy.unique` imports `numpy.ma`, which takes longer than all of this."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]
