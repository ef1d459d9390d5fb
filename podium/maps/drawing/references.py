"""What a lecturer refers to on a map: the frames of other maps, the date in a corner, a grid of fields.

In: a map's `zooms`, `stamp` and `grid`; a `FeatureLayer`, the labeller, the collision grid. Out: boxes; pending labels.
"""

from __future__ import annotations

import shapely

from podium.maps.atlas.bounding_box import Bounds
from podium.maps.basemap import frames
from podium.maps.drawing.corners import edges
from podium.maps.drawing.features import FeatureLayer, LabelRequest, label_lines
from podium.maps.labels import candidates
from podium.maps.labels.collision_grid import CollisionGrid
from podium.maps.labels.labeller import ASKED, KEY, Labeller
from podium.maps.labels.type_sizes import FIRST
from podium.maps.model.parts import Zoom
from podium.maps.spec import MapSpec
from podium.maps.symbols.curves import Path, freeform, group
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import DateError, parse_date
from podium.scene.boxes import Box, Line, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import plain_draft

_STAMP = KEY.but(size=24.0, floor=20.0)
_FIELD = KEY.but(size=16.0)
_AIR, _NEXT = points(5), 60.0  # free space around a stamp; the price (pt) of the next corner
_PAD = points(8)
_GRID = 0.35  # opacity of a grid's lines
_DETAIL = 0.0001  # tolerance of a frame's curved sides, in map widths
_POLE, _ROUND = 90.0 - 1e-6, 360.0 - 0.1  # degrees: a side at a pole; a frame that goes round the Earth
_COVERED = 0.97  # share of this map from which a zoom shows nothing else


# ---- zooms -------------------------------------------------------------------------------------------------


def zooms(layer: FeatureLayer) -> None:
    """The frames of other maps as outlines, with their words."""
    for n, zoom in enumerate(layer.spec.model.zooms):
        step, colour = layer.begin(zoom, "zooms", n)
        box = _box(layer.spec, zoom, n)
        if box is None:
            continue
        seen, edge = _on_page(layer.spec, box)
        words = inline.plain(zoom.words)
        if seen.is_empty or not edge or seen.area > _COVERED * layer.spec.view.frame.height:
            message = f"the frame of {words or f'zoom {n + 1}'} " + (
                "lies outside this map" if seen.is_empty else "is as large as this map"
            )
            layer.spec.warn(message, "zooms", n, code="outside-frame", hint="widen this map's frame, or remove it")
            continue
        r, name = layer.bounds, f"zoom: {words or n + 1}"
        strokes = [
            freeform(f"{name}: casing", edge, line=Line("ground", 4.5), bounds=r),
            freeform(f"{name}: frame", edge, line=Line(f"{colour or 'red'}.deep", 2.25), bounds=r),
        ]
        layer.lines.append(group(name, strokes, step, words))
        if words:
            largest = max(shapely.get_parts(seen), key=lambda part: part.area)
            course = layer.spec.view.emu(shapely.get_coordinates(largest.exterior)).astype(float)
            (west, top), (east, _) = course.min(axis=0), course.max(axis=0)
            style = KEY.but(size=layer.sizes.city)
            at = ((west + east) / 2, top)
            request = LabelRequest(f"label: {words}", label_lines(words, 20), style, at, 0, step, ("zooms", n), course)
            layer.label_requests.append(request)


def _on_page(spec: MapSpec, box: Bounds) -> tuple[shapely.MultiPolygon, list[Path]]:
    """What of a box in degrees is on the map, in frame units, and the lines around it; in two parts across the edge of
    a world map. A side along which a box that goes round the Earth meets itself, and one at a pole, is no line."""
    west, south, east, north = box
    sides = [[(west, lat), (east, lat)] for lat in (south, north) if abs(lat) < _POLE]
    if east - west < _ROUND:
        sides += [[(lon, south), (lon, north)] for lon in (west, east)]
    (seen,) = spec.view.frame.areas([shapely.box(*box)], detail=_DETAIL)
    (edge,) = spec.view.frame.lines([shapely.MultiLineString(sides)], detail=_DETAIL)
    courses = [spec.view.emu(shapely.get_coordinates(part)) for part in shapely.get_parts(edge)]
    return seen, [[("M" if k == 0 else "L", *map(int, at)) for k, at in enumerate(c)] for c in courses]


def _box(spec: MapSpec, zoom: Zoom, n: int) -> Bounds | None:
    """West, south, east, north of a zoom in degrees, east of west; None with a finding."""
    if zoom.frame is not None:
        west, south, east, north = zoom.frame
    elif zoom.around is not None:
        middle = spec.lonlat(zoom.around.at or zoom.around.named, "zooms", n, "around")
        if middle is None:
            return None
        try:
            west, south, east, north = frames.around(*middle, zoom.around.km).window
        except frames.BadFrame as e:
            spec.error(str(e), *("zooms", n, "around"), code="frame", hint=e.suggestion)
            return None
    else:
        hint = "frame: [west, south, east, north], as the other map has it"
        spec.error("a zoom needs a frame", "zooms", n, code="missing", hint=hint)
        return None
    return west, south, east + 360.0 if east < west else east, north


# ---- the date ----------------------------------------------------------------------------------------------


def stamp(spec: MapSpec, labeller: Labeller) -> None:
    """The date of the map in a corner; with each dated step, that of the step in its place."""
    if not spec.model.stamp:
        return
    dated = [(0, spec.model.date or spec.model.year), *((n, s.date) for n, s in enumerate(spec.model.steps, 1))]
    shown = [(step, _day(spec, when)) for step, when in dated if when]
    if not shown:
        hint = "write 'date' or 'year', or dated steps"
        spec.warn("there is no date to stamp on this map", "stamp", code="unused", hint=hint)
        return
    sizes = [labeller.size([words], _STAMP) for _, words in shown]
    w, h = max(s[0] for s in sizes) + 2 * _PAD, sizes[0][1] + _PAD

    def draw(place: Rect, form: int) -> None:
        for step, words in shown:  # each on a plate that covers the one before, on paper too
            plate = Shape(name=f"stamp: {words}: plate", rect=place, fill="ground", line=Line("hairline", 0.75))
            text = plain_draft(words, _STAMP, align="centre")
            date = labeller.stage.text(f"stamp: {words}: date", place, [text], anchor="middle")
            labeller.of_the_whole.append(group(f"stamp: {words}", [plate, date], step, words))

    def on_omitted() -> None:
        spec.warn("the date does not fit into a corner of this map", "stamp", code="no-room", hint="leave it out")

    inward = points(_FIELD.size * 1.5) if spec.model.grid else 0  # clear of its letters and numbers
    edge = tuple(e + inward for e in edges(spec))
    found = candidates.at_corner(labeller.grid, w, h, (edge[0], edge[1]), _NEXT, air=_AIR, cell=6.0)
    labeller.add("stamp", (), found, omission_cost=ASKED, priority=FIRST, gap=_AIR, draw=draw, on_omitted=on_omitted)


def _day(spec: MapSpec, when: str) -> str:
    try:
        return format_date(parse_date(when, spec.stage.lang), spec.stage.lang)
    except DateError:
        return when


# ---- the grid ----------------------------------------------------------------------------------------------


def grid(spec: MapSpec, occupied: CollisionGrid, labeller: Labeller) -> list[Box]:
    """Lines between the fields, letters from left to right and numbers from the top; they occupy their space at
    once."""
    if spec.model.grid is None:
        return []
    columns, rows = spec.model.grid
    r, stage = spec.view.rect, spec.stage
    xs = [r.x + r.w * n // columns for n in range(columns + 1)]
    ys = [r.y + r.h * n // rows for n in range(rows + 1)]
    lines: list[Path] = [[("M", x, r.y), ("L", x, r.bottom)] for x in xs[1:-1]]
    lines += [[("M", r.x, y), ("L", r.right, y)] for y in ys[1:-1]]
    ruled = freeform("grid", lines, line=Line("ink", 0.75))
    ruled.alpha = _GRID
    w, h = (labeller.size(["MM"], _FIELD)[0], labeller.size(["M"], _FIELD)[1])
    gap = points(3)
    across = [(chr(ord("A") + n), (xs[n] + xs[n + 1] - w) // 2, r.y + gap) for n in range(columns)]
    down = [(str(n + 1), r.x + gap, (ys[n] + ys[n + 1] - h) // 2) for n in range(rows)]
    boxes: list[Box] = [ruled]
    for words, x, y in (*across, *down):
        place = Rect(x, y, w, h)
        occupied.occupy(place, points(1))
        labeller.keep_clear(place)
        text = plain_draft(words, _FIELD, align="centre")
        boxes.append(stage.text(f"grid: {words}", place, [text], anchor="middle"))
    return boxes
