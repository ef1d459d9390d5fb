"""What comes out of the printer: no word is lost, none is cut, and the pages say what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from click.testing import Result

from podium import themes
from podium.backends.pdf.paper import A4, Slide, leaves_pdf
from podium.paper import KINDS, Kind, cards, handout, script
from podium.paper.sheets import A6
from podium.pipeline import scene_of
from podium.scene.boxes import Scene, Text

Run = Callable[..., Result]
LONG = " ".join(f"word{n}" for n in range(1500))
OUTLINE = f"""title: A lecture
author: A. Historian
date: 1 May 2026
theme: night
minutes: 50
sections:
  - title: First part
    notes: Said at the divider.
    slides:
      - points: One claim
        notes: |
          A short note. [click] And [pause] more.

          A second paragraph.
        handout: Read chapter one.
        items: [Open, Closed]
      - quiz: Which was it?
        answers: [This, That]
        answer: B
        explanation: Because of Quokka.
        notes: Never tell Wombat.
      - points: A long one
        notes: {LONG}
        handout: {LONG.replace("word", "text")}
        items: [Only this]
      - map: The land
        full: true
        territories: east-asia-1931-1941
        year: 1939
        fit: [manchukuo]
  - title: Second part
    slides:
      - points: Hidden away
        hidden: true
        items: [x]
        notes: In reserve.
      - points: The end
        items: [y]
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "slides_src" / "talk.yaml"
    path.parent.mkdir()
    path.write_text(OUTLINE, "utf-8")
    return path


@pytest.fixture(scope="module")
def scene(path: Path) -> Scene:
    report, scene = scene_of(path, paper=True)
    assert not report.failed, list(report)
    assert scene is not None
    return scene


@pytest.fixture(scope="module")
def students(path: Path) -> Scene:
    scene = scene_of(path, paper=True, for_students=True)[1]
    assert scene is not None
    return scene


def pages_of(data: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def says(item: Any, text: str) -> bool:
    return isinstance(item, Text) and item.paragraphs[0].text == text


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_every_word_of_the_notes_is_in_the_script_and_on_the_cards(scene: Scene) -> None:
    spoken = words("\n".join(page.notes for page in scene.pages))
    assert spoken["word1499"] == 1
    for made, size in ((script.leaves(scene, A4), A4), (cards.leaves(scene), A6)):
        printed = words("\n".join(pages_of(leaves_pdf(scene, made, size).data)))
        assert not spoken - printed


def test_the_script_tells_the_time_of_each_slide(scene: Scene) -> None:
    first = pages_of(leaves_pdf(scene, script.leaves(scene, A4), A4).data)[0]
    page = next(p for p in scene.pages if p.title == "One claim")
    assert f"{int(page.starts) // 60}:{round(page.starts) % 60:02}" in first
    assert "/ 50 min" in first
    assert "First part" in first


def test_long_notes_flow_on_and_stay_on_the_paper(scene: Scene) -> None:
    for made, (width, height) in ((script.leaves(scene, A4), A4), (cards.leaves(scene), A6)):
        assert len(made) > 3
        data = leaves_pdf(scene, made, (width, height)).data
        for page in pypdfium2.PdfDocument(data):
            text = page.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            drawn = [box for box in boxes if box[2] > box[0]]
            assert min(b[0] for b in drawn) > 20
            assert max(b[2] for b in drawn) < width - 20
            assert min(b[1] for b in drawn) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_a_handout_has_every_shown_slide_once_and_no_more(students: Scene, kind: Kind) -> None:
    made = handout.leaves(students, A4, kind)
    there = [item.id for leaf in made for item in leaf.items if hasattr(item, "id")]
    expected = [p.id for p in students.pages if not p.hidden and (not p.generated or p.slide == "credits")]
    assert there == expected
    text = "\n".join(pages_of(leaves_pdf(students, made, A4).data))
    assert "Hidden away" not in text
    assert not {"Quokka", "Wombat", "reserve"} & set(words(text))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("before", range(1, 7))
def test_a_sections_title_is_on_the_paper_of_its_first_slide(
    students: Scene, kind: Kind, before: int
) -> None:
    page = next(p for p in students.pages if p.title == "The end")
    pages = [*[page._replace(section=0)] * before, page._replace(layout="map")]
    made = handout.leaves(replace(students, pages=pages), A4, kind)
    (rest,) = (leaf.items[n:] for leaf in made for n, item in enumerate(leaf.items) if says(item, "Second part"))
    assert any(isinstance(item, Slide) for item in rest)


def test_what_students_read_flows_on_and_is_whole(students: Scene) -> None:
    made = handout.leaves(students, A4, "text")
    text = words("\n".join(pages_of(leaves_pdf(students, made, A4).data)))
    assert all(text[f"text{n}"] == 1 for n in range(1500))
    assert text["chapter"] == 1
    assert text["word7"] == 0


def test_on_paper_a_dark_deck_is_light(scene: Scene) -> None:
    assert not scene.theme.dark
    assert themes.load("night").dark


def test_the_file_says_what_it_is_and_is_the_same_each_time(scene: Scene, tmp_path: Path) -> None:
    made = [leaves_pdf(scene, cards.leaves(scene), A6).data for _ in range(2)]
    assert made[0] == made[1]
    (tmp_path / "a.pdf").write_bytes(made[0])
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            assert titles == ["First part", "Second part"]
            assert "A long one" in [item.title for item in outline.root[0].children]


@pytest.mark.parametrize(
    ("command", "size"),
    [
        (["handout"], (595, 842)), (["handout", "--slides", "6", "--paper", "letter"], (612, 792)),
        (["script"], (595, 842)), (["cards"], (298, 420)),
    ],
)  # fmt: skip
def test_the_commands_write_pdfs(
    podium: Run, project: Path, command: list[str], size: tuple[int, int]
) -> None:
    (project / "slides_src" / "talk.yaml").write_text(OUTLINE, "utf-8")
    result = podium(command[0], "slides_src/talk.yaml", *command[1:])
    assert result.exit_code == 0, result.output
    page: Any = pypdfium2.PdfDocument(project / "output" / f"talk-{command[0]}.pdf")[0]
    assert tuple(round(v) for v in page.get_size()) == size
    again = podium(command[0], "slides_src/talk.yaml", "-o", "a.txt")
    assert again.exit_code == 2
    assert "-o names a PDF" in again.output


def test_a_mistake_writes_nothing(podium: Run, project: Path) -> None:
    (project / "slides_src" / "talk.yaml").write_text(OUTLINE.replace("quiz:", "quizz:"), "utf-8")
    result = podium("script", "slides_src/talk.yaml")
    assert result.exit_code == 1
    assert "did you mean 'quiz'?" in result.output
    assert not list((project / "output").glob("*.pdf"))


@pytest.mark.parametrize(
    ("command", "slides", "said"),
    [
        ("cards", "[{points: A, items: [b]}]", "no slide has notes"),
        ("handout", "[{points: A, items: [b], hidden: true}]", "no slide is shown"),
        ("handout", "[]", "no slide is shown"),
    ],
)
def test_where_nothing_is_left_to_print_it_says_so(
    podium: Run, project: Path, command: str, slides: str, said: str
) -> None:
    (project / "slides_src" / "talk.yaml").write_text(f"title: T\ncredits: false\nslides: {slides}\n", "utf-8")
    result = podium(command, "slides_src/talk.yaml")
    assert result.exit_code == 1
    assert f"there is nothing to print: {said}" in result.output
    assert not list((project / "output").iterdir())
