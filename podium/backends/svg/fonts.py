"""The fonts of a deck, cut to its letters, as style sheets.

In: the runs of text of a scene. Out: `@font-face` rules with the fonts inside, and the list of families by which each
run names its font. Carlito and Caladea (SIL Open Font License, `data/fonts/`) stand in for Calibri and Cambria, whose
widths they have. Other families are looked for on the reader's machine, with those of the same widths; so is what a font
lacks. Embedded subsets have names of their own, as the licence asks of what is no longer the whole font.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b
from html import escape
from importlib.metadata import version
from itertools import groupby
from operator import itemgetter

from podium import cache as kept
from podium.backends.drawing.families import FOLDER, PACKED, SERIFS, STYLES, TWINS
from podium.typesetting.fonts import Face, among_letters, lacks_letters, widths

_EMBEDDED = {"Carlito": "podium Sans", "Caladea": "podium Serif"}
_KEPT = 20_000_000  # bytes in the cache


def families(family: str) -> str:
    """The value of `font-family` for a font of the deck."""
    known = family.casefold()
    names = [_EMBEDDED[PACKED[known]]] if known in PACKED else [family, *([TWINS[known]] if known in TWINS else [])]
    return "".join(f"'{_in_css(name)}'," for name in names) + others(family)


def others(family: str) -> str:
    """The value of `font-family` for what a font of the deck lacks."""
    name, generic = ("DejaVu Serif", "serif") if family.casefold() in SERIFS else ("DejaVu Sans", "sans-serif")
    return f"'{name}','Noto Sans CJK SC',{generic}"


def in_fonts(text: str, face: Face) -> str:
    """The text escaped for XML; words in a script that its font lacks are elements of class `x`, with the spaces and
    commas among them."""
    if text.isascii() or not lacks_letters(text, face):
        return escape(text, quote=False)
    own = widths(face).own
    lacking = among_letters(text, [c not in own for c in text])
    parts = [(lacks, "".join(c for c, _ in part)) for lacks, part in groupby(zip(text, lacking, strict=True), key=itemgetter(1))]
    return "".join(
        f'<tspan class="x">{escape(part, quote=False)}</tspan>' if lacks else escape(part, quote=False)
        for lacks, part in parts
    )


def _in_css(name: str) -> str:
    """A name inside quotes, so that it ends neither them nor an element of HTML or XML."""
    return "".join(c if c.isalnum() or c in " -_." else f"\\{ord(c):x} " for c in name)


def font_faces(letters: Mapping[Face, Iterable[str]]) -> str:
    """The rules for the faces of which there is a file, each with no more than these letters."""
    rules = []
    for face in sorted(letters):
        name = PACKED.get(face.family.casefold())
        if name is None:
            continue
        data = _subset(f"{name}-{STYLES[face.bold, face.italic]}.ttf", "".join(sorted(set(letters[face]))))
        weight, style = "bold" if face.bold else "normal", "italic" if face.italic else "normal"
        source = f"url(data:font/woff;base64,{data}) format('woff')"
        rules.append(
            f"@font-face{{font-family:'{_EMBEDDED[name]}';font-weight:{weight};font-style:{style};src:{source}}}"
        )
    return "".join(rules)


@cache
def _subset(file: str, letters: str) -> str:
    """The font with these letters only, as WOFF in base64: the same for the same letters. It is kept between runs."""
    made_by = repr((file, (FOLDER / file).stat().st_size, letters, version("fonttools"))).encode()
    place = kept.folder("fonts") / f"{blake2b(made_by, digest_size=16).hexdigest()}.woff"
    data = kept.load(place)
    if data is None:
        data = _cut(file, letters)
        kept.save(place, data, _KEPT)
    return base64.b64encode(data).decode()


def _cut(file: str, letters: str) -> bytes:
    import logging

    from fontTools import subset
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it has remarks on the fonts' dates
    options = subset.Options(
        layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False, desubroutinize=True, notdef_outline=True,
        name_IDs=[], recalc_timestamp=False, glyph_names=False, drop_tables=["FFTM", "DSIG"],
    )  # fmt: skip
    with TTFont(FOLDER / file, recalcTimestamp=False, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def whole_faces(address: Callable[[str], str]) -> str:
    """The rules for all faces of which there is a file, whole; `address` is where a browser finds a file by its name."""
    return "".join(
        f"@font-face{{font-family:'{_EMBEDDED[name]}';font-weight:{'bold' if bold else 'normal'};"
        f"font-style:{'italic' if italic else 'normal'};src:url({address(f'{name}-{style}.ttf')}) format('truetype')}}"
        for name in sorted(_EMBEDDED)
        for (bold, italic), style in STYLES.items()
    )


def font_file(name: str) -> bytes | None:
    """The font of that file name, None if there is none."""
    known = {f"{name}-{style}.ttf" for name in _EMBEDDED for style in STYLES.values()}
    return (FOLDER / name).read_bytes() if name in known else None
