"""SmartArt in decks and documents: its words become points, its drawing has no counterpart.

In: the root element of a part with the data of a diagram. Out: blocks of the model.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podium.importing import rich
from podium.importing.model import Block, Listing, Lost, Rich, nested

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"


def read(root: Any, alt: str, origin: str, text_of: Callable[[Any], Rich]) -> list[Block]:
    """The drawing, named, and its words; `root` is None if there is no such part, `text_of` reads an `a:p`."""
    points = root.iter(f"{DGM}pt") if root is not None else ()
    lines = [line for point in points for p in point.iterfind(f"{DGM}t/{A}p") if (line := text_of(p))]
    kept = "its words are points" if lines else ""
    lost = Lost("a drawing made of SmartArt", tuple(filter(None, [rich.plain(alt)])), origin, kept)
    return [lost, *([Listing(nested((0, line) for line in lines), origin)] if lines else [])]
