"""Columns with lines, and small multiples."""

from __future__ import annotations

import pytest
from lone_charts import HALF, chart

from podium.scene.boxes import Chart
from podium.scene.charts import Span

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
