"""images: one to four pictures or blocks at their places, with captions below or in a rail."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from talk import box, boxes_of, text_of, too_full, words

from podium.kinds.images import PLACES
from podium.scene.boxes import Chart, Shape, Table
from podium.scene.units import Rect, points

Slide = Callable[..., Any]


def frames(page: Any, names: str) -> list[Rect]:
    """The rectangles of the plates that are called so."""
    return [box(page, name).rect for name in names]


def touch(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def images(*places: str) -> str:
    items = "".join(
        f"  - {{at: {place}, caption: {name}, file: {name}.png}}\n" for name, place in zip("ABCD", places, strict=False)
    )
    return f"images: H\nitems:\n{items}"


def test_the_three_pictures_of_the_forum_post_stand_where_it_has_them(slide: Slide) -> None:
    left, right, bottom = frames(slide(images("top-left", "top-right", "bottom")).slides()[0], "ABC")
    assert left.right < right.x
    assert left.y == right.y
    assert bottom.y > min(left.bottom, right.bottom)  # one of them may have the whole height
    assert bottom.bottom >= max(left.bottom, right.bottom) - points(30)
    assert bottom.w > left.w


@pytest.mark.parametrize("places", [p for n in (1, 2, 3, 4) for p in combinations(PLACES, n)][::7], ids="-".join)
def test_frames_never_overlap_and_stay_on_the_slide(slide: Slide, places: tuple[str, ...]) -> None:
    made = slide(images(*places))
    page = made.slides()[0]
    found = frames(page, "ABCD"[: len(places)])
    assert not any(touch(a, b) for a, b in combinations(found, 2))
    whole = made.scene.grid.content(0)
    assert all(
        r.x >= whole.x and r.right <= whole.right and r.bottom <= whole.bottom and r.w > 0 and r.h > 0 for r in found
    )


@pytest.mark.parametrize(
    ("first", "second"), [("left", "right"), ("top-left", "top-right"), ("bottom-left", "bottom-right")]
)
def test_left_is_left_of_right(slide: Slide, first: str, second: str) -> None:
    one, other = frames(slide(images(second, first)).slides()[0], "BA")
    assert one.right < other.x


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_places_may_be_left_out(slide: Slide, count: int) -> None:
    page = slide("images: H\nitems: [" + ", ".join(f"{{caption: {n}}}" for n in "ABCD"[:count]) + "]").slides()[0]
    assert not any(touch(a, b) for a, b in combinations(frames(page, "ABCD"[:count]), 2))


def test_a_file_name_that_stands_alone_has_its_place_too(slide: Slide) -> None:
    assert [m.partition(": ")[0] for m in slide("images: H\nitems: [a.png, b.png]").messages] == [
        "talk.yaml:6:13",
        "talk.yaml:6:20",
    ]


def test_an_item_may_be_a_file_name(slide: Slide) -> None:
    page = slide("images: H\nitems: a.png").slides()[0]
    assert "a.png" not in text_of(page)
    assert any("images/a.png" in b.alt for b in boxes_of(page))


@pytest.mark.parametrize(("block", "kind"), [("chart: {data: {a: 1}}", Chart), ("table: {rows: [[a, b]]}", Table)])
def test_an_item_may_be_any_block_with_a_caption(slide: Slide, block: str, kind: type) -> None:
    page = slide(
        f"images: H\nitems: [{{at: left, caption: A, file: a.png}}, {{at: right, caption: B, {block}}}]"
    ).slides()[0]
    drawn = next(b for b in boxes_of(page) if isinstance(b, kind))
    caption = box(page, "Caption: right")
    assert caption.paragraphs[0].text == "B"
    assert drawn.rect.x > box(page, "A").rect.right
    assert drawn.rect.bottom <= caption.rect.y


@pytest.mark.parametrize("captions", ["below", "rail"])
def test_a_table_that_is_too_long_for_its_place_goes_on(slide: Slide, captions: str) -> None:
    rows = "".join(f"        - [row{n}, value{n}]\n" for n in range(60))
    made = slide(
        f"images: H\ncaptions: {captions}\nitems:\n"
        f"  - at: left\n    file: a.png\n  - at: right\n    table:\n      rows:\n{rows}"
    )
    assert len(made.slides()) > 1
    assert [w for w in words(made.text()) if w.startswith("row")] == [f"row{n}" for n in range(60)]


def test_captions_in_a_rail_stand_right_of_the_frames_with_their_places(slide: Slide) -> None:
    page = slide(images("top", "bottom-left", "bottom-right") + "captions: rail").slides()[0]
    frames_end = max(r.right for r in frames(page, "ABC"))
    rail = [b for b in page.boxes if b.name.startswith("Caption")]
    assert [b.paragraphs[0].text for b in rail] == ["Top", "Bottom left", "Bottom right"]
    assert [b.paragraphs[1].text for b in rail] == ["A", "B", "C"]
    assert all(b.rect.x > frames_end for b in rail)


@pytest.mark.parametrize("captions", ["below", "rail"])
def test_captions_of_300_characters_are_there_to_the_last(slide: Slide, captions: str) -> None:
    written = {n: [f"{n}{k}word" for k in range(45)] for n in "abcd"}
    items = "".join(f"  - {{file: {n}.png, caption: {' '.join(w)}, short: Plate}}\n" for n, w in written.items())
    made = slide(f"images: H\ncaptions: {captions}\nitems:\n{items}")
    found = set(words(made.text()))
    assert {w for ws in written.values() for w in ws} <= found


def test_every_plate_says_what_it_stands_for(slide: Slide) -> None:
    page = slide(images("left", "right")).slides()[0]
    assert [box(page, n).alt for n in "AB"] == ["A (images/A.png)", "B (images/B.png)"]
    assert box(page, "A").fill != box(page, "B").fill  # neighbours differ


def test_the_alt_text_of_the_author_comes_first(slide: Slide) -> None:
    page = slide("images: H\nitems: [{caption: A *short* caption, alt: A long description, file: a.png}]").slides()[0]
    assert [b.alt for b in page.boxes if isinstance(b, Shape) and b.alt] == ["A long description (images/a.png)"]


def test_no_pictures_is_a_warning(slide: Slide) -> None:
    made = slide("images: H")
    assert made.messages == ["talk.yaml:5:5: warning: this slide has no pictures; add 'items:'"]


def test_a_plate_that_says_it_all_leaves_its_place_in_the_rail_empty(slide: Callable[..., Any]) -> None:
    made = slide("images: A\ncaptions: rail\nitems: [{life: 1896–1974}, {file: b.jpg, caption: B}]")
    assert [b.name for b in made.slides()[0].boxes if b.name.startswith("Caption")] == ["Caption: right"]


def test_the_name_of_a_missing_file_never_leaves_its_low_plate(slide: Callable[..., Any]) -> None:
    made = slide(
        "images: A\nitems:\n"
        f"  - {{at: top-left, file: {'x' * 90}.jpg, caption: Pu Yi, life: 1906–1967}}\n"
        "  - {at: top-right, chart: {data: {Japan: 5, Russia: 7}}}\n"
        "  - {at: bottom, file: b.jpg, caption: B}"
    )
    assert too_full(made) == []


def test_of_two_plates_in_one_colour_the_second_is_paper(slide: Slide) -> None:
    page = slide(
        "images: H\nitems: [{file: a.png, caption: One, side: x}, {file: b.png, caption: Two, side: x}]",
        "sides: {x: {name: X, colour: violet}}\n",
    ).slides()[0]
    assert [box(page, name).fill for name in ("One", "Two")] == ["violet.plate", "panel"]
    assert box(page, "Two contours").line.colour == box(page, "Two bar").fill == "violet"
    assert {r.colour for p in box(page, "Two words").paragraphs for r in p.runs} <= {"ink", "ink2"}
