"""The chart block as its author and its audience see it: colours, labels, order, notes, alt text, mistakes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lone_charts import HALF, LOSSES, WIDE, chart, refusal

from podium import kinds
from podium.diagnostics import Report
from podium.scene.chart_types import TRAITS
from podium.scene.charts import Hatch, Span
from podium.scene.units import Rect, inches

Slide = Callable[..., Any]

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


def test_highlight_has_the_accent_and_the_rest_is_grey(tmp_path):
    assert chart(tmp_path, "data: {A: 1, B: 2}\nhighlight: B").fills() == ["grey", "accent"]


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
    kinds.load(path, report, "o.yaml")
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
    assert r.spec.legend_size == 16
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
    share = chart(tmp_path, 'unit: "% of a day\'s wage"\ndata: {A: 72}')
    assert (share.labels(), share.texts("Chart title")) == (["72"], ["% of a day’s wage"])


def test_texts_have_readable_sizes(tmp_path):
    r = chart(tmp_path, "type: bar\ntitle: Losses\ndata: {Japan: 1, Soviet Union: 2}", HALF)
    assert r.spec.category_axis.size == 20
    assert all(p.label.size == 20 and p.label.bold for p in r.spec.series[0].points)


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


@pytest.mark.parametrize("kind", [k for k, traits in TRAITS.items() if not traits.points])
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


@pytest.mark.parametrize(
    ("data", "column"),
    [
        ("data: {A: 5 km, C: 7, B: 6 t}", 30),
        ("data: {A: {x: 5 km, '*y*': 6 km}, B: {x: 5 km, '*y*': 6 t}}", 0),
        ("type: combined\ndata: {A: {x: 5 km, y: 6 t}}", 28),
    ],
)
def test_different_units_on_one_axis_are_an_error_at_the_value(slide: Slide, data: str, column: int) -> None:
    found = slide(f"chart: It rose in a year\n{data}").report.findings
    (said,) = [f for f in found if f.code == "units"]
    assert said.severity == "error"
    assert said.message == "'6 t' has another unit than '5 km': one axis cannot show both"
    assert said.span.column == (column or said.span.column)


@pytest.mark.parametrize(
    "data",
    [
        "data: {A: 1 tank, B: 6 tanks, C: 5}",
        "data: {A: 1 Soldat, B: 6 Soldaten}",
        "data: {A: 1 man, B: 6 men}",
        "data: {A: 1 Haus, B: 6 Häuser}",
        "data: {A: 1 Ächter, B: 6 Achter}",
        "data: {A: 2 танка, B: 6 танков}",
        "data: {A: 1 an, B: 6 ans}",
        "data: {A: 1 lb, B: 6 lbs}",
        "type: combined\nsecond: {title: Load}\ndata: {A: {x: 5 km, y: 6 t}, B: {x: 5 km, y: 7 t}}",
    ],
)
def test_one_unit_for_each_axis_is_no_mistake(slide: Slide, data: str) -> None:
    assert not [f for f in slide(f"chart: It rose in a year\n{data}").report.findings if f.code == "units"]


@pytest.mark.parametrize("data", ["{A: 1 год, B: 5 лет}", "{A: 5 km, B: 6 kilometres}", "{A: 5 km, B: 6 versts}"])
def test_words_that_may_be_one_unit_are_only_warned_of(slide: Slide, data: str) -> None:
    found = [f for f in slide(f"chart: It rose in a year\ndata: {data}").report.findings if f.code == "units"]
    assert {f.severity for f in found} <= {"warning"}


def test_different_units_in_a_file_are_told_with_row_and_column(
    lecture: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "slides_src").mkdir()
    (tmp_path / "slides_src" / "n.csv").write_text("name,x\nA,5 km\nB,6 t\n")
    made = lecture("title: T\nslides:\n  - chart: It rose in a year\n    file: n.csv\n")
    assert "row 3, column 2: '6 t' has another unit than '5 km'" in made.messages[0]


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
