"""The values under a map's keys: places, numbers, frames, choices.

In: the YAML under a key. Out: numbers, places as names or `(lon, lat)`, and tuples of them; mistakes with a hint. No
name is looked up here, so that reading an outline imports no map library.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from podium.diagnostics import did_you_mean
from podium.maps.atlas import bounding_box
from podium.maps.territories.geodata import sources
from podium.maps.territories.geodata.sources import BorderFiles
from podium.outline.models import Model, Problem, ReadWith, is_empty, mistake, mistakes, read

Place = str | tuple[float, float]
M = TypeVar("M", bound=Model)
_FORM = "write the name of a place, or [longitude, latitude]"


def read_number(data: Any) -> float:
    """A finite number, also from text. Raises a mistake."""
    try:
        value = float(data) if not isinstance(data, bool) else math.nan
    except (TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise mistake(f"'{data}' is not a number", "type")
    return value


_MOST_POINTS = 300.0


def read_points(data: Any) -> float:
    """A width or diameter on the map, in pt."""
    value = read_number(data)
    if not 1.0 <= value <= _MOST_POINTS:
        raise mistake(f"{value:g} pt is no width on a map", "size", f"write 1 to {_MOST_POINTS:g}, or leave it out")
    return value


def read_place(data: Any) -> Place:
    """The name of a place, or its longitude and latitude."""
    if isinstance(data, str) and data.strip():
        return data.strip()
    if not isinstance(data, (list, tuple)) or len(data) != 2:
        raise mistake("a place is expected here", "place", _FORM)
    lon, lat = read_number(data[0]), read_number(data[1])
    if not -180 <= lon <= 180 or not -90 <= lat <= 90:
        swapped = abs(lon) <= 90 and abs(lat) <= 180
        raise mistake(
            f"[{lon:g}, {lat:g}] is not on the Earth",
            "place",
            f"[longitude, latitude], so perhaps [{lat:g}, {lon:g}]" if swapped else _FORM,
        )
    return lon, lat


def said_place(place: Any) -> str:
    """A place as a message says it."""
    return f"'{place}'" if isinstance(place, str) else bounding_box.written(*place)


def read_each(data: Any, read_one: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Every entry of a list; all mistakes at once."""
    if not isinstance(data, (list, tuple)):
        raise mistake("expected a list", "shape", "begin each line with '- '")
    made, problems = [], []
    for n, entry in enumerate(data):
        try:
            made.append(read_one(entry))
        except PydanticCustomError as e:
            problems += [p.under(n) for p in (e.context or {})["problems"]]
    if problems:
        raise mistakes(problems)
    return tuple(made)


def many(model: type[M]) -> ReadWith:
    """A list of the model's entries; a single entry needs no list."""

    def read_all(data: Any) -> tuple[M, ...]:
        entries = [data] if isinstance(data, dict) else data
        return read_each(entries, lambda entry: read(model, entry))

    return ReadWith(read_all)


PlaceField = Annotated[Place | None, ReadWith(read_place), WithJsonSchema({"type": ["string", "array"]})]
PathField = Annotated[
    tuple[Any, ...], ReadWith(lambda data: read_each(data, _read_waypoint)), WithJsonSchema({"type": "array"})
]


def _read_waypoint(data: Any) -> Any:
    """A place, or a stretch of river (`{river: Halha, from: …, to: …}`), which is looked up when the map is drawn."""
    return data if isinstance(data, dict) else read_place(data)


def read_groups(data: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`{colour or side: [territories]}` as pairs."""
    if not isinstance(data, dict):
        raise mistake("'side or colour: [territories]' lines are expected here", "shape")
    return tuple(
        (str(key), (value,) if isinstance(value, str) else read_each(value, str))
        for key, value in data.items()
        if not is_empty(value)
    )


_FILE_KEYS = ("file", "id", "name", "from", "to", "credit", "coast")
_COASTS = ("own", "atlas")


def read_territories(data: Any) -> str | BorderFiles:
    """The name of a recipe, or files of borders: a name, `{file: …, id: …, credit: …}`, or one file a year."""
    if not isinstance(data, dict):
        if isinstance(data, list):
            hint = "write {1914: one.geojson, 1920: another.geojson, credit: …} for several files"
            raise mistake("'territories' is one recipe or file", "shape", hint)
        name = "" if is_empty(data) else str(data)
        return BorderFiles((("", name),)) if sources.is_file(name) else name
    found = {str(key): "" if is_empty(value) else str(value).strip() for key, value in data.items()}
    years = [key for key in found if key.lstrip("-").isdigit()]
    problems = [
        Problem((k,), f"unknown key '{k}' in 'territories'", "unknown-key", did_you_mean(k, _FILE_KEYS), True)
        for k in found
        if k not in _FILE_KEYS and k not in years
    ]
    if bool(years) == bool(found.get("file")):
        hint = "write file: and a name, or a file for each year: {1914: one.geojson, 1920: another.geojson}"
        problems.append(Problem((), "'territories' needs one 'file', or years with a file each", "shape", hint))
    named = [(year, found[year]) for year in sorted(years, key=int)] if years else [("", found.get("file", ""))]
    for year, name in named:
        if name and not sources.is_file(name):
            hint = f"GeoJSON, TopoJSON, shapefiles, or {', '.join(sources.GDAL)}"
            problems.append(Problem((year or "file",), f"'{name}' is no file of borders", "borders", hint))
    if found.get("coast", "own") not in _COASTS:
        problems.append(Problem(("coast",), f"'coast' is own or atlas, not '{found['coast']}'", "choice"))
    if problems:
        raise mistakes(problems)
    return BorderFiles(tuple(named), *(found.get(key, "") for key in _FILE_KEYS[1:]))


class Choice(NamedTuple):
    """What is shown of a kind of thing: podium's choice (`on` None), all or nothing, or named entries.

    `entries`: name -> its label, or its course or outline as a list of places if the atlas lacks it.
    """

    on: bool | None = None
    entries: tuple[tuple[str, Any], ...] = ()


def read_choice(data: Any) -> Choice:
    """`true`, `false`, a list of names, or `{name: label or places}`."""
    if isinstance(data, Choice):
        return data
    if str(data).strip().lower() in ("true", "false"):
        return Choice(str(data).strip().lower() == "true")
    if isinstance(data, dict):
        return Choice(True, tuple((str(k), str(k) if is_empty(v) else v) for k, v in data.items()))
    names = [data] if isinstance(data, str) else data
    return Choice(True, tuple((str(n), str(n)) for n in read_each(names, str)))


def read_waters(data: Any) -> Choice:
    """`read_choice`; the course of a lake or river that the atlas lacks is a list of at least three pairs of
    degrees."""

    def course(value: Any) -> tuple[tuple[float, float], ...]:
        if len(value) < 3:
            raise mistake("at least three places are expected here", "map-line", "[longitude, latitude] of each")
        return read_each(value, _read_lonlat)

    return _with_places(read_choice(data), course)


def read_seas(data: Any) -> Choice:
    """`read_choice`; the place of a sea that the atlas lacks is a pair of degrees."""
    return _with_places(read_choice(data), _read_lonlat)


def _with_places(choice: Choice, read_value: Callable[[Any], Any]) -> Choice:
    """The choice with the lists in it read; all mistakes at once."""
    made, problems = [], []
    for key, value in choice.entries:
        try:
            made.append((key, read_value(value) if isinstance(value, (list, tuple)) else str(value)))
        except PydanticCustomError as e:
            problems += [p.under(key) for p in (e.context or {})["problems"]]
    if problems:
        raise mistakes(problems)
    return choice._replace(entries=tuple(made))


def _read_lonlat(data: Any) -> tuple[float, float]:
    """Longitude and latitude; not a name."""
    place = read_place(data)
    if isinstance(place, str):
        raise mistake(f"'{place}' is not [longitude, latitude]", "place", "in degrees, for example [118.7, 47.8]")
    return place


def read_texts(data: Any) -> Choice:
    """`true`, `false`, or `{key: text}`, for names and legends."""
    if isinstance(data, dict):
        return Choice(True, tuple((str(k), "" if is_empty(v) else str(v)) for k, v in data.items()))
    return read_choice(data)


_MOST_FIELDS = 12
_SEAM = 0.01  # degrees between the sides of a map that goes round the Earth
MOST_YEARS = 9


def read_years(data: Any) -> tuple[str, ...]:
    """Two years or days, or more."""
    found = tuple(
        str(v).strip() for v in read_each([data] if isinstance(data, str) else data, read_text) if str(v).strip()
    )
    if not 2 <= len(found) <= MOST_YEARS:
        hint = "for example [1914, 1920, 1939]; for a single one write 'year'"
        raise mistake(f"small multiples are 2 to {MOST_YEARS} years", "count", hint)
    if twice := next((when for n, when in enumerate(found) if when in found[:n]), ""):
        raise mistake(f"'{twice}' is there twice", "duplicate")
    return found


def read_grid(data: Any) -> tuple[int, int] | None:
    """The columns and rows of a grid; `true`: six by four, `false`: none."""
    words = str(data).strip().lower()
    if words in ("true", "false"):
        return (6, 4) if words == "true" else None
    hint = f"write true, or [columns, rows]: up to {_MOST_FIELDS} each"
    if not isinstance(data, (list, tuple)) or len(data) != 2:
        raise mistake("a grid is true, or its columns and rows", "shape", hint)
    columns, rows = read_each(data, read_number)
    if not all(n == int(n) and 2 <= n <= _MOST_FIELDS for n in (columns, rows)):
        raise mistake(f"a grid of {columns:g} by {rows:g} fields cannot be read", "count", hint)
    return int(columns), int(rows)


def read_text(data: Any) -> str:
    """A text or a number as a text."""
    if isinstance(data, (dict, list, tuple)) or data is None:
        raise mistake("a year or a day is expected here", "type", "for example 1914, or 1914-08-01")
    return str(data)


def read_frame(data: Any) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    if not isinstance(data, (list, tuple)) or len(data) != 4:
        raise mistake("a frame is [west, south, east, north] in degrees", "frame", "for example [100, 20, 150, 55]")
    west, south, east, north = read_each(data, read_number)
    if 0 < east - west <= 360 and (west < -180 or east > 180):  # a world about another meridian: [-30, -60, 330, 85]
        west, east = ((v + 180) % 360 - 180 for v in (west, east - (_SEAM if east - west == 360 else 0.0)))
    wrong = bounding_box.fault(west, south, east, north)
    if wrong:
        raise mistake(wrong[0], "frame", wrong[1])
    return west, south, east, north


def read_inset(data: Any) -> Any:
    """`true` or `false`, or `{frame: […]}` for the wider area that the locator shows."""
    if isinstance(data, dict):
        unknown = [
            Problem((k,), f"unknown key '{k}' in 'inset'", "unknown-key", "known: frame", True)
            for k in data
            if k != "frame"
        ]
        if unknown:
            raise mistakes(unknown)
        return read_frame(data.get("frame"))
    words = str(data).strip().lower()
    if words not in ("true", "false"):
        hint = "write true, or the wider land: {frame: [west, south, east, north]}"
        raise mistake(f"'inset' is true, false or a frame, not '{data}'", "type", hint)
    return words == "true"
