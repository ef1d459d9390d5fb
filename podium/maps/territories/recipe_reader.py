"""Reading a recipe of territories.

In: the tree of a YAML file (dicts, lists, text, numbers). Out: a `Recipe`, and mistakes. docs/territories.md describes
the language. Borders are not computed here: this module knows keys, dates, and the names of lines, areas, territories,
units, places and rivers, and turns lines and areas into geometries. Mistakes are collected, never raised; a step with a
mistake is left out, so that the rest can still be checked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import shapely

from podium.maps.atlas import admin_units, bounding_box
from podium.maps.atlas.bounding_box import Bounds
from podium.maps.atlas.geodesy import circle
from podium.maps.atlas.names import UnknownName, did_you_mean
from podium.maps.territories import dates, file_areas
from podium.maps.territories.dates import Day
from podium.maps.territories.file_areas import Files
from podium.maps.territories.lines import BadLine, is_pair, number, read_line, read_point
from podium.maps.territories.naming import plain, read_names, read_towns
from podium.maps.territories.recipe import IN_PLACE, Mistake, Path, Recipe, Step, TerritorySpec, day_of

DEEPEST = 60
"""The longest chain of territories built from one another."""
CONFIDENCE = ("high", "medium", "low", "schematic")
SIDES = ("north_of", "south_of", "east_of", "west_of")
_RECIPE_KEYS = ("title", "frame", "years", "files", "lines", "areas", "towns", "territories")
_TERRITORY_KEYS = ("name", "from", "to", "source", "confidence", "note", "hidden", "overlay", "build")
_OPERATIONS = ("add", "part", "minus")
_STEP_KEYS = (*_OPERATIONS, "cut", "holding", "inside", "outside", *SIDES, "from", "to")


def read_recipe(tree: Any, files: Files | None = None) -> tuple[Recipe, list[Mistake]]:
    """A recipe and its mistakes; the recipe holds whatever could be read. files: the areas of its files of borders."""
    reader = _Reader(files)
    return reader.recipe(tree), reader.mistakes


def read_years(tree: Any) -> dict[int, Day]:
    """Only the `years` table of a recipe, without its mistakes: the cache needs to know what a date means."""
    return _Reader().years(tree.get("years")) if isinstance(tree, dict) else {}


def read_day(tree: Any, when: Any) -> Day:
    """The day that a date means in a recipe, or without one. Raises BadDate."""
    return day_of(read_years(tree), when)


def _flag(value: Any) -> bool | None:
    """true or false, also as text (the outline's reader has no types); None for anything else."""
    return value if isinstance(value, bool) else {"true": True, "false": False}.get(str(value))


class _Reader:
    """Walks the tree once and collects what it reads and the mistakes it finds."""

    def __init__(self, files: Files | None = None) -> None:
        self.mistakes: list[Mistake] = []
        self.files = files or {}
        self.of_files: dict[str, tuple[tuple[Day, Day], ...]] = {}
        self.lines: dict[str, Any] = {}
        self.areas: dict[str, Any] = {}
        self.known: dict[str, Any] = {}
        self.title = "Untitled"

    def fault(self, path: Sequence[str | int], message: str, suggestion: str | None = None) -> None:
        self.mistakes.append(Mistake(tuple(path), message, suggestion))

    def keys(self, node: dict[Any, Any], allowed: Iterable[str], path: Path, what: str) -> None:
        for key in node:
            if key not in allowed:
                near = did_you_mean(str(key), allowed) or f"known: {', '.join(allowed)}"
                self.mistakes.append(Mistake((*path, key), f"unknown key '{key}' in {what}", near, of_key=True))

    def mapping(self, node: Any, path: Path, what: str) -> dict[Any, Any]:
        if node is None or isinstance(node, dict):
            return node or {}
        self.fault(path, f"{what} must be a list of 'name: ...' lines")
        return {}

    def recipe(self, tree: Any) -> Recipe:
        root = self.mapping(tree, (), "a recipe")
        self.keys(root, _RECIPE_KEYS, (), "a recipe")
        self.title = str(root.get("title") or self.title)
        self.known = self.mapping(root.get("territories"), ("territories",), "'territories'")
        if not self.known and not self.mistakes:
            self.fault((), "a recipe needs 'territories'")
        for name, node in self.mapping(root.get("lines"), ("lines",), "'lines'").items():
            self.line(str(name), node, ("lines", name))
        for name, node in self.mapping(root.get("areas"), ("areas",), "'areas'").items():
            self.area(str(name), node, ("areas", name))
        specs = {str(key): self.territory(str(key), node) for key, node in self.known.items()}
        self.cycles(specs)
        frame = self.frame(root.get("frame"))
        towns = read_towns(self.mapping(root.get("towns"), ("towns",), "'towns'"), ("towns",), self.fault)
        years = self.years(root.get("years"))
        return Recipe(self.title, years, self.lines, self.areas, specs, frame, towns, self.of_files)

    def frame(self, node: Any) -> Bounds | None:
        """The frame of a map without one of its own; west may be greater than east."""
        if node is None:
            return None
        try:
            west, south, east, north = map(float, node)
        except (TypeError, ValueError):
            self.fault(("frame",), "a frame is [west, south, east, north] in degrees")
            return None
        wrong = bounding_box.fault(west, south, east, north)
        if wrong:
            self.fault(("frame",), *wrong)
            return None
        return west, south, east, north

    def years(self, node: Any) -> dict[int, Day]:
        found = {}
        for key, value in self.mapping(node, ("years",), "'years'").items():
            try:
                year = dates.parse(key)[0]
                found[year] = dates.last_day(value)
                if found[year][0] != year:
                    self.fault(("years", key), f"the day for {year} lies in {found[year][0]}")
            except dates.BadDate as error:
                self.fault(("years", key), str(error))
        return found

    # -- lines and areas -------------------------------------------------------------------------------------

    def line(self, name: str, node: Any, path: Path) -> bool:
        try:
            self.lines[name] = read_line(node)
        except BadLine as error:
            self.fault((*path, *error.path), str(error), error.suggestion)
            return False
        return True

    def area(self, name: str, node: Any, path: Path) -> bool:
        try:
            self.areas[name] = self.shape(node)
        except BadLine as error:
            self.fault((*path, *error.path), str(error), error.suggestion)
            return False
        return True

    def shape(self, node: Any) -> Any:
        if isinstance(node, dict):
            km = number(node.get("km"))
            if set(node) != {"around", "km"} or km is None or not 0 < km < 10_000:
                raise BadLine("an area is a list of points, or {around: a place, km: a radius}")
            _, lon, lat = read_point(node["around"], ("around",))
            return circle((lon, lat), km)
        points = shapely.get_coordinates(read_line(node))
        if len(points) < 3:
            raise BadLine("an area needs at least three points")
        polygon = shapely.Polygon(points)
        if not polygon.is_valid:
            raise BadLine(f"the edge of the area crosses itself ({shapely.is_valid_reason(polygon)})")
        return polygon

    # -- territories -----------------------------------------------------------------------------------------

    def span(self, node: dict[Any, Any], path: Path) -> tuple[Day, Day]:
        found, wrong = dates.span(node)
        for key, message, hint in wrong:
            self.fault((*path, key), message, hint)
        return found

    def territory(self, key: str, node: Any) -> TerritorySpec:
        path: Path = ("territories", key)
        if not isinstance(node, dict):
            self.fault(path, f"territory '{key}' needs 'name' and 'build'")
            return TerritorySpec(key, key, ())
        self.keys(node, _TERRITORY_KEYS, path, f"territory '{key}'")
        if len(key.split()) != 1:
            self.fault(
                path,
                f"the id '{key}' contains spaces",
                f"write '{'_'.join(key.split())}' and give the full name as 'name'",
            )
        for flag in ("hidden", "overlay"):
            if _flag(node.get(flag, False)) is None:
                self.fault((*path, flag), f"'{flag}' must be true or false")
        confidence = str(node.get("confidence", "medium"))
        if confidence not in CONFIDENCE:
            self.fault((*path, "confidence"), f"confidence '{confidence}' is not one of {', '.join(CONFIDENCE)}")
        build = node.get("build")
        if not isinstance(build, list) or not build:
            self.fault((*path, "build"), f"territory '{key}' needs 'build': a list of units, territories or steps")
            build = []
        steps = [self.step(step, (*path, "build", number), key) for number, step in enumerate(build)]
        names = read_names(node["name"], (*path, "name"), self.fault) if node.get("name") is not None else ()

        def text(name: str) -> str | None:
            return str(node[name]) if node.get(name) is not None else None

        return TerritorySpec(
            id=key,
            name=plain(names) or key,
            steps=tuple(s for s in steps if s),
            span=self.span(node, path),
            first=text("from"),
            last=text("to"),
            source=text("source"),
            confidence=confidence,
            note=text("note"),
            hidden=_flag(node.get("hidden", False)) or False,
            overlay=_flag(node.get("overlay", False)) or False,
            names=names,
        )

    def step(self, node: Any, path: Path, owner: str) -> Step | None:
        before = len(self.mistakes)
        if isinstance(node, str | list):
            names = self.names(node, path, owner)
            return Step(path, False, names) if len(self.mistakes) == before else None
        if not isinstance(node, dict):
            self.fault(
                path,
                f"a step is a unit, a territory, a list of them, or {{part: ..., cut: ...}}, not '{node}'",
            )
            return None
        self.keys(node, _STEP_KEYS, path, "a step")
        operations = [key for key in _OPERATIONS if key in node]
        if len(operations) != 1:
            self.fault(path, "a step needs exactly one of 'add', 'part' and 'minus'")
            return None
        operation = operations[0]
        step = Step(
            path,
            operation == "minus",
            self.names(node[operation], (*path, operation), owner),
            self.references(node, "cut", path),
            self.holding(node.get("holding"), (*path, "holding")),
            self.references(node, "inside", path),
            self.references(node, "outside", path),
            self.limits(node, path),
            self.span(node, path),
        )
        if operation == "part" and not node.keys() & {"cut", "inside", "outside", *SIDES}:
            self.fault(
                path,
                "'part' does not say which part",
                "add 'cut' and 'holding', 'inside', or 'south_of' and the like",
            )
        if "cut" in node and "holding" not in node:
            self.fault(
                path,
                "'cut' needs 'holding': a place in the piece to keep",
                "for example holding: Chengde",
            )
        return step if len(self.mistakes) == before else None

    def names(self, node: Any, path: Path, owner: str) -> tuple[str, ...]:
        """Names of territories unchanged, names of units as ids."""
        found: list[str] = []
        entries = [(path, node)] if not isinstance(node, list) else [((*path, i), name) for i, name in enumerate(node)]
        for where, name in entries:
            if not isinstance(name, str):
                self.fault(where, f"'{name}' is not the name of a unit or territory")
            elif name in self.known:
                found.append(name)
            else:
                try:
                    found.extend(self.land(name))
                except UnknownName as error:
                    own = did_you_mean(name, [k for k in self.known if k != owner]) if "/" not in name else None
                    self.fault(where, str(error), own or error.suggestion)
        return tuple(found)

    def land(self, name: str) -> tuple[str, ...]:
        """Areas of a file, or units. Raises UnknownName."""
        if not file_areas.is_of_file(name, self.files):
            return admin_units.find_units(name)
        areas = file_areas.find(name, self.files)
        self.of_files |= {area: file_areas.spans(area, self.files) for area in areas}
        return areas

    def references(self, node: dict[Any, Any], key: str, path: Path) -> tuple[str, ...]:
        """Names of lines or areas in `cut`, `inside`, `outside`; a line or area written in place gets a
        generated name."""
        value = node.get(key)
        if value is None:
            return ()
        if isinstance(value, str) or (isinstance(value, list) and value and all(isinstance(v, str) for v in value)):
            wanted = [value] if isinstance(value, str) else value
            known = {**self.areas, **(self.lines if key == "cut" else {})}
            for name in wanted:
                if name not in known:
                    what = "line or area" if key == "cut" else "area"
                    declared = " (its definition has a mistake)" if self._declared(name) else ""
                    self.fault(
                        (*path, key),
                        f"no {what} '{name}' in this recipe{declared}",
                        did_you_mean(name, known),
                    )
            return tuple(name for name in wanted if name in known)
        own = IN_PLACE + ".".join(map(str, (*path[1:], key)))
        read = self.line if key == "cut" else self.area
        return (own,) if read(own, value, (*path, key)) else ()

    def _declared(self, name: str) -> bool:
        return any(m.path[:2] in (("lines", name), ("areas", name)) for m in self.mistakes)

    def holding(self, node: Any, path: Path) -> tuple[tuple[str, float, float], ...]:
        if node is None:
            return ()
        single = not isinstance(node, list) or is_pair(node)
        found = []
        for where, value in [(path, node)] if single else [((*path, i), v) for i, v in enumerate(node)]:
            try:
                found.append(read_point(value))
            except BadLine as error:
                self.fault(where, str(error), error.suggestion)
        return tuple(found)

    def limits(self, node: dict[Any, Any], path: Path) -> tuple[tuple[str, float], ...]:
        found = []
        for side in SIDES:
            value = node.get(side)
            degrees = number(value)
            if degrees is not None:
                found.append((side, degrees))
            elif value is not None:
                try:
                    _, lon, lat = read_point(value)
                    found.append((side, lat if side in SIDES[:2] else lon))
                except BadLine as error:
                    self.fault((*path, side), f"'{side}' takes degrees or a place: {error}", error.suggestion)
        return tuple(found)

    def cycles(self, specs: dict[str, TerritorySpec]) -> None:
        """Reports territories that are built from themselves, and drops the steps that close the circle."""
        done: set[str] = set()

        def visit(key: str, above: tuple[str, ...]) -> None:
            if len(above) > DEEPEST:
                message = f"'{key}' is built through more than {DEEPEST} other territories"
                self.fault(("territories", key), message)
                specs[key] = dataclasses.replace(specs[key], steps=())
            for step in specs[key].steps:
                for name in step.names:
                    if name in above or name == key:
                        way = " -> ".join((*above[above.index(name) if name in above else len(above) :], key, name))
                        self.fault(step.path, f"'{name}' is built from itself ({way})")
                        kept = tuple(s for s in specs[key].steps if s is not step)
                        specs[key] = dataclasses.replace(specs[key], steps=kept)
                    elif name in specs and name not in done:
                        visit(name, (*above, key))
            done.add(key)

        for key in list(specs):
            if key not in done:
                visit(key, ())
