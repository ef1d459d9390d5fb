"""What is said once: variables, defaults of kinds, variants; mistakes in them stand where they were made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import Result
from talk import Talk

from podium.diagnostics import Report
from podium.kinds import load
from podium.outline.deck import Outline

Lecture = Callable[..., Talk]
Run = Callable[..., Result]


@pytest.fixture
def outline(tmp_path: Path) -> Callable[..., tuple[Outline | None, list[str]]]:
    """`outline(text, variant)`: the outline and its findings, as "line:column: message"."""

    def make(text: str, variant: str = "") -> tuple[Outline | None, list[str]]:
        path = tmp_path / "x.yaml"
        path.write_text(dedent(text).lstrip("\n"), "utf-8")
        report = Report()
        found = load(path, report, "x", variant=variant)
        return found, [str(d).removeprefix("x:") for d in report]

    return make


# ----------------------------------------------------------------------------------------------- variables


def test_a_name_stands_for_its_value_in_texts_keys_and_notes(lecture: Lecture) -> None:
    made = lecture(
        "title: The war for ${town}\nvars: {town: Nomonhan, river: the Halha, where: 'at ${town}, on ${river}'}\n"
        "slides:\n  - points: It began ${where}\n    items:\n      - \"${town} fell: on ${ river }\"\n"
        "      - ${river}: by ${town}\n    notes: |\n      Say\n      ${where}.\n"
    )
    assert made.messages == []
    text = made.text()
    assert "The war for Nomonhan" in text
    assert "It began at Nomonhan, on the Halha" in text
    assert "Nomonhan fell: on the Halha" in text
    assert "by Nomonhan" in text
    (page,) = made.slides()
    assert "at Nomonhan, on the Halha." in page.notes


def test_a_value_that_is_only_a_name_may_be_a_list(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    found, said = outline("""
        title: T
        vars: {all: [One, Two: proof]}
        slides:
          - points: A
            items: ${all}
        """)
    assert said == []
    assert [i.text for i in found.deck.slides[0].items] == ["One", "Two"]  # type: ignore[attr-defined]


def test_two_dollars_are_the_sign_itself(lecture: Lecture) -> None:
    made = lecture("title: T\nvars: {a: b}\nslides: [{points: 'Write $${a} for ${a}', items: [x]}]\n")
    assert made.messages == []
    assert "Write ${a} for b" in made.text()


def test_an_unknown_name_is_reported_at_its_column(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    _, said = outline("""
        title: T
        vars: {town: Nomonhan}
        slides:
          - points: In ${twon}
            items: [x]
            notes: |
              first
              then ${nobody} came
        """)
    assert said == [
        "4:16: error: there is no variable 'twon'; did you mean 'town'?",
        "8:12: error: there is no variable 'nobody'; known: town",
    ]


def test_without_any_variable_the_hint_says_how_to_write_the_sign(
    outline: Callable[..., tuple[Outline, list[str]]],
) -> None:
    _, said = outline("title: A ${b}\nslides: [{points: A, items: [x]}]\n")
    assert said == [
        "1:10: error: there is no variable 'b'; define it under 'vars:', or write $${b} for the signs themselves"
    ]


def test_a_finding_on_a_value_names_use_and_definition(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    _, said = outline("""
        title: T
        minutes: ${length}
        vars:
          length: many
        slides: [{points: A, items: [x]}]
        """)
    assert said == [
        "2:10: error: 'minutes' must be a whole number, not 'many'; write, for example, 'minutes: 50'; "
        "${length} is defined on line 4"
    ]


def test_a_circle_ends(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    _, said = outline("""
        title: ${a}
        vars:
          a: b ${b}
          b: a ${a}
        slides: [{points: A, items: [x]}]
        """)
    assert said == ["3:6: error: the variable 'a' refers to itself: a → b → a"]


def test_variables_that_double_forever_are_stopped(outline: Callable[..., tuple[Outline | None, list[str]]]) -> None:
    lines = "".join(f"  v{n}: ${{v{n + 1}}}${{v{n + 1}}}{{}}\n" for n in range(19))
    found, said = outline(f"title: ${{v0}}\nvars:\n{lines}  v19: {'x' * 100}\nslides: []\n")
    assert found is None
    assert "more than 5,000,000 letters" in said[0]


def test_a_long_chain_of_variables_is_no_traceback(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    lines = "".join(f"  v{n}: ${{v{n + 1}}}\n" for n in range(3000))
    _, said = outline(f"title: ${{v0}}\nvars:\n{lines}  v3000: x\nslides: [{{points: A, items: [x]}}]\n")
    assert len(said) == 1
    assert "definitions away" in said[0]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("items: [${town}, b]", 'items: ["${town}", b]'),
        ("beside: {image: {file: ${town}.jpg}}", 'beside: {image: {file: "${town}.jpg"}}'),
    ],
)
def test_between_brackets_a_name_needs_quotes(
    outline: Callable[..., tuple[Outline, list[str]]], line: str, right: str
) -> None:
    _, said = outline(f"title: T\nvars: {{town: N}}\nslides:\n  - points: A\n    text: x\n    {line}\n")
    assert said[0].startswith("6:")
    assert said[0].endswith(f"between brackets, a text with ${{…}} must be in quotes; write: {right}")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("vars: [a]", "1:7: error: 'vars' must be 'name: value' lines; write, for example, 'vars: {town: Nomonhan}'"),
        ("vars: {a b: c}", "1:8: error: 'a b' cannot be the name of a variable"),
        ("vars: {a: [1]}\nauthor: by ${a}", "2:12: error: ${a} is a list, and cannot stand within a text"),
        ("vars: {a: [1]}\n'${a}': x", "2:1: error: '${a}' stands for no text, and only a text can be a key"),
        ("vars: {a: author}\nauthor: x\n${a}: y", "3:1: error: the key 'author' is used twice (first on line 2)"),
    ],
)
def test_what_cannot_be_a_variable(
    outline: Callable[..., tuple[Outline, list[str]]], head: str, message: str
) -> None:
    _, said = outline(f"{head}\ntitle: T\nslides: [{{points: A, items: [x]}}]\n")
    assert said[0].startswith(message), said


# ------------------------------------------------------------------------------------------------ defaults


def test_a_kind_has_its_defaults_and_the_slide_wins(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    found, said = outline("""
        title: T
        vars: {year: 1939}
        defaults: {points: {reveal: true, when: "${year}"}}
        slides:
          - points: A
            items: [x]
          - points: B
            reveal: false
            when:
            items: [x]
          - question: C
        """)
    assert said == []
    first, second, third = found.deck.slides
    assert (first.reveal, str(first.when) != "None") == (True, True)
    assert (second.reveal, second.when) == (False, None)
    assert third.reveal is False


def test_mistakes_in_defaults_stand_where_they_were_made(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    _, said = outline("""
        title: T
        defaults:
          points: {reveel: true}
          quote: {by: [a]}
          poinst: {}
          quiz: {reveal: maybe}
          map: yes
        slides:
          - points: A
            items: [x]
          - points: B
            items: [x]
        """)
    assert said == [
        "3:12: error: unknown key 'reveel' in a 'points' slide; did you mean 'reveal'?",
        "4:15: error: 'by' must be text, not a list; for paragraphs write '|' behind the key, and them below it, with "
        "an empty line between",
        "5:3: error: there is no slide kind 'poinst'; did you mean 'points'?",
        "6:18: error: this must be true or false, not 'maybe'",
        "7:8: error: the defaults of 'map' must be 'key: value' lines; "
        "write, for example, 'defaults: {map: {relief: false}}'",
    ]


# ------------------------------------------------------------------------------------------------ variants

TWO = """
    title: T
    for:
      long: {minutes: 50}
      short: {minutes: 20, subtitle: In brief, vars: {how: briefly}}
    vars: {how: at length, who: Zhukov}
    sections:
      - title: First
        slides:
          - points: ${who} told ${how}
            items: [a]
          - points: For long
            for: long
            items: [a]
          - points: For both
            for: [long, short]
            items: [a]
          - points: Differs
            for: {short: {items: [b, c]}}
            items: [a]
          - points: Not in short
            for: {short: false}
            items: [a]
      - title: Second
        for: long
        slides:
          - points: Z
            items: [a]
    """


def headlines(found: Outline) -> list[str]:
    return [slide.headline for slide in found.deck.every_slide()]


def test_without_a_choice_the_first_variant_is_made(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    found, said = outline(TWO)
    assert said == []
    assert found.deck.minutes == 50
    assert headlines(found) == ["Zhukov told at length", "For long", "For both", "Differs", "Not in short", "Z"]


def test_a_variant_has_its_own_keys_slides_and_variables(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    found, said = outline(TWO, "short")
    assert said == []
    assert (found.deck.minutes, found.deck.subtitle) == (20, "In brief")
    assert headlines(found) == ["Zhukov told briefly", "For both", "Differs"]
    assert [i.text for i in found.deck.every_slide()[2].items] == ["b", "c"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "variant", "message"),
    [
        ("for: [long, short]", "shrt", "1:1: error: the outline has no variant 'shrt'; did you mean 'short'?"),
        ("author: A", "short", "1:1: error: the outline has no variant 'short'; name them first"),
        ("for: long", "", "1:6: error: 'for' names the variants of the deck"),
        ("for: {a/b: {}}", "", "1:7: error: 'a/b' cannot be the name of a variant"),
        ("for: {long: x}", "", "1:6: error: a variant has 'key: value' lines that differ"),
        ("for: {long: {minuts: 5}}", "", "1:14: error: unknown key 'minuts' in the outline; did you mean 'minutes'?"),
    ],
)
def test_a_variant_that_is_not_there(
    outline: Callable[..., tuple[Outline, list[str]]], text: str, variant: str, message: str
) -> None:
    _, said = outline(f"{text}\ntitle: T\nslides: [{{points: A, items: [x]}}]\n", variant)
    assert said[0].startswith(message), said


def test_a_slide_for_an_unknown_variant_is_an_error(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    _, said = outline("""
        title: T
        for: [long, short]
        slides:
          - {points: A, items: [x], for: [long, shrt]}
          - {points: B, items: [x], for: {sort: false}}
          - {points: C, items: [x]}
        """)
    assert said == [
        "4:41: error: the outline has no variant 'shrt'; did you mean 'short'?",
        "5:35: error: the outline has no variant 'sort'; did you mean 'short'?",
    ]


def test_other_mistakes_of_such_a_slide_are_found_too(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    _, said = outline("""
        title: T
        for: [long, short]
        vars: {unused: "${nowhere}"}
        slides:
          - {points: "${gone}", itms: [x], for: shrt}
        """)
    assert [line.partition(";")[0] for line in said] == [
        "3:17: error: there is no variable 'nowhere'",
        "5:15: error: there is no variable 'gone'",
        "5:25: error: unknown key 'itms' in a 'points' slide",
        "5:41: error: the outline has no variant 'shrt'",
    ]


def test_build_and_check_know_variants(podium: Run, project: Path) -> None:
    path = project / "slides_src" / "talk.yaml"
    path.write_text(
        "title: T\nfor: [long, short]\nslides:\n  - {points: A, items: [x]}\n  - {points: B, itms: [x], for: short}\n"
    )
    assert podium("build", str(path)).exit_code == 0
    assert (project / "output" / "talk.pptx").is_file()
    result = podium("check", str(path))
    assert result.exit_code == 1
    assert "talk.yaml:5:17: error: unknown key 'itms'" in result.output
    assert podium("check", str(path), "--for", "long").exit_code == 0
    path.write_text(path.read_text().replace("itms", "items"))
    result = podium("build", str(path), "--for", "short")
    assert result.exit_code == 0
    assert (project / "output" / "talk-short.pptx").is_file()


def test_a_misspelt_key_of_expansion_gets_a_suggestion(outline: Callable[..., tuple[Outline, list[str]]]) -> None:
    _, said = outline("title: T\ndefautls: {}\nslides: [{points: A, items: [x]}]\n")
    assert said == ["2:1: error: unknown key 'defautls' in the outline; did you mean 'defaults'?"]


# ----------------------------------------------------------------------------------------- documentation


@pytest.mark.parametrize("chapter", ["Variables", "Defaults", "Variants", "Footnotes"])
def test_the_examples_of_the_documentation_have_no_mistakes(
    outline: Callable[..., tuple[Outline | None, list[str]]], chapter: str
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "outline.md").read_text("utf-8")
    text = page.split(f"\n### {chapter}\n")[1].split("\n#")[0]
    example = "".join(line[4:] for line in text.splitlines(keepends=True) if line.startswith("    "))
    if example.startswith("- "):
        example = "sources: {lytton: {title: Report}}\nslides:\n" + example
    elif "slides:" not in example:
        example += "slides: [{points: A, items: [x]}]\n"
    for variant in ("", "short", "students") if chapter == "Variants" else ("",):
        found, said = outline(f"title: T\n{example}", variant)
        assert found is not None
        assert said == []
