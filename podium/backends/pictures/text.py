"""Text for the picture back-end: letters as outlines, in the same places as on a slide.

In: a text box of the scene and a theme. Out: outlines by colour role, in points. Lines break where layout broke them;
the letters come from the deck's fonts, else from metric-compatible ones, else from matplotlib's own.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import fsum
from typing import Any

from podium.backends.drawing.words import face_of, placed_lines, rise
from podium.backends.pictures import fonts as picture_fonts
from podium.scene.boxes import Box, Group, Run, Text
from podium.themes import Theme
from podium.typesetting import measure
from podium.typesetting.fonts import Face

_FAMILIES = {"calibri": ("Carlito", "Calibri", "DejaVu Sans"),
             "calibri light": ("Carlito", "Calibri Light", "DejaVu Sans"),
             "cambria": ("Caladea", "Cambria", "DejaVu Serif"),
             "arial": ("Liberation Sans", "Arial", "DejaVu Sans"),
             "times new roman": ("Liberation Serif", "Times New Roman", "DejaVu Serif")}
_EAST_ASIAN = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
               "WenQuanYi Zen Hei", "Arial Unicode MS")
_MARK = "|"  # set after a text to see where it ends, including white space


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
        for line in placed_lines(box, self.theme):
            widths = [self._width(run.text, run) for run in line.runs]
            free = line.width - fsum(widths)
            at = line.left + {"left": 0.0, "centre": free / 2, "right": free}[line.align]
            for run, width in zip(line.runs, widths, strict=True):
                yield run.colour, self._outline(run.text, run, at, line.baseline - rise(run))
                at += width

    def _face(self, run: Run) -> Face:
        return face_of(run, self.theme)

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
