"""Stations of what goes from place to place, as the outline writes them.

In: an entry of `stations`. Out: a frozen model; its places are still names or `(lon, lat)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from pydantic import Field

from podium.maps.model.values import PathField, PlaceField
from podium.outline.fields import TextField
from podium.outline.models import Model, is_empty, read


class Station(Model):
    """A place that a flow or a route passes."""

    label: ClassVar[str] = "a station"
    about: ClassVar[dict[str, str]] = {
        "at": "where: a place or `[lon, lat]`",
        "label": "its name, by default that of the place",
        "via": "places on the way to the next station, or a stretch of river",
    }
    at: PlaceField = None
    words: TextField = Field("", alias="label")
    via: PathField = ()


S = TypeVar("S", bound=Station)


def reader(model: type[S], key: str) -> Callable[[Any], S]:
    """Reads `{at: Smolensk, number: 145000}`, or `Smolensk: 145000`, or a name or `[lon, lat]`. key: of what stands
    beside a name."""
    keys = {field.alias or name for name, field in model.model_fields.items()}

    def read_station(data: Any) -> S:
        if isinstance(data, dict) and len(data) == 1 and not {*data} & keys:
            ((place, said),) = data.items()
            data = {"at": place, **({} if is_empty(said) else {key: said})}
        elif isinstance(data, (str, list)):
            data = {"at": data}
        return read(model, data)

    return read_station
