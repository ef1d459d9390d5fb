"""The lakes and rivers of a frame.

In: a frame, a year, optionally names. Out: shapes in frame units; the more land the frame shows, the fewer.
"""

from __future__ import annotations

from collections.abc import Container

import shapely

from podium.maps.atlas import hydrography
from podium.maps.basemap.projection import Frame
from podium.maps.basemap.record import Water
from podium.maps.territories import dates

_NO_YEAR = 9999


def waters_in(
    frame: Frame, km: float, year: int, asked: tuple[Container[str], Container[str]] | None = None
) -> tuple[tuple[Water, ...], tuple[Water, ...]]:
    """Lakes and rivers; the more land the frame shows, the fewer. asked: names of lakes and of rivers, as the atlas has
    them, to get exactly those whatever their rank."""
    lake_rank = next(
        rank for limit, rank in ((500, 12), (1200, 6), (2500, 3), (5000, 2), (12000, 1), (1e9, 0)) if km <= limit
    )
    river_rank = next(
        rank
        for limit, rank in ((500, 8), (1200, 7), (1500, 6), (3000, 5), (5500, 4), (9000, 3), (14000, 2), (1e9, 1))
        if km <= limit
    )
    own_lakes, own_rivers = asked or (None, None)
    if asked is not None:
        lake_rank, river_rank = 12, 8
    lakes = hydrography.lakes(frame.window, year=year, rank=lake_rank, names=own_lakes)
    rivers = hydrography.rivers(frame.window, year=year, rank=river_rank, local=km < 1200, names=own_rivers)
    areas = frame.areas([lake.geometry for lake in lakes]) if lakes else []
    lines = frame.lines([river.geometry for river in rivers]) if rivers else []
    least, short = (4e-6, 0.02) if asked is None else (4e-7, 0.005)
    merged: dict[str, Water] = {}
    for river, line in zip(rivers, lines, strict=True):
        if line.length > short:
            known = merged.get(river.name)
            shape = line if known is None else shapely.union_all([known.shape, line])
            merged[river.name] = Water(river.name, min(river.rank, known.rank if known else 99), shape)
    return (
        tuple(Water(lake.name, lake.rank, s) for lake, s in zip(lakes, areas, strict=True) if s.area > least),
        tuple(merged.values()),
    )


def waters_by_name(frame: Frame, day: str, kind: str, names: Container[str]) -> tuple[Water, ...]:
    """The "lakes" or "rivers" of these names, as the atlas has them, whatever their rank."""
    year = dates.parse(day)[0] if day else _NO_YEAR
    none: Container[str] = ()
    lakes, rivers = waters_in(frame, frame.metres / 1000, year, (names, none) if kind == "lakes" else (none, names))
    return lakes if kind == "lakes" else rivers
