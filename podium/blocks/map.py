"""map: historical territories, towns and movements as native shapes.

In: the keys of docs/outline.md, "A map" (`podium.maps.model.keys`). Out: the boxes of `podium.maps.drawing`. A deck
without maps, or whose maps are all in the cache, imports neither numpy nor shapely nor pyproj. Words beside a map with
as many items as it has steps are the key of its steps: they bear their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from podium.blocks.base import Block
from podium.layout.columns import is_ruled
from podium.layout.stage import Sheets, Stage
from podium.maps.model.keys import MapModel
from podium.outline.fields import Item
from podium.scene.units import Rect


class MapBlock(MapModel, Block):
    """A map as a block."""

    label: ClassVar[str] = "a map"
    summary: ClassVar[str] = "historical territories, towns and movements as native shapes"
    shares: ClassVar[tuple[int, int]] = (4, 8)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        from podium.maps.drawing.cache import draw

        return [draw(self, rect, stage)]

    def is_keyed_by(self, items: Sequence[Item]) -> bool:
        return 0 < len(items) == len(self.steps) and is_ruled(items)

    def lay_out_keyed(self, rect: Rect, stage: Stage) -> Sheets:
        from podium.maps.drawing.cache import draw

        return [draw(self, rect, stage, keyed=True)]


MODEL = MapBlock
