"""All mistakes of an outline in one run, whatever pass finds them; and none that only follows from another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OUTLINE = """\
title: T
minutes: soon
sides:
  japan: {name: Japan, colour: crimson}
  soviet: {name: Soviet Union, colour: red}
source: post
sources:
  book: {title: A book}
slides:
  - pionts: One
    items: [a]
    source: bok
  - points: Two
    itmes: [a, "[there](#nowhere)"]
    when: 1939-13-01
  - table: Three
    file: missing.csv
  - chart: Four
    type: columm
    file: also-missing.csv
  - map: Five
    territories: east-asia-1931-1941
    year: 1939
    fill: {soviet: [ussrr], japan: [japan]}
    cities: [Nowhere At All]
    reliefs: true
  - map: Six
    territories: east-asia
    year: 1939
  - portrait: Seven
    side: sovjet
    nme: A
  - images: Eight
    items:
      - {at: top-lefft, file: a.png, alt: x}
  - forces: Nine
    rows: {Men: [abc, 5]}
    note: *broken* mark
"""
EXPECTED = {
    "minutes": 2,
    "'crimson'": 4,
    "'post'": 6,
    "'pionts'": 10,
    "'bok'": 12,
    "'itmes'": 14,
    "'nowhere'": 14,
    "1939-13-01": 15,
    "missing.csv": 17,
    "columm": 19,
    "also-missing.csv": 20,
    "ussrr": 24,
    "Nowhere At All": 25,
    "reliefs": 26,
    "'east-asia'": 28,
    "sovjet": 31,
    "'nme'": 32,
    "top-lefft": 35,
    "a.png": 35,
    "abc": 37,
    "begins with *": 38,
}


def test_one_run_names_every_mistake(lecture: Callable[..., Any]) -> None:
    made = lecture(OUTLINE)
    for words, line in EXPECTED.items():
        assert any(f".yaml:{line}:" in m and words in m for m in made.messages), (words, "\n".join(made.messages))
    assert made.report.failed


def test_no_mistake_follows_from_another(lecture: Callable[..., Any]) -> None:
    made = lecture("""
        title: T
        sides: {japan: {name: Japan, colour: crimson}}
        slides:
          - table: A
            rows: [[{a: b}]]
          - chart: B
            data: {1935: abc}
          - portrait: C
            side: japan
          - points: D
            items: [See the map, {a: {b: c}}]
    """)
    errors = [m for m in made.messages if ": error: " in m]
    assert [m.split(":")[1] for m in errors] == ["3", "6", "8", "12"], made.messages


def test_what_comes_after_a_slide_that_is_none_is_told_at_its_own_place(lecture: Callable[..., Any]) -> None:
    made = lecture("""\
title: T
slides:
  - points: One
    items: [A]
  - xyz: A kind that is not known
  - points: Two
    items: [A]
  - table: Three
    heights: [A, B]
    rows: [[1, 2]]
  - xyz: Another
  - chart: Four
    data: {1935: abc}
""")
    assert [m.split(":")[1] for m in made.messages] == ["5", "9", "11", "13"], made.messages


def test_what_comes_after_a_slide_that_is_none_is_told_in_its_own_file(lecture: Callable[..., Any]) -> None:
    lecture("- xyz: A kind that is not known\n- points: Two\n  items: [A]\n", name="part")
    made = lecture("""\
title: T
slides:
  - include: part.yaml
  - points: Three
    itmes: [A]
    mintues: 3
""")
    told = [m.split(" ")[0].rpartition("/")[2] for m in made.messages]
    assert told == ["part.yaml:1:3:", "talk.yaml:5:5:", "talk.yaml:6:5:"]


def test_a_guess_that_may_be_wrong_makes_no_second_mistake(lecture: Callable[..., Any]) -> None:
    made = lecture("""\
title: T
slides:
  - map: One
    year: 1939
    territories: east-asia-1931-1941
    callers: {japan: [japan]}
  - chart: Two
    data: {A: 1, B: 2}
    labels: [x, y]
    dato: 3
""")
    assert [m.split(":")[1] for m in made.messages] == ["6", "9", "10"], made.messages


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ("cards: A\n    items: [a, b]", "no slide kind 'cards'; did you mean 'points'?"),
        ("video: A\n    file: a.mp4", "no slide kind 'video'; did you mean 'media'?"),
        ("glossary: A\n    items: {a: b}", "no slide kind 'glossary'; did you mean 'terms'?"),
        ("table: A\n    header: [A, B]\n    rows: [[1, 2]]", "'header' in a 'table' slide; did you mean 'columns'?"),
        ("image: A\n    picture: a.jpg", "unknown key 'picture' in an 'image' slide; did you mean 'file'?"),
        ("quote: A\n    text: B\n    author: C", "unknown key 'author' in a 'quote' slide; did you mean 'by'?"),
        ("quiz: A\n    options: [B, C]\n    answer: B", "'options' in a 'quiz' slide; did you mean 'answers'?"),
        ("points: A\n    items: [a]\n    year: 1939", "unknown key 'year' in a 'points' slide; did you mean 'when'?"),
        (
            "map: A\n    territories: east-asia-1931-1941\n    year: 1939\n    colours: {blue: [japan]}",
            "unknown key 'colours' in a 'map' slide; did you mean 'fill'?",
        ),
        ("points: A\n    items: [a]\n    notes: [B, C]", "write '|' behind the key"),
    ],
)
def test_names_that_others_use_are_known(lecture: Callable[..., Any], slide: str, said: str) -> None:
    made = lecture(f"title: T\nslides:\n  - {slide}\n")
    errors = [m for m in made.messages if ": error: " in m and "is not there" not in m]
    assert len(errors) == 1, made.messages
    assert said in errors[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "title: T\nslides:\n  - chart: A\n    data: {Japan: 1,000, Soviet: lots}\n",
            [
                "talk.yaml:4:21: error: between braces and brackets a comma ends the value; put the number in quotes: "
                "'1,000'",
                "talk.yaml:4:34: error: 'lots' is not a quantity",
            ],
        ),
        (
            "title: T\nslides:\n  - points: A\n    items: [A, up to 35,000]\n",
            [
                "talk.yaml:4:25: error: between braces and brackets a comma ends the value; put the number in quotes: "
                "'up to 35,000'"
            ],
        ),
        (
            "title: T\nslides:\n  - points: A\n    items: [A, B\n  - points: B\n    items: [C]\n",
            ["talk.yaml:4:12: error: this [ is never closed; close it with ]"],
        ),
        ("titel: T\nslides:\n  - points: A\n    items: [a]\n", ["talk.yaml:1:1: error: unknown key 'titel'"]),
        (
            "title: T\nslides:\n  - points: [a]\n    items: [a]\n  - points: B\n    itmes: [a]\n",
            ["talk.yaml:3:13: error: the value of 'points' is", "talk.yaml:6:5: error: unknown key 'itmes'"],
        ),
        (
            f"title: T\nslides:\n  - points: {'long ' * 2_500}\n    items: [a]\n",
            ["talk.yaml:3:13: error: a headline has at most 10,000 characters, and this one 12,499"],
        ),
    ],
)
def test_each_mistake_is_told_once_at_its_place(lecture: Callable[..., Any], text: str, said: list[str]) -> None:
    made = lecture(text)
    assert len(made.messages) == len(said), made.messages
    assert all(m.startswith(start) for m, start in zip(made.messages, said, strict=True)), made.messages


def test_numbers_that_no_comma_cuts_stay_as_they_are(lecture: Callable[..., Any]) -> None:
    slides = "  - chart: A\n    data: {A: 100, B: 200}\n  - table: B\n    rows: [[100,200], [1, 034]]\n"
    made = lecture(f"title: T\nslides:\n{slides}")
    assert made.messages == []


def test_a_folder_that_is_included_is_told_where_it_is_named(lecture: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "slides_src" / "parts.yaml").mkdir(parents=True)
    made = lecture("title: T\nslides:\n  - include: parts.yaml\n")
    assert made.messages == ["talk.yaml:3:14: error: 'parts.yaml' is a folder; name a text file in it"]


def test_no_deck_comes_of_an_outline_with_a_mistake(podium: Callable[..., Any], project: Path) -> None:
    (project / "slides_src" / "talk.yaml").write_text(OUTLINE, encoding="utf-8")
    assert podium("build", "slides_src/talk.yaml").exit_code == 1
    assert not list((project / "output").glob("*"))


def test_an_alias_in_a_list_is_read(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nslides:\n  - &first\n    points: One\n    items: [A]\n  - *first\n")
    assert [page.title for page in made.slides()] == ["One", "One"]
