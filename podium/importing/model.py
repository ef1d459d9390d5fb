"""What was read, whatever the format: texts, lists, pictures, tables and charts in order, or pages of them.

In: what readers find. Out: frozen values. A text is a tuple of `Piece`s (`rich`); `origin` says where it stood
("line 12", "slide 5"), for comments and findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from podium.outline.inline import Piece

Rich = tuple[Piece, ...]
DEEPEST_LIST = 20  # levels; Word and PowerPoint have nine


class Heading(NamedTuple):
    """A heading; `level` counts from 1, the highest."""

    level: int
    text: Rich
    origin: str = ""


class Paragraph(NamedTuple):
    """A paragraph of running text."""

    text: Rich
    origin: str = ""


class Entry(NamedTuple):
    """An entry of a list, with the list below it."""

    text: Rich
    below: tuple[Entry, ...] = ()


class Listing(NamedTuple):
    """A list."""

    entries: tuple[Entry, ...]
    origin: str = ""

    @property
    def texts(self) -> list[Rich]:
        """The texts of all entries, whatever their level, in order."""
        return texts_of(self.entries)


def texts_of(entries: Iterable[Entry]) -> list[Rich]:
    """The texts of entries and of the lists below them, in order, without empty ones."""
    return [text for entry in entries for text in (entry.text, *texts_of(entry.below)) if text]


def texts_in(block: Block) -> list[Rich]:
    """The texts of a heading, paragraph, quotation or list; [] for any other block."""
    if isinstance(block, (Heading, Paragraph)):
        return [block.text]
    if isinstance(block, Quotation):
        return [text for text in (block.text, block.by) if text]
    return block.texts if isinstance(block, Listing) else []


def nested(lines: Iterable[tuple[int, Rich]]) -> tuple[Entry, ...]:
    """Entries with the lists below them, from levels; a level that is left out counts as the next one, and one that is
    too deep as the deepest."""
    found = [(min(level, DEEPEST_LIST), text) for level, text in lines]

    def below(at: int, least: int) -> tuple[tuple[Entry, ...], int]:
        made: list[Entry] = []
        while at < len(found) and found[at][0] >= least:
            level, text = found[at]
            inner, at = below(at + 1, level + 1)
            made.append(Entry(text, inner))
        return tuple(made), at

    return below(0, 0)[0]


class Picture(NamedTuple):
    """A picture. `name` is what its file should be called, `data` its bytes, if there are any; `url` is where it was;
    `at` its place on the slide, in the outline's words. `remark` says what is to be looked at."""

    name: str
    data: bytes | None = None
    caption: Rich = ()
    alt: str = ""
    url: str = ""
    at: str = ""
    origin: str = ""
    remark: str = ""


class Recording(NamedTuple):
    """A video or sound recording; `poster` is the picture shown before it plays."""

    name: str
    data: bytes
    poster: Picture | None = None
    alt: str = ""
    origin: str = ""


class Grid(NamedTuple):
    """A table; `has_head`: its first row are headings."""

    rows: tuple[tuple[Rich, ...], ...]
    has_head: bool = True
    origin: str = ""
    alt: str = ""


class Chart(NamedTuple):
    """A chart with its numbers; `type` is the outline's word. Of points, `series` have (name, x, y) or (name, x, y,
    size) instead of values; a value that is missing is None."""

    type: str
    series: tuple[tuple[str, tuple[object, ...]], ...]
    categories: tuple[str, ...] = ()
    title: Rich = ()
    unit: str = ""
    axes: tuple[str, str] = ("", "")
    line: tuple[str, ...] = ()
    alt: str = ""
    origin: str = ""
    remark: str = ""


class Quotation(NamedTuple):
    """A quotation."""

    text: Rich
    by: Rich = ()
    origin: str = ""


class Dated(NamedTuple):
    """Sentences that begin with a time, each in two: the time and the rest."""

    events: tuple[tuple[Rich, Rich], ...]
    origin: str = ""


class Lost(NamedTuple):
    """What podium has nothing for, as a phrase ("a drawing made of SmartArt"), with the words in it; `kept` is a phrase
    for what is kept of it all the same."""

    what: str
    words: tuple[Rich, ...] = ()
    origin: str = ""
    kept: str = ""


Exhibit = Picture | Recording | Grid | Chart
Block = Heading | Paragraph | Listing | Dated | Quotation | Lost | Exhibit


@dataclass(frozen=True)
class Column:
    """One of several columns of a page."""

    title: Rich = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Page:
    """A slide of somebody else's deck, or what is to become one. `columns` are set beside one another."""

    title: Rich = ()
    blocks: tuple[Block, ...] = ()
    columns: tuple[Column, ...] = ()
    notes: tuple[Rich, ...] = ()
    origin: str = ""
    hidden: bool = False
    id: str = ""
    remarks: tuple[str, ...] = ()
    offers: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Part:
    """A section; `remark` says what of it is guessed."""

    title: Rich = ()
    headline: Rich = ()
    pages: tuple[Page, ...] = ()
    notes: tuple[Rich, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class Document:
    """All that a file says. It has running text in `flow`, or `parts` with pages."""

    kind: str
    title: Rich = ()
    subtitle: Rich = ()
    author: str = ""
    date: str = ""
    lang: str = ""
    url: str = ""
    size: str = ""
    publisher: str = ""
    flow: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    opening: tuple[Rich, ...] = ()  # what is said at the cover
    cover: Picture | None = None
    left_out: tuple[str, ...] = ()
