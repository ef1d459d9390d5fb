"""The lecture says what its source says: every fact of the forum post, its seven pictures, and every doubt.

The outline is read here with plain PyYAML, all scalars as text, so that these tests hold for the text as it
was written and do not depend on podium.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
OUTLINE = ROOT / "slides_src" / "soviet-japanese-border-war.yaml"
LEDGER = Path(__file__).with_name("lecture_facts.tsv")
POST_CAPTIONS = [
    ("cast", "top-left", r"Pu Yi"),
    ("cast", "top-right", r"East and North Asia in 1939"),
    ("cast", "bottom", r"Josef Stalin"),
    ("field", "top", r"Mongolian machine gunner at the Battle of Khalkhin Gol"),
    ("field", "bottom-left", r"Soviet tanks and infantry moving against Japanese positions at Khalkhin Gol"),
    ("field", "bottom-right", r"Georgy Zhukov with Khorloogiin Choibalsan"),
    ("signing", "", r"Signing of the Soviet-Japanese Non-Aggression Pact/Matsuoka-Molotov Pact"),
]


def read_ledger() -> list[tuple[str, str, str]]:
    lines = [line for line in LEDGER.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    assert {len(row) for row in rows} == {3}
    return [(words, pattern, slide) for words, pattern, slide in rows]


def texts(value: Any) -> Iterator[str]:
    """Every key's and every value's text below `value`, in the order of the file."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below)
    else:
        yield value


def words_of(slide: dict[str, Any]) -> str:
    """A slide as one line of text."""
    return " ".join(" ".join(texts(slide)).split())


def placed_captions(slide: dict[str, Any]) -> list[str]:
    """Each picture's place with its caption: `top-left Pu Yi`."""
    items = [item for item in slide.get("items", []) if isinstance(item, dict) and "at" in item]
    return [f"{item['at']} {item['caption']}" for item in items]


LEDGER_ROWS = read_ledger()
DECK: dict[str, Any] = yaml.load(OUTLINE.read_text("utf-8"), Loader=yaml.CBaseLoader)
SLIDES: list[dict[str, Any]] = [slide for section in DECK["sections"] for slide in section["slides"]]
BY_ID = {slide["id"]: slide for slide in SLIDES}
TEXT_OF = {name: " ".join([words_of(slide), *placed_captions(slide)]) for name, slide in BY_ID.items()}


def test_every_slide_has_its_own_id() -> None:
    assert len(BY_ID) == len(SLIDES)


def test_ledger_is_complete() -> None:
    figures = [row for row in LEDGER_ROWS if re.search(r"\d", row[0])]
    assert len(figures) >= 95
    assert len(LEDGER_ROWS) >= 200
    assert len({(words, slide) for words, _, slide in LEDGER_ROWS}) == len(LEDGER_ROWS)


@pytest.mark.parametrize("slide", dict.fromkeys(row[2] for row in LEDGER_ROWS))
def test_facts_of_the_post(slide: str) -> None:
    missing = [
        f"{words}: /{pattern}/"
        for words, pattern, where in LEDGER_ROWS
        if where == slide and not re.search(pattern, TEXT_OF[slide])
    ]
    assert not missing, f"not on slide '{slide}': " + "; ".join(missing)


@pytest.mark.parametrize("slide", SLIDES, ids=lambda slide: slide["id"])
def test_notes_are_what_a_lecturer_says(slide: dict[str, Any]) -> None:
    notes = slide["notes"]
    assert 80 <= len(notes.split()) <= 170
    assert not re.search(r"^\s*([-*•]|\d+\.)\s", notes, re.MULTILINE), "notes are spoken, not listed"


def test_length_of_the_lecture() -> None:
    cover, agenda, credits = 1, 1, 1
    assert 35 <= len(SLIDES) + len(DECK["sections"]) + cover + agenda + credits <= 46


@pytest.mark.parametrize(("slide", "place", "caption"), POST_CAPTIONS)
def test_captions_stand_where_the_post_has_them(slide: str, place: str, caption: str) -> None:
    holder = BY_ID[slide]
    pictures = [item for item in holder["items"] if item["at"] == place] if place else [holder]
    assert [picture["caption"] for picture in pictures] == [caption]
    assert all(
        picture["map"]["alt"] if "map" in picture else picture["alt"] and picture["file"] for picture in pictures
    )


def test_the_two_groups_of_pictures_open_the_posts_first_two_parts() -> None:
    assert [len(BY_ID[name]["items"]) for name in ("cast", "field")] == [3, 3]
    assert [DECK["sections"][n]["slides"][0]["id"] for n in (0, 1, 3)] == ["cast", "field", "signing"]


def test_doubts_begin_a_paragraph_of_their_own() -> None:
    for slide in SLIDES:
        for doubt in re.finditer("Doubtful:", slide["notes"]):
            before = slide["notes"][: doubt.start()]
            assert before == "" or before.endswith("\n\n"), slide["id"]


def test_headlines_fit_on_two_lines() -> None:
    for slide in SLIDES:
        kind, headline = next(iter(slide.items()))
        assert kind == "quote" or len(headline) <= 75, headline
