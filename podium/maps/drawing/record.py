"""A finished map, as it is drawn and cached.

In and out: scene boxes, warnings, pictures, a note. Imports neither numpy nor shapely nor pyproj.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.maps.model.findings import MapWarning
from podium.scene.boxes import Box


class Drawing(NamedTuple):
    """A finished map. relief: the keys of its pictures in the boxes, their bytes and endings; note: a paragraph for the
    slide's notes; credit: whose borders they are, "" for podium's own."""

    boxes: tuple[Box, ...]
    warnings: tuple[MapWarning, ...] = ()
    relief: tuple[tuple[str, bytes, str], ...] = ()
    note: str = ""
    credit: str = ""
