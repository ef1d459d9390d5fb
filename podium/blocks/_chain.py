"""What `causes` and `steps` share: chains of events.

In: `events` of the outline. Out: `Link`s with drafts, and one shrink (pt) at which all of them fit.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import WithJsonSchema

from podium.blocks._entries import Entry, read_entries, shown_when
from podium.layout.stage import Stage
from podium.outline.fields import TextField
from podium.outline.models import ReadWith
from podium.scene import type_scale as scale
from podium.typesetting import measure
from podium.typesetting.text import Draft, draft, plain_draft

WHEN = scale.FIGURE.but(size=28.0, floor=18.0, pitch=1.15)
TITLE = scale.LABEL.but(size=20.0, floor=16.0)
TEXT = scale.ROW.but(size=18.0, floor=16.0, colour="ink2")


class Link(Entry):
    """A link of the chain: when, what, and how it leads to the next."""

    label: ClassVar[str] = "an event"
    when: TextField = ""
    verb: TextField = ""
    kind: Literal["", "long-term", "short-term", "trigger", "event", "effect"] = ""

    def drafts(self, stage: Stage, colour: str = "ink", larger: float = 0.0) -> list[Draft]:
        """The date in `colour`, what happened, and the text; all `larger` by so many pt."""
        styles = [
            style.but(size=style.size + larger) if larger else style for style in (WHEN.but(colour=colour), TITLE, TEXT)
        ]
        drafts = []
        if self.when:
            drafts.append(plain_draft(shown_when(self.when, stage.lang, "short"), styles[0]))
        if self.title:
            drafts.append(draft(self.title, styles[1], before=2.0))
        if self.text:
            drafts.append(draft(self.text, styles[2], before=2.0))
        return drafts


LinksField = Annotated[
    tuple[Link, ...],
    ReadWith(lambda data: read_entries(data, Link)),
    WithJsonSchema({"type": ["array", "object"]}),
]


def least_shrink(
    columns: Sequence[Sequence[Draft]], width: float, stage: Stage, fits: Callable[[list[float]], bool]
) -> int | None:
    """The least shrink at which every word fits its column and the heights (pt) of the columns fit, None if none."""
    everything = [d for column in columns for d in column]
    for shrink in range(stage.compose.shrink_range(everything) + 1):
        words = max((measure.longest_word(stage.compose.spans(d, shrink)) for d in everything), default=0.0)
        if words * measure.SAFETY <= width and fits([stage.compose.height(c, width, shrink) for c in columns]):
            return shrink
    return None


def split_evenly(count: int, most: int) -> list[tuple[int, int]]:
    """The (first, last) of as few runs as possible, of at most `most` links; each begins with the last link of the one
    before."""
    runs = 1
    while count > 1 and runs * (most - 1) + 1 < count:
        runs += 1
    edges = [round(n * (count - 1) / runs) for n in range(runs + 1)]
    return list(itertools.pairwise(edges))
