"""How lines and stripes look: dashes, the heads of arrows, hatches.

In: lines and patterns of the scene, as PowerPoint names them. Out: numbers and points for those that draw them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import radians
from typing import Any, NamedTuple

from podium.scene.boxes import Dash, Line
from podium.scene.units import EMU_PER_PT

DASHES: dict[Dash, tuple[float, ...]] = {"solid": (), "dash": (4, 3), "dot": (1, 1), "dash-dot": (4, 3, 1, 3)}
"""The lengths of dashes and gaps in line widths."""
_HEAD = 3.0  # of an arrow head, in line widths: PowerPoint's medium triangle
_HATCHES = {"wd": (8, 3), "lt": (4, 1), "dk": (4, 2), "nar": (2, 1)}  # period and breadth, of PowerPoint's 8 pixels
_PIXEL = 0.75  # pt


class Stripes(NamedTuple):
    """Stripes of `breadth` pt, each `step` pt from the one before; upright ones are turned clockwise by `turn` radians
    about the page's upper left corner, where the first begins."""

    turn: float
    step: float
    breadth: float


def stripes(pattern: str) -> Stripes:
    """The stripes of a pattern of DrawingML (`wdUpDiag`)."""
    period, breadth = next((v for k, v in _HATCHES.items() if pattern.startswith(k)), _HATCHES["wd"])
    if pattern.endswith(("Horz", "Vert")):
        return Stripes(radians(90) if pattern.endswith("Horz") else 0.0, period * _PIXEL, breadth * _PIXEL)
    scale = _PIXEL * 0.5**0.5  # pixels are counted along a row
    return Stripes(radians(-45 if "Dn" in pattern else 45), period * scale, breadth * scale)


def heads(path: Any, line: Line) -> Iterator[tuple[complex, complex, complex]]:
    """The corners (pt) of the heads at the ends of an open path in EMU, their tips where it ends."""
    at = [complex(*c[n : n + 2]) / EMU_PER_PT for c in path for n in range(1, len(c), 2)]
    for wanted, tip, before in ((line.head, at[0], at[1]), (line.tail, at[-1], at[-2])):
        if wanted and tip != before:
            along = (tip - before) / abs(tip - before) * line.width * _HEAD
            yield tip, tip - along * (1 - 0.5j), tip - along * (1 + 0.5j)


def within_heads(path: Any, line: Line) -> list[tuple[Any, ...]]:
    """The path (EMU), ending in the middle of its heads: their tips are sharp. Short ones stay as they are."""
    out: list[tuple[Any, ...]] = [tuple(c) for c in path]
    back = line.width * _HEAD / 2 * EMU_PER_PT
    last = out[-1][-4:-2] if out[-1][0] == "C" else out[-2][-2:]
    for n, before, wanted in ((0, out[1][1:3], line.head), (len(out) - 1, last, line.tail)):
        tip, start = complex(*out[n][-2:]), complex(*before)
        if wanted and abs(tip - start) > 2 * back:
            tip -= (tip - start) / abs(tip - start) * back
            out[n] = (*out[n][:-2], tip.real, tip.imag)
    return out
