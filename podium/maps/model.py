"""What stands on a map, as the outline writes it: cities, events, arrows, fronts, units, remarks, steps.

In: the values under a map's keys. Out: frozen models whose places are still names or `(lon, lat)`; the atlas is asked
when the map is drawn, so that reading an outline imports no map library.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, TypeVar

from pydantic import Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from podium.maps.atlas import boxes
from podium.outline.fields import DateField, TextField
from podium.outline.models import Model, Problem, ReadWith, Switch, is_empty, mistake, mistakes, read
from podium.themes._map_colours import SIDES

Place = str | tuple[float, float]
M = TypeVar("M", bound=Model)
_FORM = "write the name of a place, or [longitude, latitude]"


def read_number(data: Any) -> float:
    """A number that may still be text. Raises a mistake."""
    try:
        value = float(data) if not isinstance(data, bool) else math.nan
    except (TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise mistake(f"'{data}' is not a number", "type")
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


def _each(data: Any, read_one: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Every entry of a list, all mistakes at once."""
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
    """A list of the model's entries; one alone needs no list."""

    def read_all(data: Any) -> tuple[M, ...]:
        entries = [data] if isinstance(data, dict) else data
        return _each(entries, lambda entry: read(model, entry))

    return ReadWith(read_all)


PlaceField = Annotated[Place | None, ReadWith(read_place), WithJsonSchema({"type": ["string", "array"]})]
PathField = Annotated[
    tuple[Any, ...], ReadWith(lambda data: _each(data, _read_waypoint)), WithJsonSchema({"type": "array"})
]


def _read_waypoint(data: Any) -> Any:
    """A place, or a stretch of river (`{river: Halha, from: …, to: …}`), which is looked up when the map is drawn."""
    return data if isinstance(data, dict) else read_place(data)


Confidence = Literal["", "high", "medium", "low", "schematic"]


class Positions(Model):
    """How far to trust what stands on a map, where a part does not say it of itself."""

    label: ClassVar[str] = "'positions'"
    source: TextField = ""
    confidence: Confidence = ""


class Part(Model):
    """What all parts share: the click they appear with, whose they are, how far to trust them."""

    other_sides: ClassVar[tuple[str, ...]] = tuple(SIDES)  # a colour will do where nobody's name is needed
    step: TextField = ""
    side: TextField = ""
    source: TextField = ""
    confidence: Confidence = ""


class City(Part):
    """A town: `at` where the gazetteer lacks it, `label` where another name should stand."""

    label: ClassVar[str] = "a city"
    words: TextField = Field("", alias="label")
    name: TextField = ""
    at: PlaceField = None
    capital: Switch = False

    @property
    def shown(self) -> str:
        """What stands on the map."""
        return self.words or self.name


class Event(Part):
    """A battle or incident: a star with a title and a date."""

    label: ClassVar[str] = "an event of a map"
    title: TextField = ""
    at: PlaceField = None
    named: PlaceField = Field(None, alias="place")
    date: DateField | None = None
    when: DateField | None = None


class Remark(Part):
    """Free words at a place."""

    label: ClassVar[str] = "a remark on a map"
    text: TextField = ""
    at: PlaceField = None


class Unit(Part):
    """A military unit."""

    label: ClassVar[str] = "a unit on a map"
    words: TextField = Field("", alias="label")
    kind: Literal[
        "infantry",
        "motorised",
        "mechanised",
        "cavalry",
        "armour",
        "artillery",
        "air",
        "engineers",
        "headquarters",
        "unit",
    ] = "unit"
    echelon: Literal[
        "",
        "squad",
        "section",
        "platoon",
        "company",
        "battalion",
        "regiment",
        "brigade",
        "division",
        "corps",
        "army",
        "army group",
    ] = ""
    at: PlaceField = None


class Front(Part):
    """A front line; its teeth point at the enemy."""

    label: ClassVar[str] = "a front on a map"
    words: TextField = Field("", alias="label")
    path: PathField = ()
    teeth: Literal["none", "left", "right"] = "none"


class BorderLine(Part):
    """A further border or claim."""

    label: ClassVar[str] = "a border of a map"
    words: TextField = Field("", alias="label")
    path: PathField = ()
    style: Literal["border", "claimed", "former", "truce"] = "border"


class Arrow(Part):
    """A movement along waypoints: `from`, `via`, `to`, or all of them in `path`."""

    label: ClassVar[str] = "an arrow of a map"
    words: TextField = Field("", alias="label")
    start: PlaceField = Field(None, alias="from")
    via: PathField = ()
    end: PlaceField = Field(None, alias="to")
    path: PathField = ()
    number: TextField = ""
    planned: Switch = False
    width: Annotated[float, ReadWith(read_number)] = 0.0

    @property
    def waypoints(self) -> tuple[Any, ...]:
        """All its places in order."""
        return self.path or tuple(p for p in (self.start, *self.via, self.end) if p is not None)


class Step(NamedTuple):
    """A click: its name, and the day whose borders it shows ("" for none)."""

    name: str
    date: str = ""


def read_steps(data: Any) -> tuple[Step, ...]:
    """A list of names, or of `{name: …, date: …}`."""

    def one(entry: Any) -> Step:
        if isinstance(entry, dict):
            problems = [
                Problem((k,), f"unknown key '{k}' in a step", "unknown-key", "known: name, date", True)
                for k in entry
                if k not in ("name", "date")
            ]
            if problems:
                raise mistakes(problems)
            name, date = (str(entry.get(k) or "").strip() for k in ("name", "date"))
        else:
            name, date = str(entry or "").strip(), ""
        if not (name or date):
            raise mistake("a step needs a name", "missing")
        return Step(name or date, date)

    return _each(data, one)


def read_cities(data: Any) -> tuple[City, ...] | None:
    """A list of names and `{name, at, …}`; `false` is none, `true` the program's own choice (None)."""
    if str(data).strip().lower() in ("true", "false"):
        return None if str(data).strip().lower() == "true" else ()
    entries = [data] if isinstance(data, (str, dict)) and not (isinstance(data, dict) and "name" not in data) else data
    if isinstance(entries, dict):
        entries = [
            {"name": k, "at": v} if isinstance(v, (list, tuple)) else {"name": k, "label": v}
            for k, v in entries.items()
        ]
    return _each(entries, lambda e: City.model_validate({"name": e}) if isinstance(e, str) else read(City, e))


def read_groups(data: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`{colour or side: [territories]}` as pairs."""
    if not isinstance(data, dict):
        raise mistake("'side or colour: [territories]' lines are expected here", "shape")
    return tuple(
        (str(key), (value,) if isinstance(value, str) else _each(value, str))
        for key, value in data.items()
        if not is_empty(value)
    )


class Choice(NamedTuple):
    """What is shown of a kind of thing: by the program's choice (`on` None), or on or off; and named entries.

    `entries`: name -> its label, or its course or outline as a list of places where the atlas lacks it.
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
    return Choice(True, tuple((str(n), str(n)) for n in _each(names, str)))


def read_waters(data: Any) -> Choice:
    """`read_choice`, where the places of a lake or river that the atlas lacks are pairs of degrees, at least three."""

    def course(value: Any) -> tuple[tuple[float, float], ...]:
        if len(value) < 3:
            raise mistake("at least three places are expected here", "map-line", "[longitude, latitude] of each")
        return _each(value, _read_lonlat)

    return _with_places(read_choice(data), course)


def read_seas(data: Any) -> Choice:
    """`read_choice`, where the place of a sea that the atlas lacks is a pair of degrees."""
    return _with_places(read_choice(data), _read_lonlat)


def _with_places(choice: Choice, read_value: Callable[[Any], Any]) -> Choice:
    """The choice with the lists in it read, all mistakes at once."""
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
    """Longitude and latitude; no name will do."""
    place = read_place(data)
    if isinstance(place, str):
        raise mistake(f"'{place}' is not [longitude, latitude]", "place", "in degrees, for example [118.7, 47.8]")
    return place


def read_texts_of(data: Any) -> Choice:
    """`true`, `false`, or `{key: text}`: names and legends."""
    if isinstance(data, dict):
        return Choice(True, tuple((str(k), "" if is_empty(v) else str(v)) for k, v in data.items()))
    return read_choice(data)


def read_frame(data: Any) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    if not isinstance(data, (list, tuple)) or len(data) != 4:
        raise mistake("a frame is [west, south, east, north] in degrees", "frame", "for example [100, 20, 150, 55]")
    west, south, east, north = _each(data, read_number)
    wrong = boxes.fault(west, south, east, north)
    if wrong:
        raise mistake(wrong[0], "frame", wrong[1])
    return west, south, east, north


class Around(Model):
    """A frame about a place."""

    label: ClassVar[str] = "'around'"
    named: PlaceField = Field(None, alias="place")
    at: PlaceField = None
    km: Annotated[float, ReadWith(read_number)]


def read_inset(data: Any) -> Any:
    """`true` or `false`, or `{frame: […]}` for the wider land that the locator shows."""
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
