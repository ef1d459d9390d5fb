"""The line of parts under a stacked bar of `losses`: a square in the colour of each part, its name and number.

In: a `Row`, the type size of its value, the width from the axis to the right edge. Out: the height and the boxes of the
line, which may break between parts.
"""

from __future__ import annotations

from dataclasses import replace

from podium.blocks.losses.data import Row
from podium.layout.stage import Stage
from podium.outline.quantities import Quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Shape
from podium.scene.units import Rect, points
from podium.series.bars import OUTLINE, Scale, bar, number_text, reach, shade, width_emu
from podium.typesetting.text import Draft, plain_draft

_SQUARE, _TEXT_GAP, _PART_GAP, _BAR_GAP, _AXIS_GAP = 10.0, 5.0, 16.0, 3.0, 4.0  # pt


def height(row: Row, size: float, room: float, stage: Stage) -> float:
    """The height (pt) of the line with the gap above it; 0 if the parts have no names."""
    if not has_named_parts(row):
        return 0.0
    return _pitch(size, stage) * len(_lines(row, "", size, room, stage)) + _BAR_GAP


def boxes(row: Row, unit: str, size: float, place: Rect, stage: Stage) -> list[Box]:
    """The boxes of the line under the bar in `place`, which ends at the right edge."""
    placed: list[Box] = []
    pitch = _pitch(size, stage)
    for k, line in enumerate(_lines(row, unit, size, place.width_pt, stage)):
        y = place.bottom + points(_BAR_GAP + k * pitch)
        for n, words, x in line:
            left = place.x + points(x)
            square = Rect(left, y + points((pitch - _SQUARE) / 2), points(_SQUARE), points(_SQUARE))
            start = left + points(_SQUARE + _TEXT_GAP)
            at = Rect(start, y, min(width_emu(words, stage), place.right - start), points(pitch) + 1)
            name = f"Part: {row.label}, {row.parts[n].name}"[:60]
            placed += [_swatch(row, n, square), stage.text(name, at, [words], fill="ground")]
    return placed


def has_named_parts(row: Row) -> bool:
    """Whether the row's parts have names."""
    return any(p.name for p in row.parts)


def _style(size: float) -> scale.Style:
    return scale.NOTE.but(size=max(16.0, min(18.0, size - 4)), colour="ink")


def _pitch(size: float, stage: Stage) -> float:
    return stage.compose.pitch(plain_draft("0", _style(size)), 0)


def _lines(row: Row, unit: str, size: float, room: float, stage: Stage) -> list[list[tuple[int, Draft, float]]]:
    """The parts divided into lines: (number of the part, draft, x in pt from the axis)."""
    lines: list[list[tuple[int, Draft, float]]] = [[]]
    x = _AXIS_GAP
    for n, part in enumerate(row.parts):
        text = f"{part.name} {number_text(part.value, unit, stage.lang)}".replace(" ", "\u00a0")
        words = plain_draft(text, _style(size))
        width = _SQUARE + _TEXT_GAP + stage.compose.width(words) + 2
        if lines[-1] and x + width > room:
            lines.append([])
            x = _AXIS_GAP
        lines[-1].append((n, words, x))
        x += width + _PART_GAP
    return lines


def _swatch(row: Row, n: int, at: Rect) -> Shape:
    """A square with the fill of the part's bar; for a part without a bar, that of an exact number."""
    part, colour = row.parts[n], row.party.colour
    value = part.value if part.value.best else Quantity("", 1.0, 1.0, 1.0, "exact")
    whole = Scale(float(at.w), reach(value))
    drawn = bar(f"Key: {part.name}", value, colour, at, whole, role=shade(colour, n, len(row.parts)))
    return replace(drawn[-1], rect=at, line=Line(colour, OUTLINE) if drawn[-1].line else None)
