"""Point features: events, units and remarks.

In: a `FeatureLayer`. Out: boxes in its `symbols`; label requests; errors for unknown places.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import shapely

from podium.maps.drawing.features import FeatureLayer, LabelRequest, label_lines, outlines
from podium.maps.labels.collision_grid import CollisionGrid
from podium.maps.labels.labeller import CITY, KEY
from podium.maps.model.values import said_place
from podium.maps.symbols import point_symbols
from podium.maps.symbols.curves import freeform
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.scene.boxes import Box, Line
from podium.scene.units import EMU_PER_PT, Rect, points

_APART = points(9)  # between the symbols of events
_STAYS = points(3)  # an event moved further than this has a leader to its true place
_LEADING = 1.35  # times the usual size: the star of what the headline is about
_FAR = points(12)  # a symbol moved further than this gets a tick to its true place


class PointFeatures:
    """Draws the symbols of a map into a layer."""

    def __init__(self, layer: FeatureLayer) -> None:
        self.layer, self.spec = layer, layer.spec
        self._events = CollisionGrid(layer.bounds)  # with the space that events keep from one another
        self._events.displaced = layer.grid.displaced
        self._units: list[tuple[int, Callable[..., list[Box]]]] = []  # index in `symbols`, how to redraw it

    def events(self) -> None:
        """Battles and incidents."""
        usual = points(max(18.0, min(24.0, self.spec.view.rect.width_pt / 40)))
        for n, event in enumerate(self.spec.model.events):
            leads = self.spec.hero == ("events", n)
            size = round(usual * (_LEADING if leads else 1.0))
            step, colour = self.layer.begin(event, "events", n)
            title = inline.plain(event.title)
            place = event.at or event.named or title
            at = (
                self.spec.at(place, said_place(title or place), "events", n, *(["at"] if event.at else []))
                if place
                else None
            )
            if at is None:
                continue
            x, y = self._within_map(at, size)
            when = event.date or event.when
            day = format_date(when, self.spec.stage.lang) if when else ""
            alt = ", ".join(t for t in (title, day) if t)
            boxes, *_ = self._draw_apart(
                lambda px, py, c=colour, n=title or place, s=step, t=alt, z=size: point_symbols.battle(  # type: ignore[misc]
                    px, py, z, c or "red", f"event: {n}", step=s, alt=t
                ),
                x,
                y,
                self._events,
                near=_STAYS,
            )
            self._events.occupy(boxes[0].rect, _APART)
            x, y = boxes[0].rect.x + boxes[0].rect.w // 2, boxes[0].rect.y + boxes[0].rect.h // 2
            self.layer.described["events"].append(f"{title} ({day})" if day else title)
            lines = [*label_lines(title, 20), *([day] if day else [])]
            if lines:
                self.layer.label_requests.append(
                    LabelRequest(
                        f"label: {title or day}",
                        lines,
                        KEY.but(size=self.layer.sizes.hero if leads else self.layer.sizes.event),
                        (x, y),
                        size / 2,
                        step,
                        ("events", n),
                    )
                )

    def units(self) -> None:
        """Military units."""
        usual = max(26.0, min(42.0, self.spec.view.rect.width_pt / 17))
        for n, unit in enumerate(self.spec.model.units):
            wide = points(unit.width or usual)
            step, colour = self.layer.begin(unit, "units", n)
            words = inline.plain(unit.words)
            at = self.spec.at(unit.at, f"'{words or unit.kind}'", "units", n, "at") if unit.at is not None else None
            if unit.at is None:
                self.spec.error(
                    "a unit needs a place",
                    "units",
                    n,
                    code="missing",
                    hint="at: the name of a place, or [longitude, latitude]",
                )
            if at is None:
                continue
            name = f"unit: {words or unit.kind}"
            draw = functools.partial(
                point_symbols.unit,
                unit.kind,
                unit.echelon,
                colour or "grey",
                size=wide,
                name=name,
                step=step,
                alt=words,
            )
            boxes, x, y = self._draw_apart(draw, *self._within_map(at, wide), self.layer.symbol_grid)
            self._units.append((len(self.layer.symbols) - 1, functools.partial(draw, x, y)))
            self._tick(boxes[0].rect, at, name, step)
            self.layer.described["units"].append(words)
            if words:
                r = boxes[0].rect
                self.layer.label_requests.append(
                    LabelRequest(
                        f"label: {words}",
                        label_lines(words, 18),
                        KEY.but(size=self.layer.label_size("units", n)),
                        (r.x + r.w / 2, r.y + r.h / 2),
                        max(r.w, r.h) / 2,
                        step,
                        ("units", n),
                    )
                )

    def remarks(self) -> None:
        """Remarks: words without a symbol."""
        for n, remark in enumerate(self.spec.model.remarks):
            step, _ = self.layer.begin(remark, "remarks", n)
            if remark.side:
                said = "a remark cannot have the colour of a side"
                self.spec.warn(said, "remarks", n, "side", code="unused", hint="remove it")
            at = self.spec.at(remark.at, f"'{remark.text}'", "remarks", n, "at") if remark.at is not None else None
            if at is not None:
                style = CITY.but(size=self.layer.sizes.city, italic=True)
                text = inline.plain(remark.text)
                self.layer.label_requests.append(
                    LabelRequest(f"remark: {text}", label_lines(text, 22), style, at, 0, step, ("remarks", n))
                )

    def _within_map(self, at: tuple[int, int], wide: int) -> tuple[int, int]:
        """The middle of a symbol, moved so that the symbol stays within the map."""
        r, pad = self.layer.bounds, round(wide * 0.75)
        return min(max(at[0], r.x + pad), r.right - pad), min(max(at[1], r.y + pad), r.bottom - pad)

    def _draw_apart(
        self, draw: Callable[[int, int], list[Box]], x: int, y: int, grid: CollisionGrid, *, near: float | None = None
    ) -> tuple[list[Box], int, int]:
        """A symbol where it belongs, or beside what already stands there on the `grid`; and the place for which it was
        drawn. near: as in `CollisionGrid.nearest`."""
        boxes = draw(x, y)
        rect = boxes[0].rect
        if not grid.free(rect):
            middle = (rect.x + rect.w / 2, rect.y + rect.h / 2)
            free = grid.nearest(rect.w, rect.h, middle, 2.5 * max(rect.w, rect.h), near=near)
            if free is not None:
                x, y = x + free.x - rect.x, y + free.y - rect.y
                boxes = draw(x, y)
        for occupied in (self.layer.grid, self.layer.symbol_grid):
            occupied.occupy(boxes[0].rect, points(1))
        self.layer.symbols += boxes
        return boxes, x, y

    def _tick(self, rect: Rect, at: tuple[int, int], name: str, step: int) -> None:
        """A short line from a symbol that was moved far to where it belongs."""
        x, y = min(max(at[0], rect.x), rect.right), min(max(at[1], rect.y), rect.bottom)
        if np.hypot(x - at[0], y - at[1]) > _FAR:
            line = [[("M", x, y), ("L", *at)]]
            self.layer.lines.append(freeform(f"tick of {name}", line, line=Line("ink", 1.0), step=step))

    def put_on_plates(self) -> None:
        """Redraws units with a plate under the echelon where lines run under it."""
        if not self._units:
            return
        ground, view, r = self.spec.base_map, self.spec.view, self.layer.bounds
        under = [view.points(s) for s in (ground.borders, ground.coast, *(w.shape for w in ground.rivers))]
        hatched = {id for _, ids in self.spec.model.hatch for id in ids}
        under += [view.points(a.shape) for a in ground.areas if a.id in hatched]
        for line in (line for box in self.layer.lines for line in outlines(box) if len(line) > 1):
            under.append(shapely.LineString([((x - r.x) / EMU_PER_PT, (y - r.y) / EMU_PER_PT) for x, y in line]))
        for n, draw in self._units:
            for mark in (b.rect for b in draw(plate=True)[0].boxes if b.name.endswith(": plate")):  # type: ignore[attr-defined]
                edges = [(v - o) / EMU_PER_PT for v, o in zip(_edges(mark), (r.x, r.y, r.x, r.y), strict=True)]
                if any(shapely.intersects(shape, shapely.box(*edges)) for shape in under):
                    self.layer.symbols[n] = draw(plate=True)[0]


def _edges(rect: Rect) -> tuple[int, int, int, int]:
    return rect.x, rect.y, rect.right, rect.bottom
