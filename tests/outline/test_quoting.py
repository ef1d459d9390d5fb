"""Any text that is written as YAML is read back letter by letter, as a value and as a key, also between braces."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podium.outline import source
from podium.outline.quoting import quoted

SIGNS = st.sampled_from([*"-?:,[]{}#&*!|>'\"%@`~<=. \t\n\\ab1", "null", "<<", "---", "...", "\x85", "\x9f", "\ufeff"])
texts = st.one_of(
    st.lists(SIGNS, max_size=8).map("".join), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)


@example("<<")
@example("\x80\x9f\u2028\ufeff")
@given(texts)
def test_a_text_is_read_back_as_it_is(text: str) -> None:
    text = re.sub(source.UNPRINTABLE, "", text)
    written = f"a: {quoted(text)}\nb: [{quoted(text, True)}, {{c: {quoted(text, True)}}}]\n- "[:-2]
    tree, errors = source.read(written, "x")
    assert not errors, written
    assert (tree["a"], tree["b"]) == (text, [text, {"c": text}])


@pytest.mark.parametrize("text", ["a: b", "- a", "null", "?", "[x", "\x80", "# a"])
def test_a_key_is_read_back_as_it_is(text: str) -> None:
    tree, errors = source.read(f"{quoted(text)}: 1\nb: {{{quoted(text, True)}: 2}}\n", "x")
    assert not errors
    assert (tree[text], tree["b"][text]) == ("1", "2")
