"""Texts with emphasis and links: put together, cut, and written as the outline's inline Markdown.

In: pieces (`outline.inline.Piece`), as readers find them. Out: pieces without odd blanks, parts of them, and a text
that `inline.parse` reads as the same pieces: what it would misread is escaped, and what is written is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from podium.importing.model import Rich
from podium.outline import footnotes, inline, variables
from podium.outline.inline import Piece
from podium.outline.links import address

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\u202a-\u202e\u2066-\u2069]"
)
_BLANKS = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+|(?<=\s)\s+")
_BRACKETS = re.compile(r"[\[\]\\\n]")
_MARKS = str.maketrans("", "", "\ue000\ue001")  # of notes
_NOTE = re.compile("\ue000([^\ue001]*)\ue001")
_WRAPPED = {"super": "^", "sub": "~"}


def seen(text: str) -> str:
    """A text of somebody else's without characters that no outline can have, or that mark notes here."""
    return _UNSEEN.sub("", text).translate(_MARKS)


def clean(text: str) -> str:
    """The text without characters that no outline can have, every run of blanks one blank; notes stay."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text))


def whole(text: str | None, otherwise: int = 0) -> int:
    """The whole number that an attribute of somebody else's file has, of at most nine digits; else `otherwise`."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def plain(text: str) -> Rich:
    """A text of somebody else's without emphasis; () if it is blank."""
    made = clean(seen(text)).strip()
    return (Piece(made),) if made else ()


def joined(pieces: Iterable[Piece]) -> Rich:
    """The pieces without odd blanks, neighbours of one kind merged, nothing blank at the ends; a line break is a
    blank."""
    out: list[Piece] = []
    for piece in pieces:
        text = clean(piece.text)
        if not text:
            continue
        if text[0].isspace() and (not out or out[-1].text.endswith(" ")):
            text = text.lstrip()
        if not text:
            continue
        if out and out[-1][1:] == piece[1:]:
            out[-1] = piece._replace(text=out[-1].text + text)
        else:
            out.append(piece._replace(text=text))
    if out:
        out[-1] = out[-1]._replace(text=out[-1].text.rstrip())
    return tuple(p for p in out if p.text)


def note(text: str) -> Piece:
    """A note at the foot, which stands in a text after what it explains; between signs that no text has."""
    return Piece(f"\ue000{clean(seen(text)).strip()}\ue001")


def upright(text: Rich) -> Rich:
    """The text without emphasis that all of it has: a heading or caption that is bold or italic says nothing by it."""
    if all(piece.bold for piece in text if piece.text.strip()):
        text = joined(piece._replace(bold=False) for piece in text)
    if all(piece.italic for piece in text if piece.text.strip()):
        text = joined(piece._replace(italic=False) for piece in text)
    return text


def text_of(rich: Rich) -> str:
    """The letters alone."""
    return "".join(piece.text for piece in rich)


def sliced(rich: Rich, start: int, end: int) -> Rich:
    """The letters from `start` to `end`, with their emphasis."""
    out, position = [], 0
    for piece in rich:
        first, last = max(start - position, 0), min(end - position, len(piece.text))
        if first < last:
            out.append(piece._replace(text=piece.text[first:last]))
        position += len(piece.text)
    return joined(out)


def together(texts: Iterable[Rich], between: str = " ") -> Rich:
    """Several texts as one."""
    out: list[Piece] = []
    for text in texts:
        if out and text:
            out.append(Piece(between))
        out += text
    return joined(out)


def written(rich: Rich) -> str:
    """The text as inline Markdown of an outline; of what cannot be written so, the letters."""
    pieces = _settled(rich)
    letters = text_of(pieces)
    if not letters:
        return ""
    for careful in (False, True):
        made = "".join(_marked(piece, careful) for piece in pieces)
        if _reads_as(made, pieces):
            return _finished(made)
    return _finished(inline.escaped(letters))


def _finished(text: str) -> str:
    """The text with notes as the outline has them, and no variables."""
    made = _NOTE.sub(lambda found: f"[^{_BRACKETS.sub('', found[1])}]" if found[1].strip() else "", text)
    return variables.escaped(made)


def spoken(rich: Rich) -> str:
    """The text as a line of notes, where only links are kept."""
    pieces = [Piece(piece.text, link=piece.link) for piece in _settled(rich)]
    made = "".join(_marked(piece, False) for piece in joined(pieces))
    if inline.plain(made).replace("’", "'") != text_of(rich).replace("’", "'") or footnotes.SIGN in made:
        made = "".join(_marked(piece, True) for piece in joined(pieces))
    return variables.escaped(_NOTE.sub(r" (\1)", made))


def _settled(rich: Rich) -> Rich:
    """The pieces as an outline can have them: links that a deck may carry, blanks outside of emphasis."""
    out: list[Piece] = []
    for piece in rich:
        link = address(piece.link).target if piece.link else ""
        form = piece.form if piece.form in _WRAPPED and re.fullmatch(r"[^\s^~]{1,12}", piece.text) and out else ""
        link = re.sub(r"[()<>\\\s]", lambda sign: f"%{ord(sign[0]):02X}", link)
        piece = piece._replace(link=link, form=form)
        if piece.text.strip() and (piece.bold or piece.italic or piece.link):
            body = piece.text.strip()
            before, _, after = piece.text.partition(body)
            out += [Piece(before), piece._replace(text=body), Piece(after)]
        else:
            out.append(piece if piece.text.strip() else Piece(piece.text))
    return joined(out)


def _marked(piece: Piece, careful: bool) -> str:
    text = inline.escaped(piece.text) if careful else piece.text
    if piece.form:
        text = f"{_WRAPPED[piece.form]}{text}{_WRAPPED[piece.form]}"
    star = "*" * (2 * piece.bold + piece.italic)
    text = f"{star}{text}{star}"
    return f"[{text}]({piece.link})" if piece.link else text


def _reads_as(made: str, pieces: Rich) -> bool:
    """Whether the reader of outlines makes the same pieces of the text."""
    if footnotes.SIGN in made:
        return False
    found = [p._replace(text=p.text.replace("’", "'")) for p in inline.parse(made)]
    return found == [p._replace(text=p.text.replace("’", "'")) for p in pieces]
