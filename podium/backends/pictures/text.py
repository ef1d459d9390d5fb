"""Text for the picture back-end: letters as outlines, in the same places as on a slide.

In: a text box of the scene and a theme. Out: outlines by colour role, in points. Lines break where layout broke them;
the letters come from the deck's fonts, else from metric-compatible ones, else from matplotlib's own.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from podium.backends.pictures import fonts as picture_fonts
from podium.scene.boxes import Box, Group, Paragraph, Run, Text, as_drawn
from podium.scene.units import EMU_PER_PT
from podium.themes import Theme
from podium.typesetting import measure
from podium.typesetting.fonts import Face

_FAMILIES = {"calibri": ("Carlito", "Calibri", "DejaVu Sans"), "cambria": ("Caladea", "Cambria", "DejaVu Serif"),
             "arial": ("Liberation Sans", "Arial", "DejaVu Sans"),
             "times new roman": ("Liberation Serif", "Times New Roman", "DejaVu Serif")}
_EAST_ASIAN = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
               "WenQuanYi Zen Hei", "Arial Unicode MS")
# How far the baseline lies above the end of a line of exact pitch, in em: the fonts' descents, as LibreOffice has it.
_DESCENT = {False: 0.19, True: 0.205}
_RISE = {"super": 0.45, "sub": -0.22}  # of letters that are raised or lowered, in em of their own size
_MARK = "|"  # set after a text to see where it ends, including white space


class _Piece(NamedTuple):
    """A run's part of a line, with its width in points."""

    text: str
    run: Run
    width: float


class Setter:
    """Sets text boxes in the fonts of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def lacking(self, boxes: Sequence[Box]) -> str:
        """The letters in the boxes that no installed font has, without duplicates."""
        missing: set[str] = set()
        for box in boxes:
            if isinstance(box, Group):
                missing.update(self.lacking(box.boxes))
            elif isinstance(box, Text):
                runs = [run for p in box.paragraphs for run in p.runs]
                missing.update(c for run in runs for c in _beyond(run.text, self._face(run)).missing)
        return "".join(sorted(missing))

    def paths(self, box: Text) -> Iterator[tuple[str, Any]]:
        """(colour role, outline) of everything in the box."""
        left, top, right, bottom = (v / EMU_PER_PT for v in box.inset)
        x, width = box.rect.x / EMU_PER_PT + left, box.rect.width_pt - left - right
        broken = [self._lines(p, width - p.indent) for p in box.paragraphs]
        height = sum(len(lines) * p.pitch for p, lines in zip(box.paragraphs, broken, strict=True))
        height += sum(p.before for p in box.paragraphs[1:])
        room = box.rect.height_pt - top - bottom - height
        y = box.rect.y / EMU_PER_PT + top + {"top": 0.0, "middle": room / 2, "bottom": room}[box.anchor]
        for n, (p, lines) in enumerate(zip(box.paragraphs, broken, strict=True)):
            y += p.before if n else 0.0
            for m, pieces in enumerate(lines):
                y += p.pitch
                tallest = max((piece.run for piece in pieces), key=lambda r: r.size, default=None)
                if tallest is None:
                    continue
                baseline = y - _DESCENT[tallest.major] * tallest.size
                if p.bullet and m == 0:
                    run = p.runs[0]._replace(colour=p.bullet_colour, major=False, bold=False, italic=False)
                    yield run.colour, self._outline(p.bullet, run, x + p.indent - p.hanging, baseline)
                free = width - p.indent - sum(piece.width for piece in pieces)
                at = x + p.indent + {"left": 0.0, "centre": free / 2, "right": free}[p.align]
                for piece in pieces:
                    raised = _RISE.get(piece.run.form, 0.0) * piece.run.size
                    yield piece.run.colour, self._outline(piece.text, piece.run, at, baseline - raised)
                    at += piece.width

    def _lines(self, p: Paragraph, width: float) -> list[list[_Piece]]:
        """The paragraph's lines, broken as layout measured them."""
        measured = [r if not r.form else _formed(r, measured=True) for r in p.runs]
        spans = [measure.Span(r.text, self._face(r), r.size, r.tracking) for r in measured]
        runs = [r if not r.form else _formed(r) for r in p.runs]
        out = []
        for line in measure.wrap(spans, width):
            pieces, position = [], 0
            for run in runs:
                part = run.text[max(0, line.start - position):max(0, line.end - position)]
                position += len(run.text)
                if part:
                    pieces.append(_Piece(part, run, self._width(part, run)))
            out.append(pieces)
        return out

    def _face(self, run: Run) -> Face:
        return Face(self.theme.major if run.major else self.theme.minor, run.bold, run.italic)

    def _width(self, text: str, run: Run) -> float:
        return _advance(text, self._face(run)) * run.size + run.tracking * len(text)

    def _outline(self, text: str, run: Run, x: float, baseline: float) -> Any:
        """The letters as one path; set one by one if they are tracked."""
        from matplotlib.path import Path
        from matplotlib.transforms import Affine2D

        face = self._face(run)
        if not run.tracking:
            return _letters(text, face).transformed(Affine2D().scale(run.size, -run.size).translate(x, baseline))
        placed: list[Any] = []
        at = x
        for before, letter in zip(" " + text, text, strict=False):
            if placed:  # kerned with the previous letter, and spaced
                at += (_advance(before + letter, face) - _advance(letter, face)) * run.size + run.tracking
            turned = Affine2D().scale(run.size, -run.size).translate(at, baseline)
            placed.append(_letters(letter, face).transformed(turned))
        return Path.make_compound_path(*placed)


def _formed(run: Run, measured: bool = False) -> Run:
    """A run whose letters have another form, as they are drawn, or as layout measured them."""
    text, size = as_drawn(run.text, run.size, run.form, measured=measured)
    return run._replace(text=text, size=size)


@lru_cache(maxsize=8192)
def _letters(text: str, face: Face) -> Any:
    """The outline of a text at 1 pt, y up, from the origin on its baseline."""
    from matplotlib.textpath import TextPath

    if not text.strip():
        from matplotlib.path import Path

        return Path([(0.0, 0.0)], [Path.MOVETO])
    others = _beyond(text, face).families
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a letter that no installed font has is an empty box
        path = TextPath((0, 0), text.replace("$", r"\$"), size=1, prop=_font(face, others))
    if _is_own(face) and not others:
        return path
    return _narrowed(path, measure.natural_width([measure.Span(text, face, 1.0, 0.0)]))


def _narrowed(path: Any, room: float) -> Any:
    """The letters of a wider font, condensed to the width that layout gave the text."""
    from matplotlib.transforms import Affine2D

    wide = float(path.get_extents().x1)
    return path.transformed(Affine2D().scale(room / wide, 1.0)) if wide > room > 0 else path


@lru_cache(maxsize=8192)
def _advance(text: str, face: Face) -> float:
    """The width of a text at 1 pt as drawn, including white space at its ends."""
    if not text:
        return 0.0
    marked, mark = _letters(text + _MARK, face).get_extents(), _letters(_MARK, face).get_extents()
    return float(marked.x1 - mark.x1)


@cache
def _installed() -> frozenset[str]:
    from matplotlib.font_manager import fontManager

    return frozenset(f.name for f in fontManager.ttflist)


@cache
def _is_own(face: Face) -> bool:
    """Whether the face, or its metric twin, is installed."""
    return bool(_installed() & {*_FAMILIES.get(face.family.casefold(), (face.family, ""))[:-1]})


@cache
def _families(face: Face) -> tuple[str, ...]:
    """The installed fonts to use, in this order."""
    installed = _installed()
    wanted = (*_FAMILIES.get(face.family.casefold(), (face.family, "DejaVu Sans")), *_EAST_ASIAN)
    return tuple(f for f in wanted if f in installed) or ("DejaVu Sans",)


def _beyond(text: str, face: Face) -> picture_fonts.Letters:
    """What the text needs that these fonts lack."""
    return picture_fonts.beyond(text, _families(face), face.bold, face.italic)


@cache
def _font(face: Face, others: tuple[str, ...] = ()) -> Any:
    """The fonts of a face, then `others`."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=[*_families(face), *others], weight="bold" if face.bold else "normal",
                          style="italic" if face.italic else "normal")
