"""What a lecturer refers to on a map: the frames of other maps, the date in a corner, a grid of fields.

In: a map's `zooms`, `stamp` and `grid`; a `FeatureLayer`, the labeller, the collision grid. Out: boxes; pending labels.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely

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
_SIDE = 24  # points along each side of a frame
_COVERED = 0.97  # share of this map from which a zoom shows nothing else


# ---- zooms -------------------------------------------------------------------------------------------------


def zooms(layer: FeatureLayer) -> None:
    """The frames of other maps as outlines, with their words."""
    for n, zoom in enumerate(layer.spec.model.zooms):
        step, colour = layer.begin(zoom, "zooms", n)
        outline = _outline(layer.spec, zoom, n)
        if outline is None:
            continue
        r = layer.bounds
        page = shapely.box(r.x, r.y, r.right, r.bottom)
        seen = shapely.intersection(outline, page)
        words = inline.plain(zoom.words)
        if seen.is_empty or seen.area > _COVERED * page.area:
            message = f"the frame of {words or f'zoom {n + 1}'} " + (
                "lies outside this map" if seen.is_empty else "is as large as this map"
            )
            layer.spec.warn(message, "zooms", n, code="outside-frame", hint="widen this map's frame, or remove it")
            continue
        lines: list[Path] = []
        for part in shapely.get_parts(shapely.intersection(outline.exterior, page)):
            if part.geom_type == "LineString":
                lines.append([("M" if k == 0 else "L", *c) for k, c in enumerate(part.coords)])
        name = f"zoom: {words or n + 1}"
        strokes = [
            freeform(f"{name}: casing", lines, line=Line("ground", 4.5), bounds=r),
            freeform(f"{name}: frame", lines, line=Line(f"{colour or 'red'}.deep", 2.25), bounds=r),
        ]
        box = group(name, strokes, step, words)
        layer.lines.append(box)
        if words:
            course = shapely.get_coordinates(seen.exterior if seen.geom_type == "Polygon" else outline.exterior)
            at = (float(box.rect.x + box.rect.w / 2), float(box.rect.y))
            style = KEY.but(size=layer.sizes.city)
            request = LabelRequest(f"label: {words}", label_lines(words, 20), style, at, 0, step, ("zooms", n), course)
            layer.label_requests.append(request)


def _outline(spec: MapSpec, zoom: Zoom, n: int) -> shapely.Polygon | None:
    """The outline of a frame on the page (EMU); None with a finding."""
    if zoom.frame is not None:
        west, south, east, north = zoom.frame
        east += 360.0 if east < west else 0.0
    elif zoom.around is not None:
        middle = spec.lonlat(zoom.around.at or zoom.around.named or "", "zooms", n, "around")
        if middle is None:
            return None
        try:
            west, south, east, north = frames.around(*middle, zoom.around.km).window
        except frames.BadFrame as e:
            spec.error(str(e), *("zooms", n, "around"), code="frame", hint=e.suggestion)
            return None
        east += 360.0 if east < west else 0.0
    else:
        hint = "frame: [west, south, east, north], as the other map has it"
        spec.error("a zoom needs a frame", "zooms", n, code="missing", hint=hint)
        return None
    side = np.linspace(0.0, 1.0, _SIDE)
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    edge = [(x0 + (x1 - x0) * s, y0 + (y1 - y0) * s) for (x0, y0), (x1, y1) in pairwise(corners) for s in side[:-1]]
    found = spec.view.places(edge)
    return shapely.Polygon(found) if len(found) > 3 and shapely.Polygon(found).is_valid else None


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
            labeller.boxes.append(group(f"stamp: {words}", [plate, date], step, words))

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
