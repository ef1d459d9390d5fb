"""Decks of a variant, and those that play by themselves: what others changed comes back into the same outline."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import Result
from pptx import Presentation

from podium.diffing import matching
from podium.diffing.deck import Shape, Slide

TALK = """\
title: A short war
author: N. N.
credits: false
for: {long: {}, short: {}}
sections:
  - title: Before the war
    slides:
      - points: Two empires met
        items: [Russia came first, Japan followed]
        reveal: true
      - points: A treaty left the frontier open
        for: long
        items: [One clause was missing, Two maps disagreed]
      - points: Both sides prepared
        items: [More tanks for the east, A new railway line]
        for: {short: {items: [More tanks]}}
"""


@pytest.mark.parametrize("arguments", [("--for", "long"), ("--for", "short"), ("--auto",), ("--auto", "--for", "short")]
)
def test_it_is_compared_with_what_it_was_built_as(
    arguments: tuple[str, ...], podium: Callable[..., Result], project: Path
) -> None:
    source = project / "slides_src" / "talk.yaml"
    source.write_text(TALK, "utf-8")
    made = podium("build", "slides_src/talk.yaml", "-q", "-o", "output/made.pptx", *arguments)
    assert made.exit_code == 0, made.output
    deck = project / "output" / "made.pptx"
    presentation = Presentation(str(deck))
    presentation.save(str(deck))
    assert podium("diff", str(deck), "-q").output == ""
    for slide in presentation.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else []:
                for run in paragraph.runs:
                    run.text = run.text.replace("More tanks", "Fewer tanks").replace("Japan foll", "Japan soon foll")
    presentation.save(str(deck))
    found = json.loads(podium("diff", str(deck), "--apply", "--json").stdout)
    assert sorted(c["new"].split(" for ")[0] for c in found) == ["Fewer tanks", "Japan soon followed"]
    assert all(c["written"] for c in found), found
    is_short = "short" in arguments
    old, new = ("[More tanks]", "[Fewer tanks]") if is_short else ("[More tanks for", "[Fewer tanks for")
    assert source.read_text("utf-8") == TALK.replace(old, new).replace("Japan foll", "Japan soon foll")
    assert podium("diff", str(deck), "-q").stdout == ""


def test_a_slide_all_of_whose_words_are_others_is_known_by_its_neighbours() -> None:
    """Where the numbers of slides are lost; a slide that is built in another way is another."""

    def slide(words: str, left: int = 0, more: int = 0) -> Slide:
        boxes = [Shape(n, "", "shape", rect=(left, n, 9, 9), paragraphs=(words,)) for n in range(1 + more)]
        return Slide(0, tuple(boxes))

    old = [slide(words) for words in ("First of all", "Why?", "The third one")]
    ours: Any = [SimpleNamespace(slide=own) for own in old]
    assert matching.slides_of([old[0], slide("Wherefore"), old[2]], ours, {}) == {0: 0, 1: 1, 2: 2}
    assert matching.slides_of([slide("Beginning"), *old[1:]], ours, {}) == {0: 0, 1: 1, 2: 2}
    assert matching.slides_of([*old[:2], slide("End")], ours, {}) == {0: 0, 1: 1, 2: 2}
    for other in (slide("Wherefore", left=500_000), slide("Wherefore", more=1)):
        assert matching.slides_of([old[0], other, old[2]], ours, {}) == {0: 0, 2: 2}
    assert matching.slides_of([old[0], slide("Wherefore"), slide("More"), old[2]], ours, {}) == {0: 0, 3: 2}
