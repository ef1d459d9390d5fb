"""What the signs of terrain mean: entries of a map's legend.

In: a `MapSpec` with its terrain. Out: an entry for each kind that is in the frame, with its sign.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from podium import languages
from podium.maps.drawing.furniture import Entry, Symbol
from podium.maps.model.terrain import key_of
from podium.maps.spec import MapSpec
from podium.maps.symbols import terrain_looks as looks
from podium.maps.symbols.terrain_looks import Sheet
from podium.outline import inline
from podium.scene.boxes import Box
from podium.scene.units import Rect, points

_WIDE, _HIGH = 26.0, 16.0  # pt: of a sign in the legend
_EXPLAINED = ("hills", "contours", "woods", "marsh", "built_up", "roads", "railways", "bridges", "fortifications")


def word_of(spec: MapSpec, kind: str) -> str:
    """What a kind of terrain is called in the deck's language."""
    said: str = getattr(languages.of(spec.stage.lang).maps, kind)
    return said


def entries(spec: MapSpec) -> list[Entry]:
    """One entry for each kind of terrain on the map, in its own words if the outline gives it some, none for one whose
    words it leaves empty."""
    own = dict(spec.model.legend.entries)
    there = {part.kind for part in spec.terrain}
    made = []
    for kind in _EXPLAINED:
        key = key_of(kind)
        said = own.get(key, word_of(spec, kind))
        if kind in there and said:
            made.append(Entry(inline.plain(said), symbol=_symbol(spec, kind)))
    return made


def keys(spec: MapSpec) -> list[str]:
    """The keys that a legend may have for the terrain of a map."""
    there = {part.kind for part in spec.terrain}
    return [key_of(kind) for kind in _EXPLAINED if kind in there]


def _symbol(spec: MapSpec, kind: str) -> Symbol:
    parts = [part for part in spec.terrain if part.kind == kind]
    shown = [p.entry for p in parts if p.entry is not None]
    usual = [e for e in shown if getattr(e, "kind", "main") == "main" and not getattr(e, "unfinished", False)]
    entry = next(iter(usual or shown), None)
    points_only = all(p.shape.geom_type == "Point" for p in parts)

    def draw(x: int, y: int, height: int) -> Sequence[Box]:
        del height
        wide, high = points(_WIDE), points(_HIGH)
        sheet = Sheet(Rect(x - wide // 2, y - high // 2, wide, high))
        name, middle = f"sign: {key_of(kind)}", (_WIDE / 2, _HIGH / 2)
        across = shapely.LineString([(0, middle[1]), (_WIDE, middle[1])])
        field = shapely.box(1, 0.5, _WIDE - 1, _HIGH - 0.5)
        if kind == "roads":
            edge, inside = looks.road(sheet, name, across, entry.kind if entry is not None else "minor")
            return [*edge, *inside]
        if kind == "railways":
            return looks.railway(sheet, name, across, bool(entry is not None and entry.unfinished))
        if kind == "hills":
            return looks.slopes(sheet, name, shapely.Point(middle), _HIGH / 2 + 1)
        if kind == "contours":
            lines = [[(0, 5 + d), (8, 2 + d), (18, 4 + d), (26, 1 + d)] for d in (0, 4.5, 9)]
            return looks.contours(sheet, name, shapely.MultiLineString(lines))
        if kind == "bridges":
            return looks.bridge(sheet, name, middle, (1.0, 0.0))
        if kind == "fortifications":
            if entry is not None and points_only:
                return looks.work(sheet, name, middle, entry.kind, "", _HIGH * 0.82)
            low = shapely.LineString([(0, _HIGH / 2 + 2), (_WIDE, _HIGH / 2 + 2)])
            return looks.entrenchment(sheet, name, low, "left", "")
        if kind == "built_up" and points_only:
            return looks.built_up(sheet, name, shapely.Point(middle))
        return {"woods": looks.woods, "marsh": looks.marsh, "built_up": looks.built_up}[kind](sheet, name, field)

    return draw
