"""quote: a quotation that fills the slide, or is under a headline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from talk import box, text_of, words

from podium.scene.units import EMU_PER_PT

Slide = Callable[..., Any]


def test_without_a_text_the_quotation_is_the_slides_title(slide: Slide) -> None:
    page = slide("quote: We shall *not* be driven back.\nby: A general").slides()[0]
    quotation = box(page, "Quotation")
    assert quotation.role == "title"
    assert page.title == "We shall not be driven back."
    assert not any(b.name == "Headline" for b in page.boxes)


def test_stress_is_in_the_accent_not_italic(slide: Slide) -> None:
    runs = box(slide("quote: We shall *not* be driven back.").slides()[0], "Quotation").paragraphs[0].runs
    assert [(r.text, r.colour, r.italic) for r in runs][1] == ("not", "accent.deep", False)


def test_with_a_text_the_value_is_the_headline(slide: Slide) -> None:
    page = slide("quote: He did not believe it\ntext: The quotation.\nby: A general").slides()[0]
    assert page.title == "He did not believe it"
    assert box(page, "Quotation").paragraphs[0].text == "The quotation."


def test_speaker_and_context_stand_left_and_what_came_of_it_right(slide: Slide) -> None:
    page = slide("quote: Q\nby: A general\ncontext: May 1939\naside: He lost.").slides()[0]
    assert [p.text for p in box(page, "By").paragraphs] == ["A general", "May 1939"]
    assert box(page, "By").rect.right <= box(page, "Aside").rect.x
    assert box(page, "By").rect.y >= box(page, "Quotation").rect.bottom


def test_over_a_picture_the_foot_is_one_column_without_a_rule(slide: Slide, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir(exist_ok=True)
    Image.new("RGB", (1920, 1080), "#775533").save(tmp_path / "images" / "a.png")
    for text in ("", "\ntext: T"):
        page = slide(f"quote: Q{text}\nby: A general\ncontext: May 1939\naside: He lost.\npicture: a.png").slides()[0]
        assert [p.text for p in box(page, "By").paragraphs] == ["A general", "May 1939", "He lost."]
        assert not any(b.name in ("Aside", "Rule") for b in page.boxes)


def test_a_quotation_of_a_page_is_there_to_the_last_word(slide: Slide) -> None:
    written = [f"word{n}" for n in range(300)]
    made = slide(f"quote: {' '.join(written)}\nby: A general")
    assert set(written) <= set(words(made.text()))
    assert "A general" in text_of(made.slides()[0])
    assert len(made.slides()) > 1


def test_nothing_but_a_speaker_is_a_slide_with_a_warning(slide: Slide) -> None:
    made = slide("quote:\nby: A general")
    assert made.messages == [
        "talk.yaml:5:11: warning: this slide has no headline; the section title is used instead"
    ]
    assert "A general" in made.text()


@pytest.mark.parametrize(("lang", "sign"), [("en", "“"), ("de", "„"), ("fr", "«"), ("nl", "“")])
def test_a_quotation_opens_with_the_mark_of_its_language(lecture: Callable[..., Any], lang: str, sign: str) -> None:
    made = lecture(f"title: T\nlang: {lang}\nslides:\n  - quote: {'A word and another ' * 6}\n    by: Somebody\n")
    mark = next(b for b in made.slides()[0].boxes if b.name == "Quotation mark")
    assert [p.text for p in mark.paragraphs] == [sign]


@pytest.mark.parametrize("words", ["Nein", "Ein Wort und noch eins " * 6, "Ein Wort und noch eins " * 30])
@pytest.mark.parametrize(
    "kind", ["quote: {}\n    by: Jemand", "points: H\n    items: [A, B]\n    beside: {{quote: {{text: {}}}}}"]
)
def test_a_low_mark_stands_on_the_first_line(lecture: Callable[..., Any], words: str, kind: str) -> None:
    made = lecture(f"title: T\nlang: de\nslides:\n  - {kind.format(words.strip())}\n")
    page = made.slides()[0]
    baselines = [
        b.rect.y / EMU_PER_PT + b.paragraphs[0].pitch - 0.21 * b.paragraphs[0].runs[0].size
        for b in (box(page, "Quotation mark"), box(page, "Quotation"))
    ]
    assert abs(baselines[0] - baselines[1]) < 0.2 * box(page, "Quotation").paragraphs[0].runs[0].size
