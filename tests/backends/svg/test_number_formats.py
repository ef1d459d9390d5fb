"""The labels of axes as a spreadsheet shows them, and the ends of axes that are left to the program."""

from __future__ import annotations

import pytest

from podium.backends.drawing.number_formats import formatted
from podium.backends.drawing.scales import scale_of
from podium.scene.charts import Axis
from podium.series.number_formats import axis_format


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0, "General", "0"),
        (2.5, "General", "2.5"),
        (1234567, r"[>=1000000]#\,###\,##0;[>=1000]#\,##0;0", "1,234,567"),
        (12345, r"[>=1000000]#\,###\,##0;[>=1000]#\,##0;0", "12,345"),
        (12, r"[>=1000000]#\,###\,##0;[>=1000]#\,##0;0", "12"),
        (12345, r'[>=1000]#\.##0" km";0" km"', "12.345 km"),
        (0.25, "0%", "25%"),
        (3.14159, "0.00", "3.14"),
        (-5, r'[>=1000]#\,##0;[<0]"−"#,##0;General', "−5"),
        (43831, "[$-409]mmm yyyy", "Jan 2020"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, text: str) -> None:
    assert formatted(value, code) == text


@pytest.mark.parametrize(("lang", "unit", "text"), [("en", "", "20,000"), ("de", "", "20.000"), ("en", "%", "20,000%")])
def test_what_podium_writes_is_shown_as_meant(lang: str, unit: str, text: str) -> None:
    assert formatted(20000, axis_format(lang, unit)) == text


@pytest.mark.parametrize(
    ("numbers", "ends"),
    [
        ([300, 1114], (0, 1200)),
        ([50000, 7000], (0, 60000)),
        ([20000, 28000], (0, 30000)),
        ([-3, 7.5], (-4, 8)),
        ([4.8], (0, 5)),
    ],
)
def test_an_axis_of_bars_begins_at_zero_and_ends_at_a_round_number(
    numbers: list[float], ends: tuple[float, float]
) -> None:
    found = scale_of(Axis(), numbers)
    assert (found.low, found.high) == ends
    assert found.ticks()[0] == ends[0]
    assert found.ticks()[-1] == ends[1]


def test_the_ends_that_a_chart_gives_are_kept() -> None:
    found = scale_of(Axis(minimum=1935, maximum=1941, step=2), [1936, 1940])
    assert (found.low, found.high, found.ticks()) == (1935, 1941, [1936, 1938, 1940])
    assert scale_of(Axis(log=True, minimum=10, maximum=1000), [20, 900]).ticks() == [10, 100, 1000]
