"""document: facsimile, transcription and translation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from talk import box, boxes_of, text_of, too_full

from podium.scene.boxes import Picture, Text
from podium.scene.units import EMU_PER_PT

Make = Callable[..., Any]


def lines(count: int, word: str = "line") -> str:
    return "".join(f"    {word} {n}\n" for n in range(1, count + 1))


def document(count: int, more: str = "") -> str:
    return f"document: H\ntext: |\n{lines(count)}translation: |\n{lines(count, 'Zeile')}{more}"


def tops(page: Any, name: str) -> list[float]:
    """Where each paragraph of a box begins, pt from the top of the slide."""
    b = box(page, name)
    y, found = b.rect.y / EMU_PER_PT, []
    for n, p in enumerate(b.paragraphs):
        y += p.before if n else 0.0
        found.append(round(y, 0))
        y += p.lines * p.pitch
    return found


def test_the_lines_of_the_source_stay_and_every_fifth_has_its_number_beside_it(slide: Make) -> None:
    page = slide(document(11)).slides()[0]
    assert [p.text for p in box(page, "Transcription").paragraphs] == [f"line {n}" for n in range(1, 12)]
    assert [p.text for p in box(page, "Line numbers").paragraphs] == ["5", "10"]
    at = tops(page, "Transcription")
    assert tops(page, "Line numbers") == [at[4], at[9]]


def test_numbers_of_every_line_begin_where_the_outline_says(slide: Make) -> None:
    page = slide(document(3, "numbers: every\nfirst: 12")).slides()[0]
    assert [p.text for p in box(page, "Line numbers").paragraphs] == ["12", "13", "14"]


def test_lines_of_source_and_translation_stand_beside_each_other(slide: Make) -> None:
    long = "a line that is so long that it takes more than one line of the column in which it stands, and then more"
    text = f"document: H\ntext: |\n    {long}\n    b\ntranslation: |\n    a\n    b\nfile: none.png"
    page = slide(text).slides()[0]
    if box(page, "Transcription").rect.x != box(page, "Translation").rect.x:
        assert tops(page, "Transcription") == tops(page, "Translation")


@pytest.mark.parametrize("picture", ["", "file: none.png"])
def test_a_long_document_goes_on_evenly_with_all_its_lines_and_numbers(slide: Make, picture: str) -> None:
    made = slide(document(120, picture))
    pages = made.slides()
    assert len(pages) > 1
    found = [p.text for page in pages for p in box(page, "Transcription").paragraphs]
    assert found == [f"line {n}" for n in range(1, 121)]
    counts = [len(box(page, "Transcription").paragraphs) for page in pages]
    assert max(counts) - min(counts) <= 3
    numbers = [p.text for page in pages for b in boxes_of(page) if b.name == "Line numbers" for p in b.paragraphs]
    assert numbers == [str(n) for n in range(5, 121, 5)]
    assert not too_full(made)


def test_a_translation_of_another_length_loses_nothing(slide: Make) -> None:
    words = " ".join(f"word{n}" for n in range(700))
    made = slide(f"document: H\ntext: |\n{lines(9)}translation: {words}\n")
    text = " ".join(text_of(page) for page in made.slides()).split()
    assert [w for w in text if w.startswith("word")] == words.split()
    assert not too_full(made)


def test_stressed_words_are_highlighted_across_lines_in_the_language_of_the_source(deck: Make) -> None:
    made = deck("title: T\nslides:\n  - document: H\n    lang: ru\n    text: |\n      это *важное\n      слово* и\n")
    xml = made.presentation().slides[1].part.blob.decode()
    assert xml.count("<a:highlight>") == 2
    assert 'lang="ru-RU"' in xml
    assert "*" not in text_of(made.slides()[0])


def test_only_the_region_of_the_facsimile_is_shown(slide: Make, tmp_path: Any) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (1000, 1000)).save(tmp_path / "images" / "a.png")
    page = slide("document: H\nfile: a.png\ntext: words\ncrop: [0.1, 0.2, 0.9, 60%]").slides()[0]
    picture = next(b for b in boxes_of(page) if isinstance(b, Picture))
    assert picture.crop == pytest.approx((0.1, 0.2, 0.1, 0.4))
    assert picture.rect.w / picture.rect.h == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("crop", ["[0.9, 0, 0.1, 1]", "[0, 0, 1]", "[0, 0, 2, 1]", "all"])
def test_a_crop_that_shows_nothing_is_a_mistake(slide: Make, crop: str) -> None:
    made = slide(f"document: H\nfile: a.png\ncrop: {crop}")
    assert any(": error:" in m for m in made.messages)


def test_the_signature_stands_below_the_facsimile_or_the_text(slide: Make) -> None:
    for text in ("document: H\ntext: words\narchive: RGVA", "document: H\nfile: a.png\narchive: RGVA"):
        assert "RGVA" in text_of(slide(text).slides()[0])


def test_the_source_comes_first_and_its_translation_with_a_click(slide: Make) -> None:
    page = slide(document(3, "reveal: true")).slides()[0]
    assert [box(page, name).step for name in ("Transcription", "Translation")] == [0, 1]
    page = slide(document(3, "reveal: true\nfile: a.png")).slides()[0]
    assert [box(page, name).step for name in ("Transcription", "Translation")] == [1, 2]


def test_every_page_keeps_its_words_in_reading_order(slide: Make) -> None:
    names = [b.name for b in slide(document(4, "file: a.png")).slides()[0].boxes if isinstance(b, Text)]
    assert names.index("Transcription") < names.index("Translation")


def test_headings_of_ones_own_stand_above_the_texts_and_one_too_many_is_told(slide: Make) -> None:
    made = slide(document(2, "headings: [Russian, German]"))
    assert [b.name for b in made.slides()[0].boxes if b.name.startswith("Heading")] == [
        "Heading: Russian",
        "Heading: German",
    ]
    assert any("2 headings, but 1 text" in m for m in slide("document: H\ntext: a\nheadings: [A, B]").messages)


@pytest.mark.parametrize("more", ["", "file: order.jpg\n", "translation: |\n  Kein Schritt\n  zurück\n"])
def test_few_lines_are_set_large(slide: Make, more: str) -> None:
    page = slide(f"document: H\ntext: |\n  Not one step\n  back\n{more}").slides()[0]
    said = next(b for b in boxes_of(page) if isinstance(b, Text) and "Not one step" in b.paragraphs[0].text)
    assert said.paragraphs[0].runs[0].size >= 44
