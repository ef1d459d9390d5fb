"""What is nobody's never has the colour of a side of the deck."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from podium.pages import section_colour
from podium.scene.boxes import Chart, Shape, Text

HEAD = """title: T
theme: {theme}
credits: false
sides:
  britain: {{name: Britain, colour: red}}
  pakistan: {{name: Pakistan, colour: green}}
  india: {{name: India, colour: ochre}}
slides:
  - number: It took little time
    figure: 36 days
  - chart: Seats
    data: {{1937: {{League: 109, Others: 300}}, 1946: {{League: 425, Others: 200}}}}
  - chart: Mills
    type: bar
    data: {{A: 1, B: 2}}
  - timeline: A period
    form: lanes
    events: [{{date: 1940, title: A}}, {{date: 1942/1945, title: A period}}, {{date: 1947, title: C}}]
"""


@pytest.mark.parametrize("theme", ["atlas", "night", "signal", "archive"])
def test_what_is_nobodys_has_no_colour_of_a_side(lecture: Callable[..., Any], theme: str) -> None:
    made = lecture(HEAD.format(theme=theme))
    looks = made.scene.theme
    taken = {looks.rgb(f"{c}{shade}") for c in ("red", "green", "ochre") for shade in ("", ".deep", ".tint", ".plate")}
    used: list[str] = []
    for page in made.pages[1:]:
        for box in page.boxes:
            if isinstance(box, Text) and box.name.startswith("Figure: "):
                used += [run.colour for p in box.paragraphs for run in p.runs]
            elif isinstance(box, Chart):
                used += [series.fill for series in box.spec.series if isinstance(series.fill, str)]
            elif isinstance(box, Shape) and box.name.startswith("Period: ") and isinstance(box.fill, str):
                used.append(box.fill)
    assert len(used) > 4
    assert not {role for role in used if looks.rgb(role) in taken}


def test_dividers_keep_to_free_colours_while_there_are_two(lecture: Callable[..., Any]) -> None:
    sections = "".join(f"  - title: Part {n}\n    slides: [{{points: A}}]\n" for n in range(1, 7))
    head = HEAD.format(theme="atlas").partition("slides:")[0]
    made = lecture(f"{head}sections:\n{sections}")
    grounds = [page.ground for page in made.pages if page.id.startswith("section-")]
    assert len(grounds) == 6
    rgb = made.scene.theme.rgb
    assert not {rgb(g) for g in grounds} & {rgb(f"{c}.plate") for c in ("red", "green", "ochre")}
    assert all(rgb(a) != rgb(b) for a, b in pairwise(grounds))
    assert section_colour.shadow("green.plate") == "green.dark"


def test_pages_in_full_colour_have_the_colour_of_their_section(lecture: Callable[..., Any]) -> None:
    slides = "[{summary: A, items: ['B: b', 'C: c']}, {question: D, items: [e]}, {points: F}]"
    sections = "".join(f"  - title: Part {n}\n    slides: {slides}\n" for n in range(1, 4))
    pages = lecture(f"title: T\ncredits: false\nsections:\n{sections}").pages
    dividers = [page.ground for page in pages if page.id.startswith("section-")]
    assert len(set(dividers)) == 3
    assert [page.ground for page in pages if page.layout == "summary"] == dividers
    cards = [[b.fill for b in p.boxes if b.name == "Card 1"] for p in pages if p.layout == "summary"]
    assert cards == [[section_colour.shadow(ground)] for ground in dividers]
    assert not any(page.ground for page in pages if page.layout not in ("summary", "section"))


def test_a_summary_outside_of_sections_is_in_the_accent(lecture: Callable[..., Any]) -> None:
    (page,) = [p for p in lecture("title: T\nslides: [{summary: A, items: [B, C]}]").pages if p.layout == "summary"]
    assert page.ground == "accent.plate"
