"""The sizes of figures: one for all, as large as the narrowest cell and the longest text allow.

In: what is shown of each figure, the room of its cell. Out: a `Setting`, the same for all cells: the sizes of number
and words (pt), whether units stand on the numbers' baseline, and the heights (pt) that keep neighbours level.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from podium.blocks.number.figures import Parts
from podium.layout.stage import Stage
from podium.scene import type_scale as scale
from podium.scene.type_scale import Style
from podium.typesetting.text import Draft, descent, draft, plain_draft

LARGEST, LARGEST_IN_ROW, LEAST = 200, 176, 96  # pt of the number; below LEAST only where nothing else fits
_SMALLEST = 12
_SIGN = 0.6  # of the number's size
BLANK = 0.6  # of it: the blank between a number and the words beside it
_BLANK_WIDTH = 0.25  # of the blank's size
_SMALL = 0.2  # of it, for the words beside it
_SMALL_IN_ROW, _SMALL_MOST = 0.28, 34.0  # of a number that is not so large, up to a size in pt
_LARGE, _SMALL_SENTENCES = (32, 28, 24), (22, 20, 18)
_PASSES = ((LEAST, _LARGE), (72, _LARGE), (LEAST, _SMALL_SENTENCES), (28, _SMALL_SENTENCES))
_NUMBER = Style(LARGEST, LARGEST, 1.0, major=True)
WORDS_GAP, _NOTE_GAP = 4.0, 8.0
_STEP = 2
_LARGER = 1  # pt that a sentence may be larger than the unit above it


class Shown(NamedTuple):
    """A figure with all that belongs to it; `place` is its line and column in the outline, `step` its click."""

    parts: Parts
    text: str
    note: str
    colour: str
    place: tuple[int, int] | None
    step: int = 0
    subject: str = ""  # a unit too long to stand beside the number
    share: float = 1.0  # of the size of the others, for a word such as "unknown" among numbers


class Setting(NamedTuple):
    """Sizes and heights in pt, the same for all cells."""

    size: float
    sentence: float
    beside: bool  # units stand beside their numbers
    lead: float = 0.0
    unit: float = 0.0
    words: float = 0.0

    @property
    def head(self) -> float:
        """The height of lead, number and unit."""
        return self.lead + self.size + self.unit

    @property
    def height(self) -> float:
        """The height of all, with room for what hangs below a number that stands last."""
        return self.head + (self.words or descent(small(self.size) if self.unit else self.size))


def small(size: float) -> float:
    """The size (pt) of lead and unit beside a number of `size` pt."""
    return min(40.0, max(24.0, round(size * _SMALL), round(min(size * _SMALL_IN_ROW, _SMALL_MOST))))


def lead_draft(shown: Shown, size: float) -> Draft:
    """The words before the number, such as "up to"."""
    return plain_draft(shown.parts.lead, Style(small(size), 18.0, 1.15, "ink2"), place=shown.place)


def unit_draft(shown: Shown, size: float) -> Draft:
    return draft(shown.parts.unit, Style(small(size), 18.0, 1.15, bold=True), place=shown.place)


def number_drafts(shown: Shown, size: float) -> list[Draft]:
    """The number, and the sign before it, smaller."""
    size *= shown.share
    style = _NUMBER.but(size=size, floor=size, colour=shown.colour)
    number = plain_draft(shown.parts.number, style, place=shown.place)
    if not shown.parts.sign:
        return [number]
    smaller = size * _SIGN
    return [plain_draft(shown.parts.sign, style.but(size=smaller, floor=smaller)), number]


def sentence_drafts(shown: Shown, size: float) -> list[Draft]:
    """The sentence and the note under the number, at `size` pt at most."""
    style = scale.BODY.but(size=size, floor=min(size, 18.0))
    drafts = [draft(shown.subject, style.but(bold=True))] if shown.subject else []
    drafts += [draft(shown.text, style)] if shown.text else []
    if shown.note:
        drafts.append(draft(shown.note, scale.NOTE, before=_NOTE_GAP if drafts else 0.0))
    return drafts


def number_width(shown: Shown, size: float, stage: Stage) -> float:
    """The width (pt) of sign and number."""
    return fsum(map(stage.compose.width, number_drafts(shown, size)))


def blank_width(size: float) -> float:
    """The width (pt) of the blank between a number of `size` pt and the words beside it."""
    return size * BLANK * _BLANK_WIDTH


def line_width(shown: Shown, size: float, stage: Stage) -> float:
    """The width (pt) of sign, number and the unit beside it."""
    unit = stage.compose.width(unit_draft(shown, size)) + blank_width(size) if shown.parts.unit else 0.0
    return number_width(shown, size, stage) + unit


def widest(all_shown: Sequence[Shown], width: float, most: float, stage: Stage) -> int:
    """The largest size (even, at most `most` pt) at which every number fits in `width` pt."""
    at_hundred = max(number_width(s, 100.0, stage) for s in all_shown)
    size = int(min(most, 100.0 * width / max(at_hundred, 1.0)))
    while size > _SMALLEST and max(number_width(s, size, stage) for s in all_shown) > width:
        size -= 1
    return max(_SMALLEST, size - size % _STEP)


def sizes(top: int) -> Iterator[tuple[int, float]]:
    """The sizes of number and sentence to try, the best first."""
    for floor, sentences in _PASSES:
        for size in range(top, min(floor, top) - 1, -_STEP):
            for sentence in sentences:
                if sentence <= small(size) + _LARGER:
                    yield size, float(sentence)


def setting(all_shown: Sequence[Shown], width: float, height: float, most: float, stage: Stage) -> Setting | None:
    """The best sizes at which every figure fits into its cell of `width` and `height` pt, None if none do."""
    for size, sentence in sizes(widest(all_shown, width, most, stage)):
        if size < height:
            found = measured(all_shown, width, size, sentence, stage)
            if found.height <= height:
                return found
    return None


def measured(all_shown: Sequence[Shown], width: float, size: float, sentence: float, stage: Stage) -> Setting:
    """The heights that the figures have at these sizes."""
    compose = stage.compose
    beside = all(line_width(s, size, stage) <= width for s in all_shown)
    leads = [lead_draft(s, size) for s in all_shown if s.parts.lead]
    lead = max((compose.count(d, width, 0) * compose.pitch(d, 0) for d in leads), default=0.0)
    drafts = [unit_draft(s, size) for s in all_shown if s.parts.unit]
    units = [compose.count(d, width, 0) * compose.pitch(d, 0) for d in drafts]
    words = [compose.height(sentence_drafts(s, sentence), width) for s in all_shown if s.subject or s.text or s.note]
    return Setting(
        float(size),
        sentence,
        beside,
        lead,
        0.0 if beside else max(units, default=0.0),
        max(words) + WORDS_GAP if words else 0.0,
    )


def forced(all_shown: Sequence[Shown], width: float, height: float, stage: Stage) -> Setting | None:
    """Sizes where the sentence will be cut; None where there is no room for number, unit and a line of it."""
    sentence = _SMALL_SENTENCES[-1]
    top = min(widest(all_shown, width, LEAST, stage), max(_SMALLEST, int(height * 0.4)))
    for size in range(top, _SMALLEST - 1, -_STEP):
        found = measured(all_shown, width, size, sentence, stage)
        room = height - found.head
        if room >= (sentence * 1.4 + WORDS_GAP if found.words else descent(size)):
            return found._replace(words=room if found.words else 0.0)
    return None


def as_text(shown: Shown) -> list[Draft]:
    """The figure as a text that may be cut, where there is no room for anything else."""
    figure = plain_draft(str(shown.parts), scale.FIGURE.but(floor=16.0, colour=shown.colour), place=shown.place)
    return [figure, *sentence_drafts(shown, 18.0)]
