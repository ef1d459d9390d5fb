"""Words of an outline that become others: signs of Markdown are written so that they are seen as signs."""

from __future__ import annotations

import pytest
import yaml

from podium.editing import notes, wording
from podium.outline import inline

SIGNS = ["*star*", "**two**", "[x](y)", "`code", "&amp;", "snake_case_x", "19^th^", "H~2~O", "<https://example.org>",
         "back\\slash", "a * b * c", "[click]"]  # fmt: skip
STYLES = ["Three plums", "'Three plums'", '"Three plums"', "|\n          Three plums",
          ">-\n          Three\n          plums"]  # fmt: skip


def talk(item: str) -> str:
    return f"title: T\nslides:\n  - points: A\n    id: a\n    items:\n      - {item}\n      - Another\n"


def said(text: str) -> str:
    return str(yaml.safe_load(text)["slides"][0]["items"][0])


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("style", STYLES)
def test_signs_of_markdown_are_written_as_signs(style: str, sign: str) -> None:
    made = wording.reworded(talk(style), (6, 9), "Three plums", f"Three {sign}")
    assert inline.plain(said(made)) == inline.plain(inline.escaped(f"Three {sign}")) == f"Three {sign}"
    assert made.endswith("      - Another\n")


def test_words_without_such_signs_have_no_backslashes() -> None:
    made = wording.reworded(talk("Three plums"), (6, 9), "Three plums", "5 * 3 plums: R & D, ~50, a_b [sic]")
    assert said(made) == "5 * 3 plums: R & D, ~50, a_b [sic]"


def test_emphasis_stays_beside_signs() -> None:
    made = wording.reworded(talk("Three **ripe** plums"), (6, 9), "Three ripe plums", "Three ripe *plums*")
    assert said(made) == r"Three **ripe** \*plums\*"


@pytest.mark.parametrize("sign", SIGNS)
def test_new_notes_have_signs_as_signs(sign: str) -> None:
    words = f"{sign} here\nand: there"
    made = notes.added(talk("Three"), 3, words)
    assert wording.shown(yaml.safe_load(made)["slides"][0]["notes"]) == words
    assert notes.added(talk("Three"), 3, "plain words - with 5 * 3").endswith('notes: "plain words - with 5 * 3"\n')
