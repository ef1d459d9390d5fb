"""Map furniture: scale bar, legend, the frame of an inset.

In: rectangles on the page in EMU, and a stage that measures and fits the words. Out: scene boxes, each item one group.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from podium.layout.stage import Stage
from podium.maps.symbols.curves import Path, freeform, group
from podium.outline import inline
from podium.outline.quantities import format_quantity, parse_quantity
from podium.scene import type_scale as scale
from podium.scene.boxes import Align, Box, Fill, Group, Hatch, Line, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft, plain_draft

Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
Symbol = Callable[[int, int, int], Sequence[Box]]  # (x, y, height) in EMU -> boxes around x, y

# ------------------------------------------------------------------------------------------------ scale bar

_BAR = points(4.5)  # height
_BAR_TEXT = scale.AXIS.but(colour="ink")
_BAR_GAP = points(3)
SCALE_BAR_HEIGHT = points(_BAR_TEXT.size * 1.2) + _BAR_GAP + _BAR


def round_lengths() -> list[float]:
    """The lengths (km) that a scale bar may have, longest first: 1, 2 and 5 times a power of ten."""
    return [digit * 10.0**power for power in range(4, -3, -1) for digit in (5, 2, 1)]


def scale_bar(rect: Rect, km_per_emu: float, stage: Stage, *, align: Align = "left", name: str = "Scale") -> list[Box]:
    """A scale bar of two segments at the foot of `rect`, with the longest round length that fits, its ends labelled
    above.

    `align` puts it left, in the middle or right. No box if not even the labels fit.
    """
    for km in round_lengths():
        length = round(km / km_per_emu)
        half, whole = _length_words(km / 2, stage)[0], " ".join(_length_words(km, stage))
        widths = [_width(t, stage) for t in ("0", half, whole)]
        over = widths[2] - _width(whole.rpartition(" ")[0], stage) // 2  # from the bar's end to the end of "1,000 km"
        left = widths[0] // 2
        if left + length + over <= rect.w and rect.h >= SCALE_BAR_HEIGHT and length >= points(12):
            spare = rect.w - left - length - over
            x = rect.x + left + {"left": 0, "centre": spare // 2, "right": spare}[align]
            free = (length - widths[1] - max(widths[0], _width(whole.rpartition(" ")[0], stage))) // 2
            labels = [(x, "0", "centre"), (x + length, whole, "number")]
            if free >= points(6) and _same_unit(km, stage):
                labels.insert(1, (x + length // 2, half, "centre"))
            return [_bar(x, rect.bottom - _BAR, length, labels, whole, stage, name)]
    return []


def _length_words(km: float, stage: Stage) -> tuple[str, str]:
    """The number and the unit of a length: metres below a kilometre."""
    kilometres, metres = stage.words.lengths
    value, unit = (km, kilometres) if km >= 1 else (round(km * 1000), metres)
    return format_quantity(parse_quantity(round(value) if value == round(value) else value), stage.lang), unit


def _same_unit(km: float, stage: Stage) -> bool:
    return _length_words(km / 2, stage)[1] == _length_words(km, stage)[1]


def _width(text: str, stage: Stage) -> int:
    return points(stage.compose.width(plain_draft(text, _BAR_TEXT))) + points(1)


def _bar(x: int, y: int, length: int, labels: list[tuple[int, str, str]], whole: str, stage: Stage, name: str) -> Group:
    """The bar and its labels; a "number" label is centred by its number, and its unit runs on."""
    half = length // 2
    first, second = Rect(x, y, half, _BAR), Rect(x + half, y, length - half, _BAR)
    boxes: list[Box] = [
        Shape(name=f"{name}: first half", rect=first, fill="ink", line=Line("ink")),
        Shape(name=f"{name}: second half", rect=second, fill="ground", line=Line("ink")),
    ]
    height = points(_BAR_TEXT.size * 1.2)
    for at, text, how in labels:
        wide = _width(text, stage)
        left = at - (wide if how == "centre" else _width(text.rpartition(" ")[0], stage)) // 2
        boxes.append(
            stage.text(
                f"{name}: {text}",
                Rect(left, y - _BAR_GAP - height, wide, height),
                [plain_draft(text, _BAR_TEXT, align="centre" if how == "centre" else "left")],
            )
        )
    return group(name, boxes, alt=whole)


# -------------------------------------------------------------------------------------------------- legend

_TITLE = scale.CAPTION.but(bold=True)
_ENTRY = scale.CAPTION.but(size=18.0, colour="ink")
_PAD = points(10)
_SWATCH = (points(24), points(14))
_SWATCH_GAP = points(8)
HATCH_PT = 6.5  # from line to line of a hatch, on the map and in its legend
_HATCH_GAP = round(points(HATCH_PT) * 2**0.5)  # along its edge
HATCH_LINE, HATCH_ALPHA = 1.1, 0.6  # pt; words and arrows come before it


class Entry(NamedTuple):
    """An entry of a legend: its words and a swatch: a field (`fill`, with `line` around it), a line, or a symbol."""

    words: str
    fill: Fill = None
    line: Line | None = None
    symbol: Symbol | None = None


class _Plan(NamedTuple):
    """A legend at one size: the panel's width, heights of title and entries (EMU), and the shrink (pt)."""

    width: int
    title: int
    rows: list[int]
    shrink: int

    @property
    def height(self) -> int:
        return 2 * _PAD + self.title + sum(self.rows) + _gap(self.shrink) * (len(self.rows) - (0 if self.title else 1))


def legend(
    title: str,
    entries: Sequence[Entry],
    rect: Rect,
    stage: Stage,
    *,
    corner: Corner = "bottom-right",
    name: str = "Legend",
    step: int = 0,
) -> list[Box]:
    """A panel with a hairline frame in a corner of `rect`, no larger than its words need and never beyond `rect`.

    The words shrink from 18 to 16 pt; entries that do not fit even then are left over (`Stage.leftovers`).
    """
    if not entries or rect.w < 4 * _PAD + _SWATCH[0]:
        stage.leftovers += [draft(e.words, scale.BODY) for e in entries]
        return []
    plan = _plan(title, entries, rect, stage)
    shown = len(entries)
    while shown > 1 and plan._replace(rows=plan.rows[:shown]).height > rect.h:
        shown -= 1
    plan = plan._replace(rows=plan.rows[:shown])
    stage.leftovers += [draft(e.words, scale.BODY) for e in entries[shown:]]
    height = min(plan.height, rect.h)
    x = rect.x if corner.endswith("left") else rect.right - plan.width
    y = rect.y if corner.startswith("top") else rect.bottom - height
    panel = Rect(x, y, plan.width, height)
    boxes: list[Box] = [Shape(name=f"{name}: panel", rect=panel, fill="ground", line=Line("hairline", 0.75))]
    inner = Rect(x + _PAD, y + _PAD, plan.width - 2 * _PAD, height - 2 * _PAD)
    if title:
        boxes.append(stage.text(f"{name}: title", inner.top(plan.title), [_title(title, plan.shrink)]))
        inner = inner.below(plan.title + _gap(plan.shrink))
    for entry, row in zip(entries, plan.rows, strict=False):
        boxes += _entry(entry, inner.top(row), plan.shrink, stage, name)
        inner = inner.below(row + _gap(plan.shrink))
    alt = "; ".join(inline.plain(t) for t in (title, *(e.words for e in entries)) if t)
    return [Group(name=name, rect=panel, boxes=tuple(boxes), step=step, alt=alt)]


_ROW_GAP, _ENTRY_GAP = points(4), points(20)
ROW_PT = _ENTRY.floor * _ENTRY.pitch + 1  # height of a row of entries under a map


def legend_rows(
    title: str, entries: Sequence[Entry], rect: Rect, stage: Stage, name: str = "Legend"
) -> tuple[list[Box], int]:
    """The title and the entries side by side, from the top of `rect`; and their height. What does not fit in one row is
    set in columns of equal width, with the title on a line of its own."""
    shrink, row = round(_ENTRY.size - _ENTRY.floor), points(_ENTRY.floor * _ENTRY.pitch) + 1
    side = _SWATCH[0] + _SWATCH_GAP
    heading = [_title(title, shrink)] if title else []
    drafts = [draft(e.words, _style(shrink)) for e in entries]
    head = points(stage.compose.width(heading[0])) + points(2) + _ENTRY_GAP if heading else 0
    widths = [min(points(stage.compose.width(d)) + points(2) + side, rect.w) for d in drafts]
    boxes: list[Box] = []
    if head + sum(widths) + _ENTRY_GAP * (len(widths) - 1) <= rect.w:
        lefts = [head + sum(widths[:n]) + _ENTRY_GAP * n for n in range(len(widths))]
        places = [Rect(rect.x + x, rect.y, w, row) for x, w in zip(lefts, widths, strict=True)]
        first = Rect(rect.x, rect.y, head - _ENTRY_GAP, row)
    else:
        top = row + _ROW_GAP if heading else 0
        places = _in_columns(drafts, widths, rect.below(top), row, stage)
        first = rect.top(row)
    if heading:
        boxes.append(stage.text(f"{name}: title", first, heading))
    for entry, place in zip(entries, places, strict=True):
        boxes += _entry(entry, place, shrink, stage, name)
    height = max([row, *(place.bottom - rect.y for place in places)])
    alt = "; ".join(inline.plain(t) for t in (title, *(e.words for e in entries)) if t)
    return [Group(name=name, rect=rect.top(height), boxes=tuple(boxes), alt=alt)], height


def _in_columns(drafts: Sequence[Draft], widths: Sequence[int], rect: Rect, row: int, stage: Stage) -> list[Rect]:
    """The places of entries in as many columns of equal width as hold the widest of them, rows as full as can be."""
    count = max(1, min(len(widths), (rect.w + _ENTRY_GAP) // (max(widths) + _ENTRY_GAP)))
    count = -(-len(widths) // -(-len(widths) // count))
    wide, y, places = (rect.w + _ENTRY_GAP) // count - _ENTRY_GAP, rect.y, list[Rect]()
    for n in range(0, len(widths), count):
        texts = [[d] for d in drafts[n : n + count]]
        high = max(row, *(stage.line_height(t, wide - _SWATCH[0] - _SWATCH_GAP) for t in texts))
        places += [Rect(rect.x + k * (wide + _ENTRY_GAP), y, wide, high) for k in range(len(texts))]
        y += high + _ROW_GAP
    return places


def _gap(shrink: int) -> int:
    return points(5 if shrink < 3 else 3)


def _style(shrink: int) -> scale.Style:
    return _ENTRY.but(size=_ENTRY.size - shrink)


def _title(title: str, shrink: int) -> Draft:
    return draft(title, _TITLE.but(size=min(_TITLE.size, _style(shrink).size)))


def _plan(title: str, entries: Sequence[Entry], rect: Rect, stage: Stage) -> _Plan:
    """The largest size at which the legend fits without line breaks, else with them; the smallest if none fits."""
    plans = [_plan_at(shrink, title, entries, rect, stage) for shrink in range(round(_ENTRY.size - _ENTRY.floor) + 1)]
    fitting = [p for p in plans if p.height <= rect.h] or plans[-1:]
    return next((p for p in fitting if p.width < rect.w), fitting[0])


def _plan_at(shrink: int, title: str, entries: Sequence[Entry], rect: Rect, stage: Stage) -> _Plan:
    drafts = [draft(e.words, _style(shrink)) for e in entries]
    heading = [_title(title, shrink)] if title else []
    side = _SWATCH[0] + _SWATCH_GAP
    wanted = [points(stage.compose.width(d)) + side for d in drafts] + [points(stage.compose.width(d)) for d in heading]
    width = min(rect.w, max(wanted) + 2 * _PAD + points(2))
    rows = [max(stage.line_height([d], width - 2 * _PAD - side), _SWATCH[1]) for d in drafts]
    return _Plan(width, stage.line_height(heading, width - 2 * _PAD) if heading else 0, rows, shrink)


def _entry(entry: Entry, row: Rect, shrink: int, stage: Stage, name: str) -> list[Box]:
    """The swatch beside the first line of its words."""
    style = _style(shrink)
    line = points(style.size * style.pitch)
    sw, sh = _SWATCH
    middle = row.y + line // 2
    swatch = Rect(row.x, middle - sh // 2, sw, sh)
    boxes: list[Box] = []
    if entry.symbol is not None:
        boxes += entry.symbol(swatch.x + sw // 2, middle, round(sh * 1.15))
    elif isinstance(entry.fill, Hatch):
        boxes += _hatched(f"{name}: {entry.words}", swatch, entry.fill, entry.line or Line("rule", 0.75))
    elif entry.fill is not None:
        edge = entry.line or Line("rule", 0.75)
        boxes.append(Shape(name=f"{name}: {entry.words}", rect=swatch, fill=entry.fill, line=edge))
    elif entry.line is not None:
        sample = [("M", swatch.x, middle), ("L", swatch.right, middle)]
        boxes.append(freeform(f"{name}: {entry.words}", [sample], line=entry.line))
    words = Rect(row.x + sw + _SWATCH_GAP, row.y, row.w - sw - _SWATCH_GAP, row.h)
    return [*boxes, stage.text(f"{name}: {entry.words} (words)", words, [draft(entry.words, style)])]


def _hatched(name: str, swatch: Rect, hatch: Hatch, edge: Line) -> list[Box]:
    """A field with the same lines as on the map."""
    strokes: list[Path] = []
    first, last = swatch.x + swatch.y, swatch.right + swatch.bottom
    for start in range(first + _HATCH_GAP // 2, last, _HATCH_GAP):  # x + y is the same all along a line
        x0, x1 = max(swatch.x, start - swatch.bottom), min(swatch.right, start - swatch.y)
        if x1 - x0 > points(1):
            strokes.append([("M", x0, start - x0), ("L", x1, start - x1)])
    return [
        Shape(name=name, rect=swatch, fill=hatch.ground),
        replace(freeform(f"{name}: lines", strokes, line=Line(hatch.colour, HATCH_LINE)), alpha=HATCH_ALPHA),
        Shape(name=f"{name}: edge", rect=swatch, line=edge),
    ]


# -------------------------------------------------------------------------------------------------- insets


def inset(
    name: str,
    rect: Rect,
    boxes: Sequence[Box],
    *,
    shown: Rect | None = None,
    ground: Fill = "water",
    step: int = 0,
    alt: str = "",
) -> Group:
    """A small map in its frame; `shown` is the part that the large map shows, outlined in red.

    The boxes must lie within `rect`. A part too small to be seen becomes a square of 6 pt around the same place.
    """
    parts: list[Box] = [Shape(name=f"{name}: ground", rect=rect, fill=ground), *boxes]
    if shown is not None:
        least = points(6)
        w, h = max(shown.w, least), max(shown.h, least)
        x = min(max(shown.x - (w - shown.w) // 2, rect.x), rect.right - w)
        y = min(max(shown.y - (h - shown.h) // 2, rect.y), rect.bottom - h)
        here = Rect(x, y, min(w, rect.w), min(h, rect.h))
        parts.append(Shape(name=f"{name}: shown here", rect=here, line=Line("red", 1.5)))
    parts.append(Shape(name=f"{name}: frame", rect=rect, line=Line("rule", 1.0)))
    return Group(name=name, rect=rect, boxes=tuple(parts), step=step, alt=alt)
