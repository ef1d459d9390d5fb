"""What is said of a place in a text, also in one with mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import mutated

from podium import kinds
from podium.assist.completion import Offer, filled, offers_at
from podium.assist.fixes import fixes
from podium.assist.hover import explain
from podium.kinds._examples import example
from podium.outline.project import Project

ROOT = Path(__file__).parent.parent.parent
OUTLINES = [path.read_text("utf-8") for path in sorted((ROOT / "slides_src").glob("*.yaml"))]
PROJECT = Project.of(ROOT / "slides_src" / "night-sampler.yaml")
HEAD = """title: T
sides:
  soviet: {name: Soviet Union, colour: red}
  japan: {name: Japan}
sources: {post: {title: A post}}
vars: {town: Nomonhan}
slides:
"""


def offers(text: str, project: Project = PROJECT) -> list[Offer]:
    """What is offered at the last `|` of a text below `HEAD`."""
    before, _, after = (HEAD + text).rpartition("|")
    return offers_at(before + after, before.count("\n"), len(before.rpartition("\n")[2]), project)


def labels(text: str, project: Project = PROJECT) -> list[str]:
    return [offer.label for offer in offers(text, project)]


def test_a_slide_begins_with_a_kind_which_brings_its_lines() -> None:
    found = {o.label: o for o in offers("  - |\n")}
    assert set(kinds.names()) | {"include", "use"} == set(found)
    assert found["quote"].snippet
    assert found["quote"].insert.startswith("quote: ${1:The train arrived *on time* all the same.}\n  by: ${2:")
    assert "  - {when: 1931" in found["causes"].insert.replace("\\", "")
    assert labels("  - ti|\n") == labels("  - |\n")


def test_a_snippet_without_its_marks_is_a_slide_whose_headline_is_first() -> None:
    found = {o.label: o for o in offers("  - |\n")}
    for kind in kinds.names():
        text, start, end = filled(found[kind])
        assert f"- {text}" == example(kind).strip()
        assert start == end == len(text) or text[:start].endswith(": ")
    text, start, end = filled(found["quote"])
    assert text[start:end] == "The train arrived *on time* all the same."
    assert filled(found["use"]) == ("use: ", 5, 5)


def test_then_only_the_keys_of_that_kind_come_that_are_not_there_yet() -> None:
    keys = labels("  - quote: It said so\n    by: Somebody\n    |\n")
    assert {"context", "aside", "notes", "hidden"} <= set(keys)
    assert not {"by", "quote", "events", "rows"} & set(keys)
    assert {"type", "data"} <= set(labels("  - points: X\n    beside:\n      chart:\n        |\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - timeline: X\n    events:\n      - {date: 1935, |}\n", {"title", "lane", "figure"}),
        ("  - timeline: X\n    events:\n      - date: 1935\n        ti|\n", {"title", "text"}),
        ("  - points: X\n    beside: {|}\n", {"chart", "map", "image"}),
        ("  - points: X\n    beside: {map: {ye|\n", {"year", "territories"}),
        ("  - compare: X\n    columns:\n      - |\n", {"title", "side", "figure", "block"}),
        ("  - map: X\n    arrows: [{from: Harbin, |", {"via", "to", "number"}),
        ("  - images: X\n    items:\n      - {|}\n", {"file", "caption", "at"}),
        ("  - map: X\n    territories: east-asia-1931-1941\n    fill: {|}\n", {"soviet", "soviet pale", "green"}),
    ],
)
def test_keys_also_between_braces_and_in_lists(text: str, expected: set[str]) -> None:
    assert expected <= set(labels(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - timeline: X\n    form: |\n", {"row", "lanes"}),
        ("  - points: X\n    hidden: |\n", {"true", "false"}),
        ("  - portrait: X\n    side: |\n", {"soviet", "japan"}),
        ("  - portrait: X\n    side: so|\n    name: Y\n", {"soviet", "japan"}),
        ("  - points: X\n    source: |\n", {"post", "none", "always"}),
        ("  - points: X\n    source: [|]\n", {"post"}),
        ("  - points: See ${|}\n", {"town"}),
        ("  - points: So it was[^|]\n", {"post"}),
        ("  - points: X\n    id: first\n  - points: See [it](#|)\n", {"first"}),
        ("  - map: X\n    territories: |\n", {"east-asia-1931-1941"}),
        ("  - map: X\n    territories: east-asia-1931-1941\n    fill: {soviet: [|]}\n", {"mongolia", "manchukuo"}),
        ("  - map: X\n    steps: [Crossing]\n    arrows:\n      - {from: Harbin, step: |}\n", {"Crossing"}),
        ("  - map: X\n    cities: [Mukd|]\n", {"Mukden"}),
        ("  - chart: X\n    data: {Japan: {Killed: 1}}\n    highlight: |\n", {"Japan", "Killed"}),
    ],
)
def test_values(text: str, expected: set[str]) -> None:
    assert expected <= set(labels(text))


def test_files_and_columns_of_the_project(tmp_path: Path) -> None:
    for name in ("slides_src/dead.csv", "slides_src/parts/maps.yaml", "images/old/zhukov.jpg", "media/speech.mp3"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Year,Japan,Soviet Union\n1938,1,2\n", "utf-8")
    project = Project.of(tmp_path / "slides_src" / "a.yaml")
    assert labels("  - image: X\n    file: |\n", project) == ["old/zhukov.jpg"]
    assert labels("  - media: X\n    file: |\n", project) == ["speech.mp3"]
    assert labels("  - chart: X\n    file: |\n", project) == ["dead.csv"]
    assert labels("  - include: |\n", project) == ["parts/maps.yaml"]
    assert labels("  - chart: X\n    file: dead.csv\n    only: [|]\n", project) == ["Japan", "Soviet Union"]


def test_names_that_other_files_of_the_lecture_define(tmp_path: Path) -> None:
    outline = "sides: {include: sides.yaml}\nvars: {town: Nomonhan}\nslides:\n  - points: X\n    id: first\n"
    outline += "  - include: part.yaml\n"
    part = "- points: Y\n  side: \n  items: ['${', 'see [it](#']\n"
    for name, text in {"a.yaml": outline, "sides.yaml": "china: {name: China}\n", "part.yaml": part}.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "other.yaml").write_text("sides: {france: {name: France}}\nslides: []\n", "utf-8")
    path = tmp_path / "part.yaml"
    project = Project.of(path)
    for line, column, expected in ((1, 8, ["china"]), (2, 13, ["town"]), (2, 27, ["first"])):
        assert [o.label for o in offers_at(part, line, column, project, path)] == expected
    side = part.replace("side: ", "side: china")
    assert explain(side, 1, 10, project, path).text == "**china**: China"  # type: ignore[union-attr]


def test_nothing_is_offered_in_a_comment_or_in_notes() -> None:
    assert labels("  - points: X\n    # |\n") == []
    assert labels("  - points: X\n    notes: |\n      Some words |\n") == []


def test_kinds_and_keys_are_explained() -> None:
    text = HEAD + "  - quote: It said so\n    by: Somebody\n    side: japan\n"
    said = explain(text, 7, 5, PROJECT)
    assert said is not None
    assert "**quote**: a quotation" in said.text
    assert "```yaml" in said.text
    assert explain(text, 8, 5, PROJECT).text == "**by**: who said it"  # type: ignore[union-attr]
    assert explain(text, 9, 12, PROJECT).text == "**japan**: Japan"  # type: ignore[union-attr]


def test_quick_fixes_put_what_is_right_in_place_of_the_word() -> None:
    text = HEAD + "  - points: X\n    itmes: [One]\n"
    fix, *_ = fixes(text, 8, 4, "unknown-key", "did you mean 'items'?", False)
    assert (fix.line, fix.column, fix.length, fix.text) == (8, 4, 5, "items")
    (ignore,) = fixes(text, 8, 4, "monotony", "", True)
    assert ignore.text == "    # podium: ignore monotony\n"


@given(st.sampled_from(OUTLINES), st.data())
@settings(max_examples=40, deadline=None)
def test_no_text_and_no_place_is_too_much(text: str, data: st.DataObject) -> None:
    text = mutated(text, data.draw(st.randoms(use_true_random=False)))
    rows = text.split("\n")
    line = data.draw(st.integers(0, len(rows)))
    column = data.draw(st.integers(0, len(rows[line]) if line < len(rows) else 3))
    offers_at(text, line, column, PROJECT)
    explain(text, line, column, PROJECT)
    list(fixes(text, line, column, "unknown-key", "did you mean 'items'?", True))
