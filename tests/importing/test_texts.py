"""Markdown in its dialects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from decks import png
from outlines import bring, words_of

from podium import PodiumError

Run = Callable[..., Result]

MARP = """---
marp: true
theme: default
title: The War of the Two Rivers
author: Ann Author
---

<!-- _class: lead -->
# The War of the Two Rivers
A forgotten war

<!-- Welcome everybody. -->

---

# Grain was dear: #1 cause

- No *barges* came
  - none at all
- Prices **rose**

![bg left:40% w:200](river.png)

<!-- Say it slowly.

And pause. -->

---

# Nobody won?

---

| Year | Price |
| ---- | ----: |
| 1848 | 4 |
| 1851 | 2, at last |
"""
SLIDEV = """---
theme: seriph
title: Rivers
drawings:
  persist: false
---

# Rivers

By Ann Author

---
layout: two-cols
---

# Two sides fought

Left side

- few men

::right::

Right side

- many men

<!-- First comment -->

<!-- Say this -->

---
layout: image-right
image: ./river.png
hide: true
---

# The river was low

```yaml
---
not: a slide
---
```

Words below.
"""
REVEAL = """# Rivers

By Ann Author

---

## Grain was dear

1. one
2. two

Note: Say it slowly.
And pause.

----

## Sub slide says more

Text here

---

## The end came

> War is cruel.
>
> — General Kraus
"""
PANDOC = """% The War of the Two Rivers
% Ann Author
% 5 May 2020

# Background {.unnumbered}

## Grain was dear {#grain}

::: {.incremental}
- one
- two
:::

. . .

After the pause.

::: notes
Say it slowly.

Then pause.
:::

## Two sides fought

:::::::::::::: {.columns}
::: {.column width="40%"}
Hills

- few
:::
::: {.column width="60%"}
Plain

- many
:::
::::::::::::::

# What came of it

## Nobody won

Peace[^1] came in H~2~O and 19^th^ century style.

[^1]: A note.

---

![The river in 1848](river.png){width=50%}
"""


@pytest.fixture
def river(project: Path) -> Path:
    (project / "river.png").write_bytes(png("blue").getvalue())
    return project


def test_marp(river: Path) -> None:
    made = bring(river, "talk.md", MARP)
    assert (made.tree["title"], made.tree["author"]) == ("The War of the Two Rivers", "Ann Author")
    grain = next(s for s in made.slides() if "Grain was dear: #1 cause" in s.values())
    assert grain["items"] == [{"No *barges* came": ["none at all"]}, "Prices **rose**"]
    assert grain["beside"]["image"] == {"file": "river.png"}
    assert grain["notes"] == "Say it slowly.\n\nAnd pause.\n"
    assert "Welcome everybody." in made.text
    assert {"question": "Nobody won?"} in made.slides()
    table = next(s for s in made.slides() if "columns" in s)
    assert table["rows"] == [["1848", "4"], ["1851", "2, at last"]]
    assert "lead" not in made.text


def test_slidev(river: Path) -> None:
    made = bring(river, "slides.md", SLIDEV)
    assert made.tree["title"] == "Rivers"
    two, low = made.slides()[-2:]
    assert [c.get("title", c.get("text")) for c in two["columns"]] == ["Left side", "Right side"]
    assert [c["items"] for c in two["columns"]] == [["few men"], ["many men"]]
    assert "Say this" in two["notes"]
    assert low["hidden"] == "true"
    assert "not: a slide" in low["notes"]
    assert "Words below." in made.text
    assert "check: a piece of code (yaml) has no counterpart here; its words are in the notes" in made.text


def test_reveal_md(project: Path) -> None:
    made = bring(project, "slides.md", REVEAL)
    assert (made.tree["title"], made.tree["subtitle"]) == ("Rivers", "By Ann Author")
    assert [next(iter(s.values())) for s in made.slides()] == ["Grain was dear", "Sub slide says more", "The end came"]
    assert made.slides()[0]["notes"] == "Say it slowly. And pause.\n"
    assert made.slides()[2]["by"] == "General Kraus"


def test_pandoc_and_quarto(river: Path) -> None:
    made = bring(river, "slides.md", PANDOC)
    assert (made.tree["title"], made.tree["author"], made.tree["date"]) == (
        "The War of the Two Rivers", "Ann Author", "5 May 2020",
    )  # fmt: skip
    assert [s["title"] for s in made.tree["sections"]] == ["Background", "What came of it"]
    grain, two, won, picture = made.slides()
    assert grain["points"] == "Grain was dear"
    assert "After the pause." in str(grain)
    assert grain["notes"] == "Say it slowly.\n\nThen pause.\n"
    assert [c["items"] for c in two["columns"]] == [["few"], ["many"]]
    assert won["text"] == "Peace[^A note.] came in H~2~O and 19^th^ century style."
    assert picture["file"] == "river.png"
    assert ":::" not in made.text
    assert "{.unnumbered}" not in made.text
    assert "{#grain}" not in made.text


def test_prose_in_markdown_becomes_slides_with_its_sentences(project: Path) -> None:
    text = (
        "# A war\n\n## Causes\n\n"
        + "Grain was dear in 1848. Nobody sold any of it. " * 3
        + "The king waited.\n\n## Effects\n\n"
    )
    made = bring(
        project, "paper.md", text + "Peace came in 1851, and nobody had won. " + "The bridges were built again. " * 12
    )
    assert made.tree["title"] == "A war"
    assert [s["title"] for s in made.tree["sections"]] == ["Causes", "Effects"]
    assert not words_of([text.replace("#", "")]) - made.words()


def test_a_deck_of_one_line_and_junk(project: Path) -> None:
    for n, text in enumerate(("one line", "---\n---\n# A\n---\n", "- - - a\n> > > b\n" * 200, "```\nopen")):
        bring(project, "x.md", text, f"m{n}")
    for text in ("---\n", "# \n\n#\n", ":::\n" * 50):
        with pytest.raises(PodiumError, match="there is no text in it"):
            bring(project, "x.md", text, "none")


QUARTO = """---
title: Tambora
format:
  revealjs:
    incremental: true
---

## The mountain {background-image="river.png"}

![Sumbawa](river.png){fig-alt="A river at dusk" width=80%}

# Europe {.section-slide}

A summer of rain.

## Prices {visibility="hidden"}

::: {.callout-note}
## Beware
In local units.
:::

| Town | 1817 |
|:-----|-----:|
| Bern | 48 |

: Prices of wheat {#tbl-prices}

## Frankenstein

> I saw the pale student.

--- Mary Shelley
"""


def test_quarto_has_slides_below_sections_whatever_stands_in_them(river: Path) -> None:
    made = bring(river, "slides.qmd", QUARTO)
    first, europe = made.tree["sections"]
    assert [next(iter(s.values())) for s in first["slides"]] == ["The mountain"]
    assert first["slides"][0]["items"][0] == {"file": "river.png", "caption": "Sumbawa", "alt": "A river at dusk"}
    assert (europe["title"], europe["headline"]) == ("Europe", "A summer of rain.")
    prices, shelley = europe["slides"]
    assert (prices["points"], prices["hidden"]) == ("Prices", "true")
    assert prices["items"] == ["Beware", "In local units.", "Prices of wheat"]
    assert (shelley["text"], shelley["by"]) == ("I saw the pale student.", "Mary Shelley")


PANDOC_BLOCKS = """% The Hanseatic League
% Jörg Müller; Åsa Berg

## Words

Term
:   The right to stay.

Kontor
:   A yard abroad:

    - Bruges
    - Bergen

## Steps

> - one
> - two

## Trade

  Good         From        Price
  ---------- ---------- --------
  Wax        Novgorod          9
  Stockfish  Bergen | Os       4

| a line of verse
| and the next in [small caps]{.smallcaps}

\\newpage
"""


def test_what_pandoc_has_besides_markdown_is_read(project: Path) -> None:
    made = bring(project, "slides.md", PANDOC_BLOCKS.replace("\\\\", "\\"))
    words, steps, trade = made.slides()
    assert made.tree["author"] == "Jörg Müller, Åsa Berg"
    assert words["items"] == [{"Term": ["The right to stay."]}, {"Kontor": [{"A yard abroad:": ["Bruges", "Bergen"]}]}]
    assert steps["items"] == ["one", "two"]
    table = trade["beside"]["table"]
    assert (table["columns"], table["rows"][1]) == (["Good", "From", "Price"], ["Stockfish", "Bergen | Os", "4"])
    assert trade["text"] == "a line of verse and the next in small caps"
    assert "newpage" not in made.text


def test_comments_above_the_first_heading_are_no_slide(project: Path) -> None:
    text = "---\nmarp: true\nheadingDivider: 2\n---\n<!-- _class: lead -->\n\n# Rivers\n\nAnn Author · 5 May 2020\n\n"
    made = bring(project, "talk.md", f"{text}## Grain was dear\n\n- No barges came\n\n## It ended\n\n- late\n")
    assert (made.tree["title"], made.tree["subtitle"]) == ("Rivers", "Ann Author · 5 May 2020")
    assert [s["points"] for s in made.slides()] == ["Grain was dear", "It ended"]
