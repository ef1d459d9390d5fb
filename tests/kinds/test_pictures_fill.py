"""Pictures fill their place: rows by the files' proportions, captions at their own picture, crops, persons' words."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from talk import Talk, box, boxes_of, read, texts_of, too_full
from thorough import examples

from podium.kinds.images import PLACES
from podium.scene.boxes import Box, Chart, Picture, Shape, Text
from podium.scene.units import EMU_PER_INCH, Rect, inches, points

Slide = Callable[..., Any]
SIZES = {
    "panorama": (2500, 500),
    "view": (1800, 1200),
    "square": (1000, 1000),
    "portrait": (900, 1200),
    "tower": (500, 2000),
    "small": (120, 90),
    "clear": (800, 600),
    "turned": (1200, 800),  # as the camera held it: 800 wide, 1200 high
}
MOST_CROPPED = 0.25
SHARP = 75  # pixels to the inch
TWO_POINTS = points(2)


def save_pictures(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in SIZES.items():
        picture = Image.new("RGBA" if name == "clear" else "RGB", size, (90, 80, 70))
        exif = Image.Exif()
        if name == "turned":
            exif[0x0112] = 6
        picture.save(folder / f"{name}.{'png' if name == 'clear' else 'jpg'}", exif=exif)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with pictures of every proportion."""
    project = tmp_path_factory.mktemp("gallery")
    save_pictures(project / "images")
    (project / "slides_src").mkdir()
    return project


def made_of(gallery: Path, slide: str, head: str = "") -> Talk:
    source = gallery / "slides_src" / "talk.yaml"
    body = "\n".join("    " + line for line in slide.strip("\n").splitlines())
    source.write_text(f"title: Talk\ncredits: false\n{head}slides:\n  -\n{body}\n", "utf-8")
    return read(source)


def file_of(name: str) -> str:
    return f"{name}.{'png' if name == 'clear' else 'jpg'}"


def pictures_of(page: Any) -> list[Picture]:
    return [b for b in boxes_of(page) if isinstance(b, Picture)]


def shown_part(picture: Picture) -> tuple[float, float]:
    left, top, right, bottom = picture.crop
    return 1 - left - right, 1 - top - bottom


def touch(one: Rect, other: Rect) -> bool:
    slack = 2  # EMU
    across = min(one.right, other.right) - max(one.x, other.x)
    return across > slack and min(one.bottom, other.bottom) - max(one.y, other.y) > slack


# ------------------------------------------------------------------------------------- any pictures, any places

words = st.sampled_from(["", "Pact", "Soviet tanks and infantry move against Japanese positions at Khalkhin Gol"])
one_item = st.fixed_dictionaries(
    {
        "file": st.sampled_from(sorted(SIZES)),
        "caption": words,
        "person": st.booleans(),
        "fit": st.sampled_from(["", "contain", "cover"]),
        "focus": st.sampled_from(["", "face", "left", "[0.9, 0.1]"]),
    }
)


@st.composite
def image_slides(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[str], str]:
    items = draw(st.lists(one_item, min_size=1, max_size=4))
    places = draw(st.permutations(PLACES)) if draw(st.booleans()) else [""] * len(PLACES)
    return items, list(places[: len(items)]), draw(st.sampled_from(["below", "rail"]))


def written(items: list[dict[str, Any]], places: list[str], captions: str) -> str:
    """The slide; `short` names each picture by its number."""
    lines = []
    for n, (item, at) in enumerate(zip(items, places, strict=True)):
        keys = {"at": at, "file": file_of(item["file"]), "caption": item["caption"], "short": f"N{n}"}
        keys |= {"name": "Georgy Zhukov", "life": "1896–1974"} if item["person"] else {}
        keys |= {"fit": item["fit"], "focus": "" if item["fit"] == "contain" else item["focus"]}
        lines.append("  - {" + ", ".join(f"{k}: {v}" for k, v in keys.items() if v) + "}")
    return "images: H\ncaptions: " + captions + "\nitems:\n" + "\n".join(lines)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(image_slides())
def test_pictures_of_any_proportion_fill_their_place(gallery: Path, slide: Any) -> None:
    items, places, captions = slide
    made = made_of(gallery, written(items, places, captions))
    page = made.slides()[0]
    assert too_full(made) == []
    parts: list[list[Box]] = [[b for b in boxes_of(page) if b.name.endswith(f"N{n}")] for n in range(len(items))]
    for n, item in enumerate(items):
        picture = box(page, f"N{n}")
        check_picture(picture, item)
        caption = next((b for b in boxes_of(page) if b.name == f"Caption: N{n}"), None)
        card = next((b for b in boxes_of(page) if b.name == f"N{n} card"), None)
        if card is not None:
            parts[n].append(card)
            assert caption is not None
            assert caption.rect.x >= picture.rect.right
            assert card.rect.y <= caption.rect.y
            assert caption.rect.bottom <= card.rect.bottom
        elif caption is not None and caption.rect.x >= picture.rect.right:  # beside a tower
            assert SIZES[item["file"]][0] < 0.5 * SIZES[item["file"]][1]
            assert picture.rect.y <= caption.rect.y
            assert caption.rect.bottom <= picture.rect.bottom
        elif caption is not None:
            assert abs(caption.rect.x - picture.rect.x) <= TWO_POINTS
            assert 0 <= caption.rect.y - picture.rect.bottom <= points(8)
    for one, other in combinations(parts, 2):
        assert not any(touch(a.rect, b.rect) for a in one for b in other)
    content = made.scene.grid.content(0)
    rounding = 2  # EMU, of four widths
    assert all(content.x <= b.rect.x and b.rect.right <= content.right + rounding for ps in parts for b in ps)


def check_picture(picture: Picture, item: dict[str, Any]) -> None:
    """Undistorted, sharp, and cropped only if it may be, never by more than a quarter."""
    width, height = SIZES[item["file"]]
    if item["file"] == "turned":
        width, height = height, width
    across, down = shown_part(picture)
    assert picture.rect.w / picture.rect.h == pytest.approx(width * across / (height * down), rel=0.02)
    assert width * across / (picture.rect.w / EMU_PER_INCH) >= SHARP * 0.99
    assert across * down >= 1 - MOST_CROPPED - 1e-6
    if item["fit"] != "cover" and (item["fit"] == "contain" or not item["focus"]):
        assert picture.crop == (0, 0, 0, 0)
    elif item["focus"] == "[0.9, 0.1]":
        left, top, right, bottom = picture.crop
        assert left - 1e-9 <= 0.9 <= 1 - right + 1e-9
        assert top - 1e-9 <= 0.1 <= 1 - bottom + 1e-9


def test_pictures_take_their_cells(gallery: Path) -> None:
    """A cell is the height of the picture's row and the width of its column, which its caption may widen."""
    draw = Random(7)
    full = cells = 0
    for _ in range(50):
        count = draw.randint(1, 4)
        items = [
            {
                "file": draw.choice(sorted(SIZES)),
                "caption": draw.choice(["", "Pact", "Soviet tanks move against Japanese positions at Khalkhin Gol"]),
                "person": draw.random() < 0.3,
                "fit": draw.choice(["", "cover"]),
                "focus": "",
            }
            for _ in range(count)
        ]
        places = draw.sample(PLACES, count) if draw.random() < 0.5 else [""] * count
        page = made_of(gallery, written(items, places, "below")).slides()[0]
        for n, item in enumerate(items):
            picture = box(page, f"N{n}").rect
            if item["file"] == "small":
                continue
            caption = [b.rect for b in boxes_of(page) if b.name == f"Caption: N{n}"]
            column = max([picture.w, *(c.w for c in caption if c.x < picture.right)])
            cells += 1
            full += picture.w >= 0.6 * column
    assert cells > 80
    assert full / cells >= 0.97  # the rest are very narrow ones over a long caption


# --------------------------------------------------------------------------------------------------- rows


def items_of(*files: str, keys: str = "caption: Pact") -> str:
    return "images: H\nitems:\n" + "".join(f"  - {{file: {file_of(f)}, short: {f}, {keys}}}\n" for f in files)


def test_a_row_is_as_wide_as_the_slide_and_of_one_height(gallery: Path) -> None:
    made = made_of(gallery, items_of("view", "view"))
    one, other = (p.rect for p in pictures_of(made.slides()[0]))
    content = made.scene.grid.content(0)
    assert abs(one.h - other.h) < TWO_POINTS
    assert abs(one.x - content.x) < TWO_POINTS
    assert abs(other.right - content.right) < TWO_POINTS


def test_four_equal_pictures_are_equal(gallery: Path) -> None:
    found = [p.rect for p in pictures_of(made_of(gallery, items_of(*["view"] * 4)).slides()[0])]
    assert {(r.w, r.h) for r in found} == {(found[0].w, found[0].h)}
    assert len({r.x for r in found}) == len({r.y for r in found}) == 2


def test_four_portraits_stand_in_one_row(gallery: Path) -> None:
    found = [p.rect for p in pictures_of(made_of(gallery, items_of(*["portrait"] * 4)).slides()[0])]
    assert len({r.y for r in found}) == 1
    assert len({r.h for r in found}) == 1


def test_two_portraits_and_a_chart_share_a_row(gallery: Path) -> None:
    page = made_of(
        gallery,
        "images: H\nitems:\n  - {at: left, file: portrait.jpg, caption: A}\n"
        "  - {at: centre, caption: B, chart: {data: {x: 1, y: 2}}}\n  - {at: right, file: portrait.jpg, caption: C}\n",
    ).slides()[0]
    chart = next(b for b in boxes_of(page) if isinstance(b, Chart)).rect
    one, other = (p.rect for p in pictures_of(page))
    assert one.y == other.y == chart.y
    assert one.h == other.h == chart.h
    assert one.right < chart.x < chart.right < other.x


@pytest.mark.parametrize("at", ["left", "right"])
def test_a_picture_alone_at_a_side_stands_there(gallery: Path, at: str) -> None:
    made = made_of(gallery, f"images: H\nitems: [{{at: {at}, file: portrait.jpg, caption: C}}]")
    picture, content = pictures_of(made.slides()[0])[0].rect, made.scene.grid.content(0)
    assert (picture.x == content.x) == (at == "left")
    assert (abs(picture.right - content.right) < TWO_POINTS) == (at == "right")


# -------------------------------------------------------------------------------------------------- crops


def test_a_picture_is_whole_unless_it_may_be_cropped(gallery: Path) -> None:
    (picture,) = pictures_of(made_of(gallery, "image: H\nfile: panorama.jpg").slides()[0])
    assert picture.crop == (0, 0, 0, 0)


def test_a_cropped_picture_fills_the_slide(gallery: Path) -> None:
    made = made_of(gallery, "image: H\nfile: view.jpg\nfit: cover")
    (picture,) = pictures_of(made.slides()[0])
    assert picture.rect.w == pytest.approx(1.5 / 0.75 * picture.rect.h, rel=0.01)  # a quarter is cut off
    assert picture.crop == pytest.approx((0, 0.125, 0, 0.125), abs=1e-3)


@pytest.mark.parametrize(
    ("focus", "cut"),
    [("top", (0.0, 0.25)), ("bottom", (0.25, 0.0)), ("face", (0.0, 0.25)), ("[50%, 0.6]", (0.225, 0.025))],
)
def test_the_focus_stays_in_sight(gallery: Path, focus: str, cut: tuple[float, float]) -> None:
    (picture,) = pictures_of(made_of(gallery, f"image: H\nfile: view.jpg\nfocus: {focus}").slides()[0])
    assert picture.crop[1::2] == pytest.approx(cut, abs=2e-3)


@pytest.mark.parametrize(
    ("focus", "message"),
    [
        ("botom", "there is no focus 'botom'; did you mean 'bottom'?"),
        ("[2, 0.5]", "'2' is not a fraction from 0 to 1"),
        ("[0.5]", "the focus is a point of the picture"),
    ],
)
def test_a_focus_that_is_none_is_an_error_at_its_place(slide: Slide, focus: str, message: str) -> None:
    found = slide(f"image: H\nfile: a.png\nfocus: {focus}").messages
    assert any(re.match(r"talk\.yaml:7:1[23]: error: ", m) and message in m for m in found)


def test_a_focus_of_a_picture_that_is_shown_whole_is_a_warning(gallery: Path) -> None:
    made = made_of(gallery, "image: H\nfile: view.jpg\nfit: contain\nfocus: top")
    assert "the focus has no effect on a picture that is shown whole" in made.messages[0]


def test_the_crop_is_powerpoints_own_and_the_file_is_whole(gallery: Path) -> None:
    from io import BytesIO

    from podium.backends.pptx.write import write

    made = made_of(gallery, "image: H\nfile: view.jpg\nfit: cover\nalt: A view")
    made.path.parent.mkdir(exist_ok=True)
    write(made.scene, made.path)
    (picture,) = [s for s in made.presentation().slides[1].shapes if hasattr(s, "crop_top")]
    assert (picture.crop_top, picture.crop_bottom) == pytest.approx((0.125, 0.125), abs=1e-3)
    assert (picture.crop_left, picture.crop_right) == (0, 0)
    assert Image.open(BytesIO(picture.image.blob)).size == SIZES["view"]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "A view"


# ------------------------------------------------------------------------------------------------ persons


@pytest.mark.parametrize("captions", ["below", "rail"])
def test_what_is_known_of_a_person_is_shown_with_the_picture(gallery: Path, captions: str) -> None:
    lines = texts_of(
        made_of(
            gallery,
            f"images: H\ncaptions: {captions}\nitems:\n"
            "  - {at: left, file: portrait.jpg, caption: Pu Yi, life: 1906–1967, role: Emperor}\n"
            "  - {at: right, file: view.jpg, name: Josef Stalin, caption: Josef Stalin, life: 1878–1953}\n",
        ).slides()[0]
    )
    for line in ("Pu Yi", "1906–1967, Emperor", "Josef Stalin", "1878–1953"):
        assert lines.count(line) == 1


def test_a_caption_that_is_not_the_name_is_shown_too(gallery: Path) -> None:
    lines = texts_of(
        made_of(gallery, "portrait: H\nfile: portrait.jpg\nname: Zhukov\nlife: 1896–1974\ncaption: In 1939").slides()[0]
    )
    assert lines[1:4] == ["Zhukov", "1896–1974", "In 1939"]


def test_a_card_shows_the_colour_of_the_side(gallery: Path) -> None:
    page = made_of(
        gallery,
        "portrait: H\nfile: portrait.jpg\nname: Zhukov\nside: soviet",
        "sides: {soviet: {name: Soviet Union, colour: red}}\n",
    ).slides()[0]
    assert any(isinstance(b, Shape) and b.fill == "red" for b in boxes_of(page) if b.name == "Zhukov side")
    assert isinstance(box(page, "Caption: Zhukov"), Text)


# ----------------------------------------------------------------------------------- panoramas and towers


@pytest.mark.parametrize("slide", ["points: H\nbeside: {image: {PICTURE}}", "image: H\nPICTURE"])
def test_words_stand_below_a_panorama_in_columns(gallery: Path, slide: str) -> None:
    lines = slide.replace("PICTURE", "file: panorama.jpg, caption: Pact" if "{" in slide else "file: panorama.jpg")
    page = made_of(gallery, f"{lines}\nreveal: true\nitems: [{{One: first proof}}, {{Two: second}}]").slides()[0]
    (picture,) = pictures_of(page)
    claims, proofs = ([box(page, f"{what} {n}") for n in (1, 2)] for what in ("Claim", "Proof"))
    assert picture.rect.w > inches(11.5)
    assert len({c.rect.y for c in claims}) == len({p.rect.y for p in proofs}) == 1
    assert picture.rect.bottom < claims[0].rect.y < proofs[0].rect.y
    assert claims[0].rect.right < claims[1].rect.x
    assert [c.step for c in claims] == [p.step for p in proofs] == [1, 2]


@pytest.mark.parametrize(
    "words", ["items: [one, {two: [three]}]", "text: A lead\nitems: [one]", "items: [1, 2, 3, 4, 5]", ""]
)
def test_other_words_stand_beside_a_panorama(gallery: Path, words: str) -> None:
    page = made_of(gallery, f"points: H\nbeside: {{image: {{file: panorama.jpg}}}}\n{words}").slides()[0]
    assert not any(b.name.startswith("Claim") for b in boxes_of(page))


def test_the_words_beside_a_tower_stand_on_the_page_and_not_on_a_panel(gallery: Path) -> None:
    page = made_of(gallery, "image: H\nfile: tower.jpg\ncaption: The gate").slides()[0]
    (picture,), caption = pictures_of(page), box(page, "Caption: The gate")
    assert not any(b.name.endswith("card") for b in boxes_of(page))
    assert caption.rect.x > picture.rect.right
    assert caption.paragraphs[0].runs[0].size >= 24


# --------------------------------------------------------------------------------------------- resolution


def test_a_picture_is_not_shown_larger_than_its_pixels_allow(gallery: Path) -> None:
    made = made_of(gallery, "image: H\nfile: small.jpg\ncaption: C")
    picture, caption = box(made.slides()[0], "C").rect, box(made.slides()[0], "Caption: C").rect
    assert picture.w == pytest.approx(120 / SHARP * EMU_PER_INCH, rel=0.01)
    assert caption.x == picture.x
    assert any("too few" in m for m in made.messages)


def test_a_cover_picture_too(gallery: Path) -> None:
    (picture,) = pictures_of(made_of(gallery, "points: A\nitems: [b]", "cover: {file: small.jpg}\n").pages[0])
    assert picture.rect.w <= 120 / SHARP * EMU_PER_INCH + 1


def test_of_one_picture_above_two_one_has_the_whole_height(gallery: Path) -> None:
    """In two rows of their own proportions they would leave half of the slide empty."""
    items = "".join(
        f"  - {{at: {place}, file: {file_of(name)}, caption: {place}}}\n"
        for place, name in (("top", "panorama"), ("bottom-left", "view"), ("bottom-right", "square"))
    )
    page = made_of(gallery, f"images: H\nitems:\n{items}").slides()[0]
    top, left, right = (box(page, place).rect for place in ("top", "bottom-left", "bottom-right"))
    assert top.y < min(left.bottom, right.bottom)
    assert left.right < right.x
    high, low = (left, right) if left.h > right.h else (right, left)
    assert high.y == top.y
    assert high.bottom == pytest.approx(low.bottom, abs=points(30))
    assert max(r.right for r in (top, left, right)) - min(r.x for r in (top, left, right)) > 9 * EMU_PER_INCH
