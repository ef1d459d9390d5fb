"""A map of others as the ground of a map, as the outline writes it: a picture, and places on it.

In: the values under `sketch`. Out: a frozen model; places are still names or `(lon, lat)`, and no file is read.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import WithJsonSchema

from podium.maps.model.values import PlaceField, many
from podium.outline.fields import TextField
from podium.outline.models import ListOf, Model, ReadWith, mistake


class Along(NamedTuple):
    """How far across or down a picture: pixels, or a share of it."""

    number: float
    is_share: bool


def read_along(data: Any) -> Along:
    """Pixels, or a percentage. Raises a mistake."""
    text = str(data).strip()
    share = text.endswith("%")
    try:
        number = float(text.removesuffix("%")) / (100 if share else 1)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0 or (share and number > 1):
        hint = "pixels from the left or the top, as a viewer of pictures shows them, or a share: 40%"
        raise mistake(f"'{text}' is no place on a picture", "value", hint)
    return Along(number, share)


_ALONG = Annotated[Along | None, ReadWith(read_along), WithJsonSchema({"type": ["number", "string"]})]


class SketchPoint(Model):
    """A place that is known on the picture and on the Earth."""

    label: ClassVar[str] = "a point of a sketch"
    about: ClassVar[dict[str, str]] = {
        "x": "on the picture: pixels from its left, or a share: `40%`",
        "y": "pixels from its top, or a share",
        "at": "the same place on the Earth: a name or `[lon, lat]`",
    }
    x: _ALONG = None
    y: _ALONG = None
    at: PlaceField = None


class Sketch(Model):
    """A picture of a map, fitted to this one by places that are on both."""

    label: ClassVar[str] = "'sketch'"
    about: ClassVar[dict[str, str]] = {
        "file": "a picture of a map, in images/",
        "points": "four places or more, well apart, that are on both: `{x, y, at}`",
        "credit": "whose map it is",
        "alt": "what it shows, for those who cannot see it",
    }
    file: TextField = ""
    points: Annotated[tuple[SketchPoint, ...], many(SketchPoint), ListOf(SketchPoint, "map-sketch-point")] = ()
    credit: TextField = ""
    alt: TextField = ""
