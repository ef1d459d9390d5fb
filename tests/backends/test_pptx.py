"""The written deck, as python-pptx and the schema see it: native, linked, accessible, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu

from podium import themes

ROOT = Path(__file__).parent.parent.parent
Deck = Callable[..., Any]
LECTURE = """\
title: The *War* & its "end" <1939>
subtitle: A subtitle
author: A. Lecturer
lang: de
span: 1905/1942
sides: {soviet: {name: Soviet Union, colour: red}}
sources: {post: {title: The War, author: Ivan Kolev, date: 2017}}
source: post
sections:
  - title: Background
    span: 1905/1934
    question: Why?
    slides:
      - points: Claims with their proof
        id: claims
        reveal: true
        notes: |
          First paragraph.

          Second paragraph.
        items: [One: first proof, Two: second proof]
      - points: Links lead somewhere
        items:
          - "[jump](#claims)"
          - "[out](<https://example.org/ü ö?a=1&b=2>)"
          - "[nowhere](#nothing)"
          - "[mail](mailto:a@example.org)"
      - images: Pictures
        items: [{at: left, file: a.png, caption: A "picture" & more}, {at: right, file: b.png, caption: Missing}]
  - title: War & peace
    span: 1935/1942
    slides:
      - table: A table
        columns: [Side, Killed]
        rows: [[Soviet Union, 792], [Japan, 526]]
      - chart: A chart
        data: {Soviet Union: 792, Japan: ~526}
      - points: Hidden
        hidden: true
        items: [a]
      - question: What would you have done?
      - quote: A quotation.
        by: Somebody
"""


@pytest.fixture
def made(deck: Deck, tmp_path: Path) -> Any:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (40, 30), "red").save(tmp_path / "images" / "a.png")
    return deck(LECTURE)


def slide_of(made: Any, id: str) -> Any:
    number = [p.id for p in made.pages].index(id)
    return made.presentation().slides[number]


def parts(path: Path, pattern: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as z:
        return {n: z.read(n).decode() for n in z.namelist() if re.fullmatch(pattern, n)}


# -------------------------------------------------------------------------------------------- what is there


def test_every_slide_has_a_real_title(made: Any) -> None:
    titles = [s.shapes.title.text_frame.text.replace("\u00a0", " ") for s in made.presentation().slides]
    assert titles == [
        'The War & its "end" <1939>',
        "Überblick",
        "Background",
        "Claims with their proof",
        "Links lead somewhere",
        "Pictures",
        "War & peace",
        "A table",
        "A chart",
        "Hidden",
        "What would you have done?",
        "A quotation.",
        "Quellen und Nachweise",
    ]


def test_words_stand_in_placeholders_of_the_layout(made: Any) -> None:
    slide = slide_of(made, "claims")
    kinds = {s.placeholder_format.type for s in slide.placeholders}
    assert {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER} <= kinds
    layout = {s.placeholder_format.idx for s in slide.slide_layout.placeholders}
    assert {s.placeholder_format.idx for s in slide.placeholders} <= layout


def test_placeholders_are_unique_on_their_slide(made: Any) -> None:
    for slide in made.presentation().slides:
        used = [s.placeholder_format.idx for s in slide.placeholders]
        assert len(used) == len(set(used))


def test_notes_are_paragraphs(made: Any) -> None:
    slides = made.presentation().slides
    assert [s.has_notes_slide for s in slides].count(True) == 1
    clock, *paragraphs = slide_of(made, "claims").notes_slide.notes_text_frame.text.split("\n")
    assert paragraphs == ["First paragraph.", "Second paragraph."]
    assert re.fullmatch(r"\d+:\d\d · \d+ (s|min)", clock)


def test_notes_tell_the_time_and_have_their_cues_in_bold(deck: Deck) -> None:
    made = deck("""title: T
slides:
  - points: One
    items: [a]
    minutes: 12:30
    notes: First.
  - points: Two
    reveal: true
    items: [a, b]
    minutes: 2
    notes: Look at the map. [click] Then [pause] wait. [click]
  - points: Three
    items: [a]
    hidden: true
    notes: In reserve.
""")
    one, two, three = (s.notes_slide.notes_text_frame for s in made.presentation().slides if s.has_notes_slide)
    assert one.paragraphs[0].text.endswith(" · 12 min")
    start = two.paragraphs[0].text
    assert start.endswith(" · 2 min")
    assert re.fullmatch(r"1[23]:\d\d", start.partition(" ")[0])  # after the cover
    bold = [r.text for p in two.paragraphs[1:] for r in p.runs if r.font.bold]
    assert bold == ["[click]", "[pause]", "[click]"]
    assert [p.text for p in three.paragraphs] == ["In reserve."]


def test_the_slide_number_is_a_field(made: Any) -> None:
    for number, xml in enumerate(parts(made.path, r"ppt/slides/slide\d+\.xml").values(), 1):
        found = re.findall(r'<a:fld [^>]*type="slidenum">.*?<a:t>(\d+)</a:t>', xml)
        assert found == ([str(number)] if number > 1 else [])


def test_sections_hold_all_slides_in_order(made: Any) -> None:
    (xml,) = parts(made.path, "ppt/presentation.xml").values()
    sections = re.findall(r'<p14:section name="([^"]*)"', xml)
    assert sections == ["The War &amp; its &quot;end&quot; &lt;1939&gt;", "Background", "War &amp; peace"]
    assert re.findall(r'<p14:sldId id="(\d+)"', xml) == re.findall(r'<p:sldId id="(\d+)"', xml)


def test_the_document_has_title_author_subject_and_language(made: Any) -> None:
    properties = made.presentation().core_properties
    assert properties.title == 'The War & its "end" <1939>'
    assert (properties.author, properties.subject, properties.language) == ("A. Lecturer", "A subtitle", "de-DE")
    assert set(re.findall(r' lang="([^"]+)"', "".join(parts(made.path, r"ppt/slides/.*\.xml").values()))) == {"de-DE"}


def test_pictures_charts_and_plates_have_alt_texts_and_rules_are_decorative(made: Any) -> None:
    for slide in made.presentation().slides:
        for shape in slide.shapes:
            properties = shape._element.xpath("./*[1]/p:cNvPr")[0]
            decorative = any("decorative" in str(e.tag) for e in properties.iter())
            words = shape.has_text_frame and shape.text_frame.text.strip()
            assert words or properties.get("descr") or decorative, shape.name
    pictures = [
        s for s in slide_of(made, "slide-0-3").shapes if s.shape_type is not None and s._element.tag.endswith("}pic")
    ]
    assert [p._element.xpath("./*[1]/p:cNvPr")[0].get("descr") for p in pictures] == ['A "picture" & more']


def test_tables_and_charts_are_native_and_can_be_edited(made: Any) -> None:
    table = next(s.table for s in slide_of(made, "slide-1-1").shapes if s.has_table)
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["Side", "Killed"],
        ["Soviet Union", "792"],
        ["Japan", "526"],
    ]
    assert table.first_row
    chart = next(s.chart for s in slide_of(made, "slide-1-2").shapes if s.has_chart)
    assert list(chart.plots[0].categories) == ["Soviet Union", "Japan"]
    assert list(chart.plots[0].series[0].values) == [792.0, 526.0]
    assert chart.part.chart_workbook.xlsx_part is not None


def test_hidden_slides_are_not_shown(made: Any) -> None:
    assert [s._element.get("show") for s in made.presentation().slides].count("0") == 1
    assert slide_of(made, "slide-1-3")._element.get("show") == "0"


def test_click_by_click_names_shapes_that_are_there(made: Any) -> None:
    slide = slide_of(made, "claims")
    targets = {int(t) for t in slide._element.xpath(".//p:spTgt/@spid")}
    assert targets
    assert targets <= {s.shape_id for s in slide.shapes}


# --------------------------------------------------------------------------------------------------- links


def test_the_agenda_leads_to_the_dividers(made: Any) -> None:
    slides = list(made.presentation().slides)
    ids = [p.id for p in made.pages]
    targets = [
        s.click_action.target_slide
        for s in slides[ids.index("agenda")].shapes
        if s.click_action.target_slide is not None
    ]
    assert [[s.slide_id for s in slides].index(t.slide_id) for t in targets] == [
        ids.index("section-1"),
        ids.index("section-2"),
    ]


def test_links_in_texts_lead_to_slides_and_addresses(made: Any) -> None:
    slide = slide_of(made, "slide-0-2")
    runs = {r.text: r for s in slide.shapes if s.has_text_frame for p in s.text_frame.paragraphs for r in p.runs}
    assert runs["out"].hyperlink.address == "https://example.org/%C3%BC%20%C3%B6?a=1&b=2"
    assert runs["mail"].hyperlink.address == "mailto:a@example.org"
    jump = runs["jump"]._r.xpath(".//a:hlinkClick")[0]
    assert jump.get("action") == "ppaction://hlinksldjump"
    assert not runs["nowhere"]._r.xpath(".//a:hlinkClick")


# ----------------------------------------------------------------------------------------- format and look


@pytest.mark.parametrize(("size", "width"), [("16:9", 12_192_000), ("4:3", 9_144_000)])
def test_slides_have_the_format_that_was_asked_for(deck: Deck, size: str, width: int) -> None:
    presentation = deck(f"title: T\nsize: {size}\nslides: [{{points: A, items: [a: b, c: d]}}]\n").presentation()
    assert (presentation.slide_width, presentation.slide_height) == (Emu(width), Emu(6_858_000))
    shapes = [s for slide in presentation.slides for s in slide.shapes]
    assert all((s.left or 0) >= 0 and (s.left or 0) + (s.width or 0) <= width for s in shapes)


@pytest.mark.parametrize("theme", themes.names())
def test_colours_are_slots_of_the_theme(deck: Deck, theme: str) -> None:
    made = deck(LECTURE.replace("span: 1905/1942\n", f"theme: {theme}\n", 1))
    for name, xml in parts(made.path, r"ppt/(slides|slideLayouts|charts)/[^/]+\.xml").items():
        assert "srgbClr" not in xml, name
        assert "sysClr" not in xml, name


def test_fonts_are_those_of_the_theme(made: Any) -> None:
    for xml in parts(made.path, r"ppt/slides/[^/]+\.xml").values():
        assert set(re.findall(r'<a:latin typeface="([^"]+)"', xml)) <= {"+mj-lt", "+mn-lt"}


def test_the_package_has_no_errors(made: Any) -> None:
    audit = pytest.importorskip("openxml_audit")
    result = audit.OpenXmlValidator(file_format=audit.FileFormat.MICROSOFT_365, max_errors=0).validate(made.path)
    assert [str(e) for e in result.errors if e.severity.value == "error"] == []


def test_strange_characters_are_carried_as_they_are(deck: Deck) -> None:
    strange = 'a&b<c>"d" é 中文 😀👩‍👩‍👧 𝔘 שלום مرحبا \u200e'
    text = json.dumps(strange, ensure_ascii=False)
    made = deck(
        f"title: {text}\nsections:\n  - title: {text}\n    slides:\n      - points: {text}\n        items: [{text}]\n"
    )
    presentation = made.presentation()
    assert [s.shapes.title.text_frame.text.replace("\u00a0", " ") for s in presentation.slides] == [strange] * 3
    assert presentation.core_properties.title == strange


# ---------------------------------------------------------------------------------------- the same bytes


def test_the_same_outline_is_the_same_file(deck: Deck, made: Any) -> None:
    first = made.path.read_bytes()
    made.path.unlink()
    assert deck(LECTURE).path.read_bytes() == first


def test_the_file_does_not_depend_on_pythons_hash_seed(made: Any) -> None:
    digests = set()
    for seed in ("0", "12345"):
        target = made.path.with_name(f"{seed}.pptx")
        subprocess.run(
            [sys.executable, str(ROOT / "generate.py"), "build", "-q", str(made.source), "-o", str(target)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=made.source.parent,
        )
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert digests == {hashlib.sha256(made.path.read_bytes()).hexdigest()}


def test_the_date_of_a_reproducible_build_is_taken_over(made: Any, deck: Deck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert deck(LECTURE).presentation().core_properties.created.isoformat().startswith("1970-01-02")


def test_raised_lowered_and_small_capitals_are_those_of_powerpoint(deck: Deck) -> None:
    made = deck("title: T\nslides: [{points: 'The 7^th^ H~2~O [Caesar]{.sc}', items: [a]}]\n")
    (slide,) = (s for s in made.presentation().slides if s.shapes.title.text.startswith("The 7"))
    found = {r.text: dict(r._r.rPr.attrib) for r in slide.shapes.title.text_frame.paragraphs[0].runs}
    assert found["th"]["baseline"] == "30000"
    assert int(found["2"]["baseline"]) < 0
    assert found["aesar"]["cap"] == "small"
    assert "cap" not in found["O C"]


def test_placeholders_have_no_tracking_that_other_words_in_them_would_inherit(made: Any) -> None:
    """Words are measured with their own tracking; a run without any would take that of its placeholder."""
    frames = {**parts(made.path, r"ppt/slideLayouts/.*\.xml"), **parts(made.path, r"ppt/slideMasters/.*\.xml")}
    assert frames
    assert not any(" spc=" in xml for xml in frames.values())
    assert any(' spc="' in xml for xml in parts(made.path, r"ppt/slides/.*\.xml").values())
