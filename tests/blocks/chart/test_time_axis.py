"""Years and dates under lines and areas are spaced to scale."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.blocks.chart.time_axis import in_time_order, time_axis
from podium.outline.dates.model import day_number, day_of, edtf_year
from podium.outline.quantities import parse_quantity
from podium.scene.boxes import Chart
from podium.series.table import Table


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
    first, last = made.positions[0], made.positions[-1]
    for place, year in zip(made.positions, at, strict=True):
        expected = first + (last - first) * (year - at[0]) / (at[-1] - at[0])
        assert place == pytest.approx(expected, abs=0.03)
    assert 0 <= first < last <= 1
    assert all(0 <= share <= 1 for share, _ in made.labels)
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


# ------------------------------------------------------------------------- any day of any era

days = st.integers(day_number((-3000, 1, 1)), day_number((2200, 1, 1)))


def iso(number: int) -> str:
    year, month, day = day_of(number)
    return f"{edtf_year(year)}-{month:02d}-{day:02d}"


def test_days_are_counted_like_the_calendar() -> None:
    first = date(1, 1, 1)
    for n in range(0, 800_000, 97):
        d = date.fromordinal(first.toordinal() + n)
        number = day_number((d.year, d.month, d.day))
        assert number == day_number((1, 1, 1)) + n
        assert day_of(number) == (d.year, d.month, d.day)
    assert all(day_number(day_of(n)) == n for n in range(-2_000_000, 0, 1013))


@given(st.lists(days, min_size=3, max_size=12, unique=True), st.sampled_from(["en", "de", "ru", "zh"]))
def test_any_days_stand_in_proportion(numbers: list[int], lang: str) -> None:
    numbers.sort()
    made = time_axis([iso(n) for n in numbers], 700, 14, measure, lang)
    if made is not None:
        serials = made.scale.serials
        assert [b - serials[0] for b in serials] == [n - numbers[0] for n in numbers]
        assert 0 <= made.positions[0] < made.positions[-1] <= 1
        assert serials[0] >= 1
        assert all(0 <= share <= 1 for share, _ in made.labels)
        assert [share for share, _ in made.labels] == sorted({share for share, _ in made.labels})


@given(st.lists(days, min_size=2, max_size=8, unique=True).flatmap(st.permutations))
def test_days_out_of_order_are_sorted_and_named(numbers: list[int]) -> None:
    table = Table(tuple(map(iso, numbers)), ("",), tuple((parse_quantity(n),) for n in numbers))
    made, advice = in_time_order(table, "en")
    assert made.categories == tuple(iso(n) for n in sorted(numbers))
    assert made.numbers == sorted(numbers)
    assert bool(advice) == (numbers != sorted(numbers))


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        (("1905", "1905-06", "1906", "1911"), ("1905", "1905-06", "1906", "1911")),
        (("1906", "1911", "1905-06", "1905"), ("1905", "1905-06", "1906", "1911")),
        (("1905", "1905-01", "1907"), ("1905-01", "1905", "1907")),
        (("AD 14", "44 BC", "323 BC"), ("323 BC", "44 BC", "AD 14")),
        (("North", "South", "1900"), ("North", "South", "1900")),
        (("1939-06", "1939-05"), ("1939-05", "1939-06")),
        (("1939",), ("1939",)),
    ],
)
def test_order_with_mixed_precision(categories: tuple[str, ...], expected: tuple[str, ...]) -> None:
    table = Table(categories, ("",), tuple((None,) for _ in categories))
    assert in_time_order(table, "en")[0].categories == expected


def test_mixed_precision_has_an_axis_of_time() -> None:
    made = axis("1905", "1905-06", "1906", "1911")
    assert made.positions[1] == pytest.approx(made.positions[2] * 151 / 365)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{1950: 1, 1900: 2, 1901: 3}", "the dates are not in order: '1900' comes after '1950'"),
        ("{1900: 1, AD 1900: 2, 1910: 3}", "the same date occurs twice: '1900' and 'AD 1900'"),
        ("{1900: 1, 1910: 2, 1950: 3, later: 4}", "'later' is not a date; all categories are therefore evenly spaced"),
    ],
)
def test_dates_that_make_no_axis_are_named_once(slide: Callable[..., Any], data: str, message: str) -> None:
    made = slide(f"chart: A\ntype: line\ndata: {data}")
    assert sum(message in m for m in made.messages) == 1
    even = slide(f"chart: A\ntype: line\naxis: even\ndata: {data}")
    assert not any(message in m for m in even.messages)
    column = slide(f"chart: A\ntype: column\ndata: {data}")
    assert not any(message in m for m in column.messages)


@pytest.mark.parametrize(
    ("lang", "categories", "shown"),
    [
        ("en", ("1939-05", "1939-06", "1939-09"), "[$-409]mmm yyyy"),
        ("de", ("1939-05", "1939-06", "1939-09"), "[$-407]mmm yyyy"),
        ("de-AT", ("1939-05-11", "1939-05-28", "1939-06-03"), "[$-407]d. mmm"),
        ("fr", ("1939-05", "1939-06", "1949-09"), "yyyy"),
        ("zh", ("1939-05", "1939-06", "1939-09"), "texts: 1939年5月"),
        ("ru", ("1939-05-11", "1939-05-28", "1939-06-03"), "texts: 11 мая"),
        ("de", ("1815-06-15", "1815-06-16", "1815-06-18"), "texts: 15. Juni"),
        ("de", ("1812-06", "1812-09", "1812-10"), "texts: Juni 1812"),
        ("de", ("-0499", "-0479", "-0322"), "texts: 500 v. Chr."),
    ],
)
def test_dates_at_the_axis_speak_the_language_of_the_deck(lang: str, categories: tuple[str, ...], shown: str) -> None:
    made = time_axis(categories, 700, 14, measure, lang)
    assert made is not None
    if "texts: " in shown:
        assert made.labels[0][1] == shown.partition("texts: ")[2]
        assert len(made.labels) >= 2
    else:
        assert (made.number_format, made.labels) == (shown, ())


def test_the_description_and_the_notes_speak_it_too(slide: Callable[..., Any]) -> None:
    made = slide("chart: A\ntype: line\ndata: {1939-05: 1, 1939-06: unknown, 1939-09: 3}", head="lang: de\n")
    assert "Mai 1939 1" in chart(made).alt
    assert "Juni 1939" in made.text()
