"""Uncertain numbers are read as historians write them, and nothing uncertain is made exact."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from podium.outline.quantities import Quantity, QuantityError, format_quantity, parse_quantity

# What is written, (low, high, best), its kind, its unit, its English text.
READINGS = [
    ("40", (40, 40, 40), "exact", "", "40"),
    ("-3", (-3, -3, -3), "exact", "", "−3"),
    ("38,000", (38000, 38000, 38000), "exact", "", "38,000"),
    ("38 000", (38000, 38000, 38000), "exact", "", "38,000"),
    ("1'000", (1000, 1000, 1000), "exact", "", "1,000"),
    ("38.000", (38, 38, 38), "exact", "", "38"),
    ("3.5", (3.5, 3.5, 3.5), "exact", "", "3.5"),
    ("none", (0, 0, 0), "exact", "", "0"),
    ("~40", (40, 40, 40), "about", "", "~40"),
    ("c. 35,000", (35000, 35000, 35000), "about", "", "~35,000"),
    ("around 50 men", (50, 50, 50), "about", "men", "~50 men"),
    ("70-90", (70, 90, 80), "range", "", "70–90"),
    ("70 to 90", (70, 90, 80), "range", "", "70–90"),
    ("between 70 and 90 km", (70, 90, 80), "range", "km", "70–90 km"),
    ("-5 to -3", (-5, -3, -4), "range", "", "−5 – −3"),
    ("30-40 thousand", (30000, 40000, 35000), "range", "", "30,000–40,000"),
    ("500-1.5 million", (500, 1500000, 750250), "range", "", "500–1,500,000"),
    ("up to 20000", (None, 20000, 20000), "at-most", "", "up to 20,000"),
    ("≤ 20000", (None, 20000, 20000), "at-most", "", "up to 20,000"),
    ("up to about 500", (None, 500, 500), "at-most", "", "up to 500"),
    (">500", (500, None, 500), "more-than", "", "more than 500"),
    ("Over 500", (500, None, 500), "more-than", "", "more than 500"),
    ("at least 500", (500, None, 500), "at-least", "", "at least 500"),
    ("500+ men", (500, None, 500), "at-least", "men", "at least 500 men"),
    ("500 men or more", (500, None, 500), "at-least", "men", "at least 500 men"),
    ("fewer than 500", (None, 500, 500), "less-than", "", "less than 500"),
    ("unknown", (None, None, None), "unknown", "", "unknown"),
    ("n/a", (None, None, None), "unknown", "", "unknown"),
    ("?", (None, None, None), "unknown", "", "unknown"),
    ("50 %", (50, 50, 50), "exact", "%", "50%"),
    ("£5–£10 million", (5e6, 1e7, 7.5e6), "range", "£", "£5,000,000–10,000,000"),
    ("5 £ a year", (5, 5, 5), "exact", "£ a year", "£5 a year"),
    ("1.1 million t", (1.1e6, 1.1e6, 1.1e6), "exact", "t", "1,100,000 t"),
    ("73 lakh", (7.3e6, 7.3e6, 7.3e6), "exact", "", "7,300,000"),
    ("~7.2 crore people", (7.2e7, 7.2e7, 7.2e7), "about", "people", "~72,000,000 people"),
    ("1,00,000 men", (1e5, 1e5, 1e5), "exact", "men", "100,000 men"),
    ("-7,20,00,000", (-7.2e7, -7.2e7, -7.2e7), "exact", "", "−72,000,000"),
    ("2 bn", (2e9, 2e9, 2e9), "exact", "", "2,000,000,000"),
    ("40k", (40000, 40000, 40000), "exact", "", "40,000"),
    ("3 km2", (3, 3, 3), "exact", "km2", "3 km2"),
    ("5 to", (5, 5, 5), "exact", "to", "5 to"),
]

MISTAKES = [
    "", "nan", "inf", "1e5", "38,5", "90-70", "> 70-90", "between 70", "40 50", "40 of 50", "12-mm",
    "5 million million", "many", "up to", "more than fewer than 5", "£5 %", "9" * 30, "0." + "0" * 20 + "1",
    "1" * 5000, math.nan, math.inf, -math.inf, 1e300, 10**400, True,
]  # fmt: skip


@pytest.mark.parametrize(("text", "bounds", "kind", "unit", "shown"), READINGS)
def test_a_quantity_is_read_and_shown(text, bounds, kind, unit, shown):
    quantity = parse_quantity(text)
    assert (quantity.low, quantity.high, quantity.best) == bounds
    assert (quantity.kind, quantity.unit, quantity.text) == (kind, unit, text)
    assert format_quantity(quantity) == shown
    assert quantity.is_exact == (kind == "exact")
    assert quantity.is_known == (kind != "unknown")


@pytest.mark.parametrize("written", MISTAKES)
def test_a_mistake_is_explained(written):
    with pytest.raises(QuantityError, match=r"write|number|unit|characters"):
        parse_quantity(written)


def test_plain_numbers_are_exact():
    assert parse_quantity(40).best == 40.0
    assert parse_quantity(3.5).best == 3.5
    assert math.copysign(1, parse_quantity(-0.0).best) == 1


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("de", "38.000", 38000),
        ("en", "38.000", 38),
        ("de", "38,5", 38.5),
        ("de", "3.5", 3.5),
        ("de", "0.500", 0.5),
        ("de", "1.234,5", 1234.5),
        ("fr", "38\u202f000,5", 38000.5),
        ("de", "bis zu 3 Mio. t", 3e6),
        ("ru", "до 40 тыс. человек", 40000),
        ("uk", "понад 40 тис. вояків", 40000),
        ("pt", "cerca de 2,5 milhões de soldados", 2_500_000),
        ("pt", "3 mil milhões", 3_000_000_000),
        ("tr", "38 bin asker", 38000),
    ],
)
def test_the_language_decides_between_thousands_and_decimals(lang, text, value):
    assert parse_quantity(text, lang).best == value


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("de", ["38.000", "~3,5", "bis zu 20.000", "mehr als 500 km", "unbekannt", "50\u00a0%", "5 £"]),
        (
            "fr",
            ["38\u202f000", "~3,5", "jusqu’à 20\u202f000", "plus de 500 km", "inconnu", "50\u202f%", "5 £"],
        ),
        ("ru", ["38\u00a0000", "~3,5", "до 20\u00a0000", "более 500 km", "неизвестно", "50\u00a0%", "5 £"]),
        ("el", ["38.000", "~3,5", "έως 20.000", "πάνω από 500 km", "άγνωστο", "50%", "5 £"]),
        ("zh-Hans", ["38,000", "约3.5", "最多20,000", "超过500 km", "不详", "50%", "£5"]),
        ("tr", ["38.000", "~3,5", "en fazla 20.000", "500 km üzeri", "bilinmiyor", "%50", "£5"]),
        ("pl", ["38\u00a0000", "~3,5", "≤20\u00a0000", ">500 km", "?", "50%", "5 £"]),
        ("xx", ["38,000", "~3.5", "≤20,000", ">500 km", "?", "50%", "5 £"]),
    ],
)
def test_other_languages_have_their_own_separators_and_words(lang, shown):
    texts = ["38,000", "~3.5", "up to 20000", ">500 km", "unknown", "50%", "£5"]
    quantities = [parse_quantity(text) for text in texts]
    assert [format_quantity(quantity, lang) for quantity in quantities] == shown
    again = [parse_quantity(format_quantity(quantity, lang), lang) for quantity in quantities]
    assert [meaning(quantity) for quantity in again] == [meaning(quantity) for quantity in quantities]


def test_decimals_can_be_fixed():
    assert format_quantity(parse_quantity("3.14159"), decimals=2) == "3.14"
    assert format_quantity(parse_quantity("1234-5678"), "de", decimals=1) == "1.234,0–5.678,0"


@pytest.mark.parametrize(
    ("lang", "text", "bounds", "kind"),
    [
        ("de", "etwa 40", (40, 40), "about"),
        ("tr", "500’den fazla asker", (500, None), "more-than"),
        ("tr", "40'tan az", (None, 40), "less-than"),
        ("tr", "38.000'e kadar", (None, 38000), "at-most"),
        ("uk", "близько 40", (40, 40), "about"),
        ("uk", "від 70 до 90", (70, 90), "range"),
        ("pt", "entre 70 e 90", (70, 90), "range"),
        ("pt", "no máximo 500", (None, 500), "at-most"),
        ("de", "über 1.500 Mann", (1500, None), "more-than"),
        ("de", "70 bis 90", (70, 90), "range"),
        ("de", "zwischen 70 und 90 km", (70, 90), "range"),
        ("de", "bis 500", (None, 500), "at-most"),
        ("de", "k. A.", (None, None), "unknown"),
        ("de", "5 to", (5, 5), "exact"),
        ("fr", "de 70 à 90", (70, 90), "range"),
        ("fr", "environ 40", (40, 40), "about"),
        ("es", "unos 40", (40, 40), "about"),
        ("it", "da 70 a 90", (70, 90), "range"),
        ("it", "oltre 500", (500, None), "more-than"),
        ("ru", "от 70 до 90", (70, 90), "range"),
        ("ru", "от 70", (70, None), "at-least"),
        ("ru", "до 90", (None, 90), "at-most"),
        ("el", "από 70 έως 90", (70, 90), "range"),
        ("tr", "yaklaşık 40", (40, 40), "about"),
        ("zh", "70至90", (70, 90), "range"),
        ("pl", "ponad 500", (500, None), "more-than"),
    ],
)
def test_what_people_write_is_understood_in_their_language(lang, text, bounds, kind):
    quantity = parse_quantity(text, lang)
    assert (quantity.low, quantity.high, quantity.kind) == (*bounds, kind)


LANGUAGES = ["en", "de", "fr", "es", "it", "ru", "el", "tr", "zh", "pl", "ja", "ko", "uk", "nl", "cs", "fi", "de-CH"]
amounts = st.one_of(
    st.integers(-(10**7), 10**7), st.decimals(-5000, 5000, places=2, allow_nan=False, allow_infinity=False)
).map(float)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(
    numbers=st.lists(amounts, min_size=2, max_size=2, unique=True).map(sorted),
    kind=st.sampled_from(["exact", "about", "range", "at-most", "at-least", "more-than", "less-than"]),
    unit=st.sampled_from(["", "%", "£", "€", "km", "men", "км²"]),
)
def test_what_is_written_in_a_language_is_read_in_it(lang, numbers, kind, unit):
    low, high = numbers if kind == "range" else numbers[:1] * 2
    low, high = None if kind in ("at-most", "less-than") else low, None if kind in ("at-least", "more-than") else high
    quantity = Quantity("", low, high, numbers[0] if kind != "range" else sum(numbers) / 2, kind, unit)
    again = parse_quantity(format_quantity(quantity, lang), lang)
    assert (again.low, again.high, again.kind, again.unit) == (low, high, kind, unit)


def test_the_examples_of_a_mistake_are_in_the_language_of_the_deck():
    with pytest.raises(QuantityError, match=r"example, 40, 38\.000, ~40, 70-90, bis zu 20\.000, >500, 12 km or"):
        parse_quantity("viele", "de")


def meaning(quantity: Quantity) -> tuple[object, ...]:
    """All but the text."""
    return quantity.low, quantity.high, quantity.best, quantity.kind, quantity.unit


WORDS = (
    "~ c. up to at least > < more than or + 5 40 -3 38,000 3.5 1'000 .5 70-90 – - to between and million k %"
)
WORDS += " £ € km men unknown none ? thousand m bn 000 bis zu км²"
number_texts = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6).map(" ".join)
tight_texts = number_texts.map(lambda text: text.replace(" ", ""))
known_texts = st.sampled_from([row[0] for row in READINGS])
counted = st.tuples(st.integers(-(10**9), 10**9), st.text(max_size=8)).map(
    lambda pair: f"{pair[0]} {pair[1]}"
)
any_numbers = st.one_of(
    number_texts, tight_texts, known_texts, counted, st.text(), st.floats(), st.integers()
)


def read(written: str | int | float) -> Quantity | None:
    """The quantity of a text, None if it has none: anything but a QuantityError fails the test."""
    try:
        return parse_quantity(written)
    except QuantityError:
        return None


@settings(max_examples=examples(400), deadline=None)
@given(any_numbers)
def test_anything_is_a_quantity_that_survives_being_shown_or_a_quantity_error(written):
    quantity = read(written)
    if quantity is not None:
        shown = format_quantity(quantity)
        assert meaning(parse_quantity(shown)) == meaning(quantity), shown


@settings(max_examples=examples(100), deadline=None)
@given(any_numbers, st.sampled_from(["de", "fr", "ru", "el", "zh", "tr", "es", "it", "ja", "", "-"]))
def test_any_quantity_can_be_shown_in_any_language(written, lang):
    quantity = read(written)
    assert quantity is None or format_quantity(quantity, lang)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(known_texts, min_size=2, max_size=6))
def test_quantities_have_one_order_with_the_unknown_last(texts):
    quantities = sorted(parse_quantity(text) for text in texts)
    for smaller, larger in pairwise(quantities):
        assert smaller <= larger
        assert larger >= smaller
        assert (smaller < larger) != (smaller == larger)
        assert smaller.is_known or not larger.is_known
