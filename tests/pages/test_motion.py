"""Transitions: what each slide gets, what morph pairs, and what is said where it pairs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.diagnostics import Report
from podium.kinds.base import SlideModel
from podium.outline.deck import Deck, Outline
from podium.outline.project import Project
from podium.pages.motion import PAIRED, with_transitions
from podium.pages.sheet import Sheet
from podium.scene.boxes import Box, Page, Picture, Shape, Text
from podium.scene.units import Rect

Lecture = Callable[..., object]
MAP = """\
      - map: Asia
        id: {id}
        {extra}
        territories: east-asia-1931-1941
        date: {date}
        frame: [88, 19, 164, 53]
        relief: false
        fill: {{soviet: [ussr], japan: [manchukuo, japan, korea]}}
"""
HEAD = """\
title: Motion
credits: false
{deck}
sides: {{soviet: {{name: Soviet Union, colour: red}}, japan: {{name: Japan, colour: blue}}}}
sections:
  - title: Part
    divider: false
    {section}
    slides:
"""


def maps(extra: str = "", deck: str = "", section: str = "", between: str = "", first: str = "") -> str:
    head = HEAD.format(deck=deck, section=section)
    return (
        head
        + MAP.format(id="wide", extra=first, date="1931-01-01")
        + between
        + MAP.format(id="late", extra=extra, date="1939-05-11")
    )


def points(id: str, *more: str) -> str:
    lines = (f"- points: {id}", f"  id: {id}", *(f"  {m}" for m in more))
    return "".join(f"      {line}\n" for line in lines)


def marked(page: Page) -> set[str]:
    return {box.name for box in page.boxes if box.name.startswith(PAIRED)}


# ---- which transition ----------------------------------------------------------------------------------------


def test_a_deck_has_no_transitions_of_its_own_accord(lecture: Lecture) -> None:
    talk = lecture(maps())
    assert {page.transition for page in talk.pages} == {""}
    assert not any(map(marked, talk.pages))


def test_a_slide_wins_over_its_section_and_that_over_the_deck(lecture: Lecture) -> None:
    text = (
        HEAD.format(deck="transition: fade", section="transition: push")
        + points("a", "items: [x]")
        + points("b", "transition: none", "items: [x]")
        + points("c", "transition: fade", "items: [x]")
        + "  - title: Other\n    slides:\n"
        + points("d", "items: [x]")
    )
    talk = lecture(text)
    found = {page.id: page.transition for page in talk.pages}
    assert found == dict.fromkeys(("cover", "agenda", "c", "section-2", "d"), "fade") | {"a": "push", "b": ""}


def test_what_continues_a_slide_comes_in_like_it(lecture: Lecture) -> None:
    items = ", ".join(f"Item {n} with a few words more than fit on one line of a slide" for n in range(30))
    talk = lecture(HEAD.format(deck="", section="transition: push") + points("a", f"items: [{items}]"))
    assert [page.transition for page in talk.slides()] == ["push"] * len(talk.slides())
    assert len(talk.slides()) > 1


@pytest.mark.parametrize("level", ["deck", "section", "extra"])
def test_an_unknown_transition_is_an_error_with_a_suggestion(lecture: Lecture, level: str) -> None:
    talk = lecture(maps(**{level: "transition: morf"}))
    assert talk.report.failed
    assert any("'morf' is not a value of 'transition'; did you mean 'morph'?" in m for m in talk.messages)
    talk = lecture(maps(**{level: "transition: dissolve"}))
    assert any("known: fade, morph, none, push" in m for m in talk.messages)


# ---- morph ---------------------------------------------------------------------------------------------------


def test_morph_names_what_two_maps_share_alike(lecture: Lecture) -> None:
    talk = lecture(maps("transition: morph"))
    wide, late = talk.page("wide"), talk.page("late")
    assert (wide.transition, late.transition) == ("", "morph")
    assert marked(wide) == marked(late)
    assert {"!!territory: Soviet Union", "!!coast", "!!map", "!!name: Soviet Union"} <= marked(late)
    assert "territory: Manchukuo" in {b.name for b in late.boxes}  # not there in 1931
    assert not {"!!Headline", "!!Slide number", "!!Section"} & marked(late)
    for page in (wide, late):
        names = Counter(box.name for box in page.boxes if box.name != "Rule")
        assert max(names.values()) == 1
    assert next(b for b in late.boxes if b.name == "!!map").alt


def test_the_relief_is_paired_too(lecture: Lecture) -> None:
    talk = lecture(maps("transition: morph").replace("relief: false", "relief: true"))
    assert "!!relief" in marked(talk.page("wide")) & marked(talk.page("late"))


def test_what_waits_for_a_click_is_paired_with_the_next_slide_but_not_with_the_last(lecture: Lecture) -> None:
    steps = 'steps: [{name: "1932", date: 1932-03-02}]'
    after = lecture(maps("transition: morph", first=steps))
    assert "!!territory: Manchukuo" in marked(after.page("wide")) & marked(after.page("late"))
    back = maps("\n        ".join(("transition: morph", steps))).replace("1931-01-01", "1940-01-01")
    before = lecture(back.replace("1939-05-11", "1931-09-01"))
    assert marked(before.page("late"))
    for id in ("wide", "late"):
        assert "territory: Manchukuo" in {b.name for b in before.page(id).boxes}


def test_a_hidden_slide_is_passed_over(lecture: Lecture) -> None:
    talk = lecture(maps("transition: morph", between=points("secret", "hidden: true", "items: [x]")))
    assert talk.page("late").transition == "morph"
    assert marked(talk.page("wide")) == marked(talk.page("late"))
    shown = lecture(maps("transition: morph", between=points("open", "items: [x]")))
    assert shown.page("late").transition == "fade"
    assert not marked(shown.page("wide"))


def test_a_morph_that_pairs_nothing_is_a_fade_and_is_reported_where_it_is_asked(lecture: Lecture) -> None:
    text = HEAD.format(deck="", section="") + points("a", "items: [x]") + points("b", "transition: morph", "items: [y]")
    talk = lecture(text)
    assert talk.page("b").transition == "fade"
    (finding,) = list(talk.report)
    assert (finding.code, finding.severity) == ("no-morph", "warning")
    assert finding.span.line == text[: text.index("transition: morph")].count("\n") + 1


def test_a_deck_that_morphs_somewhere_is_not_reported(lecture: Lecture) -> None:
    between = points("a", "items: [x]") + MAP.format(id="b", extra="", date="1935-01-01")
    talk = lecture(maps(deck="transition: morph", between=between))
    assert talk.page("a").transition == talk.page("cover").transition == "fade"
    assert talk.page("late").transition == "morph"
    assert not [d for d in talk.report if d.code == "no-morph"]
    silent = lecture(HEAD.format(deck="transition: morph", section="") + points("a", "items: [x]"))
    assert [d.code for d in silent.report] == ["no-morph"]


def test_a_slide_does_not_morph_into_its_continuation(lecture: Lecture) -> None:
    text = HEAD.format(deck="", section="transition: morph")
    items = ", ".join("A long item that takes room " * 3 + str(n) for n in range(12))
    talk = lecture(text + MAP.format(id="m", extra=f"items: [{items}]", date="1935-01-01"))
    pages = talk.slides()
    assert len(pages) > 1
    assert {page.transition for page in pages} == {"fade"}


# ---- too many ------------------------------------------------------------------------------------------------


def test_four_transitions_in_one_deck_are_one_too_many(lecture: Lecture) -> None:
    fade = points("a", "transition: fade", "items: [x]", "hidden: true")
    three = maps("transition: morph", first="transition: push", between=fade)  # the cover has none: it is not counted
    assert "many-transitions" not in {d.code for d in lecture(three).report}
    four = maps("transition: morph", first="transition: push", between=fade) + points("b", "items: [x]")
    found = [d for d in lecture(four).report if d.code == "many-transitions"]
    assert [d.severity for d in found] == ["warning"]
    assert "fade, morph, none, push" in found[0].message


# ---- names ---------------------------------------------------------------------------------------------------

_NAMES = st.sampled_from(
    ["territory: A", "territory: A 2", "lake", "lake 2", "lake: B", "arrow: 2", "label: 1921", "arrow: 3 2",
     "front: front 1", "map", "Headline", "Rule", "step 1: bar", "Title: A", "coast", "event: A 3"]
)  # fmt: skip
_KINDS: list[type[Box]] = [Shape, Text, Picture]
_DRAWN = st.lists(
    st.tuples(_NAMES, st.sampled_from([0, 1]), st.sampled_from([0, 1, 2])), max_size=6, unique_by=lambda d: d[0]
)


def _box(name: str, step: int, kind: int) -> Box:
    more = ({}, {"paragraphs": ()}, {"media": "m"})[kind]
    return _KINDS[kind](name=name, rect=Rect(0, 0, 1, 1), step=step, **more)


def _outline(deck: Deck) -> Outline:
    path = Path("talk.yaml")
    return Outline(deck, path, "talk.yaml", Project.of(path))


@given(st.lists(_DRAWN, min_size=1, max_size=4))
def test_names_stay_unique_and_paired_ones_have_a_partner(drawn: list[list[tuple[str, int, int]]]) -> None:
    deck = Deck.model_validate({"title": "T", "transition": "morph", "slides": []})
    pages = [Page(str(n), "content", "", tuple(_box(*d) for d in boxes), slide=str(n)) for n, boxes in enumerate(drawn)]
    sheets = [Sheet(str(n), "content", "", [], slide=SlideModel()) for n in range(len(pages))]
    made = with_transitions(pages, sheets, _outline(deck), Report())
    for n, page in enumerate(made):
        names = [box.name for box in page.boxes]
        assert len(set(names)) == len(names)
        assert [name.removeprefix(PAIRED) for name in names] == [box.name for box in pages[n].boxes]
        beside = {(b.name, type(b)) for p in made[max(0, n - 1) : n] + made[n + 1 : n + 2] for b in p.boxes}
        assert all((b.name, type(b)) in beside for b in page.boxes if b.name.startswith(PAIRED))
        assert (page.transition == "morph") <= bool(marked(page))
        pictures = {b.name for b in page.boxes if isinstance(b, Picture)}
        no_thing = {
            "!!lake",
            "!!arrow: 2",
            "!!label: 1921",
            "!!Headline",
            "!!Rule",
            "!!step 1: bar",
            "!!front: front 1",
        }
        assert not (marked(page) - pictures) & no_thing
