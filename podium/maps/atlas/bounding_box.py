"""Bounding boxes in degrees: west, south, east, north; west > east crosses the 180th meridian.

In: four numbers. Out: what is wrong with them, in words; boxes that do not cross the meridian. Imports no map library,
so that an outline can be checked without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ANGLE = (
    r"([-−+]?)(\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*[′'’]\s*)?"
    r"""(?:(\d{1,2}(?:\.\d+)?)\s*(?:[″"”]|''|′′)\s*)?([NSEWnsew]?)"""
)
_POSITION = re.compile(rf"[(\[]?\s*{_ANGLE}(?:\s*[,;/]\s*|\s+){_ANGLE}\s*[)\]]?")
_OF_LON, _OF_LAT = ("E", "W"), ("N", "S")
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def fault(west: float, south: float, east: float, north: float) -> tuple[str, str] | None:
    """(what is wrong, what would be right) for a box; None for a valid one. West may be greater than east: such a box
    crosses the 180th meridian."""
    if not _on_earth(west, south, east, north):
        hint = "write west, south, east, north in degrees"
        if _on_earth(south, west, north, east) and west < east:
            hint = f"longitude comes first: perhaps {written(south, west, north, east)}"
        return f"{written(west, south, east, north)} is not on the Earth", hint
    if south >= north:
        return f"the frame's south ({south:g}) is not south of its north ({north:g})", "write west, south, east, north"
    if west == east:
        return "the frame has no width", "write west, south, east, north"
    return None


def position_in(text: str) -> tuple[float, float] | None:
    """Longitude and latitude that a text gives as maps in browsers and encyclopaedias write them, latitude first:
    "47.63, 118.6", "47°38′N 118°36′E"; None for any other text."""
    found = _POSITION.fullmatch(text.strip())
    if not found:
        return None
    (first, one), (second, other) = (_degrees(*found.groups()[n : n + 5]) for n in (0, 5))
    if one and other and (one in _OF_LON) == (other in _OF_LON):
        return None
    if any(part and float(part) >= 60 for part in (*found.groups()[2:4], *found.groups()[7:9])):
        return None
    is_turned = one in _OF_LON or other in _OF_LAT if one or other else abs(first) > 90
    lon, lat = (first, second) if is_turned else (second, first)
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _degrees(sign: str, whole: str, minutes: str | None, seconds: str | None, side: str) -> tuple[float, str]:
    """An angle in degrees, rounded to a metre, and its side."""
    degrees = float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    side = side.upper()
    return round(-degrees if sign in ("-", "−") or side in ("S", "W") else degrees, 5), side


def split_at_antimeridian(bounds: Bounds) -> list[Bounds]:
    """The box as one box, or as two where it crosses the 180th meridian (west > east)."""
    west, south, east, north = bounds
    return [(west, south, east, north)] if west <= east else [(west, south, 180.0, north), (-180.0, south, east, north)]


def touches(a: Sequence[float], b: Bounds) -> bool:
    """Whether two boxes have a point in common."""
    return bool(a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1])


def written(*box: float) -> str:
    """A box as the outline writes it."""
    return f"[{', '.join(f'{v:g}' for v in box)}]"


def _on_earth(west: float, south: float, east: float, north: float) -> bool:
    return -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90
