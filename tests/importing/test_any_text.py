"""Any text, page or Markdown is refused with one line, or every word of it is in the outline or said to be left out."""

from __future__ import annotations

import html
import itertools
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from outlines import bring, words_of
from thorough import examples

from podium import PodiumError

SETTINGS = settings(max_examples=examples(60), deadline=None)
# What readers look for, or what an outline would misread.
ODD = [
    "include:", "for: x", "use", "<<", "null", "~", "- ", "#", "# ", "${x}", "[^1]", "[^note]", "*", "**", "_", "`",
    "a: b", "^2^", "~x~", "“", "»", "…", "'", '"', "<b>", "&amp;", "[a](https://example.org/b_(c))", "http://example.org",
    "<script>", "{.x}", "{width=50%}", "![", "![alt](no.png)", "|", "%", "@", "!", "?", ":", "::", "²", "١٢", "中文",
    "\u200b", "\u202e", "\ufeff", "\ue000", "\x85", "\x0b", "\t", "\u2028", "1939", "12 Japanese", "5 May 1939", "Gen.",
    "😀", "\\",
]  # fmt: skip
LINES = [
    "", "", "", "---", "***", "___", "--", "_____", "===", "```", "~~~", "> ", ">> ", "- ", "* ", "+ ", "1. ", "7) ",
    "# ", "## ", "### ", "###### ", "Title: ", "Author: ", "By ", "Posted by Ann on May 5, 2020 ", "Post by Bob » ",
    "By Stalin, 28 July 1942", "Date: 5 May 2020", "Quote", "Reply", "Location: ", "Last edited by ", "likes this",
    "Top Left: ", "Left: x Right: ", "left to right: ", "Above: ", "| ", "|---|---|", "Note: ", "Notes:", "::: notes\n",
    "::: {.column-margin}\n", ":::: columns\n", "::: column\n", ":::\n", "::right::\n", "<!-- ", "-->",
    "<!-- more -->", "<!-- x", "[^1]: ", "[^note]: ", "[a]: https://example.org/", "% ", "title: ", "layout: two-cols",
    "marp: true", "<div>", "</div>", "<p>", "<ul><li>", "<table><tr><td>", "![", "![bg left](no.png)", "$$", ". . .",
    "----", "    ", "\t", "<!-- _class: lead -->",
]  # fmt: skip
TAGS = (
    "p div span ul ol li dl dt dd table caption tr td th blockquote b i em a sup sub h1 h2 h3 section"
    " figure figcaption form label center font pre code br hr details summary aside address iframe video noscript q"
)
UNSEEN = ("iframe", "video", "noscript")  # browsers show none of their words
CLASSES = ["", "", "", "message", "content", "postbody", "bbWrapper", "cooked", "message-body"]
parts = st.lists(st.one_of(st.integers(1, 14), st.sampled_from(ODD)), max_size=5)
ends = st.sampled_from(["", ".", ":", "?", "  ", "\\"])
lines = st.lists(st.tuples(st.sampled_from(LINES), parts, ends), max_size=24)
tree = st.recursive(
    st.one_of(st.integers(1, 12), st.sampled_from(ODD)),
    lambda inner: st.tuples(st.sampled_from(TAGS.split()), st.sampled_from(CLASSES), st.lists(inner, max_size=5)),
    max_leaves=30,
)


def _numbered() -> Iterator[str]:
    return (f"w{n}" for n in itertools.count(1))


def _line(parts: list[str | int], words: Iterator[str]) -> str:
    """A line of odd things and, for each number, so many words that stand nowhere else."""
    return " ".join(p if isinstance(p, str) else " ".join(itertools.islice(words, p)) for p in parts)


def _lines(made: list[tuple[str, list[str | int], str]]) -> str:
    words = _numbered()
    return "\n".join(f"{start}{_line(parts, words)}{end}" for start, parts, end in made)


def _page(node: object, words: Iterator[str]) -> str:
    if isinstance(node, int):
        return f" {' '.join(itertools.islice(words, node))} "
    if isinstance(node, str):
        return html.escape(node)
    tag, kind, inner = node  # type: ignore[misc]
    if tag in UNSEEN:
        return f'<{tag} class="{kind}" src="x.mp4">Not shown</{tag}>'
    return f'<{tag} class="{kind}">{"".join(_page(n, words) for n in inner)}</{tag}>'


def whole(name: str, text: str, data: bytes = b"") -> None:
    """Imports a file with that text, and looks for each of its numbered words; `data` is the file, if it is no text."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for inner in ("slides_src", "images"):
            (project / inner).mkdir()
        try:
            made = bring(project, name, data or text)
        except PodiumError as e:
            refused = str(e)
        else:
            refused = ""
    if refused:
        assert re.fullmatch(r"\S+: (?:there is no text in it|is empty)", refused)
        return
    head = made.text.partition("\ntitle:")[0]
    said = words_of([re.sub(r"\n#", " ", head), *made.said])
    own = words_of([" ".join(re.findall(r"\bw\d+\b", text))])
    assert not own - (made.words() + said)


@SETTINGS
@given(lines)
def test_every_word_of_a_text_is_kept(made: list[tuple[str, list[str | int], str]]) -> None:
    whole("post.txt", _lines(made))


@SETTINGS
@given(lines)
def test_every_word_of_markdown_is_kept(made: list[tuple[str, list[str | int], str]]) -> None:
    whole("talk.md", _lines(made))


@SETTINGS
@given(st.lists(tree, max_size=6))
def test_every_word_of_a_page_is_kept(made: list[object]) -> None:
    words = _numbered()
    whole("page.html", f"<html><body>{''.join(_page(node, words) for node in made)}</body></html>")
