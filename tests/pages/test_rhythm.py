"""A warning where many slides in a row look alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def slides(*more: str, count: int = 3) -> str:
    same = [f"points: S{n}\n        items: [a, b]" for n in range(count)]
    return "title: T\nsections:\n  - title: One\n    slides:\n" + "".join(f"      - {s}\n" for s in (*same, *more))


def found(made: Any) -> list[Any]:
    return [d for d in made.report if d.code == "monotony"]


def test_the_fourth_slide_with_one_skeleton_is_named_once(lecture: Callable[..., Any]) -> None:
    (warning,) = found(lecture(slides(count=6)))
    assert warning.span.line == 5 + 2 * 3
    assert "fourth" in warning.message
    assert "picture" in warning.hint or "number" in warning.hint or "image" in warning.hint


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        ("[May 1939 begins it, June 1939 goes on, and so it ends]", "steps"),
        ("[1931 begins it, 1935 goes on]", "steps"),
        ('[About 35,000 died, "20,000 fled, say others"]', "number"),
        ("[Japan wants it, The Soviet Union does not]", "compare"),
    ],
)
def test_the_hint_is_a_kind_that_suits_the_words(lecture: Callable[..., Any], items: str, kind: str) -> None:
    sides = "sides: {j: {name: Japan}, s: {name: Soviet Union}}\n"
    (warning,) = found(lecture(sides + slides(f"points: More\n        items: {items}")))
    assert f"'{kind}'" in warning.hint


def test_other_kinds_count_too(lecture: Callable[..., Any]) -> None:
    quotes = [f"quote: Q{n}\n        text: words" for n in range(4)]
    (warning,) = found(lecture(slides(*quotes, count=0)))
    assert "'quote'" in warning.message


def test_a_quiz_and_the_steps_of_a_map_do_not_count(lecture: Callable[..., Any]) -> None:
    quiz = [f"quiz: Q{n}\n        answers: [a, b]\n        answer: a" for n in range(5)]
    assert not found(lecture(slides(*quiz, count=0)))
    maps = [f"map: M{n}\n        frame: [100, 40, 125, 55]\n        full: true" for n in range(5)]
    assert not found(lecture(slides(*maps, count=0)))


# --------------------------------------------------------------------------------------------------- sides

TABLE = "points: H\n        items: [a]\n        beside: {table: {rows: [[1, 2], [3, 4]]}}"


def at_the_left(made: Any) -> list[bool]:
    """For each slide whether its table stands at the left of its words."""
    pages = [{type(b).__name__ if b.name != "Text" else "Words": b.rect.x for b in p.boxes} for p in made.slides()]
    return [p["Table"] < p["Words"] for p in pages]


def test_the_exhibit_changes_sides_where_three_follow_one_another(lecture: Callable[..., Any]) -> None:
    assert at_the_left(lecture(slides(*[TABLE] * 2, count=0))) == [False, False]
    assert at_the_left(lecture(slides(*[TABLE] * 4, count=0))) == [False, True, False, True]


def test_a_block_with_words_changes_sides_too(lecture: Callable[..., Any]) -> None:
    block = "table: H\n        items: [a]\n        rows: [[1, 2], [3, 4]]"
    assert at_the_left(lecture(slides(TABLE, block, TABLE, count=0))) == [False, True, False]


def test_the_outline_may_choose_the_side(lecture: Callable[..., Any]) -> None:
    left, right = (f"{TABLE}\n        exhibit: {side}" for side in ("left", "right"))
    assert at_the_left(lecture(slides(left, TABLE, count=0))) == [True, False]
    assert at_the_left(lecture(slides(TABLE, right, TABLE, TABLE, count=0))) == [False, False, True, False]


def test_what_morphs_keeps_its_side(lecture: Callable[..., Any]) -> None:
    morph = f"{TABLE}\n        transition: morph"
    assert at_the_left(lecture(slides(TABLE, TABLE, morph, TABLE, count=0))) == [False, True, True, False]


def test_nothing_reaches_out_of_the_margins_at_the_left(lecture: Callable[..., Any]) -> None:
    made = lecture(slides(f"{TABLE}\n        exhibit: left", count=0))
    whole = made.scene.grid.columns(1, 12)
    assert all(whole.x <= b.rect.x and b.rect.right <= whole.right for b in made.slides()[0].boxes if b.name == "Text")


@pytest.mark.parametrize(
    "slide", ["points: H", "table: H\n        rows: [[1, 2], [3, 4]]", "map: H\n        full: true"]
)
def test_a_side_without_an_exhibit_is_a_warning(lecture: Callable[..., Any], slide: str) -> None:
    words = "\n        items: [a]" if "points" in slide else ""
    frame = "\n        frame: [100, 40, 125, 55]" if "map" in slide else ""
    made = lecture(slides(f"{slide}{words}{frame}\n        exhibit: left", count=0))
    assert [d.code for d in made.report] == ["no-effect"]


def test_three_or_a_change_between_are_no_run(lecture: Callable[..., Any]) -> None:
    assert not found(lecture(slides()))
    assert not found(lecture(slides("quote: Q\n        text: words", "points: More\n        items: [a]")))


def test_hidden_slides_do_not_count(lecture: Callable[..., Any]) -> None:
    assert not found(lecture(slides("points: More\n        items: [a]\n        hidden: true")))


def test_continuation_pages_do_not_count(lecture: Callable[..., Any]) -> None:
    long = ", ".join(["some words that fill the line of a slide again and again and again"] * 60)
    long = long.replace(", ", '", "')
    assert not found(lecture(slides(f'points: Long\n        items: ["{long}"]', count=1)))
