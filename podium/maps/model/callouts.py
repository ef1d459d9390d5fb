"""Callouts of a map, as the outline writes them: words about a place, in a box beside it.

In: the values under `callouts`. Out: frozen models; the place is still a name or `(lon, lat)`.
"""

from __future__ import annotations

from typing import ClassVar

from podium.maps.model.parts import Part
from podium.maps.model.values import PlaceField
from podium.outline.fields import TextField
from podium.outline.picture import PictureField


class Callout(Part):
    """Words about a place in a box that a line joins to it, perhaps with a picture."""

    label: ClassVar[str] = "a callout"
    about: ClassVar[dict[str, str]] = {
        "at": "what it is about: a place or `[lon, lat]`",
        "title": "its first line, in bold",
        "text": "its words",
        "picture": "a file in images/, or `{file, alt, credit, focus}`",
    }
    at: PlaceField = None
    title: TextField = ""
    text: TextField = ""
    picture: PictureField = None
