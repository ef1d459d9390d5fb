"""Markdown in its dialects, and Word documents."""

from __future__ import annotations

import io
import zipfile
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


# ---- Word -----------------------------------------------------------------------------------------------


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, **parts: str) -> bytes:
    """A Word document as Word writes it, with German names of styles' ids."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in (
            ("Titel", "Title"),
            ("berschrift1", "heading 1"),
            ("berschrift2", "heading 2"),
            ("Zitat", "Quote"),
        )
    )
    names = (
        f'xmlns:w="{w}" xmlns:r="{kinds}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<R xmlns="{RELATIONS}">'
            f'<Relationship Id="a" Type="{kinds}/officeDocument" Target="word/document.xml"/></R>',
        )
        archive.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {names}>{styles}</w:styles>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<R xmlns="{RELATIONS}"><Relationship Id="p" Type="{kinds}/image" Target="media/image1.png"/>'
            '<Relationship Id="l" Type="x" Target="https://example.org/" TargetMode="External"/></R>',
        )
        archive.writestr("word/media/image1.png", png("green").getvalue())
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {names}><w:footnote w:id="2">{p("So Kraus.")}</w:footnote></w:footnotes>',
        )
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


def p(text: str, style: str = "", inner: str = "", number: int | None = None) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inner}</w:p>"


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="The river in 1848"/><a:graphic><a:graphicData uri="p">'
    '<a:blip r:embed="p"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
TABLE = "<w:tbl>" + "".join(
    f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in (("Year", "Price"), ("1848", "4"))
) + "</w:tbl>"  # fmt: skip
CHANGES = (
    "<w:ins><w:r><w:t>inserted words</w:t></w:r></w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
    '<w:hyperlink r:id="l"><w:r><w:t> a link</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r>'
    "<m:oMath><m:r><m:t>emc</m:t></m:r></m:oMath>"
)
BODY = (
    p("The War of the Two Rivers", "Titel") + p("Causes", "berschrift1") + p("Grain was dear in 1848. Nobody sold any.")
    + p("Three towns grew rich:") + p("Nagar", number=0) + p("its bridge", number=1) + p("Port Royal", number=0)
    + p("Effects", "berschrift1") + p("", inner=PICTURE) + p("Peace came. ", inner=CHANGES) + TABLE
    + p("War is cruel.", "Zitat")
)  # fmt: skip


def test_word(project: Path) -> None:
    made = bring(project, "paper.docx", docx(BODY))
    assert made.tree["title"] == "The War of the Two Rivers"
    assert [s["title"] for s in made.tree["sections"]] == ["Causes", "Effects"]
    listed = next(s for s in made.slides() if s.get("items") == [{"Nagar": ["its bridge"]}, "Port Royal"])
    assert listed["points"] == "Three towns grew rich:"
    shown = next(s for s in made.slides() if s.get("alt") == "The river in 1848")
    assert (project / "images" / shown["file"]).exists()
    assert next(s for s in made.slides() if "table" in s)["rows"] == [["1848", "4"]]
    assert next(s for s in made.slides() if "quote" in s)["text"] == "War is cruel."
    for words in ("inserted words", "emc", "[^So Kraus.]", "(So Kraus.)", "[a link](https://example.org/)"):
        assert words in " ".join(made.text.split())
    assert "deleted" not in made.text


def test_word_documents_that_could_do_harm_get_one_line(project: Path, podium: Run) -> None:
    for name, data, said in (
        ("a", docx(BODY)[:900], "is damaged"),
        ("b", docx(BODY, word__settings='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares entities"),
        ("c", docx("<w:p>" * 3_000 + "</w:p>" * 3_000), "damaged"),
        ("d", docx("<w:p>"), "damaged"),
    ):
        (project / f"{name}.docx").write_bytes(data)
        result = podium("import", f"{name}.docx")
        assert result.exit_code == 1, (name, result.output)
        assert said in result.output
        assert len(result.output.strip().splitlines()) == 1
