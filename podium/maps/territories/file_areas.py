"""How a recipe names the areas of its files of borders: `world/Serbia`, `world/*`.

In: a name, and the areas of each file by id. Out: the names of areas by their ids; raises UnknownName.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from podium.maps.atlas.names import UnknownName, did_you_mean, fold
from podium.maps.territories.dates import Day


class FileArea(NamedTuple):
    """An area of a file: its name, and the first and last day of each of its features."""

    name: str
    spans: tuple[tuple[Day, Day], ...]


Names = Mapping[str, FileArea]
"""The areas of a file by id."""
Files = Mapping[str, Names | None]
"""The areas of each file by its key in the recipe; None for a file that cannot be read."""


def is_of_file(name: str, files: Files) -> bool:
    """Whether a name begins with a file."""
    return name.partition("/")[0] in files


def find(name: str, files: Files) -> tuple[str, ...]:
    """The areas that a name stands for, by id or by name; none for a file that cannot be read."""
    key, slash, asked = name.partition("/")
    areas = files[key]
    if areas is None:
        return ()
    if asked == "*":
        return tuple(f"{key}/{id}" for id in areas)
    if asked in areas:
        return (f"{key}/{asked}",)
    same = [id for id, area in areas.items() if fold(asked) in (fold(id), fold(area.name))]
    if same and slash:
        return tuple(f"{key}/{id}" for id in same)
    known = [*dict.fromkeys((*areas, *(area.name for area in areas.values())))]
    if not slash:
        raise UnknownName(f"'{key}' is a file of borders", f"write one of its areas, '{key}/{known[0]}', or '{key}/*'")
    hint = did_you_mean(asked, known) or f"it has {', '.join(known[:8])}{' …' if len(known) > 8 else ''}"
    raise UnknownName(f"no area '{asked}' in the file of borders '{key}'", hint)


def spans(name: str, files: Files) -> tuple[tuple[Day, Day], ...]:
    """The days of an area, as `find` gives its name."""
    key, _, id = name.partition("/")
    return (files[key] or {})[id].spans
