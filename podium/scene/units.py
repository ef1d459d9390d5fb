"""Lengths. The scene counts in EMU (whole numbers, 914,400 to the inch), text in points (12,700 EMU)."""

from __future__ import annotations

from typing import NamedTuple

EMU_PER_INCH = 914_400
EMU_PER_PT = 12_700


def inches(value: float) -> int:
    """`value` inches in EMU."""
    return round(value * EMU_PER_INCH)


def points(value: float) -> int:
    """`value` points in EMU."""
    return round(value * EMU_PER_PT)


class Rect(NamedTuple):
    """A rectangle on the slide in EMU: left, top, width, height."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def width_pt(self) -> float:
        return self.w / EMU_PER_PT

    @property
    def height_pt(self) -> float:
        return self.h / EMU_PER_PT

    def inset(self, dx: int, dy: int | None = None) -> Rect:
        """The rectangle, smaller by `dx` at the left and right and by `dy` (default `dx`) at the top and bottom."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0, self.w - 2 * dx), max(0, self.h - 2 * dy))

    def below(self, dy: int) -> Rect:
        """The rectangle without its top `dy`."""
        return Rect(self.x, self.y + dy, self.w, max(0, self.h - dy))

    def top(self, h: int) -> Rect:
        """Its top `h`."""
        return Rect(self.x, self.y, self.w, min(h, self.h))

    def fit(self, aspect: float) -> Rect:
        """The largest rectangle with the aspect ratio `aspect` (width / height) inside it, centred."""
        w, h = self.w, round(self.w / aspect)
        if h > self.h:
            w, h = round(self.h * aspect), self.h
        return self.place(w, h)

    def place(self, w: int, h: int, across: float = 0.5, down: float = 0.5) -> Rect:
        """`w` × `h` EMU inside it; `across` and `down` are the shares of the free room at its left and above it."""
        return Rect(self.x + int((self.w - w) * across), self.y + int((self.h - h) * down), w, h)
