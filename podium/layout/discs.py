"""Discs with a number: on the arrows and steps of maps, and before the words about them.

In: a place and one or two characters. Out: boxes.
"""

from __future__ import annotations

from podium.layout.stage import Stage
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import plain_draft

DISC = points(23)
_DISC_TEXT = scale.LABEL.but(size=16.0, colour="ground")


def numbered_disc(x: int, y: int, number: str, stage: Stage, *, bounds: Rect | None = None) -> list[Box]:
    """A disc around a point with one or two characters on it, wider for more; moved into `bounds`."""
    words = plain_draft(number, _DISC_TEXT, align="centre")
    wide = max(DISC, points(stage.compose.width(words)) + DISC // 2)
    if bounds is not None:
        x = min(max(x, bounds.x + wide // 2), bounds.right - wide + wide // 2)
        y = min(max(y, bounds.y + DISC // 2), bounds.bottom - DISC + DISC // 2)
    rect = Rect(x - wide // 2, y - DISC // 2, wide, DISC)
    geometry = "ellipse" if wide == DISC else "roundRect"
    adjust = () if wide == DISC else (("adj", 50_000),)
    return [
        Shape(name=f"disc {number}", rect=rect, geometry=geometry, adjust=adjust, fill="ink", line=Line("ground")),
        stage.text(f"number {number}", rect, [words], anchor="middle"),
    ]
