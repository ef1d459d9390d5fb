"""A deck's own accent: shades of one colour in place of the theme's red for rules, numerals and dividers.

In: a colour as `RRGGBB`, the tokens of a theme. Out: the roles `accent`, `accent.deep` … in that hue, each with the
contrast that its use needs. Without an accent of its own, a deck has `ALIASES`: the theme's red."""

from __future__ import annotations

from collections.abc import Mapping

from podium.themes._contrast import as_hex, channels, contrast, lightness, readable, with_lightness

ALIASES = {"accent": "red", "accent.deep": "red.deep", "accent.tint": "red.tint", "accent.plate": "red.plate",
           "accent.dark": "red.dark", "accent.wash": "red.wash", "question": "blue.plate"}  # fmt: skip
SHAPES, WORDS, ON_COLOUR = 3.0, 4.5, 5.0
"""The least contrast of shapes and numerals on the ground, of words on it, of words on a page in full colour."""
_WASH = 0.15  # of a colour on the ground
_SEEN = 1.2  # contrast of the time band with the page in full colour under it
_GLARE = 0.45  # lightness of a page in full colour


def shades(rgb: str, theme: Mapping[str, str], dark: bool) -> dict[str, str]:
    """The roles of an accent, as RGB hex."""
    ground, panel = theme["ground"], theme["panel"]  # a panel is always nearer to ink, and so the harder ground
    plate = readable(rgb if lightness(rgb) <= _GLARE else with_lightness(rgb, _GLARE), theme["on"], ON_COLOUR)
    used = readable(rgb, ground, SHAPES)
    under = lightness(wash(used, ground))
    return {
        "accent": used,
        "accent.deep": readable(used, panel, WORDS),
        "accent.tint": readable(with_lightness(rgb, *((0.3, 0.6) if dark else (0.8, 0.8))), theme["ink"], WORDS),
        "accent.plate": plate,
        "accent.dark": beyond(plate),
        "accent.wash": with_lightness(used, under, 0.6),  # in the hue of the slot
    }


def wash(rgb: str, ground: str) -> str:
    """The ground with a little of a colour: what lies under a hatch."""
    return as_hex(*(g + (c - g) * _WASH for c, g in zip(channels(rgb), channels(ground), strict=True)))


def beyond(plate: str) -> str:
    """What can be seen on the plate: darker, or lighter on one that is nearly black."""
    darker = with_lightness(plate, lightness(plate) * 0.7)
    return darker if contrast(darker, plate) >= _SEEN else readable(plate, plate, _SEEN)
