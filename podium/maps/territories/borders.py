"""Borders on a day: what recipes and files of borders yield.

In: territories with their land in degrees. Out: the same in a window of the Earth, with the land around them.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas import admin_units, gazetteer
from podium.maps.atlas.bounding_box import Bounds, split_at_antimeridian
from podium.maps.atlas.geodesy import area_km2
from podium.maps.atlas.polygons import polygons_of
from podium.maps.territories.coast import Fitted, Land, Overlap, fit

LEAST_OVERLAP_KM2 = 25.0
"""Smaller overlaps of the territories of a file are not mentioned."""
LEAST_SEA_KM2 = 20_000.0
"""The same for land of a territory where the atlas has sea."""
MANY = 60_000
"""Vertices in a window; of more, those that cannot be seen are left out before borders are fitted, which takes long."""
_GRID = 1e-7  # degrees: places that are nearer are one
_APART = 0.01  # of all edges: so few that are not shared do no harm
_TOLD = 3  # overlaps that are described


@dataclasses.dataclass(frozen=True)
class Territory:
    """A territory on a day. geometry: Polygon or MultiPolygon in degrees; first, last: its dates as the
    recipe writes them.

    overlay: it may lie over other territories (a claim, an occupied or disputed area) and is no part of
    the coverage."""

    id: str
    name: str
    geometry: Any
    first: str | None
    last: str | None
    source: str | None
    confidence: str
    note: str | None
    overlay: bool

    @property
    def area_km2(self) -> float:
        """Area on the ellipsoid in square kilometres."""
        return area_km2(self.geometry)


@dataclasses.dataclass(frozen=True)
class Borders:
    """The borders on one day. remainder: what the recipe leaves of units that it cuts or names, by unit id;
    covered_units: all units whose land is in `territories` or `remainder`.

    foreign: they come from a file. Its territories need not fit one another before they are `on_land`; of two that
    overlap, the first has the land. everywhere: their coasts are the atlas' own however far they are off."""

    title: str
    day: str
    territories: tuple[Territory, ...]
    remainder: tuple[tuple[str, Any], ...]
    covered_units: frozenset[str]
    foreign: bool = False
    everywhere: bool = False

    def territory(self, name: str) -> Territory:
        """The territory of this id. Raises KeyError."""
        for territory in self.territories:
            if territory.id == name:
                return territory
        raise KeyError(name)

    def coverage(self) -> tuple[Territory, ...]:
        """The territories that lie side by side: all except overlays."""
        return tuple(t for t in self.territories if not t.overlay)

    def rest(self, bounds: Bounds | None = None) -> list[tuple[str, Any]]:
        """Land outside all territories by modern country code: the quiet background of a map. Its edges match the
        territories'."""
        others = admin_units.units_in(bounds)
        by_country: dict[str, list[Any]] = defaultdict(list)
        for unit, geometry in [*zip(others.ids, others.geometries, strict=True)]:
            if unit not in self.covered_units:
                by_country[unit[:3]].append(geometry)
        for unit, geometry in self.remainder:
            by_country[unit[:3]].append(geometry)
        return [(code, shapely.coverage_union_all(shapes)) for code, shapes in sorted(by_country.items())]

    def side_by_side(self) -> tuple[list[Territory], list[str]]:
        """The territories with common edges, their coasts as they are; what is to be said of those of a file."""
        if not self.foreign:
            return list(self.territories), []
        shapes = np.array([t.geometry for t in self.territories], object)
        return self._fitted(self.territories, fit(shapes, [t.id for t in self.territories]))

    @staticmethod
    def _fitted(lands: Sequence[Territory], found: Fitted) -> tuple[list[Territory], list[str]]:
        made = [dataclasses.replace(t, geometry=g) for t, g in zip(lands, found.territories, strict=True)]
        ids = [t.id for t in lands]
        return [t for t in made if not t.geometry.is_empty], [*_of_overlaps(found.overlaps), *_of_sea(found, ids)]

    def on_land(self, bounds: Bounds, grain: float, coarse: bool) -> tuple[list[Territory], list[Any], list[str]]:
        """The territories as they lie on the atlas in a window, the land around them, and what is to be said of those
        of a file.

        grain: degrees that cannot be seen; coarse: for a map of the world.
        """
        if not self.foreign:
            return list(self.territories), [shape for _, shape in self.rest(bounds)], []
        window = shapely.MultiPolygon([shapely.box(*part) for part in split_at_antimeridian(bounds)])
        units = (admin_units.countries_in if coarse else admin_units.units_in)(bounds).geometries
        ground = shapely.coverage_simplify([shapely.coverage_union_all(units)], grain)[0]
        ground = ground if ground.is_valid else polygons_of(shapely.make_valid(ground, method="structure"))
        land = Land(shapely.intersection(ground, window), units)
        near = [t for t in self.territories if shapely.intersects(t.geometry, window)]
        shapes = np.array([polygons_of(shapely.intersection(t.geometry, window)) for t in near], object)
        if shapely.get_num_coordinates(shapes).sum() > MANY:
            shapes = _thinned(shapes, grain)
        found = fit(shapes, [t.id for t in near], land, everywhere=self.everywhere)
        lands, remarks = self._fitted(near, found)
        return lands, [found.rest], remarks


def _thinned(shapes: NDArray[Any], grain: float) -> NDArray[Any]:
    """Areas without the vertices that change them by less than `grain` degrees; those given, if they overlap: an edge
    that is not shared is changed by itself."""
    exact = shapely.transform(shapes, lambda c: np.rint(c / _GRID) * _GRID)
    try:
        thin = shapely.coverage_simplify(exact, grain)
    except shapely.GEOSException:
        return shapes
    thin = np.where(shapely.is_empty(thin), exact, thin)
    apart = shapely.length(shapely.coverage_invalid_edges(exact)).sum()
    return thin if shapely.is_valid(thin).all() and apart < _APART * shapely.length(exact).sum() else shapes


def _of_overlaps(overlaps: list[Overlap]) -> list[str]:
    """What is said of overlaps: of the largest, where they are."""
    said, overlaps = [], [o for o in overlaps if o.km2 >= LEAST_OVERLAP_KM2]
    for overlap in overlaps[:_TOLD]:
        lon, lat = overlap.at
        near = gazetteer.nearest(lon, lat)
        where = f"near {near.name} [{lon:.1f}, {lat:.1f}]" if near else f"at [{lon:.1f}, {lat:.1f}]"
        pair = f"'{overlap.winner}' and '{overlap.other}'"
        said.append(f"{pair} overlap by {overlap.km2:,.0f} km² {where}: it is drawn as '{overlap.winner}'")
    if len(overlaps) > _TOLD:
        most = f"{overlaps[_TOLD].km2:,.0f} km²"
        said.append(f"{len(overlaps) - _TOLD} more pairs of territories overlap, by {most} at most")
    return said


def _of_sea(found: Fitted, ids: Sequence[str]) -> list[str]:
    """What is said of territories that reach into the sea: rough outlines, or land that there is no more."""
    wet = sorted((-size, id) for size, id in zip(found.at_sea, ids, strict=True) if size >= LEAST_SEA_KM2)[:_TOLD]
    listed = ", ".join(f"'{id}' {-size:,.0f} km²" for size, id in wet)
    return [f"these territories reach beyond the atlas' coast; 'coast: atlas' cuts them there: {listed}"] * bool(wet)
