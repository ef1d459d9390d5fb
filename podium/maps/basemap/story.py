"""The frame of a map that names none: what the map tells of, with a margin.

In: the box of a set (or None), places in degrees, geometries of the land that is filled. Out: a `Frame`; None where
there is nothing to go by, or where the story is about as large as the set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from podium.maps.atlas.bounding_box import Bounds, split_at_antimeridian
from podium.maps.basemap import frames
from podium.maps.basemap.frames import BadFrame
from podium.maps.basemap.projection import Frame

_MARGIN, _BARE_MARGIN = 0.06, 0.2
"""Free space around a story as a share of its longer side; more around places without land, which need some."""
_LEAST = 1.5
"""Degrees: places less far apart than this say nothing of the land that a map without a frame should show."""
_NEARLY_ALL = 0.8
"""Share of the set's own frame from which on a story gets that frame: a few per cent would only cost its edges."""
_MAIN_PART = 0.08
"""Share of a land's largest part: smaller ones do not make a frame wider, nor do those that are further from it than it
is long: a colony is another story."""

Place = tuple[float, float]


def frame_of(
    own: Bounds | None, places: Sequence[Place], lands: Sequence[Any], clear: str = "", **more: Any
) -> Frame | None:
    """The frame that holds the places and the main parts of the lands, as far as they are in the set's own box.

    clear: the side to be left free for a panel; more: `aspect` and `projection` as in `frames.to_fit`.
    """
    window = shapely.union_all([shapely.box(*box) for box in split_at_antimeridian(own)]) if own else None
    seen = [shapely.Point(at) for at in places if window is None or window.covers(shapely.Point(at))]
    parts = [shape for land in lands if not (shape := _seen(land, window)).is_empty]
    told = [*(frames.without_giants(parts) if len(parts) > 2 else parts), *seen]
    if not told or (not parts and not _apart(seen)):
        return None
    margin = _MARGIN if parts else _BARE_MARGIN
    try:
        if own and frames.to_fit(told, margin=margin, **more).times(frames.by_box(*own, **more)) > _NEARLY_ALL:
            return None
        return frames.to_fit(told, margin=margin, clear=clear, **more)
    except BadFrame:
        if own:
            return None  # a projection that cannot show it is reported where the set's own frame is made
        raise


def _seen(land: Any, window: Any) -> Any:
    """The main parts of a land, within the set's box."""
    shape = land if window is None else shapely.intersection(shapely.make_valid(land), window)
    parts = np.array([p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"], object)
    if not len(parts):
        return shapely.MultiPolygon()
    areas = shapely.area(parts)
    main = parts[areas.argmax()]
    west, south, east, north = main.bounds
    near = shapely.distance(parts, main) <= np.hypot(east - west, north - south)
    return shapely.MultiPolygon(list(parts[near & (areas >= _MAIN_PART * areas.max())]))


def _apart(places: Sequence[Any]) -> bool:
    """Whether places are so far apart that they make a frame."""
    bounds = shapely.total_bounds(np.array(places, object))
    return bool(len(places) > 1 and max(bounds[2] - bounds[0], bounds[3] - bounds[1]) >= _LEAST)
