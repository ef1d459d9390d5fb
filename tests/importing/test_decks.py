"""PowerPoint decks: what stands on slides comes back as slides, in order, and no word is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from decks import NAMESPACES, box, chart, lecture, png, saved, shape, slide, with_parts
from outlines import Imported, bring, words_of
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

Run = Callable[..., Result]


@pytest.fixture
def made(project: Path) -> Imported:
    return bring(project, "old.pptx", lecture())


def test_the_cover_says_title_subtitle_author_and_date(made: Imported) -> None:
    keys = ("title", "subtitle", "author", "date", "size")
    assert [made.tree[k] for k in keys] == [
        "The War of the Two Rivers",
        "A forgotten war",
        "Ann Author",
        "5 May 2020",
        "4:3",
    ]
    assert made.tree["cover"]["notes"] == "Welcome.\n\nSecond line: hello.\n"


def test_a_section_header_opens_a_section(made: Imported) -> None:
    (section,) = made.tree["sections"]
    assert (section["title"], section["headline"]) == ("Background", "What came before")


def test_every_word_of_every_slide_is_there(made: Imported) -> None:
    texts = []
    for one in Presentation(io.BytesIO(lecture())).slides:
        for any_shape in one.shapes:
            inner = any_shape.shapes if any_shape.shape_type == 6 else [any_shape]
            texts += [s.text_frame.text for s in inner if s.has_text_frame]
            if any_shape.has_table:
                texts += [cell.text for row in any_shape.table.rows for cell in row.cells]
        if one.has_notes_slide:
            texts.append(one.notes_slide.notes_text_frame.text)
    assert sum(words_of(texts).values()) > 100
    assert not words_of(texts) - made.words()


def test_levels_emphasis_and_links(made: Imported) -> None:
    items = made.slides()[0]["items"]
    ((first, below),) = items[0].items()
    assert first == "No grain: none [link](https://example.org/a_%28b%29)"
    assert below == [{"barges - stopped and **bold**": ["deep"]}, "prices rose"]
    assert items[1:] == ["[Peace] {was} far & <away>", "no"]
    assert made.slides()[0]["notes"] == "Say it slowly.\n"


def test_two_contents_are_compared(made: Imported) -> None:
    two, compared = made.slides()[1:3]
    assert [c["items"] for c in two["columns"]] == [["left a", "left b"], ["right a", "right b"]]
    assert [(c["title"], c["items"]) for c in compared["columns"]] == [("Hills", ["few men"]), ("Plain", ["many men"])]


def test_pictures_have_places_captions_alt_texts_and_are_cropped(made: Imported, project: Path) -> None:
    items = made.slides()[3]["items"]
    assert [(i["at"], i["file"], i["alt"]) for i in items] == [
        ("top-left", "the-blue-field.png", "The blue field"), ("top-right", "the-green-field.png", "The green field"),
        ("bottom-right", "the-red-field.png", "The red field"),
    ]  # fmt: skip
    assert items[0]["caption"] == "Caption: a blue field"
    with Image.open(project / "images" / "the-red-field.png") as image:
        assert image.size == (300, 300)
    with Image.open(project / "images" / "the-blue-field.png") as image:
        assert image.size == (400, 300)


def test_tables_and_charts_have_their_numbers(made: Imported) -> None:
    table, charted, scatter, radar = made.slides()[4:8]
    assert table["columns"] == ["Year: x", "yes", "no"]
    assert table["rows"][1] == ["c2, 0", "c2, 1", "c2, 2"]
    assert charted["text"] == "Note the gap in the last year"
    drawn = charted["beside"]["chart"]
    assert (drawn["type"], drawn["unit"]) == ("column-stacked", "%")
    assert drawn["data"]["1848"] == {"Hills": "12", "Plain": "30"}
    assert drawn["data"]["1849 (2)"] == {"Hills": "unknown", "Plain": "50"}
    assert scatter["data"] == {"Towns": {"1": ["1", "2.5"], "2": ["2", "3"]}}
    assert radar["rows"] == [["a", "1"], ["b", "2"], ["c", "3"]]
    assert "# check: a radar chart has no counterpart here; its numbers are a table" in made.text
    assert any("slide 10: a radar chart has no counterpart" in line for line in made.said)


def test_columns_are_read_one_after_the_other(made: Imported) -> None:
    hidden = made.slides()[8]
    assert hidden["points"] == "column 1 row 1"
    assert hidden["hidden"] == "true"
    assert hidden["text"].split("\n\n") == [
        "column 1 row 2",
        "column 2 row 1",
        "column 2 row 2",
        "in a group at the foot\n",
    ]


def test_a_slide_that_only_asks_is_a_question_and_a_jump_a_link(made: Imported) -> None:
    asked, jump = made.slides()[9:]
    assert asked == {"question": "Who won?"}
    assert jump["text"] == "[back to grain](#slide-3)"
    assert made.slides()[0]["id"] == "slide-3"


def test_sections_of_the_deck_become_sections(project: Path) -> None:
    p = Presentation()
    ids = [slide(p, 5, f"Slide {n} says something").slide_id for n in range(4)]
    sections = "".join(
        f'<p14:section name="{name}" id="{{0000000{n}-0000-0000-0000-000000000000}}"><p14:sldIdLst>'
        f"{''.join(f'<p14:sldId id={chr(34)}{i}{chr(34)}/>' for i in ids[2 * n : 2 * n + 2])}"
        "</p14:sldIdLst></p14:section>"
        for n, name in enumerate(("Causes &amp; all", "Effects: none"))
    )
    from pptx.oxml import parse_xml

    p.part._element.append(
        parse_xml(
            f'<p:extLst {NAMESPACES}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14='
            f'"http://schemas.microsoft.com/office/powerpoint/2010/main">{sections}</p14:sectionLst></p:ext></p:extLst>'
        )
    )
    made = bring(project, "old.pptx", saved(p))
    assert [(s["title"], len(s["slides"])) for s in made.tree["sections"]] == [
        ("Causes & all", 2),
        ("Effects: none", 2),
    ]


def test_what_newer_programs_write_beside_a_fallback_is_read_once(project: Path) -> None:
    p = Presentation()
    one = slide(p, 5, "A formula says it")
    text_box = (
        '<p:sp{ns}><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="900000" y="1900000"/><a:ext cx="4000000" cy="900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>{inner}'
        "</p:txBody></p:sp>"
    )
    formula = text_box.format(
        ns="",
        inner="<a:p><a:r><a:t>energy </a:t></a:r><a14:m><m:oMath><m:r><m:t>emc</m:t></m:r></m:oMath></a14:m></a:p>",
    )
    old = text_box.format(ns="", inner="<a:p><a:r><a:t>no formula here</a:t></a:r></a:p>")
    shape(
        one,
        f'<mc:AlternateContent NS><mc:Choice Requires="a14">{formula}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent>",
    )
    made = bring(project, "old.pptx", saved(p))
    assert made.slides()[0]["text"] == "energy emc"
    assert "no formula" not in made.text


def test_smart_art_keeps_its_words(project: Path) -> None:
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    p = Presentation()
    one = slide(p, 5, "Three steps led to war")
    schemas = "http://schemas.openxmlformats.org/drawingml/2006"
    ns = f'xmlns:dgm="{schemas}/diagram" xmlns:a="{schemas}/main"'
    points = "".join(
        f'<dgm:pt modelId="{n}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{t}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, t in enumerate(("Grain fails", "Bridges close", "War"))
    )
    part = Part(
        PackURI("/ppt/diagrams/data1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        p.part.package,
        f"<dgm:dataModel {ns}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>".encode(),
    )
    rel = one.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData")
    shape(
        one,
        f'<p:graphicFrame NS><p:nvGraphicFramePr><p:cNvPr id="8" name="D" descr="How it came"/><p:cNvGraphicFramePr/>'
        '<p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="1500000"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds {ns} r:dm="{rel}"/>'
        "</a:graphicData></a:graphic></p:graphicFrame>",
    )
    made = bring(project, "old.pptx", saved(p))
    assert made.slides()[0]["items"] == ["Grain fails", "Bridges close", "War"]
    assert made.slides()[0]["notes"] == "How it came\n"
    assert "check: a drawing made of SmartArt has no counterpart here; its words are points" in made.text


def test_five_pictures_need_two_slides_and_a_logo_none(project: Path) -> None:
    p = Presentation()
    logo = png("black", (40, 40))
    for n in range(3):
        one = slide(p, 5, f"Slide {n} shows fields")
        one.shapes.add_picture(logo, Inches(9), Inches(7), Inches(0.5))
    for n, colour in enumerate(("red", "blue", "green", "white", "grey")):
        one.shapes.add_picture(png(colour), Inches(2 * n), Inches(2), Inches(1.9))
    made = bring(project, "old.pptx", saved(p))
    assert [len(s.get("items", ())) for s in made.slides()] == [0, 0, 4, 1]
    assert "check: this needs 2 slides here" in made.text
    assert any("small picture" in line for line in made.said)


def test_lines_and_columns_make_a_combined_chart(project: Path) -> None:
    p = Presentation()
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("Men", (1, 2))
    data.add_series("Tanks", (3, 4.5))
    drawn = chart(slide(p, 5, "Tanks decided it"), XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    bars = drawn._chartSpace.find(".//{*}barChart")
    line = bars.makeelement(bars.tag.replace("barChart", "lineChart"), {})
    line.append(bars.findall("{*}ser")[1])
    bars.addnext(line)
    made = bring(project, "old.pptx", saved(p))
    assert (made.slides()[0]["type"], made.slides()[0]["line"]) == ("combined", ["Tanks"])
    assert made.slides()[0]["data"] == {"a": {"Men": "1", "Tanks": "3"}, "b": {"Men": "2", "Tanks": "4.5"}}


def test_a_video_is_copied_with_its_poster(project: Path) -> None:
    from recordings import mp4

    p = Presentation()
    film = project / "x.mp4"
    film.write_bytes(mp4())
    one = slide(p, 5, "The newsreel showed it")
    one.shapes.add_movie(
        str(film), Inches(1), Inches(2), Inches(4), Inches(3), poster_frame_image=png("grey"), mime_type="video/mp4"
    )
    film.unlink()
    made = bring(project, "old.pptx", saved(p))
    found = made.slides()[0]
    assert next(iter(found)) == "media"
    assert (project / "media" / found["file"]).read_bytes() == mp4()
    assert (project / "images" / found["poster"]).exists()


# ---- hostile and odd ------------------------------------------------------------------------------------


def test_a_deck_with_macros_is_read_without_them(project: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        main = b"presentationml.presentation.main+xml"
        macro = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
        return data.replace(b"application/vnd.openxmlformats-officedocument." + main, macro)

    made = bring(project, "old.pptm", with_parts(lecture(), change, {"ppt/vbaProject.bin": b"macro"}))
    assert any("left out: its macros" in line for line in made.said)


@pytest.mark.parametrize("case", ["bomb", "entities", "cut", "ole", "password", "word", "empty", "garbled", "deep"])
def test_what_could_do_harm_gets_one_line(case: str, project: Path, podium: Run) -> None:
    whole = lecture()
    bomb = {"ppt/media/x.xml": b"<a>" + b" " * 80_000_000}
    entity = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'
    data, said = {
        "bomb": (lambda: (with_parts(whole, lambda _, d: d, bomb), "unpacks to more than 60 MB")),
        "entities": (lambda: (with_parts(whole, lambda n, d: _declared(n, d, entity), {}), "declares entities")),
        "cut": (lambda: (whole[: len(whole) // 2], "is damaged")),
        "ole": (lambda: (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "of an Office before 2007")),
        "password": (
            lambda: (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password")
        ),
        "word": (lambda: (_foreign(), "no PowerPoint deck")),
        "empty": (lambda: (saved(Presentation()), "has no slides")),
        "garbled": (
            lambda: (with_parts(whole, lambda n, d: b"<p:" if n == "ppt/slides/slide3.xml" else d), "is damaged")
        ),
        "deep": (
            lambda: (
                with_parts(whole, lambda n, d: b"<a>" * 5_000 if n == "ppt/slides/slide3.xml" else d),
                "is damaged",
            )
        ),
    }[case]()  # type: ignore[no-untyped-call]
    (project / "x.pptx").write_bytes(data)
    result = podium("import", "x.pptx", "-o", "slides_src/x.yaml")
    assert result.exit_code == 1, result.output
    assert said in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not list((project / "slides_src").iterdir())
    assert not list((project / "images").iterdir())


def _declared(name: str, data: bytes, entity: bytes) -> bytes:
    head, sign, rest = data.partition(b"?>")
    return head + sign + entity + rest if name == "ppt/slides/slide3.xml" else data


def _foreign() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return made.getvalue()


def test_the_slide_without_a_title_has_one_made_of_its_words(project: Path) -> None:
    p = Presentation()
    box(slide(p, 6), "Only these words", 1, 1)
    slide(p, 6).shapes.add_picture(png("red"), 0, 0)
    made = bring(project, "old.pptx", saved(p))
    assert made.slides()[0]["points"] == "Only these words"
    assert made.slides()[1]["image"] == "Slide 2"
    assert "# slide 2: check: this slide had no title" in made.text


def test_the_only_series_of_a_chart_keeps_its_name_and_its_axis_is_the_unit(project: Path) -> None:
    p = Presentation()
    data = CategoryChartData()
    data.categories = ["1847", "1851"]
    data.add_series("Emigrants", (215, 250))
    for title in ("", "Emigrants to the U.S.", "A famine"):
        drawn = chart(slide(p, 5, f"A headline {title}"), XL_CHART_TYPE.COLUMN_CLUSTERED, data)
        drawn.value_axis.axis_title.text_frame.text = "Thousands of persons"
        drawn.has_title = bool(title)
        if title:
            drawn.chart_title.text_frame.text = title
    untitled, titled, other = bring(project, "old.pptx", saved(p)).slides()
    assert [c["unit"] for c in (untitled, titled, other)] == ["Thousands of persons"] * 3
    assert (untitled["title"], titled["title"], other["title"]) == ("Emigrants", "Emigrants to the U.S.", "A famine")
    assert untitled["data"] == titled["data"] == {"1847": "215", "1851": "250"}
    assert other["data"] == {"1847": {"Emigrants": "215"}, "1851": {"Emigrants": "250"}}
