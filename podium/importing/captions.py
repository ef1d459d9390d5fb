"""Lines that say what pictures show become pictures with captions and places.

In: the flow of a post. Out: the flow in which "Top Left: Pu Yi" is a picture at the top left that waits for its file,
or the caption of one that was in the page. Several places may stand on one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from podium.importing import rich
from podium.importing.model import Block, Heading, Paragraph, Picture, Rich

# What writers call the places of pictures, by the outline's words.
_PLACES = {
    "top-left": (
        "top left|upper left|left top|above left|oben links|links oben|en haut à gauche"
        "|arriba a la izquierda|in alto a sinistra|вверху слева|слева вверху|左上"
    ),
    "top-right": (
        "top right|upper right|right top|above right|oben rechts|rechts oben|en haut à droite"
        "|arriba a la derecha|in alto a destra|вверху справа|справа вверху|右上"
    ),
    "bottom-left": (
        "bottom left|lower left|left bottom|below left|unten links|links unten|en bas à gauche"
        "|abajo a la izquierda|in basso a sinistra|внизу слева|слева внизу|左下"
    ),
    "bottom-right": (
        "bottom right|lower right|right bottom|below right|unten rechts|rechts unten|en bas à droite"
        "|abajo a la derecha|in basso a destra|внизу справа|справа внизу|右下"
    ),
    "top": "top|top cent(?:re|er)|top middle|upper|oben|en haut|arriba|in alto|вверху|сверху|上",
    "bottom": "bottom|bottom cent(?:re|er)|bottom middle|lower|unten|en bas|abajo|in basso|внизу|снизу|下",
    "left": "left|far left|links|à gauche|gauche|izquierda|a la izquierda|a sinistra|sinistra|слева|左",
    "right": "right|far right|rechts|à droite|droite|derecha|a la derecha|a destra|destra|справа|右",
    "centre": "cent(?:re|er)|middle|mitte|in der mitte|au cent(?:re|er)|centro|al centro|в центре|中央",
}
_SIGN = r"\s*(?:[:：]|\s[–—-](?=\s))\s*"
_WORDS = "|".join(f"(?P<{place.replace('-', '_')}>{words})" for place, words in _PLACES.items())
_PLACE = re.compile(rf"(?<![\w-])\(?(?:{_WORDS.replace(' ', '[ -]')})\)?{_SIGN}", re.IGNORECASE)
_ROW = re.compile(
    r"^\(?(?:left to right|from left to right|l[ -]?(?:to|-)[ -]?r|von links nach rechts)\)?\s*[:：,]\s*", re.IGNORECASE
)
_BESIDE = re.compile(
    r"^(?:above|below|pictured|picture|photo|image|map|abbildung|bild|foto|karte)\s*(?:\d+\s*)?[:：]\s+\S",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…:;,»”\"]$")
_SHORT = 25  # words of a caption or heading
_LONGEST = 40  # words of a line of captions
_ROW_PLACES = {2: ("left", "right"), 3: ("left", "centre", "right")}


def with_pictures(flow: Sequence[Block]) -> list[Block]:
    """The flow in which captions are pictures, and short lines alone are captions or headings."""
    made: list[Block] = []
    has_places = any(isinstance(b, Paragraph) and _placed(b.text) for b in flow)
    levels = [b.level for b in flow if isinstance(b, Heading)]
    for n, block in enumerate(flow):
        if isinstance(block, Paragraph) and (found := _placed(block.text)):
            texts = ((at, rich.upright(text)) for at, text in found)
            made += [Picture(_name(text), caption=text, at=at, origin=block.origin) for at, text in texts]
        elif isinstance(block, Paragraph) and _is_line(block.text):
            after = flow[n + 1] if n + 1 < len(flow) else None
            before = made[-1] if made else None
            if isinstance(before, Picture) and before.data is not None and not before.caption:
                made.append(Picture("", caption=rich.upright(block.text), origin=block.origin))
            elif _is_bold(block.text):
                made.append(Heading(max([1, *levels]) + 1, rich.upright(block.text), block.origin))
            elif not has_places and not levels and isinstance(after, (Paragraph, Picture)) and _is_title(block.text):
                made.append(Heading(1, block.text, block.origin))
            elif has_places and n and isinstance(after, Paragraph) and not _is_line(after.text):
                remark = f"'{rich.text_of(block.text)}' is taken for the caption of a picture"
                made.append(Picture(_name(block.text), caption=block.text, origin=block.origin, remark=remark))
            else:
                made.append(block)
        else:
            made.append(block)
    return _matched(made)


def _placed(text: Rich) -> list[tuple[str, Rich]]:
    """(place, caption) of each picture that a line names; [] if it is no such line."""
    letters = rich.text_of(text)
    if len(letters.split()) > _LONGEST:
        return []
    if row := _ROW.match(letters):
        edges = [row.end(), *(m.end() for m in re.finditer(r"[,;]\s+(?:and\s+|und\s+)?", letters[row.end() :]))]
        edges = [edges[0], *(row.end() + e for e in edges[1:]), len(letters)]
        parts = [rich.sliced(text, a, b) for a, b in pairwise(edges)]
        if len(parts) in _ROW_PLACES:
            return [(at, _bare(part)) for at, part in zip(_ROW_PLACES[len(parts)], parts, strict=True)]
    found = list(_PLACE.finditer(letters))
    if not found or found[0].start() > 1:
        return [("", text)] if _BESIDE.match(letters) and not letters.endswith(".") else []
    ends = [*(m.start() for m in found[1:]), len(letters)]
    made = []
    for match, end in zip(found, ends, strict=True):
        at = next(name for name, word in match.groupdict().items() if word).replace("_", "-")
        if caption := _bare(rich.sliced(text, match.end(), end)):
            made.append((at, caption))
    return made if len({at for at, _ in made}) == len(made) else []


def _bare(text: Rich) -> Rich:
    """A caption without what parts it from the next."""
    letters = rich.text_of(text)
    kept = len(letters.rstrip(" ,;|/•-–—("))
    if letters[:kept].endswith(".") and not re.search(r"\b\w{1,3}\.$", letters[:kept]):
        kept -= 1
    return rich.sliced(text, 0, kept)


def _is_line(text: Rich) -> bool:
    """Whether a paragraph is a short line that ends without a stop."""
    letters = rich.text_of(text)
    return len(letters.split()) <= _SHORT and len(letters) <= 180 and not _ENDS.search(letters)


def _is_title(text: Rich) -> bool:
    letters = rich.text_of(text)
    return len(letters.split()) <= 12 and letters[:1].isupper() and not letters[:1].isdigit()


def _is_bold(text: Rich) -> bool:
    return all(piece.bold for piece in text if piece.text.strip())


def _name(caption: Rich) -> str:
    """What the file of a picture with this caption should be called."""
    from podium.importing.shelf import clean_name

    return f"{clean_name(rich.text_of(caption))}.jpg"


def _matched(flow: list[Block]) -> list[Block]:
    """Pictures that were in the page, and captions without a picture beside them, are put together in order."""
    made: list[Block] = []
    at = 0
    while at < len(flow):
        run: list[Picture] = []
        while at < len(flow) and isinstance(block := flow[at], Picture):
            run.append(block)
            at += 1
        real = [p for p in run if p.data is not None or p.url]
        words = [p for p in run if p.data is None and not p.url]
        if real and words:
            pairs = [p._replace(caption=w.caption, at=w.at, alt=p.alt) for p, w in zip(real, words, strict=False)]
            run = [*pairs, *real[len(pairs) :], *(w for w in words[len(pairs) :])]
        made += [p if p.name else p._replace(name=_name(p.caption)) for p in run]
        if at < len(flow):
            made.append(flow[at])
            at += 1
    return made
