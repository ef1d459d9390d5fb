"""The colour of a section's full page: each section has its own, in an order in which neighbours plainly differ.

In: the section's number and the stage. Out: the role of a plate of the theme; every one carries words in `on`.
"""

from __future__ import annotations

from podium.layout.stage import Stage
from podium.themes import distance

_ORDER = ("green", "violet", "ochre", "grey", "red")
_APART = 15.0  # distance in CIELAB of any two of them, and of each from the pages of questions


def ground(number: int, stage: Stage) -> str:
    """The role of the page's colour."""
    found = grounds(stage)
    return found[(number - 1) % len(found)]


def page(number: int, stage: Stage) -> str:
    """The colour in whose plate the section's pages and cards in full colour are; the accent outside of sections."""
    return ground(number, stage).removesuffix(".plate") if number else "accent"


def highlight(number: int, stage: Stage) -> str:
    """The colour of what stands out on the section's slides: its own, unless the rest is grey too."""
    colour = page(number, stage)
    return "accent" if colour == "grey" else colour


def grounds(stage: Stage) -> list[str]:
    """The roles of all such pages in order: the accent for the first section, then the theme's other colours that no
    side of the deck has, and grey, which nobody takes for a side's; or one of a side's if there are none. None looks
    like another, or like the page of a question."""
    found = ["accent.plate"]
    rgb, taken = stage.theme.rgb, stage.deck.side_colours - {"grey"}
    for colour in sorted(_ORDER, key=lambda c: c in taken):
        plate = f"{colour}.plate"
        if colour in taken and len(found) > 1:
            break
        if all(distance(rgb(plate), rgb(other)) >= _APART for other in (*found, "question")):
            found.append(plate)
    return found


def shadow(ground: str) -> str:
    """The role of what is drawn on such a page without standing out."""
    return ground.replace(".plate", ".dark")
