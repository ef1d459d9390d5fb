"""A deck's own accent: shades of one colour in place of the theme's red for rules, numerals and dividers.

In: a colour as `RRGGBB`, the tokens of a theme. Out: the roles `accent`, `accent.deep` … in that hue, each with the
contrast that its use needs. Without an accent of its own, a deck has `aliases`: a colour of the theme that no side has,
red before all others, so that what is only stressed is never taken for what belongs to a side."""

from __future__ import annotations

from collections.abc import Mapping

from podium.themes._contrast import as_hex, channels, contrast, lightness, readable, with_lightness

_ON_PAPER = ("red", "ochre", "green", "violet")
_PAGES = ("red", "green", "violet", "ochre")  # a whole page in ochre is brown
SHAPES, WORDS, ON_COLOUR = 3.0, 4.5, 5.0
"""The least contrast of shapes and numerals on the ground, of words on it, of words on a page in full colour."""
_WASH = 0.15  # of a colour on the ground
_SEEN = 1.2  # contrast of the time band with the page in full colour under it
_GLARE = 0.45  # lightness of a page in full colour


def aliases(sides: frozenset[str], dark: bool) -> dict[str, str]:
    """The roles of the accent and of the page of a question -> the roles whose colours they have, in a deck whose sides
    have the colours `sides`."""
    accent = next((c for c in _ON_PAPER if c not in sides), "red")
    page = next((c for c in _PAGES if c not in sides), "red")
    return {
        "accent": accent,
        **{f"accent.{shade}": f"{accent}.{shade}" for shade in ("deep", "tint", "wash")},
        **{f"accent.{shade}": f"{page}.{shade}" for shade in ("plate", "dark")},
        "question": question("blue" in sides, dark),
    }


def question(blue_is_taken: bool, dark: bool) -> str:
    """The role of the page of a question: blue, or neutral if blue says something else."""
    neutral = "grey.plate" if dark else "ink"
    return neutral if blue_is_taken else "blue.plate"


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
