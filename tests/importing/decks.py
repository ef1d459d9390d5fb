"""Decks for tests of the import, made with python-pptx, some with XML as other programs write it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Inches

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
)


def png(colour: str, size: tuple[int, int] = (400, 300)) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    made.seek(0)
    return made


def saved(presentation: Any) -> bytes:
    made = io.BytesIO()
    presentation.save(made)
    return made.getvalue()


def slide(presentation: Any, layout: int, title: str = "", notes: str = "") -> Any:
    made = presentation.slides.add_slide(presentation.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    if notes:
        made.notes_slide.notes_text_frame.text = notes
    return made


def box(on: Any, text: str, x: float, y: float, w: float = 3, h: float = 1) -> Any:
    made = on.shapes.add_textbox(Inches(x), Inches(y), Inches(w), Inches(h))
    made.text_frame.text = text
    return made


def shape(on: Any, inner: str) -> None:
    """Puts XML on a slide, as another program would have written it."""
    on.shapes._spTree.append(parse_xml(inner.replace(" NS", f" {NAMESPACES}", 1)))


def lecture() -> bytes:
    """A deck with most of what lecturers have on slides."""
    p = Presentation()
    p.core_properties.author = "Ann Author"
    first = slide(p, 0, "The War of the Two Rivers", "Welcome.\nSecond line: hello.")
    first.placeholders[1].text = "A forgotten war\nAnn Author\n5 May 2020"
    slide(p, 2, "Background").placeholders[1].text = "What came before"
    grain = slide(p, 1, "Grain was dear: #1 cause", "Say it slowly.")
    frame = grain.placeholders[1].text_frame
    frame.text = "No grain: none"
    for level, text in (
        (1, "barges - stopped"),
        (2, "deep"),
        (1, "* prices rose"),
        (0, "[Peace] {was} far & <away>"),
        (0, "no"),
    ):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    run = frame.paragraphs[0].add_run()
    run.text = " link"
    run.hyperlink.address = "https://example.org/a_(b)"
    frame.paragraphs[1].add_run().text = " and"
    bold = frame.paragraphs[1].add_run()
    bold.text, bold.font.bold = " bold", True
    two = slide(p, 3, "Each side wanted peace")
    two.placeholders[1].text, two.placeholders[2].text = "left a\nleft b", "right a\nright b"
    compared = slide(p, 4, "The plain had more men")
    for index, text in ((1, "Hills"), (2, "few men"), (3, "Plain"), (4, "many men")):
        compared.placeholders[index].text = text
    _pictures(p)
    _numbers(p)
    hidden = slide(p, 6)
    for row in range(2):
        for column in (1, 0):
            box(hidden, f"column {column + 1} row {row + 1}", 0.5 + 5 * column, 1 + 2 * row, 4)
    group = hidden.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(6), Inches(8), Inches(1)).text_frame.text = "in a group at the foot"
    hidden._element.set("show", "0")
    slide(p, 1, "Who won?")
    jump = slide(p, 5, "Nobody won")
    box(jump, "back to grain", 1, 2).click_action.target_slide = grain
    return saved(p)


def _pictures(p: Any) -> None:
    made = slide(p, 5, "Three fields were fought over")
    for x, y, colour in ((5, 4, "red"), (0.5, 1.5, "blue"), (5, 1.5, "green")):
        picture = made.shapes.add_picture(png(colour), Inches(x), Inches(y), Inches(3))
        picture._element.nvPicPr.cNvPr.set("descr", f"The {colour} field")
        if colour == "red":
            picture.crop_left = 0.25
    box(made, "Caption: a blue field", 0.5, 3.8, 3, 0.4)


def _numbers(p: Any) -> None:
    tabled = slide(p, 5, "Grain doubled its price")
    table = tabled.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for i in range(3):
        for j in range(3):
            table.cell(i, j).text = f"c{i}, {j}" if i else ("Year: x", "yes", "no")[j]
    charted = slide(p, 5, "The plain grew faster")
    data = CategoryChartData(number_format="0%")
    data.categories = ["1848", "1849", "1849"]
    data.add_series("Hills", (0.12, 0.2, None))
    data.add_series("Plain", (0.3, 0.4, 0.5))
    chart(charted, XL_CHART_TYPE.COLUMN_STACKED, data)
    box(charted, "Note the gap in the last year", 7.2, 2, 2.5)
    points = XyChartData()
    series = points.add_series("Towns")
    series.add_data_point(1, 2.5)
    series.add_data_point(2, 3)
    chart(slide(p, 5, "Larger towns starved"), XL_CHART_TYPE.XY_SCATTER, points)
    radar = CategoryChartData()
    radar.categories = ["a", "b", "c"]
    radar.add_series("Strength", (1, 2, 3))
    chart(slide(p, 5, "A radar shows strength"), XL_CHART_TYPE.RADAR, radar)


def chart(on: Any, kind: Any, data: Any) -> Any:
    return on.shapes.add_chart(kind, Inches(1), Inches(2), Inches(6), Inches(4), data).chart


def with_parts(
    data: bytes, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> bytes:
    """The package with its parts changed (None: left out), and further ones."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return made.getvalue()
