"""Borders and coast of areas that share their edges.

In: areas in frame units. Out: lines, each border once: an edge that two areas share is a border, any other is coast.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from podium.maps.basemap import projection
from podium.maps.basemap.record import UNCERTAIN, Area


class Linework(NamedTuple):
    """Lines between areas, each a MultiLineString. borders: of at least one leading area; uncertain: of leading areas,
    none of them well known; secondary: of no leading area; coast: of one area only."""

    borders: Any
    uncertain: Any
    secondary: Any
    coast: Any


def linework(areas: Sequence[Area], height: float, leading: Container[str] | None = None) -> Linework:
    """The lines of areas that share their edges. An edge of two areas is a border; an edge of one area is coast, unless
    it lies on the frame. leading: ids; None: all areas lead."""
    rows = []
    for number, area in enumerate(areas):
        for ring in projection.rings(area.shape):
            ends = np.concatenate([ring[:-1], ring[1:]], axis=1)
            rows.append(np.column_stack([ends, np.full(len(ends), number)]))
    if not rows:
        none = shapely.MultiLineString()
        return Linework(none, none, none, none)
    edges = np.concatenate(rows)
    owner = edges[:, 4].astype(int)
    leads = np.array([leading is None or area.id in leading for area in areas])
    known = leads & np.array([area.confidence not in UNCERTAIN for area in areas])
    whole = np.rint(edges[:, :4] * 1e8).astype(np.int64)
    turned = (whole[:, 0] > whole[:, 2]) | ((whole[:, 0] == whole[:, 2]) & (whole[:, 1] > whole[:, 3]))
    whole[turned] = whole[turned][:, [2, 3, 0, 1]]
    _, first, same, counts = np.unique(whole, axis=0, return_index=True, return_inverse=True, return_counts=True)
    led, sure = (np.bincount(same.reshape(-1), weights=which[owner]) > 0 for which in (leads, known))
    once = first[counts == 1]
    low, tall = 1e-7, height - 1e-7
    x0, y0, x1, y1 = edges[once, :4].T
    at_edge = (
        ((x0 < low) & (x1 < low))
        | ((x0 > 1 - low) & (x1 > 1 - low))
        | ((y0 < low) & (y1 < low))
        | ((y0 > tall) & (y1 > tall))
    )
    # An area cut at the back of the globe touches itself along the cut, which is no border.
    shared = (counts == 2) & (np.bincount(same.reshape(-1), weights=owner) != 2 * owner[first])
    borders, uncertain, secondary = (_merged(edges[first[shared & kind], :4]) for kind in (sure, led & ~sure, ~led))
    return Linework(borders, uncertain, secondary, _merged(edges[once[~at_edge], :4]))


def _merged(segments: Any) -> Any:
    lines = shapely.linestrings(segments.reshape(-1, 2, 2))
    return shapely.line_merge(shapely.multilinestrings(lines)) if len(lines) else shapely.MultiLineString()
