"""Letters that no font of this machine has: in PDFs and pictures, a box stands for each.

In: a scene. Out: a warning at the first text that needs such a letter. Fonts are looked at only for letters that the
fonts podium brings along lack; what was found is remembered while the program runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from podium.diagnostics import Report, Span
from podium.scene.boxes import Box, Chart, Paragraph, Scene, Table, Text, every_box
from podium.typesetting.fonts import Face, lacks_letters

_FEW = 5  # letters that are named
_CURRENCIES = "\u20a0"  # the first sign behind those of general punctuation


def check_letters(scene: Scene, report: Report) -> None:
    """Warns of letters in the words of pages, tables and charts that no installed font has."""
    texts = {p.text for p, _ in _paragraphs(scene)}
    for page in scene.pages:
        for chart in (box for box in every_box(page.boxes) if isinstance(box, Chart)):
            texts |= {*chart.spec.categories, *(series.name for series in chart.spec.series)}
    face = Face(scene.theme.minor)
    letters = {c for text in texts if not text.isascii() for c in text}
    # Every font has the punctuation below the signs of currencies; looking for it would take longer than all the rest.
    unusual = sorted(c for c in letters if lacks_letters(c, face) or (c >= _CURRENCIES and not c.isalpha()))
    if found := "".join(c for c in unusual if _is_lacking(c, face)):
        warn_of(scene, found, report)


def warn_of(scene: Scene, letters: str, report: Report) -> None:
    """A warning for letters that no font has, at the first text that needs one."""
    found = (p.place or box.place for p, box in _paragraphs(scene) if not set(letters).isdisjoint(p.text))
    what = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in letters[:_FEW]) + (" …" if len(letters) > _FEW else "")
    place = next(found, None)
    span = Span(getattr(place, "file", scene.source), *(place or ()))
    message = f"no installed font has {what}: in PDFs and pictures a box stands for each"
    report.warn(message, span, "no-font", "install a font with it")


def _paragraphs(scene: Scene) -> Iterator[tuple[Paragraph, Box]]:
    """Every paragraph of texts and tables, with the box that it is in."""
    for box in (box for page in scene.pages for box in every_box(page.boxes)):
        if isinstance(box, Text):
            yield from ((p, box) for p in box.paragraphs)
        elif isinstance(box, Table):
            yield from ((p, box) for row in box.rows for cell in row for p in cell.paragraphs)


@cache
def _is_lacking(letter: str, face: Face) -> bool:
    from podium.backends.pdf.fonts import Fonts

    fonts = Fonts()
    fonts.pieces(letter, face)
    return bool(fonts.lacking)
