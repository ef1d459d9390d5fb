"""The terrain of a map, as the outline writes it: hills, roads, woods and works, and files of a GIS that hold such.

In: the values under a map's keys. Out: frozen models whose places are still names or `(lon, lat)`, and names of files;
nothing is looked up or read here.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Field, WithJsonSchema

from podium.diagnostics import did_you_mean
from podium.maps.model.parts import Part
from podium.maps.model.values import PathField, PlaceField, read_each, read_number
from podium.maps.territories.geodata import sources
from podium.outline.fields import TextField
from podium.outline.models import Model, ReadWith, Switch, is_empty, mistake
from podium.outline.quantities import Quantity, QuantityError, parse_quantity

COVER = ("water", "woods", "marsh", "built_up")
DRAWN = ("hills", *COVER, "roads", "railways", "bridges", "fortifications")
"""The parts of the terrain that an outline draws, as the fields of a map are called."""
PLACED = ("hills", *COVER, "bridges", "fortifications")
"""Those that may stand at a place."""
_HIGHEST = 8849  # metres: Mount Everest


def key_of(kind: str) -> str:
    """The key under which an outline has a kind of terrain."""
    return kind.replace("_", "-")


def read_km(data: Any) -> float:
    """Kilometres, more than none. Raises a mistake."""
    found = read_number(data)
    if found <= 0:
        raise mistake(f"{found:g} km is no size", "value", "more than 0: 0.5 for 500 metres")
    return found


def read_height(data: Any) -> Quantity | None:
    """A height: metres, or a number with its unit (`650 ft`). Raises a mistake."""
    if is_empty(data):
        return None
    try:
        found = parse_quantity(str(data).strip())
    except QuantityError:
        raise mistake(f"'{data}' is no height", "quantity", "metres, or a number with its unit: 650 ft") from None
    if found.best is None or not math.isfinite(found.best):
        raise mistake(f"'{data}' is no height", "quantity", "metres, or a number with its unit: 650 ft")
    if found.unit in ("", "m") and found.best > _HIGHEST:
        raise mistake(f"no hill is {found.best:g} m high", "quantity", "with another unit: 9000 ft")
    return found


Km = Annotated[float, ReadWith(read_km), WithJsonSchema({"type": "number"})]
_KM = "how far it reaches from there, in km"


class Named(Part):
    """What all terrain shares."""

    about: ClassVar[dict[str, str]] = {"name": "its name on the map"}
    name: TextField = ""


class Hill(Named):
    """A hill, or with `path` a ridge."""

    label: ClassVar[str] = "a hill"
    about: ClassVar[dict[str, str]] = {
        "at": "its top: a place or `[lon, lat]`",
        "path": "in place of `at`, the line of a ridge: places",
        "height": "metres, or with a unit: `650 ft`",
        "km": "how far its slopes reach from the top, in km; by default what suits the map",
        "slopes": "of a `path`: `both`, or only to the `left` or `right` of its direction, as of a bluff",
    }
    at: PlaceField = None
    path: PathField = ()
    height: Annotated[Quantity | None, ReadWith(read_height), WithJsonSchema({"type": ["number", "string"]})] = None
    km: Km = 0.0
    slopes: Literal["both", "left", "right"] = "both"


class Road(Named):
    """A road."""

    label: ClassVar[str] = "a road"
    about: ClassVar[dict[str, str]] = {
        "path": "its places in order, or a stretch of river; a name stands at its end if that is beyond the frame",
        "kind": "`main`: a double line, `minor`: a plain one, `track`: dashed",
    }
    path: PathField = ()
    kind: Literal["main", "minor", "track"] = "main"


class Railway(Named):
    """A railway."""

    label: ClassVar[str] = "a railway"
    about: ClassVar[dict[str, str]] = {
        "path": "its places in order",
        "unfinished": "`true`: graded, but without rails",
    }
    path: PathField = ()
    unfinished: Switch = False


class Cover(Named):
    """What covers an area: water, woods, marsh, buildings."""

    label: ClassVar[str] = "an area of water, woods, marsh or buildings"
    about: ClassVar[dict[str, str]] = {
        "outline": "the places around it, three or more",
        "at": "its middle, with `km`; of `built-up` without it: some houses, a farm",
        "km": _KM,
    }
    outline: PathField = ()
    at: PlaceField = None
    km: Km = 0.0


class Bridge(Named):
    """A bridge."""

    label: ClassVar[str] = "a bridge"
    about: ClassVar[dict[str, str]] = {"at": "where: a place or `[lon, lat]`"}
    at: PlaceField = None


class Fortification(Named):
    """A work at a place, or along a line."""

    label: ClassVar[str] = "a fortification"
    about: ClassVar[dict[str, str]] = {
        "at": "where: a place or `[lon, lat]`",
        "path": "in place of `at`, the line of an entrenchment: places",
        "kind": "of one at a place: `fort` (by default), `redoubt`, `bunker`",
        "teeth": "of a `path`, where the enemy is: `left` (by default) or `right` of its direction",
    }
    at: PlaceField = None
    path: PathField = ()
    kind: Literal["fort", "redoubt", "bunker"] = "fort"
    teeth: Literal["left", "right"] = "left"


# ---- files -------------------------------------------------------------------------------------------------


class LayerFile(NamedTuple):
    """A file of a GIS that holds one kind of terrain; credit: whose it is, "" if that of all layers holds."""

    file: str
    credit: str = ""


def read_layer(data: Any) -> tuple[LayerFile, ...]:
    """A file, `{file, credit}`, or a list of such. Raises mistakes."""

    def one(entry: Any) -> LayerFile:
        if isinstance(entry, dict):
            for key in entry:
                if key not in LayerFile._fields:
                    hint = did_you_mean(str(key), LayerFile._fields) or "known: file, credit"
                    raise mistake(f"unknown key '{key}' in a layer", "unknown-key", hint)
            file, credit = (str(entry.get(key) or "").strip() for key in LayerFile._fields)
        else:
            file, credit = str(entry or "").strip(), ""
        if not file or not sources.is_file(file):
            hint = f"GeoJSON, TopoJSON, shapefiles, or {', '.join(sources.GDAL)}"
            raise mistake(f"'{file}' is no file of a GIS" if file else "a layer needs a file", "layer", hint)
        return LayerFile(file, credit)

    return read_each(data if isinstance(data, list) else [data], one)


Layer = Annotated[tuple[LayerFile, ...], ReadWith(read_layer), WithJsonSchema({"type": ["string", "object", "array"]})]


class Layers(Model):
    """Files of a GIS that show the land more exactly than the atlas."""

    label: ClassVar[str] = "'layers'"
    about: ClassVar[dict[str, str]] = {
        "coast": "areas of land, in place of the atlas' own coast",
        "water": "lakes and wide rivers as areas, brooks as lines",
        "woods": "areas",
        "marsh": "areas",
        "built-up": "areas: towns, or single houses",
        "contours": "lines of equal height",
        "roads": "lines",
        "railways": "lines",
        "credit": "who made the files, and their licence; a layer of another maker: `{file, credit}`",
    }
    coast: Layer = ()
    water: Layer = ()
    woods: Layer = ()
    marsh: Layer = ()
    built_up: Layer = Field((), alias="built-up")
    contours: Layer = ()
    roads: Layer = ()
    railways: Layer = ()
    credit: TextField = ""

    def files(self) -> list[tuple[str, int, LayerFile]]:
        """All files with the field that they are under and their numbers there."""
        return [(kind, n, file) for kind in LAYERS for n, file in enumerate(getattr(self, kind))]


LAYERS = ("coast", "water", "woods", "marsh", "built_up", "contours", "roads", "railways")
