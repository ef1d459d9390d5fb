"""Routes on a map: journeys as lines, with names and dates at their stations.

In: a `FeatureLayer` whose map has `routes`. Out: boxes in the layer's `lines` and `symbols`; label requests. The way to
each station is a shape of its own, so that a journey can go on with each click.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import shapely

from podium.maps.drawing.features import FeatureLayer, LabelRequest, label_lines
from podium.maps.drawing.stations import are_whole, way_of
from podium.maps.labels.labeller import KEY
from podium.maps.model.routes import Route, RouteStation
from podium.maps.symbols import point_symbols
from podium.maps.symbols.curves import LEFT, RIGHT, Path, Spine, freeform, group, polygon
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.scene.boxes import Box, Line
from podium.scene.units import EMU_PER_PT, points

_WIDTH, _CASING = 2.5, 5.0  # pt
_PITCH = points(4)  # between the points of a line
_HEAD, _HALF = points(11), points(5)  # of the arrow heads on the way
_ROOM = points(42)  # length of the way that has a head


class _Stop(NamedTuple):
    """A station on the page: its number, its place (EMU), how far along the route it is."""

    number: int
    station: RouteStation
    at: tuple[float, float]
    along: float


class RouteFeatures:
    """Draws the routes of a map into a layer."""

    def __init__(self, layer: FeatureLayer) -> None:
        self.layer, self.spec = layer, layer.spec
        r = layer.bounds
        self._page = shapely.box(r.x, r.y, r.right, r.bottom)
        self._named: set[str] = set()

    def routes(self) -> None:
        """All routes in the outline's order."""
        for n, route in enumerate(self.spec.model.routes):
            step, colour = self.layer.begin(route, "routes", n)
            steps = [self.layer.click(s, "routes", n, "stations", k) for k, s in enumerate(route.stations)]
            found = self._stops(route, n)
            if found is not None:
                self._route(route, n, colour or "red", found, [own or step for own in steps])

    def _stops(self, route: Route, n: int) -> tuple[Spine, list[_Stop]] | None:
        """The line of a route and its stations; None with a finding if it cannot be drawn."""
        spec, path = self.spec, ("routes", n, "stations")
        hint = "stations: [{at: Lisbon, date: 1497-07-08}, {at: Calicut, date: 1498-05-20}]"
        if not are_whole(spec, route.stations, "a route", hint, *path):
            return None
        found = way_of(spec, route.stations, *path)
        if found is None:
            return None
        way: list[tuple[float, float]] = []
        stops: list[tuple[int, int]] = []
        for k, via, here in found:
            if not way or abs(complex(*here) - complex(*way[-1])) >= 1:
                way.append(here)
            if not via:
                stops.append((k, len(way) - 1))
        if len(way) < 2:
            if len(stops) < len(route.stations):
                return None  # that has been said
            spec.error("a line needs two different places", *path, code="map-line")
            return None
        spine = Spine(way)
        return spine, [_Stop(k, route.stations[k], way[at], spine.stations[at]) for k, at in stops]

    def _route(self, route: Route, n: int, colour: str, found: tuple[Spine, list[_Stop]], steps: Sequence[int]) -> None:
        spine, stops = found
        words = inline.plain(route.words) or f"route {n + 1}"
        drawn: list[Any] = []
        for before, stop in pairwise(stops):
            seen = self._seen(spine, before.along, stop.along)
            if seen.is_empty:
                continue
            drawn.append(seen)
            name = f"route: {words}: to {self._name(stop.station) or stop.number + 1}"
            self.layer.lines += self._way(
                name, seen, spine, (before, stop), (colour, route.planned, steps[stop.number])
            )
        if not drawn:
            self.spec.warn(f"'{words}' lies outside the map's frame", "routes", n, code="outside-frame")
            return
        course = shapely.MultiLineString([p for shape in drawn for p in shapely.get_parts(shape)])
        self.layer.outlines["routes", n] = course
        said = ", ".join(" ".join(self._lines(stop.station)) for stop in stops)
        self.layer.described["flows"].append(f"{inline.plain(route.words)}: {said}" if route.words else said)
        self._name_stations(n, stops, steps)
        self._name_route(route, n, course, next((s for s in steps if s), 0) if all(steps[1:]) else 0)

    def _seen(self, spine: Spine, start: float, end: float) -> Any:
        """The stretch between two arc lengths, as far as it is on the map."""
        count = max(2, round((end - start) / _PITCH))
        places = [spine.at(start + (end - start) * n / count)[0] for n in range(count + 1)]
        line = shapely.intersection(shapely.LineString([(z.real, z.imag) for z in places]), self._page)
        parts = [p for p in shapely.get_parts(line) if p.geom_type == "LineString" and p.length > points(1)]
        return shapely.MultiLineString(parts)

    def _way(
        self, name: str, seen: Any, spine: Spine, ends: tuple[_Stop, _Stop], look: tuple[str, bool, int]
    ) -> list[Box]:
        """The way to a station: a line on a casing, with an arrow head where there is room for one."""
        colour, planned, step = look
        paths: list[Path] = [
            [("M" if k == 0 else "L", *c) for k, c in enumerate(part.coords)] for part in shapely.get_parts(seen)
        ]
        line = Line(colour, _WIDTH, "dash" if planned else "solid")
        boxes: list[Box] = [
            freeform(f"{name}: casing", paths, line=Line("ground", _CASING), bounds=self.layer.bounds),
            freeform(f"{name}: line", paths, line=line, bounds=self.layer.bounds),
        ]
        start, end = (stop.along for stop in ends)
        tip, ahead = spine.at((start + end) / 2 + _HEAD / 2)
        if end - start >= _ROOM and self._page.buffer(-_HEAD).contains(shapely.Point(tip.real, tip.imag)):
            foot = tip - ahead * _HEAD
            head = polygon([tip, foot + LEFT * ahead * _HALF, foot + ahead * _HEAD / 4, foot + RIGHT * ahead * _HALF])
            boxes.append(freeform(f"{name}: head", [head], fill=colour, line=Line("ground", 0.75)))
        return [group(name, boxes, step)]

    # ---- words -----------------------------------------------------------------------------------------------

    @staticmethod
    def _name(station: RouteStation) -> str:
        return inline.plain(station.words) or (station.at if isinstance(station.at, str) else "")

    def _lines(self, station: RouteStation) -> list[str]:
        """The name of a station and its date."""
        day = [format_date(station.date, self.spec.stage.lang)] if station.date else []
        return [*label_lines(self._name(station), 16), *day]

    def _name_stations(self, n: int, stops: Sequence[_Stop], steps: Sequence[int]) -> None:
        """A dot and the words at each station in the frame; the name of a place to which a route returns stands
        once."""
        r, size = self.layer.bounds, points(self.layer.sizes.dot)
        for stop in stops:
            x, y = round(stop.at[0]), round(stop.at[1])
            if not (r.x <= x <= r.right and r.y <= y <= r.bottom):
                continue
            name, lines = self._name(stop.station), self._lines(stop.station)
            if name in self._named:
                lines = lines[-1:] if stop.station.date else []
            self._named |= {name} if name else set()
            step = steps[stop.number] if stop.number else min(steps[:2])
            self.layer.symbols += point_symbols.city(
                x, y, size, False, f"station: {name or stop.number + 1}", step=step
            )
            if lines:
                said, style = f"label: {' '.join(lines)}", KEY.but(size=self.layer.sizes.city)
                path = ("routes", n, "stations", stop.number)
                self.layer.label_requests.append(LabelRequest(said, lines, style, (x, y), size / 2, step, path))

    def _name_route(self, route: Route, n: int, course: Any, step: int) -> None:
        """The words of the route as a whole, beside its longest stretch."""
        lines = label_lines(route.words, 24)
        if not lines:
            return
        longest = max(shapely.get_parts(course), key=lambda p: p.length)
        count = max(4, round(longest.length / EMU_PER_PT / 7))
        along = shapely.line_interpolate_point(longest, np.linspace(0, 1, count), normalized=True)
        middle = shapely.line_interpolate_point(longest, 0.35, normalized=True)
        style, name = KEY.but(size=self.layer.sizes.city), f"label: {inline.plain(route.words)}"
        request = LabelRequest(
            name, lines, style, (middle.x, middle.y), 0, step, ("routes", n), shapely.get_coordinates(along)
        )
        self.layer.label_requests.append(request)
