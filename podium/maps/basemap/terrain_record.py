"""The terrain of a map, found: what lies where.

In and out: shapes in frame units.
"""

from __future__ import annotations

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True)
class TerrainPart:
    """One thing of the terrain, or all that a file has of its kind.

    kind: as the field of a map is called (`woods`); path: of its key in the outline; shape: areas, lines or a point;
    entry: as the outline writes it, None for what is from a file.
    """

    kind: str
    path: tuple[str | int, ...]
    shape: Any
    entry: Any = None
