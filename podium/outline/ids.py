"""Ids of slides: one namespace for those that the lecturer writes, those of podium's own pages, and those of slides
without one.

In: a deck. Out: the id of every slide. Continuation pages get theirs in the page pass, avoiding these.
"""

from __future__ import annotations

from podium.outline.deck import Deck

COVER, AGENDA, CREDITS = "cover", "agenda", "credits"


def divider(number: int) -> str:
    """The id of the divider of the section with that number, from 1."""
    return f"section-{number}"


def reserved(deck: Deck) -> set[str]:
    """The ids of the pages that podium makes, which no slide may have."""
    return {COVER, AGENDA, CREDITS, *(divider(n) for n in range(1, len(deck.numbered()) + 1))}


def slide_ids(deck: Deck) -> list[list[str]]:
    """The id of each slide of each section: the lecturer's, else "slide-SECTION-NUMBER", avoiding taken ids."""
    taken = reserved(deck) | {slide.id for slide in deck.every_slide()}
    return [
        [slide.id or free(f"slide-{index}-{n}", taken) for n, slide in enumerate(part.slides, 1)]
        for index, part in enumerate(deck.parts())
    ]


def free(wanted: str, taken: set[str]) -> str:
    """The wanted id, with a number appended if it is taken; marks it as taken."""
    id, n = wanted, 1
    while id in taken:
        n += 1
        id = f"{wanted}-{n}"
    taken.add(id)
    return id
