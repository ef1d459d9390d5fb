"""A sheet: one page before it is numbered and gets its foot.

In: boxes from a kind or a generated page. Out of the page pass: `scene.Page`s.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from podium.outline.slide import Slide
from podium.scene.boxes import Box


@dataclass(slots=True)
class Sheet:
    """`id` is that of its slide, also of what continues the slide; `layout` names a template layout; `ground` is a
    colour role of its own instead of the layout's; `footer` is the section's label; `foot` are boxes of the foot;
    `planned` are the seconds that the lecturer gives it; `data` is whose data it shows and `credits` whose pictures,
    those of its slide aside, for the credits."""

    id: str
    layout: str
    title: str
    boxes: list[Box]
    notes: str = ""
    section: int = -1
    footer: str = ""
    hidden: bool = False
    slide: Slide | None = None
    foot: list[Box] = field(default_factory=list)
    sources: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    ground: str = ""
    planned: float = 0.0
