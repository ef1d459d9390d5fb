"""How long a lecture takes, and how podium reports it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podium import languages
from podium.pages.running_time import WORDS_A_MINUTE, estimate, words


def deck(minutes: str, notes: int, slides: int = 10) -> str:
    text = " ".join(["word"] * notes)
    body = "".join(f"      - points: S{n}\n        items: [a, b]\n        notes: {text}\n" for n in range(slides))
    return f"title: T\n{minutes}\nsections:\n  - title: One\n    slides:\n{body}  - title: Two\n    slides:\n{body}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("one two three", 3),
        ("one — two … three!", 3),
        ("Москва пала", 2),
        ("一九三九年五月十一日，双方交火。", 14 / 1.9),
        ("กรุงเทพมหานคร", 13 / 5),
        ("In 1939 日本", 2 + 2 / 1.9),
    ],
)
def test_words_in_any_script(text: str, expected: float) -> None:
    assert words(text) == pytest.approx(expected, abs=0.7)


def test_notes_clicks_and_slides_make_the_time(lecture: Callable[..., Any]) -> None:
    short, long = lecture(deck("minutes: 20", 130)), lecture(deck("minutes: 20", 260), name="b")
    assert estimate(long.scene).minutes - estimate(short.scene).minutes == pytest.approx(
        20 * 130 / WORDS_A_MINUTE, rel=0.01
    )
    clicked = lecture(
        deck("minutes: 20", 130).replace("items: [a, b]", "reveal: true\n        items: [a, b]"), name="c"
    )
    assert estimate(clicked.scene).minutes > estimate(short.scene).minutes
    assert [name for name, _ in estimate(short.scene).sections] == ["One", "Two"]


@pytest.mark.parametrize(("lang", "word"), [("en", "Doubtful"), ("de", "Zweifelhaft"), ("zh", "Right answer")])
def test_remarks_and_cues_take_no_time(lecture: Callable[..., Any], lang: str, word: str) -> None:
    said = " ".join(["word"] * 130)
    text = f"title: T\nlang: {lang}\nslides:\n  - points: A\n    id: a\n    items: [x]\n    notes: |\n      {said}\n"
    label = languages.of(lang).slides.right_answer.partition("{}")[0].strip() if word == "Right answer" else f"{word}:"
    remark = text.replace(said, f"[pause] {said} [ask]\n\n      {label} {said} {said}")
    speech = text.replace(said, f"{said}\n\n      Of that day it was said: {said}")
    found = [lecture(t, name=n).page("a").seconds for t, n in ((text, "a"), (remark, "b"), (speech, "c"))]
    assert found[1] == found[0]
    assert found[2] == pytest.approx(found[0] + 136 * 60 / WORDS_A_MINUTE)
    nothing_else = lecture(text.replace(said, f"{label} {said}"), name="d").page("a").seconds
    without = lecture(text.replace(f"    notes: |\n      {said}\n", ""), name="e").page("a").seconds
    assert nothing_else == without


def test_hidden_slides_take_no_time(lecture: Callable[..., Any]) -> None:
    shown = lecture(deck("minutes: 20", 130))
    hidden = lecture(deck("minutes: 20", 130).replace("items: [a, b]", "hidden: true\n        items: [a, b]"), name="b")
    assert estimate(hidden.scene).minutes < 3 < estimate(shown.scene).minutes


@pytest.mark.parametrize(("minutes", "warned"), [("5", True), ("21", False), ("22", False), ("500", True)])
def test_a_length_that_is_far_off_is_a_warning(
    podium: Callable[..., Any], project: Path, minutes: str, warned: bool
) -> None:
    (project / "slides_src" / "talk.yaml").write_text(deck(f"minutes: {minutes}", 130))
    for command in ("check", "build"):
        result = podium(command, "slides_src/talk.yaml")
        assert result.exit_code == 0
        assert ("slides_src/talk.yaml:2:10: warning: the lecture takes about 2" in result.stderr) == warned, (
            result.stderr
        )
        assert "running time: about 2" in result.stdout
        assert "(One 1" in result.stdout
        assert f"'minutes' says {minutes}" in result.stdout


@pytest.mark.parametrize("minutes", ["-3", "0", "abc", "10000", "[5]", "50.5", "1e3"])
def test_a_length_that_is_none_is_an_error(lecture: Callable[..., Any], minutes: str) -> None:
    made = lecture(f"title: T\nminutes: {minutes}\nslides: [{{points: A, items: [a]}}]\n")
    (message,) = made.messages
    assert message.startswith("talk.yaml:2:10: error: 'minutes' ")


def test_a_deck_without_notes_and_minutes_says_nothing_of_time(podium: Callable[..., Any], project: Path) -> None:
    (project / "slides_src" / "talk.yaml").write_text("title: T\nslides: [{points: A, items: [a]}]\n")
    result = podium("build", "slides_src/talk.yaml")
    assert "running time" not in result.stdout
    assert "minutes" not in result.stderr


@pytest.mark.parametrize(
    ("minutes", "warned"), [("1", True), ("5", False), ("20", False), ("50", False), ("500", True)]
)
def test_without_notes_only_what_cannot_be_is_a_warning(
    podium: Callable[..., Any], project: Path, minutes: str, warned: bool
) -> None:
    silent = deck(f"minutes: {minutes}", 0).replace("        notes: \n", "")
    (project / "slides_src" / "talk.yaml").write_text(silent)
    result = podium("check", "slides_src/talk.yaml")
    assert "running time: about 17 minutes, without notes (One " in result.stdout
    assert ("warning: the lecture takes about 17 minutes, without notes" in result.stderr) == warned


def test_minutes_of_a_slide_count_in_place_of_the_estimate(lecture: Callable[..., Any]) -> None:
    text = deck("minutes: 20", 130, slides=1)
    plain = lecture(text)
    given = lecture(text.replace("items: [a, b]", "minutes: 3:30\n        items: [a, b]", 1), name="b")
    seconds = [p.seconds for p in given.scene.pages if p.slide and not p.generated]
    assert seconds[0] == pytest.approx(210)
    change = 210 - next(p.seconds for p in plain.scene.pages if not p.generated)
    assert (estimate(given.scene).minutes - estimate(plain.scene).minutes) * 60 == pytest.approx(change)


def test_every_page_says_when_it_begins(lecture: Callable[..., Any]) -> None:
    text = deck("minutes: 20", 130).replace("items: [a, b]", "hidden: true\n        items: [a, b]", 1)
    pages = lecture(text).scene.pages
    clock = 0.0
    for page in pages:
        assert page.starts == pytest.approx(clock)
        clock += 0.0 if page.hidden else page.seconds


@pytest.mark.parametrize("value", ["0", "soon", "601", "1:75", "-2", "[1]"])
def test_what_is_no_number_of_minutes_is_an_error(podium: Callable[..., Any], project: Path, value: str) -> None:
    text = f"title: T\nslides:\n  - points: One\n    items: [a]\n    minutes: {value}\n"
    (project / "slides_src" / "talk.yaml").write_text(text)
    result = podium("check", "slides_src/talk.yaml")
    assert result.exit_code == 1
    assert "talk.yaml:5:14: error:" in result.output


def test_a_lecture_that_is_too_long_hears_what_could_go(podium: Callable[..., Any], project: Path) -> None:
    text = deck("minutes: 12", 130, slides=7).replace("points: S3\n", "points: S3\n        minutes: 4\n", 1)
    (project / "slides_src" / "talk.yaml").write_text(text)
    result = podium("check", "slides_src/talk.yaml")
    assert "keep slides in reserve with 'spare: true': the longest are " in result.output
    spared = text.replace("minutes: 4", "spare: true\n        id: more\n        minutes: 4")
    (project / "slides_src" / "talk.yaml").write_text(spared)
    result = podium("check", "slides_src/talk.yaml")
    assert "nothing leads to this spare slide; link to it: [more](#more)" in result.output
    linked = spared.replace("points: S0", '"points": "S0, see [more](#more)"', 1)
    (project / "slides_src" / "talk.yaml").write_text(linked)
    assert "spare slide" not in podium("check", "slides_src/talk.yaml").output


@pytest.mark.parametrize(
    ("notes", "reveal", "said"),
    [
        ("Now. [click] And [click]", "true", ""),
        ("Now. [click]", "true", "the notes say [click] once, and the slide has 2 clicks; one for each"),
        ("Now. [click] And [click]", "false", "the notes say [click] 2 times, and the slide has 0 clicks"),
        ("Now.", "true", ""),
    ],
)
def test_cues_are_counted(podium: Callable[..., Any], project: Path, notes: str, reveal: str, said: str) -> None:
    text = f"title: T\nslides:\n  - points: One\n    items: [a, b]\n    reveal: {reveal}\n    notes: '{notes}'\n"
    (project / "slides_src" / "talk.yaml").write_text(text)
    output = podium("check", "slides_src/talk.yaml").output
    assert said in output if said else "[click]" not in output


def test_a_variant_without_answers_does_not_count_cues(podium: Callable[..., Any], project: Path) -> None:
    (project / "slides_src" / "talk.yaml").write_text("""title: T
variants: {students: {answers: false, notes: false}}
slides:
  - quiz: Who won?
    answers: [Nobody, Everybody]
    answer: A
    notes: "Well? [click] So it is."
""")
    assert "[click]" not in podium("check", "slides_src/talk.yaml", "--for", "students").output
    assert "[click]" not in podium("check", "slides_src/talk.yaml").output
