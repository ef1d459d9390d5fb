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
from podium.backends.pdf.paper import A4, Leaf, Slide, leaves_pdf
from podium.paper import KINDS, Kind, cards, handout, script
from podium.paper.sheets import A6
from podium.pipeline import scene_of
from podium.scene.boxes import Scene, Shape, Text

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


NOTES = f"""title: T
credits: false
slides:
  - points: One claim
    items: [a]
    notes: |
      {"Sentence of eight words up to its end. " * 45}
  - quiz: Which?
    answers: [This, That]
    answer: B
    notes: |
      Look at this: [click] it is speech.

      Doubtful: nobody counted them, and the one who says so was not there when it happened.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Callable[[str], Scene]:
    """Lays out the text of an outline."""

    def scene(text: str) -> Scene:
        (tmp_path / "talk.yaml").write_text(text, "utf-8")
        made = scene_of(tmp_path / "talk.yaml", paper=True)[1]
        assert made is not None
        return made

    return scene


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


def said(leaf: Leaf) -> list[str]:
    return [p.text for box in texts(leaf) for p in box.paragraphs]


def texts(leaf: Leaf) -> list[Text]:
    return [item for item in leaf.items if isinstance(item, Text)]


def test_a_card_can_be_read_at_arms_length_and_says_what_it_belongs_to(talk: Callable[[str], Scene]) -> None:
    scene = talk(NOTES)
    made = [leaf for leaf in cards.leaves(scene) if any("Sentence" in t for t in said(leaf))]
    page = next(p for p in scene.pages if p.title == "One claim")
    pages = pages_of(leaves_pdf(scene, made, A6).data)
    assert len(made) == 3
    for n, text in enumerate(pages, 1):
        assert f"{int(page.starts) // 60}:{round(page.starts) % 60:02}" in text
        assert "One claim" in text
        assert re.search(rf"Slide {scene.pages.index(page) + 1}\s+·\s+{n}/3", text)
    for leaf in made:
        speech = [p for box in texts(leaf) for p in box.paragraphs if "Sentence" in p.text]
        assert min(run.size for p in speech for run in p.runs) >= 14
        assert speech[-1].text.endswith("end.")
        rules = [item.rect.y for item in leaf.items if isinstance(item, Shape) and not item.rect.h]
        assert rules
        for box in texts(leaf):  # no word is struck through
            assert not any(box.rect.y < y < box.rect.bottom - 12700 for y in rules), box.name


def test_in_the_script_remarks_and_cues_do_not_look_like_speech(talk: Callable[[str], Scene]) -> None:
    scene = talk(NOTES)
    made = script.leaves(scene, A4)
    found = {p.text[:8]: p for leaf in made for box in texts(leaf) for p in box.paragraphs}
    speech, doubt, answer = found["Look at "], found["Doubtful"], found["Right an"]
    for remark in (doubt, answer):
        assert remark.indent > speech.indent
        assert remark.runs[0].size < speech.runs[0].size
        assert (remark.runs[0].bold, remark.runs[-1].bold) == (True, False)
    assert [(run.text, run.bold, bool(run.marked)) for run in speech.runs] == [
        ("Look at this: ", False, False), ("[click]", True, True), (" it is speech.", False, False),
    ]  # fmt: skip
    assert "Slide 2" in pages_of(leaves_pdf(scene, made, A4).data)[0]
    assert not any("\xa0" in p.text for p in found.values())  # lines are as full as they can be


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
def test_below_each_slide_of_a_handout_stands_its_number(students: Scene, kind: Kind) -> None:
    numbers = {page.id: str(n) for n, page in enumerate(students.pages, 1)}
    for leaf in handout.leaves(students, A4, kind):
        texts = [item for item in leaf.items if isinstance(item, Text)]
        for slide in (item for item in leaf.items if isinstance(item, Slide)):
            low = slide.y + slide.width * students.grid.height / students.grid.width
            below = [t for t in texts if 0 <= t.rect.y / 12700 - low < 4 and t.rect.x / 12700 >= slide.x - 1]
            assert numbers[slide.id] in [t.paragraphs[0].text for t in below]


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


def test_slides_are_balanced_over_the_pages_which_have_lines_down_to_their_foot(talk: Callable[[str], Scene]) -> None:
    slides = [f"{{points: Claim {n}, items: [a]}}" for n in range(6)]
    land = "{map: Land, full: true, territories: east-asia-1931-1941, year: 1939, fit: [manchukuo]}"
    scene = talk(f"title: T\ncredits: false\nslides: [{', '.join([*slides, land])}]\n")
    for kind, shared in (("3", [3, 2, 2]), ("6", [4, 3]), ("2", [2, 2, 2, 1])):
        made = handout.leaves(scene, A4, kind)
        there = [[item for item in leaf.items if isinstance(item, Slide)] for leaf in made]
        assert [len(slides) for slides in there] == shared, kind
        for leaf, shown in zip(made, there, strict=True):
            low = max(item.rect.bottom / 12700 for item in leaf.items if isinstance(item, Shape))
            assert low > 0.9 * A4[1], kind
            assert max(s.y + s.width * 9 / 16 for s in shown) < low - 2 * 19, kind
        assert max(s.width for s in there[0]) > 0.4 * A4[0], kind


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
