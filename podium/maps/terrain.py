"""The terrain of a map: from what the outline draws and from files of a GIS to shapes in the frame.

In: a `MapSpec`. Out: its `TerrainPart`s in the order in which they are drawn; findings at their keys.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from podium.layout.stage import Stage
from podium.maps.atlas.bounding_box import split_at_antimeridian
from podium.maps.atlas.polygons import polygons_of
from podium.maps.basemap.terrain_record import TerrainPart
from podium.maps.model.keys import MapModel
from podium.maps.model.terrain import COVER, Cover, key_of
from podium.maps.spec import MapSpec
from podium.maps.territories import recipe_files
from podium.maps.territories.geodata import layers
from podium.maps.territories.geodata.sources import BadFile, Layer, layer_of
from podium.outline import inline

_FORMS = {"roads": "lines", "railways": "lines", "contours": "lines", "water": "both"}
_ORDER = (*COVER, "contours", "hills", "roads", "railways", "bridges", "fortifications")
_CORNERS = 28  # of an area that is given by its middle
_UNEVEN = (0.14, 0.09, 0.06)  # shares of its radius by which it is no circle: two, three and five bulges


@dataclasses.dataclass
class CheckedLayers:
    """Files that can be read, by key and number. credits: whose they are."""

    found: dict[tuple[str, int], tuple[Layer, layers.LayerShapes]] = dataclasses.field(default_factory=dict)
    credits: tuple[str, ...] = ()

    @property
    def coast(self) -> tuple[Layer, ...]:
        """Those with the land."""
        return tuple(file for (kind, _), (file, _) in self.found.items() if kind == "coast")


def checked(model: MapModel, report: Any, stage: Stage) -> CheckedLayers:
    """Reads the files under `layers`. report: called with the message, the hint and the path of each mistake."""
    made = CheckedLayers()
    if model.layers is None:
        return made
    project = stage.outline.project
    for kind, n, asked in model.layers.files():
        path = _path(model, kind, n)
        try:
            file = layer_of(asked.file, project, recipe_files.folders_of(project))
            found = layers.read(file, _FORMS.get(kind, "areas"))
        except BadFile as e:
            said = str(e) if asked.file in str(e) else f"{asked.file}: {e}"
            report(said, e.hint, *path)
            continue
        credit = asked.credit or model.layers.credit or found.credit
        if not credit:
            hint = "write credit: who made it, and its licence, under 'layers'"
            report(f"whose data '{asked.file}' is must be on the map: 'credit' is missing", hint, *path)
        elif credit not in made.credits:
            made.credits += (credit,)
        made.found[kind, n] = (file, found)
    return made


def _path(model: MapModel, kind: str, n: int) -> tuple[str | int, ...]:
    """The path of a file in the outline: a single one has no number."""
    single = model.layers is not None and len(getattr(model.layers, kind)) == 1
    return ("layers", key_of(kind)) if single else ("layers", key_of(kind), n)


# ---- shapes ------------------------------------------------------------------------------------------------


def terrain_of(spec: MapSpec, read: CheckedLayers) -> tuple[TerrainPart, ...]:
    """All terrain in the frame, in drawing order; a finding for each part of which nothing is in the frame."""
    found = [*_from_files(spec, read), *_drawn(spec)]
    return tuple(sorted(found, key=lambda part: _ORDER.index(part.kind)))


def _from_files(spec: MapSpec, read: CheckedLayers) -> Iterator[TerrainPart]:
    frame = spec.base_map.frame
    window = shapely.union_all([shapely.box(*box) for box in split_at_antimeridian(frame.window)])
    for (kind, n), (_, shapes) in read.found.items():
        path = _path(spec.model, kind, n)
        if kind == "coast":
            if not shapely.intersects(shapes.areas, window):
                _warn_outside(spec, shapes, window, *path)
            continue
        near = [shapely.make_valid(shapely.intersection(s, window)) for s in (shapes.areas, shapes.lines)]
        area = frame.areas([polygons_of(near[0])])[0] if not near[0].is_empty else near[0]
        line = frame.lines([near[1]])[0] if not near[1].is_empty else near[1]
        if area.is_empty and line.is_empty:
            _warn_outside(spec, shapes, window, *path)
        if not area.is_empty:
            yield TerrainPart(kind, path, area)
        if not line.is_empty:
            yield TerrainPart(kind, path, line)


def _warn_outside(spec: MapSpec, shapes: layers.LayerShapes, window: Any, *path: str | int) -> None:
    """Warns about a file of which nothing is in the frame."""
    turned = any(shapely.intersects(layers.swapped(s), window) for s in (shapes.areas, shapes.lines) if not s.is_empty)
    hint = "longitude and latitude are the wrong way round in it: export it anew" if turned else (
        "choose another frame, or remove it"
    )  # fmt: skip
    spec.warn("nothing of this file is in the map's frame", *path, code="outside-frame", hint=hint)


def _drawn(spec: MapSpec) -> Iterator[TerrainPart]:
    """What the outline itself draws."""
    kinds = {
        "hills": _place_or_line,
        "fortifications": _place_or_line,
        "bridges": _place,
        "roads": _line,
        "railways": _line,
        **dict.fromkeys(COVER, _area),
    }
    for kind, find in kinds.items():
        for n, entry in enumerate(getattr(spec.model, kind)):
            part = find(spec, kind, entry, key_of(kind), n)
            if part is not None:
                yield part


def _place_or_line(spec: MapSpec, kind: str, entry: Any, *path: str | int) -> TerrainPart | None:
    if entry.path and entry.at is not None:
        spec.warn("'at' is ignored: there is 'path'", *path, "at", code="unused", hint="keep one of them")
    _warn_of_unused(spec, kind, entry, *path)
    return _line(spec, kind, entry, *path) if entry.path else _place(spec, kind, entry, *path)


def _warn_of_unused(spec: MapSpec, kind: str, entry: Any, *path: str | int) -> None:
    """Warns about a key that says something only of a line, or only of a place."""
    said = {"hills": ("slopes", "", "both"), "fortifications": ("teeth", "kind", "left")}[kind]
    key = said[1] if entry.path else said[0]
    default = "fort" if key == "kind" else said[2]
    if key and getattr(entry, key) != default:
        what = "with a 'path'" if entry.path else "without a 'path'"
        spec.warn(f"'{key}' has no effect {what}", *path, key, code="unused", hint="remove it")


def _place(spec: MapSpec, kind: str, entry: Any, *path: str | int) -> TerrainPart | None:
    if entry.at is None:
        more = ", or 'path': the places of a line" if hasattr(entry, "path") else ""
        hint = f"at: the name of a place, or [longitude, latitude]{more}"
        spec.error(f"{entry.label} needs a place", *path, code="missing", hint=hint)
        return None
    at = spec.at(entry.at, _name(entry), *path, "at")
    return None if at is None else TerrainPart(kind, path, shapely.Point(_units(spec, [at])[0]), entry)


def _name(entry: Any) -> str:
    """What a part is called in a message."""
    said = inline.plain(entry.name) or (entry.at if isinstance(getattr(entry, "at", None), str) else "")
    return f"'{said}'" if said else str(entry.label)


def _line(spec: MapSpec, kind: str, entry: Any, *path: str | int) -> TerrainPart | None:
    if not entry.path:
        hint = "path: its places in order, each a name or [longitude, latitude]"
        spec.error(f"{entry.label} needs a path", *path, code="missing", hint=hint)
        return None
    course = spec.course(entry.path, *path, "path")
    if not course:
        return None
    whole = shapely.LineString(_units(spec, course))
    if not shapely.intersects(whole, _page(spec)):
        _outside(spec, _name(entry), entry.path, *path, "path")
        return None
    return TerrainPart(kind, path, whole, entry)


def _outside(spec: MapSpec, what: str, places: Sequence[Any], *path: str | int) -> None:
    hint = next((h for p in places if (h := spec.turned_hint(p))), "widen the frame or remove it")
    spec.warn(f"{what} lies outside the map's frame", *path, code="outside-frame", hint=hint)


def _area(spec: MapSpec, kind: str, entry: Cover, *path: str | int) -> TerrainPart | None:
    """An area by the places around it, or by its middle and how far it reaches."""
    if 0 < len(entry.outline) < 3:
        hint = "the places around it: [[longitude, latitude], …]"
        spec.error("an area needs three places or more", *path, "outline", code="map-line", hint=hint)
        return None
    if entry.outline:
        if entry.at is not None or entry.km:
            key = "at" if entry.at is not None else "km"
            spec.warn(f"'{key}' is ignored: there is 'outline'", *path, key, code="unused", hint="keep one of them")
        places = spec.course(entry.outline, *path, "outline")
        if not places:
            return None
        ring = _units(spec, places)
        ring = ring if kind == "built_up" else _softened(ring)
        shape = polygons_of(shapely.make_valid(shapely.Polygon(ring)))
    else:
        if entry.at is None or not (entry.km or kind == "built_up"):
            hint = "outline: the places around it, or 'at' and 'km'"
            spec.error("an area needs its outline", *path, code="missing", hint=hint)
            return None
        lonlat = spec.lonlat(entry.at, *path, "at")
        place = spec.view.places([lonlat]) if lonlat is not None else []
        if not place:
            return None
        shape = shapely.Point(_units(spec, place)[0])
        shape = _round(shape, entry.km / spec.base_map.frame.km(1.0)) if entry.km else shape
    seen = shapely.intersection(shape, _page(spec))
    if seen.is_empty:
        _outside(spec, _name(entry), entry.outline or (entry.at,), *path, "outline" if entry.outline else "at")
        return None
    return TerrainPart(kind, path, seen if shape.geom_type == "Point" else polygons_of(seen), entry)


def _round(at: shapely.Point, radius: float) -> Any:
    """An uneven disc around a place: nothing that grows is a circle. Its bulges depend on the place alone."""
    turns = np.linspace(0.0, math.tau, _CORNERS, endpoint=False)
    start = (at.x * 37.0 + at.y * 91.0) % 1.0 * math.tau
    uneven = sum(s * np.cos(k * turns + start * k) for s, k in zip(_UNEVEN, (2, 3, 5), strict=True))
    away = radius * (1.0 + uneven)
    return shapely.Polygon(np.column_stack([at.x + away * np.cos(turns), at.y + away * np.sin(turns)]))


def _softened(ring: Any) -> Any:
    """A ring, (n, 2), with its corners cut three times over, as Chaikin (1974) does it, the first time less, so that
    little is lost of it: what grows or flows has no corners."""
    for share in (0.15, 0.25, 0.25):
        following = np.roll(ring, -1, axis=0)
        ends = [(1 - share) * ring + share * following, share * ring + (1 - share) * following]
        ring = np.stack(ends, axis=1).reshape(-1, 2)
    return ring


def _page(spec: MapSpec) -> Any:
    return shapely.box(0, 0, 1, spec.base_map.frame.height)


def _units(spec: MapSpec, places: Sequence[Any]) -> Any:
    """Places on the page (EMU) in frame units."""
    r, height = spec.view.rect, spec.base_map.frame.height
    return (np.array(places, float) - (r.x, r.y)) * (1 / r.w, height / r.h)
