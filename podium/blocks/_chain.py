"""What `causes` and `steps` share: chains of events.

In: `events` of the outline. Out: `Link`s with drafts, and one shrink (pt) at which all of them fit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, ClassVar, Literal, NamedTuple

from podium.layout.shares import shares
from podium.layout.stage import Stage
from podium.outline.entries import Entry, is_date, read_entries, shown_when
from podium.outline.fields import TextField
from podium.outline.models import ListOf, ReadWith
from podium.scene import type_scale as scale
from podium.typesetting.text import Draft, draft, plain_draft

WHEN = scale.FIGURE.but(size=36.0, floor=20.0, pitch=1.1)
TITLE = scale.LABEL.but(size=28.0, floor=16.0, pitch=1.12)
TEXT = scale.ROW.but(size=26.0, floor=16.0, pitch=1.17)
_ANY_YEAR = 1900  # with which "25 August" is a date, and "4 days more" is not
_SHORT_DATE = 10  # characters of a date that stays on one line
LARGER = 12
"""By how many pt short texts may be larger."""


class Link(Entry):
    """A link of the chain: when, what, and how it leads to the next."""

    label: ClassVar[str] = "an event"
    about: ClassVar[dict[str, str]] = {
        "when": "a date, or any words",
        "verb": "how it leads to the next",
        "kind": "`long-term`, `short-term`, `trigger`, `event` or `effect`",
    }
    when: TextField = ""
    verb: TextField = ""
    kind: Literal["", "long-term", "short-term", "trigger", "event", "effect"] = ""

    def drafts(self, stage: Stage, colour: str = "ink", smaller: float = 0.0) -> list[Draft]:
        """The date, what happened, and the text in one colour; all `smaller` by so many pt."""
        when, title, text = (s.but(colour=colour, size=s.size - smaller) for s in (WHEN, TITLE, TEXT))
        drafts = []
        if self.when:
            date = shown_when(self.when, stage.lang, "short")
            drafts.append(plain_draft(date.replace(" ", "\u00a0") if len(date) <= _SHORT_DATE else date, when))
        if self.title:
            drafts.append(draft(self.title, title, before=3.0))
        if self.text:
            drafts.append(draft(self.text, text, before=3.0))
        return drafts


class Stair(NamedTuple):
    """The words on a stair of `causes`, and the verb that leads on."""

    name: str
    drafts: tuple[Draft, ...]
    verb: str


def is_dated(when: str, lang: str) -> bool:
    """Whether a `when` is a date, perhaps without its year."""
    return is_date(when, lang) or is_date(f"{when} {_ANY_YEAR}", lang)


LinksField = Annotated[
    tuple[Link, ...],
    ReadWith(lambda data: read_entries(data, Link)),
    ListOf(Link, "causes-event"),
]


def least_shrink(
    columns: Sequence[Sequence[Draft]], widths: Sequence[float], stage: Stage, fits: Callable[[list[float]], bool]
) -> int | None:
    """The least shrink at which every word fits its column and the heights (pt) of the columns fit, None if none.

    It is negative, down to -`LARGER`, if the type can be larger.
    """
    for shrink in range(-LARGER, stage.compose.shrink_range([d for column in columns for d in column]) + 1):
        whole = not any(
            stage.compose.breaks_words(column, width, shrink) for column, width in zip(columns, widths, strict=True)
        )
        if whole and fits([stage.compose.height(c, w, shrink) for c, w in zip(columns, widths, strict=True)]):
            return shrink
    return None


def split_evenly(count: int, most: int) -> list[tuple[int, int]]:
    """The (first, last) of as few runs as possible, of at most `most` links; each begins with the last link of the one
    before."""
    runs = 1
    while count > 1 and runs * (most - 1) + 1 < count:
        runs += 1
    return shares(count - 1, runs)
