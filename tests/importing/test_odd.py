"""Files that could hang, crash or mislead an import."""

from __future__ import annotations

from pathlib import Path

import pytest
from outlines import bring, words_of


@pytest.mark.parametrize("text", ["{" + "a=a" * 30 + " the end", ":::" + " " * 5_000 + "x! the end"])
def test_no_line_of_markdown_takes_minutes(text: str, project: Path) -> None:
    made = bring(project, "talk.md", f"# A war\n\nIt was long.\n\n{text}\n")
    assert not words_of([text]) - made.words()
