"""The slides of the pass before, for a preview: what has not changed is not laid out again.

In: a slide with all that `page_pass.slide_sheets` is given, or what a page that podium makes is about. Out: its sheets,
as that function makes them.

No list says what a layout depends on. A slide is laid out on a stage of its own, which begins empty and whose deck is
its head alone (`_Head`), and its name is made of everything on that stage, of the slide's whole tree, and of the head.
What it asks of the disk is noted with the answers (`files.noting`) and asked again in each pass. A slide that looks at
other slides, stands in for a map being drawn, or carries a recording, is not kept. A name leaves out the lines on which
the slide stands: where lines were inserted above it, its places are moved, and if one cannot be, it is laid out again.
"""

from __future__ import annotations

import copy
import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, NamedTuple, cast

from podium import files
from podium.diagnostics import Diagnostic, Report
from podium.kinds.base import SlideModel
from podium.layout.pictures.library import Pictures
from podium.layout.stage import Stage
from podium.outline.deck import Deck, Section
from podium.outline.nodes import Elsewhere, Mapping, Scalar
from podium.outline.nodes import Sequence as Items
from podium.outline.remembered import Remembered
from podium.pages.sheet import Sheet
from podium.scene.boxes import Band, Freeform, Media
from podium.scene.figures import Figure

LayOut = Callable[[SlideModel, str, int, str, Section, Stage, Band | None], list[Sheet]]
_WITH_SLIDES = frozenset({"sections", "slides"})
_HEAD = (frozenset(Deck.model_fields) - _WITH_SLIDES) | {"place", "side_colours", "source_in"}
# Of a stage: what each slide has of its own, or the head says.
_PER_SLIDE = frozenset({"outline", "deck", "pictures", "report", "later", "ahead"})
_DERIVED = frozenset({"theme", "words", "compose", "layouts", "template"})  # from the head, or the template's digest
_LEAVES = (str, int, float, bool, bytes, type(None))
_Flat = tuple[Any, ...]  # (line, column), and of a place in another file also its name and entry; () for none
_Places = list[list[_Flat]]  # of the slide, its section, its stage, and each key of the head: they move one by one


class _CannotMove(Exception):
    """A place that belongs to none of the lines that moved, or something of which nobody knows whether it has any."""


class _Head:
    """The deck without its slides; `asked`: somebody wanted more, who then has it from the deck itself."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self.asked = False

    def __getattr__(self, name: str) -> Any:
        if name not in _HEAD:
            self.asked = True
        return getattr(self._deck, name)


class _Heard(Report):
    """What is said of one slide, before any of it is ignored or muted. What a figure says when it is painted, after the
    pass, goes to the report of the latest pass."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._muted, self._traces, self._ignored = report._muted, report._traces, report._ignored
        self.raw: list[tuple[Diagnostic, bool]] = []
        self.added: list[Diagnostic] = []  # to `findings` at once, by somebody who had them from a cache
        self._passed: list[Diagnostic] = []
        self.asked = False  # whether there are errors, on whatever slide
        self._target: Report | None = None

    def _add(self, finding: Diagnostic, always: bool) -> None:
        if self._target is not None:
            self._target._add(finding, always)
            return
        self.raw.append((finding, always))
        before = len(self.findings)
        super()._add(finding, always)
        self._passed += self.findings[before:]

    def close(self) -> None:
        """The slide has been laid out."""
        passed = {id(finding) for finding in self._passed}
        self.added = [finding for finding in self.findings if id(finding) not in passed]
        self.findings, self._passed = [], []

    def shift(self, moves: Moves) -> None:
        """From now on, all was said at the places where it is after the moves."""
        self.raw = [(moves.finding(finding), always) for finding, always in self.raw]
        self.added = [moves.finding(finding) for finding in self.added]

    def tell(self, report: Report) -> None:
        """Says it all to a report."""
        self._target = report
        for finding, always in self.raw:
            report._add(finding, always)
        report.findings += self.added

    @property
    def failed(self) -> bool:
        self.asked = True
        return super().failed


class Moves(NamedTuple):
    """Where lines went: for each file ("" is the outline) the first and last line of a part of it, and by how much it
    moved. `name` is the outline's in findings."""

    parts: tuple[tuple[str, int, int, int], ...]
    name: str

    def line(self, file: str, line: int) -> int:
        """Where a line of a file is now. Raises _CannotMove."""
        of_file = [part for part in self.parts if part[0] == file]
        for _, first, last, by in of_file:
            if first <= line <= last:
                return line + by
        if line and any(by for *_, by in of_file):
            raise _CannotMove
        return line

    def place(self, place: tuple[int, int]) -> tuple[int, int]:
        """Where a place is now."""
        if isinstance(place, Elsewhere):
            return Elsewhere(self.line(place.file, place[0]), place[1], place.file, place.entry)
        return self.line("", place[0]), place[1]

    def finding(self, finding: Diagnostic) -> Diagnostic:
        """A finding at the place where it is now."""
        span = finding.span
        line = self.line("" if span.file == self.name else span.file, span.line)
        return finding._replace(span=span._replace(line=line))

    def moved(self, thing: Any, name: str = "") -> Any:
        """A copy of something that the page pass made, in which every place is where it is now."""
        kind = type(thing)
        if kind in _LEAVES:
            return thing
        if kind is Scalar:
            return Scalar.at(str(thing), self.place(thing.place)) if hasattr(thing, "place") else thing
        if kind is Elsewhere or (kind is tuple and name == "place"):
            return self.place(thing)
        if kind is tuple or kind is list:
            return kind([self.moved(item) for item in thing])
        if kind is dict:
            return {key: self.moved(value, str(key)) for key, value in thing.items()}
        if hasattr(kind, "_fields"):
            return kind._make([self.moved(value, key) for key, value in zip(kind._fields, thing, strict=True)])
        if is_dataclass(kind):
            made = copy.copy(thing)
            for key in _moving_fields(kind):
                object.__setattr__(made, key, self.moved(getattr(thing, key), key))
            return made
        raise _CannotMove


@cache
def _moving_fields(kind: type) -> tuple[str, ...]:
    """The fields of a data class that can have places in them."""
    return ("place",) if kind is Freeform else tuple(f.name for f in fields(kind))


class _Namer(pickle.Pickler):
    """Writes down everything in a tree of models but the places, which it collects in their order."""

    def __init__(self) -> None:
        self.into = io.BytesIO()
        super().__init__(self.into, protocol=5)
        self.places: list[_Flat] = []

    def reducer_override(self, thing: Any) -> Any:
        kind = type(thing)
        if isinstance(thing, type):  # those of blocks as slides are in no module
            return _stands_for, (thing.__module__, thing.__qualname__, id(thing))
        if kind is Scalar:
            self.places.append(_flat(getattr(thing, "place", None)))
            return _stands_for, ("text", str(thing))
        if kind is Mapping:
            self.places += map(_flat, (thing.place, *thing.keys_at.values(), *thing.values_at.values()))
            return _stands_for, ("mapping", list(thing.items()), list(thing.keys_at), list(thing.values_at))
        if kind is Items:
            self.places += map(_flat, (thing.place, *thing.values_at))
            return _stands_for, ("list", list(thing))
        return NotImplemented


def _stands_for(*parts: object) -> object:
    """What names have in the place of a text, mapping or list with places; no name is ever read."""
    return parts


def _flat(place: tuple[int, int] | None) -> _Flat:
    if type(place) is tuple:
        return place
    return (*place, place.file, place.entry) if isinstance(place, Elsewhere) else ()


def _named(*things: object) -> tuple[bytes, list[_Flat]]:
    """Everything in them but places, and the places."""
    namer = _Namer()
    namer.dump(things)
    return namer.into.getvalue(), namer.places


def _moved_parts(old: list[_Flat], new: list[_Flat]) -> tuple[tuple[str, int, int, int], ...] | None:
    """How the lines of a slide went from the old places to the new; None if not all in a file went by the same."""
    found: dict[str, tuple[int, int, int]] = {}
    for was, now in zip(old, new, strict=True):
        if was[1:] != now[1:] or len(was) != len(now):
            return None
        if not was:
            continue
        line, file = was[0], was[2] if len(was) > 2 else ""
        first, last, by = found.get(file, (line, line, now[0] - line))
        if by != now[0] - line:
            return None
        found[file] = min(first, line), max(last, line), by
    return tuple((file, *part) for file, part in found.items())


@dataclass(slots=True)
class _Kept:
    """A slide that has been laid out, with all that doing so did."""

    places: _Places
    asked: dict[files.Question, Any]
    sheets: list[Sheet]
    heard: _Heard
    media: dict[str, Media]
    figures: dict[str, Figure]
    maps: list[Any]


class Kept:
    """The slides of one deck from pass to pass: those of the latest."""

    def __init__(self) -> None:
        self._before: dict[bytes, _Kept | None] = {}  # None: one that cannot be laid out without the others
        self._now: dict[bytes, _Kept | None] = {}
        self._answers: dict[files.Question, Any] = {}
        self._names: dict[int, tuple[SlideModel, tuple[bytes, list[_Flat]]]] = {}  # by identity, of the latest pass
        self._names_now: dict[int, tuple[SlideModel, tuple[bytes, list[_Flat]]]] = {}
        self._head, self._places = b"", _Places()
        self.remembered = Remembered()  # what was read before; its slides are the same objects
        self.found = 0  # how many slides of this pass were not laid out again

    def begin(self, stage: Stage) -> None:
        """A new pass: slides that the pass before did not show are forgotten after it."""
        self._before, self._now, self._answers, self.found = self._now, {}, {}, 0
        self._names, self._names_now = self._names_now, {}
        deck, outline = stage.deck, stage.outline
        template = stage.template.digest if stage.template is not None else ""
        parts = [_named(outline.path, outline.name, outline.project, stage.later is None, template)]
        parts += [_named(key, getattr(deck, key)) for key in type(deck).model_fields if key not in _WITH_SLIDES]
        for entry in deck.tree.entries() if deck.tree is not None else ():
            shown = entry[1] if entry[0] not in _WITH_SLIDES else None
            parts.append(_named(Mapping.of(entry[2], [(entry[0], shown, *entry[2:])])))
        self._places = [places for _, places in parts]
        self._head = hashlib.blake2b(b"\0".join(name for name, _ in parts)).digest()

    def sheets(
        self,
        lay_out: LayOut,
        slide: SlideModel,
        id: str,
        number: int,
        label: str,
        part: Section,
        stage: Stage,
        band: Band | None,
    ) -> list[Sheet]:
        """The sheets of a slide: those of the pass before, or made by `lay_out`."""
        named = [self._name_of(slide), _named(id, number, label, _alone(part), band)]
        return self._sheets(named, lambda on: lay_out(slide, id, number, label, part, on, band), stage, slide)

    def generated(self, lay_out: Callable[[Stage], list[Sheet]], stage: Stage, *about: object) -> list[Sheet]:
        """The sheets of a page that podium makes: those of the pass before, or made by `lay_out`, which depends on the
        head of the deck, and on what the page is `about`."""
        about = tuple(_alone(thing) if isinstance(thing, Section) else thing for thing in about)
        return self._sheets([_named("generated", about)], lay_out, stage, None)

    def _sheets(
        self,
        named: list[tuple[bytes, list[_Flat]]],
        lay_out: Callable[[Stage], list[Sheet]],
        stage: Stage,
        slide: SlideModel | None,
    ) -> list[Sheet]:
        own, head = _own_stage(stage)
        about = {k: v for k, v in vars(own).items() if k not in _PER_SLIDE | _DERIVED}
        named = [*named, _named(about)]
        name = hashlib.blake2b(b"\0".join([*(name for name, _ in named), self._head]), digest_size=24).digest()
        places = [*(found for _, found in named), *self._places]
        known = self._before.get(name)
        if name in self._before and known is None:
            self._now[name] = None
            return lay_out(stage)
        if known is not None and self._is_told_again(known, places, stage):
            self._now[name] = known
            self.found += slide is not None
            return [_handed_out(sheet, slide) for sheet in known.sheets]
        waiting, shown = _so_far(stage)
        with files.noting() as asked:
            made = lay_out(own)
        heard = cast("_Heard", own.report)
        if own.clips or heard.asked:  # which all slides share
            self._now[name] = None
            return lay_out(stage)
        heard.close()
        maps = stage.later.remembered[shown:] if stage.later is not None else []
        kept = _Kept(places, asked, made, heard, own.pictures.media, own.pictures.figures, maps)
        if not head.asked and _so_far(stage)[0] == waiting:
            self._now[name] = kept
        heard.tell(stage.report)
        _carry(kept, stage)
        return [_handed_out(sheet, slide) for sheet in made]

    def _name_of(self, slide: SlideModel) -> tuple[bytes, list[_Flat]]:
        """Everything in a slide, and its places; models are frozen, so that the same one has the same."""
        known = self._names.get(id(slide)) or (slide, _named(slide))
        self._names_now[id(slide)] = known
        return known[1]

    def _is_told_again(self, known: _Kept, places: _Places, stage: Stage) -> bool:
        """Whether a slide is as it was; then it is moved to its places of now, and all that laying it out did besides
        is done again."""
        if any(self._answer(question) != answer for question, answer in known.asked.items()):
            return False
        if places != known.places:
            parts = [_moved_parts(*pair) for pair in zip(known.places, places, strict=True)]
            if known.figures or None in parts:  # what figures say later is said at the places of then
                return False
            moves = Moves(tuple(part for found in parts for part in found or ()), stage.outline.name)
            try:
                sheets = [moves.moved(replace(sheet, slide=None)) for sheet in known.sheets]
                known.heard.shift(moves)
            except _CannotMove:
                return False
            known.sheets, known.places = sheets, places
        known.heard.tell(stage.report)
        _carry(known, stage)
        for shown in known.maps if stage.later is not None else ():
            stage.later.remember(*shown)  # type: ignore[union-attr]
        return True

    def _answer(self, question: files.Question) -> Any:
        if question not in self._answers:
            self._answers[question] = files.answer(question)
        return self._answers[question]


def _own_stage(stage: Stage) -> tuple[Stage, _Head]:
    """A stage for one slide, on which nothing is left of the others."""
    own, head = copy.copy(stage), _Head(stage.deck)
    own.deck = cast("Deck", head)
    own.outline = stage.outline._replace(deck=own.deck)
    own.report = _Heard(stage.report)
    own.pictures = Pictures(own.outline, own.report)
    own.leftovers, own.labels, own.notes, own.data, own.cited, own.clips = [], {}, [], [], [], {}
    own.claim, own.plates = "", 0
    return own, head


def _alone(part: Section) -> list[object]:
    """A section without its slides."""
    about: list[object] = [{k: getattr(part, k) for k in type(part).model_fields if k != "slides"}]
    if (tree := part.tree) is not None:
        about.append(Mapping.of(tree.place, (entry for entry in tree.entries() if entry[0] != "slides")))
    return about


def _so_far(stage: Stage) -> tuple[int, int]:
    """How many maps wait to be drawn, and how many were shown."""
    return (len(stage.later.waiting), len(stage.later.remembered)) if stage.later is not None else (0, 0)


def _handed_out(sheet: Sheet, slide: SlideModel | None) -> Sheet:
    """A copy for the page pass, which numbers it. Boxes are not changed after their layout."""
    made = copy.copy(sheet)
    made.boxes, made.foot, made.slide = list(sheet.boxes), list(sheet.foot), slide
    return made


def _carry(kept: _Kept, stage: Stage) -> None:
    """The deck carries the pictures and figures of a slide."""
    for key, media in kept.media.items():
        stage.pictures.media.setdefault(key, media)
    stage.pictures.figures.update(kept.figures)
