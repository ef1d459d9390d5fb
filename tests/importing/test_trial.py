"""What a lecturer stumbled over when they brought in their own files."""

from __future__ import annotations

from pathlib import Path

import pytest
from outlines import bring, words_of

from podium.importing import rich
from podium.importing.model import Dated
from podium.importing.offers.figures import figures
from podium.importing.prose import page, refers

MARP = """---
marp: true
title: The War of the Two Rivers
author: Ann Author
footer: Chair of history
abstract: What grain had to do with it.
---
{}
# The War of the *Two Rivers*
### A forgotten war
Ann Author

<!-- Welcome everybody. -->

---

# Grain was dear

- No barges came

---

# Nobody won

- Peace came late
"""


def test_words_at_the_top_that_no_slide_shows_are_told(project: Path) -> None:
    text = MARP.format("").replace("footer:", "theme: gaia\nvenue: Room 7\ntags: [grain, salt]\nsize: 16 9\nfooter:")
    made = bring(project, "talk.md", text)
    assert "# Left out: venue: Room 7 | tags: grain, salt | footer: Chair of history" in made.text
    assert any("left out: venue: Room 7" in line for line in made.said)


@pytest.mark.parametrize("directive", ["", "<!-- _class: lead -->"])
def test_the_first_slide_is_the_cover_though_the_title_is_said_above_it(directive: str, project: Path) -> None:
    made = bring(project, "talk.md", MARP.format(directive))
    assert (made.tree["title"], made.tree["subtitle"]) == ("The War of the *Two Rivers*", "A forgotten war")
    assert made.tree["cover"]["notes"] == "What grain had to do with it.\n\nWelcome everybody.\n"
    assert [s["points"] for s in made.slides()] == ["Grain was dear", "Nobody won"]
    assert "footer: Chair of history" in made.text


def test_a_divider_with_the_title_of_the_whole_is_its_cover(project: Path) -> None:
    text = MARP.format("<!-- _class: lead -->").replace("### A forgotten war\nAnn Author\n\n", "")
    made = bring(project, "talk.md", text)
    assert "sections" not in made.tree
    assert [s["points"] for s in made.slides()] == ["Grain was dear", "Nobody won"]
    assert "Welcome everybody." in made.tree["cover"]["notes"]


def test_two_subtitles_stay(project: Path) -> None:
    made = bring(project, "talk.md", MARP.format("").replace("author:", "subtitle: A lecture\nauthor:"))
    assert made.tree["subtitle"] == "A lecture · A forgotten war"
    assert not words_of(["A lecture A forgotten war"]) - made.words()


def test_losses_of_two_sides_together_belong_to_neither() -> None:
    text = "2 Japanese and 4 Manchu died, with 5 being wounded. 7 Soviets were killed with 9 wounded."
    ((_, offer),) = figures([rich.plain(text)], "en")
    rows = {side: getattr(row, "value", row) for side, row in offer["rows"].items()}
    assert rows == {"Japanese": {"Killed": "2"}, "Manchu": {"Killed": "4"}, "Soviets": {"Killed": "7", "Wounded": "9"}}


@pytest.mark.parametrize(
    "headline",
    [
        "By 1922, however, the army had left", "As a result, grain was dear", "Under his rule the court grew",
        "They won", "In 1922 he went west", "… this was the end of it", "During these years nobody paid",
    ],
)  # fmt: skip
def test_headlines_that_refer_to_what_stands_before_are_marked(headline: str, project: Path) -> None:
    assert refers(headline)


@pytest.mark.parametrize(
    "headline", ["Germany lost its colonies", "In 1922 the army left", "The treaty ended the war", "By land and sea"]
)
def test_headlines_that_stand_by_themselves_are_not(headline: str) -> None:
    assert not refers(headline)


def test_a_headline_that_refers_is_checked(project: Path) -> None:
    made = bring(
        project, "post.txt", "A war\n\nThe causes\n\nAs a result, grain was dear in the valley.\n\nIt ended.\n"
    )
    assert "# line 5: check: the headline refers to what stands before it" in made.text


@pytest.mark.parametrize(
    ("times", "are_times"),
    [("Novgorod Augsburg Marburg Decatur", False), ("1922 March May Sept", True), ("1922 mars août Novgorod", False)],
)
def test_towns_that_begin_as_months_do_are_no_times(times: str, are_times: bool) -> None:
    said = [rich.plain(f"In {time}, the fur trade of the whole valley came to an end.") for time in times.split()]
    blocks = page([[rich.plain("The fur trade ended in all the towns."), *said]], "").blocks
    assert [isinstance(block, Dated) for block in blocks] == [are_times]
