"""What the posts of a thread have in common, whether they are pages or plain text: copies, posts of others, signatures.

In: texts and counts. Out: letters to compare, and phrases for what is left out.
"""

from __future__ import annotations

import re

from podium.diagnostics import Report, Span

SIGNATURE = re.compile(r"-- ?|_{5,}|-{10,}|={10,}")
"""The line that parts a signature from its post."""


def letters_of(text: str) -> str:
    """The letters alone, in small: two posts that have the same are copies."""
    return "".join(text.split()).casefold()


def tell_left_out(name: str, report: Report, *, copies: int = 0, answers: int = 0, others: int = 0) -> str:
    """Reports how many posts of the file are left out; the same as a phrase, "" for none."""
    counts = (
        (copies, "copy of a post", "copies of posts"),
        (answers, "short post or answer of the author", "short posts or answers of the author"),
        (others, "post of somebody else", "posts of others"),
    )
    said = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)
    if said:
        report.warn(f"left out: {said}", Span(name), "left-out")
    return said
