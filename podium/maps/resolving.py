"""From the keys of a map to what is drawn: the borders and their date, the frame, the names of land.

In: a map's keys and the stage. Out: a `MapSpec` with its base map, or None with findings: mistakes of a recipe at the
recipe's own file, line and column, all others at their key in the outline, with a suggestion.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from podium.layout.stage import Stage
from podium.maps import told
from podium.maps.atlas import admin_units, gazetteer, town_names
from podium.maps.atlas.names import UnknownName, did_you_mean, fold
from podium.maps.basemap import build
from podium.maps.basemap.build import AbsentTerritory, BaseMapQuery
from podium.maps.basemap.frames import MERCATOR_END, BadFrame
from podium.maps.basemap.record import BaseMap
from podium.maps.basemap.view import View
from podium.maps.model.findings import span_of
from podium.maps.model.keys import MapModel
from podium.maps.model.numbers import Values, quantities, row_of
from podium.maps.model.values import Choice
from podium.maps.spec import MapSpec, land_names_on, of_recipe, renamed, report_mistakes, spellings
from podium.maps.terrain import checked, terrain_of
from podium.maps.territories import dates, evaluation, foreign, recipe_files
from podium.maps.territories.geodata import features
from podium.maps.territories.geodata.sources import BadFile, FileSet
from podium.outline import inline, source
from podium.outline.project import Refused
from podium.outline.quantities import Quantity
from podium.scene.units import Rect
from podium.series.table import Table

ANYWHERE = ("box", -180.0, -60.0, 180.0, 80.0)
"""The framing of a map whose own is wrong."""
_YEAR = re.compile(r"-(\d{3,4})$")  # at the end of a set's name: of one that shows a single day
_COARSE_COAST = 60_000.0  # metres across
RELIEF_FROM_KM = 350.0  # on a closer map the relief's cells (7 km) are too coarse to help
_PIXELS_PER_PT = 0.8


def resolve(model: MapModel, rect: Rect, stage: Stage, *, full: bool = False) -> MapSpec | None:
    """The spec of a map, with its base map. None, with findings, only if the recipe itself cannot be used: after a
    wrong frame or date another one is drawn, so that all other mistakes are found in the same run.

    full: a panel with the title will stand on the map.
    """
    model = _on_sketch(model)
    resolver = _Resolver(model, stage)
    tree, file, territory_names = resolver.borders()
    if tree is None and model.territories:
        return None
    model, territory_names, numbers = resolver.with_ids(tree, file, territory_names)
    resolver.model = model
    aspect = round(rect.w / max(1, rect.h), 5)
    relief = _relief(model, rect)
    read = checked(model, lambda said, hint, *path: resolver.error(said, hint, *path, code="layer"), stage)
    query = BaseMapQuery(
        tree,
        resolver.when(tree),
        resolver.framing(territory_names, tree, tuple(numbers)),
        aspect,
        model.projection,
        relief,
        build.relief_tones(stage.theme.tokens) if relief else (),
        ("left" if "left" in model.panel else "right") if full else "",
        () if tree is not None else tuple(sorted(id for id in territory_names if "/" in id)),
        read.coast,
    )
    answered = resolver.base_map(query, tree, file)
    if answered is None:
        return None
    query, found = answered
    if found.relief and model.relief is None and found.frame.metres < RELIEF_FROM_KM * 1000:
        found = dataclasses.replace(found, relief=b"")
    bare = dataclasses.replace(query, relief=0, tones=())
    day = dates.last_day(found.day) if tree is not None else town_names.TODAY
    said = land_names_on(tree, file, day, stage.lang)
    found = dataclasses.replace(found, areas=tuple(renamed(area, said, stage.lang) for area in found.areas))
    territory_names = {id: said[id][0] if id in said else name for id, name in territory_names.items()}
    spec = MapSpec(model, stage, bare, found, View(found.frame, rect), territory_names, file, numbers=numbers)
    spec.terrain = terrain_of(spec, read)
    own = (inline.plain(model.sketch.credit),) if model.sketch is not None and model.sketch.credit else ()
    spec.credits = (*own, *read.credits)
    resolver.warn_of_unused_keys(spec)
    if isinstance(tree, FileSet):
        _tell_of_files(spec, tree)
    else:
        notes, doubts = foreign.remarks(tree)
        for note in notes:
            spec.note(note, "territories", code="borders")
        for doubt in doubts:
            spec.warn(doubt, "territories", code="borders")
    return spec


def _on_sketch(model: MapModel) -> MapModel:
    """The map; on a picture of another map, which has names and waters of its own, with none of podium's choice."""
    if model.sketch is None:
        return model
    none = {key: Choice(False) for key in ("names", "seas", "rivers", "lakes") if getattr(model, key).on is None}
    return model.model_copy(update=none | ({"cities": ()} if model.cities is None else {}))


def _tell_of_files(spec: MapSpec, source: FileSet) -> None:
    """What was guessed and repaired in files of borders is noted; what may be a mistake is a warning."""
    found, day = features.features_of(source), dates.last_day(spec.base_map.day)
    for note in (*found.notes, *features.doubles(source, day)):
        spec.note(note, "territories", code="borders")
    for doubt in (*found.doubts, *spec.base_map.remarks):
        spec.warn(doubt, "territories", code="borders")
    asked = spec.model.date or spec.model.year
    undated = not any(f.first or f.last for f in found.rows)
    if undated and source.year and asked and dates.parse(asked)[0] != int(source.year):
        message = f"the file shows {source.year}, as its name says, not {asked}"
        hint = f"name the files of several years: {{{source.year}: {source.layers[0].name}, …}}"
        spec.warn(message, "date" if spec.model.date else "year", code="borders", hint=hint)


def _relief(model: MapModel, rect: Rect) -> int:
    """The width of the relief's picture in pixels, 0 for none."""
    bare = model.relief is False or (model.relief is None and model.values is not None)  # which would alter the tones
    return 0 if bare else min(1000, max(200, round(rect.width_pt * _PIXELS_PER_PT)))


class _Resolver:
    """Turns the keys of a map into a query, and the mistakes in them into findings."""

    def __init__(self, model: MapModel, stage: Stage) -> None:
        self.model, self.stage = model, stage
        self._known: list[str] = []  # ids and names of territories

    def error(self, message: str, hint: str | None, *path: str | int, code: str = "map") -> None:
        """An error at a key of the map."""
        self.stage.report.error(message, span_of(self.model, self.stage, *path), code, hint or "")

    def borders(self) -> tuple[Any, str, dict[str, str]]:
        """A recipe's tree and its file, or a `FileSet`, and the names of its territories; None for today's countries,
        or after an error."""
        model, stage = self.model, self.stage
        if not model.territories:
            return None, "", admin_units.countries()
        folders = recipe_files.folders_of(stage.outline.project)
        try:
            tree, file = recipe_files.borders_of(model.territories, folders, stage.outline.project)
            names = recipe_files.names(tree)
        except UnknownName as e:
            self.error(str(e), e.suggestion or f"known: {', '.join(recipe_files.known(folders))}", "territories")
        except Refused as e:
            self.error(f"the recipe '{model.territories}' {e}", e.hint, "territories")
        except BadFile as e:
            self.error(str(e), e.hint, "territories", *e.path, code="borders")
        except source.SourceError as e:
            span = e.span._replace(file=stage.outline.shown(e.span.file))
            stage.report.error(e.message, span, "yaml", e.hint)
        else:
            if isinstance(tree, FileSet) and not features.credit_of(tree):
                hint = f"write territories: {{file: {tree.layers[0].name}, credit: who made it, and its licence}}"
                self.error("whose borders these are must be on the map: 'credit' is missing", hint, "territories")
            return tree, file, names
        return None, "", {}

    def with_ids(
        self, tree: Any, file: str, names: dict[str, str]
    ) -> tuple[MapModel, dict[str, str], dict[str, Quantity | None]]:
        """The map with ids in place of the names of territories, countries and units, in English or the deck's
        language; the names of all by id; the numbers of `values` by id."""
        by_name: dict[str, list[str]] = {}
        for id, name in names.items():
            by_name.setdefault(fold(name), []).append(id)
        more: dict[str, str] = {}

        for id, spelling in spellings(tree, file, self.stage.lang):
            of_name = by_name.setdefault(fold(spelling), [])
            of_name += [id] if id in names and id not in of_name else []
        self._known = [*names, *names.values()]

        def ids(name: str) -> tuple[str, ...]:
            if name in names or name == "*":
                return (name,)
            if tree is not None or self.model.territories:
                return tuple(by_name.get(fold(name), (name,)))
            try:
                found = admin_units.areas_named(name)
            except UnknownName:
                return tuple(by_name.get(fold(name), (name,)))
            more.update((id, admin_units.name_of(id)) for id in found)
            return found

        def group(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
            return tuple((key, tuple(dict.fromkeys(id for name in own for id in ids(name)))) for key, own in rows)

        model = self.model
        own = model.names
        changed = {
            "fill": group(model.fill),
            "hatch": group(model.hatch),
            "fit": tuple(id for name in model.fit for id in ids(name)),
            "names": Choice(own.on, tuple((id, words) for name, words in own.entries for id in ids(name))),
        }
        numbers = self._numbers(ids, lambda id: id in names or id in more)
        return model.model_copy(update=changed), names | more, numbers

    def _numbers(
        self, ids: Callable[[str], tuple[str, ...]], known: Callable[[str], bool]
    ) -> dict[str, Quantity | None]:
        """The numbers of `values` by id. A name that stands for nothing is an error; in a file, which may have totals
        and much that is not on the map, a warning."""
        asked = self.model.values
        table = asked.table(self.stage) if asked else None
        if asked is None or table is None:
            return {}
        found: dict[str, Quantity | None] = {}
        strangers: list[tuple[int, str]] = []
        named: dict[str, str] = {}  # what the data call each territory
        for n, (name, number) in enumerate(zip(table.categories, quantities(table), strict=True)):
            own = [id for id in ids(name) if known(id)]
            strangers += [] if own else [(n, name)]
            twice = next((named[id] for id in own if id in named), "")
            if twice:
                self._said_twice(asked, table, n, name, twice)
            found |= {id: number for id in own if id not in found}
            named |= {id: name for id in own if id not in named}
        if asked.file and strangers:
            n, name = strangers[0]
            more = f", nor {len(strangers) - 1} more names" if len(strangers) > 1 else ""
            message = f"the data file '{asked.file}' {row_of(table, n)}no land is called '{name}'{more}"
            span = self.stage.outline.span(asked.place("file"))
            self.stage.report.warn(message, span, "unknown-territory", "write ids, or the names that 'list' shows")
        for _, name in [] if asked.file else strangers:
            self.error(f"no territory '{name}'", did_you_mean(name, self._known), *("values", "data", name))
        return found

    def _said_twice(self, asked: Values, table: Table, n: int, name: str, before: str) -> None:
        """An error for land that has two numbers under two names; in a file, a warning."""
        message, hint = f"'{name}' is the land that has a number as '{before}'", "keep one of them"
        if not asked.file:
            self.error(message, hint, *("values", "data", name), code="duplicate")
            return
        message = f"the data file '{asked.file}' {row_of(table, n)}{message}, and this one is not shown"
        self.stage.report.warn(message, self.stage.outline.span(asked.place("file")), "duplicate", hint)

    def when(self, tree: Any) -> str:
        """The date that the map shows, as the outline writes it; of a set that does not change,
        the year of its name."""
        when = self.model.date or self.model.year
        if tree is None or when:
            return when
        days = evaluation.changes(tree)
        if not days and isinstance(tree, FileSet) and tree.year:
            return tree.year
        if days:
            self.error(
                "these territories change over time: the map needs 'year' or 'date'",
                "for example year: 1939",
                "territories",
            )
        named = _YEAR.search(self.model.territories) if isinstance(self.model.territories, str) else None
        return days[0] if days else named[1] if named else "9999"

    def framing(self, territory_names: dict[str, str], tree: Any, numbers: tuple[str, ...]) -> tuple[Any, ...]:
        """How the frame is given, and its numbers; of a map that gives none, what it tells of. numbers: ids of the land
        that has some."""
        model = self.model
        if model.frame is not None:
            return ("box", *model.frame)
        if model.around is not None:
            return self._around(model.around.at or model.around.named, model.around.km)
        unknown = [name for name in model.fit if name not in territory_names]
        for name in unknown:
            where = "" if tree is None else " in these files" if isinstance(tree, FileSet) else " in this recipe"
            self.error(f"no territory '{name}'{where}", did_you_mean(name, territory_names), "fit")
        if unknown:
            return ANYWHERE
        if model.fit:
            return ("fit", *model.fit)
        own = tree.get("frame") if isinstance(tree, dict) else None
        try:
            west, south, east, north = map(float, own) if own else (-180.0, -90.0, 180.0, 90.0)
        except (TypeError, ValueError):
            return ("fit",)  # the recipe's reader reports what is wrong with its frame
        box = (west, south, east, north) if own else None
        places, land = told.places_of(model, box), told.land_of(model, numbers)
        if land is None or not (places or land):
            return ("box", *box) if box else ("fit",)
        return ("story", box or (), places, land, tuple(step.date for step in model.steps if step.date))

    def _around(self, place: Any, km: float) -> tuple[Any, ...]:
        if isinstance(place, tuple):
            return ("around", *place, km)
        try:
            found = gazetteer.place(str(place))
        except UnknownName as e:
            self.error(str(e), e.suggestion, "around")
            return ANYWHERE
        return ("around", found.lon, found.lat, km)

    def base_map(self, query: BaseMapQuery, tree: Any, file: str) -> tuple[BaseMapQuery, BaseMap] | None:
        """The base map; after a wrong frame or date, that of another one. None if the recipe cannot be drawn at all."""
        for _ in range(3):
            try:
                found, mistakes = build.base_map(query)
            except BadFrame as e:
                keys = ("frame", "around", "fit", "projection")
                self.error(str(e), e.suggestion, next((k for k in keys if getattr(self.model, k)), ""))
                query = dataclasses.replace(query, framing=ANYWHERE, projection="")
                continue
            except AbsentTerritory as e:
                hint = "fit the frame to other territories, or change 'year'"
                self.error(f"territory '{e}' has no land on this day", hint, "fit")
                query = dataclasses.replace(query, framing=ANYWHERE)
                continue
            if found is not None:
                return query, found
            report_mistakes(mistakes, tree, file, self.model, self.stage)
            if any(of_recipe(m, tree) for m in mistakes):
                return None
            query = dataclasses.replace(query, when=next(iter(evaluation.changes(tree)), "2000"))
        return None

    def warn_of_unused_keys(self, spec: MapSpec) -> None:
        """Warns about keys without effect, and where the atlas is too coarse."""
        model = self.model
        own = spec.query.coast
        if spec.base_map.frame.metres < _COARSE_COAST and not spec.base_map.coast.is_empty and not own:
            spec.warn(
                "this map is more detailed than the atlas: its coast may be several kilometres off",
                next((key for key in ("frame", "around", "fit") if getattr(model, key)), ""),
                code="coarse",
                hint="give a coast of your own, layers: {coast: land.geojson, credit: …}, or show a larger area",
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
            hint = "name a set ('list territories' shows those there are), or take the date out"
            spec.warn("without 'territories' the borders are today's, whatever the date", key, code="unused", hint=hint)
