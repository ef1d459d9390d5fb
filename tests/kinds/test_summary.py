"""summary: a full page of claims to take home, with large numbers; more than six are a list."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from talk import box, text_of, words

from podium.scene.units import inches

Slide = Callable[..., Any]


CLAIMS = [
    ("Japan turned south", "It gave up Siberia and struck at colonies in the Pacific."),
    ("Stalin had his rear free", "From 1941 a pact guarded the Far East."),
    ("Zhukov hatte seine Methode", "Panzer und Zangenbewegungen kamen bei Stalingrad wieder."),
    ("Η Ιαπωνία στράφηκε νότια", "Εγκατέλειψε τη Σιβηρία και χτύπησε τις αποικίες."),
    ("日本转向南方", "它放弃了西伯利亚，并袭击了太平洋的殖民地。"),
    ("Hardly anybody noticed", "Poland was invaded in the same week."),
]


def claims(count: int, proofs: bool = True) -> str:
    return "items:\n" + "".join(f'  - "{c}": "{p}"\n' if proofs else f'  - "{c}"\n' for c, p in CLAIMS[:count])


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_claims_are_numbered_in_reading_order(slide: Slide, count: int) -> None:
    page = slide(f"summary: H\n{claims(count)}").slides()[0]
    numerals = [box(page, f"Numeral {n + 1}") for n in range(count)]
    assert [b.paragraphs[0].text for b in numerals] == [str(n + 1) for n in range(count)]
    cards = [box(page, f"Card {n + 1}").rect for n in range(count)]
    assert all(a.right <= b.x or a.bottom <= b.y for a, b in itertools.pairwise(cards))
    assert [[p.text.replace("\u00a0", " ") for p in box(page, f"Claim {n + 1}").paragraphs] for n in range(count)] == [
        list(pair) for pair in CLAIMS[:count]
    ]


@pytest.mark.parametrize("theme", ["atlas", "night", "signal", "archive"])
@pytest.mark.parametrize("proofs", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_the_finale_fills_its_page(slide: Slide, count: int, proofs: bool, theme: str) -> None:
    made = slide(f"summary: A small war decided\n{claims(count, proofs)}", f"theme: {theme}\n")
    page = made.slides()[0]
    assert (page.layout, len(made.slides())) == ("summary", 1)
    cards = [box(page, f"Card {n + 1}").rect for n in range(count)]
    assert max(c.bottom for c in cards) - min(c.y for c in cards) > 0.75 * made.scene.grid.content(inches(1.32)).h
    said = [b for b in page.boxes if b.name.startswith(("Claim", "Numeral"))]
    assert min(r.size for b in said for p in b.paragraphs for r in p.runs) >= 18
    assert min(b.paragraphs[0].runs[0].size for b in said) >= (32 if count <= 3 else 22)
    for b in said:
        assert any(c.x <= b.rect.x and b.rect.right <= c.right and b.rect.bottom <= c.bottom for c in cards)


def test_a_single_claim_has_no_number(slide: Slide) -> None:
    page = slide(f"summary: H\n{claims(1)}").slides()[0]
    assert not any(b.name.startswith("Numeral") for b in page.boxes)
    assert box(page, "Claim 1").paragraphs[0].runs[0].size > 60


def test_proofs_stand_at_one_height_although_claims_differ(slide: Slide) -> None:
    proof = "a sentence of proof that goes on over some lines, so that the cards stand side by side, as it should be"
    page = slide(
        f"summary: H\nitems:\n  - Short: {proof}\n  - Also: {proof}\n"
        f"  - A claim so long that it takes several lines of its column: {proof}"
    ).slides()[0]
    heights = []
    for n in (1, 2, 3):
        claim, below = box(page, f"Claim {n}").paragraphs
        heights.append(round(claim.lines * claim.pitch + below.before, 1))
    assert len({box(page, f"Card {n}").rect.y for n in (1, 2, 3)}) == 1
    assert len(set(heights)) == 1


@pytest.mark.parametrize("items", ["[a, b, c, d, e, f, g]", "[one: [below], two]", "[]"])
def test_what_is_no_short_list_of_claims_is_a_plain_one(slide: Slide, items: str) -> None:
    page = slide(f"summary: H\nitems: {items}").slides()[0]
    assert not any(b.name.startswith("Numeral") for b in page.boxes)


def test_claims_that_are_too_long_for_columns_lose_no_word(slide: Slide) -> None:
    made = slide(
        "summary: H\nitems:\n"
        + "".join(f"  - claim{n}: {' '.join(f'p{n}x{k}' for k in range(90))}\n" for n in range(4))
    )
    found = words(made.text())
    assert all(f"p{n}x{k}" in found for n in range(4) for k in range(90))


def test_claims_appear_click_by_click(slide: Slide) -> None:
    page = slide("summary: H\nreveal: true\nitems: [a: b, c: d]").slides()[0]
    assert [box(page, f"{what} {n}").step for n in (1, 2) for what in ("Numeral", "Claim")] == [1, 1, 2, 2]
    assert "a" in text_of(page)


def test_claims_are_no_column_of_single_words(slide: Slide) -> None:
    items = "Japan turned south: It gave up Siberia, Stalin had his rear free: A pact, Zhukov had his method: Armour"
    page = slide(f"summary: H\nitems: [{items}]").slides()[0]
    claims = [box(page, f"Claim {n}").paragraphs for n in (1, 2, 3)]
    assert [c[0].lines for c in claims] == [2, 2, 2]
    assert min(c[1].runs[0].size for c in claims) >= 24
