"""terms: a glossary, each word with its original script, its transliteration and its meaning.

In: `items`, the terms. Out: one term huge, a few as cards or rows, many in two columns: whichever lets the meanings be
read largest. What does not fit at its floor continues evenly on further sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Annotated, ClassVar, NamedTuple

from podium import languages
from podium.kinds.base import SlideModel
from podium.layout.shares import shares
from podium.layout.stage import Sheets, Stage
from podium.outline import inline
from podium.outline.entries import read_entries
from podium.outline.fields import LanguageField, TextField
from podium.outline.models import ListOf, Model, ReadWith
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Group, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft, title_draft

_TERM = scale.SUMMARY_CLAIM.but(floor=20.0)
_ORIGINAL = scale.ROW.but(floor=16.0, colour="accent.deep")
_MEANING_SHARE = 0.85  # of the size of a term, at most
_MEANING = scale.ROW.but(pitch=1.24)
_GAP = 30.0  # pt between columns of terms
_ROW_GAP = 10.0  # from the words of a term to the rule of the next
_RULE_GAP = 8.0  # from a rule to the words under it
_MORE_GAP = 60.0  # that may be added to each row if there is room
_PAD = 20.0  # inside a card
_TALLER = 0.6  # of the height that the words leave free, for cards
_BAR = 4.0  # at the top of a card
_HEAD_SHARE = 0.36  # of a row, for the term
_LINE_SHARE = 0.8  # of the slide, at most, for the lines of a single meaning


def _same(text: str, other: str) -> bool:
    """Whether two texts are the same words, in capitals or not."""
    return " ".join(inline.plain(text).casefold().split()) == " ".join(inline.plain(other).casefold().split())


class Term(Model):
    """A word to be explained."""

    label: ClassVar[str] = "a term"
    about: ClassVar[dict[str, str]] = {
        "term": "the word",
        "original": "the same in its own script",
        "lang": "the language of the original: `ja`",
        "transliteration": "how the original is read",
        "meaning": "what it means",
    }

    term: TextField = ""
    original: TextField = ""
    lang: LanguageField = ""
    transliteration: TextField = ""
    meaning: TextField = ""

    def head(self, sizes: tuple[float, float, float]) -> list[Draft]:
        """The term, and below it what it is in its own script and how that is read."""
        drafts = [title_draft(self.term, _TERM.but(size=sizes[0]))] if self.term else []
        style = _ORIGINAL.but(size=sizes[1], lang=languages.spelling(self.lang) if self.lang else "")
        if self.original and not _same(self.original, self.term):
            drafts.append(draft(self.original, style, before=2.0))
        if self.transliteration:
            read = draft(self.transliteration, style.but(colour="ink2", lang=""), before=2.0)
            drafts.append(read.but(pieces=tuple(p._replace(italic=True) for p in read.pieces)))
        return drafts

    def explained(self, size: float, floor: float) -> list[Draft]:
        """What it means."""
        style = _MEANING.but(size=size, floor=floor)
        return [
            draft(p, style, before=8.0, place=self.place("meaning")) for p in self.meaning.split("\n\n") if p.strip()
        ]


class _Form(NamedTuple):
    """A way to set the terms: for how many, in how many columns, and the type sizes (pt) of its words at most."""

    least: int
    most: int
    columns: int  # 0: one for each term
    sizes: tuple[float, float, float]  # term, original, meaning
    floor: float  # of the meaning
    beside: bool = False  # the meaning stands beside the term, not below it
    card: bool = False


_ALONE = _Form(1, 1, 1, (104.0, 44.0, 32.0), 18.0)
_FORMS = (
    _ALONE,
    _Form(2, 4, 0, (60.0, 38.0, 40.0), 18.0, card=True),
    _Form(2, 6, 1, (42.0, 28.0, 31.0), 18.0, beside=True),
    _Form(4, 12, 2, (30.0, 20.0, 22.0), 16.0),
)


class _Cell(NamedTuple):
    """The words of a term."""

    head: list[Draft]
    meaning: list[Draft]


class TermsSlide(SlideModel):
    """A glossary."""

    label: ClassVar[str] = "a 'terms' slide"
    summary: ClassVar[str] = "a glossary: terms, their original script and their meaning"
    about: ClassVar[dict[str, str]] = {
        "items": "terms: `Term: its meaning`, or `{term: …, original: …, meaning: …}`",
    }

    items: Annotated[
        tuple[Term, ...],
        ReadWith(lambda data: read_entries(data, Term, ("term", "meaning"))),
        ListOf(Term, "term"),
    ] = ()

    def lay_out(self, rect: Rect, stage: Stage) -> Sheets:
        if not self.items:
            stage.warn("this slide has no terms", self, "", "empty", "add 'items:', as '- Term: its meaning'")
            return [[]]
        count = len(self.items)
        for sheets in range(1, count + 1):
            parts = [self.items[a:b] for a, b in shares(count, sheets)]
            found = max(
                (made for form in _FORMS if (made := _fitted(form, parts, rect, stage))), default=None, key=_quality
            )
            if found is not None:
                break
        else:
            found = (_ALONE, stage.compose.shrink_range(_everything(_cells(_ALONE, self.items))))
        reveal = self.reveal
        form, shrink = found
        form = _enlarged(form, shrink, parts, rect, stage)
        return [_sheet(part, form, shrink, rect, stage, reveal) for part in parts]


def _quality(found: tuple[_Form, int]) -> float:
    """How large the meanings are; a form is better than the next one in the list by a point."""
    form, shrink = found
    return max(form.floor, form.sizes[2] - shrink) - _FORMS.index(form)


def _enlarged(form: _Form, shrink: int, parts: Sequence[Sequence[Term]], rect: Rect, stage: Stage) -> _Form:
    """The form with meanings as large as they may be and have room: terms may be smaller only for a long word."""
    if form is _ALONE:
        return form
    term, original, meaning = form.sizes
    for more in range(shrink, 0, -1):
        made = form._replace(sizes=(term, original, meaning + more))
        smaller = meaning + more - shrink <= _MEANING_SHARE * (term - shrink)
        if smaller and all(_fits(made, _cells(made, part), rect, shrink, stage) for part in parts):
            return made
    return form


def _cells(form: _Form, terms: Sequence[Term]) -> list[_Cell]:
    return [_Cell(t.head(form.sizes), t.explained(form.sizes[2], form.floor)) for t in terms]


def _everything(cells: Sequence[_Cell]) -> list[Draft]:
    return [d for cell in cells for d in (*cell.head, *cell.meaning)]


class _Measures(NamedTuple):
    """The measures of a sheet in pt: widths of a cell, of its term and of its meaning; where the meaning begins; the
    height of each term, and of the words in each row."""

    cell: float
    head: float
    meaning: float
    left: float
    heads: list[float]
    rows: list[float]

    def height(self, form: _Form) -> float:
        """All rows, with rules and gaps."""
        frame = 2 * _PAD if form.card else _RULE_GAP
        return fsum(self.rows) + frame * len(self.rows) + _ROW_GAP * (len(self.rows) - 1)


def _measured(form: _Form, cells: Sequence[_Cell], rect: Rect, shrink: int, stage: Stage) -> _Measures:
    """The measures at that shrink; cells stand below each other, then in the next column."""
    columns = form.columns or len(cells)
    cell = (rect.width_pt + _GAP) / columns - _GAP
    inner = cell - 2 * _PAD if form.card else cell
    head = inner * _HEAD_SHARE if form.beside else inner
    left = head + _GAP if form.beside else 0.0
    meaning = inner - left if form is not _ALONE else inner * _LINE_SHARE
    down = -(-len(cells) // columns)
    heads = [stage.compose.height(c.head, head, shrink) for c in cells]
    meanings = [stage.compose.height(c.meaning, meaning, shrink) for c in cells]
    if form.card:  # the meanings begin on one line
        heads = [max(heads)] * len(heads)
    if form.beside:
        heights = [max(pair) for pair in zip(heads, meanings, strict=True)]
    else:
        heights = [a + b + (_between(form) if a and b else 0.0) for a, b in zip(heads, meanings, strict=True)]
    rows = [max(heights[n::down]) for n in range(down)]
    return _Measures(cell, head, meaning, left, heads, rows)


def _between(form: _Form) -> float:
    """From a term to the meaning below it, pt."""
    return 36.0 if form is _ALONE else 12.0 if form.card else 3.0


def _fitted(form: _Form, parts: Sequence[Sequence[Term]], rect: Rect, stage: Stage) -> tuple[_Form, int] | None:
    """The form with the least shrink at which all parts fit and no word is broken; None if there is none."""
    if not all(form.least <= len(part) <= form.most for part in parts):
        return None
    sheets = [_cells(form, part) for part in parts]
    for shrink in range(stage.compose.shrink_range([d for cells in sheets for d in _everything(cells)]) + 1):
        if all(_fits(form, cells, rect, shrink, stage) for cells in sheets):
            return form, shrink
    return None


def _fits(form: _Form, cells: Sequence[_Cell], rect: Rect, shrink: int, stage: Stage) -> bool:
    sizes = _measured(form, cells, rect, shrink, stage)
    broken = any(
        stage.compose.breaks_a_word(d, width, shrink)
        or (d in c.head and stage.compose.count(d, width, shrink) > len(d.text.split()))  # Chinese may break anywhere
        for c in cells
        for drafts, width in ((c.head, sizes.head), (c.meaning, sizes.meaning))
        for d in drafts
    )
    return not broken and sizes.height(form) <= rect.height_pt


def _sheet(terms: Sequence[Term], form: _Form, shrink: int, rect: Rect, stage: Stage, reveal: bool) -> list[Box]:
    """The terms on one sheet; spare room goes between the rows, and above a single term."""
    cells = _cells(form, terms)
    sizes = _measured(form, cells, rect, shrink, stage)
    down = len(sizes.rows)
    spare = max(0.0, rect.height_pt - sizes.height(form))
    more = min(_MORE_GAP, spare / down) if down > 1 else 0.0
    top = spare / 3 if form is _ALONE else 0.0
    taller = spare * _TALLER if form.card else 0.0
    boxes: list[Box] = []
    for n, (term, cell) in enumerate(zip(terms, cells, strict=True)):
        column, row = divmod(n, down)
        frame = 2 * _PAD if form.card else _RULE_GAP
        y = top + fsum(sizes.rows[:row]) + row * (frame + _ROW_GAP + more)
        place = Rect(
            rect.x + points(column * (sizes.cell + _GAP)),
            rect.y + points(y),
            points(sizes.cell),
            points(min(frame + sizes.rows[row] + taller, rect.height_pt - y)),
        )
        inside = _words(term, cell, form, sizes, sizes.heads[n], place, shrink, stage)
        name = inline.plain(term.term or term.original or term.meaning)[:50]
        boxes.append(Group(name=name, rect=place, boxes=tuple(inside), step=n + 1 if reveal else 0))
    return boxes


def _words(
    term: Term,
    cell: _Cell,
    form: _Form,
    sizes: _Measures,
    head_height: float,
    place: Rect,
    shrink: int,
    stage: Stage,
) -> list[Box]:
    """The rule or card of a term and its words."""
    name = inline.plain(term.term)[:40]
    sized = [stage.compose.sized(drafts, shrink) for drafts in cell]
    boxes: list[Box]
    if form.card:
        bar = place.top(points(_BAR))
        boxes = [
            Shape(name=f"Card: {name}", rect=place, fill="panel"),
            Shape(name=f"Bar: {name}", rect=bar, fill="accent"),
        ]
        inner = place.inset(points(_PAD))
    elif form is _ALONE:
        boxes, inner = [], place
    else:
        boxes, inner = [stage.rule(place.x, place.y, place.w, "rule")], place.below(points(_RULE_GAP))
    most = inner.h * 2 // 3 if sized[1] and not form.beside else inner.h  # for a term too long for its slide
    head = inner._replace(w=points(sizes.head), h=min(most, points(head_height) + 1))
    if sized[0]:
        boxes.append(stage.text(f"Term: {name}", head, sized[0]))
    if not sized[1]:
        return boxes
    down = 0 if form.beside or not head_height else head.h + points(_between(form))
    if form is _ALONE and down:
        boxes.append(
            Shape(name="Bar", rect=Rect(inner.x, inner.y + down - points(18), points(96), points(_BAR)), fill="accent")
        )
    area = Rect(inner.x + points(sizes.left), inner.y + down, points(sizes.meaning), inner.h - down)
    boxes.append(stage.text(f"Meaning: {name}", area, sized[1]))
    return boxes


MODEL = TermsSlide
