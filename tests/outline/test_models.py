"""Every mistake of an outline in one run, each with its place and a hint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podium.outline.wordings import hint_for

Lecture = Callable[..., Any]


def test_all_mistakes_of_a_file_come_in_one_run(lecture: Lecture) -> None:
    made = lecture("""\
titel: T
theme: atlass
sides:
  soviet: {name: Soviet Union, colour: crimson}
slides:
  - point: One
    items: [a]
  - points: Two
    itmes: [a]
    when: 1939-13-01
  - images: Three
    items:
      - {at: topleft, file: a.png}
      - {at: left, captoin: A}
  - compare: Four
    columns: [one, two]
""")
    assert made.messages == [
        "talk.yaml:1:1: error: unknown key 'titel' in the outline; did you mean 'title'?",
        "talk.yaml:2:8: error: there is no theme 'atlass'; did you mean 'atlas'?",
        "talk.yaml:4:40: error: 'crimson' is not a value of 'colour'; known: blue, green, grey, ochre, red, violet",
        "talk.yaml:6:5: error: there is no slide kind 'point'; did you mean 'points'?",
        "talk.yaml:9:5: error: unknown key 'itmes' in a 'points' slide; did you mean 'items'?",
        "talk.yaml:10:11: error: '1939-13-01' is not a date: there is no month 13: months are 01 to 12",
        "talk.yaml:13:14: error: there is no place 'topleft'; did you mean 'top-left'?",
        "talk.yaml:13:29: warning: the picture 'a.png' is not there yet; put the file in images/; until then the slide shows a plate",  # noqa: E501
        "talk.yaml:14:20: error: unknown key 'captoin' in 'images' item; did you mean 'caption'?",
        "talk.yaml:16:15: error: a column of 'compare' must be 'key: value' lines, not 'one'",
        "talk.yaml:16:20: error: a column of 'compare' must be 'key: value' lines, not 'two'",
    ]


@pytest.mark.parametrize(
    ("outline", "message"),
    [
        ("", "1:1: error: this file is empty; an outline begins with 'title: …'"),
        ("# only a remark\n", "1:1: error: this file is empty; an outline begins with 'title: …'"),
        ("- a\n- b\n", "1:1: error: this file is not an outline; an outline begins with 'title: …'"),
        ("hello\n", "1:1: error: this file is not an outline; an outline begins with 'title: …'"),
        ("title: A\n", "1:1: error: the outline has no slides; add 'sections:' or 'slides:'"),
        ("title: A\nsections: none\n", "2:11: error: 'sections' must be a list, not 'none'; begin each line with '- '"),
        (
            "title: A\nsections: {a: b}\n",
            "2:11: error: 'sections' must be a list, not 'key: value' lines; begin each line with '- '",
        ),
        ("title: A\nsections: [One]\n", "2:12: error: a section must be 'key: value' lines, not 'One'"),
        ("title: A\nsections:\n  -\n", "3:4: error: a section must be 'key: value' lines, not nothing"),
        ("title: [A]\nslides: []\n", "1:8: error: 'title' must be text, not a list"),
        (
            "title: {A: B}\nslides: []\n",
            "1:8: error: 'title' must be text, not 'key: value'; put text that contains ': ' in quotes",
        ),
        ("title: A\nminutes: an hour\nslides: []\n", "2:10: error: 'minutes' must be a whole number, not 'an hour'"),
        ("title: A\nsize: 16:10\nslides: []\n", "2:7: error: '16:10' is not a value of 'size'; did you mean '16:9'?"),
        ("title: A\nlang: [en]\nslides: []\n", "2:7: error: a list is not a language tag"),
        (
            "title: A\nlang: 'de\"><b'\nslides: []\n",
            "2:7: error: 'de\"><b' is not a language tag; write, for example, en, de, ru or zh-Hant",
        ),
        (
            "title: A\nspan: 1942/1905\nslides: []\n",
            "2:7: error: '1942/1905' ends before it starts: write the earlier date first",
        ),
        ("title: A\nsides: {a: {colour: red}}\nslides: []\n", "2:12: error: 'name' is missing or empty in a side"),
        ("title: A\nsources: {a: {author: B}}\nslides: []\n", "2:14: error: 'title' is missing or empty in a source"),
        (
            "title: A\nagenda: {headlin: B}\nslides: []\n",
            "2:10: error: unknown key 'headlin' in 'agenda'; did you mean 'headline'?",
        ),
        (
            "title: A\ncover: {art: cubist}\nslides: []\n",
            "2:14: error: 'cubist' is not a value of 'art'; known: encirclement, frontier",
        ),
        ("title: A\nsections: [{divider: no}]\n", "2:22: error: this must be true or false, not 'no'"),
        ("title: A\nsections: [{events: [a]}]\n", "2:21: error: 'events' must be 'date: text' lines"),
        ("title: A\nsections: [{events: {soon: a}}]\n", "2:22: error: 'soon' is not a date: 'soon' is not understood"),
        ("title: A\nsections: [{events: {1905: {a: b}}}]\n", "2:28: error: an event is 'date: text'"),
        (
            "title: A\nsections: [{events: {1905: a, 1906: b, 1907: c, 1908: d, 1909: e, 1910: f, 1911: g}}]\n",
            "2:21: error: 7 events; a divider's",
        ),
    ],
)
def test_a_mistake_in_the_deck_has_its_place_and_its_cure(lecture: Lecture, outline: str, message: str) -> None:
    (found,) = lecture(outline).messages
    assert found.startswith(f"talk.yaml:{message}")


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("just text", "a slide needs a kind; write '- points: The headline' and its keys below"),
        ("[a, b]", "a slide begins with its kind, as '- points: The headline'"),
        ("{}", "a slide begins with its kind, as '- points: The headline'"),
        ("items: [a]\npoints: A", "there is no slide kind 'items'; the first key names the kind: move 'points' up"),
        ("tabel: A", "there is no slide kind 'tabel'; did you mean 'table'?"),
        (
            "points: [a, b]",
            "the value of 'points' is the slide's headline, a text; put its contents into the lines below, as 'items:'",
        ),
        ("points: {a: b}", "the value of 'points' is the slide's headline, a text"),
        ("points: A\nheadline: B", "write the headline after 'points:'"),
        ("image: a.png\nheadline: B", "write the headline after 'image:'; write 'image: B' and 'file: a.png'"),
        (
            "images: [a.png]\nheadline: B",
            "the value of 'images' is the slide's headline, a text; write 'images: B', and put its contents into the ",
        ),
        ("points: A\nhidden: yes", "this must be true or false, not 'yes'"),
        (
            "points: A\nitems: [[a, b]]",
            "a list directly inside a list; give the inner list a heading: '- heading:' with the list below it",
        ),
        (
            "points: A\nitems: [{a: b, c: d}]",
            "an item is a text, or 'Claim: its proof'; put text that contains ': ' in quotes",
        ),
        ("points: A\nitems: [a: {b: c}]", "'a' must be text or a list"),
        ("points: A\nnotes: [a]", "'notes' must be text, not a list"),
        ("points: A\nbeside: chart", "'beside' must be one block, for example 'chart: {…}'; known: "),
        ("points: A\nbeside: {imgae: {}}", "there is no block 'imgae'; did you mean 'image'?"),
        ("points: A\nbeside: {image: {fiel: x}}", "unknown key 'fiel' in a picture; did you mean 'file'?"),
        ("points: A\nbeside: {image: x.png}", "a picture must be 'key: value' lines, not 'x.png'; write: {file: "),
        ("points: A\nimage: {file: a.png}", "unknown key 'image' in a 'points' slide; a block beside the words: '"),
        ("points: A\nexhibit: {image: {}}", "'exhibit' must be one word, not 'key: value' lines; known: left, right"),
        ("images: A\nitems: [{at: left}, {at: left}]", "two items are at 'left'"),
        ("images: A\nitems: [a, b, c, d, e]", "5 items; a slide shows at most 4; spread them over two slides"),
        (
            "images: A\nitems: [{at: left, image: {file: a}, credit: B}]",
            "unknown key 'credit' in 'images' item; an item with a block takes only 'at' and 'caption'",
        ),
        ("images: A\ncaptions: above", "'above' is not a value of 'captions'; known: below, rail"),
        ("compare: A\ncolumns: [{}, {}, {}, {}]", "'columns' takes at most 3 entries"),
        ("table: A\nrows: one", "'rows' must be a list; begin each row with '- ' and put its cells in [ ]"),
        ("table: A\nrows: [[{a: b}]]", "a table cell must be a text"),
        ("portrait: A\nside: soviet", "there is no side 'soviet'; define it under 'sides:'"),
        ("compare: A\ncolumns: [{title: B, side: soviet}]", "there is no side 'soviet'; define it under 'sides:'"),
    ],
)
def test_a_mistake_on_a_slide_is_said_in_a_lecturers_words(slide: Callable[..., Any], yaml: str, message: str) -> None:
    made = slide(yaml)
    assert made.report.failed
    errors = [m for m in made.messages if ": error: " in m]  # a later pass may miss a picture
    assert len(errors) == 1
    assert f": error: {message}" in errors[0]


def test_a_near_miss_of_a_side_is_named(slide: Callable[..., Any]) -> None:
    made = slide("portrait: A\nside: sovjet", "sides: {soviet: {name: Soviet Union}}\n")
    assert "did you mean 'soviet'?" in made.messages[0]


@pytest.mark.parametrize("name", ["soviet", "Soviet Union", "SOVIET", "USSR"])
def test_a_side_is_known_by_its_id_its_name_and_its_short_name(slide: Callable[..., Any], name: str) -> None:
    made = slide(f"portrait: A\nside: {name}\nname: B", "sides: {soviet: {name: Soviet Union, short: USSR}}\n")
    assert not made.messages


def test_an_unknown_source_is_a_warning_with_the_nearest_id(slide: Callable[..., Any]) -> None:
    made = slide("points: A\nsource: pots\nitems: [a]", "sources: {post: {title: B}}\n")
    assert made.messages == ["talk.yaml:7:13: warning: there is no source 'pots'; did you mean 'post'?"]


def test_a_citation_in_free_text_is_no_unknown_source(slide: Callable[..., Any]) -> None:
    assert not slide(
        "points: A\nsource: 'A. Author, Title, 1999'\nitems: [a]", "sources: {post: {title: B}}\n"
    ).messages


def test_a_link_to_an_id_that_no_slide_has_is_a_warning(slide: Callable[..., Any]) -> None:
    made = slide("points: A\nid: map-1939\nitems: ['See [the map](#map-1938)']")
    assert made.messages == ["talk.yaml:7:13: warning: no slide has the id 'map-1938'; did you mean 'map-1939'?"]


def test_an_id_that_stands_on_two_slides_is_an_error(lecture: Lecture) -> None:
    made = lecture("title: T\nslides:\n  - {points: A, id: x}\n  - {points: B, id: x}\n")
    assert made.messages == ["talk.yaml:4:21: error: two slides have the id 'x'"]


@pytest.mark.parametrize("id", ["cover", "agenda", "credits", "section-2"])
def test_an_id_of_a_slide_that_podium_makes_is_an_error(lecture: Lecture, id: str) -> None:
    made = lecture(f"title: T\nsections:\n  - {{title: A, slides: [{{points: A, id: {id}}}]}}\n  - {{title: B}}\n")
    assert f"error: podium gives the id '{id}' to a slide that it makes itself; choose another" in made.messages[0]


def test_empty_values_count_as_absent(slide: Callable[..., Any]) -> None:
    made = slide("points: A\nitems:\nnotes: ~\nwhen: ''\nbeside: null\nsource:\nreveal:\nfoot: '   '")
    assert not made.report.failed
    assert "None" not in made.text()
    assert "~" not in made.text()


def test_numbers_are_texts_where_a_text_is_meant(lecture: Lecture) -> None:
    made = lecture(
        "title: 1939\nauthor: 0044\nslides:\n  - points: 1.10\n    items: [1, 2.50, 12:30, no]\n    notes: 5\n"
    )
    assert not made.messages
    assert made.scene.title == "1939"
    for written in ("0044", "1.10", "1", "2.50", "12:30", "no"):
        assert written in made.text().split("\n")


def test_an_empty_title_gives_way_to_the_files_name(lecture: Lecture) -> None:
    made = lecture("title:\nslides: [{points: A}]\n", name="khalkhin-gol")
    assert made.messages == ["khalkhin-gol.yaml:1:7: warning: the title is empty; the file name is used instead"]
    assert made.scene.title == "Khalkhin gol"


def test_a_section_without_slides_is_a_warning(lecture: Lecture) -> None:
    made = lecture("title: T\nsections:\n  - title: One\n  - title: Two\n    slides: [{points: A, items: [a]}]\n")
    assert made.messages == ["talk.yaml:3:5: warning: the section 'One' has no slides"]


def test_a_text_stays_the_same_whether_written_as_a_list_or_alone(slide: Callable[..., Any]) -> None:
    assert slide("points: A\nitems: one").text() == slide("points: A\nitems: [one]").text()


def test_claims_may_be_written_as_a_mapping(slide: Callable[..., Any]) -> None:
    as_mapping = slide("points: A\nitems: {One: first, Two: second}")
    as_list = slide("points: A\nitems:\n  - One: first\n  - Two: second")
    assert as_mapping.text() == as_list.text()


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("radius: 300", "around"),
        ("labels: [a]", "remarks"),
        ("battles: [{title: A, at: [5, 50]}]", "events"),
        ("lines: [a]", "borders"),
        ("areas: [FRA]", "fill"),
        ("towns: [Paris]", "cities"),
        ("bbox: [0, 40, 10, 50]", "frame"),
        ("movements: []", "arrows"),
    ],
)
def test_what_a_map_calls_otherwise_gets_its_own_name_and_no_second_mistake(slide: Any, key: str, meant: str) -> None:
    errors = [m for m in slide(f"map: We lost\n{key}").messages if ": error: " in m]
    (told,) = errors
    assert f"unknown key '{key.partition(':')[0]}' in a 'map' slide; did you mean '{meant}'?" in told


def test_a_name_that_is_like_another_by_chance_is_no_suggestion() -> None:
    assert hint_for("vines", ["minutes", "title"]) == ("known: minutes, title", "")
    assert hint_for("minuets", ["minutes", "title"]) == ("did you mean 'minutes'?", "minutes")
    assert hint_for("tilte", ["minutes", "title"]) == ("did you mean 'title'?", "title")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1900-1979", "1900–1979"),
        ("c. 1900 - c. 1979", "c. 1900–c. 1979"),
        ("63 BCE-14 CE", "63 BCE–14 CE"),
        ("1950-", "1950–"),
        ("1878-12-18 - 1953-03-05", "1878-12-18 – 1953-03-05"),
        ("1878-12", "1878-12"),
        ("1906–1967", "1906–1967"),
    ],
)
def test_years_of_a_life_have_the_dash_of_a_range(written: str, shown: str) -> None:
    from podium.kinds._persons import Person

    assert Person.model_validate({"name": "A", "life": written}).life == shown
