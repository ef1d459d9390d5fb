"""The way from station to station of a flow or a route.

In: a `MapSpec`, stations as the outline writes them. Out: the points of the way on the page; findings at their keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podium.maps.model.stations import Station
from podium.maps.model.values import said_place
from podium.maps.spec import MapSpec


class Waypoint(NamedTuple):
    """A point of the way (EMU). number: of its station; via: whether it is on the way to the next one."""

    number: int
    via: bool
    at: tuple[float, float]


def are_whole(spec: MapSpec, stations: Sequence[Station], what: str, hint: str, *path: str | int) -> bool:
    """Whether there are two stations or more, with a place each; errors if not. hint: of what would be right."""
    if len(stations) < 2:
        spec.error(f"{what} needs two stations or more", *path, code="missing", hint=hint)
    nowhere = [k for k, station in enumerate(stations) if station.at is None]
    for k in nowhere:
        spec.error("a station needs a place", *path, k, code="missing", hint="at: a place, or [longitude, latitude]")
    return len(stations) > 1 and not nowhere


def way_of(spec: MapSpec, stations: Sequence[Station], *path: str | int) -> list[Waypoint] | None:
    """The points of a way, but for those on the far side of the globe, with a warning for each; None, with errors, for
    one with places that are unknown."""
    made: list[Waypoint] = []
    unknown = False
    for k, station in enumerate(stations):
        for j, place in enumerate((station.at, *station.via)):
            degrees = spec.waypoint(place, *path, k, *(("via", j - 1) if j else ("at",)))
            if degrees is None:
                unknown = True
                continue
            found = spec.view.places(degrees)
            if not found:
                where = "this stretch of river" if isinstance(place, dict) else said_place(place)
                said = f"{where} lies on the far side of the globe"
                spec.warn(said, *path, k, code="outside-frame", hint="turn the globe")
            made += [Waypoint(k, j > 0, at) for at in found]
    return None if unknown else made
