"""The events and periods of a timeline, and their lanes.

In: `events`, `periods` and `lanes` of the outline. Out: `Event`s and `Period`s with dates, and `Lane`s from top to
bottom. Findings about dates (out of order, outside the span) go to the report, each with its line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.dates.format import format_date
from podium.outline.dates.parse import HistoricalDate
from podium.outline.entries import Entry, no_date, paths_of, read_entries
from podium.outline.fields import DateField, TextField
from podium.outline.models import ListOf, ReadWith, mistakes
from podium.outline.quantities import format_quantity
from podium.outline.quantity_field import QuantityField

_OPEN_SHARE = 0.08  # of the axis, for the open end of a date
_NUMBER = re.compile(r"[~≈≤≥<>]?\s?[$£€]?\d[\d.,\s\u00a0\u202f'’]*(?:[–-]\d[\d.,\s\u00a0\u202f'’]*)?%?")


class Event(Entry):
    """Something that happened at an exact or vague date."""

    label: ClassVar[str] = "an event"
    about: ClassVar[dict[str, str]] = {
        "date": "when it happened; vague dates are drawn as long as they are vague",
        "when": "the same as `date`",
        "side": "whose colour it has",
        "lane": "the lane in which it stands",
        "figure": "a number in large type, perhaps uncertain",
        "unit": "what the figure counts",
    }
    date: DateField | None = None
    when: DateField | None = None
    side: TextField = ""
    lane: TextField = ""
    figure: QuantityField = None
    unit: TextField = ""

    @property
    def at(self) -> HistoricalDate:
        """Its date; `_dated` lets no event pass without one."""
        found = self.date or self.when
        assert found is not None
        return found

    @property
    def date_key(self) -> str:
        return "date" if self.date else "when"

    def shown_date(self, lang: str, short: bool = False, with_year: bool = True) -> str:
        """The date in the reader's language."""
        is_long = short and len(format_date(self.at, lang, with_year=with_year)) > 16
        text = format_date(self.at, lang, "short" if is_long else "long", with_year=with_year)
        return text[0].upper() + text[1:] if text.split()[0].isalpha() else text  # "Late June", but "c. 1935"

    def figure_parts(self, lang: str) -> tuple[str, str, str]:
        """The figure with the words before and after it: ("up to", "35,000", "dead"); all "" without a figure."""
        if self.figure is None:
            return "", "", ""
        text = format_quantity(self.figure, lang)
        found = _NUMBER.search(text)
        if not found:
            return "", "", f"{text} {self.unit}".strip()
        after = f"{text[found.end() :].strip()} {self.unit}".strip()
        return text[: found.start()].strip(), found[0].strip(), after

    def in_words(self, lang: str) -> str:
        """The event in a sentence, for alt texts."""
        figure = " ".join(p for p in self.figure_parts(lang) if p)
        words = ", ".join(inline.plain(p) for p in (self.title, self.text) if p)
        return f"{self.shown_date(lang)}: {words}" + (f" ({inline.plain(figure)})" if figure else "")


class Period(Entry):
    """A period with a name."""

    label: ClassVar[str] = "a period"
    about: ClassVar[dict[str, str]] = {
        "date": "from when to when",
        "when": "the same as `date`",
        "side": "whose colour it has",
    }
    date: DateField | None = None
    when: DateField | None = None
    side: TextField = ""

    @property
    def at(self) -> HistoricalDate:
        found = self.date or self.when
        assert found is not None
        return found


def _dated(data: Any, model: type[Event] | type[Period]) -> tuple[Any, ...]:
    """The entries, each with its date."""
    entries = read_entries(data, model)
    problems = [
        no_date(data, path, model)
        for path, entry in zip(paths_of(data, model), entries, strict=True)
        if entry.date is None and entry.when is None
    ]
    if problems:
        raise mistakes(problems)
    return entries


EventsField = Annotated[tuple[Event, ...], ReadWith(lambda data: _dated(data, Event)), ListOf(Event, "timeline-event")]
PeriodsField = Annotated[
    tuple[Period, ...], ReadWith(lambda data: _dated(data, Period)), ListOf(Period, "timeline-period")
]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its events by date; `name` may be "". `upper`: it is above the axis."""

    name: str
    events: tuple[Event, ...]
    upper: bool
    colour: str = ""  # of its side, if it is the lane of a side


def stretch(date: HistoricalDate, whole: float) -> tuple[float, float]:
    """The decimal years between which a date is drawn; an open end extends it a little."""
    reach = whole * _OPEN_SHARE
    return date.start - (reach if date.open_start else 0.0), date.end + (reach if date.open_end else 0.0)


def in_lanes(events: Sequence[Event], named: Sequence[str], stage: Stage) -> list[Lane]:
    """The lanes from top to bottom: those named, else one for each `lane` or side, else one above and one below.

    Without names, events alternate between the two; one or two events are above the axis.
    """

    def key_of(event: Event) -> str:
        return _side_key(event.lane or event.side, stage)

    order = [_side_key(n, stage) for n in named]
    found = list(dict.fromkeys(key_of(e) for e in events))
    if not named and (len(found) < 2 or not any(found)):
        return _alternating(events)
    order += [k for k in found if k not in order]
    above = (len(order) + 1) // 2
    sides = stage.deck.sides
    return [
        Lane(
            sides[k].name if k in sides else k,
            tuple(e for e in events if key_of(e) == k),
            n < above,
            sides[k].colour if k in sides else "",
        )
        for n, k in enumerate(order)
    ]


def _alternating(events: Sequence[Event]) -> list[Lane]:
    if len(events) <= 2:
        return [Lane("", tuple(events), True)]
    return [Lane("", tuple(events[::2]), True), Lane("", tuple(events[1::2]), False)]


def _side_key(name: str, stage: Stage) -> str:
    """The id of the side with that id, name or short name; any other name as it is."""
    wanted = name.strip().casefold()
    return next(
        (
            key
            for key, side in stage.deck.sides.items()
            if wanted and wanted in (key.casefold(), side.name.casefold(), side.short.casefold())
        ),
        name.strip(),
    )


def check_order(events: Sequence[Event], stage: Stage) -> None:
    """Warns of events listed after later ones. A list in the order of lanes is checked lane by lane."""
    lanes = [e.lane or e.side for e in events]
    runs = [lane for n, lane in enumerate(lanes) if n == 0 or lanes[n - 1] != lane]
    by_lane = len(runs) == len(set(lanes)) < len(lanes)
    for before, event in itertools.pairwise(events):
        if event.at.start < before.at.start and not (
            by_lane and (before.lane or before.side) != (event.lane or event.side)
        ):
            stage.warn(
                f"'{event.subject()}' ({event.at.text}) is listed after '{before.subject()}' ({before.at.text}), "
                "which came later",
                event,
                event.date_key,
                "date-order",
                "put the events in chronological order",
            )


def within_span(entries: Sequence[Any], span: HistoricalDate | None, stage: Stage) -> list[Any]:
    """The entries that are at least partly within the span; warns of the others, which are left out."""
    if span is None:
        return list(entries)
    kept = []
    for entry in entries:
        if entry.at.end <= span.start or entry.at.start >= span.end:
            stage.warn(
                f"'{entry.subject()}' ({entry.at.text}) lies outside the timeline's span ({span.text}) and is left out",
                entry,
                "date" if entry.date else "when",
                "outside-span",
                "widen 'span' or correct the date",
            )
        else:
            kept.append(entry)
    return kept
