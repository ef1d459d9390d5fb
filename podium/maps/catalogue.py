"""What the command `list` shows of the atlas: units, rivers, lakes, seas and places by name.

In: what to list, optionally a name to narrow it down. Out: rows of two columns for people who write recipes and maps.
Raises PodiumError for an unknown name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from podium import PodiumError
from podium.maps.atlas import admin_units, gazetteer, hydrography
from podium.maps.atlas.geodesy import area_km2
from podium.maps.atlas.names import UnknownName, fold
from podium.maps.labels import seas

Rows = list[tuple[str, str]]


def units(name: str) -> Rows:
    """The countries with their codes; with a name, the units of that country (or that unit) with their area in km²."""
    if not name:
        counts = Counter(unit[:3] for unit in admin_units.unit_ids())
        lands = sorted(admin_units.countries().items())
        return [
            (f"{code}/*", f"{land}: {counts[code]} {'unit' if counts[code] == 1 else 'units'}") for code, land in lands
        ]
    try:
        found = admin_units.find_units(name if "/" in name else f"{name}/*")
    except UnknownName as e:
        raise _unknown(e) from None
    shapes = admin_units.units(found)
    areas = {unit: area_km2(g) for unit, g in zip(shapes.ids, shapes.geometries, strict=True)}
    return [(unit, f"{areas[unit]:,.0f} km²") for unit in sorted(found)]


def rivers(name: str) -> Rows:
    """Rivers with a name that begins with `name`, and their other names."""
    found = {r.name: r.other_names for r in [*hydrography.rivers(), *hydrography.rivers(local=True)] if r.name}
    return _beginning(name, "river", [((n, *other), "") for n, other in sorted(found.items())])


def lakes(name: str) -> Rows:
    """Lakes with a name that begins with `name`, their other names and the years in which they are drawn."""
    found: dict[str, list[hydrography.Lake]] = {}
    for lake in hydrography.lakes_of_all_times():
        found.setdefault(lake.name, []).append(lake)
    rows = [((n, *shapes[0].other_names), _when(shapes)) for n, shapes in sorted(found.items())]
    return _beginning(name, "lake", rows)


def _when(shapes: list[hydrography.Lake]) -> str:
    """The years of a lake, in words; "" for one that is always drawn. One with several shapes has changed its shore."""
    first = 0 if any(not lake.since for lake in shapes) else min(lake.since for lake in shapes)
    last = 0 if any(not lake.until for lake in shapes) else max(lake.until for lake in shapes)
    if first and last:
        return f"from {first} to {last}"
    changes = sorted({lake.since for lake in shapes if lake.since > first and any(s.until for s in shapes)})
    parts = [f"since {first}"] if first else []
    parts += [f"until {last}"] if last else []
    parts += [f"today's shore since {year}" for year in changes[-1:] if not last]
    return ", ".join(parts)


def all_seas(name: str) -> Rows:
    """Seas with a name that begins with `name`, and their names in other languages."""
    rows = [(tuple(dict.fromkeys(sea.name for sea in row)), "") for row in seas.in_all_languages()]
    return _beginning(name, "sea", sorted(rows))


def places(name: str) -> Rows:
    """The places of a name, modern or historical: coordinates, country, today's name, the years of the name."""
    if not name:
        raise PodiumError("'list places' needs a name, for example: list places Mukden", 2)
    try:
        gazetteer.place(name)
    except UnknownName as e:
        raise _unknown(e) from None
    return [
        (p.name, f"[{p.lon:.2f}, {p.lat:.2f}] {p.country}{_today(p)}{_years(p)}") for p in gazetteer.find_places(name)
    ]


KINDS: dict[str, Callable[[str], Rows]] = {
    "units": units,
    "rivers": rivers,
    "lakes": lakes,
    "seas": all_seas,
    "places": places,
}


def _beginning(name: str, what: str, rows: Sequence[tuple[tuple[str, ...], str]]) -> Rows:
    """The rows with a name that begins with `name`: the first name, then the others and the remark."""
    key = fold(name)
    found = [
        (names[0], ", ".join(filter(None, (*names[1:], more))))
        for names, more in rows
        if any(fold(n).startswith(key) for n in names)
    ]
    if not found:
        raise PodiumError(f"no {what} in the atlas begins with '{name}'", 2)
    return found


def _unknown(error: UnknownName) -> PodiumError:
    return PodiumError(f"{error}; {error.suggestion}" if error.suggestion else str(error), 2)


def _today(place: gazetteer.Place) -> str:
    return f", today {place.modern}" if place.modern != place.name else ""


def _years(place: gazetteer.Place) -> str:
    first, last = place.years
    if first and last:
        return f", {first} to {last}"
    return f", from {first}" if first else f", to {last}" if last else ""
