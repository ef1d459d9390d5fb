"""A warning where many slides in a row look alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def slides(*more: str, count: int = 3) -> str:
    same = [f"points: S{n}\n        items: [a, b]" for n in range(count)]
    return "title: T\nsections:\n  - title: One\n    slides:\n" + "".join(f"      - {s}\n" for s in (*same, *more))


def found(made: Any) -> list[Any]:
    return [d for d in made.report if d.code == "monotony"]


def test_the_fourth_slide_with_one_skeleton_is_named_once(lecture: Callable[..., Any]) -> None:
    (warning,) = found(lecture(slides(count=6)))
    assert warning.span.line == 5 + 2 * 3
    assert "fourth" in warning.message
    assert "number" in warning.hint


def test_three_or_a_change_between_are_no_run(lecture: Callable[..., Any]) -> None:
    assert not found(lecture(slides()))
    assert not found(lecture(slides("quote: Q\n        text: words", "points: More\n        items: [a]")))


def test_hidden_slides_do_not_count(lecture: Callable[..., Any]) -> None:
    assert not found(lecture(slides("points: More\n        items: [a]\n        hidden: true")))


def test_continuation_pages_do_not_count(lecture: Callable[..., Any]) -> None:
    long = ", ".join(["some words that fill the line of a slide again and again and again"] * 60)
    long = long.replace(", ", '", "')
    assert not found(lecture(slides(f'points: Long\n        items: ["{long}"]', count=1)))


def test_no_year_stands_twice_on_the_agenda(lecture: Callable[..., Any]) -> None:
    part = "  - title: P{n}\n    span: 1939/1940\n    slides:\n      - points: S\n        items: [a]\n"
    made = lecture("title: T\nagenda: {}\nspan: 1939/1940\nsections:\n" + "".join(part.format(n=n) for n in (1, 2)))
    pages = [p for p in made.scene.pages if p.layout == "overview"]
    years = [b.name for p in pages for b in p.boxes if b.name.startswith("Year ")]
    assert pages
    assert sorted(years) == ["Year 1939", "Year 1940"]
