"""A small deck with charts, made by python-pptx alone: what the chart tests open, validate and look at."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable
from pathlib import Path

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.util import Emu, Pt

from podium import kinds, themes
from podium.backends.pptx.charts.part import chart_part
from podium.diagnostics import Report
from podium.layout.stage import Stage
from podium.scene.boxes import Box, Chart, Hatch, Shape, Text
from podium.scene.grid import Grid
from podium.scene.units import Rect
from podium.themes import Theme

_FRAME = """<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
 <p:nvGraphicFramePr><p:cNvPr id="{id}" name="Chart {id}" descr="A chart"/>
 <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>
 <p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></p:xfrm><a:graphic>
 <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
 <c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rid}"/>
 </a:graphicData></a:graphic></p:graphicFrame>"""
FULL = Rect(685_800, 1_207_008, 10_820_400, 4_700_000)
BESIDE = Rect(6_172_200, 1_883_664, 5_334_000, 4_023_360)


def stage_of(path: Path, text: str) -> tuple[Stage, Report, list]:
    """The stage of an outline written to `path`, its report, and its slides."""
    path.write_text(text, encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report, path.name)
    outline = None if report.failed else outline
    if outline is None:
        raise AssertionError("\n".join(map(str, report)))
    stage = Stage(outline, themes.load(outline.deck.theme), Grid.of("16:9"), None, report)
    return stage, report, outline.deck.every_slide()


def build(sheets: Iterable[list[Box]], theme: Theme) -> bytes:
    """A pptx with one slide for each list of boxes."""
    prs = Presentation()
    prs.slide_width, prs.slide_height = Emu(12_192_000), Emu(6_858_000)
    _colour(prs, theme)
    for boxes in sheets:
        slide = prs.slides.add_slide(prs.slide_layouts[6])
        for n, box in enumerate(boxes, start=10):
            if isinstance(box, Chart):
                _add_chart(slide, box, n, theme)
            elif isinstance(box, Text):
                _add_text(slide, box, theme)
            elif isinstance(box, Shape):
                _add_shape(slide, box, theme)
    out = io.BytesIO()
    prs.save(out)
    return out.getvalue()


def _colour(prs: Presentation, theme: Theme) -> None:
    """The deck's theme in podium's colours and fonts."""
    from lxml import etree

    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    master = prs.slide_master
    part: Part = master.part.part_related_by(RT.THEME)
    tree = etree.fromstring(part.blob)
    for slot, rgb in theme.slots.items():
        element = tree.find(f".//a:clrScheme/a:{slot}", space)
        element[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{space["a"]}" val="{rgb}"/>')]
    for kind, font in (("major", theme.major), ("minor", theme.minor)):
        tree.find(f".//a:{kind}Font/a:latin", space).set("typeface", font)
    part._blob = etree.tostring(tree)
    colours = master.element.find(".//{http://schemas.openxmlformats.org/presentationml/2006/main}clrMap")
    if theme.dark:
        for slot, value in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            colours.set(slot, value)


def _add_chart(slide, box: Chart, n: int, theme: Theme) -> None:
    package = slide.part.package
    xml, book = chart_part(box.spec, theme)
    part = ChartPart.load(
        PackURI(f"/ppt/charts/chart{len(list(package.iter_parts()))}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        package,
        xml,
    )
    workbook = EmbeddedXlsxPart.new(book, package)
    assert part.relate_to(workbook, RT.PACKAGE) == "rId1"
    rid = slide.part.relate_to(part, RT.CHART)
    x, y, w, h = box.rect
    slide.shapes._spTree.append(parse_xml(_FRAME.format(id=n, rid=rid, x=x, y=y, w=w, h=h)))


def _add_text(slide, box: Text, theme: Theme) -> None:
    from pptx.dml.color import RGBColor

    frame = slide.shapes.add_textbox(*map(Emu, box.rect)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for n, paragraph in enumerate(box.paragraphs):
        p = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        p.line_spacing = Pt(paragraph.pitch)
        for run in paragraph.runs:
            r = p.add_run()
            r.text = run.text
            r.font.size, r.font.bold, r.font.name = Pt(run.size), run.bold, "+mn-lt"
            r.font.color.rgb = RGBColor.from_string(theme.rgb(run.colour))


def _add_shape(slide, box: Shape, theme: Theme) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_PATTERN
    from pptx.enum.shapes import MSO_SHAPE

    if box.geometry == "line":
        shape = slide.shapes.add_connector(1, box.rect.x, box.rect.y, box.rect.right, box.rect.bottom)
    else:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Emu, box.rect))
        if isinstance(box.fill, Hatch):
            shape.fill.patterned()
            shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            shape.fill.fore_color.rgb = RGBColor.from_string(theme.rgb(box.fill.colour))
            shape.fill.back_color.rgb = RGBColor.from_string(theme.rgb(box.fill.ground))
        shape.shadow.inherit = False
    if box.line:
        shape.line.color.rgb = RGBColor.from_string(theme.rgb(box.line.colour))
        shape.line.width = Pt(box.line.width)


def render(deck_file: Path, dpi: int = 72) -> list[Path]:
    """Pictures of the slides, drawn by LibreOffice."""
    folder = deck_file.parent
    profile = f"-env:UserInstallation=file://{folder}/lo"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(deck_file)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    stem = deck_file.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), f"{stem}.pdf", str(stem)], check=True, timeout=120)
    return sorted(folder.glob(f"{stem.name}-*.png"))
