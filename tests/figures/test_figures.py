"""What figures show: doubt as doubt, marks that add up, names that stand apart, mistakes with their place."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium import registry
from podium.figures import _icons
from podium.figures.base import PACKAGE, spread
from podium.figures.waffle import shares
from podium.scene.boxes import Box, Freeform, Hatch, Shape, Text

LONG = "A name of a unit that nobody could ever say in one breath, not even its own commander"
LONGER = "\n".join(f"  {LONG} {n}: {n + 1}" for n in range(14))
PAIRS = "\n".join(f"  {LONG} {n}: {{1938: {n % 4}, 1939: {n % 3}}}" for n in range(14))
HARD = {
    "one row": ("Only: 5", "Only: {1938: 5, 1939: 6}"),
    "long names": (LONGER, PAIRS),
    "many rows": (
        "\n".join(f"  C{n}: {n}" for n in range(60)),
        "\n".join(f"  C{n}: {{1938: {n}, 1939: 1}}" for n in range(60)),
    ),
    "equal numbers": (
        "\n".join(f"  C{n}: 7" for n in range(9)),
        "\n".join(f"  C{n}: {{1938: 7, 1939: 7}}" for n in range(9)),
    ),
    "wide apart": (
        "A: 1\n  B: 10000000\n  C: up to 5000000",
        "A: {1938: 1, 1939: 10000000}\n  B: {1938: up to 5, 1939: 4}",
    ),
    "other scripts": (
        "Красная армия: ~40\n  Στρατός: 70-90\n  关东军: '>500'",
        "Красная армия: {1938: ~4, 1939: 9}\n  关东军: {1938: 3, 1939: '?'}",
    ),
}


def body(kind: str, case: str) -> str:
    one, two = HARD[case]
    rows = two if kind == "slope" else one
    if kind == "calendar":
        rows = "\n".join(
            f"  {1900 + n * n}-{n % 12 + 1:02}: {v}" for n, v in enumerate((3, "~40", "up to 5", 70, "10-20", 7))
        )
    return f"type: {kind}\ndata:\n  {rows.strip()}"


def texts(boxes: Any) -> list[Text]:
    return [b for b in boxes if isinstance(b, Text)]


def words(boxes: Any) -> str:
    return " ".join(p.text for b in texts(boxes) for p in b.paragraphs).replace("\u00a0", " ")


def named(boxes: Any, start: str) -> list[Box]:
    return [b for b in boxes if b.name.startswith(start)]


def overlapping(boxes: list[Text]) -> Iterator[tuple[str, str]]:
    for a, b in itertools.combinations(boxes, 2):
        w, h = (
            min(a.rect.right, b.rect.right) - max(a.rect.x, b.rect.x),
            min(a.rect.bottom, b.rect.bottom) - max(a.rect.y, b.rect.y),
        )
        if w > 12_700 and h > 12_700 * 2:
            yield a.name, b.name


@pytest.mark.parametrize("kind", registry.names(PACKAGE))
@pytest.mark.parametrize("case", HARD)
@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_no_words_stand_upon_others_or_outside_the_figure_or_too_small(
    lay: Callable[..., Any], kind: str, case: str, size: str
) -> None:
    made = lay(body(kind, case), f"size: '{size}'")
    crowded = any("room" in m or "narrow" in m or "too small" in m for m in made.messages)
    assert made.drawings
    for drawing in made.drawings:
        found = texts(drawing.boxes)
        assert all(r.size >= 14 for t in found for p in t.paragraphs for r in p.runs)
        if crowded:
            continue
        assert not list(overlapping(found))
        for t in found:
            assert t.rect.x >= -12_700, t.name
            assert t.rect.y >= -12_700, t.name
            assert t.rect.right <= drawing.rect.w + 2 * 12_700, t.name
            assert t.rect.bottom <= drawing.rect.h + 4 * 12_700, t.name


@pytest.mark.parametrize("kind", ["range-dots", "slope", "pictogram"])
@pytest.mark.parametrize("case", ["long names", "many rows"])
def test_no_row_is_lost_however_many_there_are(lay: Callable[..., Any], kind: str, case: str) -> None:
    made = lay(body(kind, case))
    said = " ".join(words(d.boxes) for d in made.drawings)
    wanted = [f"C{n}" for n in range(60)] if case == "many rows" else [f"commander {n}" for n in range(14)]
    assert all(name in said for name in wanted)


def test_an_exact_number_is_a_full_dot_and_any_other_a_hollow_one(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: range-dots\ndata: {A: 10, B: ~12, C: 5-9, D: up to 20, E: '>3', F: unknown}").drawings
    dots = {b.name[0]: b.fill for b in drawing.boxes if isinstance(b, Shape) and b.geometry == "ellipse"}
    assert dots == {"A": "ochre", "B": "ground", "C": "ground", "D": "ground", "E": "ground"}
    assert {b.name[0] for b in drawing.boxes if isinstance(b, Shape) and isinstance(b.fill, Hatch)} == {"C", "D"}
    assert "unknown" in words(drawing.boxes)


def test_a_bar_of_up_to_begins_at_zero_and_a_range_at_its_lower_end(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: range-dots\ndata: {Range: 10-20, Limit: up to 20}").drawings
    bars = {b.name.split(":")[0]: b.rect for b in drawing.boxes if isinstance(b, Shape) and isinstance(b.fill, Hatch)}
    assert bars["Range"].right == bars["Limit"].right
    assert abs(bars["Range"].w * 2 - bars["Limit"].w) < 5


def test_a_line_with_a_doubtful_end_is_dashed(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: slope\ndata: {Japan: {1938: 7300, 1939: up to 38000}, X: {1938: 1, 1939: 2}}").drawings
    lines = {
        b.name: b.line.dash for b in drawing.boxes if isinstance(b, Freeform) and b.name in ("Japan", "X") and b.line
    }
    assert lines == {"Japan": "dash", "X": "solid"}


def test_a_side_keeps_its_colour(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: waffle\ndata: {Japan: 40, Soviet Union: 60}").drawings
    fills = {b.name: b.fill for b in drawing.boxes if isinstance(b, Freeform) and b.fill}
    assert fills == {"Japan": "blue", "Soviet Union": "red"}


def test_a_sign_for_a_remainder_is_cut(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: pictogram\neach: 100\nicon: tank\ndata: {Armour: 550, More: 600}").drawings
    runs = {b.name.split(":")[0]: b for b in drawing.boxes if isinstance(b, Freeform) and b.fill}
    right = {name: max(c[1] for path in run.paths for c in path if c[0] != "Z") for name, run in runs.items()}
    step = runs["More"].rect.w / 6
    width = _icons.icon("tank").width
    assert right["More"] - right["Armour"] == pytest.approx(step / 1.1 / 2, rel=0.02)
    assert width > 100


def test_the_signs_of_a_range_are_full_up_to_its_lower_end(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: pictogram\neach: 10\ndata: {Men: 20-30}").drawings
    fills = [b.fill for b in drawing.boxes if isinstance(b, Freeform) and b.fill]
    assert fills[0] == "ochre"  # blue is a side's
    assert isinstance(fills[1], Hatch)


def test_more_signs_than_have_room_are_a_warning_and_not_a_smear(lay: Callable[..., Any]) -> None:
    made = lay("type: pictogram\neach: 1\ndata: {Men: 38000}")
    assert any("too many icons for 'each: 1'" in m and "each: 2000" in m for m in made.messages)


def test_what_lasted_stands_in_every_month_and_is_counted_once(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: calendar\ndata: [1939-05-11/1939-09-15, 1938-07]").drawings
    months = sorted(b.name.removesuffix(" value") for b in named(drawing.boxes, "193") if b.name.endswith("value"))
    assert months == ["1938-07", "1939-05", "1939-06", "1939-07", "1939-08", "1939-09"]
    assert words(named(drawing.boxes, "Total 1939")) == "1"


def test_a_date_known_to_its_season_is_hatched_and_one_known_to_its_year_is_said(lay: Callable[..., Any]) -> None:
    made = lay("type: calendar\ndata: [summer 1938, '1939', 1940-02]")
    (drawing,) = made.drawings
    assert {b.name for b in drawing.boxes if isinstance(b, Shape) and isinstance(b.fill, Hatch)} == {
        "1938-06",
        "1938-07",
        "1938-08",
    }
    assert "1939 (1): month not known" in words(made.pages[0].boxes)


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=30))
def test_shares_make_a_hundred_squares_and_none_is_a_square_off(numbers: list[float]) -> None:
    squares, total = shares(numbers), sum(numbers)
    assert sum(squares) == (100 if total > 0 else 0)
    assert all(abs(s - n / total * 100) <= 1.001 for s, n in zip(squares, numbers, strict=True)) if total > 0 else True


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 20)), min_size=1, max_size=12))
def test_names_that_are_moved_apart_keep_their_order_and_do_not_touch(wanted: list[tuple[float, float]]) -> None:
    heights = [h for _, h in wanted]
    placed = spread([y for y, _ in wanted], heights, 0, 300)
    order = sorted(range(len(wanted)), key=lambda n: wanted[n][0])
    for a, b in itertools.pairwise(order):
        assert placed[b] - placed[a] >= (heights[a] + heights[b]) / 2 - 1e-6


@given(st.sampled_from(_icons.names()), st.floats(1, 200))
def test_a_cut_icon_has_nothing_at_the_right_of_the_cut(name: str, x: float) -> None:
    assert all(px <= x + 1e-9 for ring in _icons.cut(_icons.icon(name).rings, x) for px, _ in ring)


# ---------------------------------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("type: slop\ndata: {A: 1}", "talk.yaml:11:11: error: there is no figure type 'slop'; did you mean 'slope'?"),
        (
            "type: slope\ndata:\n  A: {1: 2, 2: 3, 3: 4}",
            "a slope chart compares two dates, not 3; use a chart of 'type: line'",
        ),
        ("type: waffle\ndata:\n  A: 5\n  B: -3", "talk.yaml:14:10: error: 'B' is below zero"),
        ("type: calendar\ndata:\n  1939-05: 1\n  sometime: 2", "talk.yaml:14:7: error: 'sometime' is not a date"),
        ("type: calendar\ndata: [1939-05, sometime]", "talk.yaml:12:21: error: 'sometime' is not a date"),
        ("type: waffle\ndata: [1939-05, 1939-06]", "a list of dates is for 'type: calendar'"),
        ("type: waffle\ndata: {A: many}", "'many' is not a quantity"),
        ("type: waffle", "the figure has no numbers"),
        ("data: {A: 1}", "the figure has no 'type'"),
        ("type: pictogram\nicon: tanc\ndata: {A: 1}", "there is no icon 'tanc'; did you mean 'tank'?"),
        ("type: pictogram\neach: 0\ndata: {A: 1}", "'each' must be above zero"),
        ("type: waffle\nscript: x.py\ndata: {A: 1}", "takes either a 'script' or a 'type' with data"),
    ],
)
def test_a_mistake_is_named_at_its_place(lay: Callable[..., Any], figure: str, message: str) -> None:
    made = lay(figure)
    assert made.scene is None
    assert any(message in m for m in made.messages), made.messages


def test_a_bad_cell_of_a_file_is_named_by_row_and_column(lay: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("Month,Dead\n1935-01,~50\n\nsoon,6\n1939-05,lots\n", encoding="utf-8")
    made = lay("type: calendar\nfile: n.csv")
    assert any("'n.csv' row 5, column 2 (Dead): 'lots' is not a quantity" in m for m in made.messages)
    (tmp_path / "n.csv").write_text("Month,Dead\n1935-01,~50\n\nsoon,6\n", encoding="utf-8")
    made = lay("type: calendar\nfile: n.csv")
    assert any("'n.csv' row 4, column 1: 'soon' is not a date" in m for m in made.messages)
    (tmp_path / "n.csv").write_text("What,Dead\nA,5\n\nB,-6\n", encoding="utf-8")
    made = lay("type: waffle\nfile: n.csv")
    assert any("'n.csv' row 4, column 2: 'B' is below zero" in m for m in made.messages)


# ---------------------------------------------------------------------------------------- alt text


def test_the_alt_text_says_what_kind_of_figure_it_is_and_its_data_with_their_doubt(lay: Callable[..., Any]) -> None:
    (picture,) = lay("type: range-dots\ntitle: Casualties\ndata: {Japan: up to 20000, Mongolia: 1000}").pictures
    assert picture.alt == "Range dot plot: Casualties. Japan up to 20,000; Mongolia 1,000."
    (picture,) = lay("type: calendar\ndata: [1935-01, late June 1937]").pictures
    assert picture.alt == "Calendar by month: A headline. January 1935; late June 1937."
    (picture,) = lay("type: waffle\nalt: My own words\ndata: {A: 1}").pictures
    assert picture.alt == "My own words"


def test_a_long_alt_text_counts_what_it_leaves_out(lay: Callable[..., Any]) -> None:
    made = lay(body("range-dots", "many rows"))
    assert all(len(p.alt) <= 400 for p in made.pictures)
    assert "more." in made.pictures[0].alt


def test_numbers_that_are_shares_already_are_not_said_twice(lay: Callable[..., Any]) -> None:
    (drawing,) = lay("type: waffle\ndata: {A: 38, B: 62}").drawings
    assert words(drawing.boxes) == "A 38% B 62%"
