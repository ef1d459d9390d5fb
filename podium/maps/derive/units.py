"""The units layer: the world's first-level administrative units as one valid coverage with stable ids; and the land
that they form.

In: Natural Earth admin-1 (generalised, from qgis-common) and unit_aliases.tsv. Out: units.map, land.map, aliases.json.
An id is `ADM0/Name`. In the source, 57 units share the name of another: misnamed units get their own name from a table;
of the other pairs the smaller is a town within its namesake ("IRL/Cork City"). Ids never change, because recipes use
them.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.names import fold
from podium.maps.atlas.packing import pack
from podium.maps.derive.gazetteer import mended
from podium.maps.derive.sources import Sources, read_vector

LAND_TOLERANCE = 0.02
"""Degrees. The land layer serves coast halos and world maps; closer maps take their coast from the units."""

GENERIC = (
    "Province of ",
    "Wilayat-e ",
    "Raionul ",
    "Qarku i ",
    "County ",
    "Borough of ",
    " District",
    " Rayonu",
    " Rayon",
    " Sahari",
    " Rajons",
    " Viloyati",
    " Shahri",
    " Province",
    " Okrug",
    " megye",
    " Zupanija",
    " municipality",
    " City",
    " Department",
)


MISNAMED = {
    ("AFG/Parwan", "Panjshir"): "AFG/Panjshir",
    ("AFG/Uruzgan", "Wilayat-e Daykundi"): "AFG/Daykundi",
    ("ALB/Durrës", "Qarku i Tiranes"): "ALB/Tiranë",
    ("AZE/Lankaran", "Lacin Rayonu"): "AZE/Laçın",
    ("GBR/Halton", "Metropolitan Borough of Wirral"): "GBR/Wirral",
    ("MDA/Rezina", None): "MDA/Rezina East",
    ("MLT/Żebbuġ", "Iz-Zebbug"): "MLT/Żebbuġ (Gozo)",
    ("MWI/Chitipa", "Karonga District"): "MWI/Karonga",
    ("SRB/Pomoravski", "Rasinski Okrug"): "SRB/Rasinski",
    ("UGA/Mbarara", "Kiruhura District"): "UGA/Kiruhura",
}
"""(name, GeoNames name) of units that the source names after their neighbour, and their ids here."""

SMALLER_TWIN = {"HRV/Brodsko-Posavska": "HRV/Požeško-Slavonska", "ARE/Neutral Zone": "ARE/Neutral Zone 2"}
"""Twins that are told apart by nothing but their size, and the id of the smaller."""


def stable_names(names: list[str], other: list[str | None], area: NDArray[np.float64]) -> list[str]:
    """Unit ids `ADM0/Name` made unique: misnamed units by the table above; of the remaining twins the smaller is the
    town."""
    out = [MISNAMED.get((name, geonames), name) for name, geonames in zip(names, other, strict=True)]
    twins = defaultdict(list)
    for row, name in enumerate(out):
        twins[name].append(row)
    for name, rows in twins.items():
        for row in sorted(rows, key=lambda r: -area[r])[1:]:
            out[row] = SMALLER_TWIN.get(name, f"{name} City")
    if len(set(out)) != len(out):
        raise ValueError(f"unit ids are not unique: {sorted(n for n in set(out) if out.count(n) > 1)}")
    return out


def _strip(name: str | None) -> str:
    for word in GENERIC:
        name = (name or "").replace(word, "")
    return (name or "").strip()


def automatic_aliases(ids: list[str], columns: dict[str, NDArray[Any]]) -> dict[str, list[str]]:
    """Other names of the units in the source itself (GeoNames, Where On Earth), where a name means one unit."""
    claims = defaultdict(set)
    for row, unit in enumerate(ids):
        for column in ("name", "gn_name", "woe_name", "woe_label"):
            value = columns[column][row]
            if value := mended(value or ""):
                claims[f"{unit[:4]}{value.split(',')[0].strip()}"].add(unit)
                claims[f"{unit[:4]}{_strip(value.split(',')[0])}"].add(unit)
    known = set(ids)
    return {name: sorted(units) for name, units in claims.items() if len(units) == 1 and name not in known}


def read_aliases(path: Path) -> dict[str, list[str]]:
    """The hand-made table: other name, tab, ids with " + " between them."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {alias: units.split(" + ") for alias, units in rows}


def _snap(coords: NDArray[np.float64]) -> NDArray[np.float64]:
    """Snaps to whole quanta. The source ends a tenth of a degree short of the 180th meridian, which would split
    Chukotka in two."""
    snapped = np.rint(coords / 1e-4) * 1e-4
    edge = np.abs(snapped[:, 0]) > 179.8999
    snapped[edge, 0] = np.copysign(180.0, snapped[edge, 0])
    return snapped


def derive_units(sources: Sources, out: Path) -> None:
    """Writes units.map, land.map and aliases.json into `out`. Raises ValueError if the result is not a valid
    coverage."""
    columns, shapes = read_vector(sources.units, "states_provinces")
    names = [f"{a}/{n or 'Unnamed'}" for a, n in zip(columns["adm0_a3"], columns["name"], strict=True)]
    ids = stable_names(names, list(columns["gn_name"]), shapely.area(shapes))
    snapped = shapely.transform(shapes, _snap)
    if not shapely.coverage_is_valid(snapped):
        raise ValueError("the units are no valid coverage after snapping")
    countries = [str(c) for c in columns["admin"]]
    packed = pack(list(snapped), {"id": ids, "country": countries}, [i[:3] for i in ids], kind="polygon")
    (out / "units.map").write_bytes(packed)

    aliases = automatic_aliases(ids, columns)
    aliases |= read_aliases(Path(__file__).with_name("unit_aliases.tsv"))
    missing = {u for units in aliases.values() for u in units if not u.endswith("/*")} - set(ids)
    if missing:
        raise ValueError(f"unit_aliases.tsv names units that are not there: {sorted(missing)}")
    keys = {f"{a[:3].lower()}/{fold(a[4:])}": units for a, units in sorted(aliases.items())}
    keys |= {f"{unit[:3].lower()}/{fold(unit[4:])}": [unit] for unit in ids}
    table = {"names": dict(sorted(aliases.items())), "keys": keys}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    (out / "aliases.json.z").write_bytes(zlib.compress(text.encode(), 9))

    land = shapely.get_parts(shapely.coverage_union_all(snapped))
    land = shapely.simplify(land[shapely.area(land) > LAND_TOLERANCE**2], LAND_TOLERANCE)
    land = np.array([p for p in shapely.make_valid(land) if not p.is_empty], object)
    centre = np.floor(shapely.get_coordinates(shapely.centroid(land)) / 30).astype(int)
    (out / "land.map").write_bytes(
        pack(list(land), {}, [f"{x:+03d}{y:+03d}" for x, y in centre], kind="polygon", quantum=1e-3)
    )
