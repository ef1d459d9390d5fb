"""How PowerPoint plays a deck, read from the files as they are, and counted by LibreOffice."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pptx import Presentation
from recordings import wav

Run = Callable[..., Result]
OUTLINE = """title: T
transition: fade
slides:
  - points: One
    id: one
    reveal: true
    items: [a, b]
    minutes: 2
  - points: Two
    id: two
    items: [a]
    transition: none
    minutes: 0:30
"""


@pytest.fixture
def outline(project: Path) -> str:
    (project / "slides_src" / "talk.yaml").write_text(OUTLINE)
    return "slides_src/talk.yaml"


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_by_itself_every_slide_gives_way_after_its_time_and_nothing_waits(
    podium: Run, project: Path, outline: str
) -> None:
    assert podium("build", outline, "-o", "a.pptx", "--auto", "--loop").exit_code == 0
    slides = [part(project / "a.pptx", f"ppt/slides/slide{n}.xml") for n in (1, 2, 3)]
    times = [re.findall(r'advTm="(\d+)"', xml) for xml in slides]
    assert times[1] == ["120000", "120000"]  # the transition, and its fallback
    assert times[2] == ["30000"]
    assert all(time for time in times)
    assert not any("<p:timing" in xml for xml in slides)
    assert '<p:showPr loop="1" useTimings="1"><p:present/><p:sldAll/></p:showPr>' in part(
        project / "a.pptx", "ppt/presProps.xml"
    )
    assert len(Presentation(str(project / "a.pptx")).slides) == 3


def test_by_itself_a_recording_is_played(podium: Run, project: Path) -> None:
    (project / "media").mkdir()
    (project / "media" / "a.wav").write_bytes(wav(2.0))
    slide = "{media: The speech, file: a.wav, alt: The speech}"
    (project / "slides_src" / "talk.yaml").write_text(f"title: T\ncredits: false\nslides: [{slide}]\n")
    assert podium("build", "slides_src/talk.yaml", "-o", "a.pptx", "--auto").exit_code == 0
    sequence = part(project / "a.pptx", "ppt/slides/slide2.xml").partition("<p:prevCondLst>")[0]
    assert "clickEffect" not in sequence
    assert 'nodeType="afterEffect"' in sequence
    assert '<p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>' in sequence


def test_a_usual_deck_says_nothing_of_it(podium: Run, project: Path, outline: str) -> None:
    podium("build", outline, "-o", "a.pptx")
    assert "advTm" not in part(project / "a.pptx", "ppt/slides/slide2.xml")
    assert "<p:timing" in part(project / "a.pptx", "ppt/slides/slide2.xml")
    assert "showPr" not in part(project / "a.pptx", "ppt/presProps.xml")


@pytest.mark.parametrize("slide", ["3", "two"])
def test_a_show_can_begin_later(podium: Run, project: Path, outline: str, slide: str) -> None:
    assert podium("build", outline, "-o", "a.pptx", "--start", slide).exit_code == 0
    assert '<p:sldRg st="3" end="3"/>' in part(project / "a.pptx", "ppt/presProps.xml")


@pytest.mark.parametrize(("slide", "said"), [("tow", "did you mean 'two'?"), ("9", "no slide '9'"), ("0", "slide '0'")])
def test_a_slide_that_is_not_there_is_said(podium: Run, project: Path, outline: str, slide: str, said: str) -> None:
    result = podium("build", outline, "-o", "a.pptx", "--start", slide)
    assert result.exit_code == 2
    assert said in result.output
    assert not (project / "a.pptx").exists()


def test_a_ppsx_opens_as_a_show(podium: Run, project: Path, outline: str) -> None:
    assert podium("build", outline, "-o", "a.ppsx").exit_code == 0
    types = part(project / "a.ppsx", "[Content_Types].xml")
    assert "presentationml.slideshow.main+xml" in types
    assert "presentationml.presentation.main+xml" not in types


def test_the_sections_name_at_the_foot_leads_back_to_the_agenda(podium: Run, project: Path) -> None:
    body = "".join(f"  - title: S{n}\n    slides:\n      - points: One\n        items: [a]\n" for n in (1, 2))
    (project / "slides_src" / "talk.yaml").write_text(f"title: T\nsections:\n{body}")
    podium("build", "slides_src/talk.yaml", "-o", "a.pptx")
    slides = list(Presentation(str(project / "a.pptx")).slides)
    targets = [
        shape.click_action.target_slide for slide in slides[2:] for shape in slide.shapes if shape.name == "Section"
    ]
    assert len(targets) >= 4
    assert {target.slide_id for target in targets} == {slides[1].slide_id}
