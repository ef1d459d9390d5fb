"""A coast of the lecturer's own in place of the atlas', whose coast is several kilometres off.

In: the lands of a frame in degrees, and areas of land from a file. Out: the same lands, with exactly that coast.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from podium.maps.atlas.bounding_box import split_at_antimeridian
from podium.maps.atlas.polygons import polygons_of
from podium.maps.basemap.projection import Frame
from podium.maps.territories import coast
from podium.maps.territories.borders import Territory
from podium.maps.territories.geodata import layers
from podium.maps.territories.geodata.sources import Layer

_MARGIN_KM = 2 * coast.COAST_KM  # around the frame: a border meets the coast where it would without the frame


def land_of(files: Sequence[Layer]) -> Any:
    """The land in files, in degrees. Raises BadFile."""
    return shapely.union_all([layers.read(file, "areas").areas for file in files])


def fitted(
    lands: Sequence[Territory], others: Sequence[Any], land: Any, frame: Frame
) -> tuple[list[Territory], list[Any]]:
    """Territories and the land around them, as far as they are near the frame, on `land`: what of it nobody has goes to
    whoever is nearest, and the rest of theirs to the sea. Unchanged where `land` is nowhere near."""
    near = _around(frame)
    ground = polygons_of(shapely.make_valid(shapely.intersection(land, near)))
    if ground.is_empty:
        return [*lands], [*others]
    plain = [t for t in lands if not t.overlay]
    cut = [
        polygons_of(shapely.make_valid(shapely.intersection(s, near))) for s in (*(t.geometry for t in plain), *others)
    ]
    there = [n for n, shape in enumerate(cut) if not shape.is_empty]
    if not there:
        return [t for t in lands if t.overlay], [ground]
    own = np.array([cut[n] for n in there], object)
    found = coast.fit(own, [str(n) for n in there], coast.Land(ground, own), everywhere=True)
    shapes = _with_rest(found.territories, found.rest)
    made = {n: shape for n, shape in zip(there, shapes, strict=True) if not shape.is_empty}
    kept = [dataclasses.replace(t, geometry=made[n]) for n, t in enumerate(plain) if n in made]
    return [*kept, *(t for t in lands if t.overlay)], [made[n] for n in made if n >= len(plain)]


def _around(frame: Frame) -> Any:
    """The frame and some land around it, in degrees."""
    west, south, east, north = frame.window
    high = _MARGIN_KM / 111.2
    wide = high / max(0.05, float(np.cos(np.radians(max(abs(south), abs(north))))))
    boxes = [
        shapely.box(w - wide, max(-90.0, s - high), e + wide, min(90.0, n + high))
        for w, s, e, n in split_at_antimeridian((west, south, east, north))
    ]
    return shapely.union_all(boxes)


def _with_rest(territories: Sequence[Any], rest: Any) -> list[Any]:
    """Territories with the land that is left over, each part with the nearest of them."""
    parts = [p for p in shapely.get_parts(rest) if not p.is_empty]
    held = [n for n, shape in enumerate(territories) if not shape.is_empty]
    if not parts or not held:
        return [*territories] if held else [polygons_of(rest), *territories[1:]]
    nearest = shapely.STRtree([territories[n] for n in held]).nearest(parts)
    gained: dict[int, list[Any]] = {}
    for part, at in zip(parts, nearest, strict=True):
        gained.setdefault(held[int(at)], []).append(part)
    return [shapely.union_all([t, *gained[n]]) if n in gained else t for n, t in enumerate(territories)]
