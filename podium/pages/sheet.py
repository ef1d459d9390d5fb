"""A sheet: one page before it is numbered and gets its foot.

In: boxes from a kind or a generated page. Out of the page pass: `scene.Page`s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podium.scene.boxes import Box

if TYPE_CHECKING:
    from podium.kinds.base import SlideModel


@dataclass(slots=True)
class Sheet:
    """`layout` names a template layout; `footer` is the section's label; `foot` are boxes of the foot.

    `data` is whose data it shows, for the credits."""

    id: str
    layout: str
    title: str
    boxes: list[Box]
    notes: str = ""
    section: int = -1
    footer: str = ""
    hidden: bool = False
    slide: SlideModel | None = None
    foot: list[Box] = field(default_factory=list)
    sources: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
