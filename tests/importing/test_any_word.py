"""Any Word document is refused with one line, or every word of it is in the outline."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from papers import PICTURE, docx, p, table
from test_any_text import whole

STYLES = ["", "", "", "Titel", "berschrift1", "berschrift2", "Zitat", "Beschriftung"]
INNER = {
    "": "",
    "picture": PICTURE,
    "note": '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "link": '<w:hyperlink r:id="l"><w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:hyperlink>',
    "box": f"<w:r><w:pict><w:txbxContent>{p('{}')}</w:txbxContent></w:pict></w:r>",
    "control": '<w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:sdtContent></w:sdt>',
}
AROUND = {
    "sdt": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "inserted": "<w:ins>{}</w:ins>",
    "choice": "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>",
}
paragraphs = st.tuples(
    st.integers(0, 14), st.sampled_from(STYLES), st.sampled_from([None, None, None, 0, 1, 3]),
    st.sampled_from([*INNER]), st.sampled_from(["", ".", ":", "?"]),
)  # fmt: skip
nodes = st.recursive(
    paragraphs,
    lambda inner: st.tuples(st.sampled_from(["table", *AROUND]), st.lists(st.lists(inner, max_size=3), max_size=3)),
    max_leaves=12,
)


def _xml(node: Any, words: Iterator[str]) -> str:
    if len(node) == 5:
        count, style, level, inner, end = node
        text = " ".join(itertools.islice(words, count)) + (end if count else "")
        return p(text, style, INNER[inner].format(f"{next(words)} {next(words)}"), level)
    kind, rows = node
    if kind != "table":
        return AROUND[kind].format("".join(_xml(child, words) for row in rows for child in row))
    cells = [tuple(_xml(cell, words) for cell in row) for row in rows]
    return table(*(row or (p(""),) for row in cells))


@settings(max_examples=40, deadline=None)
@given(st.lists(nodes, max_size=8))
def test_every_word_of_a_word_document_is_kept(made: list[Any]) -> None:
    words = (f"w{n}" for n in itertools.count(1))
    body = "".join(_xml(node, words) for node in made)
    whole("paper.docx", body, docx(body))
