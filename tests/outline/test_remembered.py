"""What is read again only where it changed is what reading all of it gives."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from podium.editing.entries import structure_of
from podium.outline import source
from podium.outline.nodes import Mapping, Scalar, Sequence
from podium.outline.remembered import Remembered
from podium.outline.slide import Slide

ROOT = Path(__file__).parents[2]
LECTURE = (ROOT / "slides_src" / "night-sampler.yaml").read_text("utf-8")
ODD = """\
title: Odd
sections:
  - title: One   # with a comment
    slides:
      - points: First
        items: [a, "b: c", {d: e}]
      # above the second
      - points: >-
          Folded
          over lines

      -   points: Third
          notes: |
            Literal

            - not a slide
  - {title: Flow, slides: [{points: Fourth}, {points: Fifth}]}
  -
    title: Two
    slides:
    - points: Sixth
      text: plain that
        goes on
    - points: "Seventh
        goes on"
slides: []
"""
PIECES = [
    *("- ", "  ", ": ", "'", '"', "[", "}", "#", " #", "|", "&a ", "*a"),
    *("---", "...", "x", "~", "!t ", "\t", ">+", "?"),
]


def told(node: Any) -> Any:
    """A tree with all its places."""
    if isinstance(node, Mapping):
        return node.place, [(key, told(value), *at) for key, value, *at in node.entries()]
    if isinstance(node, Sequence):
        return node.place, node.values_at, [told(value) for value in node]
    return (str(node), node.place) if isinstance(node, Scalar) else node


def changed(text: str, chance: random.Random) -> str:
    """The text with something written, taken away or replaced, mostly within a line."""
    at, piece = chance.randrange(len(text)), chance.choice(PIECES)
    kind = chance.randrange(5)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + chance.choice(["\n", "\n\n", "\n      - points: New\n"]) + text[at:]
    if kind == 2:
        begin = text.rfind("\n", 0, at) + 1
        return text[:begin] + text[begin:].replace("  ", chance.choice(["", " ", "   "]), 1)
    return text[:at] + piece + text[at + (kind == 3) :]


@pytest.mark.parametrize("start", [LECTURE, ODD], ids=["lecture", "odd"])
@pytest.mark.parametrize("seed", range(3))
def test_any_change_is_read_as_if_all_was_read(start: str, seed: int) -> None:
    chance, remembered, text, quickly = random.Random(seed), Remembered(), start, 0
    for _ in range(120):
        remembered.read(text, "a.yaml")
        new = changed(text, chance)
        lines = new.split("\n")
        quickly += remembered._tree is not None and remembered._patched(lines, "a.yaml") is not None
        tree, errors = remembered.read(new, "a.yaml")
        whole, all_errors = source.read(new, "a.yaml")
        assert told(tree) == told(whole), new
        assert [(e.message, e.span) for e in errors] == [(e.message, e.span) for e in all_errors], new
        if (known := remembered.tree_of(new)) is not None:
            assert structure_of(new, known) == structure_of(new)
        text = start if errors or chance.random() < 0.2 else new
    assert quickly > 15  # or it would prove nothing


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('slides:\n  - points: {"a":&x [1, 2]}\n  - points: b\n    items: *x\n', ("1, 2", "1, 3")),
        ("%TAG !! tag:e,2000:\n---\nslides:\n  - points: a\n    items: [b]\n", ("[b]", "[!!str b]")),
    ],
)
def test_what_a_slide_alone_does_not_say_is_read_with_the_whole(before: str, after: tuple[str, str]) -> None:
    remembered, text = Remembered(), before.replace(*after)
    remembered.read(before, "a.yaml")
    tree, errors = remembered.read(text, "a.yaml")
    whole, all_errors = source.read(text, "a.yaml")
    assert told(tree) == told(whole)
    assert [str(e) for e in errors] == [str(e) for e in all_errors]


def test_what_did_not_change_is_the_same_object() -> None:
    remembered = Remembered()
    before, _ = remembered.read(ODD, "a.yaml")
    after, _ = remembered.read(ODD.replace("First", "The first"), "a.yaml")
    old, new = (tree["sections"][0]["slides"] for tree in (before, after))
    assert new[0]["points"] == "The first"
    assert old[0]["points"] == "First"
    assert new[1] is old[1]
    assert after["sections"][2] is before["sections"][2]


def test_a_slide_of_the_same_tree_is_the_same_model() -> None:
    remembered, read = Remembered(), list[Any]()

    def once(data: Any) -> Slide:
        read.append(data)
        return Slide()

    reader = remembered.reader(once)
    tree: dict[str, str] = {}
    made = reader(tree)
    for _ in range(2):
        remembered.begin()
        assert reader(tree) is made
    remembered.begin()
    remembered.begin()
    assert reader(tree) is not made  # two passes without it
    assert read == [tree, tree]
