"""Pictures that a page shows and that nobody has painted yet: figures decided to the last box, and scripts to be run.

In: what layout decided. Out: a `Drawing` or a `Script` under the key by which a `Picture` shows it
(`Scene.figures`); the figure back-end paints them into the scene's media under the same key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podium.scene.boxes import Box
from podium.scene.units import Rect


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure's boxes, the rectangle that they fill, and its theme (a `podium.themes.Theme`).

    `lacks` is told which letters no installed font has.
    """

    boxes: tuple[Box, ...]
    rect: Rect
    theme: Any
    lacks: Callable[[str], None] = lambda letters: None

    def key(self) -> str:
        """A digest of how it looks: equal figures have equal keys."""
        theme = self.theme
        return _digest(self.boxes, self.rect, sorted(theme.tokens.items()), theme.major, theme.minor)


@dataclass(frozen=True, slots=True)
class Script:
    """A lecturer's own script, to be run for a picture of `width` × `height` inches.

    `folder` is the outline's; `report(message, hint)` is told why the script failed, `warn(message, hint)` what of it
    is left out.
    """

    path: Path
    folder: Path
    width: float
    height: float
    theme: Any
    report: Callable[[str, str], None]
    warn: Callable[[str, str], None]
    data: Path | None = None

    def key(self) -> str:
        """A digest of what is to be run: one for each script, data file, size and theme."""
        return _digest(str(self.path), str(self.data), self.width, self.height, self.theme.name)


Figure = Drawing | Script


def svg_key(key: str) -> str:
    """The key under which a figure's vectors are carried."""
    return f"{key}-svg"


def _digest(*parts: object) -> str:
    return hashlib.blake2b("\n".join(map(repr, parts)).encode(), digest_size=16).hexdigest()
