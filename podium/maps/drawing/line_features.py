"""Line features: borders, claims, fronts and arrows.

In: a `FeatureLayer`. Out: boxes in its `lines`; label requests; warnings for lines outside the frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.layout.discs import numbered_disc
from podium.maps.drawing import warnings
from podium.maps.drawing.features import FeatureLayer, LabelRequest, label_lines, outlines
from podium.maps.labels.labeller import KEY
from podium.maps.symbols import arrows
from podium.maps.symbols.curves import group
from podium.maps.symbols.fills import readable
from podium.outline import inline
from podium.scene.boxes import Box
from podium.scene.units import Rect, points


class LineFeatures:
    """Draws the lines of a map into a layer."""

    def __init__(self, layer: FeatureLayer) -> None:
        self.layer, self.spec = layer, layer.spec

    def _course(
        self,
        waypoints: tuple[Any, ...],
        what: str,
        draw: Callable[[list[tuple[float, float]]], list[Box]],
        *path: str | int,
    ) -> list[Box]:
        """Boxes along a course; [] with a warning where none of it is in the frame."""
        course = self.spec.course(waypoints, *path)
        if not course:
            return []
        boxes = draw(course)
        if boxes:
            warnings.short_line(self.spec, course, "", *path)
        else:
            self.spec.warn(f"{what} lies outside the map's frame", *path, code="outside-frame")
        return boxes

    def borders(self) -> None:
        """Further borders and claims."""
        for kind in ("borders", "claims"):
            for n, line in enumerate(getattr(self.spec.model, kind)):
                step, colour = self.layer.begin(line, kind, n)
                style = "claimed" if kind == "claims" and line.style == "border" else line.style
                words = inline.plain(line.words) or ("claim" if kind == "claims" else "border")
                boxes = self._course(
                    line.path,
                    f"'{words}'",
                    lambda c, s=style, w=words, k=step, o=colour: arrows.border(  # type: ignore[misc]
                        c, f"{w}", s, colour=f"{o}.deep" if o else "", step=k, bounds=self.layer.bounds
                    ),
                    kind,
                    n,
                    "path",
                )
                self._keep_outline(boxes, kind, n)
                self._line_label(
                    boxes, line.words, step, kind, n, readable(f"{colour}.deep", self.spec) if colour else "ink"
                )
                self.layer.lines += boxes

    def fronts(self) -> None:
        """Front lines."""
        for n, front in enumerate(self.spec.model.fronts):
            step, colour = self.layer.begin(front, "fronts", n)
            words = inline.plain(front.words) or f"front {n + 1}"
            boxes = self._course(
                front.path,
                f"'{words}'",
                lambda c, f=front, w=words, k=step, o=colour: arrows.front(  # type: ignore[misc]
                    c, o or "ink", f"front: {w}", teeth=f.teeth, step=k, bounds=self.layer.bounds
                ),
                "fronts",
                n,
                "path",
            )
            self._keep_outline(boxes, "fronts", n)
            self._line_label(boxes, front.words, step, "fronts", n)
            self.layer.lines += boxes
            self.layer.described["fronts"].append(inline.plain(front.words))

    def arrows(self) -> None:
        """Arrows, with their numbers, by default those of their steps, on top of all of them."""
        width = points(max(6.0, min(15.0, self.spec.view.rect.width_pt / 52)))
        courses = [self.spec.course(a.waypoints, "arrows", n) for n, a in enumerate(self.spec.model.arrows)]
        numbers: list[Box] = []
        for n, (arrow, course) in enumerate(zip(self.spec.model.arrows, courses, strict=True)):
            step, colour = self.layer.begin(arrow, "arrows", n)
            words, number = inline.plain(arrow.words), inline.plain(arrow.number) or (str(step) if step else "")
            name = f"arrow: {words or arrow.number or n + 1}"
            boxes: list[Box] = []
            if course:
                wide = points(arrow.width) if arrow.width else width
                boxes = arrows.arrow(
                    course, wide, colour or "grey", name, step=step, planned=arrow.planned, bounds=self.layer.bounds
                )
                if boxes and number:
                    numbers += self._badge(course, number, courses[:n] + courses[n + 1 :], name, step)
                    self.layer.numbered.add(number)
                if boxes:
                    warnings.short_line(self.spec, course, number, "arrows", n)
                    self.layer.courses += [] if arrow.planned else [(n, colour or "grey", course)]
                else:
                    said = f"'{words or name}' lies outside the map's frame"
                    self.spec.warn(said, "arrows", n, code="outside-frame")
            self._keep_outline(boxes, "arrows", n)
            self._line_label(boxes, arrow.words, step, "arrows", n)
            self.layer.lines += boxes
            self.layer.described["arrows"].append(words)
        self.layer.lines += numbers  # on top of all arrows

    def _badge(
        self,
        course: list[tuple[float, float]],
        number: str,
        others: list[list[tuple[float, float]]],
        name: str,
        step: int,
    ) -> list[Box]:
        """The number of an arrow, on a free stretch of it that no other arrow crosses."""
        places = arrows.badge_places(course, self.layer.bounds)
        discs = [numbered_disc(x, y, number, self.spec.stage, bounds=self.layer.bounds) for _, x, y in places]
        lines = shapely.MultiLineString([c for c in others if len(set(c)) > 1])
        prices = []
        for (off, x, y), disc in zip(places, discs, strict=True):
            rect = disc[0].rect
            crossed = not lines.is_empty and shapely.distance(lines, shapely.Point(x, y)) < rect.h
            prices.append(off + 1.0 * crossed + 9.0 * (not self.layer.symbol_grid.free(rect.inset(-points(1)))))
        best = prices.index(min(prices))
        disc = discs[best]
        if prices[best] >= 9:  # no room on the arrow: as near to it as possible
            r = disc[0].rect
            free = self.layer.symbol_grid.nearest(r.w, r.h, (r.x + r.w / 2, r.y + r.h / 2), points(60)) or r
            disc = numbered_disc(free.x + free.w // 2, free.y + free.h // 2, number, self.spec.stage)
        self.layer.symbol_grid.occupy(disc[0].rect, points(1))
        numbered = group(f"{name}: number", disc, step)
        numbered.on_map = "place"
        return [numbered]

    def _keep_outline(self, boxes: list[Box], kind: str, n: int) -> None:
        """Records the outline of an arrow or front, for the labels of the others."""
        lines = [line for box in boxes for line in outlines(box) if len(line) > 1]
        if lines:
            self.layer.outlines[kind, n] = shapely.MultiLineString(lines)

    def _line_label(self, boxes: list[Box], words: str, step: int, kind: str, n: int, colour: str = "ink") -> None:
        """Requests the label of a line, beside it and clear of its head; that of a border has its colour."""
        if not boxes or not words:
            return
        part, r = getattr(self.spec.model, kind)[n], self.layer.bounds
        way = shapely.LineString(self.spec.course(part.waypoints if kind == "arrows" else part.path, kind, n))
        seen = shapely.intersection(way, shapely.box(r.x, r.y, r.right, r.bottom))
        longest = max(shapely.get_parts(way if seen.is_empty else seen), key=lambda p: p.length)
        middle = shapely.line_interpolate_point(longest, 0.42, normalized=True)
        style = KEY.but(size=self.layer.label_size(kind, n), colour=colour)
        name, course = f"label: {inline.plain(words)}", _points_along(boxes, r)
        at, along = (middle.x, middle.y), shapely.get_coordinates(way) if kind == "arrows" else None
        self.layer.label_requests.append(
            LabelRequest(
                name,
                label_lines(words, 24 if kind in ("arrows", "fronts") else 18),
                style,
                at,
                0,
                step,
                (kind, n),
                course,
                along,
            )
        )


def _points_along(boxes: list[Box], bounds: Rect) -> NDArray[np.float64]:
    """Points on the outlines of lines and arrows, within the map, for a label to keep off."""
    rings = [c for box in boxes for c in outlines(box)]
    lines = shapely.MultiLineString([c for c in rings if len(c) > 1])
    inside = shapely.intersection(lines, shapely.box(bounds.x, bounds.y, bounds.right, bounds.bottom))
    parts = shapely.get_parts(inside if not inside.is_empty else lines)
    found = [
        shapely.get_coordinates(
            shapely.line_interpolate_point(p, np.linspace(0, 1, max(4, round(p.length / points(7)))), normalized=True)
        )
        for p in parts
        if p.geom_type == "LineString"
    ]
    return np.concatenate(found)
