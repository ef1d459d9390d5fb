"""The steps of a map: each number of its key stands on the map, in the same words and one size."""

from __future__ import annotations

from pathlib import Path

from map_scenes import Drawn, check, drawn, overlap, text_of

from podium.scene.boxes import Box, Group, Text
from podium.scene.units import Rect, points

GROWTH = """  - map: H
    territories: east-asia-1931-1941
    year: 1931
    frame: [96, 22, 150, 53]
    fill: {soviet: [ussr], japan: [manchukuo, mengjiang], japan strong: [japan, korea]}
    hatch: {occupied japan: [occupied]}
    names: {occupied: null}
    cities: []
    steps:
      - {name: Manchukuo, date: 1932-03-01}
      - {name: China and Mengjiang, date: 1939}
"""
ARROWS = """  - map: H
    frame: [24.5, 35.2, 45.5, 42.6]
    cities: []
    arrows:
      - {from: Izmir, to: [30.6, 38.7], side: soviet, step: Summer}
      - {from: [36, 38.5], to: [32, 40], side: japan, step: Autumn}
      - {from: [40, 40], to: [36, 41], side: japan, step: Autumn}
    steps: [Summer, Autumn]
"""


def numbers(result: Drawn, start: str) -> list[str]:
    """The numbers on the discs of groups whose names begin so."""
    groups = [b for b in result.boxes if isinstance(b, Group) and b.name.startswith(start) and "number" in b.name]
    return sorted(text_of(b) for g in groups for b in g.boxes if isinstance(b, Text))


def names_of_steps(result: Drawn) -> list[Text]:
    return [b for b in result.boxes if isinstance(b, Text) and b.name.startswith("step ")]


def land(result: Drawn, name: str) -> Box:
    return next(b for b in result.boxes if b.name == f"territory: {name}")


def middle(rect: Rect) -> tuple[int, int]:
    return rect.x + rect.w // 2, rect.y + rect.h // 2


def test_arrows_bear_the_number_of_their_step(tmp_path: Path) -> None:
    result = drawn(tmp_path, ARROWS)
    assert numbers(result, "arrow: ") == ["1", "2", "2"]
    assert numbers(result, "step ") == ["1", "2"]  # in the key
    check(result)


def test_an_arrows_own_number_comes_first_and_a_key_of_other_numbers_has_none(tmp_path: Path) -> None:
    result = drawn(tmp_path, ARROWS.replace("side: soviet,", "side: soviet, number: 7,"))
    assert numbers(result, "arrow: ") == ["2", "2", "7"]
    assert not numbers(result, "step ")


def test_the_number_of_a_dated_step_stands_on_the_land_that_it_gains(tmp_path: Path) -> None:
    result = drawn(tmp_path, GROWTH)
    discs = [b for b in result.boxes if b.name.endswith("number on the map")]
    assert [d.step for d in discs][:1] == [1]
    assert {d.step for d in discs} == {1, 2}
    manchukuo = land(result, "Manchukuo").rect
    assert all(overlap(d.rect, manchukuo) for d in discs if d.step == 1)
    assert not any(overlap(a.rect, b.rect) for a in discs for b in result.named("name: "))


def test_a_step_without_a_place_has_its_number_in_the_key_alone(tmp_path: Path) -> None:
    result = drawn(tmp_path, ARROWS.replace("steps: [Summer, Autumn]", "steps: [Summer, Autumn, Peace]"))
    assert numbers(result, "arrow: ") == ["1", "2", "2"]
    assert numbers(result, "step ") == ["1", "2", "3"]
    assert [text_of(b) for b in names_of_steps(result)] == ["Summer", "Autumn", "Peace"]


def test_the_key_is_in_one_size(tmp_path: Path) -> None:
    long = "The long march of the second army over the mountains to the sea"
    result = drawn(tmp_path, ARROWS.replace("Autumn", long))
    sizes = {run.size for b in names_of_steps(result) for p in b.paragraphs for run in p.runs}
    assert len(sizes) == 1
    assert min(sizes) >= 16


def test_as_many_items_as_steps_are_the_key(tmp_path: Path) -> None:
    result = drawn(tmp_path, ARROWS + "    items:\n      - To the heights: A proof\n      - Back again: Another\n")
    assert numbers(result, "item ") == ["1", "2"]
    assert not names_of_steps(result)
    words = next(b for b in result.boxes if isinstance(b, Text) and b.name == "Text")
    heading = next(p for p in words.paragraphs if p.text == "To the heights")
    (first,) = result.named("item 1: number")
    assert heading.indent >= first.rect.w / points(1)
    assert abs(middle(first.rect)[1] - words.rect.y - points(heading.pitch / 2)) < points(2)
    plain = drawn(tmp_path, ARROWS + "    items:\n      - One alone: A proof\n")
    assert not numbers(plain, "item ")
    assert result.frame.h > plain.frame.h


def test_so_are_the_points_beside_a_map(tmp_path: Path) -> None:
    inner = ARROWS.partition("\n")[2].replace("\n    ", "\n        ").replace("    frame", "        frame", 1)
    head = "  - points: H\n    items:\n      - To the heights: A proof\n      - Back again: Another\n"
    result = drawn(tmp_path, head + "    beside:\n      map:\n" + inner.rstrip() + "\n")
    assert numbers(result, "item ") == ["1", "2"]
    assert not names_of_steps(result)


def test_a_number_beside_a_map_that_is_not_on_it_is_a_warning(tmp_path: Path) -> None:
    slide = ARROWS.replace("steps: [Summer, Autumn]", "steps: [Summer, Autumn, Peace]")
    result = drawn(tmp_path, slide + "    items: [A: a, B: b, C: c]\n")
    assert [f for f in result.findings if "the number of the step 'Peace'" in f]


def test_the_number_of_a_step_stands_beside_the_town_that_appears_with_it(tmp_path: Path) -> None:
    towns = "[{name: Ankara, step: Summer}, {name: Sivas, step: Autumn}]"
    head, _, _ = ARROWS.partition("    cities")
    result = drawn(tmp_path, head + f"    cities: {towns}\n    steps: [Summer, Autumn]\n")
    assert not result.findings
    discs = {b.step: b.rect for b in result.boxes if b.name.endswith("number on the map")}
    dots = [next(b.rect for b in result.boxes if b.name == f"city: {name}") for name in ("Ankara", "Sivas")]
    for disc, dot in zip((discs[1], discs[2]), dots, strict=True):
        assert max(abs(a - b) for a, b in zip(middle(disc), middle(dot), strict=True)) < points(30)


def test_the_rest_of_an_item_on_the_next_page_has_no_number(tmp_path: Path) -> None:
    proof = " ".join(["words"] * 260)
    result = drawn(tmp_path, ARROWS + f"    items:\n      - To the heights: {proof}\n      - Back again: {proof}\n")
    discs = [b.name for page in result.scene.pages for b in page.boxes if b.name.startswith("item ")]
    assert discs == ["item 1: number", "item 2: number"]
