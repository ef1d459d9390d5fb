"""Where the lines of a text stand.

In: a text box of the scene and a theme. Out: its lines as layout broke them, each with its column, baseline and runs,
in points from the slide's corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from podium.scene.boxes import Align, Paragraph, Run, Text, as_drawn
from podium.scene.units import EMU_PER_PT
from podium.themes import Theme
from podium.typesetting import measure
from podium.typesetting.fonts import Face

# How far the baseline lies above the end of a line of exact pitch, in em: the fonts' descents, as LibreOffice has it.
_DESCENT = {False: 0.19, True: 0.205}
_ROUNDED = 0.02  # pt: what a width may have lost when it became EMU
_RISE = {"super": 0.45, "sub": -0.22}  # of letters that are raised or lowered, in em of their own size


class PlacedLine(NamedTuple):
    """A line of a column of `width` pt from `left`; `paragraph` is the number of its paragraph in the box.

    The runs have the line's part of the text, in the letters and sizes that are drawn.
    """

    left: float
    width: float
    baseline: float
    align: Align
    runs: tuple[Run, ...]
    paragraph: int


def placed_lines(box: Text, theme: Theme) -> Iterator[PlacedLine]:
    """The lines of the box from top to bottom; a bullet is a line of its own, before that which it stands beside."""
    left, top, right, bottom = (v / EMU_PER_PT for v in box.inset)
    x, width = box.rect.x / EMU_PER_PT + left, box.rect.width_pt - left - right
    broken = [_lines(p, width - p.indent, theme) for p in box.paragraphs]
    height = fsum(len(lines) * p.pitch for p, lines in zip(box.paragraphs, broken, strict=True))
    height += fsum(p.before for p in box.paragraphs[1:])
    room = box.rect.height_pt - top - bottom - height
    y = box.rect.y / EMU_PER_PT + top + {"top": 0.0, "middle": room / 2, "bottom": room}[box.anchor]
    for n, (p, lines) in enumerate(zip(box.paragraphs, broken, strict=True)):
        y += p.before if n else 0.0
        for m, runs in enumerate(lines):
            y += p.pitch
            tallest = max(runs, key=lambda r: r.size, default=None)
            if tallest is None:
                continue
            baseline = y - _DESCENT[tallest.major] * tallest.size
            if p.bullet and m == 0:
                mark = p.runs[0]._replace(text=p.bullet, colour=p.bullet_colour, major=False, bold=False, italic=False)
                yield PlacedLine(x + p.indent - p.hanging, p.hanging, baseline, "left", (mark,), n)
            hang = p.hanging if m == 0 and not p.bullet else 0.0  # a bullet stands where the first line would begin
            yield PlacedLine(x + p.indent - hang, width - p.indent + hang, baseline, p.align, tuple(runs), n)


def rise(run: Run) -> float:
    """How far (pt) its letters stand above the baseline."""
    return _RISE.get(run.form, 0.0) * run.size


def face_of(run: Run, theme: Theme) -> Face:
    """The face in which it is set."""
    return Face(theme.major if run.major else theme.minor, run.bold, run.italic)


def _lines(p: Paragraph, width: float, theme: Theme) -> list[list[Run]]:
    """The paragraph's lines, broken where they are full: layout's margin for safety is room, not a break."""
    measured = [r if not r.form else _formed(r, measured=True) for r in p.runs]
    spans = [measure.Span(r.text, face_of(r, theme), r.size, r.tracking) for r in measured]
    runs = [r if not r.form else _formed(r) for r in p.runs]
    out = []
    for line in measure.wrap(spans, (width + _ROUNDED) * measure.SAFETY):
        pieces, position = [], 0
        for run in runs:
            part = run.text[max(0, line.start - position) : max(0, line.end - position)]
            position += len(run.text)
            if part:
                pieces.append(run._replace(text=part))
        out.append(pieces)
    return out


def _formed(run: Run, measured: bool = False) -> Run:
    """A run whose letters have another form, as they are drawn, or as layout measured them."""
    text, size = as_drawn(run.text, run.size, run.form, measured=measured)
    return run._replace(text=text, size=size)
