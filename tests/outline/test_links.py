"""Links lead to the web, to a mail address, a telephone or a slide; of any other the words are left, with a warning."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from podium.outline import inline
from podium.outline.inline import Piece

Deck = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("[w](https://example.org/a?b=c#d)", Piece("w", link="https://example.org/a?b=c#d")),
        ("[w](HTTP://Example.org)", Piece("w", link="HTTP://Example.org")),
        ("[w](mailto:a@example.org)", Piece("w", link="mailto:a@example.org")),
        ("[w](tel:+49-30-1234)", Piece("w", link="tel:+49-30-1234")),
        ("[w](#map)", Piece("w", link="#map")),
        ("[w](www.example.org/a_b)", Piece("w", link="https://www.example.org/a_b")),
        ("[w](https://example.org/a b  c)", Piece("w", link="https://example.org/a%20b%20%20c")),
        ("[w](<https://example.org/a b>)", Piece("w", link="https://example.org/a%20b")),
        ('[w](https://example.org "a title")', Piece("w", link="https://example.org")),
        ("[w](https://example.org/a_(b))", Piece("w", link="https://example.org/a_(b)")),
        ("[w](https://example.org/Київ)", Piece("w", link="https://example.org/Київ")),
        ("<https://example.org/a_b>", Piece("https://example.org/a_b", link="https://example.org/a_b")),
        ("<www.example.org>", Piece("https://www.example.org", link="https://www.example.org")),
        ("<a@example.org>", Piece("a@example.org", link="mailto:a@example.org")),
    ],
)
def test_what_may_be_linked_to_is(text: str, piece: Piece) -> None:
    assert inline.parse(text) == (piece,)
    assert [a.target for a in inline.links(text)] == [piece.link]


NOWHERE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "file:x",
    "smb://host/share",
    "ldap://host",
    "ms-word:ofe%7Cu%7Cx",
    "ms-msdt:/id",
    "search-ms:query=x",
    "ftp://example.org",
    "//host/share/x",
    "\\\\\\\\host\\\\share",
    "\\\\host\\share",
    "C:\\Windows\\calc.exe",
    "C:/Windows/calc.exe",
    "calc.exe",
    "newsreel.mp4",
    "my film.mp4",
    "../other deck.pptx",
    "/etc/passwd",
    "https:example.org",
    "https:///share",
    "https://\\\\host\\\\share",
    "http:\\\\host",
    "mailto:",
    "tel:",
    "#",
    "www.",
    "example.org",
    "https://example.org/" + "a" * 2000,
]


@pytest.mark.parametrize("target", NOWHERE, ids=lambda t: t[:24])
def test_of_any_other_link_the_words_are_left_with_a_warning_at_their_line(slide: Deck, target: str) -> None:
    made = slide(f"points: A\nitems:\n  - One\n  - 'before [the *words*](<{target}>) after'")
    (found,) = made.messages
    assert found.startswith("talk.yaml:8:9: warning: the link '")
    assert "only its text is shown; " in found
    assert inline.parse(f"[w]({target})") == (Piece("w"),)
    assert [t for t in made.text().splitlines() if "words" in t] == ["before the words after"]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("example.org/a", "write https://example.org/a"),
        ("a@example.org", "write mailto:a@example.org"),
        ("film.mp4", "a file does not travel with the deck: put it on the web and link to it there"),
        ("javascript:x", "link to https://…, mailto:…, tel:… or #id"),
        ("https://example.org/" + "a" * 2000, "shorten it to 2,000 characters"),
    ],
)
def test_the_hint_says_what_would_be_right(slide: Deck, target: str, hint: str) -> None:
    assert slide(f"points: A\nitems: ['[w]({target})']").messages[0].endswith(f"; {hint}")


@pytest.mark.parametrize("text", ["troops [sic](see note 3) moved", "a <b> c", "x < y: z > w", "[1939] (May)", "f[x]"])
def test_brackets_that_are_no_link_stay_as_they_are(slide: Deck, text: str) -> None:
    assert inline.plain(text) == text
    assert slide(f"points: A\nitems: ['{text}']").messages == []


EVERYWHERE = """
title: The [title](calc.exe)
subtitle: A [subtitle](calc.exe)
cover: {caption: "A [caption](calc.exe)"}
sections:
  - title: A [section](calc.exe)
    question: A [question](calc.exe)
    events: {1905: "An [event](calc.exe)"}
    slides:
      - points: A [headline](calc.exe)
        items: ["An [item](calc.exe)", "A [claim](calc.exe)": "its [proof](calc.exe)"]
        foot: A [foot](calc.exe)
        notes: Some [notes](calc.exe)
      - table: T
        columns: ["A [column](calc.exe)", B]
        rows: [["A [cell](calc.exe)", "2"]]
        caption: A [table](calc.exe)
      - chart: C
        title: A [chart](calc.exe)
        type: column
        data: {"A [category](calc.exe)": 3, B: 4}
      - quote: "A [quotation](calc.exe)"
        by: "A [person](calc.exe)"
      - timeline: T
        events: {1905: "An [entry](calc.exe)", 1939: B}
      - image: I
        file: none.jpg
        caption: A [plate](calc.exe)
      - losses: L
        rows: {"A [row](calc.exe)": 5, B: 4}
        note: A [note](calc.exe)
      - compare: C
        columns: [{title: "A [left](calc.exe)", items: [A]}, {title: R, text: "A [right](calc.exe)"}]
      - causes: C
        events: [{title: "A [cause](calc.exe)", text: "a [text](calc.exe)", kind: long-term}, {title: B}]
      - steps: S
        events: [{title: "A [step](calc.exe)", text: "a [text](calc.exe)"}, {title: B}, {title: D}]
      - forces: F
        rows: {"A [force](calc.exe)": {a: 3, b: 4}}
      - question: "A [question](calc.exe)?"
        items: ["An [answer](calc.exe)"]
      - portrait: P
        file: none.jpg
        name: "A [name](calc.exe)"
        role: "A [role](calc.exe)"
      - images: I
        captions: rail
        items: [{at: left, file: none.jpg, caption: "A [rail](calc.exe)", credit: "A [credit](calc.exe)"}]
      - chart: L
        type: line
        unit: "A [unit](calc.exe)"
        data: {1939: {"A [series](calc.exe)": 3, S: 4}, 1940: {"A [series](calc.exe)": 3, S: 4}}
sides: {a: {name: "A [side](calc.exe)"}, b: {name: B}}
credits: {items: ["A [credit](calc.exe)": "its [source](calc.exe)"]}
"""


def test_no_field_shows_a_links_mark_up_or_writes_the_link(deck: Deck) -> None:
    made = deck(EVERYWHERE)
    assert len([m for m in made.messages if "leads nowhere" in m]) == EVERYWHERE.count("calc.exe")
    with zipfile.ZipFile(made.path) as package:
        names = [n for n in package.namelist() if n.endswith((".xml", ".rels"))]
        parts = {n: package.read(n).decode() for n in names}
    assert not [n for n, part in parts.items() if "calc.exe" in part]
    words = re.sub(r"<[^>]+>", " ", "".join(parts.values()))
    assert "](" not in words


def test_links_reach_the_deck_as_they_were_judged(deck: Deck) -> None:
    made = deck(
        "title: T\nslides:\n  - points: A\n    items: ['[a](www.example.org)', '[b](https://example.org/a b)', "
        "'<https://example.org>', '[c](mailto:a@b.org)']\n"
    )
    assert made.messages == []
    with zipfile.ZipFile(made.path) as package:
        relations = package.read("ppt/slides/_rels/slide2.xml.rels").decode()
    assert re.findall(r'Target="([^"]+)" TargetMode="External"', relations) == [
        "https://www.example.org",
        "https://example.org/a%20b",
        "https://example.org",
        "mailto:a@b.org",
    ]


def test_the_address_of_a_source_is_a_link_in_the_credits(lecture: Deck) -> None:
    made = lecture(
        "title: T\nsources:\n  a: {title: A, url: https://example.org/a_b_c}\n  b: {title: B, url: box 7 *of* 9}\n"
        "slides: [{points: P, items: [One], source: [a, b]}]\n"
    )
    runs = [r for b in made.page("credits").boxes for p in getattr(b, "paragraphs", ()) for r in p.runs]
    assert [(r.text, r.link) for r in runs if r.link] == [("https://example.org/a_b_c", "https://example.org/a_b_c")]
    assert "box 7 of 9" in made.text()


_MARKS = st.sampled_from([*"ab .:/\\<>()[]#@\"'%", "www.", "https://", "javascript:", "](", "\\\\", "x.exe"])


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(_MARKS, max_size=24).map("".join))
def test_no_text_whatever_makes_a_link_to_elsewhere(text: str) -> None:
    for piece in inline.parse(text):
        assert not piece.link or re.match(r"#.|https?://[^/\\\s]|mailto:.|tel:.", piece.link, re.IGNORECASE)
        assert " " not in piece.link


# ----------------------------------------------------------------------------------- right to left

RTL = "warning: right-to-left text is not supported: slides are laid out from left to right"


@pytest.mark.parametrize("lang", ["ar", "he", "fa-IR", "ur_PK", "az-Arab"])
def test_a_language_from_right_to_left_is_a_warning_at_its_line(lecture: Deck, lang: str) -> None:
    made = lecture(f"title: T\nlang: {lang}\nslides: [{{points: שלום עולם, items: [אחד]}}]\n")
    found = [m for m in made.messages if "right-to-left" in m]
    assert len(found) == 1
    assert found[0].startswith(f"talk.yaml:2:7: {RTL}; check every slide")


def test_the_first_text_from_right_to_left_is_named_once(lecture: Deck) -> None:
    made = lecture("title: T\nslides:\n  - points: A\n    items: [One, שלום עולם, 'السلام عليكم']\n")
    assert [m.partition(RTL)[0] for m in made.messages] == ["talk.yaml:4:18: "]


@pytest.mark.parametrize("text", ["The word שלום means peace", "Київ", "กรุงเทพ", "1939", "中文"])
def test_a_word_from_right_to_left_is_none(lecture: Deck, text: str) -> None:
    assert not [m for m in lecture(f"title: T\nslides: [{{points: A, items: ['{text}']}}]\n").messages if RTL in m]
