"""How terrain looks: colours and line widths of its signs, on a map and in its legend.

In: shapes in points from a corner, y down. Out: native freeforms, each kind of a part in one. Lines and strokes make
room for words; areas lie under them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from podium.maps.symbols import terrain_signs as signs
from podium.maps.symbols.curves import Path, circle, freeform
from podium.scene.boxes import Box, Fill, Freeform, Line
from podium.scene.units import EMU_PER_PT, Rect, points

PEAK, WORK = 9.0, 19.0  # pt: sizes of a spot height and of a fort
_WOODS, _TREE = "map.green.pale", "map.green.strong"
_SLOPE, _SLOPE_ALPHA = "map.border", 0.7
_ROUNDED = 3.0  # pt: radius to which the corners of woods and marsh are rounded
_ROADS = {"main": (4.2, 2.6), "minor": (1.75, 0.0), "track": (1.5, 0.0)}  # pt: of the line, and of what is in it
_HOUSE, _CITY = 60.0, 60_000.0  # square pt: an area that is smaller is a house, a larger one too large for blocks
_NOTHING = shapely.Polygon()


@dataclasses.dataclass(frozen=True)
class Sheet:
    """What signs are drawn on. bounds: in EMU; words: the places of words, in points from its corner."""

    bounds: Rect
    words: Any = _NOTHING
    step: int = 0

    @property
    def page(self) -> Any:
        """The whole of it, in points."""
        return shapely.box(0, 0, self.bounds.w / EMU_PER_PT, self.bounds.h / EMU_PER_PT)

    def area(
        self,
        name: str,
        shapes: Iterable[Any],
        fill: Fill,
        line: Line | None = None,
        *,
        alpha: float = 1.0,
        cut: bool = False,
    ) -> list[Box]:
        """Areas as one freeform; [] for none. cut: words are cut out of them."""
        found = np.array(list(shapes), object)
        if len(found) and cut and not self.words.is_empty:
            found = shapely.difference(found, self.words)
        paths = [
            self._path(ring.coords, True)
            for part in shapely.get_parts(shapely.intersection(found, self.page) if len(found) else found)
            if part.geom_type == "Polygon" and not part.is_empty
            for ring in (part.exterior, *part.interiors)
        ]
        return self._freeform(name, paths, fill, line, alpha)

    def lines(self, name: str, shape: Any, line: Line, *, alpha: float = 1.0) -> list[Box]:
        """Lines as one freeform, cut out behind words; [] for none."""
        seen = shapely.difference(shapely.intersection(shape, self.page), self.words)
        paths = [
            self._path(part.coords, False)
            for part in shapely.get_parts(seen)
            if part.geom_type == "LineString" and not part.is_empty
        ]
        return self._freeform(name, paths, None, line, alpha)

    def _path(self, coords: Any, closed: bool) -> Path:
        corners = [(self.bounds.x + points(x), self.bounds.y + points(y)) for x, y in coords]
        path: Path = [("M" if n == 0 else "L", *c) for n, c in enumerate(corners[:-1] if closed else corners)]
        return [*path, ("Z",)] if closed else path

    def _freeform(self, name: str, paths: Sequence[Path], fill: Fill, line: Line | None, alpha: float) -> list[Box]:
        if not paths:
            return []
        made: Freeform = freeform(name, paths, fill=fill, line=line, step=self.step, bounds=self.bounds)
        made.alpha = alpha
        return [made]


def _rounded(area: Any) -> Any:
    """An area with round corners, unless that would leave little of it."""
    r = _ROUNDED
    soft = shapely.buffer(shapely.buffer(shapely.buffer(area, -r), 2 * r), -r)
    return soft if soft.area > 0.7 * area.area else area


# ---- what covers an area -----------------------------------------------------------------------------------


def woods(sheet: Sheet, name: str, area: Any) -> list[Box]:
    """A green tint with trees on it."""
    soft = _rounded(area)
    found = [signs.tree(at) for at in signs.trees(soft, sheet.words)]
    boxes = sheet.area(name, [soft], _WOODS, Line(_TREE, 0.75), alpha=0.9)
    crowns = [
        circle(complex(sheet.bounds.x + points(x), sheet.bounds.y + points(y)), points(r)) for (x, y, r), _ in found
    ]
    boxes += sheet.area(f"{name}: trunks", [trunk for _, trunk in found], _SLOPE, alpha=_SLOPE_ALPHA)
    if crowns:
        boxes.append(freeform(f"{name}: trees", crowns, fill=_TREE, step=sheet.step, bounds=sheet.bounds))
    return boxes


def marsh(sheet: Sheet, name: str, area: Any) -> list[Box]:
    """Blue dashes with tufts on a pale ground."""
    soft = _rounded(area)
    ground = sheet.area(name, [soft], "map.halo", alpha=0.35)
    return [*ground, *sheet.lines(f"{name}: dashes", signs.marsh(soft), Line("map.name", 1.0))]


def built_up(sheet: Sheet, name: str, area: Any) -> list[Box]:
    """The blocks of a town on a grey ground; of a large one, or of single houses, the ground alone; around a point some
    houses."""
    if area.geom_type == "Point":
        return sheet.area(f"{name}: houses", signs.houses((area.x, area.y)), _SLOPE)
    parts = shapely.get_parts(area)
    small = [p for p in parts if p.area < _HOUSE]
    towns = [p for p in parts if p.area >= _HOUSE]
    found = [b for p in towns for b in signs.blocks(p)] if area.area < _CITY else []
    if not found:
        return sheet.area(name, parts, _SLOPE if len(small) == len(parts) else "map.grey", Line(_SLOPE, 0.5))
    ground = sheet.area(name, towns, "map.grey", alpha=0.5)
    return [*ground, *sheet.area(f"{name}: blocks", [*found, *small], _SLOPE, alpha=0.75, cut=True)]


def water(sheet: Sheet, name: str, shape: Any) -> list[Box]:
    """Lakes and wide rivers, or brooks."""
    if shapely.get_dimensions(shape) == 1:
        return sheet.lines(name, shape, Line("map.name", 1.5))
    banks = shapely.difference(shapely.boundary(shape), shapely.buffer(sheet.page.exterior, 0.5))
    return [*sheet.area(name, [shape], "map.lake"), *sheet.lines(f"{name}: banks", banks, Line("map.river", 1.25))]


# ---- heights -----------------------------------------------------------------------------------------------


def slopes(sheet: Sheet, name: str, crest: Any, reach: float, sides: signs.Slopes = "both") -> list[Box]:
    """The hachures of a hill or a ridge."""
    wedges = [shapely.Polygon(corners) for corners in signs.hachures(crest, reach, sides)]
    return sheet.area(f"{name}: hachures", wedges, _SLOPE, alpha=_SLOPE_ALPHA, cut=True)


def peak(sheet: Sheet, name: str, at: tuple[float, float]) -> list[Box]:
    """A spot height."""
    return sheet.area(name, [signs.peak(at, PEAK)], "ink", Line("ground", 0.75))


def contours(sheet: Sheet, name: str, lines: Any) -> list[Box]:
    """Lines of equal height."""
    return sheet.lines(name, lines, Line(_SLOPE, 0.75), alpha=0.5)


# ---- lines -------------------------------------------------------------------------------------------------


def road(sheet: Sheet, name: str, line: Any, kind: str) -> tuple[list[Box], list[Box]]:
    """A road: its edges, and what is between them, which lies over the edges of all roads."""
    wide, inner = _ROADS[kind]
    edge = sheet.lines(name, line, Line(_SLOPE, wide, "dash" if kind == "track" else "solid"))
    return edge, sheet.lines(f"{name}: inside", line, Line("map.casing", inner)) if inner else []


def railway(sheet: Sheet, name: str, line: Any, unfinished: bool) -> list[Box]:
    """A railway: a line with cross ticks, dashed where there are no rails yet."""
    look = Line(_SLOPE, 1.75, "dash" if unfinished else "solid")
    return [*sheet.lines(name, line, look), *sheet.lines(f"{name}: ticks", signs.ticks(line), Line(_SLOPE, 1.25))]


# ---- works -------------------------------------------------------------------------------------------------


def bridge(sheet: Sheet, name: str, at: tuple[float, float], ahead: tuple[float, float]) -> list[Box]:
    """A bridge across whatever is under it."""
    rails = signs.bridge(at, ahead)
    casing = sheet.lines(f"{name}: casing", rails, Line("map.casing", 3.75))
    return [*casing, *sheet.lines(name, rails, Line("ink", 2.0))]


def work(sheet: Sheet, name: str, at: tuple[float, float], kind: str, colour: str, size: float = WORK) -> list[Box]:
    """A fort, redoubt or bunker."""
    made = {"fort": signs.fort, "redoubt": signs.redoubt, "bunker": signs.bunker}[kind](at, size)
    return sheet.area(name, [made], f"{colour}.deep" if colour else "ink", Line("ground", 1.0))


def entrenchment(sheet: Sheet, name: str, line: Any, teeth: Any, colour: str) -> list[Box]:
    """A line of works with teeth towards the enemy."""
    course = signs.battlement(line, teeth)
    casing = sheet.lines(f"{name}: casing", course, Line("map.casing", 4.0))
    return [*casing, *sheet.lines(name, course, Line(f"{colour}.deep" if colour else "ink", 2.0))]
