"""What others changed in a deck besides words, notes and order: none of it is passed over in silence."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

TALK = """\
title: A short war
author: N. N.
credits: false
sections:
  - title: Before the war
    slides:
      - points: Two empires met in **Manchuria**
        id: empires
        items:
          - Russia came first with a [railway](https://example.org/rails) across the north
          - Japan's army *followed* it in 1905
          - The border stayed open
      - table: Who stood where in summer
        id: table
        columns: [Unit, Commander]
        rows:
          - [First army group, Zhukov himself]
          - [Sixth army, General Ogisu]
      - chart: The incidents multiplied
        id: chart
        type: column
        data: {1931: {Clashes: 5, Shots: 3}, 1932: {Clashes: 7, Shots: 4}, 1933: {Clashes: 11, Shots: 6}}
      - image: A view of the river
        id: river
        file: river.png
        alt: The river from above
      - points: Four steps to war
        id: steps
        items: [A border without signs, Patrols that meet, Shots by night, An army marches]
"""
Change = Callable[[Any], None]


def build(podium: Callable[..., Result], project: Path, text: str = TALK) -> Path:
    picture = Image.new("RGB", (1200, 700), "#557799")
    picture.paste("#224455", (0, 300, 1200, 400))
    picture.save(project / "images" / "river.png")
    picture.rotate(90).save(project / "images" / "other.png")
    (project / "slides_src" / "talk.yaml").write_text(text, "utf-8")
    result = podium("build", "slides_src/talk.yaml", "-q", "--force")
    assert result.exit_code == 0, result.output
    return project / "output" / "talk.pptx"


def told(podium: Callable[..., Result], deck: Path) -> str:
    """What is said of a slide besides its words, notes and place."""
    found = json.loads(podium("diff", str(deck), "--json").stdout)
    return "; ".join(c["new"] for c in found if c["kind"] == "other")


def edited(deck: Path, change: Change) -> None:
    presentation = Presentation(str(deck))
    change(presentation)
    presentation.save(str(deck))


def shape(presentation: Any, words: str) -> Any:
    """The last shape that has the words, or this name."""
    found = []
    for slide in presentation.slides:
        waiting = list(slide.shapes)
        while waiting:
            one = waiting.pop(0)
            waiting += list(one.shapes) if one.shape_type == 6 else []
            if one.name == words or (one.has_text_frame and words in one.text_frame.text):
                found.append(one)
    return found[-1]


def run(presentation: Any, words: str) -> Any:
    """The last run that has the words."""
    paragraphs = shape(presentation, words).text_frame.paragraphs
    return [r for p in paragraphs for r in p.runs if words in r.text][-1]


def table(presentation: Any) -> Any:
    return next(s for slide in presentation.slides for s in slide.shapes if s.has_table)


def chart(presentation: Any) -> Any:
    return next(s for slide in presentation.slides for s in slide.shapes if s.has_chart)


def picture(presentation: Any) -> Any:
    return next(s for slide in presentation.slides for s in slide.shapes if s.shape_type == 13)


def with_data(presentation: Any, names: list[str], series: str = "Clashes", last: float = 11) -> None:
    data = CategoryChartData()
    data.categories = names
    data.add_series(series, (5, 7, last))
    data.add_series("Shots", (3, 4, 6))
    chart(presentation).chart.replace_data(data)


def drawn_first(presentation: Any) -> None:
    headline = shape(presentation, "A view of the river")._element
    headline.getparent().append(headline)


def another_picture(presentation: Any) -> None:
    _, relation = picture(presentation).part.get_or_add_image_part("images/other.png")
    picture(presentation)._element.blipFill.blip.rEmbed = relation


YEARS = ["1931", "1932", "1933"]
# What is done, what is said of it, and whether LibreOffice keeps it so that it can be told
CHANGES: list[tuple[str, Change, str, bool]] = [
    (
        "category",
        lambda p: with_data(p, ["1931", "1938", "1933"]),
        "other words: 'Chart: The incidents multiplied': “1932” → “1938”",
        True,
    ),
    ("series", lambda p: with_data(p, YEARS, "Raids"), "“Clashes” → “Raids”", True),
    ("number", lambda p: with_data(p, YEARS, last=12), "other numbers: 'Chart: The incidents multiplied'", True),
    ("chart colour", lambda p: _fill(chart(p).chart.plots[0].series[0].format.fill), "recoloured: 'Chart", True),
    (
        "chart title",
        lambda p: setattr(chart(p).chart.chart_title.text_frame, "text", "By hand"),
        "none → “By hand”",
        True,
    ),
    (
        "colour",
        lambda p: setattr(run(p, "stayed open").font.color, "rgb", RGBColor(200, 0, 0)),
        "another colour: ",
        True,
    ),
    ("size", lambda p: setattr(run(p, "stayed open").font, "size", Pt(13)), "another size: ", True),
    (
        "underline",
        lambda p: setattr(run(p, "stayed open").font, "underline", True),
        "underlined or struck through: ",
        True,
    ),
    ("bold", lambda p: setattr(run(p, "stayed open").font, "italic", True), "bold or italics changed: ", True),
    ("font", lambda p: setattr(run(p, "stayed open").font, "name", "Courier New"), "another font: ", True),
    ("raised", lambda p: run(p, "stayed open")._r.get_or_add_rPr().set("baseline", "30000"), "raised, lowered", True),
    ("spaced", lambda p: run(p, "stayed open")._r.get_or_add_rPr().set("spc", "300"), "raised, lowered, spaced", False),
    (
        "link set",
        lambda p: setattr(run(p, "stayed open").hyperlink, "address", "https://example.org/x"),
        "another link: ",
        True,
    ),
    (
        "link changed",
        lambda p: setattr(run(p, "railway").hyperlink, "address", "https://example.org/y"),
        "another link: ",
        True,
    ),
    ("link gone", lambda p: setattr(run(p, "railway").hyperlink, "address", None), "another link: ", True),
    ("cell", lambda p: _fill(table(p).table.cell(1, 1).fill), "recoloured cells: ", True),
    (
        "cell letters",
        lambda p: setattr(table(p).table.cell(1, 0).text_frame.paragraphs[0].runs[0].font, "italic", True),
        "“First army group”",
        True,
    ),
    ("columns", lambda p: setattr(table(p).table.columns[0], "width", 2_000_000), "other columns: ", True),
    ("merged", lambda p: table(p).table.cell(1, 0).merge(table(p).table.cell(2, 0)), "other columns: ", True),
    (
        "alt",
        lambda p: picture(p)._element.nvPicPr.cNvPr.set("descr", "A lake"),
        "“The river from above” → “A lake”",
        True,
    ),
    ("alt gone", lambda p: picture(p)._element.nvPicPr.cNvPr.set("descr", ""), "“The river from above” → none", True),
    ("alt of a chart", lambda p: chart(p)._element.nvGraphicFramePr.cNvPr.set("descr", "Bars"), "→ “Bars”", False),
    ("alt of a chart gone", lambda p: chart(p)._element.nvGraphicFramePr.cNvPr.set("descr", ""), "→ none", False),
    ("picture", another_picture, "another picture: ", True),
    ("crop", lambda p: setattr(picture(p), "crop_left", 0.2), "cropped: ", True),
    ("fill", lambda p: _fill(shape(p, "stayed open").fill), "recoloured: ", True),
    ("line", lambda p: setattr(shape(p, "stayed open").line.color, "rgb", RGBColor(0, 99, 0)), "recoloured: ", True),
    ("dashes", lambda p: _dashed(shape(p, "Rule")), "recoloured: ", True),
    ("turn", lambda p: setattr(shape(p, "stayed open"), "rotation", 12), "turned: ", True),
    ("move", lambda p: setattr(shape(p, "stayed open"), "left", 99), "moved or resized: ", True),
    ("aligned", lambda p: setattr(_paragraph(p, "stayed open"), "alignment", PP_ALIGN.RIGHT), "aligned", True),
    ("level", lambda p: setattr(_paragraph(p, "stayed open"), "level", 2), "aligned", False),
    (
        "anchor",
        lambda p: setattr(shape(p, "stayed open").text_frame, "vertical_anchor", MSO_ANCHOR.BOTTOM),
        "words at another place",
        False,
    ),
    ("shadow", lambda p: _shadow(shape(p, "stayed open")), "other effects: ", True),
    ("ground", lambda p: _fill(p.slides[-1].background.fill), "another background", True),
    ("order", drawn_first, "before or behind others: ", True),
    ("new shape", lambda p: p.slides[-1].shapes.add_shape(9, 0, 0, 900_000, 900_000), "new: ", True),
    ("new picture", lambda p: p.slides[-1].shapes.add_picture("images/other.png", 0, 0), "new: ", True),
    ("gone", lambda p: picture(p)._element.getparent().remove(picture(p)._element), "gone: ", True),
    ("number gone", lambda p: _removed(shape(p, "Slide number")), "gone: 'Slide number'", True),
    (
        "link of a shape",
        lambda p: setattr(shape(p, "Section").click_action.hyperlink, "address", "https://example.org/z"),
        "another link: 'Section'",
        False,
    ),
]


def _fill(fill: Any) -> None:
    fill.solid()
    fill.fore_color.rgb = RGBColor(250, 200, 10)


def _dashed(one: Any) -> None:
    one.line.dash_style = MSO_LINE.DASH


def _paragraph(presentation: Any, words: str) -> Any:
    return next(p for p in shape(presentation, words).text_frame.paragraphs if words in p.text)


def _removed(one: Any) -> None:
    one._element.getparent().remove(one._element)


def _shadow(one: Any) -> None:
    from lxml import etree

    ns = "http://schemas.openxmlformats.org/drawingml/2006/main"
    effects = etree.SubElement(one._element.spPr, f"{{{ns}}}effectLst")
    shadow = etree.SubElement(effects, f"{{{ns}}}outerShdw", blurRad="50800", dist="88900", dir="2700000")
    etree.SubElement(shadow, f"{{{ns}}}srgbClr", val="000000")


@pytest.mark.parametrize(("change", "said"), [c[1:3] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_it_is_told(change: Change, said: str, podium: Callable[..., Result], project: Path) -> None:
    deck = build(podium, project)
    edited(deck, change)
    assert said in told(podium, deck)


@pytest.mark.render
def test_after_saving_with_libreoffice_it_is_told_too(
    podium: Callable[..., Result], project: Path, soffice: str
) -> None:
    """What of it LibreOffice keeps; what it does not is named in the documentation."""
    deck = build(podium, project)
    decks = {name: project / f"{name.replace(' ', '-')}.pptx" for name, *_ in CHANGES}
    for name, change, _, _ in CHANGES:
        decks[name].write_bytes(deck.read_bytes())
        edited(decks[name], change)
    place = f"-env:UserInstallation={(project / 'office').as_uri()}"
    command = [soffice, place, "--headless", "--convert-to", "pptx", "--outdir", "saved", str(deck)]
    subprocess.run([*command, *map(str, decks.values())], check=True, capture_output=True, timeout=300)
    assert podium("diff", str(project / "saved" / deck.name), "-q").output == ""
    found = {name: told(podium, project / "saved" / path.name) for name, path in decks.items()}
    unlike = {name: found[name] for name, _, said, is_kept in CHANGES if (said in found[name]) != is_kept}
    assert not unlike


def test_what_the_outline_made_look_otherwise_is_no_change_of_the_deck(
    podium: Callable[..., Result], project: Path
) -> None:
    deck = build(podium, project)
    edited(deck, lambda p: _fill(shape(p, "stayed open").fill))
    edited(deck, lambda p: _fill(shape(p, "Shots by night").fill))
    source = project / "slides_src" / "talk.yaml"
    more = "slides:\n      - points: A new claim\n        items: [First, Second]"
    source.write_text(TALK.replace("*followed*", "followed").replace("slides:", more), "utf-8")
    result = podium("diff", str(deck))
    (line, _) = result.stdout.splitlines()
    assert "slide 7: recoloured: 'Claim 3'" in line
    assert "slide 3 would look otherwise if it were built now; only its words and notes are compared" in result.stderr
    source.write_text(f"theme: night\n{TALK}", "utf-8")
    result = podium("diff", str(deck))
    assert result.exit_code == 0, result.output
    assert "slides 1–7 would look otherwise if they were built now; only their words and notes are" in result.stderr


def test_a_link_that_the_outline_changed_is_no_change_of_the_deck(podium: Callable[..., Result], project: Path) -> None:
    deck = build(podium, project)
    source = project / "slides_src" / "talk.yaml"
    source.write_text(TALK.replace("example.org/rails", "example.org/trains"), "utf-8")
    result = podium("diff", str(deck))
    assert result.exit_code == 0, result.output
    assert "slide 3 would look otherwise if it were built now; only its words and notes are compared" in result.stderr


def test_new_notes_in_the_outline_do_not_hide_changes_of_the_deck(podium: Callable[..., Result], project: Path) -> None:
    deck = build(podium, project)
    edited(deck, lambda p: _fill(shape(p, "stayed open").fill))
    source = project / "slides_src" / "talk.yaml"
    source.write_text(TALK.replace("id: empires", "id: empires\n        notes: Say it slowly."), "utf-8")
    result = podium("diff", str(deck))
    assert result.stdout.startswith("slides_src/talk.yaml:7:9: slide 3: recoloured: 'Claim 3'\n")
    assert result.stderr == ""


def test_another_theme_is_told_once(podium: Callable[..., Result], project: Path) -> None:
    deck = build(podium, project)
    from zipfile import ZipFile

    made = deck.with_name("made.pptx")
    with ZipFile(deck) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("ppt/theme/"):
                start = data.index(b'<a:accent2><a:srgbClr val="') + 27
                data = data[:start] + b"12FE34" + data[start + 6 :]
            new.writestr(name, data)
    assert podium("diff", str(made), "-q").stdout == "slides_src/talk.yaml: other colours or fonts: the theme\n"


def test_a_link_to_a_slide_is_that_slide_wherever_it_stands(podium: Callable[..., Result], project: Path) -> None:
    talk = f"{TALK}  - title: After it\n    slides:\n      - points: Nobody won\n        items: [One, Two]\n"
    deck = build(podium, project, talk)

    def reordered(presentation: Any) -> None:
        order = presentation.slides._sldIdLst
        order.insert(4, order[2])

    def elsewhere(presentation: Any) -> None:
        agenda = presentation.slides[1]
        linked = [s for s in agenda.shapes if s._element.xpath(".//p:cNvPr/a:hlinkClick")]
        linked[0].click_action.target_slide = presentation.slides[4]

    edited(deck, reordered)
    assert told(podium, deck) == ""
    edited(deck, elsewhere)
    assert told(podium, deck) == "another link: 'Part 1'"

    def deleted(presentation: Any) -> None:
        order = presentation.slides._sldIdLst
        presentation.part.drop_rel(order[4].rId)
        order.remove(order[4])

    build(podium, project, talk)
    edited(deck, lambda p: (reordered(p), deleted(p)))
    assert told(podium, deck) == "", "the deleted slide is told already"
