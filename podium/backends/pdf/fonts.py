"""The fonts of a PDF: which font sets which letters, what glyphs they become, and what of the fonts is embedded.

In: texts and the faces that should set them. Out: glyphs with their places, by HarfBuzz (kerning, marks, joined
scripts), and font dictionaries with no more glyphs than are used, their widths, and the letters that they stand for.
What a face lacks is set in DejaVu, as the SVG of a page asks for it, then in any font of this machine.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from math import fsum
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf

from podium.backends.drawing.families import FOLDER, PACKED, SERIFS, STYLES, TWINS
from podium.typesetting.fonts import Face, among_letters

_NAMES = {"Carlito": "podiumSans", "Caladea": "podiumSerif"}  # the licence reserves their own
_DEJAVU = {
    "DejaVuSans": ("", "-Bold", "-Oblique", "-BoldOblique"),
    "DejaVuSerif": ("", "-Bold", "-Italic", "-BoldItalic"),
}
_ASIAN = "Noto Sans CJK SC"
_FEATURES = {"liga": False, "clig": False, "dlig": False}  # layout measures letters one by one
_FIRST_RTL = "\u0590"
_STICKY = frozenset({"Mn", "Me", "Cf", "Zs"})  # set in the font of what stands before them
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SIDE = {"R": "R", "AL": "R", "L": "L", "EN": "E", "AN": "E"}
_RTL_SPAN = re.compile("R(?:[RNE]*R)?")
_SAID = 100  # entries of one block of a ToUnicode map
_HEAD = 54  # bytes of the table that every font has
_LATIN_HEIGHT = 0.65  # em: of capitals, where a font does not say it


class Glyph(NamedTuple):
    """A glyph of a font: how far it moves the pen, where it stands from there (1/1000 em), the letters it shows."""

    id: int
    advance: float
    dx: float
    dy: float
    text: str


class Piece(NamedTuple):
    """Glyphs of one font from left to right; `width` in em; `text` as it is read, `plain` if the glyphs say as much."""

    font: Font
    glyphs: tuple[Glyph, ...]
    width: float
    text: str
    plain: bool


class Font:
    """One font file, and the glyphs of it that were set."""

    def __init__(self, number: int, path: str, family: str, name: str) -> None:
        self.resource, self._name = f"F{number}", name
        self._face = _opened(path, family)
        self._font = hb.Font(self._face)
        self._em = 1000 / self._face.upem
        self.letters = _letters(path, family)
        self._said: dict[int, str] = {}

    def shape(self, text: str, rightward: bool = True) -> Piece:
        """The text as glyphs."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr" if rightward else "rtl"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(self._font, buffer, _FEATURES)
        em, infos = self._em, buffer.glyph_infos
        parts = _shares(text, [i.cluster for i in infos])
        glyphs = tuple(
            Glyph(i.codepoint, p.x_advance * em, p.x_offset * em, p.y_offset * em, part)
            for i, p, part in zip(infos, buffer.glyph_positions, parts, strict=True)
        )
        said = [self._said.setdefault(g.id, g.text) for g in glyphs]
        return Piece(self, glyphs, fsum(g.advance for g in glyphs) / 1000, text, said == parts and "" not in parts)

    def advance(self, glyph: int) -> float:
        """The glyph's own width in 1/1000 em."""
        return float(self._font.get_glyph_h_advance(glyph)) * self._em

    def embedded(self, pdf: Pdf) -> Any:
        """The font dictionary, with what is used of the font."""
        used = sorted(self._said)
        digest = hashlib.blake2b(repr(used).encode(), digest_size=6).digest()
        name = Name("/" + "".join(chr(65 + byte % 26) for byte in digest) + "+" + self._name)
        outlines = "TrueType" if "glyf" in self._face.table_tags else "CFF"
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2 if outlines == "TrueType" else Name.CIDFontType0, BaseFont=name,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, name, used, outlines)), W=self._widths(used),
        )  # fmt: skip
        if outlines == "TrueType":
            descendant.CIDToGIDMap = Name.Identity
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=pdf.make_stream(self._map(used)),
            )
        )  # fmt: skip

    def _descriptor(self, pdf: Pdf, name: Name, used: list[int], outlines: str) -> Any:
        head = self._face.reference_table("head").data
        box = [round(v * self._em) for v in struct.unpack(">4h", head[36:44])]
        extents = self._font.get_font_extents("ltr")
        bold, italic = (bool(head[45] & bit) for bit in (1, 2))
        serif = "erif" in self._name
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=name, Flags=4 | 2 * serif | 64 * italic, FontBBox=Array(box),
            ItalicAngle=-12 if italic else 0, Ascent=round(extents.ascender * self._em), StemV=140 if bold else 80,
            Descent=round(extents.descender * self._em), CapHeight=round(_LATIN_HEIGHT * 1000),
        )  # fmt: skip
        if outlines == "TrueType":
            descriptor.FontFile2 = pdf.make_stream(self._subset(used).blob.data)
        else:
            table = self._subset(used).reference_table("CFF ").data
            descriptor.FontFile3 = pdf.make_stream(table, Subtype=Name.CIDFontType0C)
        return descriptor

    def _subset(self, used: list[int]) -> hb.Face:
        """The font with these glyphs only, under the numbers that they have."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update([0, *used])
        flags = hb.SubsetFlags
        wanted.flags = (
            flags.NO_HINTING | flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
            | flags.DESUBROUTINIZE | flags.CFF_IDENTITY_CHARSET
        )  # fmt: skip
        unused = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "kern", "FFTM", "DSIG", "BASE", "VORG", "vhea", "vmtx")
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update([int.from_bytes(f"{tag:4}".encode(), "big") for tag in unused])
        if self._face.has_var_data:
            wanted.pin_all_axes_to_default(self._face)
        return hb.subset(self._face, wanted)

    def _widths(self, used: list[int]) -> Any:
        """The widths of the glyphs, in runs of numbers that follow one another."""
        out: list[Any] = []
        last = -2
        for glyph in used:
            if glyph != last + 1:
                out += [glyph, []]
            out[-1].append(round(self.advance(glyph), 2))
            last = glyph
        return Array([Array(part) if isinstance(part, list) else part for part in out])

    def _map(self, used: list[int]) -> bytes:
        """Which letters each glyph stands for (a ToUnicode CMap, ISO 32000-1, 9.10.3)."""
        lines = [f"<{g:04X}> <{utf16(self._said[g] or chr(0x200B))}>" for g in used]
        blocks = [lines[n : n + _SAID] for n in range(0, len(lines), _SAID)]
        body = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) "
            "/Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\nendcmap\n"
            "CMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode()


class Fonts:
    """The fonts of one file; `lacking` collects the letters that no font has, which are drawn as empty boxes."""

    def __init__(self) -> None:
        self.lacking: set[str] = set()
        self._fonts: dict[str, Font] = {}
        self._chains: dict[Face, tuple[list[Font], Iterator[tuple[str, str]]]] = {}
        self._pieces: dict[tuple[str, Face], list[Piece]] = {}

    def pieces(self, text: str, face: Face) -> list[Piece]:
        """The text in as many pieces as it needs fonts and directions, from left to right."""
        key = (text, face)
        if key not in self._pieces:
            self._pieces[key] = self._set(_clean(text), face)
        return self._pieces[key]

    def embedded(self, pdf: Pdf) -> dict[str, Any]:
        """The font dictionaries by the names that pages have for them."""
        return {font.resource: font.embedded(pdf) for font in self._fonts.values()}

    def _set(self, text: str, face: Face) -> list[Piece]:
        first = self._next(face, 0)
        assert first is not None
        if first.letters.issuperset(map(ord, text)) and max(text, default="") < _FIRST_RTL:
            return [first.shape(text)] if text else []
        fonts = self._fonts_of(text, face, first)
        out: list[Piece] = []
        for start, end, rightward in _directions(text):
            parts, begin = [], start
            for n in range(start + 1, end + 1):
                if n == end or fonts[n] is not fonts[begin]:
                    parts.append(fonts[begin].shape(text[begin:n], rightward))
                    begin = n
            out += parts if rightward else reversed(parts)
        return out

    def _fonts_of(self, text: str, face: Face, first: Font) -> list[Font]:
        """The font of each character."""
        out: list[Font] = []
        for c in text:
            sticks = bool(out) and unicodedata.category(c) in _STICKY
            if sticks and (ord(c) in out[-1].letters or unicodedata.category(c) == "Cf"):
                out.append(out[-1])
                continue
            found = next((f for f in self._chain(face) if ord(c) in f.letters), None)
            if found is None and unicodedata.category(c) not in _UNSEEN:
                self.lacking.add(c)
            out.append(found or first)
        beside = among_letters(text, out)
        return [b if f is first and ord(c) in b.letters else f for c, f, b in zip(text, out, beside, strict=True)]

    def _chain(self, face: Face) -> Iterator[Font]:
        """The fonts for a face, each opened when those before it are not enough."""
        n = 0
        while (font := self._next(face, n)) is not None:
            yield font
            n += 1

    def _next(self, face: Face, n: int) -> Font | None:
        """The n-th of them."""
        if face not in self._chains:
            self._chains[face] = ([], _files(face))
        opened, more = self._chains[face]
        while len(opened) <= n:
            found = next(more, None)
            if found is None:
                return None
            path, family = found
            if path not in self._fonts:
                name = _NAMES.get(family, family.replace(" ", ""))
                style = STYLES[face.bold, face.italic] if family in _NAMES else ""
                name = re.sub(r"[^A-Za-z0-9-]", "", f"{name}-{style}" if style else Path(path).stem) or "Font"
                try:
                    self._fonts[path] = Font(len(self._fonts) + 1, path, family, name)
                except (hb.HarfBuzzError, OSError, struct.error):  # fonts can be damaged in many ways
                    continue
            opened.append(self._fonts[path])
        return opened[n]


def _files(face: Face) -> Iterator[tuple[str, str]]:
    """(file, family) of the fonts for a face, the best first."""
    known, serif = face.family.casefold(), face.family.casefold() in SERIFS
    style = STYLES[bool(face.bold), bool(face.italic)]
    packed = PACKED.get(known, "Caladea" if serif else "Carlito")
    if known not in PACKED:
        from podium.backends.drawing.installed import file_of

        for family in (face.family, TWINS.get(known, "")):
            if family and (found := file_of(family, face.bold, face.italic)):
                yield found, family
    yield str(FOLDER / f"{packed}-{style}.ttf"), packed
    order = ("DejaVuSerif", "DejaVuSans") if serif else ("DejaVuSans", "DejaVuSerif")
    if (spec := find_spec("matplotlib")) is not None and spec.origin:  # which brings them along
        folder = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
        for family in order:
            yield str(folder / f"{family}{_DEJAVU[family][face.bold + 2 * face.italic]}.ttf"), family
    from podium.backends.drawing.installed import file_of, others

    if found := file_of(_ASIAN, face.bold, False):
        yield found, _ASIAN
    yield from ((path, family) for family, path in others())


@cache
def _opened(path: str, family: str) -> hb.Face:
    """The face of a file; of several faces in it, the one of that family."""
    blob = hb.Blob.from_file_path(path) if path.isascii() else hb.Blob(Path(path).read_bytes())
    first = hb.Face(blob)
    for number in range(1, first.count):
        face = hb.Face(blob, number)
        if face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) == family:
            return face
    return first


@cache
def _letters(path: str, family: str) -> frozenset[int]:
    """The code points of which a font has outlines."""
    face = _opened(path, family)
    whole = {"glyf", "CFF "} & {*face.table_tags} and len(face.reference_table("head").data) >= _HEAD
    return frozenset(face.unicodes) if whole else frozenset()


def _clean(text: str) -> str:
    """The text as it is set and read: composed letters, and plain spaces for those that do not break and controls."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    if composed.isprintable():
        return composed
    return "".join([" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in composed])


def _directions(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it runs rightward) of the parts of a text in a line that runs rightward, as they stand.

    The main case of the Unicode Bidirectional Algorithm: words of a script that runs leftward, with the spaces and
    numbers between them.
    """
    if max(text, default="") < _FIRST_RTL:
        yield 0, len(text), True
        return
    sides = "".join([_SIDE.get(unicodedata.bidirectional(c), "N") for c in text])
    at = 0
    for span in _RTL_SPAN.finditer(sides):
        if span.start() > at:
            yield at, span.start(), True
        parts = [m.span() for m in re.finditer("E[NE]*(?<=E)|[RN]+", span[0])]
        for start, end in reversed(parts):
            yield span.start() + start, span.start() + end, sides[span.start() + start] == "E"
        at = span.end()
    if at < len(text):
        yield at, len(text), True


def _shares(text: str, clusters: list[int]) -> list[str]:
    """The letters that each glyph shows: those from its cluster to the next, for the first glyph of a cluster."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    out, seen = [], set()
    for cluster in clusters:
        out.append("" if cluster in seen else text[cluster : ends[cluster]])
        seen.add(cluster)
    return out


def utf16(text: str) -> str:
    """The text in UTF-16 as hexadecimal digits."""
    return text.encode("utf-16-be", "replace").hex().upper()
