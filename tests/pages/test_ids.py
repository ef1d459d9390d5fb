"""Ids of pages: the lecturer's, podium's own and those of continuation slides never meet."""

from __future__ import annotations

from collections.abc import Callable

from talk import Talk

LONG = "[" + ", ".join(f"a rather long item number {n} that takes its line" for n in range(40)) + "]"


def test_a_slide_that_goes_on_leaves_the_lecturers_ids_alone(lecture: Callable[..., Talk]) -> None:
    made = lecture(
        "title: T\ncredits: false\nslides:\n"
        f"  - points: War\n    id: war\n    items: {LONG}\n"
        "  - points: Peace\n    id: war-2\n    items: ['[back](#war-2)']\n"
    )
    pages = {page.id: page for page in made.pages}
    assert len(pages) == len(made.pages)
    assert pages["war-2"].title == "Peace"
    assert [page.slide for page in made.slides()].count("war") > 1


def test_a_slide_without_an_id_leaves_the_lecturers_ids_alone(lecture: Callable[..., Talk]) -> None:
    made = lecture(
        "title: T\ncredits: false\nslides:\n  - points: First\n    items: [a]\n"
        "  - points: Second\n    id: slide-0-1\n    items: [b]\n"
    )
    assert made.page("slide-0-1").title == "Second"
    assert len({page.id for page in made.pages}) == len(made.pages)


def test_a_slide_may_be_called_like_a_divider_that_is_not_there(lecture: Callable[..., Talk]) -> None:
    made = lecture("title: T\nslides:\n  - points: A\n    id: section-9\n    items: [a]\n")
    assert [page.id for page in made.slides()] == ["section-9"]


def test_the_ids_of_podiums_own_pages_are_refused(lecture: Callable[..., Talk]) -> None:
    made = lecture("title: T\nslides:\n  - points: A\n    id: cover\n    items: [a]\n")
    assert any("podium gives the id 'cover'" in message for message in made.messages)
