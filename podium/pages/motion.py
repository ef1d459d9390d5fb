"""How each page gives way to the next: transitions, and the names by which morph pairs shapes.

In: the pages of a deck of which some have a transition, and the sheets they were made of. Out: the pages with the
transition that PowerPoint plays on the way to each. Where it is a morph, what the page shares with the page before it
is named alike on both, "!!territory: Manchukuo": PowerPoint pairs such names whatever the shapes look like. Back-ends
that move shapes themselves are told how its maps lie on those before (`flights`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from podium.diagnostics import Report
from podium.outline.deck import Deck, Outline, Section
from podium.outline.slide import Slide
from podium.pages.flights import flight, with_earth
from podium.pages.sheet import Sheet
from podium.scene.boxes import Box, Chart, Connector, Flight, Group, Page, Picture, Text

PAIRED = "!!"  # PowerPoint's prefix
_MOST = 3  # different transitions that a deck may mix without a word
_WHOLE_MAP = frozenset(
    ("map", "relief", "other land", "coast", "map frame", "borders", "borders: others", "borders: casing")
)
# What a name with ": " is not the name of a thing: words set beside it, a number that is another's on the next map.
_NO_THING = re.compile(r"(Caption|Group|Key|Lane name|Title|Verb|inset|note|scale|step \d+): |.*: (front )?\d+(: .*)?$")
Asked = tuple[str, Slide | Section | Deck | None]
"""A transition, and the model that asks for it; ("", None) where none does."""


def with_transitions(pages: list[Page], sheets: Sequence[Sheet], outline: Outline, report: Report) -> list[Page]:
    """The pages with their transitions; `sheets` are those that they were made of, one each."""
    asked = [_asked(sheet, outline.deck) for sheet in sheets]
    paired: list[set[str]] = [set() for _ in pages]
    found: list[str] = []
    ways: list[tuple[Flight, ...]] = []
    before: int | None = None  # the last page that is shown
    for n, (page, (transition, _)) in enumerate(zip(pages, asked, strict=True)):
        shared = _shared(pages[before], page) if transition == "morph" and before is not None else set()
        if before is not None and shared:
            paired[before] |= shared
            paired[n] |= shared
        ways.append(_flights(pages[before], page) if shared and before is not None else ())
        found.append("fade" if transition == "morph" and not shared else "" if transition == "none" else transition)
        before = before if page.hidden else n
    _warn_of_lone_morphs(pages, asked, found, outline, report)
    _warn_of_mixture([a for a, sheet in zip(asked, sheets, strict=True) if sheet.slide is not None], outline, report)
    return [
        page._replace(transition=transition, boxes=_marked(page.boxes, names), flights=flights)
        for page, transition, names, flights in zip(pages, found, paired, ways, strict=True)
    ]


def _asked(sheet: Sheet, deck: Deck) -> Asked:
    """What the slide says, else its section, else the deck."""
    parts = deck.parts()
    own = (sheet.slide, parts[sheet.section] if sheet.section >= 0 else None, deck)
    return next(((model.transition, model) for model in own if model is not None and model.transition), ("", None))


# ---- pairs -------------------------------------------------------------------------------------------------


def _shared(before: Page, page: Page) -> set[str]:
    """The names of the things that stand on the page at once and on the page before it; none if it continues that."""
    if before.slide == page.slide:
        return set()
    there = {(box.name, type(box)) for box in _things(before.boxes)}
    return {box.name for box in _things(page.boxes) if (box.name, type(box)) in there and not _waits(box)}


def _things(boxes: Sequence[Box]) -> list[Box]:
    """The boxes whose names say which thing they are: "territory: Mengjiang", a picture, a group. A second box of a
    name ("lake 2") may be another thing on another page."""
    names = {box.name for box in boxes}
    return [box for box in boxes if _is_thing(box) and not _is_numbered(box.name, names)]


def _is_thing(box: Box) -> bool:
    if box.name in _WHOLE_MAP:
        return True
    if isinstance(box, Connector) or (isinstance(box, Text) and box.role):
        return False
    named = ": " in box.name or isinstance(box, (Picture, Group, Chart))
    return named and not _NO_THING.match(box.name)


def _is_numbered(name: str, names: set[str]) -> bool:
    """Whether the name is another's on the page, with a number behind it."""
    first, _, number = name.rpartition(" ")
    return number.isdigit() and first in names


def _waits(box: Box) -> bool:
    """Whether a box is not there before a click, or not after one."""
    return bool(box.step or box.until or (isinstance(box, Text) and any(box.steps)))


def _marked(boxes: tuple[Box, ...], names: set[str]) -> tuple[Box, ...]:
    """The boxes with the prefix for what is paired."""
    if not names:
        return boxes
    return tuple(replace(box, name=f"{PAIRED}{box.name}") if box.name in names else box for box in boxes)


def _flights(before: Page, page: Page) -> tuple[Flight, ...]:
    """How the maps of a page lie on those of the same names on the page before."""
    there = with_earth(before.boxes)
    maps = [(there[name], shape) for name, shape in with_earth(page.boxes).items() if name in there]
    found = [way for pair in maps if (way := flight(*pair))]
    return tuple(way._replace(name=f"{PAIRED}{way.name}") for way in found)


# ---- findings ----------------------------------------------------------------------------------------------


def _warn_of_lone_morphs(
    pages: Sequence[Page], asked: Sequence[Asked], found: Sequence[str], outline: Outline, report: Report
) -> None:
    """A warning for each slide, section or deck that asks for a morph and has nothing to pair anywhere."""
    lone: dict[int, Slide | Section | Deck] = {}
    for (transition, model), shown in zip(asked, found, strict=True):
        if transition == "morph" and model is not None and shown != "morph":
            lone.setdefault(id(model), model)
    for (_, model), shown in zip(asked, found, strict=True):
        if shown == "morph":
            lone.pop(id(model), None)
    for model in lone.values():
        slide = isinstance(model, Slide)
        message = (
            "nothing on this slide is on the slide before it too: 'morph' becomes a fade"
            if slide
            else "no slide here shows anything that is on the slide before it too: 'morph' becomes a fade"
        )
        hint = "put a map after a map of the same land, or write 'fade'"
        report.warn(message, outline.span(model.place("transition")), "no-morph", hint)


def _warn_of_mixture(asked: Sequence[Asked], outline: Outline, report: Report) -> None:
    """A warning where the lecturer's slides get one transition too many; `asked` are theirs."""
    seen: dict[str, Slide | Section | Deck | None] = {}
    for transition, model in asked:
        seen.setdefault(transition or "none", model)
    if len(seen) > _MOST:
        places = [model.place("transition") for model in seen.values() if model is not None]
        hint = "choose one for the deck, and 'morph' between maps"
        names = ", ".join(sorted(seen))
        message = f"this deck mixes {len(seen)} transitions: {names}"
        report.warn(message, outline.span(places[-1]), "many-transitions", hint)
