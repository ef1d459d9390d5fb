"""The page grid: margins, twelve columns, headline, content, time band, footer.

In: the slide format. Out: rectangles in EMU. Only the column width depends on the
format, so a 4:3 deck has the same rhythm in narrower columns.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.scene.units import Rect, inches

FORMATS = {"16:9": (12_192_000, 6_858_000), "4:3": (9_144_000, 6_858_000)}
COLUMNS = 12
MARGIN = inches(0.75)
GUTTER = inches(1 / 6)
HEADLINE_TOP = inches(0.54)
CONTENT_BOTTOM = inches(6.72)
BAND_Y = inches(6.90)
FOOTER_Y = inches(7.02)
FOOTER_HEIGHT = inches(0.40)
ACCENT_RULE = (inches(0.83), inches(0.042))  # width and height of the short rule at large words
OPTICAL_MIDDLE = 0.42  # of the spare height that stands above what is centred to the eye


class Grid(NamedTuple):
    """Rectangles of one slide format; `width` and `height` are the slide's, in EMU."""

    width: int
    height: int

    @classmethod
    def of(cls, name: str) -> Grid:
        """The grid of "16:9" or "4:3"."""
        return cls(*FORMATS[name])

    @property
    def step(self) -> float:
        """From the left edge of a column to that of the next, EMU."""
        return (self.width - 2 * MARGIN + GUTTER) / COLUMNS

    def columns(self, first: int, last: int, y: int = 0, h: int = 0) -> Rect:
        """From the left edge of column `first` to the right edge of column `last` (1 to 12)."""
        x = MARGIN + round((first - 1) * self.step)
        return Rect(x, y, MARGIN + round(last * self.step) - GUTTER - x, h)

    @property
    def slide(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @property
    def headline(self) -> Rect:
        """All twelve columns, from the headline's top; its height is that of three lines."""
        return self.columns(1, 12, HEADLINE_TOP, inches(1.56))

    def content(self, top: int, bottom: int = CONTENT_BOTTOM) -> Rect:
        """All twelve columns from `top` to the bottom of the content area."""
        return self.columns(1, 12, top, bottom - top)

    def split(self, rect: Rect, shares: list[int], gap: int = GUTTER) -> list[Rect]:
        """`rect` divided into columns `gap` EMU apart, with widths in proportion to `shares`."""
        free, total, x, cut = rect.w - gap * (len(shares) - 1), sum(shares), rect.x, []
        for share in shares:
            w = round(free * share / total)
            cut.append(Rect(x, rect.y, w, rect.h))
            x += w + gap
        return cut

    @property
    def band(self) -> Rect:
        """The time band's line over all columns."""
        return self.columns(1, 12, BAND_Y, 0)
