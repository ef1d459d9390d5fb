"""A box in degrees: west, south, east, north. In: four numbers. Out: what is wrong with them, in words for people.

Imports nothing, so that an outline can be checked without the machinery of maps."""

from __future__ import annotations


def fault(west: float, south: float, east: float, north: float) -> tuple[str, str] | None:
    """(what is wrong, what would be right) of a box; None for a good one. West may lie east of east: such a box
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


def written(*box: float) -> str:
    """A box as the outline writes it."""
    return f"[{', '.join(f'{v:g}' for v in box)}]"


def _on_earth(west: float, south: float, east: float, north: float) -> bool:
    return -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90
