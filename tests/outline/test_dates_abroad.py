"""podium reads the dates that it writes in a language, and other forms that people write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from podium import languages
from podium.outline.dates.model import YEARS_IN, CalendarDate, DateError, days_in_month
from podium.outline.dates.parse import HistoricalDate, format_date, parse_date

LANGUAGES = [*languages.names(), "pt-PT", "pl", "ja", "ko", "nl", "sv", "cs", "fi"]

years = st.one_of(st.integers(-300, 300), st.integers(1000, 2050), st.sampled_from([-43, 0, 1, 99, 100, 1900, -9999]))
parts = st.sampled_from(["", "", "early", "mid", "late"])


@st.composite
def calendar_dates(draw: st.DrawFn) -> CalendarDate:
    precision = draw(st.sampled_from(["day", "month", "season", "year", "decade", "century"]))
    year, month = draw(years), draw(st.integers(1, 12))
    doubts = {"approximate": draw(st.booleans()), "uncertain": draw(st.booleans())}
    if precision == "day":
        return CalendarDate("day", year, month, draw(st.integers(1, days_in_month(year, month))), **doubts)
    if precision == "month":
        return CalendarDate("month", year, month, part=draw(parts), **doubts)
    if precision == "season":
        return CalendarDate("season", year, season=draw(st.integers(1, 4)), **doubts)
    if precision in YEARS_IN:
        size, shift = YEARS_IN[precision], draw(st.sampled_from([0, 1])) if precision == "century" else 0
        start = (abs(year) // size + 1) * size
        year = start + shift if year > 0 else 2 - start - size - shift
    return CalendarDate(precision, year, part=draw(parts), **doubts)


@st.composite
def dates(draw: st.DrawFn) -> HistoricalDate:
    form = draw(st.sampled_from(["date", "date", "span", "between", "before", "by", "until", "after", "since"]))
    first = draw(calendar_dates())
    if form not in ("span", "between"):
        return HistoricalDate("x", first, first, form)
    ends = sorted([first, draw(calendar_dates())], key=lambda end: (end.bounds[0], end.bounds[1]))
    try:
        return HistoricalDate("x", *ends, form)
    except DateError:
        return HistoricalDate("x", first, first)


def doubts(date: HistoricalDate) -> tuple[bool, bool]:
    return date.approximate, date.uncertain


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=examples(60), deadline=None)
@given(date=dates(), style=st.sampled_from(["long", "short"]))
def test_what_is_written_in_a_language_is_read_in_it(lang: str, date: HistoricalDate, style: str) -> None:
    shown = format_date(date, lang, style)
    again = parse_date(shown, lang)
    assert (again.open_start, again.open_end) == (date.open_start, date.open_end), shown
    # Of an open date only its limit is known; `c.` and `?` stand at one end or at both.
    assert date.open_start or again.earliest == date.earliest, shown
    assert date.open_end or again.latest == date.latest, shown
    assert doubts(again) == doubts(date), shown


PIECES = sorted(
    {
        word
        for texts in languages.date_spellings().values()
        for text in texts.as_dict().values()
        for word in text.split("|")
    }
)
PIECES += ["1939", "44", "5.", "–", "/", "?", "xix", "Mai", "c."]


@settings(max_examples=examples(200), deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), max_size=6), lang=st.sampled_from(LANGUAGES))
def test_any_words_of_dates_are_a_date_or_a_date_error(words: list[str], lang: str) -> None:
    try:
        date = parse_date(" ".join(words).replace("{}", "1930").replace("{n}", "19").replace("{roman}", "XIX"), lang)
    except DateError:
        return
    assert date.start < date.end


# As people write them, with and without dots and blanks: in the language of the deck.
ROWS = [
    ("de", "44 v. Chr.|44 v.Chr.|44 v\u00a0Chr|44 v.\u202fChr.|44 vor Christus|44 v. u. Z.", "-0043"),
    ("de", "15. März 44 v. Chr.|15.3.44 v. Chr.|15. 3. 44 v.Chr.", "-0043-03-15"),
    ("de", "70 n. Chr.|70 nach Christus|70 u. Z.", "0070"),
    ("de", "ca. 1935|um 1935|circa 1935|etwa 1935|gegen 1935", "1935~"),
    ("de", "Sommer 1938|im Sommer 1938", "1938-22"),
    ("de", "1935 bis 1939|von 1935 bis 1939|1935–39", "1935/1939"),
    ("de", "1930er Jahre|die 1930er|in den 1930er Jahren", "193X"),
    ("de", "19. Jahrhundert|im 19. Jahrhundert|19. Jh.", "[1801..1900]"),
    ("de", "Ende Juni 1937|Ende Juni des Jahres 1937", "[1937-06-21..1937-06-30]"),
    ("de", "1.9.–3.10.1939|1. September bis 3. Oktober 1939", "1939-09-01/1939-10-03"),
    ("de", "264–241 v. Chr.|264 v. Chr. – 241 v. Chr.", "-0263/-0240"),
    ("de", "27 v. Chr. – 14 n. Chr.|27 v. Chr. bis 14 n. Chr.", "-0026/0014"),
    ("de", "seit 1939|ab 1939", "1939/.."),
    ("de", "vor dem 1. September 1939|vor 1. September 1939", "[..1939-08-31]"),
    ("fr", "44 av. J.-C.|44 av. J.‑C.|44 av J-C|44 avant J.-C.|44 avant Jésus-Christ", "-0043"),
    ("fr", "70 apr. J.-C.|70 ap. J.-C.|70 après J.-C.", "0070"),
    ("fr", "XIXe siècle|le XIXe siècle|au XIXe siècle", "[1801..1900]"),
    ("fr", "IIIe–IIe siècle av. J.-C.|IIIe/IIe siècle av. J.-C.", "-0299/-0100"),
    ("ru", "III–II века до н. э.", "-0299/-0100"),
    ("de", "3./2. Jahrhundert v. Chr.|3. bis 2. Jahrhundert v. Chr.", "-0299/-0100"),
    ("de", "zwischen dem 1. und 3. Mai 1939", "[1939-05-01..1939-05-03]"),
    ("it", "1° settembre 1939|1º settembre 1939", "1939-09-01"),
    ("it", "dall’11 al 15 maggio 1939", "1939-05-11/1939-05-15"),
    ("fr", "années 1930|les années 1930", "193X"),
    ("fr", "de 1935 à 1939|1935 à 1939", "1935/1939"),
    ("fr", "été 1938|l’été 1938", "1938-22"),
    ("ru", "44 до н. э.|44 до н.э.|44 г. до н.\u00a0э.|44 до нашей эры", "-0043"),
    ("ru", "264–241 гг. до н. э.", "-0263/-0240"),
    ("ru", "лето 1938|летом 1938 года", "1938-22"),
    ("ru", "с 1935 по 1939|с 1935 г. по 1939 г.", "1935/1939"),
    ("ru", "XIX век|XIX в.", "[1801..1900]"),
    ("ru", "1930-е годы|1930-е гг.", "193X"),
    ("tr", "MÖ 44|M.Ö. 44|MÖ\u00a044|44 MÖ|milattan önce 44", "-0043"),
    ("tr", "MÖ 264/MÖ 241|MÖ 264–241|MÖ 264 – MÖ 241", "-0263/-0240"),
    ("tr", "MS 70|M.S. 70", "0070"),
    ("el", "44 π.Χ.|44 π. Χ.|44 πΧ|44 προ Χριστού", "-0043"),
    ("el", "19ος αιώνας|19ος αι.", "[1801..1900]"),
    ("es", "44 a. C.|44 a.C.|44 aC|44 a. de C.|44 antes de Cristo", "-0043"),
    ("es", "siglo XIX|el siglo XIX|s. XIX", "[1801..1900]"),
    ("es", "de 1935 a 1939|desde 1935 hasta 1939|1935 a 1939", "1935/1939"),
    ("es", "de 1935 a c. 1939", "1935/1939~"),
    ("it", "44 a.C.|44 a. C.|44 aC|44 avanti Cristo", "-0043"),
    ("it", "dal 1935 al 1939", "1935/1939"),
    ("it", "dal 1939|a partire dal 1939", "1939/.."),
    ("it", "XIX secolo|sec. XIX|il XIX secolo", "[1801..1900]"),
    ("zh", "公元前44年|前44年|西元前44年|公元前44", "-0043"),
    ("zh", "公元前44年3月15日", "-0043-03-15"),
    ("zh", "1935年至1939年|1935–1939年|1935年—1939年", "1935/1939"),
    ("zh", "1938年夏|1938年夏季", "1938-22"),
    ("pl", "44 p.n.e.|44 p. n. e.|44 r. p.n.e.|44 przed Chr.", "-0043"),
    ("pl", "ok. 1935|około 1935 r.", "1935~"),
    ("ja", "紀元前44年|前44年", "-0043"),
    ("ja", "1939年5月11日", "1939-05-11"),
    ("uk", "44 до н. е.|44 до н.е.|44 р. до н. е.|44 до нашої ери", "-0043"),
    ("uk", "15 березня 44 р. до н. е.", "-0043-03-15"),
    ("uk", "1940-ві роки|1940-ві|1940-х років", "194X"),
    ("uk", "XIX століття|XIX ст.|у XIX столітті", "[1801..1900]"),
    ("uk", "літо 1938|влітку 1938 року", "1938-22"),
    ("uk", "з 1935 по 1939|із 1935 по 1939 рік", "1935/1939"),
    ("uk", "від 1935 до 1939|від 1935 р. до 1939 р.", "1935/1939"),
    ("uk", "до 1 вересня 1939 року", "[..1939-08-31]"),
    ("uk", "бл. 1935|близько 1935 р.", "1935~"),
    ("uk", "між 1935 і 1937|між 1935 та 1937 роками", "[1935..1937]"),
    ("tr", "1935 ve 1937 arasında|1935 ile 1937 arası", "[1935..1937]"),
    ("tr", "1930’larda|1930’lu yıllar|1930'lu yıllar|1930'lar", "193X"),
    ("nl", "44 v.Chr.|44 v. Chr.|44 voor Christus", "-0043"),
    ("pt", "44 a.C.|44 a. C.|44 antes de Cristo|44 a. de C.", "-0043"),
    ("pt", "15 de março de 44 a.C.|15 de março de 44 a. C.", "-0043-03-15"),
    ("pt", "século XIX|o século XIX|séc. XIX|no século XIX", "[1801..1900]"),
    ("pt", "década de 1930|os anos 1930|anos 1930", "193X"),
    ("pt", "de 1935 a 1939|1935 a 1939|desde 1935 até 1939", "1935/1939"),
    ("pt", "verão de 1938|no verão de 1938", "1938-22"),
    ("pt", "início de 1939|no início de 1939|começo de 1939|princípios de 1939", "[1939-01..1939-04]"),
    ("pt", "a partir de 1939|desde 1939", "1939/.."),
    ("pt", "1.º de setembro de 1939|1º de setembro de 1939", "1939-09-01"),
    ("pt", "por volta de 1935|cerca de 1935|c. 1935", "1935~"),
    ("ko", "기원전 44년|BC 44", "-0043"),
]  # fmt: skip
WRITTEN = [(lang, text, edtf) for lang, texts, edtf in ROWS for text in texts.split("|")]


@pytest.mark.parametrize(("lang", "text", "edtf"), WRITTEN)
def test_what_people_write_is_understood_in_their_language(lang: str, text: str, edtf: str) -> None:
    assert parse_date(text, lang).edtf == edtf


@pytest.mark.parametrize(
    "text", ["44 v. Chr.", "44 av. J.-C.", "44 до н. э.", "MÖ 44", "44 a.C.", "44 p.n.e.", "44 π.Χ.", "公元前44年"]
)
def test_an_english_deck_understands_the_others_too(text: str) -> None:
    assert parse_date(text).edtf == "-0043"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", ["44 BC", "11 May 1939", "late June 1937", "1939-05-11", "between 1935 and 1937"])
def test_english_is_understood_in_every_language(lang: str, text: str) -> None:
    assert parse_date(text, lang).edtf == parse_date(text).edtf


def test_a_mistake_is_told_as_written_with_examples_in_the_language_of_the_deck() -> None:
    with pytest.raises(DateError) as raised:
        parse_date("44 vChr", "de")
    assert str(raised.value) == (
        "'44 vChr' is not a date: 'vChr' is not understood; "
        "write, for example, 1939, 1939-05-11, 11. Mai 1939, Ende Juni 1937, ca. 1935 or 1935/1939"
    )


def test_where_languages_differ_the_deck_says_which_is_meant() -> None:
    assert parse_date("listopad 1939", "pl").edtf == "1939-11"
    assert parse_date("listopad 1939", "hr").edtf == "1939-10"
    with pytest.raises(DateError, match="'listopad 1939' can be two dates: its meaning depends on the language"):
        parse_date("listopad 1939")


@pytest.mark.parametrize("text", ["1939 – c.", "AD – 1939", "1935 – ?"])
def test_a_doubt_alone_is_no_end_of_a_span(text: str) -> None:
    with pytest.raises(DateError, match="two dates joined by one dash"):
        parse_date(text)
