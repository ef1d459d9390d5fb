"""`export`: files for browsers that need nothing else, say all that the slides say, and can be moved about in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result
from talk import ROOT

Run = Callable[..., Result]
TALK = """title: A talk
lang: de
slides:
  - points: First claims
    id: first
    notes: Nobody may read this
    reveal: true
    items: [One, Two, "[to the table](#second)"]
  - table: A table
    id: second
    columns: [Year, Who]
    rows: [[1917, Russia], [1922, Japan]]
  - chart: Men
    id: third
    type: bar
    data: {Japan: 500, Soviet Union: 1000}
"""


@pytest.fixture
def talk(project: Path) -> str:
    path = project / "slides_src" / "talk.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(TALK, "utf-8")
    return "slides_src/talk.yaml"


class Reader(HTMLParser):
    """The headings, and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.cells: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            self.headings.append(data)
        if self.open and self.open[-1] in ("th", "td"):
            self.cells.append(data)


def test_one_file_has_all_slides_and_needs_no_other(podium: Run, talk: str, project: Path) -> None:
    result = podium("export", talk)
    assert result.exit_code == 0, result.stderr
    text = (project / "output" / "talk.html").read_text("utf-8")
    reader = Reader()
    reader.feed(text)
    assert not reader.open
    assert reader.headings == ["A talk", "First claims", "A table", "Men"]
    assert reader.cells == ["Year", "Who", "1917", "Russia", "1922", "Japan"]
    assert '<html lang="de" ' in text
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.findall(r"(?:src|href)=\"(?!#|data:)", text.partition("<script")[0])
    assert "Nobody may read this" not in text


def test_notes_are_in_the_file_only_if_asked_for_and_then_it_has_another_name(
    podium: Run, talk: str, project: Path
) -> None:
    assert "output/talk-notes.html: written" in podium("export", talk, "--notes").stdout
    assert "Nobody may read this" in (project / "output" / "talk-notes.html").read_text("utf-8")
    assert not (project / "output" / "talk.html").exists()
    refused = podium("export", talk, "--notes", "--to", "svg")
    assert refused.exit_code == 2
    assert "--notes is for the HTML file" in refused.stderr


def test_no_text_of_an_outline_can_end_the_script(podium: Run, project: Path) -> None:
    bad = "</script><img src=x onerror=alert(1)>"
    text = f'title: "{bad}"\nslides:\n  - points: "{bad}"\n    notes: "{bad}"\n    items: [A]\n'
    (project / "slides_src" / "bad.yaml").write_text(text, "utf-8")
    assert podium("export", "slides_src/bad.yaml", "--notes", "-o", "bad.html").exit_code == 0
    made = (project / "bad.html").read_text("utf-8")
    assert "<img" not in made
    assert made.count("</script>") == 3


def test_the_same_outline_gives_the_same_bytes(podium: Run, talk: str, project: Path) -> None:
    made = []
    for name in ("a.html", "b.html"):
        podium("export", talk, "-o", name)
        made.append((project / name).read_bytes())
    assert made[0] == made[1]


def test_svg_is_a_file_for_each_slide(podium: Run, talk: str, project: Path) -> None:
    result = podium("export", talk, "--to", "svg", "-o", "slides")
    assert "slides: 4 slides written" in result.stdout
    assert sorted(p.name for p in (project / "slides").iterdir()) == [
        "01-cover.svg",
        "02-first.svg",
        "03-second.svg",
        "04-third.svg",
    ]


def test_what_the_file_is_named_says_that_it_is_a_pdf(podium: Run, talk: str, project: Path) -> None:
    assert podium("export", talk, "-o", "talk.pdf").exit_code == 0
    assert (project / "talk.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "output/talk.pdf: written" in podium("export", talk, "--to", "pdf").stdout.replace("\\", "/")


def test_png_is_a_file_for_each_slide_as_wide_as_asked_for(podium: Run, talk: str, project: Path) -> None:
    from PIL import Image

    result = podium("export", talk, "--to", "png", "--width", "640", "-o", "slides")
    assert "slides: 4 slides written" in result.stdout
    files = sorted((project / "slides").iterdir())
    assert [p.name for p in files] == ["01-cover.png", "02-first.png", "03-second.png", "04-third.png"]
    with Image.open(files[1]) as picture:
        assert picture.size == (640, 360)
        assert len(picture.convert("L").getcolors()) > 20  # there are words on it
    first = files[1].read_bytes()
    podium("export", talk, "--to", "png", "--width", "640", "-o", "slides")
    assert files[1].read_bytes() == first


def test_letters_that_no_font_has_are_told_at_their_place(podium: Run, project: Path) -> None:
    text = "title: T\nslides:\n  - points: A\n    items: [b, 'c \U00016a00']\n"
    (project / "slides_src" / "mro.yaml").write_text(text, "utf-8")
    result = podium("export", "slides_src/mro.yaml", "--to", "pdf")
    assert result.exit_code == 0
    assert "mro.yaml:4:16: warning: no installed font has '\U00016a00' (U+16A00)" in result.stderr


def test_anothers_pdf_is_replaced_only_by_force(podium: Run, talk: str, project: Path) -> None:
    import pikepdf

    other = pikepdf.new()
    other.add_blank_page()
    other.docinfo.Title = "About podium"
    other.save(project / "mine.pdf")
    assert podium("export", talk, "-o", "mine.pdf").exit_code == 1
    assert podium("export", talk, "-o", "mine.pdf", "--force").exit_code == 0
    assert podium("export", talk, "-o", "mine.pdf").exit_code == 0  # now it is podium's


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "talk.txt"], "write talk.html"),
        (["--to", "pdf", "-o", "talk.html"], "write talk.pdf"),
        (["--to", "png", "-o", "talk.png"], "write talk"),
        (["--to", "pdf", "--width", "800"], "--width is for PNG"),
        (["--to", "svg", "-o", "talk.svg"], "write talk"),
        (["--to", "odp"], "'odp' is not one of"),
    ],
)
def test_a_wrong_name_is_refused_with_the_right_one(podium: Run, talk: str, options: list[str], said: str) -> None:
    result = podium("export", talk, *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_mistakes_are_said_and_nothing_is_written(podium: Run, project: Path) -> None:
    (project / "slides_src").mkdir(exist_ok=True)
    (project / "slides_src" / "bad.yaml").write_text("title: T\nslides: [{points: A, itmes: [a]}]\n")
    result = podium("export", "slides_src/bad.yaml")
    assert result.exit_code == 1
    assert "bad.yaml:2:22: error: unknown key 'itmes'" in result.stderr
    assert not (project / "output").exists() or not list((project / "output").iterdir())


def test_anothers_file_is_replaced_only_by_force(podium: Run, talk: str, project: Path) -> None:
    (project / "mine.html").write_text("<p>my own page</p>")
    assert podium("export", talk, "-o", "mine.html").exit_code == 1
    assert "my own page" in (project / "mine.html").read_text()
    assert podium("export", talk, "-o", "mine.html", "--force").exit_code == 0


def test_building_a_deck_loads_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "talk.yaml").write_text(TALK, "utf-8")
    code = (
        "import sys; from contextlib import suppress; from podium.cli import main\n"
        f"with suppress(SystemExit): main(['build', r'{tmp_path / 'talk.yaml'}', '-o', r'{tmp_path / 'talk.pptx'}'], standalone_mode=False)\n"  # noqa: E501
        "unwanted = ('fontTools', 'pikepdf', 'uharfbuzz', 'pypdfium2', 'podium.backends.svg', 'podium.backends.pdf', 'podium.backends.drawing')\n"  # noqa: E501
        "print([m for m in sys.modules if m.startswith(unwanted)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_lecture_is_one_page_of_a_few_megabytes(podium: Run, project: Path) -> None:
    result = podium("export", str(ROOT / "slides_src" / "soviet-japanese-border-war.yaml"), "-o", "lecture.html")
    assert result.exit_code == 0
    assert (project / "lecture.html").stat().st_size < 4_000_000
