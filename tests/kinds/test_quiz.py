"""quiz: answers on cards, and a click that shows which one is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from talk import box, text_of, too_full, words

from podium.themes._contrast import as_hex, channels, contrast

Slide = Callable[..., Any]
THREE = "answers: [Khasan, Khalkhin Gol, Nanking]"


def waiting(page: Any) -> list[Any]:
    return [b for b in page.boxes if b.step]


@pytest.mark.parametrize("answer", ["B", "b", "2", "(b)", "khalkhin  gol"])
def test_the_answer_is_named_by_letter_number_or_words(slide: Slide, answer: str) -> None:
    made = slide(f"quiz: Which?\n{THREE}\nanswer: '{answer}'")
    assert [b.name for b in waiting(made.slides()[0]) if "frame" in b.name] == ["Card B frame"]
    assert made.slides()[0].notes == "Right answer: B – Khalkhin Gol"


@pytest.mark.parametrize("mark", ["(x) Nanking", "'[x] Nanking'", "✓ Nanking", "{right: Nanking}"])
def test_the_answer_is_marked_where_it_stands(slide: Slide, mark: str) -> None:
    page = slide(f"quiz: Which?\nanswers: [( ) Khasan, {mark}]").slides()[0]
    assert [b.name for b in waiting(page) if "frame" in b.name] == ["Card B frame"]
    assert [p.text for p in box(page, "Answer A").paragraphs] == ["Khasan"]
    assert [p.text for p in box(page, "Answer B").paragraphs] == ["Nanking"]


def test_several_answers_are_right(slide: Slide) -> None:
    page = slide(f"quiz: Which?\n{THREE}\nanswer: A and C".replace("A and C", "'A, C'")).slides()[0]
    assert [b.name for b in waiting(page) if "frame" in b.name] == ["Card A frame", "Card C frame"]
    assert "Right answers: A, C" in page.notes


def test_one_click_shows_the_answer_the_explanation_and_a_mark_that_is_not_only_colour(slide: Slide) -> None:
    page = slide(f"quiz: Which?\n{THREE}\nanswer: C\nexplanation: In 1937.").slides()[0]
    assert {b.step for b in waiting(page)} == {1}
    names = {b.name for b in waiting(page)}
    assert {"Check mark C", "Card C frame", "Card A veil", "Card B veil", "Explanation"} <= names


def test_nothing_gives_the_answer_away_before_the_click(slide: Slide) -> None:
    page = slide(f"quiz: Which?\n{THREE}\nanswer: C\nexplanation: In 1937.").slides()[0]
    there = [b for b in page.boxes if not b.step]
    assert not any("right" in f"{b.name} {b.alt}".lower() for b in there)
    order = [b.name for b in page.boxes]
    assert order.index("Check mark C") > max(order.index(f"Answer {x}") for x in "ABC")


def test_answers_may_appear_one_by_one_before_the_click(slide: Slide) -> None:
    page = slide(f"quiz: Which?\nreveal: true\n{THREE}\nanswer: A").slides()[0]
    assert [box(page, f"Answer {x}").step for x in "ABC"] == [1, 2, 3]
    assert box(page, "Check mark A").step == 4


def test_a_block_stands_beside_the_answers(slide: Slide) -> None:
    page = slide(f"quiz: Which?\n{THREE}\nanswer: A\nbeside: {{image: {{file: none.jpg, caption: A tank}}}}").slides()[
        0
    ]
    assert "A tank" in text_of(page)
    plate = next(b for b in page.boxes if b.name == "A tank")
    assert all(b.rect.right <= plate.rect.x for b in page.boxes if b.name.startswith("Card"))


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_cards_do_not_overlap_and_have_one_size(slide: Slide, count: int) -> None:
    listed = ", ".join(f"answer {n}" for n in range(count))
    page = slide(f"quiz: Which?\nanswers: [{listed}]\nanswer: 1").slides()[0]
    cards = [box(page, f"Card {x}").rect for x in "ABCDEF"[:count]]
    assert len({(r.w, r.h) for r in cards}) == 1
    for n, a in enumerate(cards):
        assert not any(a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom for b in cards[n + 1 :])


def test_long_answers_lose_no_word(slide: Slide) -> None:
    listed = [[f"w{n}x{k}" for k in range(90)] for n in range(4)]
    made = slide("quiz: Which?\nanswers: [" + ", ".join(" ".join(a) for a in listed) + "]\nanswer: 1")
    assert {w for a in listed for w in a} <= set(words(made.text()))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{THREE}\nanswer: E", "quiz-answer"),
        (THREE, "quiz-answer"),
        ("answers: [(x) a, b]\nanswer: B", "quiz-answer"),
        ("answers: [a]", "count"),
        ("answers: [a, b, c, d, e, f, g]", "count"),
        (f"answers: [{', '.join(f'a{n}' for n in range(99))}]\nanswer: none", "count"),
        ("answers: [a, [b]]", "shape"),
        ("answers: two", "shape"),
        ("answer: A", "empty"),
    ],
)
def test_mistakes_are_findings_with_their_place(slide: Slide, text: str, code: str) -> None:
    found = [f for f in slide(f"quiz: Which?\n{text}").report.findings if f.code == code]
    assert found
    assert found[0].span.line


def test_letters_are_those_of_the_language(slide: Slide) -> None:
    page = slide(f"quiz: Что?\n{THREE}\nanswer: Б", head="lang: ru\n").slides()[0]
    assert page.notes == "Правильный ответ: Б – Khalkhin Gol"


def test_a_note_of_a_chart_has_its_line_beside_the_answers(lecture: Callable[..., Any]) -> None:
    chart = "{chart: {data: {'': {x: 5}, Japan: {x: 5, y: 70-90}}}}"
    made = lecture(
        "title: T\ntheme: signal\nsize: '4:3'\nlang: de\nslides:\n"
        f"  - {{quiz: Q, answers: [text, '0'], answer: A, beside: {chart}, when: 1939}}\n"
    )
    assert too_full(made) == []


@pytest.mark.parametrize("theme", ["atlas", "night", "signal", "archive"])
def test_wrong_answers_step_back_but_can_still_be_read(slide: Slide, theme: str) -> None:
    made = slide(f"quiz: Which?\n{THREE}\nanswer: C", f"theme: {theme}\n")
    veil, colours = box(made.slides()[0], "Card A veil"), made.scene.theme
    ground, ink, panel = (channels(colours.rgb(role)) for role in ("ground", "ink", "panel"))
    shown = [
        as_hex(*(c + (g - c) * veil.alpha for c, g in zip(colour, ground, strict=True))) for colour in (ink, panel)
    ]
    assert veil.alpha >= 0.2
    assert contrast(*shown) >= 4.5
    assert contrast(shown[0], colours.rgb("ground")) >= 4.5  # the letter on its disc
