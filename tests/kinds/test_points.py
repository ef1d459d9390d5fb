"""points: claims with their proof, in rows, under rules or with bullets, alone or beside a block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from talk import box, boxes_of, text_of

from podium.scene.boxes import Chart, Shape, Table, Text

Slide = Callable[..., Any]
THREE = "points: A\nitems:\n  - One: the first proof\n  - Two: the second proof\n  - Three: the third proof\n"


def test_a_claim_stands_left_of_its_proof_at_the_same_height(slide: Slide) -> None:
    page = slide(THREE).slides()[0]
    for n in (1, 2, 3):
        claim, proof = box(page, f"Claim {n}"), box(page, f"Proof {n}")
        assert claim.rect.right < proof.rect.x
        assert claim.rect.y == proof.rect.y
        assert claim.paragraphs[0].runs[0].bold


def test_a_text_without_a_proof_is_one_point(slide: Slide) -> None:
    page = slide("points: A\nitems: [one, two]").slides()[0]
    assert [p.text for p in box(page, "Text").paragraphs] == ["one", "two"]
    assert not any(p.bullet for p in box(page, "Text").paragraphs)
    assert sum(isinstance(b, Shape) and b.name == "Rule" for b in page.boxes) == 2


@pytest.mark.parametrize("items", ["[" + ", ".join(f"item {n}" for n in range(9)) + "]", "[one: [below], two]"])
def test_many_points_and_nested_ones_have_bullets(slide: Slide, items: str) -> None:
    page = slide(f"points: A\nitems: {items}").slides()[0]
    assert all(p.bullet for p in box(page, "Text").paragraphs)


def test_a_list_below_a_point_is_indented_by_level(slide: Slide) -> None:
    page = slide("points: A\nitems:\n  - One:\n      - two:\n          - three\n      - two again").slides()[0]
    found = [(p.text, p.level) for p in box(page, "Text").paragraphs]
    assert found == [("One", 0), ("two", 1), ("three", 2), ("two again", 1)]
    indents = [p.indent for p in box(page, "Text").paragraphs]
    assert indents[0] < indents[1] < indents[2]


def test_lists_that_are_nested_very_deep_keep_their_words(slide: Slide) -> None:
    deep = (
        "points: A\nitems:\n" + "".join(f"{'  ' * n}  - level {n}:\n" for n in range(12)) + "  " * 12 + "  - the end\n"
    )
    page = slide(deep).slides()[0]
    assert [f"level {n}" in text_of(page) for n in range(12)] == [True] * 12
    assert max(p.level for p in box(page, "Text").paragraphs) <= 8  # PowerPoint has nine


def test_a_lead_paragraph_stands_before_the_points(slide: Slide) -> None:
    page = slide("points: A\ntext: |\n  First paragraph.\n\n  Second paragraph.\nitems: [one]").slides()[0]
    assert [p.text for p in box(page, "Text").paragraphs] == ["First paragraph.", "Second paragraph.", "one"]


def test_points_appear_click_by_click_if_the_slide_is_revealed(slide: Slide) -> None:
    page = slide(THREE + "reveal: true").slides()[0]
    assert [box(page, f"Claim {n}").step for n in (1, 2, 3)] == [1, 2, 3]
    assert [box(page, f"Proof {n}").step for n in (1, 2, 3)] == [1, 2, 3]
    assert all(b.step == 0 for b in slide(THREE).slides()[0].boxes)


def test_a_list_is_revealed_item_by_item(slide: Slide) -> None:
    page = slide("points: A\nreveal: true\nitems:\n  - One:\n      - below one\n  - Two").slides()[0]
    assert box(page, "Text").steps == (1, 1, 2)


@pytest.mark.parametrize(
    ("beside", "kind"),
    [
        ("table: {rows: [[a, b]]}", Table),
        ("chart: {data: {a: 1}}", Chart),
        ("image: {file: a.png}", Shape),
        ("portrait: {name: B}", Shape),
        ("quote: {text: B}", Text),
    ],
)
def test_any_block_stands_at_the_right_of_the_words(slide: Slide, beside: str, kind: type) -> None:
    page = slide(f"points: A\nitems: [one]\nbeside: {{{beside}}}").slides()[0]
    words = box(page, "Text").rect
    assert words.x < page_middle(page)
    assert any(isinstance(b, kind) and b.rect.x > words.right for b in boxes_of(page))


def page_middle(page: Any) -> int:
    title = box(page, "Headline").rect
    return title.x + title.w // 2


def test_words_that_do_not_fit_beside_a_block_go_on_over_the_whole_width(slide: Slide) -> None:
    first, *rest = slide("points: A\ntext: " + "word " * 300 + "\nbeside: {image: {file: a.png}}").slides()
    assert rest
    assert all(box(p, "Text").rect.w > 2 * box(first, "Text").rect.w for p in rest)
    assert "images/a.png" not in text_of(rest[0])


def test_nothing_at_all_is_still_a_slide(slide: Slide) -> None:
    assert text_of(slide("points: A").slides()[0]).split("\n")[0] == "A"
