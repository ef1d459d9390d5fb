"""Derive `widths.bin`, the advance-width tables that `podium.typesetting.fonts` reads. Run by a maintainer.

    python podium/data/derive_widths.py            # needs fonttools, fc-match and the fonts below installed

In: the open fonts named in `FAMILIES`, found through fontconfig. Carlito, Caladea, Liberation Sans and
Liberation Serif have the advance widths of Calibri, Cambria, Arial and Times New Roman; DejaVu is the wide
fallback. Out: `widths.bin` beside this script, byte for byte the same for the same font versions. Only widths
are kept (facts), no outlines.

Format of `widths.bin`, so that one face is read without the others:

    one ASCII line a face     family TAB bold (0|1) TAB italic (0|1) TAB units per em TAB offset TAB length LF
    one empty line
    blobs                     at offset (from the byte after the empty line): zlib of code point steps, then
                              widths in font units, two equally long arrays of little-endian uint16
"""

from __future__ import annotations

import logging
import subprocess
import sys
import unicodedata
import zlib
from array import array
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).with_name("widths.bin")
FAMILIES = (
    "Carlito",
    "Caladea",
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "DejaVu Serif",
)
STYLES = ((0, 0), (1, 0), (0, 1), (1, 1))  # (bold, italic)

# What lectures write in; other characters have an estimated width in `podium.typesetting.fonts`.
BLOCKS = (
    range(0x0020, 0x0600),  # Latin, IPA, Greek, Cyrillic, Armenian, Hebrew
    range(0x10A0, 0x1100),  # Georgian
    range(0x1C80, 0x1C90),  # Cyrillic Extended-C
    range(0x1D00, 0x2800),  # Latin Additional, Greek Extended, punctuation, currency, arrows, maths, symbols
    range(0x2900, 0x2E80),  # more arrows and maths, Latin Extended-C, Cyrillic Extended-A, more punctuation
    range(0xA640, 0xA6A0),  # Cyrillic Extended-B
    range(0xA720, 0xA800),  # Latin Extended-D
    range(0xFB00, 0xFB07),  # Latin ligatures
)


def find_font(family: str, bold: int, italic: int) -> TTFont:
    """The installed font of exactly this family and style.

    Raises SystemExit when fontconfig would substitute another family.
    """
    pattern = f"{family}:weight={200 if bold else 80}:slant={100 if italic else 0}"
    answer = subprocess.run(
        ["fc-match", "-f", "%{family}\t%{index}\t%{file}", pattern],
        capture_output=True,
        text=True,
        check=True,
    )
    families, index, file = answer.stdout.split("\t")
    if family not in families.split(","):
        sys.exit(f"derive_widths: {family} is not installed (fontconfig offers {families})")
    return TTFont(file, fontNumber=int(index), lazy=True)


def encode(font: TTFont) -> bytes:
    """The blob of one face, see the module's docstring.

    Left out are marks and format characters: fonts give some of them a width of their own (the soft hyphen
    that of a hyphen), renderers draw them without one, and `podium.typesetting.fonts` knows that.
    """
    glyph_of = font.getBestCmap()
    metrics = font["hmtx"].metrics
    codes = [
        code
        for block in BLOCKS
        for code in block
        if code in glyph_of and unicodedata.category(chr(code)) not in ("Mn", "Me", "Cf")
    ]
    steps = array("H", [after - before for before, after in pairwise([0, *codes])])
    widths = array("H", [metrics[glyph_of[code]][0] for code in codes])
    if sys.byteorder == "big":
        steps.byteswap()
        widths.byteswap()
    return zlib.compress(steps.tobytes() + widths.tobytes(), 9)


def main() -> None:
    """Write `widths.bin`; faces with the same widths (DejaVu Sans and its oblique) share a blob."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on creation dates
    index: list[str] = []
    blobs = b""
    offsets: dict[bytes, int] = {}
    for family in FAMILIES:
        for bold, italic in STYLES:
            font = find_font(family, bold, italic)
            blob = encode(font)
            if blob not in offsets:
                offsets[blob] = len(blobs)
                blobs += blob
            units = font["head"].unitsPerEm
            index.append(f"{family}\t{bold}\t{italic}\t{units}\t{offsets[blob]}\t{len(blob)}\n")
    TARGET.write_bytes("".join(index).encode("ascii") + b"\n" + blobs)
    print(f"{TARGET}: {len(index)} faces, {TARGET.stat().st_size / 1024:.1f} kB")


if __name__ == "__main__":
    main()
