"""Copyfitting: drafts of paragraphs get their size, and are divided among pages if they do not fit on one.

In: `Draft`s (inline pieces and a style) and room in points. Out: scene paragraphs with final sizes and exact line
pitch, so that heights are the same in every renderer. Text shrinks by whole points, never below the floor of its style.
If it still does not fit, it continues on further pages, which are filled evenly. No word is lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from podium import languages
from podium.outline import inline
from podium.outline.inline import Piece
from podium.scene.boxes import Align, Paragraph, Run, as_drawn
from podium.scene.type_scale import READABLE, Style
from podium.themes import Theme
from podium.typesetting import breaks, measure
from podium.typesetting.fonts import Face

_NO_EFFECT = frozenset({"before", "keep", "group", "align", "place"})  # on where lines break
_WIDE_LETTER = 0.75  # em: hardly any word is wider than this times its letters
_CLOSER = 0.7  # of the space before a paragraph: how far text gives way to stay on one page
MIN_LINES = 2  # of a divided paragraph, on each page


@dataclass(slots=True, eq=False)
class Draft:
    """A paragraph before its size is fixed. `before` (pt) overrides that of the style; `keep`: keep with next."""

    pieces: tuple[Piece, ...]
    style: Style
    before: float = 0.0
    indent: float = 0.0
    hanging: float = 0.0
    bullet: str = ""
    bullet_colour: str = "accent"
    level: int = 0
    align: Align = "left"
    keep: bool = False
    group: int = -1  # which item of a list it belongs to
    place: tuple[int, int] | None = None  # (line, column) of the text in the outline
    _lines: dict[tuple[float, float], list[measure.Line]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)

    def but(self, **changes: object) -> Draft:
        # `replace` takes four times as long
        changed = Draft(**{**dict(zip(_FIELDS, _values(self), strict=True)), **changes})
        if changes.keys() <= _NO_EFFECT:
            changed._lines = self._lines
        return changed


_FIELDS = tuple(f.name for f in fields(Draft) if f.init)
_values = attrgetter(*_FIELDS)


def draft(text: str, style: Style, **more: object) -> Draft:
    """A draft of an outline text, with its Markdown."""
    place = getattr(text, "place", None)
    return Draft(inline.parse(str(text)), style, **{"before": style.before, "place": place, **more})  # type: ignore[arg-type]


def title_draft(text: str, style: Style, **more: object) -> Draft:
    """A draft of a title or headline, with its Markdown and its line breaks."""
    return draft(inline.with_lines(text), style, **{"place": getattr(text, "place", None), **more})


def plain_draft(text: str, style: Style, **more: object) -> Draft:
    """A draft of a plain text."""
    place = getattr(text, "place", None)
    return Draft((Piece(str(text)),), style, **{"before": style.before, "place": place, **more})  # type: ignore[arg-type]


def parted(d: Draft, end: int, start: int) -> tuple[Draft, Draft]:
    """The draft up to the character `end`, and from `start` on (without a bullet, with the same indent)."""
    head, tail, position = [], [], 0
    for p in d.pieces:
        head.append(p._replace(text=p.text[: max(0, end - position)]))
        tail.append(p._replace(text=p.text[max(0, start - position) :]))
        position += len(p.text)
    rest = d.but(pieces=tuple(p for p in tail if p.text), bullet="", before=0.0)
    return d.but(pieces=tuple(p for p in head if p.text), keep=False), rest


BASELINE = 0.21
"""How far (em) the baseline is above the end of a line of exact pitch, as measured in LibreOffice."""


def descent(size: float) -> float:
    """How far (pt) type of that size reaches below its last line if the line pitch is exact.

    The font's box ends 0.36 em below the baseline, as measured in LibreOffice. Below 26 pt, any text box has room for
    the difference.
    """
    return round(0.16 * size, 1) if size >= 26 else 0.0


class Column(NamedTuple):
    """Room for text: width and height in pt."""

    width: float
    height: float


def _joined(pieces: tuple[Piece, ...], gaps: list[tuple[int, int]], glue: str) -> tuple[Piece, ...]:
    """The pieces with `glue` in place of each gap (from, to) of white space; a gap may lie between two pieces."""
    result, start = [], 0
    for piece in pieces:
        text, end, at = "", start + len(piece.text), start
        for a, b in gaps:
            if start <= a < end or a < start < b:
                text += piece.text[at - start : max(a, start) - start] + (glue if a >= start else "")
                at = min(b, end)
        result.append(piece._replace(text=text + piece.text[at - start :]))
        start = end
    return tuple(result)


@lru_cache(maxsize=128)
def _longest_word(pieces: tuple[Piece, ...]) -> int:
    """How many letters the longest word has."""
    text = "".join(p.text for p in pieces).replace("\u00a0", "_")
    return max(map(len, text.split()), default=0)


@lru_cache(maxsize=1024)
def _pitch(size: float, ratio: float) -> float:
    return round(size * ratio, 1)


class Composer:
    """Measures and sets drafts in the fonts of a theme, in a language; `ties`: the last lines of paragraphs are broken
    where they read best, and so that every renderer breaks them there; otherwise only those of titles are, in bold."""

    def __init__(self, theme: Theme, lang: str = "en", *, ties: bool = True) -> None:
        self.theme, self._ties = theme, ties
        self._prices = breaks.prices(languages.of(lang).bound)
        self._faces = {
            (major, bold, italic): Face(theme.major if major else theme.minor, bold, italic)
            for major in (False, True)
            for bold in (False, True)
            for italic in (False, True)
        }

    def size(self, d: Draft, shrink: float) -> float:
        """The size (pt) of a draft that shrinks by `shrink` pt, but not below its floor."""
        style = d.style
        if not shrink:
            return style.size
        size = style.size - shrink
        return size if size > style.floor else style.floor  # `max` takes twice as long, and this is asked everywhere

    def sized(self, drafts: Sequence[Draft], shrink: float) -> list[Draft]:
        """The drafts at the sizes (pt) to which they shrink, to be set with no further shrink."""
        return [d.but(style=d.style.but(size=self.size(d, shrink))) for d in drafts]

    def spans(self, d: Draft, shrink: float) -> list[measure.Span]:
        s, size = d.style, self.size(d, shrink)
        found = []
        for p in d.pieces:
            if p.form:
                found.append(self._formed(p, s, size))
                continue
            face = self._faces[s.major, s.bold or p.bold, s.italic or (p.italic and not (s.stress or s.marker))]
            found.append(measure.Span(p.text, face, size, s.tracking))
        return found

    def _formed(self, p: Piece, s: Style, size: float) -> measure.Span:
        text, small = as_drawn(p.text, size, p.form, measured=True)
        return measure.Span(text, self._faces[s.major, s.bold or p.bold, s.italic or p.italic], small, s.tracking)

    def lines(self, d: Draft, width: float, shrink: float) -> list[measure.Line]:
        """The lines of the draft at `width` pt."""
        known = d._lines.get((width, shrink))
        if known is None:
            known = d._lines[width, shrink] = measure.wrap(self.spans(d, shrink), width - d.indent)
        return known

    def count(self, d: Draft, width: float, shrink: float) -> int:
        """How many lines the draft takes at `width` pt."""
        known = d._lines.get((width, shrink))
        return len(self.lines(d, width, shrink) if known is None else known)

    def pitch(self, d: Draft, shrink: float) -> float:
        """Its line pitch in pt."""
        return _pitch(self.size(d, shrink), d.style.pitch)

    def height(self, drafts: Sequence[Draft], width: float, shrink: float = 0) -> float:
        """The height in pt of the drafts set one below the other, with room for the descenders of large type."""
        total = -drafts[0].before if drafts else 0.0
        for d in drafts:
            total += len(self.lines(d, width, shrink)) * _pitch(self.size(d, shrink), d.style.pitch) + d.before
        return total + (descent(self.size(drafts[-1], shrink)) if drafts else 0.0)

    def width(self, d: Draft, shrink: float = 0) -> float:
        """The width in pt of the draft on one line, with `SAFETY`."""
        return d.indent + measure.natural_width(self.spans(d, shrink)) * measure.SAFETY

    def shrink_range(self, drafts: Sequence[Draft]) -> int:
        """By how many points the drafts can shrink until all are at their floors."""
        return max((math.ceil(d.style.size - d.style.floor) for d in drafts), default=0)

    def fit(self, drafts: Sequence[Draft], column: Column) -> int | None:
        """The least shrink (pt) at which the drafts fit, None if they do not fit at their floors.

        A size at which a word has to be broken is chosen only if no smaller one keeps all words whole.
        """
        floor = self.shrink_range(drafts)
        if self._fits(drafts, column, 0) and not self.breaks_words(drafts, column.width, 0):
            return 0
        if not self._fits(drafts, column, floor):  # tried early: most long texts do not fit at all
            return None
        largest = next((s for s in range(floor) if self._fits(drafts, column, s)), floor)
        whole = (
            s
            for s in range(largest, floor + 1)
            if not self.breaks_words(drafts, column.width, s) and self._fits(drafts, column, s)
        )
        return next(whole, largest)

    def tighter(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with less space between them and floors two points lower, the last resort before a second page.

        No floor is lowered below `READABLE`, and a size that is fixed stays as it is.
        """
        closer = [d.but(before=d.before * _CLOSER) for d in drafts]
        return [d.but(style=_with_lower_floor(d.style)) if d.style.floor < d.style.size else d for d in closer]

    def _fits(self, drafts: Sequence[Draft], column: Column, shrink: int) -> bool:
        return self.height(drafts, column.width, shrink) <= column.height + 0.01

    def breaks_words(self, drafts: Iterable[Draft], width: float, shrink: float) -> bool:
        """True if some word of the drafts is wider than `width` pt."""
        return any(self.breaks_a_word(d, width, shrink) for d in drafts)

    def breaks_a_word(self, d: Draft, width: float, shrink: float) -> bool:
        """True if some word of the draft is wider than `width` pt."""
        room = width - d.indent
        if _longest_word(d.pieces) * self.size(d, shrink) * _WIDE_LETTER <= room:  # no need to measure
            return False
        return measure.longest_word(self.spans(d, shrink)) * measure.SAFETY > room

    def longest_word(self, d: Draft, shrink: float) -> float:
        """The width in pt that the longest word of the draft needs, with its indent."""
        return measure.longest_word(self.spans(d, shrink)) * measure.SAFETY + d.indent

    def set(self, drafts: Sequence[Draft], width: float, shrink: float = 0) -> tuple[Paragraph, ...]:
        """The drafts as scene paragraphs at that shrink."""
        return tuple(
            [self._paragraph(self._tied(d, width, shrink), width, shrink, n == 0) for n, d in enumerate(drafts)]
        )

    def settled(self, d: Draft, width: float, shrink: float) -> Draft:
        """The draft with fixed line breaks, if a renderer might set it in fewer lines than measured.

        For text with rules drawn beside it, which must stay aligned. Most paragraphs break in the same way within the
        margin of error and stay as they are.
        """
        if self.count(d, width, shrink) < 2:
            return d
        d = self._tied(d, width, shrink)
        lines = self.lines(d, width, shrink)
        narrower = (width - d.indent) * measure.SAFETY / breaks.NARROWEST
        if len(lines) == measure.count_lines(self.spans(d, shrink), narrower):
            return d
        return d.but(pieces=_joined(d.pieces, [(a.end, b.start) for a, b in pairwise(lines)], "\v"))

    def _tied(self, d: Draft, width: float, shrink: float) -> Draft:
        """The draft with no-break spaces, so that every renderer breaks it where it reads best."""
        lines = self.lines(d, width, shrink)
        if len(lines) < 2 or not (self._ties or d.style.bold):
            return d
        glued = breaks.glued(self.spans(d, shrink), width - d.indent, lines, self._prices, d.style.bold)
        if not glued.gaps and not glued.forced:
            return d
        tied = d.but(pieces=_joined(_joined(d.pieces, glued.gaps, "\u00a0"), glued.forced, "\v"))
        return tied if [line.start for line in self.lines(tied, width, shrink)] == glued.starts else d

    def _paragraph(self, d: Draft, width: float, shrink: float, first: bool) -> Paragraph:
        s, size = d.style, self.size(d, shrink)
        runs = []
        for p in d.pieces:
            stressed = bool(s.stress) and p.italic
            colour = s.stress if stressed else "blue.deep" if p.link and s.colour in ("ink", "ink2") else s.colour
            runs.append(
                Run(
                    p.text,
                    size,
                    colour,
                    s.bold or p.bold,
                    s.italic or (p.italic and not (s.stress or s.marker)),
                    s.major,
                    p.link,
                    s.tracking,
                    s.lang,
                    s.marker if p.italic else "",
                    p.form,
                )
            )
        return Paragraph(
            tuple(runs),
            self.pitch(d, shrink),
            0.0 if first else d.before,
            d.align,
            d.indent,
            d.hanging,
            d.bullet,
            d.bullet_colour,
            d.level,
            self.count(d, width, shrink),
            place=d.place,
        )

    def cut(self, d: Draft, width: float, shrink: float, lines: int) -> tuple[Draft, Draft]:
        """The first `lines` lines of the draft, and the rest (without a bullet, with the same indent).

        The rest keeps the lines of the whole, so that a long text is measured only once.
        """
        broken = self.lines(d, width, shrink)
        start = broken[lines].start
        head, rest = parted(d, broken[lines - 1].end, start)
        rest._lines[width, shrink] = [
            b._replace(start=b.start - start, end=b.end - start, next_end=b.next_end - start) for b in broken[lines:]
        ]
        return head, rest

    def paginate(self, drafts: Sequence[Draft], first: Column, rest: Column) -> tuple[list[list[Draft]], int]:
        """The drafts divided evenly among as few pages as possible, at the largest size that allows it.

        Returns the drafts of each page, and the shrink at which they are set. `first` is the room on the first page.
        """
        if (shrink := self.fit(drafts, first)) is not None:
            return [list(drafts)], shrink
        tight = self.tighter(drafts)
        if (shrink := self.fit(tight, first)) is not None:
            return [tight], shrink
        floor = self.shrink_range(drafts)
        needed = len(self.fill(drafts, first, rest, floor))
        shrink = next(s for s in range(floor + 1) if len(self.fill(drafts, first, rest, s)) == needed)
        low, high = 0.3, 1.0  # the least share of the room that gives the same number of pages
        for _ in range(7):
            middle = (low + high) / 2
            if len(self.fill(drafts, _part(first, middle), _part(rest, middle), shrink)) == needed:
                high = middle
            else:
                low = middle
        return self.fill(drafts, _part(first, high), _part(rest, high), shrink), shrink

    def fill(self, drafts: Sequence[Draft], first: Column, rest: Column, shrink: int) -> list[list[Draft]]:
        """Pages filled one after the other; a paragraph too long for the rest of a page is divided between lines."""
        pages: list[list[Draft]] = [[]]
        column, used = first, 0.0
        todo = list(reversed(drafts))
        while todo:
            d = todo.pop()
            pitch, lines = self.pitch(d, shrink), self.count(d, column.width, shrink)
            before = d.before if pages[-1] else 0.0
            follower = self._follower(d, todo, column, shrink)
            if used + before + lines * pitch + follower <= column.height + 0.01:
                pages[-1].append(d)
                used += before + lines * pitch
                continue
            room = int((column.height + 0.01 - used - before) / pitch)
            room = min(room, lines - MIN_LINES) if lines > 2 * MIN_LINES else 0
            if room >= MIN_LINES or (not pages[-1] and lines > 1):
                head, tail = self.cut(d, column.width, shrink, max(1, room))
                pages[-1].append(head)
                todo.append(tail)
            elif pages[-1]:
                todo.append(d)
                while len(pages[-1]) > 1 and pages[-1][-1].keep:
                    todo.append(pages[-1].pop())
            else:
                pages[-1].append(d)  # a single line in less room than a line
            if todo:
                pages.append([])
                column, used = rest, 0.0
        return pages

    def _follower(self, d: Draft, todo: list[Draft], column: Column, shrink: int) -> float:
        """The room that the paragraph must leave for the beginning of the one that it is kept with."""
        if not d.keep or not todo:
            return 0.0
        following = todo[-1]
        lines = self.count(following, column.width, shrink)
        lines = lines if lines <= 2 * MIN_LINES else MIN_LINES
        return following.before + lines * self.pitch(following, shrink)


class LeastComposer(Composer):
    """A composer that sets nothing below `least` pt, whatever a style says."""

    def __init__(self, theme: Theme, lang: str, least: float) -> None:
        super().__init__(theme, lang)
        self.least = least

    def size(self, d: Draft, shrink: float) -> float:
        """As that of a composer, but not below `least`."""
        return max(self.least, super().size(d, shrink))


def _with_lower_floor(style: Style) -> Style:
    return style.but(floor=min(style.floor, max(READABLE, style.floor - 2)))


def _part(column: Column, share: float) -> Column:
    return Column(column.width, column.height * share)
