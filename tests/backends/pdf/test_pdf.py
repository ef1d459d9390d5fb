"""A deck as PDF: each page says what its slide says, to the eye, to a search and to a screen reader."""

from __future__ import annotations

import ctypes
import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import tagged
from talk import ROOT, Talk, read

from podium.backends.drawing.plain import plain
from podium.backends.pdf.document import deck_pdf
from podium.scene.boxes import Box, Page, Picture, Scene, Table, Text, as_drawn, every_box
from podium.scene.figures import Drawing

GOLDEN = sorted((ROOT / "tests" / "pages" / "golden").glob("*.yaml"))
LECTURES = [ROOT / "slides_src" / f"{name}.yaml" for name in ("soviet-japanese-border-war", "night-sampler")]


def made(talk: Talk) -> pikepdf.Pdf:
    assert talk.scene is not None, talk.messages
    return pikepdf.open(io.BytesIO(deck_pdf(talk.scene).data))


def plain_boxes(boxes: tuple[Box, ...], scene: Scene) -> Iterator[Box]:
    """All boxes of a page, with the parts of charts, tables and figures."""
    for box in every_box(plain(boxes, scene.theme)):
        yield box
        figure = scene.figures.get(box.media) if isinstance(box, Picture) else None
        if isinstance(figure, Drawing):
            yield from plain_boxes(figure.boxes, scene)


def said_by(page: Page, scene: Scene) -> Iterator[str]:
    """Every paragraph of a page, with its bullet."""
    for box in plain_boxes(page.boxes, scene):
        if isinstance(box, Text):
            for p in box.paragraphs:
                yield f"{p.bullet} " + "".join(as_drawn(r.text, 1, r.form)[0] if r.form else r.text for r in p.runs)


def words_seen(page: Any) -> Counter[str]:
    """The words that a search finds on a page of PDFium's."""
    return Counter(page.get_textpage().get_text_range().replace("\ufffe", "-").split())  # a line's last hyphen


@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("outline", [*GOLDEN, *LECTURES], ids=lambda p: p.stem)
def test_every_word_of_a_page_is_in_its_pdf_and_everything_is_in_the_tree(outline: Path) -> None:
    talk = read(outline)
    pdf = made(talk)
    assert talk.scene is not None
    root, marks, links = tagged.tree(pdf)
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    assert len(pdf.pages) == len(talk.scene.pages)
    for page, drawn in zip(talk.scene.pages, pdf.pages, strict=True):
        shown = tagged.content(drawn)
        assert not shown.loose
        owners = parents[drawn.obj.StructParents]
        assert len(owners) == len(shown.text)
        for number in shown.text:
            element = marks.pop((drawn.obj.objgen[0], number))
            assert owners[number].objgen == element.objgen
            assert str(element.S)[1:] == shown.tags[number]
        for annotation in drawn.obj.get("/Annots", []):
            element = links.pop(annotation.objgen[0])
            assert element.S == "/Link"
            assert parents[annotation.StructParent].objgen == element.objgen
            assert str(annotation.Contents)
        assert drawn.obj.Tabs == "/S"
        letters = Counter("".join("".join(said_by(page, talk.scene)).split()))
        assert Counter("".join("".join([*shown.text.values(), *shown.artifacts]).split())) == letters
    assert not marks
    assert not links
    for figure in root.all("Figure"):
        assert figure.alt
        assert len(figure.object.A.BBox) == 4



@pytest.mark.cases(6, same=True)
@pytest.mark.parametrize("outline", [*GOLDEN, *LECTURES], ids=lambda p: p.stem)
def test_a_search_finds_every_word(outline: Path) -> None:
    scene = read(outline).scene
    assert scene is not None
    pdf = pypdfium2.PdfDocument(deck_pdf(scene).data)
    for page, drawn in zip(scene.pages, pdf, strict=True):
        wanted = Counter(w for text in said_by(page, scene) for w in text.split())
        assert words_seen(drawn) == wanted, page.id


# ---------------------------------------------------------------------------------------- what it says of itself

TALK = """title: A talk
subtitle: About a river
author: A. Teacher
lang: de
sections:
  - title: The river
    slides:
      - points: First claims
        id: first
        reveal: true
        items: [One, Two, "[to the table](#second) and [away](https://example.org/ä)"]
      - table: A table
        id: second
        columns: [Year, Who]
        rows: [[1917, Russia], [1922, Japan]]
  - title: The bridge
    slides:
      - chart: Men
        id: third
        type: bar
        data: {Japan: 500, Soviet Union: 1000}
"""


def entries(item: Any) -> list[Any]:
    """Titles of bookmarks, each with the list of those below it."""
    found = []
    node = item.get("/First")
    while node is not None:
        found.append((str(node.Title), [title for title, _ in entries(node)]))
        node = node.get("/Next")
    return found


def test_it_has_title_language_labels_and_bookmarks_by_section(lecture: Callable[..., Talk]) -> None:
    talk = lecture(TALK)
    pdf = made(talk)
    root = pdf.Root
    assert str(root.Lang) == "de"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo.Title) == "A talk"
    assert "/CreationDate" not in pdf.docinfo
    said = root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert 'xml:lang="x-default">A talk<' in said
    found = dict(entries(root.Outlines))
    assert [title for title in found if found[title]] == ["The river", "The bridge"]
    assert found["The river"][-2:] == ["First claims", "A table"]
    assert found["The bridge"][-1] == "Men"
    assert root.Outlines.Last.Count == -len(found["The bridge"])  # sections are closed
    with pypdfium2.PdfDocument(deck_pdf(talk.scene).data) as seen:  # type: ignore[arg-type]
        assert seen.get_page_label(2) == "3"


def test_elements_are_what_the_slide_means(lecture: Callable[..., Talk]) -> None:
    talk = lecture(TALK)
    pdf = made(talk)
    root, _, _ = tagged.tree(pdf)
    by_title = {str(e.object.T): e for e in root.kids}
    assert [e.tag for e in root.kids] == ["Sect"] * len(talk.pages)
    assert all(e.kids[0].tag == "H1" for e in root.kids)
    assert by_title["First claims"].kids[0].text == "First claims"
    rows = [[(c.tag, c.text) for c in row.kids] for row in by_title["A table"].all("TR")]
    assert rows == [
        [("TH", "Year"), ("TH", "Who")], [("TD", "1917"), ("TD", "Russia")], [("TD", "1922"), ("TD", "Japan")]
    ]  # fmt: skip
    assert by_title["A table"].all("TH")[0].object.A.Scope == "/Column"
    (chart,) = by_title["Men"].all("Figure")
    assert "500" in chart.alt
    assert all(not e.alt for e in by_title["First claims"].all())


def test_words_of_different_lines_are_not_run_together(slide: Callable[..., Talk]) -> None:
    long = "A claim that is so long that it takes several lines of the column in which it stands, and more"
    root, _, _ = tagged.tree(made(slide(f"points: A\nitems: ['{long}', b]\nform: statement")))
    assert any(e.text.strip() == long for e in root.all("P"))
    agenda = tagged.tree(made(read(LECTURES[0])))[0].kids[1]
    assert "Background Why did two" in agenda.text


def test_a_table_has_a_summary_but_nothing_in_the_place_of_its_cells() -> None:
    talk = read(LECTURES[1])
    pdf = made(talk)
    root, _, _ = tagged.tree(pdf)
    (table,) = root.all("Table")
    (box,) = (b for page in talk.pages for b in every_box(page.boxes) if isinstance(b, Table))
    assert not table.alt
    assert str(table.object.get("/A", {}).get("/Summary", "")) == box.alt


def test_bullets_make_lists_with_lists_in_them() -> None:
    root, _, _ = tagged.tree(made(read(ROOT / "tests" / "pages" / "golden" / "points.yaml")))
    outer = next(e for e in root.all("L") if "First claim" in e.text)
    items = [kid for kid in outer.kids if kid.tag == "LI"]
    assert [[kid.tag for kid in item.kids] for item in items] == [["Lbl", "LBody"]] * len(items)
    (inner,) = items[1].all("L")
    assert [item.text.strip() for item in inner.all("LBody")] == ["a proof", "another, with a link"]


def test_footers_and_decoration_are_no_content(lecture: Callable[..., Talk]) -> None:
    pdf = made(lecture(TALK.replace("lang: de", "lang: de\nagenda: false")))
    page = pdf.pages[-1]
    root, _, _ = tagged.tree(pdf)
    assert "The bridge" not in root.kids[-1].text
    assert any("The bridge" in text for text in tagged.content(page).artifacts)
    assert b"/Type/Pagination" in page.Contents.read_bytes()


def test_a_foot_that_leads_somewhere_is_a_link_after_all_else(lecture: Callable[..., Talk]) -> None:
    talk = lecture(TALK)
    pdf = made(talk)
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    root, _, _ = tagged.tree(pdf)
    last = root.kids[-1].kids[-1]
    assert [e.tag for e in last.all()] == ["P", "Link"]
    assert "The bridge" in last.text
    link = pdf.pages[-1].obj.Annots[-1]
    assert talk.pages[numbers[link.Dest[0].objgen]].id == "agenda"
    assert any(text.strip() == str(len(talk.pages)) for text in tagged.content(pdf.pages[-1]).artifacts)


def test_links_lead_to_pages_and_addresses_and_say_where(lecture: Callable[..., Talk]) -> None:
    talk = lecture(TALK)
    pdf = made(talk)
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    ids = [page.id for page in talk.pages]
    page = pdf.pages[ids.index("first")]
    inside, outside, _ = page.obj.Annots  # and the foot
    assert numbers[inside.Dest[0].objgen] == ids.index("second")
    assert str(inside.Contents) == "A table"
    assert str(outside.A.URI) == "https://example.org/%C3%A4"
    root, _, links = tagged.tree(pdf)
    assert [e.text.strip() for e in root.kids[ids.index("first")].all("Link")][:2] == ["to the table", "away"]
    seen = pypdfium2.PdfDocument(deck_pdf(talk.scene).data)[ids.index("first")]  # type: ignore[arg-type]
    words = seen.get_textpage()
    for annotation, word in ((inside, "table"), (outside, "away")):
        at = words.search(word).get_next()
        left, bottom, right, top = words.get_charbox(at[0])
        x0, y0, x1, y1 = (float(v) for v in annotation.Rect)
        assert x0 <= left < right <= x1
        assert y0 <= bottom < top <= y1
    assert links


def test_the_agenda_leads_to_its_parts() -> None:
    talk = read(LECTURES[0])
    pdf = made(talk)
    agenda = next(n for n, page in enumerate(talk.pages) if page.id == "agenda")
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    led = [talk.pages[numbers[a.Dest[0].objgen]].id for a in pdf.pages[agenda].obj.Annots]
    assert led == [f"section-{n}" for n in range(1, len(led) + 1)]
    assert len(led) == 4


# ------------------------------------------------------------------------------------------------ bytes


def test_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.pdf"
        command = [sys.executable, str(ROOT / "generate.py"), "export", str(LECTURES[1]), "-q", "-o", str(file)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=tmp_path)
        files.append(file.read_bytes())
    assert files[0] == files[1]
    assert b"CreationDate" not in files[0]


# ------------------------------------------------------------------------------------------------ fonts


def fonts_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Name without the tag of the subset -> font."""
    return {
        str(font.BaseFont)[8:]: font for page in pdf.pages for _, font in page.obj.Resources.get("/Font", {}).items()
    }


def test_fonts_are_inside_with_their_widths_under_names_of_their_own() -> None:
    from fontTools.ttLib import TTFont

    pdf = made(read(LECTURES[0]))
    fonts = fonts_of(pdf)
    assert {"podiumSans-Regular", "podiumSans-Bold", "podiumSerif-Bold"} <= set(fonts)
    assert not any("Carlito" in name or "Caladea" in name for name in fonts)
    for font in fonts.values():
        (inner,) = font.DescendantFonts
        program = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
        em = program["head"].unitsPerEm
        metrics = program["hmtx"].metrics
        order = program.getGlyphOrder()
        first, count = None, 0
        for entry in inner.W:
            if isinstance(entry, pikepdf.Array):
                for n, width in enumerate(entry):
                    assert float(width) == pytest.approx(metrics[order[first + n]][0] * 1000 / em, abs=0.01)
                    count += 1
            else:
                first = int(entry)
        assert count == len(re.findall(rb"(?m)^<", font.ToUnicode.read_bytes())) - 1  # and the range of codes
        assert len(inner.FontDescriptor.FontFile2.read_bytes()) < 60_000


@pytest.mark.parametrize(
    ("text", "font"),
    [("Халхин-Гол", "DejaVuSerif-Bold"), ("Θερμοπύλαι", "DejaVuSerif-Bold"), ("Čapek", "podiumSerif-Bold")],
)
def test_a_headline_is_set_in_a_font_that_has_its_script(slide: Callable[..., Talk], text: str, font: str) -> None:
    talk = slide(f"points: {text}\nitems: ['{text} again', Second]")
    pdf = made(talk)
    assert font in fonts_of(pdf)
    assert talk.scene is not None
    assert deck_pdf(talk.scene).lacking == ""
    seen = pypdfium2.PdfDocument(deck_pdf(talk.scene).data)[1].get_textpage().get_text_range()
    assert seen.count(text) == 2


def test_letters_are_kerned_as_in_powerpoint(slide: Callable[..., Talk]) -> None:
    from podium.backends.pdf.fonts import Fonts
    from podium.typesetting.fonts import Face
    from podium.typesetting.measure import text_width

    (piece,) = Fonts().pieces("AVATAR To", Face("Calibri"))
    assert 0.9 < piece.width / text_width("AVATAR To", Face("Calibri"), 1.0) < 0.98
    (piece,) = Fonts().pieces("Hill 742", Face("Cambria", True))
    assert piece.width == pytest.approx(text_width("Hill 742", Face("Cambria", True), 1.0), rel=0.01)


def test_letters_stand_where_they_were_measured(slide: Callable[..., Talk]) -> None:
    from podium.backends.pdf.fonts import Fonts
    from podium.typesetting.fonts import Face

    talk = slide("points: AVATAR To Ty V.\nitems: [a, b]")
    assert talk.scene is not None
    words = pypdfium2.PdfDocument(deck_pdf(talk.scene).data)[1].get_textpage()
    run = talk.pages[1].boxes[0].paragraphs[0].runs[0]  # type: ignore[attr-defined]
    (piece,) = Fonts().pieces(run.text, Face(talk.scene.theme.major, run.bold))
    first, last = words.get_text_range().index("A"), words.get_text_range().index("V.")
    moved = sum(g.advance * run.size / 1000 + run.tracking for g in piece.glyphs[: last - first])
    origins = [origin(words, n) for n in (first, last)]
    assert origins[1] - origins[0] == pytest.approx(moved, abs=0.05)


def origin(words: Any, n: int) -> float:
    """Where the pen stood for a letter."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(words.raw, n, x, y)
    return x.value


def test_raised_letters_stand_above_the_line(slide: Callable[..., Talk]) -> None:
    talk = slide("points: A\nitems: ['m^3^ of earth', Second]")
    assert talk.scene is not None
    words = pypdfium2.PdfDocument(deck_pdf(talk.scene).data)[1].get_textpage()
    at = words.get_text_range().index("m3")
    assert words.get_charbox(at + 1)[1] > words.get_charbox(at)[1] + 3


def test_words_that_run_leftward_stand_in_their_order(slide: Callable[..., Talk]) -> None:
    talk = slide("points: Names\nitems: ['The city שלום עולם 1948 here', Second]")
    assert talk.scene is not None
    page = pypdfium2.PdfDocument(deck_pdf(talk.scene).data)[1]
    words = page.get_textpage()
    seen = words.get_text_range()
    assert "שלום" in seen
    first, second = (words.get_charbox(seen.index(letter))[0] for letter in ("ש", "ע"))
    assert first > second  # the second word is at the left of the first
    assert words.get_charbox(seen.index("שלום"))[0] > words.get_charbox(seen.index("שלום") + 3)[0]


def test_letters_that_no_font_has_are_told(slide: Callable[..., Talk]) -> None:
    talk = slide("points: A\nitems: ['a letter \U00016a00', b]")  # Mro
    assert talk.scene is not None
    assert deck_pdf(talk.scene).lacking == "\U00016a00"


def test_chinese_is_set_in_an_installed_font_of_another_kind(slide: Callable[..., Talk]) -> None:
    from podium.backends.drawing.installed import file_of

    if file_of("Noto Sans CJK SC", False, False) is None:
        assert os.environ.get("CI") != "true", "CI installs a Chinese font, and none was found"
        pytest.skip("no Chinese font is installed")
    talk = slide("points: A\nitems: ['万里の長城', Second]")
    assert talk.scene is not None
    data = deck_pdf(talk.scene).data
    page = pypdfium2.PdfDocument(data)[1]
    words = page.get_textpage()
    at = words.get_text_range().index("万里の長城")
    boxes = [words.get_charbox(at + n) for n in range(5)]
    shown = page.render(scale=2).to_pil().convert("L")
    height = page.get_height()
    for left, bottom, right, top in boxes:  # every letter is drawn, none as an empty box or as another
        part = shown.crop((int(left * 2), int((height - top) * 2), int(right * 2), int((height - bottom) * 2)))
        assert part.getextrema()[0] < 120
        assert right - left > 5
    pdf = made(talk)
    kinds = {str(f.DescendantFonts[0].Subtype) for f in fonts_of(pdf).values()}
    assert kinds == {"/CIDFontType2", "/CIDFontType0"}
