"""podium reads the dates and numbers that it writes in a language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podium import languages
from podium.outline.dates.parse import format_date, parse_date
from podium.outline.quantities import format_quantity, parse_quantity

LANGUAGES = [*languages.names(), "pt-PT", "pl", "ja", "nl", "sv", "cs"]


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("44 v. Chr.", -43), ("44 v.Chr.", -43), ("44\u00a0v.\u202fChr.", -43), ("44 v Chr", -43), ("v. Chr. 44", -43),
        ("44 vor Christus", -43), ("14 n. Chr.", 14), ("52 av. J.-C.", -51), ("52 av J-C", -51), ("av. J.-C. 52", -51),
        ("52 avant J.-C.", -51), ("14 ap. J.-C.", 14), ("44 до н. э.", -43), ("44 до н.э.", -43), ("44 г. до н. э.", -43),  # noqa: E501
        ("44 до нашей эры", -43), ("14 н. э.", 14), ("44 a.C.", -43), ("44 a. C.", -43), ("44 antes de Cristo", -43),
        ("14 d.C.", 14), ("MÖ 44", -43), ("M.Ö. 44", -43), ("44 MÖ", -43), ("MS 14", 14), ("44 π.Χ.", -43), ("14 μ.Χ.", 14),  # noqa: E501
        ("44 p.n.e.", -43), ("公元前44年", -43), ("公元14年", 14), ("紀元前44年", -43), ("44 до н. е.", -43), ("44 B.C.", -43),  # noqa: E501
        ("44 BCE", -43), ("44 b.c.e.", -43), ("AD 14", 14), ("ca. 44 v. Chr.", -43), ("um 44 v. Chr.", None),
    ],
)  # fmt: skip
def test_eras_in_their_languages(written: str, start: int | None) -> None:
    if start is None:
        return
    assert parse_date(written).earliest[0] == start


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("MÖ 264/MÖ 241", (-263, -240)),
        ("264–241 v. Chr.", (-263, -240)),
        ("264/241 av. J.-C.", (-263, -240)),
        ("44 v. Chr. – 14 n. Chr.", (-43, 14)),
        ("公元前264年–241年", (-263, -240)),
    ],
)
def test_spans_of_years_before_our_era(written: str, bounds: tuple[int, int]) -> None:
    date = parse_date(written)
    assert (date.earliest[0], date.latest[0]) == bounds


YEARS = st.one_of(st.integers(1000, 2100).map(str), st.integers(1, 999).map(lambda y: f"{y} BC"),
                  st.integers(1, 999).map(lambda y: f"AD {y}"))  # fmt: skip
MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(1000, 2100), st.integers(1, 12))
DAYS = st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28))
SEASONS = st.builds("{} {}".format, st.sampled_from(["spring", "summer", "autumn", "winter"]), st.integers(1000, 2100))
AGES = st.one_of(st.integers(101, 209).map(lambda d: f"{d}0s"), st.integers(4, 21).map(lambda c: f"{c}th century"))
PLAIN = st.one_of(YEARS, MONTHS, DAYS, SEASONS, AGES)
SINGLE = st.one_of(
    PLAIN,
    st.builds("{} {}".format, st.sampled_from(["early", "mid", "late"]), st.one_of(MONTHS, st.integers(1000, 2100))),
    st.one_of(YEARS, MONTHS, DAYS).map("c. {}".format),
    YEARS.map("{}?".format),
)
LIMITED = st.builds(
    "{} {}".format, st.sampled_from(["before", "by", "until", "after", "since"]), st.one_of(YEARS, DAYS)
)
SPANS = st.tuples(st.integers(1000, 2100), st.integers(1, 80)).map(lambda p: f"{p[0]}/{p[0] + p[1]}")
BETWEEN = st.tuples(st.integers(1000, 2100), st.integers(1, 80)).map(lambda p: f"between {p[0]} and {p[0] + p[1]}")


@pytest.mark.parametrize("style", ["long", "short"])
@pytest.mark.parametrize("lang", LANGUAGES)
@settings(deadline=None)
@given(text=st.one_of(SINGLE, LIMITED, SPANS, BETWEEN))
def test_a_date_that_is_written_is_read_again(lang: str, style: str, text: str) -> None:
    date = parse_date(text)
    written = format_date(date, lang, style)  # type: ignore[arg-type]
    again = parse_date(written, lang)
    assert (again.earliest, again.latest) == (date.earliest, date.latest), written


@pytest.mark.parametrize("lang", LANGUAGES)
@given(
    low=st.integers(0, 10_000_000),
    more=st.integers(1, 10_000),
    form=st.sampled_from(
        ["{}", "~{}", "up to {}", "at least {}", "more than {}", "less than {}", "{}-{}", "unknown", "{} km"]
    ),
)
def test_a_figure_that_is_written_is_read_again(lang: str, low: int, more: int, form: str) -> None:
    q = parse_quantity(form.format(low, low + more), "en")
    again = parse_quantity(format_quantity(q, lang), lang)
    assert (again.low, again.high, again.best, again.kind) == (q.low, q.high, q.best, q.kind), format_quantity(q, lang)
