"""The features of a map, as the outline writes them: cities, events, arrows, fronts, units, remarks, steps.

In: the values under a map's keys. Out: frozen models whose places are still names or `(lon, lat)`; they are looked up
when the map is drawn, so that reading an outline imports no map library.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Field, WithJsonSchema, model_validator

from podium.maps.model.values import PathField, PlaceField, read_each, read_frame, read_number, read_points
from podium.outline.fields import DateField, TextField
from podium.outline.models import Model, Problem, ReadWith, Switch, mistake, mistakes, read
from podium.themes._map_colours import SIDES

Confidence = Literal["", "high", "medium", "low", "schematic"]
UnitKind = Literal[
    "infantry", "motorised", "mechanised", "cavalry", "armour", "artillery", "air", "engineers", "headquarters", "unit"
]
Echelon = Literal[
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
]


class Positions(Model):
    """Source and confidence of all features that give none of their own."""

    label: ClassVar[str] = "'positions'"
    about: ClassVar[dict[str, str]] = {
        "source": "where positions are from",
        "confidence": "`high`, `medium`, `low` or `schematic`",
    }
    source: TextField = ""
    confidence: Confidence = ""


class Sourced(Model):
    """What appears with a click, and how far its position can be trusted."""

    about: ClassVar[dict[str, str]] = {
        "step": "the click with which it appears",
        "source": "where its position is from",
        "confidence": "`high`, `medium`, `low` or `schematic`",
    }
    step: TextField = ""
    source: TextField = ""
    confidence: Confidence = ""


class Part(Sourced):
    """What all features share: the click they appear with, their side, source and confidence."""

    other_sides: ClassVar[tuple[str, ...]] = tuple(SIDES)  # colours that may stand in place of a side
    about: ClassVar[dict[str, str]] = {"side": "whose colour it has"}
    side: TextField = ""


class City(Part):
    """A town: `at` where the gazetteer lacks it, `label` for another name on the map."""

    label: ClassVar[str] = "a city"
    about: ClassVar[dict[str, str]] = {
        "label": "another name on the map",
        "name": "the name of a town, also a historical one",
        "at": "`[lon, lat]`, where the atlas lacks it",
        "capital": "`true`: the sign of a capital",
    }
    words: TextField = Field("", alias="label")
    name: TextField = ""
    at: PlaceField = None
    capital: Switch = False

    @property
    def shown(self) -> str:
        """The words on the map."""
        return self.words or self.name


class Event(Part):
    """A battle or incident: a star with a title and a date."""

    label: ClassVar[str] = "an event of a map"
    about: ClassVar[dict[str, str]] = {
        "title": "what happened",
        "at": "where: a place or `[lon, lat]`",
        "place": "the same as `at`",
        "date": "when",
        "when": "the same as `date`",
    }
    title: TextField = ""
    at: PlaceField = None
    named: PlaceField = Field(None, alias="place")
    date: DateField | None = None
    when: DateField | None = None


class Remark(Part):
    """Free words at a place."""

    label: ClassVar[str] = "a remark on a map"
    about: ClassVar[dict[str, str]] = {
        "text": "the words",
        "at": "where: a place or `[lon, lat]`",
    }
    text: TextField = ""
    at: PlaceField = None


class Unit(Part):
    """A military unit."""

    label: ClassVar[str] = "a unit on a map"
    about: ClassVar[dict[str, str]] = {
        "label": "its name",
        "kind": (
            "`infantry`, `motorised`, `mechanised`, `cavalry`, `armour`, `artillery`, `air`, `engineers`, "
            "`headquarters`"
        ),
        "echelon": "from `squad` to `army group`",
        "width": "in pt; by default 1/17 of the map's width, between 26 and 42",
        "at": "where: a place or `[lon, lat]`",
    }
    words: TextField = Field("", alias="label")
    kind: UnitKind = "unit"
    echelon: Echelon = ""
    at: PlaceField = None
    width: Annotated[float, ReadWith(read_points)] = 0.0


class Front(Part):
    """A front line; its teeth point at the enemy."""

    label: ClassVar[str] = "a front on a map"
    about: ClassVar[dict[str, str]] = {
        "label": "its name",
        "path": "places, or a stretch of river: `{river: Halha, from: …, to: …}`",
        "teeth": "where the enemy is: `left` or `right` of the line's direction",
    }
    words: TextField = Field("", alias="label")
    path: PathField = ()
    teeth: Literal["none", "left", "right"] = "none"


class BorderLine(Part):
    """A further border or claim."""

    label: ClassVar[str] = "a border of a map"
    about: ClassVar[dict[str, str]] = {
        "label": "its name",
        "path": "places, or a stretch of river",
        "style": "`border`, `claimed`, `former` or `truce`",
    }
    words: TextField = Field("", alias="label")
    path: PathField = ()
    style: Literal["border", "claimed", "former", "truce"] = "border"


class Arrow(Part):
    """A movement along waypoints: `from`, `via`, `to`, or all of them in `path`."""

    label: ClassVar[str] = "an arrow of a map"
    about: ClassVar[dict[str, str]] = {
        "label": "its words",
        "from": "where it begins",
        "via": "places in between",
        "to": "where it ends",
        "path": "all its places in place of `from`, `via`, `to`",
        "number": "a number on it, for a key",
        "planned": "`true`: dashed",
        "width": "in pt; by default 1/52 of the map's width, between 6 and 15",
    }
    words: TextField = Field("", alias="label")
    start: PlaceField = Field(None, alias="from")
    via: PathField = ()
    end: PlaceField = Field(None, alias="to")
    path: PathField = ()
    number: TextField = ""
    planned: Switch = False
    width: Annotated[float, ReadWith(read_points)] = 0.0

    @property
    def waypoints(self) -> tuple[Any, ...]:
        """All its places in order."""
        return self.path or tuple(p for p in (self.start, *self.via, self.end) if p is not None)


class Around(Model):
    """A frame around a place."""

    label: ClassVar[str] = "'around'"
    about: ClassVar[dict[str, str]] = {
        "place": "a place, which is named on the map",
        "at": "`[lon, lat]`",
        "km": "the distance that is shown in each direction, at least",
    }
    named: PlaceField = Field(None, alias="place")
    at: PlaceField = None
    km: Annotated[float, ReadWith(read_number)]

    @model_validator(mode="after")
    def _has_a_place(self) -> Around:
        if not (self.at or self.named):
            hint = "write 'place:' and its name, or 'at: [longitude, latitude]'"
            raise mistake("'around' needs a place", "missing", hint)
        return self


class Zoom(Part):
    """The frame of another map, drawn on this one."""

    label: ClassVar[str] = "a zoom of a map"
    about: ClassVar[dict[str, str]] = {
        "frame": "what the other map shows: `[west, south, east, north]`",
        "around": "or its `{at: [lon, lat], km: 30}`, or `{place: Harbin, km: 300}`",
        "label": "words at its corner",
    }
    words: TextField = Field("", alias="label")
    frame: Annotated[
        tuple[float, float, float, float] | None, ReadWith(read_frame), WithJsonSchema({"type": "array"})
    ] = None
    around: Around | None = None


class Step(NamedTuple):
    """A click: its name, and the date whose borders it shows ("" for none)."""

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

    return read_each(data, one)


def read_cities(data: Any) -> tuple[City, ...] | None:
    """A list of names and `{name, at, …}`; `false` for none, `true` for podium's own choice (None)."""
    if str(data).strip().lower() in ("true", "false"):
        return None if str(data).strip().lower() == "true" else ()
    entries = [data] if isinstance(data, (str, dict)) and not (isinstance(data, dict) and "name" not in data) else data
    if isinstance(entries, dict):
        entries = [
            {"name": k, "at": v} if isinstance(v, (list, tuple)) else {"name": k, "label": v}
            for k, v in entries.items()
        ]
    return read_each(entries, lambda e: City.model_validate({"name": e}) if isinstance(e, str) else read(City, e))
