"""A picture looks as its slide does: places, colours, holes, hatches, dashes and words."""

from __future__ import annotations

import io
import subprocess
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from podium import themes
from podium.backends.pictures import paint as picture
from podium.scene.boxes import (
    Align,
    Anchor,
    Box,
    Dash,
    Fill,
    Freeform,
    Group,
    Hatch,
    Line,
    Media,
    Paragraph,
    Picture,
    Run,
    Shape,
    Text,
)
from podium.scene.units import Rect, inches, points

THEME = themes.load("atlas")
PAGE = Rect(0, 0, inches(4), inches(2))
PIXELS = 400  # a pixel is a hundredth of an inch
SQUARE = Rect(inches(1), inches(0.5), inches(1), inches(1))
WIDE = SQUARE._replace(w=inches(2))


def pixels(*boxes: Box, rect: Rect = PAGE) -> np.ndarray:
    data = picture.paint(boxes, rect, THEME, {}, pixels=PIXELS)
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def rgb(role: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(THEME.rgb(role)))


def at(image: np.ndarray, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in inches."""
    return tuple(image[round(y * 100), round(x * 100)])


def inked(image: np.ndarray, role: str = "ground") -> tuple[int, int, int, int]:
    """Left, top, right, bottom (pixels) of all that has not the role's colour."""
    rows, columns = np.nonzero((np.abs(image - rgb(role)) > 40).any(axis=2))
    return columns.min(), rows.min(), columns.max(), rows.max()


def words(
    text: str,
    *,
    align: Align = "left",
    anchor: Anchor = "top",
    size: float = 20,
    pitch: float = 24,
    colour: str = "ink",
) -> Text:
    paragraph = Paragraph((Run(text, size, colour),), pitch, align=align)
    return Text(name="w", rect=WIDE, anchor=anchor, paragraphs=(paragraph,))


def test_importing_the_back_end_does_not_import_matplotlib() -> None:
    code = "import sys, podium.backends.pictures.paint as p; assert 'matplotlib' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("form", picture.FORMS)
def test_the_same_boxes_give_the_same_bytes(form: picture.Form) -> None:
    hatched = Shape(name="s", rect=SQUARE, fill=Hatch("red", "red.tint"), line=Line("ink", 1, "dash"))
    first = picture.paint([words("Khalkhin Gol"), hatched], PAGE, THEME, {}, form, title="T")
    assert first == picture.paint([words("Khalkhin Gol"), hatched], PAGE, THEME, {}, form, title="T")
    assert b"<dc:date>" not in first


@pytest.mark.parametrize(("wanted", "size"), [(0, (768, 384)), (1001, (1001, 500))])
def test_a_png_has_the_pixels_asked_for_or_twice_a_screens(wanted: int, size: tuple[int, int]) -> None:
    data = picture.paint([], PAGE, THEME, {}, pixels=wanted)
    assert Image.open(io.BytesIO(data)).size == size


def test_an_svg_is_well_formed_and_its_elements_have_the_boxes_names_once_each() -> None:
    boxes = [Shape(name="territory: <Manchukuo>", rect=SQUARE, fill="blue") for _ in range(2)]
    root = ET.fromstring(picture.paint([*boxes, words("Привет 历史 & <b>")], PAGE, THEME, {}, "svg"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {"territory:-Manchukuo", "territory:-Manchukuo_2", "w"} <= set(ids)
    assert root.get("width") == "288pt"


def test_a_shape_stands_where_it_stands_on_the_slide() -> None:
    image = pixels(Shape(name="s", rect=SQUARE, fill="red"))
    assert inked(image) == (100, 50, 199, 149)
    assert at(image, 1.5, 1) == rgb("red")
    assert at(image, 0.5, 1) == rgb("ground")


def test_a_part_of_the_slide_can_be_painted_alone() -> None:
    image = pixels(Shape(name="s", rect=SQUARE, fill="red"), rect=SQUARE)
    assert image.shape[:2] == (400, 400)
    assert (image == rgb("red")).all()


def test_what_is_transparent_lets_the_ground_through() -> None:
    image = pixels(Shape(name="s", rect=SQUARE, fill="red", alpha=0.5))
    mean = [(a + b) / 2 for a, b in zip(rgb("red"), rgb("ground"), strict=True)]
    assert np.abs(np.array(at(image, 1.5, 1)) - mean).max() <= 2


def test_later_boxes_and_groups_lie_above_earlier_ones() -> None:
    low, high = Shape(name="a", rect=SQUARE, fill="red"), Shape(name="b", rect=SQUARE, fill="blue")
    assert at(pixels(low, Group(name="g", rect=SQUARE, boxes=(high,))), 1.5, 1) == rgb("blue")


def square(x: int, y: int, size: int, clockwise: bool) -> tuple[tuple[object, ...], ...]:
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    turned = corners if clockwise else corners[::-1]
    return (*[("M" if n == 0 else "L", *c) for n, c in enumerate(turned)], ("Z",))


@pytest.mark.parametrize("outer", [True, False])
@pytest.mark.parametrize("hole", [True, False])
@pytest.mark.parametrize("fill", ["red", Hatch("red", "red")])
def test_holes_are_empty_and_islands_in_them_full_whichever_way_rings_turn(outer: bool, hole: bool, fill: Fill) -> None:
    paths = (
        square(0, 0, inches(1), outer),
        square(inches(0.2), inches(0.2), inches(0.6), hole),
        square(inches(0.4), inches(0.4), inches(0.2), outer),
    )
    image = pixels(Freeform(name="f", rect=SQUARE, paths=paths, fill=fill))
    assert at(image, 1.1, 0.6) == rgb("red")
    assert at(image, 1.3, 0.8) == rgb("ground")
    assert at(image, 1.5, 1.0) == rgb("red")


def test_curved_holes_are_empty_too() -> None:
    w = inches(0.6)
    bulge = (
        ("M", w // 3, w // 2),
        ("C", w // 2, w // 3, w, w // 3, w, w // 2),
        ("C", w, w, w // 3, w, w // 3, w // 2),
        ("Z",),
    )
    for ring in (square(0, 0, inches(1), True), square(0, 0, inches(1), False)):
        image = pixels(Freeform(name="f", rect=SQUARE, paths=(ring, bulge), fill="red"))
        assert at(image, 1.4, 0.85) == rgb("ground")
        assert at(image, 1.8, 1.3) == rgb("red")


def test_a_hatch_has_both_its_colours_and_stays_inside() -> None:
    image = pixels(Shape(name="s", rect=SQUARE, fill=Hatch("blue.deep", "ground")))
    inside = image[52:148, 102:198].reshape(-1, 3)
    share = (np.abs(inside - rgb("blue.deep")).max(axis=1) < 30).mean()
    assert 0.2 < share < 0.6
    left, top, right, bottom = inked(image)
    assert left >= 99
    assert top >= 49
    assert right <= 200
    assert bottom <= 150


@pytest.mark.parametrize(("dash", "share"), [("solid", 1.0), ("dash", 4 / 7), ("dot", 1 / 2), ("dash-dot", 5 / 11)])
def test_dashes_leave_gaps_as_on_the_slide(dash: Dash, share: float) -> None:
    line = Shape(name="l", rect=Rect(0, inches(1), inches(4), 0), geometry="line", line=Line("ink", 3, dash))
    row = np.abs(pixels(line)[100] - rgb("ground")).max(axis=1) / np.abs(np.array(rgb("ink")) - rgb("ground")).max()
    assert abs(row.mean() - share) < 0.06


@pytest.mark.parametrize("flip", [True, False])
def test_a_line_runs_down_or_up(flip: bool) -> None:
    image = pixels(Shape(name="l", rect=SQUARE, geometry="line", flip=flip, line=Line("ink", 4)))
    assert (at(image, 1.2, 0.7) == rgb("ground")) == flip
    assert (at(image, 1.2, 1.3) == rgb("ground")) != flip


def test_a_line_with_a_tail_ends_in_a_triangle() -> None:
    rect = Rect(inches(1), inches(1), inches(2), 0)
    plain = inked(pixels(Shape(name="l", rect=rect, geometry="line", line=Line("ink", 4))))
    headed = inked(pixels(Shape(name="l", rect=rect, geometry="line", line=Line("ink", 4, tail=True))))
    assert headed[1] < plain[1] - 3
    assert abs(headed[2] - plain[2]) <= 1


def test_a_picture_fills_its_rectangle_undistorted() -> None:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), (10, 200, 30)).save(file, "png")
    box = Picture(name="p", rect=SQUARE, media="m")
    data = picture.paint([box], PAGE, THEME, {"m": Media("m", file.getvalue(), "png")}, pixels=PIXELS)
    image = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    assert at(image, 1.05, 0.55) == at(image, 1.95, 1.45) == (10, 200, 30)
    assert inked(image) == (100, 50, 199, 149)


def test_words_stand_in_their_box_left_centred_or_right() -> None:
    left, centre, right = (inked(pixels(words("Manchukuo", align=a))) for a in ("left", "centre", "right"))
    assert 100 <= left[0] <= 103
    assert 296 <= right[2] <= 300
    assert abs((centre[0] + centre[2]) / 2 - 200) <= 1.5


def test_words_stand_at_the_top_in_the_middle_or_at_the_bottom() -> None:
    tops = [inked(pixels(words("x", anchor=a)))[1] for a in ("top", "middle", "bottom")]
    room = 100 - 24 / 0.72  # of the box, beside one line, in pixels
    assert abs(tops[1] - tops[0] - room / 2) <= 1
    assert abs(tops[2] - tops[0] - room) <= 1


def test_lines_break_where_layout_broke_them_and_stand_a_pitch_apart() -> None:
    one, two = pixels(words("xxxx", pitch=30)), pixels(words("xxxx xxxx xxxx xxxx xxxx xxxx", pitch=30))
    assert abs(inked(two)[3] - inked(one)[3] - 30 / 0.72) <= 1
    assert inked(two)[2] <= 300


def test_runs_of_one_line_keep_their_own_look_and_follow_one_another() -> None:
    runs = (Run("Red ", 20, "red", bold=True), Run("and ", 20), Run("blue", 20, "blue", italic=True))
    image = pixels(Text(name="t", rect=SQUARE._replace(w=inches(3)), paragraphs=(Paragraph(runs, 24),)))
    columns = {role: np.nonzero((np.abs(image - rgb(role)) < 12).all(axis=2))[1] for role in ("red", "ink", "blue")}
    assert columns["red"].max() < columns["ink"].min() < columns["ink"].max() < columns["blue"].min()


def test_spaced_words_are_as_wide_as_measured() -> None:
    plain = inked(pixels(words("CHINA")))
    runs = (Run("CHINA", 20, tracking=6.0),)
    spaced = inked(pixels(Text(name="t", rect=SQUARE._replace(w=inches(3)), paragraphs=(Paragraph(runs, 24),))))
    assert abs((spaced[2] - spaced[0]) - (plain[2] - plain[0]) - 4 * 6 / 0.72) <= 3


@pytest.mark.parametrize("text", ["Номонхан", "Νομονχάν", "Nomonhan", "$5 and $6", "Hałcha"])
def test_other_alphabets_and_signs_are_painted_as_letters(text: str) -> None:
    assert inked(pixels(words(text)))[2] > 140


def test_an_inset_moves_the_words_and_a_fill_lies_under_them() -> None:
    box = words("x")
    box.inset, box.fill = (points(36), 0, 0, 0), "red.tint"
    image = pixels(box)
    assert at(image, 1.1, 1.0) == rgb("red.tint")
    dark = np.nonzero(image[55:145, 105:295].sum(axis=2) < 200)[1]
    assert dark.min() + 105 >= 150


def test_a_cropped_picture_is_painted_without_what_is_cropped() -> None:
    file, whole = io.BytesIO(), Image.new("RGB", (20, 20), (200, 10, 30))
    whole.paste((10, 200, 30), (5, 0, 20, 20))
    whole.save(file, "png")
    box = Picture(name="p", rect=SQUARE, media="m", crop=(0.25, 0.0, 0.0, 0.25))
    data = picture.paint([box], PAGE, THEME, {"m": Media("m", file.getvalue(), "png")}, pixels=PIXELS)
    image = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    assert at(image, 1.05, 0.55) == at(image, 1.95, 1.45) == (10, 200, 30)
