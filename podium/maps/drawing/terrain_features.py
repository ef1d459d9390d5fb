"""The terrain of a map while it is drawn: its boxes, the space it takes, its names.

In: a `FeatureLayer`, the terrain of its `MapSpec`. Out: occupied space, pending labels, boxes under the waters and
over the borders; the entries of the legend.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely

from podium.maps.basemap.terrain_record import TerrainPart
from podium.maps.drawing.features import FeatureLayer, label_lines
from podium.maps.drawing.terrain_legend import word_of
from podium.maps.labels import candidates
from podium.maps.labels.area_candidates import AreaCells
from podium.maps.labels.collision_grid import CollisionGrid
from podium.maps.labels.labeller import ASKED, CITY, WATER, LabelForm, Labeller
from podium.maps.labels.placement import Candidates, merged
from podium.maps.labels.type_sizes import LEAST, SECOND
from podium.maps.model.terrain import COVER
from podium.maps.spec import MapSpec
from podium.maps.symbols import terrain_looks as looks
from podium.maps.symbols import terrain_signs as signs
from podium.maps.symbols.curves import smoothed
from podium.maps.symbols.terrain_looks import Sheet
from podium.outline import inline
from podium.outline.quantities import format_quantity
from podium.scene.boxes import Box
from podium.scene.type_scale import READABLE, Style
from podium.scene.units import EMU_PER_PT, Rect, points

_DEFAULT_REACH, _LEAST_REACH = 0.036, 9.0  # of slopes: a share of the map's width; pt
_ACROSS = 26.0  # pt within which a bridge turns to a road, a railway or a river
_STEP = 3.0  # pt: between the points of a smooth line
_CLEAR = 4.0  # pt: from a line to its name
_GROUND_KINDS = (*COVER, "contours", "hills")
_ON_GROUND = (0.0, 0.002)  # the same of names on slopes and woods; callouts and panels keep off them
_CREST = (0.5, 0.35, 0.65, 0.2, 0.8)  # where along a ridge its name may stand
_ALONG, _OFF_CREST, _SMALLER = 16.0, 26.0, 14.0  # prices of other places, of the foot of its slopes, of a smaller size
_HALVES = {"hills": looks.PEAK / 2, "built_up": 9.5, "bridges": 9.0, "fortifications": looks.WORK / 2 + 1}
"""Half the width in points of a sign at a place."""
_AVOIDED = {
    "roads": (12.0, 0.7),
    "railways": (16.0, 0.9),
    "works": (60.0, 1.5),
    "banks": (30.0, 0.8),
}  # prices of names over them


class TerrainFeatures:
    """The terrain of one map."""

    def __init__(self, layer: FeatureLayer) -> None:
        self.layer, self.spec = layer, layer.spec
        view = self.spec.view
        self._scale = (view.rect.width_pt, view.rect.height_pt / view.frame.height)
        self.parts = self.spec.terrain
        self.shapes = {part.path: self._smooth(part) for part in self.parts if part.entry is not None}
        begun = {p.path: layer.begin(p.entry, *p.path) for p in self.parts if p.entry is not None}
        self.steps = {path: step for path, (step, _) in begun.items()}
        self.colours = {path: colour for path, (_, colour) in begun.items()}
        self._warn_of_sides()

    def _warn_of_sides(self) -> None:
        """Warns about a side of what has no colour of its own."""
        for part in self.parts:
            if part.entry is not None and part.entry.side and part.kind != "fortifications":
                said = f"{part.entry.label} cannot have the colour of a side"
                self.spec.warn(said, *part.path, "side", code="unused", hint="remove it")

    # ---- shapes in points ----------------------------------------------------------------------------------

    def _points(self, shape: Any) -> Any:
        return shapely.transform(shape, lambda c: c * self._scale)

    def _smooth(self, part: TerrainPart) -> Any:
        """The shape of a part in points; a line that the outline draws as a smooth one."""
        shape = self._points(part.shape)
        if shape.geom_type == "Point":
            return self._within_map(shape, part)
        if shape.geom_type != "LineString" or part.entry is None:
            return shape
        return shapely.LineString(smoothed(shape.coords, _STEP))

    def _within_map(self, at: Any, part: TerrainPart) -> Any:
        """A place, moved so that the sign on it stays within the map."""
        half = _HALVES.get(part.kind, 0.0) + 1.0
        wide, high = self._scale[0], self._scale[1] * self.spec.view.frame.height
        return shapely.Point(min(max(at.x, half), wide - half), min(max(at.y, half), high - half))

    def _shape(self, part: TerrainPart) -> Any:
        return self.shapes[part.path] if part.entry is not None else self._points(part.shape)

    def _reach(self, part: TerrainPart) -> float:
        """How far the slopes of a hill reach, in points."""
        if not part.entry.km:
            return self._scale[0] * _DEFAULT_REACH
        return max(_LEAST_REACH, part.entry.km / self.spec.base_map.frame.km(1.0) * self._scale[0])

    def _of(self, *kinds: str) -> list[TerrainPart]:
        return [part for part in self.parts if part.kind in kinds]

    @staticmethod
    def _at(shape: Any) -> tuple[float, float]:
        return float(shape.x), float(shape.y)

    def _emu(self, at: tuple[float, float]) -> tuple[float, float]:
        r = self.layer.bounds
        return r.x + at[0] * EMU_PER_PT, r.y + at[1] * EMU_PER_PT

    # ---- space ---------------------------------------------------------------------------------------------

    def _sign_size(self, part: TerrainPart) -> float:
        """Half the width in points of a part that is a sign at a place; 0 for any other."""
        if self._shape(part).geom_type != "Point":
            return 0.0
        return _HALVES.get(part.kind, 0.0)

    def half_at(self, at: tuple[int, int]) -> float:
        """Half the size (EMU) of the sign at a place on the page, 0 if there is none."""
        found = 0.0
        for part in self.parts:
            half = points(self._sign_size(part))
            x, y = self._emu(self._at(self._shape(part))) if half else (0.0, 0.0)
            if half and abs(x - at[0]) <= half and abs(y - at[1]) <= half:
                found = max(found, half)
        return found

    def occupy(self, grid: CollisionGrid) -> None:
        """Occupies the space of signs, and says what names should keep off."""
        for part in self.parts:
            half = points(self._sign_size(part))
            if half:
                x, y = self._emu(self._at(self._shape(part)))
                grid.occupy(Rect(round(x) - half, round(y) - half, 2 * half, 2 * half))
        works = [self._shape(p) for p in self._of("fortifications") if p.shape.geom_type != "Point"]
        lines = {kind: [self._shape(p) for p in self._of(kind)] for kind in ("roads", "railways")} | {"works": works}
        areas = [self._shape(p) for p in self._of("water") if shapely.get_dimensions(p.shape) == 2]
        lines["banks"] = [shapely.boundary(shape) for shape in areas]
        for kind, shapes in lines.items():
            if shapes:
                grid.avoid(kind, shapes, *_AVOIDED[kind])
        slopes = [shapely.buffer(self._shape(p), self._reach(p)) for p in self._of("hills")]
        covered = [
            grid.mask(shape) for shape in (*slopes, *(self._shape(p) for p in self._of(*COVER) if not _is_sign(p)))
        ]
        if covered:
            grid.avoid("ground", covered, *_ON_GROUND)

    # ---- names ---------------------------------------------------------------------------------------------

    def words_of(self, part: TerrainPart) -> str:
        """The words that a part has on the map: its name, and the height of a hill."""
        if part.entry is None:
            return ""
        name, height = inline.plain(part.entry.name), getattr(part.entry, "height", None)
        if height is None:
            return name
        unit = height.unit or self.spec.stage.words.lengths[1]
        said = format_quantity(dataclasses.replace(height, unit=""), self.spec.stage.lang)
        return f"{name} {said} {unit}".strip()

    def add_labels(self, labeller: Labeller) -> None:
        """Adds the names of all parts; a warning for each that does not fit."""
        for part in self.parts:
            words = self.words_of(part)
            if words:
                self._add_label(labeller, part, words)

    def _add_label(self, labeller: Labeller, part: TerrainPart, words: str) -> None:
        shape, leads = self._shape(part), self.spec.hero == (part.kind, part.path[1])
        size = self.layer.sizes.hero if leads else self.layer.sizes.city
        style = CITY.but(size=size, bold=leads, italic=part.kind in ("woods", "marsh", "roads", "railways"))
        style = WATER.but(size=self.layer.sizes.water, colour="ink") if part.kind == "water" else style
        name, lines = f"label: {words}", label_lines(words, 22)
        rest: dict[str, Any] = {
            "step": self.steps[part.path],
            "priority": SECOND,
            "omission_cost": ASKED,
            "on_omitted": functools.partial(self._omitted, words, part),
        }
        half = points(self._sign_size(part))
        if half:
            labeller.add_point(name, lines, style, self._emu(self._at(shape)), half, reach=points(70), **rest)
        elif part.kind in COVER:
            self._name_area(labeller, name, lines, style, shape, rest)
        elif part.kind == "hills":
            self._name_ridge(labeller, name, lines, style, shape, self._reach(part), rest)
        else:
            seen = shapely.intersection(shape, _inside(self.spec))
            self._name_line(labeller, name, lines, style, seen, shape, rest)

    def _omitted(self, words: str, part: TerrainPart) -> None:
        said, hint = f"'{words}' does not fit on this map", "shorten it, or make the map larger"
        self.spec.warn(said, *part.path, code="no-room", hint=hint)

    def _name_area(
        self, labeller: Labeller, name: str, lines: Sequence[str], style: Style, shape: Any, rest: dict[str, Any]
    ) -> None:
        """On the area if there is room, else beside it."""
        grid = labeller.grid
        cells = grid.mask(shape)
        found = AreaCells(grid, cells, cells).inside(*labeller.size(lines, style)) if cells.any() else None
        if found is not None and found.size:
            labeller.add(name, [LabelForm(lines, style)], found, **rest)
            return
        ring = max(shapely.get_parts(shape), key=lambda p: p.area).exterior
        course = self._course(ring)
        at = self._emu((shape.centroid.x, shape.centroid.y))
        labeller.add_line(name, lines, style, course, points(_CLEAR), anchor=(*at, 0.15), own=cells, **rest)

    def _name_ridge(
        self, labeller: Labeller, name: str, lines: Sequence[str], style: Style, shape: Any, reach: float,
        rest: dict[str, Any],
    ) -> None:  # fmt: skip
        """On the ridge, anywhere along it, or at the foot of its slopes."""
        seen = _longest(shapely.intersection(shape, _inside(self.spec)), shape)
        forms: list[LabelForm] = []
        parts: list[Candidates] = []
        for n, size in enumerate(dict.fromkeys((style.size, READABLE, LEAST))):
            sized = style.but(size=size, floor=size)
            w, h = labeller.size(lines, sized)
            for share in _CREST:
                place = shapely.line_interpolate_point(seen, share, normalized=True)
                at, off = self._emu((place.x, place.y)), _ALONG * abs(share - 0.5) + _SMALLER * n
                found = candidates.around_place(labeller.grid, w, h, at, points(8))
                parts.append(found._replace(prices=found.prices + off, forms=found.forms * 0 + len(forms)))
                if share == _CREST[0]:
                    foot = candidates.around_place(labeller.grid, w, h, at, points(reach + 16))
                    parts.append(foot._replace(prices=foot.prices + _OFF_CREST, forms=foot.forms * 0 + len(forms)))
            forms.append(LabelForm(lines, sized))
        labeller.add(name, forms, merged(parts).cheapest(160), **rest)

    def _name_line(
        self, labeller: Labeller, name: str, lines: Sequence[str], style: Style, seen: Any, whole: Any,
        rest: dict[str, Any],
    ) -> None:  # fmt: skip
        """Beside the line; at its end if the line goes on beyond the frame."""
        line, parts = _longest(seen, whole), [*_lines(seen)]
        leaves = bool(parts) and not seen.intersects(shapely.Point(whole.coords[-1]).buffer(1.0))
        if leaves:
            line = max(parts, key=lambda p: shapely.line_locate_point(whole, shapely.Point(p.coords[-1])))
        end = shapely.line_interpolate_point(line, line.length - 30.0 if leaves else line.length / 2)
        anchor = (*self._emu((end.x, end.y)), 0.22)
        labeller.add_line(name, lines, style, self._course(line), points(_CLEAR), anchor=anchor, **rest)

    def _course(self, line: Any) -> Any:
        count = max(4, round(line.length / 7.0))
        along = shapely.line_interpolate_point(line, np.linspace(0, 1, count), normalized=True)
        r = self.layer.bounds
        return shapely.get_coordinates(along) * EMU_PER_PT + (r.x, r.y)

    # ---- boxes ---------------------------------------------------------------------------------------------

    def boxes(self, under_words: Any) -> tuple[list[Box], list[Box]]:
        """What lies under waters and borders, and what lies over them. under_words: the places of words, in frame
        units."""
        words = self._points(under_words)
        under: list[Box] = []
        over: list[Box] = []
        inner: list[Box] = []  # of roads: over the edges of all of them
        for part in self.parts:
            sheet = Sheet(self.layer.bounds, words, self.steps.get(part.path, 0))
            name = f"{word_of(self.spec, part.kind)}: {self.words_of(part)}".removesuffix(": ")
            shape = self._shape(part)
            if part.kind == "roads":
                edge, inside = looks.road(sheet, name, shape, part.entry.kind if part.entry else "minor")
                over, inner = over + edge, inner + inside
            elif part.kind in _GROUND_KINDS and not (part.kind == "built_up" and shape.geom_type == "Point"):
                under += self._ground(sheet, name, part, shape)
            else:
                over += [*inner, *self._sign(sheet, name, part, shape)]
                inner = []
        tops = [p for p in self._of("hills") if p.shape.geom_type == "Point"]
        over += inner
        for part in tops:
            sheet = Sheet(self.layer.bounds, words, self.steps.get(part.path, 0))
            name = f"{word_of(self.spec, 'hills')}: {self.words_of(part)}".removesuffix(": ")
            over += looks.peak(sheet, f"{name}: top", self._at(self._shape(part)))
        return under, over

    def _ground(self, sheet: Sheet, name: str, part: TerrainPart, shape: Any) -> list[Box]:
        if part.kind == "hills":
            return looks.slopes(sheet, name, shape, self._reach(part), getattr(part.entry, "slopes", "both"))
        draw: dict[str, Callable[[Sheet, str, Any], list[Box]]] = {
            "water": looks.water,
            "woods": looks.woods,
            "marsh": looks.marsh,
            "built_up": looks.built_up,
            "contours": looks.contours,
        }
        return draw[part.kind](sheet, name, shape)

    def _sign(self, sheet: Sheet, name: str, part: TerrainPart, shape: Any) -> list[Box]:
        if part.kind == "built_up":
            return looks.built_up(sheet, name, shape)
        if part.kind == "railways":
            return looks.railway(sheet, name, shape, bool(part.entry and part.entry.unfinished))
        if part.kind == "bridges":
            return looks.bridge(sheet, name, self._at(shape), self._direction(self._at(shape)))
        colour = self.colours[part.path]
        if shape.geom_type == "Point":
            return looks.work(sheet, name, self._at(shape), part.entry.kind, colour)
        return looks.entrenchment(sheet, name, shape, part.entry.teeth, colour)

    def _direction(self, at: tuple[float, float]) -> tuple[float, float]:
        """The way over a bridge: of the nearest road or railway, else across the nearest river."""
        ways = [self._shape(p) for p in self._of("roads", "railways")]
        found = signs.direction_at(ways, at, _ACROSS)
        if found is not None:
            return found
        rivers = [self._points(w.shape) for w in self.spec.base_map.rivers]
        along = signs.direction_at(rivers, at, 3 * _ACROSS)
        return (1.0, 0.0) if along is None else (-along[1], along[0])

    # ---- words ---------------------------------------------------------------------------------------------

    def described(self) -> list[str]:
        """The names of what there is, for the alt text."""
        return [words for part in self.parts if (words := self.words_of(part))]


def _lines(shape: Any) -> list[Any]:
    return [p for p in shapely.get_parts(shape) if p.geom_type == "LineString" and not p.is_empty]


def _longest(seen: Any, whole: Any) -> Any:
    """The longest line of what is seen of a whole one; the whole where hardly anything is."""
    return max(_lines(seen), key=lambda p: float(p.length), default=whole)


def _is_sign(part: TerrainPart) -> bool:
    return bool(part.shape.geom_type == "Point")


def _inside(spec: MapSpec) -> Any:
    """The map, in points from its corner, without its edge."""
    return shapely.box(2, 2, spec.view.rect.width_pt - 2, spec.view.rect.height_pt - 2)
