"""The chart block as its author and its audience see it: colours, labels, order, notes, alt text, mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium import themes
from podium.diagnostics import Report
from podium.layout.stage import Stage
from podium.outline import deck
from podium.scene.boxes import Box, Chart, Text
from podium.scene.charts import ChartSpec, Hatch, Span
from podium.scene.grid import Grid
from podium.scene.units import Rect, inches

LOSSES = """type: bar-stacked
data:
  Japan: {Killed: 526, Wounded: 913}
  Soviet Union: {Killed: 792, Wounded: 3279}
"""
WIDE = Rect(inches(0.75), inches(1.32), inches(11.83), inches(5.14))
HALF = Rect(inches(6.75), inches(2.06), inches(5.83), inches(4.4))
HEAD = """title: T
lang: {lang}
theme: {theme}
sides:
  soviet: {{name: Soviet Union, colour: red, short: USSR}}
  japan: {{name: Japan, colour: blue}}
slides:
  - chart: A headline
"""


class Result:
    """What came of one chart."""

    def __init__(self, boxes: list[Box], report: Report) -> None:
        self.boxes, self.findings = boxes, [str(f) for f in report]
        self.severities = [f.severity for f in report]

    @property
    def chart(self) -> Chart:
        return next(b for b in self.boxes if isinstance(b, Chart))

    @property
    def spec(self) -> ChartSpec:
        spec: ChartSpec = self.chart.spec
        return spec

    def texts(self, name: str) -> list[str]:
        """The texts of the boxes of that name."""
        return ["".join(p.text for p in b.paragraphs) for b in self.boxes if isinstance(b, Text) and b.name == name]

    def fills(self, series: int = 0) -> list[object]:
        return [p.fill for p in self.spec.series[series].points]

    def labels(self, series: int = 0) -> list[str]:
        return [p.label.text if p.label else "" for p in self.spec.series[series].points]


def chart(tmp_path: Path, keys: str, rect: Rect = WIDE, lang: str = "en", theme: str = "atlas") -> Result:
    """The chart with those keys, laid out; fails if the outline itself is refused."""
    path = tmp_path / "o.yaml"
    body = "".join(f"    {line}\n" for line in keys.strip().splitlines())
    path.write_text(HEAD.format(lang=lang, theme=theme) + body, "utf-8")
    report = Report()
    outline = deck.load(path, report, "o.yaml")
    outline = None if report.failed else outline
    assert outline is not None, "\n".join(map(str, report))
    stage = Stage(outline, themes.load(outline.deck.theme), Grid.of("16:9"), None, report)
    sheets = outline.deck.every_slide()[0].lay_out(rect, stage)
    assert len(sheets) == 1
    return Result(sheets[0], report)


def refusal(tmp_path: Path, keys: str) -> list[str]:
    """The findings of an outline that is refused."""
    with pytest.raises(AssertionError) as caught:
        chart(tmp_path, keys)
    return str(caught.value).splitlines()


# ---------------------------------------------------------------------------------------- colours


def test_categories_that_are_sides_take_their_colours_by_name_and_short_name(tmp_path):
    r = chart(tmp_path, "data: {Japan: 1, USSR: 2, Mongolia: 3}")
    assert r.fills() == ["blue", "red", "grey"]


def test_two_series_of_sides_are_full_and_tint(tmp_path):
    r = chart(
        tmp_path,
        LOSSES,
    )
    assert r.fills(0) == ["blue", "red"]
    assert r.fills(1) == ["blue.tint", "red.tint"]


def test_series_that_are_sides_take_their_colours(tmp_path):
    r = chart(
        tmp_path,
        "type: line\ndata:\n  1935: {Others: 1, Japan: 5, Soviet Union: 9}\n  1939: {Others: 1, Japan: 6}",
    )
    assert [s.fill for s in r.spec.series] == ["ochre", "blue", "red"]


def test_series_without_sides_take_colours_in_turn_and_one_alone_is_blue(tmp_path):
    r = chart(tmp_path, "data:\n  1935: {Tanks: 1, Guns: 5, Men: 9}")
    assert [s.fill for s in r.spec.series] == ["red", "blue", "ochre"]
    assert set(chart(tmp_path, "data: {1931: 5, 1932: 7}").fills()) == {"blue"}


def test_highlight_is_red_and_the_rest_grey(tmp_path):
    assert chart(tmp_path, "data: {A: 1, B: 2}\nhighlight: B").fills() == ["grey", "red"]


def test_a_highlighted_side_keeps_its_colour(tmp_path):
    assert chart(tmp_path, "data: {Japan: 1, Soviet Union: 2}\nhighlight: Japan").fills() == ["blue", "grey"]


def test_unknown_highlight_is_a_warning_with_the_nearest_name(tmp_path):
    (finding,) = chart(tmp_path, "data: {Japan: 1, Mongolia: 2}\nhighlight: Jpan").findings
    assert "o.yaml:10:16: warning" in finding
    assert "did you mean 'Japan'?" in finding


@pytest.mark.parametrize("kind", ["column", "bar-stacked", "line", "area", "pie"])
def test_categories_without_any_value_are_all_named(tmp_path, kind):
    path, report = tmp_path / "o.yaml", Report()
    path.write_text(
        f"title: T\nslides:\n  - chart: A\n    type: {kind}\n    data: {{Japan: {{}}, Mongolia: {{}}}}\n", "utf-8"
    )
    deck.load(path, report, "o.yaml")
    found = [str(f).split("error: ")[1].split(";")[0] for f in report]
    assert found == ["'Japan' has no values", "'Mongolia' has no values"]


# ---------------------------------------------------------------------------------------- doubt


def test_uncertain_values_are_hatched_and_say_so(tmp_path):
    r = chart(tmp_path, 'type: bar\ndata: {Japan: up to 20000, Soviet Union: 28000, A: ~40, B: 70-90, C: ">500"}')
    assert r.labels() == ["up to 20,000", "28,000", "~40", "70–90", "more than 500"]
    assert [isinstance(f, Hatch) for f in r.fills()] == [True, False, True, True, True]
    assert r.fills()[0] == Hatch("blue", "blue.wash")
    assert r.texts("Chart note") == ["Hatched: not known exactly", "Whisker: from the lowest to the highest figure"]


def test_labels_follow_the_deck_s_language(tmp_path):
    r = chart(tmp_path, 'data: {A: bis zu 20.000, B: "1500,5"}', lang="de")
    assert r.labels() == ["bis zu 20.000", "1.500,5"]
    assert r.texts("Chart note") == ["Schraffiert: nicht genau bekannt"]


def test_number_format_of_a_label_is_fixed_to_the_language_and_leaves_ranges_to_text(tmp_path):
    r = chart(tmp_path, "data: {A: up to 20000, B: 70-90}")
    up_to, between = (p.label for p in r.spec.series[0].points)
    assert up_to.number_format == '[>=1000000]"up to "#\\,###\\,##0;[>=1000]"up to "#\\,##0;"up to "0'
    assert between.number_format == ""


def test_an_unknown_value_is_said_at_its_category(tmp_path):
    r = chart(tmp_path, "type: bar\ndata: {Japan: 5, Mongolia: unknown}")
    assert r.spec.categories == ("Japan", "Mongolia (unknown)")
    assert r.spec.series[0].points[1].number is None


def test_a_missing_value_of_several_series_is_said_in_the_note(tmp_path):
    r = chart(tmp_path, "data:\n  1931: {A: 1, B: 2}\n  1932: {A: 3}")
    assert r.texts("Chart note") == ["Not known: 1932, B"]


# ---------------------------------------------------------------------------------------- order and labels


def test_bars_stand_in_the_outline_s_order_from_the_top(tmp_path):
    r = chart(tmp_path, "type: bar\ndata: {C: 1, A: 2, B: 3}")
    assert r.spec.categories == ("C", "A", "B")
    assert r.spec.category_axis.reverse


def test_one_series_has_its_values_at_the_bars_and_no_axis(tmp_path):
    r = chart(tmp_path, "type: bar\ndata: {A: 1000, B: 4000}")
    assert r.labels() == ["1,000", "4,000"]
    assert (r.spec.value_axis.labels, r.spec.value_axis.grid, r.spec.legend_size) == (False, False, 0)
    assert r.spec.value_axis.minimum == 0
    assert r.spec.value_axis.maximum is None  # so that an edited value is not cut off


def test_a_stack_says_its_parts_and_its_sum(tmp_path):
    r = chart(
        tmp_path,
        LOSSES,
    )
    assert [r.labels(n) for n in range(3)] == [["526", "792"], ["913", "3,279"], ["1,439", "4,071"]]
    assert [s.total for s in r.spec.series] == [False, False, True]


def test_a_stack_with_an_unknown_part_has_no_sum(tmp_path):
    r = chart(tmp_path, LOSSES.replace("913", "unknown"))
    assert not any(s.total for s in r.spec.series)


def test_parts_too_thin_for_a_figure_bring_the_axis_back(tmp_path):
    r = chart(tmp_path, "type: bar-stacked\ndata:\n  A: {Killed: 1, Wounded: 9000}")
    assert r.labels(0) == [""]
    assert r.spec.value_axis.labels


def test_the_key_names_the_series_unless_the_title_does(tmp_path):
    data = "type: bar-stacked\ndata:\n  Japan: {Killed: 1, Wounded: 2}\n  Soviet Union: {Killed: 3, Wounded: 4}\n"
    assert chart(tmp_path, data + "title: Losses").texts("Chart key") == ["■■\u00a0Killed    ■■\u00a0Wounded"]
    assert chart(tmp_path, data + "title: Killed (dark) and wounded (light)").texts("Chart key") == []


def test_many_series_have_a_legend_and_a_warning(tmp_path):
    r = chart(tmp_path, "data:\n  1931: {" + ", ".join(f"S{n}: {n}" for n in range(12)) + "}")
    assert r.spec.legend_size == 14
    assert len(r.findings) == 1
    assert "12 series" in r.findings[0]


def test_lines_are_named_at_their_ends_and_names_keep_apart(tmp_path):
    r = chart(tmp_path, "type: line\ndata:\n  1931: {A: 1, B: 2}\n  1939: {A: 30, B: 30.1}")
    a, b = (s.points[-1].label for s in r.spec.series)
    assert (a.text, a.shows, b.text) == ("A", "series", "B")
    assert a.nudge > b.nudge
    assert not r.spec.legend_size


def test_the_unit_stands_in_the_title_and_a_sign_at_each_value(tmp_path):
    assert chart(tmp_path, "title: Losses\nunit: men\ndata: {A: 1}").texts("Chart title") == ["Losses, men"]
    assert chart(tmp_path, "title: Men lost\nunit: men\ndata: {A: 1}").texts("Chart title") == ["Men lost"]
    assert chart(tmp_path, "data: {A: 12 km, B: 3 km}").labels() == ["12", "3"]
    percent = chart(tmp_path, 'title: Share\nunit: "%"\ndata: {A: 72}')
    assert (percent.labels(), percent.texts("Chart title")) == (["72%"], ["Share"])


def test_texts_have_readable_sizes(tmp_path):
    r = chart(tmp_path, "type: bar\ntitle: Losses\ndata: {Japan: 1, Soviet Union: 2}", HALF)
    assert r.spec.category_axis.size == 18
    assert all(p.label.size == 18 and p.label.bold for p in r.spec.series[0].points)


# ---------------------------------------------------------------------------------------- hard cases


def test_values_far_apart_have_a_logarithmic_axis_and_a_note(tmp_path):
    r = chart(tmp_path, "type: bar\ndata: {A: 1, B: 350, C: 10000000}")
    axis = r.spec.value_axis
    assert (axis.log, axis.minimum, axis.maximum, axis.labels) == (True, 0.1, 1e7, True)
    assert r.texts("Chart note") == ["Each line stands for ten times the one before it"]


def test_sixty_bars_are_drawn_with_one_warning(tmp_path):
    r = chart(tmp_path, "type: bar\ndata:\n" + "".join(f"  Category number {n}: {n + 1}\n" for n in range(60)))
    assert len(r.findings) == 1
    assert "60 categories leave" in r.findings[0]
    assert r.spec.value_axis.labels
    assert r.spec.category_axis.every > 1


def test_years_under_columns_are_thinned_out_without_a_warning(tmp_path):
    r = chart(tmp_path, "data:\n" + "".join(f"  {1880 + n}: {n + 1}\n" for n in range(60)))
    assert not r.findings
    assert r.spec.category_axis.every > 1


def test_long_names_wrap_beside_bars_and_are_warned_of_under_columns(tmp_path):
    data = f'data:\n  "{"long words " * 8}": 5\n  "{"other words " * 7}": 6\n  "{"third words " * 7}": 6\n'
    assert not chart(tmp_path, "type: bar\n" + data).findings
    (finding,) = chart(tmp_path, "type: column\n" + data, HALF).findings
    assert "use 'type: bar'" in finding


@pytest.mark.parametrize("kind", ["bar", "column", "line", "area", "bar-stacked", "column-100", "pie", "doughnut",
                                  "combined"])
@pytest.mark.parametrize("data", [
    "{A: 0, B: 0}", "{A: -5, B: 12}", "{A: unknown, B: }", "{A: 1}", "{Потери: 5, Β: ~7}",
    "{A: {X: 0, Y: 0}, B: {X: 0}}", "{A: {X: -4, Y: 3}}", "{A: {X: unknown}, B: {Y: 2}}", "{A: 1e0}",
])  # fmt: skip
def test_every_type_takes_every_data_in_any_room(tmp_path, kind, data):
    if "1e0" in data:
        data = "{A: 0.5, B: 999999999}"
    for rect in (WIDE, HALF, Rect(0, 0, inches(2.5), inches(1.5))):
        r = chart(tmp_path, f"type: {kind}\ntitle: A title\ndata: {data}", rect)
        plot = r.spec.plot
        assert 0 <= plot.x < plot.x + plot.w <= 1.0001
        assert 0 <= plot.y < plot.y + plot.h <= 1.0001
        assert "error" not in r.severities


def test_all_boxes_stay_in_their_rectangle(tmp_path):
    keys = "type: bar\ntitle: Losses\nnote: A remark\ndata: {Japan: ~1, Soviet Union: 2, A: 5, B: 8, C: 7, D: 9, E: 11}"
    for rect in (WIDE, HALF):
        for box in chart(tmp_path, keys, rect).boxes:
            assert rect.x <= box.rect.x
            assert rect.y <= box.rect.y
            assert box.rect.right <= rect.right + 2
            assert box.rect.bottom <= rect.bottom + 2


def test_a_pie_of_many_slices_suggests_bars_and_one_of_several_series_becomes_bars(tmp_path):
    many = chart(tmp_path, "type: pie\ndata: {" + ", ".join(f"S{n}: {n + 1}" for n in range(8)) + "}")
    assert "use 'type: bar'" in many.findings[0]
    several = chart(tmp_path, "type: pie\ndata: {A: {X: 1, Y: 2}}")
    assert several.spec.type == "bar-100"
    assert "a pie shows one series" in several.findings[0]


def test_different_units_are_a_warning(tmp_path):
    assert "different units: km, t" in chart(tmp_path, "data: {A: 5 km, B: 6 t}").findings[0]


# ---------------------------------------------------------------------------------------- whiskers


@pytest.mark.parametrize("kind", ["column", "bar", "line"])
def test_a_range_has_a_whisker_from_its_lowest_to_its_highest_figure_and_its_value_beyond(tmp_path, kind):
    r = chart(tmp_path, f"type: {kind}\ndata: {{A: 70-90, B: 50, C: up to 60}}")
    a, b, c = r.spec.series[0].points
    assert (a.span, b.span, c.span) == (Span(70, 90), None, None)
    axis = r.spec.value_axis
    moved = a.label.shift / r.spec.plot.w if kind == "bar" else -a.label.nudge / r.spec.plot.h
    assert moved == pytest.approx(10 / (axis.maximum - axis.minimum))
    assert axis.maximum >= 90
    assert b.label.shift == b.label.nudge == 0


def test_a_stack_has_no_whiskers_for_they_would_stand_at_wrong_heights(tmp_path):
    r = chart(tmp_path, LOSSES.replace("913", "800-1000"))
    assert not any(p.span for s in r.spec.series for p in s.points)
    assert not any("Whisker" in t for t in r.texts("Chart note"))


def test_a_value_keeps_off_the_end_of_its_bar(tmp_path):
    a, b = chart(tmp_path, "type: bar\ndata: {A: 1000, B: 70-90}").spec.series[0].points
    assert a.label.number_format.startswith('[>=1000000]"\u00a0"#')
    assert (b.label.number_format, b.label.lead, b.label.text) == ("", "\u00a0", "70–90")


def test_two_columns_share_the_whole_width(tmp_path):
    for rect in (WIDE, HALF):
        r = chart(tmp_path, "data: {Japan: 1439, Soviet Union: 4071}", rect)
        assert r.chart.rect.w == pytest.approx(rect.w, rel=0.01)
        assert (r.spec.plot.x, r.spec.plot.w) == (0, pytest.approx(1))


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
    ("type: scatter\ndata: {A: [5, 6], B: [unknown, 5]}", "'B' has no place: both numbers must be known"),
    ("type: scatter\ndata: {A: {B: [5, 6]}, C: 5}", "points are expected here"),
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
    ("Battle,Men\nKhasan,5\n", "has 2 columns where points need"),
    ("Battle,Men,Guns\n", "has 0 rows of points"),
    ("Battle,Men,Guns\nKhasan,many,4\n", "row 2, column 2 (Men): 'many' is not a quantity"),
    ("Battle,Men,Guns\nKhasan,,4\n", "row 2: 'Khasan' has no place"),
    ("Battle,Men,Guns\nKhasan,4\n", "row 2: 2 columns, but the first row has 3"),
])  # fmt: skip
def test_mistakes_in_files_of_points_name_the_row(tmp_path, content, message):
    (tmp_path / "x.csv").write_text(content)
    with pytest.raises(StopIteration):  # no chart is drawn
        chart(tmp_path, "type: scatter\nfile: x.csv").chart  # noqa: B018
    assert any(message in f for f in chart(tmp_path, "type: scatter\nfile: x.csv").findings)


# ---------------------------------------------------------------------------------------- columns and line

TANKS = """type: combined
unit: men
line: [Tanks]
second: {title: Tanks}
data:
  Lake Khasan: {Soviet troops: ~23000, Tanks: 345}
  Khalkhin Gol: {Soviet troops: up to 74000, Tanks: 500-600}
"""


def test_columns_and_a_line_have_an_axis_each_with_the_same_grid(tmp_path):
    r = chart(tmp_path, TANKS)
    first, second = r.spec.value_axis, r.spec.second_axis
    assert [(s.name, s.drawn) for s in r.spec.series] == [("Soviet troops", ""), ("Tanks", "line")]
    assert first.minimum == second.minimum == 0
    assert first.maximum / first.step == second.maximum / second.step
    assert r.texts("Axis") == ["Soviet troops, men", "Tanks"]
    assert r.texts("Chart key") == []  # the axes name the series, in their colours
    assert r.spec.series[1].points[1].span == Span(500, 600)
    assert [t.split(":")[0] for t in r.texts("Chart note")] == ["Hatched", "Hollow", "Whisker"]
    assert "highest" not in r.chart.alt  # men and tanks are not compared


def test_zero_is_at_one_height_on_both_axes(tmp_path):
    r = chart(tmp_path, "type: combined\nsecond: {title: B}\ndata: {1: {A: 5, B: -40}, 2: {A: 8, B: 100}}")
    first, second = r.spec.value_axis, r.spec.second_axis
    assert first.minimum < 0
    assert first.maximum / first.minimum == second.maximum / second.minimum


def test_without_a_second_axis_the_line_shares_the_first_and_is_the_last_series(tmp_path):
    r = chart(tmp_path, "type: combined\ndata: {1: {A: 5, B: 40}, 2: {A: 8, B: 100}}")
    assert r.spec.second_axis is None
    assert r.spec.value_axis.maximum >= 100
    assert [s.drawn for s in r.spec.series] == ["", "line"]
    assert r.texts("Chart key") == ["■\u00a0A    ●\u00a0B"]


def test_an_unknown_line_is_a_warning_with_the_nearest_name(tmp_path):
    (finding,) = chart(tmp_path, TANKS.replace("[Tanks]", "[Tank]")).findings
    assert "'Tank' in 'line' is not a series" in finding
    assert "did you mean 'Tanks'?" in finding


# ---------------------------------------------------------------------------------------- small multiples


@pytest.mark.parametrize("kind", ["column", "bar", "line", "area"])
def test_small_multiples_have_one_scale_and_one_size(tmp_path, kind):
    keys = f"type: {kind}\nmultiples: true\ntitle: Losses\ndata:\n"
    rows = "  1938: {Japan: 526, Soviet Union: 792, Others: 20}\n  1939: {Japan: 913, Soviet Union: 3279, Others: 25}"
    r = chart(tmp_path, keys + rows)
    charts = [b for b in r.boxes if isinstance(b, Chart)]
    assert r.texts("Series") == ["Japan", "Soviet Union", "Others"]
    assert [len(c.spec.series) for c in charts] == [1, 1, 1]
    axes = {(c.spec.value_axis.minimum, c.spec.value_axis.maximum, c.spec.plot, c.rect.w, c.rect.h) for c in charts}
    assert len(axes) == 1
    assert charts[0].spec.value_axis.maximum >= 3279
    assert charts[1].alt.startswith({"column": "Column", "bar": "Bar", "line": "Line", "area": "Area"}[kind])
    assert "Losses, Soviet Union. 1938 792; 1939 3,279." in charts[1].alt
    assert "too small to see on the scale of the other series: Others" in r.findings[0]


def test_columns_says_how_many_charts_stand_side_by_side(tmp_path):
    data = "data:\n  1938: {A: 5, B: 7, C: 5, D: 4}\n  1939: {A: 9, B: 3, C: 6, D: 8}"
    rects = [b.rect for b in chart(tmp_path, f"columns: 3\n{data}").boxes if isinstance(b, Chart)]
    assert len({r.x for r in rects}) == 3
    assert rects[3].y > rects[0].bottom


def test_multiples_without_room_are_one_warning(tmp_path):
    data = ", ".join(f"S{n}: {n + 1}" for n in range(12))
    r = chart(tmp_path, f"multiples: true\ndata: {{1938: {{{data}}}, 1939: {{{data}}}}}", HALF)
    assert sum("too small" in f for f in r.findings) == 1


# ---------------------------------------------------------------------------------------- alternative text


def test_alt_text_states_data_and_finding(tmp_path):
    keys = "title: Losses\n" + LOSSES
    assert chart(tmp_path, keys).chart.alt == (
        "Bar chart: Losses. Killed and Wounded: Japan 526 and 913; Soviet Union 792 and 3,279. Soviet Union is highest."
    )


def test_alt_text_claims_nothing_that_the_doubt_forbids(tmp_path):
    alt = chart(tmp_path, "type: bar\ntitle: Dead\ndata: {Japan: up to 20000, Mongolia: 19000}").chart.alt
    assert alt == "Bar chart: Dead. Japan up to 20,000; Mongolia 19,000."


def test_alt_text_is_the_author_s_or_short(tmp_path):
    assert chart(tmp_path, "alt: As *written*\ndata: {A: 1}").chart.alt == "As written"
    long = chart(tmp_path, "data:\n" + "".join(f"  Category {n}: {n + 1}\n" for n in range(60))).chart.alt
    assert len(long) <= 400
    assert "more." in long


# ---------------------------------------------------------------------------------------- mistakes


def test_bad_values_are_named_with_their_place(tmp_path):
    findings = refusal(tmp_path, "data:\n  Japan: {Killed: 5, Wounded: many}\n  Mongolia: {Killed: lots}")
    assert findings[0].startswith("o.yaml:10:35: error: 'many' is not a quantity")
    assert findings[1].strip().startswith("o.yaml:11:26: error: 'lots' is not a quantity")


def test_data_of_another_shape_is_explained(tmp_path):
    assert "'category: value' lines" in refusal(tmp_path, "data: [1, 2]")[0]
    assert "'B' has one value, 'A' has several" in refusal(tmp_path, "data:\n  A: {X: 1}\n  B: 2")[0]


def test_a_chart_needs_data_or_a_file_and_not_both(tmp_path):
    assert "no numbers" in refusal(tmp_path, "title: T")[0]
    assert "both" in refusal(tmp_path, "data: {A: 1}\nfile: x.csv")[0]


# ---------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("content", [
    b"Side,Killed,Wounded\nJapan,526,913\nSoviet Union,792,\"3,279\"\n",
    b"\xef\xbb\xbfSide;Killed;Wounded\r\nJapan;526;913\r\n\r\nSoviet Union;792;3,279\r\n",
    b"Side\tKilled\tWounded\nJapan\t526\t913\nSoviet Union\t792\t3279\n",
])  # fmt: skip
def test_files_with_any_separator(tmp_path, content):
    (tmp_path / "losses.csv").write_bytes(content)
    r = chart(tmp_path, "type: bar-stacked\nfile: losses.csv")
    assert r.spec.categories == ("Japan", "Soviet Union")
    assert [s.name for s in r.spec.series] == ["Killed", "Wounded", "Total"]
    assert r.labels(1) == ["913", "3,279"]
    assert r.fills(1) == ["blue.tint", "red.tint"]


def test_an_empty_cell_of_a_file_is_a_gap(tmp_path):
    (tmp_path / "x.csv").write_text("Year,Men\n1931,5\n1932,\n")
    assert chart(tmp_path, "file: x.csv").spec.series[0].points[1].number is None


@pytest.mark.parametrize(("content", "message"), [
    (None, "is not there; put it beside the outline"),
    ("", "is empty"),
    ("Year,Men\n", "no rows of values"),
    ("Year,Men\n1931,5\n1932,38,000\n", "row 3: 3 columns, but the first row has 2; put a value with a comma"),
    ("Year,Men,Guns\n1931,5,8\n1932,many,2\n", "row 3, column 2 (Men): 'many' is not a quantity"),
    ("Year,Men\n1931,5\n1931,6\n", "row 3, column 1: '1931' stands already in row 2"),
    ("Year,Men,Men\n1931,5,4\n", "row 1, column 3: the series 'Men' stands already in column 2"),
    ("Year,Men,\n1931,5,4\n", "row 1, column 3: the series has no name"),
    ("Year|Men\n1931|5\n", "row 1: only one column"),
    ('Year,Men\n1931,"5\n', "cannot be read as CSV"),
    (b"Year,Men\n1931,\xff\xfe\n", "row 2: not UTF-8 text"),
    (b"\x00\x01Year,Men\n", "is no text file"),
    ("Year,Men\n" + "1931,5\n" * 800_000, "is larger than 5 MB"),
    ("Year,Men\n" + "".join(f"{n},5\n" for n in range(2_500)), "2,500 rows"),
])  # fmt: skip
def test_mistakes_in_files_name_row_and_column(tmp_path, content, message):
    if content is not None:
        (tmp_path / "men.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    path = tmp_path / "o.yaml"
    path.write_text(HEAD.format(lang="en", theme="atlas") + "    file: men.csv\n")
    report = Report()
    outline = deck.load(path, report, "o.yaml")
    outline = None if report.failed else outline
    stage = Stage(outline, themes.load("atlas"), Grid.of("16:9"), None, report)
    outline.deck.every_slide()[0].lay_out(WIDE, stage)
    (finding,) = map(str, report)
    assert finding.startswith("o.yaml:9:11: error: the data file 'men.csv' ")
    assert message in finding


def test_a_directory_is_no_file_and_many_mistakes_are_counted(tmp_path):
    (tmp_path / "men.csv").mkdir()
    assert chart_findings(tmp_path) == ["the data file 'men.csv' is a directory"]
    (tmp_path / "men.csv").rmdir()
    (tmp_path / "men.csv").write_text("Year,Men\n" + "".join(f"{n},many\n" for n in range(30)))
    findings = chart_findings(tmp_path)
    assert len(findings) == 11
    assert "the data file 'men.csv' and 20 more mistakes like these" in findings


def chart_findings(tmp_path: Path) -> list[str]:
    path = tmp_path / "o.yaml"
    path.write_text(HEAD.format(lang="en", theme="atlas") + "    file: men.csv\n")
    report = Report()
    outline = deck.load(path, report, "o.yaml")
    outline = None if report.failed else outline
    outline.deck.every_slide()[0].lay_out(WIDE, Stage(outline, themes.load("atlas"), Grid.of("16:9"), None, report))
    return [f.message for f in report]
