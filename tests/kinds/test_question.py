"""question: one question on a full-colour page, and short texts below it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from talk import box, text_of, words

Slide = Callable[..., Any]


def test_the_question_is_the_title_on_a_page_without_band_and_tab(slide: Slide) -> None:
    page = slide("question: Why did they fight?").slides()[0]
    assert page.layout == "question"
    assert box(page, "Question").role == "title"
    assert not any(b.name in ("Section tab", "When", "Source") for b in page.boxes)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_answers_stand_below_the_question_side_by_side(slide: Slide, count: int) -> None:
    page = slide("question: Why?\nitems:\n" + "".join(f"  - Label {n}: text {n}\n" for n in range(count))).slides()[0]
    answers = [box(page, f"Answer {n + 1}") for n in range(count)]
    assert [[p.text for p in a.paragraphs] for a in answers] == [[f"Label {n}", f"text {n}"] for n in range(count)]
    assert all(a.rect.right < b.rect.x for a, b in itertools.pairwise(answers))
    assert all(a.rect.y > box(page, "Question").rect.bottom for a in answers)


def test_more_than_four_answers_share_the_last_column(slide: Slide) -> None:
    page = slide("question: Why?\nitems: [" + ", ".join(f"answer{n}" for n in range(7)) + "]").slides()[0]
    assert [w for w in words(text_of(page)) if w.startswith("answer")] == [f"answer{n}" for n in range(7)]


def test_a_question_of_200_words_and_long_answers_lose_no_word(slide: Slide) -> None:
    question, answer = [f"q{n}" for n in range(200)], [f"a{n}" for n in range(200)]
    made = slide(f"question: {' '.join(question)}\nitems: [{' '.join(answer)}]")
    assert {*question, *answer} <= set(words(made.text()))


def test_answers_appear_click_by_click(slide: Slide) -> None:
    page = slide("question: Why?\nreveal: true\nitems: [a, b]").slides()[0]
    assert [box(page, f"Answer {n}").step for n in (1, 2)] == [1, 2]


@pytest.mark.parametrize("count", [1, 3, 4])
def test_tasks_are_large_and_end_at_the_foot_of_the_page(slide: Slide, count: int) -> None:
    items = "".join(f"  - Label {n}: a text of some more words\n" for n in range(count))
    page = slide(f"question: Who won at Lake Khasan?\nitems:\n{items}").slides()[0]
    answers = [box(page, f"Answer {n + 1}") for n in range(count)]
    assert min(r.size for a in answers for p in a.paragraphs for r in p.runs) >= 24
    assert max(a.rect.bottom for a in answers) >= 0.88 * 6_858_000
    assert len({a.rect.y for a in answers}) == 1
