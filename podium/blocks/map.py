"""map: historical territories, towns and movements as native shapes.

In: the keys of docs/outline.md, "A map". Out: boxes from `podium.maps.drawing`, which draws what is not in the
cache; a deck without maps, or with maps that are kept, imports neither numpy nor shapely nor pyproj.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import WithJsonSchema

from podium.blocks.base import Block
from podium.layout.stage import Sheets, Stage
from podium.maps import model as parts
from podium.outline.fields import TextField, TextsField
from podium.outline.models import ReadWith, Switch
from podium.scene.units import Rect

_MANY = WithJsonSchema({"type": ["array", "object"]})
_CHOICE = WithJsonSchema({"type": ["boolean", "array", "object", "string"]})
Choice = Annotated[parts.Choice, ReadWith(parts.read_choice), _CHOICE]
Waters = Annotated[parts.Choice, ReadWith(parts.read_waters), _CHOICE]
Seas = Annotated[parts.Choice, ReadWith(parts.read_seas), _CHOICE]
Texts = Annotated[parts.Choice, ReadWith(parts.read_texts_of), _CHOICE]
Groups = Annotated[
    tuple[tuple[str, tuple[str, ...]], ...], ReadWith(parts.read_groups), WithJsonSchema({"type": "object"})
]


class MapBlock(Block):
    """Which land, on which day, in which frame; how it is filled; what stands on it."""

    label: ClassVar[str] = "a map"
    summary: ClassVar[str] = "historical territories, towns and movements as native shapes"
    shares: ClassVar[tuple[int, int]] = (4, 8)

    title: TextField = ""
    caption: TextField = ""
    alt: TextField = ""
    territories: TextField = ""
    year: TextField = ""
    date: TextField = ""
    frame: Annotated[
        tuple[float, float, float, float] | None, ReadWith(parts.read_frame), WithJsonSchema({"type": "array"})
    ] = None
    fit: TextsField = ()
    around: parts.Around | None = None
    projection: TextField = ""
    fill: Groups = ()
    hatch: Groups = ()
    names: Texts = parts.Choice()
    cities: Annotated[tuple[parts.City, ...] | None, ReadWith(parts.read_cities), _CHOICE] = None
    rivers: Waters = parts.Choice()
    lakes: Waters = parts.Choice()
    seas: Seas = parts.Choice()
    relief: Switch | None = None
    events: Annotated[tuple[parts.Event, ...], parts.many(parts.Event), _MANY] = ()
    fronts: Annotated[tuple[parts.Front, ...], parts.many(parts.Front), _MANY] = ()
    arrows: Annotated[tuple[parts.Arrow, ...], parts.many(parts.Arrow), _MANY] = ()
    units: Annotated[tuple[parts.Unit, ...], parts.many(parts.Unit), _MANY] = ()
    remarks: Annotated[tuple[parts.Remark, ...], parts.many(parts.Remark), _MANY] = ()
    borders: Annotated[tuple[parts.BorderLine, ...], parts.many(parts.BorderLine), _MANY] = ()
    claims: Annotated[tuple[parts.BorderLine, ...], parts.many(parts.BorderLine), _MANY] = ()
    legend: Texts = parts.Choice()
    scale: Switch | None = None
    inset: Annotated[Any, ReadWith(parts.read_inset), WithJsonSchema({"type": ["boolean", "object"]})] = False
    steps: Annotated[tuple[parts.Step, ...], ReadWith(parts.read_steps), WithJsonSchema({"type": "array"})] = ()
    schematic: TextField = ""
    positions: parts.Positions = parts.Positions()
    full: Switch = False
    panel: Literal["", "left", "right", "top-left", "top-right", "bottom-left", "bottom-right"] = ""

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        from podium.maps.drawing.cache import draw

        return [draw(self, rect, stage)]


MODEL = MapBlock
