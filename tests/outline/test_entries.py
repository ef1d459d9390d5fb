"""Dates that a lecturer writes: in the deck's language, and reported as dates if they cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from talk import text_of

from podium.maps.territories import dates

Slide = Callable[..., Any]

WRONG = [
    ("timeline: A\nevents:\n  1935: a\n  44 vChr: Caesar", 8),
    ("timeline: A\nevents:\n  - 1935: a\n  - 44 vChr: Caesar", 8),
    ("timeline: A\nevents:\n  - 1935: a\n  - {when: 44 vChr, title: Caesar}", 8),
    ("timeline: A\nperiods: {44 vChr: Caesar}", 6),
    ("timeline: A\nspan: 44 vChr", 6),
    ("points: A\nwhen: 44 vChr\nitems: [a]", 6),
    ("image: A\nfile: x.png\nwhen: 44 vChr", 7),
]


@pytest.mark.parametrize(("written", "line"), WRONG)
def test_a_date_that_cannot_be_read_is_said_as_that_at_its_line(slide: Slide, written: str, line: int) -> None:
    messages = [m for m in slide(written).messages if "error" in m]
    assert len(messages) == 1, messages
    assert f"talk.yaml:{line}:" in messages[0]
    assert "'44 vChr' is not a date: 'vChr' is not understood; write, for example," in messages[0]


def test_an_event_without_any_date_needs_one_and_its_line_is_named(slide: Slide) -> None:
    messages = slide("timeline: A\nevents:\n  - 1935: a\n  - {title: The murder}").messages
    assert messages == ["talk.yaml:8:9: error: an event needs a date; write '1935: What happened', or 'date: 1935'"]


@pytest.mark.parametrize("kind", ["timeline", "steps", "causes"])
def test_dates_in_the_language_of_the_deck_stand_in_it(slide: Slide, kind: str) -> None:
    made = slide(f"{kind}: A\nevents:\n  264 v.Chr.: a\n  44 v.\u00a0Chr.: b\n  14 n. Chr.: c", head="lang: de\n")
    assert not made.messages
    page = text_of(made.slides()[0]).replace("\n", " ")
    assert all(date in page for date in ("264 v. Chr.", "44 v. Chr.", "14 n. Chr."))


def test_a_section_has_its_span_and_events_in_the_language_of_the_deck(lecture: Callable[..., Any]) -> None:
    made = lecture(
        "title: T\nlang: tr\nspan: MÖ 300/MÖ 200\nsections:\n  - title: A\n    span: MÖ 264/MÖ 241\n"
        "    events: {MÖ 260: Mylae}\n    slides: [{points: x, items: [a], when: MÖ 256}]\n"
    )
    assert not made.messages
    assert "MÖ 260" in made.text()


def test_the_ends_of_the_time_band_have_the_era_of_the_language(lecture: Callable[..., Any]) -> None:
    made = lecture(
        "title: T\nlang: de\nspan: 300 v. Chr./200 v. Chr.\nslides: [{points: x, items: [a], when: 256 v. Chr.}]\n"
    )
    assert "300 v. Chr." in made.text()
    assert "200 v. Chr." in made.text()


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("44 v. Chr.", (-43, 1, 1), (-43, 12, 31)),
        ("44 BC", (-43, 1, 1), (-43, 12, 31)),
        ("1. September 1939", (1939, 9, 1), (1939, 9, 1)),
        ("September 1939", (1939, 9, 1), (1939, 9, 30)),
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
    ],
)
def test_the_day_of_a_map_may_be_written_in_words(written: str, first: dates.Day, last: dates.Day) -> None:
    assert (dates.first_day(written), dates.last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["c. 1939", "late June 1939", "1935/1939", "before 1939", "44 vChr", "1930s"])
def test_a_map_shows_one_day_and_no_guess(written: str) -> None:
    with pytest.raises(dates.BadDate, match="is not a date; write 1939"):
        dates.parse(written)
