"""The ground of a map: sea and relief, land, water, borders.

In: a `MapSpec`, its fill styles, the rectangles of words. Out: boxes from the sea upwards, lines cut out behind words.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from podium.maps.basemap.linework import linework
from podium.maps.basemap.record import REST, Area
from podium.maps.basemap.view import View, hatch
from podium.maps.drawing.furniture import HATCH_ALPHA, HATCH_LINE, HATCH_PT
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyle, FillStyles
from podium.scene.boxes import Box, Line, Picture, Shape
from podium.scene.units import Rect, points

OVER_RELIEF = 0.70  # opacity of land over the relief
LATER = 0.92  # and of what appears over it with a click
_CLOSE = 150  # km: on such a map a river is what armies cross
_ROUND = points(5)  # radius of what is cut out behind words


class Ground:
    """Draws the ground of one map. halos: what its lines make room for."""

    def __init__(self, spec: MapSpec, fill_styles: FillStyles, halos: Sequence[Rect]) -> None:
        self.spec, self.fill_styles, self.halos = spec, fill_styles, halos
        self.stage, self.view, self.base_map = spec.stage, spec.view, spec.base_map
        self.alpha = OVER_RELIEF if self.base_map.relief else 1.0

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
            )
        ]
        if base_map.relief:
            key = self.stage.pictures.carry(base_map.relief, "jpg")
            boxes.append(Picture(name="relief", rect=rect, media=key, bleed=self.spec.full))
            return boxes
        if base_map.globe is not None:
            boxes += _optional(self.view.area("sea", base_map.globe, fill="map.sea"))
        for n, halo in enumerate(base_map.halos):
            boxes += _optional(self.view.area(f"shallows {n + 1}", halo, fill="map.halo", alpha=0.45))
        return boxes

    def land(self) -> list[Box]:
        """Territories, overlays last; hatches are cut out behind labels."""
        boxes: list[Box] = []
        for area in sorted(self.base_map.areas, key=lambda a: a.overlay):
            if area.overlay and area.id not in self.fill_styles.by_id:
                continue  # claims and occupations are shown on request
            boxes += self._area(area, self.fill_styles.of(area.id, area.overlay), 0, self.alpha)
        return boxes

    def _area(self, area: Area, fill_style: FillStyle, step: int, alpha: float) -> list[Box]:
        """One territory: its fill, its hatch, the outline of a claim."""
        name = f"territory: {area.name}" if area.id != REST else "other land"
        boxes: list[Box] = []
        if fill_style.fill:
            boxes += _optional(self.view.area(name, area.shape, fill=fill_style.fill, alpha=alpha, step=step))
        if fill_style.hatch:
            lines = hatch(area.shape, HATCH_PT / self.view.rect.width_pt)
            clear = self._clear_of_labels(lines)
            boxes += _optional(
                self.view.lines(
                    f"hatch: {area.name}", clear, Line(fill_style.hatch, HATCH_LINE), alpha=HATCH_ALPHA, step=step
                )
            )
        if fill_style.dashed or area.overlay:
            edge = (
                Line("ink", 1.25, "dash-dot")
                if fill_style.dashed
                else Line(f"{fill_style.hatch}.deep" if fill_style.hatch else "map.border", 1.0, "dash")
            )
            course = self._clear_of_labels(inner_edge(self.view, area.shape))
            boxes += _optional(self.view.lines(f"outline: {area.name}", course, edge, step=step))
        return boxes

    @functools.cached_property
    def _under_words(self) -> Any:
        """What is cut out, in frame units."""
        r, h = self.view.rect, self.view.frame.height
        boxes = [
            ((b.x - r.x) / r.w, (b.y - r.y) / r.h * h, (b.right - r.x) / r.w, (b.bottom - r.y) / r.h * h)
            for b in self.halos
        ]
        found, radius = shapely.box(*np.array(boxes).reshape(-1, 4).T), _ROUND / r.w
        return shapely.union_all(shapely.buffer(shapely.buffer(found, -radius), radius, quad_segs=3))

    def _clear_of_labels(self, lines: Any) -> Any:
        """Lines cut out behind words: the ground of the map is their halo."""
        return shapely.difference(lines, self._under_words)

    def water(self, lakes: Any, rivers: Any) -> list[Box]:
        boxes: list[Box] = []
        wide = self.view.frame.metres / 1000
        for river in rivers:
            weight = 2.25 if wide < _CLOSE else 1.75 if wide < 400 else 1.0 if river.rank <= 2 else 0.75
            colour = "map.name" if wide < _CLOSE else "map.river"
            course = self._clear_of_labels(river.shape)
            boxes += _optional(self.view.lines(f"river: {river.name}", course, Line(colour, weight)))
        for lake in lakes:
            boxes += _optional(
                self.view.area(
                    f"lake: {lake.name}" if lake.name else "lake",
                    lake.shape,
                    fill="map.lake",
                    line=Line("map.river", 0.5),
                )
            )
        return boxes

    def borders(self) -> list[Box]:
        """Coast, and dark borders on a pale casing; uncertain borders dashed, borders of unfilled land lighter."""
        thin = self.view.rect.width_pt < 470
        lands = [a for a in self.base_map.areas if not a.overlay]
        lines = linework(lands, self.view.frame.height, self.fill_styles.by_id.keys() or None)
        fine = Line("map.border", 0.5 if thin else 0.75)
        casing, dark = Line("map.casing", 2.0 if thin else 2.75), Line("map.border", 0.75 if thin else 1.0)
        coast = Line("map.coast", 0.5 if thin else 0.75)
        clear = self._clear_of_labels
        return [
            *_optional(self.view.lines("coast", clear(self.base_map.coast), coast)),
            *_optional(self.view.lines("borders: others", clear(lines.secondary), fine, alpha=0.7)),
            *_optional(self.view.lines("borders: casing", clear(lines.borders), casing, alpha=0.8)),
            *_optional(self.view.lines("borders", clear(lines.borders), dark)),
            *_optional(self.view.lines("borders: uncertain", clear(lines.uncertain), dark._replace(dash="dash"))),
        ]

    def appearing(self, later: Sequence[tuple[Area, int, str]]) -> list[Box]:
        """Territories that appear with a click, each with its border."""
        boxes: list[Box] = []
        for area, step, _ in later:
            boxes += self._area(area, self.fill_styles.of(area.id, area.overlay), step, LATER)
            edge = self._clear_of_labels(inner_edge(self.view, area.shape))
            boxes += _optional(
                self.view.lines(f"border: {area.name}: casing", edge, Line("map.casing", 2.5), alpha=0.8, step=step)
            )
            boxes += _optional(self.view.lines(f"border: {area.name}", edge, Line("map.border", 1.0), step=step))
        return boxes


def inner_edge(view: View, shape: Any) -> Any:
    """The outline of an area, in frame units, without the stretches on the frame."""
    page = shapely.box(0, 0, 1, view.frame.height).exterior.buffer(1e-6)
    edges = shapely.get_parts(shapely.difference(shapely.boundary(shape), page))
    return shapely.line_merge(shapely.MultiLineString([p for p in edges if p.geom_type == "LineString"]))


def _optional(box: Box | None) -> list[Box]:
    """A box as a list, [] for None."""
    return [] if box is None else [box]
