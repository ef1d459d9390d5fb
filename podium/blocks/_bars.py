"""Bars drawn as native shapes: solid for a sure number, hatched as far as it is unsure, with its words at the end.

In: quantities, colour roles, a `Scale`. Out: scene boxes in EMU. A bar's length is its value times the scale,
rounded to the EMU, never stretched to be seen. Shared by `forces` and `losses`, so that doubt looks alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from podium import languages
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.quantities import Quantity, format_quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Fill, Hatch, Line, Shape
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, points
from podium.series.style import is_doubtful
from podium.themes import SIDE_COLOURS
from podium.typesetting.text import Draft, draft, plain_draft

UNKNOWN = Quantity("unknown", None, None, None, "unknown")
OUTLINE = 1.25  # pt
END_GAP = 7.0  # pt from a bar's end to its value
SWATCH = (22.0, 13.0)  # pt
SWATCH_GAP = 8.0


# ------------------------------------------------------------------------------------------ lengths


@dataclass(frozen=True, slots=True)
class Scale:
    """`length` EMU stand for `end`; a logarithmic scale begins at `start` > 0, a linear one at zero."""

    length: float
    end: float
    start: float = 0.0

    def emu(self, value: float) -> int:
        """The length of a bar for a value, in EMU."""
        return round(self.length * self.share(value))

    def share(self, value: float) -> float:
        """The same as a part of the whole length."""
        if value <= self.start or self.end <= self.start:
            return 0.0
        if self.start:
            return math.log10(value / self.start) / math.log10(self.end / self.start)
        return value / self.end


def reach(q: Quantity) -> float:
    """How far the bar of a quantity goes: its upper bound, else the number to draw; 0 for the unknown."""
    return (q.high if q.high is not None else q.best) or 0.0


def decades(values: Iterable[float]) -> tuple[float, float]:
    """The powers of ten around all values above zero, the smallest of them well inside."""
    positive = [v for v in values if v > 0] or [1.0]
    low, high = math.floor(math.log10(min(positive))), math.ceil(math.log10(max(positive)))
    if min(positive) < 1.5 * 10.0**low:
        low -= 1
    return 10.0**low, 10.0 ** max(high, low + 1)


def longest(scale_: Scale, labelled: Sequence[tuple[float, float]], room: float) -> float:
    """The greatest `length` of a scale at which each (value, label's width in pt) still fits into `room` pt."""
    lengths = [(room - END_GAP - width) / scale_.share(value) for value, width in labelled if scale_.share(value)]
    return min([room, *lengths])


def deal(needs: Sequence[float], room: float) -> list[int]:
    """How many rows stand on each page of `room` pt: as few pages as can be, evenly filled."""
    counts = _greedy(needs, room)
    total = fsum(needs)
    for share in range(1, 40):
        target = max(*needs, total / len(counts)) + share * room / 40 if needs else room
        even = _greedy(needs, min(target, room))
        if len(even) == len(counts):
            return even
    return counts


def _greedy(needs: Sequence[float], room: float) -> list[int]:
    counts, used = [0], 0.0
    for need in needs:
        if counts[-1] and used + need > room + 0.01:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += need
    return counts


def nice_step(end: float, most: int) -> float:
    """A step of 1, 2 or 5 times a power of ten with at most `most` steps up to `end`."""
    least = end / max(1, most)
    power = 10.0 ** math.floor(math.log10(least)) if least > 0 else 1.0
    return next(f * power for f in (1, 2, 5, 10) if f * power >= least * (1 - 1e-9))


# ------------------------------------------------------------------------------------------- shapes


def shade(colour: str, n: int, of: int) -> str:
    """The role of the n-th of up to three stacked parts: full, light, hollow ("ground")."""
    return colour if n == 0 or of == 1 else f"{colour}.tint" if n == 1 else "ground"


def _hatch(colour: str, role: str) -> Hatch:
    """The hatch of a part: in the side's colour on a wash of it, thinner on the lighter parts."""
    return Hatch(colour, f"{colour}.wash") if role == colour else Hatch(colour, role, "ltUpDiag")


def bar(
    name: str,
    q: Quantity,
    colour: str,
    at: Rect,
    scale_: Scale,
    *,
    leftward: bool = False,
    role: str = "",
    before: float = 0.0,
) -> list[Shape]:
    """The bar of a quantity from the left edge of `at` (or its right edge, leftward), as thick as `at` is high.

    A range is solid to its lower bound and hatched from there; other doubts are hatched whole. `before` is the
    sum of what is stacked below it. Nothing is drawn for zero and for the unknown.
    """
    role = role or colour
    end = reach(q)
    sure = end if not is_doubtful(q) else (q.low or 0.0) if q.kind == "range" else 0.0
    edges = [scale_.emu(before + v) for v in (0.0, sure, end)]
    pieces: list[tuple[str, Fill, Line | None, int, int]] = []
    if edges[1] > edges[0]:
        whole = sure == end
        hollow = Line(colour, OUTLINE) if role == "ground" else None
        pieces.append((name if whole else f"{name} (at least)", role, hollow, edges[0], edges[1]))
    if edges[2] > edges[1]:
        pieces.append((name, _hatch(colour, role), Line(colour, OUTLINE), edges[1], edges[2]))
    boxes = []
    for called, fill, line, start, stop in pieces:
        x = at.right - stop if leftward else at.x + start
        boxes.append(Shape(name=called, rect=Rect(x, at.y, stop - start, at.h), fill=fill, line=line))
    return boxes


def stacked_edges(values: Sequence[Quantity]) -> list[float]:
    """Where each of the stacked parts begins."""
    return [0.0, *accumulate(reach(q) for q in values)][:-1]


# ------------------------------------------------------------------------------------------- words


def number_text(q: Quantity, unit: str, lang: str) -> str:
    """The quantity in the language; its unit only where it is not the common one, "none" as the word."""
    if q.is_exact and q.best == 0 and not any(c.isdigit() for c in q.text):
        return languages.of(lang).bars.none
    return format_quantity(replace(q, unit="") if q.unit == unit else q, lang)


def has_number(q: Quantity) -> bool:
    """Whether a figure stands for it, not the word "none" or "unknown"."""
    return q.is_known and not (q.best == 0 and not any(c.isdigit() for c in q.text))


def value_draft(q: Quantity, unit: str, style: Style, stage: Stage, **more: object) -> Draft:
    """The value beside its bar: bold, or in second ink where there is none."""
    style = style.but(bold=True) if has_number(q) else style.but(bold=False, colour="ink2")
    return plain_draft(number_text(q, unit, stage.lang), style, **more)


def width_emu(d: Draft, stage: Stage) -> int:
    """The width that a draft takes on one line, with a hair to spare."""
    return round((stage.compose.width(d) + 2) * EMU_PER_PT)


class Party(NamedTuple):
    """A side as bars name it: in full, in short, the colour role of its shapes."""

    name: str
    short: str
    colour: str

    @property
    def deep(self) -> str:
        """The role of text that belongs to it."""
        return f"{self.colour}.deep"


def parties(named: Sequence[tuple[str, str]], stage: Stage) -> list[Party]:
    """Sides by (id or name, label or ""); who is no side of the deck gets a colour that nobody has, or grey.

    All of those are grey if there are more of them than colours.
    """
    known = [stage.side(name) for name, _ in named]
    free = [c for c in SIDE_COLOURS if c not in known]
    free = free if known.count("") <= len(free) else []
    made = []
    for (name, label), colour in zip(named, known, strict=True):
        side = _deck_side(name, stage)
        full = side[0] if side else inline.plain(name)
        colour = colour or (free.pop(0) if free else "grey")
        made.append(Party(inline.plain(label) or full, (side[1] if side else "") or full, colour))
    return made


def _deck_side(name: str, stage: Stage) -> tuple[str, str] | None:
    """(name, short) of the deck's side with that id, name or short name."""
    wanted = name.strip().casefold()
    for key, side in stage.deck.sides.items():
        if wanted in (key.casefold(), side.name.casefold(), side.short.casefold()):
            return inline.plain(side.name), inline.plain(side.short)
    return None


# --------------------------------------------------------------------------------------------- foot


class KeyEntry(NamedTuple):
    """A swatch and what it means; a fill of None is a text alone."""

    text: str
    fill: Fill
    line: Line | None = None


NOTE = scale.NOTE
_KEY_GAP, _RULE_GAP = 24.0, 9.0


def key_height(entries: Sequence[KeyEntry], note: str, rect: Rect, stage: Stage) -> float:
    """The room in pt for rule, entries and note under the bars, 0 for none."""
    if not entries and not note:
        return 0.0
    lines = _key_lines(entries, rect, stage)
    height = fsum(max(stage.compose.height([_entry(e)], _entry_width(e, rect)) for e in line) for line in lines)
    if note:
        height += stage.compose.height([draft(note, NOTE)], rect.width_pt)
    return _RULE_GAP + min(height, rect.height_pt * 0.3)


def key_boxes(entries: Sequence[KeyEntry], note: str, rect: Rect, stage: Stage, rule: bool = True) -> list[Box]:
    """A hairline, the entries side by side as far as they fit, the author's note below; from the top of `rect`."""
    if not entries and not note:
        return []
    boxes: list[Box] = [stage.rule(rect.x, rect.y, rect.w, "rule")] if rule else []
    y = rect.y + points(_RULE_GAP)
    for line in _key_lines(entries, rect, stage):
        x, tallest = rect.x, 0
        for entry in line:
            left = points(SWATCH[0] + SWATCH_GAP) if entry.fill else 0
            words = _entry(entry)
            width = min(width_emu(words, stage), rect.right - x - left)
            height = stage.line_height([words], width)
            if entry.fill:
                top = y + points((stage.compose.pitch(words, 0) - SWATCH[1]) / 2)
                boxes.append(
                    Shape(
                        name=f"Key: {entry.text}"[:60],
                        rect=Rect(x, top, points(SWATCH[0]), points(SWATCH[1])),
                        fill=entry.fill,
                        line=entry.line,
                    )
                )
            boxes.append(stage.text("Key", Rect(x + left, y, width, height), [words]))
            x += left + width + points(_KEY_GAP)
            tallest = max(tallest, height)
        y += tallest
    if note:
        words = draft(note, NOTE)
        height = min(stage.line_height([words], rect.w), max(points(NOTE.floor * NOTE.pitch) + 1, rect.bottom - y))
        boxes.append(stage.text("Note", Rect(rect.x, y, rect.w, height), [words]))
    return boxes


def _entry(entry: KeyEntry) -> Draft:
    return plain_draft(entry.text, NOTE.but(colour="ink") if entry.fill else NOTE)


def _entry_width(entry: KeyEntry, rect: Rect) -> float:
    return rect.width_pt - (SWATCH[0] + SWATCH_GAP if entry.fill else 0.0)


def _key_lines(entries: Sequence[KeyEntry], rect: Rect, stage: Stage) -> list[list[KeyEntry]]:
    """The entries dealt out to lines."""
    lines: list[list[KeyEntry]] = []
    used = 0.0
    for entry in entries:
        width = stage.compose.width(_entry(entry)) + 2 + (SWATCH[0] + SWATCH_GAP if entry.fill else 0.0)
        if not lines or used + width > rect.width_pt:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += width + _KEY_GAP
    return lines


def doubt_entries(values: Sequence[Quantity], stage: Stage, *, with_solid: bool) -> list[KeyEntry]:
    """The key of the hatch, only where there is one; where all doubts are upper limits, it says so."""
    doubtful = [q for q in values if is_doubtful(q)]
    if not doubtful:
        return []
    hatch = Hatch("ink2", "ground")
    if not all(q.kind in ("at-most", "less-than") for q in doubtful):
        return [KeyEntry(languages.of(stage.lang).charts.hatched, hatch, Line("ink2", OUTLINE))]
    words = languages.of(stage.lang).bars
    entries = [KeyEntry(words.limit, hatch, Line("ink2", OUTLINE))]
    if with_solid and len(doubtful) < sum(has_number(q) for q in values):
        limit = format_quantity(Quantity("", None, 1.0, 1.0, "at-most"), stage.lang).replace("1", "").strip()
        entries.append(KeyEntry(words.solid.format(limit), "ink2"))
    return entries
