"""terms: a glossary set as large as its words allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from talk import box, boxes_of, text_of, too_full

from podium.scene.boxes import Group, Text

Make = Callable[..., Any]


def glossary(count: int, meaning: str = "what it means") -> str:
    return "terms: H\nitems:\n" + "".join(f"  - Word {n}: {meaning}\n" for n in range(count))


def sizes(made: Any) -> list[float]:
    return [
        r.size
        for page in made.slides()
        for b in boxes_of(page)
        if isinstance(b, Text) and b.name.split(":")[0] in ("Term", "Meaning")
        for p in b.paragraphs
        for r in p.runs
    ]


def test_one_term_is_huge(slide: Make) -> None:
    assert box(slide(glossary(1)).slides()[0], "Term: Word 0").paragraphs[0].runs[0].size > 90


@pytest.mark.parametrize("count", range(1, 13))
def test_up_to_twelve_terms_stand_on_one_slide_and_can_be_read(slide: Make, count: int) -> None:
    made = slide(glossary(count))
    assert len(made.slides()) == 1
    assert min(sizes(made)) >= 16
    assert not too_full(made)


def test_a_long_term_makes_no_meaning_small(slide: Make) -> None:
    meaning = "Ein Gebiet, in dem eine Macht der anderen freie Hand lässt"
    items = f"  - Interessensphäre: {meaning}\n  - Volkskommissar: Ein sowjetischer Minister\n  - Motti: Ein Maß\n"
    made = slide(f"terms: H\nitems:\n{items}")
    terms, meanings = sizes(made)[::2], sizes(made)[1::2]
    assert max(terms) < 42  # the most that a term has in such rows
    assert max(terms) > min(meanings) > max(terms) * 31 / 42  # 31: the most that a meaning has
    assert not too_full(made)


def test_many_terms_stand_in_two_columns_read_downwards(slide: Make) -> None:
    groups = [b for b in slide(glossary(10)).slides()[0].boxes if isinstance(b, Group)]
    assert [b.name for b in groups] == [f"Word {n}" for n in range(10)]
    assert len({b.rect.x for b in groups}) == 2
    assert groups[1].rect.x == groups[0].rect.x < groups[5].rect.x
    assert groups[5].rect.y == groups[0].rect.y


@pytest.mark.parametrize(("count", "words"), [(3, 300), (1, 900), (30, 10), (12, 60)])
def test_long_glossaries_go_on_without_losing_a_word(slide: Make, count: int, words: int) -> None:
    made = slide(glossary(count, " ".join(f"w{n}" for n in range(words))))
    text = " ".join(text_of(page) for page in made.slides()).split()
    assert text.count(f"w{words - 1}") == count
    assert not too_full(made)


def test_the_original_is_spoken_and_spelled_in_its_language(deck: Make) -> None:
    items = "[{term: A, original: Халхын гол, lang: xal}, {term: B, original: мир, lang: ru}]"
    made = deck(f"title: T\nslides: [{{terms: H, items: {items}}}]")
    xml = made.presentation().slides[1].part.blob.decode()
    assert '<a:rPr lang="xal"' in xml
    assert '<a:rPr lang="ru-RU"' in xml


def test_terms_appear_one_by_one(slide: Make) -> None:
    page = slide(glossary(5) + "reveal: true").slides()[0]
    assert [b.step for b in page.boxes if isinstance(b, Group)] == [1, 2, 3, 4, 5]


def test_a_wrong_tag_is_a_mistake_with_its_place(slide: Make) -> None:
    made = slide("terms: H\nitems: [{term: A, lang: not a tag}]")
    assert any("is not a language tag" in m and ":6:" in m for m in made.messages)


def test_a_term_longer_than_its_slide_goes_on_and_leaves_its_meaning_room(slide: Callable[..., Any]) -> None:
    made = slide(f"terms: A\nitems:\n  - {{term: {'word ' * 200}, original: {'word ' * 200}, meaning: It means this.}}")
    assert too_full(made) == []
    assert "It means this." in made.text()


def test_an_original_that_is_the_term_is_not_said_twice(slide: Callable[..., Any]) -> None:
    made = slide("terms: H\nitems: [{term: Motti, original: motti, lang: fi, meaning: A pocket}]")
    assert made.text().count("otti") == 1
