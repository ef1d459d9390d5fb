"""What a map asks for, resolved: its base map and the places that the outline names.

In: what `resolving` has found. Out: a `MapSpec`; places and courses on the map; findings at their keys in the outline,
mistakes of a recipe at the recipe's own file, line and column.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection
from typing import Any

from podium.diagnostics import Span
from podium.layout.stage import Stage
from podium.maps import told
from podium.maps.atlas import admin_units, gazetteer, land_names, town_names
from podium.maps.atlas.names import did_you_mean
from podium.maps.basemap.build import BaseMapQuery
from podium.maps.basemap.changes import Changes, changes
from podium.maps.basemap.record import Area, BaseMap
from podium.maps.basemap.terrain_record import TerrainPart
from podium.maps.basemap.view import View
from podium.maps.model.claim import Hero, hero_of
from podium.maps.model.findings import MapWarning, span_of
from podium.maps.model.keys import MapModel
from podium.maps.model.parts import Positions, Sourced
from podium.maps.territories import dates, lines, naming, recipe_files
from podium.maps.territories.dates import Day
from podium.maps.territories.geodata.sources import FileSet
from podium.maps.territories.recipe import Mistake
from podium.maps.territories.recipe_reader import read_day
from podium.outline.quantities import Quantity


@dataclasses.dataclass
class MapSpec:
    """A map that can be drawn. territory_names: name by id of every territory of the recipe on any date; named_instead:
    the keys of `fill` without an entry in the legend, whose territories are named on the map; explained: the keys that
    have one; explain: those that have one since a name did not fit; without_towns: ids of land whose name needs the
    room of towns that nobody asked for; numbers: those of `values` by id, None for an unknown one; terrain: what is in
    the frame, in drawing order; credits: whose the files under `layers` are."""

    model: MapModel
    stage: Stage
    query: BaseMapQuery
    base_map: BaseMap
    view: View
    territory_names: dict[str, str]
    file: str
    warnings: list[MapWarning] = dataclasses.field(default_factory=list)
    named_instead: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    explained: set[str] = dataclasses.field(default_factory=set)
    explain: frozenset[str] = frozenset()
    without_towns: frozenset[str] = frozenset()
    numbers: dict[str, Quantity | None] = dataclasses.field(default_factory=dict)
    terrain: tuple[TerrainPart, ...] = ()
    credits: tuple[str, ...] = ()

    @functools.cached_property
    def day(self) -> Day:
        """The day of the map; the last of all for a map of today."""
        return dates.last_day(self.base_map.day) if self.base_map.day else town_names.TODAY

    @functools.cached_property
    def recipe_towns(self) -> dict[tuple[str, str], naming.TownNames]:
        """The towns to which the recipe gives names, by today's name and country."""
        found = recipe_files.towns(self.query.tree, self.file)
        return {(town.place.modern, town.place.country): town for town in found}

    @functools.cached_property
    def hero(self) -> Hero | None:
        """What the slide's headline is about."""
        return hero_of(self.model, self.stage.claim)

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

    def note(self, message: str, *path: str | int, code: str = "map") -> None:
        """A note at a key of the map: nothing is wrong, but it should be known."""
        self.stage.report.note(message, span_of(self.model, self.stage, *path), code)
        self.warnings.append(MapWarning(message, path, code, "", "note"))

    def provenance(self, part: Sourced) -> Positions:
        """Source and confidence of a feature: its own, else those under 'positions'."""
        common = self.model.positions
        return Positions(
            source=part.source or common.source, confidence=part.confidence or common.confidence or "medium"
        )

    def warn_of_absent_fills(self, later: Collection[str]) -> None:
        """Warns about each key of `fill` or `hatch` of which nothing exists on the map's date or that of a step."""
        there = {*self.base_map.present, *later}
        spans_of = recipe_files.spans(self.query.tree) if self.query.tree is not None else {}
        for kind in ("fill", "hatch"):
            for key, ids in getattr(self.model, kind):
                mine = [id for id in ids if id in self.territory_names]
                if not spans_of or not mine or there & {*mine}:
                    continue
                spans = [f"'{id}' {_span(*spans_of[id])}" for id in mine[:3] if id in spans_of]
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
        """The same by their names as the outline writes them: its cities, events, remarks, units, and terrain."""
        return told.own_names(self.model)

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
                hint=self.turned_hint(place) or "widen the frame or remove it",
            )
        return found

    def turned_hint(self, place: Any) -> str:
        """What is said of a place whose latitude comes first, if it would then be in the frame; else ""."""
        if not isinstance(place, tuple) or abs(place[0]) > 90 or not self.base_map.frame.contains(place[1], place[0]):
            return ""
        return f"longitude comes first: perhaps [{place[1]:g}, {place[0]:g}]"

    def waypoint(self, place: Any, *path: str | int) -> list[tuple[float, float]] | None:
        """Degrees of a place, or of those along a stretch of river; None, with an error at `path`, for an unknown
        one."""
        if not isinstance(place, dict):
            found = self.lonlat(place, *path)
            return None if found is None else [found]
        try:
            stretch = {k: list(v) if isinstance(v, tuple) else v for k, v in place.items()}
            return [(float(x), float(y)) for x, y in lines.river_course(stretch, ())]
        except lines.BadLine as e:
            self.error(str(e), *path, code="map-line", hint=e.suggestion)
            return None

    def course(self, waypoints: tuple[Any, ...], *path: str | int) -> list[tuple[float, float]]:
        """Waypoints (places, or stretches of rivers) in EMU; [] with a finding if they form no line."""
        found = [self.waypoint(waypoint, *path, n) for n, waypoint in enumerate(waypoints)]
        degrees = [at for places in found for at in places or ()]
        if None in found:
            return []
        if len(set(degrees)) < 2:
            hint = "write 'from' and 'to', or a 'path' of places" if path[:1] == ("arrows",) else (
                "name the places in order, each by its name or as [longitude, latitude]"
            )  # fmt: skip
            self.error("a line needs two different places", *path, code="map-line", hint=hint)
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
        if found is None:
            return Changes()
        lang = self.stage.lang
        said = land_names_on(self.query.tree, self.file, read_day(self.query.tree, after), lang)
        return found._replace(gains=tuple(g._replace(area=renamed(g.area, said, lang)) for g in found.gains))


def land_names_on(tree: Any, file: str, day: Day, lang: str) -> dict[str, tuple[str, bool]]:
    """The names of lands in a language by id, each with whether it is in that language: those of a recipe on a day,
    else those of today's countries. Names in files of borders stay as they are."""
    if tree is not None:
        return recipe_files.said(tree, file, day, lang)
    known = {id: land_names.in_language(name, lang) for id, name in admin_units.countries().items()}
    return {id: (name, True) for id, name in known.items() if name}


def spellings(tree: Any, file: str, lang: str) -> list[tuple[str, str]]:
    """Ids of lands with names by which an outline in a language may mean them, besides their plain ones: those of a
    recipe in all its languages and on all its days, and what podium calls them in that language."""
    if tree is not None:
        return recipe_files.spellings(tree, file, lang)
    return [(id, name) for id, (name, _) in land_names_on(None, "", town_names.TODAY, lang).items()]


def renamed(area: Area, said: dict[str, tuple[str, bool]], lang: str) -> Area:
    """An area under its name among those of `land_names_on` in a language."""
    if area.id not in said:
        return area
    name, known = said[area.id]
    return dataclasses.replace(area, name=name, lang=lang if known else "")


def _span(first: str, last: str) -> str:
    """From when to when a territory exists, as its recipe writes it."""
    return f"{first} to {last}" if first and last else f"from {first}" if first else f"to {last}"


def report_mistakes(mistakes: list[Mistake], tree: Any, file: str, model: MapModel, stage: Stage) -> None:
    """Reports a recipe's mistakes at their own lines; a mistake outside the recipe (a date) at the map's key."""
    for m in mistakes:
        if isinstance(tree, FileSet) and m.path:
            span = span_of(model, stage, "territories", *m.path)
            stage.report.error(m.message, span, "borders", m.suggestion or "")
        elif of_recipe(m, tree):
            span = Span(stage.outline.shown(file), *recipe_files.place(tree, m))
            stage.report.error(m.message, span, "territories", m.suggestion or "")
        else:
            stage.report.error(
                m.message, span_of(model, stage, "date" if model.date else "year"), "territories", m.suggestion or ""
            )


def of_recipe(mistake: Mistake, tree: Any) -> bool:
    """Whether a mistake is in the recipe: at a place in it, or in the recipe as a whole."""
    whole = isinstance(tree, FileSet) or (isinstance(tree, dict) and bool(tree.get("territories")))
    return bool(mistake.path) or not whole
