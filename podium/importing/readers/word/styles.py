"""What paragraphs of a Word document are, by their styles, and the numbers of lists.

In: the package. Out: `References`: styles, relationships, notes, and counters for lists.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from podium.importing import counting
from podium.importing.rich import whole
from podium.ooxml import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_OF_STRICT = {  # namespaces of documents that are saved as strict
    f"{_STRICT}wordprocessingml/main": W[1:-1],
    f"{_STRICT}drawingml/main": f"{_TRANSITIONAL}drawingml/2006/main",
    f"{_STRICT}drawingml/chart": f"{_TRANSITIONAL}drawingml/2006/chart",
    f"{_STRICT}drawingml/diagram": f"{_TRANSITIONAL}drawingml/2006/diagram",
    f"{_STRICT}drawingml/wordprocessingDrawing": f"{_TRANSITIONAL}drawingml/2006/wordprocessingDrawing",
    f"{_STRICT}officeDocument/relationships": f"{_TRANSITIONAL}officeDocument/2006/relationships",
    f"{_STRICT}officeDocument/math": f"{_TRANSITIONAL}officeDocument/2006/math",
}
_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|заголовок)\s*(\d)$", re.IGNORECASE)
_LIST = re.compile(r"^list (?:bullet|number)(?: (\d))?$", re.IGNORECASE)
_BASES = 12  # styles that are based on one another
_UNCOUNTED = ("bullet", "none", "")


class Counted(NamedTuple):
    """How a level of a list counts: the word of the format, the first number, and the name of its counter."""

    style: str
    first: int
    counter: str


@dataclass
class Style:
    """A style of paragraphs. `number` is the list that it is an entry of, "" for none, "0" if it is none although the
    style that it is based on is one."""

    name: str = ""
    level: int = 0  # of a heading, from 1
    number: str = ""
    depth: int = 0  # of an entry, from 0
    base: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether the style is a heading, of whatever level."""
        return bool(self.level or _HEADING.match(self.name))


@dataclass
class References:
    """What the document refers to. `left_out` counts what is not read, by phrases."""

    file: Package
    styles: dict[str, Style] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    lists: dict[tuple[str, int], Counted] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def sign(self, number: str, level: int) -> str:
        """What Word sets before the next entry of a list, "" for a bullet."""
        how = self.lists.get((number, level)) or self.lists.get((number, 0))
        if how is None or how.style in _UNCOUNTED:
            return ""
        counts = self.counts.setdefault(how.counter, {})
        counts[level] = counts.get(level, how.first - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        return counting.sign(counts[level], how.style)


def xml(file: Package, name: str) -> Any:
    """The root of a part; strict documents have the names of all others."""
    return file.xml(name, _OF_STRICT)


def value(element: Any, default: str = "") -> str:
    """The `w:val` of an element, the default if there is no element or value."""
    return str(element.get(f"{W}val", default)) if element is not None else default


def references(file: Package, main: str) -> References:
    """What the main part refers to."""
    made = References(file, _styles(file), {r.id: r.target or r.written for r in file.relations(main)})
    made.lists = _lists(file)
    for kind in ("footnote", "endnote"):
        name = next((n for n in file.names() if n.endswith(f"{kind}s.xml")), "")
        for note in xml(file, name).iter(f"{W}{kind}") if name else ():
            if note.get(f"{W}type") in (None, "normal"):
                made.notes[kind, str(note.get(f"{W}id"))] = note
    return made


def style_of(paragraph: Any, styles: dict[str, Style]) -> Style:
    """The style of a paragraph, with what it has from those that it is based on and what it says itself."""
    at = paragraph.find(f"{W}pPr/{W}pStyle")
    found = Style()
    style = styles.get(value(at)) if at is not None else None
    for _ in range(_BASES):
        if style is None:
            break
        found.name = found.name or style.name
        found.level = found.level or style.level
        if style.number and not found.number:
            found.number, found.depth = style.number, style.depth
        style = styles.get(style.base)
    own = whole(value(paragraph.find(f"{W}pPr/{W}outlineLvl")), 9)
    found.level = found.level or (own + 1 if own < 9 else 0)
    number = paragraph.find(f"{W}pPr/{W}numPr")
    if number is not None:
        found.number = value(number.find(f"{W}numId"), found.number)
        found.depth = whole(value(number.find(f"{W}ilvl"), str(found.depth)))
    elif not found.number and (listed := _LIST.match(found.name)):
        found.number, found.depth = "-", whole(listed[1], 1) - 1
    return found


def _styles(file: Package) -> dict[str, Style]:
    name = next((n for n in file.names() if n.endswith("/styles.xml")), "")
    styles = {}
    for style in xml(file, name).iter(f"{W}style") if name else ():
        made = Style(value(style.find(f"{W}name")), base=value(style.find(f"{W}basedOn")))
        if found := _HEADING.match(made.name):
            made.level = whole(found[1])
        level = whole(value(style.find(f"{W}pPr/{W}outlineLvl")), 9)
        made.level = made.level or (level + 1 if level < 9 else 0)
        number = style.find(f"{W}pPr/{W}numPr")
        if number is not None and not made.level:
            listed = _LIST.match(made.name)
            made.number = value(number.find(f"{W}numId"))
            made.depth = whole(value(number.find(f"{W}ilvl"), str(whole(listed[1], 1) - 1 if listed else 0)))
        styles[str(style.get(f"{W}styleId"))] = made
    return styles


def _lists(file: Package) -> dict[tuple[str, int], Counted]:
    """How the levels of all lists count, by the list's number and the level."""
    name = next((n for n in file.names() if n.endswith("/numbering.xml")), "")
    if not name:
        return {}
    root = xml(file, name)
    kinds = {str(kind.get(f"{W}abstractNumId")): _levels(kind, "") for kind in root.iter(f"{W}abstractNum")}
    made = {}
    for number in root.iter(f"{W}num"):
        id, kind = str(number.get(f"{W}numId")), value(number.find(f"{W}abstractNumId"))
        levels = kinds.get(kind, {})
        for override in number.iter(f"{W}lvlOverride"):  # a list that begins anew, or counts in its own way
            levels = {**levels, **_levels(override, f"/{id}")}
            level = whole(override.get(f"{W}ilvl"))
            first = override.find(f"{W}startOverride")
            if first is not None and level in levels:
                levels[level] = levels[level]._replace(first=whole(value(first), 1), counter=f"/{id}")
        for level, how in levels.items():
            made[id, level] = how._replace(counter=f"{kind}{how.counter}")
    return made


def _levels(element: Any, counter: str) -> dict[int, Counted]:
    return {
        whole(level.get(f"{W}ilvl")): Counted(
            value(level.find(f"{W}numFmt")), whole(value(level.find(f"{W}start"), "1"), 1), counter
        )
        for level in element.iter(f"{W}lvl")
    }
