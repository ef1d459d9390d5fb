"""`logo`: one picture in the deck, on the master and the layouts; it meets nothing, is never stretched, can be seen."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from stress import write_stress
from talk import boxes_of, read

from podium import themes
from podium.scene.boxes import Shape
from podium.scene.grid import Grid
from podium.scene.masters import layouts, logo_place

Made = Callable[..., Any]
LECTURE = """\
title: T
logo: {logo}
theme: {theme}
sections:
  - title: One
    slides:
      - points: A
        items: [a]
      - question: Why?
"""
BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


def mark(path: Path, colour: tuple[int, ...] = BLACK, size: tuple[int, int] = (600, 150), mode: str = "RGBA") -> None:
    """A mark of two bars on a transparent ground (white for a JPEG)."""
    path.parent.mkdir(exist_ok=True)
    image = Image.new(mode, size, (255, 255, 255, 0)[: len(mode)])
    pen = ImageDraw.Draw(image)
    for n in (1, 5):
        box = (size[0] * n // 10, size[1] // 10, size[0] * (n + 3) // 10, size[1] * 9 // 10)
        pen.rectangle(box, colour[: len(mode)])
    image.save(path)


def shapes(made: Any) -> dict[str, list[Any]]:
    """Logo and panel of the master ("") and of each layout, by its name."""
    presentation = made.presentation()
    found = {"": presentation.slide_master, **{lay.name: lay for lay in presentation.slide_layouts}}
    return {name: [s for s in part.shapes if s.name.startswith("Logo")] for name, part in found.items()}


def test_the_mark_is_one_part_on_the_master_and_larger_on_the_cover(deck: Made, tmp_path: Path) -> None:
    mark(tmp_path / "images" / "mark.png")
    made = deck(LECTURE.format(logo="images/mark.png", theme="atlas"))
    assert made.messages == []
    found = shapes(made)
    (small,), (large,) = found[""], found["Cover"]
    assert large.height > 2 * small.height
    for shape in (small, large):
        assert shape.width / shape.height == pytest.approx(4, rel=0.001)
        assert shape._element.nvPicPr.cNvPr.get("descr") == "Logo"
    with zipfile.ZipFile(made.path) as z:
        assert [n for n in z.namelist() if n.startswith("ppt/media/")] == ["ppt/media/image1.png"]
        assert b'showMasterSp="0"' in z.read("ppt/slideLayouts/slideLayout1.xml")
        slides = [z.read(n).decode() for n in z.namelist() if re.match(r"ppt/slides/[^/]+xml", n)]
    assert not any("<p:pic>" in xml for xml in slides)


def test_the_alternative_text_can_be_given(deck: Made, tmp_path: Path) -> None:
    mark(tmp_path / "images" / "mark.png")
    made = deck(LECTURE.format(logo="{file: mark.png, alt: University of Middleton}", theme="atlas"))
    assert shapes(made)[""][0]._element.nvPicPr.cNvPr.get("descr") == "University of Middleton"


@pytest.mark.parametrize(
    ("theme", "colour", "panelled"),
    [
        ("atlas", BLACK, {"Section divider", "Question", "Summary", "Full-slide picture"}),
        ("night", BLACK, {"", "Cover"}),  # the other pages have that of the master
        ("night", WHITE, set()),
        ("signal", WHITE, {"", "Cover"}),
    ],
)
def test_a_panel_lies_under_it_only_where_it_could_not_be_seen(
    deck: Made, tmp_path: Path, theme: str, colour: tuple[int, ...], panelled: set[str]
) -> None:
    mark(tmp_path / "images" / "mark.png", colour)
    found = shapes(deck(LECTURE.format(logo="mark.png", theme=theme)))
    assert {name for name, parts in found.items() if len(parts) == 2} == panelled
    for name in panelled:
        panel, picture = found[name]
        assert (panel.name, picture.name) == ("Logo panel", "Logo")
        assert panel.left < picture.left
        assert panel.left + panel.width > picture.left + picture.width


def test_a_jpeg_brings_its_own_ground(deck: Made, tmp_path: Path) -> None:
    mark(tmp_path / "images" / "mark.jpg", mode="RGB")
    found = shapes(deck(LECTURE.format(logo="mark.jpg", theme="night")))
    assert all(len(parts) <= 1 for parts in found.values())


def test_a_missing_file_is_a_warning_and_nothing_is_drawn(deck: Made) -> None:
    made = deck(LECTURE.format(logo="mark.png", theme="atlas"))
    (message,) = made.messages
    assert message.startswith("talk.yaml:2:7: warning: the picture 'mark.png' is not there yet")
    assert message.endswith("put the file in images/; until then no slide has it")
    assert not any(shapes(made).values())
    assert "mark.png" not in made.text()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("mark.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        ("mark.pdf", b"%PDF-1.7\n", "PDF"),
        ("mark.mp4", b"", "not a picture"),
        ("../mark.png", b"", "outside the project"),
    ],
)
def test_what_cannot_be_placed_is_refused_with_a_reason(
    lecture: Made, tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (tmp_path / "images").mkdir()
    if name.startswith(".."):
        mark(tmp_path.parent / "mark.png")
        name = "../../mark.png"
    else:
        (tmp_path / "images" / name).write_bytes(data)
    made = lecture(LECTURE.format(logo=name, theme="atlas"))
    assert made.report.failed
    assert why in made.messages[0]


def test_few_pixels_are_a_warning(lecture: Made, tmp_path: Path) -> None:
    mark(tmp_path / "images" / "mark.png", size=(80, 20))
    assert "too few for" in lecture(LECTURE.format(logo="mark.png", theme="atlas")).messages[0]


@pytest.mark.parametrize("size", ["16:9", "4:3"])
@pytest.mark.parametrize("shape", [(1200, 100), (300, 300), (100, 900)])
def test_it_meets_nothing_on_any_kind_of_slide(tmp_path: Path, size: str, shape: tuple[int, int]) -> None:
    (tmp_path / "slides_src").mkdir()
    mark(tmp_path / "images" / "mark.png", size=shape)
    source = write_stress(tmp_path / "slides_src" / "en.yaml", "en", "signal", size)
    source.write_text(source.read_text().replace("title:", "logo: mark.png\ntitle:", 1))
    made = read(source)
    assert made.scene is not None
    assert made.scene.logo is not None
    every = layouts(Grid.of(size))
    for page in made.pages:
        if page.layout == "map":  # a map over the whole slide covers it
            continue
        place = logo_place(every[page.layout], made.scene.grid, shape[0] / shape[1])
        assert place.w / place.h == pytest.approx(shape[0] / shape[1], rel=0.01)
        for box in boxes_of(page):
            apart = (
                box.rect.right <= place.x
                or place.right <= box.rect.x
                or box.rect.bottom <= place.y
                or place.bottom <= box.rect.y
            )
            assert apart or (isinstance(box, Shape) and box.bleed), (page.id, box.name)


def test_every_language_has_a_word_for_it() -> None:
    from podium import languages

    for name in ("en", "de", "es", "fr", "it", "pt", "ru", "uk", "el", "tr", "zh"):
        assert languages.of(name).slides.logo


def test_a_written_deck_is_sound(deck: Made, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    mark(tmp_path / "images" / "mark.png")
    for theme in themes.names():
        made = deck(LECTURE.format(logo="mark.png", theme=theme) + 'accent: "#1B5E3A"\n')
        result = audit.OpenXmlValidator(file_format=audit.FileFormat.MICROSOFT_365, max_errors=0).validate(made.path)
        assert [str(e) for e in result.errors if e.severity.value == "error"] == []
