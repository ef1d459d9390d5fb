"""What lecturers type that YAML reads differently: explained in plain words, with the line corrected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from podium.outline import source, yaml_mistakes

JARGON = re.compile(
    r"alias|anchor|scalar|mapping|sequence|token|flow|block|node|indicator|document start|stream|directive|hexde|"
    r"nesting depth|while (?:parsing|scanning)|\bkey '<<'|simple key",
    re.IGNORECASE,
)
HEAD = "title: T\nslides:\n  - points: A headline\n    items:\n"


def errors(text: str) -> list[str]:
    return [f"{e.span.line}:{e.span.column}: {e.message}; {e.hint}" for e in source.read(text, "x")[1]]


@pytest.mark.parametrize(
    "item",
    [
        "**Bold** starts the item",
        "*Italic* starts the item",
        "*star of it",
        "[link](https://example.org) starts",
        "[a] b",
        '"Never," he said',
        "'Never,' he said",
        "%50 of the men",
        "@army of the north",
        "`code` starts",
        "{a} b",
        "> 500 men fell",
        "| a bar",
        "'Twas the night",
        'He said: "no": and left',
        "Claim: its proof: and more",
    ],
)
def test_an_item_that_yaml_refuses_is_one_error_and_reading_goes_on(item: str) -> None:
    text = f"{HEAD}      - {item}\n      - kept\n  - pionts: Another\n"
    tree, found = source.read(text, "x")
    assert [e.span.line for e in found] == [5]
    assert not JARGON.search(f"{found[0].message} {found[0].hint}")
    assert tree["slides"][0]["items"][1] == "kept"
    assert "pionts" in tree["slides"][1]
    corrected = found[0].hint.partition("write: ")[2]
    assert corrected, found[0].hint
    assert source.read(text.replace(f"- {item}", corrected), "x")[1] == []


@pytest.mark.parametrize(
    ("text", "place", "right"),
    [
        ("title:\u00a0T\nslides: []\n", "1:6", "title: T"),
        ("title:\u202fT\nslides: []\n", "1:6", "title: T"),
        ("title：T\nslides: []\n", "1:6", "title: T"),
        ("title： T\nslides: []\n", "1:6", "title: T"),
        ("title:T\nslides: []\n", "1:6", "title: T"),
        ("title – T\nslides: []\n", "1:6", "title: T"),
        ("slides:\n  - points:\u00a0A\n    items: [a]\n", "2:11", "- points: A"),
        ("slides:\n\u00a0\u00a0- points: A\n", "2:1", "- points: A"),
        ("slides:\n  - points: A\n\u00a0   items: [a]\n", "3:1", "items: [a]"),
    ],
)
def test_what_only_looks_like_a_colon_or_a_blank(text: str, place: str, right: str) -> None:
    said = errors(text)
    assert len(said) == 1, said
    assert said[0].startswith(f"{place}: ")
    assert said[0].endswith(f"write: {right}")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_lines_are_counted_as_an_editor_counts_them(sign: str) -> None:
    tree, found = source.read(f"title: one{sign}two\nslides:\n  - points: A\n    items: [*x]\n", "x")
    assert tree["title"] == "one two"
    assert [(e.span.line, e.span.column) for e in found] == [(4, 13)]


def test_an_ampersand_that_names_nothing_is_text() -> None:
    (said,) = errors("slides:\n  - points: A\n    items:\n      - &c and more\n")
    assert said == '4:9: text that begins with & must be in quotes; write: "&c and more"'


def test_an_emoji_as_json_writes_it_is_the_emoji() -> None:
    tree, found = source.read('title: "A \\ud83d\\ude00 B"\nslides: []\n', "x")
    assert (tree["title"], found) == ("A 😀 B", [])


def test_merge_keys_are_explained() -> None:
    tree, (error,) = source.read("a: &one {b: c}\nd:\n  <<: *one\n  e: f\n", "x")
    assert (error.span.line, error.message) == (3, "'<<' does not merge keys here")
    assert tree["d"] == {"e": "f"}


def test_duplicate_keys_unknown_names_and_tags_come_in_one_run() -> None:
    said = errors("title: A\ntitle: B\nslides:\n  - points: *none\n    foot: !x y\n")
    assert [s.partition(": ")[0] for s in said] == ["2:1", "4:13", "5:11"]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: " + "[" * 50])
def test_depth_is_said_in_our_words_whoever_finds_it(text: str) -> None:
    (error,) = source.read(text, "x")[1]
    assert error.message == "nested deeper than 40 levels"


def test_aliases_are_counted_in_letters_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_ALIAS_LETTERS", 1000)
    (error,) = source.read(f"a: &a {'x' * 300}\nb: [*a, *a, *a, *a]\n", "x")[1]
    assert error.message == "aliases expand to more than 1,000 letters"


@pytest.mark.parametrize("loader", ["CLoader", "Loader"])
@given(text=st.text(alphabet="ab:- \n\t#*&!|>%@`[]{}\"'?,\\\u00a0：–", max_size=60))
def test_no_complaint_has_the_words_of_yaml(loader: str, text: str) -> None:
    if not hasattr(yaml, loader):
        pytest.skip("PyYAML without libyaml")
    before, source._Loader = source._Loader, getattr(yaml, loader)
    try:
        found = source.read(text, "x")[1]
    finally:
        source._Loader = before
    lines = yaml_mistakes.lines_of(text)
    for e in found:
        hint = e.hint.partition("write: ")[0]
        assert not JARGON.search(e.message) or "'<<'" in e.message
        assert not JARGON.search(hint)
        assert 1 <= e.span.line <= len(lines) + 1


# ------------------------------------------------------------------------------------- what comments hide


def hidden(text: str) -> list[tuple[tuple[int, int], str]]:
    return [(h.place, h.corrected) for h in source.comments_that_hide(text)]


@pytest.mark.parametrize(
    ("line", "column", "right"),
    [
        ("by: Stalin, Order #227 of July 1942", 19, 'by: "Stalin, Order #227 of July 1942"'),
        ("- #1 cause was hunger", 3, '- "#1 cause was hunger"'),
        ("- Room #5 stayed empty", 8, '- "Room #5 stayed empty"'),
        ("text: #ff0000", 7, 'text: "#ff0000"'),
        ('by: "Order" #227', 13, "by: '\"Order\" #227'"),
    ],
)
def test_text_that_a_comment_hides_is_said(line: str, column: int, right: str) -> None:
    assert hidden(f"a: b\n{line}\n") == [((2, column), right)]


@pytest.mark.parametrize(
    "text",
    [
        "by: Stalin # his order\n",
        "by: Stalin #\n",
        "by: Stalin #- no\n",
        "#- points: Out for now\n",
        "  #2nd thoughts\nby: a\n",
        'by: "Order #227"\n',
        "by: 'Order #227'\n",
        "notes: |\n  See Order #227\n  - #1\nby: a\n",
        "notes: >-\n  See Order #227\n",
        "by: a#b\n",
        "slides: #mine\n  - points: A\n",
        "items: #three\n- a\n",
        'by: "one\n  two #3"\n',
    ],
)
def test_comments_that_hide_nothing_are_left_alone(text: str) -> None:
    assert hidden(text) == []


def test_hidden_text_is_a_warning_at_its_line(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nslides:\n  - quote: Not one step back\n    by: Stalin, Order #227\n")
    assert made.messages == [
        "talk.yaml:4:23: warning: '#227' is a comment in YAML and is not shown; "
        'if it is text, put it in quotes: by: "Stalin, Order #227"'
    ]


# ------------------------------------------------------------------------------------- in the models' words


@pytest.mark.parametrize(
    ("slide", "messages"),
    [
        ("timeline: A\n    events:\n      1935: a\n      Sumer 1938: d", ["6:7: error: 'Sumer 1938' is not a date"]),
        (
            "timeline: A\n    events:\n      - 1935: a\n      - Sumer 1938: d",
            ["6:9: error: 'Sumer 1938' is not a date"],
        ),
        ("timeline: A\n    events: {when: 1935, titel: x}", ["4:26: error: unknown key 'titel' in an event"]),
        ("timeline: A\n    events: {1935: {titel: x}}", ["4:21: error: unknown key 'titel' in an event"]),
        ("points: A\n    items:\n      • one\n      • two", ["5:7: error: several bullets in one item"]),
        ("points: A\n    items:\n      - • one • two", ["5:9: error: several bullets in one item"]),
    ],
)
def test_slips_in_lists_are_said_where_they_are(lecture: Callable[..., Any], slide: str, messages: list[str]) -> None:
    made = lecture(f"title: T\nslides:\n  - {slide}\n")
    errors = [m for m in made.messages if ": error: " in m]
    assert len(errors) == len(messages), errors
    for said, message in zip(errors, messages, strict=True):
        assert said.startswith(f"talk.yaml:{message}")


def test_a_slide_without_a_blank_after_its_kind_is_shown_with_one(lecture: Callable[..., Any]) -> None:
    (message,) = lecture("title: T\nslides:\n  - points:Foo\n").messages
    assert message.endswith("write 'points: Foo' and its keys below")
