"""A base map as data: areas, waters, lines, relief; and its record in the cache.

In and out: shapes in frame units.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from podium.maps.basemap.projection import Frame
from podium.maps.territories import geometry_cache
from podium.maps.territories.borders import Territory

REST = ""  # the id of land outside all territories


UNCERTAIN = ("low", "schematic")  # confidences


@dataclasses.dataclass(frozen=True)
class Area:
    """A territory in the frame; `shape` in frame units. The rest of the land has the id `REST`. lang: the language of
    its name, "" for English."""

    id: str
    name: str
    shape: Any
    overlay: bool = False
    confidence: str = "medium"
    source: str = ""
    lang: str = ""


@dataclasses.dataclass(frozen=True)
class Water:
    """A lake or river by name; rank 0 or 1 is the largest."""

    name: str
    rank: int
    shape: Any


@dataclasses.dataclass(frozen=True)
class BaseMap:
    """The layers under all features and labels. borders and coast: lines; halos: sea near land, the widest first;
    globe: the Earth's outline on a map of the world, else None; relief: a JPEG, or b""; present: ids of the territories
    that exist on the date, in the frame or not; remarks: what is to be said of the borders."""

    frame: Frame
    day: str
    title: str
    areas: tuple[Area, ...]
    borders: Any
    coast: Any
    halos: tuple[Any, ...]
    lakes: tuple[Water, ...]
    rivers: tuple[Water, ...]
    globe: Any
    relief: bytes
    present: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def area(self, name: str) -> Area | None:
        """The territory of this id, None if nothing of it is in the frame."""
        return next((a for a in self.areas if a.id == name and not a.shape.is_empty), None)

    @functools.cached_property
    def land(self) -> Any:
        """All land in the frame."""
        return joined(np.array([a.shape for a in self.areas if not a.overlay], object))


def joined(shapes: Any) -> Any:
    """The union of shapes of a coverage; the slow way where clipping at the frame has moved a shared edge."""
    if len(shapes) == 1:
        return shapes[0]
    try:
        return shapely.coverage_union_all(shapes)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(shapes))


def as_areas(lands: Sequence[Territory], shapes: Sequence[Any]) -> list[Area]:
    """Territories as areas of a frame, by their shapes there."""
    return [
        Area(t.id, t.name, shape, t.overlay, t.confidence, t.source or "")
        for t, shape in zip(lands, shapes, strict=True)
    ]


def attributes(area: Area) -> dict[str, Any]:
    return {f.name: getattr(area, f.name) for f in dataclasses.fields(Area) if f.name != "shape"}


def to_record(base_map: BaseMap) -> geometry_cache.Record:
    frame = base_map.frame
    head = {
        "frame": [frame.projection, frame.proj, frame.extent, frame.centre],
        "day": base_map.day,
        "title": base_map.title,
        "areas": [attributes(a) for a in base_map.areas],
        "lakes": [[w.name, w.rank] for w in base_map.lakes],
        "rivers": [[w.name, w.rank] for w in base_map.rivers],
        "halos": len(base_map.halos),
        "globe": base_map.globe is not None,
        "present": base_map.present,
        "remarks": base_map.remarks,
        "relief": base64.b64encode(base_map.relief).decode(),
    }
    shapes = [
        *(a.shape for a in base_map.areas),
        *(w.shape for w in base_map.lakes),
        *(w.shape for w in base_map.rivers),
        *base_map.halos,
        base_map.borders,
        base_map.coast,
        *([base_map.globe] if base_map.globe is not None else []),
    ]
    return head, shapes


def from_record(record: geometry_cache.Record) -> BaseMap:
    head, shapes = record
    left = iter(shapes)
    areas = tuple(Area(shape=next(left), **row) for row in head["areas"])
    lakes, rivers = (tuple(Water(name, rank, next(left)) for name, rank in head[kind]) for kind in ("lakes", "rivers"))
    halos = tuple(next(left) for _ in range(head["halos"]))
    borders, coast = next(left), next(left)
    globe = next(left) if head["globe"] else None
    name, proj, extent, centre = head["frame"]
    frame = Frame(name, proj, tuple(extent), tuple(centre))
    return BaseMap(
        frame,
        head["day"],
        head["title"],
        areas,
        borders,
        coast,
        halos,
        lakes,
        rivers,
        globe,
        base64.b64decode(head["relief"]),
        tuple(head["present"]),
        tuple(head["remarks"]),
    )
