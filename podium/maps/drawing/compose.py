"""A map as scene boxes.

In: a map's keys, a rectangle, a stage. Out: boxes in drawing order: sea and relief, land, water, borders, features,
labels, panels, the frame. Everything is a native shape with a descriptive name ("territory: Manchukuo"), except the
relief under it; nothing reaches beyond the rectangle; no two labels touch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shapely

from podium import languages
from podium.layout.stage import Stage
from podium.maps.basemap.record import REST, Area, Water
from podium.maps.drawing import legend, number_key, panels, provenance, references, warnings
from podium.maps.drawing.callouts import Callouts
from podium.maps.drawing.circle_features import CircleFeatures, circle_key
from podium.maps.drawing.corners import Corners
from podium.maps.drawing.description import description
from podium.maps.drawing.features import FeatureLayer
from podium.maps.drawing.flow_features import FlowFeatures
from podium.maps.drawing.ground import Ground, inner_edge
from podium.maps.drawing.land_steps import LandSteps
from podium.maps.drawing.line_features import LineFeatures
from podium.maps.drawing.point_features import PointFeatures
from podium.maps.drawing.record import Drawing
from podium.maps.drawing.route_features import RouteFeatures
from podium.maps.drawing.sketch import plates, sketch
from podium.maps.drawing.step_bar import StepBar
from podium.maps.drawing.step_numbers import add_step_numbers
from podium.maps.drawing.terrain_features import TerrainFeatures
from podium.maps.labels import area_names, waters
from podium.maps.labels import towns as town_layer
from podium.maps.labels.collision_grid import CollisionGrid
from podium.maps.labels.labeller import Labeller
from podium.maps.labels.land_raster import LandRaster
from podium.maps.labels.type_sizes import TypeSizes, type_sizes
from podium.maps.model.keys import MapModel
from podium.maps.resolving import resolve
from podium.maps.spec import MapSpec
from podium.maps.symbols.fills import FillStyles, read_fills, side_of
from podium.maps.territories import foreign
from podium.maps.territories.geodata.features import credit_of
from podium.maps.territories.geodata.sources import FileSet
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import DateError, parse_date
from podium.scene.boxes import Box, Line, Picture, Shape
from podium.scene.units import Rect, inches, points

_CLOSE = 400_000  # metres across: on a closer map labels avoid rivers as they avoid borders
_CLEAR = points(3)  # free space around arrows and fronts
_NAMEABLE = 0.005  # share of a map from which filled land may have the room of towns that nobody asked for
_MUCH = 0.03  # share of a map from which on its viewers ask what a colour means
_EDGE = inches(0.75)  # margin of the words below a full-slide map
_FRAME = Line("rule", 1.0)


def draw(model: MapModel, rect: Rect, stage: Stage, headline: str = "", *, keyed: bool = False) -> Drawing:
    """The map in the form that `podium.maps.drawing.cache` keeps. keyed: its steps have their names beside it."""
    bar = StepBar(model, rect, stage, keyed=keyed, edge=_EDGE if headline else 0)
    spec = resolve(model, bar.place, stage, full=bool(headline))
    if spec is None:
        return Drawing((Shape(name="Map", rect=bar.place, fill="panel", line=_FRAME),))
    composer, boxes = _composed(spec, headline)
    if keyed:
        warnings.unnumbered_steps(composer.spec, composer.numbered)
    for w in bar.warnings(composer.numbered):
        composer.spec.warn(w.message, *w.path, code=w.code, hint=w.hint)
    said = tuple(composer.spec.warnings)
    with stage.silent():
        composer, boxes = _with_names(spec, headline, composer, boxes)
    if mute := composer.mute(boxes):
        warnings.mute_fills(composer.spec, mute)
        said += tuple(composer.spec.warnings[-len(mute) :])
    boxes += bar.boxes(composer.numbered)
    return Drawing(
        tuple(boxes),
        said,
        relief_of(boxes, stage),
        provenance.note(composer.spec, composer.filled()),
        credits_of(composer.spec),
    )


def _with_names(
    spec: MapSpec, headline: str, composer: MapComposer, boxes: list[Box]
) -> tuple[MapComposer, list[Box]]:
    """The map again, without towns that nobody asked for where they took the room of names of filled land, if all of
    these stand then and no other is lost; and with entries in the legend for names that still find no room."""
    nameless, crowded = composer.nameless(), composer.crowded()
    while crowded:
        spec.without_towns = crowded
        found = _composed(spec, headline)
        left = found[0].nameless()
        if left <= nameless - crowded:
            composer, boxes = found
            break
        crowded = crowded - left if crowded & left else frozenset()
    else:
        spec.without_towns = frozenset()
    if missing := composer.unexplained():
        spec.explain = missing
        composer, boxes = _composed(spec, headline)
    return composer, boxes


def credits_of(spec: MapSpec) -> str:
    """Whose borders and layers a map shows, "" for podium's own."""
    tree = spec.query.tree
    borders = (credit_of(tree),) if isinstance(tree, FileSet) else foreign.credits_of(tree)
    return "; ".join(dict.fromkeys(c for c in (*borders, *spec.credits) if c))


def relief_of(boxes: Sequence[Box], stage: Stage) -> tuple[tuple[str, bytes, str], ...]:
    """The pictures among the boxes of a map, for its record."""
    media = stage.pictures.media
    return tuple((b.media, media[b.media].data, media[b.media].ending) for b in boxes if isinstance(b, Picture))


def _composed(spec: MapSpec, headline: str) -> tuple[MapComposer, list[Box]]:
    """The map, and the legend under it if it stands there."""
    composer, below = MapComposer(spec, headline), list[Box]()
    if not headline and (under := composer.legend_under()):
        smaller = resolve(spec.model, under[0], spec.stage)
        if smaller is not None:
            smaller.explain, smaller.explained, smaller.named_instead = spec.explain, spec.explained, spec.named_instead
            below = under[1]
            smaller.without_towns = spec.without_towns
            composer = MapComposer(smaller, headline, has_legend=True)
    composer.warn()
    return composer, [*composer.boxes(), *below]


def _features(spec: MapSpec, sizes: TypeSizes, grid: CollisionGrid) -> FeatureLayer:
    """All features. Lines and symbols alternate, as each keeps off what was drawn before it."""
    layer = FeatureLayer(spec, sizes, grid)
    lines, symbols, circles = LineFeatures(layer), PointFeatures(layer), CircleFeatures(layer)
    parts = (
        circles.circles,
        FlowFeatures(layer).flows,
        RouteFeatures(layer).routes,
        lambda: references.zooms(layer),
        lines.borders,
        lines.fronts,
        symbols.events,
        symbols.units,
        lines.arrows,
        symbols.remarks,
    )
    for draw_part in (*parts, symbols.put_on_plates):
        draw_part()
    warnings.unused_steps(spec)
    return layer


def _on_map(under: list[Box], over: list[Box]) -> list[Box]:
    """What is drawn to scale, with the discs on arrows, and what stands at places, told apart."""
    for box in under:
        box.on_map = box.on_map or "ground"
    for box in over:
        box.on_map = "place"
    return [*under, *over]


class MapComposer:
    """One map while it is being drawn."""

    def __init__(self, spec: MapSpec, headline: str, has_legend: bool = False) -> None:
        self.spec, self.headline, self.has_legend = spec, headline, has_legend
        self.model, self.stage, self.view, self.base_map = spec.model, spec.stage, spec.view, spec.base_map
        self.fill_styles: FillStyles = read_fills(spec)
        self.sizes = type_sizes(min(self.view.rect.width_pt, 1.9 * self.view.rect.height_pt))
        self.grid = CollisionGrid(self.view.rect)
        self.labeller = Labeller(self.stage, self.grid, self.sizes.least)
        self.steps = LandSteps(spec)
        self.unnamed: list[str] = []
        self.towns: list[town_layer.Town] = []
        self.numbered: set[str] = set()  # the numbers of steps that stand on the map

    def legend_under(self) -> tuple[Rect, list[Box]] | None:
        """The rectangle left for the map and the legend under it, None if the legend is on the map."""
        return legend.legend_under(self.spec, self.fill_styles, self._later())

    def warn(self) -> None:
        """Warns about what the frame, the date or the steps leave out."""
        later = self._later()
        self.spec.warn_of_absent_fills(later)
        warnings.fills_outside_frame([self.spec], later)
        warnings.numbers_not_shown([self.spec], later)
        warnings.empty_steps(self.spec, self.fill_styles, self.steps.gains)

    def unexplained(self) -> frozenset[str]:
        """The keys of `fill` of which a territory has neither a name on the map nor an entry in the legend."""
        drawn, areas = {box.name for box in self.labeller.boxes}, {a.id: a.name for a in self.filled()}
        named = {id for id, name in areas.items() if f"name: {name}" in drawn}
        return frozenset(key for key, ids in self.spec.named_instead.items() if not named.issuperset(ids))

    def nameless(self) -> frozenset[str]:
        """The ids of filled land of some size that should have its name on the map and has not."""
        if self.model.names.on is False:
            return frozenset()
        drawn, own = {box.name for box in self.labeller.boxes}, dict(self.model.names.entries)
        least = _NAMEABLE * self.base_map.frame.height
        return frozenset(
            a.id
            for a in self.filled()
            if not a.overlay and own.get(a.id, a.name) and a.shape.area > least and f"name: {a.name}" not in drawn
        )

    def crowded(self) -> frozenset[str]:
        """Those of them on which towns of podium's choice stand."""
        chosen = [(t.x, t.y) for t in self.towns if t.number in (town_layer.CHOICE, town_layer.ON_FILLED)]
        nameless = self.nameless()
        lands = [a for a in self.filled() if a.id in nameless]
        return frozenset(a.id for a in lands if any(town_layer.is_on(self.spec, a, at) for at in chosen))

    def mute(self, boxes: Sequence[Box]) -> list[str]:
        """The keys of `fill` and `hatch` that colour much of the map and of which neither a name on it nor an entry in
        its legend says what they mean."""
        explained = self.spec.explained if any(box.name == "Legend" for box in boxes) else set[str]()
        drawn = {box.name for box in self.labeller.boxes}
        found = []
        for key in self.fill_styles.keys:
            own = [a for a in self.filled() if self.fill_styles.by_id[a.id].key == key]
            large = sum(a.shape.area for a in own) > _MUCH * self.base_map.frame.height
            if large and key not in explained and not any(f"name: {a.name}" in drawn for a in own):
                found.append(key)
        return found

    def boxes(self) -> list[Box]:
        """All boxes in drawing order."""
        return self.prepare()()

    def prepare(self) -> Callable[[], list[Box]]:
        """Lays out all but the labels, which wait in `labeller`. Returns what places them and makes the boxes."""
        features = _features(self.spec, self.sizes, self.grid)
        terrain = TerrainFeatures(features)
        for n, colour, course in features.courses:
            warnings.low_contrast(self.spec, self.fill_styles, colour, course, "arrows", n)
        own_lakes, own_rivers = waters.outline_waters(self.spec, "lakes"), waters.outline_waters(self.spec, "rivers")
        listed_lakes, listed_rivers = (waters.listed_waters(self.spec, kind) for kind in ("lakes", "rivers"))
        lakes = (*self.base_map.lakes, *listed_lakes, *own_lakes)
        rivers = (*self.base_map.rivers, *listed_rivers, *own_rivers)
        shown_lakes = [] if self.model.lakes.on is False else lakes
        shown_rivers = [] if self.model.rivers.on is False else rivers
        towns = town_layer.towns(self.spec, self.sizes)
        self.grid.occupy_boxes(features.lines, _CLEAR)
        lands = LandRaster(self.spec, self.fill_styles, self.grid, [g.area for g in self.steps.gains])
        self._set_avoidance(shown_lakes, shown_rivers)
        terrain.occupy(self.grid)
        self.grid.occupy_boxes(town_layer.town_symbols([t for t in towns if t.number >= 0], self.sizes), points(2))
        fields = references.grid(self.spec, self.grid, self.labeller)
        corners = self._place_panels(lands, features)
        towns = self.towns = self._uncovered(towns, corners, features.covered)
        self.grid.occupy_boxes(town_layer.town_symbols(towns, self.sizes), points(2))
        callouts = Callouts(features, terrain, self.labeller)
        callouts.add(Corners(self.spec, self.fill_styles, self.grid, lands, self._later()))
        self.spec.credits = tuple(dict.fromkeys((*self.spec.credits, *callouts.credits())))
        terrain.add_labels(self.labeller)
        nameless = self._add_labels(features, towns, lands, lakes, rivers, corners)

        def finish() -> list[Box]:
            self.labeller.place_all()
            signs = town_layer.town_symbols([t for n, t in enumerate(towns) if n not in nameless], self.sizes)
            ground = Ground(self.spec, self.fill_styles, self.labeller.halos, self.steps, shown_lakes, shown_rivers)
            over = [
                *signs,
                *features.symbols,
                *plates(self.spec, [*self.labeller.boxes, *corners]),
                *self.labeller.boxes,
                *callouts.boxes,
            ]
            cover, works = terrain.boxes(ground.under_words)
            features.described["terrain"] = terrain.described()
            sea = ground.sea_and_relief(self._description(features))
            under = [*sea, *ground.boxes(cover), *sketch(self.spec), *works, *fields, *features.lines]
            on_map = _on_map(under, over)
            return [*on_map, *self.labeller.of_the_whole, *(ground.edge_of_globe() or [self._frame_line()]), *corners]

        return finish

    def _add_labels(
        self,
        features: FeatureLayer,
        towns: list[town_layer.Town],
        lands: LandRaster,
        lakes: Sequence[Water],
        rivers: Sequence[Water],
        corners: list[Box],
    ) -> set[int]:
        """Adds all labels together with the scale bar, which is added to the panels. Returns what will hold, once they
        are placed, the towns without a name."""
        spec, labeller, sizes = self.spec, self.labeller, self.sizes
        steps, present = self.steps, self.base_map.areas
        areas = [(a, 0, steps.end(a.id)) for a in present]
        areas += [(g.area, g.click, steps.end(g.area.id, g.click)) for g in steps.new({a.id for a in present})]
        features.add_labels(labeller)
        self.numbered = add_step_numbers(spec, labeller, features, towns, steps.gains, self.fill_styles.by_id)
        references.stamp(spec, labeller)
        panels.scale_bar(spec, labeller, corners)
        self._schematic_note(features)
        self.unnamed = area_names.name_areas(spec, self.fill_styles, labeller, sizes, areas, lands)
        nameless = town_layer.name_towns(spec, towns, labeller, sizes)
        waters.name_waters(spec, labeller, lakes, "lakes", sizes)
        waters.name_waters(spec, labeller, rivers, "rivers", sizes)
        waters.name_seas(spec, labeller, sizes, lands)
        return nameless

    def _frame_line(self) -> Box:
        """The frame's line; a full-slide map only has one above the foot of the slide."""
        rect = self.view.rect
        return (
            self.stage.rule(rect.x, rect.bottom, rect.w, "rule", 1.0)
            if self.headline
            else Shape(name="map frame", rect=rect, line=_FRAME)
        )

    # ---- steps ---------------------------------------------------------------------------------------------

    def _later(self) -> set[str]:
        """The ids of what appears with a click."""
        return {gain.area.id for gain in self.steps.gains}

    def filled(self) -> list[Area]:
        """The territories that the outline fills or hatches, including those that appear with a click."""
        areas = [*self.base_map.areas, *(gain.area for gain in self.steps.gains)]
        return [area for area in areas if area.id in self.fill_styles.by_id]

    # ---- space ---------------------------------------------------------------------------------------------

    def _place_panels(self, lands: LandRaster, features: FeatureLayer) -> list[Box]:
        """Legend or title panel, and locator; they occupy their space at once."""
        corners = Corners(self.spec, self.fill_styles, self.grid, lands, self._later())
        made: list[Box] = []
        if self.headline:
            made = panels.title_panel(self.spec, self.fill_styles, corners, self.headline)
        elif not self.has_legend:
            made = legend.legend(self.spec, self.fill_styles, corners)
        for box in made:
            self.grid.occupy(box.rect, points(4))
        key = circle_key(self.spec, features.circles, corners)
        for box in key:
            self.grid.occupy(box.rect, points(4))
        found = panels.locator(self.spec, corners)
        for box in found:
            self.grid.occupy(box.rect, points(4))
        return made + key + found

    def _uncovered(
        self, towns: list[town_layer.Town], panels: list[Box], covered: Sequence[Rect]
    ) -> list[town_layer.Town]:
        """The towns that no panel covers, nor, unless the outline lists them, a circle; a warning for one that is
        listed and covered by a panel."""
        seen = []
        for town in towns:
            if town.number < 0 and any(r.x <= town.x <= r.right and r.y <= town.y <= r.bottom for r in covered):
                continue
            if not any(p.rect.x <= town.x <= p.rect.right and p.rect.y <= town.y <= p.rect.bottom for p in panels):
                seen.append(town)
            elif town.number >= 0:
                hint = "choose another corner with 'panel', or another frame"
                self.spec.warn(f"'{town.words}' lies under the legend", "cities", town.number, hint=hint)
        return seen

    def _set_avoidance(self, lakes: Sequence[Water], rivers: Sequence[Water]) -> None:
        """Tells the grid what labels should avoid, and at what price."""
        points_of, base_map = self.view.points, self.base_map
        later = [gain.area.shape for gain in self.steps.gains]
        over = [a.shape for a in base_map.areas if a.overlay and a.id in self.fill_styles.by_id]
        close = base_map.frame.metres < _CLOSE
        for kind, shapes, hit, each in (
            ("borders", [base_map.borders, *(inner_edge(self.view, s) for s in later)], 110.0, 1.4),
            ("coast", [base_map.coast, *([base_map.globe.boundary] if base_map.globe is not None else [])], 46.0, 0.8),
            ("edges", [inner_edge(self.view, s) for s in over], 16.0, 0.5),
            ("rivers", [w.shape for w in rivers], 44.0 if close else 3.0, 1.0 if close else 0.3),
            ("lakes", [shapely.boundary(w.shape) for w in lakes], 40.0 if close else 20.0, 0.4),
        ):
            self.grid.avoid(kind, [points_of(s) for s in shapes], hit, each)
        hatched = [
            a.shape for a in base_map.areas if a.id in self.fill_styles.by_id and self.fill_styles.by_id[a.id].hatch
        ]
        self.grid.avoid("hatch", [self.grid.mask(points_of(s)) for s in hatched], 24.0 if close else 3.0, 0.012)

    def _schematic_note(self, features: FeatureLayer) -> None:
        """A note that positions are schematic, where the outline says so."""
        wanted = self.model.schematic.strip()
        if (not wanted and not features.schematic) or wanted.lower() == "false":
            return
        text = wanted if wanted and wanted.lower() != "true" else languages.of(self.stage.lang).maps.schematic
        panels.note(self.spec, self.labeller, inline.plain(text))

    # ---- alt text ------------------------------------------------------------------------------------------

    def _description(self, features: FeatureLayer) -> str:
        """The alt text: the author's, else a sentence on what the map shows."""
        if self.model.alt:
            return inline.plain(self.model.alt)
        when = self.model.date or self.model.year
        try:
            day = format_date(parse_date(when, self.stage.lang), self.stage.lang) if when else ""
        except DateError:
            day = when
        present = {a.id: a.name for a in self.base_map.areas} | {g.area.id: g.area.name for g in self.steps.gains}
        present.pop(REST, None)
        holdings: dict[str, list[str]] = {}
        for id, fill_style in self.fill_styles.by_id.items():
            if id in present and id not in self.fill_styles.valued:
                side = self.stage.deck.sides.get(side_of(fill_style.key))
                holdings.setdefault(side.name if side else side_of(fill_style.key), []).append(present[id])
        others = [name for id, name in present.items() if id not in self.fill_styles.by_id][:8]
        title = inline.plain(self.model.title or self.model.caption or self.headline) or self.base_map.title
        described = features.described
        return description(
            self.stage.lang,
            title,
            day,
            [*holdings.items(), *number_key.said_of_values(self.spec, self.fill_styles, present)],
            [*described["events"], *described["circles"]],
            [*described["arrows"], *described["flows"]],
            described["fronts"],
            described["units"],
            described["terrain"],
            [s.name for s in self.model.steps],
            self.unnamed if holdings else others,
        )
