"""Word documents: their text in order, and what must neither harm nor be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from outlines import bring, words_of
from papers import CHANGES, PICTURE, TABLE, docx, graphic, p, table

Run = Callable[..., Result]
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
    assert "struck out" not in made.text
    assert any("text that is marked as deleted" in line for line in made.said)


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


def test_a_title_in_a_table_is_the_title_and_the_rest_of_it_stays(project: Path) -> None:
    front = table((p("The War of the Two Rivers", "Titel"), p("A lecture for the second year")))
    inner = table((p("Late"), p("A title in a table", "Titel")))
    body = front + p("Causes", "berschrift1") + p("Grain was dear. Nobody sold any.") * 4 + inner
    made = bring(project, "paper.docx", docx(body))
    assert made.tree["title"] == "The War of the Two Rivers"
    assert not words_of(["A lecture for the second year Late A title in a table"]) - made.words()


def test_tables_within_tables_are_read_once(project: Path) -> None:
    nested = p("the innermost words")
    for n in range(40):
        nested = table((p(f"w{n}"), nested))
    made = bring(project, "paper.docx", docx(p("A war", "Titel") + nested))
    assert made.text.count("the innermost words") == 1
    assert not words_of(f"w{n}" for n in range(40)) - made.words()


DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def points(*texts: str) -> str:
    return "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts))


def test_charts_smart_art_and_linked_pictures_are_read_or_named(project: Path) -> None:
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f'<Relationship Id="c" Type="{r}/chart" Target="charts/chart1.xml"/>'
        f'<Relationship Id="d" Type="{r}/diagramData" Target="diagrams/data1.xml"/>'
        f'<Relationship Id="e" Type="{r}/image" Target="file:///C:/maps/the%20river.png" TargetMode="External"/>'
    )
    chart = (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart><c:plotArea><c:barChart><c:barDir val="col"/><c:ser><c:tx>'
        f"<c:strRef><c:strCache>{points('Grain')}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>"
        f"{points('1848', '1851')}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>{points('4', '2.5')}"
        "</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
    )
    smart = (
        f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><dgm:ptLst>'
        + "".join(f"<dgm:pt><dgm:t><a:p><a:r><a:t>{t}</a:t></a:r></a:p></dgm:t></dgm:pt>" for t in ("Muster", "March"))
        + "</dgm:ptLst></dgm:dataModel>"
    )
    body = (
        p("A war", "Titel") + p("", inner=graphic("chart", f'<c:chart xmlns:c="{C}" r:id="c"/>', "Prices in talers"))
        + p("", inner=graphic("diagram", f'<dgm:relIds xmlns:dgm="{DGM}" r:dm="d"/>', "How they went"))
        + p("", inner=graphic("picture", '<a:blip r:link="e"/>', "The river Ister"))
    )  # fmt: skip
    made = bring(project, "paper.docx", docx(body, relations, word__charts__chart1=chart, word__diagrams__data1=smart))
    shown = next(s for s in made.slides() if "chart" in s)
    assert (shown["data"], shown["alt"]) == ({"1848": "4", "1851": "2.5"}, "Prices in talers")
    assert not words_of(["Muster March How they went The river Ister"]) - made.words()
    assert sum("SmartArt has no counterpart" in line for line in made.said) == 1
    assert "but linked: the river.png" in made.text


def test_lists_of_word_keep_their_numbers(project: Path) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{first}"/><w:numFmt w:val="{kind}"/></w:lvl>'
        for n, (first, kind) in enumerate(((3, "decimal"), (1, "lowerLetter")))
    )
    numbers = (
        f'<w:numbering xmlns:w="{w}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    entries = p("Arm", number=0) + p("boots", number=1) + p("bread", number=1) + p("March", number=0)
    body = p("A war", "Titel") + p("What they did:") + entries + p("And they went on:") + p("Fight", number=0)
    made = bring(project, "paper.docx", docx(body, word__numbering=numbers))
    assert [s["items"] for s in made.slides()] == [[{"3. Arm": ["a. boots", "b. bread"]}, "4. March"], ["5. Fight"]]


def test_what_is_left_out_of_a_word_document_is_said(project: Path) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r>"
    head = f'<w:hdr xmlns:w="{w}">{p("Chair of history")}</w:hdr>'
    comments = f'<w:comments xmlns:w="{w}"><w:comment>{p("Is this so?")}</w:comment></w:comments>'
    body = p("A war", "Titel") + p("Causes 3", "Verzeichnis1") + p("Grain was dear.", inner=hidden) + TABLE
    made = bring(project, "paper.docx", docx(body, word__header1=head, word__comments=comments))
    for said in ("table of contents (1)", "hidden text (1)", "header or footer: Chair of history", "1 comment"):
        assert any(said in line for line in made.said), said
    assert "hidden words" not in made.text


def test_a_second_caption_of_a_picture_stays(project: Path) -> None:
    lines = p("", inner=PICTURE) + p("The river", "Beschriftung") + p("After a painting", "Beschriftung")
    later = p("", inner=PICTURE) + p("an entry", number=0) + p("Below a list", "Beschriftung")
    made = bring(project, "paper.docx", docx(p("A war", "Titel") + lines + p("Peace came late.") + later))
    assert not words_of(["The river After a painting an entry Below a list"]) - made.words()


def test_the_reading_of_signs_stands_behind_them(project: Path) -> None:
    def run(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    ruby = f"<w:r><w:ruby><w:rt>{run('Fengtian')}</w:rt><w:rubyBase>{run('奉天')}</w:rubyBase></w:ruby></w:r>"
    made = bring(project, "paper.docx", docx(p("A war", "Titel") + p("It began at ", inner=ruby)))
    assert "It began at 奉天 (Fengtian)" in made.text
