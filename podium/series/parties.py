"""The parties that bars stand for: names and colours.

In: ids or names of the outline, each with a label. Out: `Party`s. A side of the deck has its own colour; any other
party has one that no side has, or grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podium.layout.stage import Stage
from podium.outline import inline


class Party(NamedTuple):
    """A party: its name, its short name, and the colour role of its shapes."""

    name: str
    short: str
    colour: str

    @property
    def deep(self) -> str:
        """The colour role of its text."""
        return f"{self.colour}.deep"


def parties(named: Sequence[tuple[str, str]], stage: Stage) -> list[Party]:
    """The parties for pairs of (id or name, label or "").

    A party that is not a side of the deck gets a colour that no side has; if there are not enough colours for all of
    them, they are grey.
    """
    known = [stage.side(name) for name, _ in named]
    free = [c for c in stage.theme.free() if c not in known]
    free = free if known.count("") <= len(free) else []
    made = []
    for (name, label), colour in zip(named, known, strict=True):
        side = _deck_side(name, stage)
        full = side[0] if side else inline.plain(name)
        colour = colour or (free.pop(0) if free else "grey")
        made.append(Party(inline.plain(label) or full, (side[1] if side else "") or full, colour))
    return made


def _deck_side(name: str, stage: Stage) -> tuple[str, str] | None:
    """(name, short) of the deck's side with that id, name or short name."""
    wanted = name.strip().casefold()
    for key, side in stage.deck.sides.items():
        if wanted in (key.casefold(), side.name.casefold(), side.short.casefold()):
            return inline.plain(side.name), inline.plain(side.short)
    return None
