"""The keys of a picture that is the ground of a page: `picture: tanks.jpg`, or its keys.

In: a file name or a mapping. Out: a `Picture`.
"""

from typing import Annotated, Any, ClassVar

from podium.outline.fields import TextField
from podium.outline.focus import FocusField
from podium.outline.models import Model, OrShort, ReadWith, read
from podium.outline.nodes import Mapping

ABOUT_PICTURE = {
    "file": "the picture, in images/; until it is there the slide shows a plate",
    "focus": (
        "the point that is never cropped away: `[0.5, 0.3]` from the left and the top, or `face`, `top`, "
        "`left` …"
    ),
    "alt": "the alt text, for those who cannot see it",
    "credit": "whose picture it is, and its licence",
}
"""What the keys are that every picture has."""


class Picture(Model):
    """A picture under the words of a page."""

    label = "'picture'"
    about: ClassVar[dict[str, str]] = ABOUT_PICTURE
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


PictureField = Annotated[Picture | None, ReadWith(_read_picture), OrShort(Picture, "picture")]
