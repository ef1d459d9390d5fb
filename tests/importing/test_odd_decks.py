"""Decks in which words stand where they are easily lost, and decks that are damaged."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from decks import box, chart, lecture, png, saved, shape, slide, with_parts
from outlines import bring, words_of
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

Run = Callable[..., Result]


def categories(*series: tuple[str, tuple[float, ...]]) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = ["Hills", "Plain"]
    for name, values in series:
        data.add_series(name, values)
    return data


def test_both_authors_of_a_cover_are_authors(project: Path) -> None:
    p = Presentation()
    p.core_properties.author = ""
    slide(p, 0, "The War of the Two Rivers").placeholders[1].text = "A forgotten war\nAnn Author\nBen van Writer"
    slide(p, 5, "Grain was dear")
    made = bring(project, "old.pptx", saved(p))
    assert (made.tree["subtitle"], made.tree["author"]) == ("A forgotten war", "Ann Author, Ben van Writer")


def test_a_pie_of_two_series_keeps_the_second_in_the_notes(project: Path) -> None:
    p = Presentation()
    pie = chart(slide(p, 5, "The hills gained"), XL_CHART_TYPE.PIE, categories(("1848", (30, 70))))
    other = chart(slide(p, 5, "Another"), XL_CHART_TYPE.PIE, categories(("1851", (45, 55.5))))
    pie._chartSpace.find(".//{*}ser").addnext(other._chartSpace.find(".//{*}ser"))
    made = bring(project, "old.pptx", saved(p))
    one = made.slides()[0]
    assert (one["type"], one["data"]) == ("pie", {"Hills": "30", "Plain": "70"})
    assert one["notes"] == "1851: Hills 45, Plain 55.5\n"


def test_a_line_over_points_becomes_a_table(project: Path) -> None:
    p = Presentation()
    points = XyChartData()
    points.add_series("Towns").add_data_point(1, 2.5)
    drawn = chart(slide(p, 5, "Larger towns starved"), XL_CHART_TYPE.XY_SCATTER, points)
    other = chart(slide(p, 5, "A slide"), XL_CHART_TYPE.LINE, categories(("Mean", (3, 4.5))))
    drawn._chartSpace.find(".//{*}scatterChart").addnext(other._chartSpace.find(".//{*}lineChart"))
    made = bring(project, "old.pptx", saved(p))
    shown = made.slides()[0]["items"]
    assert shown[0]["chart"]["data"] == {"Towns": {"1": ["1", "2.5"]}}
    assert shown[1]["table"]["rows"] == [["Hills", "3"], ["Plain", "4.5"]]
    assert any("a line over points has no counterpart" in line for line in made.said)


def test_words_in_groups_within_forty_groups_stay(project: Path) -> None:
    p = Presentation()
    group = slide(p, 5, "Groups").shapes
    for _ in range(40):
        group = group.add_group_shape().shapes
    group.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "the innermost words"
    assert not words_of(["the innermost words"]) - bring(project, "old.pptx", saved(p)).words()


def test_what_is_said_of_pictures_in_columns_stays(project: Path) -> None:
    p = Presentation()
    one = slide(p, 5, "Two sides")
    for x in (0.5, 5):
        box(one, f"some words {x}", x, 1.5, 4)
        picture = one.shapes.add_picture(png("red"), Inches(x), Inches(3), Inches(3))
        blip = picture._element.find(".//{*}blip")
        namespace = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
        del blip.attrib[f"{namespace}embed"]
        to = one.part.relate_to(f"file:///C:/maps/map-{x}.png", f"{namespace[1:-1]}/image", is_external=True)
        blip.set(f"{namespace}link", to)
    made = bring(project, "old.pptx", saved(p))
    assert made.kinds() == ["compare"]
    for x in (0.5, 5):
        assert f"linked: map-{x}.png" in " ".join(made.text.replace("#", " ").split())


def test_lists_of_slides_keep_their_numbers(project: Path) -> None:
    def entry(text: str, level: int, kind: str, first: str = "") -> str:
        counts = f'<a:buAutoNum type="{kind}"{first}/>' if kind else '<a:buChar char="x"/>'
        return f'<a:p><a:pPr lvl="{level}">{counts}</a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>'

    p = Presentation()
    inner = (
        entry("Arm", 0, "arabicPeriod", ' startAt="3"') + entry("boots", 1, "alphaLcParenR")
        + entry("bread", 1, "alphaLcParenR") + entry("March", 0, "arabicPeriod", ' startAt="3"')
        + entry("Rest", 0, "") + entry("Again", 0, "romanUcPeriod")
    )  # fmt: skip
    shape(slide(p, 5, "What they did"), TEXT.format(inner))
    (one,) = bring(project, "old.pptx", saved(p)).slides()
    assert one["items"] == [{"3. Arm": ["a. boots", "b. bread"]}, "4. March", "Rest", "I. Again"]


TEXT = (
    '<p:sp NS><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
    '<a:off x="900000" y="1900000"/><a:ext cx="4000000" cy="900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>{}'
    "</p:txBody></p:sp>"
)


def test_numbers_of_other_alphabets_in_attributes_are_no_numbers(project: Path) -> None:
    p = Presentation()
    inner = '<a:p><a:pPr lvl="²"/><a:r><a:rPr baseline="²"/><a:t>the words</a:t></a:r></a:p>'
    shape(slide(p, 5, "Odd"), TEXT.format(inner))
    chart(slide(p, 5, "Odd too"), XL_CHART_TYPE.LINE, categories(("Mean", (3, 4.5))))

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b'idx="1"', 'idx="²"'.encode()) if "/charts/" in name else data

    made = bring(project, "old.pptx", with_parts(saved(p), change))
    assert not words_of(["the words", "Hills 3"]) - made.words()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("ppt/slides/_rels/slide3.xml.rels", lambda data: re.sub(rb"<Relationship [^>]*slideLayout[^>]*/>", b"", data)),
        ("ppt/slides/slide3.xml", lambda data: re.sub(rb"<p:cSld.*</p:cSld>", b"", data, flags=re.DOTALL)),
        ("docProps/core.xml", lambda _: b"<x/>"),
    ],
)
def test_damaged_decks_get_one_line(part: str, change: Any, project: Path, podium: Run) -> None:
    damaged = with_parts(lecture(), lambda name, data: change(data) if name == part else data)
    (project / "x.pptx").write_bytes(damaged)
    result = podium("import", "x.pptx")
    assert result.exit_code == 1, result.output
    assert "x.pptx: is damaged" in result.output
    assert len(result.output.strip().splitlines()) == 1
