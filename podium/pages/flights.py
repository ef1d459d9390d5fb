"""How the map of a page lies on that of the page before: the way between them when one gives way to the other.

In: the undermost shapes of two maps, which say what part of the Earth they show. Out: the affine map between their
places on the slide. It is fitted to the closer map, over which two projections hardly differ but in scale and
direction; numpy and PROJ are imported only where two maps meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podium.scene.boxes import Box, Flight, Shape
from podium.scene.units import EMU_PER_PT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_GRID = 9  # points across and down the closer map
_FEWEST = 16  # of them on the other map, or near it, without which the two have too little land in common
_BEYOND = 0.1  # how far off the other map a place still counts, as a share of its size
_TURNED = 0.5  # the cosine of the angle by which a map may be turned on the way
_WORST = 0.2  # how far a place may end beside its own, as a share of the closer map's size
_CLOSEST = 80  # times as large: nobody can follow a longer way


def flight(before: Shape, page: Shape) -> Flight | None:
    """How the map over `page` lies on that over `before`; None where they show different land, or one of them is so
    much closer, or so otherwise projected, that no simple movement leads from one to the other."""
    if before.earth is None or page.earth is None:
        return None
    if (before.earth, before.rect) == (page.earth, page.rect):
        return Flight(page.name, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    import numpy as np

    is_closer = _metres(page) <= _metres(before)
    closer, wider = (page, before) if is_closer else (before, page)
    ratio = _metres(wider) / _metres(closer)
    here, there = _same_places(closer, wider)
    if ratio > _CLOSEST or len(here) < _FEWEST:
        return None
    known = np.column_stack([here, np.ones(len(here))])
    fitted, *_ = np.linalg.lstsq(known, there, rcond=None)
    worst, linear = float(np.abs(known @ fitted - there).max()), fitted[:2]
    turned = np.trace(linear) / np.hypot(np.trace(linear), linear[0, 1] - linear[1, 0])
    size = max(closer.rect.w, closer.rect.h) / EMU_PER_PT / ratio
    if worst > _WORST * size or turned < _TURNED or np.linalg.det(linear) <= 0:
        return None
    if not is_closer:
        back = np.linalg.inv(linear)
        fitted = np.vstack([back, -fitted[2] @ back])
    a, b, c, d, e, f = (float(f"{value:.7g}") for value in fitted.ravel())
    return Flight(page.name, (a, b, c, d, e, f))


def with_earth(boxes: tuple[Box, ...]) -> dict[str, Shape]:
    """The undermost shapes of a page's maps, by their names."""
    return {box.name: box for box in boxes if isinstance(box, Shape) and box.earth is not None}


def _metres(shape: Shape) -> float:
    """Metres of a projected map for each EMU of the slide."""
    assert shape.earth is not None
    left, _, right, _ = shape.earth.extent
    return (right - left) / shape.rect.w


def _same_places(closer: Shape, wider: Shape) -> tuple[Points, Points]:
    """Points (pt) of the closer map and those of the same places on the wider one, as far as they are on or near it."""
    import numpy as np
    import pyproj

    assert closer.earth is not None
    assert wider.earth is not None
    side = np.linspace(0, 1, _GRID)
    units = np.array([(x, y) for y in side for x in side])
    (left, bottom, right, top), (west, south, east, north) = closer.earth.extent, wider.earth.extent
    x, y = left + units[:, 0] * (right - left), top - units[:, 1] * (top - bottom)
    lon, lat = pyproj.Proj(closer.earth.proj)(x, y, inverse=True)
    x, y = pyproj.Proj(wider.earth.proj)(lon, lat)
    found = np.column_stack([(x - west) / (east - west), (north - y) / (north - south)])
    near = (np.isfinite(found) & (found >= -_BEYOND) & (found <= 1 + _BEYOND)).all(axis=1)
    return _on_slide(units[near], closer), _on_slide(found[near], wider)


def _on_slide(units: Points, shape: Shape) -> Points:
    """Shares of a shape's width and height as points of the slide."""
    x, y, w, h = shape.rect
    return (units * (w, h) + (x, y)) / EMU_PER_PT
