"""The drawing of one page, as operators of a PDF.

In: outlines in EMU, glyphs and pictures, in the order in which they are drawn, each within a mark of what it belongs to.
Out: the content of a stream that counts points from the upper left corner, and the names that it uses. Colours are
numbers, as `rgb` gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import ceil, cos, floor, sin
from typing import Any

from podium.backends.drawing.strokes import DASHES, Stripes, stripes
from podium.backends.pdf.fonts import Piece, utf16
from podium.backends.pdf.resources import Resources
from podium.backends.pdf.tags import Element, Sheet
from podium.scene.boxes import Dash
from podium.scene.units import EMU_PER_PT, Rect

_OPS = {"M": "m", "L": "l", "C": "c"}
_LONG = 60  # commands: from there on, to a tenth of a point
_SHARED = 6000  # characters of a drawing that is kept as an object, as it may be on other pages too
PAGINATION = "/Artifact <</Type/Pagination/Subtype/Footer>>BDC"
DECORATION = "/Artifact BMC"


class Stroke:
    """How a line is drawn: its colour, width in pt, dashes, and whether its ends are round."""

    def __init__(self, colour: str, width: float, dash: Dash, round_ends: bool = False) -> None:
        dashes = " ".join(number(d * width) for d in DASHES[dash])
        self.operators = f"{colour} RG {number(width)} w {int(round_ends)} J 1 j [{dashes}] 0 d "


class Canvas:
    """Collects the operators of one stream; `marked` says what follows, `held` keeps all in one mark."""

    def __init__(self, resources: Resources, height: float) -> None:
        self.resources, self.names, self.sheet = resources, set[str](), Sheet()
        self.blended = False
        self._out: list[str] = [f"1 0 0 -1 0 {number(height)} cm"]
        self._mark: Element | str = ""
        self._held = False

    def content(self) -> bytes:
        """The stream."""
        self._close()
        return "\n".join(self._out).encode()

    # ------------------------------------------------------------------------------------------ marks

    def marked(self, what: Element | str) -> None:
        """What follows is part of an element, or of what is no content (`DECORATION`, `PAGINATION`)."""
        if self._held or what is self._mark:
            return
        self._close()
        self._mark = what
        opening = what if isinstance(what, str) else f"/{what.tag} <</MCID {self.sheet.mark(what)}>>BDC"
        self._out.append(opening)

    @contextmanager
    def held(self, what: Element | str) -> Iterator[None]:
        """Everything is one mark."""
        self.marked(what)
        before, self._held = self._held, True
        yield
        self._held = before

    def _close(self) -> None:
        if self._mark:
            self._out.append("EMC")
        self._mark = ""

    # ------------------------------------------------------------------------------------------ drawing

    @contextmanager
    def moved(self, x: float, y: float, across: float, down: float, frame: Rect | None = None) -> Iterator[None]:
        """What is drawn is scaled and moved to (x, y) pt; nothing is seen outside the frame."""
        clip = f"{_rectangle(frame)} re W n " if frame else ""
        self._out.append(f"q {clip}{across:.6g} 0 0 {down:.6g} {number(x)} {number(y)} cm")
        yield
        self._out.append("Q")

    def path(self, paths: Sequence[Any], fill: str, stroke: Stroke | None, alpha: float = 1.0, state: str = "") -> None:
        """Closed or open outlines, filled by the even-odd rule with a colour; "" for none."""
        data = path_data(paths)
        paint = ("B*" if stroke else "f*") if fill else "S" if stroke else ""
        if not data or not paint:
            return
        look = (f"{fill} rg " if fill else "") + (stroke.operators if stroke else "")
        drawn = f"{look}{data}{paint}"
        if len(drawn) > _SHARED:
            drawn = f"/{self._named(self.resources.drawing(drawn))} Do"
        self._out.append(f"q {self._state(alpha, state)}{drawn} Q")

    def hatch(self, paths: Sequence[Any], colour: str, ground: str, pattern: str, alpha: float) -> None:
        """Outlines filled with stripes, which continue from shape to shape."""
        data = path_data(paths)
        if not data:
            return
        look = stripes(pattern)
        self._out.append(
            f"q {self._state(alpha)}{data}W* n {ground} rg {_rectangle(_extent(paths))} re f "
            f"{colour} RG {number(look.breadth)} w [] 0 d {_stripes(_extent(paths), look)}S Q"
        )

    def polygon(self, corners: Iterable[complex], colour: str, alpha: float) -> None:
        """A filled polygon; corners in pt."""
        points = [f"{number(z.real)} {number(z.imag)}" for z in corners]
        data = f"{points[0]} m {' l '.join(points[1:])} l h f"
        self._out.append(f"q {self._state(alpha)}{colour} rg {data} Q")

    def rectangle(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A filled rectangle, in pt."""
        self._out.append(f"q {colour} rg {number(x)} {number(y)} {number(w)} {number(h)} re f Q")

    def image(self, key: str, rect: Rect, crop: tuple[float, float, float, float]) -> None:
        """A picture, of which the rectangle shows what the crop leaves."""
        x, y, w, h = (v / EMU_PER_PT for v in rect)
        left, top, right, bottom = crop
        wide, high = w / max(1e-6, 1 - left - right), h / max(1e-6, 1 - top - bottom)
        clip = f"{_rectangle(rect)} re W n " if any(crop) else ""
        x, y = x - left * wide, y - top * high
        name = self._named(self.resources.image(key))
        self._out.append(f"q {clip}{number(wide)} 0 0 {number(-high)} {number(x)} {number(y + high)} cm /{name} Do Q")

    def slide(self, name: str, x: float, y: float, scale: float, height: float) -> None:
        """A drawing `height` pt high, scaled, with its upper left corner at (x, y) pt; its marks are its own."""
        self._close()
        place = f"{scale:.6g} 0 0 {-scale:.6g} {number(x)} {number(y + scale * height)}"
        self._out.append(f"q {place} cm /{self._named(name)} Do Q")

    def words(self, pieces: Iterable[Piece], x: float, y: float, size: float, tracking: float, colour: str, lang: str) -> float:
        """Glyphs from (x, y) pt, on their baseline; returns where they end."""
        for piece in pieces:
            name = self._named(piece.font.resource)
            spaced = f"{number(tracking)} Tc " if tracking else ""
            back = " 0 Tc" if tracking else ""
            shown = _shown(piece, size)
            text = f"BT {colour} rg /{name} {number(size)} Tf {spaced}1 0 0 -1 {number(x)} {number(y)} Tm {shown}{back} ET"
            about = f"/Lang ({lang})" if lang else ""
            about += "" if piece.plain else f"/ActualText <FEFF{utf16(piece.text)}>"
            self._out.append(f"/Span <<{about}>>BDC {text} EMC" if about else text)
            x += width_of(piece, size, tracking)
        return x

    def _state(self, alpha: float, state: str = "") -> str:
        """The operators for an opacity and another state."""
        names = ([self.resources.alpha(alpha)] if alpha < 1 else []) + ([state] if state else [])
        self.blended = self.blended or bool(names)
        return "".join([f"/{self._named(name)} gs " for name in names])

    def _named(self, name: str) -> str:
        self.names.add(name)
        return name


def width_of(piece: Piece, size: float, tracking: float) -> float:
    """The width of a piece in pt."""
    return piece.width * size + tracking * len(piece.glyphs)


@lru_cache(maxsize=64)
def rgb(colour: str) -> str:
    """The numbers of a colour given as `RRGGBB`."""
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.4f}".rstrip("0").rstrip(".") for n in (0, 2, 4))


def number(value: float) -> str:
    """A number, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def path_data(paths: Sequence[Any]) -> str:
    """The operators of outlines in EMU."""
    return "".join([_data(path) for path in paths])


def _data(path: Sequence[Any]) -> str:
    if len(path) < _LONG:
        numbers = [(c[0], " ".join([number(v / EMU_PER_PT) for v in c[1:]])) for c in path]
    else:
        numbers = [(c[0], " ".join([f"{v / EMU_PER_PT:.1f}".removesuffix(".0") for v in c[1:]])) for c in path]
    out, last = [], ""
    for kind, at in numbers:
        if kind == "Z":
            out.append("h ")
        elif kind != "L" or at != last:
            out.append(f"{at} {_OPS[kind]} ")
        last = at
    return "".join(out)


def _extent(paths: Sequence[Any]) -> Rect:
    """The rectangle around outlines."""
    xs = [v for path in paths for c in path for v in c[1::2]]
    ys = [v for path in paths for c in path for v in c[2::2]]
    return Rect(floor(min(xs)), floor(min(ys)), ceil(max(xs) - min(xs)), ceil(max(ys) - min(ys)))


def _rectangle(rect: Rect) -> str:
    return " ".join(number(v / EMU_PER_PT) for v in rect)


def _stripes(extent: Rect, look: Stripes) -> str:
    """The middle lines of the stripes across a rectangle; they stand at multiples of `step` from the page's corner."""
    left, top, right, bottom = (v / EMU_PER_PT for v in (extent.x, extent.y, extent.right, extent.bottom))
    turn, step, breadth = look
    c, s = cos(turn), sin(turn)
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    across, along = [x * c + y * s for x, y in corners], [y * c - x * s for x, y in corners]
    out = []
    for n in range(floor(min(across) / step), ceil(max(across) / step) + 1):
        u = n * step + breadth / 2
        (x0, y0), (x1, y1) = ((u * c - v * s, u * s + v * c) for v in (min(along), max(along)))
        out.append(f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l ")
    return "".join(out)


def _shown(piece: Piece, size: float) -> str:
    """The operators that show the glyphs, moved from where they would stand by themselves."""
    parts: list[str] = []
    codes, between = "", 0.0

    def flush() -> None:
        nonlocal codes
        if codes:
            parts.append(f"<{codes}>")
        codes = ""

    shown = ""
    for glyph in piece.glyphs:
        if abs(before := between - glyph.dx) > 0.005:
            flush()
            parts.append(number(before))
        if glyph.dy:
            flush()
            shown += f"[{' '.join(parts)}] TJ " if parts else ""
            shown += f"{number(glyph.dy * size / 1000)} Ts <{glyph.id:04X}> Tj 0 Ts "
            parts = []
        else:
            codes += f"{glyph.id:04X}"
        between = piece.font.advance(glyph.id) - glyph.advance + glyph.dx
    flush()
    return f"{shown}[{' '.join(parts)}] TJ" if parts else shown.rstrip()
