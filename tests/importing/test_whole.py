"""What an import must not lose: words where a reader could take them for something else."""

from __future__ import annotations

import re
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


PAGE = "<html><head><title></title></head><body>{}<p>The last words of the page are here.</p></body></html>"


def test_what_stands_first_on_a_page_without_a_title_stays(project: Path) -> None:
    table = "<table><caption>Losses of both sides</caption><tr><th>Side</th><th>Dead</th></tr><tr><td>Hills</td>"
    table += "<td><a href='https://example.org/a'>some <b>2,000</b></a></td></tr></table>"
    made = bring(project, "page.html", PAGE.format(f"<ul><li>Grain</li><li>Salt</li></ul>{table}"))
    shown = "Grain Salt Losses of both sides Side Dead Hills some 2,000 The last words of the page are here."
    assert not words_of([shown]) - made.words()
    assert "[some](https://example.org/a) [**2,000**](https://example.org/a)" in made.text


def test_text_beside_a_nested_table_stays(project: Path) -> None:
    table = "<table><tr><td>Beside it, words<table><tr><td>Inner words</td></tr></table>after it</td></tr></table>"
    made = bring(project, "page.html", PAGE.format(f"<form>{table}<p>Within a form.</p></form>"))
    assert not words_of(["Beside it, words Inner words after it Within a form."]) - made.words()


def test_an_entry_without_its_list_stays(project: Path) -> None:
    made = bring(project, "page.html", PAGE.format("<blockquote><li>Loose entry</li> and more</blockquote><li>Last"))
    assert not words_of(["Loose entry and more Last"]) - made.words()


def test_lists_and_tables_within_thousands_of_others_are_read(project: Path) -> None:
    lists = "".join(f"<ul><li>w{n}" for n in range(1_500))
    made = bring(project, "page.html", PAGE.format(f"{lists}{'</li></ul>' * 1_500}"))
    assert not words_of(f"w{n}" for n in range(1_500)) - made.words()
    tables = "".join(f"<table><tr><td>w{n}" for n in range(2_000))
    made = bring(project, "tables.html", PAGE.format(tables), "tables")
    assert not words_of(f"w{n}" for n in range(2_000)) - made.words()


def test_what_a_page_plays_is_named(project: Path) -> None:
    frames = "<video src='battle.mp4'></video><iframe src='https://example.org/film'></iframe>"
    made = bring(project, "page.html", PAGE.format(frames))
    assert any("a video of the page (battle.mp4)" in line for line in made.said)
    assert any("a frame of the page (https://example.org/film)" in line for line in made.said)


def test_comments_of_markdown_are_notes_unless_they_are_directives(project: Path) -> None:
    text = (
        "# Losses\n\nThe column held.\n\n<!-- more than 2,000 men died here -->\n<!-- more -->\n\n"
        "<!-- TODO ask the archive -->\n\n<!-- color: red\nsay this aloud -->\n\n<!-- _class: x\nfooter: Secret -->\n"
    )
    made = bring(project, "talk.md", text)
    shown = "Losses The column held. more than 2,000 men died here TODO ask the archive color: red say this aloud"
    assert not words_of([shown]) - made.words()
    assert "Secret" not in made.text
    assert not re.search(r"^\W*more\W*$", made.text, re.MULTILINE)


def test_words_of_comments_that_do_not_end_stay(project: Path) -> None:
    made = bring(project, "talk.md", "# A war\n\nIt was long.\n\n<!-- first\n<!-- second -->\n\nPeace.\n\n<!-- third\n")
    assert not words_of(["A war It was long. first second Peace. third"]) - made.words()


def test_lines_of_a_title_stand_at_the_top(project: Path) -> None:
    made = bring(project, "talk.md", "One line of text\n% of it was lost\n")
    assert not words_of(["One line of text of it was lost"]) - made.words()


def test_a_div_in_the_margin_is_no_column(project: Path) -> None:
    text = "# A war\n\nIt was long.\n\n::: {.column-margin}\nA note\n:::\n\n:::: columns\n::: column\nLeft\n:::\n::::\n"
    made = bring(project, "talk.md", text)
    assert not words_of(["A note Left"]) - made.words()
    assert made.words()["column"] == 0


def test_a_quotation_has_its_lists_and_who_said_it(project: Path) -> None:
    text = "# A war\n\nIt was long.\n\n> Take:\n>\n> - bread\n>   - rye\n>\n> and no arms.\n> — *Otto*, 1848\n"
    made = bring(project, "talk.md", text)
    quote = next(s for s in made.slides() if "quote" in s)
    assert (quote["text"], quote["by"]) == ("Take: bread rye and no arms.", "*Otto*, 1848")


def test_a_last_paragraph_in_which_somebody_speaks_says_not_who_said_it(project: Path) -> None:
    spoken = (
        "— And what of the bread, the salt and the barges, they asked, when the river itself had run dry that spring?"
    )
    made = bring(project, "talk.md", f"# A war\n\nIt was long.\n\n> We shall go.\n>\n> {spoken}\n")
    quote = next(s for s in made.slides() if "quote" in s)
    assert "by" not in quote
    assert quote["text"] == f"We shall go. {spoken}"


def test_pictures_in_cells_notes_on_notes_and_names_of_links_stay(project: Path) -> None:
    text = (
        "---\nmarp: true\n---\n# Prices\n\n| Grain | Salt |\n|---|---|\n| 4 ![A barge](barge.png) | 2 |\n\n---\n"
        "# Sources\n\n- See [the ledger] and more.[^1]\n\n---\n# End\n\n- No more\n\n[the ledger]: https://example.org/l\n"
        "[^1]: From the archive.[^2]\n[^2]: Room seven, shelf ten.\n[^3]: Nobody refers to this.\n"
    )
    made = bring(project, "talk.md", text)
    assert "[the ledger](https://example.org/l)" in made.text
    assert any(i.get("alt") == "A barge" for s in made.slides() for i in s.get("items", ()) if isinstance(i, dict))
    assert not words_of(["From the archive. Room seven, shelf ten. Nobody refers to this."]) - made.words()


def test_numbers_of_lists_stay(project: Path) -> None:
    made = bring(project, "talk.md", "# A war\n\n## Steps\n\n3. Arm\n4. March\n\n## Then\n\n- Peace\n- Trade\n")
    assert next(s for s in made.slides() if "Steps" in s.values())["items"] == ["3. Arm", "4. March"]


def test_what_the_head_of_a_post_says_twice_is_told(project: Path) -> None:
    head = "Forum of history\nTitle: A war\nAuthor: Ann Author\nDate: 5 May 2020\nDate: 6 May 2020\n\n"
    made = bring(project, "post.txt", f"{head}It was long.\nReply\n")
    assert (made.tree["title"], made.tree["author"], made.tree["date"]) == ("A war", "Ann Author", "5 May 2020")
    assert any("3 lines of the forum" in line and "'Forum of history'" in line for line in made.said)
    assert "# Left out: Forum of history | Date: 6 May 2020 | Reply" in made.text


def test_an_essay_has_no_buttons(project: Path) -> None:
    text = "Three towns\n\nLocation: at the river\n\nNagar was rich, and its people were proud of it.\n\nReport\n"
    assert not words_of([text]) - bring(project, "essay.txt", text).words()
