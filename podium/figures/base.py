"""What a figure type is: it turns a table, and room for it, into scene boxes that a back-end paints.

A type is a module of this package with a `MODEL`, a `FigureType`. It decides everything (sizes, places, what does not
fit) with podium's own font tables, so that a figure can be laid out without a drawing library. All lengths are in
points, from the upper left corner of the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from podium import languages
from podium.languages.catalogue import ChartWords, FigureWords
from podium.outline.quantities import Quantity, format_quantity
from podium.scene.boxes import Align, Box, Fill, Freeform, Line, Shape, Text
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.series.advice import Advice
from podium.series.colours import colour_of_none
from podium.series.table import Table
from podium.themes import SIDE_COLOURS
from podium.typesetting.text import Composer, plain_draft

PACKAGE = "podium.figures"
PITCH = 1.16  # line pitch as a multiple of the size
SIZES = (20, 18, 17, 16)  # of labels in pt; smaller ones cannot be read from the last row
AXIS_SIZE = 16.0
_UNKNOWN = Quantity("", None, None, None, "unknown")


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """What to draw: a table, the room in pt, and what the deck says about names, colours and language.

    `side` returns the colour of a side by its name, "" for any other name; `icon` the icon of a category. `each` is the
    number that one mark stands for, 0 to let the figure choose; `free` are the colours that no side has.
    """

    table: Table
    width: float
    height: float
    compose: Composer
    side: Callable[[str], str]
    lang: str = "en"
    unit: str = ""
    highlight: str = ""
    icon: Callable[[str], str] = lambda name: "person"
    each: float = 0.0
    free: tuple[str, ...] = SIDE_COLOURS

    @property
    def words(self) -> FigureWords:
        return languages.of(self.lang).figures

    @property
    def chart_words(self) -> ChartWords:
        return languages.of(self.lang).charts

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a text on one line."""
        return self.compose.width(plain_draft(text, Style(size, size, PITCH, bold=bold)))

    def lines(self, text: str, size: float, width: float, bold: bool = False) -> int:
        """The number of lines of a text."""
        return self.compose.count(plain_draft(text, Style(size, size, PITCH, bold=bold)), width, 0)

    def says(self, q: Quantity | None, unit: str | None = None) -> str:
        """A value in the deck's language, "unknown" for a missing one; `unit` replaces its own."""
        q = q or _UNKNOWN
        return format_quantity(q if unit is None else replace(q, unit=unit), self.lang)

    def number(self, value: float, unit: str = "") -> str:
        """A plain number in the deck's language."""
        return self.says(Quantity("", value, value, value, "exact", unit))


class Drawn(NamedTuple):
    """The boxes of a figure, and its width and height in pt."""

    boxes: list[Box]
    width: float
    height: float


class FigurePlan(NamedTuple):
    """The plan of a figure: all its `rows`, how many of them `fits` at once, and a function that draws some.

    `notes` are lines below the figure.
    """

    rows: int
    fits: int
    draw: Callable[[range], Drawn]
    notes: tuple[str, ...] = ()
    warnings: tuple[Advice, ...] = ()


class Fault(NamedTuple):
    """Why a figure cannot show a table. `category` and `series` count from 0; -1 is the heading row."""

    category: int
    series: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FigureType:
    """A figure type: its line in the documentation, its name in alt texts, its plan, and its checks."""

    summary: str
    name: Callable[[FigureWords], str]
    plan: Callable[[FigureDraft], FigurePlan]
    check: Callable[[Table, str], Iterable[Fault]] = lambda table, lang: ()
    dated: bool = False  # categories are dates, so data can be a plain list of dates


def no_negatives(table: Table, lang: str) -> Iterable[Fault]:
    """A fault for every value below zero, for which there can be no marks."""
    for c, row in enumerate(table.cells):
        for s, q in enumerate(row):
            if (q is not None and (q.best or 0.0) < 0) or (q is not None and (q.low or 0.0) < 0):
                yield Fault(c, s, f"'{table.categories[c]}' is below zero", "use 'range-dots' or a bar chart")


# ------------------------------------------------------------------------------------------ boxes


def box(x: float, y: float, w: float, h: float) -> Rect:
    """A rectangle given in pt as a `Rect`."""
    left, top = points(x), points(y)
    return Rect(left, top, points(x + w) - left, points(y + h) - top)


def label(
    draft: FigureDraft,
    name: str,
    place: tuple[float, float, float],
    text: str,
    size: float,
    *,
    colour: str = "ink",
    bold: bool = False,
    italic: bool = False,
    align: Align = "left",
) -> Text:
    """A text in `place` (left, vertical middle, width), on as many lines as it needs."""
    x, middle, width = place
    style = Style(size, size, PITCH, colour, bold=bold, italic=italic)
    paragraphs = draft.compose.set([plain_draft(text, style, align=align)], width)
    height = paragraphs[0].lines * paragraphs[0].pitch
    return Text(name=name, rect=box(x, middle - height / 2, width, height), paragraphs=paragraphs)


def dot(name: str, x: float, y: float, radius: float, colour: str, hollow: bool = False) -> Shape:
    """A dot; hollow for a value that is not exact."""
    fill, line = ("ground", Line(colour, 2.25)) if hollow else (colour, None)
    return Shape(
        name=name, rect=box(x - radius, y - radius, 2 * radius, 2 * radius), geometry="ellipse", fill=fill, line=line
    )


def bar(name: str, x: float, y: float, w: float, h: float, fill: Fill, line: Line | None = None) -> Shape:
    return Shape(name=name, rect=box(x, y, w, h), fill=fill, line=line)


def bars(
    name: str, places: Iterable[tuple[float, float, float, float]], fill: Fill, line: Line | None = None
) -> Freeform:
    """Rectangles (x, y, width, height) of one style as a single shape."""
    rects = [box(*place) for place in places]
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    whole = Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)
    paths = []
    for r in rects:
        x, y = r.x - left, r.y - top
        paths.append((("M", x, y), ("L", x + r.w, y), ("L", x + r.w, y + r.h), ("L", x, y + r.h), ("Z",)))
    return Freeform(name=name, rect=whole, paths=tuple(paths), fill=fill, line=line)


def stroke(name: str, x1: float, y1: float, x2: float, y2: float, line: Line) -> Freeform:
    """A straight line from one place to another."""
    rect = box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    path = (("M", points(x1) - rect.x, points(y1) - rect.y), ("L", points(x2) - rect.x, points(y2) - rect.y))
    return Freeform(name=name, rect=rect, paths=(path,), line=line)


# ------------------------------------------------------------------------------------- many texts


def row_names(draft: FigureDraft, names: Iterable[str], share: float) -> tuple[float, float, list[float]]:
    """Type size and width of a column of names, at most `share` of the figure's width, and the height of each name."""
    known = list(names)
    for size in SIZES:
        width = min(max((draft.measure(n, size, True) for n in known), default=0.0), draft.width * share)
        counts = [draft.lines(n, size, width, True) for n in known]
        if max(counts, default=1) == 1 or (max(counts) == 2 and size <= 16):
            break
    return float(size), width, [n * size * PITCH for n in counts]


def at_once(heights: list[float], room: float) -> int:
    """How many consecutive rows always fit at once; at least 1."""
    used = 0.0
    for n, height in enumerate(sorted(heights, reverse=True)):
        used += height
        if used > room:
            return max(1, n)
    return len(heights)


def spread(wanted: list[float], heights: list[float], top: float, bottom: float, gap: float = 2.0) -> list[float]:
    """Vertical middles for texts of some heights, each as near as possible to its wanted place, without overlap.

    Keeps the order of `wanted`; if there is not enough room, texts reach below `bottom`.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    places: list[float] = []
    floor = top
    for n in order:
        places.append(max(wanted[n], floor + heights[n] / 2))
        floor = places[-1] + heights[n] / 2 + gap
    ceiling = bottom
    for at in range(len(order) - 1, -1, -1):
        half = heights[order[at]] / 2
        places[at] = max(min(places[at], ceiling - half), top + half)
        ceiling = places[at] - half - gap
    floor = top
    for at, n in enumerate(order):  # pushed down again if the upward push met the top
        places[at] = max(places[at], floor + heights[n] / 2)
        floor = places[at] + heights[n] / 2 + gap
    result = [0.0] * len(wanted)
    for at, n in enumerate(order):
        result[n] = places[at]
    return result


def colour_of(draft: FigureDraft, name: str) -> str:
    """The colour of a category drawn in one colour: its side's, the highlight's, or the default."""
    own = draft.side(name)
    if draft.highlight:
        return (own or "accent") if name == draft.highlight else "grey"
    return own or ("grey" if any(draft.side(c) for c in draft.table.categories) else colour_of_none(draft.free))
