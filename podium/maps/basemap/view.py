"""From frame units to the page: a frame in a rectangle, and geometries as native shapes.

In: shapely geometries in frame units, places in degrees. Out: EMU on the slide; scene freeforms with exact rectangles.
All rings of an area are in one path, so that holes stay open (even-odd).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.basemap.projection import Frame, rings
from podium.scene.boxes import Fill, Freeform, Line
from podium.scene.units import Rect

Point = tuple[float, float]
_COVERED = 0.5  # pt: of the end of a line, by the line of the frame


@dataclasses.dataclass(frozen=True)
class View:
    """A frame drawn in a rectangle of the slide."""

    frame: Frame
    rect: Rect

    def emu(self, units: NDArray[np.float64]) -> NDArray[np.int64]:
        """(n, 2) frame units to EMU on the slide."""
        scale = (self.rect.w, self.rect.h / self.frame.height)
        return np.rint(units * scale + (self.rect.x, self.rect.y)).astype(np.int64)

    def places(self, lonlat: Sequence[Point]) -> list[Point]:
        """Degrees to EMU; points that the projection cannot show are left out."""
        units = self.frame.project(np.array(lonlat, float).reshape(-1, 2))
        return [(float(x), float(y)) for x, y in self.emu(units[np.isfinite(units).all(axis=1)])]

    def place(self, at: Point) -> tuple[int, int] | None:
        """A place in EMU, None outside the frame."""
        found = self.places([at])
        if not found:
            return None
        x, y = round(found[0][0]), round(found[0][1])
        r = self.rect
        return (x, y) if r.x <= x <= r.right and r.y <= y <= r.bottom else None

    def points(self, geometry: Any) -> Any:
        """A geometry in frame units in points of the page, from the rectangle's corner."""
        wide, tall = self.rect.width_pt, self.rect.height_pt / self.frame.height
        return shapely.transform(geometry, lambda c: c * (wide, tall))

    @property
    def km_per_emu(self) -> float:
        """Kilometres on the ground for each EMU, in the frame's middle."""
        return self.frame.km(1.0) / self.rect.w

    # ---- shapes --------------------------------------------------------------------------------------------

    def area(
        self,
        name: str,
        geometry: Any,
        *,
        fill: Fill = None,
        line: Line | None = None,
        alpha: float = 1.0,
        step: int = 0,
        alt: str = "",
    ) -> Freeform | None:
        """An area as one freeform, None outside the frame."""
        return self._freeform(
            name,
            [self.emu(ring) for ring in rings(geometry)] if not geometry.is_empty else [],
            True,
            fill,
            line,
            alpha,
            step,
            alt,
        )

    def lines(
        self, name: str, geometry: Any, line: Line, *, alpha: float = 1.0, step: int = 0, alt: str = ""
    ) -> Freeform | None:
        """Lines as one freeform, None outside the frame; broad ones end where their edge meets that of the frame."""
        inset, tall = (line.width / 2 - _COVERED) / self.rect.width_pt, self.frame.height
        if inset > 0 and not geometry.is_empty:
            geometry = shapely.clip_by_rect(geometry, inset, inset, 1 - inset, tall - inset)
        parts = [
            self.emu(shapely.get_coordinates(p))
            for p in shapely.get_parts(geometry)
            if p.geom_type == "LineString" and not p.is_empty
        ]
        return self._freeform(name, parts, False, None, line, alpha, step, alt)

    @staticmethod
    def _freeform(
        name: str,
        strokes: list[NDArray[np.int64]],
        closed: bool,
        fill: Fill,
        line: Line | None,
        alpha: float,
        step: int,
        alt: str,
    ) -> Freeform | None:
        strokes = [s for s in strokes if len(s) > 1]
        if not strokes:
            return None
        everything = np.concatenate(strokes)
        (x0, y0), (x1, y1) = everything.min(axis=0), everything.max(axis=0)
        paths = []
        for stroke in strokes:
            corners = (stroke - (x0, y0)).tolist()
            head = [("M", *corners[0])]
            paths.append(
                tuple(
                    head
                    + [("L", x, y) for x, y in (corners[1:-1] if closed else corners[1:])]
                    + ([("Z",)] if closed else [])
                )
            )
        rect = Rect(int(x0), int(y0), max(1, int(x1 - x0)), max(1, int(y1 - y0)))
        return Freeform(name=name, rect=rect, paths=tuple(paths), fill=fill, line=line, alpha=alpha, step=step, alt=alt)


def hatch(geometry: Any, gap: float) -> Any:
    """Lines at 45 degrees within an area, `gap` frame units apart.

    Real lines print sharply at any size; a pattern fill consists of screen pixels.
    """
    if geometry.is_empty:
        return shapely.MultiLineString()
    west, north, east, south = geometry.bounds
    across = gap * 2**0.5
    first = np.floor((west + north) / across) * across
    starts = np.arange(first, east + south + across, across)
    ends = np.stack(
        [
            np.column_stack([starts - south, np.full(len(starts), south)]),
            np.column_stack([starts - north, np.full(len(starts), north)]),
        ],
        axis=1,
    )
    return (
        shapely.MultiLineString(
            [
                p
                for p in shapely.get_parts(shapely.intersection(geometry, shapely.linestrings(ends)))
                if p.geom_type == "LineString" and p.length > gap / 20
            ]
        )
        if len(starts)
        else shapely.MultiLineString()
    )
