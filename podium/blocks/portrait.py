"""portrait: a picture of a person, with name, life dates and role.

In: the keys of a picture, and those of a person. Out: as `image`, the name larger.
"""

from __future__ import annotations

from typing import ClassVar

from podium.blocks.image import ImageBlock
from podium.outline.models import Switch
from podium.scene import type_scale as scale
from podium.scene.type_scale import Style
from podium.scene.units import inches


class PortraitBlock(ImageBlock):
    """A picture of a person; the plate has a monogram."""

    label = "a portrait"
    summary = "a person: picture, name, life dates, role"
    shares = (6, 5)
    name_style: ClassVar[Style] = scale.SUMMARY_CLAIM.but(size=24.0, floor=18.0)
    line_style: ClassVar[Style] = scale.ROW.but(colour="ink2")
    full: Switch = True
    words_most: ClassVar[int] = inches(3.6)


MODEL = PortraitBlock
