"""Files that could hang, crash or mislead an import."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import Result
from decks import chart, png, saved, slide
from outlines import bring, words_of
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE

from podium import PodiumError
from podium.importing import encodings

Run = Callable[..., Result]


@pytest.mark.parametrize("text", ["{" + "a=a" * 30 + " the end", ":::" + " " * 5_000 + "x! the end"])
def test_no_line_of_markdown_takes_minutes(text: str, project: Path) -> None:
    made = bring(project, "talk.md", f"# A war\n\nIt was long.\n\n{text}\n")
    assert not words_of([text]) - made.words()


# ---- encodings ------------------------------------------------------------------------------------------


WORDS = "Köln fiel 1794 an Frankreich – für „zwanzig Jahre“. Niemand hatte es erwartet, und keiner war überrascht."


def archive(page: bytes, charset: str) -> bytes:
    """A page as browsers save it as one file; `charset` is what the message says of it."""
    message = EmailMessage()
    message.set_content("x", "html")
    message.add_related(png("red").getvalue(), "image", "png", headers=["Content-Location: https://example.org/a.png"])
    made = message.as_bytes()
    start = made.index(b"Content-Type: text/html")
    end = made.index(b"\n--", start)
    head = f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    return made[:start] + head + page + made[end:]


@pytest.mark.parametrize("charset", ["x-foo", "utf-8", "iso-8859-1", "hex", "utf-16"])
def test_an_archive_that_says_a_wrong_encoding_is_read(charset: str, project: Path) -> None:
    made = bring(project, "page.mhtml", archive(f"<html><body><p>{WORDS}</p></body></html>".encode("cp1252"), charset))
    assert not words_of([WORDS]) - made.words()
    assert any("encoding" in line for line in made.said) == (charset != "iso-8859-1")


def test_what_the_lecturer_says_of_an_archive_counts(project: Path) -> None:
    page = "<html><body><p>Война началась весной 1939 года.</p></body></html>".encode("koi8-r")
    made = bring(project, "page.mhtml", archive(page, "utf-8"), encoding="koi8-r")
    assert not words_of(["Война началась весной 1939 года."]) - made.words()


@pytest.mark.parametrize("named", ["hex", "utf-16", "utf-32le", "rot13", "punycode", "base64", "no-such"])
def test_a_page_that_names_no_encoding_for_pages_is_read(named: str) -> None:
    page = f"<meta charset={named}><p>{WORDS}</p>"
    assert encodings.decode(page.encode(), is_page=True)[:2] == (page, "utf-8")


def test_an_encoding_that_is_none_is_refused(project: Path) -> None:
    for named in ("hex", "no-such"):
        with pytest.raises(PodiumError, match=f"there is no encoding '{named}'"):
            bring(project, "post.txt", "A war\n\nIt was long.\n", encoding=named)


# ---- names and signs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["<<", "a " * 550, "for", "include"])
def test_odd_names_of_categories_are_kept(name: str, project: Path) -> None:
    p = Presentation()
    data = CategoryChartData()
    data.categories = [name, "b", f" {name}"]
    data.add_series("${x}", (1, 2, 3))
    data.add_series("<<", (4, 5, 6))
    drawn = chart(slide(p, 5, "A chart"), XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    drawn.value_axis.axis_title.text_frame.text = "${unit} [^1]"
    made = bring(project, "old.pptx", saved(p))
    assert not words_of([name, name, "b x"]) - made.words()
    assert {"1", "2", "3", "4", "5", "6"} <= {*made.words()}


def test_a_chart_whose_names_are_no_keys_is_a_table_with_all_its_words(project: Path) -> None:
    p = Presentation()
    data = CategoryChartData()
    data.categories = ["a " * 550, "b"]
    data.add_series("Grain", (1, 2))
    drawn = chart(slide(p, 5, "Prices rose"), XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    drawn.chart_title.text_frame.text = "Grain in Nagar"
    drawn.value_axis.axis_title.text_frame.text = "talers"
    points = XyChartData()
    points.add_series("Towns " * 40).add_data_point(1, 2.5)
    drawn = chart(slide(p, 5, "Towns starved"), XL_CHART_TYPE.XY_SCATTER, points)
    drawn.chart_title.text_frame.text = "All towns"
    drawn.category_axis.axis_title.text_frame.text = "inhabitants"
    drawn.value_axis.axis_title.text_frame.text = "dead"
    one, two = bring(project, "old.pptx", saved(p)).slides()
    assert one["columns"] == ["Grain in Nagar, talers", "Grain"]
    assert two["columns"] == ["All towns", "", "inhabitants", "dead"]


def test_signs_of_control_and_variables_are_no_mistakes(project: Path) -> None:
    page = (
        "<html lang=EN-US><head><title>A war</title><link rel=canonical href='https://example.org/${x}?&#1;a'></head>"
        "<body><h1>A war</h1><img src='https://example.org/&#1;a.jpg' alt='${y} [^1]'><p>It was long. Nobody won.</p>"
        "<p>A sign \ue000of its own\ue001 and &#xe000;more&#xe001;.</p></body></html>"
    )
    made = bring(project, "page.html", page)
    assert made.tree["sources"]["original"]["url"] == "https://example.org/$${x}?a"
    assert not words_of(["A sign of its own and more"]) - made.words()
    assert "[^of" not in made.text
    assert "[^more" not in made.text
    text = "# A war\n\nA sign \ue000of its own\ue001 and &#xe000;more&#57345; words. ![${y}](&#1;a.jpg)\n"
    made = bring(project, "talk.md", text, "talk")
    assert "[^" not in made.text.replace("[ ^", "")


def test_a_language_in_capitals_is_known(project: Path) -> None:
    page = f"<html lang='DE-AT'><head><title>Köln</title></head><body><h1>Köln</h1><p>{WORDS}</p></body></html>"
    assert bring(project, "page.html", page).tree["lang"] == "de"


# ---- files beside a source ------------------------------------------------------------------------------


def test_only_pictures_are_taken_from_beside_a_source(project: Path) -> None:
    (project / "secret").mkdir()
    (project / "secret" / "id_rsa").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n")
    (project / "secret" / "key.jpg").write_bytes(bytes(range(256)) * 4)
    (project / "river.png").write_bytes(png("blue").getvalue())
    names = ("secret/id_rsa", "secret/key.jpg", "river.png")
    shown = "".join(f"<img src='{name}' alt='No. {name}'>" for name in names)
    page = f"<html><body><h1>A war</h1>{shown}<p>It was long. Nobody had won it.</p></body></html>"
    bring(project, "page.html", page)
    bring(project, "talk.md", "# A war\n\n" + "\n\n".join(f"![{n}]({n})" for n in names) + "\n\nIt was long.\n", "talk")
    assert [p.name for p in (project / "images").iterdir()] == ["river.png"]


def test_a_drawing_in_svg_is_named_and_not_copied(project: Path) -> None:
    (project / "map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>')
    page = "<html><body><h1>A war</h1><p>It was long. Nobody won.</p><img src='map.svg' alt='The valley'></body></html>"
    for made in (
        bring(project, "page.html", page),
        bring(project, "talk.md", "# A war\n\nIt was long.\n\n![The valley](map.svg)\n", "talk"),
    ):
        assert any("an SVG drawing has no counterpart in an outline" in line for line in made.said)
        assert not words_of(["The valley"]) - made.words()
    assert not list((project / "images").iterdir())


def test_a_photograph_of_a_phone_beside_a_text_is_named(project: Path) -> None:
    (project / "valley.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    (project / "plan.pdf").write_bytes(b"%PDF-1.7")
    made = bring(project, "talk.md", "# A war\n\nIt was long.\n\n![The valley](valley.heic)\n\n![A plan](plan.pdf)\n")
    for kind in ("a HEIC photo", "a PDF document"):
        assert any(f"{kind} has no counterpart in an outline" in line for line in made.said)
    assert not words_of(["The valley A plan"]) - made.words()
    assert not list((project / "images").iterdir())


def test_a_picture_to_be_found_has_no_name_of_another_lecture_s(project: Path) -> None:
    (project / "images" / "pu-yi.jpg").write_bytes(png("red").getvalue())
    made = bring(project, "post.txt", "A war\n\nTop: Pu Yi\nBottom: The palace\n\nIt was long. Nobody won it at all.\n")
    items = next(s["items"] for s in made.slides() if "images" in s)
    assert [i["file"] for i in items] == ["pu-yi-2.jpg", "the-palace.jpg"]


def test_an_outline_is_not_imported(project: Path, podium: Run) -> None:
    for name in ("talk.yaml", "talk.yml"):
        (project / name).write_text("title: A war\n")
        result = podium("import", name)
        assert result.exit_code == 2
        assert result.output.strip().endswith("is an outline already; build it, or see it with 'preview'")
