"""What is different in a deck from what podium wrote, and where that stands in the outline.

In: a deck that others saved, the deck that podium would write now, and the record of what it wrote then. Out: changes.
What only the outline changed since is none; where both did, the change is `both`. Nothing is guessed: what is neither
words nor notes nor order is only named, in one change for a slide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from podium.backends.pptx import record
from podium.backends.pptx.record import NotedSlide, Record
from podium.diagnostics import Span
from podium.diffing import built, matching
from podium.diffing import others as different
from podium.diffing.built import Built, BuiltSlide, Place
from podium.diffing.deck import Deck, Shape, Slide
from podium.outline import nodes
from podium.scene.boxes import even

Kind = Literal[
    "headline", "text", "new-text", "deleted-text", "notes", "moved", "new-slide", "deleted-slide", "hidden", "shown",
    "other",
]  # fmt: skip
_ALIKE = 0.3


class Change(NamedTuple):
    """One difference. `slide` is the number of the slide in the deck, 0 if it is not there; `page` that of podium's
    page, from 0, -1 if there is none. `place` is that in the outline, None for what podium says by itself; then `near`
    is that of the slide. `old` and `new` are words; of a new slide, `old` is the headline of the one that it copies.
    `both`: the outline has changed there too. `after` is the page behind which a slide was moved, -1 for the beginning.
    `shape` and `paragraph` are numbers in the deck, by which two changes can be told apart; of a deleted slide, `shape`
    is the number of the slide in the record."""

    kind: Kind
    slide: int
    page: int
    place: Place
    near: Place
    old: str = ""
    new: str = ""
    both: bool = False
    after: int = -1
    shape: int = -1
    paragraph: int = -1

    @property
    def key(self) -> tuple[Any, ...]:
        """What stays the same about a change when the outline changes."""
        return self.kind, self.slide, self.shape, self.paragraph, self.new if self.kind != "moved" else ""

    def span(self, outline: str) -> Span:
        """Its place for messages."""
        place = self.place or self.near
        return nodes.span_of(outline, place) if place else Span(outline)


def between(deck: Deck, ours: Built, noted: Record) -> list[Change]:
    """The changes in a deck, in the order of its slides."""
    return Comparison(deck, ours, noted).changes()


class Comparison:
    """A deck beside the one that podium would write now, and the record of what it wrote then."""

    def __init__(self, deck: Deck, ours: Built, noted: Record) -> None:
        self.deck, self.ours, self.noted = deck, ours, noted
        self.then = matching.noted_of_built(noted.slides, ours.record.slides)  # of podium's slide, the noted one
        now = {old: new for new, old in self.then.items()}
        self.keeps = matching.keeps_numbers(deck.slides, noted)
        numbers = {s.number: now[n] for n, s in enumerate(noted.slides) if n in now} if self.keeps else {}
        self.pairs = matching.slides_of(deck.slides, ours.slides, numbers)
        self.gone = {s.number: s for n, s in enumerate(noted.slides) if n not in now} if self.keeps else {}

    def unseen(self) -> list[int]:
        """The slides of the deck that the outline would make look otherwise since, so that what the deck changed of
        their looks cannot be told."""
        return [n + 1 for n, m in sorted(self.pairs.items()) if m in self.then and not self._same(m)[1]]

    def _same(self, m: int) -> tuple[bool, bool]:
        """Whether the outline still has the words on a page, and whether it still makes it look as it did."""
        if m not in self.then:
            return False, False
        old, mine = self.noted.slides[self.then[m]], self.ours.record.slides[m]
        said = [(slide.hidden, [(shape.id, shape.digest) for shape in slide.shapes]) for slide in (old, mine)]
        words = said[0] == said[1]
        return words, words and old.look in ("", mine.look)

    def changes(self) -> list[Change]:
        """All differences, in the order of the deck's slides."""
        found: list[Change] = []
        moved = self._moved()
        near: Place = None
        for n, slide in enumerate(self.deck.slides):
            m = self.pairs.get(n)
            if m is None:
                if slide.number in self.gone:
                    found += self._of_gone(n, slide, near)
                else:
                    found.append(Change("new-slide", n + 1, -1, None, near, self._copied(slide), said_on(slide)))
                continue
            near = self._near(m) or near
            if n in moved:
                title = self.ours.slides[m].page.title
                found.append(Change("moved", n + 1, m, self._near(m), near, new=title, after=self._page_above(n)))
            found += self._of_slide(n, slide, m)
        found += self._deleted()
        alike = [n for n, m in self.pairs.items() if self.keeps and self._same(m)[1]]
        if alike and all(self.deck.slides[n].theme != self.ours.slides[self.pairs[n]].slide.theme for n in alike):
            found.append(Change("other", 0, -1, None, None, new="other colours or fonts: the theme"))
        return found

    def _copied(self, slide: Slide) -> str:
        """The headline of the slide of which another is a copy, "" for none."""
        said = said_on(slide)
        return next((own.slide.title for own in self.ours.slides if said and said_on(own.slide) == said), "")

    def _near(self, m: int) -> Place:
        """Where a page's slide stands in the outline; of podium's own pages, the first words on it that do."""
        own = self.ours.slides[m]
        if own.page.place is not None:
            return own.page.place
        return next((place for places in own.places for place in places if place is not None), None)

    def _page_above(self, n: int) -> int:
        above = (self.pairs[k] for k in range(n - 1, -1, -1) if k in self.pairs)
        return next(above, -1)

    def _moved(self) -> set[int]:
        """The slides of the deck that stand elsewhere."""
        by_page = {m: n for n, m in self.pairs.items()}
        now = matching.displaced(m for _, m in sorted(self.pairs.items()))
        then = matching.displaced(self.then[m] for _, m in sorted(self.pairs.items()) if m in self.then)
        if not now or not then:
            return set()
        if [self.then[m] for m in sorted(self.then)] != sorted(self.then.values()):  # the outline was put in order too
            now &= {m for m, old in self.then.items() if old in then}
        return {by_page[m] for m in now}

    def _deleted(self) -> Iterator[Change]:
        for m, own in enumerate(self.ours.slides):
            if m not in self.pairs.values() and m in self.then:
                near, number = self._near(m), self.then[m]
                yield Change("deleted-slide", 0, m, near, near, old=said_on(own.slide), shape=number)

    def _of_gone(self, n: int, slide: Slide, near: Place) -> Iterator[Change]:
        """Changes on a slide that the outline no longer has."""
        old = self.gone[slide.number]
        known = {s.digest for s in old.shapes}
        for k, shape in enumerate(slide.shapes):
            if shape.text and not shape.counted and record.digest(shape.text) not in known:
                yield Change("new-text", n + 1, -1, None, near, new=shape.text, both=True, shape=k)

    # ---- one slide -------------------------------------------------------------------------------------------

    def _of_slide(self, n: int, slide: Slide, m: int) -> Iterator[Change]:
        own = self.ours.slides[m]
        old = self.noted.slides[self.then[m]] if m in self.then else None
        same, as_it_looked = self._same(m)  # as the outline had it
        near = self._near(m)
        if slide.hidden != own.page.hidden and (old is None or slide.hidden != old.hidden):
            yield Change("hidden" if slide.hidden else "shown", n + 1, m, near, near)
        pairs = matching.shapes_of(slide.shapes, own.slide.shapes, self.keeps and same)
        others: list[str] = []
        for k, shape in enumerate(slide.shapes):
            if (j := pairs.get(k)) is not None:
                theirs = own.slide.shapes[j]
                if shape.counted or theirs.counted:
                    others += _of_counted(shape, theirs) if as_it_looked else ()
                    continue
                if not same and self._is_as_written(shape, old):
                    continue
                both = not same and record.digest(theirs.text) not in {s.digest for s in (old.shapes if old else ())}
                found = list(_of_words(shape, own, j, Change("text", n + 1, m, None, near, both=both, shape=k)))
                yield from found
                if as_it_looked:
                    others += different.of(shape, theirs, self.keeps, self.pairs)
            elif shape.text and not shape.counted and (same or not self._is_as_written(shape, old)):
                yield Change("new-text", n + 1, m, None, near, new=shape.text, shape=k)
            elif as_it_looked and not shape.text:
                others.append(f"new: {different.called(shape)}")
        for j, theirs in enumerate(own.slide.shapes):
            if j not in pairs.values():
                counted = theirs.counted
                if theirs.text and not counted and (same or self._was_there(old, slide, theirs)):
                    place = next((p for p in own.places[j] if p), None)
                    yield Change("deleted-text", n + 1, m, place, near, old=theirs.text, paragraph=j)
                elif as_it_looked and (counted or not theirs.text):
                    others.append(f"gone: {different.called(theirs)}")
        yield from self._of_notes(n, slide, m, old)
        if as_it_looked:
            others += different.of_ground(slide.ground, own.slide.ground, self.keeps)
            order = matching.displaced(pairs[k] for k in sorted(pairs))
            others += [f"before or behind others: {different.called(own.slide.shapes[j])}" for j in sorted(order)]
        if others:
            yield Change("other", n + 1, m, near, near, new="; ".join(dict.fromkeys(others)))

    def _is_as_written(self, shape: Shape, old: NotedSlide | None) -> bool:
        """Whether a shape has the words that podium wrote into it; where shapes are counted anew, into any."""
        check = record.digest(shape.text)
        return old is not None and any(s.digest == check and (s.id == shape.id or not self.keeps) for s in old.shapes)

    @staticmethod
    def _was_there(old: NotedSlide | None, slide: Slide, shape: Shape) -> bool:
        """Whether words that the outline still has are on a slide of the deck less often than podium wrote them."""
        check = record.digest(shape.text)
        there = [s for s in slide.shapes if s.text and record.digest(s.text) == check]
        return old is not None and [s.digest for s in old.shapes].count(check) > len(there)

    def _of_notes(self, n: int, slide: Slide, m: int, old: NotedSlide | None) -> Iterator[Change]:
        own, near = self.ours.slides[m], self._near(m)
        theirs = "\n".join(" ".join(p.split()) for p in slide.notes)
        mine = "\n".join(" ".join(p.split()) for p in own.slide.notes)
        if even(theirs) == even(mine):
            return
        check = old.notes if old else ""
        if old is not None and (record.digest(theirs) if theirs else "") == check:
            return
        both = old is not None and (record.digest(mine) if mine else "") != check
        yield Change("notes", n + 1, m, own.page.notes_place, near, old=mine, new=theirs, both=both)


def _of_counted(shape: Shape, ours: Shape) -> Iterator[str]:
    """Words in place of a number that programs count."""
    if ours.counted and not shape.counted:
        yield f"words instead of the number: {different.called(ours)}: {different.quoted(shape.text)}"
    elif not ours.counted:
        yield f"a number instead of the words: {different.called(ours)}: {different.quoted(ours.text)}"


def _of_words(shape: Shape, own: BuiltSlide, j: int, base: Change) -> Iterator[Change]:
    """The changes of words in a shape, paragraph by paragraph."""
    ours = own.slide.shapes[j]
    if even(shape.text) == even(ours.text):
        return
    kind: Kind = "headline" if ours.is_headline else "text"
    mine, theirs = built.words(ours), built.words(shape)
    matcher = SequenceMatcher(None, [even(t) for _, t in mine], [even(t) for _, t in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = _aligned([t for _, t in mine[a:b]], [t for _, t in theirs[c:d]])
        for x, y in pairs:
            was, old = mine[a + x] if x is not None else (-1, "")
            now, new = theirs[c + y] if y is not None else (was, "")
            change: Kind = kind if old and new else "new-text" if new else "deleted-text"
            place = own.place(j, was) if old else None
            yield base._replace(kind=change, place=place, old=old, new=new, paragraph=now)


def _aligned(old: list[str], new: list[str]) -> list[tuple[int | None, int | None]]:
    """Which old paragraph became which new one: in order, the most alike ones."""
    if len(old) == len(new):
        return [(n, n) for n in range(len(old))]
    short, long = (old, new) if len(old) < len(new) else (new, old)
    chosen: list[int] = []
    start = 0
    for n, text in enumerate(short):
        room = range(start, len(long) - (len(short) - n) + 1)
        best = max(room, key=lambda m: (_like(text, long[m]), -m))
        chosen.append(best)
        start = best + 1
    pairs: list[tuple[int | None, int | None]] = []
    for m in range(len(long)):
        other = chosen.index(m) if m in chosen else None
        pairs.append((other, m) if short is old else (m, other))
    return pairs


def _like(one: str, other: str) -> float:
    a, b = Counter(one.split()), Counter(other.split())
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def said_on(slide: Slide) -> str:
    """All words on a slide, the headline first."""
    said = [s.text for s in slide.shapes if s.text and not s.counted and s.role not in ("ftr", "dt")]
    title = slide.title
    return " | ".join([title, *(text for text in said if text != title)]) if title else ""
