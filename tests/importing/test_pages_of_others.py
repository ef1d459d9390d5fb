"""Pages as forum programs write them, with what stands in posts besides text: quotations, cards, code, notes."""

from __future__ import annotations

from pathlib import Path

from outlines import bring, words_of

WORDS = (
    "The treaty of 1783 let the border run along the highlands. No one had ever seen them, and for fifty years nobody "
    "asked, although all who lived there cut the same trees."
)


def xenforo(body: str, *others: str) -> str:
    posts = [("Ysabel", f"{body}<br><br>{WORDS}"), *(("Juan", other) for other in others)]
    shown = "".join(
        f'<article class="message message--post" data-author="{author}"><div class="message-body">'
        f'<div class="bbWrapper">{text}</div></div></article>'
        for author, text in posts
    )
    title = '<h1 class="p-title-value"><span class="label">Essay</span><span class="label-append"> </span>A border</h1>'
    return f"<html><head><title>A border | Forum</title></head><body>{title}{shown}</body></html>"


def phpbb(body: str) -> str:
    return (
        '<html><body><h2 class="topic-title">A border</h2><div id="p1" class="post"><div class="postbody">'
        '<p class="author">by <strong><a class="username">lumberjack</a></strong></p><div class="content">'
        f"{body}<br><br>{WORDS}</div></div></div></body></html>"
    )


def test_a_quotation_of_a_source_stays_and_one_of_a_post_does_not(project: Path) -> None:
    quote = (
        '<blockquote class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-title">{}</div>'
        "<div>{}</div></blockquote>"
    )
    body = (
        quote.format("Zook, 1960 said:", "It was a war of thirst.")
        + quote.format("Juan said:", "Were there tanks?")
        + quote.format("", "The whole answer of a third who writes here")
    )
    made = bring(project, "page.html", xenforo(body, "The whole answer of a third who writes here, and more."))
    (quoted,) = [s for s in made.slides() if "quote" in s]
    assert (quoted["text"], quoted["by"]) == ("It was a war of thirst.", "Zook, 1960")
    assert "tanks" not in made.text
    assert "third" not in made.text
    assert made.tree["title"] == "A border"


def test_a_name_within_a_word_names_nobody(project: Path) -> None:
    quote = '<blockquote class="bbCodeBlock--quote"><div>The Juanita of 1793 sank with all hands.</div></blockquote>'
    made = bring(project, "page.html", xenforo(quote, "Nice."))
    assert [s["text"] for s in made.slides() if "quote" in s] == ["The Juanita of 1793 sank with all hands."]


def test_a_quotation_without_a_name_is_one_of_a_source(project: Path) -> None:
    quote = "We shall fight for every tree.<br>— Governor Fairfield, 1839"
    made = bring(project, "page.html", phpbb(f'<blockquote class="uncited"><div>{quote}</div></blockquote>'))
    (quoted,) = [s for s in made.slides() if "quote" in s]
    assert (quoted["text"], quoted["by"]) == ("We shall fight for every tree.", "Governor Fairfield, 1839")


def test_code_attachments_cards_and_smileys_are_no_text(project: Path) -> None:
    attached = (
        '<dl class="file"><dt><img src="a.jpg" alt=""></dt><dd><em>The border of 1831</em></dd>'
        "<dd>map.jpg (48.11 KiB) Viewed 1234 times</dd></dl>"
    )
    code = (
        '<div class="codebox"><p>Code: <a href="#">Select all</a></p>'
        '<pre><code>killed = 1\nby = "a bear"</code></pre></div>'
    )
    made = bring(project, "page.html", phpbb(f"{attached}{code}"))
    assert "KiB" not in made.text.partition("\ntitle:")[2]
    assert "Select all" not in made.text.partition("\ntitle:")[2]
    assert any("a piece of code has no counterpart" in line for line in made.said)
    assert not words_of(["The border of 1831 killed = 1 by = a bear"]) - made.words()
    card = '<div class="bbCodeBlock--unfurl"><h3><a href="https://example.org/chaco">A title of theirs</a></h3></div>'
    smile = '<img src="x.gif" class="smilie" alt=":D"> <img src="y.png" class="emoji" alt=":soccer:">'
    made = bring(project, "other.html", xenforo(f"{card}{smile}"), "other")
    assert any("a preview of https://example.org/chaco" in line for line in made.said)
    assert "theirs" not in made.text
    assert ":D" not in made.text
    assert "soccer" not in made.text


def test_notes_at_the_foot_of_a_page_stand_where_they_are_referred_to(project: Path) -> None:
    text = (
        "<html><body><article><h1>A war</h1><p>3,000 died.<sup><a href='#footnote-1'>[1]</a></sup> Peace came late."
        f"</p><p>{WORDS}</p><ol><li id='footnote-1'><p>Anderson, 1981. <a href='#footnote-ref-1'>back</a></p></li>"
        "<li id='footnote-2'>Nobody refers to this.</li></ol></article></body></html>"
    )
    made = bring(project, "page.html", text)
    assert "died.[^Anderson, 1981.]" in made.text
    assert "back" not in made.text
    assert not words_of(["Nobody refers to this"]) - made.words()


def test_lists_of_pages_keep_their_numbers(project: Path) -> None:
    listed = '<ol start="3" type="a"><li>Arm</li><li>March</li></ol>'
    made = bring(project, "page.html", xenforo(f"<b>What they did</b><br>{listed}"))
    assert next(s["items"] for s in made.slides() if s.get("items", [""])[0].endswith("Arm")) == ["c. Arm", "d. March"]


def test_lists_that_count_backwards_or_leave_numbers_out_keep_their_numbers(project: Path) -> None:
    backwards = "<p>Three kings:</p><ol reversed><li>Otto<li>Hugo<li>Karl</ol>"
    gaps = '<p>Articles of it:</p><ol><li>Peace<li value="7">Trade<li><li>Salt</ol>'
    made = bring(project, "page.html", f"<html><body><p>{WORDS}</p>{backwards}{gaps}</body></html>")
    listed = [s["items"] for s in made.slides() if s.get("points") in ("Three kings:", "Articles of it:")]
    assert listed == [["3. Otto", "2. Hugo", "1. Karl"], ["1. Peace", "7. Trade", "9. Salt"]]


def test_cells_that_reach_into_rows_below_leave_the_others_in_their_columns(project: Path) -> None:
    rows = (
        "<tr><th>Side<th>Dead<th>Wounded<tr><td rowspan=3>Hills<td>20<td rowspan='2'>40<tr><td>30"
        "<tr><td colspan=2>none<tr><td>Plain<td>5<td>6"
    )
    made = bring(project, "page.html", f"<html><body><p>{WORDS}</p><table>{rows}</table></body></html>")
    (shown,) = [s for s in made.slides() if "table" in s]
    assert shown["rows"] == [["Hills", "20", "40"], ["", "30", ""], ["", "none", ""], ["Plain", "5", "6"]]


def test_headings_are_not_bold_and_slides_have_that_of_their_part(project: Path) -> None:
    table = "<table><tr><th>Side</th><th>Dead</th></tr><tr><td>Bolivia</td><td>57,000</td></tr></table>"
    made = bring(project, "page.html", xenforo(f"<b>1. A desert</b><br><br>{WORDS} {WORDS}<br>{table}"))
    assert made.tree["sections"][0]["title"] == "1. A desert"
    assert next(s for s in made.slides() if "table" in s)["table"] == "1. A desert"


def test_numbers_of_sections_are_said_once(project: Path) -> None:
    parts = "".join(f"<b>{n}. {title}</b><br><br>{WORDS}<br><br>" for n, title in ((1, "A desert"), (2, "A war")))
    made = bring(project, "page.html", xenforo(parts))
    assert [s["title"] for s in made.tree["sections"]] == ["A desert", "A war"]


def test_pictures_at_one_place_stand_on_two_slides(project: Path) -> None:
    made = bring(
        project, "post.txt", f"A war\n\nTop: Pu Yi\nBottom: His court\nTop: Otto\nBottom: His horse\n\n{WORDS}\n"
    )
    assert [[i["at"] for i in s["items"]] for s in made.slides() if "images" in s] == [["top", "bottom"]] * 2


def test_every_article_of_a_page_is_read_and_what_stands_around_is_told(project: Path) -> None:
    menu = "<div>Home</div><script>var words = 'no words of a page'; run(words, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)</script>"
    chapters = f"<article><p>One. {WORDS}</p></article><article><p>Second <article>inner</article></p></article>"
    made = bring(project, "page.html", f"<html><body>{menu}{chapters}<div>Imprint</div></body></html>")
    assert not words_of(["One", WORDS, "Second inner"]) - made.words()
    assert "Imprint" not in made.text
    assert "# Left out: the 2 words around its articles" in made.text
    assert any("its articles were read, not the 2 words around them" in line for line in made.said)
