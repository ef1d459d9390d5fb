"""Today's first-level administrative units, from which recipes build historical territories.

In: ids (`TUR/Ankara`), names as people write them, a bounding box. Out: ids and geometries in degrees (WGS 84); the
world's units are one valid coverage. Raises UnknownName with the nearest names.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray

from podium.data import MAPS
from podium.maps.atlas.bounding_box import Bounds
from podium.maps.atlas.layers import layer, rows_in
from podium.maps.atlas.names import UnknownName, did_you_mean, fold


@dataclasses.dataclass(frozen=True)
class Units:
    """Some units: ids (`ADM0/Name`) and geometries (MultiPolygon), row by row."""

    ids: tuple[str, ...]
    geometries: NDArray[Any]


@functools.cache
def unit_ids() -> tuple[str, ...]:
    """All unit ids in file order."""
    return tuple(layer("units.map").columns["id"])


@functools.cache
def _unit_rows() -> dict[str, int]:
    return {unit: row for row, unit in enumerate(unit_ids())}


@functools.cache
def countries() -> dict[str, str]:
    """Country names by ADM0 code ("MNG": "Mongolia")."""
    packed = layer("units.map")
    return {unit[:3]: name for unit, name in zip(packed.columns["id"], packed.columns["country"], strict=True)}


def units(ids: Iterable[str]) -> Units:
    """These units, in the order given. Raises KeyError for an id that is not in `unit_ids()` (see `find_units`)."""
    wanted = tuple(ids)
    return Units(wanted, layer("units.map").geometries([_unit_rows()[unit] for unit in wanted]))


def units_in(bounds: Bounds | None = None) -> Units:
    """The units whose own box touches `bounds` (the whole world for None)."""
    packed = layer("units.map")
    rows = rows_in(packed, bounds)
    return Units(tuple(packed.columns["id"][row] for row in rows), packed.geometries(rows))


def countries_in(bounds: Bounds | None = None) -> Units:
    """Today's countries by code whose own box touches `bounds`, simplified for maps of the world. They are a coverage
    of their own, whose edges differ from those of the units."""
    packed = layer("countries.map")
    rows = rows_in(packed, bounds)
    return Units(tuple(packed.columns["id"][row] for row in rows), packed.geometries(rows))


@functools.cache
def _aliases() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Units by other name ("CHN/Nei Mongol"), and by code and folded name ("chn/neimongol")."""
    found = json.loads(zlib.decompress((MAPS / "aliases.json.z").read_bytes()))
    return found["names"], found["keys"]


_OTHER_NAMES = {
    **{"uk": "GBR", "britain": "GBR", "greatbritain": "GBR", "unitedstates": "USA", "us": "USA", "america": "USA"},
    **{"czechia": "CZE", "serbia": "SRB", "northmacedonia": "MKD", "bosnia": "BIH", "holland": "NLD", "turkiye": "TUR"},
    **{"burma": "MMR", "timorleste": "TLS", "tanzania": "TZA", "southsudan": "SDS", "eswatini": "SWZ"},
    **{"cotedivoire": "CIV", "caboverde": "CPV", "drcongo": "COD", "congo": "COG", "bahamas": "BHS"},
}


@functools.cache
def _country_codes() -> dict[str, str]:
    """Country codes by folded code or name."""
    return _OTHER_NAMES | {fold(n): code for code, name in countries().items() for n in (code, name)}


@functools.cache
def _members() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in unit_ids():
        groups[unit[:3]].append(unit)
    return {code: tuple(ids) for code, ids in groups.items()}


def find_units(name: str) -> tuple[str, ...]:
    """The ids that a name in a recipe stands for: `TUR/Ankara`, `TUR/*`, `Turkey/Ankara`, another spelling, or an
    alias.

    Raises UnknownName, with the nearest names as a suggestion.
    """
    country, slash, unit = name.partition("/")
    aliases, keys = _aliases()
    if name in aliases:
        return tuple(u for part in aliases[name] for u in (find_units(part) if part.endswith("/*") else (part,)))
    code = _country_codes().get(fold(country))
    if not slash:
        hint = f"did you mean '{code}/*' (the whole country)?" if code else _suggest_unit(name)
        raise UnknownName(
            f"'{name}' is neither a territory of this recipe nor a unit (units are written 'CHN/Jilin')", hint
        )
    if code is None:
        raise UnknownName(
            f"no country '{country}' in '{name}'",
            did_you_mean(country, [*countries(), *countries().values()]),
        )
    if unit == "*":
        return _members()[code]
    found = keys.get(f"{code.lower()}/{fold(unit)}")
    if not found:
        known = [u[4:] for u in _members()[code]] + [a[4:] for a in aliases if a[:3] == code]
        hint = did_you_mean(unit, known) or f"'podium list units {code}' lists them"
        raise UnknownName(f"no unit '{unit}' in {countries()[code]} ({code})", hint)
    return tuple(found)


def areas_named(name: str) -> tuple[str, ...]:
    """The countries of today, by code, and the units that a name stands for: `POL`, `Poland`, `Poland/*`,
    `USA/Alabama`, an alias. All units of a country are its code.

    Raises UnknownName, with the nearest names as a suggestion.
    """
    code = _country_codes().get(fold(name))
    if code:
        return (code,)
    found = find_units(name)
    whole = {code for code in dict.fromkeys(unit[:3] for unit in found) if {*_members()[code]} <= {*found}}
    return tuple(dict.fromkeys(unit[:3] if unit[:3] in whole else unit for unit in found))


def name_of(area: str) -> str:
    """The name of a country's code or of a unit's id."""
    return countries().get(area) or area[4:]


def _suggest_unit(name: str) -> str | None:
    by_name = {unit[4:]: unit for unit in reversed(unit_ids())}
    near = did_you_mean(name, by_name)
    exact = by_name.get(name)
    return f"did you mean '{exact}'?" if exact else near
