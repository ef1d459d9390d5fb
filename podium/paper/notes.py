"""Notes on paper: what is said, what is only for the lecturer, and where a leaf may end.

In: notes, one paragraph a line. Out: drafts: speech, cues on a coloured ground, remarks ("Doubtful: …") smaller and
indented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podium.languages.remarks import label
from podium.outline.inline import Piece
from podium.scene.speech import cues
from podium.scene.type_scale import Style
from podium.typesetting.text import Draft

INDENT = 11.0
"""Of remarks, in pt."""
REMARK = 0.84
"""The size of remarks, as a part of that of speech."""
_PARAGRAPH = 0.5  # of the size: between two paragraphs
_END = re.compile(r"\w{3}[)\]”’»\"]*[.!?…]+[)\]”’»\"]*\s+|[。！？]+[」』”’]*")


def spoken(notes: str, style: Style, lang: str, small: float = REMARK) -> list[Draft]:
    """Notes as paragraphs; `style` is that of speech, `lang` the language of the deck, `small` the part of the size
    that remarks have."""
    speech = style.but(marker="accent.tint")
    size = round(style.size * small, 1)
    remark = speech.but(size=size, floor=size, colour="ink2")
    made: list[Draft] = []
    for line in filter(str.strip, notes.split("\n")):
        before = style.size * _PARAGRAPH
        words = label(line, lang)
        if words:
            pieces = (Piece(words, bold=True), *_pieces(line[len(words) :]))
            made.append(Draft(pieces, remark, before, indent=INDENT))
        else:
            made.append(Draft(tuple(_pieces(line)), speech, before))
    return made


def _pieces(line: str) -> Iterator[Piece]:
    """The words, and their cues ([click], [pause]) in bold and marked."""
    for part, is_cue in cues(line):
        yield Piece(part, bold=is_cue, italic=is_cue)


def sentence_end(text: str, most: int) -> int:
    """Where the last sentence begins that does so in the first `most` characters, 0 if the text is none but one."""
    starts = (found.end() for found in _END.finditer(text) if found.end() <= most)
    return max((n for n in starts if n < len(text) and not text[n].islower()), default=0)
