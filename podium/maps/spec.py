"""What a map asks for, resolved: the recipe, the date, the frame; the places that the outline names.

In: a map's keys and the stage. Out: a `MapSpec` with its base map, or None with findings: mistakes of a recipe at the
recipe's own file, line and column, all others at their key in the outline, with a suggestion.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection
from typing import Any

from podium.diagnostics import Span
from podium.layout.stage import Stage
from podium.maps.atlas import admin_units, gazetteer
from podium.maps.atlas.names import UnknownName, did_you_mean
from podium.maps.basemap import build
from podium.maps.basemap.build import AbsentTerritory, BaseMapQuery
from podium.maps.basemap.changes import Changes, changes
from podium.maps.basemap.frames import MERCATOR_END, BadFrame
from podium.maps.basemap.record import BaseMap
from podium.maps.basemap.view import View
from podium.maps.model.findings import MapWarning, span_of
from podium.maps.model.keys import MapModel
from podium.maps.model.parts import Part, Positions
from podium.maps.territories import lines, recipe_files
from podium.maps.territories.recipe import Mistake
from podium.outline import source
from podium.outline.project import Refused
from podium.scene.units import Rect

_ANYWHERE = ("box", -180.0, -60.0, 180.0, 80.0)  # the frame of a map whose own is wrong
_COARSE_COAST = 60_000.0  # metres across
RELIEF_FROM_KM = 350.0  # on a closer map the relief's cells (7 km) are too coarse to help
_PIXELS_PER_PT = 0.8


@dataclasses.dataclass
class MapSpec:
    """A map that can be drawn. territory_names: name by id of every territory of the recipe on any date; named_instead:
    the keys of `fill` without an entry in the legend, whose territories are named on the map; explain: keys that have
    an entry nevertheless, since a name did not fit."""

    model: MapModel
    stage: Stage
    query: BaseMapQuery
    base_map: BaseMap
    view: View
    territory_names: dict[str, str]
    file: str
    warnings: list[MapWarning] = dataclasses.field(default_factory=list)
    named_instead: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    explain: frozenset[str] = frozenset()

    @property
    def full(self) -> bool:
        """Whether the map fills the slide, and bears its title."""
        return bool(self.query.keep_clear)

    # ---- findings ------------------------------------------------------------------------------------------

    def error(self, message: str, *path: str | int, code: str = "map", hint: str | None = None) -> None:
        """An error at a key of the map."""
        self.stage.report.error(message, span_of(self.model, self.stage, *path), code, hint or "")

    def warn(self, message: str, *path: str | int, code: str = "map", hint: str | None = None) -> None:
        """A warning at a key of the map; kept, to be repeated when the drawing comes from the cache."""
        self.stage.report.warn(message, span_of(self.model, self.stage, *path), code, hint or "")
        self.warnings.append(MapWarning(message, path, code, hint or ""))

    def provenance(self, part: Part) -> Positions:
        """Source and confidence of a feature: its own, else those under 'positions'."""
        common = self.model.positions
        return Positions(
            source=part.source or common.source, confidence=part.confidence or common.confidence or "medium"
        )

    def warn_of_absent_fills(self, later: Collection[str]) -> None:
        """Warns about each key of `fill` or `hatch` of which nothing exists on the map's date or that of a step."""
        there = {*self.base_map.present, *later}
        listed = self.query.tree.get("territories") if isinstance(self.query.tree, dict) else None
        for kind in ("fill", "hatch"):
            for key, ids in getattr(self.model, kind):
                mine = [id for id in ids if id in self.territory_names]
                if not isinstance(listed, dict) or not mine or there & {*mine}:
                    continue
                spans = [f"'{id}' {_span(listed[id])}" for id in mine[:3] if isinstance(listed.get(id), dict)]
                self.warn(
                    f"no territory of '{key}' exists on {self.base_map.day}: {', '.join(spans)}",
                    kind,
                    key,
                    code="absent",
                    hint="change 'year' or 'date', or remove it",
                )

    # ---- places --------------------------------------------------------------------------------------------

    @functools.cached_property
    def outline_places(self) -> dict[str, tuple[float, float]]:
        """Places to which the map itself gives coordinates, by their case-folded names."""
        return {name.casefold(): at for name, at in reversed(self.outline_names.items())}

    @functools.cached_property
    def outline_names(self) -> dict[str, tuple[float, float]]:
        """The same by their names as the outline writes them: its cities, events, remarks and units."""
        found: dict[str, tuple[float, float]] = {}
        model = self.model
        named: list[tuple[str, Any]] = [
            *((c.name, c.at) for c in model.cities or ()),
            *((c.shown, c.at) for c in model.cities or ()),
            *((e.title, e.at or e.named) for e in model.events),
            *((r.text, r.at) for r in model.remarks),
            *((u.words, u.at) for u in model.units),
        ]
        for name, at in named:
            if name and isinstance(at, tuple):
                found.setdefault(name, at)
        return found

    def lonlat(self, place: Any, *path: str | int) -> tuple[float, float] | None:
        """Degrees of a place; None, with an error at `path`, for an unknown name."""
        if isinstance(place, tuple):
            return place
        own = self.outline_places.get(str(place).casefold())
        if own:
            return own
        found = gazetteer.find_places(str(place))
        if not found:
            hint = gazetteer.place_hint(
                str(place), [*self.outline_names, *gazetteer.place_names(self.base_map.frame.surroundings)]
            )
            self.error(f"no place '{place}' in the atlas", *path, code="unknown-place", hint=hint)
            return None
        seen = next((p for p in found if self.base_map.frame.contains(p.lon, p.lat)), found[0])
        return seen.lon, seen.lat

    def at(self, place: Any, what: str, *path: str | int) -> tuple[int, int] | None:
        """A place in EMU; None, with a finding, for one that is unknown or outside the frame."""
        lonlat = self.lonlat(place, *path)
        if lonlat is None:
            return None
        found = self.view.place(lonlat)
        if found is None:
            self.warn(
                f"{what} lies outside the map's frame",
                *path,
                code="outside-frame",
                hint="widen the frame or remove it",
            )
        return found

    def course(self, waypoints: tuple[Any, ...], *path: str | int) -> list[tuple[float, float]]:
        """Waypoints (places, or stretches of rivers) in EMU; [] with a finding if they form no line."""
        degrees: list[tuple[float, float]] = []
        for n, waypoint in enumerate(waypoints):
            if isinstance(waypoint, dict):
                try:
                    stretch = {k: list(v) if isinstance(v, tuple) else v for k, v in waypoint.items()}
                    degrees += [(float(x), float(y)) for x, y in lines.river_course(stretch, ())]
                except lines.BadLine as e:
                    self.error(str(e), *path, n, code="map-line", hint=e.suggestion)
                    return []
                continue
            found = self.lonlat(waypoint, *path, n)
            if found is None:
                return []
            degrees.append(found)
        if len(set(degrees)) < 2:
            self.error(
                "a line needs two different places",
                *path,
                code="map-line",
                hint="write 'from' and 'to', or a 'path' of places",
            )
            return []
        return self.view.places(degrees)

    def no_territory(self, name: str, *path: str | int) -> None:
        """Reports a territory that is not of the recipe."""
        hint = did_you_mean(name, self.territory_names)
        self.error(f"no territory '{name}'", *path, code="unknown-territory", hint=hint)

    def step(self, name: str, *path: str | int) -> int:
        """The click of a named step, 0 for none."""
        if not name:
            return 0
        names = [s.name for s in self.model.steps]
        if name in names:
            return names.index(name) + 1
        self.error(
            f"there is no step '{name}' in this map",
            *path,
            code="unknown-step",
            hint=did_you_mean(name, names) or "list it under 'steps'",
        )
        return 0

    def changes(self, before: str, after: str) -> Changes:
        """What changes hands between two dates."""
        found, mistakes = changes(self.query, self.base_map.frame, before, after)
        report_mistakes(mistakes, self.query.tree, self.file, self.model, self.stage)
        return found or Changes()


def resolve(model: MapModel, rect: Rect, stage: Stage, *, full: bool = False) -> MapSpec | None:
    """The spec of a map, with its base map. None, with findings, only if the recipe itself cannot be used: after a
    wrong frame or date another one is drawn, so that all other mistakes are found in the same run.

    full: a panel with the title will stand on the map.
    """
    resolver = _Resolver(model, stage)
    tree, file, territory_names = resolver.recipe()
    if tree is None and model.territories:
        return None
    aspect = round(rect.w / max(1, rect.h), 5)
    relief = _relief(model, rect)
    query = BaseMapQuery(
        tree,
        resolver.when(tree),
        resolver.framing(territory_names, tree),
        aspect,
        model.projection,
        relief,
        build.relief_tones(stage.theme.tokens) if relief else (),
        ("left" if "left" in model.panel else "right") if full else "",
    )
    answered = resolver.base_map(query, tree, file)
    if answered is None:
        return None
    query, found = answered
    if found.relief and model.relief is None and found.frame.metres < RELIEF_FROM_KM * 1000:
        found = dataclasses.replace(found, relief=b"")
    bare = dataclasses.replace(query, relief=0, tones=())
    spec = MapSpec(model, stage, bare, found, View(found.frame, rect), territory_names, file)
    resolver.warn_of_unused_keys(spec)
    return spec


def _relief(model: MapModel, rect: Rect) -> int:
    """The width of the relief's picture in pixels, 0 for none."""
    return 0 if model.relief is False else min(1000, max(200, round(rect.width_pt * _PIXELS_PER_PT)))


class _Resolver:
    """Turns the keys of a map into a query, and the mistakes in them into findings."""

    def __init__(self, model: MapModel, stage: Stage) -> None:
        self.model, self.stage = model, stage

    def error(self, message: str, hint: str | None, *path: str) -> None:
        """An error at a key of the map."""
        self.stage.report.error(message, span_of(self.model, self.stage, *path), "map", hint or "")

    def recipe(self) -> tuple[Any, str, dict[str, str]]:
        """The recipe's tree, its file, its territories; a tree of None for today's countries, or after an error."""
        model, stage = self.model, self.stage
        if not model.territories:
            return None, "", admin_units.countries()
        folders = recipe_files.folders_of(stage.outline.project)
        try:
            path = recipe_files.find(model.territories, folders, stage.outline.project)
            tree = recipe_files.read(path)
        except UnknownName as e:
            self.error(str(e), e.suggestion or f"known: {', '.join(recipe_files.known(folders))}", "territories")
            return None, "", {}
        except Refused as e:
            self.error(f"the recipe '{model.territories}' {e}", e.hint, "territories")
            return None, "", {}
        except source.SourceError as e:
            stage.report.error(e.message, e.span, "yaml", e.hint)
            return None, "", {}
        listed = tree.get("territories") if isinstance(tree, dict) else None
        shown = (
            {k: v for k, v in listed.items() if isinstance(v, dict) and str(v.get("hidden")) != "true"}
            if isinstance(listed, dict)
            else {}
        )
        return tree, str(path), {str(k): str(v.get("name") or k) for k, v in shown.items()}

    def when(self, tree: Any) -> str:
        """The date that the map shows, as the outline writes it."""
        when = self.model.date or self.model.year
        if tree is None or when:
            return when
        days = _changes(tree)
        if days:
            self.error(
                "these territories change over time: the map needs 'year' or 'date'",
                "for example year: 1939",
                "territories",
            )
        return days[0] if days else "9999"

    def framing(self, territory_names: dict[str, str], tree: Any) -> tuple[Any, ...]:
        """How the frame is given, and its numbers."""
        model = self.model
        if model.frame is not None:
            return ("box", *model.frame)
        if model.around is not None:
            return self._around(model.around.at or model.around.named, model.around.km)
        unknown = [name for name in model.fit if name not in territory_names]
        for name in unknown:
            where = " in this recipe" if tree is not None else ""
            self.error(f"no territory '{name}'{where}", did_you_mean(name, territory_names), "fit")
        if unknown:
            return _ANYWHERE
        own = tree.get("frame") if isinstance(tree, dict) and not model.fit else None
        try:
            return ("box", *map(float, own)) if own else ("fit", *model.fit)
        except (TypeError, ValueError):
            return ("fit",)  # the recipe's reader reports what is wrong with its frame

    def _around(self, place: Any, km: float) -> tuple[Any, ...]:
        if isinstance(place, tuple):
            return ("around", *place, km)
        if not place:
            hint = "write 'place:' and its name, or 'at: [longitude, latitude]'"
            self.error("'around' needs a place", hint, "around")
            return _ANYWHERE
        try:
            found = gazetteer.place(str(place))
        except UnknownName as e:
            self.error(str(e), e.suggestion, "around")
            return _ANYWHERE
        return ("around", found.lon, found.lat, km)

    def base_map(self, query: BaseMapQuery, tree: Any, file: str) -> tuple[BaseMapQuery, BaseMap] | None:
        """The base map; after a wrong frame or date, that of another one. None if the recipe cannot be drawn at all."""
        for _ in range(3):
            try:
                found, mistakes = build.base_map(query)
            except BadFrame as e:
                keys = ("frame", "around", "fit", "projection")
                self.error(str(e), e.suggestion, next((k for k in keys if getattr(self.model, k)), ""))
                query = dataclasses.replace(query, framing=_ANYWHERE, projection="")
                continue
            except AbsentTerritory as e:
                hint = "fit the frame to other territories, or change 'year'"
                self.error(f"territory '{e}' has no land on this day", hint, "fit")
                query = dataclasses.replace(query, framing=_ANYWHERE)
                continue
            if found is not None:
                return query, found
            report_mistakes(mistakes, tree, file, self.model, self.stage)
            if any(_of_recipe(m, tree) for m in mistakes):
                return None
            query = dataclasses.replace(query, when=next(iter(_changes(tree)), "2000"))
        return None

    def warn_of_unused_keys(self, spec: MapSpec) -> None:
        """Warns about keys without effect, and where the atlas is too coarse."""
        model = self.model
        if spec.base_map.frame.metres < _COARSE_COAST and not spec.base_map.coast.is_empty:
            spec.warn(
                "this map is more detailed than the atlas: its coast may be several kilometres off",
                next((key for key in ("frame", "around", "fit") if getattr(model, key)), ""),
                code="coarse",
                hint="show a larger area, or keep the sea out of the frame",
            )
        ways = [key for key in ("frame", "around", "fit") if getattr(model, key)]
        for key in ways[1:]:
            spec.warn(f"'{key}' is ignored: the map has '{ways[0]}'", key, code="unused", hint="keep one of them")
        if spec.base_map.frame.projection == "mercator" and model.frame:
            south, north = model.frame[1], model.frame[3]
            if max(-south, north) > MERCATOR_END:
                end = f"{MERCATOR_END:g}"
                spec.warn(
                    f"Mercator cannot show the poles: this map ends at {end} degrees",
                    "frame",
                    code="clipped",
                    hint=f"write latitudes from -{end} to {end}, or choose another projection",
                )
        if model.date and model.year:
            spec.warn("'year' is ignored: the map has 'date'", "year", code="unused", hint="keep one of them")
        if model.around and model.around.at and model.around.named:
            said = "'place' is ignored: there is 'at'"
            spec.warn(said, "around", "place", code="unused", hint="keep one of them")
        if (model.date or model.year) and not model.territories:
            key = "date" if model.date else "year"
            hint = f"name a recipe ({', '.join(recipe_files.shipped())}, or your own), or take the date out"
            spec.warn("without 'territories' the borders are today's, whatever the date", key, code="unused", hint=hint)


def _span(node: dict[str, Any]) -> str:
    """From when to when a territory exists, as its recipe writes it."""
    first, last = (str(node.get(key) or "") for key in ("from", "to"))
    return f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}"


def _changes(tree: Any) -> list[str]:
    from podium.maps.territories.evaluation import changes

    return changes(tree)


def report_mistakes(mistakes: list[Mistake], tree: Any, file: str, model: MapModel, stage: Stage) -> None:
    """Reports a recipe's mistakes at their own lines; a mistake outside the recipe (a date) at the map's key."""
    for m in mistakes:
        if _of_recipe(m, tree):
            line, column = recipe_files.place(tree, m.path)
            stage.report.error(m.message, Span(file, line, column), "territories", m.suggestion or "")
        else:
            stage.report.error(
                m.message, span_of(model, stage, "date" if model.date else "year"), "territories", m.suggestion or ""
            )


def _of_recipe(mistake: Mistake, tree: Any) -> bool:
    """Whether a mistake is in the recipe: at a place in it, or in the recipe as a whole."""
    return bool(mistake.path) or not (isinstance(tree, dict) and tree.get("territories"))
