"""Historical dates are read as historians write them, kept vague where they are vague, and shown again."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from podium.outline.dates.parse import DateError, HistoricalDate, format_date, parse_date

# What is written, the first and the last day that it means, its EDTF form, its English text.
READINGS = [
    ("1939", (1939, 1, 1), (1939, 12, 31), "1939", "1939"),
    ("1939-05", (1939, 5, 1), (1939, 5, 31), "1939-05", "May 1939"),
    ("1939-05-11", (1939, 5, 11), (1939, 5, 11), "1939-05-11", "11 May 1939"),
    ("11 May 1939", (1939, 5, 11), (1939, 5, 11), "1939-05-11", "11 May 1939"),
    ("May 11th, 1939", (1939, 5, 11), (1939, 5, 11), "1939-05-11", "11 May 1939"),
    ("1939 SEPT. 1", (1939, 9, 1), (1939, 9, 1), "1939-09-01", "1 September 1939"),
    ("11.5.1939", (1939, 5, 11), (1939, 5, 11), "1939-05-11", "11 May 1939"),
    ("summer 1938", (1938, 6, 1), (1938, 8, 31), "1938-22", "Summer 1938"),
    ("1938-22", (1938, 6, 1), (1938, 8, 31), "1938-22", "Summer 1938"),
    ("winter of 1939–40", (1939, 12, 1), (1940, 2, 29), "1939-24", "Winter 1939/40"),
    ("early June 1937", (1937, 6, 1), (1937, 6, 10), "[1937-06-01..1937-06-10]", "early June 1937"),
    ("mid June 1937", (1937, 6, 11), (1937, 6, 20), "[1937-06-11..1937-06-20]", "mid-June 1937"),
    ("late June 1937", (1937, 6, 21), (1937, 6, 30), "[1937-06-21..1937-06-30]", "late June 1937"),
    ("early 1935", (1935, 1, 1), (1935, 4, 30), "[1935-01..1935-04]", "early 1935"),
    ("1930s", (1930, 1, 1), (1939, 12, 31), "193X", "1930s"),
    ("193X", (1930, 1, 1), (1939, 12, 31), "193X", "1930s"),
    ("190X", (1900, 1, 1), (1909, 12, 31), "190X", "1900–1909"),
    ("the mid-1930s", (1934, 1, 1), (1936, 12, 31), "[1934..1936]", "mid-1930s"),
    ("19th century", (1801, 1, 1), (1900, 12, 31), "[1801..1900]", "19th century"),
    ("3rd c. BC", (-299, 1, 1), (-200, 12, 31), "[-0299..-0200]", "3rd century BCE"),
    ("1800s", (1800, 1, 1), (1899, 12, 31), "18XX", "1800s"),
    ("44 BC", (-43, 1, 1), (-43, 12, 31), "-0043", "44 BCE"),
    ("-0043", (-43, 1, 1), (-43, 12, 31), "-0043", "44 BCE"),
    ("0000", (0, 1, 1), (0, 12, 31), "0000", "1 BCE"),
    ("15 March 44 B.C.", (-43, 3, 15), (-43, 3, 15), "-0043-03-15", "15 March 44 BCE"),
    ("440s BC", (-448, 1, 1), (-439, 12, 31), "[-0448..-0439]", "440s BCE"),
    ("AD 70", (70, 1, 1), (70, 12, 31), "0070", "70 CE"),
    ("0044", (44, 1, 1), (44, 12, 31), "0044", "44 CE"),
    ("12,000 BC", (-11999, 1, 1), (-11999, 12, 31), "Y-11999", "12000 BCE"),
    ("c. 1935", (1935, 1, 1), (1935, 12, 31), "1935~", "c. 1935"),
    ("~1935", (1935, 1, 1), (1935, 12, 31), "1935~", "c. 1935"),
    ("perhaps 1935", (1935, 1, 1), (1935, 12, 31), "1935?", "1935?"),
    ("1935%", (1935, 1, 1), (1935, 12, 31), "1935%", "c. 1935?"),
]

SPANS = [
    ("1935/1939", (1935, 1, 1), (1939, 12, 31), "1935/1939", "1935–1939"),
    ("1935-1939", (1935, 1, 1), (1939, 12, 31), "1935/1939", "1935–1939"),
    ("from 1935 to 1939", (1935, 1, 1), (1939, 12, 31), "1935/1939", "1935–1939"),
    ("1904–05", (1904, 1, 1), (1905, 12, 31), "1904/1905", "1904–1905"),
    ("1939-05/1939-09", (1939, 5, 1), (1939, 9, 30), "1939-05/1939-09", "May–September 1939"),
    ("May–September 1939", (1939, 5, 1), (1939, 9, 30), "1939-05/1939-09", "May–September 1939"),
    ("2-9 August 1938", (1938, 8, 2), (1938, 8, 9), "1938-08-02/1938-08-09", "2–9 August 1938"),
    ("August 2-9, 1938", (1938, 8, 2), (1938, 8, 9), "1938-08-02/1938-08-09", "2–9 August 1938"),
    ("29 July–3 Aug 1938", (1938, 7, 29), (1938, 8, 3), "1938-07-29/1938-08-03", "29 July – 3 August 1938"),
    ("c. 1935 – 1939?", (1935, 1, 1), (1939, 12, 31), "1935~/1939?", "c. 1935 – 1939?"),
    ("1930s–40s", (1930, 1, 1), (1949, 12, 31), "193X/194X", "1930s–1940s"),
    ("44–30 BC", (-43, 1, 1), (-29, 12, 31), "-0043/-0029", "44–30 BCE"),
    ("12,000–10,000 BC", (-11999, 1, 1), (-9999, 12, 31), "Y-11999/-9999", "12000–10000 BCE"),
    ("27 BC – AD 14", (-26, 1, 1), (14, 12, 31), "-0026/0014", "27 BCE – 14 CE"),
    ("AD 66–70", (66, 1, 1), (70, 12, 31), "0066/0070", "66–70 CE"),
]  # fmt: skip

OPEN_DATES = [
    ("before 1939", (1938, 12, 31), "[..1938-12-31]", "before 1939"),
    ("by 1939", (1939, 12, 31), "[..1939]", "by 1939"),
    ("../1939", (1939, 12, 31), "../1939", "until 1939"),
    ("after 1939", (1940, 1, 1), "[1940-01-01..]", "after 1939"),
    ("1939-08/..", (1939, 8, 1), "1939-08/..", "since August 1939"),
    ("1939–", (1939, 1, 1), "1939/..", "since 1939"),
]

MONTHS_ABROAD = [
    "11. Mai 1939",
    "11 mai 1939",
    "11 мая 1939 г.",
    "11 Μαΐου 1939",
    "11 Mayıs 1939",
    "11 de mayo de 1939",
    "11 maggio 1939",
]

MISTAKES = [
    ("", "empty"),
    ("   ", "empty"),
    ("1939-02-30", "1 to 28"),
    ("1900-02-29", "1 to 28"),
    ("1939-13-01", "01 to 12"),
    ("1939-13", "neither a month"),
    ("1939/1935", "before it starts"),
    ("44", "AD 44"),
    ("11 May 39", "ambiguous"),
    ("May", "no year"),
    ("5/11/1939", "write 1939-05-11"),
    ("0 BC", "no year 0"),
    ("12000", "Y12000"),
    ("May June 1939", "more than one month"),
    ("early 11 May 1939", "a day needs a whole month"),
    ("winter 1939–1941", "winter 1939/1940"),
    ("the other day", "not understood"),
    ("9" * 5000, "characters"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "edtf", "shown"), READINGS)
def test_one_date_is_read_and_shown(text, earliest, latest, edtf, shown):
    date = parse_date(text)
    assert (date.earliest, date.latest, date.edtf, format_date(date)) == (earliest, latest, edtf, shown)
    assert date.text == text
    assert not date.is_span


@pytest.mark.parametrize(("text", "earliest", "latest", "edtf", "shown"), SPANS)
def test_a_span_is_read_and_shares_what_it_can(text, earliest, latest, edtf, shown):
    date = parse_date(text)
    assert (date.earliest, date.latest, date.edtf, format_date(date)) == (earliest, latest, edtf, shown)
    assert date.is_span


@pytest.mark.parametrize(("text", "limit", "edtf", "shown"), OPEN_DATES)
def test_an_open_date_knows_its_limit(text, limit, edtf, shown):
    date = parse_date(text)
    assert date.open_start != date.open_end
    assert (date.latest if date.open_start else date.earliest) == limit
    assert (date.edtf, format_date(date)) == (edtf, shown)


@pytest.mark.parametrize("text", MONTHS_ABROAD)
def test_months_of_other_languages_are_understood(text):
    assert parse_date(text).edtf == "1939-05-11"


@pytest.mark.parametrize(("text", "hint"), MISTAKES)
def test_a_mistake_is_explained(text, hint):
    with pytest.raises(DateError, match=hint):
        parse_date(text)


def test_a_date_has_a_place_on_an_axis():
    assert (parse_date("1939").start, parse_date("1939").end) == (1939.0, 1940.0)
    august = parse_date("1939-08")
    assert (august.start, august.end) == (pytest.approx(1939 + 212 / 365), pytest.approx(1939 + 243 / 365))
    assert parse_date("44 BC").start == -43.0


def test_a_vague_date_is_not_a_span():
    assert not parse_date("between 1935 and 1937").is_span
    assert parse_date("between 1935 and 1937").edtf == "[1935..1937]"
    assert parse_date("c. 1935").approximate
    assert parse_date("1935?").uncertain
    assert parse_date("late June 1937").precision == "month"


def test_the_short_style_abbreviates():
    assert format_date(parse_date("1935-1939"), style="short") == "1935–39"
    assert format_date(parse_date("11 May – 15 September 1939"), style="short") == "11 May – 15 Sep 1939"


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("de", ["2.–9. August 1938", "Mai–September 1939", "ca. 1935", "Ende Juni 1937", "44–30 v. Chr."]),
        ("fr", ["2–9 août 1938", "mai–septembre 1939", "vers 1935", "fin juin 1937", "44–30 av. J.-C."]),
        ("zh", ["1938年8月2日–9日", "1939年5月–9月", "约1935年", "1937年6月末", "公元前44年–30年"]),
        ("tr", ["2–9 Ağustos 1938", "Mayıs–Eylül 1939", "yak. 1935", "Haziran 1937 sonu", "MÖ 44–30"]),
        ("pl", ["2–9 sierpnia 1938", "maj–wrzesień 1939", "~1935", "21–30 czerwca 1937", "44–30 p.n.e."]),
        (
            "xx",
            ["2–9 August 1938", "May–September 1939", "c. 1935", "late June 1937", "44–30 BCE"],
        ),
    ],
)
def test_other_languages_have_their_own_order_and_words(lang, shown):
    texts = ["2-9 August 1938", "May-September 1939", "c. 1935", "late June 1937", "44-30 BC"]
    assert [format_date(parse_date(text), lang) for text in texts] == shown


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("5 July 1939", "en", "5 July"),
        ("early July 1939", "en", "Early July"),
        ("2/9 August 1938", "en", "2–9 August"),
        ("1938-07-29/1938-08-11", "en", "29 July – 11 August"),
        ("July 1939", "de", "Juli"),
        ("5 July 1939", "es", "5 de julio"),
        ("5 July 1939", "zh", "7月5日"),
        ("c. 1935", "en", "c. 1935"),
    ],
)
def test_where_the_year_is_known_days_and_months_do_without(text, lang, shown):
    assert format_date(parse_date(text), lang, with_year=False).casefold() == shown.casefold()


def test_english_dates_need_no_babel():
    program = (
        "import sys; from podium.outline.dates.parse import format_date, parse_date; "
        "format_date(parse_date('late June 1937')); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# Texts from the words of dates: most are no dates, the others are strange ones.
WORDS = "c. ~ ? early mid- late of 11 5 31 1939 1935 0044 44 193X 19XX 1930s 1900s 19th 2nd century"
WORDS += " May Feb summer winter"
WORDS += (
    " / – - to BC AD before by since between and .. [ ] 1939-05 1938-22 1939-02-28 -0043 1939/40 , mai Ende"
)
date_texts = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=7).map(" ".join)
tight_date_texts = date_texts.map(lambda text: text.replace(" ", ""))
known_texts = st.sampled_from([row[0] for row in (*READINGS, *SPANS, *OPEN_DATES)])
any_texts = st.one_of(date_texts, tight_date_texts, known_texts, st.text())


def read(text: str) -> HistoricalDate | None:
    """The date of a text, None if it has none: anything but a DateError fails the test."""
    try:
        return parse_date(text)
    except DateError:
        return None


@settings(max_examples=examples(400), deadline=None)
@given(any_texts)
def test_any_text_is_a_date_that_survives_being_shown_or_a_date_error(text):
    date = read(text)
    if date is None:
        return
    assert date.start < date.end
    for shown in (format_date(date), format_date(date, style="short"), date.edtf):
        again = parse_date(shown)
        # Of an open date, only its limit is known.
        assert date.open_start or again.earliest == date.earliest, shown
        assert date.open_end or again.latest == date.latest, shown


@settings(max_examples=examples(100), deadline=None)
@given(any_texts, st.sampled_from(["de", "fr", "ru", "el", "zh", "tr", "es", "it", "ja", "", "-"]))
def test_any_date_can_be_shown_in_any_language(text, lang):
    date = read(text)
    assert date is None or format_date(date, lang)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(known_texts, min_size=2, max_size=6))
def test_dates_have_one_order(texts):
    dates = sorted(parse_date(text) for text in texts)
    for earlier, later in pairwise(dates):
        assert earlier <= later
        assert later >= earlier
        assert (earlier < later) != (earlier == later)
        assert (earlier.start, earlier.end) <= (later.start, later.end)
