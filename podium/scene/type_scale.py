"""The type scale: a style for each role that text has on a slide.

`floor` is the smallest size; text that does not fit at its floor continues on another slide. `READABLE` is the smallest
that the last of 200 seats reads, and the floor of all that must be read; `FINE` is for what only has to be there: the
source, a picture's credit, the section and the number of the slide.
"""

from typing import Any, NamedTuple, Self

READABLE, FINE = 16.0, 12.0  # pt


class Style(NamedTuple):
    """The style of text in one role. Sizes in pt, line `pitch` as a multiple of the size, space `before` in pt."""

    size: float
    floor: float
    pitch: float = 1.25
    colour: str = "ink"
    major: bool = False
    bold: bool = False
    italic: bool = False
    tracking: float = 0.0
    before: float = 0.0
    stress: str = ""  # colour of *stressed* words, "" to set them in italics
    marker: str = ""  # colour behind *stressed* words, which are then highlighted instead
    lang: str = ""  # tag of its language, "" for the deck's

    def but(self, **changes: Any) -> Self:
        """The same style with some properties changed."""
        return self._replace(**changes)


COVER_TITLE = Style(74, 40, 1.06, major=True, bold=True, tracking=-0.6)
COVER_SUBTITLE = Style(24, 18, 1.25)
KICKER = Style(18, READABLE, 1.2, bold=True, tracking=2.4)
DIVIDER_TITLE = Style(64, 36, 1.10, "on", major=True, bold=True, tracking=-0.5)
DIVIDER_NUMERAL = Style(190, 190, 1.0, "on", major=True)
DIVIDER_QUESTION = Style(30, 20, 1.25, "on")
QUESTION = Style(56, 32, 1.14, "on", major=True, bold=True)
QUOTATION = Style(38, 24, 1.26, major=True, stress="accent.deep")
HEADLINE = Style(34, 28, 1.10, major=True, bold=True, tracking=-0.15)
CLAIM_NUMERAL = Style(80, 80, 1.0, "accent", major=True)
SUMMARY_CLAIM = Style(28, 22, 1.12, major=True, bold=True)
FIGURE = Style(40, 28, 1.0, major=True)
PLATE_NAME = Style(54, 20, 1.10, "on", major=True, bold=True)
PLATE_MONOGRAM = Style(38, 18, 1.0, "on", major=True)
PLATE_LINE = Style(20, READABLE, 1.2, "on")
POINT = Style(24, 18, 1.17, bold=True)
POINT_PLAIN = Style(24, 18, 1.22)
BODY = Style(22, 18, 1.22)
LEAD = Style(22, 18, 1.25)
LABEL = Style(20, READABLE, 1.15, bold=True)
ROW = Style(20, READABLE, 1.2)
NOTE = Style(READABLE, READABLE, 1.25, "ink2")
AXIS = Style(READABLE, READABLE, 1.2, "ink2")
CAPTION = Style(READABLE, READABLE, 1.2, "ink2")
CREDIT = Style(FINE, FINE, 1.2, "ink2", italic=True)
RAIL_LABEL = Style(READABLE, READABLE, 1.2, "ink2", bold=True)
RAIL = Style(20, READABLE, 1.2)
FOOTER = Style(FINE, FINE, 1.2, "ink2")
FOOTER_BOLD = Style(14, 14, 1.2, bold=True)
