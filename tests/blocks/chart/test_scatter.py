"""Scatter and bubble charts: points with names, sizes and axes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lone_charts import HALF, chart, refusal

from podium.scene.charts import Hatch, Span

# ---------------------------------------------------------------------------------------- points

POINTS = """type: scatter
x: Men
y: Guns
data:
  Japan: {Lake Khasan: [7300, 37], Khalkhin Gol: [up to 38000, 300]}
  Soviet Union: {Lake Khasan: [~23000, 237], Khalkhin Gol: [up to 74000, 580-634]}
"""


def test_points_stand_by_two_numbers_in_the_colours_of_their_sides(tmp_path):
    r = chart(tmp_path, POINTS)
    assert [(s.name, s.fill, [(p.name, p.x.number, p.number) for p in s.points]) for s in r.spec.series] == [
        ("Japan", "blue", [("Lake Khasan", 7300, 37), ("Khalkhin Gol", 38000, 300)]),
        ("Soviet Union", "red", [("Lake Khasan", 23000, 237), ("Khalkhin Gol", 74000, 607)]),
    ]
    assert r.texts("Axis") == ["Guns", "Men"]
    assert r.texts("Chart key") == ["●\u00a0Japan    ●\u00a0Soviet Union"]
    assert [p.open for s in r.spec.series for p in s.points] == [False, True, True, True]
    assert r.spec.series[1].points[1].span == Span(580, 634)
    assert r.chart.alt == (
        "Scatter chart: Men and Guns. Japan, Lake Khasan 7,300 and 37; Japan, Khalkhin Gol up to 38,000 and 300; "
        "Soviet Union, Lake Khasan ~23,000 and 237; Soviet Union, Khalkhin Gol up to 74,000 and 580–634. "
        "Soviet Union, Khalkhin Gol is highest."
    )


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 900)), min_size=1, max_size=25))
def test_names_of_points_touch_nothing_and_every_point_is_on_the_plot(tmp_path_factory, places):
    folder = tmp_path_factory.mktemp("points")
    data = "".join(f"  Place {n}: [{x}, {y}]\n" for n, (x, y) in enumerate(places))
    r = chart(folder, f"type: scatter\ndata:\n{data}", HALF)
    spec, points = r.spec, r.spec.series[0].points
    across, up = spec.category_axis, spec.value_axis
    assert all(across.minimum <= p.x.number <= across.maximum and up.minimum <= p.number <= up.maximum for p in points)
    width, height = r.chart.rect.w / 12700, r.chart.rect.h / 12700
    places = [
        (width * (spec.plot.x + spec.plot.w * (p.x.number - across.minimum) / (across.maximum - across.minimum)),
         height * (spec.plot.y + spec.plot.h * (up.maximum - p.number) / (up.maximum - up.minimum))) for p in points
    ]  # fmt: skip
    texts = []
    for p, (x, y) in zip(points, places, strict=True):
        if p.label:
            w, h = len(p.label.text) * p.label.size * 0.4, p.label.size  # somewhat less than the text really takes
            dx, dy = {"right": (w / 2 + 10, 0), "left": (-w / 2 - 10, 0), "above": (0, -h / 2 - 10),
                      "below": (0, h / 2 + 10)}[p.label.place]  # fmt: skip
            texts.append((x + dx, y + dy, w, h))
    for n, (x, y, w, h) in enumerate(texts):
        assert not any(abs(x - a) < (w + c) / 2 and abs(y - b) < (h + d) / 2 for a, b, c, d in texts[:n])
        assert not any(abs(x - a) < w / 2 and abs(y - b) < h / 2 for a, b in places)
    lost = sum(p.label is None for p in points)
    assert r.severities == (["warning"] if lost else [])


def test_a_bubble_says_what_its_area_shows_and_stays_inside_the_plot(tmp_path):
    r = chart(tmp_path, "type: bubble\narea: Dead\ndata: {A: [0, 0, 100], B: [10, 10, ~25], C: [5, 5, 0]}")
    a, b = r.spec.series[0].points
    assert [p.label.text for p in (a, b)] == ["A: 100", "B: ~25"]
    assert b.fill == Hatch("blue", "blue.wash")
    assert r.texts("Chart note") == ["Area of a circle: Dead", "Hatched: not known exactly"]
    assert r.spec.category_axis.minimum < 0
    assert r.spec.value_axis.minimum < 0
    assert "1 of 3 points have no area" in r.findings[0]


def test_years_along_an_axis_are_whole_and_undivided(tmp_path):
    axis = chart(tmp_path, "type: scatter\ndata: {A: [1935, 5], B: [1937, 6]}").spec.category_axis
    assert (axis.number_format, axis.step, axis.minimum) == ("0", 1, 1934)


@pytest.mark.parametrize(("keys", "message"), [
    ("type: scatter\ndata: {A: 5}", "a scatter chart needs two numbers for each point"),
    ("data: {A: [5, 6]}", "'column' takes one number for each category, not a list"),
    ("type: scatter\ndata: {A: [5, 6], B: [5]}", "'B' must have two or three numbers"),
    ("type: scatter\ndata: {A: [5, 6], B: [many, 5]}", "'many' is not a quantity"),
    ("type: scatter\ndata: {A: [5, 6], B: [unknown, 5]}", "'B' has no position: both numbers must be known"),
    ("type: scatter\ndata: {A: {B: [5, 6]}, C: 5}", "'C' must be points"),
    ("columns: 20\ndata: {A: 5}", "'columns' must be a number from 1 to 8"),
])  # fmt: skip
def test_mistakes_about_points_are_explained(tmp_path, keys, message):
    assert any(message in f for f in refusal(tmp_path, keys))


def test_points_from_a_file_are_named_by_its_headings(tmp_path):
    (tmp_path / "x.csv").write_text('Battle,Side,Men,Guns\nKhasan,Japan,"7,300",37\nKhasan,USSR,~23000,237\n')
    r = chart(tmp_path, "type: scatter\nfile: x.csv")
    assert [(s.name, s.fill, s.points[0].x.number) for s in r.spec.series] == [
        ("Japan", "blue", 7300),
        ("USSR", "red", 23000),
    ]
    assert r.texts("Axis") == ["Guns", "Men"]


@pytest.mark.parametrize(("content", "message"), [
    ("Battle,Men\nKhasan,5\n", "has 2 columns, but points need"),
    ("Battle,Men,Guns\n", "has 0 rows of points"),
    ("Battle,Men,Guns\nKhasan,many,4\n", "row 2, column 2 (Men): 'many' is not a quantity"),
    ("Battle,Men,Guns\nKhasan,,4\n", "row 2: 'Khasan' has no position"),
    ("Battle,Men,Guns\nKhasan,4\n", "row 2: 2 columns, but the first row has 3"),
])  # fmt: skip
def test_mistakes_in_files_of_points_name_the_row(tmp_path, content, message):
    (tmp_path / "x.csv").write_text(content)
    with pytest.raises(StopIteration):  # no chart is drawn
        chart(tmp_path, "type: scatter\nfile: x.csv").chart  # noqa: B018
    assert any(message in f for f in chart(tmp_path, "type: scatter\nfile: x.csv").findings)
