"""Bounding boxes in degrees: west, south, east, north; west > east crosses the 180th meridian.

In: four numbers. Out: what is wrong with them, in words; boxes that do not cross the meridian. Imports no map library,
so that an outline can be checked without one.
"""

from __future__ import annotations

from collections.abc import Sequence

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
