"""Forum posts: plain text, and pages as browsers save them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import Result
from outlines import bring, words_of
from saved_pages import ANSWER, AUTHOR, CHROME, LECTURE_WORDS, PAGES, QUOTED, SIGNATURE, TITLE, xenforo_2

Run = Callable[..., Result]
POST = """The War of the Two Rivers
Jun 21, 2017 17:49:25 GMT
best75, Bob, and 3 more like this
Post by Ann Author on Jun 21, 2017 17:49:25 GMT
This is about a war that hardly anybody remembers: "#1" of its kind, a *small* one.
Top Left: King Otto of the Hills
Top Right: The valley in 1848
Bottom: The bridge at Nagar
In 1848, the hill kingdom closed its bridges, and the plain answered with a blockade, which lasted three months. \
Nobody had expected that grain would run out so soon. Prices rose: bread cost ${4} a loaf [^so they said]. The king \
asked for peace on Mar. 3rd, but Gen. Kraus refused. Talks went on & on.
The second paragraph - with a dash - has only one sentence in it, which is rather long and does not end before all \
of its many clauses have been said, so that no slide can show it whole.
Left: General Kraus    Right: The market at Nagar
Peace came in 1851. No side had won. Its price was high.
-- 
Hic sunt leones
"""


def test_a_post_becomes_parts_with_captions_at_their_places(project: Path) -> None:
    made = bring(project, "post.txt", POST)
    assert (made.tree["title"], made.tree["author"], made.tree["date"]) == (TITLE, AUTHOR, "Jun 21, 2017")
    assert made.tree["cover"]["notes"].startswith("This is about a war")
    first, second = made.tree["sections"]
    pictures = first["slides"][0]
    assert [(i["at"], i["caption"]) for i in pictures["items"]] == [
        ("top-left", "King Otto of the Hills"), ("top-right", "The valley in 1848"), ("bottom", "The bridge at Nagar"),
    ]  # fmt: skip
    assert [i["at"] for i in second["slides"][0]["items"]] == ["left", "right"]
    assert made.text.count("# check: the title of this part") == 2


def test_no_word_of_a_post_is_lost_and_each_sentence_is_spoken_once(project: Path) -> None:
    made = bring(project, "post.txt", POST)
    body = POST.partition("GMT\nThis")[2].partition("-- \n")[0]
    for place in ("Top Left:", "Top Right:", "Bottom:", "Left:", "Right:"):
        body = body.replace(place, "")
    assert not words_of(["This", body]) - made.words()
    notes = " ".join(" ".join(str(slide.get("notes", "")).split()) for slide in made.slides())
    for sentence in ("Nobody had expected that grain would run out so soon.", "Peace came in 1851."):
        assert notes.count(sentence) == 1
    assert "Mar. 3rd, but Gen. Kraus refused." in notes
    assert "leones" not in notes


def test_what_is_on_slides_is_cut_and_never_reworded(project: Path) -> None:
    made = bring(project, "post.txt", POST)
    whole = " ".join(POST.split())
    for slide in made.slides():
        kind = next(iter(slide))
        shown = [slide[kind], *(t for t in slide.get("items", ()) if isinstance(t, str))]
        for text in shown:
            assert text.replace("\\", "").replace("$${", "${").strip("… ") in whole


def test_a_copy_below_a_post_is_left_out(project: Path) -> None:
    body = POST.partition("GMT\nThis")[2].partition("-- \n")[0]
    once = bring(project, "once.txt", POST, "once")
    twice = bring(project, "twice.txt", POST.replace("-- \n", f"This{body}-- \n"), "twice")
    assert twice.tree["sections"] == once.tree["sections"]
    assert any("the same text once more" in line for line in twice.said)


def test_wrapped_lines_are_joined_and_lists_stay_lists(project: Path) -> None:
    text = (
        "Title: Grain and war\nAuthor: Ann Author\n\nThe grain came down the river in long barges, which were built\n"
        "at Nagar and sold at the sea, where nobody wanted to take\nthem back against the stream again.\n\n"
        "Three towns grew rich:\n- Nagar, by its bridge\n- Otto's Ferry\n- Port Royal: by its docks\n"
    )
    made = bring(project, "grain.txt", text)
    assert made.tree["title"] == "Grain and war"
    assert made.tree["author"] == "Ann Author"
    notes = " ".join(" ".join(str(slide.get("notes", "")).split()) for slide in made.slides())
    assert "which were built at Nagar and sold at the sea, where nobody wanted to take them back" in notes
    items = next(slide["items"] for slide in made.slides() if len(slide.get("items", ())) == 3)
    assert items == ["Nagar, by its bridge", "Otto's Ferry", "Port Royal: by its docks"]


def test_short_lines_in_a_text_without_captions_are_headings(project: Path) -> None:
    text = "A war\n\nThe causes\n\nGrain was dear. Nobody sold any.\n\nThe end\n\nPeace came late.\n"
    made = bring(project, "p.txt", text)
    assert [s["title"] for s in made.tree["sections"]] == ["The causes", "The end"]


@pytest.mark.parametrize("program", PAGES)
def test_a_saved_page_gives_the_first_post_alone(program: str, project: Path) -> None:
    made = bring(project, "page.html", PAGES[program]())
    assert (made.tree["title"], made.tree["author"]) == (TITLE, AUTHOR)
    assert "2017" in made.tree["date"]
    assert made.tree["sources"]["original"]["url"] == "https://example.org/threads/1/"
    items = next(slide for slide in made.slides() if "images" in slide)["items"]
    assert [i["at"] for i in items] == ["top-left", "top-right", "bottom"]
    for foreign in (ANSWER, QUOTED, SIGNATURE, *CHROME, "Powered", "said:", "Well-known"):
        assert foreign not in made.text.partition("\ntitle:")[2]
    assert not words_of(LECTURE_WORDS) - made.words()
    assert "[grain](https://example.org/grain)" in made.text
    assert any("1 copy of a post" in line and "1 post of somebody else" in line for line in made.said)
    assert "# Left out: 1 copy of a post, 1 post of somebody else" in made.text


def test_pictures_come_from_the_folder_beside_the_page_and_never_from_elsewhere(project: Path) -> None:
    from PIL import Image

    (project / "page_files").mkdir()
    Image.new("RGB", (60, 80), "red").save(project / "page_files" / "King OTTO (1).JPG", "JPEG")
    Image.new("RGB", (60, 80), "blue").save(project.parent / "secret.png")
    inside = project / "page_files" / "x.png"
    Image.new("RGB", (50, 50), "green").save(inside)
    page = xenforo_2().replace(
        "Top Left: King",
        '<img src="page_files/King%20OTTO%20(1).JPG" alt="A king on a throne"><br><img src="../secret.png"><br>'
        f'<img src="data:image/png;base64,{base64.b64encode(inside.read_bytes()).decode()}"><br>Top Left: King',
    )
    made = bring(project, "page.html", page)
    items = next(slide for slide in made.slides() if "images" in slide)["items"]
    assert items[0]["file"] == "king-otto-1.jpg"
    assert (items[0]["alt"], items[0]["caption"]) == ("A king on a throne", "King Otto of the Hills")
    assert sorted(p.name for p in (project / "images").iterdir()) == ["king-otto-1.jpg", "picture.png"]
    assert items[1]["file"] == "secret.png"


def test_an_archive_of_a_page_has_its_pictures(project: Path) -> None:
    from io import BytesIO

    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (60, 80), "red").save(picture, "PNG")
    message = EmailMessage()
    message.set_content(xenforo_2().replace("Top Left", '<img src="https://example.org/king.png"><br>Top Left'), "html")
    message.add_related(picture.getvalue(), "image", "png", headers=["Content-Location: https://example.org/king.png"])
    made = bring(project, "page.mhtml", message.as_bytes())
    assert (project / "images" / "king.png").read_bytes() == picture.getvalue()
    assert "file: king.png" in made.text


def test_a_page_of_no_known_forum_is_read_whole_with_a_warning(project: Path) -> None:
    page = (
        "<title>Grain | Site</title><nav>Menu</nav><h1>Grain</h1><p>Grain was dear in 1848. Nobody sold any.</p>"
        "<h2>Then</h2><p>Peace came.</p><table><tr><th>Year</th><th>Price</th></tr>"
        "<tr><td>1848</td><td>4</td></tr></table>"
    )
    made = bring(project, "page.html", page)
    assert made.tree["title"] == "Grain"
    assert "table" in made.kinds()
    assert any("of no forum that is known" in line for line in made.said)
    assert "Menu" not in made.text


# ---- encodings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Köln fiel 1794 an Frankreich – für „zwanzig Jahre“. Später kam es zu Preußen, übrigens ungefragt."),
        ("cp1251", "Война началась весной 1939 года. Никто не ждал её так рано, и все были удивлены."),
        ("cp1250", "Válka začala v září 1939. Nikdo ji nečekal tak brzy, ačkoli se o ní mluvilo každý den."),
        ("shift_jis", "戦争は1939年に始まった。誰もそれを予想していなかったのである。"),
        ("koi8-r", "Война началась весной 1939 года. Никто не ждал её так рано, и все были удивлены."),
    ],
)
def test_an_encoding_is_guessed_with_a_warning(encoding: str, text: str, project: Path) -> None:
    made = bring(project, "post.txt", f"1939\n\n{text}\n".encode(encoding))
    assert not words_of([text]) - made.words()
    assert any("nothing says in which encoding" in line for line in made.said)


def test_marks_and_declarations_decide_without_a_warning(project: Path) -> None:
    text = "Der Krieg\n\nKöln fiel 1794 an Frankreich. Es blieb zwanzig Jahre.\n"
    for n, data in enumerate((text.encode("utf-16"), text.encode("utf-8-sig"), text.encode())):
        made = bring(project, "post.txt", data, f"m{n}")
        assert "Köln fiel" in made.text
        assert not any("encoding" in line for line in made.said)
    page = f"<meta charset=iso-8859-2><title>T</title><p>Válka začala v září. {'Nikdo ji nečekal. ' * 3}</p>"
    made = bring(project, "page.html", page.encode("iso-8859-2"), "page")
    assert "začala v září" in made.text
    made = bring(project, "post.txt", text.encode("cp850"), "named", encoding="cp850")
    assert "Köln fiel" in made.text


# ---- the command ----------------------------------------------------------------------------------------


def test_nothing_is_overwritten_and_nothing_is_half_written(project: Path, podium: Run) -> None:
    (project / "post.txt").write_text(POST)
    result = podium("import", "post.txt")
    assert result.exit_code == 0, result.output
    assert (project / "slides_src" / "post.yaml").exists()
    before = (project / "slides_src" / "post.yaml").read_bytes()
    result = podium("import", "post.txt")
    assert result.exit_code == 2
    assert "already exists" in result.output
    assert (project / "slides_src" / "post.yaml").read_bytes() == before
    (project / "locked").mkdir()
    (project / "locked" / "slides_src").write_text("a file where a folder should be")
    result = podium("import", "post.txt", "-o", "locked/slides_src/x.yaml")
    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_a_failing_disk_leaves_no_picture(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from podium import PodiumError
    from podium.importing import shelf

    made = shelf.Shelf(project)
    made.put("a.png", b"\x89PNG\r\n1")
    target = project / "slides_src" / "x.yaml"
    target.write_text("there")
    with pytest.raises(PodiumError, match="already exists"):
        made.write(target, "title: X\n")
    assert not list((project / "images").iterdir())
    assert target.read_text() == "there"


def test_names_of_pictures_are_clean_and_unique(project: Path) -> None:
    from podium.importing.shelf import Shelf

    (project / "images" / "pu-yi.png").write_bytes(b"another picture")
    shelf = Shelf(project)
    one, two = b"\x89PNG\r\n1", b"\x89PNG\r\n2"
    assert shelf.put("Pu Yi.jpeg", one) == "pu-yi-2.png"
    assert shelf.put("pu yi.png", two) == "pu-yi-3.png"
    assert shelf.put("other.png", one) == "pu-yi-2.png"
    assert shelf.put("../../etc/passwd.png", b"\x89PNG\r\n3") == "etc-passwd.png"
    assert shelf.wanted("Жуков.jpg") == "жуков.jpg"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", b"  \n", "is empty"),
        ("old.ppt", b"\xd0\xcf\x11\xe0", "save it as .pptx"),
        ("x.pdf", b"%PDF-1.7", "copy its text"),
        ("x.exe", b"MZ", "cannot be imported; known are"),
        ("binary.txt", bytes(range(256)) * 10, "it is no text"),
        ("deep.html", b"<div>" * 30_000 + b"x", "nested more than 20,000 deep"),
        ("bare.html", b"<script>1</script>", "there is no text in it"),
    ],
)
def test_what_cannot_be_imported_gets_one_line(
    name: str, data: bytes | None, said: str, project: Path, podium: Run
) -> None:
    if data is not None:
        (project / name).write_bytes(data)
    result = podium("import", name, "-o", "slides_src/x.yaml")
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not list((project / "slides_src").iterdir())


def test_a_page_larger_than_40_megabytes_gets_one_line(project: Path, podium: Run) -> None:
    with (project / "large.html").open("wb") as file:
        file.truncate(50_000_000)
    result = podium("import", "large.html")
    assert result.exit_code == 1
    assert "is larger than 40 MB" in result.output


def test_without_selectolax_a_page_says_what_to_install(
    project: Path, podium: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "selectolax", None)
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    (project / "page.html").write_text(xenforo_2())
    result = podium("import", "page.html")
    assert result.exit_code == 3
    assert "pip install 'podium[import]'" in result.output


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("brackets.md", "[[" * 3_000 + "\n\n" + "![" * 1_000 + " the last words"),
        ("deep.md", "\n".join("  " * n + f"- item {n}" for n in range(200)) + "\n\n" + "> " * 500 + "the last words"),
        ("dots.txt", "T\n\n" + "A. b " * 20_000),
        ("figures.txt", "T\n\n" + "12 men and " * 3_000),
        ("tables.html", "<table>" * 3_000 + "the last words"),
        ("places.txt", "T\n\n" + "Left: king " * 5_000 + "the last words"),
    ],
)
def test_odd_texts_are_read_whole(name: str, text: str, project: Path) -> None:
    made = bring(project, name, text)
    assert not words_of([re.sub(r"<[^>]*>", "", text)]) - made.words()
