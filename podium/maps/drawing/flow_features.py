"""Flows on a map: bands whose width is a number, with names and numbers at their stations.

In: a `FeatureLayer` whose map has `flows`. Out: boxes in the layer's `lines` and `symbols`; label requests. A later
flow that comes to a station of an earlier one (the way back) passes beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely

from podium.maps.drawing.features import FeatureLayer, LabelRequest, label_lines
from podium.maps.drawing.stations import are_whole, way_of
from podium.maps.labels.labeller import KEY
from podium.maps.model.numbers import Flow, FlowStation
from podium.maps.symbols import bands, point_symbols
from podium.outline import inline
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.units import Rect, points
from podium.series.values import is_unit_sign

_SHARE, _MOST = 17, 60.0  # the widest band: 1/17 of the map's width, at most so many pt
_LEAST = points(1.5)  # width of a band that can still be seen
_BESIDE = points(3)  # between a band and one that passes beside it
_SAME = points(4)  # places that are one


class _Stop(NamedTuple):
    """A station on the page, and its number in the outline; `at` on the band; the width of the band before and after
    it."""

    number: int
    at: complex
    station: FlowStation
    place: complex
    before: float
    after: float


class FlowFeatures:
    """Draws the flows of a map into a layer."""

    def __init__(self, layer: FeatureLayer) -> None:
        self.layer, self.spec = layer, layer.spec
        self._bands: list[list[tuple[complex, complex, float]]] = []  # the middle lines of earlier flows
        self._ends: list[tuple[complex, complex]] = []  # of earlier flows: on the band, and the place itself
        self._arrived: list[tuple[complex, float | None]] = []  # the places at which they end, and the numbers there
        self._named: set[str] = set()

    def flows(self) -> None:
        """All flows in the outline's order."""
        flows = self.spec.model.flows
        largest = max((s.number.best for f in flows for s in f.stations if s.number and s.number.best), default=0.0)
        usual = min(_MOST, self.spec.view.rect.width_pt / _SHARE)
        wide = points(max((f.width for f in flows), default=0.0) or usual)
        for n, flow in enumerate(flows):
            step, colour = self.layer.begin(flow, "flows", n)
            if self._is_whole(flow, n) and largest:
                self._flow(flow, n, step, colour or "grey", wide / largest)

    def _is_whole(self, flow: Flow, n: int) -> bool:
        """Whether a flow can be drawn; errors if not."""
        spec, path = self.spec, ("flows", n, "stations")
        hint = "stations: [{at: Kaunas, number: 422000}, {at: Moscow, number: 100000}]"
        if not are_whole(spec, flow.stations, "a flow", hint, *path):
            return False
        first = flow.stations[0].number
        if first is None or not first.best:
            hint = "number: 422000"
            spec.error("the first station of a flow needs a number", *path, 0, code="missing", hint=hint)
            return False
        for k, station in enumerate(flow.stations):
            if station.number and station.number.best is not None and station.number.best < 0:
                spec.error("a flow cannot be less than nothing", *(*path, k, "number"), code="quantity")
                return False
        return True

    def _widths(self, flow: Flow, scale: float) -> list[float]:
        """The width from each station on; one without a number has that of the one before it."""
        found: list[float] = []
        for station in flow.stations:
            known = station.number is not None and station.number.best is not None
            number = station.number.best if known and station.number else None
            found.append(found[-1] if number is None and found else max(_LEAST, (number or 0.0) * scale))
        return found

    def _flow(self, flow: Flow, n: int, step: int, colour: str, scale: float) -> None:
        widths = self._widths(flow, scale)
        way: list[complex] = []
        wide: list[float] = []  # from each point of the way on
        stops: list[_Stop] = []
        found = way_of(self.spec, flow.stations, "flows", n, "stations")
        if found is None:
            return
        for k, via, place in found:
            here = complex(*place)
            before = widths[k - 1] if k else widths[0]
            at = self._beside(here, max(before, widths[k]), first=k == 0)
            if not via:
                after = widths[k] if k < len(widths) - 1 else before
                stops.append(_Stop(k, at, flow.stations[k], here, before, after))
            if not way or abs(at - way[-1]) >= points(1):
                way.append(at)
                wide.append(widths[k])
        words = inline.plain(flow.words) or f"flow {n + 1}"
        if len(way) < 2:
            if len(stops) < len(flow.stations):
                return  # that has been said
            self.spec.error("a line needs two different places", *("flows", n, "stations"), code="map-line")
            return
        band = bands.band([(z.real, z.imag) for z in way], wide, self.layer.bounds)
        said = f"{words}: " + ", ".join(" ".join(self._lines(s.station, flow, s.number == 0)) for s in stops)
        boxes = bands.drawn(band.area, colour, f"flow: {words}", step=step, alt=said)
        if not boxes:
            self.spec.warn(f"'{words}' lies outside the map's frame", "flows", n, code="outside-frame")
            return
        self.layer.lines += boxes
        self.layer.described["flows"].append(said)
        self.layer.outlines["flows", n] = shapely.boundary(band.area)
        for at, _, w in band.middle[::2]:
            half = round(w / 2)
            self.layer.covered.append(Rect(round(at.real) - half, round(at.imag) - half, 2 * half, 2 * half))
        self._label_stations(flow, n, step, stops)
        self._label(flow, n, step, band)
        self._bands.append(band.middle)
        if stops:
            end = stops[-1]
            self._ends.append((end.at, end.place))
            self._arrived.append((end.place, end.station.number.best if end.station.number else None))

    # ---- beside earlier flows --------------------------------------------------------------------------------

    def _beside(self, here: complex, wide: float, *, first: bool) -> complex:
        """Where a band passes a place: beside the bands that are there already, to the south or the east of them."""
        ends = [at for at, place in self._ends if abs(place - here) < _SAME]
        if first and ends:
            return ends[-1]  # the way back begins where the way there ends
        for middle in self._bands:
            gaps = [abs(at - here) - (own + wide) / 2 - _BESIDE for at, _, own in middle]
            nearest = min(range(len(gaps)), key=gaps.__getitem__)
            if gaps[nearest] < 0:
                at, ahead, own = middle[nearest]
                across = ahead * 1j
                if across.imag < -0.2 or (abs(across.imag) <= 0.2 and across.real < 0):
                    across = -across
                here = at + across * ((own + wide) / 2 + _BESIDE)
        return here

    # ---- words -----------------------------------------------------------------------------------------------

    def _lines(self, station: FlowStation, flow: Flow, first: bool) -> list[str]:
        """The name of a station and its number, with the unit at the first."""
        name = inline.plain(station.words) or (station.at if isinstance(station.at, str) else "")
        number = station.number
        if number is None or number.best is None:
            return label_lines(name, 16)
        unit = number.unit or (flow.unit if first or is_unit_sign(flow.unit) else "")
        shown = Quantity(number.text, number.low, number.high, number.best, number.kind, unit)
        return [*label_lines(name, 16), format_quantity(shown, self.spec.stage.lang)]

    def _label_stations(self, flow: Flow, n: int, step: int, stops: Sequence[_Stop]) -> None:
        """A dot on the band at each station in the frame, and the words beside the band; a name stands once."""
        r, size = self.layer.bounds, points(self.layer.sizes.dot * 0.8)
        for stop in stops:
            k = stop.number
            x, y = round(stop.at.real), round(stop.at.imag)
            if not (r.x <= x <= r.right and r.y <= y <= r.bottom):
                continue
            lines = self._lines(stop.station, flow, k == 0)
            name = stop.station.words or (stop.station.at if isinstance(stop.station.at, str) else "")
            if name and name in self._named and len(lines) > 1:
                lines = lines[-1:]
            elif name and name in self._named:
                lines = []
            self._named.add(name)
            if name:
                self.layer.symbols += point_symbols.city(x, y, size, False, f"station: {name}", step=step)
            if lines and not (k == 0 and self._begins_at_an_end(stop)):
                half = max(stop.before, stop.after) / 2 + points(1)
                style = KEY.but(size=self.layer.sizes.city)
                path = ("flows", n, "stations", k)
                said = f"label: {' '.join(lines)}"
                self.layer.label_requests.append(LabelRequest(said, lines, style, (x, y), half, step, path))

    def _begins_at_an_end(self, stop: _Stop) -> bool:
        """Whether a flow begins where an earlier one ends, with the same number there."""
        number = stop.station.number.best if stop.station.number else None
        return any(abs(place - stop.place) < _SAME and known == number for place, known in self._arrived)

    def _label(self, flow: Flow, n: int, step: int, band: bands.Band) -> None:
        """The words of the flow as a whole, beside its broadest stretch."""
        lines = label_lines(inline.plain(flow.words), 24)
        edge = shapely.boundary(band.area)
        if not lines or edge.is_empty:
            return
        parts = [p for p in shapely.get_parts(edge) if p.geom_type == "LineString"]
        along = [
            shapely.line_interpolate_point(p, np.linspace(0, 1, max(4, round(p.length / points(8)))), normalized=True)
            for p in parts
        ]
        course = np.concatenate([shapely.get_coordinates(a) for a in along])
        at, _, _ = band.middle[len(band.middle) // 4]
        style = KEY.but(size=self.layer.sizes.city)
        name = f"label: {inline.plain(flow.words)}"
        self.layer.label_requests.append(
            LabelRequest(name, lines, style, (at.real, at.imag), 0, step, ("flows", n), course)
        )
