"""points: claims with their proof, in rows, under rules or with bullets, alone or beside a block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from talk import box, boxes_of, text_of, too_full

from podium.scene.boxes import Chart, Page, Shape, Table, Text
from podium.scene.grid import CONTENT_BOTTOM
from podium.scene.units import inches

Slide = Callable[..., Any]
THREE = "points: A\nitems:\n  - One: the first proof\n  - Two: the second proof\n  - Three: the third proof\n"


def test_a_claim_stands_left_of_its_proof_at_the_same_height(slide: Slide) -> None:
    page = slide(THREE + "form: rows").slides()[0]
    for n in (1, 2, 3):
        claim, proof = box(page, f"Claim {n}"), box(page, f"Proof {n}")
        assert claim.rect.right < proof.rect.x
        assert claim.rect.y == proof.rect.y
        assert claim.paragraphs[0].runs[0].bold


def test_a_text_without_a_proof_is_one_point(slide: Slide) -> None:
    page = slide("points: A\nitems: [one, two, three, four, five]").slides()[0]
    assert [p.text for p in box(page, "Text").paragraphs] == ["one", "two", "three", "four", "five"]
    assert not any(p.bullet for p in box(page, "Text").paragraphs)
    assert sum(isinstance(b, Shape) and b.name == "Rule" for b in page.boxes) == 5
    assert box(page, "Text").paragraphs[0].runs[0].size >= 32


@pytest.mark.parametrize(("count", "across"), [(2, 2), (3, 3), (4, 2)])
def test_a_few_short_points_are_cards_that_fill_the_slide(slide: Slide, count: int, across: int) -> None:
    items = "".join(f"  - Claim {n}: proof {n}\n" for n in range(count))
    page = slide(f"points: A\nreveal: true\nitems:\n{items}").slides()[0]
    panels = [box(page, f"Card {n + 1}") for n in range(count)]
    assert len({p.rect.x for p in panels}) == across
    assert len({(p.rect.w, p.rect.h) for p in panels}) == 1
    assert max(p.rect.bottom for p in panels) > CONTENT_BOTTOM - inches(0.2)
    assert [p.step for p in panels] == list(range(1, count + 1))
    assert [
        (b.role, b.paragraphs[0].text) for b in page.boxes if isinstance(b, Text) and b.role[:5] in ("claim", "proof")
    ] == [pair for n in range(count) for pair in ((f"claim{n}", f"Claim {n}"), (f"proof{n}", f"proof {n}"))]


def test_proofs_of_cards_in_a_row_begin_at_one_height(slide: Slide) -> None:
    page = slide(
        "points: A\nitems:\n  - A claim long enough for three lines: one\n  - B: two\n  - C: three\n"
    ).slides()[0]
    assert len({box(page, f"Proof {n}").rect.y for n in (1, 2, 3)}) == 1


@pytest.mark.parametrize(
    "items", ["['1921: Urga', '1939: Halha']", "[{1921: Urga is taken}, {13 May 1939: the Halha}]"]
)
def test_dates_at_the_beginning_of_every_claim_are_large(slide: Slide, items: str) -> None:
    page = slide(f"points: A\nitems: {items}").slides()[0]
    assert not any(b.name.startswith("Numeral") for b in page.boxes)
    first = box(page, "Claim 1").paragraphs[0]
    assert (first.text, first.runs[0].size >= 36) == ("1921", True)
    assert "1921" in text_of(page).split()


def test_numbers_that_count_the_points_are_those_of_their_cards(slide: Slide) -> None:
    page = slide("points: A\nitems: ['1. Boycott', '2. Spin', '3. Burn']").slides()[0]
    assert [box(page, f"Claim {n}").paragraphs[0].text for n in (1, 2, 3)] == ["Boycott", "Spin", "Burn"]
    assert [box(page, f"Numeral {n}").paragraphs[0].text for n in (1, 2, 3)] == ["1", "2", "3"]
    other = slide("points: A\nitems: ['2. Spin', '3. Burn']").slides()[0]
    assert {"2. Spin", "3. Burn"} <= {p.text for b in other.boxes if isinstance(b, Text) for p in b.paragraphs}


def test_one_point_is_a_statement_in_the_optical_middle(slide: Slide) -> None:
    page = slide("points: A\nitems: [Nobody had ordered the attack]").slides()[0]
    words = box(page, "Text")
    assert 54 <= words.paragraphs[0].runs[0].size <= 66
    assert words.role == "body"
    top, bottom = box(page, "Headline").rect.bottom, CONTENT_BOTTOM
    assert abs((words.rect.y + words.rect.bottom) / 2 - (top + bottom) / 2) < inches(0.6)


@pytest.mark.parametrize("form", ["statement", "cards", "grid", "rows"])
def test_a_form_that_the_words_do_not_fit_is_said_and_loses_nothing(slide: Slide, form: str) -> None:
    items = "".join(f"  - Claim {n}: {'word ' * 60}\n" for n in range(5))
    made = slide(f"points: A\nform: {form}\nitems:\n{items}")
    assert any("form-room" in str(m.code) and m.span for m in made.report)
    assert made.text().count("word") == 300


def test_a_form_beside_an_exhibit_is_said_to_have_no_effect(slide: Slide) -> None:
    (message,) = slide("points: A\nitems: [one]\nform: cards\nbeside: {table: {rows: [[a, b]]}}").messages
    assert "no effect" in message


@pytest.mark.parametrize("form", ["cards", "grid", "rows"])
def test_the_form_can_be_chosen(slide: Slide, form: str) -> None:
    page = slide(THREE + f"form: {form}").slides()[0]
    panels = [b for b in page.boxes if b.name.startswith("Card ") and "rule" not in b.name]
    assert len({p.rect.y for p in panels}) == {"cards": 1, "grid": 2, "rows": 0}[form]


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


def test_a_long_word_beside_an_exhibit_stays_whole(slide: Callable[..., Any]) -> None:
    text = "points: H\nitems: [Bevölkerungsentwicklung: Städte wuchsen]\nbeside: {image: {file: a.jpg}}"
    said = box(slide(text).slides()[0], "Text").paragraphs[0]
    assert said.lines == 1


def test_short_claims_in_rows_leave_their_proofs_more_room(slide: Callable[..., Any]) -> None:
    def width(claim: str) -> int:
        items = "".join(f"  - {claim} {n}: a proof of some more words than fit a card\n" for n in range(5))
        return int(box(slide(f"points: H\nitems:\n{items}").slides()[0], "Proof 1").rect.w)

    assert width("Worms") > width("A claim of more words")


# ------------------------------------------------------------------------------------------- two columns

SENTENCE = "The border war is often overlooked, and yet it helped to decide where the Second World War was fought. "


def columns_of(page: Page) -> list[Text]:
    return [b for b in page.boxes if isinstance(b, Text) and b.name in ("Text", "Second column")]


def prose(paragraphs: int, more: str = "") -> str:
    text = "".join(f"  {SENTENCE * 2}\n\n" for _ in range(paragraphs))
    return f"points: Prose\nform: columns\n{more}text: |\n{text}"


def test_prose_stands_in_two_columns_that_are_equally_full(slide: Slide) -> None:
    made = slide(prose(4))
    (page,) = made.slides()
    left, right = columns_of(page)
    assert left.rect.right < right.rect.x
    assert left.rect.y == right.rect.y
    assert abs(left.rect.h - right.rect.h) < 0.2 * left.rect.h
    assert {r.size for b in (left, right) for p in b.paragraphs for r in p.runs} == {left.paragraphs[0].runs[0].size}
    assert not too_full(made)


def test_more_prose_than_a_slide_holds_goes_on_without_losing_a_word(slide: Slide) -> None:
    made = slide(prose(14))
    pages = made.slides()
    assert len(pages) > 1
    shown = [w for page in pages for box in columns_of(page) for w in " ".join(p.text for p in box.paragraphs).split()]
    assert shown == (SENTENCE * 28).split()
    assert not too_full(made)


def test_columns_appear_item_by_item(slide: Slide) -> None:
    items = "".join(f"  - Item {n}\n" for n in range(12))
    (page,) = slide(f"points: A list\nform: columns\nreveal: true\nitems:\n{items}").slides()
    left, right = columns_of(page)
    assert [*left.steps, *right.steps] == list(range(1, 13))
