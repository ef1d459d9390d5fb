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


def _told(made: Any) -> list[str]:
    """Each finding as `line:column words`, those of other files with the name of the file."""
    found = []
    for finding in made.report:
        file = Path(finding.span.file).name
        at = f"{finding.span.line}:{finding.span.column} {finding.message}"
        found.append(at if file == "talk.yaml" else f"{file}:{at}")
    return found


def test_a_mistake_hides_none_beside_it(lecture: Callable[..., Any]) -> None:
    made = lecture("""\
title: T
slides:
  - image: We see the tanks on the steppe
    file: tanks.jpg
    focus: [2, middle]
  - document: The order says that nobody may go back
    crop: [0, 0.2, 7, -1]
  - quiz: Who won?
    answers: [A]
    answer: Z
  - map: Japan held Manchuria
    territories: east-asia-1931-1941
    year: 1939
    fill: {rot: [manchuko, japan], blue: [ussrr]}
    hatch: {gelb: [chinna]}
""")
    told = "\n".join(_told(made))
    for words in (
        "5:13 '2' is not a fraction",
        "5:16 'middle' is not a fraction",
        "7:20 '7' is not a fraction",
        "7:23 '-1' is not a fraction",
        "9:14 a quiz needs at least two answers",
        "10:13 'Z' is none of the answers",
        "14:17 'rot' is neither a side",
        "14:18 no territory 'manchuko'",
        "14:43 no territory 'ussrr'",
        "15:19 'gelb' is neither a side",
        "15:20 no territory 'chinna'",
    ):
        assert words in told, (words, told)


def test_what_only_asks_for_is_told_where_it_is_asked_and_uneven_rows_beside_it(
    lecture: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "slides_src").mkdir()
    (tmp_path / "slides_src" / "losses.csv").write_text("name;killed;missing\nA;1;2\nB;3;4;5\nC;6\n")
    made = lecture("""\
title: T
slides:
  - chart: Japan lost more
    file: losses.csv
    only: [killed, wounded, mising]
""")
    assert [(m.partition(" ")[0], m.partition(" ")[2]) for m in _told(made)] == [
        ("4:11", "the data file 'losses.csv' row 3: 4 columns, but the first row has 3"),
        ("4:11", "the data file 'losses.csv' row 4: 2 columns, but the first row has 3"),
        ("5:20", "the data file 'losses.csv' has nothing called 'wounded', which 'only' asks for"),
        ("5:29", "the data file 'losses.csv' has nothing called 'mising', which 'only' asks for"),
    ]
    hints = [d.hint for d in made.report]
    assert hints[2:] == ["known: killed, missing", "did you mean 'missing'?"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("${a} and ${town", "the '${' of '${town' is never closed"),
        ("${tow{n}", "the '${' of '${tow{n}' is never closed"),
        ("${ ${a}", "the '${' of '${ ' is never closed"),
        ("${{n}} was", "'${{n}}' is no name of a variable"),
    ],
)
def test_a_variable_that_is_not_closed_is_told(lecture: Callable[..., Any], text: str, told: str) -> None:
    made = lecture(f"title: T\nvars: {{a: x}}\nslides:\n  - points: We lost it\n    items: ['{text}']\n")
    (found,) = made.report
    assert found.message == told
    assert found.span.line == 5
    assert found.span.column == 14 + text.index(told.split("'")[-2])


def test_signs_of_variables_that_are_meant_so_are_no_mistake(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nvars: {a: x}\nslides:\n  - points: We lost $${b and ${a}\n    items: ['$${ costs $5']\n")
    assert made.messages == []


def test_a_tag_is_told_as_it_is_written(lecture: Callable[..., Any]) -> None:
    made = lecture("title: T\nslides:\n  - points: We lost\n    items: !!python/object/apply:os.system [id]\n")
    (told,) = made.messages
    assert "4:12: error: '!!python/object/apply:os.system' is a tag of YAML for programs" in told


@pytest.mark.parametrize(
    ("slide", "told"),
    [
        ("timeline: We lost it\n    events: soon", "4:13 'events' must be a list"),
        ("terms: We lost it\n    items: 5", "4:12 'items' must be a list"),
        ("points: We lost it\n    notes: [a]", "4:12 'notes' must be text, not a list"),
        ("map: We lost it\n    arrows: [{path: 5}]", "4:21 'path' must be a list"),
        ("table: We lost it\n    caption: {a: b}\n    rows: [[a]]", "4:14 'caption' must be text, not 'key: value'"),
    ],
)
def test_what_is_expected_is_said_of_its_key(lecture: Callable[..., Any], slide: str, told: str) -> None:
    made = lecture(f"title: T\nslides:\n  - {slide}\n")
    assert any(told in m for m in _told(made)), _told(made)


def test_a_recipe_is_named_as_seen_from_the_outline(
    podium: Callable[..., Any], project: Path, lecture: Callable[..., Any]
) -> None:
    recipes = project / "slides_src" / "territories"
    recipes.mkdir()
    (recipes / "mine.yaml").write_text(
        "names: Mine\nfrom: 1939\nterritories:\n  x: {name: X, bild: [Japan], from: 1939-02-30, build: [Jappan]}\n"
    )
    (recipes / "broken.yaml").write_text("territories: [\n")
    outline = project / "slides_src" / "talk.yaml"
    outline.write_text(
        "title: T\nslides:\n"
        "  - map: Mine was held\n    territories: mine\n    year: 1939\n"
        "  - map: Theirs was held\n    territories: broken\n    year: 1939\n"
    )
    told = podium("check", "slides_src/talk.yaml").output
    for words in (
        "slides_src/territories/mine.yaml:1:1: error: unknown key 'names' in a recipe; known: title, frame",
        "slides_src/territories/mine.yaml:2:1: error: unknown key 'from' in a recipe",
        "slides_src/territories/mine.yaml:4:16: error: unknown key 'bild' in territory 'x'; did you mean 'build'?",
        "slides_src/territories/mine.yaml:4:37: error: '1939-02-30'",
        "slides_src/territories/mine.yaml:4:57: error: 'Jappan'",
        "slides_src/territories/broken.yaml:",
    ):
        assert words in told, (words, told)
    assert str(project) not in told
