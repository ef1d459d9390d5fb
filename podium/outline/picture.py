"""The keys of a picture that is the ground of a page: `picture: tanks.jpg`, or its keys.

In: a file name or a mapping. Out: a `Picture`.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import WithJsonSchema

from podium.outline.fields import TextField
from podium.outline.focus import FocusField
from podium.outline.models import Model, ReadWith, read
from podium.outline.source import Mapping


class Picture(Model):
    """A picture under the words of a page."""

    label = "'picture'"
    file: TextField
    alt: TextField = ""
    credit: TextField = ""
    focus: FocusField | None = None


def _read_picture(data: Any) -> Picture:
    """The name of a file, or the keys of a picture."""
    if not isinstance(data, str):
        return read(Picture, data)
    place = getattr(data, "place", None)
    if place is None:
        return Picture(file=data)
    keys = Mapping(place)
    keys["file"], keys.values_at["file"] = data, place
    return read(Picture, keys)


_KEYS = {"file": {"type": "string"}, "alt": {"type": "string"}, "credit": {"type": "string"}, "focus": {}}
_OBJECT = {"type": "object", "properties": _KEYS, "required": ["file"], "additionalProperties": False}
PictureField = Annotated[
    Picture | None, ReadWith(_read_picture), WithJsonSchema({"anyOf": [{"type": "string"}, _OBJECT]})
]
