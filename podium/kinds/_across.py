"""An exhibit that is wide and low, such as a panorama: it stands across the page, and the words in columns below it.

In: what draws the block and how high it would be, the words beside it, the rectangle under the headline. Out: boxes, or
none if the words had better stand at its side.
"""

from __future__ import annotations

from collections.abc import Sequence

from podium.layout.claim_columns import claim_columns
from podium.layout.columns import Draw
from podium.layout.stage import Stage
from podium.outline.fields import Item
from podium.scene.boxes import Box
from podium.scene.units import Rect, points

_GAP = points(22)  # between the exhibit and the words


def across(
    height: int, draw: Draw, text: str, items: Sequence[Item], rect: Rect, stage: Stage, *, reveal: bool
) -> list[Box]:
    """The block, `height` high, above the items; [] if that is 0, or the words are others than a few short items."""
    if not height or text:
        return []
    words = claim_columns(items, rect.below(height + _GAP), stage, reveal=reveal)
    return [*draw(rect.top(height), stage)[0], *words] if words else []
