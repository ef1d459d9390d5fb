"""What is different about a shape besides its words.

In: a shape of a deck and podium's. Out: sentences. A program that keeps what it does not change (`exact`) is compared
in everything that a shape says; one that writes a deck anew, as LibreOffice does, in what it carries over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote

from podium.diffing import matching
from podium.diffing.deck import Shape
from podium.diffing.looks import Colour, Fill, Line, Look, Style
from podium.scene.boxes import even

_TOKEN = re.compile(r"\n|\s+|\S+")
_LOST = re.compile(r" (?:satMod|hueOff)=-?\d+")  # of the names of colours, which LibreOffice drops
_NEAR = 3  # of 255, by which programs round colours differently
_DRAWN = {"straightConnector1": "line"}  # as LibreOffice writes it
_THIN = 700  # EMU, by which they round widths of lines
_MOST = 60  # letters of words that are named
Pages = Mapping[int, int]  # of a slide of the deck, podium's page


class Aspect(NamedTuple):
    """Something about letters: how it is called, and whether two styles are alike in it. `exact` as above."""

    name: str
    alike: Callable[..., bool]


def of(shape: Shape, ours: Shape, exact: bool, pages: Pages) -> list[str]:
    """What is different."""
    name = called(ours)
    found = [*_of_place(shape, ours, exact), *_of_content(shape, ours, exact), *_of_look(shape, ours, exact, pages)]
    return [f"{what}: {name}{words and ': '}{words}" for what, words in
            [*found, *_of_letters(shape.look, ours.look, exact, pages), *_of_settings(shape, ours, exact)]]  # fmt: skip


def called(shape: Shape) -> str:
    """A shape by its name in the selection pane."""
    return f"'{shape.name}'" if shape.name else f"a {shape.kind}"


def of_ground(theirs: Fill, ours: Fill, exact: bool) -> list[str]:
    """What is different about the background of a slide."""
    same = theirs.kind == ours.kind and _same_fill(theirs, ours, exact)
    return [] if same else ["another background"]


def _of_place(shape: Shape, ours: Shape, exact: bool) -> Iterator[tuple[str, str]]:
    look, own = shape.look, ours.look
    whole = ours.kind == "group" and not exact  # LibreOffice draws a group around what is in it
    joined = ours.kind == "connector" and not exact  # and connectors anew
    if not (whole or joined) and not matching.is_near(shape, ours, 0 if exact else matching.NEAR):
        yield "moved or resized", ""
    if look.turn != own.turn and not joined:
        yield "turned", ""
    if not joined and _DRAWN.get(look.drawn, look.drawn) != _DRAWN.get(own.drawn, own.drawn) and (exact or own.drawn):
        yield f"another {'type of chart' if ours.kind == 'chart' else 'geometry'}", ""
    elif exact and look.points != own.points:
        yield "another geometry", ""
    if look.effects != own.effects:
        yield "other effects", ""


def _of_content(shape: Shape, ours: Shape, exact: bool) -> Iterator[tuple[str, str]]:
    if ours.kind == shape.kind == "chart":
        if shape.content != ours.content:
            yield "other numbers", ""
        yield from (("other words", change) for change in _words(ours.said, shape.said))
    if ours.kind == shape.kind == "picture":
        if shape.content != ours.content:
            yield "another picture", ""
        elif shape.look.cut != ours.look.cut:
            yield "cropped", ""


def _words(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    """The words that became others, each as `old → new`."""
    before, after = [even(w) for w in old], [even(w) for w in new]
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " → ".join(quoted(", ".join(words)) for words in (old[a:b], new[c:d]))


def _of_look(shape: Shape, ours: Shape, exact: bool, pages: Pages) -> Iterator[tuple[str, str]]:
    look, own = shape.look, ours.look
    fill, line = own.fill, own.line
    if not exact:  # LibreOffice says itself what podium leaves to the layout
        inside, frame = own.inherited
        fill = fill if fill.kind else inside if inside.kind else Fill("noFill")
        if not line.fill.kind:
            line = line._replace(fill=frame if frame.kind else Fill("noFill"))
    if not (_same_fill(look.fill, fill, exact) and _same_line(look.line, line, exact)):
        yield "recoloured", ""
    if own.alt != look.alt and (exact or look.alt or ours.kind == "picture"):
        yield "another alternative text", f"{quoted(own.alt)} → {quoted(look.alt)}"
    if not _same_link(look.link, own.link, exact, pages) and (exact or look.link):
        yield "another link", ""
    if len(look.cells) == len(own.cells):
        pairs = zip(look.cells, own.cells, strict=True)
        if not all(_same_fill(a, b, exact) for a, b in pairs):
            yield "recoloured cells" if ours.kind == "table" else "recoloured", ""
    elif exact and ours.kind == "chart":
        yield "recoloured", ""
    if ours.kind == "table" and not _same_columns(look.cut, own.cut, exact):
        yield "other columns", ""


def _same_columns(theirs: tuple[str, ...], ours: tuple[str, ...], exact: bool) -> bool:
    if exact or len(theirs) != len(ours):
        return theirs == ours
    return all(a == b or (a.isdecimal() and b.isdecimal() and abs(int(a[:12]) - int(b[:12])) <= matching.NEAR)
               for a, b in zip(theirs, ours, strict=True))  # fmt: skip


# ---- colours -------------------------------------------------------------------------------------------------


def _same_fill(theirs: Fill, ours: Fill, exact: bool) -> bool:
    if exact:
        said = [[c.said for c in fill.colours] for fill in (theirs, ours)]
        return theirs.kind == ours.kind and said[0] == said[1]
    if not theirs.kind:
        return not ours.kind or ours.kind == "noFill"
    if "solidFill" in (theirs.kind, ours.kind) and theirs.kind == ours.kind:
        return _same_colour(theirs.colours[0], ours.colours[0], exact)
    return theirs.kind == ours.kind


def _same_colour(theirs: Colour, ours: Colour, exact: bool) -> bool:
    if exact or theirs.said == ours.said:
        return theirs.said == ours.said
    if not theirs.seen or not ours.seen or _LOST.sub("", theirs.said) == _LOST.sub("", ours.said):
        return True
    pairs = zip(_channels(theirs.seen), _channels(ours.seen), strict=True)
    return all(abs(a - b) <= _NEAR for a, b in pairs) and abs(theirs.opacity - ours.opacity) <= 1


def _channels(rgb: str) -> list[int]:
    return [int(rgb[n : n + 2], 16) for n in (0, 2, 4)]


def _same_line(theirs: Line, ours: Line, exact: bool) -> bool:
    if exact:
        return _same_fill(theirs.fill, ours.fill, True) and theirs._replace(fill=ours.fill) == ours
    if theirs.fill.kind == "solidFill" and theirs.ends != ours.ends:
        return False
    thin = theirs.width < 0 or ours.width < 0 or abs(theirs.width - ours.width) <= _THIN
    return _same_fill(theirs.fill, ours.fill, False) and (thin or ours.fill.kind != "solidFill")


def _same_link(theirs: str, ours: str, exact: bool, pages: Pages) -> bool:
    page = theirs[1:] if theirs.startswith("#") else ""
    if ours.startswith("#") and (ours[1:] not in map(str, pages.values()) or (page and not exact)):
        return page != "" or "://" not in theirs  # to a slide that is gone; LibreOffice takes others for moved ones
    if re.fullmatch("[0-9]{1,9}", page):
        theirs = f"#{pages.get(int(page), 'new')}"
    return unquote(theirs).rstrip("/") == unquote(ours).rstrip("/")


# ---- letters -------------------------------------------------------------------------------------------------


def _bold(a: Style, b: Style, exact: bool, pages: Pages) -> bool:
    return (a.bold, a.italic) == (b.bold, b.italic)


def _ruled(a: Style, b: Style, exact: bool, pages: Pages) -> bool:
    return a.ruled == b.ruled or (not exact and bool(b.link))


def _sized(a: Style, b: Style, exact: bool, pages: Pages) -> bool:
    return a.size == b.size or (not exact and (not a.size or not b.size or abs(a.size - b.size) <= 10))


def _coloured(a: Style, b: Style, exact: bool, pages: Pages) -> bool:
    return _same_colour(a.colour, b.colour, exact) and (
        _same_colour(a.marked, b.marked, exact) and bool(a.marked.said) == bool(b.marked.said)
    )


def _named(a: Style, b: Style, exact: bool, pages: Pages) -> bool:
    return a.font == b.font or (not exact and (not a.font or not b.font))


def _formed(a: Style, b: Style, exact: bool, pages: Pages) -> bool:
    return a.form == b.form and (a.spaced == b.spaced or not exact)


def _linked(a: Style, b: Style, exact: bool, pages: Pages) -> bool:
    return _same_link(a.link, b.link, exact, pages)


ASPECTS = (
    Aspect("bold or italics changed", _bold),
    Aspect("underlined or struck through", _ruled),
    Aspect("another size", _sized),
    Aspect("another colour", _coloured),
    Aspect("another font", _named),
    Aspect("raised, lowered, spaced or in capitals", _formed),
    Aspect("another link", _linked),
)


class _Word(NamedTuple):
    """A word and the styles of its letters."""

    text: str
    styles: tuple[Style, ...]


def _of_letters(look: Look, ours: Look, exact: bool, pages: Pages) -> Iterator[tuple[str, str]]:
    """Of words that are in both, in what their letters are not alike; of others, in what they are like none."""
    if look.letters == ours.letters and exact:
        return
    mine, theirs = _tokens(ours.letters), _tokens(look.letters)
    known = {style for word in mine for style in word.styles}
    blocks = SequenceMatcher(None, [w.text for w in mine], [w.text for w in theirs], autojunk=False).get_opcodes()
    pairs = [(theirs[c + n], mine[a + n] if tag == "equal" else None)
             for tag, a, _, c, d in blocks for n in range(d - c)]  # fmt: skip
    for aspect in ASPECTS:
        alike = partial(aspect.alike, exact=exact, pages=pages)
        found = [word.text for word, old in pairs if not _is_alike(word, old, known, alike)]
        if found:
            yield aspect.name, "" if len(found) == len(theirs) else quoted(" ".join(found))


def _is_alike(word: _Word, old: _Word | None, known: set[Style], alike: Callable[[Style, Style], bool]) -> bool:
    if old is None:
        return all(any(alike(style, other) for other in known) for style in set(word.styles)) or not known
    return all(alike(*pair) for pair in set(zip(word.styles, old.styles, strict=True)))


def _of_settings(shape: Shape, ours: Shape, exact: bool) -> Iterator[tuple[str, str]]:
    """How the paragraphs are set whose words are in both."""
    before = {even(setting.words): setting for setting in ours.look.settings}
    for setting in shape.look.settings:
        old = before.get(even(setting.words))
        if old is not None and (setting[1:] != old[1:] if exact else setting[1:3] != old[1:3]):
            yield "aligned, indented or listed in another way", quoted(setting.words)
    if exact and shape.look.body != ours.look.body:
        yield "words at another place", ""


def _tokens(letters: tuple[tuple[str, Style], ...]) -> list[_Word]:
    """The words with the styles of their letters."""
    found: list[_Word] = []
    text = ""
    styles: list[Style] = []
    for part, style in [*letters, ("\n", Style())]:
        for piece in _TOKEN.findall(part.replace("’", "'")):
            if piece.isspace():
                if text:
                    found.append(_Word(text, tuple(styles)))
                text, styles = "", []
            else:
                text, styles = text + piece, [*styles, *(style for _ in piece)]
    return found


def quoted(text: str) -> str:
    """The words in quotation marks, without the end of many; "none" for none."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _MOST else line[:_MOST].rstrip() + '…'}”" if line else "none"
