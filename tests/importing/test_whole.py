"""What an import must not lose: words where a reader could take them for something else."""

from __future__ import annotations

from pathlib import Path

from outlines import bring, words_of


def test_a_byline_within_an_essay_opens_no_post(project: Path) -> None:
    text = (
        "The order\n\nBy land and sea\n\nThe army fell back from the river, and from its towns.\n\n"
        "By Stalin, 28 July 1942\n\nNot one step back, the order said. It was read to all soldiers.\n"
    )
    made = bring(project, "essay.txt", text)
    assert "author" not in made.tree
    assert not words_of([text]) - made.words()
