"""Sheets of paper that are filled from the top: the format, the head and foot of each, words that flow on.

In: words and slides in reading order. Out: leaves. All measures are in pt from the sheet's upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from podium.backends.pdf.paper import A4, LETTER, Leaf, Slide
from podium.outline.inline import Piece
from podium.paper.notes import sentence_end
from podium.scene.boxes import Box, Line, Page, Scene, Shape, Text
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.typesetting.text import Column, Composer, Draft, parted

A6 = (297.64, 419.53)
"""A quarter of A4 folded twice, in pt."""
SIZES = {"a4": A4, "letter": LETTER}
SMALL = Style(8.5, 8.5, 1.25, "ink2")
HEADLINE = Style(12.0, 12.0, 1.2, bold=True)
SECTION = Style(15.0, 15.0, 1.2, bold=True, major=True)
_HEAD, _FOOT = 34.0, 30.0  # from the edges of the sheet to the head's and the foot's words
_PARAGRAPH, _SENTENCE = 3, 5  # lines at the foot of a leaf that may stay empty, so that one of these stays whole


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

    @property
    def room(self) -> float:
        """The height of the contents."""
        return self.low - self.top


class Sheets:
    """Fills leaves; `y` is where the next thing goes on the one that is being filled. `head` stands above a rule at the
    head of each sheet, `foot` beside its number."""

    def __init__(self, scene: Scene, form: Format, head: str = "", foot: str = "") -> None:
        self.scene, self.form, self.head, self.foot = scene, form, head, foot
        self.compose = Composer(scene.theme, scene.lang, ties=False)
        self.leaves: list[list[Slide | Box]] = []
        self.about: dict[int, str] = {}  # by the number of a leaf, from 0: the slide that it is about
        self.y = form.top
        self.new()

    def begun(self, section: int, before: int) -> str:
        """The title of the section that a slide begins, "" if the one before is of it too, or if there is no other."""
        return self.scene.sections[section] if section not in (before, -1) and len(self.scene.sections) > 1 else ""

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

    def rule(self, x: float, y: float, width: float, height: float = 0.0, colour: str = "hairline") -> None:
        """Draws a thin line, upright if it has a height."""
        rect = Rect(points(x), points(y), points(width), points(height))
        line = Line(colour, 1.5 if height else 0.5)
        self.leaves[-1].append(Shape(name="Rule", rect=rect, geometry="line", line=line))

    def lines(self, x: float, y: float, width: float, low: float, step: float = 19.0) -> None:
        """Ruled lines to write on."""
        y += step
        while y <= low:
            self.rule(x, y, width)
            y += step

    def put(self, drafts: Sequence[Draft], x: float, y: float, width: float) -> float:
        """Sets words at a place; what is indented has a rule at its side. Returns their height."""
        if not drafts:
            return 0.0
        drafts = [self.compose.settled(d, width, 0) for d in drafts]  # rules and slides stand beside them
        height = self.compose.height(drafts, width)
        rect = Rect(points(x), points(y), points(width), points(height) + 12700)
        name = drafts[0].text[:40] or "Words"
        self.leaves[-1].append(Text(name=name, rect=rect, paragraphs=self.compose.set(drafts, width)))
        for n, d in enumerate(drafts):
            if d.indent:
                low = y + self.compose.height(drafts[: n + 1], width)
                high = self.compose.height([d], width)
                self.rule(x + 2, low - high + 1.5, 0.0, high - 1.5, "rule")
        return height

    def divided(self, drafts: Sequence[Draft], width: float, first: float, rest: float = 0.0) -> list[list[Draft]]:
        """The words as they fill the room of this leaf, `first` pt high, and of further ones, `rest` or all of it.

        Where it costs little, a leaf ends with a sentence.
        """
        columns, todo, room = [], list(drafts), first
        while todo:
            column, *more = self.compose.fill(todo, Column(width, room), Column(width, math.inf), 0)
            todo = self._whole(todo, column, more[0], width) if more else []
            columns.append(column)
            room = rest or self.form.room
        return columns

    def _whole(self, todo: list[Draft], column: list[Draft], rest: list[Draft], width: float) -> list[Draft]:
        """Ends the column with a whole sentence or paragraph, if not much stays empty. Returns the rest."""
        if len(column) + len(rest) == len(todo):
            return rest
        d, head = todo[len(column) - 1], column[-1]
        lines = self.compose.lines(head, width, 0)
        if len(lines) <= _PARAGRAPH and len(column) > 1:
            column.pop()
            return [d, *rest[1:]]
        end = sentence_end(d.text, len(head.text))
        if not end or sum(line.start >= end for line in lines) > _SENTENCE:
            return rest
        column[-1], tail = parted(d, len(d.text[:end].rstrip()), end)
        return [tail, *rest[1:]]

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
        top = Rect(points(form.margin), points(_HEAD), points(width), points(14))
        low = top._replace(y=points(form.height - min(_FOOT + 6, form.bottom - 4)))
        made: list[Box] = []
        if self.head:
            rule = top.below(points(16))._replace(h=0)
            made += [
                self._line("Head", self.head, top, "footer"),
                Shape(name="Head rule", rect=rule, geometry="line", line=Line("rule", 0.5)),
            ]
        if self.foot:
            made.append(self._line("Foot", self.foot, low._replace(w=low.w - points(30)), "footer"))
        return [*made, self._line("Number of the sheet", str(number), low, "number")]

    def _line(self, name: str, words: str, rect: Rect, role: str) -> Text:
        d = plain(words, SMALL).but(align="right" if role == "number" else "left")
        return Text(name=name, rect=rect, paragraphs=self.compose.set([d], rect.width_pt), role=role)


def plain(text: str, style: Style, before: float = 0.0) -> Draft:
    """A paragraph of plain words."""
    return Draft((Piece(text),), style, before)


def head_of(scene: Scene, what: str = "") -> str:
    """What stands at the head of each sheet: the lecture, its author and date."""
    return "  ·  ".join(filter(None, (scene.title, scene.author, scene.date, what)))
