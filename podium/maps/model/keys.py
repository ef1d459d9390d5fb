"""The keys of a map: docs/outline.md, "A map".

In: the YAML under `map:`. Out: a `MapModel`, which `podium.blocks.map` turns into a block and `podium.maps.spec`
resolves.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, WithJsonSchema

from podium.maps.model import numbers, parts, terrain
from podium.maps.model import values as said
from podium.maps.model.callouts import Callout
from podium.maps.model.routes import Route
from podium.maps.model.sketch import Sketch
from podium.maps.territories.geodata.sources import BorderFiles
from podium.outline.fields import TextField, TextsField
from podium.outline.models import ListOf, Model, ReadWith, Switch

_LINES = ListOf(parts.BorderLine, "map-border")
_COVER = ListOf(terrain.Cover, "map-cover")
_CHOICE = WithJsonSchema({"type": ["boolean", "array", "object", "string"]})
Choice = Annotated[said.Choice, ReadWith(said.read_choice), _CHOICE]
Waters = Annotated[said.Choice, ReadWith(said.read_waters), _CHOICE]
Seas = Annotated[said.Choice, ReadWith(said.read_seas), _CHOICE]
Texts = Annotated[said.Choice, ReadWith(said.read_texts), _CHOICE]
Groups = Annotated[
    tuple[tuple[str, tuple[str, ...]], ...], ReadWith(said.read_groups), WithJsonSchema({"type": "object"})
]


Borders = Annotated[str | BorderFiles, ReadWith(said.read_territories), WithJsonSchema({"type": ["string", "object"]})]


class MapModel(Model):
    """The area, date and frame of a map; its fills; the features on it."""

    cites_makers: ClassVar[bool] = True
    about: ClassVar[dict[str, str]] = {
        "title": "above the legend and in the alt text",
        "caption": "the words below the map",
        "alt": "the alt text; by default podium writes it",
        "territories": (
            "a recipe: `east-asia-1931-1941`, another of `list territories`, or your own in slides_src/territories/; "
            "or a file of borders: "
            "`{file: my.geojson, credit, id, name, from, to}`, or a file a year: `{1914: a.geojson, 1920: b.geojson, "
            "credit}`"
        ),
        "year": "the year whose borders are drawn",
        "years": "small multiples, a map for each year or day under one legend: `[1914, 1920, 1939]`",
        "date": "the day whose borders are drawn: `1939-09-01`",
        "frame": "`[west, south, east, north]` in degrees",
        "fit": "ids of territories that the map should contain",
        "around": "`{place: Harbin, km: 300}` or `{at: [lon, lat], km: 30}` in place of a frame",
        "projection": (
            "`lcc`, `albers`, `laea`, `equal-earth`, `robinson`, `mercator`, `plate-carree`, "
            "`orthographic` (a globe, `around` any place); by default what suits the frame"
        ),
        "fill": "`{side or colour: [territories]}`, perhaps with `strong` or `pale`; today also units: `USA/Alabama`",
        "hatch": "the same for hatching: `occupied`, `disputed`, `claimed`",
        "values": "land coloured by a number: `{data: {France: 12, Spain: ~7}, unit, classes, method, side, title}`",
        "circles": "circles at places, by a number: `{data: {Paris: 2.1 million}, unit, side, title}`",
        "flows": "bands as wide as a number: `{stations: [{at, number}], side, label, unit, step}`",
        "names": "`true`, `false`, or `{id: another name}`",
        "cities": "names, or `{name, at, label, capital, step}`; `false` for none",
        "rivers": "`true`, `false`, names, or `{name: label}`",
        "lakes": "`true`, `false`, names, or `{name: label}`",
        "seas": "`true`, `false`, names, `{name: label}` or `{name: [lon, lat]}`",
        "relief": "`true` or `false`: hills and mountains",
        "events": "battles and incidents: `{title, at, date, side, step}`",
        "fronts": "front lines: `{path, side, label, teeth, step}`",
        "arrows": "movements: `{from, via, to, side, label, number, step}`",
        "routes": "journeys: `{stations: [{at, date}], side, label, step}`; a station may be `Calicut: 1498-05-20`",
        "units": "`{kind, echelon, side, at, label, step}`",
        "remarks": "free text on the map: `{text, at, step}`",
        "layers": (
            "files of a GIS for a map closer than the atlas: `{coast: land.geojson, water, woods, marsh, built-up, "
            "contours, roads, railways, credit}`"
        ),
        "sketch": "a picture of another map as the ground: `{file, points: [{x, y, at}], credit}`",
        "hills": "hills and ridges with hachures: `{at, name, height, km}`, or `path` for a ridge",
        "water": "lakes and wide rivers that the atlas lacks: `{outline: [places], name}`, or `{at, km}`",
        "woods": "`{outline: [places], name}`, or `{at, km}`",
        "marsh": "the same for marsh",
        "built-up": "the same for towns and villages; with `at` alone some houses",
        "roads": "`{path, name, kind}`: `main`, `minor` or `track`",
        "railways": "`{path, name}`",
        "bridges": "`{at, name}`",
        "fortifications": "forts at a place, entrenchments along a line: `{at, name, kind, side}` or `{path, side}`",
        "callouts": "words about a place in a box beside it: `{at, title, text, picture, side, step}`",
        "zooms": "where other maps lie: `{frame, label, step}` or `{around: {at, km}, label}`",
        "stamp": "`true`: the date in a corner, which changes with dated steps",
        "grid": "`true`: letters and numbers at the edges, to speak of field C3; or `[columns, rows]`",
        "borders": "further borders: `{path, label, side, style}`",
        "claims": "further claims: `{path, label, side, style}`",
        "legend": "`false`, `true`, or `{key of fill or hatch: text}`",
        "scale": "`false` for no scale bar, `true` for one in any case",
        "inset": "`true` for a small locator map, or `{frame: […]}`",
        "steps": "the clicks, in order, to which parts refer in `step`",
        "schematic": "`true` or your own words, for a note on the map; `false` for none",
        "positions": "`{source, confidence}` of all parts without their own",
        "full": "`true`: the map fills the slide",
        "panel": "the corner of legend or panel: `top-left`, `bottom-right` …",
    }

    title: TextField = ""
    caption: TextField = ""
    alt: TextField = ""
    territories: Borders = ""
    year: TextField = ""
    date: TextField = ""
    years: Annotated[tuple[str, ...], ReadWith(said.read_years), WithJsonSchema({"type": "array"})] = ()
    frame: Annotated[
        tuple[float, float, float, float] | None, ReadWith(said.read_frame), WithJsonSchema({"type": "array"})
    ] = None
    fit: TextsField = ()
    around: parts.Around | None = None
    projection: TextField = ""
    fill: Groups = ()
    hatch: Groups = ()
    values: numbers.Values | None = None
    circles: numbers.Circles | None = None
    flows: Annotated[tuple[numbers.Flow, ...], said.many(numbers.Flow), ListOf(numbers.Flow, "map-flow")] = ()
    names: Texts = said.Choice()
    cities: Annotated[tuple[parts.City, ...] | None, ReadWith(parts.read_cities), ListOf(parts.City, "map-city")] = None
    rivers: Waters = said.Choice()
    lakes: Waters = said.Choice()
    seas: Seas = said.Choice()
    relief: Switch | None = None
    events: Annotated[tuple[parts.Event, ...], said.many(parts.Event), ListOf(parts.Event, "map-event")] = ()
    fronts: Annotated[tuple[parts.Front, ...], said.many(parts.Front), ListOf(parts.Front, "map-front")] = ()
    arrows: Annotated[tuple[parts.Arrow, ...], said.many(parts.Arrow), ListOf(parts.Arrow, "map-arrow")] = ()
    routes: Annotated[tuple[Route, ...], said.many(Route), ListOf(Route, "map-route")] = ()
    units: Annotated[tuple[parts.Unit, ...], said.many(parts.Unit), ListOf(parts.Unit, "map-unit")] = ()
    remarks: Annotated[tuple[parts.Remark, ...], said.many(parts.Remark), ListOf(parts.Remark, "map-remark")] = ()
    borders: Annotated[tuple[parts.BorderLine, ...], said.many(parts.BorderLine), _LINES] = ()
    claims: Annotated[tuple[parts.BorderLine, ...], said.many(parts.BorderLine), _LINES] = ()
    layers: terrain.Layers | None = None
    sketch: Sketch | None = None
    hills: Annotated[tuple[terrain.Hill, ...], said.many(terrain.Hill), ListOf(terrain.Hill, "map-hill")] = ()
    water: Annotated[tuple[terrain.Cover, ...], said.many(terrain.Cover), _COVER] = ()
    woods: Annotated[tuple[terrain.Cover, ...], said.many(terrain.Cover), _COVER] = ()
    marsh: Annotated[tuple[terrain.Cover, ...], said.many(terrain.Cover), _COVER] = ()
    built_up: Annotated[tuple[terrain.Cover, ...], said.many(terrain.Cover), _COVER] = Field((), alias="built-up")
    roads: Annotated[tuple[terrain.Road, ...], said.many(terrain.Road), ListOf(terrain.Road, "map-road")] = ()
    railways: Annotated[
        tuple[terrain.Railway, ...], said.many(terrain.Railway), ListOf(terrain.Railway, "map-railway")
    ] = ()
    bridges: Annotated[tuple[terrain.Bridge, ...], said.many(terrain.Bridge), ListOf(terrain.Bridge, "map-bridge")] = ()
    fortifications: Annotated[
        tuple[terrain.Fortification, ...],
        said.many(terrain.Fortification),
        ListOf(terrain.Fortification, "map-fortification"),
    ] = ()
    callouts: Annotated[tuple[Callout, ...], said.many(Callout), ListOf(Callout, "map-callout")] = ()
    zooms: Annotated[tuple[parts.Zoom, ...], said.many(parts.Zoom), ListOf(parts.Zoom, "map-zoom")] = ()
    stamp: Switch = False
    grid: Annotated[
        tuple[int, int] | None, ReadWith(said.read_grid), WithJsonSchema({"type": ["boolean", "array"]})
    ] = None
    legend: Texts = said.Choice()
    scale: Switch | None = None
    inset: Annotated[Any, ReadWith(said.read_inset), WithJsonSchema({"type": ["boolean", "object"]})] = False
    steps: Annotated[tuple[parts.Step, ...], ReadWith(parts.read_steps), WithJsonSchema({"type": "array"})] = ()
    schematic: Annotated[TextField, WithJsonSchema({"type": ["string", "boolean"]})] = ""
    positions: parts.Positions = parts.Positions()
    full: Switch = False
    panel: Literal["", "left", "right", "top-left", "top-right", "bottom-left", "bottom-right"] = ""
