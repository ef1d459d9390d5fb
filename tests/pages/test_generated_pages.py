"""What podium makes itself: cover, agenda, dividers, credits."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from talk import box, boxes_of, text_of, texts_of, words

from podium.scene.boxes import Picture, Shape, Text
from podium.scene.grid import BAND_Y
from podium.scene.units import EMU_PER_PT
from podium.themes import contrast, distance
from podium.typesetting.fonts import Face
from podium.typesetting.measure import Span, wrap

Lecture = Callable[..., Any]


def sections(count: int, more: str = "", start: int = 1900) -> str:
    return "sections:\n" + "".join(
        f"  - title: Part number {n}\n    span: {start + 5 * n}/{start + 5 * n + 4}\n"
        f"{more}    slides: [{{points: A{n}, items: [a]}}]\n"
        for n in range(1, count + 1)
    )


# --------------------------------------------------------------------------------------------------- cover


def test_the_cover_has_title_subtitle_author_and_date(lecture: Lecture) -> None:
    page = lecture("title: The *War*\nsubtitle: How it ended\nauthor: A. Lecturer\ndate: May 2026\nslides: []\n").page(
        "cover"
    )
    found = {b.role: [p.text for p in b.paragraphs] for b in page.boxes if isinstance(b, Text) and b.role}
    assert found == {"title": ["The War"], "subtitle": ["How it ended"], "body": ["A. Lecturer", "May 2026"]}
    assert page.title == "The War"


def test_a_title_alone_leaves_no_empty_boxes(lecture: Lecture) -> None:
    page = lecture("title: T\nslides: []\n").page("cover")
    assert texts_of(page) == ["T"]


@pytest.mark.parametrize("art", ["encirclement", "frontier"])
def test_the_cover_is_drawn_in_the_colours_of_the_first_two_sides(lecture: Lecture, art: str) -> None:
    page = lecture(
        f"title: T\ncover: {{art: {art}}}\nslides: []\n"
        "sides: {a: {name: A, colour: violet}, b: {name: B, colour: ochre}}\n"
    ).page("cover")
    assert {"violet", "ochre"} <= {getattr(b, "fill", None) for b in boxes_of(page)}


def test_sides_of_one_colour_are_drawn_as_two(lecture: Lecture) -> None:
    page = lecture("title: T\nsides: {a: {name: A, colour: red}, b: {name: B, colour: red}}\nslides: []\n").page(
        "cover"
    )
    assert {"accent", "blue"} <= {getattr(b, "fill", None) for b in boxes_of(page)}


def test_a_picture_takes_the_place_of_the_drawing(lecture: Lecture, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (40, 30)).save(tmp_path / "images" / "c.png")
    page = lecture("title: T\ncover: {file: c.png, caption: A *view*}\nslides: []\n").page("cover")
    (picture,) = (b for b in page.boxes if isinstance(b, Picture))
    assert picture.alt == "A view"
    assert "A view" in text_of(page)


def test_a_cover_picture_that_is_missing_is_a_warning_and_a_drawing(lecture: Lecture) -> None:
    made = lecture("title: T\ncover: {file: c.png}\nslides: []\n")
    assert made.messages[0].startswith("talk.yaml:2:15: warning: the picture 'c.png' is not there yet")
    assert any(isinstance(b, Shape) for b in made.page("cover").boxes)


# -------------------------------------------------------------------------------------------------- agenda


def test_the_agenda_names_every_part_with_its_question_and_links_to_it(lecture: Lecture) -> None:
    made = lecture("title: T\n" + sections(3, "    question: Why then?\n"))
    rows = [b for b in made.page("agenda").boxes if isinstance(b, Text) and b.link]
    assert [[p.text for p in b.paragraphs] for b in rows] == [[f"Part number {n}", "Why then?"] for n in (1, 2, 3)]
    assert [b.link for b in rows] == ["#section-1", "#section-2", "#section-3"]
    assert all(made.page(b.link[1:]) for b in rows)


@pytest.mark.parametrize("count", [4, 6, 7])
def test_rows_of_an_agenda_have_type_of_one_size_and_whole_questions(lecture: Lecture, count: int) -> None:
    question = "Why did two neighbours without a declared war keep clashing over a river and a few low hills?"
    short = sections(count, "    question: Why then?\n")
    made = lecture("title: T\n" + short.replace("Why then?", question, 1))
    rows = [b for b in made.page("agenda").boxes if isinstance(b, Text) and b.link]
    assert rows[0].paragraphs[1].text.replace("\u00a0", " ") == question
    for n in (0, 1):
        assert len({b.paragraphs[n].runs[0].size for b in rows}) == 1
    assert all(a.rect.bottom <= b.rect.y for a, b in itertools.pairwise(rows))


def test_bars_on_the_agenda_follow_the_years(lecture: Lecture) -> None:
    page = lecture("title: T\n" + sections(4)).page("agenda")
    bars = [box(page, f"Bar {n}").rect for n in (1, 2, 3, 4)]
    assert all(a.x < b.x and a.y < b.y for a, b in itertools.pairwise(bars))
    assert len({round(b.w / 10000) for b in bars}) <= 2  # all parts are equally long


def test_years_stand_over_the_middle_of_a_bar_that_is_shorter(lecture: Lecture) -> None:
    parts = "".join(f"  - {{title: Part, span: {span}}}\n" for span in ("1900/1919", "1920", "1921/1942"))
    page = lecture(f"title: T\nspan: 1900/1942\nsections:\n{parts}").page("agenda")
    bar, label = box(page, "Bar 2").rect, box(page, "Span 2").rect
    assert bar.w < label.w
    assert bar.x + bar.w / 2 == pytest.approx(label.x + label.w / 2, abs=2)


def test_many_parts_take_several_slides(lecture: Lecture) -> None:
    made = lecture("title: T\n" + sections(12))
    pages = [p for p in made.pages if p.id.startswith("agenda")]
    assert [p.title for p in pages] == [f"Overview ({n}/2)" for n in (1, 2)]
    assert [f"Part number {n}" in "\n".join(map(text_of, pages)) for n in range(1, 13)] == [True] * 12


@pytest.mark.parametrize("count", [6, 8])
def test_up_to_eight_parts_are_one_agenda(lecture: Lecture, count: int) -> None:
    made = lecture("title: T\n" + sections(count))
    (page,) = [p for p in made.pages if p.id.startswith("agenda")]
    assert all(f"Part number {n}" in text_of(page) for n in range(1, count + 1))


@pytest.mark.parametrize("agenda", ["false", "False"])
def test_there_is_no_agenda_if_nobody_wants_one(lecture: Lecture, agenda: str) -> None:
    assert "agenda" not in [p.id for p in lecture(f"title: T\nagenda: {agenda}\n" + sections(3)).pages]


def test_one_part_needs_no_agenda(lecture: Lecture) -> None:
    assert "agenda" not in [p.id for p in lecture("title: T\n" + sections(1)).pages]


@pytest.mark.parametrize(
    ("agenda", "title", "notes"),
    [
        ("Four steps to war", "Four steps to war", ""),
        ("{headline: Steps, notes: Say it.}", "Steps", "Say it."),
        ("true", "Overview", ""),
    ],
)
def test_the_agenda_may_have_a_headline_and_notes(lecture: Lecture, agenda: str, title: str, notes: str) -> None:
    page = lecture(f"title: T\nagenda: {agenda}\n" + sections(2)).page("agenda")
    assert (page.title, page.notes) == (title, notes)


def test_a_part_without_divider_is_on_the_agenda_without_a_link(lecture: Lecture) -> None:
    made = lecture("title: T\n" + sections(2, "    divider: false\n"))
    assert not any(b.link for b in made.page("agenda").boxes)
    assert [p.id for p in made.pages] == ["cover", "agenda", "slide-0-1", "slide-1-1"]


@pytest.mark.parametrize(
    ("lang", "word"),
    [("de", "Überblick"), ("ru", "Обзор"), ("el", "Επισκόπηση"), ("zh-Hant", "概览"), ("xx", "Overview")],
)
def test_podium_speaks_the_language_of_the_deck(lecture: Lecture, lang: str, word: str) -> None:
    assert lecture(f"title: T\nlang: {lang}\n" + sections(2)).page("agenda").title == word


def agenda(lecture: Lecture, *spans: str, head: str = "") -> Any:
    parts = "".join(f"  - {{title: Part {n}, span: {span}}}\n" for n, span in enumerate(spans, 1))
    return lecture(f"title: T\n{head}sections:\n{parts}").page("agenda")


@pytest.mark.parametrize(
    ("spans", "years"),
    [
        (("1939/1940", "1939/1940"), ["1939", "Jul", "1940", "Jul"]),
        (("1938", "1939/1940"), ["1938", "1939", "1940"]),
        (("1904/1934", "1935/1942"), ["1904", "1910", "1920", "1930", "1942"]),
        (("300 BC/100 BC", "100 BC/AD 100"), ["300 BCE", "200 BCE", "100 BCE", "100"]),
    ],
)
def test_the_axis_has_its_labels_at_the_starts_of_years(
    lecture: Lecture, spans: tuple[str, ...], years: list[str]
) -> None:
    page = agenda(lecture, *spans)
    shown = sorted((b for b in page.boxes if b.name.startswith("Year")), key=lambda b: b.rect.x)
    assert [b.paragraphs[0].text for b in shown] == years
    assert all(a.rect.right < b.rect.x for a, b in itertools.pairwise(shown))


@pytest.mark.parametrize("spans", [("1904/1934", "1935/1942"), ("1939-01/1939-06", "1939-07/1940-08")])
def test_years_stand_over_the_middles_of_their_bars_and_in_the_page(lecture: Lecture, spans: tuple[str, ...]) -> None:
    page = agenda(lecture, *spans)
    for n in (1, 2):
        bar, label = box(page, f"Bar {n}").rect, box(page, f"Span {n}").rect
        assert label.bottom <= bar.y
        assert abs(label.x + label.w / 2 - bar.x - bar.w / 2) < 2 * 12_700
        assert label.right <= box(page, "Rule").rect.right


def test_the_last_year_of_an_axis_has_its_tick_where_it_begins(lecture: Lecture) -> None:
    head = "title: T\nsections:\n  - {title: A, span: 1904/1934}\n  - {title: B, span: 1935/1942}\n"
    made = lecture(head)
    tick, bar = box(made.page("agenda"), "Tick 1942").rect, box(made.page("agenda"), "Bar 2").rect
    assert bar.right - tick.x == pytest.approx(bar.w / 8, abs=2 * 12_700)
    page = made.page("section-2")
    line, tick, date = (box(page, name).rect for name in ("Time band", "Tick 1942", "Date 1942"))
    assert line.right - tick.x == pytest.approx(line.w / 8, rel=0.01)
    assert date.x == tick.x


def test_lines_of_a_few_years_are_evenly_apart(lecture: Lecture) -> None:
    lines = sorted(b.rect.x for b in agenda(lecture, "1938", "1939/1940").boxes if b.name.startswith("Tick"))
    gaps = [b - a for a, b in itertools.pairwise(lines)]
    assert len(gaps) == 2
    assert max(gaps) - min(gaps) < lines[0] / 100


@pytest.mark.parametrize("count", range(2, 9))
def test_the_rows_fill_the_page(lecture: Lecture, count: int) -> None:
    page = lecture("title: T\n" + sections(count, "    question: Why then?\n")).page("agenda")
    rows = [b.rect for b in page.boxes if b.name.startswith("Part")]
    gaps = [b.y - a.bottom for a, b in itertools.pairwise(rows)]
    assert max(gaps) - min(gaps) < 12_700
    assert rows[-1].bottom <= BAND_Y < rows[-1].bottom + max(gaps)


def test_all_rows_have_the_same_space_about_their_words(lecture: Lecture) -> None:
    long = "Why did two neighbours that had not declared war on each other keep clashing for so many years?"
    head = f"title: T\nsections:\n  - title: A\n    question: {long}\n"
    page = lecture(head + "".join(f"  - title: {t}\n    question: Why?\n" for t in "BCD")).page("agenda")
    rows = [b.rect for b in page.boxes if b.name.startswith("Part")]
    assert rows[0].h > rows[1].h + 12_700 * 15
    assert rows[1].h == rows[2].h


def test_the_years_of_all_sections_have_one_place(lecture: Lecture) -> None:
    page = agenda(lecture, "1904/1934", "1935/1938", "1939", "1940/1942")
    bars = {b.name.replace("Bar", "Span"): b.rect for b in page.boxes if b.name.startswith("Bar")}
    assert all(b.rect.bottom <= bars[b.name].y for b in page.boxes if b.name.startswith("Span"))


def test_no_line_of_the_axis_runs_through_a_label(lecture: Lecture) -> None:
    page = agenda(lecture, "1904/1934", "1935/1938", "1939", "1940/1942")
    lines = [b.rect.x for b in page.boxes if b.name.startswith("Grid")]
    crossed = [b for b in page.boxes if b.name.startswith("Span") and any(b.rect.x < x < b.rect.right for x in lines)]
    bars = {b.name.replace("Bar", "Span"): b.rect for b in page.boxes if b.name.startswith("Bar")}
    assert all(b.fill == "ground" or bars[b.name].w >= b.rect.w for b in crossed)


# ------------------------------------------------------------------------------------------------- divider


def test_a_divider_has_number_title_and_question(lecture: Lecture) -> None:
    page = lecture(
        "title: T\n" + sections(2, "    question: Why then?\n    headline: It *began*\n    notes: Say it.\n")
    ).page("section-2")
    assert box(page, "Numeral").paragraphs[0].text == "2"
    assert box(page, "Section title").paragraphs[0].text == "It began"
    assert box(page, "Question").paragraphs[0].text == "Why then?"
    assert (page.title, page.notes) == ("It began", "Say it.")


def test_events_stand_under_the_enlarged_span_from_left_to_right(lecture: Lecture) -> None:
    page = lecture("title: T\nspan: 1900/1940\n" + sections(2, "    events: {1935: Late, 1905: Early}\n")).page(
        "section-1"
    )
    early, late = box(page, "Event 1905"), box(page, "Event 1935")
    assert [p.text for p in early.paragraphs] == ["1905", "Early"]
    assert early.rect.x < late.rect.x
    assert early.rect.y >= box(page, "Time band").rect.bottom
    assert all(run.size >= 16 for b in (early, late) for p in b.paragraphs for run in p.runs)


def test_the_sections_span_takes_the_whole_width(lecture: Lecture) -> None:
    page = lecture("title: T\nspan: 1904/1942\nsections:\n  - {title: A, span: 1939}\n  - {title: B}\n").page(
        "section-1"
    )
    line, span = box(page, "Time band").rect, box(page, "Span").rect
    assert (span.x, span.right) == (line.x, line.right)
    dates = [b.paragraphs[0].text for b in sorted(page.boxes, key=lambda b: b.rect.x) if b.name.startswith("Date")]
    assert dates == ["Jan", "Apr", "Jul", "Oct", "Dec 1939"]


@pytest.mark.parametrize(("year", "times"), [(1931, 2), (1934, 1), (1939, 2)])
def test_a_round_year_that_an_event_says_is_not_said_again_but_the_ends_are(
    lecture: Lecture, year: int, times: int
) -> None:
    head = "title: T\nspan: 1904/1942\nsections:\n  - title: A\n    span: 1931/1939\n"
    page = lecture(head + f"    events: {{{year}: It happened}}\n").page("section-1")
    assert words(text_of(page)).count(str(year)) == times


def test_an_event_of_a_year_stands_in_its_middle(lecture: Lecture) -> None:
    head = "title: T\nspan: 1904/1942\nsections:\n  - title: A\n    span: 1931/1932\n"
    page = lecture(head + "    events: {1931: It happened, 1932-12-31: At the end}\n").page("section-1")
    line, dot, late = (box(page, name).rect for name in ("Time band", "Dot 1931", "Dot 1932-12-31"))
    assert dot.x + dot.w / 2 == pytest.approx(line.x + line.w / 4, abs=line.w / 100)
    assert late.right == line.right


@pytest.mark.parametrize(
    ("span", "dates"),
    [
        ("1904/1934", ["1904", "1910", "1920", "1930", "1934"]),
        ("1938-07/1938-08", ["Jul", "Aug 1938"]),
        ("1939-08-20", ["20 Aug 1939"]),
        ("753 BC/27 BC", ["753 BCE", "600 BCE", "400 BCE", "200 BCE", "27 BCE"]),
        ("27 BC/476", ["27 BCE", "200", "400", "476"]),
        ("9000 BC/3000 BC", ["9000 BCE", "8000 BCE", "6000 BCE", "3000 BCE"]),
    ],
)
def test_the_enlarged_span_has_dates_of_its_own_scale(lecture: Lecture, span: str, dates: list[str]) -> None:
    page = lecture(f"title: T\nsections:\n  - {{title: A, span: {span}}}\n  - {{title: B, span: 1700}}\n").page(
        "section-1"
    )
    shown = sorted((b for b in page.boxes if b.name.startswith("Date")), key=lambda b: b.rect.x)
    assert [b.paragraphs[0].text for b in shown] == dates
    assert all(a.rect.right <= b.rect.x for a, b in itertools.pairwise(shown))


@pytest.mark.parametrize("head", ["", "theme: night\n", "theme: signal\n", "theme: archive\n", 'accent: "#222222"\n'])
def test_sections_have_colours_that_differ_and_that_no_question_has(lecture: Lecture, head: str) -> None:
    made = lecture("title: T\n" + head + sections(8))
    theme = made.scene.theme
    grounds = [theme.rgb(made.page(f"section-{n}").ground) for n in range(1, 9)]
    assert len(set(grounds)) >= 4
    assert all(distance(a, b) >= 15 for a, b in itertools.pairwise(grounds))
    assert all(distance(g, theme.rgb("question")) >= 15 and contrast(g, theme.rgb("on")) >= 5 for g in grounds)


def test_events_outside_the_span_make_the_enlarged_time_longer_than_it(lecture: Lecture) -> None:
    head = "title: T\nspan: 1939\nsections:\n  - title: A\n    span: 1939-06\n"
    page = lecture(head + "    events: {1939-02: Before, 1939-11: After}\n").page("section-1")
    band, span = box(page, "Time band").rect, box(page, "Span").rect
    assert band.x < span.x < span.right < band.right
    assert {"Before", "After"} <= set(words(text_of(page)))


def test_an_open_span_reaches_to_the_end_of_the_lecture(lecture: Lecture) -> None:
    page = lecture("title: T\nspan: 1900/1940\nsections:\n  - {title: A, span: before 1905}\n").page("section-1")
    assert [box(page, f"Date {year}").paragraphs[0].text for year in (1900, 1904)] == ["1900", "1904"]


def test_a_page_without_time_says_which_section_of_how_many_it_is(lecture: Lecture) -> None:
    page = lecture("title: T\nsections:\n  - {title: One}\n  - {title: Two}\n").page("section-2")
    assert [box(page, f"Name {n}").paragraphs[0].text for n in (1, 2)] == ["1 One", "2 Two"]
    assert box(page, "Section 1").alpha < box(page, "Section 2").alpha


def test_an_event_outside_the_band_is_a_warning(lecture: Lecture) -> None:
    made = lecture("title: T\nspan: 1900/1940\n" + sections(1, "    events: {1800: Long ago}\n"))
    assert made.messages == ["talk.yaml:6:13: warning: the event of 1800 lies outside the lecture's time band"]


@pytest.mark.parametrize(
    "dates",
    [
        ("1905", "1906", "1907", "1908"),
        ("1905-05-11", "1905-05-12", "1905-05-13", "1905-05-14"),
        ("1905", "1905-01", "1905-01-01", "early 1905"),
        ("1940", "1940-12", "1940-12-30", "1940-12-31"),
        ("1900", "1920", "1921", "1940"),
        ("1900", "1901", "1902", "1903", "1904", "1905"),
    ],
    ids=lambda d: d[0],
)
@pytest.mark.parametrize("length", [1, 4, 12])
def test_events_are_all_there_wherever_they_lie(lecture: Lecture, dates: tuple[str, ...], length: int) -> None:
    events = "".join(f"      {d}: {' '.join(f'event{n}x{k}' for k in range(length))}\n" for n, d in enumerate(dates))
    made = lecture(f"title: T\nspan: 1900/1940\nsections:\n  - title: A\n    span: 1900/1940\n    events:\n{events}")
    assert {f"event{n}x{k}" for n in range(len(dates)) for k in range(length)} <= set(words(made.text()))
    labels = [b.rect for b in made.page("section-1").boxes if b.name.startswith("Event")]
    assert len(labels) == len(dates)
    assert not any(
        a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom for a, b in combinations(labels, 2)
    )


def test_events_without_a_span_have_the_time_between_them(lecture: Lecture) -> None:
    made = lecture("title: T\nsections:\n  - title: A\n    events: {1905: x, 1917: y}\n    slides: [{points: A}]\n")
    assert made.messages == []
    assert {"x", "y"} <= set(words(made.text()))


def test_a_part_without_a_title_is_called_by_its_number(lecture: Lecture) -> None:
    made = lecture("title: T\nsections:\n  - title: One\n    slides: [{points: A}]\n  - slides: [{points: B}]\n")
    assert made.page("section-2").title == "Part 2"
    assert not any(b.name == "Numeral" for b in made.page("section-2").boxes)  # it would say the same
    assert made.messages == ["talk.yaml:5:5: warning: this section has no title; 'Part 2' is used instead"]


# ------------------------------------------------------------------------------------------------- credits

SOURCES = (
    "sources:\n  post: {title: The War, author: Ivan Kolev, date: 2017-06-21, kind: forum post, url: 'https://example.org/w'}\n"
    "  book: {title: A Book}\n"
)


def test_the_credits_say_what_comes_from_where_and_on_which_slides(lecture: Lecture) -> None:
    made = lecture(
        "title: T\n"
        + SOURCES
        + "slides:\n"
        + "".join(
            f"  - {{points: A{n}, source: {s}}}\n"
            for n, s in enumerate(["post", "post", "book", "post", "post", "post"])
        )
    )
    text = text_of(made.page("credits"))
    assert "Ivan Kolev, The War, forum post, 2017-06-21, https://example.org/w" in text.replace("\n", " ")
    assert "Slides 2, 3, 5–7" in text
    assert "Slide 4" in text


def test_the_credits_name_pictures_and_not_those_that_are_missing(lecture: Lecture, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (40, 30)).save(tmp_path / "images" / "a.png")
    made = lecture(
        "title: T\nslides:\n  - {image: A, file: a.png, credit: An archive}\n"
        "  - {image: B, file: b.png, caption: A gunner}\n"
    )
    text = text_of(made.page("credits"))
    assert "An archive" in text
    assert "Slide 2" in text
    assert "A gunner" not in text  # that is for the lecturer, not for the class


def test_the_credits_name_the_pictures_of_everything_on_a_slide(lecture: Lecture, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    for name in "abcde":
        Image.new("RGB", (400, 300)).save(tmp_path / "images" / f"{name}.png")
    made = lecture("""title: T
slides:
  - people: Two
    items: [{name: A, file: a.png, credit: Photo A}, {name: B, file: b.png, credit: Photo B}]
  - compare: Both
    columns:
      - {title: One, block: {image: {file: c.png, alt: c, credit: Photo C}}}
      - {title: Two, text: words}
  - before-after: Then and now
    before: {file: d.png, alt: d, credit: Photo D}
    after: {file: e.png, alt: e, credit: Photo D}
""")
    text = text_of(made.page("credits"))
    for name in "ABCD":
        assert text.count(f"Photo {name}") == 1, text
    assert "Slide 4" in text


def test_the_lecturer_may_add_rows_and_notes(lecture: Lecture) -> None:
    page = lecture(
        "title: T\ncredits: {headline: Thanks, notes: Say it., items: {Maps: Drawn for this lecture}}\nslides: []\n"
    ).page("credits")
    assert (page.title, page.notes) == ("Thanks", "Say it.")
    assert "Maps\nDrawn for this lecture" in text_of(page)


@pytest.mark.parametrize("head", ["credits: false\n" + SOURCES, ""])
def test_there_are_no_credits_without_reason(lecture: Lecture, head: str) -> None:
    assert [p.id for p in lecture(f"title: T\n{head}slides: []\n").pages] == ["cover"]


def test_a_hundred_sources_and_a_very_long_one_lose_no_word(lecture: Lecture) -> None:
    long = [f"word{n}" for n in range(600)]
    made = lecture(
        "title: T\nsources:\n"
        + "".join(f"  s{n}: {{title: Title{n}}}\n" for n in range(100))
        + f"  long: {{title: {' '.join(long)}}}\nslides: []\n"
    )
    found = [w for p in made.pages for w in words(text_of(p))]
    assert {f"Title{n}" for n in range(100)} <= set(found)
    assert [w for w in found if w.startswith("word")] == long
    ids = [p.id for p in made.pages]
    assert len(ids) == len(set(ids))


# ------------------------------------------------------------------------------------ a divider over a picture


def test_a_divider_without_its_picture_is_the_plain_one(lecture: Lecture) -> None:
    section = "title: T\nsections:\n  - {{title: A, span: 1939, question: Why?{picture}}}\n  - {{title: B}}\n"
    plain = lecture(section.format(picture="")).page("section-1")
    made = lecture(section.format(picture=", picture: gone.jpg"))
    page = made.page("section-1")
    assert [(b.name, b.rect) for b in page.boxes] == [(b.name, b.rect) for b in plain.boxes]
    assert "gone.jpg" not in text_of(page)
    (finding,) = (f for f in made.report.findings if f.code == "missing-picture")
    assert "plate" not in finding.hint


def test_a_title_is_not_broken_at_its_hyphen(lecture: Lecture) -> None:
    """It is smaller instead."""
    made = lecture("title: The Soviet-Japanese Border War\nspan: 1935/1939\nslides: []\n")
    page = made.page("cover")
    title = box(page, "Title")
    width = (title.rect.w - title.inset[2]) / EMU_PER_PT
    spans = [Span(r.text, Face("Cambria", True, False), r.size, r.tracking) for r in title.paragraphs[0].runs]
    text = "".join(s.text for s in spans)
    assert [text[ln.start : ln.end] for ln in wrap(spans, width)] == ["The Soviet-Japanese", "Border War"]
    assert text_of(page).startswith("1935–1939")


def test_a_cover_without_its_picture_says_nothing_of_it(lecture: Lecture) -> None:
    made = lecture("title: T\ncover: {file: gone.jpg, full: true, caption: A view, credit: An archive}\nslides: []\n")
    page = made.page("cover")
    assert "A view" not in text_of(page)
    assert "gone.jpg" not in text_of(page)
    assert box(page, "bleed panel")


def test_long_events_of_a_divider_move_its_band_up(lecture: Lecture) -> None:
    """Otherwise the last words would have a page of their own."""
    long = "First bank closures in the Middle West and then also in other states"
    events = ", ".join(f"19{n}: {long}" for n in range(29, 35))
    made = lecture(f"title: T\nsections:\n  - {{title: A, span: 1929/1939, events: {{{events}}}}}\n  - {{title: B}}\n")
    short = lecture("title: T\nsections:\n  - {title: A, span: 1929/1939, events: {1930: A}}\n  - {title: B}\n")
    assert [p.id for p in made.pages if p.id.startswith("section-1")] == ["section-1"]
    assert box(made.page("section-1"), "Span").rect.y < box(short.page("section-1"), "Span").rect.y


@pytest.mark.parametrize(
    ("lang", "first"),
    [("en", "Bolsheviks take power"), ("en", "Bolsheviks take [power](https://example.org/a/long/address)"),
     ("zh", "布尔什维克在彼得格勒夺取政权")],
)  # fmt: skip
def test_a_label_breaks_so_that_the_next_event_has_its_own_under_its_tick(
    lecture: Lecture, lang: str, first: str
) -> None:
    events = f"{{1917: '{first}', 1922: Japan leaves Siberia}}"
    head = f"title: T\nlang: {lang}\nsections:\n  - title: A\n    span: 1904/1934\n"
    page = lecture(f"{head}    events: {events}\n").page("section-1")
    dots = [b.rect.x for b in page.boxes if b.name.startswith("Dot")]
    assert dots == [b.rect.x for b in page.boxes if b.name.startswith("Event")]
    assert not any(b.name.startswith("Stem") for b in page.boxes)


def test_a_label_in_the_way_of_the_next_ends_at_its_own_dot(lecture: Lecture) -> None:
    events = "{1941-04: Pact in Moscow, 1941-06: Germany invades the USSR, 1942-03: Burma}"
    head = "title: T\nsections:\n  - title: A\n    span: 1940/1942\n"
    page = lecture(f"{head}    events: {events}\n").page("section-1")
    dots, labels = ([b.rect for b in page.boxes if b.name.startswith(what)] for what in ("Dot", "Event"))
    assert labels[0].x < dots[0].x < dots[0].right <= labels[0].right
    assert [r.x for r in dots[1:]] == [r.x for r in labels[1:]]
    assert not any(b.name.startswith("Stem") for b in page.boxes)


def test_the_agenda_cites_nothing_of_other_slides(lecture: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from podium.blocks.map import MapBlock

    def cites(self: Any, rect: Any, stage: Any) -> Any:
        stage.cite("Borders by somebody")
        return [[]]

    monkeypatch.setattr(MapBlock, "lay_out", cites)
    made = lecture(
        "title: T\nsource: A book\nagenda: {headline: H}\nsources: {b: {title: Another}}\nsections:\n"
        "  - {title: One, slides: [{points: 'A claim[^b, p. 7]', items: [a]}]}\n"
        "  - {title: Two, slides: [{points: B, items: [a], beside: {map: {frame: [100, 30, 140, 55]}}}]}\n"
    )
    foot = {page.id: " ".join(texts_of(page)) for page in made.pages}
    assert "Borders by somebody" in foot[made.slides()[-1].id]
    assert "Source: A book" in foot["agenda"]
    assert "Borders by somebody" not in foot["agenda"]
    assert "Another" not in foot["agenda"]
