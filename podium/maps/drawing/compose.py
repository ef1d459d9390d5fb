"""A map as scene boxes: what `podium.blocks.map` hands on.

In: a map block, a rectangle, a stage. Out: boxes in drawing order: sea and relief, land, water, borders, what happens,
names, corners, the frame. Everything is a native shape with a telling name ("territory: Manchukuo") except the relief
under it; nothing reaches beyond the rectangle; no two labels meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import shapely

from podium import languages
from podium.layout.stage import Stage
from podium.maps.basemap.basemap import REST, Area, Water, linework
from podium.maps.basemap.view import hatch
from podium.maps.drawing import panel, provenance
from podium.maps.drawing import warnings as traps
from podium.maps.drawing.cached import Drawing
from podium.maps.drawing.description import description
from podium.maps.drawing.events import Action
from podium.maps.drawing.panel import Corners
from podium.maps.labels import territories as naming
from podium.maps.labels import towns as town_map
from podium.maps.labels import waters
from podium.maps.labels.collision_grid import Room
from podium.maps.labels.labels import Labels
from podium.maps.spec import Request, ask
from podium.maps.symbols.fills import Look, Looks, read, side_of
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import DateError, parse_date
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Picture, Shape
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import draft

if TYPE_CHECKING:
    from podium.blocks.map import MapBlock

OVER_RELIEF = 0.70  # how opaque land is over the relief
LATER = 0.92  # and what appears over it with a click
_HATCH_GAP = 6.5  # pt
_STEP_ROW = inches(0.42)
_CLOSE = 400_000  # metres across: below it a river is as much a line to read as a border
_CLEAR = points(3)  # about arrows and fronts
_EDGE = inches(0.75)  # of the words below a full-slide map
_FRAME = Line("rule", 1.0)


def draw(block: MapBlock, rect: Rect, stage: Stage, headline: str = "") -> Drawing:
    """The map as `podium.maps.drawing.cached.draw` keeps it."""
    place, below = _divided(block, rect, stage, _EDGE if headline else 0)
    request = ask(block, place, stage, full=bool(headline))
    if request is None:
        return Drawing((Shape(name="Map", rect=place, fill="panel", line=_FRAME),))
    drawn = _Map(request, headline)
    drawn.remark()
    boxes = (*drawn.boxes(), *below)
    media = stage.pictures.media
    relief = tuple((b.media, media[b.media].data) for b in boxes if isinstance(b, Picture))
    return Drawing(boxes, tuple(request.warnings), relief, provenance.note(request, drawn.filled()))


def _divided(block: MapBlock, rect: Rect, stage: Stage, edge: int) -> tuple[Rect, list[Box]]:
    """The map's own rectangle, and the boxes below it, `edge` EMU from its sides: the steps, the caption."""
    below: list[Box] = []
    caption = [draft(block.caption, scale.CAPTION)] if block.caption else []
    room = stage.line_height(caption, rect.w, rect.h // 4) + points(6) if caption else 0
    row = _STEP_ROW if block.steps and rect.h > inches(2.2) else 0
    place = rect._replace(h=rect.h - room - row)
    if row:
        bars = Rect(rect.x, place.bottom + points(6), rect.w, row - points(6))
        below += _step_row(block, bars.inset(edge, 0), stage)
    if caption:
        below.append(
            stage.text("Caption: map", Rect(rect.x, rect.bottom - room + points(6), rect.w, room - points(6)), caption)
        )
    return place, below


def _step_row(block: MapBlock, rect: Rect, stage: Stage) -> list[Box]:
    """A bar and a name for each step, which appear with it."""
    gap = points(9)
    wide = (rect.w - gap * (len(block.steps) - 1)) // len(block.steps)
    boxes: list[Box] = []
    style = scale.CAPTION.but(size=16.0, floor=12.0, colour="ink", bold=True)
    for n, step in enumerate(block.steps, 1):
        x = rect.x + (n - 1) * (wide + gap)
        boxes.append(
            Shape(
                name=f"step {n}: bar",
                rect=Rect(x, rect.y, wide, points(3)),
                fill="ink2",
                step=n,
            )
        )
        boxes.append(
            stage.text(
                f"step {n}: {step.name}",
                Rect(x, rect.y + points(5), wide, rect.h - points(5)),
                [draft(f"{n}  {step.name}", style)],
                step=n,
            )
        )
    return boxes


class _Map:
    """One map while it is being drawn."""

    def __init__(self, request: Request, headline: str) -> None:
        self.request, self.headline = request, headline
        self.block, self.stage, self.view, self.ground = request.block, request.stage, request.view, request.ground
        self.looks: Looks = read(request)
        self.sizes = naming.scale_of(min(self.view.rect.width_pt, 1.9 * self.view.rect.height_pt))
        self.room = Room(self.view.rect)
        self.labels = Labels(self.stage, self.room)
        self.alpha = OVER_RELIEF if self.ground.relief else 1.0
        self.later = self._later()
        self.unnamed: list[str] = []

    def remark(self) -> None:
        """Warnings about what the frame, the day or the steps do not show."""
        later = {area.id for area, _, _ in self.later}
        self.request.remark_on_days(later)
        traps.lands_out_of_frame(self.request, later)
        shown = {click for area, click, _ in self.later if self._shows(area)}
        traps.steps_in_vain(self.request, [(area, click) for area, click, _ in self.later], shown)

    def boxes(self) -> list[Box]:
        """All boxes in drawing order."""
        action = Action(self.request, self.sizes, self.room)
        for n, colour, course in action.courses:
            traps.lost_on_its_land(self.request, self.looks, colour, course, "arrows", n)
        own_lakes, own_rivers = waters.own_waters(self.request, "lakes"), waters.own_waters(self.request, "rivers")
        asked_lakes, asked_rivers = (waters.named_waters(self.request, kind) for kind in ("lakes", "rivers"))
        lakes = (*self.ground.lakes, *asked_lakes, *own_lakes)
        rivers = (*self.ground.rivers, *asked_rivers, *own_rivers)
        shown_lakes = [] if self.block.lakes.on is False else lakes
        shown_rivers = [] if self.block.rivers.on is False else rivers
        towns = town_map.towns(self.request, self.sizes)
        self.room.take_boxes(action.lines, _CLEAR)
        if self.headline:
            self.room.take(Rect(inches(0.6), 0, inches(0.7), inches(0.4)))
        lands = naming.Lands(self.request, self.looks, self.room, [a for a, step, _ in self.later if self._shows(a)])
        self._prefer_clear_ground(shown_lakes, shown_rivers)
        self.room.take_boxes(town_map.town_signs([t for t in towns if t.number >= 0], self.sizes), points(2))
        corners = self._corners(lands)
        towns = self._uncovered(towns, corners)
        self.room.take_boxes(town_map.town_signs(towns, self.sizes), points(2))
        nameless = self._names(action, towns, lands, lakes, rivers, corners)
        signs = town_map.town_signs([t for n, t in enumerate(towns) if n not in nameless], self.sizes)
        ground = [
            *self._base(action),
            *self._land(),
            *self._water(shown_lakes, shown_rivers),
            *self._borders(),
            *self._appearing(),
        ]
        return [*ground, *action.lines, *signs, *action.symbols, *self.labels.boxes, self._edge(), *corners]

    def _names(
        self,
        action: Action,
        towns: list[town_map.Town],
        lands: naming.Lands,
        lakes: Sequence[Water],
        rivers: Sequence[Water],
        corners: list[Box],
    ) -> set[int]:
        """Places all names together with the scale bar, which joins the corners. Returns the towns without a name."""
        request, labels, sizes = self.request, self.labels, self.sizes
        areas = [(a, 0) for a in self.ground.areas] + [
            (a, step if self._shows(a) else 0) for a, step, _ in self.later if self._names_at(a, step)
        ]
        action.want_labels(labels)
        panel.scale_bar(request, labels, corners)
        self._schematic_note(action)
        self.unnamed = naming.territories(request, self.looks, labels, sizes, areas, lands)
        nameless = town_map.town_names(request, towns, labels, sizes)
        waters.waters(request, labels, lakes, "lakes", sizes)
        waters.waters(request, labels, rivers, "rivers", sizes)
        waters.seas(request, labels, sizes, lands)
        labels.settle()
        return nameless

    def _edge(self) -> Box:
        """The frame's line; a full-slide map has one only where the foot of the slide begins."""
        rect = self.view.rect
        return (
            self.stage.rule(rect.x, rect.bottom, rect.w, "rule", 1.0)
            if self.headline
            else Shape(name="map frame", rect=rect, line=_FRAME)
        )

    # ---- ground --------------------------------------------------------------------------------------------

    def _base(self, action: Action) -> list[Box]:
        """Sea, relief, the sea's shallows; the whole map's alt text stands on the sea."""
        rect, ground = self.view.rect, self.ground
        boxes: list[Box] = [
            Shape(
                name="map",
                rect=rect,
                fill="map.sea" if ground.globe is None else "ground",
                alt=self._description(action),
                bleed=bool(self.headline),
            )
        ]
        if ground.relief:
            key = self.stage.pictures.carry(ground.relief, "jpg")
            boxes.append(Picture(name="relief", rect=rect, media=key, bleed=bool(self.headline)))
            return boxes
        if ground.globe is not None:
            boxes += _only(self.view.area("sea", ground.globe, fill="map.sea"))
        for n, halo in enumerate(ground.halos):
            boxes += _only(self.view.area(f"shallows {n + 1}", halo, fill="map.halo", alpha=0.45))
        return boxes

    def _land(self) -> list[Box]:
        """Territories, the plain ones first; hatches leave room for the labels on them."""
        boxes: list[Box] = []
        for area in sorted(self.ground.areas, key=lambda a: a.overlay):
            if area.overlay and area.id not in self.looks.by_id:
                continue  # a claim or an occupation is shown where the outline asks for it
            boxes += self._area(area, self.looks.of(area.id, area.overlay), 0, self.alpha)
        return boxes

    def _area(self, area: Area, look: Look, step: int, alpha: float) -> list[Box]:
        """One territory: its fill, its hatch, a claim's outline."""
        name = f"territory: {area.name}" if area.id != REST else "other land"
        boxes: list[Box] = []
        if look.fill:
            boxes += _only(self.view.area(name, area.shape, fill=look.fill, alpha=alpha, step=step))
        if look.hatch:
            lines = hatch(area.shape, _HATCH_GAP / self.view.rect.width_pt)
            clear = self._clear_of_labels(lines)
            boxes += _only(self.view.lines(f"hatch: {area.name}", clear, Line(look.hatch, 1.1), step=step))
        if look.dashed or area.overlay:
            edge = (
                Line("ink", 1.25, "dash-dot")
                if look.dashed
                else Line(f"{look.hatch}.deep" if look.hatch else "map.border", 1.0, "dash")
            )
            boxes += _only(self.view.lines(f"outline: {area.name}", self._inner_edge(area.shape), edge, step=step))
        return boxes

    def _clear_of_labels(self, lines: Any) -> Any:
        """Hatch lines cut out behind words: a label needs a calm ground."""
        r = self.view.rect
        spots = []
        for box in self.labels.boxes:
            if box.rect.w and box.rect.h and not box.name.endswith(": leader"):
                b = box.rect.inset(-points(1.5), -points(0.5))
                spots.append(
                    shapely.box(
                        (b.x - r.x) / r.w,
                        (b.y - r.y) / r.h * self.view.frame.height,
                        (b.right - r.x) / r.w,
                        (b.bottom - r.y) / r.h * self.view.frame.height,
                    )
                )
        return shapely.difference(lines, shapely.union_all(spots)) if spots else lines

    def _inner_edge(self, shape: Any) -> Any:
        """The outline of an area without the stretches that lie on the frame."""
        h = self.view.frame.height
        page = shapely.box(0, 0, 1, h).exterior.buffer(1e-6)
        return shapely.line_merge(
            shapely.MultiLineString(
                [
                    p
                    for p in shapely.get_parts(shapely.difference(shapely.boundary(shape), page))
                    if p.geom_type == "LineString"
                ]
            )
        )

    def _water(self, lakes: Any, rivers: Any) -> list[Box]:
        boxes: list[Box] = []
        wide = self.view.frame.metres / 1000
        for river in rivers:
            weight = 1.75 if wide < 400 else 1.0 if river.rank <= 2 else 0.75
            boxes += _only(self.view.lines(f"river: {river.name}", river.shape, Line("map.river", weight)))
        for lake in lakes:
            boxes += _only(
                self.view.area(
                    f"lake: {lake.name}" if lake.name else "lake",
                    lake.shape,
                    fill="map.lake",
                    line=Line("map.river", 0.5),
                )
            )
        return boxes

    def _borders(self) -> list[Box]:
        """Coast, and dark borders on a pale casing; uncertain ones dashed; those that no filled land has step back."""
        thin = self.view.rect.width_pt < 470
        lands = [a for a in self.ground.areas if not a.overlay]
        lines = linework(lands, self.view.frame.height, self.looks.by_id.keys() or None)
        fine = Line("map.border", 0.5 if thin else 0.75)
        casing, dark = Line("map.casing", 2.0 if thin else 2.75), Line("map.border", 0.75 if thin else 1.0)
        return [
            *_only(self.view.lines("coast", self.ground.coast, Line("map.coast", 0.5 if thin else 0.75))),
            *_only(self.view.lines("borders: others", lines.lesser, fine, alpha=0.7)),
            *_only(self.view.lines("borders: casing", lines.borders, casing, alpha=0.8)),
            *_only(self.view.lines("borders", lines.borders, dark)),
            *_only(self.view.lines("borders: uncertain", lines.doubtful, dark._replace(dash="dash"))),
        ]

    # ---- steps ---------------------------------------------------------------------------------------------

    def _later(self) -> list[tuple[Area, int, str]]:
        """Territories that appear with a click: (area, click, day)."""
        found = []
        before = self.block.date or self.block.year
        for n, step in enumerate(self.block.steps, 1):
            if step.date and self.request.question.tree is not None:
                found += [(area, n, step.date) for area in self.request.grown(before, step.date)]
                before = step.date
        return found

    def _names_at(self, area: Area, step: int) -> bool:
        """A territory that grows twice is named once, where it first appears."""
        return self.ground.area(area.id) is None and step == min(s for a, s, _ in self.later if a.id == area.id)

    def filled(self) -> list[Area]:
        """The territories that the outline fills or hatches, those that come with a click too."""
        areas = [*self.ground.areas, *(area for area, _, _ in self.later)]
        return [area for area in areas if area.id in self.looks.by_id]

    def _shows(self, area: Area) -> bool:
        """Whether a later territory appears with its click; one that the outline does not fill has nothing to show."""
        return area.id in self.looks.by_id or self.looks.of(area.id, area.overlay).fill != "map.land"

    def _appearing(self) -> list[Box]:
        boxes: list[Box] = []
        for area, step, _ in self.later:
            if not self._shows(area):
                continue
            boxes += self._area(area, self.looks.of(area.id, area.overlay), step, LATER)
            edge = self._inner_edge(area.shape)
            boxes += _only(
                self.view.lines(f"border: {area.name}: casing", edge, Line("map.casing", 2.5), alpha=0.8, step=step)
            )
            boxes += _only(self.view.lines(f"border: {area.name}", edge, Line("map.border", 1.0), step=step))
        return boxes

    # ---- room ----------------------------------------------------------------------------------------------

    def _corners(self, lands: naming.Lands) -> list[Box]:
        """Legend or title panel, and locator; their room is taken at once."""
        corners = Corners(self.request, self.looks, self.room, lands, {a.id for a, _, _ in self.later})
        made = (
            panel.title_panel(self.request, self.looks, corners, self.headline)
            if self.headline
            else panel.legend(self.request, self.looks, corners)
        )
        for box in made:
            self.room.take(box.rect, points(4))
        found = panel.locator(self.request, corners)
        for box in found:
            self.room.take(box.rect, points(4))
        return made + found

    def _uncovered(self, towns: list[town_map.Town], panels: list[Box]) -> list[town_map.Town]:
        """The towns that no panel lies on; a warning for one that the outline names."""
        seen = []
        for town in towns:
            if not any(p.rect.x <= town.x <= p.rect.right and p.rect.y <= town.y <= p.rect.bottom for p in panels):
                seen.append(town)
            elif town.number >= 0:
                hint = "choose another corner with 'panel', or another frame"
                self.request.warn(f"'{town.words}' lies under the legend", "cities", town.number, hint=hint)
        return seen

    def _prefer_clear_ground(self, lakes: Sequence[Water], rivers: Sequence[Water]) -> None:
        """What words had better keep off, and how much."""
        points_of, ground = self.view.points, self.ground
        later = [a.shape for a, _, _ in self.later if self._shows(a)]
        over = [a.shape for a in ground.areas if a.overlay and a.id in self.looks.by_id]
        close = ground.frame.metres < _CLOSE
        for kind, shapes, hit, each in (
            ("borders", [ground.borders, *(self._inner_edge(s) for s in later)], 64.0, 1.4),
            ("coast", [ground.coast], 46.0, 0.8),
            ("edges", [self._inner_edge(s) for s in over], 16.0, 0.5),
            ("rivers", [w.shape for w in rivers], 14.0 if close else 3.0, 1.0 if close else 0.3),
            ("lakes", [shapely.boundary(w.shape) for w in lakes], 8.0, 0.4),
        ):
            self.room.keep_off(kind, [points_of(s) for s in shapes], hit, each)
        hatched = [a.shape for a in ground.areas if a.id in self.looks.by_id and self.looks.by_id[a.id].hatch]
        self.room.keep_off("hatch", [self.room.mask(points_of(s)) for s in hatched], 3.0, 0.012)

    def _schematic_note(self, action: Action) -> None:
        """A note that positions are schematic, where the outline says so."""
        said = self.block.schematic.strip()
        if (not said and not action.schematic) or said.lower() == "false":
            return
        text = said if said and said.lower() != "true" else languages.of(self.stage.lang).maps.schematic
        panel.note(self.labels, inline.plain(text))

    # ---- words ---------------------------------------------------------------------------------------------

    def _description(self, action: Action) -> str:
        """The alt text: the author's, else a sentence made of what the map shows."""
        if self.block.alt:
            return inline.plain(self.block.alt)
        when = self.block.date or self.block.year
        try:
            day = format_date(parse_date(when, self.stage.lang), self.stage.lang) if when else ""
        except DateError:
            day = when
        present = {a.id: a.name for a in self.ground.areas if a.id != REST} | {a.id: a.name for a, _, _ in self.later}
        holdings: dict[str, list[str]] = {}
        for id, look in self.looks.by_id.items():
            if id in present:
                side = self.stage.deck.sides.get(side_of(look.key))
                holdings.setdefault(side.name if side else side_of(look.key), []).append(present[id])
        others = [name for id, name in present.items() if id not in self.looks.by_id][:8]
        title = inline.plain(self.block.title or self.block.caption or self.headline) or self.ground.title
        said = action.said
        return description(
            self.stage.lang,
            title,
            day,
            list(holdings.items()),
            said["events"],
            said["arrows"],
            said["fronts"],
            said["units"],
            [s.name for s in self.block.steps],
            self.unnamed if holdings else others,
        )


def _only(box: Box | None) -> list[Box]:
    """A box as a list, [] for none."""
    return [] if box is None else [box]
