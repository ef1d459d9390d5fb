"""Sentences of running text, and shorter pieces of them: cut, never reworded.

In: a paragraph, a sentence. Out: its sentences in order, which together are the paragraph; a piece of a sentence that
ends where a clause ends, or with "…" where it does not.
"""

from __future__ import annotations

import re
from itertools import pairwise

from podium.importing import rich
from podium.importing.model import Rich

_ABBREVIATED = (
    "mr mrs ms dr prof st sr jr gen col lt capt maj sgt adm gov pres rev hon no nos vol vols p pp ed eds art ch fig"
    " vs cf ca c e.g i.e etc al approx est jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n b.c a.d"
    " bzw z.b d.h u.a nr hl abs bd hrsg jh s m mme av ebd usw vgl geb gest г гг в вв им т.е т.д стр sig dott sra d"
    " núm pág"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?:\ue000[^\ue001]*\ue001)*(?=\s+[\"'“‘«(\[¿¡]*[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁІЇЄ\d])|[。！？]+[」』”’）]*"
)
_AFTER_ORDINAL = re.compile(r"\s+(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jh)")
_LONGEST_SHORT = 24  # letters of an abbreviation, and more
_WORD_BEFORE = re.compile(r"([^\s(\[“\"'«]+)$")
# Where a clause may end, the words before it being a sentence of their own; in English also before these words.
_CLAUSE = re.compile(
    r"\s*[;:](?=\s)|\s+[–—-](?=\s)|\s+(?=\()"
    r"|,(?=\s+(?:and|but|so|yet|while|which|who|whom|whose|where|when|as|although|though|because|for|or|nor|until|with"
    r"|without|resulting|including|killing|leading|making|causing|thus|especially|particularly|such|before|after|und|aber"
    r"|denn|sondern|während|da|weil|so|wobei|mais|car|tandis|où|qui|pero|mientras|que|ma|mentre|però|но|а|так|потому)\b)"
    r"|(?=\s+(?:because|while|until|after|before|in order|as a result|following|resulting|which|but)\b)|[，；：]"
)
_COMMA = re.compile(r",(?=\s)|，")
_DEPENDENT = re.compile(
    r"(?:while|when|although|though|despite|because|since|if|after|before|following|without|as|ever since|once|unlike"
    r"|instead of|rather than|during|until|whereas|given|obwohl|während|als|nachdem|weil|wenn|da|trotz|bien que|quand"
    r"|lorsque|après|aunque|cuando|después de|mentre|dopo|когда|хотя|после)\b",
    re.IGNORECASE,
)
_HANGING = (
    "and|but|or|so|which|who|that|with|by|of|in|at|on|the|a|an|to|for|und|oder|aber|et|ou|y|e|и|а|но"  # before a cut
)
_LOOSE = re.compile(rf"(?:\W+(?:{_HANGING})(?=\W*$))*[^\w)”’'\"]*$")
_STUB = re.compile(r"[;:]\s+\S+(?:\s+\S+)?$")  # a word or two of a clause whose rest is cut off
_LEAST = 0.3  # of the room: a shorter piece says too little


def sentences(text: Rich) -> list[Rich]:
    """The sentences of a paragraph, in order."""
    letters = rich.text_of(text)
    ends = []
    start = 0
    has_notes = "\ue000" in letters
    for found in _END.finditer(letters):
        within = has_notes and letters.rfind("\ue000", 0, found.start()) > letters.rfind(
            "\ue001", 0, found.start()
        )  # a note
        if not within and not _is_abbreviated(letters, start, found):
            start = found.end()
            ends.append(start)
    every = (rich.sliced(text, a, b) for a, b in pairwise([0, *ends, len(letters)]))
    return [sentence for sentence in every if sentence]


def _is_abbreviated(letters: str, start: int, end: re.Match[str]) -> bool:
    """Whether a full stop ends a word and no sentence: "Gen.", "J.", "20." before a month."""
    if letters[end.start()] != ".":
        return False
    before = _WORD_BEFORE.search(letters, max(start, end.start() - _LONGEST_SHORT), end.start())
    word = before[1] if before else ""
    if word.isdigit() and len(word) < 3:
        return _AFTER_ORDINAL.match(letters, end.end()) is not None
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def cut(sentence: Rich, most: int) -> Rich:
    """The sentence if it has at most `most` letters, without its full stop; else a piece of it that has."""
    letters = rich.text_of(sentence)
    end = len(letters) - (letters.endswith(".") and not letters.endswith(("..", "etc.")))
    if end <= most:
        return rich.sliced(sentence, 0, end)
    start, ends = 0, [m.start() for m in _CLAUSE.finditer(letters)]
    comma = _COMMA.search(letters)
    if comma and _DEPENDENT.match(letters) and comma.start() < 0.7 * len(letters):
        ends = [e for e in ends if e > comma.end()]
        if not any(e <= most for e in ends):  # all that fits is a clause that depends on the next
            start = comma.end()
            if end - start <= most:
                return _piece(sentence, start, end, whole=True)
    room = most - (2 if start else 0)
    good = [e for e in ends if _LEAST * most <= e - start <= room and _is_balanced(letters[start:e])]
    good = [e for e in good if not _STUB.search(letters, start, e)] or good
    if good:
        return _piece(sentence, start, good[-1], whole=True)
    commas = [m.start() for m in _COMMA.finditer(letters, start)]
    loose = [e for e in commas if _LEAST * most <= e - start <= room - 2 and _is_balanced(letters[start:e])]
    if loose and loose[-1] - start > 0.5 * most:
        return _piece(sentence, start, loose[-1], whole=False)
    last = letters.rfind(" ", start, start + room - 1)
    return _piece(sentence, start, last if last > start else start + room - 2, whole=False)


def _is_balanced(text: str) -> bool:
    pairs = (("(", ")"), ("“", "”"), ("\ue000", "\ue001"))
    return all(text.count(first) == text.count(last) for first, last in pairs)


def _piece(sentence: Rich, start: int, end: int, whole: bool) -> Rich:
    """The letters from `start` to `end`, with "…" where something is missing."""
    letters = rich.text_of(rich.sliced(sentence, start, end))
    piece = rich.sliced(rich.sliced(sentence, start, end), 0, len(_LOOSE.sub("", letters)) or len(letters))
    if not whole:
        piece = rich.joined((*piece, piece[-1]._replace(text=" …")))
    return rich.joined((piece[0]._replace(text="… "), *piece)) if start and piece else piece
