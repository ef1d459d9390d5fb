"""image and portrait: one picture large, or with a column of words; a person with name, life and role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from talk import box, boxes_of, text_of, texts_of

from podium.scene.boxes import Picture

Slide = Callable[..., Any]


def test_a_picture_alone_has_the_whole_width(slide: Slide) -> None:
    made = slide("image: H\nfile: a.png\ncaption: C")
    assert box(made.slides()[0], "C").rect.w == made.scene.grid.columns(1, 12).w


def test_words_stand_left_of_the_picture(slide: Slide) -> None:
    page = slide("image: H\nfile: a.png\ncaption: C\nitems: [one, two]").slides()[0]
    assert box(page, "Text").rect.right < box(page, "C").rect.x


def test_caption_and_credit_stand_below_the_picture(slide: Slide) -> None:
    page = slide("image: H\nfile: a.png\nshort: S\ncaption: C\ncredit: An archive").slides()[0]
    caption = box(page, "Caption: S")
    assert [p.text for p in caption.paragraphs] == ["C", "An archive"]
    assert caption.rect.y >= box(page, "S").rect.bottom


def test_a_plate_that_says_its_caption_does_not_have_it_below_again(slide: Slide) -> None:
    assert texts_of(slide("image: H\nfile: a.png\ncaption: The field").slides()[0]).count("The field") == 1


def test_the_words_of_a_plate_may_be_shorter_than_its_caption(slide: Slide) -> None:
    page = slide("image: H\nfile: a.png\ncaption: A long caption\nshort: Brief\nwhen: summer 1939").slides()[0]
    assert [p.text for p in box(page, "Brief words").paragraphs] == ["Brief", "Summer 1939"]


def test_a_side_colours_the_plate(slide: Slide) -> None:
    page = slide(
        "image: H\ncaption: C\nside: soviet", "sides: {soviet: {name: Soviet Union, colour: violet}}\n"
    ).slides()[0]
    assert box(page, "C").fill == "violet.plate"


def test_a_portrait_that_is_there_has_name_life_and_role_below(slide: Slide, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (30, 40)).save(tmp_path / "images" / "z.jpg")
    page = slide("portrait: H\nfile: z.jpg\nname: Georgy Zhukov\nlife: 1896–1974\nrole: General").slides()[0]
    picture = next(b for b in boxes_of(page) if isinstance(b, Picture))
    lines = box(page, "Caption: Georgy Zhukov")
    assert [p.text for p in lines.paragraphs] == ["Georgy Zhukov", "1896–1974, General"]
    assert picture.alt == "Georgy Zhukov, 1896–1974, General"
    assert lines.rect.y > picture.rect.bottom


def test_a_portrait_that_is_missing_says_the_same_on_its_plate_only(slide: Slide) -> None:
    text = text_of(slide("portrait: H\nfile: z.jpg\nname: Georgy Zhukov\nlife: 1896–1974").slides()[0])
    assert text.count("Georgy Zhukov") == 1
    assert text.count("1896–1974") == 1


def test_a_picture_about_which_nothing_is_known_is_a_picture_to_come(slide: Slide) -> None:
    page = slide("image: H").slides()[0]
    assert "Picture to come" in text_of(page)
    assert box(page, "Picture").alt
