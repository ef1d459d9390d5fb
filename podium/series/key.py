"""The key under drawn bars: swatches with their meaning, and the author's note.

In: `KeyEntry`s, a note and a rectangle. Out: the height that they need, and their boxes under a hairline.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from podium import languages
from podium.layout.stage import Stage
from podium.outline.quantities import Quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Fill, Hatch, Line, Shape
from podium.scene.units import Rect, points
from podium.series.bars import OUTLINE, width_emu
from podium.series.values import is_doubtful
from podium.typesetting.text import Draft, draft, plain_draft

_SWATCH, _SWATCH_GAP = (22.0, 13.0), 8.0  # pt
_KEY_GAP, _RULE_GAP = 24.0, 9.0


class KeyEntry(NamedTuple):
    """A swatch and its meaning; without a fill, a text alone."""

    text: str
    fill: Fill
    line: Line | None = None


def key_height(entries: Sequence[KeyEntry], note: str, rect: Rect, stage: Stage) -> float:
    """The height in pt of rule, entries and note, 0 if there are none."""
    if not entries and not note:
        return 0.0
    lines = _key_lines(entries, rect, stage)
    height = fsum(max(stage.compose.height([_entry(e)], _entry_width(e, rect)) for e in line) for line in lines)
    if note and _room_for(note, lines, rect, stage) is None:
        height += stage.compose.height([draft(note, scale.NOTE)], rect.width_pt)
    return _RULE_GAP + min(height, rect.height_pt * 0.3)


def key_boxes(entries: Sequence[KeyEntry], note: str, rect: Rect, stage: Stage, rule: bool = True) -> list[Box]:
    """A hairline at the top of `rect`, the entries side by side as far as they fit, and the author's note below."""
    if not entries and not note:
        return []
    boxes: list[Box] = [stage.rule(rect.x, rect.y, rect.w, "rule")] if rule else []
    y = rect.y + points(_RULE_GAP)
    lines = _key_lines(entries, rect, stage)
    beside = _room_for(note, lines, rect, stage) if note else None
    for line in lines:
        x, tallest = rect.x, 0
        for entry in line:
            left = points(_SWATCH[0] + _SWATCH_GAP) if entry.fill else 0
            words = _entry(entry)
            width = min(width_emu(words, stage), rect.right - x - left)
            height = stage.line_height([words], width)
            if entry.fill:
                top = y + points((stage.compose.pitch(words, 0) - _SWATCH[1]) / 2)
                boxes.append(
                    Shape(
                        name=f"Key: {entry.text}"[:60],
                        rect=Rect(x, top, points(_SWATCH[0]), points(_SWATCH[1])),
                        fill=entry.fill,
                        line=entry.line,
                    )
                )
            boxes.append(stage.text("Key", Rect(x + left, y, width, height), [words]))
            x += left + width + points(_KEY_GAP)
            tallest = max(tallest, height)
        y += tallest
    if beside is not None:
        words = draft(note, scale.NOTE)
        high = stage.line_height([words], rect.w)
        place = Rect(rect.x + points(beside), y - high, rect.w - points(beside), high)
        boxes.append(stage.text("Note", place, [words]))
    elif note:
        words = draft(note, scale.NOTE)
        height = min(
            stage.line_height([words], rect.w), max(points(scale.NOTE.floor * scale.NOTE.pitch) + 1, rect.bottom - y)
        )
        boxes.append(stage.text("Note", Rect(rect.x, y, rect.w, height), [words]))
    return boxes


def _entry(entry: KeyEntry) -> Draft:
    return plain_draft(entry.text, scale.NOTE.but(colour="ink") if entry.fill else scale.NOTE)


def _entry_width(entry: KeyEntry, rect: Rect) -> float:
    return rect.width_pt - (_SWATCH[0] + _SWATCH_GAP if entry.fill else 0.0)


def _room_for(note: str, lines: Sequence[Sequence[KeyEntry]], rect: Rect, stage: Stage) -> float | None:
    """Where (pt) the note begins on the last line of entries; None if it does not fit there."""
    if not lines:
        return None
    taken = fsum(_width(entry, stage) + _KEY_GAP for entry in lines[-1])
    return taken if taken + stage.compose.width(draft(note, scale.NOTE)) + 2 <= rect.width_pt else None


def _width(entry: KeyEntry, stage: Stage) -> float:
    """The width (pt) of an entry on one line."""
    return stage.compose.width(_entry(entry)) + 2 + (_SWATCH[0] + _SWATCH_GAP if entry.fill else 0.0)


def _key_lines(entries: Sequence[KeyEntry], rect: Rect, stage: Stage) -> list[list[KeyEntry]]:
    """The entries divided into lines."""
    lines: list[list[KeyEntry]] = []
    used = 0.0
    for entry in entries:
        width = _width(entry, stage)
        if not lines or used + width > rect.width_pt:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += width + _KEY_GAP
    return lines


def doubt_entries(values: Sequence[Quantity], stage: Stage) -> list[KeyEntry]:
    """The entry that explains the hatch, if there is one; if all hatched values are upper limits, it says so."""
    doubtful = [q for q in values if is_doubtful(q)]
    if not doubtful:
        return []
    are_limits = all(q.kind in ("at-most", "less-than") for q in doubtful)
    words = languages.of(stage.lang)
    text = words.bars.limit if are_limits else words.charts.hatched
    return [KeyEntry(text, Hatch("ink2", "ground"), Line("ink2", OUTLINE))]
