"""Headlines: one line of 34 to 30 pt if possible, else two or three of 32 pt and less, never below 28.

In: the text and its continuation mark. Out: the title box, and where the content below it begins. What does not fit
three lines goes to `Stage.leftovers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor, inf
from typing import TYPE_CHECKING

from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.inline import Piece
from podium.scene import type_scale as scale
from podium.scene.boxes import Text
from podium.scene.grid import HEADLINE_TOP
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting import measure
from podium.typesetting.text import Column, Draft, descent

if TYPE_CHECKING:
    from podium.templates.fitting import Place

# Where content starts, in inches, under a headline of one, two, three lines.
_CONTENT_TOP = {1: 1.32, 2: 2.06, 3: 2.30}
_MAX_LINES = 3
_HIGH = inches(1.56)  # of a headline, at most, on a template that has no place for it
_ONE_LINE, _TWO_LINES = 30.0, 32.0  # pt: the smallest type for which a second line is saved, the largest on two lines
_SMALL = 20.0  # pt: of a title that a template gives little room
_SHORT = 0.35  # of the width: lines are balanced if the last of them is shorter


def headline(text: str, stage: Stage, mark: str = "", colour: str = "ink") -> tuple[Text, int]:
    """The title box with `mark` ("(2/3)") in second ink, and the top of the content (EMU)."""
    pieces = inline.parse(inline.with_lines(text))
    if mark:
        pieces = (*pieces, Piece(f"\u00a0{mark}"))
    if stage.template is not None and (place := stage.template.place("content", "title")) is not None:
        return in_place(pieces, place, stage), stage.template.top
    rect = stage.grid.headline if stage.template is None else stage.grid.content(stage.template.top).top(_HIGH)
    draft = Draft(pieces, scale.HEADLINE.but(colour=colour))
    size = scale.HEADLINE.size
    needed = max(0, floor(size - size * rect.width_pt / max(1.0, stage.compose.width(draft))))  # but for the tracking
    for shrink in (needed, needed + 1):
        one_line = stage.compose.width(draft, shrink) <= rect.width_pt and "\v" not in draft.text
        if size - shrink >= _ONE_LINE and one_line:
            size -= shrink
            break
    else:
        size = _TWO_LINES
    if size != scale.HEADLINE.size:
        draft = draft.but(style=draft.style.but(size=size))
    box, lines = balanced(stage, rect, draft, two_lines_first=True, short=_SHORT)
    if mark:
        last = box.paragraphs[-1]
        if last.runs[-1].text.strip("\u00a0") == mark:
            runs = (*last.runs[:-1], last.runs[-1]._replace(colour="ink2" if colour == "ink" else colour))
            box = replace(box, paragraphs=(*box.paragraphs[:-1], last._replace(runs=runs)))
    down = 0 if stage.template is None else stage.template.top - HEADLINE_TOP
    return box, inches(_CONTENT_TOP[lines]) + down


def in_place(
    pieces: tuple[Piece, ...], place: Place, stage: Stage, name: str = "Headline", role: str = "title"
) -> Text:
    """A title in the placeholder that a template has for it, as the template sets it."""
    words = as_wide([Draft(pieces, place.style, align=place.align)], place, stage)
    return stage.text(name, place.rect, words, role=role, anchor=place.anchor, inset=place.inset)


def as_wide(words: list[Draft], place: Place, stage: Stage) -> list[Draft]:
    """Words so small that they fit into a placeholder as it sets them, which may be in capitals. Before they are cut,
    they are set as small as can be read."""
    column = Column((place.rect.w - place.inset[0] - place.inset[2]) / EMU_PER_PT,
                    (place.rect.h - place.inset[1] - place.inset[3]) / EMU_PER_PT)  # fmt: skip
    shrink: int | None = None
    for least in (inf, _SMALL, scale.READABLE):
        words = [d.but(style=d.style.but(floor=min(d.style.floor, least))) for d in words]
        high = words
        if place.capitals:
            high = [d.but(pieces=tuple(p._replace(text=p.text.upper()) for p in d.pieces)) for d in words]
        if (shrink := stage.compose.fit(high, column)) is not None:
            break
    if not place.capitals:
        return words
    sizes = [d.style.floor if shrink is None else max(d.style.floor, d.style.size - shrink) for d in words]
    return [d.but(style=d.style.but(size=size)) for d, size in zip(words, sizes, strict=True)]


def balanced(
    stage: Stage,
    rect: Rect,
    draft: Draft,
    two_lines_first: bool = False,
    max_lines: int = _MAX_LINES,
    name: str = "Headline",
    role: str = "title",
    anchor: str = "top",
    short: float = 1.0,
) -> tuple[Text, int]:
    """The draft in `rect`, as large as it fits in `max_lines`, with balanced lines; and the number of lines.

    Lines are balanced if the last is shorter than `short` of the width; by a right inset, not by line breaks, so that
    the text stays whole for outline views, screen readers and later edits.
    """
    width = rect.w / EMU_PER_PT
    shrink = _shrink(stage, draft, width, rect.height_pt, two_lines_first, max_lines)
    pitch = stage.compose.pitch(draft, shrink)
    lines = stage.compose.count(draft, width, shrink)
    tail = descent(stage.compose.size(draft, shrink))
    if lines > max_lines or lines * pitch + tail > rect.height_pt + 0.01:
        lines = max(1, min(max_lines, int((rect.height_pt - tail) / pitch)))
        box = stage.text(name, rect._replace(h=points(lines * pitch + tail)), [draft], role=role)
        return box, lines
    narrow = width
    if lines > 1 and stage.compose.lines(draft, width, shrink)[-1].width < short * width:
        spans = stage.compose.spans(draft, shrink)
        narrow = measure.balanced_width(spans, width)
        if narrow < width and _ends_in_hyphen(spans, narrow) and not _ends_in_hyphen(spans, width):
            narrow = width
    inset = (0, 0, max(0, points(width - narrow)), 0)
    height = points(lines * pitch + tail)
    top = {"top": rect.y, "middle": rect.y + (rect.h - height) // 2, "bottom": rect.bottom - height}[anchor]
    box = Text(
        name=name,
        rect=Rect(rect.x, top, rect.w, height),
        role=role,
        inset=inset,
        paragraphs=stage.compose.set([draft], narrow, shrink),
    )
    return box, lines


def unbroken(words: Draft, rect: Rect, least: float, max_lines: int, stage: Stage) -> Draft:
    """The draft in the largest size, not below `least` pt, in which no line ends at a hyphen within a word; as it is if
    that needs more lines than `max_lines`, or if there is no such size."""
    if not any("-" in piece.text for piece in words.pieces):
        return words
    size = words.style.size
    while size >= least:
        smaller = words.but(style=words.style.but(size=size))
        spans = stage.compose.spans(smaller, 0)
        lines = measure.wrap(spans, rect.width_pt)
        high = len(lines) * stage.compose.pitch(smaller, 0) + descent(size)
        if len(lines) <= max_lines and high <= rect.height_pt and not _ends_in_hyphen(spans, rect.width_pt):
            return smaller
        size -= 1
    return words


def _ends_in_hyphen(spans: Sequence[measure.Span], width: float) -> bool:
    """Whether a line but the last ends at a hyphen."""
    text = "".join(span.text for span in spans)
    if "-" not in text:
        return False
    return any(text[line.end - 1 : line.end] == "-" for line in measure.wrap(spans, width)[:-1])


def _shrink(stage: Stage, draft: Draft, width: float, height: float, two_first: bool, max_lines: int) -> int:
    """The least shrink at which the draft fits on two lines, else on `max_lines`; failing both, that of its floor."""
    if _fits(stage, draft, width, height, 1, 0):  # most titles
        return 0
    floor = stage.compose.shrink_range([draft])
    for wanted in (2, max_lines) if two_first and max_lines > 2 else (max_lines,):
        if stage.compose.count(draft, width, floor) > wanted:
            continue
        for shrink in range(floor + 1):
            if _fits(stage, draft, width, height, wanted, shrink):
                return shrink
    return floor


def _fits(stage: Stage, draft: Draft, width: float, height: float, lines: int, shrink: int) -> bool:
    """Whether the draft takes at most so many lines, which have room, and no word is broken."""
    room = lines * stage.compose.pitch(draft, shrink) + descent(stage.compose.size(draft, shrink))
    fits = stage.compose.height([draft], width, shrink) <= min(height, room) + 0.01
    return fits and not stage.compose.breaks_a_word(draft, width, shrink)


def one_line(text: str, style: Style, stage: Stage, width: int) -> str:
    """The text, cut with "…" to one line of `width` EMU; for labels whose full text is elsewhere."""
    whole = inline.plain(text)
    draft = Draft((Piece(whole),), style)
    if stage.compose.count(draft, width / EMU_PER_PT, 0) <= 1:
        return whole
    lines = measure.wrap(stage.compose.spans(draft, 0), width / EMU_PER_PT - 1.2 * style.size)
    return whole[: lines[0].end].rstrip(" ,;:.-–—") + "…"
