"""The ground of a map: sea and relief, land, water, borders, and the land that changes hands by click.

In: a `MapSpec`, its fill styles, the rectangles of letters. Out: boxes from the sea upwards, lines cut behind words.
Land that is gained lies over what was there, with its own piece of the relief, its waters and its borders.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from podium.maps.atlas.polygons import polygons_of
from podium.maps.basemap import shaded_relief
from podium.maps.basemap.linework import linework
from podium.maps.basemap.projection import DETAIL, ORTHOGRAPHIC
from podium.maps.basemap.record import REST, Area, Water
from podium.maps.basemap.view import View, hatch
from podium.maps.drawing.furniture import HATCH_ALPHA, HATCH_LINE, HATCH_PT
from podium.maps.drawing.land_steps import LandGain, LandSteps
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyle, FillStyles
from podium.scene.boxes import Box, Earth, Line, Picture, Shape
from podium.scene.units import Rect, points

OVER_RELIEF = 0.70  # opacity of land over the relief
_CASING = 0.8  # opacity of the casing of a border
_DEGREES, _GRATICULE = 30, 0.4  # between the lines on a globe, and their opacity
_COVERED = 2.2  # pt: half the width of a border and its casing, and a little more
_CLOSE = 150  # km: on such a map a river is what armies cross
_SMALLER, _INSIDE = 0.95, 0.9  # shares of areas: land that is a smaller part of an overlay
_HALO = points(1.75)  # around letters
_SPECK = points(7)  # across: land of that size without a colour has no border
_CRUMB = points(3)  # the shortest piece of a line that is left beside words


class Ground:
    """Draws the ground of one map. halos: the letters that its lines make room for."""

    def __init__(
        self,
        spec: MapSpec,
        fill_styles: FillStyles,
        halos: Sequence[Rect],
        steps: LandSteps,
        lakes: Sequence[Water],
        rivers: Sequence[Water],
    ) -> None:
        self.spec, self.fill_styles, self.halos = spec, fill_styles, halos
        self.steps, self.lakes, self.rivers = steps, lakes, rivers
        self.stage, self.view, self.base_map = spec.stage, spec.view, spec.base_map
        self.alpha = OVER_RELIEF if self.base_map.relief else 1.0
        thin = self.view.rect.width_pt < 470
        self.casing, self.dark = Line("map.casing", 2.0 if thin else 2.75), Line("map.border", 0.75 if thin else 1.0)
        self.fine, self.coast = Line("map.border", 0.5 if thin else 0.75), Line("map.coast", 0.5 if thin else 0.75)

    def boxes(self, cover: Sequence[Box] = ()) -> list[Box]:
        """Everything over the sea. What lies over other land is above the land that changes hands, if any does.
        cover: what the land is covered with; it lies under waters and borders."""
        over = self._overlays()
        gained = [box for click in range(1, len(self.spec.model.steps) + 1) for box in self._gained(click)]
        waters, borders = self._waters(self.lakes, self.rivers), self._borders()
        if gained:
            return [*self._land(), *waters, *borders, *gained, *over, *cover]
        return [*self._land(), *over, *cover, *waters, *borders]

    def sea_and_relief(self, alt: str) -> list[Box]:
        """Sea, relief, shallows; the alt text of the whole map is on the sea."""
        rect, base_map = self.view.rect, self.base_map
        boxes: list[Box] = [
            Shape(
                name="map",
                rect=rect,
                fill="map.sea" if base_map.globe is None else "ground",
                alt=alt,
                bleed=self.spec.full,
                earth=Earth(base_map.frame.proj, base_map.frame.extent),
            )
        ]
        if base_map.relief:
            key = self.stage.pictures.carry(base_map.relief, "jpg")
            boxes.append(Picture(name="relief", rect=rect, media=key, bleed=self.spec.full))
            return boxes + self._graticule()
        if base_map.globe is not None:
            boxes += _optional(self.view.area("sea", base_map.globe, fill="map.sea"))
        for n, halo in enumerate(base_map.halos):
            boxes += _optional(self.view.area(f"shallows {n + 1}", halo, fill="map.halo", alpha=0.45))
        return boxes + self._graticule()

    def _graticule(self) -> list[Box]:
        """Meridians and parallels of a globe, under its land: they show how it is turned."""
        frame = self.view.frame
        if frame.projection != ORTHOGRAPHIC:
            return []
        meridians = [[(lon, lat) for lat in range(-85, 86, 5)] for lon in range(-180, 180, _DEGREES)]
        parallels = [[(lon, lat) for lon in range(-180, 181, 5)] for lat in range(_DEGREES - 90, 90, _DEGREES)]
        found = frame.lines([shapely.LineString(line) for line in (*meridians, *parallels)])
        parts = shapely.MultiLineString([p for line in found for p in shapely.get_parts(line)])
        line = Line("map.coast", 0.5)
        return _optional(self.view.lines("graticule", self._clear_of_labels(parts), line, alpha=_GRATICULE))

    def edge_of_globe(self) -> list[Box]:
        """The outline of a globe, in place of the frame around the map; [] on other maps."""
        globe = self.base_map.globe
        if globe is None or self.view.frame.projection != ORTHOGRAPHIC:
            return []
        return _optional(self.view.lines("edge of the globe", inner_edge(self.view, globe), Line("map.coast", 1.25)))

    def _land(self) -> list[Box]:
        """The territories side by side."""
        areas = [area for area in self.base_map.areas if not area.overlay]
        return [box for area in areas for box in self._area(area, area.shape, 0)]

    def _overlays(self) -> list[Box]:
        """Claims and occupations, which are shown on request, and those that come with a click."""
        areas = [(area, 0) for area in self.base_map.areas] + [(gain.area, gain.click) for gain in self.steps.gains]
        asked = [(area, click) for area, click in areas if area.overlay and area.id in self.fill_styles.by_id]
        boxes = [(box, area, click) for area, click in asked for box in self._area(area, area.shape, click)]
        return [replace(box, until=self.steps.until(area, click)) for box, area, click in boxes]

    def _area(self, area: Area, shape: Any, step: int) -> list[Box]:
        """A territory, or a part of it: its fill, its hatch, the outline of a claim."""
        fill_style, alpha = self.fill_styles.of(area.id, area.overlay), self.alpha
        name = f"territory: {area.name}" if area.id != REST else "other land"
        boxes: list[Box] = []
        if fill_style.fill:
            seen = self._not_filled_over.get(area.id, shape)
            boxes += _optional(self.view.area(name, seen, fill=fill_style.fill, alpha=alpha, step=step))
        if fill_style.hatch:
            lines = hatch(shape, HATCH_PT / self.view.rect.width_pt)
            clear = self._clear_of_labels(lines)
            boxes += _optional(
                self.view.lines(
                    f"hatch: {area.name}", clear, Line(fill_style.hatch, HATCH_LINE), alpha=HATCH_ALPHA, step=step
                )
            )
        if fill_style.dashed or area.overlay:
            boxes += self._outline(area, shape, fill_style, step)
        return boxes

    def _outline(self, area: Area, shape: Any, fill_style: FillStyle, step: int) -> list[Box]:
        """The outline of a claim, dashed; of land that is only coloured, a border where it is one that is known."""
        name, course = f"outline: {area.name}", self._ashore(inner_edge(self.view, shape))
        if fill_style.dashed:
            edge = Line("ink", 1.25, "dash-dot")
        elif fill_style.hatch:
            edge = Line(_deep(fill_style.hatch), 1.0, "dash")
        else:
            edge = Line("map.border", 1.0, "dash")
            along = self._clear_of_labels(shapely.intersection(course, self._along_borders))
            course = shapely.difference(course, self._along_borders)
            return [
                *_optional(self.view.lines(name, self._clear_of_labels(course), edge, step=step)),
                *_optional(self.view.lines(f"casing: {area.name}", along, self.casing, alpha=_CASING, step=step)),
                *_optional(self.view.lines(f"border: {area.name}", along, self.dark, step=step)),
            ]
        return _optional(self.view.lines(name, self._clear_of_labels(course), edge, step=step))

    @functools.cached_property
    def _along_borders(self) -> Any:
        """Where borders between territories run that are well known, in frame units."""
        lands = [a for a in self.base_map.areas if not a.overlay]
        return shapely.buffer(linework(lands, self.view.frame.height).borders, DETAIL, quad_segs=1)

    def _ashore(self, edge: Any) -> Any:
        """The outline of an area without its coast, which is drawn anyway; all of it where it has no land."""
        found = shapely.intersection(edge, self._inland)
        return edge if shapely.is_empty(found) else found

    @functools.cached_property
    def _inland(self) -> Any:
        """All land but a strip along its coast, in frame units."""
        land = shapely.union_all([shapely.make_valid(a.shape) for a in self.base_map.areas if not a.overlay])
        return shapely.buffer(land, -3 * DETAIL, quad_segs=1)

    @functools.cached_property
    def _not_filled_over(self) -> dict[str, Any]:
        """By id, what is seen of the fill of land over which other filled land lies, so that no two colours mix: what
        is claimed or occupied lies over land, but not over a smaller territory in it that has a colour of its own. Not
        where land changes hands, which is drawn over what was there."""
        styles = self.fill_styles.by_id
        filled = [a for a in self.base_map.areas if a.id in styles and styles[a.id].fill]
        shapes = {a.id: shapely.make_valid(a.shape) for a in filled if any(o.overlay for o in filled)}
        found: dict[str, Any] = {}
        for area in [] if self.steps.gains else filled:
            over = [shapes[o.id] for o in filled if o is not area and area.id in shapes and _lies_over(o, area, shapes)]
            if over:
                found[area.id] = polygons_of(shapely.difference(shapes[area.id], shapely.union_all(over)))
        return found

    @functools.cached_property
    def under_words(self) -> Any:
        """What is cut out, in frame units: letters and a halo around them."""
        r, h = self.view.rect, self.view.frame.height
        boxes = [
            ((b.x - r.x) / r.w, (b.y - r.y) / r.h * h, (b.right - r.x) / r.w, (b.bottom - r.y) / r.h * h)
            for b in self.halos
        ]
        found = shapely.union_all(shapely.box(*np.array(boxes).reshape(-1, 4).T))
        halo = shapely.buffer(found, _HALO / r.w, quad_segs=3)
        shapely.prepare(halo)
        return halo

    def _clear_of_labels(self, lines: Any) -> Any:
        """Lines cut out behind words: the ground of the map is their halo. Crumbs of them that are left between words
        go too."""
        whole = shapely.get_parts(lines)
        cut = shapely.intersects(whole, self.under_words)
        if not cut.any():
            return lines
        left = shapely.get_parts(shapely.difference(whole[cut], self.under_words))
        left = left[shapely.length(left) > _CRUMB / self.view.rect.w]
        kept = [*whole[~cut], *left]
        return shapely.multilinestrings(kept) if kept else shapely.MultiLineString()

    def _waters(self, lakes: Sequence[Water], rivers: Sequence[Water], step: int = 0) -> list[Box]:
        boxes: list[Box] = []
        wide = self.view.frame.metres / 1000
        for river in rivers:
            weight = 2.25 if wide < _CLOSE else 1.75 if wide < 400 else 1.0 if river.rank <= 2 else 0.75
            line = Line("map.name" if wide < _CLOSE else "map.river", weight, round=True)
            course = self._clear_of_labels(river.shape)
            boxes += _optional(self.view.lines(f"river: {river.name}", course, line, step=step))
        for lake in lakes:
            name, line = f"lake: {lake.name}" if lake.name else "lake", Line("map.river", 0.5)
            boxes += _optional(self.view.area(name, lake.shape, fill="map.lake", line=line, step=step))
        return boxes

    def _borders(self) -> list[Box]:
        """Coast, and dark borders on a pale casing; uncertain borders dashed, borders of unfilled land lighter."""
        lands = [a for a in self.base_map.areas if not a.overlay and not self._is_speck(a)]
        lines = linework(lands, self.view.frame.height, self.fill_styles.by_id.keys() or None)
        clear = self._clear_of_labels
        return [
            *_optional(self.view.lines("coast", clear(self.base_map.coast), self.coast)),
            *_optional(self.view.lines("borders: others", clear(lines.secondary), self.fine, alpha=0.7)),
            *_optional(self.view.lines("borders: casing", clear(lines.borders), self.casing, alpha=_CASING)),
            *_optional(self.view.lines("borders", clear(lines.borders), self.dark)),
            *_optional(self.view.lines("borders: uncertain", clear(lines.uncertain), self.dark._replace(dash="dash"))),
        ]

    def _is_speck(self, area: Area) -> bool:
        """Whether an area that has no colour is so small that its border would be a blot."""
        left, top, right, bottom = shapely.bounds(area.shape).tolist()
        return area.id not in self.fill_styles.by_id and max(right - left, bottom - top) < _SPECK / self.view.rect.w

    # ---- land that changes hands ---------------------------------------------------------------------------

    def _gained(self, click: int) -> list[Box]:
        """The land that is gained with a click: relief, fills, waters, and the borders as they are then."""
        gains = [
            (g.area, self._over_old_border(g)) for g in self.steps.gains if g.click == click and not g.area.overlay
        ]
        if not gains:
            return []
        land = shapely.union_all([shape for _, shape in gains])
        boxes = self._relief_of(land, click)
        for area, shape in gains:
            boxes += self._area(area, shape, click)
        boxes += self._waters(_within(self.lakes, land), _within(self.rivers, land), click)
        for area, shape in gains:
            boxes += self._edges(area, shape, click)
        return boxes

    def _over_old_border(self, gain: LandGain) -> Any:
        """The gain and as much of the territory around it as a border that is no more would mark."""
        return shapely.intersection(shapely.buffer(gain.land, points(_COVERED) / self.view.rect.w), gain.area.shape)

    def _relief_of(self, land: Any, click: int) -> list[Box]:
        """The relief under some land."""
        if not self.base_map.relief:
            return []
        data, (left, top, right, bottom) = shaded_relief.cut_out(self.base_map.relief, land)
        (x, y), (x1, y1) = self.view.emu(np.array([(left, top), (right, bottom)])).tolist()
        key = self.stage.pictures.carry(data, "png")
        return [Picture(name=f"relief at click {click}", rect=Rect(x, y, x1 - x, y1 - y), media=key, step=click)]

    def _edges(self, area: Area, shape: Any, click: int) -> list[Box]:
        """The edge of a territory along a part of it: coast and border."""
        reach = points(_COVERED) / self.view.rect.w
        edge = shapely.intersection(inner_edge(self.view, area.shape), shapely.buffer(shape, reach))
        coast = shapely.difference(edge, self._inland)
        border = self._clear_of_labels(shapely.intersection(edge, self._inland))
        name = f"border: {area.name}" if area.id != REST else "border: other land"
        lines = (
            (f"{name}: coast", self._clear_of_labels(coast), self.coast, 1.0),
            (f"{name}: casing", border, self.casing, _CASING),
            (name, border, self.dark, 1.0),
        )
        return [
            b
            for what, line, look, alpha in lines
            for b in _optional(self.view.lines(what, line, look, alpha=alpha, step=click))
        ]


def _lies_over(upper: Area, lower: Area, shapes: Mapping[str, Any]) -> bool:
    """Whether the fill of one of two areas, of which one is an overlay, is drawn over that of the other."""
    one, other = shapes[upper.id], shapes[lower.id]
    if not (upper.overlay or lower.overlay) or not shapely.intersects(one, other):
        return False
    if upper.overlay and lower.overlay:
        return bool((one.area, upper.id) < (other.area, lower.id))
    base, overlay = (other, one) if upper.overlay else (one, other)
    inside = base.area < _SMALLER * overlay.area and shapely.intersection(base, overlay).area > _INSIDE * base.area
    return bool(inside) != upper.overlay


def _deep(colour: str) -> str:
    """The deep shade of a colour."""
    return colour if colour.endswith(".deep") else f"{colour}.deep"


def _within(waters: Sequence[Water], land: Any) -> list[Water]:
    """The parts of waters on some land."""
    found = [dataclasses.replace(w, shape=shapely.intersection(w.shape, land)) for w in waters]
    return [w for w in found if not w.shape.is_empty]


def inner_edge(view: View, shape: Any) -> Any:
    """The outline of an area, in frame units, without the stretches on the frame."""
    page = shapely.box(0, 0, 1, view.frame.height).exterior.buffer(1e-6)
    edges = shapely.get_parts(shapely.difference(shapely.boundary(shape), page))
    return shapely.line_merge(shapely.MultiLineString([p for p in edges if p.geom_type == "LineString"]))


def _optional(box: Box | None) -> list[Box]:
    """A box as a list, [] for None."""
    return [] if box is None else [box]
