"""Routes on a map, as the outline writes them: journeys with dates at their stations.

In: the values under `routes`. Out: frozen models; places are still names or `(lon, lat)`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, WithJsonSchema

from podium.maps.model.parts import Part
from podium.maps.model.values import PathField, PlaceField, read_each
from podium.outline.fields import DateField, TextField
from podium.outline.models import ReadWith, Switch, is_empty, read


class RouteStation(Part):
    """A place at which a journey halts."""

    label: ClassVar[str] = "a station of a route"
    about: ClassVar[dict[str, str]] = {
        "at": "where: a place or `[lon, lat]`",
        "label": "its name, by default that of the place",
        "date": "when the journey came here",
        "via": "places on the way to the next station",
        "step": "the click with which the way to here appears",
    }
    at: PlaceField = None
    words: TextField = Field("", alias="label")
    date: DateField | None = None
    via: PathField = ()


def read_station(data: Any) -> RouteStation:
    """`{at: Calicut, date: 1498-05-20}`, or `Calicut: 1498-05-20`, or a name or `[lon, lat]`."""
    keys = {field.alias or name for name, field in RouteStation.model_fields.items()}
    if isinstance(data, dict) and len(data) == 1 and not {*data} & keys:
        ((place, date),) = data.items()
        data = {"at": place, **({} if is_empty(date) else {"date": date})}
    elif isinstance(data, (str, list)):
        data = {"at": data}
    return read(RouteStation, data)


class Route(Part):
    """A journey from station to station."""

    label: ClassVar[str] = "a route on a map"
    about: ClassVar[dict[str, str]] = {
        "label": "its words",
        "stations": "the places in order, with dates: `[{at: Lisbon, date: 1497-07-08}, Calicut: 1498-05-20]`",
        "planned": "`true`: dashed",
    }
    words: TextField = Field("", alias="label")
    stations: Annotated[
        tuple[RouteStation, ...],
        ReadWith(lambda data: read_each(data, read_station)),
        WithJsonSchema({"type": "array"}),
    ] = ()
    planned: Switch = False
