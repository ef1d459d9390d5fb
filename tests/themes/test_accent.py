"""`accent`: the department's colour where the theme has its own, and never where it could not be read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from colour_vision import apart, contrast
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from talk import boxes_of

from podium import themes
from podium.backends.figures import painting
from podium.scene.boxes import Shape, Text

Made = Callable[..., Any]
LECTURE = """\
title: T
{head}
sides: {{a: {{name: A, colour: red}}, b: {{name: B, colour: blue}}}}
span: 1905/1945
sections:
  - title: One
    span: 1905/1930
    slides:
      - points: Two sides
        when: 1920
        items: [a, b]
      - compare: A and B
        columns: [{{title: A, side: a, items: [x]}}, {{title: B, side: b, items: [y]}}]
      - summary: Three claims
        items: ["One: it was", "Two: so it is"]
  - title: Two
    span: 1930/1945
    slides:
      - question: Why?
      - forces: Men
        sides: [A, B]
        rows: {{Men: [5, 7]}}
"""
COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"{n:06X}")


def roles(made: Any) -> set[str]:
    """The colour roles of fills, lines and words of all pages."""
    found: set[str] = set()
    for page in made.pages:
        for box in boxes_of(page):
            if isinstance(box, Text):
                found |= {run.colour for p in box.paragraphs for run in p.runs}
            if isinstance(box, Shape):
                found |= {c for c in (box.fill, box.line and box.line.colour) if isinstance(c, str)}
    return found


def theme_xml(made: Any) -> dict[str, str]:
    """The slots of the written deck."""
    with zipfile.ZipFile(made.path) as z:
        xml = z.read("ppt/theme/theme1.xml").decode()
    return dict(re.findall(r'<a:(\w+)><a:srgbClr val="(\w+)"/>', xml))


@pytest.mark.parametrize("written", ['"#7A1F2B"', "7a1f2b", "' #7A1F2B '"])
def test_the_accent_is_the_first_slot_of_the_theme_and_sides_keep_their_colours(deck: Made, written: str) -> None:
    made = deck(LECTURE.format(head=f"accent: {written}"))
    slots = theme_xml(made)
    assert slots["accent1"] == "7A1F2B"
    assert (slots["accent2"], slots["accent6"]) == ("40647F", "B0271E")  # blue, and red in the place of water
    assert {"accent", "accent.dark", "red", "blue"} <= roles(made)
    with zipfile.ZipFile(made.path) as z:
        layouts = [z.read(n).decode() for n in z.namelist() if re.match(r"ppt/slideLayouts/[^/]+xml", n)]
    (divider,) = [x for x in layouts if 'name="Section divider"' in x]
    assert '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>' in divider


def test_a_short_form_is_the_same_colour(lecture: Made) -> None:
    assert lecture(LECTURE.format(head='accent: "#72B"')).scene.theme.accent == "7722BB"


def test_without_an_accent_the_theme_has_its_red(deck: Made) -> None:
    assert theme_xml(deck(LECTURE.format(head="")))["accent1"] == themes.load("atlas").rgb("red")


@pytest.mark.parametrize("wrong", ["crimson", '"#12345"', '"#GG0000"', "rgb(1,2,3)", "[1, 2]", '"##7A1F2B"'])
def test_what_is_no_colour_is_an_error_with_an_example(lecture: Made, wrong: str) -> None:
    made = lecture(LECTURE.format(head=f"accent: {wrong}"))
    (message,) = made.messages
    assert message.startswith("talk.yaml:2:9: error: ")
    assert 'accent: "#7A1F2B"' in message


def test_a_forgotten_quote_is_not_lost_in_silence(lecture: Made) -> None:
    (message,) = lecture(LECTURE.format(head="accent: #7A1F2B")).messages
    assert "talk.yaml:2:9: warning: '#7A1F2B' is a comment in YAML" in message


@pytest.mark.parametrize(("theme", "accent"), [("night", "7A1F2B"), ("atlas", "F2B705"), ("signal", "FFFFFF")])
def test_a_faint_accent_is_moved_in_lightness_and_the_warning_names_it(lecture: Made, theme: str, accent: str) -> None:
    made = lecture(LECTURE.format(head=f'accent: "#{accent}"\ntheme: {theme}'))
    used = made.scene.theme.rgb("accent")
    (message,) = made.messages
    assert f"the accent #{accent} has a contrast of only" in message
    assert f"#{used} is used instead" in message
    again = lecture(LECTURE.format(head=f'accent: "#{used}"\ntheme: {theme}'))
    assert again.messages == []
    assert again.scene.theme.rgb("accent") == used


@pytest.mark.parametrize("name", themes.names())
@given(accent=COLOURS)
def test_any_accent_can_be_read_wherever_it_stands(name: str, accent: str) -> None:
    theme = themes.load.__wrapped__(name, accent)
    rgb = theme.rgb
    assert contrast(rgb("accent"), rgb("ground")) >= 3
    assert contrast(rgb("accent.deep"), rgb("ground")) >= 4.5
    assert contrast(rgb("accent.deep"), rgb("panel")) >= 4.5
    assert contrast(rgb("on"), rgb("accent.plate")) >= 4.5
    assert contrast(rgb("accent.dark"), rgb("accent.plate")) >= 1.15
    assert contrast(rgb("ink"), rgb("accent.tint")) >= 4.5
    for role in theme.tokens:
        assert theme.colour(role).slot


@pytest.mark.parametrize("name", themes.names())
def test_dividers_and_questions_are_told_apart_whatever_the_accent(name: str) -> None:
    for accent in ("1546C0", "2F4C62", "40647F", "7BA4C6", "3A5B89"):
        theme = themes.load(name, accent)
        assert apart(theme.rgb("accent"), theme.rgb(theme.aliases["question"].split(".")[0])) >= 15, accent


@pytest.mark.parametrize(("accent", "second"), [("", "ochre"), ("#A8761F", "green"), ("#1B5E3A", "ochre")])
def test_figures_of_another_unit_never_have_the_colour_of_the_accent(slide: Made, accent: str, second: str) -> None:
    events = "{date: 1905, title: A, figure: 5 men}, {date: 1910, title: B, figure: 6 men}"
    made = slide(
        f"timeline: T\nevents: [{events}, {{date: 1920, title: C, figure: 7 guns}}]", f'accent: "{accent}"\n'
    )
    colours = {run.text: run.colour for b in boxes_of(made.slides()[0]) if isinstance(b, Text)
               for p in b.paragraphs for run in p.runs}  # fmt: skip
    assert colours["5"].startswith("accent")
    assert colours["7"].startswith(second)


def test_figures_are_painted_in_the_accent(lecture: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    slide = "slides:\n  - figure: F\n    type: pictogram\n    highlight: A\n    data: {A: 3, B: 7}\n"
    made = lecture(f'title: T\naccent: "#1B5E3A"\n{slide}')
    assert made.scene is not None, made.messages
    painting.paint_figures(made.scene)
    (key,) = made.scene.figures
    shown = Image.open(io.BytesIO(made.scene.media[key].data)).convert("RGBA")
    assert (0x1B, 0x5E, 0x3A, 255) in {colour for _, colour in shown.getcolors(2**24)}
