"""before-after: two pictures in one frame, the second wiped over the first by a click."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from talk import box, text_of

from podium.scene.boxes import Picture

PAIR = """
before: {file: old.png, when: 1939-08, caption: The old square}
after: {file: new.png, when: 1945-05, caption: The new square}
"""


@pytest.fixture
def pictures(tmp_path: Path) -> Callable[..., None]:
    def make(old: tuple[int, int] = (1500, 1000), new: tuple[int, int] = (1500, 1000)) -> None:
        (tmp_path / "images").mkdir(exist_ok=True)
        for name, size, colour in (("old", old, "red"), ("new", new, "blue")):
            Image.new("RGB", size, colour).save(tmp_path / "images" / f"{name}.png")

    return make


def shown(page: Any) -> list[Picture]:
    return [b for b in page.boxes if isinstance(b, Picture) and not b.name.startswith("Copy")]


def test_both_pictures_have_one_frame_and_the_second_is_wiped_in(slide: Any, pictures: Any) -> None:
    pictures((1500, 1000), (1400, 1000))
    page = slide(f"before-after: The square{PAIR}").slides()[0]
    first, second = shown(page)
    assert first.rect == second.rect
    assert (first.step, second.step, second.effect) == (0, 1, "wipe")
    for picture, aspect in ((first, 1.5), (second, 1.4)):
        left, top, right, bottom = picture.crop
        assert aspect * (1 - left - right) / (1 - top - bottom) == pytest.approx(picture.rect.w / picture.rect.h, 0.01)


def test_its_words_come_with_the_second_picture_and_neither_covers_the_other(slide: Any, pictures: Any) -> None:
    pictures()
    page = slide(f"before-after: The square{PAIR}").slides()[0]
    before, after = box(page, "Caption: Before"), box(page, "Caption: After")
    assert [p.text for p in before.paragraphs] == ["August 1939", "The old square"]
    assert [p.text for p in after.paragraphs] == ["May 1945", "The new square"]
    assert (before.step, after.step) == (0, 1)
    assert before.rect.bottom <= after.rect.y or before.rect.right <= after.rect.x


def test_in_print_the_first_picture_is_still_seen_in_a_small_copy(slide: Any, pictures: Any) -> None:
    pictures()
    page = slide(f"before-after: The square{PAIR}").slides()[0]
    copy = next(b for b in page.boxes if b.name.startswith("Copy"))
    assert copy.media == shown(page)[0].media
    assert copy.step == 1
    assert copy.rect.x >= shown(page)[0].rect.right


def test_side_by_side_nothing_waits_for_a_click(slide: Any, pictures: Any) -> None:
    pictures()
    page = slide(f"before-after: The square\nform: side{PAIR}").slides()[0]
    first, second = shown(page)
    assert first.rect.right < second.rect.x
    assert not any(b.step for b in page.boxes)


def test_plates_stand_side_by_side_until_the_pictures_are_there(slide: Any) -> None:
    made = slide(f"before-after: The square{PAIR}")
    assert not any(b.step for b in made.slides()[0].boxes)
    assert [f.code for f in made.report.findings] == ["missing-picture"] * 2


def test_a_plate_is_wiped_in_as_one(slide: Any, pictures: Any, tmp_path: Path) -> None:
    pictures()
    (tmp_path / "images" / "new.png").unlink()
    page = slide(f"before-after: The square{PAIR}").slides()[0]
    plate = next(b for b in page.boxes if b.effect == "wipe")
    assert plate.rect == shown(page)[0].rect
    assert len(plate.boxes) > 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("before: old.png", "empty"),
        ("before: {file: old.png, colour: red}\nafter: new.png", "unknown-key"),
        ("before: old.png\nafter: new.png\nform: fade", "choice"),
    ],
)
def test_mistakes_are_findings(slide: Any, pictures: Any, text: str, code: str) -> None:
    pictures()
    assert code in [f.code for f in slide(f"before-after: The square\n{text}").report.findings]


def test_pictures_of_very_different_proportions_are_told(slide: Any, pictures: Any) -> None:
    pictures((900, 1500), (2400, 1000))
    assert [f.code for f in slide(f"before-after: The square{PAIR}").report.findings] == ["unlike-pictures"]


def test_the_deck_has_powerpoints_wipe_from_the_left(deck: Any, pictures: Any) -> None:
    pictures()
    body = "\n".join(f"    {line}" for line in f"before-after: The square{PAIR}".splitlines())
    made = deck(f"title: T\ncredits: false\nslides:\n  -\n{body}\n")
    with zipfile.ZipFile(made.path) as package:
        xml = package.read("ppt/slides/slide2.xml").decode()
    assert 'presetID="22" presetClass="entr" presetSubtype="8"' in xml
    assert '<p:animEffect transition="in" filter="wipe(left)">' in xml


def test_the_words_of_a_wide_frame_stand_below_it_in_two_columns(slide: Any, pictures: Any) -> None:
    pictures((2600, 1000), (2600, 1000))
    page = slide(f"before-after: The steppe{PAIR}").slides()[0]
    frame, before, after = shown(page)[0].rect, box(page, "Caption: Before").rect, box(page, "Caption: After").rect
    assert frame.bottom <= before.y == after.y
    assert (before.x, after.right) == (frame.x, pytest.approx(frame.right, abs=2))
    assert before.right < after.x


def test_the_credits_name_both_pictures(lecture: Any, pictures: Any) -> None:
    pictures()
    pair = "before: {file: old.png, credit: Ann}, after: {file: new.png, credit: Bert}"
    made = lecture(f"title: T\nslides:\n  - {{before-after: The square, {pair}}}\n")
    assert {"Ann", "Bert"} <= set(text_of(made.scene.pages[-1]).split())
