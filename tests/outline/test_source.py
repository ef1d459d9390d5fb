"""Reading YAML: every value a text with its place, and every broken file one clear error with its place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from podium.outline import nodes, source
from podium.outline.source import SourceError


def problem(text: str) -> str:
    """The one complaint about a text, as it is printed."""
    with pytest.raises(SourceError) as caught:
        source.parse(text, "x.yaml")
    tail = f"; {caught.value.hint}" if caught.value.hint else ""
    return f"{caught.value.span}: {caught.value}{tail}"


@pytest.mark.parametrize(
    "written",
    [
        "1939-05-11",
        "12:30",
        "no",
        "yes",
        "on",
        "0044",
        "1.10",
        "0x1F",
        "1_000",
        "1e3",
        ".inf",
        "true",
        "2017-06-21T10:00:00Z",
        "+7 495",
        "<<",
        "=",
        "0o17",
    ],
)
def test_a_plain_scalar_stays_what_was_written(written: str) -> None:
    assert source.parse(f"a: {written}\nb: [{written}]\n", "x") == {"a": written, "b": [written]}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(written: str) -> None:
    assert source.parse(f"a: {written}\nb: 1\n", "x") == {"a": None, "b": "1"}


@pytest.mark.parametrize("written", ["'~'", '"null"', '""', "!!str null"])
def test_a_quoted_nothing_is_a_text(written: str) -> None:
    assert isinstance(source.parse(f"a: {written}\n", "x")["a"], str)


def test_every_value_and_key_knows_its_place() -> None:
    tree = source.parse("title: A\nslides:\n  - points: B\n    items: [one, two]\n", "x")
    assert nodes.locate(tree, ("title",)) == (1, 8)
    assert nodes.locate(tree, ("slides", 0, "points")) == (3, 13)
    assert nodes.locate(tree, ("slides", 0, "items", 1)) == (4, 18)
    assert nodes.locate(tree, ("slides", 0, "items"), of_key=True) == (4, 5)


def test_a_place_that_is_not_there_is_that_of_the_nearest_above() -> None:
    tree = source.parse("slides:\n  - points: B\n", "x")
    assert nodes.locate(tree, ("slides", 0, "items", 7)) == (2, 5)


def test_block_texts_keep_their_lines() -> None:
    assert source.parse("notes: |\n  One.\n\n  Two.\n", "x") == {"notes": "One.\n\nTwo.\n"}


def test_an_alias_is_what_it_stands_for() -> None:
    assert source.parse("a: &a [1, 2]\nb: *a\n", "x") == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    tree = source.parse(f"title: A{end}slides:{end}  - points: B{end}", "x")
    assert tree == {"title": "A", "slides": [{"points": "B"}]}
    assert nodes.locate(tree, ("slides", 0)) == (3, 5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\nb: 1\ntitle: B\n", "x.yaml:3:1: the key 'title' is used twice (first on line 1)"),
        (
            "a: !!python/object/apply:os.system ['ls']\n",
            "x.yaml:1:4: '!!python/object/apply:os.system' is a tag",
        ),
        ("a: !secret b\n", "x.yaml:1:4: the tag !secret is not allowed"),
        ("a: *nothing\n", "x.yaml:1:4: nothing above is named &nothing"),
        ("a: &a [*a]\n", "x.yaml:1:8: nothing above is named &a"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2:1: a second document; one outline per file"),
        ("? [a, b]\n: c\n", "x.yaml:1:3: a key must be plain text"),
        ("title: one: two\n", "x.yaml:1:11: a second ': ' in one line; write: title: \"one: two\""),
        ("a:\n\t- b\n", "x.yaml:2:1: a tab character; indent with spaces"),
        ("a: 'never closed\nb: 1\n", "x.yaml:1:4: this quotation mark is never closed"),
        ("a: [1, 2\nb: 3\n", "x.yaml:1:4: this [ is never closed"),
        ("a: one\x00two\n", "x.yaml:1:1: the character U+0000 is not allowed here"),
        ('a: "one\\x01two"\n', "x.yaml:1:4: the character U+0001 is not allowed here"),
        ('a: ["fine", "\\uFFFF"]\n', "x.yaml:1:13: the character U+FFFF is not allowed here"),
    ],
)
def test_a_broken_text_is_one_error_with_its_place(text: str, message: str) -> None:
    assert problem(text).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "nested deeper than 40 levels"),
        ("{a: " * 100_000, "nested deeper than 40 levels"),
        ("- " * 100_000, "nested deeper than 40 levels"),
        ("".join(" " * n + "a:\n" for n in range(200)), "nested deeper than 40 levels"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
            "aliases expand to more than",
        ),
    ],
)
def test_a_bomb_is_refused_at_once(text: str, message: str) -> None:
    began = time.perf_counter()
    assert message in problem(text)
    assert time.perf_counter() - began < 2


def test_more_values_than_an_outline_can_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_NODES", 100)
    assert "more than 100 values" in problem("\n".join("- a" for _ in range(101)))


# --------------------------------------------------------------------------------------------------- files


def complaint(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        source.read_text(path, "x.yaml")
    return f"{caught.value.span}: {caught.value}"


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("\ufefftitle: Ä\n".encode())
    assert source.read_text(file, "x") == "title: Ä\n"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert complaint(tmp_path / "none.yaml") == "x.yaml: no such file"


def test_a_directory_says_so(tmp_path: Path) -> None:
    assert complaint(tmp_path) == "x.yaml: is a directory"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    with file.open("wb") as f:
        f.truncate(source.MAX_BYTES + 1)  # takes no room on the disk
    assert complaint(file) == "x.yaml: is larger than 16 MB"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (bytes(range(256)), "2:118"),
        ("title: a\nb: Käse\n".encode("latin-1"), "2:5"),
        ("title: a\n".encode("utf-16"), "1:1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "1:1"),
    ],
)
def test_bytes_that_are_no_text_say_where(tmp_path: Path, data: bytes, place: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(data)
    assert complaint(file) == f"x.yaml:{place}: not UTF-8 text"
