"""The keys of a map: docs/outline.md, "A map".

In: the YAML under `map:`. Out: a `MapModel`, which `podium.blocks.map` turns into a block and `podium.maps.spec`
resolves.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import WithJsonSchema

from podium.maps.model import parts, values
from podium.outline.fields import TextField, TextsField
from podium.outline.models import Model, ReadWith, Switch

_MANY = WithJsonSchema({"type": ["array", "object"]})
_CHOICE = WithJsonSchema({"type": ["boolean", "array", "object", "string"]})
Choice = Annotated[values.Choice, ReadWith(values.read_choice), _CHOICE]
Waters = Annotated[values.Choice, ReadWith(values.read_waters), _CHOICE]
Seas = Annotated[values.Choice, ReadWith(values.read_seas), _CHOICE]
Texts = Annotated[values.Choice, ReadWith(values.read_texts), _CHOICE]
Groups = Annotated[
    tuple[tuple[str, tuple[str, ...]], ...], ReadWith(values.read_groups), WithJsonSchema({"type": "object"})
]


class MapModel(Model):
    """The area, date and frame of a map; its fills; the features on it."""

    title: TextField = ""
    caption: TextField = ""
    alt: TextField = ""
    territories: TextField = ""
    year: TextField = ""
    date: TextField = ""
    frame: Annotated[
        tuple[float, float, float, float] | None, ReadWith(values.read_frame), WithJsonSchema({"type": "array"})
    ] = None
    fit: TextsField = ()
    around: parts.Around | None = None
    projection: TextField = ""
    fill: Groups = ()
    hatch: Groups = ()
    names: Texts = values.Choice()
    cities: Annotated[tuple[parts.City, ...] | None, ReadWith(parts.read_cities), _CHOICE] = None
    rivers: Waters = values.Choice()
    lakes: Waters = values.Choice()
    seas: Seas = values.Choice()
    relief: Switch | None = None
    events: Annotated[tuple[parts.Event, ...], values.many(parts.Event), _MANY] = ()
    fronts: Annotated[tuple[parts.Front, ...], values.many(parts.Front), _MANY] = ()
    arrows: Annotated[tuple[parts.Arrow, ...], values.many(parts.Arrow), _MANY] = ()
    units: Annotated[tuple[parts.Unit, ...], values.many(parts.Unit), _MANY] = ()
    remarks: Annotated[tuple[parts.Remark, ...], values.many(parts.Remark), _MANY] = ()
    borders: Annotated[tuple[parts.BorderLine, ...], values.many(parts.BorderLine), _MANY] = ()
    claims: Annotated[tuple[parts.BorderLine, ...], values.many(parts.BorderLine), _MANY] = ()
    legend: Texts = values.Choice()
    scale: Switch | None = None
    inset: Annotated[Any, ReadWith(values.read_inset), WithJsonSchema({"type": ["boolean", "object"]})] = False
    steps: Annotated[tuple[parts.Step, ...], ReadWith(parts.read_steps), WithJsonSchema({"type": "array"})] = ()
    schematic: TextField = ""
    positions: parts.Positions = parts.Positions()
    full: Switch = False
    panel: Literal["", "left", "right", "top-left", "top-right", "bottom-left", "bottom-right"] = ""
