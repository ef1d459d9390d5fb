"""Sheets of paper that are filled from the top: the format, the head and foot of each, words that flow on.

In: words and slides in reading order. Out: leaves. All measures are in pt from the sheet's upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from podium.backends.pdf.paper import A4, LETTER, Leaf, Slide
from podium.outline.inline import Piece
from podium.scene.boxes import Box, Line, Page, Scene, Shape, Text
from podium.scene.speech import cues
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.typesetting.text import Column, Composer, Draft

A6 = (297.64, 419.53)
"""A quarter of A4 folded twice, in pt."""
SIZES = {"a4": A4, "letter": LETTER}
BODY = Style(10.5, 10.5, 1.36)
SMALL = Style(8.5, 8.5, 1.25, "ink2")
HEADLINE = Style(12.0, 12.0, 1.2, bold=True)
SECTION = Style(15.0, 15.0, 1.2, bold=True, major=True)
CLOCK = Style(11.0, 11.0, 1.2, bold=True)
PARAGRAPH = 5.0  # pt between two paragraphs
_HEAD, _FOOT = 34.0, 30.0  # from the edges of the sheet to the head's and the foot's words
_HEAD_GAP = 16.0  # from the head's rule to the contents


class Format(NamedTuple):
    """A sheet of that size with margins at the sides, and from its upper edge to the contents and its lower one."""

    width: float
    height: float
    margin: float = 48.0
    top: float = 68.0
    bottom: float = 54.0

    @property
    def inner(self) -> float:
        """The width of the contents."""
        return self.width - 2 * self.margin

    @property
    def low(self) -> float:
        """Where the contents end."""
        return self.height - self.bottom


class Sheets:
    """Fills leaves; `y` is where the next thing goes on the one that is being filled."""

    def __init__(self, scene: Scene, form: Format, head: str) -> None:
        self.scene, self.form, self.head = scene, form, head
        self.compose = Composer(scene.theme)
        self.leaves: list[list[Slide | Box]] = []
        self.about: dict[int, str] = {}  # by the number of a leaf, from 0: the slide that it is about
        self.y = form.top
        self.new()

    def new(self) -> None:
        """Begins another leaf."""
        self.leaves.append([])
        self.y = self.form.top

    @property
    def room(self) -> float:
        """The height that is left."""
        return self.form.low - self.y

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on the leaf yet."""
        return not self.leaves[-1]

    def need(self, height: float) -> None:
        """Begins another leaf if there is less room, unless nothing stands on this one."""
        if height > self.room and not self.is_empty:
            self.new()

    def slide(self, page: Page, x: float, y: float, width: float) -> float:
        """Puts a slide at its place, in a thin frame. Returns its height."""
        height = width * self.scene.grid.height / self.scene.grid.width
        rect = Rect(points(x), points(y), points(width), points(height))
        frame = Shape(name="Frame", rect=rect, line=Line("rule", 0.5))
        self.leaves[-1] += [Slide(page.id, x, y, width), frame]
        return height

    def rule(self, x: float, y: float, width: float, colour: str = "rule") -> None:
        """Draws a thin line."""
        rect = Rect(points(x), points(y), points(width), 0)
        self.leaves[-1].append(Shape(name="Rule", rect=rect, geometry="line", line=Line(colour, 0.5)))

    def lines(self, x: float, y: float, width: float, low: float, step: float = 19.0) -> None:
        """Ruled lines to write on."""
        y += step
        while y <= low:
            self.rule(x, y, width, "hairline")
            y += step

    def put(self, drafts: Sequence[Draft], x: float, y: float, width: float) -> float:
        """Sets words at a place. Returns their height."""
        if not drafts:
            return 0.0
        height = self.compose.height(drafts, width)
        rect = Rect(points(x), points(y), points(width), points(height) + 12700)
        name = drafts[0].text[:40] or "Words"
        self.leaves[-1].append(Text(name=name, rect=rect, paragraphs=self.compose.set(drafts, width)))
        return height

    def divided(self, drafts: Sequence[Draft], width: float, first: float) -> list[list[Draft]]:
        """The words as they fill the room of this leaf, `first` pt high, and whole columns of further ones."""
        whole = self.form.low - self.form.top
        return self.compose.fill(list(drafts), Column(width, first), Column(width, whole), 0) if drafts else []

    def flow(self, drafts: Sequence[Draft], x: float, width: float) -> bool:
        """Sets words from here on, those that do not fit at the top of further leaves. Returns whether all fit."""
        columns = self.divided(drafts, width, self.room)
        for n, column in enumerate(columns):
            if n:
                self.new()
            self.y += self.put(column, x, self.y, width)
        return len(columns) == 1

    def finished(self) -> list[Leaf]:
        """The leaves with head and foot; none if nothing was put on them."""
        if self.is_empty:
            self.leaves.pop()
        return [
            Leaf((*self._feet(number), *items), str(number), self.about.get(number - 1, ""))
            for number, items in enumerate(self.leaves, 1)
        ]

    def _feet(self, number: int) -> list[Box]:
        form, width = self.form, self.form.inner
        head, foot = plain(self.head, SMALL), plain(str(number), SMALL).but(align="right")
        top = Rect(points(form.margin), points(_HEAD), points(width), points(14))
        rule = top.below(points(16))._replace(h=0)
        low = Rect(points(form.margin), points(form.height - _FOOT - 6), points(width), points(14))
        return [
            Text(name="Head", rect=top, paragraphs=self.compose.set([head], width), role="footer"),
            Shape(name="Head rule", rect=rule, geometry="line", line=Line("rule", 0.5)),
            Text(name="Number of the sheet", rect=low, paragraphs=self.compose.set([foot], width), role="number"),
        ]


def plain(text: str, style: Style, before: float = 0.0) -> Draft:
    """A paragraph of plain words."""
    return Draft((Piece(text),), style, before)


def spoken(notes: str, style: Style) -> list[Draft]:
    """Notes as paragraphs, their cues in bold: [click], [pause]."""
    made: list[Draft] = []
    for line in notes.split("\n"):
        if line.strip():
            pieces = tuple(Piece(part, bold) for part, bold in cues(line))
            made.append(Draft(pieces, style, PARAGRAPH if made else 0.0))
    return made


def head_of(scene: Scene, what: str = "") -> str:
    """What stands at the head of each sheet: the lecture, its author and date."""
    return "  ·  ".join(filter(None, (scene.title, scene.author, scene.date, what)))


def shown(pages: Iterable[Page]) -> list[Page]:
    """The pages that the show does not pass over."""
    return [page for page in pages if not page.hidden]
