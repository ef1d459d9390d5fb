"""Inline Markdown: what the audience reads, with emphasis and links."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from podium.outline import inline
from podium.outline.inline import Piece


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain", [Piece("plain")]),
        ("a *b* c", [Piece("a "), Piece("b", italic=True), Piece(" c")]),
        ("**b**", [Piece("b", bold=True)]),
        ("***both***", [Piece("both", bold=True, italic=True)]),
        ("see [there](https://example.org/a?b=c)", [Piece("see "), Piece("there", link="https://example.org/a?b=c")]),
        ("[**map**](#map-1939)", [Piece("map", bold=True, link="#map-1939")]),
        ("one\ntwo", [Piece("one two")]),
        ("one  \ntwo", [Piece("one two")]),
        ("*one*  \ntwo", [Piece("one", italic=True), Piece("\vtwo")]),
        ("5 * 3 * 2", [Piece("5 * 3 * 2")]),
        ("2*3*4", [Piece("2"), Piece("3", italic=True), Piece("4")]),
        (r"\*not stressed\*", [Piece("*not stressed*")]),
        ("snake_case_name", [Piece("snake_case_name")]),
        ("the 19^th^", [Piece("the 19"), Piece("th", form="super")]),
        ("H~2~O, x^2^", [Piece("H"), Piece("2", form="sub"), Piece("O, x"), Piece("2", form="super")]),
        ("**H~2~O**", [Piece("H", bold=True), Piece("2", bold=True, form="sub"), Piece("O", bold=True)]),
        ("[de Gaulle]{.smallcaps}", [Piece("de", form="caps"), Piece(" G"), Piece("aulle", form="caps")]),
        ("[MI 5]{.sc}", [Piece("MI 5")]),
        ("about ~40 and ~50 or ~60~", [Piece("about ~40 and ~50 or ~60~")]),
        ("a ^b^ and 2^3 and 4^5", [Piece("a ^b^ and 2^3 and 4^5")]),
        ("`a^b^`", [Piece("a^b^")]),
        ("[x](https://x.org/a~b~c^d^)", [Piece("x", link="https://x.org/a~b~c^d^")]),
        ("<b>bold?</b> & <script>", [Piece("<b>bold?</b> & <script>")]),
        ("a &amp; b", [Piece("a & b")]),
        ("![Pu Yi](pu-yi.jpg)", [Piece("Pu Yi")]),
        ("# no heading", [Piece("# no heading")]),
        ("- no list", [Piece("- no list")]),
        ("`code`", [Piece("code")]),
        ("https://example.org", [Piece("https://example.org")]),
        ("", [Piece("")]),
        ("   ", [Piece("")]),
        ("[](x)", [Piece("")]),
        ("*unclosed", [Piece("*unclosed")]),
    ],
)
def test_mark_up_becomes_pieces(text: str, pieces: list[Piece]) -> None:
    assert list(inline.parse(text)) == pieces


def test_plain_is_what_the_audience_reads() -> None:
    assert inline.plain("**Zhukov** closed the [ring](#x) on\n*25 August*") == "Zhukov closed the ring on 25 August"


def test_raised_and_lowered_digits_stay_so_in_plain_text() -> None:
    assert inline.plain("10^6^ of H~2~O in the 19^th^") == "10⁶ of H₂O in the 19th"


def test_characters_that_no_document_can_hold_are_dropped() -> None:
    assert inline.plain("a\x00b\x0bc\x1fd\x7fe\ufffef") == "abcdef"


def test_notes_are_paragraphs_and_list_entries() -> None:
    notes = "One\nparagraph.\n\n*Two.*\n- first\n  goes on\n- second\n\n\n1. third"
    assert inline.paragraphs(notes) == ["One paragraph.", "Two.", "- first goes on", "- second", "1. third"]


@settings(max_examples=examples(150), deadline=None)
@given(st.text(alphabet=st.sampled_from("ab *_`[]()<>&\\#!\n~")))
def test_any_text_has_pieces_and_none_is_empty_beside_another(text: str) -> None:
    pieces = inline.parse(text)
    assert pieces
    assert len(pieces) == 1 or all(p.text for p in pieces)
    assert all(one[1:] != other[1:] for one, other in itertools.pairwise(pieces))


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.text(alphabet="abcäßжλ中،!?.,;:-", min_size=1), min_size=1))
def test_a_text_without_mark_up_keeps_every_word(words: list[str]) -> None:
    assert inline.plain(" ".join(words)).split() == words
