"""Routes on a map, as the outline writes them: journeys with dates at their stations.

In: the values under `routes`. Out: frozen models; places are still names or `(lon, lat)`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, WithJsonSchema

from podium.maps.model.parts import Part, Sourced
from podium.maps.model.stations import Station, reader
from podium.maps.model.values import read_each
from podium.outline.fields import DateField, TextField
from podium.outline.models import ReadWith, Switch


class RouteStation(Station, Sourced):
    """A place at which a journey halts."""

    label: ClassVar[str] = "a station of a route"
    about: ClassVar[dict[str, str]] = {
        "date": "when the journey came here",
        "step": "the click with which the way to here appears",
    }
    date: DateField | None = None


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
        ReadWith(lambda data: read_each(data, reader(RouteStation, "date"))),
        WithJsonSchema({"type": "array"}),
    ] = ()
    planned: Switch = False
