"""map: historical territories, towns and movements as native shapes.

In: the keys of docs/outline.md, "A map" (`podium.maps.model.keys`). Out: the boxes of `podium.maps.drawing`. A deck
without maps, or whose maps are all in the cache, imports neither numpy nor shapely nor pyproj.
"""

from __future__ import annotations

from typing import ClassVar

from podium.blocks.base import Block
from podium.layout.stage import Sheets, Stage
from podium.maps.model.keys import MapModel
from podium.scene.units import Rect


class MapBlock(MapModel, Block):
    """A map as a block."""

    label: ClassVar[str] = "a map"
    summary: ClassVar[str] = "historical territories, towns and movements as native shapes"
    shares: ClassVar[tuple[int, int]] = (4, 8)

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        from podium.maps.drawing.cache import draw

        return [draw(self, rect, stage)]


MODEL = MapBlock
