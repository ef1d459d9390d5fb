"""A box in degrees: west, south, east, north. In: four numbers. Out: what is wrong with them, in words for people.

Imports nothing, so that an outline can be checked without the machinery of maps."""

from __future__ import annotations


def fault(west: float, south: float, east: float, north: float) -> tuple[str, str] | None:
    """(what is wrong, what would be right) of a box; None for a good one. West may lie east of east: such a box
    crosses the 180th meridian."""
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        numbers = f"[{west:g}, {south:g}, {east:g}, {north:g}]"
        return f"{numbers} is not on the Earth", "write west, south, east, north in degrees"
    if south >= north:
        return f"the frame's south ({south:g}) is not south of its north ({north:g})", "write west, south, east, north"
    if west == east:
        return "the frame has no width", "write west, south, east, north"
    return None
