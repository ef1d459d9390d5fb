"""summary: claims to take home, with large numbers; more than four are a list."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from talk import box, text_of, words

Slide = Callable[..., Any]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_claims_are_numbered_from_left_to_right(slide: Slide, count: int) -> None:
    page = slide("summary: H\nitems:\n" + "".join(f"  - Claim {n}: proof {n}\n" for n in range(count))).slides()[0]
    numerals = [box(page, f"Numeral {n + 1}") for n in range(count)]
    assert [b.paragraphs[0].text for b in numerals] == [str(n + 1) for n in range(count)]
    assert all(a.rect.right <= b.rect.x for a, b in itertools.pairwise(numerals))
    assert [[p.text for p in box(page, f"Claim {n + 1}").paragraphs] for n in range(count)] == [
        [f"Claim {n}", f"proof {n}"] for n in range(count)
    ]


def test_proofs_stand_at_one_height_although_claims_differ(slide: Slide) -> None:
    page = slide(
        "summary: H\nitems:\n  - Short: proof\n"
        "  - A claim that is so long that it takes several lines of its column: proof"
    ).slides()[0]
    heights = []
    for n in (1, 2):
        claim, proof = box(page, f"Claim {n}").paragraphs
        heights.append(round(claim.lines * claim.pitch + proof.before, 1))
    assert heights[0] == heights[1]


@pytest.mark.parametrize("items", ["[a, b, c, d, e]", "[one: [below], two]", "[]"])
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
