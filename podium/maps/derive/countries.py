"""Today's countries for maps of the world. In: units.map. Out: countries.map, a valid coverage simplified to what a map
of the world can show, with a code and a name each.

From the 4,556 units at full detail such a map would take two seconds longer and look the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely

from podium.maps.atlas.packing import Layer, pack
from podium.maps.derive.sources import Sources

TOLERANCE = 0.05
"""Degrees: a quarter of what `projection.DETAIL` leaves out on a map of the world that fills a slide."""


def derive_countries(sources: Sources, out: Path) -> None:
    """Writes countries.map into `out`, from the units.map there. Raises ValueError if it is not a valid coverage."""
    units = Layer(out / "units.map")
    shapes = units.geometries(np.arange(len(units)))
    names = {unit[:3]: name for unit, name in zip(units.columns["id"], units.columns["country"], strict=True)}
    codes = np.array([unit[:3] for unit in units.columns["id"]])
    whole = np.array([shapely.coverage_union_all(shapes[codes == code]) for code in names], object)
    simple = shapely.coverage_simplify(whole, TOLERANCE)
    if not shapely.coverage_is_valid(simple, gap_width=0.0):
        raise ValueError("the countries are no valid coverage")
    columns = {"id": list(names), "country": list(names.values())}
    (out / "countries.map").write_bytes(
        pack(list(simple), columns, ["world"] * len(names), kind="polygon", quantum=1e-3)
    )
