"""A finished map, as it is drawn and cached.

In and out: scene boxes, warnings, pictures, a note. Imports neither numpy nor shapely nor pyproj.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.maps.model.findings import MapWarning
from podium.scene.boxes import Box


class Drawing(NamedTuple):
    """A finished map. relief: the bytes of its pictures by their key in the boxes; note: a paragraph for the slide's
    notes; credit: whose borders they are, "" for podium's own."""

    boxes: tuple[Box, ...]
    warnings: tuple[MapWarning, ...] = ()
    relief: tuple[tuple[str, bytes], ...] = ()
    note: str = ""
    credit: str = ""
