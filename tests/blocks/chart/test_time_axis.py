"""Years and dates under lines and areas stand as far apart as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.blocks.chart.time_axis import time_axis
from podium.scene.boxes import Chart


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * 0.5


def axis(*categories: str) -> Any:
    return time_axis(categories, 700, 14, measure, "en")


def chart(made: Any) -> Any:
    return next(b for p in made.slides() for b in p.boxes if isinstance(b, Chart))


@pytest.mark.parametrize(
    "categories",
    [
        ("1900", "1901", "1902", "1903"),
        ("1900", "1910", "1920"),
        ("January 1939", "February 1939", "March 1939"),
        ("1939-05-11", "1939-05-12", "1939-05-13"),
        ("North", "South", "East"),
        ("1900", "1901", "about then"),
        ("1900", "1950"),
        ("1950", "1901", "1900"),
        ("1900", "1900", "1950"),
    ],
)
def test_equal_steps_and_texts_keep_their_axis(categories: tuple[str, ...]) -> None:
    assert axis(*categories) is None


@pytest.mark.parametrize(
    "categories",
    [
        ("1900", "1901", "1910", "1950"),
        ("1848", "1870", "1914", "1918"),
        ("January 1939", "February 1939", "May 1939", "September 1939"),
        ("1939-05-11", "1939-05-28", "1939-07-03"),
        ("500 BC", "480 BC", "323 BC", "44 BC", "AD 14"),
        ("June 1812", "September 1812", "October 1812"),
        ("c. 1900", "1905/1909", "1930s"),
        ("17th century", "1750", "1800"),
    ],
)
def test_places_are_in_proportion(categories: tuple[str, ...]) -> None:
    from podium.outline.dates.parse import parse_date

    made = axis(*categories)
    at = [(d.start + d.end) / 2 for d in map(parse_date, categories)]
    first, last = made.places[0], made.places[-1]
    for place, year in zip(made.places, at, strict=True):
        expected = first + (last - first) * (year - at[0]) / (at[-1] - at[0])
        assert place == pytest.approx(expected, abs=0.03)
    assert 0 <= first < last <= 1
    assert all(0 <= share <= 1 for share, _ in made.texts)
    assert min(made.scale.serials) >= 1


@given(st.lists(st.integers(1, 2200), min_size=3, max_size=20, unique=True))
def test_whole_years_are_exact(years: list[int]) -> None:
    years.sort()
    made = axis(*(f"{y:04d}" for y in years))
    if made is not None:
        assert list(made.scale.serials) == years
        assert made.minimum <= years[0] < years[-1] <= made.maximum
        assert made.minimum % made.scale.step == 0


@pytest.mark.parametrize("kind", ["line", "area"])
def test_the_chart_has_a_date_axis(podium: Callable[..., Any], project: Any, kind: str) -> None:
    import zipfile

    text = f"title: T\nslides:\n  - chart: A\n    type: {kind}\n    data: {{1900: 1, 1901: 2, 1910: 3, 1950: 4}}\n"
    (project / "slides_src" / "talk.yaml").write_text(text)
    assert podium("build", "slides_src/talk.yaml").exit_code == 0
    with zipfile.ZipFile(project / "output" / "talk.pptx") as deck:
        xml = deck.read(next(n for n in deck.namelist() if n.startswith("ppt/charts/chart"))).decode()
    assert "<c:dateAx>" in xml
    assert re.findall(r"<c:cat>.*?</c:cat>", xml)[0].count("<c:pt ") == 4
    assert "<c:v>1901</c:v>" in xml


def test_axis_even_and_columns_keep_equal_steps(slide: Callable[..., Any]) -> None:
    data = "data: {1900: 1, 1901: 2, 1910: 3, 1950: 4}"
    assert chart(slide(f"chart: A\ntype: line\n{data}")).spec.time is not None
    assert chart(slide(f"chart: A\ntype: line\naxis: even\n{data}")).spec.time is None
    assert chart(slide(f"chart: A\ntype: column\n{data}")).spec.time is None


def test_years_that_no_program_counts_are_written_by_podium(slide: Callable[..., Any]) -> None:
    made = slide("chart: A\ntype: line\ndata: {500 BC: 1, 480 BC: 2, 323 BC: 3}")
    assert "500 BCE" in made.text()


@pytest.mark.parametrize("value", ["evne", "true", "[even]"])
def test_a_wrong_axis_is_an_error(slide: Callable[..., Any], value: str) -> None:
    made = slide(f"chart: A\ntype: line\naxis: {value}\ndata: {{1900: 1, 1901: 2}}")
    assert any("error: " in m and "axis" in m for m in made.messages)
